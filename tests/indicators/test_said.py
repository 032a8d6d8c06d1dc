"""What is said of a period beside what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.models import Figure
from indicators.said import NOTHING_SEEN, STATUSES, Compared, Kind, Open, Said, compare

MEASURES = {1: Open("in_period", {7: ["Girls", "Boys"]}), 2: Open("snapshot")}
Q1 = date(2025, 6, 30)


def kept(period_label: str = "Q1 2025/26", period_ends_on: date | None = Q1, **values: object) -> Figure:
    given: dict[str, object] = {"indicator_id": 1, "value": Decimal(80), **values}
    if given.get("missing"):
        given["value"] = None
    return Figure(period_label=period_label, period_ends_on=period_ends_on, **given)


def said(period_label: str = "Q1 2025/26", period_ends_on: date | None = Q1, **values: object) -> Said:
    given: dict[str, object] = {"indicator_pk": 1, **values}
    return Said(period_label=period_label, period_ends_on=period_ends_on, **given)  # type: ignore[arg-type]


def becomes(one: Said, *already: Figure) -> Compared:
    return compare([one], already, measures=MEASURES)[0]


def test_statuses_are_those_of_figures():
    assert set(Figure.Status.values) == STATUSES


def test_compare_the_first_figure_of_a_period_is_new_and_final():
    one = said(value=Decimal("82.5"))

    assert becomes(one) == Compared(
        one,
        Kind.NEW,
        becomes=replace(
            one,
            status="final",
            direction_since="",
            as_printed="",
            judgement="",
            reported_rating="",
            note="",
            note_kept_because="",
        ),
    )


def test_compare_another_number_is_the_next_revision():
    old = kept(revision=2, numerator=Decimal(8), denominator=Decimal(10), note="From the old system.")
    one = said(value=Decimal(85))

    made = becomes(one, old)

    assert (made.kind, made.old, made.revision) == (Kind.CHANGED, old, 3)
    assert made.becomes == replace(
        one,
        status="revised",
        direction_since="",
        as_printed="",
        judgement="",
        reported_rating="",
        note="",
        note_kept_because="",
    )


@pytest.mark.parametrize(
    "one",
    [
        said(value=Decimal(80)),
        said(value=Decimal("80.000000"), status="final"),
        said(value=Decimal(80), note="From the old system.", numerator=Decimal(8)),
        said("q1 2025/26", None, value=Decimal(80)),
        said("April to June 2025", value=Decimal(80)),
    ],
    ids=["plain", "as final", "with what is kept", "by its name", "by its last day"],
)
def test_compare_the_same_figure_writes_nothing(one):
    old = kept(numerator=Decimal(8), denominator=Decimal(10), note="From the old system.", status="revised")

    assert becomes(one, old) == Compared(one, Kind.UNCHANGED, old=old)


@pytest.mark.parametrize(
    ("old", "one", "status"),
    [
        (kept(), said(value=Decimal(81)), "revised"),
        (kept(status="revised"), said(value=Decimal(81)), "revised"),
        (kept(status="provisional"), said(value=Decimal(81)), "provisional"),
        (kept(status="provisional"), said(value=Decimal(80), status="final"), "final"),
        (kept(status="provisional"), said(value=Decimal(81), status="final"), "final"),
        (kept(status="estimated"), said(value=Decimal(80), note="By hand."), "estimated"),
        (kept(), said(value=Decimal(80), note="By hand."), "final"),
        (kept(), said(value=Decimal(80), numerator=Decimal(8)), "revised"),
        (kept(missing="not_due"), said(value=Decimal(81)), "final"),
        (kept(), said(missing="not_available"), "revised"),
        (kept(), said(judgement="On target"), "revised"),
    ],
)
def test_compare_a_changed_figure_is_revised_unless_somebody_says_otherwise(old, one, status):
    made = becomes(one, old)

    assert (made.kind, made.becomes and made.becomes.status) == (Kind.CHANGED, status)


def test_compare_a_note_alone_takes_over_everything_else():
    old = kept(numerator=Decimal(8), denominator=Decimal(10), judgement="On target", reported_rating="Green")

    made = becomes(said(value=Decimal(80), note="Counted twice."), old)

    assert made.becomes == said(
        value=Decimal(80),
        numerator=Decimal(8),
        denominator=Decimal(10),
        judgement="On target",
        reported_rating="Green",
        note="Counted twice.",
        note_kept_because="",
        as_printed="",
        direction_since="",
        status="final",
    )


def test_compare_a_revision_keeps_the_name_that_the_series_has():
    made = becomes(
        said("July to September 2025", date(2025, 9, 30), value=Decimal(3)), kept("Q2 2025/26", date(2025, 9, 30))
    )

    assert (made.kind, made.becomes and made.becomes.period_label) == (Kind.CHANGED, "Q2 2025/26")


def test_compare_a_year_is_not_its_last_quarter():
    year_end = date(2026, 3, 31)

    assert becomes(said("2025/26", year_end, value=Decimal(3)), kept("Q4 2025/26", year_end)).kind == Kind.NEW


def test_compare_a_day_decides_where_the_measure_is_of_a_day():
    year_end = date(2026, 3, 31)
    old = kept("March 2026", year_end, indicator_id=2)

    assert becomes(said("2025/26", year_end, indicator_pk=2, value=Decimal(3)), old).kind == Kind.CHANGED


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (said(value=Decimal(1), indicator_pk=3), "The figures of this measure are not yours to bring in."),
        (said("", value=Decimal(1)), "Name the period."),
        (said(), "A figure is a number, the words that were printed, or why it is missing."),
        (said(value=Decimal(1), missing="low"), "A figure is either a number or missing, never both."),
        (said(missing="low", qualifier="about"), "Only a number can be “about” or “over”."),
        (said(value=Decimal(1), status="good"), "“good” is not a status of a figure."),
        (
            said(value=Decimal("0.1234567")),
            "Write no more than 12 figures before the point and 6 after it.",
        ),
        (said(value=Decimal("1E12")), "Write no more than 12 figures before the point and 6 after it."),
        (said(value=Decimal("NaN")), "Write no more than 12 figures before the point and 6 after it."),
        (said("x" * 121, value=Decimal(1)), f"“{'x' * 40}…” is too long: no more than 120 letters."),
        (said(value=Decimal(1), note="a\x00b"), "There is a character in it that cannot be kept. Write it anew."),
        (said(value=Decimal(1), dimension_pk=8, category="Girls"), "This measure is not broken down by that."),
        (
            said(value=Decimal(1), dimension_pk=7, category="Others"),
            "“Others” is not one of the parts that this measure is broken down into.",
        ),
        (said(value=Decimal(1), category="Girls"), "Say what “Girls” is a part of."),
        (
            said("Q1 2025/26", date(2025, 7, 31), value=Decimal(1)),
            "Q1 2025/26 of this measure ends on 30 June 2025, not on 31 July 2025.",
        ),
    ],
)
def test_compare_what_cannot_be_kept_is_refused_with_a_sentence(one, why):
    made = becomes(one, kept())

    assert (made.kind, made.why) == (Kind.REFUSED, why)


def test_compare_a_part_is_another_figure_than_the_whole():
    girls = said(value=Decimal(80), dimension_pk=7, category="Girls")

    assert becomes(girls, kept()).kind == Kind.NEW
    assert becomes(girls, kept(), kept(dimension_id=7, category="Girls")).kind == Kind.UNCHANGED


def test_compare_the_same_period_twice_is_one_figure_or_refused():
    alike = compare([said(value=Decimal(1)), said("April to June 2025", value=Decimal(1))], [], measures=MEASURES)
    apart = compare([said(value=Decimal(1)), said(value=Decimal(2))], [kept()], measures=MEASURES)

    assert [each.kind for each in alike] == [Kind.NEW, Kind.UNCHANGED]
    assert [(each.kind, each.why) for each in apart] == [
        (Kind.CHANGED, ""),
        (Kind.REFUSED, "Q1 2025/26 stands here twice, with different figures."),
    ]


@pytest.mark.parametrize(
    ("seen", "value", "kind"),
    [(0, 81, Kind.REFUSED), (NOTHING_SEEN, 81, Kind.REFUSED), (1, 81, Kind.CHANGED), (0, 80, Kind.UNCHANGED)],
)
def test_compare_a_figure_that_somebody_else_entered_meanwhile_is_not_written_over(seen, value, kind):
    old = kept(revision=1)

    made = becomes(said(value=Decimal(value), seen=seen), old)

    assert (made.kind, made.old) == (kind, old)
    if kind == Kind.REFUSED:
        assert made.why == (
            "Somebody else has entered a figure for Q1 2025/26 since you opened this page. "
            "Compare it with yours, and save again if yours is right."
        )


things_said = st.builds(
    said,
    period_label=st.sampled_from(["Q1 2025/26", "April to June 2025", "Q2 2025/26", "2025/26", "At inspection"]),
    period_ends_on=st.sampled_from([None, Q1, date(2025, 9, 30), date(2026, 3, 31)]),
    value=st.none() | st.integers(0, 3).map(Decimal),
    missing=st.sampled_from(["", "", "suppressed"]),
    qualifier=st.sampled_from(["", "", "about"]),
    status=st.sampled_from(["", "final", "provisional"]),
    note=st.sampled_from([None, "", "By hand."]),
    judgement=st.sampled_from([None, None, "On target"]),
    numerator=st.none() | st.integers(0, 3).map(Decimal),
)


def as_kept(made: Compared) -> Figure:
    row = made.becomes
    assert row is not None
    names = ("period_label", "period_ends_on", "value", "missing", "qualifier", "direction", "numerator", "denominator")
    texts = ("status", "direction_since", "as_printed", "judgement", "reported_rating", "note", "note_kept_because")
    return Figure(
        indicator_id=row.indicator_pk, revision=made.revision, **{name: getattr(row, name) for name in names + texts}
    )


@given(st.lists(things_said, max_size=8))
def test_compare_the_same_again_changes_nothing(figures):
    first = compare(figures, [], measures=MEASURES)
    rows = [as_kept(each) for each in first if each.becomes]
    taken = [each.said for each in first if each.kind != Kind.REFUSED]

    again = compare(taken, rows, measures=MEASURES)

    assert {each.kind for each in again} <= {Kind.UNCHANGED}


@given(st.lists(things_said, max_size=8), st.lists(things_said, max_size=8))
def test_compare_never_writes_one_revision_twice(before, after):
    rows = [as_kept(each) for each in compare(before, [], measures=MEASURES) if each.becomes]
    written = rows + [as_kept(each) for each in compare(after, rows, measures=MEASURES) if each.becomes]

    keys = [(row.period_label, row.revision) for row in written]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("given", "after"),
    [
        ({"note": None}, "They agreed."),
        ({"note": "Two girls."}, "They agreed."),
        ({"note": "By hand."}, ""),
        ({"note": "By hand.", "note_kept_because": "Another."}, "Another."),
    ],
)
def test_why_a_note_stays_is_taken_over_with_the_note_and_never_with_another(given, after):
    old = kept(note="Two girls.", note_kept_because="They agreed.")

    made = becomes(said(value=Decimal(80), status="estimated", **given), old)

    assert made.becomes is not None
    assert made.becomes.note_kept_because == after
