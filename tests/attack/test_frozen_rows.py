"""What a frozen period says cannot be changed by anybody who holds the application's own role."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, models, transaction

from config import embedded
from monitoring.models import (
    Challenge,
    Contribution,
    Correction,
    Draft,
    Highlight,
    LaterNews,
    LetThrough,
    MeasureCommentary,
    PeriodMeeting,
    PeriodMove,
    PeriodRecord,
    PrioritySummary,
    ProgressUpdate,
    Question,
    RedactedRecord,
    Reminder,
    ReportingPeriod,
    SmallNumbersCheck,
)
from monitoring.record import canonical
from monitoring.services.periods import freeze_period, open_period, publish_period
from partnership.due import Due, Precision
from partnership.refusals import Refused, refusing, sentences
from plans.models import RatingLevel, RatingScale
from plans.ratings import Meaning
from priorities.models import StrategicAction
from reports.models import Edition, MonitoringReport, PartDraft
from tests.attack.test_final_reports import WRITTEN
from tests.factories import (
    ActionFactory,
    ChallengeFactory,
    ContributionFactory,
    EditionFactory,
    HighlightFactory,
    IndicatorFactory,
    MeasureCommentaryFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PriorityFactory,
    PrioritySummaryFactory,
    QuestionFactory,
    RatingLevelFactory,
    RedactedRecordFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.policy.catalogue import columns, domain_models

# Whatever hangs on a period is locked with it, or stands in the list below with its reason.
LOCKED: dict[type[models.Model], str] = {
    ReportingPeriod: "period_moves_forward_once_frozen",
    ProgressUpdate: "frozen_period_is_locked",
    Challenge: "frozen_period_is_locked",
    PrioritySummary: "frozen_period_is_locked",
    Highlight: "frozen_period_is_locked",
    Question: "frozen_period_is_locked",
    Contribution: "frozen_period_is_locked",
    MeasureCommentary: "frozen_period_is_locked",
    PeriodRecord: "period_record_never_changes",
    PeriodMove: "period_move_never_changes",
    Edition: "edition_never_changes",
    RedactedRecord: "redacted_record_never_changes",
}
NOT_LOCKED = {
    Draft: "one person's own words, no part of what the period says",
    PartDraft: "one person's own words, no part of what the report says",
    LaterNews: "what happened since, shown beside the record and never in it",
    PeriodMeeting: "a meeting may be moved after the figures are fixed",
    SmallNumbersCheck: "made before publishing, which comes after the figures are fixed",
    LetThrough: "why words were kept, no part of what the period says",
    Reminder: "whether somebody was written to, no part of what the period says",
    Correction: "an erratum in the making; only what it becomes when it is issued is said of the period",
    MonitoringReport: "a request made after freezing; what it was made from is kept with it",
}
# What is written for a meeting comes after freezing, and is locked when that report is final: test_final_reports.py.
NOT_LOCKED |= dict.fromkeys(WRITTEN, "locked with its report")
# Takes new rows after freezing: the next version of a record, the step to published, a report's file, a removal.
GROWS = (ReportingPeriod, PeriodRecord, PeriodMove, Edition, RedactedRecord)

Frozen = dict[type[models.Model], Any]


@pytest.fixture
def frozen(db: None) -> Frozen:
    """One row of each kind that hangs on a frozen period, by model."""
    action = ActionFactory()
    plan = action.priority.plan
    period = PeriodFactory(plan=plan, planned=True)
    open_period(period=period, by=None)
    period.refresh_from_db()
    update = UpdateFactory(action=action, period=period, accepted=True)
    challenge = ChallengeFactory(update=update)
    question = QuestionFactory(update=update)
    contribution = ContributionFactory(action=action, period=period)
    summary = PrioritySummaryFactory(priority=action.priority, period=period)
    highlight = HighlightFactory(summary=summary)
    commentary = MeasureCommentaryFactory(period=period, indicator=IndicatorFactory(plan=plan))
    record = freeze_period(period=period, by=UserFactory())
    period.refresh_from_db()
    return {
        ReportingPeriod: period,
        ProgressUpdate: update,
        Challenge: challenge,
        Question: question,
        Contribution: contribution,
        MeasureCommentary: commentary,
        PrioritySummary: summary,
        Highlight: highlight,
        PeriodRecord: record,
        PeriodMove: period.moves.last(),
        Edition: EditionFactory(report__period=period),
        RedactedRecord: RedactedRecordFactory(record=record),
    }


def hangs_on_a_period(model: type[models.Model]) -> bool:
    seen: set[Any] = set()
    waiting: list[Any] = [model]
    while waiting:
        each = waiting.pop()
        if each is ReportingPeriod:
            return True
        seen.add(each)
        waiting += [
            field.related_model
            for field in each._meta.concrete_fields
            if field.is_relation and field.related_model not in seen
        ]
    return False


def test_every_model_that_hangs_on_a_period_is_locked_or_says_why_not():
    assert {model for model in domain_models() if hangs_on_a_period(model)} == {*LOCKED, *NOT_LOCKED}


def test_role_of_these_attacks_is_the_applications(app_role_connection):
    role, owns, superuser = app_role_connection.execute(
        "SELECT current_user, (SELECT count(*) FROM pg_tables WHERE tableowner = current_user), "
        "(SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = current_user)"
    ).fetchone()

    assert (role, owns, superuser) == (embedded.APPLICATION, 0, False)


# --- Rows of a frozen period -------------------------------------------------------------------

# What an attacker may say first, hoping that the triggers then look away.
PRELUDES = {
    "plainly": [],
    "ignoring_triggers": ["SELECT set_config('pgtrigger.ignore', '{{{triggers}}}', false)"],
    "ignoring_for_the_transaction": ["BEGIN", "SET LOCAL pgtrigger.ignore = '{{{triggers}}}'"],
    "not_seeing_the_freeze": ["BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT 1 FROM monitoring_reportingperiod"],
    "deferring_constraints": ["BEGIN", "SET CONSTRAINTS ALL DEFERRED"],
}


def say_first(session: psycopg.Connection, prelude: str) -> None:
    triggers = ",".join(
        name for (name,) in session.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'")
    )
    for statement in PRELUDES[prelude]:
        session.execute(statement.format(triggers=triggers))


def change_of(row: models.Model) -> str:
    """Sets the last text, number or time of a row to another value."""
    values = {
        models.TextField: "'Put right after the board had met.'",
        models.CharField: "'x'",
        models.PositiveIntegerField: "9",
    }
    field = [field for field in row._meta.concrete_fields if type(field) in values][-1]
    return f'UPDATE "{row._meta.db_table}" SET "{field.column}" = {values[type(field)]} WHERE id = {row.pk}'


def touch_of(row: models.Model) -> str:
    return f'UPDATE "{row._meta.db_table}" SET id = id WHERE id = {row.pk}'


def deletion_of(row: models.Model) -> str:
    return f'DELETE FROM "{row._meta.db_table}" WHERE id = {row.pk}'


def copy_of(row: models.Model) -> str:
    names = ", ".join(f'"{field.column}"' for field in row._meta.concrete_fields if not field.primary_key)
    return (
        f'INSERT INTO "{row._meta.db_table}" ({names}) SELECT {names} FROM "{row._meta.db_table}" WHERE id = {row.pk}'
    )


WRITES: dict[str, Callable[[models.Model], str]] = {
    "change": change_of,
    "touch": touch_of,
    "delete": deletion_of,
    "insert": copy_of,
}


def outcome(session: psycopg.Connection, statement: str) -> str:
    """The constraint that refused the statement, or what else happened to it."""
    try:
        session.execute(statement)
    except psycopg.errors.CheckViolation as refusal:
        return str(refusal.diag.constraint_name)
    except psycopg.Error as error:
        return type(error).__name__
    finally:
        session.rollback()
    return "done"


ATTACKS = [
    (model, write)
    for model in LOCKED
    for write in WRITES
    if not (write == "insert" and model in GROWS) and (model, write) != (ReportingPeriod, "touch")
]


@pytest.mark.parametrize("prelude", PRELUDES)
def test_rows_of_a_frozen_period_cannot_be_written(app_role_connection, frozen, prelude):
    before = everything()

    outcomes = {}
    for model, write in ATTACKS:
        say_first(app_role_connection, prelude)
        outcomes[model.__name__, write] = outcome(app_role_connection, WRITES[write](frozen[model]))

    assert outcomes == {(model.__name__, write): LOCKED[model] for model, write in ATTACKS}
    assert everything() == before


def test_writes_to_a_frozen_period_are_refused_in_a_sentence(frozen):
    said = {}
    for model, write in ATTACKS:
        with pytest.raises(Refused) as refusal, refusing(), connection.cursor() as cursor:
            cursor.execute(WRITES[write](frozen[model]))
        said[model.__name__, write] = str(refusal.value)

    assert said == {(model.__name__, write): str(sentences()[LOCKED[model]]) for model, write in ATTACKS}


def everything() -> dict[str, list[Any]]:
    """All rows of the tables under attack."""
    return {model.__name__: list(model._base_manager.order_by("pk").values_list()) for model in LOCKED}


def test_rows_cannot_be_moved_out_of_or_into_a_frozen_period(app_role_connection, frozen):
    other = PeriodFactory(plan=frozen[ReportingPeriod].plan)
    update = UpdateFactory(action=ActionFactory(), period=other)
    challenge = ChallengeFactory(update=update)
    summary = PrioritySummaryFactory(period=other)
    highlight = HighlightFactory(summary=summary)
    moves = [
        *both_ways("monitoring_progressupdate", "period_id", frozen[ProgressUpdate], update),
        *both_ways("monitoring_prioritysummary", "period_id", frozen[PrioritySummary], summary),
        *both_ways("monitoring_challenge", "update_id", frozen[Challenge], challenge),
        *both_ways("monitoring_highlight", "summary_id", frozen[Highlight], highlight),
    ]

    outcomes = {move: outcome(app_role_connection, move) for move in moves}

    assert outcomes == dict.fromkeys(moves, "frozen_period_is_locked")


def both_ways(table: str, column: str, fixed: models.Model, free: models.Model) -> list[str]:
    """Point the frozen row where the free one points, and the free one where the frozen one does."""
    return [
        f"UPDATE {table} SET {column} = (SELECT {column} FROM {table} WHERE id = {to.pk}) WHERE id = {row.pk}"
        for row, to in ((fixed, free), (free, fixed))
    ]


# --- The period itself -------------------------------------------------------------------------


BACK = [
    "state = 'open', frozen_at = NULL",
    "state = 'challenge', frozen_at = NULL",
    "state = 'planned', frozen_at = NULL",
    "label = 'July to September, as amended'",
    "frozen_at = now()",
    "ends_on = ends_on + 1",
    "actions_as_at = actions_as_at + 1",
    "printed_totals = '{}'",
    "action_scale_id = NULL",
    "ordinal = ordinal + 100",
    "id = id + 1000",
    "state = 'published', label = 'Something else'",
]


def test_frozen_period_cannot_be_changed_or_moved_back(app_role_connection, frozen):
    outcomes = {
        change: outcome(app_role_connection, f"UPDATE monitoring_reportingperiod SET {change}") for change in BACK
    }

    assert outcomes == dict.fromkeys(BACK, "period_moves_forward_once_frozen")


def test_published_period_cannot_be_changed_or_moved_back(app_role_connection, frozen):
    publish_period(period=frozen[ReportingPeriod], by=None)
    changes = [*BACK, "state = 'frozen'", "published_at = now()", "published_at = NULL"]

    outcomes = {
        change: outcome(app_role_connection, f"UPDATE monitoring_reportingperiod SET {change}") for change in changes
    }

    assert outcomes == dict.fromkeys(changes, "period_moves_forward_once_frozen")


def test_frozen_period_can_be_published(app_role_connection, frozen):
    app_role_connection.execute("UPDATE monitoring_reportingperiod SET state = 'published', published_at = now()")

    assert ReportingPeriod.objects.get().state == ReportingPeriod.State.PUBLISHED


# --- Round the triggers ------------------------------------------------------------------------


ROUND_ABOUT = [
    "ALTER TABLE monitoring_progressupdate DISABLE TRIGGER ALL",
    "ALTER TABLE monitoring_progressupdate DISABLE TRIGGER USER",
    "ALTER TABLE monitoring_progressupdate OWNER TO CURRENT_USER",
    "ALTER TABLE monitoring_progressupdate DROP COLUMN narrative",
    "DROP TABLE monitoring_periodrecord",
    "DROP FUNCTION public._pgtrigger_should_ignore CASCADE",
    "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN "
    "LANGUAGE sql AS $$ SELECT TRUE $$",
    "CREATE RULE nothing AS ON INSERT TO monitoring_progressupdateevent DO INSTEAD NOTHING",
    "CREATE FUNCTION public.mine() RETURNS INT LANGUAGE sql AS $$ SELECT 1 $$",
    "CREATE SCHEMA mine",
    "CREATE TEMPORARY TABLE monitoring_reportingperiod (id BIGINT, state TEXT)",
    "SET session_replication_role = replica",
    f"SET ROLE {embedded.OWNER}",
    f"SET SESSION AUTHORIZATION {embedded.OWNER}",
    f"GRANT {embedded.OWNER} TO {embedded.APPLICATION}",
    f"ALTER ROLE {embedded.APPLICATION} SUPERUSER",
    "COPY monitoring_progressupdate FROM PROGRAM 'true'",
    "UPDATE django_migrations SET name = 'x'",
    "UPDATE pg_trigger SET tgenabled = 'D'",
]


def test_application_cannot_go_round_the_triggers(app_role_connection, frozen):
    statements = [*ROUND_ABOUT, *(f'TRUNCATE "{model._meta.db_table}" CASCADE' for model in domain_models())]

    outcomes = {statement: outcome(app_role_connection, statement) for statement in statements}

    assert outcomes == dict.fromkeys(statements, "InsufficientPrivilege")


def test_triggers_do_not_believe_tables_of_the_same_name(app_role_connection, temporary_tables_allowed, frozen):
    session = app_role_connection
    session.execute("CREATE TEMPORARY TABLE monitoring_reportingperiod (id BIGINT, state TEXT)")
    session.execute("CREATE TEMPORARY TABLE partnership_userevent (LIKE public.partnership_userevent)")
    session.execute("UPDATE public.partnership_user SET name = 'Renamed unseen'")

    assert outcome(session, "UPDATE public.monitoring_progressupdate SET narrative = ''") == "frozen_period_is_locked"
    assert session.execute("SELECT count(*) FROM pg_temp.partnership_userevent").fetchone() == (0,)


# --- Racing the freeze -------------------------------------------------------------------------


class Attempt(threading.Thread):
    """One statement of a second session, and how it ended."""

    def __init__(self, run: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.run_it = run
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.run_it()
        except BaseException as error:  # noqa: BLE001  # handed to the test
            self.error = error
        finally:
            connection.close()


def wait_until_blocked(attempt: Attempt) -> None:
    """Return once a session of this database waits for another's lock."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert attempt.is_alive(), f"did not wait: {attempt.error}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone() == (True,):
                return
        time.sleep(0.02)
    raise AssertionError("nothing waits")


