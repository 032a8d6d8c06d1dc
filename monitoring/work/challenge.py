"""Why the updates of a period may be wrong: what the rules of prompts.py read, fetched for all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone

from monitoring.corrected import as_corrected, with_errata
from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.prompts import IN_A_ROW, Before, Case, Prompt, Step, prompts
from plans.ratings import Meaning
from priorities.models import StrategicAction

Said = Mapping[tuple[int, int], ProgressUpdate]


def prompted(
    period: ReportingPeriod, said: Iterable[tuple[StrategicAction, ProgressUpdate]], *, on: date
) -> dict[int, tuple[Prompt, ...]]:
    """What there is to ask about each of these updates of a period, by its key.

    Four queries however many there are: milestones, agreed dates, the periods before and what was said in them.
    """
    pairs = list(said)
    actions = [action for action, _update in pairs]
    prefetch_related_objects(actions, "milestones", "date_changes")
    before = _periods_before(period)
    earlier = {
        (update.action_id, update.period_id): as_corrected(update)
        for update in with_errata(ProgressUpdate.objects.filter(action__in=actions, period__in=before))
        .exclude(state=ProgressUpdate.State.RETURNED)
        .select_related("proposed_level", "agreed_level")
    }
    as_at = min(on, period.actions_as_at)
    return {
        update.pk: prompts(_case(action, update, before=before, earlier=earlier, as_at=as_at))
        for action, update in pairs
    }


def _periods_before(period: ReportingPeriod) -> list[int]:
    """The latest first, as many as the rules look back."""
    before = ReportingPeriod.objects.filter(plan=period.plan_id, ordinal__lt=period.ordinal)
    return list(before.order_by("-ordinal").values_list("pk", flat=True)[: IN_A_ROW - 1])


def _case(action: StrategicAction, update: ProgressUpdate, *, before: list[int], earlier: Said, as_at: date) -> Case:
    found = [earlier.get((action.pk, pk)) for pk in before]
    last = found[0] if found else None
    return Case(
        level=_meaning(update),
        narrative=update.narrative,
        as_at=as_at,
        said_on=timezone.localdate(update.submitted_at),
        due=action.agreed_due(),
        forecast=update.forecast,
        unchanged=update.unchanged,
        steps=tuple(Step(each.title, each.due, each.done_on is not None) for each in action.milestones.all()),
        last=Before(_meaning(last), last.narrative, last.next_steps, last.forecast) if last else None,
        earlier=tuple(_meaning(each) for each in found),
    )


def _meaning(update: ProgressUpdate | None) -> Meaning | None:
    return Meaning(update.level.meaning) if update is not None and update.level is not None else None
