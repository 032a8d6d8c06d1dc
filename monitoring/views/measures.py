"""The page of one measure, made of its period's record and those before it, and what can be taken away from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indicators.models import Indicator
from monitoring.models import ReportingPeriod
from monitoring.permissions import sees_of_open_period
from monitoring.record import canonical, tidy
from monitoring.record.measure_story import MeasureChapter, MeasureStory, chapter_of
from monitoring.record.structs import Measure, Record
from monitoring.seen import asked_version, parts_of_fixed, period_seen_by, read_stored, seen
from monitoring.series import whole_series
from monitoring.views.unchanged import not_modified, page_tag, with_tag
from monitoring.work.earlier import records_before
from monitoring.work.versions import version_note
from partnership.requests import SignedInRequest
from plans.models import Plan

#: So many earlier periods are told of on one page; the oldest links on to its own.
CHAPTERS = 8


@login_required
@require_safe
def measure_story(request: SignedInRequest, period_pk: int, indicator_pk: int) -> HttpResponseBase:
    """Where one measure stands, its whole series, against target and others, and what was said of it."""
    period = period_seen_by(request.user, period_pk, version=asked_version(request))
    tag = page_tag(request, *parts_of_fixed(period)) if period.is_fixed else ""
    if tag and (same := not_modified(request, tag)):
        return same
    shown = seen(period, request.user)
    measure = _measure(shown.record, indicator_pk)
    story = MeasureStory(shown.record, measure, provisional=shown.provisional)
    earlier, older = _earlier(period, measure)
    response = render(
        request,
        "monitoring/measure_story.html",
        {
            "period": period,
            "seen": shown,
            "story": story,
            "chart": whole_series(story, ours=_("Here")),
            "chapters": [*filter(None, [story.chapter]), *earlier],
            "older": older,
            # Who brings in its figures sees its small numbers, and tells the story behind them.
            "answers": period.sight.shows(indicator_pk),
            "version": version_note(period, shown.record),
        },
    )
    return with_tag(response, tag) if tag else response


@login_required
@require_safe
def measure_latest(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    """A measure as last agreed; before it ever was, in the open period for those who may see of it."""
    visible = Plan.objects.visible_to(request.user, on=timezone.localdate())
    indicators = Indicator.objects.filter(plan__in=visible).select_related("plan__owner_body__parent__parent")
    plan = get_object_or_404(indicators, pk=indicator_pk).plan
    latest = plan.periods.fixed().order_by("-ordinal").first()
    if latest is not None and _tells_of(latest, indicator_pk):
        return redirect("monitoring:measure_story", latest.pk, indicator_pk)
    under_way = plan.periods.under_way().first()
    if under_way is not None and sees_of_open_period(request.user, plan):
        return redirect("monitoring:measure_story", under_way.pk, indicator_pk)
    return redirect("monitoring:latest_dashboard", plan.slug)


@login_required
@require_safe
def measure_figures(request: SignedInRequest, period_pk: int, indicator_pk: int) -> HttpResponseBase:
    """The series of one measure as CSV, as far as this person sees it."""
    return _figures(request, period_pk, indicator_pk)


@login_required
@require_safe
def period_figures(request: SignedInRequest, period_pk: int) -> HttpResponseBase:
    """All measures of a period as CSV, as far as this person sees them."""
    return _figures(request, period_pk, None)


def _figures(request: SignedInRequest, period_pk: int, indicator_pk: int | None) -> HttpResponseBase:
    period = period_seen_by(request.user, period_pk, version=asked_version(request))
    tag = page_tag(request, *parts_of_fixed(period)) if period.is_fixed else ""
    if tag and (same := not_modified(request, tag)):
        return same
    shown = seen(period, request.user)
    record = shown.record
    measures = record.measures if indicator_pk is None else (_measure(record, indicator_pk),)
    content = tidy.measures_csv(record, measures)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    named = measures[0].title if indicator_pk is not None else record.plan.labels.measure.many
    parts = (str(period.plan), period.label, named, _("provisional") if shown.provisional else "")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name(parts, "csv"))
    response["X-Content-Type-Options"] = "nosniff"
    if tag:
        return with_tag(response, tag)
    response["Cache-Control"] = "private, no-store"
    return response


def file_name(parts: Iterable[str], extension: str) -> str:
    """northmoor-childrens-plan-july-to-september-2026-school-readiness.csv"""
    # Nothing may be left of a title in another script; a long one is cut, because some systems refuse it.
    words = [slugify(part)[:60].strip("-") for part in parts]
    return "-".join(filter(None, words)) + f".{extension}"


def _measure(record: Record, pk: int) -> Measure:
    """Raises Http404 for a measure that the record does not know."""
    measure = next((each for each in record.measures if each.pk == pk), None)
    if measure is None:
        raise Http404
    return measure


def _earlier(period: Any, measure: Measure) -> tuple[list[MeasureChapter], int | None]:
    """What the records before this one say of a measure, newest first, and the period where the story goes on."""
    chapters: list[MeasureChapter] = []
    for pk, body in records_before(period)[: CHAPTERS * 2]:
        told = chapter_of(read_stored(period, body), measure.pk)
        if told is None:
            continue
        if len(chapters) == CHAPTERS:
            return chapters, pk
        chapters.append(told)
    return chapters, None


def _tells_of(period: ReportingPeriod, pk: int) -> bool:
    """Whether the stored record of a period knows a measure."""
    body = period.records.order_by("-version").values_list("body", flat=True).first()
    return body is not None and any(each.pk == pk for each in canonical.decode(bytes(body)).measures)
