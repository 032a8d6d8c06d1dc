"""Measures as rows say them: the latest result, its target and rating, which way it went, and what others have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.gaps import gap
from indicators.rating import goal_of, target_for, why_not_rated
from indicators.series import Series
from indicators.travel import Way
from indicators.words import share_words
from partnership.wording import listed
from plans.ratings import Meaning

from . import measure_words as words
from .movement import Moved
from .structs import Comparator, Figure, Level, Measure, Movement, Record, Target, Travel
from .words import day, within

#: Results that a line is drawn through.
RESULTS = 6

#: Levels that ask for words, the worse first.
EXCEPTIONS = (Meaning.OFF_TRACK, Meaning.AT_RISK)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target in words. `span` says for when, where that is not the period of the result; `floor` what else counts."""

    text: str
    span: str = ""
    floor: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """`level` is None where there is none, and `why` then says it. `notes` say whose rating it is and what differs."""

    level: Level | None
    why: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Direction:
    """The arrow follows the number, the word the polarity. `said` is by how much since when, or why nobody can say."""

    moved: Moved
    said: str = ""
    movement: Movement = Movement.NOT_KNOWN


@dataclass(frozen=True, slots=True)
class Others:
    """What others have. `gap` says how far ours is from it, and whether that is good; empty where nobody can say."""

    name: str
    value: str
    gap: str = ""

    @property
    def said(self) -> str:
        return f"{self.value} ({self.gap})" if self.gap else self.value


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure as a row shows it.

    `rating` is None in a plan that does not rate its measures; there `met` says whether the target is, and is None
    where nothing can be said of it. `latest` is empty where `missing` says why. `shown` are the last results.
    """

    measure: Measure
    title: str
    about: str
    latest: str
    when: str
    missing: str
    notes: tuple[str, ...]
    expected: str
    new_series: str
    aims: tuple[Aim, ...]
    met: bool | None
    rating: Rating | None
    short: Direction
    long: Direction | None
    others: tuple[Others, ...]
    shown: tuple[Figure, ...]

    @property
    def is_number(self) -> bool:
        latest = self.measure.latest
        return latest is not None and latest.value is not None and not latest.printed

    @property
    def level(self) -> Level | None:
        return self.rating.level if self.rating else None

    @property
    def is_exception(self) -> bool:
        """Whether it asks for words. Of a measure that is no longer collected nobody asks anything."""
        return self.level is not None and self.level.meaning in EXCEPTIONS and self.measure.status != "discontinued"

    def is_at(self, meaning: Meaning) -> bool:
        return self.level is not None and self.level.meaning == meaning

    @property
    def led_by(self) -> str:
        return self.measure.lead or self.measure.lead_body

    @property
    def target(self) -> str:
        """Every target in one go: at least 70%; for the whole year: at least 75%."""
        return "; ".join(f"{within(aim.span)}: {aim.text}" if aim.span else aim.text for aim in self.aims)


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """Measures of one level that ask for words."""

    level: Level
    note: str
    lines: tuple[MeasureLine, ...]

    @property
    def ident(self) -> str:
        return f"measures-{self.level.meaning.replace('_', '-')}"


@dataclass(frozen=True)
class Scorecard:
    """The measures of a record, or of one priority. `short` and `long` head the two directions of travel."""

    lines: tuple[MeasureLine, ...]
    levels: tuple[Level, ...]
    short: str
    long: str
    record: Record

    @property
    def rated(self) -> bool:
        """Whether the plan rates its measures."""
        return bool(self.levels)

    @property
    def key(self) -> tuple[Level, ...]:
        """What the ratings mean, where the scale is another than the actions' and the priorities'."""
        record = self.record
        return () if self.levels in (record.action_levels, record.priority_levels) else self.levels

    @cached_property
    def rule(self) -> str:
        """How the rated ones are rated, where that is one way for all; empty otherwise."""
        said = {words.rule_words(line.measure.rule, line.measure) for line in self.lines if line.measure.rule}
        return said.pop() if self.rated and len(said) == 1 else ""

    @cached_property
    def groups(self) -> tuple[MeasureGroup, ...]:
        """What asks for words, the worst first."""
        found = {meaning: [line for line in self.exceptions if line.is_at(meaning)] for meaning in EXCEPTIONS}
        return tuple(
            MeasureGroup(
                level=level,
                note=_("%(number)d of %(total)d") % {"number": len(lines), "total": len(self.lines)},
                lines=tuple(lines),
            )
            for lines in found.values()
            if lines and (level := lines[0].level)
        )

    @property
    def exceptions(self) -> tuple[MeasureLine, ...]:
        return tuple(line for line in self.lines if line.is_exception)

    @cached_property
    def sentence(self) -> str:
        """Where they stand, which way they went and what is missing; every count adds up to the number of measures."""
        return measures_sentence(self)


def scorecard(record: Record, *, priority: int | None = None) -> Scorecard:
    plan = record.plan
    return Scorecard(
        lines=measure_lines(record, priority=priority),
        levels=record.measure_levels,
        short=words.against(plan.measures_short_travel),
        long=words.against(plan.measures_long_travel),
        record=record,
    )


def measure_lines(record: Record, *, priority: int | None = None) -> tuple[MeasureLine, ...]:
    """Every measure, or those of one priority."""
    return tuple(
        measure_line(measure, record)
        for measure in record.measures
        if priority is None or measure.priority_pk == priority
    )


def measure_line(measure: Measure, record: Record) -> MeasureLine:
    latest, plan = measure.latest, record.plan
    levels = {level.code: level for level in record.measure_levels}
    return MeasureLine(
        measure=measure,
        title=f"{measure.code} {measure.title}".strip(),
        about=". ".join(filter(None, [words.polarity(measure), words.in_use(measure)])),
        latest="" if latest is None or withheld(latest) else _capital(words.result(latest, measure), latest),
        when=_when(latest) if latest else "",
        missing=_missing(latest),
        notes=tuple(_notes(latest)) if latest else (),
        expected=_expected(measure, record),
        new_series=_new_series(measure),
        aims=tuple(_aims(measure)),
        met=_met(measure),
        rating=_rating(measure, levels) if levels else None,
        short=direction(measure.short, measure) if measure.short else _since_before(measure),
        long=direction(measure.long, measure) if plan.measures_long_travel else None,
        others=tuple(_others(each, measure) for each in measure.comparators),
        shown=measure.figures[-RESULTS:],
    )


# --- Together ---------------------------------------------------------------------------------------


def measures_sentence(card: Scorecard) -> str:
    """Of 12 measures, 7 are rated on track and 3 off track; 2 are not rated. Since the result before, 4 improved …"""
    if not card.lines:
        return ""
    parts = [_standing(card) if card.rated else _met_sentence(card.lines), _ways(card), _without_figure(card.lines)]
    return " ".join(filter(None, parts))


def _standing(card: Scorecard) -> str:
    total = len(card.lines)
    names = card.record.plan.labels.measure
    said = {"total": total, "measures": within(names.one if total == 1 else names.many)}
    count = Counter(line.level.code if line.level else "" for line in card.lines)
    rated = [(count[level.code], within(level.label)) for level in card.levels if count[level.code]]
    if not rated:
        return ngettext(
            "The one %(measures)s is not rated.", "None of %(total)d %(measures)s is rated.", total
        ) % said  # fmt: skip
    number, level = rated[0]
    first = ngettext("%(number)d is rated %(level)s", "%(number)d are rated %(level)s", number)
    parts = [first % {"number": number, "level": level}]
    parts += [_("%(number)d %(level)s") % {"number": number, "level": level} for number, level in rated[1:]]
    without = count[""]
    if without:
        left = ngettext("%(number)d is not rated", "%(number)d are not rated", without) % {"number": without}
        return _("Of %(total)d %(measures)s, %(parts)s; %(left)s.") % {**said, "parts": listed(parts), "left": left}
    return _("Of %(total)d %(measures)s, %(parts)s.") % {**said, "parts": listed(parts)}


def _met_sentence(lines: Sequence[MeasureLine]) -> str:
    judged = [line for line in lines if line.met is not None]
    if not judged:
        return ""
    met = sum(1 for line in judged if line.met)
    return ngettext("%(number)d of %(total)d targets is met.", "%(number)d of %(total)d targets are met.", met) % {
        "number": met,
        "total": len(judged),
    }


def _ways(card: Scorecard) -> str:
    ways = Counter(line.short.movement for line in card.lines)
    better, worse, same = (ways[way] for way in (Movement.BETTER, Movement.WORSE, Movement.SAME))
    # A number that went up or down, of which nobody says whether that is good.
    neither = sum(1 for line in card.lines if line.short.movement == Movement.NOT_KNOWN and line.short.moved.way)
    unknown = len(card.lines) - better - worse - same - neither
    if unknown == len(card.lines):
        return _("%(since)s, none can be compared.") % {"since": card.short}
    parts = [
        text % {"number": number}
        for number, text in (
            (better, ngettext("%(number)d improved", "%(number)d improved", better)),
            (worse, ngettext("%(number)d got worse", "%(number)d got worse", worse)),
            (same, ngettext("%(number)d stayed the same", "%(number)d stayed the same", same)),
            (
                neither,
                ngettext("%(number)d is neither better nor worse", "%(number)d are neither better nor worse", neither),
            ),
            (unknown, ngettext("%(number)d cannot be compared", "%(number)d cannot be compared", unknown)),
        )
        if number
    ]
    return _("%(since)s, %(changes)s.") % {"since": card.short, "changes": listed(parts)}


def _without_figure(lines: Sequence[MeasureLine]) -> str:
    number = sum(1 for line in lines if line.measure.latest is None)
    if not number:
        return ""
    return ngettext("%(number)d has no figure yet.", "%(number)d have no figure yet.", number) % {"number": number}


# --- The latest result ------------------------------------------------------------------------------


def withheld(figure: Figure) -> bool:
    """Whether a figure is kept from this reader, who then may not read what follows from it either."""
    said = figure.printed or figure.judgement or figure.direction
    return bool(figure.hidden) and figure.value is None and not said


def _capital(text: str, figure: Figure) -> str:
    """Ours begins like a sentence; what was printed stays as it was."""
    return text if figure.printed else text[:1].upper() + text[1:]


def _when(figure: Figure) -> str:
    """2026, provisional."""
    return ", ".join(
        filter(None, [figure.period, within(words.status(figure)) if figure.period else words.status(figure)])
    )


def _missing(figure: Figure | None) -> str:
    if figure is None:
        return _("No result yet")
    if withheld(figure):
        return figure.missing or _("Not shown: too few children")
    return figure.missing


def _notes(figure: Figure) -> Iterator[str]:
    if withheld(figure):
        return
    if share := share_words(figure.numerator, figure.denominator):
        yield share
    told = bool(figure.printed) or figure.value is not None
    if figure.judgement and told:
        yield figure.judgement
    if figure.direction and (told or figure.judgement):
        yield words.direction(figure)
    if figure.note:
        yield figure.note
    if figure.revised and (corrected := figure.revised[-1].until):
        yield _("corrected on %(day)s") % {"day": day(corrected)}
    if figure.hidden:
        yield {
            "small": _("not published: too few children"),
            "with_others": _("not published: it would show another that is too small"),
        }.get(figure.hidden, _("not published"))


def _expected(measure: Measure, record: Record) -> str:
    """When the next result can be had, where there is none or it is late."""
    on, latest = measure.expected_on, measure.latest
    if on is None:
        return ""
    if on < record.as_at:
        return _("The next was expected by %(day)s") % {"day": day(on)}
    if latest is None or latest.missing_code == "not_due":
        return _("Expected by %(day)s") % {"day": day(on)}
    return ""


def _new_series(measure: Measure) -> str:
    """That one begins within what is shown, and why; what stands first of all parts nothing."""
    shown = measure.figures[1:][-RESULTS:]
    breaking = [each for each in shown if each.breaks]
    if not breaking:
        return ""
    last = breaking[-1]
    said = {"since": words.inside(last.period), "why": last.breaks.rstrip(".")}
    since = _("New series since %(since)s: %(why)s.") if last.period else _("New series: %(why)s.")
    return f"{since % said} {_('Nothing before it is compared.')}"


# --- Its target and rating --------------------------------------------------------------------------


def _aims(measure: Measure) -> Iterator[Aim]:
    """The target that the latest result is held against, and beside it the one for the other span."""
    held = measure.target
    if held is None:
        return
    other = _other_span(measure, held)
    for target in (held, other):
        text = words.aim(target, measure) if target else ""
        if target and text and not (target.none_set and not target.printed):
            floor = words.floor(target, measure)
            yield Aim(
                text=text,
                span=_span(target, measure, beside_another=other is not None),
                floor=_("floor %(floor)s") % {"floor": floor} if target.floor is not None else _allowed(floor),
            )


def _allowed(tolerance: str) -> str:
    return _("allowed: %(tolerance)s") % {"tolerance": tolerance} if tolerance else ""


def _other_span(measure: Measure, held: Target) -> Target | None:
    """In-year beside annual, or the reverse: the one whose period ends with the result's or soonest after it."""
    latest = measure.latest
    for each in measure.targets:
        if each.kind != "target" or each.span == held.span or each.none_set:
            continue
        if latest is None or each.ends is None or latest.ends is None or each.ends >= latest.ends:
            return each
    return None


