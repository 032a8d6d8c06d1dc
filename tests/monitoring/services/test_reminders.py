"""Who is reminded of what on which day, in one message each, and what becomes of it until it is sent."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.models import Reminder, ReminderRule, ReportingPeriod
from monitoring.reminders import Occasion
from monitoring.services.reminders import (
    NobodyToRemind,
    hand_out,
    remind,
    remind_now,
    send,
    set_reminder_rules,
    write_reminders,
)
from partnership.due import Due, Precision
from partnership.models import Membership, Message
from priorities.models import Responsibility, StrategicAction
from tests.factories import (
    ActionFactory,
    BodyFactory,
    CoverFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    PeriodRecordFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    ReminderRuleFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
)
from tests.mail import MailServer

pytestmark = pytest.mark.django_db

State = Message.State

DUE = date(2026, 10, 16)
OPENED = datetime(2026, 10, 1, 9, tzinfo=UTC)
WEEK_BEFORE = date(2026, 10, 9)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 10, 9, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def woken(monkeypatch) -> list[tuple]:
    sent: list[tuple] = []
    for where in ("partnership.wake.wake", "monitoring.services.reminders.wake"):
        monkeypatch.setattr(where, lambda task, *keys: sent.append((task, *keys)))
    return sent


def open_period(**fields) -> ReportingPeriod:
    return PeriodFactory(
        **{
            "starts_on": date(2026, 7, 1),
            "ends_on": date(2026, 9, 30),
            "opened_at": OPENED,
            "updates_due_on": DUE,
            "challenge_by": date(2026, 10, 30),
            **fields,
        }
    )


def at(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=9)


def planned(day: date = WEEK_BEFORE) -> dict[str, list[tuple[str, str]]]:
    """What is written down for a day: by person, the actions and measures with the occasion of each."""
    write_reminders(on=day)
    found: dict[str, list[tuple[str, str]]] = {}
    for each in Reminder.objects.filter(message__due_on=day).order_by("pk"):
        found.setdefault(each.message.user.name, []).append((each.of.title, each.occasion))
    return found


def led_by(name: str, *, title: str = "Hubs", period: ReportingPeriod, **fields) -> StrategicAction:
    """An action of the period's plan that a post held by a new person leads."""
    return ActionFactory(
        title=title, priority__plan=period.plan, post=PostFactory(holder=UserFactory(name=name)), **fields
    )


# --- Who -----------------------------------------------------------------------------------------


def test_reminder_goes_to_the_holder_of_the_leading_post():
    led_by("Tom", period=open_period())

    assert planned() == {"Tom": [("Hubs", Occasion.WEEK_BEFORE)]}


def test_reminder_of_a_covered_post_goes_to_the_cover_instead():
    action = led_by("Tom", period=open_period())
    [responsibility] = action.responsibilities.all()
    CoverFactory(post=responsibility.post, user=UserFactory(name="Ada"))

    assert planned() == {"Ada": [("Hubs", Occasion.WEEK_BEFORE)]}


def test_reminder_after_the_cover_has_ended_goes_to_the_holder():
    action = led_by("Tom", period=open_period())
    [responsibility] = action.responsibilities.all()
    CoverFactory(post=responsibility.post, ends_on=date(2026, 10, 8))

    assert planned() == {"Tom": [("Hubs", Occasion.WEEK_BEFORE)]}


def test_reminder_of_a_vacant_post_goes_to_its_deputy_or_their_cover():
    period = open_period()
    deputy = PostFactory(holder=UserFactory(name="Dee"))
    ActionFactory(title="Hubs", priority__plan=period.plan, post=PostFactory(deputy=deputy))
    away = PostFactory(holder=UserFactory(name="Away"))
    CoverFactory(post=away, user=UserFactory(name="Cass"))
    ActionFactory(title="Schools", priority__plan=period.plan, post=PostFactory(deputy=away))

    assert planned() == {"Dee": [("Hubs", Occasion.WEEK_BEFORE)], "Cass": [("Schools", Occasion.WEEK_BEFORE)]}


