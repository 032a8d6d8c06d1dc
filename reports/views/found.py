"""Finding the report that somebody writes, for the pages of its parts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from monitoring.models import LetThrough
from monitoring.removals import RemovedMeanwhile, removals
from partnership.asking import Known, found_in
from partnership.kept_text import keeping_text, texts_in
from partnership.requests import SignedInRequest
from reports.models import (
    CommitteeReport,
    Paragraph,
    ReportSection,
)
from reports.permissions import can_read_withheld, can_write, written_reports_open_to
from reports.services.clearing import NotWritable
from reports.views.drafts import draft_of, gives_back, part_at, thrown_away, was_writing

#: The page of a part whose boxes keep what is typed in them.
PART = "reports/writing/part.html"


def writes(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page on which the report of the address is written, for those who may; a final one says so instead.

    The view is given the report in place of its key.
    """

    @keeping_text
    @never_cache
    @wraps(view)
    def wrapped(request: SignedInRequest, written_pk: int, **keys: int) -> HttpResponse:
        report = found_to_write(request, written_pk)
        if (thrown := thrown_away(request, report)) is not None:
            return thrown
        if not report.is_writable:
            return closed(request, report, report.why_closed)
        try:
            return view(request, report, **keys)
        except Http404:
            if "remove" in request.POST:
                # Pressed twice, or removed by somebody else: what is out already stays out.
                messages.info(request, _("This has been removed already."))
                return redirect(back_to(report))
            if not was_writing(request):
                raise
            said = _("Somebody has removed this part of the report. Write it anew if it is still needed.")
            return closed(request, report, said, status=404)
        except (NotWritable, RemovedMeanwhile) as refusal:
            # Somebody made it final, or removed words from it, while this was on its way.
            return closed(request, report, str(refusal))
        except Withheld:
            if request.method != "POST":
                raise
            # What was kept for whoever sat here before is not for this person.
            request.given_back = []  # type: ignore[attr-defined]
            said = _("This part is kept from the public, and you may not read what is. Nothing in it has changed.")
            return closed(request, report, said, status=403)

    return wrapped


class Withheld(PermissionDenied):
    """The words of this part are not for this person."""


def refuse_withheld(request: SignedInRequest, report: CommitteeReport, *parts: Any) -> None:
    """Raises Withheld where one of these parts is kept from the public and from this person."""
    is_withheld = any(getattr(each, "exemption_id", None) is not None for each in parts)
    if is_withheld and not can_read_withheld(request.user, report):
        raise Withheld


def closed(request: SignedInRequest, report: CommitteeReport, why: str, *, status: int = 200) -> HttpResponse:
    """Why nothing is written, with what this person sent all the same, or had typed here and not saved: it is theirs to
    copy.
    """
    part = part_at(request.path, report)
    draft = draft_of(request.user, report, part)
    if request.method == "POST":
        typed = texts_in(request.POST.dict())
    elif draft is not None and gives_back(request.user, report, part):
        typed = texts_in(draft.content)
    else:
        typed = []
    context = {"report": report, "why": why, "typed": typed, "has_draft": draft is not None}
    return render(request, "reports/writing/closed.html", context, status=status)


def found_to_write(request: SignedInRequest, written_pk: int) -> CommitteeReport:
    # Asked before anything that the page shows.
    reports = written_reports_open_to(request.user).without_bytes().annotate(removals=removals())
    related = ("period__plan__owner_body__parent", "period__plan__coordinating_post", "meeting__body", "template")
    report = get_object_or_404(reports.select_related(*related), pk=written_pk)
    if not can_write(request.user, report):
        raise PermissionDenied
    return report


def back_to(report: CommitteeReport, to: str = "") -> str:
    return reverse("reports:writing", args=[report.pk]) + (f"#{to}" if to else "")


def about(report: CommitteeReport, to: str) -> dict[str, Any]:
    back = {"back": back_to(report, to), "back_label": _("The whole report")}
    return {"caption": report.subject, "template": PART, **back}


def known_in(report: CommitteeReport, text: str) -> Callable[[], Known]:
    """Of words that stand in this text already: those about which somebody was asked in this report."""

    def known() -> Known:
        kept = LetThrough.objects.filter(place=LetThrough.Place.REPORT, row_pk=report.pk).exists()
        return Known(each.key for each in found_in(text)) if kept else Known()

    return known


def paragraph_of(report: CommitteeReport, pk: int) -> Paragraph:
    return get_object_or_404(
        Paragraph.objects.select_related("section__report__period", "exemption"), pk=pk, section__report=report
    )


def place_in(report: CommitteeReport, section_pk: int, after_pk: int) -> tuple[ReportSection, Paragraph | None]:
    section = get_object_or_404(report.sections, pk=section_pk)
    return section, section.paragraphs.filter(pk=after_pk).first()
