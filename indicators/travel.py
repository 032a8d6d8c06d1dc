"""Which way a measure went, and whether that is good. Only like is compared with like.

Sources: domain facts on direction of travel (polarity; a year to date is never compared across 1 April;
a changed definition breaks the series).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.series import Series, Standing


class Way(StrEnum):
    """Better or worse in terms of performance, never up or down."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NOT_KNOWN = "not_known"


class WhyNot(StrEnum):
    """Why nothing can be said of the way a measure went."""

    NO_FIGURE = "no_figure"
    NO_NUMBER = "no_number"
    NOT_EXACT = "not_exact"
    NOTHING_TO_COMPARE = "nothing_to_compare"
    NO_NUMBER_THEN = "no_number_then"
    NO_BASELINE = "no_baseline"
    OTHER_UNIT = "other_unit"
    NEW_SERIES = "new_series"
    YEAR_BEGAN_AGAIN = "year_began_again"
    OTHER_LENGTH = "other_length"
    FOR_INFORMATION = "for_information"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class Travelled:
    """`since` and `change` (the number now less the number then) are empty where two results are not alike.

    Where they are there and `way` is not known, the number moved and nobody can say whether that is good.
    """

    way: Way
    since: str = ""
    change: Decimal | None = None
    why_not: str = ""


def travelled(
    series: Series, *, against: str, aim: Decimal | None = None, earlier: Standing | None = None
) -> Travelled:
    """From the result that `against` names (previous, same_last_year, baseline, first) to the latest.

    `aim` is the target for measures that are best close to it. `earlier` is an earlier result that is known
    beside the series; it is the one before where the series has none.
    """
    now = series.latest
    if now is None:
        return _not(WhyNot.NO_FIGURE)
    if now.value is None:
        # A source that says only which way it went says it of the result before.
        if now.direction and against == "previous":
            return _said(now.direction, series.polarity, since=now.direction_since)
        return _not(WhyNot.NO_NUMBER)
    then, why = _then(series, against, earlier)
    if then is None:
        if now.direction and against == "previous":
            return _said(now.direction, series.polarity, since=now.direction_since)
        return _not(why)
    if then.value is None:
        return _not(WhyNot.NO_NUMBER_THEN)
    if now.qualifier or getattr(then, "qualifier", ""):
        return _not(WhyNot.NOT_EXACT)
    if unlike := _unlike(series, then):
        return _not(unlike)
    way, why_not = judged(then.value, now.value, series.polarity, aim)
    return Travelled(way, since=then.period, change=now.value - then.value, why_not=why_not)


def judged(then: Decimal, now: Decimal, polarity: str, aim: Decimal | None) -> tuple[Way, str]:
    """Whether going from one number to another is good; with the reason where nobody can say."""
    if polarity == "information":
        return (Way.SAME, "") if then == now else (Way.NOT_KNOWN, WhyNot.FOR_INFORMATION)
    if then == now:
        return Way.SAME, ""
    if polarity == "close_to_target":
        if aim is None:
            return Way.NOT_KNOWN, WhyNot.NO_TARGET
        was_off, is_off = abs(then - aim), abs(now - aim)
        if was_off == is_off:
            return Way.SAME, ""
        return (Way.BETTER if is_off < was_off else Way.WORSE), ""
    return (Way.BETTER if (now > then) == (polarity == "high") else Way.WORSE), ""


def _then(series: Series, against: str, earlier: Standing | None) -> tuple[Standing | None, WhyNot]:
    before = series.figures[:-1]
    if against == "same_last_year":
        return series.a_year_before(), WhyNot.NOTHING_TO_COMPARE
    if against == "baseline":
        if series.baseline is None or series.baseline.value is None:
            return None, WhyNot.NO_BASELINE
        other = series.baseline_unit and series.baseline_unit != series.unit
        return (None, WhyNot.OTHER_UNIT) if other else (series.baseline, WhyNot.NO_BASELINE)
    if against == "first":
        return (before[0] if before else None), WhyNot.NOTHING_TO_COMPARE
    return (before[-1] if before else earlier), WhyNot.NOTHING_TO_COMPARE


def _unlike(series: Series, then: Standing) -> WhyNot | None:
    if series.broken_since(then):
        return WhyNot.NEW_SERIES
    if not series.as_far_into_its_year(then):
        return WhyNot.YEAR_BEGAN_AGAIN
    return None if series.is_as_long(then) else WhyNot.OTHER_LENGTH


def _said(direction: str, polarity: str, *, since: str) -> Travelled:
    if direction == "same":
        return Travelled(Way.SAME, since=since)
    if polarity not in ("high", "low"):
        return Travelled(Way.NOT_KNOWN, since=since, why_not=WhyNot.FOR_INFORMATION)
    return Travelled(Way.BETTER if (direction == "up") == (polarity == "high") else Way.WORSE, since=since)


def _not(why: WhyNot) -> Travelled:
    return Travelled(Way.NOT_KNOWN, why_not=why)
