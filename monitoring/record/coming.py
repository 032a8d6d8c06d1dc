"""What comes next: what is due before the next period ends, and what was said of the next steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .attention import is_complete
from .scales import Scales
from .structs import Action, Record, When
from .words import begun, titled, when

#: Where nobody knows how long a period is.
_QUARTER = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Coming:
    """An action or a milestone of one that is due: `title` is that of what is due, `last_day` sorts it."""

    action: Action
    title: str
    due: str
    last_day: date


def coming(record: Record, actions: Iterable[Action]) -> tuple[Coming, ...]:
    """What of these is due after the day of the record and within a period's length, the next first."""
    until = last_coming(record)
    scales = Scales(record)
    found = [each for action in actions for each in _of(action, scales) if record.as_at < each.last_day <= until]
    found.sort(key=lambda each: each.last_day)
    return tuple(found)


def said_next(actions: Iterable[Action]) -> Iterator[tuple[Action, str]]:
    """Every next step that was promised, each with its action."""
    for action in actions:
        if action.update:
            for line in action.update.next_steps.splitlines():
                if line.strip():
                    yield action, begun(line.strip())


def last_coming(record: Record) -> date:
    """The last day of what comes next: a period's length after the day of the record."""
    period = record.period
    length = period.ends - period.starts if period.starts and period.ends else _QUARTER
    return record.as_at + max(length, timedelta(days=28)) + timedelta(days=1)


def _of(action: Action, scales: Scales) -> Iterator[Coming]:
    if is_complete(action, scales.actions.get(action.level or "")):
        return
    for milestone in action.milestones:
        if milestone.done_on is None and (last_day := _last_day(milestone.due)):
            yield Coming(action, milestone.title, when(milestone.due), last_day)
    if last_day := _last_day(action.agreed_due):
        yield Coming(action, titled(action), when(action.agreed_due), last_day)


def _last_day(due: When | None) -> date | None:
    return due.last_day if due else None
