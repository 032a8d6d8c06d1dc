"""Keeping what somebody has typed into a part of a report and not saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.removals import refuse_what_was_typed_before
from partnership.models import User
from partnership.refusals import Refused
from reports.models import CommitteeReport, PartDraft
from reports.services.clearing import NotWritable

#: Far above what the forms take: a draft may still be too long to save.
MOST_CHARACTERS = 100_000
_LONGEST_PLACE = cast(int, PartDraft._meta.get_field("part").max_length)


class AlreadySaved(Refused):
    """What stood on this page is saved or thrown away; a draft that comes late must not bring it back."""


@transaction.atomic
def keep_draft(
    *, report: CommitteeReport, part: str, content: Mapping[str, str], page: str = "", removals: int = 0, by: User
) -> PartDraft:
    """Keep what `by` has typed into a part of the report; the latest takes the place of the one before.

    `page` names the page on which it was typed, where that is known, and `removals` is how many removals of personal
    information it knew of. Raises NotWritable, AlreadySaved, RemovedMeanwhile, and Refused for nothing at all and for a
    text that is too long.
    """
    refuse_what_was_typed_before(removals)
    if not CommitteeReport.objects.filter(pk=report.pk, state__in=CommitteeReport.WRITABLE).exists():
        raise NotWritable(_("This report takes no changes any more, so nothing is kept. Copy what you need."))
    if not content or len(part) > _LONGEST_PLACE:
        raise Refused(_("Nothing was sent that belongs to a part of this report, so nothing is kept."))
    if sum(map(len, chain(*content.items()))) > MOST_CHARACTERS:
        raise Refused(
            _("This text is too long to be kept. Keep it under %(number)s characters.")
            % {"number": f"{MOST_CHARACTERS:,}"}
        )
    said = {_plain(name): _plain(text) for name, text in content.items()}
    # Locked, so that it cannot be saved from this page meanwhile.
    drafts = PartDraft.objects.select_for_update()
    draft, is_new = drafts.get_or_create(user=by, report=report, part=part, defaults={"content": said})
    if not is_new:
        if page and draft.done == page:
            raise AlreadySaved(_("This part is saved already. Open the page again to change it."))
        draft.content = said
        draft.save(update_fields=["content", "saved_at"])
    return draft


def _plain(text: str) -> str:
    """As the database takes it, which has no NUL in a text, and as a box shows it."""
    return text.replace("\x00", "").replace("\r\n", "\n")


def drop_draft(*, report: CommitteeReport, part: str, page: str = "", by: User) -> None:
    """Once it is saved, or thrown away. Nothing is kept from this page any more."""
    if page and len(part) <= _LONGEST_PLACE:
        said = {"content": {}, "done": page}
        PartDraft.objects.update_or_create(user=by, report=report, part=part, defaults=said)
    else:
        PartDraft.objects.filter(user=by, report=report, part=part).update(content={})