def _span(target: Target, measure: Measure, *, beside_another: bool) -> str:
    latest = measure.latest
    is_own = not target.period or (latest is not None and target.period == latest.period)
    if target.span == "annual":
        return _("For the whole year") if is_own else _("For the whole year, %(period)s") % {"period": target.period}
    if is_own:
        return _("For the period") if beside_another else ""
    return _("For %(period)s") % {"period": words.inside(target.period)}


def _met(measure: Measure) -> bool | None:
    """Only a number is held against a number of its period; a judgement that was printed is shown, never worked out."""
    figure, target = measure.latest, measure.target
    if figure is None or target is None or figure.value is None or target.value is None or figure.qualifier:
        return None
    if target_for((target,), figure, basis=measure.basis, unit=measure.unit) is None:
        return None
    value, aim = figure.value, target.value
    if measure.polarity in ("high", "low"):
        # As a rating would have it: an operator left at its default does not turn a measure round.
        goal = goal_of(Series((figure,), polarity=measure.polarity, basis=measure.basis), target)
        return goal is not None and goal.is_met(value)
    return {
        "at_least": value >= aim,
        "at_most": value <= aim,
        "exactly": value == aim,
        "more_than": value > aim,
        "less_than": value < aim,
    }[target.operator]


def _rating(measure: Measure, levels: Mapping[str, Level]) -> Rating:
    latest = measure.latest
    if latest is not None and withheld(latest):
        return Rating(None, why=_("Its result is not shown"))
    level = levels.get(measure.level or "")
    why = "" if level else why_not_rated(measure.not_rated_because)
    return Rating(level, why=why, notes=tuple(_rating_notes(measure, levels)))


