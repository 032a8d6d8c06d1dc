"""The rules that say why an update may be wrong, so that whoever reviews it looks there first.

A prompt is a question to a person, never a verdict: none changes a rating or stands in the way of one.
Touches no database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnership.due import Due
from partnership.due_reading import MONTHS, NotADate, read_due
from partnership.wording import listed
from plans.ratings import SEVERITY, Meaning

GOING_WELL = frozenset({Meaning.ON_TRACK, Meaning.AHEAD})
#: Texts alike by more than this share are taken for the same text.
SAME = 0.8
#: Too few words to say anything of their own, alike or not.
SHORT = 8
#: So many periods in a row at the middling level want a decision rather than another report.
IN_A_ROW = 3
#: A new date this near to the old one comes too late for anybody to act on it.
NEAR_DAYS = 14
#: So many titles are named; of more only the number is told.
NAMED = 2

UNFINISHED = re.compile(
    r"\b(?:currently|ongoing|in progress|not yet|yet to|still to|still being|(?:still )?under ?way|awaiting|awaited"
    r"|(?:is|are|am|remains?|continues?|continuing) (?:to )?(?:be )?"
    r"(?:updating|revising|reviewing|drafting|developing|consulting)"
    r"|being (?:updated|revised|reviewed|drafted|developed|finalised|completed|consulted on|written))\b",
    re.IGNORECASE,
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATED = re.compile(rf"\b(?:\d{{1,2}} )?(?:{_MONTH}) \d{{4}}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as at the day that the update is about."""

    title: str
    due: Due | None
    done: bool


@dataclass(frozen=True, slots=True)
class Before:
    """What was said of the action in the period before. `level` is None where nobody rated it."""

    level: Meaning | None
    narrative: str = ""
    next_steps: str = ""
    forecast: Due | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that the rules read of one update.

    `level` is None where the plan does not rate. `due` is the date now agreed; `as_at` the day whose position
    is reported, `said_on` the day it was said. `earlier` are the levels of the periods before, the latest
    first, None where there was none.
    """

    level: Meaning | None
    narrative: str
    as_at: date
    said_on: date
    due: Due | None = None
    forecast: Due | None = None
    unchanged: bool = False
    steps: tuple[Step, ...] = ()
    last: Before | None = None
    earlier: tuple[Meaning | None, ...] = ()

    @property
    def open_steps(self) -> list[Step]:
        return [step for step in self.steps if not step.done]

    @property
    def going_well(self) -> bool:
        return self.level in GOING_WELL


@dataclass(frozen=True, slots=True)
class Rule:
    """`title` says what it looks for; `says` gives the sentence for one update, empty where all is well."""

    name: str
    title: str | Promise
    weight: int
    says: Callable[[Case], str]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What one rule says of one update."""

    name: str
    weight: int
    text: str


def prompts(case: Case) -> tuple[Prompt, ...]:
    """Why the update may be wrong, the weightiest reason first."""
    said = (Prompt(rule.name, rule.weight, rule.says(case)) for rule in RULES)
    return tuple(sorted((each for each in said if each.text), key=lambda each: -each.weight))


def risk(found: Iterable[Prompt]) -> int:
    """How likely an update is to be wrong, against others: the weights of its prompts together."""
    return sum(each.weight for each in found)


