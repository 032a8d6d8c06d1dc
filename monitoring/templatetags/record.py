"""Small things that pages made of a record write hundreds of times."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from monitoring import charts
from monitoring.record import position, words
from monitoring.record.measure_words import number
from monitoring.record.measures import MeasureLine
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
    """The last results as a line with the target and at most two others; nothing for fewer than two numbers."""
    values = [value for value in line.values if value is not None]
    if len(values) < 2:
        return SafeString()
    measure = line.measure
    levels = [charts.Level(each.name, float(each.value)) for each in measure.comparators if each.value is not None][:2]
    if measure.target and measure.target.value is not None:
        levels.insert(0, charts.Level(_("Target"), float(measure.target.value), is_target=True))
    return charts.line(line.values, name=ours, levels=levels, title=_every_result(line))


def _every_result(line: MeasureLine) -> str:
    """What the line shows, in words: 2024: 67.2%; 2025: not known; 2026: 68.4%."""
    return "; ".join(
        f"{figure.period}: {number(figure.value, line.measure) if figure.value is not None else _('not known')}"
        for figure in line.shown
    )
