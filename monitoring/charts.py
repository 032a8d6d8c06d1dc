"""Charts as SVG text, drawn on the server: the same drawing on screen and on paper.

Nothing here carries a style attribute: sizes are attributes and colours are classes, so a strict
content security policy holds. Drawings for the PDF (`medium=PAPER`) carry their inks themselves,
because the print engine lays out no nested percentages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from plans import marks
from plans.marks import COLOURS, Mark


class Medium(Enum):
    SCREEN = "screen"
    PAPER = "paper"


SCREEN, PAPER = Medium.SCREEN, Medium.PAPER

INK, QUIET, EDGE, ACCENT = "#0b0c0c", "#4b4658", "#756d84", "#5b2c8f"
# Parts that say nothing about how well the work goes stay white, like the page.
PALE = frozenset({"not_started", "not_assessed", "direction_only", "paused", marks.STARTS_LATER, marks.NOT_RATED})


class Share(Protocol):
    """One rating's part of a whole; `level` is None where nobody rated. Printed counts can be halves."""

    @property
    def level(self) -> marks.Level | None: ...
    @property
    def count(self) -> int | Decimal: ...


def percent(part: float, whole: float) -> str:
    """`part` of `whole` as an SVG length, at most three places: 18.333%."""
    return f"{100 * part / whole:.3f}".rstrip("0").rstrip(".") + "%"


# --- Bars of shares --------------------------------------------------------------------------------


def bar(shares: Sequence[Share], *, title: str, ident: str = "bar", medium: Medium = SCREEN) -> SafeString:
    """One bar, a part for each rating that has any, with mark and number in it. Empty when all are zero.

    `title` says the same in words. `ident` keeps the title's id apart from that of another bar on the page.
    """
    parts = [share for share in shares if share.count]
    if not parts:
        return SafeString()
    if medium is PAPER:
        return _paper_bar(parts, title=title, width=1700, height=130)
    total = _total(parts)
    drawn, before = [], 0.0
    for share in parts:
        drawn.append(_screen_part(share, before=before, total=total))
        before += float(share.count)
    return format_html(
        '<svg class="app-bar" role="img" aria-labelledby="{ident}-title">'
        '<title id="{ident}-title">{title}</title>{}</svg>',
        SafeString("".join(drawn)),
        ident=ident,
        title=title,
    )


def mini_bar(shares: Sequence[Share], *, medium: Medium = SCREEN) -> SafeString:
    """A thin bar without numbers, for a line that says them in words beside it."""
    parts = [share for share in shares if share.count]
    if not parts:
        return SafeString()
    total = _total(parts)
    drawn, before = [], 0.0
    for share in parts:
        drawn.append(
            format_html(
                '<svg class="app-bar__part app-bar__part--{}" x="{}" width="{}" height="14"><rect/></svg>',
                marks.mark(share.level).tone,
                percent(before, total),
                percent(float(share.count), total),
            )
        )
        before += float(share.count)
    return format_html('<svg class="app-bar app-bar--mini" aria-hidden="true">{}</svg>', SafeString("".join(drawn)))


def _total(shares: Sequence[Share]) -> float:
    return sum(float(share.count) for share in shares)


def _screen_part(share: Share, *, before: float, total: float) -> SafeString:
    mark = marks.mark(share.level)
    # Mark, gap and digits, centred together.
    half = (26 + 10 * len(str(share.count))) / 2
    portion = float(share.count) / total
    # A part too narrow for its mark shows the number alone; one too narrow for that, on a phone, only its colour.
    # One that has no room for both on any screen is a sliver, one without room even for the number a thread.
    narrow = (("tight", 0.13), ("slim", 0.06), ("sliver", 0.045), ("thread", 0.014))
    tight = "".join(f" app-bar__part--{name}" for name, least in narrow if portion < least)
    alone = format_html('<text class="app-bar__alone" y="35">{}</text>', share.count) if tight else ""
    return format_html(
        '<svg class="app-bar__part app-bar__part--{tone}{tight}" x="{x}" width="{width}" height="56"><rect/>'
        '<svg x="50%" overflow="visible"><g class="app-bar__both"><use href="#mark-{shape}" x="{mark_x}" y="18" '
        'width="20" height="20"/><text x="{text_x}" y="35">{count}</text></g>{alone}</svg></svg>',
        tone=mark.tone,
        tight=tight,
        x=percent(before, total),
        width=percent(float(share.count), total),
        shape=mark.shape,
        mark_x=f"{-half:g}",
        text_x=f"{26 - half:g}",
        count=share.count,
        alone=alone,
    )