def test_reminder_of_a_post_whose_holder_left_goes_to_the_deputy():
    period = open_period()
    gone = UserFactory(name="Gone", is_active=False)
    deputy = PostFactory(holder=UserFactory(name="Dee"))
    ActionFactory(title="Hubs", priority__plan=period.plan, post=PostFactory(holder=gone, deputy=deputy))

    assert planned() == {"Dee": [("Hubs", Occasion.WEEK_BEFORE)]}


def test_reminder_of_two_leading_posts_goes_to_both_and_not_to_who_is_accountable_or_contributes():
    period = open_period()
    action = led_by("Tom", period=period)
    for name, role in (
        ("Uma", Responsibility.Role.LEAD),
        ("Director", Responsibility.Role.ACCOUNTABLE),
        ("Councillor", Responsibility.Role.POLITICAL_LEAD),
        ("Helper", Responsibility.Role.CONTRIBUTOR),
    ):
        post = PostFactory(holder=UserFactory(name=name))
        ResponsibilityFactory(action=action, post=post, role=role, primary=False)

    assert sorted(planned()) == ["Tom", "Uma"]


def test_reminder_of_an_action_without_a_lead_goes_to_who_is_accountable():
    period = open_period()
    action = ActionFactory(title="Hubs", priority__plan=period.plan)
    post = PostFactory(holder=UserFactory(name="Director"))
    ResponsibilityFactory(action=action, post=post, role=Responsibility.Role.ACCOUNTABLE, primary=False)

    assert planned() == {"Director": [("Hubs", Occasion.WEEK_BEFORE)]}


def test_reminder_of_what_no_post_leads_goes_to_nobody():
    period = open_period()
    ActionFactory(priority__plan=period.plan)
    ResponsibilityFactory(
        action=ActionFactory(priority__plan=period.plan), post=None, organisation=OrganisationFactory()
    )
    ActionFactory(priority__plan=period.plan, post=PostFactory())

    assert planned() == {}


# --- Of what -------------------------------------------------------------------------------------


def test_reminder_leaves_out_what_nobody_need_update():
    period = open_period()
    led_by("Tom", period=period)
    UpdateFactory(action=led_by("Submitted", period=period), period=period)
    UpdateFactory(action=led_by("Accepted", period=period), period=period, accepted=True)
    led_by("Complete", period=period, complete=True)
    led_by("Withdrawn", period=period, stage=StrategicAction.Stage.WITHDRAWN)
    led_by("New", period=period, in_plan_from=date(2026, 10, 5))
    elsewhere = PriorityFactory(plan=period.plan, monitored_elsewhere_by="The safeguarding partners")
    ActionFactory(priority=elsewhere, post=PostFactory(holder=UserFactory(name="Elsewhere")))

    assert planned() == {"Tom": [("Hubs", Occasion.WEEK_BEFORE)]}


def test_reminder_leaves_out_what_is_still_to_start():
    period = open_period()
    starts = Due(date(2027, 1, 31), Precision.MONTH, "January 2027")
    led_by("Later", period=period, stage=StrategicAction.Stage.NOT_STARTED, starts=starts)

    assert planned() == {}


def test_reminder_names_a_returned_update():
    period = open_period()
    UpdateFactory(action=led_by("Tom", period=period), period=period, returned=True)

    assert planned() == {"Tom": [("Hubs", Occasion.WEEK_BEFORE)]}


def test_reminder_after_updates_closed_names_returned_ones_alone_by_the_end_of_questions():
    period = open_period(challenge=True)
    UpdateFactory(action=led_by("Tom", period=period), period=period, returned=True)
    led_by("Missed", period=period)

    assert planned(WEEK_BEFORE) == {}
    assert planned(date(2026, 10, 23)) == {"Tom": [("Hubs", Occasion.WEEK_BEFORE)]}


def test_reminder_of_planned_and_frozen_periods_goes_to_nobody():
    led_by("Tom", period=open_period(planned=True))
    led_by("Uma", period=open_period(frozen=True))

    assert planned() == {}


