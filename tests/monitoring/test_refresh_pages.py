"""A new plan over HTTP: from the old plan's page to the lineage that both plans tell."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from monitoring.forms.refresh import wordings
from monitoring.models import PeriodRecord
from monitoring.record.gather import gather
from monitoring.services.periods import PeriodsUnderWay, freeze_period, open_period
from monitoring.services.refresh import PeriodUnderWay, approve_plan
from partnership.due_reading import read_due
from plans.models import Plan
from plans.ratings import Meaning
from priorities.models import ActionSuccession, Fate, Priority, StrategicAction
from priorities.services.refresh import Wording, carry_forward, carry_forward_undecided, drop, merge_into, split_into
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    ListingFactory,
    PeriodFactory,
    PlanFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def megan(client):
    megan = UserFactory(name="Megan Price")
    client.force_login(megan)
    return megan


@pytest.fixture
def old(megan):
    return PlanFactory(title="Plan 2023–26", slug="old", coordinator=megan)


@pytest.fixture
def actions(old):
    priority = PriorityFactory(plan=old, ref="3", title="Well")
    return [
        ActionFactory(priority=priority, ref=f"3.{number}", title=title, due=read_due("December 2026"))
        for number, title in enumerate(["Open hubs", "Staff hubs", "Train schools", "Write a guide"], start=1)
    ]


@pytest.fixture
def frozen(old, actions):
    """What was agreed last about the old plan."""
    period = PeriodFactory(plan=old)
    UpdateFactory(
        action=actions[0], period=period, accepted=True, proposed_level=level(old.action_scale, Meaning.AT_RISK)
    )
    freeze_period(period=period, by=None, at=datetime(2025, 10, 20, 9, tzinfo=UTC))
    period.refresh_from_db()
    return period


@pytest.fixture
def plan(old, actions, megan):
    return PlanFactory(
        title="Plan 2026–29",
        slug="new",
        status=Plan.Status.DRAFTING,
        supersedes=old,
        coordinating_post=old.coordinating_post,
        action_scale=old.action_scale,
    )


def at(name, *args):
    return reverse(f"monitoring:{name}", args=args)


def decided(plan, actions, megan):
    """Each action of the old plan meets another fate."""
    priority = carry_forward(plan=plan, old=actions[0].priority, wording=Wording("Well and safe", "2"), by=megan)
    new = carry_forward(plan=plan, old=actions[0], wording=Wording("Keep hubs open", "2.1"), by=megan)
    merge_into(plan=plan, old=actions[1], new=new, by=megan)
    split_into(plan=plan, old=actions[2], wordings=[Wording("North", "2.2"), Wording("South", "2.3")], by=megan)
    drop(plan=plan, old=actions[3], reason="The guide is written.", by=megan)
    return priority, new


# --- Beginning ----------------------------------------------------------------------------------


def test_coordinator_begins_the_plan_that_follows(client, old, actions):
    page(client.get(at("period_list", "old"))).xpath(f"//a[@href='{at('refresh_begin', 'old')}']")[0]

    answer = client.post(
        at("refresh_begin", "old"), {"title": "Plan 2026–29", "slug": "new", "starts": "April 2026", "ends": "2029"}
    )

    plan = Plan.objects.get(slug="new")
    assert answer["Location"] == at("refresh", "new")
    assert (plan.status, plan.supersedes, plan.starts) == (Plan.Status.DRAFTING, old, read_due("April 2026"))
    assert client.get(at("refresh_begin", "old"))["Location"] == at("refresh", "new")


def test_address_that_is_taken_gives_back_what_was_typed(client, old):
    shown = page(client.post(at("refresh_begin", "old"), {"title": "Plan 2026–29", "slug": "old"}))

    assert "Another plan already has this address. Choose another one." in said(shown)
    assert shown.xpath("//input[@name='title']/@value") == ["Plan 2026–29"]


# --- The worksheet ------------------------------------------------------------------------------


def test_worksheet_shows_each_part_with_its_latest_rating_and_its_story(client, frozen, plan, actions):
    shown = page(client.get(at("refresh", "new")))

    rows = [said(each) for each in parts(shown, "app-todo__item")]
    assert said(parts(shown, "app-facts")[0]) == "0 of 5 decided Not decided yet: 5"
    assert rows[1] == (
        "Action 3.1 Open hubs Some concern Its story : 3.1 Open hubs Carry forward as it is : 3.1 Open hubs Not decided"
    )
    assert shown.xpath(f"//a[@href='{at('action_story', frozen.pk, actions[0].pk)}']") != []


def test_one_press_carries_a_part_or_all_that_is_undecided(client, plan, actions):
    priority = actions[0].priority

    client.post(at("refresh", "new"), {"press": f"carry-priority-{priority.pk}"})
    client.post(at("refresh", "new"), {"press": f"carry-action-{actions[1].pk}"})
    assert StrategicAction.objects.filter(priority__plan=plan).count() == 1
    shown = page(client.post(at("refresh", "new"), {"press": f"all-priority-{priority.pk}"}, follow=True))

    assert "3 parts are carried forward." in said(shown)
    assert said(parts(shown, "app-facts")[0]) == "5 of 5 decided Carried forward: 5"


def test_action_whose_priority_is_undecided_says_what_to_decide_first(client, plan, actions):
    shown = page(client.post(at("refresh", "new"), {"press": f"carry-action-{actions[0].pk}"}))

    assert "Decide first what becomes of 3 Well" in said(shown)


def test_part_is_carried_under_another_name_and_date(client, plan, actions, megan):
    carry_forward(plan=plan, old=actions[0].priority, by=megan)
    address = at("refresh_part", "new", "action", actions[0].pk)

    form = page(client.get(address))
    client.post(address, {"choice": "carry", "ref": "2.1", "title": "Keep hubs open", "due": "June 2029"})

    assert form.xpath("//input[@name='due']/@value") == ["December 2026"]
    new = StrategicAction.objects.get(priority__plan=plan)
    assert (new.ref, new.title, new.due) == ("2.1", "Keep hubs open", read_due("June 2029"))


def test_part_is_merged_split_and_left_behind(client, plan, actions, megan):
    carry_forward(plan=plan, old=actions[0].priority, by=megan)
    new = carry_forward(plan=plan, old=actions[0], by=megan)

    def decide(action, **answers):
        return client.post(at("refresh_part", "new", "action", action.pk), answers)

    decide(actions[1], choice="merge", into=new.pk)
    decide(actions[2], choice="split", parts="2.2 North\nSouth\n")
    decide(actions[3], choice="drop", reason="The guide is written.")

    found = [(row.old.ref, row.fate, row.new and str(row.new), row.reason) for row in ActionSuccession.objects.all()]
    assert sorted(found) == [
        ("3.1", Fate.CARRIED, "3.1 Open hubs", ""),
        ("3.2", Fate.MERGED, "3.1 Open hubs", ""),
        ("3.3", Fate.SPLIT, "2.2 North", ""),
        ("3.3", Fate.SPLIT, "South", ""),
        ("3.4", Fate.DROPPED, None, "The guide is written."),
    ]


def test_decision_that_lacks_something_keeps_what_was_typed(client, plan, actions):
    shown = page(
        client.post(at("refresh_part", "new", "action", actions[0].pk), {"choice": "split", "parts": "Only one"})
    )

    assert "Name at least two that it becomes, one on each line." in said(shown)
    assert "Only one" in shown.xpath("string(//textarea[@name='parts'])")


def test_priority_is_left_behind_with_all_that_it_holds(client, plan, actions):
    priority = actions[0].priority
    CommitmentFactory(priority=priority)

    client.post(
        at("refresh_part", "new", "priority", priority.pk),
        {"choice": "drop", "reason": "The board follows it.", "with_parts": "on"},
    )

    assert said(parts(page(client.get(at("refresh", "new"))), "app-facts")[0]) == (
        "6 of 6 decided Not carried forward: 6"
    )


def test_number_and_title_are_read_from_each_line():
    assert wordings("2.1 Open hubs\n\nA3. Staff them\n12 weeks of training\nNo number") == [
        Wording("Open hubs", "2.1"),
        Wording("Staff them", "A3"),
        Wording("weeks of training", "12"),
        Wording("No number"),
    ]


# --- Taking over --------------------------------------------------------------------------------


def test_plan_is_approved_once_everything_is_decided_and_no_period_is_under_way(client, plan, old, actions, megan):
    missing = said(page(client.get(at("refresh_approve", "new"))))
    decided(plan, actions, megan)
    period = PeriodFactory(plan=old)
    under_way = said(page(client.post(at("refresh_approve", "new"))))
    freeze_period(period=period, by=None, at=datetime(2025, 10, 20, 9, tzinfo=UTC))
    answer = client.post(at("refresh_approve", "new"))

    assert "Not decided about yet are 1 priority and 4 actions" in missing
    assert "July to September 2025 of Plan 2023–26 is still under way. Fix its figures first." in under_way
    assert answer["Location"] == reverse("priorities:plan_detail", args=["new"])
    assert [Plan.objects.get(slug=slug).status for slug in ("old", "new")] == ["superseded", "approved"]


def test_period_of_a_superseded_plan_is_not_opened(plan, old, actions, megan):
    decided(plan, actions, megan)
    planned = PeriodFactory(plan=old, planned=True)
    approve_plan(plan=plan, by=megan)

    with pytest.raises(PeriodsUnderWay, match="Plan 2023–26 has ended"):
        open_period(period=planned, by=megan)


def test_period_under_way_keeps_the_old_plan(plan, old, actions, megan):
    decided(plan, actions, megan)
    PeriodFactory(plan=old, challenge=True)

    with pytest.raises(PeriodUnderWay):
        approve_plan(plan=plan, by=megan)


def test_old_records_stay_as_they_were_byte_for_byte(client, frozen, plan, actions, megan):
    before = list(PeriodRecord.objects.values_list("pk", "version", "sha256", "body"))

    decided(plan, actions, megan)
    approve_plan(plan=plan, by=megan)

    assert list(PeriodRecord.objects.values_list("pk", "version", "sha256", "body")) == before
    assert page(client.get(at("dashboard", frozen.pk))) is not None


# --- What both plans tell -----------------------------------------------------------------------


def test_lineage_shows_on_both_plans_with_counts_that_add_up(client, plan, old, actions, megan):
    decided(plan, actions, megan)
    ActionFactory(priority=Priority.objects.get(plan=plan), ref="2.9", title="Ask children")
    approve_plan(plan=plan, by=megan)

    def shown(slug):
        return said(page(client.get(reverse("priorities:plan_detail", args=[slug]))))

    before, after = shown("old"), shown("new")
    assert (
        "What became of 4 actions in Plan 2026–29: "
        "Carried forward: 1 ; Merged: 1 ; Split: 1 ; Not carried forward: 1." in before
    )
    assert "Became 2.1 of Plan 2026–29" in before
    assert "Merged into 2.1 of Plan 2026–29" in before
    assert "Became 2.2 and 2.3 of Plan 2026–29" in before
    assert "Not carried forward into Plan 2026–29: The guide is written." in before
    assert (
        "Where its 4 actions came from, since Plan 2023–26: Merged from several: 1 ; Split from one: 2 ; New: 1."
        in after
    )
    assert "Merged from 3.1 and 3.2 of Plan 2023–26" in after
    assert "Split from 3.3 of Plan 2023–26" in after
    assert "Carried forward from 3 of Plan 2023–26" in after


def test_lineage_is_not_told_before_the_new_plan_is_approved(client, frozen, plan, actions, megan):
    decided(plan, actions, megan)

    assert "Plan 2026–29" not in said(page(client.get(reverse("priorities:plan_detail", args=["old"]))))
    assert "Plan 2026–29" not in said(page(client.get(at("action_story", frozen.pk, actions[0].pk))))


def test_stories_lead_from_one_plan_to_the_other(client, frozen, plan, actions, megan):
    priority, new = decided(plan, actions, megan)
    approve_plan(plan=plan, by=megan)
    tag = client.get(at("action_story", frozen.pk, actions[0].pk))["ETag"]
    period = PeriodFactory(plan=plan)

    then = page(client.get(at("action_story", frozen.pk, actions[0].pk)))
    now = page(client.get(at("action_story", period.pk, new.pk)))
    of_priority = page(client.get(at("priority_story", period.pk, priority.pk)))
    freeze_period(period=period, by=None, at=datetime(2025, 10, 20, 9, tzinfo=UTC))
    again = client.get(at("action_story", frozen.pk, actions[0].pk), headers={"If-None-Match": tag})

    assert "Became 2.1 of Plan 2026–29" in said(then)
    assert "Merged from 3.1 and 3.2 of Plan 2023–26" in said(now)
    assert now.xpath(f"//a[@href='{at('action_story', frozen.pk, actions[1].pk)}']") != []
    assert "Carried forward from 3 of Plan 2023–26" in said(of_priority)
    # The new story can be reached now, so the page is another one.
    assert page(again).xpath(f"//a[@href='{at('action_story', period.pk, new.pk)}']") != []


def test_action_listed_in_several_plans_is_updated_once_after_the_refresh(plan, actions, megan):
    listing = ListingFactory(action=actions[0], priority__plan__action_scale=plan.action_scale)
    carry_forward_undecided(plan=plan, priority=actions[0].priority, by=megan)
    approve_plan(plan=plan, by=megan)
    new = StrategicAction.objects.get(origins__old=actions[0])
    period = PeriodFactory(plan=plan)
    elsewhere = PeriodFactory(plan=listing.priority.plan)
    UpdateFactory(action=new, period=period, accepted=True)

    [counted] = [action for action in gather(elsewhere).actions if action.reported]

    assert (counted.pk, counted.level) == (new.pk, "on-track")
