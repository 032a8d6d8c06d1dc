"""Reading what is said about many actions on one page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.forms.behalf import behalf_field
from monitoring.forms.updates import typed

# 12-narrative: what is said about action 12.
NAMED = re.compile(r"([0-9]{1,9})-([a-z_]+)")
# With each row comes a mark of what it showed; a row that was empty and of no update has neither.
SHOWN = "shown"
VERSION = "based_on_version"
NOT_STORED = "new"


class ConfirmForm(forms.Form):
    """Which actions are as they were. `offered` are those that may be ticked, `others` those led by somebody else."""

    confirm = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": _("Tick the actions about which nothing has changed"),
            "invalid_choice": _("Tick the actions about which nothing has changed"),
        },
    )
    on_behalf_of = behalf_field(_("Who told you that nothing has changed?"), required=False)

    def __init__(self, data: Any = None, *, offered: Iterable[int], others: Iterable[int]) -> None:
        super().__init__(data)
        self.others = frozenset(others)
        # One that is no longer offered is refused by itself, in words, and takes no other with it.
        ticked = data.getlist("confirm") if data else []
        numbers = {*offered, *(int(each) for each in ticked if re.fullmatch("[0-9]{1,9}", each))}
        self.fields["confirm"].choices = [(number, number) for number in numbers]  # type: ignore[attr-defined]
        if not self.others:
            del self.fields["on_behalf_of"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.others & set(cleaned.get("confirm", ())) and not cleaned.get("on_behalf_of"):
            self.add_error("on_behalf_of", self.fields["on_behalf_of"].error_messages["required"])
        return cleaned


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What was posted about one action."""

    content: Mapping[str, str]
    # The version of its update that the person saw.
    version: int
    # Whether it is something else than what the page showed when it was made.
    is_new: bool


def typed_rows(data: Mapping[str, Any]) -> dict[int, TypedRow]:
    """What was posted about each action, by its key."""
    found: dict[int, dict[str, Any]] = {}
    for name, text in data.items():
        if named := NAMED.fullmatch(name):
            found.setdefault(int(named[1]), {})[named[2]] = text
    return {key: _row(posted) for key, posted in found.items()}


def _row(posted: Mapping[str, Any]) -> TypedRow:
    content = typed(posted)
    version = str(posted.get(VERSION, ""))
    return TypedRow(
        content=content,
        version=int(version) if re.fullmatch("[0-9]{1,9}", version) else 0,
        is_new=posted.get(SHOWN, mark_of({})) != mark_of(content),
    )


def mark_of(content: Mapping[str, str]) -> str:
    """A short mark by which the same text is known again."""
    return sha256(json.dumps(sorted(content.items())).encode()).hexdigest()[:10]
