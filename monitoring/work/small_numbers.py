"""What an analyst looks at before a period is published: figures that are kept back, in their tables. Reads rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec
from django.utils.translation import gettext as _

from indicators.models import HiddenFigure
from indicators.series import financial_year
from indicators.words import share_words
from monitoring.models import ReportingPeriod, SmallNumbersCheck
from monitoring.record import measure_words
from monitoring.record.gather import record_for
from monitoring.record.small_numbers import Choice, Kept, Place, kept_back, places, to_be_seen
from monitoring.record.structs import Figure, Measure, Record, Revision


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a table as those see it who bring in the figures; `why` is empty where it is published.

    `note` is what stands beside it, `earlier` what it said before and is kept back, `choice` what an analyst decided,
    which may be taken back where the record does not say so yet.
    """

    name: str
    number: str
    note: str
    why: str
    earlier: str
    code: str
    choice: HiddenFigure | None
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Figures that add up, or follow one another in a year that does."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Keeping:
    """A measure of which something is kept back."""

    measure: Measure
    tables: tuple[Table, ...]

    @property
    def title(self) -> str:
        return f"{self.measure.code} {self.measure.title}".strip()


class SmallNumbers:
    """What is kept back of a period, and whether somebody has looked at just that.

    `corrected` is the record as an erratum in preparation would make it: then that is what is looked at.
    """

    def __init__(self, period: ReportingPeriod, *, corrected: Record | None = None) -> None:
        self.period = period
        standing = record_for(period)
        self.record: Record = corrected or standing
        self.standing = standing
        self.corrects = corrected is not None
        self.sha256 = to_be_seen(self.record, standing if corrected else None)
        # Nothing asks for a look where nothing is kept back.
        self.checks: Sequence[SmallNumbersCheck] = (
            list(SmallNumbersCheck.objects.filter(period=period).select_related("confirmed_by").order_by("-pk"))
            if self.sha256
            else ()
        )

    @cached_property
    def kept(self) -> tuple[Kept, ...]:
        return kept_back(self.record)

    @property
    def number(self) -> int:
        return len(self.kept)

    @property
    def check(self) -> SmallNumbersCheck | None:
        """Who confirmed what is kept back now; None while nobody has."""
        return next((each for each in self.checks if each.hidden_sha256 == self.sha256), None)

    @property
    def is_unchecked(self) -> bool:
        return bool(self.sha256) and self.check is None

    @property
    def has_changed(self) -> bool:
        """Somebody confirmed what was kept back then, which is not what is now."""
        return self.is_unchecked and bool(self.checks)

    @cached_property
    def choices(self) -> dict[tuple[int, Choice], HiddenFigure]:
        rows = HiddenFigure.objects.filter(indicator__plan=self.period.plan_id).select_related("dimension", "hidden_by")
        return {
            (row.indicator_id, Choice(row.period_label, row.dimension.name if row.dimension else "", row.category)): row
            for row in rows
        }

    @cached_property
    def measures(self) -> tuple[Keeping, ...]:
        hiding = {each.measure.pk for each in self.kept}
        return tuple(Keeping(each, tuple(self._tables(each))) for each in self.record.measures if each.pk in hiding)

    @cached_property
    def fixed(self) -> frozenset[tuple[int, Place]]:
        """What the stored record of a fixed period keeps back: that stays so."""
        if not self.period.is_fixed:
            return frozenset()
        return frozenset((each.measure.pk, each.place) for each in kept_back(self.standing) if each.why)

    def _tables(self, measure: Measure) -> Iterable[Table]:
        """The tables of a measure in which anything is kept back."""
        groups: dict[str, list[tuple[Place, Figure]]] = {}
        for place, figure in places(measure):
            groups.setdefault(_table_of(place, measure), []).append((place, figure))
        for title, found in groups.items():
            if any(_is_kept(figure) for _place, figure in found):
                several = len({place.period for place, _figure in found}) > 1
                lines = (self._line(measure, place, figure, with_period=several) for place, figure in found)
                yield Table(title, tuple(lines))

    def _line(self, measure: Measure, place: Place, figure: Figure, *, with_period: bool) -> Line:
        choice = self.choices.get((measure.pk, Choice(place.period, place.dimension, place.category)))
        return Line(
            name=name_of(place, with_period=with_period),
            number=number_of(figure, measure),
            note=figure.note,
            why=why_kept(figure),
            earlier="; ".join(_said_before(each, measure) for each in figure.revised if each.hidden),
            code=code_of(place),
            choice=choice if figure.hidden else None,
            may_take_back=choice is not None and (measure.pk, place) not in self.fixed,
        )


def _said_before(revision: Revision, measure: Measure) -> str:
    """What a figure was, and the note beside it: 9 children, one was counted twice."""
    value = revision.value
    number = measure_words.number(value, measure) if value is not None else revision.missing
    return ", ".join(filter(None, [revision.printed or number, revision.note]))


def _is_kept(figure: Figure) -> bool:
    return bool(figure.hidden) or any(each.hidden for each in figure.revised)


def _table_of(place: Place, measure: Measure) -> str:
    if measure.basis == "year_to_date" and place.ends is not None:
        year = financial_year(place.ends)
        return _("April %(first)d to March %(last)d") % {"first": year, "last": year + 1}
    return place.period or _("Period not said")


def name_of(place: Place, *, with_period: bool = False) -> str:
    """All; Sex: Girls; and the period where a table has several: June; June, Sex: Girls."""
    part = f"{place.dimension}: {place.category}" if place.dimension else ""
    return ", ".join(filter(None, [place.period if with_period else "", part])) or _("All")


def number_of(figure: Figure, measure: Measure) -> str:
    """A figure with what it is a share of: 40% (2 of 5)."""
    said = measure_words.result(figure, measure) or figure.missing
    share = share_words(figure.numerator, figure.denominator)
    return f"{said} ({share})" if said and share else said or share


def why_kept(figure: Figure) -> str:
    return {
        "small": _("Too few children"),
        "with_others": _("Another could be worked out from it"),
        "chosen": _("You or a colleague decided so"),
    }.get(figure.hidden, "")


def code_of(place: Place) -> str:
    """A place as an address or a form carries it."""
    return msgspec.json.encode([place.dimension, place.category, place.period]).decode()


def place_of(code: str, measure: Measure) -> Place | None:
    """The place that a code names; None where the measure has no such figure."""
    return next((place for place, _figure in places(measure) if code_of(place) == code), None)
