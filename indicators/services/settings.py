"""Saying how a plan's measures are rated and read, and who its analyst is."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from indicators.services.definitions import write
from partnership.models import User
from plans.models import Plan


@transaction.atomic
def change_measure_settings(*, plan: Plan, seen: str, by: User, **said: Any) -> Plan:
    """Say what measures are rated on, what their arrows compare with and whether they want commentary.

    A period that is under way keeps its scale; what is frozen stays. Raises ChangedMeanwhile.
    """
    return write(Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk), seen=seen, said=said)
