"""Charts as SVG text, drawn on the server: the same drawing on screen and on paper.

Nothing here carries a style attribute: sizes are attributes and colours are classes, so a strict
content security policy holds. Drawings for the PDF (`medium=PAPER`) carry their inks themselves,
because the print engine lays out no nested percentages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from math import ceil, floor, log10
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

WIDTH, HEIGHT, PADDING, LABELS = 242, 72, 8, 92
# Names at the ends of lines stand at least this far apart, and this far from the drawing's edge.
APART, FROM_EDGE = 16.0, 7.0
# How wide the large drawing is made: for a screen or a sheet, and for a phone.
WIDE, NARROW = 700, 320
SERIES_HEIGHT, SERIES_LABELS = 300, 130
#: Up to so many results each has its number beside it in the large drawing.
NUMBERED = 8
# Lines that are not ours are told apart without colour: the target by long dashes, others by these.
_DASHES = ("", "2 3", "8 3 2 3", "1 4")
_LETTERS = SafeString(f'font-family="Source Sans 3, Arial, sans-serif" font-size="14" fill="{QUIET}"')


@dataclass(frozen=True, slots=True)
class Point:
    """One result of a measure: no `value` leaves a gap.

    `label` is its period as an axis has room for it. A `hollow` one is not final; one that `breaks` begins a new
    series, which no line joins to what came before; nor does one join one that is `apart`: it covers another part of
    its year than the one before did of the year before.
    """

    value: float | None
    label: str = ""
    hollow: bool = False
    breaks: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A line that results are held against: the same all along, or with `values` one for each of the points."""

    name: str
    value: float | None = None
    is_target: bool = False
    values: tuple[float | None, ...] = ()

    def at(self, number: int) -> tuple[float | None, ...]:
        return self.values or (self.value,) * number


Values = Sequence[Point] | Sequence[float | None]


def line(values: Values, *, name: str, levels: Sequence[Level] = (), title: str) -> SafeString:
    """A measure's results, oldest first, with its target and comparators, each named at its end.

    A result that is missing leaves a gap: it is never drawn as zero, and no line crosses it. Neither does one cross
    a break between two series, where an upright line stands. Empty with no result at all. `title` says the same
    in words.
    """
    points = _points(values)
    if all(point.value is None for point in points):
        return SafeString()
    right = WIDTH - LABELS
    low, high = _reach(points, levels)
    frame = _Frame(
        first=5, last=right - 5, top=PADDING, bottom=HEIGHT - PADDING, low=low, high=high, number=len(points)
    )
    plot = _Plot(frame, right=right, left=0, height=HEIGHT, room=LABELS - 11, breaks=_breaks(points))
    drawn = [_thin(plot, points, name, levels)]
    drawn += [_break(plot, i) for i in sorted(plot.breaks)]
    drawn += [_own_line([(frame.x(i), frame.y(value)) for i, value in run]) for run in _runs(points)]
    last = max(i for i, point in enumerate(points) if point.value is not None)
    drawn += [
        _dot(frame.x(i), frame.y(point.value), radius=4.5 if i == last else 3.5, hollow=point.hollow)
        for i, point in enumerate(points)
        if point.value is not None and (point.hollow or i == last)
    ]
    drawn += _names(plot, points, name, levels)
    return _svg("app-line", WIDTH, HEIGHT, title, drawn)


