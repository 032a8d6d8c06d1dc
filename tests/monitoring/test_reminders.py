"""On which days people are reminded: working days of the plan's nation, each occasion on one of them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from monitoring.reminders import Hours, Occasion, Schedule, opening_day
from monitoring.working_days import bank_holidays, working_day_on

ENGLAND = bank_holidays("ENG")
HOURS = Hours(time(8), time(18))


def calendar(opened_on, closes_on, *, nation="ENG"):
    """Each day on which people are reminded, with its occasions."""
    schedule = Schedule(opened_on, closes_on, bank_holidays(nation))
    first = min(day for day in (opened_on, closes_on) if day) - timedelta(14)
    days = (first + timedelta(number) for number in range(80))
    return {f"{day:%a %-d %b}": occasions for day in days if (occasions := schedule.occasions(on=day))}


def test_occasions_of_an_ordinary_period_are_six():
    assert calendar(date(2026, 10, 1), date(2026, 10, 16)) == {
        "Thu 1 Oct": [Occasion.OPENING],
        # For those to whom nothing could be sent on the first day.
        "Fri 2 Oct": [Occasion.OPENING],
        "Fri 9 Oct": [Occasion.WEEK_BEFORE],
        "Wed 14 Oct": [Occasion.TWO_DAYS_BEFORE],
        "Fri 16 Oct": [Occasion.ON_THE_DAY],
        "Tue 20 Oct": [Occasion.AFTER],
        "Fri 23 Oct": [Occasion.TO_LEAD],
    }


def test_occasion_on_a_day_off_falls_on_the_next_working_day():
    # Opened on a Saturday, due on a Sunday.
    assert calendar(date(2026, 10, 3), date(2026, 10, 18)) == {
        "Mon 5 Oct": [Occasion.OPENING],
        "Tue 6 Oct": [Occasion.OPENING],
        "Mon 12 Oct": [Occasion.WEEK_BEFORE],
        "Wed 14 Oct": [Occasion.TWO_DAYS_BEFORE],
        "Mon 19 Oct": [Occasion.ON_THE_DAY],
        "Tue 20 Oct": [Occasion.AFTER],
        "Fri 23 Oct": [Occasion.TO_LEAD],
    }


def test_occasions_around_christmas_keep_to_working_days():
    assert calendar(date(2026, 12, 10), date(2026, 12, 28)) == {
        "Thu 10 Dec": [Occasion.OPENING],
        "Fri 11 Dec": [Occasion.OPENING],
        "Mon 21 Dec": [Occasion.WEEK_BEFORE],
        "Tue 22 Dec": [Occasion.TWO_DAYS_BEFORE],
        "Tue 29 Dec": [Occasion.ON_THE_DAY],
        "Wed 30 Dec": [Occasion.AFTER],
        "Tue 5 Jan": [Occasion.TO_LEAD],
    }


def test_occasion_on_a_holiday_of_one_nation_waits_there_only():
    # St Andrew's Day is a holiday in Scotland.
    assert Schedule(None, date(2026, 11, 30), ENGLAND).occasions(on=date(2026, 11, 30)) == [Occasion.ON_THE_DAY]
    scotland = Schedule(None, date(2026, 11, 30), bank_holidays("SCT"))
    assert scotland.occasions(on=date(2026, 11, 30)) == []
    assert scotland.occasions(on=date(2026, 12, 1)) == [Occasion.ON_THE_DAY]


def test_occasions_of_a_short_period_come_together_the_most_urgent_last():
    assert calendar(date(2026, 10, 16), date(2026, 10, 16))["Fri 16 Oct"] == [Occasion.OPENING, Occasion.ON_THE_DAY]


def test_occasions_without_a_closing_day_are_the_opening_alone():
    assert calendar(date(2026, 10, 1), None) == {"Thu 1 Oct": [Occasion.OPENING], "Fri 2 Oct": [Occasion.OPENING]}


@pytest.mark.parametrize("day", [date(2026, 1, 1) + timedelta(number) for number in range(0, 366, 7)])
def test_occasions_never_fall_on_a_day_off(day):
    schedule = Schedule(day, day + timedelta(20), ENGLAND)

    falls = [day + timedelta(number) for number in range(60) if schedule.occasions(on=day + timedelta(number))]

    assert {each: (each.weekday() < 5, each in ENGLAND) for each in falls} == dict.fromkeys(falls, (True, False))
    assert len(falls) >= 5


def test_opening_day_is_the_day_unless_its_hours_are_over():
    # Summer time: 16:59 is 17:59 here.
    assert opening_day(datetime(2026, 10, 1, 16, 59, tzinfo=UTC), hours=HOURS) == date(2026, 10, 1)
    assert opening_day(datetime(2026, 10, 1, 17, 0, tzinfo=UTC), hours=HOURS) == date(2026, 10, 2)


def test_hours_are_those_of_the_services_time_zone():
    held = [HOURS.hold(datetime(2026, 10, 1, hour, 30, tzinfo=UTC)) for hour in (6, 7, 16, 17)]

    assert held == [False, True, True, False]


def test_working_day_on_counts_forwards():
    friday = date(2026, 12, 24)

    assert [working_day_on(friday, number, off=ENGLAND) for number in (0, 1, 2)] == [
        date(2026, 12, 24),
        date(2026, 12, 29),
        date(2026, 12, 30),
    ]
