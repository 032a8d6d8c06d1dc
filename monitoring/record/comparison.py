"""Two periods of a plan side by side: what changed between them, why, and who said so.

Every action counted in either of them is of exactly one kind, and the table of ratings then by ratings
now adds up to the counts of both. Only like is compared with like: see movement.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.wording import listed

from .attention import is_awaited, is_complete
from .counts import Count, columns, tally
from .measures_moved import MeasuresMoved, measures_moved
from .movement import Moved, moved, movement, of_column
from .overview import Overview, led_by, why_uncounted
from .position import plain
from .story import Chapter, chapter
from .structs import (
    NOT_RATED,
    STARTS_LATER,
    Action,
    Level,
    Move,
    Movement,
    Period,
    Priority,
    Record,
    Scale,
    Standing,
    Total,
)
from .words import day, times, titled, when, within


class Kind(StrEnum):
    """What became of an action between two periods. The order is that of the page."""

    WORSE = "worse"
    REOPENED = "reopened"
    BETTER = "better"
    STARTED = "started"
    COMPLETED = "completed"
    NO_LONGER_RATED = "no-longer-rated"
    NEWLY_RATED = "newly-rated"
    OTHERWISE = "otherwise"
    ADDED = "added"
    BACK = "back"
    MERGED = "merged"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    ELSEWHERE = "elsewhere"
    GONE = "gone"
    AWAITED = "awaited"
    SAME = "same"
    NOT_COMPARED = "not-compared"


#: Counted in the later period alone, and in the earlier one alone.
JOINED = (Kind.ADDED, Kind.BACK)
LEFT = (Kind.MERGED, Kind.TRANSFERRED, Kind.WITHDRAWN, Kind.ELSEWHERE, Kind.GONE)
#: Nothing to tell of these: they are counted, not listed.
UNLISTED = frozenset({Kind.AWAITED, Kind.SAME, Kind.NOT_COMPARED})

_LEFT_AS = {
    Standing.MERGED: Kind.MERGED,
    Standing.TRANSFERRED: Kind.TRANSFERRED,
    Standing.WITHDRAWN: Kind.WITHDRAWN,
    Standing.MONITORED_ELSEWHERE: Kind.ELSEWHERE,
}
_WENT = {
    Movement.BETTER: Kind.BETTER,
    Movement.STARTED: Kind.STARTED,
    Movement.WORSE: Kind.WORSE,
}


@dataclass(frozen=True)
class Changed:
    """One action and what became of it. A level is None where it was not counted then, or is not now.

    `action` is as the later record has it, or the earlier where the later does not know it; `period` is
    the one of that record, for the way to the action's story.
    """

    kind: Kind
    action: Action
    period: Period
    before: Level | None
    now: Level | None
    moved: Moved | None
    comparison: Comparison = field(repr=False, compare=False)

    @property
    def title(self) -> str:
        return titled(self.action)

    @property
    def led_by(self) -> str:
        return led_by(self.action)

    @property
    def steps(self) -> tuple[Chapter, ...]:
        """How it got there: the chapter it began with, and each in which its rating was another or was challenged."""
        return self._told if self.before and self.now else ()

    @cached_property
    def _told(self) -> tuple[Chapter, ...]:
        return self.comparison.steps(self.action.pk)

    @property
    def reason(self) -> str:
        """Why, in the words of whoever said it when it changed last."""
        if self.kind in LEFT:
            return why_uncounted(self.action)
        if self.kind == Kind.REOPENED and self.action.standing_note:
            return self.action.standing_note
        return _reason(self._told[-1].row.action) or self._told[-1].silence

    @property
    def said(self) -> str:
        """Who gave that reason."""
        return "" if self.kind in LEFT else self.comparison.said(self._told[-1])


@dataclass(frozen=True, slots=True)
class Listed:
    """All actions of one kind."""

    kind: Kind
    title: str
    items: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many actions went from one rating to another. `same`: no other rating than before."""

    now: Level | None
    count: int
    same: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The actions that stood at one rating then; a level of None is those that were not counted then."""

    before: Level | None
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Ratings then by ratings now. `levels` are the columns; None is *no longer counted*."""

    levels: tuple[Level | None, ...]
    lines: tuple[Line, ...]
    totals: tuple[int, ...]

    @property
    def foot(self) -> list[tuple[Level | None, int]]:
        return list(zip(self.levels, self.totals, strict=True))

    @property
    def total(self) -> int:
        return sum(self.totals)


