from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.importing.guessing import find_heading, guess
from indicators.importing.mapping import Layout, Mapping, Role, Table, mapping_from
from indicators.importing.measures import MeasureFacts, Measures, Parts, TwoMeasures, plain
from indicators.importing.published import names_of_area
from indicators.importing.reading import Beside, Elsewhere, Reading, read
from indicators.importing.sheets import Cell, CellError, Month, Percent, Row, Sheet, shown
from indicators.importing.writing import empty_file
from indicators.said import Said

SEX = Parts(7, "Sex", ("Boys", "Girls"))
KS4 = MeasureFacts(1, "ks4", "Attainment at 16", code="A1", unit="%", external_codes=("avg_att8",), dimensions=(SEX,))
NEET = MeasureFacts(2, "neet", "Young people not in education or work", basis="in_period", frequency="quarterly")
VISITS = MeasureFacts(3, "visits", "Visits to hubs", series=(("Q1 2025/26", date(2025, 6, 30)),))
OTHERS = MeasureFacts(4, "audits", "Audits done", mine=False)
MEASURES = Measures((KS4, NEET, VISITS, OTHERS))
SEPTEMBER = date(2025, 9, 30)


def sheet_of(*rows: list[Any]) -> Sheet:
    kept = [Row(line, [cell if cell is not None else "" for cell in row]) for line, row in enumerate(rows, start=1)]
    return Sheet("", [row for row in kept if any(cell != "" for cell in row.cells)])


def read_guessed(*rows: list[Any], measures: Measures = MEASURES, **said: Any) -> tuple[Mapping, Reading]:
    sheet = sheet_of(*rows)
    mapping = msgspec.structs.replace(guess(sheet, measures)[0], **said)
    return mapping, read(Table(sheet, mapping.heading), mapping, measures)


def of_measure(measure: MeasureFacts, value: str | None = None, **more: Any) -> Said:
    about: dict[str, Any] = {"period_label": "July to September 2025", "period_ends_on": SEPTEMBER}
    number = {} if value is None else {"value": Decimal(value)}
    return Said(**{"indicator_pk": measure.pk, **about, **number, **more})


def said_in(reading: Reading) -> list[Said | str]:
    return [figure.said or figure.why for figure in reading.figures]


# --- Layouts ---------------------------------------------------------------------------------------


def test_long_file_with_a_title_above_and_notes_beneath_is_read() -> None:
    mapping, reading = read_guessed(
        ["Children’s scorecard, quarter 2"],
        [],
        ["Indicator", "Reporting period", "Outturn", "Numerator", "Denominator", "Status", "RAG", "Comments"],
        ["Attainment at 16", "Q2 2025/26", "68.4%", "1,214", "1,775", "Provisional", "Green", "Validated in May"],
        ["neet", date(2025, 9, 30), Decimal("4.1"), "", "", "", "", ""],
        ["Visits to hubs", "Jul-Sep 2025", Decimal(310), "", "", "", "", ""],
        ["Source: the council’s own systems"],
    )

    assert (mapping.layout, mapping.heading) == (Layout.LONG, 3)
    assert said_in(reading) == [
        of_measure(
            KS4,
            "68.4",
            numerator=Decimal(1214),
            denominator=Decimal(1775),
            status="provisional",
            reported_rating="Green",
            note="Validated in May",
        ),
        of_measure(NEET, "4.1"),
        # In the manner of its series.
        of_measure(VISITS, "310", period_label="Q2 2025/26"),
    ]
    assert (reading.silent, [figure.sign for figure in reading.figures]) == ([7], ["%", "", ""])


