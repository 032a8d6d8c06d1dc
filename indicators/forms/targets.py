"""What is aimed for in a period."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.doubts import Measured, target_doubts
from indicators.forms.fields import NumberField, PeriodForm, in_unit, line
from indicators.models import Comparator, Figure, Indicator, Operator, Target
from indicators.series import is_percent
from indicators.words import value_words
from partnership.forms import Button, Question, Radios, ShownIf, form_helper

LONGEST_TEXT = 600


class Aim(models.TextChoices):
    """How a target is said."""

    NUMBER = "number", _("A number")
    RULE = "rule", _("To be better than something")
    WORDS = "words", _("Only the words that were printed")
    NONE = "none", _("None is set")


_NOTHING: dict[str, Any] = {
    "value": None,
    "operator": Operator.AT_LEAST,
    "floor": None,
    "tolerance": None,
    "tolerance_is_percent": False,
    "rule": "",
    "rule_comparator": "",
    "none_set": False,
}
# What asks for the worse side.
_AGAINST: dict[str, tuple[str, ...]] = {
    Indicator.Polarity.HIGH: (Operator.AT_MOST, Operator.LESS_THAN),
    Indicator.Polarity.LOW: (Operator.AT_LEAST, Operator.MORE_THAN),
}
_USUAL_OPERATOR = {
    Indicator.Polarity.LOW: Operator.AT_MOST,
    Indicator.Polarity.CLOSE_TO_TARGET: Operator.EXACTLY,
}


class TargetForm(PeriodForm):
    """What set_target takes."""

    stores = (
        "period_label", "period_ends_on", "span", "kind", "value", "operator", "floor", "tolerance",
        "tolerance_is_percent", "rule", "rule_comparator", "none_set", "as_printed", "note",
    )  # fmt: skip

    aim = forms.ChoiceField(
        label=_("What is aimed for?"),
        choices=Aim.choices,
        widget=Radios(hints={Aim.NONE: _("Said on purpose: the measure then reads “none set” and has no colour.")}),
        error_messages={"required": _("Choose what is aimed for"), "invalid_choice": _("Choose what is aimed for")},
    )
    operator = forms.ChoiceField(label=_("How is the number meant?"), required=False, choices=Operator.choices)
    value = NumberField(label=_("The number"), required=False)
    sure = forms.BooleanField(label=_("This is the number that is meant"), required=False)
    floor = NumberField(
        label=_("The floor: what must at least be reached (optional)"),
        required=False,
        help_text=_("Between floor and target is some concern, beyond the floor is off track."),
    )
    tolerance = NumberField(
        label=_("By how much may it be missed? (optional)"),
        required=False,
        help_text=_("For example 2, if two off is still only some concern."),
    )
    tolerance_in = forms.ChoiceField(
        label=_("What is that in?"),
        required=False,
        choices=[("", _("In the unit of the measure")), ("percent", _("In percent of the target"))],
        widget=Radios,
    )
    rule = forms.ChoiceField(label=_("Better than what?"), required=False, choices=Target.Rule.choices, widget=Radios)
    rule_comparator = forms.ChoiceField(
        label=_("Better than whose result?"),
        required=False,
        choices=[("", _("Nobody’s: it is not compared with others")), *Comparator.Kind.choices],
        help_text=_("Only for “Better than others”: the kind of comparison that is meant."),
    )
    as_printed = line(
        _("The words that were printed (optional)"),
        most=LONGEST_TEXT,
        help_text=_("Where the plan or its source says it in other words than the number’s own."),
    )
    span = forms.ChoiceField(
        label=_("What does it cover?"),
        choices=Target.Span.choices,
        widget=Radios(
            hints={Target.Span.ANNUAL: _("A figure that grows through the year is only held against it at the end.")}
        ),
        error_messages={"required": _("Choose what it covers")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Target.Kind.choices,
        widget=Radios(
            hints={
                Target.Kind.TARGET: _("What the plan promises."),
                Target.Kind.TRAJECTORY: _("Where it should be by then, so that the target is reached later."),
                Target.Kind.FORECAST: _("What is expected. Nothing is rated against it."),
            }
        ),
        error_messages={"required": _("Choose what it is")},
    )
    note = line(_("A note for readers (optional)"), most=LONGEST_TEXT)

    def __init__(self, data: Any = None, *, indicator: Indicator, row: Target | None = None) -> None:
        super().__init__(data, indicator=indicator, row=row, **_shown(indicator, row))
        in_unit(self, indicator.unit, "value", "floor")
        self.fields["value"].help_text = indicator.unit
        also = [Button(_("Take this target out"), name="remove")] if row else []
        self.number = ShownIf(
            Aim.NUMBER,
            fields=[
                Question("operator"),
                Question("value", width="10"),
                Question("floor", width="10"),
                Question("tolerance", width="10"),
                Question("tolerance_in"),
            ],
        )
        self.helper = form_helper(
            "seen",
            *self.period_questions(),
            Question("aim", size="m", css="app-choose-plain"),
            self.number,
            ShownIf(Aim.RULE, fields=[Question("rule"), Question("rule_comparator")]),
            Question("as_printed", size="m"),
            Question("span", size="m"),
            Question("kind", size="m"),
            Question("note", size="m"),
            submit=_("Save") if row else _("Add this target"),
            also=also,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        aim = cleaned.get("aim")
        if aim != Aim.NUMBER:
            # Not asked of this answer, so nothing typed there can be wrong.
            for name in ("value", "floor", "tolerance"):
                self.errors.pop(name, None)
        checks = {Aim.NUMBER: self._check_number, Aim.RULE: self._check_rule, Aim.WORDS: self._check_words}
        if aim in checks:
            checks[aim](cleaned)
        return cleaned

    def _check_number(self, cleaned: dict[str, Any]) -> None:
        value, floor = cleaned.get("value"), cleaned.get("floor")
        if value is None and "value" not in self.errors:
            self.add_error("value", _("Enter the number that is aimed for"))
        if value is not None:
            self._doubt(value, cleaned)
        self._doubt_operator(cleaned)
        tolerance = cleaned.get("tolerance")
        if tolerance is not None and tolerance < 0:
            self.add_error("tolerance", _("Enter by how much it may be missed as a number above 0"))
        if value is not None and floor is not None and self._is_beyond(floor, value):
            low = self.indicator.polarity == Indicator.Polarity.LOW
            said = (
                _("Less is better, so the floor %(floor)s cannot lie below the target %(value)s")
                if low
                else _("More is better, so the floor %(floor)s cannot lie above the target %(value)s")
            )
            self.add_error(
                "floor",
                said % {"floor": value_words(floor, self.indicator), "value": value_words(value, self.indicator)},
            )

    def _doubt(self, value: Decimal, cleaned: dict[str, Any]) -> None:
        """Ask whether a number is meant that no result has come near; of one that stands, nothing is asked."""
        if isinstance(self.row, Target) and self.row.value == value:
            return
        measured = Measured(self.indicator.unit, self.indicator.decimals, self.indicator.basis)
        doubted = target_doubts(value, measured, self._results(cleaned.get("span", "")))
        if doubted:
            self._ask_whether_sure()
        for each in doubted if not cleaned["sure"] else ():
            self.add_error("value", each.text)

    def _doubt_operator(self, cleaned: dict[str, Any]) -> None:
        """Ask whether a target is meant that asks for the worse side; of one that stands, nothing is asked."""
        operator = cleaned.get("operator", "")
        if self.indicator.polarity == Indicator.Polarity.CLOSE_TO_TARGET and operator not in ("", Operator.EXACTLY):
            self.add_error(
                "operator",
                _("Close to the target is better for this measure, so the number is meant exactly. Choose “exactly”"),
            )
            return
        if operator not in _AGAINST.get(self.indicator.polarity, ()):
            return
        if isinstance(self.row, Target) and self.row.value is not None and self.row.operator == operator:
            return
        self._ask_whether_sure()
        if not cleaned["sure"]:
            low = self.indicator.polarity == Indicator.Polarity.LOW
            said = (
                _("Less is better for this measure, and “%(operator)s” asks for more. Choose another or confirm it")
                if low
                else _(
                    "More is better for this measure, and “%(operator)s” asks for less. Choose another or confirm it"
                )
            )
            self.add_error("operator", said % {"operator": Operator(operator).label})

    def _ask_whether_sure(self) -> None:
        if not any(getattr(each, "fields", None) == ["sure"] for each in self.number.fields):
            self.number.fields.insert(2, Question("sure"))

    def _results(self, span: str) -> list[Decimal]:
        """What the measure has reached, as far as a target of that span may be held against it."""
        adds_up = self.indicator.basis in (Indicator.Basis.IN_PERIOD, Indicator.Basis.YEAR_TO_DATE)
        if span == Target.Span.ANNUAL and adds_up and not is_percent(self.indicator.unit):
            return []
        standing = Figure.objects.filter(indicator=self.indicator, dimension=None).standing()
        return [value for value in standing.values_list("value", flat=True) if value is not None]

    def _is_beyond(self, floor: Decimal, value: Decimal) -> bool:
        """Whether a floor is harder to reach than its target."""
        if self.indicator.polarity == Indicator.Polarity.HIGH:
            return floor > value
        return self.indicator.polarity == Indicator.Polarity.LOW and floor < value

    def _check_rule(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Choose what it should be better than"))
        if cleaned.get("rule") == Target.Rule.BETTER_THAN_COMPARATOR and not cleaned.get("rule_comparator"):
            self.add_error("rule_comparator", _("Choose whose result it should be better than"))

    def _check_words(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("as_printed") and "as_printed" not in self.errors:
            self.add_error("as_printed", _("Enter the words that were printed"))

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        said = _NOTHING | {
            name: given[name] for name in ("period_label", "period_ends_on", "span", "kind", "as_printed", "note")
        }
        if given["aim"] == Aim.NUMBER:
            said |= {name: given[name] for name in ("value", "floor", "tolerance")}
            said["operator"] = given["operator"] or _usual_operator(self.indicator)
            said["tolerance_is_percent"] = given["tolerance_in"] == "percent"
        elif given["aim"] == Aim.RULE:
            better = given["rule"] == Target.Rule.BETTER_THAN_COMPARATOR
            said |= {"rule": given["rule"], "rule_comparator": given["rule_comparator"] if better else ""}
        elif given["aim"] == Aim.NONE:
            said["none_set"] = True
        return said


def _usual_operator(indicator: Indicator) -> Operator:
    return _USUAL_OPERATOR.get(Indicator.Polarity(indicator.polarity), Operator.AT_LEAST)


def _shown(indicator: Indicator, row: Target | None) -> dict[str, Any]:
    """What the questions that are no columns begin with."""
    if row is None:
        return {
            "aim": Aim.NUMBER,
            "operator": _usual_operator(indicator),
            "span": Target.Span.IN_YEAR,
            "kind": Target.Kind.TARGET,
        }
    aim = Aim.WORDS
    if row.none_set:
        aim = Aim.NONE
    elif row.value is not None:
        aim = Aim.NUMBER
    elif row.rule:
        aim = Aim.RULE
    return {"aim": aim, "tolerance_in": "percent" if row.tolerance_is_percent else ""}
