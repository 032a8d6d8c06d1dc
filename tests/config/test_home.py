"""Where each person begins."""

from datetime import date

import pytest

from config.home import beginning
from partnership.models import Body, Membership
from plans.models import Plan
from priorities.models import Responsibility
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 14)


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def plan():
    return PlanFactory(slug="northmoor")


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, ordinal=5)


def lead_an_action(person, plan):
    return ActionFactory(priority__plan=plan, post=PostFactory(holder=person))


def test_officer_from_whom_something_is_awaited_begins_at_their_actions(person, plan, period):
    lead_an_action(person, plan)

    assert beginning(person, today=TODAY) == "/my-actions/"


def test_officer_who_has_done_everything_begins_at_their_actions(person, plan, period):
    UpdateFactory(action=lead_an_action(person, plan), period=period)

    assert beginning(person, today=TODAY) == "/my-actions/"


def test_lead_with_nothing_to_review_begins_at_what_they_sign_off(person, plan, period):
    Plan.objects.update(requires_sign_off=True)
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory())
    MembershipFactory(body=priority.lead_body, user=person, role=Membership.Role.LEAD)

    assert beginning(person, today=TODAY) == "/my-actions/"


def test_partner_who_only_contributes_begins_at_their_actions(person, plan, period):
    nhs = OrganisationFactory()
    PostFactory(organisation=nhs, holder=person)
    ResponsibilityFactory(
        action=ActionFactory(priority__plan=plan),
        post=None,
        organisation=nhs,
        role=Responsibility.Role.CONTRIBUTOR,
        primary=False,
    )

    assert beginning(person, today=TODAY) == "/my-actions/"


def test_coordinator_begins_at_the_period_under_way(person):
    plan = PlanFactory(coordinator=person)
    PeriodFactory(plan=plan, ordinal=4, frozen=True)
    period = PeriodFactory(plan=plan, ordinal=5)
    PeriodFactory(plan=plan, ordinal=6, planned=True)

    assert beginning(person, today=TODAY) == f"/periods/{period.pk}/"


def test_coordinator_between_periods_begins_at_the_next_one_planned(person):
    plan = PlanFactory(coordinator=person)
    PeriodFactory(plan=plan, ordinal=5, frozen=True)
    coming = PeriodFactory(plan=plan, ordinal=6, planned=True)
    PeriodFactory(plan=plan, ordinal=7, planned=True)

    assert beginning(person, today=TODAY) == f"/periods/{coming.pk}/"


def test_coordinator_with_everything_frozen_begins_at_the_latest(person):
    plan = PlanFactory(coordinator=person)
    PeriodFactory(plan=plan, ordinal=4, frozen=True)
    latest = PeriodFactory(plan=plan, ordinal=5, frozen=True)

    assert beginning(person, today=TODAY) == f"/periods/{latest.pk}/"


def test_coordinator_of_a_new_plan_begins_where_periods_are_planned(person):
    PlanFactory(coordinator=person, slug="new")

    assert beginning(person, today=TODAY) == "/plans/new/periods/"


def test_coordinator_of_two_plans_chooses(person):
    PlanFactory(coordinator=person)
    PlanFactory(coordinator=person)

    assert beginning(person, today=TODAY) == "/plans/"


def test_coordinator_who_owes_an_update_gives_it_first(person):
    plan = PlanFactory(coordinator=person)
    PeriodFactory(plan=plan)
    lead_an_action(person, plan)

    assert beginning(person, today=TODAY) == "/my-actions/"


def test_lead_begins_at_what_waits_for_review(person, plan, period):
    group = BodyFactory()
    MembershipFactory(body=group, user=person, role=Membership.Role.LEAD)
    UpdateFactory(action=ActionFactory(priority=PriorityFactory(plan=plan, lead_body=group)), period=period)

    assert beginning(person, today=TODAY) == f"/periods/{period.pk}/updates/"


