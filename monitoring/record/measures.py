"""Measures in words: the result, its target, what others have, and which way it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.wording import listed

from .measure_words import amount, number
from .movement import Moved
from .structs import Comparator, Figure, Measure, Movement, Record, Target
from .words import within

#: Results that a line is drawn through.
RESULTS = 6


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure as a row shows it. `met` is None where nothing can be said of the target."""

    measure: Measure
    title: str
    basis: str
    latest: str
    missing: str
    note: str
    target: str
    met: bool | None
    comparators: tuple[tuple[str, str], ...]
    travel: Moved
    change: str
    shown: tuple[Figure, ...]

    @property
    def values(self) -> tuple[float | None, ...]:
        """The results as a line is drawn through them; a missing one leaves a gap."""
        return tuple(float(figure.value) if figure.value is not None else None for figure in self.shown)

    @property
    def is_number(self) -> bool:
        latest = self.measure.latest
        return latest is not None and latest.value is not None and not latest.printed


def measure_lines(record: Record, *, priority: int | None = None) -> tuple[MeasureLine, ...]:
    """Every measure, or those of one priority."""
    return tuple(_line(measure) for measure in record.measures if priority is None or measure.priority_pk == priority)


def measures_sentence(lines: Sequence[MeasureLine]) -> str:
    """Compared with the result before, 4 are better and 2 are worse. 1 of 6 targets is met."""
    ways = Counter(line.measure.movement for line in lines)
    better, worse, same = (ways[way] for way in (Movement.BETTER, Movement.WORSE, Movement.SAME))
    parts = [
        text % {"number": number}
        for number, text in (
            (better, ngettext("%(number)d is better", "%(number)d are better", better)),
            (worse, ngettext("%(number)d is worse", "%(number)d are worse", worse)),
            (same, ngettext("%(number)d is the same", "%(number)d are the same", same)),
        )
        if number
    ]
    sentences = [_("Compared with the result before, %(changes)s.") % {"changes": listed(parts)}] if parts else []
    judged = [line for line in lines if line.met is not None]
    if judged:
        met = sum(1 for line in judged if line.met)
        words = {"number": met, "total": len(judged)}
        sentences.append(
            ngettext(
                "%(number)d of %(total)d targets is met.",
                "%(number)d of %(total)d targets are met.",
                met,
            )
            % words
        )
    return " ".join(sentences)


def _line(measure: Measure) -> MeasureLine:
    latest = measure.latest
    met = _met(latest, measure.target)
    way, change = _travel(measure)
    return MeasureLine(
        measure=measure,
        title=f"{measure.code} {measure.title}".strip(),
        basis=". ".join(part for part in (latest.period if latest else "", _polarity(measure.polarity)) if part),
        latest=_result(latest, measure) if latest else "",
        missing=_missing(latest),
        note=_note(latest) if latest else "",
        target=target_words(measure),
        met=met,
        comparators=tuple((_name(each, latest), _compared(each, measure)) for each in measure.comparators),
        travel=way,
        change=change,
        shown=measure.figures[-RESULTS:],
    )


def target_words(measure: Measure) -> str:
    target = measure.target
    if target is None:
        return ""
    if target.printed or target.value is None:
        return target.printed
    return _OPERATORS[target.operator]() % {"value": number(target.value, measure)}


_OPERATORS = {
    "at_least": lambda: _("%(value)s"),
    "at_most": lambda: _("%(value)s"),
    "exactly": lambda: _("exactly %(value)s"),
    "more_than": lambda: _("more than %(value)s"),
    "less_than": lambda: _("less than %(value)s"),
}


def _result(figure: Figure, measure: Measure) -> str:
    if figure.printed:
        return figure.printed
    return number(figure.value, measure) if figure.value is not None else figure.judgement


def _missing(figure: Figure | None) -> str:
    if figure is None:
        return _("No result yet")
    return figure.missing


def _note(figure: Figure) -> str:
    parts = []
    if figure.numerator is not None and figure.denominator is not None:
        parts.append(
            _("%(part)s of %(whole)s")
            % {"part": f"{figure.numerator.normalize():,f}", "whole": f"{figure.denominator.normalize():,f}"}
        )
    if figure.provisional:
        parts.append(_("provisional figure"))
    if figure.judgement and (figure.printed or figure.value is not None):
        parts.append(figure.judgement)
    if figure.note:
        parts.append(figure.note)
    return "; ".join(parts)


def _polarity(polarity: str) -> str:
    return {
        "high": _("Higher is better"),
        "low": _("Lower is better"),
        "close_to_target": _("Close to the target is better"),
        "information": _("For information"),
    }[polarity]


def _met(figure: Figure | None, target: Target | None) -> bool | None:
    """Only a number is held against a number; a judgement that was printed is shown, never worked out."""
    if figure is None or target is None or figure.value is None or target.value is None:
        return None
    value, aim = figure.value, target.value
    return {
        "at_least": value >= aim,
        "at_most": value <= aim,
        "exactly": value == aim,
        "more_than": value > aim,
        "less_than": value < aim,
    }[target.operator]


def _name(comparator: Comparator, beside: Figure | None) -> str:
    """Its period too, unless that is the one of the figure it stands beside."""
    if not comparator.period or (beside and comparator.period == beside.period):
        return comparator.name
    return f"{comparator.name}, {comparator.period}"


def _compared(comparator: Comparator, measure: Measure) -> str:
    return number(comparator.value, measure) if comparator.value is not None else comparator.relation


_WAYS = {
    Movement.BETTER: lambda: _("Better"),
    Movement.WORSE: lambda: _("Worse"),
    Movement.SAME: lambda: _("Same"),
}


def _travel(measure: Measure) -> tuple[Moved, str]:
    """The arrow follows the number, the word the polarity; and by how much since which result."""
    if len(measure.figures) < 2:
        return Moved("", _("No comparison")), ""
    before, now = measure.figures[-2:]
    if before.value is None or now.value is None:
        return Moved("", _("No comparison")), ""
    change = now.value - before.value
    way = "up" if change > 0 else "down" if change < 0 else "level"
    word = _WAYS[measure.movement]() if measure.movement in _WAYS else _("Not compared")
    if measure.movement not in _WAYS:
        return Moved("", word), ""
    return Moved(way, word), _change(change, before, measure)


def _change(change: Decimal, before: Figure, measure: Measure) -> str:
    words = {"since": _inside(before.period), "by": amount(change, measure)}
    if change == 0:
        return _("As %(since)s") % words if before.period else ""
    if change > 0:
        return (_("Up %(by)s since %(since)s") if before.period else _("Up %(by)s")) % words
    return (_("Down %(by)s since %(since)s") if before.period else _("Down %(by)s")) % words


def _inside(period: str) -> str:
    """A period's name inside a sentence: "School year 2024" begins small, "September 2024" stays."""
    return within(period) if period.casefold().partition(" ")[2].startswith("year") else period
