"""My actions: what an officer owes, by when."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from monitoring.work.my_actions import Begun, my_actions
from partnership.due import Due, Precision
from plans.ratings import Meaning
from priorities.models import Responsibility
from tests.factories import (
    ActionFactory,
    DraftFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    PriorityFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2025, 10, 15)


@pytest.fixture
def officer():
    return UserFactory(name="Priya Nair")


@pytest.fixture
def post(officer):
    return PostFactory(title="Strategic Lead", holder=officer)


@pytest.fixture
def plan():
    return PlanFactory(title="Northmoor plan")


@pytest.fixture
def priority(plan):
    return PriorityFactory(plan=plan)


@pytest.fixture
def period(plan):
    """Updates close two working days after WEDNESDAY."""
    return PeriodFactory(plan=plan, updates_due_on=date(2025, 10, 17), challenge_by=date(2025, 10, 24))


def mine(officer, *, on=WEDNESDAY):
    return my_actions(officer, today=on)


def test_my_actions_lists_what_is_due_most_urgent_first(officer, post, priority, period):
    def action(ref, **made):
        return ActionFactory(priority=priority, post=post, ref=ref, **made)

    action("1", due=Due(date(2027, 1, 1), Precision.DAY, "1 January 2027"))
    action("2", due=Due(date(2026, 1, 1), Precision.DAY, "1 January 2026"))
    draft = DraftFactory(action=action("3"), period=period, user=officer)
    UpdateFactory(action=action("4"), period=period, returned=True)
    UpdateFactory(action=action("5"), period=period)
    action("6", complete=True)
    action("7", stage="not_started", starts=Due(date(2026, 1, 1), Precision.DAY, "1 January 2026"))
    action("8", stage="withdrawn")

    page = mine(officer)

    assert [(task.led.action.ref, task.begun) for task in page.tasks] == [
        ("4", Begun.RETURNED),
        ("3", Begun.DRAFT),
        ("2", Begun.NOT_BEGUN),
        ("1", Begun.NOT_BEGUN),
    ]
    assert page.tasks[1].led.draft == draft
    assert [each.led.action.ref for each in page.done] == ["5"]
    assert [led.action.ref for led in page.complete] == ["6"]
    assert [led.action.ref for led in page.later] == ["7"]
    assert page.sentence == "4 updates to do by 17 October. 1 update is done."
    assert page.tasks[0].when == "Due Friday 17 October, in 2 working days"
    assert [each.text for each in page.dates] == ["17 October: updates close", "24 October: questions end"]


def test_my_actions_of_other_posts_and_contributors_are_not_mine(officer, post, priority, period):
    ActionFactory(priority=priority, post=PostFactory())
    ResponsibilityFactory(
        action=ActionFactory(priority=priority),
        post=post,
        role=Responsibility.Role.CONTRIBUTOR,
        primary=False,
    )

    page = mine(officer)

    assert (page.tasks, page.done, page.leads_any) == ([], [], False)


def test_my_actions_end_with_the_post(officer, priority, period):
    holding = PostHoldingFactory(user=officer, ends_on=date(2025, 10, 14))
    ActionFactory(priority=priority, post=holding.post)

    assert mine(officer).holdings == []
    assert mine(officer).tasks == []
    assert len(mine(officer, on=date(2025, 10, 14)).tasks) == 1


def test_my_actions_after_the_closing_day_says_it_was_due(officer, post, priority, period):
    ActionFactory(priority=priority, post=post)

    assert mine(officer, on=date(2025, 10, 21)).tasks[0].when == "Was due Friday 17 October, 2 working days ago"


def test_my_actions_after_updates_closed_are_not_chased(officer, post, plan, priority):
    period = PeriodFactory(plan=plan, challenge=True, challenge_by=date(2025, 10, 24))
    ActionFactory(priority=priority, post=post, ref="1")
    UpdateFactory(action=ActionFactory(priority=priority, post=post, ref="2"), period=period, returned=True)

    page = mine(officer)

    assert [(task.led.action.ref, task.on) for task in page.tasks] == [("2", "Fri 24 October")]
    assert [led.action.ref for led in page.missed] == ["1"]


def test_my_actions_of_two_plans_name_them(officer, post, priority, period):
    ActionFactory(priority=priority, post=post)
    other = PeriodFactory(plan__title="Youth justice plan", updates_due_on=date(2025, 10, 16))
    ActionFactory(priority__plan=other.plan, post=post)

    assert [task.led.plan_named for task in mine(officer).tasks] == ["Youth justice plan.", "Northmoor plan."]


def test_my_actions_say_how_it_was_last_time(officer, post, plan, priority):
    action = ActionFactory(priority=priority, post=post)
    before = PeriodFactory(plan=plan)
    UpdateFactory(action=action, period=before, proposed_level=level(plan.action_scale, Meaning.AT_RISK))
    before.state, before.frozen_at = "frozen", datetime(2025, 10, 30, tzinfo=UTC)
    before.save()
    PeriodFactory(plan=plan)
    ActionFactory(priority=priority, post=post)

    assert [task.led.last_time for task in mine(officer).tasks] == [
        "In September it was some concern.",
        "In September it was not rated.",
    ]


# --- The page ----------------------------------------------------------------------------------


def seen(officer) -> str:
    client = Client()
    client.force_login(officer)
    response = client.get(reverse("monitoring:my_actions"))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("nothing", "You do not hold a post"),
        ("post", "No action is led by your post"),
        ("resting", "Plan A is not asking for updates now. October to December 2025 opens on 1 January"),
        ("done", "Everything is done"),
        ("complete", "Nothing is asked of you now"),
        ("unreported", "Nothing is asked of you now"),
    ],
)
def test_my_actions_with_nothing_to_do_says_why(officer, made, words):
    if made == "nothing":
        assert words in seen(officer)
        return
    post = PostFactory(holder=officer)
    plan = PlanFactory(title="Plan A")
    if made == "resting":
        PeriodFactory(plan=plan, frozen=True)
        PeriodFactory(plan=plan, planned=True, opens_on=date(2026, 1, 1))
    else:
        PeriodFactory(plan=plan)
    if made != "post":
        action = ActionFactory(
            priority__plan=plan,
            post=post,
            complete=made == "complete",
            **({"stage": "merged"} if made == "unreported" else {}),
        )
        if made == "done":
            UpdateFactory(action=action, period=plan.periods.get())

    assert words in seen(officer)


def test_my_actions_anonymous_goes_to_sign_in(client):
    response = client.get(reverse("monitoring:my_actions"))

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/my-actions/"


@pytest.mark.parametrize("number", [1, 3])
def test_my_actions_costs_the_same_queries_however_many(officer, period, client, django_assert_num_queries, number):
    post, priority = PostFactory(holder=officer), PriorityFactory(plan=period.plan)
    for _ in range(number):
        ActionFactory(priority=priority, post=post)
        DraftFactory(action=ActionFactory(priority=priority, post=post), period=period, user=officer)
        UpdateFactory(action=ActionFactory(priority=priority, post=post), period=period)
        UpdateFactory(
            action=ActionFactory(priority=priority, post=post), period=period, returned=True, reviewed_by=UserFactory()
        )
        ActionFactory(priority=priority, post=post, complete=True)
    client.force_login(officer)

    with django_assert_num_queries(16):
        client.get(reverse("monitoring:my_actions"))
