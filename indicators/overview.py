"""The measures of a plan as a list reads them: what each is, whom to ask, and what comes next. No figures.

The list is read by people who may not see small numbers, so no result of anything stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from indicators.expected import expected_on
from indicators.models import Comparator, Dimension, Indicator, RatingRule, SeriesBreak, Target
from indicators.words import floor_words, rule_words, target_words, value_words
from plans.labels import LevelLabels
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of a list. `expected` is the day its next figure can be had, where that can be worked out."""

    indicator: Indicator
    serves: str
    led_by: str
    target: str
    target_period: str
    expected: date | None

    @property
    def pace(self) -> str:
        """How often its figures come, and what stretch of time each covers."""
        basis = "" if self.indicator.basis == Indicator.Basis.UNKNOWN else self.indicator.get_basis_display()
        return ". ".join(filter(None, [self.indicator.get_frequency_display(), basis]))


def measures_of(plan: Plan, *, today: date) -> Sequence[MeasureRow]:
    """Every measure of the plan, in its order: two queries."""
    measures = (
        Indicator.objects.filter(plan=plan)
        .select_related("lead_post__organisation", "lead_body", "outcome", "priority", "commitment", "action")
        .annotate(last_ended_on=Max("figures__period_ends_on", filter=Q(figures__dimension=None)))
        .prefetch_related("targets")
        .order_by("position", "pk")
    )
    labels = plan.level_labels
    return [_row(each, labels, today=today) for each in measures]


def _row(indicator: Indicator, labels: LevelLabels, *, today: date) -> MeasureRow:
    target = target_in_force(list(indicator.targets.all()), today=today)
    # Annotated by measures_of.
    last: date | None = getattr(indicator, "last_ended_on", None)
    return MeasureRow(
        indicator=indicator,
        serves=serves_words(indicator, labels),
        led_by=led_by_words(indicator),
        target=target_words(target, indicator) if target else "",
        target_period=target.period_label if target else "",
        expected=expected_on(last, indicator.frequency, indicator.lag_days),
    )


def target_in_force(targets: Sequence[Target], *, today: date) -> Target | None:
    """The next target that falls due, else the last one; steps and forecasts are none."""
    aims = [each for each in targets if each.kind == Target.Kind.TARGET]
    due = [each for each in aims if each.period_ends_on is None or each.period_ends_on >= today]
    return next(iter(due), aims[-1] if aims else None)


def serves_words(indicator: Indicator, labels: LevelLabels) -> str:
    """What the measure tells about, with the plan's own word for it; empty for the plan as a whole."""
    for level in ("action", "commitment", "priority", "outcome"):
        served = getattr(indicator, level)
        if served is not None:
            return _("%(level)s: %(title)s") % {"level": getattr(labels, level).one, "title": served}
    return ""


def led_by_words(indicator: Indicator) -> str:
    """The post or the body that answers for the figures; empty where nobody is named."""
    post = indicator.lead_post
    if post is not None:
        return _("%(post)s, %(organisation)s") % {"post": post, "organisation": post.organisation}
    return str(indicator.lead_body or "")


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in words."""

    target: Target
    words: str
    floor: str


@dataclass(frozen=True, slots=True)
class ComparatorLine:
    """What others have, in words: their number, or how ours compares."""

    comparator: Comparator
    words: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What a measure is, part by part."""

    serves: str
    led_by: str
    baseline: str
    targets: Sequence[TargetLine]
    comparators: Sequence[ComparatorLine]
    rules: Sequence[tuple[RatingRule, str]]
    dimensions: Sequence[Dimension]
    breaks: Sequence[SeriesBreak]


def definition_of(indicator: Indicator) -> Definition:
    return Definition(
        serves=serves_words(indicator, indicator.plan.level_labels),
        led_by=led_by_words(indicator),
        baseline=_baseline_words(indicator),
        targets=targets_of(indicator),
        comparators=comparators_of(indicator),
        rules=_rules_of(indicator),
        dimensions=list(indicator.dimensions.order_by("position", "pk")),
        breaks=list(indicator.breaks.order_by("begins_on")),
    )


def targets_of(indicator: Indicator) -> Sequence[TargetLine]:
    """Every target, step and forecast, by the day their periods end."""
    return [
        TargetLine(each, target_words(each, indicator), floor_words(each, indicator))
        for each in indicator.targets.order_by("period_ends_on", "period_label", "pk")
    ]


def comparators_of(indicator: Indicator) -> Sequence[ComparatorLine]:
    """What others have, the latest period first."""
    rows = indicator.comparators.select_related("group").order_by(
        F("period_ends_on").desc(nulls_last=True), "period_label", "kind", "name"
    )
    return [ComparatorLine(each, value_words(each.value, indicator) or each.relation) for each in rows]


def _rules_of(indicator: Indicator) -> list[tuple[RatingRule, str]]:
    """The rules by which it is rated, with what they say: the plan's too unless its own hold from the beginning."""
    rules = list(
        RatingRule.objects.filter(Q(indicator=indicator) | Q(indicator=None), plan=indicator.plan_id).order_by(
            F("applies_from").asc(nulls_first=True), "pk"
        )
    )
    own = [each for each in rules if each.indicator_id]
    shown = own if any(each.applies_from is None for each in own) else rules
    return [(each, rule_words(each)) for each in shown]


def _baseline_words(indicator: Indicator) -> str:
    baseline = getattr(indicator, "baseline", None)
    if baseline is None:
        return ""
    said = baseline.as_printed or value_words(baseline.value, indicator, unit=baseline.unit)
    if not baseline.period_label:
        return str(said)
    return _("%(value)s, %(period)s") % {"value": said, "period": baseline.period_label}
