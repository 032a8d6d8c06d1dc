"""Who may report, review, manage and see what is not yet agreed. When they may is the services' question."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from indicators.models import Indicator
from indicators.permissions import can_enter_figures
from monitoring.models import LaterNews, ProgressUpdate
from partnership.inner import Inner
from partnership.models import Body, Membership, Organisation, Post, User, bodies_of, posts_of
from partnership.standing_in import who_does
from plans.models import Plan
from plans.permissions import analyses_plan, can_coordinate, clerks_plan, follows_whole_plan
from priorities.models import Priority, Responsibility, StrategicAction


def can_submit_update(user: User, action: StrategicAction) -> bool:
    """Whoever holds a responsible post reports on the action; the plan's coordinator on any."""
    led = StrategicAction.objects.led_by(user, on=timezone.localdate())
    return led.filter(pk=action.pk).exists() or can_coordinate(user, action.plan)


def leads_action(user: User, action: StrategicAction) -> bool:
    """Whether this person speaks for the action themselves, rather than on behalf of somebody."""
    return StrategicAction.objects.led_by(user, on=timezone.localdate()).filter(pk=action.pk).exists()


def can_review_update(user: User, update: ProgressUpdate) -> bool:
    """The coordinator, and whoever chairs or leads the body responsible for the priority.

    Nobody reviews what they submitted themselves, save the coordinator, who reports on others' behalf.
    """
    plan = update.action.plan
    if can_coordinate(user, plan):
        return True
    return update.submitted_by_id != user.pk and leads_priority(user, update.action.priority)


def organisations_contributing(action: StrategicAction) -> QuerySet[Organisation]:
    """The organisations that the plan names as contributing to an action, themselves or by a post."""
    contributing = Responsibility.objects.filter(action=action, role=Responsibility.Role.CONTRIBUTOR)
    return Organisation.objects.filter(
        Q(pk__in=contributing.values("organisation")) | Q(pk__in=contributing.values("post__organisation"))
    )


def organisations_spoken_for(user: User, action: StrategicAction) -> QuerySet[Organisation]:
    """The contributing organisations for which this person may say something beneath an action's update.

    Whoever does the work of a post in one of them or in a part of it; the plan's coordinator for all.
    """
    contributing = organisations_contributing(action)
    if can_coordinate(user, action.plan):
        return contributing
    own = Organisation.objects.filter(posts__in=posts_of(user, on=timezone.localdate()))
    return contributing.filter(Q(pk__in=own) | Q(parts__in=own)).distinct()


def belongs_to(user: User, organisation: Organisation) -> bool:
    """Whether this person does the work of a post in an organisation or in a part of it."""
    own = Organisation.objects.filter(posts__in=posts_of(user, on=timezone.localdate()))
    return own.filter(Q(pk=organisation.pk) | Q(parent=organisation)).exists()


def priorities_reviewed_by(user: User, plan: Plan) -> QuerySet[Priority]:
    """Priorities of the plan whose updates this person may accept or return; see can_review_update for their own."""
    if can_coordinate(user, plan):
        return Priority.objects.filter(plan=plan)
    bodies = Body.objects.with_role(user, *Membership.LEADING, on=timezone.localdate())
    return Priority.objects.filter(plan=plan, lead_body__in=bodies)


def can_sign_off(user: User, priority: Priority) -> bool:
    """Whoever chairs or leads its lead body; the coordinator on their behalf, saying how they were told."""
    return can_coordinate(user, priority.plan) or leads_priority(user, priority)


def priorities_led_by(user: User) -> QuerySet[Priority]:
    """Priorities of any plan whose lead body this person chairs or leads."""
    bodies = Body.objects.with_role(user, *Membership.LEADING, on=timezone.localdate())
    return Priority.objects.filter(lead_body__in=bodies)


def can_comment_on_measure(user: User, indicator: Indicator) -> bool:
    """Whoever answers for it says what is behind its figure; the plan's analyst and its coordinator on their behalf."""
    return can_enter_figures(user, indicator)


def answers_for_measure(user: User, indicator: Indicator) -> bool:
    """Whether this person speaks for the measure themselves, rather than on behalf of somebody."""
    return Indicator.objects.led_by(user, on=timezone.localdate()).filter(pk=indicator.pk).exists()


def confirms_small_numbers(user: User, plan: Plan) -> bool:
    """The plan's analyst looks at what is kept back; its coordinator while nobody does the analyst's work."""
    if analyses_plan(user, plan):
        return True
    post = plan.analyst_post
    return can_coordinate(user, plan) and not (post and who_does([post], on=timezone.localdate())[post.pk])


def can_manage_periods(user: User, plan: Plan) -> bool:
    """Planning, opening, freezing and publishing are the coordinator's."""
    return can_coordinate(user, plan)


def sees_whole_open_period(user: User, plan: Plan) -> bool:
    """Whether this person sees everything submitted so far in an open period."""
    return follows_whole_plan(user, plan)


