"""From the rows of a measure to its part of the record: its series, what it is held against, and what follows.

What follows (rating, directions, next figure) is worked out by the pure modules of indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from indicators.expected import expected_on
from indicators.models import Comparator, Figure
from indicators.rating import NotRated, Rated, rate_latest, target_for, target_to_show
from indicators.series import Series, begins_new, reported
from indicators.travel import Travelled, travelled

from . import structs
from .structs import Level, Movement

NOT_FINAL = (Figure.Status.PROVISIONAL, Figure.Status.ESTIMATED, Figure.Status.PROJECTED)


class Measuring:
    """How a plan's measures are read in one period.

    `levels` are those of their scale; empty for a plan that does not rate them. `as_at` is the day that
    measures are read on.
    """

    def __init__(self, plan: Any, *, levels: Sequence[Level], as_at: date, smallest_shown: int) -> None:
        self.short = plan.measures_short_travel
        self.long = plan.measures_long_travel
        self.levels = levels
        self.as_at = as_at
        self.smallest_shown = smallest_shown

    def measure(self, row: Any) -> structs.Measure:
        """`row` comes from reading.indicators."""
        breaks = [(date.fromisoformat(each["begins_on"]), each["reason"]) for each in row.said_breaks]
        figures = _series([said for said in row.said_figures if not said["dimension"]], breaks)
        targets, others = row.said_targets, row.said_comparators
        told = reported(figures)
        latest = told[-1] if told else None
        said = structs.Measure(
            pk=row.pk,
            code=row.code,
            title=row.title,
            plain_title=row.plain_title,
            definition=row.definition,
            unit=row.unit,
            decimals=row.decimals,
            polarity=row.polarity,
            basis=row.basis,
            priority_pk=_priority(row),
            figures=figures,
            target=target_to_show(targets, latest, basis=row.basis, unit=row.unit),
            comparators=tuple(each for each in others if _stands_beside(each, latest)),
            movement=Movement.NOT_KNOWN,
            external_codes=row.external_codes,
            numerator_words=row.numerator_words,
            denominator_words=row.denominator_words,
            source=row.source,
            kind=row.kind,
            frequency=row.frequency,
            expected_on=expected_on(latest.ends if latest else None, row.frequency, row.lag_days),
            status=row.status,
            disclosure=row.disclosure,
            smallest_shown=self.smallest_shown if row.smallest_shown is None else row.smallest_shown,
            lead=row.lead_post.title if row.lead_post else "",
            lead_person=row.said_lead,
            lead_body=row.lead_body.name if row.lead_body else "",
            outcome_pk=row.outcome_id,
            commitment_pk=row.commitment_id,
            action_pk=row.action_id,
            baseline=next(iter(row.said_baseline), None),
            targets=targets,
            others=others,
            breakdowns=_breakdowns(row.said_dimensions, row.said_figures, breaks),
            rule=_rule(row.said_rules, latest.ends if latest else None, self.as_at),
            **_said_of(row.said_commentary),
        )
        return worked_out(said, levels=self.levels, short=self.short, long=self.long)


def worked_out(measure: structs.Measure, *, levels: Sequence[Level], short: str, long: str) -> structs.Measure:
    """The measure with what follows from its figures: its rating and where it went, against what `short` and `long`
    name. `levels` are those of its scale.
    """
    baseline, targets, others = measure.baseline, measure.targets, measure.others
    series = Series(
        measure.results,
        polarity=measure.polarity,
        basis=measure.basis,
        unit=measure.unit,
        baseline=baseline,
        baseline_unit=baseline.unit if baseline else "",
    )
    rated = Rated(None, NotRated.NO_SCALE)
    if levels:
        rated = rate_latest(series, targets, rule=measure.rule, others=others, missing=_why_missing(measure.results))
    level = next((each.code for each in levels if each.meaning == rated.meaning), None)
    held = target_for(targets, series.latest, basis=measure.basis, unit=measure.unit)
    ways = [_way(series, against, held, others) for against in (short, long)]
    return msgspec.structs.replace(
        measure,
        rule_level=level,
        not_rated_because="" if level else (rated.because or NotRated.NO_LEVEL),
        movement=ways[0].movement,
        short=ways[0],
        long=ways[1],
    )


def _way(
    series: Series, against: str, held: structs.Target | None, others: Iterable[structs.Comparator]
) -> structs.Travel:
    kind = {"previous": Comparator.Kind.PREVIOUS, "same_last_year": Comparator.Kind.SAME_LAST_YEAR}.get(against)
    known = next((each for each in others if each.kind == kind and each.value is not None), None)
    earlier = msgspec.structs.replace(known, period=known.period or known.name) if known else None
    way = travelled(series, against=against, aim=held.value if held else None, earlier=earlier)
    return _travel(against, way)


def _travel(against: str, way: Travelled) -> structs.Travel:
    return structs.Travel(
        against=against, movement=Movement(way.way), since=way.since, change=way.change, why_not=way.why_not
    )


def _priority(row: Any) -> int | None:
    """The priority that a measure tells of: its own, or that of the action or commitment it serves."""
    if row.priority_id:
        return int(row.priority_id)
    served = row.action or row.commitment
    return served.priority_id if served else None


# --- The series ------------------------------------------------------------------------------------

Breaks = Sequence[tuple[date, str]]


def _series(said: Iterable[dict[str, Any]], breaks: Breaks) -> tuple[structs.Figure, ...]:
    """The latest revision of each period in order, with what it said before and the breaks between them.

    `said` are rows of one series, each period's revisions in order.
    """
    by_period: dict[str, list[dict[str, Any]]] = {}
    for row in said:
        by_period.setdefault(row["period"], []).append(row)
    figures = [_figure(rows[-1], rows[:-1]) for rows in by_period.values()]
    figures.sort(key=lambda figure: figure.ends or date.min)
    marked = zip(figures, begins_new([figure.ends for figure in figures], breaks), strict=True)
    return tuple(msgspec.structs.replace(figure, breaks=why) if why else figure for figure, why in marked)


def _figure(said: Mapping[str, Any], before: Iterable[Mapping[str, Any]]) -> structs.Figure:
    kept = {name: said[name] for name in _SAID_OF_FIGURE}
    return msgspec.convert(
        kept
        | {
            "missing": _missing(said),
            "missing_code": said["missing"],
            "provisional": said["status"] in NOT_FINAL,
            "revised": tuple(_revision(each) for each in before),
        },
        structs.Figure,
        strict=False,
    )


_SAID_OF_FIGURE = (
    "period", "ends", "value", "numerator", "denominator", "printed", "judgement", "note", "status",
    "qualifier", "direction", "direction_since", "reported_rating",
)  # fmt: skip


def _revision(said: Mapping[str, Any]) -> structs.Revision:
    entered = said["entered_at"]
    return msgspec.convert(
        {name: said[name] for name in ("value", "printed", "status", "note")}
        | {"missing": _missing(said), "on": entered[:10] if entered else None, "by": said["entered_by"]},
        structs.Revision,
    )


def _missing(said: Mapping[str, Any]) -> str:
    return str(Figure.Missing(said["missing"]).label) if said["missing"] else ""


def _why_missing(figures: Sequence[structs.Figure]) -> str:
    return figures[-1].missing_code if figures else ""


def _breakdowns(
    dimensions: Iterable[Mapping[str, Any]], figures: Sequence[dict[str, Any]], breaks: Breaks
) -> tuple[structs.Breakdown, ...]:
    """Those with any figure, their categories in the order they are printed."""
    found = []
    for dimension in dimensions:
        said = [row for row in figures if row["dimension"] == dimension["pk"]]
        if said:
            names = dict.fromkeys([*dimension["categories"], *(row["category"] for row in said)])
            categories = [(name, _series([row for row in said if row["category"] == name], breaks)) for name in names]
            found.append(
                structs.Breakdown(
                    name=dimension["name"],
                    adds_up=dimension["adds_up"],
                    categories=tuple(structs.Category(name, series) for name, series in categories if series),
                )
            )
    return tuple(found)


# --- What stands beside it -------------------------------------------------------------------------


def _stands_beside(comparator: structs.Comparator, latest: structs.Figure | None) -> bool:
    """Of the latest figure's period, of no named one, or an earlier result of ours."""
    if latest is None or not (latest.period or latest.ends):
        return True
    if comparator.kind in (Comparator.Kind.PREVIOUS, Comparator.Kind.SAME_LAST_YEAR):
        return True
    if comparator.ends is not None and latest.ends is not None:
        return comparator.ends == latest.ends
    return comparator.period in ("", latest.period)


def _rule(rules: Iterable[Mapping[str, Any]], ends: date | None, as_at: date) -> structs.RatingRule | None:
    """The measure's own rule before the plan's, and of either the last that applied when the period ended."""
    day = ends or as_at
    applying = [each for each in rules if not each["applies_from"] or date.fromisoformat(each["applies_from"]) <= day]
    last = max(applying, key=lambda each: (each["own"], each["applies_from"] or ""), default=None)
    if last is None:
        return None
    return msgspec.convert(
        {name: last[name] for name in ("kind", "on_track_within", "at_risk_within")}, structs.RatingRule
    )


def _said_of(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What the owner of a measure says of it, and the level they set beside the rule's, by field of the record."""
    for row in rows:
        level, reason = row.pop("judged_level"), row.pop("judged_reason")
        # A reason without a level says why the rule's was taken up again: that is for the history alone.
        fields = {"judged_level": level, "judged_reason": reason if level else ""}
        if row["story"] or row["doing"] or row["forecast"]:
            fields["commentary"] = msgspec.convert(row, structs.Commentary)
        return fields
    return {}
