from datetime import date

import pytest
from msgspec.structs import replace

from monitoring.record.measures_moved import Kind, MeasureMoved, Stood, measures_moved
from monitoring.record.movement import Moved
from monitoring.record.structs import Movement, Period
from tests.monitoring.record.builders import SCALE, a_record
from tests.monitoring.record.test_measures import a_figure, a_measure

SPRING, SUMMER = date(2026, 6, 30), date(2026, 9, 30)
APRIL = Period(
    pk=1,
    ordinal=1,
    label="April to June 2026",
    starts=date(2026, 4, 1),
    ends=SPRING,
    actions_as_at=SPRING,
    measures_as_at=SPRING,
)


def spring(value, **given):
    return a_figure(value, SPRING, **{"period": "April to June 2026"} | given)


def summer(value, **given):
    return a_figure(value, SUMMER, **{"period": "July to September 2026"} | given)


def moved(before, now):
    """What became of the only measure between the records of two periods."""
    then = a_record(measures=(before,) if before else (), measure_scale=0, scales=(SCALE,), period=APRIL)
    (only,) = measures_moved(then, a_record(measures=(now,) if now else (), measure_scale=0, scales=(SCALE,))).items
    return only


def test_measure_moved_tells_result_and_level_then_and_now_and_by_how_much():
    before = replace(a_measure(spring("50")), rule_level="off-track")
    now = replace(a_measure(spring("50"), summer("56")), rule_level="on-track")

    assert moved(before, now) == MeasureMoved(
        kind=Kind.BETTER,
        measure=now,
        period=a_record().period,
        before=Stood("50.0%", "April to June 2026", SCALE.levels[3]),
        now=Stood("56.0%", "July to September 2026", SCALE.levels[1]),
        moved=Moved("up", "Better"),
        said="Up 6 points",
    )


@pytest.mark.parametrize(
    ("given", "then", "later", "expected"),
    [
        ({}, "56", "50", (Kind.WORSE, Moved("down", "Worse"), "Down 6 points")),
        ({"polarity": "low"}, "56", "50", (Kind.BETTER, Moved("down", "Better"), "Down 6 points")),
        ({}, "50", "50", (Kind.SAME, Moved("level", "Same"), "")),
        ({"polarity": "information"}, "50", "51", (Kind.OTHERWISE, Moved("up", "Higher"), "Up 1 point")),
        ({"polarity": "close_to_target"}, "50", "51", (Kind.OTHERWISE, Moved("up", "Higher"), "Up 1 point")),
    ],
    ids=["worse", "low is good", "same", "for information", "no target to be close to"],
)
def test_measure_moved_follows_polarity(given, then, later, expected):
    found = moved(a_measure(spring(then), **given), a_measure(spring(then), summer(later), **given))

    assert (found.kind, found.moved, found.said) == expected


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (a_measure(spring("50")), a_measure(spring("50"), summer("5", breaks="Counted anew.")), "A new series began"),
        (a_measure(spring("50")), a_measure(spring("50"), summer(None, missing="Not due yet")), "The latest result is no number"),
        (a_measure(spring(None, missing="Not due yet")), a_measure(summer("50")), "The earlier result is no number"),
        (a_measure(spring("50")), a_measure(spring("50"), summer("60", qualifier="over")), "A result is not exact"),
        (a_measure(spring("50")), a_measure(spring("50"), summer("60"), unit="children"), "It is defined otherwise now"),
        (a_measure(), a_measure(summer("50")), "There is nothing to compare with"),
        (a_measure(spring("50")), a_measure(), "There is no result"),
        (
            a_measure(spring(None, hidden="withheld", missing="Not shown")),
            a_measure(summer("50")),
            "A result is not shown, to protect children",
        ),
        (
            a_measure(a_figure("50", date(2026, 3, 31), period="2025/26"), basis="year_to_date"),
            a_measure(a_figure("50", date(2026, 3, 31), period="2025/26"), summer("5"), basis="year_to_date"),
            "The count began again with the year",
        ),
    ],
    ids=[
        "new series",
        "no number now",
        "no number then",
        "not exact",
        "other unit",
        "nothing then",
        "nothing now",
        "withheld",
        "year to date",
    ],
)  # fmt: skip
def test_measure_that_is_not_alike_is_not_compared_and_says_why(before, now, why):
    found = moved(before, now)

    assert (found.kind, found.moved, found.said) == (Kind.NOT_COMPARED, Moved("", "Not compared"), why)


@pytest.mark.parametrize(
    ("before", "now", "kind", "word"),
    [
        (a_measure(spring("50")), a_measure(spring("50")), Kind.NOTHING_NEW, "No new result"),
        (a_measure(spring("50")), a_measure(spring("52")), Kind.REVISED, "Revised"),
        (None, a_measure(spring("50")), Kind.ADDED, "Added"),
        (a_measure(spring("50")), None, Kind.GONE, "Left out"),
    ],
    ids=["nothing new", "revised", "added", "gone"],
)
def test_measure_without_a_later_result_is_told_apart(before, now, kind, word):
    found = moved(before, now)

    assert (found.kind, found.moved.text) == (kind, word)


def test_measures_moved_count_every_measure_once_the_changed_first():
    def with_pk(measure, pk):
        return replace(measure, pk=pk, movement=Movement.NOT_KNOWN)

    then = (a_measure(spring("50")),) * 4
    now = (
        a_measure(spring("50")),
        a_measure(spring("50"), summer("60")),
        a_measure(spring("50"), summer("40")),
        a_measure(spring("50"), summer("61")),
    )
    found = measures_moved(
        a_record(measures=tuple(with_pk(each, pk) for pk, each in enumerate(then))),
        a_record(measures=tuple(with_pk(each, pk) for pk, each in enumerate(now))),
    )

    assert [each.measure.pk for each in found.changed] == [2, 1, 3]
    assert [each.measure.pk for each in found.unchanged] == [0]
    assert found.sentence == "2 got better, 1 got worse and 1 has no new result."
