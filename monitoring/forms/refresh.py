"""Beginning the plan that takes over, and what becomes of one part of the old."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.forms.dates import DATE_LENGTH, DueText
from partnership.forms import Checkboxes, Question, Radios, ShownIf, Text, form_helper
from plans.models import Plan
from priorities.lineage import Part
from priorities.models import Commitment, Priority, StrategicAction
from priorities.services.refresh import Copy, Level, Wording

TITLE_LENGTH = 1000
REF_LENGTH = 30
REASON_LENGTH = 600
# "2.1 Open hubs", "A3 Open hubs": a number, then what it is called.
_NUMBERED = re.compile(r"([A-Z]{0,3}\d[\w.]{0,20}?)\.?\s+(\S.*)")


class BeginForm(forms.Form):
    """What begin_plan takes."""

    title = forms.CharField(
        label=_("What is the new plan called?"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Enter what the new plan is called")},
    )
    short_title = forms.CharField(
        label=_("A shorter name (optional)"), required=False, max_length=200, help_text=_("For menus and headings.")
    )
    slug = forms.SlugField(
        label=_("Address of its pages"),
        max_length=80,
        help_text=_("Small letters, digits and hyphens, for example childrens-plan-2026. It cannot change later."),
        error_messages={
            "required": _("Enter an address for its pages"),
            "invalid": _("The address has only letters, digits and hyphens"),
        },
    )
    starts = DueText(
        label=_("When does it start? (optional)"),
        required=False,
        max_length=DATE_LENGTH,
        help_text=_("As it should be printed, for example April 2026 or 2026."),
    )
    ends = DueText(label=_("When does it end? (optional)"), required=False, max_length=DATE_LENGTH)
    copies = forms.MultipleChoiceField(
        label=_("What does it begin with from the old plan?"),
        required=False,
        choices=Copy.choices,
        initial=[Copy.OUTCOMES.value, Copy.DOCUMENTS.value, Copy.PROGRAMMES.value],
        widget=Checkboxes,
        help_text=_("Its scales, words, settings, owner and coordinator are taken over in any case."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = form_helper(
            Question("title", size="m"),
            Question("short_title", size="m"),
            Question("slug", size="m"),
            Question("starts", size="m"),
            Question("ends", size="m"),
            Question("copies", size="m"),
            submit=_("Begin the new plan"),
        )


class Choice(models.TextChoices):
    CARRY = "carry", _("Carry it forward")
    MERGE = "merge", _("Merge it into another")
    SPLIT = "split", _("Split it")
    DROP = "drop", _("Do not carry it forward")
    UNDO = "undo", _("Leave it undecided for now")


class PartForm(forms.Form):
    """What becomes of one part: what carry_forward, merge_into, split_into and drop take."""

    choice = forms.ChoiceField(
        label=_("What becomes of it?"),
        widget=Radios,
        error_messages={
            "required": _("Choose what becomes of it"),
            "invalid_choice": _("Choose what becomes of it"),
        },
    )
    ref = forms.CharField(label=_("Its number in the new plan (optional)"), required=False, max_length=REF_LENGTH)
    title = forms.CharField(
        label=_("What is it called in the new plan?"), required=False, widget=forms.Textarea, max_length=TITLE_LENGTH
    )
    due = DueText(
        label=_("When is it due?"),
        required=False,
        max_length=DATE_LENGTH,
        help_text=_("This becomes its original date in the new plan. Empty means the date agreed now."),
    )
    priority = forms.ModelChoiceField(
        label=_("Where does it go?"),
        queryset=Priority.objects.none(),
        required=False,
        empty_label=_("Where what held it goes"),
        error_messages={"invalid_choice": _("Choose where it goes in the new plan")},
    )
    into = forms.ModelChoiceField(
        label=_("What does it become part of?"),
        queryset=Priority.objects.none(),
        required=False,
        empty_label=_("Choose one"),
        error_messages={"invalid_choice": _("Choose something of the new plan")},
    )
    parts = Text(
        label=_("What does it become?"),
        required=False,
        max_length=TITLE_LENGTH * 4,
        help_text=_("One on each line, with its number first if it has one. For example, 2.1 Open a hub in the north."),
    )
    reason = Text(
        label=_("Why is it not carried forward?"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("It is shown beside it in both plans."),
    )
    with_parts = forms.BooleanField(
        label=_("Also leave behind, for the same reason, all that is undecided within it"), required=False
    )

    def __init__(self, data: Any = None, *, plan: Plan, old: Part, level: Level, decided: list[Any]) -> None:
        super().__init__(data, initial=_initial(old, decided))
        targets = _targets(plan, level)
        choices = [choice for choice in Choice if choice != Choice.UNDO or decided]
        if not targets.exists():
            choices.remove(Choice.MERGE)
        cast(forms.ChoiceField, self.fields["choice"]).choices = [(each.value, each.label) for each in choices]
        cast("forms.ModelChoiceField[Any]", self.fields["into"]).queryset = targets
        carry = [Question("ref", width="10"), Question("title", rows=2)]
        placed = [] if level == Level.PRIORITY else [Question("priority")]
        if level == Level.ACTION:
            carry.append(Question("due"))
        else:
            del self.fields["due"]
        if level == Level.PRIORITY:
            del self.fields["priority"]
        else:
            del self.fields["with_parts"]
            priorities = Priority.objects.filter(plan=plan).order_by("position", "pk")
            cast("forms.ModelChoiceField[Any]", self.fields["priority"]).queryset = priorities
        dropped = [Question("reason", rows=3)]
        if level == Level.PRIORITY:
            dropped.append(Question("with_parts"))
        self.helper = form_helper(
            Question("choice", size="m", css="app-choose-plain"),
            ShownIf(Choice.CARRY, fields=carry),
            ShownIf(Choice.MERGE, fields=[Question("into")]),
            ShownIf(Choice.SPLIT, fields=[Question("parts", rows=4)]),
            *([ShownIf(Choice.CARRY, Choice.SPLIT, fields=placed)] if placed else []),
            ShownIf(Choice.DROP, fields=dropped),
            submit=_("Save decision"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choice = cleaned.get("choice")
        asked = {
            Choice.CARRY: ("title", _("Enter what it is called in the new plan")),
            Choice.MERGE: ("into", _("Choose what it becomes part of")),
            Choice.SPLIT: ("parts", _("Name at least two that it becomes, one on each line")),
            Choice.DROP: ("reason", _("Say why it is not carried forward")),
        }
        if choice in asked:
            name, missing = asked[Choice(choice)]
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, missing)
        if choice != Choice.CARRY:
            # Not asked of this choice, so nothing typed there can be wrong.
            self.errors.pop("due", None)
        return cleaned

    def wordings(self) -> list[Wording]:
        """The parts that it is split into."""
        return wordings(self.cleaned_data["parts"])


def wordings(text: str) -> list[Wording]:
    """One from each line: "2.1 Open hubs" is called Open hubs and numbered 2.1."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        numbered = _NUMBERED.fullmatch(line)
        found.append(Wording(numbered[2], numbered[1]) if numbered else Wording(line))
    return found


