"""Where a level went since the period before, in a word and with an arrow.

Only like is compared with like: where one of the two is not known, so is the movement.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.ratings import SEVERITY, Meaning

from .structs import NOT_RATED, STARTS_LATER, Level, Movement
from .words import within


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement as it is drawn: the way of the arrow (up, down, level or none) and the words."""

    way: str
    text: str


_BEGUN_WELL = frozenset({Meaning.COMPLETE, Meaning.AHEAD, Meaning.ON_TRACK})

#: The way a line arrow points; a movement without one has no direction.
ARROWS = {
    Movement.BETTER: "up",
    Movement.WORSE: "down",
    Movement.SAME: "level",
    Movement.STARTED: "up",
}


def movement(before: Meaning | None, now: Meaning | None) -> Movement:
    """`before` is None when there was no level, be it for silence or because it is new to the plan.

    Work that had not started and now goes well has *started*; work that had not started and is in
    trouble is worse. Meanings that say nothing about how the work goes (paused, not assessed) are
    only ever the same or not known.
    """
    if now is None:
        return Movement.NOT_KNOWN
    if before is None:
        return Movement.NEW
    if before == now:
        return Movement.SAME
    if before == Meaning.NOT_STARTED and now in _BEGUN_WELL:
        return Movement.STARTED
    if before not in SEVERITY or now not in SEVERITY or now == Meaning.NOT_STARTED:
        return Movement.NOT_KNOWN
    return Movement.BETTER if SEVERITY[now] < SEVERITY[before] else Movement.WORSE


def of_column(column: Level | None) -> Meaning | None:
    """What a column means for movement: work that starts later has not started, silence means nothing."""
    if column is None or column.code == NOT_RATED:
        return None
    return Meaning.NOT_STARTED if column.code == STARTS_LATER else Meaning(column.meaning)


def describe(moved: Movement, *, before: Level | None, since: str) -> str:
    """The movement in words: "Worse: some concern in June".

    `before` is the column it stood in then, None when it was not counted; `since` names that period
    and is empty when there was none to compare with.
    """
    if not since:
        return _("Not known")
    if before is None:
        return _("Not in the plan in %(since)s") % {"since": since}
    said = {"since": since, "before": within(before.label)}
    match moved:
        case Movement.BETTER:
            return _("Better: %(before)s in %(since)s") % said
        case Movement.WORSE:
            return _("Worse: %(before)s in %(since)s") % said
        case Movement.SAME:
            return _("Same: %(before)s in %(since)s") % said
        case Movement.STARTED:
            return _("Started since %(since)s") % said
        case _:
            return _("%(Before)s in %(since)s") % {"Before": before.label, "since": since}


def moved(movement: Movement, *, before: Level | None, since: str) -> Moved:
    """Arrow and words together; without a period to compare with there is no arrow."""
    return Moved(
        way=ARROWS.get(movement, "") if since else "",
        text=describe(movement, before=before, since=since),
    )


def brief(movement: Movement) -> str:
    """The movement in a word or two, where a column's heading says since when."""
    return {
        Movement.BETTER: _("Better"),
        Movement.WORSE: _("Worse"),
        Movement.SAME: _("Same"),
        Movement.STARTED: _("Started"),
        Movement.NEW: _("New"),
        Movement.NOT_KNOWN: _("Not known"),
    }[movement]
