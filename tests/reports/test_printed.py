"""Pages that are kept for the next report: found by what they are made of, gone when they may not be there."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from monitoring.services.redaction import confirm_redaction
from reports.document.make import make_pdf
from reports.document.typeset import Pages, Press
from reports.models import MonitoringReport, PrintedPart
from reports.services import ahead, printed
from reports.services.issuing import produce, request_report, source_of
from reports.services.printed import KEPT_FOR, LOCKS, Shelf
from tests.factories import PrintedPartFactory, PrioritySummaryFactory, RedactionFactory, ReportFactory, UserFactory
from tests.reports.conftest import Told

KEY = "a1" * 32
PAGES = Pages(b"%PDF-1.7 part", 2, {"priority-1": 1, "action-1": 2}, taken=417.3333333333333)


@pytest.fixture
def set_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the parts that are set, in order."""
    names: list[str] = []
    typeset = Press.typeset

    def heard(self, html, *, section="", **rest):
        names.append(section)
        return typeset(self, html, section=section, **rest)

    monkeypatch.setattr(Press, "typeset", heard)
    return names


def test_pages_that_were_kept_are_found_by_what_they_are_made_of(db: None):
    Shelf().keep(KEY, PAGES)

    assert Shelf().find([KEY, "b2" * 32]) == {KEY: PAGES}


def test_pages_that_two_workers_keep_are_kept_once(db: None):
    Shelf().keep(KEY, PAGES)
    Shelf().keep(KEY, PAGES)

    assert PrintedPart.objects.count() == 1


def test_pages_that_somebody_sets_are_in_other_hands(db: None, other_session: psycopg.Connection):
    other_session.execute(
        "SELECT pg_advisory_lock(%s, %s)", [LOCKS, int.from_bytes(bytes.fromhex("a1a1a1a1"), signed=True)]
    )

    with Shelf().alone_with(KEY) as is_alone, Shelf().alone_with("b2" * 32) as is_alone_with_other:
        assert (is_alone, is_alone_with_other) == (False, True)


@pytest.fixture
def other_session(db: None):
    at = connection.get_connection_params()
    known = {name: at[name] for name in ("host", "port", "dbname", "user", "password") if at.get(name)}
    with psycopg.connect(**known, autocommit=True) as session:
        yield session


def test_pages_go_when_personal_information_is_removed_and_none_of_before_are_kept(db: None):
    PrintedPartFactory()
    before = Shelf()

    confirm_redaction(redaction=RedactionFactory(), by=UserFactory())
    before.keep(KEY, PAGES)

    assert not PrintedPart.objects.exists()
    Shelf().keep(KEY, PAGES)
    assert PrintedPart.objects.count() == 1


def test_sweep_throws_away_pages_that_nobody_used_for_long(db: None):
    now = timezone.now()
    PrintedPartFactory(used_at=now - KEPT_FOR - timedelta(hours=1))
    used = PrintedPartFactory(used_at=now - KEPT_FOR + timedelta(hours=1))
    Shelf().find([used.made_of])

    assert printed.sweep() == 1
    used.refresh_from_db()
    assert used.used_at > now


def test_parts_of_a_report_that_nobody_makes_are_left_alone(db: None, set_here: list[str]):
    for state in (MonitoringReport.State.ASKED, MonitoringReport.State.FINISHED):
        ahead.set_parts(ReportFactory(state=state).pk)

    assert set_here == []


def test_frozen_period_is_set_ahead_so_that_its_report_sets_nothing(told: Told, set_here: list[str]):
    period = told.freeze()
    ahead.set_ahead(period.pk)
    assert len(set_here) > 2
    set_here.clear()

    report = request_report(period=period, by=told.clerk)
    produce(report.pk)

    assert set_here == []
    pdf = report.editions.get(format="pdf")
    assert pdf.sha256 == make_pdf(source_of(report)).sha256


def test_open_period_has_the_priorities_set_that_are_signed_off(told: Told, set_here: list[str]):
    [priority] = told.plan.priorities.all()
    ahead.set_ahead(told.period.pk)
    assert set_here == []

    PrioritySummaryFactory(
        priority=priority, period=told.period, signed_off_at=timezone.now(), signed_off_by=told.clerk
    )
    ahead.set_ahead(told.period.pk)

    assert set_here == [f"priority-{priority.pk}"]


def test_progress_counts_the_parts_of_a_report(told: Told, monkeypatch: pytest.MonkeyPatch):
    report = request_report(period=told.freeze(), by=told.clerk)
    said: list[tuple[int, int, str]] = []
    monkeypatch.setattr("reports.services.issuing._Steps.__call__", lambda self, *step: said.append(step))

    produce(report.pk)

    in_all = said[-1][1]
    assert said[0] == (0, 4, "Reading the record")
    assert f"Setting the pages: 0 of {in_all - 4} sections are done" in [step for _done, _total, step in said]
    assert f"Setting the pages: {in_all - 4} of {in_all - 4} sections are done" in [
        step for _done, _total, step in said
    ]
    assert said[-1] == (in_all, in_all, "")
    assert [done for done, *_ in said] == sorted(done for done, *_ in said)
