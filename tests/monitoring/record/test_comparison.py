from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.record.comparison import JOINED, LEFT, Comparison, Kind
from monitoring.record.structs import (
    NOT_RATED,
    STARTS_LATER,
    Action,
    Change,
    Delay,
    Period,
    Record,
    Scale,
    Standing,
    Total,
)
from tests.monitoring.record.builders import (
    LEVELS,
    SCALE,
    a_level,
    a_priority,
    a_record,
    an_action,
    an_update,
    due,
    moved_to,
)

TRAFFIC = Scale(
    name="Traffic lights",
    levels=(a_level("complete", "Blue"), a_level("on_track", "Green"), a_level("off_track", "Red")),
)
UNRATED: dict[str, Any] = {"scales": (), "action_scale": None, "priority_scale": None}
QUARTERS = ((6, 30), (9, 30), (12, 31))


def a_period(ordinal: int) -> Period:
    """The second quarter of 2026 and those after it."""
    month, last = QUARTERS[ordinal - 1]
    ends = date(2026, month, last)
    return Period(
        pk=ordinal * 10,
        ordinal=ordinal,
        label=f"Quarter {ordinal}",
        starts=date(2026, month - 2, 1),
        ends=ends,
        actions_as_at=ends,
        measures_as_at=ends,
    )


def quarter(ordinal: int, *actions: Action, **given) -> Record:
    return a_record(*actions, period=a_period(ordinal), as_at=a_period(ordinal).ends, **given)


def compared(then: Action | None, now: Action | None, **given) -> Comparison:
    return Comparison(
        [quarter(1, *([then] if then else []), **given), quarter(2, *([now] if now else []), **given)],
    )


def kinds(comparison: Comparison) -> list[Kind]:
    return [each.kind for each in comparison.changes]


def totals(*counts: tuple[str, str | None, str]) -> tuple[Total, ...]:
    return tuple(Total(label=label, column=column, count=Decimal(count)) for label, column, count in counts)


# --- What became of an action -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        ("on-track", "at-risk", Kind.WORSE),
        ("at-risk", "off-track", Kind.WORSE),
        ("not-started", "off-track", Kind.WORSE),
        ("at-risk", "on-track", Kind.BETTER),
        ("not-started", "on-track", Kind.STARTED),
        ("on-track", "complete", Kind.COMPLETED),
        (None, "complete", Kind.COMPLETED),
        ("complete", "on-track", Kind.REOPENED),
        ("complete", None, Kind.REOPENED),
        (None, "off-track", Kind.NEWLY_RATED),
        ("on-track", None, Kind.NO_LONGER_RATED),
        ("on-track", "not-started", Kind.OTHERWISE),
        ("at-risk", "at-risk", Kind.SAME),
        (None, None, Kind.SAME),
    ],
)
def test_action_in_both_periods_is_of_the_kind_its_ratings_say(then, now, kind):
    assert kinds(compared(an_action(1, then), an_action(1, now))) == [kind]


def test_action_whose_start_was_to_come_has_not_lost_a_rating_when_it_is_silent():
    later = an_action(1, starts_later=True)

    assert kinds(compared(later, an_action(1))) == [Kind.OTHERWISE]
    assert kinds(compared(an_action(1), later)) == [Kind.OTHERWISE]
    assert kinds(compared(later, an_action(1, "on-track"))) == [Kind.STARTED]


@pytest.mark.parametrize(
    ("standing", "kind"),
    [
        (Standing.MERGED, Kind.MERGED),
        (Standing.TRANSFERRED, Kind.TRANSFERRED),
        (Standing.WITHDRAWN, Kind.WITHDRAWN),
        (Standing.MONITORED_ELSEWHERE, Kind.ELSEWHERE),
    ],
)
def test_action_that_left_says_how_and_where_to(standing, kind):
    left = an_action(1, standing=standing, standing_note="Became part of 2.2.")

    comparison = compared(an_action(1, "on-track"), left)

    assert [(each.kind, each.reason.endswith("Became part of 2.2."), each.now) for each in comparison.changes] == [
        (kind, True, None)
    ]


