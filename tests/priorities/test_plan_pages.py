"""The plans, and one plan with all that it promises."""

from datetime import date

import pytest
from django.urls import reverse

from partnership.due import Due, Precision
from plans.models import Plan
from priorities.models import Priority, StrategicAction
from tests.factories import (
    ActionFactory,
    CommitmentFactory,
    DateChangeFactory,
    LinkedDocumentFactory,
    ListingFactory,
    MilestoneFactory,
    OutcomeFactory,
    PlanFactory,
    PlanTextFactory,
    PostFactory,
    PriorityDocumentFactory,
    PriorityFactory,
    PriorityOutcomeFactory,
    ProgrammeFactory,
    ProgrammePriorityFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db

JUNE = Due(date(2026, 6, 30), Precision.MONTH, "June 2026")
MAY = Due(date(2027, 5, 31), Precision.MONTH, "May 2027")


@pytest.fixture
def plan():
    return PlanFactory(title="Northmoor Children’s Plan", slug="northmoor")


@pytest.fixture(autouse=True)
def reader(client):
    reader = UserFactory()
    client.force_login(reader)
    return reader


def shown(client, plan):
    return page(client.get(reverse("priorities:plan_detail", args=[plan.slug])))


def summaries(client, plan):
    return [said(summary) for summary in shown(client, plan).xpath("//summary")]


# --- The list -----------------------------------------------------------------------------------


def test_list_says_of_each_plan_what_it_is_and_leads_to_its_pages(client, plan):
    plan.starts, plan.ends = Due(date(2025, 4, 1), Precision.DAY, "1 April 2025"), MAY
    plan.save()
    ActionFactory(priority=PriorityFactory(plan=plan))
    PriorityFactory(plan=plan, status=Priority.Status.WITHDRAWN)

    listed = page(client.get(reverse("priorities:plan_list")))

    (item,) = parts(listed, "app-todo__item")
    assert said(item) == (
        f"Northmoor Children’s Plan Children and young people’s plan, {plan.owner_body}, 1 April 2025 to May 2027 "
        "1 priority, 1 action Dashboard, Northmoor Children’s Plan What changed, Northmoor Children’s Plan "
        "Measures, Northmoor Children’s Plan Reporting periods, Northmoor Children’s Plan Approved"
    )
    assert [link.get("href") for link in item.xpath(".//a")] == [
        "/plans/northmoor/",
        "/plans/northmoor/dashboard/",
        "/plans/northmoor/movement/",
        "/plans/northmoor/measures/",
        "/plans/northmoor/periods/",
    ]


def test_list_leaves_out_plans_that_are_still_being_written(client):
    PlanFactory(status=Plan.Status.DRAFTING)

    assert said(parts(page(client.get(reverse("priorities:plan_list"))), "app-empty")[0]).startswith(
        "There is no plan that you can read yet."
    )


def test_list_shows_an_unapproved_plan_to_its_coordinator(client, reader):
    PlanFactory(title="Next plan", status=Plan.Status.CONSULTATION, coordinator=reader)

    assert "Next plan" in said(page(client.get(reverse("priorities:plan_list"))))


# --- One plan -----------------------------------------------------------------------------------


def test_plan_uses_its_own_words_for_its_levels(client, plan):
    plan.labels = {
        "outcome": {"one": "Ambition", "many": "Ambitions"},
        "priority": {"one": "Pledge", "many": "Pledges"},
        "action": {"one": "We will", "many": "We will"},
    }
    plan.save()
    OutcomeFactory(plan=plan)
    ActionFactory(priority=PriorityFactory(plan=plan))

    seen = shown(client, plan)

    assert [said(heading) for heading in seen.xpath("//h2")] == ["Ambitions", "Pledges"]
    assert said(seen.xpath("//thead//th")[0]) == "We will"


def test_plan_shows_its_texts_safely(client, plan):
    PlanTextFactory(plan=plan, title="What we want", body="Every child is **safe**.<script>alert(1)</script>")

    html = client.get(reverse("priorities:plan_detail", args=[plan.slug])).content.decode()

    assert "Every child is <strong>safe</strong>.&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("traits", "remark"),
    [
        ({"cross_cutting": True, "ref": "2"}, "2 Heard Cross-cutting"),
        ({}, "Heard Not numbered in the plan"),
        ({"ref": "2", "status": "added_later", "in_plan_from": date(2025, 10, 1)}, "2 Heard Added on 1 October 2025"),
        ({"ref": "2", "status": "added_later"}, "2 Heard Added later"),
        (
            {"ref": "2", "status": "transferred", "status_note": "To the health board."},
            "2 Heard Transferred to another body. To the health board.",
        ),
        (
            {"ref": "2", "status": "withdrawn", "in_plan_until": date(2026, 3, 31)},
            "2 Heard Withdrawn. In the plan until 31 March 2026",
        ),
        ({"ref": "2", "monitored_elsewhere_by": "the health board"}, "2 Heard Followed by the health board, not here"),
    ],
)
def test_plan_says_in_words_what_sets_a_priority_apart(client, plan, traits, remark):
    PriorityFactory(plan=plan, ref="1", title="Safe", position=0)
    PriorityFactory(plan=plan, title="Heard", position=1, **traits)

    assert summaries(client, plan)[1] == remark


def test_plan_without_any_numbers_remarks_on_none(client, plan):
    PriorityFactory(plan=plan, title="Heard")

    assert summaries(client, plan) == ["Heard"]


