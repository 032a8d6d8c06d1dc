"""Who may decide about the dates of a plan, and who may give its posts to people. When is the services' question."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.inner import Inner
from partnership.models import Body, Membership, Organisation, Post, PostHolding, User
from plans.models import Plan
from plans.permissions import can_coordinate
from priorities.models import DateRequest, Priority, Responsibility, StrategicAction


def deciding_body(action: StrategicAction) -> Body | None:
    """The body that agrees to a later date: the one responsible for the priority, else the plan's owner."""
    return action.priority.lead_body or action.plan.owner_body


def speaks_for_deciding_body(user: User, request: DateRequest) -> bool:
    """Whoever chairs or leads the deciding body, but nobody about what they asked for themselves."""
    bodies = Body.objects.with_role(user, *Membership.LEADING, on=timezone.localdate())
    return request.requested_by_id != user.pk and deciding_body(request.action) in bodies


def can_decide_date(user: User, request: DateRequest) -> bool:
    """Whoever speaks for the deciding body; the coordinator on its behalf, saying how they were told."""
    return can_coordinate(user, request.action.plan) or speaks_for_deciding_body(user, request)


def dates_asked_of(user: User) -> QuerySet[DateRequest]:
    """The requests that wait for a body this person chairs or leads: says what speaks_for_deciding_body says."""
    bodies = Body.objects.with_role(user, *Membership.LEADING, on=timezone.localdate())
    return _waiting().filter(_of(bodies), ~Q(requested_by=user))


def dates_to_decide(user: User) -> QuerySet[DateRequest]:
    """Those that this person may decide: says the same as can_decide_date, of all of them in one query."""
    today = timezone.localdate()
    bodies = Body.objects.with_role(user, *Membership.LEADING, on=today)
    coordinated = Plan.objects.coordinated_by(user, on=today)
    own = _of(bodies) & ~Q(requested_by=user)
    return _waiting().filter(own | Q(action__priority__plan__in=coordinated))


def _waiting() -> QuerySet[DateRequest]:
    return DateRequest.objects.filter(state=DateRequest.State.WAITING)


def _of(bodies: QuerySet[Body]) -> Q:
    of_plan = Q(action__priority__lead_body=None, action__priority__plan__owner_body__in=bodies)
    return Q(action__priority__lead_body__in=bodies) | of_plan


# --- Posts --------------------------------------------------------------------------------------


def can_manage_post(user: User, post: Post) -> bool:
    """Whether this person may hand the post over, invite somebody to it and choose its deputy."""
    return posts_managed_by(user).filter(pk=post.pk).exists()


def can_arrange_cover(user: User, post: Post) -> bool:
    """Whoever manages the post, and whoever holds it: not those who only stand in, who would stand in for ever."""
    return holds(user, post) or can_manage_post(user, post)


def holds(user: User, post: Post) -> bool:
    """Whether this person holds the post themselves today."""
    return PostHolding.objects.held(on=timezone.localdate()).filter(user=user, post=post).exists()


def posts_visible_to(user: User) -> QuerySet[Post]:
    """Posts that this person may know of: named in a plan they may read, their own, and those they manage."""
    today = timezone.localdate()
    plans = Plan.objects.visible_to(user, on=today)
    own = PostHolding.objects.held(on=today).filter(user=user)
    return Post.objects.filter(
        Q(pk__in=Inner(_at_work(plans)))
        | Q(pk__in=Inner(plans.values("coordinating_post")))
        | Q(pk__in=Inner(own.values("post")))
        | Q(pk__in=Inner(posts_managed_by(user)))
    )


