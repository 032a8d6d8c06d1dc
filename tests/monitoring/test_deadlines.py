from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.deadlines import STEPS, Deadline, Pace, Target, chosen, counted_back, deadlines, over, papers_by
from monitoring.working_days import bank_holidays, is_working_day, working_days_until

ENGLAND = bank_holidays("ENG")
USUAL = Pace(updates=10, challenge=5, sign_off=5, fix=2, report=7)
NATIONS = ("ENG", "WLS", "SCT", "NIR", "JE")

numbers = st.integers(min_value=0, max_value=30)
paces = st.builds(
    Pace,
    updates=numbers,
    challenge=st.none() | numbers,
    sign_off=st.none() | numbers,
    fix=numbers,
    report=numbers,
    publishes=st.booleans(),
)
any_day = st.dates(min_value=date(2024, 1, 1), max_value=date(2032, 12, 31))
meetings = st.lists(st.builds(Target, on=any_day, clear_days=st.integers(0, 10)), min_size=1, max_size=4)
nations = st.sampled_from(NATIONS).map(bank_holidays)


@given(meetings, paces, nations)
def test_counted_back_gives_every_step_a_working_day_in_order(targets, pace, off):
    days = counted_back(targets, pace=pace, off=off)

    assert list(days) == list(pace.taken())
    assert list(days.values()) == sorted(days.values())
    assert all(is_working_day(day, off=off) for day in days.values())


@given(meetings, paces, nations)
def test_counted_back_gives_people_exactly_their_working_days(targets, pace, off):
    days = counted_back(targets, pace=pace, off=off)

    found = deadlines(days, pace=pace, off=off)
    assert [each.has for each in found[1:]] == [each.usual for each in found[1:]] == list(pace.taken().values())[1:]
    assert not any(each.short_of for each in found)


@given(meetings, paces, nations)
def test_counted_back_has_the_papers_out_in_time_for_every_meeting(targets, pace, off):
    last = max(counted_back(targets, pace=pace, off=off).values())

    for target in targets:
        before = target.on - timedelta(days=1)
        report = 0 if pace.publishes else pace.report
        assert last < target.on
        assert working_days_until(before, today=last, off=off) >= target.clear_days + report


@given(meetings, paces, nations, st.dictionaries(st.sampled_from(STEPS), any_day))
def test_counted_back_never_changes_a_day_chosen_by_hand(targets, pace, off, chosen):
    days = counted_back(targets, pace=pace, off=off, by_hand=chosen)

    assert {step: day for step, day in days.items() if step in chosen} == {
        step: day for step, day in chosen.items() if step in pace.taken()
    }


@given(meetings, paces, nations, st.dictionaries(st.sampled_from(STEPS), any_day))
def test_chosen_days_are_those_from_which_all_others_are_counted_again(targets, pace, off, by_hand):
    days = counted_back(targets, pace=pace, off=off, by_hand=by_hand)

    found = chosen(days, targets, pace=pace, off=off)

    assert found.items() <= by_hand.items()
    assert counted_back(targets, pace=pace, off=off, by_hand=found) == days


@given(any_day, st.integers(0, 10), nations)
def test_papers_by_leaves_exactly_the_clear_days_between(on, clear_days, off):
    out = papers_by(Target(on, clear_days), off=off)

    between = [out + timedelta(number) for number in range(1, (on - out).days)]
    assert sum(is_working_day(day, off=off) for day in between) == clear_days
    assert is_working_day(out, off=off)


