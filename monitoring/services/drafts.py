"""Keeping what somebody has typed and not yet submitted."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.models import Draft, ProgressUpdate, ReportingPeriod
from monitoring.removals import refuse_what_was_typed_before
from monitoring.services.updates import why_not_taken
from partnership.models import User
from partnership.refusals import Refused
from priorities.models import StrategicAction

# Far above what the form takes: a draft may still be too long to submit.
LONGEST_TEXT = 20_000
# Where a draft keeps what its author typed before taking over somebody else's text.
SET_ASIDE = "set_aside"
# Where it keeps who began it in a post that has changed hands: a list of name and text, which is empty where the
# draft itself is what they typed.
HANDED_OVER = "handed_over"


class AlreadySubmitted(Refused):
    """The person submitted what this draft holds; a late save must not bring it back."""


@transaction.atomic
def save_draft(
    *,
    action: StrategicAction,
    period: ReportingPeriod,
    content: Mapping[str, str],
    based_on_version: int,
    removals: int = 0,
    by: User,
) -> Draft | None:
    """Keep what `by` has typed about `action`; the latest save replaces the one before.

    None when nothing is typed: an empty draft is no draft. `removals` is how many removals of personal information
    the page knew of. Raises what stands in the way of an update of this action, Refused for a text that is too long,
    RemovedMeanwhile and AlreadySubmitted.
    """
    refuse_what_was_typed_before(removals)
    period = ReportingPeriod.objects.get(pk=period.pk)
    update = ProgressUpdate.objects.filter(action=action, period=period).first()
    if refusal := why_not_taken(action, period, update):
        raise refusal
    if update is not None and update.version > based_on_version and update.submitted_by_id == by.pk:
        raise AlreadySubmitted(_("You have submitted this update. Open the page again to change it."))
    if any(len(text) > LONGEST_TEXT for text in content.values()):
        raise Refused(
            _("This text is too long to be saved as a draft. Keep each answer under %(number)s characters.")
            % {"number": f"{LONGEST_TEXT:,}"}
        )

    drafts = Draft.objects.filter(user=by, action=action, period=period)
    kept = drafts.select_for_update().first()
    beside = {key: kept.content[key] for key in (SET_ASIDE, HANDED_OVER) if kept and kept.content.get(key)}
    others_words = SET_ASIDE in beside or any(each["content"] for each in beside.get(HANDED_OVER, []))
    if not any(text.strip() for text in content.values()) and not others_words:
        drafts.delete()
        return None
    draft, _created = Draft.objects.update_or_create(
        user=by,
        action=action,
        period=period,
        defaults={
            "content": {**content, **beside},
            "based_on_version": based_on_version,
        },
    )
    return draft


@transaction.atomic
def take_over_update(*, update: ProgressUpdate, mine: Mapping[str, str], theirs: Mapping[str, str], by: User) -> Draft:
    """Make a draft of somebody else's text, to be changed and submitted, with one's own set aside in it."""
    kept = Draft.objects.filter(user=by, action=update.action, period=update.period).first()
    given = {HANDED_OVER: kept.content[HANDED_OVER]} if kept and kept.content.get(HANDED_OVER) else {}
    draft, _created = Draft.objects.update_or_create(
        user=by,
        action=update.action,
        period=update.period,
        defaults={
            "content": {**theirs, SET_ASIDE: dict(mine), **given},
            "based_on_version": update.version,
        },
    )
    return draft


@transaction.atomic
def discard_drafts(*, period: ReportingPeriod, by: User) -> int:
    """Throw away what this person typed for a period and did not submit; how many drafts that were."""
    return Draft.objects.filter(user=by, period=period).delete()[0]
