"""Words that may point at a child and stand all the same: where, why, and who let them through.

The words are found by reading the live texts again; what was written down is only where they stood and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.models import Figure
from monitoring.models import (
    Contribution,
    Correction,
    LaterNews,
    LetThrough,
    MeasureCommentary,
    PeriodMove,
    PrioritySummary,
    ProgressUpdate,
    Question,
    ReportingPeriod,
)
from partnership.asking import Known, found_in
from partnership.models import User
from partnership.personal import Finding
from priorities.models import DateRequest, StrategicAction

Place = LetThrough.Place
# Characters shown before and after what was found, give or take a word.
AROUND = 70
LONG_WORD = 20

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
    PrioritySummary: {
        "reason": _("What the lead says"),
        "decisions_sought": _("What is asked of the board"),
        "taken_back_because": _("Why the sign-off was taken back"),
    },
    Question: {"text": _("Question"), "answer": _("Answer")},
    LaterNews: {"text": _("What happened")},
    MeasureCommentary: {
        "story": _("The story behind the figure"),
        "doing": _("What is being done"),
        "forecast": _("What is expected next"),
        "judged_reason": _("Why it is judged otherwise"),
    },
    Correction: {"reason": _("Why it is corrected")},
    PeriodMove: {"reason": _("Why the step was taken")},
    DateRequest: {
        "reason": _("Why a later date is asked for"),
        "on_behalf_of": _("Who asks"),
        "decision_reason": _("Why it was decided so"),
        "decided_for": _("Who decided"),
    },
    StrategicAction: {"stage_note": _("Why it was taken up again")},
}
PLACES: dict[type[models.Model], Place] = {
    ProgressUpdate: Place.UPDATE,
    Contribution: Place.CONTRIBUTION,
    PrioritySummary: Place.SUMMARY,
    Question: Place.QUESTION,
    LaterNews: Place.NEWS,
    MeasureCommentary: Place.COMMENTARY,
    Correction: Place.CORRECTION,
    PeriodMove: Place.STEP,
    DateRequest: Place.LATER_DATE,
    StrategicAction: Place.REOPENED,
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
    elif isinstance(row, Correction) and isinstance(row.new, str):
        yield str(_("What it is to say")), row.new


def known_in(row: models.Model | None) -> Callable[[], Known]:
    """For a form that changes `row`: the words in it that were let through, looked up only when it is asked."""
    return partial(_known, row)


def _known(row: models.Model | None) -> Known:
    known: Known = Counter()
    if row is None or not LetThrough.objects.filter(place=PLACES[type(row)], row_pk=row.pk).exists():
        return known
    known.update(found.key for _called, said in texts_of(row) for found in found_in(said))
    return known


# --- What the coordinator looks at ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: words that were found, or what stands around them."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in a row something was found, in the words around it."""

    called: str
    kinds: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why words stay, and who let them through when."""

    reason: str
    by: User | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row in which words may point at a child, or did when they were let through."""

    place: str
    about: str
    address: str
    passages: tuple[Passage, ...]
    # Why the words stay, the latest first; empty where nobody was asked.
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LookedOver:
    """What of a period may point at a child: kept with a reason, there without one, and gone since."""

    kept: tuple[Entry, ...]
    unasked: tuple[Entry, ...]
    gone: tuple[Entry, ...]

    @property
    def standing(self) -> int:
        return len(self.kept) + len(self.unasked)


def looked_over(period: ReportingPeriod) -> LookedOver:
    """Reads every text of the period again."""
    reasons = _reasons(period)
    kept: list[Entry] = []
    unasked: list[Entry] = []
    gone: list[Entry] = []
    for place, read in ROWS.items():
        known = reasons.pop(place, {})
        for row in read(period):
            why = known.pop(row.pk, ())
            entry = _entry(row, period, why)
            if entry.passages:
                (kept if why else unasked).append(entry)
            elif why:
                gone.append(entry)
        # A correction that was issued leaves the list, and its words stand in the record.
        left = kept if place == Place.CORRECTION and period.is_fixed else gone
        left += [_without_row(place, why) for why in known.values()]
    for place, known in reasons.items():
        # A report for a meeting stands in an app above this one: its reasons are read here, its words there.
        left = kept if place == Place.REPORT else gone
        left += [_without_row(place, why) for why in known.values()]
    for figure in _noted(period):
        if noted := _beside(figure):
            (kept if noted.reasons else unasked).append(noted)
    return LookedOver(tuple(kept), tuple(unasked), tuple(gone))


