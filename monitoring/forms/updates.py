"""Saying how an action is going."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.forms.behalf import behalf_field
from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.update_rules import OTHER_CAUSE, Needs, Said, wanting
from partnership.asking import WHY, AskingForm, Known, why_field
from partnership.forms import Button, DayField, MonthField, OnlyIf, Question, ShownIf, Text, form_helper
from partnership.kept_text import REMOVALS
from plans.forms import RatingField, RatingRadios
from plans.models import RatingLevel
from plans.ratings import Meaning

NARRATIVE_LENGTH = 1200
ANSWER_LENGTH = 600

# What a person types, by the names it is posted under: what drafts keep and what is given back.
TYPED = (
    "level",
    "cause",
    "cause_detail",
    "impact",
    "recovery",
    "forecast_month",
    "forecast_year",
    "completed_on_day",
    "completed_on_month",
    "completed_on_year",
    "narrative",
    "next_steps",
    "change_reason",
    "on_behalf_of",
    WHY,
)
# Of these, what is in the person's own words and about the action.
TEXTS = ("narrative", "cause_detail", "impact", "recovery", "next_steps")
# A date is one field of the form and several boxes on the page.
DATES = {"forecast": ("month", "year"), "completed_on": ("day", "month", "year")}


class LevelRadios(RatingRadios):
    """Ratings that also say whether they differ from the one submitted before."""

    before: RatingLevel | None = None

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        level = getattr(value, "instance", None)
        if self.before is not None and level is not None and level != self.before:
            option["says"] = f"{option['says']} changed"
        return option


class UpdateForm(AskingForm):
    """What submit_update takes. Which answers are needed follows from the level: see update_rules.py."""

    level = RatingField(
        label=_("How is it going now?"),
        required=False,
        widget=LevelRadios,
        error_messages={"invalid_choice": _("Choose one of this period’s ratings")},
    )
    cause = forms.ChoiceField(
        label=_("What is the main cause?"),
        required=False,
        choices=[("", _("Choose a cause")), *ProgressUpdate.Cause.choices],
        error_messages={"invalid_choice": _("Choose one of the causes")},
        # Its choice decides whether the next question is needed: see static/src/choices.js.
        widget=forms.Select(attrs={"data-app-choose": ""}),
    )
    cause_detail = forms.CharField(label=_("If it is something else, what is it?"), required=False, max_length=200)
    impact = Text(label=_("What does it mean for children?"), required=False, limit=ANSWER_LENGTH)
    recovery = Text(label=_("What will bring it back on track?"), required=False, limit=ANSWER_LENGTH)
    forecast = MonthField(
        label=_("When do you now expect to finish?"),
        required=False,
        help_text=_("The original date stays on the record. For example, 2 2027."),
        error_messages={
            "month": _("The date you now expect must include a month"),
            "year": _("The date you now expect must include a year"),
            "year_digits": _("The year you now expect must have four digits, like 2027"),
            "invalid": _("The month you now expect must be a number from 1 to 12 or its name"),
        },
    )
    completed_on = DayField(
        label=_("When was it completed?"),
        required=False,
        help_text=_("For example, 24 9 2026."),
        error_messages={
            "day": _("The date it was completed must include a day"),
            "month": _("The date it was completed must include a month"),
            "year": _("The date it was completed must include a year"),
            "year_digits": _("The year it was completed must have four digits, like 2026"),
            "invalid": _("The date it was completed must be a real date, like 24 9 2026"),
        },
    )
    change_reason = Text(
        label=_("Why does the rating change?"),
        required=False,
        limit=ANSWER_LENGTH,
        help_text=_("The rating submitted before stays on the record, with this reason."),
    )
    narrative = Text(
        label=_("What has happened?"),
        required=False,
        max_length=NARRATIVE_LENGTH,
        help_text=_("Say what changed for children and young people. Do not name or describe a child or a family."),
    )
    next_steps = Text(
        required=False,
        limit=NARRATIVE_LENGTH,
        help_text=_("One thing on each line. You will see this list next time."),
    )
    on_behalf_of = behalf_field(_("Whose update is this?"), required=False)
    period = forms.IntegerField(widget=forms.HiddenInput)
    based_on_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    removals = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        period: ReportingPeriod,
        existing: ProgressUpdate | None,
        since: str,
        until: str,
        leads_action: bool,
        content: Mapping[str, Any] | None = None,
        may_take_over: bool = False,
        removals: int = 0,
        known: Callable[[], Known] = Counter,
    ) -> None:
        """`content` is what it begins with, as somebody typed it; `since` and `until` name the last period
        and the end of the next one. `may_take_over` offers to begin again from the text of `existing`. `removals` is
        how many removals of personal information its page knows of.
        """
        version = existing.version if existing else 0
        begins = as_initial(content or {})
        of_the_page = {"period": period.pk, "based_on_version": version, REMOVALS: removals}
        super().__init__(data, initial={**begins, **of_the_page}, known=known)
        self.reporting_period = period
        self.is_rated = period.action_scale is not None
        self.before = existing.level if existing else None
        if since:
            self.fields["narrative"].label = str(_("What has happened since %(since)s?") % {"since": since})
        self.fields["next_steps"].label = str(
            _("What will you do by %(until)s? (optional)") % {"until": until}
            if until
            else _("What will you do next? (optional)")
        )
        self._leave_out(leads_action=leads_action, is_new=existing is None)
        self._name_what_is_too_long()
        self.helper = self._layout(may_take_over=may_take_over)

    def _leave_out(self, *, leads_action: bool, is_new: bool) -> None:
        """Drop the questions that this update cannot need."""
        if self.reporting_period.action_scale is None:
            for name in ("level", "cause", "cause_detail", "impact", "recovery", "forecast"):
                del self.fields[name]
            self.fields["completed_on"].label = str(_("If it is complete, when was it completed? (optional)"))
        else:
            level = cast(RatingField, self.fields["level"])
            level.use(self.reporting_period.action_scale)
            cast(LevelRadios, level.widget).before = self.before
        if is_new or self.reporting_period.action_scale is None:
            del self.fields["change_reason"]
        if leads_action:
            del self.fields["on_behalf_of"]

    def _name_what_is_too_long(self) -> None:
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                # The summary stands far from the field, so the sentence names it.
                label = str(field.label).replace("%", "%%")
                field.error_messages["max_length"] = _(
                    "Shorten your answer to “{question}” to %(limit_value)d characters: it has %(show_value)d"
                ).format(question=label)

    def _layout(self, *, may_take_over: bool) -> Any:
        questions: list[Any] = ["period", "based_on_version", REMOVALS]
        if "level" in self.fields:
            questions += [
                Question("level", size="m", css="app-choose"),
                OnlyIf(
                    "reason",
                    "recovery",
                    legend=_("About the delay"),
                    ident="delay",
                    fields=[
                        ShownIf("reason", fields=[Question("cause", size="s")]),
                        ShownIf(OTHER_CAUSE, fields=[Question("cause_detail", size="s")]),
                        ShownIf("reason", fields=[Question("impact", size="s", rows=2)]),
                        ShownIf(
                            "recovery",
                            fields=[Question("recovery", size="s", rows=2), Question("forecast", size="s")],
                        ),
                    ],
                ),
                ShownIf(Meaning.COMPLETE, fields=[Question("completed_on", size="m")]),
            ]
        else:
            questions.append(Question("completed_on", size="m"))
        if "change_reason" in self.fields:
            questions.append(ShownIf("changed", fields=[Question("change_reason", size="m", rows=2)]))
        questions.append(Question("narrative", size="m", rows=7, css="app-textarea--story"))
        questions.append(Question("next_steps", size="m", rows=3))
        if "on_behalf_of" in self.fields:
            questions.append(Question("on_behalf_of", size="m"))
        also = [Button(_("Save draft"), name="draft")]
        if may_take_over:
            # The last, so that the Enter key never presses it.
            also.append(Button(_("Take over the submitted text"), name="take_over"))
        helper = form_helper(*questions, submit=_("Submit update"), also=also, saved=True)
        helper.form_id = "update"
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        level = cleaned.get("level")
        needs = Needs.of(level, rated=self.is_rated)
        self._forgive_what_is_not_asked(needs)
        if "level" in self.fields and level is None and "level" not in self.errors:
            self.add_error("level", _("Choose how the action is going now"))
        problems = wanting(self.said(), needs, as_at=self.reporting_period.actions_as_at, today=timezone.localdate())
        # Somebody who has not seen the version that stands is shown it first.
        has_seen = cleaned.get("based_on_version") == self.initial["based_on_version"]
        changes = "change_reason" in self.fields and level and level != self.before
        if changes and has_seen and not cleaned.get("change_reason"):
            problems["change_reason"] = str(_("Say why the rating changes"))
        if "on_behalf_of" in self.fields and not cleaned.get("on_behalf_of"):
            problems["on_behalf_of"] = str(_("Say who told you, and how"))
        self.add_problems(problems)
        return cleaned

    def _forgive_what_is_not_asked(self, needs: Needs) -> None:
        """Without scripts every question is there; what is typed into one that is not asked cannot be wrong."""
        groups = {
            "reason": ("cause", "cause_detail", "impact"),
            "recovery": ("recovery", "forecast"),
            "completion": ("completed_on",),
        }
        for need, names in groups.items():
            if not getattr(needs, need) and (needs.rated or need != "completion"):
                for name in names:
                    self.errors.pop(name, None)

    def add_problems(self, problems: Mapping[str, str]) -> None:
        """Put each sentence beside its field, unless the field has one already."""
        for name, problem in problems.items():
            if name not in self.fields:
                self.add_error(None, problem)
            elif name not in self.errors:
                self.add_error(name, problem)

    def said(self) -> Said:
        """The answers, without the level."""
        cleaned = self.cleaned_data
        return Said(
            narrative=cleaned.get("narrative", ""),
            cause=cleaned.get("cause", ""),
            cause_detail=cleaned.get("cause_detail", ""),
            impact=cleaned.get("impact", ""),
            recovery=cleaned.get("recovery", ""),
            forecast=cleaned.get("forecast"),
            next_steps=cleaned.get("next_steps", ""),
            completed_on=cleaned.get("completed_on"),
        )

    def texts(self) -> dict[str, str]:
        said = self.said().only_what(Needs.of(self.cleaned_data.get("level"), rated=self.is_rated))
        read = {name: getattr(said, name) for name in TEXTS}
        if self.cleaned_data.get("level") != self.before:
            read["change_reason"] = self.cleaned_data.get("change_reason", "")
        return {name: text for name, text in read.items() if name in self.fields and name not in self.errors}

    def arguments(self) -> dict[str, Any]:
        """What submit_update is called with, besides the action, the period and the person."""
        left_out = {"level": None, "forecast": None, "completed_on": None}
        said = {name: answer for name, answer in self.cleaned_data.items() if name not in ("period", REMOVALS)}
        return left_out | said | {"kept": self.kept}


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that somebody typed, under the question that it answers."""

    name: str
    question: str
    text: str


