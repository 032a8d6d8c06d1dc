"""Planning a reporting period, moving it on, and fixing what it says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NotRequired, TypedDict, Unpack

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.deadlines import pace_of
from monitoring.models import LetThrough, PeriodMove, PeriodRecord, ProgressUpdate, ReportingPeriod
from monitoring.record import canonical
from monitoring.record.gather import gather
from monitoring.record.structs import SCHEMA, Passed
from monitoring.services.let_through import let_through
from monitoring.services.small_numbers import why_not_publish_numbers
from monitoring.work.sign_off import gap
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing
from partnership.wake import wake_after_commit
from plans.models import Plan, RatingScale

State = ReportingPeriod.State


class PlanNotApproved(Refused):
    """Only an approved plan is reported on."""


class PeriodsUnderWay(Refused):
    """A plan has one period under way at a time, and opens them in their order."""


class WrongState(Refused):
    """The period is not in a state from which this step is taken."""


class DatesOutOfOrder(Refused):
    """The dates of a period follow one another."""


class UpdatesAwaitReview(Refused):
    """What nobody has agreed is not fixed as if somebody had."""


class NotSignedOff(Refused):
    """Priorities are not signed off; the coordinator may fix the figures all the same, with a reason."""


class SmallNumbersUnseen(Refused):
    """Nobody has looked at what is kept back of small numbers, or it has changed since."""


class Details(TypedDict):
    """The name and the dates of a period. Without their own dates its positions are those of its last day."""

    label: str
    starts_on: date
    ends_on: date
    actions_as_at: NotRequired[date | None]
    measures_as_at: NotRequired[date | None]
    opens_on: NotRequired[date | None]
    updates_due_on: NotRequired[date | None]
    challenge_by: NotRequired[date | None]
    sign_off_by: NotRequired[date | None]
    freeze_on: NotRequired[date | None]
    publish_by: NotRequired[date | None]
    reports_to: NotRequired[str]


@transaction.atomic
def plan_period(*, plan: Plan, by: User | None, **details: Unpack[Details]) -> ReportingPeriod:
    """Set up the plan's next period, on the plan's scales. Raises DatesOutOfOrder.

    Planning the same twice, as an impatient press does, changes nothing. `by` is None where a period is
    brought in from paper.
    """
    # Locked, so that two people planning at once do not take the same number.
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    last = plan.periods.order_by("-ordinal").first()
    if last is not None and last.state == State.PLANNED and _is_same(last, details):
        return last
    period = ReportingPeriod(
        plan=plan,
        ordinal=last.ordinal + 1 if last else 1,
        action_scale=plan.action_scale,
        priority_scale=plan.priority_scale,
        measure_scale=plan.measure_scale,
    )
    return _with(period, details)


@transaction.atomic
def change_period(*, period: ReportingPeriod, by: User, **details: Unpack[Details]) -> ReportingPeriod:
    """Give another name or other dates to a period that is not frozen. Raises WrongState, DatesOutOfOrder."""
    period = _locked(period)
    if period.is_fixed:
        raise WrongState(_("This reporting period is frozen, so its name and dates cannot change."))
    return _with(period, details)


def _is_same(period: ReportingPeriod, details: Details) -> bool:
    said = (details["label"], details["starts_on"], details["ends_on"])
    return (period.label, period.starts_on, period.ends_on) == said


def _with(period: ReportingPeriod, details: Details) -> ReportingPeriod:
    values: dict[str, Any] = {"actions_as_at": None, "measures_as_at": None, **details}
    values["actions_as_at"] = values["actions_as_at"] or details["ends_on"]
    values["measures_as_at"] = values["measures_as_at"] or details["ends_on"]
    for name, value in values.items():
        setattr(period, name, value)
    days = [day for step in pace_of(period.plan).taken() if (day := getattr(period, step))]
    if days != sorted(days):
        raise DatesOutOfOrder(
            _("The steps follow one another: opening, updates, questions, sign-off, fixing the figures, publishing.")
        )
    with refusing():
        period.save()
    return period


def why_not_open(period: ReportingPeriod) -> str:
    """What stands in the way of opening this period, in a sentence; empty when nothing does."""
    if period.state != State.PLANNED:
        return _("%(period)s has already been opened.") % {"period": period}
    if not period.plan.is_approved:
        return _("%(plan)s is not approved yet. Only an approved plan is reported on.") % {"plan": period.plan}
    if period.plan.status in (Plan.Status.SUPERSEDED, Plan.Status.CLOSED):
        return _("%(plan)s has ended, so no further period of it is opened.") % {"plan": period.plan}
    others = period.plan.periods.exclude(pk=period.pk).exclude(state__in=ReportingPeriod.FIXED)
    if under_way := others.under_way().first():
        return _("%(period)s is still under way. Fix its figures before you open the next one.") % {"period": under_way}
    if earlier := others.filter(ordinal__lt=period.ordinal).first():
        return _("%(period)s comes first and has not been opened yet.") % {"period": earlier}
    return ""


@transaction.atomic
def open_period(*, period: ReportingPeriod, by: User | None, at: datetime | None = None) -> ReportingPeriod:
    """Take updates from now on. The plan's scales as they are now become the period's and are fixed.

    Raises WrongState, PlanNotApproved, PeriodsUnderWay.
    """
    period = _locked(period)
    at = at or timezone.now()
    if reason := why_not_open(period):
        if period.state != State.PLANNED:
            raise WrongState(reason)
        raise (PeriodsUnderWay if period.plan.is_approved else PlanNotApproved)(reason)
    plan = period.plan
    period.action_scale, period.priority_scale = plan.action_scale, plan.priority_scale
    period.measure_scale = plan.measure_scale
    period.opened_at = at
    _move(period, State.OPEN, by=by, at=at)
    _use_scales(period, at=at)
    return period


def _use_scales(period: ReportingPeriod, *, at: datetime) -> None:
    """From now on the period's scales are fixed."""
    scales = {scale.pk for scale in (period.action_scale, period.priority_scale, period.measure_scale) if scale}
    for scale in RatingScale.objects.filter(pk__in=scales, first_used_at=None):
        scale.first_used_at = at
        scale.save(update_fields=["first_used_at"])


