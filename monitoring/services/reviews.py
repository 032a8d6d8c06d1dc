"""Agreeing to what was submitted, or asking again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import Challenge, LetThrough, ProgressUpdate, ReportingPeriod
from monitoring.record.words import day
from monitoring.services.let_through import let_through
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing
from plans.models import RatingLevel
from plans.ratings import Meaning
from priorities.models import StrategicAction

Stage = StrategicAction.Stage
State = ProgressUpdate.State

# What an agreed rating says about the work. The other meanings say nothing about it.
STAGES = {
    Meaning.COMPLETE: Stage.COMPLETE,
    Meaning.AHEAD: Stage.UNDER_WAY,
    Meaning.ON_TRACK: Stage.UNDER_WAY,
    Meaning.AT_RISK: Stage.UNDER_WAY,
    Meaning.OFF_TRACK: Stage.UNDER_WAY,
    Meaning.PAUSED: Stage.PAUSED,
    Meaning.NOT_STARTED: Stage.NOT_STARTED,
}
# Work that is late has not therefore begun.
MAY_NOT_HAVE_BEGUN = frozenset({Meaning.AT_RISK, Meaning.OFF_TRACK})


class NotReviewable(Refused):
    """The update or its period is past the point where this can be done."""


class UpdateChanged(Refused):
    """The reviewer saw an earlier version than the one that stands."""


class ReasonMissing(Refused):
    """A change of level, a return and a reopening each say why."""


@transaction.atomic
def accept_update(
    *,
    update: ProgressUpdate,
    version: int,
    level: RatingLevel | None = None,
    reason: str = "",
    by: User,
    kept: Kept | None = None,
) -> ProgressUpdate:
    """Agree to an update as proposed, or with another `level` and a reason; the action's stage follows.

    `version` is the one that the reviewer read. An accepted update may be accepted again with another level
    until its period freezes. `kept` says why words of the reason that may point at a child stay. Raises NotReviewable,
    UpdateChanged, ReasonMissing.
    """
    update = locked_update(update, version=version)
    level = level or update.level
    reason = reason.strip()
    if update.state == State.RETURNED:
        raise NotReviewable(_("This update was returned and waits for an answer."))
    if update.state == State.ACCEPTED and level == update.agreed_level:
        raise NotReviewable(_("This update has been accepted already."))
    if level is not None and level.scale_id != update.period.action_scale_id:
        raise Refused(_("Choose one of this period’s ratings."))
    changed = level != update.level
    if changed and not reason:
        raise ReasonMissing(_("Say why the rating changes."))

    now = timezone.now()
    with refusing():
        if changed:
            Challenge.objects.create(
                update=update, from_level=update.level, to_level=level, reason=reason, by=by, at=now
            )
        update.agreed_level = level
        update.state = State.ACCEPTED
        update.reviewed_at = now
        update.reviewed_by = by
        update.save()
        _carry_to_action(update, reason)
    _let_through(kept, update, by=by)
    return update


@transaction.atomic
def accept_updates(*, versions: Mapping[int, int], period: ReportingPeriod, by: User) -> list[ProgressUpdate]:
    """Accept several updates of a period as proposed, all or none. `versions` maps each to the one that was read."""
    updates = ProgressUpdate.objects.filter(pk__in=versions, period=period).select_related("action").order_by("pk")
    accepted = []
    for update in updates:
        try:
            accepted.append(accept_update(update=update, version=versions[update.pk], by=by))
        except Refused as refusal:
            raise type(refusal)(
                _("%(action)s: %(refusal)s Nothing has been accepted.") % {"action": update.action, "refusal": refusal}
            ) from refusal
    return accepted


@transaction.atomic
def return_update(
    *, update: ProgressUpdate, version: int, reason: str, by: User, kept: Kept | None = None
) -> ProgressUpdate:
    """Send an update back to its author, saying what to mend. Raises NotReviewable, UpdateChanged, ReasonMissing.

    `kept` says why words of the reason that may point at a child stay.
    """
    update = locked_update(update, version=version)
    if update.state == State.RETURNED:
        raise NotReviewable(_("This update has been returned already."))
    if update.state == State.ACCEPTED:
        raise NotReviewable(_("This update has been accepted. You can still agree another rating, with a reason."))
    if not reason.strip():
        raise ReasonMissing(_("Say why you return the update, so that its author can mend it."))
    update.state = State.RETURNED
    update.returned_because = reason.strip()
    update.reviewed_at = timezone.now()
    update.reviewed_by = by
    with refusing():
        update.save()
    _let_through(kept, update, by=by)
    return update


def _let_through(kept: Kept | None, update: ProgressUpdate, *, by: User) -> None:
    place, about = LetThrough.Place.UPDATE, update.action
    let_through(kept, period=update.period, place=place, row_pk=update.pk, about=about, by=by)


@transaction.atomic
def reopen_action(*, action: StrategicAction, reason: str, kept: Kept | None = None, by: User) -> StrategicAction:
    """Take a completed action up again. `kept` says why words that may point at a child stay in the reason.

    Raises NotReviewable, ReasonMissing.
    """
    action = StrategicAction.objects.select_for_update().get(pk=action.pk)
    if action.stage != Stage.COMPLETE:
        raise NotReviewable(_("This action is not complete, so there is nothing to reopen."))
    if not reason.strip():
        raise ReasonMissing(_("Say why the action is taken up again."))
    action.stage = Stage.UNDER_WAY
    action.stage_note = reason.strip()
    action.completed_on = None
    with refusing():
        action.save()
    # Beside the latest period that has begun, in which the reason will be printed.
    begun = action.plan.periods.exclude(state=ReportingPeriod.State.PLANNED).order_by("-ordinal").first()
    place = LetThrough.Place.REOPENED
    let_through(kept, period=begun, plan=action.plan, place=place, row_pk=action.pk, about=action, by=by)
    return action


def locked_update(update: ProgressUpdate, *, version: int | None) -> ProgressUpdate:
    """The update as it stands, held together with its period; `version` is the one that was read, None for any.

    Raises NotReviewable, UpdateChanged.
    """
    # The period first, as submitting does, so that the two wait for each other and never for ever.
    period = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=update.period_id)
    if period.is_fixed:
        raise NotReviewable(_("%(period)s is frozen, so nothing in it can change.") % {"period": period})
    update = (
        ProgressUpdate.objects.select_for_update(of=("self",))
        .select_related("period", "action__priority", "proposed_level", "agreed_level")
        .get(pk=update.pk)
    )
    if version is not None and update.version != version:
        raise UpdateChanged(_("A newer version of this update has come in. Read it before you decide."))
    return update


def _carry_to_action(update: ProgressUpdate, reason: str) -> None:
    """What is agreed about an action becomes its stage, whichever page shows it next."""
    action = StrategicAction.objects.select_for_update().get(pk=update.action_id)
    stage, completed_on = _stage_after(action, update)
    if (stage, completed_on) == (action.stage, action.completed_on):
        return
    if action.stage == Stage.COMPLETE and stage != Stage.COMPLETE:
        if not reason:
            raise ReasonMissing(
                _("This action was completed on %(day)s. Say why it is taken up again.")
                % {"day": day(action.completed_on or update.period.actions_as_at)}
            )
        action.stage_note = reason
    action.stage = stage
    action.completed_on = completed_on
    action.save()


def _stage_after(action: StrategicAction, update: ProgressUpdate) -> tuple[str, date | None]:
    unchanged = (action.stage, action.completed_on)
    if action.stage in StrategicAction.LEFT:
        return unchanged
    level = update.agreed_level
    if level is None:
        # A plan that does not rate still hears that something has begun, and that it is done.
        if not update.completed_on and action.stage not in (Stage.NOT_STARTED, Stage.UNKNOWN):
            return unchanged
        stage = Stage.COMPLETE if update.completed_on else Stage.UNDER_WAY
    else:
        meaning = Meaning(level.meaning)
        if meaning not in STAGES or (meaning in MAY_NOT_HAVE_BEGUN and action.stage == Stage.NOT_STARTED):
            return unchanged
        stage = STAGES[meaning]
    if stage != Stage.COMPLETE:
        return stage, None
    return stage, update.completed_on or action.completed_on or update.period.actions_as_at
