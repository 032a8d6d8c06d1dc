"""Why an action is not reported on in a period, in words. Says the same as `StrategicAction.objects.reportable`."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from monitoring.record.words import day
from priorities.models import Priority, StrategicAction


def why_not_reported(action: StrategicAction, *, on: date) -> str:
    """A sentence, or nothing where the action is reported on as at that day. Reads the action's priority."""
    priority = action.priority
    if priority.monitored_elsewhere_by:
        return _("This action is followed by %(body)s, so no updates are taken here.") % {
            "body": priority.monitored_elsewhere_by
        }
    return (
        _not_in_plan(action.in_plan_from, action.in_plan_until, on)
        or _not_in_plan(priority.in_plan_from, priority.in_plan_until, on)
        or _left(action)
        or _priority_left(priority)
    )


def _not_in_plan(since: date | None, until: date | None, on: date) -> str:
    if since is not None and since > on:
        return _(
            "This action came into the plan on %(since)s, after %(on)s, the day this period reports on. "
            "You can report on it in the next period."
        ) % {"since": day(since), "on": day(on)}
    if until is not None and until < on:
        return _("This action left the plan on %(until)s, so no more updates are taken.") % {"until": day(until)}
    return ""


def _left(action: StrategicAction) -> str:
    if action.stage not in StrategicAction.LEFT or action.in_plan_until is not None:
        return ""
    if action.stage == StrategicAction.Stage.MERGED:
        return _("This action was merged into another, so updates are made there.")
    if action.stage == StrategicAction.Stage.TRANSFERRED:
        return _("This action was transferred to another body, so no more updates are taken here.")
    return _("This action was withdrawn from the plan, so no more updates are taken.")


def _priority_left(priority: Priority) -> str:
    if priority.status not in Priority.LEFT or priority.in_plan_until is not None:
        return ""
    return _("The part of the plan that this action belongs to is no longer followed here, so no updates are taken.")


def starts_later(action: StrategicAction, *, on: date) -> bool:
    """Whether the action's start is still to come: it is then not chased, and counted apart."""
    return (
        action.stage == StrategicAction.Stage.NOT_STARTED
        and action.starts is not None
        and action.starts.last_day is not None
        and action.starts.last_day > on
    )
