"""A later date over HTTP: from the forecast that was typed to the decision, and where it then shows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from config.home import beginning
from monitoring.record.attention import is_late
from monitoring.record.gather import gather, record_for
from monitoring.services.periods import freeze_period
from partnership.due_reading import read_due
from partnership.models import Membership
from plans.ratings import Meaning
from priorities.models import DateRequest
from priorities.services.dates import agree_date, ask_for_date, refuse_date
from tests.factories import (
    ActionFactory,
    BodyFactory,
    DateChangeFactory,
    DateRequestFactory,
    DraftFactory,
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

TODAY = date(2026, 10, 14)


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(datetime(2026, 10, 14, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def lead():
    return UserFactory(name="Miriam Sands")


@pytest.fixture
def officer():
    return UserFactory(name="Tom Bell")


@pytest.fixture
def action(coordinator, lead, officer):
    group = BodyFactory(name="Early help group")
    MembershipFactory(body=group, user=lead, role=Membership.Role.CHAIR)
    plan = PlanFactory(coordinator=coordinator)
    return ActionFactory(
        priority=PriorityFactory(plan=plan, lead_body=group),
        post=PostFactory(title="Head of Help", holder=officer),
        ref="2.3",
        title="Open hubs",
        due=read_due("December 2026"),
    )


@pytest.fixture
def period(action):
    return PeriodFactory(plan=action.plan, ordinal=5)


def at(name, *args):
    return reverse(f"monitoring:{name}", args=args)


def late_update(period, **more):
    return {
        "period": period.pk,
        "based_on_version": 0,
        "level": level(period.action_scale, Meaning.OFF_TRACK).pk,
        "cause": "premises",
        "impact": "Children wait longer.",
        "recovery": "A school offers rooms from January.",
        "forecast_month": "3",
        "forecast_year": "2027",
        "narrative": "Two of five hubs are open.",
        **more,
    }


def notices(shown):
    return [said(each) for each in parts(shown, "app-notice")]


# --- From the forecast to the request -----------------------------------------------------------


def test_forecast_past_the_agreed_date_leads_to_a_request_with_what_was_typed(client, action, period, officer, lead):
    client.force_login(officer)

    answer = client.post(at("update_action", action.pk), late_update(period), follow=True)
    form = page(client.get(at("date_ask", action.pk)))
    asked = client.post(
        at("date_ask", action.pk), {"due": "March 2027", "reason": "A school offers rooms from January."}, follow=True
    )

    assert notices(page(answer)) == [
        "Your forecast is later than the agreed date. Ask Early help group for a later date? Ask for a later date"
    ]
    assert form.xpath("//input[@name='due']/@value") == ["March 2027"]
    assert "A school offers rooms from January." in form.xpath("string(//textarea[@name='reason'])")
    assert "Your request waits for Early help group." in said(page(asked))
    assert "It waits for Early help group. You cannot decide about it yourself." in said(page(asked))
    [request] = DateRequest.objects.all()
    assert (request.due, request.requested_by) == (read_due("March 2027"), officer)


def test_forecast_by_the_agreed_date_leads_nowhere(client, action, period, officer):
    client.force_login(officer)

    answer = client.post(at("update_action", action.pk), late_update(period, forecast_month="12", forecast_year="2026"))
    shown = page(client.get(answer["Location"]))

    assert notices(shown) == []
    assert page(client.get(at("date_ask", action.pk))).xpath("//input[@name='due']/@value") == []


def test_update_page_asks_about_the_forecast_of_a_draft(client, action, period, officer):
    DraftFactory(
        user=officer,
        action=action,
        period=period,
        content={"forecast_month": "March", "forecast_year": "2027", "recovery": "A school offers rooms."},
    )
    client.force_login(officer)

    shown = page(client.get(at("update_action", action.pk)))
    form = page(client.get(at("date_ask", action.pk)))

    assert shown.xpath(f"//a[@href='{at('date_ask', action.pk)}']") != []
    assert form.xpath("//input[@name='due']/@value") == ["March 2027"]


def test_request_that_is_refused_keeps_what_was_typed(client, action, officer):
    client.force_login(officer)

    shown = page(client.post(at("date_ask", action.pk), {"due": "November 2026", "reason": "No room."}))

    assert shown.xpath("//input[@name='due']/@value") == ["November 2026"]
    assert "No room." in shown.xpath("string(//textarea[@name='reason'])")
    assert "November 2026 is earlier than the agreed date, December 2026." in said(shown)


def test_request_sent_after_the_sign_in_has_ended_is_given_back(client, action, officer):
    client.post(at("date_ask", action.pk), {"due": "March 2027", "reason": "No room in any school."})
    client.force_login(officer)

    assert "No room in any school." in said(page(client.get(at("date_ask", action.pk))))


def test_coordinator_says_for_whom_they_ask(client, action, coordinator):
    client.force_login(coordinator)

    missing = page(client.post(at("date_ask", action.pk), {"due": "March 2027", "reason": "No room."}))
    client.post(
        at("date_ask", action.pk),
        {"due": "March 2027", "reason": "No room.", "on_behalf_of": "Head of Help, by telephone"},
    )

    assert "Say who told you, and how" in said(missing)
    assert DateRequest.objects.get().on_behalf_of == "Head of Help, by telephone"


def test_request_is_taken_back_by_whoever_asked(client, action, officer):
    asked = DateRequestFactory(action=action, requested_by=officer)
    client.force_login(officer)

    shown = page(client.post(at("date_request_withdraw", asked.pk), follow=True))

    assert "Your request is taken back. The date stays as it is." in said(shown)
    assert "Taken back by Tom Bell, 14 October 2026" in said(shown)


# --- Deciding -----------------------------------------------------------------------------------


@pytest.fixture
def asked(action, officer):
    return ask_for_date(action=action, due=read_due("March 2027"), reason="No room.", by=officer)


def test_lead_finds_the_requests_that_wait_and_agrees(client, asked, period, lead):
    client.force_login(lead)

    mine = said(page(client.get(at("my_actions"))))
    listed = [said(each) for each in parts(page(client.get(at("date_requests"))), "app-todo__item")]
    reviewed = said(page(client.get(at("period_updates", period.pk))))
    done = said(page(client.post(at("date_request", asked.pk), {"decision": "agree"}, follow=True)))

    assert "1 request for a later date waits for you." in mine
    assert listed == [
        "2.3 Open hubs Tom Bell asks for March 2027 instead of December 2026. No room. Decide",
    ]
    assert "1 request for a later date waits for a decision" in reviewed
    assert "2.3 Open hubs is now due March 2027." in done
    assert asked.action.date_changes.get().agreed_by == "Early help group (Miriam Sands)"


def test_lead_begins_at_the_requests_that_wait(asked, lead):
    assert beginning(lead, today=TODAY) == at("date_requests")


def test_lead_agrees_another_date_with_words(client, asked, lead):
    client.force_login(lead)

    missing = said(page(client.post(at("date_request", asked.pk), {"decision": "other"})))
    client.post(
        at("date_request", asked.pk), {"decision": "other", "due": "February 2027", "reason": "Half can open sooner."}
    )

    assert "Enter the date that you agree to" in missing
    assert "Say why you agree to another date than the one asked for" in missing
    assert asked.action.date_changes.get().due == read_due("February 2027")


def test_lead_does_not_agree_and_says_why(client, asked, lead):
    client.force_login(lead)

    client.post(at("date_request", asked.pk), {"decision": "refuse", "due": "not asked", "reason": "Nobody can wait."})
    shown = said(page(client.get(at("date_request", asked.pk))))

    assert "Not agreed by Early help group (Miriam Sands), 14 October 2026" in shown
    assert "What was said Nobody can wait." in shown


def test_officer_reads_beside_the_dates_that_a_later_one_is_not_agreed(client, asked, action, officer, lead):
    refuse_date(request=asked, reason="Nobody can wait.", by=lead)
    told = "March 2027 was asked for and not agreed on 14 October 2026: Nobody can wait."

    client.force_login(officer)
    to_officer = said(page(client.get(at("action_updates", action.pk))))
    client.force_login(UserFactory())
    to_others = said(page(client.get(at("action_updates", action.pk))))

    assert (told in to_officer, told in to_others) == (True, False)


def test_coordinator_decides_for_the_body_and_says_how_they_were_told(client, asked, coordinator):
    client.force_login(coordinator)

    missing = said(page(client.post(at("date_request", asked.pk), {"decision": "agree"})))
    client.post(
        at("date_request", asked.pk), {"decision": "agree", "decided_for": "Miriam Sands, by e-mail on 13 October"}
    )

    assert "Say who told you, and how" in missing
    assert asked.action.date_changes.get().agreed_by == "Early help group (Miriam Sands, by e-mail on 13 October)"


def test_decision_that_comes_second_is_told_of_the_first(client, asked, lead, coordinator):
    agree_date(request=asked, by=lead)
    client.force_login(coordinator)

    shown = said(
        page(client.post(at("date_request", asked.pk), {"decision": "refuse", "reason": "No.", "decided_for": "X"}))
    )

    assert "Miriam Sands has decided about this already: Agreed." in shown


# --- Where it shows -----------------------------------------------------------------------------


def test_dates_show_original_agreed_forecast_moves_and_who_agreed(client, asked, period, officer, lead):
    action = asked.action
    DateChangeFactory(
        action=action, due=read_due("January 2027"), reason="Staff left.", agreed_on=date(2026, 6, 1), agreed_by="Board"
    )
    agree_date(request=asked, by=lead)
    update = UpdateFactory(action=action, period=period, submitted_by=officer, forecast=read_due("May 2027"))
    told = (
        "Agreed date March 2027 The original date was December 2026; it has been moved twice. "
        "How it moved January 2027, agreed by Board on 1 June 2026: Staff left. "
        "March 2027, agreed by Early help group (Miriam Sands) on 14 October 2026: No room. "
        "Now expected May 2027"
    )

    client.force_login(lead)
    review = page(client.get(at("update_review", update.pk)))
    client.force_login(officer)
    updates = page(client.get(at("action_updates", action.pk)))
    updating = page(client.get(at("update_action", action.pk)))
    story = page(client.get(at("action_story", period.pk, action.pk)))

    assert said(parts(review, "app-promise")[0]) == told
    assert said(parts(updates, "app-promise")[0]) == told
    assert "Due March 2027, originally December 2026, moved twice" in said(parts(updating, "app-facts")[0])
    shown = said(parts(story, "app-promise")[0])
    assert (
        "Due December 2026 Now January 2027, agreed by Board on 1 June 2026: Staff left. "
        "Now March 2027, agreed by Early help group (Miriam Sands) on 14 October 2026: No room. "
        "The original date was December 2026; it has been moved twice. Now expected May 2027"
    ) in shown


def test_date_agreed_after_a_freeze_counts_for_the_next_period(asked, action, period, lead):
    freeze_period(period=period, by=None, at=datetime(2026, 10, 14, 9, tzinfo=UTC))
    period.refresh_from_db()
    frozen = record_for(period)
    agree_date(request=asked, by=lead)
    following = PeriodFactory(plan=action.plan, ordinal=6)

    [then] = record_for(period).actions
    [now] = gather(following).actions

    assert record_for(period) == frozen
    assert (then.moves, then.agreed_due.printed) == ((), "December 2026")
    assert [(move.due.printed, move.this_period, move.approved_by) for move in now.moves] == [
        ("March 2027", True, "Early help group (Miriam Sands)")
    ]


@pytest.mark.parametrize(
    ("printed", "as_at", "late"),
    [
        ("Quarter 2 2026/27", date(2026, 9, 30), False),
        ("Quarter 2 2026/27", date(2026, 10, 1), True),
        ("Autumn 2026", date(2026, 11, 30), False),
        ("Autumn 2026", date(2026, 12, 1), True),
        ("May 25", date(2025, 5, 31), False),
        ("May 25", date(2025, 6, 1), True),
        ("once published", date(2030, 1, 1), False),
        ("ongoing", date(2030, 1, 1), False),
    ],
)
def test_action_is_late_once_the_period_that_its_date_means_has_ended(action, printed, as_at, late):
    other = ActionFactory(priority=action.priority, due=read_due(printed), ref="9")
    period = PeriodFactory(plan=action.plan, actions_as_at=as_at, ends_on=as_at, starts_on=date(2025, 1, 1))

    with time_machine.travel(datetime.combine(as_at, datetime.min.time(), UTC).replace(hour=12), tick=False):
        record = gather(period, on=as_at)

    [found] = [each for each in record.actions if each.pk == other.pk]
    assert is_late(record, found) is late
