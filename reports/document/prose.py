"""What people write in light Markdown, as plain HTML for every edition of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml import html  # type: ignore[import-untyped]  # it has none of its own

from plans.light_markdown import as_html

# A reference to a paragraph: [[p1a2b3c4]].
REFERENCE = re.compile(r"\[\[([-\w]+)\]\]")
# What comes before a reference that begins a line: nothing, or the mark of a list.
_BEGINS = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?")
_HEADINGS = ("h2", "h3", "h4", "h5")


def anchor_of(number: int) -> str:
    """Where a paragraph stands. Of its number alone, so that it says nothing of what is written there."""
    return f"paragraph-{number}"


def prose(text: str, *, numbers: Mapping[str, int]) -> SafeString:
    """Light Markdown as plain HTML, its references resolved by the numbers of the paragraphs.

    Links lead to paragraphs and to addresses of the web, which are printed beside them; any other is its words
    alone. A heading is a line in bold, so that the headings of the report stay those of its template. What stands
    alone in bold has the only class, so that no page break parts it from what it is above.
    """
    return mark_safe(_plain(as_html(_resolved(text, numbers)), len(numbers)))  # noqa: S308  cleaned by as_html


def _resolved(text: str, numbers: Mapping[str, int]) -> str:
    def said(found: re.Match[str]) -> str:
        number = numbers.get(found[1])
        if number is None:
            return _("a paragraph that has been removed")
        begins = _begins_sentence(text[text.rfind("\n", 0, found.start()) + 1 : found.start()])
        words = _("Paragraph %(number)d") if begins else _("paragraph %(number)d")
        return f"[{words % {'number': number}}](#{anchor_of(number)})"

    return REFERENCE.sub(said, text)


def _begins_sentence(before: str) -> bool:
    """Whether what follows these words of a line begins a sentence."""
    return bool(_BEGINS.fullmatch(before)) or (before[-1:].isspace() and before.rstrip().endswith((".", "!", "?", ":")))


def _plain(written: str, paragraphs: int) -> str:
    whole = html.fragment_fromstring(written, create_parent="div")
    for element in whole.iterdescendants():
        _tidy(element)
    for link in list(whole.iter("a")):
        _settle(link, paragraphs)
    return (whole.text or "") + "".join(html.tostring(child, encoding="unicode") for child in whole)


def _tidy(element: Any) -> None:
    for name in ("class", "rel"):
        element.attrib.pop(name, None)
    if element.tag in _HEADINGS:
        element.tag = "p"
        words = element.text_content()
        for child in list(element):
            element.remove(child)
        element.text = None
        bold = html.Element("strong")
        bold.text = words
        element.append(bold)
    if element.tag == "p" and _is_bold(element):
        element.set("class", "above")


def _is_bold(element: Any) -> bool:
    words = [child for child in element if child.tag == "strong"]
    return bool(words) and element.text_content() == "".join(child.text_content() for child in words)


def _settle(link: Any, paragraphs: int) -> None:
    """A link is its words alone, without anything in them: so it is tagged as one."""
    address, words = link.get("href", ""), link.text_content()
    for child in list(link):
        link.remove(child)
    link.text = words
    if address in {f"#{anchor_of(number)}" for number in range(1, paragraphs + 1)}:
        return
    if not address.startswith(("https://", "http://", "mailto:")):
        link.drop_tag()
    elif words.strip() not in (address, address.removeprefix("mailto:")):
        link.tail = f" ({address.removeprefix('mailto:')}){link.tail or ''}"
