"""Removing personal information: who asks for it, where it is, and having it done."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from monitoring.forms.redaction import RedactionForm
from monitoring.models import Redaction
from monitoring.permissions import can_confirm_redaction, can_propose_redaction
from monitoring.record.words import day
from monitoring.services.redaction import confirm_redaction, places, propose_redaction, withdraw_redaction
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.models import Plan


@login_required
@require_http_methods(["GET", "POST"])
def redactions(request: SignedInRequest, slug: str) -> HttpResponse:
    """What waits for a second person, what was removed, and asking for more."""
    plans = Plan.objects.visible_to(request.user, on=timezone.localdate()).select_related("owner_body__parent__parent")
    plan = get_object_or_404(plans, slug=slug)
    proposes, confirms = can_propose_redaction(request.user, plan), can_confirm_redaction(request.user, plan)
    if not (proposes or confirms) or (request.method == "POST" and not proposes):
        raise PermissionDenied
    form = RedactionForm(request.POST if request.method == "POST" else None) if proposes else None
    if form is not None and form.is_valid():
        try:
            redaction = propose_redaction(plan=plan, words=form.cleaned_data["words"], by=request.user)
        except Refused as refusal:
            form.add_error("words", str(refusal))
        else:
            return redirect(redaction)
    asked = plan.redactions.select_related("proposed_by", "confirmed_by").defer("words")
    return render(request, "monitoring/redactions.html", {"plan": plan, "form": form, "redactions": asked})


@login_required
@require_http_methods(["GET", "POST"])
def redaction(request: SignedInRequest, redaction_pk: int) -> HttpResponse:
    """The words and where they are; one of the two people confirms, either of them takes it back."""
    visible = Plan.objects.visible_to(request.user, on=timezone.localdate())
    asked = get_object_or_404(
        Redaction.objects.filter(plan__in=visible).select_related(
            "plan__owner_body__parent__parent", "proposed_by", "confirmed_by"
        ),
        pk=redaction_pk,
    )
    is_own = asked.proposed_by_id == request.user.pk
    confirms = not is_own and can_confirm_redaction(request.user, asked.plan)
    if not is_own and not confirms:
        raise PermissionDenied
    refusal = ""
    if request.method == "POST":
        try:
            return _decided(request, asked, confirms=confirms)
        except Refused as refused:
            refusal = str(refused)
    return render(
        request,
        "monitoring/redaction.html",
        {
            "redaction": asked,
            "plan": asked.plan,
            "refusal": refusal,
            "confirms": confirms,
            "places": [] if asked.is_done else places(asked.words),
            "records": asked.records.select_related("record__period").defer("record__body") if asked.is_done else [],
        },
    )


def _decided(request: SignedInRequest, asked: Redaction, *, confirms: bool) -> HttpResponse:
    if request.POST.get("press") == "withdraw":
        withdraw_redaction(redaction=asked, by=request.user)
        messages.success(request, _("The request and its words are forgotten. Nothing was removed."))
        return redirect("monitoring:redactions", asked.plan.slug)
    if request.POST.get("press") != "confirm":
        raise Refused(_("Choose whether to remove the words."))
    if not confirms:
        raise Refused(_("Somebody else confirms what you propose to remove."))
    done = confirm_redaction(redaction=asked, by=request.user)
    on = day(done.confirmed_on) if done.confirmed_on else ""
    messages.success(request, _("The words are removed. In their place stands “removed %(day)s”.") % {"day": on})
    return redirect(done)
