"""Files of figures: choosing one, saying how it is read, checking it, bringing it in, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.forms.imports import BringInForm, ColumnsForm, MeaningsForm, SheetForm, TemplateForm, UploadForm
from indicators.importing.checking import Checked, Kind, check, leftover_rows, measures_of
from indicators.importing.files import names_of_sheets, read_sheet
from indicators.importing.mapping import Layout, Table, mapping_from
from indicators.importing.reading import read
from indicators.importing.sheets import Unreadable
from indicators.importing.writing import empty_file, xlsx_of
from indicators.models import FigureImport
from indicators.permissions import can_define_measures, measures_entered_by
from indicators.services.imports import bring_in_file, map_columns, put_away, read_anew, seen_before, take_file
from indicators.spreadsheets import csv_of
from indicators.views.found import visible_plan
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.models import Plan

AT_ONCE = 100
POINTING_SHOWN = 5
LISTED = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABS = {
    "": gettext_lazy("All figures"),
    Kind.REFUSED: gettext_lazy("Refused"),
    Kind.DOUBTED: gettext_lazy("In doubt"),
    Kind.CHANGED: gettext_lazy("Changed"),
    Kind.NEW: gettext_lazy("New"),
    Kind.UNCHANGED: gettext_lazy("Unchanged"),
    Kind.LEFT_OUT: gettext_lazy("Left out"),
    Kind.BESIDE: gettext_lazy("Of others"),
    Kind.ELSEWHERE: gettext_lazy("Not our area"),
    Kind.SILENT: gettext_lazy("Without a figure"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    kind: str
    label: str
    number: int
    is_shown: bool


def _plan(request: SignedInRequest, slug: str) -> Plan:
    """A plan of which this person brings in figures. Raises Http404, PermissionDenied."""
    plan = visible_plan(request.user, slug)
    if not (can_define_measures(request.user, plan) or measures_entered_by(request.user, plan).exists()):
        raise PermissionDenied
    return plan


def _imports(request: SignedInRequest, plan: Plan) -> QuerySet[FigureImport]:
    """The files that this person may see: a file shows every figure in it, so others' only to who sees them all."""
    imports = FigureImport.objects.filter(plan=plan).select_related("uploaded_by", "applied_by")
    return imports if can_define_measures(request.user, plan) else imports.filter(uploaded_by=request.user)


def _import(request: SignedInRequest, slug: str, import_pk: int) -> FigureImport:
    plan = _plan(request, slug)
    found: FigureImport = get_object_or_404(_imports(request, plan), pk=import_pk)
    found.plan = plan
    return found


