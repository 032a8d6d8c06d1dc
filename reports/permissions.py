"""Who may ask for a report, and who may have it."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from monitoring.models import ReportingPeriod, ReportingPeriodQuerySet
from monitoring.record.part import BODY, PRIORITY
from partnership.inner import Inner
from partnership.models import Body, BodyQuerySet, Membership, Post, User, bodies_of, posts_of
from plans.models import Plan
from plans.permissions import can_coordinate, clerks_plan
from priorities.models import Priority
from reports.models import (
    Audience,
    Clearance,
    CommitteeReport,
    CommitteeReportQuerySet,
    ImplicationHeading,
    MonitoringReport,
    MonitoringReportQuerySet,
    SignOff,
)


def can_request_report(user: User, plan: Plan) -> bool:
    """The clerk of the body that owns the plan or of one above it, and the plan's coordinator."""
    return can_coordinate(user, plan) or clerks_plan(user, plan)


def plans_to_report_on(user: User) -> QuerySet[Plan]:
    """Plans of which this person may ask for reports."""
    today = timezone.localdate()
    return Plan.objects.filter(
        Q(coordinating_post__in=posts_of(user, on=today)) | Q(owner_body__in=_clerked_and_below(user))
    ).filter(pk__in=Inner(Plan.objects.visible_to(user, on=today)))


def reports_open_to(user: User, *, asks_about: QuerySet[Plan] | None = None) -> MonitoringReportQuerySet:
    """Reports this person may have: those of periods they may read.

    Provisional ones are for those who see all of an open period: the coordinator, the clerks, and who
    chairs or leads the body that owns the plan. Of a report that somebody wrote everybody else has the public's
    edition, once it is final. `asks_about` saves asking for `plans_to_report_on` twice.
    """
    asks_about = plans_to_report_on(user) if asks_about is None else asks_about
    today = timezone.localdate()
    led = bodies_of(user, *Membership.LEADING, on=today)
    seen_whole = Q(period__plan__in=Inner(asks_about)) | Q(period__plan__owner_body__in=led)
    reads = Q(period__in=Inner(ReportingPeriod.objects.visible_to(user, on=today)))
    sits = Q(written__meeting__body__in=bodies_of(user, *Membership.Role.values, on=today))
    of_record = Q(written=None) & reads & (Q(provisional=False) | seen_whole)
    is_public = Q(written__isnull=False, audience=Audience.PUBLIC)
    is_issued = Q(written__state__in=CommitteeReport.ISSUED, provisional=False) & (reads | sits)
    is_known = Q(provisional=True) & reads & seen_whole
    written = is_public & (is_issued | is_known) | Q(written__in=Inner(_withheld_open_to(user, asks_about)))
    return MonitoringReport.objects.filter(of_record | written)


def periods_open_to(user: User) -> ReportingPeriodQuerySet:
    """Periods this person may read and ask about."""
    return ReportingPeriod.objects.visible_to(user, on=timezone.localdate())


def _clerked_and_below(user: User) -> set[int]:
    """The bodies that this person clerks for and all the groups beneath them."""
    clerked = Q(pk__in=bodies_of(user, Membership.Role.CLERK, on=timezone.localdate()))
    groups: dict[int | None, list[int]] = {}
    waiting: list[int] = []
    tree = Body.objects.order_by().annotate(is_clerked=clerked)
    for body, parent, is_clerked in tree.values_list("pk", "parent", "is_clerked"):
        groups.setdefault(parent, []).append(body)
        waiting += [body] if is_clerked else []
    found: set[int] = set()
    while waiting := [body for body in waiting if body not in found]:
        found.update(waiting)
        waiting = [group for body in waiting for group in groups.get(body, [])]
    return found


# --- Written reports -----------------------------------------------------------------------------


def scopes_led(user: User) -> frozenset[str]:
    """priority-12, body-7: the parts of any plan of which this person chairs or leads the body that answers for them.

    No body answers for an outcome.
    """
    return frozenset(_scopes_led(user))