def test_action_that_the_later_record_does_not_know_is_gone():
    comparison = compared(an_action(1, "on-track"), None)

    assert [(each.kind, each.period.ordinal) for each in comparison.changes] == [(Kind.GONE, 1)]


def test_action_that_only_the_later_record_knows_was_added():
    assert kinds(compared(None, an_action(1, "on-track"))) == [Kind.ADDED]


def test_action_that_is_counted_again_was_not_added():
    was = an_action(1, standing=Standing.TRANSFERRED)

    assert kinds(compared(was, an_action(1, "on-track"))) == [Kind.BACK]


def test_action_counted_in_neither_period_is_not_there():
    left = an_action(1, standing=Standing.MERGED)

    assert kinds(compared(left, left)) == []


def test_silence_in_an_open_period_is_awaited_not_lost():
    records = [quarter(1, an_action(1, "on-track")), quarter(2, an_action(1))]

    assert kinds(Comparison(records, provisional={2})) == [Kind.AWAITED]
    assert kinds(Comparison(records)) == [Kind.NO_LONGER_RATED]


def test_plan_that_does_not_rate_still_tells_what_was_completed_and_taken_up_again():
    comparison = Comparison(
        [
            quarter(1, an_action(1), an_action(2, stage="complete"), an_action(3), **UNRATED),
            quarter(2, an_action(1, stage="complete"), an_action(2), an_action(3), an_action(4), **UNRATED),
        ]
    )

    assert kinds(comparison) == [Kind.COMPLETED, Kind.REOPENED, Kind.NOT_COMPARED, Kind.ADDED]
    assert comparison.matrix is None
    assert comparison.sentence == (
        "Between June and September 2026, 1 action was completed, 1 was taken up again and 1 was added."
    )


# --- Like with like ---------------------------------------------------------------------------------


def test_other_ratings_are_compared_by_what_they_mean():
    comparison = Comparison(
        [
            quarter(1, an_action(1, "on-track"), an_action(2, "on-track"), scales=(TRAFFIC,)),
            quarter(2, an_action(1, "on-track"), an_action(2, "at-risk")),
        ]
    )

    assert kinds(comparison) == [Kind.SAME, Kind.WORSE]
    assert comparison.scale_note == (
        "The ratings of June 2026 are not those of September 2026. They are compared by what they mean."
    )
    assert [each.moved.text for each in comparison.changes if each.kind == Kind.WORSE] == ["Worse: green in June 2026"]


def test_two_ratings_of_one_meaning_are_neither_better_nor_worse():
    amber = Scale(name="Ambers", levels=(a_level("on_track"), *(_amber(name) for name in ("light", "dark"))))

    comparison = compared(an_action(1, "light"), an_action(1, "dark"), scales=(amber,))

    assert kinds(comparison) == [Kind.OTHERWISE]


def _amber(name: str):
    return type(LEVELS[0])(
        code=name, label=f"{name} amber", letter="", criteria="", shape="", colour="", meaning="at_risk"
    )


def test_plan_that_rated_in_only_one_period_says_so_and_compares_no_rating():
    comparison = Comparison([quarter(1, an_action(1), **UNRATED), quarter(2, an_action(1, "off-track"))])

    assert kinds(comparison) == [Kind.NOT_COMPARED]
    assert comparison.scale_note == "The plan did not rate in June 2026, so no rating is compared."


# --- Every count adds up ----------------------------------------------------------------------------


