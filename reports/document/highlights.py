"""The highlight report: one page for each priority, for the group that delivers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring import charts
from monitoring.models import Highlight as Row
from monitoring.record.coming import coming, said_next
from monitoring.record.overview import Notable, Overview
from monitoring.record.part import PRIORITY, part_of, scope_of
from monitoring.record.structs import Highlight, Level, Priority
from monitoring.record.words import within
from reports.models import Kind

from .contents import after_word, cut, lines, reference
from .paper import Paper, Share, bar_words
from .rendering import rendered
from .room import tightened
from .stories import sentences

if TYPE_CHECKING:
    from .typeset import Press

#: What weighs on a priority; everything else was achieved or goes on.
CONCERNS = frozenset(
    {Row.Kind.CONCERN, Row.Kind.ISSUE, Row.Kind.DELAY, Row.Kind.INSPECTION_FINDING, Row.Kind.ESCALATION}
)


@dataclass(frozen=True, slots=True)
class Room:
    """How many lines each list has, and how many characters a line."""

    lines: int
    reds: int
    length: int


#: From plenty to what always fits, whatever the texts.
ROOMS = tuple(
    Room(lines=lines, reds=reds, length=length)
    for lines, reds, length in (
        *((12, 12, 900), (10, 10, 600), (8, 9, 450), (7, 8, 360), (6, 7, 300), (6, 6, 240), (5, 6, 200), (5, 5, 170)),
        *(
            (4, 5, 150),
            (4, 4, 130),
            (3, 4, 120),
            (3, 3, 100),
            (2, 3, 90),
            (2, 2, 80),
            (1, 2, 70),
            (1, 1, 50),
            (1, 1, 30),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a list: what it is about or of which kind, and its words."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class List:
    """As many lines as there was room for; `left_out` says how many more there are."""

    title: str
    lines: tuple[Said, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Red:
    item: Notable
    title: str
    led_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """A priority's page."""

    anchor: str
    reference: str
    title: str
    lead: str
    level: Level | None
    moved: str
    reason: str
    overview: Overview
    bar: SafeString
    legend: tuple[Share, ...]
    reds_title: str
    reds: tuple[Red, ...]
    reds_left_out: str
    lists: tuple[List, ...]
    following: List
    decisions: List

    @property
    def end(self) -> str:
        return f"{self.anchor}-end"