def number_kept(period: ReportingPeriod) -> int:
    """How many texts of the period still hold words that were let through. Reads only those that did."""
    number = 0
    for place, known in _reasons(period).items():
        rows = ROWS[place](period).filter(pk__in=known) if place in ROWS else ()
        number += sum(any(found_in(said) for _called, said in texts_of(row)) for row in rows)
    noted = _noted(period).exclude(note_kept_because="")
    return number + sum(any(map(found_in, _words_of(figure))) for figure in noted)


def _reasons(period: ReportingPeriod) -> dict[Place, dict[int, tuple[LetThrough, ...]]]:
    """By place and key of the row, the latest first."""
    reasons: dict[Place, dict[int, tuple[LetThrough, ...]]] = {}
    for each in period.let_through.select_related("let_by").order_by("-let_at", "-pk"):
        known = reasons.setdefault(Place(each.place), {})
        known[each.row_pk] = (*known.get(each.row_pk, ()), each)
    return reasons


def date_requests_of(period: ReportingPeriod) -> models.QuerySet[DateRequest]:
    """Those made while the period was under way, and those whose words were let through in it."""
    let = period.let_through.filter(place=Place.LATER_DATE).values("row_pk")
    made = Q(pk__in=let)
    if period.opened_at:
        made |= Q(requested_at__gte=period.opened_at, requested_at__lte=period.frozen_at or timezone.now())
    plan = DateRequest.objects.filter(action__priority__plan=period.plan_id)
    return plan.filter(made).select_related("action")


def taken_up_again(period: ReportingPeriod) -> models.QuerySet[StrategicAction]:
    """Actions of which a reason to take them up again was let through in the period; while it is under way, all."""
    let = Q(pk__in=period.let_through.filter(place=Place.REOPENED).values("row_pk"))
    if period.is_under_way:
        let |= Q(stage=StrategicAction.Stage.UNDER_WAY)
    return StrategicAction.objects.filter(let, priority__plan=period.plan_id).exclude(stage_note="")


ROWS: dict[Place, Callable[[ReportingPeriod], models.QuerySet[Any]]] = {
    Place.UPDATE: lambda period: period.updates.select_related("action").prefetch_related("challenges"),
    Place.QUESTION: lambda period: Question.objects.filter(update__period=period).select_related("update__action"),
    Place.CONTRIBUTION: lambda period: period.contributions.select_related("action", "organisation"),
    Place.SUMMARY: lambda period: period.summaries.select_related("priority").prefetch_related("highlights"),
    Place.COMMENTARY: lambda period: period.commentaries.select_related("indicator"),
    Place.NEWS: lambda period: period.later_news.select_related("priority", "action"),
    Place.CORRECTION: lambda period: period.corrections.all(),
    Place.STEP: lambda period: period.moves.exclude(reason=""),
    Place.LATER_DATE: date_requests_of,
    Place.REOPENED: taken_up_again,
}


def _entry(row: Any, period: ReportingPeriod, why: tuple[LetThrough, ...]) -> Entry:
    about, address = _whereabouts(row, period)
    return Entry(str(PLACES[type(row)].label), about, address, _passages(texts_of(row)), _told(why))


def _passages(texts: Iterable[tuple[str, str]]) -> tuple[Passage, ...]:
    return tuple(
        Passage(called, tuple(dict.fromkeys(str(each.kind.label) for each in found)), tuple(_around(said, found)))
        for called, said in texts
        if (found := found_in(said))
    )


def _told(why: Iterable[LetThrough]) -> tuple[Reason, ...]:
    return tuple(Reason(each.reason, each.let_by, each.let_at) for each in why)


def _without_row(place: Place, why: tuple[LetThrough, ...]) -> Entry:
    """What was let through in a row that has been taken back."""
    return Entry(str(place.label), why[0].about, "", (), _told(why))


