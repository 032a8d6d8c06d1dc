"""What bringing a file in would change: every figure of it beside what is kept. Reads, and writes nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.doubts import Measured, doubts
from indicators.importing import reading
from indicators.importing.files import read_sheet
from indicators.importing.mapping import Mapping as ColumnMapping
from indicators.importing.mapping import Table, mapping_from
from indicators.importing.measures import MeasureFacts, Measures, Parts, plain
from indicators.importing.reading import Beside, FileFigure
from indicators.importing.sheets import shown
from indicators.models import Comparator, Figure, FigureImport, Indicator
from indicators.permissions import can_define_measures
from indicators.said import Compared, Kept, Said
from indicators.said import Kind as Becomes
from indicators.services.figures import preview
from indicators.words import number_words, share_words
from partnership.asking import found_in
from partnership.models import User
from partnership.personal import Finding
from plans.models import Plan


class Kind(StrEnum):
    """What becomes of a row, worst first."""

    REFUSED = "refused"
    DOUBTED = "doubted"
    CHANGED = "changed"
    NEW = "new"
    UNCHANGED = "unchanged"
    # Of something that somebody said is no measure of the plan.
    LEFT_OUT = "left_out"
    BESIDE = "beside"
    ELSEWHERE = "elsewhere"
    SILENT = "silent"


NOT_WRITTEN = (Kind.REFUSED, Kind.LEFT_OUT)


class Pointing(NamedTuple):
    """Words of a file that may point at a child: in which row, and what the person is told about them."""

    line: int
    sentence: str


def pointing_at_a_child(said: Said) -> list[Finding]:
    """What may point at a child of the words that stand beside a figure or in its place."""
    words = (said.note, said.as_printed, said.judgement, said.reported_rating, said.direction_since)
    return [finding for text in words if text for finding in found_in(text)]


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One figure of the file. `kind` is what becomes of it; `doubts` may stand beside new and changed ones."""

    line: int
    column: int | None
    kind: Kind
    measure: str
    part: str
    period: str
    old: str
    new: str
    why: str = ""
    doubts: tuple[str, ...] = ()
    said: Said | None = None

    def is_shown_as(self, kind: str) -> bool:
        return self.kind == kind or (kind == Kind.DOUBTED and bool(self.doubts))


@dataclass(frozen=True)
class CheckedBeside:
    """A figure of the region or the nation: a new comparator, a changed one, or one that is there already."""

    beside: Beside
    old: Comparator | None

    @property
    def kind(self) -> Kind:
        if self.old is None:
            return Kind.NEW
        return Kind.UNCHANGED if self.old.value == self.beside.value else Kind.CHANGED


@dataclass(frozen=True)
class Checked:
    """A whole file, checked."""

    table: Table
    mapping: ColumnMapping
    measures: Measures
    read: reading.Reading
    rows: Sequence[CheckedRow]
    beside: Sequence[CheckedBeside]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        found: Counter[str] = Counter(row.kind.value for row in self.rows)
        found[Kind.DOUBTED.value] = sum(bool(row.doubts) for row in self.rows)
        found[Kind.BESIDE.value] = len(self.beside)
        found[Kind.ELSEWHERE.value] = len(self.read.elsewhere)
        found[Kind.SILENT.value] = len(self.read.silent)
        return {kind.value: found[kind.value] for kind in Kind}

    def writes(self, *, without_doubts: bool = False) -> list[Said]:
        """What would be written or is there already, in the order of the file."""
        return [
            row.said
            for row in self.rows
            if row.said is not None and row.kind not in NOT_WRITTEN and not (without_doubts and row.doubts)
        ]

    def pointing(self, *, without_doubts: bool = False) -> list[Pointing]:
        """The words that would be written and may point at a child, in the order of the file."""
        return [
            Pointing(row.line, finding.sentence)
            for row in self.rows
            if row.said is not None and row.kind in (Kind.NEW, Kind.CHANGED) and not (without_doubts and row.doubts)
            for finding in pointing_at_a_child(row.said)
        ]

    @property
    def changes(self) -> int:
        return self.counts[Kind.NEW] + self.counts[Kind.CHANGED]

    @property
    def changes_beside(self) -> int:
        return sum(each.kind != Kind.UNCHANGED for each in self.beside)

    def fingerprint(self) -> str:
        """Of what a person was shown, so that nothing else is written when they say yes."""
        seen = [(row.line, row.column, row.kind.value, row.old, row.new) for row in self.rows]
        seen_beside = [(each.beside.line, each.beside.column, each.kind.value) for each in self.beside]
        return sha256(repr((seen, seen_beside)).encode()).hexdigest()[:32]


