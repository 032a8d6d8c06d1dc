"""Where the parts of a plan came from, and what became of them in the plan that took its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from partnership.wording import listed
from plans.models import Plan
from priorities.models import (
    ActionSuccession,
    Commitment,
    CommitmentSuccession,
    Fate,
    Priority,
    PrioritySuccession,
    StrategicAction,
)

Part = Priority | Commitment | StrategicAction
Key = tuple[type[Part], int]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Successions by the part that they are about: `origins` by the new one, `successions` by the old one."""

    origins: Mapping[Key, Sequence[Any]]
    successions: Mapping[Key, Sequence[Any]]

    def said(self, part: Part) -> tuple[str, ...]:
        """Carried forward from 3.2 of the plan before; became 2.1 and 2.2 of the next."""
        key = (type(part), part.pk)
        told = (came_from(self.origins.get(key, ())), became(self.successions.get(key, ())))
        return tuple(filter(None, told))

    def fates(self) -> list[tuple[str, int]]:
        """How many old actions met which fate in the plan that took over; they add up to all that it decided about."""
        counts = Counter(rows[0].fate for (model, _pk), rows in self.successions.items() if model is StrategicAction)
        return [(str(fate.label), counts[fate]) for fate in Fate if counts[fate]]

    def beginnings(self, actions: Iterable[StrategicAction]) -> list[tuple[str, int]]:
        """How many of a plan's actions came from where; they add up to all of `actions`."""
        counts = Counter(_beginning(self.origins.get((StrategicAction, action.pk), ())) for action in actions)
        if set(counts) == {_NEW}:
            return []
        words = {
            Fate.CARRIED: _("Carried forward"),
            Fate.MERGED: _("Merged from several"),
            Fate.SPLIT: _("Split from one"),
            _NEW: _("New"),
        }
        return [(label, counts[kind]) for kind, label in words.items() if counts[kind]]


_NEW = "new"


def _beginning(origins: Sequence[Any]) -> str:
    if not origins:
        return _NEW
    if len(origins) > 1 or origins[0].fate == Fate.MERGED:
        return Fate.MERGED
    return str(origins[0].fate)


def read_lineage(plan: Plan) -> Lineage:
    """The lineage of every part of a plan, in three queries; of one still being written only its own page tells."""
    origins: dict[Key, list[Any]] = {}
    successions: dict[Key, list[Any]] = {}
    for model, succession, of_plan in (
        (Priority, PrioritySuccession, "plan"),
        (Commitment, CommitmentSuccession, "priority__plan"),
        (StrategicAction, ActionSuccession, "priority__plan"),
    ):
        ours = Q(**{f"old__{of_plan}": plan}) & ~Q(plan__status__in=Plan.UNAPPROVED)
        rows = succession._base_manager.filter(ours | Q(plan=plan)).order_by("old", "pk")
        for row in rows.select_related("plan", f"old__{of_plan}", f"new__{of_plan}"):
            if row.plan_id != plan.pk:
                successions.setdefault((model, row.old_id), []).append(row)
            elif row.new_id is not None:
                origins.setdefault((model, row.new_id), []).append(row)
    return Lineage(origins, successions)


def came_from(origins: Sequence[Any]) -> str:
    """Carried forward from 3.2 of Children’s Plan 2023–26; empty for what is new."""
    if not origins:
        return ""
    words = {
        Fate.CARRIED: _("Carried forward from %(names)s of %(plan)s"),
        Fate.MERGED: _("Merged from %(names)s of %(plan)s"),
        Fate.SPLIT: _("Split from %(names)s of %(plan)s"),
    }
    names = listed([called(row.old) for row in origins])
    return words[Fate(_beginning(origins))] % {"names": names, "plan": plan_of(origins[0].old)}


def became(successions: Sequence[Any]) -> str:
    """Became 2.1 and 2.2 of Children’s Plan 2026–29, or why it did not; empty where nothing is decided."""
    if not successions:
        return ""
    first = successions[0]
    if first.fate == Fate.DROPPED:
        return _("Not carried forward into %(plan)s: %(reason)s") % {"plan": first.plan, "reason": first.reason}
    words = _("Merged into %(names)s of %(plan)s") if first.fate == Fate.MERGED else _("Became %(names)s of %(plan)s")
    return words % {"names": listed([called(row.new) for row in successions]), "plan": first.plan}


def called(part: Part) -> str:
    """Its number, or its title where it has none."""
    return part.ref or f"“{part.title}”"


def plan_of(part: Part) -> Plan:
    return part.plan if isinstance(part, Priority) else part.priority.plan
