"""A partnership with one person in each role, and one thing of each kind that they may or may not reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.conf import settings
from django.test import Client
from msgspec.structs import replace

from indicators.models import Indicator
from monitoring.models import ReportingPeriod
from monitoring.record.gather import latest_stored
from monitoring.services.periods import freeze_period
from partnership.models import Body, Membership, Organisation, User
from plans.models import Plan
from priorities.models import Responsibility, StrategicAction
from reports.content import encode
from reports.gathering import gather_content
from reports.models import CommitteeReport, MonitoringReport
from reports.public_content import public
from tests.factories import (
    ActionFactory,
    AppendixFactory,
    BackgroundPaperFactory,
    BodyFactory,
    ClearanceFactory,
    CommitteeReportFactory,
    ComparatorFactory,
    ComparatorGroupFactory,
    ComparatorMemberFactory,
    CoverFactory,
    DateRequestFactory,
    DimensionFactory,
    EditionFactory,
    ExemptionFactory,
    FigureImportFactory,
    FrontFieldFactory,
    ImplicationFactory,
    ImplicationHeadingFactory,
    IndicatorFactory,
    LaterNewsFactory,
    MembershipFactory,
    OrganisationFactory,
    ParagraphFactory,
    PeriodFactory,
    PeriodMeetingFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    QuestionFactory,
    RatingRuleFactory,
    RecommendationFactory,
    RedactionFactory,
    ReportFactory,
    ReportSectionFactory,
    ReportTemplateFactory,
    ResponsibilityFactory,
    SeriesBreakFactory,
    SignOffFactory,
    TargetFactory,
    TemplateSectionFactory,
    TimetableStepFactory,
    UpdateFactory,
    UserFactory,
)

ROLES = ("anonymous", "deactivated", "officer", "lead", "coordinator", "board", "scrutiny", "clerk", "analyst")
AT = datetime(2026, 10, 30, 12, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """`people` has a person for every role but the anonymous one; `targets` the keys that an address may take.

    Targets of the plan that the people belong to:
    own       the open period, an action of the officer's that the lead's body is responsible for, and its measure
    other     the open period, and an action of another organisation and another body, with its measure
    frozen    a frozen period, and the same action as `own`
    planned   a period that is not open yet
    refresh   the plan, still being written, that is to follow theirs
    Of the open ones a file of figures waits to be brought in, of the frozen ones it was. A report of the open ones
    is being written for the plan's board, or for a body of nobody's; one of the frozen ones is final.
    Targets of plans that nobody here has anything to do with:
    elsewhere         an approved plan with an open period
    elsewhere-frozen  its frozen period
    hidden            a plan that is still being written, although it has a period
    """

    people: dict[str, User]
    targets: dict[str, dict[str, object]] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def sign_everybody_in(self) -> None:
        for role, person in self.people.items():
            client = Client()
            client.force_login(person)
            self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def client_of(self, role: str) -> Client:
        """The role's one browser, as it was when everybody signed in: a new one would load all middleware again."""
        client = self.clients.setdefault(role, Client())
        client.cookies.clear()
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


def make_world() -> World:
    board, group = BodyFactory(name="Board"), BodyFactory(name="Wellbeing group")
    people = {role: UserFactory(name=role.title()) for role in ROLES if role != "anonymous"}
    coordinating = PostFactory(holder=people["coordinator"])
    # Nothing but being deactivated keeps this one out.
    coordinating.holdings.create(user=people["deactivated"])
    MembershipFactory(body=board, user=people["board"])
    MembershipFactory(body=board, user=people["clerk"], role=Membership.Role.CLERK)
    MembershipFactory(body=BodyFactory(kind=Body.Kind.SCRUTINY_COMMITTEE), user=people["scrutiny"])
    MembershipFactory(body=group, user=people["lead"], role=Membership.Role.LEAD)
    world = World(people)

    plan = PlanFactory(
        owner_body=board, coordinating_post=coordinating, analyst_post=PostFactory(holder=people["analyst"])
    )
    own = ActionFactory(
        priority=PriorityFactory(plan=plan, lead_body=group), post=PostFactory(holder=people["officer"])
    )
    other = ActionFactory(
        priority=PriorityFactory(plan=plan, lead_body=BodyFactory()), post=PostFactory(holder=UserFactory())
    )
    frozen = _frozen(plan, own, by=people["officer"])
    period = PeriodFactory(plan=plan)
    world.targets["frozen"] = frozen
    removal = RedactionFactory(plan=plan, proposed_by=people["coordinator"])
    world.targets["own"] = _open(period, own, by=people["officer"]) | {"redaction_pk": removal.pk}
    world.targets["other"] = _open(period, other, by=UserFactory())
    world.targets["planned"] = {"slug": plan.slug, "period_pk": PeriodFactory(plan=plan, planned=True).pk}

    for name, there in (("elsewhere", PlanFactory()), ("hidden", PlanFactory(status=Plan.Status.DRAFTING))):
        action = ActionFactory(priority__plan=there, priority__lead_body=BodyFactory())
        world.targets[f"{name}-frozen"] = _frozen(there, action, by=UserFactory())
        world.targets[name] = _open(PeriodFactory(plan=there), action, by=UserFactory()) | {
            "redaction_pk": RedactionFactory(plan=there).pk
        }

    world.targets["published"] = _published(PlanFactory())
    world.targets["hidden-published"] = _published(PlanFactory(publishes=False))
    world.targets["refresh"] = _refresh(plan, own)
    world.sign_everybody_in()
    people["deactivated"].is_active = False
    people["deactivated"].save()
    return world


