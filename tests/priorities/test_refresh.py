"""A new plan takes over from an old one."""

from datetime import date
from typing import Any

import pytest

from partnership.due_reading import read_due
from plans.models import Plan
from priorities.models import (
    ActionSuccession,
    Commitment,
    CommitmentSuccession,
    Fate,
    Listing,
    Priority,
    PrioritySuccession,
    StrategicAction,
)
from priorities.services.refresh import (
    AddressTaken,
    CannotFollow,
    Copy,
    ParentUndecided,
    ReasonMissing,
    Settled,
    StillHolds,
    TooFewParts,
    Undecided,
    Wording,
    begin_plan,
    carry_forward,
    carry_forward_undecided,
    drop,
    drop_complete,
    drop_undecided,
    merge_into,
    split_into,
    take_back,
    take_over,
    undecided,
    why_not_decided,
)
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    DateChangeFactory,
    ListingFactory,
    MilestoneFactory,
    OutcomeFactory,
    PlanFactory,
    PlanTextFactory,
    PostFactory,
    PriorityFactory,
    PriorityOutcomeFactory,
    ResponsibilityFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def megan():
    return UserFactory(name="Megan Price")


@pytest.fixture
def old(megan):
    return PlanFactory(title="Plan 2023–26", slug="plan-2023", coordinator=megan, requires_sign_off=True)


@pytest.fixture
def priority(old):
    return PriorityFactory(plan=old, ref="3", title="Well")


@pytest.fixture
def commitment(priority):
    return CommitmentFactory(priority=priority, ref="C1", title="We listen")


@pytest.fixture
def action(priority, commitment):
    return ActionFactory(
        priority=priority,
        commitment=commitment,
        ref="3.2",
        title="Open hubs",
        due=read_due("December 2026"),
        success_criteria="Five are open.",
        post=PostFactory(title="Head of Help"),
    )


def begun(old, megan, **more):
    said: dict[str, Any] = {
        "title": "Plan 2026–29",
        "short_title": "",
        "slug": "plan-2026",
        "starts": None,
        "ends": None,
        "copies": [],
    }
    return begin_plan(old=old, by=megan, **said | more)


@pytest.fixture
def plan(old, priority, commitment, action, megan):
    return begun(old, megan)


# --- Beginning ----------------------------------------------------------------------------------


def test_new_plan_begins_with_the_ways_of_working_of_the_old(old, megan):
    PlanTextFactory(plan=old, key="vision", body="Every child.")
    OutcomeFactory(plan=old, key="safe")

    plan = begun(old, megan, starts=read_due("2026"), ends=read_due("2029"), copies=[Copy.TEXTS])

    same = ("kind", "owner_body", "coordinating_post", "action_scale", "priority_scale", "requires_sign_off", "nation")
    assert {name: getattr(plan, name) for name in same} == {name: getattr(old, name) for name in same}
    assert (plan.status, plan.supersedes, plan.starts) == (Plan.Status.DRAFTING, old, read_due("2026"))
    assert list(plan.texts.values_list("key", "body")) == [("vision", "Every child.")]
    assert list(plan.outcomes.all()) == []
    assert Plan.objects.get(pk=old.pk).status == Plan.Status.APPROVED


def test_new_plan_is_seen_by_its_makers_only(old, megan):
    plan = begun(old, megan)

    today = date(2026, 10, 14)
    assert plan in Plan.objects.visible_to(megan, on=today)
    assert plan not in Plan.objects.visible_to(UserFactory(), on=today)


@pytest.mark.parametrize("status", [Plan.Status.DRAFTING, Plan.Status.SUPERSEDED, Plan.Status.CLOSED])
def test_plan_that_is_not_in_force_is_not_followed(megan, status):
    with pytest.raises(CannotFollow):
        begun(PlanFactory(status=status), megan)


def test_second_plan_in_the_same_place_is_refused(plan, old, megan):
    with pytest.raises(CannotFollow, match="Plan 2026–29 is being prepared already"):
        begun(old, megan, slug="another")


def test_address_of_another_plan_is_refused(old, megan):
    PlanFactory(slug="plan-2026")

    with pytest.raises(AddressTaken):
        begun(old, megan)


# --- Carrying forward ---------------------------------------------------------------------------


def test_carried_action_keeps_who_leads_it_and_what_is_open_and_begins_with_the_agreed_date(plan, action, megan):
    DateChangeFactory(action=action, due=read_due("March 2027"))
    MilestoneFactory(action=action, title="Find premises", done_on=date(2026, 5, 1))
    MilestoneFactory(action=action, title="Recruit")
    carry_forward(plan=plan, old=action.priority, by=megan)
    carry_forward(plan=plan, old=action.commitment, by=megan)

    new = carry_forward(plan=plan, old=action, wording=Wording("Keep hubs open", "2.1"), by=megan)

    new.refresh_from_db()
    assert (new.plan, new.ref, new.title, new.due) == (plan, "2.1", "Keep hubs open", read_due("March 2027"))
    assert (new.stage, new.success_criteria) == (StrategicAction.Stage.UNDER_WAY, "Five are open.")
    assert [each.post.title for each in new.responsibilities.all()] == ["Head of Help"]
    assert [each.title for each in new.milestones.all()] == ["Recruit"]
    assert (new.priority.title, new.commitment.title, list(new.date_changes.all())) == ("Well", "We listen", [])
    [row] = ActionSuccession.objects.all()
    assert (row.plan, row.old, row.new, row.fate, row.decided_by) == (plan, action, new, Fate.CARRIED, megan)
    action.refresh_from_db()
    assert (action.title, action.due) == ("Open hubs", read_due("December 2026"))


