from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from monitoring.services.periods import freeze_period
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    BaselineFactory,
    BodyFactory,
    ComparatorFactory,
    ComparatorGroupFactory,
    ComparatorMemberFactory,
    DimensionFactory,
    FigureFactory,
    IndicatorFactory,
    MeasureCommentaryFactory,
    OutcomeFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    RatingRuleFactory,
    SeriesBreakFactory,
    TargetFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db


def freeze(period):
    freeze_period(period=period, by=None, at=datetime.combine(period.ends_on, datetime.min.time(), UTC))
    period.refresh_from_db()
    return period


def story_of(indicator, period):
    return reverse("monitoring:measure_story", args=[period.pk, indicator.pk])


def figures(indicator, *values, first=2021, **given):
    """A figure of each financial year that ends in March, from `first` on."""
    for year, value in enumerate(values, start=first):
        FigureFactory(
            indicator=indicator,
            period_label=f"{year}/{year % 100 + 1}",
            period_ends_on=date(year + 1, 3, 31),
            value=value,
            missing="" if value is not None else "not_available",
            **given,
        )


@pytest.fixture
def reader(client):
    user = UserFactory(name="Sam Reader")
    client.force_login(user)
    return user


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def measure(plan):
    return IndicatorFactory(
        plan=plan,
        code="NI 59",
        title="Assessments done within 45 days",
        plain_title="How quickly we find out what a family needs",
        unit="%",
        decimals=0,
        disclosure="none",
        priority=PriorityFactory(plan=plan, ref="1", title="Safe at home"),
    )


def test_measure_page_says_where_it_stands_in_a_sentence(client, reader, plan, measure):
    figures(measure, 50, 47, 52)
    TargetFactory(indicator=measure, period_label="2023/24", period_ends_on=date(2024, 3, 31), value=60)
    RatingRuleFactory(plan=plan, kind="percent", at_risk_within=10)

    shown = page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan)))))

    assert [said(each) for each in shown.xpath("//h1")] == ["Assessments done within 45 days"]
    assert said(parts(shown, "app-position")[0]) == (
        "52% in 2023/24: 8 points below the target of 60%, 5 points better than a year before."
    )
