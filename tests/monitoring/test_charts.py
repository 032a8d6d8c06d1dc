import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from monitoring import charts
from monitoring.charts import (
    NARROW,
    PAPER,
    SCREEN,
    Level,
    Point,
    bar,
    line,
    mini_bar,
    percent,
    progress,
    series,
    share_bar,
)
from plans.ratings import Meaning


@dataclass(frozen=True)
class Rated:
    meaning: str
    shape: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Part:
    level: Rated | None
    count: int | Decimal


COMPLETE, ON_TRACK, OFF_TRACK = Rated(Meaning.COMPLETE), Rated(Meaning.ON_TRACK), Rated(Meaning.OFF_TRACK)
SIXTY = [Part(COMPLETE, 11), Part(ON_TRACK, 42), Part(OFF_TRACK, 4), Part(None, 3)]


def drawing(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def parts(svg: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(part.get("class"), part.get("x"), part.get("width")) for part in drawing(svg).iterfind("svg")]


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 3, "33.333%"), (1, 2, "50%"), (0, 5, "0%"), (5, 5, "100%"), (10, 10, "100%")]
)
def test_percent_keeps_at_most_three_places(part, whole, said):
    assert percent(part, whole) == said


def test_bar_draws_a_part_for_each_rating_that_has_any():
    assert parts(bar([*SIXTY[:2], Part(Rated(Meaning.AT_RISK), 0), *SIXTY[2:]], title="Of 60 actions …")) == [
        ("app-bar__part app-bar__part--complete", "0%", "18.333%"),
        ("app-bar__part app-bar__part--on-track", "18.333%", "70%"),
        ("app-bar__part app-bar__part--off-track app-bar__part--tight", "88.333%", "6.667%"),
        ("app-bar__part app-bar__part--not-rated app-bar__part--tight app-bar__part--slim", "95%", "5%"),
    ]


def test_bar_says_its_title_to_those_who_cannot_see_it():
    svg = drawing(bar(SIXTY, title="11 of 60 are <complete>", ident="all"))

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "all-title"
    assert [(title.get("id"), title.text) for title in svg.iterfind("title")] == [
        ("all-title", "11 of 60 are <complete>")
    ]


@pytest.mark.parametrize("medium", [SCREEN, PAPER])
def test_bar_carries_no_style(medium):
    assert "style" not in bar(SIXTY, title="", medium=medium)


@pytest.mark.parametrize("draw", [lambda shares: bar(shares, title=""), mini_bar])
def test_bar_of_nothing_is_nothing(draw):
    assert draw([]) == ""
    assert draw([Part(COMPLETE, 0)]) == ""


def test_bar_on_paper_fills_its_width_and_needs_no_stylesheet():
    svg = bar(SIXTY, title="Of 60 actions …", medium=PAPER)
    namespace = "{http://www.w3.org/2000/svg}"
    frames = [
        (float(rect.get("x", 0)), float(rect.get("width", 0)), rect.get("fill"))
        for rect in drawing(svg).iterfind(f"{namespace}rect")
    ]

    assert frames == [
        (5.0, 301.7, "#1d5aa8"),
        (316.7, 1180.0, "#0d7e62"),
        (1506.7, 103.3, "#a01219"),
        (1620.0, 75.0, "#ffffff"),
    ]
    assert "class=" not in svg.replace('class="bar"', "")
    assert "var(" not in svg


def test_bar_of_half_counts_keeps_them():
    svg = bar([Part(ON_TRACK, Decimal("7.5")), Part(OFF_TRACK, Decimal("2.5"))], title="", medium=PAPER)

    assert re.findall(r">([\d.]+)</text>", svg) == ["7.5", "2.5"]


def test_mini_bar_is_left_to_the_words_beside_it():
    svg = drawing(mini_bar(SIXTY))

    assert svg.get("aria-hidden") == "true"
    assert [width for _, _, width in parts(mini_bar(SIXTY))] == ["18.333%", "70%", "6.667%", "5%"]


def test_progress_draws_what_is_done_of_the_whole():
    svg = drawing(progress(43, 60, title="43 of 60 updates are in"))

    assert [rect.get("width") for rect in svg.iterfind("rect")] == ["99.7%", "71.667%"]
    assert svg.findtext("title") == "43 of 60 updates are in"


def test_progress_of_nothing_is_an_empty_bar():
    assert [rect.get("width") for rect in drawing(progress(0, 0, title="")).iterfind("rect")] == ["99.7%", "0%"]


def test_share_bar_is_as_long_as_its_share():
    assert [rect.get("width") for rect in drawing(share_bar(4, 8)).iterfind("rect")] == ["108.5", "55.0"]


def points(svg: str) -> list[str | None]:
    return [own.get("points") for own in drawing(svg).iterfind("polyline")]


def names(svg: str) -> dict[str | None, float]:
    return {text.text: float(text.get("y", 0)) for text in drawing(svg).iterfind("text")}


def test_line_runs_from_first_result_to_last():
    assert points(line([10, 20, 30], name="Northmoor", title="")) == ["5.0,64.0 75.0,36.0 145.0,8.0"]


def test_line_without_results_is_nothing():
    assert line([None, None], name="Northmoor", title="") == ""


def test_line_of_equal_results_lies_in_the_middle():
    assert points(line([5, 5], name="Northmoor", title="")) == ["5.0,36.0 145.0,36.0"]


def test_line_with_a_missing_result_keeps_the_gap():
    svg = line([10, 20, None, 20, 10], name="Northmoor", title="")

    assert points(svg) == ["5.0,64.0 40.0,8.0", "110.0,8.0 145.0,64.0"]


