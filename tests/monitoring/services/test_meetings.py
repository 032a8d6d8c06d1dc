from datetime import date

import pytest

from monitoring.models import PeriodMeeting
from monitoring.services.meetings import (
    AlreadyOut,
    NotServed,
    add_meeting,
    change_meeting,
    remove_meeting,
)
from monitoring.services.periods import freeze_period, publish_period
from monitoring.work.meetings import MeetingDetails, served_by
from partnership.models import Meeting
from tests.factories import BodyFactory, MeetingFactory, PeriodFactory, PeriodMeetingFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db

STEPS = ("opens_on", "updates_due_on", "challenge_by", "sign_off_by", "freeze_on", "publish_by")
FOR_20_NOVEMBER = {
    "opens_on": date(2026, 10, 9),
    "updates_due_on": date(2026, 10, 23),
    "challenge_by": date(2026, 10, 30),
    "sign_off_by": None,
    "freeze_on": date(2026, 11, 3),
    "publish_by": date(2026, 11, 12),
}


@pytest.fixture
def planned():
    return PeriodFactory(planned=True)


@pytest.fixture
def board():
    return BodyFactory(name="Partnership board")


def days_of(period):
    period.refresh_from_db()
    return {step: getattr(period, step) for step in STEPS}


def meetings_of(period):
    return [(each.meeting.body.name, each.meeting.held_on, each.meeting.place) for each in served_by(period)]


def on(board, *day, place=""):
    return MeetingDetails(body=board, held_on=date(*day), place=place)


def test_add_meeting_to_a_planned_period_without_days_counts_them_back(planned, board):
    add_meeting(period=planned, details=on(board, 2026, 11, 20, place="Town Hall"), by=UserFactory())

    assert meetings_of(planned) == [("Partnership board", date(2026, 11, 20), "Town Hall")]
    assert days_of(planned) == FOR_20_NOVEMBER


def test_add_meeting_twice_keeps_one_and_the_later_place(planned, board):
    for place in ("Town Hall", "Library"):
        add_meeting(period=planned, details=on(board, 2026, 11, 20, place=place), by=UserFactory())

    assert meetings_of(planned) == [("Partnership board", date(2026, 11, 20), "Library")]
    assert Meeting.objects.count() == PeriodMeeting.objects.count() == 1


def test_add_meeting_to_an_open_period_leaves_the_days_that_people_were_told(board):
    period = PeriodFactory(updates_due_on=date(2026, 10, 16))

    add_meeting(period=period, details=on(board, 2026, 11, 20), by=UserFactory())

    assert days_of(period)["updates_due_on"] == date(2026, 10, 16)
    assert days_of(period)["publish_by"] is None


def test_change_meeting_moves_the_days_that_follow_it_and_none_that_were_chosen(planned, board):
    by = UserFactory()
    meeting = add_meeting(period=planned, details=on(board, 2026, 11, 20), by=by)
    planned.refresh_from_db()
    planned.updates_due_on = date(2026, 10, 20)
    planned.save()

    change_meeting(period=planned, meeting=meeting, details=on(board, 2026, 11, 27), by=by)

    assert meetings_of(planned) == [("Partnership board", date(2026, 11, 27), "")]
    assert days_of(planned) == {
        # Was not where counting back from the chosen day would have put it: somebody chose that too.
        "opens_on": date(2026, 10, 9),
        "updates_due_on": date(2026, 10, 20),
        "challenge_by": date(2026, 11, 6),
        "sign_off_by": None,
        "freeze_on": date(2026, 11, 10),
        "publish_by": date(2026, 11, 19),
    }


def test_change_meeting_that_another_period_serves_leaves_that_one_its_own(planned, board):
    shared = MeetingFactory(body=board, held_on=date(2026, 11, 20), place="Town Hall")
    other = PeriodMeetingFactory(meeting=shared).period
    PeriodMeetingFactory(period=planned, meeting=shared)

    change_meeting(period=planned, meeting=shared, details=on(board, 2026, 11, 27, place="Library"), by=UserFactory())

    assert meetings_of(planned) == [("Partnership board", date(2026, 11, 27), "Library")]
    assert meetings_of(other) == [("Partnership board", date(2026, 11, 20), "Town Hall")]


def test_change_meeting_to_one_that_is_known_takes_that_one(planned, board):
    known = PeriodMeetingFactory(meeting=MeetingFactory(body=board, held_on=date(2026, 11, 27))).meeting
    meeting = PeriodMeetingFactory(period=planned, meeting__body=board).meeting

    moved = change_meeting(period=planned, meeting=meeting, details=on(board, 2026, 11, 27), by=UserFactory())

    assert moved == known
    assert list(Meeting.objects.all()) == [known]


def test_remove_meeting_counts_back_from_the_one_that_is_left(planned, board):
    by = UserFactory()
    add_meeting(period=planned, details=on(board, 2026, 11, 20), by=by)
    early = add_meeting(period=planned, details=on(BodyFactory(), 2026, 11, 13), by=by)
    assert days_of(planned)["publish_by"] == date(2026, 11, 5)

    remove_meeting(period=planned, meeting=early, by=by)

    assert days_of(planned) == FOR_20_NOVEMBER
    assert not Meeting.objects.filter(pk=early.pk).exists()


def test_remove_meeting_that_the_period_does_not_serve_is_refused(planned):
    with pytest.raises(NotServed):
        remove_meeting(period=planned, meeting=MeetingFactory(), by=UserFactory())


def test_change_meetings_of_a_frozen_period_until_it_has_gone_out(board):
    by = UserFactory()
    frozen = PeriodFactory()
    freeze_period(period=frozen, by=None)
    frozen.refresh_from_db()
    add_meeting(period=frozen, details=on(board, 2026, 11, 20), by=by)
    publish_period(period=frozen, by=by)

    with pytest.raises(AlreadyOut, match="has gone out"):
        add_meeting(period=frozen, details=on(board, 2026, 12, 4), by=by)
    assert meetings_of(frozen) == [("Partnership board", date(2026, 11, 20), "")]


def test_served_meeting_says_by_when_its_papers_are_out_and_that_publishing_is_late(board):
    period = PeriodFactory(plan=PlanFactory(nation="SCT"), planned=True, publish_by=date(2026, 11, 26))
    PeriodMeetingFactory(period=period, meeting=MeetingFactory(body=board, held_on=date(2026, 12, 2)))

    (served,) = served_by(period)

    # St Andrew's Day is no clear day in Scotland.
    assert served.papers == "Papers out by Monday 23 November, 5 clear working days before."
    assert served.late == "“Published by” is 3 working days too late for it."
