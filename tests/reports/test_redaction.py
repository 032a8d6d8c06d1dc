"""Personal information can be taken out of what is written in reports too, wherever it was typed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from monitoring.models import PeriodRecord, ReportingPeriod
from monitoring.record import canonical
from monitoring.record.structs import Removal
from monitoring.services.periods import freeze_period
from monitoring.services.redaction import confirm_redaction, places, propose_redaction
from partnership.models import User
from reports import content as contents
from reports.content import Appendix, Background, Content, Line, Paragraph, Section, Withheld
from reports.document.documents import document_of
from reports.document.rendering import html_of
from reports.document.source import Source
from reports.models import CommitteeReport, Edition, MonitoringReport
from tests import factories
from tests.factories import (
    ActionFactory,
    CommitteeReportFactory,
    EditionFactory,
    ParagraphFactory,
    PartDraftFactory,
    PeriodFactory,
    Plainest,
    PlanFactory,
    RecommendationFactory,
    ReportFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WORDS = "Quillfeather"
MARK = "[removed 12 November 2026]"
CONFIRMED = datetime(2026, 11, 12, 9, tzinfo=UTC)
REMOVED = (Removal(on=date(2026, 11, 12), by=("Ellen Hughes", "Joan Tarrant")),)

# Fields of text that nobody types into: codes, checksums and what a program puts there. Any other must be reached.
NOT_TYPED = {
    "CommitteeReport.content_sha256",
    "CommitteeReport.public_content_sha256",
    "CommitteeReport.record_sha256",
    "CommitteeReport.scope",
    "Clearance.text_sha256",
    "Edition.part",
    "Edition.renderer",
    "Edition.sha256",
    "MonitoringReport.content_sha256",
    "MonitoringReport.record_sha256",
    "MonitoringReport.scope",
    "MonitoringReport.step",
    "MonitoringReport.template",
    "Paragraph.anchor",
    "Paragraph.source",
    "Paragraph.source_sha256",
    "PartDraft.part",
    "PrintedPart.made_of",
}


def typed_fields() -> list[tuple[type[models.Model], str]]:
    """Every field of reports that holds what somebody typed."""
    return [
        (model, field.name)
        for model in apps.get_app_config("reports").get_models()
        if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and f"{model.__name__}.{field.name}" not in NOT_TYPED
    ]


def factory_of(model: type[models.Model]) -> Any:
    known = [each for each in vars(factories).values() if isinstance(each, type) and issubclass(each, Plainest)]
    return next(each for each in known if each._meta.model is model)


def redact(period: ReportingPeriod) -> None:
    people: list[User] = [UserFactory(name="Ellen Hughes"), UserFactory(name="Joan Tarrant")]
    proposed = propose_redaction(plan=period.plan, words=WORDS, by=people[0])
    confirm_redaction(redaction=proposed, by=people[1], at=CONFIRMED)


def holding() -> dict[str, int]:
    """In how many rows of which tables the words stand, whatever the column, and in which bytes."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name, c.data_type = 'bytea' FROM information_schema.columns c "
            "JOIN information_schema.tables t USING (table_schema, table_name) "
            "WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
        )
        for table, column, is_bytes in cursor.fetchall():
            test = (
                f"position(convert_to('{WORDS}', 'UTF8') IN \"{column}\") > 0"
                if is_bytes
                else f"\"{column}\"::text ILIKE '%{WORDS}%'"
            )
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {test}')
            [number] = cursor.fetchone() or [0]
            if number:
                found[f"{table}.{column}"] = number
    return found


@pytest.fixture
def period() -> ReportingPeriod:
    return PeriodFactory(plan=PlanFactory(title="Plan"))


def test_redaction_reaches_every_field_of_reports_that_people_type_into(period: ReportingPeriod):
    # Without these a row would not stand.
    besides = {"failure": {"state": "failed"}, "gap": {"reason": "The meeting cannot wait."}}
    for model, name in typed_fields():
        factory_of(model)(**{name: f"{WORDS} told us"}, **besides.get(name, {}))
    planted = holding()

    redact(period)

    assert {table for table in planted if "event" not in table} >= {
        f"{model._meta.db_table}.{name}" for model, name in typed_fields()
    }
    assert holding() == {}
    assert places(WORDS) == []


def test_redaction_reaches_what_somebody_typed_and_has_not_saved(period: ReportingPeriod):
    draft = PartDraftFactory(content={"text": f"{WORDS} told us", "seen": "x"})

    redact(period)

    draft.refresh_from_db()
    assert draft.content == {"text": f"{MARK} told us", "seen": "x"}


def written(**changes: object) -> Content:
    """A report whose every part says the words."""
    said: dict[str, Any] = {
        "schema": contents.SCHEMA,
        "kind": "committee",
        "edition": "full",
        "state": "final",
        "template": "Report to scrutiny",
        "template_version": 1,
        "body": "Scrutiny committee",
        "body_is_bound": True,
        "meeting_on": date(2026, 11, 20),
        "meeting_place": "Town hall",
        "subject": f"What {WORDS} needs",
        "summary": "",
        "reference": "CS/19/26",
        "asks": "comment",
        "scope": "",
        "scope_name": "",
        "version": 1,
        "front": (Line("Wards affected", WORDS),),
        "recommendations": (f"That {WORDS} is heard.",),
        "sections": (
            Section(
                heading="Progress",
                paragraphs=(
                    Paragraph(anchor="p1", text=f"**{WORDS}** came, see [[p2]]."),
                    Paragraph(anchor="p2", text=f"{WORDS}’s price.", withheld=Withheld("exempt", paragraph="3")),
                ),
            ),
        ),
        "appendices": (Appendix(title=f"About {WORDS}", holds="text", text=WORDS),),
        "background": (Background("The plan", f"https://council.example/{WORDS}.pdf"),),
    }
    return Content(**{**said, **changes})


