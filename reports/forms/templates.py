"""What a body wants in its reports, question by question: each form about one line of a template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from indicators.forms.fields import PartForm, line
from indicators.seen import all_seen_as
from partnership.forms import Button, PostField, Question, Radios, ShownIf, Text, form_helper
from partnership.models import Body, Post
from reports.kinds import WRITTEN
from reports.models import (
    FrontField,
    ImplicationHeading,
    Kind,
    ReportTemplate,
    ReportTemplateQuerySet,
    SignOff,
    TemplateSection,
    TimetableStep,
)
from reports.starting_sets import STARTING_SETS, StartingSet

LONGEST_LABEL = 200
LONGEST_GUIDANCE = 1000
MOST_PAGES = 200
# A year of working days: nobody plans a meeting further ahead.
MOST_WORKING_DAYS = 250
USUAL, COPY, NOTHING = "usual", "copy", "nothing"
KINDS = [(kind.value, kind.label) for kind in WRITTEN]


def _guidance(help_text: Any) -> Text:
    return Text(label=_("Guidance (optional)"), required=False, limit=LONGEST_GUIDANCE, help_text=help_text)


def _take_out(row: object, label: Any) -> list[Button]:
    return [Button(label, name="remove")] if row is not None else []


class BeginForm(forms.Form):
    """What begin_template takes."""

    body = forms.ModelChoiceField(
        label=_("Whose reports are these?"),
        queryset=Body.objects.none(),
        empty_label=_("Choose one"),
        error_messages={"required": _("Choose the body that the reports go to")},
    )
    kind = forms.ChoiceField(
        label=_("Which kind of report?"),
        choices=KINDS,
        widget=Radios(
            hints={
                Kind.COMMITTEE: _("Something is asked: comments, agreement, a decision."),
                Kind.NOTING: _("For information: a shorter report that the body notes."),
            }
        ),
        error_messages={"required": _("Choose which kind of report it is")},
    )
    name = line(
        _("What do people call it?"),
        most=LONGEST_LABEL,
        required=True,
        missing=_("Enter a name, so that writers know which template to choose"),
        help_text=_("For example: Report to scrutiny."),
    )
    begin_with = forms.ChoiceField(
        label=_("What does it begin with?"),
        choices=[
            (USUAL, _("The usual headings")),
            (COPY, _("A copy of another template")),
            (NOTHING, _("Nothing")),
        ],
        widget=Radios(
            hints={
                USUAL: _("What most councils ask for. You then change what your council does differently."),
                COPY: _("Its lines, headings and sections, to be changed as you like."),
                NOTHING: _("You add every line yourself."),
            }
        ),
        error_messages={"required": _("Choose what it begins with")},
    )
    copied = forms.ModelChoiceField(
        label=_("Which one?"), queryset=ReportTemplate.objects.none(), required=False, empty_label=_("Choose one")
    )

    def __init__(
        self,
        data: Any = None,
        *,
        bodies: QuerySet[Body],
        templates: ReportTemplateQuerySet,
        body: Body | None = None,
    ) -> None:
        super().__init__(data, initial={"body": body, "kind": Kind.COMMITTEE, "begin_with": USUAL})
        cast(Any, self.fields["body"]).queryset = bodies
        copied = cast(Any, self.fields["copied"])
        copied.queryset = templates
        copied.label_from_instance = _told_apart
        self.helper = form_helper(
            Question("body", size="m"),
            Question("kind", size="m"),
            Question("name", size="m"),
            Question("begin_with", size="m", css="app-choose-plain"),
            ShownIf(COPY, fields=[Question("copied")]),
            submit=_("Go on"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("begin_with") == COPY and not cleaned.get("copied") and "copied" not in self.errors:
            self.add_error("copied", _("Choose which template to copy"))
        return cleaned

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given[name] for name in ("body", "kind", "name")} | {"like": self._like()}

    def _like(self) -> StartingSet | ReportTemplate | None:
        begin_with = self.cleaned_data["begin_with"]
        if begin_with == COPY:
            template: ReportTemplate = self.cleaned_data["copied"]
            return template
        return STARTING_SETS[self.cleaned_data["kind"]] if begin_with == USUAL else None


def _told_apart(template: ReportTemplate) -> str:
    return f"{template.body}: {template}, {_('version %(number)d') % {'number': template.version}}"


class WholeForm(PartForm):
    """What is said of a template as a whole."""

    stores = ("name", "implications_heading", "page_limit", "scheme", "proper_officer")

    name = line(
        _("What do people call it?"),
        most=LONGEST_LABEL,
        required=True,
        missing=_("Enter a name, so that writers know which template to choose"),
    )
    implications_heading = line(
        _("What stands above the implications? (optional)"),
        most=LONGEST_LABEL,
        help_text=_("For example: Corporate implications."),
    )
    page_limit = forms.IntegerField(
        label=_("How many pages may a report have? (optional)"),
        required=False,
        min_value=1,
        max_value=MOST_PAGES,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Without its appendices. Leave it empty if it may be as long as it needs to be."),
        error_messages={
            "invalid": _("Pages are a whole number, such as 5"),
            "min_value": _("A report has at least 1 page"),
            "max_value": _("Enter at most %(limit_value)s pages"),
        },
    )
    scheme = forms.ChoiceField(
        label=_("Which rules say what may be kept from the public?"),
        choices=ReportTemplate.Scheme.choices,
        widget=Radios(
            hints={
                ReportTemplate.Scheme.OWN: _(
                    "For bodies that access-to-information law does not bind, as most partnership boards."
                )
            }
        ),
        error_messages={"required": _("Choose which rules hold")},
    )
    proper_officer = PostField(
        label=_("Which post decides what is exempt? (optional)"),
        queryset=Post.objects.none(),
        required=False,
        help_text=_("The proper officer, often the monitoring officer."),
    )

    def __init__(self, data: Any = None, *, row: ReportTemplate) -> None:
        super().__init__(data, row=row)
        _offer_posts(self, "proper_officer", empty=_("Nobody"))
        self.helper = form_helper(
            "seen",
            Question("name", size="m"),
            Question("implications_heading", size="m"),
            Question("page_limit", size="m", width="3"),
            Question("scheme", size="m"),
            Question("proper_officer", size="m"),
            submit=_("Save"),
        )


class FrontFieldForm(PartForm):
    """A line of the front sheet."""

    stores = ("label", "source", "default", "mandatory", "guidance")

    label = line(
        _("What is printed before it?"),
        most=LONGEST_LABEL,
        required=True,
        missing=_("Enter the words that are printed before it"),
        help_text=_("As your council prints it, for example Wards affected."),
    )
    source = forms.ChoiceField(
        label=_("Where does its text come from?"),
        choices=FrontField.Source.choices,
        widget=Radios(
            hints={
                FrontField.Source.WRITTEN: _("Asked for in every report. All the others fill themselves in."),
            }
        ),
        error_messages={"required": _("Choose where its text comes from")},
    )
    default = line(
        _("What does a new report begin with? (optional)"),
        most=LONGEST_LABEL,
        help_text=_("For example All. The writer can change it."),
    )
    mandatory = forms.BooleanField(label=_("It must be filled in before a report is final"), required=False)
    guidance = _guidance(_("The writer reads it beside the box. It is not printed."))

    def __init__(self, data: Any = None, *, row: FrontField | None = None) -> None:
        given: dict[str, Any] = {} if row else {"source": FrontField.Source.WRITTEN, "mandatory": True}
        super().__init__(data, row=row, **given)
        self.helper = form_helper(
            "seen",
            Question("label", size="m"),
            Question("source", size="m", css="app-choose-plain"),
            ShownIf(FrontField.Source.WRITTEN, fields=[Question("default", width="20"), Question("mandatory")]),
            Question("guidance", size="m", rows=3),
            submit=_("Save") if row else _("Add this line"),
            also=_take_out(row, _("Take this line out")),
        )

    def said(self) -> dict[str, Any]:
        said = super().said()
        # What fills itself in begins with nothing, and is never missing.
        return said if said["source"] == FrontField.Source.WRITTEN else said | {"default": "", "mandatory": True}


class HeadingForm(PartForm):
    """One of the implications."""

    stores = ("label", "guidance", "mandatory", "clearing_post")

    label = line(
        _("Its heading"),
        most=LONGEST_LABEL,
        required=True,
        missing=_("Enter the heading"),
        help_text=_("As your council prints it, for example Financial."),
    )
    guidance = _guidance(_("What the writer should think of. It is not printed."))
    mandatory = forms.BooleanField(
        label=_("Every report answers it"),
        required=False,
        help_text=_("With a text, or by saying that there are none. Left empty, the report is not final."),
    )
    clearing_post = PostField(
        label=_("Which post clears what is said? (optional)"),
        queryset=Post.objects.none(),
        required=False,
        help_text=_("Whoever holds it is asked, and the report waits for the answer."),
    )

    def __init__(self, data: Any = None, *, row: ImplicationHeading | None = None) -> None:
        super().__init__(data, row=row, **({} if row else {"mandatory": True}))
        _offer_posts(self, "clearing_post", empty=_("Nobody"))
        self.helper = form_helper(
            "seen",
            Question("label", size="m"),
            Question("guidance", size="m", rows=3),
            Question("mandatory"),
            Question("clearing_post", size="m"),
            submit=_("Save") if row else _("Add this heading"),
            also=_take_out(row, _("Take this heading out")),
        )


class ClearingForm(forms.Form):
    """Who clears each implication, all on one page: what name_clearing takes."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, headings: Sequence[ImplicationHeading]) -> None:
        super().__init__(data, initial={"seen": all_seen_as(headings, ["clearing_post"])})
        posts = Post.objects.all()
        # Asked for once, whatever the number of headings.
        offered = PostField(queryset=posts)
        offered.offer(posts, empty=_("Nobody"))
        self.posts = {heading.pk: f"post_{heading.pk}" for heading in headings}
        for heading in headings:
            self.fields[self.posts[heading.pk]] = forms.ChoiceField(
                label=heading.label,
                required=False,
                choices=offered.choices,
                initial=heading.clearing_post_id or "",
                error_messages={"invalid_choice": _("Choose a post from the list")},
            )
        self.helper = form_helper("seen", *(Question(name, size="s") for name in self.posts.values()), submit=_("Save"))

    def said(self) -> dict[int, int | None]:
        """The key of a post, or None, by the key of its heading."""
        return {
            pk: int(self.cleaned_data[name]) if self.cleaned_data[name] else None for pk, name in self.posts.items()
        }

    def show_again(self, headings: Sequence[ImplicationHeading]) -> None:
        """After a conflict: let it be sent over what stands there now, and say that beside each box that differs."""
        self.data = {**self.data.dict(), "seen": all_seen_as(headings, ["clearing_post"])}  # type: ignore[attr-defined]
        for heading in headings:
            name = self.posts.get(heading.pk)
            if name and self.data.get(name) != str(heading.clearing_post_id or ""):
                self[name].help_text = _now("What stands there now: %(post)s") % {
                    "post": heading.clearing_post or _("Nobody")
                }


