"""Where a line may not end."""

from __future__ import annotations

import re
from functools import cache

from django.utils.dates import MONTHS
from django.utils.translation import get_language

_TEXT = re.compile(r">[^<]+")
# What a number stands before, and after.
_COUNTED = ("days?", "weeks?", "months?", "years?", "hours?", "per cent", "million", "billion")
_NUMBERED = ("appendix", "page", "paragraph", "section", "version")
# Space between a text and an element in the same line.
_BEFORE_INLINE = re.compile(r"(?<=[^\s>])\s+(?=<(?:a|em|span|strong)\b)")


def with_lines_kept(html: str) -> str:
    """The same page, of which no line parts a day from its month or a number from what it counts."""
    head, body, text = html.partition("<body")
    together = _together(get_language())
    text = _TEXT.sub(
        lambda said: together.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), said[0]), text
    )
    # Where nothing but the space at a text's end is too wide for the line, the engine ends the line after the text's
    # first word. In an element of its own it does not.
    return head + body + _BEFORE_INLINE.sub("<span> </span>", text)


@cache
def _together(_language: str | None) -> re.Pattern[str]:
    """30 September, 12 weeks, 41 per cent; paragraph 5, page 3."""
    counted = "|".join((*map(str, MONTHS.values()), *_COUNTED))
    numbered = "|".join(_NUMBERED)
    return re.compile(rf"(?<=\d) (?=(?:{counted})\b)|\b(?i:{numbered}) (?=\d)")
