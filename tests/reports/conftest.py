"""What several tests of reports begin with."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from monitoring.models import ReportingPeriod
from monitoring.services.periods import freeze_period
from partnership.models import Membership, User
from plans.models import Plan
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
)


@dataclass(frozen=True)
class Told:
    """A plan with an open period about which two things have been said, and who works on its reports."""

    plan: Plan
    period: ReportingPeriod
    coordinator: User
    clerk: User

    def freeze(self) -> ReportingPeriod:
        return freeze_period(period=self.period, by=self.coordinator).period


@pytest.fixture
def told(db: None) -> Told:
    return tell()


@pytest.fixture
def clerk(told: Told) -> Client:
    """A browser in which the plan's clerk is signed in."""
    client = Client()
    client.force_login(told.clerk)
    return client


def tell() -> Told:
    board = BodyFactory(name="Northmoor Children’s Partnership Board")
    coordinator, clerk = UserFactory(name="Ann Reed"), UserFactory(name="Clare Clerk")
    MembershipFactory(body=board, user=clerk, role=Membership.Role.CLERK)
    plan = PlanFactory(
        slug="northmoor",
        title="Northmoor Children’s Plan 2025 to 2028",
        short_title="Northmoor Children’s Plan",
        owner_body=board,
        coordinator=coordinator,
    )
    priority = PriorityFactory(plan=plan, ref="1", title="Good mental health, early")
    period = PeriodFactory(plan=plan)
    for number in (1, 2):
        action = ActionFactory(priority=priority, ref=f"1.{number}", title=f"Open drop-in support in school {number}")
        UpdateFactory(action=action, period=period, accepted=True)
    return Told(plan, period, coordinator, clerk)
