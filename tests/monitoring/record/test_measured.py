"""What a record says of a measure: its whole series, what it is held against, and what follows from both."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.models import Figure, Indicator
from monitoring.record.gather import gather
from monitoring.record.structs import (
    Baseline,
    Breakdown,
    Category,
    Comparator,
    Movement,
    RatingRule,
    Revision,
    Target,
    Travel,
)
from plans.ratings import Meaning
from tests.factories import (
    BaselineFactory,
    BodyFactory,
    CommitmentFactory,
    ComparatorFactory,
    ComparatorGroupFactory,
    ComparatorMemberFactory,
    DimensionFactory,
    FigureFactory,
    IndicatorFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    RatingRuleFactory,
    RatingScaleFactory,
    SeriesBreakFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SEPTEMBERS = {year: date(year, 9, 30) for year in range(2022, 2027)}


@pytest.fixture
def plan():
    plan = PlanFactory()
    plan.measure_scale = RatingScaleFactory()
    plan.save()
    return plan


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, measure_scale=plan.measure_scale, measures_as_at=date(2026, 10, 31))


def a_figure(indicator, year, value, **given):
    return FigureFactory(
        indicator=indicator,
        period_label=f"September {year}",
        period_ends_on=SEPTEMBERS[year],
        value=None if value is None else Decimal(value),
        **given,
    )


def the_measure(period, **given):
    (measure,) = gather(period, **given).measures
    return measure


def test_record_says_the_rating_the_rule_gives_with_the_rule_and_both_directions(plan, period):
    plan.measures_long_travel = "baseline"
    plan.save()
    measure = IndicatorFactory(plan=plan, unit="%", polarity="high", frequency="yearly", lag_days=31)
    BaselineFactory(indicator=measure, value=Decimal(60), period_label="Before the plan")
    RatingRuleFactory(plan=plan, kind="percent", on_track_within=0, at_risk_within=10)
    a_figure(measure, 2025, "48")
    a_figure(measure, 2026, "52")
    TargetFactory(
        indicator=measure, period_label="September 2026", period_ends_on=SEPTEMBERS[2026], value=Decimal(60), floor=50
    )

    said = the_measure(period)

    off_track = plan.measure_scale.levels.get(meaning=Meaning.OFF_TRACK)
    assert (said.rule_level, said.not_rated_because, said.level) == (off_track.code, "", off_track.code)
    assert said.rule == RatingRule("percent", Decimal(0), Decimal(10))
    assert said.short == Travel("previous", Movement.BETTER, since="September 2025", change=Decimal(4))
    assert said.long == Travel("baseline", Movement.WORSE, since="Before the plan", change=Decimal(-8))
    assert said.movement == Movement.BETTER
    assert said.baseline == Baseline("Before the plan", None, Decimal(60), "")
    assert said.target == Target("September 2026", SEPTEMBERS[2026], "at_least", Decimal(60), "", floor=Decimal(50))
    assert said.targets == (said.target,)
    assert said.expected_on == date(2027, 10, 31)


def test_record_rates_no_measure_of_a_plan_without_a_scale_for_them(plan, period):
    period.measure_scale = None
    period.save()
    measure = IndicatorFactory(plan=plan)
    RatingRuleFactory(plan=plan)
    a_figure(measure, 2026, "52")
    TargetFactory(indicator=measure, period_label="September 2026")

    said = the_measure(period)

    assert (said.rule_level, said.not_rated_because) == (None, "no_scale")


def test_record_takes_the_rule_that_applied_when_the_figures_period_ended(plan, period):
    measure = IndicatorFactory(plan=plan)
    a_figure(measure, 2026, "52")
    RatingRuleFactory(plan=plan, kind="target")
    RatingRuleFactory(plan=plan, kind="amount", applies_from=date(2026, 4, 1))
    RatingRuleFactory(plan=plan, kind="percent", applies_from=date(2026, 10, 1))

    assert the_measure(period).rule.kind == "amount"

    RatingRuleFactory(plan=plan, indicator=measure, kind="floor")
    assert the_measure(period).rule.kind == "floor"


def test_record_keeps_what_a_figure_said_before_it_was_revised(plan, period):
    measure = IndicatorFactory(plan=plan)
    a_figure(
        measure,
        2026,
        "52",
        status=Figure.Status.PROVISIONAL,
        entered_at=datetime(2026, 10, 3, 9, tzinfo=UTC),
        entered_by=UserFactory(name="Ada Okafor"),
    )
    a_figure(measure, 2026, "54", revision=1, status=Figure.Status.REVISED, qualifier="about")

    (figure,) = the_measure(period).figures

    assert (figure.value, figure.status, figure.qualifier, figure.provisional) == (
        Decimal(54),
        "revised",
        "about",
        False,
    )
    assert figure.revised == (Revision(Decimal(52), "", "", "provisional", "", on=date(2026, 10, 3), by="Ada Okafor"),)


def test_record_marks_the_figure_that_begins_a_new_series_and_compares_nothing_across_it(plan, period):
    measure = IndicatorFactory(plan=plan)
    for year in (2024, 2025, 2026):
        a_figure(measure, year, year - 2000)
    SeriesBreakFactory(indicator=measure, begins_on=date(2026, 4, 1), reason="Colleges are counted too.")

    said = the_measure(period)

    assert [figure.breaks for figure in said.figures] == ["", "", "Colleges are counted too."]
    assert said.short == Travel("previous", Movement.NOT_KNOWN, why_not="new_series")


def test_record_holds_each_breakdown_apart_from_the_whole(plan, period):
    measure = IndicatorFactory(plan=plan)
    sex = DimensionFactory(indicator=measure, name="Sex", categories=["Girls", "Boys"])
    DimensionFactory(indicator=measure, name="Age", categories=["Under 11"])
    a_figure(measure, 2026, "27")
    a_figure(measure, 2026, "25", dimension=sex, category="Boys")
    a_figure(measure, 2026, "2", dimension=sex, category="Girls")

    said = the_measure(period)

    assert [figure.value for figure in said.figures] == [Decimal(27)]
    assert [
        (breakdown.name, breakdown.adds_up, [(each.name, each.figures[0].value) for each in breakdown.categories])
        for breakdown in said.breakdowns
    ] == [("Sex", True, [("Girls", Decimal(2)), ("Boys", Decimal(25))])]
    assert isinstance(said.breakdowns[0], Breakdown)
    assert isinstance(said.breakdowns[0].categories[0], Category)


def test_record_names_who_belonged_to_a_group_when_the_comparators_period_ended(plan, period):
    measure = IndicatorFactory(plan=plan)
    group = ComparatorGroupFactory(name="Similar areas")
    ComparatorMemberFactory(group=group, name="Fernshire", member_until=date(2025, 3, 31))
    ComparatorMemberFactory(group=group, name="Aldermoor", member_from=date(2025, 4, 1))
    ComparatorMemberFactory(group=group, name="Westport")
    a_figure(measure, 2026, "52")
    for year, value in ((2024, "49"), (2026, "51")):
        ComparatorFactory(
            indicator=measure,
            kind="statistical_neighbours",
            name="Similar areas",
            group=group,
            period_label=f"September {year}",
            period_ends_on=SEPTEMBERS[year],
            value=Decimal(value),
            source="National tables",
            published_on=date(year, 10, 20),
        )

    said = the_measure(period)

    now = Comparator(
        "statistical_neighbours",
        "Similar areas",
        "September 2026",
        Decimal(51),
        "",
        ends=SEPTEMBERS[2026],
        source="National tables",
        published_on=date(2026, 10, 20),
        members=("Aldermoor", "Westport"),
    )
    assert said.comparators == (now,)
    assert [each.members for each in said.others] == [("Fernshire", "Westport"), now.members]


def test_record_compares_with_an_earlier_result_that_stands_beside_the_series(plan, period):
    measure = IndicatorFactory(plan=plan, polarity="high")
    a_figure(measure, 2026, "21500")
    ComparatorFactory(indicator=measure, kind="previous", name="November 2014", value=Decimal(18000))

    assert the_measure(period).short == Travel("previous", Movement.BETTER, since="November 2014", change=Decimal(3500))


def test_record_keeps_a_direction_without_a_number(plan, period):
    measure = IndicatorFactory(plan=plan, polarity="low")
    a_figure(measure, 2026, None, direction="up", direction_since="the previous year")

    said = the_measure(period)

    assert said.short == Travel("previous", Movement.WORSE, since="the previous year")
    assert (said.latest.direction, said.latest.direction_since, said.latest.value) == ("up", "the previous year", None)


def test_record_says_of_a_judgement_without_a_number_that_it_is_not_rated_for_it(plan, period):
    measure = IndicatorFactory(plan=plan)
    RatingRuleFactory(plan=plan)
    a_figure(measure, 2026, None, judgement="On target", reported_rating="Green")
    TargetFactory(indicator=measure, period_label="September 2026")

    said = the_measure(period)

    assert (said.rule_level, said.not_rated_because, said.latest.judgement) == (None, "words_only", "On target")
    assert said.latest.reported_rating == "Green"


def test_record_names_who_answers_for_a_measure_and_what_it_serves(plan, period):
    commitment = CommitmentFactory(priority__plan=plan)
    IndicatorFactory(
        plan=plan,
        commitment=commitment,
        lead_post=PostFactory(title="Head of Early Years", holder=UserFactory(name="Ada Okafor")),
        lead_body=BodyFactory(name="Early Years Group"),
        kind=Indicator.Kind.BETTER_OFF,
        smallest_shown=10,
    )

    said = the_measure(period)

    assert (said.lead, said.lead_person, said.lead_body) == ("Head of Early Years", "Ada Okafor", "Early Years Group")
    assert (said.commitment_pk, said.priority_pk) == (commitment.pk, commitment.priority_id)
    assert (said.kind, said.smallest_shown) == ("better_off", 10)
    assert (said.rule_level, said.not_rated_because, said.latest) == (None, "no_figure", None)


def test_record_reads_no_measure_that_is_no_longer_collected(plan, period):
    IndicatorFactory(plan=plan, status=Indicator.Status.DISCONTINUED)

    assert gather(period).measures == ()


def test_record_knows_nothing_of_periods_that_end_after_its_day(plan, period):
    measure = IndicatorFactory(plan=plan)
    a_figure(measure, 2025, "48")
    FigureFactory(indicator=measure, period_label="December 2026", period_ends_on=date(2026, 12, 31))
    ComparatorFactory(indicator=measure, period_label="December 2026", period_ends_on=date(2026, 12, 31))
    SeriesBreakFactory(indicator=measure, begins_on=date(2026, 12, 1))

    said = the_measure(period)

    assert ([figure.period for figure in said.figures], said.others) == (["September 2025"], ())


@pytest.mark.parametrize(("status", "latest"), [("projected", 2025), ("provisional", 2026), ("estimated", 2026)])
def test_record_takes_no_projection_for_the_latest_result(plan, period, status, latest):
    measure = IndicatorFactory(plan=plan)
    a_figure(measure, 2025, "52")
    a_figure(measure, 2026, "54", status=status)

    said = the_measure(period)

    assert said.latest == next(each for each in said.figures if each.ends.year == latest)
    assert len(said.figures) == 2


def test_record_shows_a_projection_where_nothing_else_is_known(plan, period):
    a_figure(IndicatorFactory(plan=plan), 2026, "54", status=Figure.Status.PROJECTED)

    assert the_measure(period).latest.value == Decimal(54)
