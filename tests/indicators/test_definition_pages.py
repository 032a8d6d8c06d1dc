"""The pages on which an analyst says what is measured, what is aimed for and what others have."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from indicators.models import (
    Baseline,
    Comparator,
    ComparatorGroup,
    ComparatorMember,
    Dimension,
    Indicator,
    RatingRule,
    SeriesBreak,
    Target,
)
from plans.models import Plan
from tests.factories import (
    ActionFactory,
    BaselineFactory,
    ComparatorFactory,
    ComparatorGroupFactory,
    ComparatorMemberFactory,
    DimensionFactory,
    FigureFactory,
    IndicatorFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    RatingRuleFactory,
    SeriesBreakFactory,
    TargetFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(datetime(2026, 10, 14, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def analyst():
    return UserFactory()


@pytest.fixture
def plan(analyst):
    return PlanFactory(title="Northmoor Plan", slug="northmoor", analyst_post=PostFactory(holder=analyst))


@pytest.fixture
def measure(plan):
    return IndicatorFactory(plan=plan, title="Children seen in six weeks", unit="%")


@pytest.fixture
def client(client, analyst):
    client.force_login(analyst)
    return client


def address(name, *keys):
    return reverse(f"indicators:{name}", args=keys)


def sent(client, at, **given):
    """What the page's form sends as it is shown, with some answers changed; None leaves one out."""
    form = page(client.get(at)).forms[-1]
    data = {
        each.name: each.get("value", "on") if each.get("type") in ("radio", "checkbox") else each.value or ""
        for each in form.xpath(".//input[@name] | .//select | .//textarea")
        if each.get("type") not in ("radio", "checkbox") or each.checked
    }
    return {name: value for name, value in (data | given).items() if value is not None}


def post(client, at, **given):
    return client.post(at, sent(client, at, **given))


def mistakes(answer):
    return [said(each) for each in parts(page(answer), "govuk-error-message")]


# --- The list ---------------------------------------------------------------------------------------


def test_list_says_of_each_measure_whom_to_ask_when_the_next_comes_and_what_is_aimed_for(client, plan):
    post_ = PostFactory(title="Data lead", organisation__name="Children’s services")
    priority = PriorityFactory(plan=plan, ref="2", title="Be healthy")
    measure = IndicatorFactory(
        plan=plan, code="NI 117", title="In work or learning", unit="%", priority=priority, lead_post=post_,
        basis="snapshot", frequency="quarterly", lag_days=30,
    )  # fmt: skip
    FigureFactory(indicator=measure, period_label="Q2 2026/27", period_ends_on=date(2026, 9, 30), value=Decimal(3))
    TargetFactory(indicator=measure, period_label="2025/26", period_ends_on=date(2026, 3, 31), value=Decimal(80))
    TargetFactory(indicator=measure, period_label="2026/27", period_ends_on=date(2027, 3, 31), value=Decimal(90))
    IndicatorFactory(plan=plan, title="Old one", status=Indicator.Status.DISCONTINUED)

    shown = page(client.get(address("measure_list", plan.slug)))

    assert rows(shown.xpath("//table")[0]) == [
        [
            "NI 117 In work or learning Priority: 2 Be healthy",
            "Led by Data lead, Children’s services",
            "Figures Every quarter. On a day next expected 30 January 2027",
            "Target at least 90% 2026/27",
        ]
    ]
    assert rows(shown.xpath("//table")[1]) == [
        ["Old one", "Led by No lead named", "Figures Not said", "Target None set"],
    ]


def test_list_and_measure_show_no_number_of_a_child_to_readers(client, plan, measure):
    FigureFactory(indicator=measure, value=Decimal("73.125"), as_printed="seventythree")
    BaselineFactory(indicator=measure, value=Decimal("71.125"))
    ComparatorFactory(indicator=measure, value=Decimal("72.125"))
    own = address("measure", measure.pk)
    assert "71.125" in client.get(own).content.decode()

    client.force_login(UserFactory())
    html = "".join(client.get(each).content.decode() for each in (own, address("measure_list", plan.slug)))

    assert [each for each in ("71.125", "72.125", "73.125", "seventythree") if each in html] == []
    assert "Change the essentials" not in html
    assert "New measure" not in html


