"""Read a workbook of a spreadsheet program: what its cells showed, not how they stored it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.escape import unescape

from indicators.importing.sheets import (
    LARGEST_UNZIPPED,
    MOST_CELLS,
    MOST_SHEETS,
    Cell,
    CellError,
    Gathered,
    Month,
    Percent,
    Sheet,
    Unreadable,
)

# Excel keeps no more digits; what stands behind is noise of its arithmetic: 0.28999999999999998.
DIGITS = 15
# As Excel counts them. A file that goes on is none of Excel's.
LAST_LINE = 1_048_576
# Texts in quotation marks, escaped letters, colours and conditions.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_MERGED = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
# A formula whose result no program ever saved beside it.
_UNSAVED = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*><f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?</c>'
)


def sheet_names(content: bytes) -> list[str]:
    """The names of the sheets that are not hidden, in their order. Raises Unreadable."""
    with _opened(content) as sheets:
        return [sheet.title for sheet in sheets]


def read_xlsx(content: bytes, *, sheet: str = "") -> Sheet:
    """One sheet of a workbook, or its first. Raises Unreadable."""
    with _opened(content) as sheets:
        for each in sheets:
            if each.title == sheet or not sheet:
                return _read(each)
    raise Unreadable(_("This workbook has no sheet “%(name)s”.") % {"name": sheet})


@contextmanager
def _opened(content: bytes) -> Iterator[list[Any]]:
    """The visible sheets of a workbook. Whatever goes wrong inside the block is said as Unreadable."""
    _guard(content)
    try:
        with warnings.catch_warnings():
            # About styles and extensions that no figure depends on.
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                sheets = [each for each in workbook.worksheets if each.sheet_state == "visible"]
                if not sheets:
                    raise Unreadable(_("This workbook has no sheet with cells in it."))
                if len(sheets) > MOST_SHEETS:
                    raise Unreadable(_("This workbook has more than %(number)d sheets.") % {"number": MOST_SHEETS})
                yield sheets
            finally:
                workbook.close()
    except Unreadable:
        raise
    # A file from outside may break its reader in any way there is.
    except Exception as error:
        raise _damaged() from error


def _damaged() -> Unreadable:
    return Unreadable(_("This workbook is damaged. Open it in the spreadsheet program, and save it again."))


def _guard(content: bytes) -> None:
    """Refuse what would fill the machine, or is not what it says, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if wrong := _wrong_kind(names):
                raise Unreadable(wrong)
            if sum(part.file_size for part in parts) > LARGEST_UNZIPPED:
                raise Unreadable(_("This workbook is too large when it is unpacked. Save the sheet you need as CSV."))
            for part in parts:
                # A workbook declares no entities: they serve to fill a machine, or to read its files.
                with archive.open(part) as opened:
                    if b"<!" in (start := opened.read(65536).replace(b"\x00", b"")) and b"<!DOCTYPE" in start.upper():
                        raise _damaged()
    except Unreadable:
        raise
    except Exception as error:
        raise _damaged() from error


def _wrong_kind(names: set[str]) -> str:
    if "content.xml" in names and "mimetype" in names:
        return _("This is an OpenDocument file. Save it as an Excel workbook (.xlsx) or as CSV.")
    if "xl/workbook.bin" in names:
        return _("This is a binary Excel workbook (.xlsb). Save it as .xlsx or as CSV.")
    if not any(name.startswith("xl/") for name in names):
        return _("There is no workbook in this file. If it is a zip file, unpack it and choose the file inside.")
    return ""


# --- Cells ---------------------------------------------------------------------------------------


def _read(sheet: Any) -> Sheet:
    with sheet._get_source() as source:
        raw = source.read()
    unsaved = {_place(found) for found in _UNSAVED.findall(raw)}
    merged = _merged_down(raw)
    # What a file says of its own size is often wrong, and cells outside it would be lost.
    sheet.reset_dimensions()
    gathered = Gathered(sheet.title)
    above: dict[int, Cell] = {}
    for line, row in enumerate(sheet.iter_rows(), start=1):
        if line > LAST_LINE:
            raise _damaged()
        cells = [_cell(each) for each in row]
        _mark_unsaved(cells, line, unsaved)
        _fill_merged(cells, merged.get(line, {}), above)
        gathered.add(line, cells)
    return gathered.sheet()