def series(
    values: Sequence[Point],
    *,
    name: str,
    levels: Sequence[Level] = (),
    title: str,
    shown: Callable[[float], str] = "{:g}".format,
    new_series: str = "",
    width: int = WIDE,
) -> SafeString:
    """The whole series of a measure, oldest first, with axes: as `line`, but large enough to read numbers from.

    `shown` words a number for the axis and beside the points; up to eight results each have theirs, of more the
    last. Points carry the `label` of their period, of which as many are written as there is room for, always the
    last. `new_series` stands at each break. `width` is WIDE, or NARROW for a phone: a page draws both and shows the
    one that fits, because a drawing that is shrunk cannot be read. Revisions are not drawn; `title` says everything
    in words, and a table of the same results stands beside it. Empty with no result at all.
    """
    if all(point.value is None for point in values):
        return SafeString()
    labels = SERIES_LABELS if width >= WIDE else LABELS
    ticks = _ticks(*_reach(values, levels))
    left = max(_width(shown(tick)) for tick in ticks) + 10
    right = width - labels
    frame = _Frame(
        first=left + 14,
        last=right - 14,
        top=26,
        bottom=SERIES_HEIGHT - 34,
        low=ticks[0],
        high=ticks[-1],
        number=len(values),
    )
    plot = _Plot(frame, right=right, left=left, height=SERIES_HEIGHT - 34, room=labels - 11, breaks=_breaks(values))
    drawn = [_grid(plot, tick, shown(tick)) for tick in ticks]
    drawn += _periods(plot, values)
    drawn.append(_thin(plot, values, name, levels))
    drawn += [_break(plot, i, said=new_series) for i in sorted(plot.breaks)]
    drawn += [_own_line([(frame.x(i), frame.y(value)) for i, value in run]) for run in _runs(values)]
    drawn += [
        _dot(frame.x(i), frame.y(point.value), hollow=point.hollow)
        for i, point in enumerate(values)
        if point.value is not None
    ]
    drawn += _numbers(plot, values, shown)
    drawn += _names(plot, values, name, levels)
    return _svg("app-series", width, SERIES_HEIGHT, title, drawn)


def _svg(kind: str, width: int, height: int, title: str, drawn: Sequence[SafeString]) -> SafeString:
    return format_html(
        '<svg class="{kind}" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" {letters}>'
        "<title>{title}</title>{}</svg>",
        SafeString("".join(drawn)),
        kind=kind,
        w=width,
        h=height,
        letters=_LETTERS,
        title=title,
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where results lie, in pixels: between `first` and `last` from the left, `top` and `bottom` from above."""

    first: float
    last: float
    top: float
    bottom: float
    low: float
    high: float
    number: int

    def x(self, i: float) -> float:
        """A single result lies where the latest would."""
        if self.number == 1:
            return round(self.last, 1)
        return round(self.first + i * (self.last - self.first) / (self.number - 1), 1)

    def y(self, value: float) -> float:
        """A flat series lies in the middle."""
        if self.high == self.low:
            return round((self.top + self.bottom) / 2, 1)
        return round(self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top), 1)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The ground of a drawing: `left` and `right` are its sides, `room` is how wide a name beside it may be.

    `breaks` are the places of results that begin a new series.
    """

    frame: _Frame
    left: float
    right: float
    height: float
    room: float
    breaks: frozenset[int]


@dataclass(frozen=True, slots=True)
class _End:
    name: str
    x: float
    y: float
    is_own: bool = False


def _points(values: Values) -> Sequence[Point]:
    return [value if isinstance(value, Point) else Point(value) for value in values]


def _reach(points: Sequence[Point], levels: Sequence[Level]) -> tuple[float, float]:
    known = [point.value for point in points if point.value is not None]
    known += [value for level in levels for value in level.at(1) if value is not None]
    return min(known), max(known)


def _breaks(points: Sequence[Point]) -> frozenset[int]:
    """Nothing stands before the first, so it divides nothing."""
    return frozenset(i for i, point in enumerate(points) if point.breaks and i)


def _runs(points: Sequence[Point]) -> list[list[tuple[int, float]]]:
    """Results that follow one another without a gap or a break."""
    runs: list[list[tuple[int, float]]] = []
    for i, point in enumerate(points):
        if point.value is None:
            continue
        if runs and runs[-1][-1][0] == i - 1 and not (point.breaks or point.apart):
            runs[-1].append((i, point.value))
        else:
            runs.append([(i, point.value)])
    return runs


def _styled(levels: Sequence[Level]) -> list[tuple[int, Level]]:
    """Each level that has a number at all, with its place among those of its kind, which decides its dashes."""
    others = iter(range(len(levels)))
    known = [level for level in levels if any(value is not None for value in level.at(1))]
    return [(0 if level.is_target else next(others), level) for level in known]


def _thin(plot: _Plot, points: Sequence[Point], name: str, levels: Sequence[Level]) -> SafeString:
    """What others have and what was aimed for, with the fine lines that lead from an end to its name."""
    lines = format_html_join("", "{}", ((_drawn_level(plot, level, number),) for number, level in _styled(levels)))
    leaders = "".join(_leader(end, y, plot) for end, y in _ends(plot, points, name, levels))
    if leaders:
        lines += format_html('<path d="{}" stroke-width="0.75"/>', leaders)
    return format_html('<g fill="none" stroke="{}" stroke-width="1.5">{}</g>', EDGE, lines) if lines else lines


def _drawn_level(plot: _Plot, level: Level, number: int) -> SafeString:
    dashes = "5 3" if level.is_target else _DASHES[number % len(_DASHES)]
    return format_html(
        '<path d="{}"{}{}/>',
        _course(plot, level),
        format_html(' stroke="{}"', INK) if level.is_target else "",
        format_html(' stroke-dasharray="{}"', dashes) if dashes else "",
    )


def _course(plot: _Plot, level: Level) -> str:
    """Straight across; a target that changes goes in steps, what others had from result to result."""
    frame = plot.frame
    if not level.values:
        return f"M{plot.left:g} {frame.y(level.value or 0)}H{plot.right:g}"
    known = [(i, value) for i, value in enumerate(level.values) if value is not None]
    if not level.is_target and len(known) > 1:
        return "M" + "L".join(f"{frame.x(i)} {frame.y(value)}" for i, value in known)
    parts: list[str] = []
    for place, (i, value) in enumerate(known):
        start = plot.left if i == 0 else frame.x(i - 0.5)
        end = plot.right if i == frame.number - 1 else frame.x(i + 0.5)
        follows = place and known[place - 1][0] == i - 1 and i not in plot.breaks
        parts.append(f"{'V' if follows else f'M{start:g} '}{frame.y(value)}H{end:g}")
    return "".join(parts)


def _end_of(plot: _Plot, level: Level) -> _End:
    if not level.values:
        return _End(level.name, plot.right, plot.frame.y(level.value or 0))
    known = [(i, value) for i, value in enumerate(level.values) if value is not None]
    i, value = known[-1]
    steps = level.is_target or len(known) == 1
    reaches_side = steps and i == plot.frame.number - 1
    return _End(
        level.name, plot.right if reaches_side else plot.frame.x(i + (0.5 if steps else 0)), plot.frame.y(value)
    )


def _own_line(points: Sequence[tuple[float, float]]) -> SafeString:
    if len(points) == 1:
        return _dot(*points[0], radius=3.5)
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="2.5" stroke-linejoin="round" '
        'stroke-linecap="round"/>',
        format_html_join(" ", "{},{}", points),
        ACCENT,
    )


