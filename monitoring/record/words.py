"""Small phrases that every rendering of a record words in the same way."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from .structs import Action, Earlier, Meeting, Period, Priority, When


def day(value: date) -> str:
    """30 September 2026."""
    return _day(value, get_language())


@lru_cache(maxsize=4096)
def _day(value: date, language: str | None) -> str:
    # A page names the same few days hundreds of times, and Django formats each anew.
    return date_format(value, "j F Y")


def when(due: When | None) -> str:
    """A due date in the words it was printed in; empty when nothing was said."""
    if due is None:
        return ""
    return due.printed or (day(due.last_day) if due.last_day else "")


def within(text: str) -> str:
    """A label inside a sentence: "Some concern" becomes "some concern"; "RAG red" stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def begun(text: str) -> str:
    """Words that begin a sentence: "open in Eastmoor" becomes "Open in Eastmoor"; "eRedbook" and "iPads" stay."""
    first = text.split(maxsplit=1)[:1]
    return text[:1].upper() + text[1:] if first and first[0].islower() else text


def times(number: int) -> str:
    if number == 1:
        return _("once")
    if number == 2:
        return _("twice")
    return ngettext("%(number)d time", "%(number)d times", number) % {"number": number}


def nth(number: int) -> str:
    """First, Second … Tenth, 11th."""
    words = (
        *(_("First"), _("Second"), _("Third"), _("Fourth"), _("Fifth")),
        *(_("Sixth"), _("Seventh"), _("Eighth"), _("Ninth"), _("Tenth")),
    )
    return words[number - 1] if 1 <= number <= len(words) else str(ordinal(number))


def moved_said(original: str, number: int) -> str:
    """The date first agreed, if there was one, and how often it was moved; empty when it never was."""
    if not number:
        return ""
    if not original:
        return _("It had no date at first and was moved %(times)s.") % {"times": times(number)}
    return _("The original date was %(date)s; it has been moved %(times)s.") % {
        "date": original,
        "times": times(number),
    }


def either(labels: list[str]) -> str:
    """complete; complete or on track; complete, ahead or on track."""
    if len(labels) < 2:
        return "".join(labels)
    return pgettext("a list of ratings", "%(most)s or %(last)s") % {
        "most": ", ".join(labels[:-1]),
        "last": labels[-1],
    }


def short_name(period: Earlier, *, seen_from: date | None) -> str:
    """What people call an earlier period: "June", "June 2025" when that is a year ago, else its label."""
    if period.ends is None:
        return period.label
    near = seen_from is None or (seen_from - period.ends).days < 360
    return date_format(period.ends, "F" if near else "F Y")


def titled(thing: Priority | Action) -> str:
    """Its number, if it has one, and its title."""
    return f"{thing.ref} {thing.title}".strip()


def meeting(said: Meeting) -> str:
    """Partnership board, 9 December 2026."""
    return _("%(body)s, %(day)s") % {"body": said.body, "day": day(said.on)}


def readers(period: Period) -> str:
    """Who the period is reported to: its meetings, else the words of the paper; empty when neither is known."""
    return "; ".join(map(meeting, period.meetings)) or period.reports_to
