"""What a final report says, and the template it was begun from, cannot be changed with the application's own role."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.db import connection, models

from partnership.refusals import Refused, refusing, sentences
from reports.models import (
    Appendix,
    BackgroundPaper,
    Clearance,
    CommitteeReport,
    Exemption,
    FrontAnswer,
    FrontField,
    Implication,
    ImplicationHeading,
    Paragraph,
    Recommendation,
    ReportMove,
    ReportSection,
    ReportTemplate,
    SignOff,
    TemplateSection,
    TimetableStep,
)
from tests.factories import (
    AppendixFactory,
    BackgroundPaperFactory,
    ClearanceFactory,
    CommitteeReportFactory,
    ExemptionFactory,
    FrontAnswerFactory,
    ImplicationFactory,
    ParagraphFactory,
    RecommendationFactory,
    ReportFactory,
    ReportMoveFactory,
    ReportSectionFactory,
    SignOffFactory,
    TemplateSectionFactory,
    TimetableStepFactory,
)
from tests.policy.catalogue import columns

AT = datetime(2026, 11, 10, 12, tzinfo=UTC)
FINAL, USED, STEP = "final_report_is_locked", "report_template_in_use_is_fixed", "report_move_never_changes"

# By which constraint a write to each is refused.
LOCKED: dict[type[models.Model], str] = {
    CommitteeReport: FINAL,
    FrontAnswer: FINAL,
    Implication: FINAL,
    Clearance: FINAL,
    Exemption: FINAL,
    Recommendation: FINAL,
    ReportSection: FINAL,
    Paragraph: FINAL,
    Appendix: FINAL,
    BackgroundPaper: FINAL,
    ReportMove: STEP,
    ReportTemplate: USED,
    FrontField: USED,
    ImplicationHeading: USED,
    TemplateSection: USED,
    SignOff: USED,
    TimetableStep: USED,
}
# Of these the ones that belong to a report, and so to a reporting period.
WRITTEN = [model for model, constraint in LOCKED.items() if constraint != USED]
# A correction is a report of its own, and a report that is final still takes the step to published.
GROWS = (CommitteeReport, ReportMove, ReportTemplate)


@pytest.fixture
def final(db: None) -> dict[type[models.Model], Any]:
    """One row of each kind that belongs to a final report, by model."""
    report = CommitteeReportFactory()
    template = report.template
    section = ReportSectionFactory(report=report)
    exemption = ExemptionFactory(report=report)
    answer, implication = FrontAnswerFactory(report=report), ImplicationFactory(report=report)
    rows = [
        report,
        answer,
        implication,
        ClearanceFactory(report=report),
        exemption,
        RecommendationFactory(report=report),
        section,
        ParagraphFactory(section=section, exemption=exemption),
        AppendixFactory(report=report),
        BackgroundPaperFactory(report=report),
        ReportMoveFactory(report=report),
        template,
        answer.field,
        implication.heading,
        TemplateSectionFactory(template=template),
        SignOffFactory(template=template),
        TimetableStepFactory(template=template),
    ]
    ReportTemplate.objects.filter(pk=template.pk).update(first_used_at=AT)
    CommitteeReport.objects.filter(pk=report.pk).update(
        state=CommitteeReport.State.FINAL, final_at=AT, content=b"{}", public_content=b"{}", record=b"{}"
    )
    return {type(row): row for row in rows}


def change(row: models.Model) -> str:
    texts = [field for field in row._meta.concrete_fields if type(field) in (models.TextField, models.CharField)]
    texts = [field for field in texts if field.name not in ("state", "kind")]
    return f'UPDATE "{row._meta.db_table}" SET "{texts[-1].column}" = \'x\' WHERE id = {row.pk}'


def touch(row: models.Model) -> str:
    return f'UPDATE "{row._meta.db_table}" SET id = id WHERE id = {row.pk}'


def delete(row: models.Model) -> str:
    return f'DELETE FROM "{row._meta.db_table}" WHERE id = {row.pk}'


def insert(row: models.Model) -> str:
    """Another row like it."""
    names = ", ".join(f'"{name}"' for name in columns(row))
    return (
        f'INSERT INTO "{row._meta.db_table}" ({names}) SELECT {names} FROM "{row._meta.db_table}" WHERE id = {row.pk}'
    )


WRITES = {"change": change, "delete": delete, "insert": insert, "touch": touch}
ATTACKS = [
    (model, write)
    for model in LOCKED
    for write in WRITES
    if not (model in GROWS and write == "insert")
    # A template may be taken out of use: writing the same row again does no harm.
    and (model, write) != (ReportTemplate, "touch")
]


def outcome(session: psycopg.Connection, statement: str) -> str | None:
    """The constraint by which a statement was refused; None where it was not."""
    try:
        session.execute(statement)
    except psycopg.errors.IntegrityError as error:
        session.rollback()
        return error.diag.constraint_name
    session.rollback()
    return None


def test_rows_of_a_final_report_and_its_template_cannot_be_written(final):
    said = {}
    for model, write in ATTACKS:
        with pytest.raises(Refused) as refusal, refusing(), connection.cursor() as cursor:
            cursor.execute(WRITES[write](final[model]))
        said[model.__name__, write] = str(refusal.value)

    assert said == {(model.__name__, write): str(sentences()[LOCKED[model]]) for model, write in ATTACKS}


@pytest.mark.django_db(transaction=True)
def test_application_cannot_write_rows_of_a_final_report(app_role_connection, final):
    outcomes = {
        (model.__name__, write): outcome(app_role_connection, WRITES[write](final[model])) for model, write in ATTACKS
    }

    assert outcomes == {(model.__name__, write): LOCKED[model] for model, write in ATTACKS}


@pytest.mark.parametrize(
    ("state", "then"),
    [
        ("final", "draft"),
        ("final", "cleared"),
        ("published", "final"),
        ("published", "draft"),
        ("superseded", "published"),
        ("withdrawn", "published"),
        ("withdrawn", "draft"),
    ],
)
def test_final_report_never_goes_back(final, state, then):
    rows = CommitteeReport.objects.filter(pk=final[CommitteeReport].pk)
    for step in {"published": ["published"], "superseded": ["superseded"], "withdrawn": ["withdrawn"]}.get(state, []):
        rows.update(state=step)

    with pytest.raises(Refused, match="This report is final"), refusing():
        rows.update(state=then)


def test_final_report_is_published_then_superseded_then_withdrawn(final):
    rows = CommitteeReport.objects.filter(pk=final[CommitteeReport].pk)

    rows.update(state="published", published_at=AT)
    rows.update(state="superseded")
    rows.update(state="withdrawn")

    assert rows.values_list("state", "published_at").get() == ("withdrawn", AT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change",
    [
        "audience = 'public'",
        "provisional = false",
        "content = '{}'",
        "record = '[]'",
        "content_sha256 = repeat('a', 64)",
        "written_id = NULL",
        "kind = 'one_page'",
        "scope = 'priority-1'",
    ],
)
def test_application_cannot_say_that_a_request_is_of_something_else(app_role_connection, change):
    """One word would lay the full edition of a report before everybody."""
    ReportFactory(audience="full", provisional=True, content=b"[]", written=CommitteeReportFactory())

    refused = outcome(app_role_connection, f"UPDATE reports_monitoringreport SET {change}")
    allowed = outcome(app_role_connection, "UPDATE reports_monitoringreport SET step = 'Page 3', record = record")

    assert (refused, allowed) == ("report_is_of_what_was_asked", None)
