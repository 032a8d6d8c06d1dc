"""What is known of a period that happened on paper, and which number it may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from plans.models import Plan

#: Beside the codes of the plan's levels: how many were printed without a rating.
NOT_RATED = "not_rated"


@dataclass(frozen=True, slots=True)
class PaperPeriod:
    """What a printed report says: its name, number and dates, its totals, and who it was reported to when."""

    label: str
    ordinal: int
    starts_on: date
    ends_on: date
    reported_on: date
    reports_to: str
    totals: Mapping[str, Decimal]


def free_numbers(plan: Plan) -> tuple[int | None, int]:
    """The number that a period before all others may have, if any is left, and that of one after them."""
    numbers = list(plan.periods.order_by("ordinal").values_list("ordinal", flat=True))
    if not numbers:
        return None, 1
    return (numbers[0] - 1 if numbers[0] > 1 else None), numbers[-1] + 1


def numbers_said(plan: Plan) -> str:
    """Which number a paper period may have, in words."""
    before, after = free_numbers(plan)
    if before is not None:
        said = {"before": before, "after": after}
        return _("%(before)d or less for one before the first period here, %(after)d for one after the last.") % said
    if after == 1:
        return _("If earlier ones are still to be entered, give it the number it has among them all.")
    return _("%(after)d: number 1 is taken, so it can only come after the last period here.") % {"after": after}
