"""A period that happened on paper: entered with its printed totals and frozen as reported."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import PeriodMove, ReportingPeriod
from monitoring.record.gather import record_for
from monitoring.record.structs import NOT_RATED, Total
from monitoring.services.paper import NoFigures, NoPlace, enter_paper_period
from monitoring.work.paper import PaperPeriod, numbers_said
from plans.models import Plan, RatingScale
from tests.factories import ActionFactory, PeriodFactory, PlanFactory, PriorityFactory, UserFactory
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _autumn():
    with time_machine.travel(datetime(2026, 10, 14, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def plan(client):
    coordinator = UserFactory()
    client.force_login(coordinator)
    return PlanFactory(title="Northmoor Plan", coordinator=coordinator, requires_sign_off=True)


def paper(**given):
    usual = PaperPeriod(
        label="3rd monitoring report",
        ordinal=3,
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 3, 31),
        reported_on=date(2025, 5, 8),
        reports_to="the Partnership board",
        totals={"on-track": Decimal("20.5"), "off-track": Decimal(3), "not_rated": Decimal(1)},
    )
    return replace(usual, **given)


def entered(plan, **given):
    return enter_paper_period(plan=plan, paper=paper(**given), by=UserFactory())


def test_enter_paper_period_freezes_and_publishes_what_was_printed(plan):
    ActionFactory(priority=PriorityFactory(plan=plan))

    period = entered(plan)

    period.refresh_from_db()
    assert (period.state, period.ordinal, period.label) == ("published", 3, "3rd monitoring report")
    assert timezone_days(period) == (None, date(2025, 5, 8), date(2025, 5, 8))
    record = record_for(period)
    assert record.printed_totals == (
        Total(label="On track", column="on-track", count=Decimal("20.5")),
        Total(label="Off track", column="off-track", count=Decimal(3)),
        Total(label="Not rated", column=NOT_RATED, count=Decimal(1)),
    )
    assert record.period.reports_to == "the Partnership board"
    assert record.actions == ()
    # Nobody was asked to sign anything off, and the scale is in use from then on.
    assert record.passed == ()
    assert RatingScale.objects.get(pk=plan.action_scale_id).first_used_at == period.frozen_at


def timezone_days(period):
    return tuple(each and each.date() for each in (period.opened_at, period.frozen_at, period.published_at))


def test_enter_paper_period_of_a_plan_that_does_not_publish_ends_frozen(plan):
    plan.publishes = False
    plan.save()

    entered(plan)

    assert [move.to_state for move in PeriodMove.objects.all()] == ["frozen"]


def test_enter_paper_period_before_the_first_leaves_one_under_way_alone(plan):
    under_way = PeriodFactory(plan=plan, ordinal=5)

    period = entered(plan, ordinal=4)

    assert list(plan.periods.values_list("ordinal", "state")) == [(4, "published"), (5, "open")]
    assert record_for(under_way).earlier[-1].pk == period.pk
    assert record_for(under_way).earlier[-1].as_reported


def test_enter_paper_period_after_the_last_frozen_one_is_the_next(plan):
    entered(plan)

    entered(plan, ordinal=4, starts_on=date(2025, 4, 1), ends_on=date(2025, 6, 30), reported_on=date(2025, 8, 1))

    assert list(plan.periods.values_list("ordinal", flat=True)) == [3, 4]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"ordinal": 5}, "Number 5 is taken"),
        ({"ordinal": 6}, "July to September 2026 is not frozen yet, so nothing can come after it."),
        ({"ordinal": 4, "ends_on": date(2026, 7, 31), "reported_on": date(2026, 9, 1)}, "ends before 1 July 2026"),
        ({"ordinal": 4, "reported_on": date(2026, 12, 1)}, "the day cannot be still to come"),
        ({"ordinal": 4, "reported_on": date(2025, 3, 1)}, "reported before its last day"),
    ],
)
def test_enter_paper_period_where_it_has_no_place_is_refused(plan, given, reason):
    PeriodFactory(plan=plan, ordinal=5)

    with pytest.raises(NoPlace, match=reason):
        entered(plan, **given)

    assert plan.periods.count() == 1


def test_enter_paper_period_that_overlaps_the_last_is_refused(plan):
    entered(plan)

    with pytest.raises(NoPlace, match="A period after 3rd monitoring report starts after 31 March 2025"):
        entered(plan, ordinal=4)


@pytest.mark.parametrize(
    ("totals", "reason"),
    [
        ({"on-track": Decimal(-1)}, "not below 0"),
        ({"on-track": Decimal("1.3")}, "a whole or a half number"),
        ({"purple": Decimal(1)}, "no rating “purple”"),
        ({"on-track": Decimal(0)}, "at least one total"),
        ({}, "at least one total"),
    ],
)
def test_enter_paper_period_with_figures_that_cannot_be_is_refused(plan, totals, reason):
    with pytest.raises(NoFigures, match=reason):
        entered(plan, totals=totals)


def test_enter_paper_period_of_a_plan_without_ratings_or_approval_is_refused():
    with pytest.raises(NoFigures, match="does not rate its actions"):
        entered(PlanFactory(unrated=True))
    with pytest.raises(NoPlace, match="is not approved yet"):
        entered(PlanFactory(status=Plan.Status.DRAFTING))


@pytest.mark.parametrize(
    ("ordinals", "words"),
    [
        ((), "If earlier ones are still to be entered, give it the number it has among them all."),
        ((3, 4), "2 or less for one before the first period here, 5 for one after the last."),
        ((1, 2), "3: number 1 is taken, so it can only come after the last period here."),
    ],
)
def test_numbers_said_tells_which_number_is_free(ordinals, words):
    plan = PlanFactory()
    for ordinal in ordinals:
        PeriodFactory(plan=plan, ordinal=ordinal, frozen=True)

    assert numbers_said(plan) == words


# --- The page ---------------------------------------------------------------------------------------


def sent(**given):
    return {
        "label": "3rd monitoring report",
        "ordinal": "3",
        "starts_on_day": "1", "starts_on_month": "January", "starts_on_year": "2025",
        "ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2025",
        "reported_on_day": "8", "reported_on_month": "5", "reported_on_year": "2025",
        "reports_to": "the Partnership board",
        "total_on-track": "20.5",
        "total_off-track": "3",
    } | given  # fmt: skip


def test_paper_page_enters_the_period_and_the_dashboard_shows_it_as_printed(client, plan):
    address = reverse("monitoring:period_paper", args=[plan.slug])
    assert [label.text for label in page(client.get(address)).xpath("//label[starts-with(@for,'id_total_')]")] == [
        "Complete", "On track", "Some concern", "Off track", "Not started", "Not rated",
    ]  # fmt: skip

    answer = client.post(address, sent(), follow=True)

    assert "Brought in from paper, as reported to the Partnership board on 8 May 2025." in said(page(answer))
    period = ReportingPeriod.objects.get()
    dashboard = page(client.get(reverse("monitoring:dashboard", args=[period.pk])))
    assert "The totals of this period are shown as they were reported." in said(dashboard)
    assert "20.5" in said(dashboard)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("twelve", "The number for “On track” must be a number, such as 12 or 12.5"),
        ("-4", "The number for “On track” cannot be below 0"),
        ("1.3", "The number for “On track” must be a whole or a half number"),
    ],
)
def test_paper_page_refuses_figures_in_words_and_keeps_what_was_typed(client, plan, typed, reason):
    answer = client.post(reverse("monitoring:period_paper", args=[plan.slug]), sent(**{"total_on-track": typed}))

    assert reason in said(parts(page(answer), "govuk-error-summary")[0])
    assert dict(page(answer).forms[-1].form_values())["total_on-track"] == typed
    assert not ReportingPeriod.objects.exists()


def test_paper_page_shows_a_refusal_of_the_service_above_the_form(client, plan):
    PeriodFactory(plan=plan, ordinal=3)

    answer = client.post(reverse("monitoring:period_paper", args=[plan.slug]), sent())

    assert "Number 3 is taken" in said(parts(page(answer), "govuk-error-summary")[0])
