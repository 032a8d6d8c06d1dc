"""Read CSV as councils' systems and spreadsheets write it: several encodings, several separators."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from indicators.importing.sheets import Cell, Gathered, Sheet, Unreadable

SEPARATORS = (",", ";", "\t", "|")
# So many lines show how a file is written.
LINES_LOOKED_AT = 200
# A cell of more lines is a quotation mark that was never closed.
MOST_LINES_IN_A_CELL = 100


def read_csv(content: bytes) -> Sheet:
    """The one sheet of a CSV file. Raises Unreadable."""
    text = _decoded(content)
    separator, text, lines_before = _said_separator(text)
    gathered = Gathered()
    try:
        for line, cells in _rows(text, separator or _separator(text)):
            gathered.add(line + lines_before, list[Cell](cells))
    except csv.Error as error:
        raise Unreadable(
            _("Row %(line)d cannot be read: a quotation mark in it is never closed.")
            % {"line": (gathered.rows[-1].line if gathered.rows else 0) + 1}
        ) from error
    return gathered.sheet()


def _decoded(content: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, encoding)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = _strictly(content, "cp1252")
    if "\x00" in text:
        raise _not_text()
    return text


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise _not_text() from None


def _not_text() -> Unreadable:
    return Unreadable(_("This is neither a CSV file nor an Excel workbook (.xlsx). Save it as one of these."))


def _said_separator(text: str) -> tuple[str, str, int]:
    """The separator that the first line names ("sep=;"), as spreadsheets write it; with what follows."""
    first, _newline, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(first.strip().strip('"')) == 5:
        return first.strip().strip('"')[4], rest, 1
    return "", text, 0


def _separator(text: str) -> str:
    """The separator under which most cells of the first lines stand in rows of equal length."""
    return max(SEPARATORS, key=lambda each: _evenness(text, each))


def _evenness(text: str, separator: str) -> int:
    lengths: Counter[int] = Counter()
    try:
        for count, (_line, cells) in enumerate(_rows(text, separator)):
            if count >= LINES_LOOKED_AT:
                break
            if len(cells) > 1:
                lengths[len(cells)] += 1
    except csv.Error:
        return 0
    return max((length * count for length, count in lengths.items()), default=0)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line that each begins on. Raises csv.Error where a quotation mark is never closed."""
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=separator, strict=False)
    line = 1
    for cells in reader:
        if any(cell.count("\n") > MOST_LINES_IN_A_CELL for cell in cells):
            raise csv.Error("a cell without an end")
        yield line, cells
        line = reader.line_num + 1
