"""From live rows to a period record. See reading.py for the queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from django.conf import settings
from django.utils import timezone

from monitoring.models import Highlight, PeriodRecord, ProgressUpdate, ReportingPeriod
from partnership.due import Due
from plans.ratings import Meaning
from priorities.models import Priority, StrategicAction

from . import canonical, reading, structs
from .counts import columns, starts_later, tally
from .measured import Measuring
from .movement import movement, of_column
from .rollup import computed_level
from .scales import Scales
from .small_numbers import mark_hidden, marked
from .structs import NOT_RATED, SCHEMA, STARTS_LATER, Level, Movement, Past, Record, Standing

#: How many earlier periods a record remembers; with its own that makes the heat map's six.
EARLIER = 5


def record_for(period: ReportingPeriod, *, on: date | None = None) -> Record:
    """What the period says: its stored record once it is frozen, else gathered from live rows.

    `on` is the day for which a live record is gathered, today unless told.
    """
    if period.is_fixed:
        return canonical.decode(bytes(latest_stored(period).body))
    return gather(period, on=on)


def latest_stored(period: ReportingPeriod) -> PeriodRecord:
    """The latest version of a frozen period's record. Raises PeriodRecord.DoesNotExist before freezing."""
    return PeriodRecord.objects.filter(period=period).order_by("-version")[:1].get()


def gather(period: ReportingPeriod, *, on: date | None = None) -> Record:
    """Read everything that `period` says on a day: today, or for a period of the past the day it was fixed.

    Of dates agreed, holders of posts and completed work nothing later than that day is read. Lateness
    is judged on it, or on the day for which the period reports its actions if that is earlier.
    """
    return _Gathering(period, on=on or timezone.localdate()).record()


def measures_of(
    period: ReportingPeriod, *, only: Collection[int], on: date | None = None
) -> tuple[tuple[Level, ...], tuple[structs.Measure, ...]]:
    """Some measures of a period under way, by their keys, and the levels they are rated on, without anything else.

    For work with measures that one person answers for: what is not to be published is not marked in them.
    """
    (read,) = reading.period(period.pk)
    levels = _levels_of(read.measure_scale, read.said_levels)
    measuring = _measuring(read, levels)
    every = reading.indicators.rows(
        plan=read.plan_id, period=read.pk, as_at=read.measures_as_at, on=on or timezone.localdate()
    )
    return levels, tuple(measuring.measure(row) for row in every.filter(pk__in=only))


def _measuring(period: Any, levels: Sequence[Level]) -> Measuring:
    return Measuring(
        period.plan, levels=levels, as_at=period.measures_as_at, smallest_shown=settings.SMALL_NUMBER_THRESHOLD
    )


def _levels_of(scale: Any, said: Iterable[dict[str, Any]]) -> tuple[Level, ...]:
    """The levels of a scale, of all that were read with the period; none for a plan that does not rate."""
    own = [each for each in said if scale is not None and each["scale_pk"] == scale.pk]
    return tuple(Level(**{name: value for name, value in each.items() if name != "scale_pk"}) for each in own)