def test_carried_priority_serves_what_was_copied(old, priority, megan):
    PriorityOutcomeFactory(priority=priority, outcome=OutcomeFactory(plan=old, key="safe"))
    plan = begun(old, megan, copies=[Copy.OUTCOMES])

    new = carry_forward(plan=plan, old=priority, by=megan)

    assert [(each.plan, each.key) for each in new.outcomes.all()] == [(plan, "safe")]


def test_carrying_again_changes_what_was_carried(plan, action, megan):
    carry_forward(plan=plan, old=action.priority, by=megan)
    first = carry_forward(plan=plan, old=action, by=megan)

    again = carry_forward(plan=plan, old=action, wording=Wording("Hubs", "1"), due=read_due("2028"), by=megan)

    again.refresh_from_db()
    assert (again, again.title, again.due) == (first, "Hubs", read_due("2028"))
    assert ActionSuccession.objects.count() == 1


def test_action_goes_where_its_priority_went_or_is_put(plan, old, action, megan):
    with pytest.raises(ParentUndecided, match="Decide first what becomes of 3 Well"):
        carry_forward(plan=plan, old=action, by=megan)
    other = carry_forward(plan=plan, old=PriorityFactory(plan=old, title="Safe"), by=megan)
    assert isinstance(other, Priority)

    new = carry_forward(plan=plan, old=action, priority=other, by=megan)

    assert new.priority == other
    assert new.commitment is None


# --- Merging, splitting, dropping ---------------------------------------------------------------


def test_merged_actions_become_one(plan, priority, action, megan):
    other = ActionFactory(priority=priority, title="Staff hubs")
    carry_forward(plan=plan, old=priority, by=megan)
    new = carry_forward(plan=plan, old=action, by=megan)

    merge_into(plan=plan, old=other, new=new, by=megan)
    merge_into(plan=plan, old=other, new=new, by=megan)

    assert [(row.old, row.fate) for row in new.origins.order_by("pk")] == [(action, Fate.CARRIED), (other, Fate.MERGED)]


def test_merging_into_another_plan_is_refused(plan, action, megan):
    with pytest.raises(Exception, match="Choose something of the new plan"):
        merge_into(plan=plan, old=action, new=ActionFactory(), by=megan)


def test_split_action_becomes_several(plan, action, megan):
    carry_forward(plan=plan, old=action.priority, by=megan)
    with pytest.raises(TooFewParts):
        split_into(plan=plan, old=action, wordings=[Wording("Hubs")], by=megan)

    new = split_into(plan=plan, old=action, wordings=[Wording("North hub", "1"), Wording("South hub", "2")], by=megan)

    assert [(each.ref, each.title, each.due) for each in new] == [
        ("1", "North hub", action.due),
        ("2", "South hub", action.due),
    ]
    assert len({each.key for each in new}) == 2
    assert set(ActionSuccession.objects.values_list("old", "fate")) == {(action.pk, Fate.SPLIT)}


def test_dropped_action_says_why(plan, action, megan):
    with pytest.raises(ReasonMissing):
        drop(plan=plan, old=action, reason=" ", by=megan)

    drop(plan=plan, old=action, reason="The grant has ended.", by=megan)

    [row] = ActionSuccession.objects.all()
    assert (row.old, row.new, row.fate, row.reason) == (action, None, Fate.DROPPED, "The grant has ended.")


def test_changed_mind_leaves_nothing_of_the_first_decision(plan, action, megan):
    carry_forward(plan=plan, old=action.priority, by=megan)
    split_into(plan=plan, old=action, wordings=[Wording("North hub"), Wording("South hub")], by=megan)

    drop(plan=plan, old=action, reason="The grant has ended.", by=megan)

    assert list(StrategicAction.objects.filter(priority__plan=plan)) == []
    assert [row.fate for row in ActionSuccession.objects.all()] == [Fate.DROPPED]
    take_back(plan=plan, old=action, by=megan)
    assert list(undecided(plan, "action")) == [action]


def test_new_priority_that_holds_actions_is_not_taken_away(plan, action, megan):
    carry_forward(plan=plan, old=action.priority, by=megan)
    carry_forward(plan=plan, old=action, by=megan)

    with pytest.raises(StillHolds):
        drop(plan=plan, old=action.priority, reason="Done.", by=megan)

    assert [row.fate for row in PrioritySuccession.objects.all()] == [Fate.CARRIED]


