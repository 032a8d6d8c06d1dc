from datetime import date

from monitoring.record.filters import EVERYTHING, Choice
from monitoring.record.heat import HeatColumn, HeatMap
from monitoring.record.overview import Overview
from monitoring.record.structs import Movement, Record, Standing
from tests.monitoring.record.builders import a_priority, a_record, an_action, an_earlier_period, past, unrated


def heat_of(record: Record, choice: Choice = EVERYTHING) -> HeatMap:
    heat = Overview(record, choice=choice).heat
    assert heat is not None
    return heat


EARLIER = (an_earlier_period(1, date(2026, 3, 31)), an_earlier_period(2, date(2026, 6, 30)))


def test_heat_map_shows_each_priority_in_each_period_and_says_what_changed():
    record = a_record(
        an_action(1),
        priorities=(
            a_priority(
                1,
                judged_level="off-track",
                previous_column="at-risk",
                movement=Movement.WORSE,
                trail=past("on-track", "at-risk"),
            ),
            a_priority(2, computed_level="on-track", movement=Movement.NEW),
            a_priority(3, previous_column="on-track", movement=Movement.NOT_KNOWN, trail=past("on-track", first=2)),
            a_priority(4, standing=Standing.TRANSFERRED, trail=past("on-track", "on-track")),
        ),
        earlier=EARLIER,
    )

    heat = heat_of(record)

    assert heat.columns == (
        HeatColumn("Mar", "2026", "April to June 2026"),
        HeatColumn("Jun", "2026", "April to June 2026"),
        HeatColumn("Sep", "2026", "July to September 2026"),
    )
    assert [
        (
            row.title,
            [cell.absent or (cell.level and cell.level.label) for cell in row.cells],
            row.moved.way,
            row.moved.text,
        )
        for row in heat.rows
    ] == [
        ("1 Priority 1", ["On track", "Some concern", "Off track"], "down", "Worse: some concern in June"),
        ("2 Priority 2", ["Not in the plan yet", "Not in the plan yet", "On track"], "", "Not in the plan in June"),
        ("3 Priority 3", ["Not in the plan yet", "On track", "Not rated"], "", "On track in June"),
    ]
    assert heat.sentence == "Since June, 1 is worse and 2 are not known."
    assert heat.notes == (
        "2 Priority 2 joined the plan in September 2026.",
        "3 Priority 3 joined the plan in June 2026.",
    )


def test_heat_map_of_a_first_period_has_one_column_and_nothing_to_compare():
    heat = heat_of(a_record(an_action(1), priorities=(a_priority(1, judged_level="on-track"),)))

    assert len(heat.columns) == 1
    assert (heat.sentence, heat.notes, heat.rows[0].moved.text) == ("", (), "Not known")


def test_heat_map_of_a_choice_shows_the_priorities_it_touches():
    record = a_record(an_action(1, priority_pk=1), an_action(2, priority_pk=2))

    assert [row.priority.pk for row in heat_of(record, Choice(priority=2)).rows] == [2]


def test_heat_map_of_a_plan_that_does_not_rate_its_priorities_is_none():
    assert Overview(a_record(an_action(1), **unrated())).heat is None
