from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from monitoring.record.filters import Choice
from monitoring.record.overview import Overview, why_uncounted
from monitoring.record.structs import NOT_RATED, STARTS_LATER, Name, Standing, Total
from partnership.wording import listed
from tests.monitoring.record.builders import (
    LABELS,
    SCALE,
    a_level,
    a_record,
    an_action,
    an_earlier_period,
    an_update,
    past,
    unrated,
)


def sentence(*actions, **given):
    return str(Overview(a_record(*actions, **given)).position)


def on_track(number, first=1):
    return [an_action(pk, "on-track") for pk in range(first, first + number)]


@pytest.mark.parametrize(
    ("well", "before", "expected"),
    [
        (3, 5, ", 2 fewer than in June"),
        (3, 3, ", the same as in June"),
        (3, 1, ", 2 more than in June"),
    ],
)
def test_position_says_how_many_of_how_many_and_the_change(well, before, expected):
    earlier = (an_earlier_period(totals={"complete": 0, "on-track": before, "at-risk": 6 - before}),)

    assert sentence(*on_track(well), *(an_action(pk, "at-risk") for pk in (10, 11, 12)), earlier=earlier) == (
        f"3 of 6 actions are complete or on track{expected}. None needs attention."
    )


def test_position_of_one_reads_in_the_singular():
    assert sentence(an_action(1, "on-track")) == "1 of 1 action is complete or on track. None needs attention."
    assert sentence(an_action(1, "on-track"), an_action(2, "off-track")) == (
        "1 of 2 actions is complete or on track. 1 needs attention."
    )
    assert sentence(an_action(1, "off-track"), an_action(2, "off-track")) == (
        "0 of 2 actions are complete or on track. 2 need attention."
    )


def test_position_uses_the_plans_own_words():
    scale = replace(SCALE, levels=(a_level("complete", "Done"), a_level("ahead"), a_level("on_track", "Green")))
    record = a_record(*on_track(2), scales=(scale,))
    labels = replace(LABELS, action=Name(one="Pledge", many="Pledges"))
    record = replace(record, plan=replace(record.plan, labels=labels))

    assert str(Overview(record).position) == "2 of 2 pledges are done, ahead or green. None needs attention."


def test_position_a_year_later_names_the_year():
    earlier = (an_earlier_period(ends=date(2025, 9, 30), totals={"complete": 0, "on-track": 0}),)

    assert sentence(*on_track(1), earlier=earlier) == (
        "1 of 1 action is complete or on track, 1 more than in September 2025. None needs attention."
    )


def test_position_after_another_scale_compares_nothing():
    other = replace(SCALE, levels=(a_level("on_track", "Green"),))
    earlier = (an_earlier_period(action_scale=1, totals={"on-track": 5}),)

    assert sentence(*on_track(1), scales=(SCALE, other), earlier=earlier) == (
        "1 of 1 action is complete or on track. None needs attention."
    )


def test_position_after_printed_totals_that_leave_a_level_out_compares_nothing():
    earlier = (an_earlier_period(totals={"on-track": 5}, as_reported=True),)

    assert sentence(*on_track(1), earlier=earlier) == "1 of 1 action is complete or on track. None needs attention."


def test_position_without_a_scale_says_how_many_have_reported():
    assert sentence(an_action(1, update=an_update()), an_action(2), **unrated()) == (
        "1 of 2 actions has an update for this period. 1 needs attention."
    )


def test_position_without_actions_says_so():
    assert sentence() == "There are no actions to report on."


def test_position_of_a_period_with_only_printed_totals_says_that_they_are_as_reported():
    totals = (Total(label="On track", column="on-track", count=Decimal("3.5")),)

    assert sentence(printed_totals=totals) == "The totals of this period are shown as they were reported."


def test_position_of_a_choice_compares_the_same_choice():
    record = a_record(
        an_action(1, "on-track", previous_column="on-track", trail=past("on-track")),
        an_action(2, "at-risk", previous_column="on-track", trail=past("on-track")),
        an_action(3, "on-track", priority_pk=2, previous_column=NOT_RATED, trail=past("")),
        earlier=(an_earlier_period(totals={"complete": 0, "on-track": 2, "at-risk": 0}),),
    )

    assert str(Overview(record, choice=Choice(priority=1)).position) == (
        "1 of 2 actions is complete or on track, 1 fewer than in June. None needs attention."
    )
    assert str(Overview(record, choice=Choice(priority=2)).position) == (
        "1 of 1 action is complete or on track, 1 more than in June. None needs attention."
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("on-track", "2 of 4 actions are rated on track. None needs attention."),
        ("at-risk", "0 of 4 actions are rated some concern."),
        (NOT_RATED, "1 of 4 actions is not rated. 1 needs attention."),
        (STARTS_LATER, "1 of 4 actions starts later. None needs attention."),
    ],
)
def test_position_of_a_chosen_level_counts_it_among_all_and_compares_nothing(level, expected):
    record = a_record(
        *on_track(2),
        an_action(3),
        an_action(4, starts_later=True),
        earlier=(an_earlier_period(totals={"complete": 0, "on-track": 2, "at-risk": 0}),),
    )

    assert str(Overview(record, choice=Choice(level=level)).position) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("", "Withdrawn."),
        ("The bus company began its own.", "Withdrawn. The bus company began its own."),
        ("Withdrawn by the board on 5 March 2026.", "Withdrawn by the board on 5 March 2026."),
    ],
)
def test_action_that_left_the_plan_says_so_once(note, expected):
    assert why_uncounted(an_action(1, standing=Standing.WITHDRAWN, standing_note=note)) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], ""),
        (["1 Safe"], "1 Safe"),
        (["1 Safe", "2 Well", "3 Heard"], "1 Safe, 2 Well and 3 Heard"),
        (["2 Well, early", "3 Heard"], "2 Well, early; 3 Heard"),
    ],
)
def test_listed_parts_are_told_apart(parts, expected):
    assert listed(parts) == expected


def test_overview_says_which_actions_of_the_plan_no_count_holds():
    record = a_record(
        *on_track(2),
        an_action(3, standing=Standing.MERGED),
        an_action(4, standing=Standing.MONITORED_ELSEWHERE),
        an_action(5, standing=Standing.MONITORED_ELSEWHERE),
    )

    assert Overview(record).uncounted_sentence == (
        "3 more of the plan are not counted: 1 merged into another and 2 followed by another body."
    )
    assert Overview(record, choice=Choice(priority=1)).uncounted_sentence == ""
    assert Overview(a_record(*on_track(2))).uncounted_sentence == ""
