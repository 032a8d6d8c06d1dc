"""Loading the measures of a plan: what they are, what was aimed for, what came out and what others have."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from indicators.models import (
    Baseline,
    Comparator,
    ComparatorGroup,
    ComparatorMember,
    Dimension,
    Figure,
    Indicator,
    RatingRule,
    SeriesBreak,
    Target,
)
from monitoring.plan_document.partners import Partners
from monitoring.plan_document.promises import Promises
from monitoring.plan_document.rows import Rows
from monitoring.plan_document.structs import Measure as MeasurePart
from monitoring.plan_document.structs import PlanDocument
from monitoring.plan_document.structs import RatingRule as RulePart

SAID_OF_MEASURE = (
    "code", "external_codes", "title", "plain_title", "definition", "numerator_words", "denominator_words", "source",
    "unit", "decimals", "polarity", "basis", "lag_days", "status", "disclosure", "smallest_shown",
)  # fmt: skip
SAID_OF_TARGET = (
    "period_ends_on", "span", "kind", "value", "floor", "tolerance", "tolerance_is_percent", "none_set",
    "as_printed", "note",
)  # fmt: skip
# What a target means that does not say.
USUAL = {"low": "at_most", "close_to_target": "exactly"}
SAID_OF_FIGURE = (
    "category", "period_ends_on", "revision", "value", "numerator", "denominator", "status", "direction_since",
    "as_printed", "judgement", "reported_rating", "note",
)  # fmt: skip
SAID_OF_COMPARATOR = ("kind", "name", "period_ends_on", "value", "relation", "source", "published_on")


class Measures:
    """The plan's measures by their keys in the document."""

    def __init__(self, rows: Rows, document: PlanDocument, partners: Partners, promises: Promises) -> None:
        self.rows = rows
        self.document = document
        self.partners = partners
        self.promises = promises
        self._rules("plan", document.plan.rating_rules, promises.plan.rating_rules.filter(indicator=None))
        self.groups = self._groups()
        self.indicators = self._indicators()

    def _groups(self) -> dict[str, ComparatorGroup]:
        found = {row.name: row for row in ComparatorGroup.objects.prefetch_related("members")}
        groups = {}
        for number, part in enumerate(self.document.comparator_groups):
            place = f"comparator_groups[{number}]"
            group = self.rows.put(
                place,
                found.get(part.name),
                ComparatorGroup,
                name=part.name,
                kind=part.kind,
                chosen_by=part.chosen_by,
                source=part.source,
            )
            groups[part.key] = group
            known = {(row.name, row.member_from): row for row in group.members.all()} if part.name in found else {}
            for inside, said in enumerate(part.members):
                self.rows.put(
                    f"{place}.members[{inside}]",
                    known.get((said.name, said.member_from)),
                    ComparatorMember,
                    group=group,
                    **_same(said, "name", "code", "member_from", "member_until"),
                )
            self.rows.leave_others(known, ((said.name, said.member_from) for said in part.members))
        return groups

    def _indicators(self) -> dict[str, Indicator]:
        plan = self.promises.plan
        found = {
            row.key: row
            for row in plan.indicators.select_related("baseline").prefetch_related(
                "targets", "figures", "comparators", "dimensions", "breaks", "rating_rules"
            )
        }
        indicators = {}
        for position, part in enumerate(self.document.measures):
            place = f"measures[{position}]"
            known = found.get(part.key)
            indicator = self.rows.put(
                place,
                known,
                Indicator,
                plan=plan,
                key=part.key,
                frequency=part.frequency or "",
                kind=part.kind or "",
                lead_post=self.partners.post(part.lead_post),
                lead_body=self.partners.body(part.lead_body),
                outcome=None if part.outcome is None else self.promises.outcomes[part.outcome],
                priority=None if part.priority is None else self.promises.priorities[part.priority],
                commitment=None if part.commitment is None else self.promises.commitments[part.commitment],
                action=None if part.action is None else self.promises.actions[part.action],
                position=position,
                **_same(part, *SAID_OF_MEASURE),
            )
            indicators[part.key] = indicator
            self._breaks(place, part, indicator)
            self._baseline(place, part, indicator, getattr(known, "baseline", None))
            self._rules(place, part.rating_rules, indicator.rating_rules.all(), indicator=indicator)
            self._targets(place, part, indicator)
            self._figures(place, part, indicator, self._dimensions(place, part, indicator))
            self._comparators(place, part, indicator)
        self.rows.leave_others(found, indicators)
        return indicators

    def _dimensions(self, place: str, part: MeasurePart, indicator: Indicator) -> dict[str, Dimension]:
        known = {row.name: row for row in indicator.dimensions.all()}
        rows = {
            said.name: self.rows.put(
                f"{place}.dimensions[{number}]",
                known.get(said.name),
                Dimension,
                indicator=indicator,
                name=said.name,
                categories=list(said.categories),
                adds_up=said.adds_up,
                position=number,
            )
            for number, said in enumerate(part.dimensions)
        }
        self.rows.leave_others(known, rows)
        return rows

    def _breaks(self, place: str, part: MeasurePart, indicator: Indicator) -> None:
        known = {row.begins_on: row for row in indicator.breaks.all()}
        for number, said in enumerate(part.breaks):
            self.rows.put(
                f"{place}.breaks[{number}]",
                known.get(said.begins_on),
                SeriesBreak,
                indicator=indicator,
                begins_on=said.begins_on,
                reason=said.reason,
            )
        self.rows.leave_others(known, (said.begins_on for said in part.breaks))

    def _baseline(self, place: str, part: MeasurePart, indicator: Indicator, known: Baseline | None) -> None:
        if part.baseline is None:
            if known is not None:
                self.rows.leave(known)
            return
        self.rows.put(
            f"{place}.baseline",
            known,
            Baseline,
            indicator=indicator,
            period_label=part.baseline.period,
            **_same(part.baseline, "value", "as_printed", "unit", "period_ends_on"),
        )

    def _rules(
        self,
        place: str,
        rules: Iterable[RulePart],
        found: Iterable[RatingRule],
        *,
        indicator: Indicator | None = None,
    ) -> None:
        known = {row.applies_from: row for row in found}
        used = []
        for number, said in enumerate(rules):
            used.append(said.applies_from)
            self.rows.put(
                f"{place}.rating_rules[{number}]",
                known.get(said.applies_from),
                RatingRule,
                plan=self.promises.plan,
                indicator=indicator,
                **_same(said, "kind", "on_track_within", "at_risk_within", "applies_from"),
            )
        self.rows.leave_others(known, used)

    def _targets(self, place: str, part: MeasurePart, indicator: Indicator) -> None:
        known = {(row.period_label, row.span, row.kind): row for row in indicator.targets.all()}
        for number, said in enumerate(part.targets):
            self.rows.put(
                f"{place}.targets[{number}]",
                known.get((said.period, said.span, said.kind)),
                Target,
                indicator=indicator,
                period_label=said.period,
                operator=said.operator or USUAL.get(part.polarity, "at_least"),
                rule=said.rule or "",
                rule_comparator=said.rule_comparator or "",
                **_same(said, *SAID_OF_TARGET),
            )
        self.rows.leave_others(known, ((said.period, said.span, said.kind) for said in part.targets))

    def _figures(
        self, place: str, part: MeasurePart, indicator: Indicator, dimensions: Mapping[str, Dimension]
    ) -> None:
        known = {
            (row.dimension_id, row.category, row.period_label, row.revision): row for row in indicator.figures.all()
        }
        used = []
        for number, said in enumerate(part.figures):
            dimension = dimensions[said.dimension] if said.dimension else None
            values: dict[str, Any] = {
                "indicator": indicator,
                "dimension": dimension,
                "period_label": said.period,
                "missing": said.missing or "",
                "qualifier": said.qualifier or "",
                "direction": said.direction or "",
                **_same(said, *SAID_OF_FIGURE),
            }
            cell = (dimension.pk if dimension else None, said.category, said.period, said.revision)
            used.append(cell)
            row = known.get(cell)
            if row is not None and any(getattr(row, name) != value for name, value in values.items()):
                self.rows.mistake(
                    f"{place}.figures[{number}]",
                    _("A figure is never edited. Leave the one for %s as it was and add its next revision.")
                    % (said.period or _("this period")),
                )
            elif row is None:
                self.rows.put(f"{place}.figures[{number}]", None, Figure, **values)
        self.rows.leave_others(known, used)

    def _comparators(self, place: str, part: MeasurePart, indicator: Indicator) -> None:
        known = {(row.kind, row.name, row.period_label): row for row in indicator.comparators.all()}
        for number, said in enumerate(part.comparators):
            self.rows.put(
                f"{place}.comparators[{number}]",
                known.get((said.kind, said.name, said.period)),
                Comparator,
                indicator=indicator,
                group=None if said.group is None else self.groups[said.group],
                period_label=said.period,
                **_same(said, *SAID_OF_COMPARATOR),
            )
        self.rows.leave_others(known, ((said.kind, said.name, said.period) for said in part.comparators))


def _same(said: object, *names: str) -> dict[str, Any]:
    """What the document and the row call alike."""
    return {name: getattr(said, name) for name in names}
