"""Several actions at once over HTTP: each confirmed, submitted or refused by itself, and nothing typed lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monitoring.models import Draft, ProgressUpdate
from monitoring.services.updates import submit_update
from monitoring.views import kept
from partnership.due import Due, Precision
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    BodyFactory,
    DateChangeFactory,
    DraftFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(name="Priya Nair", email="priya@northmoor.example")


@pytest.fixture
def coordinator():
    return UserFactory(name="Sam Lee")


@pytest.fixture
def plan(coordinator):
    return PlanFactory(coordinator=coordinator)


@pytest.fixture
def post(officer):
    return PostFactory(title="Strategic Lead", holder=officer, organisation__name="Northmoor Council")


@pytest.fixture
def actions(plan, post, officer):
    """Three actions of the officer's that were on track in the period before the one that is open."""
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory())
    actions = [
        ActionFactory(priority=priority, post=post, ref=f"2.{n}", title=f"Open hub {n}", position=n) for n in (1, 2, 3)
    ]
    before = PeriodFactory(plan=plan)
    for action in actions:
        UpdateFactory(action=action, period=before, submitted_by=officer)
    before.state, before.frozen_at = "frozen", before.opened_at
    before.save()
    PeriodFactory(plan=plan, updates_due_on=timezone.localdate() + timedelta(days=3))
    return actions


@pytest.fixture
def period(plan, actions):
    return plan.periods.get(state="open")


@pytest.fixture
def other(plan):
    """An action of the plan that another organisation leads."""
    post = PostFactory(title="Head of Nursing", holder=UserFactory(), organisation__name="Northmoor NHS")
    return ActionFactory(priority=PriorityFactory(plan=plan), post=post, ref="5.1", title="Visit every nursery")


def of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def now(update: ProgressUpdate) -> tuple[str, str, str, bool]:
    return update.action.ref, update.level.label if update.level else "", update.narrative, update.unchanged


def stands(period) -> list[tuple[str, str, str, bool]]:
    updates = ProgressUpdate.objects.filter(period=period).select_related("action", "proposed_level", "agreed_level")
    return sorted(now(update) for update in updates)


# --- Confirming several as unchanged -----------------------------------------------------------


def confirm_page(plan) -> str:
    return f"/plans/{plan.slug}/confirm-many/"


def test_confirm_many_offers_what_may_be_confirmed_and_ticks_nothing(plan, actions, officer):
    html = page(of(officer).get(confirm_page(plan)))

    offered = parts(html, "app-confirm__item")
    assert [said(each) for each in offered] == [
        f"2.{n} Open hub {n} On track, 30 September 2025 Seven of twelve schools are open." for n in (1, 2, 3)
    ]
    assert html.xpath("//input[@type='checkbox' and @checked]") == []


def test_confirm_many_confirms_those_ticked_in_one_press(plan, actions, period, officer):
    ticked = [actions[0].pk, actions[2].pk]

    response = of(officer).post(confirm_page(plan), {"confirm": ticked}, follow=True)

    assert "You confirmed that nothing has changed about 2 actions." in response.content.decode()
    assert stands(period) == [("2.1", "On track", "", True), ("2.3", "On track", "", True)]


def test_confirm_many_with_one_that_somebody_submitted_meanwhile_confirms_the_others(plan, actions, period, officer):
    client = of(officer)
    client.get(confirm_page(plan))
    UpdateFactory(action=actions[1], period=period, submitted_by=UserFactory(name="Tom Bell"), narrative="Late.")

    response = client.post(confirm_page(plan), {"confirm": [action.pk for action in actions]})

    html = page(response)
    assert "You confirmed that nothing has changed about 2 actions." in said(html)
    [row] = parts(html, "app-confirm__item")
    assert said(row).startswith("Error: Tom Bell sent an update for this action on 9 October")
    assert row.xpath(".//input") == []
    assert row.xpath(".//a/@href") == [f"/actions/{actions[1].pk}/update/"]
    assert [link.get("href") for link in html.xpath("//*[@role='alert']//a")] == [f"#row-{actions[1].pk}"]
    assert stands(period) == [
        ("2.1", "On track", "", True),
        ("2.2", "On track", "Late.", False),
        ("2.3", "On track", "", True),
    ]


