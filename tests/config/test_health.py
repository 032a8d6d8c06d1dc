import time

import pytest
from django.core.cache import cache
from django.test import Client

from config.health import WORKER_SEEN, worker_seen


def _get(path):
    answer = Client().get(path)
    return answer.status_code, answer.content.decode()


def test_healthz_asks_nothing_of_the_database(django_assert_num_queries):
    assert _get("/healthz") == (200, "ok\n")


@pytest.mark.django_db
def test_readyz_once_a_worker_is_seen_is_ready():
    worker_seen()

    assert _get("/readyz") == (200, "ok\n")


@pytest.mark.django_db
def test_readyz_without_a_worker_says_so():
    assert _get("/readyz") == (503, "No worker has been seen. Reports wait until one runs.\n")


@pytest.mark.django_db
def test_readyz_with_a_worker_long_gone_says_so():
    cache.set(WORKER_SEEN, time.time() - 301)

    assert _get("/readyz") == (
        503,
        "No worker has been seen for over five minutes. Reports wait until one runs.\n",
    )


def test_readyz_without_its_servers_names_each(settings, monkeypatch):
    def gone(*args, **kwargs):
        raise OSError

    monkeypatch.setattr("config.health.connection.cursor", gone)
    monkeypatch.setattr("config.health.current_app.connection_for_write", gone)
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/1"}}

    assert _get("/readyz") == (
        503,
        "The database does not answer.\n"
        "The job queue does not answer.\n"
        "No worker has been seen. Reports wait until one runs.\n",
    )


@pytest.mark.django_db
def test_running_worker_is_seen(celery_worker_process):
    worker_seen.delay()
    deadline = time.monotonic() + 240
    while cache.get(WORKER_SEEN) is None and time.monotonic() < deadline:
        time.sleep(0.05)

    assert _get("/readyz") == (200, "ok\n")
