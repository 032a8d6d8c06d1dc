"""Reminders through real beats, workers, a broker and a mail server, with each of them taken away half way.

Whatever happens, nobody is reminded twice in a day.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as deployed
from django.core.cache import cache

from config import embedded, environment
from config.health import WORKER_SEEN
from monitoring.models import ReportingPeriod
from partnership.models import Message, User
from partnership.wake import wake
from tests.factories import ActionFactory, PeriodFactory, PostFactory, UserFactory
from tests.mail import MailServer

pytestmark = pytest.mark.django_db(transaction=True)

State = Message.State

# A week before the updates are due.
FRIDAY = datetime(2026, 10, 9, 9, tzinfo=UTC)
DUE = date(2026, 10, 16)
# In seconds, by each beat.
ASKED_EVERY = 0.25
CLOCK = {"NOW": FRIDAY.isoformat(), "PYTHONPATH": str(Path(deployed.BASE_DIR, "tests/clock"))}


def open_period() -> ReportingPeriod:
    return PeriodFactory(opened_at=datetime(2026, 10, 1, 9, tzinfo=UTC), updates_due_on=DUE)


def awaited_from(*names: str, periods: list[ReportingPeriod]) -> None:
    """An update in each of these periods from each of these people."""
    for name in names:
        person = UserFactory(name=name, email=f"{name.lower()}@northmoor.example")
        for period in periods:
            ActionFactory(priority__plan=period.plan, post=PostFactory(holder=person))


def wait_until(is_so: Callable[[], Any], *, seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, standing()
        time.sleep(0.05)


def wait_until_all_is_done() -> None:
    """Until one worker, which takes one thing after another, has done what it was given and what came of that."""
    for _ in range(2):
        cache.delete(WORKER_SEEN)
        wake("config.worker_seen")
        wait_until(lambda: cache.get(WORKER_SEEN))


def standing() -> dict[str, str]:
    return {message.user.name: message.state for message in Message.objects.select_related("user")}


def sent_to(server: MailServer) -> Counter[str]:
    return Counter(str(mail["To"]).partition("@")[0] for mail in server.messages)


@pytest.fixture
def start_beat() -> Iterator[Callable[..., None]]:
    """Starts a beat that asks several times a second, with these variables; all are killed at the end."""
    with ExitStack() as beats:

        def start(**variables: str) -> None:
            directory = beats.enter_context(tempfile.TemporaryDirectory())
            command = [
                *(sys.executable, "-m", "celery", "--app", "tests.hurried_beat:app", "beat"),
                *("--schedule", f"{directory}/schedule", "--pidfile", "", "--loglevel", "WARNING"),
            ]
            environ = os.environ | CLOCK | {"BEAT_EVERY": str(ASKED_EVERY)} | variables
            process = subprocess.Popen(command, env=environ, cwd=deployed.BASE_DIR)
            beats.callback(process.wait)
            beats.callback(process.kill)

        yield start


def test_two_beats_and_two_workers_remind_each_person_once(start_worker, start_beat, smtp_server):
    people = ("Ann", "Bo", "Cy", "Di")
    awaited_from(*people, periods=[open_period(), open_period()])
    for _ in range(2):
        start_worker(EMAIL_URL=smtp_server.url, **CLOCK)
        start_beat()

    wait_until(lambda: standing() == dict.fromkeys(people, State.SENT))
    # A few more rounds of both.
    time.sleep(8 * ASKED_EVERY)

    assert sent_to(smtp_server) == {name.lower(): 1 for name in people}
    assert {mail["Subject"] for mail in smtp_server.messages} == {"2 updates are due on Friday 16 October"}
    assert set(Message.objects.values_list("attempts", flat=True)) == {1}


def test_worker_killed_with_a_message_in_its_hand_never_sends_it_again(start_worker, smtp_server):
    awaited_from("Ann", "Bo", periods=[open_period()])
    smtp_server.hang()
    worker = start_worker(EMAIL_URL=smtp_server.url, **CLOCK)
    wake("monitoring.remind")
    # The server has the message and has not said so.
    smtp_server.wait_for(1)
    worker.kill()
    assert standing() == {"Ann": State.HANDING_OVER, "Bo": State.WAITING}

    smtp_server.recover()
    start_worker(EMAIL_URL=smtp_server.url, **CLOCK)
    wake("monitoring.remind")
    wait_until(lambda: standing() == {"Ann": State.UNCERTAIN, "Bo": State.SENT})
    wake("monitoring.remind")
    wake("monitoring.send_reminder", Message.objects.get(user__name="Ann").pk)
    wait_until_all_is_done()

    assert sent_to(smtp_server) == {"ann": 1, "bo": 1}
    assert standing() == {"Ann": State.UNCERTAIN, "Bo": State.SENT}
    assert Message.objects.get(user__name="Ann").answer == "The worker was lost while it handed the message over."


def test_worker_killed_between_recording_and_sending_sends_nothing_twice(start_worker, smtp_server):
    awaited_from("Ann", "Bo", periods=[open_period()])
    with socket.socket() as silent:
        # Takes the call and says nothing: the message is begun, and no mail server has heard of it.
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        worker = start_worker(EMAIL_URL=f"smtp://127.0.0.1:{silent.getsockname()[1]}", **CLOCK)
        wake("monitoring.remind")
        wait_until(lambda: State.HANDING_OVER in standing().values())
        worker.kill()

    start_worker(EMAIL_URL=smtp_server.url, **CLOCK)
    wake("monitoring.remind")
    wait_until(lambda: standing() == {"Ann": State.UNCERTAIN, "Bo": State.SENT})

    assert sent_to(smtp_server) == {"bo": 1}


@pytest.fixture
def own_broker(settings: Any) -> Iterator[embedded.Valkey]:
    """A broker that a test may stop and start. It keeps nothing: what stood in its queues is lost."""
    # Not named as what another run may sweep away after a minute.
    with tempfile.TemporaryDirectory(prefix="childrens-plan-broker-", dir="/tmp") as directory:
        servers = embedded.Servers(Path(directory))
        valkey = embedded.Valkey(Path(directory, "data"), servers, throwaway=True)
        valkey.start()
        cache = settings.CACHES["default"] | {"LOCATION": environment.cache_address(servers.redis_url, database=1)}
        settings.CACHES = {"default": cache}
        yield valkey
        valkey.stop()


def test_broker_restarted_with_its_queues_lost_reminds_each_person_once(
    own_broker, start_worker, start_beat, smtp_server
):
    period = open_period()
    awaited_from("Ann", periods=[period])
    redis = {"REDIS_URL": own_broker.servers.redis_url}
    start_worker(EMAIL_URL=smtp_server.url, **CLOCK, **redis)
    start_beat(**redis)
    wait_until(lambda: standing() == {"Ann": State.SENT})

    own_broker.stop()
    awaited_from("Bo", periods=[period])
    own_broker.start()
    wait_until(lambda: standing() == {"Ann": State.SENT, "Bo": State.SENT})
    # A few more rounds.
    time.sleep(8 * ASKED_EVERY)

    assert sent_to(smtp_server) == {"ann": 1, "bo": 1}
    assert User.objects.filter(messages__attempts=1).count() == 2
