"""How the columns of a file are read: what each means, and what its words mean."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from indicators.importing.measures import plain
from indicators.importing.sheets import Cell, Month, Row, Sheet, shown
from indicators.time_periods import NotATimePeriod, TimePeriod, read_time_period


class Layout(StrEnum):
    """How rows and columns make figures."""

    LONG = "long"
    MEASURES_DOWN = "measures_down"
    PERIODS_DOWN = "periods_down"
    PUBLISHED = "published"


class Role(StrEnum):
    """What a column holds."""

    NOTHING = ""
    MEASURE = "measure"
    PERIOD = "period"
    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    STATUS = "status"
    NOTE = "note"
    RATING = "rating"
    JUDGEMENT = "judgement"
    # What a figure is broken down by and which part it is of; or a column named for the one that says the other.
    BREAKDOWN = "breakdown"
    CATEGORY = "category"
    SPLIT = "split"
    AREA = "area"
    # A column of figures: of the period, or of the measure, that its heading names.
    FIGURES = "figures"


# Several columns may have these.
OFTEN = {Role.NOTHING, Role.MEASURE, Role.SPLIT, Role.FIGURES}


class Mapping(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that somebody said, or we made out, about reading a file. Columns go by the key of their heading."""

    layout: str = Layout.LONG
    sheet: str = ""
    # The line that the headings stand on.
    heading: int = 0
    columns: dict[str, str] = {}
    # Where no column says it.
    measure: str = ""
    period: str = ""
    # What the file's names for measures mean: the key of a measure, or nothing to leave them out.
    measures: dict[str, str] = {}
    # What words in the place of a number mean: a reason why it is missing, "as_printed" or "judgement".
    meanings: dict[str, str] = {}
    # Which category of a column stands for the whole, and which dimension a column is, where the names differ.
    wholes: dict[str, str] = {}
    dimensions: dict[str, str] = {}
    # The codes or names of our own area.
    areas: tuple[str, ...] = ()
    # The levels of others whose figures stand beside ours: region, nation.
    beside: tuple[str, ...] = ("region", "nation")
    # The month and day on which a "Reporting year" ends.
    year_ends: tuple[int, int] = (3, 31)
    # Whether somebody has said so, or the file leaves no doubt: then it goes straight to the preview.
    certain: bool = False

    def as_json(self) -> dict[str, Any]:
        said: dict[str, Any] = msgspec.to_builtins(self)
        return said

    def to_remember(self) -> dict[str, Any]:
        """What holds for the next file with these columns: not its sheet, its line or its one period."""
        return msgspec.structs.replace(self, sheet="", heading=0, period="").as_json()

    def role(self, heading: Heading) -> Role:
        return Role(self.columns.get(heading.key, ""))


def mapping_from(said: dict[str, Any]) -> Mapping:
    return msgspec.convert(said, Mapping)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading. `key` tells two columns of the same heading apart."""

    column: int
    key: str
    text: str
    cell: Cell = ""


@dataclass(frozen=True)
class Table:
    """A sheet from its headings on."""

    sheet: Sheet
    line: int

    @cached_property
    def headings(self) -> Sequence[Heading]:
        top = next((row for row in self.sheet.rows if row.line == self.line), Row(self.line, ()))
        seen: Counter[str] = Counter()
        headings = []
        for column in range(self.sheet.width):
            text = shown(top[column])
            name = plain(text) or f"#{column + 1}"
            seen[name] += 1
            key = name if seen[name] == 1 else f"{name} ({seen[name]})"
            headings.append(Heading(column, key, text, top[column]))
        return headings

    @cached_property
    def rows(self) -> Sequence[Row]:
        return [row for row in self.sheet.rows if row.line > self.line]

    def named(self, *keys: str) -> Heading | None:
        return next((heading for heading in self.headings if heading.key in keys), None)

    def sha256(self) -> str:
        """Of the headings in order. Periods among them are one, so that a new quarter is the same kind of file."""
        kinds: list[str] = []
        for heading in self.headings:
            kind = "a period" if is_period(heading.cell) else heading.key
            if kinds[-1:] != [kind] or kind != "a period":
                kinds.append(kind)
        return hashlib.sha256(json.dumps(kinds, ensure_ascii=True).encode()).hexdigest()


def is_period(cell: Cell) -> bool:
    """Whether a heading is a period's name. A number is one only where it looks like a year."""
    match cell:
        case Month() | date():
            return True
        case Decimal():
            written = f"{cell:f}"
        case str():
            written = " ".join(cell.split())
        case _:
            return False
    if written.isdecimal() and len(written) not in {4, 6}:
        return False
    try:
        read_time_period(written)
    except NotATimePeriod:
        return False
    return True


@lru_cache(maxsize=4096)
def read_period(cell: Cell, *, basis: str, frequency: str) -> TimePeriod:
    """As read_time_period, of a cell. Raises NotATimePeriod."""
    match cell:
        case Month(day):
            return read_time_period(day, basis=basis, frequency=frequency, whole_month=True)
        case date():
            return read_time_period(cell, basis=basis, frequency=frequency)
        case _:
            return read_time_period(shown(cell), basis=basis, frequency=frequency)
