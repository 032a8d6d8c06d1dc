"""A broker or cache that is away costs nobody a page: signing in needs the cache for its limits only."""

from __future__ import annotations

import socket

import pytest
from celery import Celery
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from kombu.exceptions import OperationalError
from redis.connection import Connection

from config.cache import CacheThatMayBeAway
from config.health import worker_seen
from partnership.models import User
from partnership.wake import wake
from tests.factories import PASSWORD, UserFactory


@pytest.fixture(autouse=True)
def _asked_afresh(monkeypatch):
    monkeypatch.setattr(CacheThatMayBeAway, "_away_until", {})
    yield
    LocMemCache("meanwhile", {}).clear()


@pytest.fixture
def closed_port():
    """An address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]


@pytest.fixture
def silent_port():
    """An address that takes every connection and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield listening.getsockname()[1]


@pytest.fixture(params=["closed_port", "silent_port"])
def cache_away(request, settings):
    port = request.getfixturevalue(request.param)
    default = settings.CACHES["default"]
    settings.CACHES = {"default": {**default, "LOCATION": f"redis://127.0.0.1:{port}/1"}}


def sign_in(person: User, password: str = PASSWORD) -> tuple[int, str]:
    answer = Client().post("/accounts/login/", {"login": person.email, "password": password})
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("cache_away")
def test_sign_in_without_the_caches_server_opens_a_session_and_waits_for_it_once(caplog):
    person = UserFactory()

    assert sign_in(person)[0] == 302
    assert caplog.text.count("The cache does not answer") == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("cache_away")
def test_wrong_passwords_are_counted_without_the_caches_server():
    person = UserFactory()
    for _ in range(5):
        sign_in(person, "wrong")

    assert "Too many attempts" in sign_in(person)[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("cache_away")
def test_readyz_without_the_caches_server_says_that_no_worker_is_seen():
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.content.decode()) == (
        503,
        "No worker has been seen. Reports wait until one runs.\n",
    )


def test_cache_is_asked_again_once_its_server_may_be_back(settings, closed_port, monkeypatch):
    monkeypatch.setattr("config.cache.ASKED_AGAIN_AFTER", 0.0)
    usual = settings.CACHES
    settings.CACHES = {"default": {**usual["default"], "LOCATION": f"redis://127.0.0.1:{closed_port}/1"}}
    cache.set("said", "to this process")
    assert cache.get("said") == "to this process"

    settings.CACHES = usual
    worker_seen()

    assert cache.get("said") is None
    assert cache.get("worker_seen") is not None


def test_waking_a_worker_without_a_broker_tries_once(settings, monkeypatch):
    tried = []

    def refuse(connection: Connection) -> None:
        tried.append(connection.port)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(Connection, "_connect", refuse)
    settings.CELERY_BROKER_URL = "redis://broker.example:6380/0"
    without_broker = Celery("without_broker", set_as_current=False)
    without_broker.config_from_object("django.conf:settings", namespace="CELERY")
    monkeypatch.setattr("partnership.wake.current_app", without_broker)

    with pytest.raises(OperationalError, match="refused"):
        wake("reports.produce_report", 1)

    assert tried == [6380]