def test_list_without_measures_says_who_adds_them(client, plan):
    empty = parts(page(client.get(address("measure_list", plan.slug))), "app-empty")[0]

    assert said(empty).startswith("Nothing is measured yet.")


def test_pages_use_the_plans_own_word(client, plan):
    Plan.objects.update(labels={"measure": {"one": "Indicator", "many": "Indicators"}})

    shown = said(page(client.get(address("measure_list", plan.slug))))

    assert "New indicator" in shown
    assert "Indicators of Northmoor Plan" in shown


# --- What a measure is -------------------------------------------------------------------------------


def test_new_measure_asks_the_essentials_and_leads_to_the_rest(client, plan):
    action = ActionFactory(priority__plan=plan, ref="2.4", title="See every child")

    answer = post(
        client, address("measure_new", plan.slug), title="Seen in six weeks", number="H4",
        serves=f"action-{action.pk}", unit="%", decimals="1", polarity="high", basis="in_period",
    )  # fmt: skip

    measure = Indicator.objects.get()
    assert answer["Location"] == address("measure", measure.pk)
    assert (measure.key, measure.code, measure.action, measure.decimals, measure.status) == (
        "h4", "H4", action, 1, Indicator.Status.ACTIVE,
    )  # fmt: skip


def test_new_measure_with_nothing_typed_says_what_is_missing_and_keeps_the_rest(client, plan):
    answer = post(client, address("measure_new", plan.slug), unit="weeks", decimals="some")

    assert mistakes(answer) == [
        "Error: Say what is measured",
        "Error: Decimals are a whole number from 0 to 6",
        "Error: Choose what one figure covers",
    ]
    form = page(answer).forms[-1]
    assert (form.fields["unit"], form.fields["decimals"]) == ("weeks", "some")


def test_essentials_of_another_plan_cannot_be_chosen(client, measure):
    other = PriorityFactory()

    answer = post(client, address("measure_edit", measure.pk), serves=f"priority-{other.pk}")

    assert mistakes(answer) == ["Error: Choose something that this plan promises"]


@pytest.mark.parametrize("name", ["edit", "words", "timing", "disclosure", "baseline"])
def test_page_of_a_measure_sent_as_it_is_shown_changes_nothing(client, plan, measure, name):
    priority = PriorityFactory(plan=plan)
    Indicator.objects.update(
        priority=priority, external_codes={"DfE": "NI 117"}, lag_days=30, smallest_shown=10, kind="population",
        lead_post=plan.analyst_post, frequency="monthly", numerator_words="Seen", definition="One\nline",
    )  # fmt: skip
    BaselineFactory(indicator=measure, period_label="Phase 2", period_ends_on=date(2020, 5, 5), value=Decimal("1.5"))
    before = (Indicator.objects.values().get(), Baseline.objects.values().get())

    answer = post(client, address(f"measure_{name}", measure.pk))

    assert answer["Location"] == address("measure", measure.pk)
    assert (Indicator.objects.values().get(), Baseline.objects.values().get()) == before


def test_codes_are_one_a_line_and_a_line_without_a_scheme_is_named(client, measure):
    at = address("measure_words", measure.pk)

    assert mistakes(post(client, at, other_numbers="DfE: NI 117\nNI 5")) == [
        "Error: Write line 2 as the scheme, a colon and the code, such as DfE: NI 117"
    ]
    post(client, at, other_numbers="DfE: NI 117\r\n\r\nPHOF : 1.05")
    measure.refresh_from_db()
    assert measure.external_codes == {"DfE": "NI 117", "PHOF": "1.05"}


