"""Naming the words that are to be removed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms import Question, form_helper

LENGTH = 200


class RedactionForm(forms.Form):
    """What propose_redaction takes."""

    words = forms.CharField(
        label=_("Which words are to be removed?"),
        max_length=LENGTH,
        help_text=_(
            "A name, an address, a date of birth: exactly as it is written there. It is found in capitals and small "
            "letters alike, across the end of a line, and only as whole words. "
            "Ask once for each way in which somebody is named."
        ),
        error_messages={
            "required": _("Type the words that are to be removed"),
            "max_length": _("Shorten the words to %(limit_value)d characters: there are %(show_value)d"),
        },
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = form_helper(Question("words", size="m", css="app-half"), submit=_("Look where they are"))
