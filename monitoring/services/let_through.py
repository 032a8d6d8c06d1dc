"""Writing down that words were kept although they may point at a child. Who writes the words calls it: in one
transaction with them, so that neither stands without the other."""

from __future__ import annotations

from django.utils import timezone

from monitoring.models import LetThrough, ReportingPeriod
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import refusing


def let_through(
    kept: Kept | None, *, period: ReportingPeriod, place: LetThrough.Place, row_pk: int, about: object, by: User
) -> None:
    """Keep why words in a row of `period` stay; never the words. Nothing where nobody was asked."""
    if kept is None:
        return
    with refusing():
        LetThrough.objects.create(
            plan_id=period.plan_id,
            period=period,
            place=place,
            row_pk=row_pk,
            about=str(about),
            kinds=list(kept.kinds),
            reason=kept.reason,
            let_at=timezone.now(),
            let_by=by,
        )
