"""A quarter in which five hundred updates are awaited asks the database no more than one in which a single one is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.services.periods import freeze_period
from monitoring.services.reminders import send, write_reminders
from partnership.models import Message, User
from plans.ratings import Meaning
from priorities.models import Responsibility, StrategicAction
from tests.factories import (
    BodyFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db

AT = datetime(2025, 10, 9, 10, tzinfo=UTC)

# Columns: address, who asks, queries. Two of them are for the session and the person.
TABLE = """
    monitoring:my_actions      officer      16
    monitoring:update_many     officer      14
    monitoring:confirm_many    officer      13
    monitoring:period_detail   coordinator  16
    monitoring:board           coordinator  13
    monitoring:board_list      coordinator  8
    monitoring:period_updates  coordinator  15
    monitoring:period_updates  lead         16
    monitoring:dashboard       coordinator  10
    monitoring:dashboard       officer      13
    monitoring:prompts         coordinator  3
    monitoring:reminders       coordinator  16
    monitoring:update_many     coordinator  14
"""
LINES = [tuple(line.split()) for line in TABLE.strip().splitlines()]
EXPECTED = {(name, person): int(queries) for name, person, queries in LINES}


# The pages of a plan; the others are of its period, but for a person's own actions.
OF_A_PLAN = {"monitoring:update_many", "monitoring:confirm_many", "monitoring:prompts", "monitoring:reminders"}


def address_of(name: str, period: ReportingPeriod) -> str:
    if name == "monitoring:my_actions":
        return reverse(name)
    return reverse(name, args=[period.plan.slug if name in OF_A_PLAN else period.pk])


def quarter(*, awaited: int) -> tuple[ReportingPeriod, dict[str, User]]:
    """An open period in which one officer owes so many updates, and a tenth as many wait for review.

    All of them were reported in the frozen period before.
    """
    people = {name: UserFactory(name=name.title()) for name in ("officer", "coordinator", "lead")}
    body = BodyFactory()
    MembershipFactory(body=body, user=people["lead"], role="lead")
    plan = PlanFactory(coordinator=people["coordinator"], requires_sign_off=True)
    priority = PriorityFactory(plan=plan, lead_body=body)
    post = PostFactory(holder=people["officer"])
    submitted = max(awaited // 10, 1)
    actions = StrategicAction.objects.bulk_create(
        StrategicAction(
            priority=priority,
            key=f"action-{number}",
            title=f"Action {number}",
            position=number,
            stage=StrategicAction.Stage.UNDER_WAY,
        )
        for number in range(awaited + submitted)
    )
    Responsibility.objects.bulk_create(Responsibility(action=action, post=post, primary=True) for action in actions)
    before = PeriodFactory(plan=plan)
    _say(before, actions, ProgressUpdate.State.ACCEPTED, by=people["officer"])
    freeze_period(period=before, by=None)
    period = PeriodFactory(plan=plan, updates_due_on=date(2026, 1, 16))
    _say(period, actions[:submitted], ProgressUpdate.State.SUBMITTED, by=people["officer"])
    return period, people


def _say(period: ReportingPeriod, actions: list[StrategicAction], state: str, *, by: User) -> None:
    on_track = level(period.action_scale, Meaning.ON_TRACK)
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            action=action,
            period=period,
            proposed_level=on_track,
            agreed_level=on_track if state == ProgressUpdate.State.ACCEPTED else None,
            narrative="Seven of twelve schools are open.",
            state=state,
            submitted_at=AT,
            submitted_by=by,
        )
        for action in actions
    )


@pytest.mark.parametrize("awaited", [1, 500])
def test_pages_of_a_quarter_ask_the_same_however_many_updates_are_awaited(awaited):
    period, people = quarter(awaited=awaited)
    clients = {name: Client() for name in people}
    for name, client in clients.items():
        client.force_login(people[name])

    asked = {}
    for name, person in EXPECTED:
        address = address_of(name, period)
        with CaptureQueriesContext(connection) as queries:
            answer = clients[person].get(address)
        assert answer.status_code == 200, address
        asked[name, person] = len(queries)

    assert asked == EXPECTED


@pytest.mark.parametrize("awaited", [1, 500])
def test_reminder_of_a_day_asks_the_same_however_many_updates_it_names(awaited, mailoutbox):
    _period, people = quarter(awaited=awaited)

    with time_machine.travel(datetime(2026, 1, 16, 10, tzinfo=UTC), tick=False):
        with CaptureQueriesContext(connection) as writing:
            write_reminders(on=date(2026, 1, 16))
        message = Message.objects.get()
        with CaptureQueriesContext(connection) as sending:
            send(message.pk)

    assert (len(writing), len(sending)) == (15, 21)
    assert (message.user, message.reminders.count()) == (people["officer"], awaited)
    assert [mail.to for mail in mailoutbox] == [[people["officer"].email]]
