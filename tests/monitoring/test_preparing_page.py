"""Preparing the next period in the browser: copied from the last, its days counted back from its meetings."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import ReportingPeriod
from monitoring.record.gather import record_for
from monitoring.record.structs import Meeting
from monitoring.record.words import readers
from monitoring.services.periods import freeze_period, publish_period
from partnership.models import Membership
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
    PeriodFactory,
    PeriodMeetingFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db

STEPS = ("opens_on", "updates_due_on", "challenge_by", "freeze_on", "publish_by")


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel(datetime(2026, 9, 18, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def plan(client):
    coordinator = UserFactory()
    client.force_login(coordinator)
    return PlanFactory(title="Northmoor Plan", coordinator=coordinator)


@pytest.fixture
def board():
    return BodyFactory(name="Partnership board")


@pytest.fixture
def last(plan, board):
    period = PeriodFactory(plan=plan, ordinal=4, frozen=True, label="4th monitoring report")
    PeriodMeetingFactory(period=period, meeting=MeetingFactory(body=board, held_on=date(2026, 8, 20)))
    return period


def new(plan):
    return reverse("monitoring:period_new", args=[plan.slug])


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year} if day else {}


def typed(client, address, **said_days):
    """What the page's form would send, with these days typed over what it shows."""
    form = page(client.get(address)).forms[-1]
    data = dict(form.form_values())
    for name, value in said_days.items():
        data |= boxes(name, value) if isinstance(value, date) else {name: value}
    return data


def sent_again(response, **said_days):
    """The same from a page that was shown in answer."""
    data = dict(page(response).forms[-1].form_values())
    for name, value in said_days.items():
        data |= boxes(name, value) if isinstance(value, date) else {name: value}
    return data


def days_of(period):
    return {step: getattr(period, step) for step in STEPS}


FOR_20_NOVEMBER = {
    "opens_on": date(2026, 10, 9),
    "updates_due_on": date(2026, 10, 23),
    "challenge_by": date(2026, 10, 30),
    "freeze_on": date(2026, 11, 3),
    "publish_by": date(2026, 11, 12),
}


def test_prepare_begins_as_a_copy_of_the_last_period(client, plan, last, board):
    shown = page(client.get(new(plan)))

    assert "This is report number 5 of the plan. It begins as a copy of 4th monitoring report" in said(shown)
    data = dict(shown.forms[-1].form_values())
    assert data["label"] == "5th monitoring report"
    assert (data["starts_on_day"], data["starts_on_month"], data["ends_on_month"]) == ("1", "7", "9")
    assert data["body_1"] == str(board.pk)
    assert data["body_2"] == ""
    assert data["held_on_1_day"] == ""


def test_prepare_counts_the_days_back_from_the_meeting_and_shows_them_before_anything_is_saved(client, plan, last):
    data = typed(client, new(plan), held_on_1=date(2026, 11, 20))

    answer = client.post(new(plan), data)

    assert plan.periods.count() == 1
    assert rows(page(answer)) == [
        ["Open for updates on", "Open for updates on Day Month Year", "Falls on Friday 9 October 2026", ""],
        ["Updates due by", "Updates due by Day Month Year", "Falls on Friday 23 October 2026", "People have 10 working days"],
        ["Questions answered by", "Questions answered by Day Month Year", "Falls on Friday 30 October 2026", "People have 5 working days"],
        ["Figures fixed on", "Figures fixed on Day Month Year", "Falls on Tuesday 3 November 2026", "People have 2 working days"],
        ["Published by", "Published by Day Month Year", "Falls on Thursday 12 November 2026", "People have 7 working days"],
    ]  # fmt: skip
    assert [said(each) for each in parts(page(answer), "app-notice")] == [
        "The days are counted back from the meetings. Nothing is saved yet: check them below."
    ]

    client.post(new(plan), sent_again(answer))

    period = plan.periods.get(ordinal=5)
    assert days_of(period) == FOR_20_NOVEMBER
    assert [str(each.meeting) for each in period.period_meetings.all()] == ["Partnership board, 2026-11-20"]


def test_prepare_keeps_a_day_typed_by_hand_and_counts_those_before_it_from_there(client, plan, last):
    counted = client.post(new(plan), typed(client, new(plan), held_on_1=date(2026, 11, 20)))
    data = sent_again(counted, challenge_by=date(2026, 10, 21))

    again = client.post(new(plan), data)
    assert plan.periods.count() == 1
    # The meeting moves; the day that was chosen does not.
    moved = client.post(new(plan), sent_again(again, held_on_1=date(2026, 11, 27)))
    client.post(new(plan), sent_again(moved))

    assert days_of(plan.periods.get(ordinal=5)) == {
        "opens_on": date(2026, 9, 30),
        "updates_due_on": date(2026, 10, 14),
        "challenge_by": date(2026, 10, 21),
        "freeze_on": date(2026, 11, 10),
        "publish_by": date(2026, 11, 19),
    }