def _rating_notes(measure: Measure, levels: Mapping[str, Level]) -> Iterator[str]:
    if measure.judged_level:
        reason = measure.judged_reason.rstrip(".")
        yield _("Judged by its owner: %(reason)s.") % {"reason": reason} if reason else _("Judged by its owner.")
    differs = words.differs_from_rule(measure, levels)
    if differs:
        yield differs
    reported = measure.latest.reported_rating if measure.latest else ""
    if (
        reported
        and reported not in differs
        and not (measure.level and words.is_rating(reported, levels.get(measure.level)))
    ):
        yield _("Rated “%(reported)s” by the source.") % {"reported": reported}


# --- Which way it went ------------------------------------------------------------------------------


_WAYS: Mapping[Movement, Callable[[], str]] = {
    Movement.BETTER: lambda: _("Better"),
    Movement.WORSE: lambda: _("Worse"),
    Movement.SAME: lambda: _("Same"),
}


def direction(travel: Travel | None, measure: Measure) -> Direction:
    """An arrow and a word, and by how much since when; or why two results are not compared."""
    latest = measure.latest
    if travel is None:
        return Direction(Moved("", _("Not compared")))
    if latest is not None and (withheld(latest) or _compares_with_withheld(travel, measure)):
        return Direction(Moved("", _("Not shown")))
    if travel.change is not None:
        return Direction(_moved(travel), _change(travel, measure), travel.movement)
    if travel.movement in _WAYS or (latest and latest.direction and travel.why_not == "for_information"):
        return _as_told(travel, latest)
    return Direction(Moved("", _("Not compared")), _why_not(travel))


