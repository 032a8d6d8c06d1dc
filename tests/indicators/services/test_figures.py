"""The one way in which a figure is written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from indicators.models import Figure
from indicators.said import NOTHING_SEEN, Kind, Said
from indicators.services.figures import NotTaken, NotYours, bring_in, preview
from partnership.history import acting
from partnership.models import User
from partnership.refusals import Refused, refusing
from plans.models import Plan
from tests.factories import (
    DimensionFactory,
    FigureFactory,
    FigureImportFactory,
    IndicatorFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.policy.catalogue import event_models

Q1 = date(2025, 6, 30)


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(analyst_post=PostFactory())


@pytest.fixture
def analyst(plan: Plan) -> User:
    user: User = UserFactory()
    PostHoldingFactory(post=plan.analyst_post, user=user)
    return user


def said(measure: Any, value: Any, label: str = "Q1 2025/26", ends: date | None = Q1, **more: Any) -> Said:
    number = None if value is None else Decimal(value)
    return Said(indicator_pk=measure.pk, period_label=label, period_ends_on=ends, value=number, **more)


def written(**of: Any) -> list[tuple[str, int, Decimal | None, str]]:
    rows = Figure.objects.filter(**of).order_by("indicator", "period_label", "category", "revision")
    return [*rows.values_list("period_label", "revision", "value", "status")]


@pytest.mark.django_db
def test_bring_in_writes_a_figure_with_who_and_when(plan, analyst):
    measure = IndicatorFactory(plan=plan)
    file = FigureImportFactory(plan=plan)

    made = bring_in(
        plan=plan,
        figures=[said(measure, "82.5", numerator=Decimal(33), denominator=Decimal(40), note="By hand.")],
        by=analyst,
        figure_import=file,
    )

    assert (made.new, made.revised, made.unchanged) == (1, 0, 0)
    row = Figure.objects.get()
    assert (row.value, row.numerator, row.denominator, row.note) == (
        Decimal("82.5"),
        Decimal(33),
        Decimal(40),
        "By hand.",
    )
    assert (row.entered_by, row.figure_import, row.status) == (analyst, file, "final")
    assert row.entered_at is not None


@pytest.mark.django_db
def test_bring_in_a_changed_figure_keeps_what_was_said_before(plan, analyst):
    measure = IndicatorFactory(plan=plan)
    FigureFactory(indicator=measure, period_label="Q1 2025/26", period_ends_on=Q1, value=Decimal(80))

    made = bring_in(plan=plan, figures=[said(measure, 82)], by=analyst)

    assert (made.new, made.revised, made.unchanged) == (0, 1, 0)
    assert written() == [("Q1 2025/26", 0, Decimal(80), "final"), ("Q1 2025/26", 1, Decimal(82), "revised")]


@pytest.mark.django_db
def test_bring_in_the_same_twice_changes_nothing(plan, analyst):
    measure = IndicatorFactory(plan=plan)
    dimension = DimensionFactory(indicator=measure)
    figures = [
        said(measure, 10),
        said(measure, 4, dimension_pk=dimension.pk, category="Girls"),
        said(measure, None, dimension_pk=dimension.pk, category="Boys", missing="suppressed"),
        said(measure, None, "At inspection", None, judgement="On target"),
    ]
    bring_in(plan=plan, figures=figures, by=analyst)

    again = bring_in(plan=plan, figures=figures, by=analyst)

    assert (again.new, again.revised, again.unchanged) == (0, 0, 4)
    assert Figure.objects.count() == 4


@pytest.mark.django_db
def test_bring_in_where_one_is_refused_writes_nothing(plan, analyst):
    measure = IndicatorFactory(plan=plan)
    figures = [said(measure, 10), said(measure, None, "Q2 2025/26", date(2025, 9, 30))]

    with pytest.raises(NotTaken, match=r"A figure is a number, the words that were printed, or why it is missing\."):
        bring_in(plan=plan, figures=figures, by=analyst)

    assert not Figure.objects.exists()
    assert [each.kind for each in preview(plan=plan, figures=figures, by=analyst)] == [Kind.NEW, Kind.REFUSED]


@pytest.mark.django_db
def test_bring_in_a_figure_of_another_plan_is_refused(plan, analyst):
    elsewhere = IndicatorFactory()

    with pytest.raises(NotYours, match=r"The figures of this measure are not yours to bring in\."):
        bring_in(plan=plan, figures=[said(elsewhere, 10)], by=analyst)

    assert not Figure.objects.exists()


@pytest.mark.django_db
def test_bring_in_by_whom_a_measure_belongs_to_takes_that_measure_only(plan):
    lead = UserFactory()
    own = IndicatorFactory(plan=plan, lead_post=PostFactory())
    PostHoldingFactory(post=own.lead_post, user=lead)
    other = IndicatorFactory(plan=plan)

    bring_in(plan=plan, figures=[said(own, 10)], by=lead)
    with pytest.raises(NotYours):
        bring_in(plan=plan, figures=[said(own, 12), said(other, 10)], by=lead)

    assert written() == [("Q1 2025/26", 0, Decimal(10), "final")]


@pytest.mark.django_db
def test_bring_in_by_nobody_in_particular_is_refused(plan):
    measure = IndicatorFactory(plan=plan)

    with pytest.raises(NotYours):
        bring_in(plan=plan, figures=[said(measure, 10)], by=UserFactory())


@pytest.mark.django_db
def test_bring_in_a_dimension_of_another_measure_is_refused(plan, analyst):
    measure, other = IndicatorFactory.create_batch(2, plan=plan)
    dimension = DimensionFactory(indicator=other)

    with pytest.raises(NotTaken, match=r"This measure is not broken down by that\."):
        bring_in(plan=plan, figures=[said(measure, 1, dimension_pk=dimension.pk, category="Girls")], by=analyst)


@pytest.mark.django_db
def test_bring_in_what_was_not_seen_is_refused_with_what_stands_there(plan, analyst):
    measure = IndicatorFactory(plan=plan)
    bring_in(plan=plan, figures=[said(measure, 10, seen=NOTHING_SEEN)], by=analyst)

    with pytest.raises(NotTaken) as refusal:
        bring_in(plan=plan, figures=[said(measure, 11, seen=NOTHING_SEEN)], by=analyst)

    (one,) = refusal.value.compared
    assert (one.kind, one.old and one.old.value) == (Kind.REFUSED, Decimal(10))
    assert written() == [("Q1 2025/26", 0, Decimal(10), "final")]


def many(measures: int, periods: int, *, plan: Plan) -> list[Said]:
    made = IndicatorFactory.create_batch(measures, plan=plan)
    return [
        said(each, number, f"{2000 + number}", date(2000 + number, 12, 31))
        for each in made
        for number in range(periods)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("measures", "periods"), [(1, 1), (100, 20)])
def test_bring_in_takes_the_same_queries_for_one_figure_and_for_thousands(plan, analyst, measures, periods):
    figures = many(measures, periods, plan=plan)

    with CaptureQueriesContext(connection) as first:
        bring_in(plan=plan, figures=figures, by=analyst)
    with CaptureQueriesContext(connection) as again:
        bring_in(plan=plan, figures=figures, by=analyst)

    # Two savepoints begun and ended; who may; measures, their dimensions, what is kept of them; and the rows.
    assert (len(first), len(again)) == (10, 9)
    assert Figure.objects.count() == measures * periods


@pytest.mark.django_db
def test_bring_in_leaves_a_history_that_names_the_person(plan, analyst):
    figures = many(3, 4, plan=plan)

    with acting(by=analyst):
        bring_in(plan=plan, figures=figures, by=analyst)

    events = event_models()[Figure]._base_manager.values_list("pgh_label", "pgh_context__user")
    assert list(events) == [("insert", analyst.pk)] * 12


# --- Two people at once --------------------------------------------------------------------------


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each of several acts returned or raised that began together, each on a connection of its own."""
    together = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int) -> None:
        try:
            together.wait(60)
            results[number] = acts[number]()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.django_db(transaction=True)
