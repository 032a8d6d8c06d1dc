"""Numbers, targets and rules in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.models import Indicator, RatingRule, Target
from indicators.words import floor_words, number_words, rule_words, target_words


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "words"),
    [
        ("60.000000", "%", 0, "60%"),
        ("60.000000", "per cent", 1, "60.0%"),
        ("12.500000", "weeks", 0, "12.5 weeks"),
        ("1234567", "", 0, "1,234,567"),
        ("-3.20", "£", 0, "-£3.2"),
        ("1200", "GBP", 0, "£1,200"),
        ("0.000000", "children", 0, "0 children"),
        ("6E+1", "%", 0, "60%"),
    ],
)
def test_number_is_printed_with_the_decimals_of_its_measure_or_more_if_it_has_them(value, unit, decimals, words):
    assert number_words(Decimal(value), unit=unit, decimals=decimals) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"value": Decimal(60)}, "at least 60%"),
        ({"value": Decimal("3.5"), "operator": "at_most"}, "at most 3.5%"),
        ({"none_set": True, "as_printed": "n/a"}, "None set"),
        ({"rule": "improve_on_previous"}, "Better than the result before"),
        ({"rule": "better_than_comparator", "rule_comparator": "region"}, "Better than others: Region"),
        ({"as_printed": "Top quarter"}, "Top quarter"),
    ],
)
def test_target_says_what_it_asks_for(said, words):
    assert target_words(Target(**said), Indicator(unit="%")) == words


def test_floor_and_tolerance_are_said_in_their_units():
    measure = Indicator(unit="weeks")

    assert floor_words(Target(floor=Decimal(8), tolerance=Decimal(2)), measure) == (
        "floor 8 weeks, may be missed by 2 weeks"
    )
    assert floor_words(Target(tolerance=Decimal(5), tolerance_is_percent=True), measure) == (
        "may be missed by 5% of itself"
    )
    assert floor_words(Target(), measure) == ""


@pytest.mark.parametrize(
    ("kind", "on_track", "some_concern", "words"),
    [
        ("target", 0, 0, "Met is on track, missed is off track."),
        ("floor", 0, 0, "Met is on track, missed by no more than the target’s floor or tolerance is some concern."),
        ("percent", 0, 10, "Met is on track, up to 10% off is some concern."),
        ("amount", 1, 2, "Up to 1 off target is on track, up to 2 off is some concern."),
        ("improving", 5, 5, "Up to 5% off target is on track; beyond, no worse than a year before is some concern."),
    ],
)
def test_rule_says_what_it_does(kind, on_track, some_concern, words):
    rule = RatingRule(kind=kind, on_track_within=Decimal(on_track), at_risk_within=Decimal(some_concern))

    assert rule_words(rule) == words
