from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs

from indicators.series import Series
from indicators.travel import travelled
from monitoring.record.measures import Aim, Direction, Others, Rating, Scorecard, measure_lines, scorecard
from monitoring.record.movement import Moved
from monitoring.record.structs import (
    Comparator,
    Figure,
    Measure,
    Movement,
    Record,
    Target,
    Travel,
)
from tests.monitoring.record.builders import LEVELS, a_record


def a_figure(value, ends=None, **given):
    plain: dict[str, Any] = {
        "period": "",
        "numerator": None,
        "denominator": None,
        "printed": "",
        "missing": "",
        "provisional": False,
        "judgement": "",
        "note": "",
    }
    return Figure(value=None if value is None else Decimal(value), ends=ends, **plain | given)


def a_target(value=None, operator="at_least", **given):
    plain: dict[str, Any] = {"period": "", "ends": None, "printed": ""}
    return Target(operator=operator, value=None if value is None else Decimal(value), **plain | given)


def a_comparator(name, value=None, **given):
    plain: dict[str, Any] = {"kind": "nation", "period": "", "relation": ""}
    return Comparator(name=name, value=None if value is None else Decimal(value), **plain | given)


def went(movement=Movement.NOT_KNOWN, change=None, *, since="", against="previous", why_not=""):
    change = None if change is None else Decimal(change)
    return Travel(against=against, movement=movement, since=since, change=change, why_not=why_not)


def a_measure(*figures, **given):
    plain: dict[str, Any] = {
        "pk": 1,
        "code": "",
        "title": "Children ready for school",
        "plain_title": "",
        "definition": "",
        "unit": "%",
        "decimals": 1,
        "polarity": "high",
        "basis": "snapshot",
        "priority_pk": None,
        "target": None,
        "comparators": (),
    }
    given = plain | given
    series = Series(figures, polarity=given["polarity"], basis=given["basis"])
    aim = given["target"].value if given["target"] else None
    return Measure(figures=figures, movement=Movement(travelled(series, against="previous", aim=aim).way), **given)


def rated(*measures, long="", **given) -> Record:
    """The record of a plan that rates its measures."""
    record = a_record(measures=measures, measure_scale=0, **given)
    plan = structs.replace(record.plan, measures_long_travel=long)
    return structs.replace(record, plan=plan)


def line(measure, record=None):
    (only,) = measure_lines(record or a_record(measures=(measure,)))
    return only


def card(*measures) -> Scorecard:
    return scorecard(rated(*measures))


ON_TRACK, AT_RISK, OFF_TRACK = LEVELS[1:4]


# --- The latest result


def test_measure_shows_its_result_with_numbers_target_and_change():
    shown = line(
        a_measure(
            a_figure("67.2", period="2025"),
            a_figure("68.4", period="2026", numerator=Decimal("1214.0"), denominator=Decimal(1775), provisional=True),
            target=a_target("70.000000"),
            comparators=(
                a_comparator("England", "68.3", period="2025"),
                a_comparator("The region", relation="higher than"),
            ),
        )
    )

    assert (shown.latest, shown.when, shown.notes) == ("68.4%", "2026, provisional", ("1,214 of 1,775",))
    assert (shown.aims, shown.met) == ((Aim("at least 70.0%"),), False)
    assert (shown.about, shown.rating, shown.long) == ("Higher is better", None, None)
    assert shown.short == Direction(Moved("up", "Better"), "Up 1.2 points since 2025", Movement.BETTER)
    assert shown.others == (Others("England, 2025", "68.3%"), Others("The region", "higher than"))


@pytest.mark.parametrize(
    ("figure", "latest", "when", "notes"),
    [
        (a_figure("100", qualifier="over", period="2026"), "Over 100.0%", "2026", ()),
        (a_figure("12", status="estimated", period="2026"), "12.0%", "2026, estimated", ()),
        (a_figure("12", status="revised"), "12.0%", "Revised", ()),
        (a_figure(None, judgement="on target", period="2010"), "On target", "2010", ()),
        (a_figure("14", judgement="on target"), "14.0%", "", ("on target",)),
        (a_figure(None, direction="up", direction_since="the previous year"), "Went up since the previous year", "", ()),
        (a_figure("4.7", direction="down", note="Not known fell too."), "4.7%", "", ("went down", "Not known fell too.")),
        (a_figure(None, printed="see text"), "see text", "", ()),
        (a_figure("3", hidden="small"), "3.0%", "", ("not published: too few children",)),
    ],
)  # fmt: skip
def test_measure_says_its_latest_result_as_it_is_known(figure, latest, when, notes):
    shown = line(a_measure(figure))

    assert (shown.latest, shown.when, shown.notes, shown.missing) == (latest, when, notes, "")