def actions_of(scale: Scale) -> st.SearchStrategy[dict[int, Action]]:
    """Some of ten actions, standing anywhere."""
    codes = [level.code for level in scale.levels]
    one = st.tuples(
        st.sampled_from([*codes, None]),
        st.sampled_from([*Standing]),
        st.booleans(),
        st.sampled_from(["under_way", "not_started", "complete"]),
    )
    return st.dictionaries(st.integers(1, 10), one).map(
        lambda drawn: {
            pk: an_action(pk, level, standing=standing, starts_later=later and level is None, stage=stage)
            for pk, (level, standing, later, stage) in drawn.items()
        }
    )


@given(st.data(), st.sampled_from([SCALE, TRAFFIC]), st.sampled_from([SCALE, TRAFFIC]), st.booleans())
def test_every_action_is_in_one_kind_and_one_cell_and_both_counts_come_out(data, then, now, provisional):
    before = quarter(1, *data.draw(actions_of(then)).values(), scales=(then,))
    after = quarter(2, *data.draw(actions_of(now)).values(), scales=(now,))

    comparison = Comparison([before, after], provisional={2} if provisional else ())

    counted_then = {action.pk for action in before.reported_actions}
    counted_now = {action.pk for action in after.reported_actions}
    assert sorted(each.action.pk for each in comparison.changes) == sorted(counted_then | counted_now)
    assert sum(comparison.numbers.values()) == len(counted_then | counted_now)
    assert comparison.total_then - comparison.left + comparison.joined == comparison.total_now
    assert comparison.left == len(counted_then - counted_now)
    assert comparison.joined == len(counted_now - counted_then)
    listed = [each.action.pk for group in comparison.lists for each in group.items]
    assert len(listed) == len(set(listed))

    matrix = comparison.matrix
    if matrix is None:
        assert comparison.changes == ()
        return
    of_rows = {line.before.code: line.total for line in matrix.lines if line.before}
    of_columns = {
        level.code: total for level, total in zip(matrix.levels, matrix.totals, strict=True) if level is not None
    }
    assert of_rows == {each.level.code: each.count for each in comparison.counts_then if each.count}
    assert of_columns == {each.level.code: each.count for each in comparison.counts_now if each.count}
    assert sum(line.total for line in matrix.lines) == sum(matrix.totals) == len(comparison.changes)
    assert sum(line.total for line in matrix.lines if line.before is None) == comparison.joined


@given(st.data())
def test_comparing_a_period_with_itself_changes_nothing(data):
    record = quarter(1, *data.draw(actions_of(SCALE)).values())

    comparison = Comparison([record, record])

    assert {each.kind for each in comparison.changes} <= {Kind.SAME}
    assert comparison.lists == ()


def test_kinds_that_join_or_leave_are_those_with_one_rating():
    everything = [
        an_action(1, "on-track"),
        an_action(2, "on-track", standing=Standing.WITHDRAWN),
        an_action(3, "at-risk"),
        an_action(4, "complete"),
    ]
    later = [an_action(1, standing=Standing.MERGED), an_action(2, "on-track"), an_action(3), an_action(5)]

    comparison = Comparison([quarter(1, *everything), quarter(2, *later)])

    for each in comparison.changes:
        assert (each.before is None) == (each.kind in JOINED), each.kind
        assert (each.now is None) == (each.kind in LEFT), each.kind


# --- In words ---------------------------------------------------------------------------------------


def test_sentence_says_every_change_and_the_sum_how_one_count_became_the_other():
    comparison = Comparison(
        [
            quarter(1, an_action(1, "at-risk"), an_action(2, "on-track"), an_action(3), an_action(4, "on-track")),
            quarter(
                2,
                an_action(1, "on-track"),
                an_action(2, "on-track", moves=(moved_to(date(2027, 3, 31), on=date(2026, 8, 1)),)),
                an_action(3, "off-track"),
                an_action(4, standing=Standing.MERGED),
                an_action(5, "on-track"),
                an_action(6),
            ),
        ]
    )

    assert comparison.sentence == (
        "Between June and September 2026, 1 action got better, 1 without a rating has one now, 2 were added, "
        "1 left the plan and 1 date moved."
    )
    assert comparison.reconciled == (
        "4 actions counted in June 2026, less 1 that left, plus 2 that joined: 5 in September 2026. "
        "1 stands as it stood."
    )


