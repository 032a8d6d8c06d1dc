"""What a worker does for reports."""

from __future__ import annotations

import gc
from typing import Any

from celery import shared_task
from celery.signals import worker_init

from reports.services import ahead, issuing, printed, telling


@worker_init.connect
def load_print_engine(**kwargs: Any) -> None:
    """Loaded once, before the worker forks; kept out of every later collection of garbage."""
    from reports.document import make  # noqa: F401
    from reports.document.typeset import load

    load()
    gc.collect()
    gc.freeze()


@shared_task(name="reports.produce_report")
def produce_report(report_pk: int) -> None:
    """Make one requested report. Safe to run twice: a finished report is left alone."""
    issuing.produce(report_pk)


@shared_task(name="reports.set_parts")
def set_parts(report_pk: int) -> None:
    """Take parts of a report that another worker makes. Safe to run at any time, and to lose."""
    ahead.set_parts(report_pk)


@shared_task(name="reports.set_ahead")
def set_ahead(period_pk: int) -> None:
    """Set the parts of a period's report that will not change any more. Safe to run at any time, and to lose."""
    ahead.set_ahead(period_pk)


@shared_task(name="reports.sweep")
def sweep() -> None:
    """Take up again what was lost on the way, throw away what is not used any more, and tell people what became of
    what they asked for. Beat asks every minute."""
    issuing.sweep()
    printed.sweep()
    telling.send_notices()
