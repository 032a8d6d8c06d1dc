"""How far a result is from what others have."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from indicators.travel import Way, judged


@dataclass(frozen=True, slots=True)
class Gap:
    """`amount` is ours less theirs. `way` says whether ours is the better one; not known where nobody can say."""

    amount: Decimal
    way: Way


def gap(ours: Decimal | None, theirs: Decimal | None, *, polarity: str, aim: Decimal | None = None) -> Gap | None:
    """None where either has no number. `aim` is the target for measures that are best close to it."""
    if ours is None or theirs is None:
        return None
    return Gap(ours - theirs, judged(theirs, ours, polarity, aim)[0])
