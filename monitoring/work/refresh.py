"""The worksheet of a plan that is to take over: each part of the old one, where it stood, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from monitoring.models import ReportingPeriod
from monitoring.record import structs
from monitoring.record.gather import record_for
from monitoring.record.overview import Overview
from partnership.wording import listed
from plans.models import Plan
from priorities.lineage import Part
from priorities.models import Fate, StrategicAction
from priorities.services.refresh import Level, parts_of, successions


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the old plan. `rating` is what was agreed of it last, and `story_pk` the period that tells it."""

    level: Level
    old: Part
    decided: list[Any]
    rating: structs.Level | None
    is_rated: bool
    story_pk: int | None

    @property
    def is_decided(self) -> bool:
        return bool(self.decided)

    @property
    def became(self) -> str:
        """What was decided, in words; empty while nothing is."""
        return became(self.decided)

    @property
    def press(self) -> str:
        return f"carry-{self.level}-{self.old.pk}"

    @property
    def is_complete(self) -> bool:
        return isinstance(self.old, StrategicAction) and self.old.stage == StrategicAction.Stage.COMPLETE


@dataclass(frozen=True, slots=True)
class Section:
    """A priority of the old plan with all that it holds."""

    priority: Row
    rows: list[Row]

    @property
    def undecided(self) -> int:
        return sum(not row.is_decided for row in (self.priority, *self.rows))

    @property
    def can_carry(self) -> int:
        """How many one press takes over: what is complete is looked at by itself."""
        return sum(not row.is_decided and not row.is_complete for row in (self.priority, *self.rows))


@dataclass(frozen=True, slots=True)
class Worksheet:
    plan: Plan
    sections: list[Section]

    @property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for row in (section.priority, *section.rows)]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def decided(self) -> int:
        return sum(row.is_decided for row in self.rows)

    @property
    def complete(self) -> int:
        """Actions that are complete and undecided."""
        return sum(row.is_complete and not row.is_decided for row in self.rows)

    @property
    def fates(self) -> list[tuple[str, int]]:
        """How many parts met which fate; with those undecided they add up to all."""
        counts = Counter(row.decided[0].fate for row in self.rows if row.decided)
        said = [(str(fate.label), counts[fate]) for fate in Fate if counts[fate]]
        left = self.total - self.decided
        return [*said, (_("Not decided yet"), left)] if left else said


def became(decided: Iterable[Any]) -> str:
    """Carried forward as 2.1 Keep hubs open; Split into … and …; Not carried forward: the grant has ended."""
    rows = list(decided)
    if not rows:
        return ""
    names = listed([str(row.new) for row in rows if row.new])
    said = {
        Fate.CARRIED: _("Carried forward as %(names)s"),
        Fate.MERGED: _("Merged into %(names)s"),
        Fate.SPLIT: _("Split into %(names)s"),
        Fate.DROPPED: _("Not carried forward: %(reason)s"),
    }
    return said[Fate(rows[0].fate)] % {"names": names, "reason": rows[0].reason}


def worksheet(plan: Plan) -> Worksheet:
    """The same few queries however large the old plan is. `plan` comes with the one whose place it takes."""
    old = plan.supersedes
    assert old is not None
    told = _told(old)
    decided = {level: _by_old(successions(plan, level).select_related("new")) for level in Level}

    def row(level: Level, part: Any) -> Row:
        rating = told.ratings.get((level, part.pk)) if level != Level.COMMITMENT else None
        return Row(
            level=level,
            old=part,
            decided=decided[level].get(part.pk, []),
            rating=rating,
            is_rated=(level, part.pk) in told.ratings,
            story_pk=told.period_pk if (level, part.pk) in told.ratings else None,
        )

    held: dict[int, list[Row]] = {}
    actions: dict[int | None, list[Row]] = {}
    for action in parts_of(old, Level.ACTION):
        key = action.commitment_id
        if key is None:
            held.setdefault(action.priority_id, []).append(row(Level.ACTION, action))
        else:
            actions.setdefault(key, []).append(row(Level.ACTION, action))
    for commitment in parts_of(old, Level.COMMITMENT):
        within = held.setdefault(commitment.priority_id, [])
        within.append(row(Level.COMMITMENT, commitment))
        within.extend(actions.pop(commitment.pk, []))
    return Worksheet(
        plan,
        [
            Section(row(Level.PRIORITY, priority), held.get(priority.pk, []))
            for priority in parts_of(old, Level.PRIORITY)
        ],
    )


def _by_old(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for each in rows:
        found.setdefault(each.old_id, []).append(each)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """What the latest fixed period says of each part."""

    period_pk: int | None
    ratings: Mapping[tuple[str, int], structs.Level | None]


def _told(old: Plan) -> _Told:
    period = ReportingPeriod.objects.fixed().filter(plan=old).order_by("-ordinal").first()
    if period is None:
        return _Told(None, {})
    overview = Overview(record_for(period))
    ratings: dict[tuple[str, int], structs.Level | None] = {
        (Level.ACTION, action.pk): overview.row(action).level for action in overview.record.actions
    }
    for priority in overview.record.priorities:
        ratings[Level.PRIORITY, priority.pk] = overview.scales.priorities.get(priority.level or "")
    return _Told(period.pk, ratings)
