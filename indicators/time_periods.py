"""Read the period of a figure as people name it: "Q2 2025/26", "Sep-25", "202425", "Year to June 2025".

A period is the days it spans; its label is how the plan prints it. Two labels that span the same days
name the same period, so a file that says "Q2 2025/26" continues a series that says "July to September
2025". Where a text can mean two periods, what the measure counts (its basis) and how often decides; a
quarter or a year like 2025/26 is a financial one, as councils mean it, unless the measure follows the
school year. What cannot be read is refused with a sentence, never guessed.

`basis` and `frequency` are the values of Indicator.Basis and Indicator.Frequency.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from django.utils.translation import gettext as _

from partnership.due_reading import MONTHS, ORDINALS

#: Where a basis fixes how far back a figure counts, its last day alone says which period it is.
LAST_DAY_DECIDES = {"snapshot", "year_to_date", "rolling_12_months", "rolling_3_years", "academic_year"}
# What a four-digit year may be: other dates are slips of the pen, or of a spreadsheet.
EARLIEST, LATEST = 1900, 2099

MONTHS_EVERY = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12, "two_yearly": 12}

# As read_due has them: the spring term ends at Easter, never after April.
TERMS = {"autumn": (9, 12), "spring": (1, 4), "summer": (5, 7), "autumn and spring": (9, 4)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


class NotATimePeriod(ValueError):
    """A text that names no period that we know. Says why, to the person who wrote it."""


@dataclass(frozen=True, slots=True)
class TimePeriod:
    """The days that a figure is about, both included, and the name that the plan prints for them."""

    label: str
    first_day: date
    last_day: date

    def is_same_as(self, other: TimePeriod, *, basis: str = "") -> bool:
        if self.last_day != other.last_day:
            return False
        return basis in LAST_DAY_DECIDES or self.first_day == other.first_day


Found: TypeAlias = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the measure counts, for texts that mean different periods of different measures."""

    basis: str
    frequency: str

    @property
    def by_school_year(self) -> bool:
        return self.basis == "academic_year"

    @property
    def by_term(self) -> bool:
        return self.by_school_year or self.frequency == "termly"


def read_time_period(
    written: str | float | date, *, basis: str = "", frequency: str = "", whole_month: bool = False
) -> TimePeriod:
    """The period that `written` names, for a measure that counts so. Raises NotATimePeriod.

    `written` may be what a spreadsheet holds: a date, or a number such as 2025 or 202425. `whole_month` is
    for its dates that are shown without their day.
    """
    meaning = _Meaning(basis, frequency)
    if isinstance(written, date):
        day = written.date() if isinstance(written, datetime) else written
        if not EARLIEST <= day.year <= LATEST:
            raise _not_readable(day.isoformat())
        return _of_basis(_month(day.year, day.month) if whole_month else _of_day(day, meaning, str(day)), meaning)
    if isinstance(written, float) and written.is_integer():
        written = int(written)
    words = " ".join(str(written).split())
    to_date = YEAR_TO_DATE.search(words)
    if to_date and basis not in {"", "unknown", "year_to_date"}:
        raise NotATimePeriod(_("“%(text)s” is a year to date, and this measure is not counted so.") % {"text": words})
    if to_date:
        meaning = replace(meaning, basis="year_to_date")
    return _of_basis(_of_text(YEAR_TO_DATE.sub("", words), meaning), meaning)


