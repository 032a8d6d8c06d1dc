"""Saying where an action stands in a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.corrected import as_corrected, with_errata
from monitoring.models import Challenge, Draft, LetThrough, ProgressUpdate, ReportingPeriod
from monitoring.moments import said_at
from monitoring.record.words import day
from monitoring.reportability import why_not_reported
from monitoring.services.let_through import let_through
from monitoring.update_rules import LastTime, Needs, Said, wanting, why_not_unchanged
from partnership.asking import Kept
from partnership.due import Due
from partnership.models import User
from partnership.refusals import Refused, refusing
from plans.models import RatingLevel
from priorities.models import StrategicAction


class PeriodNotOpen(Refused):
    """Updates are taken only while their period is open."""


class NotReported(Refused):
    """The action is not among those that the period reports on, or is finished."""


class Incomplete(Refused):
    """Something that the rating asks for is missing or cannot be right.

    `problems` maps the name of each argument to a sentence.
    """

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(f"{problem}." for problem in problems.values()))
        self.problems = problems


class Conflict(Refused):
    """Somebody else submitted since this person began. `theirs` is what they said; nothing was overwritten."""

    def __init__(self, theirs: ProgressUpdate) -> None:
        super().__init__(
            _("%(person)s sent an update for this action %(when)s, after you began yours.")
            % {
                "person": theirs.submitted_by or _("Somebody"),
                "when": said_at(theirs.submitted_at, today=timezone.localdate()),
            }
        )
        self.theirs = theirs


@transaction.atomic
def submit_update(
    *,
    action: StrategicAction,
    period: ReportingPeriod,
    level: RatingLevel | None,
    narrative: str,
    by: User,
    based_on_version: int = 0,
    cause: str = "",
    cause_detail: str = "",
    impact: str = "",
    recovery: str = "",
    forecast: Due | None = None,
    next_steps: str = "",
    completed_on: date | None = None,
    change_reason: str = "",
    on_behalf_of: str = "",
    kept: Kept | None = None,
) -> ProgressUpdate:
    """Record where `action` stands in `period`; a second submission is the next version of the first.

    `level` is None only where the plan does not rate its actions. `based_on_version` is the version that
    the person saw when they began, 0 for none. `change_reason` says why the level differs from the one
    submitted before. Answers to questions that the level does not ask are left out. `kept` says why words that may
    point at a child stay.

    Submitting the same twice, as an impatient press does, changes nothing. Raises PeriodNotOpen, NotReported,
    Incomplete, and Conflict when there is a version they have not seen.
    Who may submit is the caller's question: see permissions.py.
    """
    period = _locked(period)
    existing = _existing(action, period)
    needs = Needs.of(level, rated=period.action_scale_id is not None)
    said = Said(
        narrative=narrative.strip(),
        cause=cause,
        cause_detail=cause_detail.strip(),
        impact=impact.strip(),
        recovery=recovery.strip(),
        forecast=forecast,
        next_steps=next_steps.strip(),
        completed_on=completed_on,
    ).only_what(needs)
    seen = existing is None or existing.version == based_on_version
    # Asked first: what answers a return after updates have closed would be refused the second time it is sent.
    if existing is not None and not seen and _is_same(existing, level=level, said=said, by=by):
        return existing
    _require_taken(action, period, existing)
    if existing is not None and not seen:
        raise Conflict(existing)
    changed = existing is not None and existing.level != level
    problems = _wrong_level(level, period) | wanting(
        said, needs, as_at=period.actions_as_at, today=timezone.localdate()
    )
    if changed and not change_reason.strip():
        problems["change_reason"] = _("Say why the rating changes")
    if problems:
        raise Incomplete(problems)

    update = existing or ProgressUpdate(action=action, period=period, version=0)
    before = update.level
    _say(update, said, level=level, by=by, on_behalf_of=on_behalf_of, unchanged=False)
    with refusing():
        update.save()
        if changed:
            Challenge.objects.create(
                update=update,
                from_level=before,
                to_level=level,
                reason=change_reason.strip(),
                by=by,
                at=update.submitted_at,
            )
    let_through(kept, period=period, place=LetThrough.Place.UPDATE, row_pk=update.pk, about=action, by=by)
    Draft.objects.filter(user=by, action=action, period=period).delete()
    return update


@transaction.atomic
def reaffirm_update(
    *, action: StrategicAction, period: ReportingPeriod, by: User, on_behalf_of: str = ""
) -> ProgressUpdate:
    """Confirm last period's level with its reason and promises, marked as unchanged.

    A draft of this person's stays: they have typed something that this does not send. Raises what
    submit_update raises, and Refused where the action needs words of its own: see update_rules.py.
    """
    period = _locked(period)
    existing = _existing(action, period)
    _require_taken(action, period, existing)
    if existing is not None:
        raise Conflict(existing)
    last = last_update(action, period)
    if refusal := why_not_reaffirm(action, period, last):
        raise Refused(refusal)
    assert last is not None  # why_not_reaffirm refuses without one

    update = ProgressUpdate(action=action, period=period, version=0)
    said = replace(_said_in(last), narrative="", completed_on=None)
    _say(update, said, level=last.level, by=by, on_behalf_of=on_behalf_of, unchanged=True)
    with refusing():
        update.save()
    return update


def last_update(action: StrategicAction, period: ReportingPeriod) -> ProgressUpdate | None:
    """What was said about the action in the period just before, as corrected since; None where nothing was."""
    before = ReportingPeriod.objects.filter(plan=period.plan_id, ordinal__lt=period.ordinal).order_by("-ordinal")
    last = (
        with_errata(ProgressUpdate.objects.filter(action=action, period=before.values("pk")[:1]))
        .select_related("period", "proposed_level", "agreed_level", "submitted_by")
        .first()
    )
    return as_corrected(last) if last else None


def why_not_reaffirm(action: StrategicAction, period: ReportingPeriod, last: ProgressUpdate | None) -> str:
    """Why *Nothing has changed* is not to be had, in a sentence; empty when it is."""
    if last is not None and last.level is not None and last.level.scale_id != period.action_scale_id:
        return _("The ratings are not the same as last time. Say how the action is going now.")
    said_then = None
    if last is not None:
        said_then = LastTime(
            level=last.level,
            rated=period.action_scale_id is not None,
            unchanged=last.unchanged,
            forecast=last.forecast,
        )
    return why_not_unchanged(said_then, due=action.agreed_due(), today=timezone.localdate())


def why_not_taken(action: StrategicAction, period: ReportingPeriod, existing: ProgressUpdate | None) -> Refused | None:
    """What stands in the way of an update of this action in this period, whatever it says; None when nothing does."""
    answers = (
        period.state == ReportingPeriod.State.CHALLENGE
        and existing is not None
        and existing.state == ProgressUpdate.State.RETURNED
    )
    if not period.takes_updates and not answers:
        return PeriodNotOpen(_not_open(period))
    if action.priority.plan_id != period.plan_id:
        return NotReported(_("This action is reported on in another plan."))
    if reason := why_not_reported(action, on=period.actions_as_at):
        return NotReported(reason)
    if action.stage == StrategicAction.Stage.COMPLETE and action.completed_on:
        return NotReported(
            _("This action was completed on %(day)s. If there is more to do, ask the plan’s coordinator to reopen it.")
            % {"day": day(action.completed_on)}
        )
    return None


def _not_open(period: ReportingPeriod) -> str:
    said = {"period": period.label}
    if period.state == ReportingPeriod.State.PLANNED:
        return _("%(period)s has not opened for updates yet.") % said
    if period.state == ReportingPeriod.State.CHALLENGE:
        return (
            _("Updates for %(period)s have closed. Ask the plan’s coordinator if yours still needs to change.") % said
        )
    return _("%(period)s is frozen, so nothing in it can change.") % said


def _locked(period: ReportingPeriod) -> ReportingPeriod:
    # So that the period cannot freeze between the check and the write, and so that of two people
    # submitting at once the second sees what the first said.
    return ReportingPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)


def _existing(action: StrategicAction, period: ReportingPeriod) -> ProgressUpdate | None:
    return (
        ProgressUpdate.objects.filter(action=action, period=period)
        .select_related("proposed_level", "agreed_level", "submitted_by")
        .select_for_update(of=("self",))
        .first()
    )


def _require_taken(action: StrategicAction, period: ReportingPeriod, existing: ProgressUpdate | None) -> None:
    # Read again: its stage may have changed since the page was shown.
    action = StrategicAction.objects.select_related("priority").get(pk=action.pk)
    if refusal := why_not_taken(action, period, existing):
        raise refusal


def _is_same(existing: ProgressUpdate, *, level: RatingLevel | None, said: Said, by: User) -> bool:
    return existing.submitted_by == by and existing.level == level and _said_in(existing) == said


def _wrong_level(level: RatingLevel | None, period: ReportingPeriod) -> dict[str, str]:
    if level is None and period.action_scale_id is not None:
        return {"level": _("Choose how the action is going now")}
    if level is not None and level.scale_id != period.action_scale_id:
        return {"level": _("Choose one of this period’s ratings")}
    return {}


def _said_in(update: ProgressUpdate) -> Said:
    return Said(
        narrative=update.narrative,
        cause=update.cause,
        cause_detail=update.cause_detail,
        impact=update.impact,
        recovery=update.recovery,
        forecast=update.forecast,
        next_steps=update.next_steps,
        completed_on=update.completed_on,
    )


def _say(
    update: ProgressUpdate, said: Said, *, level: RatingLevel | None, by: User, on_behalf_of: str, unchanged: bool
) -> None:
    """Make `update` its own next version, waiting to be reviewed."""
    update.version += 1
    update.proposed_level = level
    update.agreed_level = None
    update.narrative = said.narrative
    update.cause = said.cause
    update.cause_detail = said.cause_detail
    update.impact = said.impact
    update.recovery = said.recovery
    update.forecast = said.forecast
    update.next_steps = said.next_steps
    update.completed_on = said.completed_on
    update.unchanged = unchanged
    update.state = ProgressUpdate.State.SUBMITTED
    update.submitted_at = timezone.now()
    update.submitted_by = by
    update.on_behalf_of = on_behalf_of.strip()
    update.returned_because = ""
    update.reviewed_at = None
    update.reviewed_by = None
