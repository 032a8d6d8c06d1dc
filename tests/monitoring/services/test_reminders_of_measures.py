"""Whoever answers for a measure is told of its figure and its commentary in the day's one message."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator, RatingRule
from monitoring.models import Reminder, ReportingPeriod
from monitoring.reminders import Occasion
from monitoring.services.posts import hand_over_post
from monitoring.services.reminders import remind_now, send, write_reminders
from monitoring.work.my_actions import my_actions
from partnership.models import Body, Membership, Message, User
from tests.factories import (
    ActionFactory,
    BodyFactory,
    CoverFactory,
    FigureFactory,
    IndicatorFactory,
    MeasureCommentaryFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    RatingRuleFactory,
    RatingScaleFactory,
    ReminderFactory,
    TargetFactory,
    UserFactory,
)
from tests.monitoring.services.test_reminders import deliver, planned, standing, text_of

pytestmark = pytest.mark.django_db

State = Message.State

NOW = datetime(2026, 10, 9, 9, tzinfo=UTC)
DUE = date(2026, 10, 16)
TO_LEAD = date(2026, 10, 23)
JUNE = date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _nobody_is_woken(monkeypatch):
    for where in ("partnership.wake.wake", "monitoring.services.reminders.wake"):
        monkeypatch.setattr(where, lambda task, *keys: None)


@pytest.fixture
def hana() -> User:
    return UserFactory(name="Hana", email="hana@northmoor.example")


@pytest.fixture
def period(hana) -> ReportingPeriod:
    plan = PlanFactory(
        title="Northmoor plan",
        measure_scale=RatingScaleFactory(),
        analyst_post=PostFactory(title="Analyst", holder=hana),
    )
    RatingRuleFactory(plan=plan, kind=RatingRule.Kind.PERCENT, at_risk_within=Decimal(10))
    return PeriodFactory(
        plan=plan,
        starts_on=date(2026, 7, 1),
        ends_on=date(2026, 9, 30),
        opened_at=datetime(2026, 10, 1, 9, tzinfo=UTC),
        updates_due_on=DUE,
    )


def measured(period: ReportingPeriod, title: str, *, value: int = 95, **given) -> Indicator:
    """A measure whose figure for the quarter to June is in, against a target of 90."""
    indicator = IndicatorFactory(plan=period.plan, title=title, **given)
    TargetFactory(indicator=indicator, period_label="June", period_ends_on=JUNE)
    FigureFactory(indicator=indicator, period_label="June", period_ends_on=JUNE, value=Decimal(value))
    return indicator


def late(period: ReportingPeriod, title: str, **given) -> Indicator:
    """One whose figure for the quarter to September could be had by 5 October."""
    return measured(period, title, frequency="quarterly", lag_days=5, **given)


def lead(name: str, **fields):
    return PostFactory(
        title="Head of School Nursing", holder=UserFactory(name=name, email=f"{name.lower()}@nhs.example"), **fields
    )


# --- Who -----------------------------------------------------------------------------------------


def test_reminder_of_a_figure_and_of_a_commentary_goes_to_who_leads_the_measure(period):
    post = lead("Fiona")
    late(period, "Late", lead_post=post)
    measured(period, "Off target", value=60, lead_post=post)
    measured(period, "Fine", lead_post=post)

    assert planned() == {"Fiona": [("Late", Occasion.WEEK_BEFORE), ("Off target", Occasion.WEEK_BEFORE)]}


def test_reminder_of_a_measure_that_no_post_leads_goes_to_the_analyst(period):
    late(period, "Late")

    assert planned() == {"Hana": [("Late", Occasion.WEEK_BEFORE)]}


def test_reminder_of_a_measure_goes_to_who_covers_for_its_lead(period):
    post = lead("Fiona")
    CoverFactory(post=post, user=UserFactory(name="Ada"))
    late(period, "Late", lead_post=post)

    assert planned() == {"Ada": [("Late", Occasion.WEEK_BEFORE)]}


def test_reminder_leaves_out_measures_of_which_nothing_is_awaited(period):
    post = lead("Fiona")
    measured(period, "Not yet due", frequency="quarterly", lag_days=30, lead_post=post)
    late(period, "Given up", lead_post=post, status=Indicator.Status.DISCONTINUED)
    told = measured(period, "Told", value=60, lead_post=post)
    MeasureCommentaryFactory(indicator=told, period=period)

    assert planned() == {}


def test_measures_in_a_reminder_are_those_of_my_actions(period):
    fiona = UserFactory(name="Fiona")
    post = PostFactory(holder=fiona)
    late(period, "Late", lead_post=post)
    late(period, "Late and off target", value=60, lead_post=post)
    measured(period, "Off target", value=60, lead_post=post)

    mine = my_actions(fiona, today=NOW.date()).measures

    owed = {each.indicator.title for each in mine.figures} | {each.asks.measure.title for each in mine.to_comment}
    assert {title for title, _occasion in planned()["Fiona"]} == owed == {"Late", "Late and off target", "Off target"}


@pytest.fixture
def chair() -> User:
    return UserFactory(name="Chair", email="chair@northmoor.example")


@pytest.fixture
def group(chair) -> Body:
    body = BodyFactory(name="Wellbeing group")
    MembershipFactory(body=body, user=chair, role=Membership.Role.CHAIR)
    return body


def test_five_working_days_after_who_leads_the_body_is_told_of_its_measures(period, chair, group):
    late(period, "Its own", lead_body=group)
    late(period, "Of its priority", priority=PriorityFactory(plan=period.plan, lead_body=group))
    off = ActionFactory(priority__plan=period.plan, priority__lead_body=group, complete=True)
    measured(period, "Of its action", value=60, action=off)
    late(period, "Of nobody")

    found = [("Its own", Occasion.TO_LEAD), ("Of its priority", Occasion.TO_LEAD), ("Of its action", Occasion.TO_LEAD)]
    assert planned(TO_LEAD) == {"Chair": found}


# --- What it says --------------------------------------------------------------------------------


def test_mail_names_updates_and_measures_in_one_message(period, smtp_server, settings):
    settings.SITE_URL = "https://plan.northmoor.example"
    post = lead("Fiona")
    hubs = ActionFactory(title="Hubs", priority__plan=period.plan, post=post)
    off = measured(period, "Dental checks", value=60, lead_post=post)
    late(period, "School attendance", lead_post=post)
    planned()

    [mail] = deliver(smtp_server)

    assert (mail["To"], mail["Subject"]) == (
        "fiona@nhs.example",
        "1 update, 1 commentary and 1 figure are due on Friday 16 October",
    )
    assert f"""\