def answers(content: Mapping[str, Any]) -> list[Answer]:
    """What was typed, in the form's order, in words; the level is left to whoever can draw it."""
    found = []
    for name, field in UpdateForm.base_fields.items():
        text = _in_words(name, content)
        if text:
            found.append(Answer(name, str(field.label or _("What will you do next?")), text))
    if content.get(WHY):
        found.append(Answer(WHY, str(why_field().label), str(content[WHY])))
    return found


def _in_words(name: str, content: Mapping[str, Any]) -> str:
    if name == "cause":
        return str(dict(ProgressUpdate.Cause.choices).get(content.get(name, ""), ""))
    if name in DATES:
        return " ".join(filter(None, (content.get(f"{name}_{part}", "") for part in DATES[name])))
    return str(content.get(name, "")) if name in TYPED and name != "level" else ""


def typed(data: Mapping[str, Any]) -> dict[str, str]:
    """What a person typed, out of everything that was posted; characters that cannot be stored are left out."""
    return {name: _storable(text) for name in TYPED if isinstance(text := data.get(name), str) and text.strip()}


def _storable(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").encode("utf-8", "ignore").decode()


def as_typed(update: ProgressUpdate) -> dict[str, str]:
    """An update as somebody would have typed it."""
    content = {
        "level": str(update.level.pk) if update.level else "",
        "cause": update.cause,
        "cause_detail": update.cause_detail,
        "impact": update.impact,
        "recovery": update.recovery,
        "narrative": update.narrative,
        "next_steps": update.next_steps,
        "on_behalf_of": update.on_behalf_of,
    }
    forecast = update.forecast.last_day if update.forecast else None
    for name, day in (("forecast", forecast), ("completed_on", update.completed_on)):
        content |= _boxes(name, day)
    return {name: text for name, text in content.items() if text}


def _boxes(name: str, day: date | None) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(day, part)) for part in DATES[name]} if day else {}


def as_initial(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the form begins with, from what somebody typed."""
    dates = {name: {part: content.get(f"{name}_{part}", "") for part in parts} for name, parts in DATES.items()}
    boxes = {f"{name}_{part}" for name, parts in DATES.items() for part in parts}
    return {name: content[name] for name in TYPED if name in content and name not in boxes} | dates
