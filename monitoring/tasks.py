"""What workers do for the people from whom an update is awaited."""

from celery import shared_task
from django.utils import timezone

from monitoring.services import reminders
from monitoring.services.posts import pass_on_what_was_handed_over


@shared_task(name="monitoring.remind")
def remind() -> None:
    """Write down today's reminders and hand them out. Beat asks every few minutes; doing it twice changes nothing."""
    reminders.remind(at=timezone.now())


@shared_task(name="monitoring.hand_out_reminders")
def hand_out_reminders() -> None:
    """Hand out what somebody asked for just now."""
    reminders.hand_out()


@shared_task(name="monitoring.send_reminder")
def send_reminder(message_pk: int) -> None:
    """Send one reminder. Safe to run twice: one that was handed over is left alone."""
    reminders.send(message_pk)


@shared_task(name="monitoring.pass_on_posts")
def pass_on_posts() -> None:
    """Let what was begun in a post go to whoever has taken it up since. Doing it twice changes nothing."""
    pass_on_what_was_handed_over(on=timezone.localdate())
