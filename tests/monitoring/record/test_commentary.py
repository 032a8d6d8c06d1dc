"""What the owner of a measure says of it, in the record of a period."""

from datetime import UTC, datetime

import pytest

from monitoring.record.gather import gather
from monitoring.record.structs import Commentary
from plans.ratings import Meaning
from tests.factories import (
    IndicatorFactory,
    MeasureCommentaryFactory,
    PeriodFactory,
    PlanFactory,
    RatingScaleFactory,
    UserFactory,
    level,
)


@pytest.fixture
def plan(db):
    return PlanFactory(measure_scale=RatingScaleFactory())


@pytest.fixture
def indicator(plan):
    return IndicatorFactory(plan=plan)


def said_of(indicator, period):
    [measure] = [each for each in gather(period).measures if each.pk == indicator.pk]
    return measure.commentary, measure.judged_level, measure.judged_reason


def test_commentary_of_the_period_is_in_its_record(plan, indicator):
    before, period = PeriodFactory(plan=plan, frozen=False), PeriodFactory(plan=plan, planned=True)
    MeasureCommentaryFactory(indicator=IndicatorFactory(plan=plan), period=before)
    MeasureCommentaryFactory(
        indicator=indicator,
        period=before,
        story="Two schools joined late.",
        doing="A third nurse has begun.",
        forecast="Back to target by June.",
        judged_level=level(plan.measure_scale, Meaning.OFF_TRACK),
        judged_reason="The rule does not know of the two schools.",
        written_by=UserFactory(name="Megan Price"),
        on_behalf_of="Head of data, by telephone",
    )

    assert said_of(indicator, before) == (
        Commentary(
            story="Two schools joined late.",
            doing="A third nurse has begun.",
            forecast="Back to target by June.",
            said_by="Megan Price",
            said_for="Head of data, by telephone",
            said_at=datetime(2026, 10, 6, 9, tzinfo=UTC),
        ),
        "off-track",
        "The rule does not know of the two schools.",
    )
    assert said_of(indicator, period) == (None, None, "")


def test_reason_for_going_back_to_the_rule_is_no_part_of_the_record(plan, indicator):
    period = PeriodFactory(plan=plan)
    MeasureCommentaryFactory(indicator=indicator, period=period, judged_reason="The count was put right.")

    commentary, judged, reason = said_of(indicator, period)

    assert commentary is not None
    assert (judged, reason) == (None, "")
