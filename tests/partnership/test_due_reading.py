from calendar import monthrange
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.due import Due, Precision
from partnership.due_reading import NotADate, read_due


@pytest.mark.parametrize(
    ("printed", "last_day", "precision"),
    [
        ("31 December 2026", date(2026, 12, 31), Precision.DAY),
        ("31st December, 2026", date(2026, 12, 31), Precision.DAY),
        ("Friday 6 March 2020", date(2020, 3, 6), Precision.DAY),
        ("by 1st of Sept. 2026", date(2026, 9, 1), Precision.DAY),
        ("December 31, 2026", date(2026, 12, 31), Precision.DAY),
        ("2026-12-31", date(2026, 12, 31), Precision.DAY),
        ("31/12/2026", date(2026, 12, 31), Precision.DAY),
        ("1.9.26", date(2026, 9, 1), Precision.DAY),
        ("May 2025", date(2025, 5, 31), Precision.MONTH),
        ("May 25", date(2025, 5, 31), Precision.MONTH),
        ("May ’25", date(2025, 5, 31), Precision.MONTH),
        ("by April 2010", date(2010, 4, 30), Precision.MONTH),
        ("By the end of February 2028", date(2028, 2, 29), Precision.MONTH),
        ("September", None, Precision.MONTH),
        ("July to September 2026", date(2026, 9, 30), Precision.QUARTER),
        ("Dec 2025 – Feb 2026", date(2026, 2, 28), Precision.QUARTER),
        ("October 2025 to March 2026", date(2026, 3, 31), Precision.HALF_YEAR),
        ("May/June 2026", date(2026, 6, 30), Precision.MONTH),
        ("Quarter 4 2025/26", date(2026, 3, 31), Precision.QUARTER),
        ("Quarter 3 of 2025-26", date(2025, 12, 31), Precision.QUARTER),
        ("Q1 25/26", date(2025, 6, 30), Precision.QUARTER),
        ("Q2 2025–2026", date(2025, 9, 30), Precision.QUARTER),
        ("Q2 2026", date(2026, 9, 30), Precision.QUARTER),
        ("fourth quarter of 2025/26", date(2026, 3, 31), Precision.QUARTER),
        ("Quarter 4", None, Precision.QUARTER),
        ("Autumn 2026", date(2026, 11, 30), Precision.SEASON),
        ("Spring 2027", date(2027, 5, 31), Precision.SEASON),
        ("Winter 2026", date(2027, 2, 28), Precision.SEASON),
        ("Winter 2026/27", date(2027, 2, 28), Precision.SEASON),
        ("Spring 2025/26", date(2026, 5, 31), Precision.SEASON),
        ("Autumn 2025/26", date(2025, 11, 30), Precision.SEASON),
        ("end of the summer term 2026", date(2026, 7, 31), Precision.SEASON),
        ("Spring term 2026", date(2026, 4, 30), Precision.SEASON),
        ("Autumn", None, Precision.SEASON),
        ("first half of 2025/26", date(2025, 9, 30), Precision.HALF_YEAR),
        ("H2 2025/26", date(2026, 3, 31), Precision.HALF_YEAR),
        ("second half", None, Precision.HALF_YEAR),
        ("2025/26", date(2026, 3, 31), Precision.YEAR),
        ("1999/00", date(2000, 3, 31), Precision.YEAR),
        ("FY 2025", date(2026, 3, 31), Precision.YEAR),
        ("financial year 2025-26", date(2026, 3, 31), Precision.YEAR),
        ("academic year 2025/26", date(2026, 8, 31), Precision.YEAR),
        ("2025/26 school year", date(2026, 8, 31), Precision.YEAR),
        ("2026", date(2026, 12, 31), Precision.YEAR),
        ("by end of 2026", date(2026, 12, 31), Precision.YEAR),
        ("end 2026", date(2026, 12, 31), Precision.YEAR),
        ("Ongoing", None, Precision.ONGOING),
        ("on-going throughout the plan", None, Precision.ONGOING),
        ("continuous", None, Precision.ONGOING),
        ("once published", None, Precision.EVENT),
        ("After the election in May 2027", None, Precision.EVENT),
        ("subject to funding", None, Precision.EVENT),
        ("asap", None, Precision.UNSPECIFIED),
        ("as soon as possible", None, Precision.UNSPECIFIED),
        ("TBC", None, Precision.UNSPECIFIED),
        ("24 September", None, Precision.UNSPECIFIED),
        ("within six weeks", None, Precision.UNSPECIFIED),
        ("Phase 2", None, Precision.UNSPECIFIED),
    ],
)
def test_read_due_as_people_write_it_gives_precision_and_last_day(
    printed: str, last_day: date | None, precision: Precision
) -> None:
    assert read_due(printed) == Due(last_day, precision, printed)


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("31 February 2026", "There is no such day as 31 February 2026."),
        ("32/01/2026", "There is no such day as 32/01/2026."),
        ("2026-13-01", "There is no such day as 2026-13-01."),
        ("Quarter 5 2025/26", "“Quarter 5 2025/26”: a year has quarters 1 to 4."),
        ("Half 3 2025/26", "“Half 3 2025/26”: a year has halves 1 and 2."),
        ("  ", "A date cannot be empty. Leave it out if none is known."),
        *(
            (
                text,
                f"“{text}” is not a date we can read. Write for example 31 December 2026, May 2025, "
                "Quarter 4 2025/26, Autumn 2026, 2025/26 or 2026.",
            )
            for text in ("31 Decmber 2026", "2025/27", "2009-11", "2025 to 2028", "Quarter 4 2025/27")
        ),
    ],
)
def test_read_due_of_an_impossible_date_says_what_would_be_right(printed: str, sentence: str) -> None:
    with pytest.raises(NotADate) as refusal:
        read_due(printed)

    assert str(refusal.value) == sentence


