"""One period's chapter in the story of an action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from .overview import Overview, Row
from .structs import Action, Answer, Asked, Change, Contribution, Period, Question, Update
from .words import day, within


@dataclass(frozen=True, slots=True)
class Contributed:
    """What another organisation said, and who said it for them."""

    organisation: str
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a period says of an action. `changes` say who asked, answered or changed the level, in order."""

    period: Period
    row: Row
    provisional: bool
    update: Update | None
    silence: str
    told: str
    agreed: str
    changes: tuple[str, ...]
    contributions: tuple[Contributed, ...]


def chapter(overview: Overview, action: Action, *, provisional: bool) -> Chapter:
    update = action.update
    return Chapter(
        period=overview.record.period,
        row=overview.row(action),
        provisional=provisional,
        update=update,
        silence="" if update else _silence(action, provisional),
        told=_told(update) if update else "",
        agreed=_agreed(update) if update else "",
        changes=_exchanged(overview, update) if update else (),
        contributions=tuple(contributed(each) for each in action.contributions),
    )


def contributed(said: Contribution) -> Contributed:
    return Contributed(said.organisation, said.text, by_whom(said.said_by, said.said_for, said.said_at))


def _silence(action: Action, provisional: bool) -> str:
    if not action.reported:
        return _("It was no longer counted in this period.")
    if action.complete_since:
        return _("No update was needed.")
    if action.starts_later:
        return _("Its start was still to come, so no update was asked for.")
    return _("No update has been sent yet.") if provisional else _("No update was sent.")


def _told(update: Update) -> str:
    return by_whom(update.said_by, update.said_for, update.said_at)


def by_whom(name: str, others: str, at: datetime) -> str:
    """Reported by Ada Okafor on 9 October 2026, on behalf of Northmoor Homes, by telephone."""
    words = {"name": name, "others": others, "day": day(timezone.localdate(at))}
    if name and others:
        return _("Reported by %(name)s on %(day)s, on behalf of %(others)s.") % words
    if name or others:
        return _("Reported by %(name)s on %(day)s.") % (words | {"name": name or others})
    return _("Reported on %(day)s.") % words


def _agreed(update: Update) -> str:
    if not update.accepted:
        return _("Not yet agreed.")
    if not update.accepted_by or update.accepted_at is None:
        return _("Agreed.")
    return _("Agreed by %(name)s on %(day)s.") % {
        "name": update.accepted_by,
        "day": day(timezone.localdate(update.accepted_at)),
    }


def _exchanged(overview: Overview, update: Update) -> tuple[str, ...]:
    """Who asked what, answered, and changed the level, in the order in which they did."""
    said = [
        *((answer.at, 0, _answered(answer)) for answer in update.answers),
        *((change.at, 1, _changed(overview, change)) for change in update.changes),
        *((question.at, 2, _returned(question)) for question in update.questions),
        *((question.at, 3, _asked(question)) for question in update.asked),
        *((question.answered_at, 4, _replied(question)) for question in update.asked if question.answered_at),
    ]
    return tuple(words for _at, _order, words in sorted(said))


def _returned(question: Question) -> str:
    return _("%(name)s returned it on %(day)s and asked: %(question)s") % {
        "name": question.by or _("Somebody"),
        "day": day(timezone.localdate(question.at)),
        "question": question.text,
    }


def _asked(question: Asked) -> str:
    return _("%(name)s asked on %(day)s: %(question)s") % {
        "name": question.by,
        "day": day(timezone.localdate(question.at)),
        "question": question.text,
    }


def _replied(question: Asked) -> str:
    assert question.answered_at is not None
    said = {
        "name": question.answered_by,
        "others": question.answered_for,
        "day": day(timezone.localdate(question.answered_at)),
        "answer": question.answer,
    }
    if question.answered_for:
        return _("%(name)s answered on %(day)s, on behalf of %(others)s: %(answer)s") % said
    return _("%(name)s answered on %(day)s: %(answer)s") % said


def _answered(answer: Answer) -> str:
    return _("%(name)s submitted it again on %(day)s.") % {
        "name": answer.by or _("Somebody"),
        "day": day(timezone.localdate(answer.at)),
    }


def _changed(overview: Overview, change: Change) -> str:
    levels = overview.scales.actions
    before, after = levels.get(change.before or ""), levels.get(change.after or "")
    return _("%(name)s changed the rating from %(before)s to %(after)s on %(day)s: %(reason)s") % {
        "name": change.by,
        "before": within(before.label) if before else _("none"),
        "after": within(after.label) if after else _("none"),
        "day": day(timezone.localdate(change.at)),
        "reason": change.reason,
    }
