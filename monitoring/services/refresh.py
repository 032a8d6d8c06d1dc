"""Approving the plan that takes over: what the periods of the old one say to that."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.models import ReportingPeriod
from partnership.models import User
from partnership.refusals import Refused
from plans.models import Plan
from priorities.services.refresh import take_over, why_not_decided


class PeriodUnderWay(Refused):
    """What is being reported on the old plan is fixed before another takes its place."""


@transaction.atomic
def approve_plan(*, plan: Plan, by: User) -> Plan:
    """Let a plan take the place of the one before it. Raises PeriodUnderWay, and what take_over raises."""
    # Held, so that none opens meanwhile: opening one reads its plan only once it has the period.
    list(ReportingPeriod.objects.select_for_update().filter(plan=plan.supersedes).order_by("pk"))
    if refusal := why_period_under_way(plan):
        raise PeriodUnderWay(refusal)
    return take_over(plan=plan, by=by)


def why_not_approved(plan: Plan) -> list[str]:
    """Everything that stands in the way, each in a sentence."""
    return list(filter(None, [why_not_decided(plan), why_period_under_way(plan)]))


def why_period_under_way(plan: Plan) -> str:
    period = ReportingPeriod.objects.under_way().filter(plan=plan.supersedes).first()
    if period is None:
        return ""
    return _("%(period)s of %(plan)s is still under way. Fix its figures first.") % {
        "period": period,
        "plan": plan.supersedes,
    }
