"""Accepting an update, agreeing another rating, asking its author, or returning it; and the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.forms.behalf import behalf_field
from monitoring.models import ProgressUpdate
from partnership.asking import AskingForm, Known
from partnership.forms import Question, Radios, ShownIf, form_helper
from plans.forms import RatingField

REASON_LENGTH = 600
ANSWER_LENGTH = 1200


class Decision(models.TextChoices):
    ACCEPT = "accept", _("Accept it as it is")
    CHANGE = "change", _("Accept it with another rating")
    ASK = "ask", _("Ask a question first")
    RETURN = "return", _("Return it to its author")


HINTS = {
    Decision.ASK.value: _("The update stays as it is, and its author answers beneath it."),
    Decision.RETURN.value: _("Its author changes the update and submits it again."),
}


class ReviewForm(AskingForm):
    """What accept_update, ask_about and return_update take.

    An accepted update can be given another rating or be asked about, and no more.
    """

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=Radios(hints=HINTS),
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
    question = forms.CharField(
        label=_("What do you want to know?"),
        required=False,
        widget=forms.Textarea,
        max_length=REASON_LENGTH,
        help_text=_("Its author answers, and both stay on the record. Do not name or describe a child or a family."),
        error_messages={"max_length": _("Shorten the question to %(limit_value)d characters: it has %(show_value)d")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, update: ProgressUpdate, known: Callable[[], Known] = Counter) -> None:
        decisions = [decision for decision in Decision if _is_open(decision, update)]
        initial: dict[str, Any] = {"version": update.version}
        if len(decisions) == 1:
            initial["decision"] = decisions[0].value
        super().__init__(data, initial=initial, known=known)
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
        more.append(ShownIf(Decision.ASK, fields=[Question("question", size="m", rows=3)]))
        self.helper = form_helper(
            "version", Question("decision", size="m", css="app-choose-plain"), *more, submit=_("Save decision")
        )

    def texts(self) -> dict[str, str]:
        """What is stored with the decision; without scripts more may be typed than is asked."""
        decision = self.cleaned_data.get("decision")
        said = {"reason": (Decision.CHANGE, Decision.RETURN), "question": (Decision.ASK,)}
        return {name: self.cleaned_data.get(name, "") for name, asked in said.items() if decision in asked}

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
        if decision == Decision.ASK and not cleaned.get("question") and "question" not in self.errors:
            self.add_error("question", _("Write what you want to know"))
        return cleaned


def _is_open(decision: Decision, update: ProgressUpdate) -> bool:
    if decision == Decision.CHANGE:
        return update.period.action_scale_id is not None
    if decision == Decision.ASK:
        return True
    return update.state == ProgressUpdate.State.SUBMITTED


class AnswerForm(AskingForm):
    """What answer_question takes. Whoever does not lead the action says whose answer it is."""

    scanned = ("answer",)

    answer = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea,
        max_length=ANSWER_LENGTH,
        help_text=_("It stays on the record beneath the update. Do not name or describe a child or a family."),
        error_messages={
            "required": _("Write your answer"),
            "max_length": _("Shorten your answer to %(limit_value)d characters: it has %(show_value)d"),
        },
    )
    on_behalf_of = behalf_field(_("Whose answer is this?"))

    def __init__(self, data: Any = None, *, leads_action: bool) -> None:
        super().__init__(data)
        questions = [Question("answer", size="m", rows=5)]
        if leads_action:
            del self.fields["on_behalf_of"]
        else:
            questions.append(Question("on_behalf_of", size="m"))
        self.helper = form_helper(*questions, submit=_("Send your answer"))
