"""A record as its readers need it: one immutable view that dashboard and PDF are both drawn from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.wording import listed
from plans import marks
from plans.ratings import Meaning

from .attention import Exceptional, Kind, date_history, is_late, needs_attention
from .counts import Count, tally
from .filters import EVERYTHING, Choice, Options, options
from .heat import HeatMap, heat_map, priority_moved
from .movement import Moved, moved
from .position import Position, plain, position, position_at
from .rollup import computed_words, rule_words
from .scales import Scales
from .structs import Action, Lead, Level, Priority, Record, Standing
from .words import short_name, times, titled, when, within

#: Worst first, for reading: silence stands before some concern, because nobody knows.
_READING_ORDER = {
    Meaning.OFF_TRACK.value: 0,
    marks.NOT_RATED: 1,
    Meaning.AT_RISK.value: 2,
    Meaning.PAUSED.value: 3,
    Meaning.NOT_ASSESSED.value: 3,
    Meaning.DIRECTION_ONLY.value: 3,
    Meaning.NOT_STARTED.value: 4,
    marks.STARTS_LATER: 4,
    Meaning.ON_TRACK.value: 5,
    Meaning.AHEAD.value: 6,
    Meaning.COMPLETE.value: 7,
}


@dataclass(frozen=True, slots=True)
class CountChange:
    """A count as it is shown: `change` in words, empty where there is nothing to compare with."""

    level: Level
    count: Decimal
    change: str


@dataclass(frozen=True, slots=True)
class Row:
    """One action in a table or list. `level` is the column it stands in, None in a plan that does not rate."""

    action: Action
    level: Level | None
    before: Level | None
    moved: Moved | None
    led_by: str
    organisation: str
    #: As first agreed; beside it, where it was moved, the date now agreed and how often that was.
    due: str
    now_due: str
    times_moved: str
    since: str

    @property
    def title(self) -> str:
        return f"{self.action.ref} {self.action.title}".strip()


@dataclass(frozen=True, slots=True)
class Notable:
    """One thing that needs attention, with every reason in words."""

    row: Row
    reasons: tuple[str, ...]
    why: str
    date_history: str


@dataclass(frozen=True, slots=True)
class Group:
    """Exceptions of one kind. `level` is there where the kind is a level of the scale."""

    kind: Kind
    level: Level | None
    title: str
    note: str
    items: tuple[Notable, ...]

    @property
    def ident(self) -> str:
        return f"attention-{self.kind.name.lower().replace('_', '-')}"


@dataclass(frozen=True)
class PriorityView:
    """A priority with its actions, worst first, and their count.

    `left` are actions no longer counted; `apart` says why the priority itself is not, and is empty where it is.
    A long plan shows the rows of one priority at a time, so they are worked out when asked for.
    """

    priority: Priority
    title: str
    level: Level | None
    computed: Level | None
    judged: bool
    unrated: bool
    moved: Moved | None
    actions: tuple[Action, ...]
    left_actions: tuple[Action, ...]
    counts: tuple[Count, ...]
    words: str
    apart: str
    overview: Overview = field(repr=False, compare=False)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self.overview.row(action) for action in self.actions)

    @cached_property
    def left(self) -> tuple[Row, ...]:
        return tuple(self.overview.row(action) for action in self.left_actions)

    @property
    def reason(self) -> str:
        """What stands under its title."""
        return self.apart or self.priority.judged_reason

    @property
    def note(self) -> str:
        """What is to be known of a priority that is counted: that it was added later, and why."""
        return self.priority.standing_note if self.priority.reported else ""

    @property
    def differs(self) -> bool:
        """The judged level is not what the actions say."""
        return self.judged and self.computed is not None and self.computed != self.level

    @property
    def computed_words(self) -> str:
        return computed_words(self.overview.record, self.computed) if self.computed else ""


class Overview:
    """Everything that a rendering shows of a record, worked out when first asked for.

    `provisional` says that the period is still open. `choice` narrows every count to what was asked.
    """

    def __init__(self, record: Record, *, provisional: bool = False, choice: Choice = EVERYTHING) -> None:
        self.record = record
        self.provisional = provisional
        self.choice = choice
        self.scales = Scales(record)

    # What there is

    @cached_property
    def options(self) -> Options:
        return options(self.record)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The reportable actions that were asked for."""
        return tuple(action for action in self.record.reported_actions if self.choice.shows(action))

    @property
    def rated(self) -> bool:
        """Whether the plan rates its actions."""
        return bool(self.scales.actions)

    @property
    def total(self) -> int:
        return len(self.actions)

    @cached_property
    def since(self) -> str:
        """The period before, in a word ("June"); empty when there was none to compare with."""
        previous = self.record.previous
        return short_name(previous, seen_from=self.record.period.ends) if previous and self.record.actions else ""

    @cached_property
    def now(self) -> str:
        """This period in a word ("September")."""
        ends = self.record.period.ends
        return date_format(ends, "F") if ends else self.record.period.label

    @property
    def _since_actions(self) -> str:
        """Like `since`, empty also when that period had only totals."""
        previous = self.record.previous
        return "" if previous is None or previous.as_reported else self.since

    # Where the plan stands

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        now = tally(self.record, self.actions)
        before = self._counts_before()
        return tuple(Count(each.level, each.count, each.total, before.get(each.level.code)) for each in now)

    @cached_property
    def shown_counts(self) -> tuple[Count, ...]:
        """The counts worth showing: a column beside the scale's own only where something stands in it."""
        own = {level.code for level in self.record.action_levels}
        return tuple(each for each in self.counts if each.level.code in own or each.count or (each.before or 0))

    def change_words(self, each: Count) -> str:
        change = each.change
        if change is None or not self.since:
            return ""
        words = {"number": plain(abs(change)), "since": self.since}
        if change == 0:
            return _("Same as %(since)s") % words
        if change > 0:
            return _("%(number)s more than %(since)s") % words
        return _("%(number)s fewer than %(since)s") % words

    @cached_property
    def changes(self) -> tuple[CountChange, ...]:
        return tuple(CountChange(each.level, each.count, self.change_words(each)) for each in self.shown_counts)

    @cached_property
    def position(self) -> Position:
        if self.choice.level is not None:
            return position_at(
                self.record,
                self.scales.actions[self.choice.level],
                self.total,
                total=sum(1 for action in self.record.reported_actions if self.choice.at_any_level.shows(action)),
                exceptions=len(self._exceptions),
            )
        return position(
            self.record,
            self.counts,
            reported=sum(1 for action in self.actions if action.update is not None),
            total=self.total,
            exceptions=len(self._exceptions),
            since=self.since,
        )

    def _counts_before(self) -> Mapping[str, Decimal]:
        """Columns of the period before, where it used the same scale."""
        record, previous = self.record, self.record.previous
        if previous is None or record.scale(previous.action_scale) != record.scale(record.action_scale):
            return {}
        if not self.choice:
            return {total.column: total.count for total in previous.totals if total.column}
        if previous.as_reported:
            return {}
        before = dict.fromkeys(self.scales.actions, Decimal(0))
        for action in self._chosen_then:
            if action.previous_column in before:
                before[action.previous_column] += 1
        return before

    @property
    def _chosen_then(self) -> Iterable[Action]:
        """Actions of the organisation and priority asked for, whatever their level is now."""
        if self.choice.level is not None:
            return self.actions
        return (action for action in self.record.actions if self.choice.at_any_level.shows(action))

    # What needs attention

    @cached_property
    def _exceptions(self) -> tuple[Exceptional, ...]:
        return needs_attention(self.record, self.actions, provisional=self.provisional)

    @property
    def attention_total(self) -> int:
        return len(self._exceptions)

    @cached_property
    def attention_title(self) -> str:
        number = self.attention_total
        if number == 0:
            return _("Nothing needs attention")
        labels = self.record.plan.labels.action
        words = {"number": number, "actions": within(labels.one if number == 1 else labels.many)}
        return (
            ngettext(
                "%(number)d %(actions)s needs attention",
                "%(number)d %(actions)s need attention",
                number,
            )
            % words
        )

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        by_kind: dict[Kind, list[Exceptional]] = defaultdict(list)
        for each in self._exceptions:
            by_kind[each.kind].append(each)
        return tuple(self._group(kind, by_kind[kind]) for kind in Kind if kind in by_kind)

    def _group(self, kind: Kind, found: list[Exceptional]) -> Group:
        level = self.scales.actions.get(found[0].action.column) if kind <= Kind.LONG_CONCERN else None
        words = {"number": len(found), "total": self.total}
        note = _("%(number)d of %(total)d") % words
        if kind == Kind.LONG_CONCERN:
            note = _("%(number)d of %(total)d for two periods or more") % words
        return Group(
            kind=kind,
            level=level,
            title=_title(kind, level),
            note=note,
            items=tuple(self._notable(each) for each in found),
        )

    def _notable(self, found: Exceptional) -> Notable:
        action = found.action
        return Notable(
            row=self.row(action),
            reasons=tuple(reason.text for reason in found.reasons if not reason.in_heading),
            why=_why(action),
            date_history=date_history(action),
        )

    # One action

    def row(self, action: Action) -> Row:
        before = self._before(action)
        return Row(
            action=action,
            level=self.scales.actions.get(action.column),
            before=before,
            moved=self._moved(action, before) if self.rated else None,
            led_by=led_by(action),
            organisation=organisation(action),
            due=when(action.original_due) or (_("No date at first") if action.moves else ""),
            now_due=when(action.agreed_due) if action.moves else "",
            times_moved=_("moved %(times)s") % {"times": times(action.times_moved)} if action.moves else "",
            since=complete_since(action),
        )

    def _before(self, action: Action) -> Level | None:
        previous = self.record.previous
        if previous is None:
            return None
        return self.scales.action_then(previous.ordinal, action.previous_column)

    def _moved(self, action: Action, before: Level | None) -> Moved:
        return moved(action.movement, before=before, since=self._since_actions)

    def is_late(self, action: Action) -> bool:
        return is_late(self.record, action)

    # The heat map

    @cached_property
    def heat(self) -> HeatMap | None:
        """Priorities over the last periods; None where the plan does not rate its priorities."""
        if not self.record.priority_levels:
            return None
        with_actions = {action.priority_pk for action in self.actions}
        shown = [
            each for each in self.record.priorities if each.reported and (not self.choice or each.pk in with_actions)
        ]
        return heat_map(self.record, shown, scales=self.scales, since=self.since)

    # Priorities

    @property
    def rule(self) -> str:
        """How a priority comes by its rating, for the key."""
        return rule_words(self.record)

    @cached_property
    def priorities(self) -> tuple[PriorityView, ...]:
        """Every priority that has something to show; all of them when nothing was asked for."""
        by_priority: dict[int, list[Action]] = defaultdict(list)
        for action in self.actions:
            by_priority[action.priority_pk].append(action)
        left: dict[int, list[Action]] = defaultdict(list)
        for action in self.record.actions:
            if not action.reported:
                left[action.priority_pk].append(action)
        return tuple(
            self.priority(each, by_priority[each.pk], left[each.pk])
            for each in self.record.priorities
            if each.pk in by_priority or not self.choice
        )

    def priority(self, priority: Priority, actions: list[Action], left: list[Action]) -> PriorityView:
        scales = self.scales
        worst_first = sorted(actions, key=self._reading_order)
        counts = tally(self.record, actions)
        return PriorityView(
            priority=priority,
            title=titled(priority),
            level=scales.priorities.get(priority.column),
            computed=scales.priorities.get(priority.computed_level or ""),
            judged=priority.judged_level is not None,
            unrated=not (scales.priorities and priority.reported),
            moved=priority_moved(self.record, priority, scales=scales, since=self.since) if scales.priorities else None,
            actions=tuple(worst_first),
            left_actions=tuple(left),
            counts=counts,
            words=self._words(counts, len(actions)) if priority.reported else "",
            apart=_why_apart(priority),
            overview=self,
        )

    def _reading_order(self, action: Action) -> int:
        level = self.scales.actions.get(action.column)
        return _READING_ORDER[level.meaning] if level else 0

    def _words(self, counts: tuple[Count, ...], total: int) -> str:
        """10 actions: 1 off track, 6 on track, 3 complete."""
        labels = self.record.plan.labels.action
        head = f"{total} {within(labels.one if total == 1 else labels.many)}"
        parts = [
            f"{plain(each.count)} {within(each.level.label)}".replace(" ", "\N{NO-BREAK SPACE}")
            for each in sorted(counts, key=lambda each: _READING_ORDER[each.level.meaning])
            if each.count
        ]
        return f"{head}: {', '.join(parts)}" if parts else head

    @property
    def uncounted_sentence(self) -> str:
        """How many actions of the plan no count holds, and why; empty when all are counted or some were chosen."""
        left = Counter(action.standing for action in self.record.actions if not action.reported)
        if not left or self.choice:
            return ""
        why = {
            Standing.MERGED: _("%(number)d merged into another"),
            Standing.TRANSFERRED: _("%(number)d transferred to another body"),
            Standing.WITHDRAWN: _("%(number)d withdrawn"),
            Standing.MONITORED_ELSEWHERE: _("%(number)d followed by another body"),
        }
        parts = [why[standing] % {"number": left[standing]} for standing in why if left[standing]]
        number = sum(left.values())
        return ngettext(
            "%(number)d more of the plan is not counted: %(parts)s.",
            "%(number)d more of the plan are not counted: %(parts)s.",
            number,
        ) % {"number": number, "parts": listed(parts)}

    @property
    def priorities_sentence(self) -> str:
        labels = self.record.plan.labels
        views = [view for view in self.priorities if view.priority.reported]
        return _("%(total)d %(actions)s in %(number)d %(priorities)s.") % {
            "total": self.total,
            "actions": within(labels.action.one if self.total == 1 else labels.action.many),
            "number": len(views),
            "priorities": within(labels.priority.one if len(views) == 1 else labels.priority.many),
        }


