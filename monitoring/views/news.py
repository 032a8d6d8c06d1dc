"""What happened since a report: everyone reads it, and those who answer for it add to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from monitoring.forms.news import WHOLE_PLAN, NewsForm, choices_of
from monitoring.models import LaterNews, ReportingPeriod
from monitoring.permissions import actions_told_of_by, can_take_news_back, priorities_told_of_by
from monitoring.seen import period_seen_by
from monitoring.services.news import actions_known_to, add_news, priorities_known_to, take_news_back
from monitoring.work.news import as_told, page_of
from partnership.kept_text import keeping_text
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.permissions import can_coordinate
from priorities.models import Priority, StrategicAction


@keeping_text
@require_http_methods(["GET", "POST"])
def news(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """Everything said since a period's figures were fixed, and a form for those who may add to it."""
    period = period_seen_by(request.user, period_pk)
    if not period.is_fixed:
        raise Http404
    coordinates = can_coordinate(request.user, period.plan)
    data = request.POST if request.method == "POST" else None
    form = _form(request, period, data, coordinates=coordinates)
    if request.method == "POST" and form is None:
        raise PermissionDenied
    if form is not None and form.is_valid():
        try:
            cleaned = form.cleaned_data
            said = add_news(
                period=period,
                happened_on=cleaned["happened_on"],
                text=cleaned["text"],
                by=request.user,
                kept=form.kept,
                **_about(cleaned["about"]),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your news shows beside the report."))
            return redirect(page_of(said))
    told = LaterNews.objects.filter(period=period).select_related("priority", "action", "said_by")
    listed = [(as_told(each), coordinates or each.said_by_id == request.user.pk) for each in told]
    return render(
        request,
        "monitoring/news.html",
        # A form that was refused is shown again, with what was typed.
        {"period": period, "listed": listed, "form": form if period.is_latest_fixed or data is not None else None},
    )


@keeping_text
@require_http_methods(["GET", "POST"])
def news_back(request: SignedInRequest, news_pk: int) -> HttpResponse:
    """Ask before news is taken back, and do it."""
    periods = ReportingPeriod.objects.visible_to(request.user, on=timezone.localdate())
    told = LaterNews.objects.filter(period__in=periods)
    news = get_object_or_404(told.select_related("period__plan", "priority", "action", "said_by"), pk=news_pk)
    if not can_take_news_back(request.user, news):
        raise PermissionDenied
    if request.method == "POST":
        take_news_back(news=news, by=request.user)
        messages.success(request, _("The news is taken back."))
        return redirect("monitoring:news", news.period_id)
    return render(request, "monitoring/news_back.html", {"period": news.period, "news": as_told(news)})


def _form(request: SignedInRequest, period: Any, data: Any, *, coordinates: bool) -> NewsForm | None:
    """The form with what this person may say news of; None for who may say nothing."""
    priorities = priorities_told_of_by(request.user, period.plan).filter(pk__in=priorities_known_to(period))
    actions = actions_told_of_by(request.user, period.plan).filter(pk__in=actions_known_to(period))
    choices = choices_of(
        whole_plan=coordinates,
        priorities=priorities,
        actions=actions.select_related("priority").order_by("position", "pk"),
    )
    if not choices:
        return None
    return NewsForm(data, choices=choices, about=request.GET.get("about", ""))


def _about(chosen: str) -> dict[str, Any]:
    """The priority or action that was chosen, as add_news takes it; nothing for the whole plan."""
    kind, _dash, pk = chosen.partition("-")
    if kind == "priority":
        return {"priority": Priority.objects.get(pk=pk)}
    return {"action": StrategicAction.objects.get(pk=pk)} if kind == "action" else {}


def way_to_add(user: User, period: Any, *, priority_pk: int | None = None, action_pk: int | None = None) -> str:
    """The address at which this person adds to the news beside a page; empty where they may not.

    Beside the dashboard, which is about neither a priority nor an action, the coordinator may.
    """
    if not period.is_fixed or not period.is_latest_fixed:
        return ""
    address = reverse("monitoring:news", args=[period.pk])
    if action_pk is not None:
        may = actions_told_of_by(user, period.plan).filter(pk=action_pk).exists()
        return f"{address}?about=action-{action_pk}" if may else ""
    if priority_pk is not None:
        may = priorities_told_of_by(user, period.plan).filter(pk=priority_pk).exists()
        return f"{address}?about=priority-{priority_pk}" if may else ""
    return f"{address}?about={WHOLE_PLAN}" if can_coordinate(user, period.plan) else ""