def insert_statement(row: models.Model) -> tuple[str, list[Any]]:
    values = columns(row)
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(["%s"] * len(values))
    return f'INSERT INTO "{row._meta.db_table}" ({names}) VALUES ({places})', [*values.values()]


@pytest.fixture
def under_way(transactional_db: None) -> ReportingPeriod:
    """An open period with one accepted update, a challenge, a summary and a highlight."""
    period = PeriodFactory()
    priority = PriorityFactory(plan=period.plan)
    update = UpdateFactory(action=ActionFactory(priority=priority), period=period, accepted=True)
    ChallengeFactory(update=update)
    HighlightFactory(summary=PrioritySummaryFactory(priority=priority, period=period))
    return period


def racing_statements(period: ReportingPeriod) -> dict[str, tuple[str, list[Any]]]:
    action = ActionFactory(priority__plan=period.plan)
    return {
        "insert": insert_statement(
            UpdateFactory.build(
                action=action,
                period=period,
                proposed_level=level(period.action_scale, Meaning.ON_TRACK),
                narrative="Just in time.",
                submitted_by=UserFactory(),
                accepted=True,
            )
        ),
        "update": ("UPDATE monitoring_progressupdate SET narrative = 'Just in time.'", []),
        "delete": ("DELETE FROM monitoring_highlight", []),
        "challenge": ("UPDATE monitoring_challenge SET reason = 'Just in time.'", []),
    }


