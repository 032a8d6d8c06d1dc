from collections import Counter
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.record.counts import Count, columns, good, tally
from monitoring.record.filters import Choice
from monitoring.record.overview import Overview
from monitoring.record.structs import NOT_RATED, STARTS_LATER, Standing
from tests.monitoring.record.builders import LEVELS, a_lead, a_priority, a_record, an_action, unrated


def numbers(counts):
    return {each.level.code: int(each.count) for each in counts}


def test_columns_are_the_levels_in_order_then_starts_later_then_not_rated():
    assert [level.code for level in columns(LEVELS)] == [
        "complete",
        "on-track",
        "at-risk",
        "off-track",
        "not-started",
        STARTS_LATER,
        NOT_RATED,
    ]


def test_tally_puts_silence_and_work_that_starts_later_in_columns_of_their_own():
    record = a_record(
        an_action(1, "on-track"),
        an_action(2),
        an_action(3, starts_later=True),
        an_action(4, "on-track", starts_later=False),
    )

    assert numbers(tally(record, record.reported_actions)) == {
        "complete": 0,
        "on-track": 2,
        "at-risk": 0,
        "off-track": 0,
        "not-started": 0,
        STARTS_LATER: 1,
        NOT_RATED: 1,
    }


def test_tally_of_a_plan_that_does_not_rate_is_empty():
    record = a_record(an_action(1), **unrated())

    assert tally(record, record.reported_actions) == ()


def test_tally_leaves_out_what_is_no_longer_reported_here():
    record = a_record(
        an_action(1, "on-track"),
        *(an_action(pk, "off-track", standing=standing) for pk, standing in enumerate(LEFT, start=2)),
    )

    assert sum(each.count for each in tally(record, record.reported_actions)) == 1


LEFT = (Standing.MERGED, Standing.TRANSFERRED, Standing.WITHDRAWN, Standing.MONITORED_ELSEWHERE)


def test_change_is_known_only_where_the_number_before_is():
    level = LEVELS[0]

    assert Count(level, Decimal(3), Decimal(10), before=Decimal(5)).change == -2
    assert Count(level, Decimal(3), Decimal(10)).change is None


@st.composite
def any_actions(draw):
    """Actions of three priorities and organisations, rated or silent, in the plan or gone."""
    return [
        an_action(
            pk,
            level,
            priority_pk=draw(st.integers(1, 3)),
            leads=(a_lead(organisation_pk=draw(st.integers(1, 3))),),
            starts_later=level is None and draw(st.booleans()),
            standing=draw(st.sampled_from(Standing)),
        )
        for pk, level in enumerate(
            draw(st.lists(st.sampled_from([None, *(level.code for level in LEVELS)]), max_size=40)), start=1
        )
    ]


@settings(deadline=None)
@given(any_actions())
def test_counts_are_conserved_by_level_by_priority_and_by_organisation(actions):
    record = a_record(*actions, priorities=tuple(a_priority(pk) for pk in (1, 2, 3)))
    whole = Overview(record)

    def in_parts(**choices):
        parts: Counter[str] = Counter()
        for name, values in choices.items():
            for value in values:
                parts.update(numbers(Overview(record, choice=Choice(**{name: value})).counts))
        return +parts

    everything = +Counter(numbers(whole.counts))
    assert everything.total() == whole.total == sum(1 for action in actions if action.reported)
    assert in_parts(priority=(1, 2, 3)) == everything
    assert in_parts(organisation=(1, 2, 3)) == everything
    assert in_parts(level=[level.code for level in columns(LEVELS)]) == everything
    assert +sum((Counter(numbers(view.counts)) for view in whole.priorities), Counter()) == everything
    assert good(whole.counts) == everything["complete"] + everything["on-track"]
