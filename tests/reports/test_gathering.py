"""What is gathered of a written report, and what of it the public may read."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from msgspec.structs import replace

from monitoring.record.canonical import UnknownSchema, checksum
from partnership.models import Membership, User
from reports.content import (
    SCHEMA,
    Appendix,
    Background,
    Cleared,
    Content,
    Gap,
    Implication,
    Late,
    Line,
    Paragraph,
    Section,
    Withheld,
    decode,
    encode,
)
from reports.gathering import gather_content
from reports.models import Audience, CommitteeReport, MonitoringReport, ReportTemplate
from reports.permissions import can_read_withheld, reports_open_to
from reports.public_content import public
from reports.services.issuing import issue_written
from tests.factories import (
    BodyFactory,
    ClearanceFactory,
    ExemptionFactory,
    MembershipFactory,
    ParagraphFactory,
    PostFactory,
    PostHoldingFactory,
    ReportMoveFactory,
    ReportSectionFactory,
    UserFactory,
)
from tests.reports.conftest import Told
from tests.reports.written import issued, made_final, sitting, write

pytestmark = pytest.mark.django_db

EXEMPT = Withheld(
    basis="exempt",
    scheme="england",
    paragraph="3",
    description="The price of a contract",
    public_interest="The price would help other bidders.",
)
CONFIDENTIAL = Withheld(basis="confidential", scheme="england")
WHOLE = Content(
    schema=SCHEMA,
    kind="committee",
    edition="full",
    state="draft",
    template="Report to scrutiny",
    template_version=1,
    body="Children’s Scrutiny Committee",
    body_is_bound=True,
    meeting_on=date(2026, 12, 3),
    meeting_place="Town Hall",
    subject="Progress with the children’s plan",
    summary="What was done since June.",
    reference="CS/26/117",
    asks="comment",
    scope="",
    scope_name="",
    version=1,
    front=(
        Line(label="Meeting", text="Children’s Scrutiny Committee"),
        Line(label="Date", text="3 December 2026"),
        Line(label="Subject", text="Progress with the children’s plan"),
        Line(label="Summary", text="What was done since June."),
        Line(
            label="Public or exempt",
            text="Public, except paragraph 2 and Appendix 5 (exempt under paragraph 3 of Part 1 of Schedule 12A to the "
            "Local Government Act 1972); paragraph 4 (confidential under section 100A(2) and (3) of the Local "
            "Government Act 1972)",
        ),
        Line(label="Reference", text="CS/26/117"),
        Line(label="Wards affected", text="All"),
    ),
    implications_heading="Corporate implications",
    implications=(
        Implication(
            label="Legal",
            text="The duty to cooperate applies.",
            cleared=Cleared(label="Legal", post="Head of Legal Services", person="Lena Legal", on=date(2026, 11, 18)),
        ),
        Implication(label="Staffing", is_none=True),
        Implication(label="Financial"),
    ),
    recommendations=("That the committee comments on progress.",),
    sections=(
        Section(
            heading="The plan",
            paragraphs=(
                Paragraph(anchor="p1", text="The plan has two aims:\n\n- safety;\n- health."),
                Paragraph(anchor="p2", text="The lowest bid was £412,000.", withheld=EXEMPT),
            ),
        ),
        Section(
            heading="Progress",
            paragraphs=(
                Paragraph(anchor="p3", text="[[p2]] gives the price; see also [[p5]]."),
                Paragraph(anchor="p4", text="The department will close the fund.", withheld=CONFIDENTIAL),
                Paragraph(anchor="p5", text="Work goes on."),
            ),
        ),
    ),
    appendices=(
        Appendix(title="All actions", holds="actions"),
        Appendix(title="What needs attention", holds="exceptions"),
        Appendix(title="All measures", holds="measures"),
        Appendix(title="What the ratings mean", holds="rating_key"),
        Appendix(title="The bids", holds="text", text="Three firms have bid.", withheld=EXEMPT),
    ),
    background=(Background(title="The plan", url="https://northmoor.example/plan"),),
    sign_offs=(Cleared(label="Director", post="Director of Children’s Services"),),
)


def test_content_is_everything_that_was_written(told: Told):
    assert gather_content(write(told)) == WHOLE


def test_public_content_has_no_word_of_what_is_withheld_and_no_person():
    legal, *others = WHOLE.implications
    assert legal.cleared is not None
    first, second = WHOLE.sections
    p1, p2 = first.paragraphs
    p3, p4, p5 = second.paragraphs

    assert public(WHOLE) == replace(
        WHOLE,
        edition="public",
        implications=(replace(legal, cleared=replace(legal.cleared, person="")), *others),
        sections=(
            replace(first, paragraphs=(p1, replace(p2, text=""))),
            replace(second, paragraphs=(p3, replace(p4, text=""), p5)),
        ),
        appendices=(*WHOLE.appendices[:4], Appendix(title="", holds="text", withheld=EXEMPT)),
    )


def test_public_content_of_the_public_s_is_the_same():
    assert public(public(WHOLE)) == public(WHOLE)


def test_public_bytes_are_the_same_whatever_is_withheld():
    first, second = WHOLE.sections
    p1, p2 = first.paragraphs
    longer = replace(
        WHOLE,
        sections=(replace(first, paragraphs=(p1, replace(p2, text="Much longer words. " * 500))), second),
        appendices=(*WHOLE.appendices[:4], Appendix(title="Else", holds="actions", withheld=EXEMPT)),
    )

    assert encode(public(longer)) == encode(public(WHOLE))


def test_content_is_read_back_from_its_bytes():
    assert decode(encode(WHOLE)) == WHOLE
    assert checksum(encode(WHOLE)) == checksum(encode(replace(WHOLE, state="draft")))


def test_content_of_a_later_shape_is_refused():
    with pytest.raises(UnknownSchema):
        decode(encode(replace(WHOLE, schema=SCHEMA + 1)))


def test_content_is_gathered_in_as_many_queries_however_much_is_written(told: Told):
    report = write(told)
    ReportMoveFactory(report=report, gap="Clearance", reason="She was away.")
    with CaptureQueriesContext(connection) as before:
        gather_content(report)
    for _section in range(3):
        section = ReportSectionFactory(report=report)
        for _paragraph in range(3):
            ParagraphFactory(section=section, exemption=ExemptionFactory(report=report))
        ReportMoveFactory(report=report, gap="Sign-off", reason="She was away.")

    with CaptureQueriesContext(connection) as after:
        gather_content(report)

    assert len(after) == len(before)


def test_gap_is_told_by_the_post_of_whoever_passed_it(told: Told):
    report = write(told)
    director = UserFactory(name="Dee Director")
    PostHoldingFactory(post=PostFactory(title="Director"), user=director)
    for by in (director, UserFactory(name="Somebody Else")):
        ReportMoveFactory(report=report, by=by, gap="Sign-off by the director", reason="She was away.")

    told_of = Gap(
        gap="Sign-off by the director",
        reason="She was away.",
        by="Director",
        person="Dee Director",
        on=date(2026, 11, 2),
    )
    assert gather_content(report).gaps == (
        told_of,
        replace(told_of, by="Somebody Else", person="Somebody Else"),
    )
    assert [each.person for each in public(gather_content(report)).gaps] == ["", ""]


def test_late_item_says_why_and_who_considered_it_urgent(told: Told):
    report = write(told, late_because="Figures came late.", urgent_because="No meeting till March.")

    assert gather_content(report).late == Late(
        because="Figures came late.", urgent_because="No meeting till March.", agreed_by=""
    )


def test_clearance_counts_only_if_the_last_one_asked_for_was_given(told: Told):
    report = write(told)
    legal = report.clearances.get()
    ClearanceFactory(
        report=report, heading=legal.heading, post=legal.post, requested_at=timezone.now(), requested_by=UserFactory()
    )

    assert gather_content(report).implications[0].cleared is None


@pytest.mark.parametrize(
    ("scheme", "printed"),
    [
        ("wales", "Public, except paragraph 2 and Appendix 5 (exempt under paragraph 3 of Part 4 of Schedule 12A"),
        ("scotland", "Public, except paragraph 2 and Appendix 5 (exempt under paragraph 3 of Part 1 of Schedule 7A"),
        ("own", "Public, except paragraph 2 and Appendix 5 (exempt under paragraph 3 of the rules of the Children’s"),
    ],
)
def test_front_sheet_names_the_law_of_the_body_s_scheme(told: Told, scheme: str, printed: str):
    report = write(told)
    ReportTemplate.objects.filter(pk=report.template_id).update(scheme=scheme)

    front = {line.label: line.text for line in gather_content(report).front}

    assert front["Public or exempt"].startswith(printed)


# --- Asking for its files --------------------------------------------------------------------------


def test_final_report_is_issued_from_the_bytes_that_it_keeps(told: Told):
    told.freeze()
    report = made_final(write(told))

    made = issued(report, by=told.coordinator)

    assert {
        audience: (each.content, each.record, each.record_version, each.template, each.provisional)
        for audience, each in made.items()
    } == {
        Audience.PUBLIC: (report.public_content, report.record, 1, "committee-report/1", False),
        Audience.FULL: (report.content, report.record, 1, "committee-report/1", False),
    }


def test_draft_is_issued_as_it_stands_now_and_is_provisional(told: Told):
    report = write(told)

    made = issued(report, by=told.coordinator)

    assert {audience: (decode(bytes(each.content or b"")), each.provisional) for audience, each in made.items()} == {
        Audience.PUBLIC: (public(WHOLE), True),
        Audience.FULL: (WHOLE, True),
    }


def test_report_of_which_nothing_is_withheld_has_one_edition_for_all(told: Told):
    report = write(told)
    report.sections.all().delete()
    report.appendices.all().delete()

    assert list(issued(report, by=told.coordinator)) == [Audience.PUBLIC]


def test_files_asked_for_twice_are_made_once(told: Told):
    report = write(told)

    first = issue_written(report=report, by=told.coordinator)
    again = issue_written(report=report, by=told.clerk)

    assert again == first
    assert MonitoringReport.objects.count() == 2


# --- Who may read what is withheld -------------------------------------------------------------------


def everybody(told: Told, report: CommitteeReport) -> dict[str, bool]:
    """Whether each of these people finds the full edition: by the rule, and by the list of files."""
    body, template = report.meeting.body, report.template
    people = {role.value: sitting(body, role) for role in Membership.Role}
    people |= {
        "coordinator": told.coordinator,
        "writer": report.begun_by,
        "clerk of the plan": told.clerk,
        "chair elsewhere": sitting(BodyFactory(), Membership.Role.CHAIR),
        "reader": UserFactory(),
    }
    posts = {
        "proper officer": template.proper_officer,
        "clears": template.implication_headings.get(label="Legal").clearing_post,
        "signs off": template.sign_offs.get().post,
    }
    for name, post in posts.items():
        people[name] = PostHoldingFactory(post=post, user=UserFactory(), starts_on=None).user
    MembershipFactory(body=told.plan.owner_body, user=report.begun_by, role=Membership.Role.LEAD)
    issued(report, by=told.coordinator)
    return {name: reads_withheld(user, report) for name, user in people.items()}


def reads_withheld(user: User, report: CommitteeReport) -> bool:
    by_rule = can_read_withheld(user, report)
    assert reports_open_to(user).filter(written=report, audience=Audience.FULL).exists() == by_rule
    return by_rule


def test_withheld_parts_of_a_final_report_are_for_the_body_and_those_who_worked_on_it(told: Told):
    told.freeze()

    assert everybody(told, made_final(write(told))) == {
        "chair": True,
        "vice_chair": True,
        "lead": True,
        "member": True,
        "young_representative": True,
        "officer": True,
        "observer": False,
        "clerk": True,
        "coordinator": True,
        "writer": True,
        "clerk of the plan": False,
        "chair elsewhere": False,
        "reader": False,
        "proper officer": True,
        "clears": True,
        "signs off": True,
    }


def test_withheld_parts_of_a_draft_are_not_yet_for_the_members(told: Told):
    told.freeze()

    assert {name for name, may in everybody(told, write(told)).items() if may} == {
        "clerk",
        "coordinator",
        "writer",
        "proper officer",
        "clears",
        "signs off",
    }


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Membership.Role.CLERK, ""),
        (Membership.Role.CHAIR, ""),
        (Membership.Role.LEAD, "priority"),
        (Membership.Role.LEAD, "body"),
    ],
)
def test_withheld_parts_are_for_who_began_a_report_until_they_could_begin_none(
    told: Told, role: Membership.Role, scope: str
):
    told.freeze()
    group = BodyFactory(name="Delivery group")
    priority = told.plan.priorities.get()
    priority.lead_body = group
    priority.save()
    writer = UserFactory()
    seat = MembershipFactory(body=group if scope else told.plan.owner_body, user=writer, role=role)
    scopes = {"": "", "priority": f"priority-{priority.pk}", "body": f"body-{group.pk}"}
    report = made_final(write(told, begun_by=writer, scope=scopes[scope], scope_name=scope))
    issued(report, by=told.coordinator)
    here = reads_withheld(writer, report)
    seat.delete()

    assert (here, reads_withheld(writer, report)) == (True, False)


def test_public_edition_of_a_final_report_is_for_whoever_reads_the_plan(told: Told):
    told.freeze()
    report = made_final(write(told))
    reader = UserFactory()

    assert list(reports_open_to(reader)) == []
    files = issued(report, by=told.coordinator)

    assert list(reports_open_to(reader)) == [files[Audience.PUBLIC]]


def test_files_of_a_draft_or_withdrawn_report_are_not_for_whoever_reads_the_plan(told: Told):
    told.freeze()
    report = made_final(write(told))
    issued(report, by=told.coordinator)
    issued(write(told, template=report.template), by=told.coordinator)
    CommitteeReport.objects.filter(pk=report.pk).update(state=CommitteeReport.State.WITHDRAWN)

    assert list(reports_open_to(UserFactory())) == []
