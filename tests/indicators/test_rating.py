from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rating import NotRated, Rated, only_for_whole_year, rate, target_for, target_to_show
from indicators.series import Series
from plans.ratings import Meaning

ON, RISK, OFF = Meaning.ON_TRACK, Meaning.AT_RISK, Meaning.OFF_TRACK
JUNE, SEPTEMBER, MARCH = date(2026, 6, 30), date(2026, 9, 30), date(2027, 3, 31)


def number(said):
    return None if said is None else Decimal(said)


@dataclass(frozen=True)
class Said:
    value: Decimal | None
    period: str = "September 2026"
    ends: date | None = SEPTEMBER
    qualifier: str = ""
    direction: str = ""
    direction_since: str = ""
    breaks: str = ""


@dataclass(frozen=True)
class Beside:
    kind: str
    value: Decimal | None
    period: str = "September 2026"
    ends: date | None = None


@dataclass(frozen=True)
class Aim:
    value: Decimal | None = None
    operator: str = "at_least"
    period: str = "September 2026"
    ends: date | None = SEPTEMBER
    span: str = "in_year"
    kind: str = "target"
    floor: Decimal | None = None
    tolerance: Decimal | None = None
    tolerance_is_percent: bool = False
    rule: str = ""
    rule_comparator: str = ""
    none_set: bool = False


@dataclass(frozen=True)
class Rule:
    kind: str
    on_track_within: Decimal = Decimal(0)
    at_risk_within: Decimal = Decimal(10)


def a_series(*said, polarity="high", basis="snapshot", **others):
    figures = [each if isinstance(each, Said) else Said(number(each)) for each in said]
    return Series(figures, polarity=polarity, basis=basis, **others)


def rated(value, target, rule, *, polarity="high", **others):
    return rate(a_series(value, polarity=polarity), target, rule=rule, **others)


# --- Each rule, each way round ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polarity", "value", "operator", "expected"),
    [
        ("high", "60", "at_least", ON),
        ("high", "60", "more_than", OFF),
        ("high", "59.9", "at_least", OFF),
        ("low", "60", "at_most", ON),
        ("low", "60", "less_than", OFF),
        ("low", "60.1", "at_most", OFF),
        # An operator left at its default does not turn a measure round.
        ("low", "59.5", "at_least", ON),
        ("low", "60.5", "at_least", OFF),
        ("close_to_target", "60", "exactly", ON),
        ("close_to_target", "60.1", "exactly", OFF),
    ],
)
def test_rating_by_target_alone_knows_met_and_missed(polarity, value, operator, expected):
    target = Aim(Decimal(60), operator)

    assert rated(value, target, Rule("target"), polarity=polarity) == Rated(expected)


def test_rating_of_a_low_measure_far_over_its_target_is_off_track():
    assert rated("59.5", Aim(Decimal(34)), Rule("target"), polarity="low").meaning == OFF


@pytest.mark.parametrize(
    ("polarity", "value", "target", "expected"),
    [
        ("high", "60", Aim(Decimal(60), floor=Decimal(50)), ON),
        ("high", "50", Aim(Decimal(60), floor=Decimal(50)), RISK),
        ("high", "49.9", Aim(Decimal(60), floor=Decimal(50)), OFF),
        ("low", "15", Aim(Decimal(15), floor=Decimal(20)), ON),
        ("low", "20", Aim(Decimal(15), floor=Decimal(20)), RISK),
        ("low", "20.1", Aim(Decimal(15), floor=Decimal(20)), OFF),
        ("close_to_target", "96", Aim(Decimal(100), floor=Decimal(95)), RISK),
        ("close_to_target", "105", Aim(Decimal(100), floor=Decimal(95)), RISK),
        ("close_to_target", "106", Aim(Decimal(100), floor=Decimal(95)), OFF),
        ("high", "57", Aim(Decimal(60), tolerance=Decimal(3)), RISK),
        ("high", "56.9", Aim(Decimal(60), tolerance=Decimal(3)), OFF),
        ("high", "57", Aim(Decimal(60), tolerance=Decimal(5), tolerance_is_percent=True), RISK),
        ("high", "56.9", Aim(Decimal(60), tolerance=Decimal(5), tolerance_is_percent=True), OFF),
        ("high", "59", Aim(Decimal(60)), OFF),
    ],
)
def test_rating_by_floor_allows_what_the_target_says(polarity, value, target, expected):
    assert rated(value, target, Rule("floor"), polarity=polarity) == Rated(expected)


