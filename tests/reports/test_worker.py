"""Reports through a real worker, broker and database, with both taken away half way."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monitoring.models import PeriodRecord, ReportingPeriod
from monitoring.record import canonical
from reports.models import Edition, MonitoringReport
from reports.services import issuing as services
from reports.services.issuing import request_report, sweep
from tests.factories import PeriodFactory
from tests.reports.conftest import Told, tell
from tests.reports.records import record

State = MonitoringReport.State


def wait_for(is_so: Callable[[], Any], *, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, [
            (each.state, each.step, each.failure) for each in MonitoringReport.objects.all()
        ]
        time.sleep(0.05)


def is_finished(report: MonitoringReport) -> bool:
    return MonitoringReport.objects.filter(pk=report.pk, state=State.FINISHED).exists()


def frozen_with_much_to_say(told: Told) -> ReportingPeriod:
    """A frozen period whose report takes seconds to make."""
    period = PeriodFactory(plan=told.plan, frozen=True)
    body = canonical.encode(record(40))
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


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_report_whose_worker_is_killed_half_way_is_made_once(start_worker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(services, "LOST_AFTER", services.LOST_AFTER * 0)
    worker = start_worker()
    told = tell()
    report = request_report(period=frozen_with_much_to_say(told), by=told.clerk)
    wait_for(lambda: MonitoringReport.objects.filter(pk=report.pk, step__startswith="Setting page").exists())

    worker.kill()
    wait_for(lambda: sweep() == [report.pk])
    start_worker()
    # Two messages at least: the killed worker never said that it was done with its own.
    sweep()
    wait_for(lambda: is_finished(report))

    report.refresh_from_db()
    assert (report.attempts, Edition.objects.count()) == (2, 4)


@pytest.mark.django_db(transaction=True)
def test_report_whose_message_is_lost_is_made_after_a_sweep(start_worker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(services, "LOST_AFTER", services.LOST_AFTER * 0)
    told = tell()
    with monkeypatch.context() as broken:
        broken.setattr("partnership.wake.wake", unreachable)
        report = request_report(period=told.freeze(), by=told.clerk)
    assert MonitoringReport.objects.get().state == State.ASKED

    start_worker()
    assert sweep() == [report.pk]
    wait_for(lambda: is_finished(report))

    assert Edition.objects.count() == 4


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
