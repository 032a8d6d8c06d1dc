"""The steps of a period, where it stands on them, and how long until the next. Touches no database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.deadlines import pace_of
from monitoring.models import PeriodMove, ReportingPeriod
from monitoring.moments import near_day, weekday
from monitoring.working_days import bank_holidays, how_far, working_day_on
from partnership.models import Body, Meeting
from partnership.wording import listed

State = ReportingPeriod.State
MONTHS = 12
# How a report's name may begin. English, like the names themselves.
COUNTED = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `state` is done, now or later; `when` says in words when it is or was, and may be empty."""

    name: str
    when: str
    state: str


def steps(
    period: ReportingPeriod,
    moves: Iterable[PeriodMove] = (),
    *,
    meetings: Iterable[Meeting] = (),
    kept_back: int = 0,
    today: date,
) -> list[Step]:
    """Every step that the plan takes, in order, and those that the period took although the plan no longer does.

    A step to come has its planned day; one that is done the day on which it really was, as `moves` tell. So many
    figures are `kept_back` because of small numbers, and nobody has looked at them.
    """
    plan = period.plan
    opened, fixed, published = map(_day, (period.opened_at, period.frozen_at, period.published_at))
    closed = _closed(moves) or fixed
    named = [
        (_("Open"), _from(opened or period.opens_on, today)),
        (_("Updates"), _until(_later(period, State.OPEN, closed) or period.updates_due_on, today)),
        (_("Questions"), _until(fixed or period.challenge_by, today)),
        (_("Sign-off"), _until(fixed or period.sign_off_by, today)),
        (_("Fix the figures"), _from(fixed or period.freeze_on, today)),
        (_("Publish"), _from(published, today) if published else _publish(period, meetings, kept_back, today)),
    ]
    skipped = {
        0: period.is_from_paper and not opened,
        1: period.is_from_paper,
        2: not plan.has_challenge or period.is_from_paper,
        3: not plan.requires_sign_off or period.is_from_paper,
        5: not plan.publishes,
    }
    now = _now(period, today=today)
    return [
        Step(name, when, "done" if number < now else "now" if number == now else "later")
        for number, (name, when) in enumerate(named)
        if not skipped.get(number) or number == now or (number == 5 and published)
    ]


def _now(period: ReportingPeriod, *, today: date) -> int:
    if period.state == State.CHALLENGE:
        # Sign-off begins when the questions are over.
        over = period.challenge_by is not None and period.challenge_by < today
        return 3 if over and period.plan.requires_sign_off else 2
    if period.state == State.FROZEN and not period.plan.publishes:
        return 6
    return {State.PLANNED: 0, State.OPEN: 1, State.FROZEN: 5, State.PUBLISHED: 6}[State(period.state)]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _closed(moves: Iterable[PeriodMove]) -> date | None:
    """The day updates were closed last."""
    return _day(max((move.at for move in moves if move.to_state == State.CHALLENGE), default=None))


def _later(period: ReportingPeriod, state: str, day: date | None) -> date | None:
    """The day, once the period is past that state: updates that were opened again are not over."""
    order = list(State.values)
    return day if order.index(period.state) > order.index(state) else None


def _from(day: date | None, today: date) -> str:
    return near_day(day, today=today) if day else ""


def _until(day: date | None, today: date) -> str:
    return _("until %(day)s") % {"day": near_day(day, today=today)} if day else ""


def _publish(period: ReportingPeriod, meetings: Iterable[Meeting], kept_back: int, today: date) -> str:
    by = _("by %(day)s") % {"day": near_day(period.publish_by, today=today)} if period.publish_by else ""
    readers = listed([readers_at(meeting, today=today) for meeting in meetings]) or period.reports_to
    first = (
        ngettext(
            "once somebody has looked at %(number)d figure kept back",
            "once somebody has looked at %(number)d figures kept back",
            kept_back,
        )
        % {"number": kept_back}
        if kept_back
        else ""
    )
    return ", ".join(filter(None, [by, _("for %(readers)s") % {"readers": readers} if readers else "", first]))


def readers_at(meeting: Meeting, *, today: date) -> str:
    """the Partnership board on 9 December."""
    return _("the %(body)s on %(day)s") % {"body": meeting.body, "day": near_day(meeting.held_on, today=today)}


