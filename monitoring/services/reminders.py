"""Reminding people of the updates, figures and commentaries awaited from them: one message a person and day, each at
most once.

Who is reminded of what is written down first; the messages are then handed over one by one, and each says only
what still holds when its turn comes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.corrected import as_corrected, with_errata
from monitoring.models import ProgressUpdate, Reminder, ReminderRule, ReportingPeriod
from monitoring.moments import weekday
from monitoring.reminders import Hours, Occasion, Schedule, opening_day
from monitoring.work.chasing import Awaited, awaited, closes_on
from monitoring.work.measures_awaited import MeasureAwaited, measures_awaited
from monitoring.work.reminding import Asked, AskedMeasure, Mail
from monitoring.working_days import bank_holidays, is_working_day, working_day_on
from partnership import messages
from partnership.locks import one_at_a_time
from partnership.messages import Letter, unfinished
from partnership.models import Message, User
from partnership.refusals import Refused, refusing
from partnership.standing_in import who_does
from partnership.wake import wake, wake_after_commit
from plans.models import Plan

State = Message.State

# Two beats at once write one after the other.
WRITING = 0x5257
# Nothing of a message in one of these states has reached the mail server for good.
NOT_SENT = (State.NOT_NEEDED, State.REFUSED)


class NobodyToRemind(Refused):
    """Nothing is awaited, or from nobody who could be reminded, or not today."""


def hours() -> Hours:
    return Hours(settings.REMINDERS_FROM, settings.REMINDERS_UNTIL)


# --- The rules of a plan ------------------------------------------------------------------------


@transaction.atomic
def set_reminder_rules(*, plan: Plan, occasions: Collection[str], by: User) -> None:
    """Remind people of the plan's updates on these occasions and on no others."""
    said = {rule.occasion: rule for rule in ReminderRule.objects.select_for_update().filter(plan=plan)}
    for occasion in Occasion:
        rule = said.get(occasion) or ReminderRule(plan=plan, occasion=occasion)
        if rule.applies != (occasion in occasions):
            rule.applies = occasion in occasions
            with refusing():
                rule.save()


def occasions_of(plans: Iterable[Plan]) -> dict[int, set[str]]:
    """The occasions on which each of these plans reminds people, by its key."""
    occasions: dict[int, set[str]] = {plan.pk: set(Occasion.values) for plan in plans}
    for rule in ReminderRule.objects.filter(plan__in=occasions, applies=False):
        occasions[rule.plan_id].discard(rule.occasion)
    return occasions


# --- Writing down who is reminded of what ---------------------------------------------------------


class Named(NamedTuple):
    """What a reminder is about, by its key: one of the two."""

    action_pk: int | None
    indicator_pk: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """That somebody is to be reminded of an action or a measure."""

    user_pk: int
    period_pk: int
    named: Named
    occasion: str


def remind(*, at: datetime) -> None:
    """Write down today's reminders and wake a worker for each message that waits. Outside the hours, do nothing.

    Safe at any time and as often as one likes. What could not be sent on its day is never sent on another.
    """
    if hours().hold(at):
        write_reminders(on=timezone.localdate(at))
        hand_out()


def hand_out() -> None:
    """Wake a worker for each reminder that waits for one, or that its worker left half done."""
    for message_pk in unfinished(Message.Kind.REMINDER):
        wake("monitoring.send_reminder", message_pk)


@transaction.atomic
def write_reminders(*, on: date) -> None:
    """Write down whom the plans' rules remind of what on a day, without those who are down already."""
    one_at_a_time(WRITING)
    _write(list(_wanted(on)), on=on)


def _wanted(on: date) -> Iterator[Wanted]:
    periods = ReportingPeriod.objects.under_way().select_related("plan")
    falls = _falling(list(periods), on=on)
    if not falls:
        return
    told = _told_of_opening(period for period, occasions in falls.values() if Occasion.OPENING in occasions)
    found = [period for period, _occasions in falls.values()]
    for each in awaited(found, on=on):
        named = Named(each.action.pk, None)
        yield from _to_people(each, named, falls[each.period.pk][1], told)
        yield from _to_leaders(each, named, falls[each.period.pk][1])
    for measure in measures_awaited(found, on=on):
        named = Named(None, measure.indicator.pk)
        yield from _to_people(measure, named, falls[measure.period.pk][1], told)
        yield from _to_leaders(measure, named, falls[measure.period.pk][1])


def _to_people(
    each: Awaited | MeasureAwaited,
    named: Named,
    occasions: Iterable[Occasion],
    told: Collection[tuple[int, int, Named]],
) -> Iterator[Wanted]:
    """Everybody from whom it is awaited, on the most urgent of the day's occasions, which is the last."""
    to_people = [occasion for occasion in occasions if occasion != Occasion.TO_LEAD]
    for worker in each.people if to_people else ():
        key = (worker.user.pk, each.period.pk, named)
        if to_people[-1] != Occasion.OPENING or key not in told:
            yield Wanted(*key, to_people[-1])