def _compares_with_withheld(travel: Travel, measure: Measure) -> bool:
    return any(withheld(each) for each in measure.figures if travel.since and each.period == travel.since)


def _moved(travel: Travel) -> Moved:
    change = travel.change or 0
    way = "up" if change > 0 else "down" if change < 0 else "level"
    if travel.movement in _WAYS:
        return Moved(way, _WAYS[travel.movement]())
    return Moved(way, {"up": _("Higher"), "down": _("Lower"), "level": _("Same")}[way])


def _as_told(travel: Travel, latest: Figure | None) -> Direction:
    """The source gives no number, only which way it went."""
    way = {"up": "up", "down": "down", "same": "level"}.get(latest.direction if latest else "", "")
    word = (
        _WAYS[travel.movement]()
        if travel.movement in _WAYS
        else {"up": _("Higher"), "down": _("Lower")}.get(way, _("Same"))
    )
    since = (
        _("Since %(since)s, as reported") % {"since": words.inside(travel.since)} if travel.since else _("As reported")
    )
    return Direction(Moved(way, word), since, travel.movement)


def _change(travel: Travel, measure: Measure) -> str:
    change = travel.change or Decimal()
    said = {"since": words.inside(travel.since), "by": words.difference(change, measure) if change else ""}
    if not change:
        return _("As %(since)s") % said if travel.since else ""
    if change > 0:
        return (_("Up %(by)s since %(since)s") if travel.since else _("Up %(by)s")) % said
    return (_("Down %(by)s since %(since)s") if travel.since else _("Down %(by)s")) % said


