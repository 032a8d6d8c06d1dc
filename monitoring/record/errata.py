"""Correcting a record: replacements in its JSON, each with the value that it replaces.

A path names a place by the keys of the JSON, and a part of a list by its `pk`, or counted from one where
its parts have none: `actions/12/update/narrative`, `priorities/3/highlights/#2/text`. What nobody names
stays byte for byte as it was stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from plans.ratings import Meaning

from . import canonical
from .counts import Count, starts_later, tally
from .movement import movement, of_column
from .position import plain
from .rollup import computed_level
from .scales import Scales
from .small_numbers import mark_hidden
from .structs import NOT_RATED, Action, Correction, Erratum, Figure, Level, Measure, Movement, Priority, Record, When
from .words import day, titled, when


class CannotCorrect(ValueError):
    """A replacement that does not fit the record; the text says why."""


# --- Replacing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Replacement:
    """One thing to put right: where, what the JSON holds there, what it should, why and who says so."""

    path: str
    old: Any
    new: Any
    reason: str
    by: str


def corrected(body: bytes, replacements: Iterable[Replacement], *, version: int, on: date, by: str) -> bytes:
    """The bytes of the next version: `version` is its number, `by` who issues it.

    What depends on a corrected value is worked out anew and put down among the corrections. Raises
    CannotCorrect where a place is not there, holds something else than `old`, or cannot hold `new`.
    """
    document = msgspec.json.decode(body)
    said = [
        Correction(path=each.path, old=_tidy(each.old), new=_tidy(each.new), reason=each.reason, by=each.by)
        for each in replacements
    ]
    for each in said:
        _replace(document, each.path, each.old, each.new)
    said += _follow(document, {each.path for each in said})
    erratum = Erratum(version=version, on=on, by=by, corrections=tuple(said))
    document.setdefault("errata", []).append(msgspec.to_builtins(erratum))
    return _checked(document)[0]


def preview(body: bytes, replacements: Iterable[Replacement]) -> tuple[Record, tuple[Correction, ...]]:
    """The record as it would be, and what would follow from the corrections. Raises CannotCorrect."""
    after = canonical.decode(corrected(body, replacements, version=0, on=date.min, by=""))
    return after, tuple(each for each in after.errata[-1].corrections if each.follows)


def _checked(document: Any) -> tuple[bytes, Record]:
    # In the order of the stored bytes, so that what was not corrected is the same in both versions.
    body = msgspec.json.encode(document)
    try:
        return body, canonical.decode(body)
    except msgspec.ValidationError as fault:
        raise CannotCorrect(str(fault)) from fault


def value_at(document: Any, path: str) -> Any:
    """What the JSON holds at a path. Raises CannotCorrect where there is no such place."""
    holder, key = _found(document, path)
    return holder[key]


def _replace(document: Any, path: str, old: Any, new: Any) -> None:
    holder, key = _found(document, path)
    if holder[key] != old:
        raise CannotCorrect(_("%(path)s no longer says what is to be corrected.") % {"path": path})
    holder[key] = new


def _tidy(value: Any) -> Any:
    """A value that came from a column of the database, which keeps an object's keys in an order of its own."""
    return dict(sorted(value.items())) if isinstance(value, dict) else value


def _found(document: Any, path: str) -> tuple[Any, Any]:
    """The object or list that holds the place, and its key in it."""
    *steps, last = path.split("/")
    holder = document
    for step in steps:
        holder = holder[_key(holder, step, path)]
    return holder, _key(holder, last, path)


def _key(holder: Any, step: str, path: str) -> Any:
    if isinstance(holder, dict) and step in holder:
        return step
    if isinstance(holder, list):
        counted = step.removeprefix("#")
        if counted != step and counted.isascii() and counted.isdigit() and 1 <= int(counted) <= len(holder):
            return int(counted) - 1
        for number, part in enumerate(holder):
            if isinstance(part, dict) and str(part.get("pk")) == step:
                return number
    raise CannotCorrect(_("There is no %(path)s in the record.") % {"path": path})


# --- What follows from a correction ----------------------------------------------------------------


def _follow(document: Any, paths: set[str]) -> list[Correction]:
    """Work out anew what depends on the corrected places, and say what changed."""
    _body, record = _checked(document)
    followed = []
    for path, value in chain(_dependent(record, paths), _of_small_numbers(record, paths)):
        old = value_at(document, path)
        new = msgspec.to_builtins(value)
        if old != new:
            _replace(document, path, old, new)
            followed.append(Correction(path=path, old=old, new=new, follows=True))
    return followed


