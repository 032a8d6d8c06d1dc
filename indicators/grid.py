"""The figures of one period as a grid asks for them: each measure with its box, and what was said before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indicators.doubts import Measured
from indicators.models import Dimension, Figure, Indicator, SeriesBreak
from indicators.said import Cell
from indicators.series import is_percent
from indicators.time_periods import MONTHS_EVERY, NotATimePeriod, TimePeriod, named_like, read_time_period
from indicators.typed import WRITTEN
from indicators.words import value_words
from plans.models import Plan

# Earlier results beside the box, and periods to choose from before it.
EARLIER = 3
OFFERED = 6
# One in so many.
GOOD_PART = 4

_MISSING = dict(Figure.Missing.choices)
_QUALIFIERS = dict(Figure.Qualifier.choices)
_DIRECTIONS = dict(Figure.Direction.choices)
_STATUSES = dict(Figure.Status.choices)


class Result(Protocol):
    """A figure that is kept, or one that is about to be."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def missing(self) -> str: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def as_printed(self) -> str | None: ...
    @property
    def judgement(self) -> str | None: ...
    @property
    def reported_rating(self) -> str | None: ...


def result_words(figure: Result, indicator: Indicator) -> str:
    """What a figure says, short enough for a table; its status where it is not final."""
    said = _plain_result(figure, indicator)
    if figure.status in (Figure.Status.FINAL, ""):
        return said
    return _("%(result)s (%(status)s)") % {"result": said, "status": str(_STATUSES[figure.status]).lower()}


def _plain_result(figure: Result, indicator: Indicator) -> str:
    if figure.value is not None:
        shown = value_words(figure.value, indicator)
        return f"{_QUALIFIERS[figure.qualifier]} {shown}" if figure.qualifier else shown
    if figure.missing:
        return str(_MISSING[figure.missing])
    direction = str(_DIRECTIONS[figure.direction]) if figure.direction else ""
    return figure.judgement or figure.as_printed or direction or figure.reported_rating or ""


def box_text(figure: Figure | None) -> str:
    """A figure as somebody would type it: read again, it is the same figure."""
    if figure is None:
        return ""
    if figure.value is not None:
        number = number_text(figure.value)
        return f"{figure.qualifier.replace('_', ' ')} {number}" if figure.qualifier else number
    if figure.missing:
        return WRITTEN[figure.missing]
    direction = str(_DIRECTIONS[figure.direction]) if figure.direction else ""
    return figure.judgement or figure.as_printed or direction or figure.reported_rating


