"""What a rating rule would do to the latest figures of measures, in words: before it is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from indicators.models import Figure, Indicator
from indicators.rating import NotRated, Rated, rate_latest, target_for, why_not_rated
from indicators.rating import Rule as Margins
from indicators.series import Series, begins_new, reported
from indicators.words import number_words, value_words
from plans.models import Plan, RatingLevel
from plans.ratings import Meaning


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule makes of one measure: the numbers, and the level or why there is none."""

    indicator: Indicator
    numbers: str
    level: RatingLevel | None
    why_not: str


@dataclass(frozen=True, slots=True)
class _Result:
    """A figure as the pure modules read it."""

    period: str
    ends: date | None
    value: Decimal | None
    qualifier: str
    direction: str
    direction_since: str
    breaks: str
    missing: str


@dataclass(frozen=True, slots=True)
class _Beside:
    """A baseline or what others have."""

    period: str
    ends: date | None
    value: Decimal | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Aim:
    """A target as the pure modules read it."""

    period: str
    ends: date | None
    span: str
    kind: str
    value: Decimal | None
    operator: str
    floor: Decimal | None
    tolerance: Decimal | None
    tolerance_is_percent: bool
    rule: str
    rule_comparator: str
    none_set: bool


def effects(plan: Plan, rule: Margins | None, *, only: Indicator | None = None) -> Sequence[Effect]:
    """What `rule` would make of the latest figures of a plan's measures, or of one: for who sees small numbers.

    The same number of queries for any number of measures.
    """
    whole = Figure.objects.filter(dimension=None).order_by("revision", "pk")
    measures = (
        Indicator.objects.in_use()
        .filter(plan=plan, **({"pk": only.pk} if only else {}))
        .select_related("baseline")
        .prefetch_related(Prefetch("figures", queryset=whole), "targets", "comparators", "breaks")
        .order_by("position", "pk")
    )
    levels = {level.meaning: level for level in RatingLevel.objects.filter(scale=plan.measure_scale_id or 0)}
    return [_effect(each, rule, levels) for each in measures]


def _effect(indicator: Indicator, rule: Margins | None, levels: dict[str, RatingLevel]) -> Effect:
    series = _series(indicator)
    latest = series.latest
    targets = [_aim(each) for each in indicator.targets.all()]
    held = target_for(targets, latest, basis=indicator.basis, unit=indicator.unit)
    others = [
        _Beside(each.period_label, each.period_ends_on, each.value, each.kind) for each in indicator.comparators.all()
    ]
    missing = latest.missing if isinstance(latest, _Result) else ""
    rated = rate_latest(series, targets, rule=rule, others=others, missing=missing)
    because = rated.because
    level = levels.get(rated.meaning) if rated.meaning else None
    if rated.meaning and level is None:
        because = NotRated.NO_LEVEL if levels else NotRated.NO_SCALE
    return Effect(
        indicator=indicator,
        numbers=_numbers(indicator, latest, held, rated, rule),
        level=level,
        why_not="" if level else why_not_rated(because) or _meaning_words(rated.meaning),
    )


def _meaning_words(meaning: Meaning | None) -> str:
    return str(meaning.label) if meaning else ""


def _numbers(indicator: Indicator, latest: Any, held: Any, rated: Rated, rule: Margins | None) -> str:
    """52% against 60%, 13.3% off: what is known of it."""
    if latest is None or latest.value is None:
        return ""
    parts = [value_words(latest.value, indicator)]
    if held is not None and held.value is not None:
        parts = [
            _("%(figure)s against %(target)s") % {"figure": parts[0], "target": value_words(held.value, indicator)}
        ]
    if rated.off is not None and rule is not None:
        parts.append(_off(rated.off, indicator, rule))
    words = ", ".join(parts)
    return _("%(period)s: %(words)s") % {"period": latest.period, "words": words} if latest.period else words


def _off(off: Decimal, indicator: Indicator, rule: Margins) -> str:
    unit = indicator.unit if rule.kind == "amount" else "%"
    shown = abs(off).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP).normalize()
    said = number_words(shown, unit=unit, decimals=0)
    return (_("%(amount)s off") if off > 0 else _("%(amount)s better")) % {"amount": said} if shown else _("met")


def _series(indicator: Indicator) -> Series:
    """The latest revision of each period, oldest first, with the breaks between them."""
    latest: dict[str, Figure] = {each.period_label: each for each in indicator.figures.all()}
    ordered = reported(sorted(latest.values(), key=lambda each: each.period_ends_on or date.min))
    breaks = [(each.begins_on, each.reason) for each in indicator.breaks.all()]
    begun = begins_new([each.period_ends_on for each in ordered], breaks)
    results = [_result(each, why) for each, why in zip(ordered, begun, strict=True)]
    baseline = getattr(indicator, "baseline", None)
    return Series(
        results,
        polarity=indicator.polarity,
        basis=indicator.basis,
        unit=indicator.unit,
        baseline=_Beside(baseline.period_label, baseline.period_ends_on, baseline.value) if baseline else None,
        baseline_unit=baseline.unit if baseline else "",
    )


def _result(figure: Figure, breaks: str) -> _Result:
    return _Result(
        period=figure.period_label,
        ends=figure.period_ends_on,
        value=figure.value,
        qualifier=figure.qualifier,
        direction=figure.direction,
        direction_since=figure.direction_since,
        breaks=breaks,
        missing=figure.missing,
    )


def _aim(target: Any) -> _Aim:
    return _Aim(
        period=target.period_label,
        ends=target.period_ends_on,
        **{
            name: getattr(target, name)
            for name in (
                "span", "kind", "value", "operator", "floor", "tolerance", "tolerance_is_percent",
                "rule", "rule_comparator", "none_set",
            )
        },
    )  # fmt: skip
