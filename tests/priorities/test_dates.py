"""Asking for a later date, and what may be agreed."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import transaction

from partnership.due_reading import read_due
from partnership.models import Membership
from plans.models import Plan
from priorities.models import DateChange, DateRequest, StrategicAction
from priorities.permissions import can_decide_date, dates_asked_of, dates_to_decide
from priorities.services.dates import (
    AlreadyAsked,
    AlreadyDecided,
    NobodyNamed,
    NothingToMove,
    NotLater,
    ReasonMissing,
    agree_date,
    ask_for_date,
    is_later,
    refuse_date,
    withdraw_date_request,
)
from tests.factories import (
    ActionFactory,
    BodyFactory,
    DateChangeFactory,
    DateRequestFactory,
    MembershipFactory,
    PlanFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

State = DateRequest.State


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
def action(coordinator, lead):
    group = BodyFactory(name="Early help delivery group")
    MembershipFactory(body=group, user=lead, role=Membership.Role.CHAIR)
    return ActionFactory(
        priority__plan=PlanFactory(coordinator=coordinator), priority__lead_body=group, due=read_due("December 2026")
    )


@pytest.fixture
def officer():
    return UserFactory(name="Tom Bell")


@pytest.fixture
def asked(action, officer):
    return ask_for_date(action=action, due=read_due("March 2027"), reason="The premises are not free.", by=officer)


# --- Asking -------------------------------------------------------------------------------------


def test_later_date_that_is_asked_for_waits(asked, action, officer):
    assert (asked.state, asked.due, asked.requested_by, asked.change) == (
        State.WAITING,
        read_due("March 2027"),
        officer,
        None,
    )
    assert action.agreed_due() == read_due("December 2026")


@pytest.mark.parametrize(
    ("agreed", "wanted", "refusal"),
    [
        ("December 2026", "November 2026", "November 2026 is earlier than the agreed date, December 2026."),
        ("31 December 2026", "December 2026", "December 2026 ends on the same day as the agreed date, 31 December"),
        ("Quarter 4 2026/27", "15 March 2027", "15 March 2027 is earlier than the agreed date, Quarter 4 2026/27."),
        ("December 2026", "once published", "“once published” says no day by which it is over."),
        ("December 2026", "ongoing", "“ongoing” says no day by which it is over."),
        ("once published", "asap", "“asap” says no day by which it is over."),
        ("May 25", "June 2026", "June 2026 is over already."),
    ],
)
def test_date_that_is_not_later_is_refused_in_words(action, officer, agreed, wanted, refusal):
    action = ActionFactory(priority=action.priority, due=read_due(agreed))

    with pytest.raises(NotLater, match="^" + refusal):
        ask_for_date(action=action, due=read_due(wanted), reason="No room.", by=officer)

    assert list(DateRequest.objects.all()) == []


@pytest.mark.parametrize(
    ("agreed", "wanted", "later"),
    [
        ("Quarter 4 2026/27", "31 March 2027", False),
        ("Quarter 4 2026/27", "April 2027", True),
        ("Autumn 2026", "30 November 2026", False),
        ("Autumn 2026", "Winter 2026", True),
        ("31 March 2027", "Quarter 4 2026/27", False),
        ("May 25", "1 June 2025", True),
        ("once published", "June 2027", True),
        ("ongoing", "June 2027", True),
        (None, "June 2027", True),
        ("June 2027", "ongoing", False),
        ("June 2027", None, False),
    ],
)
def test_date_is_later_once_the_period_that_it_means_ends_later(agreed, wanted, later):
    assert is_later(wanted and read_due(wanted), than=agreed and read_due(agreed)) is later


def test_date_is_compared_with_the_last_one_agreed(action, officer):
    DateChangeFactory(action=action, due=read_due("June 2027"), agreed_on=date(2026, 9, 1))

    with pytest.raises(NotLater):
        ask_for_date(action=action, due=read_due("March 2027"), reason="No room.", by=officer)


def test_asking_without_a_reason_is_refused(action, officer):
    with pytest.raises(ReasonMissing):
        ask_for_date(action=action, due=read_due("March 2027"), reason="  ", by=officer)


def test_asking_the_same_twice_asks_once(asked, action, officer):
    again = ask_for_date(action=action, due=asked.due, reason="The premises are not free.", by=officer)

    assert again == asked
    assert list(DateRequest.objects.all()) == [asked]


def test_asking_while_another_request_waits_is_refused(asked, action):
    with pytest.raises(AlreadyAsked, match="Tom Bell has asked for March 2027 already"):
        ask_for_date(action=action, due=read_due("June 2027"), reason="No room.", by=UserFactory())


@pytest.mark.parametrize("status", [Plan.Status.DRAFTING, Plan.Status.SUPERSEDED, Plan.Status.CLOSED])
def test_asking_in_a_plan_that_is_not_in_force_is_refused(officer, status):
    action = ActionFactory(priority__plan=PlanFactory(status=status))

    with pytest.raises(NothingToMove):
        ask_for_date(action=action, due=read_due("March 2027"), reason="No room.", by=officer)


@pytest.mark.parametrize(
    "state", [{"complete": True}, {"stage": StrategicAction.Stage.WITHDRAWN}], ids=["complete", "withdrawn"]
)
def test_asking_about_what_is_over_is_refused(officer, state):
    with pytest.raises(NothingToMove):
        ask_for_date(action=ActionFactory(**state), due=read_due("March 2027"), reason="No room.", by=officer)


# --- Deciding -----------------------------------------------------------------------------------


def test_agreed_date_is_in_force_and_the_original_stays(asked, action, lead):
    change = agree_date(request=asked, by=lead)

    asked.refresh_from_db()
    action.refresh_from_db()
    assert (action.due, action.agreed_due()) == (read_due("December 2026"), read_due("March 2027"))
    assert (change.agreed_by, change.agreed_on, change.reason) == (
        "Early help delivery group (Miriam Sands)",
        date(2026, 10, 14),
        "The premises are not free.",
    )
    assert (asked.state, asked.decided_by, asked.decided_for, asked.change) == (State.AGREED, lead, "", change)


def test_agreeing_another_date_needs_words_that_are_printed(asked, lead):
    with pytest.raises(ReasonMissing):
        agree_date(request=asked, due=read_due("February 2027"), by=lead)

    change = agree_date(request=asked, due=read_due("February 2027"), reason="Half of it can open sooner.", by=lead)

    assert (change.due, change.reason) == (
        read_due("February 2027"),
        "The premises are not free. Asked for was March 2027: Half of it can open sooner.",
    )


def test_agreeing_a_date_that_is_not_later_is_refused(asked, lead):
    with pytest.raises(NotLater):
        agree_date(request=asked, due=read_due("November 2026"), reason="Sooner.", by=lead)

    asked.refresh_from_db()
    assert asked.state == State.WAITING


def test_coordinator_decides_on_behalf_and_says_who_told_them(asked, coordinator):
    with pytest.raises(NobodyNamed):
        agree_date(request=asked, by=coordinator)

    change = agree_date(request=asked, decided_for="Miriam Sands, by e-mail on 13 October", by=coordinator)

    assert change.agreed_by == "Early help delivery group (Miriam Sands, by e-mail on 13 October)"


def test_date_that_is_not_agreed_stays_and_says_why(asked, action, lead):
    with pytest.raises(ReasonMissing):
        refuse_date(request=asked, reason="", by=lead)
    refuse_date(request=asked, reason="Children cannot wait.", by=lead)

    asked.refresh_from_db()
    assert (asked.state, asked.decision_reason, asked.decided_by) == (State.REFUSED, "Children cannot wait.", lead)
    assert action.agreed_due() == read_due("December 2026")
    assert list(DateChange.objects.all()) == []


def test_request_is_decided_once(asked, lead):
    agree_date(request=asked, by=lead)

    with pytest.raises(AlreadyDecided, match="Miriam Sands has decided about this already: Agreed."):
        refuse_date(request=asked, reason="No.", by=lead)
    with pytest.raises(AlreadyDecided):
        withdraw_date_request(request=asked, by=lead)


def test_request_that_is_taken_back_leaves_room_for_another(asked, action, officer, lead):
    withdraw_date_request(request=asked, by=officer)

    with pytest.raises(AlreadyDecided, match="taken back"):
        agree_date(request=asked, by=lead)
    ask_for_date(action=action, due=read_due("June 2027"), reason="No room.", by=officer)
    assert list(DateRequest.objects.values_list("state", flat=True)) == [State.WITHDRAWN, State.WAITING]


def test_second_date_agreed_on_one_day_is_refused_whole(asked, action, officer, lead):
    agree_date(request=asked, by=lead)
    again = ask_for_date(action=action, due=read_due("June 2027"), reason="Worse.", by=officer)

    with pytest.raises(Exception, match="already agreed for this action on that day"), transaction.atomic():
        agree_date(request=again, by=lead)

    again.refresh_from_db()
    assert again.state == State.WAITING


def test_request_about_work_completed_meanwhile_is_not_agreed(asked, action, lead):
    action.stage, action.completed_on = StrategicAction.Stage.COMPLETE, date(2026, 10, 1)
    action.save()

    with pytest.raises(NothingToMove):
        agree_date(request=asked, by=lead)


# --- Who decides --------------------------------------------------------------------------------


def test_lead_of_the_body_and_the_coordinator_decide_and_no_others(asked, lead, coordinator, officer):
    people = (lead, coordinator, officer, UserFactory())

    assert [can_decide_date(person, asked) for person in people] == [True, True, False, False]
    assert [list(dates_to_decide(person)) for person in people] == [[asked], [asked], [], []]
    assert [list(dates_asked_of(person)) for person in people] == [[asked], [], [], []]


def test_lead_does_not_decide_about_their_own_request(action, lead):
    own = DateRequestFactory(action=action, requested_by=lead)

    assert can_decide_date(lead, own) is False
    assert list(dates_to_decide(lead)) == []


def test_coordinator_decides_about_their_own_request_for_the_body(action, coordinator):
    own = DateRequestFactory(action=action, requested_by=coordinator)

    assert can_decide_date(coordinator, own) is True
    with pytest.raises(NobodyNamed):
        agree_date(request=own, by=coordinator)


def test_without_a_lead_body_the_owner_of_the_plan_decides(lead):
    board = BodyFactory(name="Partnership board")
    MembershipFactory(body=board, user=lead, role=Membership.Role.LEAD)
    asked = DateRequestFactory(
        action=ActionFactory(priority__plan=PlanFactory(owner_body=board), due=read_due("December 2026"))
    )

    assert can_decide_date(lead, asked) is True
    assert list(dates_asked_of(lead)) == [asked]
    assert agree_date(request=asked, by=lead).agreed_by == "Partnership board (Miriam Sands)"
