from datetime import UTC, date, datetime

import pytest

from monitoring.moments import clock, month_of, said_at, short_weekday, weekday

TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        # Summer time: an hour ahead of UTC.
        (datetime(2026, 10, 14, 13, 32, tzinfo=UTC), "2:32pm"),
        (datetime(2026, 10, 14, 8, 0, tzinfo=UTC), "9am"),
        (datetime(2026, 12, 14, 0, 5, tzinfo=UTC), "12:05am"),
    ],
)
def test_clock_is_the_time_here(moment, said):
    assert clock(moment) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 10, 14, 13, 32, tzinfo=UTC), "today at 2:32pm"),
        # Already the next day here.
        (datetime(2026, 10, 13, 23, 30, tzinfo=UTC), "today at 12:30am"),
        (datetime(2026, 10, 9, 13, 32, tzinfo=UTC), "on 9 October at 2:32pm"),
        (datetime(2025, 10, 9, 13, 32, tzinfo=UTC), "on 9 October 2025 at 2:32pm"),
    ],
)
def test_said_at_names_the_day_as_far_as_it_is_needed(moment, said):
    assert said_at(moment, today=TODAY) == said


def test_weekdays_carry_their_year_only_when_it_is_another():
    assert weekday(date(2026, 10, 16), today=TODAY) == "Friday 16 October"
    assert short_weekday(date(2027, 1, 15), today=TODAY) == "Fri 15 January 2027"


def test_month_of_a_year_ago_carries_its_year():
    assert month_of(date(2026, 6, 30), today=TODAY) == "June"
    assert month_of(date(2025, 9, 30), today=TODAY) == "September 2025"
