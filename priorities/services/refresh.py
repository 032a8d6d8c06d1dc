"""A new plan takes over from an old one: what becomes of each part of the old, decided one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnership.due import Due
from partnership.models import User
from partnership.refusals import Refused, refusing
from partnership.wording import listed
from plans.models import LinkedDocument, Plan, PlanText
from priorities.lineage import Part
from priorities.models import (
    ActionSuccession,
    Commitment,
    CommitmentSuccession,
    Fate,
    Listing,
    Milestone,
    Outcome,
    Priority,
    PriorityDocument,
    PriorityOutcome,
    PrioritySuccession,
    Programme,
    ProgrammePriority,
    Responsibility,
    StrategicAction,
)

M = TypeVar("M", bound=models.Model)

# What a new plan has of its own; everything else about a plan is how it works, and is copied.
OWN = {"id", "slug", "title", "short_title", "starts", "ends", "status", "supersedes"}
# So many are named where some are undecided.
NAMED = 5


class Level(models.TextChoices):
    """The levels of a plan about which is decided."""

    PRIORITY = "priority", gettext_lazy("Priority")
    COMMITMENT = "commitment", gettext_lazy("Commitment")
    ACTION = "action", gettext_lazy("Action")


class Copy(models.TextChoices):
    """What a new plan may begin with, besides its priorities."""

    TEXTS = "texts", gettext_lazy("Its texts")
    OUTCOMES = "outcomes", gettext_lazy("Its outcomes")
    DOCUMENTS = "documents", gettext_lazy("Its documents")
    PROGRAMMES = "programmes", gettext_lazy("Its programmes")


class CannotFollow(Refused):
    """The plan is not one whose place another can take now."""


class AddressTaken(Refused):
    """Every plan has an address of its own."""


class Settled(Refused):
    """The new plan is approved, so what became of the old one is fixed."""


class ParentUndecided(Refused):
    """Where a part goes in the new plan follows from what holds it, which is not decided yet."""


class ReasonMissing(Refused):
    """What is not carried forward says why."""


class TooFewParts(Refused):
    """What is split becomes at least two."""


class StillHolds(Refused):
    """A part of the new plan that holds others is not taken away beneath them."""


class Undecided(Refused):
    """Something of the old plan has not been decided about."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a part is called in the new plan."""

    title: str
    ref: str = ""


# --- Beginning ------------------------------------------------------------------------------------


@transaction.atomic
def begin_plan(
    *,
    old: Plan,
    title: str,
    short_title: str,
    slug: str,
    starts: Due | None,
    ends: Due | None,
    copies: Collection[str],
    by: User,
) -> Plan:
    """Begin the plan that is to take the place of `old`, with its ways of working; only its makers see it.

    Raises CannotFollow, AddressTaken.
    """
    old = Plan.objects.select_for_update().get(pk=old.pk)
    if refusal := why_not_followed(old):
        raise CannotFollow(refusal)
    if Plan.objects.filter(slug=slug).exists():
        raise AddressTaken(_("Another plan already has this address. Choose another one."))
    same = {field.name: getattr(old, field.name) for field in Plan._meta.concrete_fields if field.name not in OWN}
    with refusing():
        plan = Plan.objects.create(
            **same, slug=slug, title=title, short_title=short_title, starts=starts, ends=ends, supersedes=old
        )
        for kind, model in _COPIED.items():
            if kind in copies:
                for row in model._base_manager.filter(plan=old):
                    _copied(row, plan=plan)
    return plan


_COPIED: dict[Copy, type[models.Model]] = {
    Copy.TEXTS: PlanText,
    Copy.OUTCOMES: Outcome,
    Copy.DOCUMENTS: LinkedDocument,
    Copy.PROGRAMMES: Programme,
}


def why_not_followed(plan: Plan) -> str:
    """What stands in the way of beginning a plan that takes this one's place; empty when nothing does."""
    if not plan.is_approved:
        return _("%(plan)s is not approved yet, so no other plan takes its place.") % {"plan": plan}
    if plan.status in (Plan.Status.SUPERSEDED, Plan.Status.CLOSED):
        return _("%(plan)s has ended already.") % {"plan": plan}
    if follower := Plan.objects.filter(supersedes=plan).first():
        return _("%(follower)s is being prepared already to take the place of %(plan)s.") % {
            "follower": follower,
            "plan": plan,
        }
    return ""


