"""A figure of a fixed period is put right: what follows is worked out anew, and what it said stands beneath it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace as replaced

from monitoring.record import canonical
from monitoring.record.errata import Told, place_at, remeasured, subjects, told, value_at
from monitoring.record.measure_story import MeasureStory
from monitoring.record.measured import worked_out
from monitoring.record.measures import measure_line
from monitoring.record.public import NOTHING, guarded, public
from monitoring.record.small_numbers import marked
from monitoring.record.structs import Breakdown, Category, Figure, Measure, Movement, RatingRule, Record, Revision
from tests.monitoring.record.builders import LEVELS
from tests.monitoring.record.test_errata import ON, put_right
from tests.monitoring.record.test_measures import a_figure, a_measure, a_target, rated

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)
LATEST = "measures/1/figures/#2/result"
ON_TRACK, OFF_TRACK = LEVELS[1].code, LEVELS[3].code


def a_result(value: str | None = None, **given: Any) -> dict[str, Any]:
    nothing = {"denominator": None, "missing": "", "missing_code": "", "numerator": None, "qualifier": ""}
    return nothing | {"value": value} | given


def a_rated_record(*figures: Figure, **given: Any) -> Record:
    """A measure with a target of 60 in September, rated as met or missed, and what follows from its figures."""
    target = a_target("60", period="September 2026", ends=SEPTEMBER)
    rule = RatingRule(kind="target", on_track_within=Decimal(0), at_risk_within=Decimal(0))
    measure = a_measure(*figures, target=target, targets=(target,), rule=rule, **given)
    record = rated(measure, long="first")
    return replaced(
        record, measures=(worked_out(measure, levels=record.measure_levels, short="previous", long="first"),)
    )


@pytest.fixture
def record() -> Record:
    return a_rated_record(
        a_figure("55", JUNE, period="June 2026"),
        a_figure(
            "74", SEPTEMBER, period="September 2026", numerator=Decimal(74), denominator=Decimal(100), note="By hand."
        ),
    )


def the_measure(record: Record) -> Measure:
    [measure] = record.measures
    return measure


def test_a_corrected_figure_is_rated_and_compared_anew_and_says_what_it_said(record):
    before = the_measure(record)
    after = the_measure(put_right(record, LATEST, a_result("47", numerator="47", denominator="100")))

    assert (before.rule_level, before.short.movement, before.long.change) == (ON_TRACK, Movement.BETTER, Decimal(19))
    assert (after.rule_level, after.not_rated_because) == (OFF_TRACK, "")
    assert (after.movement, after.short.movement, after.short.change) == (Movement.WORSE, Movement.WORSE, Decimal(-8))
    assert (after.long.movement, after.long.change) == (Movement.WORSE, Decimal(-8))
    was = Revision(value=Decimal(74), printed="", missing="", status="", note="By hand.", until=ON)
    assert after.figures == (
        before.figures[0],
        replaced(before.figures[1], value=Decimal(47), numerator=Decimal(47), revised=(was,)),
    )


def test_a_correction_of_an_earlier_figure_changes_where_the_measure_went(record):
    after = the_measure(put_right(record, "measures/1/figures/#1/result", a_result("80")))

    assert (after.rule_level, after.short.movement, after.short.change) == (ON_TRACK, Movement.WORSE, Decimal(-6))


def test_a_figure_that_turns_out_to_be_missing_has_no_rating_and_is_not_compared(record):
    after = put_right(record, LATEST, a_result(missing="Not available", missing_code="not_available"))
    measure = the_measure(after)

    assert (measure.rule_level, measure.not_rated_because) == (None, "missing")
    assert (measure.short.change, measure.short.why_not) == (None, "no_number")
    assert [(title, then.code, now) for title, then, now in remeasured(record, after)] == [
        ("Children ready for school", ON_TRACK, None)
    ]


def test_words_printed_of_the_old_result_do_not_stand_for_the_new_one():
    record = a_rated_record(a_figure("74", SEPTEMBER, period="September 2026", printed="nearly three quarters"))

    after = the_measure(put_right(record, "measures/1/figures/#1/result", a_result("47")))

    assert [(each.value, each.printed, each.revised[0].printed) for each in after.figures] == [
        (Decimal(47), "", "nearly three quarters")
    ]


def test_pages_say_that_a_figure_was_corrected_and_what_it_said(record):
    after = put_right(record, LATEST, a_result("47"))
    story = MeasureStory(after, the_measure(after))

    assert measure_line(the_measure(after), after).notes == ("By hand.", "corrected on 12 November 2026")
    assert (
        story.sentence
        == "47.0% in September 2026: 13 points below the target of 60.0%, 8 points worse than the first result."
    )
    assert [each.was for each in story.results] == [("Before it was corrected on 12 November 2026: 74.0%",), ()]


def test_a_figure_corrected_twice_keeps_both_that_it_said(record):
    after = put_right(put_right(record, LATEST, a_result("47")), LATEST, a_result("48"))

    assert [each.value for each in the_measure(after).figures[1].revised] == [Decimal(74), Decimal(47)]
    assert [each.version for each in after.errata] == [2, 2]


def test_corrections_of_results_are_told_as_results_are(record):
    made = put_right(record, LATEST, a_result("47", numerator="47", denominator="100")).errata[0].corrections

    [result] = told(record, made)
    assert result == Told(
        LATEST, "Children ready for school", "Result, September 2026", "74.0% (74 of 100)", "47.0% (47 of 100)", "A slip.",
        "Bea Lund", False,
    )  # fmt: skip
    [missing] = told(record, [replaced(made[0], new=a_result(missing="Not available", missing_code="not_available"))])
    assert missing == replace(result, new="Not available")


def with_breakdown(record: Record, *values: int) -> Record:
    """The whole is 28, and its parts are said to be these."""
    categories = tuple(
        Category(name=name, figures=(a_figure(value, SEPTEMBER, period="September 2026"),))
        for name, value in zip(("Girls", "Boys"), values, strict=True)
    )
    measure = replaced(
        the_measure(record),
        unit="children",
        disclosure="count",
        decimals=0,
        figures=(a_figure("28", SEPTEMBER, period="September 2026"),),
        breakdowns=(Breakdown(name="Sex", adds_up=True, categories=categories),),
    )
    return marked(replaced(record, measures=(measure,)))


def test_a_part_is_corrected_and_a_small_number_in_it_hides_what_would_tell_it(record):
    counted = with_breakdown(record, 25, 35)
    path = "measures/1/breakdowns/#1/categories/#2/figures/#1/result"
    assert place_at(counted, path).name == "Result, September 2026, Sex: Boys"

    after = put_right(counted, path, a_result("3"))

    [girls], [boys] = [each.figures for each in the_measure(after).breakdowns[0].categories]
    assert (girls.hidden, boys.hidden) == ("with_others", "small")
    assert [each.hidden for each in boys.revised] == ["with_others"]


@pytest.mark.parametrize("seen_as", [public, lambda record: guarded(record, NOTHING)], ids=["public", "others"])
@pytest.mark.parametrize(("was", "now"), [(3, "33"), (33, "3")])
def test_a_small_number_is_in_nothing_that_others_read_of_its_correction(record, was, now, seen_as):
    """Neither as it was nor as it is, in the figure, in what it said before, or in the erratum."""
    counted = with_breakdown(record, 25, was)
    after = put_right(counted, "measures/1/breakdowns/#1/categories/#2/figures/#1/result", a_result(now))

    shown = seen_as(after)

    assert b'"3"' in canonical.encode(after)
    assert b'"3"' not in canonical.encode(shown)
    [erratum] = shown.errata
    assert {(each.old, each.new) for each in erratum.corrections} == {("", "")}
    assert [(each.old, each.new) for each in told(shown, erratum.corrections)] == [("", "")]


def test_every_place_of_a_measure_is_found_by_its_path(record):
    counted = with_breakdown(record, 25, 35)
    document = msgspec.json.decode(canonical.encode(counted))

    places = [place for subject in subjects(counted) for place in subject.places]

    assert [value_at(document, place.path) for place in places] == [place.value for place in places]
    assert len({place.path for place in places}) == len(places)
    assert not any(place.path.endswith("/hidden") for subject in subjects(counted) for place in subject.asked)
