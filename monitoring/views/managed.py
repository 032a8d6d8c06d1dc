"""What only somebody who manages the periods of its plan may do anything with."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from monitoring.models import ReportingPeriod
from monitoring.permissions import can_manage_periods
from partnership.models import User


def managed_period(user: User, period_pk: int) -> ReportingPeriod:
    """The period with its plan. Raises Http404 for who does not see it, PermissionDenied for who only sees it."""
    visible = ReportingPeriod.objects.visible_to(user, on=timezone.localdate())
    period = get_object_or_404(visible.select_related("plan"), pk=period_pk)
    if not can_manage_periods(user, period.plan):
        raise PermissionDenied
    return period
