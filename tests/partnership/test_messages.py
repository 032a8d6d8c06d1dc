"""A message is handed over at most once, whatever the mail server and the worker do."""

from __future__ import annotations

import socket

import psycopg
import pytest
from django.db import connection

from partnership import messages
from partnership.messages import ATTEMPTS, LOCKS, Letter, address_of, hand_over, unfinished
from partnership.models import Message
from tests.factories import MessageFactory, UserFactory

pytestmark = pytest.mark.django_db

State = Message.State

SAID = Letter(
    subject="2 updates are due",
    text="Please update them.\n",
    html="<p>Please update them.</p>",
    headers={"List-Id": "<reminders.testserver>", "Auto-Submitted": "auto-generated"},
)


def compose(message: Message) -> Letter:
    return SAID


def nothing(message: Message) -> None:
    return None


def waiting(**fields) -> Message:
    return MessageFactory(user__email="ann@northmoor.example", **fields)


def standing(message: Message) -> tuple[str, str, str, int]:
    message.refresh_from_db()
    return message.state, message.address, message.answer, message.attempts


@pytest.fixture
def elsewhere():
    """Another session of the same database: a worker that is not this one."""
    at = connection.get_connection_params()
    known = {name: at[name] for name in ("host", "port", "dbname", "user", "password") if at.get(name)}
    with psycopg.connect(**known, autocommit=True) as session:
        yield session


def test_hand_over_of_waiting_message_sends_it_as_text_and_html(smtp_server, settings):
    settings.CONTACT_EMAIL = "plan@northmoor.example"
    message = waiting()

    hand_over(message.pk, compose=compose)

    [came] = smtp_server.messages
    text, html = came.iter_parts()
    assert standing(message) == (State.SENT, "ann@northmoor.example", "", 1)
    assert (came["To"], came["Subject"], came["Reply-To"]) == (
        "ann@northmoor.example",
        "2 updates are due",
        "plan@northmoor.example",
    )
    assert (came["List-Id"], came["Auto-Submitted"]) == ("<reminders.testserver>", "auto-generated")
    assert (came.get_content_type(), text.get_content_type(), html.get_content_type()) == (
        "multipart/alternative",
        "text/plain",
        "text/html",
    )
    assert (text.get_content(), html.get_content().strip()) == (SAID.text, SAID.html)


def test_hand_over_twice_sends_once(smtp_server):
    message = waiting()

    hand_over(message.pk, compose=compose)
    hand_over(message.pk, compose=compose)

    assert (len(smtp_server.messages), standing(message)[3]) == (1, 1)


def test_hand_over_with_nothing_left_to_say_sends_nothing(smtp_server):
    message = waiting()

    hand_over(message.pk, compose=nothing)

    assert standing(message) == (State.NOT_NEEDED, "", "", 0)
    assert smtp_server.messages == []


def test_hand_over_to_closed_account_sends_nothing(smtp_server):
    message = MessageFactory(user=UserFactory(is_active=False))

    hand_over(message.pk, compose=compose)

    assert (standing(message)[0], smtp_server.messages) == (State.NOT_NEEDED, [])


def test_hand_over_to_refused_address_says_what_the_server_said(smtp_server):
    smtp_server.refuse("ann@northmoor.example")
    message = waiting()

    hand_over(message.pk, compose=compose)

    assert standing(message) == (State.REFUSED, "ann@northmoor.example", "550 No such person here", 1)


def test_hand_over_to_server_that_says_later_waits(smtp_server, monkeypatch):
    async def handle_RCPT(*args):
        return "451 Try again later"

    message = waiting()
    with monkeypatch.context() as busy:
        busy.setattr(smtp_server, "handle_RCPT", handle_RCPT)
        hand_over(message.pk, compose=compose)
    assert standing(message) == (State.WAITING, "ann@northmoor.example", "451 Try again later", 1)

    hand_over(message.pk, compose=compose)

    assert standing(message) == (State.SENT, "ann@northmoor.example", "", 2)
    assert len(smtp_server.messages) == 1


def test_hand_over_to_server_that_cannot_be_reached_waits_and_at_last_gives_up(smtp_server, settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
        message = waiting(attempts=ATTEMPTS - 2)

        hand_over(message.pk, compose=compose)
        first = standing(message)
        hand_over(message.pk, compose=compose)

    said = "The mail server could not be reached: [Errno 111] Connection refused"
    assert first == (State.WAITING, "ann@northmoor.example", said, ATTEMPTS - 1)
    assert standing(message) == (State.REFUSED, "ann@northmoor.example", said, ATTEMPTS)


def test_hand_over_to_server_that_hangs_up_with_the_message_may_not_have_arrived(smtp_server):
    smtp_server.hang_up()
    message = waiting()

    hand_over(message.pk, compose=compose)
    smtp_server.recover()
    hand_over(message.pk, compose=compose)

    assert standing(message) == (State.UNCERTAIN, "ann@northmoor.example", "Connection unexpectedly closed", 1)
    assert len(smtp_server.messages) == 1


def test_hand_over_to_server_that_says_nothing_may_not_have_arrived(smtp_server, monkeypatch):
    monkeypatch.setattr(messages, "PATIENCE_SECONDS", 0.3)
    smtp_server.hang()
    message = waiting()

    hand_over(message.pk, compose=compose)

    said = "Connection unexpectedly closed: timed out"
    assert standing(message) == (State.UNCERTAIN, "ann@northmoor.example", said, 1)


def test_hand_over_of_message_that_another_worker_has_leaves_it(smtp_server, elsewhere):
    message = waiting()
    elsewhere.execute("SELECT pg_advisory_lock(%s, %s)", [LOCKS, message.pk])

    hand_over(message.pk, compose=compose)

    assert (standing(message)[0], smtp_server.messages) == (State.WAITING, [])
    assert unfinished(Message.Kind.REMINDER) == []


def test_hand_over_of_message_whose_worker_died_sends_nothing_and_says_so(smtp_server):
    begun = {"state": State.HANDING_OVER, "address": "ann@northmoor.example", "handed_over_at": "2026-10-09 08:00Z"}
    message = waiting(attempts=1, **begun)
    assert unfinished(Message.Kind.REMINDER) == [message.pk]

    hand_over(message.pk, compose=compose)

    assert standing(message) == (
        State.UNCERTAIN,
        "ann@northmoor.example",
        "The worker was lost while it handed the message over.",
        1,
    )
    assert (smtp_server.messages, unfinished(Message.Kind.REMINDER)) == ([], [])


def test_hand_over_of_message_whose_words_are_broken_leaves_it_waiting(smtp_server):
    def broken(message: Message) -> Letter:
        raise ZeroDivisionError

    message = waiting()

    with pytest.raises(ZeroDivisionError):
        hand_over(message.pk, compose=broken)

    assert standing(message) == (State.WAITING, "", "", 0)


def test_address_of_page_leads_to_the_site(settings):
    settings.SITE_URL = "https://plan.northmoor.example/"

    assert address_of("/actions/7/update/") == "https://plan.northmoor.example/actions/7/update/"
