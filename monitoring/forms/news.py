"""Saying what happened since a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from partnership.asking import AskingForm
from partnership.forms import DayField, Question, form_helper
from priorities.models import Priority, StrategicAction

TEXT_LENGTH = 1000
WHOLE_PLAN = "plan"

Choices = list[tuple[Any, Any]]


class NewsForm(AskingForm):
    """What add_news takes. `about` is one of what this person may say news of, in the order of the plan."""

    scanned = ("text",)

    about = forms.ChoiceField(
        label=_("What is it about?"),
        error_messages={
            "required": _("Choose what it is about"),
            "invalid_choice": _("Choose something that you answer for"),
        },
    )
    happened_on = DayField(
        label=_("When did it happen?"), error_messages={"required": _("Enter the day on which it happened")}
    )
    text = forms.CharField(
        label=_("What happened?"),
        widget=forms.Textarea,
        max_length=TEXT_LENGTH,
        help_text=_(
            "Say what changed for children and young people. Do not name or describe a child or a family. "
            "A line that begins with a hyphen becomes a point of a list."
        ),
        error_messages={
            "required": _("Write what happened"),
            "max_length": _("Shorten the text to %(limit_value)d characters: it has %(show_value)d"),
        },
    )

    def __init__(self, data: Any = None, *, choices: Choices, about: str = "") -> None:
        super().__init__(data, initial={"about": about})
        cast(forms.ChoiceField, self.fields["about"]).choices = choices
        self.helper = form_helper(
            Question("about", size="m"),
            Question("happened_on", size="m"),
            Question("text", size="m", rows=4),
            submit=_("Add news"),
        )


def choices_of(*, whole_plan: bool, priorities: Iterable[Priority], actions: Iterable[StrategicAction]) -> Choices:
    """What news can be about, each priority with its actions beneath it; empty for who may say nothing."""
    groups: dict[Priority, list[tuple[str, Any]]] = defaultdict(list)
    for priority in priorities:
        groups[priority].append((_key(priority), format_lazy(_("All of {priority}"), priority=priority)))
    for action in actions:
        groups[action.priority].append((_key(action), str(action)))
    whole: Choices = [(WHOLE_PLAN, _("The whole plan"))] if whole_plan else []
    in_order: Sequence[Priority] = sorted(groups, key=lambda each: (each.position, each.pk))
    return [*whole, *((str(each), groups[each]) for each in in_order)]


def _key(thing: Priority | StrategicAction) -> str:
    return f"{'priority' if isinstance(thing, Priority) else 'action'}-{thing.pk}"
