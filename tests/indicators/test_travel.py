from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.expected import expected_on, next_period_end
from indicators.gaps import Gap, gap
from indicators.series import Series, counted_anew
from indicators.travel import Travelled, Way, WhyNot, travelled


@dataclass(frozen=True)
class Said:
    value: Decimal | None
    period: str = ""
    ends: date | None = None
    qualifier: str = ""
    direction: str = ""
    direction_since: str = ""
    breaks: str = ""


@dataclass(frozen=True)
class Known:
    value: Decimal | None
    period: str = "2024"
    ends: date | None = date(2024, 9, 30)


def said(value, **given):
    return Said(None if value is None else Decimal(value), **given)


def a_series(*figures, polarity="high", basis="snapshot", **given):
    return Series(figures, polarity=polarity, basis=basis, **given)


@pytest.mark.parametrize(
    ("ends", "basis", "anew"),
    [
        # As far into every year; then three months into the next.
        ([(2024, 9), (2025, 9), (2026, 6)], "year_to_date", [False, False, True]),
        ([(2025, 6), (2025, 9), (2025, 12), (2026, 3), (2026, 6)], "year_to_date", [False, False, False, False, True]),
        ([(2025, 9), None, (2026, 6)], "year_to_date", [False, False, False]),
        ([(2025, 9), (2026, 6)], "in_period", [False, False]),
        ([], "year_to_date", []),
    ],
)
def test_count_of_a_year_to_date_begins_again_with_the_year(ends, basis, anew):
    days = [date(year=each[0], month=each[1], day=30) if each else None for each in ends]

    assert counted_anew(days, basis=basis) == anew


def test_travel_says_the_way_the_period_and_by_how_much():
    series = a_series(said("66", period="June"), said("68.4", period="September"))

    assert travelled(series, against="previous") == Travelled(Way.BETTER, since="June", change=Decimal("2.4"))


@pytest.mark.parametrize(
    ("polarity", "before", "now", "way", "why"),
    [
        ("high", "66", "68", Way.BETTER, ""),
        ("high", "68", "66", Way.WORSE, ""),
        ("high", "66", "66.0", Way.SAME, ""),
        ("low", "34", "59.5", Way.WORSE, ""),
        ("low", "59.5", "34", Way.BETTER, ""),
        ("information", "1", "2", Way.NOT_KNOWN, WhyNot.FOR_INFORMATION),
        ("information", "2", "2", Way.SAME, ""),
        ("close_to_target", "60", "69", Way.BETTER, ""),
        ("close_to_target", "71", "69", Way.SAME, ""),
        ("close_to_target", "71", "80", Way.WORSE, ""),
    ],
)
def test_travel_follows_polarity(polarity, before, now, way, why):
    found = travelled(a_series(said(before), said(now), polarity=polarity), against="previous", aim=Decimal(70))

    assert (found.way, found.why_not, found.change) == (way, why, Decimal(now) - Decimal(before))


@pytest.mark.parametrize(
    ("basis", "unit", "before", "now", "expected"),
    [
        ("in_period", "children", "2025/26", "Q1 2026/27", Travelled(Way.NOT_KNOWN, why_not=WhyNot.OTHER_LENGTH)),
        ("in_period", "children", "Q4 2025/26", "Q1 2026/27", Travelled(Way.WORSE, "Q4 2025/26", Decimal(-300))),
        ("in_period", "children", "At first", "Q1 2026/27", Travelled(Way.WORSE, "At first", Decimal(-300))),
        ("in_period", "%", "2025/26", "Q1 2026/27", Travelled(Way.WORSE, "2025/26", Decimal(-300))),
        ("snapshot", "children", "2025/26", "Q1 2026/27", Travelled(Way.WORSE, "2025/26", Decimal(-300))),
    ],
)
def test_count_of_a_year_is_not_compared_with_that_of_a_quarter(basis, unit, before, now, expected):
    series = a_series(said("400", period=before), said("100", period=now), basis=basis, unit=unit)

    assert travelled(series, against="previous") == expected


def test_travel_close_to_a_target_that_is_not_set_is_not_judged():
    found = travelled(a_series(said("60"), said("69"), polarity="close_to_target"), against="previous")

    assert (found.way, found.why_not) == (Way.NOT_KNOWN, WhyNot.NO_TARGET)


@pytest.mark.parametrize(
    ("figures", "against", "why"),
    [
        ([], "previous", WhyNot.NO_FIGURE),
        ([said("1")], "previous", WhyNot.NOTHING_TO_COMPARE),
        ([said("1"), said(None)], "previous", WhyNot.NO_NUMBER),
        ([said(None), said("1")], "previous", WhyNot.NO_NUMBER_THEN),
        ([said("1"), said("2", qualifier="over")], "previous", WhyNot.NOT_EXACT),
        ([said("1", qualifier="about"), said("2")], "previous", WhyNot.NOT_EXACT),
        ([said("1"), said("2", breaks="Counted by term.")], "previous", WhyNot.NEW_SERIES),
        ([said("1"), said("2")], "same_last_year", WhyNot.NOTHING_TO_COMPARE),
        ([said("1"), said("2")], "baseline", WhyNot.NO_BASELINE),
        ([said("2")], "first", WhyNot.NOTHING_TO_COMPARE),
    ],
)
def test_travel_that_cannot_be_told_says_why(figures, against, why):
    assert travelled(a_series(*figures), against=against) == Travelled(Way.NOT_KNOWN, why_not=why)


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        (date(2026, 6, 30), date(2026, 9, 30), Way.BETTER),
        (date(2026, 3, 31), date(2026, 6, 30), Way.NOT_KNOWN),
        (date(2025, 9, 30), date(2026, 9, 30), Way.BETTER),
        (None, date(2026, 6, 30), Way.NOT_KNOWN),
    ],
)
def test_travel_of_a_year_to_date_never_crosses_the_start_of_its_year(before, now, way):
    series = a_series(said("40", ends=before), said("50", ends=now), basis="year_to_date")

    assert travelled(series, against="previous").way == way