@pytest.mark.parametrize(
    ("polarity", "value", "expected"),
    [
        ("high", "100", Rated(ON, off=Decimal(0))),
        ("high", "130", Rated(ON, off=Decimal(-30))),
        ("high", "95", Rated(ON, off=Decimal(5))),
        ("high", "94.9", Rated(RISK, off=Decimal("5.1"))),
        ("high", "90", Rated(RISK, off=Decimal(10))),
        ("high", "89.9", Rated(OFF, off=Decimal("10.1"))),
        ("low", "110", Rated(RISK, off=Decimal(10))),
        ("low", "111", Rated(OFF, off=Decimal(11))),
        ("close_to_target", "92", Rated(RISK, off=Decimal(8))),
        ("close_to_target", "108", Rated(RISK, off=Decimal(8))),
    ],
)
def test_rating_by_percent_off_target_counts_its_margins_in(polarity, value, expected):
    assert rated(value, Aim(Decimal(100)), Rule("percent", Decimal(5), Decimal(10)), polarity=polarity) == expected


def test_rating_by_amount_counts_in_the_unit_of_the_measure():
    rule = Rule("amount", Decimal(0), Decimal(2))

    assert rated("58", Aim(Decimal(60)), rule) == Rated(RISK, off=Decimal(2))
    assert rated("57.9", Aim(Decimal(60)), rule) == Rated(OFF, off=Decimal("2.1"))
    assert rated("57.9", Aim(Decimal(60), tolerance=Decimal(3)), rule) == Rated(RISK, off=Decimal("2.1"))


def test_rating_by_percent_of_a_target_of_nothing_is_met_or_not_rated():
    low = Aim(Decimal(0), "at_most")

    assert rated("0", low, Rule("percent"), polarity="low") == Rated(ON)
    assert rated("1", low, Rule("percent"), polarity="low") == Rated(None, NotRated.TARGET_IS_ZERO)


@pytest.mark.parametrize(("a_year_before", "expected"), [("70", RISK), ("75", RISK), ("80", OFF)])
def test_rating_outside_its_margin_looks_at_the_year_before(a_year_before, expected):
    series = a_series(Said(Decimal(a_year_before), "September 2025", date(2025, 9, 30)), "75")

    found = rate(series, Aim(Decimal(100)), rule=Rule("improving", Decimal(10)))

    assert found == Rated(expected, off=Decimal(25))


@pytest.mark.parametrize(
    "series",
    [
        a_series("75"),
        a_series(Said(Decimal(70), "September 2025", date(2025, 9, 30)), Said(Decimal(75), breaks="Counted anew")),
        a_series(Said(Decimal(70), "September 2025", date(2025, 9, 30), qualifier="about"), "75"),
    ],
)
def test_rating_outside_its_margin_is_not_certain_where_no_year_before_can_be_compared(series):
    found = rate(series, Aim(Decimal(100)), rule=Rule("improving", Decimal(10)))

    assert found == Rated(None, NotRated.NO_YEAR_BEFORE, off=Decimal(25))


def test_rating_within_its_margin_does_not_ask_for_improvement():
    assert rated("90", Aim(Decimal(100)), Rule("improving", Decimal(10))) == Rated(ON, off=Decimal(10))


# --- Targets that are rules ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (Beside("nation", Decimal("51.9")), Rated(ON)),
        (Beside("nation", Decimal(52)), Rated(OFF)),
        (Beside("nation", Decimal(50), period="Autumn", ends=SEPTEMBER), Rated(ON)),
        (Beside("nation", Decimal(50), period="June 2026", ends=JUNE), Rated(None, NotRated.NO_COMPARISON)),
        (Beside("region", Decimal(50)), Rated(None, NotRated.NO_COMPARISON)),
        (Beside("nation", None), Rated(None, NotRated.NO_COMPARISON)),
    ],
)
def test_rating_against_others_wants_their_number_for_the_same_period(theirs, expected):
    target = Aim(rule="better_than_comparator", rule_comparator="nation")

    assert rated("52", target, Rule("target"), others=[theirs]) == expected


