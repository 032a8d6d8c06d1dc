"""What is asked of whoever writes a report for a meeting, part by part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from indicators.forms.fields import PartForm, line
from indicators.seen import seen_as
from monitoring.work.meetings import MeetingDetails
from partnership.asking import AskingForm, Known
from partnership.forms import Button, DayField, Question, Radios, ShownIf, Text, form_helper
from partnership.models import Body, Meeting
from reports.grounds import PARAGRAPHS, Grounds, is_of_scheme
from reports.models import (
    Appendix,
    BackgroundPaper,
    CommitteeReport,
    Exemption,
    FrontField,
    Implication,
    ImplicationHeading,
    Paragraph,
    Recommendation,
    ReportSection,
    ReportTemplate,
    TemplateSection,
)
from reports.references import NoSuchParagraph, StillGone, in_box, stored

LONGEST_LINE = 400
LONGEST_REFERENCE = 60
LONGEST_SUMMARY = 4000
LONGEST_TEXT = 12_000
LONGEST_APPENDIX = 60_000
LIGHT_MARKDOWN = _(
    "An empty line begins a new block. Begin a line with a dash and a space for a bullet, with two spaces before the "
    "dash for a bullet beneath it; put ** around words to make them bold."
)


class WritingForm(AskingForm, PartForm):
    """A form about one row of a report. Its texts are read for what may point at a child."""

    def said(self) -> dict[str, Any]:
        return super().said() | {"kept": self.kept}


class ReferringForm(WritingForm):
    """A form whose text may refer to paragraphs: by number in the box, by anchor as it is stored."""

    # The anchors of the report's paragraphs in the order in which the page showed their numbers.
    seen_order = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        row: models.Model | None,
        order: Sequence[str],
        known: Callable[[], Known] = Counter,
        **given: Any,
    ) -> None:
        self.there = order
        numbers = {anchor: number for number, anchor in enumerate(order, start=1)}
        given |= {"seen_order": ",".join(order), "text": in_box(getattr(row, "text", ""), numbers)}
        super().__init__(data, row=row, known=known, **given)

    def clean_text(self) -> str:
        shown = [each for each in self.cleaned_data.get("seen_order", "").split(",") if each]
        return referring(self.cleaned_data["text"], shown or self.there, self.there)


def referring(text: str, shown: Sequence[str], there: Sequence[str]) -> str:
    """A text from a box as it is stored. Raises ValidationError where it refers to nothing."""
    try:
        return stored(text, shown, there)
    except NoSuchParagraph as wrong:
        said = _now("There is no paragraph %(number)d to refer to") % {"number": wrong.number}
        raise forms.ValidationError(said) from wrong
    except StillGone as wrong:
        said = _now("A reference leads to a paragraph that was removed. Take [[?]] out, or put a number there")
        raise forms.ValidationError(said) from wrong


def _remove(row: object, label: Any) -> list[Button]:
    return [Button(label, name="remove")] if row is not None else []


# --- Beginning -----------------------------------------------------------------------------------


class BeginForm(forms.Form):
    """What begin_report takes besides the period and the template; a meeting nobody has written down by its day."""

    #: Chosen where the meeting is not among those known.
    ANOTHER = "another"

    meeting = forms.ChoiceField(
        label=_("For which meeting is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the meeting that it is for")},
    )
    held_on = DayField(label=_("On which day does it meet?"), required=False)
    place = forms.CharField(label=_("Where? (optional)"), required=False, max_length=200)
    scope = forms.ChoiceField(
        label=_("What is it about?"),
        required=False,
        help_text=_("It tells of this part alone, and needs only its sign-offs."),
    )
    subject = Text(
        label=_("What is its subject?"),
        limit=LONGEST_LINE,
        help_text=_("Members read it on the agenda. You can change it until the report is final."),
        error_messages={"required": _("Enter what the report is about")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        meetings: Sequence[Meeting],
        scopes: Sequence[tuple[str, Any]],
        suggested: Callable[[str], str],
    ) -> None:
        """`scopes` are choices, in groups; `suggested` gives the subject of a report about one of them."""
        super().__init__(data, initial={"subject": suggested(_first(scopes))})
        self.suggested = suggested
        self.meetings = {str(each.pk): each for each in meetings}
        known = [(pk, meeting_words(each)) for pk, each in self.meetings.items()]
        if known:
            cast(forms.ChoiceField, self.fields["meeting"]).choices = [*known, (self.ANOTHER, _("Another day"))]
        else:
            # Nothing to choose from: only the day is asked.
            del self.fields["meeting"]
        cast(forms.ChoiceField, self.fields["scope"]).choices = scopes
        asked = [Question("held_on", size="s" if known else "m"), Question("place", size="s")]
        self.helper = form_helper(
            *([Question("meeting", size="m", css="app-choose-plain")] if known else []),
            *([ShownIf(self.ANOTHER, fields=asked)] if known else asked),
            Question("scope", size="m"),
            Question("subject", size="m", rows=2),
            submit=_("Begin the report"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = cleaned.get("meeting") if self.meetings else self.ANOTHER
        if chosen == self.ANOTHER and not cleaned.get("held_on") and "held_on" not in self.errors:
            self.add_error("held_on", _("Enter the day of the meeting"))
        # Whoever chose a part and left the subject as it was meant that of the part.
        if cleaned.get("subject") == self.initial["subject"] and "scope" in cleaned:
            cleaned["subject"] = self.suggested(cleaned["scope"])
        return cleaned

    def meeting_of(self, body: Body) -> Meeting | MeetingDetails:
        """The meeting that was chosen, or what is said of one that nobody has written down yet."""
        said = self.cleaned_data
        known = self.meetings.get(said.get("meeting", ""))
        return known or MeetingDetails(body=body, held_on=said["held_on"], place=said["place"])


def _first(scopes: Sequence[tuple[str, Any]]) -> str:
    value, label = scopes[0]
    return str(value if not isinstance(label, list | tuple) else label[0][0])


def meeting_words(meeting: Meeting) -> str:
    day = date_format(meeting.held_on, "l j F Y")
    return f"{day}, {meeting.place}" if meeting.place else day


# --- Front sheet, summary, implications ----------------------------------------------------------


class FrontForm(AskingForm):
    """The lines of the front sheet that its writer fills in."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    subject = Text(
        label=_("Subject"), limit=LONGEST_LINE, error_messages={"required": _("Enter what the report is about")}
    )
    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=Meeting.objects.none(), empty_label=None, help_text=_("Of the same body.")
    )
    asks = forms.ChoiceField(label=_("What is the body asked to do?"), choices=CommitteeReport.Asks.choices)
    reference = line(_("Reference (optional)"), most=LONGEST_REFERENCE)

    def __init__(
        self,
        data: Any = None,
        *,
        report: CommitteeReport,
        fields: Sequence[FrontField],
        answers: Mapping[int, str],
        seen: str,
        known: Callable[[], Known] = Counter,
    ) -> None:
        self.written = fields
        said: dict[str, Any] = {self.box(field): answers.get(field.pk, "") for field in fields}
        said |= {"seen": seen, "subject": report.subject, "meeting": report.meeting_id}
        said |= {"asks": report.asks, "reference": report.reference}
        super().__init__(data, initial=said, known=known)
        meeting = cast(forms.ModelChoiceField[Meeting], self.fields["meeting"])
        meeting.queryset = Meeting.objects.filter(body=report.template.body_id).order_by("-held_on")
        meeting.choices = [(each.pk, meeting_words(each)) for each in meeting.queryset]
        questions: list[Any] = [
            Question("subject", size="s", rows=2), Question("meeting", size="s"), Question("asks", size="s"),
            Question("reference", size="s", width="20"),
        ]  # fmt: skip
        for field in fields:
            label = field.label if field.mandatory else _now("%(label)s (optional)") % {"label": field.label}
            self.fields[self.box(field)] = Text(
                label=label, required=False, limit=LONGEST_SUMMARY, help_text=field.guidance
            )
            questions.append(Question(self.box(field), size="s", rows=2))
        self.helper = form_helper("seen", *questions, submit=_("Save"), saved=True)

    @staticmethod
    def box(field: FrontField) -> str:
        return f"line_{field.pk}"

    def texts(self) -> dict[str, str]:
        names = ("subject", *(self.box(field) for field in self.written))
        return {name: self.cleaned_data.get(name) or "" for name in names}

    def answers(self) -> dict[int, str]:
        return {field.pk: self.cleaned_data[self.box(field)] for field in self.written}


