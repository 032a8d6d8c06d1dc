"""Reports: the list, asking for one, waiting for it, and the file."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from reports.beginning import begins_by_role
from reports.document.documents import document_of
from reports.document.plain_words import PlainWords
from reports.models import CommitteeReport, Edition, Kind, MonitoringReport, MonitoringReportQuerySet
from reports.permissions import (
    can_request_report,
    keeps_templates,
    periods_open_to,
    plans_to_report_on,
    reports_open_to,
    written_reports_open_to,
)
from reports.services.issuing import cut_off, request_report, retry_report, source_of
from reports.services.telling import note_seen
from reports.standing import papers_day
from reports.views.serving import in_order, served

# A page that only names a file does not read it.
_without_bytes = Prefetch("editions", Edition.objects.defer("content"))

A_PAGE_OF = 25
# Earlier periods have their reports by then, or are asked for on the period's own page.
PERIODS_TO_REPORT_ON = 6
# After this time the page says that it takes longer than usual.
USUALLY_BEGUN_AFTER = timedelta(minutes=2)


@login_required
@require_safe
def report_list(request: SignedInRequest) -> HttpResponse:
    plans = plans_to_report_on(request.user)
    reports = (
        reports_open_to(request.user, asks_about=plans)
        .without_bytes()
        .select_related("period__plan", "written__meeting__body")
    )
    finished = reports.finished().prefetch_related(_without_bytes).order_by("-ended_at", "-pk")
    periods = periods_open_to(request.user).exclude(state="planned").filter(plan__in=plans).select_related("plan")
    periods = periods.order_by("-ends_on", "plan")[:PERIODS_TO_REPORT_ON]
    in_hand = written_reports_open_to(request.user).without_bytes().filter(state__in=CommitteeReport.IN_HAND)
    in_hand = in_hand.select_related("meeting__body", "period__plan").order_by("meeting__held_on", "pk")
    in_hand_page = Paginator(in_hand, A_PAGE_OF).get_page(request.GET.get("in_hand"))
    today = timezone.localdate()
    context = {
        "keeps_templates": keeps_templates(request.user),
        "page": Paginator(finished, A_PAGE_OF).get_page(request.GET.get("page")),
        "under_way": reports.exclude(state=MonitoringReport.State.FINISHED).filter(period__plan__in=plans),
        "in_hand": in_hand_page,
        "rows_in_hand": [(each, papers_day(each, today=today)) for each in in_hand_page],
        "periods": periods,
        # Whoever may ask for a report of a plan may write one; others where they lead or clerk something.
        "begins": bool(periods) or begins_by_role(request.user, on=today),
    }
    return render(request, "reports/report_list.html", context)


@login_required
@require_POST
def report_request(request: SignedInRequest, period_pk: int) -> HttpResponse:
    period = get_object_or_404(periods_open_to(request.user).select_related("plan"), pk=period_pk)
    if not can_request_report(request.user, period.plan):
        raise PermissionDenied

    try:
        report = request_report(period=period, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(period)
    return redirect(report)


@login_required
@never_cache
@require_safe
def report_detail(request: SignedInRequest, report_pk: int) -> HttpResponse:
    return render(request, "reports/report_detail.html", _shown(request, report_pk))


@login_required
@never_cache
@require_safe
def report_progress(request: SignedInRequest, report_pk: int) -> HttpResponse:
    """The part of the page that changes while somebody waits."""
    return render(request, "reports/report_state.html", _shown(request, report_pk))


@login_required
@require_POST
def report_again(request: SignedInRequest, report_pk: int) -> HttpResponse:
    report = get_object_or_404(_reports(request), pk=report_pk)
    if not can_request_report(request.user, report.period.plan):
        raise PermissionDenied

    try:
        retry_report(report=report, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(report)


@login_required
@require_safe
def report_file(request: SignedInRequest, report_pk: int) -> HttpResponseBase:
    return _file(request, report_pk, Edition.Format.PDF)


@login_required
@require_safe
def report_page(request: SignedInRequest, report_pk: int) -> HttpResponseBase:
    return _file(request, report_pk, Edition.Format.HTML)


@login_required
@require_safe
def report_word(request: SignedInRequest, report_pk: int) -> HttpResponseBase:
    return _file(request, report_pk, Edition.Format.WORD)


@login_required
@require_safe
def report_table(request: SignedInRequest, report_pk: int, part: str) -> HttpResponseBase:
    return _file(request, report_pk, Edition.Format.CSV, part)


@login_required
@require_safe
def report_picture(request: SignedInRequest, report_pk: int, part: str) -> HttpResponseBase:
    return _file(request, report_pk, Edition.Format.PNG, part)


def _file(request: SignedInRequest, report_pk: int, file_format: Edition.Format, part: str = "") -> HttpResponseBase:
    """One issued file. Raises Http404 where the report has none of that format."""
    report = get_object_or_404(_reports(request), pk=report_pk)
    if report.state == MonitoringReport.State.WITHDRAWN:
        # Its page says what became of the file.
        return redirect(report)
    edition = get_object_or_404(
        report.editions.defer("content"), format=file_format, part=part, report__state=MonitoringReport.State.FINISHED
    )
    return served(request, report, edition, has_both=report.has_both)


def _reports(request: SignedInRequest) -> MonitoringReportQuerySet:
    return (
        reports_open_to(request.user)
        .without_bytes()
        .select_related("period__plan", "asked_by", "written__meeting__body")
    )


def _shown(request: SignedInRequest, report_pk: int) -> dict[str, object]:
    report = get_object_or_404(_reports(request), pk=report_pk)
    note_seen(report, by=request.user)
    editions = list(report.editions.defer("content"))
    may_request = can_request_report(request.user, report.period.plan)
    is_slow = report.state == MonitoringReport.State.ASKED and timezone.now() - report.asked_at > USUALLY_BEGUN_AFTER
    return {
        "report": report,
        "edition": next((each for each in editions if each.format == Edition.Format.PDF), None),
        "editions": sorted(editions, key=in_order),
        "is_waiting": report.is_waiting,
        "is_slow": is_slow,
        "is_cut_off": bool(cut_off([report])),
        "may_request": may_request,
        "unexplained": _unexplained(report) if may_request else (),
    }


def _unexplained(report: MonitoringReport) -> tuple[str, ...]:
    """Short forms of the plain-words summary that young people are left alone with."""
    if report.kind != Kind.PLAIN_WORDS or report.state != MonitoringReport.State.FINISHED:
        return ()
    document = document_of(source_of(report))
    return document.unexplained if isinstance(document, PlainWords) else ()