# --- What there is to decide about ----------------------------------------------------------------


def parts_of(plan: Plan, level: str) -> models.QuerySet[Any]:
    """The parts of a plan that are still its own, in its order."""
    priorities = Priority.objects.filter(plan=plan).exclude(status__in=Priority.LEFT)
    if level == Level.PRIORITY:
        return priorities.order_by("position", "pk")
    if level == Level.COMMITMENT:
        commitments = Commitment.objects.filter(priority__in=priorities)
        return commitments.order_by("priority__position", "priority", "position", "pk")
    actions = StrategicAction.objects.filter(priority__in=priorities).exclude(stage__in=StrategicAction.LEFT)
    return actions.order_by("priority__position", "priority", "position", "pk")


def successions(plan: Plan, level: str) -> models.QuerySet[Any]:
    """What has been decided for a new plan."""
    return cast("models.QuerySet[Any]", _SUCCESSIONS[Level(level)]._base_manager.filter(plan=plan).order_by("pk"))


def undecided(plan: Plan, level: str) -> models.QuerySet[Any]:
    """The parts of the old plan about which nothing has been decided for the new one."""
    assert plan.supersedes is not None
    return parts_of(plan.supersedes, level).exclude(pk__in=successions(plan, level).values("old"))


_SUCCESSIONS: dict[Level, Any] = {
    Level.PRIORITY: PrioritySuccession,
    Level.COMMITMENT: CommitmentSuccession,
    Level.ACTION: ActionSuccession,
}


def level_of(part: Part) -> Level:
    if isinstance(part, Priority):
        return Level.PRIORITY
    return Level.COMMITMENT if isinstance(part, Commitment) else Level.ACTION


# --- Deciding -------------------------------------------------------------------------------------


@transaction.atomic
def carry_forward(
    *,
    plan: Plan,
    old: Part,
    wording: Wording | None = None,
    due: Due | None = None,
    priority: Priority | None = None,
    by: User,
) -> Part:
    """Take a part over into the new plan, under another title, number, date or priority if those are given.

    Deciding the same again changes what was taken over. Without `priority` it goes where what held it went;
    without `due` the agreed date becomes the new plan's original. Raises Settled, ParentUndecided.
    """
    plan = _held(plan)
    wording = wording or Wording(title=old.title, ref=old.ref)
    standing = successions(plan, level_of(old)).filter(old=old, fate=Fate.CARRIED).first()
    with refusing():
        if standing is not None:
            new: Part = standing.new
        else:
            _forget(plan, old)
            new = _like(old, plan=plan, priority=_place(plan, old, priority))
        _name(new, wording)
        if not isinstance(new, Priority):
            _move(plan, old, new, _place(plan, old, priority or (new.priority if standing else None)))
        if isinstance(new, StrategicAction):
            assert isinstance(old, StrategicAction)
            new.due = due or old.agreed_due()
        new.save()
        if standing is None:
            _holding(old, new)
            _record(plan, old, new, Fate.CARRIED, by=by)
    return new


@transaction.atomic
def merge_into(*, plan: Plan, old: Part, new: Part, by: User) -> Part:
    """Let a part go on within another of the new plan. Raises Settled, StillHolds."""
    plan = _held(plan)
    if level_of(new) != level_of(old) or _plan_of(new) != plan:
        raise Refused(_("Choose something of the new plan that it becomes part of."))
    with refusing():
        if successions(plan, level_of(old)).filter(old=old, fate=Fate.MERGED, new=new).exists():
            return new
        _forget(plan, old, keep=new)
        if isinstance(old, Priority):
            assert isinstance(new, Priority)
            _list_as_before(old, new)
        _record(plan, old, new, Fate.MERGED, by=by)
    return new


