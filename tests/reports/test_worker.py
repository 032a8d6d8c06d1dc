"""Reports through a real worker, broker and database, with both taken away half way."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from celery import current_app
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monitoring.models import PeriodRecord, ReportingPeriod
from monitoring.record import canonical
from partnership.models import User
from reports.document.make import make_pdf
from reports.document.source import Source
from reports.models import Edition, MonitoringReport, PrintedPart
from reports.services import issuing as services
from reports.services.issuing import request_report, retry_report, sweep
from tests.factories import PeriodFactory, ReportFactory, UserFactory
from tests.reports.conftest import Told, tell
from tests.reports.records import record

State = MonitoringReport.State


def wait_for(is_so: Callable[[], Any], *, seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, [
            (each.state, each.step, each.failure) for each in MonitoringReport.objects.all()
        ]
        time.sleep(0.05)


def is_finished(report: MonitoringReport) -> bool:
    return MonitoringReport.objects.filter(pk=report.pk, state=State.FINISHED).exists()


#: What a period says whose report has several parts.
SAID = record(8, priorities=2)


def frozen_with_much_to_say(told: Told) -> ReportingPeriod:
    """A frozen period that says SAID."""
    period = PeriodFactory(plan=told.plan, frozen=True)
    body = canonical.encode(SAID)
    PeriodRecord.objects.create(
        period=period, schema=1, body=body, sha256=canonical.checksum(body), made_at=timezone.now()
    )
    return period


@pytest.mark.django_db(transaction=True)
def test_report_asked_for_on_the_page_is_made_by_the_worker(start_worker):
    told = tell()
    period = told.freeze()
    start_worker()
    client = Client()
    client.force_login(told.clerk)

    page = client.post(reverse("reports:report_request", args=[period.pk]))
    report = MonitoringReport.objects.get()
    wait_for(lambda: is_finished(report))

    file = client.get(reverse("reports:report_file", args=[report.pk]))
    edition = Edition.objects.get(format="pdf")
    assert page["Location"] == report.get_absolute_url()
    assert file.content == bytes(edition.content)
    assert file.content.startswith(b"%PDF-1.7")
    assert sha256(file.content).hexdigest() == edition.sha256


@pytest.fixture(scope="module")
def right_file() -> str:
    """The checksum of the one file that comes of SAID, made by a process to which nothing happens."""
    return make_pdf(Source(canonical.encode(SAID), version=1)).sha256


@contextmanager
def held_up(table: str) -> Iterator[Callable[[], list[int]]]:
    """Keeps everybody from writing to a table, from a session of its own. Gives the sessions that wait for it."""
    at = connection.get_connection_params()
    known = {name: at[name] for name in ("host", "port", "dbname", "user", "password") if at.get(name)}
    with psycopg.connect(**known) as session, psycopg.connect(**known, autocommit=True) as looking:
        session.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")

        def waiting() -> list[int]:
            return [
                pid
                for (pid,) in looking.execute(
                    "SELECT pid FROM pg_locks WHERE relation = %s::regclass AND NOT granted", [table]
                )
            ]

        yield waiting


def asked_for(monkeypatch: pytest.MonkeyPatch) -> MonitoringReport:
    """A report of SAID that the sweep sends again at once when nobody is at it."""
    monkeypatch.setattr(services, "LOST_AFTER", services.LOST_AFTER * 0)
    told = tell()
    return request_report(period=frozen_with_much_to_say(told), by=told.clerk)


def page_of(report: MonitoringReport) -> str:
    """What whoever waits for a report reads on its page."""
    client = Client()
    client.force_login(report.asked_by)
    return " ".join(client.get(report.get_absolute_url()).content.decode().split())


CUT_OFF = "Work on it was cut off. It begins again by itself within two minutes, and what was finished of it is kept."


def assert_made_once(report: MonitoringReport, right_file: str) -> None:
    """One file of each kind, and the PDF is the one it has to be."""
    wait_for(lambda: is_finished(report))
    kinds = list(Edition.objects.values_list("format", "part"))
    assert len(kinds) == len(set(kinds)) > 3
    assert Edition.objects.get(format="pdf").sha256 == right_file


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_report_whose_worker_is_killed_while_it_keeps_a_section_is_made_once(
    start_worker, monkeypatch: pytest.MonkeyPatch, right_file: str
):
    worker = start_worker()
    with held_up("reports_printedpart") as waiting:
        report = asked_for(monkeypatch)
        wait_for(waiting)
        worker.kill()
    wait_for(lambda: CUT_OFF in page_of(report))

    wait_for(lambda: sweep() == [report.pk])
    start_worker()
    # Two messages at least: the killed worker never said that it was done with its own.
    sweep()

    assert_made_once(report, right_file)
    assert MonitoringReport.objects.get().attempts == 2


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_report_whose_worker_is_killed_while_it_puts_sections_together_sets_none_again(
    start_worker, monkeypatch: pytest.MonkeyPatch, right_file: str
):
    worker = start_worker()
    with held_up("reports_edition") as waiting:
        report = asked_for(monkeypatch)
        wait_for(waiting)
        kept = set(PrintedPart.objects.values_list("pk", "made_of"))
        worker.kill()
    wait_for(lambda: CUT_OFF in page_of(report))
    assert not Edition.objects.exists()

    wait_for(lambda: sweep() == [report.pk])
    start_worker()
    sweep()

    assert_made_once(report, right_file)
    assert set(PrintedPart.objects.values_list("pk", "made_of")) == kept


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_report_whose_broker_is_emptied_is_made_once(start_worker, monkeypatch: pytest.MonkeyPatch, right_file: str):
    start_worker()
    with held_up("reports_printedpart") as waiting:
        report = asked_for(monkeypatch)
        wait_for(waiting)
        # What would have called others to help is gone, and so is the message of a second report.
        other = ReportFactory(asked_at=timezone.now())
        current_app.control.purge()

    assert_made_once(report, right_file)
    assert sweep() == [other.pk]


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_report_whose_database_goes_down_half_way_is_made_once(
    start_worker, monkeypatch: pytest.MonkeyPatch, right_file: str
):
    start_worker()
    with suppress(psycopg.OperationalError), held_up("reports_printedpart") as waiting:
        report = asked_for(monkeypatch)
        wait_for(waiting)
        make_sure_of_what_was_committed()
        # A server that loses a session like this ends all others and recovers as after a crash.
        os.kill(waiting()[0], signal.SIGKILL)
        wait_for(is_back)

    wait_for(is_back)
    assert CUT_OFF in page_of(report)
    wait_for(lambda: sweep() == [report.pk])

    assert_made_once(report, right_file)


def make_sure_of_what_was_committed() -> None:
    """The tests' server writes down a moment later what was committed, and a crash would forget it; a real one waits."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
        cursor.execute("SELECT pg_logical_emit_message(true, 'tests', '')")