def _why_not(travel: Travel) -> str:
    if travel.why_not == "nothing_to_compare" and travel.against == "same_last_year":
        return _("There is no result a year before")
    why = words.why_not_compared(travel.why_not)
    return why[:1].upper() + why[1:]


def _since_before(measure: Measure) -> Direction:
    """From the result before, in a record that says no more of it than better or worse."""
    if len(measure.results) < 2:
        return Direction(Moved("", _("No comparison")))
    before, now = measure.results[-2:]
    if before.value is None or now.value is None:
        return Direction(Moved("", _("Not shown") if withheld(now) or withheld(before) else _("No comparison")))
    if measure.movement not in _WAYS:
        return Direction(Moved("", _("Not compared")))
    since = Travel(against="previous", movement=measure.movement, since=before.period, change=now.value - before.value)
    return direction(since, measure)


# --- What others have -------------------------------------------------------------------------------

#: Earlier results of our own: how far they are from the latest is said by the direction of travel.
_OWN = frozenset({"previous", "same_last_year"})


def _others(comparator: Comparator, measure: Measure) -> Others:
    latest = measure.latest
    value = words.number(comparator.value, measure) if comparator.value is not None else comparator.relation
    return Others(_named(comparator, latest), value, gap=gap_words(comparator, measure))


def gap_words(comparator: Comparator, measure: Measure) -> str:
    """1.6 points above: better. Empty where the two are not of one period, or one of them is no exact number."""
    latest = measure.latest
    if latest is None or latest.value is None or latest.qualifier or comparator.kind in _OWN:
        return ""
    if (
        comparator.period
        and comparator.period != latest.period
        and (comparator.ends is None or comparator.ends != latest.ends)
    ):
        return ""
    target = measure.target
    found = gap(latest.value, comparator.value, polarity=measure.polarity, aim=target.value if target else None)
    if found is None:
        return ""
    if not found.amount:
        return _("the same")
    said = {"by": words.difference(found.amount, measure)}
    where = (_("%(by)s above") if found.amount > 0 else _("%(by)s below")) % said
    good = {Way.BETTER: _("better"), Way.WORSE: _("worse"), Way.SAME: _("as far off target")}.get(found.way, "")
    return f"{where}: {good}" if good else where


def _named(comparator: Comparator, beside: Figure | None) -> str:
    """Its period too, unless that is the one of the figure it stands beside."""
    if not comparator.period or (beside and comparator.period == beside.period):
        return comparator.name
    return f"{comparator.name}, {comparator.period}"


def held_against(measure: Measure, figures: Iterable[Figure]) -> tuple[Target | None, ...]:
    """The target of each of these figures; None where there was none, or none that it could be held against."""
    return tuple(target_for(measure.targets, figure, basis=measure.basis, unit=measure.unit) for figure in figures)
