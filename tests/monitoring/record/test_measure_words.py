from __future__ import annotations

import pytest

from indicators.rating import NotRated, why_not_rated
from indicators.travel import WhyNot
from monitoring.record.measure_words import why_not_compared


@pytest.mark.parametrize("why", NotRated)
def test_reason_for_no_rating_is_said(why):
    assert why_not_rated(why)


@pytest.mark.parametrize("why", WhyNot)
def test_reason_for_no_direction_is_said(why):
    assert why_not_compared(why)
