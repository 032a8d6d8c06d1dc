"""Saying what is aimed for, what others have, and how far off a target is what rating."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Comparator, ComparatorGroup, ComparatorMember, Indicator, RatingRule, Target
from indicators.services.definitions import InUse, locked, write
from partnership.models import User
from plans.models import Plan


@transaction.atomic
def set_target(*, indicator: Indicator, target: Target | None, seen: str, by: User, **said: Any) -> Target:
    """Aim for something in a period. Raises Refused for a period that has a target of the kind, ChangedMeanwhile."""
    locked(indicator)
    return write(target or Target(indicator=indicator), seen=seen, said=said)


@transaction.atomic
def remove_target(*, target: Target, by: User) -> None:
    target.delete()


@transaction.atomic
def set_comparator(
    *, indicator: Indicator, comparator: Comparator | None, seen: str, by: User, **said: Any
) -> Comparator:
    """Say what others have. Raises Refused for a comparison that is there already, ChangedMeanwhile."""
    locked(indicator)
    return write(comparator or Comparator(indicator=indicator), seen=seen, said=said)


@transaction.atomic
def remove_comparator(*, comparator: Comparator, by: User) -> None:
    comparator.delete()


@transaction.atomic
def set_rule(
    *, plan: Plan, indicator: Indicator | None, rule: RatingRule | None, seen: str, by: User, **said: Any
) -> RatingRule:
    """Say how figures are rated from a day on: of one measure, or of all of the plan without a rule of their own.

    Raises Refused for a day that has a rule, ChangedMeanwhile.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    return write(rule or RatingRule(plan=plan, indicator=indicator), seen=seen, said=said)


@transaction.atomic
def remove_rule(*, rule: RatingRule, by: User) -> None:
    rule.delete()


@transaction.atomic
def set_group(*, group: ComparatorGroup | None, seen: str, by: User, **said: Any) -> ComparatorGroup:
    """Name those that plans compare themselves with. Raises Refused for a name that is taken, ChangedMeanwhile."""
    if group is not None:
        group = ComparatorGroup.objects.select_for_update().get(pk=group.pk)
    return write(group or ComparatorGroup(), seen=seen, said=said)


@transaction.atomic
def remove_group(*, group: ComparatorGroup, by: User) -> None:
    """Forget a group. Raises InUse while a measure is compared with it."""
    if Comparator.objects.filter(group=group).exists():
        raise InUse(_("Measures are compared with %(group)s, so it stays.") % {"group": group})
    group.delete()


@transaction.atomic
def set_member(
    *, group: ComparatorGroup, member: ComparatorMember | None, seen: str, by: User, **said: Any
) -> ComparatorMember:
    """Say from when until when an area belongs to a group. Raises Refused for an end before the beginning,
    ChangedMeanwhile."""
    ComparatorGroup.objects.select_for_update().get(pk=group.pk)
    return write(member or ComparatorMember(group=group), seen=seen, said=said)


@transaction.atomic
def remove_member(*, member: ComparatorMember, by: User) -> None:
    """Take out an area that was never meant. One that left is given its last day instead."""
    member.delete()
