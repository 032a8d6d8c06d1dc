"""Who may write a report for a meeting, and who sees it before and after it is final."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from partnership.models import Body, Membership, User
from plans.models import Plan
from reports.models import CommitteeReport
from reports.permissions import can_write, written_reports_open_to
from tests.factories import (
    BodyFactory,
    CommitteeReportFactory,
    ImplicationHeadingFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    PriorityFactory,
    ReportTemplateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def _seat(body: Body, role: Membership.Role) -> User:
    user = UserFactory()
    MembershipFactory(body=body, user=user, role=role)
    return user


def _holder(post: object) -> User:
    user = UserFactory()
    PostHoldingFactory(post=post, user=user)
    return user


@pytest.fixture
def scrutiny() -> Body:
    return BodyFactory(name="Scrutiny committee")


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(owner_body=BodyFactory(name="Partnership board"), coordinator=UserFactory())


@pytest.fixture
def report(plan: Plan, scrutiny: Body) -> CommitteeReport:
    """About a priority, for scrutiny."""
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory(name="Delivery group"))
    return CommitteeReportFactory(
        period=PeriodFactory(plan=plan, frozen=True),
        template=ReportTemplateFactory(body=scrutiny),
        scope=f"priority-{priority.pk}",
        scope_name=str(priority),
    )


def _group(report: CommitteeReport) -> Body:
    return Body.objects.get(name="Delivery group")


def test_can_write_is_for_clerks_coordinator_leads_of_its_scope_and_who_began_it(
    plan: Plan, report: CommitteeReport, scrutiny: Body
) -> None:
    assert plan.coordinating_post is not None
    assert plan.owner_body is not None
    group = _group(report)
    people = {
        "who began it": report.begun_by,
        "coordinator": _holder(plan.coordinating_post),
        "clerk of the meeting": _seat(scrutiny, Membership.Role.CLERK),
        "clerk of the plan": _seat(plan.owner_body, Membership.Role.CLERK),
        "chair of the priority": _seat(group, Membership.Role.CHAIR),
        "lead of the priority": _seat(group, Membership.Role.LEAD),
        "member of the group": _seat(group, Membership.Role.MEMBER),
        "chair of another group": _seat(BodyFactory(), Membership.Role.CHAIR),
        "chair of the plan's board": _seat(plan.owner_body, Membership.Role.CHAIR),
        "chair of scrutiny": _seat(scrutiny, Membership.Role.CHAIR),
        "somebody": UserFactory(),
    }

    assert {who for who, user in people.items() if can_write(user, report)} == {
        "who began it",
        "coordinator",
        "clerk of the meeting",
        "clerk of the plan",
        "chair of the priority",
        "lead of the priority",
    }


def test_can_write_about_the_whole_plan_is_for_whoever_chairs_its_board(plan: Plan, scrutiny: Body) -> None:
    assert plan.owner_body is not None
    whole = CommitteeReportFactory(
        period=PeriodFactory(plan=plan, frozen=True), template=ReportTemplateFactory(body=scrutiny)
    )
    chair = _seat(plan.owner_body, Membership.Role.CHAIR)

    assert can_write(chair, whole)
    assert list(written_reports_open_to(chair)) == [whole]


def test_written_reports_until_final_are_open_to_those_who_write_or_clear(
    plan: Plan, report: CommitteeReport, scrutiny: Body
) -> None:
    clearing = PostFactory()
    ImplicationHeadingFactory(template=report.template, clearing_post=clearing)
    people = {
        "who began it": report.begun_by,
        "clearing post": _holder(clearing),
        "clerk of the meeting": _seat(scrutiny, Membership.Role.CLERK),
        "lead of the priority": _seat(_group(report), Membership.Role.LEAD),
        "member of scrutiny": _seat(scrutiny, Membership.Role.MEMBER),
        "somebody": UserFactory(),
    }

    assert {who for who, user in people.items() if written_reports_open_to(user).exists()} == {
        "who began it",
        "clearing post",
        "clerk of the meeting",
        "lead of the priority",
    }


def test_written_reports_once_final_are_open_to_readers_of_the_plan(report: CommitteeReport) -> None:
    report.content = report.public_content = report.record = b"{}"
    report.state, report.final_at = CommitteeReport.State.FINAL, datetime(2026, 11, 3, tzinfo=UTC)
    report.save()

    assert list(written_reports_open_to(UserFactory())) == [report]


def test_written_reports_withdrawn_before_final_stay_with_their_writers(report: CommitteeReport) -> None:
    report.state = CommitteeReport.State.WITHDRAWN
    report.save()

    assert list(written_reports_open_to(UserFactory())) == []
    assert list(written_reports_open_to(report.begun_by)) == [report]
