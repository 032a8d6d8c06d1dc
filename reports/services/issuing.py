"""Asking for a report, making it, and picking up what was lost on the way.

The rows decide: a message only wakes a worker. A worker holds a session lock for as long as it works
on a report, so a lock that is free says that nobody does, however the worker ended.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import DiskFull

from monitoring.models import ReportingPeriod
from monitoring.record import canonical
from monitoring.record.gather import gather, latest_stored, record_for
from monitoring.record.structs import Record
from partnership.locks import alone_with, in_hand
from partnership.models import Body, User
from partnership.refusals import Refused, refusing
from partnership.wake import wake, wake_after_commit
from reports import content
from reports.asking import Scopes, scope_in, scopes
from reports.gathering import gather_content
from reports.kinds import LAYOUTS, ONE_PAGE_OF_REPORT, Layout
from reports.models import Audience, CommitteeReport, Edition, Kind, MonitoringReport
from reports.public_content import public
from reports.services.printed import Shelf
from reports.services.telling import notice_for

if TYPE_CHECKING:
    from reports.document.make import File
    from reports.document.source import Source

logger = logging.getLogger(__name__)

State = MonitoringReport.State

# A report that takes its worker down with it is not begun for ever.
ATTEMPTS = 3
# A request that no worker has begun after this time is sent again.
LOST_AFTER = timedelta(seconds=30)
# The page that waits reads no oftener.
SECONDS_BETWEEN_STEPS = 1.0
# The class of the advisory locks on reports, of which each has its key as its number.
LOCKS = 0x5250


class NothingToReport(Refused):
    """The period has said nothing yet."""


class NotAboutThat(Refused):
    """This kind of report cannot be about that, or the period says nothing of it."""


class NotFailed(Refused):
    """Only a report that failed is tried again."""


@transaction.atomic
def request_report(
    *,
    period: ReportingPeriod,
    by: User,
    kind: Kind = Kind.MONITORING,
    scope: str = "",
    audience: str = Audience.FULL,
) -> MonitoringReport:
    """Ask for a report of what `period` says now: its stored record, or live and so provisional.

    `scope` says what it is about, as monitoring/record/part.py writes it. What was asked for already is not asked
    for again: the report there is comes back, and one that failed is tried again. Raises NothingToReport,
    NotAboutThat. Who may ask is the caller's question.
    """
    layout = LAYOUTS[kind]
    if layout.written:
        raise NotAboutThat(_("A report of this kind is written for a meeting. Begin it under Reports."))
    # Locked, so that nothing is submitted while the record is gathered and two presses come one after the other.
    period = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    if period.state == ReportingPeriod.State.PLANNED:
        raise NothingToReport(
            _("%(period)s has not been opened, so there is nothing to report yet.") % {"period": period}
        )
    report = _asked_for(period, by)
    report.kind, report.template, report.audience = kind, layout.name, audience
    if scope:
        report.scope, report.scope_name = scope, _scope_name(canonical.decode(bytes(report.record)), layout, scope)
    return _ask_once(report, by=by)


def _scope_name(record: Record, layout: Layout, scope: str) -> str:
    """What a scope is called in the record. Raises NotAboutThat."""
    if record.printed_totals:
        raise NotAboutThat(_("Only totals of the whole plan are known of this period, so ask for the whole plan."))
    found = scope_in(record, _body_keys(), scope)
    if found is None:
        raise NotAboutThat(_("The figures of this period say nothing of that. Choose something else it is about."))
    if found.kind not in layout.covers:
        raise NotAboutThat(_("This kind of report cannot be about that. Choose something else it is about."))
    return found.name


def scopes_of(period: ReportingPeriod) -> tuple[Scopes, ...]:
    """What a report of `period` can be about; nothing but the whole plan where only its totals are known."""
    if period.state == ReportingPeriod.State.PLANNED:
        return ()
    record = record_for(period)
    return () if record.printed_totals else scopes(record, _body_keys())


def _body_keys() -> dict[str, int]:
    return dict(Body.objects.values_list("name", "pk"))


@transaction.atomic
def issue_written(*, report: CommitteeReport, by: User) -> tuple[MonitoringReport, ...]:
    """Ask for the files of a report that somebody wrote, of what it says: the public's edition always, and the full
    one where something is withheld from it.

    Of a final report they are made from the bytes that it keeps, before that from what it says now, and then they
    are provisional. What was asked for already is not asked for again. Raises NothingToReport for one that was
    withdrawn. Who may ask is the caller's question.
    """
    kind = Kind(report.kind)
    return _issue_of(report, kind=kind, layout=LAYOUTS[kind].name, by=by)


@transaction.atomic
def issue_one_page(*, report: CommitteeReport, by: User) -> tuple[MonitoringReport, ...]:
    """Ask for the one-page summary of a report that somebody wrote, in the editions and on the terms of
    `issue_written`."""
    return _issue_of(report, kind=Kind.ONE_PAGE, layout=ONE_PAGE_OF_REPORT, by=by)


def _issue_of(report: CommitteeReport, *, kind: Kind, layout: str, by: User) -> tuple[MonitoringReport, ...]:
    # Locked, so that nothing is submitted or written while it is gathered and two presses come one after the other.
    # The period's key may be referred to: whoever writes in the report holds that, and says of it why words stay.
    period = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=report.period_id)
    report = CommitteeReport.objects.select_for_update(no_key=True).get(pk=report.pk)
    if report.state == CommitteeReport.State.WITHDRAWN:
        raise NothingToReport(_("This report was withdrawn, so no files are made of it any more."))
    if report.content is None or report.public_content is None or report.record is None:
        asked = _asked_for(period, by)
        full = gather_content(report)
        bodies = {Audience.PUBLIC: content.encode(public(full)), Audience.FULL: content.encode(full)}
        has_withheld = full.has_withheld
    else:
        bodies = {Audience.PUBLIC: bytes(report.public_content), Audience.FULL: bytes(report.content)}
        has_withheld = content.decode(bodies[Audience.FULL]).has_withheld
        asked = MonitoringReport(
            record=bytes(report.record), record_sha256=report.record_sha256, record_version=report.record_version
        )
    audiences = (Audience.PUBLIC, Audience.FULL) if has_withheld else (Audience.PUBLIC,)
    return tuple(
        _ask_once(
            MonitoringReport(
                period=period,
                kind=kind,
                template=layout,
                scope=report.scope,
                scope_name=report.scope_name,
                audience=audience,
                written=report,
                content=bodies[audience],
                content_sha256=canonical.checksum(bodies[audience]),
                record=asked.record,
                record_sha256=asked.record_sha256,
                record_version=asked.record_version,
                provisional=report.is_writable,
                asked_at=timezone.now(),
                asked_by=by,
            ),
            by=by,
        )
        for audience in audiences
    )


def _ask_once(report: MonitoringReport, *, by: User) -> MonitoringReport:
    """The request, stored and on its way to a worker; the one that is there if the same was asked for before."""
    same = MonitoringReport.objects.filter(
        period=report.period,
        template=report.template,
        scope=report.scope,
        audience=report.audience,
        written=report.written,
        record_sha256=report.record_sha256,
        content_sha256=report.content_sha256,
        provisional=report.provisional,
    )
    if there := same.exclude(state__in=[State.FAILED, State.WITHDRAWN]).first():
        return there
    if failed := same.first():
        return retry_report(report=failed, by=by)
    with refusing():
        report.save()
    _wake(report)
    return report


def _asked_for(period: ReportingPeriod, by: User) -> MonitoringReport:
    """A request, not yet stored, with the bytes it is made from."""
    if period.is_fixed:
        stored = latest_stored(period)
        body, checksum, version = bytes(stored.body), stored.sha256, stored.version
    else:
        body = canonical.encode(gather(period))
        checksum, version = canonical.checksum(body), None
    return MonitoringReport(
        period=period,
        record=body,
        record_sha256=checksum,
        record_version=version,
        provisional=version is None,
        asked_at=timezone.now(),
        asked_by=by,
    )


@transaction.atomic
def retry_report(*, report: MonitoringReport, by: User) -> MonitoringReport:
    """Begin again with a report that failed or was withdrawn, from its record as it is now. Raises NotFailed."""
    report = MonitoringReport.objects.select_for_update().get(pk=report.pk)
    if report.state not in (State.FAILED, State.WITHDRAWN):
        raise NotFailed(_("This report has not failed, so there is nothing to try again."))
    report.state = State.ASKED
    report.attempts, report.failure = 0, ""
    report.step, report.steps_done, report.steps_total = "", 0, 0
    report.asked_at, report.asked_by = timezone.now(), by
    report.begun_at = report.ended_at = report.seen_at = None
    report.notice = None
    with refusing():
        report.save()
    _wake(report)
    return report


def _wake(report: MonitoringReport) -> None:
    wake_after_commit("reports.produce_report", report.pk)


# --- The worker's part -------------------------------------------------------------------------


def produce(report_pk: int) -> None:
    """Make one report. Safe to call at any time: what is finished, failed or in other hands is left alone."""
    with alone_with(LOCKS, report_pk) as is_alone:
        shelf = Shelf(shared=report_pk)
        report = _begin(report_pk) if is_alone else None
        if report is not None:
            _make(report, shelf)


def _make(report: MonitoringReport, shelf: Shelf) -> None:
    # Only here, in a worker: see reports/document.
    from reports.document.gate import NotFit
    from reports.document.make import make

    try:
        _issue(report, make(source_of(report), progress=_Steps(report), store=shelf))
    except DatabaseError as fault:
        # Nothing can be said without a database. The lock goes with the session, and the sweep begins again.
        if not isinstance(fault.__cause__, DiskFull):
            raise
        logger.exception("Report %s could not be kept", report.pk)
        _fail(
            report.pk,
            _(
                "There was no room left to keep the report, and nothing of it was kept. "
                "Ask whoever looks after this service to make room, then try again."
            ),
        )
    except NotFit as fault:
        _fail(
            report.pk,
            _("The file does not meet the accessibility standard, so it is not given out: %(fault)s.")
            % {"fault": fault},
        )
    # Whatever it is, the person who waits is told that it went wrong.
    except Exception:
        logger.exception("Report %s could not be made", report.pk)
        _fail(
            report.pk,
            _("Something went wrong while the report was made. The fault is in the log of this service."),
        )


def source_of(report: MonitoringReport) -> Source:
    from reports.document.source import Source

    return Source(
        record=bytes(report.record),
        # None where the period is open; the draft of a report may well stand on figures that are fixed.
        version=report.record_version,
        kind=report.kind,
        audience=report.audience,
        scope=report.scope,
        scope_name=report.scope_name,
        content=None if report.content is None else bytes(report.content),
    )


@transaction.atomic
def _begin(report_pk: int) -> MonitoringReport | None:
    """Note that work begins; None where there is none to do."""
    report = MonitoringReport.objects.select_for_update().filter(pk=report_pk).first()
    if report is None or report.state in (State.FINISHED, State.FAILED, State.WITHDRAWN):
        return None
    if report.attempts >= ATTEMPTS:
        _fail(
            report_pk,
            _(
                "It was begun %(number)d times, and cut off each time before it was done, so it is not begun again by "
                "itself. If it ends like this once more, tell whoever looks after this service."
            )
            % {"number": report.attempts},
        )
        return None
    report.state, report.attempts, report.begun_at = State.MAKING, report.attempts + 1, timezone.now()
    report.save(update_fields=["state", "attempts", "begun_at"])
    return report


@transaction.atomic
def _issue(made_from: MonitoringReport, files: Iterable[File]) -> None:
    """Store every file and say so, all or nothing. A report that has its files keeps them.

    Those of a record or a text from which something was removed meanwhile are thrown away: the sweep begins again.
    """
    report = MonitoringReport.objects.select_for_update().get(pk=made_from.pk)
    made_of = (made_from.record_sha256, made_from.content_sha256)
    if report.state == State.FINISHED or (report.record_sha256, report.content_sha256) != made_of:
        return
    now = timezone.now()
    for file in files:
        Edition.objects.create(
            report=report,
            format=file.format,
            part=file.part,
            content=file.content,
            size=len(file.content),
            pages=file.pages,
            sha256=file.sha256,
            renderer=file.renderer,
            alternative=file.alternative,
            made_at=now,
        )
    report.state, report.ended_at, report.failure = State.FINISHED, now, ""
    report.notice = notice_for(report)
    report.save(update_fields=["state", "ended_at", "failure", "notice"])


@transaction.atomic
def _fail(report_pk: int, reason: str) -> None:
    report = MonitoringReport.objects.select_for_update().get(pk=report_pk)
    if report.state == State.FINISHED:
        return
    report.state, report.ended_at, report.failure = State.FAILED, timezone.now(), reason
    report.notice = notice_for(report)
    report.save(update_fields=["state", "ended_at", "failure", "notice"])


class _Steps:
    """Tells the waiting page how far the work is."""

    def __init__(self, report: MonitoringReport) -> None:
        self._row = MonitoringReport.objects.filter(pk=report.pk)
        self._done = -1
        self._told_at = 0.0

    def __call__(self, done: int, total: int, step: str) -> None:
        now = time.monotonic()
        if done == self._done and now - self._told_at < SECONDS_BETWEEN_STEPS:
            return
        self._done, self._told_at = done, now
        self._row.update(step=step, steps_done=done, steps_total=total)


def cut_off(reports: Iterable[MonitoringReport]) -> set[int]:
    """The keys of those that are being made and that nobody is at any more. The sweep begins them again."""
    making = {each.pk for each in reports if each.state == State.MAKING}
    return making - in_hand(LOCKS) if making else set()


def sweep() -> list[int]:
    """Wake workers for every unfinished report that nobody works on; the keys of those reports.

    Lost are a message that never came, and work whose worker ended.
    """
    waiting = MonitoringReport.objects.waiting(since=timezone.now() - LOST_AFTER).exclude(pk__in=in_hand(LOCKS))
    lost = list(waiting.order_by("asked_at", "pk").values_list("pk", flat=True))
    for report_pk in lost:
        wake("reports.produce_report", report_pk)
    return lost