RACES = ["insert", "update", "delete", "challenge"]


@pytest.mark.parametrize("race", RACES)
def test_write_that_races_the_freeze_waits_for_it_and_is_refused(app_role_connection, under_way, race):
    statement, values = racing_statements(under_way)[race]

    with transaction.atomic():
        freeze_period(period=under_way, by=None)
        attempt = Attempt(lambda: app_role_connection.execute(statement, values))
        wait_until_blocked(attempt)
    attempt.join(60)

    assert isinstance(attempt.error, psycopg.errors.CheckViolation)
    assert attempt.error.diag.constraint_name == "frozen_period_is_locked"
    record = PeriodRecord.objects.get()
    assert b"Just in time." not in bytes(record.body)
    assert Highlight.objects.count() == 1


@pytest.mark.parametrize("race", ["insert", "update", "challenge"])
def test_freeze_that_races_a_write_waits_for_it_and_contains_it(app_role_connection, under_way, race):
    statement, values = racing_statements(under_way)[race]
    app_role_connection.execute("BEGIN")
    app_role_connection.execute(statement, values)

    attempt = Attempt(lambda: freeze_period(period=under_way, by=None))
    wait_until_blocked(attempt)
    app_role_connection.execute("COMMIT")
    attempt.join(60)

    assert attempt.error is None
    record = canonical.decode(bytes(PeriodRecord.objects.get().body))
    said = [text for action in record.actions if action.update for text in texts_of(action.update)]
    assert "Just in time." in said