@pytest.mark.parametrize(
    ("figures", "missing"),
    [
        ((), "No result yet"),
        ((a_figure(None, missing="Suppressed: too few to show"),), "Suppressed: too few to show"),
    ],
)
def test_measure_without_a_result_says_why_and_is_not_zero(figures, missing):
    shown = line(a_measure(*figures))

    assert (shown.latest, shown.missing) == ("", missing)


@pytest.mark.parametrize(
    ("expected_on", "figures", "said"),
    [
        (date(2026, 11, 30), (), "Expected by 30 November 2026"),
        (date(2026, 11, 30), (a_figure(None, missing="Not due yet", missing_code="not_due"),), "Expected by 30 November 2026"),
        (date(2026, 11, 30), (a_figure("1"),), ""),
        (date(2026, 8, 31), (a_figure("1"),), "The next was expected by 31 August 2026"),
        (None, (), ""),
    ],
)  # fmt: skip
def test_measure_says_when_its_next_result_is_expected(expected_on, figures, said):
    assert line(a_measure(*figures, expected_on=expected_on)).expected == said


def test_measure_no_longer_collected_says_so():
    assert line(a_measure(status="discontinued")).about == "Higher is better. No longer collected"


# --- Figures that are not shown


def test_measure_withheld_says_so_and_nothing_that_follows_from_it():
    hidden = a_figure(None, period="2026", hidden="small", missing="Not shown: too few children")
    measure = a_measure(
        a_figure("9", period="2025"),
        hidden,
        target=a_target("8", "at_most"),
        rule_level="off-track",
        judged_level="at-risk",
        judged_reason="Close.",
        short=went(Movement.BETTER, "-5", since="2025"),
        long=went(Movement.BETTER, "-6", since="2020", against="first"),
        comparators=(a_comparator("England", "8"),),
    )

    shown = line(measure, rated(measure, long="first"))

    not_shown = Direction(Moved("", "Not shown"))
    assert (shown.latest, shown.missing, shown.notes) == ("", "Not shown: too few children", ())
    assert (shown.rating, shown.met) == (Rating(None, why="Its result is not shown"), None)
    assert (shown.short, shown.long) == (not_shown, not_shown)
    assert shown.others == (Others("England", "8.0%"),)


def test_measure_whose_result_before_is_withheld_does_not_give_it_away():
    measure = a_measure(
        a_figure(None, period="2025", hidden="small", missing="Not shown: too few children"),
        a_figure("9", period="2026"),
        short=went(Movement.WORSE, "6", since="2025"),
    )

    assert line(measure).short == Direction(Moved("", "Not shown"))


# --- Targets


def test_measure_shows_targets_for_period_and_year_side_by_side():
    in_year = a_target("60", period="Q1", ends=date(2026, 6, 30), floor=Decimal(55))
    annual = a_target("70", span="annual", period="2026/27", ends=date(2027, 3, 31))
    last_year = a_target("50", span="annual", period="2025/26", ends=date(2026, 3, 31))
    measure = a_measure(
        a_figure("58", period="Q1", ends=date(2026, 6, 30)), target=in_year, targets=(last_year, in_year, annual)
    )

    assert line(measure).aims == (
        Aim("at least 60.0%", "For the period", "floor 55.0%"),
        Aim("at least 70.0%", "For the whole year, 2026/27"),
    )
    assert line(measure).target == "for the period: at least 60.0%; for the whole year, 2026/27: at least 70.0%"


@pytest.mark.parametrize(
    ("target", "aims"),
    [
        (None, ()),
        (a_target(none_set=True), ()),
        (a_target(none_set=True, printed="To be agreed"), (Aim("To be agreed"),)),
        (a_target("5", tolerance=Decimal(2), tolerance_is_percent=True), (Aim("at least 5.0%", "", "allowed: 2% off the target"),)),
        (a_target(rule="better_than_comparator", rule_comparator="statistical_neighbours"), (Aim("better than similar areas"),)),
        (a_target("5", period="2030"), (Aim("at least 5.0%", "For 2030"),)),
    ],
)  # fmt: skip
def test_measure_says_its_target_in_words(target, aims):
    assert line(a_measure(a_figure("4", period="2026"), target=target)).aims == aims


@pytest.mark.parametrize(
    ("figure", "target", "met"),
    [
        (a_figure("70"), a_target("70"), True),
        (a_figure("69.9"), a_target("70"), False),
        (a_figure("70", qualifier="about"), a_target("70"), None),
        (a_figure("70", period="2026"), a_target("60", period="2030"), None),
        (a_figure(None, judgement="On target"), a_target("15"), None),
        (a_figure("70"), None, None),
    ],
)
def test_measure_of_a_plan_that_does_not_rate_says_whether_its_target_is_met(figure, target, met):
    assert line(a_measure(figure, target=target)).met is met


