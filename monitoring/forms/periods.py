"""Setting up a reporting period, and saying why a step is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crispy_forms.layout import LayoutObject
from django import forms
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from monitoring.deadlines import STEPS, Target, counted_back, pace_of
from monitoring.forms.meetings import BodyField
from monitoring.models import ReportingPeriod
from monitoring.work.days import NAMES, Line, lines
from monitoring.work.meetings import MeetingDetails
from monitoring.working_days import bank_holidays
from partnership.asking import AskingForm
from partnership.forms import Button, Buttons, DayField, Group, Question, form_helper
from partnership.models import Body
from plans.models import Plan

DETAILS = ("label", "starts_on", "ends_on", "actions_as_at", "measures_as_at", *STEPS)
# A line of text on a page as wide as its table.
HALF = "app-half"
#: The press that counts the days back without saving anything.
COUNT = "count"


def _day(name: str | Promise, **kwargs: Any) -> DayField:
    """A day whose mistakes are named, because the summary stands far from its boxes."""
    said = {
        "required": _("Enter a date for “{name}”"),
        "day": _("The date for “{name}” must include a day"),
        "month": _("The date for “{name}” must include a month"),
        "year": _("The date for “{name}” must include a year"),
        "year_digits": _("The year for “{name}” must have four digits"),
        "invalid": _("The date for “{name}” must be a real date"),
    }
    messages = {code: format_lazy(text, name=name) for code, text in said.items()}
    return DayField(label=name, error_messages=messages, **kwargs)


class DayTable(LayoutObject):
    """The day of every step as a row: its boxes, its weekday, and the working days that people have."""

    template = "monitoring/layout/days.html"

    def __init__(self, *fields: str) -> None:
        self.fields = list(fields)

    def render(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        lines = {line.step: line for line in form.lines()}
        for name in self.fields:
            # What is not drawn here would be drawn again at the end.
            form.rendered_fields.add(name)
        rows = [(form[name], lines.get(name)) for name in self.fields]
        return render_to_string(self.template, {"rows": rows})


class PeriodForm(forms.Form):
    """What plan_period and change_period take, and the days of the steps counted back from its meetings.

    A day that differs from the one last counted was chosen by somebody: it stays when the others are counted.
    """

    label = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        help_text=_("For example, July to September 2026, or Third monitoring report."),
        error_messages={"required": _("Say what the period is called")},
    )
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))
    actions_as_at = _day(
        _("Actions as they stood on"), required=False, help_text=_("Leave empty for the last day of the period.")
    )
    measures_as_at = _day(
        _("Measures as they stood on"), required=False, help_text=_("Leave empty for the last day of the period.")
    )
    opens_on = _day(NAMES["opens_on"], required=False)
    updates_due_on = _day(NAMES["updates_due_on"], required=False)
    challenge_by = _day(NAMES["challenge_by"], required=False)
    sign_off_by = _day(NAMES["sign_off_by"], required=False)
    freeze_on = _day(NAMES["freeze_on"], required=False)
    publish_by = _day(NAMES["publish_by"], required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        plan: Plan,
        submit: str | Promise,
        initial: Mapping[str, Any],
        chosen: Mapping[str, date] | None = None,
        targets: Sequence[Target] = (),
    ) -> None:
        """`chosen` are the days of `initial` that somebody chose; `targets` the meetings that others know of."""
        super().__init__(data, initial=dict(initial))
        self.plan, self.known_targets = plan, targets
        self.pace, self.off = pace_of(plan), bank_holidays(plan.nation)
        self.steps = tuple(self.pace.taken())
        for step in STEPS:
            if step not in self.steps:
                del self.fields[step]
                continue
            counted = None if step in (chosen or {}) else self.initial.get(step)
            self.fields[counted_name(step)] = forms.DateField(widget=forms.HiddenInput, required=False, initial=counted)
        self.helper = form_helper(*self.layout(), submit=submit)

    def layout(self) -> list[Any]:
        return [
            Question("label", size="m", css=HALF),
            Group(_("Which months is it about?"), "starts_on", "ends_on", "actions_as_at", "measures_as_at"),
            *self.layout_of_days(),
        ]

    def layout_of_days(self) -> list[Any]:
        return [
            Group(
                _("When is each step?"),
                Buttons(Button(_("Count the days back from the meetings"), name=COUNT)),
                DayTable(*self.steps),
                *map(counted_name, self.steps),
            )
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day must not be before the first day"))
        # Days that are about to be counted anew need not follow one another yet.
        if not self.asks_to_count():
            self._check_order(cleaned)
        return cleaned

    def _check_order(self, cleaned: Mapping[str, Any]) -> None:
        before = ""
        for step in self.steps:
            day = cleaned.get(step)
            if day is None:
                continue
            if before and day < cleaned[before]:
                text = _("“%(step)s” must not be before “%(before)s”")
                self.add_error(step, text % {"step": self.fields[step].label, "before": self.fields[before].label})
            before = step if step in cleaned else before

    @property
    def details(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in DETAILS if name in self.fields}

    def targets(self) -> Sequence[Target]:
        """The meetings that the days are counted back from."""
        return self.known_targets

    def days(self) -> dict[str, date]:
        """The days as they stand in the boxes; what cannot be read is left out."""
        said = self.cleaned_data if self.is_bound else self.initial
        return {step: day for step in self.steps if isinstance(day := said.get(step), date)}

    def chosen(self) -> dict[str, date]:
        """The days that somebody chose."""
        cleaned = self.cleaned_data
        return {step: day for step, day in self.days().items() if day != cleaned.get(counted_name(step))}

    def counted(self) -> dict[str, date]:
        """Every step's day, counted back from the meetings and from the days that somebody chose."""
        return counted_back(self.targets(), pace=self.pace, off=self.off, by_hand=self.chosen())

    def asks_to_count(self) -> bool:
        """Whether the days are to be counted and looked at before anything is saved."""
        return COUNT in self.data

    def again(self) -> dict[str, Any]:
        """What the form begins with once more, with its days counted back."""
        remembered = set(map(counted_name, self.steps))
        return {name: said for name, said in self.cleaned_data.items() if name not in remembered} | self.counted()

    def lines(self) -> list[Line]:
        return lines(self.days(), pace=self.pace, off=self.off)