1 update, 1 commentary and 1 figure are due on Friday 16 October.

Northmoor plan, {period}: due on Friday 16 October, in 5 working days

* Hubs
  https://plan.northmoor.example/actions/{hubs.pk}/update/

* Dental checks
  Off track. Tell the story behind the figure.
  https://plan.northmoor.example/periods/{period.pk}/measures/{off.pk}/commentary/

* School attendance
  The figure for the time up to 30 September 2026 was expected by 5 October 2026.
  https://plan.northmoor.example/plans/{period.plan.slug}/figures/

All that is asked of you:
https://plan.northmoor.example/my-actions/

Why you get this e-mail
You hold the post Head of School Nursing.
""" in text_of(mail)


def test_mail_about_measures_alone_is_sent(period, smtp_server):
    late(period, "Late", value=60)
    planned()

    assert [mail["Subject"] for mail in deliver(smtp_server)] == [
        "1 commentary and 1 figure are due on Friday 16 October"
    ]


def test_send_after_the_figure_came_and_the_story_was_told_sends_nothing(period, smtp_server):
    found = late(period, "Late")
    off = measured(period, "Off target", value=60)
    planned()
    FigureFactory(indicator=found, period_label="September", period_ends_on=date(2026, 9, 30), value=Decimal(95))
    MeasureCommentaryFactory(indicator=off, period=period)

    assert (deliver(smtp_server), standing()) == ([], [State.NOT_NEEDED])


def test_mail_to_the_lead_says_what_of_a_measure_is_missing_and_who_was_asked(
    period, group, smtp_server, settings, client
):
    settings.SITE_URL = "https://plan.northmoor.example"
    measure = late(period, "Dental checks", value=60, lead_body=group)
    vacant = late(period, "Attendance", lead_body=group, lead_post=PostFactory(title="Head of Schools"))
    with time_machine.travel(datetime.combine(TO_LEAD, NOW.timetz()), tick=False):
        planned(TO_LEAD)
        [mail] = deliver(smtp_server)
        client.force_login(User.objects.get(name="Chair"))
        page = client.get(f"/periods/{period.pk}/measures/{measure.pk}/")

    assert mail["Subject"] == (
        "1 commentary and 2 figures of Wellbeing group were due on Friday 16 October and have not come"
    )
    assert f"""\
