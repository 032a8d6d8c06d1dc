"""Emptying the test database after a test that committed, as Django's own flush does, in a fraction of its time.

Flushing truncates every table and then makes content types and permissions anew, which takes a second or more with
as many tables as the history has. Few of them ever hold a row.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import psycopg
from django.db import connection
from django.test import TransactionTestCase
from psycopg import sql

# Made when the database is migrated, and changed by no test.
KEPT = ["django_migrations", "django_content_type", "auth_permission"]

_sessions: list[psycopg.Connection] = []
_flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def empty(case: TransactionTestCase) -> None:
    """Delete every row, whatever triggers and keys say: as the superuser of the tests' own server.

    A server of somebody else's has none for us, and is flushed as Django does.
    """
    session = _session()
    if session is None:
        _flush(case)
        return
    for attempts_left in reversed(range(5)):
        try:
            _delete(session)
        except psycopg.errors.DeadlockDetected:
            # A request that nobody waits for any more had begun to write: it goes first.
            if not attempts_left:
                raise
        else:
            return


def _delete(session: psycopg.Connection) -> None:
    with session.transaction(), session.cursor() as cursor:
        tables = [
            sql.Identifier(name)
            for (name,) in cursor.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (%s)", [KEPT]
            )
        ]
        # Whoever still writes is waited for, so that nothing comes after.
        cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(sql.SQL(", ").join(tables)))
        # Triggers and foreign keys look away.
        cursor.execute("SET LOCAL session_replication_role = replica")
        holds = sql.SQL(", ").join(sql.SQL("EXISTS (SELECT FROM {})").format(table) for table in tables)
        [held] = cursor.execute(sql.SQL("SELECT ARRAY[{}]").format(holds)).fetchone() or [[]]
        for table, has_rows in zip(tables, held, strict=True):
            if has_rows:
                cursor.execute(sql.SQL("DELETE FROM {}").format(table))


def _session() -> psycopg.Connection | None:
    """One for all tests: whoever is new there has to look at every table first, which takes longer than the rest."""
    superuser = _superuser()
    if superuser is None:
        return None
    if not _sessions or not _answers(_sessions[0]):
        _sessions[:] = [psycopg.connect(**superuser, autocommit=True)]
    return _sessions[0]


def _answers(session: psycopg.Connection) -> bool:
    """Not after a test that restarted the server."""
    try:
        session.execute("SELECT")
    except psycopg.OperationalError:
        return False
    return True


@cache
def _superuser() -> dict[str, Any] | None:
    """How to connect as the superuser; None where there is none for us."""
    at = connection.get_connection_params()
    found = {"host": at.get("host", ""), "port": str(at.get("port", "")), "dbname": at["dbname"], "user": "postgres"}
    try:
        with psycopg.connect(**found) as session:
            is_superuser = session.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    except psycopg.OperationalError:
        return None
    return found if is_superuser == (True,) else None