def _dependent(record: Record, paths: set[str]) -> Iterator[tuple[str, Any]]:
    scales = Scales(record)
    touched = {path.split("/")[1] for path in paths if path.startswith("actions/") and path.endswith("/level")}
    for action in record.actions:
        base = f"actions/{action.pk}"
        if str(action.pk) in touched:
            yield from _of_level(record, scales, action)
        if f"{base}/original_due" in paths and not action.moves:
            yield f"{base}/agreed_due", action.original_due
        if f"{base}/agreed_due" in paths and action.moves and action.agreed_due is not None:
            yield f"{base}/moves/#{len(action.moves)}/due", action.agreed_due
        for number, lead in enumerate(action.leads, start=1):
            if f"{base}/leads/#{number}/person" in paths and lead.person:
                yield f"{base}/leads/#{number}/vacant", False
    for priority in record.priorities:
        own = any(action.priority_pk == priority.pk for action in record.actions if str(action.pk) in touched)
        computed = _computed(record, scales, priority) if own else priority.computed_level
        if own:
            yield f"priorities/{priority.pk}/computed_level", computed
        if own or f"priorities/{priority.pk}/judged_level" in paths:
            now = scales.priorities.get(priority.judged_level or computed or "")
            yield f"priorities/{priority.pk}/movement", _priority_movement(record, scales, priority, now)


def _of_level(record: Record, scales: Scales, action: Action) -> Iterator[tuple[str, Any]]:
    base, level = f"actions/{action.pk}", scales.actions.get(action.level or "")
    if level is None or level.meaning != Meaning.COMPLETE:
        yield f"{base}/complete_since", None
    if level is not None:
        yield f"{base}/starts_later", False
    before = record.previous
    if before is None or before.as_reported:
        # Nothing was known of a single action then, so nothing is compared.
        yield f"{base}/movement", Movement.NOT_KNOWN if before else movement(None, of_column(level))
        return
    now = level or (starts_later() if action.starts_later else None)
    then = scales.action_then(before.ordinal, action.previous_column)
    yield f"{base}/movement", movement(of_column(then), of_column(now))


def _of_small_numbers(record: Record, paths: set[str]) -> Iterator[tuple[str, Any]]:
    """What is not to be published now that a figure says something else. What was hidden stays so."""
    corrected = {path.split("/")[1] for path in paths if path.startswith("measures/") and "/figures/" in path}
    # Where a record does not say what is hidden, that is found when it is read.
    for measure in mark_hidden(each for each in record.measures if record.marked and str(each.pk) in corrected):
        yield from _marks(f"measures/{measure.pk}", measure.figures)
        for place, breakdown in enumerate(measure.breakdowns, start=1):
            for number, category in enumerate(breakdown.categories, start=1):
                yield from _marks(f"measures/{measure.pk}/breakdowns/#{place}/categories/#{number}", category.figures)


def _marks(base: str, figures: Iterable[Figure]) -> Iterator[tuple[str, str]]:
    for number, figure in enumerate(figures, start=1):
        yield f"{base}/figures/#{number}/hidden", figure.hidden
        for before, revision in enumerate(figure.revised, start=1):
            yield f"{base}/figures/#{number}/revised/#{before}/hidden", revision.hidden


def _computed(record: Record, scales: Scales, priority: Priority) -> str | None:
    counted = [action for action in record.reported_actions if action.priority_pk == priority.pk]
    level = computed_level(
        [Meaning(scales.actions[action.level].meaning) for action in counted if action.level],
        record.priority_levels,
        silent=sum(action.column == NOT_RATED for action in counted),
        rule=record.plan.rollup,
    )
    return level.code if level else None


def _priority_movement(record: Record, scales: Scales, priority: Priority, now: Level | None) -> Movement:
    before = record.previous
    then = scales.priority_then(before.ordinal, priority.previous_column) if before else None
    return movement(of_column(then), of_column(now))


# --- What can be corrected -------------------------------------------------------------------------


