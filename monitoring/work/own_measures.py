"""The measures that one person answers for: whose figures are awaited, and which ask for words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from indicators.expected import expected_on, next_period_end
from indicators.models import Figure, Indicator, IndicatorQuerySet
from monitoring.models import ReportingPeriod
from monitoring.moments import short_weekday, weekday
from monitoring.record.commentary import Asks, asking_among
from monitoring.record.gather import measures_of
from monitoring.record.words import day
from monitoring.working_days import bank_holidays, how_far
from partnership.models import User
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class FigureAwaited:
    """A measure whose next figure can be had by now, and has not been brought in. `ends` is its period's last day."""

    indicator: Indicator
    ends: date
    expected_on: date

    @property
    def note(self) -> str:
        return _("The figure for the time up to %(ends)s was expected by %(day)s.") % {
            "ends": day(self.ends),
            "day": day(self.expected_on),
        }


@dataclass(frozen=True, slots=True)
class ToComment:
    """A measure that asks for words in a period under way."""

    asks: Asks
    period: ReportingPeriod
    today: date
    # Somebody who works on one plan need not be told which.
    plan_named: str

    @property
    def due_on(self) -> date | None:
        """While updates are taken the day they close, after that the day that sign-offs or the figures need it."""
        period = self.period
        if period.takes_updates:
            return period.updates_due_on
        return period.challenge_by or period.sign_off_by or period.freeze_on

    @property
    def on(self) -> str:
        return short_weekday(self.due_on, today=self.today) if self.due_on else _("No date set")

    @property
    def when(self) -> str:
        if self.due_on is None:
            return _("No closing date is set")
        off = bank_holidays(self.period.plan.nation)
        said = {"day": weekday(self.due_on, today=self.today), "away": how_far(self.due_on, today=self.today, off=off)}
        if self.due_on < self.today:
            return _("Was due %(day)s, %(away)s") % said
        return _("Due %(day)s, %(away)s") % said

    @property
    def note(self) -> str:
        return " ".join(filter(None, [self.plan_named, _("Tell the story behind the figure.")]))


@dataclass(frozen=True, slots=True)
class OwnMeasures:
    """What somebody owes about the measures they answer for. `number` counts the measures themselves."""

    number: int
    figures: list[FigureAwaited]
    to_comment: list[ToComment]
    commented: list[ToComment]

    @property
    def figures_by_plan(self) -> list[tuple[Plan, list[FigureAwaited]]]:
        """A plan's figures are entered on one page."""
        plans: dict[Plan, list[FigureAwaited]] = {}
        for each in self.figures:
            plans.setdefault(each.indicator.plan, []).append(each)
        return list(plans.items())


def own_measures(user: User, *, today: date) -> OwnMeasures:
    """A look at the measures themselves, and at each period under way of the plans they belong to."""
    measures = list(_led(user, today=today))
    asked = list(_asked(measures, today=today)) if measures else []
    return OwnMeasures(
        number=len(measures),
        figures=sorted(_awaited(measures, today=today), key=lambda each: (each.expected_on, each.indicator.pk)),
        to_comment=sorted((each for each in asked if not each.asks.is_given), key=lambda each: each.due_on or date.max),
        commented=[each for each in asked if each.asks.is_given],
    )


def _led(user: User, *, today: date) -> Any:
    return (
        collected(Indicator.objects.led_by(user, on=today))
        .filter(plan__in=Plan.objects.visible_to(user, on=today).filter(status__in=Plan.IN_FORCE))
        .select_related("plan")
        .order_by("plan", "position", "pk")
    )


def collected(measures: IndicatorQuerySet) -> Any:
    """Those still in use, with the last day of the period that the latest known figure is for."""
    known = Figure.objects.filter(indicator=OuterRef("pk"), dimension=None, period_ends_on__isnull=False)
    # What is only expected has not come in.
    known = known.exclude(missing=Figure.Missing.NOT_DUE).exclude(status=Figure.Status.PROJECTED)
    latest = known.order_by("-period_ends_on")
    return measures.in_use().annotate(latest=Subquery(latest.values("period_ends_on")[:1]))


def figure_awaited(measure: Any, *, today: date) -> FigureAwaited | None:
    """The figure that could be had by now; `measure` is one of `collected`."""
    expected = expected_on(measure.latest, measure.frequency, measure.lag_days)
    ends = next_period_end(measure.latest, measure.frequency)
    if expected is None or ends is None or expected > today:
        return None
    return FigureAwaited(measure, ends, expected)


def asking_in(period: ReportingPeriod, measures: Iterable[int], *, on: date) -> tuple[Asks, ...]:
    """Which of these measures, by their keys, ask for words in a period under way."""
    if period.measure_scale_id is None:
        return ()
    levels, found = measures_of(period, only=set(measures), on=on)
    return asking_among(found, levels)


def _awaited(measures: list[Any], *, today: date) -> Iterator[FigureAwaited]:
    for each in measures:
        if found := figure_awaited(each, today=today):
            yield found


def _asked(measures: list[Any], *, today: date) -> Iterator[ToComment]:
    plans = {each.plan_id for each in measures}
    under_way = ReportingPeriod.objects.under_way().filter(plan__in=plans, measure_scale__isnull=False)
    for period in under_way.select_related("plan"):
        named = f"{period.plan}." if len(plans) > 1 else ""
        for each in asking_in(period, (each.pk for each in measures), on=today):
            yield ToComment(each, period, today, named)
