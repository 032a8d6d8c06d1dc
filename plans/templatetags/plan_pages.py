"""Links to a plan's other pages, which only the address map above knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django import template

from plans.models import Plan

register = template.Library()


class PlanPages(Protocol):
    """What the context gives to every page: pages that a plan has in the apps above this one."""

    def of(self, plan: Plan) -> Sequence[Any]: ...


@register.filter
def of_plan(pages: PlanPages, plan: Plan) -> Sequence[Any]:
    return pages.of(plan)