def test_wide_file_of_measures_has_a_figure_in_each_column_that_is_a_period() -> None:
    mapping, reading = read_guessed(
        ["Ref", "Measure", "Polarity", "Q1 2025/26", "Q2 2025/26", "Target"],
        ["A1", "Attainment", "high", "67", "68.4", "70"],
        ["", "neet", "low", "", "4.1", "4"],
        ["", "", "", "", "", ""],
    )

    assert mapping.layout == Layout.MEASURES_DOWN
    assert said_in(reading) == [
        of_measure(KS4, "67", period_label="April to June 2025", period_ends_on=date(2025, 6, 30)),
        of_measure(KS4, "68.4"),
        of_measure(NEET, "4.1"),
    ]


def test_wide_file_with_one_column_named_current_takes_the_period_of_the_file() -> None:
    _mapping, reading = read_guessed(
        ["Measure", "Current"],
        ["neet", "4.1"],
        layout=Layout.MEASURES_DOWN,
        columns={"measure": "measure", "current": "figures"},
        period="Q2 2025/26",
    )

    assert said_in(reading) == [of_measure(NEET, "4.1")]


def test_wide_file_of_periods_has_a_figure_in_each_column_that_is_a_measure() -> None:
    mapping, reading = read_guessed(
        ["Quarter", "Attainment at 16", "neet", "Weather"],
        ["Q2 2025/26", Percent(Decimal("68.4")), Decimal("4.1"), "wet"],
    )

    assert mapping.layout == Layout.PERIODS_DOWN
    assert said_in(reading) == [of_measure(KS4, "68.4"), of_measure(NEET, "4.1")]


def test_file_of_one_measure_needs_no_column_that_names_it() -> None:
    _mapping, reading = read_guessed(["Month", "Number"], [Month(date(2025, 9, 1)), Decimal(12)], measure="neet")

    assert said_in(reading) == [of_measure(NEET, "12", period_label="September 2025")]


@pytest.mark.parametrize("layout", [Layout.LONG, Layout.MEASURES_DOWN])
def test_empty_file_of_ours_is_read_back_without_being_told_how(layout: Layout) -> None:
    headings, rows = empty_file([KS4, NEET], "Q2 2025/26", layout)
    place = headings.index("Value" if layout == Layout.LONG else "Q2 2025/26")
    filled = [
        [*row[:place], value, *row[place + 1 :]] for row, value in zip(rows, ("68.4", "60", "", "4.1"), strict=True)
    ]
    sheet = sheet_of(list(headings), *[list(row) for row in filled])

    mapping, certain = guess(sheet, MEASURES)
    reading = read(Table(sheet, mapping.heading), mapping, MEASURES)

    assert certain
    assert said_in(reading) == [
        of_measure(KS4, "68.4"),
        of_measure(KS4, "60", dimension_pk=7, category="Boys"),
        of_measure(NEET, "4.1"),
    ]
    assert reading.silent == [4]


# --- Cells -----------------------------------------------------------------------------------------