def _to_leaders(each: Awaited | MeasureAwaited, named: Named, occasions: Iterable[Occasion]) -> Iterator[Wanted]:
    for leader in each.leaders if Occasion.TO_LEAD in occasions else ():
        yield Wanted(leader.user.pk, each.period.pk, named, Occasion.TO_LEAD)


def _falling(periods: list[ReportingPeriod], *, on: date) -> dict[int, tuple[ReportingPeriod, list[Occasion]]]:
    """The periods of which people are reminded on a day, each with the occasions that its plan keeps."""
    kept = occasions_of(period.plan for period in periods)
    found = {}
    for period in periods:
        occasions = [each for each in schedule_of(period).occasions(on=on) if each in kept[period.plan_id]]
        if occasions:
            found[period.pk] = (period, occasions)
    return found


def schedule_of(period: ReportingPeriod) -> Schedule:
    """The days on which people are reminded of a period under way."""
    opened_at = period.opened_at if period.takes_updates else None
    return Schedule(
        opened_on=opening_day(opened_at, hours=hours()) if opened_at else None,
        closes_on=closes_on(period),
        off=bank_holidays(period.plan.nation),
    )


def _told_of_opening(periods: Iterable[ReportingPeriod]) -> set[tuple[int, int, Named]]:
    """Who has been told since its period opened what is asked for."""
    told = Reminder.objects.filter(period__in=list(periods), message__written_at__gte=F("period__opened_at"))
    told = told.exclude(message__state__in=NOT_SENT)
    rows = told.values_list("message__user", "period", "action", "indicator")
    return {(user_pk, period_pk, Named(*named)) for user_pk, period_pk, *named in rows}


def _write(wanted: Iterable[Wanted], *, on: date, again: bool = False) -> set[int]:
    """Add reminders to the day's messages; the keys of the people whose message waits and says them all.

    Whoever's message has gone already keeps the one they had. `again` also tries anew what was refused.
    """
    by_person: dict[int, dict[tuple[int, Named], Wanted]] = {}
    for each in wanted:
        by_person.setdefault(each.user_pk, {}).setdefault((each.period_pk, each.named), each)
    there = Message.objects.select_for_update().filter(kind=Message.Kind.REMINDER, due_on=on, user__in=by_person)
    known = {message.user_id: message for message in there}
    rows = Reminder.objects.filter(message__in=known.values())
    there_already = {
        (message_pk, period_pk, Named(*named))
        for message_pk, period_pk, *named in rows.values_list("message", "period", "action", "indicator")
    }
    reopened = NOT_SENT if again else (State.NOT_NEEDED,)
    anew = [message for message in known.values() if message.state in reopened]
    if anew:
        Message.objects.filter(pk__in=[message.pk for message in anew]).update(state=State.WAITING, attempts=0)
        for message in anew:
            message.state = State.WAITING
    fresh = [
        Message(user_id=user_pk, kind=Message.Kind.REMINDER, due_on=on) for user_pk in by_person if user_pk not in known
    ]
    if fresh:
        known |= {message.user_id: message for message in Message.objects.bulk_create(fresh)}
    waiting = {user_pk for user_pk, message in known.items() if message.state == State.WAITING}
    reminders = [
        Reminder(
            message=known[user_pk],
            period_id=period_pk,
            action_id=named.action_pk,
            indicator_id=named.indicator_pk,
            occasion=each.occasion,
        )
        for user_pk in by_person
        if user_pk in waiting
        for (period_pk, named), each in by_person[user_pk].items()
        if (known[user_pk].pk, period_pk, named) not in there_already
    ]
    if reminders:
        Reminder.objects.bulk_create(reminders)
    return waiting


# --- Reminding now ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reminded:
    """Who is reminded at once, who has had today's message already, and what nobody can be reminded of."""

    now: list[User]
    already: list[User]
    nobody: list[Awaited | MeasureAwaited]


@transaction.atomic
def remind_now(*, period: ReportingPeriod, by: User, on: date) -> Reminded:
    """Remind everybody from whom the period awaits something, in today's one message. Raises NobodyToRemind."""
    one_at_a_time(WRITING)
    if refusal := why_not_remind(period, on=on):
        raise NobodyToRemind(refusal)
    missing: list[tuple[Awaited | MeasureAwaited, Named]] = [
        *((each, Named(each.action.pk, None)) for each in awaited([period], on=on)),
        *((each, Named(None, each.indicator.pk)) for each in measures_awaited([period], on=on)),
    ]
    people = {worker.user.pk: worker.user for each, _named in missing for worker in each.people}
    if not people:
        raise NobodyToRemind(
            _("Nobody can be reminded: no person is named for what is awaited.")
            if missing
            else _("Nothing is awaited, so there is nobody to remind.")
        )
    wanted = [Wanted(worker.user.pk, period.pk, named, "") for each, named in missing for worker in each.people]
    waiting = _write(wanted, on=on, again=True)
    wake_after_commit("monitoring.hand_out_reminders")
    by_name = sorted(people.values(), key=lambda person: person.name)
    return Reminded(
        now=[person for person in by_name if person.pk in waiting],
        already=[person for person in by_name if person.pk not in waiting],
        nobody=[each for each, _named in missing if not each.people],
    )


