"""Saying what is measured: a measure, its baseline, its breakdowns and its breaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from indicators.models import Baseline, Dimension, Figure, HiddenFigure, Indicator, SeriesBreak
from indicators.seen import seen_as
from partnership.models import User
from partnership.refusals import Refused, refusing
from partnership.wording import listed
from plans.models import Plan

SERVED = ("outcome", "priority", "commitment", "action")
KEY_LENGTH = 80

Row = TypeVar("Row", bound=models.Model)


class ChangedMeanwhile(Refused):
    """Somebody else changed it after it was shown."""


class OfAnotherPlan(Refused):
    """A measure tells about its own plan."""


class InUse(Refused):
    """Figures use it, so it cannot go."""


@transaction.atomic
def add_measure(*, plan: Plan, by: User, **said: Any) -> Indicator:
    """Measure something new, after what the plan measures already. Its key comes from its number or its title.

    Raises OfAnotherPlan.
    """
    # Locked, so that two measures of the same name get two keys.
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    last = Indicator.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
    measure = Indicator(plan=plan, position=0 if last is None else last + 1, **said)
    measure.key = _key(measure)
    _check_served(measure)
    with refusing():
        measure.save()
    return measure


@transaction.atomic
def change_measure(*, indicator: Indicator, seen: str, by: User, **said: Any) -> Indicator:
    """Say something else of a measure. Its key stays. Raises OfAnotherPlan, ChangedMeanwhile."""
    measure = locked(indicator)
    write(measure, seen=seen, said=said, check=_check_served)
    return measure


@transaction.atomic
def set_baseline(*, indicator: Indicator, seen: str, by: User, **said: Any) -> Baseline | None:
    """Say where a measure stood when the plan began; without a number or words it has no baseline.

    Raises ChangedMeanwhile.
    """
    locked(indicator)
    baseline = Baseline.objects.filter(indicator=indicator).first()
    if said["value"] is None and not said["as_printed"]:
        if baseline is not None:
            check_unchanged(baseline, seen, said)
            baseline.delete()
        return None
    return write(baseline or Baseline(indicator=indicator), seen=seen, said=said)


@transaction.atomic
def set_dimension(*, indicator: Indicator, dimension: Dimension | None, seen: str, by: User, **said: Any) -> Dimension:
    """Break a measure down by something, or say anew into which parts. A part that figures use cannot go.

    A new name keeps the figures. Raises InUse, ChangedMeanwhile.
    """
    locked(indicator)
    row = dimension or Dimension(indicator=indicator, position=indicator.dimensions.count())
    if dimension is not None:
        row = Dimension.objects.get(pk=dimension.pk)
        used = _used(row) - set(said["categories"])
        if used:
            raise InUse(
                _("There are figures for %(parts)s, so they stay among its parts.")
                % {"parts": listed(sorted(f"“{part}”" for part in used))}
            )
    return write(row, seen=seen, said=said)


@transaction.atomic
def remove_dimension(*, dimension: Dimension, by: User) -> None:
    """Break a measure down by this no more. Raises InUse where it has figures."""
    locked(dimension.indicator)
    if _used(dimension):
        raise InUse(
            _("There are figures broken down by “%(name)s”, so it stays. Enter no more of them instead.")
            % {"name": dimension.name}
        )
    dimension.delete()


@transaction.atomic
def set_break(
    *, indicator: Indicator, series_break: SeriesBreak | None, seen: str, by: User, **said: Any
) -> SeriesBreak:
    """Say from when a measure counts something else. Raises Refused for a day that has one, ChangedMeanwhile."""
    locked(indicator)
    return write(series_break or SeriesBreak(indicator=indicator), seen=seen, said=said)


@transaction.atomic
def remove_break(*, series_break: SeriesBreak, by: User) -> None:
    series_break.delete()


def locked(indicator: Indicator) -> Indicator:
    """The measure, held until the end of the transaction: what belongs to it is changed by one person at a time."""
    return Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)


def write(row: Row, *, seen: str, said: Mapping[str, Any], check: Any = None) -> Row:
    """Write what was said into a row that is new, or still says what its form showed. Raises ChangedMeanwhile."""
    if row.pk is not None:
        check_unchanged(row, seen, said)
    for name, value in said.items():
        setattr(row, name, value)
    if check is not None:
        check(row)
    with refusing():
        row.save()
    return row


def check_unchanged(row: models.Model, seen: str, said: Mapping[str, Any]) -> None:
    try:
        now = type(row)._default_manager.get(pk=row.pk)
    except type(row).DoesNotExist:  # type: ignore[attr-defined]
        raise ChangedMeanwhile(_("Somebody else has taken this out since you opened the page.")) from None
    if seen_as(now, said) != seen:
        raise ChangedMeanwhile(
            _("Somebody else changed this since you opened the page. Compare, and save again to keep what you typed.")
        )


def _used(dimension: Dimension) -> set[str]:
    """The parts that figures name."""
    figures = Figure.objects.filter(dimension=dimension).values_list("category", flat=True)
    hidden = HiddenFigure.objects.filter(dimension=dimension).values_list("category", flat=True)
    return {*figures.distinct(), *hidden.distinct()} - {""}


def _check_served(measure: Indicator) -> None:
    plans = [
        served.plan_id if level in ("outcome", "priority") else served.priority.plan_id
        for level in SERVED
        if (served := getattr(measure, level)) is not None
    ]
    if any(plan_pk != measure.plan_id for plan_pk in plans):
        raise OfAnotherPlan(_("Choose something that this plan promises: this belongs to another plan."))


def _key(measure: Indicator) -> str:
    stem = slugify(measure.code)[:KEY_LENGTH] or slugify(measure.title)[:KEY_LENGTH] or "measure"
    taken = set(Indicator.objects.filter(plan=measure.plan).values_list("key", flat=True))
    if stem not in taken:
        return stem
    number = 2
    while (key := f"{stem[: KEY_LENGTH - len(str(number)) - 1]}-{number}") in taken:
        number += 1
    return key
