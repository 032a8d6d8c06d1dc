"""Keeping what somebody has typed into a part of a report and not saved yet."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from partnership.models import User
from partnership.refusals import Refused
from reports.models import CommitteeReport, PartDraft
from reports.services.writing import NotWritable

#: Far above what the forms take: a draft may still be too long to save.
MOST_CHARACTERS = 100_000


@transaction.atomic
def keep_draft(*, report: CommitteeReport, part: str, content: Mapping[str, str], by: User) -> PartDraft:
    """Keep what `by` has typed into a part of the report; the latest takes the place of the one before.

    Raises NotWritable, and Refused for a text that is too long.
    """
    if not CommitteeReport.objects.filter(pk=report.pk, state__in=CommitteeReport.WRITABLE).exists():
        raise NotWritable(_("This report is final by now, so nothing is kept. Copy what you need."))
    if sum(map(len, content.values())) > MOST_CHARACTERS:
        raise Refused(
            _("This text is too long to be kept. Keep it under %(number)s characters.")
            % {"number": f"{MOST_CHARACTERS:,}"}
        )
    # Nothing that the database takes as text has a NUL in it.
    said = {name: text.replace("\x00", "").replace("\r\n", "\n") for name, text in content.items()}
    draft, _created = PartDraft.objects.update_or_create(user=by, report=report, part=part, defaults={"content": said})
    return draft


def drop_draft(*, report: CommitteeReport, part: str, by: User) -> None:
    """Once it is saved, or thrown away."""
    PartDraft.objects.filter(user=by, report=report, part=part).delete()
