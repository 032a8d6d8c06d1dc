"""What a lead may take from the updates of a priority's actions as a highlight. Touches no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.models import Highlight
from monitoring.record.overview import Row
from monitoring.record.structs import Level
from plans.ratings import Meaning

_KINDS = {
    Meaning.COMPLETE.value: Highlight.Kind.ACHIEVEMENT,
    Meaning.AT_RISK.value: Highlight.Kind.CONCERN,
    Meaning.OFF_TRACK.value: Highlight.Kind.ISSUE,
    Meaning.PAUSED.value: Highlight.Kind.ISSUE,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The text of one action's update, and the kind of highlight that it would be."""

    action_pk: int
    title: str
    level: Level | None
    accepted: bool
    kind: str
    text: str

    @property
    def kind_label(self) -> str:
        return str(Highlight.Kind(self.kind).label)


def suggestions(rows: Iterable[Row]) -> list[Suggestion]:
    """One for every update that says something, in the order of the rows: what needs most help first."""
    return [
        Suggestion(
            action_pk=row.action.pk,
            title=row.title,
            level=row.level,
            accepted=update.accepted,
            kind=_kind(row.level, is_late=update.delay is not None and update.delay.forecast is not None).value,
            text=update.narrative.replace("\r\n", "\n").strip(),
        )
        for row in rows
        if (update := row.action.update) is not None and update.narrative.strip()
    ]


def _kind(level: Level | None, *, is_late: bool) -> Highlight.Kind:
    kind = _KINDS.get(level.meaning if level else "", Highlight.Kind.PROGRESS)
    return Highlight.Kind.DELAY if is_late and kind != Highlight.Kind.ACHIEVEMENT else kind
