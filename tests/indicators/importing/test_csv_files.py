import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.importing.files import names_of_sheets, read_sheet
from indicators.importing.sheets import LARGEST_FILE, Unreadable


def rows_of(content: bytes) -> list[tuple[int, list[object]]]:
    return [(row.line, list(row.cells)) for row in read_sheet(content).rows]


@pytest.mark.parametrize(
    "content",
    [
        "Measure,Value\nCafé,68.4\n".encode(),
        "Measure,Value\nCafé,68.4\n".encode("utf-8-sig"),
        "Measure,Value\r\nCafé,68.4\r\n".encode("cp1252"),
        "Measure\tValue\nCafé\t68.4\n".encode("utf-16"),
        "Measure;Value\nCafé;68.4".encode(),
        "Measure|Value\rCafé|68.4\r".encode(),
        '"Measure","Value",,\n"Café","68.4",,\n,,,\n'.encode(),
    ],
)
def test_csv_however_it_is_written_reads_the_same(content: bytes) -> None:
    assert rows_of(content) == [(1, ["Measure", "Value"]), (2, ["Café", "68.4"])]


def test_csv_that_names_its_separator_is_taken_at_its_word() -> None:
    assert rows_of(b"sep=;\nMeasure;Note\nKS4;a,b,c,d\n") == [(2, ["Measure", "Note"]), (3, ["KS4", "a,b,c,d"])]


def test_csv_with_a_cell_of_several_lines_counts_lines_as_the_file_does() -> None:
    content = b'Measure,Note,Value\nA,"one\ntwo, and ""three""",1\n\nB,,2\n'

    assert rows_of(content) == [
        (1, ["Measure", "Note", "Value"]),
        (2, ["A", 'one\ntwo, and "three"', "1"]),
        (5, ["B", "", "2"]),
    ]


def test_csv_with_inches_and_loose_quotation_marks_is_read() -> None:
    assert rows_of(b'A,5" wide,1\nB,"said" so,2\n') == [(1, ["A", '5" wide', "1"]), (2, ["B", "said so", "2"])]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"  \n \r\n", "The file is empty."),
        (b",,\n,,\n", "There is nothing in it."),
        (codecs.BOM_UTF8, "There is nothing in it."),
        (b"%PDF-1.7 rest", "This is a PDF file. Figures can be read from an Excel workbook (.xlsx) or CSV."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password.",
        ),
        (
            b"  <html><table>",
            "This is a web page or an XML file. Save it as an Excel workbook (.xlsx) or as CSV.",
        ),
        (
            b"a,b\n\x00\x01\x02",
            "This is neither a CSV file nor an Excel workbook (.xlsx). Save it as one of these.",
        ),
        (
            b"a,b\n\x81\x8d,1",
            "This is neither a CSV file nor an Excel workbook (.xlsx). Save it as one of these.",
        ),
        (b"a,b\n" + b"x," * 400 + b"y", "Row 2 has 401 columns. A file of figures has at most 300."),
        (b"a,b\n" + b"x" * 10_001, "Row 2 holds something that is not a figure or a text."),
        (b'a,b\n1,"' + b"2,3\n" * 200, "Row 2 cannot be read: a quotation mark in it is never closed."),
        (
            b"a,1\n" * 50_001,
            "The file is too long: at most 50000 rows and 1000000 cells. Bring it in in parts.",
        ),
        (
            b"a" * (LARGEST_FILE + 1),
            "The file is larger than 5 MB. Leave out what is not needed, or bring it in in parts.",
        ),
    ],
)
def test_file_that_cannot_be_read_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_sheet(content)

    assert str(refusal.value) == sentence


def test_csv_has_one_sheet_without_a_name() -> None:
    assert names_of_sheets(b"a,b\n") == [""]


words = st.text(st.characters(exclude_characters='\r\n\x00"', codec="utf-8"), max_size=12).map(str.strip)


@given(st.lists(st.lists(words, min_size=2, max_size=4), min_size=1, max_size=8))
def test_csv_of_any_words_loses_none(table: list[list[str]]) -> None:
    content = "\n".join(",".join(f'"{cell}"' for cell in row) for row in table).encode()

    with suppress(Unreadable):
        found = [cell for row in read_sheet(content).rows for cell in row.cells]

        assert [cell for cell in found if cell] == [cell for row in table for cell in row if cell]


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_file_of_any_bytes_is_rows_or_a_sentence(content: bytes) -> None:
    with suppress(Unreadable):
        names_of_sheets(content)
    with suppress(Unreadable):
        assert [row for row in read_sheet(content).rows if not row.cells] == []
