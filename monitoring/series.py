"""A measure's whole series drawn large, with its target and others, for a wide page and for a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.series import counted_anew, is_percent
from indicators.words import number_words
from monitoring import charts
from monitoring.record.measure_story import MeasureStory, Result
from monitoring.record.measures import held_against
from monitoring.record.structs import Figure, Measure
from monitoring.record.words import within


@dataclass(frozen=True, slots=True)
class Drawn:
    """The same drawing in two sizes, of which a page shows the one that fits. `key` says what its signs mean."""

    wide: SafeString
    narrow: SafeString
    key: tuple[str, ...]


def whole_series(story: MeasureStory, *, ours: str) -> Drawn | None:
    """None where fewer than two results are numbers: there is no line to draw, and the table says it all."""
    measure = story.measure
    if sum(figure.value is not None for figure in measure.figures) < 2:
        return None
    anew = counted_anew([each.ends for each in measure.figures], basis=measure.basis)
    points = [_point(figure, apart=apart) for figure, apart in zip(measure.figures, anew, strict=True)]
    levels = [*_target(measure), *_others(story)]
    wide, narrow = (
        charts.series(
            points,
            name=ours,
            levels=levels,
            title=_said(story),
            shown=lambda value: _on_axis(value, measure),
            new_series=_("New series"),
            width=width,
        )
        for width in (charts.WIDE, charts.NARROW)
    )
    return Drawn(wide, narrow, tuple(_key(measure)))


def _point(figure: Figure, *, apart: bool) -> charts.Point:
    value = None if figure.value is None else float(figure.value)
    return charts.Point(value, label=figure.period, hollow=figure.provisional, breaks=bool(figure.breaks), apart=apart)


def _on_axis(value: float, measure: Measure) -> str:
    """A number without its unit, unless that is a sign: an axis has little room."""
    unit = measure.unit if is_percent(measure.unit) or len(measure.unit) == 1 else ""
    return number_words(Decimal(f"{value:.6g}"), unit=unit)


def _target(measure: Measure) -> Iterator[charts.Level]:
    """In steps, from each result's target to the next."""
    held = [
        None if target is None or target.value is None else float(target.value)
        for target in held_against(measure, measure.figures)
    ]
    if any(value is not None for value in held):
        yield charts.Level(_("Target"), is_target=True, values=tuple(held))


def _others(story: MeasureStory) -> Iterator[charts.Level]:
    """Those that stand in the table beside our results, as far as they are numbers."""
    for name in story.others:
        values = tuple(
            None if found is None or found.value is None else float(found.value)
            for found in (story.other_of(name, figure) for figure in story.measure.figures)
        )
        if any(value is not None for value in values):
            yield charts.Level(name, values=values)


def _key(measure: Measure) -> Iterator[str]:
    if any(figure.provisional for figure in measure.figures if figure.value is not None):
        yield _("A hollow point is not final.")
    if any(figure.breaks for figure in measure.figures):
        yield _("An upright line marks where a new series begins; nothing is compared across it.")
    if any(counted_anew([each.ends for each in measure.figures], basis=measure.basis)):
        yield _("No line joins two results where the count began again with the year in between.")
    if any(figure.value is None for figure in measure.figures):
        yield _("A gap is a period without a number.")


def _said(story: MeasureStory) -> str:
    """Every result in words, oldest first, with what stands beside it."""
    return "; ".join(_told(result, story.others) for result in reversed(story.results))


def _told(result: Result, others: tuple[str, ...]) -> str:
    parts = [result.value or within(result.missing)]
    if result.status:
        parts.append(within(result.status))
    if result.breaks:
        parts.append(_("a new series"))
    if result.target:
        parts.append(_("target %(target)s") % {"target": result.target})
    parts += [f"{other.name} {other.value}" for other in result.others if other]
    words = ", ".join(parts)
    return f"{result.figure.period}: {words}" if result.figure.period else words