def test_read_due_tidies_space_and_keeps_the_words() -> None:
    assert read_due("  Quarter 4\n 2025/26 ") == Due(date(2026, 3, 31), Precision.QUARTER, "Quarter 4 2025/26")


def test_due_of_a_month_is_late_only_once_the_month_is_over() -> None:
    due = read_due("May 25")

    assert (due.is_over(on=date(2025, 5, 31)), due.is_over(on=date(2025, 6, 1))) == (False, True)


days = st.dates(min_value=date(2000, 1, 1), max_value=date(2098, 12, 31))
months = st.builds(lambda day: date(day.year, day.month, monthrange(day.year, day.month)[1]), days)


@given(days)
def test_read_due_of_any_written_day_round_trips(day: date) -> None:
    written = (
        f"{day.day} {day:%B} {day.year}",
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%A} {day.day} {day:%b} {day.year}",
    )

    assert [read_due(text) for text in written] == [Due(day, Precision.DAY, text) for text in written]


@given(months)
def test_read_due_of_any_written_month_round_trips(end: date) -> None:
    written = (f"{end:%B %Y}", f"{end:%b %Y}", f"by the end of {end:%B %Y}")

    assert [read_due(text) for text in written] == [Due(end, Precision.MONTH, text) for text in written]


@given(st.integers(2000, 2098), st.integers(1, 4))
def test_read_due_of_any_written_quarter_round_trips(year: int, number: int) -> None:
    end = {
        1: date(year, 6, 30),
        2: date(year, 9, 30),
        3: date(year, 12, 31),
        4: date(year + 1, 3, 31),
    }[number]
    following = f"{(year + 1) % 100:02d}"
    written = (f"Quarter {number} {year}/{following}", f"Q{number} {year}-{year + 1}", f"Q{number} {year}")

    assert [read_due(text) for text in written] == [Due(end, Precision.QUARTER, text) for text in written]


@given(st.integers(2000, 2098))
def test_read_due_of_any_written_year_round_trips(year: int) -> None:
    following = f"{(year + 1) % 100:02d}"

    assert [
        read_due(text).last_day for text in (f"{year}", f"{year}/{following}", f"academic year {year}/{following}")
    ] == [
        date(year, 12, 31),
        date(year + 1, 3, 31),
        date(year + 1, 8, 31),
    ]


@given(st.text(min_size=1))
def test_read_due_of_any_text_keeps_its_words_or_refuses(text: str) -> None:
    with suppress(NotADate):
        assert read_due(text).printed == " ".join(text.split())
