import pytest

from monitoring.record.movement import describe, movement
from monitoring.record.structs import Movement
from plans.ratings import Meaning
from tests.monitoring.record.builders import a_level

COMPLETE, AHEAD, ON_TRACK = Meaning.COMPLETE, Meaning.AHEAD, Meaning.ON_TRACK
AT_RISK, OFF_TRACK, NOT_STARTED, PAUSED = Meaning.AT_RISK, Meaning.OFF_TRACK, Meaning.NOT_STARTED, Meaning.PAUSED


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (ON_TRACK, ON_TRACK, Movement.SAME),
        (PAUSED, PAUSED, Movement.SAME),
        (AT_RISK, ON_TRACK, Movement.BETTER),
        (OFF_TRACK, AT_RISK, Movement.BETTER),
        (ON_TRACK, COMPLETE, Movement.BETTER),
        (ON_TRACK, AHEAD, Movement.BETTER),
        (ON_TRACK, AT_RISK, Movement.WORSE),
        (COMPLETE, ON_TRACK, Movement.WORSE),
        (NOT_STARTED, ON_TRACK, Movement.STARTED),
        (NOT_STARTED, COMPLETE, Movement.STARTED),
        (NOT_STARTED, AT_RISK, Movement.WORSE),
        (ON_TRACK, NOT_STARTED, Movement.NOT_KNOWN),
        (PAUSED, ON_TRACK, Movement.NOT_KNOWN),
        (ON_TRACK, PAUSED, Movement.NOT_KNOWN),
        (None, OFF_TRACK, Movement.NEW),
        (ON_TRACK, None, Movement.NOT_KNOWN),
        (None, None, Movement.NOT_KNOWN),
    ],
)
def test_movement_compares_only_like_with_like(before, now, expected):
    assert movement(before, now) == expected


@pytest.mark.parametrize(
    ("moved", "before", "expected"),
    [
        (Movement.WORSE, a_level("at_risk", "Some concern"), "Worse: some concern in June"),
        (Movement.BETTER, a_level("off_track"), "Better: off track in June"),
        (Movement.SAME, a_level("off_track", "RAG red"), "Same: RAG red in June"),
        (Movement.STARTED, a_level("not_started"), "Started since June"),
        (Movement.NEW, a_level("not_rated"), "Not rated in June"),
        (Movement.NOT_KNOWN, a_level("on_track"), "On track in June"),
        (Movement.NEW, None, "Not in the plan in June"),
    ],
)
def test_movement_is_said_in_words_with_what_it_was(moved, before, expected):
    assert describe(moved, before=before, since="June") == expected


def test_movement_without_a_period_to_compare_with_is_not_known():
    assert describe(Movement.NEW, before=None, since="") == "Not known"
