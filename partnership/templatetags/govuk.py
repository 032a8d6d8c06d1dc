"""What the form templates in templates/plan/ need to draw a field as GOV.UK Frontend does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from partnership.forms import DATE_PARTS, DateParts

register = template.Library()

# The first that fits.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (DateParts, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
)
# Errors that one part of a date has caused; all others are about the whole of it.
PART_OF_ERROR = {"day": "day", "month": "month", "year": "year", "year_digits": "year"}


@register.filter
def kind(field: BoundField) -> str:
    """Which of the pack's drawings a field takes; `input` for all that are one line of text."""
    widget = field.field.widget
    return next((name for widget_type, name in KINDS if isinstance(widget, widget_type)), "input")


@register.filter
def max_length(field: BoundField) -> int | None:
    """The most characters a textarea takes, where a count beneath it helps."""
    return getattr(field.field, "max_length", None)


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of whatever explains a field, in the order it should be heard."""
    ids = [
        f"{field.auto_id}-info" if kind(field) == "textarea" and max_length(field) else "",
        f"{field.auto_id}-hint" if field.help_text else "",
        f"{field.auto_id}-error" if field.errors else "",
    ]
    return " ".join(filter(None, ids))


@register.simple_tag
def control(field: BoundField, *, css: str = "", width: str = "", rows: int | None = None) -> SafeString:
    """The input, select or textarea itself."""
    # The server says what is missing, in words; the browser would call an untouched field invalid.
    field.form.use_required_attribute = False
    sized = f"govuk-input--width-{width}" if width else ""
    own = field.field.widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": " ".join(filter(None, [*_classes(field, rows=rows), sized, css, own]))}
    if described := described_by(field):
        attrs["aria-describedby"] = described
    if kind(field) == "textarea":
        # False leaves an attribute out. The server counts and answers in words; a browser's limit
        # would cut what is pasted without a word.
        attrs |= {"rows": rows or field.field.widget.attrs.get("rows", 5), "cols": False, "maxlength": False}
    if kind(field) == "password":
        attrs |= {"spellcheck": "false", "autocapitalize": "none"}
    return field.as_widget(attrs=attrs)


def _classes(field: BoundField, *, rows: int | None) -> list[str]:
    drawn_as = kind(field)
    block = "input" if drawn_as == "password" else drawn_as
    classes = [f"govuk-{block}"]
    if field.errors:
        classes.append(f"govuk-{block}--error")
    if drawn_as == "password":
        classes += ["govuk-password-input__input", "govuk-js-password-input-input"]
    if drawn_as == "textarea" and max_length(field):
        classes.append("govuk-js-character-count")
    if drawn_as == "textarea" and (rows or 0) > 5:
        # The box grows with its text, so browsers ignore its rows: a class says that it begins tall.
        classes.append("app-textarea--story")
    return classes


@dataclass(frozen=True, slots=True)
class Part:
    """One box of a date."""

    name: str
    ident: str
    label: str
    value: str
    width: int
    is_wrong: bool


@register.filter
def date_parts(field: BoundField) -> list[Part]:
    widget = field.field.widget
    assert isinstance(widget, DateParts)
    value = field.value() or {}
    wrong = _wrong_parts(field, widget)
    return [
        Part(
            name=f"{field.html_name}_{part}",
            ident=f"{field.auto_id}_{part}",
            label=str(DATE_PARTS[part]),
            value=value.get(part, ""),
            width=4 if part == "year" else 2,
            is_wrong=part in wrong,
        )
        for part in widget.parts
    ]


def _wrong_parts(field: BoundField, widget: DateParts) -> set[str]:
    codes = {error.code or "" for error in field.errors.as_data()}
    named = {PART_OF_ERROR[code] for code in codes if code in PART_OF_ERROR}
    return named or (set(widget.parts) if codes else set())


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary; without an address it is about the form as a whole."""

    text: str
    href: str


@register.filter
def problems(form: forms.BaseForm | None) -> list[Problem]:
    """Everything that is wrong with a form, in the order of its fields; nothing for no form."""
    return list(_problems(form)) if isinstance(form, forms.BaseForm) and form.is_bound else []


def _problems(form: forms.BaseForm) -> Iterator[Problem]:
    for text in form.non_field_errors():
        yield Problem(str(text), "")
    for field in form:
        for text in field.errors:
            yield Problem(str(text), "" if field.is_hidden else f"#{_first_control(field)}")


def _first_control(field: BoundField) -> str:
    """The id of the input to go to: in a group, the first; in a date, the first wrong part."""
    if kind(field) == "date":
        return next(part.ident for part in date_parts(field) if part.is_wrong)
    if kind(field) in {"radios", "checkboxes"}:
        return f"{field.auto_id}_0"
    return field.auto_id or ""
