"""Read a date as people write it in plans: "31 December 2026", "May 2025", "Quarter 4 2025/26", "asap".

The words stay as printed; what is worked out from them is how precise they are and the last day they
can mean, so that nothing is called late before the period it names has ended. Where a text can be
read in two ways, the later last day is taken.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext as _

from partnership.due import Due, Precision

FINANCIAL_YEAR_ENDS = (3, 31)
ACADEMIC_YEAR_ENDS = (8, 31)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}

# The month each season or school term has ended by. The spring term ends at Easter, never after April.
SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
TERM_ENDS = {"autumn": 12, "spring": 4, "summer": 7}

ORDINALS = {
    "first": 1,
    "1st": 1,
    "one": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}

ONGOING = re.compile(r"on-?\s?going\b|continu(?:ous|ing)\b|throughout\b|always\b|(?:for the )?life of the plan")
EVENT = re.compile(
    r"(?:once|when|after|following|subject to|dependent on|in line with|"
    r"on (?:publication|approval|completion)|as soon as (?!possible))\b"
)
# "by", "end of" and the like say nothing that the last day of the period does not say already.
LEAD_IN = re.compile(
    r"^(?:due\s+)?(?:(?:by|in|on|from|for|until|to)\s+)?(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?"
    r"(?:(?:end|close|start|beginning|middle)(?:\s+of)?\s+)?(?:the\s+)?"
)
NAMES_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d\d\s?[/–-]\s?\d\d\b|\d[/.]\d")

YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d)"
FULL_YEAR = r"(?:19|20)\d\d"
# "2025/26", "2025", "25/26". Two digits alone could be anything.
SPAN = rf"(?P<year>{FULL_YEAR}|\d\d(?=\s?[/–-]))(?:\s?[/–-]\s?(?P<next>{FULL_YEAR}|\d\d))?"
MONTH = r"(?P<month>" + "|".join(MONTHS) + r")\.?"
ORDINAL = r"(?P<ordinal>" + "|".join(ORDINALS) + ")"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\s+)?"


class NotADate(ValueError):
    """A text that names a year but no period that we know, or a day that no calendar has."""


def read_due(text: str) -> Due:
    """What `text` means as a date. Raises NotADate with a sentence for the person who wrote it.

    Text that names no year ("asap", "once published", "Quarter 4") is a legal due date without a
    last day. Financial years start on 1 April, academic years on 1 September.
    """
    printed = " ".join(text.split())
    if not printed:
        raise NotADate(_("A date cannot be empty. Leave it out if none is known."))
    words = " ".join(printed.lower().rstrip(".").replace(",", " ").replace("’", "'").split())
    if EVENT.match(words):
        return Due(None, Precision.EVENT, printed)
    plain = LEAD_IN.sub("", words, count=1)
    for pattern, reader in FORMS:
        if found := pattern.fullmatch(plain):
            last_day, precision = reader(found.groupdict(), printed)
            return Due(last_day, precision, printed)
    if NAMES_A_YEAR.search(words):
        raise _not_readable(printed)
    if ONGOING.search(words):
        return Due(None, Precision.ONGOING, printed)
    return Due(None, Precision.UNSPECIFIED, printed)


def _not_readable(printed: str) -> NotADate:
    return NotADate(
        _(
            "“%(text)s” is not a date we can read. Write for example 31 December 2026, May 2025, "
            "Quarter 4 2025/26, Autumn 2026, 2025/26 or 2026."
        )
        % {"text": printed}
    )


Found: TypeAlias = Mapping[str, str | None]
Reader: TypeAlias = Callable[[Found, str], tuple[date | None, Precision]]


def _day(found: Found, printed: str) -> tuple[date | None, Precision]:
    month = found["month"] or ""
    number = int(month) if month.isdigit() else MONTHS[month]
    try:
        return date(_year(found["year"]), number, int(found["day"] or "")), Precision.DAY
    except ValueError:
        raise NotADate(_("There is no such day as %(text)s.") % {"text": printed}) from None


def _month(found: Found, printed: str) -> tuple[date | None, Precision]:
    if found["year"] is None:
        return None, Precision.MONTH
    return _month_end(_year(found["year"]), MONTHS[found["month"] or ""]), Precision.MONTH


def _months(found: Found, printed: str) -> tuple[date | None, Precision]:
    """Several months ("July to September 2026"); precise to the quarter or half-year they make up."""
    first, last = MONTHS[found["first"] or ""], MONTHS[found["month"] or ""]
    length = (last - first) % 12 + 1
    precision = {3: Precision.QUARTER, 6: Precision.HALF_YEAR, 12: Precision.YEAR}.get(length, Precision.MONTH)
    return _month_end(_year(found["year"]), last), precision


def _quarter(found: Found, printed: str) -> tuple[date | None, Precision]:
    number = _number(found)
    if not 1 <= number <= 4:
        raise NotADate(_("“%(text)s”: a year has quarters 1 to 4.") % {"text": printed})
    if found["year"] is None:
        return None, Precision.QUARTER
    start = _first_year(found, printed)
    return (_month_end(start + 1, 3) if number == 4 else _month_end(start, 3 + 3 * number)), Precision.QUARTER


def _half(found: Found, printed: str) -> tuple[date | None, Precision]:
    number = _number(found)
    if not 1 <= number <= 2:
        raise NotADate(_("“%(text)s”: a year has halves 1 and 2.") % {"text": printed})
    if found["year"] is None:
        return None, Precision.HALF_YEAR
    start = _first_year(found, printed)
    return (_month_end(start, 9) if number == 1 else _month_end(start + 1, 3)), Precision.HALF_YEAR


def _season(found: Found, printed: str) -> tuple[date | None, Precision]:
    if found["year"] is None:
        return None, Precision.SEASON
    start, season = _first_year(found, printed), found["season"] or ""
    end = (TERM_ENDS if found["term"] else SEASON_ENDS)[season]
    # "Winter 2026" ends in February 2027; "Spring term 2025/26" is in the second of the two years.
    into_next = season == "winter" or (found["next"] is not None and season != "autumn")
    return _month_end(start + int(into_next), end), Precision.SEASON


def _whole_year(found: Found, printed: str) -> tuple[date | None, Precision]:
    start = _first_year(found, printed)
    if found["next"] is None and not (found["before"] or found["behind"]):
        return date(start, 12, 31), Precision.YEAR
    schools = any(word in printed.lower() for word in ("academic", "school"))
    return date(start + 1, *(ACADEMIC_YEAR_ENDS if schools else FINANCIAL_YEAR_ENDS)), Precision.YEAR


def _number(found: Found) -> int:
    return ORDINALS[found["ordinal"]] if found["ordinal"] else int(found["number"] or "")


def _first_year(found: Found, printed: str) -> int:
    start = _year(found["year"])
    following = found["next"]
    if following is not None and int(following) not in (start + 1, (start + 1) % 100):
        raise _not_readable(printed)
    return start


def _year(written: str | None) -> int:
    number = int((written or "").lstrip("'"))
    return number if number > 99 else 2000 + number


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


WHICH_YEAR = r"(?P<before>(?:financial|academic|school) year\s+|fy\s*)?"

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", _day),
        (r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})", _day),
        (
            rf"{WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\s+{YEAR}",
            _day,
        ),
        (
            rf"{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<year>(?:19|20)\d\d)",
            _day,
        ),
        (rf"{MONTH}(?:\s+{YEAR})?", _month),
        (
            rf"(?P<first>{'|'.join(MONTHS)})\.?(?:\s+(?:19|20)\d\d)?\s*(?:to|or|and|-|–|/)\s*{MONTH}\s+{YEAR}",
            _months,
        ),
        (
            rf"(?:quarter|qtr|q)\s*(?P<number>\d+)(?P<ordinal>)(?:\s+(?:of\s+)?{SPAN})?",
            _quarter,
        ),
        (rf"{ORDINAL}(?P<number>)\s+quarter(?:\s+(?:of\s+)?{SPAN})?", _quarter),
        (rf"(?:half|h)\s*(?P<number>\d+)(?P<ordinal>)(?:\s+(?:of\s+)?{SPAN})?", _half),
        (
            rf"{ORDINAL}(?P<number>)\s+half(?:[\s-]+year)?(?:\s+(?:of\s+)?{SPAN})?",
            _half,
        ),
        (rf"(?P<season>spring|summer|autumn)(?P<term>\s+term)(?:\s+{SPAN})?", _season),
        (rf"(?P<season>spring|summer|autumn|winter)(?P<term>)(?:\s+{SPAN})?", _season),
        (
            rf"{WHICH_YEAR}{SPAN}(?P<behind>\s+(?:financial|academic|school) year)?",
            _whole_year,
        ),
    )
)
