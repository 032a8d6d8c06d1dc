"""The coordinator sets up what her scrutiny committee wants in its reports, on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from reports.models import ReportTemplate
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import BodyFactory, ImplicationHeadingFactory, PlanFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 375, "height": 700}


def test_coordinator_sets_up_a_template_and_takes_it_into_use(new_page: Any):
    ellen = UserFactory()
    PlanFactory(coordinating_post=PostFactory(holder=ellen))
    BodyFactory(name="Scrutiny Committee", bound_by_access_to_information_law=True)
    PostFactory(title="Monitoring Officer", organisation__name="Northmoor Council")
    page = new_page(viewport=PHONE)
    sign_in(page, ellen)

    page.goto("/reports/")
    page.get_by_role("link", name="Report templates").click()
    page.get_by_role("link", name="Begin one for Scrutiny Committee").click()
    page.get_by_label("What do people call it?").fill("Report to scrutiny")
    assert_accessible(page)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Before it can be taken into use")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("link", name="Change the template as a whole").click()
    page.get_by_label("Schedule 12A, Part 1 (England)").check()
    page.get_by_label("Which post decides what is exempt?").select_option("Monitoring Officer")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Say who clears each").click()
    page.get_by_label("Legal", exact=True).select_option("Monitoring Officer")
    assert_accessible(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Staffing").click()
    page.get_by_role("button", name="Take this heading out").click()
    page.get_by_role("button", name="Move “Legal” up").click()
    page.get_by_role("link", name="See how a report looks").click()

    expect(page.get_by_role("heading", level=3)).to_have_text(
        [
            "Council priorities",
            "Legal",
            "Financial",
            "Risk management",
            "Equality and human rights",
            "Community safety",
            "Climate and environment",
            "Children and young people’s views",
            "Data protection",
        ]
    )
    expect(page.get_by_text("Cleared by: Monitoring Officer.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="Report to scrutiny").click()
    page.get_by_role("button", name="Take into use").click()

    expect(page.get_by_role("status")).to_have_text("It is in use. Reports can be begun from it.")
    assert ReportTemplate.objects.get().state == ReportTemplate.State.IN_USE


def test_headings_are_put_in_order_without_scripts(new_page: Any):
    ellen = UserFactory()
    PlanFactory(coordinating_post=PostFactory(holder=ellen))
    template = ImplicationHeadingFactory(label="Financial").template
    for label in ("Legal", "Risk"):
        ImplicationHeadingFactory(template=template, label=label)
    page = new_page(java_script_enabled=False, viewport=PHONE)
    sign_in(page, ellen)

    page.goto(template.get_absolute_url())
    page.get_by_role("button", name="Move “Risk” up").click()
    page.get_by_role("button", name="Move “Risk” up").click()

    expect(page.get_by_role("button", name="Move “Risk” down")).to_be_in_viewport()
    assert [str(each) for each in template.implication_headings.all()] == ["Risk", "Financial", "Legal"]
