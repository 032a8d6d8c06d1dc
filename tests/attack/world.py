"""A small partnership to attack."""

from __future__ import annotations

from typing import Any

from monitoring.services.periods import freeze_period
from plans.ratings import Meaning
from reports.models import MonitoringReport
from reports.services import request_report
from tests.factories import (
    ActionFactory,
    EditionFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
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
        post = PostFactory(holder=self.officer)
        self.action = ActionFactory(priority=self.priority, post=post)
        self.other_action = ActionFactory(priority=self.priority, post=post)
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
