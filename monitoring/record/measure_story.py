"""One measure told whole: where it stands, its series, its targets, what others have, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from msgspec.structs import replace

from indicators.gaps import Gap, gap
from indicators.travel import Way
from indicators.words import share_words
from partnership.wording import listed

from . import measure_words
from .measure_words import against, aim, amount, inside, number, result
from .measures import Direction, held_against, measure_line, withheld
from .story import by_whom
from .structs import (
    Breakdown,
    Category,
    Comparator,
    Figure,
    Level,
    Measure,
    Movement,
    Period,
    Record,
    Revision,
    Target,
    Travel,
)
from .words import day, within

#: Others that stand beside our results in the table of the series; all of them have a table of their own.
BESIDE = 3
#: So many periods of a breakdown stand side by side.
ACROSS = 4


@dataclass(frozen=True, slots=True)
class Other:
    """What others have beside one result. `gap` says how far ours is from it, and whether ours is better."""

    name: str
    value: str
    gap: str


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the series. `was` says what it said before it was revised, oldest first."""

    figure: Figure
    value: str
    missing: str
    share: str
    status: str
    target: str
    others: tuple[Other | None, ...]
    notes: tuple[str, ...]
    breaks: str
    was: tuple[str, ...]

    others_names: tuple[str, ...] = ()

    @property
    def named_others(self) -> tuple[tuple[str, Other | None], ...]:
        """Each other under its name, also one that has nothing for that period."""
        return tuple(zip(self.others_names, self.others, strict=True))


