"""A record's measures and actions as rows that other programs read: one thing said a row, one kind of fact a column.

Everything that is known of a measure is a row of its own: each result, as a whole and of each part, each target,
the baseline, and what others have. So nothing is lost where a comparison is of a period that has no result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.spreadsheets import csv_of

from .overview import Overview, why_uncounted
from .structs import Action, Comparator, Figure, Labels, Level, Measure, Record, Target
from .words import when


class Kind(StrEnum):
    """What a row holds. The order is that of the file, within one period."""

    RESULT = "result"
    TARGET = "target"
    TRAJECTORY = "trajectory"
    FORECAST = "forecast"
    BASELINE = "baseline"
    COMPARISON = "comparison"


#: The signs that official statistics use for a number that is not there.
SYMBOLS = {"suppressed": "c", "not_applicable": "z", "not_available": "x", "low": "k", "not_due": "x"}


@dataclass(frozen=True, slots=True)
class Said:
    """One row about a measure. What does not apply is empty, and None where a number or a day would stand."""

    code: str
    measure: str
    kind: Kind
    of: str
    breakdown: str
    category: str
    period: str
    period_ends: date | None
    value: Decimal | None
    symbol: str
    missing: str
    qualifier: str
    words: str
    unit: str
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    series_break: str
    rating: str
    reported_rating: str
    target: Decimal | None
    floor: Decimal | None
    operator: str
    whole_year: bool | None
    note: str
    source: str


COLUMNS = tuple(field.name for field in fields(Said))


def headings(labels: Labels) -> tuple[str, ...]:
    """The columns of `Said` in words, in their order; the plan's own word for a measure is one of them."""
    named = {
        "code": _("Code"),
        "measure": labels.measure.one,
        "kind": _("What this row says"),
        "of": _("Of whom"),
        "breakdown": _("Broken down by"),
        "category": _("Part"),
        "period": _("Period"),
        "period_ends": _("Period ends"),
        "value": _("Value"),
        "symbol": _("Symbol where there is no number"),
        "missing": _("Why there is no number"),
        "qualifier": _("How exact"),
        "words": _("In words"),
        "unit": _("Unit"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        "status": _("Status"),
        "series_break": _("New series because"),
        "rating": _("Rating"),
        "reported_rating": _("Rating by the source"),
        "target": _("Target for the period"),
        "floor": _("Floor"),
        "operator": _("Target is met by"),
        "whole_year": _("For the whole year"),
        "note": _("Note"),
        "source": _("Source"),
    }
    return tuple(named[column] for column in COLUMNS)


def rows_of(record: Record, measures: Iterable[Measure]) -> Iterator[Said]:
    """Every row of these measures of a record, in its order: the same record gives the same rows."""
    levels = {level.code: level for level in record.measure_levels}
    for measure in measures:
        yield from _rows(measure, levels.get(measure.level or ""))


def _rows(measure: Measure, level: Level | None) -> Iterator[Said]:
    latest = measure.latest
    for figure in measure.figures:
        yield _result(measure, figure, level=level if figure is latest else None)
    for breakdown in measure.breakdowns:
        for category in breakdown.categories:
            for figure in category.figures:
                yield _result(measure, figure, breakdown=breakdown.name, category=category.name)
    for target in measure.targets or tuple(filter(None, [measure.target])):
        yield _target(measure, target)
    if measure.baseline is not None:
        baseline = measure.baseline
        yield _said(
            measure,
            Kind.BASELINE,
            period=baseline.period,
            period_ends=baseline.ends,
            value=baseline.value,
            words=baseline.printed,
            unit=baseline.unit or measure.unit,
        )
    for comparator in measure.others or measure.comparators:
        yield _comparison(measure, comparator)


def _result(
    measure: Measure, figure: Figure, *, level: Level | None = None, breakdown: str = "", category: str = ""
) -> Said:
    is_whole = not breakdown
    aim = _aim(measure, figure) if is_whole else None
    return _said(
        measure,
        Kind.RESULT,
        breakdown=breakdown,
        category=category,
        period=figure.period,
        period_ends=figure.ends,
        value=figure.value,
        symbol=_symbol(figure),
        missing=figure.missing,
        qualifier=figure.qualifier,
        words="; ".join(filter(None, [figure.printed, figure.judgement, _direction(figure)])),
        numerator=figure.numerator,
        denominator=figure.denominator,
        status=figure.status or ("provisional" if figure.provisional else ""),
        series_break=figure.breaks,
        rating=level.label if level else "",
        reported_rating=figure.reported_rating,
        target=aim.value if aim else None,
        floor=aim.floor if aim else None,
        operator=aim.operator if aim and aim.value is not None else "",
        note=figure.note,
        source=measure.source,
    )


def _symbol(figure: Figure) -> str:
    if figure.value is not None or not (figure.missing or figure.missing_code):
        return ""
    return SYMBOLS.get(figure.missing_code, "x")


def _direction(figure: Figure) -> str:
    said = {"up": _("went up"), "down": _("went down"), "same": _("stayed the same")}.get(figure.direction, "")
    if not said or not figure.direction_since:
        return said
    return pgettext("a figure", "%(went)s since %(since)s") % {"went": said, "since": figure.direction_since}


def _aim(measure: Measure, figure: Figure) -> Target | None:
    """The number aimed for in a result's own period; the one it is held against for the latest."""
    if figure is measure.latest and measure.target is not None:
        return measure.target if _same_period(measure.target, figure) else None
    return next((each for each in measure.targets if each.kind == "target" and _same_period(each, figure)), None)


def _same_period(target: Target, figure: Figure) -> bool:
    if target.period and figure.period:
        return target.period == figure.period
    return target.ends is not None and target.ends == figure.ends


_KINDS = {"target": Kind.TARGET, "trajectory": Kind.TRAJECTORY, "forecast": Kind.FORECAST}


def _target(measure: Measure, target: Target) -> Said:
    return _said(
        measure,
        _KINDS.get(target.kind, Kind.TARGET),
        period=target.period,
        period_ends=target.ends,
        value=target.value,
        words=target.printed or (_("None set") if target.none_set else target.rule),
        floor=target.floor,
        operator=target.operator if target.value is not None else "",
        whole_year=target.span == "annual",
        note=target.note,
    )


def _comparison(measure: Measure, comparator: Comparator) -> Said:
    return _said(
        measure,
        Kind.COMPARISON,
        of=comparator.name,
        period=comparator.period,
        period_ends=comparator.ends,
        value=comparator.value,
        words=comparator.relation,
        source=comparator.source,
    )


def _said(measure: Measure, kind: Kind, **given: object) -> Said:
    empty: dict[str, object] = {
        "of": "",
        "breakdown": "",
        "category": "",
        "symbol": "",
        "missing": "",
        "qualifier": "",
        "words": "",
        "unit": measure.unit,
        "numerator": None,
        "denominator": None,
        "status": "",
        "series_break": "",
        "rating": "",
        "reported_rating": "",
        "target": None,
        "floor": None,
        "operator": "",
        "whole_year": None,
        "note": "",
        "source": "",
    }
    return Said(code=measure.code, measure=measure.title, kind=kind, **(empty | given))  # type: ignore[arg-type]


# --- Actions ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action without the people who answer for it. `rating` is the word of its level."""

    priority: str
    ref: str
    action: str
    rating: str
    counted: str
    due: str
    due_on: date | None
    first_due: str


ACTION_COLUMNS = tuple(field.name for field in fields(ActionRow))


def action_headings(labels: Labels) -> tuple[str, ...]:
    named = {
        "priority": labels.priority.one,
        "ref": _("Number"),
        "action": labels.action.one,
        "rating": _("Rating"),
        "counted": _("Not counted because"),
        "due": _("Due as agreed"),
        "due_on": _("Last day due"),
        "first_due": _("Due at first"),
    }
    return tuple(named[column] for column in ACTION_COLUMNS)


def action_rows(record: Record) -> Iterator[ActionRow]:
    overview = Overview(record)
    priorities = {each.pk: each.title for each in record.priorities}
    for action in record.actions:
        yield ActionRow(
            priority=priorities.get(action.priority_pk, ""),
            ref=action.ref,
            action=action.title,
            rating=_rating(overview, action),
            counted="" if action.reported else why_uncounted(action),
            due=when(action.agreed_due),
            due_on=action.agreed_due.last_day if action.agreed_due else None,
            first_due=when(action.original_due),
        )


def _rating(overview: Overview, action: Action) -> str:
    if not (overview.rated and action.reported):
        return ""
    level = overview.scales.actions.get(action.column)
    return level.label if level else _("Not rated")


# --- As CSV -----------------------------------------------------------------------------------------

_WORDS: Mapping[str, Callable[[], str]] = {
    "at_least": lambda: _("at least"),
    "at_most": lambda: _("at most"),
    "exactly": lambda: _("exactly"),
    "more_than": lambda: _("more than"),
    "less_than": lambda: _("less than"),
    "over": lambda: _("over"),
    "under": lambda: _("under"),
    "about": lambda: _("about"),
    "result": lambda: _("result"),
    "target": lambda: _("target"),
    "trajectory": lambda: _("step on the way to a target"),
    "forecast": lambda: _("forecast"),
    "baseline": lambda: _("baseline"),
    "comparison": lambda: _("comparison"),
    "final": lambda: _("final"),
    "provisional": lambda: _("provisional"),
    "estimated": lambda: _("estimated"),
    "projected": lambda: _("projected"),
    "revised": lambda: _("revised"),
}
_CODED = frozenset({"kind", "operator", "qualifier", "status"})


def measures_csv(record: Record, measures: Iterable[Measure]) -> bytes:
    """Everything that a record says of these measures in numbers."""
    return csv_of(headings(record.plan.labels), map(_cells, rows_of(record, measures)))


def actions_csv(record: Record) -> bytes:
    return csv_of(action_headings(record.plan.labels), map(_cells, action_rows(record)))


def _cells(row: object) -> Iterator[str]:
    """One row, of a dataclass, as it stands in a file."""
    for field in fields(row):  # type: ignore[arg-type]
        value = getattr(row, field.name)
        coded = field.name in _CODED and value in _WORDS
        yield _cell(_WORDS[value]() if coded else value)


def _cell(value: object) -> str:
    """One value as a cell: numbers plainly, days as 2026-09-30."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def number(value: Decimal) -> str:
    """Every digit that says something, never 1E+3: 68.4, 1200."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


# --- As JSON ----------------------------------------------------------------------------------------

_encoder = msgspec.json.Encoder(order="deterministic", decimal_format="number")


def json_of(record: Record, **given: object) -> bytes:
    """The measures of a record with what defines them, each with its rows; `given` stands beside them.

    What is empty is left out. Nobody is named: neither the post nor the person that answers for a measure.
    """
    priorities = {each.pk: each.title for each in record.priorities}
    period = record.period
    said = {
        **given,
        "plan": record.plan.title,
        "period": {"label": period.label, "starts": period.starts, "ends": period.ends},
        "measures": [_filled(_described(record, each, priorities)) for each in record.measures],
    }
    return _encoder.encode(said) + b"\n"


def _described(record: Record, measure: Measure, priorities: Mapping[int, str]) -> dict[str, object]:
    rows = (_filled({each.name: getattr(row, each.name) for each in fields(row)}) for row in rows_of(record, [measure]))
    return {
        "code": measure.code,
        "title": measure.title,
        "plain_title": measure.plain_title,
        "external_codes": measure.external_codes,
        "definition": measure.definition,
        "numerator": measure.numerator_words,
        "denominator": measure.denominator_words,
        "source": measure.source,
        "unit": measure.unit,
        "polarity": measure.polarity,
        "basis": measure.basis,
        "frequency": measure.frequency,
        "kind": measure.kind,
        "priority": priorities.get(measure.priority_pk or 0, ""),
        "rows": [{name: value for name, value in row.items() if name not in ("code", "measure")} for row in rows],
    }


def _filled(said: Mapping[str, object]) -> dict[str, object]:
    filled = {name: value for name, value in said.items() if value not in (None, "", {}, [], ())}
    return {name: Decimal(number(each)) if isinstance(each, Decimal) else each for name, each in filled.items()}