@pytest.mark.parametrize(
    ("polarity", "value", "expected"),
    [("high", "54", ON), ("high", "52", OFF), ("low", "49", ON), ("low", "51", OFF)],
)
def test_rating_against_several_others_of_a_kind_is_better_than_every_one(polarity, value, expected):
    target = Aim(rule="better_than_comparator", rule_comparator="nation")
    others = [Beside("nation", Decimal(50)), Beside("nation", Decimal(53)), Beside("nation", None)]

    assert rated(value, target, Rule("target"), polarity=polarity, others=others).meaning == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("improve_on_previous", Rated(OFF)),
        ("improve_on_last_year", Rated(ON)),
        ("improve_on_baseline", Rated(ON)),
    ],
)
def test_rating_against_an_earlier_result_is_better_or_not(rule, expected):
    series = a_series(
        Said(Decimal(60), "September 2025", date(2025, 9, 30)),
        Said(Decimal(66), "June 2026", JUNE),
        "65",
        baseline=Beside("", Decimal(50), "2024", date(2024, 9, 30)),
    )

    assert rate(series, Aim(rule=rule), rule=Rule("target")) == expected


@pytest.mark.parametrize("rule", ["improve_on_previous", "better_than_comparator"])
def test_measure_that_is_best_close_to_its_target_betters_nothing(rule):
    series = a_series(Said(Decimal(60), "June 2026", JUNE), "65", polarity="close_to_target")
    target = Aim(rule=rule, rule_comparator="nation")

    found = rate(series, target, rule=Rule("target"), others=[Beside("nation", Decimal(60))])

    assert found == Rated(None, NotRated.NO_COMPARISON)


# --- No rating, and why ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("series", "target", "rule", "missing", "why"),
    [
        (a_series("1", polarity="information"), Aim(Decimal(1)), Rule("target"), "", NotRated.FOR_INFORMATION),
        (a_series(), Aim(Decimal(1)), Rule("target"), "", NotRated.NO_FIGURE),
        (a_series(None), Aim(Decimal(1)), Rule("target"), "not_due", NotRated.NOT_DUE),
        (a_series(None), Aim(Decimal(1)), Rule("target"), "suppressed", NotRated.MISSING),
        (a_series(None), Aim(Decimal(1)), Rule("target"), "", NotRated.WORDS_ONLY),
        (a_series("1"), None, Rule("target"), "", NotRated.NO_TARGET),
        (a_series("1"), Aim(none_set=True), Rule("target"), "", NotRated.NONE_SET),
        (a_series("1"), Aim(Decimal(1)), None, "", NotRated.NO_RULE),
        (a_series("1"), Aim(), Rule("target"), "", NotRated.TARGET_IN_WORDS),
        (a_series(Said(Decimal(1), qualifier="about")), Aim(Decimal(1)), Rule("target"), "", NotRated.NOT_EXACT),
    ],
)
def test_figure_without_number_target_or_rule_has_no_rating_and_says_why(series, target, rule, missing, why):
    assert rate(series, target, rule=rule, missing=missing) == Rated(None, why)


@pytest.mark.parametrize(
    ("polarity", "qualifier", "value", "expected"),
    [
        ("high", "over", "100", Rated(ON)),
        ("high", "at_least", "100", Rated(ON)),
        ("high", "over", "99", Rated(None, NotRated.NOT_EXACT)),
        ("high", "under", "100", Rated(OFF)),
        ("high", "at_most", "100", Rated(None, NotRated.NOT_EXACT)),
        ("low", "under", "100", Rated(ON)),
        ("low", "over", "100", Rated(OFF)),
        ("low", "at_least", "100", Rated(None, NotRated.NOT_EXACT)),
        ("low", "over", "99", Rated(None, NotRated.NOT_EXACT)),
    ],
)
def test_rating_of_over_and_under_is_given_only_where_it_is_certain(polarity, qualifier, value, expected):
    series = a_series(Said(Decimal(value), qualifier=qualifier), polarity=polarity)

    assert rate(series, Aim(Decimal(100)), rule=Rule("target")) == expected


def test_rating_of_under_is_not_certain_where_a_near_miss_is_some_concern():
    series = a_series(Said(Decimal(59), qualifier="under"))

    assert rate(series, Aim(Decimal(60)), rule=Rule("percent")) == Rated(None, NotRated.NOT_EXACT)