def test_sentence_without_any_change_says_so():
    comparison = compared(an_action(1, "on-track"), an_action(1, "on-track"))

    assert comparison.sentence == "Between June and September 2026 nothing changed."
    assert comparison.reconciled == (
        "1 action counted in June 2026, and the same in September 2026. 1 stands as it stood."
    )


def test_periods_of_two_years_are_both_named_with_their_year():
    before = quarter(1, an_action(1, "on-track"))
    earlier = Period(
        pk=5,
        ordinal=0,
        label="Quarter 0",
        starts=date(2025, 10, 1),
        ends=date(2025, 12, 31),
        actions_as_at=date(2025, 12, 31),
        measures_as_at=None,
    )

    comparison = Comparison([a_record(an_action(1, "at-risk"), period=earlier), before])

    assert comparison.sentence == "Between December 2025 and June 2026, 1 action got better."


def test_periods_that_end_in_one_month_are_named_by_their_labels():
    before, after = quarter(1, an_action(1, "on-track")), quarter(1, an_action(1, "at-risk"))

    assert Comparison([before, after]).sentence == "Between Quarter 1 and Quarter 1, 1 action got worse."


# --- Why, and how it got there ----------------------------------------------------------------------


def test_reason_is_that_of_whoever_changed_the_rating_last():
    change = Change(
        before="on-track",
        after="at-risk",
        reason="It costs more.",
        by="Bea Lund",
        at=datetime(2026, 10, 20, 10, tzinfo=UTC),
    )
    now = an_action(1, "at-risk", update=an_update(narrative="Going well.", changes=(change,)))

    (changed,) = compared(an_action(1, "on-track"), now).changes

    assert changed.reason == "It costs more."
    assert changed.said == "Bea Lund changed the rating from on track to some concern on 20 October 2026."


def test_reason_is_that_of_a_delay_before_the_story():
    delay = Delay(cause="Partner", detail="No offer came.", impact="", recovery="", forecast=None)
    now = an_action(1, "off-track", update=an_update(narrative="A round was held.", delay=delay))

    (changed,) = compared(an_action(1, "on-track"), now).changes

    assert changed.reason == "No offer came."
    assert changed.said == "Reported by Ada Okafor on 9 October 2026. Agreed by Bea Lund on 20 October 2026."


def test_reason_is_that_of_the_period_in_which_it_changed_last():
    records = [
        quarter(1, an_action(1, "on-track")),
        quarter(2, an_action(1, "at-risk", update=an_update(narrative="Staff left.", said_by="Tom Breck"))),
        quarter(3, an_action(1, "at-risk", update=an_update(narrative="", unchanged=True))),
    ]

    (changed,) = Comparison(records).changes

    assert changed.reason == "Staff left."
    assert changed.said == "Reported by Tom Breck on 9 October 2026. Agreed by Bea Lund on 20 October 2026."


def test_reason_of_a_rating_that_is_no_longer_there_is_the_silence():
    (changed,) = compared(an_action(1, "on-track"), an_action(1)).changes

    assert (changed.reason, changed.said) == ("No update was sent.", "")


def test_reason_of_one_taken_up_again_is_what_was_said_then():
    now = an_action(1, "on-track", standing_note="The hub closed after a flood.")

    (changed,) = compared(an_action(1, "complete"), now).changes

    assert changed.reason == "The hub closed after a flood."


