"""Measures as they are printed: every result in a table, drawn as a line where there are numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from monitoring.lines import small_line
from monitoring.record import measure_words
from monitoring.record.measures import Direction, MeasureLine, Scorecard
from monitoring.record.structs import Figure, Measure, Movement
from monitoring.record.words import within


@dataclass(frozen=True, slots=True)
class Result:
    period: str
    shown: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """`drawing` is empty for a measure with fewer than two numbers, whose table then stands alone."""

    line: MeasureLine
    definition: str
    results: tuple[Result, ...]
    drawing: SafeString
    sentences: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.line.title


def measure_views(card: Scorecard) -> tuple[MeasureView, ...]:
    return tuple(_view(line, card) for line in card.lines)


def _view(line: MeasureLine, card: Scorecard) -> MeasureView:
    measure = line.measure
    return MeasureView(
        line=line,
        definition=measure.definition,
        results=tuple(Result(each.period, _shown(each, measure)) for each in line.shown),
        drawing=small_line(line, ours=_("Result")),
        sentences=tuple(_closed(each) for each in _said(line, card) if each),
        notes=tuple(f"{each.period}: {each.note}" if each.period else each.note for each in line.shown if each.note),
    )


def _shown(figure: Figure, measure: Measure) -> str:
    """As printed; else the number with its unit; else why there is none. Never zero for unknown."""
    shown = measure_words.result(figure, measure) or figure.missing or _("Not known")
    status = measure_words.status(figure)
    if status:
        shown = _("%(result)s (%(status)s)") % {"result": shown, "status": within(status)}
    return _("%(result)s, new series") % {"result": shown} if figure.breaks else shown


def _said(line: MeasureLine, card: Scorecard) -> Iterable[str]:
    """Which way it went and by how much, its target and what others have, and who rates it how."""
    if line.measure.latest is None:
        yield _("No result has been published yet")
    else:
        yield went(line.short)
        if line.long and line.long != line.short:
            yield _went_than(line.long, card)
    yield line.expected
    yield _("The target is %(target)s") % {"target": line.target} if line.target else _("No target is set")
    for other in line.others:
        yield f"{other.name}: {other.said}"
    if line.rating:
        yield _("Not rated: %(why)s") % {"why": within(line.rating.why)} if line.rating.why else ""
        yield from line.rating.notes
    yield line.new_series


def went(direction: Direction) -> str:
    """Better: up 1.2 points since 2025."""
    return _by(direction.moved.text, direction)


_THAN: Mapping[str, Callable[[], str]] = {
    "previous": lambda: _("%(way)s than the result before"),
    "same_last_year": lambda: _("%(way)s than a year before"),
    "baseline": lambda: _("%(way)s than the baseline"),
    "first": lambda: _("%(way)s than the first result"),
}


def _went_than(direction: Direction, card: Scorecard) -> str:
    """Better than a year before: up 5 points since 2025. What is no step up or down follows what it is held against."""
    than = _THAN.get(card.record.plan.measures_long_travel)
    if than is None or direction.moved.way not in {"up", "down"} or direction.movement == Movement.SAME:
        return f"{card.long}: {within(went(direction))}"
    return _by(than() % {"way": direction.moved.text}, direction)


def _by(text: str, direction: Direction) -> str:
    return f"{text}: {within(direction.said)}" if direction.said else text


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."
