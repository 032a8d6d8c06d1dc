"""A board member's job: see where the plan stands and what needs the board, and follow one thing to its end."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from monitoring.services.periods import freeze_period
from partnership.due import Due, Precision
from plans.ratings import Meaning
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    PrioritySummaryFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 768, 1280)


@pytest.fixture
def plan(transactional_db):
    """Three priorities of three actions each, with two agreed quarters."""
    plan = PlanFactory(title="Northmoor Children’s Plan", slug="northmoor", owner_body=BodyFactory(name="The Board"))
    posts = [
        PostFactory(title="Head of Children’s Work", organisation=OrganisationFactory(name=name))
        for name in ("Northmoor Council", "Moor Vale Police", "NHS Moor")
    ]
    meanings = [Meaning.ON_TRACK, Meaning.AT_RISK, Meaning.OFF_TRACK]
    actions = [
        ActionFactory(
            priority=priority,
            ref=f"{priority.ref}.{number}",
            title=f"Do what priority {priority.ref} promised in part {number}",
            post=post,
            due=Due(date(2026, 12, 31), Precision.DAY, "31 December 2026"),
        )
        for priority in [PriorityFactory(plan=plan, ref=str(ref), title=f"Priority {ref}") for ref in (1, 2, 3)]
        for number, post in enumerate(posts, start=1)
    ]
    for _ in range(2):
        period = PeriodFactory(plan=plan)
        for number, action in enumerate(actions):
            UpdateFactory(
                accepted=True,
                action=action,
                period=period,
                proposed_level=level(plan.action_scale, meanings[number % 3]),
                narrative=f"Part {action.ref} is moving.",
            )
        PrioritySummaryFactory(
            priority=actions[0].priority,
            period=period,
            judged_level=level(plan.priority_scale, Meaning.AT_RISK),
            reason="Two of three are late.",
        )
        freeze_period(period=period, by=None, at=datetime.combine(period.ends_on, datetime.min.time(), UTC))
    return plan


@pytest.fixture
def member(plan):
    user = UserFactory(name="Bea Lund")
    MembershipFactory(body=plan.owner_body, user=user)
    return user


def dashboard(plan):
    return reverse("monitoring:latest_dashboard", args=[plan.slug])


def test_board_member_sees_where_the_plan_stands_and_follows_an_action_to_its_story(page, plan, member):
    sign_in(page, member)
    page.goto(dashboard(plan))

    expect(page.get_by_role("heading", level=1)).to_have_text("Progress to 31 December 2025")
    expect(page.locator(".app-position")).to_contain_text("3 of 9 actions are complete or on track")
    page.get_by_role("link", name="6 need attention").click()
    expect(page.get_by_role("heading", name="6 actions need attention")).to_be_in_viewport()
    page.get_by_role("link", name="1.3 Do what priority 1 promised in part 3").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Do what priority 1 promised in part 3")
    expect(page.get_by_text("Part 1.3 is moving.")).to_have_count(2)
    page.get_by_role("link", name="Priority 1", exact=True).click()
    expect(page.get_by_text("Two of three are late.")).to_be_visible()


def test_board_member_chooses_an_organisation_and_the_figures_follow_the_address(page, plan, member):
    sign_in(page, member)
    page.goto(dashboard(plan))

    page.get_by_text("Choose which actions to show").click()
    page.get_by_label("Organisation").select_option("Moor Vale Police")

    expect(page.locator(".app-position")).to_contain_text("0 of 3 actions are complete or on track")
    expect(page).to_have_url(re.compile(r"organisation=\d+"))
    expect(page.get_by_role("status")).to_contain_text("0 of 3 actions")
    page.reload()
    expect(page.locator(".app-position")).to_contain_text("0 of 3 actions are complete or on track")
    expect(page.get_by_label("Organisation")).to_have_value(re.compile(r"\d+"))
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".app-position")).to_contain_text("3 of 9 actions")


def test_board_member_without_scripts_chooses_and_opens_a_priority(new_page, plan, member):
    page = new_page(java_script_enabled=False)
    sign_in(page, member)
    page.goto(dashboard(plan))

    page.get_by_text("Choose which actions to show").click()
    page.get_by_label("Rating", exact=True).select_option("Off track")
    page.get_by_role("button", name="Show").click()

    expect(page.locator(".app-position")).to_contain_text("3 of 9 actions are rated off track")
    expect(page.locator("details.app-priority[open]")).to_have_count(3)
    page.get_by_role("row", name=re.compile("1.3 Do what priority 1 promised")).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Do what priority 1 promised in part 3")


def test_board_member_of_a_long_plan_opens_a_priority_with_the_keyboard(page, plan, member, monkeypatch):
    monkeypatch.setattr("monitoring.views.dashboards.WHOLE_UP_TO", 5)
    sign_in(page, member)
    page.goto(dashboard(plan))
    priority = page.locator("details.app-priority").first
    expect(priority.get_by_role("table")).to_have_count(0)

    priority.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(priority.get_by_role("row")).to_have_count(4)
    expect(priority.get_by_role("row").nth(1)).to_contain_text("Off track")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_the_record_says_is_accessible_and_fits(new_page, plan, member, width):
    page = new_page(viewport={"width": width, "height": 900})
    sign_in(page, member)
    period = plan.periods.order_by("ordinal").last()
    action = plan.priorities.first().actions.last()
    for address in (
        f"{reverse('monitoring:dashboard', args=[period.pk])}?level=off-track",
        reverse("monitoring:dashboard", args=[period.pk]),
        reverse("monitoring:priority_story", args=[period.pk, action.priority_id]),
        reverse("monitoring:action_story", args=[period.pk, action.pk]),
    ):
        page.goto(address)
        for summary in page.locator("summary").all():
            if not summary.locator("..").get_attribute("open"):
                summary.click()
        assert_accessible(page)
        assert_fits(page)
