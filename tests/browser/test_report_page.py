"""The web-page edition of a report in a browser: whole, accessible, on any width, with its own policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from monitoring.record import canonical
from reports.document.documents import document_of
from reports.document.rendering import html_of
from reports.document.source import Source
from reports.document.web import web
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import EditionFactory, ReportFactory
from tests.reports.conftest import tell
from tests.reports.records import record

pytestmark = pytest.mark.django_db(transaction=True)


def issued(period) -> str:
    """The address of a report's page."""
    content = web(html_of(document_of(Source(canonical.encode(record(24, priorities=3)), version=1))))
    report = ReportFactory(period=period, state="finished", record_version=1)
    edition = EditionFactory(report=report, format="html", content=content, size=len(content), pages=None)
    return edition.get_absolute_url()


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_page_of_a_report_is_accessible_and_fits_every_width(new_page, width: int):
    told = tell()
    address = issued(told.freeze())
    # Only to let axe in: what the page itself lets in is tried below.
    page = new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    sign_in(page, told.clerk)

    page.goto(address)

    assert_fits(page)
    assert_accessible(page)


def test_page_of_a_report_shows_itself_under_its_own_policy_and_leads_to_its_parts(page):
    told = tell()
    address = issued(told.freeze())
    sign_in(page, told.clerk)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    answer = page.goto(address)
    assert answer is not None
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Priority 2").click()

    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert answer.headers["content-security-policy"].endswith("frame-ancestors 'none'")
    expect(page.get_by_role("heading", level=2, name="Good mental health, early")).to_be_in_viewport()
    # The style came: a link to a part stands beside its heading.
    assert page.locator(".headed").first.evaluate("element => getComputedStyle(element).display") == "flex"
    assert [each for each in complaints if "favicon" not in each] == []
    assert [each for each in asked if not each.endswith(("report.html", "favicon.ico"))] == []


def test_page_of_a_report_that_a_browser_has_kept_is_shown_as_at_first(page):
    told = tell()
    address = issued(told.freeze())
    sign_in(page, told.clerk)

    shown = []
    for _visit in range(2):
        page.goto(address)
        shown.append(page.locator(".headed").first.evaluate("element => getComputedStyle(element).display"))

    assert shown == ["flex", "flex"]
