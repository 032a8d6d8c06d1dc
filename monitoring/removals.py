"""Which pages were opened before personal information was removed: what comes from them may bring it back.

A page says how many removals there were when it was made, and sends that with what is typed on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from monitoring.models import Redaction
from partnership.kept_text import REMOVALS, number
from partnership.refusals import Refused


class RemovedMeanwhile(Refused):
    """What was sent comes from a page that may hold words which were removed since."""


def removals() -> Coalesce:
    """How many removals there were, to be asked for within a query that a page makes before it reads any text."""
    each = Redaction.objects.carried_out().order_by().values(of_all=Value(1))
    counted = Subquery(each.annotate(number=Count("*")).values("number"), output_field=IntegerField())
    return Coalesce(counted, 0)


def known_to(data: Mapping[str, Any]) -> int:
    """How many removals the page knew of that this was sent from; none where it does not say."""
    return number(data, REMOVALS)


@transaction.atomic
def refuse_what_was_typed_before(known: int) -> None:
    """Raises RemovedMeanwhile where there were more removals than a page knew of.

    Until the end of the transaction there will be no other.
    """
    with connection.cursor() as cursor:
        # What carries out a removal locks out every writer of this table (reports/migrations/0002).
        cursor.execute("LOCK TABLE monitoring_redaction IN ROW EXCLUSIVE MODE")
    if Redaction.objects.carried_out().count() > known:
        raise RemovedMeanwhile(said())


def said() -> str:
    return _(
        "Personal information was removed after this page was opened, and what you typed may hold it. So it is not "
        "kept. Open the page again, and copy what you need without it."
    )