def _dot(x: float, y: float, *, radius: float = 4.5, hollow: bool = False) -> SafeString:
    fill, stroke = ("#ffffff", ACCENT) if hollow else (ACCENT, "#ffffff")
    return format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="{}"/>',
        x,
        y,
        f"{radius:g}",
        fill,
        stroke,
        "2" if hollow else "1.5",
    )


def _break(plot: _Plot, i: int, *, said: str = "") -> SafeString:
    """An upright line between the last result of one series and the first of the next."""
    x = plot.frame.x(i - 0.5)
    upright = format_html('<path d="M{} 2V{}" stroke="{}" stroke-width="1.25"/>', x, f"{plot.height - 2:g}", INK)
    return upright + format_html('<text x="{}" y="14">{}</text>', x + 4, said) if said else upright


# --- Names at the ends of lines


def _names(plot: _Plot, points: Sequence[Point], name: str, levels: Sequence[Level]) -> list[SafeString]:
    return [_name(end, y=y, plot=plot) for end, y in _ends(plot, points, name, levels)]


def _ends(plot: _Plot, points: Sequence[Point], name: str, levels: Sequence[Level]) -> list[tuple[_End, float]]:
    """Where each line ends, from above, and the place of its name."""
    i, value = next((i, point.value) for i, point in reversed(list(enumerate(points))) if point.value is not None)
    ends = [_End(name, plot.frame.x(i) + 6, plot.frame.y(value), is_own=True)]
    ends += [_end_of(plot, level) for _number, level in _styled(levels)]
    ends.sort(key=lambda end: end.y)
    return list(zip(ends, _apart([end.y for end in ends], height=plot.height), strict=True))


