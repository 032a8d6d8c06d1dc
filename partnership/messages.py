"""Handing e-mails over to the mail server, each at most once.

The rows decide. A message is a row before it is sent, and a worker holds its lock for as long as it hands it over.
That it has begun is committed before the mail server hears anything: a message that is found begun while its lock
is free was lost by its worker, nobody knows how far it came, and it is never sent again by itself.

What a message says belongs to the app that knows its words: that app has the task, and passes `compose`.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.locks import alone_with, in_hand
from partnership.models import Message

logger = logging.getLogger(__name__)

State = Message.State

# The class of the advisory locks on messages, of which each has its key as its number.
LOCKS = 0x4D53
# How often a message is tried that the mail server certainly did not take.
ATTEMPTS = 30
# How long a mail server may think about a message. No person waits for this, and giving up early means not to know.
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says, as text and as HTML. `headers` are sent besides the usual ones."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str]


Compose = Callable[[Message], Letter | None]


def letter(template: str, context: Mapping[str, Any], *, subject: str, series: str) -> Letter:
    """The letter that TEMPLATE.txt and TEMPLATE.html make of `context` and of what every mail of ours says.

    `series` names the kind of letter to mail programs, in small letters, so that people can sort by it.
    """
    said = {
        "service_name": settings.SERVICE_NAME,
        "council_name": settings.COUNCIL_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        **context,
    }
    return Letter(
        # One line, whatever the names in it hold.
        subject=" ".join(subject.split()),
        text=render_to_string(f"{template}.txt", said).strip() + "\n",
        html=render_to_string(f"{template}.html", said),
        headers={
            "List-Id": f"<{series}.{_host()}>",
            # Nobody's out-of-office note answers it.
            "Auto-Submitted": "auto-generated",
        },
    )


def address_of(path: str) -> str:
    """The whole address of one of our pages, for a reader who is not on our site."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def _host() -> str:
    return settings.SITE_URL.rpartition("//")[2].partition("/")[0].partition(":")[0] or "localhost"


def unfinished(kind: str) -> list[int]:
    """The messages of a kind that no worker works on and that are to be handed over or to be given up."""
    messages = Message.objects.filter(kind=kind, state__in=[State.WAITING, State.HANDING_OVER])
    return list(messages.exclude(pk__in=in_hand(LOCKS)).order_by("due_on", "pk").values_list("pk", flat=True))


def hand_over(message_pk: int, *, compose: Compose) -> None:
    """Send one message, if it still waits and `compose` still has something to say; None says that it has not.

    Safe to call at any time: a message that was handed over, or is in other hands, is left alone.
    """
    with alone_with(LOCKS, message_pk) as is_alone:
        email = _begin(message_pk, compose) if is_alone else None
        if email is not None:
            state, answer = _convey(email)
            _end(message_pk, state, answer)


@transaction.atomic(durable=True)
def _begin(message_pk: int, compose: Compose) -> EmailMultiAlternatives | None:
    """Note that the message is being handed over, and give what is to be sent; None where nothing is."""
    message = Message.objects.select_for_update(of=["self"]).select_related("user").filter(pk=message_pk).first()
    if message is None or message.state not in (State.WAITING, State.HANDING_OVER):
        return None
    if message.state == State.HANDING_OVER:
        # Its lock is ours, so whoever began it is gone.
        message.state = State.UNCERTAIN
        message.answer = _("The worker was lost while it handed the message over.")
        message.save(update_fields=["state", "answer"])
        return None
    said = compose(message) if message.user.is_active else None
    if said is None:
        message.state = State.NOT_NEEDED
        message.save(update_fields=["state"])
        return None
    message.state, message.address = State.HANDING_OVER, message.user.email
    message.handed_over_at, message.attempts = timezone.now(), message.attempts + 1
    message.save(update_fields=["state", "address", "handed_over_at", "attempts"])
    return _email(said, to=message.address)


def _email(said: Letter, *, to: str) -> EmailMultiAlternatives:
    email = EmailMultiAlternatives(
        subject=said.subject,
        body=said.text,
        to=[to],
        reply_to=[settings.CONTACT_EMAIL] if settings.CONTACT_EMAIL else None,
        headers=dict(said.headers),
    )
    email.attach_alternative(said.html, "text/html")
    return email


@transaction.atomic
def _end(message_pk: int, state: str, answer: str) -> None:
    message = Message.objects.select_for_update().get(pk=message_pk)
    if state == State.WAITING and message.attempts >= ATTEMPTS:
        state = State.REFUSED
    message.state, message.answer = state, answer
    message.save(update_fields=["state", "answer"])


# --- The conversation with the mail server -----------------------------------------------------


def _convey(email: EmailMultiAlternatives) -> tuple[str, str]:
    """What became of the message, and what the mail server said. WAITING: it certainly did not take it, this time."""
    connection = get_connection(timeout=PATIENCE_SECONDS)
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        logger.warning("The mail server cannot be reached: %s", error)
        return State.WAITING, _("The mail server could not be reached: %(error)s") % {"error": _words(error)}
    try:
        connection.send_messages([email])
    except smtplib.SMTPServerDisconnected as error:
        # It may have taken the message before it went away.
        return State.UNCERTAIN, _words(error)
    except (smtplib.SMTPException, ValueError) as error:
        return State.WAITING if _is_passing(error) else State.REFUSED, _words(error)
    except OSError as error:
        return State.UNCERTAIN, _words(error)
    finally:
        # Whatever goes wrong now, the message is in.
        with suppress(smtplib.SMTPException, OSError):
            connection.close()
    return State.SENT, ""


def _is_passing(error: Exception) -> bool:
    """Whether the mail server says to come again: its answers from 400 to 499 do."""
    return all(400 <= code < 500 for code, _text in _answers(error)) and bool(_answers(error))


def _words(error: Exception) -> str:
    said = [f"{code} {text}" for code, text in _answers(error)]
    return "; ".join(said) or str(error) or type(error).__name__


def _answers(error: Exception) -> list[tuple[int, str]]:
    answers: list[tuple[int, bytes | str]] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    return [(code, text.decode(errors="replace") if isinstance(text, bytes) else text) for code, text in answers]
