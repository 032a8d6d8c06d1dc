"""Correcting a frozen period in the browser, and what every page says of it afterwards."""

from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import quote

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import Correction, PeriodRecord
from monitoring.services.errata import gather_correction, gathered, issue_erratum, seen_as
from monitoring.services.periods import freeze_period
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    FigureFactory,
    IndicatorFactory,
    PeriodFactory,
    PlanFactory,
    RatingRuleFactory,
    RatingScaleFactory,
    TargetFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db

FIXED = datetime(2026, 11, 5, 9, tzinfo=UTC)
CORRECTED = datetime(2026, 11, 12, 9, tzinfo=UTC)


@pytest.fixture
def coordinator(client):
    user = UserFactory(name="Ellen Hughes")
    client.force_login(user)
    return user


@pytest.fixture
def period(coordinator):
    period = PeriodFactory(plan=PlanFactory(coordinator=coordinator))
    UpdateFactory(
        action=ActionFactory(priority__plan=period.plan, ref="1.1", title="Family hubs"),
        period=period,
        proposed_level=level(period.action_scale, Meaning.ON_TRACK),
        narrative="Two hubs are open.",
        accepted=True,
    )
    freeze_period(period=period, by=None, at=FIXED)
    period.refresh_from_db()
    return period


@pytest.fixture
def action(period):
    return period.updates.get().action


def at(name, period, *more, query=""):
    return reverse(f"monitoring:{name}", args=[period.pk, *more]) + query


def correct(client, period, path, **typed):
    return client.post(at("correct", period, query=f"?path={quote(path)}"), {"reason": "It had slipped.", **typed})


@pytest.fixture
def corrected(period, action, coordinator):
    """Version 2, issued on 12 November."""
    with time_machine.travel(CORRECTED, tick=False):
        gather_correction(
            period=period, path=f"actions/{action.pk}/level", new="off-track", reason="It had slipped.", by=coordinator
        )
        gather_correction(
            period=period,
            path=f"actions/{action.pk}/update/narrative",
            new="One hub is open.",
            reason="The second opened in October.",
            by=coordinator,
        )
        return issue_erratum(period=period, based_on_version=1, seen=seen_as(gathered(period)), by=coordinator)


def test_corrections_are_gathered_read_and_issued(client, period, action):
    story = page(client.get(at("action_story", period, action.pk)))
    [address] = [link.get("href") for link in story.xpath("//a") if said(link) == "Correct what stands here"]
    choices = page(client.get(address))
    [address] = [link.get("href") for link in choices.xpath("//a") if said(link) == "Correct this : Rating"]
    client.post(address, {"new": "off-track", "reason": "It had slipped."})
    correct(
        client, period, f"actions/{action.pk}/update/narrative", new="One hub is open.", reason="The second came later."
    )

    shown = page(client.get(at("corrections", period)))
    assert [said(each) for each in parts(shown, "app-corrections__texts")] == [
        "Says now On track Will say Off track Why It had slipped. Ellen Hughes",
        "Says now Two hubs are open. Will say One hub is open. Why The second came later. Ellen Hughes",
    ]
    assert [said(row) for row in shown.xpath("//tbody/tr")] == ["On track 1 0", "Off track 0 1"]

    [form] = shown.xpath("//form[.//input[@name='seen']]")
    answer = client.post(at("corrections", period), {each.name: each.value for each in form.inputs if each.name})

    assert answer.url == at("corrections", period)
    assert list(PeriodRecord.objects.values_list("version", flat=True)) == [1, 2]
    assert Correction.objects.count() == 0


def test_a_correction_without_a_reason_or_a_change_is_given_back(client, period, action):
    shown = page(correct(client, period, f"actions/{action.pk}/update/narrative", new="Two hubs are open.", reason=""))
    assert [said(each) for each in parts(shown, "govuk-error-summary__body")] == ["Say why this is corrected"]

    shown = page(correct(client, period, f"actions/{action.pk}/update/narrative", new="Two hubs are open."))
    assert [said(each) for each in parts(shown, "govuk-error-summary__body")] == [
        "This is what stands there now. Change it, or go back."
    ]
    assert Correction.objects.count() == 0


def test_a_correction_of_a_date_is_read_as_people_write_it(client, period, action):
    correct(client, period, f"actions/{action.pk}/original_due", new="June 2027")

    assert [each.new for each in gathered(period)] == [
        {"last_day": "2027-06-30", "precision": "month", "printed": "June 2027"}
    ]


def test_a_correction_can_be_taken_off_the_list(client, period, action):
    path = f"actions/{action.pk}/update/narrative"
    correct(client, period, path, new="One hub is open.")

    client.post(at("corrections", period), {"drop": path})

    assert gathered(period) == []


