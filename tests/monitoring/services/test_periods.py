from datetime import UTC, date, datetime

import pytest

from monitoring.models import Draft, PeriodMove, PeriodRecord, ReportingPeriod
from monitoring.record import canonical
from monitoring.record.gather import gather
from monitoring.services.periods import (
    DatesOutOfOrder,
    PeriodsUnderWay,
    PlanNotApproved,
    UpdatesAwaitReview,
    WrongState,
    change_period,
    close_updates,
    freeze_period,
    open_period,
    plan_period,
    publish_period,
    take_back,
)
from partnership.refusals import Refused
from plans.models import Plan
from tests.factories import (
    ActionFactory,
    DraftFactory,
    PeriodFactory,
    PlanFactory,
    RatingScaleFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 30, 14, 30, tzinfo=UTC)
State = ReportingPeriod.State


def moves(period):
    return [(move.from_state, move.to_state, move.reason, move.by) for move in PeriodMove.objects.filter(period=period)]


# --- Planning ----------------------------------------------------------------------------------


def test_plan_period_takes_the_plans_scales_and_the_next_number():
    plan = PlanFactory()
    PeriodFactory(plan=plan, ordinal=6, frozen=True)

    period = plan_period(
        plan=plan,
        label="July to September 2026",
        starts_on=date(2026, 7, 1),
        ends_on=date(2026, 9, 30),
        measures_as_at=date(2026, 8, 31),
        updates_due_on=date(2026, 10, 16),
        by=UserFactory(),
    )

    period.refresh_from_db()
    assert (
        period.ordinal,
        period.state,
        period.action_scale,
        period.priority_scale,
        period.measure_scale,
        period.actions_as_at,
        period.measures_as_at,
        period.updates_due_on,
        period.opens_on,
    ) == (
        7,
        "planned",
        plan.action_scale,
        plan.priority_scale,
        None,
        date(2026, 9, 30),
        date(2026, 8, 31),
        date(2026, 10, 16),
        None,
    )


def test_plan_period_that_ends_before_it_starts_is_refused_in_a_sentence():
    with pytest.raises(Refused, match="A reporting period cannot end before it starts."):
        plan_period(
            plan=PlanFactory(), label="?", starts_on=date(2026, 7, 1), ends_on=date(2026, 6, 30), by=UserFactory()
        )

    assert list(ReportingPeriod.objects.all()) == []


def test_plan_period_with_steps_out_of_order_is_refused():
    with pytest.raises(DatesOutOfOrder):
        plan_period(
            plan=PlanFactory(),
            label="?",
            starts_on=date(2026, 7, 1),
            ends_on=date(2026, 9, 30),
            updates_due_on=date(2026, 10, 16),
            freeze_on=date(2026, 10, 9),
            by=UserFactory(),
        )


def test_change_period_while_open_changes_dates():
    period = PeriodFactory()

    change_period(
        period=period,
        label="Summer",
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        freeze_on=date(2026, 10, 30),
        by=UserFactory(),
    )

    period.refresh_from_db()
    assert (period.label, period.freeze_on, period.actions_as_at) == ("Summer", date(2026, 10, 30), period.ends_on)


def test_change_period_after_freeze_is_refused():
    period = PeriodFactory(frozen=True)

    with pytest.raises(WrongState):
        change_period(
            period=period, label="Other", starts_on=period.starts_on, ends_on=period.ends_on, by=UserFactory()
        )


# --- Opening -----------------------------------------------------------------------------------


def test_open_period_fixes_its_scales():
    by = UserFactory()
    period = PeriodFactory(planned=True)

    open_period(period=period, by=by, at=AT)

    period.refresh_from_db()
    assert (period.state, period.opened_at, period.action_scale.first_used_at) == ("open", AT, AT)
    assert moves(period) == [("planned", "open", "", by)]


