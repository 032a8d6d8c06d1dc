"""What can be done with a period in the apps above this one, which only the address map knows."""

from __future__ import annotations

from typing import Any, Protocol

from django import template

from monitoring.models import ReportingPeriod

register = template.Library()


class PeriodPages(Protocol):
    """What the context gives to every page."""

    def report_asked_at(self, period: ReportingPeriod) -> Any: ...


@register.filter
def report_asked_at(period: ReportingPeriod, pages: PeriodPages) -> Any:
    """The press that asks for a report, with its label and address; nothing for who may not."""
    return pages.report_asked_at(period)