@transaction.atomic
def split_into(
    *, plan: Plan, old: Part, wordings: Sequence[Wording], priority: Priority | None = None, by: User
) -> list[Part]:
    """Let several parts of the new plan take the place of one.

    Raises Settled, TooFewParts, ParentUndecided, StillHolds.
    """
    plan = _held(plan)
    if len(wordings) < 2:
        raise TooFewParts(_("Name at least two that it becomes, one on each line."))
    with refusing():
        _forget(plan, old)
        place = _place(plan, old, priority)
        new = []
        for wording in wordings:
            one = _like(old, plan=plan, priority=place)
            _name(one, wording)
            if isinstance(one, StrategicAction):
                assert isinstance(old, StrategicAction)
                one.due = old.agreed_due()
                one.commitment = _commitment(plan, old, place)
            one.save()
            _holding(old, one)
            _record(plan, old, one, Fate.SPLIT, by=by)
            new.append(one)
    return new


@transaction.atomic
def drop(*, plan: Plan, old: Part, reason: str, by: User) -> None:
    """Leave a part behind and say why. Raises Settled, ReasonMissing, StillHolds."""
    plan = _held(plan)
    if not reason.strip():
        raise ReasonMissing(_("Say why it is not carried forward."))
    with refusing():
        _forget(plan, old)
        _record(plan, old, None, Fate.DROPPED, reason=reason.strip(), by=by)


@transaction.atomic
def take_back(*, plan: Plan, old: Part, by: User) -> None:
    """Leave it undecided again. Raises Settled, StillHolds."""
    plan = _held(plan)
    with refusing():
        _forget(plan, old)


# --- Deciding about many --------------------------------------------------------------------------


@transaction.atomic
def carry_forward_undecided(*, plan: Plan, priority: Priority, by: User) -> int:
    """Take over all that is undecided in an old priority as it is, complete actions apart; how many that were.

    The priority goes first where it is undecided itself. Raises Settled, ParentUndecided.
    """
    plan = _held(plan)
    number = 0
    if undecided(plan, Level.PRIORITY).filter(pk=priority.pk).exists():
        carry_forward(plan=plan, old=priority, by=by)
        number += 1
    for level in (Level.COMMITMENT, Level.ACTION):
        for old in undecided(plan, level).filter(priority=priority):
            if isinstance(old, StrategicAction) and old.stage == StrategicAction.Stage.COMPLETE:
                continue
            carry_forward(plan=plan, old=old, by=by)
            number += 1
    return number


@transaction.atomic
def drop_undecided(*, plan: Plan, priority: Priority, reason: str, by: User) -> int:
    """Leave behind all that is undecided in an old priority, for one reason. Raises Settled, ReasonMissing."""
    plan = _held(plan)
    number = 0
    for level in (Level.ACTION, Level.COMMITMENT):
        for old in undecided(plan, level).filter(priority=priority):
            drop(plan=plan, old=old, reason=reason, by=by)
            number += 1
    if undecided(plan, Level.PRIORITY).filter(pk=priority.pk).exists():
        drop(plan=plan, old=priority, reason=reason, by=by)
        number += 1
    return number


@transaction.atomic
def drop_complete(*, plan: Plan, by: User) -> int:
    """Leave behind every undecided action that is complete, because it is; how many that were. Raises Settled."""
    plan = _held(plan)
    complete = list(undecided(plan, Level.ACTION).filter(stage=StrategicAction.Stage.COMPLETE))
    for action in complete:
        drop(plan=plan, old=action, reason=_("It is complete."), by=by)
    return len(complete)


# --- Taking over ----------------------------------------------------------------------------------


@transaction.atomic
def take_over(*, plan: Plan, by: User) -> Plan:
    """Approve the new plan; from now on its dates are fixed, and the old plan is superseded.

    What another plan lists of the old one it lists of the new one, where that has one part in its place.
    Raises Settled, Undecided.
    """
    plan = _held(plan)
    if refusal := why_not_decided(plan):
        raise Undecided(refusal)
    assert plan.supersedes is not None
    old = Plan.objects.select_for_update().get(pk=plan.supersedes.pk)
    with refusing():
        plan.status = Plan.Status.APPROVED
        plan.save()
        old.status = Plan.Status.SUPERSEDED
        old.save()
        _hand_over_listings(plan, old)
    return plan


