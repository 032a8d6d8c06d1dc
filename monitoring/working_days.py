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
def bank_holidays(nation: str) -> Container[date]:
    """Bank holidays of a nation as Plan.Nation names it: a part of the United Kingdom, or Jersey ("JE")."""
    if nation == "JE":
        # Not a part of the United Kingdom.
        return holidays.country_holidays("JE")
    return holidays.country_holidays("GB", subdiv=nation)


def is_working_day(day: date, *, off: Container[date]) -> bool:
    return day.weekday() < SATURDAY and day not in off


def working_day_back(day: date, number: int, *, off: Container[date]) -> date:
    """The latest working day with exactly `number` working days after it, up to and including `day`."""
    while number or not is_working_day(day, off=off):
        number -= is_working_day(day, off=off)
        day -= timedelta(days=1)
    return day


def working_day_on(day: date, number: int, *, off: Container[date]) -> date:
    """The working day that comes `number` working days after `day`; with 0 `day` itself, or the first after it."""
    if number == 0:
        while not is_working_day(day, off=off):
            day += timedelta(days=1)
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day, off=off)
    return day


def working_days_until(day: date, *, today: date, off: Container[date]) -> int:
    """Working days after `today` up to and including `day`; negative when `day` is over, 0 when none lie between.

    `off` are the days besides weekends on which nobody works.
    """
    if day < today:
        return -working_days_until(today, today=day, off=off)
    days = (today + timedelta(number) for number in range(1, (day - today).days + 1))
    return sum(is_working_day(each, off=off) for each in days)


def how_far(day: date, *, today: date, off: Container[date]) -> str:
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