HEADINGS = ["Measure", "Period", "Value", "Breakdown", "Category", "Data status", "Numerator"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["neet", "Q2 2025/26", "over 100"], of_measure(NEET, "100", qualifier="over")),
        (["neet", "Q2 2025/26", "suppressed"], of_measure(NEET, missing="suppressed")),
        (["neet", "Q2 2025/26", "N/A"], "“N/A” does not say why there is no figure."),
        (["neet", "Q2 2025/26", "on target"], "“on target” is not a number. Say what it means."),
        (
            ["neet", "Q2 2025/26", CellError("#DIV/0!", "The cell shows #DIV/0!: it could not be worked out.")],
            "The cell shows #DIV/0!: it could not be worked out.",
        ),
        (
            ["neet", "Q2 2025/26", date(2025, 4, 3)],
            "03/04/2025 is a date, not a figure. The spreadsheet may have changed what was typed.",
        ),
        (["neet", "Q5 2025/26", "4"], "“Q5 2025/26”: a year has quarters 1 to 4."),
        (["neet", "", "4"], "The period is missing."),
        (["", "Q2 2025/26", "4"], "This row names no measure."),
        (["Unknown", "Q2 2025/26", "4"], "“Unknown” is not a measure of this plan."),
        (["audits", "Q2 2025/26", "4"], "The figures of this measure are brought in by somebody else."),
        (["ks4", "Q2 2025/26", "60", "Sex", "boys"], of_measure(KS4, "60", dimension_pk=7, category="Boys")),
        (["ks4", "Q2 2025/26", "60", "", "Girls"], of_measure(KS4, "60", dimension_pk=7, category="Girls")),
        (["ks4", "Q2 2025/26", "60", "Sex", "Total"], of_measure(KS4, "60")),
        (
            ["ks4", "Q2 2025/26", "60", "Sex", "Neither"],
            "“Neither” is not a part that the measure is broken down into.",
        ),
        (
            ["neet", "Q2 2025/26", "60", "Sex", "Boys"],
            "The measure is not broken down by “Sex”, as “Boys” would need.",
        ),
        (
            ["neet", "Q2 2025/26", "4", "", "", "who knows"],
            "“who knows” is not a status of a figure. Write final, provisional, estimated, projected or revised.",
        ),
        (["neet", "Q2 2025/26", "4", "", "", "", "many"], "“many” is not a number of what the figure is made of."),
        (["neet", "Q2 2025/26", "4", "", "", "", "c"], of_measure(NEET, "4")),
        (["neet", "Q2 2025/26", "", "", "", "", "3"], "There is no figure in this row."),
    ],
)
def test_row_is_a_figure_or_says_why_not(row: list[Any], expected: Said | str) -> None:
    columns = {plain(str(name)): role for name, role in zip(HEADINGS, ROLES_OF_HEADINGS, strict=True)}

    _mapping, reading = read_guessed(HEADINGS, row, layout=Layout.LONG, columns=columns, heading=1)

    assert said_in(reading) == [expected]


ROLES_OF_HEADINGS = ["measure", "period", "value", "breakdown", "category", "status", "numerator"]


def test_words_mean_what_somebody_said_they_do() -> None:
    rows = [["neet", "Q2 2025/26", "N/A"], ["ks4", "Q2 2025/26", "On Target"], ["visits", "Q2 2025/26", "a few"]]
    meanings = {"n/a": "not_due", "on target": "judgement", "a few": "as_printed"}

    _mapping, reading = read_guessed(["Measure", "Period", "Value"], *rows, meanings=meanings)

    assert said_in(reading) == [
        of_measure(NEET, missing="not_due"),
        of_measure(KS4, judgement="On Target"),
        of_measure(VISITS, as_printed="a few", period_label="Q2 2025/26"),
    ]
    assert not reading.asked.anything


def test_what_nobody_has_explained_is_asked() -> None:
    _mapping, reading = read_guessed(
        ["Measure", "Period", "Value"],
        ["neet", "Q2 2025/26", "N/A"],
        ["ks4", "Q2 2025/26", "N/A"],
        ["Attainment at sixteen", "Q2 2025/26", "3"],
    )

    assert (reading.asked.words, reading.asked.measures) == ({"N/A": 2}, {"Attainment at sixteen": 1})


def test_names_mean_what_somebody_said_they_do() -> None:
    said = Measures(MEASURES.all, {plain("Attainment at sixteen"): "ks4", plain("Weather"): ""})

    _mapping, reading = read_guessed(
        ["Measure", "Period", "Value"],
        ["Attainment at sixteen", "Q2 2025/26", "3"],
        ["Weather", "Q2 2025/26", "3"],
        measures=said,
    )

    assert said_in(reading) == [of_measure(KS4, "3"), "You chose to leave out “Weather”."]
    assert not reading.asked.anything


# --- Names of measures -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("ks4", KS4),
        ("KS4 ", KS4),
        ("a1", KS4),
        ("AVG_ATT8", KS4),
        ("Attainment  at 16.", KS4),
        ("A1 Attainment at 16", KS4),
        ("Attainment", None),
        ("", None),
    ],
)
def test_measure_is_known_by_its_names_only(text: str, measure: MeasureFacts | None) -> None:
    assert MEASURES.called(text) == measure


