"""What the application may do in its own database.

The role that serves people owns no table, so a fault in the application, or somebody who got into
it, can neither rewrite the history nor reach into a frozen period.
"""

from __future__ import annotations

from collections.abc import Iterator

import pgtrigger
from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from pghistory.models import Event
from pghistory.trigger import Event as RecordingTrigger
from psycopg import sql


class RoleRefused(Exception):
    """The application's role is missing or could do more than it should; the text says what to change."""


def prepare_role(connection: BaseDatabaseWrapper, *, role: str, password: str) -> None:
    """Give `role` what the application needs and nothing else. `connection` is the owner's.

    Runs after every migration: new tables need their grants, and installing a trigger brings back
    pgtrigger's own answer to who may ignore it. Makes the role where the owner may.
    """
    with connection.cursor() as cursor:
        _make_role(cursor, role, password)
        _refuse_a_mighty_role(cursor, role)
        for statement in _statements(role):
            cursor.execute(statement.as_string())


def event_tables() -> list[str]:
    """Tables that hold the history: triggers add rows to them, and nothing touches those again."""
    return sorted(
        model._meta.db_table for model in apps.get_models() if issubclass(model, Event) and model._meta.managed
    )


GRANTS = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    # Never TRUNCATE: it passes by every trigger that guards single rows.
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)

# pgtrigger lets any session switch triggers off by a setting, unless this function says no.
NOBODY_IGNORES_A_TRIGGER = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)
    RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS $$ SELECT FALSE $$
"""

# A session's own table of the same name would stand before ours, and a trigger would believe it.
# The search paths of the triggers' functions see to that as well, where the owner may not revoke this.
NO_TABLES_OF_A_SESSION = """
    DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$
"""


def _statements(role: str) -> Iterator[sql.Composed]:
    for grant in GRANTS:
        yield sql.SQL(grant).format(role=sql.Identifier(role))
    for table in event_tables():
        yield sql.SQL("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(table), sql.Identifier(role))
    for function in _functions(guarding=True):
        yield sql.SQL("ALTER FUNCTION {}() SET search_path = public, pg_temp").format(
            sql.Identifier("public", function)
        )
    for function in _functions(guarding=False):
        # The triggers write the history as the owner, so that nobody else need be able to.
        yield sql.SQL("ALTER FUNCTION {}() SECURITY DEFINER SET search_path = public, pg_temp").format(
            sql.Identifier("public", function)
        )
    yield sql.Composed([sql.SQL(NOBODY_IGNORES_A_TRIGGER)])
    yield sql.Composed([sql.SQL(NO_TABLES_OF_A_SESSION)])


def _functions(*, guarding: bool) -> list[str]:
    """What the triggers run: those that guard rows, or those that record their history."""
    return [
        trigger.get_pgid(model)
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, RecordingTrigger) is not guarding
    ]


def _make_role(cursor: CursorWrapper, role: str, password: str) -> None:
    cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
    if cursor.fetchone() == (True,):
        return
    cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone() != (True,):
        raise RoleRefused(
            f"The database has no role “{role}”, and the owner may not make one. "
            f'Ask its administrator for: CREATE ROLE "{role}" LOGIN PASSWORD …'
        )
    make = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
    cursor.execute(make.as_string())


def _refuse_a_mighty_role(cursor: CursorWrapper, role: str) -> None:
    cursor.execute("SELECT pg_has_role(%s, current_user, 'MEMBER')", [role])
    if cursor.fetchone() == (True,):
        raise RoleRefused(
            f"DATABASE_URL signs in as “{role}”, which owns the tables or is a superuser. "
            "Give the application a role of its own."
        )
