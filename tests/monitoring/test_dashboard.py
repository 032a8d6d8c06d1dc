from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.urls import reverse

from monitoring.services.periods import freeze_period
from partnership.due import Due, Precision
from partnership.models import Membership
from plans.models import Plan
from plans.ratings import Meaning
from priorities.models import DateChange, StrategicAction
from tests.factories import (
    ActionFactory,
    BodyFactory,
    DraftFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    PrioritySummaryFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db


def freeze(period):
    freeze_period(period=period, by=None, at=datetime.combine(period.ends_on, datetime.min.time(), UTC))
    period.refresh_from_db()
    return period


def rated(action, period, meaning, **given):
    return UpdateFactory(
        accepted=True, action=action, period=period, proposed_level=level(period.action_scale, meaning), **given
    )


def address(period):
    return reverse("monitoring:dashboard", args=[period.pk])


@pytest.fixture
def reader(client):
    """Somebody who signs in and has no part in any plan."""
    user = UserFactory(name="Sam Reader")
    client.force_login(user)
    return user


@pytest.fixture
def coordinator(client):
    user = UserFactory(name="Cal Dunn")
    client.force_login(user)
    return user


@pytest.fixture
def plan(coordinator):
    return PlanFactory(title="Northmoor Plan", coordinator=coordinator)


@pytest.fixture
def two_periods(plan):
    """Two frozen quarters of a plan with five actions in two priorities."""
    safe = PriorityFactory(plan=plan, ref="1", title="Safe at home")
    heard = PriorityFactory(plan=plan, ref="2", title="Heard and involved")
    post = PostFactory(title="Head of Early Years", organisation=OrganisationFactory(name="Northmoor Council"))
    actions = [
        ActionFactory(priority=safe, ref="1.1", title="Open a hub", post=post),
        ActionFactory(
            priority=safe, ref="1.2", title="Train staff", post=post, due=Due(date(2025, 9, 30), Precision.DAY, "")
        ),
        ActionFactory(priority=safe, ref="1.3", title="Run a front door"),
        ActionFactory(priority=heard, ref="2.1", title="Elect a youth cabinet", post=post),
        ActionFactory(
            priority=heard,
            ref="2.2",
            title="Hold a takeover day",
            starts=Due(date(2026, 11, 1), Precision.DAY, "November 2026"),
            stage=StrategicAction.Stage.NOT_STARTED,
        ),
    ]
    first, second = PeriodFactory(plan=plan), None
    for action, meaning in zip(
        actions, (Meaning.ON_TRACK, Meaning.AT_RISK, Meaning.ON_TRACK, Meaning.COMPLETE), strict=False
    ):
        rated(action, first, meaning)
    freeze(first)
    DateChange.objects.create(
        action=actions[1],
        due=Due(date(2026, 3, 31), Precision.DAY, ""),
        reason="Nobody to train.",
        agreed_on=date(2025, 12, 1),
        agreed_by="The board",
    )
    second = PeriodFactory(plan=plan)
    rated(actions[0], second, Meaning.OFF_TRACK, narrative="The tender failed.")
    rated(actions[1], second, Meaning.AT_RISK)
    PrioritySummaryFactory(
        priority=safe,
        period=second,
        judged_level=level(plan.priority_scale, Meaning.AT_RISK),
        reason="One of three is off track.",
        decisions_sought="Agree a new tender.",
    )
    return first, freeze(second)


# --- What it says -----------------------------------------------------------------------------------


def test_dashboard_of_a_frozen_period_begins_with_the_sentence_and_its_counts_reconcile(client, two_periods):
    shown = page(client.get(address(two_periods[1])))

    assert [said(each) for each in shown.xpath("//h1")] == ["Progress to 31 December 2025"]
    assert said(parts(shown, "app-position")[0]) == (
        "1 of 5 actions is complete or on track, 2 fewer than in September. 3 need attention."
    )
    assert [said(each) for each in parts(shown, "app-counts")[0].xpath("./div")] == [
        "Complete 1 of 5 Same as September",
        "On track 0 of 5 2 fewer than September",
        "Some concern 1 of 5 Same as September",
        "Off track 1 of 5 1 more than September",
        "Not started 0 of 5 Same as September",
        "Starts later 1 of 5 Same as September",
        "Not rated 1 of 5 1 more than September",
    ]
    assert parts(shown, "app-provisional") == []


def test_dashboard_lists_what_needs_attention_worst_first_with_reasons_and_dates(client, two_periods):
    shown = page(client.get(address(two_periods[1])))

    assert [said(each) for each in parts(shown, "app-group")] == [
        "Off track 1 of 5",
        "Some concern 1 of 5 for two periods or more",
        "No update for this period 1 of 5",
        "Asked of the board",
    ]
    assert [said(each) for each in parts(shown, "app-exceptions__item")] == [
        "1.1 Open a hub The tender failed. "
        "Since September Worse: on track in September Led by Head of Early Years (vacant), Northmoor Council",
        "1.2 Train staff Some concern for 2 periods running. "
        "Moved in this period to 31 March 2026. The original date was 30 September 2025; it has been moved once. "
        "Seven of twelve schools are open. "
        "Since September Same: some concern in September "
        "Due 30 September 2025 Now 31 March 2026, moved once Led by Head of Early Years (vacant), Northmoor Council",
        "1.3 Run a front door No update was sent for this period. "
        "Since September On track in September Led by No lead named",
        "1 Safe at home Agree a new tender.",
    ]


def test_dashboard_shows_the_heat_map_in_words_and_the_key_with_criteria(client, two_periods):
    shown = page(client.get(address(two_periods[1])))
    heat = parts(shown, "app-heat")[0]

    assert rows(heat.getparent()) == [
        ["1 Safe at home", "A Some concern", "A Some concern", "Same"],
        ["2 Heard and involved", "B Complete", "B Complete", "Same"],
    ]
    assert [said(each) for each in parts(shown, "app-key")[0].xpath(".//dt")] == [
        "Complete Letter B",
        "On track Letter G",
        "Some concern Letter A",
        "Off track Letter R",
        "Not started Letter N",
        "Starts later",
        "Not rated",
    ]
    assert said(parts(shown, "app-key")[0].xpath(".//dd")[0]) == "What it takes."


def test_dashboard_lists_each_priority_with_its_actions_worst_first(client, two_periods):
    safe, heard = parts(page(client.get(address(two_periods[1]))), "app-priority")

    assert said(safe.xpath("./summary")[0]) == (
        "1 Safe at home One of three is off track. Some concern 3 actions: 1 off track, 1 not rated, 1 some concern"
    )
    assert "The most severe of its actions is off track." in said(safe)
    assert [row[:3] for row in rows(safe)] == [
        ["1.1 Open a hub", "December Off track", "September On track"],
        ["1.3 Run a front door", "December Not rated", "September On track"],
        ["1.2 Train staff", "December Some concern", "September Some concern"],
    ]
    assert [row[:3] for row in rows(heard)] == [
        ["2.2 Hold a takeover day", "December Starts later", "September Starts later"],
        ["2.1 Elect a youth cabinet", "December Complete since September 2025", "September Complete"],
    ]


def test_dashboard_speaks_the_plans_own_words(client, coordinator):
    plan = PlanFactory(
        coordinator=coordinator,
        labels={
            "action": {"one": "Pledge", "many": "Pledges"},
            "priority": {"one": "Promise", "many": "Promises"},
        },
    )
    ActionFactory(priority=PriorityFactory(plan=plan))
    shown = page(client.get(address(freeze(PeriodFactory(plan=plan)))))

    assert said(parts(shown, "app-position")[0]).startswith("0 of 1 pledge is complete or on track.")
    assert [said(each) for each in shown.xpath("//h2")] == [
        "1 pledge needs attention",
        "Promises over time",
        "Promises and their pledges",
    ]
    assert "1 pledge in 1 promise." in said(shown)


def test_dashboard_of_a_plan_that_does_not_rate_shows_no_rating(client, coordinator):
    plan = PlanFactory(unrated=True, coordinator=coordinator)
    period = PeriodFactory(plan=plan)
    UpdateFactory(accepted=True, action=ActionFactory(priority=PriorityFactory(plan=plan)), period=period)
    shown = page(client.get(address(freeze(period))))

    assert said(parts(shown, "app-position")[0]) == "1 of 1 action has an update for this period. None needs attention."
    for absent in ("app-bar", "app-counts", "app-heat", "app-key", "app-rating"):
        assert parts(shown, absent) == []
    assert len(parts(shown, "app-priority")) == 1


def test_dashboard_of_a_period_known_from_totals_shows_them_as_reported(client, plan):
    ActionFactory(priority=PriorityFactory(plan=plan))
    period = freeze(PeriodFactory(plan=plan, printed_totals={"on-track": 20.5, "off-track": 3}))
    shown = page(client.get(address(period)))

    assert said(parts(shown, "app-position")[0]) == "The totals of this period are shown as they were reported."
    assert [said(each) for each in parts(shown, "app-counts")[0].xpath("./div")] == ["On track 20.5", "Off track 3"]
    assert parts(shown, "app-priority") == []


def test_dashboard_of_a_plan_without_actions_says_so(client, plan):
    shown = page(client.get(address(freeze(PeriodFactory(plan=plan)))))

    assert said(parts(shown, "app-position")[0]) == "There are no actions to report on."


# --- Choosing ---------------------------------------------------------------------------------------


def test_dashboard_shows_what_the_address_chooses_and_counts_only_that(client, two_periods):
    priority = two_periods[0].plan.priorities.get(ref="2")
    shown = page(client.get(address(two_periods[1]), {"priority": priority.pk, "level": "complete"}))

    assert said(parts(shown, "app-masthead--figures")[0]).startswith(
        "Showing only: 2 Heard and involved; Complete. Show all 1 of 2 actions is rated complete. None needs attention."
    )
    # Shares of what was chosen for its level would all stand at that level.
    assert parts(shown, "app-counts") == []
    assert [said(each.xpath(".//h3")[0]) for each in parts(shown, "app-priority")] == ["2 Heard and involved"]
    assert [each.text for each in shown.xpath("//option[@selected]")] == [" Heard and involved", "Complete"] or [
        said(each) for each in shown.xpath("//option[@selected]")
    ] == ["2 Heard and involved", "Complete"]


def test_dashboard_ignores_a_choice_that_the_record_does_not_have(client, two_periods):
    whole, odd = (
        page(client.get(address(two_periods[1]), asked)) for asked in ({}, {"level": "purple", "priority": "x"})
    )

    assert said(parts(odd, "app-position")[0]) == said(parts(whole, "app-position")[0])


def test_dashboard_gives_htmx_only_the_figures_and_says_the_sentence_aloud(client, two_periods):
    response = client.get(address(two_periods[1]), {"level": "off-track"}, headers={"HX-Request": "true"})
    shown = page(response)

    assert shown.xpath("//h1 | //header") == []
    assert said(shown.xpath("//*[@id='said']")[0]) == ("1 of 5 actions is rated off track. 1 needs attention.")
    restored = client.get(address(two_periods[1]), headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert len(page(restored).xpath("//h1")) == 1


# --- Large plans ------------------------------------------------------------------------------------


def test_dashboard_of_a_long_plan_fetches_each_table_when_it_is_opened_and_shortens_lists(client, plan):
    priorities = PriorityFactory.create_batch(2, plan=plan)
    for priority in priorities:
        ActionFactory.create_batch(41, priority=priority)
    period = freeze(PeriodFactory(plan=plan))

    shown = page(client.get(address(period)))

    assert [each.get("hx-get") for each in parts(shown, "app-priority")] == [
        reverse("monitoring:priority_story", args=[period.pk, priority.pk]) for priority in priorities
    ]
    assert rows(parts(shown, "app-priority")[0]) == []
    assert len(parts(shown, "app-exceptions__item")) == 10
    assert [said(each) for each in parts(shown, "app-more")] == ["Show 72 more : Never reported on"]
    more = page(client.get(address(period), {"show": "everything"}))
    assert len(parts(more, "app-exceptions__item")) == 82

    opened = client.get(parts(shown, "app-priority")[0].get("hx-get"), headers={"HX-Request": "true"})
    assert len(rows(page(opened))) == 41


# --- Who sees what ----------------------------------------------------------------------------------


def test_dashboard_asks_a_stranger_to_sign_in(client, two_periods):
    client.logout()

    response = client.get(address(two_periods[1]))

    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


def test_dashboard_of_a_plan_still_being_written_is_not_there(client, reader):
    period = PeriodFactory(plan=PlanFactory(status=Plan.Status.DRAFTING))

    assert client.get(address(period)).status_code == 404


def test_dashboard_of_a_period_that_has_not_been_opened_is_not_there(client, plan):
    assert client.get(address(PeriodFactory(plan=plan, planned=True))).status_code == 404


def test_dashboard_of_a_frozen_period_is_for_everybody(client, two_periods, reader):
    shown = page(client.get(address(two_periods[1])))

    assert said(parts(shown, "app-position")[0]).startswith("1 of 5 actions")


def test_dashboard_of_an_open_period_is_forbidden_to_whoever_has_no_part_in_it(client, plan, reader):
    period = PeriodFactory(plan=plan)
    UpdateFactory(action=ActionFactory(priority=PriorityFactory(plan=plan)), period=period)

    assert client.get(address(period)).status_code == 403


def test_dashboard_of_an_open_period_is_provisional_and_whole_for_the_coordinator(client, plan):
    period = PeriodFactory(plan=plan, updates_due_on=date(2025, 10, 16), freeze_on=date(2025, 10, 30))
    submitted, drafted = ActionFactory.create_batch(2, priority=PriorityFactory(plan=plan))
    UpdateFactory(action=submitted, period=period)
    DraftFactory(action=drafted, period=period, content={"narrative": "Half a secret"})

    response = client.get(address(period))
    shown = page(response)

    assert said(parts(shown, "app-provisional")[0]) == (
        "Provisional These ratings are not yet agreed. Updates are due by 16 October 2025. "
        "The figures are fixed on 30 October 2025. 1 update is awaited."
    )
    assert said(parts(shown, "app-position")[0]) == "1 of 2 actions is complete or on track. 1 needs attention."
    assert "Half a secret" not in response.content.decode()


def test_dashboard_of_an_open_period_holds_only_what_a_person_or_their_organisation_answers_for(client, plan, reader):
    own = OrganisationFactory(name="Moor Vale Police")
    PostFactory(organisation=own, holder=reader)
    period = PeriodFactory(plan=plan)
    priority = PriorityFactory(plan=plan)
    ours = ActionFactory(priority=priority, title="Share alerts", post=PostFactory(organisation=own))
    theirs = ActionFactory(priority=priority, title="Open a hub", post=PostFactory())
    UpdateFactory(action=ours, period=period)
    UpdateFactory(action=theirs, period=period, narrative="A tender failed.")
    PrioritySummaryFactory(priority=priority, period=period, reason="Not for other eyes.")

    response = client.get(address(period))
    shown = page(response)

    assert said(parts(shown, "app-position")[0]) == "1 of 1 action is complete or on track. None needs attention."
    assert "every number counts only that" in said(parts(shown, "app-provisional")[0])
    for secret in ("Open a hub", "A tender failed.", "Not for other eyes."):
        assert secret not in response.content.decode()
    story = reverse("monitoring:action_story", args=[period.pk, theirs.pk])
    assert client.get(story).status_code == 404


def test_dashboard_of_an_open_period_shows_a_lead_body_its_priority_with_what_its_lead_says(client, plan, reader):
    body = BodyFactory(name="Early Years Group")
    MembershipFactory(body=body, user=reader, role=Membership.Role.MEMBER)
    period = PeriodFactory(plan=plan)
    led = PriorityFactory(plan=plan, title="A strong start", lead_body=body)
    UpdateFactory(action=ActionFactory(priority=led), period=period)
    UpdateFactory(action=ActionFactory(priority=PriorityFactory(plan=plan)), period=period)
    PrioritySummaryFactory(priority=led, period=period, reason="Every hub is open.")

    (only,) = parts(page(client.get(address(period))), "app-priority")

    assert "A strong start Every hub is open." in said(only)


# --- Unchanged pages --------------------------------------------------------------------------------


def test_dashboard_of_a_frozen_period_answers_not_modified_to_whoever_has_it(client, two_periods):
    first = client.get(address(two_periods[1]))

    second = client.get(address(two_periods[1]), headers={"If-None-Match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert set(second["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert {"Cookie", "HX-Request"} <= set(first["Vary"].split(", "))


def test_dashboard_of_a_frozen_period_is_another_page_for_another_choice_reader_or_record(client, two_periods):
    def tag(period, **asked):
        return client.get(address(period), asked)["ETag"]

    mine = [tag(two_periods[1]), tag(two_periods[1], level="complete"), tag(two_periods[0])]
    client.force_login(UserFactory())

    assert len({*mine, tag(two_periods[1])}) == 4
    part = client.get(address(two_periods[1]), headers={"HX-Request": "true"})["ETag"]
    assert part != tag(two_periods[1])


def test_dashboard_with_news_for_its_reader_is_a_new_page(client, two_periods):
    tag = client.get(address(two_periods[1]))["ETag"]
    news = CookieStorage(RequestFactory().get("/"))
    client.cookies[news.cookie_name] = news._encode([Message(constants.SUCCESS, "Update submitted.")])  # type: ignore[attr-defined]

    response = client.get(address(two_periods[1]), headers={"If-None-Match": tag})

    assert response.status_code == 200


def test_dashboard_of_an_open_period_is_always_made_anew(client, plan):
    response = client.get(address(PeriodFactory(plan=plan)))

    assert "ETag" not in response


# --- The way to it ----------------------------------------------------------------------------------


def test_latest_dashboard_is_that_of_the_last_frozen_period_for_everybody(client, two_periods):
    plan = two_periods[0].plan
    PeriodFactory(plan=plan)

    response = client.get(reverse("monitoring:latest_dashboard", args=[plan.slug]))

    assert (response.status_code, response.url) == (302, address(two_periods[1]))


def test_latest_dashboard_before_anything_is_frozen_is_that_of_the_open_period(client, plan):
    period = PeriodFactory(plan=plan)

    response = client.get(reverse("monitoring:latest_dashboard", args=[plan.slug]))

    assert (response.status_code, response.url) == (302, address(period))


def test_latest_dashboard_says_why_there_is_none_to_read_yet(client, plan, reader):
    PeriodFactory(plan=plan, label="July to September 2025")

    shown = page(client.get(reverse("monitoring:latest_dashboard", args=[plan.slug])))

    assert said(parts(shown, "app-empty")[0]) == (
        "Nothing has been agreed yet July to September 2025 is under way. "
        "Its ratings can be read here once the figures are fixed. See the reporting periods"
    )


# --- Queries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 4])
def test_dashboard_of_a_frozen_period_asks_five_queries(client, plan, number, django_assert_num_queries):
    period = PeriodFactory(plan=plan)
    for _ in range(number):
        priority = PriorityFactory(plan=plan)
        for action in ActionFactory.create_batch(number, priority=priority):
            rated(action, period, Meaning.OFF_TRACK)
    freeze(period)
    client.get(address(period))

    # The session, the person, the period and its record.
    with django_assert_num_queries(5):
        client.get(address(period))


@pytest.mark.parametrize("number", [1, 4])
def test_dashboard_of_an_open_period_asks_ten_queries(client, plan, number, django_assert_num_queries):
    freeze(PeriodFactory(plan=plan))
    period = PeriodFactory(plan=plan)
    for _ in range(number):
        priority = PriorityFactory(plan=plan)
        for action in ActionFactory.create_batch(number, priority=priority, post=PostFactory()):
            UpdateFactory(action=action, period=period)

    with django_assert_num_queries(10):
        client.get(address(period))