class HighlightReport(Paper):
    kind = Kind.HIGHLIGHT
    template = "highlights"

    def __init__(self, *args: Any, rooms: Sequence[int] = (), **about: Any) -> None:
        super().__init__(*args, **about)
        self.rooms = tuple(rooms) or (0,) * len(self._priorities)

    @cached_property
    def _priorities(self) -> tuple[Priority, ...]:
        return tuple(each for each in self.record.priorities if each.reported)

    def with_rooms(self, rooms: Sequence[int]) -> Self:
        return self.again(rooms=rooms)

    def fitted(self, press: Press) -> Self:
        """Each priority on one page, with as much as it holds."""

        def fitting(rooms: Sequence[int]) -> list[int]:
            tried = self.with_rooms(rooms)
            where = press.anchors(rendered(self.template, report=tried, measured=True))
            return [n for n, page in enumerate(tried.pages) if where[page.anchor] == where[page.end]]

        return self.with_rooms(tightened(len(self._priorities), len(ROOMS), fitting))

    def _headline(self, ends: str) -> str:
        return _("highlights to %(day)s") % {"day": ends}

    @property
    def heading(self) -> str:
        return cut(self.about, min(self._length_on_first + 20, 110))

    @property
    def subheading(self) -> str:
        said = self.headline
        return cut(said[:1].upper() + said[1:], 80)

    @property
    def owner(self) -> str:
        return cut(self.record.plan.owner_body, min(self._length_on_first + 10, 80))

    @property
    def _length_on_first(self) -> int:
        """How long texts may be on the page that has the masthead."""
        return min((ROOMS[room].length for room in self.rooms[:1]), default=ROOMS[0].length)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(
            self._page(priority, ROOMS[room]) for priority, room in zip(self._priorities, self.rooms, strict=True)
        )

    def _page(self, priority: Priority, room: Room) -> Page:
        record = part_of(self.record, scope_of(PRIORITY, priority.pk))
        overview = Overview(record, provisional=self.provisional)
        [view] = overview.priorities
        labels = self.record.plan.labels
        notable = [item for group in overview.groups for item in group.items]
        shares = tuple(Share(each.level, each.count) for each in overview.shown_counts)
        told = [each for each in priority.highlights if each.kind in CONCERNS]
        achieved = [each for each in priority.highlights if each.kind not in CONCERNS]
        return Page(
            anchor=f"page-{priority.pk}",
            reference=cut(reference(priority.ref, labels.priority.one), min(room.length + 20, 60)),
            title=cut(priority.title, min(room.length + 20, 130)),
            lead=_led_by(priority.lead_body, room),
            level=view.level,
            moved=view.moved.text if view.moved and overview.since else "",
            reason=cut(priority.judged_reason, min(room.length, 400)),
            overview=overview,
            bar=charts.bar(shares, title=bar_words(shares), medium=charts.PAPER),
            legend=tuple(share for share in shares if share.count),
            reds_title=overview.attention_title if overview.total else "",
            reds=tuple(_red(item, room) for item in notable[: room.reds]),
            reds_left_out=_more(len(notable) - room.reds),
            lists=tuple(
                each
                for each in (
                    _list(_("What was achieved"), _highlights(achieved), room),
                    _list(_("Concerns"), _highlights(told), room),
                )
                if each.lines
            ),
            following=_list(_("Next steps"), self._next_steps(overview), room),
            decisions=_list(_("Decisions sought"), [Said("", each) for each in lines(priority.decisions_sought)], room),
        )

    def _next_steps(self, overview: Overview) -> list[Said]:
        """What was promised, for what needs attention first; then what is due before the next period ends."""
        notable = [item.row.action for group in overview.groups for item in group.items]
        others = [action for action in overview.actions if action not in notable]
        steps: dict[int, list[str]] = {}
        by_pk = {action.pk: action for action in overview.actions}
        for action, step in said_next([*notable, *others]):
            steps.setdefault(action.pk, []).append(step)
        promised = [Said(by_pk[pk].ref or cut(by_pk[pk].title, 60), sentences(*said)) for pk, said in steps.items()]
        due = [
            Said(_("By %(date)s") % {"date": each.due}, each.title)
            for each in coming(overview.record, overview.actions)
        ]
        return [*promised, *due]

    @property
    def nothing(self) -> str:
        """Why there is no page; empty where there is one."""
        if self.pages:
            return ""
        return _("There are no %(priorities)s to report on.") % {
            "priorities": within(self.record.plan.labels.priority.many)
        }


def _led_by(body: str, room: Room) -> str:
    return cut(_("Led by %(body)s.") % {"body": body}, min(room.length + 10, 120)) if body else ""


def _highlights(highlights: Sequence[Highlight]) -> list[Said]:
    return [Said(each.label, each.text) for each in highlights]


def _list(title: str, said: Sequence[Said], room: Room) -> List:
    shown = tuple(
        Said(cut(each.head, min(room.length, 60)), cut(each.text, room.length)) for each in said[: room.lines]
    )
    return List(title, shown, _more(len(said) - len(shown)))


def _red(item: Notable, room: Room) -> Red:
    why = " ".join([*item.reasons, item.why]).strip()
    return Red(
        item,
        title=cut(item.row.title, min(room.length, 120)),
        led_by=cut(item.row.led_by, min(room.length, 70)),
        why=after_word(item.row.level, cut(why, min(room.length, 260))),
    )


def _more(number: int) -> str:
    if number < 1:
        return ""
    return ngettext("%(number)d more.", "%(number)d more.", number) % {"number": number}
