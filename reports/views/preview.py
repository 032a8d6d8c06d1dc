"""A written report as its readers will have it, in a page of the service: a draft as it stands now."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from monitoring.record import canonical
from monitoring.record.gather import gather, latest_stored
from partnership.requests import SignedInRequest
from reports import content
from reports.document.committee import Committee
from reports.gathering import gather_content
from reports.models import Audience, CommitteeReport
from reports.permissions import can_read_withheld, written_reports_open_to
from reports.public_content import public


@login_required
@never_cache
@require_safe
def written_preview(request: SignedInRequest, written_pk: int) -> HttpResponse:
    """`?edition=public` or `full`; the full one is not there for whoever may not read what is withheld."""
    reports = written_reports_open_to(request.user).select_related("period__plan", "meeting__body")
    report = get_object_or_404(reports, pk=written_pk)
    may_read_all = can_read_withheld(request.user, report)
    audience = request.GET.get("edition", Audience.FULL if may_read_all else Audience.PUBLIC)
    is_open = may_read_all or (audience == Audience.PUBLIC and report.state != CommitteeReport.State.WITHDRAWN)
    if audience not in Audience.values or not is_open:
        raise Http404
    context = {
        "written": report,
        "report": _shown(report, audience),
        "audience": audience,
        "may_read_all": may_read_all,
    }
    return render(request, "reports/written_preview.html", context)


def _shown(report: CommitteeReport, audience: str) -> Committee:
    """What a final report keeps, or what a draft says now."""
    if report.content is not None and report.public_content is not None and report.record is not None:
        kept = report.public_content if audience == Audience.PUBLIC else report.content
        said, body, version = content.decode(bytes(kept)), bytes(report.record), report.record_version
    else:
        said = gather_content(report)
        said = public(said) if audience == Audience.PUBLIC else said
        if report.period.is_fixed:
            stored = latest_stored(report.period)
            body, version = bytes(stored.body), stored.version
        else:
            body, version = canonical.encode(gather(report.period)), None
    return Committee(canonical.decode(body), said, version=version, checksum=canonical.checksum(body), on_screen=True)