def _paper_bar(parts: Sequence[Share], *, title: str, width: int, height: int) -> SafeString:
    total = _total(parts)
    drawn, before = [], 0.0
    for share in parts:
        x = width * before / total
        drawn.append(_paper_part(share, x=x, width=width * float(share.count) / total, height=height))
        before += float(share.count)
    return format_html(
        '<svg class="bar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>',
        width,
        height,
        title,
        SafeString("".join(drawn)),
    )


def _paper_part(share: Share, *, x: float, width: float, height: int) -> SafeString:
    mark = marks.mark(share.level)
    inks = COLOURS[mark.colour]
    pale = mark.meaning in PALE
    dashes = {marks.NOT_RATED: "14 11", marks.STARTS_LATER: "4 9"}.get(mark.meaning)
    frame = format_html(
        '<rect x="{}" y="3" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="5"{}/>',
        f"{x + 5:.1f}",
        f"{max(width - 10, 1):.1f}",
        height - 6,
        "#ffffff" if pale else inks.fill,
        inks.ink,
        format_html(' stroke-dasharray="{}"', dashes) if dashes else "",
    )
    digits = 30 * len(str(share.count))
    middle, ink = x + width / 2, INK if pale else inks.on
    number = (
        '<text x="{}" y="{}" fill="{}" text-anchor="{}" font-family="Source Sans 3, Arial, sans-serif" '
        'font-weight="700" font-size="52">{}</text>'
    )
    if width < digits + 20:
        return frame
    if width < digits + 70:
        return frame + format_html(number, f"{middle:.1f}", height / 2 + 18, ink, "middle", share.count)
    start = middle - (64 + digits) / 2
    return (
        frame
        + _paper_mark(mark, x=start, y=height / 2 - 24, size=48, on_fill=not pale)
        + format_html(number, f"{start + 64:.1f}", height / 2 + 18, ink, "start", share.count)
    )


def _paper_mark(mark: Mark, *, x: float, y: float, size: float, on_fill: bool) -> SafeString:
    return format_html(
        '<g transform="translate({} {}) scale({})">{}</g>',
        f"{x:.1f}",
        f"{y:g}",
        f"{size / 20:g}",
        SafeString(marks.drawing(mark.shape, mark.colour, on_fill=on_fill)),
    )


# --- How much of something is done -----------------------------------------------------------------


def progress(done: int, total: int, *, title: str, ident: str = "progress") -> SafeString:
    """A wide bar of how much is done; `title` says it: "43 of 60 updates are in"."""
    return format_html(
        '<svg class="app-progress" role="img" aria-labelledby="{ident}-title"><title id="{ident}-title">{title}</title>'
        '<rect class="app-progress__all" x="1" y="1" width="99.7%" height="14"/>'
        '<rect class="app-progress__part" width="{width}" height="16"/></svg>',
        ident=ident,
        title=title,
        width=percent(done, total) if total else "0%",
    )


def share_bar(done: int, total: int) -> SafeString:
    """A short bar for a table's line, whose number stands beside it."""
    return format_html(
        '<svg class="app-share__bar" aria-hidden="true"><rect class="app-progress__all" x="0.75" y="0.75" '
        'width="108.5" height="8.5"/><rect class="app-progress__part" width="{}" height="10"/></svg>',
        f"{110 * done / total if total else 0:.1f}",
    )


# --- Lines of measures -----------------------------------------------------------------------------

WIDTH, HEIGHT, PADDING, LABELS = 230, 72, 8, 80
# Names at the ends of lines stand at least this far apart, and this far from the drawing's edge.
APART, FROM_EDGE = 16.0, 7.0


@dataclass(frozen=True, slots=True)
class Level:
    """A level line across the chart: a target or a comparator."""

    name: str
    value: float
    is_target: bool = False


@dataclass(frozen=True, slots=True)
class _End:
    name: str
    y: float
    is_own: bool = False