def _apart(wanted: Sequence[float], *, height: float = HEIGHT) -> list[float]:
    """Places for names, in the order given, no two closer than APART, as near as may be to where they belong."""
    places = list(wanted)
    for _ in range(40):
        for i in range(len(places) - 1):
            lack = APART - (places[i + 1] - places[i])
            if lack > 0:
                places[i] -= lack / 2
                places[i + 1] += lack / 2
        shift = max(0.0, FROM_EDGE - places[0]) - max(0.0, places[-1] - (height - FROM_EDGE))
        places = [place + shift for place in places]
    return [round(place, 1) for place in places]


def _leader(end: _End, y: float, plot: _Plot) -> str:
    """The fine line that leads to a name; the own line needs none when it ends at its name."""
    right = plot.right
    if end.is_own and abs(end.y - y) <= 0.5 and end.x >= right:
        return ""
    return f"M{end.x:g} {end.y}H{right + 1:g}L{right + 8:g} {y}"


def _name(end: _End, *, y: float, plot: _Plot) -> SafeString:
    return format_html(
        '<text x="{}" y="{}"{}>{}</text>',
        f"{plot.right + 11:g}",
        round(y + 4.5, 1),
        SafeString(f' fill="{ACCENT}" font-weight="700"' if end.is_own else ""),
        _fitting(end.name, plot.room),
    )


def _fitting(name: str, room: float) -> str:
    """A name cut to the room it has; the words beside the drawing have it whole."""
    if _width(name) <= room:
        return name
    while name and _width(name) + _width("…") > room:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _width(text: str) -> float:
    """About how wide a text is at 14 pixels: no font is at hand to measure it with."""
    return sum(3.9 if c in " .,;:'’ijl|!()ft" else 11.4 if c in "mwMW%" else 8.4 if c.isupper() else 7.2 for c in text)


# --- Axes


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round numbers that hold everything between them."""
    if low == high:
        low, high = low - abs(low) * 0.1 - 0.5, high + abs(high) * 0.1 + 0.5
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times >= rough)
    first = floor(low / step + 1e-9)
    last = ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def _grid(plot: _Plot, tick: float, said: str) -> SafeString:
    y = plot.frame.y(tick)
    return format_html(
        '<path d="M{} {}H{}" stroke="#d9d4e2"/><text x="{}" y="{}" text-anchor="end">{}</text>',
        f"{plot.left:g}",
        y,
        f"{plot.right:g}",
        f"{plot.left - 6:g}",
        round(y + 4.5, 1),
        said,
    )


def _periods(plot: _Plot, points: Sequence[Point]) -> list[SafeString]:
    """Names of periods under the points, the last first, then as many as do not touch."""
    frame = plot.frame
    written: list[SafeString] = []
    edge = float("inf")
    for i in reversed(range(len(points))):
        half = _width(points[i].label) / 2
        # The outermost names stay inside the drawing.
        x = max(min(frame.x(i), plot.right + LABELS - half), half)
        if not points[i].label or x + half > edge - 10:
            continue
        edge = x - half
        written.append(
            format_html(
                '<path d="M{x} {top}v5" stroke="{ink}"/><text x="{at}" y="{y}" text-anchor="middle">{label}</text>',
                x=frame.x(i),
                top=f"{frame.bottom:g}",
                ink=EDGE,
                at=round(x, 1),
                y=f"{frame.bottom + 21:g}",
                label=points[i].label,
            )
        )
    return written[::-1]


def _numbers(plot: _Plot, points: Sequence[Point], shown: Callable[[float], str]) -> list[SafeString]:
    """Numbers beside the points, on the side that the line does not take, if the axis leaves room for it."""
    known = [(i, point.value) for i, point in enumerate(points) if point.value is not None]
    numbered = known if len(known) <= NUMBERED else known[-1:]
    written = []
    for i, value in numbered:
        before = points[i - 1].value if i else None
        after = points[i + 1].value if i + 1 < len(points) else None
        falls = (before is not None and before > value) or (before is None and after is not None and after > value)
        y = plot.frame.y(value)
        below = falls and y + 25 < plot.frame.bottom
        written.append(
            format_html(
                '<text x="{}" y="{}" fill="{}" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" '
                'paint-order="stroke" text-anchor="middle" font-weight="700">{}</text>',
                plot.frame.x(i),
                round(y + (21 if below else -11), 1),
                INK,
                shown(value),
            )
        )
    return written
