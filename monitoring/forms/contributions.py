"""What an organisation adds beneath an action's update."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.forms.behalf import behalf_field
from monitoring.models import Contribution
from partnership.asking import AskingForm, Known
from partnership.forms import Button, Question, Text, form_helper
from partnership.models import Organisation

TEXT_LENGTH = 1200


class ContributionForm(AskingForm):
    """What contribute takes. Whoever belongs to none of the organisation says who told them."""

    scanned = ("text",)

    text = Text(
        max_length=TEXT_LENGTH,
        help_text=_(
            "It is shown with your organisation’s name beneath the lead’s update. It has no rating and is not counted. "
            "Do not name or describe a child or a family."
        ),
        error_messages={
            "required": _("Write what your organisation did"),
            "max_length": _("Shorten your text to %(limit_value)d characters: it has %(show_value)d"),
        },
    )
    on_behalf_of = behalf_field(_("Who told you?"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: Any = None,
        *,
        organisation: Organisation,
        said: Contribution | None,
        for_others: bool,
        known: Callable[[], Known] = Counter,
    ) -> None:
        initial: dict[str, Any] = {"version": said.version if said else 0}
        if said:
            initial |= {"text": said.text, "on_behalf_of": said.on_behalf_of}
        super().__init__(data, initial=initial, known=known)
        self.fields["text"].label = str(_("What has %(organisation)s done?") % {"organisation": organisation})
        questions: list[Any] = ["version", Question("text", size="m", rows=6)]
        if for_others:
            questions.append(Question("on_behalf_of", size="m"))
        else:
            del self.fields["on_behalf_of"]
        # The last, so that the Enter key never presses it.
        also = [Button(_("Take it back"), name="withdraw")] if said else []
        self.helper = form_helper(*questions, submit=_("Save"), also=also)