def check(figure_import: FigureImport, *, by: User) -> Checked:
    """What bringing the file in would change for this person, read as its mapping says. Raises Unreadable."""
    mapping = mapping_from(figure_import.mapping)
    table = Table(read_sheet(bytes(figure_import.content), name=mapping.sheet), mapping.heading)
    measures = measures_of(figure_import.plan, by=by, said=mapping.measures)
    said = reading.read(table, mapping, measures)
    rows = _rows(figure_import.plan, said.figures, measures, by=by)
    # What others have is part of what a measure is, and said by those who define it.
    beside = _beside(said.beside, mapping) if can_define_measures(by, figure_import.plan) else []
    return Checked(table, mapping, measures, said, rows, beside)


def measures_of(plan: Plan, *, by: User, said: Mapping[str, str] | None = None) -> Measures:
    """Every measure of the plan as files may speak of it: five queries, however many there are."""
    indicators = list(Indicator.objects.filter(plan=plan).prefetch_related("dimensions").order_by("position", "pk"))
    if can_define_measures(by, plan):
        mine = {each.pk for each in indicators}
    else:
        led = Indicator.objects.filter(plan=plan).led_by(by, on=timezone.localdate())
        mine = set(led.values_list("pk", flat=True))
    series: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    labels = (
        Figure.objects.filter(indicator__plan=plan)
        .order_by()
        .values_list("indicator_id", "period_label")
        .annotate(ends=Max("period_ends_on"))
    )
    for pk, label, ends in sorted(labels, key=lambda each: (each[0], each[2] or date.min)):
        series[pk].append((label, ends))
    facts = [_facts(each, tuple(series[each.pk]), mine=each.pk in mine) for each in indicators]
    return Measures(facts, {plain(name): key for name, key in (said or {}).items()})


def _facts(indicator: Indicator, series: tuple[tuple[str, date | None], ...], *, mine: bool) -> MeasureFacts:
    return MeasureFacts(
        pk=indicator.pk,
        key=indicator.key,
        title=indicator.title,
        code=indicator.code,
        plain_title=indicator.plain_title,
        external_codes=tuple(_codes(indicator.external_codes)),
        unit=indicator.unit,
        basis=indicator.basis,
        frequency=indicator.frequency,
        dimensions=tuple(
            Parts(each.pk, each.name, tuple(str(category) for category in each.categories))
            for each in indicator.dimensions.all()
        ),
        series=series,
        mine=mine,
    )


def _codes(external: Any) -> Iterable[str]:
    """The codes that others know a measure by; a scheme may have several of it."""
    for code in external.values() if isinstance(external, dict) else ():
        if isinstance(code, list):
            yield from (str(each) for each in code)
        else:
            yield str(code)


# --- Beside what is kept -------------------------------------------------------------------------


def _rows(plan: Plan, figures: Sequence[FileFigure], measures: Measures, *, by: User) -> list[CheckedRow]:
    readable = [each.said for each in figures if each.said is not None]
    compared = iter(preview(plan=plan, figures=readable, by=by))
    doubting = _Doubting(plan, readable, by=by)
    names = {each.pk: each for each in measures.all}
    rows = []
    for figure in figures:
        if figure.said is None:
            rows.append(_unread(figure, Kind.LEFT_OUT if measures.leaves_out(figure.measure) else Kind.REFUSED))
        else:
            rows.append(_row(figure, next(compared), names[figure.said.indicator_pk], doubting))
    return rows


def _unread(figure: FileFigure, kind: Kind) -> CheckedRow:
    return CheckedRow(
        figure.line,
        figure.column,
        kind,
        figure.measure,
        "",
        figure.period,
        "",
        figure.written,
        why=figure.why,
    )


def _row(figure: FileFigure, compared: Compared, measure: MeasureFacts, doubting: _Doubting) -> CheckedRow:
    said = compared.said
    becomes = compared.becomes or said
    kind = Kind(compared.kind.value)
    found: tuple[str, ...] = ()
    if compared.kind in {Becomes.NEW, Becomes.CHANGED}:
        found = doubting.of(becomes, sign=figure.sign)
    return CheckedRow(
        line=figure.line,
        column=figure.column,
        kind=kind,
        measure=measure.name,
        part=said.category,
        period=becomes.period_label,
        old=figure_words(compared.old, measure.unit) if compared.old is not None else "",
        new=figure_words(becomes, measure.unit) if kind != Kind.REFUSED else figure.written,
        why=compared.why,
        doubts=found,
        said=said,
    )


def figure_words(figure: Said | Kept, unit: str) -> str:
    """A figure as a preview says it: its number or why there is none, and what else was said of it."""
    parts = [_number_words(figure, unit), share_words(figure.numerator, figure.denominator)]
    if figure.status and figure.status != Figure.Status.FINAL:
        parts.append(str(Figure.Status(figure.status).label).lower())
    parts += [figure.judgement or "", figure.reported_rating or "", figure.note or ""]
    return ", ".join(filter(None, parts))


