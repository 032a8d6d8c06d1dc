"""What the forms about measures ask for alike: numbers, periods in words, and what stood there when they were shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators import typed
from indicators.models import Indicator
from indicators.seen import seen_as
from indicators.series import is_percent
from indicators.time_periods import NotATimePeriod, read_time_period
from partnership.forms import DayField, Question

LONGEST_PERIOD = 120


class NumberField(forms.CharField):
    """A number as people write it: 60, 60%, 1,234.5. Cleans to a Decimal, None when it is empty.

    `unit` is what the number is in; one written with another is refused.
    """

    default_error_messages = {
        "required": _("Enter a number"),
        "words": _("“%(written)s” is not a number. Enter a number such as 60 or 12.5."),
        "inexact": _("Enter the number alone, without words such as “over” or “about”."),
        "unit": _("This number is in %(unit)s, so write it without “%(sign)s”."),
    }

    def __init__(self, *, unit: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.unit = unit

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        read = typed.read(written) if written else None
        if read is None:
            return None
        if isinstance(read, typed.Unreadable):
            raise ValidationError(read.why, code="unreadable")
        if not isinstance(read, typed.Number):
            raise ValidationError(self.error_messages["words"], code="words", params={"written": written})
        if read.qualifier:
            raise ValidationError(self.error_messages["inexact"], code="inexact")
        if read.sign and self.unit is not None and not _is_sign_of(read.sign, self.unit):
            params = {"unit": self.unit or _("no unit"), "sign": read.sign}
            raise ValidationError(self.error_messages["unit"], code="unit", params=params)
        return read.value


def _is_sign_of(sign: str, unit: str) -> bool:
    return is_percent(unit) if sign == "%" else sign in unit


class Codes(forms.CharField):
    """Lines of “scheme: code”; cleans to a mapping of scheme to code."""

    widget = forms.Textarea
    default_error_messages = {
        "line": _("Write line %(number)d as the scheme, a colon and the code, such as DfE: NI 117"),
        "twice": _("“%(scheme)s” stands there twice. Each scheme has one code."),
    }

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{scheme}: {code}" for scheme, code in value.items()) if isinstance(value, dict) else value

    def clean(self, value: Any) -> Any:
        found: dict[str, str] = {}
        for number, line in enumerate((super().clean(value) or "").splitlines(), start=1):
            scheme, colon, code = (part.strip() for part in line.partition(":"))
            if not (scheme or colon or code):
                continue
            if not (scheme and code):
                raise ValidationError(self.error_messages["line"], code="line", params={"number": number})
            if scheme in found:
                raise ValidationError(self.error_messages["twice"], code="twice", params={"scheme": scheme})
            found[scheme] = code
        return found


def in_unit(form: forms.BaseForm, unit: str, *names: str) -> None:
    """Tell these numbers of a form what they are in."""
    for name in names:
        field = form.fields[name]
        assert isinstance(field, NumberField)
        field.unit = unit


def line(label: Any, *, most: int, required: bool = False, missing: Any = "", **kwargs: Any) -> forms.CharField:
    """One line of text."""
    messages: dict[str, Any] = {"max_length": _("Shorten this to %(limit_value)d characters: it has %(show_value)d")}
    if missing:
        messages["required"] = missing
    return forms.CharField(label=label, required=required, max_length=most, error_messages=messages, **kwargs)


class PartForm(forms.Form):
    """A form about one row. `stores` are the columns that `said` gives a service; `row` None is one to be added.

    `seen` says what stood there when the form was shown.
    """

    stores: ClassVar[tuple[str, ...]]
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, row: models.Model | None = None, **given: Any) -> None:
        self.row = row
        stood = {name: getattr(row, name) for name in self.stores} if row is not None else {}
        super().__init__(data, initial=stood | given | {"seen": seen_as(row, self.stores)})

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.stores}

    def show_again(self, fresh: PartForm) -> list[tuple[str, str]]:
        """After a conflict: let it be sent over what stands there now, and say that, question by question."""
        self.data = {**self.data.dict(), self.add_prefix("seen"): fresh.initial["seen"]}  # type: ignore[attr-defined]
        return [
            (str(mine.label), _shown(theirs))
            for mine, theirs in ((self[name], fresh[name]) for name in self.fields)
            if not mine.is_hidden and _shown(mine) != _shown(theirs)
        ]


def _shown(field: Any) -> str:
    """What stands in a box, in words."""
    value = field.value()
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, dict):
        return "-".join(filter(None, value.values()))
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return "" if value is None else str(value)
    flat = [pair for name, label in choices for pair in (label if isinstance(label, list | tuple) else [(name, label)])]
    return next((str(label) for name, label in flat if str(name) == str(value if value is not None else "")), "")


class PeriodForm(PartForm):
    """A form that asks for a period in words. The last day is worked out, and asked for only where it cannot be."""

    period_label = line(
        _("Which period?"),
        most=LONGEST_PERIOD,
        help_text=_("As it is printed, for example 2026/27, Q2 2026/27 or March 2027."),
    )
    period_ends_on = DayField(label=_("On which day does that period end?"), required=False)
    day_unknown = forms.BooleanField(label=_("Nobody knows on which day it ends"), required=False)

    def __init__(
        self, data: Any = None, *, indicator: Indicator, row: models.Model | None = None, **given: Any
    ) -> None:
        super().__init__(data, row=row, **given)
        self.indicator = indicator
        stood: Any = row
        shown = (stood.period_label if stood else "") if data is None else data.get(self.add_prefix("period_label"))
        label = str(shown or "")
        self.asks_day = bool(label.strip()) and self._last_day(label) is None
        if stood is not None and stood.period_label and stood.period_ends_on is None:
            self.initial["day_unknown"] = True

    def period_questions(self, *, size: str = "m") -> Sequence[Question]:
        asked = [Question("period_label", size=size)]
        return [*asked, Question("period_ends_on"), Question("day_unknown")] if self.asks_day else asked

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        label = cleaned.get("period_label", "")
        if "period_label" not in self.errors:
            cleaned["period_label"] = " ".join(label.split())
        day = self._stored_day(label) or (self._last_day(label) if label else None)
        if day is not None or not label:
            # Worked out, or there is no period: whatever stood in the box is not asked for.
            self.errors.pop("period_ends_on", None)
            cleaned["period_ends_on"] = day
        elif not cleaned.get("period_ends_on") and "period_ends_on" not in self.errors and not cleaned["day_unknown"]:
            self.add_error(
                "period_ends_on",
                _("“%(period)s” does not say when it ends. Enter its last day, or say that nobody knows it.")
                % {"period": label},
            )
        return cleaned

    def _stored_day(self, label: str) -> Any:
        """The day that the row has for that very period: a source may mean another than we would read."""
        stood: Any = self.row
        same = stood is not None and stood.period_label == label and not self.asks_day
        return stood.period_ends_on if same else None

    def _last_day(self, label: str) -> Any:
        try:
            period = read_time_period(label, basis=self.indicator.basis, frequency=self.indicator.frequency)
        except NotATimePeriod:
            return None
        return period.last_day
