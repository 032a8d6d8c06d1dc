"""A coordinator's job: plan a period, open it, ask again, agree, and fix the figures."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.services.periods import freeze_period
from monitoring.services.updates import submit_update
from partnership.models import Membership
from plans.ratings import Meaning
from tests.browser import assert_accessible, assert_fits, bring_axe, sign_in
from tests.factories import (
    ActionFactory,
    BodyFactory,
    DraftFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PlanTextFactory,
    PostFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db(transaction=True)

HUBS = "2.3 Open drop-in support in all 12 secondary schools"
CABINET = "2.4 Elect a youth cabinet that meets with the board"


@pytest.fixture
def coordinator(transactional_db):
    return UserFactory(name="Megan Price")


@pytest.fixture
def officer(transactional_db):
    return UserFactory(name="Priya Nair")


@pytest.fixture
def plan(coordinator):
    plan = PlanFactory(title="Northmoor Children’s Plan 2025 to 2028", coordinator=coordinator)
    PlanTextFactory(plan=plan)
    freeze_period(period=PeriodFactory(plan=plan), by=None)
    return plan


@pytest.fixture
def actions(plan, officer):
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory(name="Wellbeing Group"))
    post = PostFactory(title="Head of Help", organisation__name="Children’s Services", holder=officer)
    hubs, cabinet = (
        ActionFactory(priority=priority, ref=title[:3], title=title[4:], post=post, position=position)
        for position, title in enumerate([HUBS, CABINET])
    )
    ActionFactory(priority=priority, ref="2.5", title="Fill the lettings post", post=PostFactory(), position=2)
    return hubs, cabinet


@pytest.fixture
def under_way(plan, actions, officer):
    """An open period in which two updates wait for review."""
    today = timezone.localdate()
    period = PeriodFactory(plan=plan, updates_due_on=today + timedelta(days=3), freeze_on=today + timedelta(days=20))
    for action in actions:
        UpdateFactory(action=action, period=period, submitted_by=officer, narrative=f"{action.title}: all is well.")
    return period


@pytest.fixture
def signed_in(new_page, coordinator):
    """Opens a page as the coordinator, or as somebody else."""

    def open_page(user=coordinator, **options):
        page = new_page(**({"viewport": {"width": 1280, "height": 900}} | options))
        sign_in(page, user)
        return page

    return open_page


def test_coordinator_runs_a_period_from_planning_to_the_frozen_figures(signed_in, plan, actions, officer):
    page = signed_in()
    plans_and_opens(page)

    period = ReportingPeriod.objects.taking_updates().get()
    on_track = level(period.action_scale, Meaning.ON_TRACK)
    hubs, cabinet = actions
    for action, words in ((hubs, "Many are open."), (cabinet, "Elected in May.")):
        submit_update(action=action, period=period, level=on_track, narrative=words, by=officer)
    page.reload()
    expect(page.get_by_text("2 of 3 updates are in.")).to_be_visible()
    assert_accessible(page)

    asks_again(page)
    submit_update(
        action=hubs, period=period, level=on_track, narrative="Nine of twelve are open.", by=officer, based_on_version=1
    )
    page.reload()
    agrees_another_rating(page)
    accepts_the_rest(page)
    fixes_the_figures(page)

    period.refresh_from_db()
    assert period.state == "frozen"
    assert period.records.get().sha256 in page.content()


def plans_and_opens(page):
    page.goto("/periods/")
    assert_accessible(page)
    page.get_by_role("button", name="Prepare the next period").click()
    # Months and name are suggested.
    expect(page.get_by_label("What is it called?")).to_have_value("October to December 2025")
    assert_accessible(page)
    page.get_by_role("button", name="Plan this period").click()
    expect(page.get_by_role("status")).to_have_text("October to December 2025 is planned.")
    assert_accessible(page)

    page.get_by_role("button", name="Open for updates").click()
    assert_accessible(page)
    page.get_by_role("button", name="Open for updates").click()
    expect(page.get_by_role("status")).to_have_text("October to December 2025 is open for updates.")
    expect(page.get_by_text("0 of 3 updates are in.")).to_be_visible()


def asks_again(page):
    page.get_by_role("button", name="Review 2 updates").click()
    assert_accessible(page)
    page.get_by_role("link", name=HUBS).click()
    expect(page.get_by_label("Why?")).to_be_hidden()
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose whether to accept or return the update")
    assert_accessible(page)
    page.get_by_label("Return it to its author").check()
    page.get_by_label("Why?").fill("How many schools?")
    assert_accessible(page)
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("status")).to_have_text(f"{HUBS} is returned to its author.")


def agrees_another_rating(page):
    page.get_by_role("link", name=HUBS).click()
    page.get_by_label("Accept it with another rating").check()
    page.get_by_label("Some concern").check()
    page.get_by_label("Why?").fill("Three schools will be late.")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("status")).to_have_text(f"{HUBS} is accepted as Some concern.")


def accepts_the_rest(page):
    page.get_by_label("Accept as it is").check()
    page.get_by_role("button", name="Accept those ticked").click()
    expect(page.get_by_role("status")).to_have_text("1 update is accepted.")
    assert_accessible(page)


def fixes_the_figures(page):
    page.get_by_role("link", name="October to December 2025").click()
    page.get_by_role("link", name="Fix the figures").click()
    expect(page.get_by_text("1 will show as not rated")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Fix the figures").click()
    expect(page.get_by_role("status")).to_contain_text("The figures of October to December 2025 are fixed. Checksum")
    assert_accessible(page)


def test_coordinator_with_a_keyboard_alone_accepts_an_update(signed_in, under_way):
    page = signed_in()
    page.goto(f"/periods/{under_way.pk}/updates/")

    def tab_to(locator):
        for _ in range(60):
            page.keyboard.press("Tab")
            if locator.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{locator} cannot be reached by the keyboard")

    tab_to(page.get_by_role("link", name=HUBS))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/updates/\d+/"))
    tab_to(page.get_by_label("Accept it as it is"))
    page.keyboard.press("Space")
    tab_to(page.get_by_role("button", name="Save decision"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text(f"{HUBS} is accepted as On track.")


def test_review_without_scripts_takes_every_decision(signed_in, under_way):
    page = signed_in(java_script_enabled=False)
    page.goto(f"/periods/{under_way.pk}/updates/")

    page.get_by_role("link", name=CABINET).click()
    page.get_by_label("Return it to its author").check()
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what the author should add or change")
    page.get_by_label("Why?").fill("Who was elected?")
    page.get_by_role("button", name="Save decision").click()

    expect(page.get_by_role("status")).to_have_text(f"{CABINET} is returned to its author.")
    assert ProgressUpdate.objects.get(action__ref="2.4").returned_because == "Who was elected?"


def test_lead_finds_what_waits_for_them_at_the_front_door(signed_in, under_way):
    lead = UserFactory(name="Chris Chair")
    MembershipFactory(body=under_way.plan.priorities.get().lead_body, user=lead, role=Membership.Role.CHAIR)
    page = signed_in(lead)

    page.goto("/")
    page.get_by_role("link", name=HUBS).click()
    page.get_by_label("Accept it as it is").check()
    page.get_by_role("button", name="Save decision").click()

    expect(page.get_by_role("status")).to_have_text(f"{HUBS} is accepted as On track.")


def test_author_of_an_overtaken_draft_finds_it_again(signed_in, under_way, coordinator):
    action = ActionFactory(priority=under_way.plan.priorities.get(), title="Late one")
    DraftFactory(user=coordinator, action=action, period=under_way, content={"narrative": "Half a sentence"})
    under_way.updates.update(state="accepted")
    freeze_period(period=under_way, by=coordinator)
    page = signed_in()

    page.goto(f"/periods/{under_way.pk}/")
    page.get_by_role("link", name="You have 1 draft that was not submitted").click()

    expect(page.get_by_text("Half a sentence")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_fit_and_are_accessible(signed_in, under_way, plan, width):
    page = signed_in(viewport={"width": width, "height": 800})
    bring_axe(page)
    update = under_way.updates.first()

    for address in (
        f"/periods/{under_way.pk}/",
        f"/periods/{under_way.pk}/edit/",
        f"/periods/{under_way.pk}/close/",
        f"/periods/{under_way.pk}/back/",
        f"/periods/{under_way.pk}/freeze/",
        f"/periods/{under_way.pk}/updates/?show=all",
        f"/periods/{plan.periods.first().pk}/",
        f"/periods/{plan.periods.first().pk}/publish/",
        f"/updates/{update.pk}/",
        f"/plans/{plan.slug}/periods/",
        f"/plans/{plan.slug}/periods/new/",
        f"/plans/{plan.slug}/",
        "/plans/",
    ):
        assert page.goto(address).status == 200
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert_fits(page)
        assert_accessible(page)


def test_coordinator_prepares_a_period_for_a_meeting_on_a_phone(signed_in, plan, actions):
    BodyFactory(name="Partnership board")
    page = signed_in(viewport={"width": 375, "height": 800})
    page.goto(f"/plans/{plan.slug}/settings/")
    page.get_by_label("Updates close for questions before the figures are fixed").uncheck()
    page.get_by_label("Scotland").check()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Save settings").click()

    page.get_by_role("button", name="Prepare the next period").click()
    page.get_by_label("Who meets?").first.select_option("Partnership board")
    day = page.get_by_role("group", name="Day of meeting 1")
    for part, typed in (("Day", "20"), ("Month", "Feb"), ("Year", "2026")):
        day.get_by_label(part, exact=True).fill(typed)
    page.get_by_role("button", name="Count the days back from the meetings").click()
    expect(page.get_by_text("Friday 30 January 2026")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Plan this period").click()
    expect(page.get_by_role("status")).to_have_text("October to December 2025 is planned.")
    expect(page.get_by_text("Papers out by Thursday 12 February, 5 clear working days before.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("link", name="Change Partnership board, 20 February 2026").click()
    assert_accessible(page)
    page.get_by_role("button", name="Take this meeting out").click()
    expect(page.get_by_text("None entered yet.")).to_be_visible()

    page.goto(f"/plans/{plan.slug}/periods/paper/")
    assert_accessible(page)
    assert_fits(page)