def read_published_period(
    time_period: str, time_identifier: str, *, year_ends: tuple[int, int] = (3, 31), basis: str = ""
) -> TimePeriod:
    """The period of a row of the Department for Education's open data, from its two columns.

    `year_ends` is the month and day on which a "Reporting year" ends, which those files do not say.
    Raises NotATimePeriod.
    """
    year, kind = time_period.strip().removesuffix(".0"), " ".join(time_identifier.lower().split())
    if not re.fullmatch(r"(?:19|20)\d{2}(?:\d{2})?", year):
        raise NotATimePeriod(_("“%(text)s” is not a year such as 2025 or 202425.") % {"text": time_period})
    if len(year) == 6 and int(year[4:]) != (int(year[:4]) + 1) % 100:
        raise NotATimePeriod(_("“%(text)s” does not name two years that follow each other.") % {"text": time_period})
    start = int(year[:4])
    if kind == "reporting year":
        month, day = year_ends
        last = date(start + (len(year) == 6), month, min(day, monthrange(start, month)[1]))
        return _of_basis(_spanning(_months_before(last, 12), last), _Meaning(basis, ""))
    spelled = f"{start}/{(start + 1) % 100:02d}" if len(year) == 6 else year
    for pattern, text in PUBLISHED:
        if found := re.fullmatch(pattern, kind):
            return read_time_period(found.expand(text).replace("@", spelled), basis=basis)
    raise NotATimePeriod(
        _("“%(kind)s” is not a kind of period that we know. Write the period in words in a column of its own.")
        % {"kind": time_identifier}
    )


def named_like(period: TimePeriod, known: Iterable[tuple[str, date | None]], *, basis: str = "") -> TimePeriod:
    """`period` under the name that a series has for it, or would have.

    `known` are the labels and last days of the series, oldest first. A period it has keeps its label; a
    new one is named in the manner of the latest label, where that is a manner we know.
    """
    series = list(known)
    for label, last_day in reversed(series):
        if label.casefold() == period.label.casefold():
            return replace(period, label=label, last_day=last_day or period.last_day)
        named = _known(label, last_day, basis)
        if named is not None and named.is_same_as(period, basis=basis):
            return replace(period, label=label)
    # Of a day only its date is printed, whatever period its name was read from.
    shown = replace(period, first_day=period.last_day) if basis == "snapshot" else period
    for label, last_day in reversed(series):
        named = _known(label, last_day, basis)
        if named is None:
            continue
        printed = next((manner(shown) for manner in MANNERS if manner(named) == label and manner(shown)), None)
        if printed or _months_of(named) == _months_of(period):
            return replace(period, label=printed or period.label)
    return period


def _months_of(period: TimePeriod) -> int:
    first, last = period.first_day, period.last_day
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _known(label: str, last_day: date | None, basis: str) -> TimePeriod | None:
    try:
        period = read_time_period(label, basis=basis)
    except NotATimePeriod:
        if last_day is None or basis not in LAST_DAY_DECIDES:
            return None
        return TimePeriod(label, last_day, last_day)
    return replace(period, label=label, last_day=last_day or period.last_day)


# --- From text -----------------------------------------------------------------------------------


def _of_text(written: str, meaning: _Meaning) -> TimePeriod:
    printed = " ".join(written.split())
    if not printed:
        raise NotATimePeriod(_("The period is missing."))
    words = _plain(printed)
    for pattern, reader in FORMS:
        if found := pattern.fullmatch(words):
            try:
                return reader(found.groupdict(), meaning, printed)
            except (ValueError, OverflowError) as mistake:
                if isinstance(mistake, NotATimePeriod):
                    raise
                raise NotATimePeriod(_("There is no such day as %(text)s.") % {"text": printed}) from None
    raise _not_readable(printed)


def _plain(printed: str) -> str:
    words = printed.lower().replace("’", "'").replace(",", " ")
    # Every dash that a word processor knows.
    words = re.sub(r"[‐‑‒–—−]", "-", words)
    words = " ".join(words.strip(" .").split())
    return LEAD_IN.sub("", words, count=1)


def _not_readable(printed: str) -> NotATimePeriod:
    if re.fullmatch(r"[345]\d{4}(?:\.\d+)?", printed):
        return NotATimePeriod(
            _("“%(text)s” looks like a date that a spreadsheet saved as a number. Show that column as dates.")
            % {"text": printed}
        )
    return NotATimePeriod(
        _(
            "“%(text)s” is not a period we can read. Write for example Q2 2025/26, September 2025, 30/09/2025, "
            "2025/26, Autumn term 2025 or Year to June 2025."
        )
        % {"text": printed[:80]}
    )


def _year(written: str | None) -> int:
    number = int((written or "").lstrip("'"))
    if number > 99:
        return number
    return number + (2000 if number < 80 else 1900)


