"""The page on which a lead tells the board how a priority stands, and what leads to it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.models import Highlight, PrioritySummary, ReportingPeriod
from monitoring.services.summaries import Said, SaidHighlight, save_summary, sign_off
from partnership.models import Membership
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(datetime(2026, 10, 21, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def plan(coordinator):
    return PlanFactory(coordinator=coordinator, requires_sign_off=True, title="Northmoor Plan")


@pytest.fixture
def group():
    return BodyFactory(name="Wellbeing Group")


@pytest.fixture
def lead(client, group):
    lead = UserFactory(name="Miriam Sands")
    MembershipFactory(body=group, user=lead, role=Membership.Role.LEAD)
    client.force_login(lead)
    return lead


@pytest.fixture
def priority(plan, group):
    return PriorityFactory(plan=plan, lead_body=group, ref="2", title="Well", position=1)


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, label="July to September 2026", sign_off_by=date(2026, 10, 28))


@pytest.fixture
def update(period, priority):
    return UpdateFactory(
        action=ActionFactory(priority=priority, ref="2.1", title="Open drop-ins"),
        period=period,
        proposed_level=level(priority.plan.action_scale, Meaning.AT_RISK),
        narrative="Seven of twelve are open.",
    )


@pytest.fixture
def address(period, priority):
    return reverse("monitoring:priority_summary", args=[period.pk, priority.pk])


def back(period, priority):
    return reverse("monitoring:priority_summary_back", args=[period.pk, priority.pk])


def boxes(shown):
    """Kind and text of every highlight on the page."""
    kinds = [row.xpath("string(.//option[@selected]/@value)") for row in parts(shown, "app-group-of-questions")]
    texts = [said(row.xpath(".//textarea")[0]) for row in parts(shown, "app-group-of-questions")]
    return list(zip(kinds, texts, strict=True))


def presses(shown):
    return [button.get("value") for button in shown.xpath("//button[@name='press']")]


def typed(version=0, press="save", **more):
    return {"version": version, "press": press, "level": "", "reason": "", "decisions_sought": "", **more}


# --- Writing ------------------------------------------------------------------------------------


def test_page_offers_what_the_updates_say_beside_the_computed_level(client, lead, address, update):
    UpdateFactory(action=ActionFactory(priority=update.action.priority), period=update.period, returned=True)
    shown = page(client.get(address))

    aside = said(parts(shown, "app-panel")[0])
    assert aside.startswith("From the updates 2 actions: 1 not rated, 1 some concern.")
    assert "2.1 Open drop-ins Some concern waits for review Seven of twelve are open. Add as: Concern" in aside
    assert said(shown.xpath("//label[@for='id_level_0']")[0]) == "As its actions make it: Some concern"
    assert boxes(shown) == []
    assert presses(shown) == ["save", "another", "sign_off", "save", f"add-{update.action_id}"]
    # The coordinator alone is asked for whom.
    assert not shown.xpath("//*[@name='on_behalf_of']")


def test_press_adds_a_suggestion_and_keeps_all_that_was_typed(client, lead, address, update):
    data = typed(press=f"add-{update.action_id}", reason="Half a sentence", kind_1="progress", highlight_1="Mine")

    shown = page(client.post(address, data))

    assert boxes(shown) == [("progress", "Mine"), ("concern", "Seven of twelve are open.")]
    assert said(shown.get_element_by_id("id_reason")) == "Half a sentence"
    assert said(parts(shown, "app-notice")[0]) == "Not saved yet. Save or sign off when you are done."
    assert "Every update is among your highlights." in said(parts(shown, "app-panel")[0])
    assert not PrioritySummary.objects.exists()


@pytest.mark.parametrize(
    ("press", "expected"),
    [
        ("another", ["a", "b", "c", ""]),
        ("up-2", ["b", "a", "c"]),
        ("up-1", ["a", "b", "c"]),
        ("down-1", ["b", "a", "c"]),
        ("down-3", ["a", "b", "c"]),
        ("remove-2", ["a", "c"]),
        ("remove-9", ["a", "b", "c"]),
        ("add-999", ["a", "b", "c"]),
    ],
)
def test_press_arranges_the_highlights_without_storing(client, lead, address, press, expected):
    data = typed(press=press, kind_1="progress", highlight_1="a", highlight_2="b", highlight_3="c")

    shown = page(client.post(address, data))

    assert [text for _kind, text in boxes(shown)] == expected
    assert not PrioritySummary.objects.exists()


def test_save_keeps_it_for_later_and_shows_it_again(client, lead, address):
    data = typed(
        reason="Waits grow.",
        kind_1="concern",
        highlight_1="Half wait.",
        kind_2="",
        highlight_2="  ",
        decisions_sought="Money for two posts.",
    )

    shown = page(client.post(address, data, follow=True))

    assert said(parts(shown, "app-messages")[0] if parts(shown, "app-messages") else shown).count("Saved.") == 1
    assert boxes(shown) == [("concern", "Half wait.")]
    summary = PrioritySummary.objects.get()
    assert (summary.reason, summary.decisions_sought, summary.signed_off_at) == (
        "Waits grow.",
        "Money for two posts.",
        None,
    )


def test_save_of_another_level_without_a_reason_says_so_at_its_box(client, lead, address, update, plan):
    judged = level(plan.priority_scale, Meaning.ON_TRACK)

    shown = page(client.post(address, typed(level=judged.pk, kind_1="concern", highlight_1="Kept")))

    summary = shown.xpath("//a[@href='#id_reason']")[0]
    assert said(summary) == "Say why: its actions make it some concern, and you rate it on track."
    assert boxes(shown) == [("concern", "Kept")]
    assert not PrioritySummary.objects.exists()


def test_highlight_without_a_kind_is_asked_for_one(client, lead, address):
    shown = page(client.post(address, typed(highlight_1="Mine")))

    assert said(shown.xpath("//a[@href='#id_kind_1']")[0]) == "Choose a kind for highlight 1"
    assert not Highlight.objects.exists()


def test_version_that_somebody_else_saved_stands_beside_what_was_typed(client, lead, address, period, priority):
    theirs = Said(reason="Theirs.", highlights=[SaidHighlight("progress", "Their highlight.")])
    save_summary(period=period, priority=priority, version=0, said=theirs, by=lead)

    shown = page(client.post(address, typed(version=0, reason="Mine.")))

    panel = said(parts(shown, "app-panel")[0])
    assert "What is stored now" in panel
    assert "Theirs." in panel
    assert said(shown.get_element_by_id("id_reason")) == "Mine."
    version = shown.xpath("//input[@name='version']")[0].get("value")
    client.post(address, typed(version=version, reason="Mine."))
    assert PrioritySummary.objects.get().reason == "Mine."


def test_text_typed_after_the_sign_in_ended_is_given_back(lead, address):
    stranger = Client()
    stranger.post(address, typed(reason="Long thought about.", kind_1="concern", highlight_1="Half wait."))
    stranger.force_login(lead)

    given_back = stranger.get(address).content.decode()

    assert "Long thought about." in given_back
    assert "Highlight 1" in given_back
    assert "Half wait." in given_back
    assert "Kind 1" not in given_back


# --- Signing off --------------------------------------------------------------------------------


def test_sign_off_is_shown_and_leaves_my_actions(client, lead, address, period, priority):
    mine = page(client.get("/my-actions/"))
    assert "1 sign-off to give." in said(mine)
    assert said(parts(mine, "app-todo")[0]) == "Wed 28 October 2 Well July to September 2026, Northmoor Plan. Not begun"

    shown = page(client.post(address, typed(press="sign_off", reason="Steady."), follow=True))

    assert said(parts(shown, "app-facts")[0]) == "Signed off By Miriam Sands, 21 October 2026"
    assert "Steady." in said(parts(shown, "govuk-summary-list")[0])
    assert "To sign off" not in said(page(client.get("/my-actions/")))


def test_coordinator_signs_off_saying_for_whom(client, coordinator, address):
    client.force_login(coordinator)

    shown = page(client.post(address, typed(press="sign_off")))
    assert said(shown.xpath("//a[@href='#id_on_behalf_of']")[0]) == "Say who signs this off, and how they told you."

    told = "Miriam Sands, by telephone"
    shown = page(client.post(address, typed(press="sign_off", on_behalf_of=told), follow=True))
    assert said(parts(shown, "app-facts")[0]).endswith("on behalf of Miriam Sands, by telephone")


def test_sign_off_taken_back_opens_the_page_again_with_the_reason(client, lead, address, period, priority):
    sign_off(period=period, priority=priority, version=0, said=Said(reason="Steady."), by=lead)
    refused = page(client.post(back(period, priority), {"reason": ""}))
    assert "Say why you take the sign-off back" in said(refused)

    shown = page(client.post(back(period, priority), {"reason": "A figure was wrong."}, follow=True))

    assert said(parts(shown, "app-notice")[0]) == "The sign-off was taken back A figure was wrong."
    assert said(shown.get_element_by_id("id_reason")) == "Steady."


def test_pages_of_a_period_that_is_not_under_way_lead_to_where_it_is_read(client, lead, plan, priority):
    frozen, planned = PeriodFactory(plan=plan, frozen=True), PeriodFactory(plan=plan, planned=True)

    story = reverse("monitoring:priority_story", args=[frozen.pk, priority.pk])
    for name in ("priority_summary", "priority_summary_back"):
        assert client.get(reverse(f"monitoring:{name}", args=[frozen.pk, priority.pk])).url == story
        assert client.get(reverse(f"monitoring:{name}", args=[planned.pk, priority.pk])).url == (
            planned.get_absolute_url()
        )


def test_page_of_another_plans_priority_is_not_there(client, lead, period):
    other = PriorityFactory(lead_body=BodyFactory())

    assert client.get(reverse("monitoring:priority_summary", args=[period.pk, other.pk])).status_code == 404


# --- Before the figures are fixed ---------------------------------------------------------------


def test_period_page_counts_the_sign_offs_and_leads_to_each(client, coordinator, period, priority, address):
    PriorityFactory(plan=period.plan, ref="3", title="Heard", position=2)
    sign_off(period=period, priority=priority, version=0, said=Said(), on_behalf_of="The chair", by=coordinator)
    client.force_login(coordinator)

    shown = page(client.get(period.get_absolute_url()))

    [row] = [each for each in parts(shown, "app-todo__item") if "Sign-off of priorities" in said(each)]
    assert said(row).endswith("Which are signed off 2 Well Signed off 3 Heard Not begun 1 of 2")
    assert row.xpath(f".//a[@href='{address}']")


def test_freeze_without_sign_offs_asks_why_and_says_so_everywhere(client, coordinator, period, priority):
    client.force_login(coordinator)
    freeze = reverse("monitoring:period_freeze", args=[period.pk])
    missing = "One priority is not signed off: 2 Well."
    assert missing in said(page(client.get(freeze)))

    refused = page(client.post(freeze, {"reason": ""}))
    assert said(refused.xpath("//a[@href='#id_reason']")[0]) == "Say why you fix the figures although this is missing"
    assert ReportingPeriod.objects.get().state == "open"

    fixed = page(client.post(freeze, {"reason": "The board meets tomorrow."}, follow=True))
    assert f"Figures fixed {missing} The board meets tomorrow." in said(fixed)
    dashboard = said(page(client.get(reverse("monitoring:dashboard", args=[period.pk]))))
    assert f"{missing} Megan Price fixed the figures all the same on 21 October 2026: The board" in dashboard


def test_plan_that_needs_no_sign_off_asks_for_none(client, coordinator, period, priority):
    type(period.plan).objects.update(requires_sign_off=False)
    client.force_login(coordinator)

    assert "Sign-off of priorities" not in said(page(client.get(period.get_absolute_url())))
    client.post(reverse("monitoring:period_freeze", args=[period.pk]))
    assert ReportingPeriod.objects.get().state == "frozen"


@pytest.mark.parametrize("number", [1, 30])
def test_pages_ask_the_same_of_the_database_whatever_their_size(client, lead, update, address, number):
    period, priority = update.period, update.action.priority
    for place in range(1, number):
        UpdateFactory(action=ActionFactory(priority=priority), period=period)
        PriorityFactory(plan=period.plan, lead_body=priority.lead_body, position=place)
    many = [SaidHighlight("progress", str(each)) for each in range(min(number, 20))]
    save_summary(period=period, priority=priority, version=0, said=Said(highlights=many), by=lead)

    asked = {}
    for where in (address, "/my-actions/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        asked[where] = len(queries)

    assert list(asked.values()) == [16, 14]
