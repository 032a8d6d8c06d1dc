"""The clerk's job: ask for the report of a period, wait for the worker, take the file."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import expect

from reports.models import MonitoringReport
from reports.services.issuing import produce
from tests.browser import assert_accessible, assert_fits, bring_axe, sign_in
from tests.factories import EditionFactory, ReportFactory
from tests.reports.conftest import tell

pytestmark = pytest.mark.django_db(transaction=True)

State = MonitoringReport.State


def test_clerk_exports_the_report_of_a_frozen_period(page, start_worker, tmp_path: Path):
    told = tell()
    period = told.freeze()
    start_worker()
    sign_in(page, told.clerk)

    page.goto("/reports/")
    assert_accessible(page)
    page.get_by_role("button", name=f"Make the report of Northmoor Children’s Plan, {period}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Northmoor Children’s Plan")
    assert_accessible(page)
    # Without a press: the page asks by itself.
    expect(page.get_by_role("heading", name="The report is ready")).to_be_visible(timeout=240_000)
    assert_accessible(page)
    checksum = page.get_by_role("row", name="PDF").locator("code").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the PDF").click()
    file = tmp_path / "report.pdf"
    download.value.save_as(file)

    assert download.value.suggested_filename == "northmoor-childrens-plan-monitoring-report-july-to-september-2025.pdf"
    assert file.read_bytes().startswith(b"%PDF-1.7")
    assert sha256(file.read_bytes()).hexdigest() == checksum


def test_clerk_exports_a_report_without_scripts(new_page):
    told = tell()
    page = new_page(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    sign_in(page, told.clerk)

    page.goto("/reports/")
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_text("Waiting for its turn.")).to_be_visible()
    expect(page.get_by_text("It is not yet agreed, and every page says so.")).to_be_visible()
    produce(MonitoringReport.objects.get().pk)
    page.get_by_role("link", name="Refresh").click()

    expect(page.get_by_role("button", name="Download the PDF")).to_be_visible()


def test_clerk_tries_a_failed_report_again(page):
    told = tell()
    report = ReportFactory(period=told.freeze(), state=State.FAILED, failure="The worker was lost 3 times.")
    sign_in(page, told.clerk)

    page.goto(report.get_absolute_url())
    expect(page.get_by_text("The worker was lost 3 times.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Try again").press("Enter")

    expect(page.get_by_role("heading", name="The report is being made")).to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_pages_of_reports_fit_every_width(new_page, width: int):
    told = tell()
    ready, waiting = (ReportFactory(period=told.period, record_version=1, provisional=True) for _ in range(2))
    failed = ReportFactory(period=told.period, state=State.FAILED, failure="The worker was lost 3 times.")
    begun = ReportFactory(period=told.period, state=State.MAKING, step="Setting page 12", steps_done=2, steps_total=5)
    EditionFactory(report=ready, size=123_456, pages=14)
    MonitoringReport.objects.filter(pk=ready.pk).update(state=State.FINISHED, ended_at=ready.asked_at)
    page = new_page(viewport={"width": width, "height": 900})
    bring_axe(page)
    sign_in(page, told.clerk)

    for address in ("/reports/", *(each.get_absolute_url() for each in (ready, waiting, failed, begun))):
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)
