"""The days of a report, counted back in working days from the meeting that it is for. Touches no database."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.deadlines import Target, papers_by
from monitoring.moments import weekday
from monitoring.working_days import how_far, working_day_back, working_days_until


class Stage(StrEnum):
    """What happens on a day. Those of a template's timetable have the values of TimetableStep.Step."""

    DRAFT = "draft"
    CLEARANCE = "clearance"
    BRIEFING = "briefing"
    FINAL = "final"
    OTHER = "other"
    PAPERS = "papers"
    MEETING = "meeting"


class Standing(StrEnum):
    """Where a day stands: what it asked for is done, it comes next or later, it is late, or it is simply over."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"
    LATE = "late"
    OVER = "over"


#: What each state of a report has reached: such a day is done, whenever it was.
REACHED: dict[str, frozenset[Stage]] = {
    "draft": frozenset(),
    "in_clearance": frozenset({Stage.DRAFT}),
    "cleared": frozenset({Stage.DRAFT, Stage.CLEARANCE}),
    "final": frozenset({Stage.DRAFT, Stage.CLEARANCE, Stage.FINAL}),
    "published": frozenset({Stage.DRAFT, Stage.CLEARANCE, Stage.FINAL, Stage.PAPERS}),
    "superseded": frozenset({Stage.DRAFT, Stage.CLEARANCE, Stage.FINAL, Stage.PAPERS}),
}
#: Days that ask something of the report itself, so that they are late when they are past and it is not done.
ASKING = frozenset({Stage.DRAFT, Stage.CLEARANCE, Stage.FINAL, Stage.PAPERS})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A step of a body's timetable."""

    stage: Stage
    name: str
    working_days_before: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the report, with its step, and where it stands today."""

    stage: Stage
    name: str
    on: date
    standing: Standing
    today: date
    off: Container[date]

    @property
    def is_late(self) -> bool:
        return self.standing == Standing.LATE

    @property
    def is_next(self) -> bool:
        return self.standing == Standing.NEXT

    @property
    def said(self) -> str:
        """Wednesday 12 November."""
        return weekday(self.on, today=self.today)

    @property
    def away(self) -> str:
        """in 2 working days; 3 working days ago."""
        return how_far(self.on, today=self.today, off=self.off)

    @property
    def left(self) -> str:
        """2 working days left; the last day is today; 3 working days late."""
        number = working_days_until(self.on, today=self.today, off=self.off)
        if self.on == self.today:
            return _("today is the last day")
        if self.on > self.today:
            # A weekend before the day leaves none to work in.
            if number == 0:
                return _("no working day left")
            return ngettext("%(number)d working day left", "%(number)d working days left", number) % {"number": number}
        return ngettext("%(number)d working day late", "%(number)d working days late", max(1, -number)) % {
            "number": max(1, -number)
        }


@dataclass(frozen=True, slots=True)
class Clock:
    """Every day of a report, the earliest first."""

    days: tuple[Day, ...]
    clear_days: int
    # Whether access-to-information law, and not a custom of the body, asks for the clear days.
    is_law: bool

    @property
    def papers(self) -> Day:
        return self._of(Stage.PAPERS)

    @property
    def meeting(self) -> Day:
        return self._of(Stage.MEETING)

    @property
    def next(self) -> Day | None:
        """What comes next; None once the meeting is over."""
        return next((each for each in self.days if each.is_next), None)

    @property
    def late(self) -> tuple[Day, ...]:
        return tuple(each for each in self.days if each.is_late)

    @property
    def is_late_item(self) -> bool:
        """The papers are not out, and can no longer lie open for as many days as the law asks."""
        return self.is_law and self.papers.is_late

    @property
    def clear_days_said(self) -> str:
        """Five clear days before the meeting: neither the day of the papers nor that of the meeting counts."""
        said = (
            ngettext(
                "The law asks for %(number)d clear working day between the papers and the meeting.",
                "The law asks for %(number)d clear working days between the papers and the meeting.",
                self.clear_days,
            )
            if self.is_law
            else ngettext(
                "This body asks for %(number)d clear working day between the papers and the meeting.",
                "This body asks for %(number)d clear working days between the papers and the meeting.",
                self.clear_days,
            )
        )
        return said % {"number": self.clear_days}

    def day_of(self, stage: Stage) -> Day | None:
        return next((each for each in self.days if each.stage == stage), None)

    def _of(self, stage: Stage) -> Day:
        return next(each for each in self.days if each.stage == stage)


def clock(
    meeting_on: date,
    *,
    clear_days: int,
    is_law: bool,
    timetable: Iterable[Wanted],
    state: str,
    today: date,
    off: Container[date],
    out_since: date | None = None,
) -> Clock:
    """The days of a report in `state`, one for each step of the timetable, the papers' and the meeting's.

    `off` are the bank holidays of the nation whose plan it is about. `out_since` is the day on which a version that
    this one corrects went out: one in time leaves no late item.
    """
    dated = [
        (each.stage, each.name, working_day_back(meeting_on, each.working_days_before, off=off)) for each in timetable
    ]
    papers = papers_by(Target(meeting_on, clear_days), off=off)
    dated += [(Stage.PAPERS, _("Papers go out"), papers), (Stage.MEETING, _("The meeting"), meeting_on)]
    reached = REACHED.get(state, REACHED["draft"])
    if out_since is not None and out_since <= papers:
        reached |= {Stage.PAPERS}
    found: list[Day] = []
    is_next_told = False
    order = list(Stage)
    for stage, name, on in sorted(dated, key=lambda each: (each[2], order.index(each[0]))):
        standing = _standing(stage, on, reached, today=today)
        if standing == Standing.LATER and not is_next_told:
            standing, is_next_told = Standing.NEXT, True
        found.append(Day(stage, name, on, standing, today, off))
    return Clock(tuple(found), clear_days, is_law)


def _standing(stage: Stage, on: date, reached: frozenset[Stage], *, today: date) -> Standing:
    if stage in reached:
        return Standing.DONE
    if on >= today:
        return Standing.LATER
    return Standing.LATE if stage in ASKING else Standing.OVER
