"""How a figure is rated against its target. A rating is worked out from numbers or not at all, never from words.

The rules are those that councils use: a target met or missed; a floor below the target; a margin in percent or in
the measure's own unit; and a margin outside of which improvement on the year before decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from indicators.series import Beside, Result, Series, is_percent
from indicators.travel import Way, travelled
from plans.ratings import Meaning


class NotRated(StrEnum):
    """Why a figure has no rating, and therefore no colour."""

    FOR_INFORMATION = "for_information"
    NO_RULE = "no_rule"
    NO_SCALE = "no_scale"
    NO_LEVEL = "no_level"
    NO_FIGURE = "no_figure"
    NOT_DUE = "not_due"
    MISSING = "missing"
    WORDS_ONLY = "words_only"
    NOT_EXACT = "not_exact"
    NO_TARGET = "no_target"
    NONE_SET = "none_set"
    TARGET_IN_WORDS = "target_in_words"
    WHOLE_YEAR_ONLY = "whole_year_only"
    NO_COMPARISON = "no_comparison"
    NO_YEAR_BEFORE = "no_year_before"
    TARGET_IS_ZERO = "target_is_zero"


def why_not_rated(code: str) -> str:
    """Why a measure has no rating, and therefore no colour; empty for a code that is not known."""
    said = _NOT_RATED.get(code)
    return said() if said else ""


_NOT_RATED: Mapping[str, Callable[[], str]] = {
    "for_information": lambda: _("For information only"),
    "no_rule": lambda: _("The plan does not say how it is rated"),
    "no_scale": lambda: _("The plan does not rate measures"),
    "no_level": lambda: _("The plan’s scale has no level for it"),
    "no_figure": lambda: _("No result yet"),
    "not_due": lambda: _("Not due yet"),
    "missing": lambda: _("The latest result is missing"),
    "words_only": lambda: _("The latest result is only words"),
    "not_exact": lambda: _("The latest result is not exact enough"),
    "no_target": lambda: _("No target for that period"),
    "none_set": lambda: _("No target is set"),
    "target_in_words": lambda: _("The target is only words"),
    "whole_year_only": lambda: _("The target is for the whole year"),
    "no_comparison": lambda: _("Nothing to compare with, as its target asks"),
    "no_year_before": lambda: _("No result a year before to compare with, as its rule asks"),
    "withheld": lambda: _("Not shown, to protect children"),
    "target_is_zero": lambda: _("Nothing is a share of a target of none"),
}


class Aim(Protocol):
    """A target. `span` is in_year or annual, `kind` target, trajectory or forecast."""

    @property
    def period(self) -> str: ...
    @property
    def ends(self) -> date | None: ...
    @property
    def span(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def operator(self) -> str: ...
    @property
    def floor(self) -> Decimal | None: ...
    @property
    def tolerance(self) -> Decimal | None: ...
    @property
    def tolerance_is_percent(self) -> bool: ...
    @property
    def rule(self) -> str: ...
    @property
    def rule_comparator(self) -> str: ...
    @property
    def none_set(self) -> bool: ...


A = TypeVar("A", bound=Aim)


class Rule(Protocol):
    """How far off target still counts as what; see indicators.RatingRule."""

    @property
    def kind(self) -> str: ...
    @property
    def on_track_within(self) -> Decimal: ...
    @property
    def at_risk_within(self) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class Rated:
    """`meaning` is on track, some concern or off track; None where `because` says why there is none.

    `off` is how far the figure misses its target: percent of it, or units for a rule by amount; None where
    the rule asks for no distance. Below zero means better than the target.
    """

    meaning: Meaning | None
    because: str = ""
    off: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Goal:
    """What a number is held against. `side` is 1 where more is better, -1 where less is, 0 where near is."""

    value: Decimal
    side: int
    strict: bool

    def short(self, value: Decimal) -> Decimal:
        """By how much a number misses it; below zero for better than it."""
        return abs(value - self.value) if self.side == 0 else (self.value - value) * self.side

    def is_met(self, value: Decimal) -> bool:
        short = self.short(value)
        return short < 0 or (short == 0 and not self.strict)


def target_for(targets: Sequence[A], figure: Result | None, *, basis: str, unit: str) -> A | None:
    """The target that a figure is held against: of its own period, else the one of the year it lies in.

    A step on the way to a target counts where its period has no target; a forecast never. None where there is none
    for that period, and for a count that grows through the year where there is only the whole year's.
    """
    if figure is None:
        return None
    for kind in ("target", "trajectory"):
        for each in targets:
            if each.kind == kind and _is_of(each, figure):
                return each
    covering = [each for each in targets if each.kind == "target" and _covers(each, figure)]
    if is_percent(unit) or basis in _OF_NO_PART:
        return covering[0] if covering else None
    # What adds up through the year can be held against the year's target once the year has ended.
    whole = (each for each in covering if basis == "year_to_date" and each.ends and each.ends == figure.ends)
    return next(whole, None)


# A figure on one of these says as much in a part of a year as in the whole.
_OF_NO_PART = ("snapshot", "rolling_12_months", "rolling_3_years", "academic_year")


def only_for_whole_year(targets: Sequence[Aim], figure: Result) -> bool:
    """Whether there is a target, though only one that a figure of part of the year cannot be held against."""
    return any(each.kind == "target" and _covers(each, figure) for each in targets)


def target_to_show(targets: Sequence[A], figure: Result | None, *, basis: str, unit: str) -> A | None:
    """The target to print beside a figure: the one it is held against, else the next one due, else the last."""
    held = target_for(targets, figure, basis=basis, unit=unit)
    if held is not None:
        return held
    aims = [each for each in targets if each.kind == "target"]
    if figure is not None and figure.ends:
        later = [each for each in aims if each.ends and each.ends >= figure.ends]
        if later:
            return later[0]
    return aims[-1] if aims else None


def rate(
    series: Series,
    target: Aim | None,
    *,
    rule: Rule | None,
    others: Iterable[Beside] = (),
    missing: str = "",
) -> Rated:
    """The rating of the latest figure. `target` is the one it is held against, from `target_for`.

    `missing` is the code of why it has no number. `others` are the comparators, for a target that means to better one.
    """
    if series.polarity == "information":
        return Rated(None, NotRated.FOR_INFORMATION)
    figure = series.latest
    if figure is None:
        return Rated(None, NotRated.NO_FIGURE)
    if figure.value is None:
        if missing:
            return Rated(None, NotRated.NOT_DUE if missing == "not_due" else NotRated.MISSING)
        return Rated(None, NotRated.WORDS_ONLY)
    if target is None:
        return Rated(None, NotRated.NO_TARGET)
    if target.none_set:
        return Rated(None, NotRated.NONE_SET)
    if rule is None:
        return Rated(None, NotRated.NO_RULE)
    goal = goal_of(series, target, others=others)
    if goal is None:
        return Rated(None, NotRated.NO_COMPARISON if target.rule else NotRated.TARGET_IN_WORDS)
    if figure.qualifier:
        return _of_range(figure.value, figure.qualifier, goal, may_be_close=rule.kind != "target")
    return _by_rule(series, figure.value, goal, target, rule)


def rate_latest(
    series: Series, targets: Sequence[Aim], *, rule: Rule | None, others: Iterable[Beside] = (), missing: str = ""
) -> Rated:
    """The rating of the latest figure by the one of a measure's targets that it is held against; see `rate`."""
    latest = series.latest
    held = target_for(targets, latest, basis=series.basis, unit=series.unit)
    rated = rate(series, held, rule=rule, others=others, missing=missing)
    if rated.because == NotRated.NO_TARGET and latest is not None and only_for_whole_year(targets, latest):
        return Rated(None, NotRated.WHOLE_YEAR_ONLY)
    return rated


