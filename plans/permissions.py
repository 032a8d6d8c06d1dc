"""Who may do what with a plan. When they may is the services' question."""

from __future__ import annotations

from django.utils import timezone

from partnership.models import Body, Membership, User
from plans.models import Plan


def can_coordinate(user: User, plan: Plan) -> bool:
    """Whoever holds the plan's coordinating post today."""
    return plan.is_coordinated_by(user, on=timezone.localdate())


def leads_owner_body(user: User, plan: Plan) -> bool:
    """Whether this person chairs or leads the body that owns the plan."""
    bodies = Body.objects.with_role(user, *Membership.LEADING, on=timezone.localdate())
    return plan.owner_body in bodies


def clerks_plan(user: User, plan: Plan) -> bool:
    """Whether this person is clerk of the body that owns the plan, or of one that the body belongs to."""
    bodies = Body.objects.with_role(user, Membership.Role.CLERK, on=timezone.localdate())
    return bodies.filter(pk__in=_owner_and_above(plan)).exists()


def _owner_and_above(plan: Plan) -> list[int]:
    found: list[int] = []
    body = plan.owner_body
    while body is not None and body.pk not in found:
        found.append(body.pk)
        body = body.parent
    return found