def _initial(old: Part, decided: list[Any]) -> dict[str, Any]:
    first = decided[0] if decided else None
    shown: Any = first.new if first and first.fate == "carried" else old
    begins: dict[str, Any] = {"ref": shown.ref, "title": shown.title}
    if isinstance(old, StrategicAction):
        begins["due"] = str((old.agreed_due() if shown is old else shown.due) or "")
    if first is None:
        return begins
    begins["choice"] = {"carried": "carry", "merged": "merge", "split": "split", "dropped": "drop"}[first.fate]
    if first.fate == "merged":
        begins["into"] = first.new
    begins["reason"] = first.reason
    if first.fate == "split":
        begins["parts"] = "\n".join(str(row.new) for row in decided)
    if first.new and not isinstance(first.new, Priority):
        begins["priority"] = first.new.priority_id
    return begins


def _targets(plan: Plan, level: Level) -> models.QuerySet[Any]:
    """What the new plan has on a level."""
    if level == Level.PRIORITY:
        return Priority.objects.filter(plan=plan).order_by("position", "pk")
    model: Any = Commitment if level == Level.COMMITMENT else StrategicAction
    found: models.QuerySet[Any] = model.objects.filter(priority__plan=plan)
    return found.order_by("priority__position", "priority", "position", "pk")
