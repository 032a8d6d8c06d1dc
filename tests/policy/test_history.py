"""Every change to a domain row is in the history with who made it, however it was written."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

import pytest
from celery import current_app, shared_task
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.db import ProgrammingError, connection, connections, models, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from config.celery import ActingTask
from indicators.models import (
    Baseline,
    Comparator,
    ComparatorGroup,
    ComparatorMember,
    Dimension,
    Figure,
    FigureImport,
    HiddenFigure,
    ImportMapping,
    Indicator,
    RatingRule,
    SeriesBreak,
    Target,
)
from monitoring.models import (
    Challenge,
    Contribution,
    Correction,
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
    Redaction,
    Reminder,
    ReminderRule,
    ReportingPeriod,
    SmallNumbersCheck,
)
from partnership.due import Due, Precision
from partnership.history import acting
from partnership.models import Body, Cover, Meeting, Membership, Message, Organisation, Post, PostHolding, User
from plans.models import LinkedDocument, Plan, PlanText, RatingLevel, RatingScale
from priorities.models import (
    ActionSuccession,
    Commitment,
    CommitmentSuccession,
    DateChange,
    DateRequest,
    Listing,
    Milestone,
    Outcome,
    Priority,
    PriorityDocument,
    PriorityOutcome,
    PrioritySuccession,
    Programme,
    ProgrammePriority,
    Responsibility,
    StrategicAction,
)
from reports.models import (
    Appendix,
    BackgroundPaper,
    Clearance,
    CommitteeReport,
    Edition,
    Exemption,
    FrontAnswer,
    FrontField,
    Implication,
    ImplicationHeading,
    MonitoringReport,
    Paragraph,
    Recommendation,
    ReportMove,
    ReportSection,
    ReportTemplate,
    SignOff,
    TemplateSection,
    TimetableStep,
)
from tests.factories import OrganisationFactory, UserFactory
from tests.policy.catalogue import APPS, Row, columns, domain_models, event_models, stored, unsaved

# Why a model has no history. A new model is tracked, or it stands here.
UNTRACKED = {
    "monitoring.Draft": "only its author, or whoever takes over their post, may see it, so nothing of it is kept",
    "reports.PartDraft": "only its author may see it, so nothing of it is kept",
    "reports.PrintedPart": "pages that can be set again at any time, kept to save the time",
    "contenttypes.ContentType": "Django's own list of the models",
    "auth.Permission": "not used: rights follow from posts and seats",
    "auth.Group": "not used: rights follow from posts and seats",
    "sessions.Session": "who is signed in now",
    "account.EmailAddress": "follows User.email, which is tracked",
    "account.EmailConfirmation": "a link that was sent",
    "mfa.Authenticator": "secrets of the second step of signing in",
    "socialaccount.SocialApp": "a deployment's settings, not a partnership's words",
    "socialaccount.SocialAccount": "ties a person to the council's sign-in",
    "socialaccount.SocialToken": "secrets of the council's sign-in",
    "pghistory.Context": "not used: each event carries its own context",
    "pghistory.Events": "reads the events of all models",
    "pghistory.MiddlewareEvents": "reads the events of all models",
}

# What the history of a model leaves out, and why.
LEFT_OUT = {
    "partnership.User": {
        "password": "a secret",
        "last_login": "not a change to the person",
    },
    "monitoring.Redaction": {"words": "what is to be gone from everywhere"},
    "monitoring.PeriodRecord": {"body": "large, and the row itself never changes"},
    "reports.MonitoringReport": {
        "record": "large; its checksum is kept",
        "content": "large; its checksum is kept",
        "step": "tells who waits how far the work is",
        "steps_done": "tells who waits how far the work is",
        "steps_total": "tells who waits how far the work is",
        "seen_at": "not a change to the report",
        "notice": "the message has a history of its own",
    },
    "reports.CommitteeReport": {
        "content": "large; its checksum is kept",
        "public_content": "large; its checksum is kept",
        "record": "large; its checksum is kept",
    },
    "reports.Edition": {
        "content": "large, and the row itself never changes",
        "alternative": "what is in a picture, and the row itself never changes",
    },
    "indicators.FigureImport": {
        "content": "large, and the row keeps it as it came",
        "leftover": "large, and the row keeps it",
    },
}

# Rows that are written once: every later write is refused, so their history has only the insert.
WRITTEN_ONCE: dict[type[models.Model], str] = {
    PeriodMove: "period_move_never_changes",
    PeriodRecord: "period_record_never_changes",
    Edition: "edition_never_changes",
    Figure: "figure_never_changes",
    RedactedRecord: "redacted_record_never_changes",
    ReportMove: "report_move_never_changes",
}

# One field of each model, and another value for it.
CHANGES: dict[type[models.Model], tuple[str, Any]] = {
    User: ("name", "Renamed"),
    Organisation: ("name", "Renamed"),
    Post: ("title", "Head of early help"),
    PostHolding: ("acting", True),
    Body: ("clear_days", 7),
    Membership: ("role", "chair"),
    Cover: ("ends_on", date(2026, 10, 30)),
    Meeting: ("place", "Library"),
    Message: ("state", "not_needed"),
    RatingScale: ("name", "Renamed"),
    RatingLevel: ("label", "Renamed"),
    Plan: ("labels", {"priority": {"one": "Pledge", "many": "Pledges"}}),
    PlanText: ("body", "Every child is heard."),
    LinkedDocument: ("title", "Renamed"),
    Outcome: ("title", "Renamed"),
    Priority: ("cross_cutting", True),
    PriorityOutcome: ("outcome", None),
    PriorityDocument: ("document", None),
    Commitment: ("goal", "Two hubs in every district"),
    StrategicAction: ("starts", Due(None, Precision.ONGOING, "ongoing")),
    DateChange: ("reason", "The grant came later."),
    DateRequest: ("reason", "The grant comes later."),
    Responsibility: ("primary", False),
    Milestone: ("title", "Renamed"),
    Programme: ("description", "Runs until 2028."),
    ProgrammePriority: ("priority", None),
    Listing: ("ref", "4.2"),
    PrioritySuccession: ("reason", "Another body took it on."),
    CommitmentSuccession: ("reason", "Another body took it on."),
    ActionSuccession: ("reason", "Another body took it on."),
    Indicator: ("decimals", 1),
    Target: ("as_printed", "about 90"),
    Figure: ("note", "Revised in May."),
    Comparator: ("source", "National tables"),
    ComparatorGroup: ("source", "National tables"),
    ComparatorMember: ("code", "E06000001"),
    Dimension: ("adds_up", False),
    SeriesBreak: ("reason", "The count is by term now."),
    Baseline: ("as_printed", "about 70"),
    RatingRule: ("kind", "percent"),
    HiddenFigure: ("reason", "Only one school is meant."),
    ImportMapping: ("mapping", {"value": 2}),
    FigureImport: ("state", "discarded"),
    MeasureCommentary: ("story", "Fewer families asked for help."),
    SmallNumbersCheck: ("note", "Looked at with the school nurse."),
    LetThrough: ("reason", "Two groups, not two children."),
    ReportingPeriod: ("reports_to", "Partnership board, 9 December"),
    PeriodMove: ("reason", "Too early."),
    ProgressUpdate: ("narrative", "Eight of twelve schools are open."),
    Challenge: ("reason", "Four schools will open later."),
    PrioritySummary: ("reason", "Two actions carry the rest."),
    Highlight: ("text", "Three hubs opened."),
    PeriodRecord: ("sha256", "1" * 64),
    Question: ("text", "Which schools?"),
    Contribution: ("text", "Our nurses visited five of the schools."),
    LaterNews: ("text", "The fourth hub has opened."),
    PeriodMeeting: ("meeting", None),
    Redaction: ("places", 3),
    RedactedRecord: ("sha256_after", "2" * 64),
    Correction: ("reason", "The hub opened on 28 September."),
    ReminderRule: ("applies", True),
    Reminder: ("occasion", "on_the_day"),
    MonitoringReport: ("attempts", 1),
    Edition: ("pages", 2),
    ReportTemplate: ("name", "Renamed"),
    FrontField: ("label", "Renamed"),
    ImplicationHeading: ("label", "Renamed"),
    TemplateSection: ("label", "Renamed"),
    SignOff: ("label", "Renamed"),
    TimetableStep: ("working_days_before", 12),
    CommitteeReport: ("subject", "Progress by September"),
    ReportMove: ("reason", "The figures came late."),
    FrontAnswer: ("text", "Northmoor East"),
    Implication: ("text", "The grant ends in March."),
    Clearance: ("due_on", date(2026, 11, 20)),
    Exemption: ("description", "Prices of a contract."),
    Recommendation: ("text", "That the committee notes progress."),
    ReportSection: ("heading", "What is late"),
    Paragraph: ("text", "Three of the four hubs are open."),
    Appendix: ("title", "Everything late"),
    BackgroundPaper: ("title", "Minutes of June"),
}


def test_every_model_is_tracked_or_says_why_not():
    tracked = {model._meta.label for model in event_models()}
    events = {model._meta.label for model in event_models().values()}

    assert {model._meta.label for model in apps.get_models()} - tracked - events == set(UNTRACKED)


def test_history_leaves_out_only_what_is_listed():
    left_out = {
        model._meta.label: missing
        for model, event in event_models().items()
        if (missing := {field.name for field in model._meta.fields} - {field.name for field in event._meta.fields})
    }

    assert left_out == {model: set(fields) for model, fields in LEFT_OUT.items()}


# --- Each model, written in each way -----------------------------------------------------------

TRACKED = [model for model in domain_models() if model in event_models()]


def save_one(model: type[models.Model]) -> Any:
    instance = unsaved(model)
    instance.save()
    return instance.pk


def change_one(model: type[models.Model], pk: int, field: str, value: Any) -> None:
    instance = model._base_manager.get(pk=pk)
    setattr(instance, field, value)
    instance.save()


def delete_one(model: type[models.Model], pk: int) -> None:
    model._base_manager.get(pk=pk).delete()


def insert_in_bulk(model: type[models.Model]) -> Any:
    rows = model._base_manager.bulk_create([unsaved(model), unsaved(model)])
    return rows[1].pk


def change_in_bulk(model: type[models.Model], pk: int, field: str, value: Any) -> None:
    model._base_manager.filter(pk=pk).update(**{field: value})


def change_by_bulk_update(model: type[models.Model], pk: int, field: str, value: Any) -> None:
    instance = model._base_manager.get(pk=pk)
    setattr(instance, field, value)
    model._base_manager.bulk_update([instance], [field])


def delete_in_bulk(model: type[models.Model], pk: int) -> None:
    rows = model._base_manager.filter(pk=pk)
    rows._raw_delete(rows.db)


def insert_by_sql(model: type[models.Model]) -> Any:
    values = columns(unsaved(model))
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places}) RETURNING id', [*values.values()]
        )
        return cursor.fetchone()[0]


def change_by_sql(model: type[models.Model], pk: int, field: str, value: Any) -> None:
    column = cast("models.Field[Any, Any]", model._meta.get_field(field))
    prepared = column.get_db_prep_save(value.pk if isinstance(value, models.Model) else value, connection)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{model._meta.db_table}" SET "{column.column}" = %s WHERE id = %s', [prepared, pk])


def delete_by_sql(model: type[models.Model], pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', [pk])


WAYS: dict[str, tuple[Callable[..., Any], Callable[..., None], Callable[..., None]]] = {
    "one": (save_one, change_one, delete_one),
    "bulk": (insert_in_bulk, change_in_bulk, delete_in_bulk),
    "bulk_update": (insert_in_bulk, change_by_bulk_update, delete_in_bulk),
    "sql": (insert_by_sql, change_by_sql, delete_by_sql),
}


def history_of(model: type[models.Model], pk: int) -> list[tuple[str, Any, Row]]:
    """Label, actor and the values of each event of a row, oldest first."""
    event = event_models()[model]
    names = tracked_columns(model)
    with connection.cursor() as cursor:
        listed = ", ".join(f'"{name}"' for name in names)
        cursor.execute(
            f'SELECT pgh_label, pgh_context, {listed} FROM "{event._meta.db_table}" '
            "WHERE pgh_obj_id = %s ORDER BY pgh_id",
            [pk],
        )
        return [
            (label, json.loads(context), dict(zip(names, values, strict=True)))
            for label, context, *values in cursor.fetchall()
        ]


def tracked_columns(model: type[models.Model]) -> list[str]:
    kept = {field.name for field in event_models()[model]._meta.fields}
    return [str(field.column) for field in model._meta.concrete_fields if field.name in kept]


def another_value(model: type[models.Model], pk: int) -> tuple[str, Any]:
    """The model's change; where it is another row to point at, that row."""
    field, value = CHANGES[model]
    if value is None:
        value = getattr(unsaved(model), field)
    assert getattr(model._base_manager.get(pk=pk), field) != value
    return field, value


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)
def test_history_of_each_model_keeps_every_write_with_its_actor(model, way):
    insert, change, delete = WAYS[way]
    first, second, third = UserFactory.create_batch(3)

    with acting(by=first):
        pk = insert(model)
    before = stored(model, pk, tracked_columns(model))
    expected = [("insert", {"user": first.pk}, before)]
    if model not in WRITTEN_ONCE:
        field, value = another_value(model, pk)
        with acting(by=second):
            change(model, pk, field, value)
        after = stored(model, pk, tracked_columns(model))
        with acting(by=third):
            delete(model, pk)
        assert before != after
        expected += [("update", {"user": second.pk}, after), ("delete", {"user": third.pk}, after)]

    assert history_of(model, pk) == expected