def test_what_another_merged_into_stays_when_the_first_changes(plan, priority, action, megan):
    other = ActionFactory(priority=priority)
    carry_forward(plan=plan, old=priority, by=megan)
    new = carry_forward(plan=plan, old=action, by=megan)
    merge_into(plan=plan, old=other, new=new, by=megan)

    drop(plan=plan, old=action, reason="Done.", by=megan)

    assert [(row.old, row.fate) for row in new.origins.all()] == [(other, Fate.MERGED)]


# --- Many at once -------------------------------------------------------------------------------


def test_all_that_is_undecided_in_a_priority_is_carried_but_what_is_complete(plan, priority, action, megan):
    complete = ActionFactory(priority=priority, complete=True)

    assert carry_forward_undecided(plan=plan, priority=priority, by=megan) == 3

    assert list(undecided(plan, "action")) == [complete]
    assert drop_complete(plan=plan, by=megan) == 1
    assert why_not_decided(plan) == ""


def test_all_that_is_undecided_in_a_priority_is_dropped_for_one_reason(plan, priority, megan):
    assert drop_undecided(plan=plan, priority=priority, reason="Others took it on.", by=megan) == 3

    reasons = [model.objects.get().reason for model in (PrioritySuccession, CommitmentSuccession, ActionSuccession)]
    assert reasons == ["Others took it on."] * 3
    assert why_not_decided(plan) == "There is nothing in the new plan yet."


# --- Taking over --------------------------------------------------------------------------------


def test_plan_with_undecided_parts_does_not_take_over(plan, megan):
    with pytest.raises(
        Undecided,
        match="Not decided about yet are 1 priority, 1 commitment and 1 .*action: 3 Well, C1 We listen, 3.2 Open hubs.",
    ):
        take_over(plan=plan, by=megan)


def test_plan_that_takes_over_fixes_its_dates_and_ends_the_old_one(plan, old, priority, megan):
    carry_forward_undecided(plan=plan, priority=priority, by=megan)

    take_over(plan=plan, by=megan)

    statuses = [Plan.objects.get(pk=each.pk).status for each in (old, plan)]
    assert statuses == [Plan.Status.SUPERSEDED, Plan.Status.APPROVED]
    new = StrategicAction.objects.get(priority__plan=plan)
    new.due = read_due("2030")
    with pytest.raises(Exception, match="original due date is fixed"):
        new.save()


def test_lineage_is_fixed_once_the_plan_has_taken_over(plan, priority, action, megan):
    carry_forward_undecided(plan=plan, priority=priority, by=megan)
    take_over(plan=plan, by=megan)

    with pytest.raises(Settled):
        drop(plan=plan, old=action, reason="Done.", by=megan)
    with pytest.raises(Settled):
        take_over(plan=plan, by=megan)


def test_parts_that_had_left_the_old_plan_need_no_decision(old, megan):
    PriorityFactory(plan=old, status=Priority.Status.WITHDRAWN)
    ActionFactory(priority=PriorityFactory(plan=old), stage=StrategicAction.Stage.MERGED)
    CommitmentFactory(priority=PriorityFactory(plan=old, status=Priority.Status.MERGED))
    plan = begun(old, megan)

    assert [undecided(plan, level).count() for level in ("priority", "commitment", "action")] == [1, 0, 0]


# --- Actions listed in several plans ------------------------------------------------------------


def test_action_listed_from_another_plan_is_listed_in_the_new_plan_too(plan, priority, megan):
    elsewhere = ListingFactory(priority=priority, ref="9").action

    new = carry_forward(plan=plan, old=priority, by=megan)

    assert [(each.action, each.ref) for each in new.listings.all()] == [(elsewhere, "9")]


def test_another_plan_lists_the_part_that_took_the_place_of_what_it_listed(plan, priority, action, megan):
    listing = ListingFactory(action=action, ref="7")
    gone = ActionFactory(priority=priority)
    ListingFactory(action=gone, priority=listing.priority)
    drop(plan=plan, old=gone, reason="Done.", by=megan)
    carry_forward_undecided(plan=plan, priority=priority, by=megan)

    take_over(plan=plan, by=megan)

    new = StrategicAction.objects.get(priority__plan=plan)
    assert set(Listing.objects.values_list("action", "priority", "ref")) == {
        (new.pk, listing.priority_id, "7"),
        (gone.pk, listing.priority_id, ""),
    }


def test_responsibilities_of_a_commitment_free_plan_are_copied_whole(plan, action, megan):
    ResponsibilityFactory(action=action, post=None, as_printed="All partners", primary=False)
    carry_forward(plan=plan, old=action.priority, by=megan)

    new = carry_forward(plan=plan, old=action, by=megan)

    assert sorted(str(each) for each in new.responsibilities.all()) == ["All partners", "Head of Help"]
    assert list(Commitment.objects.filter(priority__plan=plan)) == []
