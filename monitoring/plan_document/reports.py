"""Loading what has been reported: periods with their updates and summaries, and moving them on.

Periods go through the same services as everybody's: a loaded past period has its record gathered and
stored as it stood on the day it was frozen. What people have done in the system since is theirs, and
an older document does not undo it.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from monitoring.models import (
    Challenge,
    Highlight,
    MeasureCommentary,
    PrioritySummary,
    ProgressUpdate,
    ReportingPeriod,
)
from monitoring.plan_document.measures import Measures
from monitoring.plan_document.partners import Partners
from monitoring.plan_document.promises import Promises, due
from monitoring.plan_document.rows import Rows
from monitoring.plan_document.structs import Action as ActionPart
from monitoring.plan_document.structs import Commentary as CommentaryPart
from monitoring.plan_document.structs import Period as PeriodPart
from monitoring.plan_document.structs import PlanDocument
from monitoring.plan_document.structs import Summary as SummaryPart
from monitoring.plan_document.structs import Update as UpdatePart
from monitoring.services.periods import close_updates, freeze_period, open_period, publish_period
from monitoring.services.small_numbers import confirm_small_numbers, to_look_at
from partnership.refusals import Refused
from plans.models import RatingLevel, RatingScale
from plans.ratings import Meaning

State = ReportingPeriod.State

#: The order in which a period moves on.
STEPS = (State.PLANNED, State.OPEN, State.CHALLENGE, State.FROZEN, State.PUBLISHED)


class Reports:
    def __init__(
        self, rows: Rows, document: PlanDocument, partners: Partners, promises: Promises, measures: Measures
    ) -> None:
        self.rows = rows
        self.document = document
        self.partners = partners
        self.promises = promises
        self.measures = measures
        self.parts: dict[str, ActionPart] = {action.key: action for action in document.actions()}

    def load(self) -> None:
        found = {row.ordinal: row for row in ReportingPeriod.objects.filter(plan=self.promises.plan)}
        for number, part in enumerate(self.document.periods):
            self._period(f"periods[{number}]", part, found.get(part.number))
        self.promises.begin_all()
        self.rows.leave_others(found, (part.number for part in self.document.periods))

    def _period(self, place: str, part: PeriodPart, found: ReportingPeriod | None) -> None:
        if found is not None and found.is_fixed:
            if part.state not in ReportingPeriod.FIXED:
                # The document was written before the period froze.
                self.rows.leave(found)
                return
            with self.rows.frozen(found.label):
                self._content(place, part, self._row(place, part, found))
            if found.state == State.FROZEN and part.state == "published":
                self._move(place, part, found)
            return
        period = self._row(place, part, found)
        period = self._move(place, part, period, until=State.OPEN)
        if found is None:
            self._scales(place, part, period)
        self._content(place, part, period)
        # A period that cannot be filled cannot be frozen: its first mistakes are enough.
        self.rows.stop_if_mistaken()
        self._move(place, part, period)

    def _row(self, place: str, part: PeriodPart, found: ReportingPeriod | None) -> ReportingPeriod:
        return self.rows.put(
            place,
            found,
            ReportingPeriod,
            plan=self.promises.plan,
            ordinal=part.number,
            label=part.label,
            starts_on=part.starts_on,
            ends_on=part.ends_on,
            actions_as_at=part.actions_as_at or part.ends_on,
            measures_as_at=part.measures_as_at or part.ends_on,
            opens_on=part.opens_on,
            updates_due_on=part.updates_due_on,
            challenge_by=part.challenge_by,
            sign_off_by=part.sign_off_by,
            freeze_on=part.freeze_on,
            publish_by=part.publish_by,
            reports_to=part.reports_to,
            printed_totals=_totals(part),
        )

    def _scales(self, place: str, part: PeriodPart, period: ReportingPeriod) -> None:
        """The scales that a past period used, where they were not those of the plan as it is now."""
        used = {
            name: self.promises.scale(key)
            for name in ("action_scale", "priority_scale", "measure_scale")
            if (key := getattr(part, name)) is not None
        }
        self.rows.put(place, period, ReportingPeriod, **used)
        for scale in used.values():
            if scale is not None and scale.first_used_at is None:
                self.rows.put(place, scale, RatingScale, first_used_at=period.opened_at)

    def _move(
        self, place: str, part: PeriodPart, period: ReportingPeriod, *, until: ReportingPeriod.State = State.PUBLISHED
    ) -> ReportingPeriod:
        """Take the steps that lead from where the period is to where the document says it is, or to `until`."""
        goal = min(STEPS.index(State(part.state)), STEPS.index(until))
        before = State(period.state)
        fixed = part.state in ReportingPeriod.FIXED
        try:
            if period.state == State.PLANNED and goal >= STEPS.index(State.OPEN):
                period = open_period(period=period, by=None, at=_opened_at(part, fixed=fixed))
            if period.state == State.OPEN and goal == STEPS.index(State.CHALLENGE):
                period = close_updates(period=period, by=None)
            if period.is_under_way and goal >= STEPS.index(State.FROZEN):
                freeze_period(period=period, by=None, at=_at(_frozen_on(part)))
                period.refresh_from_db()
            if period.state == State.FROZEN and goal >= STEPS.index(State.PUBLISHED):
                self._looked_at(part, period)
                period = publish_period(period=period, by=None, at=_at(part.publish_by or _frozen_on(part)))
        except Refused as refusal:
            self.rows.mistake(f"{place}.state", str(refusal))
            self.rows.stop_if_mistaken()
        if period.state != before:
            self.rows.changed(period, "state", str(before.label), str(State(period.state).label))
        return period

    def _looked_at(self, part: PeriodPart, period: ReportingPeriod) -> None:
        """Write down who looked at the small numbers of a past period, where there are any."""
        person = self.partners.people[part.numbers_checked_by] if part.numbers_checked_by else None
        numbers = to_look_at(period)
        if person and numbers.is_unchecked:
            at = _at(part.publish_by or _frozen_on(part))
            confirm_small_numbers(period=period, seen=numbers.sha256, by=person, at=at)

    # --- What is said in a period --------------------------------------------------------------

    def _content(self, place: str, part: PeriodPart, period: ReportingPeriod) -> None:
        scales = self.document.plan
        of_actions = self.promises.levels.get(part.action_scale or scales.action_scale or "", {})
        of_priorities = self.promises.levels.get(part.priority_scale or scales.priority_scale or "", {})
        updates = {row.action_id: row for row in period.updates.prefetch_related("challenges")}
        for number, update in enumerate(part.updates):
            found = updates.get(self.promises.actions[update.action].pk)
            self._update(f"{place}.updates[{number}]", update, found, period=period, levels=of_actions)
        self.promises.begin(
            update.action
            for update in part.updates
            if update.level and of_actions[update.level].meaning != Meaning.NOT_STARTED
        )
        summaries = {row.priority_id: row for row in period.summaries.prefetch_related("highlights")}
        for number, summary in enumerate(part.priorities):
            known = summaries.get(self.promises.priorities[summary.priority].pk)
            self._summary(f"{place}.priorities[{number}]", summary, known, period=period, levels=of_priorities)
        of_measures = self.promises.levels.get(part.measure_scale or scales.measure_scale or "", {})
        for number, said in enumerate(part.measures):
            self._commentary(f"{place}.measures[{number}]", said, period=period, levels=of_measures)

    def _commentary(
        self, place: str, said: CommentaryPart, *, period: ReportingPeriod, levels: dict[str, RatingLevel]
    ) -> None:
        indicator = self.measures.indicators[said.measure]
        found = period.commentaries.filter(indicator=indicator).first()
        written_at = _at(said.written_on)
        if found is not None and not period.is_fixed and found.written_at > written_at:
            self.rows.leave(found)
            return
        self.rows.put(
            place,
            found,
            MeasureCommentary,
            period=period,
            indicator=indicator,
            story=said.story,
            doing=said.doing,
            forecast=said.forecast,
            judged_level=levels[said.level] if said.level else None,
            judged_reason=said.reason,
            written_at=written_at,
            written_by=self.partners.people[said.written_by],
            on_behalf_of=said.on_behalf_of,
        )

    def _update(
        self,
        place: str,
        said: UpdatePart,
        found: ProgressUpdate | None,
        *,
        period: ReportingPeriod,
        levels: dict[str, RatingLevel],
    ) -> None:
        submitted_at = _at(said.submitted_on or period.ends_on)
        if found is not None and not period.is_fixed and _went_on(found, said, submitted_at):
            self.rows.leave(found)
            return
        level = levels[said.level] if said.level else None
        proposed = said.level_changes[0].before if said.level_changes else said.level
        agreed = said.state == "accepted" or bool(said.level_changes)
        delay = said.delay
        row = self.rows.put(
            place,
            found,
            ProgressUpdate,
            action=self.promises.actions[said.action],
            period=period,
            proposed_level=levels[proposed] if proposed else None,
            agreed_level=level if agreed else None,
            narrative=said.narrative,
            cause=(delay.cause or "") if delay else "",
            cause_detail=delay.detail if delay else "",
            impact=delay.impact if delay else "",
            recovery=delay.recovery if delay else "",
            forecast=due(delay.forecast) if delay else None,
            next_steps=said.next_steps,
            completed_on=self._completed_on(said, level),
            unchanged=said.unchanged,
            state=said.state,
            submitted_at=submitted_at,
            submitted_by=self.partners.person(said.submitted_by),
            on_behalf_of=said.on_behalf_of,
            returned_because=said.returned_because,
            reviewed_at=_at(said.reviewed_on) if said.reviewed_on else None,
            reviewed_by=self.partners.person(said.reviewed_by),
        )
        if not row._state.adding:
            self._level_changes(place, said, row, levels)

    def _completed_on(self, said: UpdatePart, level: RatingLevel | None) -> date | None:
        if level is None or level.meaning != "complete":
            return said.completed_on
        return said.completed_on or self.parts[said.action].completed_on

    def _level_changes(
        self, place: str, said: UpdatePart, update: ProgressUpdate, levels: dict[str, RatingLevel]
    ) -> None:
        known = list(update.challenges.all())
        for number, change in enumerate(said.level_changes):
            self.rows.put(
                f"{place}.level_changes[{number}]",
                known[number] if number < len(known) else None,
                Challenge,
                update=update,
                from_level=levels[change.before] if change.before else None,
                to_level=levels[change.after] if change.after else None,
                reason=change.reason,
                by=self.partners.people[change.by],
                at=_at(change.changed_on),
            )

    def _summary(
        self,
        place: str,
        said: SummaryPart,
        found: PrioritySummary | None,
        *,
        period: ReportingPeriod,
        levels: dict[str, RatingLevel],
    ) -> None:
        if found is not None and not period.is_fixed and found.signed_off_at and said.signed_off_on is None:
            self.rows.leave(found)
            return
        row = self.rows.put(
            place,
            found,
            PrioritySummary,
            period=period,
            priority=self.promises.priorities[said.priority],
            judged_level=levels[said.level] if said.level else None,
            reason=said.reason,
            decisions_sought=said.decisions_sought,
            signed_off_at=_at(said.signed_off_on) if said.signed_off_on else None,
            signed_off_by=self.partners.person(said.signed_off_by),
        )
        if row._state.adding:
            return
        known = list(row.highlights.all())
        for position, highlight in enumerate(said.highlights):
            self.rows.put(
                f"{place}.highlights[{position}]",
                known[position] if position < len(known) else None,
                Highlight,
                summary=row,
                kind=highlight.kind,
                text=highlight.text,
                position=position,
            )
        for rest in known[len(said.highlights) :]:
            self.rows.remove(place, rest)


def _went_on(found: ProgressUpdate, said: UpdatePart, submitted_at: datetime) -> bool:
    """Whether people have submitted, accepted or returned the update since the document was written."""
    if found.version > 1 or found.submitted_at > submitted_at:
        return True
    return said.state == "submitted" and found.state != ProgressUpdate.State.SUBMITTED


def _frozen_on(part: PeriodPart) -> date:
    return part.freeze_on or part.ends_on


def _opened_at(part: PeriodPart, *, fixed: bool) -> datetime | None:
    """The day it says it opened on, if that has come; None for this moment."""
    if fixed:
        return _at(part.opens_on or part.ends_on)
    return _at(part.opens_on) if part.opens_on and part.opens_on < timezone.localdate() else None


def _at(day: date) -> datetime:
    """Noon of a day: a document knows days, the system instants."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def _totals(part: PeriodPart) -> dict[str, Any] | None:
    if part.printed_totals is None:
        return None
    return {code: _plain(count) for code, count in part.printed_totals.items()}


def _plain(count: Decimal) -> int | float:
    return int(count) if count == int(count) else float(count)
