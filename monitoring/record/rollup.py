"""The level that a priority takes from its actions."""

from __future__ import annotations

from collections.abc import Iterable

from plans.ratings import SEVERITY, Meaning

from .structs import Level

#: What a scale without a level of its own for a meaning says instead.
_INSTEAD = {Meaning.COMPLETE: Meaning.ON_TRACK, Meaning.AHEAD: Meaning.ON_TRACK}


def worst(meanings: Iterable[Meaning]) -> Meaning | None:
    """The most severe meaning among those of a priority's actions.

    None when nothing has been reported, so silence never reads as "on track". Work that has not
    started on purpose says nothing about the rest, so it counts only where there is nothing else;
    meanings that are no judgement (paused, not assessed) never do.
    """
    judged = {meaning for meaning in meanings if meaning in SEVERITY}
    begun = judged - {Meaning.NOT_STARTED}
    return max(begun or judged, key=SEVERITY.__getitem__, default=None)


def computed_level(meanings: Iterable[Meaning], levels: Iterable[Level]) -> Level | None:
    """The level of the priorities' scale that says what the worst of their actions means.

    None when nothing has been reported, or when the scale has no such level.
    """
    meaning = worst(meanings)
    by_meaning: dict[str, Level] = {}
    for level in levels:
        by_meaning.setdefault(level.meaning, level)
    if meaning is None:
        return None
    return by_meaning.get(meaning) or by_meaning.get(_INSTEAD.get(meaning, ""))
