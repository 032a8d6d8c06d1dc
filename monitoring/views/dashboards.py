"""Where a plan stands: one page, made of the period's record alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from monitoring import charts
from monitoring.models import ReportingPeriod
from monitoring.permissions import sees_of_open_period
from monitoring.record.attention import is_awaited
from monitoring.record.counts import starts_later
from monitoring.record.filters import choice
from monitoring.record.measures import MeasureGroup, MeasureLine, Scorecard, scorecard
from monitoring.record.overview import Group, Overview, PriorityView
from monitoring.record.public import withheld_words
from monitoring.record.structs import STARTS_LATER, Level, Total
from monitoring.record.words import day, titled
from monitoring.seen import Seen, asked_version, parts_of_fixed, period_seen_by, seen
from monitoring.views.news import way_to_add
from monitoring.views.unchanged import is_part, not_modified, page_tag, with_tag
from monitoring.work.news import all_news
from monitoring.work.versions import VersionNote, version_note
from partnership.requests import SignedInRequest
from plans.models import Plan

#: With more actions than this the tables come when a priority is opened, and long lists end in a link.
WHOLE_UP_TO = 80
#: So many of each kind of exception are shown of a plan too long to show whole.
FIRST = 10
#: So many measures are shown of it, and so many of each kind that asks for words.
FIRST_MEASURES, FIRST_TOLD = 5, 3

State = ReportingPeriod.State


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A kind of exception with as many of its actions as are shown, and how many more there are."""

    group: Group
    items: Sequence[Any]
    more: int


@dataclass(frozen=True, slots=True)
class ShownMeasures:
    """Measures of one level that ask for words, as many as are shown, and how many more there are."""

    group: MeasureGroup
    items: Sequence[MeasureLine]
    more: int


def shown_measures(groups: Sequence[MeasureGroup], *, first: int | None = None) -> list[ShownMeasures]:
    return [
        ShownMeasures(group, group.lines[:first], more=max(len(group.lines) - first, 0) if first else 0)
        for group in groups
    ]


@dataclass(frozen=True, slots=True)
class ShownPriority:
    view: PriorityView
    bar: SafeString
    later: bool


