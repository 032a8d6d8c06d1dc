"""What is published, for everybody and for programs: nobody signs in, and nothing is here that is not public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from monitoring.models import PeriodRecord, ReportingPeriod
from monitoring.record import canonical, tidy
from monitoring.record.public import public
from monitoring.record.structs import Record
from monitoring.seen import asked_version
from monitoring.views.measures import file_name
from monitoring.views.unchanged import release
from plans.models import Plan

State = ReportingPeriod.State


@dataclass(frozen=True, slots=True)
class Published:
    """A published period as the list shows it. `versions` are the numbers of all its records, the latest first."""

    period: ReportingPeriod
    updated: date
    versions: tuple[int, ...]

    @property
    def earlier(self) -> tuple[int, ...]:
        return self.versions[1:]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A plan with what is published of it, the latest first. `coming` is the period that is reported on next."""

    plan: Plan
    published: tuple[Published, ...]
    coming: ReportingPeriod | None

    @property
    def updated(self) -> date:
        return max(each.updated for each in self.published)


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Every plan that publishes, with the files of each of its published periods."""
    records = PeriodRecord.objects.defer("body").order_by("-version")
    periods = ReportingPeriod.objects.order_by("-ordinal").prefetch_related(Prefetch("records", records))
    plans = _plans().prefetch_related(Prefetch("periods", periods)).select_related("owner_body")
    shelves = [shelf for shelf in map(_shelf, plans) if shelf.published]
    return render(request, "monitoring/open_data.html", {"shelves": shelves})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: of what, in which format, and how it is made of what is public and the number of its version."""

    what: str
    extension: str
    made: Callable[[Record, int], bytes]


MEASURES_CSV = Kind("measures", "csv", lambda record, _version: tidy.measures_csv(record, record.measures))
MEASURES_JSON = Kind("measures", "json", lambda record, version: tidy.json_of(record, version=version))
ACTIONS_CSV = Kind("actions", "csv", lambda record, _version: tidy.actions_csv(record))


@require_safe
def open_measures_csv(request: HttpRequest, slug: str, ordinal: int) -> HttpResponseBase:
    return _file(request, MEASURES_CSV, slug=slug, ordinal=ordinal)


@require_safe
def open_measures_json(request: HttpRequest, slug: str, ordinal: int) -> HttpResponseBase:
    return _file(request, MEASURES_JSON, slug=slug, ordinal=ordinal)


@require_safe
def open_actions_csv(request: HttpRequest, slug: str, ordinal: int) -> HttpResponseBase:
    return _file(request, ACTIONS_CSV, slug=slug, ordinal=ordinal)


_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def _file(request: HttpRequest, kind: Kind, *, slug: str, ordinal: int) -> HttpResponseBase:
    """One file of a published period. Raises Http404 for a period or version that is not published."""
    periods = ReportingPeriod.objects.filter(plan__in=_plans(), state=State.PUBLISHED)
    period = get_object_or_404(periods.select_related("plan"), plan__slug=slug, ordinal=ordinal)
    stored = _stored(period, asked_version(request))
    tag = _tag(request, stored)
    response = get_conditional_response(request, etag=tag)
    if response is None or response.status_code != 304:
        body = bytes(PeriodRecord.objects.values_list("body", flat=True).get(pk=stored.pk))
        content = kind.made(public(canonical.decode(body)), stored.version)
        response = HttpResponse(content, content_type=_TYPES[kind.extension])
        named = (str(period.plan), period.label, kind.what, f"v{stored.version}")
        response["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=file_name(named, kind.extension)
        )
    response["ETag"] = tag
    # Kept anywhere, but asked for each time: words that were removed from a record must be gone from every copy.
    response["Cache-Control"] = "public, no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _stored(period: ReportingPeriod, version: int | None) -> PeriodRecord:
    records = period.records.defer("body").order_by("-version")
    found = (records if version is None else records.filter(version=version)).first()
    if found is None:
        raise Http404
    return found


def _tag(request: HttpRequest, stored: PeriodRecord) -> str:
    made_of = (stored.sha256, release(), request.path, get_language() or "")
    return '"' + sha256("\n".join(made_of).encode()).hexdigest()[:32] + '"'


def _plans() -> QuerySet[Plan]:
    """Plans that publish what they report."""
    return Plan.objects.filter(publishes=True).exclude(status__in=Plan.UNAPPROVED)


def _shelf(plan: Any) -> Shelf:
    periods = list(plan.periods.all())
    published = tuple(
        Published(
            period=each,
            updated=timezone.localdate(max(record.made_at for record in each.records.all())),
            versions=tuple(record.version for record in each.records.all()),
        )
        for each in periods
        if each.state == State.PUBLISHED and each.records.all()
    )
    last = published[0].period.ordinal if published else 0
    later = [each for each in periods if each.ordinal > last]
    return Shelf(plan, published, coming=later[-1] if later else None)