def test_reminder_to_the_lead_goes_to_those_who_lead_the_body():
    period = open_period()
    body = BodyFactory()
    for name, role in (("Chair", Membership.Role.CHAIR), ("Member", Membership.Role.MEMBER)):
        MembershipFactory(body=body, user=UserFactory(name=name), role=role)
    lead = PostFactory(holder=UserFactory(name="Lead"))
    MembershipFactory(body=body, user=None, post=lead, role=Membership.Role.LEAD)
    priority = PriorityFactory(plan=period.plan, lead_body=body)
    ActionFactory(title="Hubs", priority=priority, post=PostFactory(holder=UserFactory(name="Tom")))
    ActionFactory(title="Schools", priority=priority)

    both = [("Hubs", Occasion.TO_LEAD), ("Schools", Occasion.TO_LEAD)]
    assert planned(date(2026, 10, 23)) == {"Chair": both, "Lead": both}


# --- When ----------------------------------------------------------------------------------------


def test_reminders_keep_to_the_plans_rules():
    period = open_period()
    led_by("Tom", period=period)
    ReminderRuleFactory(plan=period.plan, occasion=Occasion.WEEK_BEFORE, applies=False)
    ReminderRuleFactory(plan=period.plan, occasion=Occasion.ON_THE_DAY, applies=True)

    assert planned(WEEK_BEFORE) == {}
    assert planned(DUE) == {"Tom": [("Hubs", Occasion.ON_THE_DAY)]}


def test_opening_is_told_on_the_day_and_once():
    period = open_period()
    led_by("Tom", period=period)

    with time_machine.travel(at(date(2026, 10, 1)), tick=False):
        assert planned(date(2026, 10, 1)) == {"Tom": [("Hubs", Occasion.OPENING)]}
    assert planned(date(2026, 10, 2)) == {}


def test_opening_is_told_the_day_after_to_whoever_had_had_the_days_message():
    first, second = open_period(), open_period()
    tom = UserFactory(name="Tom")
    post = PostFactory(holder=tom)
    ActionFactory(title="Hubs", priority__plan=first.plan, post=post)
    with time_machine.travel(at(date(2026, 10, 1)), tick=False):
        planned(date(2026, 10, 1))
    Message.objects.update(state=State.SENT, address="tom@northmoor.example", handed_over_at=OPENED)
    ActionFactory(title="Schools", priority__plan=second.plan, post=post)

    assert planned(date(2026, 10, 1)) == {"Tom": [("Hubs", Occasion.OPENING)]}
    assert planned(date(2026, 10, 2)) == {"Tom": [("Schools", Occasion.OPENING)]}


def test_remind_outside_its_hours_does_nothing(woken):
    led_by("Tom", period=open_period())

    # Summer time: eight o'clock is seven.
    remind(at=datetime(2026, 10, 9, 6, 59, tzinfo=UTC))
    remind(at=datetime(2026, 10, 9, 17, 0, tzinfo=UTC))

    assert (Message.objects.count(), woken) == (0, [])


def test_remind_within_its_hours_wakes_a_worker_for_each_message(woken):
    period = open_period()
    led_by("Tom", period=period)
    led_by("Uma", period=period)

    remind(at=datetime(2026, 10, 9, 7, 0, tzinfo=UTC))

    messages = Message.objects.order_by("pk")
    assert woken == [("monitoring.send_reminder", message.pk) for message in messages]
    assert [message.user.name for message in messages] == ["Tom", "Uma"]


def test_remind_twice_writes_once_and_wakes_for_what_still_waits(woken):
    led_by("Tom", period=open_period())

    remind(at=at(WEEK_BEFORE))
    remind(at=at(WEEK_BEFORE))

    message = Message.objects.get()
    assert Reminder.objects.count() == 1
    assert woken == [("monitoring.send_reminder", message.pk)] * 2


def test_remind_of_one_person_for_all_plans_is_one_message():
    tom = UserFactory(name="Tom")
    post, other = PostFactory(holder=tom), PostFactory(holder=tom)
    for title in ("Hubs", "Schools"):
        period = open_period()
        ActionFactory(title=f"{title} 1", priority__plan=period.plan, post=post)
        ActionFactory(title=f"{title} 2", priority__plan=period.plan, post=other)

    assert planned() == {
        "Tom": [(f"{title} {number}", Occasion.WEEK_BEFORE) for title in ("Hubs", "Schools") for number in (1, 2)]
    }
    assert Message.objects.count() == 1


