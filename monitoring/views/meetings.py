"""The meetings that a period's report goes to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from monitoring.forms.meetings import MeetingForm
from monitoring.models import ReportingPeriod
from monitoring.services.meetings import add_meeting, change_meeting, remove_meeting, why_not_change_meetings
from monitoring.views.managed import managed_period
from partnership.kept_text import keeping_text
from partnership.models import Meeting
from partnership.refusals import Refused
from partnership.requests import SignedInRequest


@keeping_text
@require_http_methods(["GET", "POST"])
def meeting_new(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = managed_period(request.user, period_pk)
    form = MeetingForm(request.POST if request.method == "POST" else None, submit=_("Add this meeting"))
    if form.is_valid():
        try:
            meeting = add_meeting(period=period, details=form.details, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(body)s is added.") % {"body": meeting.body} + _also(period))
            return redirect(period)
    return render(request, "monitoring/meeting.html", _page(period, form))


@keeping_text
@require_http_methods(["GET", "POST"])
def meeting_edit(request: SignedInRequest, period_pk: int, meeting_pk: int) -> HttpResponse:
    period = managed_period(request.user, period_pk)
    served = Meeting.objects.filter(pk__in=period.period_meetings.values("meeting")).select_related("body")
    meeting = get_object_or_404(served, pk=meeting_pk)
    taking_out = request.method == "POST" and "remove" in request.POST
    data = request.POST if request.method == "POST" and not taking_out else None
    form = MeetingForm(data, submit=_("Save changes"), meeting=meeting)
    refusal = ""
    try:
        if taking_out:
            remove_meeting(period=period, meeting=meeting, by=request.user)
            messages.success(request, _("%(body)s is taken out.") % {"body": meeting.body} + _also(period))
            return redirect(period)
        if form.is_valid():
            change_meeting(period=period, meeting=meeting, details=form.details, by=request.user)
            messages.success(request, _("Your changes are saved.") + _also(period))
            return redirect(period)
    except Refused as refused:
        refusal = str(refused)
    return render(request, "monitoring/meeting.html", _page(period, form, meeting=meeting, refusal=refusal))


def _page(
    period: ReportingPeriod, form: MeetingForm, *, meeting: Meeting | None = None, refusal: str = ""
) -> dict[str, object]:
    blocked = why_not_change_meetings(period)
    return {"period": period, "form": form, "meeting": meeting, "refusal": refusal or blocked, "blocked": blocked}


def _also(period: ReportingPeriod) -> str:
    """What became of the period's days."""
    if period.state == ReportingPeriod.State.PLANNED:
        return " " + _("The days that were counted back from its meetings follow; those you chose stay.")
    if period.is_under_way:
        return " " + _("The days of the steps stay as people were told. Change them if they should follow.")
    return ""
