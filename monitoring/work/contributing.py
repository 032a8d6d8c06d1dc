"""What a person is asked about their updates, and the actions to which their organisation may add something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from monitoring.models import Contribution, ProgressUpdate, Question, ReportingPeriod
from monitoring.moments import said_at
from monitoring.services.contributions import why_not_contribute
from partnership.models import Organisation, User, posts_of
from partnership.prepared import Prepared
from plans.models import Plan
from priorities.models import Responsibility, StrategicAction


@dataclass(frozen=True, slots=True)
class Contributing:
    """An action to which an organisation contributes, and what it has said about it in the period under way."""

    action: StrategicAction
    organisation: Organisation
    said: Contribution | None
    today: date

    @property
    def note(self) -> str:
        if self.said is None:
            return _("For %(organisation)s.") % {"organisation": self.organisation}
        return _("%(person)s wrote something for %(organisation)s %(when)s.") % {
            "person": self.said.said_by,
            "organisation": self.organisation,
            "when": said_at(self.said.said_at, today=self.today),
        }


def questions_for(user: User, *, today: date) -> list[Question]:
    """What waits for this person's answer, oldest first. A returned update asks by itself."""
    return _questions_for(user=user.pk, on=today)


@Prepared
def _questions_for(*, user: int, on: date) -> QuerySet[Any]:
    person = User(pk=user)
    led = StrategicAction.objects.visible_to(person, on=on).led_by(person, on=on)
    return (
        Question.objects.filter(
            update__action__in=led, update__period__state__in=ReportingPeriod.UNDER_WAY, answered_at=None
        )
        .exclude(update__state=ProgressUpdate.State.RETURNED)
        .select_related("update__action", "asked_by")
        .order_by("asked_at", "pk")
    )


def contributing(user: User, *, today: date) -> list[Contributing]:
    """Each action and organisation for which this person may add something now, in the plan's order."""
    named = _named_to_contribute(user=user.pk, on=today)
    pairs = {(each.action, each.post.organisation if each.post else each.organisation) for each in named}
    plans = {action.priority.plan_id for action, _organisation in pairs}
    periods = {each.plan_id: each for each in ReportingPeriod.objects.under_way().filter(plan__in=plans)}
    said = {
        (each.action_id, each.organisation_id): each
        for each in Contribution.objects.filter(period__in=periods.values()).select_related("said_by")
    }
    order = {each.action: number for number, each in enumerate(named)}
    return [
        Contributing(action, organisation, said.get((action.pk, organisation.pk)), today)
        for action, organisation in sorted(pairs, key=lambda pair: (order[pair[0]], str(pair[1])))
        if organisation is not None and not why_not_contribute(action, periods[action.priority.plan_id])
    ]


@Prepared
def _named_to_contribute(*, user: int, on: date) -> QuerySet[Any]:
    """Where their organisation, or the one that it is part of, is to contribute to a plan with a period under way."""
    person = User(pk=user)
    held = posts_of(person, on=on)
    own = Organisation.objects.filter(Q(posts__in=held) | Q(parts__posts__in=held)).values("pk")
    return (
        Responsibility.objects.filter(
            Q(post__organisation__in=own) | Q(organisation__in=own),
            role=Responsibility.Role.CONTRIBUTOR,
            action__priority__plan__in=Plan.objects.visible_to(person, on=on),
            action__priority__plan__periods__state__in=ReportingPeriod.UNDER_WAY,
        )
        .select_related("action__priority", "organisation", "post__organisation")
        .distinct()
        .order_by("action__priority__position", "action__priority", "action__position", "action", "pk")
    )
