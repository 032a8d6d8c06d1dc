"""What a report says, in the order in which it says it. Everything here comes from a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from textwrap import shorten
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring import charts
from monitoring.record.counts import Count
from monitoring.record.heat import HeatMap, HeatRow
from monitoring.record.measures import Scorecard, scorecard
from monitoring.record.overview import Notable, Overview, PriorityView, Row, why_uncounted
from monitoring.record.position import plain
from monitoring.record.public import NOTHING, guarded, withheld_words
from monitoring.record.structs import Level, Priority, Record, Total
from monitoring.record.words import day, readers, within
from monitoring.work.versions import Issued, issued, removals

from .measures import MeasureView, measure_views
from .rendering import rendered
from .stories import Silence, Story, stories

if TYPE_CHECKING:
    from .typeset import Press

# Fewer than these say too little, however small the room.
LEAST_HEAT, LEAST_CONCERNS = 3, 3
# As many exceptions as a page could ever hold.
MOST_CONCERNS, MOST_HEAT = 24, 24
# On the page that must hold everything, titles and reasons longer than this are cut at a word.
SUMMARY_TITLE, SUMMARY_REASON, SUMMARY_WHY = 110, 190, 110


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the contents. `sentence` is what is read out of the link to it."""

    anchor: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    value: str


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
    rows: tuple[HeatRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class CountLine:
    """A level in the key: what it takes, how many stand at it, and the change."""

    level: Level | None
    label: str
    criteria: str
    now: str
    before: str
    change: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the bar."""

    level: Level
    count: Decimal


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


class Report:
    """A monitoring report of a record: what its template prints.

    `version` is that of the stored record; None says that the period is open and the report
    provisional. `checksum` is the record's. `room` is how many exceptions and rows of the heat map
    the one-page summary shows.
    """

    def __init__(
        self,
        record: Record,
        *,
        version: int | None,
        checksum: str,
        room: tuple[int, int] = (10_000, 10_000),
    ) -> None:
        # One file for everyone it is given to, so without the numbers that not all of them may see.
        self.record = record = guarded(record, NOTHING)
        self.version = version
        self.checksum = checksum
        self.room_for_concerns, self.room_for_heat = room
        self.overview = Overview(record, provisional=self.provisional)

    def with_room(self, concerns: int, heat: int) -> Report:
        """The same report with so many exceptions and rows of the heat map in its summary."""
        return Report(self.record, version=self.version, checksum=self.checksum, room=(concerns, heat))

    template = "report"

    def fitted(self, press: Press) -> Report:
        """The report whose summary fills no more than its page.

        What needs attention gives way first, worst last, then the rows of the heat map. Titles are cut
        to a length, so that a few of each always fit.
        """
        report = self.with_room(MOST_CONCERNS, MOST_HEAT)
        while (shown := report.concerns_on_first_page(press)) is not None:
            concerns, heat = len(report.concerns), len(report.heat.rows) if report.heat else 0
            if concerns > LEAST_CONCERNS:
                report = report.with_room(max(LEAST_CONCERNS, min(shown, concerns - 1)), heat)
            elif heat > LEAST_HEAT:
                report = report.with_room(concerns, heat - max(1, heat // 6))
            else:
                break
        return report

    def concerns_on_first_page(self, press: Press) -> int | None:
        """How many exceptions stand on the summary's first page; None when everything does."""
        where = press.anchors(rendered("summary_alone", report=self))
        if where["summary-end"] == 1:
            return None
        return sum(1 for name, page in where.items() if name.startswith("concern-") and page == 1)

    @property
    def provisional(self) -> bool:
        return self.version is None

    # Titles

    @property
    def plan_title(self) -> str:
        return self.record.plan.title

    @cached_property
    def headline(self) -> str:
        ends = self.record.period.ends
        return _("progress to %(day)s") % {"day": day(ends)} if ends else self.record.period.label

    @cached_property
    def title(self) -> str:
        """The title of the file, also at the foot of every page."""
        words = {"plan": self.plan_title, "headline": self.headline}
        if self.provisional:
            return _("%(plan)s: %(headline)s (provisional)") % words
        if self.record.errata:
            return _("%(plan)s: %(headline)s (version %(version)d)") % {**words, "version": self.version}
        return _("%(plan)s: %(headline)s") % words

    @property
    def warning(self) -> str:
        """What every page of a provisional or corrected report says; empty otherwise."""
        if self.provisional:
            return _("Provisional, not yet agreed: the period is still open.")
        if self.record.errata:
            last = self.record.errata[-1]
            return _("Version %(version)d, corrected on %(day)s.") % {"version": last.version, "day": day(last.on)}
        return ""

    @cached_property
    def issued(self) -> tuple[Issued, ...]:
        """The errata that made this version, newest first."""
        return issued(self.record)

    @property
    def removals(self) -> tuple[str, ...]:
        """When and by whom personal information was removed from the record."""
        return removals(self.record)

    @property
    def withheld(self) -> str:
        """How many figures are not shown and why; empty where all are."""
        return withheld_words(self.record)

    @property
    def corrections_title(self) -> str:
        return _("What was corrected")

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        plan, period = self.record.plan, self.record.period
        dates = ""
        if period.starts and period.ends:
            dates = _("%(first)s to %(last)s") % {
                "first": day(period.starts),
                "last": day(period.ends),
            }
        facts = (
            Fact(_("Reporting period"), period.label),
            Fact(_("Dates"), dates),
            Fact(_("Position as at"), day(period.actions_as_at) if period.actions_as_at else ""),
            Fact(_("Reported to"), readers(period)),
            Fact(_("Responsible body"), plan.owner_body),
            Fact(_("Prepared by"), plan.coordinating_post),
            Fact(_("Figures"), self._figures),
        )
        return tuple(fact for fact in facts if fact.value)

    @property
    def _figures(self) -> str:
        words = {"version": self.version, "checksum": self.checksum[:12]}
        if self.provisional:
            return _("Provisional, not yet agreed. Record %(checksum)s") % words
        return _("Fixed, version %(version)d. Record %(checksum)s") % words

    # Contents

    @cached_property
    def links(self) -> tuple[Link, ...]:
        found = [_link("summary", _("Summary on one page"))]
        if self.key or self.priority_key or self.measure_key:
            found.append(_link("key", _("What the ratings mean")))
        found += [_link(each.anchor, _contents_title(each)) for each in self.sections]
        if self.measures:
            found.append(_link("measures", self.record.plan.labels.measure.many))
        if self.overview.total:
            found.append(_link("appendix", self.appendix_title))
        if self.measures:
            found.append(_link("scorecard", self.scorecard_title))
        if self.issued:
            found.append(_link("corrections", self.corrections_title))
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
        return {link.anchor: link.sentence for link in self.links} | {
            f"action-{action.pk}": _("Go to %(title)s") % {"title": f"{action.ref} {action.title}".strip()}
            for action in self.record.actions
        }

    @property
    def action(self) -> str:
        """The plan's word for an action inside a sentence."""
        return within(self.record.plan.labels.action.one)

    # Summary

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """What the bar is drawn from: counted, or as printed for a period known from totals only.

        Empty where a printed total is of no level we know: a bar without it would mislead.
        """
        if not self.record.printed_totals:
            return tuple(Share(each.level, each.count) for each in self.overview.shown_counts)
        if any(level is None for level, _total, _count in self.printed_totals):
            return ()
        return tuple(Share(level, total.count) for level, total, _count in self.printed_totals if level)

    @cached_property
    def bar(self) -> SafeString:
        return charts.bar(self.shares, title=self._bar_title, medium=charts.PAPER)

    @property
    def _bar_title(self) -> str:
        parts = ", ".join(f"{plain(share.count)} {within(share.level.label)}" for share in self.shares if share.count)
        total = plain(sum((share.count for share in self.shares), Decimal(0)))
        words = {"total": total, "parts": parts}
        return _("Of %(total)s in all: %(parts)s.") % words

    @property
    def legend(self) -> tuple[Share, ...]:
        """The words for the parts of the bar."""
        return tuple(share for share in self.shares if share.count)

    @cached_property
    def printed_totals(self) -> tuple[tuple[Level | None, Total, str], ...]:
        """Each printed total with its level, None where it is of none we know, and its count."""
        columns = self.overview.scales.actions
        return tuple(
            (columns.get(total.column or ""), total, plain(total.count)) for total in self.record.printed_totals
        )

    @cached_property
    def heat(self) -> Heat | None:
        found = self.overview.heat
        if found is None or not found.rows:
            return None
        rows = found.rows[: self.room_for_heat]
        return Heat(found, rows, len(found.rows) - len(rows))

    @cached_property
    def concerns(self) -> tuple[Concern, ...]:
        """The worst of what needs attention, as far as there is room."""
        notable = [item for group in self.overview.groups for item in group.items]
        return tuple(_concern(item) for item in notable[: self.room_for_concerns])

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

    # Key

    @cached_property
    def key(self) -> tuple[CountLine, ...]:
        """The actions' scale with its counts."""
        return tuple(_line(each, since=self.overview.since) for each in self.overview.shown_counts)

    @cached_property
    def key_total(self) -> CountLine | None:
        counts = self.overview.shown_counts
        if not counts:
            return None
        before = [each.before for each in counts]
        now = sum((each.count for each in counts), Decimal(0))
        known = [each for each in before if each is not None]
        compared = self.overview.since and len(known) == len(before)
        was = sum(known, Decimal(0))
        return CountLine(
            level=None,
            label=_("All %(actions)s") % {"actions": within(self.record.plan.labels.action.many)},
            criteria="",
            now=plain(now),
            before=plain(was) if compared else "",
            change=_signed(now - was) if compared else "",
        )

    @property
    def key_counts(self) -> bool:
        """Whether there is anything to count beside the key."""
        return bool(self.overview.total)

    @property
    def key_compares(self) -> bool:
        return self.key_total is not None and bool(self.key_total.before)

    @cached_property
    def priority_key(self) -> tuple[Level, ...]:
        """The priorities' scale, where it is another than the actions'."""
        record = self.record
        if record.priority_levels == record.action_levels:
            return ()
        return record.priority_levels

    @cached_property
    def measure_key(self) -> tuple[Level, ...]:
        """The measures' scale, where it is another than the actions' and the priorities'."""
        return self.scorecard.key if self.record.measures else ()

    # Priorities

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        found: list[Section] = []
        number = 1
        for view in self.overview.priorities:
            section = _section(view, self.overview, first_number=number)
            number += len(section.stories) + len(section.silent)
            found.append(section)
        return tuple(found)

    # Measures, appendix

    @cached_property
    def measures(self) -> tuple[MeasureView, ...]:
        return measure_views(self.scorecard)

    @cached_property
    def scorecard(self) -> Scorecard:
        return scorecard(self.record)

    @cached_property
    def appendix(self) -> tuple[tuple[Section, tuple[Row, ...]], ...]:
        """Every action in the plan's own order."""
        order = {action.pk: place for place, action in enumerate(self.record.actions)}
        return tuple(
            (section, tuple(sorted(section.view.rows, key=lambda row: order[row.action.pk])))
            for section in self.sections
            if section.view.rows
        )


def _link(anchor: str, title: str) -> Link:
    return Link(anchor, title, _("Go to %(title)s") % {"title": title})


def _contents_title(section: Section) -> str:
    return f"{section.reference}: {section.title}" if section.reference else section.title


def _concern(item: Notable) -> Concern:
    level = item.row.level
    reasons = " ".join(item.reasons)
    # Its own words only where the reasons leave room for them.
    why = _cut(f"{reasons} {item.why}", SUMMARY_WHY) if len(reasons) < SUMMARY_WHY / 2 else reasons
    if level and why.startswith(level.label):
        why = why.removeprefix(level.label)
    elif level:
        why = f". {why}"
    return Concern(
        anchor=f"action-{item.row.action.pk}",
        row=item.row,
        title=_cut(item.row.title, SUMMARY_TITLE),
        why=_cut(why, SUMMARY_REASON) if not why.startswith(" ") else f" {_cut(why, SUMMARY_REASON)}",
    )


def _cut(text: str, length: int) -> str:
    """On one line, and ended with an ellipsis after the last word that fits."""
    return shorten(text, length, placeholder="…")


def _line(each: Count, *, since: str) -> CountLine:
    compared = bool(since) and each.before is not None
    return CountLine(
        level=each.level,
        label=each.level.label,
        criteria=each.level.criteria,
        now=plain(each.count),
        before=plain(each.before) if compared and each.before is not None else "",
        change=_signed(each.change) if compared and each.change is not None else "",
    )


def _signed(change: Decimal) -> str:
    """+4, −7, 0: with a true minus sign."""
    if change == 0:
        return "0"
    return f"{'+' if change > 0 else '−'}{plain(abs(change))}"


def _section(view: PriorityView, overview: Overview, *, first_number: int) -> Section:
    labels, priority = overview.record.plan.labels, view.priority
    told = stories(view.rows, overview)
    return Section(
        anchor=f"priority-{priority.pk}",
        reference=_reference(priority.ref, labels.priority.one),
        title=priority.title,
        view=view,
        standing=view.apart,
        lead=_lead(view),
        stories=told.told,
        silent=told.silent,
        first_number=first_number,
        decisions=tuple(_lines(priority.decisions_sought)),
        left=tuple(_left(row) for row in view.left),
    )


def _reference(ref: str, label: str) -> str:
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


def _lines(text: str) -> Sequence[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
