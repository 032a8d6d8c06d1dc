import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from config import demo, embedded


@pytest.fixture(scope="module")
def servers():
    with embedded.throwaway() as servers:
        yield servers


@pytest.fixture
def database(servers):
    """The address of an empty database, as its owner."""
    name = f"plan_{time.monotonic_ns()}"
    with psycopg.connect(servers.database_url("postgres"), autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name} OWNER {embedded.OWNER}")
    return servers.database_url(embedded.OWNER, name)


def _tables(database, *statements):
    with psycopg.connect(database, autocommit=True) as session:
        session.execute("CREATE TABLE plans_plan (slug text)")
        session.execute("CREATE TABLE partnership_user (email text)")
        for statement in statements:
            session.execute(statement)


def test_empty_database_is_taken(database):
    demo.refuse_foreign_database(database)


def test_database_with_empty_tables_is_taken(database):
    _tables(database)

    demo.refuse_foreign_database(database)


@pytest.mark.parametrize(
    "found", ["INSERT INTO plans_plan VALUES ('real')", "INSERT INTO partnership_user VALUES ('a@council.example')"]
)
def test_database_with_plans_or_accounts_of_others_is_refused(database, found):
    _tables(database, found)

    with pytest.raises(demo.DemoError, match="holds plans or accounts that the demo did not make"):
        demo.refuse_foreign_database(database)


def test_database_that_the_demo_made_is_taken_again(database):
    _tables(database)
    demo.mark_as_ours(database)
    with psycopg.connect(database, autocommit=True) as session:
        session.execute("INSERT INTO plans_plan VALUES ('northmoor-2025')")

    demo.refuse_foreign_database(database)


def test_plan_that_others_put_into_the_demos_database_is_refused(database):
    _tables(database, "INSERT INTO plans_plan VALUES ('northmoor-2025'), ('real')")
    demo.mark_as_ours(database)

    with pytest.raises(demo.DemoError, match="holds plans or accounts"):
        demo.refuse_foreign_database(database)


def test_database_that_does_not_answer_is_said():
    with pytest.raises(demo.DemoError, match="The database does not answer"):
        demo.refuse_foreign_database("postgresql://nobody@127.0.0.1:1/plan")


def test_application_signs_in_as_a_role_of_its_own():
    address = demo.application_address("postgresql://admin:secret@db.example:5433/plan?sslmode=require")

    assert re.fullmatch(r"postgresql://plan_app:[0-9a-f]{32}@db\.example:5433/plan\?sslmode=require", address)
    assert address == demo.application_address("postgresql://admin:secret@db.example:5433/plan?sslmode=require")


def test_one_server_without_the_other_is_refused():
    done = subprocess.run(
        [sys.executable, "-m", "config.demo"],
        env=os.environ | {"REDIS_URL": "", "EMBEDDED_DIR": "/tmp/never-made"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr.strip()) == (1, "Set both DATABASE_URL and REDIS_URL, or neither.")


# --- The whole ---------------------------------------------------------------------------------


class Demo:
    """`make demo` as somebody starts it, without the set-up."""

    def __init__(self, directory: Path, **variables: str) -> None:
        unset = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "STATIC_MANIFEST", "LOG_LEVEL", "DJANGO_ALLOW_ASYNC_UNSAFE"}
        environment = {name: value for name, value in os.environ.items() if name not in unset}
        self.process = subprocess.Popen(
            # As a job started with & in a shell is: deaf to Ctrl-C, unless it says otherwise.
            ["sh", "-c", 'trap "" INT; exec "$0" -m config.demo', sys.executable],
            env=environment | {"EMBEDDED_DIR": str(directory), "PORT": "8700"} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def until_up(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if line.startswith("Ctrl-C"):
                return self.said
        raise AssertionError(self.said)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(240)


@pytest.fixture
def directory():
    path = Path("/tmp") / f"childrens-plan-demo-{os.getpid()}-{time.monotonic_ns()}"
    yield path
    subprocess.run(["rm", "-rf", path], check=True)


@pytest.mark.prove
def test_demo_does_the_main_job_keeps_its_data_and_survives_being_killed(directory):
    first = Demo(directory)
    said = first.until_up()
    assert "An officer updated" in said
    assert (directory / "demo/board-report.pdf").read_bytes().startswith(b"%PDF")
    assert re.search(r"The site: http://localhost:87\d\d", said)
    assert "priya.nair@northmoor.example" in said
    started = psutil.Process(first.process.pid).children(recursive=True)
    assert first.stop() == 0
    assert [process for process in started if process.is_running()] == []

    second = Demo(directory)
    second.until_up()
    left = psutil.Process(second.process.pid).children(recursive=True)
    second.process.kill()
    second.process.wait()

    third = Demo(directory)
    third.until_up()
    alive = [process for process in left if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
    assert alive == []
    assert third.stop() == 0


@pytest.mark.prove
def test_demo_on_servers_of_ones_own_refuses_them_once_they_hold_another_plan(directory, servers, database):
    own = {"DATABASE_URL": database.replace(embedded.OWNER, "postgres"), "REDIS_URL": servers.redis_url}
    first = Demo(directory, **own)
    first.until_up()
    assert first.stop() == 0
    with psycopg.connect(database.replace(embedded.OWNER, "postgres"), autocommit=True) as session:
        session.execute("UPDATE plans_plan SET slug = 'real'")

    second = Demo(directory, **own)

    assert second.process.wait(240) == 1
    assert second.process.stdout is not None
    assert "holds plans or accounts that the demo did not make" in second.process.stdout.read()
