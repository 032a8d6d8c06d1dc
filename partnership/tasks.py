"""What workers do for the people who sign in."""

from celery import shared_task
from django.core.management import call_command

from partnership.invitations import compose
from partnership.messages import hand_over, unfinished
from partnership.models import Message


@shared_task(name="partnership.clear_ended_sessions")
def clear_ended_sessions() -> None:
    """Delete sessions that have ended, and with them what somebody typed and never came back for."""
    call_command("clearsessions")


@shared_task(name="partnership.send_invitation")
def send_invitation(message_pk: int) -> None:
    """Send one invitation. Safe to run twice: it is handed over at most once."""
    hand_over(message_pk, compose=compose)


@shared_task(name="partnership.send_invitations")
def send_invitations() -> None:
    """Take up invitations whose task was lost, or whose mail server could not be reached."""
    for message_pk in unfinished(Message.Kind.INVITATION):
        hand_over(message_pk, compose=compose)
