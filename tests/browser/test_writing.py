"""A report is written in the browser: what is typed keeps itself, and a reference goes where the cursor is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from partnership.models import User
from reports.models import CommitteeReport, Paragraph, PartDraft, ReportTemplate
from reports.services.drafts import keep_draft
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    BodyFactory,
    CommitteeReportFactory,
    FrontAnswerFactory,
    FrontFieldFactory,
    ParagraphFactory,
    ReportSectionFactory,
    ReportTemplateFactory,
)
from tests.reports.conftest import Told, tell

pytestmark = pytest.mark.django_db(transaction=True)

PHONE: ViewportSize = {"width": 375, "height": 812}
TEXT = "Text of the paragraph"


@pytest.fixture
def told(db: None) -> Told:
    return tell()


@pytest.fixture
def clerk(told: Told) -> User:
    return told.clerk


@pytest.fixture
def paragraphs(told: Told, clerk: User) -> list[Paragraph]:
    template = ReportTemplateFactory(body=BodyFactory(name="Scrutiny"), state=ReportTemplate.State.IN_USE)
    report = CommitteeReportFactory(period=told.freeze(), template=template, begun_by=clerk)
    section = ReportSectionFactory(report=report, heading="Progress")
    return [
        ParagraphFactory(section=section, anchor=anchor, position=number, text=text)
        for number, (anchor, text) in enumerate((("pa", "Two hubs are open."), ("pb", "The third is late, and why.")))
    ]


def open_paragraph(page: Page, report: CommitteeReport, number: int) -> None:
    page.goto(f"/reports/written/{report.pk}/write/")
    page.get_by_role("link", name=f"Edit paragraph {number}").click()


def test_what_is_typed_keeps_itself_until_it_is_saved(page: Page, clerk: User, paragraphs: list[Paragraph]):
    report = paragraphs[0].section.report
    sign_in(page, clerk)
    open_paragraph(page, report, 1)
    page.get_by_label(TEXT).fill("Two hubs are open, and")
    expect(page.get_by_text(re.compile(r"Kept at .+ It is in the report once you save it\."))).to_be_visible()

    page.goto(f"/reports/written/{report.pk}/write/")
    page.get_by_role("navigation", name="Parts of the report").get_by_role("link", name="A paragraph").click()

    expect(page.get_by_label(TEXT)).to_have_value("Two hubs are open, and")
    expect(page.get_by_text("You have not saved this yet")).to_be_visible()
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert_fits(page)
    page.get_by_label(TEXT).fill("Two hubs are open, and one is to come.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The paragraph is saved.")).to_be_visible()
    assert list(PartDraft.objects.unsaved()) == []
    assert Paragraph.objects.get(pk=paragraphs[0].pk).text == "Two hubs are open, and one is to come."


def test_what_is_typed_and_thrown_away_at_once_stays_away(page: Page, clerk: User, paragraphs: list[Paragraph]):
    report = paragraphs[0].section.report
    keep_draft(report=report, part=f"paragraphs/{paragraphs[0].pk}", content={"text": "Two hubs, and"}, by=clerk)
    sign_in(page, clerk)
    open_paragraph(page, report, 1)
    page.get_by_label(TEXT).fill("Two hubs, and more")

    page.get_by_role("button", name="Throw it away, and show what the report says").click()
    expect(page.get_by_text("What you had typed is thrown away.")).to_be_visible()
    page.reload()

    expect(page.get_by_label(TEXT)).to_have_value("Two hubs are open.")
    assert list(PartDraft.objects.unsaved()) == []


def test_text_typed_while_the_sign_in_ends_is_there_after_signing_in(
    page: Page, clerk: User, paragraphs: list[Paragraph]
):
    sign_in(page, clerk)
    open_paragraph(page, paragraphs[0].section.report, 1)
    address = page.url
    page.context.clear_cookies(name="sessionid")
    page.get_by_label(TEXT).fill("Typed for an hour")
    expect(page.get_by_text("You have been signed out, so this is not kept yet.")).to_be_visible()

    sign_in(page, clerk)
    page.goto(address)

    expect(page.get_by_label(TEXT)).to_have_value("Typed for an hour")
    expect(page.get_by_text("What you typed before is back. It is not saved yet.")).to_be_visible()


def test_reference_goes_where_the_cursor_is_and_to_the_end_before_anybody_has_been_in_the_text(
    page: Page, clerk: User, paragraphs: list[Paragraph]
):
    sign_in(page, clerk)
    open_paragraph(page, paragraphs[0].section.report, 2)
    text, insert = page.get_by_label(TEXT), page.get_by_role("button", name="Insert the reference")

    page.get_by_label("Paragraph", exact=True).select_option("1")
    insert.click()
    expect(text).to_have_value("The third is late, and why. [[1]]")

    text.evaluate("box => box.setSelectionRange('The third'.length, 'The third'.length)")
    page.get_by_label("Paragraph", exact=True).select_option("1")
    insert.click()
    expect(text).to_have_value("The third [[1]] is late, and why. [[1]]")
    expect(text).to_be_focused()
    expect(page.get_by_text("Or put it where you are writing:")).to_be_visible()

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The paragraph is saved.")).to_be_visible()
    assert Paragraph.objects.get(pk=paragraphs[1].pk).text == "The third [[pa]] is late, and why. [[pa]]"


def test_preview_fits_a_phone_whatever_stands_on_the_front_sheet(new_page, clerk: User, paragraphs: list[Paragraph]):
    report = paragraphs[0].section.report
    line = FrontFieldFactory(template=report.template, label="Contact officer")
    FrontAnswerFactory(report=report, field=line, text="christopher.featherstonehaugh-smythe@northmoor.example")
    page = new_page(viewport=PHONE)
    sign_in(page, clerk)

    page.goto(f"/reports/written/{report.pk}/preview/")

    expect(page.get_by_text("christopher.featherstonehaugh")).to_be_visible()
    assert_fits(page)


def test_day_is_asked_of_a_meeting_that_is_not_among_those_known(page: Page, clerk: User, paragraphs: list[Paragraph]):
    report = paragraphs[0].section.report
    sign_in(page, clerk)
    page.goto(f"/reports/written/new/?period={report.period_id}&template={report.template_id}")
    asked = page.get_by_role("group", name="On which day does it meet?")

    expect(asked).to_be_hidden()
    page.get_by_role("group", name="For which meeting is it?").get_by_role("radio").first.check()
    expect(asked).to_be_hidden()
    page.get_by_label("Another day").check()
    expect(asked).to_be_visible()
