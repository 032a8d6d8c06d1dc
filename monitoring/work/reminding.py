"""What a reminder says: how many updates, commentaries and figures, until when, which, and why this person is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.moments import weekday
from monitoring.work.chasing import Awaited, Leader, closes_on
from monitoring.work.measures_awaited import MeasureAwaited
from monitoring.work.updating import promises
from monitoring.working_days import bank_holidays, how_far
from partnership.messages import address_of
from partnership.models import Body, User
from partnership.standing_in import Worker
from partnership.wording import listed

PROMISE_LENGTH = 160


class _InARole:
    """As what somebody is reminded: as one who does the work, or as a leader of the body that answers for it."""

    __slots__ = ()

    as_worker: Worker | None
    as_leader: Leader | None

    @property
    def body(self) -> Body | None:
        return self.as_leader.body if self.as_leader and not self.as_worker else None

    @property
    def why(self) -> str:
        reason = self.as_worker or self.as_leader
        return reason.why if reason else ""


@dataclass(frozen=True, slots=True)
class Asked(_InARole):
    """An update that somebody is reminded of."""

    awaited: Awaited
    as_worker: Worker | None
    as_leader: Leader | None = None


@dataclass(frozen=True, slots=True)
class AskedMeasure(_InARole):
    """A measure that somebody is reminded of: its figure, its commentary or both."""

    awaited: MeasureAwaited
    as_worker: Worker | None
    as_leader: Leader | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in the mail: what it is about, what to know before one begins, and where it is."""

    title: str
    notes: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Mail:
    """All that one person is told on one day. Of `asked` and `measures` one is not empty.

    `promised` has last time's update by action.
    """

    to: User
    asked: tuple[Asked, ...]
    measures: tuple[AskedMeasure, ...]
    promised: Mapping[int, ProgressUpdate]
    # Whoever hands over posts and names cover, by plan: their names with their addresses.
    coordinators: Mapping[int, str]
    today: date

    @property
    def own(self) -> list[Asked]:
        return [each for each in self.asked if each.body is None]

    @property
    def others(self) -> list[Asked]:
        return [each for each in self.asked if each.body is not None]

    @property
    def own_measures(self) -> list[AskedMeasure]:
        return [each for each in self.measures if each.body is None]

    @property
    def measures_of_others(self) -> list[AskedMeasure]:
        return [each for each in self.measures if each.body is not None]

    @property
    def asks_oneself(self) -> bool:
        return bool(self.own or self.own_measures)

    @property
    def subject(self) -> str:
        return self._own_words if self.asks_oneself else self._words_of_others

    @property
    def _words_of_others(self) -> str:
        return _others_words(self.others, self.measures_of_others, self.today)

    @property
    def _own_words(self) -> str:
        measures = [each.awaited for each in self.own_measures]
        periods = [each.awaited.period for each in self.own] + [each.period for each in measures]
        return _own_words(things(len(self.own), measures), count(len(self.own), measures), periods, self.today)

    @property
    def opening(self) -> str:
        """The same as the subject, as sentences, with what this person is told beside it."""
        parts = []
        if self.asks_oneself:
            parts.append(self._own_words)
        if self.others or self.measures_of_others:
            parts.append(self._words_of_others)
        return " ".join(_("%(words)s.") % {"words": part} for part in parts)

    @property
    def parts(self) -> list[Part]:
        headings: dict[tuple[int, int], str] = {}
        lines: dict[tuple[int, int], list[Line]] = {}

        def group(body: Body | None, period: ReportingPeriod) -> list[Line]:
            key = (body.pk if body else 0, period.pk)
            headings.setdefault(key, _heading(body, period, self.today))
            return lines.setdefault(key, [])

        for each in self.own:
            group(None, each.awaited.period).append(_line(each, self.promised))
        for measure in self.own_measures:
            group(None, measure.awaited.period).extend(_measure_lines(measure.awaited))
        for each in self.others:
            group(each.body, each.awaited.period).append(_line(each, self.promised))
        for measure in self.measures_of_others:
            group(measure.body, measure.awaited.period).append(_measure_of_others(measure.awaited))
        return [Part(headings[key], tuple(found)) for key, found in lines.items()]

    @property
    def why(self) -> list[str]:
        """Why this person is asked, each reason once."""
        return list(dict.fromkeys(each.why for each in (*self.asked, *self.measures)))

    @property
    def instead(self) -> str:
        """How to have these mails sent to somebody else."""
        periods = [each.awaited.period for each in self.asked] + [each.awaited.period for each in self.measures]
        plans = {period.plan_id for period in periods}
        known = list(dict.fromkeys(self.coordinators[pk] for pk in plans if pk in self.coordinators))
        who = listed(known) if known else _("the coordinator of the plan")
        return _("If these e-mails should go to somebody else for good, tell %(who)s.") % {"who": who}

    @property
    def holds_post(self) -> bool:
        """Whether this person holds one of the posts, and so may name who covers for them."""
        workers = [each.as_worker for each in (*self.asked, *self.measures) if each.as_worker]
        return any(not worker.covers_until and not worker.deputises for worker in workers)

    @property
    def context(self) -> dict[str, object]:
        return {
            "name": self.to.name,
            "subject": self.subject,
            "opening": self.opening,
            "parts": self.parts,
            "why": self.why,
            "instead": self.instead,
            "cover_address": address_of(reverse("monitoring:post_list")) if self.holds_post else "",
            "all_address": address_of(reverse("monitoring:my_actions")) if self.asks_oneself else "",
        }


