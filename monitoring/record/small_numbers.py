"""Which figures of a record are not to be published, and in which tables they stand.

A measure's figures and those of its breakdowns are held together: see indicators/disclosure.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import msgspec
from msgspec.structs import replace

from indicators.disclosure import About, Decided, Hidden, Numbers, Result, decide, is_small

from .structs import Category, Figure, Measure, Record, Revision

#: The mark of a figure of which nothing is left.
WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in its measure: of the whole, or of one category; and its period."""

    period: str
    ends: date | None
    dimension: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that an analyst hides. Its period is named as it is printed."""

    period: str
    dimension: str = ""
    category: str = ""


def places(measure: Measure) -> Iterator[tuple[Place, Figure]]:
    """Every figure of a measure: of the whole first, then of each breakdown."""
    for figure in measure.figures:
        yield Place(figure.period, figure.ends), figure
    for breakdown in measure.breakdowns:
        for category in breakdown.categories:
            for figure in category.figures:
                yield Place(figure.period, figure.ends, breakdown.name, category.name), figure


def with_figures(measure: Measure, figures: Sequence[Figure]) -> Measure:
    """The measure with other figures in the same places, as `places` gives them."""
    left = iter(figures)
    return replace(
        measure,
        figures=tuple(next(left) for _each in measure.figures),
        breakdowns=tuple(
            replace(
                breakdown,
                categories=tuple(
                    Category(name=category.name, figures=tuple(next(left) for _each in category.figures))
                    for category in breakdown.categories
                ),
            )
            for breakdown in measure.breakdowns
        ),
    )


def about(measure: Measure) -> About:
    return About(
        disclosure=measure.disclosure,
        unit=measure.unit,
        decimals=measure.decimals,
        basis=measure.basis,
        smallest_shown=measure.smallest_shown,
        add_up=frozenset(each.name for each in measure.breakdowns if each.adds_up),
    )


def mark_hidden(
    measures: Iterable[Measure],
    *,
    chosen: Mapping[int, Collection[Choice]] = {},
    before: Iterable[Measure] = (),
) -> tuple[Measure, ...]:
    """The measures with every figure marked that is not to be published. What is marked already stays so.

    `chosen` are the figures that an analyst hides, by the key of their measure; `before` the measures of the
    record before this one: what it showed is hidden last, and what it hid together with a small number that
    still says the same stays hidden.
    """
    then = {each.pk: each for each in before}
    return tuple(_marked(each, chosen.get(each.pk, ()), then.get(each.pk)) for each in measures)


def marked(record: Record) -> Record:
    """A record of which it is known what may not be published, also where it was made before that was worked out."""
    return record if record.marked else replace(record, measures=mark_hidden(record.measures), marked=True)


def _marked(measure: Measure, chosen: Collection[Choice], before: Measure | None) -> Measure:
    if not measure.figures and not measure.breakdowns:
        return measure
    shown_then, hidden_then = _then(before)
    results = []
    for place, figure in places(measure):
        is_chosen = Choice(place.period, place.dimension, place.category) in chosen
        hidden = figure.hidden or (Hidden.CHOSEN if is_chosen else "")
        if not hidden and (place, _numbers(figure)) in hidden_then:
            hidden = Hidden.WITH_OTHERS
        results.append(_result(place, figure, hidden=hidden, is_out=place in shown_then))
    decided = decide(results, about(measure))
    figures = [figure for _place, figure in places(measure)]
    return with_figures(measure, [_with(figure, each) for figure, each in zip(figures, decided, strict=True)])


def _then(before: Measure | None) -> tuple[set[Place], set[tuple[Place, Numbers]]]:
    """Where the record before showed a figure, and what it hid so that a small one could not be worked out."""
    if before is None:
        return set(), set()
    said = list(places(before))
    shown = {place for place, figure in said if not figure.hidden}
    if not any(figure.hidden == Hidden.SMALL for _place, figure in said):
        return shown, set()
    return shown, {(place, _numbers(figure)) for place, figure in said if figure.hidden == Hidden.WITH_OTHERS}


def _numbers(figure: Figure) -> Numbers:
    return Numbers(figure.value, figure.numerator, figure.denominator, figure.printed, figure.judgement)


def _result(place: Place, figure: Figure, *, hidden: str, is_out: bool) -> Result:
    return Result(
        period=place.period,
        ends=place.ends,
        numbers=_numbers(figure),
        dimension=place.dimension,
        category=place.category,
        begins_series=bool(figure.breaks),
        earlier=tuple(Numbers(each.value, words=each.printed) for each in figure.revised),
        hidden=hidden,
        is_out=is_out,
    )


def _with(figure: Figure, decided: Decided) -> Figure:
    # A figure and what it said before are hidden together.
    earlier = decided.earlier or (Hidden.WITH_OTHERS.value if decided.hidden else "")
    if decided.hidden == figure.hidden and all(each.hidden == earlier for each in figure.revised):
        return figure
    revised = tuple(replace(each, hidden=each.hidden or str(earlier)) for each in figure.revised)
    return replace(figure, hidden=str(decided.hidden), revised=revised)


# --- What is hidden --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """One figure that is not to be published. What it said before is `earlier`: also where the figure is shown."""

    measure: Measure
    place: Place
    figure: Figure
    earlier: tuple[Revision, ...]

    @property
    def why(self) -> str:
        """small, with_others or chosen; empty where only what it said before is hidden."""
        return self.figure.hidden


def kept_back(record: Record) -> tuple[Kept, ...]:
    """Every figure that is not to be published, and every one of which only an earlier value is."""
    return tuple(
        Kept(measure, place, figure, earlier)
        for measure in marked(record).measures
        for place, figure in places(measure)
        for earlier in [tuple(each for each in figure.revised if each.hidden)]
        if figure.hidden or earlier
    )


def hidden_sha256(record: Record) -> str:
    """What is hidden and the tables it stands in, as one checksum; empty where nothing is hidden."""
    measures = [each for each in marked(record).measures if _hides(each)]
    if not measures:
        return ""
    said = [
        (each.pk, each.disclosure, each.smallest_shown, place.dimension, place.category, msgspec.to_builtins(figure))
        for each in measures
        for place, figure in places(each)
    ]
    return sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()


#: What stands for a version that keeps nothing back any more, of which somebody has to say so.
NOTHING_ANY_MORE = sha256(b"").hexdigest()


def to_be_seen(record: Record, before: Record | None = None) -> str:
    """The checksum of what somebody has to look at before a record is published; empty where there is nothing.

    Of a correction of `before`, also that nothing is kept back any more: what was hidden to protect a figure shows.
    """
    found = hidden_sha256(record)
    if before is None:
        return found
    then = hidden_sha256(before)
    if found == then:
        return ""
    return found or NOTHING_ANY_MORE


def _hides(measure: Measure) -> bool:
    return any(figure.hidden or any(each.hidden for each in figure.revised) for _place, figure in places(measure))


def is_own_small(measure: Measure, numbers: Numbers) -> bool:
    """Whether a number of ours that stands beside the figures (a baseline, an earlier result) is a small count."""
    return is_small(numbers, about(measure))
