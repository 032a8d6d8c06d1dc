"""Many actions on one page, as one person does it with the keyboard alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monitoring.models import Draft, ProgressUpdate
from monitoring.services.redaction import confirm_redaction, propose_redaction
from monitoring.services.updates import submit_update
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
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db(transaction=True)

STORY = "Nine of twelve schools now have a weekly drop-in."


@pytest.fixture
def officer(transactional_db):
    return UserFactory(name="Priya Nair", email="priya@northmoor.example")


@pytest.fixture
def coordinator(transactional_db):
    return UserFactory(name="Sam Lee")


@pytest.fixture
def plan(coordinator):
    return PlanFactory(title="Northmoor plan", coordinator=coordinator)


@pytest.fixture
def actions(plan, officer):
    """Three actions that were on track in the period before the one that is open."""
    post = PostFactory(title="Strategic Lead", holder=officer)
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory())
    actions = [
        ActionFactory(priority=priority, post=post, ref=f"2.{n}", title=f"Open hub {n}", position=n) for n in (1, 2, 3)
    ]
    before = PeriodFactory(plan=plan)
    for action in actions:
        UpdateFactory(action=action, period=before, submitted_by=officer)
    before.state, before.frozen_at = "frozen", before.opened_at
    before.save()
    PeriodFactory(plan=plan, updates_due_on=timezone.localdate() + timedelta(days=3))
    return actions


@pytest.fixture
def signed_in(new_page, officer):
    """Opens a page as the officer, or as somebody else."""

    def open_page(user=None, **options):
        page = new_page(**({"viewport": {"width": 1280, "height": 900}} | options))
        sign_in(page, user or officer)
        return page

    return open_page


def stands() -> list[tuple[str, str, str, bool]]:
    updates = ProgressUpdate.objects.filter(period__state="open").select_related("action", "proposed_level")
    return sorted((each.action.ref, each.proposed_level.meaning, each.narrative, each.unchanged) for each in updates)


def focused(page) -> str:
    """What a screen reader would call what has the focus."""
    called: str = page.evaluate(
        """() => {
            const at = document.activeElement
            const ids = at.getAttribute("aria-labelledby")?.split(" ")
            const words = ids ? ids.map(id => document.getElementById(id).textContent)
                : [at.getAttribute("aria-label") ?? (at.labels?.[0] ?? at).textContent]
            return words.join(" ").trim().replace(/\\s+/g, " ")
        }"""
    )
    return called


def tab_to(page, name):
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def choose(page, word):
    """A choice of the list that has the focus, which begins with its first."""
    for _ in range(10):
        if page.evaluate("document.activeElement.selectedOptions[0].textContent.trim()") == word:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the list has no {word!r}")


def test_officer_confirms_two_and_updates_the_third_with_the_keyboard_alone(signed_in, actions):
    page = signed_in()
    page.goto("/my-actions/")
    tab_to(page, "Confirm several as unchanged")
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm-many/")
    assert_accessible(page)
    tab_to(page, "2.1 Open hub 1")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    tab_to(page, "Confirm those ticked")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("nothing has changed about 2 actions")
    assert_accessible(page)

    page.goto("/my-actions/")
    assert stands() == [("2.1", "on_track", "", True), ("2.3", "on_track", "", True)]
    expect(page.get_by_role("link", name="Confirm several as unchanged")).to_have_count(0)


def test_officer_goes_down_the_table_with_the_keyboard_alone(signed_in, actions):
    page = signed_in()
    page.goto("/my-actions/")
    tab_to(page, "Update several on one page")
    page.keyboard.press("Enter")
    page.wait_for_url("**/update-many/")
    assert_accessible(page)
    tab_to(page, "How is it going now? 2.1 Open hub 1")
    choose(page, "On track")
    page.keyboard.press("Tab")
    assert focused(page) == "What has happened since September 2025? 2.1 Open hub 1"
    page.keyboard.type(STORY)
    page.keyboard.press("Control+Enter")

    # Sent, and on to the next row.
    expect(page.locator(f"#row-{actions[0].pk}")).to_contain_text("Submitted by Priya Nair")
    expect(page.get_by_role("combobox", name="How is it going now? 2.2")).to_be_focused()
    choose(page, "Off track")
    page.keyboard.press("Tab")
    assert focused(page) == "What is the main cause? 2.2 Open hub 2"
    tab_to(page, "What has happened since September 2025? 2.2 Open hub 2")
    page.keyboard.type("The lease fell through.")
    page.keyboard.press("Control+Enter")

    # Refused by itself, and the focus goes to the first of what is missing.
    expect(page.locator(f"#row-{actions[1].pk}")).to_contain_text("Choose the main cause of the delay")
    expect(page.get_by_role("combobox", name="What is the main cause? 2.2")).to_be_focused()
    assert_accessible(page)
    choose(page, "Waiting for a partner")
    page.keyboard.press("Tab")
    page.keyboard.type("Sixty children wait.")
    page.keyboard.press("Tab")
    page.keyboard.type("A second landlord has agreed.")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("2031")
    page.keyboard.press("Control+Enter")

    expect(page.locator(f"#row-{actions[1].pk}")).to_contain_text("Submitted by Priya Nair")
    expect(page.get_by_role("combobox", name="How is it going now? 2.3")).to_be_focused()
    expect(page.locator("[data-app-many-said]")).to_contain_text("Submitted by Priya Nair")
    assert stands() == [("2.1", "on_track", STORY, False), ("2.2", "off_track", "The lease fell through.", False)]
    assert ProgressUpdate.objects.get(cause="partner").impact == "Sixty children wait."


def test_officer_updates_and_confirms_without_scripts(signed_in, actions, plan):
    page = signed_in(java_script_enabled=False)
    page.goto("/my-actions/")
    page.get_by_role("link", name="Update several on one page").click()
    expect(page.get_by_role("button", name="Submit 2.1")).to_be_visible()
    expect(page.get_by_text("Press Ctrl and Enter")).to_be_hidden()
    first, second, _third = (page.locator(f"#row-{action.pk}") for action in actions)
    first.get_by_label("How is it going now?").select_option(label="Off track")
    first.get_by_label("What has happened since").fill("The lease fell through.")
    second.get_by_label("What has happened since").fill("Half a sentence")
    first.get_by_role("button", name="Submit 2.1").click()

    problems = page.get_by_role("alert")
    expect(problems.get_by_role("link").first).to_have_text("2.1: Choose the main cause of the delay")
    first.get_by_label("What is the main cause?").select_option(label="Waiting for a partner")
    first.get_by_label("What does it mean for children?").fill("Sixty children wait.")
    first.get_by_label("What will bring it back on track?").fill("A second landlord has agreed.")
    first.get_by_label("Month").fill("2")
    first.get_by_label("Year").fill("2031")
    first.get_by_role("button", name="Submit 2.1").click()

    expect(page.get_by_role("status").first).to_contain_text("2.1 Open hub 1 is submitted.")
    expect(second.get_by_label("What has happened since")).to_have_value("Half a sentence")
    page.goto(f"/plans/{plan.slug}/confirm-many/")
    expect(page.get_by_role("link", name="2.2 Open hub 2")).to_be_visible()
    page.get_by_label("2.3 Open hub 3").check()
    page.get_by_role("button", name="Confirm those ticked").click()
    expect(page.get_by_role("status").first).to_contain_text("nothing has changed about 1 action.")
    assert stands() == [("2.1", "off_track", "The lease fell through.", False), ("2.3", "on_track", "", True)]


def test_enter_in_a_box_without_scripts_sends_nothing(signed_in, actions, plan, officer):
    period = plan.periods.get(state="open")
    UpdateFactory(action=actions[0], period=period, submitted_by=officer)
    page = signed_in(java_script_enabled=False)
    page.goto(f"/plans/{plan.slug}/update-many/")
    row = page.locator(f"#row-{actions[0].pk}")
    row.get_by_label("How is it going now?").select_option(label="Complete")
    row.get_by_role("button", name="Submit 2.1").click()

    row.get_by_label("Day").press("Enter")

    expect(page.get_by_role("alert")).to_be_visible()
    assert [version for _ref, _level, _said, version in stands()] == [False]


def test_row_saves_its_draft_by_itself_and_the_update_page_has_it(signed_in, actions, plan):
    page = signed_in()
    page.goto(f"/plans/{plan.slug}/update-many/")
    row = page.locator(f"#row-{actions[1].pk}")
    row.get_by_label("What has happened since").fill("Half a sentence")
    expect(row.get_by_role("status")).to_contain_text("Draft saved at")

    page.goto(f"/actions/{actions[1].pk}/update/")

    expect(page.get_by_label("What has happened since")).to_have_value("Half a sentence")
    assert [draft.action for draft in Draft.objects.all()] == [actions[1]]


def test_row_of_a_page_of_before_a_removal_keeps_nothing_until_the_page_is_opened_again(signed_in, actions, plan):
    """And what the browser held for the row that it could not send is in no box of the new page."""
    page = signed_in()
    page.goto(f"/plans/{plan.slug}/update-many/")
    DraftFactory(action=actions[0], period=plan.periods.last(), content={"narrative": "Jamie Fernshaw"})
    proposed = propose_redaction(plan=plan, words="Jamie Fernshaw", by=UserFactory())
    confirm_redaction(redaction=proposed, by=UserFactory())
    row = page.locator(f"#row-{actions[1].pk}")
    said = row.get_by_label("What has happened since")

    said.fill("We met Jamie Fernshaw")
    expect(row.get_by_role("status")).to_contain_text("Personal information was removed after this page was opened")
    page.reload()
    expect(said).to_have_value("")
    said.fill("Half a sentence")
    expect(row.get_by_role("status")).to_contain_text("Draft saved at")

    assert [each.content for each in Draft.objects.filter(action=actions[1])] == [{"narrative": "Half a sentence"}]


def test_row_that_somebody_submitted_meanwhile_shows_both_texts_in_its_place(signed_in, actions, plan):
    page = signed_in()
    page.goto(f"/plans/{plan.slug}/update-many/")
    row = page.locator(f"#row-{actions[0].pk}")
    row.get_by_label("How is it going now?").select_option(label="On track")
    row.get_by_label("What has happened since").fill(STORY)
    period = plan.periods.get(state="open")
    submit_update(
        action=actions[0],
        period=period,
        level=level(period.action_scale, Meaning.NOT_STARTED),
        narrative="Nothing could begin.",
        by=UserFactory(name="Tom Bell"),
    )
    row.get_by_role("button", name="Submit 2.1").click()

    expect(row).to_contain_text("Tom Bell sent an update for this action")
    expect(row).to_contain_text("Nothing could begin.")
    expect(row.get_by_label("What has happened since")).to_have_value(STORY)
    assert_accessible(page)
    row.get_by_label("Why does the rating change?").fill("Nine schools have begun.")
    row.get_by_role("button", name="Submit 2.1").click()
    expect(row).to_contain_text("Submitted by Priya Nair")
    assert stands() == [("2.1", "on_track", STORY, False)]


def test_row_sent_after_signing_out_comes_back_with_every_other(signed_in, actions, plan, officer):
    page = signed_in()
    page.goto(f"/plans/{plan.slug}/update-many/")
    first, second, _third = (page.locator(f"#row-{action.pk}") for action in actions)
    page.context.clear_cookies(name="sessionid")
    second.get_by_label("What has happened since").fill("Half a sentence")
    first.get_by_label("How is it going now?").select_option(label="On track")
    first.get_by_label("What has happened since").fill(STORY)
    first.get_by_role("button", name="Submit 2.1").click()

    page.get_by_label("E-mail address").fill(officer.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(first.get_by_label("What has happened since")).to_have_value(STORY)
    expect(second.get_by_label("What has happened since")).to_have_value("Half a sentence")
    expect(page.get_by_text("What you typed is back in the table.")).to_be_visible()
    first.get_by_role("button", name="Submit 2.1").click()
    expect(first).to_contain_text("Submitted by Priya Nair")
    assert stands() == [("2.1", "on_track", STORY, False)]


def test_row_sent_after_updates_closed_gives_the_text_of_every_row_back(signed_in, actions, plan):
    page = signed_in()
    page.goto(f"/plans/{plan.slug}/update-many/")
    first, second, _third = (page.locator(f"#row-{action.pk}") for action in actions)
    period = plan.periods.get(state="open")
    period.state = "challenge"
    period.save()
    second.get_by_label("What has happened since").fill("Half a sentence")
    first.get_by_label("What has happened since").fill(STORY)
    first.get_by_role("button", name="Submit 2.1").click()

    expect(page.get_by_role("heading", name="What you typed and did not submit")).to_be_visible()
    assert [box.input_value() for box in page.locator("textarea[readonly]").all()] == [STORY, "Half a sentence"]
    assert_accessible(page)


def test_row_sent_without_a_connection_says_so_and_can_be_sent_again(signed_in, actions, plan):
    page = signed_in()
    page.goto(f"/plans/{plan.slug}/update-many/")
    row = page.locator(f"#row-{actions[0].pk}")
    row.get_by_label("How is it going now?").select_option(label="On track")
    row.get_by_label("What has happened since").fill(STORY)
    page.context.set_offline(True)
    row.get_by_role("button", name="Submit 2.1").click()
    expect(row.get_by_role("status")).to_contain_text("there is no connection")

    page.context.set_offline(False)
    row.get_by_role("button", name="Submit 2.1").click()

    expect(row).to_contain_text("Submitted by Priya Nair")
    assert stands() == [("2.1", "on_track", STORY, False)]


@pytest.mark.parametrize("width", [320, 375])
def test_coordinator_enters_an_update_on_a_phone(signed_in, actions, plan, coordinator, width):
    page = signed_in(coordinator, viewport={"width": width, "height": 700}, has_touch=True)
    page.goto(f"/plans/{plan.slug}/update-many/")
    assert_fits(page)
    row = page.locator(f"#row-{actions[0].pk}")
    row.get_by_label("How is it going now?").select_option(label="Off track")
    assert_fits(page)
    assert_accessible(page)
    row.get_by_label("How is it going now?").select_option(label="On track")
    row.get_by_label("Who told you, and how?").fill("Priya Nair, by telephone")
    row.get_by_label("What has happened since").fill(STORY)
    row.get_by_role("button", name="Submit 2.1").tap()

    expect(row).to_contain_text("Submitted by Sam Lee for Priya Nair, by telephone")
    assert_fits(page)
    assert stands() == [("2.1", "on_track", STORY, False)]
