"""Writing a report for a meeting: beginning it, and every part of it on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.services.definitions import ChangedMeanwhile
from indicators.views.parts import Part, part_page
from partnership.forms import add_refusal
from partnership.kept_text import keeping_text, number
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from reports.beginning import (
    Standing,
    meetings_to_begin_with,
    periods_to_begin_with,
    scope_name,
    scopes_to_begin_with,
    subject_words,
    templates_to_begin_with,
)
from reports.forms.writing import (
    AppendixForm,
    BackgroundForm,
    BeginForm,
    FrontForm,
    ImplicationForm,
    RecommendationForm,
    ReferringForm,
    SectionForm,
    SummaryForm,
)
from reports.models import (
    Appendix,
    BackgroundPaper,
    CommitteeReport,
    FrontField,
    Implication,
    ImplicationHeading,
    Recommendation,
    ReportSection,
)
from reports.services.writing import (
    Blank,
    Front,
    add_to_list,
    begin_report,
    change_in_list,
    drafted_now,
    move_in_list,
    move_paragraph,
    remove_from_list,
    seen_front,
    set_front,
    set_implication,
    set_summary,
)
from reports.views.drafts import as_typed, keeps_drafts, unsaved_parts
from reports.views.found import (
    PART,
    about,
    back_to,
    found_to_write,
    known_in,
    paragraph_of,
    place_in,
    refuse_withheld,
    writes,
)
from reports.writing_page import Written, page, sources

# --- Beginning -----------------------------------------------------------------------------------


@keeping_text
@never_cache
@require_http_methods(["GET", "POST"])
def written_new(request: SignedInRequest) -> HttpResponse:
    """Period and template first: what can be chosen after that depends on them."""
    today = timezone.localdate()
    standing = Standing.of(request.user, on=today)
    if not standing.begins_any:
        raise PermissionDenied
    periods = periods_to_begin_with(standing, on=today)
    period = next((each for each in periods if each.pk == number(request.GET, "period")), None)
    context: dict[str, Any] = {"periods": periods, "period": period}
    if period is None:
        return render(request, "reports/writing/begin_period.html", context)
    templates = templates_to_begin_with(standing, period)
    template = next((each for each in templates if each.pk == number(request.GET, "template")), None)
    context |= {"templates": templates, "template": template}
    if template is None:
        return render(request, "reports/writing/begin_template.html", context)
    meetings = meetings_to_begin_with(template, on=today)
    scopes = scopes_to_begin_with(standing, period, template)
    if not scopes:
        return render(request, "reports/writing/begin_stopped.html", context)

    def suggested(scope: str) -> str:
        return subject_words(period, scope_name(scopes, scope))

    data = request.POST if request.method == "POST" else None
    form = BeginForm(data, meetings=meetings, scopes=scopes, suggested=suggested)
    if form.is_valid():
        said = form.cleaned_data
        try:
            report = begin_report(
                period=period,
                template=template,
                meeting=form.meeting_of(template.body),
                scope=said["scope"],
                scope_name=scope_name(scopes, said["scope"]),
                subject=said["subject"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The report is begun, and drafted from the reporting period."))
            return redirect("reports:writing", report.pk)
    return render(request, "reports/writing/begin.html", context | {"form": form})


# --- The whole report ----------------------------------------------------------------------------


@login_required
@never_cache
@require_safe
def writing(request: SignedInRequest, written_pk: int) -> HttpResponse:
    """The whole report in order, with a way to change each of its parts."""
    report = found_to_write(request, written_pk)
    written = Written(report, reader=request.user)
    drafted = drafted_now(report, sources(written.paragraphs))
    context = {"report": report, "page": page(written, drafted), "is_open": report.is_writable}
    context["unsaved"] = unsaved_parts(report, request.user)
    return render(request, "reports/writing/writing.html", context)


# --- Front sheet, summary, implications ----------------------------------------------------------


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def writing_front(request: SignedInRequest, report: CommitteeReport) -> HttpResponse:
    fields = list(report.template.front_fields.filter(source=FrontField.Source.WRITTEN))

    def form_of(data: Any, standing: CommitteeReport) -> FrontForm:
        answers = dict(standing.front_answers.values_list("field", "text"))
        known = known_in(report, "\n".join([standing.subject, *answers.values()]))
        return FrontForm(data, report=standing, fields=fields, answers=answers, seen=seen_front(standing), known=known)

    form = as_typed(request, form_of(request.POST if request.method == "POST" else None, report))
    meanwhile: list[tuple[str, str]] = []
    if form.is_valid():
        said = form.cleaned_data
        front = Front(said["subject"], said["reference"], said["asks"], said["meeting"], form.answers())
        try:
            set_front(report=report, seen=said["seen"], front=front, kept=form.kept, by=request.user)
        except ChangedMeanwhile as conflict:
            now = CommitteeReport.objects.without_bytes().select_related("template").get(pk=report.pk)
            fresh = form_of(None, now)
            meanwhile = _compared(form, fresh)
            form.add_error(None, str(conflict))
        except Refused as refusal:
            add_refusal(form, refusal, boxes={Blank: "subject"})
        else:
            messages.success(request, _("The front sheet is saved."))
            return redirect(back_to(report, "front"))
    part = Part(
        **about(report, "front"), row=report, form=lambda data, row: form, save=set_front,  # type: ignore[arg-type,return-value]
        heading=_("Front sheet"), saved="",
    )  # fmt: skip
    context = {"part": part, "form": form, "refusal": "", "meanwhile": meanwhile}
    return render(request, PART, context)


def _compared(form: Any, fresh: Any) -> list[tuple[str, str]]:
    """After a conflict: let it be sent over what stands there now, and say that, question by question."""
    form.data = {**form.data.dict(), "seen": fresh.initial["seen"]}
    pairs = (
        (str(form[name].label), form[name].value(), fresh[name].value()) for name in form.fields if name in fresh.fields
    )
    return [(label, str(theirs or _("Nothing"))) for label, mine, theirs in pairs if label and str(mine) != str(theirs)]


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def writing_summary(request: SignedInRequest, report: CommitteeReport) -> HttpResponse:
    line = report.template.front_fields.filter(source=FrontField.Source.SUMMARY).first()
    known = known_in(report, report.summary)
    part = Part(
        **about(report, "summary"),
        row=report,
        form=lambda data, row: as_typed(
            request, SummaryForm(data, row=row, guidance=line.guidance if line else "", known=known)
        ),
        save=partial(set_summary, report=report, by=request.user),
        heading=_("Summary"),
        saved=_("The summary is saved."),
    )
    return part_page(request, part)


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def writing_implication(request: SignedInRequest, report: CommitteeReport, heading_pk: int) -> HttpResponse:
    headings = list(ImplicationHeading.objects.filter(template=report.template_id))
    heading = next((each for each in headings if each.pk == heading_pk), None)
    if heading is None:
        raise Http404
    following = headings[headings.index(heading) + 1 :]
    row = Implication.objects.filter(report=report, heading=heading).first()
    order = Written(report).order
    goes_on = "next" in request.POST and following
    part = Part(
        **about(report, f"implication-{heading.pk}"),
        row=row,
        form=lambda data, row: as_typed(
            request,
            ImplicationForm(
                data,
                row=row,
                heading=heading,
                is_last=not following,
                order=order,
                known=known_in(report, row.text if row else ""),
            ),
        ),
        save=partial(set_implication, report=report, heading=heading, by=request.user),
        heading=heading.label,
        saved=_("%(heading)s is saved.") % {"heading": heading.label},
        box="text",
        leads_to=(lambda row: reverse("reports:writing_implication", args=[report.pk, following[0].pk]))
        if goes_on
        else None,
    )
    return part_page(request, part)


# --- Lists ---------------------------------------------------------------------------------------


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def recommendation_new(request: SignedInRequest, report: CommitteeReport) -> HttpResponse:
    return _in_list(request, report, Recommendation(), RecommendationForm, _RECOMMENDATION())


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def recommendation_edit(request: SignedInRequest, report: CommitteeReport, recommendation_pk: int) -> HttpResponse:
    row = get_object_or_404(report.recommendations, pk=recommendation_pk)
    return _in_list(request, report, row, RecommendationForm, _RECOMMENDATION())


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def report_section_new(request: SignedInRequest, report: CommitteeReport) -> HttpResponse:
    return _in_list(request, report, ReportSection(), SectionForm, _SECTION())


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def report_section_edit(request: SignedInRequest, report: CommitteeReport, section_pk: int) -> HttpResponse:
    row = get_object_or_404(report.sections, pk=section_pk)
    return _in_list(request, report, row, SectionForm, _SECTION())


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def appendix_new(request: SignedInRequest, report: CommitteeReport) -> HttpResponse:
    return _in_list(request, report, Appendix(), AppendixForm, _APPENDIX())


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def appendix_edit(request: SignedInRequest, report: CommitteeReport, appendix_pk: int) -> HttpResponse:
    row = get_object_or_404(report.appendices, pk=appendix_pk)
    refuse_withheld(request, report, row)
    return _in_list(request, report, row, AppendixForm, _APPENDIX())


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def background_new(request: SignedInRequest, report: CommitteeReport) -> HttpResponse:
    return _in_list(request, report, BackgroundPaper(), BackgroundForm, _BACKGROUND())


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def background_edit(request: SignedInRequest, report: CommitteeReport, background_pk: int) -> HttpResponse:
    row = get_object_or_404(report.background_papers, pk=background_pk)
    return _in_list(request, report, row, BackgroundForm, _BACKGROUND())


def _RECOMMENDATION() -> dict[str, str]:  # noqa: N802
    return {
        "name": "recommendation",
        "list": "recommendations",
        "add": _("Add a recommendation"),
        "change": _("Change a recommendation"),
        "saved": _("The recommendation is saved."),
        "removed": _("The recommendation is removed."),
    }


def _SECTION() -> dict[str, str]:  # noqa: N802
    return {
        "name": "section",
        "list": "sections",
        "add": _("Add a section"),
        "change": _("Change the heading of a section"),
        "saved": _("The section is saved."),
        "removed": _("The section is removed."),
    }


def _APPENDIX() -> dict[str, str]:  # noqa: N802
    return {
        "name": "appendix",
        "list": "appendices",
        "add": _("Add an appendix"),
        "change": _("Change an appendix"),
        "saved": _("The appendix is saved."),
        "removed": _("The appendix is removed."),
    }


def _BACKGROUND() -> dict[str, str]:  # noqa: N802
    return {
        "name": "background",
        "list": "background",
        "add": _("Add a background paper"),
        "change": _("Change a background paper"),
        "saved": _("The background paper is saved."),
        "removed": _("The background paper is removed."),
    }


def _in_list(
    request: SignedInRequest, report: CommitteeReport, row: Any, form: Any, words: Mapping[str, str]
) -> HttpResponse:
    is_new = row.pk is None
    to = words["list"] if is_new else f"{words['name']}-{row.pk}"
    known = known_in(report, "\n".join(str(getattr(row, name)) for name in form.stores))
    refers = {"order": Written(report).order} if issubclass(form, ReferringForm) else {}

    def formed(data: Any, stood: Any) -> Any:
        # Somebody may have withheld it while this was on its way.
        refuse_withheld(request, report, stood)
        return as_typed(request, form(data, row=stood, known=known, **refers))

    part = Part(
        **about(report, to),
        row=None if is_new else row,
        form=formed,
        save=partial(add_to_list, report=report, row=row, by=request.user)
        if is_new
        else partial(change_in_list, row=row, by=request.user),
        remove=None if is_new else partial(remove_from_list, row=row, by=request.user),
        heading=words["add"] if is_new else words["change"],
        saved=words["saved"],
        removed=words["removed"],
        leads_to=lambda stored: back_to(report, f"{words['name']}-{stored.pk}"),
    )
    return part_page(request, part)


_LISTS: dict[str, type[models.Model]] = {
    "recommendation": Recommendation,
    "section": ReportSection,
    "appendix": Appendix,
    "background": BackgroundPaper,
}


@writes
@require_POST
def writing_move(request: SignedInRequest, report: CommitteeReport) -> HttpResponse:
    """Put one of a list before another (recommendation-12-7), or a paragraph after one in a section (paragraph-12-3-7).

    A key of 0 is none: last in the list, first in the section.
    """
    kind, _dash, rest = request.POST.get("move", "").partition("-")
    keys = [int(each) for each in rest.split("-") if each.isascii() and each.isdigit() and len(each) < 10]
    try:
        if kind == "paragraph" and len(keys) == 3:
            paragraph = paragraph_of(report, keys[0])
            section, after = place_in(report, keys[1], keys[2])
            move_paragraph(paragraph=paragraph, section=section, after=after, by=request.user)
            return redirect(back_to(report, paragraph.anchor))
        if kind in _LISTS and len(keys) == 2:
            rows: Any = _LISTS[kind]._default_manager.filter(report=report)
            row = get_object_or_404(rows, pk=keys[0])
            move_in_list(row=row, before=rows.filter(pk=keys[1]).first(), by=request.user)
            return redirect(back_to(report, f"{kind}-{row.pk}"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back_to(report))
