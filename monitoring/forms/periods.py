"""Setting up a reporting period, and saying why a step is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from monitoring.models import ReportingPeriod
from partnership.forms import DayField, Group, Question, form_helper

STEPS = ("opens_on", "updates_due_on", "challenge_by", "sign_off_by", "freeze_on", "publish_by")
DETAILS = ("label", "starts_on", "ends_on", "actions_as_at", "measures_as_at", *STEPS, "reports_to")


def _day(name: str | Promise, **kwargs: Any) -> DayField:
    """A day whose mistakes are named, because the summary stands far from its boxes."""
    said = {
        "required": _("Enter a date for “{name}”"),
        "day": _("The date for “{name}” must include a day"),
        "month": _("The date for “{name}” must include a month"),
        "year": _("The date for “{name}” must include a year"),
        "year_digits": _("The year for “{name}” must have four digits"),
        "invalid": _("The date for “{name}” must be a real date"),
    }
    messages = {code: format_lazy(text, name=name) for code, text in said.items()}
    return DayField(label=name, error_messages=messages, **kwargs)


class PeriodForm(forms.Form):
    """What plan_period and change_period take."""

    label = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        help_text=_("For example, July to September 2026, or Third monitoring report."),
        error_messages={"required": _("Say what the period is called")},
    )
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))
    actions_as_at = _day(
        _("Actions as they stood on"), required=False, help_text=_("Leave empty for the last day of the period.")
    )
    measures_as_at = _day(
        _("Measures as they stood on"), required=False, help_text=_("Leave empty for the last day of the period.")
    )
    opens_on = _day(_("Open for updates on"), required=False)
    updates_due_on = _day(_("Updates due by"), required=False)
    challenge_by = _day(_("Questions answered by"), required=False)
    sign_off_by = _day(_("Priorities signed off by"), required=False)
    freeze_on = _day(_("Figures fixed on"), required=False)
    publish_by = _day(_("Published by"), required=False)
    reports_to = forms.CharField(
        label=_("Who is it reported to? (optional)"),
        required=False,
        max_length=300,
        help_text=_("For example, the board on 19 November."),
    )

    def __init__(self, data: Any = None, *, submit: str | Promise, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.helper = form_helper(
            Question("label", size="m"),
            Group(_("Which months is it about?"), "starts_on", "ends_on", "actions_as_at", "measures_as_at"),
            Group(_("When is each step? (optional)"), *STEPS),
            Question("reports_to", size="m"),
            submit=submit,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day must be after the first day"))
        before = ""
        for step in STEPS:
            day = cleaned.get(step)
            if day is None:
                continue
            if before and day < cleaned[before]:
                text = _("“%(step)s” must not be before “%(before)s”")
                self.add_error(step, text % {"step": self.fields[step].label, "before": self.fields[before].label})
            before = step if step in cleaned else before
        return cleaned


def details_of(period: ReportingPeriod) -> dict[str, Any]:
    """What the form begins with for a period that exists."""
    return {name: getattr(period, name) for name in DETAILS}


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea,
        max_length=600,
        help_text=_("The reason stays on the record."),
        error_messages={"required": _("Say why you take this step back")},
    )

    def __init__(self, data: Any = None, *, submit: str | Promise, missing: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if missing:
            self.fields["reason"].error_messages |= {"required": str(missing)}
        self.helper = form_helper(Question("reason", size="m", rows=3), submit=submit)


class DespiteForm(ReasonForm):
    """Why the figures are fixed although sign-offs are missing."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(
            data,
            submit=_("Fix the figures all the same"),
            missing=_("Say why you fix the figures without these sign-offs"),
        )
        reason = self.fields["reason"]
        reason.label = _("Why do you fix the figures all the same?")
        reason.help_text = _("Your name, this reason and what is missing are printed in the report.")