def test_steps_tell_every_change_in_between_with_who_said_it():
    comparison = Comparison(
        [
            quarter(1, an_action(1, "at-risk", update=an_update(narrative="Slow start."))),
            quarter(2, an_action(1, "off-track", update=an_update(narrative="Staff left."))),
            quarter(3, an_action(1, "on-track", update=an_update(narrative="Staff found."))),
        ]
    )

    (changed,) = comparison.changes

    assert changed.kind == Kind.BETTER
    assert [(step.period.label, step.row.level.label, step.update.narrative) for step in changed.steps] == [
        ("Quarter 1", "Some concern", "Slow start."),
        ("Quarter 2", "Off track", "Staff left."),
        ("Quarter 3", "On track", "Staff found."),
    ]


def test_steps_leave_out_a_period_that_changed_nothing_unless_it_was_challenged():
    change = Change(
        before="on-track",
        after="at-risk",
        reason="Too early to say.",
        by="Bea Lund",
        at=datetime(2026, 10, 20, 10, tzinfo=UTC),
    )

    def labels(second: Action) -> list[str]:
        records = [quarter(1, an_action(1, "at-risk")), quarter(2, second), quarter(3, an_action(1, "on-track"))]
        (changed,) = Comparison(records).changes
        return [step.period.label for step in changed.steps]

    assert labels(an_action(1, "at-risk")) == ["Quarter 1", "Quarter 3"]
    assert labels(an_action(1, "at-risk", update=an_update(changes=(change,)))) == [
        "Quarter 1",
        "Quarter 2",
        "Quarter 3",
    ]


def test_steps_pass_over_a_period_known_only_by_its_totals():
    printed = quarter(2, printed_totals=totals(("On track", "on-track", "1")))

    (changed,) = Comparison(
        [quarter(1, an_action(1, "at-risk")), printed, quarter(3, an_action(1, "on-track"))]
    ).changes

    assert [step.period.label for step in changed.steps] == ["Quarter 1", "Quarter 3"]


# --- Dates ------------------------------------------------------------------------------------------


def test_date_moved_says_original_from_to_how_often_and_why():
    first = moved_to(date(2026, 9, 30), on=date(2026, 5, 1))
    second = moved_to(date(2026, 12, 31), on=date(2026, 8, 1))
    dates = {"original_due": due(date(2026, 6, 30))}

    comparison = compared(
        an_action(1, "on-track", agreed_due=first.due, moves=(first,), **dates),
        an_action(1, "on-track", agreed_due=second.due, moves=(first, second), **dates),
    )

    (moved,) = comparison.dates_moved
    assert (moved.original, moved.before, moved.now, moved.times, moved.moves) == (
        "30 June 2026",
        "30 September 2026",
        "31 December 2026",
        "twice",
        (second,),
    )


def test_date_of_an_added_action_moved_only_if_it_was_agreed_since():
    early, late = moved_to(date(2026, 9, 30), on=date(2026, 5, 1)), moved_to(date(2026, 12, 31), on=date(2026, 8, 1))

    both = compared(None, an_action(1, agreed_due=late.due, moves=(early, late)))
    none = compared(None, an_action(1, agreed_due=early.due, moves=(early,)))

    assert [(each.before, each.now) for each in both.dates_moved] == [("30 September 2026", "31 December 2026")]
    assert none.dates_moved == ()


# --- Priorities -------------------------------------------------------------------------------------


def test_priority_whose_level_changed_says_why_and_every_step():
    def of(ordinal: int, level: str, reason: str) -> Record:
        priority = a_priority(
            1,
            judged_level=level,
            judged_reason=reason,
            signed_off_by="Bea Lund",
            signed_off_on=date(2026, 10, 20),
        )
        return quarter(ordinal, priorities=(priority, a_priority(2, computed_level="on-track")))

    comparison = Comparison(
        [of(1, "at-risk", "Waits grew."), of(2, "off-track", "They grew more."), of(3, "on-track", "They fell.")]
    )

    (changed,) = comparison.priorities
    assert (changed.title, changed.before.label, changed.now.label, changed.moved.text, changed.reason) == (
        "1 Priority 1",
        "Some concern",
        "On track",
        "Better: some concern in June 2026",
        "They fell.",
    )
    assert [(step.period.label, step.reason, step.signed_off) for step in changed.steps] == [
        ("Quarter 1", "Waits grew.", "Signed off by Bea Lund on 20 October 2026."),
        ("Quarter 2", "They grew more.", "Signed off by Bea Lund on 20 October 2026."),
        ("Quarter 3", "They fell.", "Signed off by Bea Lund on 20 October 2026."),
    ]


