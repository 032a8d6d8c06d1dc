"""Days and times as people say them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def clock(moment: datetime) -> str:
    """2:32pm; 5pm."""
    local = timezone.localtime(moment)
    return date_format(local, "g:iA" if local.minute else "gA").lower()


def said_at(moment: datetime, *, today: date) -> str:
    """today at 2:32pm; on 9 October at 2:32pm; on 9 October 2025 at 2:32pm."""
    on = timezone.localtime(moment).date()
    if on == today:
        return _("today at %(time)s") % {"time": clock(moment)}
    return _("on %(day)s at %(time)s") % {"day": near_day(on, today=today), "time": clock(moment)}


def near_day(day: date, *, today: date) -> str:
    """16 October, with its year when that is not this year's."""
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def weekday(day: date, *, today: date) -> str:
    """Friday 16 October."""
    return f"{date_format(day, 'l')} {near_day(day, today=today)}"


def short_weekday(day: date, *, today: date) -> str:
    """Fri 16 October."""
    return f"{date_format(day, 'D')} {near_day(day, today=today)}"


def month_of(day: date, *, today: date) -> str:
    """June, or June 2025 when that is about a year ago: what people call the period that ended then."""
    return date_format(day, "F" if abs((today - day).days) < 360 else "F Y")