def led_by(action: Action) -> str:
    """Who answers for an action, as named then: the post, and that it is vacant if it is."""
    lead = action.lead
    return lead_words(lead) if lead else _("No lead named")


def organisation(action: Action) -> str:
    """Where the post that leads an action belongs; empty where the organisation leads by itself."""
    lead = action.lead
    return lead.organisation if lead and lead.organisation != lead.name else ""


def lead_words(lead: Lead) -> str:
    name = lead.name or lead.as_printed
    return _("%(post)s (vacant)") % {"post": name} if lead.vacant else name


def named(lead: Lead) -> str:
    """Head of Early Years, Northmoor Council (Ada Okafor); accountable."""
    name = lead_words(lead)
    if lead.organisation and lead.organisation != lead.name:
        name = f"{name}, {lead.organisation}"
    if lead.person:
        name = f"{name} ({lead.person})"
    role = {"accountable": _("accountable"), "political_lead": _("political lead")}.get(lead.role)
    return f"{name}; {role}" if role else name


def complete_since(action: Action) -> str:
    """since June 2026, for an action that was complete before this period."""
    if action.complete_since is None:
        return ""
    return _("since %(month)s") % {"month": date_format(action.complete_since, "F Y")}


def _why(action: Action) -> str:
    """What its own report says about the trouble: the cause first, then the story."""
    update = action.update
    if update is None:
        return ""
    said = (update.delay.detail if update.delay else "") or update.narrative
    return said or (_("Nothing has changed since the period before.") if update.unchanged else "")


