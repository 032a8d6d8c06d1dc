"""What needs attention first, each action once, with every reason in words, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.ratings import Meaning

from .structs import Action, Earlier, Level, Record
from .words import times, when


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
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Exceptional:
    """An action that needs attention. It stands in the group of its worst reason."""

    action: Action
    reasons: tuple[Reason, ...]

    @property
    def kind(self) -> Kind:
        return self.reasons[0].kind


def needs_attention(
    record: Record, actions: Iterable[Action], *, provisional: bool
) -> tuple[Exceptional, ...]:
    """The exceptions among reportable `actions`.

    While a period is open its missing updates are awaited and no exception yet, except where nobody
    has ever reported.
    """
    levels = LevelsOverTime(record)
    found = [
        Exceptional(action, reasons)
        for action in actions
        if (reasons := tuple(_reasons(record, action, levels, provisional)))
    ]
    # Longest in trouble first within a group; the plan's own order decides the rest.
    found.sort(key=lambda each: (each.kind, -levels.running(each.action)))
    return tuple(found)


class LevelsOverTime:
    """What a column meant in each period of a record, whose scales may differ."""

    def __init__(self, record: Record) -> None:
        self._now = {level.code: level for level in record.action_levels}
        self._earlier: Mapping[int, Mapping[str, Level]] = {
            period.ordinal: _levels(record, period) for period in record.earlier
        }
        self._ordinals = [period.ordinal for period in reversed(record.earlier)]

    def now(self, action: Action) -> Level | None:
        return self._now.get(action.level or "")

    def then(self, ordinal: int, column: str | None) -> Level | None:
        return self._earlier.get(ordinal, {}).get(column or "")

    def running(self, action: Action) -> int:
        """For how many periods without a break, this one included, the action has meant the same."""
        now = self.now(action)
        if now is None:
            return 0
        columns = {past.ordinal: past.column for past in action.trail}
        length = 1
        for ordinal in self._ordinals:
            then = self.then(ordinal, columns.get(ordinal))
            if then is None or then.meaning != now.meaning:
                break
            length += 1
        return length


def _levels(record: Record, period: Earlier) -> Mapping[str, Level]:
    scale = record.scale(period.action_scale)
    return {level.code: level for level in scale.levels} if scale else {}


def _reasons(
    record: Record, action: Action, levels: LevelsOverTime, provisional: bool
) -> Iterable[Reason]:
    level = levels.now(action)
    meaning = level.meaning if level else None
    running = levels.running(action)
    if level and meaning == Meaning.OFF_TRACK:
        yield Reason(Kind.OFF_TRACK, _for_periods(level, running))
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
        return _("Past its date, %(date)s, which has never been moved.") % {
            "date": when(action.agreed_due)
        }
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
    if not action.moves:
        return ""
    if action.original_due is None:
        return _("It had no date at first and was moved %(times)s.") % {
            "times": times(action.times_moved)
        }
    return _("The original date was %(date)s; it has been moved %(times)s.") % {
        "date": when(action.original_due),
        "times": times(action.times_moved),
    }
