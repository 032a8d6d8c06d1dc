"""What somebody typed where a number belongs: read, or asked about, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.models import Figure
from indicators.typed import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    DECIMALS,
    DIGITS_BEFORE_POINT,
    LONGEST,
    NOTHING,
    OVER,
    REASONS,
    SYMBOLS,
    UNDER,
    UNEXPLAINED,
    AskWhy,
    AskWords,
    Missing,
    Number,
    Unreadable,
    from_cell,
    read,
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("68.4", Number(Decimal("68.4"))),
        (" 68.4\n", Number(Decimal("68.4"))),
        ("68.40", Number(Decimal("68.40"))),
        ("1.234", Number(Decimal("1.234"))),
        (".5", Number(Decimal("0.5"))),
        ("0", Number(Decimal(0))),
        ("-0", Number(Decimal(0))),
        ("007", Number(Decimal(7))),
        ("+3", Number(Decimal(3))),
        ("-3", Number(Decimal(-3))),
        ("− 3.5", Number(Decimal("-3.5"))),
        ("1,214", Number(Decimal(1214))),
        ("1,234,567.8", Number(Decimal("1234567.8"))),
        ("1\u00a0214", Number(Decimal(1214))),
        ("1\u202f234\u202f567", Number(Decimal(1234567))),
        ("123456789012.123456", Number(Decimal("123456789012.123456"))),
        ("0.1000000000", Number(Decimal("0.100000"))),
        ("68.4%", Number(Decimal("68.4"), sign="%")),
        ("68.4 per cent", Number(Decimal("68.4"), sign="%")),
        ("£1,200", Number(Decimal(1200), sign="£")),
        ("-£3", Number(Decimal(-3), sign="£")),
        ("£-3", Number(Decimal(-3), sign="£")),
        ("over 100", Number(Decimal(100), OVER)),
        (">100", Number(Decimal(100), OVER)),
        ("More than 1,000", Number(Decimal(1000), OVER)),
        ("under 10", Number(Decimal(10), UNDER)),
        ("<5", Number(Decimal(5), UNDER)),
        ("fewer than 5", Number(Decimal(5), UNDER)),
        ("about 20", Number(Decimal(20), ABOUT)),
        ("c. 20", Number(Decimal(20), ABOUT)),
        ("c20", Number(Decimal(20), ABOUT)),
        ("~20", Number(Decimal(20), ABOUT)),
        ("approx. 5%", Number(Decimal(5), ABOUT, "%")),
        ("at least 5", Number(Decimal(5), AT_LEAST)),
        (">= 5", Number(Decimal(5), AT_LEAST)),
        ("100+", Number(Decimal(100), AT_LEAST)),
        ("5% or more", Number(Decimal(5), AT_LEAST, "%")),
        ("no more than 5", Number(Decimal(5), AT_MOST)),
        ("up to £20", Number(Decimal(20), AT_MOST, "£")),
        ("5 or fewer", Number(Decimal(5), AT_MOST)),
    ],
)
def test_read_a_number_is_that_number(written, number):
    assert read(written) == number


@pytest.mark.parametrize("written", ["", "  ", "\n\t"])
def test_read_nothing_is_none(written):
    assert read(written) is None


@pytest.mark.parametrize(
    "written", ["N/A", "n/a", "-", "–", "—", "..", "n/k", "TBC", "#N/A", "c", "z", "x", "k", "[c]"]
)
def test_read_what_does_not_say_why_there_is_no_number_asks_why(written):
    assert read(written) == AskWhy(written)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("c", "suppressed"),
        ("C", "suppressed"),
        ("[c]", "suppressed"),
        ("z", "not_applicable"),
        ("x", "not_available"),
        ("k", "low"),
        ("low", "low"),
    ],
)
def test_read_symbols_of_a_source_that_uses_them_say_why(written, reason):
    assert read(written, symbols=True) == Missing(reason)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("suppressed", "suppressed"),
        ("Not applicable", "not_applicable"),
        ("not available.", "not_available"),
        ("not due", "not_due"),
        ("Not yet due", "not_due"),
    ],
)
def test_read_a_reason_written_out_says_why(written, reason):
    assert read(written) == Missing(reason)


def test_read_dash_and_not_available_of_a_source_with_symbols_still_asks():
    assert [read(written, symbols=True) for written in ("-", "N/A")] == [AskWhy("-"), AskWhy("N/A")]


@pytest.mark.parametrize(
    "written",
    [
        "on target",
        "Green",
        "68.4 (provisional)",
        "10-15",
        "10 to 15",
        "12/03/2025",
        "overt 5",
        "over",
        "c.",
        "٣",
        "68²",
    ],
)
def test_read_words_are_asked_about(written):
    assert read(written) == AskWords(written)


AMBIGUOUS = (
    "Write “{}” with a full stop before the decimals, and commas only between thousands: 1,234.5. "
    "As it stands, it could be read in more than one way."
)
ONE_NUMBER = "Write one number without spaces, such as 1,234.5 or -3. “{}” could be read in more than one way."


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1.234,5", AMBIGUOUS.format("1.234,5")),
        ("1,5", AMBIGUOUS.format("1,5")),
        ("0,500", AMBIGUOUS.format("0,500")),
        ("12,34,567", AMBIGUOUS.format("12,34,567")),
        ("1.234.567", AMBIGUOUS.format("1.234.567")),
        ("1,2345", AMBIGUOUS.format("1,2345")),
        ("1 214", ONE_NUMBER.format("1 214")),
        ("(12)", ONE_NUMBER.format("(12)")),
        ("over 5+", ONE_NUMBER.format("over 5+")),
        ("5.", "Write the figures after the point, or leave the point out."),
        ("1.2m", "Write the number in full: 1,200,000 and not 1.2m."),
        ("1e5", "Write the number in full: 1,200,000 and not 1.2m."),
        ("12/40", "Write the result as one number with decimals. The numbers it is made of have boxes of their own."),
        ("½", "Write the result as one number with decimals. The numbers it is made of have boxes of their own."),
        ("£5%", "Write either an amount of money or a percentage."),
        ("-£-3", "Write one minus sign only."),
        ("0.1234567", "Write no more than 6 decimals."),
        ("1234567890123", "Write no more than 12 figures before the point."),
        ("nil", "Write 0 if the result was nought. If there is no result yet, write N/A."),
        ("a\x00b", "Write a number, or at most 500 letters in words."),
    ],
)
def test_read_what_could_be_two_numbers_is_refused_with_a_sentence(written, why):
    assert read(written) == Unreadable(written, why)


def test_read_a_page_of_text_is_refused():
    assert read("word " * 200) == Unreadable(
        ("word " * 200)[:LONGEST], "Write a number, or at most 500 letters in words."
    )


def test_codes_are_those_of_figures():
    assert {*SYMBOLS.values(), *REASONS.values()} == set(Figure.Missing.values)
    assert {OVER, UNDER, ABOUT, AT_LEAST, AT_MOST} == set(Figure.Qualifier.values)


@pytest.mark.parametrize("written", sorted(UNEXPLAINED | NOTHING))
def test_read_every_listed_way_of_saying_nothing_is_no_number(written):
    assert isinstance(read(written.upper()), AskWhy | Unreadable)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0.1 + 0.2, Number(Decimal("0.3"))),
        (68.4, Number(Decimal("68.4"))),
        (100.0, Number(Decimal(100))),
        (-0.0, Number(Decimal(0))),
        (1 / 3, Number(Decimal("0.333333"))),
        (Decimal("1E+3"), Number(Decimal(1000))),
        (7, Number(Decimal(7))),
    ],
)
def test_from_cell_keeps_six_decimals(value, number):
    made = from_cell(value)

    assert made == number
    assert "E" not in str(made)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e12, Decimal("NaN")])
def test_from_cell_too_large_or_no_number_is_refused(value):
    assert from_cell(value) == Unreadable(str(value), "Write no more than 12 figures before the point.")


numbers = st.decimals(
    min_value=-(10**DIGITS_BEFORE_POINT) + 1,
    max_value=10**DIGITS_BEFORE_POINT - 1,
    places=DECIMALS,
    allow_nan=False,
)


@given(numbers)
def test_read_any_number_as_python_prints_it_is_itself(value):
    assert read(f"{value:f}") == read(f"{value:,f}") == Number(value)


@given(numbers)
def test_from_cell_any_number_keeps_it(value):
    assert from_cell(value) == Number(value)


@given(st.text(max_size=600))
def test_read_any_text_answers_and_keeps_what_was_written(written):
    found = read(written)

    if isinstance(found, AskWhy | AskWords):
        assert found.written.split() == written.split()
    elif isinstance(found, Number):
        assert any(character in "0123456789" for character in written)


@given(st.text(alphabet="0123456789.,-+%£<>~ ckc()e/", min_size=1, max_size=20), st.booleans())
def test_read_a_number_it_finds_has_exactly_the_digits_written(written, symbols):
    found = read(written, symbols=symbols)

    if isinstance(found, Number):
        digits = "".join(character for character in written if character.isdigit())
        shown = "".join(character for character in f"{found.value:f}" if character.isdigit())
        assert digits.lstrip("0").rstrip("0") == shown.lstrip("0").rstrip("0")
        assert abs(found.value) < 10**DIGITS_BEFORE_POINT
