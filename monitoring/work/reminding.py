"""What a reminder says: how many updates, until when, which they are, and why this person is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.moments import weekday
from monitoring.work.chasing import Awaited, Leader, closes_on
from monitoring.work.updating import promises
from monitoring.working_days import bank_holidays, how_far
from partnership.messages import address_of
from partnership.models import Body, User
from partnership.standing_in import Worker
from partnership.wording import listed

PROMISE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Asked:
    """An update that somebody is reminded of: as one who leads the action, or as a leader of the body that answers."""

    awaited: Awaited
    as_worker: Worker | None
    as_leader: Leader | None = None

    @property
    def body(self) -> Body | None:
        return self.as_leader.body if self.as_leader and not self.as_worker else None

    @property
    def why(self) -> str:
        reason = self.as_worker or self.as_leader
        return reason.why if reason else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One update in the mail: what it is about, what to know before one begins, and where it is."""

    title: str
    notes: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Mail:
    """All that one person is told on one day. `asked` is not empty; `promised` has last time's update by action."""

    to: User
    asked: tuple[Asked, ...]
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
    def subject(self) -> str:
        return _own_words(self.own, self.today) if self.own else _others_words(self.others, self.today)

    @property
    def opening(self) -> str:
        """The same as the subject, as sentences, with what this person is told beside it."""
        parts = []
        if self.own:
            parts.append(_own_words(self.own, self.today))
        if self.others:
            parts.append(_others_words(self.others, self.today))
        return " ".join(_("%(words)s.") % {"words": part} for part in parts)

    @property
    def parts(self) -> list[Part]:
        groups: dict[tuple[int, int], list[Asked]] = {}
        for each in (*self.own, *self.others):
            key = (each.body.pk if each.body else 0, each.awaited.period.pk)
            groups.setdefault(key, []).append(each)
        return [
            Part(_heading(group[0], self.today), tuple(_line(each, self.promised) for each in group))
            for group in groups.values()
        ]

    @property
    def why(self) -> list[str]:
        """Why this person is asked, each reason once."""
        return list(dict.fromkeys(each.why for each in self.asked))

    @property
    def instead(self) -> str:
        """How to have these mails sent to somebody else."""
        plans = {each.awaited.period.plan_id for each in self.asked}
        known = list(dict.fromkeys(self.coordinators[pk] for pk in plans if pk in self.coordinators))
        who = listed(known) if known else _("the coordinator of the plan")
        return _("If these e-mails should go to somebody else for good, tell %(who)s.") % {"who": who}

    @property
    def holds_post(self) -> bool:
        """Whether this person holds one of the posts, and so may name who covers for them."""
        workers = [each.as_worker for each in self.asked if each.as_worker]
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
            "all_address": address_of(reverse("monitoring:my_actions")) if self.own else "",
        }


def _own_words(asked: Iterable[Asked], today: date) -> str:
    """3 updates are due on Friday 27 November."""
    days = [closes_on(each.awaited.period) for each in asked]
    known = sorted(day for day in days if day is not None)
    said = {"number": len(days), "day": weekday(known[0], today=today) if known else ""}
    if not known:
        return ngettext("%(number)d update is asked for", "%(number)d updates are asked for", len(days)) % said
    first = known[0]
    if len(set(days)) > 1:
        if first < today:
            return _("%(number)d updates are awaited, the first since %(day)s") % said
        return _("%(number)d updates are due, the first on %(day)s") % said
    if first < today:
        return ngettext("%(number)d update was due on %(day)s", "%(number)d updates were due on %(day)s", len(days)) % (
            said
        )
    if first == today:
        return ngettext(
            "%(number)d update is due today, %(day)s", "%(number)d updates are due today, %(day)s", len(days)
        ) % (said)
    return ngettext("%(number)d update is due on %(day)s", "%(number)d updates are due on %(day)s", len(days)) % said


def _others_words(asked: Iterable[Asked], today: date) -> str:
    """4 updates of Wellbeing group were due on Friday 20 November."""
    group = list(asked)
    days = {day for each in group if (day := closes_on(each.awaited.period)) is not None}
    said = {
        "number": len(group),
        "bodies": listed(sorted({str(each.body) for each in group})),
        "day": weekday(min(days), today=today) if days else "",
    }
    if len(days) != 1:
        return ngettext(
            "%(number)d update of %(bodies)s has not come",
            "%(number)d updates of %(bodies)s have not come",
            len(group),
        ) % (said)
    return ngettext(
        "%(number)d update of %(bodies)s was due on %(day)s and has not come",
        "%(number)d updates of %(bodies)s were due on %(day)s and have not come",
        len(group),
    ) % (said)


def _heading(first: Asked, today: date) -> str:
    """Northmoor plan, July to September 2026: due on Friday 16 October, in 2 working days."""
    period = first.awaited.period
    said = {"plan": period.plan, "period": period, "when": _when(period, today), "body": first.body}
    if first.body is None:
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


def _who(awaited: Awaited) -> str:
    """Who was to say it: the people with their posts, or that nobody could be asked."""
    if awaited.why_nobody:
        return awaited.why_nobody
    named = [_("%(person)s, %(post)s") % {"person": each.user, "post": each.post} for each in awaited.people]
    return _("Asked: %(people)s") % {"people": "; ".join(named)}
