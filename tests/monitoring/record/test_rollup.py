import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from monitoring.record.rollup import computed_level, computed_words, rolled_up, rule_words, worst
from monitoring.record.structs import Rollup
from plans.ratings import SEVERITY, Counts, Meaning
from plans.ratings import Rollup as Rule
from tests.monitoring.record.builders import LEVELS, a_level, a_record


@pytest.mark.parametrize(
    ("meanings", "expected"),
    [
        ([], None),
        ([Meaning.PAUSED, Meaning.NOT_ASSESSED], None),
        ([Meaning.COMPLETE, Meaning.ON_TRACK], Meaning.ON_TRACK),
        ([Meaning.ON_TRACK, Meaning.OFF_TRACK, Meaning.AT_RISK], Meaning.OFF_TRACK),
        ([Meaning.PAUSED, Meaning.AT_RISK], Meaning.AT_RISK),
        ([Meaning.NOT_STARTED, Meaning.ON_TRACK], Meaning.ON_TRACK),
        ([Meaning.NOT_STARTED, Meaning.NOT_STARTED], Meaning.NOT_STARTED),
    ],
)
def test_worst_is_the_most_severe_and_silence_is_never_on_track(meanings, expected):
    assert worst(meanings) == expected


def test_computed_level_is_the_level_of_the_priorities_own_scale():
    amber = a_level("at_risk", "Amber")

    assert computed_level([Meaning.ON_TRACK, Meaning.AT_RISK], [a_level("on_track", "Green"), amber]) == amber


def test_computed_level_of_finished_work_on_a_scale_without_complete_is_on_track():
    green = a_level("on_track", "Green")

    assert computed_level([Meaning.COMPLETE, Meaning.COMPLETE], [green]) == green


def test_computed_level_that_the_scale_does_not_have_is_none():
    assert computed_level([Meaning.OFF_TRACK], [a_level("on_track")]) is None
    assert computed_level([], LEVELS) is None


# --- The share ----------------------------------------------------------------------------------

SHARE = Rollup(rule="share")
C, G, A, R = Meaning.COMPLETE, Meaning.ON_TRACK, Meaning.AT_RISK, Meaning.OFF_TRACK
P, N = Meaning.PAUSED, Meaning.NOT_STARTED


@pytest.mark.parametrize(
    ("meanings", "expected"),
    [
        ([], None),
        ([P, Meaning.NOT_ASSESSED], None),
        ([N, N], N),
        ([N, G], G),
        ([C, C, C], C),
        ([C, C, G], G),
        ([G, G, G, G, A], G),
        ([G, G, G, A], A),
        ([A, A], A),
        ([G] * 7 + [R] * 3, R),
        ([G] * 8 + [R] * 2, G),
        ([G, G, R], R),
    ],
)
def test_share_is_on_track_from_eighty_percent_and_off_track_from_thirty(meanings, expected):
    assert rolled_up(meanings, rule=SHARE) == expected


@pytest.mark.parametrize(
    ("rule", "on", "off", "expected"),
    [("share", 50, 60, G), ("share", 51, 60, A), ("share", 51, 50, R), ("share", 100, 100, A)],
)
def test_share_goes_by_the_percentages_of_the_plan(rule, on, off, expected):
    assert rolled_up([G, R], rule=Rollup(rule=rule, on_track_share=on, off_track_share=off)) == expected


# --- How complete, paused and not rated count ---------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "meanings", "silent", "expected"),
    [
        (Rollup(), [G], 3, G),
        (Rollup(not_rated="at_risk"), [G], 1, A),
        (Rollup(not_rated="off_track"), [G], 1, R),
        (Rollup(not_rated="off_track"), [G], 0, G),
        (Rollup(paused="at_risk"), [G, P], 0, A),
        (Rollup(paused="at_risk"), [P], 0, A),
        (Rollup(complete="left_out"), [C, N], 0, N),
        (Rollup(complete="left_out"), [C, C], 0, C),
        (SHARE, [C, C, C, G, A], 0, G),
        (replace(SHARE, complete="left_out"), [C, C, C, G, A], 0, A),
        (replace(SHARE, complete="left_out"), [C, C], 0, C),
        (SHARE, [G, G, G, G, P], 0, G),
        (replace(SHARE, paused="at_risk"), [G, G, G, P], 0, A),
        (SHARE, [G, G, G], 7, G),
        (replace(SHARE, not_rated="at_risk"), [G, G, G], 7, A),
        (replace(SHARE, not_rated="off_track"), [G, G, G], 7, R),
        # Neither does silence thin out what is off track.
        (replace(SHARE, not_rated="at_risk"), [R], 9, R),
        (replace(SHARE, not_rated="at_risk", on_track_share=1), [C, R], 9, R),
    ],
)
def test_rule_counts_complete_paused_and_not_rated_as_the_plan_chose(rule, meanings, silent, expected):
    assert rolled_up(meanings, silent=silent, rule=rule) == expected


