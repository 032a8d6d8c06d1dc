"""Which updates are awaited and who is to be reminded of them: the same few queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.reportability import starts_later, why_not_reported
from partnership.models import Body, Membership, User
from partnership.standing_in import Worker, who_does
from priorities.models import Responsibility, StrategicAction

Role = Responsibility.Role


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who chairs or leads a body, in person or by their post."""

    user: User
    body: Body

    @property
    def why(self) -> str:
        return _("You lead %(body)s, which answers for them.") % {"body": self.body}


@dataclass(frozen=True, slots=True)
class Awaited:
    """An update that somebody still has to submit.

    `people` do the work of the posts that lead the action; `leaders` are those of the body that answers for it.
    """

    action: StrategicAction
    period: ReportingPeriod
    # The update as it was returned; None where there is none yet.
    returned: ProgressUpdate | None
    leading: tuple[Responsibility, ...]
    people: tuple[Worker, ...]
    leaders: tuple[Leader, ...]

    @property
    def closes_on(self) -> date | None:
        return closes_on(self.period)

    @property
    def title(self) -> str:
        return str(self.action)

    @property
    def address(self) -> str:
        return reverse("monitoring:update_action", args=[self.action.pk])

    @property
    def why_nobody(self) -> str:
        """Why nobody can be reminded, in a sentence; empty where somebody can."""
        if self.people:
            return ""
        posts = [each.post for each in self.leading if each.post]
        if posts:
            return _("Nobody holds the post %(post)s.") % {"post": posts[0]}
        if self.leading:
            return _("%(lead)s leads it, and no post there is named.") % {"lead": self.leading[0]}
        return _("No lead is named.")


def closes_on(period: ReportingPeriod) -> date | None:
    """The day by which an update is awaited: for one that was returned after updates closed, the end of questions."""
    return period.updates_due_on if period.takes_updates else period.challenge_by


def awaited(periods: Iterable[ReportingPeriod], *, on: date, actions: Collection[int] | None = None) -> list[Awaited]:
    """Every update that these periods of different plans still wait for, in the plans' order.

    Not awaited: what was submitted or accepted, what is complete, what is still to start, what is not reported on
    in the period, and, once updates have closed, what was not returned. `actions` are the only ones asked about.
    """
    by_plan = {period.plan_id: period for period in periods if period.is_under_way}
    asked = list(_asked(by_plan, actions)) if by_plan else []
    if not asked:
        return []
    leading = _leading(action for action, _returned in asked)
    seats = seats_of({action.priority.lead_body_id for action, _returned in asked}, on=on)
    posts = [each.post for group in leading.values() for each in group if each.post]
    seated = [seat.post for group in seats.values() for seat in group if seat.post]
    workers = who_does([*posts, *seated], on=on)
    return [
        Awaited(
            action=action,
            period=by_plan[action.priority.plan_id],
            returned=returned,
            leading=tuple(leading[action.pk]),
            people=tuple(worker for each in leading[action.pk] if each.post for worker in workers[each.post.pk]),
            leaders=tuple(leaders_in(seats[action.priority.lead_body_id], workers)),
        )
        for action, returned in asked
    ]


def _asked(
    by_plan: Mapping[int, ReportingPeriod], actions: Collection[int] | None
) -> Iterator[tuple[StrategicAction, ProgressUpdate | None]]:
    """Each action whose update is awaited, with the update where it was returned."""
    found = StrategicAction.objects.filter(priority__plan__in=by_plan)
    said = ProgressUpdate.objects.filter(period__in=by_plan.values())
    if actions is not None:
        found, said = found.filter(pk__in=actions), said.filter(action__in=actions)
    updates = {(update.action_id, update.period_id): update for update in said.select_related("reviewed_by")}
    in_order = ("priority__plan", "priority__position", "priority_id", "position", "pk")
    for action in found.select_related("priority__plan", "priority__lead_body").order_by(*in_order):
        period = by_plan[action.priority.plan_id]
        update = updates.get((action.pk, period.pk))
        if _is_awaited(action, period, update):
            yield action, update


def _is_awaited(action: StrategicAction, period: ReportingPeriod, update: ProgressUpdate | None) -> bool:
    """Says the same as `why_not_taken` about what is asked of somebody, and leaves alone what is still to start."""
    is_returned = update is not None and update.state == ProgressUpdate.State.RETURNED
    if not is_returned and (update is not None or not period.takes_updates):
        return False
    if action.stage == StrategicAction.Stage.COMPLETE or why_not_reported(action, on=period.actions_as_at):
        return False
    return is_returned or not starts_later(action, on=period.actions_as_at)


def _leading(actions: Iterable[StrategicAction]) -> dict[int, list[Responsibility]]:
    """Who is to say how each action is going: those who lead it, else whoever is accountable, the first one first."""
    rows = (
        Responsibility.objects.filter(action__in=list(actions), role__in=[Role.LEAD, Role.ACCOUNTABLE])
        .select_related("post__organisation", "post__deputy", "organisation", "body")
        .order_by("-primary", "position", "pk")
    )
    leading: dict[int, list[Responsibility]] = defaultdict(list)
    accountable: dict[int, list[Responsibility]] = defaultdict(list)
    for each in rows:
        (leading if each.role == Role.LEAD or each.primary else accountable)[each.action_id].append(each)
    for action_pk, group in accountable.items():
        leading[action_pk] = leading[action_pk] or group
    return leading


def seats_of(bodies: Iterable[int | None], *, on: date) -> dict[int | None, list[Membership]]:
    """The seats from which each of these bodies is led."""
    seats: dict[int | None, list[Membership]] = defaultdict(list)
    rows = Membership.objects.current(on=on).filter(body__in=[pk for pk in bodies if pk], role__in=Membership.LEADING)
    for seat in rows.select_related("body", "user", "post__deputy").order_by("pk"):
        seats[seat.body_id].append(seat)
    return seats


def leaders_in(seats: Iterable[Membership], workers: Mapping[int, tuple[Worker, ...]]) -> Iterator[Leader]:
    """Those who sit in these seats; `workers` do the work of their posts."""
    for seat in seats:
        people = [seat.user] if seat.user else [worker.user for worker in workers[seat.post_id or 0]]
        yield from (Leader(person, seat.body) for person in people if person.is_active)