def next_when(period: ReportingPeriod, *, today: date) -> str:
    """When the next step is due: "Next: Friday 16 October, in 2 working days". Nothing after the last."""
    day = _next_day(period)
    if period.state == State.PUBLISHED or (period.state == State.FROZEN and not period.plan.publishes):
        return ""
    if day is None:
        return _("Next")
    off = bank_holidays(period.plan.nation)
    said = {"day": weekday(day, today=today), "away": how_far(day, today=today, off=off)}
    return _("Planned for %(day)s, %(away)s") % said if day < today else _("Next: %(day)s, %(away)s") % said


def _next_day(period: ReportingPeriod) -> date | None:
    if period.state == State.OPEN:
        # Nobody closes updates where no questions follow: the figures are fixed next.
        return period.updates_due_on if period.plan.has_challenge else period.freeze_on or period.updates_due_on
    return {
        State.PLANNED: period.opens_on,
        State.CHALLENGE: period.freeze_on,
        State.FROZEN: period.publish_by,
        State.PUBLISHED: None,
    }[State(period.state)]


def following(starts_on: date, ends_on: date) -> tuple[date, date]:
    """The first and last day of the period after one: as many months, the next morning on."""
    months = (ends_on.year - starts_on.year) * MONTHS + ends_on.month - starts_on.month + 1
    first = ends_on + timedelta(days=1)
    after = first.month - 1 + months
    return first, date(first.year + after // MONTHS, after % MONTHS + 1, 1) - timedelta(days=1)


def suggestion(last: ReportingPeriod) -> dict[str, Any]:
    """Name and days for the period after `last`: as long, each step as many days after its end, on a working day.

    Days on which its positions stood, where they were not its last, keep their distance to it.
    """
    starts_on, ends_on = following(last.starts_on, last.ends_on)
    off = bank_holidays(last.plan.nation)
    suggested: dict[str, Any] = {
        "label": next_label(last, starts_on, ends_on),
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    for name in ("actions_as_at", "measures_as_at"):
        if (stood_on := getattr(last, name)) not in (None, last.ends_on):
            suggested[name] = ends_on + (stood_on - last.ends_on)
    for step in pace_of(last.plan).taken():
        day = getattr(last, step)
        if day is not None:
            suggested[step] = working_day_on(ends_on + (day - last.ends_on), 0, off=off)
    return suggested


def bodies_of(last: ReportingPeriod | None) -> list[Body | None]:
    """Whose next meetings the period after `last` will probably serve, and room for another."""
    if last is None:
        return [None]
    serving = last.period_meetings.select_related("meeting__body").order_by("meeting__held_on", "pk")
    return [*(each.meeting.body for each in serving), None]


def next_label(last: ReportingPeriod, starts_on: date, ends_on: date) -> str:
    """What follows the last period's name: "3rd monitoring report" after the second, else its months."""
    return _counted_on(last.label) or _next_quarter(last.label) or _months(starts_on, ends_on)


def _counted_on(label: str) -> str:
    """4th monitoring report; Fourth monitoring report; empty for a name that counts nothing."""
    if found := re.match(r"(\d+)(st|nd|rd|th)\b", label):
        number = int(found[1]) + 1
        return f"{number}{_suffix(number)}{label[found.end() :]}"
    first, _space, rest = label.partition(" ")
    if first in COUNTED and first != COUNTED[-1]:
        return f"{COUNTED[COUNTED.index(first) + 1]} {rest}".strip()
    return ""


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _next_quarter(label: str) -> str:
    """Q3 2025/26 after Q2 2025/26; Q1 2026/27 after Q4; empty for another name."""
    found = re.fullmatch(r"(Q|Quarter )([1-4]) (\d{4})/(\d{2})", label)
    if found is None:
        return ""
    quarter, year = int(found[2]) % 4 + 1, int(found[3])
    year += quarter == 1
    return f"{found[1]}{quarter} {year}/{(year + 1) % 100:02}"


def _months(first: date, last: date) -> str:
    """October to December 2026."""
    said = {"first": date_format(first, "F" if first.year == last.year else "F Y"), "last": date_format(last, "F Y")}
    same = (first.year, first.month) == (last.year, last.month)
    return said["last"] if same else _("%(first)s to %(last)s") % said
