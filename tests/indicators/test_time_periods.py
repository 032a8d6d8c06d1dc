from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.models import Indicator
from indicators.time_periods import (
    NotATimePeriod,
    TimePeriod,
    label_of,
    named_like,
    read_published_period,
    read_time_period,
)

BASES = [*Indicator.Basis.values, ""]
FREQUENCIES = [*Indicator.Frequency.values, ""]
QUARTER = TimePeriod("July to September 2025", date(2025, 7, 1), date(2025, 9, 30))
SEPTEMBER = TimePeriod("September 2025", date(2025, 9, 1), date(2025, 9, 30))
LAST_OF_SEPTEMBER = TimePeriod("30 September 2025", date(2025, 9, 30), date(2025, 9, 30))
HALF = TimePeriod("April to September 2025", date(2025, 4, 1), date(2025, 9, 30))
YEAR = TimePeriod("2024/25", date(2024, 4, 1), date(2025, 3, 31))
SCHOOL_YEAR = TimePeriod("School year 2024 to 2025", date(2024, 9, 1), date(2025, 8, 31))
CALENDAR_YEAR = TimePeriod("2025", date(2025, 1, 1), date(2025, 12, 31))
YEAR_TO_MARCH = TimePeriod("Year to March 2026", date(2025, 4, 1), date(2026, 3, 31))
AUTUMN_TERM = TimePeriod("Autumn term 2025", date(2025, 9, 1), date(2025, 12, 31))
SPRING_TERM = TimePeriod("Spring term 2026", date(2026, 1, 1), date(2026, 4, 30))
SPRING = TimePeriod("Spring 2026", date(2026, 3, 1), date(2026, 5, 31))
WINTER = TimePeriod("Winter 2025/26", date(2025, 12, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("written", "period"),
    [
        *((text, QUARTER) for text in ("Q2 2025/26", "2025/26 Q2", "Q2 25-26", "Q2 2025", "2025-26 Q2", "Q2 202526")),
        *(
            (text, QUARTER)
            for text in ("Quarter 2, 2025/26", "2nd quarter of 2025/26", "qtr 2 2025–26", "FY Q2 2025/26")
        ),
        *((text, QUARTER) for text in ("Jul-Sep 2025", "July to September 2025", "Jul 25 - Sep 25", "JULY–SEPT 2025")),
        *((text, QUARTER) for text in ("Q2 2025/26 (July to September)", "Q2 2025 (Jul-Sep)", "calendar year Q3 2025")),
        *(
            (text, SEPTEMBER)
            for text in ("September 2025", "Sep-25", "Sept ’25", "sep 2025", "09/2025", "2025-09", "202509")
        ),
        *((text, LAST_OF_SEPTEMBER) for text in ("30/09/2025", "2025-09-30", "30 Sep 2025", "30-Sep-25", "30.9.25")),
        *((text, LAST_OF_SEPTEMBER) for text in ("as at 30 September 2025", "2025-09-30T00:00:00", "30/09/2025 00:00")),
        *(
            (text, HALF)
            for text in ("H1 2025/26", "April to September 2025", "first half of 2025/26", "YTD Q2 2025/26")
        ),
        *((text, HALF) for text in ("Sep 2025 (YTD)", "Year to date: September 2025")),
        *(
            (text, YEAR)
            for text in ("2024/25", "2024-25", "2024–2025", "202425", "24/25", "FY2024/25", "April 2024 to March 2025")
        ),
        *(
            (text, SCHOOL_YEAR)
            for text in ("School year 2024 to 2025", "academic year 2024/25", "2024/25 school year", "AY 202425")
        ),
        *((text, CALENDAR_YEAR) for text in ("2025", "calendar year 2025", "January to December 2025")),
        *(
            (text, YEAR_TO_MARCH)
            for text in ("12 months to 31 March 2026", "Year ending March 2026", "YE Mar 26", "R12M Mar-26")
        ),
        *((text, AUTUMN_TERM) for text in ("Autumn term 2025", "2025/26 autumn term", "Autumn term 2025/26")),
        ("Spring term 2025/26", SPRING_TERM),
        *((text, SPRING) for text in ("Spring 2026", "Spring 2025/26")),
        *((text, WINTER) for text in ("Winter 2025/26", "Winter 2025")),
        ("Year to June 2025", TimePeriod("Year to June 2025", date(2024, 7, 1), date(2025, 6, 30))),
        ("12 months to 15 June 2025", TimePeriod("Year to 15 June 2025", date(2024, 6, 16), date(2025, 6, 15))),
        ("3 years to 2024", TimePeriod("3 years to December 2024", date(2022, 1, 1), date(2024, 12, 31))),
        ("2022/23 to 2024/25", TimePeriod("2022/23 to 2024/25", date(2022, 4, 1), date(2025, 3, 31))),
        ("Dec 25 – Feb 26", TimePeriod("December 2025 to February 2026", date(2025, 12, 1), date(2026, 2, 28))),
        (2025, CALENDAR_YEAR),
        (202425.0, YEAR),
        (datetime(2025, 9, 30, 13, 30), LAST_OF_SEPTEMBER),  # noqa: DTZ001 a spreadsheet knows no time zone
    ],
)
def test_read_time_period_as_people_write_it_gives_its_days_and_our_label(
    written: str | float | date, period: TimePeriod
) -> None:
    assert read_time_period(written) == period


@pytest.mark.parametrize(
    ("written", "basis", "frequency", "period"),
    [
        ("2024/25", "academic_year", "yearly", SCHOOL_YEAR),
        ("202425", "academic_year", "yearly", SCHOOL_YEAR),
        ("2025", "academic_year", "yearly", SCHOOL_YEAR),
        ("31/08/2025", "academic_year", "yearly", SCHOOL_YEAR),
        ("financial year 2024/25", "academic_year", "yearly", YEAR),
        ("Spring 2026", "unknown", "termly", SPRING_TERM),
        ("Autumn 2025", "academic_year", "yearly", AUTUMN_TERM),
        ("30/09/2025", "in_period", "quarterly", QUARTER),
        ("01/07/2025", "in_period", "quarterly", QUARTER),
        (date(2025, 9, 30), "in_period", "monthly", SEPTEMBER),
        (date(2025, 9, 1), "in_period", "monthly", SEPTEMBER),
        ("30/09/2025", "in_period", "half_yearly", HALF),
        ("31/03/2025", "in_period", "yearly", YEAR),
        ("30/09/2025", "snapshot", "quarterly", LAST_OF_SEPTEMBER),
        ("30/09/2025", "in_period", "irregular", LAST_OF_SEPTEMBER),
        ("Q2 2025/26", "year_to_date", "quarterly", HALF),
        ("September 2025", "year_to_date", "monthly", HALF),
        ("30/09/2025", "year_to_date", "monthly", HALF),
        ("2024/25", "year_to_date", "monthly", YEAR),
        ("Q4 2025/26", "rolling_12_months", "quarterly", YEAR_TO_MARCH),
        ("Mar-26", "rolling_12_months", "monthly", YEAR_TO_MARCH),
        (
            "2024/25",
            "rolling_12_months",
            "yearly",
            TimePeriod("Year to March 2025", date(2024, 4, 1), date(2025, 3, 31)),
        ),
        ("2024/25", "rolling_3_years", "yearly", TimePeriod("2022/23 to 2024/25", date(2022, 4, 1), date(2025, 3, 31))),
        ("2022 - 24", "rolling_3_years", "yearly", TimePeriod("2022 to 2024", date(2022, 1, 1), date(2024, 12, 31))),
        ("2022 to 2024", "rolling_3_years", "yearly", TimePeriod("2022 to 2024", date(2022, 1, 1), date(2024, 12, 31))),
        ("2008-09", "in_period", "yearly", TimePeriod("2008/09", date(2008, 4, 1), date(2009, 3, 31))),
        ("2008-09", "in_period", "monthly", TimePeriod("September 2008", date(2008, 9, 1), date(2008, 9, 30))),
    ],
)
def test_read_time_period_of_two_meanings_takes_that_of_the_measure(
    written: str | date, basis: str, frequency: str, period: TimePeriod
) -> None:
    assert read_time_period(written, basis=basis, frequency=frequency) == period


def test_read_time_period_of_a_date_shown_without_its_day_is_the_month() -> None:
    assert read_time_period(date(2025, 9, 1), whole_month=True) == SEPTEMBER


EXAMPLES = "Write for example Q2 2025/26, September 2025, 30/09/2025, 2025/26, Autumn term 2025 or Year to June 2025."


@pytest.mark.parametrize(
    ("written", "basis", "sentence"),
    [
        ("", "", "The period is missing."),
        ("31/02/2025", "", "There is no such day as 31/02/2025."),
        ("09/30/2025", "", "There is no such day as 09/30/2025."),
        ("13/2025", "", "There is no such day as 13/2025."),
        ("Q5 2025/26", "", "“Q5 2025/26”: a year has quarters 1 to 4."),
        ("H3 2025/26", "", "“H3 2025/26”: a year has halves 1 and 2."),
        ("Q2 2025/26 (Apr-Jun)", "", "“Q2 2025/26 (Apr-Jun)”: those months are not that quarter."),
        ("Q2 2025/26 YTD", "in_period", "“Q2 2025/26 YTD” is a year to date, and this measure is not counted so."),
        (
            "45930",
            "",
            "“45930” looks like a date that a spreadsheet saved as a number. Show that column as dates.",
        ),
        *(
            (text, "", f"“{text}” is not a period we can read. {EXAMPLES}")
            for text in (
                "Q2",
                "September",
                "2025/27",
                "2025 to 2028",
                "the usual",
                "2025/26 (provisional)",
                "2024/25p",
                "0",
            )
        ),
        *((day, "", f"“{day:%Y-%m-%d}” is not a period we can read. {EXAMPLES}") for day in (date(1899, 12, 30),)),
    ],
)
def test_read_time_period_of_what_names_none_says_why(written: str | date, basis: str, sentence: str) -> None:
    with pytest.raises(NotATimePeriod) as refusal:
        read_time_period(written, basis=basis)

    assert str(refusal.value) == sentence


def test_read_time_period_of_a_day_amid_a_quarter_is_refused() -> None:
    with pytest.raises(NotATimePeriod) as refusal:
        read_time_period("15/08/2025", basis="in_period", frequency="quarterly")

    assert str(refusal.value) == "15/08/2025 is a day within a period. Write the period, or its last day."


@pytest.mark.parametrize(
    ("time_period", "time_identifier", "period"),
    [
        ("202425", "Academic year", SCHOOL_YEAR),
        ("202425", "Financial year", YEAR),
        ("202425", "Tax year", YEAR),
        ("2025", "Calendar year", CALENDAR_YEAR),
        ("2025", "Reporting year", YEAR),
        ("202425", "Reporting year", YEAR),
        ("202526", "Financial year Q2", QUARTER),
        ("2025", "Calendar year Q3", QUARTER),
        ("202526", "Part 1 (April to September)", HALF),
        ("2025", "September", SEPTEMBER),
        ("202526", "Autumn term", AUTUMN_TERM),
        ("202526", "Spring Term", SPRING_TERM),
        (
            "202425",
            "Autumn and spring term",
            TimePeriod("Autumn and spring terms 2024/25", date(2024, 9, 1), date(2025, 4, 30)),
        ),
    ],
)
def test_published_period_of_the_departments_two_columns_is_read(
    time_period: str, time_identifier: str, period: TimePeriod
) -> None:
    assert read_published_period(time_period, time_identifier) == period


@pytest.mark.parametrize(
    ("time_period", "time_identifier", "sentence"),
    [
        ("2025/26", "Academic year", "“2025/26” is not a year such as 2025 or 202425."),
        ("202527", "Academic year", "“202527” does not name two years that follow each other."),
        (
            "2025",
            "Week 3",
            "“Week 3” is not a kind of period that we know. Write the period in words in a column of its own.",
        ),
    ],
)
def test_published_period_that_is_none_says_why(time_period: str, time_identifier: str, sentence: str) -> None:
    with pytest.raises(NotATimePeriod) as refusal:
        read_published_period(time_period, time_identifier)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("written", "basis", "known", "label"),
    [
        ("Q2 2025/26", "in_period", [("July to September 2025", date(2025, 9, 30))], "July to September 2025"),
        ("Jul-Sep 2025", "in_period", [("Q1 2025/26", date(2025, 6, 30))], "Q2 2025/26"),
        ("Jul-Sep 2025", "in_period", [("Quarter 1, 2025/26", date(2025, 6, 30))], "Quarter 2, 2025/26"),
        ("Jul-Sep 2025", "in_period", [("2025-26 Q1", None)], "2025-26 Q2"),
        ("Q2 2025/26", "in_period", [("2024/25", date(2025, 3, 31))], "July to September 2025"),
        ("202425", "academic_year", [("2023/24", date(2024, 8, 31))], "2024/25"),
        ("202425", "academic_year", [("Summer results", date(2025, 8, 31))], "Summer results"),
        ("2024/25", "in_period", [("January to March 2025", date(2025, 3, 31))], "2024/25"),
        ("30/09/2025", "snapshot", [("September 2024", date(2024, 9, 30))], "September 2025"),
        ("Q2 2025/26", "snapshot", [("September 2024", date(2024, 9, 30))], "September 2025"),
        (
            "Q2 2025/26",
            "snapshot",
            [("at the end of September 2025", date(2025, 9, 30))],
            "at the end of September 2025",
        ),
        ("September 2025", "snapshot", [("30 September 2024", date(2024, 9, 30))], "30 September 2025"),
        ("Sep-25", "in_period", [("Aug-25", date(2025, 8, 31))], "Sep-25"),
        ("september 2025", "in_period", [("SEPTEMBER 2025", None)], "SEPTEMBER 2025"),
        ("Year to June 2025", "rolling_12_months", [("Q4 2024/25", date(2025, 3, 31))], "Year to June 2025"),
        ("Sep-25", "in_period", [("2012 audit", None)], "September 2025"),
        ("Sep-25", "in_period", [], "September 2025"),
    ],
)
def test_period_of_a_series_is_named_in_the_manner_of_the_series(
    written: str, basis: str, known: list[tuple[str, date | None]], label: str
) -> None:
    assert named_like(read_time_period(written, basis=basis), known, basis=basis).label == label