@dataclass(frozen=True, slots=True)
class DateMoved:
    """An action whose agreed date was changed between the two, with every change in between."""

    action: Action
    title: str
    original: str
    before: str
    now: str
    times: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class PriorityStep:
    """A priority in one period: its level, why, and who signed it off."""

    period: Period
    level: Level | None
    reason: str
    signed_off: str


@dataclass(frozen=True, slots=True)
class PriorityChanged:
    """A priority whose level is another; a level is None where it was not counted."""

    priority: Priority
    period: Period
    title: str
    before: Level | None
    now: Level | None
    moved: Moved
    reason: str
    steps: tuple[PriorityStep, ...]


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One total then and now. None where that period has no such total; `change` is empty where they are unlike."""

    label: str
    level: Level | None
    before: Decimal | None
    now: Decimal | None
    change: str


class Comparison:
    """What changed from the first of `records` to the last; those between tell how. All are of one plan, in order.

    `provisional` are the ordinals of periods that are not frozen yet.
    """

    def __init__(self, records: Sequence[Record], *, provisional: Collection[int] = ()) -> None:
        self.records = tuple(records)
        self.before, self.now = self.records[0], self.records[-1]
        self.provisional = frozenset(provisional)
        self.overviews = tuple(
            Overview(each, provisional=each.period.ordinal in self.provisional) for each in self.records
        )
        self._columns_then = _by_code(self.before.action_levels)
        self._columns_now = _by_code(self.now.action_levels)
        self._actions = tuple({each.pk: each for each in record.actions} for record in self.records)
        self._actions_then, self._actions_now = self._actions[0], self._actions[-1]

    # What is compared

    @cached_property
    def then_name(self) -> str:
        """The earlier period, in a word or two."""
        return self._names[0]

    @cached_property
    def now_name(self) -> str:
        return self._names[1]

    @cached_property
    def between_words(self) -> str:
        """Between June and September 2026."""
        ends_then, ends_now = self.before.period.ends, self.now.period.ends
        first, second = self._names
        if ends_then and ends_now and ends_then.year == ends_now.year and ends_then.month != ends_now.month:
            first = date_format(ends_then, "F")
        return _("Between %(then)s and %(now)s") % {"then": first, "now": second}

    @cached_property
    def _names(self) -> tuple[str, str]:
        periods = (self.before.period, self.now.period)
        names = tuple(date_format(each.ends, "F Y") if each.ends else each.label for each in periods)
        if names[0] == names[1]:
            return (periods[0].label, periods[1].label)
        return (names[0], names[1])

    @property
    def as_reported(self) -> tuple[Period, ...]:
        """Periods of the two that are known only by their totals."""
        return tuple(each.period for each in (self.before, self.now) if each.printed_totals)

    @property
    def rated(self) -> bool:
        """Whether both periods rate actions, so that ratings can be compared."""
        return bool(self.before.action_levels and self.now.action_levels)

    @cached_property
    def same_scale(self) -> bool:
        return _alike(self.before.scale(self.before.action_scale), self.now.scale(self.now.action_scale))

    @cached_property
    def scale_note(self) -> str:
        """What to know of the ratings that are compared; empty where both periods used the same."""
        if self.as_reported or self.same_scale:
            return ""
        words = {"then": self.then_name, "now": self.now_name}
        if not self.before.action_levels:
            return _("The plan did not rate in %(then)s, so no rating is compared.") % words
        if not self.now.action_levels:
            return _("The plan does not rate in %(now)s, so no rating is compared.") % words
        return _("The ratings of %(then)s are not those of %(now)s. They are compared by what they mean.") % words

    # Every action once

    @cached_property
    def changes(self) -> tuple[Changed, ...]:
        """Every action that is counted in either period, in the plan's order; none where only totals are known."""
        if self.as_reported:
            return ()
        found = [self._changed(self._actions_then.get(each.pk), each) for each in self.now.actions]
        found += [self._changed(each, None) for each in self.before.actions if each.pk not in self._actions_now]
        return tuple(each for each in found if each is not None)

    @cached_property
    def numbers(self) -> Mapping[Kind, int]:
        return Counter(each.kind for each in self.changes)

    @property
    def total_then(self) -> int:
        return len(self.before.reported_actions)

    @property
    def total_now(self) -> int:
        return len(self.now.reported_actions)

    @property
    def joined(self) -> int:
        return sum(self.numbers[kind] for kind in JOINED)

    @property
    def left(self) -> int:
        return sum(self.numbers[kind] for kind in LEFT)

    def _changed(self, then: Action | None, now: Action | None) -> Changed | None:
        was, is_ = then if then and then.reported else None, now if now and now.reported else None
        kind = self._kind(was, is_, before=then, now=now)
        if kind is None:
            return None
        action = now or then
        assert action is not None
        before = self._columns_then.get(was.column) if was else None
        stands = self._columns_now.get(is_.column) if is_ else None
        went = movement(of_column(before), of_column(stands))
        return Changed(
            kind=kind,
            action=action,
            period=self.now.period if now else self.before.period,
            before=before,
            now=stands,
            moved=moved(went, before=before, since=self.then_name) if was and is_ and self.rated else None,
            comparison=self,
        )

    def _kind(
        self, was: Action | None, is_: Action | None, *, before: Action | None, now: Action | None
    ) -> Kind | None:
        if was is None and is_ is None:
            return None
        if was is None:
            return Kind.ADDED if before is None else Kind.BACK
        if is_ is None:
            return _LEFT_AS[now.standing] if now else Kind.GONE
        return self._kind_of_stayer(was, is_)

    def _kind_of_stayer(self, was: Action, is_: Action) -> Kind:
        before, now = self._columns_then.get(was.column), self._columns_now.get(is_.column)
        was_complete, is_now_complete = is_complete(was, before), is_complete(is_, now)
        if is_now_complete and not was_complete:
            return Kind.COMPLETED
        if was_complete and not is_now_complete:
            return Kind.REOPENED
        if before is None or now is None:
            return Kind.NOT_COMPARED
        if is_awaited(is_) and self.now.period.ordinal in self.provisional:
            return Kind.AWAITED
        if self._stands_as(before, now):
            return Kind.SAME
        went = movement(of_column(before), of_column(now))
        if went in _WENT:
            return _WENT[went]
        if before.code == NOT_RATED and now.code != STARTS_LATER:
            return Kind.NEWLY_RATED
        if now.code == NOT_RATED and before.code != STARTS_LATER:
            return Kind.NO_LONGER_RATED
        return Kind.OTHERWISE

    def _stands_as(self, before: Level, now: Level) -> bool:
        return before.code == now.code if self.same_scale else before.meaning == now.meaning

    # In words

    @cached_property
    def sentence(self) -> str:
        """Between June and September 2026, 7 actions got better, 4 got worse, 2 were added and 1 date moved."""
        if self.as_reported:
            return _("%(between)s only totals can be compared.") % {"between": self.between_words}
        parts = self._parts()
        if not parts:
            return _("%(between)s nothing changed.") % {"between": self.between_words}
        return _("%(between)s, %(changes)s.") % {"between": self.between_words, "changes": listed(parts)}

    def _parts(self) -> list[str]:
        counted = [
            (self.numbers[Kind.BETTER], _better),
            (self.numbers[Kind.STARTED], _started),
            (self.numbers[Kind.COMPLETED], _completed),
            (self.numbers[Kind.WORSE], _worse),
            (self.numbers[Kind.REOPENED], _reopened),
            (self.numbers[Kind.NEWLY_RATED], _newly_rated),
            (self.numbers[Kind.NO_LONGER_RATED], _no_longer_rated),
            (self.numbers[Kind.OTHERWISE], _otherwise),
            (self.joined, _added),
            (self.left, _left),
        ]
        parts: list[str] = []
        for number, words in counted:
            if number:
                parts.append(words(number, str(number) if parts else self._noun(number)))
        if number := len(self.dates_moved):
            parts.append(ngettext("%(number)d date moved", "%(number)d dates moved", number) % {"number": number})
        return parts

    def _noun(self, number: int) -> str:
        labels = self.now.plan.labels.action
        return f"{number} {within(labels.one if number == 1 else labels.many)}"

    @cached_property
    def reconciled(self) -> str:
        """How the count of the earlier period became that of the later one; empty where only totals are known."""
        if self.as_reported:
            return ""
        said = [self._sum()]
        if number := self.numbers[Kind.SAME]:
            said.append(
                ngettext("%(number)d stands as it stood.", "%(number)d stand as they stood.", number)
                % {"number": number}
            )
        if number := self.numbers[Kind.AWAITED]:
            said.append(
                ngettext("%(number)d update is awaited.", "%(number)d updates are awaited.", number)
                % {"number": number}
            )
        return " ".join(said)

    def _sum(self) -> str:
        """60 actions counted in June 2026, less 1 that left, plus 2 that joined: 61 in September 2026."""
        words = {
            "number": self._noun(self.total_then),
            "then": self.then_name,
            "left": self.left,
            "joined": self.joined,
            "total": self.total_now,
            "now": self.now_name,
        }
        if not self.left and not self.joined:
            return _("%(number)s counted in %(then)s, and the same in %(now)s.") % words
        if not self.left:
            return _("%(number)s counted in %(then)s, plus %(joined)d that joined: %(total)d in %(now)s.") % words
        if not self.joined:
            return _("%(number)s counted in %(then)s, less %(left)d that left: %(total)d in %(now)s.") % words
        return (
            _(
                "%(number)s counted in %(then)s, less %(left)d that left, plus %(joined)d that joined: "
                "%(total)d in %(now)s."
            )
            % words
        )

    # Lists

    @cached_property
    def lists(self) -> tuple[Listed, ...]:
        """What became of the actions, kind by kind; kinds that hold none are left out."""
        by_kind: dict[Kind, list[Changed]] = {kind: [] for kind in Kind if kind not in UNLISTED}
        for each in self.changes:
            if each.kind in by_kind:
                by_kind[each.kind].append(each)
        return tuple(Listed(kind, _title(kind), tuple(items)) for kind, items in by_kind.items() if items)

    # From rating to rating

    @cached_property
    def counts_then(self) -> tuple[Count, ...]:
        return tally(self.before, self.before.reported_actions)

    @cached_property
    def counts_now(self) -> tuple[Count, ...]:
        return tally(self.now, self.now.reported_actions)

    @cached_property
    def matrix(self) -> Matrix | None:
        """Every counted action in one cell; None where one of the periods does not rate or only totals are known."""
        if self.as_reported or not self.rated or not self.changes:
            return None
        went = Counter((_code(each.before), _code(each.now)) for each in self.changes)
        rows = [each for each in (*self._columns_then.values(), None) if any(a == _code(each) for a, _b in went)]
        levels = tuple(each for each in (*self._columns_now.values(), None) if any(b == _code(each) for _a, b in went))
        lines = tuple(
            Line(
                before=row,
                cells=tuple(
                    Cell(
                        now=each,
                        count=went[_code(row), _code(each)],
                        same=row is not None and each is not None and self._stands_as(row, each),
                    )
                    for each in levels
                ),
                total=sum(went[_code(row), _code(each)] for each in levels),
            )
            for row in rows
        )
        totals = tuple(sum(went[_code(row), _code(each)] for row in rows) for each in levels)
        return Matrix(levels=levels, lines=lines, totals=totals)

    # How it got there

    def steps(self, pk: int) -> tuple[Chapter, ...]:
        """The first chapter of an action in these periods, and each where its rating is another or was challenged.

        A period known only by its totals tells nothing of one action.
        """
        told: list[tuple[Record, Chapter]] = []
        for overview, actions in zip(self.overviews, self._actions, strict=True):
            record, action = overview.record, actions.get(pk)
            if action is None or record.printed_totals:
                continue
            here = chapter(overview, action, provisional=overview.provisional)
            if not told or here.changes or not _stays(*told[-1], record, here):
                told.append((record, here))
        return tuple(here for _record, here in told)

    def said(self, told: Chapter) -> str:
        """Who said how an action stood in a period: whoever changed its rating, else who reported and who agreed."""
        update = told.update
        if update is None:
            return ""
        if not update.changes:
            return f"{told.told} {told.agreed}"
        change = update.changes[-1]
        overview = next(each for each in self.overviews if each.record.period == told.period)
        before, after = (overview.scales.actions.get(code or NOT_RATED) for code in (change.before, change.after))
        return _("%(name)s changed the rating from %(before)s to %(after)s on %(day)s.") % {
            "name": change.by,
            "before": within(before.label) if before else _("none"),
            "after": within(after.label) if after else _("none"),
            "day": day(timezone.localdate(change.at)),
        }

    # Dates

    @cached_property
    def dates_moved(self) -> tuple[DateMoved, ...]:
        """Counted actions with a date agreed between the two periods."""
        if self.as_reported:
            return ()
        found = []
        for action in self.now.reported_actions:
            moves = self._moves(action)
            if not moves:
                continue
            then = self._actions_then.get(action.pk)
            earlier = action.moves[: action.moves.index(moves[0])]
            before = then.agreed_due if then else (earlier[-1].due if earlier else action.original_due)
            found.append(
                DateMoved(
                    action=action,
                    title=titled(action),
                    original=when(action.original_due),
                    before=when(before),
                    now=when(action.agreed_due),
                    times=times(action.times_moved),
                    moves=moves,
                )
            )
        return tuple(found)

    def _moves(self, action: Action) -> tuple[Move, ...]:
        then = self._actions_then.get(action.pk)
        if then is None:
            return tuple(move for move in action.moves if move.on > self.before.as_at)
        known = {(move.on, move.due) for move in then.moves}
        return tuple(move for move in action.moves if (move.on, move.due) not in known)

    # Priorities

    @cached_property
    def priorities(self) -> tuple[PriorityChanged, ...]:
        """Priorities whose level is another, or that are counted in only one of the periods."""
        if self.as_reported or not (self.before.priority_levels and self.now.priority_levels):
            return ()
        then = {each.pk: each for each in self.before.priorities}
        now = {each.pk: each for each in self.now.priorities}
        order = [*now, *(pk for pk in then if pk not in now)]
        found = (self._priority(then.get(pk), now.get(pk)) for pk in order)
        return tuple(each for each in found if each is not None)

    def _priority(self, then: Priority | None, now: Priority | None) -> PriorityChanged | None:
        levels_then, levels_now = _by_code(self.before.priority_levels), _by_code(self.now.priority_levels)
        before = levels_then.get(then.column) if then and then.reported else None
        stands = levels_now.get(now.column) if now and now.reported else None
        alike = _alike(self.before.scale(self.before.priority_scale), self.now.scale(self.now.priority_scale))
        if before is None and stands is None:
            return None
        if before and stands and (before.code == stands.code if alike else before.meaning == stands.meaning):
            return None
        priority = now or then
        assert priority is not None
        return PriorityChanged(
            priority=priority,
            period=self.now.period if now else self.before.period,
            title=titled(priority),
            before=before,
            now=stands,
            moved=moved(movement(of_column(before), of_column(stands)), before=before, since=self.then_name),
            reason=_priority_reason(priority),
            steps=self._priority_steps(priority.pk),
        )

    def _priority_steps(self, pk: int) -> tuple[PriorityStep, ...]:
        steps: list[PriorityStep] = []
        for overview in self.overviews:
            priority = next((each for each in overview.record.priorities if each.pk == pk), None)
            if priority is None or not priority.reported or overview.record.printed_totals:
                continue
            level = overview.scales.priorities.get(priority.column)
            if steps and _means(steps[-1].level) == _means(level):
                continue
            steps.append(
                PriorityStep(
                    period=overview.record.period,
                    level=level,
                    reason=_priority_reason(priority),
                    signed_off=_signed_off(priority),
                )
            )
        return tuple(steps)

    # Measures

    @cached_property
    def measures(self) -> MeasuresMoved:
        """Every measure of either period, then and now."""
        return measures_moved(self.before, self.now)

    # Totals

    @cached_property
    def totals(self) -> tuple[TotalLine, ...]:
        """Total beside total, for periods of which one is known only by them."""
        then, now = _totals(self.before), _totals(self.now)
        paired = [(self._partner(each, now), each) for each in then]
        lines = [self._total_line(before, matched) for matched, before in paired]
        matched = {id(each) for each, _before in paired if each is not None}
        lines += [self._total_line(None, each) for each in now if id(each) not in matched]
        return tuple(lines)

    @property
    def sum_then(self) -> Decimal:
        return sum((each.count for each in _totals(self.before)), Decimal(0))

    @property
    def sum_now(self) -> Decimal:
        return sum((each.count for each in _totals(self.now)), Decimal(0))

    @property
    def sum_change(self) -> str:
        return change_words(self.sum_now - self.sum_then)

    def _partner(self, total: Total, others: Sequence[Total]) -> Total | None:
        """The total of the other period that counts the same: of the same rating, or of the only one that means it."""
        if total.column is None:
            return next((each for each in others if each.column is None and each.label == total.label), None)
        if self.same_scale or total.column in (NOT_RATED, STARTS_LATER):
            return next((each for each in others if each.column == total.column), None)
        meaning = self._columns_then[total.column].meaning
        alone = sum(1 for each in self._columns_then.values() if each.meaning == meaning) == 1
        partners = [each for each in others if each.column and self._columns_now[each.column].meaning == meaning]
        return partners[0] if alone and len(partners) == 1 else None

    def _total_line(self, before: Total | None, now: Total | None) -> TotalLine:
        shown = now or before
        assert shown is not None
        known = self._columns_now if now else self._columns_then
        return TotalLine(
            label=shown.label,
            level=known.get(shown.column or ""),
            before=before.count if before else None,
            now=now.count if now else None,
            change=change_words(now.count - before.count) if before and now else "",
        )


