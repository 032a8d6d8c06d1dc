"""A measure off target asks for words: of its lead, before the sign-off, and until the figures are fixed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from config.home import beginning
from indicators.models import Indicator, RatingRule
from monitoring.models import PrioritySummary
from monitoring.record.commentary import awaiting
from monitoring.record.gather import gather
from monitoring.services.periods import NotSignedOff, freeze_period
from monitoring.services.summaries import CommentaryAwaited, Said, sign_off
from monitoring.work.sign_off import gap
from partnership.models import Membership
from plans.ratings import Meaning
from tests.factories import (
    BodyFactory,
    FigureFactory,
    IndicatorFactory,
    MeasureCommentaryFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    RatingRuleFactory,
    RatingScaleFactory,
    TargetFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 10, 14, 10, tzinfo=UTC)
SUMMER = date(2025, 8, 31)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def nurse():
    return UserFactory(name="Fiona Castle")


@pytest.fixture
def chair():
    return UserFactory(name="Miriam Sands")


@pytest.fixture
def plan(coordinator):
    plan = PlanFactory(coordinator=coordinator, title="Northmoor Plan", measure_scale=RatingScaleFactory())
    RatingRuleFactory(plan=plan, kind=RatingRule.Kind.PERCENT, at_risk_within=Decimal(10))
    return plan


@pytest.fixture
def needing(plan):
    """The plan, where nothing off target is signed off without its story."""
    plan.requires_sign_off = plan.measures_need_commentary = True
    plan.save()
    return plan


@pytest.fixture
def post(nurse):
    return PostFactory(title="Head of School Nursing", organisation=OrganisationFactory(name="NHS"), holder=nurse)


@pytest.fixture
def priority(plan, chair):
    group = BodyFactory(name="Wellbeing Group")
    MembershipFactory(body=group, user=chair, role=Membership.Role.LEAD)
    return PriorityFactory(plan=plan, ref="2", title="Well", lead_body=group)


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, updates_due_on=date(2025, 10, 17))


def measured(plan, value, **given):
    """A measure with its target of 90 for the summer, and its result."""
    indicator = IndicatorFactory(plan=plan, **given)
    TargetFactory(indicator=indicator, period_label="Summer", period_ends_on=SUMMER)
    FigureFactory(indicator=indicator, period_label="Summer", period_ends_on=SUMMER, value=Decimal(value))
    return indicator


# --- Which measures ask ---------------------------------------------------------------------------


def test_measures_off_target_ask_until_their_story_is_told(plan, period):
    measured(plan, 91, title="On track")
    measured(plan, 85, title="Some concern")
    told = measured(plan, 60, title="Off track")
    measured(plan, 60, title="Given up", status=Indicator.Status.DISCONTINUED)
    measured(plan, 60, title="For information", polarity=Indicator.Polarity.INFORMATION)
    IndicatorFactory(plan=plan, title="Without a result")

    before = [each.title for each in awaiting(gather(period))]
    MeasureCommentaryFactory(indicator=told, period=period)

    assert before == ["Some concern", "Off track"]
    assert [each.title for each in awaiting(gather(period))] == ["Some concern"]


def test_measure_judged_off_track_asks_and_has_said_why(plan, period):
    judged = measured(plan, 95, title="Judged")
    MeasureCommentaryFactory(
        indicator=judged, period=period, story="", judged_level=level(plan.measure_scale, Meaning.OFF_TRACK),
        judged_reason="Half the schools are missing.",
    )  # fmt: skip

    [asks] = awaiting(gather(period))

    assert (asks.title, asks.level.label) == ("Judged", "Off track")


# --- Signing off ----------------------------------------------------------------------------------


def signed(period, priority, by):
    return sign_off(period=period, priority=priority, version=0, said=Said(), by=by)


def test_sign_off_waits_for_the_story_of_every_measure_off_target(needing, period, priority, chair):
    own = measured(needing, 60, title="Dental checks", priority=priority)
    measured(needing, 60, title="Of the plan as a whole")

    with pytest.raises(CommentaryAwaited) as refusal:
        signed(period, priority, chair)
    assert str(refusal.value) == (
        "One measure is off target and has no commentary yet: Dental checks. It is needed before you sign off."
    )

    MeasureCommentaryFactory(indicator=own, period=period)
    assert signed(period, priority, chair).signed_off_by == chair


def test_sign_off_that_waits_for_a_measure_with_small_numbers_does_not_name_it(needing, period, priority, chair, nurse):
    indicator = IndicatorFactory(
        plan=needing, title="Children who go missing", priority=priority, disclosure="count", unit="children",
        lead_post=PostFactory(holder=nurse),
    )  # fmt: skip
    TargetFactory(indicator=indicator, period_label="Summer", period_ends_on=SUMMER)
    FigureFactory(indicator=indicator, period_label="Summer", period_ends_on=SUMMER, value=Decimal(3))

    with pytest.raises(CommentaryAwaited) as refusal:
        signed(period, priority, chair)

    assert str(refusal.value) == (
        "A commentary is awaited beside a figure that you do not see, because it counts too few children. "
        "Ask the plan’s analyst or coordinator for it before you sign off."
    )


def test_sign_off_waits_for_nothing_where_the_plan_does_not_ask(plan, period, priority, chair):
    measured(plan, 60, title="Dental checks", priority=priority)

    assert signed(period, priority, chair).signed_off_by == chair


def test_lead_who_signs_off_too_early_is_told_who_writes_it(client, needing, priority, chair, post):
    period = PeriodFactory(plan=needing)
    measured(needing, 60, title="Dental checks", priority=priority, lead_post=post)
    client.force_login(chair)
    address = reverse("monitoring:priority_summary", args=[period.pk, priority.pk])

    shown = page(client.post(address, {"version": 0, "press": "sign_off", "level": "", "reason": "Well enough."}))

    [error] = parts(shown, "govuk-error-summary__list")
    assert said(error) == (
        "One measure is off target and has no commentary yet: Dental checks. It is needed before you sign off. "
        "See who writes it"
    )
    assert error.xpath(".//a/@href") == ["#commentaries"]
    section = shown.get_element_by_id("commentaries")
    assert said(section) == "Measures off target"
    assert said(section.getnext()) == "Each needs its story before you can sign off. Whoever answers for it writes it."
    assert said(section.getnext().getnext()) == ("Dental checks Off track Head of School Nursing: Fiona Castle Awaited")
    assert said(shown.get_element_by_id("id_reason")) == "Well enough."
    assert not PrioritySummary.objects.exists()


def test_coordinator_finds_the_way_to_write_it_for_somebody(client, plan, period, priority, coordinator):
    own = measured(plan, 60, title="Dental checks", priority=priority)
    client.force_login(coordinator)

    shown = page(client.get(reverse("monitoring:priority_summary", args=[period.pk, priority.pk])))

    [link] = shown.get_element_by_id("commentaries").getnext().getnext().xpath(".//a")
    assert (said(link), link.get("href")) == (
        "Dental checks",
        reverse("monitoring:commentary", args=[period.pk, own.pk]),
    )


# --- Fixing the figures ---------------------------------------------------------------------------


def test_figures_are_fixed_without_a_commentary_only_with_a_reason(needing, period, coordinator):
    measured(needing, 60, title="Dental checks")
    measured(needing, 85, title="School places")

    with pytest.raises(NotSignedOff) as refusal:
        freeze_period(period=period, by=coordinator)
    record = freeze_period(period=period, despite="Both leads are away.", by=coordinator)

    missing = "Two measures are off target and have no commentary yet: Dental checks and School places."
    assert str(refusal.value) == missing
    move = period.moves.get()
    assert (move.gap, move.reason) == (missing, "Both leads are away.")
    assert record.version == 1


def test_nothing_is_missing_where_the_plan_does_not_ask(plan, period):
    measured(plan, 60, title="Dental checks")

    assert gap(period) == ""


def test_coordinator_sees_from_whom_a_story_is_awaited(client, plan, period, post, coordinator):
    told = measured(plan, 60, title="Dental checks", lead_post=post)
    measured(plan, 60, title="School places", lead_post=post)
    measured(plan, 60, title="Nobody’s")
    MeasureCommentaryFactory(indicator=told, period=period)
    client.force_login(coordinator)

    shown = {
        name: page(client.get(reverse(f"monitoring:{name}", args=[period.pk])))
        for name in ("period_detail", "board", "period_freeze")
    }

    [of_period] = [each for each in parts(shown["period_detail"], "app-todo__item") if "off target" in said(each)]
    by_organisation = (
        "NHS 1 of 2 written Dental checks Off track Head of School Nursing: Fiona Castle Written "
        "School places Off track Head of School Nursing: Fiona Castle Awaited "
        "No lead named 0 of 1 written Nobody’s Off track No lead named Awaited"
    )
    assert said(of_period) == (
        "Measures off target Whoever answers for one tells the story behind it. "
        f"From whom it is awaited {by_organisation} 2 awaited"
    )
    assert said(shown["board"].get_element_by_id("off-target").getparent()) == (
        f"Measures off target Whoever answers for one tells the story behind it. {by_organisation}"
    )
    assert by_organisation in said(shown["period_freeze"])


# --- My actions -----------------------------------------------------------------------------------


def mine(client, person):
    client.force_login(person)
    return page(client.get(reverse("monitoring:my_actions")))


def test_lead_of_a_measure_off_target_is_asked_for_its_story(client, plan, period, post, nurse):
    first = measured(plan, 60, title="Dental checks", lead_post=post)
    measured(plan, 85, title="School places", lead_post=post)
    measured(plan, 60, title="Somebody else’s")

    shown = mine(client, nurse)

    assert "2 commentaries to write." in said(shown)
    [card] = parts(shown, "app-next")
    assert said(card) == (
        "Due Friday 17 October, in 3 working days Dental checks Off track . Tell the story behind the figure. "
        "Write the commentary"
    ).replace(" .", ".")
    assert card.xpath(".//a/@href") == [reverse("monitoring:commentary", args=[period.pk, first.pk])]
    assert [said(each) for each in parts(shown, "app-todo__item")] == [
        "Fri 17 October School places Tell the story behind the figure. Some concern Write the commentary"
    ]
    assert beginning(nurse, today=NOW.date()) == reverse("monitoring:my_actions")


def test_story_that_is_told_is_no_longer_owed(client, plan, period, post, nurse):
    own = measured(plan, 60, title="Dental checks", lead_post=post)
    MeasureCommentaryFactory(indicator=own, period=period)

    shown = mine(client, nurse)

    assert "commentary to write" not in said(shown)
    assert said(parts(shown, "govuk-details")[0]) == "1 commentary is written Dental checks Off track Written"
    assert not parts(shown, "app-next")


def test_figures_are_awaited_once_they_can_be_had(client, plan, post, nurse):
    quarterly = {"frequency": Indicator.Frequency.QUARTERLY, "lag_days": 40, "lead_post": post}
    late = IndicatorFactory(plan=plan, title="Dental checks", **quarterly)
    FigureFactory(indicator=late, period_label="Q4", period_ends_on=date(2025, 3, 31))
    FigureFactory(
        indicator=late, period_label="Q1", period_ends_on=date(2025, 6, 30), value=None, missing="not_due"
    )  # fmt: skip
    in_time = IndicatorFactory(plan=plan, title="School places", **quarterly)
    FigureFactory(indicator=in_time, period_label="Q1", period_ends_on=date(2025, 6, 30))
    IndicatorFactory(plan=plan, title="Never any", **quarterly)

    shown = mine(client, nurse)

    assert "1 figure is awaited." in said(shown)
    assert [said(each) for each in parts(shown, "app-todo__item")] == [
        "Dental checks The figure for the time up to 30 June 2025 was expected by 9 August 2025. Awaited"
    ]


def test_lead_of_measures_alone_who_owes_nothing_is_told_so(client, plan, post, nurse):
    IndicatorFactory(plan=plan, lead_post=post)

    shown = mine(client, nurse)

    assert said(parts(shown, "app-empty")[0]).startswith("Nothing is asked of you now")
