"""A report written for a meeting that has one of everything, some of it not for the public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from msgspec.structs import replace

from monitoring.record.canonical import checksum
from monitoring.record.gather import latest_stored
from partnership.models import Body, Membership, User
from reports.content import encode
from reports.gathering import gather_content
from reports.models import (
    Appendix,
    Audience,
    CommitteeReport,
    Exemption,
    FrontField,
    Kind,
    MonitoringReport,
    ReportTemplate,
)
from reports.public_content import public
from reports.services.issuing import issue_written
from tests.factories import (
    AppendixFactory,
    BackgroundPaperFactory,
    BodyFactory,
    ClearanceFactory,
    CommitteeReportFactory,
    ExemptionFactory,
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
    UserFactory,
)
from tests.reports.conftest import Told

#: What every part that is withheld says, unless told.
SECRETS = {
    "paragraph": "The lowest bid was £412,000.",
    "confidential": "The department will close the fund.",
    "title": "The bids",
    "appendix": "Three firms have bid.",
}
AT = datetime(2026, 11, 18, 10, tzinfo=UTC)
FRONT = (
    ("Meeting", FrontField.Source.BODY),
    ("Date", FrontField.Source.MEETING_DATE),
    ("Subject", FrontField.Source.SUBJECT),
    ("Summary", FrontField.Source.SUMMARY),
    ("Public or exempt", FrontField.Source.CLASSIFICATION),
    ("Reference", FrontField.Source.REFERENCE),
)


def committee_template(*, body: Body | None = None, kind: Kind = Kind.COMMITTEE, **said: object) -> ReportTemplate:
    """What a scrutiny committee wants, of which everybody that clears or decides is a post of its own."""
    template = ReportTemplateFactory(
        body=body
        or BodyFactory(name="Children’s Scrutiny Committee", bound_by_access_to_information_law=True, clear_days=5),
        kind=kind,
        name="Report to scrutiny",
        scheme=ReportTemplate.Scheme.ENGLAND,
        implications_heading="Corporate implications",
        proper_officer=PostFactory(title="Monitoring Officer"),
        **said,
    )
    for label, source in FRONT:
        FrontFieldFactory(template=template, label=label, source=source)
    FrontFieldFactory(template=template, label="Wards affected")
    FrontFieldFactory(template=template, label="Forward plan", mandatory=False)
    legal = PostFactory(title="Head of Legal Services")
    for label, post in (("Legal", legal), ("Staffing", None), ("Financial", None)):
        ImplicationHeadingFactory(template=template, label=label, clearing_post=post)
    ImplicationHeadingFactory(template=template, label="Health", mandatory=False)
    SignOffFactory(template=template, label="Director", post=PostFactory(title="Director of Children’s Services"))
    return template


def write(
    told: Told,
    *,
    secrets: Mapping[str, str] = SECRETS,
    withheld_tables: bool = False,
    template: ReportTemplate | None = None,
    begun_by: User | None = None,
    **said: object,
) -> CommitteeReport:
    """A draft with two sections and five appendices. `withheld_tables` withholds every appendix."""
    template = template or committee_template()
    report = CommitteeReportFactory(
        period=told.period,
        template=template,
        meeting=MeetingFactory(body=template.body, held_on=date(2026, 12, 3), place="Town Hall"),
        kind=template.kind,
        subject="Progress with the children’s plan",
        summary="What was done since June.",
        reference="CS/26/117",
        begun_by=begun_by or UserFactory(name="Wen Writer"),
        **said,
    )
    FrontAnswerFactory(report=report, field=template.front_fields.get(label="Wards affected"), text="All")
    legal = template.implication_headings.get(label="Legal")
    ImplicationFactory(report=report, heading=legal, text="The duty to cooperate applies.")
    ImplicationFactory(report=report, heading=template.implication_headings.get(label="Staffing"), is_none=True)
    ClearanceFactory(
        report=report,
        heading=legal,
        post=legal.clearing_post,
        state="given",
        answered_at=AT,
        answered_by=UserFactory(name="Lena Legal"),
    )
    RecommendationFactory(report=report, text="That the committee comments on progress.")
    exempt = ExemptionFactory(report=report, description="The price of a contract")
    confidential = ExemptionFactory(report=report, basis=Exemption.Basis.CONFIDENTIAL, paragraph="", public_interest="")
    first = ReportSectionFactory(report=report, heading="The plan")
    second = ReportSectionFactory(report=report, heading="Progress")
    ParagraphFactory(section=first, anchor="p1", text="The plan has two aims:\n\n- safety;\n- health.")
    ParagraphFactory(section=first, anchor="p2", text=secrets["paragraph"], exemption=exempt)
    ParagraphFactory(section=second, anchor="p3", text="[[p2]] gives the price; see also [[p5]].")
    ParagraphFactory(section=second, anchor="p4", text=secrets["confidential"], exemption=confidential)
    ParagraphFactory(section=second, anchor="p5", text="Work goes on.")
    for holds in (
        Appendix.Holds.ACTIONS,
        Appendix.Holds.EXCEPTIONS,
        Appendix.Holds.MEASURES,
        Appendix.Holds.RATING_KEY,
    ):
        AppendixFactory(
            report=report,
            title=f"{secrets['title']}: {holds}" if withheld_tables else str(holds.label),
            holds=holds,
            exemption=exempt if withheld_tables else None,
        )
    AppendixFactory(
        report=report, title=secrets["title"], holds=Appendix.Holds.TEXT, text=secrets["appendix"], exemption=exempt
    )
    BackgroundPaperFactory(report=report, title="The plan", url="https://northmoor.example/plan")
    return report


def made_final(report: CommitteeReport) -> CommitteeReport:
    """Fixed as the last step of its writing does, without asking whether anything is missing."""
    said = replace(gather_content(report), state="final", final_on=AT.date())
    full, for_all = encode(said), encode(public(said))
    stored = latest_stored(report.period)
    report.content, report.content_sha256 = full, checksum(full)
    report.public_content, report.public_content_sha256 = for_all, checksum(for_all)
    report.record, report.record_sha256, report.record_version = bytes(stored.body), stored.sha256, stored.version
    report.state, report.final_at = CommitteeReport.State.FINAL, AT
    report.save()
    return report


def issued(report: CommitteeReport, *, by: User) -> dict[Audience, MonitoringReport]:
    return {Audience(each.audience): each for each in issue_written(report=report, by=by)}


def sitting(body: Body, role: Membership.Role) -> User:
    user = UserFactory(name=f"A {role.label}")
    MembershipFactory(body=body, user=user, role=role)
    return user
