"""Where a priority or an action came from and what became of it, with the way to those stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from monitoring.models import ReportingPeriod
from plans.models import Plan
from priorities.lineage import Part, became, came_from, plan_of
from priorities.models import ActionSuccession, Fate, PrioritySuccession


@dataclass(frozen=True, slots=True)
class Relative:
    """A part of another plan. `period_pk` is the latest period that tells its story, None where none does yet."""

    title: str
    pk: int
    period_pk: int | None
    slug: str


@dataclass(frozen=True, slots=True)
class Kin:
    """One direction of a lineage, in a sentence, and whom it names."""

    said: str
    relatives: tuple[Relative, ...]


def lineage_of_action(action_pk: int) -> tuple[Kin, ...]:
    return _lineage(ActionSuccession, "priority__plan", action_pk)


def lineage_of_priority(priority_pk: int) -> tuple[Kin, ...]:
    return _lineage(PrioritySuccession, "plan", priority_pk)


def _lineage(model: Any, of_plan: str, pk: int) -> tuple[Kin, ...]:
    """One query where there is none, another where there is. A plan still being written is nobody's heir yet."""
    rows = list(
        model._base_manager.filter(Q(old=pk) | Q(new=pk))
        .exclude(plan__status__in=Plan.UNAPPROVED)
        .select_related("plan", f"old__{of_plan}", f"new__{of_plan}")
        .order_by("old", "pk")
    )
    if not rows:
        return ()
    origins = [row for row in rows if row.new_id == pk]
    successions = [row for row in rows if row.old_id == pk]
    named = [row.old for row in origins] + [row.new for row in successions if row.fate != Fate.DROPPED]
    latest = _latest({plan_of(each).pk for each in named})
    found = []
    if origins:
        found.append(Kin(came_from(origins), _relatives([row.old for row in origins], latest)))
    if successions:
        found.append(Kin(became(successions), _relatives([row.new for row in successions if row.new], latest)))
    return tuple(found)


def _relatives(parts: Sequence[Part], latest: dict[int, int]) -> tuple[Relative, ...]:
    return tuple(Relative(str(part), part.pk, latest.get(plan_of(part).pk), plan_of(part).slug) for part in parts)


def _latest(plans: set[int]) -> dict[int, int]:
    """The latest fixed period of each plan."""
    fixed = ReportingPeriod.objects.fixed().filter(plan__in=plans).order_by("plan", "-ordinal").distinct("plan")
    return dict(fixed.values_list("plan", "pk"))
