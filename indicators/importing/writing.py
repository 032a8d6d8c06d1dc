"""Files that we give out: what was left over, and empty ones to fill in, which we read back without being told how."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from indicators.importing.mapping import Layout
from indicators.importing.measures import MeasureFacts
from indicators.spreadsheets import inert

WIDEST = 60


def xlsx_of(name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Texts as a workbook of one sheet, whose headings stay in sight."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in (headings, *rows):
        sheet.append([inert(cell) for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            # Never a formula, whatever it begins with.
            cell.data_type = "s" if cell.value is not None else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for column, heading in enumerate(headings):
        longest = max((len(row[column]) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(WIDEST, max(12, len(heading), longest) + 2)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def empty_file(measures: Sequence[MeasureFacts], period: str, layout: Layout) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a file to fill in: one row a measure and one for each part that it is broken down into.

    The headings are those by which guessing.py knows such a file again, so they are not translated.
    """
    about = ["Measure key", "Measure", "Breakdown", "Category", "Unit"]
    parts = [
        [each.key, each.name, breakdown, category, each.unit]
        for each in measures
        for breakdown, category in (("", ""), *((one.name, part) for one in each.dimensions for part in one.categories))
    ]
    if layout == Layout.MEASURES_DOWN:
        return [*about, period], [[*part, ""] for part in parts]
    more = ["Period", "Value", "Numerator", "Denominator", "Status", "Note"]
    return [*about, *more], [[*part, period, "", "", "", "", ""] for part in parts]