def posts_managed_by(user: User) -> QuerySet[Post]:
    """Posts that a coordinator may give to people: they do the work of a plan that this person coordinates.

    Whoever is given a post gets its rights, so it must bring none that the coordinator does not have:
    * it does not coordinate another plan nor bring in its figures, nor chair, lead or clerk for a body that another
      plan answers to;
    * the post that coordinates their own plan is passed on by who holds it, not by who stands in for them;
    * and it is no deputy of such a post.
    A post that does the work of others' plans only, or answers for their measures, is theirs to give.
    """
    today = timezone.localdate()
    plans = Plan.objects.coordinated_by(user, on=today)
    # Of a plan that is over there is nothing left to decide.
    over = (Plan.Status.SUPERSEDED, Plan.Status.CLOSED)
    others = Plan.objects.exclude(pk__in=Inner(plans)).exclude(status__in=over)
    here, there = Inner(_at_work(plans)), Inner(_at_work(others))
    held = PostHolding.objects.held(on=today)
    not_own = plans.exclude(coordinating_post__in=Inner(held.filter(user=user).values("post"))).filter(
        coordinating_post__in=Inner(held.values("post"))
    )
    of_others = Inner(others)
    kept = Inner(
        Post.objects.filter(
            Q(coordinated_plans__in=of_others)
            | Q(analysed_plans__in=of_others)
            | Q(coordinated_plans__in=Inner(not_own))
            | Q(pk__in=Inner(_powerful_seats(others, on=today).values("post")))
        )
    )
    return (
        Post.objects.filter(Q(pk__in=here) | Q(organisation__in=Inner(organisations_managed_by(user))))
        .exclude(Q(pk__in=there) & ~Q(pk__in=here))
        .exclude(pk__in=kept)
        .exclude(deputises_for__in=kept)
    )


def _at_work(plans: QuerySet[Plan]) -> QuerySet[Post]:
    """Posts that do something in these plans: lead or help with an action, answer for a measure, bring in figures."""
    known = Inner(plans)
    said = Responsibility.objects.filter(action__priority__plan__in=known, post__isnull=False)
    return Post.objects.filter(
        Q(pk__in=Inner(said.values("post"))) | Q(indicators__plan__in=known) | Q(analysed_plans__in=known)
    )


def organisations_managed_by(user: User) -> QuerySet[Organisation]:
    """Organisations to which a coordinator may add posts: those of their plans, and those that are in no plan yet."""
    plans = Plan.objects.coordinated_by(user, on=timezone.localdate())
    if not plans.exists():
        return Organisation.objects.none()
    return Organisation.objects.filter(
        Q(pk__in=Inner(_taking_part(plans))) | ~Q(pk__in=Inner(_taking_part(Plan.objects.all())))
    )


def _taking_part(plans: QuerySet[Plan]) -> QuerySet[Organisation]:
    said = Responsibility.objects.filter(action__priority__plan__in=Inner(plans))
    return Organisation.objects.filter(
        Q(pk__in=Inner(said.filter(organisation__isnull=False).values("organisation")))
        | Q(pk__in=Inner(_at_work(plans).values("organisation")))
        | Q(pk__in=Inner(plans.filter(coordinating_post__isnull=False).values("coordinating_post__organisation")))
    )


def _powerful_seats(plans: QuerySet[Plan], *, on: date) -> QuerySet[Membership]:
    """Seats of posts from which something in these plans is decided or seen in whole."""
    parents = dict(Body.objects.values_list("pk", "parent"))
    owners = set(plans.filter(owner_body__isnull=False).values_list("owner_body", flat=True))
    leading = Inner(Priority.objects.filter(plan__in=Inner(plans), lead_body__isnull=False).values("lead_body"))
    clerked: set[int] = set()
    for body in owners:
        above: int | None = body
        while above is not None and above not in clerked:
            clerked.add(above)
            above = parents.get(above)
    return Membership.objects.filter(
        Q(role__in=Membership.LEADING, body__in=owners)
        | Q(role__in=Membership.LEADING, body__in=leading)
        | Q(role=Membership.Role.CLERK, body__in=clerked),
        Q(ends_on=None) | Q(ends_on__gte=on),
        post__isnull=False,
    )
