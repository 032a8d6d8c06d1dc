"""What became of each measure between two records: its result and rating then and now. Only like with like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.rating import goal_of
from indicators.series import Series
from indicators.travel import Travelled, Way, travelled
from partnership.wording import listed

from . import measure_words as words
from .measures import held_against, withheld
from .movement import Moved
from .structs import Figure, Level, Measure, Period, Record


class Kind(StrEnum):
    """What became of a measure. The order is that of the page."""

    WORSE = "worse"
    BETTER = "better"
    OTHERWISE = "otherwise"
    REVISED = "revised"
    ADDED = "added"
    GONE = "gone"
    NOT_COMPARED = "not_compared"
    SAME = "same"
    NOTHING_NEW = "nothing_new"


#: Nothing became of these: they stand apart.
UNCHANGED = frozenset({Kind.SAME, Kind.NOTHING_NEW})


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a measure stood in one of the two: its latest result with its period, and its level where it had one."""

    result: str
    period: str
    level: Level | None


@dataclass(frozen=True, slots=True)
class MeasureMoved:
    """One measure then and now; None where that record does not have it. `said` is by how much, or why nobody can say.

    `period` is that of the record to read on in.
    """

    kind: Kind
    measure: Measure
    period: Period
    before: Stood | None
    now: Stood | None
    moved: Moved
    said: str

    @property
    def title(self) -> str:
        return f"{self.measure.code} {self.measure.title}".strip()


@dataclass(frozen=True)
class MeasuresMoved:
    """Every measure of either record once."""

    items: tuple[MeasureMoved, ...]

    @property
    def changed(self) -> tuple[MeasureMoved, ...]:
        return tuple(each for each in self.items if each.kind not in UNCHANGED)

    @property
    def unchanged(self) -> tuple[MeasureMoved, ...]:
        return tuple(each for each in self.items if each.kind in UNCHANGED)

    @property
    def sentence(self) -> str:
        """3 got better, 2 got worse and 4 have no new result."""
        number = Counter(each.kind for each in self.items)
        counted = (
            (Kind.BETTER, ngettext("%(number)d got better", "%(number)d got better", number[Kind.BETTER])),
            (Kind.WORSE, ngettext("%(number)d got worse", "%(number)d got worse", number[Kind.WORSE])),
            (
                Kind.OTHERWISE,
                ngettext(
                    "%(number)d changed without being better or worse",
                    "%(number)d changed without being better or worse",
                    number[Kind.OTHERWISE],
                ),
            ),
            (Kind.SAME, ngettext("%(number)d stayed the same", "%(number)d stayed the same", number[Kind.SAME])),
            (Kind.REVISED, ngettext("%(number)d was revised", "%(number)d were revised", number[Kind.REVISED])),
            (
                Kind.NOTHING_NEW,
                ngettext("%(number)d has no new result", "%(number)d have no new result", number[Kind.NOTHING_NEW]),
            ),
            (
                Kind.NOT_COMPARED,
                ngettext("%(number)d cannot be compared", "%(number)d cannot be compared", number[Kind.NOT_COMPARED]),
            ),
            (Kind.ADDED, ngettext("%(number)d was added", "%(number)d were added", number[Kind.ADDED])),
            (Kind.GONE, ngettext("%(number)d was left out", "%(number)d were left out", number[Kind.GONE])),
        )
        parts = [text % {"number": number[kind]} for kind, text in counted if number[kind]]
        said = listed(parts)
        return f"{said[:1].upper()}{said[1:]}." if said else ""


def measures_moved(before: Record, now: Record) -> MeasuresMoved:
    then = {each.pk: each for each in before.measures}
    stands = {each.pk: each for each in now.measures}
    found = [_moved(before, now, then.get(pk), stands.get(pk)) for pk in dict.fromkeys([*stands, *then])]
    order = list(Kind)
    return MeasuresMoved(tuple(sorted(found, key=lambda each: order.index(each.kind))))


