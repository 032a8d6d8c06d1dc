"""The summary on one page: where the plan stands, its priorities over time, what needs attention, what is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.record.heat import HeatMap, HeatRow
from monitoring.record.overview import Notable
from monitoring.record.words import readers, titled, within
from reports.models import Kind

from .contents import after_word, cut, lines, that_matter_most
from .paper import Paper
from .pictures import Picture
from .rendering import rendered
from .room import tightened

if TYPE_CHECKING:
    from .typeset import Press


@dataclass(frozen=True, slots=True)
class Room:
    """How many rows there are of each, and how many characters a text in them has; a decision `decision` of them."""

    concerns: int
    heat: int
    decisions: int
    length: int
    decision: int


#: From plenty to what always fits, whatever the texts.
ROOMS = tuple(
    Room(concerns=concerns, heat=heat, decisions=decisions, length=length, decision=length)
    for concerns, heat, decisions, length in (
        *((24, 24, 10, 150), (20, 22, 9, 140), (17, 20, 8, 130), (15, 18, 8, 130), (13, 16, 7, 120), (12, 14, 7, 120)),
        *((11, 13, 6, 110), (10, 12, 6, 110), (9, 11, 5, 100), (8, 10, 5, 100), (7, 9, 5, 100), (6, 8, 4, 90)),
        *((5, 7, 4, 90), (5, 6, 3, 80), (4, 5, 3, 80), (4, 4, 3, 70), (3, 4, 2, 70), (3, 3, 2, 60)),
        *((2, 3, 1, 50), (2, 2, 1, 40), (1, 1, 1, 30)),
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the heat map with as much of its title as there is room for."""

    title: str
    row: HeatRow


@dataclass(frozen=True, slots=True)
class Heat:
    map: HeatMap
    lines: tuple[Line, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Concern:
    item: Notable
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody is asked to decide, and what of the plan it is about where that needs to be said. `is_cut` says
    that there is more of it elsewhere."""

    text: str
    about: str = ""
    is_cut: bool = False


class OnePage(Paper):
    kind = Kind.ONE_PAGE
    template = "one_page"
    rooms = ROOMS

    def __init__(self, *args: Any, room: Room = ROOMS[0], **about: Any) -> None:
        super().__init__(*args, **about)
        self.room = room

    def with_room(self, room: Room) -> Self:
        return self.again(room=room)

    def fitted(self, press: Press) -> Self:
        """What leaves nothing for a second page."""

        def fitting(steps: Sequence[int]) -> list[int]:
            text = rendered(self.template, report=self.with_room(self.rooms[steps[0]]), measured=True)
            return [0] if press.anchors(text)["end"] == 1 else []

        [step] = tightened(1, len(self.rooms), fitting)
        return self.with_room(self.rooms[step])

    def _headline(self, ends: str) -> str:
        return _("summary to %(day)s") % {"day": ends}

    @property
    def description(self) -> str:
        return f"{self.kind_name}, {self.record.period.label}"

    # What there is no limit to is cut here, so that one page holds it.

    @property
    def heading(self) -> str:
        return cut(self.about, 110)

    @property
    def subheading(self) -> str:
        return cut(_upper(self.headline), 80)

    @property
    def owner(self) -> str:
        return cut(self.record.plan.owner_body, 80)

    @property
    def sheet(self) -> str:
        """What is said first of a report that somebody wrote; empty here."""
        return ""

    @property
    def imprint(self) -> str:
        """Who it goes to and which figures it gives."""
        said = (_("To: %(readers)s.") % {"readers": cut(to, 110)} if (to := readers(self.record.period)) else "",)
        return " ".join(filter(None, [*said, f"{self._figures}."]))

    @property
    def heat_title(self) -> str:
        return _("%(priorities)s over time") % {"priorities": cut(self.record.plan.labels.priority.many, 40)}

    @cached_property
    def heat(self) -> Heat | None:
        found = self.overview.heat
        if found is None or not found.rows:
            return None
        rows = that_matter_most(found.rows, self.room.heat)
        number = len(found.rows) - len(rows)
        left_out = ngettext("%(number)d more is not shown here.", "%(number)d more are not shown here.", number)
        return Heat(
            found,
            tuple(Line(cut(row.title, min(self.room.length, 90)), row) for row in rows),
            left_out % {"number": number} if number else "",
        )

    @cached_property
    def concerns(self) -> tuple[Concern, ...]:
        notable = [item for group in self.overview.groups for item in group.items]
        return tuple(self._concern(item) for item in notable[: self.room.concerns])

    def _concern(self, item: Notable) -> Concern:
        length = self.room.length
        why = " ".join(item.reasons)
        if item.why and len(why) < length / 2:
            why = f"{why} {item.why}".strip()
        return Concern(item, cut(item.row.title, length), after_word(item.row.level, cut(why, length + 40)))

    @property
    def concerns_left_out(self) -> str:
        number = self.overview.attention_total - len(self.concerns)
        if not number:
            return ""
        return ngettext(
            "%(number)d more needs attention.",
            "%(number)d more need attention.",
            number,
        ) % {"number": number}

    @property
    def no_concern(self) -> str:
        """Says plainly that nothing needs attention; empty where something does or nobody can know."""
        if self.overview.attention_total or not self.overview.total:
            return ""
        return _("No %(action)s is off track, late or silent.") % {"action": within(self.record.plan.labels.action.one)}

    @cached_property
    def _all_decisions(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (titled(priority), line)
            for priority in self.record.priorities
            if priority.reported
            for line in lines(priority.decisions_sought)
        )

    @property
    def decisions_title(self) -> str:
        return _("Decisions sought")

    @cached_property
    def decisions(self) -> tuple[Sought, ...]:
        """Each with the priority that asks for it."""
        length = self.room.decision
        said = self._all_decisions[: self.room.decisions]
        return tuple(Sought(cut(line, length), cut(title, min(60, length))) for title, line in said)

    @property
    def decisions_left_out(self) -> str:
        number = len(self._all_decisions) - len(self.decisions)
        if not number:
            return ""
        return ngettext("%(number)d more is sought.", "%(number)d more are sought.", number) % {"number": number}

    # Pictures

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its charts as slides."""
        found = []
        if self.bar:
            found.append(Picture("position", _("Where the plan stands"), self._bar_title, "slide_position"))
        if heat := self.slide_heat:
            found.append(Picture("priorities", self.heat_title, self._heat_words(heat), "slide_priorities"))
        return tuple(found)

    def _heat_words(self, heat: Heat) -> str:
        """What the heat map shows, for whoever does not see it."""
        now = self.overview.scales.priorities
        rows = [
            _("%(priority)s: %(level)s")
            % {"priority": line.title, "level": within(now[line.row.priority.column].label)}
            for line in heat.lines
        ]
        return " ".join(filter(None, [heat.map.sentence, f"{self.overview.now}. {'; '.join(rows)}.", heat.left_out]))

    @property
    def slide_heat(self) -> Heat | None:
        """As many rows as a slide has room for."""
        return self.with_room(Room(concerns=1, heat=10, decisions=1, length=70, decision=70)).heat


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