def test_measures_of_one_name_are_not_taken_for_each_other() -> None:
    twins = Measures((replace(NEET, pk=8, key="one"), replace(NEET, pk=9, key="two")))

    assert twins.called("two").pk == 9
    with pytest.raises(TwoMeasures):
        twins.called(NEET.title)


def test_measures_with_like_names_are_shown_the_likest_first() -> None:
    assert [each.key for each in MEASURES.near("Attainment at age 16")] == ["ks4"]
    assert MEASURES.near("Completely different") == []


# --- As the Department publishes it ----------------------------------------------------------------

PUBLISHED = [
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *("region_name", "old_la_code", "new_la_code", "la_name", "sex", "pupil_count", "avg_att8"),
]
ENGLAND, SOUTH = ["E92000001", "England"], ["E12000009", "South West"]
DEVON, DORSET = ["878", "E10000008", "Devon"], ["838", "E06000059", "Dorset"]


def published(*rows: list[Any]) -> list[list[Any]]:
    return [PUBLISHED, *rows]


def year(level: str, *places: list[str], sex: str = "Total", count: Any = "9000", value: Any = "46.1") -> list[Any]:
    place = [cell for part in places for cell in part]
    return ["202425", "Academic year", level, *place, *[""] * (7 - len(place)), sex, count, value]


OURS = year("Local authority", ENGLAND, SOUTH, DEVON)
FILE = published(
    year("National", ENGLAND, value="45.9"),
    year("Regional", ENGLAND, SOUTH, value="46.4"),
    year("Regional", ENGLAND, ["E12000001", "North East"], value="44.1"),
    OURS,
    year("Local authority", ENGLAND, SOUTH, DEVON, sex="Boys", value="c"),
    year("Local authority", ENGLAND, SOUTH, DORSET, value="47"),
)
SCHOOL_YEAR: dict[str, Any] = {"period_label": "School year 2024 to 2025", "period_ends_on": date(2025, 8, 31)}


@pytest.mark.parametrize("area", ["E10000008", "878", "devon"])
def test_published_file_needs_no_hand_work_where_our_area_is_known(area: str) -> None:
    mapping, reading = read_guessed(*FILE, areas=(area,))

    assert mapping.layout == Layout.PUBLISHED
    assert mapping.columns == {"sex": "split", "pupil-count": "figures", "avg-att8": "figures"}
    assert [figure.said for figure in reading.figures if figure.measure == "avg_att8"] == [
        of_measure(KS4, "46.1", **SCHOOL_YEAR),
        of_measure(KS4, missing="suppressed", dimension_pk=7, category="Boys", **SCHOOL_YEAR),
    ]
    assert [figure.why for figure in reading.figures if figure.measure == "pupil_count"] == [
        "“pupil_count” is not a measure of this plan."
    ] * 2
    label, ends = SCHOOL_YEAR.values()
    assert reading.beside == [
        Beside(2, 12, 1, "nation", "England", label, ends, Decimal("45.9")),
        Beside(3, 12, 1, "region", "South West", label, ends, Decimal("46.4")),
    ]
    assert reading.elsewhere == [Elsewhere(4, "North East"), Elsewhere(7, "Dorset")]


def test_published_file_asks_which_area_is_ours_where_nobody_said() -> None:
    _mapping, reading = read_guessed(*FILE)

    assert (reading.asked.our_area, reading.asked.areas) == (
        True,
        [("e10000008", "Devon"), ("e06000059", "Dorset")],
    )
    assert reading.figures == []


