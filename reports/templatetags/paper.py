"""Ratings on paper: a word with its mark behind it, so that a reader hears the word alone."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from monitoring.record.measures import Direction
from monitoring.record.overview import Notable, Row
from monitoring.record.structs import Level
from plans import marks
from plans.ratings import Meaning
from reports.identity import identity

register = template.Library()

# In the heat map the worse is the heavier: what goes well is pale, trouble is solid, and what says
# nothing about how the work goes stays white.
_SOLID = frozenset({Meaning.AT_RISK.value, Meaning.OFF_TRACK.value})
_PALE = frozenset({Meaning.COMPLETE.value, Meaning.AHEAD.value, Meaning.ON_TRACK.value})

# So many characters of a title and a name leave room for three rows on a page, however narrow the column is.
_LOW = 200


@register.filter
def are_low(rows: Iterable[Row]) -> bool:
    """Whether several of these rows always go on one page, so that the first and last may be tied to their neighbours.

    If rows that are tied go on no page, the print engine leaves the head of their table alone on one.
    """
    return all(len(row.title) + len(row.led_by) <= _LOW for row in rows)


@register.filter
def is_low(item: Notable) -> bool:
    """Whether the row of what needs attention is so low that it looks lost alone at the foot or the top of a page."""
    said = sum(map(len, item.reasons)) + len(item.why)
    return len(item.row.title) + len(item.row.led_by) <= _LOW and said <= 2 * _LOW


@register.simple_tag
def council_name() -> str:
    """The council that puts its name on the report; empty where none has been set."""
    return identity().name


@register.simple_tag
def paper_rating(level: Level | None, extra: str = "") -> SafeString:
    """The word of a level with its mark, or *Not rated*; `extra` adds a class."""
    mark = marks.mark(level)
    return format_html('<span class="rating mark-{}-{} {}">{}</span>', mark.shape, mark.colour, extra, _word(level))


@register.simple_tag
def paper_direction(went: Direction | None) -> SafeString:
    """Which way a measure went, in words: better, and by how much since when."""
    if went is None:
        return SafeString()
    if not went.said:
        return format_html("{}", went.moved.text)
    word = format_html("<strong>{}</strong>", went.moved.text) if went.moved.way else went.moved.text
    return format_html("{}<br>{}", word, went.said)


@register.simple_tag
def paper_heat(level: Level | None) -> SafeString:
    """A cell's mark above its word, upon its ground."""
    mark = marks.mark(level)
    solid = mark.meaning in _SOLID
    ground = f"solid-{mark.colour}" if solid else f"pale-{mark.colour}" if mark.meaning in _PALE else "bare"
    return format_html(
        '<td class="heat-cell {}"><span class="heat-mark {}-{}-{}">{}</span></td>',
        ground,
        "on" if solid else "mark",
        mark.shape,
        mark.colour,
        _word(level),
    )


def _word(level: Level | None) -> str:
    return level.label if level else _("Not rated")
