from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from monitoring.record.overview import Overview
from monitoring.record.part import part_of
from monitoring.record.public import public
from monitoring.record.structs import (
    NOT_RATED,
    Commitment,
    Correction,
    Erratum,
    Outcome,
    Passed,
    Programme,
    Standing,
    Total,
)
from monitoring.record.tidy import actions_csv
from tests.monitoring.record.builders import (
    JUNE,
    LEVELS,
    a_priority,
    a_record,
    an_action,
    an_earlier_period,
    past,
    unrated,
)
from tests.monitoring.record.test_measures import a_measure

EARLY, YOUTH = "Early Years Group", "Youth Board"


def correction(path: str) -> Correction:
    return Correction(path=path, old="a", new="b", reason="A slip.", by="Ada Okafor")


RECORD = a_record(
    an_action(1, "on-track", trail=past("at-risk"), previous_column="at-risk", commitment_pk=1),
    an_action(2, "off-track", trail=past("on-track"), previous_column="on-track"),
    an_action(3, "off-track", priority_pk=2, trail=past("on-track"), previous_column="on-track"),
    an_action(4, priority_pk=3, standing=Standing.WITHDRAWN),
    priorities=(
        a_priority(1, lead_body=EARLY, outcomes=(1,), computed_level="off-track"),
        a_priority(2, lead_body=YOUTH, outcomes=(1, 2), computed_level="off-track", signed_off_on=JUNE),
        a_priority(3, lead_body=EARLY, outcomes=()),
    ),
    outcomes=(Outcome(pk=1, ref="A", title="Safe"), Outcome(pk=2, ref="B", title="Healthy")),
    commitments=(Commitment(pk=1, priority_pk=1, ref="", title="We will", summary_title="", goal=""),),
    measures=(
        a_measure(pk=1, priority_pk=1, lead_body=YOUTH),
        a_measure(pk=2, priority_pk=2),
        a_measure(pk=3, outcome_pk=2),
        a_measure(pk=4, lead_body=YOUTH),
    ),
    programmes=(
        Programme(title="Hubs", description="", priorities=(1, 2)),
        Programme(title="Clubs", description="", priorities=(2,)),
    ),
    earlier=(an_earlier_period(totals={"complete": 0, "on-track": 2, "at-risk": 1}),),
    passed=(Passed(gap="2 are not signed off.", reason="The board meets.", by="Bea Lund", on=JUNE),),
    errata=(
        Erratum(version=2, on=JUNE, by="Bea Lund", corrections=(correction("actions/3/title"),)),
        Erratum(
            version=3,
            on=JUNE,
            by="Bea Lund",
            corrections=(
                correction("actions/1/title"),
                correction("priorities/2/title"),
                correction("period/label"),
                correction("printed_totals/#1/count"),
            ),
        ),
    ),
)


def keys(parts) -> list[int]:
    return [each.pk for each in parts]


def test_part_without_a_scope_is_the_whole_record():
    assert part_of(RECORD, "") is RECORD


def test_part_of_a_priority_holds_what_is_its_own_and_counts_only_that():
    part = part_of(RECORD, "priority-1")

    assert (keys(part.priorities), keys(part.actions), keys(part.measures)) == ([1], [1, 2], [1])
    assert (keys(part.outcomes), keys(part.commitments)) == ([1], [1])
    assert part.programmes == (Programme(title="Hubs", description="", priorities=(1,)),)
    assert {total.column: total.count for total in part.earlier[0].totals if total.count} == {
        "on-track": 1,
        "at-risk": 1,
    }
    assert part.earlier[0].total == 2
    assert str(Overview(part).position) == (
        "1 of 2 actions is complete or on track, the same as in June. 1 needs attention."
    )


def test_part_of_an_outcome_holds_every_priority_that_serves_it_and_its_own_measures():
    part = part_of(RECORD, "outcome-2", "Healthy")

    assert (keys(part.priorities), keys(part.actions), keys(part.measures)) == ([2], [3], [2, 3])
    assert keys(part.outcomes) == [1, 2]


def test_part_of_a_body_holds_the_priorities_it_leads_and_the_measures_it_answers_for_outside_any_priority():
    early, youth = part_of(RECORD, "body-7", EARLY), part_of(RECORD, "body-8", YOUTH)

    assert (keys(early.priorities), keys(early.actions), keys(early.measures)) == ([1, 3], [1, 2, 4], [1])
    assert (keys(youth.priorities), keys(youth.actions), keys(youth.measures)) == ([2], [3], [2, 4])


