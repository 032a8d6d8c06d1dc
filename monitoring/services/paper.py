"""Periods that happened on paper: only what was printed is known of them."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import ReportingPeriod
from monitoring.record.words import day
from monitoring.services.periods import freeze_period, publish_period
from monitoring.services.small_numbers import why_not_publish_numbers
from monitoring.work.paper import NOT_RATED, PaperPeriod
from partnership.models import User
from partnership.refusals import Refused, refusing
from plans.models import Plan

State = ReportingPeriod.State
HALF = Decimal("0.5")


class NoPlace(Refused):
    """The numbers of a plan's periods run as their dates do, and what is frozen keeps its number."""


class NoFigures(Refused):
    """The printed totals cannot be."""


@transaction.atomic
def enter_paper_period(*, plan: Plan, paper: PaperPeriod, by: User) -> ReportingPeriod:
    """Write down a period of the past with its printed totals and freeze it as reported.

    Nobody is asked for updates or sign-offs, and it is published where the plan publishes, unless somebody has to
    look at small numbers first. It comes before the
    plan's first period, if there is a number left, or after its last, once that is frozen: the records of the
    others stay as they are. Raises NoPlace, NoFigures, Refused.
    """
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if reason := why_not_enter(plan) or _no_place(plan, paper) or _no_figures(plan, paper):
        raise reason
    period = ReportingPeriod(
        plan=plan,
        ordinal=paper.ordinal,
        label=paper.label,
        starts_on=paper.starts_on,
        ends_on=paper.ends_on,
        actions_as_at=paper.ends_on,
        measures_as_at=paper.ends_on,
        action_scale=plan.action_scale,
        priority_scale=plan.priority_scale,
        measure_scale=plan.measure_scale,
        reports_to=paper.reports_to,
        printed_totals={code: _plain(count) for code, count in paper.totals.items()},
    )
    with refusing():
        period.save()
    at = timezone.make_aware(datetime.combine(paper.reported_on, time(12)))
    # By nobody here: the history knows who wrote it down.
    freeze_period(period=period, by=None, at=at)
    period.refresh_from_db()
    if not plan.publishes or why_not_publish_numbers(period):
        return period
    return publish_period(period=period, by=None, at=at)


def why_not_enter(plan: Plan) -> Refused | None:
    """What stands in the way of entering any paper period."""
    if not plan.is_approved:
        return NoPlace(_("%(plan)s is not approved yet. Only an approved plan is reported on.") % {"plan": plan})
    if plan.action_scale_id is None:
        return NoFigures(_("%(plan)s does not rate its actions, so no totals can be entered.") % {"plan": plan})
    return None


def _no_place(plan: Plan, paper: PaperPeriod) -> Refused | None:
    periods = list(plan.periods.order_by("ordinal"))
    if paper.reported_on > timezone.localdate():
        return NoPlace(_("A period that happened on paper was reported already: the day cannot be still to come."))
    if paper.reported_on < paper.ends_on:
        return NoPlace(_("It cannot have been reported before its last day."))
    if not periods:
        return None
    first, last = periods[0], periods[-1]
    if paper.ordinal < first.ordinal:
        if paper.ends_on >= first.starts_on:
            said = {"period": first, "day": day(first.starts_on)}
            return NoPlace(_("A period before %(period)s ends before %(day)s.") % said)
        return None
    if paper.ordinal <= last.ordinal:
        return NoPlace(_("Number %(number)d is taken, or lies between periods that are.") % {"number": paper.ordinal})
    if not last.is_fixed:
        return NoPlace(_("%(period)s is not frozen yet, so nothing can come after it.") % {"period": last})
    if paper.starts_on <= last.ends_on:
        said = {"period": last, "day": day(last.ends_on)}
        return NoPlace(_("A period after %(period)s starts after %(day)s.") % said)
    return None


def _no_figures(plan: Plan, paper: PaperPeriod) -> Refused | None:
    assert plan.action_scale is not None
    known = {*plan.action_scale.levels.values_list("code", flat=True), NOT_RATED}
    if unknown := sorted(set(paper.totals) - known):
        return NoFigures(_("The plan has no rating “%(code)s”.") % {"code": unknown[0]})
    if any(count < 0 or count % HALF for count in paper.totals.values()):
        return NoFigures(_("A total is a whole or a half number, and not below 0."))
    if not any(paper.totals.values()):
        return NoFigures(_("Enter at least one total: a report that counted nothing has nothing to show."))
    return None


def _plain(count: Decimal) -> int | float:
    return int(count) if count == int(count) else float(count)
