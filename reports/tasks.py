"""What a worker does for reports."""

from __future__ import annotations

import gc
from typing import Any

from celery import shared_task
from celery.signals import worker_init

from reports.services import issuing


@worker_init.connect
def load_print_engine(**kwargs: Any) -> None:
    """Loaded once, before the worker forks; kept out of every later collection of garbage."""
    from reports.document import make  # noqa: F401

    gc.collect()
    gc.freeze()


@shared_task(name="reports.produce_report")
def produce_report(report_pk: int) -> None:
    """Make one requested report. Safe to run twice: a finished report is left alone."""
    issuing.produce(report_pk)


@shared_task(name="reports.sweep")
def sweep() -> None:
    """Take up again what was lost on the way. Beat asks every minute."""
    issuing.sweep()
