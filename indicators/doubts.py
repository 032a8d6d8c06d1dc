"""What looks wrong in a figure before it is saved, each in a sentence with its numbers. Touches no database.

A doubt never stops anybody: the person looks again and saves all the same. So each rule asks for what a slip
looks like (a decimal point, a column too far to the right, another basis), not for what is merely unusual.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.series import financial_year, is_percent
from indicators.words import number_words

# A slipped decimal point makes ten times as much; results that grow by half at once must not look like one.
FAR = 7
# Counts below ten jump about.
COUNTS_JUMP = 10
# How many results before say what a series is like.
RECENT = 4
# A target may ask for twice what there was, and for 30 percentage points more.
NEAR_TIMES = 2
NEAR_POINTS = 30


class Kind(StrEnum):
    TEN_TIMES = "ten_times"
    OUT_OF_RANGE = "out_of_range"
    FELL_IN_ITS_YEAR = "fell_in_its_year"
    BASIS = "basis"
    PARTS = "parts"
    DECIMALS = "decimals"
    UNIT = "unit"
    NOT_OVER = "not_over"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Doubt:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What the measure says of its figures. `breaks` are the days on which a new series begins."""

    unit: str = ""
    decimals: int = 0
    basis: str = "unknown"
    breaks: tuple[date, ...] = ()

    def shown(self, value: Decimal) -> str:
        return number_words(value, unit=self.unit)

    def share(self, part: Decimal, whole: Decimal) -> Decimal | None:
        """What two numbers make in the unit of the measure; None where it is no share."""
        per = _per(self.unit)
        return None if per is None or not whole else (part / whole * per).quantize(Decimal(1).scaleb(-self.decimals))

    def series_of(self, day: date) -> int:
        """Which of its series a period that ends on a day belongs to."""
        return sum(each <= day for each in self.breaks)


class Told(Protocol):
    """One figure of a series: a row, or what is about to become one."""

    @property
    def period_label(self) -> str: ...
    @property
    def period_ends_on(self) -> date | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def status(self) -> str: ...


class WithParts(Told, Protocol):
    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...


def doubts(
    figure: WithParts,
    measure: Measured,
    series: Iterable[Told],
    *,
    sign: str = "",
    today: date | None = None,
) -> tuple[Doubt, ...]:
    """What makes one doubt a figure, worst first.

    `series` are the latest revisions of the same measure (or the same category of it); that of the figure's
    own period does not count. `sign` is the unit that was written with the number.
    """
    value = figure.value
    if value is None:
        return ()
    alike = list(_alike(figure, measure, series))
    found = (
        _far_off(figure, value, measure, alike),
        _out_of_range(value, measure, alike),
        _fell_in_its_year(figure, value, measure, alike),
        _not_begun_again(figure, value, measure, alike),
        _began_again(figure, value, measure, alike),
        _parts(figure, value, measure),
        _unit(sign, measure),
        _decimals(value, measure),
        _not_over(figure, today),
    )
    return tuple(each for each in found if each is not None)


def target_doubts(value: Decimal, measure: Measured, results: Sequence[Decimal]) -> tuple[Doubt, ...]:
    """What makes one doubt a target. `results` are the measure's values; two at least say what can be expected."""
    found = [_out_of_range_at_all(value, measure)]
    if len(results) > 1 and (far := _nothing_near(value, measure, results)):
        found.append(far)
    return tuple(each for each in found if each is not None)


# --- Against its own series ----------------------------------------------------------------------


def _alike(figure: Told, measure: Measured, series: Iterable[Told]) -> Iterable[tuple[date | None, Decimal, str]]:
    """The results that a figure may be held against: of other periods, and of the same side of every break."""
    for each in series:
        if each.value is None or each.period_label.casefold() == figure.period_label.casefold():
            continue
        if each.period_ends_on and figure.period_ends_on:
            if each.period_ends_on == figure.period_ends_on:
                continue
            if measure.series_of(each.period_ends_on) != measure.series_of(figure.period_ends_on):
                continue
        yield each.period_ends_on, each.value, each.period_label


_Results = Sequence[tuple[date | None, Decimal, str]]


def _dated(alike: _Results) -> list[tuple[date, Decimal, str]]:
    return sorted((day, value, label) for day, value, label in alike if day is not None)


