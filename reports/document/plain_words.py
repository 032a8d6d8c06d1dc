"""The summary in plain words for children and young people: what was promised, how it goes, what happens next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.record.coming import coming
from monitoring.record.counts import GOOD
from monitoring.record.measures import MeasureLine, measure_lines
from monitoring.record.overview import PriorityView
from monitoring.record.position import plain
from monitoring.record.structs import Action, Level, Movement, Priority
from monitoring.record.words import day, meeting
from plans import marks
from plans.ratings import Meaning
from reports.glossary import explained, unexplained
from reports.models import Kind

from .contents import lines
from .highlights import CONCERNS
from .paper import Paper
from .rendering import rendered

if TYPE_CHECKING:
    from .typeset import Press

#: As many promises and next steps as somebody reads; how many more there are is said.
PROMISES, STEPS = 5, 4
#: How lines are set that would otherwise leave a few of them alone on a page, the least change first.
SPACINGS = ("close", "closer")


@dataclass(frozen=True, slots=True)
class Meant:
    """A level with what it means in words that need no scale."""

    level: Level
    words: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One priority, as it is told. `ways` are how many of its promises go how; `moved` says it got better or worse.

    `spacing` is one of SPACINGS, empty where the lines are set as everywhere.
    """

    anchor: str
    spacing: str
    title: str
    level: Level | None
    meaning: str
    moved: str
    promised: tuple[str, ...]
    promised_more: str
    count: str
    ways: tuple[tuple[Level, str], ...]
    good: tuple[str, ...]
    hard: tuple[str, ...]
    measures: tuple[str, ...]
    following: tuple[tuple[str, str], ...]
    following_more: str
    decisions: tuple[str, ...]


