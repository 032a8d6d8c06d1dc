"""The little Markdown in a plan's texts: paragraphs, lists, emphasis, links and headings, made safe."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote", "h2", "h3", "h4", "h5"}
# How each part is drawn, as GOV.UK Frontend names it.
CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "link_open": "govuk-link",
    "blockquote_open": "govuk-inset-text",
    "heading_open": "govuk-heading-s",
}
_reader = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "code", "fence", "backticks", "hr", "html_block", "html_inline"]
)


def as_html(text: str, *, heading: int = 3) -> SafeString:
    """Light Markdown as HTML. Its headings are all of one level, that of `heading`, to fit the page around them.

    Whatever else a text may hold, such as tags or scripts, is shown as it was typed.
    """
    tokens = _reader.parse(text)
    for token in tokens:
        _draw(token, heading)
    html = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={tag: {"class"} for tag in TAGS} | {"a": {"href", "class"}, "ol": {"start", "class"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308  cleaned above


def _draw(token: Token, heading: int) -> None:
    if token.type in CLASSES:
        token.attrJoin("class", CLASSES[token.type])
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{heading}"
    for child in token.children or []:
        _draw(child, heading)
