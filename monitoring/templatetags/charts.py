"""Charts that a template can ask for itself, because they take nothing but numbers."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from monitoring import charts

register = template.Library()


@register.simple_tag
def progress(done: int, total: int, title: str) -> SafeString:
    return charts.progress(done, total, title=title)


@register.simple_tag
def share_bar(done: int, total: int) -> SafeString:
    return charts.share_bar(done, total)