def test_plan_says_what_a_priority_was_merged_into(client, plan):
    safe = PriorityFactory(plan=plan, ref="1", title="Safe", position=0)
    PriorityFactory(plan=plan, ref="2", title="Heard", position=1, status="merged", merged_into=safe)

    assert summaries(client, plan)[1] == "2 Heard Merged into 1 Safe"


def test_plan_tells_each_action_with_lead_due_and_stage(client, plan):
    priority = PriorityFactory(plan=plan, ref="1", title="Safe")
    promise = CommitmentFactory(priority=priority, title="Help early", goal="An answer the same week.")
    held = PostFactory(title="Head of Help", organisation__name="Services", holder=UserFactory(name="Priya Nair"))
    opened = ActionFactory(
        priority=priority,
        commitment=promise,
        ref="1.1",
        title="Open hubs",
        due=JUNE,
        post=held,
        position=0,
        success_criteria="Six are open.",
    )
    DateChangeFactory(action=opened, due=MAY)
    MilestoneFactory(action=opened, title="Three open", due=None, done_on=date(2026, 3, 2))
    ActionFactory(
        priority=priority,
        commitment=promise,
        ref="1.2",
        title="Train staff",
        position=1,
        complete=True,
        post=PostFactory(title="Head of Training", organisation__name="Schools"),
    )
    ActionFactory(
        priority=priority, title="Unled", position=2, stage=StrategicAction.Stage.WITHDRAWN, stage_note="No money."
    )

    seen = shown(client, plan)

    assert summaries(client, plan) == ["1 Safe 3 actions: 1 under way, 1 complete, 1 withdrawn"]
    assert rows(seen) == [
        ["Unled", "Who leads No lead named", "Due No date", "Stage Withdrawn No money."],
        [
            "1.1 Open hubs Done when: Six are open. Three open (done on 2 March 2026)",
            "Who leads Priya Nair, Head of Help, Services",
            "Due May 2027 first agreed for June 2026, moved once",
            "Stage Under way",
        ],
        [
            "1.2 Train staff",
            "Who leads Head of Training (nobody holds this post), Schools",
            "Due No date",
            "Stage Complete 1 June 2026",
        ],
    ]
    assert "Help early Goal: An answer the same week." in said(seen)


def test_plan_lists_actions_that_are_at_home_in_another(client, plan):
    elsewhere = ActionFactory(priority__plan__title="Youth Justice Plan", ref="Y4", title="See every child")
    ListingFactory(priority=PriorityFactory(plan=plan), action=elsewhere, ref="2.9")

    assert rows(shown(client, plan))[0][0] == (
        "2.9 See every child Also part of Youth Justice Plan, where it is reported"
    )


def test_plan_names_documents_and_programmes_with_what_they_belong_to(client, plan):
    priority = PriorityFactory(plan=plan, ref="1", title="Safe")
    strategy = LinkedDocumentFactory(plan=plan, title="Neglect strategy", kind="strategy", url="")
    PriorityDocumentFactory(priority=priority, document=strategy)
    ProgrammePriorityFactory(priority=priority, programme=ProgrammeFactory(plan=plan, title="Family hubs"))
    PriorityOutcomeFactory(priority=priority, outcome=OutcomeFactory(plan=plan, ref="A", title="Children are safe"))

    seen = shown(client, plan)

    (body,) = parts(seen, "app-priority__body")
    assert said(body) == ("Outcomes: A Children are safe Programmes: Family hubs Neglect strategy (no address known)")
    assert [said(item) for item in parts(seen, "app-todo__item")] == [
        "A Children are safe Priority 1",
        "Family hubs Priority 1",
        "Neglect strategy (no address known) Strategy",
    ]


def test_plan_with_nothing_in_it_yet_says_so(client, plan):
    assert said(parts(shown(client, plan), "app-empty")[0]) == "Nothing is promised yet. The plan is being written."


# --- Queries ------------------------------------------------------------------------------------


def fill(plan, number):
    for _ in range(number):
        priority = PriorityFactory(plan=plan)
        commitment = CommitmentFactory(priority=priority)
        for action in (
            ActionFactory(priority=priority, post=PostFactory(holder=UserFactory()), merged_into=ActionFactory()),
            ActionFactory(priority=priority, commitment=commitment),
        ):
            DateChangeFactory(action=action)
            MilestoneFactory(action=action)
        ListingFactory(priority=priority, action=ActionFactory(post=PostFactory(holder=UserFactory())))
        PriorityDocumentFactory(priority=priority, document=LinkedDocumentFactory(plan=plan))
        ProgrammePriorityFactory(priority=priority, programme=ProgrammeFactory(plan=plan))
        PriorityOutcomeFactory(priority=priority, outcome=OutcomeFactory(plan=plan))
        PlanTextFactory(plan=plan)


@pytest.mark.parametrize("number", [1, 3])
def test_plan_page_asks_the_same_queries_however_much_it_promises(client, plan, django_assert_num_queries, number):
    fill(plan, number)

    with django_assert_num_queries(27):
        client.get(reverse("priorities:plan_detail", args=[plan.slug]))


@pytest.mark.parametrize("number", [1, 3])
def test_plan_list_asks_the_same_queries_however_many(client, django_assert_num_queries, number):
    for _ in range(number):
        fill(PlanFactory(), 1)

    with django_assert_num_queries(3):
        client.get(reverse("priorities:plan_list"))
