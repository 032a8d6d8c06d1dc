"""What is typed into a part of a report keeps itself until it is saved, and stands in the boxes again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any, TypeVar

from crispy_forms.layout import HTML
from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from monitoring.moments import clock
from monitoring.removals import known_to, refuse_what_was_typed_before
from partnership.asking import WHY, why_field
from partnership.kept_text import REMOVALS, forget_kept_text, is_secret, kept_text, to_script
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from reports.models import Appendix, CommitteeReport, ImplicationHeading, Paragraph, PartDraft
from reports.permissions import can_read_withheld, can_write, written_reports_open_to
from reports.services.drafts import drop_draft, keep_draft

THROW_AWAY = "throw_away"
# Where there is no page to come back to.
LEAVE = "leave"
# What was pressed or chosen on the way, and is no part of the text.
_PRESSED = {"press", "next", "refer", "remove", "try", THROW_AWAY, REMOVALS}
# What a part is of, by its key in the address.
_ROWS: dict[str, Callable[[CommitteeReport], QuerySet[Any]]] = {
    "heading_pk": lambda report: ImplicationHeading.objects.filter(template=report.template_id),
    "recommendation_pk": lambda report: report.recommendations.all(),
    "section_pk": lambda report: report.sections.all(),
    "paragraph_pk": lambda report: Paragraph.objects.filter(section__report=report),
    "appendix_pk": lambda report: report.appendices.all(),
    "background_pk": lambda report: report.background_papers.all(),
}
# What may be kept from the public, by where it is written.
_WITHHOLDABLE = {"paragraphs": Paragraph, "appendices": Appendix}
_Form = TypeVar("_Form", bound=forms.BaseForm)


@dataclass(slots=True)
class Unsaved:
    """What a page needs to keep a draft, and what was kept of it before: `at` None where that is nothing."""

    report: CommitteeReport
    part: str
    user: User
    content: Mapping[str, str]
    at: datetime | None
    #: How many removals of personal information the page knows of.
    removals: int
    #: Whether the boxes hold what was kept, and that is not what the report says.
    is_in_boxes: bool = False

    @property
    def address(self) -> str:
        return reverse("reports:save_draft", args=[self.report.pk, self.part])

    @property
    def key(self) -> str:
        """Under which a browser holds what it could not send."""
        return f"part {self.user.pk} {self.report.pk} {self.part} {self.removals}"


def keeps_drafts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page whose boxes keep what is typed in them; its view fills them by `as_typed`. Comes after `writes`.

    What was typed is kept too where it is sent and not taken, and goes once it is saved. Raises RemovedMeanwhile for
    what comes from a page of before personal information was removed.
    """

    @wraps(view)
    def wrapped(request: SignedInRequest, report: CommitteeReport, **keys: int) -> HttpResponse:
        part = part_at(request.path, report)
        about: dict[str, Any] = {"report": report, "part": part, "by": request.user}
        if request.method != "POST":
            return _shown(request, view, about, keys)
        about |= {"page": _page(request.POST), "removals": known_to(request.POST)}
        refuse_what_was_typed_before(about["removals"])
        request.unsaved = Unsaved(report, part, request.user, {}, None, _removals(report))  # type: ignore[attr-defined]
        response = view(request, report, **keys)
        if response.status_code == HTTPStatus.FOUND:
            drop_draft(report=report, part=part, page=about["page"], by=request.user)
        else:
            # Whoever leaves the page now finds it all again.
            with suppress(Refused):
                keep_draft(content=typed(request.POST), **about)
        return response

    wrapped.keeps_drafts = True  # type: ignore[attr-defined]
    return wrapped


def _shown(
    request: SignedInRequest, view: Callable[..., HttpResponse], about: dict[str, Any], keys: dict[str, int]
) -> HttpResponse:
    draft = draft_of(request.user, about["report"], about["part"])
    # Sent when the sign-in had ended, so typed after the draft.
    sent = kept_text(request)
    about["removals"] = _removals(about["report"])
    if sent and known_to(sent) < about["removals"]:
        # It may hold what was removed. The page gives it back, to be copied and not in its boxes.
        sent = {}
    if (draft or sent) and not gives_back(request.user, about["report"], about["part"]):
        draft, sent = None, {}
        request.given_back = []  # type: ignore[attr-defined]
    content = draft.content if draft else {}
    at = timezone.now() if sent else draft.saved_at if draft else None
    content = {name: text for name, text in {**content, **sent}.items() if name != REMOVALS}
    unsaved = Unsaved(about["report"], about["part"], request.user, content, at, about["removals"])
    request.unsaved = unsaved  # type: ignore[attr-defined]
    response = view(request, about["report"], **keys)
    if sent and unsaved.is_in_boxes:
        with suppress(Refused):
            keep_draft(content=unsaved.content, **about)
            forget_kept_text(request)
    return response