def test_priority_without_a_judgement_is_worked_out_and_one_that_left_says_why():
    then = (a_priority(1, computed_level="at-risk"), a_priority(2, computed_level="on-track"))
    now = (
        a_priority(1, computed_level="on-track"),
        a_priority(2, standing=Standing.TRANSFERRED, standing_note="The health board follows it."),
        a_priority(3, computed_level="on-track"),
    )

    comparison = Comparison([quarter(1, priorities=then), quarter(2, priorities=now)])

    assert [(each.title, each.before and each.before.label, each.now and each.now.label, each.reason)
            for each in comparison.priorities] == [
        ("1 Priority 1", "Some concern", "On track", "Worked out from its actions."),
        ("2 Priority 2", "On track", None, "The health board follows it."),
        ("3 Priority 3", None, "On track", "Worked out from its actions."),
    ]  # fmt: skip


# --- Only totals ------------------------------------------------------------------------------------


def test_period_known_by_its_totals_compares_totals_and_no_action():
    printed = quarter(
        1,
        printed_totals=totals(
            ("Complete", "complete", "2"),
            ("On track", "on-track", "3.5"),
            ("Stalled", None, "1"),
            ("Red", "off-track", "1"),
        ),
    )
    now = quarter(2, an_action(1, "complete"), an_action(2, "on-track"), an_action(3))

    comparison = Comparison([printed, now])

    assert comparison.changes == ()
    assert comparison.matrix is None
    assert comparison.sentence == "Between June and September 2026 only totals can be compared."
    assert [(line.label, line.before, line.now, line.change) for line in comparison.totals] == [
        ("Complete", Decimal(2), Decimal(1), "1 fewer"),
        ("On track", Decimal("3.5"), Decimal(1), "2.5 fewer"),
        ("Stalled", Decimal(1), None, ""),
        ("Off track", Decimal(1), Decimal(0), "1 fewer"),
        ("Some concern", None, Decimal(0), ""),
        ("Not started", None, Decimal(0), ""),
        ("Starts later", None, Decimal(0), ""),
        ("Not rated", None, Decimal(1), ""),
    ]
    assert (comparison.sum_then, comparison.sum_now, comparison.sum_change) == (Decimal("7.5"), Decimal(3), "4.5 fewer")


def test_totals_of_other_ratings_are_compared_by_what_they_mean_alone():
    printed = quarter(
        1, scales=(TRAFFIC,), printed_totals=totals(("Green", "on-track", "3"), ("Red", "off-track", "1"))
    )
    ambers = Scale(name="Two ambers", levels=(a_level("on_track"), _amber("light"), _amber("dark")))
    now = quarter(2, an_action(1, "on-track"), scales=(ambers,))

    comparison = Comparison([printed, now])

    assert [(line.label, line.before, line.now, line.change) for line in comparison.totals][:2] == [
        ("On track", Decimal(3), Decimal(1), "2 fewer"),
        ("Red", Decimal(1), None, ""),
    ]


columns_of_silence = (NOT_RATED, STARTS_LATER)


def test_silence_counts_as_silence_whatever_the_ratings():
    printed = quarter(1, scales=(TRAFFIC,), printed_totals=totals(*((each, each, "2") for each in columns_of_silence)))
    now = quarter(2, an_action(1), an_action(2, starts_later=True))

    comparison = Comparison([printed, now])

    assert [(line.before, line.now) for line in comparison.totals[:2]] == [(Decimal(2), Decimal(1))] * 2
