"""Asking about an update without returning it, and answering."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import LetThrough, ProgressUpdate, Question
from monitoring.services.let_through import let_through
from monitoring.services.reviews import NotReviewable, locked_update
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing


class NothingAsked(Refused):
    """A question says what it wants to know, and an answer answers it."""


class AlreadyAnswered(Refused):
    """A question is answered once; what is to be added then goes into the update or another question."""


@transaction.atomic
def ask_about(*, update: ProgressUpdate, version: int, text: str, by: User, kept: Kept | None = None) -> Question:
    """Ask the author of an update something; the update stays as it is. `version` is the one that was read, and
    `kept` says why words that may point at a child stay.

    Asking the same twice, as an impatient press does, changes nothing. Raises NotReviewable, UpdateChanged,
    NothingAsked.
    """
    update = locked_update(update, version=version)
    text = text.strip()
    if update.state == ProgressUpdate.State.RETURNED:
        raise NotReviewable(_("This update was returned and waits for an answer."))
    if not text:
        raise NothingAsked(_("Write what you want to know."))
    asked = update.questions.filter(text=text, asked_by=by, answered_at=None).first()
    if asked is not None:
        return asked
    with refusing():
        asked = Question.objects.create(update=update, text=text, asked_by=by, asked_at=timezone.now())
    _let_through(kept, asked, update, by=by)
    return asked


@transaction.atomic
def answer_question(
    *, question: Question, text: str, by: User, on_behalf_of: str = "", kept: Kept | None = None
) -> Question:
    """Answer what was asked. Raises NotReviewable once the period is frozen, AlreadyAnswered, NothingAsked.

    `kept` says why words that may point at a child stay.
    """
    update = locked_update(question.update, version=None)
    question = Question.objects.select_for_update().get(pk=question.pk)
    text = text.strip()
    if question.answered_at is not None:
        if question.answer == text and question.answered_by == by:
            return question
        raise AlreadyAnswered(
            _("%(person)s has answered this question already: %(answer)s")
            % {"person": question.answered_by, "answer": question.answer}
        )
    if not text:
        raise NothingAsked(_("Write your answer."))
    question.answer = text
    question.answered_by = by
    question.answered_at = timezone.now()
    question.on_behalf_of = on_behalf_of.strip()
    with refusing():
        question.save()
    _let_through(kept, question, update, by=by)
    return question


def _let_through(kept: Kept | None, question: Question, update: ProgressUpdate, *, by: User) -> None:
    place, about = LetThrough.Place.QUESTION, update.action
    let_through(kept, period=update.period, place=place, row_pk=question.pk, about=about, by=by)
