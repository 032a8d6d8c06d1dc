from datetime import date

import pytest

from monitoring.record.attention import Kind, needs_attention
from tests.monitoring.record.builders import (
    a_record,
    an_action,
    an_earlier_period,
    an_update,
    due,
    moved_to,
    past,
    unrated,
)

MARCH_2026, JUNE_2026, MARCH_2027 = date(2026, 3, 31), date(2026, 6, 30), date(2027, 3, 31)


def found(action, *, provisional=False, **given):
    """Every reason for which one action needs attention, with its kind."""
    record = a_record(action, **{"earlier": (an_earlier_period(1),)} | given)
    return [
        (reason.kind, reason.text)
        for each in needs_attention(record, record.reported_actions, provisional=provisional)
        for reason in each.reasons
    ]


@pytest.mark.parametrize("level", ["complete", "on-track", "not-started"])
def test_attention_leaves_alone_what_goes_well(level):
    assert found(an_action(1, level)) == []


def test_attention_names_what_is_off_track_and_for_how_long():
    assert found(an_action(1, "off-track", trail=past("at-risk"))) == [(Kind.OFF_TRACK, "Off track.")]
    assert found(an_action(1, "off-track", trail=past("off-track"))) == [
        (Kind.OFF_TRACK, "Off track for 2 periods running.")
    ]


@pytest.mark.parametrize(
    ("trail", "expected"),
    [
        (past(), []),
        (past("on-track"), []),
        (past(""), []),
        (past("at-risk"), [(Kind.LONG_CONCERN, "Some concern for 2 periods running.")]),
    ],
)
def test_attention_names_some_concern_only_from_the_second_period_on(trail, expected):
    assert found(an_action(1, "at-risk", trail=trail)) == expected


def test_attention_counts_only_periods_without_a_break():
    record = {"earlier": tuple(an_earlier_period(ordinal) for ordinal in (1, 2, 3))}

    assert found(an_action(1, "at-risk", trail=past("at-risk", "on-track", "at-risk")), **record) == [
        (Kind.LONG_CONCERN, "Some concern for 2 periods running.")
    ]
    assert found(an_action(1, "at-risk", trail=past("at-risk", "at-risk", "at-risk")), **record) == [
        (Kind.LONG_CONCERN, "Some concern for 4 periods running.")
    ]


def test_attention_names_what_is_past_its_date_with_the_original_date_and_how_often_it_moved():
    never_moved = an_action(1, "on-track", original_due=due(JUNE_2026), agreed_due=due(JUNE_2026))
    moved = an_action(
        1,
        "on-track",
        original_due=due(date(2025, 12, 31)),
        agreed_due=due(JUNE_2026),
        moves=(moved_to(MARCH_2026, on=date(2025, 12, 1)), moved_to(JUNE_2026, on=date(2026, 3, 1))),
    )

    assert found(never_moved) == [(Kind.PAST_DATE, "Past its date, 30 June 2026, which has never been moved.")]
    assert found(moved) == [
        (
            Kind.PAST_DATE,
            "Past its agreed date, 30 June 2026. The original date was 31 December 2025; it has been moved twice.",
        )
    ]


@pytest.mark.parametrize(
    "action",
    [
        an_action(1, "complete", agreed_due=due(JUNE_2026)),
        an_action(1, "on-track", agreed_due=due(date(2026, 9, 30))),
        an_action(1, "on-track", agreed_due=due(None, "once published")),
        an_action(1, "on-track"),
    ],
    ids=["complete", "due on the day", "unknown", "none"],
)
def test_attention_calls_nothing_late_that_is_not(action):
    assert found(action) == []


def test_attention_names_what_was_moved_in_this_period():
    action = an_action(
        1,
        "on-track",
        original_due=due(JUNE_2026, "Summer 2026"),
        agreed_due=due(MARCH_2027),
        moves=(moved_to(MARCH_2027, this_period=True),),
    )

    assert found(action) == [
        (
            Kind.MOVED,
            "Moved in this period to 31 March 2027. The original date was Summer 2026; it has been moved once.",
        )
    ]
    before = an_action(1, "on-track", agreed_due=due(MARCH_2027), moves=(moved_to(MARCH_2027),))
    assert found(before) == []


def test_attention_names_what_nobody_has_ever_reported_on_also_while_the_period_is_open():
    action = an_action(1, ever_updated=False)

    assert found(action) == [(Kind.NEVER_UPDATED, "Nobody has reported on it yet.")]
    assert found(action, provisional=True) == [(Kind.NEVER_UPDATED, "Nobody has reported on it yet.")]


def test_attention_names_a_missing_update_only_once_the_period_is_frozen():
    assert found(an_action(1)) == [(Kind.NO_UPDATE, "No update was sent for this period.")]
    assert found(an_action(1), provisional=True) == []


def test_attention_does_not_chase_work_that_starts_later():
    assert found(an_action(1, starts_later=True, ever_updated=False)) == []


def test_attention_in_a_plan_that_does_not_rate_still_names_dates_and_silence():
    assert found(an_action(1, update=an_update(), agreed_due=due(JUNE_2026)), **unrated(), earlier=()) == [
        (Kind.PAST_DATE, "Past its date, 30 June 2026, which has never been moved.")
    ]
    assert found(an_action(1, ever_updated=False), **unrated(), earlier=()) == [
        (Kind.NEVER_UPDATED, "Nobody has reported on it yet.")
    ]
    assert found(an_action(1, update=an_update()), **unrated(), earlier=()) == []


def test_attention_lists_each_action_once_worst_first_with_every_reason():
    late = due(JUNE_2026)
    record = a_record(
        an_action(1, ever_updated=False),
        an_action(2, "on-track", agreed_due=late, original_due=late),
        an_action(3, "off-track", agreed_due=late, original_due=late),
        an_action(4, "at-risk", trail=past("at-risk")),
        an_action(5, "off-track", trail=past("off-track")),
        earlier=(an_earlier_period(1),),
    )

    exceptions = needs_attention(record, record.reported_actions, provisional=False)

    assert [(each.action.pk, [reason.kind for reason in each.reasons]) for each in exceptions] == [
        (5, [Kind.OFF_TRACK]),
        (3, [Kind.OFF_TRACK, Kind.PAST_DATE]),
        (4, [Kind.LONG_CONCERN]),
        (2, [Kind.PAST_DATE]),
        (1, [Kind.NEVER_UPDATED]),
    ]
