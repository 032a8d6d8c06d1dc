import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from config import embedded

# A run in a process of its own that can be killed: it says where its servers are, then waits.
RUN = """
import json, sys, time
from pathlib import Path
from config import embedded
with embedded.running(Path(sys.argv[1]), throwaway=True) as servers:
    print(json.dumps([servers.database_url(embedded.OWNER), servers.redis_url]), flush=True)
    time.sleep(600)
"""


@pytest.fixture
def directory(tmp_path_factory):
    """Where every account may enter: pytest's own temporary directories are closed to the database's."""
    path = Path("/tmp") / f"childrens-plan-kept-{os.getpid()}-{time.monotonic_ns()}"
    yield path
    with suppress(embedded.InUse), embedded.locked(path):
        subprocess.run(["rm", "-rf", path], check=True)


def _start(directory):
    run = subprocess.Popen([sys.executable, "-c", RUN, str(directory)], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    return run, *json.loads(run.stdout.readline())


def test_killed_run_leaves_data_and_nothing_that_blocks_the_next(directory):
    run, database_url, redis_url = _start(directory)
    with psycopg.connect(database_url) as session:
        session.execute("CREATE TABLE kept (word text)")
        session.execute("INSERT INTO kept VALUES ('still here')")
    left = [int((directory / name).read_text().split()[0]) for name in ("postgres/postmaster.pid", "valkey/valkey.pid")]
    run.kill()
    run.wait()
    assert all(psutil.pid_exists(pid) for pid in left)

    with embedded.running(directory, throwaway=True) as servers:
        with psycopg.connect(servers.database_url(embedded.OWNER)) as session:
            assert session.execute("SELECT word FROM kept").fetchall() == [("still here",)]
        assert servers.redis_url == redis_url
        assert redis.Redis.from_url(redis_url).ping()
        assert not any(_lives(pid) for pid in left)


def test_killed_database_starts_again_at_once(directory):
    run, _, _ = _start(directory)
    os.kill(int((directory / "postgres/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    run.kill()
    run.wait()

    with embedded.running(directory, throwaway=True) as servers:
        assert servers.answer()


def test_directory_in_use_is_refused_and_can_be_joined(directory):
    with embedded.running(directory, throwaway=True) as servers:
        with pytest.raises(embedded.InUse), embedded.running(directory):
            pass
        with embedded.running_or_joined(directory) as joined:
            assert joined == servers
            assert joined.answer()
        assert servers.answer()


def test_ended_run_leaves_no_socket_and_no_process(directory):
    with embedded.running(directory, throwaway=True) as servers:
        pids = [
            int((directory / name).read_text().split()[0]) for name in ("postgres/postmaster.pid", "valkey/valkey.pid")
        ]

    assert not servers.sockets.exists()
    assert not any(_lives(pid) for pid in pids)


def test_abandoned_throwaway_directory_is_swept(monkeypatch):
    # Nobody else's: of what other runs have just made some is about to be locked.
    monkeypatch.setattr(embedded, "THROWAWAY_PREFIX", f"childrens-plan-swept-{os.getpid()}-")
    abandoned = Path("/tmp") / f"{embedded.THROWAWAY_PREFIX}abandoned"
    abandoned.mkdir()
    now = time.time()
    embedded._sweep_abandoned()
    assert abandoned.exists(), "a young directory may be another run's"

    monkeypatch.setattr(time, "time", lambda: now + 120)
    embedded._sweep_abandoned()

    assert not abandoned.exists()


def test_application_owns_nothing_in_a_fresh_database(directory):
    with (
        embedded.running(directory, throwaway=True) as servers,
        psycopg.connect(servers.database_url(embedded.APPLICATION)) as session,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        session.execute("CREATE TABLE public.mine (word text)")


def test_command_gets_the_servers_addresses(directory):
    shown = subprocess.run(
        [sys.executable, "-m", "config.embedded", "printenv", "DATABASE_URL", "REDIS_URL"],
        env=os.environ | {"EMBEDDED_DIR": str(directory)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert shown.stdout.split() == [
        embedded.servers_of(directory).database_url(embedded.APPLICATION),
        embedded.servers_of(directory).redis_url,
    ]


def _lives(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