class Kind(StrEnum):
    """How a value is asked for."""

    LINE = "line"
    TEXT = "text"
    LEVEL = "level"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Place:
    """One value that can be corrected. `value` is what the JSON holds; `levels` what a rating is chosen from."""

    path: str
    name: str
    kind: Kind
    value: Any
    levels: tuple[Level, ...] = ()
    may_be_empty: bool = True

    @property
    def words(self) -> str:
        return self.said(self.value)

    def said(self, value: Any) -> str:
        """A value as people read it; empty where it says nothing."""
        if value is None:
            if self.kind != Kind.LEVEL:
                return ""
            return _("Not judged") if self.path.endswith("judged_level") else _("Not rated")
        if self.kind == Kind.LEVEL:
            return next((level.label for level in self.levels if level.code == value), str(value))
        if self.kind == Kind.DATE:
            return when(msgspec.convert(value, When))
        return plain(Decimal(str(value))) if self.kind == Kind.NUMBER else str(value)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a correction is about: the period, a priority, an action or a measure."""

    path: str
    group: str
    title: str
    places: tuple[Place, ...]


def subjects(record: Record) -> tuple[Subject, ...]:
    """Everything in the record that can be corrected, in its own order."""
    labels = record.plan.labels
    return (
        Subject("period", _("Reporting period"), record.period.label, tuple(_of_period(record))),
        *(
            Subject(f"priorities/{each.pk}", labels.priority.many, titled(each), tuple(_of_priority(record, each)))
            for each in record.priorities
        ),
        *(
            Subject(f"actions/{each.pk}", labels.action.many, titled(each), tuple(_of_action(record, each)))
            for each in record.actions
        ),
        *(
            Subject(f"measures/{each.pk}", labels.measure.many, _measure_title(each), tuple(_of_measure(record, each)))
            for each in record.measures
            if each.figures or each.commentary
        ),
    )


def subject_of(record: Record, path: str) -> Subject | None:
    """What a path, or the beginning of one, is about."""
    head = "period" if path.startswith("printed_totals/") else "/".join(path.split("/")[:2])
    head = "period" if head.startswith("period") else head
    return next((each for each in subjects(record) if each.path == head), None)


def place_at(record: Record, path: str) -> Place | None:
    """The place with this path; None where nothing there can be corrected."""
    subject = subject_of(record, path)
    return next((each for each in subject.places if each.path == path), None) if subject else None


def _of_period(record: Record) -> Iterator[Place]:
    yield Place("period/label", _("Name of the period"), Kind.LINE, record.period.label, may_be_empty=False)
    for number, total in enumerate(record.printed_totals, start=1):
        name = _("Printed total: %(label)s") % {"label": total.label}
        yield Place(f"printed_totals/#{number}/count", name, Kind.NUMBER, str(total.count), may_be_empty=False)


def _of_priority(record: Record, priority: Priority) -> Iterator[Place]:
    base = f"priorities/{priority.pk}"
    yield Place(f"{base}/title", _("Title"), Kind.LINE, priority.title, may_be_empty=False)
    if levels := record.priority_levels:
        yield Place(f"{base}/judged_level", _("Rating given by its lead"), Kind.LEVEL, priority.judged_level, levels)
    yield Place(f"{base}/judged_reason", _("Reason for the rating"), Kind.TEXT, priority.judged_reason)
    yield Place(f"{base}/decisions_sought", _("Asked of the board"), Kind.TEXT, priority.decisions_sought)
    for number, highlight in enumerate(priority.highlights, start=1):
        name = _("Highlight %(number)d (%(kind)s)") % {"number": number, "kind": highlight.label}
        yield Place(f"{base}/highlights/#{number}/text", name, Kind.TEXT, highlight.text, may_be_empty=False)


def _of_action(record: Record, action: Action) -> Iterator[Place]:
    base, update = f"actions/{action.pk}", action.update
    # Where nobody reported there is no rating to correct: silence stays silence.
    if record.action_levels and action.reported and (update is not None or action.level):
        yield Place(f"{base}/level", _("Rating"), Kind.LEVEL, action.level, record.action_levels)
    if update is not None:
        yield Place(f"{base}/update/narrative", _("What was said"), Kind.TEXT, update.narrative)
        yield Place(f"{base}/update/next_steps", _("What comes next"), Kind.TEXT, update.next_steps)
        if delay := update.delay:
            yield Place(f"{base}/update/delay/detail", _("Cause in words"), Kind.TEXT, delay.detail)
            yield Place(f"{base}/update/delay/impact", _("Effect"), Kind.TEXT, delay.impact)
            yield Place(f"{base}/update/delay/recovery", _("Recovery"), Kind.TEXT, delay.recovery)
            yield _date(f"{base}/update/delay/forecast", _("Now expected"), delay.forecast)
    yield Place(f"{base}/title", _("Title"), Kind.LINE, action.title, may_be_empty=False)
    yield _date(f"{base}/original_due", _("Original due date"), action.original_due)
    if action.moves:
        yield _date(f"{base}/agreed_due", _("Agreed due date"), action.agreed_due, may_be_empty=False)
    for number, lead in enumerate(action.leads, start=1):
        name = _("Who held the post “%(post)s”") % {"post": lead.name}
        yield Place(f"{base}/leads/#{number}/person", name, Kind.LINE, lead.person)


def _of_measure(record: Record, measure: Measure) -> Iterator[Place]:
    base = f"measures/{measure.pk}"
    if said := measure.commentary:
        yield Place(f"{base}/commentary/story", _("The story behind the figure"), Kind.TEXT, said.story)
        yield Place(f"{base}/commentary/doing", _("What is being done"), Kind.TEXT, said.doing)
        yield Place(f"{base}/commentary/forecast", _("What is expected"), Kind.TEXT, said.forecast)
    if levels := record.measure_levels:
        yield Place(f"{base}/judged_level", _("Rating given by its owner"), Kind.LEVEL, measure.judged_level, levels)
        yield Place(f"{base}/judged_reason", _("Reason for the rating"), Kind.TEXT, measure.judged_reason)
    for number, figure in enumerate(measure.figures, start=1):
        base = f"measures/{measure.pk}/figures/#{number}"
        of = figure.period or (day(figure.ends) if figure.ends else str(number))
        if figure.printed:
            yield Place(
                f"{base}/printed", _("Result as printed, %(period)s") % {"period": of}, Kind.LINE, figure.printed
            )
        yield Place(f"{base}/note", _("Note, %(period)s") % {"period": of}, Kind.TEXT, figure.note)


def _date(path: str, name: str, value: When | None, *, may_be_empty: bool = True) -> Place:
    return Place(path, name, Kind.DATE, msgspec.to_builtins(value), may_be_empty=may_be_empty)


def _measure_title(measure: Measure) -> str:
    return f"{measure.code} {measure.title}".strip()


# --- In words --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """A correction as people read it."""

    path: str
    about: str
    what: str
    old: str
    new: str
    reason: str
    by: str
    is_level: bool


def told(record: Record, corrections: Iterable[Correction]) -> tuple[Told, ...]:
    """The corrections that somebody made, in words. `record` is any version of theirs."""
    known = {place.path: (subject, place) for subject in subjects(record) for place in subject.places}
    return tuple(_told(known, each) for each in corrections if not each.follows)


def _told(known: dict[str, tuple[Subject, Place]], said: Correction) -> Told:
    subject, place = known.get(said.path, (None, Place(said.path, said.path, Kind.LINE, None)))
    return Told(
        path=said.path,
        about=subject.title if subject else "",
        what=place.name,
        old=place.said(said.old),
        new=place.said(said.new),
        reason=said.reason,
        by=said.by,
        is_level=place.kind == Kind.LEVEL,
    )


@dataclass(frozen=True, slots=True)
class Recount:
    """How many actions stand at a level before and after."""

    level: Level
    before: Decimal
    after: Decimal


def recounted(before: Record, after: Record) -> tuple[Recount, ...]:
    """Every count that the corrections change."""
    then, now = (_counts(each) for each in (before, after))
    return tuple(
        Recount(count.level, earlier.count, count.count)
        for earlier, count in zip(then, now, strict=True)
        if earlier.count != count.count
    )


def _counts(record: Record) -> Sequence[Count]:
    if not record.printed_totals:
        return tally(record, record.reported_actions)
    levels = {count.level.code: count.level for count in tally(record, ())}
    known = [total for total in record.printed_totals if total.column in levels]
    whole = sum((total.count for total in known), Decimal(0))
    return tuple(Count(levels[total.column or ""], total.count, whole) for total in known)


def rerated(before: Record, after: Record) -> tuple[tuple[str, Level | None, Level | None], ...]:
    """Each priority whose level changes, judged or worked out: its title, its level before and after."""
    then, now = Scales(before).priorities, Scales(after).priorities
    levels = {each.pk: each.level for each in before.priorities}
    return tuple(
        (titled(each), then.get(levels[each.pk] or ""), now.get(each.level or ""))
        for each in after.priorities
        if levels[each.pk] != each.level
    )
