"""The lead of a measure off target tells its story on a phone; then the lead of its priority signs off."""

from __future__ import annotations

import os
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from indicators.models import Indicator, RatingRule
from monitoring.models import MeasureCommentary, PrioritySummary
from partnership.models import Membership, User
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    BodyFactory,
    FigureFactory,
    IndicatorFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    RatingRuleFactory,
    RatingScaleFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 375, "height": 812}
STORY = "Two schools joined late, so fewer children were seen before the summer."


@pytest.fixture
def nurse(transactional_db: None) -> User:
    return UserFactory(name="Fiona Castle")


@pytest.fixture
def chair(transactional_db: None) -> User:
    return UserFactory(name="Miriam Sands")


@pytest.fixture
def measure(nurse: User, chair: User) -> Indicator:
    """A measure that falls short of its target, in a plan that wants its story before anything is signed off."""
    coordinator = UserFactory(name="Megan Price")
    plan = PlanFactory(
        title="Northmoor Children’s Plan",
        coordinator=coordinator,
        measure_scale=RatingScaleFactory(),
        requires_sign_off=True,
        measures_need_commentary=True,
    )
    RatingRuleFactory(plan=plan, kind=RatingRule.Kind.PERCENT)
    group = BodyFactory(name="Emotional Wellbeing Group")
    MembershipFactory(body=group, user=chair, role=Membership.Role.CHAIR)
    post = PostFactory(title="Head of School Nursing", organisation=OrganisationFactory(name="NHS"), holder=nurse)
    priority = PriorityFactory(plan=plan, lead_body=group, ref="2", title="Every child is well")
    today = timezone.localdate()
    period = PeriodFactory(
        plan=plan,
        starts_on=today - timedelta(days=100),
        ends_on=today - timedelta(days=10),
        updates_due_on=today + timedelta(days=3),
        sign_off_by=today + timedelta(days=9),
    )
    measure = IndicatorFactory(
        plan=plan, priority=priority, lead_post=post, code="2a", title="Children seen by a school nurse", unit="%",
        definition="Children in year 6 who have seen a school nurse, of all in year 6.",
    )  # fmt: skip
    for years, value in enumerate((71, 74, 66)):
        said: dict[str, Any] = {
            "period_label": f"{2023 + years}/{24 + years}",
            "period_ends_on": period.ends_on - timedelta(days=365 * (2 - years)),
        }
        FigureFactory(indicator=measure, value=Decimal(value), **said)
    TargetFactory(indicator=measure, value=Decimal(80), **said)
    return measure


def test_lead_of_a_measure_tells_its_story_and_the_priority_is_signed_off_after(new_page, measure, nurse, chair):
    """Both on a phone: first too early, then with the story there."""
    at_desk = new_page(viewport=PHONE)
    sign_in(at_desk, chair)
    at_desk.goto("/my-actions/")
    at_desk.get_by_role("link", name="2 Every child is well").click()
    at_desk.get_by_role("button", name="Sign off").click()
    expect(at_desk.get_by_role("alert")).to_contain_text("One measure is off target and has no commentary yet")
    _look(at_desk, "sign-off-too-early")
    at_desk.get_by_role("link", name="See who writes it").click()
    expect(at_desk.get_by_text("Head of School Nursing: Fiona Castle")).to_be_in_viewport()

    page = new_page(viewport=PHONE)
    sign_in(page, nurse)
    page.goto("/my-actions/")
    _look(page, "my-measures")
    page.get_by_role("link", name="Write the commentary").or_(
        page.get_by_role("button", name="Write the commentary")
    ).click()
    _look(page, "commentary")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Tell the story behind the figure")).to_be_visible()
    _look(page, "commentary-error")
    page.get_by_label("What is the story behind the figure?").fill(STORY)
    page.get_by_label("What is being done?").fill("A third nurse has begun.")
    page.get_by_label("Some concern").check()
    page.get_by_label("Why do you judge it otherwise?").fill("The rule does not know of the schools that joined late.")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("is saved.")).to_be_visible()
    expect(page.get_by_text("1 commentary is written")).to_be_visible()
    said = MeasureCommentary.objects.get()
    assert (said.story, str(said.judged_level), said.written_by) == (STORY, "Some concern", nurse)

    at_desk.get_by_role("button", name="Sign off").click()
    expect(at_desk.get_by_text("is signed off.")).to_be_visible()
    assert PrioritySummary.objects.get().signed_off_by == chair


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_about_commentaries_are_accessible_and_fit(new_page, measure, width):
    page = new_page(viewport={"width": width, "height": 900})
    sign_in(page, User.objects.get(name="Megan Price"))
    period = measure.plan.periods.get()
    for name, address in {
        "commentary": f"/periods/{period.pk}/measures/{measure.pk}/commentary/",
        "period": f"/periods/{period.pk}/",
        "board": f"/periods/{period.pk}/board/",
        "freeze": f"/periods/{period.pk}/freeze/",
        "post": f"/posts/{measure.lead_post_id}/",
    }.items():
        page.goto(address)
        for details in page.locator("main details").all():
            details.evaluate("details => details.open = true")
        _look(page, f"{name}-{width}")


def _look(page: Page, name: str) -> None:
    if where := os.environ.get("SHOTS"):
        page.screenshot(path=f"{where}/{name}.png", full_page=True)
    assert_accessible(page)
    assert_fits(page)
