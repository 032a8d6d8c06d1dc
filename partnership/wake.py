"""Waking a worker by the name of its task."""

from __future__ import annotations

from celery import current_app


def wake(task: str, *keys: int) -> None:
    """Send `task` to the workers. Call it only after commit, as `on_commit(partial(wake, …), robust=True)`:

    a missing broker then costs nobody their work, and the sweep sends it again.
    """
    current_app.send_task(task, args=keys, retry=False)