@login_required
@require_http_methods(["GET", "POST"])
def file_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Choose a file; beneath, those that were chosen before."""
    plan = _plan(request, slug)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            taken = take_file(plan=plan, name=file.name, content=file.read(), by=request.user)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(f"indicators:{_first_page(request, taken)}", plan.slug, taken.pk)
    page = Paginator(_imports(request, plan).defer("content", "leftover", "mapping"), LISTED).get_page(
        request.GET.get("page")
    )
    return render(request, "indicators/file_list.html", {"plan": plan, "form": form, "page": page})


def _first_page(request: SignedInRequest, taken: FigureImport) -> str:
    """Where somebody who chose a file goes on: what its words mean, where its columns are known and words are not."""
    mapping = mapping_from(taken.mapping)
    if not mapping.certain or seen_before(taken):
        return "file_detail"
    table = Table(read_sheet(bytes(taken.content), name=mapping.sheet), mapping.heading)
    asked = read(table, mapping, measures_of(taken.plan, by=request.user, said=mapping.measures)).asked
    return "file_meanings" if asked.anything else "file_detail"


@login_required
@require_safe
def file_template(request: SignedInRequest, slug: str) -> HttpResponse:
    """An empty file with the measures whose figures this person brings in."""
    plan = _plan(request, slug)
    form = TemplateForm(request.GET if "period" in request.GET else None)
    if not form.is_valid():
        return render(request, "indicators/file_template.html", {"plan": plan, "form": form})
    said = form.cleaned_data
    mine = [each for each in measures_of(plan, by=request.user).all if each.mine]
    headings, rows = empty_file(mine, said["period"], Layout(said["layout"]))
    name = f"{plan.slug}-{get_valid_filename(said['period']).lower()}"
    if said["kind"] == "csv":
        return _file(csv_of(headings, rows), f"{name}.csv", "text/csv; charset=utf-8")
    return _file(xlsx_of("Figures", headings, rows), f"{name}.xlsx", XLSX)


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    """What a person is given to keep. Never shown by the browser itself: it may hold anything."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def file_detail(request: SignedInRequest, slug: str, import_pk: int) -> HttpResponse:
    """What bringing the file in would change; once it was brought in, what became of it."""
    found = _import(request, slug, import_pk)
    if found.state != FigureImport.State.UPLOADED:
        return render(request, "indicators/file_done.html", {"plan": found.plan, "file": found})
    if not mapping_from(found.mapping).certain:
        return redirect("indicators:file_columns", found.plan.slug, found.pk)
    form = BringInForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if form.is_valid():
        try:
            done = bring_in_file(figure_import=found, by=request.user, **_choices(form))
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _said(done))
            return redirect("indicators:file_detail", found.plan.slug, done.pk)
    try:
        checked = check(found, by=request.user)
    except Unreadable as why:
        messages.error(request, str(why))
        return redirect("indicators:file_columns", found.plan.slug, found.pk)
    return render(request, "indicators/file_preview.html", _preview(request, found, checked, form, refusal))


def _choices(form: BringInForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "seen": said["seen"],
        "all_or_nothing": said["how"] != BringInForm.GOOD,
        "without_doubts": said["without_doubts"],
        "beside": tuple(said["beside"]),
        "source": said["source"],
        "kept_because": said["kept_because"],
    }


def _said(done: FigureImport) -> str:
    if not (done.figures_new or done.figures_revised or done.comparators_written):
        return _("Nothing has changed: every figure of this file was there already.")
    return _("The file is brought in: %(new)d new, %(changed)d changed.") % {
        "new": done.figures_new,
        "changed": done.figures_revised,
    }


def _preview(
    request: SignedInRequest, found: FigureImport, checked: Checked, form: BringInForm, refusal: str
) -> dict[str, Any]:
    kind = request.GET.get("kind", "")
    counts = {"": len(checked.rows), **checked.counts}
    if kind not in counts:
        raise Http404
    pointing = checked.pointing()
    page = Paginator(_listed(checked, kind), AT_ONCE).get_page(request.GET.get("page"))
    return {
        "plan": found.plan,
        "file": found,
        "checked": checked,
        "form": form,
        "refusal": refusal,
        "counts": checked.counts,
        "kind": kind,
        "tabs": [
            Tab(each, str(label), counts[each], each == kind)
            for each, label in TABS.items()
            if counts[each] or each in {"", kind}
        ],
        "page": page,
        "query": urlencode({"kind": kind}) if kind else "",
        "before": seen_before(found),
        "seen": checked.fingerprint(),
        "levels": sorted({each.beside.kind for each in checked.beside}),
        "asks": checked.read.asked.anything,
        "pointing": pointing[:POINTING_SHOWN],
        "more_pointing": len(pointing[POINTING_SHOWN:]),
        "columns": {heading.column: heading.text for heading in checked.table.headings},
    }


def _listed(checked: Checked, kind: str) -> Sequence[object]:
    if kind == Kind.BESIDE:
        names = {each.pk: each.name for each in checked.measures.all}
        return [(each, names[each.beside.indicator_pk]) for each in checked.beside]
    if kind == Kind.ELSEWHERE:
        return checked.read.elsewhere
    if kind == Kind.SILENT:
        return checked.read.silent
    return [row for row in checked.rows if not kind or row.is_shown_as(kind)]