def things(updates: int, measures: Iterable[MeasureAwaited]) -> str:
    """3 updates, 2 commentaries and 1 figure."""
    found = list(measures)
    commentaries = sum(each.asks is not None for each in found)
    figures = sum(each.figure is not None for each in found)
    parts = [
        ngettext("%(number)d update", "%(number)d updates", updates) % {"number": updates},
        ngettext("%(number)d commentary", "%(number)d commentaries", commentaries) % {"number": commentaries},
        ngettext("%(number)d figure", "%(number)d figures", figures) % {"number": figures},
    ]
    numbers = (updates, commentaries, figures)
    return listed([part for part, number in zip(parts, numbers, strict=True) if number])


def count(updates: int, measures: Iterable[MeasureAwaited]) -> int:
    """How many that is."""
    return updates + sum((each.asks is not None) + (each.figure is not None) for each in measures)


def _own_words(named: str, number: int, periods: Sequence[ReportingPeriod], today: date) -> str:
    """3 updates are due on Friday 27 November."""
    days = [closes_on(period) for period in periods]
    known = sorted(day for day in days if day is not None)
    said = {"things": named, "day": weekday(known[0], today=today) if known else ""}
    if not known:
        return ngettext("%(things)s is asked for", "%(things)s are asked for", number) % said
    first = known[0]
    if len(set(days)) > 1:
        if first < today:
            return _("%(things)s are awaited, the first since %(day)s") % said
        return _("%(things)s are due, the first on %(day)s") % said
    if first < today:
        return ngettext("%(things)s was due on %(day)s", "%(things)s were due on %(day)s", number) % said
    if first == today:
        return ngettext("%(things)s is due today, %(day)s", "%(things)s are due today, %(day)s", number) % said
    return ngettext("%(things)s is due on %(day)s", "%(things)s are due on %(day)s", number) % said


def _others_words(asked: Sequence[Asked], measures: Sequence[AskedMeasure], today: date) -> str:
    """4 updates and 1 figure of Wellbeing group were due on Friday 20 November and have not come."""
    found = [each.awaited for each in measures]
    periods = [*(each.awaited.period for each in asked), *(each.period for each in found)]
    days = {day for period in periods if (day := closes_on(period)) is not None}
    said = {
        "things": things(len(asked), found),
        "bodies": listed(sorted({str(each.body) for each in (*asked, *measures)})),
        "day": weekday(min(days), today=today) if days else "",
    }
    number = count(len(asked), found)
    if len(days) != 1:
        return (
            ngettext("%(things)s of %(bodies)s has not come", "%(things)s of %(bodies)s have not come", number) % said
        )
    return (
        ngettext(
            "%(things)s of %(bodies)s was due on %(day)s and has not come",
            "%(things)s of %(bodies)s were due on %(day)s and have not come",
            number,
        )
        % said
    )


def _heading(body: Body | None, period: ReportingPeriod, today: date) -> str:
    """Northmoor plan, July to September 2026: due on Friday 16 October, in 2 working days."""
    said = {"plan": period.plan, "period": period, "when": _when(period, today), "body": body}
    if body is None:
        return _("%(plan)s, %(period)s: %(when)s") % said
    return _("%(body)s – %(plan)s, %(period)s: %(when)s") % said


def _when(period: ReportingPeriod, today: date) -> str:
    day = closes_on(period)
    if day is None:
        return _("no closing date is set")
    away = how_far(day, today=today, off=bank_holidays(period.plan.nation))
    said = {"day": weekday(day, today=today), "away": away}
    return (_("was due on %(day)s, %(away)s") if day < today else _("due on %(day)s, %(away)s")) % said


def _line(asked: Asked, promised: Mapping[int, ProgressUpdate]) -> Line:
    awaited = asked.awaited
    action = awaited.action
    if asked.body is not None:
        address = reverse("monitoring:action_story", args=[awaited.period.pk, action.pk])
        return Line(str(action), (_who(awaited),), address_of(address))
    notes = []
    if awaited.returned is not None:
        person = awaited.returned.reviewed_by or _("The coordinator")
        notes.append(
            _("%(person)s asks: %(question)s") % {"person": person, "question": awaited.returned.returned_because}
        )
    elif last := promises(promised[action.pk])[:1] if action.pk in promised else []:
        notes.append(_("Promised last time: %(promise)s") % {"promise": Truncator(last[0]).chars(PROMISE_LENGTH)})
    return Line(str(action), tuple(notes), address_of(reverse("monitoring:update_action", args=[action.pk])))


def _measure_lines(awaited: MeasureAwaited) -> Iterator[Line]:
    """What is to be brought in, then what is to be written."""
    if awaited.figure:
        yield Line(awaited.title, (awaited.figure.note,), address_of(awaited.figures_address))
    if awaited.asks:
        note = _("%(level)s. Tell the story behind the figure.") % {"level": awaited.asks.level.label}
        yield Line(awaited.title, (note,), address_of(awaited.commentary_address))


def _measure_of_others(awaited: MeasureAwaited) -> Line:
    """What is missing of a measure, and who was to bring it or to write."""
    notes = []
    if awaited.figure:
        notes.append(awaited.figure.note)
    if awaited.asks:
        said = {"level": awaited.asks.level.label}
        notes.append(_("%(level)s. The story behind the figure has not been told.") % said)
    address = reverse("monitoring:measure_story", args=[awaited.period.pk, awaited.indicator.pk])
    return Line(awaited.title, (*notes, _who(awaited)), address_of(address))


def _who(awaited: Awaited | MeasureAwaited) -> str:
    """Who was to say it: the people with their posts, or that nobody could be asked."""
    if awaited.why_nobody:
        return awaited.why_nobody
    named = [_("%(person)s, %(post)s") % {"person": each.user, "post": each.post} for each in awaited.people]
    return _("Asked: %(people)s") % {"people": "; ".join(named)}
