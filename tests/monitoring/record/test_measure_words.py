from __future__ import annotations

import pytest

from indicators.effects import WHY_NOT
from indicators.rating import NotRated
from indicators.travel import WhyNot
from monitoring.record.measure_words import why_not_compared, why_not_rated


@pytest.mark.parametrize("why", NotRated)
def test_reason_for_no_rating_is_said_in_the_record_and_to_whoever_tries_a_rule(why):
    assert why_not_rated(why)
    assert WHY_NOT[why]


@pytest.mark.parametrize("why", WhyNot)
def test_reason_for_no_direction_is_said(why):
    assert why_not_compared(why)
