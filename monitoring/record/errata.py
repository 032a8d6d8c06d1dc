"""Correcting a record: replacements in its JSON, each with the value that it replaces.

A path names a place by the keys of the JSON, and a part of a list by its `pk`, or counted from one where
its parts have none: `actions/12/update/narrative`, `priorities/3/highlights/#2/text`. The result of a figure is
one place, `measures/7/figures/#4/result`, although it stands under several keys. What nobody names stays byte
for byte as it was stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from indicators.words import share_words
from plans.ratings import Meaning

from . import canonical
from .counts import Count, starts_later, tally
from .measure_words import result
from .measured import worked_out
from .movement import movement, of_column
from .position import plain
from .rollup import computed_level
from .scales import Scales
from .small_numbers import Choice, mark_hidden, places
from .structs import (
    NOT_RATED,
    Action,
    Correction,
    Erratum,
    Figure,
    Level,
    Measure,
    Movement,
    Priority,
    Record,
    Revision,
    When,
)
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
    said += _follow(document, tuple(said), on=on)
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
    if figure := _figure_of(path):
        holder, key = _found(document, figure)
        return _result_in(holder[key])
    holder, key = _found(document, path)
    return holder[key]


def _replace(document: Any, path: str, old: Any, new: Any) -> None:
    if value_at(document, path) != old:
        raise CannotCorrect(_("%(path)s no longer says what is to be corrected.") % {"path": path})
    figure = _figure_of(path)
    holder, key = _found(document, figure or path)
    if figure:
        holder[key].update(new)
    else:
        holder[key] = new


#: What of a figure is its result, with what each is where the JSON says nothing.
RESULT: Mapping[str, Any] = {
    "denominator": None,
    "missing": "",
    "missing_code": "",
    "numerator": None,
    "qualifier": "",
    "value": None,
}
_RESULT_STEP = "/result"
KEPT_BACK_STEP = "/hidden"


def _figure_of(path: str) -> str:
    """The path of the figure whose result a path names; empty where it names something else."""
    return path.removesuffix(_RESULT_STEP) if path.endswith(_RESULT_STEP) else ""


def _result_in(figure: Mapping[str, Any]) -> dict[str, Any]:
    return {name: figure.get(name, nothing) for name, nothing in RESULT.items()}


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


def _follow(document: Any, said: Sequence[Correction], *, on: date) -> list[Correction]:
    """Work out anew what depends on the corrected places, and say what changed."""
    paths = {each.path for each in said}
    followed = []
    # Each step reads what the one before it put right.
    for step in (partial(_of_results, said=said, on=on), _dependent, _of_small_numbers):
        _body, record = _checked(document)
        for path, value in step(record, paths):
            old = value_at(document, path)
            # As the JSON holds it: there a tuple is a list.
            new = msgspec.json.decode(msgspec.json.encode(value))
            if old != new:
                _replace(document, path, old, new)
                followed.append(Correction(path=path, old=old, new=new, follows=True))
    return followed


def _of_results(record: Record, paths: set[str], *, said: Sequence[Correction], on: date) -> Iterator[tuple[str, Any]]:
    """What a figure said before stands beneath it; the words printed of the old result no longer stand for it."""
    figures = {path: figure for measure in record.measures for path, figure in figures_of(measure)}
    for each in said:
        path = _figure_of(each.path)
        if not path:
            continue
        figure = figures[path]
        old = msgspec.convert(each.old, _Result)
        before = Revision(
            value=old.value,
            printed=figure.printed,
            missing=old.missing,
            status=figure.status,
            note=figure.note,
            hidden=figure.hidden,
            until=on,
        )
        yield f"{path}/revised", (*figure.revised, before)
        if f"{path}/printed" not in paths:
            yield f"{path}/printed", ""


def _dependent(record: Record, paths: set[str]) -> Iterator[tuple[str, Any]]:
    scales = Scales(record)
    yield from _of_actions(record, scales, paths)
    yield from _of_priorities(record, scales, paths)
    for measure in record.measures:
        if any(path.startswith(f"measures/{measure.pk}/figures/") and _figure_of(path) for path in paths):
            yield from _of_figures(record, measure)


def _touched(paths: set[str]) -> set[str]:
    """Keys of the actions whose rating was corrected."""
    return {path.split("/")[1] for path in paths if path.startswith("actions/") and path.endswith("/level")}


def _of_actions(record: Record, scales: Scales, paths: set[str]) -> Iterator[tuple[str, Any]]:
    touched = _touched(paths)
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


def _of_priorities(record: Record, scales: Scales, paths: set[str]) -> Iterator[tuple[str, Any]]:
    touched = _touched(paths)
    for priority in record.priorities:
        own = any(action.priority_pk == priority.pk for action in record.actions if str(action.pk) in touched)
        computed = _computed(record, scales, priority) if own else priority.computed_level
        if own:
            yield f"priorities/{priority.pk}/computed_level", computed
        if own or f"priorities/{priority.pk}/judged_level" in paths:
            now = scales.priorities.get(priority.judged_level or computed or "")
            yield f"priorities/{priority.pk}/movement", _priority_movement(record, scales, priority, now)


def _of_figures(record: Record, measure: Measure) -> Iterator[tuple[str, Any]]:
    """The rating by the rule and where the measure went, now that a figure of the whole says something else."""
    plan = record.plan
    now = worked_out(
        measure, levels=record.measure_levels, short=plan.measures_short_travel, long=plan.measures_long_travel
    )
    for name in ("rule_level", "not_rated_because", "movement", "short", "long"):
        yield f"measures/{measure.pk}/{name}", getattr(now, name)


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
        for path, figure in figures_of(measure):
            yield f"{path}/hidden", figure.hidden
            for before, revision in enumerate(figure.revised, start=1):
                yield f"{path}/revised/#{before}/hidden", revision.hidden


def figures_of(measure: Measure) -> Iterator[tuple[str, Figure]]:
    """Every figure of a measure with its path: of the whole first, then of each breakdown."""
    parts = [(f"measures/{measure.pk}", measure.figures)]
    for place, breakdown in enumerate(measure.breakdowns, start=1):
        for number, category in enumerate(breakdown.categories, start=1):
            parts.append((f"measures/{measure.pk}/breakdowns/#{place}/categories/#{number}", category.figures))
    for base, figures in parts:
        for number, figure in enumerate(figures, start=1):
            yield f"{base}/figures/#{number}", figure


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
    RESULT = "result"
    #: Decided by an analyst among the small numbers, never here.
    KEPT_BACK = "kept_back"


class _Result(msgspec.Struct, frozen=True):
    """The result of a figure as an erratum holds it."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: str = ""
    missing_code: str = ""
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One value that can be corrected. `value` is what the JSON holds; `levels` what a rating is chosen from.

    `measure` is the one whose result it is.
    """

    path: str
    name: str
    kind: Kind
    value: Any
    levels: tuple[Level, ...] = ()
    may_be_empty: bool = True
    measure: Measure | None = None

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
        if self.kind == Kind.RESULT:
            return _result_words(value, self.measure)
        if self.kind == Kind.KEPT_BACK:
            return _("Not published") if value else _("Published")
        return plain(Decimal(str(value))) if self.kind == Kind.NUMBER else str(value)


def _result_words(value: Any, measure: Measure | None) -> str:
    """47% (8 of 17); Not available. What is no result, because it is not shown, as it stands."""
    if measure is None or not isinstance(value, Mapping):
        return str(value)
    said = msgspec.convert(value, _Result)
    figure = Figure(
        period="", ends=None, value=said.value, numerator=said.numerator, denominator=said.denominator, printed="",
        missing=said.missing, provisional=False, judgement="", note="", qualifier=said.qualifier,
    )  # fmt: skip
    words = result(figure, measure) or said.missing
    share = share_words(said.numerator, said.denominator)
    return f"{words} ({share})" if words and share else words or share


@dataclass(frozen=True, slots=True)
class Subject:
    """What a correction is about: the period, a priority, an action or a measure."""

    path: str
    group: str
    title: str
    places: tuple[Place, ...]

    @property
    def asked(self) -> tuple[Place, ...]:
        """What whoever corrects a period chooses from."""
        return tuple(each for each in self.places if each.kind != Kind.KEPT_BACK)


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
            if each.figures or each.breakdowns or each.commentary
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
    # Those of the latest period first: most corrections are of one of them.
    figures = sorted(figures_of(measure), key=lambda each: each[1].ends or date.min, reverse=True)
    of = {path: _figure_named(measure, path, figure) for path, figure in figures}
    for path, figure in figures:
        yield from _of_figure(measure, path, figure, of[path])


def _of_figure(measure: Measure, base: str, figure: Figure, of: str) -> Iterator[Place]:
    yield Place(
        f"{base}{_RESULT_STEP}",
        _("Result, %(period)s") % {"period": of},
        Kind.RESULT,
        _result_in(msgspec.to_builtins(figure)),
        may_be_empty=False,
        measure=measure,
    )
    for name, words, said in (
        ("printed", _("Result as printed, %(period)s"), figure.printed),
        ("judgement", _("Judgement, %(period)s"), figure.judgement),
        ("reported_rating", _("Rating by the source, %(period)s"), figure.reported_rating),
    ):
        if said:
            yield Place(f"{base}/{name}", words % {"period": of}, Kind.LINE, said)
    yield Place(f"{base}/note", _("Note, %(period)s") % {"period": of}, Kind.TEXT, figure.note)
    yield Place(
        f"{base}{KEPT_BACK_STEP}", _("Published or not, %(period)s") % {"period": of}, Kind.KEPT_BACK, figure.hidden
    )


def _figure_named(measure: Measure, path: str, figure: Figure) -> str:
    """September 2026; September 2026, Sex: Girls."""
    own = path.removeprefix(f"measures/{measure.pk}/")
    period = figure.period or (day(figure.ends) if figure.ends else path.rpartition("#")[2])
    if own.startswith("figures/"):
        return period
    _breakdowns, place, _categories, number, *_rest = own.split("/")
    breakdown = measure.breakdowns[int(place.removeprefix("#")) - 1]
    category = breakdown.categories[int(number.removeprefix("#")) - 1]
    return f"{period}, {breakdown.name}: {category.name}"


def kept_back_path(record: Record, pk: int, choice: Choice) -> str:
    """The place that says whether a figure of a measure is published; empty where the record has no such figure."""
    measure = next((each for each in record.measures if each.pk == pk), None)
    if measure is None:
        return ""
    for (path, _figure), (place, _same) in zip(figures_of(measure), places(measure), strict=True):
        if Choice(place.period, place.dimension, place.category) == choice:
            return f"{path}{KEPT_BACK_STEP}"
    return ""


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
    # Nothing is corrected to what it was: then neither is shown to this reader.
    shown = said.old != said.new
    return Told(
        path=said.path,
        about=subject.title if subject else "",
        what=place.name,
        old=place.said(said.old) if shown else "",
        new=place.said(said.new) if shown else "",
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


def remeasured(before: Record, after: Record) -> tuple[tuple[str, Level | None, Level | None], ...]:
    """The same of the measures."""
    known = {each.code: each for each in before.measure_levels}
    levels = {each.pk: each.level for each in before.measures}
    return tuple(
        (_measure_title(each), known.get(levels[each.pk] or ""), known.get(each.level or ""))
        for each in after.measures
        if levels[each.pk] != each.level
    )
