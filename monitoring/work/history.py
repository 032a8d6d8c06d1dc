"""What was said about an action over time: each period's update, its earlier versions, what was asked and agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from monitoring.corrected import as_corrected, with_errata
from monitoring.models import Challenge, Contribution, ProgressUpdate, Question, ReportingPeriod
from monitoring.moments import said_at
from monitoring.work.exchange import Kind, Turn, exchange
from monitoring.work.updating import promises, submitted_said
from priorities.models import StrategicAction


@dataclass(frozen=True, slots=True)
class Contributed:
    """What another organisation says beneath an update."""

    organisation: str
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One period's update. `earlier` are the versions before the one that stands, newest first.

    `turns` tell how it came to stand as it does; of one that was submitted and no more there are none.
    """

    update: ProgressUpdate
    earlier: list[Any]
    turns: list[Turn]
    contributions: list[Contributed]
    today: date

    @property
    def promises(self) -> list[str]:
        return promises(self.update)

    @property
    def is_open(self) -> bool:
        return not self.update.period.is_fixed

    @property
    def said(self) -> str:
        return submitted_said(self.update, today=self.today)


def history(action: StrategicAction, *, sees_open: bool, today: date) -> list[Entry]:
    """Newest period first. Without `sees_open` only what has been fixed, and no earlier versions."""
    updates = with_errata(ProgressUpdate.objects.filter(action=action)).select_related(
        "period", "proposed_level", "agreed_level", "submitted_by", "reviewed_by"
    )
    if not sees_open:
        updates = updates.filter(period__state__in=ReportingPeriod.FIXED)
    states = _states(action) if sees_open else {}
    changes = defaultdict(list)
    for change in Challenge.objects.filter(update__action=action).select_related("from_level", "to_level", "by"):
        changes[change.update_id].append(change)
    questions = defaultdict(list)
    if sees_open:
        for question in Question.objects.filter(update__action=action).select_related("asked_by", "answered_by"):
            questions[question.update_id].append(question)
    contributed = defaultdict(list)
    for said in _contributions(action):
        contributed[said.period_id].append(_contributed(said, today=today))
    return [
        Entry(
            update=as_corrected(update),
            earlier=_earlier_versions(update, states.get(update.pk, [])),
            turns=_told(exchange(states.get(update.pk, []), changes[update.pk], questions[update.pk])),
            contributions=contributed[update.period_id],
            today=today,
        )
        for update in updates.order_by("-period__ordinal")
    ]


def turns_of(update: ProgressUpdate) -> list[Turn]:
    """What was said about one update, in order; nothing where it was submitted and no more."""
    states = _states(update.action).get(update.pk, [])
    changes = update.challenges.select_related("from_level", "to_level", "by")
    return _told(exchange(states, changes, update.questions.select_related("asked_by", "answered_by")))


def contributions_to(update: ProgressUpdate, *, today: date) -> list[Contributed]:
    """What other organisations say beneath an update."""
    said = _contributions(update.action).filter(period=update.period_id)
    return [_contributed(each, today=today) for each in said]


def _contributions(action: StrategicAction) -> QuerySet[Contribution]:
    return Contribution.objects.filter(action=action).select_related("organisation", "said_by")


def _contributed(said: Contribution, *, today: date) -> Contributed:
    words = {"person": said.said_by, "when": said_at(said.said_at, today=today), "others": said.on_behalf_of}
    told = _("%(person)s, %(when)s") if not said.on_behalf_of else _("%(person)s, %(when)s, told by %(others)s")
    return Contributed(str(said.organisation), said.text, told % words)


def _told(turns: list[Turn]) -> list[Turn]:
    return [] if [turn.kind for turn in turns] == [Kind.SUBMITTED] else turns


def _states(action: StrategicAction) -> dict[int, list[Any]]:
    """Each state that the database kept of each update of an action, oldest first."""
    events = ProgressUpdate.pgh_event_model.objects.filter(action=action)  # type: ignore[attr-defined]
    found: dict[int, list[Any]] = defaultdict(list)
    people = ("proposed_level", "agreed_level", "submitted_by", "reviewed_by")
    for event in events.select_related(*people).order_by("pgh_id"):
        found[event.id].append(event)
    return found


def _earlier_versions(update: ProgressUpdate, states: list[Any]) -> list[Any]:
    """Each version before the one that stands as it was first submitted, newest first."""
    first: dict[int, Any] = {}
    for state in states:
        first.setdefault(state.version, state)
    return [first[number] for number in sorted(first, reverse=True) if number < update.version]
