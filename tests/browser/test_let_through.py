"""Words that may point at a child: an officer is asked, gives a reason, and the coordinator reads it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from priorities.models import StrategicAction
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    ActionFactory,
    BodyFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

STORY = "The drop-in is open every week. We lost touch with three boys from the same school in September."
REASON = "All three speak at the conference under their own names, and agreed to it."


@pytest.fixture
def people(transactional_db):
    return {
        "officer": UserFactory(name="Priya Nair", email="priya@northmoor.example"),
        "coordinator": UserFactory(name="Megan Price", email="megan@northmoor.example"),
    }


@pytest.fixture
def period(people):
    plan = PlanFactory(title="Northmoor children and young people’s plan", coordinator=people["coordinator"])
    ActionFactory(
        priority=PriorityFactory(plan=plan, lead_body=BodyFactory(name="Emotional Wellbeing Group")),
        post=PostFactory(title="Strategic Lead", holder=people["officer"]),
        ref="2.3",
        title="Open drop-in support in all 12 secondary schools",
    )
    return PeriodFactory(plan=plan, label="July to September 2026")


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (375, False)])
def test_officer_gives_a_reason_and_the_coordinator_reads_it(new_page, people, period, width, scripts):
    page = new_page(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    sign_in(page, people["officer"])
    page.goto(f"/actions/{StrategicAction.objects.get().pk}/update/")
    expect(page.get_by_label("Why this cannot point at a child")).to_have_count(0)
    page.get_by_role("radio", name="On track").check()
    page.get_by_label("What has happened").fill(STORY)
    page.get_by_role("button", name="Submit update").click()

    asked = page.get_by_role("alert").get_by_role("link")
    expect(asked).to_have_text(
        "“three boys” could tell who they are. Write “a small number of boys”, or say below why it cannot."
    )
    expect(page.get_by_label("What has happened")).to_have_value(STORY)
    if scripts:
        assert_accessible(page)
        assert_fits(page)
        asked.click()
        expect(page.get_by_label("What has happened")).to_be_focused()
    page.get_by_label("Why this cannot point at a child").fill(REASON)
    page.get_by_role("button", name="Submit update").click()
    expect(page.get_by_text("Update submitted.")).to_be_visible()

    page = new_page(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    sign_in(page, people["coordinator"])
    page.goto(f"/periods/{period.pk}/")
    page.get_by_role("link", name="Words that may point at a child").click()

    entry = page.get_by_role("listitem").filter(has_text="2.3 Open drop-in support")
    expect(entry.get_by_role("mark")).to_have_text("three boys")
    expect(entry).to_contain_text(REASON)
    expect(entry).to_contain_text("Priya Nair")
    if scripts:
        assert_accessible(page)
        assert_fits(page)
    entry.get_by_role("link", name="2.3 Open drop-in support").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Open drop-in support")
