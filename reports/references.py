"""References from one paragraph of a report to another: stored by anchor, typed and read by number.

A reference is stored as [[p3fa9c01]], the anchor of the paragraph, so that it follows when the order changes. In the
boxes it stands as [[17]], which a writer can type and read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

_ANCHOR = re.compile(r"\[\[([a-z][a-z0-9-]{0,19})\]\]")
# [[17]], [[ 17 ]], [[paragraph 17]]
_NUMBER = re.compile(r"\[\[\s*(?:para(?:graph)?\.?\s*)?(\d{1,4})\s*\]\]", re.IGNORECASE)
_GONE = re.compile(r"\[\[\?\]\]")
#: What stands in a box where the paragraph that was meant is no longer there.
GONE = "[[?]]"


class NoSuchParagraph(ValueError):
    """A text refers to a number that no paragraph has."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class StillGone(ValueError):
    """A text refers to a paragraph that was removed."""


def anchors_in(text: str) -> list[str]:
    """The anchors of the paragraphs that a stored text refers to, in its order."""
    return _ANCHOR.findall(text)


def in_box(text: str, numbers: Mapping[str, int]) -> str:
    """A stored text as it stands in a box: [[17]]. `numbers` are those of the report's paragraphs by their anchors."""
    return _ANCHOR.sub(lambda found: f"[[{numbers[found[1]]}]]" if found[1] in numbers else GONE, text)


def stored(text: str, shown: Sequence[str], there: Iterable[str]) -> str:
    """What was typed in a box as it is stored. `shown` are the anchors in the order that the writer saw, so that a
    number means the paragraph that had it then; `there` are those that are there now.

    Raises NoSuchParagraph and StillGone.
    """
    if _GONE.search(text):
        raise StillGone
    left = set(there)

    def anchor(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 0 < number <= len(shown) or shown[number - 1] not in left:
            raise NoSuchParagraph(number)
        return f"[[{shown[number - 1]}]]"

    return _NUMBER.sub(anchor, text)


def linked(text: str, numbers: Mapping[str, int]) -> str:
    """A stored text with its references as links of light Markdown to the paragraphs on the same page."""

    def link(found: re.Match[str]) -> str:
        number = numbers.get(found[1])
        if number is None:
            return "**" + removed_words() + "**"
        return f"[{number_words(number)}](#{found[1]})"

    return _ANCHOR.sub(link, text)


def in_words(text: str, numbers: Mapping[str, int]) -> str:
    """A stored text for a page that has none of the paragraphs: paragraph 17."""

    def words(found: re.Match[str]) -> str:
        number = numbers.get(found[1])
        return removed_words() if number is None else number_words(number)

    return _ANCHOR.sub(words, text)


def instead(text: str, anchor: str, other: str) -> str:
    """A stored text whose references to one paragraph are to another."""
    return text.replace(f"[[{anchor}]]", f"[[{other}]]")


def number_words(number: int) -> str:
    return _("paragraph %(number)d") % {"number": number}


def removed_words() -> str:
    return _("a paragraph that was removed")
