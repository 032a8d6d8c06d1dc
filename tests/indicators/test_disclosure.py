"""What is hidden of a measure's figures: tables of cases, and every table that fits what is shown, counted through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.disclosure import About, Decided, Numbers, Result, counts, decide, is_small

CHILDREN = About("count", "children", 0, "snapshot", 5, frozenset({"Sex", "Age"}))
SHARE = About("share", "%", 1, "snapshot", 5, frozenset({"Sex", "Age"}))
YEAR = About("count", "children", 0, "year_to_date", 5, frozenset({"Sex", "Age"}))
JUNE, SEPTEMBER, DECEMBER, MARCH = date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)
QUARTERS = (JUNE, SEPTEMBER, DECEMBER, MARCH)


def number(value: int | str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def whole(value: int | str | None, *, ends: date = JUNE, earlier: Sequence[int] = (), **given) -> Result:
    return Result(
        ends.isoformat(),
        ends,
        Numbers(number(value)),
        earlier=tuple(Numbers(Decimal(each)) for each in earlier),
        **given,
    )


def part(value: int | None, category: str, dimension: str = "Sex", **given) -> Result:
    return whole(value, dimension=dimension, category=category, **given)


def share(part: int | None, of: int | None, value: str | None = None, **given) -> Result:
    return Result("Q1", JUNE, Numbers(number(value), number(part), number(of)), **given)


def reasons(results: Sequence[Result], about: About = CHILDREN) -> list[str]:
    return [str(each.hidden) for each in decide(results, about)]


# --- What is small ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "hidden"),
    [(0, ""), (1, "small"), (4, "small"), (5, ""), (400, ""), (None, "")],
)
def test_count_of_children_below_the_threshold_is_hidden_and_none_is_not(value, hidden):
    assert reasons([whole(value)]) == [hidden]


@pytest.mark.parametrize(
    ("part", "of", "hidden"),
    [
        (2, 40, "small"),
        (38, 40, "small"),
        (3, 3, "small"),
        (0, 3, "small"),
        (0, 40, ""),
        (40, 40, ""),
        (12, 40, ""),
    ],
)
def test_share_is_hidden_for_its_part_for_its_whole_and_for_what_it_leaves_out(part, of, hidden):
    assert reasons([share(part, of, "50.0")], SHARE) == [hidden]


def test_share_of_which_one_count_is_given_gives_the_other_away():
    assert counts(Numbers(Decimal("5.0"), None, Decimal(40)), SHARE) == {
        "numerator": Decimal(2),
        "denominator": Decimal(40),
        "complement": Decimal(38),
    }
    assert counts(Numbers(Decimal("50.0"), Decimal(20)), SHARE)["denominator"] == Decimal(40)
    assert is_small(Numbers(Decimal("1.5"), None, Decimal(20_000)), About("share", "per 10,000", 1, "", 5))


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "small"),
    [
        ("", 0, "3", True),
        ("children", 0, "3", True),
        ("referrals", 0, "3", True),
        ("%", 0, "3", False),
        ("£", 0, "3", False),
        ("days", 0, "3", False),
        ("weeks", 0, "3", False),
        ("schools", 0, "3", False),
        ("points", 0, "3", False),
        ("per 10,000", 0, "3", False),
        ("children", 1, "3.0", False),
        ("", 0, "3.5", False),
    ],
)
def test_measure_that_does_not_say_is_read_with_care(unit, decimals, value, small):
    about = About("not_said", unit, decimals, "snapshot", 5)

    assert is_small(Numbers(Decimal(value)), about) is small
    assert is_small(Numbers(Decimal(value), Decimal(2), Decimal(300)), about)


def test_measure_of_nothing_about_a_person_hides_nothing():
    about = About("none", "children", 0, "snapshot", 5)

    assert decide([whole(3), part(2, "Boys"), part(1, "Girls")], about) == (Decided("", ""),) * 3


@pytest.mark.parametrize(
    ("words", "small"),
    [
        ("2 children", True),
        ("two children", True),
        ("over 3", True),
        ("fewer than 5", False),
        ("under 4", True),
        ("none", False),
        ("0", False),
        ("4.7 %", False),
        ("3%", False),
        ("2nd of all areas", False),
        ("in 2025/26", False),
        ("1,204", False),
        ("over 100", False),
    ],
)
def test_number_that_is_only_printed_counts_too(words, small):
    assert is_small(Numbers(words=words), CHILDREN) is small


@pytest.mark.parametrize(
    ("words", "small"),
    [("2 of 3 schools", True), ("3 out of 40", True), ("37 of 40", True), ("four young people", True), ("3", False)],
)
def test_words_of_a_share_are_read_for_children_and_parts(words, small):
    assert is_small(Numbers(words=words), SHARE) is small


@pytest.mark.parametrize(
    ("judgement", "small"),
    [("3 children came back", True), ("2 of 3 homes", True), ("On target", False), ("Level 2 reached", False)],
)
def test_judgement_is_read_for_children_and_parts(judgement, small):
    assert is_small(Numbers(judgement=judgement), CHILDREN) is small


# --- What could be worked out ----------------------------------------------------------------------


def test_small_part_takes_a_second_one_with_it():
    assert reasons([whole(27), part(25, "Girls"), part(2, "Boys")]) == ["", "with_others", "small"]


def test_smallest_part_that_is_enough_is_hidden():
    table = [whole(47), part(30, "Girls"), part(10, "Boys"), part(5, "Other"), part(2, "Not known")]

    assert reasons(table) == ["", "", "", "with_others", "small"]


def test_small_parts_that_together_are_small_take_another_with_them():
    table = [whole(40), part(38, "Girls"), part(1, "Boys"), part(1, "Not known")]

    assert reasons(table) == ["", "with_others", "small", "small"]


def test_small_parts_that_together_are_not_small_hide_no_other():
    table = [whole(36), part(30, "Girls"), part(3, "Boys"), part(3, "Not known")]

    assert reasons(table) == ["", "", "small", "small"]


def test_part_that_nobody_names_is_what_is_left_over():
    assert reasons([whole(27), part(25, "Girls")]) == ["", "with_others"]
    assert reasons([whole(27), part(25, "Girls"), part(None, "Boys")]) == ["", "with_others", ""]
    assert reasons([whole(35), part(25, "Girls")]) == ["", ""]


def test_parts_that_are_not_the_whole_give_nothing_away():
    about = About("count", "children", 0, "snapshot", 5)

    assert reasons([whole(27), part(25, "Girls"), part(2, "Boys")], about) == ["", "", "small"]


def test_breakdowns_share_their_total():
    table = [
        whole(27),
        part(25, "Girls"),
        part(2, "Boys"),
        part(12, "Under 5", "Age"),
        part(15, "5 and over", "Age"),
    ]

    assert reasons(table) == ["", "with_others", "small", "", ""]


def test_breakdowns_without_their_total_are_held_against_each_other():
    table = [part(25, "Girls"), part(2, "Boys"), part(12, "Under 5", "Age"), part(15, "5 and over", "Age")]

    assert reasons(table) == ["", "small", "with_others", ""]


def test_shares_of_parts_would_give_the_part_left_out_away():
    table = [
        share(100, 200),
        share(60, 100, dimension="Sex", category="Girls"),
        share(37, 96, dimension="Sex", category="Boys"),
        share(3, 4, dimension="Sex", category="Not known"),
    ]

    assert reasons(table, SHARE) == ["", "", "with_others", "small"]


def test_figures_of_a_year_to_date_give_their_difference_away():
    table = [whole(10), whole(12, ends=SEPTEMBER), whole(30, ends=DECEMBER)]

    assert reasons(table, YEAR) == ["with_others", "", ""]
    assert reasons(table, CHILDREN) == ["", "", ""]


def test_figure_that_was_published_before_is_hidden_last():
    table = [whole(10, is_out=True), whole(12, ends=SEPTEMBER), whole(30, ends=DECEMBER)]

    assert reasons(table, YEAR) == ["", "with_others", ""]


def test_year_to_date_begins_again_in_april_and_with_a_new_series():
    april = date(2025, 3, 31)

    assert reasons([whole(30, ends=april), whole(32, ends=JUNE)], YEAR) == ["", ""]
    assert reasons([whole(30), whole(32, ends=SEPTEMBER, begins_series=True)], YEAR) == ["", ""]


def test_small_beginning_of_a_year_hides_no_more_than_itself():
    assert reasons([whole(2), whole(12, ends=SEPTEMBER)], YEAR) == ["small", ""]


def test_total_repeated_by_another_figure_is_hidden_with_it():
    # The total is hidden because of the quarter before; its parts say it again as what they are a part of.
    table = [
        whole(30, is_out=True),
        whole(32, ends=SEPTEMBER),
        Result(
            SEPTEMBER.isoformat(), SEPTEMBER, Numbers(None, Decimal(20), Decimal(32)), dimension="School", category="A"
        ),
    ]

    assert reasons(table, YEAR) == ["", "with_others", "with_others"]


def test_chosen_figure_cannot_be_worked_out_either():
    table = [whole(100), part(60, "Girls", hidden="chosen"), part(40, "Boys")]

    assert reasons(table) == ["", "chosen", "with_others"]
    assert reasons(table, About("none", "schools", 0, "snapshot", 5, frozenset({"Sex"}))) == [
        "",
        "chosen",
        "with_others",
    ]


def test_what_is_hidden_already_stays_so():
    first = [whole(27), part(25, "Girls"), part(2, "Boys")]

    once = decide(first, CHILDREN)
    again = [Result(**{**_fields(each), "hidden": str(said.hidden)}) for each, said in zip(first, once, strict=True)]

    assert decide(again, CHILDREN) == once


def _fields(result: Result) -> dict:
    return {name: getattr(result, name) for name in Result.__slots__}


# --- What it said before ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("results", "earlier"),
    [
        ([whole(12, earlier=[30])], [""]),
        ([whole(12, earlier=[3])], ["small"]),
        ([whole(3, earlier=[12])], ["with_others"]),
        ([whole(27, earlier=[40]), part(25, "Girls"), part(2, "Boys")], ["with_others", "", ""]),
        (
            [whole(60, earlier=[57]), part(30, "Girls"), part(30, "Boys", earlier=[27])],
            ["with_others", "", "with_others"],
        ),
        ([whole(60, earlier=[50]), part(30, "Girls"), part(30, "Boys", earlier=[20])], ["", "", ""]),
    ],
)
def test_what_a_figure_said_before_is_hidden_where_it_gives_a_small_count_away(results, earlier):
    assert [str(each.earlier) for each in decide(results, CHILDREN)] == earlier


# --- Every table that fits -------------------------------------------------------------------------

sizes = st.one_of(st.integers(0, 3), st.integers(0, 8))
thresholds = st.integers(3, 5)


def tables(dimensions: Sequence[Sequence[int]], shown: Sequence[Sequence[int | None]], total: int | None, cap: int):
    """Every table of non-negative numbers with these published cells (None where one is hidden)."""

    def fits(cells: Sequence[int | None]) -> Iterator[tuple[int, ...]]:
        return product(*(range(cap) if cell is None else (cell,) for cell in cells))

    if total is not None:
        choices = [[cells for cells in fits(told) if sum(cells) == total] for told in shown]
        yield from product(*choices)
        return
    first, *others = shown
    for cells in fits(first):
        rest = [[each for each in fits(told) if sum(each) == sum(cells)] for told in others]
        yield from product([cells], *rest)


@settings(max_examples=150, deadline=None)
@given(
    first=st.lists(sizes, min_size=2, max_size=3),
    second=st.lists(sizes, min_size=2, max_size=2),
    both=st.booleans(),
    threshold=thresholds,
    total_shown=st.booleans(),
)
def test_no_small_cell_of_a_table_can_be_worked_out(first, second, both, threshold, total_shown):
    total = sum(first)
    dimensions = [first]
    if both:
        second = [min(second[0], total), total - min(second[0], total)]
        dimensions.append(second)
    results = [whole(total)] if total_shown else []
    for name, cells in zip(("Sex", "Age"), dimensions, strict=False):
        results += [part(cell, str(number), name) for number, cell in enumerate(cells)]
    about = About("count", "children", 0, "snapshot", threshold, frozenset({"Sex", "Age"}))

    hidden = iter(reasons(results, about))

    shown_total = total if total_shown and not next(hidden) else None
    shown = [[None if next(hidden) else cell for cell in cells] for cells in dimensions]
    small = {
        (number, place)
        for number, cells in enumerate(dimensions)
        for place, cell in enumerate(cells)
        if 0 < cell < threshold
    }
    assert all(shown[number][place] is None for number, place in small)
    if not small and not 0 < total < threshold:
        assert shown == dimensions
        return
    possible: dict[tuple[int, int], set[int]] = {cell: set() for cell in small}
    for table in tables(dimensions, shown, shown_total, total + threshold + 1):
        for number, place in small:
            possible[number, place].add(table[number][place])
        if all(max(values) >= threshold and len(values) > 1 for values in possible.values() if values):
            break
    # Whoever knows everything that is shown must still reckon with a number that is not small.
    assert all(len(values) > 1 and max(values) >= threshold for values in possible.values()), (shown_total, shown)
    if shown_total is not None:
        for cells, told in zip(dimensions, shown, strict=True):
            left = [cell for cell, each in zip(cells, told, strict=True) if each is None]
            assert not left or not 0 < sum(left) < threshold


@settings(max_examples=150, deadline=None)
@given(quarters=st.lists(st.integers(0, 7), min_size=2, max_size=4), threshold=thresholds)
def test_no_small_quarter_of_a_year_can_be_worked_out(quarters, threshold):
    to_date = [sum(quarters[: number + 1]) for number in range(len(quarters))]
    results = [whole(value, ends=ends) for value, ends in zip(to_date, QUARTERS, strict=False)]
    about = About("count", "children", 0, "year_to_date", threshold)

    shown = [None if hidden else value for value, hidden in zip(to_date, reasons(results, about), strict=True)]

    if not any(0 < each < threshold for each in [*quarters, *to_date]):
        assert shown == to_date
        return
    top = to_date[-1] + threshold + 1
    fitting = [
        years
        for years in product(*(range(top) if value is None else (value,) for value in shown))
        if all(before <= after for before, after in pairwise((0, *years)))
    ]
    for number, quarter in enumerate(quarters):
        if 0 < quarter < threshold:
            values = {years[number] - (years[number - 1] if number else 0) for years in fitting}
            assert len(values) > 1
            assert max(values) >= threshold, (to_date, shown)


@settings(max_examples=100, deadline=None)
@given(cells=st.lists(st.one_of(st.just(0), st.integers(5, 60)), min_size=2, max_size=6))
def test_nothing_is_hidden_where_nothing_is_small(cells):
    results = [whole(sum(cells)), *(part(cell, str(number)) for number, cell in enumerate(cells))]

    assert reasons(results) == [""] * len(results)


@settings(max_examples=60, deadline=None)
@given(
    girls=st.lists(st.integers(0, 6), min_size=2, max_size=3),
    boys=st.lists(st.integers(0, 6), min_size=3, max_size=3),
)
def test_no_small_cell_of_a_table_through_a_year_is_the_only_one_that_fits(girls, boys):
    boys = boys[: len(girls)]
    rows = [[sum(each[: number + 1]) for number in range(len(each))] for each in (girls, boys)]
    results = []
    for number, ends in enumerate(QUARTERS[: len(girls)]):
        results += [
            whole(rows[0][number] + rows[1][number], ends=ends),
            part(rows[0][number], "Girls", ends=ends),
            part(rows[1][number], "Boys", ends=ends),
        ]
    about = About("count", "children", 0, "year_to_date", 3, frozenset({"Sex"}))

    hidden = [bool(each) for each in reasons(results, about)]

    small = [number for number, each in enumerate(results) if 0 < int(each.numbers.value or 0) < 3]
    assert all(hidden[number] for number in small)
    fitting = list(_years(results, hidden, len(girls)))
    assert tuple(int(each.numbers.value or 0) for each in results) in fitting
    assert all(len({each[number] for each in fitting}) > 1 for number in small)


def _years(results: Sequence[Result], hidden: Sequence[bool], quarters: int) -> Iterator[tuple[int, ...]]:
    """Every course of a year of two categories and their total that fits what is shown."""
    top = max(int(each.numbers.value or 0) for each in results) + 4

    def tables_of(quarter: int) -> Iterator[tuple[int, int, int]]:
        known = [
            None if hidden[quarter * 3 + place] else int(results[quarter * 3 + place].numbers.value or 0)
            for place in range(3)
        ]
        for girls in range(top) if known[1] is None else (known[1],):
            for boys in range(top) if known[2] is None else (known[2],):
                if known[0] in (None, girls + boys):
                    yield girls + boys, girls, boys

    def onward(done: tuple[int, ...], quarter: int) -> Iterator[tuple[int, ...]]:
        if quarter == quarters:
            yield done
            return
        for table in tables_of(quarter):
            if not done or all(before <= after for before, after in zip(done[-3:], table, strict=True)):
                yield from onward((*done, *table), quarter + 1)

    return onward((), 0)
