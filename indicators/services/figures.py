"""Bringing figures in: the one way in which a figure is written, from a page or from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from indicators.models import Dimension, Figure, FigureImport
from indicators.permissions import measures_entered_by
from indicators.said import Compared, Kind, Open, Said, compare
from partnership.models import User
from partnership.refusals import Refused, refusing
from plans.models import Plan

# So many rows are one statement.
AT_ONCE = 10_000


class NotYours(Refused):
    """A figure of a measure whose figures somebody else brings in."""


class NotTaken(Refused):
    """A figure that cannot be kept as it was said; `compared` says of each what would become of it."""

    def __init__(self, why: str, compared: Sequence[Compared]) -> None:
        super().__init__(why)
        self.compared = compared


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written, and what became of each figure in the order in which they were said."""

    new: int
    revised: int
    unchanged: int
    compared: tuple[Compared, ...] = ()


def preview(*, plan: Plan, figures: Sequence[Said], by: User) -> list[Compared]:
    """What `bring_in` would do with each of the figures, in their order; writes nothing."""
    measures = measures_entered_by(by, plan).filter(pk__in={each.indicator_pk for each in figures})
    return _compared(figures, dict(measures.values_list("pk", "basis")))


@transaction.atomic
def bring_in(*, plan: Plan, figures: Sequence[Said], by: User, figure_import: FigureImport | None = None) -> Outcome:
    """Write what is new and what has changed: all of it or, where one figure is refused, nothing.

    A changed figure is another row with the next revision number; an unchanged one writes nothing.
    Raises NotYours, NotTaken, and Refused where the same figure was written by another way at the same moment.
    """
    measures = measures_entered_by(by, plan).filter(pk__in={each.indicator_pk for each in figures})
    # Held, so that of two people who bring in one measure's figures the second sees what the first wrote.
    held = dict(measures.select_for_update(no_key=True, of=("self",)).order_by("pk").values_list("pk", "basis"))
    compared = _compared(figures, held)
    for each in compared:
        if each.kind == Kind.REFUSED:
            raise NotTaken(each.why, compared) if each.said.indicator_pk in held else NotYours(each.why)
    now = timezone.now()
    rows = [
        _row(each.becomes, revision=each.revision, entered_at=now, entered_by=by, figure_import=figure_import)
        for each in compared
        if each.becomes is not None
    ]
    with refusing():
        Figure.objects.bulk_create(rows, batch_size=AT_ONCE)
    kinds = [each.kind for each in compared]
    return Outcome(kinds.count(Kind.NEW), kinds.count(Kind.CHANGED), kinds.count(Kind.UNCHANGED), tuple(compared))


def _compared(figures: Sequence[Said], bases: Mapping[int, str]) -> list[Compared]:
    broken_down: dict[int, dict[int, Sequence[str]]] = {pk: {} for pk in bases}
    for dimension in Dimension.objects.filter(indicator__in=bases).only("pk", "indicator", "categories"):
        broken_down[dimension.indicator_id][dimension.pk] = dimension.categories
    measures = {pk: Open(basis, broken_down[pk]) for pk, basis in bases.items()}
    return compare(figures, Figure.objects.filter(indicator__in=bases).standing(), measures=measures)


def _row(said: Said, **written: Any) -> Figure:
    return Figure(
        indicator_id=said.indicator_pk,
        dimension_id=said.dimension_pk,
        category=said.category,
        period_label=said.period_label,
        period_ends_on=said.period_ends_on,
        value=said.value,
        numerator=said.numerator,
        denominator=said.denominator,
        status=said.status,
        missing=said.missing,
        qualifier=said.qualifier,
        direction=said.direction,
        direction_since=said.direction_since or "",
        as_printed=said.as_printed or "",
        judgement=said.judgement or "",
        reported_rating=said.reported_rating or "",
        note=said.note or "",
        note_kept_because=said.note_kept_because or "",
        **written,
    )
