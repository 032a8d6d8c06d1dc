from datetime import date

import pytest

from monitoring.working_days import bank_holidays, how_far, working_days_until

WEDNESDAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("day", "working", "said"),
    [
        (date(2026, 10, 14), 0, "today"),
        (date(2026, 10, 15), 1, "tomorrow"),
        (date(2026, 10, 13), -1, "yesterday"),
        (date(2026, 10, 16), 2, "in 2 working days"),
        # The weekend does not count.
        (date(2026, 10, 17), 2, "in 2 working days"),
        (date(2026, 10, 19), 3, "in 3 working days"),
        (date(2026, 10, 9), -3, "3 working days ago"),
        (date(2026, 10, 12), -2, "2 working days ago"),
    ],
)
def test_how_far_from_a_wednesday(day, working, said):
    assert working_days_until(day, today=WEDNESDAY) == working
    assert how_far(day, today=WEDNESDAY) == said


def test_how_far_over_christmas_leaves_bank_holidays_out():
    # Friday 25 December, the substitute Monday and the weekends between.
    assert working_days_until(date(2026, 12, 29), today=date(2026, 12, 24)) == 1
    assert how_far(date(2026, 12, 29), today=date(2026, 12, 24)) == "in 1 working day"


def test_how_far_within_days_off_counts_calendar_days():
    assert how_far(date(2026, 12, 28), today=date(2026, 12, 25)) == "in 3 days"
    assert how_far(date(2026, 12, 25), today=date(2026, 12, 27)) == "2 days ago"


def test_how_far_from_a_weekend_to_the_monday_is_one_working_day():
    assert working_days_until(date(2026, 10, 19), today=date(2026, 10, 17)) == 1


def test_bank_holidays_follow_the_nation():
    boxing_day_moved, st_andrew = date(2026, 12, 28), date(2026, 11, 30)

    assert boxing_day_moved in bank_holidays("ENG")
    assert st_andrew not in bank_holidays("ENG")
    assert st_andrew in bank_holidays("SCT")
