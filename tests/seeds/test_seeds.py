"""Real plans go in as they were printed. Skipped where the research that holds them is not at hand."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from indicators.models import Comparator, Figure, Indicator, Target
from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.plan_document.loading import load
from partnership.due import Due, Precision
from partnership.models import Body, Organisation
from plans.models import LinkedDocument, Plan, RatingScale
from priorities.models import Commitment, Outcome, Priority, Programme, Responsibility, StrategicAction
from tests.factories import PostFactory, PostHoldingFactory, UserFactory
from tests.seeds import convert

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not convert.SEEDS.is_dir(), reason=f"no seeds beside the project, at {convert.SEEDS}"),
]

CENTRAL_BEDFORDSHIRE = "central_bedfordshire_stay_safe_2010"
DEVON_NOTED = "devon_hwb_cypp_noted"
DEVON_PAGE = "devon_strategic_priority_page"
ROTHERHAM = "rotherham_cypp_third_monitoring"

CONVERTERS: dict[str, Callable[[convert.Seed], convert.Document]] = {
    CENTRAL_BEDFORDSHIRE: convert.scrutiny_report,
    DEVON_NOTED: convert.noted_plan,
    DEVON_PAGE: convert.strategic_page,
    ROTHERHAM: convert.monitoring_minute,
}


def loaded(name: str) -> tuple[convert.Seed, Plan]:
    seed = convert.seed(name)
    file = convert.as_file(CONVERTERS[name](seed))
    return seed, load(file, name=f"{name}.json").plan


def page(plan: Plan) -> str:
    """The plan's page as its coordinator reads it."""
    plan.coordinating_post = PostFactory()
    plan.save()
    reader = UserFactory()
    PostHoldingFactory(post=plan.coordinating_post, user=reader)
    client = Client()
    client.force_login(reader)
    return client.get(reverse("priorities:plan_detail", args=[plan.slug])).content.decode()


@pytest.mark.parametrize("name", CONVERTERS)
def test_seed_loaded_twice_changes_nothing(name: str) -> None:
    loaded(name)

    again = load(convert.as_file(CONVERTERS[name](convert.seed(name))), name="again.json")

    assert again.differences == ()


@pytest.mark.parametrize("name", CONVERTERS)
def test_seed_brings_no_rating_no_lead_and_no_report_that_was_not_printed(name: str) -> None:
    loaded(name)

    assert {
        model.__name__: model.objects.count()  # type: ignore[attr-defined]
        for model in (RatingScale, Responsibility, ReportingPeriod, ProgressUpdate)
    } == {"RatingScale": 0, "Responsibility": 0, "ReportingPeriod": 0, "ProgressUpdate": 0}


def test_seed_dates_of_plans_are_those_printed() -> None:
    plans = {name: loaded(name)[1] for name in CONVERTERS}

    assert {name: (plan.starts, plan.ends) for name, plan in plans.items()} == {
        CENTRAL_BEDFORDSHIRE: (
            Due(date(2009, 12, 31), Precision.YEAR, "2009"),
            Due(date(2011, 12, 31), Precision.YEAR, "2011"),
        ),
        DEVON_NOTED: (None, Due(None, Precision.UNSPECIFIED, convert.seed(DEVON_NOTED)["plan"]["horizon"])),
        DEVON_PAGE: (None, None),
        ROTHERHAM: (None, None),
    }


def test_central_bedfordshire_has_every_priority_action_programme_and_measure() -> None:
    seed, _plan = loaded(CENTRAL_BEDFORDSHIRE)
    expected = seed["expected_counts"]

    assert {
        "priorities_numbered": Priority.objects.exclude(ref="").count(),
        "priorities_cross_cutting": Priority.objects.filter(cross_cutting=True, ref="").count(),
        "actions": StrategicAction.objects.count(),
        "core_programmes": Programme.objects.filter(priorities__cross_cutting=True).count(),
        "indicators": Indicator.objects.count(),
        "delivery_groups": Body.objects.filter(kind=Body.Kind.DELIVERY_GROUP).count(),
    } == {
        name: expected[name]
        for name in (
            *("priorities_numbered", "priorities_cross_cutting", "actions"),
            *("core_programmes", "indicators", "delivery_groups"),
        )
    }
    assert [(priority.ref, priority.title, priority.actions.count()) for priority in Priority.objects.all()] == [
        (said["ref"] or "", said["title"], len(said["actions"])) for said in seed["priorities"]
    ]
    assert {priority.lead_body for priority in Priority.objects.all()} == {
        Body.objects.get(kind=Body.Kind.DELIVERY_GROUP)
    }
    assert list(LinkedDocument.objects.values_list("title", flat=True)) == seed["plan"]["linked_documents"]
    assert Outcome.objects.count() == 1


def test_central_bedfordshire_keeps_the_dates_it_prints_and_no_others() -> None:
    loaded(CENTRAL_BEDFORDSHIRE)

    dated = [action for action in StrategicAction.objects.all() if action.due or action.completed_on]
    steps = [step.due for action in StrategicAction.objects.all() for step in action.milestones.all()]
    assert [(action.due, action.stage, action.completed_on) for action in dated] == [
        (Due(date(2010, 4, 30), Precision.MONTH, "April 2010"), "complete", date(2010, 4, 1))
    ]
    assert steps == [Due(date(2010, 9, 30), Precision.MONTH, "by September 2010")]


