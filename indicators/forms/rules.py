"""How far off a target is what rating, and what a plan says of all its measures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.forms.fields import NumberField, PartForm
from indicators.models import RatingRule
from indicators.seen import seen_as
from partnership.forms import Button, DayField, PostField, Question, Radios, ShownIf, form_helper
from partnership.models import Post
from plans.models import Plan, RatingScale

Kind = RatingRule.Kind
# What the kinds that measure a distance ask for; of "improving" the year before decides beyond the first margin.
DISTANCES = (Kind.PERCENT, Kind.AMOUNT, Kind.IMPROVING)


class RuleForm(PartForm):
    """What set_rule takes."""

    stores = ("kind", "on_track_within", "at_risk_within", "applies_from")

    kind = forms.ChoiceField(
        label=_("How is a figure rated?"),
        choices=Kind.choices,
        widget=Radios(
            hints={
                Kind.TARGET: _("Met is on track, missed is off track."),
                Kind.FLOOR: _(
                    "Missed, but not by more than the target’s own floor or tolerance, is some concern. Where a target "
                    "has neither, missed is off track."
                ),
                Kind.PERCENT: _("For example up to 10% off target is some concern, and more is off track."),
                Kind.AMOUNT: _("For example up to 2 weeks off target is some concern, and more is off track."),
                Kind.IMPROVING: _("Off target, but no worse than a year before, is some concern; worse is off track."),
            }
        ),
        error_messages={"required": _("Choose how a figure is rated")},
    )
    on_track_within = NumberField(
        label=_("So far off target is still on track"),
        required=False,
        help_text=_("0 if only a target that is met is on track."),
    )
    at_risk_within = NumberField(
        label=_("So far off target is some concern"), required=False, help_text=_("Anything further off is off track.")
    )
    applies_from = DayField(
        label=_("From which day does it hold? (optional)"),
        required=False,
        help_text=_(
            "For periods that end on this day or later. Empty: from the beginning. Past reports stay as they are."
        ),
    )

    def __init__(self, data: Any = None, *, row: RatingRule | None = None) -> None:
        plainest = {} if row else {"on_track_within": Decimal(0), "at_risk_within": Decimal(10), "kind": Kind.FLOOR}
        super().__init__(data, row=row, **plainest)
        also = [Button(_("Show what it would do"), name="try")]
        also += [Button(_("Take this rule out"), name="remove")] if row else []
        self.helper = form_helper(
            "seen",
            Question("kind", size="m", css="app-choose-plain"),
            ShownIf(*DISTANCES, fields=[Question("on_track_within", width="4")]),
            ShownIf(Kind.PERCENT, Kind.AMOUNT, fields=[Question("at_risk_within", width="4")]),
            Question("applies_from", size="m"),
            submit=_("Save") if row else _("Add this rule"),
            also=also,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind")
        asked = {
            "on_track_within": kind in DISTANCES,
            "at_risk_within": kind in (Kind.PERCENT, Kind.AMOUNT),
        }
        for name, is_asked in asked.items():
            if not is_asked:
                # Not asked of this kind: what stands there is no mistake, and does nothing.
                self.errors.pop(name, None)
                cleaned[name] = Decimal(0)
            elif name not in self.errors and cleaned.get(name) is None:
                self.add_error(name, _("Enter a number, 0 or more"))
            elif name not in self.errors and not 0 <= cleaned[name] < 1_000_000:
                self.add_error(name, _("Enter a number from 0 to 999,999"))
        if kind not in (Kind.PERCENT, Kind.AMOUNT):
            cleaned["at_risk_within"] = cleaned.get("on_track_within") or Decimal(0)
        elif not self.errors and cleaned["at_risk_within"] < cleaned["on_track_within"]:
            self.add_error("at_risk_within", _("This margin cannot be narrower than the one for on track"))
        return cleaned


class MeasureSettingsForm(PartForm):
    """What change_measure_settings takes. Who the analyst is, only the coordinator says."""

    stores = (
        "measure_scale", "measures_short_travel", "measures_long_travel", "measures_need_commentary", "analyst_post",
    )  # fmt: skip

    analyst_post = PostField(
        label=_("Which post is the plan’s analyst?"),
        queryset=Post.objects.none(),
        required=False,
        help_text=_("Whoever holds it says what is measured, brings in every figure and sees small numbers."),
    )
    measure_scale = forms.ModelChoiceField(
        label=_("Which ratings do measures have?"),
        queryset=RatingScale.objects.all(),
        required=False,
        empty_label=_("None: measures are not rated"),
        help_text=_("A period keeps the ratings it was opened with. From the next one on, those chosen here hold."),
    )
    measures_short_travel = forms.ChoiceField(
        label=_("What does the first arrow compare a result with?"), choices=Plan.Travel.choices, widget=Radios
    )
    measures_long_travel = forms.ChoiceField(
        label=_("And the second arrow?"),
        choices=Plan.Travel.choices,
        widget=Radios,
        help_text=_("Both are printed in the heading of the table, so that readers know."),
    )
    measures_need_commentary = forms.BooleanField(
        label=_("A measure that is off track needs its story before its priority is signed off"), required=False
    )

    def __init__(self, data: Any = None, *, row: Plan, names_analyst: bool) -> None:
        super().__init__(data, row=row)
        questions = [
            Question("measure_scale", size="m"),
            Question("measures_short_travel", size="m"),
            Question("measures_long_travel", size="m"),
            Question("measures_need_commentary"),
        ]
        if names_analyst:
            cast(PostField, self.fields["analyst_post"]).offer(Post.objects.all(), empty=_("Nobody: the coordinator"))
            questions.insert(0, Question("analyst_post", size="m"))
        else:
            del self.fields["analyst_post"]
        self.initial["seen"] = seen_as(row, [name for name in self.stores if name in self.fields])
        self.helper = form_helper("seen", *questions, submit=_("Save"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("measures_short_travel") == cleaned.get("measures_long_travel") is not None:
            self.add_error("measures_long_travel", _("Choose something else than for the first arrow"))
        return cleaned

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