class SectionForm(PartForm):
    """A section that a new report begins with."""

    stores = ("label", "drafts_from", "guidance")

    label = line(_("Its heading"), most=LONGEST_LABEL, required=True, missing=_("Enter the heading of the section"))
    drafts_from = forms.ChoiceField(
        label=_("What are its paragraphs drafted from?"),
        choices=TemplateSection.Drafts.choices,
        widget=Radios,
        help_text=_("Taken from the reporting period. The writer then edits every paragraph."),
        error_messages={"required": _("Choose what its paragraphs are drafted from")},
    )
    guidance = _guidance(_("What the writer should say here. It is not printed."))

    def __init__(self, data: Any = None, *, row: TemplateSection | None = None) -> None:
        super().__init__(data, row=row, **({} if row else {"drafts_from": TemplateSection.Drafts.NOTHING}))
        self.helper = form_helper(
            "seen",
            Question("label", size="m"),
            Question("drafts_from", size="m"),
            Question("guidance", size="m", rows=3),
            submit=_("Save") if row else _("Add this section"),
            also=_take_out(row, _("Take this section out")),
        )


class SignOffForm(PartForm):
    """Who must agree to a report as a whole."""

    stores = ("post", "label", "guidance")

    post = PostField(
        label=_("Which post signs the report off?"),
        queryset=Post.objects.none(),
        error_messages={"required": _("Choose the post that signs the report off")},
    )
    label = line(
        _("How is that printed? (optional)"),
        most=LONGEST_LABEL,
        help_text=_("For example: Approved by the Director. Left empty, it is the title of the post."),
    )
    guidance = _guidance(_("What they should check. It is not printed."))

    def __init__(self, data: Any = None, *, row: SignOff | None = None) -> None:
        super().__init__(data, row=row)
        _offer_posts(self, "post", empty=_("Choose one"))
        self.helper = form_helper(
            "seen",
            Question("post", size="m"),
            Question("label", size="m"),
            Question("guidance", size="m", rows=3),
            submit=_("Save") if row else _("Add this sign-off"),
            also=_take_out(row, _("Take this sign-off out")),
        )

    def said(self) -> dict[str, Any]:
        said = super().said()
        return said | {"label": said["label"] or said["post"].title}


