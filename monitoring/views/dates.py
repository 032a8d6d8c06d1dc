"""Later dates: asking for one, deciding about it, and all that wait."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitoring.forms.dates import DateAskForm, DateDecision, DateDecisionForm
from monitoring.models import Draft, ProgressUpdate
from monitoring.permissions import can_submit_update, leads_action
from monitoring.services.dates import agree_date, ask_for_date, refuse_date
from monitoring.work.dates import dates_of, foreseen
from monitoring.work.updating import period_for
from partnership.asking import Kept
from partnership.due import Due
from partnership.forms import add_refusal
from partnership.kept_text import keeping_text
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from priorities.models import DateRequest, StrategicAction
from priorities.permissions import can_decide_date, dates_to_decide, deciding_body, speaks_for_deciding_body
from priorities.services.dates import (
    NobodyNamed,
    NotLater,
    ReasonMissing,
    why_no_later_date,
    withdraw_date_request,
)

# Which box a refusal is about.
BOXES: dict[type[Refused], str] = {NotLater: "due", ReasonMissing: "reason", NobodyNamed: "decided_for"}
# So many of their own requests are listed for somebody.
OWN = 50


@login_required
@require_safe
def date_requests(request: SignedInRequest) -> HttpResponse:
    """The later dates that wait for this person's decision, and those they asked for."""
    own = _requests(request.user).filter(requested_by=request.user).order_by("-requested_at", "-pk")
    context = {
        "waiting": _within(request.user, dates_to_decide(request.user)).order_by("requested_at", "pk"),
        "own": own[:OWN],
    }
    return render(request, "monitoring/date_requests.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def date_ask(request: SignedInRequest, action_pk: int) -> HttpResponse:
    """Ask for a later date; the form begins with what was typed into the update."""
    action = get_object_or_404(_actions(request.user), pk=action_pk)
    if not can_submit_update(request.user, action):
        raise PermissionDenied
    today = timezone.localdate()
    draft, update = _typed_about(request.user, action)
    foresees = foreseen(draft, update)
    dates = dates_of(action, forecast=foresees.forecast, today=today)
    if dates.waiting is not None and request.method == "GET":
        return redirect("monitoring:date_request", dates.waiting.pk)
    data = request.POST if request.method == "POST" else None
    begins = {"due": str(foresees.forecast) if dates.forecast_is_later else "", "reason": foresees.reason}
    form = DateAskForm(data, initial=begins, leads_action=leads_action(request.user, action))
    if form.is_valid():
        try:
            asked = ask_for_date(action=action, kept=form.kept, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal, boxes=BOXES)
        else:
            said = {"body": deciding_body(action) or _("the plan’s coordinator")}
            messages.success(request, _("Your request waits for %(body)s.") % said)
            return redirect("monitoring:date_request", asked.pk)
    context = {"action": action, "dates": dates, "form": form, "refusal": why_no_later_date(action)}
    return render(request, "monitoring/date_ask.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def date_request(request: SignedInRequest, request_pk: int) -> HttpResponse:
    """One request: what was asked and why, and what was decided, or the decision."""
    asked = get_object_or_404(_requests(request.user), pk=request_pk)
    decides = can_decide_date(request.user, asked)
    may_withdraw = _may_withdraw(request.user, asked)
    if not (decides or (may_withdraw and request.method == "GET")):
        raise PermissionDenied
    waits = asked.state == DateRequest.State.WAITING
    speaks = speaks_for_deciding_body(request.user, asked)
    data = request.POST if request.method == "POST" else None
    form = DateDecisionForm(data, request=asked, speaks_for_body=speaks) if decides and (waits or data) else None
    if form is not None and form.is_valid():
        try:
            said = _decide(asked, kept=form.kept, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal, boxes=BOXES)
        else:
            messages.success(request, said)
            return redirect("monitoring:date_requests")
    _draft, update = _typed_about(request.user, asked.action)
    context = {
        "asked": asked,
        "action": asked.action,
        "body": deciding_body(asked.action),
        "dates": dates_of(asked.action, forecast=update.forecast if update else None, today=timezone.localdate()),
        "form": form,
        "waits": waits,
        "may_withdraw": may_withdraw and waits,
        "decides": decides,
    }
    return render(request, "monitoring/date_request.html", context)


@login_required
@require_POST
def date_request_withdraw(request: SignedInRequest, request_pk: int) -> HttpResponse:
    """Take a request back."""
    asked = get_object_or_404(_requests(request.user), pk=request_pk)
    if not _may_withdraw(request.user, asked):
        raise PermissionDenied
    try:
        withdraw_date_request(request=asked, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your request is taken back. The date stays as it is."))
    return redirect("monitoring:date_request", asked.pk)


def _actions(user: User) -> QuerySet[StrategicAction]:
    visible = StrategicAction.objects.visible_to(user, on=timezone.localdate())
    return visible.select_related("priority__plan__owner_body", "priority__lead_body").prefetch_related("date_changes")


def _requests(user: User) -> QuerySet[DateRequest]:
    return _within(user, DateRequest.objects.all())


def _within(user: User, requests: QuerySet[DateRequest]) -> QuerySet[DateRequest]:
    """Those about actions that this person may read of."""
    visible = StrategicAction.objects.visible_to(user, on=timezone.localdate())
    return (
        requests.filter(action__in=visible)
        .select_related(
            "action__priority__plan__owner_body", "action__priority__lead_body", "requested_by", "decided_by", "change"
        )
        .prefetch_related("action__date_changes")
    )


def _may_withdraw(user: User, asked: DateRequest) -> bool:
    return asked.requested_by_id == user.pk or can_submit_update(user, asked.action)


def _typed_about(user: User, action: StrategicAction) -> tuple[Draft | None, ProgressUpdate | None]:
    """This person's draft and the update that stands, of the period under way."""
    period = period_for(action)
    if period is None:
        return None, None
    about = {"action": action, "period": period}
    return Draft.objects.filter(user=user, **about).first(), ProgressUpdate.objects.filter(**about).first()


def _decide(
    asked: DateRequest,
    *,
    kept: Kept | None,
    by: User,
    decision: str,
    due: Due | None = None,
    reason: str,
    decided_for: str = "",
) -> str:
    """Do what the form says; what was done, in a sentence."""
    said = {"action": asked.action}
    if decision == DateDecision.REFUSE:
        refuse_date(request=asked, reason=reason, decided_for=decided_for, kept=kept, by=by)
        return _("The later date for %(action)s is not agreed.") % said
    other = decision == DateDecision.OTHER
    change = agree_date(
        request=asked,
        due=due if other else None,
        reason=reason if other else "",
        decided_for=decided_for,
        kept=kept,
        by=by,
    )
    return _("%(action)s is now due %(due)s.") % {**said, "due": change.due}
