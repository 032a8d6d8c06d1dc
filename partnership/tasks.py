"""What workers do for the people who sign in."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="partnership.clear_ended_sessions")
def clear_ended_sessions() -> None:
    """Delete sessions that have ended, and with them what somebody typed and never came back for."""
    call_command("clearsessions")
