"""What the owner of a measure says about its figure, and the level they set beside the rule's."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Indicator
from monitoring.models import LetThrough, MeasureCommentary, ReportingPeriod
from monitoring.permissions import answers_for_measure
from monitoring.services.let_through import let_through
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing
from plans.models import RatingLevel


class NotTaken(Refused):
    """Commentaries are taken while their period is under way, on measures that are still collected."""


class CommentaryChanged(Refused):
    """Somebody else wrote something since this person began. Nothing was overwritten."""

    def __init__(self, theirs: MeasureCommentary) -> None:
        super().__init__(
            _("%(person)s has changed this text since you opened the page. Read theirs before you save yours.")
            % {"person": theirs.written_by}
        )
        self.theirs = theirs


class StoryMissing(Refused):
    """A commentary tells the story behind the figure."""


class ReasonMissing(Refused):
    """A level other than the rule's has a reason, and so has going back to the rule's."""


class NothingJudged(Refused):
    """A reason belongs to a level."""


class NobodyNamed(Refused):
    """Whoever writes for somebody else says for whom, and how they were told."""


@transaction.atomic
def comment(
    *,
    indicator: Indicator,
    period: ReportingPeriod,
    version: int,
    story: str,
    doing: str = "",
    forecast: str = "",
    level: RatingLevel | None = None,
    reason: str = "",
    on_behalf_of: str = "",
    kept: Kept | None = None,
    by: User,
) -> MeasureCommentary:
    """Say what is behind a measure's figure; `level` is None where the rule's stands.

    `version` is the one that the person saw, 0 for none. Saying the same twice changes nothing. The history keeps
    every level that was set or given up, with who and why. `kept` says why words that may point at a child stay.
    Raises NotTaken, CommentaryChanged, StoryMissing,
    ReasonMissing, NothingJudged, NobodyNamed.
    """
    period = _locked(indicator, period)
    on_behalf_of = "" if answers_for_measure(by, indicator) else _named(on_behalf_of)
    said = {
        "story": story.strip(),
        "doing": doing.strip(),
        "forecast": forecast.strip(),
        "judged_level_id": _of_scale(level, period),
        "on_behalf_of": on_behalf_of,
    }
    standing = _standing(indicator, period)
    if standing is not None and standing.version != version:
        if standing.written_by == by and _is_same(standing, said, reason.strip()):
            return standing
        raise CommentaryChanged(standing)
    if not said["story"]:
        raise StoryMissing(_("Tell the story behind the figure."))
    commentary = standing or MeasureCommentary(indicator=indicator, period=period, version=0)
    said["judged_reason"] = _reason(commentary, level, reason.strip())
    if standing is not None and all(getattr(standing, name) == value for name, value in said.items()):
        return standing
    for name, value in said.items():
        setattr(commentary, name, value)
    commentary.version += 1
    commentary.written_at = timezone.now()
    commentary.written_by = by
    with refusing():
        commentary.save()
    let_through(kept, period=period, place=LetThrough.Place.COMMENTARY, row_pk=commentary.pk, about=indicator, by=by)
    return commentary


def why_not_comment(indicator: Indicator, period: ReportingPeriod) -> str:
    """What stands in the way of saying something about this measure's figure; empty when nothing does."""
    if period.is_fixed:
        return _("%(period)s is frozen, so nothing in it can change.") % {"period": period}
    if not period.is_under_way:
        return _("%(period)s has not been opened yet.") % {"period": period}
    if indicator.plan_id != period.plan_id:
        return _("This measure belongs to another plan.")
    if indicator.status == Indicator.Status.DISCONTINUED:
        return _("This measure is no longer collected, so nothing is asked about it.")
    return ""


def _locked(indicator: Indicator, period: ReportingPeriod) -> ReportingPeriod:
    # Held, so that it cannot freeze between the check and the write.
    period = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)
    if refusal := why_not_comment(indicator, period):
        raise NotTaken(refusal)
    return period


def _standing(indicator: Indicator, period: ReportingPeriod) -> MeasureCommentary | None:
    return (
        MeasureCommentary.objects.filter(indicator=indicator, period=period)
        .select_related("written_by", "judged_level")
        .select_for_update(of=("self",))
        .first()
    )


def _named(on_behalf_of: str) -> str:
    if not on_behalf_of.strip():
        raise NobodyNamed(_("Say who told you, and how"))
    return on_behalf_of.strip()


def _of_scale(level: RatingLevel | None, period: ReportingPeriod) -> int | None:
    if level is None:
        return None
    if level.scale_id != period.measure_scale_id:
        raise Refused(_("Choose one of this period’s ratings"))
    return level.pk


def _is_same(standing: MeasureCommentary, said: Mapping[str, object], reason: str) -> bool:
    same = all(getattr(standing, name) == value for name, value in said.items())
    return same and (not standing.judged_level_id or standing.judged_reason == reason)


def _reason(commentary: MeasureCommentary, level: RatingLevel | None, reason: str) -> str:
    """Why the level is what it is; for the rule's, why it was taken up again, if another stood before."""
    if level is not None:
        if not reason:
            raise ReasonMissing(_("Say why the rating is another than the rule gives."))
        return reason
    if commentary.judged_level_id is None:
        if reason:
            raise NothingJudged(_("Choose the rating that you give a reason for, or leave the reason empty."))
        return commentary.judged_reason
    if not reason or reason == commentary.judged_reason:
        raise ReasonMissing(_("Say why the rating goes back to what the rule gives."))
    return reason
