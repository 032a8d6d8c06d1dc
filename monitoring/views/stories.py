"""The story of one priority and of one action, told from the records of their periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.permissions import can_manage_periods, can_submit_update
from monitoring.record import canonical
from monitoring.record.attention import date_history, is_complete
from monitoring.record.filters import choice
from monitoring.record.heat import HeatRow
from monitoring.record.measures import measure_line, scorecard
from monitoring.record.overview import Overview, PriorityView, named
from monitoring.record.story import Chapter, chapter
from monitoring.record.structs import Action
from monitoring.seen import asked_version, parts_of_fixed, period_seen_by, seen
from monitoring.views.dashboards import shown_measures
from monitoring.views.news import way_to_add
from monitoring.views.unchanged import is_part, not_modified, page_tag, with_tag
from monitoring.work.earlier import records_before
from monitoring.work.lineage import lineage_of_action, lineage_of_priority
from monitoring.work.news import news_of_action, news_of_priority
from monitoring.work.versions import version_note
from partnership.requests import SignedInRequest
from priorities.models import DateRequest, StrategicAction
from priorities.services.dates import why_no_later_date

#: So many earlier periods are told of on one page; the oldest links on to its own.
CHAPTERS = 8


@login_required
@require_safe
def priority_story(request: SignedInRequest, period_pk: int, priority_pk: int) -> HttpResponseBase:
    """One priority with its actions, worst first; for htmx only what the dashboard shows when it is opened."""
    period = period_seen_by(request.user, period_pk, version=asked_version(request))
    corrects = _corrects(request, period)
    adds = way_to_add(request.user, period, priority_pk=priority_pk)
    lineage = lineage_of_priority(priority_pk)
    tag = page_tag(request, *parts_of_fixed(period), str(corrects), adds, str(lineage)) if period.is_fixed else ""
    if tag and (same := not_modified(request, tag)):
        return same
    shown = seen(period, request.user)
    part = is_part(request)
    available = Overview(shown.record).options
    # A part stands in a dashboard, so it keeps to what was chosen there.
    overview = Overview(
        shown.record, provisional=shown.provisional, **({"choice": choice(request.GET, available)} if part else {})
    )
    view = next((view for view in overview.priorities if view.priority.pk == priority_pk), None)
    if view is None:
        raise Http404
    card = scorecard(shown.record, priority=priority_pk)
    response = render(
        request,
        "monitoring/priority_body.html" if part else "monitoring/priority_story.html",
        {
            "period": period,
            "seen": shown,
            "overview": overview,
            "view": view,
            "heat": _heat_row(overview, view),
            "lineage": lineage,
            "card": card,
            "measure_groups": shown_measures(card.groups),
            "news": news_of_priority(period, priority_pk, shown.record),
            "adds": adds,
            "ours": _("Here"),
            "version": version_note(period, shown.record),
            "corrects": corrects,
        },
    )
    return with_tag(response, tag) if tag else response


@dataclass(frozen=True, slots=True)
class Editing:
    """What this person may do about the action now: report on it, ask for a later date or see one asked for."""

    period: ReportingPeriod | None
    has_update: bool
    may_ask: bool
    # The request for a later date that waits.
    asked_pk: int | None


@login_required
@require_safe
def action_story(request: SignedInRequest, period_pk: int, action_pk: int) -> HttpResponseBase:
    """The promise, who leads it, its dates, and what was said of it, newest first."""
    period = period_seen_by(request.user, period_pk, version=asked_version(request))
    editing = _editing(request, period, action_pk)
    corrects = _corrects(request, period)
    adds = way_to_add(request.user, period, action_pk=action_pk)
    lineage = lineage_of_action(action_pk)
    parts = (*parts_of_fixed(period), str(editing), str(corrects), adds, str(lineage))
    tag = page_tag(request, *parts) if period.is_fixed else ""
    if tag and (same := not_modified(request, tag)):
        return same
    shown = seen(period, request.user)
    overview = Overview(shown.record, provisional=shown.provisional)
    action = next((action for action in shown.record.actions if action.pk == action_pk), None)
    if action is None:
        raise Http404
    priority = next(each for each in shown.record.priorities if each.pk == action.priority_pk)
    earlier, older = _earlier(period, action)
    response = render(
        request,
        "monitoring/action_story.html",
        {
            "period": period,
            "seen": shown,
            "overview": overview,
            "action": action,
            "row": overview.row(action),
            "priority": priority,
            "chapters": [chapter(overview, action, provisional=shown.provisional), *earlier],
            "older": older,
            "editing": editing,
            "measures": [
                measure_line(each, shown.record) for each in shown.record.measures if each.action_pk == action_pk
            ],
            "leads": [named(lead) for lead in action.leads if lead.role != "contributor"],
            "contributors": [named(lead) for lead in action.leads if lead.role == "contributor"],
            "history": date_history(action),
            "lineage": lineage,
            "news": news_of_action(period, action_pk),
            "adds": adds,
            "version": version_note(period, shown.record),
            "corrects": corrects,
            "is_late": overview.is_late(action) and not is_complete(action, overview.scales.actions.get(action.column)),
        },
    )
    return with_tag(response, tag) if tag else response


def _corrects(request: SignedInRequest, period: Any) -> bool:
    """Whether this person may correct what the latest version says."""
    return period.is_fixed and not period.asked and can_manage_periods(request.user, period.plan)


def _heat_row(overview: Overview, view: PriorityView) -> HeatRow | None:
    if overview.heat is None:
        return None
    return next((row for row in overview.heat.rows if row.priority.pk == view.priority.pk), None)


def _earlier(period: Any, action: Action) -> tuple[Sequence[Chapter], int | None]:
    """What the records before this one say of an action, newest first, and the period where the story goes on."""
    chapters: list[Chapter] = []
    for pk, body in records_before(period)[: CHAPTERS * 2]:
        overview = Overview(canonical.decode(bytes(body)))
        then = next((each for each in overview.record.actions if each.pk == action.pk), None)
        if then is None:
            continue
        if len(chapters) == CHAPTERS:
            return chapters, pk
        chapters.append(chapter(overview, then, provisional=False))
    return chapters, None


def _editing(request: SignedInRequest, period: Any, action_pk: int) -> Editing | None:
    action = StrategicAction.objects.select_related("priority__plan").filter(pk=action_pk).first()
    if action is None or not can_submit_update(request.user, action):
        return None
    open_period = ReportingPeriod.objects.taking_updates().filter(plan=action.plan).first()
    asked = action.date_requests.filter(state=DateRequest.State.WAITING).first()
    return Editing(
        period=open_period,
        has_update=open_period is not None
        and ProgressUpdate.objects.filter(action=action, period=open_period).exists(),
        may_ask=asked is None and not why_no_later_date(action),
        asked_pk=asked.pk if asked else None,
    )
