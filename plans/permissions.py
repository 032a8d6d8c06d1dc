"""Who may do what with a plan. When they may is the services' question."""

from __future__ import annotations

from django.db.models import Exists, Q
from django.utils import timezone

from partnership.models import Body, Membership, Post, User, bodies_of, posts_of
from plans.models import Plan


def can_coordinate(user: User, plan: Plan) -> bool:
    """Whoever holds the plan's coordinating post today."""
    return plan.is_coordinated_by(user, on=timezone.localdate())


def clerks_plan(user: User, plan: Plan) -> bool:
    """Whether this person is clerk of the body that owns the plan, or of one that the body belongs to."""
    bodies = Body.objects.with_role(user, Membership.Role.CLERK, on=timezone.localdate())
    return bodies.filter(pk__in=_owner_and_above(plan)).exists()


def follows_whole_plan(user: User, plan: Plan) -> bool:
    """Whether this person coordinates the plan, leads its owner body or clerks for it: asked in one query."""
    today = timezone.localdate()
    clerked = Body.objects.with_role(user, Membership.Role.CLERK, on=today).filter(pk__in=_owner_and_above(plan))
    return Plan.objects.filter(
        Q(coordinating_post__in=posts_of(user, on=today))
        | Q(owner_body__in=bodies_of(user, *Membership.LEADING, on=today))
        | Q(Exists(clerked)),
        pk=plan.pk,
    ).exists()


def _owner_and_above(plan: Plan) -> list[int]:
    found: list[int] = []
    body = plan.owner_body
    while body is not None and body.pk not in found:
        found.append(body.pk)
        body = body.parent
    return found


def analyses_plan(user: User, plan: Plan) -> bool:
    """Whether this person does the work of the post that brings in the plan's figures."""
    return (
        plan.analyst_post_id is not None
        and Post.objects.held_by(user, on=timezone.localdate()).filter(pk=plan.analyst_post_id).exists()
    )