def _removals(report: CommitteeReport) -> int:
    """How many removals there were when the report was found (reports/views/found.py)."""
    number: int = report.removals  # type: ignore[attr-defined]
    return number


def thrown_away(request: SignedInRequest, report: CommitteeReport) -> HttpResponse | None:
    """Where the page leads once its draft is thrown away; None where nobody asks for that."""
    if request.method != "POST" or THROW_AWAY not in request.POST:
        return None
    # Of a part that is gone nothing is kept anyway, from whatever page.
    page = _page(request.POST) if _is_there(request.path, report) else ""
    drop_draft(report=report, part=part_at(request.path, report), page=page, by=request.user)
    messages.info(request, _("What you had typed is thrown away."))
    if request.POST[THROW_AWAY] == LEAVE:
        return redirect("reports:writing", report.pk)
    return redirect(request.get_full_path())


def part_at(path: str, report: CommitteeReport) -> str:
    """Where a part is written, beneath the address at which the whole report is: one name for each, however an
    address writes its numbers.
    """
    page = resolve(path)
    address = reverse(page.view_name, kwargs=page.kwargs)
    return address.removeprefix(reverse("reports:writing", args=[report.pk])).strip("/")


def draft_of(user: User, report: CommitteeReport, part: str) -> PartDraft | None:
    """What this person typed into a part and did not save. See `gives_back` before it is shown."""
    return PartDraft.objects.unsaved().filter(user=user, report=report, part=part).first()


def gives_back(user: User, report: CommitteeReport, part: str) -> bool:
    """Whether this person may see what was typed into a part: not words that were ever kept from the public, where they
    may not read what is, even if that part is gone by now or says something else.
    """
    kind, _slash, rest = part.partition("/")
    key = rest.partition("/")[0]
    row = _WITHHOLDABLE.get(kind)
    if row is None or not key.isdigit():
        return True
    states = row.pgh_event_model.objects.filter(pgh_obj=key, exemption__isnull=False)  # type: ignore[attr-defined]
    return not states.exists() or can_read_withheld(user, report)


def _page(data: Mapping[str, Any]) -> str:
    """Which page a form was sent from: the token in its forms is another one on every page."""
    token = str(data.get("csrfmiddlewaretoken", ""))
    return sha256(token.encode()).hexdigest() if token else ""


def unsaved_parts(report: CommitteeReport, user: User) -> list[tuple[str, str, datetime]]:
    """What this person has typed into parts of the report and not saved: name, address, and when."""
    words = {
        "front-sheet": _("Front sheet"),
        "summary": _("Summary"),
        "implications": _("An implication"),
        "recommendations": _("A recommendation"),
        "sections": _("A section"),
        "paragraphs": _("A paragraph"),
        "appendices": _("An appendix"),
        "background": _("A background paper"),
    }
    address = reverse("reports:writing", args=[report.pk])
    drafts = PartDraft.objects.unsaved().filter(user=user, report=report)
    return [
        (
            words["paragraphs" if "/paragraphs/" in each.part else each.part.partition("/")[0]],
            f"{address}{each.part}/",
            each.saved_at,
        )
        for each in drafts
    ]


def was_typed(request: SignedInRequest) -> bool:
    """Whether this person typed something here before and did not save it."""
    unsaved: Unsaved | None = getattr(request, "unsaved", None)
    return unsaved is not None and unsaved.at is not None


def was_writing(request: SignedInRequest) -> bool:
    """Whether this is a page that keeps what is typed, and this person sent something or has typed it before."""
    return hasattr(request, "unsaved") and (request.method == "POST" or was_typed(request))


