"""Asking for a rating: each level in word, shape and colour, with what it takes to earn it beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from plans.models import RatingLevel, RatingScale
from plans.templatetags.marks import rating

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[RatingLevel]
else:
    _Choice = forms.ModelChoiceField


class RatingRadios(forms.RadioSelect):
    """Radio buttons for the levels of a scale; lay out with css="app-choose" to set the criteria beside them."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        level = getattr(value, "instance", None)
        if level is not None:
            option["hint"] = level.criteria
            # What the questions of an OnlyIf may ask for: see static/src/choices.js.
            option["says"] = " ".join(
                filter(
                    None,
                    [
                        level.meaning,
                        "reason" if level.requires_reason else "",
                        "recovery" if level.requires_recovery else "",
                    ],
                )
            )
        return option


class RatingField(_Choice):
    """One level of a scale. The scale is given later, when the form knows it: `use(scale)`."""

    widget = RatingRadios

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=RatingLevel.objects.none(), empty_label=None, **kwargs)

    def use(self, scale: RatingScale) -> None:
        self.queryset = scale.levels.all()

    def label_from_instance(self, obj: Any) -> str:
        return rating(obj)