def why_not_close(period: ReportingPeriod) -> str:
    """What stands in the way of closing updates, in a sentence; empty when nothing does."""
    if period.state != State.OPEN:
        return _("%(period)s is not open for updates.") % {"period": period}
    if not period.plan.has_challenge:
        return _("%(plan)s takes no step for questions: updates close when the figures are fixed.") % {
            "plan": period.plan
        }
    return ""


@transaction.atomic
def close_updates(*, period: ReportingPeriod, by: User | None, at: datetime | None = None) -> ReportingPeriod:
    """Take no more updates, so that what is in can be questioned and agreed. Raises WrongState."""
    period = _locked(period)
    if refusal := why_not_close(period):
        raise WrongState(refusal)
    return _move(period, State.CHALLENGE, by=by, at=at or timezone.now())


def why_not_take_back(period: ReportingPeriod) -> str:
    """What stands in the way of taking the last step back, in a sentence; empty when nothing does."""
    if period.is_fixed:
        return _("A frozen reporting period cannot be reopened. A correction is made as an erratum.")
    if period.state == State.PLANNED:
        return _("%(period)s has not been opened, so there is nothing to take back.") % {"period": period}
    if period.state == State.OPEN and (submitted := period.updates.count()):
        return ngettext(
            "%(number)d update has been submitted already, so this period stays open.",
            "%(number)d updates have been submitted already, so this period stays open.",
            submitted,
        ) % {"number": submitted}
    return ""


@transaction.atomic
def take_back(
    *, period: ReportingPeriod, reason: str, kept: Kept | None = None, by: User, at: datetime | None = None
) -> ReportingPeriod:
    """Undo the last step: open updates again, or make an open period a planned one if nothing was submitted.

    Raises WrongState; Refused without a reason.
    """
    period = _locked(period)
    if not reason.strip():
        raise Refused(_("Say why you take this step back."))
    if refusal := why_not_take_back(period):
        raise WrongState(refusal)
    back = State.OPEN if period.state == State.CHALLENGE else State.PLANNED
    if back == State.PLANNED:
        period.opened_at = None
    return _move(period, back, reason=reason.strip(), kept=kept, by=by, at=at or timezone.now())


