"""Waking a worker by the name of its task."""

from __future__ import annotations

from celery import current_app
from django.db import transaction


def wake(task: str, *keys: int) -> None:
    """Send `task` to the workers at once. Inside a transaction they might not see its rows yet."""
    current_app.send_task(task, args=keys, retry=False)


def wake_after_commit(task: str, *keys: int) -> None:
    """Send `task` once the transaction has been committed.

    A missing broker costs nobody their work: it is logged, and a sweep sends the task again.
    """

    # A function of its own: Django asks a hook that failed for its name, which a partial does not have.
    def send() -> None:
        wake(task, *keys)

    transaction.on_commit(send, robust=True)