def as_typed(request: SignedInRequest, form: _Form) -> _Form:
    """A form that is shown afresh, with what this person typed into it before and did not save."""
    _say_removals(request, form)
    if request.method == "POST" or not was_typed(request):
        return form
    unsaved: Unsaved = request.unsaved  # type: ignore[attr-defined]
    content = {name: text for name, text in unsaved.content.items() if name in form.fields}
    if why := unsaved.content.get(WHY):
        form.fields[WHY] = why_field()
        content[WHY] = why
    shown = {name: text for name, text in content.items() if not form.fields[name].widget.is_hidden}
    if all(_said(form, name) == text for name, text in shown.items()):
        # The report says it already, so it is no draft of anything.
        drop_draft(report=unsaved.report, part=unsaved.part, by=unsaved.user)
    else:
        form.initial = {**form.initial, **content}
        unsaved.is_in_boxes = True
        given = getattr(request, "given_back", [])
        request.given_back = [each for each in given if content.get(each.name) != each.text]  # type: ignore[attr-defined]
    return form


def _say_removals(request: SignedInRequest, form: forms.BaseForm) -> None:
    """The form of a paragraph is laid out by its own page."""
    unsaved: Unsaved | None = getattr(request, "unsaved", None)
    helper = getattr(form, "helper", None)
    if unsaved is not None and helper is not None:
        said = format_html('<input type="hidden" name="{}" value="{}">', REMOVALS, unsaved.removals)
        helper.layout.append(HTML(said))


def _said(form: forms.BaseForm, name: str) -> str:
    value = form.get_initial_for_field(form.fields[name], name)
    return "" if value is None else str(value).replace("\r\n", "\n")


def typed(data: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the boxes of a form that was sent, with what the page showed beneath them."""
    return {
        name: text
        for name, text in data.items()
        if isinstance(text, str) and name not in _PRESSED and not is_secret(name)
    }


@require_POST
def save_draft(request: HttpRequest, written_pk: int, place: str) -> JsonResponse:
    """Keep what is typed so far. Answers in JSON with words for the page, and never leads elsewhere."""
    if not isinstance(request.user, User):
        said = _(
            "You have been signed out, so this is not kept yet. What you typed is still here: choose Save, sign in, "
            "and it will be given back to you."
        )
        return to_script(HTTPStatus.UNAUTHORIZED, said)
    address = f"{reverse('reports:writing', args=[written_pk])}{place}/"
    if not _keeps(address):
        return to_script(HTTPStatus.NOT_FOUND, _("There is no such part, so nothing is kept."))
    report = written_reports_open_to(request.user).without_bytes().filter(pk=written_pk).first()
    if report is None:
        return to_script(HTTPStatus.NOT_FOUND, _("This report is not there any more, so nothing is kept."))
    if not can_write(request.user, report):
        return to_script(HTTPStatus.FORBIDDEN, _("You can no longer write this report, so nothing is kept."))
    part = part_at(address, report)
    if not _is_there(address, report) and draft_of(request.user, report, part) is None:
        said = _("This part of the report is not there, so nothing is kept. Copy what you need.")
        return to_script(HTTPStatus.NOT_FOUND, said)
    if not gives_back(request.user, report, part):
        # Nobody is told that something is kept which they would never see again.
        said = _("This part is or was kept from the public, so no draft of it is kept for you. Copy what you need.")
        return to_script(HTTPStatus.FORBIDDEN, said)
    try:
        draft = keep_draft(
            report=report,
            part=part,
            content=typed(request.POST),
            page=_page(request.POST),
            removals=known_to(request.POST),
            by=request.user,
        )
    except Refused as refusal:
        return to_script(HTTPStatus.CONFLICT, str(refusal))
    said = _("Kept at %(time)s. It is in the report once you save it.") % {"time": clock(draft.saved_at)}
    return to_script(HTTPStatus.OK, said)


def _keeps(address: str) -> bool:
    try:
        return getattr(resolve(address).func, "keeps_drafts", False)
    except Resolver404:
        return False


def _is_there(address: str, report: CommitteeReport) -> bool:
    """Whether what is written at an address of the report stands in it, as far as the address names any."""
    keys = resolve(address).kwargs
    return all(rows(report).filter(pk=keys[name]).exists() for name, rows in _ROWS.items() if name in keys)
