"""What a page of measures is about, found among what its reader may see and may change."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from indicators.models import Indicator
from indicators.permissions import can_define_measures
from partnership.models import User
from plans.models import Plan


def visible_plan(user: User, slug: str) -> Plan:
    """Raises Http404 for who may not read it."""
    return get_object_or_404(Plan.objects.visible_to(user, on=timezone.localdate()), slug=slug)


def defined_plan(user: User, slug: str) -> Plan:
    """A plan whose measures this person defines. Raises Http404, PermissionDenied for who only reads it."""
    plan = visible_plan(user, slug)
    if not can_define_measures(user, plan):
        raise PermissionDenied
    return plan


def visible_measure(user: User, indicator_pk: int) -> Indicator:
    """The measure with its plan and all that it names. Raises Http404 for who may not read the plan."""
    plans = Plan.objects.visible_to(user, on=timezone.localdate())
    measures = Indicator.objects.filter(plan__in=plans).select_related(
        "plan",
        "lead_post__organisation",
        "lead_body",
        "outcome",
        "priority",
        "commitment",
        "action",
    )
    return get_object_or_404(measures, pk=indicator_pk)


def defined_measure(user: User, indicator_pk: int) -> Indicator:
    """A measure that this person defines, with its plan. Raises Http404, PermissionDenied."""
    indicator = visible_measure(user, indicator_pk)
    if not can_define_measures(user, indicator.plan):
        raise PermissionDenied
    return indicator
