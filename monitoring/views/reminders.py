"""Reminders of a plan: when they go out, who is awaited now, and what became of those that were sent."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from monitoring.forms.reminders import ReminderRulesForm
from monitoring.models import ReportingPeriod
from monitoring.permissions import can_manage_periods
from monitoring.services.reminders import (
    Reminded,
    hours,
    occasions_of,
    remind_now,
    schedule_of,
    set_reminder_rules,
    why_not_remind,
)
from monitoring.views.managed import managed_period
from monitoring.work.chasing import Awaited, awaited
from monitoring.work.measures_awaited import measures_awaited
from monitoring.work.reminded import Now, Row, days_said, messages_of, reminded_on, troubled
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from partnership.wording import listed
from plans.models import Plan

A_PAGE_OF = 25


@login_required
@require_http_methods(["GET", "POST"])
def reminders(request: SignedInRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    plan = get_object_or_404(Plan.objects.visible_to(request.user, on=today), slug=slug)
    if not can_manage_periods(request.user, plan):
        raise PermissionDenied

    period = plan.periods.under_way().select_related("plan").first()
    form = ReminderRulesForm(
        request.POST if request.method == "POST" else None,
        occasions=occasions_of([plan])[plan.pk],
        days=days_said(schedule_of(period).days(), today=today) if period else {},
    )
    if form.is_valid():
        try:
            set_reminder_rules(plan=plan, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("monitoring:reminders", plan.slug)

    page = Paginator(messages_of(plan), A_PAGE_OF).get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "form": form,
        "hours": hours().words,
        "now": _now(period) if period else None,
        "page": page,
        "rows": [Row(message, today) for message in page],
        "trouble": troubled(plan, today=today),
    }
    return render(request, "monitoring/reminders.html", context)


@login_required
@require_POST
def remind(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """Remind at once everybody from whom the period awaits something."""
    period = managed_period(request.user, period_pk)
    try:
        reminded = remind_now(period=period, by=request.user, on=timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(reminded))
    return redirect("monitoring:reminders", period.plan.slug)


def _now(period: ReportingPeriod) -> Now:
    today = timezone.localdate()
    missing = awaited([period], on=today)
    measures = measures_awaited([period], on=today)
    people = {worker.user.pk for each in missing for worker in each.people}
    people |= {worker.user.pk for each in measures for worker in each.people}
    return Now(
        period=period,
        missing=missing,
        measures=measures,
        reminded=reminded_on(people, on=today),
        today=today,
        refusal=why_not_remind(period, on=today),
    )


def _said(reminded: Reminded) -> str:
    parts = []
    if reminded.now:
        said = ngettext("%(people)s is reminded now.", "%(people)s are reminded now.", len(reminded.now))
        parts.append(said % {"people": _names(reminded.now)})
    if reminded.already:
        said = ngettext(
            "%(people)s has been reminded today already.",
            "%(people)s have been reminded today already.",
            len(reminded.already),
        )
        parts.append(said % {"people": _names(reminded.already)})
    if reminded.nobody:
        actions = sum(isinstance(each, Awaited) for each in reminded.nobody)
        measures = len(reminded.nobody) - actions
        named = [
            *([ngettext("%(number)d action", "%(number)d actions", actions) % {"number": actions}] if actions else []),
            *(
                [ngettext("%(number)d measure", "%(number)d measures", measures) % {"number": measures}]
                if measures
                else []
            ),
        ]
        parts.append(_("For %(what)s there is nobody to remind.") % {"what": listed(named)})
    return " ".join(parts)


def _names(people: list[User]) -> str:
    return listed([str(person) for person in people])
