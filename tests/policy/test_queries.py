"""What each page asks of the database: one number, whatever the size of the plan and the number of plans."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from benchmarks.plan import Generated, generate
from indicators.models import ComparatorGroup, Indicator, RatingRule
from monitoring.models import Contribution, LaterNews, PeriodMeeting, ProgressUpdate, Question, ReportingPeriod
from monitoring.services.periods import plan_period
from partnership.models import Membership, Message, Post, PostHolding, User
from plans.models import Plan
from priorities.models import DateRequest, Responsibility, StrategicAction
from priorities.services.refresh import carry_forward
from reports.models import CommitteeReport, MonitoringReport, ReportTemplate
from reports.services.issuing import request_report
from tests.factories import (
    AppendixFactory,
    BackgroundPaperFactory,
    ClearanceFactory,
    CommitteeReportFactory,
    ComparatorFactory,
    ComparatorGroupFactory,
    ComparatorMemberFactory,
    ContributionFactory,
    DateRequestFactory,
    DimensionFactory,
    DraftFactory,
    EditionFactory,
    ExemptionFactory,
    FigureFactory,
    FigureImportFactory,
    FrontAnswerFactory,
    FrontFieldFactory,
    ImplicationFactory,
    ImplicationHeadingFactory,
    IndicatorFactory,
    LaterNewsFactory,
    LetThroughFactory,
    MeasureCommentaryFactory,
    MembershipFactory,
    ParagraphFactory,
    PeriodFactory,
    PeriodMeetingFactory,
    PlanFactory,
    QuestionFactory,
    RatingRuleFactory,
    RecommendationFactory,
    RedactionFactory,
    ReminderFactory,
    ReportMoveFactory,
    ReportSectionFactory,
    ReportTemplateFactory,
    ResponsibilityFactory,
    SeriesBreakFactory,
    SignOffFactory,
    TargetFactory,
    TemplateSectionFactory,
    TimetableStepFactory,
)

pytestmark = pytest.mark.django_db

# Columns: address, the period it is about, who asks, queries. Two of them are for the session and the person.
TABLE = """
    home                            -        officer      20
    home                            -        coordinator  19
    home                            -        board        18
    home                            -        clerk        15
    to_dashboard                    -        coordinator  4
    to_periods                      -        coordinator  3
    account                         -        officer      3
    help                            -        officer      2
    accessibility                   -        officer      2
    privacy                         -        officer      2
    priorities:plan_list            -        board        3
    priorities:plan_detail          -        board        22
    priorities:plan_detail          -        coordinator  22
    indicators:measure_list         -        board        8
    indicators:measure_list         -        coordinator  6
    indicators:measure_new          -        coordinator  8
    indicators:measure_settings     -        coordinator  8
    indicators:measure              -        coordinator  12
    indicators:measure_edit         -        coordinator  8
    indicators:measure_words        -        coordinator  4
    indicators:measure_timing       -        coordinator  6
    indicators:measure_disclosure   -        coordinator  4
    indicators:measure_baseline     -        coordinator  5
    indicators:dimension_new        -        coordinator  4
    indicators:dimension_edit       -        coordinator  5
    indicators:break_new            -        coordinator  4
    indicators:break_edit           -        coordinator  5
    indicators:target_list          -        coordinator  5
    indicators:target_new           -        coordinator  4
    indicators:target_edit          -        coordinator  5
    indicators:comparator_list      -        coordinator  5
    indicators:comparator_new       -        coordinator  5
    indicators:comparator_edit      -        coordinator  6
    indicators:group_list           -        coordinator  4
    indicators:group_new            -        coordinator  3
    indicators:group                -        coordinator  5
    indicators:group_edit           -        coordinator  4
    indicators:member_new           -        coordinator  4
    indicators:member_edit          -        coordinator  5
    indicators:plan_rules           -        coordinator  5
    indicators:plan_rule_new        -        coordinator  10
    indicators:rule_edit            -        coordinator  11
    indicators:measure_rule_new     -        coordinator  10
    indicators:measure              -        board        12
    indicators:figures              -        officer      9
    indicators:figures              -        coordinator  9
    indicators:file_list            -        officer      9
    indicators:file_list            -        coordinator  7
    indicators:file_template        -        coordinator  4
    indicators:file_detail          -        coordinator  19
    indicators:file_columns         -        coordinator  10
    indicators:file_meanings        -        coordinator  10
    indicators:file_original        -        coordinator  6
    indicators:file_leftover        -        coordinator  6
    monitoring:my_actions           -        officer      21
    monitoring:update_action        open     officer      16
    monitoring:update_action        open     coordinator  18
    monitoring:action_updates       open     officer      11
    monitoring:action_updates       open     board        12
    monitoring:date_requests        -        officer      5
    monitoring:date_requests        -        coordinator  5
    monitoring:date_request         open     officer      9
    monitoring:date_request         open     coordinator  12
    monitoring:date_ask             open     officer      11
    monitoring:update_many          -        officer      14
    monitoring:update_many          -        coordinator  14
    monitoring:confirm_many         -        officer      13
    monitoring:confirm_many         -        coordinator  13
    monitoring:refresh_begin        -        coordinator  5
    monitoring:refresh              refresh  coordinator  12
    monitoring:refresh_part         refresh  coordinator  11
    monitoring:refresh_approve      refresh  coordinator  16
    monitoring:period_list          -        coordinator  6
    monitoring:period_list          -        board        11
    monitoring:period_new           -        coordinator  15
    monitoring:period_detail        open     coordinator  27
    monitoring:period_detail        frozen   coordinator  10
    monitoring:period_detail        planned  coordinator  15
    monitoring:period_detail        open     clerk        25
    monitoring:board                open     coordinator  24
    monitoring:board_list           open     coordinator  8
    monitoring:period_edit          open     coordinator  5
    monitoring:period_paper         -        coordinator  7
    monitoring:plan_settings        -        coordinator  4
    monitoring:meeting_new          open     coordinator  5
    monitoring:meeting_edit         open     coordinator  6
    monitoring:period_open          planned  coordinator  5
    monitoring:period_close         open     coordinator  8
    monitoring:period_back          open     coordinator  5
    monitoring:period_freeze        open     coordinator  32
    monitoring:period_publish       frozen   coordinator  6
    monitoring:small_numbers        open     coordinator  10
    monitoring:small_numbers        frozen   coordinator  6
    monitoring:small_numbers_hide   open     coordinator  10
    monitoring:corrections          frozen   coordinator  6
    monitoring:correct_choose       frozen   coordinator  5
    monitoring:correct              frozen   coordinator  4
    monitoring:post_list            -        coordinator  13
    monitoring:post_list            -        officer      12
    monitoring:post                 open     coordinator  26
    monitoring:post                 open     officer      21
    monitoring:post_hand_over       open     coordinator  11
    monitoring:post_cover           open     officer      7
    monitoring:post_deputy          open     coordinator  14
    monitoring:invitation_new       -        coordinator  9
    monitoring:let_through          -        coordinator  20
    monitoring:redactions           -        coordinator  7
    monitoring:redactions           -        clerk        7
    monitoring:redaction            -        coordinator  5
    monitoring:redaction            -        clerk        7
    monitoring:latest_dashboard     -        board        4
    monitoring:dashboard            frozen   board        5
    monitoring:dashboard            open     coordinator  10
    monitoring:dashboard            open     officer      13
    monitoring:news                 frozen   board        7
    monitoring:news                 frozen   coordinator  7
    monitoring:news_back            frozen   officer      3
    monitoring:movement             -        board        8
    monitoring:movement             -        officer      7
    monitoring:priority_story       frozen   board        7
    monitoring:priority_story       open     coordinator  11
    monitoring:action_story         frozen   board        11
    monitoring:action_story         open     officer      20
    monitoring:measure_latest       -        board        5
    monitoring:measure_story        frozen   board        5
    monitoring:measure_story        open     coordinator  11
    monitoring:measure_figures      frozen   board        4
    monitoring:measure_figures      open     coordinator  10
    monitoring:period_figures       frozen   board        4
    monitoring:period_figures       open     coordinator  10
    monitoring:open_data            -        board        5
    monitoring:priority_summary     open     coordinator  20
    monitoring:priority_summary_back  open   coordinator  7
    monitoring:period_updates       open     coordinator  12
    monitoring:reminders            -        coordinator  22
    monitoring:prompts              -        board        3
    monitoring:kept_drafts          frozen   officer      4
    monitoring:update_review        open     coordinator  17
    monitoring:action_reopen        open     coordinator  4
    monitoring:commentary           open     coordinator  17
    monitoring:question_answer      open     officer      5
    monitoring:contribution         open     coordinator  10
    reports:paper_list              -        board        3
    reports:report_list             -        clerk        12
    reports:report_list             -        board        12
    reports:report_detail           frozen   clerk        8
    reports:report_progress         frozen   clerk        8
    reports:report_file             frozen   board        6
    reports:report_page             frozen   board        6
    reports:report_word             frozen   board        6
    reports:report_table            frozen   board        6
    reports:report_picture          frozen   board        6
    reports:report_ask              open     clerk        13
    reports:report_ask              frozen   clerk        8
    reports:committee_report        open     clerk        42
    reports:committee_report        frozen   clerk        37
    reports:written_preview         open     clerk        24
    reports:written_preview         frozen   clerk        19
    reports:written_progress        open     clerk        6
    reports:written_ask             open     clerk        27
    reports:written_clear           open     clerk        27
    reports:written_words           open     clerk        19
    reports:written_late            open     clerk        7
    reports:written_final           open     clerk        37
    reports:written_publish         open     clerk        7
    reports:written_withdraw        open     clerk        6
    reports:written_correct         open     clerk        7
    reports:written_exempt          open     coordinator  23
    reports:written_new             -        clerk        9
    reports:writing                 open     clerk        21
    reports:writing_front           open     clerk        9
    reports:writing_summary         open     clerk        6
    reports:writing_implication     open     clerk        8
    reports:recommendation_new      open     clerk        6
    reports:recommendation_edit     open     clerk        7
    reports:report_section_new      open     clerk        5
    reports:report_section_edit     open     clerk        6
    reports:report_section_draft    open     clerk        5
    reports:report_section_remove   open     clerk        12
    reports:paragraph_new           open     clerk        9
    reports:paragraph_edit          open     clerk        13
    reports:paragraph_place         open     clerk        8
    reports:paragraph_remove        open     clerk        12
    reports:paragraph_source        open     clerk        13
    reports:paragraph_withhold      open     clerk        11
    reports:appendix_new            open     clerk        6
    reports:appendix_edit           open     clerk        7
    reports:appendix_withhold       open     clerk        7
    reports:background_new          open     clerk        5
    reports:background_edit         open     clerk        6
    reports:writing                 frozen   clerk        16
    reports:template_list           -        coordinator  6
    reports:template_new            -        coordinator  7
    reports:template_detail         -        coordinator  13
    reports:template_preview        -        coordinator  9
    reports:template_edit           -        coordinator  7
    reports:template_remove         -        coordinator  6
    reports:template_clearing       -        coordinator  8
    reports:front_field_new         -        coordinator  6
    reports:front_field_edit        -        coordinator  7
    reports:heading_new             -        coordinator  7
    reports:heading_edit            -        coordinator  8
    reports:template_section_new    -        coordinator  6
    reports:template_section_edit   -        coordinator  7
    reports:sign_off_new            -        coordinator  7
    reports:sign_off_edit           -        coordinator  9
    reports:step_new                -        coordinator  6
    reports:step_edit               -        coordinator  7
    reports:template_list           -        clerk        7
    reports:template_detail         -        clerk        14
