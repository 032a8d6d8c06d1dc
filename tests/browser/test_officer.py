"""An officer's job, as one person does it: find what is due, say how it is going, and lose nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monitoring.models import Draft, ProgressUpdate
from monitoring.services.updates import submit_update
from partnership.due import Due, Precision
from plans.ratings import Meaning
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    PASSWORD,
    ActionFactory,
    BodyFactory,
    DraftFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    RatingScaleFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "2.3 Open drop-in support in all 12 secondary schools"
STORY = "Nine of twelve schools now have a weekly drop-in and 388 young people have used one."


@pytest.fixture
def officer(transactional_db):
    return UserFactory(name="Priya Nair", email="priya@northmoor.example")


@pytest.fixture
def plan(officer):
    return PlanFactory(title="Northmoor children and young people’s plan", action_scale=scale_with_criteria())


def scale_with_criteria():
    scale = RatingScaleFactory()
    criteria = {
        Meaning.COMPLETE: "Finished, and its success measure has been met.",
        Meaning.ON_TRACK: "Expected to finish by the original date.",
        Meaning.AT_RISK: "Late, or expected to be late, by less than 3 months.",
        Meaning.OFF_TRACK: "Will not finish within 3 months of the original date.",
        Meaning.NOT_STARTED: "Work has not begun and was not due to begin.",
    }
    for meaning, text in criteria.items():
        scale.levels.filter(meaning=meaning).update(
            criteria=text, requires_recovery=meaning in {Meaning.AT_RISK, Meaning.OFF_TRACK}
        )
    return scale


@pytest.fixture
def action(plan, officer):
    """An action that was on track in the period before the one that is open, and a second one to do."""
    post = PostFactory(title="Strategic Lead for Emotional Wellbeing", holder=officer)
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory(name="Emotional Wellbeing Group"))
    action = ActionFactory(
        priority=priority,
        post=post,
        ref="2.3",
        title="Open drop-in support in all 12 secondary schools",
        success_criteria="Every secondary school has a drop-in at least once a week.",
        due=Due(date(2030, 12, 31), Precision.DAY, "31 December 2030"),
    )
    action.milestones.create(title="Seven schools open", done_on=date(2025, 9, 1))
    ActionFactory(priority=priority, post=post, ref="H1", title="Elect a youth cabinet that meets with the board")
    before = PeriodFactory(plan=plan)
    UpdateFactory(
        action=action,
        period=before,
        submitted_by=officer,
        narrative="Seven of twelve schools are open and 214 young people have been seen.",
        next_steps="open in Harrow Road and Eastmoor High\nrecruit the last two practitioners",
    )
    before.state, before.frozen_at = "frozen", before.opened_at
    before.save()
    today = timezone.localdate()
    PeriodFactory(plan=plan, updates_due_on=today + timedelta(days=3), challenge_by=today + timedelta(days=10))
    return action


@pytest.fixture
def signed_in(new_page, officer):
    """Opens a page as the officer."""

    def open_page(**options):
        page = new_page(**({"viewport": {"width": 1280, "height": 900}} | options))
        sign_in(page, officer)
        return page

    return open_page


def update() -> ProgressUpdate:
    return ProgressUpdate.objects.select_related("proposed_level").get(period__state="open")


def test_officer_reports_progress_in_six_presses(signed_in, action):
    page = signed_in()
    page.goto("/my-actions/")
    assert_accessible(page)
    presses = 0

    def press(control):
        nonlocal presses
        presses += 1
        control.click()

    press(page.get_by_role("link", name=TITLE).or_(page.get_by_role("button", name="Begin your update")).first)
    assert_accessible(page)
    expect(page.get_by_role("complementary", name="Last time: September 2025")).to_contain_text("recruit the last two")
    expect(page.get_by_label("What is the main cause?")).to_be_hidden()
    press(page.get_by_role("radio", name="On track"))
    press(page.get_by_label("What has happened since September"))
    page.keyboard.type(STORY)
    page.keyboard.press("Tab")
    page.keyboard.type("Interview for both posts")
    press(page.get_by_role("button", name="Submit update"))

    expect(page.get_by_role("status").first).to_contain_text("Update submitted.")
    expect(page.get_by_role("region", name="What happens next")).to_contain_text("Emotional Wellbeing Group")
    assert_accessible(page)
    assert presses <= 6
    said = update()
    assert (said.proposed_level.meaning, said.narrative, said.next_steps) == (
        "on_track",
        STORY,
        "Interview for both posts",
    )
    page.get_by_role("button", name="Back to my actions").click()
    page.get_by_text("1 update is done", exact=True).click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def test_officer_explains_a_delay_and_mends_what_was_missing(signed_in, action):
    page = signed_in()
    page.goto(f"/actions/{action.pk}/update/")
    page.get_by_role("radio", name="Some concern").check()
    page.get_by_label("What is the main cause?").select_option("Not enough staff")
    expect(page.get_by_label("If it is something else, what is it?")).to_be_hidden()
    page.get_by_label("What does it mean for children?").fill("Three schools wait.")
    forecast = page.get_by_role("group", name="When do you now expect to finish?")
    forecast.get_by_label("Year").fill("2031")
    page.get_by_label("What has happened since September").fill(STORY)
    page.get_by_role("button", name="Submit update").click()

    problems = page.get_by_role("alert")
    expect(problems.get_by_role("link")).to_have_text(
        ["Say what will bring the action back on track", "The date you now expect must include a month"]
    )
    assert_accessible(page)
    problems.get_by_role("link", name="must include a month").click()
    expect(forecast.get_by_label("Month")).to_be_focused()
    page.keyboard.type("2")
    page.get_by_label("What will bring it back on track?").fill("Both posts are advertised again.")
    page.get_by_role("button", name="Submit update").click()

    expect(page.get_by_role("status").first).to_contain_text("Update submitted.")
    said = update()
    assert (said.proposed_level.meaning, said.cause, str(said.forecast)) == ("at_risk", "staff", "February 2031")


def test_officer_says_nothing_has_changed_in_one_press(signed_in, action):
    page = signed_in()
    page.goto(f"/actions/{action.pk}/update/")
    page.get_by_role("button", name="Nothing has changed").click()

    expect(page.get_by_role("status").first).to_contain_text("You confirmed that nothing has changed.")
    assert_accessible(page)
    assert update().unchanged


def test_officer_reports_with_the_keyboard_alone(signed_in, action):
    page = signed_in()
    page.goto("/my-actions/")
    _tab_to(page, "Begin your update")
    page.keyboard.press("Enter")
    page.wait_for_url("**/update/")
    # Into the group of ratings, then down to the second.
    _tab_to(page, "Complete")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type(STORY)
    _tab_to(page, "Submit update")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").first).to_contain_text("Update submitted.")
    assert update().proposed_level.meaning == "on_track"


def _tab_to(page, name):
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim().replace(/\\s+/g, ' ')"
        )
        if focused == name:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def test_officer_reports_without_scripts(signed_in, action):
    page = signed_in(java_script_enabled=False)
    page.goto("/my-actions/")
    page.get_by_role("link", name="Begin your update").or_(page.get_by_role("button", name="Begin your update")).click()
    # Every question is there; those that the rating does not ask are ignored.
    page.get_by_label("What does it mean for children?").fill("Typed in vain.")
    page.get_by_role("radio", name="On track").check()
    page.get_by_label("What has happened since September").fill("Half a")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("status").first).to_contain_text("Draft saved at")
    page.get_by_label("What has happened since September").fill(STORY)
    page.get_by_role("button", name="Submit update").click()

    expect(page.get_by_role("heading", name="What happens next")).to_be_visible()
    assert (update().impact, update().narrative) == ("", STORY)


@pytest.mark.parametrize("width", [320, 375])
def test_officer_reports_on_a_phone(signed_in, action, width):
    page = signed_in(viewport={"width": width, "height": 700}, has_touch=True)
    page.goto("/my-actions/")
    assert_fits(page)
    page.get_by_role("button", name="Begin your update").tap()
    page.wait_for_url("**/update/")
    assert_fits(page)
    page.get_by_role("radio", name="Off track").tap()
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("button", name="Submit update").tap()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)


def test_draft_saves_itself_and_is_there_the_next_day(signed_in, action):
    page = signed_in()
    page.goto(f"/actions/{action.pk}/update/")
    page.get_by_role("radio", name="On track").check()
    page.get_by_label("What has happened since September").fill("Half a sentence")
    expect(page.locator("[data-app-saved]")).to_contain_text("Draft saved at")
    assert_accessible(page)

    another = signed_in()
    another.goto("/my-actions/")
    expect(another.get_by_role("region", name=TITLE)).to_contain_text("You saved a draft today at")
    another.get_by_role("button", name="Finish your update").click()
    expect(another.get_by_label("What has happened since September")).to_have_value("Half a sentence")
    expect(another.get_by_role("radio", name="On track")).to_be_checked()


def test_draft_typed_without_a_connection_is_saved_when_it_is_back(signed_in, action):
    page = signed_in()
    page.goto(f"/actions/{action.pk}/update/")
    page.context.set_offline(True)
    page.get_by_label("What has happened since September").fill("Half a sentence")
    expect(page.locator("[data-app-saved]")).to_have_text(
        "Not saved yet: there is no connection. What you typed is still here."
    )
    page.context.set_offline(False)

    expect(page.locator("[data-app-saved]")).to_contain_text("Draft saved at")
    assert Draft.objects.get().content["narrative"] == "Half a sentence"


def test_draft_on_its_way_while_submitting_does_not_come_back(signed_in, action):
    page = signed_in()
    page.goto(f"/actions/{action.pk}/update/")
    under_way: list[object] = []
    page.route("**/draft/", lambda route: under_way.append(route.request.url))
    with page.expect_request("**/draft/"):
        page.get_by_role("radio", name="On track").check()
        page.get_by_label("What has happened since September").fill("Half a sentence")
    page.get_by_label("What has happened since September").fill(STORY)
    page.get_by_role("button", name="Submit update").click()
    expect(page.get_by_role("status").first).to_contain_text("Update submitted.")

    page.goto(f"/actions/{action.pk}/update/")

    assert len(under_way) == 1
    expect(page.get_by_label("What has happened since September")).to_have_value(STORY)
    expect(page.locator("[data-app-saved]")).to_be_empty()


def test_signed_out_while_typing_loses_nothing(signed_in, action, officer):
    page = signed_in()
    page.goto(f"/actions/{action.pk}/update/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What has happened since September").fill(STORY)
    expect(page.locator("[data-app-saved]")).to_contain_text("You have been signed out, so this is not saved yet.")

    page.get_by_role("button", name="Save draft").click()
    page.get_by_label("E-mail address").fill(officer.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_label("What has happened since September")).to_have_value(STORY)
    expect(page.get_by_text("You had been signed out.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("radio", name="On track").check()
    page.get_by_role("button", name="Submit update").click()
    expect(page.get_by_role("status").first).to_contain_text("Update submitted.")
    assert update().narrative == STORY


def test_page_reloaded_while_signed_out_keeps_the_text_in_its_tab(signed_in, action, officer):
    page = signed_in()
    page.goto(f"/actions/{action.pk}/update/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What has happened since September").fill(STORY)
    expect(page.locator("[data-app-saved]")).to_contain_text("You have been signed out")

    sign_in(page, officer)
    page.reload()

    expect(page.get_by_label("What has happened since September")).to_have_value(STORY)
    expect(page.locator("[data-app-saved]")).to_contain_text("Draft saved at")
    assert Draft.objects.get().content["narrative"] == STORY


def test_two_people_at_once_see_both_texts(signed_in, action):
    page = signed_in()
    page.goto(f"/actions/{action.pk}/update/")
    page.get_by_role("radio", name="On track").check()
    page.get_by_label("What has happened since September").fill(STORY)
    period = action.plan.periods.get(state="open")
    submit_update(
        action=action,
        period=period,
        level=level(period.action_scale, Meaning.NOT_STARTED),
        narrative="Nothing could begin.",
        by=UserFactory(name="Tom Bell"),
    )
    page.get_by_role("button", name="Submit update").click()

    expect(page.get_by_role("status").first).to_contain_text("Tom Bell sent an update for this action")
    both = page.get_by_role("table", name="Two texts about this action")
    expect(both).to_contain_text("Nothing could begin.")
    expect(both).to_contain_text(STORY)
    assert_accessible(page)
    page.get_by_label("Why does the rating change?").fill("Nine schools have begun.")
    page.get_by_role("button", name="Submit update").click()

    expect(page.get_by_role("status").first).to_contain_text("Update submitted.")
    page.get_by_text("1 earlier version").click()
    expect(page.get_by_text("Nothing could begin.")).to_be_visible()
    assert_accessible(page)
    assert (update().version, update().narrative) == (2, STORY)


def test_page_gone_out_of_date_gives_the_text_back(signed_in, action):
    page = signed_in()
    page.goto(f"/actions/{action.pk}/update/")
    page.get_by_label("What has happened since September").fill(STORY)
    # As signing in again in another window does.
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Submit update").click()

    expect(page.get_by_role("heading", name="This page had gone out of date")).to_be_visible()
    expect(page.get_by_label("What has happened?")).to_have_value(STORY)
    assert_accessible(page)
    page.get_by_role("button", name="Open the page again").click()
    expect(page.get_by_label("What has happened since September")).to_have_value(STORY)


def test_pages_around_an_update_are_accessible_on_a_phone(signed_in, action, officer):
    page = signed_in(viewport={"width": 320, "height": 700})
    period = action.plan.periods.get(state="open")
    DraftFactory(user=officer, action=action, period=period)
    page.goto(f"/actions/{action.pk}/update/")
    period.state = "challenge"
    period.save()

    page.get_by_role("button", name="Submit update").click()
    expect(page.get_by_role("heading", name="Your update was not submitted")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    for address in (f"/actions/{action.pk}/update/", f"/actions/{action.pk}/updates/", "/my-actions/"):
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)


def test_my_actions_of_somebody_without_a_post_is_accessible(new_page, transactional_db):
    page = new_page(viewport={"width": 320, "height": 700})
    sign_in(page, UserFactory())
    page.goto("/my-actions/")

    expect(page.get_by_text("You do not hold a post")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
