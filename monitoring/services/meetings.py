"""The meetings that a period's report goes to."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.deadlines import STEPS, Target, chosen, counted_back, pace_of
from monitoring.models import PeriodMeeting, ReportingPeriod
from monitoring.work.meetings import MeetingDetails
from monitoring.working_days import bank_holidays
from partnership.models import Meeting, User
from partnership.refusals import Refused, refusing

State = ReportingPeriod.State


class NotServed(Refused):
    """The period's report goes to another meeting, or to none."""


class AlreadyOut(Refused):
    """What has been published went to the meetings that it says."""


@transaction.atomic
def add_meeting(*, period: ReportingPeriod, details: MeetingDetails, by: User) -> Meeting:
    """Let the period serve a meeting. The days of a planned period that followed the others follow this one too.

    Adding the same twice changes nothing but the place. Raises AlreadyOut.
    """
    period = _locked(period)
    before = targets_of(period)
    meeting = meeting_of(details)
    with refusing():
        PeriodMeeting.objects.get_or_create(period=period, meeting=meeting)
    _follow(period, before)
    return meeting


@transaction.atomic
def change_meeting(*, period: ReportingPeriod, meeting: Meeting, details: MeetingDetails, by: User) -> Meeting:
    """Move a meeting, or put right what is said of it. Where other periods serve it, they keep the one they have.

    Raises NotServed, AlreadyOut.
    """
    period = _locked(period)
    before = targets_of(period)
    serving = _serving(period, meeting)
    target = Meeting.objects.filter(body=details.body, held_on=details.held_on).exclude(pk=meeting.pk).first()
    if target is None and not _is_shared(meeting, period):
        meeting.body, meeting.held_on, meeting.place = details.body, details.held_on, details.place
        with refusing():
            meeting.save()
        moved = meeting
    else:
        moved = meeting_of(details)
        serving.delete()
        PeriodMeeting.objects.get_or_create(period=period, meeting=moved)
        _forget(meeting)
    _follow(period, before)
    return moved


@transaction.atomic
def remove_meeting(*, period: ReportingPeriod, meeting: Meeting, by: User) -> None:
    """Let the period no longer serve a meeting. Raises NotServed, AlreadyOut."""
    period = _locked(period)
    before = targets_of(period)
    _serving(period, meeting).delete()
    _forget(meeting)
    _follow(period, before)


def why_not_change_meetings(period: ReportingPeriod) -> str:
    """What stands in the way of changing a period's meetings, in a sentence; empty when nothing does."""
    if period.state == State.PUBLISHED:
        return _("%(period)s has gone out, so the meetings it was for stay as they are.") % {"period": period}
    return ""


def targets_of(period: ReportingPeriod) -> list[Target]:
    """The meetings that a period serves, as its days are counted back from them."""
    meetings = Meeting.objects.filter(pk__in=period.period_meetings.values("meeting")).select_related("body")
    return [Target(meeting.held_on, meeting.body.clear_days) for meeting in meetings]


def chosen_days(period: ReportingPeriod, before: list[Target]) -> dict[str, date]:
    """The days of a period that do not follow its meetings: somebody chose them, or people have been told."""
    days = {step: day for step in STEPS if (day := getattr(period, step))}
    if period.state != State.PLANNED:
        return days
    return chosen(days, before, pace=pace_of(period.plan), off=bank_holidays(period.plan.nation))


def _locked(period: ReportingPeriod) -> ReportingPeriod:
    period = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("plan").get(pk=period.pk)
    if reason := why_not_change_meetings(period):
        raise AlreadyOut(reason)
    return period


def meeting_of(details: MeetingDetails) -> Meeting:
    """The body's meeting of that day, written down if nobody has yet."""
    with refusing():
        meeting, _new = Meeting.objects.get_or_create(
            body=details.body, held_on=details.held_on, defaults={"place": details.place}
        )
        if details.place and meeting.place != details.place:
            meeting.place = details.place
            meeting.save()
    return meeting


def _serving(period: ReportingPeriod, meeting: Meeting) -> PeriodMeeting:
    serving = period.period_meetings.filter(meeting=meeting).first()
    if serving is None:
        raise NotServed(_("This reporting period no longer serves that meeting."))
    return serving


def _is_shared(meeting: Meeting, period: ReportingPeriod) -> bool:
    return PeriodMeeting.objects.filter(meeting=meeting).exclude(period=period).exists()


def _forget(meeting: Meeting) -> None:
    """A meeting that nothing is for says nothing."""
    if not PeriodMeeting.objects.filter(meeting=meeting).exists():
        meeting.delete()


def _follow(period: ReportingPeriod, before: list[Target]) -> None:
    """Count the days of a planned period anew, save those that somebody chose.

    Once updates are open, people have been told their days: then only the coordinator moves them.
    """
    if period.state != State.PLANNED:
        return
    pace, off = pace_of(period.plan), bank_holidays(period.plan.nation)
    has_days = any(getattr(period, step) for step in STEPS)
    by_hand = chosen_days(period, before)
    for step, day in counted_back(targets_of(period), pace=pace, off=off, by_hand=by_hand).items():
        if getattr(period, step) or not has_days:
            setattr(period, step, day)
    with refusing():
        period.save()