def test_message_that_waits_takes_in_what_comes_up_before_it_goes():
    period = open_period()
    tom = UserFactory(name="Tom")
    ActionFactory(title="Hubs", priority__plan=period.plan, post=PostFactory(holder=tom))
    planned()

    ActionFactory(title="Schools", priority__plan=period.plan, post=PostFactory(holder=tom))

    assert planned() == {"Tom": [("Hubs", Occasion.WEEK_BEFORE), ("Schools", Occasion.WEEK_BEFORE)]}


# --- The mail ------------------------------------------------------------------------------------


def deliver(smtp_server: MailServer) -> list[EmailMessage]:
    for message in Message.objects.order_by("pk"):
        send(message.pk)
    return smtp_server.messages


def text_of(mail) -> str:
    said: str = mail.get_body(("plain",)).get_content()
    return said


def html_of(mail) -> str:
    said: str = mail.get_body(("html",)).get_content()
    return said


def test_mail_says_how_many_until_when_which_and_why(smtp_server, settings):
    settings.SITE_URL = "https://plan.northmoor.example"
    settings.SERVICE_NAME, settings.COUNCIL_NAME = "Children’s Plan", "Northmoor Council"
    maya = UserFactory(name="Maya Patel", email="maya@northmoor.example")
    plan = PlanFactory(title="Northmoor plan", coordinator=maya)
    before = PeriodFactory(plan=plan)
    tom = UserFactory(name="Tom Bell", email="tom@northmoor.example")
    post = PostFactory(title="Head of Lettings", holder=tom)
    hubs = ActionFactory(ref="1.2", title="Open seven hubs", priority__plan=plan, post=post)
    schools = ActionFactory(ref="1.3", title="Train <all> schools", priority=hubs.priority, post=post)
    UpdateFactory(action=hubs, period=before, next_steps="Find premises.\nHire two people.")
    ReportingPeriod.objects.filter(pk=before.pk).update(state="frozen", frozen_at=OPENED)
    period = open_period(plan=plan)
    UpdateFactory(action=schools, period=period, returned=True, reviewed_by=UserFactory(name="Maria Lopez"))
    planned()

    [mail] = deliver(smtp_server)

    assert (mail["To"], mail["Subject"]) == ("tom@northmoor.example", "2 updates are due on Friday 16 October")
    assert (mail["List-Id"], mail["Auto-Submitted"]) == ("<reminders.plan.northmoor.example>", "auto-generated")
    assert (
        text_of(mail)
        == f"""\
Hello Tom Bell,

2 updates are due on Friday 16 October.

Northmoor plan, {period}: due on Friday 16 October, in 5 working days

* 1.2 Open seven hubs
  Promised last time: Find premises.
  https://plan.northmoor.example/actions/{hubs.pk}/update/

* 1.3 Train <all> schools
  Maria Lopez asks: Say how many schools.
  https://plan.northmoor.example/actions/{schools.pk}/update/

All that is asked of you:
https://plan.northmoor.example/my-actions/

Why you get this e-mail
You hold the post Head of Lettings.
If these e-mails should go to somebody else for good, tell Maya Patel (maya@northmoor.example).

If you will be away, say who covers for you. The reminders then go to that person:
https://plan.northmoor.example/posts/

Children’s Plan
Northmoor Council
"""
    )
    html = html_of(mail)
    assert "Train &lt;all&gt; schools" in html
    assert f'href="https://plan.northmoor.example/actions/{hubs.pk}/update/"' in html
    assert [tag for tag in ("<img", "<table", "<script", "<link", "http://") if tag in html] == []
    assert Message.objects.get().state == State.SENT


def test_mail_tells_what_was_promised_last_time_as_it_was_corrected(smtp_server):
    before = PeriodFactory()
    action = led_by("Tom", period=before)
    UpdateFactory(action=action, period=before, next_steps="Find premises in Aston.")
    ReportingPeriod.objects.filter(pk=before.pk).update(state="frozen", frozen_at=OPENED)
    open_period(plan=before.plan)
    correction = {"path": f"actions/{action.pk}/update/next_steps", "new": "Find premises in Ashton."}
    PeriodRecordFactory(period=before, version=2, errata=[correction])
    planned()

    [mail] = deliver(smtp_server)

    assert "  Promised last time: Find premises in Ashton.\n" in text_of(mail)