def test_prepare_without_enough_time_says_which_days_are_over_and_refuses_nothing(client, plan, last):
    data = typed(client, new(plan), held_on_1=date(2026, 10, 30))

    answer = client.post(new(plan), data)
    assert [said(each) for each in parts(page(answer), "app-notice")][1] == (
        "Updates would open on 18 September 2026, before the period ends on 30 September 2026."
    )

    sooner = client.post(new(plan), sent_again(answer, held_on_1=date(2026, 10, 16)))
    assert [said(each) for each in parts(page(sooner), "app-notice")][1] == (
        "There is not enough time: “Open for updates on” is 4 September 2026, 10 working days ago."
    )

    client.post(new(plan), sent_again(sooner))
    assert plan.periods.get(ordinal=5).opens_on == date(2026, 9, 4)


def test_prepare_with_steps_out_of_order_says_so_and_keeps_what_was_typed(client, plan, last):
    counted = client.post(new(plan), typed(client, new(plan), held_on_1=date(2026, 11, 20)))
    data = sent_again(counted, freeze_on=date(2026, 11, 16), label="Autumn")

    counted = client.post(new(plan), data)
    assert rows(page(counted))[-1][-1] == "People have Before the step above"
    answer = client.post(new(plan), sent_again(counted))

    assert "“Published by” must not be before “Figures fixed on”" in said(page(answer))
    assert dict(page(answer).forms[-1].form_values())["label"] == "Autumn"
    assert plan.periods.count() == 1


def test_prepare_a_meeting_on_a_day_without_a_body_asks_for_it(client, plan, last):
    data = typed(client, new(plan), held_on_2=date(2026, 12, 4))

    assert "Choose the body that meets on that day" in said(page(client.post(new(plan), data)))


def test_prepare_the_first_period_of_a_plan_asks_for_everything(client, plan, board):
    shown = page(client.get(new(plan)))
    assert "This is the plan’s first reporting period." in said(shown)
    data = typed(
        client,
        new(plan),
        label="July to September 2026",
        starts_on=date(2026, 7, 1),
        ends_on=date(2026, 9, 30),
        body_1=board.pk,
        held_on_1=date(2026, 11, 20),
        count="1",
    )

    client.post(new(plan), sent_again(client.post(new(plan), data)))

    assert days_of(plan.periods.get()) == FOR_20_NOVEMBER


def test_prepare_leaves_out_the_steps_that_the_plan_skips(client, plan, last):
    plan.has_challenge, plan.publishes, plan.nation = False, False, "SCT"
    plan.save()
    # St Andrew's Day lies between the papers and the meeting.
    counted = client.post(new(plan), typed(client, new(plan), held_on_1=date(2026, 12, 2)))

    assert [row[0] for row in rows(page(counted))] == ["Open for updates on", "Updates due by", "Figures fixed on"]
    client.post(new(plan), sent_again(counted))
    assert days_of(plan.periods.get(ordinal=5)) == {
        "opens_on": date(2026, 10, 27),
        "updates_due_on": date(2026, 11, 10),
        "challenge_by": None,
        "freeze_on": date(2026, 11, 12),
        "publish_by": None,
    }


# --- Changing it ----------------------------------------------------------------------------------


def test_change_a_planned_period_counts_anew_only_when_that_is_pressed(client, plan):
    period = PeriodFactory(plan=plan, planned=True, **FOR_20_NOVEMBER)
    PeriodMeetingFactory(period=period, meeting=MeetingFactory(held_on=date(2026, 11, 20)))
    edit = reverse("monitoring:period_edit", args=[period.pk])

    counted = client.post(edit, typed(client, edit, updates_due_on=date(2026, 10, 21), count="1"))
    period.refresh_from_db()
    assert days_of(period) == FOR_20_NOVEMBER

    client.post(edit, sent_again(counted))
    period.refresh_from_db()
    assert days_of(period) == FOR_20_NOVEMBER | {
        "opens_on": date(2026, 10, 7),
        "updates_due_on": date(2026, 10, 21),
    }


def test_change_an_open_period_never_moves_a_day_that_people_were_told(client, plan):
    period = PeriodFactory(plan=plan, **FOR_20_NOVEMBER)
    PeriodMeetingFactory(period=period, meeting=MeetingFactory(held_on=date(2026, 12, 4)))
    edit = reverse("monitoring:period_edit", args=[period.pk])

    client.post(edit, sent_again(client.post(edit, typed(client, edit, count="1"))))

    period.refresh_from_db()
    assert days_of(period) == FOR_20_NOVEMBER
    assert period.state == ReportingPeriod.State.OPEN


# --- The planned period ---------------------------------------------------------------------------