class SummaryForm(WritingForm):
    stores = ("summary",)
    scanned = ("summary",)
    summary = Text(
        label=_("What does the report say, in a few lines?"),
        required=False,
        max_length=LONGEST_SUMMARY,
        help_text=_("It stands on the front sheet, and is often all that people read."),
    )

    def __init__(
        self, data: Any = None, *, row: CommitteeReport, guidance: str = "", known: Callable[[], Known] = Counter
    ) -> None:
        super().__init__(data, row=row, known=known)
        if guidance:
            self.fields["summary"].help_text = guidance
        self.helper = form_helper("seen", Question("summary", size="m", rows=6), submit=_("Save"), saved=True)


class Answered(models.TextChoices):
    """How an implication is answered."""

    TEXT = "text", _("As follows")
    NONE = "none", _("None: there are no implications of this kind")
    NOT_YET = "not_yet", _("Not answered yet")


class ImplicationForm(ReferringForm):
    """What set_implication takes."""

    stores = ("text", "is_none")
    scanned = ("text",)

    answered = forms.ChoiceField(
        label=_("What are the implications?"),
        choices=Answered.choices,
        widget=Radios,
        error_messages={"required": _("Choose how it is answered")},
    )
    text = Text(label=_("The implications"), required=False, limit=LONGEST_TEXT)

    def __init__(
        self,
        data: Any = None,
        *,
        row: Implication | None,
        heading: ImplicationHeading,
        is_last: bool,
        order: Sequence[str],
        known: Callable[[], Known] = Counter,
    ) -> None:
        answered = Answered.NOT_YET
        if row is not None and row.is_answered:
            answered = Answered.NONE if row.is_none else Answered.TEXT
        # Most are answered with a text.
        given = {"answered": Answered.TEXT if row is None else answered}
        super().__init__(data, row=row, order=order, known=known, **given)
        if heading.guidance:
            self.fields["answered"].help_text = heading.guidance
        also = [] if is_last else [Button(_("Save, and go to the next one"), name="next")]
        self.helper = form_helper(
            "seen",
            "seen_order",
            Question("answered", size="m", css="app-choose-plain"),
            ShownIf(Answered.TEXT, fields=[Question("text", rows=6)]),
            submit=_("Save"),
            saved=True,
            also=also,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        answered = cleaned.get("answered")
        if answered == Answered.TEXT and not cleaned.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _now("Write what the implications are, or choose another answer"))
        cleaned["is_none"] = answered == Answered.NONE
        if answered != Answered.TEXT:
            cleaned["text"] = ""
        return cleaned