@pytest.mark.parametrize(
    ("council", "names"),
    [
        ("Northmoor Council", ("northmoor council", "northmoor")),
        ("Fernshire County Council", ("fernshire county council", "fernshire")),
        ("London Borough of Ashby", ("london borough of ashby", "ashby")),
        ("Halton Borough Council", ("halton borough council", "halton")),
        ("City of Stow Council", ("city of stow council", "city of stow", "stow")),
        ("Northmoor", ("northmoor",)),
        ("Council", ("council",)),
        ("", ()),
    ],
)
def test_area_of_a_council_is_known_by_its_name(council: str, names: tuple[str, ...]) -> None:
    assert names_of_area(council) == names


def test_published_file_without_totals_asks_what_stands_for_the_whole() -> None:
    boys = year("Local authority", ENGLAND, SOUTH, DEVON, sex="Boys")
    girls = year("Local authority", ENGLAND, SOUTH, DEVON, sex="Girls")

    _mapping, reading = read_guessed(*published(boys, girls), areas=("878",))

    assert reading.asked.wholes == {"sex": ["Boys", "Girls"]}
    assert "Say which value of “sex” stands for the whole." in said_in(reading)


# --- Anything at all -------------------------------------------------------------------------------

cells: st.SearchStrategy[Cell] = (
    st.sampled_from(
        [
            "Measure",
            "Period",
            "Value",
            "ks4",
            "neet",
            "Q2 2025/26",
            "Sep-25",
            "68.4%",
            "N/A",
            "c",
            "Sex",
            "Boys",
            "2025",
        ]
    )
    | st.text(max_size=10)
    | st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**9, min_value=-(10**9))
    | st.dates()
    | st.builds(Percent, st.decimals(allow_nan=False, allow_infinity=False, places=1, max_value=1000, min_value=0))
)
tables = st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=8)


@settings(max_examples=150)
@given(tables, st.sampled_from(list(Layout)), st.lists(st.sampled_from(list(Role)), min_size=6, max_size=6))
def test_file_of_any_cells_read_in_any_way_loses_no_figure(
    table: list[list[Cell]], layout: Layout, roles: list[Role]
) -> None:
    sheet = sheet_of(*table)
    if not sheet.rows:
        return
    heading = find_heading(sheet, MEASURES)
    headings = Table(sheet, heading).headings
    columns = {each.key: role.value for each, role in zip(headings, roles, strict=False)}
    mapping = Mapping(layout=layout, heading=heading, columns=columns)

    reading = read(Table(sheet, heading), mapping, MEASURES)

    told = {figure.line for figure in reading.figures} | set(reading.silent)
    told |= {each.line for each in reading.elsewhere} | {each.line for each in reading.beside}
    figures = [figure for figure in reading.figures if (figure.said is None) == (not figure.why)]
    in_table = {row.line for row in sheet.rows if row.line > heading}
    assert (figures, told) == ([], in_table)
    assert mapping_from(mapping.as_json()) == mapping


@settings(max_examples=60)
@given(tables)
def test_file_of_any_cells_is_guessed_without_failing(table: list[list[Cell]]) -> None:
    sheet = sheet_of(*table)
    if sheet.rows:
        mapping, _certain = guess(sheet, MEASURES)
        read(Table(sheet, mapping.heading), mapping, MEASURES)


def test_headings_of_the_next_quarter_are_the_same_kind_of_file() -> None:
    before = Table(sheet_of(["Measure", "Q1 2025/26", "Q2 2025/26", "Note"]), 1)
    after = Table(sheet_of(["Measure ", "Q1 2025/26", "Q2 2025/26", "Q3 2025/26", "NOTE"]), 1)
    other = Table(sheet_of(["Measure", "Q1 2025/26", "Remark"]), 1)

    assert (before.sha256() == after.sha256(), before.sha256() == other.sha256()) == (True, False)


def test_columns_of_one_heading_are_told_apart() -> None:
    assert [each.key for each in Table(sheet_of(["Value", "value", ""], ["1", "2", "3"]), 1).headings] == [
        "value",
        "value (2)",
        "#3",
    ]
    assert shown(Percent(Decimal("68.4"))) == "68.4%"