Wellbeing group – Northmoor plan, {period}: was due on Friday 16 October, 5 working days ago

* Dental checks
  The figure for the time up to 30 September 2026 was expected by 5 October 2026.
  Off track. The story behind the figure has not been told.
  Asked: Hana, Analyst
  https://plan.northmoor.example/periods/{period.pk}/measures/{measure.pk}/

* Attendance
  The figure for the time up to 30 September 2026 was expected by 5 October 2026.
  Nobody holds the post Head of Schools.
  https://plan.northmoor.example/periods/{period.pk}/measures/{vacant.pk}/

Why you get this e-mail
You lead Wellbeing group, which answers for them.
""" in text_of(mail)
    assert page.status_code == 200


def test_remind_now_reminds_of_measures_and_says_what_nobody_answers_for(period, hana):
    late(period, "Late")
    late(period, "Vacant", lead_post=PostFactory(title="Head of SEND"))

    reminded = remind_now(period=period, by=UserFactory(), on=NOW.date())

    assert reminded.now == [hana]
    assert [(each.title, each.why_nobody) for each in reminded.nobody] == [
        ("Vacant", "Nobody holds the post Head of SEND.")
    ]


def test_reminder_that_waits_goes_with_the_post_that_leads_the_measure(period):
    post = lead("Fiona")
    late(period, "Late", lead_post=post)
    planned()
    leaving = post.holdings.get()
    uma = UserFactory(name="Uma")

    hand_over_post(post=post, leaving=leaving, successor=uma, on=NOW.date(), by=UserFactory())

    assert [(each.message.user, each.indicator.title) for each in Reminder.objects.all()] == [(uma, "Late")]


# --- The row -------------------------------------------------------------------------------------


@pytest.mark.parametrize("both", [True, False], ids=["both", "neither"])
def test_reminder_of_both_or_neither_is_refused(period, both):
    indicator = IndicatorFactory(plan=period.plan) if both else None
    action = ActionFactory(priority__plan=period.plan) if both else None

    with pytest.raises(IntegrityError, match="reminder_names_an_action_or_a_measure"):
        ReminderFactory(action=action, indicator=indicator, period=period)


@pytest.mark.parametrize("number", [1, 60])
def test_reminding_of_measures_asks_the_same_however_many(period, number, smtp_server):
    post = lead("Fiona")
    for each in range(number):
        late(period, f"Measure {each}", value=60, lead_post=post)

    with CaptureQueriesContext(connection) as writing:
        write_reminders(on=NOW.date())
    with CaptureQueriesContext(connection) as sending:
        send(Message.objects.get().pk)

    assert (Reminder.objects.count(), len(smtp_server.messages)) == (number, 1)
    assert (len(writing), len(sending)) == (15, 20)
