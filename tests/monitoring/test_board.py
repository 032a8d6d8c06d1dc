"""The coordinator's board: every action in one column, lateness counted apart, and nothing about the work itself."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from monitoring.record.gather import gather
from monitoring.work.board import LATE, STANDINGS, Place, board, board_list
from monitoring.work.returns import Standing
from partnership.due import Due, Precision
from partnership.models import Organisation
from priorities.models import Responsibility
from tests.factories import (
    ActionFactory,
    BodyFactory,
    CoverFactory,
    DraftFactory,
    ListingFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db

DUE = date(2025, 10, 9)
BEFORE, AFTER = date(2025, 10, 8), date(2025, 10, 10)


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def period(coordinator):
    """July to September 2025, open; updates due 9 October, questions answered by 17 October."""
    return PeriodFactory(
        plan__coordinator=coordinator,
        plan__owner_body=None,
        updates_due_on=DUE,
        challenge_by=date(2025, 10, 17),
    )


@pytest.fixture
def priority(period):
    return PriorityFactory(plan=period.plan)


def lines(shown):
    """Each line as its title, its five counts and its late ones, under the name of its organisation."""
    return {
        group.name: [(line.title, [number.number for number in line.numbers], line.late) for line in group.lines]
        for group in shown.groups
    }


def in_each_standing(period, priority, post):
    """One action of the post in each standing, in the order of the columns."""
    actions = [ActionFactory(priority=priority, post=post, position=n) for n in range(5)]
    DraftFactory(action=actions[1], period=period)
    UpdateFactory(action=actions[2], period=period)
    UpdateFactory(action=actions[3], period=period, returned=True)
    UpdateFactory(action=actions[4], period=period, accepted=True)
    return actions


# --- What is counted where ----------------------------------------------------------------------


def test_board_counts_each_action_of_a_post_in_one_column(period, priority):
    post = PostFactory(title="Head of Lettings", organisation__name="Homes")
    in_each_standing(period, priority, post)

    assert lines(board(period, on=BEFORE)) == {"Homes": [("Head of Lettings", [1, 1, 1, 1, 1], 0)]}


def test_board_has_a_line_for_each_post_and_for_what_no_post_leads(period, priority):
    homes = OrganisationFactory(name="Homes")
    for title in ("Head of Repairs", "Head of Lettings"):
        ActionFactory(priority=priority, post=PostFactory(title=title, organisation=homes))
    ResponsibilityFactory(action=ActionFactory(priority=priority), post=None, organisation=homes)
    ResponsibilityFactory(action=ActionFactory(priority=priority), post=None, body=BodyFactory(name="Wellbeing group"))
    ResponsibilityFactory(action=ActionFactory(priority=priority), post=None, as_printed="All partners")
    ActionFactory(priority=priority)

    assert lines(board(period, on=BEFORE)) == {
        "Homes": [
            ("Head of Lettings", [1, 0, 0, 0, 0], 0),
            ("Head of Repairs", [1, 0, 0, 0, 0], 0),
            ("No post named", [1, 0, 0, 0, 0], 0),
        ],
        "All partners": [("No post named", [1, 0, 0, 0, 0], 0)],
        "Wellbeing group": [("No post named", [1, 0, 0, 0, 0], 0)],
        "": [("No lead named", [1, 0, 0, 0, 0], 0)],
    }


def test_board_counts_an_action_with_two_leads_once_with_the_first(period, priority):
    first = PostFactory(title="Head of Lettings", organisation__name="Homes")
    action = ActionFactory(priority=priority, post=first)
    ResponsibilityFactory(action=action, post=PostFactory(organisation__name="Police"), primary=False)

    shown = board(period, on=BEFORE)

    assert lines(shown) == {"Homes": [("Head of Lettings", [1, 0, 0, 0, 0], 0)]}
    assert (shown.co_led, shown.total.total) == (1, 1)


def test_board_does_not_call_one_who_is_accountable_a_second_lead(period, priority):
    action = ActionFactory(priority=priority, post=PostFactory())
    ResponsibilityFactory(action=action, primary=False, role=Responsibility.Role.ACCOUNTABLE)

    assert board(period, on=BEFORE).co_led == 0


# --- Who does the work --------------------------------------------------------------------------


def notes(period, on=BEFORE):
    return [line.notes for group in board(period, on=on).groups for line in group.lines]


def test_board_names_holder_cover_and_deputy_of_a_post(period, priority):
    deputy = PostFactory(title="Deputy head", holder=UserFactory(name="Amir Khan"))
    post = PostFactory(holder=UserFactory(name="Tom Bell"), deputy=deputy)
    CoverFactory(post=post, user__name="Ann Lee", starts_on=date(2025, 10, 1), ends_on=date(2025, 10, 31))
    CoverFactory(post=post, user__name="Over", starts_on=date(2025, 9, 1), ends_on=date(2025, 9, 30))
    ActionFactory(priority=priority, post=post)

    assert notes(period) == [("Tom Bell", "Ann Lee covers until 31 October", "Deputy: Deputy head (Amir Khan)")]


def test_board_says_acting_and_vacant_in_words(period, priority):
    acting = PostFactory(title="A")
    acting.holdings.create(user=UserFactory(name="Ann Lee"), acting=True)
    ActionFactory(priority=priority, post=acting)
    empty = PostFactory(title="B", organisation=acting.organisation, deputy=PostFactory(title="Deputy head"))
    ActionFactory(priority=priority, post=empty)

    assert notes(period) == [
        ("Ann Lee (acting)",),
        ("Vacant: nobody holds this post", "Deputy: Deputy head (vacant)"),
    ]


def test_board_post_whose_holder_cannot_sign_in_any_more_is_vacant(period, priority):
    ActionFactory(priority=priority, post=PostFactory(holder=UserFactory(is_active=False)))

    assert notes(period) == [("Vacant: nobody holds this post",)]


# --- Late ---------------------------------------------------------------------------------------


def test_board_nothing_is_late_on_the_day_itself(period, priority):
    in_each_standing(period, priority, PostFactory())

    assert board(period, on=DUE).total.late == 0


def test_board_awaited_after_the_day_is_late_and_stays_in_its_column(period, priority):
    in_each_standing(period, priority, PostFactory())

    total = board(period, on=AFTER).total

    assert ([number.number for number in total.numbers], total.late) == ([1, 1, 1, 1, 1], 2)


def test_board_returned_is_late_only_when_questions_have_ended(period, priority):
    UpdateFactory(action=ActionFactory(priority=priority), period=period, returned=True)

    assert [board(period, on=date(2025, 10, day)).total.late for day in (10, 17, 18)] == [0, 0, 1]


def test_board_of_a_period_without_a_day_has_nothing_late(priority):
    period = PeriodFactory(plan=PlanFactory(owner_body=None))
    ActionFactory(priority=PriorityFactory(plan=period.plan))

    shown = board(period, on=date(2027, 1, 1))

    assert (shown.total.late, shown.due_words) == (0, "No day is set by which updates are due.")


def test_board_says_how_many_are_late_with_the_day(period, priority):
    ActionFactory(priority=priority)

    assert board(period, on=BEFORE).due_words == "Updates are due by Thursday 9 October. None is late yet."
    assert board(period, on=AFTER).due_words == "Updates were due Thursday 9 October: 1 late."


def test_board_lateness_does_not_depend_on_how_the_work_goes(period, priority):
    """The same updates are late whatever they were rated last time, and whatever is overdue in the plan."""
    ActionFactory(priority=priority, due=Due(date(2024, 3, 31), Precision.MONTH, "March 2024"))
    ActionFactory(priority=priority)

    assert board(period, on=AFTER).total.late == 2


# --- Nothing falls between ----------------------------------------------------------------------


def test_board_says_what_is_counted_elsewhere(period, priority):
    ActionFactory(priority=priority)
    ActionFactory(priority=priority, complete=True, completed_on=date(2025, 6, 1))
    ListingFactory(priority=priority)
    ListingFactory(priority=priority, action__stage="withdrawn")

    shown = board(period, on=BEFORE)

    assert shown.reconciled == (
        "Of 3 actions that count in this period: 1 asked about, 1 complete already and 1 updated in another plan."
    )
    assert shown.reportable == len(gather(period, on=BEFORE).reported_actions)


LEADS = st.sampled_from(["post", "same post", "organisation", "body", "printed", "nobody", "two"])
STATES = st.sampled_from(["not begun", "draft", "submitted", "returned", "accepted"])
TRAITS = st.sampled_from(
    [
        {},
        {"stage": "not_started"},
        {"complete": True, "completed_on": date(2025, 6, 1)},
        {"stage": "not_started", "starts": Due(date(2026, 4, 30), Precision.MONTH, "April 2026")},
        {"stage": "withdrawn"},
        {"in_plan_from": date(2026, 1, 1)},
    ]
)


class TestBoardOfAnyPlan(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        actions=st.lists(st.tuples(LEADS, STATES, TRAITS, st.booleans()), max_size=8),
        on=st.dates(date(2025, 10, 1), date(2025, 11, 1)),
    )
    def test_board_columns_of_any_plan_add_up_to_what_counts(self, actions, on):
        plan = PlanFactory(owner_body=None)
        period = PeriodFactory(plan=plan, updates_due_on=DUE, challenge_by=date(2025, 10, 17))
        own, other = PriorityFactory(plan=plan), PriorityFactory()
        shared = PostFactory()
        for lead, state, traits, at_home in actions:
            action = ActionFactory(priority=own if at_home else other, **traits)
            give_lead(action, lead, shared)
            if not at_home:
                ListingFactory(action=action, priority=own)
            elif not traits:
                put_into(state, action, period)

        shown = board(period, on=on)

        for line in (shown.total, *(line for group in shown.groups for line in (group.total, *group.lines))):
            assert sum(number.number for number in line.numbers) == line.total
            assert 0 <= line.late <= line.total - line.arrived
        for number in (*shown.total.numbers, shown.total.late_number):
            of_groups = [at(group.total, number.label) for group in shown.groups]
            of_lines = [at(line, number.label) for group in shown.groups for line in group.lines]
            assert sum(of_groups) == sum(of_lines) == number.number
        assert shown.reportable == len(gather(period, on=on).reported_actions)
        # Each number leads to as many actions as it says.
        for group in shown.groups:
            for line in group.lines:
                for standing in STANDINGS:
                    found = board_list(period, show=standing.value, place=line.place, on=on).rows
                    assert len(found) == line.counts.get(standing, 0)
                assert len(board_list(period, show=LATE, place=line.place, on=on).rows) == line.late


def at(line, label):
    return next(number.number for number in (*line.numbers, line.late_number) if number.label == label)


def give_lead(action, lead, shared):
    if lead in ("post", "two"):
        ResponsibilityFactory(action=action)
    if lead == "same post":
        ResponsibilityFactory(action=action, post=shared)
    if lead == "two":
        ResponsibilityFactory(action=action, primary=False)
    if lead == "organisation":
        ResponsibilityFactory(action=action, post=None, organisation=shared.organisation)
    if lead == "body":
        ResponsibilityFactory(action=action, post=None, body=BodyFactory())
    if lead == "printed":
        ResponsibilityFactory(action=action, post=None, as_printed="All partners")


def put_into(state, action, period):
    if state == "draft":
        DraftFactory(action=action, period=period)
    elif state != "not begun":
        UpdateFactory(action=action, period=period, **({state: True} if state in ("returned", "accepted") else {}))


# --- The pages ----------------------------------------------------------------------------------


@pytest.fixture
def shown(client, coordinator, period):
    def show(name="board", on=AFTER, query=""):
        client.force_login(coordinator)
        with time_machine.travel(on):
            return page(client.get(reverse(f"monitoring:{name}", args=[period.pk]) + query))

    return show


def test_board_page_shows_posts_with_their_numbers(shown, period, priority):
    homes = OrganisationFactory(name="Homes")
    in_each_standing(period, priority, PostFactory(title="Head of Lettings", organisation=homes))
    ActionFactory(
        priority=priority, post=PostFactory(title="Head of Repairs", organisation=homes, holder=UserFactory(name="Ann"))
    )

    assert rows(shown()) == [
        ["Homes", "Updates in 2 of 6", "Not begun 2 Not begun: Homes", "Draft 1 Draft: Homes", "Submitted 1 Submitted: Homes",
         "Returned 1 Returned: Homes", "Accepted 1 Accepted: Homes", "Late 3 Late: Homes"],
        ["Head of Lettings Homes Vacant: nobody holds this post", "Updates in 2 of 5", "Not begun 1 Not begun: Head of Lettings",
         "Draft 1 Draft: Head of Lettings", "Submitted 1 Submitted: Head of Lettings",
         "Returned 1 Returned: Head of Lettings", "Accepted 1 Accepted: Head of Lettings",
         "Late 2 Late: Head of Lettings"],
        ["Head of Repairs Homes Ann", "Updates in 0 of 1", "Not begun 1 Not begun: Head of Repairs", "Draft 0", "Submitted 0",
         "Returned 0", "Accepted 0", "Late 1 Late: Head of Repairs"],
    ]  # fmt: skip


def test_board_page_says_nothing_of_how_the_work_goes(shown, period, priority):
    post = PostFactory()
    in_each_standing(period, priority, post)
    ActionFactory(priority=priority, post=post, due=Due(date(2024, 3, 31), Precision.MONTH, "March 2024"))

    for name in ("board", "board_list"):
        html = shown(name)
        main = html.xpath("//main")[0]
        words = said(main).lower()
        assert parts(main, "app-rating") == parts(main, "app-mark") == []
        assert [
            word
            for word in ("on track", "off track", "some concern", "overdue", "red", "amber")
            if f" {word} " in f" {words} "
        ] == []


def test_board_page_leads_from_each_number_to_as_many_actions(shown, period, priority):
    in_each_standing(period, priority, PostFactory(organisation__name="Homes & Gardens"))

    links = shown().xpath("//tbody//a[contains(@class, 'app-board__number')]")

    assert [len(parts(shown("board_list", query="?" + link.get("href").split("?")[1]), "app-todo__item")) for link in links] == [
        1, 1, 1, 1, 1, 2
    ]  # fmt: skip


def test_board_list_offers_the_update_of_what_is_awaited_and_the_review_of_what_is_in(shown, period, priority):
    not_begun, draft, submitted, returned, accepted = in_each_standing(period, priority, PostFactory())

    links = shown("board_list").xpath("//li[contains(@class, 'app-todo__item')]/div/p/a/@href")

    assert links == [
        reverse("monitoring:update_action", args=[not_begun.pk]),
        reverse("monitoring:update_action", args=[draft.pk]),
        reverse("monitoring:update_review", args=[submitted.updates.get().pk]),
        reverse("monitoring:update_action", args=[returned.pk]),
        reverse("monitoring:update_review", args=[accepted.updates.get().pk]),
    ]


def test_board_never_shows_the_words_of_a_draft(client, coordinator, period, priority):
    DraftFactory(action=ActionFactory(priority=priority), period=period, content={"narrative": "Not yet for your eyes"})
    client.force_login(coordinator)

    for name in ("board", "board_list"):
        response = client.get(reverse(f"monitoring:{name}", args=[period.pk]))
        assert "Not yet for your eyes" not in response.content.decode()


def test_board_list_of_a_post_that_is_no_number_is_empty(shown, period, priority):
    ActionFactory(priority=priority)

    for query in ("?post=x", "?show=submitted", "?organisation=Nobody&post=none", "?post=1%00"):
        assert parts(shown("board_list", query=query), "app-todo__item") == []


def test_board_of_a_plan_that_asks_about_nothing_says_so(shown):
    assert "This period asks about nothing." in said(shown())


def test_board_asks_the_same_of_one_action_as_of_many(period, priority):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            board(period, on=AFTER)
        return len(queries)

    deputy = PostFactory(holder=UserFactory())
    ActionFactory(priority=priority, post=PostFactory(deputy=deputy))
    one = asked()
    for organisation in OrganisationFactory.create_batch(4):
        for _ in range(3):
            post = PostFactory(organisation=organisation, holder=UserFactory(), deputy=deputy)
            CoverFactory(post=post, starts_on=BEFORE, ends_on=AFTER)
            in_each_standing(period, priority, post)

    assert Organisation.objects.count() > 4
    assert (one, asked()) == (11, 11)


def test_place_of_everything_has_no_organisation_in_its_query():
    assert Place().query(Standing.DRAFT.value) == "show=draft"
    assert Place("", "none").query(LATE) == "show=late&organisation=&post=none"
