"""Which figures of a measure could point at a child, and which others would let them be worked out.

A figure is shown whole or not at all. What it counts is small from one to below a threshold. Hiding only that is
not enough where figures add up: with a total of 27 and parts of 25 and 2, the 2 is what is left when 25 is known.
So the figures of a measure are read as equations between counts, and further figures are hidden until whoever knows
everything that is shown must still reckon with a number that is not small.

Decisions and their reasons: docs/adr/0017-small-numbers.md. Nothing here touches a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise, product
from typing import TypeAlias

from indicators.series import financial_year, is_percent


class Hidden(StrEnum):
    """Why a figure is not shown."""

    SMALL = "small"
    WITH_OTHERS = "with_others"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class About:
    """What decides how the figures of a measure are read. `disclosure` and `basis` are codes of indicators.Indicator.

    `smallest_shown`: counts from one to below it are small. `add_up` are the breakdowns whose parts are the whole.
    """

    disclosure: str
    unit: str
    decimals: int
    basis: str
    smallest_shown: int
    add_up: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a figure says in numbers, or said before it was revised."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    words: str = ""
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One figure: of the whole, or of one category of a breakdown.

    `hidden` is what is decided about it already, `is_out` whether it was shown in an earlier report: then another
    is rather hidden than this one, because nothing that was published can be taken back.
    """

    period: str
    ends: date | None
    numbers: Numbers
    dimension: str = ""
    category: str = ""
    begins_series: bool = False
    earlier: tuple[Numbers, ...] = ()
    hidden: str = ""
    is_out: bool = False

    @property
    def is_whole(self) -> bool:
        return not self.dimension


@dataclass(frozen=True, slots=True)
class Decided:
    """Why a figure is hidden (empty where it is shown), and why what it said before it was revised is."""

    hidden: str
    earlier: str


def decide(results: Sequence[Result], about: About) -> tuple[Decided, ...]:
    """What is hidden of a measure's figures, in their order. What is hidden already stays hidden.

    Every small count among them is hidden, and of the rest as little as keeps it from being worked out: small
    numbers before large ones, parts before wholes, and last what was published before.
    """
    if about.disclosure == "none":
        if not any(each.hidden for each in results):
            return (Decided("", ""),) * len(results)
        # Nothing of it is about children, but what somebody chose to hide is not to be worked out either.
        about = replace(about, disclosure="count", smallest_shown=0)
    small = {number for number, each in enumerate(results) if is_small(each.numbers, about)}
    marked = {number for number, each in enumerate(results) if each.hidden}
    hidden = _System(results, about).closed(small | marked)
    earlier = _earlier(results, about, hidden)
    return tuple(
        Decided(_reason(each, number in small, number in hidden), earlier.get(number, ""))
        for number, each in enumerate(results)
    )


def _reason(result: Result, is_small: bool, is_hidden: bool) -> str:
    if is_small:
        return Hidden.SMALL
    return result.hidden or (Hidden.WITH_OTHERS if is_hidden else "")


# --- What is small ---------------------------------------------------------------------------------

# Units of what is no child; a figure whose measure does not say what it counts is a count of children without one.
_OTHER_UNITS = re.compile(
    r"""%|per\ cent|percent|per\ [\d,]+|£|gbp|pound|pence|hour|minute|day|week|month|year|point|score|rate|ratio|rank
    |place|school|setting|nurser|college|home|hub|centre|service|team|session|event|visit|audit|inspection|review
    |course|vacanc|staff|worker|social\ worker|carer|household|mile|km|tonne|grade|index|decile|quartile""",
    re.VERBOSE | re.IGNORECASE,
)


def counts(numbers: Numbers, about: About) -> dict[str, Decimal]:
    """The counts of children that a figure gives away, by name: value, numerator, denominator and complement.

    Of a share with one of its two counts the other is worked out, because any reader could.
    """
    if about.disclosure == "none":
        return {}
    found = {"value": numbers.value} if _value_counts(numbers.value, about) else {}
    part, whole = numbers.numerator, numbers.denominator
    per = _per(about.unit)
    if per and numbers.value is not None and "value" not in found:
        if part is None and whole is not None:
            part = _whole_number(numbers.value * whole / per)
        elif whole is None and part is not None and numbers.value > 0:
            whole = _whole_number(part * per / numbers.value)
    found |= {"numerator": part, "denominator": whole}
    if part is not None and whole is not None and whole >= part:
        found["complement"] = whole - part
    return {name: number for name, number in found.items() if number is not None}


