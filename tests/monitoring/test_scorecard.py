"""Measures where a period is read: on its dashboard and on the page of a priority."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Figure, Indicator, Target
from monitoring.record.gather import gather
from monitoring.services.periods import freeze_period
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    ComparatorFactory,
    FigureFactory,
    IndicatorFactory,
    MeasureCommentaryFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    RatingRuleFactory,
    RatingScaleFactory,
    TargetFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db

JUNE, SEPTEMBER = ("June 2026", date(2026, 6, 30)), ("September 2026", date(2026, 9, 30))


@pytest.fixture
def plan(client):
    """A plan that rates its measures by how far off target they are, read by its coordinator."""
    coordinator = UserFactory(name="Cal Dunn")
    client.force_login(coordinator)
    plan = PlanFactory(
        title="Northmoor Plan", coordinator=coordinator, measure_scale=RatingScaleFactory(), measures_long_travel=""
    )
    RatingRuleFactory(plan=plan, kind="percent")
    return plan


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, ends_on=SEPTEMBER[1])


def measure(plan, title, *values, target=None, **given):
    """One with a result for June and one for September, or for September alone."""
    made = IndicatorFactory(plan=plan, title=title, **given)
    for (label, ends), value in zip((JUNE, SEPTEMBER)[-len(values) :] if values else (), values, strict=True):
        FigureFactory(indicator=made, period_label=label, period_ends_on=ends, value=Decimal(value))
    if target is not None:
        TargetFactory(indicator=made, period_label=SEPTEMBER[0], period_ends_on=SEPTEMBER[1], value=Decimal(target))
    return made


def freeze(period):
    freeze_period(period=period, by=None, at=datetime.combine(period.ends_on, datetime.min.time(), UTC))
    period.refresh_from_db()
    return period


def dashboard(client, period, **asked):
    return page(client.get(reverse("monitoring:dashboard", args=[period.pk]), asked))


def section(shown):
    return shown.xpath("//section[@aria-labelledby='measures']")[0]


def test_dashboard_tells_of_measures_in_a_sentence_then_of_those_off_target_then_of_all(client, plan, period):
    wait = measure(
        plan, "Wait in weeks", "60", "54", target="90", code="M1", lead_post=PostFactory(title="Head of Health")
    )
    measure(plan, "Children ready for school", "80", "88", target="90")
    measure(plan, "Homes that are warm", "92", target="90")
    measure(plan, "Young people in work")
    ComparatorFactory(indicator=wait, name="England", period_label=SEPTEMBER[0], value=Decimal(70))
    MeasureCommentaryFactory(
        period=period, indicator=wait, story="Two clinicians left.", doing="We recruit.", forecast="Better in March."
    )

    shown = section(dashboard(client, freeze(period)))

    assert said(shown.xpath("./p")[0]) == (
        "Of 4 measures, 1 is rated on track, 1 some concern and 1 off track; 1 is not rated. "
        "Since the result before, 1 improved, 1 got worse and 2 cannot be compared. 1 has no figure yet."
    )
    assert [said(each) for each in parts(shown, "app-group")] == [
        "Off track 1 of 4",
        "Some concern 1 of 4",
        "All measures",
    ]
    assert [said(each) for each in parts(shown, "app-exceptions__item")] == [
        "M1 Wait in weeks Two clinicians left. What is being done: We recruit. Forecast: Better in March. "
        "Latest 54 September 2026 Target at least 90 Since the result before Worse Led by Head of Health",
        "Children ready for school No commentary yet. "
        "Latest 88 September 2026 Target at least 90 Since the result before Better",
    ]
    assert rows(shown)[0] == [
        "M1 Wait in weeks Higher is better.",
        "Latest 54 September 2026",
        "Rating Off track",
        "Target at least 90",
        "Since the result before Worse Down 6 since June 2026",
        "Others June 2026: 60; September 2026: 54. Target: at least 90. England: 70 Target England Here "
        "England: 70 (16 below: worse)",
    ]
    assert [row[2] for row in rows(shown)] == [
        "Rating Off track",
        "Rating Some concern",
        "Rating On track",
        "Rating Not rated No result yet",
    ]


def test_dashboard_heads_each_direction_with_what_it_compares(client, plan, period):
    plan.measures_long_travel = "same_last_year"
    plan.save()
    measure(plan, "Wait in weeks", "54")

    shown = section(dashboard(client, freeze(period)))

    assert [said(each) for each in shown.xpath(".//thead//th")] == [
        "Measure",
        "Latest",
        "Rating",
        "Target",
        "Since the result before",
        "Since a year before",
        "Last results, and others",
    ]


def test_dashboard_says_how_measures_are_rated(client, plan, period):
    measure(plan, "Homes that are warm", "92", target="90")

    (key,) = parts(section(dashboard(client, freeze(period))), "govuk-details")

    assert said(key) == (
        "How they are rated A figure that meets its target is “On track”. One that misses it by no more than 10% of it "
        "is “Some concern”, and one further off “Off track”."
    )


def test_dashboard_of_a_chosen_priority_holds_its_measures_alone(client, plan, period):
    priority = PriorityFactory(plan=plan)
    ActionFactory(priority=priority)
    measure(plan, "Of the plan", "54", target="90")
    measure(plan, "Of the priority", "60", target="90", priority=priority)
    measure(plan, "Of its action", "54", target="50", action=ActionFactory(priority=priority))

    shown = section(dashboard(client, freeze(period), priority=priority.pk))

    assert [row[0] for row in rows(shown)] == [
        "Of the priority Higher is better.",
        "Of its action Higher is better.",
    ]
    assert [said(each) for each in parts(shown, "app-exceptions__title")] == ["Of the priority"]
    assert said(shown.xpath("./p")[0]).startswith("Of 2 measures, 1 is rated on track and 1 off track.")


def test_priority_story_tells_of_its_own_measures_as_the_dashboard_does(client, plan, period):
    priority = PriorityFactory(plan=plan)
    ActionFactory(priority=priority)
    own = measure(plan, "Of the priority", "60", target="90", priority=priority)
    measure(plan, "Of the plan", "54", target="90")
    freeze(period)

    shown = section(page(client.get(reverse("monitoring:priority_story", args=[period.pk, priority.pk]))))

    assert said(shown.xpath("./p")[0]) == (
        "Of 1 measure, 1 is rated off track. Since the result before, none can be compared."
    )
    assert [row[0] for row in rows(shown)] == ["Of the priority Higher is better."]
    assert [each.get("href") for each in shown.xpath(".//tbody//th/a")] == [
        reverse("monitoring:measure_story", args=[period.pk, own.pk])
    ]


def test_dashboard_of_many_measures_shows_the_first_and_asks_for_the_rest(client, plan, period):
    for number in range(81):
        measure(plan, f"Measure {number}", "54", target="90", position=number)
    freeze(period)

    shown = section(dashboard(client, period))

    assert len(rows(shown)) == 5
    assert len(parts(shown, "app-exceptions__item")) == 3
    assert [said(each) for each in parts(shown, "app-more")] == ["Show 78 more : Off track", "Show 76 more"]
    assert said(shown.xpath("./p")[0]).startswith("Of 81 measures, 81 are rated off track.")
    everything = section(dashboard(client, period, show="everything"))
    assert (len(rows(everything)), len(parts(everything, "app-exceptions__item"))) == (81, 81)


# --- What it costs ----------------------------------------------------------------------------------


def twenty_periods(plan, priority, *, number):
    """So many measures, each with a figure and a target for every one of twenty quarters."""
    quarters = [date(2022 + i // 4, (3, 6, 9, 12)[i % 4], (31, 30, 30, 31)[i % 4]) for i in range(20)]
    made = Indicator.objects.bulk_create(
        Indicator(plan=plan, key=f"m{n}", title=f"Measure {n}", priority=priority, position=n) for n in range(number)
    )
    labels = {quarter: f"{quarter:%B %Y}" for quarter in quarters}
    Figure.objects.bulk_create(
        Figure(indicator=each, period_label=labels[q], period_ends_on=q, value=Decimal(n % 90 + i))
        for n, each in enumerate(made)
        for i, q in enumerate(quarters)
    )
    Target.objects.bulk_create(
        Target(indicator=each, period_label=labels[q], period_ends_on=q, value=Decimal(60))
        for each in made
        for q in quarters
    )


@pytest.mark.parametrize("number", [10, 200])
def test_pages_with_measures_ask_as_many_queries_however_many_there_are(
    client, plan, django_assert_num_queries, number
):
    priority = PriorityFactory(plan=plan)
    ActionFactory(priority=priority)
    twenty_periods(plan, priority, number=number)
    frozen = freeze(PeriodFactory(plan=plan, ends_on=date(2026, 9, 30)))
    under_way = PeriodFactory(plan=plan, ends_on=date(2026, 12, 31))
    client.get(reverse("monitoring:dashboard", args=[frozen.pk]))

    with django_assert_num_queries(6):
        record = gather(under_way)
    with django_assert_num_queries(5):
        client.get(reverse("monitoring:dashboard", args=[frozen.pk]))
    with django_assert_num_queries(10):
        client.get(reverse("monitoring:dashboard", args=[under_way.pk]))
    with django_assert_num_queries(7):
        client.get(reverse("monitoring:priority_story", args=[frozen.pk, priority.pk]))

    assert [len(each.figures) for each in record.measures] == [20] * number
    assert {each.rule_level for each in record.measures} <= {str(m).replace("_", "-") for m in Meaning}