def sees_of_open_period(user: User, plan: Plan) -> bool:
    """Whether there is anything in an open period that this person sees: all of it, or something of their own."""
    return (
        sees_whole_open_period(user, plan)
        or own_actions_of(user, plan).exists()
        or commentaries_open_to(user, plan).exists()
    )


def actions_open_to(user: User, plan: Plan) -> QuerySet[StrategicAction]:
    """Actions of the plan whose updates in an open period this person sees before they are agreed.

    Those of their own organisation and its parts, those of the bodies they sit on, and those they report on.
    Everyone who `sees_whole_open_period` sees all.
    """
    if sees_whole_open_period(user, plan):
        return _actions_of(plan)
    return own_actions_of(user, plan)


def own_actions_of(user: User, plan: Plan) -> QuerySet[StrategicAction]:
    """Actions of the plan that are this person's organisation's, their bodies' or their own to report on."""
    today = timezone.localdate()
    own = Inner(Organisation.objects.filter(posts__in=posts_of(user, on=today)))
    posts = Inner(Post.objects.filter(Q(organisation__in=own) | Q(organisation__parent__in=own)))
    responsible = Responsibility.objects.filter(
        Q(post__in=posts) | Q(organisation__in=own) | Q(organisation__parent__in=own)
    )
    bodies = bodies_of(user, *Membership.Role.values, on=today)
    return _actions_of(plan).filter(Q(pk__in=Inner(responsible.values("action"))) | Q(priority__lead_body__in=bodies))


def summaries_open_to(user: User, plan: Plan) -> QuerySet[Priority]:
    """Priorities of the plan of which this person sees what the lead says before the period is frozen."""
    bodies = Body.objects.with_role(user, *Membership.Role.values, on=timezone.localdate())
    return Priority.objects.filter(plan=plan, lead_body__in=bodies)


def commentaries_open_to(user: User, plan: Plan) -> QuerySet[Indicator]:
    """Measures of the plan of which this person sees what the owner says before the period is frozen.

    Those of their own organisation and its parts and of the bodies they sit on; all for whoever brings the figures in.
    """
    today = timezone.localdate()
    held = posts_of(user, on=today)
    own = Inner(Organisation.objects.filter(posts__in=held))
    bodies = bodies_of(user, *Membership.Role.values, on=today)
    return Indicator.objects.filter(
        Q(lead_post__organisation__in=own)
        | Q(lead_post__organisation__parent__in=own)
        | Q(lead_post__in=held)
        | Q(lead_body__in=bodies)
        | Q(priority__lead_body__in=bodies)
        | Q(commitment__priority__lead_body__in=bodies)
        | Q(action__priority__lead_body__in=bodies)
        | Q(plan__analyst_post__in=held)
        | Q(plan__coordinating_post__in=held),
        plan=plan,
    )


def priorities_told_of_by(user: User, plan: Plan) -> QuerySet[Priority]:
    """Priorities of the plan of which this person may say what happened since a report.

    Whoever chairs or leads the lead body may, and the plan's coordinator of all.
    """
    today = timezone.localdate()
    bodies = bodies_of(user, *Membership.LEADING, on=today)
    coordinated = Q(plan__coordinating_post__in=posts_of(user, on=today))
    return Priority.objects.filter(Q(lead_body__in=bodies) | coordinated, plan=plan)


def actions_told_of_by(user: User, plan: Plan) -> QuerySet[StrategicAction]:
    """Actions of the plan of which this person may say what happened since: those they report on too."""
    own = Inner(StrategicAction.objects.led_by(user, on=timezone.localdate()))
    told_of = Inner(priorities_told_of_by(user, plan))
    return _actions_of(plan).filter(Q(pk__in=own) | Q(priority__in=told_of) | Q(listings__priority__in=told_of))


def can_take_news_back(user: User, news: LaterNews) -> bool:
    """Whoever said it, and the plan's coordinator."""
    return news.said_by_id == user.pk or can_coordinate(user, news.period.plan)


def _actions_of(plan: Plan) -> QuerySet[StrategicAction]:
    return StrategicAction.objects.filter(Q(priority__plan=plan) | Q(listings__priority__plan=plan)).distinct()


def leads_priority(user: User, priority: Priority) -> bool:
    bodies = Body.objects.with_role(user, *Membership.LEADING, on=timezone.localdate())
    return priority.lead_body in bodies


def can_propose_redaction(user: User, plan: Plan) -> bool:
    """That personal information be removed is proposed by the plan's coordinator."""
    return can_coordinate(user, plan)


def can_confirm_redaction(user: User, plan: Plan) -> bool:
    """And done by whoever chairs or leads the body that owns the plan, or by its clerk; never by who proposed it."""
    leads = Body.objects.with_role(user, *Membership.LEADING, on=timezone.localdate())
    return (plan.owner_body is not None and plan.owner_body in leads) or clerks_plan(user, plan)
