"""The Department for Education's open data: one row a time, a place and a group, one column an indicator.

Source: the open data standards of explore education statistics, which name the columns of time and place;
every other column is a filter, if it holds words, or an indicator.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators import typed
from indicators.importing.mapping import Heading, Role, Table
from indicators.importing.measures import plain
from indicators.importing.sheets import Row, shown

TIME_PERIOD, TIME_IDENTIFIER, LEVEL = "time-period", "time-identifier", "geographic-level"
AREA_CODES = ("new-la-code", "la-code", "old-la-code", "lad-code")
AREA_NAMES = ("la-name", "lad-name")
REGION, NATION = "region", "nation"
# What the column geographic_level calls the places that matter here.
LEVELS = {
    "national": NATION,
    "regional": REGION,
    "local authority": "area",
    "local authority district": "area",
}
PLACES = {
    *(TIME_PERIOD, TIME_IDENTIFIER, LEVEL, "version", "academic-year"),
    *("country-code", "country-name", "region-code", "region-name", *AREA_CODES, *AREA_NAMES),
    *("pcon-code", "pcon-name", "ward-code", "ward-name", "lsip-code", "lsip-name", "provider-name", "provider-ukprn"),
    *("school-name", "school-urn", "school-laestab", "trust-id", "trust-name", "sponsor-id", "sponsor-name"),
    *("local-enterprise-partnership-code", "local-enterprise-partnership-name", "institution-id", "institution-name"),
    *("english-devolved-area-code", "english-devolved-area-name", "planning-area-code", "planning-area-name"),
    *("opportunity-area-code", "opportunity-area-name", "rsc-region-lead-name"),
}
ROWS_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Whom a row is about. `level` is area, region, nation or empty for places that no plan compares with."""

    level: str
    codes: tuple[str, ...]
    name: str
    region: str = ""

    def is_one_of(self, areas: tuple[str, ...]) -> bool:
        return self.level == "area" and bool({*self.codes, plain(self.name)} & {plain(area) for area in areas})


def is_published(table: Table) -> bool:
    return {TIME_PERIOD, TIME_IDENTIFIER, LEVEL} <= {heading.key for heading in table.headings}


def published_columns(table: Table) -> dict[str, str]:
    """Which of the other columns are indicators and which are filters."""
    return {
        heading.key: (Role.FIGURES if _holds_figures(table, heading) else Role.SPLIT).value
        for heading in table.headings
        if heading.key not in PLACES and heading.text
    }


def _holds_figures(table: Table, heading: Heading) -> bool:
    """Whether nothing but numbers and symbols stands in it, and at least one number in a hundred cells."""
    numbers = 0
    cells = [row[heading.column] for row in table.rows[:ROWS_LOOKED_AT] if row[heading.column] != ""]
    for cell in cells:
        if isinstance(cell, str):
            said = typed.read(cell, symbols=True)
            if not isinstance(said, typed.Number | typed.Missing | typed.AskWhy):
                return False
            numbers += isinstance(said, typed.Number | typed.Missing)
        else:
            numbers += 1
    return numbers > 0


# The longest first. Published data name the place alone, a council itself with what kind it is.
_KINDS_OF_COUNCIL = (
    "metropolitan borough council",
    "county borough council",
    "metropolitan district council",
    "county council",
    "city council",
    "borough council",
    "district council",
    "council",
)
_BEFORE_ITS_PLACE = ("london borough of ", "royal borough of ", "city of ", "borough of ")


def names_of_area(council: str) -> tuple[str, ...]:
    """What published data may call the area of a council: Fernshire County Council, Fernshire."""
    name = plain(council)
    if not name:
        return ()
    kind = next((each for each in _KINDS_OF_COUNCIL if name.endswith(f" {each}")), "")
    place = name.removesuffix(kind).strip()
    before = next((each for each in _BEFORE_ITS_PLACE if place.startswith(each)), "")
    return tuple(dict.fromkeys((name, place, place.removeprefix(before))))


class Places:
    """Reads whom each row is about."""

    def __init__(self, table: Table) -> None:
        self.column = {heading.key: heading.column for heading in table.headings if heading.key in PLACES}

    def cell(self, row: Row, key: str) -> str:
        return shown(row[self.column[key]]) if key in self.column else ""

    def of(self, row: Row) -> Place:
        level = LEVELS.get(self.cell(row, LEVEL).casefold(), "")
        region = plain(self.cell(row, "region-code") or self.cell(row, "region-name"))
        if level == NATION:
            return Place(level, (), self.cell(row, "country-name"))
        if level == REGION:
            return Place(level, (), self.cell(row, "region-name"), region)
        codes = tuple(plain(code) for key in AREA_CODES if (code := self.cell(row, key)))
        name = next((name for key in AREA_NAMES if (name := self.cell(row, key))), "")
        return Place(level, codes, name or self.cell(row, LEVEL), region)
