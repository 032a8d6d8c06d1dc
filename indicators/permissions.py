"""Who may say what a measure is, bring in its figures, and see numbers too small to publish."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from indicators.models import Indicator
from partnership.models import User, posts_of
from plans.models import Plan
from plans.permissions import analyses_plan, can_coordinate


def can_define_measures(user: User, plan: Plan) -> bool:
    """The plan's analyst and its coordinator say what is measured, what is aimed for and how it is rated."""
    return can_coordinate(user, plan) or analyses_plan(user, plan)


def defines_measures_somewhere(user: User) -> bool:
    """Whether this person says what is measured in any plan: groups of other areas belong to none."""
    held = posts_of(user, on=timezone.localdate())
    return Plan.objects.filter(Q(coordinating_post__in=held) | Q(analyst_post__in=held)).exists()


def measures_entered_by(user: User, plan: Plan) -> QuerySet[Indicator]:
    """Measures of the plan whose figures this person may bring in, and whose small numbers they may see.

    All of them for its analyst and its coordinator; else those that they answer for.
    """
    if can_define_measures(user, plan):
        return Indicator.objects.filter(plan=plan)
    return Indicator.objects.filter(plan=plan).led_by(user, on=timezone.localdate())


def sees_all_small_numbers(user: User, *, on: date) -> Q:
    """Rows of whose plan this person sees every small number: measures_entered_by, asked beside something else."""
    held = posts_of(user, on=on)
    return Q(plan__coordinating_post__in=held) | Q(plan__analyst_post__in=held)


def can_enter_figures(user: User, indicator: Indicator) -> bool:
    return measures_entered_by(user, indicator.plan).filter(pk=indicator.pk).exists()
