"""How many actions stand at each level. Every reportable action is in exactly one column of every count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from plans import marks
from plans.ratings import Meaning

from .structs import NOT_RATED, STARTS_LATER, Action, Level, Record

#: Work that goes as promised, or better.
GOOD = frozenset({Meaning.COMPLETE.value, Meaning.AHEAD.value, Meaning.ON_TRACK.value})


@dataclass(frozen=True, slots=True)
class Count:
    """How many of `total` stand at a level, and how many did in the period before (None when not known)."""

    level: Level
    count: Decimal
    total: Decimal
    before: Decimal | None = None

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None else self.count - self.before


def starts_later() -> Level:
    """The column of actions whose start is still to come: not chased, counted apart."""
    return Level(
        code=STARTS_LATER,
        label=_("Starts later"),
        letter="",
        criteria=_("Its start is still to come. It is counted apart and nobody is asked about it yet."),
        shape="",
        colour="",
        meaning=marks.STARTS_LATER,
    )


def not_rated() -> Level:
    """The column of silence."""
    return Level(
        code=NOT_RATED,
        label=_("Not rated"),
        letter="",
        criteria=_("Nobody has told us yet. It is never counted as on track."),
        shape="",
        colour="",
        meaning=marks.NOT_RATED,
    )


def columns(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """The columns of a count, in order; none for a plan that does not rate."""
    return (*levels, starts_later(), not_rated()) if levels else ()


def tally(record: Record, actions: Iterable[Action]) -> tuple[Count, ...]:
    """Every column with its number. `actions` are reportable ones; empty for a plan that does not rate."""
    standing = Counter(action.column for action in actions)
    total = Decimal(standing.total())
    return tuple(Count(level, Decimal(standing[level.code]), total) for level in columns(record.action_levels))


def good(counts: Iterable[Count]) -> Decimal:
    """How many are complete, ahead or on track."""
    return sum((each.count for each in counts if each.level.meaning in GOOD), Decimal(0))