def _value_counts(value: Decimal | None, about: About) -> bool:
    if value is None or about.disclosure == "share":
        return False
    return about.disclosure == "count" or (_unit_may_count(about) and value == value.to_integral_value())


def _unit_may_count(about: About) -> bool:
    """Whether the value itself may be a count of children, where the measure does not say."""
    return about.decimals == 0 and not _OTHER_UNITS.search(about.unit)


def _per(unit: str) -> Decimal | None:
    """Out of how many a rate is: 100 for a percentage, 10,000 for "per 10,000"; None for another unit."""
    if is_percent(unit):
        return Decimal(100)
    named = re.search(r"\bper ([\d,]+)", unit)
    return Decimal(named[1].replace(",", "")) if named and named[1].strip(",") else None


def _whole_number(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def is_small(numbers: Numbers, about: About) -> bool:
    """Whether a figure gives away a small count, in numbers or in the words it was printed in."""
    if about.disclosure == "none":
        return False
    if any(0 < number < about.smallest_shown for number in counts(numbers, about).values()):
        return True
    alone = about.disclosure == "count" or (about.disclosure == "not_said" and _unit_may_count(about))
    # A judgement has numbers of its own ("2 targets met"), unless it speaks of children or of parts.
    said = (*_said(numbers.words, alone=alone), *_said(numbers.judgement, alone=False))
    return any(0 < number < about.smallest_shown for number in said)


_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ),
        start=1,
    )
}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
# No part of a date, a decimal, a price or a percentage.
_ALONE = re.compile(rf"(?<![\w.,£/–-])({_NUMBER})(?![\w/]|[.,]\d|\s?%|\s?per\s?cent)", re.IGNORECASE)
_OUT_OF = re.compile(
    rf"(?<![\w.,£/–-])({_NUMBER}) (?:out )?of (?:the |these |those |all |our )?({_NUMBER})(?![\w/]|[.,]\d|\s?%)",
    re.IGNORECASE,
)
_CHILDREN = re.compile(
    rf"(?<![\w.,£/–-])({_NUMBER}) (?:[\w’'-]+ ){{0,2}}"
    r"(?:child|children|young people|young person|pupils?|students?|babies|baby|infants?|bab|boys?|girls?|teenagers?"
    r"|famil(?:y|ies)|siblings?|care leavers?|learners?)\b",
    re.IGNORECASE,
)


def _said(words: str, *, alone: bool) -> Iterator[int]:
    """Numbers of children that words speak of. `alone`: any number counts children, whatever stands beside it."""
    for pattern in (_ALONE,) if alone else (_OUT_OF, _CHILDREN):
        for found in pattern.finditer(words):
            numbers = [_read(each) for each in found.groups()]
            yield from numbers
            if len(numbers) == 2:
                yield numbers[1] - numbers[0]


def _read(word: str) -> int:
    return _WORDS.get(word.lower()) or int(word.replace(",", "") if word[0].isdigit() else 0)


# --- What could be worked out ----------------------------------------------------------------------

# Whole numbers stay integers, which is what nearly all of this is and much faster.
Exact: TypeAlias = int | Fraction
# A count: of a figure by its place among the results, or of nobody's (a rest, a difference) by a name.
Count: TypeAlias = tuple[int | str, str]


@dataclass(frozen=True, slots=True)
class _Equation:
    """Counts times plus or minus one that come to a known sum."""

    terms: tuple[tuple[Count, int], ...]
    comes_to: Exact


