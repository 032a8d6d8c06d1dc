"""Asking for a later date, and deciding about one."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.forms.behalf import behalf_field
from partnership.asking import AskingForm
from partnership.due import Due
from partnership.due_reading import NotADate, read_due
from partnership.forms import Question, Radios, ShownIf, Text, form_helper
from priorities.models import DateRequest

DATE_LENGTH = 60
REASON_LENGTH = 600
DATE_HELP = _("As it should be printed, for example 31 March 2027, March 2027 or Quarter 4 2026/27.")


class DueText(forms.CharField):
    """A date in the words it is to be printed in; cleans to a Due, or None when it is empty."""

    def clean(self, value: Any) -> Due | None:
        text = cast(str, super().clean(value))
        if not text:
            return None
        try:
            return read_due(text)
        except NotADate as wrong:
            raise forms.ValidationError(str(wrong)) from None


def reason_field(label: Any, *, help_text: Any, missing: Any = "", required: bool = True) -> Text:
    return Text(
        label=label,
        required=required,
        max_length=REASON_LENGTH,
        help_text=help_text,
        error_messages={
            "required": missing,
            "max_length": _("Shorten the reason to %(limit_value)d characters: it has %(show_value)d"),
        },
    )


class DateAskForm(AskingForm):
    """What ask_for_date takes. Whoever does not lead the action says who asks."""

    scanned = ("due", "reason", "on_behalf_of")

    due = DueText(
        label=_("Which date do you ask for?"),
        max_length=DATE_LENGTH,
        help_text=DATE_HELP,
        error_messages={"required": _("Enter the date that you ask for")},
    )
    reason = reason_field(
        _("Why is a later date needed?"),
        help_text=_("It is printed beside the new date. Do not name or describe a child or a family."),
        missing=_("Say why a later date is needed"),
    )
    on_behalf_of = behalf_field(_("Who asks for it?"))

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, leads_action: bool) -> None:
        super().__init__(data, initial=initial)
        questions = [Question("due", size="m"), Question("reason", size="m", rows=5)]
        if leads_action:
            del self.fields["on_behalf_of"]
        else:
            questions.append(Question("on_behalf_of", size="m"))
        self.helper = form_helper(*questions, submit=_("Ask for this date"))


class DateDecision(models.TextChoices):
    AGREE = "agree", _("Agree to it")
    OTHER = "other", _("Agree to another date")
    REFUSE = "refuse", _("Do not agree")


class DateDecisionForm(AskingForm):
    """What agree_date and refuse_date take. Whoever does not speak for the body says who told them."""

    scanned = ("reason", "decided_for")

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        error_messages={
            "required": _("Choose whether to agree to the date"),
            "invalid_choice": _("Choose whether to agree to the date"),
        },
        widget=Radios,
    )
    due = DueText(label=_("Which date do you agree to?"), required=False, max_length=DATE_LENGTH, help_text=DATE_HELP)
    reason = reason_field(
        _("Why?"),
        required=False,
        help_text=_(
            "Whoever asked reads this, and it stays on the record. Do not name or describe a child or a family."
        ),
    )
    decided_for = behalf_field(_("Who decided?"))

    def __init__(self, data: Any = None, *, request: DateRequest, speaks_for_body: bool) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["decision"]).choices = [
            (DateDecision.AGREE.value, _("Agree to %(due)s") % {"due": request.due}),
            (DateDecision.OTHER.value, DateDecision.OTHER.label),
            (DateDecision.REFUSE.value, DateDecision.REFUSE.label),
        ]
        questions: list[Any] = [
            Question("decision", size="m", css="app-choose-plain"),
            ShownIf(DateDecision.OTHER, fields=[Question("due", size="m")]),
            ShownIf(DateDecision.OTHER, DateDecision.REFUSE, fields=[Question("reason", size="m", rows=3)]),
        ]
        if speaks_for_body:
            del self.fields["decided_for"]
        else:
            questions.append(Question("decided_for", size="m"))
        self.helper = form_helper(*questions, submit=_("Save decision"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        decision = cleaned.get("decision")
        if decision == DateDecision.OTHER and not cleaned.get("due") and "due" not in self.errors:
            self.add_error("due", _("Enter the date that you agree to"))
        if decision != DateDecision.OTHER and "due" in self.errors:
            # Not asked of this decision, so nothing typed there can be wrong.
            del self.errors["due"]
        if decision in (DateDecision.OTHER, DateDecision.REFUSE) and not cleaned.get("reason"):
            missing = {
                DateDecision.OTHER: _("Say why you agree to another date than the one asked for"),
                DateDecision.REFUSE: _("Say why the later date is not agreed"),
            }
            if "reason" not in self.errors:
                self.add_error("reason", missing[DateDecision(decision)])
        return cleaned