class StepForm(PartForm):
    """A day of the timetable."""

    stores = ("step", "label", "working_days_before", "guidance")

    step = forms.ChoiceField(
        label=_("What has to be done?"),
        choices=TimetableStep.Step.choices,
        widget=Radios,
        error_messages={"required": _("Choose what has to be done")},
    )
    label = line(
        _("In your council’s words (optional)"),
        most=LONGEST_LABEL,
        help_text=_("For example: Final copy to democratic services by 10am."),
    )
    working_days_before = forms.IntegerField(
        label=_("How many working days before the meeting?"),
        min_value=0,
        max_value=MOST_WORKING_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Weekends and bank holidays are left out. The day of the meeting itself is 0."),
        error_messages={
            "required": _("Enter how many working days before the meeting"),
            "invalid": _("Days are a whole number, such as 7"),
            "min_value": _("Days before the meeting cannot be fewer than 0"),
            "max_value": _("Enter at most %(limit_value)s days"),
        },
    )
    guidance = _guidance(_("It is shown beside the day."))

    def __init__(self, data: Any = None, *, row: TimetableStep | None = None) -> None:
        super().__init__(data, row=row)
        self.helper = form_helper(
            "seen",
            Question("step", size="m"),
            Question("label", size="m"),
            Question("working_days_before", size="m", width="3"),
            Question("guidance", size="m", rows=3),
            submit=_("Save") if row else _("Add this day"),
            also=_take_out(row, _("Take this day out")),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("step") == TimetableStep.Step.OTHER and not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", _("Say what has to be done"))
        return cleaned

    def said(self) -> dict[str, Any]:
        said = super().said()
        return said | {"label": said["label"] or str(TimetableStep.Step(said["step"]).label)}


def _offer_posts(form: forms.Form, name: str, *, empty: Any) -> None:
    cast(PostField, form.fields[name]).offer(Post.objects.all(), empty=empty)
