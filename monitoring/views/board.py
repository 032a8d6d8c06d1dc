"""The coordinator's board: whose updates have come how far."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.models import ReportingPeriod
from monitoring.permissions import can_manage_periods, sees_whole_open_period
from monitoring.record.gather import gather
from monitoring.work.board import Place, board, board_list
from monitoring.work.commentaries import commentaries
from partnership.requests import SignedInRequest


@login_required
@require_safe
def period_board(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period, manages = _period(request, period_pk)
    if not period.is_under_way:
        return redirect(period)
    today = timezone.localdate()
    rates_measures = period.measure_scale_id is not None
    context = {
        "period": period,
        "plan": period.plan,
        "manages": manages,
        "board": board(period, on=today),
        "commentaries": commentaries(gather(period), period.plan, reader=request.user, on=today)
        if rates_measures
        else None,
    }
    return render(request, "monitoring/board.html", context)


@login_required
@require_safe
def period_board_list(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """The actions that one number of the board counts."""
    period, manages = _period(request, period_pk)
    if not period.is_under_way:
        return redirect(period)
    place = Place(organisation=request.GET.get("organisation"), post=request.GET.get("post"))
    context = {
        "period": period,
        "plan": period.plan,
        "manages": manages,
        "list": board_list(period, show=request.GET.get("show", ""), place=place, on=timezone.localdate()),
    }
    return render(request, "monitoring/board_list.html", context)


def _period(request: SignedInRequest, period_pk: int) -> tuple[ReportingPeriod, bool]:
    """The period, and whether this person manages it; for whoever sees everything that is submitted in it."""
    periods = ReportingPeriod.objects.visible_to(request.user, on=timezone.localdate())
    period = get_object_or_404(periods.select_related("plan__owner_body", "action_scale"), pk=period_pk)
    manages = can_manage_periods(request.user, period.plan)
    if not manages and not sees_whole_open_period(request.user, period.plan):
        raise PermissionDenied
    return period, manages