def test_target_of_a_low_measure_is_met_from_below_whatever_its_operator_was_left_at():
    target = a_target("34")

    assert line(a_measure(a_figure("30"), target=target, polarity="low")).met is True
    assert line(a_measure(a_figure("35"), target=target, polarity="low")).met is False


# --- Ratings


@pytest.mark.parametrize(
    ("given", "rating"),
    [
        ({"rule_level": "on-track"}, Rating(ON_TRACK)),
        ({"not_rated_because": "for_information"}, Rating(None, why="For information only")),
        ({"not_rated_because": "words_only"}, Rating(None, why="The latest result is only words")),
        ({}, Rating(None)),
        (
            {"rule_level": "off-track", "judged_level": "at-risk", "judged_reason": "March was counted late."},
            Rating(
                AT_RISK, notes=("Judged by its owner: March was counted late.", "The rule gives “Off track”.")
            ),
        ),
        (
            {"not_rated_because": "no_target", "judged_level": "on-track", "judged_reason": "Best ever"},
            Rating(ON_TRACK, notes=("Judged by its owner: Best ever.", "The rule gives no rating.")),
        ),
    ],
)  # fmt: skip
def test_measure_rating_says_whose_it_is_or_why_there_is_none(given, rating):
    measure = a_measure(a_figure("1"), **given)

    assert line(measure, rated(measure)).rating == rating


@pytest.mark.parametrize(
    ("reported", "rule_level", "notes"),
    [
        ("R", "off-track", ()),
        ("red", "off-track", ()),
        ("On track", "off-track", ("The source rates it “On track”, which differs from the rule.",)),
        ("Amber", None, ("Rated “Amber” by the source.",)),
    ],
)
def test_measure_keeps_the_rating_of_its_source_beside_that_of_the_rule(reported, rule_level, notes):
    measure = a_measure(a_figure("1", reported_rating=reported), rule_level=rule_level)

    rating = line(measure, rated(measure)).rating
    assert rating is not None
    assert rating.notes == notes


# --- Which way it went


def test_measure_arrow_follows_the_number_and_its_word_the_polarity():
    shown = line(
        a_measure(a_figure("34"), a_figure("59.5"), polarity="low", unit="weeks", target=a_target("34", "at_most"))
    )

    assert shown.short == Direction(Moved("up", "Worse"), "Up 25.5 weeks", Movement.WORSE)
    assert shown.met is False


@pytest.mark.parametrize(
    ("before", "now", "unit", "since", "expected"),
    [
        ("9", "10", "weeks", "June 2026", "Up 1 week since June 2026"),
        ("67.2", "66.2", "%", "School year 2024 to 2025", "Down 1 point since school year 2024 to 2025"),
        ("40", "65", "places", "", "Up 25 places"),
        ("40", "40", "places", "April to June 2026", "As April to June 2026"),
    ],
)
def test_measure_says_by_how_much_in_its_own_unit(before, now, unit, since, expected):
    assert line(a_measure(a_figure(before, period=since), a_figure(now), unit=unit)).short.said == expected


def test_measure_shows_both_directions_where_they_disagree():
    measure = a_measure(
        a_figure("60", period="June"),
        short=went(Movement.BETTER, "2", since="March"),
        long=went(Movement.WORSE, "-5", since="June 2025", against="same_last_year"),
    )

    shown = line(measure, rated(measure, long="same_last_year"))

    assert shown.short == Direction(Moved("up", "Better"), "Up 2 points since March", Movement.BETTER)
    assert shown.long == Direction(Moved("down", "Worse"), "Down 5 points since June 2025", Movement.WORSE)


@pytest.mark.parametrize(
    ("given", "travel", "expected"),
    [
        ({}, went(why_not="new_series"), Direction(Moved("", "Not compared"), "A new series began")),
        ({}, went(why_not="nothing_to_compare", against="same_last_year"),
         Direction(Moved("", "Not compared"), "There is no result a year before")),
        ({"polarity": "information"}, went(change="3", since="May", why_not="for_information"),
         Direction(Moved("up", "Higher"), "Up 3 points since May")),
        ({}, went(why_not="something new"), Direction(Moved("", "Not compared"))),
    ],
)  # fmt: skip
def test_measure_says_what_cannot_be_compared_or_judged(given, travel, expected):
    assert line(a_measure(a_figure("1"), short=travel, **given)).short == expected


def test_measure_with_only_a_direction_shows_the_arrow_that_was_reported():
    figure = a_figure(None, direction="up", direction_since="the previous year")
    measure = a_measure(figure, polarity="low", short=went(Movement.WORSE, since="the previous year"))

    assert line(measure).short == Direction(
        Moved("up", "Worse"), "Since the previous year, as reported", Movement.WORSE
    )


