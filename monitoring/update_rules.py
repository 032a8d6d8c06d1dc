"""What an update must say, and when it may say only that nothing has changed. Touches no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self

from django.utils.translation import gettext as _

from monitoring.record.words import day
from partnership.due import Due
from plans.ratings import Meaning

OTHER_CAUSE = "other"


class Level(Protocol):
    """What the rules need to know of a rating."""

    @property
    def meaning(self) -> str: ...
    @property
    def requires_reason(self) -> bool: ...
    @property
    def requires_recovery(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Needs:
    """The questions that a rating brings with it. A plan that does not rate only asks whether the action is done."""

    reason: bool = False
    recovery: bool = False
    completion: bool = False
    rated: bool = True

    @classmethod
    def of(cls, level: Level | None, *, rated: bool = True) -> Self:
        if level is None:
            return cls(rated=rated)
        return cls(
            reason=level.requires_reason,
            recovery=level.requires_recovery,
            completion=level.meaning == Meaning.COMPLETE,
        )


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says about an action, besides the level."""

    narrative: str = ""
    cause: str = ""
    cause_detail: str = ""
    impact: str = ""
    recovery: str = ""
    forecast: Due | None = None
    next_steps: str = ""
    completed_on: date | None = None

    def only_what(self, needs: Needs) -> Said:
        """The same without the answers to questions that the rating does not ask."""
        other = needs.reason and self.cause == OTHER_CAUSE
        return Said(
            narrative=self.narrative,
            cause=self.cause if needs.reason else "",
            cause_detail=self.cause_detail if other else "",
            impact=self.impact if needs.reason else "",
            recovery=self.recovery if needs.recovery else "",
            forecast=self.forecast if needs.recovery else None,
            next_steps=self.next_steps,
            completed_on=self.completed_on if needs.completion or not needs.rated else None,
        )


def wanting(said: Said, needs: Needs, *, as_at: date, today: date) -> dict[str, str]:
    """What is wrong with an update: the field's name to a sentence that says how to mend it. Empty when all is well.

    `as_at` is the day whose position the period reports.
    """
    found = {}
    if not said.narrative.strip():
        found["narrative"] = _("Say what has happened")
    if needs.reason:
        found |= _wanting_reason(said)
    if needs.recovery:
        found |= _wanting_recovery(said, as_at=as_at)
    if needs.completion and said.completed_on is None:
        found["completed_on"] = _("Give the day on which the action was completed")
    elif wrong := _wrong_completion(said.completed_on, as_at, today):
        found["completed_on"] = wrong
    return found


def _wanting_reason(said: Said) -> dict[str, str]:
    found = {}
    if not said.cause:
        found["cause"] = _("Choose the main cause of the delay")
    elif said.cause == OTHER_CAUSE and not said.cause_detail.strip():
        found["cause_detail"] = _("Say what the cause of the delay is")
    if not said.impact.strip():
        found["impact"] = _("Say what the delay means for children and young people")
    return found


def _wanting_recovery(said: Said, *, as_at: date) -> dict[str, str]:
    found = {}
    if not said.recovery.strip():
        found["recovery"] = _("Say what will bring the action back on track")
    if said.forecast is None:
        found["forecast"] = _("Give the month and year when you now expect to finish")
    elif said.forecast.last_day is not None and said.forecast.last_day <= as_at:
        found["forecast"] = _("The date you now expect must be after %(day)s") % {"day": day(as_at)}
    return found


def _wrong_completion(completed_on: date | None, as_at: date, today: date) -> str:
    if completed_on is None:
        return ""
    if completed_on > today:
        return _("The day on which the action was completed must be today or in the past")
    if completed_on > as_at:
        return _(
            "This period says how things stood on %(day)s. Choose how the action stood then; "
            "you can report it as complete in the next period"
        ) % {"day": day(as_at)}
    return ""


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the rule about *Nothing has changed* needs to know of the last period's update.

    `level` is None when nobody rated the action then; `rated` is False for a plan that does not rate.
    """

    level: Level | None
    rated: bool
    unchanged: bool
    forecast: Due | None


def why_not_unchanged(last: LastTime | None, *, due: Due | None, today: date) -> str:
    """Why an officer may not say that nothing has changed, in a sentence; empty when they may.

    `last` is None when there was no update in the period before; `due` is the date now agreed.
    """
    if last is None or (last.rated and last.level is None):
        return _("The action was not rated last time, so there is nothing to confirm. Say how it is going now.")
    if last.level is not None and last.level.meaning == Meaning.OFF_TRACK:
        return _("The action was off track last time. Say what has been done about it since.")
    if last.level is not None and last.level.meaning == Meaning.COMPLETE:
        return _("The action was complete last time. Say how it is going now.")
    if due is not None and due.is_over(on=today):
        return _("The action is past its date, %(date)s. Say how it is going now.") % {"date": due}
    if last.forecast is not None and last.forecast.is_over(on=today):
        return _("The date you expected last time, %(date)s, has passed. Say how it is going now.") % {
            "date": last.forecast
        }
    if last.unchanged:
        return _("You said that nothing had changed last time. Say in your own words how it is going now.")
    return ""
