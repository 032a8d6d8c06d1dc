"""Make out how a file is laid out, from its headings and from what stands beneath them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from indicators import typed
from indicators.importing.mapping import OFTEN, Heading, Layout, Mapping, Role, Table, is_period
from indicators.importing.measures import Measures, plain
from indicators.importing.published import is_published, published_columns
from indicators.importing.sheets import Cell, Percent, Row, Sheet, shown

# Titles and notes may stand above the headings, not more than this.
LINES_ABOVE = 40
ROWS_LOOKED_AT = 200
# Nobody but our own templates heads a column so.
KEY_HEADING: Final = "measure key"

STATUSES = {
    "final": ("final", "f", "actual", "confirmed", "published"),
    "provisional": ("provisional", "p", "prov", "draft", "unvalidated"),
    "estimated": ("estimated", "estimate", "e", "est"),
    "projected": ("projected", "projection", "forecast"),
    "revised": ("revised", "r", "rev"),
}
STATUS_OF = {word: status for status, words in STATUSES.items() for word in words}

WORDS: dict[Role, Iterable[str]] = {
    Role.MEASURE: (
        *(
            KEY_HEADING,
            "measure",
            "indicator",
            "kpi",
            "pi",
            "metric",
            "key",
            "code",
            "ref",
            "reference",
            "title",
            "name",
        ),
        *("measure name", "measure title", "measure code", "indicator name", "indicator title", "indicator code"),
        *("performance measure", "performance indicator", "ref.", "pi ref", "kpi ref", "measure ref", "indicator ref"),
    ),
    Role.PERIOD: (
        *(
            "period",
            "time period",
            "reporting period",
            "quarter",
            "month",
            "year",
            "date",
            "period end",
            "period ending",
        ),
        *("as at", "financial year", "academic year", "period label", "reporting date", "term", "data period"),
    ),
    Role.VALUE: (
        *("value", "figure", "result", "actual", "performance", "outturn", "score", "latest", "current", "our value"),
        *("%", "percentage", "rate", "number", "count", "data value", "actual value", "current value", "this period"),
        *("current performance", "latest value", "latest figure", "latest result"),
    ),
    Role.NUMERATOR: ("numerator", "num", "n"),
    Role.DENOMINATOR: ("denominator", "denom", "den", "d", "out of", "base", "cohort"),
    Role.STATUS: ("status", "data status", "figure status", "status of figure", "final or provisional", "value status"),
    Role.NOTE: ("note", "notes", "footnote", "footnotes", "comment", "comments", "data note", "commentary"),
    Role.RATING: ("rag", "rag status", "rag rating", "rating", "reported rating", "brag"),
    Role.JUDGEMENT: ("judgement", "judgment", "on target", "on target?"),
    Role.BREAKDOWN: ("breakdown", "dimension", "broken down by", "breakdown topic", "characteristic", "split by"),
    Role.CATEGORY: ("category", "group", "part", "breakdown value", "sub-group", "subgroup"),
    Role.AREA: ("area", "area name", "area code", "local authority", "la name", "la", "geography", "council"),
}
ROLE_OF = {plain(word): role for role, words in WORDS.items() for word in words}


def find_heading(sheet: Sheet, measures: Measures) -> int:
    """The line that most looks like headings."""
    first = sheet.rows[:LINES_ABOVE]
    best = max(first, key=lambda row: (_heading_points(row, measures), -row.line), default=None)
    return best.line if best else 0


def _heading_points(row: Row, measures: Measures) -> int:
    """How much a row looks like headings. One period, or one measure, stands in rows of figures too."""
    points, periods, named = 0, 0, 0
    for cell in row.cells:
        if cell == "":
            continue
        name = plain(shown(cell))
        if name in ROLE_OF or name in {"time-period", "time-identifier", "geographic-level"}:
            points += 4
        elif is_period(cell):
            periods += 1
        elif measures.knows(name):
            named += 1
        elif isinstance(cell, str) and not isinstance(typed.read(cell), typed.Number | typed.Missing | typed.AskWhy):
            points += 1
        else:
            points -= 2
    points += sum(2 * each for each in (periods, named) if each > 1 or points >= 4)
    return points if len([cell for cell in row.cells if cell != ""]) > 1 else min(points, 1)


def guess(sheet: Sheet, measures: Measures, *, words: Iterable[str] = (), line: int = 0) -> tuple[Mapping, bool]:
    """How the sheet is read, and whether that is beyond doubt.

    `words` are the plan's own for a measure; `line` is where the headings stand, if somebody has said so.
    """
    line = line or find_heading(sheet, measures)
    table = Table(sheet, line)
    begun = Mapping(sheet=sheet.name, heading=line)
    if is_published(table):
        columns = published_columns(table)
        return msgspec.structs.replace(begun, layout=Layout.PUBLISHED, columns=columns), True
    roles = _by_words(table, {plain(word) for word in words})
    layout = _layout(table, roles, measures)
    columns = {key: role.value for key, role in roles.items() if role and _belongs(role, layout)}
    certain = table.named(KEY_HEADING) is not None and not why_not(table, columns, layout)
    return msgspec.structs.replace(begun, layout=layout, columns=columns), certain


def _by_words(table: Table, words: set[str]) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for heading in table.headings:
        role = Role.MEASURE if heading.key in words else ROLE_OF.get(heading.key, Role.NOTHING)
        if role == Role.STATUS and not _hold(table, heading, lambda cell: plain(shown(cell)) in STATUS_OF):
            role = Role.RATING
        if role in OFTEN or role not in roles.values():
            roles[heading.key] = role
    return roles


def _layout(table: Table, roles: dict[str, Role], measures: Measures) -> Layout:
    """The layout that the headings speak for; completes the roles by what stands in the columns."""
    unknown = [heading for heading in table.headings if not roles.get(heading.key)]
    periods = [heading for heading in unknown if is_period(heading.cell)]
    named = [heading for heading in unknown if heading not in periods and measures.knows(heading.text)]
    if Role.MEASURE not in roles.values():
        _find(table, unknown, roles, Role.MEASURE, lambda cell: measures.knows(shown(cell)))
    if periods and Role.PERIOD not in roles.values():
        roles.update((heading.key, Role.FIGURES) for heading in periods)
        return Layout.MEASURES_DOWN
    if Role.PERIOD not in roles.values():
        _find(table, unknown, roles, Role.PERIOD, is_period)
    if named and Role.VALUE not in roles.values():
        roles.update((heading.key, Role.FIGURES) for heading in named)
        return Layout.PERIODS_DOWN
    if Role.VALUE not in roles.values():
        _find(table, unknown, roles, Role.VALUE, _is_figure)
    return Layout.LONG


def _find(table: Table, among: Sequence[Heading], roles: dict[str, Role], role: Role, holds: object) -> None:
    for heading in among:
        if not roles.get(heading.key) and _hold(table, heading, holds):
            roles[heading.key] = role
            return


def _hold(table: Table, heading: Heading, holds: object) -> bool:
    """Whether most of the first cells of a column are such."""
    assert callable(holds)
    cells = [row[heading.column] for row in table.rows[:ROWS_LOOKED_AT] if row[heading.column] != ""]
    return bool(cells) and sum(bool(holds(cell)) for cell in cells) * 2 > len(cells)


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return isinstance(typed.read(cell), typed.Number | typed.Missing)
    return isinstance(cell, Decimal | Percent)


_OF_LAYOUT = {
    Layout.LONG: set(Role) - {Role.FIGURES},
    Layout.MEASURES_DOWN: {Role.MEASURE, Role.BREAKDOWN, Role.CATEGORY, Role.SPLIT, Role.AREA, Role.FIGURES},
    Layout.PERIODS_DOWN: {Role.PERIOD, Role.BREAKDOWN, Role.CATEGORY, Role.SPLIT, Role.AREA, Role.FIGURES},
    Layout.PUBLISHED: {Role.SPLIT, Role.FIGURES},
}


def _belongs(role: Role, layout: Layout) -> bool:
    return role in _OF_LAYOUT[layout]


def roles_of(layout: Layout) -> list[Role]:
    """What a column may hold in a layout, in the order of Role."""
    return [role for role in Role if role == Role.NOTHING or role in _OF_LAYOUT[layout]]


def why_not(
    table: Table, columns: dict[str, str], layout: Layout, *, measure: str = "", period: str = ""
) -> dict[str, Role]:
    """What is missing for reading the file so: the role that no column has, by what to call it."""
    roles = {Role(columns[heading.key]) for heading in table.headings if heading.key in columns}
    needed = {
        Layout.LONG: {Role.VALUE, *(() if measure else (Role.MEASURE,)), *(() if period else (Role.PERIOD,))},
        Layout.MEASURES_DOWN: {Role.FIGURES, *(() if measure else (Role.MEASURE,))},
        Layout.PERIODS_DOWN: {Role.FIGURES, *(() if period else (Role.PERIOD,))},
        Layout.PUBLISHED: {Role.FIGURES},
    }[layout]
    return {role.value: role for role in Role if role in needed - roles}
