"""Pages of a reporting period: where it stands, whose updates are awaited, and the steps it takes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from monitoring.deadlines import pace_of
from monitoring.forms.periods import AskingReasonForm, DespiteForm, PeriodForm, PrepareForm, details_of
from monitoring.models import Draft, PeriodRecord, ReportingPeriod
from monitoring.permissions import can_manage_periods, own_actions_of, priorities_reviewed_by, sees_whole_open_period
from monitoring.record.counts import tally
from monitoring.record.gather import gather
from monitoring.record.structs import NOT_RATED
from monitoring.services.meetings import chosen_days, targets_of
from monitoring.services.periods import (
    change_period,
    close_updates,
    freeze_period,
    open_period,
    publish_period,
    take_back,
    why_not_close,
    why_not_freeze,
    why_not_open,
    why_not_publish,
    why_not_take_back,
)
from monitoring.services.preparing import prepare_period
from monitoring.services.small_numbers import why_not_publish_numbers
from monitoring.work.commentaries import Commentaries, commentaries
from monitoring.work.days import lines, remarks
from monitoring.work.let_through import looked_over, number_kept
from monitoring.work.meetings import served_by
from monitoring.work.preparing import since_last_record
from monitoring.work.returns import apart, returns
from monitoring.work.sign_off import gap, sign_offs
from monitoring.work.small_numbers import SmallNumbers
from monitoring.work.steps import bodies_of, next_when, steps, suggestion
from monitoring.working_days import bank_holidays
from partnership.kept_text import keeping_text
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.models import Plan
from plans.permissions import analyses_plan

State = ReportingPeriod.State


@login_required
@require_safe
def period_list(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = _plan(request, slug)
    records = PeriodRecord.objects.defer("body").order_by("-version")
    manages = can_manage_periods(request.user, plan)
    sees_whole = manages or sees_whole_open_period(request.user, plan)
    return render(
        request,
        "monitoring/period_list.html",
        {
            "plan": plan,
            "periods": plan.periods.order_by("-ordinal").prefetch_related(Prefetch("records", queryset=records)),
            "manages": manages,
            "sees_whole": sees_whole,
            # Everyone reads what is fixed; before that, whoever answers for some of it.
            "sees_open": sees_whole or own_actions_of(request.user, plan).exists(),
            "reviews": manages or priorities_reviewed_by(request.user, plan).exists(),
            "sees_small_numbers": manages or analyses_plan(request.user, plan),
        },
    )


@login_required
@require_safe
def period_detail(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = _period(request, period_pk)
    manages = can_manage_periods(request.user, period.plan)
    if not manages and not sees_whole_open_period(request.user, period.plan):
        # Whose update is awaited is the coordinator's question; everyone else's is where the plan stands.
        if period.is_fixed:
            return redirect("monitoring:dashboard", period.pk)
        return redirect("monitoring:period_list", period.plan.slug)

    today = timezone.localdate()
    moves = list(period.moves.select_related("by"))
    meetings = served_by(period)
    unseen = _unseen(period)
    context: dict[str, Any] = {
        "period": period,
        "plan": period.plan,
        "manages": manages,
        "when": next_when(period, today=today),
        "steps": steps(period, moves, meetings=[each.meeting for each in meetings], kept_back=unseen, today=today),
        "unseen": unseen,
        "moves": moves,
        "meetings": meetings,
        "enters_figures": manages or analyses_plan(request.user, period.plan),
    }
    if period.is_fixed:
        context["records"] = period.records.defer("body").select_related("made_by").order_by("-version")
        context["drafts"] = Draft.objects.filter(user=request.user, period=period).count()
    elif period.state == State.PLANNED:
        context["in_the_way"] = why_not_open(period)
        context |= _planned(period, today=today)
    else:
        context["returns"] = returns(period, on=today)
        context["apart"] = apart(period)
        context["let_through"] = number_kept(period) if manages else 0
        context["sign_offs"] = sign_offs(period) if period.plan.requires_sign_off else None
        context["commentaries"] = _commentaries(request, period, today=today)
        context["early"] = period.updates_due_on is not None and today <= period.updates_due_on
    return render(request, "monitoring/period_detail.html", context)


def _unseen(period: ReportingPeriod) -> int:
    """How many figures are kept back that somebody has to look at before the period is published."""
    if period.state != State.FROZEN or not period.plan.publishes:
        return 0
    numbers = SmallNumbers(period)
    return numbers.number if numbers.is_unchecked else 0


def _commentaries(request: SignedInRequest, period: ReportingPeriod, *, today: date) -> Commentaries | None:
    """Which measures ask for words; None where the period does not rate them."""
    if period.measure_scale_id is None:
        return None
    return commentaries(gather(period), period.plan, reader=request.user, on=today)


def _planned(period: ReportingPeriod, *, today: date) -> dict[str, Any]:
    """What the coordinator looks at before a period is opened: its days, and what changed since the last."""
    plan = period.plan
    off = bank_holidays(plan.nation)
    days = {step: getattr(period, step) for step in pace_of(plan).taken()}
    return {
        "lines": lines(days, pace=pace_of(plan), off=off),
        "remarks": list(remarks(days, ends_on=period.ends_on, today=today, off=off)),
        "changes": since_last_record(plan, on=today),
    }


@keeping_text
@require_http_methods(["GET", "POST"])
def period_new(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = _plan(request, slug)
    _require_manager(request, plan)
    last = plan.periods.order_by("-ordinal").first()
    bodies = bodies_of(last)
    submit = _("Plan this period")
    data = request.POST if request.method == "POST" else None
    form = PrepareForm(data, plan=plan, submit=submit, initial=suggestion(last) if last else {}, bodies=bodies)
    if form.is_valid():
        if form.asks_to_count():
            chosen = form.chosen()
            form = PrepareForm(plan=plan, submit=submit, initial=form.again(), chosen=chosen, bodies=bodies)
            return render(request, "monitoring/period_form.html", _preparing(plan, form, last) | {"counted": True})
        try:
            period = prepare_period(plan=plan, meetings=form.meetings(), by=request.user, **form.details)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(period)s is planned.") % {"period": period})
            return redirect(period)
    return render(request, "monitoring/period_form.html", _preparing(plan, form, last))


def _preparing(plan: Plan, form: PeriodForm, last: ReportingPeriod | None) -> dict[str, Any]:
    return {
        "plan": plan,
        "form": form,
        "remarks": _remarks(form),
        "ordinal": last.ordinal + 1 if last else 1,
        "last": last,
        "changes": since_last_record(plan, on=timezone.localdate()),
    }


def _remarks(form: PeriodForm) -> list[str]:
    """What somebody should know about the days in a form before they stand."""
    ends_on = form.cleaned_data.get("ends_on") if form.is_bound else form.initial.get("ends_on")
    return list(remarks(form.days(), ends_on=ends_on or date.max, today=timezone.localdate(), off=form.off))


@keeping_text
@require_http_methods(["GET", "POST"])
def period_edit(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = _period(request, period_pk)
    _require_manager(request, period.plan)
    data = request.POST if request.method == "POST" else None
    targets = targets_of(period)
    known: dict[str, Any] = {"plan": period.plan, "submit": _("Save changes"), "targets": targets}
    form = PeriodForm(data, initial=details_of(period), chosen=chosen_days(period, targets), **known)
    context: dict[str, Any] = {"plan": period.plan, "period": period}
    if form.is_valid():
        if form.asks_to_count():
            form, context["counted"] = PeriodForm(initial=form.again(), chosen=form.chosen(), **known), True
            context |= {"form": form, "remarks": _remarks(form)}
            return render(request, "monitoring/period_form.html", context)
        try:
            change_period(period=period, by=request.user, **form.details)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect(period)
    return render(request, "monitoring/period_form.html", context | {"form": form, "remarks": _remarks(form)})


# --- Steps: GET says what will happen, POST does it ---------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def period_open(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = _period(request, period_pk)
    _require_manager(request, period.plan)
    refusal = why_not_open(period)
    if request.method == "POST":
        try:
            open_period(period=period, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("%(period)s is open for updates.") % {"period": period})
            return redirect(period)
    return render(request, "monitoring/period_open.html", {"period": period, "refusal": refusal})


@login_required
@require_http_methods(["GET", "POST"])
def period_close(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = _period(request, period_pk)
    _require_manager(request, period.plan)
    refusal = why_not_close(period)
    if request.method == "POST":
        try:
            close_updates(period=period, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Updates for %(period)s are closed.") % {"period": period})
            return redirect(period)
    arrived = None if refusal else returns(period, on=timezone.localdate()).total
    context = {"period": period, "refusal": refusal, "arrived": arrived}
    return render(request, "monitoring/period_close.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def period_back(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = _period(request, period_pk)
    _require_manager(request, period.plan)
    data = request.POST if request.method == "POST" else None
    form = AskingReasonForm(
        data, submit=_("Open updates again") if period.state == State.CHALLENGE else _("Take it back")
    )
    if form.is_valid():
        try:
            period = take_back(period=period, reason=form.cleaned_data["reason"], kept=form.kept, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = {"period": period}
            messages.success(
                request,
                _("%(period)s takes updates again.") % said
                if period.takes_updates
                else _("%(period)s is planned again.") % said,
            )
            return redirect(period)
    context = {"period": period, "form": form, "refusal": why_not_take_back(period)}
    return render(request, "monitoring/period_back.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def period_freeze(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = _period(request, period_pk)
    _require_manager(request, period.plan)
    refusal = why_not_freeze(period)
    missing = "" if refusal else gap(period)
    form = DespiteForm(request.POST if request.method == "POST" else None) if missing else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            despite = form.cleaned_data["reason"] if form else ""
            kept = form.kept if form else None
            record = freeze_period(period=period, despite=despite, kept=kept, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(
                request,
                _("The figures of %(period)s are fixed. Checksum %(checksum)s.")
                % {"period": period, "checksum": record.sha256[:12]},
            )
            return redirect(period)
    return render(
        request,
        "monitoring/period_freeze.html",
        {
            "period": period,
            "refusal": refusal,
            "missing": missing,
            "sign_offs": sign_offs(period) if period.is_under_way and period.plan.requires_sign_off else None,
            "form": form,
            **_to_be_fixed(request, period),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def period_publish(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = _period(request, period_pk)
    _require_manager(request, period.plan)
    refusal = why_not_publish(period)
    unseen = "" if refusal else why_not_publish_numbers(period)
    if request.method == "POST":
        try:
            publish_period(period=period, by=request.user)
        except Refused as refused:
            refusal = refusal or str(refused)
        else:
            messages.success(request, _("%(period)s is published.") % {"period": period})
            return redirect(period)
    return render(
        request, "monitoring/period_publish.html", {"period": period, "refusal": refusal or unseen, "unseen": unseen}
    )


# --- What is found and shown --------------------------------------------------------------------


def _plan(request: SignedInRequest, slug: str) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.user, on=timezone.localdate()), slug=slug)


def _period(request: SignedInRequest, period_pk: int) -> ReportingPeriod:
    periods = ReportingPeriod.objects.visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(periods.select_related("plan__owner_body", "action_scale"), pk=period_pk)


def _require_manager(request: SignedInRequest, plan: Plan) -> None:
    if not can_manage_periods(request.user, plan):
        raise PermissionDenied


def _to_be_fixed(request: SignedInRequest, period: ReportingPeriod) -> dict[str, Any]:
    """What the record would say if it were stored now."""
    if not period.is_under_way:
        return {}
    record = gather(period)
    actions = record.reported_actions
    return {
        "total": len(actions),
        "counts": [each for each in tally(record, actions) if each.count],
        "not_rated": [action for action in actions if record.action_levels and action.column == NOT_RATED],
        "drafts": Draft.objects.filter(period=period).count(),
        "let_through": looked_over(period),
        "commentaries": commentaries(record, period.plan, reader=request.user, on=timezone.localdate()),
    }