@pytest.mark.parametrize("typed", ["4", "0", "-1", "1001"])
def test_smallest_number_shown_is_never_below_that_of_the_deployment(client, measure, typed):
    answer = post(client, address("measure_disclosure", measure.pk), disclosure="count", smallest_shown=typed)

    assert mistakes(answer) == ["Error: Enter a number from 5 to 1,000, or leave it empty"]


def test_two_people_who_change_the_same_question_both_see_what_stands(client, measure):
    at = address("measure_edit", measure.pk)
    mine = sent(client, at, title="Seen soon")
    Indicator.objects.update(title="Seen in time")

    answer = client.post(at, mine)

    shown = page(answer)
    assert "Somebody else changed this since you opened the page." in said(parts(shown, "govuk-error-summary")[0])
    assert said(parts(shown, "app-notice")[0]) == "What stands there now What is measured? Seen in time"
    assert shown.forms[-1].fields["title"] == "Seen soon"

    again = client.post(at, mine | {"seen": shown.forms[-1].fields["seen"]})
    measure.refresh_from_db()
    assert (again.status_code, measure.title) == (302, "Seen soon")


# --- Breakdowns and breaks --------------------------------------------------------------------------


def test_breakdown_is_added_changed_and_taken_out(client, measure):
    post(client, address("dimension_new", measure.pk), name="Age", parts="0 to 4\r\n5 to 9\r\n")
    dimension = Dimension.objects.get()
    assert (dimension.name, dimension.categories, dimension.adds_up) == ("Age", ["0 to 4", "5 to 9"], True)

    at = address("dimension_edit", measure.pk, dimension.pk)
    post(client, at, parts="0 to 4\n5 to 9\n10 and over", adds_up=None)
    dimension.refresh_from_db()
    assert (dimension.categories, dimension.adds_up) == (["0 to 4", "5 to 9", "10 and over"], False)

    client.post(at, {"remove": "1"})
    assert list(Dimension.objects.all()) == []


def test_breakdown_loses_no_part_that_has_figures_and_keeps_what_was_typed(client, measure):
    dimension = DimensionFactory(indicator=measure)
    FigureFactory(indicator=measure, dimension=dimension, category="Girls")
    at = address("dimension_edit", measure.pk, dimension.pk)

    answer = post(client, at, parts="Boys")
    removing = client.post(at, {"remove": "1"})

    assert "There are figures for “Girls”, so they stay among its parts." in said(page(answer))
    assert page(answer).forms[-1].fields["parts"].strip() == "Boys"
    assert "There are figures broken down by “Sex”, so it stays." in said(page(removing))


def test_break_says_what_changed_and_a_second_on_the_day_is_refused(client, measure):
    day = {"begins_on_day": "1", "begins_on_month": "4", "begins_on_year": "2026", "reason": "Colleges count too."}
    at = address("break_new", measure.pk)

    post(client, at, **day)
    second = post(client, at, **day)

    assert [(each.begins_on, each.reason) for each in SeriesBreak.objects.all()] == [
        (date(2026, 4, 1), "Colleges count too.")
    ]
    assert mistakes(second) == ["Error: This measure already has a break on that day."]


# --- Targets ----------------------------------------------------------------------------------------


def test_target_is_typed_with_a_period_in_words_whose_last_day_is_worked_out(client, measure):
    answer = post(
        client, address("target_new", measure.pk), period_label="Q2 2026/27", aim="number", operator="at_least",
        value="60%", floor="55", tolerance="", span="in_year", kind="target",
    )  # fmt: skip

    target = Target.objects.get()
    assert answer["Location"] == address("target_list", measure.pk)
    assert (target.period_label, target.period_ends_on, target.value, target.floor, target.operator) == (
        "Q2 2026/27", date(2026, 9, 30), Decimal(60), Decimal(55), "at_least",
    )  # fmt: skip
    assert rows(page(client.get(answer["Location"]))) == [
        ["Q2 2026/27 : Target, For the period", "What it is Target For the period", "Aim at least 60% floor 55%"]
    ]


