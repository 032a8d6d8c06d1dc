"""The rules that rank the updates of a plan for review, for everybody to read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.prompts import RULES
from partnership.requests import SignedInRequest
from plans.models import Plan


@login_required
@require_safe
def prompt_list(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user, on=timezone.localdate()), slug=slug)
    rules = sorted(RULES, key=lambda rule: -rule.weight)
    return render(request, "monitoring/prompts.html", {"plan": plan, "rules": rules})
