"""The factories make valid rows, so that a test that fails fails for its own reason."""

import pytest

from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize(
    "factory",
    [
        value
        for name, value in sorted(vars(factories).items())
        if name.endswith("Factory") and value.__module__ == factories.__name__
    ],
    ids=lambda factory: factory.__name__,
)
def test_factory_plainest_row_is_valid(factory):
    factory().full_clean()


@pytest.mark.django_db
def test_period_factory_ordinals_follow_the_quarters():
    plan = factories.PlanFactory()
    periods = [factories.PeriodFactory(plan=plan, frozen=True) for _ in range(5)]

    assert [str(period) for period in periods] == [
        "July to September 2025",
        "October to December 2025",
        "January to March 2026",
        "April to June 2026",
        "July to September 2026",
    ]


@pytest.mark.parametrize("run", ["before", "after another"])
def test_rows_are_named_alike_whatever_ran_before(run):
    assert [factories.UserFactory.build().name for _ in range(2)] == ["Person 100", "Person 101"]
