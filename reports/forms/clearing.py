"""What people answer when they clear a report, and say when they take it on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnership.asking import AskingForm
from partnership.forms import Button, Question, Text, form_helper
from reports.models import CommitteeReport
from reports.standing import Line

LONGEST = 1000
GIVE, RETURN = "give", "return"


class AskForm(forms.Form):
    """Which clearances are asked for now."""

    what = forms.MultipleChoiceField(
        label=_("What do you ask for?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what you ask for")},
    )

    def __init__(self, data: Any = None, *, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(data, initial={"what": [each.key for each in lines]}, **kwargs)
        what = self.fields["what"]
        assert isinstance(what, forms.MultipleChoiceField)
        what.choices = [(each.key, f"{each.name}: {each.post}") for each in lines]
        self.helper = form_helper(Question("what", size="m"), submit=_("Ask for these"))


class AnswerForm(AskingForm):
    """Clearing what somebody has read, or returning it. `seen` is the checksum of the words."""

    scanned = ("note",)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = Text(
        label=_("What you say about it"),
        limit=LONGEST,
        required=False,
        help_text=_("If you return it, say what has to be put right. Otherwise you need not write anything."),
    )

    def __init__(self, data: Any = None, *, seen: str, clears: str | Promise, **kwargs: Any) -> None:
        super().__init__(data, initial={"seen": seen}, **kwargs)
        self.helper = form_helper(
            "seen",
            Question("note", size="m", rows=4),
            submit=clears,
            also=[Button(_("Return it"), name="decision", value=RETURN)],
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.returns and not said.get("note", "").strip() and "note" not in self.errors:
            self.add_error("note", _("Say why you return it, so that the writer can put it right"))
        return said

    @property
    def returns(self) -> bool:
        return self.data.get("decision") == RETURN


class ReasonForm(AskingForm):
    """Why a step is taken. The reason stays on the record."""

    scanned = ("reason",)
    reason = Text(label=_("Why?"), limit=LONGEST)

    def __init__(
        self,
        data: Any = None,
        *,
        label: str | Promise,
        hint: str | Promise,
        missing: str | Promise,
        submit: str | Promise,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        reason = self.fields["reason"]
        reason.label, reason.help_text = str(label), str(hint)
        reason.error_messages |= {"required": str(missing)}
        self.helper = form_helper(*self.before, Question("reason", size="m", rows=4), submit=submit)

    #: Fields that stand before the reason.
    before: Sequence[str] = ()


class FinalForm(ReasonForm):
    """Why the report is made final although something is missing. `revision` is that of the text."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    before = ("revision",)

    def __init__(self, data: Any = None, *, revision: int) -> None:
        super().__init__(
            data,
            label=_("Why do you make it final all the same?"),
            hint=_("What is missing, this reason and your post are printed in the report."),
            missing=_("Say why you make it final although this is missing"),
            submit=_("Make it final all the same"),
            initial={"revision": revision},
        )


class LateForm(AskingForm):
    """Why a report is late, and why the chair considers it urgent: all three are printed."""

    scanned = ("late_because", "urgent_because", "urgent_agreed_by")
    late_because = Text(
        label=_("Why is it late?"), limit=LONGEST, error_messages={"required": _("Say why the report is late")}
    )
    urgent_because = Text(
        label=_("What are the special circumstances?"),
        limit=LONGEST,
        help_text=_("Why it cannot wait for the next meeting."),
        error_messages={"required": _("Say why it cannot wait for the next meeting")},
    )
    urgent_agreed_by = forms.CharField(
        label=_("Who considers it urgent?"),
        max_length=200,
        help_text=_("The chair of the meeting, by name or title."),
        error_messages={"required": _("Say who considers it urgent")},
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, report: CommitteeReport, seen: str) -> None:
        super().__init__(data, initial={name: getattr(report, name) for name in self.scanned} | {"seen": seen})
        self.helper = form_helper(
            "seen",
            Question("late_because", size="m", rows=3),
            Question("urgent_because", size="m", rows=3),
            Question("urgent_agreed_by", size="m"),
            submit=_("Save"),
        )

    def show_again(self, now: CommitteeReport, *, seen: str) -> list[tuple[str, str]]:
        """After a conflict: let it be sent over what stands there now, and say that, question by question."""
        self.data = {**self.data.dict(), "seen": seen}  # type: ignore[attr-defined]
        return [
            (str(self[name].label), getattr(now, name) or str(_("Nothing")))
            for name in self.scanned
            if self[name].value() != getattr(now, name)
        ]


class WordsForm(forms.Form):
    """Why words that were found cannot point at a child."""

    reason = Text(
        label=_("Why these words cannot point at a child"),
        limit=600,
        help_text=_(
            "The plan’s coordinator reads your reason; it is not printed. Do not repeat a name or a number in it."
        ),
        error_messages={"required": _("Say why these words cannot point at a child, or word them otherwise")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = form_helper(Question("reason", size="m", rows=4), submit=_("Keep the words"))