def counted_name(step: str) -> str:
    """The box that remembers which day was counted for a step."""
    return f"counted_{step}"


def details_of(period: ReportingPeriod) -> dict[str, Any]:
    """What the form begins with for a period that exists."""
    return {name: getattr(period, name) for name in DETAILS}


class PrepareForm(PeriodForm):
    """What prepare_period takes: a period, and the meetings it serves."""

    def __init__(self, data: Any = None, *, bodies: Sequence[Body | None], **kwargs: Any) -> None:
        """`bodies` are those whose next meetings it will probably serve, one row each; None is an empty row."""
        self.rows = range(1, len(bodies) + 1)
        self.suggested = bodies
        super().__init__(data, **kwargs)

    def layout(self) -> list[Any]:
        for number, body in zip(self.rows, self.suggested, strict=True):
            self.fields[f"body_{number}"] = BodyField(label=_("Who meets?"), required=False)
            self.fields[f"held_on_{number}"] = _day(
                format_lazy(_("Day of meeting {number}"), number=number),
                required=False,
                help_text=_("Leave empty while it is not known."),
            )
            self.fields[f"place_{number}"] = forms.CharField(
                label=_("Where? (optional)"), required=False, max_length=200
            )
            self.initial.setdefault(f"body_{number}", body)
        meetings = [
            Group(
                format_lazy(_("Meeting {number}"), number=number),
                f"body_{number}",
                f"held_on_{number}",
                Question(f"place_{number}", css=HALF),
                size="s",
            )
            for number in self.rows
        ]
        first, months, *others = super().layout()
        return [first, months, Group(_("Which meetings is it for?"), *meetings), *others]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number in self.rows:
            if cleaned.get(f"held_on_{number}") and not cleaned.get(f"body_{number}"):
                self.add_error(f"body_{number}", _("Choose the body that meets on that day"))
        return cleaned

    def meetings(self) -> list[MeetingDetails]:
        """The meetings whose day is known."""
        said = self.cleaned_data
        return [
            MeetingDetails(body, held_on, said.get(f"place_{number}", ""))
            for number in self.rows
            if (body := said.get(f"body_{number}")) and (held_on := said.get(f"held_on_{number}"))
        ]

    def targets(self) -> Sequence[Target]:
        return [each.target for each in self.meetings()]

    def asks_to_count(self) -> bool:
        """Also where a meeting was entered and the days were not counted back from it yet."""
        said, counted = self.cleaned_data, self.counted()
        # What differs from the day last counted was chosen, or left empty on purpose.
        following = [step for step in self.steps if said.get(step) == said.get(counted_name(step))]
        stale = bool(self.targets()) and any(said.get(step) != counted.get(step) for step in following)
        return stale or super().asks_to_count()


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea,
        max_length=600,
        help_text=_("The reason stays on the record."),
        error_messages={"required": _("Say why you take this step back")},
    )

    def __init__(self, data: Any = None, *, submit: str | Promise, missing: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if missing:
            self.fields["reason"].error_messages |= {"required": str(missing)}
        self.helper = form_helper(Question("reason", size="m", rows=3), submit=submit)


class AskingReasonForm(AskingForm, ReasonForm):
    """The same, where the reason is read with the texts of the period."""

    scanned = ("reason",)


class DespiteForm(AskingReasonForm):
    """Why the figures are fixed although sign-offs are missing."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(
            data,
            submit=_("Fix the figures all the same"),
            missing=_("Say why you fix the figures although this is missing"),
        )
        reason = self.fields["reason"]
        reason.label = _("Why do you fix the figures all the same?")
        reason.help_text = _("Your name, this reason and what is missing are printed in the report.")