def test_links_of_a_mail_sign_nobody_in(smtp_server):
    led_by("Tom", period=open_period())
    planned()
    [mail] = deliver(smtp_server)
    found = re.findall(r"http://testserver(\S+)", text_of(mail))
    assert set(re.findall(r'href="http://testserver([^"]+)"', html_of(mail))) == set(found)

    # A mail program that fetches every link to look for harm.
    client = Client()
    answers = [client.get(address)["Location"] for address in found]

    assert len(found) == 3
    assert answers == [f"{reverse('account_login')}?next={address}" for address in found]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("day", "subject"),
    [
        (date(2026, 10, 14), "1 update is due on Friday 16 October"),
        (date(2026, 10, 16), "1 update is due today, Friday 16 October"),
        (date(2026, 10, 20), "1 update was due on Friday 16 October"),
    ],
)
def test_mail_says_in_its_subject_where_the_day_is(smtp_server, clock, day, subject):
    led_by("Tom", period=open_period())
    clock.move_to(at(day))
    planned(day)

    assert [mail["Subject"] for mail in deliver(smtp_server)] == [subject]


def test_mail_of_several_days_names_the_first(smtp_server, clock):
    tom = UserFactory()
    for due in (DUE, date(2026, 10, 23)):
        period = open_period(updates_due_on=due)
        ActionFactory(priority__plan=period.plan, post=PostFactory(holder=tom))
    clock.move_to(at(DUE))
    planned(DUE)

    assert [mail["Subject"] for mail in deliver(smtp_server)] == ["2 updates are due, the first on Friday 16 October"]


def test_mail_to_the_lead_names_the_body_and_who_was_asked(smtp_server, clock):
    clock.move_to(at(date(2026, 10, 23)))
    period = open_period(plan__title="Northmoor plan")
    body = BodyFactory(name="Wellbeing group")
    MembershipFactory(body=body, user=UserFactory(name="Zoe"), role=Membership.Role.CHAIR)
    priority = PriorityFactory(plan=period.plan, lead_body=body)
    tom = UserFactory(name="Tom")
    hubs = ActionFactory(title="Hubs", priority=priority, post=PostFactory(title="Head of Lettings", holder=tom))
    vacant = ActionFactory(title="Schools", priority=priority, post=PostFactory(title="Head of SEND"))
    planned(date(2026, 10, 23))

    [mail] = deliver(smtp_server)

    assert mail["Subject"] == "2 updates of Wellbeing group were due on Friday 16 October and have not come"
    said = text_of(mail)
    assert said.startswith(f"""\
Hello Zoe,

2 updates of Wellbeing group were due on Friday 16 October and have not come.

Wellbeing group – Northmoor plan, {period}: was due on Friday 16 October, 5 working days ago

* Hubs
  Asked: Tom, Head of Lettings
  http://testserver{reverse("monitoring:action_story", args=[period.pk, hubs.pk])}

* Schools
  Nobody holds the post Head of SEND.
  http://testserver{reverse("monitoring:action_story", args=[period.pk, vacant.pk])}
""")
    assert "You lead Wellbeing group, which answers for them." in said


def test_mail_about_a_body_named_on_two_lines_has_a_subject_of_one(smtp_server, clock):
    clock.move_to(at(date(2026, 10, 23)))
    period = open_period()
    body = BodyFactory(name="Wellbeing\ngroup")
    MembershipFactory(body=body, role=Membership.Role.CHAIR)
    ActionFactory(priority=PriorityFactory(plan=period.plan, lead_body=body))
    planned(date(2026, 10, 23))

    assert [mail["Subject"] for mail in deliver(smtp_server)] == [
        "1 update of Wellbeing group was due on Friday 16 October and has not come"
    ]


def test_mail_says_why_cover_and_deputy_get_it(smtp_server):
    period = open_period()
    covered = PostFactory(title="Head of Lettings", holder=UserFactory())
    CoverFactory(post=covered, user=UserFactory(name="Ada"))
    deputy = PostFactory(holder=UserFactory(name="Dee"))
    vacant = PostFactory(title="Head of SEND", deputy=deputy)
    for post in (covered, vacant):
        ActionFactory(priority__plan=period.plan, post=post)
    planned()

    said = "\n".join(text_of(mail) for mail in deliver(smtp_server))

    assert "You cover for the post Head of Lettings until 23 October." in said
    assert "You deputise for the post Head of SEND, which nobody holds now." in said