def _noted(period: ReportingPeriod) -> models.QuerySet[Figure]:
    """Figures of the plan with words beside or in place of a number, as they stand now.

    They belong to no period but the one under way.
    """
    if not period.is_under_way:
        return Figure.objects.none()
    standing = Figure.objects.filter(indicator__plan=period.plan_id).standing().values("pk")
    noted = Figure.objects.filter(pk__in=standing).exclude(note="", as_printed="", judgement="")
    noted = noted.order_by("indicator", "period_ends_on", "pk")
    return noted.select_related("indicator__plan", "entered_by")


def _words_of(figure: Figure) -> tuple[str, ...]:
    return tuple(text for text in (figure.note, figure.as_printed, figure.judgement) if text)


def _beside(figure: Figure) -> Entry | None:
    """The note beside a figure, where it may point at a child. Why it stays is kept in the figure's own row."""
    passages = _passages([(figure.period_label, text) for text in _words_of(figure)])
    if not passages:
        return None
    grid = reverse("indicators:figures", args=[figure.indicator.plan.slug])
    address = f"{grid}?{urlencode({'period': figure.period_label})}"
    reason = Reason(figure.note_kept_because, figure.entered_by, figure.entered_at)
    reasons = (reason,) if reason.reason else ()
    return Entry(str(_("Note beside a figure")), str(figure.indicator), address, passages, reasons)


def _whereabouts(row: Any, period: ReportingPeriod) -> tuple[str, str]:
    """What a row is about, and the page on which the coordinator reads it."""
    if isinstance(row, ProgressUpdate):
        return str(row.action), reverse("monitoring:update_review", args=[row.pk])
    if isinstance(row, Question):
        return str(row.update.action), reverse("monitoring:update_review", args=[row.update_id])
    if isinstance(row, Contribution):
        address = reverse("monitoring:contribution", args=[row.action_id, row.organisation_id])
        if not period.is_under_way:
            address = reverse("monitoring:action_story", args=[period.pk, row.action_id])
        return f"{row.organisation}: {row.action}", address
    if isinstance(row, PrioritySummary):
        return str(row.priority), reverse("monitoring:priority_summary", args=[period.pk, row.priority_id])
    if isinstance(row, Correction | PeriodMove):
        list_of_corrections = reverse("monitoring:corrections", args=[period.pk])
        return str(period), list_of_corrections if isinstance(row, Correction) else period.get_absolute_url()
    if isinstance(row, DateRequest):
        return str(row.action), reverse("monitoring:date_request", args=[row.pk])
    if isinstance(row, StrategicAction):
        return str(row), reverse("monitoring:action_story", args=[period.pk, row.pk])
    if isinstance(row, MeasureCommentary):
        name = "monitoring:commentary" if period.is_under_way else "monitoring:measure_story"
        return str(row.indicator), reverse(name, args=[period.pk, row.indicator_id])
    return str(row.action or row.priority or period.plan), reverse("monitoring:news", args=[period.pk])


def _around(said: str, found: Sequence[Finding]) -> Iterator[Piece]:
    """The words that were found, each with some of what stands before and after it."""
    shown = 0
    for each in found:
        begins = _word_before(said, max(each.start - AROUND, shown))
        if begins > shown:
            yield Piece("… ", is_found=False)
        if begins < each.start:
            yield Piece(said[begins : each.start], is_found=False)
        yield Piece(said[each.start : each.end], is_found=True)
        shown = each.end
    ends = _word_after(said, min(shown + AROUND, len(said)))
    yield Piece(said[shown:ends] + (" …" if ends < len(said) else ""), is_found=False)


def _word_before(said: str, at: int) -> int:
    """The beginning of a word at or after `at`, within its reach."""
    space = said.find(" ", at, at + LONG_WORD)
    return space + 1 if at > 0 and space >= 0 and not said[at - 1].isspace() else at


def _word_after(said: str, at: int) -> int:
    space = said.rfind(" ", max(at - LONG_WORD, 0), at)
    return space if at < len(said) and space >= 0 else at
