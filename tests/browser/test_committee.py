"""A report for a committee, from its first page to the papers that everybody may read."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from monitoring.models import ReportingPeriod
from partnership.models import Body, Membership, User
from reports.models import ReportTemplate, TemplateSection
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    BodyFactory,
    FrontFieldFactory,
    ImplicationHeadingFactory,
    MembershipFactory,
    PostFactory,
    ReportTemplateFactory,
    TemplateSectionFactory,
    UserFactory,
)
from tests.reports.conftest import tell

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 375, "height": 812}
SUBJECT = "Progress of the Children’s Plan"


def test_report_is_written_cleared_made_final_and_published(page, new_page, start_worker, tmp_path: Path):
    told = tell()
    period = told.freeze()
    body = BodyFactory(
        name="Children’s Scrutiny Committee",
        kind=Body.Kind.SCRUTINY_COMMITTEE,
        bound_by_access_to_information_law=True,
    )
    clerk, lawyer = UserFactory(name="Sam Clerk"), UserFactory(name="Lee Law")
    MembershipFactory(body=body, user=clerk, role=Membership.Role.CLERK)
    template = ReportTemplateFactory(body=body, state=ReportTemplate.State.IN_USE)
    FrontFieldFactory(template=template, label="Wards affected")
    head_of_legal = PostFactory(title="Head of legal", holder=lawyer)
    ImplicationHeadingFactory(template=template, label="Legal", clearing_post=head_of_legal)
    TemplateSectionFactory(template=template, label="Progress", drafts_from=TemplateSection.Drafts.UPDATES)
    start_worker()

    report = _begin(page, clerk, period, timezone.localdate() + timedelta(days=30))
    _write(page, report)
    page.get_by_role("link", name="Ask for clearances").click()
    page.get_by_role("button", name="Ask for these").click()
    expect(page.get_by_text("waits to be cleared by the Head of legal")).to_be_visible()

    _clear_on_a_phone(new_page(viewport=PHONE), lawyer)

    page.goto(report)
    page.get_by_role("link", name="Make it final").click()
    assert_accessible(page)
    page.get_by_role("button", name="Make it final").click()
    # The worker makes them, and the page shows them by itself.
    expect(page.get_by_role("link", name="PDF").first).to_be_visible(timeout=240_000)
    page.get_by_role("button", name="Publish it").click()
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("The report is published.")).to_be_visible()

    anybody = new_page(viewport=PHONE)
    anybody.goto("/papers/")
    anybody.get_by_role("link", name=SUBJECT).click()
    expect(anybody.get_by_role("link", name="PDF")).to_be_visible()
    assert_accessible(anybody)
    assert_fits(anybody)
    checksum = anybody.get_by_text("Checksum (SHA-256), PDF").locator("xpath=following::code[1]").inner_text()
    with anybody.expect_download() as download:
        anybody.get_by_role("link", name="PDF").click()
    file = tmp_path / "paper.pdf"
    download.value.save_as(file)
    assert sha256(file.read_bytes()).hexdigest() == checksum
    paper = " ".join(" ".join(each.extract_text() for each in PdfReader(file).pages).split())
    for said in (
        SUBJECT,
        "Wards affected All",
        "That the committee comments.",
        "Cleared by Head of legal",
    ):
        assert said in paper


def _begin(page: Page, clerk: User, period: ReportingPeriod, meets: date) -> str:
    """Begin a report in the browser. The address of its page."""
    sign_in(page, clerk)
    page.goto("/reports/")
    page.get_by_role("link", name="Begin a report").click()
    page.get_by_role("link", name=str(period)).click()
    page.get_by_role("link", name="Children’s Scrutiny Committee").click()
    assert_accessible(page)
    for name, value in (("Day", meets.day), ("Month", meets.month), ("Year", meets.year)):
        page.get_by_label(name, exact=True).fill(str(value))
    page.get_by_label("What is its subject?").fill(SUBJECT)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/write/**")
    return page.url.partition("write/")[0]


def _write(page: Page, report: str) -> None:
    """Every part that is still empty, each from the list of what is in the way."""
    page.goto(report)
    page.get_by_role("link", name="“Wards affected” on the front sheet is blank.").click()
    assert_accessible(page)
    page.get_by_label("Wards affected").fill("All")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("link", name="Edit Summary").click()
    page.get_by_label("What does the report say, in a few lines?").fill("Where the plan stands in autumn.")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("link", name="Add a recommendation").click()
    page.get_by_label("What is recommended?").fill("That the committee comments.")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="Answer Legal").click()
    page.get_by_label("None").check()
    page.get_by_role("button", name="Save").first.click()
    assert_accessible(page)
    page.goto(report)


def _clear_on_a_phone(page: Page, person: User) -> None:
    sign_in(page, person)
    page.goto("/my-actions/")
    page.get_by_role("link", name=SUBJECT).click()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Clear it").click()
    expect(page.get_by_text("“Legal” is cleared.")).to_be_visible()
