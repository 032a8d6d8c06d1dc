"""A period that happened on paper: its name, its dates and its printed totals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from monitoring.work.paper import NOT_RATED, PaperPeriod
from partnership.forms import DayField, Group, Question, form_helper
from plans.models import Plan


class CountField(forms.DecimalField):
    """How many were printed; empty when the report does not say."""

    def __init__(self, *, label: Any) -> None:
        said = {
            "invalid": _("The number for “{name}” must be a number, such as 12 or 12.5"),
            "min_value": _("The number for “{name}” cannot be below 0"),
            "max_digits": _("The number for “{name}” is too large"),
            "max_decimal_places": _("The number for “{name}” must be a whole or a half number"),
            "max_whole_digits": _("The number for “{name}” is too large"),
            "half": _("The number for “{name}” must be a whole or a half number"),
        }
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_digits=7,
            decimal_places=1,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={code: format_lazy(text, name=label) for code, text in said.items()},
        )

    def clean(self, value: Any) -> Decimal | None:
        count: Decimal | None = super().clean(value)
        if count is not None and (count * 2) % 1:
            raise forms.ValidationError(self.error_messages["half"], code="half")
        return count


class PaperForm(forms.Form):
    """What enter_paper_period takes."""

    label = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        help_text=_("As printed: for example, 3rd monitoring report."),
        error_messages={"required": _("Say what the period is called")},
    )
    ordinal = forms.IntegerField(
        label=_("Which number is it?"),
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Say which number the period has"),
            "invalid": _("The number of the period is a whole number, such as 3"),
            "min_value": _("The number of the period is 1 or more"),
            "max_value": _("The number of the period is too large"),
        },
    )
    starts_on = DayField(label=_("First day"), error_messages={"required": _("Enter the first day of the period")})
    ends_on = DayField(label=_("Last day"), error_messages={"required": _("Enter the last day of the period")})
    reports_to = forms.CharField(
        label=_("Who was it reported to?"),
        max_length=300,
        help_text=_("As printed: for example, the Partnership board."),
        error_messages={"required": _("Say who it was reported to")},
    )
    reported_on = DayField(
        label=_("When was it reported?"), error_messages={"required": _("Enter the day it was reported")}
    )

    def __init__(self, data: Any = None, *, plan: Plan, ordinal: int, numbers: str) -> None:
        super().__init__(data, initial={"ordinal": ordinal})
        self.fields["ordinal"].help_text = numbers
        levels = plan.action_scale.levels.order_by("position", "pk") if plan.action_scale else []
        self.codes = {f"total_{level.code}": level.code for level in levels} | {"total_not_rated": NOT_RATED}
        for level in levels:
            self.fields[f"total_{level.code}"] = CountField(label=level.label)
        self.fields["total_not_rated"] = CountField(label=_("Not rated"))
        self.helper = form_helper(
            Question("label", size="m"),
            Question("ordinal", size="m", width="3"),
            Group(_("Which months is it about?"), "starts_on", "ends_on"),
            Group(_("How many of each were printed?"), *(Question(name, width="4") for name in self.codes)),
            Question("reports_to", size="m"),
            Question("reported_on", size="m"),
            submit=_("Enter this period"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day must not be before the first day"))
        return cleaned

    @property
    def paper(self) -> PaperPeriod:
        said = self.cleaned_data
        return PaperPeriod(
            **{name: said[name] for name in ("label", "ordinal", "starts_on", "ends_on", "reports_to", "reported_on")},
            totals={code: said[name] for name, code in self.codes.items() if said[name] is not None},
        )
