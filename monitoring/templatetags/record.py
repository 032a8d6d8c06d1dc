"""Small things that pages made of a record write hundreds of times."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from monitoring.lines import small_line
from monitoring.record import position, words
from monitoring.record.measures import Direction, MeasureLine
from monitoring.record.overview import why_uncounted
from monitoring.record.structs import Action, When

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def label(text: str) -> SafeString:
    """What a cell is, seen when a table is drawn as cards: components/label.html without the cost of a partial."""
    return format_html('<span class="app-table__label" aria-hidden="true">{}</span>', text)


@register.filter
def within(text: str) -> str:
    """A label inside a sentence."""
    return words.within(text)


@register.filter
def plain(count: Decimal) -> str:
    return position.plain(count)


@register.filter
def when(due: When | None) -> str:
    return words.when(due)


@register.filter
def standing(action: Action) -> str:
    return why_uncounted(action)


@register.simple_tag
def measure_line(line: MeasureLine, ours: str) -> SafeString:
    return small_line(line, ours=ours)


@register.simple_tag
def direction(went: Direction | None) -> SafeString:
    """components/movement.html for a measure, without the cost of a partial, and under it what it compares."""
    if went is None:
        return SafeString()
    return format_html(
        "<span>{}{}</span>",
        way(went),
        format_html('<br><span class="app-quiet">{}</span>', went.said) if went.said else "",
    )


@register.simple_tag
def way(went: Direction) -> SafeString:
    """The arrow and its word; without an arrow the word is quiet."""
    if not went.moved.way:
        return format_html('<span class="app-quiet">{}</span>', went.moved.text)
    return format_html('<span class="app-move">{}<strong>{}</strong></span>', _arrow(went.moved.way), went.moved.text)


@lru_cache(maxsize=8)
def _arrow(way: str) -> SafeString:
    course = _ARROWS.get(way)
    if course is None:
        return SafeString()
    return format_html(
        '<svg class="app-move__arrow" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>', course
    )


_ARROWS = {
    "up": "M3 13 13 3M5.5 3H13v7.5",
    "down": "M3 3l10 10M5.5 13H13V5.5",
    "level": "M2 8h12M9.5 3.5 14 8l-4.5 4.5",
}