def number_text(value: Decimal | None) -> str:
    if value is None:
        return ""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was said of a period before."""

    period: str
    words: str


@dataclass(frozen=True)
class Box:
    """One place for a figure: a measure as a whole or one of its parts, in the period that is asked for."""

    indicator: Indicator
    period: TimePeriod
    series: Sequence[Figure]
    current: Figure | None = None
    dimension: Dimension | None = None
    category: str = ""
    number: int = 0

    @property
    def name(self) -> str:
        """What its fields are called. By the words of a part, so that parts in another order are not mistaken."""
        return f"{self.indicator.pk}.{self.dimension.pk}.{self.category}" if self.dimension else f"{self.indicator.pk}"

    @property
    def id(self) -> str:
        return f"f{self.indicator.pk}d{self.dimension.pk}n{self.number}" if self.dimension else f"f{self.indicator.pk}"

    @cached_property
    def earlier(self) -> list[Earlier]:
        """The last results before the period, the latest first."""
        day = self.period.last_day
        before = [each for each in self.series if each.period_ends_on is None or each.period_ends_on < day]
        before.sort(key=lambda each: each.period_ends_on or date.min, reverse=True)
        return [Earlier(each.period_label, result_words(each, self.indicator)) for each in before[:EARLIER]]

    @property
    def has_parts(self) -> bool:
        """Whether its result is made of two numbers that are kept with it."""
        own = self.indicator
        return bool(own.numerator_words or own.denominator_words) or any(
            each.numerator is not None or each.denominator is not None for each in self._known
        )

    @property
    def _known(self) -> Iterable[Figure]:
        return [*self.series, self.current] if self.current else self.series

    @property
    def counts_children(self) -> bool:
        own = self.indicator
        return own.disclosure == Indicator.Disclosure.COUNT or (
            own.disclosure == Indicator.Disclosure.NOT_SAID and not own.decimals and not is_percent(own.unit)
        )

    @property
    def smallest_shown(self) -> int:
        own = self.indicator.smallest_shown
        return settings.SMALL_NUMBER_THRESHOLD if own is None else own


@dataclass(frozen=True)
class Line:
    """One measure of the grid. `parts` are the boxes of each of its breakdowns."""

    indicator: Indicator
    box: Box
    parts: Sequence[tuple[Dimension, Sequence[Box]]]
    breaks: tuple[date, ...]

    @property
    def boxes(self) -> list[Box]:
        return [self.box, *(box for _dimension, boxes in self.parts for box in boxes)]

    @property
    def measured(self) -> Measured:
        own = self.indicator
        return Measured(own.unit, own.decimals, own.basis, self.breaks)

    @property
    def about(self) -> str:
        """Unit and basis in words."""
        basis = "" if self.indicator.basis == Indicator.Basis.UNKNOWN else self.indicator.get_basis_display()
        return ". ".join(filter(None, [self.indicator.unit, basis]))


@dataclass(frozen=True)
class Grid:
    """What one person may enter of a plan for one period.

    `lines` are the measures whose period it is, or all; `others` counts those left out because their figures
    are for other periods.
    """

    plan: Plan
    label: str
    lines: Sequence[Line]
    others: int
    offered: Sequence[str]
    shows_all: bool
    has_measures: bool

    @property
    def query(self) -> str:
        return urlencode({"period": self.label, **({"all": "1"} if self.shows_all else {})})

    @property
    def query_all(self) -> str:
        return urlencode({"period": self.label, "all": "1"})

    @property
    def filled(self) -> int:
        return sum(line.box.current is not None for line in self.lines)

    def boxes(self) -> dict[str, tuple[Line, Box]]:
        return {box.name: (line, box) for line in self.lines for box in line.boxes}


def read_grid(
    plan: Plan,
    entered: QuerySet[Indicator],
    *,
    words: str = "",
    shows_all: bool = False,
    today: date,
    only: int | None = None,
) -> Grid:
    """The grid for the period that `words` name, else for the last that is over: in four queries.

    `entered` are the measures whose figures somebody brings in; `only` is the key of one of them, where no more
    is asked for. Raises NotATimePeriod.
    """
    measures = list(entered.exclude(status=Indicator.Status.DISCONTINUED).order_by("position", "pk"))
    wanted = [each for each in measures if only is None or each.pk == only]
    dimensions: dict[int, list[Dimension]] = defaultdict(list)
    for dimension in Dimension.objects.filter(indicator__in=wanted).order_by("position", "pk"):
        dimensions[dimension.indicator_id].append(dimension)
    breaks: dict[int, list[date]] = defaultdict(list)
    for pk, day in SeriesBreak.objects.filter(indicator__in=wanted).values_list("indicator", "begins_on"):
        breaks[pk].append(day)
    known: dict[Cell, list[Figure]] = defaultdict(list)
    for figure in Figure.objects.filter(indicator__in=wanted).standing():
        known[figure.indicator_id, figure.dimension_id, figure.category].append(figure)

    offered = periods_offered(measures, today=today)
    asked = _Asked.of(words or next(iter(offered), ""), known)
    lines, others = [], 0
    for indicator in wanted:
        whole = known.get((indicator.pk, None, ""), [])
        period = asked.period_of(indicator, whole)
        if not (shows_all or only is not None or _falls_in(indicator, period, whole)):
            others += 1
            continue
        period = period or asked.as_it_is
        parts = [
            (
                dimension,
                [
                    _box(indicator, period, known, dimension=dimension, category=category, number=number)
                    for number, category in enumerate(dimension.categories)
                ],
            )
            for dimension in dimensions[indicator.pk]
        ]
        lines.append(Line(indicator, _box(indicator, period, known), parts, tuple(breaks[indicator.pk])))
    return Grid(plan, asked.label, lines, others, offered, shows_all, bool(measures))


def _box(
    indicator: Indicator,
    period: TimePeriod,
    known: Mapping[Cell, Sequence[Figure]],
    *,
    dimension: Dimension | None = None,
    category: str = "",
    number: int = 0,
) -> Box:
    figures = known.get((indicator.pk, dimension.pk if dimension else None, category), [])
    current = _of_period(figures, period)
    series = [each for each in figures if each is not current]
    return Box(indicator, period, series, current, dimension, category, number)


def _of_period(figures: Sequence[Figure], period: TimePeriod) -> Figure | None:
    """The figure of a period that has the name of its series."""
    return next((each for each in figures if each.period_label.casefold() == period.label.casefold()), None)


# --- Which period --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """The period that somebody chose: in words, and as days where the words name any.

    A period may have a name that says no days ("At inspection"), where some series has it already.
    """

    label: str
    as_it_is: TimePeriod
    is_named_only: bool

    @classmethod
    def of(cls, words: str, known: Mapping[Cell, Sequence[Figure]]) -> _Asked:
        label = " ".join(words.split())
        try:
            return cls(label, read_time_period(label), is_named_only=False)
        except NotATimePeriod:
            for figures in known.values():
                for figure in figures:
                    if figure.period_label.casefold() == label.casefold() and label:
                        day = figure.period_ends_on or date.max
                        return cls(figure.period_label, TimePeriod(figure.period_label, day, day), is_named_only=True)
            raise

    def period_of(self, indicator: Indicator, series: Sequence[Figure]) -> TimePeriod | None:
        """The period of a measure that these words mean, by the name that its series has for it."""
        if self.is_named_only:
            return self.as_it_is if _of_period(series, self.as_it_is) else None
        try:
            period = read_time_period(self.label, basis=indicator.basis, frequency=indicator.frequency)
        except NotATimePeriod:
            return None
        dated = [(each.period_label, each.period_ends_on) for each in series]
        dated.sort(key=lambda each: each[1] or date.min)
        return named_like(period, dated, basis=indicator.basis)


def _falls_in(indicator: Indicator, period: TimePeriod | None, series: Sequence[Figure]) -> bool:
    """Whether a measure has a figure for the period, or may be expected to."""
    if period is None:
        return False
    months = MONTHS_EVERY.get(indicator.frequency)
    if months is None or _of_period(series, period):
        return True
    if indicator.basis in (Indicator.Basis.IN_PERIOD, Indicator.Basis.UNKNOWN):
        length = _months_between(period.first_day, period.last_day) + 1
        return length == months or period.first_day == period.last_day
    ends = [each.period_ends_on for each in series if each.period_ends_on]
    return not ends or _months_between(max(ends), period.last_day) % months == 0


def _months_between(one: date, two: date) -> int:
    return (two.year - one.year) * 12 + two.month - one.month


def periods_offered(measures: Sequence[Indicator], *, today: date) -> list[str]:
    """The last periods that are over, the latest first, as often as a good part of the measures want a figure; then
    the others.

    Whoever brings in a quarter's figures comes four times a year, and for the year's once, though there be more.
    """
    paces = Counter(MONTHS_EVERY[each.frequency] for each in measures if each.frequency in MONTHS_EVERY)
    often = [months for months, number in paces.items() if number * GOOD_PART >= paces.total()]
    pace = min(often, default=3)
    offered = _last_over(min(pace, 12), today=today)
    for other in sorted(set(paces) - {pace, 24}):
        offered += _last_over(other, today=today)[:2]
    return offered


def _last_over(months: int, *, today: date) -> list[str]:
    """The last periods of so many months within the financial year that ended before today, by their names."""
    begins = date(today.year - (today.month < 4), 4, 1)
    while _plus(begins, months) <= today:
        begins = _plus(begins, months)
    names = []
    for _each in range(OFFERED):
        ends, begins = begins - timedelta(days=1), _plus(begins, -months)
        quarter = (begins.month - 4) // 3 % 4 + 1
        year = begins.year - (begins.month < 4)
        years = f"{year}/{(year + 1) % 100:02d}"
        names.append(
            {3: f"Q{quarter} {years}", 12: years, 1: f"{ends:%B} {ends.year}"}.get(months, "")
            or (_("%(first)s to %(last)s") % {"first": f"{begins:%B} {begins.year}", "last": f"{ends:%B} {ends.year}"})
        )
    return names


def _plus(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
