"""What the pure modules of this app read of a figure, a target and what stands beside them.

Rows and the parts of a record both fit: nothing here touches a database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol, TypeVar

from indicators.time_periods import NotATimePeriod, read_time_period


class Result(Protocol):
    """One figure of a series. `value` is None where there is no number."""

    @property
    def period(self) -> str: ...
    @property
    def ends(self) -> date | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def direction_since(self) -> str: ...
    @property
    def breaks(self) -> str: ...


class Standing(Protocol):
    """A baseline, or what others have: a number of some period."""

    @property
    def period(self) -> str: ...
    @property
    def ends(self) -> date | None: ...
    @property
    def value(self) -> Decimal | None: ...


class Beside(Standing, Protocol):
    """What others have; `kind` is a kind of indicators.Comparator."""

    @property
    def kind(self) -> str: ...


F = TypeVar("F", bound="Stated")


class Stated(Protocol):
    """A figure of which it is known how firm it is: final, provisional, estimated, projected or revised."""

    @property
    def status(self) -> str: ...


def reported(figures: Sequence[F]) -> Sequence[F]:
    """Figures without those at their end that were only projected; all of them where nothing else is known.

    What was expected of a period says nothing of how it went, also once the period is over.
    """
    last = max((place for place, each in enumerate(figures) if each.status != "projected"), default=len(figures) - 1)
    return figures[: last + 1]


@dataclass(frozen=True, slots=True)
class Series:
    """A measure's figures, oldest first, with what decides whether two of them are alike.

    `breaks` of a figure says why it begins a new series. `baseline_unit` is empty where it is the measure's own.
    """

    figures: Sequence[Result]
    polarity: str
    basis: str
    unit: str = ""
    baseline: Standing | None = None
    baseline_unit: str = ""

    @property
    def latest(self) -> Result | None:
        return self.figures[-1] if self.figures else None

    def a_year_before(self) -> Result | None:
        """The figure of the same month in the year before the latest; None where there is none."""
        now = self.latest
        if now is None or now.ends is None:
            return None
        then = (now.ends.year - 1, now.ends.month)
        found = [each for each in self.figures[:-1] if each.ends and (each.ends.year, each.ends.month) == then]
        return found[-1] if found else None

    def broken_since(self, then: Standing) -> bool:
        """Whether a new series began after `then` and up to the latest figure.

        Of something without a day it is not known where it stands, so any break lies between.
        """
        day = then.ends
        later = self.figures if day is None else [each for each in self.figures if each.ends is None or each.ends > day]
        # What stands first of all begins nothing that could be compared with it, unless `then` lies before it.
        if later and later[0] is then:
            later = later[1:]
        return any(each.breaks for each in later)

    def as_far_into_its_year(self, then: Standing) -> bool:
        """Whether `then` may stand beside the latest figure as to how much of a year it covers.

        A year to date begins again on 1 April: only a figure of the same year, or as far into another, is like it.
        """
        if self.basis != "year_to_date":
            return True
        now = self.latest
        if now is None or now.ends is None or then.ends is None:
            return False
        same_day = (then.ends.month, then.ends.day) == (now.ends.month, now.ends.day)
        return same_day or financial_year(then.ends) == financial_year(now.ends)

    def is_as_long(self, then: Standing) -> bool:
        """Whether `then` is of a period as long as the latest figure's, as far as their names say how long they are.

        What is counted in a year is more than what is counted in a quarter of it; a share of it need not be.
        """
        now = self.latest
        if now is None or self.basis != "in_period" or is_percent(self.unit):
            return True
        one, other = _months_in(now.period), _months_in(then.period)
        return one is None or other is None or one == other


@lru_cache(maxsize=4096)
def _months_in(period: str) -> int | None:
    """How many months a period spans by its name; None where that names none, or only its last day."""
    try:
        found = read_time_period(period)
    except NotATimePeriod:
        return None
    first, last = found.first_day, found.last_day
    return None if first == last else (last.year - first.year) * 12 + last.month - first.month + 1


def begins_new(ends: Iterable[date | None], breaks: Sequence[tuple[date, str]]) -> list[str]:
    """For each figure, by the day its period ends and oldest first, why it begins a new series; empty for most.

    `breaks` are the first day of each new series with its reason.
    """
    begun: set[date] = set()
    reasons = []
    for day in ends:
        new = [(begins, why) for begins, why in breaks if begins not in begun and day is not None and begins <= day]
        begun.update(begins for begins, _why in new)
        reasons.append(" ".join(why for _begins, why in new))
    return reasons


def counted_anew(ends: Sequence[date | None], *, basis: str) -> list[bool]:
    """For each figure of a series, oldest first, whether its count began again since the one before: a year to date
    of another year that is not as far into it.
    """
    return [
        basis == "year_to_date"
        and then is not None
        and now is not None
        and financial_year(then) != financial_year(now)
        and (then.month, then.day) != (now.month, now.day)
        for then, now in zip([None, *ends], ends, strict=False)
    ]


def financial_year(day: date) -> int:
    """The year in which the financial year of a day begins: 2026 for 1 April 2026 to 31 March 2027."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def is_percent(unit: str) -> bool:
    return unit.strip().casefold() in ("%", "percent", "per cent")
