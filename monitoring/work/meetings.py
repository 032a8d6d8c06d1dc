"""The meetings that a period serves, as its page shows them. Reads live rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import ngettext

from monitoring.deadlines import Target, papers_by
from monitoring.models import ReportingPeriod
from monitoring.working_days import bank_holidays, working_days_until
from partnership.models import Body, Meeting


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """Who meets when and where."""

    body: Body
    held_on: date
    place: str = ""

    @property
    def target(self) -> Target:
        return Target(self.held_on, self.body.clear_days)


@dataclass(frozen=True, slots=True)
class Served:
    """One meeting with the last day on which its papers go out."""

    meeting: Meeting
    papers_by: date
    late_by: int

    @property
    def papers(self) -> str:
        """Papers out by Wednesday 12 November, 5 clear working days before."""
        clear = self.meeting.body.clear_days
        said = ngettext(
            "Papers out by %(day)s, %(number)d clear working day before.",
            "Papers out by %(day)s, %(number)d clear working days before.",
            clear,
        )
        return said % {"day": date_format(self.papers_by, "l j F"), "number": clear}

    @property
    def late(self) -> str:
        """What is wrong with the day on which the period publishes, in a sentence; empty when nothing is."""
        if not self.late_by:
            return ""
        said = ngettext(
            "“Published by” is %(number)d working day too late for it.",
            "“Published by” is %(number)d working days too late for it.",
            self.late_by,
        )
        return said % {"number": self.late_by}


def served_by(period: ReportingPeriod) -> list[Served]:
    """Every meeting of the period, the next one first."""
    meetings = Meeting.objects.filter(pk__in=period.period_meetings.values("meeting"))
    return [_served(each, period) for each in meetings.select_related("body").order_by("held_on", "body__name")]


def _served(meeting: Meeting, period: ReportingPeriod) -> Served:
    off = bank_holidays(period.plan.nation)
    out = papers_by(Target(meeting.held_on, meeting.body.clear_days), off=off)
    publish = period.publish_by if period.plan.publishes and not period.is_fixed else None
    late = working_days_until(publish, today=out, off=off) if publish else 0
    return Served(meeting, papers_by=out, late_by=max(0, late))
