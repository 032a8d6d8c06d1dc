"""The days of a period's steps in words: when each falls, how long people have, and what does not fit."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from monitoring.deadlines import Deadline, Pace, deadlines, over
from monitoring.record.words import day as said_day
from monitoring.working_days import how_far, is_working_day

NAMES: dict[str, Promise] = {
    "opens_on": gettext_lazy("Open for updates on"),
    "updates_due_on": gettext_lazy("Updates due by"),
    "challenge_by": gettext_lazy("Questions answered by"),
    "sign_off_by": gettext_lazy("Priorities signed off by"),
    "freeze_on": gettext_lazy("Figures fixed on"),
    "publish_by": gettext_lazy("Published by"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One step's day, its weekday, and the working days that people have for the step."""

    step: str
    day: str
    has: str
    note: str

    @property
    def name(self) -> str:
        return str(NAMES[self.step])


def lines(days: Mapping[str, date | None], *, pace: Pace, off: Container[date]) -> list[Line]:
    """A line for each step that has a day, in order."""
    return [
        Line(each.step, day=date_format(each.day, "l j F Y"), has=_has(each), note=_note(each, off=off))
        for each in deadlines(days, pace=pace, off=off)
    ]


def _has(deadline: Deadline) -> str:
    if deadline.has is None:
        return ""
    if deadline.has < 0:
        return _("Before the step above")
    return ngettext("%(number)d working day", "%(number)d working days", deadline.has) % {"number": deadline.has}


def _note(deadline: Deadline, *, off: Container[date]) -> str:
    if not is_working_day(deadline.day, off=off):
        return _("Not a working day")
    if deadline.has is not None and deadline.has >= 0 and deadline.short_of:
        return _("%(number)d fewer than the plan gives") % {"number": deadline.short_of}
    return ""


def not_enough_time(days: Mapping[str, date | None], *, today: date, off: Container[date]) -> str:
    """Which days have passed and how long ago, in a sentence; empty when there is time for every step."""
    passed = over(days, today=today)
    if not passed:
        return ""
    said = "; ".join(
        _("“%(step)s” is %(day)s, %(away)s")
        % {"step": NAMES[step], "day": said_day(day), "away": how_far(day, today=today, off=off)}
        for step, day in passed.items()
    )
    return _("There is not enough time: %(passed)s.") % {"passed": said}


def before_the_end(days: Mapping[str, date | None], *, ends_on: date) -> str:
    """That updates are asked for before the period is over, in a sentence; empty when they are not."""
    opens = days.get("opens_on")
    if opens is None or opens >= ends_on:
        return ""
    said = {"opens": said_day(opens), "ends": said_day(ends_on)}
    return _("Updates would open on %(opens)s, before the period ends on %(ends)s.") % said


def remarks(days: Mapping[str, date | None], *, ends_on: date, today: date, off: Container[date]) -> Iterable[str]:
    """Everything about the days that somebody should know before they stand."""
    return filter(None, [not_enough_time(days, today=today, off=off), before_the_end(days, ends_on=ends_on)])