def _recent(figure: Told, measure: Measured, alike: _Results) -> list[tuple[Decimal, Decimal]]:
    """The last results before the figure's period, else the first after it: each as it is, and as it compares.

    Of a year to date, those as far into their year; else those of this year, as if they had gone on alike.
    """
    day = figure.period_ends_on
    if day is None:
        return [(value, value) for _day, value, _label in alike][-RECENT:]
    dated = _dated(alike)
    before = [each for each in dated if each[0] < day]
    if measure.basis == "year_to_date":
        as_far = [each for each in dated if (each[0].month, each[0].day) == (day.month, day.day)]
        if not as_far:
            this_year = [each for each in before if financial_year(each[0]) == financial_year(day)]
            return [(value, value * _months_in(day) / _months_in(ends)) for ends, value, _label in this_year]
        dated, before = as_far, [each for each in as_far if each[0] < day]
    return [(value, value) for _ends, value, _label in before[-RECENT:] or dated[:RECENT]]


def _far_off(figure: Told, value: Decimal, measure: Measured, alike: _Results) -> Doubt | None:
    recent = _recent(figure, measure, alike)
    sizes = [abs(compared) for _result, compared in recent]
    if not sizes or not min(sizes) or len({compared > 0 for _result, compared in recent}) > 1:
        return None
    size = abs(value)
    least = 0 if measure.decimals or is_percent(measure.unit) else COUNTS_JUMP
    above = size >= FAR * max(sizes) and size - max(sizes) >= least
    below = size * FAR <= min(sizes) and min(sizes) - size >= least
    if not above and not below:
        return None
    text = _("%(value)s is far from the results before it (%(results)s). Is the decimal point in the right place?")
    results = ", ".join(measure.shown(result) for result, _compared in recent)
    return Doubt(Kind.TEN_TIMES, text % {"value": measure.shown(value), "results": results})


def _out_of_range(value: Decimal, measure: Measured, alike: _Results) -> Doubt | None:
    """A share of more than all, or less than nothing; not where the series has had the like before."""
    values = [each for _day, each, _label in alike]
    if is_percent(measure.unit) and value > 100 and not any(each > 100 for each in values):
        return _out_of_range_at_all(value, measure)
    if value < 0 and not any(each < 0 for each in values):
        return Doubt(Kind.OUT_OF_RANGE, _("%(value)s is less than nothing.") % {"value": measure.shown(value)})
    return None


def _out_of_range_at_all(value: Decimal, measure: Measured) -> Doubt | None:
    if is_percent(measure.unit) and value > 100:
        return Doubt(Kind.OUT_OF_RANGE, _("%(value)s is more than 100%%.") % {"value": measure.shown(value)})
    return None


# --- Year to date --------------------------------------------------------------------------------


def _fell_in_its_year(figure: Told, value: Decimal, measure: Measured, alike: _Results) -> Doubt | None:
    day = figure.period_ends_on
    if measure.basis != "year_to_date" or is_percent(measure.unit) or day is None:
        return None
    same_year = [each for each in _dated(alike) if financial_year(each[0]) == financial_year(day)]
    for ends, other, label in reversed(same_year):
        if ends < day and other > value:
            text = _("A year to date only grows within its year, but %(value)s is less than %(other)s for %(period)s.")
        elif ends > day and other < value:
            text = _("A year to date only grows within its year, but %(value)s is more than %(other)s for %(period)s.")
        else:
            continue
        said = {"value": measure.shown(value), "other": measure.shown(other), "period": label}
        return Doubt(Kind.FELL_IN_ITS_YEAR, text % said)
    return None


def _not_begun_again(figure: Told, value: Decimal, measure: Measured, alike: _Results) -> Doubt | None:
    """A year to date that goes on after 1 April as if the year had not begun again."""
    day = figure.period_ends_on
    if measure.basis != "year_to_date" or is_percent(measure.unit) or day is None or not value:
        return None
    before = [each for each in _dated(alike) if each[0] < day]
    if not before or financial_year(before[-1][0]) != financial_year(day) - 1:
        return None
    ends, last, label = before[-1]
    if _months_in(day) >= _months_in(ends) or value < last:
        return None
    text = _(
        "A year to date begins again on 1 April, but %(value)s is no less than %(last)s for %(period)s, "
        "the year before. Does it still count from then?"
    )
    said = {"value": measure.shown(value), "last": measure.shown(last), "period": label}
    return Doubt(Kind.BASIS, text % said)


def _months_in(day: date) -> int:
    """How far into its financial year a day is: 1 in April, 12 in March."""
    return (day.month - 4) % 12 + 1


