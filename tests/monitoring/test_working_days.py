from datetime import date

import pytest

from monitoring.working_days import bank_holidays, how_far, working_day_back, working_days_until

WEDNESDAY = date(2026, 10, 14)
ENGLAND = bank_holidays("ENG")


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
    assert working_days_until(day, today=WEDNESDAY, off=ENGLAND) == working
    assert how_far(day, today=WEDNESDAY, off=ENGLAND) == said


def test_how_far_over_christmas_leaves_bank_holidays_out():
    # Friday 25 December, the substitute Monday and the weekends between.
    assert working_days_until(date(2026, 12, 29), today=date(2026, 12, 24), off=ENGLAND) == 1
    assert how_far(date(2026, 12, 29), today=date(2026, 12, 24), off=ENGLAND) == "in 1 working day"


def test_how_far_within_days_off_counts_calendar_days():
    assert how_far(date(2026, 12, 28), today=date(2026, 12, 25), off=ENGLAND) == "in 3 days"
    assert how_far(date(2026, 12, 25), today=date(2026, 12, 27), off=ENGLAND) == "2 days ago"


def test_how_far_from_a_weekend_to_the_monday_is_one_working_day():
    assert working_days_until(date(2026, 10, 19), today=date(2026, 10, 17), off=ENGLAND) == 1


@pytest.mark.parametrize(
    ("day", "off_in"),
    [
        # The substitute for a Boxing Day on a Saturday.
        (date(2026, 12, 28), {"ENG", "WLS", "SCT", "NIR", "JE"}),
        (date(2026, 4, 3), {"ENG", "WLS", "SCT", "NIR", "JE"}),
        # Easter Monday.
        (date(2026, 4, 6), {"ENG", "WLS", "NIR", "JE"}),
        # St Andrew's Day, the day after New Year's Day, and the first Monday of August.
        (date(2026, 11, 30), {"SCT"}),
        (date(2026, 1, 2), {"SCT"}),
        (date(2026, 8, 3), {"SCT"}),
        (date(2026, 8, 31), {"ENG", "WLS", "NIR", "JE"}),
        # St Patrick's Day, and the Battle of the Boyne on a Sunday.
        (date(2026, 3, 17), {"NIR"}),
        (date(2026, 7, 13), {"NIR"}),
        # Liberation Day on a Friday.
        (date(2025, 5, 9), {"JE"}),
    ],
)
def test_bank_holidays_follow_the_nation(day, off_in):
    assert {nation for nation in ("ENG", "WLS", "SCT", "NIR", "JE") if day in bank_holidays(nation)} == off_in


@pytest.mark.parametrize(
    ("day", "number", "back"),
    [
        (WEDNESDAY, 0, WEDNESDAY),
        (WEDNESDAY, 3, date(2026, 10, 9)),
        # From a Sunday: Friday is the first day that counts.
        (date(2026, 10, 18), 0, date(2026, 10, 16)),
        (date(2026, 10, 18), 1, date(2026, 10, 15)),
        # Over Good Friday and Easter Monday.
        (date(2026, 4, 7), 1, date(2026, 4, 2)),
    ],
)
def test_working_day_back_leaves_days_off_out(day, number, back):
    assert working_day_back(day, number, off=ENGLAND) == back
