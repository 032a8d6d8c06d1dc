"""From the rows of a written report to its content, whatever step it stands at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from msgspec.structs import replace

from partnership.models import PostHolding
from reports import content as said
from reports.content import SCHEMA, Content
from reports.models import (
    Appendix,
    BackgroundPaper,
    Clearance,
    CommitteeReport,
    Exemption,
    FrontField,
    Implication,
    ImplicationHeading,
    Paragraph,
    Recommendation,
    ReportMove,
    ReportSection,
    SignOff,
)
from reports.withholding import classification


def gather_content(report: CommitteeReport) -> Content:
    """Everything that is written in `report` now. The number of queries does not grow with what is written.

    A final report keeps the bytes of what it said: see `decode`.
    """
    report = (
        CommitteeReport.objects.without_bytes()
        .select_related("template__body", "meeting__body", "period__plan", "corrects")
        .get(pk=report.pk)
    )
    cleared = _cleared(report)
    written = Content(
        schema=SCHEMA,
        kind=report.kind,
        edition="full",
        state=report.state,
        template=report.template.name,
        template_version=report.template.version,
        body=report.meeting.body.name,
        body_is_bound=report.meeting.body.bound_by_access_to_information_law,
        meeting_on=report.meeting.held_on,
        meeting_place=report.meeting.place,
        subject=report.subject,
        summary=report.summary,
        reference=report.reference,
        asks=report.asks,
        scope=report.scope,
        scope_name=report.scope_name,
        version=report.version,
        corrects=report.corrects.version if report.corrects else None,
        correction_note=report.correction_note,
        implications_heading=report.template.implications_heading,
        implications=_implications(report, cleared),
        recommendations=tuple(each.text for each in Recommendation.objects.filter(report=report)),
        sections=_sections(report),
        appendices=tuple(
            said.Appendix(
                title=each.title,
                holds=each.holds,
                text=each.text if each.holds == Appendix.Holds.TEXT else "",
                withheld=_withheld(each.exemption, report),
            )
            for each in Appendix.objects.filter(report=report).select_related("exemption")
        ),
        background=tuple(
            said.Background(title=each.title, url=each.url) for each in BackgroundPaper.objects.filter(report=report)
        ),
        sign_offs=tuple(
            cleared.get(("sign_off", each.pk)) or said.Cleared(label=each.label, post=each.post.title)
            for each in SignOff.objects.filter(template=report.template_id).select_related("post")
        ),
        gaps=_gaps(report),
        late=_late(report),
        final_on=timezone.localdate(report.final_at) if report.final_at else None,
    )
    # The front sheet says which parts are not public, so it comes last.
    return replace(written, front=_front(report, written))


def _front(report: CommitteeReport, written: Content) -> tuple[said.Line, ...]:
    answers = dict(report.front_answers.values_list("field", "text"))
    known = {
        FrontField.Source.BODY: written.body,
        FrontField.Source.MEETING_DATE: date_format(written.meeting_on, "j F Y"),
        FrontField.Source.SUBJECT: written.subject,
        FrontField.Source.SUMMARY: written.summary,
        FrontField.Source.CLASSIFICATION: classification(written),
        FrontField.Source.REFERENCE: written.reference,
        FrontField.Source.PLAN: report.period.plan.title,
        FrontField.Source.PERIOD: report.period.label,
    }
    lines = (
        (field, known.get(FrontField.Source(field.source), answers.get(field.pk, "")))
        for field in FrontField.objects.filter(template=report.template_id)
    )
    # A line that nobody has to answer and nobody did is none.
    return tuple(said.Line(label=field.label, text=text) for field, text in lines if text.strip() or field.mandatory)


def _implications(
    report: CommitteeReport, cleared: Mapping[tuple[str, int], said.Cleared]
) -> tuple[said.Implication, ...]:
    answers = {each.heading_id: each for each in Implication.objects.filter(report=report)}
    found = []
    for heading in ImplicationHeading.objects.filter(template=report.template_id):
        answer = answers.get(heading.pk)
        is_answered = answer is not None and answer.is_answered
        if not is_answered and not heading.mandatory:
            continue
        found.append(
            said.Implication(
                label=heading.label,
                text=answer.text if answer else "",
                is_none=answer.is_none if answer else False,
                cleared=cleared.get(("heading", heading.pk)),
            )
        )
    return tuple(found)


def _sections(report: CommitteeReport) -> tuple[said.Section, ...]:
    paragraphs: dict[int, list[said.Paragraph]] = defaultdict(list)
    for each in Paragraph.objects.filter(section__report=report).select_related("exemption").order_by("position", "pk"):
        paragraphs[each.section_id].append(
            said.Paragraph(anchor=each.anchor, text=each.text, withheld=_withheld(each.exemption, report))
        )
    return tuple(
        said.Section(heading=each.heading, paragraphs=tuple(paragraphs[each.pk]))
        for each in ReportSection.objects.filter(report=report)
    )


def _withheld(exemption: Exemption | None, report: CommitteeReport) -> said.Withheld | None:
    if exemption is None:
        return None
    return said.Withheld(
        basis=exemption.basis,
        scheme=report.template.scheme,
        paragraph=exemption.paragraph,
        description=exemption.description,
        public_interest=exemption.public_interest,
    )


def _cleared(report: CommitteeReport) -> dict[tuple[str, int], said.Cleared]:
    """What was given under each heading and sign-off: the last that was asked for counts, and only once it is given."""
    last: dict[tuple[str, int], Clearance] = {}
    asked = Clearance.objects.filter(report=report).select_related("post", "answered_by", "heading", "sign_off")
    for each in asked.order_by("requested_at", "pk"):
        last["heading" if each.heading_id else "sign_off", each.heading_id or each.sign_off_id or 0] = each
    return {
        place: said.Cleared(
            label=str(each.heading or each.sign_off),
            post=each.post.title,
            person=str(each.answered_by),
            on=timezone.localdate(each.answered_at) if each.answered_at else None,
        )
        for place, each in last.items()
        if each.state == Clearance.State.GIVEN
    }


def _gaps(report: CommitteeReport) -> tuple[said.Gap, ...]:
    moves = list(ReportMove.objects.filter(report=report).exclude(gap="").select_related("by"))
    posts = _posts_of({(each.by_id, timezone.localdate(each.at)) for each in moves})
    return tuple(
        said.Gap(
            gap=each.gap,
            reason=each.reason,
            by=posts.get((each.by_id, timezone.localdate(each.at))) or str(each.by),
            on=timezone.localdate(each.at),
            person=str(each.by),
        )
        for each in moves
    )


def _posts_of(people: set[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """The titles of the posts that people held on days, in one query."""
    holdings = PostHolding.objects.filter(user__in={user for user, _day in people}).select_related("post")
    titles: dict[tuple[int, date], list[str]] = defaultdict(list)
    for held in holdings.order_by("post__organisation", "post__title"):
        for user, day in people:
            if held.user_id == user and (held.starts_on or day) <= day <= (held.ends_on or day):
                titles[user, day].append(held.post.title)
    return {who: ", ".join(dict.fromkeys(found)) for who, found in titles.items()}


def _late(report: CommitteeReport) -> said.Late | None:
    if not (report.late_because or report.urgent_because):
        return None
    return said.Late(
        because=report.late_because, urgent_because=report.urgent_because, agreed_by=report.urgent_agreed_by
    )