def texts_of(update: Any) -> list[str]:
    return [update.narrative, *(change.reason for change in update.changes)]


def test_freeze_that_races_a_write_taken_back_does_not_contain_it(app_role_connection, under_way):
    statement, values = racing_statements(under_way)["insert"]
    app_role_connection.execute("BEGIN")
    app_role_connection.execute(statement, values)

    attempt = Attempt(lambda: freeze_period(period=under_way, by=None))
    wait_until_blocked(attempt)
    app_role_connection.execute("ROLLBACK")
    attempt.join(60)

    assert attempt.error is None
    assert b"Just in time." not in bytes(PeriodRecord.objects.get().body)


def test_two_freezes_at_once_store_one_record(under_way):
    with transaction.atomic():
        freeze_period(period=under_way, by=None)
        attempt = Attempt(lambda: freeze_period(period=under_way, by=None))
        wait_until_blocked(attempt)
    attempt.join(60)

    assert isinstance(attempt.error, Refused)
    assert PeriodRecord.objects.count() == 1


# --- Scales in use, and the date first promised ------------------------------------------------


OTHER_WORDS = [
    "UPDATE plans_ratingscale SET name = 'Four ratings' WHERE id = {scale}",
    "UPDATE plans_ratingscale SET first_used_at = NULL WHERE id = {scale}",
    "DELETE FROM plans_ratingscale WHERE id = {scale}",
    "UPDATE plans_ratinglevel SET label = 'Fine' WHERE scale_id = {scale}",
    "UPDATE plans_ratinglevel SET criteria = '' WHERE scale_id = {scale}",
    "UPDATE plans_ratinglevel SET scale_id = {other} WHERE scale_id = {scale}",
    "UPDATE plans_ratinglevel SET scale_id = {scale}, code = 'new' WHERE scale_id = {other}",
    "DELETE FROM plans_ratinglevel WHERE scale_id = {scale}",
    "INSERT INTO plans_ratinglevel (scale_id, code, label, letter, criteria, meaning, shape, colour, position, "
    "requires_reason, requires_recovery) VALUES ({scale}, 'new', 'New', '', '', 'ahead', '', '', 9, false, false)",
]


