"""The plans, and each of them with all that it promises."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.requests import SignedInRequest
from plans.models import Plan
from priorities.models import Priority
from priorities.reading import read_plan


@login_required
@require_safe
def plan_list(request: SignedInRequest) -> HttpResponse:
    current = ~Q(priorities__status__in=Priority.LEFT)
    plans = (
        Plan.objects.visible_to(request.user, on=timezone.localdate())
        .select_related("owner_body")
        .annotate(
            priority_count=Count("priorities", filter=current, distinct=True),
            action_count=Count("priorities__actions", filter=current, distinct=True),
        )
        .order_by("title")
    )
    return render(request, "priorities/plan_list.html", {"plans": plans})


@login_required
@require_safe
def plan_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    plans = Plan.objects.visible_to(request.user, on=today).select_related(
        "owner_body", "coordinating_post__organisation", "supersedes"
    )
    plan = get_object_or_404(plans, slug=slug)
    return render(
        request,
        "priorities/plan_detail.html",
        {
            "plan": plan,
            "labels": plan.level_labels,
            "read": read_plan(plan, on=today),
            "follower": Plan.objects.filter(supersedes=plan).exclude(status__in=Plan.UNAPPROVED).first(),
        },
    )