meanings_of_some = st.lists(st.sampled_from(Meaning), max_size=12)
counted_as = st.sampled_from(["left_out", "at_risk", "off_track"])
rules = st.builds(
    Rollup,
    rule=st.sampled_from(Rule.values),
    on_track_share=st.integers(1, 100),
    off_track_share=st.integers(1, 100),
    complete=st.sampled_from(["on_track", "left_out"]),
    paused=counted_as,
    not_rated=counted_as,
)


@given(silent=st.integers(0, 20), rule=rules)
def test_silence_alone_is_never_a_level(silent, rule):
    assert rolled_up([], silent=silent, rule=rule) is None


@given(meanings=meanings_of_some, silent=st.integers(0, 20), rule=rules)
def test_judgement_only_never_computes(meanings, silent, rule):
    assert rolled_up(meanings, silent=silent, rule=replace(rule, rule="judgement_only")) is None


@given(meanings=meanings_of_some, silent=st.integers(0, 20), rule=rules)
def test_more_silence_never_makes_a_level_better(meanings, silent, rule):
    fewer, more = (rolled_up(meanings, silent=number, rule=rule) for number in (silent, silent + 1))

    # Work that has not started is neither better nor worse than what is known of the rest.
    if fewer is not None and more is not None and Meaning.NOT_STARTED not in meanings:
        assert SEVERITY[more] >= SEVERITY[fewer]


@given(meanings=meanings_of_some, silent=st.integers(0, 20), rule=rules, seed=st.randoms())
def test_order_of_the_actions_does_not_matter(meanings, silent, rule, seed):
    shuffled = list(meanings)
    seed.shuffle(shuffled)

    assert rolled_up(shuffled, silent=silent, rule=rule) == rolled_up(meanings, silent=silent, rule=rule)


@given(meanings=meanings_of_some, rule=rules)
def test_share_is_on_track_or_complete_only_with_work_that_is(meanings, rule):
    if rolled_up(meanings, rule=replace(rule, rule="share")) in {C, G}:
        assert {C, G, Meaning.AHEAD} & set(meanings)


# --- In words -----------------------------------------------------------------------------------


def words_of(rule):
    record = a_record()
    return rule_words(replace(record, plan=replace(record.plan, rollup=rule)))


RULES = [
    Rollup(),
    Rollup(not_rated="at_risk"),
    SHARE,
    replace(SHARE, not_rated="at_risk"),
    Rollup("judgement_only"),
]


def test_rule_in_words_says_what_the_key_prints():
    assert [words_of(rule) for rule in RULES] == [
        "The rating each group gave or, where it gave none, the most severe of the actions.",
        "The rating each group gave or, where it gave none, the most severe of the actions. "
        "Not rated counts as some concern.",
        "The rating each group gave or, where it gave none, worked out from its actions: off track where at "
        "least 30% are, else on track where at least 80% are, else some concern. Complete counts as on track, paused "
        "is left out and not rated is left out.",
        "The rating each group gave or, where it gave none, worked out from its actions: off track where at "
        "least 30% are, else on track where at least 80% are, else some concern. Complete counts as on track, paused "
        "is left out and not rated counts as some concern. Silence never makes a rating better.",
        "The rating each group gave. None is worked out from the actions.",
    ]


def test_computed_level_in_words_follows_the_rule():
    record = a_record()
    amber = LEVELS[2]

    assert computed_words(record, amber) == "The most severe of its actions is some concern."
    shared = replace(record, plan=replace(record.plan, rollup=SHARE))
    assert computed_words(shared, amber) == "Worked out from its actions it is some concern."


def test_rule_counts_as_a_meaning_or_not_at_all():
    assert set(Counts.values) - {"left_out"} <= set(Meaning.values)
