"""The records of the periods before one: what its stories tell of earlier."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from monitoring.models import PeriodRecord, ReportingPeriod


def records_before(period: Any) -> QuerySet[Any, Any]:
    """The latest version of every record before a period's, newest first, each as its period's key and its bytes."""
    return (
        PeriodRecord.objects.filter(
            period__plan=period.plan_id, period__ordinal__lt=period.ordinal, period__state__in=ReportingPeriod.FIXED
        )
        .order_by("-period__ordinal", "-version")
        .distinct("period__ordinal")
        .values_list("period", "body")
    )