class _Gathering:
    """One record in the making: the rows that were read, and what the record before them said."""

    def __init__(self, period: ReportingPeriod, *, on: date) -> None:
        self.on = on
        (self.period,) = reading.period(period.pk)
        self.scales: list[structs.Scale] = []
        self.action_scale = self._own_scale(self.period.action_scale)
        self.priority_scale = self._own_scale(self.period.priority_scale)
        self.measure_scale = self._own_scale(self.period.measure_scale)
        self.levels = self._levels(self.action_scale)
        self.priority_levels = self._levels(self.priority_scale)
        stored = reading.previous_record(self.period)
        self.before = canonical.decode(bytes(stored.body)) if stored else None
        self.before_scales = Scales(self.before) if self.before else None
        self.earlier = self._earlier()
        self.priority_rows = reading.priorities(
            plan=self.period.plan_id, period=self.period.pk, as_at=self.period.actions_as_at
        )
        self.standings = {row.pk: priority_standing(row, on=self.period.actions_as_at) for row in self.priority_rows}
        self.actions_before = {each.pk: each for each in self.before.actions} if self.before else {}
        self.priorities_before = {each.pk: each for each in self.before.priorities} if self.before else {}

    def record(self) -> Record:
        period = self.period
        # Of a period known from totals alone, nothing is said about any one action.
        printed = self._printed_totals()
        actions = () if printed else self._actions()
        return Record(
            schema=SCHEMA,
            plan=self._plan(),
            period=structs.Period(
                pk=period.pk,
                ordinal=period.ordinal,
                label=period.label,
                starts=period.starts_on,
                ends=period.ends_on,
                actions_as_at=period.actions_as_at,
                measures_as_at=period.measures_as_at,
                meetings=period.said_meetings,
                reports_to=period.reports_to,
            ),
            as_at=min(self.on, period.actions_as_at),
            scales=tuple(self.scales),
            action_scale=self.action_scale,
            priority_scale=self.priority_scale,
            measure_scale=self.measure_scale,
            earlier=self.earlier,
            outcomes=period.said_outcomes,
            priorities=self._priorities(actions),
            commitments=period.said_commitments,
            actions=actions,
            measures=self._measures(),
            marked=True,
            programmes=period.said_programmes,
            printed_totals=printed,
        )

    def _measures(self) -> tuple[structs.Measure, ...]:
        period = self.period
        scale = self.scales[self.measure_scale].levels if self.measure_scale is not None else ()
        measuring = _measuring(period, scale)
        rows = reading.indicators(plan=period.plan_id, period=period.pk, as_at=period.measures_as_at, on=self.on)
        return mark_hidden(
            [measuring.measure(row) for row in rows],
            chosen={row.pk: set(row.said_hidden) for row in rows},
            before=marked(self.before).measures if self.before else (),
        )

    # Plan and scales

    def _plan(self) -> structs.Plan:
        plan = self.period.plan
        return structs.Plan(
            pk=plan.pk,
            slug=plan.slug,
            title=plan.title,
            short_title=plan.short_title,
            starts=_when(plan.starts),
            ends=_when(plan.ends),
            owner_body=plan.owner_body.name if plan.owner_body else "",
            coordinating_post=plan.coordinating_post.title if plan.coordinating_post else "",
            labels=msgspec.convert(plan.level_labels.as_json(), structs.Labels),
            texts=self.period.said_texts,
            rollup=self._rollup(),
            measures_short_travel=plan.measures_short_travel,
            measures_long_travel=plan.measures_long_travel,
        )

    def _rollup(self) -> structs.Rollup:
        plan = self.period.plan
        return structs.Rollup(
            rule=plan.rollup,
            on_track_share=plan.rollup_on_track_share,
            off_track_share=plan.rollup_off_track_share,
            complete=plan.rollup_complete,
            paused=plan.rollup_paused,
            not_rated=plan.rollup_not_rated,
        )

    def _own_scale(self, scale: Any) -> int | None:
        if scale is None:
            return None
        levels = _levels_of(scale, self.period.said_levels)
        return self._number(structs.Scale(name=scale.name, levels=levels))

    def _number(self, scale: structs.Scale | None) -> int | None:
        """The place of a scale in the record; each is there once."""
        if scale is None:
            return None
        if scale not in self.scales:
            self.scales.append(scale)
        return self.scales.index(scale)

    def _levels(self, scale: int | None) -> dict[str, Level]:
        return {level.code: level for level in self.scales[scale].levels} if scale is not None else {}

    # What was said before

    def _earlier(self) -> tuple[structs.Earlier, ...]:
        before = self.before
        if before is None:
            return ()
        totals = before.printed_totals or tuple(
            structs.Total(label=each.level.label, column=each.level.code, count=each.count)
            for each in tally(before, before.reported_actions)
        )
        last = structs.Earlier(
            pk=before.period.pk,
            ordinal=before.period.ordinal,
            label=before.period.label,
            ends=before.period.ends,
            action_scale=self._number(before.scale(before.action_scale)),
            priority_scale=self._number(before.scale(before.priority_scale)),
            totals=totals,
            total=sum((each.count for each in totals), Decimal(0)),
            as_reported=bool(before.printed_totals),
        )
        kept = (
            msgspec.structs.replace(
                each,
                action_scale=self._number(before.scale(each.action_scale)),
                priority_scale=self._number(before.scale(each.priority_scale)),
            )
            for each in before.earlier[-(EARLIER - 1) :]
        )
        return (*kept, last)

    def _trail(self, before: structs.Action | structs.Priority | None) -> tuple[Past, ...]:
        """Where something stood in the periods that the record still remembers."""
        if before is None or self.before is None:
            return ()
        remembered = {each.ordinal for each in self.earlier}
        kept = tuple(past for past in before.trail if past.ordinal in remembered)
        if not before.reported:
            return kept
        return (*kept, Past(ordinal=self.before.period.ordinal, column=before.column))

    def _printed_totals(self) -> tuple[structs.Total, ...]:
        printed = self.period.printed_totals or {}
        levels = {level.code: level for level in columns(tuple(self.levels.values()))}
        codes = {"not_rated": NOT_RATED, "starts_later": STARTS_LATER}
        totals = []
        for code, count in printed.items():
            level = levels.get(code) or levels.get(codes.get(code, ""))
            totals.append(
                structs.Total(
                    label=level.label if level else code,
                    column=level.code if level else None,
                    count=Decimal(str(count)),
                )
            )
        order = list(levels)
        return tuple(sorted(totals, key=lambda each: order.index(each.column) if each.column else len(order)))

    # Priorities

    def _priorities(self, actions: Sequence[structs.Action]) -> tuple[structs.Priority, ...]:
        meanings: dict[int, list[Meaning]] = defaultdict(list)
        silent: Counter[int] = Counter()
        for action in actions:
            if action.reported and action.level:
                meanings[action.priority_pk].append(Meaning(self.levels[action.level].meaning))
            elif action.reported and action.column == NOT_RATED:
                silent[action.priority_pk] += 1
        rule = self._rollup()
        return tuple(
            self._priority(
                row,
                computed_level(meanings[row.pk], self.priority_levels.values(), silent=silent[row.pk], rule=rule),
            )
            for row in self.priority_rows
        )

    def _priority(self, row: Any, computed: Level | None) -> structs.Priority:
        summary = row.said_summary[0] if row.said_summary else _NO_SUMMARY
        computed_code = computed.code if computed else None
        before = self.priorities_before.get(row.pk)
        level = self.priority_levels.get(summary["level"] or computed_code or "")
        signed_off = summary["signed_off_at"]
        return structs.Priority(
            pk=row.pk,
            ref=row.ref,
            title=row.title,
            plain_title=row.plain_title,
            description=row.description,
            outcomes=tuple(row.said_outcomes),
            cross_cutting=row.cross_cutting,
            lead_body=row.lead_body.name if row.lead_body else "",
            standing=self.standings[row.pk],
            standing_note=_note(row, row.status_note),
            monitored_by=row.monitored_elsewhere_by,
            judged_level=summary["level"],
            judged_reason=summary["reason"],
            decisions_sought=summary["decisions_sought"],
            computed_level=computed_code,
            previous_column=before.column if before and before.reported else None,
            trail=self._trail(before),
            movement=self._movement(
                self.before_scales.priorities if self.before_scales else {}, before, level, known=True
            ),
            highlights=tuple(
                structs.Highlight(kind=each["kind"], label=str(Highlight.Kind(each["kind"]).label), text=each["text"])
                for each in summary["highlights"]
            ),
            signed_off_by=summary["signed_off_by"],
            signed_off_on=_local_day(signed_off) if signed_off else None,
            signed_off_for=summary["on_behalf_of"],
        )

    def _movement(
        self,
        levels_then: Mapping[str, Level],
        before: structs.Action | structs.Priority | None,
        now: Level | None,
        *,
        known: bool,
    ) -> Movement:
        """`known` is False where the period before had only totals, so that nothing can be compared."""
        if not known:
            return Movement.NOT_KNOWN
        then = levels_then.get(before.column) if before and before.reported else None
        return movement(of_column(then), of_column(now))

    # Actions

    def _actions(self) -> tuple[structs.Action, ...]:
        """Every action that has joined the plan, in the plan's order."""
        which = {"plan": self.period.plan_id, "period": self.period.pk, "ends": self.period.ends_on}
        updates = {row.action_id: row for row in reading.updates(**which)}
        rows = reading.actions(as_at=self.period.actions_as_at, on=self.on, **which)
        actions = [self._action(row, updates.get(row.pk)) for row in rows]
        # Of a priority that has not joined yet, nor have its actions.
        joined = (action for action in actions if action.priority_pk in self.standings)
        order = {row.pk: position for position, row in enumerate(self.priority_rows)}
        return tuple(sorted(joined, key=lambda action: order[action.priority_pk]))

    def _action(self, row: Any, update: ProgressUpdate | None) -> structs.Action:
        at_home = row.home_plan == self.period.plan_id
        priority = row.priority_id if at_home else row.listed_priority
        before = self.actions_before.get(row.pk)
        stage = _stage(row, on=self.period.actions_as_at)
        level, since = self._level(update, before, stage, row.completed_on)
        starts_later_ = level is None and _starts_later(row, stage, on=self.period.actions_as_at)
        moves = self._moves(row.said_moves, before)
        return structs.Action(
            pk=row.pk,
            priority_pk=priority,
            commitment_pk=row.commitment_id if at_home else None,
            ref=row.ref if at_home else row.listed_ref or row.ref,
            title=row.title,
            description=row.description,
            success_criteria=row.success_criteria,
            sources=row.sources,
            standing=self._standing(row, priority),
            standing_note=_note(row, row.stage_note),
            stage=stage,
            percent_complete=row.percent_complete,
            leads=row.said_leads,
            starts=_when(row.starts),
            original_due=_when(row.due),
            agreed_due=moves[-1].due if moves else _when(row.due),
            moves=moves,
            level=level.code if level else None,
            previous_column=before.column if before and before.reported else None,
            trail=self._trail(before),
            movement=self._movement(
                self.before_scales.actions if self.before_scales else {},
                before,
                level or (starts_later() if starts_later_ else None),
                known=not (self.before and self.before.printed_totals),
            ),
            complete_since=since,
            starts_later=starts_later_,
            ever_updated=row.ever_updated,
            update=_update(update) if update else None,
            contributions=row.said_contributions,
            milestones=row.said_milestones,
            printed=tuple(
                structs.Printed(heading=heading, text=str(text)) for heading, text in sorted(row.as_printed.items())
            ),
        )

    def _standing(self, row: StrategicAction, priority: int) -> Standing:
        if _has_left(row, row.stage in StrategicAction.LEFT, on=self.period.actions_as_at):
            return Standing(row.stage) if row.stage in StrategicAction.LEFT else Standing.WITHDRAWN
        of_priority = self.standings.get(priority, Standing.ACTIVE)
        return Standing.ACTIVE if of_priority in structs.REPORTED else of_priority

    def _level(
        self, update: ProgressUpdate | None, before: structs.Action | None, stage: str, completed_on: date | None
    ) -> tuple[Level | None, date | None]:
        """The level reported for this period, and since when it has been complete if that was earlier.

        Without a report there is no level, save that what was complete stays so until it is reopened.
        """
        since = self._complete_since(before, stage)
        if update is not None:
            said = update.level
            level = self.levels.get(said.code) if said else None
            return level, since if level and level.meaning == Meaning.COMPLETE else None
        if since is None and stage == StrategicAction.Stage.COMPLETE:
            since = completed_on
        if since is None:
            return None, None
        complete = next((level for level in self.levels.values() if level.meaning == Meaning.COMPLETE), None)
        return complete, since

    def _complete_since(self, before: structs.Action | None, stage: str) -> date | None:
        """The last day of the period in which it was accepted as complete; None if it was not or is reopened."""
        if before is None or self.before is None or self.before_scales is None or before.level is None:
            return None
        was_complete = self.before_scales.actions[before.level].meaning == Meaning.COMPLETE
        reopened = before.stage == StrategicAction.Stage.COMPLETE and stage != StrategicAction.Stage.COMPLETE
        if not was_complete or reopened:
            return None
        return before.complete_since or self.before.period.ends

    def _moves(self, said: Iterable[dict[str, Any]], before: structs.Action | None) -> tuple[structs.Move, ...]:
        """Every agreed change of the date. Those that the record before did not know are this period's."""
        known = {move.on for move in before.moves} if before else None
        moves = []
        for each in said:
            on = date.fromisoformat(each["on"])
            recent = on not in known if known is not None else on >= self.period.starts_on
            moves.append(msgspec.convert(each | {"this_period": recent}, structs.Move))
        return tuple(moves)


