from datetime import UTC, date, datetime

import pytest

from monitoring.models import PeriodMove, ReportingPeriod
from monitoring.work.steps import following, next_label, next_when, steps, suggestion
from partnership.models import Body, Meeting
from plans.models import Plan

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


SIGNED = {"requires_sign_off": True}
BARE = {"has_challenge": False, "publishes": False}


def period(state="open", settings=SIGNED, **days):
    return ReportingPeriod(
        plan=Plan(title="Northmoor Plan", **settings),
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


def test_steps_leave_out_what_the_plan_does_not_do():
    bare = period(settings=BARE, **dict.fromkeys(DAYS, None) | {"reports_to": ""})

    assert [(step.name, step.when) for step in steps(bare, today=TODAY)] == [
        ("Open", ""),
        ("Updates", ""),
        ("Fix the figures", ""),
    ]


def test_steps_of_a_plan_that_does_not_publish_are_all_done_once_it_is_frozen():
    frozen = period("frozen", settings=BARE, frozen_at=datetime(2026, 10, 30, 10, tzinfo=UTC))

    assert {step.state for step in steps(frozen, today=TODAY)} == {"done"}
    assert next_when(frozen, today=TODAY) == ""


def test_steps_that_a_period_took_stay_although_the_plan_no_longer_takes_them():
    published = period("published", settings=BARE, published_at=datetime(2026, 11, 10, 10, tzinfo=UTC))
    questions = period("challenge", settings=BARE)

    assert steps(published, today=TODAY)[-1].name == "Publish"
    assert [step.name for step in steps(questions, today=TODAY) if step.state == "now"] == ["Questions"]


def test_steps_that_are_done_say_when_they_really_were():
    published = period(
        "published",
        opened_at=datetime(2026, 10, 2, 9, tzinfo=UTC),
        frozen_at=datetime(2026, 11, 3, 9, tzinfo=UTC),
        published_at=datetime(2026, 11, 12, 9, tzinfo=UTC),
    )
    closed = [
        PeriodMove(to_state="challenge", at=datetime(2026, 10, 19, 9, tzinfo=UTC)),
        PeriodMove(to_state="open", at=datetime(2026, 10, 19, 11, tzinfo=UTC)),
        PeriodMove(to_state="challenge", at=datetime(2026, 10, 20, 9, tzinfo=UTC)),
    ]

    assert [(step.name, step.when) for step in steps(published, closed, today=TODAY)] == [
        ("Open", "2 October"),
        ("Updates", "until 20 October"),
        ("Questions", "until 3 November"),
        ("Sign-off", "until 3 November"),
        ("Fix the figures", "3 November"),
        ("Publish", "12 November"),
    ]


def test_steps_after_updates_were_opened_again_have_the_planned_days():
    opened = period(opened_at=datetime(2026, 10, 1, 9, tzinfo=UTC))
    closed = [PeriodMove(to_state="challenge", at=datetime(2026, 10, 12, 9, tzinfo=UTC))]

    assert steps(opened, closed, today=TODAY)[1].when == "until 16 October"


def test_steps_name_the_meetings_and_not_the_words_of_a_paper():
    board = Meeting(body=Body(name="Partnership board"), held_on=date(2026, 12, 9))
    scrutiny = Meeting(body=Body(name="Scrutiny committee"), held_on=date(2027, 1, 20))

    assert steps(period(), meetings=[board, scrutiny], today=TODAY)[-1].when == (
        "by 11 November, for the Partnership board on 9 December and the Scrutiny committee on 20 January 2027"
    )


def test_steps_of_a_period_from_paper_have_no_updates_questions_or_sign_off():
    paper = period("frozen", printed_totals={"green": 3})

    assert [step.name for step in steps(paper, today=TODAY)] == ["Fix the figures", "Publish"]


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


def test_next_when_without_questions_is_when_the_figures_are_fixed():
    assert next_when(period(settings=BARE), today=TODAY) == "Next: Friday 30 October, in 12 working days"
    assert next_when(period(settings=BARE, freeze_on=None), today=TODAY) == (
        "Next: Friday 16 October, in 2 working days"
    )


def test_next_when_counts_with_the_bank_holidays_of_the_plans_nation():
    # St Andrew's Day lies between.
    to_fix = {"state": "challenge", "freeze_on": date(2026, 12, 1)}

    assert next_when(period(**to_fix), today=date(2026, 11, 27)).endswith("in 2 working days")
    scotland = period(**to_fix, settings={"nation": "SCT"})
    assert next_when(scotland, today=date(2026, 11, 27)).endswith("in 1 working day")


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
    last = period(settings={}, sign_off_by=None, actions_as_at=date(2026, 9, 30), measures_as_at=date(2026, 8, 31))

    assert suggestion(last) == {
        "label": "October to December 2026",
        "starts_on": date(2026, 10, 1),
        "ends_on": date(2026, 12, 31),
        "measures_as_at": date(2026, 12, 1),
        # 1 January is a bank holiday, and a weekend follows.
        "opens_on": date(2027, 1, 4),
        # A Saturday.
        "updates_due_on": date(2027, 1, 18),
        "challenge_by": date(2027, 1, 25),
        "freeze_on": date(2027, 2, 1),
        "publish_by": date(2027, 2, 11),
    }


@pytest.mark.parametrize(
    ("last", "after"),
    [
        ("July to September 2026", "October to December 2026"),
        ("3rd monitoring report", "4th monitoring report"),
        ("1st report", "2nd report"),
        ("10th report", "11th report"),
        ("21st report", "22nd report"),
        ("Third monitoring report", "Fourth monitoring report"),
        ("Tenth report", "October to December 2026"),
        ("Q2 2026/27", "Q3 2026/27"),
        ("Quarter 4 2026/27", "Quarter 1 2027/28"),
        ("Q4 2098/99", "Q1 2099/00"),
        ("Autumn", "October to December 2026"),
    ],
)
def test_next_label_counts_on_where_the_last_one_counted(last, after):
    assert next_label(ReportingPeriod(label=last), date(2026, 10, 1), date(2026, 12, 31)) == after
