from datetime import date

import pytest

from monitoring.models import Challenge
from monitoring.services.reviews import (
    NotReviewable,
    ReasonMissing,
    UpdateChanged,
    accept_update,
    accept_updates,
    reopen_action,
    return_update,
)
from partnership.refusals import Refused
from plans.ratings import Meaning
from priorities.models import StrategicAction
from tests.factories import (
    ActionFactory,
    PeriodFactory,
    PlanFactory,
    RatingLevelFactory,
    RatingScaleFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db

Stage = StrategicAction.Stage


def challenges():
    return [(each.update, each.from_level, each.to_level, each.reason, each.by) for each in Challenge.objects.all()]


# --- Accepting ---------------------------------------------------------------------------------


def test_accept_update_agrees_the_proposed_level():
    by = UserFactory()
    update = UpdateFactory()

    accept_update(update=update, version=1, by=by)

    update.refresh_from_db()
    assert (update.state, update.agreed_level, update.reviewed_by) == ("accepted", update.proposed_level, by)
    assert update.reviewed_at is not None
    assert challenges() == []


def test_accept_update_with_another_level_keeps_from_to_who_and_why():
    by = UserFactory()
    update = UpdateFactory()
    concern = level(update.period.action_scale, Meaning.AT_RISK)

    accept_update(update=update, version=1, level=concern, reason="Two schools are late. ", by=by)

    update.refresh_from_db()
    assert (update.proposed_level.meaning, update.agreed_level) == ("on_track", concern)
    assert challenges() == [(update, update.proposed_level, concern, "Two schools are late.", by)]


def test_accept_update_with_another_level_without_a_reason_is_refused():
    update = UpdateFactory()

    with pytest.raises(ReasonMissing, match="Say why the rating changes."):
        accept_update(
            update=update, version=1, level=level(update.period.action_scale, Meaning.AT_RISK), by=UserFactory()
        )

    update.refresh_from_db()
    assert (update.state, update.agreed_level) == ("submitted", None)


def test_accept_update_with_a_level_of_another_scale_is_refused():
    with pytest.raises(Refused, match="Choose one of this period’s ratings."):
        accept_update(
            update=UpdateFactory(),
            version=1,
            level=level(RatingScaleFactory(), Meaning.AT_RISK),
            reason="Worse.",
            by=UserFactory(),
        )


def test_accept_update_that_changed_meanwhile_is_refused():
    update = UpdateFactory(version=2)

    with pytest.raises(UpdateChanged):
        accept_update(update=update, version=1, by=UserFactory())


def test_accept_update_twice_is_refused():
    with pytest.raises(NotReviewable, match="This update has been accepted already."):
        accept_update(update=UpdateFactory(accepted=True), version=1, by=UserFactory())


def test_accept_update_again_with_another_level_changes_what_was_agreed():
    by = UserFactory()
    update = UpdateFactory(accepted=True)
    late = level(update.period.action_scale, Meaning.OFF_TRACK)

    accept_update(update=update, version=1, level=late, reason="It slipped.", by=by)

    update.refresh_from_db()
    assert update.agreed_level == late
    assert challenges() == [(update, update.proposed_level, late, "It slipped.", by)]


def test_accept_update_that_was_returned_is_refused():
    with pytest.raises(NotReviewable):
        accept_update(update=UpdateFactory(returned=True), version=1, by=UserFactory())


def test_accept_update_of_a_frozen_period_is_refused():
    update = UpdateFactory()
    update.period.state = "frozen"
    update.period.frozen_at = update.submitted_at
    update.period.save()

    with pytest.raises(NotReviewable, match="is frozen, so nothing in it can change."):
        accept_update(update=update, version=1, by=UserFactory())


# --- What acceptance says about the action -----------------------------------------------------


@pytest.mark.parametrize(
    ("before", "meaning", "after"),
    [
        (Stage.NOT_STARTED, Meaning.ON_TRACK, Stage.UNDER_WAY),
        (Stage.NOT_STARTED, Meaning.OFF_TRACK, Stage.NOT_STARTED),
        (Stage.NOT_STARTED, Meaning.AT_RISK, Stage.NOT_STARTED),
        (Stage.NOT_STARTED, Meaning.NOT_STARTED, Stage.NOT_STARTED),
        (Stage.UNDER_WAY, Meaning.NOT_STARTED, Stage.NOT_STARTED),
        (Stage.UNDER_WAY, Meaning.PAUSED, Stage.PAUSED),
        (Stage.PAUSED, Meaning.OFF_TRACK, Stage.UNDER_WAY),
        (Stage.PAUSED, Meaning.NOT_ASSESSED, Stage.PAUSED),
        (Stage.UNDER_WAY, Meaning.DIRECTION_ONLY, Stage.UNDER_WAY),
        (Stage.WITHDRAWN, Meaning.ON_TRACK, Stage.WITHDRAWN),
    ],
)
def test_accept_update_carries_its_meaning_to_the_actions_stage(before, meaning, after):
    scale = RatingScaleFactory(levels=[])
    agreed = RatingLevelFactory(scale=scale, meaning=meaning)
    action = ActionFactory(stage=before, priority__plan__action_scale=scale)

    accept_update(update=UpdateFactory(action=action, proposed_level=agreed), version=1, by=UserFactory())

    action.refresh_from_db()
    assert (action.stage, action.completed_on) == (after, None)


@pytest.mark.parametrize("completed_on", [date(2025, 9, 12), None])
def test_accept_update_as_complete_completes_the_action_on_the_day_it_says(completed_on):
    action = ActionFactory()
    update = UpdateFactory(
        action=action,
        proposed_level=level(action.plan.action_scale, Meaning.COMPLETE),
        completed_on=completed_on,
    )

    accept_update(update=update, version=1, by=UserFactory())

    action.refresh_from_db()
    assert (action.stage, action.completed_on) == (Stage.COMPLETE, completed_on or update.period.actions_as_at)


@pytest.mark.parametrize(
    ("before", "completed_on", "after"),
    [
        (Stage.NOT_STARTED, None, Stage.UNDER_WAY),
        (Stage.PAUSED, None, Stage.PAUSED),
        (Stage.UNDER_WAY, date(2025, 9, 12), Stage.COMPLETE),
    ],
)
def test_accept_update_of_a_plan_that_does_not_rate_says_begun_and_done(before, completed_on, after):
    action = ActionFactory(stage=before, priority__plan=PlanFactory(unrated=True))

    update = accept_update(update=UpdateFactory(action=action, completed_on=completed_on), version=1, by=UserFactory())

    action.refresh_from_db()
    assert (update.state, update.agreed_level, action.stage, action.completed_on) == (
        "accepted",
        None,
        after,
        completed_on,
    )


def test_accept_update_that_reopens_a_complete_action_needs_a_reason():
    action = ActionFactory(complete=True)
    update = UpdateFactory(action=action)

    with pytest.raises(ReasonMissing, match="This action was completed on 1 June 2026. Say why it is taken up again."):
        accept_update(update=update, version=1, by=UserFactory())
    accept_update(update=update, version=1, reason="Two schools dropped out.", by=UserFactory())

    action.refresh_from_db()
    assert (action.stage, action.completed_on, action.stage_note) == (Stage.UNDER_WAY, None, "Two schools dropped out.")


def test_accept_update_as_complete_then_as_less_takes_the_action_up_again():
    action = ActionFactory()
    scale = action.plan.action_scale
    update = UpdateFactory(action=action, proposed_level=level(scale, Meaning.COMPLETE))
    accept_update(update=update, version=1, by=UserFactory())

    accept_update(
        update=update, version=1, level=level(scale, Meaning.ON_TRACK), reason="Two schools to go.", by=UserFactory()
    )

    action.refresh_from_db()
    assert (action.stage, action.completed_on, action.stage_note) == (Stage.UNDER_WAY, None, "Two schools to go.")


# --- Several at once ---------------------------------------------------------------------------


def test_accept_updates_accepts_all():
    period = PeriodFactory()
    updates = [UpdateFactory(action__priority__plan=period.plan, period=period) for _ in range(3)]

    accept_updates(versions={update.pk: 1 for update in updates}, period=period, by=UserFactory())

    assert [update.state for update in period.updates.all()] == ["accepted"] * 3


def test_accept_updates_with_one_that_cannot_be_accepts_none_and_names_it():
    period = PeriodFactory()
    UpdateFactory(action__priority__plan=period.plan, period=period)
    UpdateFactory(action__priority__plan=period.plan, action__title="Open three hubs", period=period, version=2)

    with pytest.raises(UpdateChanged, match=r"Open three hubs: A newer version .* Nothing has been accepted."):
        accept_updates(
            versions=dict.fromkeys(period.updates.values_list("pk", flat=True), 1), period=period, by=UserFactory()
        )

    assert [update.state for update in period.updates.all()] == ["submitted"] * 2


def test_accept_updates_leaves_updates_of_other_periods_alone():
    elsewhere = UpdateFactory()

    assert accept_updates(versions={elsewhere.pk: 1}, period=PeriodFactory(), by=UserFactory()) == []

    elsewhere.refresh_from_db()
    assert elsewhere.state == "submitted"


# --- Returning ---------------------------------------------------------------------------------


def test_return_update_says_why():
    by = UserFactory()
    update = UpdateFactory()

    return_update(update=update, version=1, reason=" How many schools? ", by=by)

    update.refresh_from_db()
    assert (update.state, update.returned_because, update.reviewed_by) == ("returned", "How many schools?", by)


@pytest.mark.parametrize("reason", ["", "  "])
def test_return_update_without_a_reason_is_refused(reason):
    with pytest.raises(ReasonMissing, match="Say why you return the update, so that its author can mend it."):
        return_update(update=UpdateFactory(), version=1, reason=reason, by=UserFactory())


@pytest.mark.parametrize("state", ["returned", "accepted"])
def test_return_update_that_is_no_longer_waiting_is_refused(state):
    with pytest.raises(NotReviewable):
        return_update(update=UpdateFactory(**{state: True}), version=1, reason="Why?", by=UserFactory())


def test_return_update_that_changed_meanwhile_is_refused():
    with pytest.raises(UpdateChanged):
        return_update(update=UpdateFactory(version=3), version=2, reason="Why?", by=UserFactory())


# --- Reopening ---------------------------------------------------------------------------------


def test_reopen_action_keeps_the_reason():
    action = ActionFactory(complete=True)

    reopen_action(action=action, reason="The service closed again.", by=UserFactory())

    action.refresh_from_db()
    assert (action.stage, action.completed_on, action.stage_note) == (
        Stage.UNDER_WAY,
        None,
        "The service closed again.",
    )


def test_reopen_action_without_a_reason_is_refused():
    with pytest.raises(ReasonMissing, match="Say why the action is taken up again."):
        reopen_action(action=ActionFactory(complete=True), reason=" ", by=UserFactory())


def test_reopen_action_that_is_not_complete_is_refused():
    with pytest.raises(NotReviewable):
        reopen_action(action=ActionFactory(), reason="Why not.", by=UserFactory())
