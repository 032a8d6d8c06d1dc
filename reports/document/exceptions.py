"""The exception report: what is off track, late or silent, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from monitoring.record import tidy
from monitoring.record.attention import Kind as Why
from monitoring.record.attention import is_awaited
from monitoring.record.measures import MeasureGroup
from monitoring.record.overview import Group, Notable, Overview, PriorityView, named
from monitoring.record.structs import NOT_RATED, STARTS_LATER, Action, Priority
from monitoring.record.words import titled, when, within
from plans.ratings import Meaning
from reports.models import Kind

from .paper import Link, Paper, link
from .stories import Remark, delay_of, next_steps, paragraphs, sentences

#: A record remembers no more periods than these before its own.
EARLIER = 5
SILENT = (Why.NEVER_UPDATED, Why.NO_UPDATE)


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One action that needs attention: about it, every reason, and what its lead says of it."""

    item: Notable
    anchor: str
    about: str
    reasons: str
    paragraphs: tuple[str, ...]
    remarks: tuple[tuple[Remark, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    group: Group
    first_number: int
    items: tuple[Exceptional, ...]


class ExceptionReport(Paper):
    kind = Kind.EXCEPTION
    template = "exceptions"

    def _headline(self, ends: str) -> str:
        return _("exceptions to %(day)s") % {"day": ends}

    @property
    def tables(self) -> tuple[tuple[str, bytes], ...]:
        """Every action that needs attention, in the order of the report."""
        actions = tuple(item.row.action for group in self.overview.groups for item in group.items)
        return (("exceptions", tidy.actions_csv(replace(self.record, actions=actions))),)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        found = [link("position", _("Where we stand"))]
        found += [link(part.group.ident, part.group.title) for part in self.parts]
        if self.off_target:
            found.append(link("measures", self.record.plan.labels.measure.many))
        if self.key or self.priority_key or self.measure_key:
            found.append(link("key", _("What the ratings mean")))
        return tuple(found)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        found: list[Part] = []
        number = 1
        priorities = {each.pk: each for each in self.record.priorities}
        for group in self.overview.groups:
            items = tuple(
                _exception(each, group, self.overview, priorities[each.row.action.priority_pk]) for each in group.items
            )
            found.append(Part(group, number, items))
            number += len(items)
        return tuple(found)

    @cached_property
    def priorities(self) -> tuple[PriorityView, ...]:
        """Those rated off track as a whole."""
        return tuple(
            each
            for each in self.overview.priorities
            if each.priority.reported and each.level and each.level.meaning == Meaning.OFF_TRACK
        )

    @cached_property
    def off_target(self) -> tuple[MeasureGroup, ...]:
        return tuple(group for group in self.scorecard.groups if group.level.meaning == Meaning.OFF_TRACK)

    @property
    def nothing(self) -> str:
        """Says plainly that there is nothing to report, or that nobody can know; empty where there is something."""
        words = {"actions": within(self.record.plan.labels.action.many)}
        if self.record.printed_totals:
            return _("Only totals are known of this period, so nothing can be said of single %(actions)s.") % words
        if self.parts:
            return ""
        if not self.overview.total:
            return _("There are no %(actions)s to report on.") % words
        if not self.overview.rated:
            return _("None of the %(actions)s is late, and none has been silent.") % words
        return _("None of the %(actions)s is off track, none is late, and none has been silent.") % words

    @property
    def awaited(self) -> str:
        """While the period is open: how many may still be heard of, and so are no exceptions yet."""
        number = sum(is_awaited(action) for action in self.overview.actions) if self.provisional else 0
        if not number:
            return ""
        return ngettext(
            "%(number)d update is still awaited. Its absence is not an exception yet.",
            "%(number)d updates are still awaited. Their absence is not an exception yet.",
            number,
        ) % {"number": number}


def _exception(item: Notable, group: Group, overview: Overview, priority: Priority) -> Exceptional:
    action = item.row.action
    update = action.update
    delay = tuple(each for each in delay_of(action) if each.text)
    steps = tuple(each for each in next_steps(update) if each.text)
    told = () if delay or update is None else paragraphs(update.narrative)
    groups = [_dates(action), delay or _nothing_given(item, group), steps]
    return Exceptional(
        item=item,
        anchor=f"action-{action.pk}",
        about=sentences(titled(priority), _led(action), _since(action, group, overview), _due(action)),
        reasons=" ".join(item.reasons),
        paragraphs=told,
        remarks=tuple(tuple(each) for each in groups if each),
    )


def _led(action: Action) -> str:
    lead = action.lead
    return _("Led by %(lead)s") % {"lead": named(lead)} if lead else _("No lead is named")


def _since(action: Action, group: Group, overview: Overview) -> str:
    """Since when it has been what its group says."""
    earlier = overview.record.earlier
    if group.kind <= Why.LONG_CONCERN:
        running = overview.scales.running(action)
        if running <= 1:
            return _("Since this period")
        first = earlier[-(running - 1)].label
        if running > EARLIER:
            return _("Since %(period)s or longer") % {"period": first}
        return _("Since %(period)s") % {"period": first}
    if group.kind == Why.PAST_DATE:
        return _("Late since %(date)s") % {"date": when(action.agreed_due)}
    if group.kind == Why.NO_UPDATE:
        return _last_heard(action, overview)
    return ""


def _last_heard(action: Action, overview: Overview) -> str:
    """When it was last rated, and how."""
    columns = {past.ordinal: past.column for past in action.trail}
    for period in reversed(overview.record.earlier):
        level = overview.scales.action_then(period.ordinal, columns.get(period.ordinal))
        if level is not None and level.code not in (NOT_RATED, STARTS_LATER):
            return _("Last rated %(level)s, for %(period)s") % {"level": within(level.label), "period": period.label}
    return _("Not rated before") if overview.rated else ""


def _due(action: Action) -> str:
    if action.moves:
        first = when(action.original_due) or _("no date at first")
        return _("Due %(first)s, now %(date)s") % {"first": first, "date": when(action.agreed_due)}
    return _("Due %(date)s") % {"date": when(action.agreed_due)} if action.agreed_due else _("No date is agreed")


def _dates(action: Action) -> tuple[Remark, ...]:
    """Why its date was moved in this period."""
    reasons = [move.reason for move in action.moves if move.this_period and move.reason]
    return (Remark(_("Why the date moved."), sentences(*reasons)),) if reasons else ()


def _nothing_given(item: Notable, group: Group) -> tuple[Remark, ...]:
    if group.kind in SILENT or item.row.action.update is None:
        return ()
    return (Remark(_("Cause, effect and recovery."), _("None was given.")),)
