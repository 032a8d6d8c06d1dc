"""On which occasions a plan reminds people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.models import ReminderRule
from partnership.forms import Checkboxes, Question, form_helper


class ReminderRulesForm(forms.Form):
    """What set_reminder_rules takes. `days` says of each occasion when it falls in the period under way."""

    occasions = forms.MultipleChoiceField(
        label=_("When are people reminded?"),
        choices=ReminderRule.Occasion.choices,
        required=False,
        help_text=_("Each person gets at most one message a day, for all their actions and measures in all plans."),
        error_messages={"invalid_choice": _("Choose from the occasions listed")},
    )

    def __init__(self, data: Any = None, *, occasions: Collection[str], days: Mapping[str, str]) -> None:
        super().__init__(data, initial={"occasions": list(occasions)})
        field = self.fields["occasions"]
        field.widget = Checkboxes(hints=days, choices=ReminderRule.Occasion.choices)
        self.helper = form_helper(Question("occasions", size="m"), submit=_("Save"))
