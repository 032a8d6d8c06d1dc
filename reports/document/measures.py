"""Measures as they are printed: every result in a table, drawn as a line where there are numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Operator
from monitoring import charts
from monitoring.record.structs import Comparator, Figure, Measure, Movement

# More results than this crowd the table beside the line; the earliest go.
RESULTS = 8


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


def measure_view(measure: Measure) -> MeasureView:
    figures = measure.figures[-RESULTS:]
    return MeasureView(
        title=f"{measure.code} {measure.plain_title or measure.title}".strip(),
        definition=measure.definition,
        results=tuple(Result(each.period, _shown(each, measure)) for each in figures),
        line=_line(measure, figures),
        sentences=tuple(_sentences(measure)),
        notes=tuple(f"{each.period}: {each.note}" for each in figures if each.note),
    )


def _shown(figure: Figure, measure: Measure) -> str:
    """As printed; else the number with its unit; else why there is none. Never zero for unknown."""
    shown = figure.printed
    if not shown and figure.value is not None:
        shown = _number(figure.value, measure)
    shown = shown or figure.missing or _("Not known")
    return _("%(result)s (provisional)") % {"result": shown} if figure.provisional else shown


def _number(value: Decimal, measure: Measure) -> str:
    number = f"{value:,.{measure.decimals}f}"
    if not measure.unit:
        return number
    return f"{number}{measure.unit}" if measure.unit in {"%", "p"} else f"{number} {measure.unit}"


def _line(measure: Measure, figures: tuple[Figure, ...]) -> SafeString:
    values = [None if each.value is None else float(each.value) for each in figures]
    known = [each for each in figures if each.value is not None]
    if len(known) < 2:
        return SafeString()
    levels = [charts.Level(name, float(value), is_target=is_target) for name, value, is_target in _levels(measure)]
    words = {
        "first": _shown(known[0], measure),
        "last": _shown(known[-1], measure),
        "since": known[0].period,
        "until": known[-1].period,
    }
    title = _("Line from %(first)s, %(since)s, to %(last)s, %(until)s.") % words
    return charts.line(values, name=_("Result"), levels=levels, title=title)


def _levels(measure: Measure) -> Iterable[tuple[str, Decimal, bool]]:
    if measure.target and measure.target.value is not None:
        yield _("Target"), measure.target.value, True
    for each in measure.comparators[:2]:
        if each.value is not None:
            yield each.name, each.value, False


_MOVEMENTS = {
    Movement.BETTER: gettext_lazy("Better than the result before."),
    Movement.WORSE: gettext_lazy("Worse than the result before."),
    Movement.SAME: gettext_lazy("The same as the result before."),
}


def _sentences(measure: Measure) -> Iterable[str]:
    if not measure.figures:
        yield _("No result has been published yet.")
    if measure.movement in _MOVEMENTS:
        yield str(_MOVEMENTS[measure.movement])
    yield _target(measure)
    for each in measure.comparators:
        yield _compared(each, measure)


def _target(measure: Measure) -> str:
    target = measure.target
    if target is None or (target.value is None and not target.printed):
        return _("No target is set.")
    if target.printed or target.value is None:
        aim = target.printed
    else:
        operator = str(Operator(target.operator).label) if target.operator else ""
        aim = f"{operator} {_number(target.value, measure)}".strip()
    if target.period:
        return _("The target for %(period)s is %(aim)s.") % {"aim": aim, "period": target.period}
    return _("The target is %(aim)s.") % {"aim": aim}


def _compared(each: Comparator, measure: Measure) -> str:
    value = _number(each.value, measure) if each.value is not None else each.relation
    period = f" ({each.period})" if each.period else ""
    return f"{each.name}{period}: {value or _('not known')}."
