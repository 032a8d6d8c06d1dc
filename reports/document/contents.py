"""What a report says, in the order in which it says it. Everything here comes from a record."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Self

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.record import tidy
from monitoring.record.coming import coming, last_coming
from monitoring.record.heat import HeatMap, HeatRow
from monitoring.record.overview import Notable, Overview, PriorityView, Row, why_uncounted
from monitoring.record.structs import Level, Priority, Record
from monitoring.record.words import day, nth, titled, within
from plans.ratings import SEVERITY, Meaning

from .measures import MeasureView, measure_views
from .paper import Link, Paper, link
from .rendering import rendered, written
from .stories import Silence, Story, stories

if TYPE_CHECKING:
    from .typeset import Press

# Fewer than these say too little, however small the room.
LEAST_HEAT, LEAST_CONCERNS = 3, 3
# As many exceptions as a page could ever hold.
MOST_CONCERNS, MOST_HEAT = 24, 24
# On the page that must hold everything, titles and reasons longer than this are cut at a word.
SUMMARY_TITLE, SUMMARY_REASON, SUMMARY_WHY = 110, 190, 110
# So long are those in the heat map; and half of all that are they where nothing else makes the page.
SUMMARY_HEAT = 90
# A table of all actions goes on on a new page at the next priority after so many, which is a part of its own: one
# that is set at once takes more memory with every row.
ROWS_ON_A_SHEET = 100
# A section with more paragraphs is set in runs of so many.
STORIES_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Concern:
    """An action that needs attention, as the one-page summary puts it. `why` follows the word of its level."""

    anchor: str
    row: Row
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Heat:
    """The heat map's rows that the summary has room for."""

    map: HeatMap
    #: Each with as much of its title as there is room for.
    rows: tuple[tuple[str, HeatRow], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is due before the next report: an action, or a milestone `of` one."""

    row: Row
    due: str
    title: str
    of: str


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs that are set together. The first of a long section goes on after its table, the others after it."""

    anchor: str
    first_number: int
    stories: tuple[Story, ...]
    silent: tuple[Silence, ...]
    goes_on: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One priority."""

    anchor: str
    reference: str
    title: str
    view: PriorityView
    standing: str
    lead: str
    stories: tuple[Story, ...]
    silent: tuple[Silence, ...]
    first_number: int
    decisions: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def priority(self) -> Priority:
        return self.view.priority

    @property
    def runs(self) -> tuple[Run, ...]:
        """Its paragraphs. Those of a long one are set a few at a time: whichever change, the others are kept."""
        # What nobody reported on ends the last run, also where there is no other paragraph.
        starts = range(0, max(len(self.stories), bool(self.silent)), STORIES_AT_ONCE)
        return tuple(
            Run(
                anchor=f"{self.anchor}-{place}",
                first_number=self.first_number + start,
                stories=self.stories[start : start + STORIES_AT_ONCE],
                silent=self.silent if start == starts[-1] else (),
                goes_on=len(starts) > 1,
                is_last=start == starts[-1],
            )
            for place, start in enumerate(starts, start=2)
        )


# A priority, and rows of its actions.
Listed = tuple[Section, tuple[Row, ...]]


class Report(Paper):
    """A monitoring report of a record: what its template prints.

    `room_for_concerns` and `room_for_heat` are how many exceptions and rows of the heat map its summary shows, with
    texts as long as usual or `is_tight`, half as long.
    """

    def __init__(self, record: Record, **about: Any) -> None:
        super().__init__(record, **about)
        self.room_for_concerns = self.room_for_heat = 10_000
        self.is_tight = False

    @property
    def kind_name(self) -> str:
        return _("%(nth)s monitoring report") % {"nth": nth(self.record.period.ordinal)}

    @property
    def tables(self) -> tuple[tuple[str, bytes], ...]:
        return (
            ("actions", tidy.actions_csv(self.record)),
            ("measures", tidy.measures_csv(self.record, self.record.measures)),
        )

    def with_room(self, concerns: int, heat: int, *, is_tight: bool = False) -> Self:
        """The same report with so many exceptions and rows of the heat map in its summary."""
        other = copy(self)
        other.room_for_concerns, other.room_for_heat, other.is_tight = concerns, heat, is_tight
        return other

    def fitted(self, press: Press) -> Self:
        """The report whose summary fills no more than its page.

        What needs attention gives way first, worst last, then the rows of the heat map, then the length of
        titles and reasons: so that a few of each always fit.
        """
        report = self.with_room(MOST_CONCERNS, MOST_HEAT)
        while (shown := report.concerns_on_first_page(press)) is not None:
            concerns, rows = len(report.concerns), len(report.heat.rows) if report.heat else 0
            # More rows are shown than there is room for where only one would be left out.
            heat = min(report.room_for_heat, rows)
            if concerns > LEAST_CONCERNS:
                report = report.with_room(max(LEAST_CONCERNS, min(shown, concerns - 1)), heat)
            elif heat > LEAST_HEAT:
                report = report.with_room(concerns, heat - max(1, heat // 6))
            elif not report.is_tight:
                report = report.with_room(concerns, heat, is_tight=True)
            else:
                break
        return report

    def concerns_on_first_page(self, press: Press) -> int | None:
        """How many exceptions stand on the summary's first page; None when everything does."""
        where = press.anchors(rendered("summary_alone", report=self))
        if where["summary-end"] == 1:
            return None
        return sum(1 for name, page in where.items() if name.startswith("concern-") and page == 1)

    # Contents

    @cached_property
    def links(self) -> tuple[Link, ...]:
        found = [link("summary", _("Summary on one page"))]
        if self.key or self.priority_key or self.measure_key:
            found.append(link("key", _("What the ratings mean")))
        found += [link(each.anchor, _contents_title(each)) for each in self.sections]
        if self.measures:
            found.append(link("measures", self.record.plan.labels.measure.many))
        if self.steps:
            found.append(link("next-steps", _("Next steps")))
        if self.overview.total:
            found.append(link("appendix", self.appendix_title))
        if self.measures:
            found.append(link("scorecard", self.scorecard_title))
        if self.issued:
            found.append(link("corrections", self.corrections_title))
        return tuple(found)

    @property
    def scorecard_title(self) -> str:
        return _("Appendix: all %(measures)s") % {"measures": within(self.record.plan.labels.measure.many)}

    @property
    def appendix_title(self) -> str:
        actions = within(self.record.plan.labels.action.many)
        return _("Appendix: all %(actions)s") % {"actions": actions}

    @cached_property
    def labels(self) -> dict[str, str]:
        """For each anchor what is read out of a link to it."""
        return super().labels | {
            f"action-{action.pk}": _("Go to %(title)s") % {"title": f"{action.ref} {action.title}".strip()}
            for action in self.record.actions
        }

    # Summary

    @property
    def heat(self) -> Heat | None:
        found = self.overview.heat
        if found is None or not found.rows:
            return None
        rows = that_matter_most(found.rows, self.room_for_heat)
        length = SUMMARY_HEAT // 2 if self.is_tight else SUMMARY_HEAT
        return Heat(found, tuple((cut(row.title, length), row) for row in rows), len(found.rows) - len(rows))

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """The worst of what needs attention, as far as there is room."""
        items = (item for group in self.overview.groups for item in group.items)
        parts = 2 if self.is_tight else 1
        return tuple(_concern(item, parts) for item in islice(items, self.room_for_concerns))

    @property
    def concerns_left_out(self) -> str:
        """Says how many more need attention than there was room for."""
        number = self.overview.attention_total - len(self.concerns)
        if not number:
            return ""
        return ngettext(
            "%(number)d more needs attention; its section says why.",
            "%(number)d more need attention; their sections say why.",
            number,
        ) % {"number": number}

    # Priorities

    @cached_property
    def after_summary(self) -> SafeString:
        """The HTML of all that follows, which is the same however much the summary shows."""
        return written("after_summary", report=self)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        found: list[Section] = []
        number = 1
        for view in self.overview.priorities:
            section = _section(view, self.overview, first_number=number)
            number += len(section.stories) + len(section.silent)
            found.append(section)
        return tuple(found)

    # Measures, next steps, appendix

    @cached_property
    def measures(self) -> tuple[MeasureView, ...]:
        return measure_views(self.scorecard)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What is due within a period's length, the next first."""
        return tuple(
            Step(self.overview.row(each.action), each.due, each.title, "" if each.title == title else title)
            for each in coming(self.record, self.overview.actions)
            for title in (titled(each.action),)
        )

    @property
    def steps_lead(self) -> str:
        return ngettext(
            "One thing is due after %(from)s and by %(to)s.",
            "%(number)d things are due after %(from)s and by %(to)s, the next first.",
            len(self.steps),
        ) % {
            "number": len(self.steps),
            "from": day(self.record.as_at),
            "to": day(last_coming(self.record)),
        }

    @cached_property
    def appendix(self) -> tuple[tuple[Listed, ...], ...]:
        """Every action in the plan's own order, on one sheet, or on several that can be set apart."""
        order = {action.pk: place for place, action in enumerate(self.record.actions)}
        sheets: list[list[Listed]] = []
        room = 0
        for section in self.sections:
            rows = tuple(sorted(section.view.rows, key=lambda row: order[row.action.pk]))
            if not rows:
                continue
            if room <= 0:
                sheets.append([])
                room = ROWS_ON_A_SHEET
            sheets[-1].append((section, rows))
            room -= len(rows)
        return tuple(map(tuple, sheets))


def _contents_title(section: Section) -> str:
    return f"{section.reference}: {section.title}" if section.reference else section.title


def _concern(item: Notable, parts: int) -> Concern:
    """With texts of one of so many parts of their usual length."""
    reasons = " ".join(item.reasons)
    # Its own words only where the reasons leave room for them.
    why = cut(f"{reasons} {item.why}", SUMMARY_WHY // parts) if len(reasons) < SUMMARY_WHY / 2 / parts else reasons
    return Concern(
        anchor=f"action-{item.row.action.pk}",
        row=item.row,
        title=cut(item.row.title, SUMMARY_TITLE // parts),
        why=after_word(item.row.level, cut(why, SUMMARY_REASON // parts)),
    )


def after_word(level: Level | None, why: str) -> str:
    """Reasons as they follow the word of a level, which they may begin with themselves."""
    if level is None or not why:
        return why
    return why.removeprefix(level.label) if why.startswith(level.label) else f". {why}"


def cut(text: str, length: int) -> str:
    """On one line, and ended with an ellipsis after the last word that fits, or within the first where none does."""
    said = shorten(text, length, placeholder="…")
    is_lost = said == "…" and len(text) > length
    # Half of it: long words leave lines half empty.
    return f"{text.lstrip()[: length // 2]}…" if is_lost else said


def that_matter_most(rows: Sequence[HeatRow], number: int) -> tuple[HeatRow, ...]:
    """The worst of them in the order of the plan. To say that one is left out would take the room of that one."""
    if len(rows) <= number + 1:
        return tuple(rows)
    worst = sorted(rows, key=_severity, reverse=True)[:number]
    return tuple(row for row in rows if row in worst)


def _severity(row: HeatRow) -> int:
    """One that nobody has rated is as much of a concern as one that was not begun."""
    level = row.cells[-1].level
    return SEVERITY.get(Meaning(level.meaning), 0) if level else SEVERITY[Meaning.NOT_STARTED]


def _section(view: PriorityView, overview: Overview, *, first_number: int) -> Section:
    labels, priority = overview.record.plan.labels, view.priority
    told = stories(view.rows, overview)
    return Section(
        anchor=f"priority-{priority.pk}",
        reference=reference(priority.ref, labels.priority.one),
        title=priority.title,
        view=view,
        standing=view.apart,
        lead=_lead(view),
        stories=told.told,
        silent=told.silent,
        first_number=first_number,
        decisions=tuple(lines(priority.decisions_sought)),
        left=tuple(_left(row) for row in view.left),
    )


def reference(ref: str, label: str) -> str:
    """Priority 2; a reference that already says so stands alone."""
    if not ref or ref.casefold().startswith(label.casefold()):
        return ref
    return f"{label} {ref}"


def _lead(view: PriorityView) -> str:
    """Led by the Emotional Wellbeing Group. 9 actions: 2 off track, 7 on track."""
    led = _("Led by %(body)s.") % {"body": view.priority.lead_body} if view.priority.lead_body else ""
    counted = f"{view.words}." if view.rows else ""
    return " ".join(part for part in (led, counted, view.note) if part)


def _left(row: Row) -> str:
    return f"{row.title}. {why_uncounted(row.action)}".strip()


def lines(text: str) -> Sequence[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
