"""Entering a period that happened on paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from monitoring.forms.paper import PaperForm
from monitoring.permissions import can_manage_periods
from monitoring.services.paper import enter_paper_period, why_not_enter
from monitoring.work.paper import free_numbers, numbers_said
from partnership.kept_text import keeping_text
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.models import Plan


@keeping_text
@require_http_methods(["GET", "POST"])
def period_paper(request: SignedInRequest, slug: str) -> HttpResponse:
    plans = Plan.objects.visible_to(request.user, on=timezone.localdate()).select_related("action_scale")
    plan = get_object_or_404(plans, slug=slug)
    if not can_manage_periods(request.user, plan):
        raise PermissionDenied
    before, after = free_numbers(plan)
    data = request.POST if request.method == "POST" else None
    form = PaperForm(data, plan=plan, ordinal=before or after, numbers=numbers_said(plan))
    if form.is_valid():
        try:
            period = enter_paper_period(plan=plan, paper=form.paper, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(period)s is entered, as reported.") % {"period": period})
            return redirect(period)
    context = {"plan": plan, "form": form, "refusal": why_not_enter(plan)}
    return render(request, "monitoring/period_paper.html", context)
