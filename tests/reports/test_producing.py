"""A worker's part: one file or one reason, whatever happens on the way."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from monitoring.record import canonical
from reports.document import gate
from reports.document.make import File
from reports.models import Edition, MonitoringReport
from reports.services.issuing import ATTEMPTS, LOCKS, LOST_AFTER, produce, request_report, retry_report, sweep
from tests.factories import ReportFactory
from tests.reports.conftest import Told

State = MonitoringReport.State
FILE = File(content=b"%PDF-1.7 made", renderer="monitoring-report/1, test", format="pdf", pages=2)
TABLE = File(content=b"Action,Rating", renderer="tables/1", format="csv", part="actions")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The records that were made into files; the file is always the same small one."""
    records: list[bytes] = []

    def make(source, *, progress, store):
        records.append(source.record)
        progress(2, 6, "Setting the pages")
        return FILE, TABLE

    monkeypatch.setattr("reports.document.make.make", make)
    return records


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    sent: list[int] = []
    for where in ("partnership.wake.wake", "reports.services.issuing.wake"):
        monkeypatch.setattr(where, lambda task, key: sent.append(key))
    return sent


@pytest.fixture
def elsewhere(db: None):
    """Another session of the same database: a worker that is not this one."""
    at = connection.get_connection_params()
    known = {name: at[name] for name in ("host", "port", "dbname", "user", "password") if at.get(name)}
    with psycopg.connect(**known, autocommit=True) as session:
        yield session


def fail(*, saying: Exception):
    def make(source, *, progress, store):
        raise saying

    return make


def test_produce_of_asked_report_stores_its_file(db: None, made: list[bytes]):
    report = ReportFactory(record=b'{"asked":1}')

    produce(report.pk)

    report.refresh_from_db()
    edition, table = report.editions.all()
    assert made == [b'{"asked":1}']
    assert (report.state, report.attempts, report.failure) == (State.FINISHED, 1, "")
    assert (report.step, report.steps_done, report.steps_total) == ("Setting the pages", 2, 6)
    assert (bytes(edition.content), edition.size, edition.pages) == (FILE.content, len(FILE.content), 2)
    assert (edition.sha256, edition.renderer) == (FILE.sha256, FILE.renderer)
    assert (bytes(table.content), table.format, table.part, table.pages) == (TABLE.content, "csv", "actions", None)


def test_produce_of_finished_report_makes_nothing(db: None, made: list[bytes]):
    report = ReportFactory()
    produce(report.pk)
    first = list(Edition.objects.all())

    produce(report.pk)

    assert len(made) == 1
    assert list(Edition.objects.all()) == first


def test_produce_while_another_worker_is_at_it_makes_nothing(made: list[bytes], elsewhere: psycopg.Connection):
    report = ReportFactory()
    elsewhere.execute("SELECT pg_advisory_lock(%s, %s)", [LOCKS, report.pk])

    produce(report.pk)

    report.refresh_from_db()
    assert (report.state, made) == (State.ASKED, [])


def test_produce_of_report_that_fails_says_why_in_words(db: None, monkeypatch: pytest.MonkeyPatch):
    report = ReportFactory()
    monkeypatch.setattr("reports.document.make.make", fail(saying=ZeroDivisionError("division by zero")))

    produce(report.pk)

    report.refresh_from_db()
    assert (report.state, report.failure, Edition.objects.count()) == (
        State.FAILED,
        "Something went wrong while the report was made. The fault is in the log of this service.",
        0,
    )


def test_produce_of_file_that_fails_the_gate_gives_nothing_out(db: None, monkeypatch: pytest.MonkeyPatch):
    report = ReportFactory()
    monkeypatch.setattr("reports.document.make.make", fail(saying=gate.NotFit("a link does not say where it leads")))

    produce(report.pk)

    report.refresh_from_db()
    assert (report.state, report.failure, Edition.objects.count()) == (
        State.FAILED,
        "The file does not meet the accessibility standard, so it is not given out: a link does not say where it leads.",
        0,
    )


def test_produce_after_a_failure_and_a_retry_ends_in_one_file(db: None, monkeypatch: pytest.MonkeyPatch, woken: list):
    report = ReportFactory()
    with monkeypatch.context() as broken:
        broken.setattr("reports.document.make.make", fail(saying=OSError("No space left on device")))
        produce(report.pk)

    retry_report(report=MonitoringReport.objects.get(), by=report.asked_by)
    monkeypatch.setattr("reports.document.make.make", lambda source, *, progress, store: (FILE, TABLE))
    produce(report.pk)

    report.refresh_from_db()
    assert (report.state, report.failure, Edition.objects.count()) == (State.FINISHED, "", 2)


def test_produce_of_report_that_takes_its_workers_down_gives_up(db: None, made: list[bytes]):
    report = ReportFactory(state=State.MAKING, attempts=ATTEMPTS)

    produce(report.pk)

    report.refresh_from_db()
    assert (report.state, report.failure, made) == (
        State.FAILED,
        "It was begun 3 times, and cut off each time before it was done, so it is not begun again by itself. "
        "If it ends like this once more, tell whoever looks after this service.",
        [],
    )


def test_produce_leaves_no_lock_behind(made: list[bytes], elsewhere: psycopg.Connection):
    report = ReportFactory()

    produce(report.pk)

    assert elsewhere.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, report.pk]).fetchone() == (True,)


def test_sweep_sends_what_nobody_works_on(woken: list[int], elsewhere: psycopg.Connection):
    long_ago = timezone.now() - LOST_AFTER - timedelta(seconds=1)
    lost_message = ReportFactory(asked_at=long_ago)
    lost_worker = ReportFactory(asked_at=long_ago, state=State.MAKING)
    busy = ReportFactory(asked_at=long_ago, state=State.MAKING)
    ReportFactory(asked_at=timezone.now())
    ReportFactory(asked_at=long_ago, state=State.FINISHED)
    ReportFactory(asked_at=long_ago, state=State.FAILED, failure="It failed.")
    elsewhere.execute("SELECT pg_advisory_lock(%s, %s)", [LOCKS, busy.pk])

    assert sweep() == [lost_message.pk, lost_worker.pk]
    assert woken == [lost_message.pk, lost_worker.pk]


def test_sweep_after_the_worker_died_sees_its_lock_free(woken: list[int], elsewhere: psycopg.Connection):
    report = ReportFactory(asked_at=datetime(2026, 10, 1, tzinfo=UTC), state=State.MAKING)
    elsewhere.execute("SELECT pg_advisory_lock(%s, %s)", [LOCKS, report.pk])
    assert sweep() == []

    elsewhere.close()

    # The server notices a moment after the session is gone.
    deadline = time.monotonic() + 60
    while not (lost := sweep()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert lost == [report.pk]


def test_produce_of_provisional_report_makes_it_from_the_stored_bytes(told: Told, made: list[bytes], woken: list[int]):
    report = request_report(period=told.period, by=told.clerk)
    told.period.updates.update(narrative="Said later.")

    produce(report.pk)

    assert [canonical.checksum(body) for body in made] == [report.record_sha256]
