"""What the application's role can do, tried as that role."""

import json
import os
import subprocess
import sys

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from config import embedded
from config.database_role import RoleRefused, event_tables, prepare_role
from partnership.models import Organisation
from tests.factories import OrganisationFactory, PeriodFactory


def test_history_cannot_be_written_rewritten_or_removed(app_role_connection):
    attempts = [
        "INSERT INTO {} (pgh_label) VALUES ('forged')",
        "UPDATE {} SET pgh_label = 'forged'",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "DROP TABLE {}",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
    ]

    assert "partnership_organisationevent" in event_tables()
    for table in event_tables():
        for attempt in attempts:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app_role_connection.execute(sql.SQL(attempt).format(sql.Identifier(table)))


def test_change_by_the_application_is_in_the_history_all_the_same(app_role_connection):
    organisation = OrganisationFactory(name="Fernshire Council")

    app_role_connection.execute("UPDATE partnership_organisation SET name = 'Fernshire'")

    assert app_role_connection.execute(
        "SELECT pgh_label, name FROM partnership_organisationevent WHERE pgh_obj_id = %s ORDER BY pgh_id",
        [organisation.pk],
    ).fetchall() == [("insert", "Fernshire Council"), ("update", "Fernshire")]


def test_ignoring_triggers_does_nothing(app_role_connection):
    OrganisationFactory()
    triggers = [
        name
        for (name,) in app_role_connection.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'partnership_organisation'::regclass AND NOT tgisinternal"
        )
    ]
    assert triggers

    app_role_connection.execute("SELECT set_config('pgtrigger.ignore', %s, false)", [f"{{{','.join(triggers)}}}"])
    app_role_connection.execute("UPDATE partnership_organisation SET name = 'Unseen'")

    assert app_role_connection.execute(
        "SELECT count(*) FROM partnership_organisationevent WHERE name = 'Unseen'"
    ).fetchone() == (1,)


def test_ignoring_triggers_does_not_open_a_frozen_period(app_role_connection):
    period = PeriodFactory(frozen=True)
    app_role_connection.execute("SET pgtrigger.ignore = '{period_forward_only}'")

    with pytest.raises(psycopg.DatabaseError):
        app_role_connection.execute("UPDATE monitoring_reportingperiod SET state = 'open' WHERE id = %s", [period.pk])


@pytest.mark.parametrize(
    "attempt",
    [
        "SET session_replication_role = 'replica'",
        "SET ROLE plan_owner",
        "ALTER TABLE partnership_organisation DISABLE TRIGGER USER",
        "CREATE TABLE public.mine (word text)",
        "CREATE FUNCTION pg_temp._pgtrigger_should_ignore(trigger_name NAME)"
        " RETURNS BOOLEAN LANGUAGE sql AS 'SELECT TRUE'",
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)"
        " RETURNS BOOLEAN LANGUAGE sql AS 'SELECT TRUE'",
        "TRUNCATE partnership_organisation CASCADE",
        "DELETE FROM django_migrations",
    ],
)
def test_way_around_the_triggers_is_refused(app_role_connection, attempt):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_role_connection.execute(attempt)


@pytest.mark.django_db
def test_role_that_owns_the_tables_is_refused():
    with pytest.raises(RoleRefused, match="“plan_owner”, which owns the tables"):
        prepare_role(connection, role=embedded.OWNER, password="")


@pytest.mark.django_db
def test_missing_role_that_the_owner_may_not_make_is_asked_for():
    with pytest.raises(RoleRefused, match='CREATE ROLE "newcomer" LOGIN PASSWORD'):
        prepare_role(connection, role="newcomer", password="")


@pytest.mark.django_db
def test_preparing_twice_is_the_same_as_once():
    prepare_role(connection, role=embedded.APPLICATION, password="")

    assert Organisation.objects.count() == 0


# --- The command -------------------------------------------------------------------------------


def _prepare(**variables):
    return subprocess.run(
        [sys.executable, "manage.py", "prepare_database", "--verbosity", "0"],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_prepare_database_without_the_owners_address_says_so():
    done = _prepare(DATABASE_OWNER_URL="")

    assert done.returncode == 1
    assert "Set DATABASE_OWNER_URL" in done.stderr


def test_prepare_database_on_an_empty_server_leaves_an_application_that_can_work(tmp_path):
    """As the migrate step of docker-compose.yml: the owner may make roles, the application's is not there yet."""
    with embedded.throwaway() as servers:
        with psycopg.connect(servers.database_url("postgres"), autocommit=True) as session:
            session.execute("CREATE ROLE deployer SUPERUSER LOGIN")
        application = servers.database_url("newcomer:secret")
        done = _prepare(DATABASE_OWNER_URL=servers.database_url("deployer"), DATABASE_URL=application)

        assert (done.returncode, done.stderr) == (0, "")
        program = (
            "import django, json; django.setup()\n"
            "from partnership.models import Organisation, User\n"
            "Organisation.objects.create(name='Fernshire')\n"
            "print(json.dumps([Organisation.objects.count(), User.objects.count()]))"
        )
        worked = subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"DATABASE_URL": application, "DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert worked.returncode == 0, worked.stderr
        assert json.loads(worked.stdout) == [1, 0]
