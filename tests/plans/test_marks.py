import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from plans import marks
from plans.marks import COLOURS, DEFAULTS, SHAPES, Mark
from plans.ratings import Meaning

STYLES = Path(settings.BASE_DIR, "static/src/_own.scss").read_text()
PAGE, TINTED_PAGE = "#ffffff", "#f6f4f9"


@dataclass(frozen=True)
class Level:
    meaning: str = Meaning.ON_TRACK
    label: str = "On track"
    shape: str = ""
    colour: str = ""


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_meaning_has_a_mark_of_known_shape_and_colour():
    assert set(DEFAULTS) == {*Meaning, marks.NOT_RATED, marks.STARTS_LATER}
    assert {shape for shape, _ in DEFAULTS.values()} <= set(SHAPES)
    assert {colour for _, colour in DEFAULTS.values()} <= set(COLOURS)


def test_no_two_meanings_look_alike_on_a_photocopy():
    shapes = [shape for shape, _ in DEFAULTS.values()]

    assert sorted(shapes) == sorted(set(shapes))


@pytest.mark.parametrize("name", COLOURS)
def test_colour_stands_out_from_page_and_carries_its_text(name):
    inks = COLOURS[name]

    assert contrast(inks.ink, PAGE) >= 4.5
    assert contrast(inks.ink, TINTED_PAGE) >= 3
    assert contrast(inks.ink, inks.tint) >= 3
    assert contrast(inks.on, inks.fill) >= 4.5
    assert contrast("#0b0c0c", inks.tint) >= 7


def test_stylesheet_paints_the_same_colours():
    row = re.compile(r'^  "([a-z-]+)": \((#\w{6}), (#\w{6}), (#\w{6}), (#\w{6})\),$', re.MULTILINE)

    assert {name: inks for name, *inks in row.findall(STYLES)} == {
        name: [inks.fill, inks.ink, inks.on, inks.tint] for name, inks in COLOURS.items()
    }


def test_stylesheet_gives_each_meaning_its_usual_colour():
    usual = STYLES[STYLES.index("$usual: (") : STYLES.index("@mixin tone")]

    assert dict(re.findall(r'"([a-z-]+)": "([a-z-]+)"', usual)) == {
        meaning.replace("_", "-"): colour for meaning, (_, colour) in DEFAULTS.items()
    }


def test_mark_of_no_level_is_the_dashed_square():
    assert marks.mark(None) == Mark(meaning="not_rated", shape="dashed-square", colour="grey")


def test_mark_of_plain_level_is_the_usual_one_of_its_meaning():
    assert marks.mark(Level()) == Mark(meaning="on_track", shape="disc", colour="green")


def test_mark_with_shape_and_colour_of_the_plan_keeps_them():
    drawn = marks.mark(Level(shape="square", colour="light-green"))

    assert drawn == Mark(meaning="on_track", shape="square", colour="light-green")
    assert drawn.tone == "on-track app-tone--light-green"


def test_mark_with_unknown_shape_and_colour_takes_the_usual_ones():
    assert marks.mark(Level(shape="banana", colour="pink")) == marks.mark(Level())


def test_sprite_holds_every_shape_once_and_no_style():
    sprite = marks.sprite()

    assert re.findall(r'<symbol id="mark-([a-z-]+)"', sprite) == list(SHAPES)
    assert "style" not in sprite
    assert "{" not in sprite


def test_rating_says_shape_colour_and_word():
    shown = Template("{% load marks %}{% rating level %}").render(Context({"level": Level()}))

    assert shown == (
        '<span class="app-rating app-rating--on-track">'
        '<svg class="app-mark" aria-hidden="true"><use href="#mark-disc"/></svg> On track</span>'
    )


def test_rating_of_no_level_says_not_rated():
    shown = Template('{% load marks %}{% rating None "app-rating--was" %}').render(Context())

    assert shown == (
        '<span class="app-rating app-rating--not-rated app-rating--was">'
        '<svg class="app-mark" aria-hidden="true"><use href="#mark-dashed-square"/></svg> Not rated</span>'
    )


def test_rating_whose_label_holds_markup_is_escaped():
    shown = Template("{% load marks %}{% rating level %}").render(Context({"level": Level(label="<b>Green</b>")}))

    assert "&lt;b&gt;Green&lt;/b&gt;" in shown