def test_open_period_takes_the_scale_that_the_plan_has_by_then():
    period = PeriodFactory(planned=True)
    period.plan.action_scale = RatingScaleFactory()
    period.plan.save()

    open_period(period=period, by=UserFactory())

    period.refresh_from_db()
    assert period.action_scale == period.plan.action_scale


def test_open_period_with_a_scale_used_before_leaves_its_first_use():
    plan = PlanFactory()
    first = PeriodFactory(plan=plan, planned=True)
    open_period(period=first, by=UserFactory(), at=AT)
    freeze_period(period=first, by=UserFactory(), at=AT)

    open_period(period=PeriodFactory(plan=plan, planned=True), by=UserFactory())

    plan.action_scale.refresh_from_db()
    assert plan.action_scale.first_used_at == AT


@pytest.mark.parametrize("state", ["open", "challenge"])
def test_open_period_while_another_is_under_way_is_refused(state):
    under_way = PeriodFactory(state=state, label="April to June 2026")

    with pytest.raises(PeriodsUnderWay, match="April to June 2026 is still under way. Fix its figures before you open"):
        open_period(period=PeriodFactory(plan=under_way.plan, planned=True), by=UserFactory())


def test_open_period_out_of_turn_is_refused():
    plan = PlanFactory()
    PeriodFactory(plan=plan, planned=True, label="April to June 2026")

    with pytest.raises(PeriodsUnderWay, match="April to June 2026 comes first"):
        open_period(period=PeriodFactory(plan=plan, planned=True), by=UserFactory())


def test_open_period_of_another_plan_while_one_is_under_way_opens():
    PeriodFactory()

    assert open_period(period=PeriodFactory(planned=True), by=UserFactory()).state == "open"


def test_open_period_of_unapproved_plan_is_refused():
    plan = PlanFactory(status=Plan.Status.CONSULTATION)

    with pytest.raises(PlanNotApproved):
        open_period(period=PeriodFactory(plan=plan, planned=True), by=UserFactory())


@pytest.mark.parametrize("state", ["open", "challenge"])
def test_open_period_twice_is_refused(state):
    with pytest.raises(WrongState):
        open_period(period=PeriodFactory(state=state), by=UserFactory())


# --- Back and forth before the freeze ----------------------------------------------------------


def test_close_updates_begins_questions():
    by = UserFactory()
    period = PeriodFactory()

    close_updates(period=period, by=by)

    period.refresh_from_db()
    assert period.state == "challenge"
    assert moves(period) == [("open", "challenge", "", by)]


def test_close_updates_of_a_planned_period_is_refused():
    with pytest.raises(WrongState):
        close_updates(period=PeriodFactory(planned=True), by=UserFactory())


def test_take_back_closing_opens_updates_again_and_keeps_the_reason():
    by = UserFactory()
    period = PeriodFactory(challenge=True)

    take_back(period=period, reason="The police were ill.", by=by)

    period.refresh_from_db()
    assert period.state == "open"
    assert moves(period) == [("challenge", "open", "The police were ill.", by)]


def test_take_back_opening_before_anything_came_in_makes_it_planned():
    period = PeriodFactory()
    draft = DraftFactory(action__priority__plan=period.plan, period=period)

    take_back(period=period, reason="Opened a week early.", by=UserFactory())

    period.refresh_from_db()
    assert (period.state, period.opened_at, list(Draft.objects.all())) == ("planned", None, [draft])


def test_take_back_opening_after_an_update_came_in_is_refused():
    period = UpdateFactory().period

    with pytest.raises(WrongState, match="1 update has been submitted already, so this period stays open."):
        take_back(period=period, reason="Opened a week early.", by=UserFactory())


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_take_back_without_a_reason_is_refused(reason):
    with pytest.raises(Refused, match="Say why you take this step back."):
        take_back(period=PeriodFactory(challenge=True), reason=reason, by=UserFactory())


def test_take_back_after_freeze_is_refused():
    with pytest.raises(WrongState, match="A frozen reporting period cannot be reopened."):
        take_back(period=PeriodFactory(frozen=True), reason="Sorry.", by=UserFactory())


