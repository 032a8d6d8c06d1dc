"""Keeping a figure back from publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.record.small_numbers import places
from monitoring.record.structs import Measure
from monitoring.work.small_numbers import code_of, name_of, number_of
from partnership.forms import Question, form_helper

REASON_LENGTH = 600
NOTE_LENGTH = 600


class HideForm(forms.Form):
    """What hide_figure takes: `figure` is the code of a place of the measure."""

    figure = forms.ChoiceField(
        label=_("Which figure is kept back?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the figure that is kept back")},
    )
    reason = forms.CharField(
        label=_("Why is it kept back?"),
        widget=forms.Textarea,
        max_length=REASON_LENGTH,
        help_text=_("For your colleagues and those who come after you. It is not published."),
        error_messages={"required": _("Say why this figure is kept back")},
    )

    def __init__(self, data: Any = None, *, measure: Measure, figure: str = "") -> None:
        super().__init__(data, initial={"figure": figure})
        field = self.fields["figure"]
        assert isinstance(field, forms.ChoiceField)
        # Newest first: that is the one people come for.
        field.choices = [
            (code_of(place), f"{name_of(place, with_period=True)}: {number_of(said, measure)}")
            for place, said in reversed(list(places(measure)))
            if not said.hidden
        ]
        self.helper = form_helper(
            Question("figure", size="m"), Question("reason", size="m", rows=3), submit=_("Keep it back")
        )


class ConfirmForm(forms.Form):
    """What confirm_small_numbers takes."""

    note = forms.CharField(
        label=_("A note for whoever looks at it next (optional)"),
        widget=forms.Textarea,
        required=False,
        max_length=NOTE_LENGTH,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, seen: str) -> None:
        super().__init__(data, initial={"seen": seen})
        self.helper = form_helper(
            Question("note", rows=2), "seen", submit=_("Confirm that I have looked at these figures and their tables")
        )
