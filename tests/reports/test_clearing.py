"""Posts are asked to clear a report, and answer. Silence is never clearance."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from indicators.seen import seen_as
from partnership.refusals import Refused
from reports.models import Clearance, CommitteeReport, Implication, ReportMove
from reports.owed import owed, owes_any
from reports.permissions import can_clear
from reports.readiness import State as Asked
from reports.services.clearing import (
    AlreadyAnswered,
    NothingToAsk,
    NothingToClear,
    NotWritable,
    TextChanged,
    give_clearance,
    request_clearances,
    return_clearance,
)
from reports.services.writing import set_summary
from tests.factories import CoverFactory, PostFactory, UserFactory
from tests.reports.conftest import Told
from tests.reports.laid import EARLY, LATER, Laid, lay

pytestmark = pytest.mark.django_db

State = CommitteeReport.State


@pytest.fixture
def laid(told: Told) -> Laid:
    return lay(told)


def test_request_clearances_of_a_draft_asks_every_post_and_takes_it_into_clearance(laid):
    asked = laid.ask()

    assert [(str(each.heading or each.sign_off), each.post.title, each.due_on) for each in asked] == [
        ("Legal", "Head of legal", date(2026, 11, 6)),
        ("Director", "Director of children’s services", date(2026, 11, 6)),
    ]
    assert list(ReportMove.objects.values_list("from_state", "to_state", "by", "at")) == [
        (State.DRAFT, State.IN_CLEARANCE, laid.clerk.pk, EARLY)
    ]
    assert laid.now.state == State.IN_CLEARANCE


@pytest.mark.parametrize(
    ("asked_on", "wanted_by"),
    [
        (5, date(2026, 11, 6)),
        # On the day of the timetable, a Friday, and after it: on the next working day.
        (6, date(2026, 11, 9)),
        (7, date(2026, 11, 9)),
        (10, date(2026, 11, 11)),
    ],
)
def test_request_clearances_never_wants_them_at_once(laid, asked_on, wanted_by):
    asked = laid.ask(at=datetime(2026, 11, asked_on, 10, tzinfo=UTC))

    assert {each.due_on for each in asked} == {wanted_by}


def test_request_clearances_of_one_asks_that_post_alone(laid):
    asked = request_clearances(report=laid.report, only={f"heading-{laid.legal.pk}"}, by=laid.clerk, at=EARLY)

    assert [each.heading for each in asked] == [laid.legal]


def test_request_clearances_of_what_is_not_written_leaves_it_out(laid):
    Implication.objects.filter(heading=laid.legal).update(text="")

    assert [each.sign_off for each in laid.ask()] == [laid.sign_off]


def test_request_clearances_twice_is_refused(laid):
    laid.ask()

    with pytest.raises(NothingToAsk):
        laid.ask()
    assert Clearance.objects.count() == 2


def test_request_clearances_of_a_final_report_is_refused(laid):
    laid.report.state = State.WITHDRAWN
    laid.report.save()

    with pytest.raises(NotWritable):
        laid.ask()


def test_give_clearance_by_the_last_post_clears_the_report(laid):
    laid.ask()
    laid.give(laid.legal, by=laid.solicitor)

    assert laid.now.state == State.IN_CLEARANCE

    laid.give(laid.sign_off, by=laid.director)

    assert laid.now.state == State.CLEARED
    assert [(each.name, each.state, each.clearance.answered_by) for each in laid.standing().lines] == [
        ("Legal", Asked.GIVEN, laid.solicitor),
        ("Director", Asked.GIVEN, laid.director),
    ]


def test_give_clearance_of_words_that_changed_meanwhile_is_refused(laid):
    laid.ask()
    clearance = laid.clearance_of(laid.legal)
    seen = laid.standing().lines[0].text_sha256
    Implication.objects.filter(heading=laid.legal).update(text="Other words.")

    with pytest.raises(TextChanged):
        give_clearance(clearance=clearance, seen=seen, by=laid.solicitor, at=LATER)

    clearance.refresh_from_db()
    assert clearance.state == Clearance.State.REQUESTED


def test_give_clearance_of_what_was_blanked_since_is_refused_and_not_awaited(laid):
    laid.ask()
    awaited = owes_any(laid.solicitor, today=EARLY.date()), len(owed(laid.solicitor, today=EARLY.date()))
    implication = Implication.objects.get(heading=laid.legal)
    implication.text = " "
    implication.save()
    line = laid.standing().lines[0]

    with pytest.raises(NothingToClear, match="there is nothing to clear"):
        give_clearance(clearance=line.clearance, seen=line.text_sha256, by=laid.solicitor, at=LATER)

    assert awaited == (True, 1)
    assert owes_any(laid.solicitor, today=EARLY.date()) is False
    assert owed(laid.solicitor, today=EARLY.date()) == []


def test_give_clearance_twice_is_refused(laid):
    laid.ask()
    clearance = laid.give(laid.legal, by=laid.solicitor)

    with pytest.raises(AlreadyAnswered, match="Lee Law has answered this already"):
        give_clearance(clearance=clearance, seen=clearance.text_sha256, by=laid.solicitor, at=LATER)


def test_clearance_of_words_that_changed_since_is_outdated_and_asked_for_again(laid):
    laid.clear()
    Implication.objects.filter(heading=laid.legal).update(text="Other words.")

    # The whole has changed with its part.
    assert [each.state for each in laid.standing().lines] == [Asked.OUTDATED, Asked.OUTDATED]

    laid.ask(at=LATER)

    assert [each.state for each in laid.standing().lines] == [Asked.ASKED, Asked.ASKED]
    assert laid.now.state == State.IN_CLEARANCE
    assert Clearance.objects.filter(state=Clearance.State.GIVEN).count() == 2


def test_report_that_says_something_else_than_was_cleared_is_in_clearance_again(laid):
    laid.clear()
    shown = seen_as(laid.report, ["summary"])
    set_summary(report=laid.report, seen=shown, summary=laid.report.summary, by=laid.clerk)

    assert laid.now.state == State.CLEARED

    set_summary(report=laid.report, seen=shown, summary="Other words.", by=laid.clerk)

    assert laid.now.state == State.IN_CLEARANCE
    move = ReportMove.objects.filter(report=laid.report).latest("pk")
    assert (move.from_state, move.reason, move.by) == (
        State.CLEARED,
        "It has changed since it was cleared.",
        laid.clerk,
    )


def test_return_clearance_without_a_reason_is_refused(laid):
    laid.ask()

    with pytest.raises(Refused, match="Say why you return it"):
        return_clearance(clearance=laid.clearance_of(laid.legal), note="  ", by=laid.solicitor, at=LATER)


def test_return_clearance_leaves_the_report_in_clearance_and_says_why(laid):
    laid.ask()

    return_clearance(clearance=laid.clearance_of(laid.legal), note="Name the Act.", by=laid.solicitor, at=LATER)

    line = laid.standing().lines[0]
    assert (line.state, line.clearance.note, line.can_be_asked) == (Asked.RETURNED, "Name the Act.", True)
    assert laid.now.state == State.IN_CLEARANCE


def test_clearance_is_given_by_whoever_does_the_work_of_the_post_and_by_nobody_else(laid):
    laid.ask()
    clearance = laid.clearance_of(laid.legal)
    post = laid.legal.clearing_post
    covering, deputy, stranger = UserFactory(), UserFactory(), UserFactory()
    CoverFactory(post=post, user=covering, starts_on=date(2020, 1, 1), ends_on=date(2099, 1, 1))
    post.deputy = PostFactory(holder=deputy)
    post.save()
    people = [laid.solicitor, covering, deputy, stranger, laid.clerk, laid.told.coordinator]

    assert [can_clear(person, clearance) for person in people] == [True, True, True, False, False, False]
