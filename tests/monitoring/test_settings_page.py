"""How a plan reports: its steps vanish from every page, button and refusal when it does not take them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from monitoring.services.periods import WrongState, close_updates, freeze_period, open_period, publish_period
from monitoring.services.preparing import change_settings
from partnership.refusals import Refused
from plans.models import Plan
from tests.factories import PeriodFactory, PlanFactory, UserFactory
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(datetime(2026, 10, 14, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def plan(client):
    coordinator = UserFactory()
    client.force_login(coordinator)
    return PlanFactory(title="Northmoor Plan", coordinator=coordinator)


def settings_page(plan):
    return reverse("monitoring:plan_settings", args=[plan.slug])


def sent(client, plan, **given):
    data = dict(page(client.get(settings_page(plan))).forms[-1].form_values()) | given
    return {name: value for name, value in data.items() if value is not None}


def test_settings_page_sent_as_it_is_shown_changes_nothing(client, plan):
    before = Plan.objects.filter(pk=plan.pk).values().get()

    client.post(settings_page(plan), sent(client, plan))

    assert Plan.objects.filter(pk=plan.pk).values().get() == before


def test_settings_page_saves_steps_days_nation_and_the_way_levels_roll_up(client, plan):
    answer = client.post(
        settings_page(plan),
        sent(
            client,
            plan,
            has_challenge=None,
            publishes=None,
            requires_sign_off="on",
            nation="JE",
            days_for_updates="12",
            rollup="share",
            rollup_on_track_share="75",
        ),
        follow=True,
    )

    assert "The settings of Northmoor Plan are saved." in said(page(answer))
    plan.refresh_from_db()
    assert (plan.has_challenge, plan.publishes, plan.requires_sign_off) == (False, False, True)
    assert (plan.nation, plan.days_for_updates, plan.days_for_report) == ("JE", 12, 7)
    assert (plan.rollup, plan.rollup_on_track_share) == ("share", 75)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Enter a number of working days"),
        ("two", "Working days are a whole number, such as 5"),
        ("-1", "Working days cannot be fewer than 0"),
        ("61", "Enter at most 60 working days"),
    ],
)
def test_settings_page_refuses_days_in_words_and_keeps_what_was_typed(client, plan, typed, reason):
    answer = client.post(settings_page(plan), sent(client, plan, days_to_fix=typed))

    assert reason in said(parts(page(answer), "govuk-error-summary")[0])
    assert dict(page(answer).forms[-1].form_values()).get("days_to_fix", "") == typed


def test_change_settings_that_make_silence_count_as_on_track_is_refused(plan):
    with pytest.raises(Refused, match="never counts as on track"):
        change_settings(plan=plan, rollup_not_rated="on_track", by=UserFactory())


# --- What a plan without questions and publishing shows ----------------------------------------------


@pytest.fixture
def bare(plan):
    return change_settings(plan=plan, has_challenge=False, publishes=False, by=UserFactory())


def shown_steps(response):
    return [said(each) for each in parts(page(response), "app-steps__step")]


def test_period_of_a_plan_without_questions_goes_from_open_to_frozen_and_ends_there(client, bare):
    by = UserFactory()
    period = open_period(period=PeriodFactory(plan=bare, planned=True, freeze_on=date(2026, 10, 30)), by=by)

    with pytest.raises(WrongState, match="takes no step for questions"):
        close_updates(period=period, by=by)
    under_way = page(client.get(period.get_absolute_url()))
    assert "Close updates" not in said(under_way)
    assert "Next: Friday 30 October, in 12 working days Fix the figures" in said(parts(under_way, "app-next")[0])

    freeze_period(period=period, by=by)
    with pytest.raises(WrongState, match="does not publish its figures"):
        publish_period(period=period, by=by)
    frozen = client.get(period.get_absolute_url())
    assert shown_steps(frozen) == [
        "Open, done 14 October", "Updates, done until 14 October", "Fix the figures, done 14 October",
    ]  # fmt: skip
    assert [each.text for each in parts(parts(page(frozen), "app-next")[0], "govuk-button")] == []


def test_period_of_a_plan_with_all_steps_shows_each(client, plan):
    change_settings(plan=plan, requires_sign_off=True, by=UserFactory())
    period = PeriodFactory(plan=plan, planned=True)

    assert [step.split(",")[0] for step in shown_steps(client.get(period.get_absolute_url()))] == [
        "Open", "Updates", "Questions", "Sign-off", "Fix the figures", "Publish",
    ]  # fmt: skip


def test_pages_for_a_step_that_the_plan_skips_say_so_and_offer_no_button(client, bare):
    period = PeriodFactory(plan=bare)

    close = page(client.get(reverse("monitoring:period_close", args=[period.pk])))
    assert "takes no step for questions" in said(close)
    assert parts(close, "govuk-button") == []