def test_part_of_a_body_without_a_name_holds_nothing():
    record = replace(RECORD, priorities=(a_priority(1), a_priority(2)))

    assert part_of(record, "body-7", "").priorities == ()


def test_part_says_what_was_missing_only_where_something_of_it_is_not_signed_off():
    assert part_of(RECORD, "priority-1").passed == RECORD.passed
    assert part_of(RECORD, "priority-2").passed == ()


def test_part_tells_of_corrections_of_what_is_in_it_and_of_the_period():
    assert part_of(RECORD, "priority-2").errata == (
        RECORD.errata[0],
        replace(RECORD.errata[1], corrections=(correction("priorities/2/title"), correction("period/label"))),
    )
    assert [each.version for each in part_of(RECORD, "priority-1").errata] == [3]


def test_part_of_which_nothing_was_counted_then_is_compared_with_nothing():
    record = replace(RECORD, actions=(an_action(5, "on-track", priority_pk=2),))

    part = part_of(record, "priority-2")

    assert (part.earlier[0].totals, part.earlier[0].total) == ((), Decimal(0))
    assert str(Overview(part).position) == "1 of 1 action is complete or on track. None needs attention."


def test_part_of_a_period_known_from_totals_has_none():
    record = a_record(printed_totals=(Total(label="On track", column="on-track", count=Decimal(4)),))

    assert part_of(record, "priority-1").printed_totals == ()


def test_part_of_a_plan_that_does_not_rate_counts_updates():
    record = a_record(an_action(1), an_action(2, priority_pk=2), **unrated())

    assert Overview(part_of(record, "priority-2")).position.standing == ("0 of 1 action has an update for this period")


@pytest.mark.parametrize("scope", ["ward-3", "priority", "3"])
def test_part_of_no_known_kind_is_refused(scope):
    with pytest.raises(ValueError, match=f"no such scope: {scope}"):
        part_of(RECORD, scope)


CODES = [level.code for level in LEVELS]
standings = st.sampled_from([Standing.ACTIVE, Standing.ACTIVE, Standing.WITHDRAWN])
lines = st.tuples(
    st.integers(1, 4), st.sampled_from([*CODES, None]), st.sampled_from([*CODES, NOT_RATED, None]), standings
)


@given(st.lists(lines, max_size=25))
def test_parts_together_are_the_whole(said):
    """Every action, total and earlier total of the plan is in the part of exactly one priority, and of one body."""
    then = Counter(column for _priority, _level, column, _standing in said if column)
    record = a_record(
        *(
            an_action(pk, level, priority_pk=priority, trail=past(column), previous_column=column, standing=standing)
            for pk, (priority, level, column, standing) in enumerate(said, start=1)
        ),
        priorities=tuple(a_priority(pk, lead_body=(EARLY, YOUTH)[pk % 2]) for pk in range(1, 5)),
        earlier=(an_earlier_period(totals=then),),
    )
    by_priority = [part_of(record, f"priority-{pk}") for pk in range(1, 5)]
    by_body = [part_of(record, "body-1", EARLY), part_of(record, "body-2", YOUTH)]

    for parts in (by_priority, by_body):
        assert sorted(action.pk for part in parts for action in part.actions) == sorted(keys(record.actions))
        assert sum((counts(part) for part in parts), Counter()) == counts(record)
        assert sum((earlier(part) for part in parts), Counter()) == then
        assert sum(Overview(part).attention_total for part in parts) == Overview(record).attention_total
        assert sum(actions_csv(part).count(b"\n") - 1 for part in parts) == actions_csv(record).count(b"\n") - 1
        for part in parts:
            assert sum(counts(part).values()) == Overview(part).total
            assert part.earlier[0].total == sum(each.count for each in part.earlier[0].totals)
            assert part_of(public(record), "priority-1") == public(part_of(record, "priority-1"))


def counts(record) -> Counter:
    return +Counter({each.level.code: int(each.count) for each in Overview(record).counts})


def earlier(record) -> Counter:
    return +Counter({each.column: int(each.count) for each in record.earlier[0].totals})
