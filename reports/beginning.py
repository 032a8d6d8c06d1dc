"""What a report can be begun from: the periods, templates, meetings and parts of a plan that one person may choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from monitoring.models import ReportingPeriod
from monitoring.record.gather import record_for
from monitoring.record.part import BODY, OUTCOME, PRIORITY, scope_of
from monitoring.record.structs import Record
from monitoring.record.words import titled
from partnership.models import Body, Meeting, Membership, User
from plans.models import Plan
from reports.kinds import WRITTEN
from reports.models import ReportTemplate
from reports.permissions import plans_to_report_on, scopes_led

MOST_MEETINGS = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which reports somebody may begin: asked once for a page."""

    user: User
    whole: frozenset[int]
    clerked: frozenset[int]
    scopes: frozenset[str]
    parts_of: frozenset[int]

    @classmethod
    def of(cls, user: User, *, on: date) -> Standing:
        led = Body.objects.with_role(user, *Membership.LEADING, on=on)
        owned = Plan.objects.filter(owner_body__in=led).values_list("pk", flat=True)
        parts = Plan.objects.filter(priorities__lead_body__in=led).values_list("pk", flat=True)
        return cls(
            user=user,
            whole=frozenset([*plans_to_report_on(user).values_list("pk", flat=True), *owned]),
            clerked=frozenset(Body.objects.with_role(user, Membership.Role.CLERK, on=on).values_list("pk", flat=True)),
            scopes=scopes_led(user),
            parts_of=frozenset(parts),
        )

    @property
    def begins_any(self) -> bool:
        return bool(self.whole or self.clerked or self.parts_of)

    def begins_of(self, period: ReportingPeriod) -> bool:
        """An open period is for those who see all of it, or who lead a part of it."""
        inside = period.plan_id in self.whole or period.plan_id in self.parts_of
        return inside or (bool(self.clerked) and period.is_fixed)

    def begins_for(self, body_pk: int, plan_pk: int) -> bool:
        return body_pk in self.clerked or plan_pk in self.whole or plan_pk in self.parts_of

    def begins_about(self, scope: str, *, body_pk: int, period: ReportingPeriod) -> bool:
        if period.plan_id in self.whole or scope in self.scopes:
            return True
        return body_pk in self.clerked and period.is_fixed


def begins_by_role(user: User, *, on: date) -> bool:
    """Whether this person leads or clerks what a report may be begun of. Most lead and clerk nothing."""
    roles = (*Membership.LEADING, Membership.Role.CLERK)
    return Body.objects.with_role(user, *roles, on=on).exists() and Standing.of(user, on=on).begins_any


def periods_to_begin_with(standing: Standing, *, on: date) -> list[ReportingPeriod]:
    """Periods that have begun to say something, the latest first."""
    periods = (
        ReportingPeriod.objects.visible_to(standing.user, on=on)
        .exclude(state=ReportingPeriod.State.PLANNED)
        .select_related("plan")
        .order_by("-ends_on", "plan", "-ordinal")
    )
    return [each for each in periods if standing.begins_of(each)]


def templates_to_begin_with(standing: Standing, period: ReportingPeriod) -> list[ReportTemplate]:
    """Templates in use, of every body for whose meetings this person may begin a report of the period."""
    templates = ReportTemplate.objects.in_use().filter(kind__in=WRITTEN).select_related("body")
    return [
        each for each in templates.order_by("body__name", "kind") if standing.begins_for(each.body_id, period.plan_id)
    ]


def meetings_to_begin_with(template: ReportTemplate, *, on: date) -> list[Meeting]:
    """The body's meetings: those to come, the next first, then the latest past ones."""
    meetings = Meeting.objects.filter(body=template.body_id)
    coming = meetings.filter(held_on__gte=on).order_by("held_on")[:MOST_MEETINGS]
    past = meetings.filter(held_on__lt=on).order_by("-held_on")[:3]
    return [*coming, *past]


def scopes_to_begin_with(
    standing: Standing, period: ReportingPeriod, template: ReportTemplate
) -> list[tuple[str, Any]]:
    """Choices of what the report is about, in groups: the whole plan, its outcomes, bodies and priorities."""
    record = record_for(period)
    labels = record.plan.labels
    groups: list[tuple[str, list[tuple[str, str]]]] = [
        ("", [("", _("The whole plan"))]),
        (labels.outcome.many, [(scope_of(OUTCOME, each.pk), _titled(each)) for each in record.outcomes]),
        (_("Bodies"), _bodies(record)),
        (
            labels.priority.many,
            [(scope_of(PRIORITY, each.pk), titled(each)) for each in record.priorities if each.reported],
        ),
    ]
    offered: list[tuple[str, Any]] = []
    for name, choices in groups:
        may = [each for each in choices if standing.begins_about(each[0], body_pk=template.body_id, period=period)]
        if may:
            offered += [(name, may)] if name else may
    return offered


def _titled(outcome: Any) -> str:
    return f"{outcome.ref} {outcome.title}".strip()


def _bodies(record: Record) -> list[tuple[str, str]]:
    names = {each.lead_body for each in record.priorities if each.reported and each.lead_body}
    return [(scope_of(BODY, body.pk), body.name) for body in Body.objects.filter(name__in=names)]


def scope_name(scopes: Iterable[tuple[str, Any]], scope: str) -> str:
    """What a part is called among the choices; empty for the whole plan."""
    flat = (pair for value, label in scopes for pair in (label if isinstance(label, list) else [(value, label)]))
    return next((str(label) for value, label in flat if value == scope and scope), "")


def subject_words(period: ReportingPeriod, about: str) -> str:
    """The subject that is suggested for a report."""
    words = {"plan": period.plan.short_title or period.plan.title, "period": period.label, "about": about}
    if about:
        return _("%(plan)s: progress on %(about)s, %(period)s") % words
    return _("%(plan)s: progress, %(period)s") % words
