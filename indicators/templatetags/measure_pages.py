"""Links to a measure's other pages, which only the address map above knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django import template

from indicators.models import Indicator

register = template.Library()


class MeasurePages(Protocol):
    """What the context gives to every page: pages that a measure has in the apps above this one."""

    def of(self, measure: Indicator) -> Sequence[Any]: ...


@register.filter
def of_measure(pages: MeasurePages, measure: Indicator) -> Sequence[Any]:
    return pages.of(measure)
