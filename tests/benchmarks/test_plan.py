"""The generated plan is a real one, and its pages keep to their targets at a size that tests can wait for."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from benchmarks.measure import MOST_BYTES, Measured, Subject, cost_of, subjects_of, subjects_of_measures
from benchmarks.plan import generate
from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.record.gather import gather, record_for

TODAY = date(2026, 11, 21)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("benchmarks.urls")]


def test_generated_plan_has_its_size_and_one_open_period():
    made = generate(actions=30, periods=4, today=TODAY)

    periods = ReportingPeriod.objects.filter(plan=made.plan_pk)
    assert [(period.label, period.state) for period in periods] == [
        ("October to December 2025", "frozen"),
        ("January to March 2026", "frozen"),
        ("April to June 2026", "frozen"),
        ("July to September 2026", "open"),
    ]
    record = record_for(periods[2])
    assert len(record.reported_actions) == 30
    assert len(record.earlier) == 2
    assert len({action.level for action in record.actions}) > 3


def test_generated_plan_is_the_same_each_time():
    first = generate(actions=12, periods=3, today=TODAY, slug="first")
    second = generate(actions=12, periods=3, today=TODAY, slug="second")

    said = [
        Counter(ProgressUpdate.objects.filter(period__plan=plan).values_list("narrative", "proposed_level__code"))
        for plan in (first.plan_pk, second.plan_pk)
    ]
    assert said[0] == said[1]
    assert said[0].total() > 12


def cost_of_pages(actions: int) -> tuple[dict[str, int], dict[str, int]]:
    """Queries and bytes by page."""
    made = generate(actions=actions, periods=7, today=TODAY, slug=f"plan-of-{actions}")
    costs = {subject.name: cost_of(subject) for subject in subjects_of(made) if subject.plain}
    return (
        {name: queries for name, (queries, _body) in costs.items()},
        {name: len(body) for name, (_queries, body) in costs.items()},
    )


QUERIES = {"dashboard, frozen": 5, "dashboard, open": 10, "gather": 6, "queries of gather": 5, "my actions": 21}


def test_pages_of_a_large_plan_take_no_more_queries_than_those_of_a_small_one():
    few, _size = cost_of_pages(20)
    many, size = cost_of_pages(300)

    assert few == QUERIES
    assert many == QUERIES
    assert size["dashboard, frozen"] <= MOST_BYTES
    assert size["dashboard, open"] <= MOST_BYTES


@pytest.mark.prove
def test_dashboards_of_a_thousand_actions_take_no_more_queries_and_are_still_read():
    queries, size = cost_of_pages(1000)

    assert queries == QUERIES
    # What a phone can still hold: a priority's actions come when it is opened.
    assert size["dashboard, frozen"] < 2 * MOST_BYTES
    assert size["dashboard, open"] < 2 * MOST_BYTES


@pytest.mark.parametrize(
    ("actions", "cost", "missed"),
    [
        (300, {}, []),
        (300, {"queries": 13}, ["A page: 13 queries, at most 12"]),
        (1000, {"queries": 13}, ["A page: 13 queries, at most 12"]),
        (300, {"size": 120_001}, ["A page: 120,001 bytes, at most 120,000"]),
        (1000, {"size": 120_001}, []),
        (300, {"times_plain": 3.1}, ["A page: 3.1 times the plain view, at most 3"]),
        (None, {"queries": 99}, []),
    ],
)
def test_missed_target_is_named(actions, cost, missed):
    subject = Subject("A page", lambda: b"", "plain", actions)
    usual = {"milliseconds": 1.0, "queries": 12, "size": 120_000, "compressed": 1, "times_plain": 3.0}

    assert Measured(subject=subject, **{**usual, **cost}).missed == missed


def test_gathered_record_counts_every_generated_action():
    made = generate(actions=60, periods=3, today=TODAY)

    record = gather(ReportingPeriod.objects.get(pk=made.open_pk), on=TODAY)

    assert len(record.reported_actions) == 60


def cost_of_scorecard(measures: int) -> tuple[dict[str, int], dict[str, int]]:
    made = generate(actions=10, periods=20, today=TODAY, slug=f"scorecard-of-{measures}", measures=measures)
    costs = {subject.name: cost_of(subject) for subject in subjects_of_measures(made) if subject.plain}
    return (
        {name: queries for name, (queries, _body) in costs.items()},
        {name: len(body) for name, (_queries, body) in costs.items()},
    )


def test_scorecard_of_many_measures_takes_no_more_queries_than_that_of_few():
    few, _size = cost_of_scorecard(10)
    many, size = cost_of_scorecard(200)

    assert few == {"scorecard, frozen": 5, "scorecard, open": 10, "scorecard, every measure": 5}
    assert many == few
    assert size["scorecard, frozen"] <= MOST_BYTES
    assert size["scorecard, open"] <= MOST_BYTES