def line(values: Sequence[float | None], *, name: str, levels: Sequence[Level] = (), title: str) -> SafeString:
    """A measure's results, oldest first, with its target and comparators, each named at its end.

    A result that is missing leaves a gap in `values` as None: it is never drawn as zero, and no line crosses it.
    Empty with no result at all. `title` says the same in words.
    """
    points = [(i, value) for i, value in enumerate(values) if value is not None]
    if not points:
        return SafeString()
    scale = _Scale.over([value for _, value in points] + [level.value for level in levels])
    right = WIDTH - LABELS

    def x(i: int) -> float:
        return round(5 + i * (right - 10) / max(len(values) - 1, 1), 1)

    ends = [_End(name, scale.y(points[-1][1]), is_own=True)]
    ends += [_End(level.name, scale.y(level.value)) for level in levels]
    ends.sort(key=lambda end: end.y)
    drawn = [_level_line(level, y=scale.y(level.value), right=right) for level in levels]
    drawn += [_own_line([(x(i), scale.y(value)) for i, value in run]) for run in _runs(points)]
    last = (x(points[-1][0]), scale.y(points[-1][1]))
    drawn.append(_dot(*last))
    for end, y in zip(ends, _apart([end.y for end in ends]), strict=True):
        drawn.append(_name(end, y=y, start=last[0] + 6 if end.is_own else right, right=right))
    return format_html(
        '<svg class="app-line" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img">'
        "<title>{title}</title>{}</svg>",
        SafeString("".join(drawn)),
        w=WIDTH,
        h=HEIGHT,
        title=title,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    span: float

    @classmethod
    def over(cls, values: Sequence[float]) -> _Scale:
        return cls(low=min(values), span=max(values) - min(values))

    def y(self, value: float) -> float:
        """From the top, in pixels; a flat series lies in the middle."""
        if not self.span:
            return HEIGHT / 2
        return round(HEIGHT - PADDING - (value - self.low) / self.span * (HEIGHT - 2 * PADDING), 1)


def _runs(points: Sequence[tuple[int, float]]) -> list[list[tuple[int, float]]]:
    """Results that follow one another without a gap."""
    runs: list[list[tuple[int, float]]] = []
    for point in points:
        if runs and runs[-1][-1][0] == point[0] - 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _apart(wanted: Sequence[float]) -> list[float]:
    """Places for names, in the order given, no two closer than APART, as near as may be to where they belong."""
    places = list(wanted)
    for _ in range(40):
        for i in range(len(places) - 1):
            lack = APART - (places[i + 1] - places[i])
            if lack > 0:
                places[i] -= lack / 2
                places[i + 1] += lack / 2
        shift = max(0.0, FROM_EDGE - places[0]) - max(0.0, places[-1] - (HEIGHT - FROM_EDGE))
        places = [place + shift for place in places]
    return [round(place, 1) for place in places]


def _level_line(level: Level, *, y: float, right: int) -> SafeString:
    stroke = SafeString(f'stroke="{INK}" stroke-dasharray="5 3"' if level.is_target else f'stroke="{EDGE}"')
    return format_html('<path d="M0 {}H{}" {} stroke-width="1.5"/>', y, right, stroke)


def _own_line(points: Sequence[tuple[float, float]]) -> SafeString:
    if len(points) == 1:
        return _dot(*points[0], radius=3.5)
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="2.5" stroke-linejoin="round" '
        'stroke-linecap="round"/>',
        format_html_join(" ", "{},{}", points),
        ACCENT,
    )


def _dot(x: float, y: float, *, radius: float = 4.5) -> SafeString:
    return format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="#ffffff" stroke-width="1.5"/>', x, y, radius, ACCENT
    )


def _name(end: _End, *, y: float, start: float, right: int) -> SafeString:
    """A name with the fine line that leads to it; the own line needs none when it ends at its name."""
    leader = SafeString()
    if not end.is_own or abs(end.y - y) > 0.5 or start < right:
        leader = format_html(
            '<path d="M{} {}H{}L{} {}" fill="none" stroke="{}" stroke-width="0.75"/>',
            f"{start:g}",
            end.y,
            right + 1,
            right + 8,
            y,
            EDGE,
        )
    own = SafeString(f'fill="{ACCENT}" font-weight="700"' if end.is_own else f'fill="{QUIET}"')
    return leader + format_html(
        '<text x="{}" y="{}" {} font-family="Source Sans 3, Arial, sans-serif" font-size="14">{}</text>',
        right + 11,
        round(y + 4.5, 1),
        own,
        end.name,
    )