# --- Which target ----------------------------------------------------------------------------------

IN_YEAR = Aim(Decimal(40))
STEP = Aim(Decimal(45), kind="trajectory")
FORECAST = Aim(Decimal(50), kind="forecast")
ANNUAL = Aim(Decimal(80), period="2026/27", ends=MARCH, span="annual")
NEXT = Aim(Decimal(60), period="December 2026", ends=date(2026, 12, 31))
ANY = Aim(Decimal(15), period="", ends=None)
ANY_YEAR = Aim(Decimal(90), period="", ends=None, span="annual")


@pytest.mark.parametrize(
    ("targets", "basis", "unit", "held", "shown"),
    [
        ([ANNUAL, STEP, IN_YEAR], "snapshot", "%", IN_YEAR, IN_YEAR),
        ([ANNUAL, FORECAST, STEP], "snapshot", "%", STEP, STEP),
        ([FORECAST], "snapshot", "%", None, None),
        ([ANNUAL], "snapshot", "children", ANNUAL, ANNUAL),
        ([ANNUAL], "year_to_date", "%", ANNUAL, ANNUAL),
        ([ANNUAL], "year_to_date", "children", None, ANNUAL),
        ([ANNUAL], "in_period", "children", None, ANNUAL),
        ([NEXT], "snapshot", "%", None, NEXT),
        ([ANY], "snapshot", "%", ANY, ANY),
        ([ANY_YEAR], "snapshot", "children", ANY_YEAR, ANY_YEAR),
        ([ANY_YEAR], "in_period", "%", ANY_YEAR, ANY_YEAR),
        ([ANY_YEAR], "in_period", "children", None, ANY_YEAR),
        ([ANY_YEAR], "year_to_date", "children", None, ANY_YEAR),
        ([], "snapshot", "%", None, None),
    ],
)
def test_figure_is_held_against_the_target_of_its_own_period(targets, basis, unit, held, shown):
    figure = Said(Decimal(1))

    assert target_for(targets, figure, basis=basis, unit=unit) == held
    assert target_to_show(targets, figure, basis=basis, unit=unit) == shown


def test_count_that_grows_is_held_against_the_years_target_when_the_year_has_ended():
    at_the_end = Said(Decimal(1), "April to March 2027", MARCH)

    assert target_for([ANNUAL], at_the_end, basis="year_to_date", unit="children") == ANNUAL
    assert only_for_whole_year([ANNUAL], Said(Decimal(1)))
    assert only_for_whole_year([ANY_YEAR], Said(Decimal(1)))
    assert not only_for_whole_year([NEXT], Said(Decimal(1)))


# --- Whatever the numbers --------------------------------------------------------------------------

amounts = st.decimals(min_value=-1000, max_value=1000, places=2)
above_nothing = st.decimals(min_value=0, max_value=1000, places=2)
kinds = st.sampled_from(["target", "floor", "percent", "amount", "improving"])
ORDER = {ON: 0, RISK: 1, OFF: 2}


@given(kinds, st.tuples(amounts, amounts), amounts, st.tuples(above_nothing, above_nothing), st.sampled_from([1, -1]))
def test_better_number_is_never_rated_worse(kind, numbers, aim, margins, side):
    within, more = margins
    better, worse = sorted(numbers, reverse=side > 0)
    polarity = "high" if side > 0 else "low"
    target = Aim(aim, floor=aim - side * more if kind == "floor" else None)
    rule = Rule(kind, within, within + more)

    first, second = (rated(value, target, rule, polarity=polarity).meaning for value in (better, worse))

    if first is not None and second is not None:
        assert ORDER[first] <= ORDER[second]


@given(kinds, amounts, amounts, above_nothing, above_nothing)
def test_measure_turned_round_is_rated_alike(kind, value, aim, within, more):
    rule = Rule(kind, within, within + more)
    high = rated(value, Aim(aim, floor=aim - more), rule, polarity="high")
    low = rated(-value, Aim(-aim, floor=-aim + more), rule, polarity="low")

    assert high == low


@given(kinds, amounts, amounts, above_nothing, above_nothing)
def test_target_that_is_met_is_on_track_under_every_rule(kind, value, aim, within, more):
    meaning = rated(max(value, aim), Aim(aim), Rule(kind, within, within + more)).meaning

    assert meaning == ON
