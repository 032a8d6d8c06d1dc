"""What a measure is: the essentials first, everything else on short pages of its own."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from indicators.forms.fields import Codes, NumberField, PartForm, PeriodForm, line
from indicators.models import Baseline, Dimension, Indicator, SeriesBreak
from partnership.forms import Button, DayField, PostField, Question, Radios, Text, form_helper
from partnership.models import Body, Post
from plans.models import Plan
from priorities.models import Commitment, Outcome, Priority, StrategicAction

LONGEST_TEXT = 4000
LONGEST_TITLE = 600
LONGEST_CHOICE = 110
MOST_DECIMALS = 6
MOST_CATEGORIES = 60
# What a measure may tell about, the widest first.
SERVED: dict[str, Any] = {
    "outcome": Outcome,
    "priority": Priority,
    "commitment": Commitment,
    "action": StrategicAction,
}


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= LONGEST_CHOICE else f"{words[: LONGEST_CHOICE - 1].rstrip()}…"


class ServedField(forms.ChoiceField):
    """What a measure tells about, of one plan; cleans to a row of it, None for the plan as a whole."""

    default_error_messages = {"invalid_choice": _("Choose something that this plan promises")}

    def offer(self, plan: Plan) -> None:
        labels = plan.level_labels
        rows: dict[str, Any] = {
            "outcome": Outcome.objects.filter(plan=plan).order_by("position", "pk"),
            "priority": Priority.objects.filter(plan=plan).order_by("position", "pk"),
            "commitment": Commitment.objects.filter(priority__plan=plan).order_by(
                "priority__position", "priority", "position", "pk"
            ),
            "action": StrategicAction.objects.filter(priority__plan=plan).order_by(
                "priority__position", "priority", "position", "pk"
            ),
        }
        self.found = {f"{level}-{row.pk}": row for level, found in rows.items() for row in found}
        groups = [
            (getattr(labels, level).many, [(name, _short(row)) for name, row in self.found.items() if _is(name, level)])
            for level in SERVED
        ]
        self.choices = [("", _now("The plan as a whole")), *((name, each) for name, each in groups if each)]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, models.Model):
            level = next(level for level, model in SERVED.items() if isinstance(value, model))
            return f"{level}-{value.pk}"
        return value

    def clean(self, value: Any) -> Any:
        return self.found.get(super().clean(value))


def _is(name: str, level: str) -> bool:
    return name.split("-", maxsplit=1)[0] == level


class EssentialsForm(PartForm):
    """What every measure needs before it can have figures."""

    stores = ("title", "code", *SERVED, "unit", "decimals", "polarity", "basis", "status")

    title = forms.CharField(
        label=_("What is measured?"),
        max_length=LONGEST_TITLE,
        help_text=_("As the plan prints it."),
        error_messages={"required": _("Say what is measured")},
    )
    number = line(_("Its number in the plan (optional)"), most=60)
    serves = ServedField(
        label=_("What does it tell about?"),
        required=False,
        help_text=_("The most exact that is true: an action rather than its priority."),
    )
    unit = line(
        _("What are its figures in? (optional)"),
        most=60,
        help_text=_("For example %, weeks, children, per 10,000 children, £."),
    )
    decimals = forms.IntegerField(
        label=_("How many decimals are printed?"),
        min_value=0,
        max_value=MOST_DECIMALS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter how many decimals are printed: 0 for whole numbers"),
            "invalid": _("Decimals are a whole number from 0 to 6"),
            "min_value": _("Decimals are a whole number from 0 to 6"),
            "max_value": _("Decimals are a whole number from 0 to 6"),
        },
    )
    polarity = forms.ChoiceField(
        label=_("Which way is good?"),
        choices=Indicator.Polarity.choices,
        widget=Radios(
            hints={
                Indicator.Polarity.HIGH: _("Such as children who are a healthy weight."),
                Indicator.Polarity.LOW: _("Such as children who are excluded from school."),
                Indicator.Polarity.CLOSE_TO_TARGET: _("Such as caseloads: too many and too few are both wrong."),
                Indicator.Polarity.INFORMATION: _("It tells what happens around the plan, and is never rated."),
            }
        ),
        error_messages={"required": _("Choose which way is good")},
    )
    basis = forms.ChoiceField(
        label=_("What does one figure cover?"),
        choices=Indicator.Basis.choices,
        widget=Radios(
            hints={
                Indicator.Basis.SNAPSHOT: _("As things stood, such as children in care on 31 March."),
                Indicator.Basis.IN_PERIOD: _("What happened in that quarter or year alone."),
                Indicator.Basis.YEAR_TO_DATE: _("It grows from 1 April and begins again a year later."),
                Indicator.Basis.UNKNOWN: _("Figures are then compared as if each covered its own period."),
            }
        ),
        help_text=_("Only figures that cover the same are compared with each other."),
        error_messages={"required": _("Choose what one figure covers")},
    )
    status = forms.ChoiceField(
        label=_("Is it in use?"),
        choices=Indicator.Status.choices,
        widget=Radios(hints={Indicator.Status.DISCONTINUED: _("It is asked for no more. What it showed stays.")}),
        error_messages={"required": _("Choose whether it is in use")},
    )

    def __init__(self, data: Any = None, *, plan: Plan, row: Indicator | None = None) -> None:
        given = {"number": row.code, "serves": _served(row)} if row else _PLAINEST
        super().__init__(data, row=row, **given)
        cast(ServedField, self.fields["serves"]).offer(plan)
        questions: list[Any] = [
            Question("title", size="m"),
            Question("number", size="m", width="10"),
            Question("serves", size="m"),
            Question("unit", size="m", width="20"),
            Question("decimals", size="m", width="2"),
            Question("polarity", size="m"),
            Question("basis", size="m"),
        ]
        if row is None:
            del self.fields["status"]
        else:
            questions.append(Question("status", size="m"))
        self.helper = form_helper(
            "seen", *questions, submit=_("Save") if row else _("Add it"),
        )  # fmt: skip

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        served = given["serves"]
        return {
            "title": given["title"],
            "code": given["number"],
            **{level: served if isinstance(served, model) else None for level, model in SERVED.items()},
            **{name: given[name] for name in ("unit", "decimals", "polarity", "basis")},
            **({"status": given["status"]} if "status" in given else {}),
        }


_PLAINEST: dict[str, Any] = {"decimals": 0, "polarity": Indicator.Polarity.HIGH, "basis": None}


def _served(indicator: Indicator) -> Any:
    found = [getattr(indicator, level) for level in reversed(SERVED)]
    return next((each for each in found if each is not None), None)


class WordsForm(PartForm):
    """What a reader needs in order to understand a measure. All of it optional."""

    stores = (
        "plain_title", "definition", "numerator_words", "denominator_words", "kind", "source", "external_codes",
    )  # fmt: skip

    plain_title = line(
        _("In words a young person understands (optional)"),
        most=LONGEST_TITLE,
        help_text=_("For example: How many children start school ready to learn?"),
    )
    definition = Text(
        label=_("How exactly is it defined? (optional)"),
        required=False,
        limit=LONGEST_TEXT,
        help_text=_("Who is counted, on which day, by which rule, and what it leaves out."),
    )
    numerator_words = line(_("What is counted? (optional)"), most=LONGEST_TITLE)
    denominator_words = line(
        _("Out of how many? (optional)"), most=LONGEST_TITLE, help_text=_("Only where the figure is a share or a rate.")
    )
    kind = forms.ChoiceField(
        label=_("Which question does it answer? (optional)"),
        required=False,
        choices=[("", _("Not said")), *Indicator.Kind.choices],
        widget=Radios,
        help_text=_("The questions of outcomes-based accountability."),
    )
    source = Text(
        label=_("Where do its figures come from? (optional)"),
        required=False,
        limit=LONGEST_TEXT,
        help_text=_("A system, a return or a publication, with its address if it has one."),
    )
    other_numbers = Codes(
        label=_("Its codes in other schemes (optional)"),
        required=False,
        help_text=_("One a line, the scheme first: DfE: NI 117"),
    )

    def __init__(self, data: Any = None, *, row: Indicator) -> None:
        super().__init__(data, row=row, other_numbers=row.external_codes)
        self.helper = form_helper(
            "seen",
            Question("plain_title", size="m"),
            Question("definition", size="m", rows=6),
            Question("numerator_words", size="m"),
            Question("denominator_words", size="m"),
            Question("kind", size="m"),
            Question("source", size="m", rows=3),
            Question("other_numbers", size="m", rows=3),
            submit=_("Save"),
        )

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["external_codes"] = given["other_numbers"]
        return {name: given[name] for name in self.stores}


class TimingForm(PartForm):
    """Who answers for the figures, and when they come."""

    stores = ("lead_post", "lead_body", "frequency", "lag_days")

    lead_post = PostField(
        label=_("Which post brings in its figures?"),
        queryset=Post.objects.none(),
        required=False,
        help_text=_("Whoever holds the post brings in the figures and sees its small numbers, as the analyst does."),
    )
    lead_body = forms.ModelChoiceField(
        label=_("Which body answers for it? (optional)"),
        queryset=Body.objects.all(),
        required=False,
        empty_label=_("No body"),
    )
    frequency = forms.ChoiceField(
        label=_("How often does a figure come?"),
        required=False,
        choices=[("", _("Not said")), *Indicator.Frequency.choices],
        widget=Radios,
    )
    lag_days = forms.IntegerField(
        label=_("How many days after a period’s end can its figure be had?"),
        required=False,
        min_value=0,
        max_value=2000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Then a figure that cannot be there yet is “not due” and not missing. Leave it empty if unknown."),
        error_messages={
            "invalid": _("Days are a whole number, such as 45"),
            "min_value": _("Days cannot be fewer than 0"),
            "max_value": _("Enter at most %(limit_value)s days"),
        },
    )

    def __init__(self, data: Any = None, *, row: Indicator) -> None:
        super().__init__(data, row=row)
        cast(PostField, self.fields["lead_post"]).offer(Post.objects.all(), empty=_("No post"))
        self.helper = form_helper(
            "seen",
            Question("lead_post", size="m"),
            Question("lead_body", size="m"),
            Question("frequency", size="m"),
            Question("lag_days", size="m", width="3"),
            submit=_("Save"),
        )


class DisclosureForm(PartForm):
    """What of its figures could point at a child."""

    stores = ("disclosure", "smallest_shown")

    disclosure = forms.ChoiceField(
        label=_("What could a figure of it give away?"),
        choices=Indicator.Disclosure.choices,
        widget=Radios(
            hints={
                Indicator.Disclosure.NOT_SAID: _(
                    "The careful answer: small figures are kept back until somebody says otherwise."
                ),
                Indicator.Disclosure.COUNT: _("Such as children missing from care. Small counts are kept back."),
                Indicator.Disclosure.SHARE: _(
                    "Such as 50% of the school leavers in care. A share is kept back where few children are behind it."
                ),
                Indicator.Disclosure.NONE: _("Such as days, pounds, hubs or schools. Every figure is shown."),
            }
        ),
        error_messages={"required": _("Choose what a figure of it could give away")},
    )
    smallest_shown = forms.IntegerField(
        label=_("From how many children on may a figure be shown? (optional)"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Enter a whole number of children, such as 10")},
    )

    def __init__(self, data: Any = None, *, row: Indicator) -> None:
        super().__init__(data, row=row)
        least = settings.SMALL_NUMBER_THRESHOLD
        box = self.fields["smallest_shown"]
        box.help_text = _now(
            "Everywhere it is %(least)d: fewer than %(least)d are kept back from the public, from reports and from "
            "everybody who does not bring in the figures. Enter a higher number to keep back more of this one."
        ) % {"least": least}
        self.least = least
        self.helper = form_helper(
            "seen", Question("disclosure", size="m"), Question("smallest_shown", size="m", width="3"), submit=_("Save")
        )

    def clean_smallest_shown(self) -> int | None:
        said: int | None = self.cleaned_data["smallest_shown"]
        if said is not None and not self.least <= said <= 1000:
            raise forms.ValidationError(
                _("Enter a number from %(least)d to 1,000, or leave it empty"), params={"least": self.least}
            )
        return said


class BaselineForm(PeriodForm):
    """Where the measure stood when the plan began. Left empty, it has no baseline."""

    stores = ("value", "as_printed", "unit", "period_label", "period_ends_on")

    value = NumberField(label=_("The number"), required=False)
    as_printed = line(
        _("Or the words that were printed"),
        most=LONGEST_TITLE,
        help_text=_("For example: no baseline, or 240 to 260."),
    )
    unit = line(
        _("What is it in? (only where it is not in the unit of the measure)"),
        most=60,
        help_text=_("A baseline in another unit is printed, and never compared with."),
    )

    def __init__(self, data: Any = None, *, indicator: Indicator, row: Baseline | None = None) -> None:
        super().__init__(data, indicator=indicator, row=row)
        self.fields["value"].help_text = indicator.unit
        self.helper = form_helper(
            "seen",
            Question("value", size="m", width="10"),
            Question("as_printed", size="m"),
            *self.period_questions(),
            Question("unit", size="m", width="20"),
            submit=_("Save"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        says = cleaned.get("value") is not None or cleaned.get("as_printed")
        about = cleaned.get("period_label") or cleaned.get("unit")
        if about and not says and "value" not in self.errors:
            self.add_error("value", _("Enter the number, or the words that were printed"))
        return cleaned


class DimensionForm(PartForm):
    """One way in which a measure is broken down."""

    stores = ("name", "categories", "adds_up")

    name = line(
        _("What is it broken down by?"),
        most=120,
        required=True,
        missing=_("Say what it is broken down by"),
        help_text=_("For example Sex, Age, Area."),
    )
    parts = forms.CharField(
        label=_("Its parts, one a line"),
        widget=forms.Textarea,
        help_text=_("In the order in which they are printed."),
        error_messages={"required": _("Enter the parts, one a line")},
    )
    adds_up = forms.BooleanField(
        label=_("Together the parts are the whole"),
        required=False,
        help_text=_("Then one that is kept back could be worked out from the rest, so a second is kept back with it."),
    )

    def __init__(self, data: Any = None, *, indicator: Indicator, row: Dimension | None = None) -> None:
        given = {"parts": "\n".join(row.categories)} if row else {"adds_up": True}
        super().__init__(data, row=row, **given)
        also = [Button(_("Take this breakdown out"), name="remove")] if row else []
        self.helper = form_helper(
            "seen",
            Question("name", size="m", width="20"),
            Question("parts", size="m", rows=8),
            "adds_up",
            submit=_("Save") if row else _("Add it"),
            also=also,
        )

    def clean_parts(self) -> list[str]:
        parts = [" ".join(each.split()) for each in self.cleaned_data["parts"].splitlines() if each.strip()]
        if twice := sorted({each for each in parts if parts.count(each) > 1}):
            raise forms.ValidationError(_("“%(part)s” stands there twice"), params={"part": twice[0]})
        if len(parts) > MOST_CATEGORIES:
            raise forms.ValidationError(_("Enter at most %(most)d parts"), params={"most": MOST_CATEGORIES})
        if too_long := next((each for each in parts if len(each) > 120), None):
            raise forms.ValidationError(_("Shorten “%(part)s…” to 120 characters"), params={"part": too_long[:30]})
        return parts

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"name": given["name"], "categories": given["parts"], "adds_up": given["adds_up"]}


class BreakForm(PartForm):
    """From when a measure counts something else."""

    stores = ("begins_on", "reason")

    begins_on = DayField(
        label=_("From which day does it count something else?"),
        help_text=_("Figures of periods that end on this day or later are not compared with those before."),
        error_messages={"required": _("Enter the day from which it counts something else")},
    )
    reason = Text(
        label=_("What changed?"),
        max_length=600,
        help_text=_("Everybody who sees the line break reads this."),
        error_messages={"required": _("Say what changed, so that readers know why the line breaks")},
    )

    def __init__(self, data: Any = None, *, indicator: Indicator, row: SeriesBreak | None = None) -> None:
        super().__init__(data, row=row)
        also = [Button(_("Take this break out"), name="remove")] if row else []
        self.helper = form_helper(
            "seen",
            Question("begins_on", size="m"),
            Question("reason", size="m", rows=3),
            submit=_("Save") if row else _("Add it"),
            also=also,
        )