def test_bring_in_by_two_people_at_once_is_one_row_and_a_refusal(plan, analyst):
    measure = IndicatorFactory(plan=plan)

    results = at_once(
        *(
            lambda value=value: bring_in(plan=plan, figures=[said(measure, value, seen=NOTHING_SEEN)], by=analyst)
            for value in (10, 11)
        )
    )

    assert sorted(type(each).__name__ for each in results) == ["NotTaken", "Outcome"]
    assert Figure.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_bring_in_the_same_file_at_once_in_another_order_is_written_once(plan, analyst):
    figures = many(5, 6, plan=plan)

    results = at_once(
        lambda: bring_in(plan=plan, figures=figures, by=analyst),
        lambda: bring_in(plan=plan, figures=figures[::-1], by=analyst),
    )

    assert sorted((each.new, each.unchanged) for each in results) == [(0, 30), (30, 0)]
    assert Figure.objects.count() == 30


@pytest.mark.django_db
def test_a_revision_that_another_way_wrote_first_is_refused_by_its_constraint(plan):
    measure = IndicatorFactory(plan=plan)
    FigureFactory(indicator=measure)

    with pytest.raises(Refused, match="This measure already has a figure for that period"), refusing():
        FigureFactory(indicator=measure)


# --- What was said stays -------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        lambda figure: Figure.objects.filter(pk=figure.pk).update(value=Decimal(1)),
        lambda figure: Figure.objects.filter(pk=figure.pk)._raw_delete("default"),
        lambda figure: figure.save(),
        lambda figure: figure.delete(),
    ],
    ids=["update", "delete", "save", "delete one"],
)
def test_a_figure_that_was_entered_cannot_be_changed_or_removed(act):
    figure = FigureFactory()

    with pytest.raises(Refused, match="A figure that was entered stays on the record"), refusing():
        act(figure)

    with transaction.atomic():
        assert Figure.objects.get() == figure
