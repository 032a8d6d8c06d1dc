"""Who meets when and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring.work.meetings import MeetingDetails
from partnership.forms import Button, DayField, Question, form_helper
from partnership.models import Body, Meeting

if TYPE_CHECKING:
    _Bodies = forms.ModelChoiceField[Body]
else:
    _Bodies = forms.ModelChoiceField


class BodyField(_Bodies):
    """One body of the partnership."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Body.objects.all(), empty_label=_("Choose a body"), **kwargs)


class MeetingForm(forms.Form):
    """What add_meeting and change_meeting take as details."""

    body = BodyField(label=_("Who meets?"), error_messages={"required": _("Choose the body that meets")})
    held_on = DayField(label=_("On which day?"), error_messages={"required": _("Enter the day of the meeting")})
    place = forms.CharField(label=_("Where? (optional)"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, submit: str | Promise, meeting: Meeting | None = None) -> None:
        initial = {"body": meeting.body, "held_on": meeting.held_on, "place": meeting.place} if meeting else {}
        super().__init__(data, initial=initial)
        also = [Button(_("Take this meeting out"), name="remove")] if meeting else []
        self.helper = form_helper(
            Question("body", size="m"), Question("held_on", size="m"), Question("place", size="m"),
            submit=submit, also=also,
        )  # fmt: skip

    @property
    def details(self) -> MeetingDetails:
        return MeetingDetails(**self.cleaned_data)
