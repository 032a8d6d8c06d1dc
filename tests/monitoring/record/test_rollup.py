import pytest

from monitoring.record.rollup import computed_level, worst
from plans.ratings import Meaning
from tests.monitoring.record.builders import LEVELS, a_level


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