"""
LINES = [tuple(line.split()) for line in TABLE.strip().splitlines()]
EXPECTED = {(name, period, person): int(queries) for name, period, person, queries in LINES}

# Not pages: they take a POST, or ask about the servers.
NOT_PAGES = {
    "monitoring:unchanged",
    "monitoring:remind",
    "monitoring:cover_end",
    "monitoring:invitation_again",
    "monitoring:date_request_withdraw",
    "monitoring:save_draft",
    "reports:report_request",
    "reports:report_again",
    "reports:template_use",
    "reports:template_change",
    "reports:template_retire",
    "reports:front_field_move",
    "reports:heading_move",
    "reports:template_section_move",
    "reports:sign_off_move",
    "reports:save_draft",
    "reports:writing_move",
    "reports:written_files",
    "reports:written_one_page",
    "indicators:file_put_away",
    "account_email",
    "openid_connect_login",
    # Files for everybody: tests/monitoring/test_open_data.py counts what they ask.
    "monitoring:open_measures_csv",
    "monitoring:open_measures_json",
    "monitoring:open_actions_csv",
    # Likewise: tests/reports/test_papers.py.
    "reports:paper",
    "reports:paper_file",
    "reports:paper_page",
    "reports:paper_word",
    "reports:paper_table",
    "reports:paper_summary",
    "gallery",
    "healthz",
    "readyz",
}

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def names_of_pages() -> set[str]:
    names = set()
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            names.add(str(pattern.name))
        elif pattern.app_name in ("indicators", "monitoring", "priorities", "reports"):
            names |= {f"{pattern.app_name}:{each.name}" for each in pattern.url_patterns}
    return names


def test_every_page_is_in_the_table():
    assert {name for name, _period, _person in EXPECTED} == names_of_pages() - NOT_PAGES


def fill(made: Generated, *, drafts: int) -> None:
    """What the generator leaves out: a clerk, the next period, reports, and drafts."""
    plan = Plan.objects.get(pk=made.plan_pk)
    clerk = User.objects.create_user("clerk@benchmark.example", name="Clerk")
    MembershipFactory(body=plan.owner_body, user=clerk, role=Membership.Role.CLERK)
    last = plan.periods.latest("ordinal")
    starts_on = last.ends_on + timedelta(days=1)
    plan_period(plan=plan, by=None, label="The next", starts_on=starts_on, ends_on=starts_on + timedelta(days=90))
    for period in plan.periods.fixed():
        report = request_report(period=period, by=clerk)
        for file_format, part in (("pdf", ""), ("html", ""), ("docx", ""), ("csv", "measures"), ("png", "measures")):
            EditionFactory(report=report, format=file_format, part=part)
    # That whoever asked has seen it is noted once, and would make the first visit another.
    MonitoringReport.objects.update(state=MonitoringReport.State.FINISHED, seen_at=NOW)
    request_report(period=last, by=clerk)
    for period in plan.periods.filter(pk__in=[made.frozen_pk, made.open_pk]):
        PeriodMeetingFactory.create_batch(drafts, period=period)
    officer = User.objects.get(pk=made.officer_pk)
    for period in plan.periods.filter(pk__in=[made.frozen_pk, made.open_pk]):
        for update in ProgressUpdate.objects.filter(period=made.frozen_pk)[:drafts]:
            DraftFactory(user=officer, action=update.action, period=period)
    LaterNewsFactory.create_batch(drafts, period_id=made.frozen_pk, said_by=officer)
    for update in updates_of_officer(made)[:drafts]:
        QuestionFactory(update=update)
        contributor = ResponsibilityFactory(
            action=update.action, primary=False, role=Responsibility.Role.CONTRIBUTOR, post__holder=officer
        )
        ContributionFactory(
            action=update.action, period=update.period, organisation=contributor.post.organisation, said_by=officer
        )

    for update in updates_of_officer(made)[:drafts]:
        LetThroughFactory(plan=plan, period=update.period, row_pk=update.pk, let_by=officer)
        ProgressUpdate.objects.filter(pk=update.pk).update(narrative="We lost touch with three boys.")
        Contribution.objects.filter(action=update.action, period=update.period).update(text="We met two girls.")
    RedactionFactory(plan=plan, proposed_by_id=made.coordinator_pk)
    for number, action in enumerate(StrategicAction.objects.filter(priority__plan=plan)[:drafts]):
        day = TODAY - timedelta(number)
        ReminderFactory(message__user=officer, message__due_on=day, period=last, action=action)
    Message.objects.update(state=Message.State.UNCERTAIN, address=officer.email, handed_over_at=NOW)
    others = StrategicAction.objects.filter(priority__plan=plan).exclude(pk=updates_of_officer(made)[0].action_id)
    for action in others[:drafts]:
        DateRequestFactory(action=action, requested_by=officer)
    _measured(plan, made, asking=drafts)
    _defined(plan.indicators.earliest("pk"), rows=drafts)
    _refresh(plan, decided=drafts)
    _files(plan, made, rows=drafts)
    _written(plan.periods.get(pk=made.frozen_pk), rows=drafts, clerk=clerk)
    _written(plan.periods.get(pk=made.open_pk), rows=drafts, clerk=clerk)


def _written(period: ReportingPeriod, *, rows: int, clerk: User) -> None:
    """A report that is being written for the body that owns the plan, with so many of everything."""
    body = period.plan.owner_body
    template = ReportTemplateFactory(body=body, version=body.report_templates.count() + 1, made_by=clerk)
    report = CommitteeReportFactory(period=period, template=template, begun_by=clerk)
    for number in range(rows):
        label = f"Line {number}"
        FrontAnswerFactory(report=report, field=FrontFieldFactory(template=template, label=label))
        heading = ImplicationHeadingFactory(template=template, label=label)
        ImplicationFactory(report=report, heading=heading)
        ClearanceFactory(report=report, heading=heading)
        ClearanceFactory(report=report, heading=None, sign_off=SignOffFactory(template=template, label=label))
        TimetableStepFactory(template=template, label=label)
        section = ReportSectionFactory(
            report=report, from_template=TemplateSectionFactory(template=template, label=label)
        )
        exemption = ExemptionFactory(report=report)
        for _paragraph in range(rows + 1):
            ParagraphFactory(section=section, exemption=exemption, source="position-plan")
        RecommendationFactory(report=report)
        AppendixFactory(report=report)
        BackgroundPaperFactory(report=report)
        ReportMoveFactory(report=report, by=clerk)


def _written_keys(plan: Plan, period: int | None) -> dict[str, Any]:
    """A row of everything that belongs to a report being written, and to its template."""
    report = CommitteeReport.objects.filter(period=period or plan.periods.latest("ordinal")).first()
    report = report or CommitteeReport.objects.filter(period__plan=plan).earliest("pk")
    template = ReportTemplate.objects.get(pk=report.template_id)
    section = report.sections.earliest("pk")
    return {
        "template_pk": template.pk,
        "body_pk": template.body_id,
        "field_pk": template.front_fields.earliest("pk").pk,
        "heading_pk": template.implication_headings.earliest("pk").pk,
        "template_section_pk": template.sections.earliest("pk").pk,
        "sign_off_pk": template.sign_offs.earliest("pk").pk,
        "step_pk": template.timetable.earliest("pk").pk,
        "written_pk": report.pk,
        "section_pk": section.pk,
        "paragraph_pk": section.paragraphs.earliest("pk").pk,
        "recommendation_pk": report.recommendations.earliest("pk").pk,
        "appendix_pk": report.appendices.earliest("pk").pk,
        "background_pk": report.background_papers.earliest("pk").pk,
        "exemption_pk": report.exemptions.earliest("pk").pk,
        "clearance_pk": report.clearances.earliest("pk").pk,
    }


def _measured(plan: Plan, made: Generated, *, asking: int) -> None:
    """Measures off target that the officer answers for, whose next figure is awaited, and commentaries."""
    Plan.objects.filter(pk=plan.pk).update(measure_scale=plan.action_scale)
    ReportingPeriod.objects.filter(pk=made.open_pk).update(measure_scale=plan.action_scale)
    post = Post.objects.filter(holdings__user=made.officer_pk).earliest("pk")
    ends = date(2026, 3, 31)
    # One more, of which the story is told.
    for number in range(asking + 1):
        known = {"frequency": Indicator.Frequency.QUARTERLY, "lag_days": 30, "polarity": Indicator.Polarity.HIGH}
        indicator = IndicatorFactory(plan=plan, key=f"off-target-{number}", lead_post=post, position=900, **known)
        RatingRuleFactory(plan=plan, indicator=indicator, kind=RatingRule.Kind.TARGET)
        TargetFactory(indicator=indicator, period_label="Q4", period_ends_on=ends, value=Decimal(90))
        FigureFactory(indicator=indicator, period_label="Q4", period_ends_on=ends, value=Decimal(60))
    for told in (indicator, plan.indicators.earliest("pk")):
        MeasureCommentaryFactory(indicator=told, period_id=made.open_pk)


def _defined(indicator: Indicator, *, rows: int) -> None:
    """A measure with some of everything that can be said of it, and what others are compared with."""
    for number in range(rows):
        TargetFactory(indicator=indicator, period_label=f"Target {number}")
        ComparatorFactory(indicator=indicator, name=f"Area {number}")
        DimensionFactory(indicator=indicator, name=f"Dimension {number}")
        SeriesBreakFactory(indicator=indicator, begins_on=date(2020, 1, 1 + number))
        RatingRuleFactory(plan=indicator.plan, indicator=indicator, applies_from=date(2020, 1, 1 + number))
        ComparatorMemberFactory(group=ComparatorGroupFactory())
    ComparatorMemberFactory.create_batch(rows, group=ComparatorGroup.objects.earliest("pk"))


def _definition(plan: Plan) -> dict[str, Any]:
    """A row of everything that belongs to a measure, and a group of other areas."""
    indicator = plan.indicators.earliest("pk")
    group = ComparatorGroup.objects.earliest("pk")
    return {
        "indicator_pk": indicator.pk,
        "target_pk": indicator.targets.earliest("pk").pk,
        "comparator_pk": indicator.comparators.earliest("pk").pk,
        "dimension_pk": indicator.dimensions.earliest("pk").pk,
        "break_pk": indicator.breaks.earliest("pk").pk,
        "rule_pk": indicator.rating_rules.earliest("pk").pk,
        "group_pk": group.pk,
        "member_pk": group.members.earliest("pk").pk,
    }


def _files(plan: Plan, made: Generated, *, rows: int) -> None:
    """Files of figures that were brought in, and one that waits, with a figure of each of several measures."""
    for _number in range(rows):
        FigureImportFactory(plan=plan, applied=True, uploaded_by_id=made.officer_pk)
    keys = plan.indicators.order_by("pk").values_list("key", flat=True)[:rows]
    lines = ["Measure,Period,Value", *(f"{key},March {year},1" for key in keys for year in range(2000, 2000 + rows))]
    FigureImportFactory(plan=plan, file_name="waiting.csv", content="\n".join(lines).encode())


def _refresh(plan: Plan, *, decided: int) -> None:
    """The plan that is to follow, some of it decided."""
    following = PlanFactory(
        slug="following",
        status=Plan.Status.DRAFTING,
        supersedes=plan,
        owner_body=plan.owner_body,
        coordinating_post=plan.coordinating_post,
    )
    by = User.objects.get(name="Clerk")
    for priority in plan.priorities.all():
        carry_forward(plan=following, old=priority, by=by)
    for action in StrategicAction.objects.filter(priority__plan=plan)[:decided]:
        carry_forward(plan=following, old=action, by=by)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.combine(TODAY, time(10), UTC)):
        yield


def updates_of_officer(made: Generated) -> QuerySet[ProgressUpdate]:
    held = PostHolding.objects.filter(user=made.officer_pk).values("post")
    leads = Responsibility.objects.filter(post__in=held, role=Responsibility.Role.LEAD)
    return ProgressUpdate.objects.filter(period=made.open_pk, action__in=leads.values("action")).order_by("pk")


def counted(made: Generated) -> dict[tuple[str, str, str], int]:
    people = {
        "officer": made.officer_pk,
        "coordinator": made.coordinator_pk,
        "board": made.board_member_pk,
        "clerk": User.objects.get(name="Clerk").pk,
    }
    clients = {name: Client() for name in people}
    for name, client in clients.items():
        client.force_login(User.objects.get(pk=people[name]))
    rows = rows_of(made)
    return {
        (name, period, person): queries_of(clients[person], reverse(name, kwargs=keys_of(name, rows[period])))
        for name, period, person in EXPECTED
    }


def rows_of(made: Generated) -> dict[str, dict[str, Any]]:
    """A row for every key that an address may take, by the period that is asked for."""
    return {period: _rows(period, made) for period in {period for _name, period, _person in EXPECTED}}


def _rows(period: str, made: Generated) -> dict[str, Any]:
    """Those of that period, and an update of the officer's."""
    plan = Plan.objects.get(pk=made.plan_pk)
    periods = {
        "frozen": made.frozen_pk,
        "open": made.open_pk,
        "planned": ReportingPeriod.objects.get(label="The next").pk,
    }
    update = updates_of_officer(made)[0]
    imports = plan.figure_imports.order_by("pk")
    return {
        "slug": "following" if period == "refresh" else plan.slug,
        "level": "action",
        "part_pk": update.action_id,
        "part": "measures",
        "period_pk": periods.get(period),
        "action_pk": update.action_id,
        "update_pk": update.pk,
        "question_pk": Question.objects.filter(update=update).values_list("pk", flat=True).first(),
        "organisation_pk": update.action.contributions.values_list("organisation", flat=True).first(),
        "priority_pk": update.action.priority_id,
        **_definition(plan),
        **_written_keys(plan, periods.get(period)),
        "news_pk": LaterNews.objects.filter(said_by=made.officer_pk).earliest("pk").pk,
        "meeting_pk": PeriodMeeting.objects.filter(period=made.open_pk).earliest("pk").meeting_id,
        "request_pk": DateRequest.objects.earliest("pk").pk,
        "post_pk": Post.objects.filter(holdings__user=made.officer_pk, responsibilities__action=update.action)
        .earliest("pk")
        .pk,
        "redaction_pk": plan.redactions.get().pk,
        "import_pk": imports.filter(state="uploaded")[0].pk,
        "applied import_pk": imports.filter(state="applied")[0].pk,
        "report_pk": MonitoringReport.objects.filter(period=made.frozen_pk).earliest("pk").pk,
    }


def keys_of(name: str, rows: dict[str, Any]) -> dict[str, Any]:
    """The rows that an address names."""
    if "leftover" in name:
        rows = rows | {"import_pk": rows["applied import_pk"]}
    namespace, _, local = name.rpartition(":")
    patterns = get_resolver().url_patterns
    if namespace:
        [patterns] = [each.url_patterns for each in patterns if getattr(each, "app_name", "") == namespace]
    [pattern] = [each for each in patterns if getattr(each, "name", "") == local]
    return {key: rows[key] for key in pattern.pattern.converters}


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code in (200, 302), f"{address} answered {answer.status_code}"
    return len(queries)


def test_pages_of_a_small_plan_ask_what_the_table_says():
    made = generate(actions=8, periods=3, today=TODAY)
    fill(made, drafts=1)

    assert counted(made) == EXPECTED


def test_pages_of_a_large_plan_among_others_ask_no_more():
    made = generate(actions=60, periods=5, today=TODAY)
    fill(made, drafts=6)
    for other in PlanFactory.create_batch(3):
        PeriodFactory(plan=other, frozen=True)
        PeriodFactory(plan=other)

    assert counted(made) == EXPECTED
