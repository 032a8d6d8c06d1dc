"""Numbers, targets and rules of a measure in words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.models import Comparator, Indicator, RatingRule, Target
from indicators.series import is_percent

#: Units of money, with the sign that stands before a number.
MONEY = {"£": "£", "GBP": "£", "€": "€", "$": "$"}


def number_words(value: Decimal, *, unit: str = "", decimals: int = 0) -> str:
    """68.4%, 12 weeks, 1,214, -£3: with the decimals of its measure, or those it has itself if they are more."""
    places = max(decimals, -int(value.normalize().as_tuple().exponent), 0)
    shown = f"{value:,.{places}f}"
    if is_percent(unit):
        return f"{shown}%"
    if sign := MONEY.get(unit):
        return f"-{sign}{shown[1:]}" if shown.startswith("-") else f"{sign}{shown}"
    return f"{shown} {unit}".strip()


def share_words(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """What a result is made of: 2 of 5. Empty unless both are known."""
    if numerator is None or denominator is None:
        return ""
    return _("%(part)s of %(whole)s") % {"part": number_words(numerator), "whole": number_words(denominator)}


def value_words(value: Decimal | None, indicator: Indicator, *, unit: str = "") -> str:
    """A number of a measure; empty for none."""
    if value is None:
        return ""
    return number_words(value, unit=unit or indicator.unit, decimals=indicator.decimals)


def target_words(target: Target, indicator: Indicator) -> str:
    """What a target asks for, in words; the words that were printed where there is nothing else."""
    if target.none_set:
        return _("None set")
    if target.value is not None:
        return _("%(operator)s %(value)s") % {
            "operator": target.get_operator_display(),
            "value": value_words(target.value, indicator),
        }
    if target.rule == Target.Rule.BETTER_THAN_COMPARATOR:
        kinds = dict(Comparator.Kind.choices)
        return _("%(rule)s: %(kind)s") % {
            "rule": target.get_rule_display(),
            "kind": kinds.get(target.rule_comparator, target.rule_comparator),
        }
    return target.get_rule_display() if target.rule else target.as_printed


def floor_words(target: Target, indicator: Indicator) -> str:
    """What must at least be reached, and by how much the target may be missed; empty where neither is said."""
    parts = []
    if target.floor is not None:
        parts.append(_("floor %(value)s") % {"value": value_words(target.floor, indicator)})
    if target.tolerance is not None:
        unit = "%" if target.tolerance_is_percent else indicator.unit
        shown = number_words(target.tolerance, unit=unit, decimals=0)
        parts.append(
            _("may be missed by %(value)s of itself") % {"value": shown}
            if target.tolerance_is_percent
            else _("may be missed by %(value)s") % {"value": shown}
        )
    return ", ".join(parts)


def rule_words(rule: RatingRule) -> str:
    """What a rule says, in a sentence."""
    kind = RatingRule.Kind(rule.kind)
    if kind == RatingRule.Kind.TARGET:
        return _("Met is on track, missed is off track.")
    if kind == RatingRule.Kind.FLOOR:
        return _("Met is on track, missed by no more than the target’s floor or tolerance is some concern.")
    unit = "" if kind == RatingRule.Kind.AMOUNT else "%"
    on_track = number_words(rule.on_track_within, unit=unit)
    first = (
        _("Up to %(margin)s off target is on track") % {"margin": on_track}
        if rule.on_track_within
        else _("Met is on track")
    )
    if kind == RatingRule.Kind.IMPROVING:
        return _("%(first)s; beyond, no worse than a year before is some concern.") % {"first": first}
    some_concern = number_words(rule.at_risk_within, unit=unit)
    return _("%(first)s, up to %(margin)s off is some concern.") % {"first": first, "margin": some_concern}