def change_words(change: Decimal) -> str:
    """2 more; 3.5 fewer; the same."""
    if change == 0:
        return _("the same")
    words = {"number": plain(abs(change))}
    return _("%(number)s more") % words if change > 0 else _("%(number)s fewer") % words


# --- What is alike ----------------------------------------------------------------------------------


def _by_code(levels: tuple[Level, ...]) -> Mapping[str, Level]:
    return {level.code: level for level in columns(levels)}


def _code(level: Level | None) -> str:
    return level.code if level else ""


def _means(level: Level | None) -> str:
    return level.meaning if level else ""


def _alike(one: Scale | None, other: Scale | None) -> bool:
    """Whether two scales say the same with the same codes, however they are drawn or explained."""
    if one is None or other is None:
        return one is other
    return [(each.code, each.meaning) for each in one.levels] == [(each.code, each.meaning) for each in other.levels]


def _stays(record: Record, before: Chapter, later: Record, now: Chapter) -> bool:
    """Whether an action stood in the later record as it did in the one before."""
    if before.row.action.reported != now.row.action.reported:
        return False
    if _alike(record.scale(record.action_scale), later.scale(later.action_scale)):
        return _code(before.row.level) == _code(now.row.level)
    return _means(before.row.level) == _means(now.row.level)


