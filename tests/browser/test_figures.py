"""A period's figures, typed as an analyst does it: with the keyboard, row after row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from indicators.models import Figure, Indicator
from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import DimensionFactory, FigureFactory, IndicatorFactory, PlanFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = ("Young people not in education", "Children in care", "Families helped early", "Waiting for a nurse")


@pytest.fixture
def analyst(transactional_db):
    return UserFactory(name="Ana Lyst")


@pytest.fixture
def plan(analyst):
    return PlanFactory(title="Northmoor plan", analyst_post=PostFactory(holder=analyst))


@pytest.fixture
def measures(plan):
    """Four measures with a result for each of the quarters before the last."""
    year = timezone.localdate().year - 2
    made = [
        IndicatorFactory(plan=plan, title=title, unit=unit, decimals=1, frequency="quarterly", basis="in_period", position=n)
        for n, (title, unit) in enumerate(zip(TITLES, ("%", "children", "families", "days"), strict=True))
    ]  # fmt: skip
    for each in made:
        for number, (month, day) in enumerate(((6, 30), (9, 30), (12, 31)), start=1):
            FigureFactory(
                indicator=each,
                period_label=f"Q{number} {year}/{(year + 1) % 100}",
                period_ends_on=date(year, month, day),
                value=Decimal("30.5") + number,
            )
    return made


@pytest.fixture
def address(plan, live_server):
    year = timezone.localdate().year - 2
    return f"{live_server.url}/plans/{plan.slug}/figures/?period=Q4+{year}/{(year + 1) % 100}"


@pytest.fixture
def open_grid(new_page, analyst, address):
    def opened(**options):
        page = new_page(**({"viewport": {"width": 1280, "height": 900}} | options))
        sign_in(page, analyst)
        page.goto(address)
        return page

    return opened


def stands():
    year = timezone.localdate().year - 1
    rows = Figure.objects.filter(period_ends_on=date(year, 3, 31)).order_by("indicator", "category", "revision")
    return [(row.indicator.title, row.category, row.value, row.missing) for row in rows.select_related("indicator")]


def box(page, title):
    return page.get_by_role("textbox", name=f"{title}", exact=False).and_(page.locator("[data-app-figure]"))


def test_analyst_enters_a_quarter_with_the_keyboard_alone(open_grid, measures):
    page = open_grid()
    assert_accessible(page)
    box(page, TITLES[0]).focus()

    page.keyboard.type("33.9")
    page.keyboard.press("Enter")
    expect(box(page, TITLES[1])).to_be_focused()
    page.keyboard.type("34")
    page.keyboard.press("Enter")
    expect(box(page, TITLES[2])).to_be_focused()
    page.keyboard.type("N/A")
    page.keyboard.press("Enter")
    expect(box(page, TITLES[3])).to_be_focused()
    page.keyboard.type("350")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save every figure")).to_be_focused()

    row = page.locator("[data-app-figures-row]")
    expect(row.nth(0)).to_contain_text("Saved: 33.9%.")
    expect(row.nth(1)).to_contain_text("Saved: 34")
    expect(row.nth(2)).to_contain_text("Why is there no figure?")
    expect(row.nth(3)).to_contain_text("Is the decimal point in the right place?")
    assert stands() == [(TITLES[0], "", Decimal("33.9"), ""), (TITLES[1], "", Decimal(34), "")]
    assert_accessible(page)

    page.get_by_label("Why is there no figure?").select_option("Not available")
    page.keyboard.press("Enter")
    expect(row.nth(2)).to_contain_text("Saved: Not available.")
    page.get_by_label("It is right: save it all the same").check()
    page.keyboard.press("Enter")
    expect(row.nth(3)).to_contain_text("Saved: 350")

    assert stands() == [
        (TITLES[0], "", Decimal("33.9"), ""),
        (TITLES[1], "", Decimal(34), ""),
        (TITLES[2], "", None, "not_available"),
        (TITLES[3], "", Decimal(350), ""),
    ]


def test_analyst_corrects_a_row_that_is_doubted(open_grid, measures):
    page = open_grid()
    box(page, TITLES[0]).fill("339")
    box(page, TITLES[0]).press("Enter")
    row = page.locator("[data-app-figures-row]").nth(0)
    expect(row).to_contain_text("339% is far from the results before it")

    box(page, TITLES[1]).press("ArrowUp")
    expect(box(page, TITLES[0])).to_be_focused()
    page.keyboard.type("33.9")
    page.keyboard.press("Enter")

    expect(row).to_contain_text("Saved: 33.9%.")
    assert stands() == [(TITLES[0], "", Decimal("33.9"), "")]


def test_parts_are_opened_and_entered_with_the_whole(open_grid, measures):
    DimensionFactory(indicator=measures[0])
    page = open_grid()

    page.get_by_text("Sex: 0 of 2 entered").click()
    box(page, TITLES[0]).first.fill("33.9")
    box(page, TITLES[0]).first.press("Enter")
    page.keyboard.type("35")
    page.keyboard.press("Enter")
    page.keyboard.type("32.8")
    page.keyboard.press("Enter")

    expect(box(page, TITLES[1])).to_be_focused()
    expect(page.get_by_text("Sex: 2 of 2 entered")).to_be_visible()
    assert stands() == [
        (TITLES[0], "", Decimal("33.9"), ""),
        (TITLES[0], "Boys", Decimal("32.8"), ""),
        (TITLES[0], "Girls", Decimal(35), ""),
    ]


def test_figures_typed_without_a_connection_are_kept_in_the_tab(open_grid, measures):
    page = open_grid()
    page.context.set_offline(True)
    box(page, TITLES[0]).fill("33.9")
    box(page, TITLES[0]).press("Enter")
    row = page.locator("[data-app-figures-row]").nth(0)
    expect(row).to_contain_text("Not saved yet: there is no connection.")

    page.context.set_offline(False)
    page.reload()
    expect(row).to_contain_text("What you typed before is back. It is not saved yet.")
    expect(box(page, TITLES[0])).to_have_value("33.9")
    box(page, TITLES[0]).press("Enter")

    expect(row).to_contain_text("Saved: 33.9%.")
    assert stands() == [(TITLES[0], "", Decimal("33.9"), "")]


def test_grid_without_scripts_on_a_phone_saves_and_asks(open_grid, measures):
    page = open_grid(java_script_enabled=False, viewport={"width": 375, "height": 800})

    box(page, TITLES[0]).fill("33.9")
    box(page, TITLES[1]).fill("-")
    page.get_by_role("button", name="Save every figure").click()

    expect(page.get_by_role("alert")).to_contain_text(f"{TITLES[1]}: Why is there no figure?")
    page.get_by_label("Why is there no figure?").select_option("Not due yet")
    page.get_by_role("button", name="Save every figure").click()

    expect(page.get_by_text("Saved: Not due yet.")).to_be_visible()
    assert stands() == [(TITLES[0], "", Decimal("33.9"), ""), (TITLES[1], "", None, "not_due")]


def test_grid_fits_a_narrow_phone(open_grid, measures):
    DimensionFactory(indicator=measures[0])
    Indicator.objects.filter(pk=measures[0].pk).update(
        numerator_words="Young people known to be neither in education nor in training",
        denominator_words="All young people of that age",
    )
    page = open_grid(viewport={"width": 320, "height": 700})
    page.get_by_text("Sex: 0 of 2 entered").click()
    box(page, TITLES[1]).fill("N/A")
    box(page, TITLES[1]).press("Enter")
    expect(page.get_by_label("Why is there no figure?")).to_be_visible()

    assert_fits(page)
    assert_accessible(page)
