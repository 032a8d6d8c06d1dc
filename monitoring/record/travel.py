"""Whether a measure went the right way since its result before. Only like is compared with like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from .structs import Figure, Movement, Target


def travel(figures: Sequence[Figure], *, polarity: str, basis: str, target: Target | None) -> Movement:
    """`figures` are oldest first. Not known where either result has no number, where the measure is
    for information only, or where a year to date began again on 1 April between the two, unless both
    have come as far into their year.
    """
    if len(figures) < 2:
        return Movement.NOT_KNOWN
    before, now = figures[-2], figures[-1]
    if before.value is None or now.value is None:
        return Movement.NOT_KNOWN
    if basis == "year_to_date" and not _alike(before.ends, now.ends):
        return Movement.NOT_KNOWN
    return _judged(before.value, now.value, polarity, target)


def _judged(before: Decimal, now: Decimal, polarity: str, target: Target | None) -> Movement:
    if before == now:
        return Movement.SAME
    if polarity == "high":
        return Movement.BETTER if now > before else Movement.WORSE
    if polarity == "low":
        return Movement.BETTER if now < before else Movement.WORSE
    if polarity == "close_to_target" and target is not None and target.value is not None:
        was_off, is_off = abs(before - target.value), abs(now - target.value)
        if was_off == is_off:
            return Movement.SAME
        return Movement.BETTER if is_off < was_off else Movement.WORSE
    return Movement.NOT_KNOWN


def _alike(one: date | None, other: date | None) -> bool:
    """In the same financial year, or as far into two of them: September beside the September before."""
    if one is None or other is None:
        return False
    return _financial_year(one) == _financial_year(other) or (one.month, one.day) == (other.month, other.day)


def _financial_year(day: date) -> int:
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1
