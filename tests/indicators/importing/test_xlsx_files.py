import io
import re
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from indicators.importing import sheets
from indicators.importing.files import names_of_sheets, read_sheet
from indicators.importing.sheets import CellError, Month, Percent, Unreadable, shown

NO_RESULT = "The formula in this cell has no result. Open the file in the spreadsheet program, and save it."


def workbook_of(rows: list[list[Any]], *, formats: dict[str, str] | None = None, merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    for cells in merged:
        sheet.merge_cells(cells)
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def changed(content: bytes, part: str, pattern: bytes, by: bytes) -> bytes:
    """The workbook with something in one of its parts replaced."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, re.sub(pattern, by, data) if name == part else data)
    return saved.getvalue()


def cells_of(content: bytes, *, sheet: str = "") -> list[list[Any]]:
    return [list(row.cells) for row in read_sheet(content, name=sheet).rows]


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("value", "number_format", "cell"),
    [
        (0.684, "0.0%", Percent(Decimal("68.4"))),
        (0.684, "0%;[Red]-0%", Percent(Decimal("68.4"))),
        (1, "0%", Percent(Decimal(100))),
        (68.4, '0.0"%"', Decimal("68.4")),
        (68.4, "0.0\\%", Decimal("68.4")),
        (0.684, "General", Decimal("0.684")),
        (0.1 + 0.2, "General", Decimal("0.3")),
        (0.28999999999999998, "0%", Percent(Decimal(29))),
        (1234567, "#,##0", Decimal(1234567)),
        (1e21, "General", Decimal("1E+21")),
        (date(2025, 9, 30), "dd/mm/yyyy", date(2025, 9, 30)),
        (datetime(2025, 9, 30, 14), "d mmm yy", date(2025, 9, 30)),  # noqa: DTZ001
        (date(2025, 9, 1), "mmm-yy", Month(date(2025, 9, 1))),
        (date(2025, 9, 1), "[$-809]mmmm yyyy;@", Month(date(2025, 9, 1))),
        (date(2025, 9, 1), "yyyy", "2025"),
        (time(14, 30), "hh:mm", "14:30:00"),
        (True, "General", "TRUE"),
        ("Q2 2025/26", "General", "Q2 2025/26"),
        ("#DIV/0!", "General", CellError("#DIV/0!", "The cell shows #DIV/0!: it could not be worked out.")),
        ("#N/A", "General", CellError("#N/A", "The cell shows #N/A: it could not be worked out.")),
    ],
)
def test_cell_of_a_workbook_is_what_it_showed(value: Any, number_format: str, cell: object) -> None:
    assert cells_of(workbook_of([["Measure", value]], formats={"B1": number_format})) == [["Measure", cell]]


def test_formula_gives_the_result_that_was_saved_with_it() -> None:
    content = workbook_of([["A", 2, "=B1*2"]])

    assert cells_of(changed(content, SHEET, rb"<v ?/>|<v></v>", b"<v>4</v>")) == [["A", Decimal(2), Decimal(4)]]


def test_formula_without_a_result_is_a_cell_that_says_so() -> None:
    assert cells_of(workbook_of([["A", 2, "=B1*2"]])) == [["A", Decimal(2), CellError("a formula", NO_RESULT)]]


def test_title_that_stretches_over_columns_stands_once() -> None:
    content = workbook_of([["Children’s scorecard", None, None], ["Measure", "Period", "Value"]], merged=("A1:C1",))

    assert cells_of(content) == [["Children’s scorecard"], ["Measure", "Period", "Value"]]


def test_measure_that_stretches_over_rows_stands_in_each() -> None:
    content = workbook_of(
        [["KS4", "Boys", 40], [None, "Girls", 50], [None, None, None], ["NEET", "Boys", 3]], merged=("A1:A3",)
    )

    assert cells_of(content) == [["KS4", "Boys", 40], ["KS4", "Girls", 50], ["KS4"], ["NEET", "Boys", 3]]


def test_sheets_that_are_hidden_are_not_offered() -> None:
    book = Workbook()
    book.active.title = "Q2"  # type: ignore[union-attr]
    book.create_sheet("Look-ups").sheet_state = "hidden"
    book.create_sheet("Q1").append(["Measure", 1])
    content = bytes_of(book)

    assert (names_of_sheets(content), cells_of(content, sheet="Q1")) == (["Q2", "Q1"], [["Measure", Decimal(1)]])


def test_cells_outside_the_size_that_a_sheet_says_are_read() -> None:
    content = changed(workbook_of([["A", 1], ["B", 2]]), SHEET, rb'<dimension ref="[^"]*"', b'<dimension ref="A1"')

    assert cells_of(content) == [["A", Decimal(1)], ["B", Decimal(2)]]


def test_rows_keep_the_number_they_have_in_the_sheet() -> None:
    content = workbook_of([["A", 1], [], [], ["B", 2]])

    assert [row.line for row in read_sheet(content).rows] == [1, 4]


def zip_of(**parts: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return saved.getvalue()


DAMAGED = "This workbook is damaged. Open it in the spreadsheet program, and save it again."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            zip_of(mimetype=b"application/vnd.oasis", **{"content.xml": b"<x/>"}),
            "This is an OpenDocument file. Save it as an Excel workbook (.xlsx) or as CSV.",
        ),
        (
            zip_of(**{"xl__workbook.bin": b""}),
            "This is a binary Excel workbook (.xlsb). Save it as .xlsx or as CSV.",
        ),
        (
            zip_of(**{"figures.csv": b"a,b"}),
            "There is no workbook in this file. If it is a zip file, unpack it and choose the file inside.",
        ),
        (zip_of(**{"xl__workbook.xml": b"<x/>"}), DAMAGED),
        (b"PK\x03\x04 and nothing behind", DAMAGED),
        (workbook_of([["A", 1]])[:-200], DAMAGED),
        (changed(workbook_of([["A", 1]]), SHEET, rb"<sheetData>.*", b"<sheetData><row"), DAMAGED),
        (
            changed(workbook_of([["A", 1]]), SHEET, rb"^", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
            DAMAGED,
        ),
        (workbook_of([]), "There is nothing in it."),
    ],
)
def test_workbook_that_cannot_be_read_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_sheet(content)

    assert str(refusal.value) == sentence


def test_workbook_that_would_fill_the_machine_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zip_of(**{"xl__workbook.xml": b"<x/>", "xl__worksheets__sheet1.xml": b"0" * (sheets.LARGEST_UNZIPPED + 1)})

    with pytest.raises(Unreadable) as refusal:
        read_sheet(bomb)

    assert len(bomb) < 1_000_000
    assert str(refusal.value) == "This workbook is too large when it is unpacked. Save the sheet you need as CSV."


def test_sheet_that_is_not_there_is_named() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_sheet(workbook_of([["A"]]), name="Q9")

    assert str(refusal.value) == "This workbook has no sheet “Q9”."


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (" two\n words ", "two words"),
        (Decimal("68.4"), "68.4"),
        (Decimal("1E+3"), "1000"),
        (Percent(Decimal("68.4")), "68.4%"),
        (Month(date(2025, 9, 1)), "September 2025"),
        (date(2025, 9, 30), "30/09/2025"),
        (CellError("#REF!", "why"), "#REF!"),
    ],
)
def test_cell_is_shown_as_a_person_saw_it(cell: sheets.Cell, said: str) -> None:
    assert shown(cell) == said


WHOLE = workbook_of([["Measure", "Q1 2025/26"], ["KS4", 0.684], ["NEET", "=1+1"]], merged=("A2:A3",))


@settings(max_examples=60)
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=40))
def test_workbook_with_anything_written_over_it_is_rows_or_a_sentence(place: int, noise: bytes) -> None:
    with suppress(Unreadable):
        read_sheet(WHOLE[:place] + noise + WHOLE[place + len(noise) :])


@settings(max_examples=60)
@given(st.integers(0, 1500), st.binary(max_size=40))
def test_sheet_with_anything_written_over_it_is_rows_or_a_sentence(place: int, noise: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        sheet = archive.read(SHEET)
    broken = sheet[:place] + noise + sheet[place + len(noise) :]

    with suppress(Unreadable):
        read_sheet(changed(WHOLE, SHEET, re.escape(sheet), broken.replace(b"\\", b"/")))


def test_workbook_whose_cells_stretch_over_more_than_a_sheet_holds_is_refused():
    stretched = b"".join(b'<mergeCell ref="%s1:%s9000"/>' % (name, name) for name in (b"C", b"D", b"E") * 50)
    content = changed(WHOLE, SHEET, b'<mergeCell ref="A2:A3" ?/>', stretched)

    with pytest.raises(Unreadable, match="damaged"):
        read_sheet(content)