def test_short_and_long_travel_may_disagree():
    series = a_series(
        said("40", period="June 2025", ends=date(2025, 6, 30)),
        said("60", period="March 2026", ends=date(2026, 3, 31)),
        said("55", period="June 2026", ends=date(2026, 6, 30)),
    )

    assert travelled(series, against="previous").way == Way.WORSE
    assert travelled(series, against="same_last_year") == Travelled(Way.BETTER, since="June 2025", change=Decimal(15))
    assert travelled(series, against="first") == Travelled(Way.BETTER, since="June 2025", change=Decimal(15))


def test_nothing_is_compared_across_a_break_even_one_between():
    series = a_series(
        said("40", ends=date(2025, 6, 30)),
        said("60", ends=date(2026, 3, 31), breaks="A new definition."),
        said("55", ends=date(2026, 6, 30)),
        baseline=Known(Decimal(30)),
    )

    assert travelled(series, against="same_last_year").why_not == WhyNot.NEW_SERIES
    assert travelled(series, against="first").why_not == WhyNot.NEW_SERIES
    assert travelled(series, against="baseline").why_not == WhyNot.NEW_SERIES
    assert travelled(series, against="previous").way == Way.WORSE


def test_travel_from_the_baseline_wants_its_unit():
    known = Known(Decimal(50))
    figure = said("60", ends=date(2026, 9, 30))

    assert travelled(a_series(figure, baseline=known, unit="%"), against="baseline") == Travelled(
        Way.BETTER, since="2024", change=Decimal(10)
    )
    assert travelled(
        a_series(figure, baseline=known, unit="%", baseline_unit="children"), against="baseline"
    ).why_not == (WhyNot.OTHER_UNIT)


def test_direction_that_the_source_only_names_is_judged_by_polarity():
    went_up = said(None, direction="up", direction_since="the previous year")

    assert travelled(a_series(went_up, polarity="low"), against="previous") == Travelled(
        Way.WORSE, since="the previous year"
    )
    assert travelled(a_series(went_up, polarity="information"), against="previous").way == Way.NOT_KNOWN
    assert travelled(a_series(went_up, polarity="low"), against="same_last_year").why_not == WhyNot.NO_NUMBER


def test_earlier_result_known_beside_the_series_stands_for_the_one_before():
    series = a_series(said("21500", ends=date(2015, 11, 30)))
    earlier = Known(Decimal(18000), "November 2014", date(2014, 11, 30))

    assert travelled(series, against="previous", earlier=earlier) == Travelled(
        Way.BETTER, since="November 2014", change=Decimal(3500)
    )


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_going_there_and_back_is_better_once_and_worse_once(one, other):
    there = travelled(a_series(said(one), said(other)), against="previous")
    back = travelled(a_series(said(other), said(one)), against="previous")

    opposite = {Way.BETTER: Way.WORSE, Way.WORSE: Way.BETTER, Way.SAME: Way.SAME}
    assert back.way == opposite[there.way]
    assert back.change == -(there.change or 0)


@pytest.mark.parametrize(
    ("ours", "theirs", "polarity", "expected"),
    [
        ("52", "48.9", "high", Gap(Decimal("3.1"), Way.BETTER)),
        ("52", "48.9", "low", Gap(Decimal("3.1"), Way.WORSE)),
        ("52", "52", "low", Gap(Decimal(0), Way.SAME)),
        ("52", "50", "information", Gap(Decimal(2), Way.NOT_KNOWN)),
        ("52", "48", "close_to_target", Gap(Decimal(4), Way.SAME)),
    ],
)
def test_gap_says_how_far_and_which_is_better(ours, theirs, polarity, expected):
    assert gap(Decimal(ours), Decimal(theirs), polarity=polarity, aim=Decimal(50)) == expected


def test_gap_without_both_numbers_is_none():
    assert gap(None, Decimal(1), polarity="high") is None
    assert gap(Decimal(1), None, polarity="high") is None


@pytest.mark.parametrize(
    ("last", "frequency", "ends"),
    [
        (date(2026, 9, 30), "quarterly", date(2026, 12, 31)),
        (date(2025, 12, 31), "quarterly", date(2026, 3, 31)),
        (date(2026, 1, 31), "monthly", date(2026, 2, 28)),
        (date(2026, 2, 28), "monthly", date(2026, 3, 31)),
        (date(2026, 8, 31), "yearly", date(2027, 8, 31)),
        (date(2024, 2, 29), "yearly", date(2025, 2, 28)),
        (date(2026, 9, 15), "half_yearly", date(2027, 3, 15)),
        (date(2026, 9, 30), "irregular", None),
        (None, "quarterly", None),
    ],
)
def test_next_period_ends_as_the_last_one_did(last, frequency, ends):
    assert next_period_end(last, frequency) == ends


def test_next_figure_is_expected_after_its_lag():
    assert expected_on(date(2026, 9, 30), "quarterly", 42) == date(2027, 2, 11)
    assert expected_on(date(2026, 9, 30), "quarterly", None) is None