def why_not_remind(period: ReportingPeriod, *, on: date) -> str:
    """What stands in the way of reminding people of a period on a day, in a sentence; empty when nothing does."""
    if not period.is_under_way:
        return _("%(period)s takes no updates now, so nobody is reminded.") % {"period": period}
    off = bank_holidays(period.plan.nation)
    if not is_working_day(on, off=off):
        return _("Nobody is reminded on a day off. You can do it again on %(day)s.") % {
            "day": weekday(working_day_on(on, 0, off=off), today=on)
        }
    return ""


# --- The worker's part --------------------------------------------------------------------------


def send(message_pk: int) -> None:
    """Send one reminder, unless it was sent, is in other hands, or has nothing left to say."""
    messages.hand_over(message_pk, compose=compose)


def compose(message: Message) -> Letter | None:
    """What a reminder says now; None where its day is over or nothing of it is awaited from this person any more."""
    today = timezone.localdate()
    if message.due_on != today:
        return None
    reminders = _standing(message)
    asked = tuple(_still_asked(message, reminders, today))
    measures = tuple(_still_asked_measures(message, reminders, today))
    if not asked and not measures:
        return None
    mail = Mail(
        to=message.user,
        asked=asked,
        measures=measures,
        promised=_promised(asked),
        coordinators=_coordinators({each.period for each in reminders}, on=today),
        today=today,
    )
    return messages.letter("monitoring/email/reminder", mail.context, subject=mail.subject, series="reminders")


def _standing(message: Message) -> list[Reminder]:
    """What a message names, without what its plan reminds nobody of any more."""
    reminders = list(message.reminders.select_related("period__plan__coordinating_post__deputy").order_by("pk"))
    kept = occasions_of({each.period.plan_id: each.period.plan for each in reminders}.values())
    return [each for each in reminders if not each.occasion or each.occasion in kept[each.period.plan_id]]


def _still_asked(message: Message, reminders: Iterable[Reminder], today: date) -> Iterator[Asked]:
    named = [each for each in reminders if each.action_id]
    periods = {each.period_id: each.period for each in named}
    missing = awaited(periods.values(), on=today, actions={each.action_id for each in named if each.action_id})
    found = {(each.period.pk, each.action.pk): each for each in missing}
    for reminder in named:
        each = found.get((reminder.period_id, reminder.action_id or 0))
        if each is None:
            continue
        if reminder.occasion == Occasion.TO_LEAD:
            leader = next((leader for leader in each.leaders if leader.user == message.user), None)
            if leader:
                yield Asked(each, as_worker=None, as_leader=leader)
        else:
            worker = next((worker for worker in each.people if worker.user == message.user), None)
            if worker:
                yield Asked(each, as_worker=worker)


def _still_asked_measures(message: Message, reminders: Iterable[Reminder], today: date) -> Iterator[AskedMeasure]:
    named = {each.indicator_id: each for each in reminders if each.indicator_id}
    periods = [each.period for each in named.values()]
    for each in measures_awaited(periods, on=today, indicators=named) if named else ():
        reminder = named[each.indicator.pk]
        if reminder.period != each.period:
            continue
        if reminder.occasion == Occasion.TO_LEAD:
            leader = next((leader for leader in each.leaders if leader.user == message.user), None)
            if leader:
                yield AskedMeasure(each, as_worker=None, as_leader=leader)
        else:
            worker = next((worker for worker in each.people if worker.user == message.user), None)
            if worker:
                yield AskedMeasure(each, as_worker=worker)


def _promised(asked: Iterable[Asked]) -> dict[int, ProgressUpdate]:
    """What was last said about each action before the period in which it is awaited."""
    actions = {each.awaited.action.pk: each.awaited.period for each in asked}
    said = (
        with_errata(ProgressUpdate.objects.filter(action__in=actions))
        .exclude(period__in=set(actions.values()))
        .order_by("action_id", "-period__ordinal")
        .distinct("action_id")
    )
    return {update.action_id: as_corrected(update) for update in said}


def _coordinators(periods: Iterable[ReportingPeriod], *, on: date) -> dict[int, str]:
    """Ann Bell (ann@northmoor.example), by plan."""
    plans = {period.plan_id: period.plan for period in periods}
    posts = {pk: plan.coordinating_post for pk, plan in plans.items() if plan.coordinating_post}
    people = who_does(posts.values(), on=on)
    return {
        pk: f"{people[post.pk][0].user} ({people[post.pk][0].user.email})"
        for pk, post in posts.items()
        if people[post.pk]
    }
