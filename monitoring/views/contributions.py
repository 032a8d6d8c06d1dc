"""Saying beneath an action's update what another organisation did."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from monitoring.forms.contributions import ContributionForm
from monitoring.models import Contribution, ProgressUpdate, ReportingPeriod
from monitoring.permissions import belongs_to, organisations_spoken_for
from monitoring.services.contributions import (
    ContributionChanged,
    contribute,
    why_not_contribute,
    withdraw_contribution,
)
from monitoring.work.let_through import known_in
from monitoring.work.updating import period_for
from partnership.kept_text import keeping_text, number
from partnership.models import Organisation
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from priorities.models import StrategicAction


@keeping_text
@require_http_methods(["GET", "POST"])
def contribution(request: SignedInRequest, action_pk: int, organisation_pk: int) -> HttpResponse:
    """What one organisation adds to one action in the period under way."""
    actions = StrategicAction.objects.visible_to(request.user, on=timezone.localdate())
    action = get_object_or_404(actions.select_related("priority__plan", "priority__lead_body"), pk=action_pk)
    organisation = get_object_or_404(Organisation, pk=organisation_pk)
    if not organisations_spoken_for(request.user, action).filter(pk=organisation.pk).exists():
        raise PermissionDenied
    period = period_for(action)
    why_not = why_not_contribute(action, period) if period else _("Updates are not being asked for now.")
    if period is None or (why_not and request.method == "GET"):
        # What somebody typed while the figures were fixed is theirs to copy.
        context = {"action": action, "organisation": organisation, "why": why_not, "typed": request.POST.get("text")}
        return render(request, "monitoring/contribution_closed.html", context)

    said = _said(action, period, organisation)
    data = request.POST if request.method == "POST" else None
    for_others = not belongs_to(request.user, organisation)
    form = ContributionForm(data, organisation=organisation, said=said, for_others=for_others, known=known_in(said))
    theirs = None
    withdraws = "withdraw" in request.POST
    if withdraws or form.is_valid():
        about: dict[str, Any] = {
            "action": action,
            "period": period,
            "organisation": organisation,
            "by": request.user,
        }
        try:
            if withdraws:
                form.errors.clear()
                withdraw_contribution(**about, version=number(request.POST, "version"))
            else:
                contribute(**about, **form.cleaned_data, kept=form.kept)
        except ContributionChanged as changed:
            theirs = changed.theirs
            # They have seen the other text now; the next press is about it.
            again = request.POST.copy()
            again["version"] = str(theirs.version)
            form = ContributionForm(
                again, organisation=organisation, said=theirs, for_others=for_others, known=known_in(theirs)
            )
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _taken_back() if withdraws else _("Saved. It is shown beneath the update."))
            return redirect("monitoring:my_actions")
    context = {
        "action": action,
        "organisation": organisation,
        "period": period,
        "form": form,
        "theirs": theirs,
        "update": _update(action, period),
    }
    return render(request, "monitoring/contribution.html", context)


def _taken_back() -> str:
    return _("What your organisation said is taken back.")


def _said(action: StrategicAction, period: ReportingPeriod, organisation: Organisation) -> Contribution | None:
    return Contribution.objects.filter(action=action, period=period, organisation=organisation).first()


def _update(action: StrategicAction, period: ReportingPeriod) -> ProgressUpdate | None:
    """The lead's update, once it is submitted."""
    return (
        ProgressUpdate.objects.filter(action=action, period=period)
        .exclude(state=ProgressUpdate.State.RETURNED)
        .select_related("proposed_level", "agreed_level", "submitted_by")
        .first()
    )
