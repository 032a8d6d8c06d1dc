"""How forms are laid out, and the fields that several apps ask for. Drawn by the crispy pack in templates/plan/."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import render_field
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.template import Context
from django.template.loader import render_to_string
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from partnership.asking import WHY
from partnership.due import Due, Precision
from partnership.models import Post
from partnership.refusals import Refused

# --- Layout ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """A further way to send a form, after its main one. `name` and `value` tell the server which was pressed."""

    label: str | Promise
    name: str = ""
    value: str = "1"
    is_main: bool = False


class Question:
    """One field of a form. `size` (s, m, l) makes its label a heading in bold, `width` its box as many digits wide."""

    def __init__(self, name: str, *, size: str = "", width: str = "", rows: int | None = None, css: str = "") -> None:
        self.name = name
        self.shown = {"label_size": size, "input_width": width, "input_rows": rows, "input_css": css}

    def render(self, form: forms.BaseForm, context: Context, **kwargs: Any) -> SafeString:
        drawn: SafeString = render_field(self.name, form, context, extra_context=self.shown, **kwargs)
        return drawn


class Group(LayoutObject):
    """Questions that belong together under one legend."""

    template = "plan/layout/group.html"

    def __init__(self, legend: str | Promise, *fields: str | Question | LayoutObject, size: str = "m") -> None:
        self.fields = list(fields)
        self.shown: dict[str, Any] = {"legend": legend, "size": size}

    def render(self, form: forms.BaseForm, context: Context, **kwargs: Any) -> SafeString:
        body = self.get_rendered_fields(form, context, **kwargs)
        return render_to_string(self.template, {**self.shown, "body": body})


class OnlyIf(Group):
    """Questions that only some choices of the form's deciding radios need; `names` are values or meanings of them.

    Without scripts they are always there, and the server ignores what the choice does not need.
    """

    template = "plan/layout/only_if.html"

    def __init__(
        self, *names: str, legend: str | Promise, ident: str, fields: Sequence[str | Question | LayoutObject]
    ) -> None:
        super().__init__(legend, *fields)
        self.shown |= {"names": " ".join(names), "ident": ident}


class ShownIf(Group):
    """Questions that only some choices need, within a group that already has its heading."""

    template = "plan/layout/shown_if.html"

    def __init__(self, *names: str, fields: Sequence[Question]) -> None:
        super().__init__("", *fields)
        self.shown = {"names": " ".join(names)}


class IfAsked:
    """The box for why words do not point at a child, where a form asks about some: see partnership/asking.py."""

    def render(self, form: forms.BaseForm, context: Context, **kwargs: Any) -> str:
        return Question(WHY, size="m", rows=3).render(form, context, **kwargs) if WHY in form.fields else ""


class Buttons:
    """What ends a form. `saved` is the place where scripts say that a draft is kept."""

    def __init__(self, *buttons: Button, saved: bool = False) -> None:
        self.shown = {"buttons": buttons, "saved": saved}

    def render(self, form: forms.BaseForm, context: Context, **kwargs: Any) -> SafeString:
        return render_to_string("plan/layout/buttons.html", self.shown)


def add_refusal(form: forms.BaseForm, refusal: Refused, *, boxes: Mapping[type[Refused], str]) -> None:
    """Say a refusal at the box that `boxes` names for its kind; above the form where none is, or it is not asked."""
    box = boxes.get(type(refusal))
    form.add_error(box if box in form.fields else None, str(refusal))


def form_helper(
    *fields: str | Question | LayoutObject,
    submit: str | Promise,
    also: Sequence[Button] = (),
    saved: bool = False,
    action: str = "",
) -> FormHelper:
    """Lay `fields` out in the order given, then the main button `submit`, then others.

    The page shows the form's errors above its heading by itself: templates/base.html.
    """
    helper = FormHelper()
    helper.form_action = action
    helper.layout = Layout(*fields, IfAsked(), Buttons(Button(submit, is_main=True), *also, saved=saved))
    return helper


# --- Choices ---------------------------------------------------------------------------------------


class Radios(forms.RadioSelect):
    """Radio buttons with a hint under some of them: `hints` maps a value to its hint."""

    def __init__(self, *args: Any, hints: Mapping[str, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes with a hint under some of them: `hints` maps a value to its hint."""

    def __init__(self, *args: Any, hints: Mapping[str, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class PostField(forms.ModelChoiceField[Post]):
    """One post out of a list, under the names of their organisations."""

    def offer(self, posts: QuerySet[Post], *, empty: str | Promise) -> None:
        """Ask for one of `posts`; `empty` is the choice of none."""
        self.queryset = posts
        ordered = posts.select_related("organisation").order_by("organisation__name", "title")
        by_organisation = groupby(ordered, key=lambda post: post.organisation.name)
        self.choices = [
            ("", empty),
            *((name, [(post.pk, post.title) for post in group]) for name, group in by_organisation),
        ]


# --- Texts -----------------------------------------------------------------------------------------


class Text(forms.CharField):
    """Several lines. A line's end counts as one character, as it does in the browser.

    `limit` is a most length without a count beneath the box, for answers that are seldom long.
    """

    widget = forms.Textarea

    def __init__(self, *, limit: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if limit is not None:
            self.validators.append(MaxLengthValidator(limit))

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


# --- Dates -----------------------------------------------------------------------------------------


DATE_PARTS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}


class DateParts(forms.Widget):
    """A date in small boxes of its own parts, which nobody has to write in a certain way.

    The value is a mapping of part to text; posted as `<name>_day`, `<name>_month`, `<name>_year`.
    """

    use_fieldset = True

    def __init__(self, parts: Sequence[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.parts = tuple(parts)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {part: (data.get(f"{name}_{part}") or "").strip() for part in self.parts}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{self.parts[0]}" if id_ else ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        raise NotImplementedError(
            "A date is drawn by templates/plan/field.html: see partnership/templatetags/govuk.py."
        )


class DayField(forms.Field):
    """A calendar day; cleans to a date, or None when it is empty and need not be given."""

    default_error_messages = {
        "required": _("Enter a date"),
        "day": _("The date must include a day"),
        "month": _("The date must include a month"),
        "year": _("The date must include a year"),
        "invalid": _("The date must be a real date"),
        "year_digits": _("The year must have four digits"),
    }
    parts: Sequence[str] = ("day", "month", "year")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DateParts(self.parts), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Due):
            value = value.last_day
        if isinstance(value, date):
            return {part: str(getattr(value, part)) for part in self.parts}
        return value

    def clean(self, value: Any) -> Any:
        if not any((value or {}).values()):
            if self.required:
                raise self._wrong("required")
            return None
        for part in self.parts:
            if not value[part]:
                raise self._wrong(part)
        return self.whole(value)

    def whole(self, value: Mapping[str, str]) -> Any:
        return self._day(value["day"], value["month"], value["year"])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or dict.fromkeys(self.parts, "")) != data)

    def _day(self, day: str, month: str, year: str) -> date:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise self._wrong("year_digits")
        try:
            return date(int(year), month_number(month), int(day))
        except ValueError:
            raise self._wrong("invalid") from None

    def _wrong(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


class MonthField(DayField):
    """A month of a year; cleans to a Due that covers the whole month, or None when empty."""

    default_error_messages = {
        "required": _("Enter a month and a year"),
        "invalid": _("The month must be a number from 1 to 12 or its name"),
    }
    parts = ("month", "year")

    def whole(self, value: Mapping[str, str]) -> Due:
        first = self._day("1", value["month"], value["year"])
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return Due(last_day=last, precision=Precision.MONTH, printed=f"{MONTHS[first.month]} {first.year}")


def month_number(text: str) -> int:
    """1 to 12 from "2", "02", "Feb" or "February". Raises ValueError for anything else."""
    if text.isascii() and text.isdigit():
        return int(text)
    word = text.casefold().rstrip(".")
    for names in (MONTHS, MONTHS_3):
        for number, name in names.items():
            if str(name).casefold() == word:
                return number
    raise ValueError(text)