def test_target_of_a_period_that_says_no_day_asks_for_it(client, measure):
    at = address("target_new", measure.pk)
    given = {"period_label": "Phase 2", "aim": "number", "value": "60"}

    asked = post(client, at, **given)
    assert mistakes(asked) == [
        "Error: “Phase 2” does not say when it ends. Enter its last day, or say that nobody knows it."
    ]
    form = page(asked).forms[-1]
    assert "period_ends_on_day" in form.fields

    day = {"period_ends_on_day": "30", "period_ends_on_month": "6", "period_ends_on_year": "2027"}
    post(client, at, **given, **day)
    post(client, at, **given | {"period_label": "Phase 3"}, day_unknown="on")
    assert [(each.period_label, each.period_ends_on) for each in Target.objects.order_by("pk")] == [
        ("Phase 2", date(2027, 6, 30)),
        ("Phase 3", None),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"aim": "number", "value": ""}, "Enter the number that is aimed for"),
        ({"aim": "number", "value": "most"}, "“most” is not a number. Enter a number such as 60 or 12.5."),
        (
            {"aim": "number", "value": "over 60"},
            "Enter the number alone, without words such as “over” or “about”.",
        ),
        ({"aim": "number", "value": "£60"}, "This number is in %, so write it without “£”."),
        (
            {"aim": "number", "value": "60", "floor": "70"},
            "More is better, so the floor 70% cannot lie above the target 60%",
        ),
        (
            {"aim": "number", "value": "60", "tolerance": "-2"},
            "Enter by how much it may be missed as a number above 0",
        ),
        ({"aim": "rule", "rule": None}, "Choose what it should be better than"),
        ({"aim": "rule", "rule": "better_than_comparator"}, "Choose whose result it should be better than"),
        ({"aim": "words", "as_printed": ""}, "Enter the words that were printed"),
    ],
)
def test_target_that_says_too_little_or_what_cannot_be_is_refused_in_words(client, measure, given, expected):
    answer = post(client, address("target_new", measure.pk), period_label="2026/27", **given)

    assert mistakes(answer) == [f"Error: {expected}"]
    assert list(Target.objects.all()) == []


@pytest.mark.parametrize(
    ("polarity", "operator", "doubt"),
    [
        (
            "low",
            "at_least",
            "Less is better for this measure, and “at least” asks for more. Choose another or confirm it",
        ),
        (
            "high",
            "less_than",
            "More is better for this measure, and “less than” asks for less. Choose another or confirm it",
        ),
    ],
)
def test_target_that_asks_for_the_worse_side_is_asked_about_until_it_is_meant(
    client, measure, polarity, operator, doubt
):
    measure.polarity = polarity
    measure.save()
    at = address("target_new", measure.pk)
    given = {"period_label": "2026/27", "aim": "number", "value": "60", "operator": operator}

    assert mistakes(post(client, at, **given)) == [f"Error: {doubt}"]
    post(client, at, **given, sure="on")

    assert Target.objects.get().operator == operator


def test_target_of_a_measure_that_is_best_close_to_it_is_meant_exactly(client, measure):
    measure.polarity = "close_to_target"
    measure.save()
    at = address("target_new", measure.pk)
    given = {"period_label": "2026/27", "aim": "number", "value": "60"}

    refused = post(client, at, **given, operator="at_most")
    post(client, at, **given, operator="")

    assert mistakes(refused) == [
        "Error: Close to the target is better for this measure, so the number is meant exactly. Choose “exactly”"
    ]
    assert Target.objects.get().operator == "exactly"


def test_target_that_no_result_has_come_near_is_asked_about_until_it_is_meant(client, measure):
    for period, value in (("Q1 2026/27", 31), ("Q2 2026/27", 42)):
        FigureFactory(indicator=measure, period_label=period, value=Decimal(value))
    at = address("target_new", measure.pk)
    given = {"period_label": "2026/27", "aim": "number", "value": "95"}

    asked = post(client, at, **given)

    assert mistakes(asked) == ["Error: No result has come near 95%: they lie between 31% and 42%."]
    assert "sure" in page(asked).forms[-1].fields
    assert list(Target.objects.all()) == []

    post(client, at, **given, sure="on")
    target = Target.objects.get()
    assert target.value == Decimal(95)
    assert post(client, address("target_edit", measure.pk, target.pk), note="Agreed in May").status_code == 302


