"""Reviewing what looks wrong first, with the reason, and what people then asked and answered."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import ReportingPeriod
from monitoring.prompts import RULES
from monitoring.record.gather import gather, record_for
from monitoring.record.structs import Answer, Question
from monitoring.services.periods import freeze_period
from monitoring.services.reviews import accept_update, return_update
from monitoring.services.updates import submit_update
from monitoring.work.history import turns_of
from partnership.due import Due, Precision
from partnership.models import Membership
from plans.models import Plan
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    BodyFactory,
    DateChangeFactory,
    MembershipFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 14, 10, tzinfo=UTC)
PASSED = Due(date(2026, 8, 31), Precision.MONTH, "August 2026")
LATER = Due(date(2027, 3, 31), Precision.MONTH, "March 2027")
FRESH = "Nine of twelve are open and the last three rooms have been found in the south."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def coordinator(client):
    coordinator = UserFactory(name="Megan Price")
    client.force_login(coordinator)
    return coordinator


@pytest.fixture
def officer():
    return UserFactory(name="Priya Nair")


@pytest.fixture
def lead():
    return UserFactory(name="Chris Chair")


@pytest.fixture
def plan(coordinator):
    return PlanFactory(coordinator=coordinator)


@pytest.fixture
def priority(plan, lead):
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory())
    MembershipFactory(body=priority.lead_body, user=lead, role=Membership.Role.CHAIR)
    return priority


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, ordinal=5)


def an_update(priority, period, title, *, action=(), **given):
    made = ActionFactory(priority=priority, title=title, **dict(action))
    return UpdateFactory(action=made, period=period, **{"narrative": FRESH, **given})


def listing(client, period, show=""):
    address = reverse("monitoring:period_updates", args=[period.pk])
    return page(client.get(address + (f"?show={show}" if show else "")))


def review(client, update):
    return page(client.get(reverse("monitoring:update_review", args=[update.pk])))


def titles(shown):
    return [said(link) for link in parts(shown, "app-todo__link")]


def reasons(shown):
    return [[said(line) for line in each.xpath("./p")] for each in parts(shown, "app-notice")]


# --- The list -----------------------------------------------------------------------------------


def test_list_begins_with_what_is_most_likely_wrong_and_says_why(client, priority, period):
    an_update(priority, period, "Nothing odd")
    step = an_update(priority, period, "Overdue milestone")
    MilestoneFactory(action=step.action, title="Rooms found", due=PASSED)
    both = an_update(priority, period, "Late in all", action={"due": PASSED})
    MilestoneFactory(action=both.action, title="Staff found", due=PASSED)

    shown = listing(client, period)

    assert titles(shown) == ["Late in all", "Overdue milestone", "Nothing odd"]
    assert reasons(shown) == [
        [
            "It is going well by its rating, but its agreed date has passed: August 2026.",
            "It is going well by its rating, but a milestone is overdue: Staff found (due August 2026).",
        ],
        ["It is going well by its rating, but a milestone is overdue: Rooms found (due August 2026)."],
    ]


def test_list_keeps_the_plans_order_among_those_that_look_equally_right(client, priority, period):
    for title in ("One", "Two", "Three"):
        an_update(priority, period, title)

    assert titles(listing(client, period)) == ["One", "Two", "Three"]


def test_list_reads_the_date_now_agreed_not_the_first(client, priority, period):
    update = an_update(priority, period, "Moved", action={"due": PASSED})
    DateChangeFactory(action=update.action, due=LATER)

    assert reasons(listing(client, period)) == []


def test_list_compares_with_the_periods_before(client, plan, priority):
    action = ActionFactory(priority=priority)
    for ordinal in (3, 4):
        before = PeriodFactory(plan=plan, ordinal=ordinal)
        concern = level(plan.action_scale, Meaning.AT_RISK)
        UpdateFactory(action=action, period=before, narrative=FRESH, proposed_level=concern, accepted=True)
        freeze_period(period=before, by=None)
    period = PeriodFactory(plan=plan, ordinal=5)
    UpdateFactory(action=action, period=period, narrative=FRESH, proposed_level=concern)

    assert reasons(listing(client, period)) == [
        [
            "More than four fifths of its text is the same as last time.",
            "It has stayed at the same middling level for three periods running.",
        ]
    ]


def test_list_does_not_compare_with_what_was_never_agreed(client, plan, priority):
    action = ActionFactory(priority=priority)
    before = PeriodFactory(plan=plan, ordinal=4)
    UpdateFactory(action=action, period=before, narrative=FRESH, returned=True)
    freeze_period(period=before, by=None)
    period = PeriodFactory(plan=plan, ordinal=5)
    UpdateFactory(action=action, period=period, narrative=FRESH)

    assert reasons(listing(client, period)) == []


def test_list_of_what_is_accepted_asks_nothing_more(client, priority, period):
    an_update(priority, period, "Late", action={"due": PASSED}, accepted=True)

    assert reasons(listing(client, period, show="accepted")) == []


def test_list_for_a_lead_is_ranked_and_holds_their_priorities_only(client, plan, priority, period, lead):
    an_update(PriorityFactory(plan=plan), period, "Elsewhere", action={"due": PASSED})
    an_update(priority, period, "Fine")
    an_update(priority, period, "Late", action={"due": PASSED})
    client.force_login(lead)

    assert titles(listing(client, period)) == ["Late", "Fine"]


@pytest.mark.parametrize("number", [1, 6])
def test_list_asks_the_same_queries_however_much_there_is(client, plan, priority, django_assert_num_queries, number):
    made = [ActionFactory(priority=priority, due=PASSED) for _ in range(number)]
    before = PeriodFactory(plan=plan, ordinal=4)
    for action in made:
        UpdateFactory(action=action, period=before, accepted=True)
        MilestoneFactory(action=action, due=PASSED)
        DateChangeFactory(action=action, due=PASSED)
    freeze_period(period=before, by=None)
    period = PeriodFactory(plan=plan, ordinal=5)
    for action in made:
        UpdateFactory(action=action, period=period)

    with django_assert_num_queries(14):
        client.get(reverse("monitoring:period_updates", args=[period.pk]))


# --- One update ---------------------------------------------------------------------------------


def test_review_says_why_the_update_may_be_wrong(client, priority, period):
    update = an_update(
        priority,
        period,
        "Review the protocol",
        proposed_level=level(period.action_scale, Meaning.COMPLETE),
        narrative="The review is complete. A group is currently updating the protocols.",
    )
    MilestoneFactory(action=update.action, title="Protocol adopted")

    (box,) = parts(review(client, update), "app-notice")

    assert said(box) == (
        "Why it may be wrong "
        "It is said to be complete, but a milestone is still open: Protocol adopted. "
        "It is said to be complete, but its own text speaks of work that goes on: “currently”."
    )


def test_review_of_a_returned_update_asks_nothing_more(client, priority, period):
    update = an_update(priority, period, "Late", action={"due": PASSED}, returned=True)

    assert reasons(review(client, update)) == []


# --- Asking and answering -----------------------------------------------------------------------


@pytest.fixture
def challenged(priority, period, officer, lead, clock):
    """Submitted, asked about, answered, and accepted with another rating, an hour apart."""
    action = ActionFactory(priority=priority, title="Open drop-ins", post=PostFactory(holder=officer))
    on_track, concern = (level(period.action_scale, each) for each in (Meaning.ON_TRACK, Meaning.AT_RISK))
    update = submit_update(action=action, period=period, level=on_track, narrative="Going well.", by=officer)
    clock.shift(timedelta(hours=1))
    return_update(update=update, version=1, reason="How many are open?", by=lead)
    clock.shift(timedelta(hours=1))
    submit_update(
        action=action, period=period, level=on_track, narrative="Nine of twelve.", based_on_version=1, by=officer
    )
    clock.shift(timedelta(hours=1))
    return accept_update(update=update, version=2, level=concern, reason="Three are late.", by=lead)


def test_exchange_tells_who_asked_answered_and_agreed_in_order(challenged):

    assert [
        (turn.words, turn.text, turn.before and turn.before.label, turn.level and turn.level.label, turn.at)
        for turn in turns_of(challenged)
    ] == [
        ("Priya Nair submitted it", "", None, "On track", NOW),
        ("Chris Chair returned it and asked", "How many are open?", None, None, NOW + timedelta(hours=1)),
        ("Priya Nair answered and submitted it again", "", None, "On track", NOW + timedelta(hours=2)),
        ("Chris Chair agreed another rating", "Three are late.", "On track", "Some concern", NOW + timedelta(hours=3)),
    ]


def test_exchange_of_what_was_accepted_and_then_rated_anew_tells_both(priority, period, lead, clock):
    update = an_update(priority, period, "Rated twice", submitted_at=NOW)
    clock.shift(timedelta(hours=1))
    accept_update(update=update, version=1, by=lead)
    clock.shift(timedelta(hours=1))
    off_track = level(period.action_scale, Meaning.OFF_TRACK)
    accept_update(update=update, version=1, level=off_track, reason="The lease fell through.", by=lead)

    assert [(turn.kind.name, turn.text, turn.level.label) for turn in turns_of(update)] == [
        ("SUBMITTED", "", "On track"),
        ("ACCEPTED", "", "On track"),
        ("AGREED", "The lease fell through.", "Off track"),
    ]


def test_exchange_of_what_was_only_submitted_is_silent(priority, period):
    assert turns_of(an_update(priority, period, "Submitted")) == []


def test_exchange_stands_on_the_review_page_and_with_all_updates(client, challenged):
    told = (
        "Priya Nair submitted it: On track 14 October 2026 "
        "Chris Chair returned it and asked: How many are open? 14 October 2026 "
        "Priya Nair answered and submitted it again: On track 14 October 2026 "
        "Chris Chair agreed another rating: On track to Some concern Three are late. 14 October 2026"
    )

    assert told in said(review(client, challenged))
    assert told in said(page(client.get(reverse("monitoring:action_updates", args=[challenged.action_id]))))


def test_all_updates_keep_the_question_from_those_who_do_not_see_open_periods(client, period, challenged):
    freeze_period(period=period, by=None)
    client.force_login(UserFactory())

    shown = said(page(client.get(reverse("monitoring:action_updates", args=[challenged.action_id]))))

    assert "How many are open?" not in shown
    assert "Chris Chair changed the rating: On track to Some concern Three are late." in shown


# --- The rules ----------------------------------------------------------------------------------


def test_rules_are_listed_weightiest_first(client, plan):
    client.force_login(UserFactory())

    shown = page(client.get(reverse("monitoring:prompts", args=[plan.slug])))

    weights = [int(weight) for _rule, weight in rows(shown)]
    assert weights == sorted((rule.weight for rule in RULES), reverse=True)
    assert {rule for rule, _weight in rows(shown)} == {str(rule.title) for rule in RULES}


def test_rules_of_a_plan_being_written_are_not_found(client):
    client.force_login(UserFactory())
    plan = PlanFactory(status=Plan.Status.DRAFTING)

    assert client.get(reverse("monitoring:prompts", args=[plan.slug])).status_code == 404


def test_list_leads_to_the_rules(client, priority, period):
    an_update(priority, period, "One")

    (link,) = listing(client, period).xpath("//main//a[text()='How they are ranked']")

    assert link.get("href") == reverse("monitoring:prompts", args=[period.plan.slug])


# --- The record ---------------------------------------------------------------------------------


def test_record_keeps_what_was_asked_and_answered(challenged, period):
    freeze_period(period=period, by=None)

    (action,) = record_for(ReportingPeriod.objects.get(pk=period.pk)).actions

    assert action.update is not None
    assert action.update.questions == (
        Question(text="How many are open?", by="Chris Chair", at=NOW + timedelta(hours=1)),
    )
    assert action.update.answers == (Answer(by="Priya Nair", at=NOW + timedelta(hours=2)),)
    assert [(change.before, change.after, change.by) for change in action.update.changes] == [
        ("on-track", "at-risk", "Chris Chair")
    ]


def test_record_of_what_was_returned_twice_has_both_questions(priority, period, lead, officer, clock):
    action = ActionFactory(priority=priority, post=PostFactory(holder=officer))
    on_track = level(period.action_scale, Meaning.ON_TRACK)
    for version, question in enumerate(["How many?", "By when?"]):
        update = submit_update(
            action=action, period=period, level=on_track, narrative=f"{version}", based_on_version=version, by=officer
        )
        clock.shift(timedelta(hours=1))
        return_update(update=update, version=version + 1, reason=question, by=lead)
        clock.shift(timedelta(hours=1))
    submit_update(
        action=action, period=period, level=on_track, narrative="Nine by May.", based_on_version=2, by=officer
    )

    (told,) = gather(period).actions

    assert told.update is not None
    assert [each.text for each in told.update.questions] == ["How many?", "By when?"]
    assert [each.by for each in told.update.answers] == ["Priya Nair", "Priya Nair"]


def test_story_of_the_action_tells_who_asked_answered_and_agreed_in_order(client, challenged, period):
    freeze_period(period=period, by=None)
    client.force_login(UserFactory())

    (chapter,) = parts(
        page(client.get(reverse("monitoring:action_story", args=[period.pk, challenged.action_id]))),
        "app-story__chapter",
    )

    assert [said(line) for line in parts(chapter, "app-story__who")] == [
        "Reported by Priya Nair on 14 October 2026. Agreed by Chris Chair on 14 October 2026.",
        "Chris Chair returned it on 14 October 2026 and asked: How many are open?",
        "Priya Nair submitted it again on 14 October 2026.",
        "Chris Chair changed the rating from on track to some concern on 14 October 2026: Three are late.",
    ]
