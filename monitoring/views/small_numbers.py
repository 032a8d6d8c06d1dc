"""Small numbers of a period: what is kept back and why, keeping back more, and confirming before it is published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.models import Indicator
from indicators.permissions import can_define_measures
from monitoring.forms.small_numbers import ConfirmForm, HideForm
from monitoring.models import ReportingPeriod
from monitoring.permissions import confirms_small_numbers
from monitoring.record.small_numbers import Choice
from monitoring.record.structs import Measure
from monitoring.services.small_numbers import (
    confirm_small_numbers,
    hide_figure,
    show_figure_again,
    to_look_at,
)
from monitoring.work.small_numbers import place_of
from partnership.kept_text import keeping_text, number
from partnership.refusals import Refused
from partnership.requests import SignedInRequest


@keeping_text
@require_http_methods(["GET", "POST"])
def small_numbers(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """Every figure that is kept back, in its table, as those see it who bring in the figures."""
    period = _period(request, period_pk)
    if period.state == ReportingPeriod.State.PLANNED:
        return _not_opened(request, period)
    refusal = ""
    if request.method == "POST":
        try:
            said = _decided(request, period)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, said)
            return redirect("monitoring:small_numbers", period.pk)
    numbers = to_look_at(period)
    waits = numbers.is_unchecked
    may_confirm = waits and confirms_small_numbers(request.user, period.plan)
    context = {
        "period": period,
        "numbers": numbers,
        "refusal": refusal,
        "form": ConfirmForm(seen=numbers.sha256) if may_confirm else None,
        "analyst": period.plan.analyst_post if waits and not may_confirm else None,
        "labels": numbers.record.plan.labels,
    }
    return render(request, "monitoring/small_numbers.html", context)


def _decided(request: SignedInRequest, period: ReportingPeriod) -> str:
    if "again" in request.POST:
        show_figure_again(period=period, hidden_pk=number(request.POST, "again"), by=request.user)
        return _("Nobody keeps that figure back any more. A rule still may.")
    if not confirms_small_numbers(request.user, period.plan):
        raise PermissionDenied
    form = ConfirmForm(request.POST, seen="")
    if not form.is_valid():
        raise Refused(_("Shorten the note, then confirm again."))
    confirm_small_numbers(
        period=period, seen=form.cleaned_data["seen"], note=form.cleaned_data["note"], by=request.user
    )
    return _("It is noted that you looked at what is kept back.")


@keeping_text
@require_http_methods(["GET", "POST"])
def small_numbers_hide(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """Keep another figure back: first of which measure, then which and why."""
    period = _period(request, period_pk)
    if period.state == ReportingPeriod.State.PLANNED:
        return _not_opened(request, period)
    record = to_look_at(period).record
    measure = _measure(request, record.measures)
    context: dict[str, Any] = {"period": period, "labels": record.plan.labels, "measure": measure}
    if measure is None:
        context["measures"] = [each for each in record.measures if each.figures or each.breakdowns]
        return render(request, "monitoring/small_numbers_hide.html", context)
    data = request.POST if request.method == "POST" else None
    form = HideForm(data, measure=measure, figure=request.GET.get("figure", ""))
    if form.is_valid():
        place = place_of(form.cleaned_data["figure"], measure)
        assert place is not None, "a choice of the form"
        try:
            hide_figure(
                period=period,
                indicator=get_object_or_404(Indicator, pk=measure.pk, plan=period.plan_id),
                choice=Choice(place.period, place.dimension, place.category),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _kept_back(period))
            return redirect("monitoring:small_numbers", period.pk)
    return render(request, "monitoring/small_numbers_hide.html", context | {"form": form})


def _kept_back(period: ReportingPeriod) -> str:
    if period.is_fixed:
        return _(
            "The figure is on the list of corrections, and with it what would let it be worked out. "
            "It is kept back once the coordinator issues the next version."
        )
    return _("The figure is kept back, and with it what would let it be worked out.")


def _not_opened(request: SignedInRequest, period: ReportingPeriod) -> HttpResponse:
    messages.info(request, _("%(period)s has not been opened, so it says nothing yet.") % {"period": period})
    return redirect("monitoring:period_list", period.plan.slug)


def _measure(request: SignedInRequest, measures: tuple[Measure, ...]) -> Measure | None:
    """The measure that an address names; None where it names none. Raises Http404 for one that is not there."""
    asked = request.GET.get("measure", "")
    if not asked:
        return None
    measure = next((each for each in measures if str(each.pk) == asked), None)
    if measure is None:
        raise Http404
    return measure


def _period(request: SignedInRequest, period_pk: int) -> ReportingPeriod:
    periods = ReportingPeriod.objects.visible_to(request.user, on=timezone.localdate())
    period = get_object_or_404(periods.select_related("plan"), pk=period_pk)
    if not can_define_measures(request.user, period.plan):
        raise PermissionDenied
    return period