def _first_year(found: Found, printed: str) -> int:
    """The year that a span such as 2025/26 begins in; the span's second year has to be the next."""
    start, following = _year(found["year"]), found["next"]
    if following is not None and int(following) not in {start + 1, (start + 1) % 100}:
        raise _not_readable(printed)
    return start


def _month_of(written: str | None) -> int:
    written = (written or "").rstrip(".")
    number = int(written) if written.isdigit() else MONTHS[written]
    if not 1 <= number <= 12:
        raise ValueError(written)
    return number


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _months_before(last_day: date, count: int) -> date:
    """The first of the `count` months that end on `last_day`."""
    if (last_day + timedelta(days=1)).day == 1:
        months = last_day.year * 12 + last_day.month - count
        return date(months // 12, months % 12 + 1, 1)
    months = last_day.year * 12 + last_day.month - 1 - count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(last_day.day, monthrange(year, month)[1])) + timedelta(days=1)


def _spanning(first: date, last: date) -> TimePeriod:
    return TimePeriod(label_of(first, last), first, last)


def _month(year: int, month: int) -> TimePeriod:
    return _spanning(date(year, month, 1), _month_end(year, month))


def _between(year: int, first: int, last: int) -> TimePeriod:
    """From the first month of `year` until the last, which may lie in the year after."""
    return _spanning(date(year, first, 1), _month_end(year + (last < first), last))


