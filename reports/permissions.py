"""Who may ask for a report, and who may have it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from monitoring.models import ReportingPeriod, ReportingPeriodQuerySet
from partnership.models import Body, Membership, Post, User
from plans.models import Plan
from plans.permissions import can_coordinate, clerks_plan
from reports.models import MonitoringReport, MonitoringReportQuerySet


def can_request_report(user: User, plan: Plan) -> bool:
    """The clerk of the body that owns the plan or of one above it, and the plan's coordinator."""
    return can_coordinate(user, plan) or clerks_plan(user, plan)


def plans_to_report_on(user: User) -> QuerySet[Plan]:
    """Plans of which this person may ask for reports."""
    today = timezone.localdate()
    clerked = Body.objects.with_role(user, Membership.Role.CLERK, on=today)
    return Plan.objects.filter(
        Q(coordinating_post__in=Post.objects.held_by(user, on=today)) | Q(owner_body__in=_and_below(clerked))
    ).filter(pk__in=Plan.objects.visible_to(user, on=today))


def reports_open_to(user: User, *, asks_about: QuerySet[Plan] | None = None) -> MonitoringReportQuerySet:
    """Reports this person may have: those of periods they may read.

    Provisional ones are for those who see all of an open period: the coordinator, the clerks, and who
    chairs or leads the body that owns the plan. `asks_about` saves asking for `plans_to_report_on` twice.
    """
    asks_about = plans_to_report_on(user) if asks_about is None else asks_about
    today = timezone.localdate()
    led = Plan.objects.filter(owner_body__in=Body.objects.with_role(user, *Membership.LEADING, on=today))
    seen_whole = Q(period__plan__in=asks_about) | Q(period__plan__in=led)
    return MonitoringReport.objects.visible_to(user, on=today).filter(Q(provisional=False) | seen_whole)


def periods_open_to(user: User) -> ReportingPeriodQuerySet:
    """Periods this person may read and ask about."""
    return ReportingPeriod.objects.visible_to(user, on=timezone.localdate())


def _and_below(bodies: QuerySet[Body]) -> set[int]:
    """The bodies and all the groups beneath them."""
    groups: dict[int | None, list[int]] = {}
    for body, parent in Body.objects.values_list("pk", "parent"):
        groups.setdefault(parent, []).append(body)
    found: set[int] = set()
    waiting: Iterable[int] = bodies.values_list("pk", flat=True)
    while waiting := [body for body in waiting if body not in found]:
        found.update(waiting)
        waiting = [group for body in waiting for group in groups.get(body, [])]
    return found
