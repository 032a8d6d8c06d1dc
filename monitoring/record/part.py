"""The part of a record that one report is about: what one outcome, priority or body answers for.

A scope is written `outcome-3`, `priority-12` or `body-7`, empty for the whole plan. A record knows bodies by
name alone, so that of a body is told by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from msgspec.structs import replace

from .scope import counted_anew
from .small_numbers import marked
from .structs import Correction, Erratum, Measure, Outcome, Passed, Priority, Programme, Record

OUTCOME, PRIORITY, BODY = "outcome", "priority", "body"


def scope_of(kind: str, pk: int) -> str:
    """How a scope is written."""
    return f"{kind}-{pk}"


def part_of(record: Record, scope: str, scope_name: str = "") -> Record:
    """The record of one outcome, priority or body: every count, total and correction in it is the part's own.

    `scope_name` is the name of the body whose priorities are meant. What nobody of the part answers for is not
    there; the totals of a period known from paper alone cannot be divided, so there are none. The whole record
    where `scope` is empty. Raises ValueError for a scope of no kind that is known.
    """
    if not scope:
        return record
    # What may not be published is found by looking at all of a measure's figures, so before anything is left out.
    record = marked(record)
    kind, pk = _read(scope)
    of_part = _chooser(kind, pk, scope_name)
    priorities = tuple(each for each in record.priorities if of_part(each))
    kept = {each.pk for each in priorities}
    actions = tuple(each for each in record.actions if each.priority_pk in kept)
    measures = tuple(each for each in record.measures if _tells_of(each, kept, kind, pk, scope_name))
    narrowed = replace(
        record,
        priorities=priorities,
        actions=actions,
        measures=measures,
        outcomes=tuple(_outcomes(record, priorities, kind, pk)),
        commitments=tuple(each for each in record.commitments if each.priority_pk in kept),
        programmes=tuple(_programmes(record, kept)),
        earlier=tuple(counted_anew(record, period, actions) for period in record.earlier),
        printed_totals=(),
        passed=tuple(_passed(record, priorities)),
    )
    return replace(narrowed, errata=tuple(_errata(narrowed)))


def _read(scope: str) -> tuple[str, int]:
    kind, _dash, number = scope.partition("-")
    if kind not in (OUTCOME, PRIORITY, BODY) or not number.isdecimal():
        raise ValueError(f"no such scope: {scope}")
    return kind, int(number)


def _chooser(kind: str, pk: int, name: str) -> Callable[[Priority], bool]:
    if kind == PRIORITY:
        return lambda priority: priority.pk == pk
    if kind == OUTCOME:
        return lambda priority: pk in priority.outcomes
    return lambda priority: bool(name) and priority.lead_body == name


def _tells_of(measure: Measure, priorities: Collection[int], kind: str, pk: int, name: str) -> bool:
    """A measure of one priority belongs with it, whoever leads the measure; the others with their outcome or body."""
    if measure.priority_pk is not None:
        return measure.priority_pk in priorities
    if kind == OUTCOME:
        return measure.outcome_pk == pk
    return kind == BODY and bool(name) and measure.lead_body == name


def _outcomes(record: Record, priorities: Collection[Priority], kind: str, pk: int) -> Iterator[Outcome]:
    """Those that the priorities serve, so that whatever names one finds it."""
    served = {outcome for priority in priorities for outcome in priority.outcomes}
    if kind == OUTCOME:
        served.add(pk)
    return (each for each in record.outcomes if each.pk in served)


def _programmes(record: Record, priorities: Collection[int]) -> Iterator[Programme]:
    for programme in record.programmes:
        served = tuple(pk for pk in programme.priorities if pk in priorities)
        if served:
            yield replace(programme, priorities=served)


def _passed(record: Record, priorities: Collection[Priority]) -> Iterator[Passed]:
    """What was missing when the figures were fixed, where any of it was missing here."""
    unsigned = any(each.reported and each.signed_off_on is None for each in priorities)
    return iter(record.passed if unsigned else ())


def _errata(record: Record) -> Iterator[Erratum]:
    """The corrections of what is there; a version that corrected nothing of it is left out."""
    there = {
        "priorities": {str(each.pk) for each in record.priorities},
        "actions": {str(each.pk) for each in record.actions},
        "measures": {str(each.pk) for each in record.measures},
    }

    def concerns(correction: Correction) -> bool:
        head, _slash, rest = correction.path.partition("/")
        # Printed totals are of the whole plan; the words of the plan and the period are everybody's.
        return rest.partition("/")[0] in there[head] if head in there else head != "printed_totals"

    for erratum in record.errata:
        if corrections := tuple(each for each in erratum.corrections if concerns(each)):
            yield replace(erratum, corrections=corrections)