def why_not_freeze(period: ReportingPeriod) -> str:
    """What stands in the way of fixing the figures, in a sentence; empty when nothing does.

    They may be fixed while updates are still open, also where the plan has questions: nothing is fixed that
    waits for review, so every update has been questioned, and fixing closes what is left of the step.
    """
    if period.is_fixed:
        return _("%(period)s is frozen already.") % {"period": period}
    if period.state == State.PLANNED and not period.is_from_paper:
        return _("%(period)s has not been opened yet.") % {"period": period}
    if waiting := period.updates.filter(state=ProgressUpdate.State.SUBMITTED).count():
        return ngettext(
            "%(number)d update waits for your review. Accept or return it first.",
            "%(number)d updates wait for your review. Accept or return them first.",
            waiting,
        ) % {"number": waiting}
    return ""


@transaction.atomic
def freeze_period(
    *, period: ReportingPeriod, despite: str = "", kept: Kept | None = None, by: User | None, at: datetime | None = None
) -> PeriodRecord:
    """Fix what the period says: store its record as bytes and lock its rows, for good.

    `despite` is the reason for fixing it although sign-offs are missing; the record says which, who and why.
    `by` is None where a past period is brought in from paper, `at` is then the time it was agreed, and nobody
    is asked for a sign-off. Drafts are left to their authors. Raises WrongState, UpdatesAwaitReview, NotSignedOff.
    """
    # Whoever is writing an update holds the period; whoever comes after finds it frozen.
    period = _locked(period)
    at = at or timezone.now()
    if reason := why_not_freeze(period):
        raise (UpdatesAwaitReview if period.is_under_way else WrongState)(reason)
    missing = gap(period) if by and not period.is_from_paper else ""
    despite = despite.strip() if missing else ""
    if missing and not despite:
        raise NotSignedOff(missing)
    said = gather(period, on=timezone.localdate(at))
    if missing and by:
        passed = Passed(gap=missing, reason=despite, by=str(by), on=timezone.localdate(at))
        said = msgspec.structs.replace(said, passed=(passed,))
    if period.state == State.PLANNED:
        # Nobody opened it, so its scales are not in use yet.
        _use_scales(period, at=at)
    body = canonical.encode(said)
    with refusing():
        record = PeriodRecord.objects.create(
            period=period,
            version=1,
            schema=SCHEMA,
            body=body,
            sha256=canonical.checksum(body),
            made_at=at,
            made_by=by,
        )
    period.frozen_at = at
    if by:
        # Somebody will want its report soon.
        wake_after_commit("reports.set_ahead", period.pk)
    _move(period, State.FROZEN, reason=despite, past=missing, kept=kept if despite else None, by=by, at=at)
    return record


def why_not_publish(period: ReportingPeriod) -> str:
    """What stands in the way of publishing, in a sentence; empty when nothing does."""
    if period.state == State.PUBLISHED:
        return _("%(period)s is published already.") % {"period": period}
    if period.state != State.FROZEN:
        return _("Fix the figures of %(period)s before you publish them.") % {"period": period}
    if not period.plan.publishes:
        return _("%(plan)s does not publish its figures: they are final once they are fixed.") % {"plan": period.plan}
    return ""


@transaction.atomic
def publish_period(*, period: ReportingPeriod, by: User | None, at: datetime | None = None) -> ReportingPeriod:
    """Say that the frozen figures have gone out. Raises WrongState, SmallNumbersUnseen.

    `by` is None where a past period is brought in from paper. Whoever publishes, somebody has looked at what is
    kept back of small numbers.
    """
    period = _locked(period)
    if refusal := why_not_publish(period):
        raise WrongState(refusal)
    if unseen := why_not_publish_numbers(period):
        raise SmallNumbersUnseen(unseen)
    period.published_at = at or timezone.now()
    return _move(period, State.PUBLISHED, by=by, at=period.published_at)


def _locked(period: ReportingPeriod) -> ReportingPeriod:
    # The plan is read once the period is held: read together, it would be as it was before the wait.
    return ReportingPeriod.objects.select_for_update().get(pk=period.pk)


def _move(
    period: ReportingPeriod,
    state: State,
    *,
    reason: str = "",
    past: str = "",
    kept: Kept | None = None,
    by: User | None,
    at: datetime,
) -> ReportingPeriod:
    left, period.state = period.state, state
    with refusing():
        period.save()
        move = PeriodMove.objects.create(
            period=period, from_state=left, to_state=state, reason=reason, gap=past, by=by, at=at
        )
    if by:
        let_through(kept, period=period, place=LetThrough.Place.STEP, row_pk=move.pk, about=period, by=by)
    return period
