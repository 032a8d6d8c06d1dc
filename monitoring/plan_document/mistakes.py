"""What is wrong in a plan document: where, what, and what would be right."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.refusals import Refused


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake. `place` is its path in the document ("" for the whole); `line` counts from 1, None if unknown."""

    line: int | None
    place: str
    what: str

    def __str__(self) -> str:
        where = [_("line %(line)d") % {"line": self.line}] if self.line is not None else []
        if self.place:
            where.append(self.place)
        return f"{', '.join(where)}: {self.what}" if where else self.what


class MistakesInDocument(Refused):
    """A plan document that cannot be loaded, with every mistake that was found."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: (mistake.line or 0, mistake.place)))
        count = len(self.mistakes)
        heading = ngettext(
            "The plan document has %(count)d mistake. Nothing was loaded.",
            "The plan document has %(count)d mistakes. Nothing was loaded.",
            count,
        ) % {"count": count}
        super().__init__("\n".join([heading, *map(str, self.mistakes)]))
