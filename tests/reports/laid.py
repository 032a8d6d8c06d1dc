"""A report that is to be laid before a scrutiny committee, with everybody who has a part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from partnership.models import Body, Meeting, Membership, Post, User
from reports.models import Clearance, CommitteeReport, ImplicationHeading, ReportTemplate, SignOff
from reports.services.clearing import give_clearance, request_clearances
from reports.standing import Standing
from tests.factories import (
    BodyFactory,
    CommitteeReportFactory,
    FrontAnswerFactory,
    FrontFieldFactory,
    ImplicationFactory,
    ImplicationHeadingFactory,
    MeetingFactory,
    MembershipFactory,
    ParagraphFactory,
    PostFactory,
    RecommendationFactory,
    ReportSectionFactory,
    ReportTemplateFactory,
    SignOffFactory,
    TimetableStepFactory,
    UserFactory,
)
from tests.reports.conftest import Told

# Five clear working days before the meeting the papers go out on Wednesday 11 November.
MEETING_ON = date(2026, 11, 19)
EARLY = datetime(2026, 11, 3, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 4, 10, tzinfo=UTC)
TOO_LATE = datetime(2026, 11, 12, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Laid:
    """A report, everything in it written and nothing cleared."""

    told: Told
    report: CommitteeReport
    body: Body
    template: ReportTemplate
    clerk: User
    solicitor: User
    director: User
    legal: ImplicationHeading
    equalities: ImplicationHeading
    sign_off: SignOff

    @property
    def now(self) -> CommitteeReport:
        """The report as it is in the database."""
        return CommitteeReport.objects.select_related(
            "period__plan", "meeting__body", "template__proper_officer", "corrects"
        ).get(pk=self.report.pk)

    def standing(self, reader: User | None = None, at: datetime = EARLY) -> Standing:
        return Standing(self.now, reader=reader or self.clerk, today=at.date())

    def clearance_of(self, line: ImplicationHeading | SignOff) -> Clearance:
        """The last that was asked for."""
        if isinstance(line, SignOff):
            return Clearance.objects.filter(report=self.report, sign_off=line).latest("pk")
        return Clearance.objects.filter(report=self.report, heading=line).latest("pk")

    def ask(self, at: datetime = EARLY) -> list[Clearance]:
        return request_clearances(report=self.report, by=self.clerk, at=at)

    def give(self, line: ImplicationHeading | SignOff, *, by: User, at: datetime = LATER) -> Clearance:
        clearance = self.clearance_of(line)
        seen = next(
            each.text_sha256 for each in self.standing(by, at).lines if each.clearance and each.clearance == clearance
        )
        return give_clearance(clearance=clearance, seen=seen, by=by, at=at)

    def clear(self) -> None:
        """Ask everybody, and have everybody agree."""
        self.ask()
        self.give(self.legal, by=self.solicitor)
        self.give(self.sign_off, by=self.director)


def lay(told: Told, *, is_bound: bool = True, page_limit: int | None = None, officer: Post | None = None) -> Laid:
    """`told` is frozen here, and a report of it written."""
    told.freeze()
    told.period.refresh_from_db()
    body = BodyFactory(
        name="Children’s Scrutiny Committee",
        kind=Body.Kind.SCRUTINY_COMMITTEE,
        bound_by_access_to_information_law=is_bound,
    )
    clerk, solicitor, director = (UserFactory(name=name) for name in ("Sam Clerk", "Lee Law", "Dee Director"))
    MembershipFactory(body=body, user=clerk, role=Membership.Role.CLERK)
    template = ReportTemplateFactory(body=body, page_limit=page_limit, proper_officer=officer)
    front = FrontFieldFactory(template=template, label="Wards affected")
    legal = ImplicationHeadingFactory(
        template=template, label="Legal", clearing_post=PostFactory(title="Head of legal", holder=solicitor)
    )
    equalities = ImplicationHeadingFactory(template=template, label="Equalities")
    sign_off = SignOffFactory(
        template=template, label="Director", post=PostFactory(title="Director of children’s services", holder=director)
    )
    TimetableStepFactory(template=template, step="draft", label="First draft", working_days_before=12)
    TimetableStepFactory(template=template, step="clearance", label="Cleared by all", working_days_before=9)
    meeting: Meeting = MeetingFactory(body=body, held_on=MEETING_ON)
    report = CommitteeReportFactory(
        period=told.period, template=template, meeting=meeting, summary="Where the plan stands.", begun_by=clerk
    )
    FrontAnswerFactory(report=report, field=front, text="All")
    ImplicationFactory(report=report, heading=legal, text="The council keeps its duty to promote well-being.")
    ImplicationFactory(report=report, heading=equalities, is_none=True)
    RecommendationFactory(report=report)
    section = ReportSectionFactory(report=report)
    ParagraphFactory(section=section, text="Two of the four hubs are open.")
    ParagraphFactory(section=section, text="The other two open in the spring.")
    return Laid(told, report, body, template, clerk, solicitor, director, legal, equalities, sign_off)
