"""The page of a written report, and what is done with it until it is published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.services.definitions import ChangedMeanwhile
from monitoring.moments import weekday
from monitoring.work.steps import Step
from partnership.kept_text import keeping_text, number
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.light_markdown import as_html
from reports.content import Content, decode
from reports.forms.clearing import AnswerForm, AskForm, FinalForm, LateForm, ReasonForm, WordsForm
from reports.gathering import gather_content
from reports.models import Clearance, CommitteeReport, Edition, Exemption, Kind, MonitoringReport
from reports.permissions import (
    can_clear,
    can_decide_exemptions,
    can_read_withheld,
    can_take,
    can_write,
    reports_open_to,
    written_reports_open_to,
)
from reports.readiness import Item, Whose, gap_said, left_said
from reports.references import in_words
from reports.services.clearing import give_clearance, keep_words, request_clearances, return_clearance
from reports.services.finishing import (
    correct,
    decide_exemption,
    make_final,
    must_be_mended,
    open_to_public,
    publish,
    seen_late,
    seen_parts,
    take_as_late,
    withdraw,
)
from reports.services.issuing import cut_off, issue_one_page, issue_written
from reports.services.telling import note_seen
from reports.standing import Standing
from reports.views.serving import in_order

State = CommitteeReport.State

# The steps of a report; the two ends of it besides the last are told in words.
STEPS = (State.DRAFT, State.IN_CLEARANCE, State.CLEARED, State.FINAL, State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Next:
    """What the reader does next: what it is about, what to do, and the page where."""

    title: str
    text: str
    address: str
    button: str


@login_required
@never_cache
@require_safe
def committee_report(request: SignedInRequest, written_pk: int) -> HttpResponse:
    report = _report(request, written_pk)
    standing = _standing(request, report)
    moves = list(report.moves.select_related("by"))
    context: dict[str, Any] = {
        "report": report,
        "plan": standing.plan,
        "clock": standing.clock,
        "takes": standing.takes,
        "writes": standing.writes,
        "moves": moves[::-1],
        "steps": _steps(report, moves),
        "newer": _newer(request, report),
        **_files(request, report),
    }
    if report.is_writable:
        context |= _being_cleared(standing)
    else:
        context["next"] = _after_final(standing)
        context["final"] = final = _what_it_says(report, request.user)
        context["recommendations"] = [_set(each, final.numbers) for each in final.recommendations] if final else []
    return render(request, "reports/written/report.html", context)


def _newer(request: SignedInRequest, report: CommitteeReport) -> CommitteeReport | None:
    """The version that corrects this one. One that is still written is not for everybody who reads what was final."""
    newer = report.correction()
    if newer and newer.is_writable and not written_reports_open_to(request.user).filter(pk=newer.pk).exists():
        return None
    return newer


@login_required
@never_cache
@require_safe
def written_progress(request: SignedInRequest, written_pk: int) -> HttpResponse:
    """The part of the page that changes while files are made."""
    report = _report(request, written_pk)
    context = {"report": report, "writes": can_write(request.user, report), **_files(request, report)}
    return render(request, "reports/written/files.html", context)


def _being_cleared(standing: Standing) -> dict[str, Any]:
    """What still stands in the way, for this reader, and who cleared what."""
    items = standing.items
    return {
        "items": items,
        "groups": [
            (title, [each for each in items if each.whose == whose])
            for whose, title in (
                (Whose.ONLY_MINE, _("Only you can do this")),
                (Whose.MINE, _("You can do this")),
                (Whose.OTHERS, _("Awaited from others")),
            )
            if any(each.whose == whose for each in items)
        ],
        "left": left_said(len(items)),
        "lines": standing.lines,
        "cleared": standing.cleared,
        "to_ask": standing.to_ask,
        "next": _next(standing, items),
        "finishes": standing.takes or standing.may_pass_gaps,
        "exemptions": standing.report.exemptions.select_related("decided_by"),
        "decides": standing.decides_exemptions,
    }


def _next(standing: Standing, items: tuple[Item, ...]) -> Next | None:
    own = next((each for each in items if each.whose != Whose.OTHERS and each.address), None)
    if own is not None:
        return Next(own.what, own.todo, own.address, _("Do this next"))
    if not standing.takes:
        return None
    final = reverse("reports:written_final", args=[standing.report.pk])
    if not items:
        text = _("From then on nothing in it changes; its files are made at once.")
        return Next(_("It is ready to be made final"), text, final, _("Make it final"))
    number = len(items)
    title = ngettext("%(number)d thing is awaited from others", "%(number)d things are awaited from others", number)
    return Next(title % {"number": number}, _("Nothing is left for you to do before."), "", "")


def _after_final(standing: Standing) -> Next | None:
    report = standing.report
    if not standing.takes:
        return None
    if report.state in (State.SUPERSEDED, State.WITHDRAWN):
        return _once_more(report)
    if report.state != State.FINAL:
        return None
    if standing.lacks_why_late:
        text = _("The report does not say why it is late. Begin a correction and say so there.")
        return Next(
            _("The day for the papers is past"),
            text,
            reverse("reports:written_correct", args=[report.pk]),
            _("Correct it"),
        )
    return Next(
        _("It is final, and not published yet"),
        _("Publish it once the papers go out: then everybody may read the public edition."),
        reverse("reports:written_publish", args=[report.pk]),
        _("Publish it"),
    )


def _once_more(report: CommitteeReport) -> Next | None:
    """How a paper that is still needed comes again after a version of it was withdrawn; None where one stands."""
    former: CommitteeReport | None = report
    while former is not None and former.state == State.WITHDRAWN:
        former = former.corrects
    if former is None:
        text = _("If the body still needs a report, begin a new one from the reporting period.")
        return Next(_("It was withdrawn"), text, reverse("reports:written_new"), _("Begin a report"))
    if former.correction():
        return None
    address = reverse("reports:written_correct", args=[former.pk])
    title = _("It was withdrawn") if former != report else _("The version that took its place was withdrawn")
    text = _(
        "If the paper is still needed, correct version %(number)d once more: the new one begins with what it says."
    )
    return Next(
        title, text % {"number": former.version}, address, _("Correct version %(number)d") % {"number": former.version}
    )


def _steps(report: CommitteeReport, moves: list[Any]) -> list[Step]:
    """Draft to published; the day on which each was reached last. Of one that ended, those it took and how it ended."""
    reached = {move.to_state: move.at for move in moves}
    if report.state in (State.SUPERSEDED, State.WITHDRAWN):
        taken = [each for each in STEPS if each == State.DRAFT or each in reached]
        ended = Step(report.get_state_display(), _on(reached.get(report.state)), "now")
        return [*(Step(str(each.label), _on(reached.get(each)), "done") for each in taken), ended]
    now = [str(each) for each in STEPS].index(report.state) + (report.state == State.PUBLISHED)
    return [
        Step(
            str(each.label),
            _on(reached.get(each)) if number <= now else "",
            "done" if number < now else "now" if number == now else "later",
        )
        for number, each in enumerate(STEPS)
        # One that was passed over was not taken.
        if number >= now or number == 0 or each in reached
    ]


def _on(at: Any) -> str:
    return date_format(timezone.localtime(at), "j F Y") if at else ""


def _what_it_says(report: CommitteeReport, reader: User) -> Content | None:
    """Of what a final report keeps, in what the public may read: the page quotes nothing else.

    What a withdrawn one said is for whoever may read all of it, as in its preview.
    """
    if report.state == State.WITHDRAWN and not can_read_withheld(reader, report):
        return None
    kept = CommitteeReport.objects.filter(pk=report.pk).values_list("public_content", flat=True).get()
    return decode(bytes(kept)) if kept else None


def _files(request: SignedInRequest, report: CommitteeReport) -> dict[str, Any]:
    """The files of the report that this person may have, the latest first; those of drafts only while it is one."""
    issues = (
        reports_open_to(request.user)
        .filter(written=report)
        .exclude(state=MonitoringReport.State.WITHDRAWN)
        .without_bytes()
        .prefetch_related(Prefetch("editions", Edition.objects.defer("content")))
    )
    if not report.is_writable:
        issues = issues.filter(provisional=False)
    latest: dict[tuple[str, str], MonitoringReport] = {}
    for each in issues.order_by("-asked_at", "-pk"):
        latest.setdefault((each.kind, each.audience), each)
    both = list(latest.values())
    lost = cut_off(both)
    for each in both:
        note_seen(each, by=request.user)
        each.is_cut_off = each.pk in lost
        each.offered = sorted((edition for edition in each.editions.all() if _is_offered(edition)), key=in_order)
    files = [each for each in both if each.kind == report.kind]
    summaries = [each for each in both if each.kind == Kind.ONE_PAGE]
    return {
        "files": files,
        "summaries": summaries,
        "is_waiting": any(each.is_waiting for each in both),
        "has_failed": any(each.state == MonitoringReport.State.FAILED for each in files),
        "has_failed_summary": any(each.state == MonitoringReport.State.FAILED for each in summaries),
    }


def _is_offered(edition: Edition) -> bool:
    """Tables are on the page of the files themselves."""
    return edition.format != Edition.Format.CSV


# --- Files -------------------------------------------------------------------------------------------


@login_required
@require_POST
def written_files(request: SignedInRequest, written_pk: int) -> HttpResponse:
    """Make the files of what the report says now."""
    return _made(request, written_pk, issue_written)


@login_required
@require_POST
def written_one_page(request: SignedInRequest, written_pk: int) -> HttpResponse:
    """Make its summary on one page, of what it says now."""
    return _made(request, written_pk, issue_one_page)


def _made(request: SignedInRequest, written_pk: int, issue: Callable[..., object]) -> HttpResponse:
    report = _report(request, written_pk)
    if not can_write(request.user, report):
        raise PermissionDenied
    try:
        issue(report=report, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{report.get_absolute_url()}#files")


# --- Clearances --------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def written_ask(request: SignedInRequest, written_pk: int) -> HttpResponse:
    report = _report(request, written_pk)
    if not can_take(request.user, report):
        raise PermissionDenied
    standing = _standing(request, report)
    form = AskForm(request.POST if request.method == "POST" else None, lines=standing.to_ask)
    if form.is_valid():
        try:
            asked = request_clearances(report=report, only=form.cleaned_data["what"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(number)d clearance is asked for.", "%(number)d clearances are asked for.", len(asked))
            messages.success(request, said % {"number": len(asked)})
            return redirect(report)
    due = weekday(standing.clearance_by, today=standing.today) if standing.clearance_by else ""
    unwritten = [each for each in standing.lines if not each.is_written]
    context = {"report": report, "form": form, "to_ask": standing.to_ask, "unwritten": unwritten, "due": due}
    return render(request, "reports/written/ask.html", context)


@keeping_text
@never_cache
@require_http_methods(["GET", "POST"])
def written_clear(request: SignedInRequest, written_pk: int, clearance_pk: int) -> HttpResponse:
    report = _report(request, written_pk)
    clearances = report.clearances.select_related(
        "post", "heading", "sign_off", "requested_by", "answered_by", "report"
    )
    clearance = get_object_or_404(clearances, pk=clearance_pk)
    may_answer = can_clear(request.user, clearance)
    standing = _standing(request, report)
    line = next((each for each in standing.lines if each.clearance == clearance), None)
    is_written = line is not None and line.is_written
    is_open = clearance.state == Clearance.State.REQUESTED and report.is_writable and is_written
    # What was answered, and by whom, is not for everybody who reads the final report.
    may_see = may_answer or report.is_writable or standing.writes
    if not may_see or (request.method == "POST" and not may_answer):
        raise PermissionDenied
    form = None
    if may_answer and (is_open or request.method == "POST"):
        clears = _("Clear it") if clearance.heading else _("Sign it off")
        seen = line.text_sha256 if line else ""
        form = AnswerForm(request.POST if request.method == "POST" else None, seen=seen, clears=clears)
        if form.is_valid():
            try:
                _answer(form, clearance, request)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _said_of(form, clearance))
                return redirect(report)
    said = report.implications.filter(heading=clearance.heading).first() if clearance.heading else None
    context = {
        "report": report,
        "clearance": clearance,
        "line": line,
        "form": form,
        "said": said,
        "text": _set(said.text, standing.content.numbers) if said and said.text else "",
        "is_open": is_open,
    }
    return render(request, "reports/written/clear.html", context)


def _answer(form: AnswerForm, clearance: Clearance, request: SignedInRequest) -> None:
    note = form.cleaned_data["note"]
    if form.returns:
        return_clearance(clearance=clearance, note=note, kept=form.kept, by=request.user)
    else:
        seen = form.cleaned_data["seen"]
        give_clearance(clearance=clearance, seen=seen, note=note, kept=form.kept, by=request.user)


def _said_of(form: AnswerForm, clearance: Clearance) -> str:
    said = {"name": clearance.heading or clearance.report}
    if form.returns:
        return _("“%(name)s” is returned to its writer.") % said
    return _("“%(name)s” is cleared.") % said if clearance.heading else _("“%(name)s” is signed off.") % said


@keeping_text
@require_http_methods(["GET", "POST"])
def written_words(request: SignedInRequest, written_pk: int) -> HttpResponse:
    """Words that may point at a child and about which nobody was asked, as those that were drafted."""
    report = _report(request, written_pk)
    if not can_write(request.user, report):
        raise PermissionDenied
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            keep_words(report=report, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The words are kept, with your reason."))
            return redirect(report)
    standing = _standing(request, report)
    found, unread = (standing.unanswered, standing.unread) if report.is_writable else ((), ())
    context = {"report": report, "found": found, "unread": unread, "form": form}
    return render(request, "reports/written/words.html", context)


# --- Late items and exempt parts ---------------------------------------------------------------------


@keeping_text
@require_http_methods(["GET", "POST"])
def written_late(request: SignedInRequest, written_pk: int) -> HttpResponse:
    report = _report(request, written_pk)
    if not can_take(request.user, report):
        raise PermissionDenied
    standing = _standing(request, report)
    form = LateForm(request.POST if request.method == "POST" else None, report=report, seen=seen_late(report))
    meanwhile: list[tuple[str, str]] = []
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            take_as_late(report=report, seen=seen, kept=form.kept, by=request.user, **form.texts())
        except ChangedMeanwhile as conflict:
            form.add_error(None, str(conflict))
            now = _report(request, written_pk)
            meanwhile = form.show_again(now, seen=seen_late(now))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Why it is late is printed in the report."))
            return redirect(report)
    context = {"report": report, "form": form, "clock": standing.clock, "meanwhile": meanwhile}
    return render(request, "reports/written/late.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def written_exempt(request: SignedInRequest, written_pk: int, exemption_pk: int) -> HttpResponse:
    """The proper officer decides whether a part is kept from the public."""
    report = _report(request, written_pk)
    may_decide = can_decide_exemptions(request.user, report)
    exemption = report.exemptions.select_related("decided_by", "report").filter(pk=exemption_pk).first()
    if exemption is None and may_decide and request.method == "POST":
        # Opened by the press before, or by somebody else.
        messages.info(request, _("This has been decided already."))
        return redirect(report)
    if exemption is None:
        raise Http404
    if not may_decide:
        raise PermissionDenied
    refusal = ""
    # Before its parts are read, so that it is never of more than the page shows.
    seen = seen_parts(exemption)
    if request.method == "POST":
        opens = request.POST.get("decision") == "open"
        try:
            if opens:
                open_to_public(exemption=exemption, seen=request.POST.get("seen", ""), by=request.user)
            else:
                decide_exemption(exemption=exemption, seen=request.POST.get("seen", ""), by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            said = _("Everybody will read this part.") if opens else _("This part is kept from the public.")
            messages.success(request, said)
            return redirect(report)
    context = {
        "report": report,
        "exemption": exemption,
        "refusal": refusal,
        "seen": seen,
        "parts": _parts_of(exemption, report),
        "scheme": report.template.get_scheme_display(),
    }
    return render(request, "reports/written/exempt.html", context)


def _parts_of(exemption: Exemption, report: CommitteeReport) -> list[tuple[str, SafeString]]:
    """What the decision is about: each part under its name, whole, for the officer reads what is to be kept back."""
    numbered = gather_content(report).numbers
    parts = [
        (_("Paragraph %(number)d") % {"number": numbered.get(each.anchor, 0)}, _set(each.text, numbered))
        for each in exemption.paragraphs.select_related("section").order_by("section__position", "position")
    ]
    held = [
        (_("Appendix: %(title)s") % {"title": each.title}, _set(each.text, numbered))
        for each in exemption.appendices.all()
    ]
    return parts + held


def _set(text: str, numbers: Mapping[str, int]) -> SafeString:
    """A stored text as its readers will have it, on a page that has none of the paragraphs it refers to."""
    return as_html(in_words(text, numbers), heading=3)


# --- Steps: GET says what will happen, POST does it ----------------------------------------------------


@keeping_text
@require_http_methods(["GET", "POST"])
def written_final(request: SignedInRequest, written_pk: int) -> HttpResponse:
    report = _report(request, written_pk)
    standing = _standing(request, report)
    passes = standing.may_pass_gaps
    if not standing.takes and not passes:
        raise PermissionDenied
    items = standing.items if report.is_writable else ()
    mend, gap = must_be_mended(items), gap_said(items)
    data = request.POST if request.method == "POST" else None
    form = FinalForm(data, revision=report.revision) if gap and passes and not mend else None
    refusal = (
        "" if report.is_writable else _("This report is %(state)s.") % {"state": report.get_state_display().lower()}
    )
    if data is not None and (form is None or form.is_valid()):
        said: dict[str, Any] = form.cleaned_data if form else {"revision": number(data, "revision"), "reason": ""}
        try:
            make_final(
                report=report,
                revision=said["revision"],
                despite=said["reason"],
                kept=form.kept if form else None,
                by=request.user,
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The report is final. Its files are being made."))
            return redirect(report)
    context = {"report": report, "items": items, "mend": mend, "gap": gap, "form": form, "refusal": refusal}
    return render(request, "reports/written/final.html", context | {"passes": passes, "clock": standing.clock})


@login_required
@require_http_methods(["GET", "POST"])
def written_publish(request: SignedInRequest, written_pk: int) -> HttpResponse:
    report = _report(request, written_pk)
    if not can_take(request.user, report):
        raise PermissionDenied
    refusal = "" if report.state == State.FINAL else _("Only a final report is published.")
    if request.method == "POST":
        try:
            publish(report=report, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The report is published."))
            return redirect(report)
    clock = _standing(request, report).clock
    return render(request, "reports/written/publish.html", {"report": report, "refusal": refusal, "clock": clock})


@keeping_text
@require_http_methods(["GET", "POST"])
def written_withdraw(request: SignedInRequest, written_pk: int) -> HttpResponse:
    report = _report(request, written_pk)
    if not can_take(request.user, report):
        raise PermissionDenied
    return _step(
        request,
        report,
        takes=withdraw,
        argument="reason",
        template="reports/written/withdraw.html",
        form={
            "label": _("Why do you withdraw it?"),
            "hint": _(
                "It stays on the record. Of a report that was published everybody reads it where its files were."
            ),
            "missing": _("Say why you withdraw the report"),
            "submit": _("Withdraw it"),
        },
        done=_("The report is withdrawn."),
    )


@keeping_text
@require_http_methods(["GET", "POST"])
def written_correct(request: SignedInRequest, written_pk: int) -> HttpResponse:
    report = _report(request, written_pk)
    if not can_take(request.user, report):
        raise PermissionDenied
    if request.method == "GET" and (correction := report.correction()):
        messages.info(request, _("A correction has been begun already: this is it."))
        return redirect(correction)
    return _step(
        request,
        report,
        takes=correct,
        argument="note",
        template="reports/written/correct.html",
        form={
            "label": _("What do you put right?"),
            "hint": _("It is printed at the beginning of the new version."),
            "missing": _("Say what you put right"),
            "submit": _("Begin the correction"),
        },
        done=_("This is the new version. Put it right, then have it cleared again."),
    )


def _step(
    request: SignedInRequest,
    report: CommitteeReport,
    *,
    takes: Callable[..., CommitteeReport],
    argument: str,
    template: str,
    form: dict[str, str | Promise],
    done: str,
) -> HttpResponse:
    """A step that needs its reason in words; the page it leads to is that of the report it returns."""
    asked = ReasonForm(request.POST if request.method == "POST" else None, **form)
    if asked.is_valid():
        said = {argument: asked.cleaned_data["reason"], "kept": asked.kept}
        try:
            result = takes(report=report, by=request.user, **said)
        except Refused as refusal:
            asked.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(result)
    return render(request, template, {"report": report, "form": asked})


def _report(request: SignedInRequest, written_pk: int) -> CommitteeReport:
    reports = written_reports_open_to(request.user).without_bytes()
    related = ("period__plan", "meeting__body", "template__proper_officer", "begun_by", "corrects")
    return get_object_or_404(reports.select_related(*related), pk=written_pk)


def _standing(request: SignedInRequest, report: CommitteeReport) -> Standing:
    return Standing(report, reader=request.user, today=timezone.localdate())
