"""What needs attention first, each action once, with every reason in words, worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.ratings import Meaning

from .scales import Scales
from .structs import Action, Level, Record
from .words import moved_said, when


class Kind(IntEnum):
    """Why an action needs attention. The order is that of the groups: worst first."""

    OFF_TRACK = 0
    LONG_CONCERN = 1
    PAST_DATE = 2
    MOVED = 3
    NEVER_UPDATED = 4
    NO_UPDATE = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """`in_heading`: under a heading that names the level, the words say nothing more."""

    kind: Kind
    text: str
    in_heading: bool = False


@dataclass(frozen=True, slots=True)
class Exceptional:
    """An action that needs attention. It stands in the group of its worst reason."""

    action: Action
    reasons: tuple[Reason, ...]

    @property
    def kind(self) -> Kind:
        return self.reasons[0].kind


def needs_attention(record: Record, actions: Iterable[Action], *, provisional: bool) -> tuple[Exceptional, ...]:
    """The exceptions among reportable `actions`.

    While a period is open its missing updates are awaited and no exception yet, except where nobody
    has ever reported.
    """
    scales = Scales(record)
    found = [
        Exceptional(action, reasons)
        for action in actions
        if (reasons := tuple(_reasons(record, action, scales, provisional)))
    ]
    # Longest in trouble first within a group; the plan's own order decides the rest.
    found.sort(key=lambda each: (each.kind, -scales.running(each.action)))
    return tuple(found)


def _reasons(record: Record, action: Action, scales: Scales, provisional: bool) -> Iterable[Reason]:
    level = scales.actions.get(action.level or "")
    meaning = level.meaning if level else None
    running = scales.running(action)
    if level and meaning == Meaning.OFF_TRACK:
        yield Reason(Kind.OFF_TRACK, _for_periods(level, running), in_heading=running == 1)
    if level and meaning == Meaning.AT_RISK and running > 1:
        yield Reason(Kind.LONG_CONCERN, _for_periods(level, running))
    if is_complete(action, level):
        return
    if is_late(record, action):
        yield Reason(Kind.PAST_DATE, _past_date(action))
    if action.moved_this_period:
        yield Reason(Kind.MOVED, _moved(action))
    if action.starts_later:
        return
    if not action.ever_updated:
        yield Reason(Kind.NEVER_UPDATED, _("Nobody has reported on it yet."))
    elif not provisional and action.update is None and level is None:
        yield Reason(Kind.NO_UPDATE, _("No update was sent for this period."))


def is_awaited(action: Action) -> bool:
    """Nobody has reported on it in this period, and somebody should: it is neither complete nor still to start."""
    return action.update is None and action.level is None and not action.starts_later and action.stage != "complete"


def is_complete(action: Action, level: Level | None) -> bool:
    return action.stage == "complete" or (level is not None and level.meaning == Meaning.COMPLETE)


def is_late(record: Record, action: Action) -> bool:
    """Past the date in force on the day of the record; an unknown date is never past."""
    due = action.agreed_due
    return due is not None and due.last_day is not None and due.last_day < record.as_at


def _for_periods(level: Level, running: int) -> str:
    if running < 2:
        return level.label + "."
    return ngettext(
        "%(level)s for %(number)d period running.",
        "%(level)s for %(number)d periods running.",
        running,
    ) % {"level": level.label, "number": running}


def _past_date(action: Action) -> str:
    if not action.moves:
        return _("Past its date, %(date)s, which has never been moved.") % {"date": when(action.agreed_due)}
    return _("Past its agreed date, %(date)s. %(history)s") % {
        "date": when(action.agreed_due),
        "history": date_history(action),
    }


def _moved(action: Action) -> str:
    return _("Moved in this period to %(date)s. %(history)s") % {
        "date": when(action.agreed_due),
        "history": date_history(action),
    }


def date_history(action: Action) -> str:
    """The original date and how often it was moved; empty when it never was."""
    return moved_said(when(action.original_due), action.times_moved)
