"""A lead's job: look first where an update may be wrong, ask, and agree what is right."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monitoring.record.words import day
from partnership.due import Due, Precision
from partnership.models import Membership
from plans.ratings import Meaning
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MembershipFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db(transaction=True)

PROTOCOL = "7.3 Review the multi-agency domestic abuse protocol"
COURSES = "7.1 Offer courses on domestic abuse to everyone who works with children"
SAID = "The review is complete. A group is currently updating the protocols."
ASKED = "Is the protocol adopted or not?"
ANSWERED = "The review was done in May; the protocol goes to the board in March."


@pytest.fixture
def officer(transactional_db):
    return UserFactory(name="Priya Nair")


@pytest.fixture
def lead(transactional_db):
    return UserFactory(name="Chris Chair")


@pytest.fixture
def period(officer, lead):
    """Two updates wait for review; the second contradicts itself."""
    plan = PlanFactory(title="Northmoor Children’s Plan", action_scale__name="Five ratings")
    priority = PriorityFactory(plan=plan, ref="7", title="Safe at home", lead_body=BodyFactory(name="Safety Group"))
    MembershipFactory(body=priority.lead_body, user=lead, role=Membership.Role.LEAD)
    post = PostFactory(title="Head of Safeguarding", organisation__name="Northmoor Council", holder=officer)
    period = PeriodFactory(plan=plan)
    said = {
        COURSES: (Meaning.ON_TRACK, "Four courses were held and all were full."),
        PROTOCOL: (Meaning.COMPLETE, SAID),
    }
    for position, (title, (meaning, text)) in enumerate(said.items()):
        action = ActionFactory(priority=priority, ref=title[:3], title=title[4:], post=post, position=position)
        UpdateFactory(
            action=action,
            period=period,
            proposed_level=level(period.action_scale, meaning),
            narrative=text,
            submitted_by=officer,
            completed_on=period.ends_on if meaning == Meaning.COMPLETE else None,
        )
        if meaning == Meaning.COMPLETE:
            due = Due(date(2025, 9, 30), Precision.MONTH, "September 2025")
            MilestoneFactory(action=action, title="Protocol adopted", due=due)
    return period


@pytest.fixture
def signed_in(new_page):
    def open_page(user, **viewport):
        page = new_page(viewport={"width": 1280, "height": 900} | viewport)
        sign_in(page, user)
        return page

    return open_page


def test_lead_asks_about_the_riskiest_update_and_agrees_another_rating(signed_in, period, officer, lead):
    page = signed_in(lead)
    questions_the_riskiest(page, period)
    answers(signed_in(officer, width=375))
    agrees_another_rating(page, period)

    reads_the_story(page, period)


def questions_the_riskiest(page, period):
    page.goto(f"/periods/{period.pk}/updates/")
    first = page.get_by_role("main").get_by_role("listitem").filter(has=page.locator(".app-todo__link")).first
    expect(first).to_contain_text(PROTOCOL)
    expect(first).to_contain_text(
        "It is said to be complete, but its own text speaks of work that goes on: “currently”."
    )
    assert_accessible(page)
    page.get_by_role("link", name=PROTOCOL).click()
    expect(page.get_by_role("heading", name="Why it may be wrong")).to_be_visible()
    expect(
        page.get_by_text("It is said to be complete, but a milestone is still open: Protocol adopted.")
    ).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Return it to its author").check()
    page.get_by_label("Why?").fill(ASKED)
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("status")).to_have_text(f"{PROTOCOL} is returned to its author.")


def answers(page):
    page.goto("/my-actions/")
    expect(page.get_by_text(ASKED)).to_be_visible()
    page.get_by_role("button", name="Answer and submit again").click()
    page.get_by_label("What has happened").fill(ANSWERED)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("answered and submitted it again")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)


def agrees_another_rating(page, period):
    page.goto(f"/periods/{period.pk}/updates/")
    page.get_by_role("link", name=PROTOCOL).click()
    thread = page.get_by_role("list").filter(has_text="Priya Nair answered and submitted it again")
    expect(thread).to_contain_text(f"Chris Chair returned it and asked: {ASKED}")
    assert_accessible(page)
    page.get_by_label("Accept it with another rating").check()
    page.get_by_label("Some concern").check()
    page.get_by_label("Why?").fill("It is not adopted yet.")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("status")).to_have_text(f"{PROTOCOL} is accepted as Some concern.")


def reads_the_story(page, period):
    action = period.updates.get(narrative=ANSWERED).action
    page.goto(f"/periods/{period.pk}/actions/{action.pk}/")
    today = day(timezone.localdate())
    for words in (
        f"Chris Chair returned it on {today} and asked: {ASKED}",
        f"Priya Nair submitted it again on {today}.",
        f"Chris Chair changed the rating from complete to some concern on {today}: It is not adopted yet.",
    ):
        expect(page.get_by_text(words)).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_challenge_pages_fit_and_are_accessible(signed_in, period, lead, width):
    page = signed_in(lead, width=width)
    update = period.updates.get(narrative=SAID)
    for address in (
        f"/periods/{period.pk}/updates/",
        f"/updates/{update.pk}/",
        f"/plans/{period.plan.slug}/prompts/",
    ):
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)