def _place(written: bytes) -> tuple[int, int]:
    """Line and column, from 1 and from 0, of a cell such as B3."""
    column, line, _column, _line = range_boundaries(written.decode())
    assert column is not None
    assert line is not None
    return line, column - 1


def _mark_unsaved(cells: list[Cell], line: int, unsaved: set[tuple[int, int]]) -> None:
    for column, cell in enumerate(cells) if unsaved else ():
        if cell == "" and (line, column) in unsaved:
            cells[column] = CellError(
                _("a formula"),
                _("The formula in this cell has no result. Open the file in the spreadsheet program, and save it."),
            )


def _merged_down(raw: bytes) -> Mapping[int, Mapping[int, int]]:
    """For each line, the columns in which a cell stretches over several lines, with the line it begins on."""
    merged: dict[int, dict[int, int]] = {}
    stretched = 0
    for found in _MERGED.findall(raw):
        first, bottom = found.decode().split(":")
        top, column = _place(first.encode())
        end, _column = _place(bottom.encode())
        lines = range(top, min(end, top + 10_000) + 1) if end > top else range(0)
        # A small file can name so many that a machine is filled, or busy for hours.
        stretched += len(lines)
        if stretched > MOST_CELLS:
            raise _damaged()
        for line in lines:
            merged.setdefault(line, {})[column] = top
    return merged


def _fill_merged(cells: list[Cell], merged: Mapping[int, int], above: dict[int, Cell]) -> None:
    """Say in every line what a cell that stretches over them says once."""
    for column, top in merged.items():
        if column < len(cells) and cells[column] != "":
            above[top * 100_000 + column] = cells[column]
        elif (said := above.get(top * 100_000 + column)) is not None:
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = said


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if cell.data_type == "e":
            return CellError(value, _("The cell shows %(error)s: it could not be worked out.") % {"error": value})
        return unescape(value) if "_x" in value else value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, date):
        return _date(value, cell.number_format)
    # A time of day or a length of time.
    return str(value)


def _number(value: float, number_format: str) -> Cell:
    number = Decimal(value) if isinstance(value, int) else Decimal(repr(value))
    if not number.is_finite():
        return CellError(str(value), _("The cell shows %(error)s: it could not be worked out.") % {"error": value})
    if _shows_percent(number_format):
        return Percent(_plain(number.scaleb(2)))
    return _plain(number)


def _plain(number: Decimal) -> Decimal:
    digits = number.as_tuple()
    if len(digits.digits) > DIGITS and isinstance(digits.exponent, int) and digits.exponent < 0:
        number = number.quantize(Decimal(1).scaleb(max(number.adjusted() + 1 - DIGITS, digits.exponent)))
    if number == number.to_integral_value() and number.adjusted() < DIGITS:
        return number.quantize(Decimal(1))
    return number.normalize() if "." in f"{number:f}" else number


@lru_cache(maxsize=1024)
def _shows_percent(number_format: str) -> bool:
    """Whether a number is multiplied by 100 for showing; a percent sign in quotation marks does nothing."""
    return "%" in _LITERAL.sub("", number_format or "")


def _date(value: date, number_format: str) -> Cell:
    day = value.date() if isinstance(value, datetime) else value
    shows = _date_parts(number_format)
    if shows == "y":
        return str(day.year)
    return day if "d" in shows else Month(day)


@lru_cache(maxsize=1024)
def _date_parts(number_format: str) -> str:
    """Which of d, m and y a date is shown with."""
    letters = _LITERAL.sub("", (number_format or "").split(";")[0]).lower()
    return "".join(part for part in "dmy" if part in letters)
