"""Saying what is measured, in services: keys, conflicts, and what may not go."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Baseline, Comparator, ComparatorGroup, Dimension, Indicator, RatingRule, Target
from indicators.seen import seen_as
from indicators.services.definitions import (
    ChangedMeanwhile,
    InUse,
    OfAnotherPlan,
    add_measure,
    change_measure,
    remove_dimension,
    set_baseline,
    set_dimension,
)
from indicators.services.settings import change_measure_settings
from indicators.services.targets import remove_group, set_member, set_rule, set_target
from partnership.refusals import Refused
from plans.models import Plan
from tests.factories import (
    BaselineFactory,
    ComparatorFactory,
    ComparatorGroupFactory,
    DimensionFactory,
    FigureFactory,
    IndicatorFactory,
    PlanFactory,
    PriorityFactory,
    RatingRuleFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory()


def added(plan, title, **said):
    return add_measure(plan=plan, by=UserFactory(), title=title, **said)


def test_add_measure_takes_its_key_from_its_number_else_from_its_title_and_the_next_place(plan):
    first = added(plan, "Children at a healthy weight")
    second = added(plan, "Children at a healthy weight")
    third = added(plan, "Exclusions", code="NI 114")
    fourth = added(plan, "???")

    assert [(each.key, each.position) for each in (first, second, third, fourth)] == [
        ("children-at-a-healthy-weight", 0),
        ("children-at-a-healthy-weight-2", 1),
        ("ni-114", 2),
        ("measure", 3),
    ]


def test_add_measure_of_a_long_title_whose_key_is_taken_keeps_its_key_short(plan):
    first, second = added(plan, "x" * 90), added(plan, "x" * 90)

    assert (first.key, second.key) == ("x" * 80, "x" * 78 + "-2")


def test_add_measure_that_tells_about_another_plan_is_refused(plan):
    with pytest.raises(OfAnotherPlan, match="belongs to another plan"):
        added(plan, "Attendance", priority=PriorityFactory())

    assert list(Indicator.objects.all()) == []


def test_change_measure_keeps_its_key(plan):
    measure = added(plan, "Attendance")

    changed = change_measure(
        indicator=measure, seen=seen_as(measure, ["title"]), by=UserFactory(), title="Attendance at school"
    )

    assert (changed.key, changed.title) == ("attendance", "Attendance at school")


def test_change_measure_that_somebody_else_changed_meanwhile_is_refused(plan):
    measure = added(plan, "Attendance")
    seen = seen_as(measure, ["title"])
    Indicator.objects.filter(pk=measure.pk).update(title="Attendance at school")

    with pytest.raises(ChangedMeanwhile, match="save again to keep what you typed"):
        change_measure(indicator=measure, seen=seen, by=UserFactory(), title="Going to school")

    measure.refresh_from_db()
    assert measure.title == "Attendance at school"


def test_change_measure_of_which_another_part_was_changed_meanwhile_keeps_both(plan):
    measure = added(plan, "Attendance")
    seen = seen_as(measure, ["title"])
    Indicator.objects.filter(pk=measure.pk).update(source="School census")

    change_measure(indicator=measure, seen=seen, by=UserFactory(), title="Going to school")

    measure.refresh_from_db()
    assert (measure.title, measure.source) == ("Going to school", "School census")


# --- Baseline ---------------------------------------------------------------------------------------

NOTHING = {"value": None, "as_printed": "", "unit": "", "period_label": "", "period_ends_on": None}


def test_set_baseline_is_one_row_and_emptied_it_goes():
    measure = IndicatorFactory()
    by = UserFactory()

    first = set_baseline(indicator=measure, seen="", by=by, **NOTHING | {"value": Decimal(70)})
    seen = seen_as(Baseline.objects.get(), NOTHING)
    set_baseline(indicator=measure, seen=seen, by=by, **NOTHING | {"as_printed": "240 to 260"})
    changed = Baseline.objects.get()

    assert (changed.pk, changed.value, changed.as_printed) == (first.pk, None, "240 to 260")
    assert set_baseline(indicator=measure, seen=seen_as(changed, NOTHING), by=by, **NOTHING) is None
    assert list(Baseline.objects.all()) == []


def test_set_baseline_where_somebody_else_said_one_meanwhile_is_refused():
    baseline = BaselineFactory()

    with pytest.raises(ChangedMeanwhile):
        set_baseline(indicator=baseline.indicator, seen="", by=UserFactory(), **NOTHING | {"value": Decimal(1)})


# --- Breakdowns ------------------------------------------------------------------------------------

PARTS = ("name", "categories", "adds_up")


def test_set_dimension_renames_it_and_keeps_its_figures():
    dimension = DimensionFactory(name="Sex")
    figure = FigureFactory(indicator=dimension.indicator, dimension=dimension, category="Girls")

    set_dimension(
        indicator=dimension.indicator,
        dimension=dimension,
        seen=seen_as(Dimension.objects.get(), PARTS),
        by=UserFactory(),
        name="Girls and boys",
        categories=["Boys", "Girls", "Not known"],
        adds_up=True,
    )

    figure.refresh_from_db()
    assert (figure.dimension.name, figure.category) == ("Girls and boys", "Girls")
    assert figure.dimension.categories == ["Boys", "Girls", "Not known"]


def test_set_dimension_without_a_part_that_figures_use_is_refused():
    dimension = DimensionFactory()
    FigureFactory(indicator=dimension.indicator, dimension=dimension, category="Girls")

    with pytest.raises(InUse, match="There are figures for “Girls”, so they stay among its parts."):
        set_dimension(
            indicator=dimension.indicator,
            dimension=dimension,
            seen=seen_as(Dimension.objects.get(), PARTS),
            by=UserFactory(),
            name="Sex",
            categories=["Boys"],
            adds_up=True,
        )


def test_remove_dimension_with_figures_is_refused_and_without_goes():
    dimension, unused = DimensionFactory(), DimensionFactory(name="Area")
    FigureFactory(indicator=dimension.indicator, dimension=dimension, category="Girls")

    with pytest.raises(InUse, match="so it stays"):
        remove_dimension(dimension=dimension, by=UserFactory())
    remove_dimension(dimension=unused, by=UserFactory())

    assert list(Dimension.objects.all()) == [dimension]


# --- Targets, groups, rules, settings ---------------------------------------------------------------


def test_set_target_for_a_period_that_has_one_of_the_kind_is_refused():
    target = TargetFactory(period_label="2026/27")

    with pytest.raises(Refused, match="already has a target of that kind"):
        set_target(
            indicator=target.indicator, target=None, seen="", by=UserFactory(), period_label="2026/27", value=Decimal(1)
        )


def test_set_target_that_was_taken_out_meanwhile_is_refused():
    target = TargetFactory()
    Target.objects.all().delete()

    with pytest.raises(ChangedMeanwhile, match="taken this out"):
        set_target(indicator=target.indicator, target=target, seen="x", by=UserFactory(), value=Decimal(1))


def test_remove_group_that_a_measure_is_compared_with_is_refused():
    used, unused = ComparatorGroupFactory(), ComparatorGroupFactory()
    ComparatorFactory(kind=Comparator.Kind.STATISTICAL_NEIGHBOURS, group=used)

    with pytest.raises(InUse, match="so it stays"):
        remove_group(group=used, by=UserFactory())
    remove_group(group=unused, by=UserFactory())

    assert list(ComparatorGroup.objects.all()) == [used]


def test_set_member_who_leaves_before_joining_is_refused():
    with pytest.raises(Refused, match="cannot leave a group before it joined"):
        set_member(
            group=ComparatorGroupFactory(),
            member=None,
            seen="",
            by=UserFactory(),
            name="Southmoor",
            member_from=date(2020, 1, 1),
            member_until=date(2019, 1, 1),
        )


def test_set_rule_for_a_day_that_has_one_is_refused_and_another_measure_has_its_own(plan):
    RatingRuleFactory(plan=plan)
    measure = IndicatorFactory(plan=plan)

    with pytest.raises(Refused, match="already a rule that applies from that day"):
        set_rule(plan=plan, indicator=None, rule=None, seen="", by=UserFactory(), kind=RatingRule.Kind.TARGET)
    own = set_rule(plan=plan, indicator=measure, rule=None, seen="", by=UserFactory(), kind=RatingRule.Kind.TARGET)

    assert list(measure.rating_rules.all()) == [own]


def test_change_measure_settings_that_were_changed_meanwhile_is_refused(plan):
    seen = seen_as(plan, ["measures_need_commentary"])
    Plan.objects.update(measures_need_commentary=True)

    with pytest.raises(ChangedMeanwhile):
        change_measure_settings(plan=plan, seen=seen, by=UserFactory(), measures_need_commentary=False)
