"""A lead's job: take from the updates what the board should know, say how the priority stands, and sign it off."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monitoring.models import Highlight, PrioritySummary
from partnership.models import Membership
from plans.ratings import Meaning
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead(transactional_db):
    return UserFactory(name="Miriam Sands")


@pytest.fixture
def priority(lead):
    """A priority with two updates, in a period that wants it signed off."""
    plan = PlanFactory(title="Northmoor Children’s Plan", requires_sign_off=True)
    group = BodyFactory(name="Emotional Wellbeing Group")
    MembershipFactory(body=group, user=lead, role=Membership.Role.CHAIR)
    priority = PriorityFactory(plan=plan, lead_body=group, ref="2", title="Every child is well")
    period = PeriodFactory(plan=plan, sign_off_by=timezone.localdate() + timedelta(days=5))
    for number, (meaning, text) in enumerate(
        [
            (Meaning.ON_TRACK, "Nine of twelve drop-ins are open."),
            (Meaning.OFF_TRACK, "The crisis line has no provider."),
        ],
        start=1,
    ):
        UpdateFactory(
            action=ActionFactory(priority=priority, ref=f"2.{number}", title=f"Promise number {number}"),
            period=period,
            proposed_level=level(plan.action_scale, meaning),
            narrative=text,
            accepted=True,
        )
    return priority


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_lead_takes_highlights_from_updates_and_signs_off(new_page, lead, priority, scripts):
    page = new_page(java_script_enabled=scripts)
    sign_in(page, lead)
    page.goto("/my-actions/")

    page.get_by_role("link", name="2 Every child is well").click()
    page.get_by_role("button", name="Add as: Issue 2.2 Promise number 2").click()
    page.get_by_role("button", name="Add as: Progress 2.1 Promise number 1").click()
    page.get_by_role("button", name="Move up highlight 2").click()
    page.get_by_label("Text of highlight 1").fill("Nine of twelve drop-ins are open, two more than in June.")
    page.get_by_label("Some concern").check()
    page.get_by_role("button", name="Sign off").click()

    expect(page.get_by_role("link", name="Say why: its actions make it off track")).to_be_visible()
    page.get_by_label("What do you say about it?").fill("One provider is missing; the rest goes well.")
    page.get_by_role("button", name="Sign off").click()

    expect(page.get_by_text("is signed off.")).to_be_visible()
    assert list(Highlight.objects.values_list("kind", "text")) == [
        ("progress", "Nine of twelve drop-ins are open, two more than in June."),
        ("issue", "The crisis line has no provider."),
    ]
    assert PrioritySummary.objects.get().signed_off_by == lead
    page.get_by_role("link", name="Take the sign-off back").click()
    page.get_by_label("Why?").fill("A provider has been found.")
    page.get_by_role("button", name="Take the sign-off back").click()
    expect(page.get_by_text("A provider has been found.")).to_be_visible()


@pytest.mark.parametrize("width", [375, 1280])
def test_pages_of_a_lead_are_accessible_and_fit(new_page, lead, priority, width):
    page = new_page(viewport={"width": width, "height": 900})
    sign_in(page, lead)
    page.goto("/my-actions/")
    _look(page, f"my-actions-{width}")
    page.get_by_role("link", name="2 Every child is well").click()
    _look(page, f"summary-{width}")
    page.get_by_role("button", name="Add as: Issue 2.2 Promise number 2").click()
    page.get_by_role("button", name="Write another highlight").click()
    _look(page, f"summary-highlights-{width}")
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("is signed off.")).to_be_visible()
    _look(page, f"signed-off-{width}")
    page.get_by_role("link", name="Take the sign-off back").click()
    _look(page, f"back-{width}")


def _look(page, name):
    if where := os.environ.get("SHOTS"):
        page.screenshot(path=f"{where}/{name}.png", full_page=True)
    assert_accessible(page)
    assert_fits(page)