_NO_SUMMARY: dict[str, Any] = {
    "level": None,
    "reason": "",
    "decisions_sought": "",
    "highlights": [],
    "signed_off_by": "",
    "signed_off_at": None,
    "on_behalf_of": "",
}


def _when(due: Due | None) -> structs.When | None:
    if due is None:
        return None
    return structs.When(last_day=due.last_day, precision=due.precision.value, printed=due.printed)


def _local_day(instant: str) -> date:
    return timezone.localdate(datetime.fromisoformat(instant))


# --- What had happened by a day ---------------------------------------------------------------------


def _has_left(row: Any, says_so: bool, *, on: date) -> bool:
    """No longer in the plan on a day; what left without saying when has left."""
    if row.in_plan_until is None:
        return says_so
    return bool(row.in_plan_until < on)


def priority_standing(row: Priority, *, on: date) -> Standing:
    """Whether a priority was the plan's to report on, on a day."""
    if _has_left(row, row.status in Priority.LEFT, on=on):
        return Standing(row.status) if row.status in Priority.LEFT else Standing.WITHDRAWN
    if row.monitored_elsewhere_by:
        return Standing.MONITORED_ELSEWHERE
    return Standing.ADDED_LATER if row.status == Priority.Status.ADDED_LATER else Standing.ACTIVE