def test_target_of_a_whole_year_is_not_held_against_counts_of_its_quarters(client, plan):
    measure = IndicatorFactory(plan=plan, unit="children", basis="in_period")
    for period, value in (("Q1 2026/27", 31), ("Q2 2026/27", 42)):
        FigureFactory(indicator=measure, period_label=period, value=Decimal(value))

    post(client, address("target_new", measure.pk), period_label="2026/27", aim="number", value="150", span="annual")

    assert Target.objects.get().value == Decimal(150)


def test_target_of_each_kind_of_aim_keeps_only_what_that_aim_says(client, measure):
    at = address("target_new", measure.pk)
    left_over = {"value": "nonsense", "floor": "9"}

    post(client, at, period_label="2024/25", aim="none", **left_over)
    post(client, at, period_label="2025/26", aim="rule", rule="improve_on_baseline", rule_comparator="region")
    post(client, at, period_label="2026/27", aim="rule", rule="better_than_comparator", rule_comparator="region")
    post(client, at, period_label="2027/28", aim="words", as_printed="Top quarter", **left_over)

    said_of = [
        (each.none_set, each.value, each.floor, each.rule, each.rule_comparator, each.as_printed)
        for each in Target.objects.order_by("period_ends_on")
    ]
    assert said_of == [
        (True, None, None, "", "", ""),
        (False, None, None, "improve_on_baseline", "", ""),
        (False, None, None, "better_than_comparator", "region", ""),
        (False, None, None, "", "", "Top quarter"),
    ]
    assert [row[2] for row in rows(page(client.get(address("target_list", measure.pk))))] == [
        "Aim None set", "Aim Better than the baseline", "Aim Better than others: Region", "Aim Top quarter",
    ]  # fmt: skip


def test_target_sent_as_it_is_shown_changes_nothing_and_can_be_taken_out(client, measure):
    target = TargetFactory(
        indicator=measure, period_label="2026/27", period_ends_on=date(2027, 8, 31), value=Decimal("60.5"),
        tolerance=Decimal(5), tolerance_is_percent=True, note="Agreed in May", as_printed="60½",
    )  # fmt: skip
    at = address("target_edit", measure.pk, target.pk)
    before = Target.objects.values().get()

    post(client, at)
    assert Target.objects.values().get() == before

    client.post(at, {"remove": "1"})
    assert list(Target.objects.all()) == []


# --- What others have --------------------------------------------------------------------------------


def test_comparison_of_a_group_takes_its_name_and_words_are_enough(client, measure):
    group = ComparatorGroupFactory(name="Statistical neighbours")

    post(
        client, address("comparator_new", measure.pk), kind="statistical_neighbours", group=str(group.pk),
        period_label="2025/26", relation="higher than", source="LAIT",
        published_on_day="1", published_on_month="6", published_on_year="2026",
    )  # fmt: skip

    made = Comparator.objects.get()
    assert (made.name, made.group, made.period_ends_on, made.value, made.relation, made.published_on) == (
        "Statistical neighbours", group, date(2026, 3, 31), None, "higher than", date(2026, 6, 1),
    )  # fmt: skip


def test_comparison_without_name_or_number_says_what_to_do(client, measure):
    answer = post(client, address("comparator_new", measure.pk), kind="nation")

    assert mistakes(answer) == [
        "Error: Say what it is called, or choose a group",
        "Error: Enter their number, or in words how ours compares",
    ]


