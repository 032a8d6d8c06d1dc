"""A file of figures as rows of cells, whatever kind of file it came in.

What cannot be read is refused as a whole with a sentence (Unreadable); a single cell that a spreadsheet could
not work out stays in its place as a CellError, so that its row can be refused with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from django.utils.translation import gettext as _

LARGEST_FILE = 5 * 1024 * 1024
# What a zipped file may become, which is how a small file could fill a machine.
LARGEST_UNZIPPED = 100 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 300
MOST_CELLS = 1_000_000
MOST_SHEETS = 100
LONGEST_CELL = 10_000


class Unreadable(ValueError):
    """This file cannot be read at all. Its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that was shown with a percent sign: 68.4, not 0.684."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Month:
    """A date that was shown without its day."""

    first_day: date


@dataclass(frozen=True, slots=True)
class CellError:
    """What a spreadsheet shows where it could not work a cell out: "#DIV/0!"."""

    shown: str
    why: str


# "" for an empty one.
Cell: TypeAlias = str | Decimal | date | Percent | Month | CellError


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where the row begins in the file, counted from 1 as spreadsheets count."""

    line: int
    cells: Sequence[Cell]

    def __getitem__(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that hold anything. `name` is empty for a file that is a single sheet."""

    name: str
    rows: Sequence[Row]

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


def shown(cell: Cell) -> str:
    """A cell as a person saw it, on one line."""
    match cell:
        case str():
            return " ".join(cell.split())
        case Decimal():
            return f"{cell:f}"
        case Percent(value):
            return f"{value:f}%"
        case Month(day):
            return f"{day:%B} {day.year}"
        case CellError(text):
            return text
    return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"


class Gathered:
    """Rows as they are read, within what one file may hold."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.rows: list[Row] = []
        self.cells = 0

    def add(self, line: int, cells: list[Cell]) -> None:
        """Keep a row, unless there is nothing in it. Raises Unreadable."""
        while cells and (cells[-1] == "" or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        if not cells:
            return
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(
                _("Row %(line)d has %(number)d columns. A file of figures has at most %(most)d.")
                % {"line": line, "number": len(cells), "most": MOST_COLUMNS}
            )
        self.cells += len(cells)
        if len(self.rows) >= MOST_ROWS or self.cells > MOST_CELLS:
            raise Unreadable(
                _("The file is too long: at most %(rows)d rows and %(cells)d cells. Bring it in in parts.")
                % {"rows": MOST_ROWS, "cells": MOST_CELLS}
            )
        for cell in cells:
            if isinstance(cell, str) and (len(cell) > LONGEST_CELL or "\x00" in cell):
                raise Unreadable(_("Row %(line)d holds something that is not a figure or a text.") % {"line": line})
        self.rows.append(Row(line, cells))

    def sheet(self) -> Sheet:
        return Sheet(self.name, self.rows)