def _stage(row: StrategicAction, *, on: date) -> str:
    """The stage it was in on a day, as far as its dates tell: it was under way before it ended."""
    ended_later = row.completed_on is not None and row.completed_on > on
    left_later = row.stage in StrategicAction.LEFT and row.in_plan_until is not None and row.in_plan_until >= on
    return StrategicAction.Stage.UNDER_WAY.value if ended_later or left_later else str(row.stage)


def _starts_later(row: StrategicAction, stage: str, *, on: date) -> bool:
    if stage != StrategicAction.Stage.NOT_STARTED or row.starts is None:
        return False
    return row.starts.last_day is not None and row.starts.last_day > on


def _note(row: Priority | StrategicAction, note: str) -> str:
    """Why it left, and what it was merged into."""
    return note or (str(row.merged_into) if row.merged_into else "")


# --- Updates -----------------------------------------------------------------------------------


def _update(row: Any) -> structs.Update:
    accepted = row.state == ProgressUpdate.State.ACCEPTED
    return structs.Update(
        narrative=row.narrative,
        delay=_delay(row),
        next_steps=row.next_steps,
        said_by=row.submitted_by.name if row.submitted_by else "",
        said_for=row.on_behalf_of,
        said_at=row.submitted_at.astimezone(UTC),
        accepted=accepted,
        accepted_by=row.reviewed_by.name if accepted and row.reviewed_by else "",
        accepted_at=row.reviewed_at.astimezone(UTC) if accepted and row.reviewed_at else None,
        unchanged=row.unchanged,
        proposed_level=row.proposed_level.code if row.proposed_level else None,
        changes=row.said_changes,
        questions=row.said_questions,
        answers=row.said_answers,
        asked=row.said_asked,
    )


def _delay(row: ProgressUpdate) -> structs.Delay | None:
    if not (row.cause or row.cause_detail or row.impact or row.recovery or row.forecast):
        return None
    return structs.Delay(
        cause=str(ProgressUpdate.Cause(row.cause).label) if row.cause else "",
        detail=row.cause_detail,
        impact=row.impact,
        recovery=row.recovery,
        forecast=_when(row.forecast),
    )
