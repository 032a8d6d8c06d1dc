"""A measure's last results as a small line, the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.series import counted_anew
from monitoring import charts
from monitoring.record import measure_words
from monitoring.record.measures import MeasureLine, held_against
from monitoring.record.structs import Comparator, Figure
from monitoring.record.words import within

#: So many of those who stand beside ours are drawn; the words beside the line name all.
OTHERS = 2


def small_line(line: MeasureLine, *, ours: str) -> SafeString:
    """The last results with the target and at most two others; nothing for fewer than two numbers."""
    anew = counted_anew([figure.ends for figure in line.shown], basis=line.measure.basis)
    points = [point_of(figure, apart=apart) for figure, apart in zip(line.shown, anew, strict=True)]
    if sum(point.value is not None for point in points) < 2:
        return SafeString()
    return charts.line(points, name=ours, levels=list(_levels(line)), title=said(line))


def point_of(figure: Figure, *, apart: bool = False) -> charts.Point:
    """`apart`: its count began again with the year, so no line joins it to the result before."""
    value = None if figure.value is None else float(figure.value)
    return charts.Point(value, hollow=figure.provisional, breaks=bool(figure.breaks), apart=apart)


def said(line: MeasureLine) -> str:
    """What the line shows: 2024: 67.2%; 2025: not available; 2026: 68.4%, provisional. Target: at least 70%."""
    sentences = ["; ".join(_result(figure, line) for figure in line.shown)]
    if line.target:
        sentences.append(_("Target: %(target)s") % {"target": line.target})
    sentences += [f"{other.name}: {other.value}" for other in line.others]
    return ". ".join(sentences)


def _result(figure: Figure, line: MeasureLine) -> str:
    shown = measure_words.result(figure, line.measure) if figure.value is not None or not figure.missing else ""
    parts = [shown or within(figure.missing) or _("not known"), within(measure_words.status(figure))]
    if figure.breaks:
        parts.append(_("a new series"))
    words = ", ".join(filter(None, parts))
    return f"{figure.period}: {words}" if figure.period else words


def _levels(line: MeasureLine) -> Iterator[charts.Level]:
    target = _target(line)
    if target is not None:
        yield target
    measure = line.measure
    for each in [each for each in measure.comparators if each.value is not None][:OTHERS]:
        yield _other(each, line)


def _target(line: MeasureLine) -> charts.Level | None:
    """In steps where the results shown had targets of their own, else the latest straight across."""
    name, measure = _("Target"), line.measure
    held = [
        None if target is None or target.value is None else float(target.value)
        for target in held_against(measure, line.shown)
    ]
    if len(set(held)) > 1 and held[-1] is not None:
        return charts.Level(name, is_target=True, values=tuple(held))
    if measure.target is None or measure.target.value is None:
        return None
    return charts.Level(name, float(measure.target.value), is_target=True)


def _other(comparator: Comparator, line: MeasureLine) -> charts.Level:
    """From result to result where they are known for more than one of those shown, else straight across."""
    known = {
        each.period: float(each.value)
        for each in line.measure.others
        if each.value is not None and (each.kind, each.name) == (comparator.kind, comparator.name)
    }
    values = tuple(known.get(figure.period) for figure in line.shown)
    if sum(value is not None for value in values) > 1 and values[-1] is not None:
        return charts.Level(comparator.name, values=values)
    return charts.Level(comparator.name, float(comparator.value or 0))
