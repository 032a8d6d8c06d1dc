"""Reading what was submitted, and accepting or returning it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from monitoring.forms.periods import AskingReasonForm
from monitoring.forms.reviews import Decision, ReviewForm
from monitoring.models import Draft, ProgressUpdate, ReportingPeriod
from monitoring.permissions import (
    actions_open_to,
    can_manage_periods,
    can_review_update,
    priorities_reviewed_by,
    sees_whole_open_period,
)
from monitoring.services.drafts import HANDED_OVER, SET_ASIDE, discard_drafts
from monitoring.services.questions import ask_about
from monitoring.services.reviews import UpdateChanged, accept_update, accept_updates, reopen_action, return_update
from monitoring.services.updates import last_update
from monitoring.work.challenge import prompted
from monitoring.work.dates import dates_of
from monitoring.work.history import contributions_to, turns_of
from monitoring.work.let_through import known_in
from monitoring.work.returns import returns
from monitoring.work.updating import promises
from monitoring.work.worklist import worklist
from partnership.asking import Kept
from partnership.kept_text import keeping_text
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.models import RatingLevel
from plans.permissions import can_coordinate
from priorities.models import StrategicAction
from priorities.permissions import dates_to_decide

# What a draft holds in the author's own words.
TEXTS = ("narrative", "cause_detail", "impact", "recovery", "next_steps")


@login_required
@require_http_methods(["GET", "POST"])
def period_updates(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """What a period asks for, by how far it has come; a POST accepts the chosen updates as proposed."""
    today = timezone.localdate()
    periods = ReportingPeriod.objects.visible_to(request.user, on=today)
    period = get_object_or_404(periods.select_related("plan__owner_body", "action_scale"), pk=period_pk)
    reviewed = set(priorities_reviewed_by(request.user, period.plan).values_list("pk", flat=True))
    coordinates = can_coordinate(request.user, period.plan)
    sees_whole = coordinates or sees_whole_open_period(request.user, period.plan)
    if not (sees_whole or reviewed) or (request.method == "POST" and not reviewed):
        raise PermissionDenied
    if not period.is_under_way:
        return redirect(period)

    everything = returns(period, on=today)
    refusal = ""
    if request.method == "POST":
        try:
            number = _accept_chosen(request, period)
        except Refused as refused:
            refusal = str(refused)
        else:
            said = ngettext("%(number)d update is accepted.", "%(number)d updates are accepted.", number)
            messages.success(request, said % {"number": number})
            return redirect("monitoring:period_updates", period.pk)

    shown = worklist(
        everything if sees_whole else everything.within(reviewed),
        show=request.GET.get("show", ""),
        organisation=request.GET.get("organisation"),
        user=request.user,
        reviewed=reviewed,
        coordinates=coordinates,
    )
    if shown.is_to_review:
        shown = shown.ranked(prompted(period, shown.said, on=today))
    context = {
        "period": period,
        "plan": period.plan,
        "list": shown,
        "refusal": refusal,
        "later_dates": dates_to_decide(request.user).filter(action__priority__plan=period.plan).count(),
    }
    return render(request, "monitoring/period_updates.html", context)


def _accept_chosen(request: SignedInRequest, period: ReportingPeriod) -> int:
    """Accept what was ticked, each in the version that was on the page; how many that were."""
    versions = _versions(request.POST.getlist("accept"))
    chosen = ProgressUpdate.objects.filter(pk__in=versions, period=period).select_related("action__priority__plan")
    if not all(can_review_update(request.user, update) for update in chosen):
        raise PermissionDenied
    if not versions:
        raise Refused(_("Tick the updates that you accept."))
    return len(accept_updates(versions=versions, period=period, by=request.user))


def _versions(ticked: list[str]) -> dict[int, int]:
    """From "12:1" to update 12 in version 1; whatever is not of that shape was not ticked on our page."""
    pairs = (re.fullmatch(r"([0-9]{1,18}):([0-9]{1,9})", each) for each in ticked)
    return {int(pair[1]): int(pair[2]) for pair in pairs if pair}


@keeping_text
@require_http_methods(["GET", "POST"])
def update_review(request: SignedInRequest, update_pk: int) -> HttpResponse:
    update = _update(request, update_pk)
    if not can_review_update(request.user, update):
        raise PermissionDenied
    if update.period.is_fixed:
        return redirect("monitoring:action_story", update.period_id, update.action_id)

    form = ReviewForm(request.POST if request.method == "POST" else None, update=update, known=known_in(update))
    if form.is_valid():
        try:
            said = _decide(update, by=request.user, kept=form.kept, **form.cleaned_data)
        except UpdateChanged as refusal:
            # The page now shows the newer version; what was typed stays, and is sent with that version next.
            data = request.POST.copy()
            data["version"] = str(update.version)
            form = ReviewForm(data, update=update, known=known_in(update))
            form.add_error(None, str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("monitoring:period_updates", update.period_id)

    last = last_update(update.action, update.period)
    found = prompted(update.period, [(update.action, update)], on=timezone.localdate())
    context = {
        "update": update,
        "action": update.action,
        "due": update.action.agreed_due(),
        "dates": dates_of(update.action, forecast=update.forecast, today=timezone.localdate()),
        "period": update.period,
        "form": form if update.state != ProgressUpdate.State.RETURNED else None,
        "last": last,
        "promises": promises(last) if last else [],
        # A returned one waits for its author, who has been asked already.
        "prompts": found[update.pk] if update.state != ProgressUpdate.State.RETURNED else (),
        "turns": turns_of(update),
        "contributions": contributions_to(update, today=timezone.localdate()),
    }
    return render(request, "monitoring/update_review.html", context)


def _update(request: SignedInRequest, update_pk: int) -> ProgressUpdate:
    """An update that this person may know of: everyone once it is frozen, before that only some."""
    periods = ReportingPeriod.objects.visible_to(request.user, on=timezone.localdate())
    update = get_object_or_404(
        ProgressUpdate.objects.filter(period__in=periods).select_related(
            "period__plan__owner_body",
            "period__action_scale",
            "action__priority__plan__owner_body",
            "action__priority__lead_body",
            "proposed_level",
            "agreed_level",
            "submitted_by",
            "reviewed_by",
        ),
        pk=update_pk,
    )
    open_to = actions_open_to(request.user, update.period.plan)
    if not update.period.is_fixed and not open_to.filter(pk=update.action_id).exists():
        raise Http404
    return update


def _decide(
    update: ProgressUpdate,
    *,
    by: User,
    kept: Kept | None,
    decision: str,
    version: int,
    reason: str,
    question: str,
    level: RatingLevel | None = None,
) -> str:
    """Do what the form says; what was done, in a sentence."""
    said = {"action": update.action}
    if decision == Decision.ASK:
        ask_about(update=update, version=version, text=question, by=by, kept=kept)
        return _("Your question about %(action)s is asked. The update stays as it is.") % said
    if decision == Decision.RETURN:
        return_update(update=update, version=version, reason=reason, by=by, kept=kept)
        return _("%(action)s is returned to its author.") % said
    changed = level if decision == Decision.CHANGE else None
    accepted = accept_update(update=update, version=version, level=changed, reason=reason, by=by, kept=kept)
    if accepted.agreed_level is None:
        return _("%(action)s is accepted.") % said
    return _("%(action)s is accepted as %(level)s.") % {**said, "level": accepted.agreed_level}


@keeping_text
@require_http_methods(["GET", "POST"])
def action_reopen(request: SignedInRequest, action_pk: int) -> HttpResponse:
    """Take a completed action up again, so that the next update of it is awaited."""
    actions = StrategicAction.objects.visible_to(request.user, on=timezone.localdate())
    action = get_object_or_404(actions.select_related("priority__plan"), pk=action_pk)
    if not can_manage_periods(request.user, action.plan):
        raise PermissionDenied
    back = reverse("monitoring:period_list", args=[action.plan.slug])
    data = request.POST if request.method == "POST" else None
    form = AskingReasonForm(data, submit=_("Take it up again"), missing=_("Say why the action is taken up again"))
    if form.is_valid():
        try:
            reopen_action(action=action, reason=form.cleaned_data["reason"], kept=form.kept, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(action)s is under way again.") % {"action": action})
            return redirect(back)
    return render(request, "monitoring/action_reopen.html", {"action": action, "form": form, "back": back})


@login_required
@require_http_methods(["GET", "POST"])
def kept_drafts(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """What this person had typed and not submitted when a period was frozen: theirs to copy, and to throw away."""
    periods = ReportingPeriod.objects.visible_to(request.user, on=timezone.localdate())
    period = get_object_or_404(periods.fixed().select_related("plan"), pk=period_pk)
    if request.method == "POST":
        discard_drafts(period=period, by=request.user)
        messages.success(request, _("Your drafts for %(period)s are thrown away.") % {"period": period})
        return redirect("monitoring:my_actions")
    drafts = Draft.objects.filter(user=request.user, period=period).select_related("action").order_by("action")
    texts = [(draft, list(_texts(draft.content))) for draft in drafts]
    return render(request, "monitoring/kept_drafts.html", {"period": period, "drafts": texts})


def _texts(content: Mapping[str, Any]) -> Iterator[str]:
    """The author's own words, also those set aside for somebody else's, and those that came with a post."""
    given = (each["content"] for each in content.get(HANDED_OVER, []))
    for part in (content, content.get(SET_ASIDE) or {}, *given):
        yield from (part[name] for name in TEXTS if part.get(name))