def test_measure_with_a_break_says_what_is_no_longer_compared():
    figures = (
        a_figure("40", period="2024"),
        a_figure("60", period="2025", breaks="Part-time places count."),
        a_figure("61", period="2026"),
    )

    assert line(a_measure(*figures)).new_series == (
        "New series since 2025: Part-time places count. Nothing before it is compared."
    )
    assert line(a_measure(*figures[1:])).new_series == ""


# --- Others


@pytest.mark.parametrize(
    ("comparator", "polarity", "others"),
    [
        (a_comparator("England", "68.4", period="2026"), "high", Others("England", "68.4%", "1.6 points above: better")),
        (a_comparator("England", "68.4"), "low", Others("England", "68.4%", "1.6 points above: worse")),
        (a_comparator("England", "71"), "low", Others("England", "71.0%", "1 point below: better")),
        (a_comparator("England", "70"), "high", Others("England", "70.0%", "the same")),
        (a_comparator("England", "68"), "information", Others("England", "68.0%", "2 points above")),
        (a_comparator("England", "68", period="2024"), "high", Others("England, 2024", "68.0%")),
        (a_comparator("Here", "68", kind="previous", period="2025"), "high", Others("Here, 2025", "68.0%")),
        (a_comparator("The region", relation="higher than"), "high", Others("The region", "higher than")),
    ],
)  # fmt: skip
def test_measure_says_how_far_it_is_from_others(comparator, polarity, others):
    measure = a_measure(a_figure("70", period="2026"), polarity=polarity, comparators=(comparator,))

    assert line(measure).others == (others,)


# --- Together


def test_scorecard_sums_up_every_measure_in_counts_that_agree():
    shown = card(
        a_measure(a_figure("1"), rule_level="on-track", short=went(Movement.BETTER, "1")),
        a_measure(a_figure("1"), rule_level="on-track", short=went(Movement.BETTER, "1")),
        a_measure(a_figure("1"), rule_level="off-track", short=went(Movement.WORSE, "-1")),
        a_measure(a_figure("1"), not_rated_because="no_target", short=went(Movement.SAME, "0")),
        a_measure(not_rated_because="no_figure", short=went(why_not="no_figure")),
    )

    assert shown.sentence == (
        "Of 5 measures, 2 are rated on track and 1 off track; 2 are not rated. "
        "Since the result before, 2 improved, 1 got worse, 1 stayed the same and 1 cannot be compared. "
        "1 has no figure yet."
    )
    assert (shown.short, shown.long, shown.rated) == ("Since the result before", "", True)


def test_scorecard_where_nothing_is_rated_or_compared_says_so():
    assert card(a_measure(a_figure("1")), a_measure(a_figure("1"))).sentence == (
        "None of 2 measures is rated. Since the result before, none can be compared."
    )
    assert card().sentence == ""


def test_scorecard_counts_apart_what_moved_and_is_for_information():
    moved = went(change="3", since="May", why_not="for_information")

    assert card(a_measure(a_figure("4"), short=moved), a_measure(a_figure("4"))).sentence == (
        "None of 2 measures is rated. Since the result before, 1 is neither better nor worse and 1 cannot be compared."
    )


def test_scorecard_of_a_plan_that_does_not_rate_counts_targets_met():
    measures = (
        a_measure(a_figure("1"), a_figure("2"), target=a_target("2")),
        a_measure(a_figure("2"), a_figure("1"), target=a_target("2")),
        a_measure(a_figure("2"), a_figure("3")),
        a_measure(),
    )

    shown = scorecard(a_record(measures=measures))

    assert shown.sentence == (
        "1 of 2 targets is met. Since the result before, 2 improved, 1 got worse and 1 cannot be compared. "
        "1 has no figure yet."
    )
    assert (shown.rated, shown.groups) == (False, ())


def test_scorecard_asks_for_words_about_what_is_off_target_the_worst_first():
    some, worst, fine, gone = (
        a_measure(a_figure("1"), pk=1, rule_level="at-risk"),
        a_measure(a_figure("1"), pk=2, rule_level="off-track"),
        a_measure(a_figure("1"), pk=3, rule_level="off-track", judged_level="on-track"),
        a_measure(a_figure("1"), pk=4, rule_level="off-track", status="discontinued"),
    )

    groups = card(some, worst, fine, gone).groups

    assert [(group.level, group.note, [each.measure.pk for each in group.lines]) for group in groups] == [
        (OFF_TRACK, "1 of 4", [2]),
        (AT_RISK, "1 of 4", [1]),
    ]


def test_scorecard_of_a_priority_holds_its_own_measures():
    record = rated(a_measure(pk=1, priority_pk=7), a_measure(pk=2), a_measure(pk=3, priority_pk=8))

    assert [each.measure.pk for each in scorecard(record, priority=7).lines] == [1]