def test_an_erratum_that_somebody_else_issued_first_is_refused_in_words(client, period, action, corrected):
    correct(client, period, f"actions/{action.pk}/update/narrative", new="Three hubs are open.")

    shown = page(client.post(at("corrections", period), {"version": "1", "seen": seen_as(gathered(period))}))

    assert "Version 2 has been issued since you read this. Read the list again." in said(shown)
    assert PeriodRecord.objects.count() == 2


def test_an_open_period_is_not_corrected(client, coordinator):
    period = PeriodFactory(plan=PlanFactory(coordinator=coordinator))

    for name in ("corrections", "correct_choose", "correct"):
        assert client.get(at(name, period)).url == period.get_absolute_url()


@pytest.mark.parametrize("query", ["?of=actions/999", "?of=nothing"])
def test_what_is_not_in_the_record_cannot_be_corrected(client, period, query):
    assert client.get(at("correct_choose", period, query=query)).status_code == 404
    assert client.get(at("correct", period, query="?path=actions/1/movement")).status_code == 404


# --- A figure --------------------------------------------------------------------------------------


@pytest.fixture
def measured(coordinator):
    """A measure of 74 children of 100 against a target of 60, fixed."""
    plan = PlanFactory(coordinator=coordinator, measure_scale=RatingScaleFactory())
    RatingRuleFactory(plan=plan, kind="target")
    period = PeriodFactory(plan=plan, measure_scale=plan.measure_scale, measures_as_at=date(2026, 10, 31))
    measure = IndicatorFactory(plan=plan, title="Ready for school", unit="%", polarity="high", decimals=0)
    named = {"indicator": measure, "period_label": "September 2026", "period_ends_on": date(2026, 9, 30)}
    FigureFactory(value=Decimal(74), numerator=Decimal(74), denominator=Decimal(100), **named)
    TargetFactory(value=Decimal(60), **named)
    freeze_period(period=period, by=None, at=FIXED)
    return measure


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            {"new": "47", "numerator": "47", "denominator": "100"},
            {"value": "47", "numerator": "47", "denominator": "100"},
        ),
        ({"new": "about 47.50"}, {"value": "47.5", "qualifier": "about"}),
        ({"new": "not available"}, {"missing": "Not available", "missing_code": "not_available"}),
    ],
    ids=["number", "about", "missing"],
)
def test_a_result_is_corrected_as_it_is_typed_into_the_grid(client, measured, typed, kept):
    period = measured.plan.periods.get()
    nothing = {
        "denominator": None,
        "missing": "",
        "missing_code": "",
        "numerator": None,
        "qualifier": "",
        "value": None,
    }

    correct(client, period, f"measures/{measured.pk}/figures/#1/result", **typed)

    assert [each.new for each in gathered(period)] == [nothing | kept]


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("N/A", "Write a number. If there is none, write why"),
        ("on target", "Write a number. If there is none, write why"),
        ("1.2m", "Write the number in full"),
        ("", "Write the result, or why there is none"),
    ],
)
def test_what_is_no_result_is_asked_about_and_not_swallowed(client, measured, new, words):
    period = measured.plan.periods.get()

    shown = page(correct(client, period, f"measures/{measured.pk}/figures/#1/result", new=new))

    assert words in said(shown)
    assert gathered(period) == []


def test_a_corrected_figure_is_read_as_corrected_on_every_page(client, measured):
    period = measured.plan.periods.get()
    choices = page(client.get(at("correct_choose", period, query=f"?of=measures/{measured.pk}")))
    [address] = [link.get("href") for link in choices.xpath("//a") if said(link).endswith("Result, September 2026")]
    form = page(client.get(address))
    assert [each.get("value") for each in form.xpath("//input[@type='text' or @type='number']")] == ["74", "74", "100"]
    with time_machine.travel(CORRECTED, tick=False):
        client.post(
            address, {"new": "47", "numerator": "47", "denominator": "100", "reason": "Two columns were swapped."}
        )
        listed = page(client.get(at("corrections", period)))
        [issuing] = listed.xpath("//form[.//input[@name='seen']]")
        client.post(at("corrections", period), {each.name: each.value for each in issuing.inputs if each.name})

    assert "74% (74 of 100) Will say 47% (47 of 100)" in said(listed)
    assert "Ready for school: On track → Off track" in said(listed)
    story = said(page(client.get(at("measure_story", period, measured.pk))))
    assert "47% in September 2026: 13 points below the target of 60%" in story
    assert "Before it was corrected on 12 November 2026: 74%" in story
    assert "Two columns were swapped." in story
    dashboard = said(page(client.get(at("dashboard", period))))
    assert "corrected on 12 November 2026" in dashboard
    first = said(page(client.get(at("measure_story", period, measured.pk, query="?version=1"))))
    assert "74% in September 2026" in first