def test_group_keeps_who_left_apart_from_who_belongs(client, plan):
    post(client, address("group_new"), name="Statistical neighbours", kind="statistical_neighbours", chosen_by="2014")
    group = ComparatorGroup.objects.get()
    at = address("member_new", group.pk)
    post(client, at, name="Southmoor", number="E06000055")
    post(client, at, name="Eastmoor", member_until_day="31", member_until_month="8", member_until_year="2014")

    shown = page(client.get(address("group", group.pk)))
    now, before = shown.xpath("//ul[contains(@class, 'app-todo')]")
    assert (said(now), said(before)) == ("Southmoor E06000055", "Eastmoor until 31 August 2014")

    member = ComparatorMember.objects.get(name="Southmoor")
    client.post(address("member_edit", group.pk, member.pk), {"remove": "1"})
    assert [each.name for each in ComparatorMember.objects.all()] == ["Eastmoor"]


def test_row_of_another_measure_or_group_is_not_found(client, plan, measure):
    other = IndicatorFactory(plan=plan)
    target, member = TargetFactory(indicator=other), ComparatorMemberFactory()
    rule = RatingRuleFactory(plan=PlanFactory())

    pages = [
        address("target_edit", measure.pk, target.pk),
        address("dimension_edit", measure.pk, DimensionFactory(indicator=other).pk),
        address("break_edit", measure.pk, SeriesBreakFactory(indicator=other).pk),
        address("comparator_edit", measure.pk, ComparatorFactory(indicator=other).pk),
        address("member_edit", ComparatorGroupFactory().pk, member.pk),
        address("rule_edit", plan.slug, rule.pk),
    ]

    assert {each: client.get(each).status_code for each in pages} == dict.fromkeys(pages, 404)


# --- How it is rated ---------------------------------------------------------------------------------


def test_rule_shows_what_it_would_do_to_the_latest_figure_before_it_is_saved(client, plan, measure):
    Plan.objects.update(measure_scale=plan.action_scale)
    ends = {"period_label": "Q2 2026/27", "period_ends_on": date(2026, 9, 30)}
    TargetFactory(indicator=measure, value=Decimal(60), **ends)
    FigureFactory(indicator=measure, value=Decimal(52), **ends)
    IndicatorFactory(plan=plan, title="Without a figure")
    at = address("plan_rule_new", plan.slug)

    tried = post(client, at, kind="percent", on_track_within="5", at_risk_within="10", **{"try": "1"})

    effects = page(tried).xpath("//section[@aria-labelledby='effects']")[0]
    assert [said(each) for each in parts(effects, "app-todo__item")] == [
        "Children seen in six weeks Q2 2026/27: 52% against 60%, 13.3% off Off track",
        "Without a figure No result yet",
    ]
    assert list(RatingRule.objects.all()) == []

    wider = post(client, at, kind="percent", on_track_within="5", at_risk_within="15", **{"try": "1"})
    assert "13.3% off Some concern" in said(page(wider))

    post(client, at, kind="percent", on_track_within="5", at_risk_within="15")
    rule = RatingRule.objects.get()
    assert (rule.kind, rule.on_track_within, rule.at_risk_within, rule.indicator) == (
        "percent",
        Decimal(5),
        Decimal(15),
        None,
    )
    assert "Up to 5% off target is on track, up to 15% off is some concern." in said(
        page(client.get(address("plan_rules", plan.slug)))
    )


def test_rule_of_one_measure_stands_apart_and_a_second_for_the_day_is_refused(client, plan, measure):
    at = address("measure_rule_new", measure.pk)

    post(client, at, kind="target")
    second = post(client, at, kind="floor")

    assert mistakes(second) == ["Error: There is already a rule that applies from that day. Change that one."]
    own = page(client.get(address("plan_rules", plan.slug))).xpath("//section[@aria-labelledby='own']")[0]
    assert "Children seen in six weeks Met is on track, missed is off track." in said(own)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"on_track_within": "10", "at_risk_within": "5"},
            ["This margin cannot be narrower than the one for on track"],
        ),
        ({"on_track_within": "", "at_risk_within": "5"}, ["Enter a number, 0 or more"]),
        (
            {"on_track_within": "few", "at_risk_within": "5"},
            ["“few” is not a number. Enter a number such as 60 or 12.5."],
        ),
        ({"on_track_within": "0", "at_risk_within": "-5"}, ["Enter a number from 0 to 999,999"]),
    ],
)
def test_rule_whose_margins_make_no_sense_is_refused_in_words(client, plan, given, expected):
    answer = post(client, address("plan_rule_new", plan.slug), kind="percent", **given)

    assert mistakes(answer) == [f"Error: {each}" for each in expected]