def _totals(record: Record) -> tuple[Total, ...]:
    """The totals of a record: the printed ones, else one of every column of its count."""
    return record.printed_totals or tuple(
        Total(label=each.level.label, column=each.level.code, count=each.count)
        for each in tally(record, record.reported_actions)
    )


# --- Words ------------------------------------------------------------------------------------------


def _title(kind: Kind) -> str:
    return {
        Kind.WORSE: _("Got worse"),
        Kind.REOPENED: _("Taken up again"),
        Kind.BETTER: _("Got better"),
        Kind.STARTED: _("Started"),
        Kind.COMPLETED: _("Completed"),
        Kind.NO_LONGER_RATED: _("Had a rating, has none now"),
        Kind.NEWLY_RATED: _("Had no rating, has one now"),
        Kind.OTHERWISE: _("Changed, neither better nor worse"),
        Kind.ADDED: _("Added to the plan"),
        Kind.BACK: _("Counted again"),
        Kind.MERGED: _("Merged into another"),
        Kind.TRANSFERRED: _("Transferred to another body"),
        Kind.WITHDRAWN: _("Withdrawn"),
        Kind.ELSEWHERE: _("Now followed by another body"),
        Kind.GONE: _("No longer in the plan"),
    }[kind]


# Each takes a number and what stands for it in the sentence: "7 actions" for the first, then "4".


