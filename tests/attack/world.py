"""A small partnership to attack."""

from __future__ import annotations

from typing import Any

from indicators.models import Indicator
from monitoring.services.periods import freeze_period
from plans.ratings import Meaning
from priorities.models import Priority, Responsibility
from reports.models import MonitoringReport
from reports.services.issuing import request_report
from tests.access.world import written
from tests.factories import (
    ActionFactory,
    BaselineFactory,
    ComparatorFactory,
    ComparatorMemberFactory,
    ContributionFactory,
    CoverFactory,
    DateRequestFactory,
    DimensionFactory,
    EditionFactory,
    FigureImportFactory,
    IndicatorFactory,
    LaterNewsFactory,
    PeriodFactory,
    PeriodMeetingFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    QuestionFactory,
    RatingRuleFactory,
    RedactionFactory,
    ResponsibilityFactory,
    SeriesBreakFactory,
    TargetFactory,
    UpdateFactory,
    UserFactory,
    level,
)


class World:
    """A plan with a frozen period and an open one, an officer with two actions, and a coordinator.

    Its first period is left for the test to freeze, and then to go on from, unless `frozen`.
    """

    def __init__(self, *, frozen: bool = True) -> None:
        self.coordinator = UserFactory(name="Coordinator")
        self.officer = UserFactory(name="Officer")
        self.plan = PlanFactory(coordinator=self.coordinator, slug="plan")
        self.priority = PriorityFactory(plan=self.plan)
        self.post = PostFactory(holder=self.officer)
        self.action = ActionFactory(priority=self.priority, post=self.post)
        self.other_action = ActionFactory(priority=self.priority, post=self.post)
        self.measure = _measure(self.priority)
        self.group = ComparatorMemberFactory().group
        self.frozen = PeriodFactory(plan=self.plan)
        self.first_update = UpdateFactory(
            action=self.action, period=self.frozen, accepted=True, submitted_by=self.officer
        )
        if frozen:
            freeze_period(period=self.frozen, by=self.coordinator)
            self.go_on()

    def go_on(self) -> None:
        """Open the next period, with one update submitted, and have the report of the first finished."""
        self.frozen.refresh_from_db()
        self.open = PeriodFactory(plan=self.plan)
        self.update = UpdateFactory(action=self.other_action, period=self.open, submitted_by=self.officer)
        self.report = request_report(period=self.frozen, by=self.coordinator)
        EditionFactory(report=self.report)
        MonitoringReport.objects.filter(pk=self.report.pk).update(state=MonitoringReport.State.FINISHED)
        self.question = QuestionFactory(update=self.update)
        self.contribution = ContributionFactory(action=self.other_action, period=self.open)
        ResponsibilityFactory(
            action=self.action,
            post=None,
            organisation=self.contribution.organisation,
            role=Responsibility.Role.CONTRIBUTOR,
            primary=False,
        )
        self.news = LaterNewsFactory(period=self.frozen, action=self.action, said_by=self.coordinator)
        self.request = DateRequestFactory(action=self.action)
        self.meeting = PeriodMeetingFactory(period=self.open).meeting
        self.cover = CoverFactory(post=self.post)
        self.redaction = RedactionFactory(plan=self.plan, proposed_by=self.coordinator)
        self.file = FigureImportFactory(plan=self.plan, uploaded_by=self.coordinator)
        self.written = written(self.open, final=False)

    @property
    def keys(self) -> dict[str, Any]:
        """A row for every key that an address may take."""
        return {
            "slug": self.plan.slug,
            "level": "action",
            "period_pk": self.frozen.pk,
            "action_pk": self.action.pk,
            "priority_pk": self.priority.pk,
            "part_pk": self.action.pk,
            "update_pk": self.update.pk,
            "part": "measures",
            "file_format": "pdf",
            "report_pk": self.report.pk,
            "question_pk": self.question.pk,
            "organisation_pk": self.contribution.organisation_id,
            "news_pk": self.news.pk,
            "request_pk": self.request.pk,
            "meeting_pk": self.meeting.pk,
            "post_pk": self.post.pk,
            "cover_pk": self.cover.pk,
            "user_pk": self.officer.pk,
            "redaction_pk": self.redaction.pk,
            "import_pk": self.file.pk,
            "ordinal": self.frozen.ordinal,
            "indicator_pk": self.measure.pk,
            "target_pk": self.measure.targets.get().pk,
            "comparator_pk": self.measure.comparators.get().pk,
            "dimension_pk": self.measure.dimensions.get().pk,
            "break_pk": self.measure.breaks.get().pk,
            "rule_pk": self.plan.rating_rules.get().pk,
            "group_pk": self.group.pk,
            "member_pk": self.group.members.get().pk,
            **self.written,
        }

    def typed(self, **changed: Any) -> dict[str, Any]:
        """What the update page posts for the action without an update."""
        said = {
            "period": self.open.pk,
            "based_on_version": 0,
            "level": level(self.open.action_scale, Meaning.ON_TRACK).pk,
            "narrative": "Two hubs are open.",
            "next_steps": "Open the third.",
            "on_behalf_of": "Head of Family Help",
        }
        return said | changed


def _measure(priority: Priority) -> Indicator:
    """A measure with one of everything that can be said of it."""
    measure = IndicatorFactory(plan=priority.plan, priority=priority)
    for made in (TargetFactory, ComparatorFactory, DimensionFactory, SeriesBreakFactory, BaselineFactory):
        made(indicator=measure)
    RatingRuleFactory(plan=priority.plan)
    return measure