@login_required
@require_http_methods(["GET", "POST"])
def file_columns(request: SignedInRequest, slug: str, import_pk: int) -> HttpResponse:
    """What each column of the file means."""
    found = _import(request, slug, import_pk)
    if found.state != FigureImport.State.UPLOADED:
        return redirect("indicators:file_detail", found.plan.slug, found.pk)
    mapping = mapping_from(found.mapping)
    content = bytes(found.content)
    table = Table(read_sheet(content, name=mapping.sheet), mapping.heading)
    measures = measures_of(found.plan, by=request.user)
    posted = request.POST if request.method == "POST" else None
    anew = "line" in request.POST
    where = SheetForm(posted if anew else None, sheets=names_of_sheets(content), mapping=mapping)
    form = ColumnsForm(None if anew else posted, table=table, mapping=mapping, measures=measures)
    refusal = ""
    try:
        if anew and where.is_valid():
            sheet = where.cleaned_data.get("sheet", mapping.sheet)
            # Another sheet has its headings somewhere else.
            line = where.cleaned_data["line"] if sheet == mapping.sheet else 0
            read_anew(figure_import=found, sheet=sheet, line=line, by=request.user)
            return redirect("indicators:file_columns", found.plan.slug, found.pk)
        if form.is_valid():
            map_columns(figure_import=found, mapping=form.answer, by=request.user)
            asked = read(table, form.answer, measures_of(found.plan, by=request.user, said=mapping.measures)).asked
            page = "file_meanings" if asked.anything else "file_detail"
            return redirect(f"indicators:{page}", found.plan.slug, found.pk)
    except Refused as refused:
        refusal = str(refused)
    context: dict[str, Any] = {"plan": found.plan, "file": found, "form": where if anew else form}
    context.update({"where": where, "refusal": refusal})
    context.update({"columns_form": form, "is_remembered": mapping.certain})
    return render(request, "indicators/file_columns.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def file_meanings(request: SignedInRequest, slug: str, import_pk: int) -> HttpResponse:
    """What names and words of the file mean that are not the plan's own."""
    found = _import(request, slug, import_pk)
    if found.state != FigureImport.State.UPLOADED:
        return redirect("indicators:file_detail", found.plan.slug, found.pk)
    mapping = mapping_from(found.mapping)
    table = Table(read_sheet(bytes(found.content), name=mapping.sheet), mapping.heading)
    measures = measures_of(found.plan, by=request.user, said=mapping.measures)
    asked = read(table, mapping, measures).asked
    posted = request.POST if request.method == "POST" else None
    form = MeaningsForm(posted, table=table, mapping=mapping, measures=measures, asked=asked)
    refusal = ""
    if form.is_valid():
        try:
            map_columns(figure_import=found, mapping=form.answer, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("indicators:file_detail", found.plan.slug, found.pk)
    context = {"plan": found.plan, "file": found, "form": form, "refusal": refusal}
    return render(request, "indicators/file_meanings.html", context)


@login_required
@require_POST
def file_put_away(request: SignedInRequest, slug: str, import_pk: int) -> HttpResponse:
    found = _import(request, slug, import_pk)
    try:
        put_away(figure_import=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(file)s is put away. Nothing of it was brought in.") % {"file": found.file_name})
    return redirect("indicators:file_list", found.plan.slug)


@login_required
@require_safe
def file_original(request: SignedInRequest, slug: str, import_pk: int) -> HttpResponse:
    """The file as it came. Raises Http404 where it was withdrawn because of what stood in it."""
    found = _import(request, slug, import_pk)
    if not found.content:
        raise Http404
    return _file(bytes(found.content), found.file_name, "application/octet-stream")


@login_required
@require_safe
def file_leftover(request: SignedInRequest, slug: str, import_pk: int) -> HttpResponse:
    """The rows that were not brought in, as they stood, each with its reason."""
    found = _import(request, slug, import_pk)
    if found.state != FigureImport.State.APPLIED or not found.leftover:
        raise Http404
    stem = found.file_name.rsplit(".", 1)[0]
    return _file(csv_of(*leftover_rows(found)), f"{stem}-left-over.csv", "text/csv; charset=utf-8")
