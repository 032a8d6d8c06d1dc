"""Whose updates are in and whose are awaited, while a period is under way. Reads live rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.models import Draft, ProgressUpdate, ReportingPeriod
from partnership.wording import listed
from priorities.leads import Lead, lead, leading
from priorities.models import StrategicAction


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
class Apart:
    """Reportable actions that a period does not ask about: done before it, or with their start still to come."""

    done: list[StrategicAction]
    later: list[StrategicAction]


def apart(period: ReportingPeriod) -> Apart:
    others = (
        StrategicAction.objects.filter(priority__plan=period.plan_id)
        .reportable(on=period.actions_as_at)
        .exclude(pk__in=expected(period).values("pk"))
        .order_by("priority__position", "priority_id", "position", "pk")
    )
    done = [action for action in others if action.stage == StrategicAction.Stage.COMPLETE]
    return Apart(done=done, later=[action for action in others if action not in done])


@dataclass(frozen=True, slots=True)
class Return:
    """One expected action with how far its update has come. `update` is None before it is submitted."""

    action: StrategicAction
    standing: Standing
    lead: Lead
    update: ProgressUpdate | None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A leading post that nobody holds, with the actions that it leads."""

    lead: Lead
    actions: tuple[StrategicAction, ...]

    @property
    def words(self) -> str:
        """Nobody holds the post Head of SEND, which leads 4.2, 4.4 and 5.3."""
        named = [action.ref or action.title for action in self.actions]
        return _("Nobody holds the post %(post)s, which leads %(actions)s") % {
            "post": self.lead.post,
            "actions": listed(named),
        }


def _vacancies(group: Iterable[Return]) -> tuple[Vacancy, ...]:
    led: dict[Lead, list[StrategicAction]] = {}
    for each in group:
        if each.lead.vacant:
            led.setdefault(each.lead, []).append(each.action)
    return tuple(Vacancy(lead, tuple(actions)) for lead, actions in led.items())


@dataclass(frozen=True, slots=True)
class Share:
    """How many of an organisation's updates stand where."""

    organisation: str
    counts: Counter[Standing]
    vacancies: tuple[Vacancy, ...]

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
    def vacant(self) -> list[Return]:
        """Actions whose leading post nobody holds."""
        return [each for each in self.all if each.lead.vacant]

    @property
    def vacancies(self) -> tuple[Vacancy, ...]:
        return _vacancies(self.all)

    @property
    def unled(self) -> list[Return]:
        """Actions with no lead named."""
        return [each for each in self.all if not each.lead.named]


def _share(organisation: str, group: Iterable[Return]) -> Share:
    group = tuple(group)
    return Share(
        organisation=organisation,
        counts=Counter(each.standing for each in group),
        vacancies=_vacancies(group),
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
        .prefetch_related(leading(on=on))
        .order_by("priority__position", "priority_id", "position", "pk")
    )
    return Returns(
        tuple(
            Return(
                action=action,
                standing=_standing(updates.get(action.pk), has_draft=action.has_draft),
                lead=lead(action.responsibilities.all()),
                update=updates.get(action.pk),
            )
            for action in actions
        )
    )


def _standing(update: ProgressUpdate | None, *, has_draft: bool) -> Standing:
    if update is not None:
        return Standing(update.state)
    return Standing.DRAFT if has_draft else Standing.NOT_BEGUN
