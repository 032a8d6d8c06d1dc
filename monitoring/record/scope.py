"""The part of an open period that one person may see before it is agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal

from msgspec.structs import replace

from plans.ratings import Meaning

from .counts import columns
from .movement import movement, of_column
from .rollup import computed_level
from .scales import Scales
from .structs import NOT_RATED, Action, Earlier, Measure, Priority, Record, Total


def within_scope(
    record: Record, *, actions: Collection[int], summaries: Collection[int], commentaries: Collection[int] = ()
) -> Record:
    """The record of these actions alone: every count, comparison and computed level is theirs.

    `summaries` are the priorities of which the person may read what the lead says. A priority without
    any of the actions is left out unless it is one of those. Measures are all there, with what their owners say
    of those in `commentaries`.
    """
    seen = tuple(action for action in record.actions if action.pk in actions)
    by_priority = defaultdict(list)
    for action in seen:
        by_priority[action.priority_pk].append(action)
    scales = Scales(record)
    return replace(
        record,
        actions=seen,
        priorities=tuple(
            _priority(record, each, by_priority[each.pk], scales, told=each.pk in summaries)
            for each in record.priorities
            if each.pk in by_priority or each.pk in summaries
        ),
        earlier=tuple(counted_anew(record, period, seen) for period in record.earlier),
        measures=tuple(each if each.pk in commentaries else _without_words(each) for each in record.measures),
    )


def _without_words(measure: Measure) -> Measure:
    said = measure.commentary
    # That something is said may be known, so that nobody reads of a commentary that is missing.
    kept = replace(said, story="", doing="", forecast="", said_by="", said_for="") if said else None
    return replace(measure, commentary=kept, judged_level=None, judged_reason="")


def _priority(record: Record, priority: Priority, actions: list[Action], scales: Scales, *, told: bool) -> Priority:
    meanings = [Meaning(scales.actions[action.level].meaning) for action in actions if action.reported and action.level]
    silent = sum(1 for action in actions if action.reported and action.column == NOT_RATED)
    computed = computed_level(meanings, record.priority_levels, silent=silent, rule=record.plan.rollup)
    judged = priority.judged_level if told else None
    previous = record.previous
    before = scales.priority_then(previous.ordinal, priority.previous_column) if previous else None
    now = scales.priorities.get(judged or "") or computed
    narrowed = replace(
        priority,
        computed_level=computed.code if computed else None,
        judged_level=judged,
        movement=movement(of_column(before), of_column(now)),
    )
    if told:
        return narrowed
    return replace(
        narrowed,
        judged_reason="",
        decisions_sought="",
        highlights=(),
        signed_off_by="",
        signed_off_on=None,
        signed_off_for="",
    )


def counted_anew(record: Record, period: Earlier, actions: Iterable[Action]) -> Earlier:
    """An earlier period with its totals counted over some actions.

    Without totals where only those of the whole are known of it, or where none of the actions was counted then:
    nothing is compared with what was not there.
    """
    then = [past.column for action in actions for past in action.trail if past.ordinal == period.ordinal]
    if period.as_reported or not then:
        return replace(period, totals=(), total=Decimal(0))
    scale = record.scale(period.action_scale)
    totals = tuple(
        Total(label=level.label, column=level.code, count=Decimal(then.count(level.code)))
        for level in columns(scale.levels if scale else ())
    )
    return replace(period, totals=totals, total=sum((each.count for each in totals), Decimal(0)))
