"""Priorities over the last periods: where each has been, and where it has gone since the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.wording import listed

from .movement import Moved, brief, moved
from .scales import Scales
from .structs import Earlier, Level, Movement, Period, Priority, Record
from .words import titled


@dataclass(frozen=True, slots=True)
class Cell:
    """A priority in one period: where it was not part of the plan, `level` is None and `absent` says so."""

    level: Level | None
    absent: str = ""


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """The heading of a period in two short lines, and its whole label."""

    first: str
    second: str
    label: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    priority: Priority
    title: str
    cells: tuple[Cell, ...]
    moved: Moved
    brief: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """`levels` is the scale with its criteria; `notes` say when a priority joined the plan."""

    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    since: str
    sentence: str
    notes: tuple[str, ...]
    levels: tuple[Level, ...]


def heat_map(record: Record, priorities: Iterable[Priority], *, scales: Scales, since: str) -> HeatMap:
    rows = tuple(_row(record, priority, scales, since) for priority in priorities)
    periods: tuple[Earlier | Period, ...] = (*record.earlier, record.period)
    return HeatMap(
        columns=tuple(_column(period) for period in periods),
        rows=rows,
        since=since,
        sentence=_sentence(rows, since),
        notes=tuple(_notes(rows, periods)),
        levels=record.priority_levels,
    )


def priority_moved(record: Record, priority: Priority, *, scales: Scales, since: str) -> Moved:
    previous = record.previous
    before = scales.priority_then(previous.ordinal, priority.previous_column) if previous else None
    return moved(priority.movement, before=before, since=since)


def _row(record: Record, priority: Priority, scales: Scales, since: str) -> HeatRow:
    columns = {past.ordinal: past.column for past in priority.trail}
    then = [_cell(scales.priority_then(p.ordinal, columns.get(p.ordinal))) for p in record.earlier]
    return HeatRow(
        priority=priority,
        title=titled(priority),
        cells=(*then, Cell(scales.priorities[priority.column])),
        moved=priority_moved(record, priority, scales=scales, since=since),
        brief=brief(priority.movement),
    )


def _cell(level: Level | None) -> Cell:
    return Cell(level) if level else Cell(None, absent=_("Not in the plan yet"))


def _column(period: Earlier | Period) -> HeatColumn:
    if period.ends is None:
        return HeatColumn(period.label, "", period.label)
    return HeatColumn(date_format(period.ends, "M"), date_format(period.ends, "Y"), period.label)


def _sentence(rows: Sequence[HeatRow], since: str) -> str:
    """Since June, 1 is better, 2 are worse and 3 are the same."""
    if not since or not rows:
        return ""
    number = Counter(_KINDS[row.priority.movement] for row in rows)
    said = (
        ngettext("%(number)d is better", "%(number)d are better", number[Movement.BETTER]),
        ngettext("%(number)d is worse", "%(number)d are worse", number[Movement.WORSE]),
        ngettext("%(number)d is the same", "%(number)d are the same", number[Movement.SAME]),
        ngettext("%(number)d is not known", "%(number)d are not known", number[Movement.NOT_KNOWN]),
    )
    kinds = (Movement.BETTER, Movement.WORSE, Movement.SAME, Movement.NOT_KNOWN)
    parts = [text % {"number": number[kind]} for kind, text in zip(kinds, said, strict=True) if number[kind]]
    return _("Since %(since)s, %(changes)s.") % {"since": since, "changes": listed(parts)}


_KINDS = {
    Movement.BETTER: Movement.BETTER,
    Movement.STARTED: Movement.BETTER,
    Movement.WORSE: Movement.WORSE,
    Movement.SAME: Movement.SAME,
    Movement.NEW: Movement.NOT_KNOWN,
    Movement.NOT_KNOWN: Movement.NOT_KNOWN,
}


def _notes(rows: Iterable[HeatRow], periods: Sequence[Earlier | Period]) -> Iterable[str]:
    for row in rows:
        first = next(index for index, cell in enumerate(row.cells) if not cell.absent)
        if first:
            yield _("%(priority)s joined the plan in %(period)s.") % {
                "priority": row.title,
                "period": _month(periods[first]),
            }


def _month(period: Earlier | Period) -> str:
    return date_format(period.ends, "F Y") if period.ends else period.label