def test_lead_with_nothing_to_review_reads_the_dashboard(person, plan, period):
    MembershipFactory(body=plan.owner_body, user=person, role=Membership.Role.LEAD)

    assert beginning(person, today=TODAY) == "/plans/northmoor/dashboard/"


def test_clerk_begins_at_the_reports(person, plan, period):
    MembershipFactory(body=plan.owner_body, user=person, role=Membership.Role.CLERK)

    assert beginning(person, today=TODAY) == "/reports/"


def test_board_member_begins_at_the_dashboard_of_their_plan_among_many(person, plan, period):
    PeriodFactory()
    MembershipFactory(body=plan.owner_body, user=person)

    assert beginning(person, today=TODAY) == "/plans/northmoor/dashboard/"


def test_scrutiny_member_begins_at_the_dashboard_of_the_only_plan(person, plan, period):
    MembershipFactory(body=BodyFactory(kind=Body.Kind.SCRUTINY_COMMITTEE), user=person)

    assert beginning(person, today=TODAY) == "/plans/northmoor/dashboard/"


def test_scrutiny_member_with_several_plans_chooses(person, period):
    PeriodFactory()
    MembershipFactory(body=BodyFactory(kind=Body.Kind.SCRUTINY_COMMITTEE), user=person)

    assert beginning(person, today=TODAY) == "/plans/"


def test_reader_of_a_plan_without_a_period_reads_the_plan(person, plan):
    PeriodFactory(plan=plan, planned=True)

    assert beginning(person, today=TODAY) == "/plans/northmoor/"


def test_reader_of_nothing_is_told_so(person):
    PlanFactory(status=Plan.Status.DRAFTING)

    assert beginning(person, today=TODAY) == "/plans/"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("/dashboard/", "/plans/northmoor/dashboard/"), ("/periods/", "/plans/northmoor/periods/")],
)
def test_menu_leads_to_the_pages_of_the_only_plan(client, person, period, address, leads_to):
    client.force_login(person)

    assert client.get(address)["Location"] == leads_to


@pytest.mark.parametrize("address", ["/dashboard/", "/periods/"])
def test_menu_leads_to_the_plans_where_there_are_several(client, person, period, address):
    PeriodFactory()
    client.force_login(person)

    assert client.get(address)["Location"] == "/plans/"


def test_menu_leads_a_coordinator_to_their_own_plan_among_several(client, person, period):
    PeriodFactory(plan=PlanFactory(coordinator=person, slug="mine"))
    client.force_login(person)

    assert client.get("/periods/")["Location"] == "/plans/mine/periods/"


def test_coordinator_who_prepares_the_plan_that_follows_begins_at_the_one_in_force(person):
    old = PlanFactory(coordinator=person, slug="old")
    period = PeriodFactory(plan=old)
    PlanFactory(coordinating_post=old.coordinating_post, status=Plan.Status.DRAFTING, supersedes=old)
    PlanFactory(coordinating_post=old.coordinating_post, status=Plan.Status.SUPERSEDED)

    assert beginning(person, today=TODAY) == period.get_absolute_url()


def test_reader_of_a_plan_and_the_one_before_it_reads_the_one_in_force(person, plan, period):
    PeriodFactory(plan=PlanFactory(status=Plan.Status.SUPERSEDED), frozen=True)

    assert beginning(person, today=TODAY) == "/plans/northmoor/dashboard/"


def test_analyst_of_a_plan_begins_at_its_measures(person, plan, period):
    Plan.objects.update(analyst_post=PostFactory(holder=person))

    assert beginning(person, today=TODAY) == "/plans/northmoor/measures/"


def test_analyst_of_a_plan_that_is_over_begins_as_a_reader(person, plan, period):
    Plan.objects.update(analyst_post=PostFactory(holder=person), status=Plan.Status.CLOSED)

    assert beginning(person, today=TODAY) == "/plans/northmoor/dashboard/"
