"""What somebody says of a measure for a period, beside what is kept already: new, changed or the same.

Touches no database. What is kept never changes: a change becomes a row of its own with the next revision number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol, TypeAlias

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.time_periods import NotATimePeriod, TimePeriod, read_time_period
from indicators.typed import DECIMALS, DIGITS_BEFORE_POINT

# What Said.seen says of a period that had no figure.
NOTHING_SEEN = -1

FINAL, PROVISIONAL, ESTIMATED, PROJECTED, REVISED = ("final", "provisional", "estimated", "projected", "revised")
STATUSES = frozenset({FINAL, PROVISIONAL, ESTIMATED, PROJECTED, REVISED})

# One place in a series: a measure, what it is broken down by, and which part of that.
Cell: TypeAlias = tuple[int, int | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One figure as a person or a file says it. The codes are those of indicators.models.Figure.

    `value`, `missing`, `qualifier` and `direction` belong together and are always said: without any of them
    the figure has no number. What else is None, or an empty `status`, is not said: beside an unchanged
    number it stays as it was. `seen` is the revision that the person had before them (NOTHING_SEEN: none);
    None where nobody looked.
    """

    indicator_pk: int
    dimension_pk: int | None = None
    category: str = ""
    period_label: str
    period_ends_on: date | None = None
    value: Decimal | None = None
    missing: str = ""
    qualifier: str = ""
    direction: str = ""
    direction_since: str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: str = ""
    as_printed: str | None = None
    judgement: str | None = None
    reported_rating: str | None = None
    note: str | None = None
    note_kept_because: str | None = None
    seen: int | None = None

    @property
    def cell(self) -> Cell:
        return self.indicator_pk, self.dimension_pk, self.category