def test_scale_in_use_cannot_be_changed(app_role_connection, frozen):
    scale = frozen[ReportingPeriod].action_scale
    other = RatingLevelFactory().scale

    outcomes = {
        statement: outcome(app_role_connection, statement.format(scale=scale.pk, other=other.pk))
        for statement in OTHER_WORDS
    }

    assert outcomes == dict.fromkeys(OTHER_WORDS, "rating_scale_in_use_is_fixed")


def test_level_that_races_the_first_use_of_its_scale_is_refused(app_role_connection, transactional_db):
    period = PeriodFactory(planned=True)
    scale = RatingScale.objects.get()
    new = RatingLevel(scale=scale, code="late", label="Late", meaning=Meaning.AHEAD)

    with transaction.atomic():
        open_period(period=period, by=None)
        attempt = Attempt(lambda: app_role_connection.execute(*insert_statement(new)))
        wait_until_blocked(attempt)
    attempt.join(60)

    assert isinstance(attempt.error, psycopg.errors.CheckViolation)
    assert attempt.error.diag.constraint_name == "rating_scale_in_use_is_fixed"
    assert not scale.levels.filter(code="late").exists()


PROMISED = Due(date(2026, 12, 31), Precision.MONTH, "December 2026")
LATER = """'{"last_day": "2027-12-31", "precision": "month", "printed": "December 2027"}'"""


