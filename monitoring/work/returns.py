"""Whose updates are in and whose are awaited, while a period is under way. Reads live rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.models import Draft, ProgressUpdate, ReportingPeriod
from partnership.models import PostHolding
from priorities.models import Responsibility, StrategicAction


class Standing(models.TextChoices):
    """How far the update of an action has come. Every expected action is in exactly one."""

    NOT_BEGUN = "not-begun", gettext_lazy("Not begun")
    DRAFT = "draft", gettext_lazy("Draft")
    RETURNED = "returned", gettext_lazy("Returned")
    SUBMITTED = "submitted", gettext_lazy("To review")
    ACCEPTED = "accepted", gettext_lazy("Accepted")


IN = frozenset({Standing.SUBMITTED, Standing.ACCEPTED})


def expected(period: ReportingPeriod) -> QuerySet[StrategicAction]:
    """Actions of the plan that this period asks about.

    Reportable ones, without those that were complete before the period and those whose start is still to come
    and about which nobody has said anything.
    """
    updates = ProgressUpdate.objects.filter(period=period).values("action")
    silent = ~Q(pk__in=updates)
    done = Q(stage=StrategicAction.Stage.COMPLETE) & silent
    later = Q(starts__last_day__gt=period.actions_as_at.isoformat(), stage=StrategicAction.Stage.NOT_STARTED) & silent
    return (
        StrategicAction.objects.filter(priority__plan=period.plan_id)
        .reportable(on=period.actions_as_at)
        .exclude(done)
        .exclude(later)
    )


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is to say how an action is going. `organisation` names the group it is counted in."""

    organisation: str
    post: str
    people: tuple[str, ...]
    vacant: bool

    @property
    def named(self) -> bool:
        return bool(self.organisation)

    @property
    def words(self) -> str:
        """The post with its holder: "Head of Lettings (nobody holds this post)"."""
        if self.vacant:
            return _("%(post)s (nobody holds this post)") % {"post": self.post}
        if self.people:
            return _("%(people)s, %(post)s") % {"people": ", ".join(self.people), "post": self.post}
        return self.post or _("No lead named")


NOBODY = Lead(organisation="", post="", people=(), vacant=False)


@dataclass(frozen=True, slots=True)
class Return:
    """One expected action with how far its update has come. `update` is None before it is submitted."""

    action: StrategicAction
    standing: Standing
    lead: Lead
    update: ProgressUpdate | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of an organisation's updates stand where."""

    organisation: str
    counts: Counter[Standing]
    vacancies: tuple[Return, ...]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def arrived(self) -> int:
        return sum(self.counts[standing] for standing in IN)

    @property
    def awaited(self) -> int:
        return self.total - self.arrived

    @property
    def to_review(self) -> int:
        return self.counts[Standing.SUBMITTED]

    @property
    def accepted(self) -> int:
        return self.counts[Standing.ACCEPTED]

    @property
    def returned(self) -> int:
        return self.counts[Standing.RETURNED]

    @property
    def draft(self) -> int:
        return self.counts[Standing.DRAFT]

    @property
    def not_begun(self) -> int:
        return self.counts[Standing.NOT_BEGUN]


@dataclass(frozen=True)
class Returns:
    """Everything that a period asks for, in the plan's order."""

    all: tuple[Return, ...]

    @cached_property
    def total(self) -> Share:
        return _share("", self.all)

    @cached_property
    def by_organisation(self) -> list[Share]:
        """One share for each organisation, most awaited first; actions without a lead last."""
        groups: dict[str, list[Return]] = {}
        for each in self.all:
            groups.setdefault(each.lead.organisation, []).append(each)
        shares = [_share(organisation, group) for organisation, group in groups.items()]
        return sorted(shares, key=lambda share: (not share.organisation, -share.awaited, share.organisation))

    @property
    def organisations_awaited(self) -> int:
        return sum(bool(share.awaited) for share in self.by_organisation)

    def within(self, priorities: Container[int]) -> Returns:
        """Those of some priorities only."""
        return Returns(tuple(each for each in self.all if each.action.priority_id in priorities))

    def of(self, organisation: str) -> Returns:
        """Those that one organisation leads; an empty name finds those without a lead."""
        return Returns(tuple(each for each in self.all if each.lead.organisation == organisation))

    def at(self, *standings: Standing) -> list[Return]:
        return [each for each in self.all if each.standing in standings]

    @property
    def vacancies(self) -> list[Return]:
        """Actions whose leading post nobody holds."""
        return [each for each in self.all if each.lead.vacant]

    @property
    def unled(self) -> list[Return]:
        """Actions with no lead named."""
        return [each for each in self.all if not each.lead.named]


def _share(organisation: str, group: Iterable[Return]) -> Share:
    group = tuple(group)
    return Share(
        organisation=organisation,
        counts=Counter(each.standing for each in group),
        vacancies=tuple(each for each in group if each.lead.vacant),
    )


def returns(period: ReportingPeriod, *, on: date) -> Returns:
    """How far every expected update has come, and who holds which post on a day. Of drafts only that they exist."""
    updates = {
        update.action_id: update
        for update in ProgressUpdate.objects.filter(period=period).select_related(
            "proposed_level", "agreed_level", "submitted_by"
        )
    }
    actions = (
        expected(period)
        .select_related("priority")
        .annotate(has_draft=models.Exists(Draft.objects.filter(period=period, action=OuterRef("pk"))))
        .prefetch_related(_leading(on))
        .order_by("priority__position", "priority_id", "position", "pk")
    )
    return Returns(
        tuple(
            Return(
                action=action,
                standing=_standing(updates.get(action.pk), has_draft=action.has_draft),
                lead=_lead(action.responsibilities.all()),
                update=updates.get(action.pk),
            )
            for action in actions
        )
    )


def _leading(on: date) -> Prefetch[str, QuerySet[Responsibility], str]:
    holdings = PostHolding.objects.current(on=on).select_related("user")
    responsibilities = (
        Responsibility.objects.exclude(role=Responsibility.Role.CONTRIBUTOR)
        .select_related("post__organisation", "organisation", "body")
        .prefetch_related(Prefetch("post__holdings", queryset=holdings))
    )
    return Prefetch("responsibilities", queryset=responsibilities)


def _standing(update: ProgressUpdate | None, *, has_draft: bool) -> Standing:
    if update is not None:
        return Standing(update.state)
    return Standing.DRAFT if has_draft else Standing.NOT_BEGUN


def _lead(responsibilities: Iterable[Responsibility]) -> Lead:
    """The first to be named: the primary one, else any that leads, else whoever is accountable."""
    first = min(
        responsibilities,
        key=lambda each: (not each.primary, each.role != Responsibility.Role.LEAD, each.position, each.pk),
        default=None,
    )
    if first is None:
        return NOBODY
    if first.post is None:
        name = str(first.organisation or first.body or first.as_printed)
        return Lead(organisation=name, post=first.as_printed or name, people=(), vacant=False)
    people = tuple(
        _("%(person)s (acting)") % {"person": holding.user} if holding.acting else str(holding.user)
        for holding in first.post.holdings.all()
    )
    return Lead(organisation=first.post.organisation.name, post=first.post.title, people=people, vacant=not people)
