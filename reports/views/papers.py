"""Reports that a body has published, for everybody: nobody signs in, and only the public's edition is here."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.models import (
    Audience,
    CommitteeReport,
    CommitteeReportQuerySet,
    Edition,
    Kind,
    MonitoringReport,
    MonitoringReportQuerySet,
)
from reports.views.serving import in_order, served

A_PAGE_OF = 50

State = CommitteeReport.State


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """Every published report, those of the latest meeting first."""
    page = Paginator(_papers(), A_PAGE_OF).get_page(request.GET.get("page"))
    return render(request, "reports/papers/list.html", {"page": page})


@require_safe
def paper(request: HttpRequest, written_pk: int) -> HttpResponse:
    """One of them at its address, which stays whatever becomes of it."""
    shown = get_object_or_404(_papers(), pk=written_pk)
    issues: dict[str, MonitoringReport] = {}
    # One that was withdrawn has its notice and nothing else.
    if shown.state != State.WITHDRAWN:
        for each in _issues(shown).prefetch_related(Prefetch("editions", Edition.objects.defer("content"))):
            issues.setdefault(each.kind, each)
    context = {
        "paper": shown,
        "newer": _newer(shown) if shown.state != State.PUBLISHED else None,
        "files": list(_files(shown, issues.get(shown.kind))),
        "summary": list(_files_of_summary(shown, issues.get(Kind.ONE_PAGE))),
        "withdrawn": shown.moves.filter(to_state=State.WITHDRAWN).first(),
    }
    return render(request, "reports/papers/paper.html", context)


def _newer(shown: CommitteeReport) -> CommitteeReport | None:
    """The version that was published in place of this one; where that was withdrawn, the one that stands instead."""
    stands = shown.correction()
    if stands is not None and stands.published_at is not None:
        return stands
    return shown.corrected_by.open_to_all().without_bytes().order_by("-version").first()


def _files(shown: CommitteeReport, issue: MonitoringReport | None) -> Iterator[tuple[Edition, str]]:
    """Each file with the address at which everybody has it."""
    for edition in _in_order(issue):
        if name := _NAMES.get(Edition.Format(edition.format)):
            yield edition, reverse(name, args=[shown.pk, *([edition.part] if edition.part else [])])


def _files_of_summary(shown: CommitteeReport, issue: MonitoringReport | None) -> Iterator[tuple[Edition, str]]:
    for edition in _in_order(issue):
        if edition.format in _OF_SUMMARY:
            yield edition, reverse("reports:paper_summary", args=[shown.pk, edition.format])


def _in_order(issue: MonitoringReport | None) -> list[Edition]:
    return sorted(issue.editions.all(), key=in_order) if issue else []


_NAMES = {
    Edition.Format.PDF: "reports:paper_file",
    Edition.Format.HTML: "reports:paper_page",
    Edition.Format.WORD: "reports:paper_word",
    Edition.Format.CSV: "reports:paper_table",
}
# Its pictures are for whoever speaks to the report.
_OF_SUMMARY = (Edition.Format.PDF, Edition.Format.HTML, Edition.Format.WORD)


@require_safe
def paper_file(request: HttpRequest, written_pk: int) -> HttpResponseBase:
    return _file(request, written_pk, Edition.Format.PDF)


@require_safe
def paper_page(request: HttpRequest, written_pk: int) -> HttpResponseBase:
    return _file(request, written_pk, Edition.Format.HTML)


@require_safe
def paper_word(request: HttpRequest, written_pk: int) -> HttpResponseBase:
    return _file(request, written_pk, Edition.Format.WORD)


@require_safe
def paper_table(request: HttpRequest, written_pk: int, part: str) -> HttpResponseBase:
    return _file(request, written_pk, Edition.Format.CSV, part)


@require_safe
def paper_summary(request: HttpRequest, written_pk: int, file_format: str) -> HttpResponseBase:
    """The one-page summary of a published report."""
    if file_format not in _OF_SUMMARY:
        raise Http404
    return _file(request, written_pk, Edition.Format(file_format), kind=Kind.ONE_PAGE)


def _file(
    request: HttpRequest, written_pk: int, file_format: Edition.Format, part: str = "", *, kind: str = ""
) -> HttpResponseBase:
    """One issued file for everybody, of the report unless another `kind` is asked for."""
    shown = get_object_or_404(_papers(), pk=written_pk)
    if shown.state == State.WITHDRAWN:
        # Its page says so.
        return redirect("reports:paper", written_pk)
    issues = _issues(shown).select_related("period__plan", "written__meeting__body")
    issue = issues.filter(kind=kind or shown.kind).first()
    if issue is None:
        raise Http404
    edition = get_object_or_404(issue.editions.defer("content"), format=file_format, part=part)
    return served(request, issue, edition, has_both=issue.has_both, for_everybody=True)


def _papers() -> CommitteeReportQuerySet:
    return (
        CommitteeReport.objects.open_to_all()
        .without_bytes()
        .select_related("meeting__body", "period__plan")
        .order_by("-meeting__held_on", "subject", "-version")
    )


def _issues(shown: CommitteeReport) -> MonitoringReportQuerySet:
    """What was made of the report for the public: its files and its one-page summary, the latest first."""
    return (
        MonitoringReport.objects.filter(written=shown, audience=Audience.PUBLIC, provisional=False)
        .finished()
        .without_bytes()
        .order_by("-ended_at", "-pk")
    )
