"""One page for each row that belongs to a measure, a plan or a group: add it, change it, take it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from indicators.forms.fields import PartForm
from indicators.services.definitions import ChangedMeanwhile
from partnership.refusals import Refused
from partnership.requests import SignedInRequest

PAGE = "indicators/part.html"


@dataclass(frozen=True, slots=True)
class Part:
    """What such a page is made of.

    `form` takes what was posted (None on a first visit) and the row; `save` takes the form's `said` and its `seen`,
    `remove` nothing. `back` is where the page leads to once it is done, with `back_label` its name. `heading` and
    `caption` stand above the form, `guidance` between. `more` is what the page shows besides.
    """

    row: models.Model | None
    form: Callable[[Any, Any], PartForm]
    save: Callable[..., object]
    back: str
    back_label: object
    heading: str
    caption: object
    saved: str
    remove: Callable[[], object] | None = None
    removed: str = ""
    guidance: str = ""
    template: str = PAGE
    more: Callable[[PartForm], Mapping[str, Any]] | None = None
    box: str | None = None
    leads_to: Callable[[Any], str] | None = field(default=None)


def part_page(request: SignedInRequest, part: Part) -> HttpResponse:
    """Show the form of a row, and do what is asked with it. What was typed outlives every refusal and conflict."""
    posted = request.method == "POST"
    removing = posted and "remove" in request.POST and part.remove is not None
    if removing and part.remove is not None:
        try:
            part.remove()
        except Refused as refusal:
            return _shown(request, part, part.form(None, part.row), refusal=str(refusal))
        messages.success(request, part.removed)
        return redirect(part.back)
    form = part.form(request.POST if posted else None, part.row)
    meanwhile: list[tuple[str, str]] = []
    if form.is_valid() and "try" not in request.POST:
        try:
            row = part.save(seen=form.cleaned_data["seen"], **form.said())
        except ChangedMeanwhile as conflict:
            form.add_error(None, str(conflict))
            meanwhile = _compared(form, part)
        except Refused as refusal:
            form.add_error(part.box, str(refusal))
        else:
            messages.success(request, part.saved)
            return redirect(part.leads_to(row) if part.leads_to else part.back)
    return _shown(request, part, form, meanwhile=meanwhile)


def _compared(form: PartForm, part: Part) -> list[tuple[str, str]]:
    if part.row is None:
        return []
    now = type(part.row)._default_manager.filter(pk=part.row.pk).first()
    return form.show_again(part.form(None, now)) if now is not None else []


def _shown(
    request: SignedInRequest,
    part: Part,
    form: PartForm,
    *,
    refusal: str = "",
    meanwhile: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "part": part,
        "form": form,
        "refusal": refusal,
        "meanwhile": [(label, value or _("Nothing")) for label, value in meanwhile or []],
        **(part.more(form) if part.more else {}),
    }
    return render(request, part.template, context)