def _number_words(figure: Said | Kept, unit: str) -> str:
    if figure.missing:
        return str(Figure.Missing(figure.missing).label)
    if figure.value is None:
        return figure.as_printed or ""
    words = number_words(figure.value, unit=unit)
    return f"{Figure.Qualifier(figure.qualifier).label} {words}" if figure.qualifier else words


class _Doubting:
    """Holds each figure of a file against its series: what is kept, and what else the file says of it."""

    def __init__(self, plan: Plan, said: Sequence[Said], *, by: User) -> None:
        self.today = timezone.localdate()
        pks = {each.indicator_pk for each in said}
        indicators = Indicator.objects.filter(plan=plan, pk__in=pks).prefetch_related("breaks")
        self.measured = {
            each.pk: Measured(
                unit=each.unit,
                decimals=each.decimals,
                basis=each.basis,
                breaks=tuple(found.begins_on for found in each.breaks.all()),
            )
            for each in indicators
        }
        self.series: dict[Any, dict[str, Any]] = defaultdict(dict)
        kept = (
            Figure.objects.filter(indicator__in=pks)
            .order_by("indicator_id", "dimension_id", "category", "period_label", "-revision")
            .distinct("indicator_id", "dimension_id", "category", "period_label")
            .only("indicator", "dimension", "category", "period_label", "period_ends_on", "value", "status")
        )
        for each in kept:
            self.series[each.indicator_id, each.dimension_id, each.category][each.period_label] = each
        for one in said:
            self.series[one.cell][one.period_label] = one

    def of(self, figure: Said, *, sign: str) -> tuple[str, ...]:
        measured = self.measured.get(figure.indicator_pk)
        if measured is None:
            return ()
        series = self.series[figure.cell].values()
        return tuple(each.text for each in doubts(figure, measured, series, sign=sign, today=self.today))


def _beside(found: Sequence[Beside], mapping: ColumnMapping) -> list[CheckedBeside]:
    wanted = {(each.indicator_pk, each.kind, each.name, each.period_label): each for each in found}
    wanted = {key: each for key, each in wanted.items() if each.kind in mapping.beside}
    kept = {
        (each.indicator_id, each.kind, each.name, each.period_label): each
        for each in Comparator.objects.filter(indicator__in={each.indicator_pk for each in wanted.values()})
    }
    return [CheckedBeside(each, kept.get(key)) for key, each in wanted.items()]


# --- What is left over ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A row of the file, or one figure of it, that was not brought in."""

    line: int
    why: str
    column: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {"line": self.line, "why": self.why, "column": self.column}


def left_over(checked: Checked, *, without_doubts: bool) -> list[LeftOver]:
    """All that the file says and that is not brought in, in the order of the file."""
    found = [LeftOver(row.line, row.why, row.column) for row in checked.rows if row.kind in NOT_WRITTEN]
    if without_doubts:
        found += [LeftOver(row.line, " ".join(row.doubts), row.column) for row in checked.rows if row.doubts]
    found += [
        LeftOver(each.line, _("This row is about %(place)s.") % {"place": each.place})
        for each in checked.read.elsewhere
    ]
    found += [LeftOver(line, _("There is no figure in this row.")) for line in checked.read.silent]
    taken = {each.beside.line for each in checked.beside}
    found += [
        LeftOver(each.line, _("This row is about %(place)s.") % {"place": each.name}, each.column)
        for each in checked.read.beside
        if each.line not in taken
    ]
    return sorted(found, key=lambda each: (each.line, each.column or 0))


def leftover_rows(figure_import: FigureImport) -> tuple[list[str], list[list[str]]]:
    """The rows of the file that were left over, as they stood, with the reason: headings and rows."""
    mapping = mapping_from(figure_import.mapping)
    table = Table(read_sheet(bytes(figure_import.content), name=mapping.sheet), mapping.heading)
    reasons: dict[int, list[str]] = defaultdict(list)
    for each in figure_import.leftover:
        column = each.get("column")
        place = f"{table.headings[column].text}: " if isinstance(column, int) else ""
        reasons[each["line"]].append(f"{place}{each['why']}")
    headings = [_("Line"), _("Why it was not brought in"), *(heading.text for heading in table.headings)]
    rows = [
        [
            str(row.line),
            " ".join(dict.fromkeys(reasons[row.line])),
            *(shown(row[each.column]) for each in table.headings),
        ]
        for row in table.rows
        if row.line in reasons
    ]
    return headings, rows
