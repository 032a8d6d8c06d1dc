"""A plan as it stands today, read for its page in the same few queries whatever its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.due import Due
from plans.models import LinkedDocument, Plan, PlanText
from priorities.leads import Lead, lead, leading
from priorities.lineage import Lineage, read_lineage
from priorities.models import (
    Commitment,
    Listing,
    Milestone,
    Outcome,
    Priority,
    Programme,
    StrategicAction,
)


@dataclass(frozen=True, slots=True)
class ActionRead:
    """An action as the plan's page tells it. `ref` is the one it has in this plan."""

    action: StrategicAction
    ref: str
    lead: Lead
    due: Due | None
    moved: str
    milestones: Sequence[Milestone]
    home: str
    # Where it came from and what became of it, in sentences.
    lineage: Sequence[str]

    @property
    def title(self) -> str:
        return f"{self.ref} {self.action.title}".strip()


@dataclass(frozen=True, slots=True)
class CommitmentRead:
    """Actions under one commitment; `commitment` is None for those directly under the priority."""

    commitment: Commitment | None
    actions: Sequence[ActionRead]
    lineage: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PriorityRead:
    priority: Priority
    # What sets it apart, in words: cross-cutting, added later, without a number …
    remarks: Sequence[str]
    parts: Sequence[CommitmentRead]
    outcomes: Sequence[Outcome]
    documents: Sequence[LinkedDocument]
    programmes: Sequence[Programme]
    lineage: Sequence[str]

    @property
    def action_count(self) -> int:
        return sum(len(part.actions) for part in self.parts)

    @property
    def stages(self) -> str:
        """How many actions are at which stage: "6 under way, 3 complete"; nothing without actions."""
        counts = Counter(each.action.stage for part in self.parts for each in part.actions)
        said = [
            _("%(number)d %(stage)s") % {"number": counts[stage], "stage": stage.label.lower()}
            for stage in StrategicAction.Stage
            if counts[stage]
        ]
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class PlanRead:
    """`outcomes` and `programmes` each come with the priorities that serve them."""

    plan: Plan
    texts: Sequence[PlanText]
    outcomes: Sequence[tuple[Outcome, Sequence[Priority]]]
    priorities: Sequence[PriorityRead]
    programmes: Sequence[tuple[Programme, Sequence[Priority]]]
    documents: Sequence[LinkedDocument]
    # How many of its actions came from where, and what became of how many in the plan that took over.
    beginnings: Sequence[tuple[str, int]]
    fates: Sequence[tuple[str, int]]

    @property
    def beginnings_total(self) -> int:
        return sum(number for _label, number in self.beginnings)

    @property
    def fates_total(self) -> int:
        return sum(number for _label, number in self.fates)


def read_plan(plan: Plan, *, on: date) -> PlanRead:
    """Everything on the plan's page, with who holds which post on a day."""
    priorities = list(
        plan.priorities.select_related("lead_body", "merged_into").prefetch_related(
            "outcomes",
            "documents",
            "programmes",
            "commitments",
            Prefetch("actions", queryset=_actions(on)),
            Prefetch("listings", queryset=_listings(on)),
        )
    )
    numbered = any(priority.ref for priority in priorities)
    lineage = read_lineage(plan)
    return PlanRead(
        plan=plan,
        texts=list(plan.texts.all()),
        outcomes=[
            (outcome, [each for each in priorities if outcome in each.outcomes.all()])
            for outcome in plan.outcomes.all()
        ],
        priorities=[_priority(priority, lineage, numbered=numbered) for priority in priorities],
        programmes=[
            (programme, [each for each in priorities if programme in each.programmes.all()])
            for programme in plan.programmes.all()
        ],
        documents=list(plan.documents.select_related("organisation")),
        beginnings=lineage.beginnings(action for priority in priorities for action in priority.actions.all()),
        fates=lineage.fates(),
    )


def _actions(on: date) -> QuerySet[StrategicAction]:
    return StrategicAction.objects.select_related("merged_into").prefetch_related(
        leading(on=on), "date_changes", "milestones"
    )


def _listings(on: date) -> QuerySet[Listing]:
    actions = _actions(on).select_related("priority__plan")
    return Listing.objects.prefetch_related(Prefetch("action", queryset=actions))


def _priority(priority: Priority, lineage: Lineage, *, numbered: bool) -> PriorityRead:
    own: dict[int | None, list[ActionRead]] = {}
    for action in priority.actions.all():
        own.setdefault(action.commitment_id, []).append(_action(action, action.ref, lineage.said(action)))
    listed = [
        _action(each.action, each.ref or each.action.ref, home=each.action.plan) for each in priority.listings.all()
    ]
    parts = [CommitmentRead(each, own.pop(each.pk, []), lineage.said(each)) for each in priority.commitments.all()]
    direct = [each for actions in own.values() for each in actions] + listed
    return PriorityRead(
        priority=priority,
        remarks=_remarks(priority, numbered=numbered),
        parts=[CommitmentRead(None, direct), *parts] if direct else parts,
        outcomes=list(priority.outcomes.all()),
        documents=list(priority.documents.all()),
        programmes=list(priority.programmes.all()),
        lineage=lineage.said(priority),
    )


def _action(action: StrategicAction, ref: str, lineage: Sequence[str] = (), *, home: Plan | None = None) -> ActionRead:
    times = len(action.date_changes.all())
    moved = ""
    if times:
        moved = ngettext(
            "first agreed for %(due)s, moved once", "first agreed for %(due)s, moved %(number)d times", times
        ) % {"due": action.due or _("no date"), "number": times}
    return ActionRead(
        action=action,
        ref=ref,
        lead=lead(action.responsibilities.all()),
        due=action.agreed_due(),
        moved=moved,
        milestones=list(action.milestones.all()),
        home=_("Also part of %(plan)s, where it is reported") % {"plan": home} if home else "",
        lineage=lineage,
    )


def _remarks(priority: Priority, *, numbered: bool) -> list[str]:
    remarks = []
    if priority.cross_cutting:
        remarks.append(_("Cross-cutting"))
    if numbered and not priority.ref:
        remarks.append(_("Not numbered in the plan"))
    if priority.status == Priority.Status.ADDED_LATER and priority.in_plan_from:
        remarks.append(_("Added on %(day)s") % {"day": date_format(priority.in_plan_from, "j F Y")})
    elif priority.status == Priority.Status.MERGED and priority.merged_into:
        remarks.append(_("Merged into %(other)s") % {"other": priority.merged_into})
    elif priority.status != Priority.Status.ACTIVE:
        remarks.append(priority.get_status_display())
    if priority.status in Priority.LEFT and priority.in_plan_until:
        remarks.append(_("In the plan until %(day)s") % {"day": date_format(priority.in_plan_until, "j F Y")})
    if priority.status_note:
        remarks.append(priority.status_note)
    if priority.monitored_elsewhere_by:
        remarks.append(_("Followed by %(body)s, not here") % {"body": priority.monitored_elsewhere_by})
    return remarks
