"""From the cells of a file to figures: each is read, or refused with a sentence. Nothing is left out unsaid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from indicators import typed
from indicators.importing.guessing import STATUS_OF
from indicators.importing.mapping import Heading, Layout, Mapping, Role, Table, is_period, read_period
from indicators.importing.measures import MeasureFacts, Measures, Parts, TwoMeasures, plain
from indicators.importing.published import NATION, REGION, TIME_IDENTIFIER, TIME_PERIOD, Place, Places
from indicators.importing.sheets import Cell, CellError, Percent, Row, shown
from indicators.said import Said
from indicators.time_periods import NotATimePeriod, TimePeriod, named_like, read_published_period

_PLAIN_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
# What stands for the whole in a column of categories.
WHOLE = {
    *("", "total", "totals", "all", "whole", "overall", "any", "both", "persons", "all children", "all pupils"),
    *("all young people", "everyone", "total children", "total pupils", "all ages", "all persons"),
}
# The columns of which at least one says something in a row that holds a figure.
SAYING = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.RATING, Role.JUDGEMENT, Role.NOTE)
# A column of more different words than this is no filter that somebody chooses from.
MOST_CATEGORIES = 60


class NoFigure(ValueError):
    """Why a cell is no figure, to the person whose file it is."""


@dataclass(frozen=True, slots=True)
class FileFigure:
    """A figure of the file as it stands there, and what it says; or why it cannot be brought in.

    `column` is where it stands, None where it takes a whole row.
    """

    line: int
    column: int | None
    measure: str
    period: str
    written: str
    said: Said | None = None
    # The unit that was written with the number.
    sign: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What others have, as a file says it. `kind` is a kind of indicators.models.Comparator."""

    line: int
    column: int
    indicator_pk: int
    kind: str
    name: str
    period_label: str
    period_ends_on: date | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A row about a place that is not ours."""

    line: int
    place: str


@dataclass(slots=True)
class Asked:
    """What the file says that only a person can explain: names and words with how often they stand there."""

    measures: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    wholes: dict[str, list[str]] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    areas: list[tuple[str, str]] = field(default_factory=list)
    our_area: bool = False

    @property
    def anything(self) -> bool:
        return bool(self.measures or self.words or self.wholes or self.dimensions or self.our_area)


@dataclass(slots=True)
class Reading:
    """All that a file says."""

    figures: list[FileFigure] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    elsewhere: list[Elsewhere] = field(default_factory=list)
    # The lines of rows that hold no figure: headings within the table, notes beneath it, boxes left empty.
    silent: list[int] = field(default_factory=list)
    asked: Asked = field(default_factory=Asked)


def read(table: Table, mapping: Mapping, measures: Measures) -> Reading:
    """Everything in the table, read as `mapping` says."""
    reader = _Reader(table, mapping, measures)
    if mapping.layout == Layout.PUBLISHED:
        _PublishedReader(reader).read()
    else:
        reader.read()
    return reader.reading


Split: TypeAlias = tuple[Heading, str]


class _Reader:
    def __init__(self, table: Table, mapping: Mapping, measures: Measures) -> None:
        self.table, self.mapping, self.measures = table, mapping, measures
        self.reading = Reading()
        self.meanings = {plain(words): code for words, code in mapping.meanings.items()}
        self.areas = {plain(area) for area in mapping.areas}
        self.by_role: dict[Role, list[Heading]] = {role: [] for role in Role}
        for heading in table.headings:
            self.by_role[mapping.role(heading)].append(heading)
        self.wholes = {heading.key: self._whole(heading) for heading in self.by_role[Role.SPLIT]}
        self._periods: dict[tuple[Any, ...], TimePeriod | str] = {}
        self._found: dict[str, MeasureFacts | str] = {}
        self._named: dict[tuple[int, date, date], TimePeriod] = {}

    def read(self) -> None:
        if self.by_role[Role.AREA]:
            self._look_for_our_area()
        for row in self.table.rows:
            if self._is_ours(row):
                figures = list(self._of_row(row))
                self.reading.figures.extend(figures)
                if not figures:
                    self.reading.silent.append(row.line)

    def _of_row(self, row: Row) -> Iterator[FileFigure]:
        match self.mapping.layout:
            case Layout.LONG:
                if any(self._cell(row, role) != "" for role in SAYING):
                    yield self._long(row)
            case Layout.MEASURES_DOWN:
                name = self._measure_name(row)
                for heading in self.by_role[Role.FIGURES]:
                    # One column may be headed "Current": the file's one period is its own.
                    names_it = is_period(heading.cell) or not self.mapping.period
                    period = heading.cell if names_it else self.mapping.period
                    yield from self._wide(row, heading, name, period)
            case _:
                period = self._cell(row, Role.PERIOD) or self.mapping.period
                for heading in self.by_role[Role.FIGURES]:
                    yield from self._wide(row, heading, heading.text, period)

    # --- One figure ------------------------------------------------------------------------------

    def _long(self, row: Row) -> FileFigure:
        name = self._measure_name(row)
        period = self._cell(row, Role.PERIOD) or self.mapping.period
        value = self._cell(row, Role.VALUE)
        figure = FileFigure(row.line, None, name, shown(period), shown(value))
        try:
            measure = self.measure(name)
            said = self.said(figure, measure, self._period(measure, period), value, row)
        except NoFigure as why:
            return _refused(figure, str(why))
        return said or _refused(figure, _("There is no figure in this row."))

    def _wide(self, row: Row, heading: Heading, name: str, period: Cell) -> Iterator[FileFigure]:
        """The figure of one column; none where the cell is empty, which says nothing."""
        value = row[heading.column]
        if isinstance(value, str) and not value.strip():
            return
        figure = FileFigure(row.line, heading.column, name, shown(period), shown(value))
        try:
            measure = self.measure(name)
            said = self.said(figure, measure, self._period(measure, period), value, row)
        except NoFigure as why:
            yield _refused(figure, str(why))
        else:
            if said is not None:
                yield said

    def said(
        self, figure: FileFigure, measure: MeasureFacts, period: TimePeriod, value: Cell, row: Row
    ) -> FileFigure | None:
        """The figure that a cell says; None where it says nothing. Raises NoFigure."""
        if not measure.mine:
            raise NoFigure(_("The figures of this measure are brought in by somebody else."))
        dimension, category = self.part(measure, row)
        number = self.value(value, symbols=self.mapping.layout == Layout.PUBLISHED)
        more: dict[str, Any] = self._more(row) if self.mapping.layout == Layout.LONG else {}
        if number is None and not (more.get("judgement") or more.get("reported_rating")):
            return None
        more |= number or {}
        sign = more.pop("sign", "")
        said = Said(
            indicator_pk=measure.pk,
            dimension_pk=dimension.pk if dimension else None,
            category=category,
            period_label=period.label,
            period_ends_on=period.last_day,
            **more,
        )
        return replace(figure, said=said, sign=sign)

    def _more(self, row: Row) -> dict[str, Any]:
        """What a row says beside its figure."""
        more: dict[str, Any] = {}
        for role, name in ((Role.NOTE, "note"), (Role.RATING, "reported_rating"), (Role.JUDGEMENT, "judgement")):
            if said := shown(self._cell(row, role)):
                more[name] = said
        for role, name in ((Role.NUMERATOR, "numerator"), (Role.DENOMINATOR, "denominator")):
            if (number := self._behind(self._cell(row, role))) is not None:
                more[name] = number
        if status := plain(shown(self._cell(row, Role.STATUS))):
            if status not in STATUS_OF:
                raise NoFigure(
                    _(
                        "“%(status)s” is not a status of a figure. "
                        "Write final, provisional, estimated, projected or revised."
                    )
                    % {"status": shown(self._cell(row, Role.STATUS))}
                )
            more["status"] = STATUS_OF[status]
        return more

    def _behind(self, cell: Cell) -> Decimal | None:
        """A numerator or denominator. A symbol there says that it is not given out."""
        said = self.cell(cell, symbols=False)
        if isinstance(said, typed.Number) and not said.qualifier and not said.sign:
            return said.value
        if said is None or isinstance(said, typed.Missing | typed.AskWhy):
            return None
        raise NoFigure(_("“%(text)s” is not a number of what the figure is made of.") % {"text": shown(cell)})

    # --- Its value -------------------------------------------------------------------------------

    def value(self, cell: Cell, *, symbols: bool) -> dict[str, Any] | None:
        """What a cell says of a figure, in the fields of Said, and its sign; None where it is empty.

        Raises NoFigure.
        """
        said = self.cell(cell, symbols=symbols)
        match said:
            case None:
                return None
            case typed.Number(value, qualifier, sign):
                return {"value": value, "qualifier": qualifier, "sign": sign}
            case typed.Missing(reason):
                return {"missing": reason}
            case typed.Unreadable(_written, why):
                raise NoFigure(why)
        words = said.written
        meaning = self.meanings.get(plain(words) or words, "")
        if meaning in {"as_printed", "judgement"}:
            return {meaning: words}
        if meaning:
            return {"missing": meaning}
        self.reading.asked.words[words] += 1
        if isinstance(said, typed.AskWhy):
            raise NoFigure(_("“%(words)s” does not say why there is no figure.") % {"words": words[:80]})
        raise NoFigure(_("“%(words)s” is not a number. Say what it means.") % {"words": words[:80]})

    def cell(self, cell: Cell, *, symbols: bool) -> typed.Reading:
        match cell:
            case CellError(_shown, why):
                raise NoFigure(why)
            case str():
                if _PLAIN_NUMBER.fullmatch(cell):
                    # As typed.read would read it; most cells are such.
                    return typed.Number(Decimal(cell))
                return typed.read(cell, symbols=symbols)
            case Percent(value):
                number = typed.from_cell(value)
                return typed.Number(number.value, "", "%") if isinstance(number, typed.Number) else number
            case Decimal():
                return typed.from_cell(cell)
        raise NoFigure(
            _("%(text)s is a date, not a figure. The spreadsheet may have changed what was typed.")
            % {"text": shown(cell)}
        )

    # --- What it is a figure of ------------------------------------------------------------------

    def _measure_name(self, row: Row) -> str:
        """What the row calls its measure: the first of its columns that names one, else the first of them."""
        names = [name for heading in self.by_role[Role.MEASURE] if (name := shown(row[heading.column]))]
        return next((name for name in names if self.measures.knows(name)), names[0] if names else "")

    def measure(self, name: str) -> MeasureFacts:
        if not name and self.mapping.measure:
            name = self.mapping.measure
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._look_up(name)
        if isinstance(found, str):
            if name and plain(name) not in self.measures.said:
                self.reading.asked.measures[name] += 1
            raise NoFigure(found)
        return found

    def _look_up(self, name: str) -> MeasureFacts | str:
        if not name:
            return _("This row names no measure.")
        try:
            measure = self.measures.called(name)
        except TwoMeasures:
            return _("Several measures of the plan are called “%(name)s”.") % {"name": name[:120]}
        if measure is None and plain(name) in self.measures.said:
            return _("You chose to leave out “%(name)s”.") % {"name": name[:120]}
        return measure or _("“%(name)s” is not a measure of this plan.") % {"name": name[:120]}

    def _period(self, measure: MeasureFacts, cell: Cell) -> TimePeriod:
        return self.named(measure, (cell, measure.basis, measure.frequency), self._as_written, cell)

    def _as_written(self, measure: MeasureFacts, cell: Cell) -> TimePeriod:
        words = shown(cell).casefold()
        for label, last_day in measure.series:
            if words == label.casefold() and last_day is not None:
                return TimePeriod(label, last_day, last_day)
        return read_period(cell, basis=measure.basis, frequency=measure.frequency)

    def named(self, measure: MeasureFacts, key: tuple[Any, ...], reader: Any, *written: Any) -> TimePeriod:
        """A period under the name that the measure's series has for it. Raises NoFigure."""
        key = (measure.pk, *key)
        found = self._periods.get(key)
        if found is None:
            try:
                period = reader(measure, *written)
                found = named_like(period, measure.series, basis=measure.basis)
            except NotATimePeriod as why:
                found = str(why)
            self._periods[key] = found
        if isinstance(found, str):
            raise NoFigure(found)
        return found

    # --- Which part of the whole -----------------------------------------------------------------

    def part(self, measure: MeasureFacts, row: Row) -> tuple[Parts | None, str]:
        """The dimension and its category that a row is about; None and nothing for the whole."""
        splits = [
            (self.mapping.dimensions.get(heading.key) or heading.text, word, heading.key)
            for heading in self.by_role[Role.SPLIT]
            if plain(word := shown(row[heading.column])) != self.wholes[heading.key] and plain(word) not in {"", "-"}
        ]
        unsaid = [heading for heading in self.by_role[Role.SPLIT] if self.wholes[heading.key] is None]
        if unsaid:
            raise NoFigure(_("Say which value of “%(column)s” stands for the whole.") % {"column": unsaid[0].text})
        category = shown(self._cell(row, Role.CATEGORY))
        if plain(category) not in WHOLE:
            splits.append((shown(self._cell(row, Role.BREAKDOWN)), category, ""))
        if not splits:
            return None, ""
        if len(splits) > 1:
            words = ", ".join(word for _name, word, _key in splits)
            raise NoFigure(_("“%(words)s”: a figure is broken down in one way at a time.") % {"words": words[:120]})
        return self._dimension(measure, *splits[0])

    def _dimension(self, measure: MeasureFacts, name: str, category: str, key: str) -> tuple[Parts, str]:
        named = [each for each in measure.dimensions if not name or plain(each.name) == plain(name)]
        for each in named:
            for known in each.categories:
                if plain(known) == plain(category):
                    return each, known
        if not named:
            if key and measure.dimensions and key not in self.mapping.dimensions:
                self.reading.asked.dimensions[key] = name
            raise NoFigure(
                _("The measure is not broken down by “%(name)s”, as “%(category)s” would need.")
                % {"name": name[:80] or _("anything"), "category": category[:80]}
            )
        raise NoFigure(
            _("“%(category)s” is not a part that the measure is broken down into.") % {"category": category[:80]}
        )

    def _whole(self, heading: Heading) -> str | None:
        """The word of a column that stands for the whole; None where only a person can say."""
        said = self.mapping.wholes.get(heading.key)
        if said is not None:
            return plain(said)
        words = {plain(word): word for row in self.table.rows if (word := shown(row[heading.column]))}
        known = [word for word in words if word in WHOLE]
        if known:
            return known[0]
        if len(words) <= 1:
            return next(iter(words), "")
        if len(words) > MOST_CATEGORIES or any(shown(row[heading.column]) == "" for row in self.table.rows):
            return ""
        self.reading.asked.wholes[heading.key] = sorted(words.values())
        return None

    # --- Whose it is -----------------------------------------------------------------------------

    def _is_ours(self, row: Row) -> bool:
        places = [shown(row[heading.column]) for heading in self.by_role[Role.AREA]]
        if not any(places) or any(plain(place) in self.areas for place in places):
            return True
        self.reading.elsewhere.append(Elsewhere(row.line, ", ".join(filter(None, places))))
        return False

    def _look_for_our_area(self) -> None:
        found = {shown(row[heading.column]): None for row in self.table.rows for heading in self.by_role[Role.AREA]}
        places = sorted(place for place in found if place)
        self.ask_for_area(
            [(place, place) for place in places], ours=any(plain(place) in self.areas for place in places)
        )

    def ask_for_area(self, places: Sequence[tuple[str, str]], *, ours: bool) -> None:
        self.reading.asked.areas = list(places)[:500]
        self.reading.asked.our_area = bool(places) and not ours

    def _cell(self, row: Row, role: Role) -> Cell:
        """The cell of the one column of a role; "" where there is none or nothing stands in it."""
        headings = self.by_role[role]
        cell = row[headings[0].column] if headings else ""
        return "" if isinstance(cell, str) and not cell.strip() else cell


