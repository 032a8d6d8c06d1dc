"""Many actions on one page, as one person does it with the keyboard alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monitoring.models import Draft, ProgressUpdate
from monitoring.services.updates import submit_update
from plans.ratings import Meaning
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    PASSWORD,
    ActionFactory,
    BodyFactory,
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
    return page.evaluate(
        """() => {
            const at = document.activeElement
            const ids = at.getAttribute("aria-labelledby")?.split(" ")
            const words = ids ? ids.map(id => document.getElementById(id).textContent)
                : [at.getAttribute("aria-label") ?? (at.labels?.[0] ?? at).textContent]
            return words.join(" ").trim().replace(/\\s+/g, " ")
        }"""
    )


def tab_to(page, name):
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def choose(page, word):
    """A choice of the list that has the focus, by its first letters."""
    page.keyboard.type(word)


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
    expect(page.locator("#row-%d" % actions[0].pk)).to_contain_text("Submitted by Priya Nair")
    expect(page.get_by_role("combobox", name="How is it going now? 2.2")).to_be_focused()
    choose(page, "Off track")
    page.keyboard.press("Tab")
    assert focused(page) == "What is the main cause? 2.2 Open hub 2"
    tab_to(page, "What has happened since September 2025? 2.2 Open hub 2")
    page.keyboard.type("The lease fell through.")
    page.keyboard.press("Control+Enter")

    # Refused by itself, and the focus goes to the first of what is missing.
    expect(page.locator("#row-%d" % actions[1].pk)).to_contain_text("Choose the main cause of the delay")
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

    expect(page.locator("#row-%d" % actions[1].pk)).to_contain_text("Submitted by Priya Nair")
    expect(page.get_by_role("combobox", name="How is it going now? 2.3")).to_be_focused()
    expect(page.locator("[data-app-many-said]")).to_contain_text("Submitted by Priya Nair")
    assert stands() == [("2.1", "on_track", STORY, False), ("2.2", "off_track", "The lease fell through.", False)]
    assert ProgressUpdate.objects.get(cause="partner").impact == "Sixty children wait."