def _better(number: int, things: str) -> str:
    return ngettext("%(things)s got better", "%(things)s got better", number) % {"things": things}


def _started(number: int, things: str) -> str:
    return ngettext("%(things)s started", "%(things)s started", number) % {"things": things}


def _completed(number: int, things: str) -> str:
    return ngettext("%(things)s was completed", "%(things)s were completed", number) % {"things": things}


def _worse(number: int, things: str) -> str:
    return ngettext("%(things)s got worse", "%(things)s got worse", number) % {"things": things}


def _reopened(number: int, things: str) -> str:
    return ngettext("%(things)s was taken up again", "%(things)s were taken up again", number) % {"things": things}


def _newly_rated(number: int, things: str) -> str:
    said = ngettext("%(things)s without a rating has one now", "%(things)s without a rating have one now", number)
    return said % {"things": things}


def _no_longer_rated(number: int, things: str) -> str:
    said = ngettext("%(things)s with a rating has none now", "%(things)s with a rating have none now", number)
    return said % {"things": things}


def _otherwise(number: int, things: str) -> str:
    said = ngettext(
        "%(things)s changed without being better or worse", "%(things)s changed without being better or worse", number
    )
    return said % {"things": things}


def _added(number: int, things: str) -> str:
    return ngettext("%(things)s was added", "%(things)s were added", number) % {"things": things}


def _left(number: int, things: str) -> str:
    return ngettext("%(things)s left the plan", "%(things)s left the plan", number) % {"things": things}


def _reason(action: Action) -> str:
    """Why an action stands where it does: of whoever changed its rating, else of whoever reported on it."""
    update = action.update
    if update is None:
        return ""
    if update.changes:
        return update.changes[-1].reason
    said = (update.delay.detail if update.delay else "") or update.narrative
    return said or (_("Said again as it was: nothing had changed.") if update.unchanged else "")


def _priority_reason(priority: Priority) -> str:
    if not priority.reported:
        return priority.standing_note
    if priority.judged_level is None:
        return _("Worked out from its actions.")
    return priority.judged_reason


def _signed_off(priority: Priority) -> str:
    """Signed off by Bea Lund on 20 October 2026."""
    if not priority.signed_off_by or priority.signed_off_on is None:
        return ""
    words = {"name": priority.signed_off_by, "day": day(priority.signed_off_on), "others": priority.signed_off_for}
    if priority.signed_off_for:
        return _("Signed off by %(name)s on %(day)s, on behalf of %(others)s.") % words
    return _("Signed off by %(name)s on %(day)s.") % words
