from datetime import date

import pytest

from monitoring.models import ReportingPeriod
from monitoring.work.steps import following, next_when, steps, suggestion

TODAY = date(2026, 10, 14)
DAYS = {
    "opens_on": date(2026, 10, 1),
    "updates_due_on": date(2026, 10, 16),
    "challenge_by": date(2026, 10, 23),
    "sign_off_by": date(2026, 10, 29),
    "freeze_on": date(2026, 10, 30),
    "publish_by": date(2026, 11, 11),
    "reports_to": "the board on 19 November",
}


def period(state="open", **days):
    return ReportingPeriod(
        label="July to September 2026",
        starts_on=date(2026, 7, 1),
        ends_on=date(2026, 9, 30),
        state=state,
        **(DAYS | days),
    )


def test_steps_of_an_open_period_are_those_of_the_mock_up():
    assert [(step.name, step.when, step.state) for step in steps(period(), today=TODAY)] == [
        ("Open", "1 October", "done"),
        ("Updates", "until 16 October", "now"),
        ("Questions", "until 23 October", "later"),
        ("Sign-off", "until 29 October", "later"),
        ("Fix the figures", "30 October", "later"),
        ("Publish", "by 11 November, for the board on 19 November", "later"),
    ]


@pytest.mark.parametrize(
    ("state", "today", "now"),
    [
        ("planned", TODAY, "Open"),
        ("open", TODAY, "Updates"),
        ("challenge", date(2026, 10, 23), "Questions"),
        ("challenge", date(2026, 10, 24), "Sign-off"),
        ("frozen", TODAY, "Publish"),
        ("published", TODAY, None),
    ],
)
def test_steps_say_where_the_period_stands(state, today, now):
    assert next((step.name for step in steps(period(state), today=today) if step.state == "now"), None) == now


def test_steps_without_days_leave_out_what_the_plan_does_not_do():
    bare = period(**dict.fromkeys(DAYS, None) | {"reports_to": ""})

    assert [(step.name, step.when) for step in steps(bare, today=TODAY)] == [
        ("Open", ""),
        ("Updates", ""),
        ("Fix the figures", ""),
        ("Publish", ""),
    ]


@pytest.mark.parametrize(
    ("state", "today", "said"),
    [
        ("planned", date(2026, 9, 30), "Next: Thursday 1 October, tomorrow"),
        ("open", TODAY, "Next: Friday 16 October, in 2 working days"),
        ("open", date(2026, 10, 19), "Planned for Friday 16 October, 1 working day ago"),
        ("challenge", TODAY, "Next: Friday 30 October, in 12 working days"),
        ("frozen", date(2026, 11, 11), "Next: Wednesday 11 November, today"),
        ("published", TODAY, ""),
    ],
)
def test_next_when_counts_in_working_days(state, today, said):
    assert next_when(period(state), today=today) == said


def test_next_when_without_a_day_says_only_that_it_is_next():
    assert next_when(period(updates_due_on=None), today=TODAY) == "Next"


@pytest.mark.parametrize(
    ("first", "last", "after"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), (date(2026, 10, 1), date(2026, 12, 31))),
        (date(2026, 10, 1), date(2026, 12, 31), (date(2027, 1, 1), date(2027, 3, 31))),
        (date(2025, 10, 1), date(2026, 3, 31), (date(2026, 4, 1), date(2026, 9, 30))),
        (date(2027, 1, 1), date(2027, 12, 31), (date(2028, 1, 1), date(2028, 12, 31))),
        (date(2028, 1, 1), date(2028, 1, 31), (date(2028, 2, 1), date(2028, 2, 29))),
    ],
)
def test_following_is_as_many_months(first, last, after):
    assert following(first, last) == after


def test_suggestion_moves_each_step_along_to_a_working_day():
    assert suggestion(period(sign_off_by=None)) == {
        "label": "October to December 2026",
        "starts_on": date(2026, 10, 1),
        "ends_on": date(2026, 12, 31),
        # 1 January is a bank holiday, and a weekend follows.
        "opens_on": date(2027, 1, 4),
        # A Saturday.
        "updates_due_on": date(2027, 1, 18),
        "challenge_by": date(2027, 1, 25),
        "freeze_on": date(2027, 2, 1),
        "publish_by": date(2027, 2, 11),
    }