# --- Settings ----------------------------------------------------------------------------------------


def test_settings_of_measures_sent_as_they_are_shown_change_nothing(client, plan):
    before = Plan.objects.values().get()

    answer = post(client, address("measure_settings", plan.slug))

    assert answer["Location"] == address("measure_list", plan.slug)
    assert Plan.objects.values().get() == before


def test_settings_say_what_arrows_compare_with_and_which_ratings_measures_have(client, plan):
    post(
        client, address("measure_settings", plan.slug), measure_scale=str(plan.action_scale_id),
        measures_short_travel="same_last_year", measures_long_travel="baseline", measures_need_commentary="on",
    )  # fmt: skip

    plan.refresh_from_db()
    assert (plan.measure_scale, plan.measures_short_travel, plan.measures_long_travel) == (
        plan.action_scale, "same_last_year", "baseline",
    )  # fmt: skip
    assert plan.measures_need_commentary is True


def test_settings_with_the_same_comparison_twice_are_refused(client, plan):
    answer = post(
        client,
        address("measure_settings", plan.slug),
        measures_short_travel="baseline",
        measures_long_travel="baseline",
    )

    assert mistakes(answer) == ["Error: Choose something else than for the first arrow"]


def test_only_the_coordinator_names_the_analyst(client, plan):
    at, other = address("measure_settings", plan.slug), PostFactory()
    assert "analyst_post" not in sent(client, at)
    post(client, at, analyst_post=str(other.pk))
    plan.refresh_from_db()
    assert plan.analyst_post != other

    client.force_login(coordinator := UserFactory())
    plan.coordinating_post.holdings.create(user=coordinator)
    post(client, at, analyst_post=str(other.pk))
    plan.refresh_from_db()
    assert plan.analyst_post == other


def test_analyst_reads_the_plan_while_it_is_still_being_written(client, analyst):
    plan = PlanFactory(status=Plan.Status.DRAFTING, analyst_post=PostFactory(holder=analyst))

    assert client.get(address("measure_new", plan.slug)).status_code == 200
    client.force_login(UserFactory())
    assert client.get(address("measure_new", plan.slug)).status_code == 404


# --- What is linked ----------------------------------------------------------------------------------


def links(answer):
    return {each.get("href") for each in page(answer).xpath("//main//a")}


def test_list_leads_to_figures_only_those_who_bring_some_in(client, plan, measure):
    figures = reverse("indicators:figures", args=[plan.slug])
    at = address("measure_list", plan.slug)
    assert figures in links(client.get(at))

    lead = UserFactory()
    Indicator.objects.update(lead_post=PostFactory(holder=lead))
    client.force_login(lead)
    assert figures in links(client.get(at))
    assert address("measure_settings", plan.slug) not in links(client.get(at))

    client.force_login(UserFactory())
    assert figures not in links(client.get(at))


def test_measure_says_how_it_is_rated_by_its_own_rule_or_the_plans(client, plan, measure):
    at = address("measure", measure.pk)

    def rated():
        return said(page(client.get(at)).xpath("//section[@aria-labelledby='rated']")[0])

    assert "No rule says how, so it is not rated." in rated()
    RatingRuleFactory(plan=plan, kind="target")
    assert "Met is on track, missed is off track. As all of the plan" in rated()
    RatingRuleFactory(plan=plan, indicator=measure, kind="amount", at_risk_within=2, applies_from=date(2026, 4, 1))
    assert "As all of the plan" in rated()
    assert "Met is on track, up to 2 off is some concern. For this one alone, from 1 April 2026" in rated()
    RatingRule.objects.filter(indicator=measure).update(applies_from=None)
    assert "As all of the plan" not in rated()
