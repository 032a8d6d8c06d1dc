"""Asking for a later date than the one that was promised, and deciding about it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.due import Due
from partnership.models import User
from partnership.refusals import Refused, refusing
from plans.models import Plan
from priorities.models import DateChange, DateRequest, StrategicAction
from priorities.permissions import deciding_body, speaks_for_deciding_body

State = DateRequest.State


class NothingToMove(Refused):
    """The action's date needs no later one, or is not fixed yet."""


class NotLater(Refused):
    """The date is not after the one in force, or says no day by which it is over."""


class AlreadyAsked(Refused):
    """One request for an action waits at a time."""


class AlreadyDecided(Refused):
    """A request is decided or taken back once."""


class ReasonMissing(Refused):
    """Asking, agreeing another date and not agreeing each say why."""


class NobodyNamed(Refused):
    """Whoever decides for the lead body says who told them, and how."""


@transaction.atomic
def ask_for_date(*, action: StrategicAction, due: Due, reason: str, on_behalf_of: str = "", by: User) -> DateRequest:
    """Ask the body responsible for an action for a later date than the one in force.

    Asking the same twice, as an impatient press does, changes nothing. Raises NothingToMove, NotLater,
    ReasonMissing, AlreadyAsked.
    """
    action = _locked(action)
    if refusal := why_no_later_date(action):
        raise NothingToMove(refusal)
    reason = reason.strip()
    waiting = action.date_requests.filter(state=State.WAITING).select_related("requested_by").first()
    if waiting is not None:
        if (waiting.due, waiting.reason, waiting.requested_by) == (due, reason, by):
            return waiting
        raise AlreadyAsked(
            _("%(person)s has asked for %(due)s already, and that waits for a decision.")
            % {"person": waiting.requested_by, "due": waiting.due}
        )
    _require_later(action, due)
    if not reason:
        raise ReasonMissing(_("Say why a later date is needed."))
    with refusing():
        return DateRequest.objects.create(
            action=action,
            due=due,
            reason=reason,
            requested_by=by,
            requested_at=timezone.now(),
            on_behalf_of=on_behalf_of.strip(),
        )


@transaction.atomic
def agree_date(
    *, request: DateRequest, due: Due | None = None, reason: str = "", decided_for: str = "", by: User
) -> DateChange:
    """Agree to the date that was asked for, or to another one with a reason; the original stays on the record.

    Who does not speak for the deciding body says who told them, and how. Raises AlreadyDecided, NothingToMove,
    NotLater, ReasonMissing, NobodyNamed.
    """
    request = _waiting(request)
    action = request.action
    if refusal := why_no_later_date(action):
        raise NothingToMove(refusal)
    due = due or request.due
    reason = reason.strip()
    if due != request.due and not reason:
        raise ReasonMissing(_("Say why you agree another date than the one asked for."))
    _require_later(action, due)
    decided_for = _decided_for(request, decided_for, by)
    with refusing():
        request.change = DateChange.objects.create(
            action=action,
            due=due,
            reason=_reason_printed(request, due, reason),
            agreed_on=timezone.localdate(),
            agreed_by=decided_by_printed(action, decided_for, by),
        )
        _decide(request, State.AGREED, reason=reason, decided_for=decided_for, by=by)
    return request.change


@transaction.atomic
def refuse_date(*, request: DateRequest, reason: str, decided_for: str = "", by: User) -> DateRequest:
    """Leave the date as it is and say why. Raises AlreadyDecided, ReasonMissing, NobodyNamed."""
    request = _waiting(request)
    if not reason.strip():
        raise ReasonMissing(_("Say why the later date is not agreed."))
    decided_for = _decided_for(request, decided_for, by)
    with refusing():
        _decide(request, State.REFUSED, reason=reason.strip(), decided_for=decided_for, by=by)
    return request


@transaction.atomic
def withdraw_date_request(*, request: DateRequest, by: User) -> DateRequest:
    """Take a request back that nobody has decided about. Raises AlreadyDecided."""
    request = _waiting(request)
    with refusing():
        _decide(request, State.WITHDRAWN, reason="", decided_for="", by=by)
    return request


