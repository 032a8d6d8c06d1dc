"""The measures of a plan, and what one of them is."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.models import Indicator
from indicators.overview import measures_of
from indicators.permissions import can_define_measures
from indicators.views.found import visible_plan
from partnership.requests import SignedInRequest


@login_required
@require_safe
def measure_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every measure of a plan, for whoever may read it. Those no longer collected stand apart."""
    plan = visible_plan(request.user, slug)
    rows = measures_of(plan, today=timezone.localdate())
    over = Indicator.Status.DISCONTINUED
    context = {
        "plan": plan,
        "labels": plan.level_labels,
        "defines": can_define_measures(request.user, plan),
        "rows": [row for row in rows if row.indicator.status != over],
        "discontinued": [row for row in rows if row.indicator.status == over],
    }
    return render(request, "indicators/measure_list.html", context)
