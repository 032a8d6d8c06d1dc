"""Asking for a later date and deciding about one, with why words that may point at a child stay in the reason."""

from __future__ import annotations

from django.db import transaction

from monitoring.models import LetThrough, ReportingPeriod
from monitoring.services.let_through import let_through
from partnership.asking import Kept
from partnership.due import Due
from partnership.models import User
from priorities.models import DateChange, DateRequest, StrategicAction
from priorities.services import dates


@transaction.atomic
def ask_for_date(
    *, action: StrategicAction, due: Due, reason: str, on_behalf_of: str = "", kept: Kept | None, by: User
) -> DateRequest:
    """As priorities has it."""
    asked = dates.ask_for_date(action=action, due=due, reason=reason, on_behalf_of=on_behalf_of, by=by)
    _let_through(kept, asked, by=by)
    return asked


@transaction.atomic
def agree_date(
    *,
    request: DateRequest,
    due: Due | None = None,
    reason: str = "",
    decided_for: str = "",
    kept: Kept | None,
    by: User,
) -> DateChange:
    """As priorities has it."""
    change = dates.agree_date(request=request, due=due, reason=reason, decided_for=decided_for, by=by)
    _let_through(kept, request, by=by)
    return change


@transaction.atomic
def refuse_date(
    *, request: DateRequest, reason: str, decided_for: str = "", kept: Kept | None, by: User
) -> DateRequest:
    """As priorities has it."""
    refused = dates.refuse_date(request=request, reason=reason, decided_for=decided_for, by=by)
    _let_through(kept, refused, by=by)
    return refused


def _let_through(kept: Kept | None, request: DateRequest, *, by: User) -> None:
    """Beside the plan's latest period, in which the date will be printed."""
    if kept is None:
        return
    plan = request.action.plan
    begun = plan.periods.exclude(state=ReportingPeriod.State.PLANNED).order_by("-ordinal").first()
    place = LetThrough.Place.LATER_DATE
    let_through(kept, period=begun, plan=plan, place=place, row_pk=request.pk, about=request.action, by=by)
