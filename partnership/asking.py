"""Asking whoever writes about words that may point at a child, and taking their reason to keep them.

A form that asks is an AskingForm: it names the boxes that are read. It comes back once with the words, and with one
more box; with a reason in that box it is valid, and `kept` is what the service writes down beside the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnership.personal import Finding, findings

#: The name of the box for the reason.
WHY = "why_not_a_child"
WHY_LENGTH = 600
# One box lists no more than this: who pastes a table of cases mends it and is asked again.
MOST_SENTENCES = 5
CODE = "may_point_at_a_child"

#: How often words were let through already, by Finding.key.
Known = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """That somebody kept words after they were asked about them: of what kinds they are, and why they stay."""

    kinds: tuple[str, ...]
    reason: str


def found_in(text: str) -> list[Finding]:
    """What in a text may point at a child, by this deployment's threshold."""
    return findings(text, threshold=settings.SMALL_NUMBER_THRESHOLD)


def why_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why this cannot point at a child"),
        required=False,
        max_length=WHY_LENGTH,
        widget=forms.Textarea,
        help_text=_(
            "Only if you keep the words. The plan’s coordinator reads your reason; it is not printed. "
            "Do not repeat a name or a number in it."
        ),
        error_messages={"max_length": _("Shorten your reason to %(limit_value)d characters: it has %(show_value)d")},
    )


class AskingForm(forms.Form):
    """A form whose texts are read for what may point at a child.

    `known` counts the words that were let through in this row before, and is asked for only when some are found:
    nobody is asked twice about the same words. A form that begins with WHY in its `initial` shows that box again.
    """

    #: The boxes that are read. A form in which that depends on a choice overrides `texts`.
    scanned: ClassVar[Sequence[str]] = ()

    def __init__(self, *args: Any, known: Callable[[], Known] = Counter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        #: What to write down beside the words once the form is valid; None where nobody was asked.
        self.kept: Kept | None = None
        if self.initial.get(WHY):
            self.fields[WHY] = why_field()

    def texts(self) -> Mapping[str, str]:
        """What is read, by the name of its box: of the answers that will be stored, those that are valid."""
        said = {name: self.cleaned_data.get(name) for name in self.scanned}
        return {name: text for name, text in said.items() if isinstance(text, str)}

    @property
    def asks_why(self) -> bool:
        """Whether the box for the reason is shown."""
        return WHY in self.fields

    def full_clean(self) -> None:
        super().full_clean()
        self.kept = None
        if not self.is_bound:
            return
        self.cleaned_data.pop(WHY, None)
        self.fields.pop(WHY, None)
        if asked := self._asked():
            self._ask(asked)

    def _asked(self) -> dict[str, list[Finding]]:
        """What the writer has to answer for, by the name of its box."""
        found = [(name, each) for name, text in self.texts().items() for each in found_in(text)]
        known = self.known() if found else Counter()
        asked: dict[str, list[Finding]] = {}
        for name, each in found:
            if known[each.key] > 0:
                known[each.key] -= 1
            else:
                asked.setdefault(name, []).append(each)
        return asked

    def _ask(self, asked: Mapping[str, Sequence[Finding]]) -> None:
        box = self.fields[WHY] = why_field()
        given = box.widget.value_from_datadict(self.data, self.files, self.add_prefix(WHY))
        try:
            reason = box.clean(given)
        except ValidationError as error:
            self.add_error(WHY, error)
            return
        if reason:
            kinds = {str(each.kind): None for several in asked.values() for each in several}
            self.kept = Kept(tuple(kinds), reason)
            return
        for name, several in asked.items():
            sentences = dict.fromkeys(each.sentence for each in several)
            self.add_error(name, [ValidationError(each, code=CODE) for each in list(sentences)[:MOST_SENTENCES]])
