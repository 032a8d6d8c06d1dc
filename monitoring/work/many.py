"""Many actions of one plan, as one person reports on them. The same few queries however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from monitoring.corrected import as_corrected, with_errata
from monitoring.models import Draft, ProgressUpdate, ReportingPeriod
from monitoring.moments import month_of
from monitoring.record.words import day
from monitoring.services.updates import why_not_reaffirm, why_not_taken
from monitoring.work.returns import expected
from monitoring.work.updating import next_end, period_before, promises, submitted_said
from partnership.models import User
from plans.models import Plan, RatingLevel
from plans.permissions import can_coordinate
from priorities.leads import Lead, lead, leading
from priorities.models import Priority, StrategicAction


@dataclass(frozen=True, slots=True)
class Reported:
    """One action that an update can be made of, and what is known of it before and in the period under way."""

    action: StrategicAction
    period: ReportingPeriod
    lead: Lead
    # Otherwise they write it down for somebody else.
    is_own: bool
    last: ProgressUpdate | None
    last_period: ReportingPeriod | None
    existing: ProgressUpdate | None
    draft: Draft | None
    today: date

    @property
    def is_awaited(self) -> bool:
        """Nobody has said anything about it yet."""
        return self.existing is None

    @property
    def why_not_unchanged(self) -> str:
        """Why it cannot be confirmed as unchanged, in a sentence; empty when it can. Asks no query."""
        if self.draft is not None:
            return _("You have begun to write about it. Finish that and submit it.")
        return why_not_reaffirm(self.action, self.period, self.last)

    @property
    def last_month(self) -> str:
        """June; empty when there was no period before."""
        return month_of(self.last_period.ends_on, today=self.today) if self.last_period else ""

    @property
    def last_day(self) -> str:
        """30 June 2026: how things stood then is what is confirmed."""
        return day(self.last_period.actions_as_at) if self.last_period else ""

    @property
    def last_level(self) -> RatingLevel | None:
        return self.last.level if self.last else None

    @property
    def promises(self) -> list[str]:
        return promises(self.last) if self.last else []

    @property
    def said(self) -> str:
        """Who submitted the update that stands, and when."""
        return submitted_said(self.existing, today=self.today) if self.existing else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose to see of the plan; empty for everything."""

    organisation: str = ""
    priority: str = ""

    @property
    def query(self) -> str:
        query = QueryDict(mutable=True)
        query.update({name: text for name, text in self._named if text})
        return query.urlencode()

    @property
    def _named(self) -> tuple[tuple[str, str], ...]:
        return ("organisation", self.organisation), ("priority", self.priority)

    def holds(self, each: Reported) -> bool:
        return self.organisation in ("", each.lead.organisation) and self.priority in (
            "",
            str(each.action.priority_id),
        )


@dataclass(frozen=True, slots=True)
class Many:
    """Everything that one person may report on in a plan's period, in the plan's order."""

    plan: Plan
    period: ReportingPeriod
    all: tuple[Reported, ...]
    coordinates: bool
    # June; empty when the plan has no period before this one.
    since: str
    # 31 December 2026: the end of the next period.
    until: str

    def chosen(self, choice: Choice) -> list[Reported]:
        return [each for each in self.all if choice.holds(each)]

    def by_action(self) -> dict[int, Reported]:
        return {each.action.pk: each for each in self.all}

    @property
    def organisations(self) -> list[str]:
        return sorted({each.lead.organisation for each in self.all if each.lead.organisation})

    @property
    def priorities(self) -> list[Priority]:
        return list({each.action.priority_id: each.action.priority for each in self.all}.values())


def reports_on(user: User, plan: Plan, *, today: date) -> tuple[bool, frozenset[int]]:
    """Whether the person coordinates the plan, and the actions of it that are theirs to report on."""
    own = StrategicAction.objects.filter(priority__plan=plan).led_by(user, on=today)
    return can_coordinate(user, plan), frozenset(own.values_list("pk", flat=True))


def many(period: ReportingPeriod, user: User, *, coordinates: bool, own: Iterable[int], today: date) -> Many:
    """What is asked about and can be updated now. `period` comes with its plan and scale."""
    own = frozenset(own)
    actions = (
        expected(period)
        .select_related("priority__plan", "priority__lead_body")
        .prefetch_related("date_changes", leading(on=today))
        .order_by("priority__position", "priority_id", "position", "pk")
    )
    said = ProgressUpdate.objects.all()
    if not coordinates:
        actions, said = actions.filter(pk__in=own), said.filter(action__in=own)
    last_period = period_before(period)
    periods = [each for each in (last_period, period) if each]
    updates = {
        (update.action_id, update.period_id): as_corrected(update)
        for update in with_errata(said.filter(period__in=periods)).select_related(
            "proposed_level", "agreed_level", "submitted_by", "reviewed_by"
        )
    }
    drafts = {draft.action_id: draft for draft in Draft.objects.filter(user=user, period=period)}
    found = (
        Reported(
            action=action,
            period=period,
            lead=lead(action.responsibilities.all()),
            is_own=action.pk in own,
            last=updates.get((action.pk, last_period.pk)) if last_period else None,
            last_period=last_period,
            existing=updates.get((action.pk, period.pk)),
            draft=drafts.get(action.pk),
            today=today,
        )
        for action in actions
    )
    return Many(
        plan=period.plan,
        period=period,
        all=tuple(each for each in found if why_not_taken(each.action, period, each.existing) is None),
        coordinates=coordinates,
        since=month_of(last_period.ends_on, today=today) if last_period else "",
        until=day(next_end(period)),
    )
