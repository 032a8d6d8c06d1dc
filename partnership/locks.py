"""Session locks that say which worker works on which row.

A lock lives as long as the session that took it, so one that is free says that nobody works on the row,
however its worker ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone_with(kind: int, key: int) -> Iterator[bool]:
    """Hold the lock on a row inside the block; False where another session holds it.

    `kind` is a number that the rows of one table share, `key` the row's own.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [kind, key])
        [is_alone] = cursor.fetchone()
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [kind, key])


def in_hand(kind: int) -> set[int]:
    """The rows of a kind whose lock some session holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT objid FROM pg_locks
            WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            [kind],
        )
        return {key for (key,) in cursor.fetchall()}


def one_at_a_time(kind: int) -> None:
    """Wait until no other transaction does what `kind` stands for, and keep others waiting until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [kind])