def _began_again(figure: Told, value: Decimal, measure: Measured, alike: _Results) -> Doubt | None:
    """A measure that is no year to date and behaves like one: it grew all through last year and now drops."""
    day = figure.period_ends_on
    if measure.basis == "year_to_date" or is_percent(measure.unit) or day is None:
        return None
    before = [each for each in _dated(alike) if each[0] < day]
    last_year = [each for each in before if financial_year(each[0]) == financial_year(day) - 1]
    values = [each for _ends, each, _label in last_year]
    if before[len(before) - len(last_year) :] != last_year or len(values) < 3:
        return None
    grew = all(one < two for one, two in pairwise(values))
    if not grew or values[-1] < 2 * values[0] or value * 2 > values[-1]:
        return None
    text = _("%(results)s, and now %(value)s: this looks like a year to date, which this measure is not said to be.")
    said = {"results": ", ".join(measure.shown(each) for each in values), "value": measure.shown(value)}
    return Doubt(Kind.BASIS, text % said)


# --- Against itself ------------------------------------------------------------------------------


def _parts(figure: WithParts, value: Decimal, measure: Measured) -> Doubt | None:
    part, whole, per = figure.numerator, figure.denominator, _per(measure.unit)
    if (part is not None and part < 0) or (whole is not None and whole < 0):
        return Doubt(Kind.PARTS, _("What a result is made of cannot be less than nothing."))
    if part is None or whole is None:
        return None
    said = {"part": number_words(part), "whole": number_words(whole), "value": measure.shown(value)}
    if not whole:
        return Doubt(Kind.PARTS, _("Nothing can be a share of 0, but a result of %(value)s is given.") % said)
    if is_percent(measure.unit) and part > whole:
        return Doubt(Kind.PARTS, _("%(part)s of %(whole)s: the part is larger than the whole.") % said)
    if per is None:
        return None
    made = part / whole * per
    # A result may be rounded to as many decimals as it was written with.
    step = Decimal(1).scaleb(-_decimals_of(value))
    if abs(made - value) <= step * Decimal("0.51"):
        return None
    said["made"] = measure.shown(made.quantize(min(step, Decimal("0.1"))))
    return Doubt(Kind.PARTS, _("%(part)s of %(whole)s makes %(made)s, not %(value)s.") % said)


def _per(unit: str) -> Decimal | None:
    """What a share is counted in: 100 for per cent, 10,000 for a rate per 10,000; None where it is no share."""
    if is_percent(unit):
        return Decimal(100)
    found = re.search(r"\bper ([1-9][0-9,]*)\b", unit.casefold())
    return Decimal(found[1].replace(",", "")) if found else None


def _unit(sign: str, measure: Measured) -> Doubt | None:
    unit = measure.unit.strip()
    if not sign or sign in unit or (sign == "%" and is_percent(unit)):
        return None
    if not unit:
        return Doubt(Kind.UNIT, _("You wrote %(sign)s, but this measure has no unit.") % {"sign": sign})
    return Doubt(
        Kind.UNIT, _("You wrote %(sign)s, but this measure is counted in “%(unit)s”.") % {"sign": sign, "unit": unit}
    )


def _decimals(value: Decimal, measure: Measured) -> Doubt | None:
    if _decimals_of(value) <= measure.decimals:
        return None
    said = {"value": measure.shown(value), "decimals": measure.decimals}
    if not measure.decimals:
        return Doubt(Kind.DECIMALS, _("%(value)s has decimals; this measure is kept in whole numbers.") % said)
    text = _("%(value)s has more decimals than this measure is kept to (%(decimals)d).")
    return Doubt(Kind.DECIMALS, text % said)


def _decimals_of(value: Decimal) -> int:
    return max(-int(value.normalize().as_tuple().exponent), 0)


def _not_over(figure: Told, today: date | None) -> Doubt | None:
    ends = figure.period_ends_on
    if today is None or ends is None or ends <= today or figure.status in ("projected", "estimated"):
        return None
    text = _("%(period)s is not over until %(day)s. If this is what you expect, say so: Projected.")
    return Doubt(Kind.NOT_OVER, text % {"period": figure.period_label, "day": date_format(ends, "j F Y")})


# --- Targets -------------------------------------------------------------------------------------


def _nothing_near(value: Decimal, measure: Measured, results: Sequence[Decimal]) -> Doubt | None:
    least, most = min(results), max(results)
    if least <= value <= most:
        return None
    if is_percent(measure.unit):
        far = min(abs(value - least), abs(value - most)) > NEAR_POINTS
    else:
        far = least > 0 and (value > NEAR_TIMES * most or value * NEAR_TIMES < least)
    if not far:
        return None
    said = {"value": measure.shown(value), "least": measure.shown(least), "most": measure.shown(most)}
    if least == most:
        return Doubt(Kind.TARGET, _("No result has come near %(value)s: each is %(most)s.") % said)
    text = _("No result has come near %(value)s: they lie between %(least)s and %(most)s.")
    return Doubt(Kind.TARGET, text % said)
