"""What a page made of a stored record says of its version: what was corrected, and what has been since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.record.errata import Told, told
from monitoring.record.public import Sight, safe_corrections
from monitoring.record.structs import Correction, Record
from monitoring.record.words import day
from partnership.wording import listed


@dataclass(frozen=True, slots=True)
class Issued:
    """One erratum in words."""

    version: int
    on: date
    by: str
    corrections: tuple[Told, ...]

    @property
    def title(self) -> str:
        """Version 2 of 12 November 2026 corrects 2 things."""
        number = len(self.corrections)
        return ngettext(
            "Version %(version)d of %(day)s corrects %(number)d thing.",
            "Version %(version)d of %(day)s corrects %(number)d things.",
            number,
        ) % {"version": self.version, "day": day(self.on), "number": number}


@dataclass(frozen=True, slots=True)
class VersionNote:
    """`issued` made the version that is shown, `later` came after it; newest first.

    `removed` says when and by whom personal information was removed, `compared` which earlier periods were
    corrected after this one was fixed; empty where none was.
    """

    number: int
    on: date
    issued: tuple[Issued, ...]
    later: tuple[Issued, ...]
    compared: str
    removed: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return _("This is version %(version)d of %(day)s.") % {"version": self.number, "day": day(self.on)}


def version_note(period: Any, record: Record) -> VersionNote | None:
    """What there is to say of the version shown; nothing where there is only one and all it compares with stands.

    `period` comes from `period_seen_by`, `record` is the one that is shown.
    """
    if not period.is_fixed:
        return None
    shown = period.stored["version"]
    versions = (each for each in reversed(period.versions) if each["version"] > shown)
    later = tuple(_issued(each, record, period.sight) for each in versions)
    compared = _compared(period.corrected_before)
    removed = removals(record)
    if not (record.errata or later or compared or removed):
        return None
    return VersionNote(shown, _day(period.stored["made_at"]), issued(record), later, compared, removed)


def removals(record: Record) -> tuple[str, ...]:
    """What a record says of the personal information that was removed from it."""
    return tuple(
        _("On %(day)s personal information was removed from this report by %(people)s.")
        % {"day": day(each.on), "people": listed(list(each.by))}
        for each in record.removed
    )


def issued(record: Record) -> tuple[Issued, ...]:
    """The errata that made a record, newest first."""
    return tuple(
        Issued(each.version, each.on, each.by, told(record, each.corrections)) for each in reversed(record.errata)
    )


def _issued(version: Mapping[str, Any], record: Record, sight: Sight) -> Issued:
    corrections = safe_corrections(msgspec.convert(version["errata"], tuple[Correction, ...]), record, sight)
    return Issued(version["version"], _day(version["made_at"]), version["made_by"] or "", told(record, corrections))


def _compared(corrected: Sequence[Mapping[str, Any]]) -> str:
    if not corrected:
        return ""
    labels = listed(list(dict.fromkeys(each["label"] for each in corrected)))
    last = max(_day(each["made_at"]) for each in corrected)
    return _(
        "%(periods)s was corrected on %(day)s, after these figures were fixed. They compare with what it said before."
    ) % {"periods": labels, "day": day(last)}


def _day(instant: str) -> date:
    return timezone.localdate(datetime.fromisoformat(instant))
