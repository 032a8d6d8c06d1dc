"""Every component on one page, with sample data: where its look is checked. Shown to developers and in the demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from monitoring import charts
from partnership.forms import Button, Checkboxes, DayField, MonthField, OnlyIf, Question, Radios, form_helper
from plans import marks
from plans.ratings import Meaning


@dataclass(frozen=True, slots=True)
class SampleLevel:
    meaning: str
    label: str
    letter: str = ""
    criteria: str = ""
    shape: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class SampleCount:
    level: SampleLevel
    count: int
    change: str = ""


LEVELS = (
    SampleLevel(Meaning.COMPLETE, "Complete", "B", "Finished, and its success measure has been met."),
    SampleLevel(Meaning.AHEAD, "Ahead", "B", "Expected to finish before the original date."),
    SampleLevel(Meaning.ON_TRACK, "On track", "G", "Expected to finish by the original date."),
    SampleLevel(Meaning.AT_RISK, "Some concern", "A", "Late, or expected to be late, by less than 3 months."),
    SampleLevel(Meaning.OFF_TRACK, "Off track", "R", "Will not finish within 3 months of the original date."),
    SampleLevel(Meaning.PAUSED, "Paused", "P", "Stopped for a time by decision of the board."),
    SampleLevel(Meaning.NOT_STARTED, "Not started", "N", "Work has not begun and was not due to begin."),
    SampleLevel(Meaning.NOT_ASSESSED, "Not assessed", "–", "Looked at, but there is not enough to judge."),
    SampleLevel(Meaning.DIRECTION_ONLY, "Direction only", "", "No target was set; only the direction is known."),
    SampleLevel(marks.STARTS_LATER, "Starts later", "", "Its start is still to come, so nobody is asked."),
    SampleLevel(marks.NOT_RATED, "Not rated", "", "Nobody has told us yet. It is never counted as on track."),
)
COMPLETE, AHEAD, ON_TRACK, AT_RISK, OFF_TRACK, PAUSED, NOT_STARTED, *_OTHERS, NOT_RATED = LEVELS
OF_THEIR_OWN = (
    SampleLevel(Meaning.ON_TRACK, "Mostly on track", shape="square", colour="light-green"),
    SampleLevel(Meaning.AT_RISK, "Minor concern", shape="triangle", colour="yellow"),
    SampleLevel(Meaning.AT_RISK, "Major concern", shape="triangle", colour="orange"),
    SampleLevel(Meaning.OFF_TRACK, "Closed unfinished", shape="square", colour="plum"),
)
COUNTS = (
    SampleCount(COMPLETE, 11, "4 more than June"),
    SampleCount(ON_TRACK, 27, "7 fewer than June"),
    SampleCount(AT_RISK, 11, "3 more than June"),
    SampleCount(OFF_TRACK, 4, "1 more than June"),
    SampleCount(NOT_STARTED, 4, "3 fewer than June"),
    SampleCount(NOT_RATED, 3, "2 more than June"),
)


class SampleForm(forms.Form):
    """One question of each kind."""

    rating = forms.ChoiceField(
        label="How is it going now?",
        choices=[("on_track", "On track"), ("at_risk", "Some concern"), ("off_track", "Off track")],
        error_messages={"required": "Choose how it is going"},
        widget=Radios(hints={"at_risk": "Late, or expected to be late, by less than 3 months."}),
    )
    cause = forms.ChoiceField(
        label="What is the main cause?", choices=[("", "Choose a cause"), ("staff", "Not enough staff")]
    )
    forecast = MonthField(
        label="When do you now expect to finish?",
        help_text="The original date stays on the record. For example, 2 2027.",
    )
    story = forms.CharField(
        label="What has happened since June?",
        help_text="Say what changed for children and young people. Do not name or describe a child or a family.",
        max_length=1200,
        widget=forms.Textarea,
    )
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    day = DayField(label="When does the board meet?")
    groups = forms.MultipleChoiceField(
        label="Who is asked?",
        choices=[("board", "The board"), ("scrutiny", "The scrutiny committee")],
        widget=Checkboxes(hints={"scrutiny": "Its papers go out five clear days before."}),
    )
    agreed = forms.BooleanField(label="The chair has agreed", help_text="By e-mail is enough.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            Question("rating", size="m", css="app-choose"),
            OnlyIf(
                "at_risk",
                "off_track",
                legend="About the delay",
                ident="delay",
                fields=[Question("cause", size="s"), Question("forecast", size="s")],
            ),
            Question("story", size="m", rows=7),
            "email",
            "password",
            Question("day", size="s"),
            Question("groups", size="s"),
            "agreed",
            submit="Submit update",
            also=[Button("Save draft", name="draft")],
            saved=True,
        )


@require_http_methods(["GET", "HEAD", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    form = SampleForm(request.POST if request.method == "POST" else None)
    return render(request, "gallery.html", {"form": form, **_samples()})


def _samples() -> dict[str, Any]:
    return {
        "levels": LEVELS,
        "own_levels": OF_THEIR_OWN,
        "key_levels": [COMPLETE, ON_TRACK, AT_RISK, OFF_TRACK, NOT_STARTED],
        "counts": COUNTS,
        "bar": charts.bar(COUNTS, title="Of 60 actions: 11 complete, 27 on track, 11 some concern."),
        "paper_bar": charts.bar(COUNTS, title="The same bar, as it is drawn for paper.", medium=charts.PAPER),
        "own_bar": charts.bar(
            [SampleCount(level, 5) for level in (*OF_THEIR_OWN, *LEVELS)],
            title="A bar with every rating there can be.",
            ident="own-bar",
        ),
        "mini_bar": charts.mini_bar(COUNTS),
        "periods": ["Jun 2025", "Sep 2025", "Dec 2025", "Mar 2026", "Jun 2026", "Sep 2026"],
        "heat": [
            ("1 Safe at home and outside", [ON_TRACK, ON_TRACK, ON_TRACK, AT_RISK, AT_RISK, ON_TRACK], "up", "Better"),
            ("2 Good mental health, early", [AT_RISK, AT_RISK, AT_RISK, AT_RISK, AT_RISK, OFF_TRACK], "down", "Worse"),
            ("3 A strong start", [COMPLETE, AHEAD, PAUSED, NOT_STARTED, NOT_RATED, COMPLETE], "", "Same"),
        ],
        "lines": _lines(),
        "steps": [
            {"name": "Open", "when": "1 October", "state": "done"},
            {"name": "Updates", "when": "until 16 October", "state": "now"},
            {"name": "Fix the figures", "when": "30 October", "state": "later"},
        ],
        "facts": ["Due 31 December 2026", "Updates close on Friday 16 October", "Led by you"],
        "exception_facts": [
            {"term": "Due", "lines": ["31 March 2027", "Now 31 December 2027"]},
            {"term": "Led by", "lines": ["Director of Children’s Commissioning"]},
        ],
        "worse": {"way": "down", "text": "Worse: some concern in June"},
        "answers": [{"name": "story", "question": "What has happened since June?", "text": "Nine schools are open."}],
        "page": Paginator(range(60), 20).page(2),
        "news": [Message(messages.SUCCESS, "Update submitted."), Message(messages.ERROR, "Updates are closed.")],
    }


def _lines() -> list[Any]:
    england, target = charts.Level("England", 68.3), charts.Level("Target", 70, is_target=True)
    stepped = charts.Level("Target", is_target=True, values=(62, 64, None, 66, 70))
    broken = [
        charts.Point(61, "2022"),
        charts.Point(63, "2023"),
        charts.Point(None, "2024"),
        charts.Point(66, "2025", breaks=True),
        charts.Point(68, "2026", hollow=True),
    ]
    return [
        charts.line(
            [63.8, 64.9, 66.0, 66.4, 67.2, 68.4], name="Northmoor", levels=[target, england], title="63.8% to 68.4%."
        ),
        charts.line(
            [52, None, 54, None, 58, None],
            name="Northmoor",
            levels=[charts.Level("Target", 65, is_target=True)],
            title="52% to 58% over three results.",
        ),
        charts.line([11, 10, 9, 9, 10, 12], name="Northmoor", title="11 weeks to 12 weeks over six results."),
        charts.line([5, 5, 5], name="Northmoor", title="5% in each of three results."),
        charts.line(broken, name="Northmoor", levels=[stepped, england], title="Four results of two series."),
        charts.series(
            broken,
            name="Northmoor",
            levels=[stepped, england],
            title="61% and 63%; then, in a new series, 66% and 68%, the last provisional.",
            shown="{:g}%".format,
            new_series="New series",
        ),
    ]