def test_planned_period_shows_its_days_its_meetings_and_a_post_that_nobody_holds(client, plan):
    period = PeriodFactory(plan=plan, planned=True, label="July to September 2026", ends_on=date(2026, 9, 30))
    period.freeze_on, period.opens_on = date(2026, 11, 3), date(2026, 9, 14)
    period.save()
    MeetingFactory(body__name="Another body")
    meeting = MeetingFactory(body__name="Partnership board", held_on=date(2026, 11, 20), place="Town Hall")
    PeriodMeetingFactory(period=period, meeting=meeting)
    post = PostFactory(title="Head of Lettings", organisation__name="Homes")
    ActionFactory(priority=PriorityFactory(plan=plan), ref="5.2", post=post)

    shown = page(client.get(period.get_absolute_url()))

    assert rows(shown) == [
        ["Open for updates on", "Day Monday 14 September 2026", ""],
        ["Figures fixed on", "Day Tuesday 3 November 2026", "People have 36 working days"],
    ]
    assert [said(each) for each in parts(shown, "app-notice")] == [
        "There is not enough time: “Open for updates on” is 14 September 2026, 4 working days ago.",
        "Updates would open on 14 September 2026, before the period ends on 30 September 2026.",
    ]
    assert (
        "Meetings it is for Partnership board Friday 20 November 2026 Town Hall "
        "Papers out by Thursday 12 November, 5 clear working days before. Change"
    ) in said(parts(shown, "app-panel")[0])
    assert "for the Partnership board on 20 November" in said(parts(shown, "app-steps")[0])
    (vacant,) = parts(shown, "app-todo__item")
    assert said(vacant) == "Head of Lettings, Homes It leads 5.2. Homes, to say who takes it on"
    assert vacant.xpath(".//a/@href") == [reverse("monitoring:post", args=[post.pk])]


def test_planned_period_leads_a_reader_who_cannot_hand_a_post_over_to_its_action(client, plan):
    period = PeriodFactory(plan=plan, planned=True)
    action = ActionFactory(priority=PriorityFactory(plan=plan), post=PostFactory())
    clerk = MembershipFactory(body=plan.owner_body, role=Membership.Role.CLERK).user
    client.force_login(clerk)

    shown = page(client.get(period.get_absolute_url()))

    assert parts(shown, "app-todo__item")[0].xpath(".//a/@href") == [
        reverse("monitoring:action_updates", args=[action.pk])
    ]
    assert "Add a meeting" not in said(shown)


# --- Its meetings ---------------------------------------------------------------------------------


def test_meeting_page_adds_changes_and_takes_out(client, plan, board):
    period = PeriodFactory(plan=plan, planned=True)
    new_meeting = reverse("monitoring:meeting_new", args=[period.pk])

    answer = client.post(
        new_meeting, typed(client, new_meeting, body=board.pk, held_on=date(2026, 11, 20)), follow=True
    )
    assert "Partnership board is added. The days that were counted back from its meetings follow" in said(page(answer))
    period.refresh_from_db()
    assert days_of(period) == FOR_20_NOVEMBER

    meeting = period.period_meetings.get().meeting
    edit = reverse("monitoring:meeting_edit", args=[period.pk, meeting.pk])
    client.post(edit, typed(client, edit, held_on=date(2026, 11, 27), place="Library"))
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.place) == (date(2026, 11, 27), "Library")

    client.post(edit, {"remove": "1"})
    assert not period.period_meetings.exists()
    assert client.get(edit).status_code == 404


def test_meeting_page_without_a_day_or_body_asks_for_them(client, plan):
    period = PeriodFactory(plan=plan, planned=True)

    answer = page(client.post(reverse("monitoring:meeting_new", args=[period.pk]), {}))

    assert "Choose the body that meets Enter the day of the meeting" in said(parts(answer, "govuk-error-summary")[0])


def test_meeting_page_of_a_period_that_has_gone_out_says_so_and_has_no_form(client, plan):
    period = PeriodFactory(plan=plan)
    freeze_period(period=period, by=None)
    period.refresh_from_db()
    publish_period(period=period, by=None)

    shown = page(client.get(reverse("monitoring:meeting_new", args=[period.pk])))

    assert "has gone out, so the meetings it was for stay as they are." in said(shown)
    assert shown.xpath("//main//form") == []


def test_record_keeps_the_meetings_that_were_known_when_it_was_frozen(client, plan, board):
    period = PeriodFactory(plan=plan)
    serving = PeriodMeetingFactory(period=period, meeting__body=board)
    freeze_period(period=period, by=None)

    serving.meeting.held_on = date(2026, 12, 4)
    serving.meeting.save()

    record = record_for(period.__class__.objects.get(pk=period.pk))
    assert record.period.meetings == (
        Meeting(body="Partnership board", on=date(2026, 11, 20), place="Town Hall, room 2"),
    )
    assert readers(record.period) == "Partnership board, 20 November 2026"