def why_not_decided(plan: Plan) -> str:
    """What has not been decided about, in words; empty when everything has."""
    labels = plan.level_labels
    words = {Level.PRIORITY: labels.priority, Level.COMMITMENT: labels.commitment, Level.ACTION: labels.action}
    left = {level: list(undecided(plan, level)) for level in Level}
    parts = [
        f"{len(found)} {str(words[level].one if len(found) == 1 else words[level].many).lower()}"
        for level, found in left.items()
        if found
    ]
    if not parts:
        if not plan.priorities.exists():
            return _("There is nothing in the new plan yet.")
        return ""
    everything = [str(each) for found in left.values() for each in found]
    named = ", ".join(everything[:NAMED])
    rest = len(everything) - NAMED
    if rest > 0:
        named = ngettext("%(named)s and %(number)d more", "%(named)s and %(number)d more", rest) % {
            "named": named,
            "number": rest,
        }
    said = ngettext(
        "Not decided about yet is %(parts)s: %(named)s.",
        "Not decided about yet are %(parts)s: %(named)s.",
        len(everything),
    )
    return said % {"parts": listed(parts), "named": named}


def _hand_over_listings(plan: Plan, old: Plan) -> None:
    listings = Listing.objects.filter(action__priority__plan=old).exclude(priority__plan__in=[plan, old])
    for listing in listings.select_related("action"):
        new = {each.new for each in successions(plan, Level.ACTION).filter(old=listing.action, new__isnull=False)}
        if len(new) != 1:
            continue
        [action] = new
        if Listing.objects.filter(action=action, priority=listing.priority_id).exists():
            listing.delete()
        else:
            listing.action = action
            listing.save()


# --- The parts of a decision ----------------------------------------------------------------------


