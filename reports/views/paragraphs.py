"""The paragraphs of a report that is being written: texts, order, where they come from, and who may read them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.services.definitions import ChangedMeanwhile
from partnership.forms import add_refusal
from partnership.kept_text import number
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from reports.forms.writing import (
    ANOTHER,
    APART,
    INSERT,
    DraftForm,
    ParagraphForm,
    PlaceForm,
    WithholdForm,
)
from reports.models import (
    Appendix,
    CommitteeReport,
    Paragraph,
    ReportSection,
    TemplateSection,
)
from reports.permissions import can_read_withheld
from reports.references import in_box
from reports.services.clearing import NotWritable
from reports.services.writing import (
    Blank,
    ReferredTo,
    WrongReference,
    add_paragraphs,
    change_grounds,
    change_paragraph,
    draft_section,
    drafted_now,
    join_with_the_one_above,
    keep_as_written,
    move_paragraph,
    referring_to,
    remove_from_list,
    remove_paragraph,
    take_from_record,
    withhold,
)
from reports.views.drafts import as_typed, keeps_drafts
from reports.views.found import PART, about, back_to, known_in, paragraph_of, place_in, refuse_withheld, writes
from reports.writing_page import Written, origin, place_now, places, referring_words

BOXES: dict[type[Refused], str] = {Blank: "text", WrongReference: "text"}


# --- Paragraphs ----------------------------------------------------------------------------------


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def paragraph_new(request: SignedInRequest, report: CommitteeReport, section_pk: int) -> HttpResponse:
    section = get_object_or_404(report.sections, pk=section_pk)
    after = section.paragraphs.filter(pk=number(request.GET, "after")).first()
    return _paragraph_page(request, report, section, None, after=after)


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def paragraph_edit(request: SignedInRequest, report: CommitteeReport, paragraph_pk: int) -> HttpResponse:
    paragraph = paragraph_of(report, paragraph_pk)
    refuse_withheld(request, report, paragraph)
    return _paragraph_page(request, report, paragraph.section, paragraph, after=None)


def _paragraph_page(
    request: SignedInRequest,
    report: CommitteeReport,
    section: ReportSection,
    row: Paragraph | None,
    *,
    after: Paragraph | None,
) -> HttpResponse:
    written = Written(report, reader=request.user)
    offered = [
        (str(written.number_of(each)), f"{written.number_of(each)}. {written.first_words_of(each)}")
        for each in written.paragraphs
        if row is None or each.pk != row.pk
    ]
    told: dict[str, Any] = {
        "row": row,
        "text": in_box(row.text, written.numbers) if row else "",
        "order": written.order,
        "offered": offered,
        "known": known_in(report, row.text if row else ""),
    }
    form = as_typed(request, ParagraphForm(request.POST if request.method == "POST" else None, **told))
    press = request.POST.get("press", "")
    theirs = None
    if request.method == "POST" and press == INSERT:
        form = _with_reference(request, told)
    elif form.is_valid():
        try:
            stored = _stored(form, section, row, after=after, apart=press == APART, by=request.user)
        except ChangedMeanwhile as conflict:
            now = Paragraph.objects.filter(pk=row.pk).first() if row else None
            # Somebody may have withheld it while this was on its way.
            refuse_withheld(request, report, now)
            theirs = in_box(now.text, written.numbers) if now else ""
            again = request.POST.copy()
            again["seen"] = ParagraphForm(**told | {"row": now}).initial["seen"]
            form = ParagraphForm(again, **told)
            form.add_error(None, str(conflict))
        except NotWritable:
            raise
        except Refused as refusal:
            add_refusal(form, refusal, boxes=BOXES)
        else:
            messages.success(request, _("The paragraph is saved."))
            if press == ANOTHER:
                address = reverse("reports:paragraph_new", args=[report.pk, section.pk])
                return redirect(f"{address}?after={stored.pk}")
            return redirect(back_to(report, stored.anchor))
    context = {
        "report": report,
        "section": section,
        "paragraph": row,
        "number": written.number_of(row) if row else None,
        "after": written.number_of(after) if after else None,
        "form": form,
        "theirs": theirs,
        "back": back_to(report, row.anchor if row else f"section-{section.pk}"),
        "referring": _referring(report, written, row) if row else [],
        "origin": origin(report, row, {}) if row else None,
    }
    return render(request, "reports/writing/paragraph.html", context)


def _stored(
    form: ParagraphForm,
    section: ReportSection,
    row: Paragraph | None,
    *,
    after: Paragraph | None,
    apart: bool,
    by: User,
) -> Paragraph:
    """The paragraph as it was written, or the last of several that were added."""
    said: dict[str, Any] = {"texts": form.said(apart=apart), "shown": form.order(), "kept": form.kept, "by": by}
    if row is None:
        return add_paragraphs(section=section, after=after, **said)[-1]
    return change_paragraph(paragraph=row, seen=form.cleaned_data["seen"], **said)


def _with_reference(request: SignedInRequest, told: dict[str, Any]) -> ParagraphForm:
    """The form with what was typed and the chosen reference at its end, not checked yet."""
    chosen = number(request.POST, "refer")
    text = f"{request.POST.get('text', '').rstrip()} [[{chosen}]]" if chosen else request.POST.get("text", "")
    form = ParagraphForm(**told)
    typed = {name: request.POST.get(name, "") for name in ("seen", "seen_order")}
    form.initial = {**form.initial, **typed, "text": text.strip()}
    return form


def _referring(report: CommitteeReport, written: Written, row: Paragraph) -> list[str]:
    """What refers to a paragraph, by its number or name."""
    return [referring_words(written, each) for each in referring_to(report, {row.anchor})]


@writes
@require_http_methods(["GET", "POST"])
def paragraph_place(request: SignedInRequest, report: CommitteeReport, paragraph_pk: int) -> HttpResponse:
    """Move a paragraph to anywhere in the report, or join it with the one above."""
    paragraph = paragraph_of(report, paragraph_pk)
    if "join" in request.POST:
        refuse_withheld(request, report, paragraph)
        try:
            above = join_with_the_one_above(paragraph=paragraph, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(back_to(report, paragraph.anchor))
        messages.success(request, _("The two paragraphs are one."))
        return redirect(back_to(report, above.anchor))
    written = Written(report, reader=request.user)
    data = request.POST if request.method == "POST" else None
    form = PlaceForm(data, places=places(written, paragraph), now=place_now(written, paragraph))
    if form.is_valid():
        section_pk, after_pk = map(int, form.cleaned_data["place"].split("-"))
        section, after = place_in(report, section_pk, after_pk)
        try:
            move_paragraph(paragraph=paragraph, section=section, after=after, by=request.user)
        except ChangedMeanwhile as gone:
            messages.error(request, str(gone))
            return redirect(back_to(report))
        messages.success(request, _("The paragraph is moved. Numbers and references follow."))
        return redirect(back_to(report, paragraph.anchor))
    context = {
        "report": report,
        "paragraph": paragraph,
        "number": written.number_of(paragraph),
        "html": written.html_of(paragraph),
        "form": form,
        "can_join": _can_join(request, written, paragraph),
        "back": back_to(report, paragraph.anchor),
    }
    return render(request, "reports/writing/place.html", context)


def _can_join(request: SignedInRequest, written: Written, paragraph: Paragraph) -> bool:
    """Whether there is one above it in its section of which the same people may read."""
    there = [each for each in written.paragraphs if each.section_id == paragraph.section_id]
    place = next(number for number, each in enumerate(there) if each.pk == paragraph.pk)
    if not place or there[place - 1].exemption_id != paragraph.exemption_id:
        return False
    return paragraph.exemption_id is None or can_read_withheld(request.user, written.report)


@writes
@require_http_methods(["GET", "POST"])
def paragraph_remove(request: SignedInRequest, report: CommitteeReport, paragraph_pk: int) -> HttpResponse:
    paragraph = paragraph_of(report, paragraph_pk)
    refuse_withheld(request, report, paragraph)
    if request.method == "POST":
        try:
            remove_paragraph(paragraph=paragraph, anyway="anyway" in request.POST, by=request.user)
        except ReferredTo as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The paragraph is removed."))
            return redirect(back_to(report, f"section-{paragraph.section_id}"))
    written = Written(report, reader=request.user)
    heading = _("Paragraph %(number)d") % {"number": written.number_of(paragraph)}
    return _removing(request, report, [paragraph], heading=heading, to=paragraph.anchor)


@writes
@require_http_methods(["GET", "POST"])
def report_section_remove(request: SignedInRequest, report: CommitteeReport, section_pk: int) -> HttpResponse:
    """Asks first: the paragraphs of a section go with it."""
    section = get_object_or_404(report.sections, pk=section_pk)
    gone = list(section.paragraphs.all())
    refuse_withheld(request, report, *gone)
    if request.method == "POST":
        try:
            remove_from_list(row=section, anyway="anyway" in request.POST, by=request.user)
        except ReferredTo as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The section is removed."))
            return redirect(back_to(report))
    return _removing(request, report, gone, heading=section.heading, to=f"section-{section.pk}")


def _removing(
    request: SignedInRequest, report: CommitteeReport, gone: list[Paragraph], *, heading: str, to: str
) -> HttpResponse:
    written = Written(report, reader=request.user)
    by = referring_to(report, {each.anchor for each in gone})
    context = {
        "report": report,
        "heading": heading,
        "gone": [(written.number_of(each), written.html(each.text)) for each in gone],
        "referring": [(referring_words(written, each), written.first_words_of(each)) for each in by],
        "back": back_to(report, to),
    }
    return render(request, "reports/writing/remove.html", context)


# --- What the record says ------------------------------------------------------------------------


@writes
@require_http_methods(["GET", "POST"])
def report_section_draft(request: SignedInRequest, report: CommitteeReport, section_pk: int) -> HttpResponse:
    section = get_object_or_404(report.sections.select_related("from_template"), pk=section_pk)
    usual = section.from_template.drafts_from if section.from_template else ""
    form = DraftForm(request.POST if request.method == "POST" else None, usual=usual)
    if form.is_valid():
        chosen = TemplateSection.Drafts(form.cleaned_data["drafts_from"])
        try:
            added = draft_section(section=section, drafts_from=chosen, by=request.user)
        except ChangedMeanwhile as gone:
            messages.error(request, str(gone))
            return redirect(back_to(report))
        if added:
            messages.success(request, _("Drafted: %(number)d more.") % {"number": len(added)})
            return redirect(back_to(report, added[0].anchor))
        form.add_error(
            "drafts_from", _("The reporting period says nothing of that which is not in the report already.")
        )
    part = {
        **about(report, f"section-{section.pk}"),
        "heading": _("Draft paragraphs for “%(section)s”") % {"section": section.heading},
    }
    return render(request, "indicators/part.html", {"part": part, "form": form, "refusal": "", "meanwhile": []})


@writes
@require_http_methods(["GET", "POST"])
def paragraph_source(request: SignedInRequest, report: CommitteeReport, paragraph_pk: int) -> HttpResponse:
    """A paragraph beside what the record says now of what it was drafted from."""
    paragraph = paragraph_of(report, paragraph_pk)
    if not paragraph.source:
        raise Http404
    refuse_withheld(request, report, paragraph)
    if request.method == "POST":
        try:
            if "take" in request.POST:
                take_from_record(paragraph=paragraph, seen=request.POST.get("seen", ""), by=request.user)
                messages.success(request, _("The paragraph says what the record says now."))
            else:
                keep_as_written(paragraph=paragraph, by=request.user)
                messages.success(request, _("The paragraph stays as it is."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(back_to(report, paragraph.anchor))
    written = Written(report, reader=request.user)
    drafted = drafted_now(report, [paragraph.source])
    now = drafted.get(paragraph.source)
    context = {
        "report": report,
        "paragraph": paragraph,
        "number": written.number_of(paragraph),
        "html": written.html(paragraph.text),
        "origin": origin(report, paragraph, drafted),
        "now": written.html(now.text) if now else None,
        "seen": ParagraphForm(row=paragraph, text="", order=[], offered=[]).initial["seen"],
        "back": back_to(report, paragraph.anchor),
    }
    return render(request, "reports/writing/source.html", context)


# --- Kept from the public ------------------------------------------------------------------------


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def paragraph_withhold(request: SignedInRequest, report: CommitteeReport, paragraph_pk: int) -> HttpResponse:
    paragraph = paragraph_of(report, paragraph_pk)
    refuse_withheld(request, report, paragraph)
    heading = _("Paragraph %(number)d: public or kept back") % {
        "number": Written(report, reader=request.user).number_of(paragraph)
    }
    return _withhold(request, report, paragraph, heading=heading, to=paragraph.anchor)


@writes
@keeps_drafts
@require_http_methods(["GET", "POST"])
def appendix_withhold(request: SignedInRequest, report: CommitteeReport, appendix_pk: int) -> HttpResponse:
    appendix = get_object_or_404(report.appendices.select_related("report", "exemption"), pk=appendix_pk)
    refuse_withheld(request, report, appendix)
    heading = _("%(title)s: public or kept back") % {"title": appendix.title}
    return _withhold(request, report, appendix, heading=heading, to=f"appendix-{appendix.pk}")


def _withhold(
    request: SignedInRequest, report: CommitteeReport, part: Paragraph | Appendix, *, heading: str, to: str
) -> HttpResponse:
    before = part.exemption
    likes = [each for each in report.exemptions.all() if each != before]
    told: dict[str, Any] = {"likes": likes, "scheme": report.template.scheme}
    known = known_in(report, f"{before.description}\n{before.public_interest}" if before else "")
    data = request.POST if request.method == "POST" else None
    form = as_typed(request, WithholdForm(data, row=before, known=known, **told))
    meanwhile: list[tuple[str, str]] = []
    if form.is_valid():
        like, grounds = form.like(), form.grounds()
        try:
            if before is not None and grounds is not None:
                seen = form.cleaned_data["seen"]
                change_grounds(exemption=before, seen=seen, grounds=grounds, kept=form.kept, by=request.user)
            else:
                seen = form.cleaned_data["seen"]
                withhold(part=part, seen=seen, grounds=grounds, like=like, kept=form.kept, by=request.user)
        except ChangedMeanwhile as conflict:
            form.add_error(None, str(conflict))
            part.refresh_from_db()
            refuse_withheld(request, report, part)
            now = part.exemption
            meanwhile = form.show_again(WithholdForm(None, row=now, **told))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            is_public = like is None and grounds is None
            said = _("The public may read it.") if is_public else _("It is kept from the public.")
            messages.success(request, said)
            return redirect(back_to(report, to))
    shared = before is not None and before.paragraphs.count() + before.appendices.count() > 1
    page_part = {
        **about(report, to),
        "heading": heading,
        "guidance": _("Other parts are kept back on the same grounds: what you change here is changed for them too.")
        if shared
        else "",
    }
    context = {"part": page_part, "form": form, "refusal": "", "meanwhile": meanwhile}
    return render(request, PART, context)
