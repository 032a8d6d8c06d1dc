"""Whether the process lives, and whether everything it needs does."""

import time
from collections.abc import Callable

from celery import current_app, shared_task
from celery.signals import worker_ready
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

WORKER_SEEN = "worker_seen"
# Beat asks every 30 seconds; a worker busy with one long report is still a worker.
WORKER_MISSING_AFTER = 300


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Restart it when this does not."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Everything a person's work needs is there; 503 names each thing that is not."""
    missing = [sentence for check in CHECKS if (sentence := check())]
    text = "\n".join(missing) or "ok"
    return HttpResponse(
        f"{text}\n",
        status=503 if missing else 200,
        content_type="text/plain; charset=utf-8",
    )


def missing_database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    # However it fails, a person cannot work with it.
    except Exception:
        return _("The database does not answer.")
    return ""


def missing_broker() -> str:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=0, timeout=2)
    # Each transport has exceptions of its own; whichever it is, no job gets through.
    except Exception:
        return _("The job queue does not answer.")
    return ""


def missing_worker() -> str:
    seen_at = cache.get(WORKER_SEEN)
    if seen_at is None:
        return _("No worker has been seen. Reports wait until one runs.")
    if time.time() - seen_at > WORKER_MISSING_AFTER:
        return _("No worker has been seen for over five minutes. Reports wait until one runs.")
    return ""


CHECKS: tuple[Callable[[], str], ...] = (missing_database, missing_broker, missing_worker)


@shared_task(name="config.worker_seen")
def worker_seen() -> None:
    """Leave word that a worker takes jobs; beat sends this."""
    cache.set(WORKER_SEEN, time.time(), timeout=24 * 60 * 60)


@worker_ready.connect
def worker_started(**kwargs: object) -> None:
    worker_seen()