@dataclass
class _System:
    """The counts of a measure's figures and what is known between them, whichever of them are shown."""

    results: Sequence[Result]
    about: About
    true: dict[Count, Exact] = field(default_factory=dict)
    equations: list[_Equation] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, each in enumerate(self.results):
            for name, value in counts(each.numbers, self.about).items():
                self.true[number, name] = _exact(value)
        self._shares()
        self._tables()
        self._years()

    def closed(self, begun: set[int]) -> set[int]:
        """What has to be hidden when these figures are: they and as few others as it takes."""
        if begun or any(self._is_small(count) for count in self.true if isinstance(count[0], str)):
            self._repeats()
        hidden = set(begun)
        while further := next(filter(None, (self._best(each, hidden) for each in self._unsafe(hidden))), None):
            hidden |= further
        # What was hidden first may have become unnecessary by what was hidden after.
        for number in sorted(hidden - begun, key=self._cost, reverse=True):
            if not self._unsafe(hidden - {number}):
                hidden.discard(number)
        return hidden

    # What is known

    def _shares(self) -> None:
        """A part and what it leaves out are the whole; a value that repeats one of them says the same."""
        for number in range(len(self.results)):
            if (number, "complement") in self.true:
                self._know(((number, "numerator"), 1), ((number, "complement"), 1), ((number, "denominator"), -1))
            value = self.true.get((number, "value"))
            for name in ("numerator", "denominator"):
                if value is not None and self.true.get((number, name)) == value:
                    self._know(((number, "value"), 1), ((number, name), -1))

    def _tables(self) -> None:
        """The categories of a breakdown and what is left over are the whole of their period."""
        by_period: dict[str, dict[str, list[int]]] = {}
        for number, each in enumerate(self.results):
            if each.is_whole or each.dimension in self.about.add_up:
                by_period.setdefault(_period(each), {}).setdefault(each.dimension, []).append(number)
        for period, tables in by_period.items():
            whole = tables.pop("", [None])[-1]
            for name in ("value", "numerator", "denominator", "complement"):
                self._table(period, name, whole, tables)

    def _table(self, period: str, name: str, whole: int | None, tables: Mapping[str, list[int]]) -> None:
        parts = {
            dimension: [(number, name) for number in numbers if (number, name) in self.true]
            for dimension, numbers in tables.items()
        }
        sums = {dimension: sum(self.true[count] for count in told) for dimension, told in parts.items() if told}
        if not sums:
            return
        total: Count = (whole, name) if whole is not None else (f"total of {period}", name)
        if total not in self.true:
            # Nobody says the total, but breakdowns that share it can be held against each other.
            total = (f"total of {period}", name)
            self.true[total] = max(sums.values())
        for dimension, summed in sums.items():
            rest = self.true[total] - summed
            terms = [(total, -1), *((count, 1) for count in parts[dimension])]
            if rest > 0:
                terms.append((self._new(f"rest of {dimension} in {period}", name, rest), 1))
            self._know(*terms)

    def _years(self) -> None:
        """From one figure of a year to date to the next, the difference is a count too."""
        if self.about.basis != "year_to_date":
            return
        series: dict[tuple[str, str], list[int]] = {}
        for number, each in enumerate(self.results):
            if each.ends is not None:
                series.setdefault((each.dimension, each.category), []).append(number)
        for (dimension, category), numbers in series.items():
            in_order = sorted(numbers, key=lambda number: (self.results[number].ends or date.min, number))
            for name in ("value", "numerator", "denominator", "complement"):
                told = [number for number in in_order if (number, name) in self.true]
                for before, after in pairwise(told):
                    if self._same_year(before, after):
                        what = f"since {_period(self.results[before])} of {dimension} {category}"
                        self._difference(what, name, before, after)

    def _difference(self, what: str, name: str, before: int, after: int) -> None:
        grown = self.true[after, name] - self.true[before, name]
        if grown:
            between = self._new(what, name, grown if grown > 0 else -grown)
            self._know(((after, name), 1), ((before, name), -1), (between, -1 if grown > 0 else 1))
        else:
            self._know(((after, name), 1), ((before, name), -1))

    def _same_year(self, before: int, after: int) -> bool:
        then, now = self.results[before].ends, self.results[after].ends
        if then is None or now is None or self.results[after].begins_series:
            return False
        return financial_year(then) == financial_year(now)

    def _repeats(self) -> None:
        """A count of the whole that another figure gives as its part or its whole is the same number twice."""
        for number, each in enumerate(self.results):
            if not each.is_whole:
                continue
            for name in ("value", "numerator", "denominator"):
                said = self.true.get((number, name))
                if said is None or said < self.about.smallest_shown:
                    continue
                for other in range(len(self.results)):
                    for again in ("numerator", "denominator"):
                        if other != number and self.true.get((other, again)) == said:
                            self._know(((number, name), 1), ((other, again), -1))

    def _new(self, what: str, name: str, number: Exact) -> Count:
        self.true[what, name] = number
        return what, name

    def _know(self, *terms: tuple[Count, int]) -> None:
        self.equations.append(_Equation(terms, sum(self.true[count] * sign for count, sign in terms)))

    # What follows from it

    def _is_small(self, count: Count) -> bool:
        return 0 < self.true[count] < self.about.smallest_shown

    def _unsafe(self, hidden: set[int]) -> list[Count]:
        """Counts that are not shown and that somebody could work out, or know to be small."""
        unshown = [
            count
            for count in self.true
            if isinstance(count[0], str) or count[0] in hidden
            if self._is_small(count) or self._is_chosen(count)
        ]
        return [count for count in unshown if not self._is_safe(count, hidden)]

    def _is_chosen(self, count: Count) -> bool:
        return isinstance(count[0], int) and self.results[count[0]].hidden == Hidden.CHOSEN

    def _is_safe(self, count: Count, hidden: set[int]) -> bool:
        rows, sums = self._unknown(count, hidden)
        if not rows:
            return True
        if self._is_small(count):
            return _solvable(*_with(rows, sums, count, at_least=self.about.smallest_shown))
        true = self.true[count]
        if _solvable(*_with(rows, sums, count, at_least=true + 1)):
            return True
        return true >= 1 and _solvable(*_with(rows, sums, count, at_most=true - 1))

    def _unknown(self, count: Count, hidden: set[int]) -> tuple[list[dict[Count, Exact]], list[Exact]]:
        """The equations that bear on a count, as a reader has them: with numbers for all that is shown."""
        rows: list[dict[Count, Exact]] = []
        sums: list[Exact] = []
        reached = {count}
        left = list(self._with_unknowns(hidden))
        while True:
            near = [each for each in left if not reached.isdisjoint(each[0])]
            if not near:
                return rows, sums
            left = [each for each in left if reached.isdisjoint(each[0])]
            for terms, comes_to in near:
                rows.append(terms)
                sums.append(comes_to)
                reached |= terms.keys()

    def _with_unknowns(self, hidden: set[int]) -> Iterator[tuple[dict[Count, Exact], Exact]]:
        for each in self.equations:
            terms: dict[Count, Exact] = {
                count: sign for count, sign in each.terms if isinstance(count[0], str) or count[0] in hidden
            }
            if terms:
                known = (self.true[count] * sign for count, sign in each.terms if count not in terms)
                yield terms, each.comes_to - sum(known)

    # What else is hidden

    def _best(self, count: Count, hidden: set[int]) -> set[int]:
        """The cheapest figures that keep a count from being worked out: one, else two, else the nearest.

        Empty where none is left.
        """
        near = sorted(self._near(count, hidden), key=self._cost)
        kept = [number for number in near if not self.results[number].is_out]
        for offered in (kept, near):
            for several in (1, 2):
                for chosen in combinations(offered, several):
                    if self._is_safe(count, hidden | set(chosen)):
                        return set(chosen)
        beside = [number for number in near if self._is_beside(count, number)]
        return set((beside or near)[:1])

    def _near(self, count: Count, hidden: set[int]) -> set[int]:
        """Figures that are shown and bound to a count by equations."""
        reached, left = {count}, list(self.equations)
        while True:
            near = [each for each in left if any(each_count in reached for each_count, _sign in each.terms)]
            if not near:
                break
            left = [each for each in left if each not in near]
            reached |= {each_count for each in near for each_count, _sign in each.terms}
        return {each[0] for each in reached if isinstance(each[0], int)} - hidden

    def _is_beside(self, count: Count, number: int) -> bool:
        return any(
            any(each == count for each, _sign in equation.terms)
            and any(each[0] == number for each, _sign in equation.terms)
            for equation in self.equations
        )

    def _cost(self, number: int) -> tuple[bool, bool, Exact, int]:
        result = self.results[number]
        return result.is_out, result.is_whole, self._size[number], number

    @cached_property
    def _size(self) -> dict[int, Exact]:
        sizes: dict[int, Exact] = {}
        for (number, _name), size in self.true.items():
            if isinstance(number, int):
                sizes[number] = max(sizes.get(number, 0), size)
        return sizes


