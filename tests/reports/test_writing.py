"""Writing a report: begun from the record, written part by part, and closed once it is final."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from indicators.seen import seen_as
from indicators.services.definitions import ChangedMeanwhile
from monitoring.models import LetThrough
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing
from reports.grounds import Grounds
from reports.models import (
    Appendix,
    BackgroundPaper,
    CommitteeReport,
    Exemption,
    FrontField,
    Kind,
    Paragraph,
    Recommendation,
    ReportSection,
    ReportTemplate,
    TemplateSection,
)
from reports.services.clearing import NotWritable
from reports.services.templates import NotInUse
from reports.services.writing import (
    Blank,
    Decided,
    Front,
    NothingToReport,
    OtherBody,
    ReferredTo,
    WrongReference,
    add_paragraphs,
    add_to_list,
    begin_report,
    change_grounds,
    change_in_list,
    change_paragraph,
    draft_section,
    drafted_now,
    join_with_the_one_above,
    keep_as_written,
    move_in_list,
    move_paragraph,
    remove_from_list,
    remove_paragraph,
    seen_front,
    set_front,
    set_implication,
    set_summary,
    take_from_record,
    withhold,
)
from reports.writing_page import Written
from tests.factories import (
    AppendixFactory,
    BackgroundPaperFactory,
    BodyFactory,
    CommitteeReportFactory,
    ExemptionFactory,
    FrontFieldFactory,
    ImplicationHeadingFactory,
    MeetingFactory,
    ParagraphFactory,
    PeriodFactory,
    RecommendationFactory,
    ReportSectionFactory,
    ReportTemplateFactory,
    TemplateSectionFactory,
    UserFactory,
)
from tests.reports.conftest import Told

pytestmark = pytest.mark.django_db

Drafts = TemplateSection.Drafts


@pytest.fixture
def report() -> CommitteeReport:
    return CommitteeReportFactory()


@pytest.fixture
def section(report: CommitteeReport) -> ReportSection:
    return ReportSectionFactory(report=report)


def three(section: ReportSection) -> list[Paragraph]:
    return [ParagraphFactory(section=section, text=text, anchor=text, position=n) for n, text in enumerate("abc")]


def order(report: CommitteeReport) -> list[str]:
    return [each.text for each in Written(report).paragraphs]


def seen(row: object, *names: str) -> str:
    return seen_as(row, names)  # type: ignore[arg-type]


def final(report: CommitteeReport) -> None:
    report.content = report.public_content = report.record = b"{}"
    report.state, report.final_at = CommitteeReport.State.FINAL, datetime(2026, 11, 3, tzinfo=UTC)
    report.save()


# --- Beginning -----------------------------------------------------------------------------------


@pytest.fixture
def template() -> ReportTemplate:
    template = ReportTemplateFactory(body=BodyFactory(name="Scrutiny"), state=ReportTemplate.State.IN_USE)
    FrontFieldFactory(template=template, label="Wards affected", default="All")
    FrontFieldFactory(template=template, label="Report of")
    FrontFieldFactory(template=template, label="Subject", source=FrontField.Source.SUBJECT)
    TemplateSectionFactory(template=template, label="Background", drafts_from=Drafts.NOTHING, position=0)
    TemplateSectionFactory(template=template, label="Progress", drafts_from=Drafts.UPDATES, position=1)
    return template


def test_begin_report_drafts_every_section_from_the_record(told: Told, template: ReportTemplate) -> None:
    period = told.freeze()
    meeting = MeetingFactory(body=template.body)

    report = begin_report(period=period, template=template, meeting=meeting, subject=" Progress ", by=told.clerk)

    template.refresh_from_db()
    assert template.first_used_at == report.begun_at
    assert (report.subject, report.kind, report.begun_by) == ("Progress", Kind.COMMITTEE, told.clerk)
    assert [(each.field.label, each.text) for each in report.front_answers.all()] == [("Wards affected", "All")]
    assert [(each.heading, each.paragraphs.count()) for each in report.sections.all()] == [
        ("Background", 0),
        ("Progress", 2),
    ]
    now = drafted_now(report, [each.source for each in Written(report).paragraphs])
    assert [(each.source, each.source_sha256, each.text) for each in Written(report).paragraphs] == [
        (source, drafted.sha256, drafted.text) for source, drafted in now.items()
    ]


def test_begin_report_drafts_nothing_twice(told: Told, template: ReportTemplate) -> None:
    TemplateSectionFactory(template=template, label="In short", drafts_from=Drafts.UPDATES, position=2)
    period, meeting = told.freeze(), MeetingFactory(body=template.body)

    report = begin_report(period=period, template=template, meeting=meeting, subject="Progress", by=told.clerk)

    assert [(each.heading, each.paragraphs.count()) for each in report.sections.all()] == [
        ("Background", 0),
        ("Progress", 2),
        ("In short", 0),
    ]


@pytest.mark.parametrize(("kind", "asks"), [(Kind.COMMITTEE, "comment"), (Kind.NOTING, "noting")])
def test_begin_report_asks_of_the_body_what_its_kind_is_for(told: Told, kind: Kind, asks: str) -> None:
    template = ReportTemplateFactory(kind=kind, state=ReportTemplate.State.IN_USE)
    meeting = MeetingFactory(body=template.body)

    report = begin_report(period=told.freeze(), template=template, meeting=meeting, subject="Progress", by=told.clerk)

    report.refresh_from_db()
    assert report.asks == asks


def test_begin_report_about_a_priority_drafts_that_alone(told: Told, template: ReportTemplate) -> None:
    priority = told.plan.priorities.get()
    other = told.plan.priorities.create(title="Another", position=9)

    report = begin_report(
        period=told.freeze(),
        template=template,
        meeting=MeetingFactory(body=template.body),
        scope=f"priority-{other.pk}",
        scope_name="Another",
        subject="Another",
        by=told.clerk,
    )

    assert order(report) == []
    assert priority.actions.count() == 2


def test_begin_report_for_a_meeting_of_another_body_is_refused(told: Told, template: ReportTemplate) -> None:
    with pytest.raises(OtherBody):
        begin_report(period=told.period, template=template, meeting=MeetingFactory(), subject="Progress", by=told.clerk)

    assert list(CommitteeReport.objects.all()) == []


def test_begin_report_from_a_template_not_in_use_is_refused(told: Told) -> None:
    template = ReportTemplateFactory()

    with pytest.raises(NotInUse):
        begin_report(
            period=told.period,
            template=template,
            meeting=MeetingFactory(body=template.body),
            subject="Progress",
            by=told.clerk,
        )


def test_begin_report_of_a_period_not_opened_is_refused(told: Told, template: ReportTemplate) -> None:
    planned = PeriodFactory(plan=told.plan, planned=True)

    with pytest.raises(NothingToReport):
        begin_report(
            period=planned,
            template=template,
            meeting=MeetingFactory(body=template.body),
            subject="Progress",
            by=told.clerk,
        )


def test_begin_report_pressed_twice_begins_one(told: Told, template: ReportTemplate) -> None:
    said = {"period": told.freeze(), "template": template, "meeting": MeetingFactory(body=template.body)}

    first, second = (begin_report(**said, subject=" Progress", by=told.clerk) for _press in range(2))  # type: ignore[arg-type]

    assert list(CommitteeReport.objects.all()) == [first] == [second]
    assert len(order(first)) == 2


def test_begin_report_beside_one_that_is_being_written_begins_another(told: Told, template: ReportTemplate) -> None:
    said = {"period": told.freeze(), "template": template, "meeting": MeetingFactory(body=template.body)}
    first = begin_report(**said, subject="Progress", by=told.clerk)  # type: ignore[arg-type]
    set_summary(report=first, seen=seen(first, "summary"), summary="Where it stands.", by=told.clerk)

    second = begin_report(**said, subject="Progress", by=told.clerk)  # type: ignore[arg-type]
    third = begin_report(**said, subject="Progress", by=told.coordinator)  # type: ignore[arg-type]

    assert len({first.pk, second.pk, third.pk}) == 3


# --- Front sheet, summary, implications ----------------------------------------------------------


def front(report: CommitteeReport, **given: object) -> Front:
    said = {"subject": "New", "reference": "", "asks": "noting", "meeting": report.meeting, "answers": {}}
    return Front(**said | given)  # type: ignore[arg-type]


def test_set_front_stores_lines_and_counts_the_change(report: CommitteeReport) -> None:
    field = FrontFieldFactory(template=report.template)

    set_front(
        report=report, seen=seen_front(report), front=front(report, answers={field.pk: " All "}), by=report.begun_by
    )

    report.refresh_from_db()
    assert (report.subject, report.asks, report.revision) == ("New", "noting", 2)
    assert [each.text for each in report.front_answers.all()] == ["All"]


def test_set_front_changed_meanwhile_is_refused_and_nothing_is_lost(report: CommitteeReport) -> None:
    before = seen_front(report)
    set_front(report=report, seen=before, front=front(report, subject="Theirs"), by=UserFactory())

    with pytest.raises(ChangedMeanwhile):
        set_front(report=report, seen=before, front=front(report, subject="Mine"), by=report.begun_by)

    report.refresh_from_db()
    assert (report.subject, report.revision) == ("Theirs", 2)


def test_set_front_for_a_meeting_of_another_body_is_refused(report: CommitteeReport) -> None:
    with pytest.raises(OtherBody):
        set_front(
            report=report,
            seen=seen_front(report),
            front=front(report, meeting=MeetingFactory()),
            by=report.begun_by,
        )


@pytest.mark.parametrize(
    ("text", "is_none", "answered"), [("Within budget.", False, True), ("", True, True), ("", False, False)]
)
def test_set_implication_is_text_none_or_open(
    report: CommitteeReport, text: str, is_none: bool, answered: bool
) -> None:
    heading = ImplicationHeadingFactory(template=report.template)

    said = set_implication(report=report, heading=heading, seen="", text=text, is_none=is_none, by=report.begun_by)

    assert (said.text, said.is_none, said.is_answered) == (text, is_none, answered)


def test_set_implication_none_with_text_is_refused(report: CommitteeReport) -> None:
    heading = ImplicationHeadingFactory(template=report.template)

    with pytest.raises(Refused, match="Either there are no implications, or say what they are"):
        set_implication(report=report, heading=heading, seen="", text="Some", is_none=True, by=report.begun_by)


def test_set_implication_answered_by_somebody_else_first_is_refused(report: CommitteeReport) -> None:
    heading = ImplicationHeadingFactory(template=report.template)
    set_implication(report=report, heading=heading, seen="", text="Theirs", is_none=False, by=UserFactory())

    with pytest.raises(ChangedMeanwhile):
        set_implication(report=report, heading=heading, seen="", text="Mine", is_none=False, by=report.begun_by)


def test_set_summary_keeps_why_words_stay(report: CommitteeReport) -> None:
    kept = Kept(kinds=("small_number",), reason="Two groups, not two children.")

    set_summary(report=report, seen=seen(report, "summary"), summary="Two children", kept=kept, by=report.begun_by)

    (let,) = LetThrough.objects.all()
    assert (let.place, let.row_pk, let.period, let.reason) == (
        LetThrough.Place.REPORT,
        report.pk,
        report.period,
        "Two groups, not two children.",
    )


# --- Lists ---------------------------------------------------------------------------------------


def test_add_to_list_puts_it_last(report: CommitteeReport) -> None:
    for text in ("One", "Two"):
        add_to_list(report=report, row=Recommendation(), text=text, by=report.begun_by)

    assert [each.text for each in report.recommendations.all()] == ["One", "Two"]


@pytest.mark.parametrize(("moved", "before", "after"), [(2, 0, "cab"), (0, None, "bca"), (0, 2, "bac"), (1, 1, "acb")])
def test_move_in_list_puts_it_before_another(
    report: CommitteeReport, moved: int, before: int | None, after: str
) -> None:
    rows = [RecommendationFactory(report=report, text=text, position=n) for n, text in enumerate("abc")]

    for _press in range(2):
        move_in_list(row=rows[moved], before=None if before is None else rows[before], by=report.begun_by)

    assert "".join(each.text for each in report.recommendations.all()) == after


def test_change_in_list_changed_meanwhile_is_refused(report: CommitteeReport) -> None:
    paper = BackgroundPaperFactory(report=report)
    before = seen(paper, "title", "url")
    change_in_list(row=paper, seen=before, title="Theirs", url="", by=UserFactory())

    with pytest.raises(ChangedMeanwhile):
        change_in_list(row=paper, seen=before, title="Mine", url="", by=report.begun_by)


def test_remove_from_list_takes_a_section_with_its_paragraphs(section: ReportSection) -> None:
    three(section)

    remove_from_list(row=section, by=section.report.begun_by)

    assert order(section.report) == []


def test_remove_from_list_of_a_section_referred_to_asks_first(section: ReportSection) -> None:
    three(section)
    elsewhere = ParagraphFactory(section=ReportSectionFactory(report=section.report), text="See [[b]].")

    with pytest.raises(ReferredTo) as refused:
        remove_from_list(row=section, by=section.report.begun_by)

    assert list(refused.value.by) == [elsewhere]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Recommendation, {"text": "That it notes progress."}),
        (ReportSection, {"heading": "Risks"}),
        (Appendix, {"title": "Bids", "holds": "text", "text": "Three."}),
        (BackgroundPaper, {"title": "The plan", "url": ""}),
    ],
)
def test_add_to_list_pressed_twice_adds_it_once(report: CommitteeReport, row: Any, said: dict[str, Any]) -> None:
    first, second = (add_to_list(report=report, row=row(), by=report.begun_by, **said) for _press in range(2))

    report.refresh_from_db()
    assert list(row.objects.all()) == [first] == [second]
    assert report.revision == 2


def test_add_section_like_the_last_one_that_says_something_adds_another(section: ReportSection) -> None:
    three(section)

    add_to_list(report=section.report, row=ReportSection(), heading=section.heading, by=section.report.begun_by)

    assert section.report.sections.filter(heading=section.heading).count() == 2


def test_add_appendix_like_one_that_is_kept_from_the_public_adds_another(report: CommitteeReport) -> None:
    said: dict[str, Any] = {"title": "Bids", "holds": "text", "text": "Three."}
    AppendixFactory(report=report, exemption=ExemptionFactory(report=report), **said)

    add_to_list(report=report, row=Appendix(), by=report.begun_by, **said)

    assert report.appendices.filter(exemption=None).count() == 1


# --- Paragraphs ----------------------------------------------------------------------------------


def test_add_paragraphs_stand_after_another_with_anchors_of_their_own(section: ReportSection) -> None:
    first = three(section)[0]

    added = add_paragraphs(section=section, texts=["x", " ", "y"], shown=[], after=first, by=section.report.begun_by)

    assert order(section.report) == ["a", "x", "y", "b", "c"]
    assert len({each.anchor for each in Written(section.report).paragraphs}) == 5
    assert [each.text for each in added] == ["x", "y"]


def test_add_paragraphs_fills_a_report_from_its_beginning(section: ReportSection) -> None:
    """Room between two neighbours runs out, and is made again."""
    first = ParagraphFactory(section=section, text="0", position=0)
    for number in range(40):
        add_paragraphs(section=section, texts=[str(number)], shown=[], after=first, by=section.report.begun_by)

    assert order(section.report) == ["0", *map(str, reversed(range(40)))]


def test_add_paragraphs_without_words_is_refused(section: ReportSection) -> None:
    with pytest.raises(Blank):
        add_paragraphs(section=section, texts=["  "], shown=[], by=section.report.begun_by)


def test_add_paragraphs_refer_by_the_number_that_was_shown(section: ReportSection) -> None:
    three(section)

    (added,) = add_paragraphs(section=section, texts=["See [[2]]."], shown=list("abc"), by=section.report.begun_by)

    assert added.text == "See [[b]]."


def test_add_paragraphs_referring_to_nothing_is_refused(section: ReportSection) -> None:
    with pytest.raises(WrongReference, match="There is no paragraph 9 to refer to any more"):
        add_paragraphs(section=section, texts=["See [[9]]."], shown=[], by=section.report.begun_by)


def test_change_paragraph_into_several_splits_it(section: ReportSection) -> None:
    middle = three(section)[1]

    change_paragraph(
        paragraph=middle, seen=seen(middle, "text"), texts=["b1", "b2"], shown=[], by=section.report.begun_by
    )

    assert order(section.report) == ["a", "b1", "b2", "c"]
    middle.refresh_from_db()
    assert (middle.text, middle.anchor) == ("b1", "b")


def test_change_paragraph_of_an_exempt_one_keeps_every_part_from_the_public(section: ReportSection) -> None:
    middle = three(section)[1]
    exemption = withhold(part=middle, grounds=Grounds("exempt", "3", "", "Bids."), by=section.report.begun_by)

    change_paragraph(
        paragraph=middle, seen=seen(middle, "text"), texts=["b1", "b2"], shown=[], by=section.report.begun_by
    )

    assert [each.text for each in section.paragraphs.filter(exemption=exemption)] == ["b1", "b2"]


def test_change_paragraph_changed_meanwhile_is_refused(section: ReportSection) -> None:
    paragraph = three(section)[0]
    before = seen(paragraph, "text")
    change_paragraph(paragraph=paragraph, seen=before, texts=["theirs"], shown=[], by=UserFactory())

    with pytest.raises(ChangedMeanwhile):
        change_paragraph(paragraph=paragraph, seen=before, texts=["mine"], shown=[], by=section.report.begun_by)

    assert order(section.report)[0] == "theirs"


def test_change_paragraph_withheld_and_moved_meanwhile_leaves_it_so(section: ReportSection) -> None:
    paragraph, by = three(section)[0], section.report.begun_by
    as_loaded = Paragraph.objects.get(pk=paragraph.pk)
    exemption = withhold(part=paragraph, grounds=Grounds("exempt", "3", "", "Bids."), by=by)
    elsewhere = ReportSectionFactory(report=section.report, position=9)
    move_paragraph(paragraph=paragraph, section=elsewhere, after=None, by=by)

    change_paragraph(paragraph=as_loaded, seen=seen(as_loaded, "text"), texts=["Mine."], shown=[], by=by)

    now = Paragraph.objects.get(pk=paragraph.pk)
    assert (now.text, now.exemption, now.section) == ("Mine.", exemption, elsewhere)


def test_move_paragraph_changed_meanwhile_keeps_the_new_words(section: ReportSection) -> None:
    first, second, _third = three(section)
    as_loaded = Paragraph.objects.get(pk=first.pk)
    by = section.report.begun_by
    change_paragraph(paragraph=first, seen=seen(first, "text"), texts=["Theirs."], shown=[], by=by)

    move_paragraph(paragraph=as_loaded, section=section, after=second, by=by)

    assert order(section.report) == ["b", "Theirs.", "c"]


@pytest.mark.parametrize("does", ["move", "join", "withhold", "keep"])
def test_paragraph_removed_meanwhile_is_not_there_again(section: ReportSection, does: str) -> None:
    first, second, _third = three(section)
    as_loaded = Paragraph.objects.select_related("section__report").get(pk=second.pk)
    by = section.report.begun_by
    remove_paragraph(paragraph=second, by=by)
    doing: dict[str, Callable[[], object]] = {
        "move": lambda: move_paragraph(paragraph=as_loaded, section=section, after=first, by=by),
        "join": lambda: join_with_the_one_above(paragraph=as_loaded, by=by),
        "withhold": lambda: withhold(part=as_loaded, grounds=Grounds("confidential"), by=by),
        "keep": lambda: keep_as_written(paragraph=as_loaded, by=by),
    }

    with pytest.raises(ChangedMeanwhile, match="Somebody else has taken this out"):
        doing[does]()

    assert order(section.report) == ["a", "c"]


def test_move_in_list_changed_meanwhile_keeps_the_new_words(report: CommitteeReport) -> None:
    first, second = (RecommendationFactory(report=report, text=text, position=n) for n, text in enumerate("ab"))
    as_loaded = Recommendation.objects.get(pk=second.pk)
    change_in_list(row=second, seen=seen(second, "text"), text="Theirs.", by=report.begun_by)

    move_in_list(row=as_loaded, before=first, by=report.begun_by)

    assert [each.text for each in Recommendation.objects.filter(report=report)] == ["Theirs.", "a"]


def test_add_paragraphs_pressed_twice_adds_them_once(section: ReportSection) -> None:
    first, by = three(section)[0], section.report.begun_by

    for _press in range(2):
        added = add_paragraphs(section=section, texts=["x ", "y"], shown=[], after=first, by=by)
        last = add_paragraphs(section=section, texts=["z"], shown=[], by=by)

    assert order(section.report) == ["a", "x", "y", "b", "c", "z"]
    assert ([each.text for each in added], [each.text for each in last]) == (["x", "y"], ["z"])


def test_join_with_the_one_above_makes_one_and_references_follow(section: ReportSection) -> None:
    _first, second, _third = three(section)
    ParagraphFactory(section=section, text="See [[b]].", anchor="d", position=9)

    join_with_the_one_above(paragraph=second, by=section.report.begun_by)

    assert order(section.report) == ["a\n\nb", "c", "See [[a]]."]


def test_join_with_the_one_above_of_public_and_exempt_is_refused(section: ReportSection) -> None:
    _first, second, _third = three(section)
    withhold(part=second, grounds=Grounds("confidential"), by=section.report.begun_by)

    with pytest.raises(Refused, match="kept from the public"):
        join_with_the_one_above(paragraph=second, by=section.report.begun_by)


@pytest.mark.parametrize(
    ("moved", "after", "says"), [(0, 2, "bca"), (2, None, "cab"), (2, 0, "acb"), (1, 0, "abc"), (1, 2, "acb")]
)
def test_move_paragraph_stands_after_another(section: ReportSection, moved: int, after: int | None, says: str) -> None:
    rows = three(section)

    for _press in range(2):
        move_paragraph(
            paragraph=rows[moved],
            section=section,
            after=None if after is None else rows[after],
            by=section.report.begun_by,
        )

    assert "".join(order(section.report)) == says


def test_move_paragraph_to_another_section_keeps_anchor_and_renumbers(section: ReportSection) -> None:
    first, _second, third = three(section)
    other = ReportSectionFactory(report=section.report, position=section.position + 1)
    ParagraphFactory(section=other, text="d", anchor="d")

    move_paragraph(paragraph=first, section=other, after=None, by=section.report.begun_by)

    assert Written(section.report).numbers == {"b": 1, "c": 2, "a": 3, "d": 4}
    assert third.section == section


def test_move_paragraph_to_another_report_is_refused(section: ReportSection) -> None:
    with pytest.raises(Refused):
        move_paragraph(
            paragraph=three(section)[0], section=ReportSectionFactory(), after=None, by=section.report.begun_by
        )


def test_remove_paragraph_referred_to_asks_first(section: ReportSection) -> None:
    first, second, _third = three(section)
    second.text = "As [[a]] says."
    second.save()

    with pytest.raises(ReferredTo):
        remove_paragraph(paragraph=first, by=section.report.begun_by)
    remove_paragraph(paragraph=first, anyway=True, by=section.report.begun_by)

    assert order(section.report) == ["As [which paragraph?] says.", "c"]


# --- What the record says ------------------------------------------------------------------------


def test_draft_section_adds_only_what_is_not_there_yet(told: Told, template: ReportTemplate) -> None:
    report = begin_report(
        period=told.freeze(),
        template=template,
        meeting=MeetingFactory(body=template.body),
        subject="Progress",
        by=told.clerk,
    )
    progress = report.sections.get(heading="Progress")
    there = Written(report).paragraphs[0]
    Written(report).paragraphs[1].delete()

    added = draft_section(section=progress, drafts_from=Drafts.UPDATES, by=told.clerk)

    assert len(added) == 1
    assert [each.pk for each in Written(report).paragraphs] == [there.pk, added[0].pk]


def test_take_from_record_writes_what_is_said_now(told: Told, template: ReportTemplate) -> None:
    report = begin_report(
        period=told.period,
        template=template,
        meeting=MeetingFactory(body=template.body),
        subject="Progress",
        by=told.clerk,
    )
    paragraph = Written(report).paragraphs[0]
    told.period.updates.update(narrative="Other words.")

    take_from_record(paragraph=paragraph, seen=seen(paragraph, "text"), by=told.clerk)

    assert paragraph.text.endswith("Other words.")
    assert drafted_now(report, [paragraph.source])[paragraph.source].sha256 == paragraph.source_sha256


def test_keep_as_written_is_not_asked_about_again(told: Told, template: ReportTemplate) -> None:
    report = begin_report(
        period=told.period,
        template=template,
        meeting=MeetingFactory(body=template.body),
        subject="Progress",
        by=told.clerk,
    )
    paragraph = Written(report).paragraphs[0]
    mine = paragraph.text
    told.period.updates.update(narrative="Other words.")

    keep_as_written(paragraph=paragraph, by=told.clerk)

    assert paragraph.text == mine
    assert drafted_now(report, [paragraph.source])[paragraph.source].sha256 == paragraph.source_sha256


# --- Kept from the public ------------------------------------------------------------------------


def test_withhold_and_open_again_leaves_no_grounds(section: ReportSection) -> None:
    paragraph = three(section)[0]
    by = section.report.begun_by

    exemption = withhold(part=paragraph, grounds=Grounds("exempt", " 3 ", "The price", "Bids."), by=by)
    assert exemption is not None
    assert (exemption.basis, exemption.paragraph, exemption.description) == ("exempt", "3", "The price")
    withhold(part=paragraph, grounds=None, by=by)

    assert list(Exemption.objects.all()) == []


def test_withhold_like_another_part_shares_its_grounds(section: ReportSection) -> None:
    by = section.report.begun_by
    appendix = AppendixFactory(report=section.report, holds=Appendix.Holds.TEXT)
    paragraph = three(section)[0]
    exemption = withhold(part=appendix, grounds=Grounds("confidential", "3", "A contract", "x"), by=by)

    withhold(part=paragraph, grounds=None, like=exemption, by=by)

    assert exemption is not None
    assert (exemption.paragraph, exemption.public_interest) == ("", "")
    assert list(Exemption.objects.all()) == [exemption]
    assert paragraph.exemption == exemption


def decided(section: ReportSection, paragraph: Paragraph) -> Exemption:
    """Grounds on which a paragraph is kept back, about which the proper officer has decided."""
    by = section.report.begun_by
    exemption = withhold(part=paragraph, grounds=Grounds("exempt", "3", "", "Bids."), by=by)
    assert exemption is not None
    exemption.decided_at, exemption.decided_by = datetime(2026, 11, 3, tzinfo=UTC), by
    exemption.save()
    return exemption


def test_withhold_like_a_part_that_was_decided_about_asks_the_proper_officer_anew(section: ReportSection) -> None:
    first, second, _third = three(section)
    exemption = decided(section, first)

    withhold(part=second, grounds=None, like=exemption, by=section.report.begun_by)

    exemption.refresh_from_db()
    assert (exemption.decided_at, exemption.decided_by) == (None, None)


def test_words_written_into_a_part_that_was_decided_about_ask_the_proper_officer_anew(section: ReportSection) -> None:
    paragraph, by = three(section)[0], section.report.begun_by
    exemption = decided(section, paragraph)

    def decided_by_after(text: str) -> User | None:
        change_paragraph(paragraph=paragraph, seen=seen(paragraph, "text"), texts=[text], shown=[], by=by)
        now = Exemption.objects.get(pk=exemption.pk)
        return now.decided_by if now.decided_at else None

    assert [decided_by_after("a"), decided_by_after("Other words.")] == [by, None]


def test_appendix_that_was_decided_about_and_says_something_else_is_decided_anew(section: ReportSection) -> None:
    by = section.report.begun_by
    exemption = decided(section, three(section)[0])
    appendix = AppendixFactory(report=section.report, title="The bids", exemption=exemption)

    change_in_list(row=appendix, seen=seen(appendix, "title"), title="The lowest bid", by=by)

    exemption.refresh_from_db()
    assert (exemption.decided_at, exemption.decided_by) == (None, None)


def test_part_that_was_decided_about_is_opened_by_no_writer(section: ReportSection) -> None:
    paragraph, by = three(section)[0], section.report.begun_by
    exemption = decided(section, paragraph)
    another = ExemptionFactory(report=section.report)

    def opened() -> None:
        with pytest.raises(Decided, match="only they open it"):
            withhold(part=paragraph, grounds=None, by=by)

    opened()
    # Nor by way of other words, or of grounds about which nobody has decided.
    change_paragraph(paragraph=paragraph, seen=seen(paragraph, "text"), texts=["Other words."], shown=[], by=by)
    opened()
    with pytest.raises(Decided):
        withhold(part=paragraph, grounds=None, like=another, by=by)

    assert Paragraph.objects.get(pk=paragraph.pk).exemption == exemption


def test_part_about_which_nobody_has_decided_is_opened_by_its_writer(section: ReportSection) -> None:
    paragraph, by = three(section)[0], section.report.begun_by
    withhold(part=paragraph, grounds=Grounds("exempt", "3", "", "Bids."), by=by)

    withhold(part=paragraph, grounds=None, by=by)

    assert (paragraph.exemption, Exemption.objects.count()) == (None, 0)


def test_words_taken_from_the_record_into_a_part_that_was_decided_about_ask_anew(told: Told) -> None:
    report = CommitteeReportFactory(period=told.freeze(), begun_by=told.clerk)
    section = ReportSectionFactory(report=report)
    paragraph = draft_section(section=section, drafts_from=Drafts.UPDATES, by=told.clerk)[0]
    Paragraph.objects.filter(pk=paragraph.pk).update(text="Mine.")
    paragraph.refresh_from_db()
    exemption = decided(section, paragraph)

    take_from_record(paragraph=paragraph, seen=seen(paragraph, "text"), by=told.clerk)

    assert Exemption.objects.get(pk=exemption.pk).decided_at is None


def test_withhold_as_exempt_without_public_interest_is_refused(section: ReportSection) -> None:
    with pytest.raises(Refused, match="why the public interest is against publishing it"):
        withhold(part=three(section)[0], grounds=Grounds("exempt", "3"), by=section.report.begun_by)


def test_change_grounds_asks_the_proper_officer_anew(section: ReportSection) -> None:
    by = section.report.begun_by
    exemption = withhold(part=three(section)[0], grounds=Grounds("exempt", "3", "", "Bids."), by=by)
    assert exemption is not None
    Exemption.objects.update(decided_at=datetime(2026, 11, 3, tzinfo=UTC), decided_by=by)
    exemption.refresh_from_db()
    names = ("basis", "paragraph", "description", "public_interest")

    change_grounds(
        exemption=exemption, seen=seen(exemption, *names), grounds=Grounds("exempt", "1", "", "Bids."), by=by
    )

    assert (exemption.paragraph, exemption.decided_at, exemption.decided_by) == ("1", None, None)


# --- Once final ----------------------------------------------------------------------------------


def test_final_report_takes_nothing(report: CommitteeReport, section: ReportSection) -> None:
    paragraph, by = ParagraphFactory(section=section), report.begun_by
    appendix = AppendixFactory(report=report)
    heading = ImplicationHeadingFactory(template=report.template)
    final(report)
    revision = report.revision

    for write in (
        lambda: set_front(report=report, seen=seen_front(report), front=front(report), by=by),
        lambda: set_summary(report=report, seen="", summary="x", by=by),
        lambda: set_implication(report=report, heading=heading, seen="", text="x", is_none=False, by=by),
        lambda: add_to_list(report=report, row=Recommendation(), text="x", by=by),
        lambda: change_in_list(row=appendix, seen="", title="x", by=by),
        lambda: move_in_list(row=appendix, before=None, by=by),
        lambda: remove_from_list(row=appendix, by=by),
        lambda: add_paragraphs(section=section, texts=["x"], shown=[], by=by),
        lambda: change_paragraph(paragraph=paragraph, seen="", texts=["x"], shown=[], by=by),
        lambda: move_paragraph(paragraph=paragraph, section=section, after=None, by=by),
        lambda: join_with_the_one_above(paragraph=paragraph, by=by),
        lambda: remove_paragraph(paragraph=paragraph, by=by),
        lambda: draft_section(section=section, drafts_from=Drafts.UPDATES, by=by),
        lambda: take_from_record(paragraph=paragraph, seen="", by=by),
        lambda: keep_as_written(paragraph=paragraph, by=by),
        lambda: withhold(part=paragraph, grounds=Grounds("confidential"), by=by),
    ):
        with pytest.raises(NotWritable):
            write()

    report.refresh_from_db()
    assert report.revision == revision


def test_final_report_keeps_its_rows_against_the_database_too(report: CommitteeReport, section: ReportSection) -> None:
    paragraph = ParagraphFactory(section=section)
    final(report)

    with pytest.raises(Refused, match="This report is final, so nothing in it can change"), refusing():
        Paragraph.objects.filter(pk=paragraph.pk).update(text="Other words")


# --- Saving twice --------------------------------------------------------------------------------


def test_save_pressed_twice_is_no_conflict(section: ReportSection) -> None:
    report, by = section.report, section.report.begun_by
    paragraph, recommendation = three(section)[0], RecommendationFactory(report=report)
    heading = ImplicationHeadingFactory(template=report.template)
    field = FrontFieldFactory(template=report.template)
    shown = {
        "front": seen_front(report),
        "summary": seen(report, "summary"),
        "paragraph": seen(paragraph, "text"),
        "recommendation": seen(recommendation, "text"),
    }

    for _press in range(2):
        told = front(report, subject="Another", answers={field.pk: "All "})
        set_front(report=report, seen=shown["front"], front=told, by=by)
        set_summary(report=report, seen=shown["summary"], summary="In short. ", by=by)
        set_implication(report=report, heading=heading, seen="", text="", is_none=True, by=by)
        change_in_list(row=recommendation, seen=shown["recommendation"], text="That it notes.", by=by)
        change_paragraph(paragraph=paragraph, seen=shown["paragraph"], texts=["A."], shown=[], by=by)
        withhold(part=paragraph, seen="", grounds=None, by=by)

    report.refresh_from_db()
    assert (report.subject, report.summary) == ("Another", "In short.")
    assert (Recommendation.objects.get().text, order(report)[0]) == ("That it notes.", "A.")


def test_saved_again_with_a_reason_to_keep_its_words_keeps_the_reason(section: ReportSection) -> None:
    paragraph = three(section)[0]
    said: dict[str, Any] = {"seen": seen(paragraph, "text"), "texts": ["a"], "shown": []}

    change_paragraph(paragraph=paragraph, **said, kept=Kept(("place",), "No child."), by=section.report.begun_by)

    assert list(LetThrough.objects.values_list("reason", flat=True)) == ["No child."]


def test_withheld_on_the_same_grounds_twice_is_no_conflict(section: ReportSection) -> None:
    paragraph, by = three(section)[0], section.report.begun_by
    grounds = Grounds("exempt", "3", "", "Bids.")
    exemption = withhold(part=paragraph, seen="", grounds=grounds, by=by)
    assert exemption is not None

    # The page that is sent again finds grounds where there were none.
    change_grounds(exemption=exemption, seen="", grounds=grounds, by=by)
    withhold(part=paragraph, seen="", grounds=None, like=exemption, by=by)

    assert list(Exemption.objects.all()) == [exemption]
