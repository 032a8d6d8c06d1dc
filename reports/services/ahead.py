"""Setting parts of reports beside the worker that makes one, and before anybody asks for one.

Nothing waits for what is done here: whoever makes the report finds the pages, or sets them.
"""

from __future__ import annotations

from monitoring.models import PrioritySummary, ReportingPeriod
from monitoring.record import canonical
from monitoring.record.gather import gather, latest_stored
from reports.models import MonitoringReport
from reports.services.issuing import source_of
from reports.services.printed import Shelf


def set_parts(report_pk: int) -> None:
    """Take parts of a report that another worker makes. Safe to call at any time: what is done is left alone."""
    from reports.document.documents import document_of
    from reports.document.sections import take

    shelf = Shelf()
    report = MonitoringReport.objects.filter(pk=report_pk, state=MonitoringReport.State.MAKING).first()
    if report is not None:
        take(document_of(source_of(report)), shelf)


def set_ahead(period_pk: int) -> None:
    """Set the parts of a period's report that will not change any more.

    Those are all of a period that is fixed, and of one under way those of priorities that are signed off.
    """
    from reports.document.documents import document_of
    from reports.document.sections import set_ahead, take
    from reports.document.source import Source

    shelf = Shelf()
    period = ReportingPeriod.objects.filter(pk=period_pk).first()
    if period is None:
        return
    if period.is_fixed:
        stored = latest_stored(period)
        set_ahead(document_of(Source(bytes(stored.body), version=stored.version)), shelf)
    elif period.is_under_way:
        signed = PrioritySummary.objects.filter(period=period, signed_off_at__isnull=False)
        names = {f"priority-{priority}" for priority in signed.values_list("priority", flat=True)}
        take(document_of(Source(canonical.encode(gather(period)), version=None)), shelf, only=names)