def test_take_back_of_a_planned_period_is_refused():
    with pytest.raises(WrongState):
        take_back(period=PeriodFactory(planned=True), reason="Why not.", by=UserFactory())


# --- Freezing and publishing -------------------------------------------------------------------


@pytest.mark.parametrize("state", ["open", "challenge"])
def test_freeze_period_stores_the_record_as_bytes(state):
    by = UserFactory()
    period = PeriodFactory(state=state)
    UpdateFactory(action__priority__plan=period.plan, period=period, accepted=True)
    live = gather(period, on=date(2026, 10, 30))

    record = freeze_period(period=period, by=by, at=AT)

    period.refresh_from_db()
    record.refresh_from_db()
    body = bytes(record.body)
    assert canonical.decode(body) == live
    assert (period.state, period.frozen_at) == ("frozen", AT)
    assert (record.period, record.version, record.schema, record.sha256, record.made_at, record.made_by) == (
        period,
        1,
        1,
        canonical.checksum(body),
        AT,
        by,
    )
    assert moves(period) == [(state, "frozen", "", by)]


def test_freeze_period_with_updates_nobody_reviewed_is_refused():
    period = UpdateFactory().period

    with pytest.raises(UpdatesAwaitReview, match="1 update waits for your review. Accept or return it first."):
        freeze_period(period=period, by=UserFactory())

    period.refresh_from_db()
    assert (period.state, list(PeriodRecord.objects.all())) == ("open", [])


def test_freeze_period_with_a_returned_update_shows_its_action_as_not_rated():
    update = UpdateFactory(returned=True)

    record = freeze_period(period=update.period, by=UserFactory())

    assert [action.level for action in canonical.decode(bytes(record.body)).actions] == [None]


def test_freeze_period_leaves_drafts_to_their_authors():
    period = PeriodFactory()
    draft = DraftFactory(action__priority__plan=period.plan, period=period)

    freeze_period(period=period, by=UserFactory())

    assert list(Draft.objects.all()) == [draft]


def test_freeze_period_twice_is_refused():
    period = PeriodFactory()
    freeze_period(period=period, by=UserFactory())

    with pytest.raises(WrongState):
        freeze_period(period=period, by=UserFactory())

    assert PeriodRecord.objects.count() == 1


def test_freeze_period_not_opened_is_refused():
    with pytest.raises(WrongState, match="has not been opened yet"):
        freeze_period(period=PeriodFactory(planned=True), by=UserFactory())


def test_publish_period_after_freeze_says_when():
    period = PeriodFactory()
    freeze_period(period=period, by=None, at=AT)

    publish_period(period=period, by=UserFactory(), at=AT)

    period.refresh_from_db()
    assert (period.state, period.published_at) == ("published", AT)


@pytest.mark.parametrize("state", ["planned", "open", "challenge"])
def test_publish_period_before_freeze_is_refused(state):
    with pytest.raises(WrongState, match="before you publish them"):
        publish_period(period=PeriodFactory(state=state), by=UserFactory())


def test_publish_period_twice_is_refused():
    period = PeriodFactory()
    freeze_period(period=period, by=None, at=AT)
    publish_period(period=period, by=UserFactory(), at=AT)

    with pytest.raises(WrongState):
        publish_period(period=period, by=UserFactory())

    period.refresh_from_db()
    assert period.published_at == AT


def test_whole_round_of_one_action_ends_in_a_published_record():
    by = UserFactory()
    plan = PlanFactory()
    ActionFactory(priority__plan=plan)
    period = plan_period(plan=plan, label="Q1", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30), by=by)

    open_period(period=period, by=by)
    close_updates(period=period, by=by)
    take_back(period=period, reason="Too early.", by=by)
    freeze_period(period=period, by=by)
    publish_period(period=period, by=by)

    assert [to for _, to, _, _ in moves(period)] == ["open", "challenge", "open", "frozen", "published"]