# --- Texts --------------------------------------------------------------------------------------


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, word by word and in order, from 0 to 1. The same either way round."""
    # difflib answers differently when its texts change places, so they always come in one order.
    first, second = sorted((_words(one), _words(other)))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    # Upper bounds that cost little and settle most pairs.
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) <= SAME:
        return min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return matcher.ratio()


def says_the_same(one: str, other: str) -> bool:
    """Whether more than four fifths of two texts are alike; texts of a few words never are."""
    if min(len(_words(one)), len(_words(other))) < SHORT:
        return False
    return likeness(one, other) > SAME


def promised_by(next_steps: str, *, on: date) -> list[str]:
    """The promises, one a line, that were due by a day: all but those that name a later date themselves.

    What is promised in one period is due by the end of the next unless it says otherwise.
    """
    lines = (line.strip() for line in next_steps.splitlines())
    return [line for line in lines if line and not _later(line, on)]


def _later(promise: str, on: date) -> bool:
    days = (_last_day(found.group()) for found in DATED.finditer(promise))
    return any(day > on for day in days if day)


def _last_day(text: str) -> date | None:
    try:
        return read_due(text).last_day
    except NotADate:
        return None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


# --- Rules --------------------------------------------------------------------------------------


def _overdue_step(case: Case) -> str:
    late = [step for step in case.open_steps if step.due and step.due.is_over(on=case.as_at)]
    if not case.going_well or not late:
        return ""
    if len(late) > 1:
        return _("It is going well by its rating, but %(number)d milestones are overdue: %(titles)s.") % {
            "number": len(late),
            "titles": _titles(late),
        }
    return _("It is going well by its rating, but a milestone is overdue: %(title)s (due %(date)s).") % {
        "title": late[0].title,
        "date": late[0].due,
    }


def _past_its_date(case: Case) -> str:
    if not case.going_well or case.due is None or not case.due.is_over(on=case.as_at):
        return ""
    return _("It is going well by its rating, but its agreed date has passed: %(date)s.") % {"date": case.due}


def _open_steps(case: Case) -> str:
    if case.level != Meaning.COMPLETE or not case.open_steps:
        return ""
    number = len(case.open_steps)
    said = ngettext(
        "It is said to be complete, but a milestone is still open: %(titles)s.",
        "It is said to be complete, but %(number)d milestones are still open: %(titles)s.",
        number,
    )
    return said % {"number": number, "titles": _titles(case.open_steps)}


def _still_at_work(case: Case) -> str:
    if case.level != Meaning.COMPLETE:
        return ""
    found = list(dict.fromkeys(each.group().lower() for each in UNFINISHED.finditer(case.narrative)))
    if not found:
        return ""
    return _("It is said to be complete, but its own text speaks of work that goes on: %(words)s.") % {
        "words": listed([_("“%(word)s”") % {"word": word} for word in found])
    }


def _unexplained(case: Case) -> str:
    last = case.last
    if last is None or not _better(last.level, case.level):
        return ""
    if len(_words(case.narrative)) >= SHORT and not says_the_same(case.narrative, last.narrative):
        return ""
    return _("Its rating is better than last time, but the text does not say why.")


def _promise_passed_over(case: Case) -> str:
    if not case.unchanged or case.last is None:
        return ""
    due = promised_by(case.last.next_steps, on=case.as_at)
    if not due:
        return ""
    return _("It is said to be unchanged, but last time this was promised by now: %(promises)s.") % {
        "promises": "; ".join(promise.rstrip(".;") for promise in due[:NAMED])
    }


def _moved_late(case: Case) -> str:
    before = (case.last and case.last.forecast) or case.due
    if case.forecast is None or before is None or case.forecast.last_day is None or before.last_day is None:
        return ""
    near = abs((before.last_day - case.said_on).days) <= NEAR_DAYS
    if not near or case.forecast.last_day <= before.last_day:
        return ""
    return _("The date it is expected moved to %(new)s within two weeks of %(old)s.") % {
        "new": case.forecast,
        "old": before,
    }


def _same_text(case: Case) -> str:
    # One that says it is unchanged has no text of its own to be the same.
    if case.unchanged or case.last is None or not says_the_same(case.narrative, case.last.narrative):
        return ""
    return _("More than four fifths of its text is the same as last time.")


def _middling(case: Case) -> str:
    levels = (case.level, *case.earlier)[:IN_A_ROW]
    if levels != (Meaning.AT_RISK,) * IN_A_ROW:
        return ""
    return _("It has stayed at the same middling level for three periods running.")


def _better(before: Meaning | None, now: Meaning | None) -> bool:
    return before in SEVERITY and now in SEVERITY and SEVERITY[now] < SEVERITY[before]


def _titles(steps: Sequence[Step]) -> str:
    named = [step.title for step in steps[:NAMED]]
    more = len(steps) - NAMED
    if more > 0:
        named.append(ngettext("%(number)d more", "%(number)d more", more) % {"number": more})
    return listed(named)


RULES = (
    Rule("past_its_date", gettext_lazy("On track or ahead, though its agreed date has passed"), 6, _past_its_date),
    Rule("overdue_milestone", gettext_lazy("On track or ahead, though a milestone is overdue"), 5, _overdue_step),
    Rule("open_milestones", gettext_lazy("Complete, though milestones are still open"), 5, _open_steps),
    Rule(
        "still_at_work",
        gettext_lazy("Complete, though its own text says “currently”, “still under way”, “being revised” or the like"),
        5,
        _still_at_work,
    ),
    Rule("unexplained", gettext_lazy("Better than last time, without saying why"), 4, _unexplained),
    Rule(
        "promise_passed_over",
        gettext_lazy("Unchanged, though last time something was promised by now"),
        4,
        _promise_passed_over,
    ),
    Rule(
        "moved_late",
        gettext_lazy("Expected later than before, said within two weeks of the date it was to be done"),
        3,
        _moved_late,
    ),
    Rule("same_text", gettext_lazy("More than four fifths of the text the same as last time"), 3, _same_text),
    Rule("middling", gettext_lazy("Three periods running at the same middling level"), 2, _middling),
)
