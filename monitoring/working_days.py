"""Days on which people are at work, for deadlines that are counted in them."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import cache

import holidays
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SATURDAY = 5


@cache
def bank_holidays(nation: str = "ENG") -> Container[date]:
    """Bank holidays of England ("ENG"), Wales ("WLS"), Scotland ("SCT") or Northern Ireland ("NIR")."""
    return holidays.country_holidays("GB", subdiv=nation)


def is_working_day(day: date, *, off: Container[date]) -> bool:
    return day.weekday() < SATURDAY and day not in off


def working_days_until(day: date, *, today: date, off: Container[date] | None = None) -> int:
    """Working days after `today` up to and including `day`; negative when `day` is over, 0 when none lie between.

    `off` are the days besides weekends on which nobody works: England's bank holidays unless given.
    """
    off = bank_holidays() if off is None else off
    if day < today:
        return -working_days_until(today, today=day, off=off)
    days = (today + timedelta(number) for number in range(1, (day - today).days + 1))
    return sum(is_working_day(each, off=off) for each in days)


def how_far(day: date, *, today: date, off: Container[date] | None = None) -> str:
    """How far away a day is, as people say it: "today", "tomorrow", "in 2 working days", "3 working days ago"."""
    away = (day - today).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if away in near:
        return near[away]
    working = working_days_until(day, today=today, off=off)
    if working == 0:
        # Only days off lie between.
        return (
            ngettext("in %(number)d day", "in %(number)d days", away)
            if away > 0
            else ngettext("%(number)d day ago", "%(number)d days ago", -away)
        ) % {"number": abs(away)}
    if working > 0:
        said = ngettext("in %(number)d working day", "in %(number)d working days", working)
    else:
        said = ngettext("%(number)d working day ago", "%(number)d working days ago", -working)
    return said % {"number": abs(working)}