class Kept(Protocol):
    """The latest revision of a figure; a row of indicators.models.Figure is one."""

    @property
    def indicator_id(self) -> int: ...
    @property
    def dimension_id(self) -> int | None: ...
    @property
    def category(self) -> str: ...
    @property
    def period_label(self) -> str: ...
    @property
    def period_ends_on(self) -> date | None: ...
    @property
    def revision(self) -> int: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def missing(self) -> str: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def direction_since(self) -> str: ...
    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...
    @property
    def status(self) -> str: ...
    @property
    def as_printed(self) -> str: ...
    @property
    def judgement(self) -> str: ...
    @property
    def reported_rating(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def note_kept_because(self) -> str: ...


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Compared:
    """What becomes of one thing said.

    `old` is what is kept for that period; `becomes` is the row to write, complete, with its `revision`.
    `why` says in a sentence why nothing can be written.
    """

    said: Said
    kind: Kind
    old: Kept | None = None
    becomes: Said | None = None
    revision: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A measure whose figures this person may bring in: its basis, and the categories of each of its dimensions."""

    basis: str = ""
    dimensions: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Period:
    """One period of a cell: what is kept of it, and what was said of it earlier in the same breath."""

    label: str
    ends_on: date | None
    kept: Kept | None = None
    said: Said | None = None


def compare(said: Sequence[Said], kept: Iterable[Kept], *, measures: Mapping[int, Open]) -> list[Compared]:
    """What becomes of each thing said, in the same order.

    `kept` holds the latest revision of every figure of these measures; figures of others are refused.
    The same period said twice alike is one figure; said twice differently, the second is refused.
    """
    known: dict[Cell, list[_Period]] = defaultdict(list)
    for each in kept:
        cell = each.indicator_id, each.dimension_id, each.category
        known[cell].append(_Period(each.period_label, each.period_ends_on, kept=each))
    return [_compared(each, known[each.cell], measures.get(each.indicator_pk)) for each in said]


def _compared(said: Said, periods: list[_Period], measure: Open | None) -> Compared:
    if measure is None:
        return Compared(said, Kind.REFUSED, why=_("The figures of this measure are not yours to bring in."))
    if why := why_not_written(said) or _no_such_part(said, measure):
        return Compared(said, Kind.REFUSED, why=why)
    found = _found(said, periods, measure.basis)
    if isinstance(found, str):
        return Compared(said, Kind.REFUSED, why=found)
    if found is None:
        becomes = _new(said)
        periods.append(_Period(said.period_label, said.period_ends_on, said=becomes))
        return Compared(said, Kind.NEW, becomes=becomes)
    if found.said is not None:
        if _adds_nothing(said, found.said):
            return Compared(said, Kind.UNCHANGED, old=found.kept)
        why = _("%(period)s stands here twice, with different figures.") % {"period": found.label}
        return Compared(said, Kind.REFUSED, old=found.kept, why=why)
    old = found.kept
    assert old is not None
    if _adds_nothing(said, old):
        periods[periods.index(found)] = replace(found, said=_revised(said, old))
        return Compared(said, Kind.UNCHANGED, old=old)
    if said.seen is not None and said.seen != old.revision:
        return Compared(said, Kind.REFUSED, old=old, why=_overtaken(said))
    becomes = _revised(said, old)
    periods[periods.index(found)] = replace(found, said=becomes)
    return Compared(said, Kind.CHANGED, old=old, becomes=becomes, revision=old.revision + 1)


def _no_such_part(said: Said, measure: Open) -> str:
    """Why the breakdown that a figure names is not one of its measure; empty where it is."""
    if said.dimension_pk is None:
        return _("Say what “%(part)s” is a part of.") % {"part": said.category} if said.category else ""
    if said.dimension_pk not in measure.dimensions:
        return _("This measure is not broken down by that.")
    if said.category not in measure.dimensions[said.dimension_pk]:
        return _("“%(part)s” is not one of the parts that this measure is broken down into.") % {"part": said.category}
    return ""


def _overtaken(said: Said) -> str:
    return _(
        "Somebody else has entered a figure for %(period)s since you opened this page. "
        "Compare it with yours, and save again if yours is right."
    ) % {"period": said.period_label}


# --- Which period is meant -----------------------------------------------------------------------


def _found(said: Said, periods: Sequence[_Period], basis: str) -> _Period | str | None:
    """The period of the series that is meant: by its last day where both have one, else by its name.

    A sentence where that cannot be told.
    """
    named = [each for each in periods if each.label.casefold() == said.period_label.casefold()]
    for each in named:
        if each.ends_on and said.period_ends_on and each.ends_on != said.period_ends_on:
            return _("%(period)s of this measure ends on %(known)s, not on %(said)s.") % {
                "period": each.label,
                "known": date_format(each.ends_on, "j F Y"),
                "said": date_format(said.period_ends_on, "j F Y"),
            }
        return each
    if said.period_ends_on is None:
        return None
    alike = [
        each
        for each in periods
        if each.ends_on == said.period_ends_on and not _differ(each.label, said.period_label, basis)
    ]
    if len(alike) > 1:
        several = _("This measure has several figures for periods that end on %(day)s. Name the period as one of them.")
        return several % {"day": date_format(said.period_ends_on, "j F Y")}
    return alike[0] if alike else None


def _differ(label: str, other: str, basis: str) -> bool:
    """Whether two names plainly mean different periods although these end on one day: a year and its last quarter."""
    one, two = _period(label, basis), _period(other, basis)
    return one is not None and two is not None and not one.is_same_as(two, basis=basis)


@lru_cache(maxsize=4096)
def _period(label: str, basis: str) -> TimePeriod | None:
    try:
        return read_time_period(label, basis=basis)
    except NotATimePeriod:
        return None


# --- What is written -----------------------------------------------------------------------------

_TEXTS = ("direction_since", "as_printed", "judgement", "reported_rating", "note", "note_kept_because")
_NUMBERS = ("numerator", "denominator")
_LONGEST = {"category": 120, "period_label": 120, "direction_since": 120, "reported_rating": 120}


def why_not_written(said: Said) -> str:
    """Why this cannot be kept as a figure, in a sentence; empty where it can."""
    if not (said.period_label or said.period_ends_on is None):
        return _("Name the period.")
    if said.value is not None and said.missing:
        return _("A figure is either a number or missing, never both.")
    if said.value is None and not (
        said.missing or said.direction or said.as_printed or said.judgement or said.reported_rating
    ):
        return _("A figure is a number, the words that were printed, or why it is missing.")
    if said.qualifier and said.value is None:
        return _("Only a number can be “about” or “over”.")
    if said.status and said.status not in STATUSES:
        return _("“%(status)s” is not a status of a figure.") % {"status": said.status}
    if not all(_fits(number) for number in (said.value, said.numerator, said.denominator)):
        return _("Write no more than %(before)d figures before the point and %(after)d after it.") % {
            "before": DIGITS_BEFORE_POINT,
            "after": DECIMALS,
        }
    for name, longest in _LONGEST.items():
        if len(getattr(said, name) or "") > longest:
            return _("“%(text)s…” is too long: no more than %(number)d letters.") % {
                "text": getattr(said, name)[:40],
                "number": longest,
            }
    if any("\x00" in (getattr(said, name) or "") for name in ("category", "period_label", *_TEXTS)):
        return _("There is a character in it that cannot be kept. Write it anew.")
    return ""


def _fits(number: Decimal | None) -> bool:
    if number is None:
        return True
    if not number.is_finite() or (number and number.adjusted() >= DIGITS_BEFORE_POINT):
        return False
    return number == number.quantize(Decimal(1).scaleb(-DECIMALS))


def _adds_nothing(said: Said, old: Said | Kept) -> bool:
    return _is_same_result(said, old) and not _details(said, old)


def _is_same_result(said: Said, old: Said | Kept) -> bool:
    return (said.value, said.missing, said.qualifier, said.direction) == (
        old.value,
        old.missing,
        old.qualifier,
        old.direction,
    )


def _details(said: Said, old: Said | Kept) -> set[str]:
    """What else is said and is not as it was. A final figure that was revised once is still final."""
    changed = {
        name
        for name in (*_TEXTS, *_NUMBERS)
        if getattr(said, name) is not None and getattr(said, name) != getattr(old, name)
    }
    if said.status and said.status != old.status and (said.status, old.status) != (FINAL, REVISED):
        changed.add("status")
    return changed


def _new(said: Said) -> Said:
    texts: dict[str, Any] = {name: getattr(said, name) or "" for name in _TEXTS}
    return replace(said, status=said.status or FINAL, **texts)


def _revised(said: Said, old: Kept) -> Said:
    """The next row of a period: under the name it has, with what was not said taken over where it still holds."""
    same = _is_same_result(said, old)
    texts: dict[str, Any] = {name: _or(getattr(said, name), getattr(old, name) if same else "") for name in _TEXTS}
    if said.note not in (None, old.note):
        # Why the note before stays says nothing about this one.
        texts["note_kept_because"] = said.note_kept_because or ""
    numbers: dict[str, Any] = {
        name: _or(getattr(said, name), getattr(old, name) if same else None) for name in _NUMBERS
    }
    return replace(
        said,
        period_label=old.period_label,
        period_ends_on=old.period_ends_on or said.period_ends_on,
        status=said.status or _status_after(said, old, same=same),
        **texts,
        **numbers,
    )


def _or(said: object, otherwise: object) -> object:
    return otherwise if said is None else said


def _status_after(said: Said, old: Kept, *, same: bool) -> str:
    """The status of a row that nobody gave one: a final result that becomes another is revised.

    The first result after a missing one revises nothing, and what was provisional stays so until somebody says.
    """
    if same and not {"numerator", "denominator"} & _details(said, old):
        return old.status
    if old.status == FINAL:
        return FINAL if old.missing else REVISED
    return old.status