def test_line_of_results_with_gaps_between_them_is_dots():
    svg = line([10, None, 20], name="Northmoor", title="")

    assert points(svg) == []
    assert [(dot.get("cx"), dot.get("cy"), dot.get("r")) for dot in drawing(svg).iterfind("circle")] == [
        ("5.0", "64.0", "3.5"),
        ("145.0", "8.0", "3.5"),
        ("145.0", "8.0", "4.5"),
    ]


def test_line_names_stand_apart_and_inside_the_drawing():
    levels = [Level("Target", 70, is_target=True), Level("England", 68.3), Level("Similar areas", 68.4)]

    places = sorted(names(line([63.8, 68.4], name="Northmoor", levels=levels, title="")).values())

    assert all(after - before >= 15.9 for before, after in pairwise(places))
    assert places[0] >= charts.FROM_EDGE
    assert places[-1] <= charts.HEIGHT


def test_line_names_keep_the_order_of_their_values():
    levels = [Level("Target", 70, is_target=True), Level("England", 68.3)]

    assert list(names(line([63.8, 68.4], name="Northmoor", levels=levels, title=""))) == [
        "Target",
        "Northmoor",
        "England",
    ]


def test_line_escapes_names():
    assert "&lt;b&gt;" in line([1, 2], name="<b>", title="")


def paths(svg: str) -> list[tuple[str | None, str | None]]:
    """Every line that is not ours, with its dashes."""
    return [(each.get("d"), each.get("stroke-dasharray")) for each in drawing(svg).iter("path")]


def test_line_breaks_where_a_new_series_begins_and_marks_the_place():
    svg = line([Point(10), Point(20), Point(40, breaks=True), Point(50)], name="Northmoor", title="")

    assert points(svg) == ["5.0,64.0 51.7,50.0", "98.3,22.0 145.0,8.0"]
    assert paths(svg) == [("M75.0 2V70", None)]


def test_line_joins_no_result_to_one_of_which_the_count_began_again_and_draws_no_mark():
    svg = line([Point(10), Point(20), Point(40, apart=True), Point(50)], name="Northmoor", title="")

    assert points(svg) == ["5.0,64.0 51.7,50.0", "98.3,22.0 145.0,8.0"]
    assert paths(svg) == []


def test_line_of_a_series_that_begins_with_a_break_has_nothing_to_divide():
    svg = line([Point(10, breaks=True), Point(20)], name="Northmoor", title="")

    assert (points(svg), paths(svg)) == (["5.0,64.0 145.0,8.0"], [])


def test_line_draws_results_that_are_not_final_hollow():
    svg = line([Point(10), Point(20, hollow=True), Point(30, hollow=True)], name="Northmoor", title="")

    assert [(dot.get("cx"), dot.get("r"), dot.get("fill")) for dot in drawing(svg).iterfind("circle")] == [
        ("75.0", "3.5", "#ffffff"),
        ("145.0", "4.5", "#ffffff"),
    ]


def test_line_target_that_changes_goes_in_steps():
    target = Level("Target", is_target=True, values=(10, 10, None, 30))

    assert paths(line([10, 20, 30, 30], name="Northmoor", levels=[target], title=""))[0] == (
        "M0 64.0H28.3V64.0H75M121.7 8.0H150",
        "5 3",
    )


def test_line_comparators_are_told_apart_without_colour():
    levels = [Level("England", 10), Level("Target", 20, is_target=True), Level("Region", 15), Level("Similar", 12)]

    shown = paths(line([10, 20], name="Northmoor", levels=levels, title=""))[:4]

    assert [dashes for _course, dashes in shown] == [None, "5 3", "2 3", "8 3 2 3"]


def test_line_without_a_number_for_a_comparator_leaves_it_out():
    svg = line([10, 20], name="Northmoor", levels=[Level("England"), Level("Region", values=(None, None))], title="")

    assert list(names(svg)) == ["Northmoor"]


def test_line_cuts_a_name_that_has_no_room():
    assert list(names(line([10, 20], name="Northmoor", levels=[Level("Statistical neighbours", 10)], title=""))) == [
        "Northmoor",
        "Statistical n…",
    ]


def test_series_writes_numbers_periods_and_breaks():
    svg = series(
        [Point(61.5, "2023"), Point(63, "2024"), Point(None, "2025"), Point(70, "2026", breaks=True)],
        name="Northmoor",
        levels=[Level("Target", 75, is_target=True)],
        title="In words.",
        shown="{:g}%".format,
        new_series="New series",
    )

    assert [text.text for text in drawing(svg).iterfind("text")] == [
        "60%", "65%", "70%", "75%",
        "2023", "2024", "2025", "2026",
        "New series",
        "61.5%", "63%", "70%",
        "Target", "Northmoor",
    ]  # fmt: skip
    assert drawing(svg).findtext("title") == "In words."


def test_series_of_many_results_numbers_the_last_and_names_the_periods_that_fit():
    results = [Point(20 + i, f"Q{i % 4 + 1} {20 + i // 4}/{21 + i // 4}") for i in range(20)]

    said = [text.text for text in drawing(series(results, name="Northmoor", title="", width=NARROW)).iterfind("text")]

    assert said == ["20", "25", "30", "35", "40", "Q4 20/21", "Q4 22/23", "Q4 24/25", "39", "Northmoor"]


def test_series_keeps_its_numbers_off_the_axis():
    svg = drawing(series([Point(10, "2024"), Point(20, "2025")], name="Northmoor", title=""))

    bottom = max(float(text.get("y", 0)) for text in svg.iterfind("text") if text.get("text-anchor") == "end")
    assert all(float(text.get("y", 0)) < bottom for text in svg.iterfind("text") if text.get("font-weight") == "700")


def test_series_without_results_is_nothing():
    assert series([Point(None, "2025")], name="Northmoor", title="") == ""