@pytest.mark.django_db
def test_history_of_a_row_saved_unchanged_has_no_update():
    organisation = OrganisationFactory()

    organisation.save()
    Organisation.objects.filter(pk=organisation.pk).update(name=organisation.name)

    assert [label for label, *_ in actors_of(organisation)] == ["insert"]


@pytest.mark.django_db
def test_history_of_a_user_does_not_tell_of_sign_in_or_password(client: Client):
    user = UserFactory()

    client.force_login(user)
    user.set_password("another horse, another battery")
    user.save()

    user.refresh_from_db()
    assert user.last_login is not None
    assert [label for label, *_ in actors_of(user)] == ["insert"]


# --- Who acted ---------------------------------------------------------------------------------


def actors_of(row: models.Model) -> list[tuple[str, Any]]:
    events = event_models()[type(row)]._base_manager.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    return [*events.values_list("pgh_label", "pgh_context")]


def rename_everything(request: HttpRequest) -> HttpResponse:
    Organisation.objects.update(name="Renamed by a person")
    return HttpResponse()


@shared_task(name="tests.rename_everything")
def rename_by_task() -> None:
    Organisation.objects.update(name="Renamed by a task")


urlpatterns = [path("rename/", rename_everything)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_history_of_a_request_names_the_person_and_the_page(client: Client):
    organisation = OrganisationFactory()
    user = UserFactory()
    client.force_login(user)

    client.post("/rename/")

    assert actors_of(organisation) == [("insert", None), ("update", {"user": user.pk, "url": "/rename/"})]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_history_of_an_anonymous_request_names_the_page_only(client: Client):
    organisation = OrganisationFactory()

    client.post("/rename/")

    assert actors_of(organisation) == [("insert", None), ("update", {"user": None, "url": "/rename/"})]


@pytest.mark.django_db
@pytest.mark.parametrize("run", [rename_by_task, rename_by_task.apply], ids=["called", "by_worker"])
def test_history_of_a_task_names_the_task(run):
    organisation = OrganisationFactory()

    run()

    assert actors_of(organisation) == [("insert", None), ("update", {"task": "tests.rename_everything"})]


# What a command does that needs no actor. One that writes rows of ours decorates its `handle` with `acting`.
WRITES_NO_ROWS = {
    "prepare_database": "migrates as the owner, and grants",
    "write_plan_schema": "writes a file",
}


def test_every_command_names_itself_in_the_history_or_says_why_not():
    ours = [name for name, app in get_commands().items() if app in (*APPS, "config")]
    silent = {
        name for name in ours if not hasattr(load_command_class(get_commands()[name], name).handle, "__wrapped__")
    }

    assert silent == set(WRITES_NO_ROWS)


def test_every_task_names_itself_in_the_history():
    current_app.loader.import_default_modules()
    ours = {name: task for name, task in current_app.tasks.items() if not name.startswith("celery.")}

    assert len(ours) > 3
    assert [name for name, task in ours.items() if not isinstance(task, ActingTask)] == []


@pytest.mark.django_db
def test_acting_inside_another_gives_the_outer_actor_back():
    outer, inner = UserFactory.create_batch(2)

    with acting(by=outer):
        with acting(by=inner, command="load_plan"):
            first = OrganisationFactory()
        second = OrganisationFactory()

    assert actors_of(first) == [("insert", {"user": inner.pk, "command": "load_plan"})]
    assert actors_of(second) == [("insert", {"user": outer.pk})]


@pytest.mark.django_db
def test_acting_as_a_decorator_names_each_call_anew():
    made = []

    @acting(command="load_plan")
    def handle(name: str) -> None:
        with acting(by=UserFactory()):
            made.append(OrganisationFactory(name=name))
        made.append(OrganisationFactory(name=f"{name} too"))

    handle("First")
    handle("Second")

    assert [actors_of(organisation)[0][1] for organisation in made[1::2]] == [{"command": "load_plan"}] * 2


# --- How the actor travels ---------------------------------------------------------------------


@pytest.mark.django_db
def test_bulk_create_is_one_insert_that_carries_the_actor():
    user = UserFactory()
    names = [f"Organisation {n}" for n in range(500)]

    with acting(by=user), CaptureQueriesContext(connection) as queries:
        Organisation.objects.bulk_create([Organisation(name=name) for name in names])

    inserts = [query["sql"] for query in queries if "INSERT INTO" in query["sql"]]
    assert len(inserts) == 1
    # A list of many would be executemany, which carries no actor.
    assert "times:" not in inserts[0]
    events = event_models()[Organisation]._base_manager.values_list("pgh_label", "pgh_context__user", "name")
    assert sorted(events) == sorted(("insert", user.pk, name) for name in names)


@pytest.mark.django_db
def test_executemany_inside_a_context_fails_instead_of_losing_the_actor():
    statement = "INSERT INTO partnership_organisation (name, short_name, kind) VALUES (%s, '', 'other')"

    with acting(by=UserFactory()), pytest.raises(TypeError), connection.cursor() as cursor:
        cursor.executemany(statement, [("First",), ("Second",)])

    assert not Organisation.objects.exists()


@contextmanager
def default_connection(**options: Any) -> Iterator[None]:
    """A default connection of another make, for the thread it is called in."""
    made = DatabaseWrapper(
        {**connection.settings_dict, "OPTIONS": {**connection.settings_dict["OPTIONS"], **options}}, "default"
    )
    usual = connections["default"]
    connections["default"] = made
    try:
        yield
    finally:
        made.close()
        made.close_pool()
        connections["default"] = usual


@pytest.mark.django_db(transaction=True)
def test_pooled_connection_does_not_hand_the_actor_on_to_the_next_request():
    user = UserFactory()

    with default_connection(pool={"min_size": 1, "max_size": 1}):
        with acting(by=user):
            first = OrganisationFactory()
            with transaction.atomic():
                second = OrganisationFactory()
        connection.close()
        third = OrganisationFactory()
        with transaction.atomic():
            fourth = OrganisationFactory()

    assert [actors_of(row)[0][1] for row in (first, second, third, fourth)] == [
        {"user": user.pk},
        {"user": user.pk},
        None,
        None,
    ]


@pytest.mark.django_db(transaction=True)
def test_server_side_binding_fails_instead_of_losing_the_actor():
    user = UserFactory()

    with default_connection(server_side_binding=True), acting(by=user), pytest.raises(ProgrammingError):
        OrganisationFactory()

    assert not Organisation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_threads_at_once_keep_their_own_actors():
    users = UserFactory.create_batch(2)
    together = threading.Barrier(2)
    made: dict[int, Organisation] = {}

    def write(user: User) -> None:
        try:
            with acting(by=user), transaction.atomic():
                together.wait(60)
                made[user.pk] = OrganisationFactory(name=f"By {user.pk}")
                together.wait(60)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert {pk: actors_of(row) for pk, row in made.items()} == {
        user.pk: [("insert", {"user": user.pk})] for user in users
    }
