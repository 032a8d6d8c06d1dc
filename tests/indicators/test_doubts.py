"""What looks wrong in a figure before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.doubts import Kind, Measured, doubts, target_doubts

PERCENT = Measured("%", 1, "in_period")
RATE = Measured("per 10,000", 1, "rolling_12_months")
CHILDREN = Measured("children", 0, "in_period")
TO_DATE = Measured("children", 0, "year_to_date")
ENDS = {1: (6, 30), 2: (9, 30), 3: (12, 31), 4: (3, 31)}


@dataclass(frozen=True)
class Result:
    period_label: str
    period_ends_on: date | None
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: str = "final"


def quarter(name: str, value: str | None, *, part: int | None = None, whole: int | None = None) -> Result:
    """A result of, say, "Q1 2025": the first quarter of 2025/26."""
    number, year = int(name[1]), int(name[3:])
    month, day = ENDS[number]
    return Result(
        f"Q{number} {year}/{year % 100 + 1}",
        date(year + (number == 4), month, day),
        None if value is None else Decimal(value),
        None if part is None else Decimal(part),
        None if whole is None else Decimal(whole),
    )


def series(*values: str | None, since: str = "Q1 2024") -> list[Result]:
    number, year = int(since[1]) - 1, int(since[3:])
    return [quarter(f"Q{(number + i) % 4 + 1} {year + (number + i) // 4}", value) for i, value in enumerate(values)]


def told(figure: Result, measure: Measured, *earlier: Result, **more: object) -> list[str]:
    return [each.text for each in doubts(figure, measure, earlier, **more)]  # type: ignore[arg-type]


POINT = " is far from the results before it ({}). Is the decimal point in the right place?"


@pytest.mark.parametrize(
    ("measure", "figure", "earlier", "said"),
    [
        (RATE, "30.8", ["3.1", "3.2"], ["30.8 per 10,000" + POINT.format("3.1 per 10,000, 3.2 per 10,000")]),
        (RATE, "0.3", ["3.1", "3.2"], ["0.3 per 10,000" + POINT.format("3.1 per 10,000, 3.2 per 10,000")]),
        (PERCENT, "6.8", ["68.4"], ["6.8%" + POINT.format("68.4%")]),
        (PERCENT, "0.7", ["68.4"], ["0.7%" + POINT.format("68.4%")]),
        (CHILDREN, "210", ["20", "22"], ["210 children" + POINT.format("20 children, 22 children")]),
        (CHILDREN, "0", ["31", "32"], ["0 children" + POINT.format("31 children, 32 children")]),
        # What is merely unusual is no slip.
        (RATE, "6.4", ["3.1", "3.2"], []),
        (PERCENT, "35.0", ["68.4", "70"], []),
        (CHILDREN, "8", ["1"], []),
        (CHILDREN, "0", ["8", "9"], []),
        (CHILDREN, "30", ["0", "4"], []),
        (CHILDREN, "30", [], []),
        (CHILDREN, "30", [None], []),
        (CHILDREN, "40", ["-4", "4"], []),
    ],
)
def test_doubts_ten_times_off_its_series(measure, figure, earlier, said):
    assert told(quarter("Q4 2024", figure), measure, *series(*earlier)) == said


def test_doubts_only_the_last_four_results_say_what_a_series_is_like():
    grown = series("3", "3", "300", "310", "320", "330", since="Q1 2023")

    assert told(quarter("Q3 2024", "350"), CHILDREN, *grown) == []
    assert [each.kind for each in doubts(quarter("Q3 2024", "35"), CHILDREN, grown)] == [Kind.TEN_TIMES]


def test_doubts_a_first_figure_is_held_against_those_after_it():
    assert told(quarter("Q1 2023", "31.0"), RATE, *series("3.1", "3.2")) == [
        "31 per 10,000" + POINT.format("3.1 per 10,000, 3.2 per 10,000")
    ]


def test_doubts_nothing_is_held_against_what_lies_across_a_break():
    broken = Measured("per 10,000", 1, "snapshot", breaks=(date(2025, 1, 1),))

    assert told(quarter("Q4 2024", "30.8"), broken, *series("3.1", "3.2")) == []


def test_doubts_the_figure_it_replaces_does_not_count():
    assert told(quarter("Q1 2024", "3.1"), RATE, quarter("Q1 2024", "31.0"), quarter("Q2 2024", "3.2")) == []


def test_doubts_results_without_a_day_are_held_against_the_last_told():
    undated = [Result("At inspection", None, Decimal("3.1"))]

    assert told(Result("Now", None, Decimal("30.8")), RATE, *undated) == [
        "30.8 per 10,000" + POINT.format("3.1 per 10,000")
    ]


@pytest.mark.parametrize(
    ("measure", "figure", "earlier", "said"),
    [
        (PERCENT, "104", ["98"], ["104% is more than 100%."]),
        (PERCENT, "100", ["98"], []),
        (PERCENT, "104", ["98", "102"], []),
        (CHILDREN, "104", ["98"], []),
        (PERCENT, "-3", ["2.5"], ["-3% is less than nothing."]),
        (PERCENT, "-3", ["2.5", "-1"], []),
        (CHILDREN, "-3", [], ["-3 children is less than nothing."]),
    ],
)
def test_doubts_more_than_all_or_less_than_nothing(measure, figure, earlier, said):
    assert told(quarter("Q4 2024", figure), measure, *series(*earlier)) == said


GROWS = "A year to date only grows within its year, but {} children is {} than {} children for {}."


@pytest.mark.parametrize(
    ("name", "figure", "earlier", "said"),
    [
        ("Q3 2024", "40", ["20", "52"], [GROWS.format(40, "less", 52, "Q2 2024/25")]),
        ("Q2 2024", "40", ["20", None, "35"], [GROWS.format(40, "more", 35, "Q3 2024/25")]),
        ("Q3 2024", "52", ["20", "52"], []),
        ("Q3 2024", "60", ["20", "52"], []),
        ("Q1 2025", "15", ["20", "32", "44", "60"], []),
    ],
)
def test_doubts_a_year_to_date_that_fell_within_its_year(name, figure, earlier, said):
    assert told(quarter(name, figure), TO_DATE, *series(*earlier)) == said


def test_doubts_a_share_to_date_may_fall():
    share = Measured("%", 1, "year_to_date")

    assert told(quarter("Q3 2024", "61.5"), share, *series("70", "68")) == []


def test_doubts_a_year_to_date_is_held_against_the_same_months():
    to_date = series("20", "41", "60", "82", since="Q1 2024")

    assert told(quarter("Q1 2025", "21"), TO_DATE, *to_date) == []
    assert told(quarter("Q1 2025", "2"), TO_DATE, *to_date) == ["2 children" + POINT.format("20 children")]
    # In its first year, against what the months so far let one expect.
    assert told(quarter("Q4 2024", "75"), TO_DATE, *series("20")) == []
    assert told(quarter("Q2 2024", "410"), TO_DATE, *series("20")) == ["410 children" + POINT.format("20 children")]


AGAIN = (
    "A year to date begins again on 1 April, but {} children is no less than {} children for {}, the year before. "
    "Does it still count from then?"
)


@pytest.mark.parametrize(
    ("name", "figure", "said"),
    [
        ("Q1 2025", "90", [AGAIN.format(90, 82, "Q4 2024/25")]),
        ("Q1 2025", "82", [AGAIN.format(82, 82, "Q4 2024/25")]),
        ("Q1 2025", "21", []),
        ("Q1 2025", "0", ["0 children" + POINT.format("20 children")]),
        # The same stretch of the year may have more than a year before.
        ("Q4 2025", "90", []),
    ],
)
def test_doubts_a_year_to_date_that_does_not_begin_again(name, figure, said):
    assert told(quarter(name, figure), TO_DATE, *series("20", "41", "60", "82")) == said


@pytest.mark.parametrize(
    ("measure", "figure", "earlier", "said"),
    [
        (
            CHILDREN,
            "12",
            ["10", "22", "33", "41"],
            [
                "10 children, 22 children, 33 children, 41 children, and now 12 children: "
                "this looks like a year to date, which this measure is not said to be."
            ],
        ),
        (CHILDREN, "38", ["10", "22", "33", "41"], []),
        (CHILDREN, "12", ["10", "22", "20", "41"], []),
        (CHILDREN, "18", ["33", "35", "37", "41"], []),
        (CHILDREN, "12", [None, None, "20", "41"], []),
        (PERCENT, "12.0", ["10", "22", "33", "41"], []),
    ],
)
def test_doubts_a_measure_that_drops_like_a_year_to_date(measure, figure, earlier, said):
    assert told(quarter("Q1 2025", figure), measure, *series(*earlier)) == said


@pytest.mark.parametrize(
    ("measure", "value", "part", "whole", "said"),
    [
        (PERCENT, "82.5", 33, 40, []),
        (PERCENT, "66.7", 2, 3, []),
        (PERCENT, "67", 2, 3, []),
        (PERCENT, "68.4", 33, 40, ["33 of 40 makes 82.5%, not 68.4%."]),
        (PERCENT, "66.6", 2, 3, ["2 of 3 makes 66.7%, not 66.6%."]),
        (PERCENT, "100", 45, 40, ["45 of 40: the part is larger than the whole."]),
        (PERCENT, "50", 0, 0, ["Nothing can be a share of 0, but a result of 50% is given."]),
        (PERCENT, "50", -1, 2, ["What a result is made of cannot be less than nothing."]),
        (PERCENT, "50", 20, None, []),
        (RATE, "31.2", 78, 25_000, []),
        (RATE, "3.1", 78, 25_000, ["78 of 25,000 makes 31.2 per 10,000, not 3.1 per 10,000."]),
        (CHILDREN, "40", 33, 40, []),
    ],
)
def test_doubts_parts_that_do_not_make_the_result(measure, value, part, whole, said):
    assert told(quarter("Q1 2025", value, part=part, whole=whole), measure) == said


@pytest.mark.parametrize(
    ("measure", "sign", "said"),
    [
        (PERCENT, "%", []),
        (Measured("percent", 1), "%", []),
        (Measured("£", 0), "£", []),
        (Measured("£ per week", 0), "£", []),
        (CHILDREN, "%", ["You wrote %, but this measure is counted in “children”."]),
        (Measured(), "£", ["You wrote £, but this measure has no unit."]),
        (CHILDREN, "", []),
    ],
)
def test_doubts_another_unit_than_the_measure_has(measure, sign, said):
    assert told(quarter("Q1 2025", "12"), measure, sign=sign) == said


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        (PERCENT, "68.40", []),
        (PERCENT, "68.43", ["68.43% has more decimals than this measure is kept to (1)."]),
        (CHILDREN, "3.5", ["3.5 children has decimals; this measure is kept in whole numbers."]),
    ],
)
def test_doubts_more_decimals_than_the_measure(measure, value, said):
    assert told(quarter("Q1 2025", value), measure) == said


def test_doubts_a_period_that_is_not_over():
    figure = quarter("Q1 2025", "12")
    expected = ["Q1 2025/26 is not over until 30 June 2025. If this is what you expect, say so: Projected."]

    assert told(figure, CHILDREN, today=date(2025, 6, 29)) == expected
    assert told(figure, CHILDREN, today=date(2025, 6, 30)) == []


def test_doubts_what_is_no_number_has_none():
    assert told(quarter("Q1 2025", None), CHILDREN, *series("3", "4")) == []


def test_doubts_several_come_worst_first():
    found = doubts(quarter("Q4 2024", "684.25"), PERCENT, series("68.1", "68.4"), sign="£")

    assert [each.kind for each in found] == [Kind.TEN_TIMES, Kind.OUT_OF_RANGE, Kind.UNIT, Kind.DECIMALS]


@pytest.mark.parametrize(
    ("measure", "target", "results", "said"),
    [
        (PERCENT, "95", ["31", "42"], ["No result has come near 95%: they lie between 31% and 42%."]),
        (PERCENT, "70", ["31", "42"], []),
        (PERCENT, "35", ["31", "42"], []),
        (PERCENT, "950", ["93", "94"], ["950% is more than 100%.", "No result has come near 950%: they lie between 93% and 94%."]),
        (CHILDREN, "100", ["40", "44"], ["No result has come near 100 children: they lie between 40 children and 44 children."]),
        (CHILDREN, "80", ["40", "44"], []),
        (CHILDREN, "10", ["40", "40"], ["No result has come near 10 children: each is 40 children."]),
        (CHILDREN, "100", ["40"], []),
        (CHILDREN, "100", ["0", "40"], []),
    ],
)  # fmt: skip
def test_target_doubts_one_that_no_result_has_come_near(measure, target, results, said):
    found = target_doubts(Decimal(target), measure, [Decimal(each) for each in results])

    assert [each.text for each in found] == said


values = st.decimals(min_value=-1000, max_value=10_000, places=2)
measures = st.builds(
    Measured,
    st.sampled_from(["%", "children", "per 10,000", "£", ""]),
    st.integers(0, 2),
    st.sampled_from(["snapshot", "in_period", "year_to_date", "rolling_12_months", "unknown"]),
    st.lists(st.dates(date(2020, 1, 1), date(2026, 1, 1)), max_size=2).map(tuple),
)
results = st.builds(
    Result,
    st.sampled_from([f"Q{n} {y}/{y % 100 + 1}" for n in range(1, 5) for y in range(2021, 2025)]),
    st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.none() | values,
    st.none() | values,
    st.none() | values,
)


@given(results, measures, st.lists(results, max_size=8), st.sampled_from(["", "%", "£"]))
def test_doubts_of_anything_are_sentences_and_do_not_depend_on_order(figure, measure, earlier, sign):
    found = doubts(figure, measure, earlier, sign=sign, today=date(2025, 1, 1))

    assert all(each.text.strip() for each in found)
    assert len({each.kind for each in found}) >= len(found) - 1
    if figure.value is None:
        assert found == ()
    dated = [each for each in earlier if each.period_ends_on]
    if len({each.period_ends_on for each in dated}) == len(dated) == len(earlier):
        assert doubts(figure, measure, earlier[::-1], sign=sign, today=date(2025, 1, 1)) == found


@given(st.sampled_from(["snapshot", "in_period", "unknown"]), st.lists(st.integers(80, 120), min_size=4, max_size=12))
def test_doubts_a_steady_series_raises_none(basis, steady):
    told_so_far = [quarter(f"Q{i % 4 + 1} {2020 + i // 4}", str(value)) for i, value in enumerate(steady)]

    assert told(told_so_far[-1], Measured("children", 0, basis), *told_so_far[:-1]) == []
