from decimal import Decimal

from monitoring.record.overview import Overview
from monitoring.record.scope import within_scope
from monitoring.record.structs import Highlight, Movement
from tests.monitoring.record.builders import a_priority, a_record, an_action, an_earlier_period, past

RECORD = a_record(
    an_action(1, "on-track", trail=past("at-risk"), previous_column="at-risk"),
    an_action(2, "off-track", trail=past("on-track"), previous_column="on-track"),
    an_action(3, "off-track", priority_pk=2, trail=past("on-track"), previous_column="on-track"),
    priorities=(
        a_priority(
            1,
            judged_level="at-risk",
            judged_reason="One is late.",
            decisions_sought="Agree the date.",
            highlights=(Highlight(kind="concern", label="Concern", text="A tender failed."),),
            computed_level="off-track",
            previous_column="at-risk",
            trail=past("at-risk"),
            movement=Movement.SAME,
        ),
        a_priority(2, computed_level="off-track"),
    ),
    earlier=(an_earlier_period(totals={"complete": 0, "on-track": 2, "at-risk": 1}),),
)


def test_scope_holds_only_the_actions_open_to_a_person_and_counts_only_them():
    record = within_scope(RECORD, actions={1}, summaries=())

    assert [action.pk for action in record.actions] == [1]
    assert [priority.pk for priority in record.priorities] == [1]
    assert {total.column: total.count for total in record.earlier[0].totals if total.count} == {"at-risk": 1}
    assert record.earlier[0].total == 1
    assert str(Overview(record, provisional=True).position) == (
        "1 of 1 action is complete or on track, 1 more than in June. None needs attention."
    )


def test_scope_without_the_summaries_says_nothing_of_what_the_lead_wrote_or_of_other_actions():
    (priority,) = within_scope(RECORD, actions={1}, summaries=()).priorities

    assert priority == a_priority(
        1, computed_level="on-track", previous_column="at-risk", trail=past("at-risk"), movement=Movement.BETTER
    )


def test_scope_of_whoever_sits_on_the_lead_body_keeps_what_its_lead_wrote():
    record = within_scope(RECORD, actions={1, 2}, summaries={1})

    assert record.priorities == (RECORD.priorities[0],)


def test_scope_after_a_period_of_which_only_totals_are_known_compares_nothing():
    earlier = (an_earlier_period(totals={"on-track": 2}, as_reported=True),)

    record = within_scope(a_record(an_action(1, "on-track"), earlier=earlier), actions={1}, summaries=())

    assert (record.earlier[0].totals, record.earlier[0].total) == ((), Decimal(0))