# --- Lists ---------------------------------------------------------------------------------------


class RecommendationForm(ReferringForm):
    stores = ("text",)
    scanned = ("text",)
    text = Text(
        label=_("What is recommended?"),
        limit=LONGEST_TEXT,
        help_text=_("One thing that the body is asked to do, to note or to comment on. Its number comes by itself."),
        error_messages={"required": _("Write what is recommended")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        row: Recommendation | None = None,
        order: Sequence[str],
        known: Callable[[], Known] = Counter,
    ) -> None:
        super().__init__(data, row=row, order=order, known=known)
        self.helper = form_helper(
            "seen",
            "seen_order",
            Question("text", size="m", rows=4),
            submit=_("Save") if row else _("Add it"),
            saved=True,
            also=_remove(row, _("Remove it")),
        )


class SectionForm(WritingForm):
    stores = ("heading",)
    scanned = ("heading",)
    heading = line(_("Its heading"), most=LONGEST_LINE, required=True, missing=_("Enter the heading"))

    def __init__(
        self, data: Any = None, *, row: ReportSection | None = None, known: Callable[[], Known] = Counter
    ) -> None:
        super().__init__(data, row=row, known=known)
        self.helper = form_helper(
            "seen",
            Question("heading", size="m"),
            submit=_("Save") if row else _("Add this section"),
            saved=True,
        )


class AppendixForm(ReferringForm):
    stores = ("title", "holds", "text")
    scanned = ("title", "text")
    title = line(_("Its title"), most=LONGEST_LINE, required=True, missing=_("Enter the title of the appendix"))
    holds = forms.ChoiceField(
        label=_("What is in it?"),
        choices=Appendix.Holds.choices,
        widget=Radios(
            hints={
                Appendix.Holds.ACTIONS: _("A table made from the reporting period, with the last word on each."),
                Appendix.Holds.MEASURES: _("A table made from the reporting period."),
                Appendix.Holds.EXCEPTIONS: _("A table made from the reporting period."),
            }
        ),
        error_messages={"required": _("Choose what is in it")},
    )
    text = Text(label=_("Its text"), required=False, limit=LONGEST_APPENDIX, help_text=LIGHT_MARKDOWN)

    def __init__(
        self,
        data: Any = None,
        *,
        row: Appendix | None = None,
        order: Sequence[str],
        known: Callable[[], Known] = Counter,
    ) -> None:
        super().__init__(data, row=row, order=order, known=known, **({} if row else {"holds": Appendix.Holds.TEXT}))
        self.helper = form_helper(
            "seen",
            "seen_order",
            Question("title", size="m"),
            Question("holds", size="m", css="app-choose-plain"),
            ShownIf(Appendix.Holds.TEXT, fields=[Question("text", rows=12)]),
            submit=_("Save") if row else _("Add this appendix"),
            saved=True,
            also=_remove(row, _("Remove this appendix")),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("holds") != Appendix.Holds.TEXT:
            cleaned["text"] = ""
        return cleaned


class BackgroundForm(WritingForm):
    stores = ("title", "url")
    scanned = ("title",)
    title = line(
        _("Which paper is it?"),
        most=LONGEST_LINE,
        required=True,
        missing=_("Enter the title of the paper"),
        help_text=_("One that the report relies on. Anybody may ask to see it."),
    )
    url = forms.URLField(
        label=_("Where can it be read? (optional)"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text=_("An address that begins with https://"),
        error_messages={"invalid": _("Enter an address that begins with https://")},
    )

    def __init__(
        self, data: Any = None, *, row: BackgroundPaper | None = None, known: Callable[[], Known] = Counter
    ) -> None:
        super().__init__(data, row=row, known=known)
        self.helper = form_helper(
            "seen",
            Question("title", size="m"),
            Question("url", size="m"),
            submit=_("Save") if row else _("Add this paper"),
            saved=True,
            also=_remove(row, _("Remove this paper")),
        )


# --- Paragraphs ----------------------------------------------------------------------------------

APART, ANOTHER, INSERT = "apart", "another", "insert"
_BLOCKS = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s|\s{2,}")


def blocks(text: str) -> list[str]:
    """The blocks of a text between empty lines; a list goes with the block above it."""
    found: list[str] = []
    for block in filter(str.strip, _BLOCKS.split(text.replace("\r\n", "\n"))):
        if found and _ITEM.match(block):
            found[-1] += "\n\n" + block.rstrip()
        else:
            found.append(block.strip("\n"))
    return found


class ParagraphForm(AskingForm):
    """The text of a paragraph. `refer` offers the paragraphs of the report by their numbers."""

    scanned = ("text",)

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    # The anchors of the report's paragraphs in the order in which the page showed their numbers.
    seen_order = forms.CharField(required=False, widget=forms.HiddenInput)
    text = Text(
        label=_("Text of the paragraph"),
        limit=LONGEST_TEXT,
        help_text=LIGHT_MARKDOWN,
        error_messages={"required": _("Write the paragraph")},
    )
    refer = forms.ChoiceField(
        label=_("Refer to another paragraph"),
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        row: Paragraph | None,
        text: str,
        order: Sequence[str],
        offered: Iterable[tuple[str, str]],
        known: Callable[[], Known] = Counter,
    ) -> None:
        initial = {"seen": seen_as(row, ("text",)), "seen_order": ",".join(order), "text": text}
        super().__init__(data, initial=initial, known=known)
        cast(forms.ChoiceField, self.fields["refer"]).choices = [("", _now("Choose a paragraph")), *offered]

    def order(self) -> list[str]:
        """The anchors in the order that the writer saw."""
        return [each for each in self.cleaned_data["seen_order"].split(",") if each]

    def said(self, *, apart: bool) -> list[str]:
        text = self.cleaned_data["text"]
        return blocks(text) if apart else [text]


class PlaceForm(forms.Form):
    """Where in the report a paragraph is to stand."""

    place = forms.ChoiceField(
        label=_("Where should it stand?"), error_messages={"required": _("Choose where it should stand")}
    )

    def __init__(self, data: Any = None, *, places: Sequence[tuple[str, Any]], now: str) -> None:
        super().__init__(data, initial={"place": now})
        cast(forms.ChoiceField, self.fields["place"]).choices = places
        self.helper = form_helper(Question("place", size="m"), submit=_("Move it there"))


class DraftForm(forms.Form):
    """From what a section is to be drafted."""

    drafts_from = forms.ChoiceField(
        label=_("From what should paragraphs be drafted?"),
        choices=[each for each in TemplateSection.Drafts.choices if each[0] != TemplateSection.Drafts.NOTHING],
        widget=forms.RadioSelect,
        help_text=_("What this report has from there already is not added again."),
        error_messages={"required": _("Choose from what paragraphs should be drafted")},
    )

    def __init__(self, data: Any = None, *, usual: str = "") -> None:
        super().__init__(data, initial={"drafts_from": usual})
        self.helper = form_helper(Question("drafts_from", size="m"), submit=_("Draft them"))


# --- Kept from the public ------------------------------------------------------------------------

PUBLIC = "public"
_RULES = {
    ReportTemplate.Scheme.ENGLAND: _("Which paragraph of Part 1 of Schedule 12A does it fall under?"),
    ReportTemplate.Scheme.WALES: _("Which paragraph of Part 4 of Schedule 12A does it fall under?"),
    ReportTemplate.Scheme.SCOTLAND: _("Which paragraph of Part 1 of Schedule 7A does it fall under?"),
    ReportTemplate.Scheme.OWN: _("Which of the body’s own rules does it fall under?"),
}


class WithholdForm(WritingForm):
    """Whether a part is public, and if not, why. `likes` are the grounds of other parts."""

    stores = ("basis", "paragraph", "description", "public_interest")
    scanned = ("description", "public_interest")

    standing = forms.ChoiceField(
        label=_("May the public read it?"),
        widget=Radios(
            hints={
                Exemption.Basis.EXEMPT: _("The public interest in keeping it back outweighs that in publishing it."),
                Exemption.Basis.CONFIDENTIAL: _(
                    "Given in confidence by a government department, or forbidden by law or a court. "
                    "It is not for the body to open."
                ),
            }
        ),
        error_messages={"required": _("Choose whether the public may read it")},
    )
    paragraph = line("", most=20)
    public_interest = Text(
        label=_("Why is the public interest against publishing it?"), required=False, limit=LONGEST_SUMMARY
    )
    description = Text(
        label=_("What is it, in words that give nothing away? (optional)"),
        required=False,
        limit=LONGEST_LINE,
        help_text=_("Printed where the part would stand. For example: the price of a contract."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        row: Exemption | None,
        likes: Sequence[Exemption],
        scheme: str,
        known: Callable[[], Known] = Counter,
    ) -> None:
        super().__init__(data, row=row, known=known, standing=row.basis if row else PUBLIC)
        self.likes = {f"like-{each.pk}": each for each in likes}
        self.scheme = ReportTemplate.Scheme(scheme)
        self.fields["paragraph"].label = _RULES[self.scheme]
        choices = [(PUBLIC, _now("Yes, it is public"))]
        for value, like in self.likes.items():
            said = _now("No, for the same reason as: %(grounds)s") % {"grounds": grounds_words(like)}
            choices.append((value, said))
        choices += [
            (Exemption.Basis.EXEMPT, _now("No, it is exempt")),
            (Exemption.Basis.CONFIDENTIAL, _now("No, it is confidential")),
        ]
        cast(forms.ChoiceField, self.fields["standing"]).choices = choices
        self.helper = form_helper(
            "seen",
            Question("standing", size="m", css="app-choose-plain"),
            ShownIf(
                Exemption.Basis.EXEMPT,
                fields=[Question("paragraph", width="5"), Question("public_interest", rows=3)],
            ),
            ShownIf(Exemption.Basis.EXEMPT, Exemption.Basis.CONFIDENTIAL, fields=[Question("description", rows=2)]),
            submit=_("Save"),
            saved=True,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("standing") != Exemption.Basis.EXEMPT:
            return cleaned
        number = cleaned.get("paragraph", "").strip()
        if not number:
            self.add_error("paragraph", _now("Enter the number of the paragraph"))
        elif not is_of_scheme(number, self.scheme):
            numbers = PARAGRAPHS[self.scheme]
            said = {"first": numbers[0], "last": numbers[-1]}
            self.add_error("paragraph", _now("Enter a number from %(first)d to %(last)d") % said)
        if not cleaned.get("public_interest", "").strip():
            self.add_error("public_interest", _now("Say why the public interest is against publishing it"))
        return cleaned

    def like(self) -> Exemption | None:
        """The grounds of another part that were chosen for this one too."""
        return self.likes.get(self.cleaned_data["standing"])

    def grounds(self) -> Grounds | None:
        """Grounds of its own; None where it is public or shares those of another part."""
        standing = self.cleaned_data["standing"]
        if standing not in Exemption.Basis.values:
            return None
        said = {name: self.cleaned_data[name] for name in ("paragraph", "description", "public_interest")}
        return Grounds(basis=standing, **said)


def grounds_words(exemption: Exemption) -> str:
    """Exempt, paragraph 3: the price of a contract."""
    words = str(exemption.get_basis_display())
    if exemption.paragraph:
        words += ", " + _now("paragraph %(number)s") % {"number": exemption.paragraph}
    return f"{words}: {exemption.description}" if exemption.description else words