class PlainWords(Paper):
    kind = Kind.PLAIN_WORDS
    template = "plain_words"

    def __init__(self, *args: Any, spacings: Mapping[str, str] | None = None, **about: Any) -> None:
        super().__init__(*args, **about)
        self.spacings = spacings or {}

    def fitted(self, press: Press) -> Self:
        """With the lines of a priority closer together where that saves a page, which would hold a few of them."""
        roomy = _pages(press, self, self.promises)
        long = {anchor for anchor, number in roomy.items() if number > 1}
        found: dict[str, str] = {}
        for spacing in SPACINGS:
            if left := long - found.keys():
                close = self.again(spacings=dict.fromkeys(left, spacing))
                pages = _pages(press, close, [each for each in close.promises if each.anchor in left])
                found |= {anchor: spacing for anchor in left if pages[anchor] < roomy[anchor]}
        return self.again(spacings=found) if found else self

    def _headline(self, ends: str) -> str:
        return _("how it is going, %(day)s") % {"day": ends}

    @property
    def kind_name(self) -> str:
        return _("In plain words, for children and young people")

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        return tuple(self._promise(view) for view in self.overview.priorities if view.priority.reported)

    def _promise(self, view: PriorityView) -> Promise:
        priority, record = view.priority, self.record
        promised = [each.title for each in record.commitments if each.priority_pk == priority.pk] or [
            action.title for action in record.actions if action.priority_pk == priority.pk and action.reported
        ]
        following = [
            (each.due, each.title if each.title != _numbered(each.action) else each.action.title)
            for each in coming(record, view.actions)
        ]
        return Promise(
            anchor=f"promise-{priority.pk}",
            spacing=self.spacings.get(f"promise-{priority.pk}", ""),
            title=priority.plain_title or priority.title,
            level=view.level if not view.unrated else None,
            meaning=meaning(view.level) if view.level and not view.unrated else "",
            moved=_moved(priority) if self.overview.since and not view.unrated else "",
            promised=tuple(promised[:PROMISES]),
            promised_more=_and_more(len(promised) - PROMISES),
            count=_count(len(view.actions)),
            ways=tuple((each.level, plain(each.count)) for each in view.counts if each.count),
            good=tuple(each.text for each in priority.highlights if each.kind not in CONCERNS),
            hard=tuple(each.text for each in priority.highlights if each.kind in CONCERNS),
            measures=tuple(_measured(line) for line in measure_lines(record, priority=priority.pk)),
            following=tuple(following[:STEPS]),
            following_more=_and_more(len(following) - STEPS),
            decisions=tuple(lines(priority.decisions_sought)),
        )

    # The whole

    @property
    def sentence(self) -> str:
        """The position, in words without a rating."""
        total = self.overview.total
        if self.record.printed_totals or not total:
            return ""
        if not self.overview.rated:
            told = sum(1 for action in self.overview.actions if action.update is not None)
            words = {"total": total, "number": told}
            return (
                ngettext("We promised %(total)d thing.", "We promised %(total)d things.", total) % words
                + " "
                + ngettext("We have heard about %(number)d of them.", "We have heard about %(number)d of them.", told)
                % words
            )
        good = sum(1 for action in self.overview.actions if self._is_good(action))
        promised = ngettext("We promised %(total)d thing.", "We promised %(total)d things.", total)
        going = ngettext("%(good)d is done or going well.", "%(good)d are done or going well.", good)
        return f"{promised % {'total': total}} {going % {'good': good}} {self._trouble}".strip()

    def _is_good(self, action: Action) -> bool:
        level = self.overview.scales.actions.get(action.column)
        return level is not None and level.meaning in GOOD

    @property
    def _trouble(self) -> str:
        meanings = Counter(
            level.meaning
            for action in self.overview.actions
            if (level := self.overview.scales.actions.get(action.column))
        )
        stuck, silent = meanings[Meaning.OFF_TRACK], meanings[marks.NOT_RATED]
        said = []
        if stuck:
            said.append(
                ngettext(
                    "%(number)d is not working out as we promised.",
                    "%(number)d are not working out as we promised.",
                    stuck,
                )
                % {"number": stuck}
            )
        if silent:
            said.append(
                ngettext(
                    "Nobody has told us about %(number)d of them yet.",
                    "Nobody has told us about %(number)d of them yet.",
                    silent,
                )
                % {"number": silent}
            )
        return " ".join(said)

    @property
    def only_totals(self) -> str:
        if not self.record.printed_totals:
            return ""
        return _("For this time we only know the totals that were printed, so we cannot tell more.")

    @cached_property
    def meant(self) -> tuple[Meant, ...]:
        """The marks that are shown, with what each means."""
        shown = {level.code: level for promise in self.promises for level, _words in promise.ways}
        shown |= {promise.level.code: promise.level for promise in self.promises if promise.level}
        shown |= {share.level.code: share.level for share in self.legend}
        order = [count.level.code for count in self.overview.counts]
        codes = sorted(shown, key=lambda code: order.index(code) if code in order else len(order))
        return tuple(Meant(shown[code], meaning(shown[code])) for code in codes)

    @cached_property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Every short form that is used, explained."""
        return explained(self._texts())

    @property
    def unexplained(self) -> tuple[str, ...]:
        """Every short form that is used and that nobody explains."""
        return unexplained(self._texts())

    def _texts(self) -> Iterator[str]:
        for promise in self.promises:
            yield from (promise.title, *promise.promised, *promise.good, *promise.hard, *promise.measures)
            yield from (title for _due, title in promise.following)
            yield from promise.decisions

    @property
    def readers(self) -> tuple[str, ...]:
        """Who reads it next, and when."""
        return tuple(meeting(each) for each in self.record.period.meetings)

    @property
    def when(self) -> str:
        ends = self.record.period.ends
        return _("This is how things were on %(day)s.") % {"day": day(ends)} if ends else self.record.period.label


def _pages(press: Press, report: PlainWords, promises: Sequence[Promise]) -> dict[str, int]:
    """How many pages each of these takes, by its anchor."""
    if not promises:
        return {}
    where = press.anchors(rendered("promises_alone", report=report, promises=promises))
    return {each.anchor: 1 + int(where[f"end-{each.anchor}"]) - int(where[each.anchor]) for each in promises}


def meaning(level: Level) -> str:
    """A level in words that need no scale."""
    return {
        Meaning.COMPLETE.value: _("Done. We did what we promised."),
        Meaning.AHEAD.value: _("It is going even better than we planned."),
        Meaning.ON_TRACK.value: _("It is going as we planned."),
        Meaning.AT_RISK.value: _("Something is in the way. We are working on it, and it may still be done in time."),
        Meaning.OFF_TRACK.value: _("It is not working out as we promised. We have to do something about it."),
        Meaning.PAUSED.value: _("We have stopped for now."),
        Meaning.NOT_STARTED.value: _("We have not begun yet, and we planned it that way."),
        Meaning.NOT_ASSESSED.value: _("Nobody has looked at how it is going."),
        Meaning.DIRECTION_ONLY.value: _("We only know which way it is going."),
        marks.STARTS_LATER: _("It begins later, and we planned it that way."),
        marks.NOT_RATED: _("We do not know. Nobody has told us yet."),
    }[level.meaning]


def _moved(priority: Priority) -> str:
    return {
        Movement.BETTER: _("That is better than last time."),
        Movement.WORSE: _("That is worse than last time."),
        Movement.SAME: _("That is the same as last time."),
        Movement.STARTED: _("We have begun since last time."),
        Movement.NEW: _("This is new in the plan."),
    }.get(priority.movement, "")


def _count(number: int) -> str:
    return ngettext("We promised %(number)d thing here.", "We promised %(number)d things here.", number) % {
        "number": number
    }


def _numbered(action: Action) -> str:
    return f"{action.ref} {action.title}".strip()


def _and_more(number: int) -> str:
    if number < 1:
        return ""
    return ngettext("… and %(number)d more.", "… and %(number)d more.", number) % {"number": number}


def _measured(line: MeasureLine) -> str:
    """Wait for a first appointment: 12 weeks, September 2026. Better."""
    title = line.measure.plain_title or line.measure.title
    result = f"{line.latest}, {line.when}" if line.latest and line.when else line.latest or line.missing
    way = {
        Movement.BETTER: _("That is better than before."),
        Movement.WORSE: _("That is worse than before."),
        Movement.SAME: _("That is the same as before."),
    }.get(line.short.movement, "")
    return f"{title}: {result}. {way}".strip()
