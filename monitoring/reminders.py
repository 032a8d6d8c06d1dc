"""On which days people are reminded of the updates of a period. Touches no database."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from monitoring.models import ReminderRule
from monitoring.working_days import is_working_day, working_day_back, working_day_on

Occasion = ReminderRule.Occasion

WEEK = timedelta(days=7)
WORKING_DAYS_BEFORE = 2
WORKING_DAYS_AFTER = 2
WORKING_DAYS_TO_LEAD = 5


class Hours(NamedTuple):
    """The hours of a day in which reminders go out by themselves, in the service's time zone."""

    begin: time
    end: time

    def hold(self, at: datetime) -> bool:
        return self.begin <= timezone.localtime(at).time() < self.end

    @property
    def words(self) -> str:
        """8am and 6pm."""
        said = {name: time_format(at, "g:iA" if at.minute else "gA").lower() for name, at in self._asdict().items()}
        return _("%(begin)s and %(end)s") % said


@dataclass(frozen=True, slots=True)
class Schedule:
    """When updates opened and until when they are taken, on the calendar of the plan's nation.

    `opened_on` is None where nobody is told of an opening: when updates that were returned are awaited after
    all others have closed. `closes_on` is None where nobody has set a day.
    """

    opened_on: date | None
    closes_on: date | None
    off: Container[date]

    def occasions(self, *, on: date) -> list[Occasion]:
        """The occasions to remind people on a day, the most urgent last. None on a day off.

        Each falls on one day, and on the working day after it where that is a day off. Only the opening has a
        second day, for those to whom nothing about it could be sent on the first.
        """
        if not is_working_day(on, off=self.off):
            return []
        return [occasion for occasion, days in self.days().items() if on in days]

    def days(self) -> dict[Occasion, tuple[date, ...]]:
        """The days of each occasion, in the order of time."""
        days: dict[Occasion, tuple[date, ...]] = {}
        if self.opened_on is not None:
            first = self._working(self.opened_on)
            days[Occasion.OPENING] = (first, working_day_on(first, 1, off=self.off))
        if self.closes_on is not None:
            due = self.closes_on
            days[Occasion.WEEK_BEFORE] = (self._working(due - WEEK),)
            days[Occasion.TWO_DAYS_BEFORE] = (working_day_back(due, WORKING_DAYS_BEFORE, off=self.off),)
            days[Occasion.ON_THE_DAY] = (self._working(due),)
            days[Occasion.AFTER] = (working_day_on(due, WORKING_DAYS_AFTER, off=self.off),)
            days[Occasion.TO_LEAD] = (working_day_on(due, WORKING_DAYS_TO_LEAD, off=self.off),)
        return days

    def _working(self, day: date) -> date:
        return working_day_on(day, 0, off=self.off)


def opening_day(opened_at: datetime, *, hours: Hours) -> date:
    """The day on which people are told that updates are open: the next one, where the last hour is over."""
    local = timezone.localtime(opened_at)
    return local.date() + timedelta(days=local.time() >= hours.end)
