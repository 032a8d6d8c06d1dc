"""A plan's own texts in templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from plans.light_markdown import as_html

register = template.Library()


@register.filter
def markdown(text: str, heading: int = 3) -> SafeString:
    """Light Markdown as safe HTML, with its headings at a level that fits the page: `{{ text.body|markdown:4 }}`."""
    return as_html(text, heading=heading)
