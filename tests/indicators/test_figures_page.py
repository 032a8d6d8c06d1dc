"""The grid into which a period's figures are typed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.grid import periods_offered
from indicators.models import Figure, Indicator
from partnership.models import User
from plans.models import Plan
from tests.factories import (
    DimensionFactory,
    FigureFactory,
    IndicatorFactory,
    PlanFactory,
    PostFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

Q1, Q2 = date(2026, 6, 30), date(2026, 9, 30)


@pytest.fixture
def _today():
    with time_machine.travel(date(2026, 11, 21), tick=False):
        yield


@pytest.fixture
def analyst() -> User:
    user: User = UserFactory(name="Ana Lyst")
    return user


@pytest.fixture
def plan(analyst: User) -> Plan:
    made: Plan = PlanFactory(analyst_post=PostFactory(holder=analyst))
    return made


@pytest.fixture
def measure(plan: Plan) -> Indicator:
    made: Indicator = IndicatorFactory(
        plan=plan,
        title="Young people not in education",
        unit="%",
        decimals=1,
        frequency=Indicator.Frequency.QUARTERLY,
        basis=Indicator.Basis.IN_PERIOD,
    )
    FigureFactory(indicator=made, period_label="Q1 2026/27", period_ends_on=Q1, value=Decimal("3.1"))
    return made


@pytest.fixture
def browser(client: Client, analyst: User) -> Client:
    client.force_login(analyst)
    return client


def address(plan: Plan, period: str = "Q2 2026/27") -> str:
    return f"{reverse('indicators:figures', args=[plan.slug])}?period={quote(period)}"


def typed(box: Any, value: str, **more: Any) -> dict[str, str]:
    name = box.pk if isinstance(box, Indicator) else box
    return {f"{name}-value": value, f"{name}-status": "final"} | {f"{name}-{key}": text for key, text in more.items()}


def stands(**of: Any) -> list[tuple[str, int, Decimal | None, str, str]]:
    rows = Figure.objects.filter(period_ends_on=Q2, **of).order_by("indicator", "category", "revision")
    return [*rows.values_list("category", "revision", "value", "status", "missing")]


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


# --- What it shows -----------------------------------------------------------------------------


def test_figures_begin_with_the_last_period_that_is_over(browser, plan, measure):
    page = words_of(browser.get(reverse("indicators:figures", args=[plan.slug])))

    assert "Figures for Q2 2026/27" in page
    assert "<li><span>Q1 2026/27</span> <b>3.1%</b></li>" in page


def test_figures_of_a_series_are_named_as_it_names_them(browser, plan, measure):
    other = IndicatorFactory(plan=plan, frequency="quarterly", basis="in_period", title="Other")
    FigureFactory(indicator=other, period_label="April to June 2026", period_ends_on=Q1)

    page = words_of(browser.get(address(plan)))
    browser.post(address(plan), typed(other, "80"))

    assert "For July to September 2026" in page
    assert Figure.objects.get(indicator=other, period_ends_on=Q2).period_label == "July to September 2026"


def test_figures_begin_with_the_quarter_where_a_good_part_of_the_measures_is_quarterly(plan, measure):
    yearly = {"plan": plan, "frequency": Indicator.Frequency.YEARLY, "basis": Indicator.Basis.IN_PERIOD}
    IndicatorFactory.create_batch(3, **yearly)

    assert periods_offered(list(plan.indicators.all()), today=Q2 + timedelta(days=30))[:1] == ["Q2 2026/27"]
    IndicatorFactory(**yearly)
    assert periods_offered(list(plan.indicators.all()), today=Q2 + timedelta(days=30))[:1] == ["2025/26"]


def test_figures_for_other_periods_are_left_out_until_asked_for(browser, plan, measure):
    yearly = IndicatorFactory(plan=plan, frequency="yearly", basis="in_period", title="Counted once a year")

    page = words_of(browser.get(address(plan)))
    all_of_them = words_of(browser.get(address(plan) + "&all=1"))

    assert "Counted once a year" not in page
    assert "Show the 1 that has its figures for other periods, too" in page
    assert f'name="{yearly.pk}-value"' in all_of_them


def test_figures_of_a_measure_that_is_no_longer_collected_are_not_asked_for(browser, plan, measure):
    IndicatorFactory(plan=plan, title="Gone", status=Indicator.Status.DISCONTINUED)

    assert "Gone" not in words_of(browser.get(address(plan)))


def test_figures_of_a_lead_are_those_of_their_own_measures(client, plan, measure):
    lead = UserFactory()
    IndicatorFactory(plan=plan, title="Their own", lead_post=PostFactory(holder=lead))
    client.force_login(lead)

    page = words_of(client.get(address(plan)))
    client.post(address(plan), typed(measure, "3.2"))

    assert "Their own" in page
    assert "Young people not in education" not in page
    assert stands() == []


def test_figures_for_a_period_that_cannot_be_read_say_why(browser, plan, measure):
    page = words_of(browser.get(reverse("indicators:figures", args=[plan.slug]) + "?other=whenever"))

    assert "“whenever” is not a period we can read." in page
    assert "Figures for Q2 2026/27" in page


def test_figures_for_a_period_that_a_series_has_by_name_only(browser, plan, measure):
    FigureFactory(indicator=measure, period_label="At inspection", period_ends_on=None, value=Decimal("4.0"))

    page = words_of(browser.get(address(plan, "at inspection")))
    browser.post(address(plan, "At inspection"), typed(measure, "4.2", seen="0"))

    assert "Figures for At inspection" in page
    assert [*Figure.objects.filter(period_label="At inspection").values_list("revision", "value")] == [
        (0, Decimal("4.0")),
        (1, Decimal("4.2")),
    ]


def test_figures_without_any_measure_say_what_comes_first(browser, plan):
    assert "Nothing is measured yet." in words_of(browser.get(address(plan)))


def test_figures_that_count_children_say_what_becomes_of_small_ones(browser, plan):
    IndicatorFactory(plan=plan, unit="children", disclosure=Indicator.Disclosure.COUNT)

    assert "Counts under 5 are kept here and not shown to others." in words_of(browser.get(address(plan)))


# --- Saving ------------------------------------------------------------------------------------


def test_a_figure_that_is_typed_is_saved_and_says_so(browser, plan, measure):
    response = browser.post(address(plan), typed(measure, "3.2"), follow=True)

    assert response.redirect_chain == [(address(plan).replace("%20", "+").replace("/27", "%2F27"), 302)]
    assert stands() == [("", 0, Decimal("3.2"), "final", "")]
    page = words_of(response)
    assert "1 figure is saved." in page
    assert "Saved: 3.2%." in page
    assert "Saved: 3.2%." not in words_of(browser.get(address(plan)))


def test_a_figure_that_is_typed_again_changes_nothing(browser, plan, measure):
    browser.post(address(plan), typed(measure, "3.2"))

    browser.post(address(plan), typed(measure, "3.2"))

    assert stands() == [("", 0, Decimal("3.2"), "final", "")]


def test_a_page_sent_as_it_was_shown_writes_nothing(browser, plan, measure):
    FigureFactory(
        indicator=measure, period_label="Q2 2026/27", period_ends_on=Q2, value=None, missing="not_due", note="Late."
    )
    shown = browser.get(address(plan)).context["rows"][0].whole

    browser.post(
        address(plan),
        {f"{measure.pk}-{name}": text for name, text in shown.content.items()}
        | {f"{measure.pk}-shown": shown.mark, f"{measure.pk}-seen": "0"},
    )

    assert stands() == [("", 0, None, "final", "not_due")]


def test_another_number_is_a_revision_and_both_are_shown(browser, plan, measure):
    FigureFactory(indicator=measure, period_label="Q2 2026/27", period_ends_on=Q2, value=Decimal("3.2"))

    page = words_of(browser.post(address(plan), typed(measure, "3.4", seen="0"), follow=True))

    assert stands() == [("", 0, Decimal("3.2"), "final", ""), ("", 1, Decimal("3.4"), "revised", "")]
    assert "Changed from 3.2% to 3.4% (revised)." in page
    assert "1 of them changes what was said before, which stays on the record." in page


def test_parts_of_a_measure_are_saved_with_it(browser, plan, measure):
    dimension = DimensionFactory(indicator=measure, categories=["Girls", "Boys and others"])

    browser.post(
        address(plan),
        typed(measure, "3.2", numerator="32", denominator="1,000", note="By hand.", status="provisional")
        | typed(f"{measure.pk}.{dimension.pk}.Boys and others", "3.5"),
    )

    assert stands() == [
        ("", 0, Decimal("3.2"), "provisional", ""),
        ("Boys and others", 0, Decimal("3.5"), "final", ""),
    ]
    whole = Figure.objects.get(period_ends_on=Q2, category="")
    assert (whole.numerator, whole.denominator, whole.note) == (Decimal(32), Decimal(1000), "By hand.")


def test_what_is_missing_is_asked_about_and_then_saved_with_its_reason(browser, plan, measure):
    asked = browser.post(address(plan), typed(measure, "N/A"))
    nothing = stands()
    answered = browser.post(address(plan), typed(measure, "N/A", missing="not_available", shown="new"))

    assert "Why is there no figure?" in words_of(asked)
    assert 'value="N/A"' in words_of(asked)
    assert nothing == []
    assert answered.status_code == 302
    assert stands() == [("", 0, None, "final", "not_available")]


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("judgement", ("On target", "", "", "")),
        ("as_printed", ("", "On target", "", "")),
        ("up", ("", "On target", "up", "")),
        ("suppressed", ("", "On target", "", "suppressed")),
    ],
)
def test_words_are_asked_about_and_kept_as_what_they_are_said_to_be(browser, plan, measure, choice, kept):
    asked = browser.post(address(plan), typed(measure, "On target"))
    browser.post(address(plan), typed(measure, "On target", words=choice, shown="new"))

    assert "What do these words say?" in words_of(asked)
    row = Figure.objects.get(period_ends_on=Q2)
    assert (row.judgement, row.as_printed, row.direction, row.missing) == kept
    assert row.value is None


def test_words_that_may_point_at_a_child_are_asked_about_wherever_they_are_typed(browser, plan, measure):
    words = "Only three boys from one school"
    asked = browser.post(address(plan), typed(measure, words, words="as_printed"))
    nothing = stands()
    browser.post(address(plan), typed(measure, words, words="as_printed", why="The school has 900 boys.", shown="new"))

    assert "Why this cannot point at a child" in words_of(asked)
    assert nothing == []
    row = Figure.objects.get(period_ends_on=Q2)
    assert (row.as_printed, row.note_kept_because) == (words, "The school has 900 boys.")


def test_a_note_beside_words_that_were_explained_before_does_not_ask_again(browser, plan, measure):
    FigureFactory(indicator=measure, period_label="Q2 2026/27", period_ends_on=Q2, value=None, judgement="On target")

    browser.post(address(plan), typed(measure, "On target", note="Said by the board.", seen="0"))

    last = Figure.objects.get(period_ends_on=Q2, revision=1)
    assert (last.judgement, last.note, last.status) == ("On target", "Said by the board.", "final")


def test_a_figure_in_doubt_is_saved_once_somebody_says_it_is_right(browser, plan, measure):
    doubted = browser.post(address(plan), typed(measure, "31"))
    doubt = doubted.context["rows"][0].whole.verdict
    other = browser.post(address(plan), typed(measure, "310", sure=doubt.sure, shown="new"))
    before = stands()
    browser.post(address(plan), typed(measure, "31", sure=doubt.sure, shown="new"))

    assert "31% is far from the results before it (3.1%). Is the decimal point in the right place?" in words_of(doubted)
    assert "310% is more than 100%." in words_of(other)
    assert before == []
    assert stands() == [("", 0, Decimal(31), "final", "")]


def test_one_row_that_cannot_be_saved_keeps_no_other_back(browser, plan, measure):
    other = IndicatorFactory(plan=plan, title="Other", frequency="quarterly")

    response = browser.post(address(plan), typed(measure, "1.234,5", note="From the portal.") | typed(other, "12"))

    page = words_of(response)
    assert stands(indicator=other) == [("", 0, Decimal(12), "final", "")]
    assert stands(indicator=measure) == []
    assert "Write “1.234,5” with a full stop before the decimals" in page
    assert 'value="1.234,5"' in page
    assert 'value="From the portal."' in page
    assert "Saved: 12." in page


def test_a_box_that_is_emptied_is_explained(browser, plan, measure):
    FigureFactory(indicator=measure, period_label="Q2 2026/27", period_ends_on=Q2, value=Decimal("3.2"))

    page = words_of(browser.post(address(plan), typed(measure, "", seen="0", shown="abc")))

    assert "What was entered stays on the record. Write the right figure, or N/A if there is none." in page
    assert len(stands()) == 1


def test_a_result_that_is_left_out_is_asked_for_with_what_its_parts_make(browser, plan, measure):
    page = words_of(browser.post(address(plan), typed(measure, "", numerator="33", denominator="1000")))

    assert "Write the result too: these two make 3.3%." in page


def test_what_somebody_else_entered_meanwhile_is_shown_and_not_written_over(browser, plan, measure):
    FigureFactory(indicator=measure, period_label="Q2 2026/27", period_ends_on=Q2, value=Decimal("3.3"))

    first = browser.post(address(plan), typed(measure, "3.4", seen="-1"))
    again = browser.post(
        address(plan), typed(measure, "3.4", seen=str(first.context["rows"][0].whole.seen), shown="new")
    )

    page = words_of(first)
    assert "Somebody else has entered a figure for Q2 2026/27 since you opened this page." in page
    assert "Kept now: 3.3%" in page
    assert 'value="3.4"' in page
    assert again.status_code == 302
    assert stands() == [("", 0, Decimal("3.3"), "final", ""), ("", 1, Decimal("3.4"), "revised", "")]


def test_a_row_that_is_sent_by_itself_comes_back_by_itself(browser, plan, measure):
    other = IndicatorFactory(plan=plan, title="Other", frequency="quarterly")

    part = browser.post(
        address(plan),
        typed(measure, "3.2") | typed(other, "12") | {"row": str(measure.pk)},
        headers={"HX-Request": "true"},
    )

    assert words_of(part).startswith(f'<tbody role="rowgroup" id="row-{measure.pk}"')
    assert 'data-app-after="saved"' in words_of(part)
    assert "Saved: 3.2%." in words_of(part)
    assert stands(indicator=other) == []


def test_what_is_typed_into_a_box_that_is_gone_is_given_back(browser, plan, measure):
    foreign = IndicatorFactory(title="Somebody else’s secret")

    page = words_of(browser.post(address(plan), typed(foreign, "77")))

    assert "What you typed and what is not saved" in page
    assert '<li class="app-typed">77</li>' in page
    assert "secret" not in page
    assert not Figure.objects.filter(indicator=foreign).exists()


def test_what_is_typed_by_somebody_who_may_no_longer_is_given_back(client, plan, measure):
    client.force_login(UserFactory())

    response = client.post(address(plan), typed(measure, "77"))

    assert response.status_code == 403
    assert '<li class="app-typed">77</li>' in words_of(response)


def test_what_is_typed_after_the_sign_in_ended_is_back_afterwards(client, plan, measure, analyst):
    away = client.post(address(plan), typed(measure, "3.2", note="From the portal."))
    client.force_login(analyst)
    page = words_of(client.get(address(plan)))
    saved = client.post(address(plan), typed(measure, "3.2", note="From the portal.", shown="new"))

    assert away.status_code == 302
    assert away["Location"].startswith("/accounts/login/")
    assert "You had been signed out." in page
    assert 'value="3.2"' in page
    assert 'value="From the portal."' in page
    assert saved.status_code == 302
    assert "You had been signed out." not in words_of(client.get(address(plan)))
    assert stands() == [("", 0, Decimal("3.2"), "final", "")]


@pytest.mark.parametrize("name", ["value", "note", "status", "numerator", "missing", "words", "sure", "seen", "shown"])
@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "a\x00b", "9" * 5000, "💥", "' OR 1=1 --"])
def test_a_hostile_text_in_any_field_is_taken_as_text(browser, plan, measure, name, hostile):
    response = browser.post(address(plan), typed(measure, "3.2") | {f"{measure.pk}-{name}": hostile})

    assert response.status_code in (200, 302)
    assert "<script>alert" not in response.content.decode()


def test_hostile_names_of_boxes_are_no_boxes(browser, plan, measure):
    names = ["999999999999-value", "1.1.-value", "x-value", f"{measure.pk}.1.Girls-value", "-value", "1.2.3-4-value"]

    response = browser.post(address(plan), dict.fromkeys(names, "1"))

    assert response.status_code == 200
    assert stands() == []


# --- Twenty, and two hundred -------------------------------------------------------------------


def fill(plan: Plan, measures: int, periods: int) -> list[Indicator]:
    made = IndicatorFactory.create_batch(measures, plan=plan, frequency="quarterly", unit="children")
    for each in made[::5]:
        DimensionFactory(indicator=each)
    Figure.objects.bulk_create(
        Figure(
            indicator=each,
            period_label=f"Q{number % 4 + 1} {2021 + number // 4}/{22 + number // 4}",
            period_ends_on=date(2021 + (number + 1) // 4, (6, 9, 12, 3)[number % 4], (30, 30, 31, 31)[number % 4]),
            value=Decimal(40 + number),
        )
        for each in made
        for number in range(periods)
    )
    return made


@pytest.mark.parametrize(("measures", "periods"), [(10, 20), (200, 20)])
def test_figures_ask_the_database_the_same_of_ten_measures_and_of_two_hundred(browser, plan, measures, periods):
    made = fill(plan, measures, periods)
    figures = {name: text for each in made for name, text in typed(each, "61").items()}
    browser.get(address(plan))

    with CaptureQueriesContext(connection) as shown:
        browser.get(address(plan))
    with CaptureQueriesContext(connection) as saved:
        browser.post(address(plan), figures)

    assert (len(shown), len(saved)) == (10, 23)
    assert Figure.objects.filter(period_ends_on=Q2).count() == measures