# --- What changes between writing and sending ----------------------------------------------------


def standing() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_send_after_all_was_submitted_sends_nothing(smtp_server):
    period = open_period()
    action = led_by("Tom", period=period)
    planned()
    UpdateFactory(action=action, period=period)

    assert (deliver(smtp_server), standing()) == ([], [State.NOT_NEEDED])


def test_send_after_one_of_two_was_submitted_says_the_other(smtp_server):
    period = open_period()
    post = PostFactory(holder=UserFactory())
    hubs = ActionFactory(title="Hubs", priority__plan=period.plan, post=post)
    ActionFactory(title="Schools", priority=hubs.priority, post=post)
    planned()
    UpdateFactory(action=hubs, period=period)

    [mail] = deliver(smtp_server)

    assert mail["Subject"] == "1 update is due on Friday 16 October"
    assert ("Hubs" in text_of(mail), "Schools" in text_of(mail)) == (False, True)


def test_send_after_its_day_sends_nothing(smtp_server, clock):
    led_by("Tom", period=open_period())
    planned()
    clock.move_to(at(date(2026, 10, 12)))

    assert (deliver(smtp_server), standing()) == ([], [State.NOT_NEEDED])


def test_send_after_updates_closed_sends_nothing(smtp_server):
    period = open_period()
    led_by("Tom", period=period)
    planned()
    ReportingPeriod.objects.filter(pk=period.pk).update(state="challenge")

    assert (deliver(smtp_server), standing()) == ([], [State.NOT_NEEDED])


def test_send_after_the_rule_was_switched_off_sends_nothing(smtp_server):
    period = open_period()
    led_by("Tom", period=period)
    planned()
    set_reminder_rules(plan=period.plan, occasions=[Occasion.ON_THE_DAY], by=UserFactory())

    assert (deliver(smtp_server), standing()) == ([], [State.NOT_NEEDED])


def test_send_after_the_post_was_handed_over_goes_to_the_new_holder_alone(smtp_server):
    action = led_by("Tom", period=open_period())
    planned()
    [responsibility] = action.responsibilities.all()
    responsibility.post.holdings.update(user=UserFactory(name="Uma", email="uma@northmoor.example"))
    planned()

    assert [mail["To"] for mail in deliver(smtp_server)] == ["uma@northmoor.example"]
    assert standing() == [State.NOT_NEEDED, State.SENT]


def test_person_who_had_the_days_message_gets_no_second(smtp_server):
    period = open_period()
    post = PostFactory(holder=UserFactory(name="Tom"))
    hubs = ActionFactory(title="Hubs", priority__plan=period.plan, post=post)
    planned()
    deliver(smtp_server)
    ActionFactory(title="Schools", priority=hubs.priority, post=post)

    assert planned() == {"Tom": [("Hubs", Occasion.WEEK_BEFORE)]}
    assert len(deliver(smtp_server)) == 1


def test_message_that_was_not_needed_is_used_when_something_is_returned(smtp_server):
    period = open_period()
    action = led_by("Tom", period=period)
    planned()
    update = UpdateFactory(action=action, period=period)
    deliver(smtp_server)
    update.state, update.returned_because = "returned", "Say how many."
    update.save()
    planned()

    assert [mail["Subject"] for mail in deliver(smtp_server)] == ["1 update is due on Friday 16 October"]
    assert (standing(), Reminder.objects.count()) == ([State.SENT], 1)


def test_hand_out_leaves_alone_what_is_done(woken, smtp_server):
    led_by("Tom", period=open_period())
    planned()
    deliver(smtp_server)

    hand_out()

    assert woken == []


# --- Rules and reminding now ---------------------------------------------------------------------


def test_set_rules_keeps_a_row_only_for_what_was_ever_changed():
    plan, by = PlanFactory(), UserFactory()
    set_reminder_rules(plan=plan, occasions=[each for each in Occasion if each != Occasion.AFTER], by=by)
    set_reminder_rules(plan=plan, occasions=list(Occasion), by=by)

    assert list(ReminderRule.objects.values_list("occasion", "applies")) == [(Occasion.AFTER, True)]


