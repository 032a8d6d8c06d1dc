"""Asking for a report: a row before a message, and each record once."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from monitoring.record import canonical
from monitoring.record.gather import gather
from reports.models import Edition, MonitoringReport
from reports.services.issuing import NotFailed, NothingToReport, request_report, retry_report
from tests.factories import EditionFactory, PeriodFactory, ReportFactory, UserFactory
from tests.reports.conftest import Told

State = MonitoringReport.State


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What was sent to workers."""
    sent: list[tuple[str, int]] = []
    monkeypatch.setattr("partnership.wake.wake", lambda task, key: sent.append((task, key)))
    return sent


def test_request_of_frozen_period_takes_its_stored_record(told: Told, woken: list, django_capture_on_commit_callbacks):
    period = told.freeze()
    stored = period.records.get()

    with django_capture_on_commit_callbacks(execute=True):
        report = request_report(period=period, by=told.clerk)

    assert bytes(report.record) == bytes(stored.body)
    assert (report.record_sha256, report.record_version, report.provisional) == (stored.sha256, 1, False)
    assert (report.state, report.asked_by) == (State.ASKED, told.clerk)
    assert woken == [("reports.produce_report", report.pk)]


def test_request_of_open_period_is_provisional_and_keeps_what_was_said_then(told: Told, woken: list):
    before = canonical.encode(gather(told.period))

    report = request_report(period=told.period, by=told.clerk)

    told.period.updates.update(narrative="Said later.")
    report.refresh_from_db()
    assert bytes(report.record) == before
    assert (report.record_version, report.provisional) == (None, True)


def test_request_repeated_gives_the_report_there_is(told: Told, woken: list, django_capture_on_commit_callbacks):
    period = told.freeze()
    first = request_report(period=period, by=told.clerk)

    with django_capture_on_commit_callbacks(execute=True):
        again = request_report(period=period, by=told.coordinator)

    assert again == first
    assert MonitoringReport.objects.count() == 1
    assert woken == []


def test_request_after_an_update_is_another_report(told: Told, woken: list):
    first = request_report(period=told.period, by=told.clerk)
    told.period.updates.update(narrative="Said later.")

    second = request_report(period=told.period, by=told.clerk)

    assert second != first


def test_request_after_freezing_never_gives_the_provisional_report(told: Told, woken: list):
    provisional = request_report(period=told.period, by=told.clerk)

    final = request_report(period=told.freeze(), by=told.clerk)

    assert (provisional.provisional, final.provisional) == (True, False)


def test_request_of_planned_period_is_refused(db: None, woken: list):
    with pytest.raises(NothingToReport, match="has not been opened"):
        request_report(period=PeriodFactory(planned=True), by=UserFactory())

    assert list(MonitoringReport.objects.all()) == []


def test_request_of_failed_report_tries_it_again(told: Told, woken: list, django_capture_on_commit_callbacks):
    period = told.freeze()
    failed = request_report(period=period, by=told.clerk)
    MonitoringReport.objects.update(state=State.FAILED, failure="The worker was lost.", attempts=3)

    with django_capture_on_commit_callbacks(execute=True):
        again = request_report(period=period, by=told.coordinator)

    assert (again.pk, again.state, again.failure, again.attempts) == (failed.pk, State.ASKED, "", 0)
    assert again.asked_by == told.coordinator
    assert woken == [("reports.produce_report", failed.pk)]


def test_retry_of_finished_report_is_refused(told: Told, woken: list):
    report = ReportFactory(period=told.freeze(), state=State.FINISHED)

    with pytest.raises(NotFailed):
        retry_report(report=report, by=told.clerk)


def test_report_of_same_record_twice_is_stopped_by_the_database(told: Told):
    first = ReportFactory(period=told.freeze())

    with pytest.raises(IntegrityError, match="report_of_a_record_is_made_once"), transaction.atomic():
        ReportFactory(period=first.period, record_sha256=first.record_sha256)


def test_edition_once_issued_never_changes(db: None):
    edition = EditionFactory()

    for change in (lambda: Edition.objects.update(pages=2), lambda: Edition.objects.all().delete()):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()

    assert Edition.objects.get() == edition


def test_steps_leave_no_history(told: Told, woken: list):
    report = request_report(period=told.freeze(), by=told.clerk)

    MonitoringReport.objects.update(step="Setting page 3", steps_done=2, steps_total=5)

    history = apps.get_model("reports", "MonitoringReportEvent")
    assert history.objects.filter(pgh_obj=report).count() == 1
