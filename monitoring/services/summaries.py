"""What the lead of a priority says about it in a period, and signing it off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.permissions import measures_entered_by
from monitoring.models import Highlight, LetThrough, PrioritySummary, ReportingPeriod
from monitoring.permissions import leads_priority
from monitoring.record.commentary import Asks, asking, awaiting
from monitoring.record.gather import gather
from monitoring.record.public import Sight, guarded
from monitoring.record.words import within
from monitoring.services.let_through import let_through
from monitoring.work.sign_off import is_reported, unspoken
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing
from partnership.wake import wake_after_commit
from plans.models import Plan, RatingLevel
from plans.ratings import Rollup
from priorities.models import Priority


class NotOpen(Refused):
    """The period, or the priority in it, takes no summary now."""


class SummaryChanged(Refused):
    """Somebody saved another version since this person began."""


class SignedOff(Refused):
    """What is signed off stands until the sign-off is taken back."""


class ReasonMissing(Refused):
    """A level other than the computed one, and a sign-off that is taken back, say why."""


class NobodyNamed(Refused):
    """Whoever signs off for somebody else says for whom, and how they were told."""


class CommentaryAwaited(Refused):
    """The plan needs to hear about every measure off target before the priority it serves is signed off."""

    def __init__(self, asked: Sequence[Asks], plan: Plan, *, seen: Collection[int]) -> None:
        """`seen` are the measures, by their keys, whose rating the person may know."""
        named = [each for each in asked if each.measure.pk in seen]
        parts = (
            [_("%(missing)s It is needed before you sign off.") % {"missing": unspoken(named, plan)}] if named else []
        )
        if len(named) < len(asked):
            parts.append(
                _(
                    "A commentary is awaited beside a figure that you do not see, because it counts too few children. "
                    "Ask the plan’s analyst or coordinator for it before you sign off."
                )
            )
        super().__init__(" ".join(parts))
        self.asked = asked


@dataclass(frozen=True, slots=True)
class SaidHighlight:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """All that a lead says about a priority. `level` is None where they leave it to what its actions say, and `kept`
    says why words that may point at a child stay.
    """

    level: RatingLevel | None = None
    reason: str = ""
    decisions_sought: str = ""
    highlights: Sequence[SaidHighlight] = ()
    kept: Kept | None = None


@transaction.atomic
def save_summary(*, period: ReportingPeriod, priority: Priority, version: int, said: Said, by: User) -> PrioritySummary:
    """Keep what is said so far. `version` is the one this person began with, 0 where there was none.

    Raises NotOpen, SignedOff, SummaryChanged, ReasonMissing.
    """
    summary = _begun(period, priority, version=version)
    _say(summary, said, by=by)
    return summary


@transaction.atomic
def sign_off(
    *, period: ReportingPeriod, priority: Priority, version: int, said: Said, on_behalf_of: str = "", by: User
) -> PrioritySummary:
    """Keep what is said and let it stand. Who does not lead the priority says on whose behalf and how they were told.

    Raises NotOpen, SignedOff, SummaryChanged, ReasonMissing, NobodyNamed, CommentaryAwaited.
    """
    summary = _begun(period, priority, version=version)
    _require_commentaries(summary, by=by)
    own = leads_priority(by, priority)
    on_behalf_of = on_behalf_of.strip()
    if not own and not on_behalf_of:
        raise NobodyNamed(_("Say who signs this off, and how they told you."))
    if said.level is None and period.plan.rollup == Rollup.JUDGEMENT_ONLY and summary.period.priority_scale_id:
        raise Refused(_("Choose a rating before you sign off: this plan works none out."))
    summary.signed_off_at = timezone.now()
    summary.signed_off_by = by
    summary.on_behalf_of = "" if own else on_behalf_of
    summary.taken_back_because = ""
    _say(summary, said, by=by)
    wake_after_commit("reports.set_ahead", period.pk)
    return summary


@transaction.atomic
def take_back_sign_off(
    *, period: ReportingPeriod, priority: Priority, reason: str, kept: Kept | None = None, by: User
) -> PrioritySummary:
    """Open a signed-off summary again; the history keeps who, when and why. Raises NotOpen, ReasonMissing."""
    period = _locked(period)
    summary = _standing(period, priority)
    if summary is None or summary.signed_off_at is None:
        raise NotOpen(_("%(priority)s is not signed off, so there is nothing to take back.") % {"priority": priority})
    if not reason.strip():
        raise ReasonMissing(_("Say why you take the sign-off back."))
    summary.signed_off_at = None
    summary.signed_off_by = None
    summary.on_behalf_of = ""
    summary.taken_back_because = reason.strip()
    summary.version += 1
    with refusing():
        summary.save()
    let_through(kept, period=period, place=LetThrough.Place.SUMMARY, row_pk=summary.pk, about=priority, by=by)
    return summary


def _require_commentaries(summary: PrioritySummary, *, by: User) -> None:
    plan = summary.period.plan
    if not plan.measures_need_commentary:
        return
    record = gather(summary.period)
    asked = [each for each in awaiting(record) if each.measure.priority_pk == summary.priority_id]
    if asked:
        own = frozenset(measures_entered_by(by, plan).values_list("pk", flat=True))
        seen = {each.measure.pk for each in asking(guarded(record, Sight(measures=own)))}
        raise CommentaryAwaited(asked, plan, seen=seen)


def _locked(period: ReportingPeriod) -> ReportingPeriod:
    """The period, held so that it does not freeze meanwhile. Raises NotOpen."""
    # The period first, as every write in a period does, so that they wait for each other and never for ever.
    period = (
        ReportingPeriod.objects.select_for_update(of=("self",), no_key=True).select_related("plan").get(pk=period.pk)
    )
    if period.is_fixed:
        raise NotOpen(_("%(period)s is frozen, so nothing in it can change.") % {"period": period})
    if not period.is_under_way:
        raise NotOpen(_("%(period)s has not been opened yet.") % {"period": period})
    return period


def _standing(period: ReportingPeriod, priority: Priority) -> PrioritySummary | None:
    found = PrioritySummary.objects.select_for_update(of=("self",)).filter(period=period, priority=priority).first()
    if found is not None:
        found.period = period
    return found


def _begun(period: ReportingPeriod, priority: Priority, *, version: int) -> PrioritySummary:
    """The summary to write to, new if there is none, as this person saw it."""
    period = _locked(period)
    if priority.plan_id != period.plan_id or not is_reported(priority, on=period.actions_as_at):
        raise NotOpen(_("%(period)s does not report on %(priority)s.") % {"period": period, "priority": priority})
    summary = _standing(period, priority)
    if summary is None:
        return PrioritySummary(period=period, priority=priority, version=0)
    if summary.signed_off_at is not None:
        raise SignedOff(_("%(priority)s is signed off. Take the sign-off back to change it.") % {"priority": priority})
    if summary.version != version:
        raise SummaryChanged(_("Somebody else has saved this page since you opened it. Read theirs before you save."))
    return summary


def _say(summary: PrioritySummary, said: Said, *, by: User) -> None:
    _require_reason(summary, said)
    summary.judged_level = said.level
    summary.reason = said.reason.strip()
    summary.decisions_sought = said.decisions_sought.strip()
    summary.version += 1
    with refusing():
        summary.save()
        _keep_highlights(summary, [each for each in said.highlights if each.text.strip()])
    place, about = LetThrough.Place.SUMMARY, summary.priority
    let_through(said.kept, period=summary.period, place=place, row_pk=summary.pk, about=about, by=by)


def _require_reason(summary: PrioritySummary, said: Said) -> None:
    if said.level is None:
        return
    if said.level.scale_id != summary.period.priority_scale_id:
        raise Refused(_("Choose one of this period’s ratings."))
    if said.reason.strip():
        return
    record = gather(summary.period)
    computed = next(each.computed_level for each in record.priorities if each.pk == summary.priority_id)
    if computed is not None and computed != said.level.code:
        label = next(each.label for each in record.priority_levels if each.code == computed)
        raise ReasonMissing(
            _("Say why: its actions make it %(computed)s, and you rate it %(judged)s.")
            % {"computed": within(label), "judged": within(said.level.label)}
        )


def _keep_highlights(summary: PrioritySummary, said: Sequence[SaidHighlight]) -> None:
    """Write the rows in their order; one that stays as it was is not written again."""
    standing = list(summary.highlights.order_by("position", "pk"))
    for position, each in enumerate(said):
        if position >= len(standing):
            Highlight.objects.create(summary=summary, kind=each.kind, text=each.text.strip(), position=position)
            continue
        row = standing[position]
        if (row.kind, row.text, row.position) != (each.kind, each.text.strip(), position):
            row.kind, row.text, row.position = each.kind, each.text.strip(), position
            row.save()
    for rest in standing[len(said) :]:
        rest.delete()