def test_confirm_many_pressed_twice_confirms_once(plan, actions, period, officer):
    client = of(officer)
    ticked = {"confirm": [actions[0].pk]}

    client.post(confirm_page(plan), ticked)
    response = client.post(confirm_page(plan), ticked)

    assert response.status_code == 302
    assert ProgressUpdate.objects.get(period=period).version == 1


def test_confirm_many_lists_those_that_need_words_with_the_reason_and_a_link(plan, actions, period, officer):
    overdue, begun, _unchanged = actions
    DateChangeFactory(action=overdue, due=Due(date(2025, 11, 30), Precision.DAY, "30 November 2025"))
    DraftFactory(user=officer, action=begun, period=period)

    html = page(of(officer).get(confirm_page(plan)))

    assert [said(each) for each in parts(html, "app-todo__item")] == [
        "2.1 Open hub 1 The action is past its date, 30 November 2025. Say how it is going now.",
        "2.2 Open hub 2 You have begun to write about it. Finish that and submit it.",
    ]
    assert html.xpath("//*[@class='app-todo']//a/@href") == [f"/actions/{each.pk}/update/" for each in (overdue, begun)]


def test_confirm_many_with_nothing_ticked_says_what_to_do(plan, actions, period, officer):
    response = of(officer).post(confirm_page(plan))

    assert response.context["form"].errors == {"confirm": ["Tick the actions about which nothing has changed"]}
    assert stands(period) == []


def test_confirm_many_of_an_action_one_does_not_lead_is_refused_by_itself(plan, actions, period, officer, other):
    response = of(officer).post(confirm_page(plan), {"confirm": [actions[0].pk, other.pk]})

    assert "5.1 Visit every nursery: You cannot report on this action now." in response.content.decode()
    assert stands(period) == [("2.1", "On track", "", True)]


def test_confirm_many_of_an_action_of_a_plan_not_to_be_seen_does_not_name_it(plan, actions, officer):
    hidden = ActionFactory(priority__plan=PlanFactory(status="drafting"), title="Nobody knows this")

    response = of(officer).post(confirm_page(plan), {"confirm": [hidden.pk]})

    assert "Nobody knows this" not in response.content.decode()
    assert list(ProgressUpdate.objects.filter(action=hidden)) == []


def test_confirm_many_by_the_coordinator_says_for_whom(plan, actions, period, coordinator):
    client = of(coordinator)

    response = client.post(confirm_page(plan), {"confirm": [actions[0].pk]})
    assert response.context["form"].errors == {"on_behalf_of": ["Say who told you, and how"]}
    assert parts(page(response), "govuk-checkboxes__input")[0].get("checked") is not None
    client.post(confirm_page(plan), {"confirm": [actions[0].pk], "on_behalf_of": "Priya Nair, by telephone"})

    update = ProgressUpdate.objects.get(period=period)
    assert (update.submitted_by, update.on_behalf_of) == (coordinator, "Priya Nair, by telephone")


def test_confirm_many_by_the_coordinator_can_be_narrowed_to_an_organisation(plan, actions, other, coordinator):
    response = of(coordinator).get(confirm_page(plan), {"organisation": "Northmoor NHS"})

    assert [each.of.action for each in response.context["others"]] == [other]
    assert response.context["offered"] == []


def test_confirm_many_after_updates_closed_says_so(plan, actions, period, officer):
    period.state = "challenge"
    period.save()

    response = of(officer).post(confirm_page(plan), {"confirm": [actions[0].pk]})

    assert "Updates for October to December 2025 have closed." in response.content.decode()
    assert stands(period) == []
