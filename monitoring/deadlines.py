"""The days of a period's steps, counted back in working days from the meetings that it serves.

Touches no database. Every step has the working days that its plan gives people for it; a day that somebody
chose by hand stands, and the steps before it are counted back from there.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from monitoring.working_days import working_day_back, working_days_until

if TYPE_CHECKING:
    from plans.models import Plan

#: The days that a period may set for its steps, in the order in which they come.
STEPS = ("opens_on", "updates_due_on", "challenge_by", "sign_off_by", "freeze_on", "publish_by")


@dataclass(frozen=True, slots=True)
class Pace:
    """Working days that people have for each step, from the day of the step before it.

    None where the plan does not take the step. `report` is the time to write the report: from the day the
    figures are fixed to the day the papers go out, whether or not the plan publishes what was fixed.
    """

    updates: int
    challenge: int | None
    sign_off: int | None
    fix: int
    report: int
    publishes: bool = True

    def taken(self) -> dict[str, int]:
        """The steps that are taken, in order, with the working days for each. Opening takes none."""
        days = {
            "opens_on": 0,
            "updates_due_on": self.updates,
            "challenge_by": self.challenge,
            "sign_off_by": self.sign_off,
            "freeze_on": self.fix,
            "publish_by": self.report if self.publishes else None,
        }
        return {step: number for step, number in days.items() if number is not None}


def pace_of(plan: Plan) -> Pace:
    return Pace(
        updates=plan.days_for_updates,
        challenge=plan.days_for_challenge if plan.has_challenge else None,
        sign_off=plan.days_for_sign_off if plan.requires_sign_off else None,
        fix=plan.days_to_fix,
        report=plan.days_for_report,
        publishes=plan.publishes,
    )


@dataclass(frozen=True, slots=True)
class Target:
    """A meeting that papers must be out for. Neither its own day nor that of the papers is a clear day."""

    on: date
    clear_days: int


def papers_by(target: Target, *, off: Container[date]) -> date:
    """The last working day on which papers leave all clear days before the meeting.

    Source: Access to Information Rules, five clear days in England (SI 2002/715), three in Wales.
    """
    return working_day_back(target.on - timedelta(days=1), target.clear_days, off=off)


def counted_back(
    targets: Iterable[Target],
    *,
    pace: Pace,
    off: Container[date],
    by_hand: Mapping[str, date] | None = None,
) -> dict[str, date]:
    """The day of every step that the plan takes, for the earliest papers that the meetings want.

    Days chosen `by_hand` stand. A step with no meeting and no chosen day after it has none to be counted from
    and is left out.
    """
    chosen = by_hand or {}
    papers = min((papers_by(target, off=off) for target in targets), default=None)
    taken = pace.taken()
    # What the step in hand is counted back from: the step after it, and the working days that one takes.
    after, allowed = papers, 0 if pace.publishes else pace.report
    days: dict[str, date] = {}
    for step, number in reversed(taken.items()):
        day = chosen.get(step) or (working_day_back(after, allowed, off=off) if after else None)
        if day is not None:
            days[step] = day
            after, allowed = day, number
    return {step: days[step] for step in taken if step in days}


def chosen(
    days: Mapping[str, date | None], targets: Iterable[Target], *, pace: Pace, off: Container[date]
) -> dict[str, date]:
    """Those of a period's days that do not follow from the meetings and the days after them: somebody chose them."""
    targets = list(targets)
    found: dict[str, date] = {}
    for step in reversed(STEPS):
        day = days.get(step)
        later = {other: after for other in STEPS[STEPS.index(step) + 1 :] if (after := days.get(other))}
        if day is not None and counted_back(targets, pace=pace, off=off, by_hand=later).get(step) != day:
            found[step] = day
    return {step: found[step] for step in STEPS if step in found}


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day of one step. `has` are the working days since the step before it, `usual` those of the plan.

    Both are None for the first step that has a day.
    """

    step: str
    day: date
    has: int | None
    usual: int | None

    @property
    def short_of(self) -> int:
        """By how many working days people have less than the plan gives them."""
        return max(0, self.usual - self.has) if self.usual is not None and self.has is not None else 0


def deadlines(days: Mapping[str, date | None], *, pace: Pace, off: Container[date]) -> list[Deadline]:
    """Each step that has a day, in order, with the working days that people have for it."""
    taken = pace.taken()
    found: list[Deadline] = []
    for step in STEPS:
        day = days.get(step)
        if day is None:
            continue
        if found:
            has = working_days_until(day, today=found[-1].day, off=off)
            found.append(Deadline(step, day, has, taken.get(step)))
        else:
            found.append(Deadline(step, day, None, None))
    return found


def over(days: Mapping[str, date | None], *, today: date) -> dict[str, date]:
    """The steps whose day is in the past."""
    return {step: day for step in STEPS if (day := days.get(step)) is not None and day < today}
