"""Writing down that words were kept although they may point at a child. Who writes the words calls it: in one
transaction with them, so that neither stands without the other."""

from __future__ import annotations

from django.utils import timezone

from monitoring.models import LetThrough, ReportingPeriod
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import refusing
from plans.models import Plan


def let_through(
    kept: Kept | None,
    *,
    period: ReportingPeriod | None,
    place: LetThrough.Place,
    row_pk: int,
    about: object,
    by: User,
    plan: Plan | None = None,
) -> None:
    """Keep why words in a row of `period` stay; never the words. Nothing where nobody was asked.

    Where the plan has no period yet, `plan` says whose words they are.
    """
    if kept is None:
        return
    of = period.plan if period else plan
    assert of is not None, "words belong to a plan"
    with refusing():
        LetThrough.objects.create(
            plan_id=of.pk,
            period=period,
            place=place,
            row_pk=row_pk,
            about=str(about),
            kinds=list(kept.kinds),
            reason=kept.reason,
            let_at=timezone.now(),
            let_by=by,
        )
