"""The coordinator's page of reminders: the rules, who is awaited, and what became of each message."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.models import Reminder, ReportingPeriod
from monitoring.reminders import Occasion
from monitoring.services.reminders import occasions_of
from partnership.models import Message, User
from plans.models import Plan
from tests.factories import (
    ActionFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    ReminderFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db

State = Message.State
TODAY = date(2026, 10, 9)
AT = datetime(2026, 10, 9, 7, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel(datetime(2026, 10, 9, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(coordinator=UserFactory(name="Maya Patel"))


@pytest.fixture
def period(plan: Plan) -> ReportingPeriod:
    return PeriodFactory(plan=plan, opened_at=datetime(2026, 10, 1, 9, tzinfo=UTC), updates_due_on=date(2026, 10, 16))


@pytest.fixture
def client(plan: Plan) -> Client:
    client = Client()
    client.force_login(User.objects.get(name="Maya Patel"))
    return client


def awaited_from(name: str, period: ReportingPeriod, *, title: str = "Hubs"):
    return ActionFactory(title=title, priority__plan=period.plan, post=PostFactory(holder=UserFactory(name=name)))


def message_of(name: str, period: ReportingPeriod, state: str, **fields) -> Reminder:
    """A reminder of a new action, to its new lead, in this state."""
    action = awaited_from(name, period)
    person = action.responsibilities.get().post.holdings.get().user
    handed = {} if state in (State.WAITING, State.NOT_NEEDED) else {"address": person.email, "handed_over_at": AT}
    message = {"user": person, "due_on": TODAY, "state": state} | handed | fields
    return ReminderFactory(
        **{f"message__{name}": value for name, value in message.items()}, period=period, action=action
    )


def _told(answer: Any) -> str:
    [status] = page(answer).xpath("//*[@role='status']")
    return said(status)


def shown(client: Any, plan: Plan) -> Any:
    return page(client.get(reverse("monitoring:reminders", args=[plan.slug])))


def test_page_says_who_is_awaited_and_who_has_been_reminded(client, plan, period):
    awaited_from("Tom", period)
    message_of("Ann", period, State.SENT)
    message_of("Bo", period, State.UNCERTAIN)
    vacant = ActionFactory(title="Schools", priority__plan=plan, post=PostFactory(title="Head of SEND"))

    text = said(shown(client, plan))

    assert "4 updates are awaited from 3 people." in text
    assert "Ann and Bo have been reminded today and get nothing more until tomorrow." in text
    assert f"{vacant.title} Nobody holds the post Head of SEND." in text
    assert "Remind 1 person now" in text


@pytest.mark.parametrize(
    ("state", "fields", "words"),
    [
        (State.SENT, {}, "Sent To {email} today at 8:02am."),
        (State.WAITING, {}, "Waiting to be sent"),
        (
            State.WAITING,
            {"attempts": 2, "answer": "451 Later"},
            "Waiting to be sent Tried 2 times. 451 Later",
        ),
        (State.NOT_NEEDED, {}, "No longer needed Nothing was awaited from this person when its turn came."),
        (State.REFUSED, {"attempts": 1, "answer": "550 No such person"}, "Not sent To {email}: 550 No such person"),
        (
            State.UNCERTAIN,
            {"answer": "The worker was lost while it handed the message over."},
            "May not have arrived It went to {email} today at 8:02am. Ask Tom whether it came. "
            "The worker was lost while it handed the message over.",
        ),
    ],
)
def test_page_says_what_became_of_each_message(client, period, state, fields, words):
    reminder = message_of("Tom", period, state, **fields)

    expected = words.format(email=reminder.message.user.email)
    assert rows(shown(client, period.plan)) == [
        [
            "Tom",
            "Day Friday 9 October A week before they are due",
            "Of what Hubs",
            f"What became of it {expected}",
        ]
    ]


def test_page_puts_what_did_not_arrive_first(client, plan, period):
    message_of("Ann", period, State.SENT)
    message_of("Bo", period, State.UNCERTAIN)
    message_of("Cy", period, State.REFUSED, answer="550 No such person")
    message_of("Di", period, State.REFUSED, due_on=date(2026, 9, 1))

    [section] = shown(client, plan).xpath("//section[@aria-labelledby='trouble']")

    text = said(section)
    assert text.startswith("2 reminders may not have reached their readers What was not sent is tried again")
    assert "Fri 9 October Bo It went to" in text
    assert ("Cy" in text, "Di" in text) == (True, False)


def test_page_says_when_each_occasion_falls(client, plan, period):
    hints = [said(each) for each in parts(shown(client, plan), "govuk-checkboxes__hint")]

    assert hints == [
        "Thursday 1 October",
        "Friday 9 October",
        "Wednesday 14 October",
        "Friday 16 October",
        "Tuesday 20 October",
        "Friday 23 October",
    ]


def test_page_leaves_out_other_plans(client, plan, period):
    mine = message_of("Tom", period, State.SENT)
    ReminderFactory(message=mine.message, period=PeriodFactory(), action__title="Elsewhere")

    assert "Elsewhere" not in said(shown(client, plan))


def test_saving_the_rules_keeps_what_is_ticked(client, plan):
    answer = client.post(
        reverse("monitoring:reminders", args=[plan.slug]), {"occasions": [Occasion.OPENING, Occasion.ON_THE_DAY]}
    )

    ticked = shown(client, plan).xpath("//input[@type='checkbox'][@checked]/@value")
    assert answer["Location"] == reverse("monitoring:reminders", args=[plan.slug])
    assert ticked == [Occasion.OPENING, Occasion.ON_THE_DAY]
    assert occasions_of([plan]) == {plan.pk: {Occasion.OPENING, Occasion.ON_THE_DAY}}


def test_saving_with_nothing_ticked_reminds_nobody(client, plan):
    client.post(reverse("monitoring:reminders", args=[plan.slug]), {})

    assert occasions_of([plan]) == {plan.pk: set()}


def test_remind_now_says_who_is_reminded_and_who_had_been(client, plan, period):
    message_of("Ann", period, State.SENT)
    awaited_from("Tom", period)
    ActionFactory(priority__plan=plan)

    answer = client.post(reverse("monitoring:remind", args=[period.pk]), follow=True)

    assert _told(answer) == (
        "Tom is reminded now. Ann has been reminded today already. For 1 action there is nobody to remind."
    )
    assert Reminder.objects.filter(message__user__name="Tom", occasion="").count() == 1


def test_remind_now_on_a_saturday_says_when(client, plan, period):
    awaited_from("Tom", period)
    with time_machine.travel(datetime(2026, 10, 10, 9, tzinfo=UTC), tick=False):
        answer = client.post(reverse("monitoring:remind", args=[period.pk]), follow=True)

    assert _told(answer) == ("Nobody is reminded on a day off. You can do it again on Monday 12 October.")


@pytest.mark.parametrize("number", [1, 30])
def test_page_asks_the_same_however_many(client, plan, period, number):
    for each in range(number):
        message_of(f"Person {each}", period, State.UNCERTAIN)
    shown(client, plan)

    with CaptureQueriesContext(connection) as queries:
        shown(client, plan)

    assert len(queries) == 18
