"""Measures as they are printed: every result in a table, drawn as a line where there are numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from monitoring import charts
from monitoring.record.measure_words import number
from monitoring.record.measures import MeasureLine, measure_lines
from monitoring.record.structs import Figure, Measure, Record
from monitoring.record.words import within


@dataclass(frozen=True, slots=True)
class Result:
    period: str
    shown: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """`line` is empty for a measure with fewer than two numbers, whose table then stands alone."""

    title: str
    definition: str
    results: tuple[Result, ...]
    line: SafeString
    sentences: tuple[str, ...]
    notes: tuple[str, ...]


def measure_views(record: Record) -> tuple[MeasureView, ...]:
    return tuple(_view(line) for line in measure_lines(record))


def _view(line: MeasureLine) -> MeasureView:
    measure = line.measure
    return MeasureView(
        title=line.title,
        definition=measure.definition,
        results=tuple(Result(each.period, _shown(each, measure)) for each in line.shown),
        line=_drawn(line),
        sentences=tuple(f"{each}." for each in _said(line) if each),
        notes=tuple(f"{each.period}: {each.note}" for each in line.shown if each.note),
    )


def _shown(figure: Figure, measure: Measure) -> str:
    """As printed; else the number with its unit; else why there is none. Never zero for unknown."""
    shown = figure.printed or (number(figure.value, measure) if figure.value is not None else figure.judgement)
    shown = shown or figure.missing or _("Not known")
    return _("%(result)s (provisional)") % {"result": shown} if figure.provisional else shown


def _drawn(line: MeasureLine) -> SafeString:
    known = [each for each in line.shown if each.value is not None]
    if len(known) < 2:
        return SafeString()
    measure = line.measure
    words = {
        "first": _shown(known[0], measure),
        "last": _shown(known[-1], measure),
        "since": known[0].period,
        "until": known[-1].period,
    }
    title = _("Line from %(first)s, %(since)s, to %(last)s, %(until)s.") % words
    return charts.line(line.values, name=_("Result"), levels=list(_levels(measure)), title=title)


def _levels(measure: Measure) -> Iterable[charts.Level]:
    if measure.target and measure.target.value is not None:
        yield charts.Level(_("Target"), float(measure.target.value), is_target=True)
    for each in measure.comparators[:2]:
        if each.value is not None:
            yield charts.Level(each.name, float(each.value))


def _said(line: MeasureLine) -> Iterable[str]:
    """Which way it went and by how much, then its target and what others have."""
    if not line.measure.figures:
        yield _("No result has been published yet")
    yield (
        f"{line.travel.text}: {within(line.change)}"
        if line.change
        else line.travel.text
        if line.measure.figures
        else ""
    )
    yield _("The target is %(target)s") % {"target": line.target} if line.target else _("No target is set")
    for name, value in line.comparators:
        yield f"{name}: {value}"
