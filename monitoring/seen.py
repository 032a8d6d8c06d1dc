"""What one person sees of a reporting period: its record, whole or the part that is open to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Indicator
from indicators.permissions import sees_all_small_numbers
from monitoring.models import PeriodRecord, Redaction, ReportingPeriod
from monitoring.permissions import (
    commentaries_open_to,
    own_actions_of,
    sees_whole_open_period,
    summaries_open_to,
)
from monitoring.record import canonical
from monitoring.record.gather import gather
from monitoring.record.public import Sight, guarded
from monitoring.record.scope import within_scope
from monitoring.record.structs import Record
from monitoring.work.news import with_news
from partnership.models import User
from partnership.prepared import Prepared
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class Seen:
    """`partial`: the record holds only what is open to this person before it is agreed."""

    record: Record
    provisional: bool
    partial: bool = False


def period_seen_by(user: User, period_pk: int, *, version: int | None = None) -> Any:
    """A period of a plan this person may read, with `stored`: pk, version, sha256 and made_at of its record.

    That is the latest version, unless an earlier one is asked for: then `asked` is the query that asks for it.
    `news` is what was said since and `is_latest_fixed` whether that is still said beside it: see work/news.py.
    `versions` are all there are, `corrected_before` the periods before it that were corrected since it was fixed.
    Of which measures this person sees small numbers, `sight` says: see record/public.py.
    Raises Http404 for a period or version that is not there for them, or a period that has not been opened yet.
    """
    period = next(iter(_periods_seen_by(user=user.pk, period=period_pk, on=timezone.localdate())), None)
    if period is None or (period.is_fixed and period.stored is None):
        raise Http404
    period.sight = _sight(period)
    period.asked = ""
    if version is not None and not (period.is_fixed and version == period.stored["version"]):
        period.stored = next((each for each in period.versions if each["version"] == version), None)
        if period.stored is None:
            raise Http404
        period.asked = f"?version={version}"
    return period


@Prepared
def _periods_seen_by(*, user: int, period: int, on: date) -> QuerySet[Any]:
    person = User(pk=user)
    visible = ReportingPeriod.objects.visible_to(person, on=on).filter(pk=period)
    seen_by = with_news(_with_sight(_opened_with_stored(visible), person, on=on))
    return seen_by.select_related("plan__owner_body__parent__parent")


def parts_of_fixed(period: Any) -> tuple[str, ...]:
    """What a page made of the stored record depends on, and whose view it is; empty before the record is stored.

    Goes into the page's ETag.
    """
    if not period.is_fixed:
        return ()
    said_of_others = [each["sha256"] for each in (*period.versions, *period.corrected_before)]
    # A page may tell of earlier records too, and words that were removed must not come back from a browser's copy.
    parts = (period.stored["sha256"], period.state, *said_of_others, str(period.news), str(period.last_removal))
    return (*parts, f"sight {period.sight}")


def asked_version(request: HttpRequest) -> int | None:
    """The version of a record that an address asks for; None for the latest. Raises Http404 for no number."""
    asked = request.GET.get("version", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 5):
        raise Http404
    return int(asked)


def periods_of(plan: Plan, user: User) -> list[Any]:
    """The periods of a plan that have been opened, in order, each with `stored` and `sight` of `period_seen_by`."""
    opened = _opened_with_stored(ReportingPeriod.objects.filter(plan=plan)).order_by("ordinal")
    periods = _with_sight(opened, user, on=timezone.localdate())
    found = [period for period in periods if not period.is_fixed or period.stored]
    for period in found:
        period.plan = plan
        period.sight = _sight(period)
    return found


def _with_sight(periods: QuerySet[Any], user: User, *, on: date) -> QuerySet[Any]:
    """Read with the period of which measures this person sees small numbers: see measures_entered_by."""
    led = Indicator.objects.filter(plan=OuterRef("plan")).led_by(user, on=on)
    seen_by: QuerySet[Any] = periods.annotate(
        sees_all_measures=ExpressionWrapper(sees_all_small_numbers(user, on=on), output_field=BooleanField()),
        sees_measures=ArraySubquery(led.order_by("pk").values("pk")),
    )
    return seen_by


def _sight(period: Any) -> Sight:
    return Sight(whole=bool(period.sees_all_measures), measures=frozenset(period.sees_measures))


def read_stored(period: Any, body: bytes | memoryview) -> Record:
    """What the stored record of a period says to the person for whom the period was read."""
    return guarded(canonical.decode(bytes(body)), period.sight)


def _opened_with_stored(periods: QuerySet[ReportingPeriod]) -> QuerySet[Any]:
    latest = PeriodRecord.objects.filter(period=OuterRef("pk")).order_by("-version")
    removals = Redaction.objects.filter(carried_out_at__isnull=False).order_by("-carried_out_at")
    return periods.exclude(state=ReportingPeriod.State.PLANNED).annotate(
        stored=Subquery(
            latest.values(as_json=JSONObject(pk="pk", version="version", sha256="sha256", made_at="made_at"))[:1]
        ),
        versions=ArraySubquery(
            latest.order_by("version").values(
                as_json=JSONObject(
                    pk="pk",
                    version="version",
                    sha256="sha256",
                    made_at="made_at",
                    made_by="made_by__name",
                    errata="errata",
                )
            )
        ),
        corrected_before=ArraySubquery(
            PeriodRecord.objects.filter(
                period__plan=OuterRef("plan"),
                period__ordinal__lt=OuterRef("ordinal"),
                version__gt=1,
                made_at__gt=OuterRef("frozen_at"),
            )
            .order_by("period__ordinal", "version")
            .values(as_json=JSONObject(label="period__label", made_at="made_at", sha256="sha256"))
        ),
        last_removal=Subquery(removals.values("carried_out_at")[:1]),
    )


def seen(period: Any, user: User) -> Seen:
    """Everyone reads a frozen record; of an open period, the part that is open to this person.

    Numbers that are not published are there only for those who bring in the figures. `period` comes from
    `period_seen_by`. Raises PermissionDenied where nothing of it is.
    """
    if period.is_fixed:
        body = PeriodRecord.objects.values_list("body", flat=True).get(pk=period.stored["pk"])
        return Seen(read_stored(period, body), provisional=False)
    if sees_whole_open_period(user, period.plan):
        return Seen(guarded(gather(period), period.sight), provisional=True)
    actions = set(own_actions_of(user, period.plan).values_list("pk", flat=True))
    commentaries = set(commentaries_open_to(user, period.plan).values_list("pk", flat=True))
    if not actions and not commentaries:
        raise PermissionDenied(_("This reporting period has not been agreed yet. You can read it once it is frozen."))
    summaries = set(summaries_open_to(user, period.plan).values_list("pk", flat=True))
    record = guarded(gather(period), period.sight)
    part = within_scope(record, actions=actions, summaries=summaries, commentaries=commentaries)
    return Seen(part, provisional=True, partial=True)
