"""Correcting one thing that a frozen period says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from indicators import typed
from indicators.grid import number_text
from indicators.models import Figure
from monitoring.forms.dates import DueText
from monitoring.models import Correction
from monitoring.record.errata import Kind, Place
from monitoring.record.structs import Level, When
from partnership.asking import AskingForm, Known, found_in
from partnership.forms import Question, Radios, form_helper
from plans.templatetags.marks import rating

TEXT_LENGTH = 10_000
LINE_LENGTH = 500
REASON_LENGTH = 600
NO_LEVEL = "none"


class DueInRecord(DueText):
    """A date as a plan words it; cleans to what the record's JSON holds for it, None when empty."""

    def clean(self, value: Any) -> Any:
        due = super().clean(value)
        if due is None:
            return None
        return msgspec.to_builtins(
            When(last_day=due.last_day, precision=due.precision.value, printed=due.printed), str_keys=True
        )


class CorrectionForm(AskingForm):
    """What gather_correction takes for one place of the record: `new` cleans to what its JSON is to hold.

    `before` is what is on the list for it already. Words that stand there, or on the list, were asked about then.
    """

    scanned = ("new", "reason")

    reason = forms.CharField(
        label=_("Why is it corrected?"),
        widget=forms.Textarea,
        max_length=REASON_LENGTH,
        help_text=_("Everybody who reads the report reads this reason, with your name."),
        error_messages={"required": _("Say why this is corrected")},
    )

    def __init__(self, data: Any = None, *, place: Place, before: Correction | None = None) -> None:
        new: Any = before.new if before else place.value
        initial = {"reason": before.reason if before else "", "new": _shown(place, new)}
        super().__init__(data, initial=initial, known=partial(_known, place, before))
        self.place = place
        self.fields["new"] = _field(place)
        parts = []
        if place.kind == Kind.RESULT:
            assert place.measure is not None, "a result is one of a measure"
            self.fields["numerator"] = _part(place.measure.numerator_words or _("What is counted"))
            self.fields["denominator"] = _part(place.measure.denominator_words or _("Out of"))
            self.initial.update({name: _shown_part(new[name]) for name in PARTS})
            parts = [Question(name) for name in PARTS]
        self.helper = form_helper(
            Question("new", size="m", rows=8, css="app-choose" if place.kind == Kind.LEVEL else ""),
            *parts,
            Question("reason", size="m", rows=3),
            submit=_("Put it on the list of corrections"),
        )

    def clean_new(self) -> Any:
        new = self.cleaned_data["new"]
        if self.place.kind == Kind.LEVEL:
            return None if new == NO_LEVEL else new
        if self.place.kind == Kind.NUMBER:
            return f"{new.normalize():f}"
        if self.place.kind == Kind.RESULT:
            return _read(new)
        # A browser sends the ends of lines in its own way: what stands there keeps its own.
        if isinstance(new, str) and "\r" not in str(self.place.value):
            return new.replace("\r\n", "\n")
        return new

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.place.kind == Kind.RESULT:
            parts = {name: _in_record(cleaned.pop(name, None)) for name in PARTS}
            if "new" in cleaned:
                cleaned["new"] |= parts
        return cleaned


#: What a result may be made of.
PARTS = ("numerator", "denominator")


def _part(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=typed.DIGITS_BEFORE_POINT + typed.DECIMALS,
        decimal_places=typed.DECIMALS,
        error_messages={"invalid": _("Write a number, or leave it empty")},
    )


def _read(written: str) -> dict[str, Any]:
    """A result as it is typed where figures are brought in, in the words of the record's JSON."""
    read = typed.read(written)
    said: dict[str, Any] = {"value": None, "qualifier": "", "missing": "", "missing_code": ""}
    if isinstance(read, typed.Number):
        return said | {"value": _in_record(read.value), "qualifier": read.qualifier}
    if isinstance(read, typed.Missing):
        return said | {"missing": str(Figure.Missing(read.reason).label), "missing_code": read.reason}
    if isinstance(read, typed.Unreadable):
        raise forms.ValidationError(read.why)
    raise forms.ValidationError(
        _(
            "Write a number. If there is none, write why: not available, not applicable, not due, suppressed or "
            "rounds to nothing"
        )
    )


def _in_record(value: Decimal | None) -> str | None:
    return None if value is None else number_text(value)


def _shown_part(value: str | None) -> str:
    return number_text(Decimal(value)) if value is not None else ""


def _written(said: Mapping[str, Any]) -> str:
    """A result as somebody would type it."""
    if said["value"] is None:
        return typed.WRITTEN.get(said["missing_code"], "")
    number = number_text(Decimal(said["value"]))
    return f"{said['qualifier'].replace('_', ' ')} {number}" if said["qualifier"] else number


def _known(place: Place, before: Correction | None) -> Known:
    said = [place.value, *([before.new, before.reason] if before else [])]
    return Counter(found.key for text in said if isinstance(text, str) for found in found_in(text))


def _shown(place: Place, value: Any) -> Any:
    if place.kind == Kind.LEVEL:
        return value or NO_LEVEL
    if place.kind == Kind.NUMBER:
        return Decimal(str(value)).normalize()
    if place.kind == Kind.RESULT:
        return _written(value)
    return place.said(value)


def _field(place: Place) -> forms.Field:
    label, required = _("What should it say?"), not place.may_be_empty
    missing = {"required": _("Say what it should say")}
    if place.kind == Kind.LEVEL:
        return forms.ChoiceField(
            label=_("Which rating should it be?"),
            choices=[*((level.code, rating(level)) for level in place.levels), (NO_LEVEL, place.said(None))],
            widget=Radios(hints=_criteria(place.levels)),
            error_messages={
                "required": _("Choose the rating that it should be"),
                "invalid_choice": _("Choose one of this period’s ratings"),
            },
        )
    if place.kind == Kind.DATE:
        return DueInRecord(
            label=_("Which date should it be?"),
            required=required,
            max_length=LINE_LENGTH,
            help_text=_("As the plan words it: 30 September 2026, June 2027, Quarter 4 2026/27."),
            error_messages=missing,
        )
    if place.kind == Kind.NUMBER:
        return forms.DecimalField(
            label=label,
            min_value=0,
            max_digits=6,
            decimal_places=1,
            error_messages=missing | {"invalid": _("Enter a number")},
        )
    if place.kind == Kind.RESULT:
        return forms.CharField(
            label=_("What should the result be?"),
            max_length=typed.LONGEST,
            help_text=_("A number, or why there is none: not available, not applicable, not due, suppressed."),
            error_messages={"required": _("Write the result, or why there is none")},
        )
    if place.kind == Kind.TEXT:
        return forms.CharField(
            label=label,
            required=required,
            widget=forms.Textarea,
            max_length=TEXT_LENGTH,
            strip=False,
            help_text=_("Do not name or describe a child or a family."),
            error_messages=missing,
        )
    return forms.CharField(label=label, required=required, max_length=LINE_LENGTH, error_messages=missing)


def _criteria(levels: tuple[Level, ...]) -> dict[str, str]:
    return {level.code: level.criteria for level in levels}
