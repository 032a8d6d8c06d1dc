"""What was let through although it may point at a child, for the coordinator to look at."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.models import ReportingPeriod
from monitoring.permissions import can_manage_periods
from monitoring.work.let_through import looked_over
from partnership.kept_text import number
from partnership.requests import SignedInRequest
from plans.models import Plan


@login_required
@require_safe
def let_through(request: SignedInRequest, slug: str) -> HttpResponse:
    """One period's words that may point at a child: those of the period asked for, else of the one under way."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user, on=timezone.localdate()), slug=slug)
    if not can_manage_periods(request.user, plan):
        raise PermissionDenied
    periods = list(plan.periods.exclude(state=ReportingPeriod.State.PLANNED).order_by("-ordinal"))
    with_words = set(plan.let_through.order_by().values_list("period", flat=True).distinct())
    period = _chosen(periods, number(request.GET, "period"))
    context = {
        "plan": plan,
        "period": period,
        "others": [each for each in periods if each != period and each.pk in with_words],
        "found": looked_over(period) if period else None,
    }
    return render(request, "monitoring/let_through.html", context)


def _chosen(periods: list[ReportingPeriod], asked: int) -> ReportingPeriod | None:
    chosen = (each for each in periods if each.pk == asked)
    under_way = (each for each in periods if each.is_under_way)
    return next(chosen, None) or next(under_way, None) or next(iter(periods), None)