def test_remind_now_reminds_everybody_and_says_who_had_been(
    woken, smtp_server, clock, django_capture_on_commit_callbacks
):
    period = open_period()
    tom = led_by("Tom", period=period)
    planned()
    deliver(smtp_server)
    led_by("Uma", title="Schools", period=period)
    unled = ActionFactory(priority=tom.priority)

    with django_capture_on_commit_callbacks(execute=True):
        reminded = remind_now(period=period, by=UserFactory(), on=WEEK_BEFORE)

    assert ([each.name for each in reminded.now], [each.name for each in reminded.already]) == (["Uma"], ["Tom"])
    assert [(each.action, each.why_nobody) for each in reminded.nobody] == [(unled, "No lead is named.")]
    assert woken == [("monitoring.hand_out_reminders",)]
    assert [mail["Subject"] for mail in deliver(smtp_server)[1:]] == ["1 update is due on Friday 16 October"]


def test_remind_now_after_the_rules_were_switched_off_still_reminds(smtp_server):
    period = open_period()
    led_by("Tom", period=period)
    set_reminder_rules(plan=period.plan, occasions=[], by=UserFactory())

    remind_now(period=period, by=UserFactory(), on=WEEK_BEFORE)

    assert len(deliver(smtp_server)) == 1


def test_remind_now_tries_again_what_the_mail_server_refused(smtp_server):
    period = open_period()
    action = led_by("Tom", period=period)
    tom = action.responsibilities.get().post.holdings.get().user
    smtp_server.refuse(tom.email)
    planned()
    deliver(smtp_server)
    planned()
    assert standing() == [State.REFUSED]
    smtp_server.recover()

    reminded = remind_now(period=period, by=UserFactory(), on=WEEK_BEFORE)

    assert reminded.now == [tom]
    assert (len(deliver(smtp_server)), standing()) == (1, [State.SENT])


def test_remind_now_leaves_alone_what_may_have_arrived(smtp_server):
    period = open_period()
    led_by("Tom", period=period)
    planned()
    smtp_server.hang_up()
    deliver(smtp_server)
    smtp_server.recover()

    reminded = remind_now(period=period, by=UserFactory(), on=WEEK_BEFORE)

    assert [each.name for each in reminded.already] == ["Tom"]
    assert (len(deliver(smtp_server)), standing()) == (1, [State.UNCERTAIN])


def test_remind_now_on_a_day_off_is_refused():
    period = open_period()
    led_by("Tom", period=period)

    with pytest.raises(NobodyToRemind, match="You can do it again on Monday 12 October"):
        remind_now(period=period, by=UserFactory(), on=date(2026, 10, 10))

    assert Message.objects.count() == 0


def test_remind_now_with_nothing_awaited_is_refused():
    with pytest.raises(NobodyToRemind, match="Nothing is awaited"):
        remind_now(period=open_period(), by=UserFactory(), on=WEEK_BEFORE)


def test_remind_now_of_a_period_that_takes_no_updates_is_refused():
    with pytest.raises(NobodyToRemind, match="takes no updates now"):
        remind_now(period=open_period(planned=True), by=UserFactory(), on=WEEK_BEFORE)


# --- Queries -------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 500])
def test_writing_a_days_reminders_asks_the_same_however_many(number):
    period = open_period(plan__priority_scale=None)
    priority = PriorityFactory(plan=period.plan, lead_body=BodyFactory())
    posts = [PostFactory(holder=UserFactory()) for _ in range(min(number, 50))]
    for each in range(number):
        ActionFactory(priority=priority, post=posts[each % len(posts)])

    with CaptureQueriesContext(connection) as queries:
        write_reminders(on=WEEK_BEFORE)

    assert Reminder.objects.count() == number
    assert len(queries) == 15


@pytest.mark.parametrize("number", [1, 100])
def test_sending_a_reminder_asks_the_same_however_much_it_names(smtp_server, number):
    period = open_period()
    post = PostFactory(holder=UserFactory())
    priority = PriorityFactory(plan=period.plan)
    for _ in range(number):
        ActionFactory(priority=priority, post=post)
    write_reminders(on=WEEK_BEFORE)
    message = Message.objects.get()

    with CaptureQueriesContext(connection) as queries:
        send(message.pk)

    assert len(smtp_server.messages) == 1
    assert len(queries) == 20
