"""An analyst's job: bring in a quarter's figures from a file, and see that doing it again changes nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from indicators.models import Figure
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import IndicatorFactory, PlanFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

FILE = {
    "name": "quarter 2.csv",
    "mimeType": "text/csv",
    "buffer": b"What,When,How many\nVisits to hubs,Q2 2025/26,310\nYoung carers,Q2 2025/26,N/A\nWeather,Q2 2025/26,wet\n",
}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_analyst_brings_in_a_quarter_from_a_file(transactional_db, new_page, scripts):
    analyst = UserFactory(name="Ana Lyst")
    plan = PlanFactory(slug="plan", analyst_post=PostFactory(holder=analyst))
    IndicatorFactory(plan=plan, key="visits", title="Visits to hubs")
    IndicatorFactory(plan=plan, key="carers", title="Young carers known to us")
    page = new_page(java_script_enabled=scripts)
    sign_in(page, analyst)

    page.goto("/plans/plan/figures/files/")
    page.get_by_label("Choose a file").set_input_files(FILE)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="What the columns mean")).to_be_visible()
    page.get_by_label("What is in “When”?").select_option(label="Which period")
    page.get_by_label("What is in “What”?").select_option(label="Which measure")
    page.get_by_label("What is in “How many”?").select_option(label="The figure")
    if scripts:
        assert_accessible(page)
    page.get_by_role("button", name="Read it so").last.click()
    page.get_by_label("Which measure is “Young carers”?").select_option(label="Young carers known to us")
    page.get_by_role("button", name="Check the figures").click()
    page.get_by_role("link", name="Say what names and words of the file mean").click()
    page.get_by_label("What does “N/A” mean?").select_option(label="Not due yet")
    page.get_by_role("button", name="Check the figures").click()

    expect(page.get_by_text("2 new, 0 changed, 0 unchanged, 1 refused.")).to_be_visible()
    if scripts:
        assert_accessible(page)
        assert_fits(page)
    page.get_by_label("The good figures now: keep the others for later").check()
    page.get_by_role("button", name="Bring in the figures").click()
    expect(page.get_by_role("status")).to_have_text("The file is brought in: 2 new, 0 changed.")
    with page.expect_download() as left_over:
        page.get_by_role("link", name="Download what was left over, with the reasons").click()
    assert left_over.value.suggested_filename == "quarter 2-left-over.csv"

    page.get_by_role("link", name="Bring in figures from a file").click()
    page.get_by_label("Choose a file").set_input_files(FILE)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("0 new, 0 changed, 2 unchanged, 1 refused.")).to_be_visible()
    expect(page.get_by_text("The very same file was brought in on")).to_be_visible()
    expect(page.get_by_role("button", name="Bring in the figures")).not_to_be_visible()
    assert Figure.objects.count() == 2