def goal_of(series: Series, target: Aim, *, others: Iterable[Beside] = ()) -> _Goal | None:
    """The number that a target comes to; None where it is words only, or its rule finds nothing to better."""
    side = {"high": 1, "low": -1}.get(series.polarity, 0)
    if target.value is not None:
        return _Goal(target.value, side, strict=target.operator in ("more_than", "less_than"))
    # Nothing is better than a number where neither more nor less is.
    found = _to_better(series, target, others, side=side) if side else None
    return None if found is None else _Goal(found, side, strict=True)


def _to_better(series: Series, target: Aim, others: Iterable[Beside], *, side: int) -> Decimal | None:
    figure = series.latest
    if figure is None or figure.value is None:
        return None
    if target.rule == "better_than_comparator":
        alike = [
            each.value
            for each in others
            if each.kind == target.rule_comparator
            and each.value is not None
            and (each.period == figure.period or (each.ends is not None and each.ends == figure.ends))
        ]
        # Of several, it has to be better than every one.
        hardest = max if side > 0 else min
        return hardest(alike, default=None)
    against = {
        "improve_on_baseline": "baseline",
        "improve_on_previous": "previous",
        "improve_on_last_year": "same_last_year",
    }.get(target.rule)
    if against is None:
        return None
    change = travelled(series, against=against).change
    return None if change is None else figure.value - change