def _scopes_led(user: User) -> QuerySet[Any]:
    led = bodies_of(user, *Membership.LEADING, on=timezone.localdate())
    priorities = _named(Priority.objects.filter(lead_body__in=led), PRIORITY)
    return priorities.union(_named(Body.objects.filter(pk__in=led), BODY))


def _named(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """priority-12: the rows as monitoring/record/part.py names them."""
    name = Concat(Value(f"{kind}-"), Cast("pk", TextField()), output_field=TextField())
    named: QuerySet[Any] = rows.order_by().annotate(scope=name).values_list("scope", flat=True)
    return named


def can_begin_report(user: User, plan: Plan, *, scope: str, body: Body) -> bool:
    """Whether this person may begin a report about `scope` for a meeting of `body`, and so may write it."""
    clerked = Body.objects.with_role(user, Membership.Role.CLERK, on=timezone.localdate())
    return (
        can_coordinate(user, plan)
        or clerks_plan(user, plan)
        or clerked.filter(pk=body.pk).exists()
        or leads_scope(user, plan, scope)
    )


def leads_scope(user: User, plan: Plan, scope: str) -> bool:
    """Whether this person chairs or leads the body that answers for what a report of the plan is about."""
    if not scope:
        led = Body.objects.with_role(user, *Membership.LEADING, on=timezone.localdate())
        return plan.owner_body_id is not None and led.filter(pk=plan.owner_body_id).exists()
    return scope in scopes_led(user)


def can_write(user: User, report: CommitteeReport) -> bool:
    """The plan's coordinator, the clerks of the body that meets and of the one that owns the plan, whoever chairs or
    leads what the report is about, and whoever began it."""
    plan = report.period.plan
    return report.begun_by_id == user.pk or can_begin_report(user, plan, scope=report.scope, body=report.meeting.body)


def written_reports_open_to(user: User) -> CommitteeReportQuerySet:
    """Written reports of which this person may see something.

    Until it is final a report is for those who write it, clear it or clerk for its body; from then on for
    everybody who reads the plan or sits on the body. What is withheld of it is another question.
    """
    today = timezone.localdate()
    reads = Q(period__in=Inner(ReportingPeriod.objects.visible_to(user, on=today)))
    sits = Q(meeting__body__in=bodies_of(user, *Membership.Role.values, on=today))
    # Of one that was withdrawn before it was final nothing was ever for others.
    was_final = ~Q(state__in=CommitteeReport.WRITABLE) & Q(final_at__isnull=False)
    return CommitteeReport.objects.filter((was_final & (reads | sits)) | Q(pk__in=Inner(_worked_on_by(user))))


def _worked_on_by(user: User) -> CommitteeReportQuerySet:
    """Reports that this person writes, clears, signs off, clerks for or decides the exemptions of."""
    today = timezone.localdate()
    held = posts_of(user, on=today)
    writes = (
        Q(begun_by=user)
        | Q(period__plan__coordinating_post__in=held)
        | Q(period__plan__owner_body__in=_clerked_and_below(user))
        | Q(meeting__body__in=bodies_of(user, Membership.Role.CLERK, on=today))
        | _led_by(user)
    )
    return CommitteeReport.objects.filter(writes | _clears(held))


def _led_by(user: User) -> Q:
    """Reports about what this person chairs or leads: see leads_scope."""
    led = bodies_of(user, *Membership.LEADING, on=timezone.localdate())
    return Q(scope="", period__plan__owner_body__in=led) | Q(scope__in=Inner(_scopes_led(user)))


def _clears(held: Inner) -> Q:
    """Reports of which one of these posts clears a part, signs off the whole or decides the exemptions."""
    return (
        Q(pk__in=Inner(Clearance.objects.filter(post__in=held).values("report")))
        | Q(template__in=Inner(ImplicationHeading.objects.filter(clearing_post__in=held).values("template")))
        | Q(template__in=Inner(SignOff.objects.filter(post__in=held).values("template")))
        | Q(template__proper_officer__in=held)
    )


# Whoever observes a body is asked to leave when it comes to what is withheld.
_MEMBERS = [role for role in Membership.Role.values if role != Membership.Role.OBSERVER]


def _withheld_open_to(user: User, asks_about: QuerySet[Plan]) -> CommitteeReportQuerySet:
    """Written reports of which this person may also read what is withheld from the public.

    The clerks of the body that meets, once it is issued its members too, the plan's coordinator, whoever began the
    report (not whoever began a correction of it) as long as they could still begin it, and the posts that clear it,
    sign it off or decide its exemptions. Nobody else, also not whoever may read the plan. `asks_about` as in
    reports_open_to.
    """
    could_begin = Q(period__plan__in=Inner(asks_about)) | _led_by(user)
    return CommitteeReport.objects.filter(_withheld_by_role(user) | Q(begun_by=user, corrects=None) & could_begin)


def _withheld_by_role(user: User) -> Q:
    """Reports whose withheld parts this person reads whoever began them."""
    today = timezone.localdate()
    held = posts_of(user, on=today)
    clerked = bodies_of(user, Membership.Role.CLERK, on=today)
    sits = bodies_of(user, *_MEMBERS, on=today)
    return (
        Q(period__plan__coordinating_post__in=held)
        | Q(meeting__body__in=clerked)
        | Q(meeting__body__in=sits, state__in=CommitteeReport.ISSUED)
        | _clears(held)
    )


def can_read_withheld(user: User, report: CommitteeReport) -> bool:
    """See _withheld_open_to."""
    if CommitteeReport.objects.filter(_withheld_by_role(user), pk=report.pk).exists():
        return True
    began = report.begun_by_id == user.pk and report.corrects_id is None
    return began and can_begin_report(user, report.period.plan, scope=report.scope, body=report.meeting.body)


# --- Templates -----------------------------------------------------------------------------------


def bodies_with_own_templates(user: User) -> BodyQuerySet:
    """Bodies for which this person says what their reports hold: see can_edit_templates."""
    today = timezone.localdate()
    if Plan.objects.filter(coordinating_post__in=Post.objects.held_by(user, on=today)).exists():
        return Body.objects.all()
    return Body.objects.filter(pk__in=_clerked_and_below(user))


def keeps_templates(user: User) -> bool:
    """Whether there is any body for which this person says what its reports hold, asked in one query."""
    today = timezone.localdate()
    coordinated = Plan.objects.filter(coordinating_post__in=Post.objects.held_by(user, on=today))
    clerked = Body.objects.with_role(user, Membership.Role.CLERK, on=today)
    return Body.objects.filter(Exists(coordinated) | Q(pk__in=clerked)).exists()


def can_edit_templates(user: User, body: Body) -> bool:
    """Whoever coordinates a plan, for every body; the clerk of the body or of one that it belongs to."""
    return bodies_with_own_templates(user).filter(pk=body.pk).exists()


# --- Taking on what was written ------------------------------------------------------------------


def can_take(user: User, report: CommitteeReport) -> bool:
    """Ask for clearances, make it final, publish, correct and withdraw it: the clerks of the body that meets and of
    the one that owns the plan, and the plan's coordinator."""
    plan = report.period.plan
    clerked = Body.objects.with_role(user, Membership.Role.CLERK, on=timezone.localdate())
    return can_coordinate(user, plan) or clerked.filter(pk=report.meeting.body_id).exists() or clerks_plan(user, plan)


def can_clear(user: User, clearance: Clearance) -> bool:
    """Whoever does the work of the post that was asked, and nobody on their behalf."""
    return Post.objects.held_by(user, on=timezone.localdate()).filter(pk=clearance.post_id).exists()


def can_decide_exemptions(user: User, report: CommitteeReport) -> bool:
    """Whoever does the work of the proper officer's post; the coordinator where the template names none."""
    officer = report.template.proper_officer_id
    if officer is None:
        return can_coordinate(user, report.period.plan)
    return Post.objects.held_by(user, on=timezone.localdate()).filter(pk=officer).exists()
