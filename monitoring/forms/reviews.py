"""Accepting an update, agreeing another rating, or asking its author again."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.forms.updates import ShownIf
from monitoring.models import ProgressUpdate
from partnership.forms import Question, Radios, form_helper
from plans.forms import RatingField

REASON_LENGTH = 600


class Decision(models.TextChoices):
    ACCEPT = "accept", _("Accept it as it is")
    CHANGE = "change", _("Accept it with another rating")
    RETURN = "return", _("Return it to its author")


class ReviewForm(forms.Form):
    """What accept_update and return_update take. An accepted update can only be given another rating."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=Radios,
        error_messages={
            "required": _("Choose whether to accept or return the update"),
            "invalid_choice": _("Choose whether to accept or return the update"),
        },
    )
    level = RatingField(
        label=_("Which rating do you agree?"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of this period’s ratings")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        widget=forms.Textarea,
        max_length=REASON_LENGTH,
        help_text=_("Its author reads this, and it stays on the record. Do not name or describe a child or a family."),
        error_messages={"max_length": _("Shorten the reason to %(limit_value)d characters: it has %(show_value)d")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, update: ProgressUpdate) -> None:
        decisions = [decision for decision in Decision if _is_open(decision, update)]
        initial: dict[str, Any] = {"version": update.version}
        if len(decisions) == 1:
            initial["decision"] = decisions[0].value
        super().__init__(data, initial=initial)
        self.update_read = update
        choices = cast(forms.ChoiceField, self.fields["decision"])
        choices.choices = [(decision.value, decision.label) for decision in decisions]
        if update.period.action_scale is None:
            del self.fields["level"]
        else:
            cast(RatingField, self.fields["level"]).use(update.period.action_scale)
        more: list[Any] = []
        if "level" in self.fields:
            more.append(ShownIf(Decision.CHANGE, fields=[Question("level", size="m", css="app-choose")]))
        more.append(ShownIf(Decision.CHANGE, Decision.RETURN, fields=[Question("reason", size="m", rows=3)]))
        self.helper = form_helper(
            "version", Question("decision", size="m", css="app-choose-plain"), *more, submit=_("Save decision")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        decision = cleaned.get("decision")
        if decision == Decision.CHANGE and not cleaned.get("level") and "level" not in self.errors:
            self.add_error("level", _("Choose the rating that you agree"))
        if decision == Decision.CHANGE and cleaned.get("level") == self.update_read.level:
            self.add_error("level", _("This is the rating that stands. Choose another, or accept it as it is"))
        if decision in (Decision.CHANGE, Decision.RETURN) and not cleaned.get("reason") and "reason" not in self.errors:
            missing = {
                Decision.CHANGE: _("Say why the rating changes"),
                Decision.RETURN: _("Say what the author should add or change"),
            }
            self.add_error("reason", missing[Decision(decision)])
        return cleaned


def _is_open(decision: Decision, update: ProgressUpdate) -> bool:
    if decision == Decision.CHANGE:
        return update.period.action_scale_id is not None
    return update.state == ProgressUpdate.State.SUBMITTED