def _period(result: Result) -> str:
    return result.period or (result.ends.isoformat() if result.ends else "")


# --- What it said before ---------------------------------------------------------------------------


def _earlier(results: Sequence[Result], about: About, hidden: set[int]) -> dict[int, str]:
    """Why what a figure said before it was revised is hidden, by the figure's place.

    Figures that are bound by equations share their fate: what one of them said before is shown only where none of
    them is hidden, none said a small count, and no mixture of then and now leaves one.
    """
    found: dict[int, str] = {}
    # To see what is bound costs as much as all else here, and hardly a measure was ever revised.
    if not any(each.earlier for each in results):
        return found
    for group in _bound(results, about):
        revised = [number for number in group if results[number].earlier]
        if not revised:
            continue
        small = [number for number in revised if any(is_small(each, about) for each in results[number].earlier)]
        if small or not hidden.isdisjoint(group) or _mixture_leaves_small(results, about, group, revised):
            found |= {number: Hidden.SMALL if number in small else Hidden.WITH_OTHERS for number in revised}
    return found


def _bound(results: Sequence[Result], about: About) -> list[set[int]]:
    """The figures in groups that equations bind together."""
    groups = {number: {number} for number in range(len(results))}
    for equation in _System(results, about).equations:
        joined: set[int] = set()
        for (number, _name), _sign in equation.terms:
            if isinstance(number, int):
                joined |= groups[number]
        for number in joined:
            groups[number] = joined
    return list({id(group): group for group in groups.values()}.values())


