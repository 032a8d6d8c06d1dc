"""A board member's question: where are we with this measure, and is it getting better?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from monitoring.services.periods import freeze_period
from partnership.models import Membership
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import (
    ComparatorFactory,
    DimensionFactory,
    FigureFactory,
    IndicatorFactory,
    MeasureCommentaryFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PriorityFactory,
    RatingRuleFactory,
    RatingScaleFactory,
    SeriesBreakFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board_member():
    """Somebody on the board of a plan with one frozen period and one measure, told in every way there is."""
    user = UserFactory(name="Joan Tarrant")
    plan = PlanFactory(measure_scale=RatingScaleFactory(), title="Northmoor Plan")
    MembershipFactory(body=plan.owner_body, user=user, role=Membership.Role.MEMBER)
    RatingRuleFactory(plan=plan, kind="percent", at_risk_within=10)
    measure = IndicatorFactory(
        plan=plan,
        title="Seen in time",
        unit="%",
        disclosure="none",
        priority=PriorityFactory(plan=plan, title="Safe at home"),
    )
    parts = DimensionFactory(indicator=measure)
    for year, value in enumerate((41, 44, None, 45, 47, 50), start=2019):
        at = {"period_label": f"April {year} to March {year + 1}", "period_ends_on": date(year + 1, 3, 31)}
        given = {"missing": "" if value else "not_available", "status": "final" if year < 2024 else "provisional"}
        FigureFactory(indicator=measure, value=value, **at, **given)
        FigureFactory(indicator=measure, dimension=parts, category="Girls", value=value, **at, **given)
        ComparatorFactory(indicator=measure, name="England", value=46, source="LAIT", **at)
        TargetFactory(indicator=measure, value=60, **at)
    SeriesBreakFactory(indicator=measure, begins_on=date(2021, 3, 31))
    period = PeriodFactory(plan=plan)
    MeasureCommentaryFactory(indicator=measure, period=period)
    freeze_period(period=period, by=None, at=datetime(2025, 10, 30, 10, tzinfo=UTC))
    return user, period


@pytest.mark.parametrize("width", [320, 1280])
def test_board_member_reads_one_measure_and_takes_its_figures(new_page, board_member, tmp_path: Path, width):
    user, period = board_member
    page = new_page(viewport={"width": width, "height": 800})
    sign_in(page, user)
    page.goto(reverse("monitoring:dashboard", args=[period.pk]))

    page.get_by_role("link", name="Seen in time").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Seen in time")
    expect(page.locator(".app-position")).to_have_text(
        "50% in April 2024 to March 2025: 10 points below the target of 60%, 3 points better than a year before. "
        "Better than England."
    )
    # One of the two drawings: what does not fit is not shown, nor read out.
    expect(page.get_by_role("img").filter(has_text="not available")).to_have_count(1)
    page.get_by_text("Earlier periods").click()
    assert_fits(page)
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download these figures (CSV)").click()
    file = tmp_path / "figures.csv"
    download.value.save_as(file)
    assert download.value.suggested_filename.endswith("-seen-in-time.csv")
    assert "Seen in time,result" in file.read_text(encoding="utf-8-sig")


def test_anybody_finds_the_open_data_without_signing_in(page, board_member):
    page.goto("/help/")

    page.get_by_role("link", name="Open data").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Open data")
    expect(page.get_by_text("Nothing is published yet.")).to_be_visible()
    assert_accessible(page)
