"""What loading a plan document changes, in words: the answer of `load_plan --dry-run`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.due import Due

LONGEST = 80


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    # Stands in the system and not, or in an older state, in the document: nothing is done about it.
    LEFT_ALONE = "left_alone"


@dataclass(frozen=True, slots=True)
class Change:
    """One field with its value before and after, as a person reads it."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.field} {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that is added, changed, removed or left alone."""

    kind: Kind
    one: str
    many: str
    what: str
    changes: tuple[Change, ...] = ()

    def __str__(self) -> str:
        return f"{self.one}: {self.what}" + "".join(f"\n    {change}" for change in self.changes)


def difference(kind: Kind, row: models.Model, changes: Iterable[Change] = ()) -> Difference:
    meta = row._meta
    return Difference(kind, str(meta.verbose_name), str(meta.verbose_name_plural), shorten(str(row)), tuple(changes))


def change(row: models.Model, field: str, before: Any, after: Any) -> Change:
    name = getattr(row._meta.get_field(field), "verbose_name", field)
    return Change(str(name), in_words(before), in_words(after))


def in_words(value: Any) -> str:
    """A field's value for a list of changes: short, on one line, texts in quotation marks."""
    match value:
        case None | "":
            return _("(nothing)")
        case bool():
            return _("yes") if value else _("no")
        case Due():
            return value.printed
        case str():
            return f"“{shorten(value)}”"
        case _:
            return shorten(str(value))


def shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def describe(differences: Sequence[Difference], *, in_full: bool = False) -> list[str]:
    """Lines for a person: how many rows are added (or which, `in_full`), and each that changes otherwise."""
    lines: list[str] = []
    for kind, heading in (
        (Kind.ADDED, _("Added")),
        (Kind.CHANGED, _("Changed")),
        (Kind.REMOVED, _("Removed")),
        (Kind.LEFT_ALONE, _("Left as it is: it is not in the document, or has moved on since")),
    ):
        here = [one for one in differences if one.kind == kind]
        if not here:
            continue
        if kind == Kind.ADDED and not in_full:
            lines.append(f"{heading}: {_counts(here)}")
        else:
            lines.append(f"{heading} ({len(here)}):")
            lines.extend(f"  {one}" for one in here)
    return lines or [_("Nothing changes.")]


def _counts(differences: Iterable[Difference]) -> str:
    counts = Counter((one.one, one.many) for one in differences)
    return ", ".join(
        ngettext("%(count)d %(one)s", "%(count)d %(many)s", count) % {"count": count, "one": one, "many": many}
        for (one, many), count in counts.items()
    )