def _refresh(old: Plan, action: StrategicAction) -> dict[str, object]:
    """The plan that is to take over, and a part of the old one."""
    following = PlanFactory(
        status=Plan.Status.DRAFTING,
        supersedes=old,
        owner_body=old.owner_body,
        coordinating_post=old.coordinating_post,
    )
    return {"slug": following.slug, "level": "action", "part_pk": action.pk}


# A file by what it holds, or by what it is.
_FILES = {"part": "measures", "file_format": "pdf"}


def _published(plan: Plan) -> dict[str, object]:
    """A period whose figures have gone out: everybody may read them, unless its plan publishes nothing."""
    period = PeriodFactory(plan=plan)
    freeze_period(period=period, by=None, at=AT)
    ReportingPeriod.objects.filter(pk=period.pk).update(state=ReportingPeriod.State.PUBLISHED, published_at=AT)
    return {"slug": plan.slug, "ordinal": period.ordinal, "written_pk": _paper(period), **_FILES}


def _paper(period: ReportingPeriod) -> int:
    """A written report that has gone out, with its files for the public."""
    written(period, final=True)
    report = CommitteeReport.objects.get(period=period)
    CommitteeReport.objects.filter(pk=report.pk).update(state=CommitteeReport.State.PUBLISHED, published_at=AT)
    issue = ReportFactory(
        period=period, written=report, kind=report.kind, audience="public", state=MonitoringReport.State.FINISHED
    )
    for file_format, part in (("pdf", ""), ("html", ""), ("docx", ""), ("csv", "measures")):
        EditionFactory(report=issue, format=file_format, part=part)
    summary = ReportFactory(
        period=period, written=report, kind="one_page", audience="public", state=MonitoringReport.State.FINISHED
    )
    EditionFactory(report=summary)
    return report.pk


def _frozen(plan: Plan, action: StrategicAction, *, by: User) -> dict[str, object]:
    period = PeriodFactory(plan=plan)
    update = UpdateFactory(action=action, period=period, submitted_by=by, accepted=True)
    question = QuestionFactory(update=update)
    _measure(action)
    freeze_period(period=period, by=None, at=AT)
    return _keys(period, action) | {
        "update_pk": update.pk,
        "question_pk": question.pk,
        "news_pk": LaterNewsFactory(period=period, action=action, said_by=by).pk,
        **_FILES,
        "report_pk": _report(period, by=by, provisional=False),
        "import_pk": FigureImportFactory(plan=period.plan, applied=True).pk,
        **written(period, final=True),
    }


def _open(period: ReportingPeriod, action: StrategicAction, *, by: User) -> dict[str, object]:
    update = UpdateFactory(action=action, period=period, submitted_by=by)
    asked = DateRequestFactory(action=action, requested_by=by)
    return _keys(period, action) | {
        "request_pk": asked.pk,
        "meeting_pk": PeriodMeetingFactory(period=period).meeting_id,
        "update_pk": update.pk,
        "question_pk": QuestionFactory(update=update).pk,
        "organisation_pk": _contributing(action).pk,
        **_post(action),
        **_FILES,
        "report_pk": _report(period, by=by, provisional=True),
        "import_pk": FigureImportFactory(plan=period.plan).pk,
        **written(period, final=False),
    }


def _post(action: StrategicAction) -> dict[str, object]:
    """The post that leads the action, whoever holds it, and a cover for them."""
    leading = action.responsibilities.filter(post__isnull=False).first()
    if leading is None:
        leading = ResponsibilityFactory(action=action, post=PostFactory(holder=UserFactory()))
    cover = CoverFactory(post=leading.post, starts_on=date.today(), ends_on=date.today())  # noqa: DTZ011
    return {"post_pk": leading.post_id, "cover_pk": cover.pk, "user_pk": leading.post.holdings.get().user_id}


