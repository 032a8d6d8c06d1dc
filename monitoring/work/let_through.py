"""Words that may point at a child and stand all the same: where, why, and who let them through.

The words are found by reading the live texts again; what was written down is only where they stood and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring.models import (
    Contribution,
    LaterNews,
    LetThrough,
    MeasureCommentary,
    PrioritySummary,
    ProgressUpdate,
    Question,
)
from partnership.asking import Known, found_in

Place = LetThrough.Place

#: The texts of each kind of row in which words are looked for, with what each is called.
TEXTS: dict[type[models.Model], dict[str, str | Promise]] = {
    ProgressUpdate: {
        "narrative": _("What has happened"),
        "cause_detail": _("Cause of the delay"),
        "impact": _("What it means for children"),
        "recovery": _("What will bring it back on track"),
        "next_steps": _("Next steps"),
        "returned_because": _("Why it was returned"),
    },
    Contribution: {"text": _("What the organisation did")},
    PrioritySummary: {"reason": _("What the lead says"), "decisions_sought": _("What is asked of the board")},
    Question: {"text": _("Question"), "answer": _("Answer")},
    LaterNews: {"text": _("What happened")},
    MeasureCommentary: {
        "story": _("The story behind the figure"),
        "doing": _("What is being done"),
        "forecast": _("What is expected next"),
        "judged_reason": _("Why it is judged otherwise"),
    },
}
PLACES: dict[type[models.Model], Place] = {
    ProgressUpdate: Place.UPDATE,
    Contribution: Place.CONTRIBUTION,
    PrioritySummary: Place.SUMMARY,
    Question: Place.QUESTION,
    LaterNews: Place.NEWS,
    MeasureCommentary: Place.COMMENTARY,
}


def texts_of(row: models.Model) -> Iterator[tuple[str, str]]:
    """What a row says, each under what it is called, with the reasons and highlights that hang on it."""
    for name, called in TEXTS[type(row)].items():
        if said := getattr(row, name):
            yield str(called), said
    if isinstance(row, ProgressUpdate):
        for challenge in row.challenges.all():
            yield str(_("Why the rating changed")), challenge.reason
    elif isinstance(row, PrioritySummary):
        for highlight in row.highlights.all():
            yield highlight.get_kind_display(), highlight.text


def known_in(row: models.Model | None) -> Callable[[], Known]:
    """For a form that changes `row`: the words in it that were let through, looked up only when it is asked."""
    return partial(_known, row)


def _known(row: models.Model | None) -> Known:
    known: Known = Counter()
    if row is None or not LetThrough.objects.filter(place=PLACES[type(row)], row_pk=row.pk).exists():
        return known
    known.update(found.key for _called, said in texts_of(row) for found in found_in(said))
    return known
