"""What an update of a frozen period says once errata are read into it.

Its row stays as it was when the period was frozen, so whoever goes on from it reads it through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from monitoring.models import PeriodRecord, ProgressUpdate
from partnership.due import Due
from plans.models import RatingLevel

_TEXTS = {
    "update/narrative": "narrative",
    "update/next_steps": "next_steps",
    "update/delay/detail": "cause_detail",
    "update/delay/impact": "impact",
    "update/delay/recovery": "recovery",
}


def with_errata(updates: QuerySet[ProgressUpdate]) -> QuerySet[Any]:
    """The same updates with `errata`, which `as_corrected` reads: the corrections of each later version, in order."""
    later = PeriodRecord.objects.filter(period=OuterRef("period"), version__gt=1).order_by("version")
    return updates.annotate(errata=ArraySubquery(later.values("errata")))


def as_corrected(update: Any) -> Any:
    """The update as the latest version of its period's record has it; for reading, its row cannot be saved.

    `is_corrected` says whether anything differs. Asks the database only for a level that was corrected.
    """
    about = f"actions/{update.action_id}/"
    update.is_corrected = False
    for erratum in update.errata:
        for each in erratum:
            if each["path"].startswith(about):
                _put(update, each["path"].removeprefix(about), each)
    return update


def _put(update: Any, where: str, correction: Mapping[str, Any]) -> None:
    new = correction["new"]
    if where in _TEXTS:
        setattr(update, _TEXTS[where], new)
    elif where == "update/delay/forecast":
        update.forecast = Due.from_json(new) if new else None
    elif where == "level":
        scale = update.period.action_scale_id
        update.agreed_level = RatingLevel.objects.filter(scale=scale, code=new).first() if new else None
        # Of two the agreed one counts, so without a rating there must be neither.
        update.proposed_level = update.proposed_level if new else None
    else:
        return
    update.is_corrected = True