days = st.dates(min_value=date(2000, 1, 1), max_value=date(2078, 12, 31))


@given(days, st.sampled_from([1, 3, 6, 12, 36]))
def test_label_of_any_whole_months_is_read_as_the_same_days(day: date, count: int) -> None:
    last = date(day.year, day.month, monthrange(day.year, day.month)[1])
    months = day.year * 12 + day.month - count
    first = date(months // 12, months % 12 + 1, 1)
    period = TimePeriod(label_of(first, last), first, last)

    assert read_time_period(period.label, basis="rolling_3_years" if count == 36 else "") == period


@given(days)
def test_read_time_period_of_any_day_is_that_day_however_written(day: date) -> None:
    expected = TimePeriod(f"{day.day} {day:%B} {day.year}", day, day)
    written = (day, day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d-%b-%y}", f"{day.day} {day:%B} {day.year}")

    assert [read_time_period(text) for text in written] == [expected] * len(written)


@given(
    st.text()
    | st.from_regex(r"(Q|H|FY|Sep|year to )?\d{0,6}[ /-]?\d{0,6}( term| YTD)?", fullmatch=True)
    | st.dates()
    | st.floats()
    | st.integers(),
    st.sampled_from(BASES),
    st.sampled_from(FREQUENCIES),
)
def test_read_time_period_of_anything_at_all_is_a_period_or_a_sentence(
    written: str | float | date, basis: str, frequency: str
) -> None:
    with suppress(NotATimePeriod):
        period = read_time_period(written, basis=basis, frequency=frequency)
        again = named_like(period, [(period.label, period.last_day)], basis=basis)

        assert (period.first_day <= period.last_day, again) == (True, period)


@given(st.text(max_size=8), st.text(max_size=30))
def test_published_period_of_anything_at_all_is_a_period_or_a_sentence(time_period: str, kind: str) -> None:
    with suppress(NotATimePeriod):
        read_published_period(time_period, kind)
