"""The marks of a rating: a shape and a colour that always stand beside its word.

Shapes are drawn on a 20 × 20 grid. On screen one sprite a page holds them and custom properties
colour them; the PDF takes each mark as a drawing of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from plans.ratings import Meaning

# Drawn and counted like meanings, though no scale holds them: nobody said, and the start is still to come.
NOT_RATED = "not_rated"
STARTS_LATER = "starts_later"


class Level(Protocol):
    """What a mark needs to know of a level, be it a row or a part of a period's record."""

    @property
    def meaning(self) -> str: ...
    @property
    def shape(self) -> str: ...
    @property
    def colour(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Colour:
    """The inks of one colour token.

    `fill` paints a solid shape, `edge` outlines one too light to stand on white, `ink` draws lines,
    `on` writes upon the fill, `tint` is the pale ground of a cell.
    """

    fill: str
    ink: str
    on: str
    tint: str
    edge: str = "none"


COLOURS = {
    "blue": Colour(fill="#1d5aa8", ink="#1d5aa8", on="#ffffff", tint="#dde9f8"),
    "green": Colour(fill="#0d7e62", ink="#0d7e62", on="#ffffff", tint="#d7efe6"),
    "light-green": Colour(fill="#a9d46b", ink="#46660f", on="#0b0c0c", tint="#e9f5d9", edge="#46660f"),
    "yellow": Colour(fill="#ffe173", ink="#6f5a00", on="#0b0c0c", tint="#fff6d1", edge="#6f5a00"),
    "amber": Colour(fill="#ffb020", ink="#855000", on="#0b0c0c", tint="#ffecca", edge="#855000"),
    "orange": Colour(fill="#f08a3c", ink="#8a4100", on="#0b0c0c", tint="#fde3ce", edge="#8a4100"),
    "red": Colour(fill="#a01219", ink="#a01219", on="#ffffff", tint="#f7dcdd"),
    "plum": Colour(fill="#7b2d6f", ink="#7b2d6f", on="#ffffff", tint="#f1dfee"),
    "grey": Colour(fill="#59536a", ink="#59536a", on="#ffffff", tint="#eceaf0"),
}

# {fill}, {edge}: a solid shape. {ink}, {paper}: a drawn one. {cut}: what is cut out of a solid shape.
_SOLID = 'fill="{fill}" stroke="{edge}"'
_DRAWN = 'fill="{paper}" stroke="{ink}"'
_LINE = 'fill="none" stroke="{ink}" stroke-width="2.4"'
_CUT = 'fill="none" stroke="{cut}" stroke-width="2.6"'

SHAPES = {
    "disc": f'<circle cx="10" cy="10" r="9" {_SOLID}/>',
    "disc-tick": f'<circle cx="10" cy="10" r="9.5" {_SOLID}/><path d="m5.4 10.3 3.2 3.2 6-6.4" {_CUT}/>',
    "disc-chevron": f'<circle cx="10" cy="10" r="9.5" {_SOLID}/><path d="m8.2 5.4 4.6 4.6-4.6 4.6" {_CUT}/>',
    "triangle": f'<path d="M10 1.6 19.1 17.8H.9z" stroke-width="1.8" stroke-linejoin="round" {_SOLID}/>',
    "diamond": f'<path d="M10 0l10 10-10 10L0 10z" {_SOLID}/>',
    "square": f'<path d="M2 2h16v16H2z" stroke-width="1.8" stroke-linejoin="round" {_SOLID}/>',
    "square-pause": f'<rect x="1" y="1" width="18" height="18" rx="2" {_SOLID}/>'
    f'<path d="M7.4 5.5v9M12.6 5.5v9" {_CUT}/>',
    "ring": f'<circle cx="10" cy="10" r="8.2" stroke-width="2.4" {_DRAWN}/>',
    "ring-dash": f'<circle cx="10" cy="10" r="8.2" stroke-width="2.4" {_DRAWN}/><path d="M6 10h8" {_LINE}/>',
    "arrow": f'<path d="M1.5 10h16M11 3.5l6.5 6.5-6.5 6.5" {_LINE}/>',
    "dashed-ring": f'<circle cx="10" cy="10" r="8.2" stroke-width="2.4" stroke-dasharray="4.29 4.29" {_DRAWN}/>',
    "dashed-square": f'<rect x="1.5" y="1.5" width="17" height="17" rx="2" stroke-width="2" '
    f'stroke-dasharray="4.25 4.25" stroke-dashoffset="2.125" {_DRAWN}/><path d="M6 10h8" {_LINE}/>',
}

DEFAULTS = {
    Meaning.COMPLETE: ("disc-tick", "blue"),
    Meaning.AHEAD: ("disc-chevron", "green"),
    Meaning.ON_TRACK: ("disc", "green"),
    Meaning.AT_RISK: ("triangle", "amber"),
    Meaning.OFF_TRACK: ("diamond", "red"),
    Meaning.PAUSED: ("square-pause", "grey"),
    Meaning.NOT_STARTED: ("ring", "grey"),
    Meaning.NOT_ASSESSED: ("ring-dash", "grey"),
    Meaning.DIRECTION_ONLY: ("arrow", "grey"),
    STARTS_LATER: ("dashed-ring", "grey"),
    NOT_RATED: ("dashed-square", "grey"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How one rating is drawn. `meaning` is `not_rated` where there is no level."""

    meaning: str
    shape: str
    colour: str

    @property
    def tone(self) -> str:
        """The class suffix that colours it, with the colour's own class where the plan chose another.

        `on-track`, or `on-track app-tone--light-green`.
        """
        usual = self.meaning.replace("_", "-")
        return usual if self.colour == DEFAULTS[self.meaning][1] else f"{usual} app-tone--{self.colour}"


def mark(level: Level | None) -> Mark:
    """The mark of a level; a shape or colour that the level leaves open, or we do not know, is its meaning's."""
    if level is None:
        return _mark(NOT_RATED, "", "")
    return _mark(level.meaning, level.shape, level.colour)


@cache
def _mark(meaning: str, shape: str, colour: str) -> Mark:
    usual_shape, usual_colour = DEFAULTS[meaning]
    return Mark(
        meaning=str(meaning),
        shape=shape if shape in SHAPES else usual_shape,
        colour=colour if colour in COLOURS else usual_colour,
    )


@cache
def sprite() -> str:
    """Every shape as a symbol `mark-<shape>`, coloured by the custom properties of whatever uses it."""
    inks = {
        "fill": "var(--mark)",
        "edge": "var(--mark-edge)",
        "ink": "var(--mark-ink)",
        "paper": "var(--mark-paper)",
        "cut": "var(--mark-cut)",
    }
    symbols = (
        f'<symbol id="mark-{shape}" viewBox="0 0 20 20">{drawing.format_map(inks)}</symbol>'
        for shape, drawing in SHAPES.items()
    )
    return "".join(symbols)


@cache
def drawing(shape: str, colour: str, *, on_fill: bool = False) -> str:
    """The parts of one mark with its inks written in; `on_fill` draws it upon a ground of its own colour."""
    inks = COLOURS[colour]
    if on_fill:
        named = {"fill": inks.on, "edge": "none", "ink": inks.on, "paper": "none", "cut": inks.fill}
    else:
        named = {
            "fill": inks.fill,
            "edge": inks.edge,
            "ink": inks.ink,
            "paper": "#ffffff",
            "cut": "#ffffff",
        }
    return SHAPES[shape].format_map(named)
