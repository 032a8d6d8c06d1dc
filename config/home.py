"""Where each person begins: the page that answers what they came to ask."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.work.my_actions import MyActions, my_actions
from partnership.models import Body, Membership, Post, User
from partnership.requests import SignedInRequest
from plans.models import Plan
from reports.owed import owes_any
from reports.services.telling import news_for, said_of

State = ReportingPeriod.State


@login_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    if said := said_of(news_for(request.user, at=timezone.now()).select_related("period__plan").without_bytes()):
        messages.success(request, said)
    return redirect(beginning(request.user, today=timezone.localdate()))


def beginning(user: User, *, today: date) -> str:
    """The address of somebody's first page: what they owe, then what they look after, then what they read."""
    mine = my_actions(user, today=today)
    if mine.tasks or mine.measures.to_comment or owes_any(user, today=today):
        return reverse("monitoring:my_actions")
    return (
        _coordinating(user, today)
        or _reviewing(user, today)
        or (reverse("monitoring:date_requests") if mine.dates_asked else "")
        or (reverse("monitoring:my_actions") if _works_on(mine) else "")
        or _clerking(user, today)
        or _analysing(user, today)
        or _reading(user, today)
    )


def _works_on(mine: MyActions) -> bool:
    return mine.leads_any or bool(mine.measures.number or mine.to_sign_off or mine.contributing)


def _coordinating(user: User, today: date) -> str:
    plans = list(Plan.objects.coordinated_by(user, on=today))
    # Beside the plan in force there may be the one before it, and the one that is to follow.
    plans = [plan for plan in plans if plan.status in Plan.IN_FORCE] or plans
    if len(plans) != 1:
        return reverse("priorities:plan_list") if plans else ""
    periods = plans[0].periods
    period = (
        periods.under_way().first()
        or periods.filter(state=State.PLANNED).order_by("ordinal").first()
        or periods.order_by("-ordinal").first()
    )
    return period.get_absolute_url() if period else reverse("monitoring:period_list", args=[plans[0].slug])


def _reviewing(user: User, today: date) -> str:
    """The updates that wait for a lead, if any do."""
    period = (
        ReportingPeriod.objects.visible_to(user, on=today)
        .under_way()
        .filter(
            updates__in=ProgressUpdate.objects.filter(
                state=ProgressUpdate.State.SUBMITTED,
                action__priority__lead_body__in=Body.objects.with_role(user, *Membership.LEADING, on=today),
            ).exclude(submitted_by=user),
        )
        .first()
    )
    return reverse("monitoring:period_updates", args=[period.pk]) if period else ""


def _clerking(user: User, today: date) -> str:
    clerks = Body.objects.with_role(user, Membership.Role.CLERK, on=today).exists()
    return reverse("reports:report_list") if clerks else ""


def _analysing(user: User, today: date) -> str:
    """The measures of the plan in force whose figures this person brings in."""
    held = Post.objects.held_by(user, on=today)
    plan = Plan.objects.filter(analyst_post__in=held, status__in=Plan.IN_FORCE).order_by("pk").first()
    return reverse("indicators:measure_list", args=[plan.slug]) if plan else ""


def _reading(user: User, today: date) -> str:
    """The dashboard of the plan that this person reads; all plans where there are several, or none."""
    plan = _own_plan(user, today)
    if plan is None:
        return reverse("priorities:plan_list")
    if not plan.periods.exclude(state=State.PLANNED).exists():
        return reverse("priorities:plan_detail", args=[plan.slug])
    return reverse("monitoring:latest_dashboard", args=[plan.slug])


def _own_plan(user: User, today: date) -> Plan | None:
    """The only plan that they coordinate or that a body of theirs owns, else the only one that they may read."""
    plans = Plan.objects.visible_to(user, on=today)
    bodies = Body.objects.with_role(user, *Membership.Role.values, on=today)
    coordinated = Plan.objects.coordinated_by(user, on=today)
    own = plans.filter(Q(owner_body__in=bodies) | Q(pk__in=coordinated))
    in_force = Q(status__in=Plan.IN_FORCE)
    for some in (own.filter(in_force), own, plans.filter(in_force), plans):
        found = list(some[:2])
        if found:
            return found[0] if len(found) == 1 else None
    return None


# --- The menu's words for what each plan has ----------------------------------------------------


@login_required
@require_safe
def to_dashboard(request: SignedInRequest) -> HttpResponse:
    return redirect(_reading(request.user, timezone.localdate()))


@login_required
@require_safe
def to_periods(request: SignedInRequest) -> HttpResponse:
    plan = _own_plan(request.user, timezone.localdate())
    return redirect("monitoring:period_list", plan.slug) if plan else redirect("priorities:plan_list")
