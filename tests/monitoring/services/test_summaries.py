"""What a lead may say about a priority, when, and what becomes of it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone

from monitoring.models import Highlight, PrioritySummary, ReportingPeriod
from monitoring.permissions import can_sign_off
from monitoring.record.gather import record_for
from monitoring.record.structs import Passed
from monitoring.services.periods import NotSignedOff, freeze_period
from monitoring.services.reviews import accept_update
from monitoring.services.summaries import (
    NobodyNamed,
    NotOpen,
    ReasonMissing,
    Said,
    SaidHighlight,
    SignedOff,
    SummaryChanged,
    save_summary,
    sign_off,
    take_back_sign_off,
)
from monitoring.work.sign_off import sign_offs, waiting_for
from partnership.models import Membership
from partnership.refusals import Refused
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
from tests.policy.catalogue import event_models

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 21, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def plan(coordinator):
    return PlanFactory(coordinator=coordinator, requires_sign_off=True)


@pytest.fixture
def group():
    return BodyFactory(name="Wellbeing Group")


@pytest.fixture
def lead(group):
    lead = UserFactory(name="Miriam Sands")
    MembershipFactory(body=group, user=lead, role=Membership.Role.CHAIR)
    return lead


@pytest.fixture
def priority(plan, group):
    return PriorityFactory(plan=plan, lead_body=group, ref="2", title="Well", position=1)


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan)


def stored():
    return PrioritySummary.objects.get()


def highlights():
    return list(Highlight.objects.order_by("position").values_list("kind", "text", "position"))


# --- Saying -------------------------------------------------------------------------------------


def test_save_keeps_what_is_said_without_signing_off(period, priority, lead):
    said = Said(
        reason=" Waits grow. ",
        decisions_sought="Money for two posts.",
        highlights=[SaidHighlight("concern", "Half wait."), SaidHighlight("progress", " Hubs open. ")],
    )

    save_summary(period=period, priority=priority, version=0, said=said, by=lead)

    summary = stored()
    assert (summary.version, summary.reason, summary.decisions_sought, summary.signed_off_at) == (
        1, "Waits grow.", "Money for two posts.", None,
    )  # fmt: skip
    assert highlights() == [("concern", "Half wait.", 0), ("progress", "Hubs open.", 1)]


def test_save_again_writes_only_the_highlights_that_changed(period, priority, lead):
    a, b, c = (SaidHighlight("progress", text) for text in "abc")
    save_summary(period=period, priority=priority, version=0, said=Said(highlights=[a, b, c]), by=lead)
    first = Highlight.objects.get(text="a").pk

    save_summary(period=period, priority=priority, version=1, said=Said(highlights=[a, c]), by=lead)

    assert highlights() == [("progress", "a", 0), ("progress", "c", 1)]
    assert Highlight.objects.get(text="a").pk == first


def test_save_of_a_version_that_somebody_else_has_changed_is_refused(period, priority, lead, coordinator):
    save_summary(period=period, priority=priority, version=0, said=Said(reason="One."), by=lead)

    with pytest.raises(SummaryChanged, match="Somebody else has saved this page"):
        save_summary(period=period, priority=priority, version=0, said=Said(reason="Two."), by=coordinator)
    assert stored().reason == "One."


@pytest.fixture
def on_track(period, priority):
    return UpdateFactory(action=ActionFactory(priority=priority), period=period)


@pytest.mark.parametrize("reason", ["", "  "])
def test_level_other_than_the_computed_one_without_a_reason_is_refused(on_track, priority, lead, reason):
    said = Said(level=level(priority.plan.priority_scale, Meaning.AT_RISK), reason=reason)

    with pytest.raises(ReasonMissing, match="Say why: its actions make it on track, and you rate it some concern"):
        save_summary(period=on_track.period, priority=priority, version=0, said=said, by=lead)
    assert not PrioritySummary.objects.exists()


@pytest.mark.parametrize(
    ("judged", "reason"),
    [(None, ""), (Meaning.ON_TRACK, ""), (Meaning.AT_RISK, "One action carries the rest.")],
)
def test_level_as_computed_or_with_a_reason_is_kept(on_track, priority, lead, judged, reason):
    said = Said(level=judged and level(priority.plan.priority_scale, judged), reason=reason)

    save_summary(period=on_track.period, priority=priority, version=0, said=said, by=lead)

    assert (stored().judged_level, stored().reason) == (said.level, reason)


def test_level_where_nothing_is_computed_needs_no_reason(plan, period, priority, lead):
    said = Said(level=level(plan.priority_scale, Meaning.AT_RISK))

    save_summary(period=period, priority=priority, version=0, said=said, by=lead)

    assert stored().judged_level == said.level


def test_level_of_another_scale_is_refused(period, priority, lead):
    other = level(PlanFactory().priority_scale, Meaning.AT_RISK)

    with pytest.raises(Refused, match="Choose one of this period’s ratings"):
        save_summary(period=period, priority=priority, version=0, said=Said(level=other, reason="x"), by=lead)


@pytest.mark.parametrize(
    ("state", "said"),
    [({"planned": True}, "has not been opened yet"), ({"frozen": True}, "is frozen, so nothing in it can change")],
)
def test_save_in_a_period_that_is_not_under_way_is_refused(plan, priority, lead, state, said):
    period = PeriodFactory(plan=plan, **state)

    with pytest.raises(NotOpen, match=said):
        save_summary(period=period, priority=priority, version=0, said=Said(), by=lead)
    with pytest.raises(NotOpen, match=said):
        take_back_sign_off(period=period, priority=priority, reason="x", by=lead)


def test_priority_followed_elsewhere_takes_no_summary(period, priority, lead):
    priority.monitored_elsewhere_by = "The health board"
    priority.save()

    with pytest.raises(NotOpen, match="does not report on 2 Well"):
        save_summary(period=period, priority=priority, version=0, said=Said(), by=lead)


# --- Signing off --------------------------------------------------------------------------------


def test_sign_off_by_its_lead_says_who_and_when(period, priority, lead):
    sign_off(period=period, priority=priority, version=0, said=Said(reason="Fine."), by=lead)

    summary = stored()
    assert (summary.signed_off_by, summary.signed_off_at, summary.on_behalf_of) == (lead, timezone.now(), "")
    with pytest.raises(SignedOff, match="Take the sign-off back to change it"):
        save_summary(period=period, priority=priority, version=1, said=Said(), by=lead)
    told = record_for(period).priorities[0]
    assert (told.signed_off_by, told.signed_off_on, told.signed_off_for) == ("Miriam Sands", NOW.date(), "")


def test_sign_off_by_the_coordinator_says_for_whom_and_how(period, priority, coordinator):
    with pytest.raises(NobodyNamed, match="Say who signs this off, and how they told you"):
        sign_off(period=period, priority=priority, version=0, said=Said(), by=coordinator)
    assert not PrioritySummary.objects.exists()

    told = "Miriam Sands, by e-mail on 20 October"
    sign_off(period=period, priority=priority, version=0, said=Said(), on_behalf_of=told, by=coordinator)

    assert (stored().signed_off_by, stored().on_behalf_of) == (coordinator, told)
    assert record_for(period).priorities[0].signed_off_for == told


def test_sign_off_in_a_plan_that_computes_nothing_needs_a_level(plan, period, priority, lead):
    plan.rollup = "judgement_only"
    plan.save()

    with pytest.raises(Refused, match="Choose a rating before you sign off"):
        sign_off(period=period, priority=priority, version=0, said=Said(), by=lead)
    save_summary(period=period, priority=priority, version=0, said=Said(), by=lead)


def test_sign_off_taken_back_keeps_the_reason_and_can_be_given_again(period, priority, lead):
    sign_off(period=period, priority=priority, version=0, said=Said(reason="Fine."), by=lead)
    with pytest.raises(ReasonMissing, match="Say why you take the sign-off back"):
        take_back_sign_off(period=period, priority=priority, reason=" ", by=lead)

    take_back_sign_off(period=period, priority=priority, reason="A figure was wrong.", by=lead)

    summary = stored()
    assert (summary.version, summary.reason, summary.signed_off_at, summary.taken_back_because) == (
        2, "Fine.", None, "A figure was wrong.",
    )  # fmt: skip
    with pytest.raises(NotOpen, match="is not signed off"):
        take_back_sign_off(period=period, priority=priority, reason="Again.", by=lead)
    sign_off(period=period, priority=priority, version=2, said=Said(reason="Fine."), by=lead)
    assert stored().taken_back_because == ""
    told = event_models()[PrioritySummary].objects.filter(taken_back_because="A figure was wrong.")
    assert told.exists()


# --- Who ----------------------------------------------------------------------------------------


def test_lead_and_coordinator_sign_off_and_nobody_else(priority, lead, coordinator, group):
    member = UserFactory()
    MembershipFactory(body=group, user=member)
    other = UserFactory()
    MembershipFactory(user=other, role=Membership.Role.CHAIR)

    assert [can_sign_off(person, priority) for person in (lead, coordinator, member, other)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_waiting_for_names_what_its_lead_has_not_signed_off(plan, period, priority, lead, coordinator):
    second = PriorityFactory(plan=plan, lead_body=priority.lead_body, ref="3", title="Heard", position=2)
    PriorityFactory(lead_body=priority.lead_body, plan=PlanFactory())
    sign_off(period=period, priority=priority, version=0, said=Said(), by=lead)

    assert [each.sign_off.priority for each in waiting_for(lead, today=NOW.date())] == [second]
    assert waiting_for(coordinator, today=NOW.date()) == []


# --- Freezing without ---------------------------------------------------------------------------


@pytest.fixture
def three(plan, priority):
    for position, title in enumerate(["Heard", "Safe"], start=2):
        PriorityFactory(plan=plan, ref=str(position + 1), title=title, position=position)
    return plan


def test_freeze_without_sign_offs_is_refused_by_name(three, period, priority, coordinator, lead):
    said = "Three priorities are not signed off: 2 Well, 3 Heard and 4 Safe."
    with pytest.raises(NotSignedOff) as refusal:
        freeze_period(period=period, by=coordinator)
    assert str(refusal.value) == said
    sign_off(period=period, priority=priority, version=0, said=Said(), by=lead)
    with pytest.raises(NotSignedOff) as refusal:
        freeze_period(period=period, despite="  ", by=coordinator)

    assert str(refusal.value) == "Two priorities are not signed off: 3 Heard and 4 Safe."
    period.refresh_from_db()
    assert (period.state, sign_offs(period).given) == ("open", 1)


def test_freeze_without_sign_offs_for_a_reason_says_so_for_good(three, period, coordinator):
    freeze_period(period=period, despite=" The board meets tomorrow. ", by=coordinator)

    missing = "Three priorities are not signed off: 2 Well, 3 Heard and 4 Safe."
    move = period.moves.get()
    assert (move.to_state, move.gap, move.reason, move.by) == (
        "frozen", missing, "The board meets tomorrow.", coordinator,
    )  # fmt: skip
    assert record_for(ReportingPeriod.objects.get()).passed == (
        Passed(gap=missing, reason="The board meets tomorrow.", by="Megan Price", on=NOW.date()),
    )


def test_freeze_of_a_plan_that_needs_no_sign_off_keeps_no_reason(three, period, coordinator):
    three.requires_sign_off = False
    three.save()

    freeze_period(period=period, despite="Never asked.", by=coordinator)

    move = period.moves.get()
    assert (move.gap, move.reason, record_for(ReportingPeriod.objects.get()).passed) == ("", "", ())


def test_freeze_of_a_period_from_paper_asks_for_no_sign_off(three, period):
    freeze_period(period=period, by=None)

    assert period.moves.get().gap == ""


def test_judged_level_that_the_actions_left_behind_wants_a_reason_before_freezing(period, priority, lead, coordinator):
    """It agreed with them when it was signed off, so nobody had to say why."""
    update = UpdateFactory(action=ActionFactory(priority=priority), period=period)
    on_track = level(period.priority_scale, Meaning.ON_TRACK)
    sign_off(period=period, priority=priority, version=0, said=Said(level=on_track), by=lead)
    accept_update(
        update=update,
        version=1,
        level=level(period.action_scale, Meaning.OFF_TRACK),
        reason="Three are late.",
        by=coordinator,
    )
    said = "The rating of one priority no longer follows from its actions, and no reason is given: 2 Well."

    with pytest.raises(NotSignedOff) as refusal:
        freeze_period(period=period, by=coordinator)
    assert str(refusal.value) == said
    take_back_sign_off(period=period, priority=priority, reason="An action is late.", by=lead)
    sign_off(period=period, priority=priority, version=2, said=Said(level=on_track, reason="The rest holds."), by=lead)
    freeze_period(period=period, by=coordinator)

    assert period.moves.get().gap == ""