def _contributing(action: StrategicAction) -> Organisation:
    """An organisation that contributes to the action; nobody of the roles belongs to it."""
    organisation = OrganisationFactory()
    ResponsibilityFactory(
        action=action,
        post=None,
        organisation=organisation,
        role=Responsibility.Role.CONTRIBUTOR,
        primary=False,
    )
    return organisation


def _keys(period: ReportingPeriod, action: StrategicAction) -> dict[str, object]:
    return {
        "slug": period.plan.slug,
        "ordinal": period.ordinal,
        "period_pk": period.pk,
        "action_pk": action.pk,
        "priority_pk": action.priority_id,
        "level": "action",
        "part_pk": action.pk,
        **_definition(_measure(action)),
    }


def _definition(indicator: Indicator) -> dict[str, object]:
    """A row of everything that belongs to a measure; a group of other areas belongs to no plan."""
    group = ComparatorGroupFactory()
    rule = indicator.plan.rating_rules.first() or RatingRuleFactory(plan=indicator.plan)
    return {
        "indicator_pk": indicator.pk,
        "target_pk": (indicator.targets.first() or TargetFactory(indicator=indicator)).pk,
        "comparator_pk": (indicator.comparators.first() or ComparatorFactory(indicator=indicator)).pk,
        "dimension_pk": (indicator.dimensions.first() or DimensionFactory(indicator=indicator)).pk,
        "break_pk": (indicator.breaks.first() or SeriesBreakFactory(indicator=indicator)).pk,
        "group_pk": group.pk,
        "member_pk": ComparatorMemberFactory(group=group).pk,
        "rule_pk": rule.pk,
    }


def _measure(action: StrategicAction) -> Indicator:
    """The measure of what the action serves, which the same post answers for."""
    plan = action.priority.plan
    leading = action.responsibilities.filter(post__isnull=False).first()
    return plan.indicators.filter(action=action).first() or IndicatorFactory(
        plan=plan, action=action, lead_post=leading.post if leading else None
    )


def _report(period: ReportingPeriod, *, by: User, provisional: bool) -> int:
    """A finished report with its file."""
    report = ReportFactory(
        period=period,
        asked_by=by,
        provisional=provisional,
        state=MonitoringReport.State.FINISHED,
        ended_at=AT,
    )
    EditionFactory(report=report)
    EditionFactory(report=report, format="html")
    EditionFactory(report=report, format="docx")
    EditionFactory(report=report, format="csv", part="measures")
    EditionFactory(report=report, format="png", part="measures")
    return report.pk


def written(period: ReportingPeriod, *, final: bool) -> dict[str, object]:
    """A report for the body that owns the plan, with one of everything that is written in it, and its template."""
    body = period.plan.owner_body or BodyFactory()
    number = body.report_templates.count() + 1
    template = ReportTemplateFactory(body=body, version=number)
    line = FrontFieldFactory(template=template)
    heading = ImplicationHeadingFactory(template=template)
    section = TemplateSectionFactory(template=template)
    sign_off = SignOffFactory(template=template)
    step = TimetableStepFactory(template=template)
    report = CommitteeReportFactory(period=period, template=template)
    ImplicationFactory(report=report, heading=heading)
    written = ReportSectionFactory(report=report)
    exemption = ExemptionFactory(report=report)
    keys: dict[str, object] = {
        "template_pk": template.pk,
        "body_pk": body.pk,
        "field_pk": line.pk,
        "heading_pk": heading.pk,
        "template_section_pk": section.pk,
        "sign_off_pk": sign_off.pk,
        "step_pk": step.pk,
        "written_pk": report.pk,
        "section_pk": written.pk,
        "paragraph_pk": ParagraphFactory(section=written, source="position-plan").pk,
        "recommendation_pk": RecommendationFactory(report=report).pk,
        "appendix_pk": AppendixFactory(report=report, exemption=exemption).pk,
        "place": "summary",
        "background_pk": BackgroundPaperFactory(report=report).pk,
        "exemption_pk": exemption.pk,
        "clearance_pk": ClearanceFactory(report=report, heading=heading).pk,
    }
    if final:
        said = replace(gather_content(report), state="final")
        CommitteeReport.objects.filter(pk=report.pk).update(
            state=CommitteeReport.State.FINAL,
            final_at=AT,
            content=encode(said),
            public_content=encode(public(said)),
            record=latest_stored(period).body,
        )
    return keys