def _read_day(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    day = date(_year(found["year"]), _month_of(found["month"]), int(found["day"] or ""))
    return _of_day(day, meaning, printed)


def _of_day(day: date, meaning: _Meaning, printed: str) -> TimePeriod:
    """A day names the period that it ends, where a measure counts in periods; and the one it begins, where
    an export writes a month as its first day."""
    length = MONTHS_EVERY.get(meaning.frequency)
    if meaning.basis != "in_period" or length is None:
        if meaning.by_school_year and (day.month, day.day) == (8, 31):
            return _spanning(_months_before(day, 12), day)
        return _spanning(day, day)
    if (day + timedelta(days=1)).day == 1:
        return _spanning(_months_before(day, length), day)
    if day.day == 1 and length in {1, 3} and (day.month - 1) % length == 0:
        return _between(day.year, day.month, day.month + length - 1)
    raise NotATimePeriod(_("%(text)s is a day within a period. Write the period, or its last day.") % {"text": printed})


def _read_month(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    return _month(_year(found["year"]), _month_of(found["month"]))


def _read_year_and_month(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    """202509 or 2025-09. What could as well be the years 2008/09 is these, unless the measure is monthly."""
    year, behind = int(found["year"] or ""), int(found["month"] or "")
    if behind == (year + 1) % 100 and meaning.frequency != "monthly":
        return _whole_year(year, meaning)
    if not 1 <= behind <= 12:
        raise _not_readable(printed)
    return _month(year, behind)


def _read_months(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    first, last = _month_of(found["first"]), _month_of(found["month"])
    end = _year(found["year"])
    start = _year(found["from"]) if found["from"] else end - (last < first)
    if (start, first) > (end, last):
        raise _not_readable(printed)
    return _spanning(date(start, first, 1), _month_end(end, last))


def _read_quarter(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    number = _number(found)
    if not 1 <= number <= 4:
        raise NotATimePeriod(_("“%(text)s”: a year has quarters 1 to 4.") % {"text": printed})
    start, which = _first_year(found, printed), found["which"] or ""
    begins = next((month for names, month in YEARS_BEGIN if which.startswith(names)), 4)
    # The months beside it may say that a calendar year is meant.
    candidates = [_quarter(start, begins, number), *([] if found["next"] or which else [_quarter(start, 1, number)])]
    if not found["first"]:
        return candidates[0]
    months = _month_of(found["first"]), _month_of(found["last"])
    for quarter in candidates:
        if (quarter.first_day.month, quarter.last_day.month) == months:
            return quarter
    raise NotATimePeriod(_("“%(text)s”: those months are not that quarter.") % {"text": printed})


def _quarter(year: int, begins: int, number: int) -> TimePeriod:
    months = begins - 1 + 3 * (number - 1)
    first = date(year + months // 12, months % 12 + 1, 1)
    months += 2
    return _spanning(first, _month_end(year + months // 12, months % 12 + 1))


def _read_half(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    number = _number(found)
    if not 1 <= number <= 2:
        raise NotATimePeriod(_("“%(text)s”: a year has halves 1 and 2.") % {"text": printed})
    start = _first_year(found, printed)
    return _between(start, 4, 9) if number == 1 else _between(start, 10, 3)


def _number(found: Found) -> int:
    return ORDINALS[found["ordinal"]] if found["ordinal"] else int(found["number"] or "")


def _read_season(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    season = found["season"] or ""
    if found["term"] or (meaning.by_term and season in TERMS):
        return _term(season, found, printed)
    start = _first_year(found, printed)
    # "Spring 2025/26" is in the second of the two years.
    start += found["next"] is not None and season in {"spring", "summer"}
    first, last = SEASONS[season]
    named = _between(start, first, last)
    years = f"{start}/{(start + 1) % 100:02d}" if season == "winter" else str(start)
    return replace(named, label=f"{_season_name(season)} {years}")


def _term(season: str, found: Found, printed: str) -> TimePeriod:
    first, last = TERMS[season]
    start = _first_year(found, printed) + (found["next"] is not None and season in {"spring", "summer"})
    named = _between(start, first, last)
    if season == "autumn and spring":
        return replace(named, label=_("Autumn and spring terms %(years)s") % {"years": _two_years(start)})
    return replace(named, label=_("%(season)s term %(year)s") % {"season": _season_name(season), "year": start})


def _season_name(season: str) -> str:
    return {"spring": _("Spring"), "summer": _("Summer"), "autumn": _("Autumn"), "winter": _("Winter")}[season]


def _read_year(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    which = f"{found['before'] or ''} {found['behind'] or ''}"
    if (
        meaning.basis == "rolling_3_years"
        and found["next"]
        and (_year(found["next"]) - _year(found["year"])) % 100 == 2
    ):
        start = _year(found["year"])
        return _spanning(date(start, 1, 1), date(start + 2, 12, 31))
    start = _first_year(found, printed)
    if re.search(r"\b(?:academic|school|ay)", which):
        return _between(start, 9, 8)
    if re.search(r"\b(?:financial|fy|tax)", which):
        return _between(start, 4, 3)
    if "calendar" in which and found["next"] is None:
        return _between(start, 1, 12)
    if found["next"] is None:
        # Results "of 2025" are those of the school year that ended in it.
        return _between(start - 1, 9, 8) if meaning.by_school_year else _between(start, 1, 12)
    return _whole_year(start, meaning)


def _whole_year(start: int, meaning: _Meaning) -> TimePeriod:
    return _between(start, 9, 8) if meaning.by_school_year else _between(start, 4, 3)


def _read_up_to(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    """ "Year to June 2025", "3 years to 31 March 2025"."""
    if found["day"]:
        last = date(_year(found["year"]), _month_of(found["month"]), int(found["day"]))
    elif found["month"]:
        last = _month_end(_year(found["year"]), _month_of(found["month"]))
    else:
        last = date(_year(found["year"]), 12, 31)
    years = re.search(r"\b(?:3|three|36)\b", found["length"] or "")
    first = _months_before(last, 36 if years else 12)
    return TimePeriod(_up_to(first, last), first, last)


def _read_years(found: Found, meaning: _Meaning, printed: str) -> TimePeriod:
    """ "2022/23 to 2024/25", "2022 to 2024"; three whole years, as rolling averages are published."""
    start = _first_year({"year": found["year"], "next": found["next"]}, printed)
    end = _first_year({"year": found["until"], "next": found["after"]}, printed)
    if (found["next"] is None) != (found["after"] is None) or not start < end <= start + 5:
        raise _not_readable(printed)
    if found["next"] is None:
        # "School year 2025 to 2026" is one year, "2022 to 2024" are three.
        if found["before"] and end == start + 1:
            return (
                _between(start, 9, 8) if found["before"].startswith(("school", "aca", "ay")) else _between(start, 4, 3)
            )
        if meaning.basis != "rolling_3_years":
            raise _not_readable(printed)
        return _spanning(date(start, 1, 1), date(end, 12, 31))
    by_school = meaning.by_school_year or (found["before"] or "").startswith(("school", "aca", "ay"))
    first, last = (9, 8) if by_school else (4, 3)
    return _spanning(date(start, first, 1), _month_end(end + 1, last))


MONTH_NAME = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
SEPARATOR = r"(?:\s*[-/]\s*|\s+)"
TO = r"\s*(?:-|/|\bto\b|\band\b|\buntil\b)\s*"
YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d)"
FULL_YEAR = r"(?:19|20)\d\d"
# "2025/26", "2025", "25-26". Two digits alone could be anything.
SPAN = rf"(?P<year>{FULL_YEAR}|\d\d(?=\s?[/-]))(?:\s?[/-]\s?(?P<next>{FULL_YEAR}|\d\d))?"
JOINED = r"(?P<year>(?:19|20)\d\d)(?P<next>\d\d)"
WHICH = r"(?P<which>(?:financial|calendar|academic|school)(?: year)?\s+|[fca]y\s*)?"
BEFORE = r"(?P<before>(?:financial|calendar|academic|school|tax) years?\s+|[fca]y\s*)?"
BEHIND = r"(?P<behind>\s+(?:financial|calendar|academic|school|tax) year)?"
LENGTH = (
    r"(?P<length>(?:the )?(?:rolling )?(?:1[\s-]?year|one year|year|12[\s-]?months?|twelve months|"
    r"(?:3|three)[\s-]?years?|36[\s-]?months?)|r12m|ye)"
)
ORDINAL = "(?P<ordinal>" + "|".join(ORDINALS) + ")"
QUARTER = r"(?:quarter|qtr|q)\s*(?P<number>\d{1,2})(?P<ordinal>)"
HALF = r"(?:half(?:[\s-]year)?|h)\s*(?P<number>\d{1,2})(?P<ordinal>)"
BESIDE = rf"(?:\s*\(?(?P<first>{MONTH_NAME})\s*(?:-|to)\s*(?P<last>{MONTH_NAME})\)?)?"
SEASON = r"(?P<season>spring|summer|autumn|winter)(?P<term>)"
TERM = r"(?P<season>autumn and spring|spring|summer|autumn)\s+(?P<term>terms?)"
CLOCK = r"(?:[t\s]+00:00(?::00(?:\.0+)?)?)?"
# "as at", "end of" and the like say nothing that the last day does not say already.
LEAD_IN = re.compile(
    r"^(?:(?:position|snapshot)\s+)?(?:(?:as\s+)?at\s+|on\s+|in\s+|for\s+)?"
    r"(?:the\s+)?(?:(?:end|close)\s+(?:of\s+)?)?(?:the\s+)?"
)

YEAR_TO_DATE = re.compile(
    r"^(?:ytd|year to date|cumulative)\b[\s:-]*|[\s:-]*\(?\b(?:ytd|year to date)\)?$", re.IGNORECASE
)
YEARS_BEGIN = ((("calendar", "cy"), 1), (("academic", "school", "ay"), 9))

Reader: TypeAlias = Callable[[Found, _Meaning, str], TimePeriod]

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?P<year>{FULL_YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}}){CLOCK}", _read_day),
        (rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{YEAR}{CLOCK}", _read_day),
        (
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{SEPARATOR}(?:of\s+)?(?P<month>{MONTH_NAME}){SEPARATOR}{YEAR}",
            _read_day,
        ),
        (rf"(?P<month>{MONTH_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<year>{FULL_YEAR})", _read_day),
        (rf"(?P<month>{MONTH_NAME}){SEPARATOR}?{YEAR}", _read_month),
        (rf"(?P<year>{FULL_YEAR}){SEPARATOR}(?P<month>{MONTH_NAME})", _read_month),
        (rf"(?P<month>\d{{1,2}})[/-](?P<year>{FULL_YEAR})", _read_month),
        (rf"(?P<year>{FULL_YEAR})\s?[/-]?\s?(?P<month>0\d|1[0-2])", _read_year_and_month),
        (
            rf"(?P<first>{MONTH_NAME})(?:[\s-]+(?P<from>{FULL_YEAR}|\d\d))?{TO}(?P<month>{MONTH_NAME}){SEPARATOR}{YEAR}",
            _read_months,
        ),
        (rf"{WHICH}{QUARTER}(?:\s+of)?[\s-]*{SPAN}{BESIDE}", _read_quarter),
        (rf"{WHICH}{QUARTER}(?:\s+of)?[\s-]*{JOINED}{BESIDE}", _read_quarter),
        (rf"{WHICH}{ORDINAL}(?P<number>)\s+quarter(?:\s+of)?\s+{SPAN}{BESIDE}", _read_quarter),
        (rf"{WHICH}{SPAN}[\s-]*{QUARTER}{BESIDE}", _read_quarter),
        (rf"{WHICH}{JOINED}[\s-]*{QUARTER}{BESIDE}", _read_quarter),
        (rf"{HALF}(?:\s+of)?[\s-]*{SPAN}", _read_half),
        (rf"{SPAN}[\s-]*{HALF}", _read_half),
        (rf"{ORDINAL}(?P<number>)\s+half(?:[\s-]+year)?(?:\s+of)?\s+{SPAN}", _read_half),
        (rf"{TERM}(?:\s+of)?\s+{SPAN}", _read_season),
        (rf"{SPAN}\s+{TERM}", _read_season),
        (rf"{SEASON}\s+{SPAN}", _read_season),
        (rf"{SPAN}\s+{SEASON}", _read_season),
        (rf"{BEFORE}{SPAN}{BEHIND}", _read_year),
        (rf"{BEFORE}{JOINED}{BEHIND}", _read_year),
        (
            rf"{LENGTH}\s+(?:to|ending|ended|end)\s+(?:the\s+end\s+of\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?"
            rf"(?:(?P<month>{MONTH_NAME}){SEPARATOR})?{YEAR}",
            _read_up_to,
        ),
        (rf"(?P<length>ye|r12m)\s+(?P<day>)(?P<month>{MONTH_NAME}){SEPARATOR}{YEAR}", _read_up_to),
        (
            rf"{BEFORE}(?P<year>{FULL_YEAR}|\d\d(?=/))(?:/(?P<next>{FULL_YEAR}|\d\d))?\s*(?:-|to)\s*"
            rf"(?P<until>{FULL_YEAR}|\d\d(?=/))(?:/(?P<after>{FULL_YEAR}|\d\d))?",
            _read_years,
        ),
    )
)

# How "Time identifier" of the Department's files reads beside the year, which stands for @.
PUBLISHED: tuple[tuple[str, str], ...] = (
    (r"(academic|financial|tax|calendar) year", r"\1 year @"),
    (r"(academic|financial|calendar) year (q[1-4])", r"\1 year \2 @"),
    (r"(autumn|spring|summer|autumn and spring) terms?", r"\1 term @"),
    (rf"({MONTH_NAME})", r"\1 @"),
    (r"(?:financial year )?part ([12])(?: \(.*\))?", r"h\1 @"),
)


# --- What the measure makes of it ----------------------------------------------------------------


def _of_basis(period: TimePeriod, meaning: _Meaning) -> TimePeriod:
    """The days that a figure really counts: a rolling year "of September 2025" goes back to October 2024."""
    last = period.last_day
    earliest = {
        "year_to_date": lambda: date(last.year - (last.month < 4), 4, 1),
        "rolling_12_months": lambda: _months_before(last, 12),
        "rolling_3_years": lambda: _months_before(last, 36),
    }.get(meaning.basis)
    if earliest is None:
        return period
    first = earliest()
    if period.first_day < first:
        return period
    label = _up_to(first, last) if meaning.basis == "rolling_12_months" else label_of(first, last)
    return TimePeriod(label, first, last)


def _up_to(first: date, last: date) -> str:
    ends = f"{last:%B} {last.year}" if _is_month_end(last) else f"{last.day} {last:%B} {last.year}"
    length = (last.year - first.year) * 12 + last.month - first.month
    return _("3 years to %(end)s") % {"end": ends} if length > 13 else _("Year to %(end)s") % {"end": ends}


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _two_years(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"


def label_of(first: date, last: date) -> str:
    """The name that the plan prints for these days, where its series has no other manner."""
    if first == last:
        return f"{last.day} {last:%B} {last.year}"
    if not (first.day == 1 and _is_month_end(last)):
        if _months_before(last, 12) == first:
            return _up_to(first, last)
        begins = f"{first.day} {first:%B}" + ("" if first.year == last.year else f" {first.year}")
        return _("%(first)s to %(last)s") % {"first": begins, "last": f"{last.day} {last:%B} {last.year}"}
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return f"{last:%B} {last.year}"
    if months % 12 == 0:
        return _label_of_years(first, last, months // 12)
    begins = f"{first:%B}" + ("" if first.year == last.year else f" {first.year}")
    return _("%(first)s to %(last)s") % {"first": begins, "last": f"{last:%B} {last.year}"}


def _label_of_years(first: date, last: date, years: int) -> str:
    if first.month not in {1, 4, 9}:
        return _up_to(first, last)
    if years == 1:
        return {
            1: str(first.year),
            4: _two_years(first.year),
            9: _("School year %(first)s to %(last)s") % {"first": first.year, "last": last.year},
        }[first.month]
    if first.month == 1:
        return _("%(first)s to %(last)s") % {"first": first.year, "last": last.year}
    spans = _("%(first)s to %(last)s") % {"first": _two_years(first.year), "last": _two_years(last.year - 1)}
    return spans if first.month == 4 else _("School years %(years)s") % {"years": spans}


# --- The manner of a series ----------------------------------------------------------------------

Manner: TypeAlias = Callable[[TimePeriod], str | None]


def _in_quarters(printed: str) -> Manner:
    """A manner of naming financial quarters: `printed` says where number and years stand."""

    def manner(period: TimePeriod) -> str | None:
        begins = (period.first_day.month - 4) % 12
        if begins % 3 or period.first_day != _months_before(period.last_day, 3):
            return None
        start = period.first_day.year - (period.first_day.month < 4)
        return printed.format(
            number=begins // 3 + 1, start=start, next=start + 1, short=start % 100, end=(start + 1) % 100
        )

    return manner


def _in_years(printed: str, *, begins: int) -> Manner:
    def manner(period: TimePeriod) -> str | None:
        if (period.first_day.month, period.first_day.day) != (begins, 1):
            return None
        if _months_before(period.last_day, 12) != period.first_day:
            return None
        start = period.first_day.year
        return printed.format(start=start, next=start + 1, short=start % 100, end=(start + 1) % 100)

    return manner


def _in_months(printed: str) -> Manner:
    """A manner of naming the month a period ends in, for months and for days at their end."""

    def manner(period: TimePeriod) -> str | None:
        if not _is_month_end(period.last_day) or period.first_day < _months_before(period.last_day, 1):
            return None
        return f"{period.last_day:{printed}}"

    return manner


def _as_day(period: TimePeriod) -> str | None:
    if period.first_day != period.last_day:
        return None
    return f"{period.last_day.day} {period.last_day:%B} {period.last_day.year}"


MANNERS: tuple[Manner, ...] = (
    *(
        _in_quarters(printed)
        for printed in (
            "Q{number} {start}/{end:02d}",
            "Q{number} {start}-{end:02d}",
            "Q{number} {start}/{next}",
            "Q{number} {short:02d}/{end:02d}",
            "Q{number} {short:02d}-{end:02d}",
            "Quarter {number} {start}/{end:02d}",
            "Quarter {number}, {start}/{end:02d}",
            "{start}/{end:02d} Q{number}",
            "{start}-{end:02d} Q{number}",
        )
    ),
    *(_in_years(printed, begins=4) for printed in ("{start}-{end:02d}", "{start}/{next}", "{short:02d}/{end:02d}")),
    *(_in_years(printed, begins=9) for printed in ("{start}/{end:02d}", "{start}-{end:02d}", "{start}/{next}")),
    _in_months("%B %Y"),
    _in_months("%b-%y"),
    _in_months("%b %Y"),
    _in_months("%b %y"),
    _as_day,
)
