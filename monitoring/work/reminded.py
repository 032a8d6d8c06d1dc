"""Who was reminded of what, and what became of it: for whoever coordinates the plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.models import Reminder, ReportingPeriod
from monitoring.moments import said_at, short_weekday, weekday
from monitoring.reminders import Occasion
from monitoring.work.chasing import Awaited
from monitoring.work.measures_awaited import MeasureAwaited
from monitoring.work.reminding import count, things
from partnership.models import Message, User
from partnership.wording import listed
from plans.models import Plan

State = Message.State

# What the coordinator has to see to, however long the list is.
TROUBLE = (State.UNCERTAIN, State.REFUSED)
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Row:
    """One person's message of one day, with what it says about this plan."""

    message: Message
    today: date

    @property
    def day(self) -> str:
        return weekday(self.message.due_on, today=self.today)

    @property
    def short_day(self) -> str:
        return short_weekday(self.message.due_on, today=self.today)

    @property
    def reminders(self) -> list[Reminder]:
        return list(self.message.reminders.all())

    @property
    def occasions(self) -> str:
        """When updates open; On the day and the coordinator asked."""
        labels = [str(Occasion(each.occasion).label) if each.occasion else _("You asked") for each in self.reminders]
        return listed(list(dict.fromkeys(labels)))

    @property
    def is_trouble(self) -> bool:
        return self.message.state in TROUBLE

    @property
    def note(self) -> str:
        """What else is known: when it went, where to, and what the mail server said."""
        message = self.message
        at = message.handed_over_at
        when = said_at(at, today=self.today) if at else ""
        if message.state == State.SENT:
            return _("To %(address)s %(when)s.") % {"address": message.address, "when": when}
        if message.state == State.UNCERTAIN:
            said = {"address": message.address, "when": when, "name": message.user, "answer": message.answer}
            return _("It went to %(address)s %(when)s. Ask %(name)s whether it came. %(answer)s") % said
        if message.state == State.NOT_NEEDED:
            return _("Nothing was awaited from this person when its turn came.")
        if message.state == State.REFUSED:
            return _("To %(address)s: %(answer)s") % {"address": message.address, "answer": message.answer}
        if message.answer:
            tried = ngettext("Tried %(number)d time.", "Tried %(number)d times.", message.attempts)
            return _("%(tried)s %(answer)s") % {"tried": tried % {"number": message.attempts}, "answer": message.answer}
        return ""


def messages_of(plan: Plan) -> QuerySet[Message]:
    """The reminders that name something of this plan, the latest first, each with what it says about the plan."""
    named = Reminder.objects.filter(period__plan=plan)
    reminders = named.select_related("action", "indicator").order_by("pk")
    return (
        Message.objects.filter(pk__in=named.values("message"))
        .select_related("user")
        .prefetch_related(Prefetch("reminders", queryset=reminders))
        .order_by("-due_on", "user__name", "pk")
    )


def troubled(plan: Plan, *, today: date) -> list[Row]:
    """What lately may not have arrived or was not sent, the latest first."""
    lately = messages_of(plan).filter(state__in=TROUBLE, due_on__gte=today - LATELY)
    return [Row(message, today) for message in lately]


@dataclass(frozen=True, slots=True)
class Now:
    """From whom a period awaits updates, figures and commentaries, and who of them has been reminded today."""

    period: ReportingPeriod
    missing: list[Awaited]
    measures: list[MeasureAwaited]
    reminded: Collection[int]
    today: date
    # Why nobody can be reminded now; empty where somebody can.
    refusal: str

    @property
    def _all(self) -> list[Awaited | MeasureAwaited]:
        return [*self.missing, *self.measures]

    @property
    def people(self) -> list[User]:
        found = {worker.user.pk: worker.user for each in self._all for worker in each.people}
        return sorted(found.values(), key=lambda person: person.name)

    @property
    def to_remind(self) -> list[User]:
        return [person for person in self.people if person.pk not in self.reminded]

    @property
    def nobody(self) -> list[Awaited | MeasureAwaited]:
        return [each for each in self._all if not each.people]

    @property
    def awaited_words(self) -> str:
        """12 updates are awaited from 7 people."""
        number = count(len(self.missing), self.measures)
        if not number:
            return _("Nothing is awaited.")
        named = things(len(self.missing), self.measures)
        awaited = ngettext("%(things)s is awaited", "%(things)s are awaited", number) % {"things": named}
        people = ngettext("from %(number)d person", "from %(number)d people", len(self.people))
        return _("%(awaited)s %(people)s.") % {
            "awaited": awaited,
            "people": people % {"number": len(self.people)},
        }

    @property
    def reminded_words(self) -> str:
        names = [str(person) for person in self.people if person.pk in self.reminded]
        if not names:
            return ""
        return ngettext(
            "%(names)s has been reminded today and gets nothing more until tomorrow.",
            "%(names)s have been reminded today and get nothing more until tomorrow.",
            len(names),
        ) % {"names": listed(names)}

    @property
    def can_remind(self) -> bool:
        return not self.refusal and bool(self.to_remind)


def reminded_on(people: Collection[int], *, on: date) -> set[int]:
    """Those of these people who have had the day's message, or may have."""
    had = Message.objects.filter(kind=Message.Kind.REMINDER, due_on=on, user__in=people)
    return set(had.filter(state__in=[State.HANDING_OVER, State.SENT, State.UNCERTAIN]).values_list("user", flat=True))


def days_said(days: Mapping[Occasion, tuple[date, ...]], *, today: date) -> dict[str, str]:
    """When each occasion falls in the period under way: Friday 9 October."""
    return {occasion.value: weekday(falls[0], today=today) for occasion, falls in days.items()}
