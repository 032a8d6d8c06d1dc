"""What is removed is gone from the database's every byte, and nobody removes anything alone or otherwise."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from typing import Any

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from config import embedded
from monitoring.models import PeriodRecord, RedactedRecord, Redaction
from monitoring.record import canonical
from monitoring.services.periods import freeze_period
from monitoring.services.redaction import confirm_redaction, propose_redaction
from partnership.kept_text import KEPT_TEXTS
from reports.models import Edition, MonitoringReport
from reports.services.issuing import request_report
from tests.factories import (
    ActionFactory,
    DraftFactory,
    EditionFactory,
    IndicatorFactory,
    LetThroughFactory,
    MeasureCommentaryFactory,
    PeriodFactory,
    PlanFactory,
    UpdateFactory,
    UserFactory,
)

WORDS = "Jamie Fernshaw"


@pytest.fixture
def people(transactional_db: None) -> tuple[Any, Any]:
    return UserFactory(name="Ellen Hughes"), UserFactory(name="Joan Tarrant")


@pytest.fixture
def plan(people: tuple[Any, Any]) -> Any:
    """A fixed period, an open one, a draft and a report that name a child."""
    plan = PlanFactory()
    action = ActionFactory(priority__plan=plan)
    period = PeriodFactory(plan=plan)
    update = UpdateFactory(action=action, period=period, narrative=f"We met {WORDS}.", accepted=True)
    update.narrative = f"We met {WORDS.upper()}\nagain."
    update.save()
    LetThroughFactory(plan=plan, period=period, row_pk=update.pk, reason=f"{WORDS} has agreed to it.")
    measure = IndicatorFactory(plan=plan)
    commentary = MeasureCommentaryFactory(indicator=measure, period=period, story=f"We counted {WORDS}.")
    commentary.doing = f"We wrote to {WORDS}."
    commentary.save()
    freeze_period(period=period, by=None)
    now = PeriodFactory(plan=plan)
    UpdateFactory(action=action, period=now, narrative=f"{WORDS} is well.")
    MeasureCommentaryFactory(indicator=measure, period=now, forecast=f"{WORDS} will stay.")
    DraftFactory(action=action, period=period, content={"narrative": WORDS})
    EditionFactory(report=request_report(period=period, by=people[0]), content=f"%PDF-1.7 {WORDS}".encode())
    MonitoringReport.objects.update(state=MonitoringReport.State.FINISHED)
    return plan


def everything_dumped() -> str:
    """Every row of every table, with the bytes of binary columns as text."""
    at = connection.get_connection_params()
    dump = subprocess.run(
        [
            embedded.postgres_package() / "pginstall/bin/pg_dump",
            "--data-only",
            f"postgresql://{at['user']}@/{at['dbname']}?host={at['host']}",
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return re.sub(r"\\\\x([0-9a-f]+)", lambda found: bytes.fromhex(found[1]).decode("utf-8", "replace"), dump)


def leaks() -> list[str]:
    return re.findall(r".{0,30}fernshaw.{0,30}", everything_dumped(), re.IGNORECASE)


def test_after_a_redaction_no_byte_of_the_database_holds_the_words(plan, people):
    kept = SessionStore()
    kept[KEPT_TEXTS] = {"address": "/", "texts": [["text", "Text", f"{WORDS} is well."]]}
    kept.create()
    assert kept.session_key is not None
    before = leaks()

    proposed = propose_redaction(plan=plan, words=WORDS, by=people[0])
    confirm_redaction(redaction=proposed, by=people[1])

    # Live rows, their history, the record and its copy, the file, the draft; the request itself came later.
    assert len(before) >= 12
    assert leaks() == []
    assert KEPT_TEXTS not in SessionStore(kept.session_key).load()
    assert canonical.decode(bytes(PeriodRecord.objects.get().body)).removed != ()


# --- As the application's role ----------------------------------------------------------------------


def outcome(session: psycopg.Connection, statement: str, *values: Any) -> str:
    """The constraint that refused the statement, or what else happened to it."""
    try:
        session.execute(statement, values)
    except psycopg.errors.CheckViolation as refusal:
        return str(refusal.diag.constraint_name)
    except psycopg.Error as error:
        return type(error).__name__
    return "done"


def test_application_can_have_a_confirmed_redaction_carried_out(app_role_connection, plan, people):
    proposed = propose_redaction(plan=plan, words=WORDS, by=people[0])
    session = app_role_connection
    session.execute("UPDATE monitoring_redaction SET confirmed_by_id = %s, confirmed_on = '2026-11-12'", [people[1].pk])

    assert outcome(session, "SELECT carry_out_redaction(%s)", proposed.pk) == "done"

    assert Edition.objects.count() == 0
    assert RedactedRecord.objects.count() == 1
    assert leaks() == []


@pytest.mark.parametrize(
    "before",
    [
        "SELECT 1",
        "UPDATE monitoring_redaction SET confirmed_by_id = proposed_by_id, confirmed_on = now()",
        "UPDATE monitoring_redaction SET carried_out_at = now(), confirmed_on = now(), words = ''",
        "UPDATE monitoring_redaction SET words = ''",
        "SELECT set_config('childrens_plan.redacting', 'on', false)",
    ],
)
def test_redaction_that_no_second_person_confirmed_is_not_carried_out(app_role_connection, plan, people, before):
    proposed = propose_redaction(plan=plan, words=WORDS, by=people[0])
    body = bytes(PeriodRecord.objects.get().body)
    outcome(app_role_connection, before)

    assert (
        outcome(app_role_connection, "SELECT carry_out_redaction(%s)", proposed.pk) == "redaction_is_carried_out_once"
    )

    assert bytes(PeriodRecord.objects.get().body) == body


def test_redaction_is_not_carried_out_twice_nor_changed_after(app_role_connection, plan, people):
    done = confirm_redaction(redaction=propose_redaction(plan=plan, words=WORDS, by=people[0]), by=people[1])
    attempts = [
        f"SELECT carry_out_redaction({done.pk})",
        "UPDATE monitoring_redaction SET words = 'Fernshaw'",
        "UPDATE monitoring_redaction SET carried_out_at = NULL",
        "UPDATE monitoring_redaction SET confirmed_by_id = NULL",
        "DELETE FROM monitoring_redaction",
    ]

    outcomes = {attempt: outcome(app_role_connection, attempt) for attempt in attempts}

    assert outcomes == dict.fromkeys(attempts, "redaction_is_carried_out_once")


def test_words_cannot_be_exchanged_once_somebody_confirmed_them(app_role_connection, plan, people):
    propose_redaction(plan=plan, words=WORDS, by=people[0])
    app_role_connection.execute(
        "UPDATE monitoring_redaction SET confirmed_by_id = %s, confirmed_on = %s", [people[1].pk, date(2026, 11, 12)]
    )

    assert (
        outcome(app_role_connection, "UPDATE monitoring_redaction SET words = 'We met'")
        == "redaction_is_carried_out_once"
    )


def test_redaction_cannot_be_stored_as_done(app_role_connection, plan, people):
    attempt = (
        "INSERT INTO monitoring_redaction (plan_id, words, proposed_by_id, proposed_at, confirmed_by_id, confirmed_on, "
        "carried_out_at, places) VALUES (%s, %s, %s, now(), %s, now(), %s, 0)"
    )
    ours = (plan.pk, "", people[0].pk, people[1].pk)

    assert outcome(app_role_connection, attempt, *ours, "2026-11-12") == "redaction_is_carried_out_once"
    assert outcome(app_role_connection, attempt, *ours, None) == "redaction_is_carried_out_once"


def test_guards_hold_for_the_application_before_and_after_a_redaction(app_role_connection, plan, people):
    attempts = {
        "UPDATE monitoring_periodrecord SET sha256 = ''": "period_record_never_changes",
        "UPDATE monitoring_progressupdate SET narrative = '' WHERE period_id = (SELECT min(id) FROM monitoring_reportingperiod)": (
            "frozen_period_is_locked"
        ),
        "ALTER TABLE monitoring_periodrecord DISABLE TRIGGER ALL": "InsufficientPrivilege",
        "UPDATE monitoring_progressupdateevent SET narrative = ''": "InsufficientPrivilege",
        "CREATE OR REPLACE FUNCTION public.is_name_of_somebody(said text) RETURNS boolean LANGUAGE sql AS 'SELECT true'": (
            "InsufficientPrivilege"
        ),
    }
    before = {attempt: outcome(app_role_connection, attempt) for attempt in attempts}

    confirm_redaction(redaction=propose_redaction(plan=plan, words=WORDS, by=people[0]), by=people[1])

    assert before == attempts
    assert {attempt: outcome(app_role_connection, attempt) for attempt in attempts} == attempts
    assert Redaction.objects.get().is_done


def test_guards_are_on_again_after_a_redaction_that_failed(app_role_connection, plan, people):
    proposed = propose_redaction(plan=plan, words=WORDS, by=people[0])
    app_role_connection.execute(
        "UPDATE monitoring_redaction SET confirmed_by_id = %s, confirmed_on = '2026-11-12'", [people[1].pk]
    )
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE monitoring_draft ADD CONSTRAINT stays CHECK (content::text NOT LIKE '%removed%')")
    try:
        assert outcome(app_role_connection, "SELECT carry_out_redaction(%s)", proposed.pk) == "stays"
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE monitoring_draft DROP CONSTRAINT stays")

    assert (
        outcome(app_role_connection, "UPDATE monitoring_periodrecord SET sha256 = ''") == "period_record_never_changes"
    )
    assert len(leaks()) >= 8
