"""Preparing a plan's next reporting period, and setting how the plan reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack

from django.db import transaction

from monitoring.models import PeriodMeeting, ReportingPeriod
from monitoring.services.meetings import meeting_of
from monitoring.services.periods import Details, plan_period
from monitoring.work.meetings import MeetingDetails
from partnership.models import User
from partnership.refusals import refusing
from plans.models import Plan


@transaction.atomic
def prepare_period(
    *, plan: Plan, meetings: Sequence[MeetingDetails], by: User, **details: Unpack[Details]
) -> ReportingPeriod:
    """Plan the next period together with the meetings it serves. Its days are those given. Raises DatesOutOfOrder."""
    period = plan_period(plan=plan, by=by, **details)
    for each in meetings:
        with refusing():
            PeriodMeeting.objects.get_or_create(period=period, meeting=meeting_of(each))
    return period


@transaction.atomic
def change_settings(*, plan: Plan, by: User, **settings: Any) -> Plan:
    """Say which steps the plan takes, how long each is, whose bank holidays count and how levels roll up.

    Periods under way follow at once; what is frozen stays. Raises Refused.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    for name, value in settings.items():
        setattr(plan, name, value)
    with refusing():
        plan.save(update_fields=list(settings))
    return plan