def _moved(before: Record, now: Record, was: Measure | None, is_: Measure | None) -> MeasureMoved:
    measure = is_ or was
    assert measure is not None
    kind, moved, said = _became(was, is_)
    return MeasureMoved(
        kind=kind,
        measure=measure,
        period=(now if is_ else before).period,
        before=_stood(before, was) if was else None,
        now=_stood(now, is_) if is_ else None,
        moved=moved,
        said=said,
    )


def _stood(record: Record, measure: Measure) -> Stood:
    latest = measure.latest
    levels = {level.code: level for level in record.measure_levels}
    shown = "" if latest is None or withheld(latest) else words.result(latest, measure)
    missing = latest.missing if latest else _("No result yet")
    return Stood(
        result=shown or missing or _("Not known"),
        period=latest.period if latest else "",
        level=levels.get(measure.level or ""),
    )


def _became(was: Measure | None, is_: Measure | None) -> tuple[Kind, Moved, str]:
    if was is None or is_ is None:
        return (Kind.ADDED, Moved("", _("Added")), "") if was is None else (Kind.GONE, Moved("", _("Left out")), "")
    then, now = was.latest, is_.latest
    if then is None or now is None:
        return _not_compared("no_figure" if now is None else "nothing_to_compare")
    if _same_period(then, now):
        return _of_one_period(then, now, is_)
    if (was.unit, was.basis, was.polarity) != (is_.unit, is_.basis, is_.polarity):
        return Kind.NOT_COMPARED, Moved("", _("Not compared")), _("It is defined otherwise now")
    if withheld(then) or withheld(now):
        return _not_compared("withheld")
    return _of_two_periods(then, is_)


def _of_one_period(then: Figure, now: Figure, measure: Measure) -> tuple[Kind, Moved, str]:
    if (then.value, then.printed, then.judgement, then.missing_code) == (
        now.value,
        now.printed,
        now.judgement,
        now.missing_code,
    ):
        return Kind.NOTHING_NEW, Moved("", _("No new result")), ""
    if withheld(then) or withheld(now):
        return _not_compared("withheld")
    return Kind.REVISED, Moved("", _("Revised")), _("The same period, told again")


def _of_two_periods(then: Figure, measure: Measure) -> tuple[Kind, Moved, str]:
    later = _after(then, measure.results)
    if not later:
        return _not_compared("nothing_to_compare")
    series = Series((then, *later), polarity=measure.polarity, basis=measure.basis, unit=measure.unit)
    (held,) = held_against(measure, [later[-1]])
    goal = goal_of(series, held, others=measure.others) if held else None
    way = travelled(series, against="first", aim=goal.value if goal else None)
    if way.change is None:
        return _not_compared(way.why_not)
    return _as_it_went(way, measure)


def _as_it_went(way: Travelled, measure: Measure) -> tuple[Kind, Moved, str]:
    assert way.change is not None
    arrow = "up" if way.change > 0 else "down" if way.change < 0 else "level"
    said = {"by": words.amount(way.change, measure)} if way.change else {}
    by = {"up": _("Up %(by)s"), "down": _("Down %(by)s"), "level": ""}[arrow] % said
    kind, word = {
        Way.BETTER: (Kind.BETTER, _("Better")),
        Way.WORSE: (Kind.WORSE, _("Worse")),
        Way.SAME: (Kind.SAME, _("Same")),
    }.get(way.way, (Kind.OTHERWISE, _("Higher") if way.change > 0 else _("Lower")))
    return kind, Moved(arrow, word), by


def _after(then: Figure, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Results of the same series that are later than one of another record."""
    if then.ends is not None:
        return tuple(each for each in figures if each.ends is not None and each.ends > then.ends)
    place = next((i for i, each in enumerate(figures) if each.period == then.period), None)
    return () if place is None else tuple(figures[place + 1 :])


def _same_period(one: Figure, other: Figure) -> bool:
    if one.ends is not None and other.ends is not None and one.ends != other.ends:
        return False
    return one.period == other.period


def _not_compared(code: str) -> tuple[Kind, Moved, str]:
    why = words.why_not_compared(code)
    return Kind.NOT_COMPARED, Moved("", _("Not compared")), why[:1].upper() + why[1:]
