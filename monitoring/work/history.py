"""What was said about an action over time: each period's update, its earlier versions, who changed its rating."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from monitoring.models import Challenge, ProgressUpdate, ReportingPeriod
from monitoring.work.updating import promises, submitted_said
from priorities.models import StrategicAction


@dataclass(frozen=True, slots=True)
class Entry:
    """One period's update. `earlier` are the versions before the one that stands, newest first."""

    update: ProgressUpdate
    earlier: list[Any]
    changes: list[Challenge]
    today: date

    @property
    def promises(self) -> list[str]:
        return promises(self.update)

    @property
    def is_open(self) -> bool:
        return not self.update.period.is_fixed

    @property
    def said(self) -> str:
        return submitted_said(self.update, today=self.today)


def history(action: StrategicAction, *, sees_open: bool, today: date) -> list[Entry]:
    """Newest period first. Without `sees_open` only what has been fixed, and no earlier versions."""
    updates = ProgressUpdate.objects.filter(action=action).select_related(
        "period", "proposed_level", "agreed_level", "submitted_by", "reviewed_by"
    )
    if not sees_open:
        updates = updates.filter(period__state__in=ReportingPeriod.FIXED)
    versions = _versions(action) if sees_open else {}
    changes = defaultdict(list)
    for change in Challenge.objects.filter(update__action=action).select_related("from_level", "to_level", "by"):
        changes[change.update_id].append(change)
    return [
        Entry(
            update=update,
            earlier=[each for each in versions.get(update.pk, []) if each.version < update.version],
            changes=changes[update.pk],
            today=today,
        )
        for update in updates.order_by("-period__ordinal")
    ]


def _versions(action: StrategicAction) -> dict[int, list[Any]]:
    """Each version as it was first submitted, newest first, from the history that the database keeps."""
    events = ProgressUpdate.pgh_event_model.objects.filter(action=action)  # type: ignore[attr-defined]
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for event in events.select_related("proposed_level", "submitted_by").order_by("pgh_id"):
        found[event.id].setdefault(event.version, event)
    return {pk: sorted(each.values(), key=lambda event: -event.version) for pk, each in found.items()}
