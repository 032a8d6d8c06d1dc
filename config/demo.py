"""`make demo`: the whole product on this machine, and its main job done once.

Uses the servers that DATABASE_URL and REDIS_URL name, or embedded ones of its own.
`python -m config.demo --develop` is `make run`: the same plan, served by Django's own server, which
takes up changed code, with everything said on the terminal.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from config import embedded, main_job
from config.demo_accounts import DEMO_SLUG
from config.processes import Ended, Processes
from config.visitor import Stuck

MADE_BY_DEMO = "This database was made by `make demo`."


class DemoError(RuntimeError):
    """The demo cannot run here; the text says why and what would help."""


class Stopped(Exception):
    """Somebody asked us to stop."""


def main(*, develop: bool) -> None:
    _stop_when_asked()
    directory = embedded.home()
    with ExitStack() as stack:
        servers = stack.enter_context(_servers(directory))
        environment = _environment(servers, directory, develop=develop)
        if os.environ.get("DATABASE_URL"):
            refuse_foreign_database(environment["DATABASE_OWNER_URL"])

        say("Bringing the database up to date …")
        _manage("prepare_database", environment, "--verbosity", "0")
        mark_as_ours(environment["DATABASE_OWNER_URL"])
        say("Loading the demo plan …")
        people = json.loads(_manage("load_demo", environment))
        if not develop:
            _manage("collectstatic", environment, "--no-input", "--verbosity", "0")

        say("Starting the worker, its clock and the web server …")
        processes = stack.enter_context(Processes(directory / "run", to_terminal=develop))
        address = _start(processes, environment, develop=develop)
        if not develop:
            report = main_job.do(address, people, directory=directory / "demo", say=say)
            say(f"\nThe board report: {report}")
        say(f"\nThe site: {address}\n")
        say(f"Sign in with the password “{people['password']}” as:")
        for account in people["accounts"]:
            say(f"  {account['email']:<44} {account['role']}")
        say("\nCtrl-C stops everything; the data stays for the next time.")
        while True:
            processes.check()
            time.sleep(0.5)


def say(line: str) -> None:
    print(line, flush=True)


def _stop_when_asked() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        # Once: a second Ctrl-C must not break off the tidying.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Stopped

    # Also where a shell started us with & and so had us ignore Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


# --- Servers -----------------------------------------------------------------------------------


@contextmanager
def _servers(directory: Path) -> Iterator[dict[str, str]]:
    """Where the servers are, as the environment says it."""
    database, broker = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if bool(database) != bool(broker):
        raise DemoError("Set both DATABASE_URL and REDIS_URL, or neither.")
    if not database:
        say("Starting PostgreSQL and Valkey …")
        with embedded.running(directory) as servers:
            yield servers.environment()
        return
    directory.mkdir(parents=True, exist_ok=True)
    with embedded.locked(directory):
        owner = os.environ.get("DATABASE_OWNER_URL", "")
        yield {
            "DATABASE_URL": database if owner else application_address(database),
            "DATABASE_OWNER_URL": owner or database,
            "REDIS_URL": broker,
        }


def application_address(owner: str) -> str:
    """The owner's address, signed in as a role of the demo's own that owns nothing.

    Its password follows from the owner's address: the same in every run, and known only to who knows that.
    """
    parts = urlsplit(owner)
    password = hashlib.sha256(f"demo role of {owner}".encode()).hexdigest()[:32]
    role = f"{quote(embedded.APPLICATION)}:{password}"
    return urlunsplit(parts._replace(netloc=f"{role}@{parts.netloc.rpartition('@')[2]}"))


def refuse_foreign_database(owner_url: str) -> None:
    """Go on only in a database that is new or that an earlier demo made."""
    try:
        session = psycopg.connect(owner_url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise DemoError(f"The database does not answer: {error}") from error
    with session:
        if not _value(session, "SELECT to_regclass('public.plans_plan')"):
            return
        ours = _value(session, "SELECT obj_description('public.plans_plan'::regclass)") == MADE_BY_DEMO
        if not (_holds_nothing_else(session) if ours else _holds_nothing(session)):
            raise DemoError(
                "The database that DATABASE_URL names holds plans or accounts that the demo did not make. "
                "Give the demo an empty database, or none: it brings its own."
            )


def _holds_nothing(session: psycopg.Connection[Any]) -> bool:
    return not _value(session, "SELECT EXISTS (SELECT FROM plans_plan) OR EXISTS (SELECT FROM partnership_user)")


def _holds_nothing_else(session: psycopg.Connection[Any]) -> bool:
    return not _value(session, "SELECT EXISTS (SELECT FROM plans_plan WHERE slug <> %s)", DEMO_SLUG)


def mark_as_ours(owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as session:
        comment = sql.SQL("COMMENT ON TABLE public.plans_plan IS {}").format(sql.Literal(MADE_BY_DEMO))
        session.execute(comment)


def _value(session: psycopg.Connection[Any], query: Any, *values: object) -> Any:
    row = session.execute(query, values).fetchone()
    return row[0] if row else None


# --- The site ----------------------------------------------------------------------------------


def _environment(servers: Mapping[str, str], directory: Path, *, develop: bool) -> dict[str, str]:
    return {
        **os.environ,
        **servers,
        "SECRET_KEY": _secret_key(directory),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DEMO": "true",
        "DEBUG": "true" if develop else "false",
        "HTTPS": "false",
        "COUNCIL_NAME": os.environ.get("COUNCIL_NAME", "Northmoor Council"),
        "STATIC_ROOT": str(directory / "static"),
        "EMAIL_URL": os.environ.get("EMAIL_URL", "console:"),
        "PYTHONUNBUFFERED": "1",
    }


def _secret_key(directory: Path) -> str:
    """Kept, so that whoever is signed in stays so over a restart."""
    kept = directory / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


def _manage(command: str, environment: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, embedded.CHECKOUT / "manage.py", command, *arguments],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise DemoError(f"manage.py {command} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _start(processes: Processes, environment: dict[str, str], *, develop: bool) -> str:
    """Start the worker, beat and the web server; its address, once all of it answers."""
    celery = [sys.executable, "-m", "celery", "--app", "config"]
    schedule = str(processes.directory / "schedule")
    port = _free_port(int(os.environ.get("PORT", "8000")))
    address = f"http://localhost:{port}"
    environment = environment | {"SITE_URL": address}
    web: list[str | Path] = (
        [sys.executable, embedded.CHECKOUT / "manage.py", "runserver", f"127.0.0.1:{port}"]
        if develop
        else [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn_conf", f"--bind=127.0.0.1:{port}"]
    )
    worker = [*celery, "worker", "--concurrency", "1", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    processes.start("worker", worker, environment)
    processes.start("beat", [*celery, "beat", "--schedule", schedule, "--loglevel", "WARNING"], environment)
    processes.start("web", web, environment)
    _wait_until_ready(processes, address)
    return address


def _free_port(wanted: int) -> int:
    """The port asked for, or the next that is free."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise DemoError(f"No port between {wanted} and {wanted + 49} is free. Set PORT to another.")


def _wait_until_ready(processes: Processes, address: str) -> None:
    deadline = time.monotonic() + 180
    answer = "The web server does not answer."
    while time.monotonic() < deadline:
        processes.check()
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=10):
                return
        except urllib.error.HTTPError as error:
            answer = error.read().decode()
        except OSError:
            pass
        time.sleep(0.2)
    raise DemoError(f"The site is not ready: {answer.strip()}\nThe logs are in {processes.directory}.")


if __name__ == "__main__":
    try:
        main(develop="--develop" in sys.argv[1:])
    except Stopped:
        say("\nStopped. The data stays for the next time.")
    except (DemoError, Ended, Stuck, embedded.EmbeddedError) as error:
        sys.exit(f"\n{error}")