def _held(plan: Plan) -> Plan:
    """The new plan, held so that nothing is decided while it is approved. Raises Settled."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("supersedes").get(pk=plan.pk)
    if plan.supersedes is None:
        raise Settled(_("%(plan)s takes the place of no other plan.") % {"plan": plan})
    if plan.is_approved:
        raise Settled(_("%(plan)s is approved, so what became of the plan before it is fixed.") % {"plan": plan})
    return plan


def _plan_of(part: Part) -> Plan:
    return part.plan if isinstance(part, Priority) else part.priority.plan


def _record(plan: Plan, old: Part, new: Part | None, fate: Fate, *, reason: str = "", by: User) -> None:
    _SUCCESSIONS[level_of(old)]._base_manager.create(
        plan=plan, old=old, new=new, fate=fate, reason=reason, decided_by=by, decided_at=timezone.now()
    )


def _forget(plan: Plan, old: Part, *, keep: Part | None = None) -> None:
    """Undo what was decided about a part; what only it became goes, unless it is to be kept."""
    for standing in list(successions(plan, level_of(old)).filter(old=old)):
        new: Part | None = standing.new
        standing.delete()
        if new is None or new == keep or new.origins.exists():
            continue
        if not isinstance(new, StrategicAction) and (new.actions.exists() or _holds_commitments(new)):
            raise StillHolds(_("%(part)s of the new plan holds others. Decide first where those go.") % {"part": new})
        new.delete()


def _holds_commitments(new: Priority | Commitment) -> bool:
    return isinstance(new, Priority) and new.commitments.exists()


def _place(plan: Plan, old: Part, priority: Priority | None) -> Priority | None:
    """The priority of the new plan that holds what is made of a part. Raises ParentUndecided."""
    if isinstance(old, Priority):
        return None
    if priority is not None:
        if priority.plan_id != plan.pk:
            raise Refused(_("Choose where it goes in the new plan."))
        return priority
    became = [each.new for each in successions(plan, Level.PRIORITY).filter(old=old.priority_id) if each.new]
    if len(became) != 1:
        raise ParentUndecided(
            _("Choose where %(part)s goes in the new plan: %(priority)s is split.")
            % {"part": old, "priority": old.priority}
            if became
            else _("Decide first what becomes of %(priority)s, or choose where %(part)s goes.")
            % {"part": old, "priority": old.priority}
        )
    return cast(Priority, became[0])


def _commitment(plan: Plan, old: StrategicAction, place: Priority | None) -> Commitment | None:
    """The commitment that an action belongs to in the new plan: what the old one became, if it is in one place."""
    if old.commitment_id is None:
        return None
    decided = successions(plan, Level.COMMITMENT).filter(old=old.commitment_id, new__priority=place)
    became = [each.new for each in decided.select_related("new")]
    return became[0] if len(became) == 1 else None


def _move(plan: Plan, old: Part, new: Commitment | StrategicAction, place: Priority | None) -> None:
    assert place is not None
    if isinstance(new, Commitment) and new.pk and new.priority_id != place.pk and new.actions.exists():
        raise StillHolds(_("%(part)s of the new plan holds others. Decide first where those go.") % {"part": new})
    new.priority = place
    if isinstance(new, StrategicAction):
        assert isinstance(old, StrategicAction)
        new.commitment = _commitment(plan, old, place)


def _name(new: Part, wording: Wording) -> None:
    title = wording.title.strip()
    if not title:
        raise Refused(_("It needs a title in the new plan."))
    new.title, new.ref = title, wording.ref.strip()


def _like(old: Part, *, plan: Plan, priority: Priority | None) -> Part:
    """A part of the new plan that begins as the old one stands, not yet written."""
    if isinstance(old, Priority):
        return Priority(
            plan=plan,
            key=_free_key(old.key, Priority.objects.filter(plan=plan)),
            plain_title=old.plain_title,
            description=old.description,
            cross_cutting=old.cross_cutting,
            lead_body=old.lead_body,
            monitored_elsewhere_by=old.monitored_elsewhere_by,
            position=old.position,
        )
    assert priority is not None
    if isinstance(old, Commitment):
        return Commitment(
            priority=priority,
            key=_free_key(old.key, Commitment.objects.filter(priority=priority)),
            summary_title=old.summary_title,
            goal=old.goal,
            position=old.position,
        )
    begun = (StrategicAction.Stage.UNDER_WAY, StrategicAction.Stage.PAUSED, StrategicAction.Stage.UNKNOWN)
    return StrategicAction(
        priority=priority,
        key=_free_key(old.key, StrategicAction.objects.filter(priority=priority)),
        description=old.description,
        success_criteria=old.success_criteria,
        sources=old.sources,
        # What was complete and goes on begins again.
        stage=old.stage if old.stage in begun else StrategicAction.Stage.NOT_STARTED,
        starts=old.starts,
        as_printed=old.as_printed,
        position=old.position,
    )


def _free_key(key: str, beside: models.QuerySet[Any]) -> str:
    taken = set(beside.values_list("key", flat=True))
    tried, number = key, 1
    while tried in taken:
        number += 1
        tried = f"{key[:70]}-{number}"
    return tried


def _holding(old: Part, new: Part) -> None:
    """Write what belongs to a part: who leads an action and its open milestones, what a priority serves."""
    if isinstance(old, StrategicAction):
        for responsibility in Responsibility.objects.filter(action=old):
            _copied(responsibility, action=new)
        for milestone in Milestone.objects.filter(action=old, done_on=None):
            _copied(milestone, action=new)
    elif isinstance(old, Priority):
        assert isinstance(new, Priority)
        for outcome in Outcome.objects.filter(plan=new.plan, key__in=old.outcomes.values("key")):
            PriorityOutcome.objects.create(priority=new, outcome=outcome)
        for document in LinkedDocument.objects.filter(plan=new.plan, key__in=old.documents.values("key")):
            PriorityDocument.objects.create(priority=new, document=document)
        for programme in Programme.objects.filter(plan=new.plan, key__in=old.programmes.values("key")):
            ProgrammePriority.objects.create(priority=new, programme=programme)
        _list_as_before(old, new)


def _list_as_before(old: Priority, new: Priority) -> None:
    """List again what the old priority lists of other plans: those actions stay there, and are updated once."""
    for listing in Listing.objects.filter(priority=old).exclude(action__priority__plan__in=[old.plan_id, new.plan_id]):
        if not Listing.objects.filter(priority=new, action=listing.action_id).exists():
            _copied(listing, priority=new)


def _copied(row: M, **other: Any) -> M:
    """The same row once more, belonging to something else."""
    same = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)._base_manager.create(**same | other)