def why_uncounted(action: Action) -> str:
    """Why an action is not counted; empty where it is."""
    if action.reported:
        return ""
    said = {
        Standing.MERGED: _("Merged into another."),
        Standing.TRANSFERRED: _("Transferred to another body."),
        Standing.WITHDRAWN: _("Withdrawn."),
        Standing.MONITORED_ELSEWHERE: _("Followed by another body."),
    }.get(action.standing, "")
    return _with_note(said, action.standing_note)


def _why_apart(priority: Priority) -> str:
    """Why a priority of the plan is not counted; empty where it is."""
    if priority.reported:
        return ""
    said = {
        Standing.MERGED: _("Merged into another."),
        Standing.TRANSFERRED: _("Transferred to another body."),
        Standing.WITHDRAWN: _("Withdrawn."),
        Standing.MONITORED_ELSEWHERE: _("Followed by %(body)s, so nothing of it is counted here.")
        % {"body": priority.monitored_by},
    }.get(priority.standing, "")
    return _with_note(said, priority.standing_note)


def _with_note(said: str, note: str) -> str:
    """What became of it and why; the note alone where it begins with the same words."""
    if note.startswith(said.rstrip(".")):
        return note
    return f"{said} {note}".strip()


def _title(kind: Kind, level: Level | None) -> str:
    match kind:
        case Kind.PAST_DATE:
            return _("Past its agreed date")
        case Kind.MOVED:
            return _("Date moved in this period")
        case Kind.NEVER_UPDATED:
            return _("Never reported on")
        case Kind.NO_UPDATE:
            return _("No update for this period")
        case _:
            return level.label if level else ""
