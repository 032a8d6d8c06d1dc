"""A plan that takes over: beginning it, deciding what becomes of each part of the old one, approving it."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from monitoring.forms.refresh import BeginForm, Choice, PartForm
from monitoring.permissions import can_manage_periods
from monitoring.services.refresh import approve_plan, why_not_approved
from monitoring.work.refresh import worksheet
from partnership.forms import add_refusal
from partnership.kept_text import keeping_text
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.models import Plan
from priorities.lineage import Part
from priorities.models import Priority
from priorities.services.refresh import (
    AddressTaken,
    Level,
    ParentUndecided,
    TooFewParts,
    Wording,
    begin_plan,
    carry_forward,
    carry_forward_undecided,
    drop,
    drop_complete,
    drop_undecided,
    merge_into,
    parts_of,
    split_into,
    successions,
    take_back,
    why_not_followed,
)

# Which box a refusal is about.
BOXES: dict[type[Refused], str] = {AddressTaken: "slug", ParentUndecided: "priority", TooFewParts: "parts"}
_PRESS = re.compile(r"(carry|all)-(priority|commitment|action)-(\d{1,18})")


@keeping_text
@require_http_methods(["GET", "POST"])
def refresh_begin(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin the plan that follows this one; where that has been done, lead to it."""
    old = _plan(request, slug)
    follower = Plan.objects.filter(supersedes=old).first()
    if follower is not None and request.method == "GET":
        return redirect("monitoring:refresh", follower.slug)
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            plan = begin_plan(old=old, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal, boxes=BOXES)
        else:
            messages.success(
                request, _("%(plan)s is begun. Only its makers see it until it is approved.") % {"plan": plan}
            )
            return redirect("monitoring:refresh", plan.slug)
    context = {"plan": old, "form": form, "refusal": why_not_followed(old)}
    return render(request, "monitoring/refresh_begin.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def refresh(request: SignedInRequest, slug: str) -> HttpResponse:
    """What becomes of each part of the old plan; a POST decides about one or several as they are."""
    plan = _follower(request, slug)
    refusal = ""
    if request.method == "POST":
        try:
            said, anchor = _pressed(plan, request.POST.get("press", ""), by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, said)
            return redirect(f"{request.path}{anchor}")
    context = {"plan": plan, "old": plan.supersedes, "sheet": worksheet(plan), "refusal": refusal}
    return render(request, "monitoring/refresh.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def refresh_part(request: SignedInRequest, slug: str, level: str, part_pk: int) -> HttpResponse:
    """What becomes of one part."""
    plan = _follower(request, slug)
    if level not in Level.values:
        raise Http404
    assert plan.supersedes is not None
    old = get_object_or_404(parts_of(plan.supersedes, level), pk=part_pk)
    decided = list(successions(plan, level).filter(old=old).select_related("new"))
    data = request.POST if request.method == "POST" else None
    form = PartForm(data, plan=plan, old=old, level=Level(level), decided=decided)
    if form.is_valid():
        try:
            _decide(plan, old, form, by=request.user)
        except Refused as refusal:
            add_refusal(form, refusal, boxes=BOXES)
        else:
            messages.success(request, _("%(part)s: your decision is saved.") % {"part": old})
            return redirect("monitoring:refresh", plan.slug)
    context = {"plan": plan, "old": plan.supersedes, "part": old, "level": level, "decided": decided, "form": form}
    return render(request, "monitoring/refresh_part.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def refresh_approve(request: SignedInRequest, slug: str) -> HttpResponse:
    """Approve the new plan, which then takes the place of the old."""
    plan = _follower(request, slug)
    refusal = ""
    if request.method == "POST":
        try:
            approve_plan(plan=plan, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("%(plan)s is approved and takes over.") % {"plan": plan})
            return redirect("priorities:plan_detail", plan.slug)
    context = {
        "plan": plan,
        "old": plan.supersedes,
        "sheet": worksheet(plan),
        "refusal": refusal,
        "missing": why_not_approved(plan),
    }
    return render(request, "monitoring/refresh_approve.html", context)


def _plan(request: SignedInRequest, slug: str) -> Plan:
    plans = Plan.objects.visible_to(request.user, on=timezone.localdate()).select_related("supersedes")
    plan = get_object_or_404(plans, slug=slug)
    if not can_manage_periods(request.user, plan):
        raise PermissionDenied
    return plan


def _follower(request: SignedInRequest, slug: str) -> Plan:
    """A plan that takes the place of another."""
    plan = _plan(request, slug)
    if plan.supersedes is None:
        raise Http404
    return plan


def _pressed(plan: Plan, press: str, *, by: User) -> tuple[str, str]:
    """Do what was pressed; what was done, in a sentence, and the place on the page."""
    if press == "complete":
        number = drop_complete(plan=plan, by=by)
        said = ngettext(
            "%(number)d complete action is left behind.", "%(number)d complete actions are left behind.", number
        )
        return said % {"number": number}, ""
    found = _PRESS.fullmatch(press)
    if found is None:
        raise Refused(_("Choose what becomes of a part of the old plan."))
    assert plan.supersedes is not None
    old = get_object_or_404(parts_of(plan.supersedes, found[2]), pk=int(found[3]))
    if found[1] == "all":
        number = carry_forward_undecided(plan=plan, priority=old, by=by)
        said = ngettext("%(number)d part is carried forward.", "%(number)d parts are carried forward.", number)
        return said % {"number": number}, f"#priority-{old.pk}"
    carry_forward(plan=plan, old=old, by=by)
    return _("%(part)s is carried forward.") % {"part": old}, f"#{found[2]}-{old.pk}"


def _decide(plan: Plan, old: Part, form: PartForm, *, by: User) -> None:
    said: dict[str, Any] = form.cleaned_data
    about: dict[str, Any] = {"plan": plan, "by": by}
    match said["choice"]:
        case Choice.CARRY:
            wording = Wording(said["title"], said["ref"])
            carry_forward(old=old, wording=wording, due=said.get("due"), priority=said.get("priority"), **about)
        case Choice.MERGE:
            merge_into(old=old, new=said["into"], **about)
        case Choice.SPLIT:
            split_into(old=old, wordings=form.wordings(), priority=said.get("priority"), **about)
        case Choice.DROP if said.get("with_parts") and isinstance(old, Priority):
            drop_undecided(priority=old, reason=said["reason"], **about)
            drop(old=old, reason=said["reason"], **about)
        case Choice.DROP:
            drop(old=old, reason=said["reason"], **about)
        case _:
            take_back(old=old, **about)
