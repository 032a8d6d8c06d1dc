"""Pages of a period, as their readers find them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import Draft, PeriodMove, ReportingPeriod
from monitoring.record import canonical
from monitoring.services.periods import freeze_period
from partnership.models import Membership
from plans.models import Plan
from priorities.models import StrategicAction
from tests.factories import (
    ActionFactory,
    DraftFactory,
    MembershipFactory,
    PeriodFactory,
    PeriodMoveFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db

State = ReportingPeriod.State


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(datetime(2026, 10, 14, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def coordinator(client):
    coordinator = UserFactory(name="Megan Price")
    client.force_login(coordinator)
    return coordinator


@pytest.fixture
def plan(coordinator):
    return PlanFactory(title="Northmoor Children’s Plan", coordinator=coordinator)


@pytest.fixture
def period(plan):
    return PeriodFactory(
        plan=plan,
        ordinal=5,
        updates_due_on=date(2026, 10, 16),
        challenge_by=date(2026, 10, 23),
        freeze_on=date(2026, 10, 30),
    )


@pytest.fixture
def priority(plan):
    return PriorityFactory(plan=plan)


def at(name, *args):
    return reverse(f"monitoring:{name}", args=args)


# --- The period page ----------------------------------------------------------------------------


def test_period_page_says_what_comes_next_and_what_stands_in_the_way(client, period, priority):
    homes = PostFactory(organisation__name="Northmoor Homes", title="Head of Lettings")
    police = PostFactory(organisation__name="Police", title="Inspector", holder=UserFactory(name="Ian Rowntree"))
    ActionFactory(priority=priority, ref="5.2", post=homes)
    UpdateFactory(action=ActionFactory(priority=priority, post=police), period=period)
    UpdateFactory(action=ActionFactory(priority=priority, post=police), period=period, returned=True)
    DraftFactory(action=ActionFactory(priority=priority, post=police), period=period)
    ActionFactory(priority=priority, ref="6.1", title="Open three hubs")

    shown = page(client.get(period.get_absolute_url()))

    (next_,) = parts(shown, "app-next")
    assert said(next_) == (
        "Next: Friday 16 October, in 2 working days Close updates and begin questions 1 of 5 updates are in. "
        "4 awaited, from 3 organisations. 1 of 5 updates are in What stands in the way 1 waits for review "
        "2 updates are not begun 1 is in draft 1 is returned and waits for an answer "
        "Enter several updates on one page Confirm several as unchanged Review 1 update "
        "Close updates early Fix the figures Dashboard "
        "An update that is still awaited when the figures are fixed will show as not rated."
    )
    assert rows(shown) == [
        ["Police", "Updates in 1 of 3", "To review 1", "Returned 1", "Draft 1", "Not begun 0"],
        [
            "Northmoor Homes Nobody holds the post Head of Lettings, which leads 5.2",
            "Updates in 0 of 1",
            "To review 0",
            "Returned 0",
            "Draft 0",
            "Not begun 1",
        ],
        ["No lead named", "Updates in 0 of 1", "To review 0", "Returned 0", "Draft 0", "Not begun 1"],
    ]
    assert [said(item) for item in parts(shown, "app-todo__item")[:4]] == [
        "Updates to review Each is accepted or returned first, so that the figures are those somebody agreed. 1 to review",
        "Updates that are awaited They would show as not rated. 4 awaited",
        "Posts that nobody holds Nobody holds the post Head of Lettings, which leads 5.2, Northmoor Homes. 1 to fill",
        "Actions with no lead named 6.1 Open three hubs 1 to name",
    ]


def test_period_page_never_shows_what_a_draft_says(client, period, priority):
    DraftFactory(action=ActionFactory(priority=priority), period=period, content={"narrative": "Not for you"})

    for address in (period.get_absolute_url(), at("period_updates", period.pk) + "?show=draft"):
        assert "Not for you" not in client.get(address).content.decode()


def test_period_page_with_everything_accepted_offers_the_freeze(client, period, priority):
    UpdateFactory(action=ActionFactory(priority=priority), period=period, accepted=True)

    (next_,) = parts(page(client.get(period.get_absolute_url())), "app-next")

    assert "Every update is in and accepted. Nothing stands in the way." in said(next_)
    assert [button.text for button in parts(next_, "govuk-button")] == ["Fix the figures"]


def test_period_page_names_what_it_does_not_ask_about(client, period, priority):
    ActionFactory(priority=priority, ref="1.1", title="Done", complete=True)

    shown = page(client.get(period.get_absolute_url()))

    assert "1 is complete already" in said(shown)
    assert "1.1 Done Completed on 1 June 2026 Take up again : 1.1 Done" in said(shown)


def test_period_page_of_a_planned_period_says_what_stands_in_the_way(client, period, plan):
    planned = PeriodFactory(plan=plan, planned=True, opens_on=date(2027, 1, 4))

    (next_,) = parts(page(client.get(planned.get_absolute_url())), "app-next")

    assert said(next_) == (
        "Next: Monday 4 January 2027, in 55 working days Open for updates What stands in the way "
        "July to September 2026 is still under way. Fix its figures before you open the next one."
    )


def test_period_page_of_a_frozen_period_shows_checksum_steps_and_own_drafts(client, coordinator, period, priority):
    DraftFactory(user=coordinator, action=ActionFactory(priority=priority), period=period)
    record = freeze_period(period=period, by=coordinator)

    shown = page(client.get(period.get_absolute_url()))

    assert record.sha256 in said(shown)
    assert "You have 1 draft that was not submitted" in said(shown)
    assert [said(item) for item in parts(shown, "app-todo__item")] == ["Figures fixed 14 October 2026 Megan Price"]


def test_period_page_shows_why_a_step_was_taken_back(client, period, coordinator):
    PeriodMoveFactory(
        period=period, from_state="challenge", to_state="open", reason="The police were ill.", by=coordinator
    )

    shown = page(client.get(period.get_absolute_url()))

    assert said(parts(shown, "app-todo__item")[-1]).startswith("Updates opened again The police were ill.")


@pytest.mark.parametrize("role", [Membership.Role.CHAIR, Membership.Role.CLERK])
def test_period_page_for_who_sees_all_and_manages_nothing_offers_no_step(client, period, priority, role):
    UpdateFactory(action=ActionFactory(priority=priority), period=period)
    reader = UserFactory()
    MembershipFactory(body=period.plan.owner_body, user=reader, role=role)
    client.force_login(reader)

    (next_,) = parts(page(client.get(period.get_absolute_url())), "app-next")

    assert [link.text for link in next_.xpath(".//div//a")] == ["Dashboard"]


def test_period_page_sends_a_board_member_to_the_agreed_figures(client, period, plan):
    member = UserFactory()
    MembershipFactory(body=plan.owner_body, user=member)
    client.force_login(member)
    frozen = PeriodFactory(plan=plan, ordinal=4, frozen=True)

    assert client.get(frozen.get_absolute_url())["Location"] == at("dashboard", frozen.pk)
    assert client.get(period.get_absolute_url())["Location"] == at("period_list", plan.slug)


def test_period_page_offers_a_report_to_who_may_ask_for_one(client, period, plan):
    asked = page(client.get(period.get_absolute_url())).xpath("//main//form/@action")
    assert asked == [reverse("reports:report_request", args=[period.pk])]

    chair = UserFactory()
    MembershipFactory(body=plan.owner_body, user=chair, role=Membership.Role.CHAIR)
    client.force_login(chair)
    assert page(client.get(period.get_absolute_url())).xpath("//main//form") == []


# --- The list -----------------------------------------------------------------------------------


def test_period_list_says_state_days_pages_and_record(client, coordinator, plan):
    record = freeze_period(period=PeriodFactory(plan=plan, ordinal=4), by=coordinator)
    PeriodFactory(plan=plan, ordinal=5, updates_due_on=date(2026, 10, 16))

    shown = page(client.get(at("period_list", plan.slug)))

    assert rows(shown) == [
        [
            "July to September 2026",
            "State Open for updates until 16 October 2026",
            "Dates 1 July 2026 to 30 September 2026",
            "Pages Dashboard of July to September 2026 Small numbers of July to September 2026 Enter figures of July to September 2026 Updates to review",
            "",
        ],
        [
            "April to June 2026",
            "State Frozen 14 October 2026",
            "Dates 1 April 2026 to 30 June 2026",
            "Pages Dashboard of April to June 2026 Small numbers of April to June 2026",
            f"Record Version 1 checksum {record.sha256[:12]}…",
        ],
    ]


def test_period_list_for_somebody_else_leads_to_what_they_may_read(client, plan, period):
    PeriodFactory(plan=plan, ordinal=4, frozen=True)
    client.force_login(UserFactory())

    shown = page(client.get(at("period_list", plan.slug)))

    assert [link.get("href") for link in shown.xpath("//tbody//a")] == [at("dashboard", plan.periods.first().pk)]
    assert [said(each) for each in shown.xpath("//thead//th")] == ["Period", "State", "Dates", "Pages"]
    assert parts(shown, "govuk-button") == []


def test_period_list_of_a_new_plan_says_why_it_is_empty(client, plan):
    shown = page(client.get(at("period_list", plan.slug)))

    assert said(parts(shown, "app-empty")[0]).startswith("No reporting period has been planned yet.")


# --- Planning and changing ----------------------------------------------------------------------

QUARTER = {
    "label": "October to December 2026",
    "starts_on_day": "1",
    "starts_on_month": "10",
    "starts_on_year": "2026",
    "ends_on_day": "31",
    "ends_on_month": "12",
    "ends_on_year": "2026",
}


def test_planning_a_period_suggests_the_next_months(client, plan, period):
    shown = page(client.get(at("period_new", plan.slug)))

    typed = {box.get("name"): box.get("value") for box in shown.xpath("//main//input[@type='text']")}
    assert {name: typed[name] for name in (*QUARTER, "updates_due_on_day", "updates_due_on_month")} == {
        **QUARTER,
        "updates_due_on_day": "18",
        "updates_due_on_month": "1",
    }


def test_planning_a_period_makes_it_and_shows_it(client, plan):
    answer = client.post(at("period_new", plan.slug), QUARTER, follow=True)

    period = plan.periods.get()
    assert (period.label, period.starts_on, period.state) == ("October to December 2026", date(2026, 10, 1), "planned")
    assert "October to December 2026 is planned." in said(page(answer))


def test_planning_a_period_with_mistakes_names_each_beside_its_field(client, plan):
    mistakes = QUARTER | {"label": "", "ends_on_year": "2025", "freeze_on_day": "30", "freeze_on_month": "1"}

    shown = page(client.post(at("period_new", plan.slug), mistakes))

    assert [(said(link), link.get("href")) for link in shown.xpath("//*[@role='alert']//a")] == [
        ("Say what the period is called", "#id_label"),
        ("The last day must not be before the first day", "#id_ends_on_day"),
        ("The date for “Figures fixed on” must include a year", "#id_freeze_on_year"),
    ]
    assert list(plan.periods.all()) == []


def test_planning_a_period_with_steps_out_of_order_says_which(client, plan):
    steps = {"updates_due_on_day": "20", "updates_due_on_month": "1", "updates_due_on_year": "2027"}
    earlier = {"freeze_on_day": "10", "freeze_on_month": "1", "freeze_on_year": "2027"}

    shown = page(client.post(at("period_new", plan.slug), QUARTER | steps | earlier))

    assert [said(link) for link in shown.xpath("//*[@role='alert']//a")] == [
        "“Figures fixed on” must not be before “Updates due by”"
    ]


def test_changing_a_period_keeps_what_stands_and_saves(client, period):
    assert page(client.get(at("period_edit", period.pk))).get_element_by_id("id_label").get("value") == period.label

    client.post(at("period_edit", period.pk), QUARTER | {"label": "Autumn"})

    period.refresh_from_db()
    assert (period.label, period.updates_due_on) == ("Autumn", None)


def test_changing_a_frozen_period_is_not_offered(client, plan):
    shown = page(client.get(at("period_edit", PeriodFactory(plan=plan, frozen=True).pk)))

    assert "This reporting period is frozen, so its name and dates cannot change." in said(shown)
    assert shown.xpath("//main//form") == []


# --- Steps --------------------------------------------------------------------------------------


def states(period):
    period.refresh_from_db()
    return period.state, list(PeriodMove.objects.filter(period=period).values_list("to_state", flat=True))


@pytest.mark.parametrize(
    ("before", "step", "posted", "after"),
    [
        ("planned", "period_open", {}, "open"),
        ("open", "period_close", {}, "challenge"),
        ("challenge", "period_back", {"reason": "Two are ill."}, "open"),
        ("open", "period_back", {"reason": "Too early."}, "planned"),
        ("open", "period_freeze", {}, "frozen"),
        ("challenge", "period_freeze", {}, "frozen"),
        ("frozen", "period_publish", {}, "published"),
    ],
)
def test_step_is_confirmed_then_taken(client, plan, *, before, step, posted, after):
    period = PeriodFactory(plan=plan, state="open" if before == "frozen" else before)
    if before == "frozen":
        freeze_period(period=period, by=None)
    _state, taken = states(period)

    asked = page(client.get(at(step, period.pk)))
    assert states(period) == (before, taken)
    assert len(parts(asked, "govuk-button")) == 1

    answer = client.post(at(step, period.pk), posted)
    assert (answer["Location"], states(period)) == (period.get_absolute_url(), (after, [*taken, after]))


@pytest.mark.parametrize(
    ("state", "step", "sentence"),
    [
        ("open", "period_open", "has already been opened."),
        ("planned", "period_close", "is not open for updates."),
        ("planned", "period_back", "has not been opened, so there is nothing to take back."),
        ("planned", "period_freeze", "has not been opened yet."),
        ("frozen", "period_back", "A frozen reporting period cannot be reopened."),
        ("frozen", "period_freeze", "is frozen already."),
        ("open", "period_publish", "before you publish them."),
    ],
)
def test_step_that_cannot_be_taken_says_why_and_offers_no_button(client, plan, state, step, sentence):
    period = PeriodFactory(
        plan=plan, state=state, frozen_at=datetime(2026, 10, 1, tzinfo=UTC) if state == "frozen" else None
    )

    shown = page(client.get(at(step, period.pk)))
    assert sentence in said(shown.xpath("//*[@role='alert']")[0])
    assert parts(shown, "govuk-button") == []

    tried = page(client.post(at(step, period.pk), {"reason": "All the same."}))
    assert sentence in said(tried.xpath("//*[@role='alert']")[0])
    assert states(period) == (state, [])


def test_taking_back_without_a_reason_says_so_beside_the_field(client, plan):
    period = PeriodFactory(plan=plan, challenge=True)

    shown = page(client.post(at("period_back", period.pk), {"reason": " "}))

    assert [(said(link), link.get("href")) for link in shown.xpath("//*[@role='alert']//a")] == [
        ("Say why you take this step back", "#id_reason")
    ]


def test_freeze_page_says_what_will_be_fixed(client, period, priority):
    UpdateFactory(action=ActionFactory(priority=priority), period=period, accepted=True)
    silent = ActionFactory(priority=priority, ref="2.1", title="Open three hubs")
    DraftFactory(action=silent, period=period)

    shown = page(client.get(at("period_freeze", period.pk)))

    (counts,) = parts(shown, "app-counts")
    assert said(counts) == "On track 1 of 2 Not rated 1 of 2"
    assert "1 will show as not rated 2.1 Open three hubs" in said(shown)
    assert "1 draft has not been submitted. It is no part of the figures and stays with its author." in said(shown)


def test_freeze_page_with_updates_to_review_offers_no_button(client, period, priority):
    UpdateFactory(action=ActionFactory(priority=priority), period=period)

    shown = page(client.get(at("period_freeze", period.pk)))

    assert "1 update waits for your review. Accept or return it first." in said(shown)
    assert parts(shown, "govuk-button") == []


def test_freeze_stores_what_the_page_said(client, period, priority):
    UpdateFactory(action=ActionFactory(priority=priority), period=period, accepted=True)

    client.post(at("period_freeze", period.pk))

    record = canonical.decode(bytes(period.records.get().body))
    assert [action.level for action in record.actions] == ["on-track"]


def test_open_page_of_an_unapproved_plan_says_so(client, coordinator):
    plan = PlanFactory(coordinator=coordinator, status=Plan.Status.DRAFTING)

    shown = page(client.get(at("period_open", PeriodFactory(plan=plan, planned=True).pk)))

    assert "is not approved yet. Only an approved plan is reported on." in said(shown)


# --- Drafts that were overtaken ------------------------------------------------------------------


def test_kept_drafts_are_their_authors_alone(client, coordinator, period, priority):
    DraftFactory(
        user=coordinator,
        action=ActionFactory(priority=priority, title="Open hubs"),
        period=period,
        content={"narrative": "Two of three\nare open.", "level": "7", "next_steps": "The third"},
    )
    DraftFactory(action=ActionFactory(priority=priority), period=period, content={"narrative": "Somebody else’s"})
    freeze_period(period=period, by=coordinator)

    mine = client.get(at("kept_drafts", period.pk))

    assert [said(text) for text in parts(page(mine), "app-quote")] == ["Two of three are open.", "The third"]
    assert "Somebody else’s" not in mine.content.decode()


def test_kept_drafts_are_found_from_my_actions_until_they_are_thrown_away(client, coordinator, period, priority):
    DraftFactory(user=coordinator, action=ActionFactory(priority=priority), period=period)
    others = DraftFactory(action=ActionFactory(priority=priority), period=period)
    freeze_period(period=period, by=coordinator)
    address = at("kept_drafts", period.pk)

    assert page(client.get(at("my_actions"))).xpath(f"//a[@href='{address}']") != []

    answer = client.post(address, follow=True)
    assert "Your drafts for July to September 2026 are thrown away." in said(page(answer))
    assert page(answer).xpath(f"//a[@href='{address}']") == []
    assert list(Draft.objects.all()) == [others]


def test_kept_drafts_hold_what_was_set_aside_too(client, coordinator, period, priority):
    content = {"narrative": "Theirs", "set_aside": {"narrative": "Mine"}}
    DraftFactory(user=coordinator, action=ActionFactory(priority=priority), period=period, content=content)
    freeze_period(period=period, by=coordinator)

    assert [said(text) for text in parts(page(client.get(at("kept_drafts", period.pk))), "app-quote")] == [
        "Theirs",
        "Mine",
    ]


def test_kept_drafts_of_a_period_under_way_are_not_there(client, period):
    assert client.get(at("kept_drafts", period.pk)).status_code == 404


# --- Queries ------------------------------------------------------------------------------------


def fill(period, number):
    for count in range(number):
        priority = PriorityFactory(plan=period.plan)
        post = PostFactory(holder=UserFactory())
        UpdateFactory(action=ActionFactory(priority=priority, post=post), period=period)
        UpdateFactory(action=ActionFactory(priority=priority, post=post), period=period, accepted=True)
        DraftFactory(action=ActionFactory(priority=priority, post=PostFactory()), period=period)
        ActionFactory(priority=priority, complete=True)
        PeriodMoveFactory(period=period, by=UserFactory())
        PeriodFactory(plan=period.plan, ordinal=period.ordinal + 1 + count, planned=True)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "query", "queries"),
    [
        ("period_detail", "", 14),
        ("period_updates", "", 14),
        ("period_updates", "?show=all", 11),
        ("period_close", "", 8),
        ("period_freeze", "", 25),
    ],
)
def test_page_of_a_period_asks_the_same_queries_however_many(
    client, period, django_assert_num_queries, *, number, name, query, queries
):
    fill(period, number)

    with django_assert_num_queries(queries):
        assert client.get(at(name, period.pk) + query).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_period_list_asks_the_same_queries_however_many(client, period, django_assert_num_queries, number):
    fill(period, number)

    with django_assert_num_queries(6):
        client.get(at("period_list", period.plan.slug))


def test_period_page_asks_about_nothing_when_nothing_is_under_way(client, period, priority):
    ActionFactory(priority=priority, stage=StrategicAction.Stage.WITHDRAWN)

    assert "This period asks about nothing." in said(page(client.get(period.get_absolute_url())))
