"""What other organisations say beneath an action's update."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import Contribution, LetThrough, ReportingPeriod
from monitoring.record.words import day
from monitoring.reportability import why_not_reported
from monitoring.services.let_through import let_through
from partnership.asking import Kept
from partnership.models import Organisation, User
from partnership.refusals import Refused, refusing
from priorities.models import StrategicAction


class NotTaken(Refused):
    """Contributions are taken while their period is under way, for actions that it reports on."""


class ContributionChanged(Refused):
    """Somebody else of the organisation said something since this person began. Nothing was overwritten."""

    def __init__(self, theirs: Contribution) -> None:
        super().__init__(
            _("%(person)s has changed this text since you opened the page. Read theirs before you save yours.")
            % {"person": theirs.said_by}
        )
        self.theirs = theirs


class NothingSaid(Refused):
    """A contribution has words."""


@transaction.atomic
def contribute(
    *,
    action: StrategicAction,
    period: ReportingPeriod,
    organisation: Organisation,
    text: str,
    version: int,
    by: User,
    on_behalf_of: str = "",
    kept: Kept | None = None,
) -> Contribution:
    """Say what `organisation` did about an action; it is shown with its name and not counted.

    `version` is the one that the person saw, 0 for none. Saying the same twice changes nothing. `kept` says why words
    that may point at a child stay. Raises NotTaken, ContributionChanged, NothingSaid.
    """
    period = _locked(action, period)
    text = text.strip()
    said = _standing(action, period, organisation)
    if said is not None and said.version != version:
        if (said.text, said.said_by) == (text, by):
            return said
        raise ContributionChanged(said)
    if not text:
        raise NothingSaid(_("Write what your organisation did."))
    said = said or Contribution(action=action, period=period, organisation=organisation, version=0)
    if said.version and (said.text, said.on_behalf_of) == (text, on_behalf_of.strip()):
        return said
    said.text = text
    said.version += 1
    said.said_by = by
    said.said_at = timezone.now()
    said.on_behalf_of = on_behalf_of.strip()
    with refusing():
        said.save()
    about = f"{organisation}: {action}"
    let_through(kept, period=period, place=LetThrough.Place.CONTRIBUTION, row_pk=said.pk, about=about, by=by)
    return said


@transaction.atomic
def withdraw_contribution(
    *, action: StrategicAction, period: ReportingPeriod, organisation: Organisation, version: int, by: User
) -> None:
    """Take back what an organisation said; the history keeps it. Raises NotTaken, ContributionChanged."""
    period = _locked(action, period)
    said = _standing(action, period, organisation)
    if said is None:
        return
    if said.version != version:
        raise ContributionChanged(said)
    with refusing():
        said.delete()


def why_not_contribute(action: StrategicAction, period: ReportingPeriod) -> str:
    """What stands in the way of saying something beneath this action's update; empty when nothing does."""
    if period.is_fixed:
        return _("%(period)s is frozen, so nothing in it can change.") % {"period": period}
    if not period.is_under_way:
        return _("%(period)s has not opened for updates yet.") % {"period": period}
    if action.priority.plan_id != period.plan_id:
        return _("This action is reported on in another plan.")
    if reason := why_not_reported(action, on=period.actions_as_at):
        return reason
    if action.stage == StrategicAction.Stage.COMPLETE and action.completed_on:
        return _("This action was completed on %(day)s.") % {"day": day(action.completed_on)}
    return ""


def _locked(action: StrategicAction, period: ReportingPeriod) -> ReportingPeriod:
    # Held, so that it cannot freeze between the check and the write.
    period = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)
    action = StrategicAction.objects.select_related("priority").get(pk=action.pk)
    if refusal := why_not_contribute(action, period):
        raise NotTaken(refusal)
    return period


def _standing(action: StrategicAction, period: ReportingPeriod, organisation: Organisation) -> Contribution | None:
    return (
        Contribution.objects.filter(action=action, period=period, organisation=organisation)
        .select_related("said_by")
        .select_for_update(of=("self",))
        .first()
    )
