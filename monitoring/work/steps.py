"""The steps of a period, where it stands on them, and how long until the next. Touches no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitoring.models import ReportingPeriod
from monitoring.moments import near_day, weekday
from monitoring.working_days import bank_holidays, how_far, is_working_day

State = ReportingPeriod.State
MONTHS = 12
# The days that a period may set for its steps, in the order in which they come.
STEPS = ("opens_on", "updates_due_on", "challenge_by", "sign_off_by", "freeze_on", "publish_by")


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `state` is done, now or later; `when` says in words when it is or was, and may be empty."""

    name: str
    when: str
    state: str


def steps(period: ReportingPeriod, *, today: date) -> list[Step]:
    """Every step that the period takes, in order. Questions and sign-off only where a day is set for them."""
    named = [
        (_("Open"), _from(period.opens_on, today)),
        (_("Updates"), _until(period.updates_due_on, today)),
        (_("Questions"), _until(period.challenge_by, today)),
        (_("Sign-off"), _until(period.sign_off_by, today)),
        (_("Fix the figures"), _from(period.freeze_on, today)),
        (_("Publish"), _publish(period, today)),
    ]
    optional = {2: period.challenge_by, 3: period.sign_off_by}
    now = _now(period, today=today)
    return [
        Step(name, when, "done" if number < now else "now" if number == now else "later")
        for number, (name, when) in enumerate(named)
        if number not in optional or optional[number] or number == now
    ]


def _now(period: ReportingPeriod, *, today: date) -> int:
    if period.state == State.CHALLENGE:
        # Sign-off begins when the questions are over; a plan that sets neither day only questions.
        over = period.challenge_by is not None and period.challenge_by < today
        return 3 if over and period.sign_off_by else 2
    return {State.PLANNED: 0, State.OPEN: 1, State.FROZEN: 5, State.PUBLISHED: 6}[State(period.state)]


def _from(day: date | None, today: date) -> str:
    return near_day(day, today=today) if day else ""


def _until(day: date | None, today: date) -> str:
    return _("until %(day)s") % {"day": near_day(day, today=today)} if day else ""


def _publish(period: ReportingPeriod, today: date) -> str:
    by = _("by %(day)s") % {"day": near_day(period.publish_by, today=today)} if period.publish_by else ""
    to = _("for %(readers)s") % {"readers": period.reports_to} if period.reports_to else ""
    return ", ".join(filter(None, [by, to]))


def next_when(period: ReportingPeriod, *, today: date) -> str:
    """When the next step is due: "Next: Friday 16 October, in 2 working days". Nothing after the last."""
    if period.state == State.PUBLISHED:
        return ""
    day = {
        State.PLANNED: period.opens_on,
        State.OPEN: period.updates_due_on,
        State.CHALLENGE: period.freeze_on,
        State.FROZEN: period.publish_by,
    }[State(period.state)]
    if day is None:
        return _("Next")
    said = {"day": weekday(day, today=today), "away": how_far(day, today=today)}
    return _("Planned for %(day)s, %(away)s") % said if day < today else _("Next: %(day)s, %(away)s") % said


def following(starts_on: date, ends_on: date) -> tuple[date, date]:
    """The first and last day of the period after one: as many months, the next morning on."""
    months = (ends_on.year - starts_on.year) * MONTHS + ends_on.month - starts_on.month + 1
    first = ends_on + timedelta(days=1)
    after = first.month - 1 + months
    return first, date(first.year + after // MONTHS, after % MONTHS + 1, 1) - timedelta(days=1)


def suggestion(last: ReportingPeriod) -> dict[str, Any]:
    """Name and days for the period after `last`: as long, each step as many days after its end, on a working day."""
    starts_on, ends_on = following(last.starts_on, last.ends_on)
    suggested: dict[str, Any] = {"label": _months(starts_on, ends_on), "starts_on": starts_on, "ends_on": ends_on}
    for step in STEPS:
        day = getattr(last, step)
        if day is not None:
            suggested[step] = _working_day(ends_on + (day - last.ends_on))
    return suggested


def _months(first: date, last: date) -> str:
    """October to December 2026."""
    said = {"first": date_format(first, "F" if first.year == last.year else "F Y"), "last": date_format(last, "F Y")}
    same = (first.year, first.month) == (last.year, last.month)
    return said["last"] if same else _("%(first)s to %(last)s") % said


def _working_day(day: date) -> date:
    while not is_working_day(day, off=bank_holidays()):
        day += timedelta(days=1)
    return day
