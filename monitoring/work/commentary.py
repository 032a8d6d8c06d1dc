"""What one writes a commentary beside: what was said last time, and how the level was judged before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitoring.models import MeasureCommentary, ReportingPeriod
from monitoring.record import canonical, reading
from monitoring.record.structs import Commentary
from plans.models import RatingLevel


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was said of a measure in the period before, as its record has it."""

    period: str
    commentary: Commentary


def last_time(period: ReportingPeriod, indicator_pk: int) -> LastTime | None:
    """None where the period before says nothing of the measure, or there is none."""
    stored = reading.previous_record(period)
    if stored is None:
        return None
    record = canonical.decode(bytes(stored.body))
    said = next((each.commentary for each in record.measures if each.pk == indicator_pk), None)
    return LastTime(record.period.label, said) if said else None


@dataclass(frozen=True, slots=True)
class Judged:
    """One change of the level that an owner set: to what (None: to the rule's), by whom, when and why."""

    level: RatingLevel | None
    reason: str
    by: str
    at: datetime


def judgements(commentary: MeasureCommentary | None) -> list[Judged]:
    """Every change of the level beside the rule's, oldest first, as the history has it."""
    return list(_changes(commentary)) if commentary is not None else []


def _changes(commentary: MeasureCommentary) -> Iterator[Judged]:
    events: Any = MeasureCommentary.pgh_event_model.objects  # type: ignore[attr-defined]
    before: int | None = None
    for event in events.filter(pgh_obj=commentary.pk).select_related("judged_level", "written_by").order_by("pgh_id"):
        if event.judged_level_id != before:
            yield Judged(event.judged_level, event.judged_reason, str(event.written_by), event.written_at)
            before = event.judged_level_id
