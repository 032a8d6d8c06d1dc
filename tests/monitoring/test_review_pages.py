"""Reading what came in, accepting it and sending it back."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import Challenge
from monitoring.services.periods import freeze_period
from partnership.due import Due, Precision
from partnership.models import Membership
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    BodyFactory,
    ChallengeFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db


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
    return PlanFactory(coordinator=coordinator)


@pytest.fixture
def group():
    return BodyFactory(name="Wellbeing Group")


@pytest.fixture
def priority(plan, group):
    return PriorityFactory(plan=plan, lead_body=group)


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, ordinal=5)


@pytest.fixture
def officer():
    return UserFactory(name="Priya Nair")


@pytest.fixture
def action(priority, officer):
    return ActionFactory(
        priority=priority,
        ref="2.3",
        title="Open drop-in support",
        success_criteria="Every school has a drop-in.",
        post=PostFactory(title="Head of Help", organisation__name="Services", holder=officer),
    )


@pytest.fixture
def update(action, period, officer):
    return UpdateFactory(
        action=action,
        period=period,
        submitted_by=officer,
        narrative="Nine of twelve are open.",
        submitted_at=datetime(2026, 10, 9, 10, tzinfo=UTC),
    )


@pytest.fixture
def lead(group):
    lead = UserFactory(name="Chris Chair")
    MembershipFactory(body=group, user=lead, role=Membership.Role.CHAIR)
    return lead


def at(name, *args):
    return reverse(f"monitoring:{name}", args=args)


def review(update):
    return at("update_review", update.pk)


def decide(client, update, **data):
    return client.post(review(update), {"version": update.version, **data})


# --- One update ---------------------------------------------------------------------------------


def test_review_shows_this_time_beside_last_time(client, plan, action, officer):
    before = PeriodFactory(plan=plan, ordinal=4)
    UpdateFactory(
        action=action,
        period=before,
        narrative="Seven of twelve are open.",
        next_steps="Open two more\nRecruit",
        accepted=True,
    )
    freeze_period(period=before, by=None)
    update = UpdateFactory(
        action=action,
        period=PeriodFactory(plan=plan, ordinal=5),
        narrative="Nine of twelve are open.",
        submitted_by=officer,
    )

    shown = page(client.get(review(update)))

    assert said(parts(shown, "app-facts")[0]) == "Waits for review From Priya Nair, 9 October"
    (aside,) = parts(shown, "app-panel")
    assert said(aside) == (
        "Last time: April to June 2026 On track Seven of twelve are open. What was promised then Open two more Recruit "
        "Its dates Due No date is set It is done when Every school has a drop-in."
    )
    assert "This time On track Nine of twelve are open." in said(parts(shown, "app-columns__main")[0])


def test_review_of_a_delay_shows_cause_impact_recovery_and_forecast(client, action, period):
    update = UpdateFactory(
        action=action,
        period=period,
        proposed_level=level(period.action_scale, Meaning.OFF_TRACK),
        cause="staff",
        impact="Children wait.",
        recovery="Two more people.",
        forecast=Due(datetime(2027, 2, 28, tzinfo=UTC).date(), Precision.MONTH, "February 2027"),
    )

    main = said(parts(page(client.get(review(update))), "app-columns__main")[0])

    assert (
        "About the delay Cause Not enough staff What it means for children Children wait. "
        "What will bring it back on track Two more people. Now expected February 2027"
    ) in main


def test_accept_as_it_is_takes_one_choice(client, update, coordinator):
    answer = decide(client, update, decision="accept")

    update.refresh_from_db()
    assert (update.state, update.agreed_level, update.reviewed_by) == ("accepted", update.proposed_level, coordinator)
    assert answer["Location"] == at("period_updates", update.period.pk)
    assert "2.3 Open drop-in support is accepted as On track." in said(page(client.get(answer["Location"])))


def test_accept_with_another_rating_and_a_reason_keeps_both(client, update):
    concern = level(update.period.action_scale, Meaning.AT_RISK)

    decide(client, update, decision="change", level=concern.pk, reason="Three schools are late.")

    update.refresh_from_db()
    assert (update.state, update.agreed_level) == ("accepted", concern)
    assert list(Challenge.objects.values_list("from_level__label", "to_level__label", "reason")) == [
        ("On track", "Some concern", "Three schools are late.")
    ]


def test_return_says_why_to_the_author(client, update, officer):
    decide(client, update, decision="return", reason="How many children?")

    update.refresh_from_db()
    assert (update.state, update.returned_because) == ("returned", "How many children?")
    client.force_login(officer)
    assert "How many children?" in client.get(at("my_actions")).content.decode()


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({}, [("Choose whether to accept or return the update", "#id_decision_0")]),
        ({"decision": "lose"}, [("Choose whether to accept or return the update", "#id_decision_0")]),
        ({"decision": "return"}, [("Say what the author should add or change", "#id_reason")]),
        (
            {"decision": "change"},
            [("Choose the rating that you agree", "#id_level_0"), ("Say why the rating changes", "#id_reason")],
        ),
        (
            {"decision": "change", "level": "proposed", "reason": "Because."},
            [("This is the rating that stands. Choose another, or accept it as it is", "#id_level_0")],
        ),
        (
            {"decision": "return", "reason": "x" * 601},
            [("Shorten the reason to 600 characters: it has 601", "#id_reason")],
        ),
    ],
)
def test_decision_with_something_missing_says_what_beside_its_field(client, update, typed, problems):
    if typed.get("level") == "proposed":
        typed = typed | {"level": update.proposed_level.pk}

    shown = page(decide(client, update, **typed))

    assert [(said(link), link.get("href")) for link in shown.xpath("//*[@role='alert']//a")] == problems
    update.refresh_from_db()
    assert update.state == "submitted"


def test_decision_about_an_earlier_version_is_not_taken_and_keeps_what_was_typed(client, update):
    seen = update.version
    update.version, update.narrative = 2, "Ten of twelve are open."
    update.save()

    shown = page(client.post(review(update), {"version": seen, "decision": "return", "reason": "How many?"}))

    assert "A newer version of this update has come in. Read it before you decide." in said(shown)
    assert "Ten of twelve are open." in said(shown)
    assert shown.get_element_by_id("id_reason").text.strip() == "How many?"
    assert shown.get_element_by_id("id_version").get("value") == "2"
    update.refresh_from_db()
    assert update.state == "submitted"


def test_review_of_an_accepted_update_offers_another_rating_only(client, action, period):
    update = UpdateFactory(action=action, period=period, accepted=True)

    shown = page(client.get(review(update)))

    assert [said(choice) for choice in shown.xpath("//input[@name='decision']/../label")] == [
        "Accept it with another rating",
        "Ask a question first",
    ]


def test_review_of_a_returned_update_waits_for_its_author(client, action, period):
    update = UpdateFactory(action=action, period=period, returned=True, reviewed_by=UserFactory(name="Chris Chair"))

    shown = page(client.get(review(update)))

    assert "Chris Chair returned it and asked: Say how many schools. 20 October 2026" in said(shown)
    assert shown.xpath("//main//form") == []


def test_review_of_a_plan_that_does_not_rate_asks_for_no_rating(client, coordinator):
    plan = PlanFactory(coordinator=coordinator, unrated=True)
    update = UpdateFactory(action=ActionFactory(priority__plan=plan))

    shown = page(client.get(review(update)))
    assert [said(choice) for choice in shown.xpath("//input[@name='decision']/../label")] == [
        "Accept it as it is",
        "Ask a question first",
        "Return it to its author",
    ]
    assert "Not rated" not in said(shown)

    decide(client, update, decision="accept")
    update.refresh_from_db()
    assert (update.state, update.agreed_level) == ("accepted", None)


def test_review_shows_every_change_of_the_rating(client, update, coordinator):
    scale = update.period.action_scale
    ChallengeFactory(
        update=update,
        from_level=level(scale, Meaning.OFF_TRACK),
        to_level=level(scale, Meaning.ON_TRACK),
        by=coordinator,
    )

    shown = page(client.get(review(update)))

    assert "Megan Price changed the rating: Off track to On track Three schools will open later than promised." in said(
        shown
    )


def test_lead_reviews_what_others_submitted_in_their_priority(client, update, lead):
    client.force_login(lead)

    assert client.get(review(update)).status_code == 200
    decide(client, update, decision="accept")

    update.refresh_from_db()
    assert (update.state, update.reviewed_by) == ("accepted", lead)


def test_lead_does_not_review_their_own(client, action, period, lead):
    update = UpdateFactory(action=action, period=period, submitted_by=lead)
    client.force_login(lead)

    assert client.get(review(update)).status_code == 403
    assert decide(client, update, decision="accept").status_code == 403
    answer = client.post(at("period_updates", period.pk), {"accept": f"{update.pk}:1"})
    assert answer.status_code == 403
    update.refresh_from_db()
    assert update.state == "submitted"


def test_review_of_a_frozen_update_leads_to_its_story(client, action, plan):
    frozen = PeriodFactory(plan=plan, ordinal=4)
    update = UpdateFactory(action=action, period=frozen, accepted=True)
    frozen.state, frozen.frozen_at = "frozen", datetime(2026, 7, 30, tzinfo=UTC)
    frozen.save()

    assert client.get(review(update))["Location"] == at("action_story", frozen.pk, action.pk)


# --- The list -----------------------------------------------------------------------------------


def test_list_shows_what_waits_with_its_words(client, update):
    shown = page(client.get(at("period_updates", update.period.pk)))

    assert [said(item) for item in parts(shown, "app-todo__item")] == [
        "2.3 Open drop-in support Priya Nair, Head of Help, Services On track Nine of twelve are open. "
        "Accept as it is : 2.3 Open drop-in support"
    ]
    assert [said(way) for way in shown.xpath("//*[@class='app-ways']/li")] == [
        "To review 1",
        "Not begun 0",
        "Draft 0",
        "Returned 0",
        "Accepted 0",
        "Post not held 0",
        "No lead named 0",
        "All 1",
    ]


def test_list_accepts_those_ticked_and_only_those(client, update, action):
    other = UpdateFactory(action=ActionFactory(priority=action.priority), period=update.period)

    answer = client.post(at("period_updates", update.period.pk), {"accept": f"{update.pk}:1"}, follow=True)

    assert "1 update is accepted." in said(page(answer))
    update.refresh_from_db()
    other.refresh_from_db()
    assert (update.state, other.state) == ("accepted", "submitted")


@pytest.mark.parametrize("ticked", ["", "x", "1", "1:2:3", "-1:1", "9" * 40 + ":1", "٣:1"])
def test_list_with_nothing_of_ours_ticked_says_what_to_do(client, update, ticked):
    shown = page(client.post(at("period_updates", update.period.pk), {"accept": ticked}))

    assert "Tick the updates that you accept." in said(shown.xpath("//*[@role='alert']")[0])
    update.refresh_from_db()
    assert update.state == "submitted"


def test_list_with_one_that_changed_meanwhile_accepts_none_and_says_which(client, update, action):
    other = UpdateFactory(
        action=ActionFactory(priority=action.priority, title="Other"), period=update.period, version=2
    )

    shown = page(client.post(at("period_updates", update.period.pk), {"accept": [f"{update.pk}:1", f"{other.pk}:1"]}))

    assert "Other: A newer version of this update has come in." in said(shown.xpath("//*[@role='alert']")[0])
    update.refresh_from_db()
    assert update.state == "submitted"


def test_list_of_one_organisation_holds_all_of_its_updates(client, update, action):
    UpdateFactory(action=ActionFactory(priority=action.priority), period=update.period)

    shown = page(client.get(at("period_updates", update.period.pk) + "?organisation=Services"))

    assert [said(link) for link in parts(shown, "app-todo__link")] == ["2.3 Open drop-in support"]
    assert said(shown.xpath("//h1")[0]) == "Updates: Services"


def test_list_for_a_lead_holds_their_priorities_only(client, update, plan, lead):
    UpdateFactory(action=ActionFactory(priority=PriorityFactory(plan=plan)), period=update.period)
    client.force_login(lead)

    shown = page(client.get(at("period_updates", update.period.pk) + "?show=all"))

    assert [said(link) for link in parts(shown, "app-todo__link")] == ["2.3 Open drop-in support"]


def test_list_for_a_clerk_offers_nothing_to_press(client, update, plan):
    clerk = UserFactory()
    MembershipFactory(body=plan.owner_body, user=clerk, role=Membership.Role.CLERK)
    client.force_login(clerk)

    shown = page(client.get(at("period_updates", update.period.pk)))

    assert [said(link) for link in parts(shown, "app-todo__link")] == ["2.3 Open drop-in support"]
    assert shown.xpath("//main//form | //main//ul[@class='app-todo']//a") == []


def test_list_with_nothing_to_show_says_so(client, period):
    shown = page(client.get(at("period_updates", period.pk)))

    assert said(parts(shown, "app-empty")[0]) == "No update waits for review."


# --- Reopening ----------------------------------------------------------------------------------


def test_action_is_taken_up_again_with_a_reason(client, plan, priority):
    action = ActionFactory(priority=priority, complete=True)

    missing = page(client.post(at("action_reopen", action.pk), {"reason": ""}))
    assert "Say why the action is taken up again" in said(missing.xpath("//*[@role='alert']")[0])

    answer = client.post(at("action_reopen", action.pk), {"reason": "It closed."})
    action.refresh_from_db()
    assert (action.stage, action.stage_note, answer["Location"]) == (
        "under_way",
        "It closed.",
        at("period_list", plan.slug),
    )


# --- Queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_review_page_asks_the_same_queries_however_much_there_is(client, update, django_assert_num_queries, number):
    for _ in range(number):
        ChallengeFactory(update=update, by=UserFactory())

    with django_assert_num_queries(16):
        client.get(review(update))
