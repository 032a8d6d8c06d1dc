"""The page that asks which report somebody wants."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from reports.forms.asking import AskForm
from reports.permissions import can_request_report, periods_open_to
from reports.services.issuing import request_report, scopes_of


@login_required
@require_http_methods(["GET", "POST"])
def report_ask(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = get_object_or_404(periods_open_to(request.user).select_related("plan"), pk=period_pk)
    if not can_request_report(request.user, period.plan):
        raise PermissionDenied

    form = AskForm(request.POST if request.method == "POST" else None, scopes=scopes_of(period))
    if form.is_valid():
        try:
            report = request_report(period=period, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(report)
    return render(request, "reports/report_ask.html", {"period": period, "form": form})