def why_no_later_date(action: StrategicAction) -> str:
    """What stands in the way of any later date for this action, in a sentence; empty when nothing does."""
    plan = action.plan
    if not plan.is_approved:
        return _("%(plan)s is still being written, so its dates can be changed without asking.") % {"plan": plan}
    if plan.status in (Plan.Status.SUPERSEDED, Plan.Status.CLOSED):
        return _("%(plan)s has ended, so none of its dates can be moved.") % {"plan": plan}
    if action.stage == StrategicAction.Stage.COMPLETE:
        return _("This action is complete, so its date needs no moving.")
    if action.stage in StrategicAction.LEFT:
        return _("This action is no longer in the plan, so its date needs no moving.")
    return ""


def is_later(due: Due | None, *, than: Due | None) -> bool:
    """Whether the period that a date means ends after that of another; a date without an end is never late or later.

    After a date without an end ("once published", none at all) any date with one is a new promise, so later.
    """
    if due is None or due.last_day is None:
        return False
    return than is None or than.last_day is None or due.last_day > than.last_day


def decided_by_printed(action: StrategicAction, decided_for: str, by: User) -> str:
    """Who decided, as every page and report has it: Early help group (Miriam Sands)."""
    body = deciding_body(action)
    who = decided_for or by.name
    return _("%(body)s (%(who)s)") % {"body": body, "who": who} if body else who


def _locked(action: StrategicAction) -> StrategicAction:
    """The action, held so that its date does not move meanwhile."""
    held = StrategicAction.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("priority__plan__owner_body", "priority__lead_body").get(pk=action.pk)


def _waiting(request: DateRequest) -> DateRequest:
    """The request as it stands, held together with its action. Raises AlreadyDecided."""
    # The action first, as asking does, so that the two wait for each other and never for ever.
    action = _locked(request.action)
    request = DateRequest.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=request.pk)
    request.action = action
    if request.state == State.WITHDRAWN:
        raise AlreadyDecided(_("This request has been taken back, so there is nothing to decide."))
    if request.state != State.WAITING:
        raise AlreadyDecided(
            _("%(person)s has decided about this already: %(decision)s.")
            % {"person": request.decided_by, "decision": request.get_state_display()}
        )
    return request


def _require_later(action: StrategicAction, due: Due) -> None:
    if due.last_day is None:
        raise NotLater(
            _("“%(due)s” says no day by which it is over. Give a date, such as March 2027 or Quarter 4 2026/27.")
            % {"due": due}
        )
    if due.is_over(on=timezone.localdate()):
        raise NotLater(_("%(due)s is over already. Give a date that is still to come.") % {"due": due})
    agreed = action.agreed_due()
    if is_later(due, than=agreed):
        return
    assert agreed is not None
    said = {"due": due, "agreed": agreed}
    if due.last_day == agreed.last_day:
        raise NotLater(_("%(due)s ends on the same day as the agreed date, %(agreed)s.") % said)
    raise NotLater(_("%(due)s is earlier than the agreed date, %(agreed)s. Nobody needs to agree to that.") % said)


def _decided_for(request: DateRequest, decided_for: str, by: User) -> str:
    if speaks_for_deciding_body(by, request):
        return ""
    if not decided_for.strip():
        raise NobodyNamed(_("Say who decided, and how they told you."))
    return decided_for.strip()


def _reason_printed(request: DateRequest, due: Due, reason: str) -> str:
    if due == request.due:
        return request.reason
    return _("%(asked_because)s Asked for was %(asked)s: %(reason)s") % {
        "asked_because": request.reason,
        "asked": request.due,
        "reason": reason,
    }


def _decide(request: DateRequest, state: State, *, reason: str, decided_for: str, by: User) -> None:
    request.state = state
    request.decided_by = by
    request.decided_at = timezone.now()
    request.decided_for = decided_for
    request.decision_reason = reason
    request.save()