def is_back() -> bool:
    connection.close()
    try:
        return MonitoringReport.objects.exists()
    except OperationalError:
        return False


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_report_for_which_there_is_no_room_says_so_and_is_made_when_there_is(
    start_worker, monkeypatch: pytest.MonkeyPatch, right_file: str
):
    start_worker()
    with connection.cursor() as cursor:
        cursor.execute(NO_ROOM)
    try:
        report = asked_for(monkeypatch)
        wait_for(lambda: MonitoringReport.objects.filter(pk=report.pk, state=State.FAILED).exists())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER no_room ON reports_edition; DROP FUNCTION no_room()")
    report.refresh_from_db()
    assert report.failure.startswith("There was no room left to keep the report, and nothing of it was kept.")
    assert not Edition.objects.exists()
    shown = page_of(report)
    assert "There was no room left to keep the report, and nothing of it was kept." in shown
    assert "Nothing is lost: it is made again from the same figures." in shown

    retry_report(report=report, by=report.asked_by)

    assert_made_once(report, right_file)


# As the server says it, and not before the second file: the first is taken back with it.
NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM reports_edition) THEN
        RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = 'could not extend file: No space left on device';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_room BEFORE INSERT ON reports_edition FOR EACH ROW EXECUTE FUNCTION no_room()
"""


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_report_that_two_clerks_ask_for_is_made_once_by_two_workers(
    start_worker, monkeypatch: pytest.MonkeyPatch, right_file: str
):
    told = tell()
    period = frozen_with_much_to_say(told)
    other = UserFactory()
    start_worker()
    start_worker()

    def press(by: User) -> int:
        try:
            return request_report(period=period, by=by).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as clerks:
        asked = set(clerks.map(press, [told.clerk, other]))

    report = MonitoringReport.objects.get()
    assert asked == {report.pk}
    assert_made_once(report, right_file)


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_report_is_helped_with_by_another_worker(start_worker, monkeypatch: pytest.MonkeyPatch, right_file: str):
    """Held up in keeping what they have set, two workers wait with two sections of one report."""
    start_worker()
    start_worker()
    with held_up("reports_printedpart") as waiting:
        report = asked_for(monkeypatch)
        wait_for(lambda: len(waiting()) == 2)

    assert_made_once(report, right_file)


@pytest.mark.django_db(transaction=True)
def test_report_whose_message_is_lost_is_made_after_a_sweep(start_worker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(services, "LOST_AFTER", services.LOST_AFTER * 0)
    told = tell()
    with monkeypatch.context() as broken:
        broken.setattr("partnership.wake.wake", unreachable)
        report = request_report(period=told.freeze(), by=told.clerk)
    assert MonitoringReport.objects.get().state == State.ASKED
    assert "Waiting for its turn." in page_of(report)

    start_worker()
    assert sweep() == [report.pk]
    wait_for(lambda: is_finished(report))

    assert Edition.objects.filter(format="pdf").count() == 1


@pytest.mark.django_db(transaction=True)
def test_report_asked_for_by_many_at_once_is_one_report(monkeypatch: pytest.MonkeyPatch):
    told = tell()
    period = told.freeze()
    woken: list[int] = []
    monkeypatch.setattr("partnership.wake.wake", lambda task, key: woken.append(key))

    def press(_: int) -> int:
        try:
            return request_report(period=period, by=told.clerk).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        asked = set(people.map(press, range(8)))

    report = MonitoringReport.objects.get()
    assert (asked, woken) == ({report.pk}, [report.pk])


def unreachable(task: str, key: int) -> None:
    raise ConnectionError("Connection refused.")
