"""What a writer left in a text to settle later: a question to themselves, a gap to fill. Touches no database.

A question that is meant for the reader is none. The two are told apart by their form: what is left open stands in
brackets, or hangs at the end of a sentence behind a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# One place is shown with no more than this.
MOST_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class Query:
    """Words of a text, from `start` to `end`, that somebody meant to settle."""

    start: int
    end: int
    words: str


_DASH = r"[–—-]"
_PATTERNS = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        # [LINK], [insert figure], [add date here], [?]; but no [link](address) of Markdown, no [[anchor]] of ours.
        (
            r"(?<!\[)\[(?!\[)[ \t]{0,3}(?:link|links|to follow|to come|date|number|figures?|name|source|reference|"
            r"ref|page|text|tbc|tba|tbd|tbf|check|query|note|todo|\.{2,4}|…|\?+|"
            r"(?:insert|add|link to|check|confirm|update|include|find|ask)\b[^\]\[\n]{0,80})"
            r"[ \t]{0,3}[?:.]?[ \t]{0,3}\](?!\()",
            re.IGNORECASE,
        ),
        # [what is this?]
        (r"(?<!\[)\[(?!\[)[^\]\[\n]{1,80}\?[ \t]{0,3}\](?!\()", 0),
        # (landing page?), (link?), (insert date): few words, and the question mark closes the bracket.
        (r"\((?:[^()\s?]+[ \t]+){0,5}[^()\s?]*\?+[ \t]{0,3}\)", 0),
        (r"\((?:insert|add|to be (?:inserted|added|confirmed|completed|updated))\b[^()\n]{0,80}\)", re.IGNORECASE),
        # – what is the Academy approach?; – link to strategy?; … at the end of a line.
        (rf"(?:(?<=\s)|(?<=[.!?,;:])){_DASH}[ \t]{{0,3}}(?:[^\s?]+[ \t]+){{0,9}}[^\s?]*\?+[ \t]{{0,3}}$", re.MULTILINE),
        (
            r"\b(?:(?:additional|further|more)[ \t]+)?(?:text|wording|figures?|data|details?|information|link|table|"
            r"chart|content|paragraph|section)[ \t]+(?:(?:is|are|still)[ \t]+)?to[ \t]+(?:be[ \t]+(?:inserted|added|"
            r"supplied|provided|confirmed|completed)|follow|come)\b",
            re.IGNORECASE,
        ),
        (
            r"\bto[ \t]+be[ \t]+(?:inserted|confirmed|determined)\b(?=[ \t]*(?:[.;:)\]]|$))",
            re.IGNORECASE | re.MULTILINE,
        ),
        (
            r"(?:^|(?<=[.!?:;][ \t])|(?<=[*(\[]))insert[ \t]+(?:here|the|a|an|text|link|figure|figures|date|number|"
            r"name|table|chart|picture|image|quote|data)\b[^.\n]{0,60}",
            re.IGNORECASE | re.MULTILINE,
        ),
        (r"\b(?:TBC|TBA|TBD|TBF|TODO|FIXME|T\.B\.C\.|T\.B\.A\.)(?![\w-])", 0),
        (r"(?<![\w£.])[xX]{2,}(?![\w])(?:[ \t]{0,1}%)?", 0),
        (r"\?{3,}", 0),
        (r"\blorem ipsum\b", re.IGNORECASE),
        (r"\bclick here to enter (?:text|a date)\b", re.IGNORECASE),
    )
)
# Roman numbers that are written as a row of x.
_ROMAN = re.compile(r"\b(?:section|part|chapter|schedule|appendix|article|volume|number|no\.)[ \t]$", re.IGNORECASE)


def drafting_queries(text: str) -> list[Query]:
    """What in a text still waits for its writer, in its order; where two overlap, the longer."""
    found = sorted(_all(text), key=lambda each: (each.start, -each.end))
    told: list[Query] = []
    for each in found:
        if not told or each.start >= told[-1].end:
            told.append(each)
    return told


def _all(text: str) -> Iterator[Query]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _is_roman(text, match):
                continue
            words = " ".join(match[0].split()).strip("–—- *_")
            yield Query(match.start(), match.end(), words[:MOST_CHARACTERS])


def _is_roman(text: str, match: re.Match[str]) -> bool:
    return match[0].casefold() in ("xx", "xxx") and bool(_ROMAN.search(text[: match.start()]))
