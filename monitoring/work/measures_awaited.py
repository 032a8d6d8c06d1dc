"""What is awaited about measures, and who is to be reminded of it: the same few queries a period, however many."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.models import Indicator
from monitoring.models import ReportingPeriod
from monitoring.record.commentary import Asks
from monitoring.work.chasing import Leader, leaders_in, seats_of
from monitoring.work.own_measures import FigureAwaited, asking_in, collected, figure_awaited
from partnership.models import Post
from partnership.standing_in import Worker, who_does
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class MeasureAwaited:
    """A measure of which the figure that could be had is not in, or that asks for words, or both.

    `people` do the work of the post that leads it, or of the plan's analyst where none does; `leaders` are those of
    the body that answers for it, else for the priority it tells of.
    """

    indicator: Indicator
    period: ReportingPeriod
    figure: FigureAwaited | None
    asks: Asks | None
    post: Post | None
    people: tuple[Worker, ...]
    leaders: tuple[Leader, ...]

    @property
    def title(self) -> str:
        return str(self.indicator)

    @property
    def figures_address(self) -> str:
        return reverse("indicators:figures", args=[self.indicator.plan.slug])

    @property
    def commentary_address(self) -> str:
        return reverse("monitoring:commentary", args=[self.period.pk, self.indicator.pk])

    @property
    def address(self) -> str:
        return self.figures_address if self.figure else self.commentary_address

    @property
    def why_nobody(self) -> str:
        """Why nobody can be reminded, in a sentence; empty where somebody can."""
        if self.people:
            return ""
        if self.post:
            return _("Nobody holds the post %(post)s.") % {"post": self.post}
        return _("No lead is named, and the plan has no analyst.")


def measures_awaited(
    periods: Iterable[ReportingPeriod], *, on: date, indicators: Collection[int] | None = None
) -> list[MeasureAwaited]:
    """Every figure and commentary that these periods under way still wait for, in the plans' order.

    `indicators` are the only measures asked about.
    """
    by_plan = {period.plan_id: period for period in periods if period.is_under_way}
    if not by_plan:
        return []
    rows = collected(Indicator.objects.filter(plan__in=by_plan, plan__status__in=Plan.IN_FORCE))
    if indicators is not None:
        rows = rows.filter(pk__in=indicators)
    answering_for_it = ("plan__analyst_post__deputy", "lead_post__deputy")
    served = ("priority", "commitment__priority", "action__priority")
    measures = list(rows.select_related(*answering_for_it, *served).order_by("plan", "position", "pk"))
    asking = {
        each.measure.pk: each
        for plan_pk in {measure.plan_id for measure in measures}
        for each in asking_in(
            by_plan[plan_pk], (measure.pk for measure in measures if measure.plan_id == plan_pk), on=on
        )
        if not each.is_given
    }
    owed = [
        (measure, figure, asks)
        for measure in measures
        for figure, asks in [(figure_awaited(measure, today=on), asking.get(measure.pk))]
        if figure or asks
    ]
    answering = {measure.pk: measure.lead_post or measure.plan.analyst_post for measure, _figure, _asks in owed}
    bodies = {measure.pk: _body_of(measure) for measure, _figure, _asks in owed}
    seats = seats_of(set(bodies.values()), on=on) if owed else {}
    seated = [seat.post for group in seats.values() for seat in group if seat.post]
    workers = who_does([*(post for post in answering.values() if post), *seated], on=on) if owed else {}
    return [
        MeasureAwaited(
            indicator=measure,
            period=by_plan[measure.plan_id],
            figure=figure,
            asks=asks,
            post=post,
            people=workers[post.pk] if post else (),
            leaders=tuple(leaders_in(seats.get(bodies[measure.pk], ()), workers)),
        )
        for measure, figure, asks in owed
        for post in [answering[measure.pk]]
    ]


def _body_of(measure: Indicator) -> int | None:
    """The body that answers for a measure: its own, else that of the priority it tells of."""
    served = measure.action or measure.commitment
    priority = measure.priority or (served.priority if served else None)
    return measure.lead_body_id or (priority.lead_body_id if priority else None)
