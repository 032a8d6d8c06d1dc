"""What people said to each other about one update: submitted, asked, answered, another rating, accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.models import Challenge, ProgressUpdate, Question
from partnership.models import User
from plans.models import RatingLevel


class Kind(IntEnum):
    """What somebody did. The order is that of things done at the same moment."""

    SUBMITTED = 0
    ANSWERED = 1
    REVISED = 2
    CHANGED = 3
    AGREED = 4
    RETURNED = 5
    ACCEPTED = 6
    ASKED = 7
    REPLIED = 8


WORDS = {
    Kind.SUBMITTED: gettext_lazy("%(person)s submitted it"),
    Kind.ANSWERED: gettext_lazy("%(person)s answered and submitted it again"),
    Kind.REVISED: gettext_lazy("%(person)s submitted it again"),
    Kind.CHANGED: gettext_lazy("%(person)s changed the rating"),
    Kind.AGREED: gettext_lazy("%(person)s agreed another rating"),
    Kind.RETURNED: gettext_lazy("%(person)s returned it and asked"),
    Kind.ACCEPTED: gettext_lazy("%(person)s accepted it"),
    Kind.ASKED: gettext_lazy("%(person)s asked"),
    Kind.REPLIED: gettext_lazy("%(person)s answered"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that somebody did. `text` is their question or reason; `before` the rating that they replaced."""

    kind: Kind
    by: User | None
    at: datetime
    text: str = ""
    before: RatingLevel | None = None
    level: RatingLevel | None = None
    # For whom they did it, and how they were told; empty where they spoke for themselves.
    on_behalf_of: str = ""

    @property
    def words(self) -> str:
        said = WORDS[self.kind] % {"person": self.by or _("Somebody")}
        if not self.on_behalf_of:
            return said
        return _("%(what)s, on behalf of %(others)s") % {"what": said, "others": self.on_behalf_of}

    @property
    def changes_level(self) -> bool:
        return self.kind in (Kind.CHANGED, Kind.AGREED)


def exchange(versions: Iterable[Any], changes: Iterable[Challenge], questions: Iterable[Question]) -> list[Turn]:
    """The turns in the order in which they were taken.

    `versions` are the states that the history kept of one update, oldest first; `changes` those of its level;
    `questions` what was asked without returning it.
    """
    said = list(_from_history(versions))
    agreed_at = {turn.at for turn in said if turn.kind == Kind.ACCEPTED}
    changed = [
        Turn(
            kind=Kind.AGREED if change.at in agreed_at else Kind.CHANGED,
            by=change.by,
            at=change.at,
            text=change.reason,
            before=change.from_level,
            level=change.to_level,
        )
        for change in changes
    ]
    # Whoever agrees another rating accepts the update with it: one thing, told once.
    together = {turn.at for turn in changed if turn.kind == Kind.AGREED}
    told = [turn for turn in said if turn.kind != Kind.ACCEPTED or turn.at not in together]
    return sorted([*told, *changed, *_from_questions(questions)], key=lambda turn: (turn.at, turn.kind))


def _from_questions(questions: Iterable[Question]) -> Iterator[Turn]:
    for question in questions:
        yield Turn(Kind.ASKED, question.asked_by, question.asked_at, question.text)
        if question.answered_at is not None:
            yield Turn(
                Kind.REPLIED,
                question.answered_by,
                question.answered_at,
                question.answer,
                on_behalf_of=question.on_behalf_of,
            )


def _from_history(versions: Iterable[Any]) -> Iterator[Turn]:
    version, reviewed_at, was_returned = 0, None, False
    for row in versions:
        if row.version > version:
            first, version = version == 0, row.version
            kind = Kind.ANSWERED if was_returned else Kind.SUBMITTED if first else Kind.REVISED
            yield Turn(
                kind, row.submitted_by, row.submitted_at, level=row.proposed_level, on_behalf_of=row.on_behalf_of
            )
            was_returned = False
        if row.reviewed_at is None or row.reviewed_at == reviewed_at:
            continue
        reviewed_at = row.reviewed_at
        if row.state == ProgressUpdate.State.RETURNED:
            was_returned = True
            yield Turn(Kind.RETURNED, row.reviewed_by, row.reviewed_at, row.returned_because)
        elif row.state == ProgressUpdate.State.ACCEPTED:
            yield Turn(Kind.ACCEPTED, row.reviewed_by, row.reviewed_at, level=row.agreed_level)
