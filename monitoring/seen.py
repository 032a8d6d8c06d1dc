"""What one person sees of a reporting period: its record, whole or the part that is open to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import PeriodRecord, ReportingPeriod
from monitoring.permissions import own_actions_of, sees_whole_open_period, summaries_open_to
from monitoring.record import canonical
from monitoring.record.gather import gather
from monitoring.record.scope import within_scope
from monitoring.record.structs import Record
from partnership.models import User


@dataclass(frozen=True, slots=True)
class Seen:
    """`partial`: the record holds only what is open to this person before it is agreed."""

    record: Record
    provisional: bool
    partial: bool = False


def period_seen_by(user: User, period_pk: int) -> Any:
    """A period of a plan this person may read, with `stored`: pk, version, sha256 and made_at of its record.

    Raises Http404 for one that is not there for them, or that has not been opened yet.
    """
    latest = PeriodRecord.objects.filter(period=OuterRef("pk")).order_by("-version")
    periods = (
        ReportingPeriod.objects.visible_to(user, on=timezone.localdate())
        .exclude(state=ReportingPeriod.State.PLANNED)
        .select_related("plan__owner_body__parent__parent")
        .annotate(
            stored=Subquery(
                latest.values(as_json=JSONObject(pk="pk", version="version", sha256="sha256", made_at="made_at"))[:1]
            )
        )
    )
    period: Any = get_object_or_404(periods, pk=period_pk)
    if period.is_fixed and period.stored is None:
        raise Http404
    return period


def seen(period: Any, user: User) -> Seen:
    """Everyone reads a frozen record; of an open period, the part that is open to this person.

    `period` comes from `period_seen_by`. Raises PermissionDenied where nothing of it is.
    """
    if period.is_fixed:
        body = PeriodRecord.objects.values_list("body", flat=True).get(pk=period.stored["pk"])
        return Seen(canonical.decode(bytes(body)), provisional=False)
    if sees_whole_open_period(user, period.plan):
        return Seen(gather(period), provisional=True)
    actions = set(own_actions_of(user, period.plan).values_list("pk", flat=True))
    if not actions:
        raise PermissionDenied(_("This reporting period has not been agreed yet. You can read it once it is frozen."))
    summaries = set(summaries_open_to(user, period.plan).values_list("pk", flat=True))
    return Seen(within_scope(gather(period), actions=actions, summaries=summaries), provisional=True, partial=True)