# With more mixtures than this nobody looks at each: then nothing of what was said before is shown.
_MOST_MIXTURES = 64


def _mixture_leaves_small(results: Sequence[Result], about: About, group: set[int], revised: Sequence[int]) -> bool:
    """Whether numbers of then beside numbers of now leave a small count that those of now do not."""
    if len(group) == 1:
        return False
    versions = [(results[number].numbers, *results[number].earlier) for number in revised]
    mixtures = 1
    for each in versions:
        mixtures *= len(each)
    if mixtures > _MOST_MIXTURES:
        return True
    others = [results[number] for number in sorted(group.difference(revised))]
    for mixture in product(*versions):
        mixed = [
            Result(each.period, each.ends, numbers, each.dimension, each.category, each.begins_series)
            for each, numbers in zip((results[number] for number in revised), mixture, strict=True)
        ]
        system = _System([*others, *mixed], about)
        if any(isinstance(count[0], str) and system._is_small(count) for count in system.true):
            return True
    return False


# --- Whether numbers solve equations ---------------------------------------------------------------


def _with(
    rows: list[dict[Count, Exact]],
    sums: list[Exact],
    count: Count,
    *,
    at_least: Exact | None = None,
    at_most: Exact | None = None,
) -> tuple[list[dict[Count, Exact]], list[Exact]]:
    """The equations with one count bounded: by what it is above the least, or below the most, it may be."""
    bound: Count = ("bound", "")
    sign, limit = (-1, at_least) if at_least is not None else (1, at_most)
    assert limit is not None
    return [*rows, {count: 1, bound: sign}], [*sums, limit]


def _solvable(rows: Iterable[Mapping[Count, Exact]], sums: Iterable[Exact]) -> bool:
    """Whether any numbers that are not below zero solve the equations: the first phase of the simplex method.

    Exact, in fractions. Bland's rule, so that it ends.
    """
    table: list[dict[Count, Exact]] = []
    right: list[Exact] = []
    for row, total in zip(rows, sums, strict=True):
        sign = -1 if total < 0 else 1
        table.append({count: sign * factor for count, factor in row.items()})
        right.append(sign * total)
    order = {count: number for number, count in enumerate(sorted({count for row in table for count in row}, key=repr))}
    # Each row begins with a variable of its own, which comes after all others and has to become zero.
    basis = [len(order) + number for number in range(len(table))]
    while True:
        artificial = [number for number, base in enumerate(basis) if base >= len(order)]
        if not any(right[number] for number in artificial):
            return True
        entering = next(
            (count for count in order if sum(table[number].get(count, 0) for number in artificial) > 0),
            None,
        )
        if entering is None:
            return False
        _ratio, _base, leaving = min(
            (Fraction(right[number]) / row[entering], basis[number], number)
            for number, row in enumerate(table)
            if row.get(entering, 0) > 0
        )
        _pivot(table, right, leaving, entering)
        basis[leaving] = order[entering]


def _pivot(table: list[dict[Count, Exact]], right: list[Exact], leaving: int, entering: Count) -> None:
    factor = table[leaving][entering]
    if factor != 1:
        table[leaving] = {count: _divided(each, factor) for count, each in table[leaving].items()}
        right[leaving] = _divided(right[leaving], factor)
    row = table[leaving]
    for number, other in enumerate(table):
        times = other.get(entering)
        if number == leaving or not times:
            continue
        for count, each in row.items():
            changed = other.get(count, 0) - times * each
            if changed:
                other[count] = changed
            else:
                other.pop(count, None)
        right[number] -= times * right[leaving]


def _divided(number: Exact, by: Exact) -> Exact:
    quotient = Fraction(number) / by
    return quotient.numerator if quotient.denominator == 1 else quotient


def _exact(number: Decimal) -> Exact:
    return int(number) if number == number.to_integral_value() else Fraction(number)