def test_central_bedfordshire_measures_are_judged_without_a_value() -> None:
    seed, _plan = loaded(CENTRAL_BEDFORDSHIRE)

    said = seed["indicator_statement"]["text"]
    assert list(Indicator.objects.values_list("code", "polarity")) == [
        ("NI 65", "low"),
        ("NI 59", "high"),
        ("NI 67", "high"),
    ]
    assert list(Target.objects.order_by("pk").values_list("operator", "value")) == [
        ("at_most", Decimal(15)),
        ("at_least", Decimal(85)),
        ("exactly", Decimal(100)),
    ]
    assert list(Figure.objects.values_list("value", "judgement")) == [(None, said)] * 3


def test_devon_noted_has_every_priority_with_what_it_includes() -> None:
    seed, plan = loaded(DEVON_NOTED)
    expected = seed["expected_counts"]

    priorities = list(Priority.objects.all())
    assert (
        len(priorities),
        sum(len(priority.description.splitlines()) for priority in priorities),
        Organisation.objects.count(),
        StrategicAction.objects.count(),
    ) == (expected["priorities"], expected["focus_items"], expected["safeguarding_partners"], 0)
    assert [(priority.ref, priority.title) for priority in priorities] == [
        (said["ref"], said["title"]) for said in seed["priorities"]
    ]
    assert str(plan.owner_body) == seed["partnership"]["name"]


def test_devon_page_has_every_commitment_goal_and_activity() -> None:
    seed, _plan = loaded(DEVON_PAGE)
    expected = seed["expected_counts"]

    commitments = list(Commitment.objects.all())
    asked = [action for action in StrategicAction.objects.all() if action.as_printed]
    assert {
        "commitments": len(commitments),
        "goals": len({commitment.goal for commitment in commitments}),
        "activities": StrategicAction.objects.count(),
        "drafting_queries_on_activities": len(asked),
    } == {name: expected[name] for name in ("commitments", "goals", "activities", "drafting_queries_on_activities")}
    assert [
        (
            commitment.title,
            commitment.summary_title,
            commitment.goal,
            [str(action) for action in commitment.actions.all()],
        )
        for commitment in commitments
    ] == [
        (
            said["section_wording"],
            said["summary_wording"],
            said["goal"],
            [activity["text"] for activity in said["activities"]],
        )
        for said in seed["commitments"]
    ]
    assert not [action for action in StrategicAction.objects.all() if action.due or action.ref]


def test_rotherham_has_seven_priorities_one_of_them_added_later() -> None:
    seed, _plan = loaded(ROTHERHAM)

    assert [(priority.ref, priority.title, priority.status) for priority in Priority.objects.all()] == [
        (said["ref"], said["title"], "added_later" if said.get("added_after_approval") else "active")
        for said in seed["priorities"]
    ]
    assert (
        Priority.objects.filter(status=Priority.Status.ACTIVE).count(),
        Priority.objects.count(),
        StrategicAction.objects.count(),
    ) == (seed["monitoring"]["stated_priorities"], seed["monitoring"]["listed_priorities"], 1)


def test_rotherham_measures_keep_numbers_as_numbers_and_words_as_words() -> None:
    seed, _plan = loaded(ROTHERHAM)
    expected = seed["expected_counts"]

    words_only = Comparator.objects.filter(value=None)
    assert (Indicator.objects.count(), Figure.objects.exclude(value=None).count()) == (
        expected["indicators"],
        expected["indicators_with_numeric_value"],
    )
    assert list(Figure.objects.exclude(qualifier="").values_list("indicator__key", "qualifier", "value")) == [
        ("ind-cse-conference", "over", Decimal(100))
    ]
    assert sorted(
        Figure.objects.exclude(direction="").values_list("indicator__key", "direction", "direction_since")
    ) == [
        ("ind-obesity-r", "up", "previous year"),
        ("ind-obesity-y6", "up", "previous year"),
        ("ind-safeguarding-audit", "down", ""),
    ]
    assert set(words_only.values_list("relation", flat=True)) == {"higher than"}
    assert list(Comparator.objects.filter(indicator__key="ind-not-known").values_list("kind", "value")) == [
        ("nation", Decimal(11)),
        ("statistical_neighbours", Decimal("10.7")),
    ]


def words_of(seed: dict[str, Any]) -> list[str]:
    """What a page must show: the titles of all priorities, commitments, goals and actions."""
    priorities = [each["title"] for each in seed.get("priorities", ())]
    actions = [action["title"] for each in seed.get("priorities", ()) for action in each.get("actions", ())]
    commitments = [text for each in seed.get("commitments", ()) for text in (each["section_wording"], each["goal"])]
    activities = [one["text"] for each in seed.get("commitments", ()) for one in each["activities"]]
    return priorities + actions + commitments + activities


@pytest.mark.parametrize("name", CONVERTERS)
def test_seed_page_shows_every_promise_as_printed(name: str) -> None:
    seed, plan = loaded(name)

    shown = page(plan)

    assert [words for words in words_of(seed) if escape(words) not in shown] == []


def test_devon_page_shows_its_own_words_for_its_levels() -> None:
    _seed, plan = loaded(DEVON_PAGE)

    shown = page(plan)

    assert ("Commitment" in shown, "We will" in shown) == (True, True)
