"""What a lead says about a priority, with as many highlights as they like; works without scripts.

Adding, moving and removing a highlight are presses of the same form, so that nothing typed is lost on the way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from monitoring.models import Highlight, PrioritySummary
from partnership.asking import WHY, AskingForm, Known
from partnership.forms import Text
from plans.forms import RatingField
from plans.models import RatingScale

TEXT_LENGTH = 1200
MOST_HIGHLIGHTS = 20
_ROW = re.compile(r"(?:kind|highlight)_([1-9]\d?)")
_PRESS = re.compile(r"(add|up|down|remove)-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the boxes, as text. `highlights` are kinds and texts."""

    level: str = ""
    reason: str = ""
    decisions_sought: str = ""
    on_behalf_of: str = ""
    version: str = "0"
    why: str = ""
    highlights: tuple[tuple[str, str], ...] = ()

    @classmethod
    def in_(cls, data: Mapping[str, str]) -> Self:
        """What was posted."""
        numbers = sorted({int(found[1]) for name in data if (found := _ROW.fullmatch(name))})
        return cls(
            **{name: data.get(name, "") for name in ("level", "reason", "decisions_sought", "on_behalf_of", "version")},
            why=data.get(WHY, ""),
            highlights=tuple(
                (data.get(f"kind_{number}", ""), data.get(f"highlight_{number}", "")) for number in numbers
            ),
        )

    @classmethod
    def of(cls, summary: PrioritySummary | None) -> Self:
        """What is stored."""
        if summary is None:
            return cls()
        return cls(
            level=str(summary.judged_level_id or ""),
            reason=summary.reason,
            decisions_sought=summary.decisions_sought,
            version=str(summary.version),
            highlights=tuple((each.kind, each.text) for each in summary.highlights.all()),
        )

    def as_data(self) -> dict[str, str]:
        data = {
            "level": self.level,
            "reason": self.reason,
            "decisions_sought": self.decisions_sought,
            "on_behalf_of": self.on_behalf_of,
            "version": self.version,
            WHY: self.why,
        }
        for number, (kind, text) in enumerate(self.highlights, start=1):
            data |= {f"kind_{number}": kind, f"highlight_{number}": text}
        return data


def after(press: str, typed: Typed, suggested: Mapping[int, tuple[str, str]]) -> Typed | None:
    """What stands in the boxes after a press that only arranges them; None for a press that stores.

    `suggested` maps an action to the kind and text that may be taken from its update.
    """
    rows = list(typed.highlights)
    if press == "another":
        rows.append(("", ""))
    elif (found := _PRESS.fullmatch(press)) is None:
        return None
    else:
        _arrange(rows, found[1], int(found[2]), suggested)
    return replace(typed, highlights=tuple(rows[:MOST_HIGHLIGHTS]))


def _arrange(rows: list[tuple[str, str]], what: str, number: int, suggested: Mapping[int, tuple[str, str]]) -> None:
    if what == "add":
        rows += [suggested[number]] if number in suggested else []
        return
    place = number - 1
    if not 0 <= place < len(rows):
        return
    row = rows.pop(place)
    if what != "remove":
        rows.insert(max(place - 1, 0) if what == "up" else place + 1, row)


@dataclass(frozen=True, slots=True)
class Row:
    """The boxes of one highlight."""

    number: int
    kind: BoundField
    text: BoundField
    is_last: bool


class SummaryForm(AskingForm):
    """What save_summary and sign_off take. `is_bound` says that what is typed is to be checked."""

    level = RatingField(
        label=_("How does it stand?"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of this period’s ratings")},
    )
    reason = Text(
        label=_("What do you say about it?"),
        required=False,
        max_length=TEXT_LENGTH,
        help_text=_("The board reads this under the rating. Needed where your rating is another than the one above."),
    )
    decisions_sought = Text(
        label=_("What do you ask of the board? (optional)"),
        required=False,
        max_length=TEXT_LENGTH,
        help_text=_("One decision or action that only the board can take."),
    )
    on_behalf_of = forms.CharField(
        label=_("Who signs this off, and how did they tell you?"),
        required=False,
        max_length=200,
        help_text=_(
            "You do not lead this part of the plan. For example, Miriam Sands, by e-mail on 27 October. "
            "Only needed to sign off."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        typed: Typed,
        *,
        is_bound: bool,
        scale: RatingScale | None,
        computed: str | SafeString,
        computes: bool,
        for_others: bool,
        known: Callable[[], Known] = Counter,
    ) -> None:
        """`computed` is the level that the actions make, `computes` whether the plan works any out."""
        data = typed.as_data()
        super().__init__(data if is_bound else None, initial=data, known=known)
        self.number_of_highlights = len(typed.highlights)
        if scale is None:
            del self.fields["level"]
            self.fields["reason"].help_text = _("The board reads this.")
        else:
            level = cast(RatingField, self.fields["level"])
            level.use(scale)
            if computes:
                level.empty_label = computed or _now("As its actions make it: not rated yet")
            else:
                level.empty_label = _now("Not rated yet")
                self.fields["reason"].help_text = _("The board reads this under the rating.")
        if not for_others:
            del self.fields["on_behalf_of"]
        for number in range(1, self.number_of_highlights + 1):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        words = {"number": number}
        choose: list[tuple[str, str | Promise]] = [("", _("Choose a kind")), *Highlight.Kind.choices]
        self.fields[f"kind_{number}"] = forms.ChoiceField(
            label=_now("Kind of highlight %(number)d") % words,
            choices=choose,
            required=False,
            error_messages={"invalid_choice": _now("Choose a kind for highlight %(number)d") % words},
        )
        self.fields[f"highlight_{number}"] = Text(
            label=_now("Text of highlight %(number)d") % words,
            required=False,
            max_length=TEXT_LENGTH,
            error_messages={
                "max_length": _now("Shorten highlight %(number)d") % words
                + " "
                + str(_("to %(limit_value)d characters: it has %(show_value)d"))
            },
        )

    def texts(self) -> dict[str, str]:
        numbers = range(1, self.number_of_highlights + 1)
        names = ("reason", "decisions_sought", *(f"highlight_{number}" for number in numbers))
        return {name: self.cleaned_data.get(name) or "" for name in names}

    def rows(self) -> Iterator[Row]:
        last = self.number_of_highlights
        for number in range(1, last + 1):
            yield Row(number, self[f"kind_{number}"], self[f"highlight_{number}"], is_last=number == last)

    @property
    def has_room(self) -> bool:
        return self.number_of_highlights < MOST_HIGHLIGHTS

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        highlights = []
        for number in range(1, self.number_of_highlights + 1):
            kind, text = cleaned.get(f"kind_{number}", ""), cleaned.get(f"highlight_{number}", "")
            if text and not kind and f"kind_{number}" not in self.errors:
                self.add_error(f"kind_{number}", _now("Choose a kind for highlight %(number)d") % {"number": number})
            # A box left empty is a highlight thought better of.
            if text:
                highlights.append((kind, text))
        cleaned["highlights"] = highlights
        return cleaned
