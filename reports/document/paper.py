"""What the documents that are made of a record alone have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from monitoring import charts
from monitoring.record.counts import Count
from monitoring.record.measures import Scorecard, scorecard
from monitoring.record.overview import Overview
from monitoring.record.position import plain
from monitoring.record.public import NOTHING, guarded, withheld_words
from monitoring.record.structs import Level, Record, Total
from monitoring.record.words import day, readers, within
from monitoring.work.versions import Issued, issued, removals
from reports.kinds import LAYOUTS
from reports.models import Audience, Kind

from .pictures import Picture

if TYPE_CHECKING:
    from .typeset import Press


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


class Paper:
    """What every document that is made of a record alone has in common.

    `record` is the part of it that the document is about, called `scope_name` where that is not the whole plan.
    `version` is that of the stored record; None says that the period is open and the document provisional.
    `checksum` is the stored record's.
    """

    kind = Kind.MONITORING
    template = "report"

    def __init__(
        self,
        record: Record,
        *,
        version: int | None,
        checksum: str,
        scope_name: str = "",
        audience: str = Audience.FULL,
    ) -> None:
        # One file for everyone it is given to, so without the numbers that not all of them may see.
        self.record = record = guarded(record, NOTHING)
        self.version = version
        self.checksum = checksum
        self.scope_name = scope_name
        self.audience = audience
        self.overview = Overview(record, provisional=self.provisional)

    def again(self, **fitting: Any) -> Self:
        """The same paper, with what its kind takes beside what all take."""
        return type(self)(
            self.record,
            version=self.version,
            checksum=self.checksum,
            scope_name=self.scope_name,
            audience=self.audience,
            **fitting,
        )

    @property
    def layout(self) -> str:
        return LAYOUTS[self.kind].name

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its charts, each as a picture by itself."""
        return ()

    def fitted(self, press: Press) -> Self:
        """The same with as much in it as fits where room is limited; here nowhere."""
        return self

    @property
    def links(self) -> tuple[Link, ...]:
        """The lines of its contents; none where it is short."""
        return ()

    @property
    def labels(self) -> dict[str, str]:
        """For each anchor what is read out of a link to it."""
        return {each.anchor: each.sentence for each in self.links}

    @property
    def tables(self) -> tuple[tuple[str, bytes], ...]:
        """Its tables as files, each under the name of the part that it is."""
        return ()

    @property
    def provisional(self) -> bool:
        return self.version is None

    # Titles

    @property
    def plan_title(self) -> str:
        return self.record.plan.title

    @property
    def about(self) -> str:
        """The plan, and what of it the document is about."""
        if not self.scope_name:
            return self.plan_title
        return _("%(plan)s, %(scope)s") % {"plan": self.plan_title, "scope": self.scope_name}

    @property
    def kind_name(self) -> str:
        return str(self.kind.label)

    @cached_property
    def headline(self) -> str:
        ends = self.record.period.ends
        return self._headline(day(ends)) if ends else self.record.period.label

    def _headline(self, ends: str) -> str:
        return _("progress to %(day)s") % {"day": ends}

    @cached_property
    def title(self) -> str:
        """The title of the file, also at the foot of every page."""
        words = {"plan": self.about, "headline": self.headline}
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
            Fact(_("Covers"), self.scope_name),
            Fact(_("Figures"), self._figures),
            Fact(_("Edition"), self._edition),
        )
        return tuple(fact for fact in facts if fact.value)

    @property
    def _edition(self) -> str:
        if self.audience != Audience.PUBLIC:
            return ""
        return _("Public: it names posts and organisations, and no person.")

    @property
    def _figures(self) -> str:
        words = {"version": self.version, "checksum": self.checksum[:12]}
        if self.provisional:
            return _("Provisional, not yet agreed. Record %(checksum)s") % words
        return _("Fixed, version %(version)d. Record %(checksum)s") % words

    @property
    def action(self) -> str:
        """The plan's word for an action inside a sentence."""
        return within(self.record.plan.labels.action.one)

    # Where the plan stands

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
        return bar_words(self.shares)

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

    @cached_property
    def scorecard(self) -> Scorecard:
        return scorecard(self.record)


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


def bar_words(shares: Iterable[Share]) -> str:
    """What a bar shows: Of 9 in all: 5 on track, 4 off track."""
    counted = [share for share in shares if share.count]
    parts = ", ".join(f"{plain(share.count)} {within(share.level.label)}" for share in counted)
    total = plain(sum((share.count for share in counted), Decimal(0)))
    return _("Of %(total)s in all: %(parts)s.") % {"total": total, "parts": parts}


def link(anchor: str, title: str) -> Link:
    return Link(anchor, title, _("Go to %(title)s") % {"title": title})