def test_whether_a_figure_is_published_is_not_decided_here(client, measured):
    period = measured.plan.periods.get()
    path = f"measures/{measured.pk}/figures/%231/hidden"

    assert client.get(at("correct", period, query=f"?path={path}")).status_code == 404


# --- What is said of it ----------------------------------------------------------------------------


def pages_of(period, action):
    return [
        at("dashboard", period),
        at("priority_story", period, action.priority_id),
        at("action_story", period, action.pk),
    ]


def test_every_page_of_the_corrected_version_says_what_was_corrected_why_and_by_whom(client, period, action, corrected):
    for address in pages_of(period, action):
        text = said(page(client.get(address)))

        assert "Version 2 of 12 November 2026 corrects 2 things." in text
        assert "Version 2, issued on 12 November 2026 by Ellen Hughes" in text
        assert "1.1 Family hubs: Rating Said before On track Says now Off track Why It had slipped." in text


def test_every_page_of_the_first_version_says_that_there_is_a_second(client, period, action, corrected):
    for address in pages_of(period, action):
        shown = page(client.get(f"{address}?version=1"))
        [notice] = parts(shown, "app-notice")

        assert said(notice) == (
            "This is version 1 of 5 November 2026. Read the latest version "
            "Version 2 of 12 November 2026 corrects 2 things. "
            "1.1 Family hubs: Rating Said before On track Says now Off track Why It had slipped. Ellen Hughes "
            "1.1 Family hubs: What was said Said before Two hubs are open. Says now One hub is open. "
            "Why The second opened in October. Ellen Hughes"
        )


def test_the_first_version_shows_its_own_figures_and_leads_to_its_own_pages(client, period, action, corrected):
    shown = page(client.get(at("dashboard", period, query="?version=1")))
    stories = [link.get("href") for link in shown.xpath("//main//a") if "/actions/" in link.get("href")]

    story = said(page(client.get(at("action_story", period, action.pk, query="?version=1"))))

    assert {href.partition("?")[2] for href in stories} == {"version=1"}
    assert "Two hubs are open." in story
    assert "1 of 1" in said(shown)


@pytest.mark.parametrize("asked", ["3", "0", "x", "-1", "99999"])
def test_a_version_that_is_not_there_is_not_found(client, period, corrected, asked):
    assert client.get(at("dashboard", period, query=f"?version={asked}")).status_code == 404


def test_each_version_has_a_tag_of_its_own_that_a_correction_changes(client, period, action, coordinator):
    address = at("dashboard", period)
    first = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": first}).status_code == 304
    gather_correction(
        period=period, path=f"actions/{action.pk}/level", new="off-track", reason="It had slipped.", by=coordinator
    )
    issue_erratum(period=period, based_on_version=1, seen=seen_as(gathered(period)), by=coordinator)

    assert client.get(address, headers={"If-None-Match": first}).status_code == 200
    latest, old = client.get(address)["ETag"], client.get(f"{address}?version=1")["ETag"]
    assert len({first, latest, old}) == 3
    for tagged, tag in ((address, latest), (f"{address}?version=1", old)):
        assert client.get(tagged, headers={"If-None-Match": tag}).status_code == 304


def test_a_later_period_says_that_it_compares_with_what_stood_there_before(client, period, action, coordinator):
    later = PeriodFactory(plan=period.plan)
    freeze_period(period=later, by=None, at=datetime(2026, 11, 10, 9, tzinfo=UTC))
    with time_machine.travel(CORRECTED, tick=False):
        gather_correction(
            period=period, path=f"actions/{action.pk}/level", new="off-track", reason="It had slipped.", by=coordinator
        )
        issue_erratum(period=period, based_on_version=1, seen=seen_as(gathered(period)), by=coordinator)

    text = said(page(client.get(at("dashboard", later))))

    assert (
        f"{period.label} was corrected on 12 November 2026, after these figures were fixed. "
        "They compare with what it said before." in text
    )


def test_only_the_coordinator_is_led_to_correct(client, period, action):
    client.force_login(UserFactory())

    story = page(client.get(at("action_story", period, action.pk)))

    assert [link for link in story.xpath("//a") if said(link) == "Correct what stands here"] == []


def test_what_changed_between_two_periods_says_which_of_them_was_corrected(client, period, corrected):
    after = PeriodFactory(plan=period.plan)
    freeze_period(period=after, by=None, at=datetime(2026, 11, 20, 9, tzinfo=UTC))

    text = said(page(client.get(reverse("monitoring:movement", args=[period.plan.slug]))))

    assert f"{period.label} Version 2 of 12 November 2026 corrects 2 things." in text