@dataclass(frozen=True, slots=True)
class Aimed:
    """What was aimed for in one period; the words are empty where nothing was said."""

    period: str
    in_period: str
    whole_year: str
    floor: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What one other has, or had, with where that comes from."""

    name: str
    period: str
    value: str
    gap: str
    source: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The results of one part of a breakdown under the periods of its table; None where it has none."""

    name: str
    results: tuple[tuple[str, Result | None], ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A breakdown, as tables of a few periods each, latest first."""

    name: str
    note: str
    tables: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Serves:
    """What the measure serves; `kind` names the page that tells of it: priority, action or none."""

    name: str
    title: str
    kind: str
    pk: int


@dataclass(frozen=True, slots=True)
class MeasureChapter:
    """What one period said of the measure: its latest result then, how it was rated, and why."""

    period: Period
    provisional: bool
    result: str
    level: Level | None
    judged: str
    story: str
    doing: str
    forecast: str
    told: str


class MeasureStory:
    """What the page of one measure of a record shows. Nothing here asks the database."""

    def __init__(self, record: Record, measure: Measure, *, provisional: bool = False) -> None:
        self.record = record
        self.measure = measure
        self.provisional = provisional
        self.line = measure_line(measure, record)
        self._comparators = measure.others or measure.comparators

    # Where it stands

    @property
    def title(self) -> str:
        return self.line.title

    @cached_property
    def sentence(self) -> str:
        """52% in April to September 2026: 8 points below the target of 60%, 5 points better than a year before."""
        latest = self.measure.latest
        if latest is None:
            return _("There is no result yet.")
        said = {"period": inside(latest.period)}
        if latest.value is None:
            return self._without_number(latest, said)
        words = said | {"result": result(latest, self.measure)}
        where = _("%(result)s in %(period)s") % words if latest.period else words["result"]
        parts = _listed_with_commas([self._off_target, self._gone])
        return f"{where}: {parts}." if parts else f"{where}."

    def _without_number(self, latest: Figure, said: dict[str, str]) -> str:
        words = "" if withheld(latest) else result(latest, self.measure)
        if words:
            sentence = f"{_('In %(period)s') % said}: {words}." if latest.period else f"{words}."
        else:
            why = within(latest.missing) or _("not known")
            about = said | {"why": why}
            sentence = (_("No result for %(period)s: %(why)s.") if latest.period else _("No result: %(why)s.")) % about
        last = next((each for each in reversed(self.measure.results) if each.value is not None), None)
        if last is None or not last.period:
            return sentence
        before = {"result": result(last, self.measure), "period": inside(last.period)}
        return f"{sentence} {_('The last number was %(result)s in %(period)s.') % before}"

    @property
    def _off_target(self) -> str:
        """8 points below the target of 60%; empty where no number is aimed for."""
        latest, target = self.measure.latest, self.measure.target
        if latest is None or latest.value is None or target is None:
            return ""
        if target.none_set:
            return _("no target is set")
        (held,) = held_against(self.measure, [latest])
        if target.value is None or held is None:
            # A target of another time is named, never held against this result.
            said = {"target": aim(target, self.measure), "period": inside(target.period)}
            later = held is None and target.period
            words = _("the target for %(period)s is %(target)s") if later else _("the target is %(target)s")
            return words % said if said["target"] else ""
        change = latest.value - target.value
        said = {
            "by": amount(change, self.measure),
            "target": number(target.value, self.measure),
            "period": inside(target.period),
        }
        # A target of another period is named with it: nobody should take a year's for a quarter's.
        other = bool(target.period) and target.period != latest.period
        if change == 0:
            return (_("exactly the target for %(period)s") if other else _("exactly the target")) % said
        missed = {
            (True, False): _("%(by)s above the target of %(target)s"),
            (False, False): _("%(by)s below the target of %(target)s"),
            (True, True): _("%(by)s above the target of %(target)s for %(period)s"),
            (False, True): _("%(by)s below the target of %(target)s for %(period)s"),
        }
        return missed[change > 0, other] % said

    @property
    def _gone(self) -> str:
        """5 points better than a year before; the longer comparison first, because it is the steadier."""
        for travel in (self.measure.long, self.measure.short):
            if travel is not None and travel.change is not None:
                return _went(travel, self.measure)
        return ""

    @cached_property
    def beside_others(self) -> str:
        """Better than England and the region; worse than similar areas. Only those of the same period."""
        latest = self.measure.latest
        if latest is None or latest.value is None:
            return ""
        names: dict[Way, list[str]] = {}
        for each in self._comparators:
            found = self._gap(latest, each) if _alike(each, latest) and not _ours(each) else None
            if found is not None:
                names.setdefault(found.way, []).append(each.name)
        sentences = [
            text % {"others": listed(list(dict.fromkeys(names[way])))}
            for way, text in (
                (Way.BETTER, _("Better than %(others)s")),
                (Way.SAME, _("The same as %(others)s")),
                (Way.WORSE, _("Worse than %(others)s")),
            )
            if way in names
        ]
        said = "; ".join([*sentences[:1], *(within(each) for each in sentences[1:])])
        return f"{said}." if said else ""

    # The rating

    @property
    def level(self) -> Level | None:
        return self.line.level

    @property
    def rule(self) -> str:
        """How it is rated; empty for what is for information only, or rated by no rule."""
        measure = self.measure
        if measure.rule is None or measure.polarity == "information":
            return ""
        return measure_words.rule_words(measure.rule, measure, self.record.measure_levels)

    # Which way it goes

    @property
    def directions(self) -> tuple[tuple[str, Direction], ...]:
        """The short and the long direction, each under the words for what it compares with."""
        plan, line = self.record.plan, self.line
        found = [(against(plan.measures_short_travel), line.short)]
        if line.long is not None:
            found.append((against(plan.measures_long_travel), line.long))
        return tuple(found)

    # The series

    @cached_property
    def others(self) -> tuple[str, ...]:
        """Names of those that stand beside our results: of the periods we have, the first few."""
        names = [
            each.name
            for each in self._comparators
            if not _ours(each) and any(_alike(each, figure) for figure in self.measure.figures)
        ]
        return tuple(dict.fromkeys(names))[:BESIDE]

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Every result of the whole, latest first."""
        return tuple(self._result(figure, self.others) for figure in reversed(self.measure.figures))

    def _result(self, figure: Figure, others: Sequence[str] = ()) -> Result:
        value = "" if withheld(figure) else result(figure, self.measure)
        (target,) = held_against(self.measure, [figure])
        return Result(
            figure=figure,
            value=value,
            missing="" if value else figure.missing or _("Not known"),
            share=share_words(figure.numerator, figure.denominator),
            status=measure_words.status(figure),
            target=aim(target, self.measure) if target else "",
            others=tuple(self._other(name, figure) for name in others),
            others_names=tuple(others),
            notes=() if withheld(figure) else tuple(_notes(figure, value)),
            breaks=figure.breaks,
            was=tuple(_was(revision, self.measure) for revision in figure.revised),
        )

    def _other(self, name: str, figure: Figure) -> Other | None:
        found = self.other_of(name, figure)
        return Other(name, self._value(found), self._gap_words(figure, found)) if found else None

    def other_of(self, name: str, figure: Figure) -> Comparator | None:
        """What another has for the very period of a result."""
        return next((each for each in self._comparators if each.name == name and _alike(each, figure)), None)

    def _value(self, comparator: Comparator) -> str:
        return number(comparator.value, self.measure) if comparator.value is not None else comparator.relation

    def _gap(self, figure: Figure, comparator: Comparator) -> Gap | None:
        if figure.qualifier:
            return None
        (target,) = held_against(self.measure, [figure])
        return gap(
            figure.value,
            comparator.value,
            polarity=self.measure.polarity,
            aim=target.value if target else None,
        )

    def _gap_words(self, figure: Figure | None, comparator: Comparator) -> str:
        """2 points better; 2 points above where nobody can say whether that is good."""
        found = self._gap(figure, comparator) if figure else None
        if found is None:
            return ""
        if not found.amount:
            return _("the same")
        words = {
            Way.BETTER: _("%(by)s better here"),
            Way.WORSE: _("%(by)s worse here"),
        }.get(found.way, _("%(by)s more here") if found.amount > 0 else _("%(by)s less here"))
        return words % {"by": amount(found.amount, self.measure)}

    # What is aimed for

    @cached_property
    def targets(self) -> tuple[Aimed, ...]:
        """Every target of the plan, the period's and the whole year's side by side, oldest first."""
        periods: dict[str, list[Target]] = {}
        for target in self.measure.targets:
            periods.setdefault(target.period, []).append(target)
        return tuple(self._aimed(period, found) for period, found in periods.items())

    @property
    def has_floors(self) -> bool:
        return any(each.floor for each in self.targets)

    def _aimed(self, period: str, found: Sequence[Target]) -> Aimed:
        spans = {span: [each for each in found if each.span == span] for span in ("in_year", "annual")}
        words = {span: "; ".join(filter(None, map(self._aim, each))) for span, each in spans.items()}
        floors = (measure_words.floor(each, self.measure) for each in found)
        return Aimed(
            period=period,
            in_period=words["in_year"],
            whole_year=words["annual"],
            floor="; ".join(filter(None, floors)),
            notes=tuple(each.note for each in found if each.note),
        )

    def _aim(self, target: Target) -> str:
        words = aim(target, self.measure)
        if target.kind == "trajectory":
            return _("%(target)s, a step on the way") % {"target": words}
        return _("%(target)s, a forecast") % {"target": words} if target.kind == "forecast" else words

    # What others have

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """Everyone that the measure is compared with, the latest period of each first."""
        by_name: dict[str, list[Comparator]] = {}
        for each in self._comparators:
            by_name.setdefault(each.name, []).append(each)
        return tuple(self._compared(each) for found in by_name.values() for each in _latest_first(found))

    def _compared(self, comparator: Comparator) -> Compared:
        beside = next((each for each in reversed(self.measure.figures) if _alike(comparator, each)), None)
        return Compared(
            name=comparator.name,
            period=comparator.period,
            value=self._value(comparator),
            gap="" if _ours(comparator) else self._gap_words(beside, comparator),
            source=_source(comparator),
            members=comparator.members,
        )

    # Its parts

    @cached_property
    def breakdowns(self) -> tuple[Parts, ...]:
        return tuple(self._parts(each) for each in self.measure.breakdowns)

    def _parts(self, breakdown: Breakdown) -> Parts:
        periods = _periods(breakdown.categories)
        note = _("Together they are the whole.") if breakdown.adds_up else _("Together they are not the whole.")
        groups = [periods[i : i + ACROSS] for i in range(0, len(periods), ACROSS)]
        tables = tuple(tuple(self._part(each, group) for each in breakdown.categories) for group in groups)
        return Parts(breakdown.name, note, tables)

    def _part(self, category: Category, periods: Sequence[str]) -> Part:
        by_period = {figure.period: figure for figure in category.figures}
        found = ((period, by_period.get(period)) for period in periods)
        return Part(category.name, tuple((period, self._result(each) if each else None) for period, each in found))

    # What it is

    @cached_property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What it measures, each under its heading; what nobody has said is left out."""
        measure = self.measure
        codes = "; ".join(f"{scheme} {code}" for scheme, code in sorted(measure.external_codes.items()))
        said = (
            (_("What it measures"), measure.definition),
            (_("What is counted"), measure.numerator_words),
            (_("Out of"), measure.denominator_words),
            (_("Which way is good"), measure_words.polarity(measure)),
            (_("What a result covers"), measure_words.basis(measure)),
            (_("How often"), measure_words.frequency(measure)),
            (_("Source"), measure.source),
            (_("What it asks"), measure_words.kind(measure)),
            (_("Baseline"), self._baseline),
            (_("Known elsewhere as"), codes),
            (_("State"), measure_words.in_use(measure)),
        )
        return tuple((heading, words) for heading, words in said if words)

    @property
    def _baseline(self) -> str:
        baseline = self.measure.baseline
        if baseline is None:
            return ""
        unit = self.measure if not baseline.unit else _in_unit(self.measure, baseline.unit)
        words = baseline.printed or (number(baseline.value, unit) if baseline.value is not None else "")
        return f"{words}, {baseline.period}" if baseline.period else words

    @property
    def led_by(self) -> str:
        """Head of Early Years, Children’s Board (Ada Okafor); empty where nobody is named."""
        measure = self.measure
        words = ", ".join(dict.fromkeys(filter(None, [measure.lead, measure.lead_body])))
        if not measure.lead:
            return words
        return f"{words} ({measure.lead_person})" if measure.lead_person else _("%(post)s (vacant)") % {"post": words}

    @property
    def expected(self) -> str:
        """When the next figure can be had, as seen on the day of the record."""
        expected = self.measure.expected_on
        if expected is None:
            return ""
        if expected < self.record.as_at:
            return _("%(day)s, so it is late") % {"day": day(expected)}
        return day(expected)

    @cached_property
    def serves(self) -> tuple[Serves, ...]:
        """The action, commitment, priority and outcome that it serves, as far as the record names them."""
        measure, labels = self.measure, self.record.plan.labels
        found: list[Serves] = []
        for name, rows, pk, kind in (
            (labels.action.one, self.record.actions, measure.action_pk, "action"),
            (labels.commitment.one, self.record.commitments, measure.commitment_pk, ""),
            (labels.priority.one, self.record.priorities, measure.priority_pk, "priority"),
            (labels.outcome.one, self.record.outcomes, measure.outcome_pk, ""),
        ):
            row = next((each for each in rows if each.pk == pk), None)
            if row is not None:
                found.append(Serves(name, f"{row.ref} {row.title}".strip(), kind, row.pk))
        return tuple(found)

    # What was said of it

    @property
    def chapter(self) -> MeasureChapter | None:
        """What this record says of it in words; None where nothing is said."""
        measure, said = self.measure, self.measure.commentary
        if said and not (said.story or said.doing or said.forecast):
            # Not for this reader yet.
            said = None
        judged = measure.judged_reason if measure.judged_level else ""
        if said is None and not judged:
            return None
        return MeasureChapter(
            period=self.record.period,
            provisional=self.provisional,
            result=_dated(measure.latest, measure),
            level=self.level,
            judged=judged,
            story=said.story if said else "",
            doing=said.doing if said else "",
            forecast=said.forecast if said else "",
            told=by_whom(said.said_by, said.said_for, said.said_at) if said else "",
        )


def chapter_of(record: Record, pk: int) -> MeasureChapter | None:
    """What a record says in words of a measure; None where it does not know it or says nothing."""
    measure = next((each for each in record.measures if each.pk == pk), None)
    return MeasureStory(record, measure).chapter if measure else None


# --- Words of a part --------------------------------------------------------------------------------


def _went(travel: Travel, measure: Measure) -> str:
    """5 points better than a year before; 5 points more where nobody can say whether that is good."""
    assert travel.change is not None
    than = {
        "same_last_year": _("a year before"),
        "baseline": _("the baseline"),
        "previous": _("the result before"),
        "first": _("the first result"),
    }.get(travel.against, inside(travel.since))
    said = {"by": amount(travel.change, measure), "than": than}
    if not travel.change:
        return _("the same as %(than)s") % said
    words = {
        Movement.BETTER: _("%(by)s better than %(than)s"),
        Movement.WORSE: _("%(by)s worse than %(than)s"),
        Movement.SAME: _("no nearer to the target than %(than)s"),
    }.get(travel.movement, _("%(by)s more than %(than)s") if travel.change > 0 else _("%(by)s less than %(than)s"))
    return words % said


def _alike(comparator: Comparator, figure: Figure) -> bool:
    """Whether what others have is of the very period of a result."""
    if comparator.period and figure.period:
        return comparator.period == figure.period
    return comparator.ends is not None and comparator.ends == figure.ends


def _ours(comparator: Comparator) -> bool:
    """An earlier result of our own, given as a comparison."""
    return comparator.kind in ("previous", "same_last_year")


def _notes(figure: Figure, value: str) -> Iterator[str]:
    """What stands beside a result, save what it is made of and what it said before."""
    if figure.judgement and figure.judgement != value:
        yield figure.judgement
    if figure.direction and measure_words.direction(figure) != value:
        yield measure_words.direction(figure)
    if figure.reported_rating:
        yield _("rated “%(rating)s” by the source") % {"rating": figure.reported_rating}
    if figure.note:
        yield figure.note
    if figure.hidden:
        yield measure_words.unpublished(figure)


def _was(revision: Revision, measure: Measure) -> str:
    """Before it was revised: 45%, entered by Ada Okafor on 9 October 2026."""
    words = revision.printed or (number(revision.value, measure) if revision.value is not None else revision.missing)
    said = {"value": words or _("not known"), "name": revision.by, "day": day(revision.on) if revision.on else ""}
    if revision.until:
        return _("Before it was corrected on %(day)s: %(value)s") % (said | {"day": day(revision.until)})
    if revision.by and revision.on:
        return _("Before it was revised: %(value)s, entered by %(name)s on %(day)s") % said
    if revision.on:
        return _("Before it was revised: %(value)s, entered on %(day)s") % said
    return _("Before it was revised: %(value)s") % said


def _source(comparator: Comparator) -> str:
    if comparator.published_on is None:
        return comparator.source
    said = {"source": comparator.source, "day": day(comparator.published_on)}
    return (_("%(source)s, published on %(day)s") if comparator.source else _("Published on %(day)s")) % said


def _latest_first(comparators: Sequence[Comparator]) -> Sequence[Comparator]:
    """By the day their periods end; those without one keep their order, after the others."""
    return sorted(comparators, key=lambda each: (each.ends is None, -each.ends.toordinal() if each.ends else 0))


def _periods(categories: Sequence[Category]) -> tuple[str, ...]:
    """The periods that any part has a result for, latest first."""
    figures = [figure for category in categories for figure in category.figures]
    ends = {figure.period: figure.ends for figure in figures}
    dated = sorted((period for period in ends if ends[period]), key=lambda each: ends[each] or _NEVER, reverse=True)
    return (*dated, *(period for period in ends if ends[period] is None))


_NEVER = date.min


def _in_unit(measure: Measure, unit: str) -> Measure:
    return replace(measure, unit=unit)


def _dated(figure: Figure | None, measure: Measure) -> str:
    if figure is None:
        return ""
    words = (not withheld(figure) and result(figure, measure)) or figure.missing
    return (
        _("%(result)s in %(period)s") % {"result": words, "period": inside(figure.period)} if figure.period else words
    )


def _listed_with_commas(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))