class Dashboard:
    """What the template draws. Nothing here asks the database."""

    def __init__(self, period: Any, shown: Seen, *, asked: Any) -> None:
        self.period = period
        self.seen = shown
        available = Overview(shown.record).options
        self.options = available
        self.choice = choice(asked, available)
        self.overview = Overview(shown.record, provisional=shown.provisional, choice=self.choice)
        self.is_long = self.overview.total > WHOLE_UP_TO
        self.everything = asked.get("show") == "everything"
        self.shortened = self.is_long and not self.everything

    @property
    def chosen(self) -> str:
        """What was chosen, in words; empty when everything is shown."""
        choice, options = self.choice, self.options
        said = (
            dict(options.organisations).get(choice.organisation or 0),
            next((titled(each) for each in options.priorities if each.pk == choice.priority), ""),
            next((each.label for each in options.levels if each.code == choice.level), ""),
        )
        return "; ".join(each for each in said if each)

    @cached_property
    def bar(self) -> SafeString:
        counts = self.overview.counts
        said = ", ".join(f"{each.count} {each.level.label}" for each in counts if each.count)
        return charts.bar(counts, title=_("Of %(total)d: %(said)s.") % {"total": self.overview.total, "said": said})

    @cached_property
    def groups(self) -> list[ShownGroup]:
        first = FIRST if self.shortened else None
        return [
            ShownGroup(group, group.items[:first], more=max(len(group.items) - first, 0) if first else 0)
            for group in self.overview.groups
        ]

    @cached_property
    def priorities(self) -> list[ShownPriority]:
        return [
            ShownPriority(
                view, charts.mini_bar(view.counts), later=self.is_long and bool(view.actions or view.left_actions)
            )
            for view in self.overview.priorities
        ]

    @cached_property
    def asked_of_board(self) -> list[PriorityView]:
        return [view for view in self.overview.priorities if view.priority.decisions_sought]

    @cached_property
    def measures(self) -> Sequence[MeasureLine]:
        """Measures belong to the plan, so only a choice of priority narrows them."""
        lines = self.scorecard.lines
        return lines[:FIRST_MEASURES] if self._short_of_measures else lines

    @property
    def measures_left(self) -> int:
        return len(self.scorecard.lines) - len(self.measures)

    @cached_property
    def measure_groups(self) -> list[ShownMeasures]:
        return shown_measures(self.scorecard.groups, first=FIRST_TOLD if self._short_of_measures else None)

    @property
    def _short_of_measures(self) -> bool:
        """Whether only the first are shown: in a long plan, or of very many measures."""
        return self.shortened or (len(self.scorecard.lines) > WHOLE_UP_TO and not self.everything)

    @cached_property
    def scorecard(self) -> Scorecard:
        return scorecard(self.overview.record, priority=self.choice.priority)

    @property
    def key_levels(self) -> list[Level]:
        """Every level that the page draws, with what it takes; a priority's may differ from an action's."""
        record = self.overview.record
        levels = [*record.priority_levels, *record.action_levels]
        shown = list(dict.fromkeys(levels))
        if any(action.column == STARTS_LATER for action in self.overview.actions):
            shown.append(starts_later())
        return shown

    @property
    def printed_levels(self) -> list[tuple[Total, Level | None]]:
        levels = self.overview.scales.actions
        return [(total, levels.get(total.column or "")) for total in self.overview.record.printed_totals]

    @property
    def ours(self) -> str:
        """The name of our own line beside those of others."""
        return _("Here")

    @property
    def withheld(self) -> str:
        """How many figures this person does not see, and why; empty where they see all."""
        return withheld_words(self.overview.record)

    @cached_property
    def version(self) -> VersionNote | None:
        return version_note(self.period, self.seen.record)

    @property
    def query(self) -> str:
        """What keeps to this version and choice of actions."""
        return "&".join(part for part in (self.period.asked.removeprefix("?"), self.choice.query) if part)

    @property
    def everything_query(self) -> str:
        return "&".join(part for part in (self.query, "show=everything") if part)

    @property
    def provisional_text(self) -> str:
        """Why the figures may still change and until when, and whether these are all of them."""
        period = self.period
        said = [_("These ratings are not yet agreed.")]
        if period.state == State.OPEN and period.updates_due_on:
            said.append(_("Updates are due by %(day)s.") % {"day": day(period.updates_due_on)})
        if period.freeze_on:
            said.append(_("The figures are fixed on %(day)s.") % {"day": day(period.freeze_on)})
        if awaited := sum(1 for action in self.overview.record.reported_actions if is_awaited(action)):
            said.append(
                ngettext("%(number)d update is awaited.", "%(number)d updates are awaited.", awaited)
                % {"number": awaited}
            )
        if self.seen.partial:
            said.append(
                _("You see what you, your organisation or your groups answer for, and every number counts only that.")
            )
        return " ".join(said)

    @property
    def fixed_text(self) -> str:
        stored = self.period.stored
        if not self.period.is_fixed or stored is None:
            return ""
        fixed_at = self.period.frozen_at
        said = {
            "day": day(timezone.localdate(fixed_at)) if fixed_at else "",
            "made": day(timezone.localdate(datetime.fromisoformat(stored["made_at"]))),
            "version": stored["version"],
        }
        if stored["version"] == 1:
            return _("These figures were fixed on %(day)s (version %(version)d).") % said
        return _("These figures were fixed on %(day)s and corrected on %(made)s (version %(version)d).") % said


@login_required
@require_safe
def dashboard(request: SignedInRequest, period_pk: int) -> HttpResponseBase:
    period = period_seen_by(request.user, period_pk, version=asked_version(request))
    adds = way_to_add(request.user, period)
    tag = page_tag(request, *parts_of_fixed(period), adds) if period.is_fixed else ""
    if tag and (same := not_modified(request, tag)):
        return same
    board = Dashboard(period, seen(period, request.user), asked=request.GET)
    template = "monitoring/dashboard_figures.html" if is_part(request) else "monitoring/dashboard.html"
    context = {"board": board, "overview": board.overview, "period": period, "part": is_part(request)}
    response = render(request, template, {**context, "news": all_news(period, board.seen.record), "adds": adds})
    return with_tag(response, tag) if tag else response


@login_required
@require_safe
def latest_dashboard(request: SignedInRequest, slug: str) -> HttpResponse:
    """The latest agreed figures; before there are any, the open period for those who may see of it."""
    plan = get_object_or_404(
        Plan.objects.visible_to(request.user, on=timezone.localdate()).select_related("owner_body"), slug=slug
    )
    periods = plan.periods.exclude(state=State.PLANNED)
    latest = periods.fixed().order_by("-ordinal").first()
    if latest is not None:
        return redirect("monitoring:dashboard", latest.pk)
    under_way = periods.order_by("-ordinal").first()
    if under_way is not None and sees_of_open_period(request.user, plan):
        return redirect("monitoring:dashboard", under_way.pk)
    return render(request, "monitoring/no_dashboard.html", {"plan": plan, "under_way": under_way})
