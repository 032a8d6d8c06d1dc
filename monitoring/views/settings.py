"""How a plan reports: the steps it takes, their working days, and how its levels roll up."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from monitoring.forms.settings import SettingsForm
from monitoring.permissions import can_manage_periods
from monitoring.services.preparing import change_settings
from partnership.kept_text import keeping_text
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.models import Plan


@keeping_text
@require_http_methods(["GET", "POST"])
def plan_settings(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user, on=timezone.localdate()), slug=slug)
    if not can_manage_periods(request.user, plan):
        raise PermissionDenied
    form = SettingsForm(request.POST if request.method == "POST" else None, plan=plan)
    if form.is_valid():
        try:
            change_settings(plan=plan, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The settings of %(plan)s are saved.") % {"plan": plan})
            return redirect("monitoring:period_list", plan.slug)
    return render(request, "monitoring/plan_settings.html", {"plan": plan, "form": form})
