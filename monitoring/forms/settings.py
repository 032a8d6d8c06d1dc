"""How a plan reports: its steps, their working days, its nation, and how its levels roll up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from partnership.forms import Group, Question, Radios, form_helper
from plans.models import Plan
from plans.ratings import Counts, Rollup

STEPS = ("has_challenge", "requires_sign_off", "publishes")
DAYS = ("days_for_updates", "days_for_challenge", "days_for_sign_off", "days_to_fix", "days_for_report")
ROLLUP = (
    "rollup",
    "rollup_on_track_share",
    "rollup_off_track_share",
    "rollup_complete",
    "rollup_paused",
    "rollup_not_rated",
)
SETTINGS = (*STEPS, "nation", *DAYS, *ROLLUP)
#: A quarter of a year has fewer working days than this for all steps together.
MOST_DAYS = 60


def _days(**said: Any) -> forms.IntegerField:
    return forms.IntegerField(
        **said,
        min_value=0,
        validators=[MaxValueValidator(MOST_DAYS, _("Enter at most %(limit_value)s working days"))],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter a number of working days"),
            "invalid": _("Working days are a whole number, such as 5"),
            "min_value": _("Working days cannot be fewer than 0"),
        },
    )


def _share(**said: Any) -> forms.IntegerField:
    return forms.IntegerField(
        **said,
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter a share in per cent"),
            "invalid": _("A share is a whole number of per cent, such as 80"),
            "min_value": _("A share is a percentage from 1 to 100"),
            "max_value": _("A share is a percentage from 1 to 100"),
        },
    )


def _counts(*choices: Counts, **said: Any) -> forms.ChoiceField:
    return forms.ChoiceField(**said, choices=[(each.value, each.label) for each in choices], widget=Radios)


class SettingsForm(forms.Form):
    """What change_settings takes."""

    has_challenge = forms.BooleanField(
        label=_("Updates close for questions before the figures are fixed"), required=False
    )
    requires_sign_off = forms.BooleanField(label=_("The lead of every priority signs it off"), required=False)
    publishes = forms.BooleanField(label=_("What was fixed is then published"), required=False)
    nation = forms.ChoiceField(
        label=_("Whose bank holidays count?"),
        help_text=_("Working days leave out weekends and these bank holidays, everywhere."),
        choices=Plan.Nation.choices,
        widget=Radios,
    )
    days_for_updates = _days(label=_("To update"), help_text=_("From opening to the day updates are due."))
    days_for_challenge = _days(label=_("For questions"), help_text=_("Only where updates close for questions."))
    days_for_sign_off = _days(label=_("To sign off"), help_text=_("Only where priorities are signed off."))
    days_to_fix = _days(label=_("To fix the figures"))
    days_for_report = _days(
        label=_("To write the report"), help_text=_("From fixing the figures to the day the papers go out.")
    )
    rollup = forms.ChoiceField(
        label=_("What a priority’s rating is worked out from"), choices=Rollup.choices, widget=Radios
    )
    rollup_on_track_share = _share(label=_("On track from this share of its actions, in per cent"))
    rollup_off_track_share = _share(label=_("Off track from this share that is off track, in per cent"))
    rollup_complete = _counts(Counts.ON_TRACK, Counts.LEFT_OUT, label=_("Complete actions count"))
    rollup_paused = _counts(Counts.LEFT_OUT, Counts.AT_RISK, Counts.OFF_TRACK, label=_("Paused actions count"))
    rollup_not_rated = _counts(
        Counts.LEFT_OUT, Counts.AT_RISK, Counts.OFF_TRACK, label=_("Actions that are not rated count")
    )

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data, initial={name: getattr(plan, name) for name in SETTINGS})
        self.helper = form_helper(
            Group(_("Which steps does the plan take?"), *STEPS),
            Group(_("How many working days has each step?"), *(Question(name, width="2") for name in DAYS)),
            Question("nation", size="m"),
            Group(
                _("How is a priority’s rating worked out?"),
                "rollup",
                *(Question(name, width="3") for name in ROLLUP[1:3]),
                *ROLLUP[3:],
            ),
            submit=_("Save settings"),
        )
