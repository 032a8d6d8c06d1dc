from decimal import Decimal
from typing import Any

import pytest

from indicators.series import Series
from indicators.travel import travelled
from monitoring.record.measures import measure_lines, measures_sentence
from monitoring.record.movement import Moved
from monitoring.record.structs import Comparator, Figure, Measure, Movement, Target
from tests.monitoring.record.builders import a_record


def a_figure(value, ends=None, **given):
    plain: dict[str, Any] = {
        "period": "",
        "numerator": None,
        "denominator": None,
        "printed": "",
        "missing": "",
        "provisional": False,
        "judgement": "",
        "note": "",
    }
    return Figure(value=None if value is None else Decimal(value), ends=ends, **plain | given)


def a_target(value, operator="at_least", printed=""):
    return Target(
        period="", ends=None, operator=operator, value=None if value is None else Decimal(value), printed=printed
    )


def a_measure(*figures, **given):
    plain: dict[str, Any] = {
        "pk": 1,
        "code": "",
        "title": "Children ready for school",
        "plain_title": "",
        "definition": "",
        "unit": "%",
        "decimals": 1,
        "polarity": "high",
        "basis": "snapshot",
        "priority_pk": None,
        "target": None,
        "comparators": (),
    }
    given = plain | given
    series = Series(figures, polarity=given["polarity"], basis=given["basis"])
    aim = given["target"].value if given["target"] else None
    return Measure(figures=figures, movement=Movement(travelled(series, against="previous", aim=aim).way), **given)


def line(measure):
    (only,) = measure_lines(a_record(measures=(measure,)))
    return only


def test_measure_shows_its_result_with_numbers_target_and_change():
    shown = line(
        a_measure(
            a_figure("67.2", period="2025"),
            a_figure("68.4", period="2026", numerator=Decimal("1214.0"), denominator=Decimal(1775), provisional=True),
            target=a_target("70.000000"),
            comparators=(
                Comparator(kind="nation", name="England", period="2025", value=Decimal("68.3"), relation=""),
                Comparator(kind="region", name="The region", period="", value=None, relation="higher than"),
            ),
        )
    )

    assert (shown.latest, shown.note) == ("68.4%", "1,214 of 1,775; provisional figure")
    assert (shown.target, shown.met) == ("70.0%", False)
    assert shown.basis == "2026. Higher is better"
    assert (shown.travel, shown.change) == (Moved("up", "Better"), "Up 1.2 points since 2025")
    assert shown.comparators == (("England, 2025", "68.3%"), ("The region", "higher than"))
    assert shown.values == (67.2, 68.4)


def test_measure_arrow_follows_the_number_and_its_word_the_polarity():
    shown = line(
        a_measure(a_figure("34"), a_figure("59.5"), polarity="low", unit="weeks", target=a_target("34", "at_most"))
    )

    assert (shown.travel, shown.change, shown.met) == (Moved("up", "Worse"), "Up 25.5 weeks", False)


@pytest.mark.parametrize(
    ("before", "now", "unit", "since", "expected"),
    [
        ("9", "10", "weeks", "June 2026", "Up 1 week since June 2026"),
        ("67.2", "66.2", "%", "School year 2024 to 2025", "Down 1 point since school year 2024 to 2025"),
        ("40", "65", "places", "", "Up 25 places"),
        ("40", "40", "places", "April to June 2026", "As April to June 2026"),
    ],
)
def test_measure_says_by_how_much_in_its_own_unit(before, now, unit, since, expected):
    assert line(a_measure(a_figure(before, period=since), a_figure(now), unit=unit)).change == expected


def test_measure_with_only_a_judgement_shows_it_and_works_nothing_out():
    shown = line(a_measure(a_figure(None, judgement="On target"), target=a_target("15")))

    assert (shown.latest, shown.met, shown.travel.text, shown.change) == ("On target", None, "No comparison", "")


def test_measure_without_a_result_says_so_and_is_not_zero():
    assert (line(a_measure()).latest, line(a_measure()).missing) == ("", "No result yet")
    suppressed = line(a_measure(a_figure(None, missing="Suppressed: too few to show")))
    assert (suppressed.latest, suppressed.missing) == ("", "Suppressed: too few to show")


def test_measures_are_summed_up_in_a_sentence():
    lines = measure_lines(
        a_record(
            measures=(
                a_measure(a_figure("1"), a_figure("2"), target=a_target("2")),
                a_measure(a_figure("2"), a_figure("1"), target=a_target("2")),
                a_measure(a_figure("2"), a_figure("3")),
                a_measure(),
            )
        )
    )

    assert measures_sentence(lines) == (
        "Compared with the result before, 2 are better and 1 is worse. 1 of 2 targets is met."
    )
    assert measures_sentence(()) == ""