def _of_range(value: Decimal, qualifier: str, goal: _Goal, *, may_be_close: bool) -> Rated:
    """A number that is only known to be over or under another is rated where that settles it.

    `may_be_close`: the rule knows a middle between met and missed, so how far it misses would have to be known.
    """
    up = qualifier in ("over", "at_least")
    down = qualifier in ("under", "at_most")
    beyond = _Goal(goal.value, goal.side, strict=goal.strict and qualifier in ("at_least", "at_most"))
    if (up and goal.side > 0) or (down and goal.side < 0):
        if beyond.is_met(value):
            return Rated(Meaning.ON_TRACK)
    elif not may_be_close and ((up and goal.side < 0) or (down and goal.side > 0)):
        at_the_end = goal.short(value)
        if at_the_end > 0 or (at_the_end == 0 and (goal.strict or qualifier in ("over", "under"))):
            return Rated(Meaning.OFF_TRACK)
    return Rated(None, NotRated.NOT_EXACT)


def _by_rule(series: Series, value: Decimal, goal: _Goal, target: Aim, rule: Rule) -> Rated:
    short = goal.short(value)
    if rule.kind == "target":
        return Rated(Meaning.ON_TRACK if goal.is_met(value) else Meaning.OFF_TRACK)
    if rule.kind == "floor":
        if goal.is_met(value):
            return Rated(Meaning.ON_TRACK)
        return Rated(Meaning.AT_RISK if _above_floor(value, goal, target) else Meaning.OFF_TRACK)
    if rule.kind == "amount":
        off = short
    elif goal.value == 0:
        # Nothing is any percent off nothing.
        return Rated(Meaning.ON_TRACK) if goal.is_met(value) else Rated(None, NotRated.TARGET_IS_ZERO)
    else:
        off = 100 * short / abs(goal.value)
    if goal.is_met(value) or (rule.on_track_within > 0 and off <= rule.on_track_within):
        return Rated(Meaning.ON_TRACK, off=off)
    if rule.kind == "improving":
        way = travelled(series, against="same_last_year", aim=goal.value).way
        if way == Way.NOT_KNOWN:
            return Rated(None, NotRated.NO_YEAR_BEFORE, off=off)
        return Rated(Meaning.OFF_TRACK if way == Way.WORSE else Meaning.AT_RISK, off=off)
    if target.tolerance is not None and target.tolerance_is_percent == (rule.kind == "percent"):
        within = target.tolerance
    else:
        within = rule.at_risk_within
    return Rated(Meaning.AT_RISK if off <= within else Meaning.OFF_TRACK, off=off)


def _above_floor(value: Decimal, goal: _Goal, target: Aim) -> bool:
    """Whether a target that was missed was missed by no more than was allowed. Without a floor nothing is."""
    if target.floor is not None:
        if goal.side == 0:
            return goal.short(value) <= goal.short(target.floor)
        return (value - target.floor) * goal.side >= 0
    if target.tolerance is None:
        return False
    allowed = abs(goal.value) * target.tolerance / 100 if target.tolerance_is_percent else target.tolerance
    return goal.short(value) <= allowed


def _is_of(target: Aim, figure: Result) -> bool:
    """Whether a target is that of the figure's very period. One without any period is that of every figure, unless
    it is for a whole year."""
    if target.ends is not None and figure.ends is not None:
        return target.ends == figure.ends and (target.span == "in_year" or target.period == figure.period)
    if not target.period:
        return target.ends is None and target.span == "in_year"
    return target.period == figure.period


def _covers(target: Aim, figure: Result) -> bool:
    """Whether a target is for a year in which the figure's period ends: for every year where it names none."""
    if target.span != "annual":
        return False
    if target.ends is None and not target.period:
        return True
    if target.ends is None or figure.ends is None:
        return False
    try:
        a_year_before = target.ends.replace(year=target.ends.year - 1)
    except ValueError:
        a_year_before = date(target.ends.year - 1, 2, 28)
    return a_year_before < figure.ends <= target.ends