def test_date_first_promised_cannot_be_moved_in_an_approved_plan(app_role_connection, transactional_db):
    ActionFactory(due=PROMISED)

    outcomes = [
        outcome(app_role_connection, f"UPDATE priorities_strategicaction SET due = {due}") for due in (LATER, "NULL")
    ]

    assert outcomes == ["original_due_date_is_fixed"] * 2


def test_approved_plan_cannot_be_a_draft_again_to_move_its_dates(app_role_connection, transactional_db):
    ActionFactory(due=PROMISED)

    outcomes = [
        outcome(app_role_connection, f"UPDATE plans_plan SET status = '{status}'")
        for status in ("drafting", "consultation")
    ]

    assert outcomes == ["approved_plan_stays_approved"] * 2


def test_date_first_promised_can_be_moved_while_the_plan_is_written(app_role_connection, transactional_db):
    ActionFactory(due=PROMISED, priority__plan=PlanFactory(status="drafting"))

    app_role_connection.execute(f"UPDATE priorities_strategicaction SET due = {LATER}")

    due = StrategicAction.objects.get().due
    assert due is not None
    assert due.printed == "December 2027"


def test_date_that_races_the_plans_approval_is_refused(app_role_connection, transactional_db):
    plan = PlanFactory(status="drafting")
    ActionFactory(due=PROMISED, priority__plan=plan)

    with transaction.atomic():
        plan.status = "approved"
        plan.save()
        attempt = Attempt(lambda: app_role_connection.execute(f"UPDATE priorities_strategicaction SET due = {LATER}"))
        wait_until_blocked(attempt)
    attempt.join(60)

    assert isinstance(attempt.error, psycopg.errors.CheckViolation)
    assert attempt.error.diag.constraint_name == "original_due_date_is_fixed"


def test_sentence_of_a_scale_in_use_reaches_the_person(frozen):
    scale = frozen[ReportingPeriod].action_scale

    with pytest.raises(Refused) as refusal, refusing():
        scale.levels.update(label="Fine")

    assert str(refusal.value) == str(sentences()["rating_scale_in_use_is_fixed"])


def test_refusal_leaves_the_transaction_around_it_usable(frozen):
    with transaction.atomic():
        with pytest.raises(Refused), refusing():
            frozen[ProgressUpdate].save()
        assert ProgressUpdate.objects.count() == 1


def test_violation_without_a_sentence_is_raised_as_it_came(db):
    OrganisationFactory(name="Twice")

    with pytest.raises(IntegrityError, match="partnership_organisation_name"), refusing():
        OrganisationFactory(name="Twice")