@pytest.fixture
def published(period: ReportingPeriod) -> CommitteeReport:
    """A published report of a frozen period, with the files of both of its editions."""
    UpdateFactory(action=ActionFactory(priority__plan=period.plan), period=period, accepted=True)
    freeze_period(period=period, by=None)
    record = bytes(PeriodRecord.objects.get().body)
    report = CommitteeReportFactory(period=period, subject=f"What {WORDS} needs")
    ParagraphFactory(section__report=report, text=f"{WORDS} came.")
    RecommendationFactory(report=report, text=f"That {WORDS} is heard.")
    full, public = contents.encode(written()), contents.encode(written(edition="public"))
    CommitteeReport.objects.filter(pk=report.pk).update(
        state=CommitteeReport.State.PUBLISHED,
        content=full,
        content_sha256=canonical.checksum(full),
        public_content=public,
        public_content_sha256=canonical.checksum(public),
        record=record,
        record_sha256=canonical.checksum(record),
        record_version=1,
        final_at=CONFIRMED,
        published_at=CONFIRMED,
    )
    for audience, body in (("full", full), ("public", public)):
        issue = ReportFactory(
            period=period,
            written=report,
            kind="committee",
            audience=audience,
            state="finished",
            record=record,
            record_sha256=canonical.checksum(record),
            content=body,
            content_sha256=canonical.checksum(body),
        )
        EditionFactory(report=issue, content=f"%PDF {WORDS}".encode())
        EditionFactory(report=issue, format="html", content=f"<p>{WORDS}</p>".encode())
    report.refresh_from_db()
    return report


def test_redaction_of_a_published_report_leaves_its_words_nowhere(period: ReportingPeriod, published: CommitteeReport):
    redact(period)

    assert holding() == {}
    assert places(WORDS) == []
    published.refresh_from_db()
    assert (published.subject, published.state) == (f"What {MARK} needs", CommitteeReport.State.PUBLISHED)


def test_redacted_content_can_be_read_has_its_own_checksum_and_says_who_removed_something(
    period: ReportingPeriod, published: CommitteeReport
):
    redact(period)

    published.refresh_from_db()
    for body, checksum, edition in (
        (published.content, published.content_sha256, "full"),
        (published.public_content, published.public_content_sha256, "public"),
    ):
        assert body is not None
        said = contents.decode(bytes(body))
        assert canonical.checksum(bytes(body)) == checksum
        assert contents.encode(said) == bytes(body)
        assert said == written(
            edition=edition,
            subject=f"What {MARK} needs",
            front=(Line("Wards affected", MARK),),
            recommendations=(f"That {MARK} is heard.",),
            sections=(
                Section(
                    heading="Progress",
                    paragraphs=(
                        Paragraph(anchor="p1", text=f"**{MARK}** came, see [[p2]]."),
                        Paragraph(anchor="p2", text=f"{MARK}’s price.", withheld=Withheld("exempt", paragraph="3")),
                    ),
                ),
            ),
            appendices=(Appendix(title=f"About {MARK}", holds="text", text=MARK),),
            background=(Background("The plan", f"https://council.example/{MARK}.pdf"),),
            removed=REMOVED,
        )


def test_redacted_report_prints_who_removed_something_and_when(period: ReportingPeriod, published: CommitteeReport):
    redact(period)

    published.refresh_from_db()
    source = Source(bytes(published.record or b""), version=1, content=bytes(published.public_content or b""))
    said = "On 12 November 2026 personal information was removed from this report by Ellen Hughes and Joan Tarrant."
    assert html_of(document_of(source)).count(said) == 1


def test_files_of_a_redacted_report_are_withdrawn_and_can_be_made_again_from_the_same_content(
    period: ReportingPeriod, published: CommitteeReport
):
    redact(period)

    assert Edition.objects.count() == 0
    published.refresh_from_db()
    issues = MonitoringReport.objects.order_by("audience")
    assert [(each.audience, each.state, each.content) for each in issues] == [
        ("full", MonitoringReport.State.WITHDRAWN, published.content),
        ("public", MonitoringReport.State.WITHDRAWN, published.public_content),
    ]
    assert [each.content_sha256 for each in issues] == [published.content_sha256, published.public_content_sha256]


def test_record_that_never_held_the_words_stays_as_it_was(period: ReportingPeriod, published: CommitteeReport):
    before = bytes(PeriodRecord.objects.get().body)

    redact(period)

    published.refresh_from_db()
    assert bytes(PeriodRecord.objects.get().body) == before
    assert bytes(published.record or b"") == before


@pytest.mark.parametrize("word", ["public", "final", "committee", "comment", "text", "exempt", "edition"])
def test_words_of_the_contents_own_vocabulary_do_not_break_it(
    period: ReportingPeriod, published: CommitteeReport, word: str
):
    people = UserFactory(name="Ellen Hughes"), UserFactory(name="Joan Tarrant")
    RecommendationFactory(text=f"The {word} word.")
    proposed = propose_redaction(plan=period.plan, words=word, by=people[0])

    confirm_redaction(redaction=proposed, by=people[1], at=CONFIRMED)

    published.refresh_from_db()
    said = contents.decode(bytes(published.public_content or b""))
    assert (said.edition, said.state, said.kind, said.asks) == ("public", "final", "committee", "comment")
    assert [each.holds for each in said.appendices] == ["text"]
    assert [each.anchor for each in said.paragraphs] == ["p1", "p2"]
