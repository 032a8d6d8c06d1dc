"""A coordinator's job: prepare the plan that follows, decide what becomes of each part of the old, approve it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from partnership.due_reading import read_due
from plans.models import Plan
from priorities.models import ActionSuccession
from tests.browser import sign_in
from tests.factories import ActionFactory, PlanFactory, PriorityFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordinator(transactional_db):
    return UserFactory(name="Megan Price")


@pytest.fixture
def old(coordinator):
    old = PlanFactory(title="Plan 2023–26", slug="plan-2023", coordinator=coordinator)
    priority = PriorityFactory(plan=old, ref="3", title="Every child is well")
    for ref, title in (("3.1", "Open hubs"), ("3.2", "Staff hubs"), ("3.3", "Train schools"), ("3.4", "Write a guide")):
        ActionFactory(priority=priority, ref=ref, title=title, due=read_due("December 2026"))
    return old


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_coordinator_lets_a_new_plan_take_over(new_page, coordinator, old, scripts):
    page = new_page(java_script_enabled=scripts)
    sign_in(page, coordinator)
    page.goto("/plans/plan-2023/periods/")
    page.get_by_role("link", name="The plan that follows").click()
    page.get_by_label("What is the new plan called?").fill("Plan 2026–29")
    page.get_by_label("Address of its pages").fill("plan-2026")
    page.get_by_role("button", name="Begin the new plan").click()

    page.get_by_role("button", name=re.compile("Carry forward as it is.*3 Every child is well")).click()
    page.get_by_role("link", name="3.1 Open hubs").click()
    page.get_by_role("radio", name="Carry it forward", exact=True).check()
    page.get_by_label("Its number in the new plan (optional)").fill("2.1")
    page.get_by_label("What is it called in the new plan?").fill("Keep hubs open")
    page.get_by_role("button", name="Save decision").click()
    page.get_by_role("link", name="3.2 Staff hubs").click()
    page.get_by_role("radio", name="Merge it into another", exact=True).check()
    page.get_by_label("What does it become part of?").select_option(label="2.1 Keep hubs open")
    page.get_by_role("button", name="Save decision").click()
    page.get_by_role("link", name="3.3 Train schools").click()
    page.get_by_role("radio", name="Split it", exact=True).check()
    page.get_by_role("textbox", name="What does it become?").fill(
        "2.2 Train primary schools\n2.3 Train secondary schools"
    )
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("4 of 5 decided")).to_be_visible()
    page.get_by_role("link", name="3.4 Write a guide").click()
    page.get_by_role("radio", name="Do not carry it forward", exact=True).check()
    page.get_by_label("Why is it not carried forward?").fill("The guide is written.")
    page.get_by_role("button", name="Save decision").click()
    page.get_by_role("link", name="Approve the new plan").or_(
        page.get_by_role("button", name="Approve the new plan")
    ).click()
    page.get_by_role("button", name="Approve it").click()

    expect(page.get_by_text("Plan 2026–29 is approved and takes over.")).to_be_visible()
    page.get_by_role("link", name="Follows Plan 2023–26").click()
    expect(page.get_by_text("What became of 4 actions in Plan 2026–29:")).to_be_visible()
    assert [Plan.objects.get(slug=slug).status for slug in ("plan-2023", "plan-2026")] == ["superseded", "approved"]
    assert ActionSuccession.objects.count() == 5