@pytest.mark.parametrize(
    ("nation", "on", "clear_days", "out"),
    [
        # Thursday 13, Friday 14, Monday 17, Tuesday 18 and Wednesday 19 are clear.
        ("ENG", date(2025, 11, 20), 5, date(2025, 11, 12)),
        ("WLS", date(2025, 11, 20), 3, date(2025, 11, 14)),
        # Good Friday and Easter Monday are no clear days in England; Scotland works on Easter Monday.
        ("ENG", date(2026, 4, 9), 5, date(2026, 3, 30)),
        ("SCT", date(2026, 4, 9), 5, date(2026, 3, 31)),
        # St Andrew's Day.
        ("SCT", date(2026, 12, 2), 5, date(2026, 11, 23)),
        ("ENG", date(2026, 12, 2), 5, date(2026, 11, 24)),
        # St Patrick's Day.
        ("NIR", date(2026, 3, 19), 5, date(2026, 3, 10)),
        ("ENG", date(2026, 3, 19), 5, date(2026, 3, 11)),
        # Liberation Day.
        ("JE", date(2025, 5, 13), 5, date(2025, 5, 1)),
        ("ENG", date(2025, 5, 13), 5, date(2025, 5, 2)),
        # A meeting on a Sunday, and one on the day before which papers may go out.
        ("ENG", date(2026, 10, 18), 2, date(2026, 10, 14)),
        ("ENG", date(2026, 10, 19), 0, date(2026, 10, 16)),
    ],
)
def test_papers_by_counts_clear_days_of_the_nation(nation, on, clear_days, out):
    assert papers_by(Target(on, clear_days), off=bank_holidays(nation)) == out


def test_counted_back_from_the_earliest_of_two_meetings():
    targets = [Target(date(2026, 12, 9), 5), Target(date(2026, 11, 20), 5)]

    assert counted_back(targets, pace=USUAL, off=ENGLAND) == {
        "opens_on": date(2026, 10, 2),
        "updates_due_on": date(2026, 10, 16),
        "challenge_by": date(2026, 10, 23),
        "sign_off_by": date(2026, 10, 30),
        "freeze_on": date(2026, 11, 3),
        "publish_by": date(2026, 11, 12),
    }


def test_counted_back_without_the_steps_that_a_plan_skips():
    pace = Pace(updates=10, challenge=None, sign_off=None, fix=2, report=7, publishes=False)

    assert counted_back([Target(date(2026, 11, 20), 5)], pace=pace, off=ENGLAND) == {
        "opens_on": date(2026, 10, 16),
        "updates_due_on": date(2026, 10, 30),
        "freeze_on": date(2026, 11, 3),
    }


def test_counted_back_from_a_day_by_hand_moves_only_the_steps_before_it():
    by_hand = {"challenge_by": date(2026, 10, 21)}

    days = counted_back([Target(date(2026, 11, 20), 5)], pace=USUAL, off=ENGLAND, by_hand=by_hand)

    assert days == {
        "opens_on": date(2026, 9, 30),
        "updates_due_on": date(2026, 10, 14),
        "challenge_by": date(2026, 10, 21),
        "sign_off_by": date(2026, 10, 30),
        "freeze_on": date(2026, 11, 3),
        "publish_by": date(2026, 11, 12),
    }


def test_counted_back_without_a_meeting_has_only_what_comes_before_a_day_by_hand():
    assert counted_back([], pace=USUAL, off=ENGLAND) == {}
    assert counted_back([], pace=USUAL, off=ENGLAND, by_hand={"updates_due_on": date(2026, 10, 16)}) == {
        "opens_on": date(2026, 10, 2),
        "updates_due_on": date(2026, 10, 16),
    }


def test_deadlines_say_how_many_working_days_people_have_and_miss():
    days = {"opens_on": date(2026, 10, 1), "updates_due_on": date(2026, 10, 8), "freeze_on": date(2026, 10, 30)}

    found = deadlines(days, pace=USUAL, off=ENGLAND)

    assert found == [
        Deadline("opens_on", date(2026, 10, 1), has=None, usual=None),
        Deadline("updates_due_on", date(2026, 10, 8), has=5, usual=10),
        Deadline("freeze_on", date(2026, 10, 30), has=16, usual=2),
    ]
    assert [each.short_of for each in found] == [0, 5, 0]


def test_over_names_the_steps_whose_day_has_passed():
    days = {"opens_on": date(2026, 10, 1), "updates_due_on": date(2026, 10, 14), "challenge_by": None}

    assert over(days, today=date(2026, 10, 14)) == {"opens_on": date(2026, 10, 1)}