class _PublishedReader:
    """Reads the Department's files: our own rows are figures, those of our region and nation stand beside them."""

    def __init__(self, reader: _Reader) -> None:
        self.reader, self.reading = reader, reader.reading
        self.places = Places(reader.table)
        self.columns = reader.by_role[Role.FIGURES]

    def read(self) -> None:
        rows = [(row, self.places.of(row)) for row in self.reader.table.rows]
        areas = self.reader.mapping.areas
        ours = [place for _row, place in rows if place.is_one_of(areas)]
        places = sorted(_choices(place for _row, place in rows), key=lambda each: each[1])
        self.reader.ask_for_area(places, ours=bool(ours))
        regions = {place.region for place in ours if place.region}
        for row, place in rows:
            if place.is_one_of(areas):
                figures = list(self._figures(row))
                self.reading.figures.extend(figures)
                if not figures:
                    self.reading.silent.append(row.line)
            elif place.level == NATION or (place.level == REGION and place.region in regions):
                self._beside(row, place)
            else:
                self.reading.elsewhere.append(Elsewhere(row.line, place.name))

    def _figures(self, row: Row) -> Iterator[FileFigure]:
        period = f"{self.places.cell(row, TIME_PERIOD)} {self.places.cell(row, TIME_IDENTIFIER)}".strip()
        for heading in self.columns:
            cell = row[heading.column]
            if isinstance(cell, str) and not cell.strip():
                continue
            figure = FileFigure(row.line, heading.column, heading.text, period, shown(cell))
            try:
                measure = self.reader.measure(heading.text)
                said = self.reader.said(figure, measure, self._period(measure, row), cell, row)
            except NoFigure as why:
                yield _refused(figure, str(why))
            else:
                if said is not None:
                    yield said

    def _beside(self, row: Row, place: Place) -> None:
        """What the region or the nation has as a whole; of its parts, and of what is missing there, nothing is kept."""
        taken = False
        for heading in self.columns:
            try:
                measure = self.reader.measures.called(heading.text)
                if measure is None or not measure.mine or self.reader.part(measure, row)[0] is not None:
                    continue
                named = self._period(measure, row)
                said = self.reader.cell(row[heading.column], symbols=True)
            except (NoFigure, TwoMeasures):
                continue
            if not isinstance(said, typed.Number) or said.qualifier:
                continue
            self.reading.beside.append(
                Beside(
                    row.line,
                    heading.column,
                    measure.pk,
                    place.level,
                    place.name,
                    named.label,
                    named.last_day,
                    said.value,
                )
            )
            taken = True
        if not taken:
            self.reading.elsewhere.append(Elsewhere(row.line, place.name))

    def _period(self, measure: MeasureFacts, row: Row) -> TimePeriod:
        year, kind = self.places.cell(row, TIME_PERIOD), self.places.cell(row, TIME_IDENTIFIER)
        return self.reader.named(measure, (year, kind), self._as_published, year, kind)

    def _as_published(self, measure: MeasureFacts, year: str, kind: str) -> TimePeriod:
        return read_published_period(year, kind, year_ends=self.reader.mapping.year_ends, basis=measure.basis)


def _choices(places: Iterable[Place]) -> set[tuple[str, str]]:
    """The areas of a file: how each is told apart, and what it is called."""
    return {(place.codes[0] if place.codes else place.name, place.name) for place in places if place.level == "area"}


def _refused(figure: FileFigure, why: str) -> FileFigure:
    return replace(figure, why=why)
