"""A report as its writer sees it: every part in order, what still is open in it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnership.models import User
from plans.light_markdown import as_html
from reports.drafting import Drafted, kind_of
from reports.drafting_queries import drafting_queries
from reports.models import (
    Appendix,
    BackgroundPaper,
    CommitteeReport,
    FrontField,
    Implication,
    ImplicationHeading,
    Paragraph,
    Recommendation,
    ReportSection,
)
from reports.permissions import can_read_withheld
from reports.references import in_box, linked
from reports.withholding import called_withheld

Source = FrontField.Source
# As much of a paragraph as a list shows.
FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Origin:
    """What a paragraph was drafted from. `address` is where that is read."""

    label: str
    address: str
    has_changed: bool


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """`up` and `down` are places to move it to (see place_of), empty where there is none.

    `is_hidden` where its words are not for the reader: then nothing here tells them.
    """

    paragraph: Paragraph
    is_hidden: bool
    number: int
    html: SafeString | str
    origin: Origin | None
    open_points: tuple[str, ...]
    up: str
    down: str
    can_join: bool

    @property
    def key(self) -> str:
        return str(self.paragraph.pk)


@dataclass(frozen=True, slots=True)
class SectionView:
    section: ReportSection
    paragraphs: tuple[ParagraphView, ...]
    guidance: str
    up: int | None
    down: int | None

    @property
    def key(self) -> str:
        return str(self.section.pk)


@dataclass(frozen=True, slots=True)
class ListView:
    """One of a list. `up` and `down` are the keys to put it before: 0 for last, None where it cannot move.

    `is_hidden` as in ParagraphView; `called` is its name for whoever reads the page.
    """

    row: Any
    called: str
    is_hidden: bool
    html: SafeString | str
    up: int | None
    down: int | None
    open_points: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return str(self.row.pk)


@dataclass(frozen=True, slots=True)
class FrontLine:
    label: str
    text: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class ImplicationView:
    heading: ImplicationHeading
    answer: Implication | None
    html: SafeString | str
    open_points: tuple[str, ...]

    @property
    def is_answered(self) -> bool:
        return self.answer is not None and self.answer.is_answered


class Written:
    """The rows of one report, as somebody reads them. The number of queries does not grow with what is written.

    Whoever may not read what is withheld, and nobody at all, gets none of its words from here.
    """

    def __init__(self, report: CommitteeReport, *, reader: User | None = None) -> None:
        self.report = report
        self.reader = reader

    @cached_property
    def sections(self) -> list[ReportSection]:
        return list(self.report.sections.select_related("from_template"))

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """All of them in the order of their numbers."""
        paragraphs = Paragraph.objects.filter(section__report=self.report).select_related("exemption")
        return list(paragraphs.order_by("section__position", "section", "position", "pk"))

    @cached_property
    def order(self) -> list[str]:
        return [each.anchor for each in self.paragraphs]

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {anchor: number for number, anchor in enumerate(self.order, start=1)}

    def number_of(self, paragraph: Paragraph) -> int:
        return self.numbers[paragraph.anchor]

    def of(self, section: ReportSection) -> list[Paragraph]:
        return [each for each in self.paragraphs if each.section_id == section.pk]

    @cached_property
    def _reads_withheld(self) -> bool:
        return self.reader is not None and can_read_withheld(self.reader, self.report)

    def hides(self, row: object) -> bool:
        """Whether its words are withheld from the reader."""
        return getattr(row, "exemption_id", None) is not None and not self._reads_withheld

    def html(self, text: str) -> SafeString:
        return as_html(linked(text, self.numbers), heading=4)

    def html_of(self, row: Any) -> SafeString | str:
        return hidden_words() if self.hides(row) else self.html(row.text)

    def first_words_of(self, row: Any) -> str:
        """As much of a part as a list shows, with its references by number."""
        return hidden_words() if self.hides(row) else first_words(in_box(row.text, self.numbers))


@dataclass(frozen=True, slots=True)
class Page:
    front: tuple[FrontLine, ...]
    implications: tuple[ImplicationView, ...]
    recommendations: tuple[ListView, ...]
    sections: tuple[SectionView, ...]
    appendices: tuple[ListView, ...]
    background: tuple[ListView, ...]

    @property
    def number_of_paragraphs(self) -> int:
        return sum(len(each.paragraphs) for each in self.sections)

    @property
    def number_changed(self) -> int:
        """Paragraphs of which the record says something else by now."""
        return sum(
            1 for section in self.sections for each in section.paragraphs if each.origin and each.origin.has_changed
        )

    @property
    def unanswered(self) -> int:
        return sum(1 for each in self.implications if each.heading.mandatory and not each.is_answered)


def page(written: Written, drafted: Mapping[str, Drafted]) -> Page:
    """`drafted` is what the record says now, by the sources of the paragraphs."""
    report = written.report
    return Page(
        front=_front(report),
        implications=_implications(written),
        recommendations=_listed(written, Recommendation.objects.filter(report=report), written.html_of),
        sections=_sections(written, drafted),
        appendices=_listed(
            written, Appendix.objects.filter(report=report).select_related("exemption"), written.html_of
        ),
        background=_listed(written, BackgroundPaper.objects.filter(report=report), lambda row: ""),
    )


def hidden_words() -> str:
    """What stands where the words would, for whoever may not read them."""
    return _("Its words are for those who may read what is kept from the public.")


def place_of(section_pk: int, after_pk: int) -> str:
    """A place for a paragraph, as a form sends it: after another one, or first in a section (0)."""
    return f"{section_pk}-{after_pk}"


def places(written: Written, moved: Paragraph) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every place where a paragraph can stand, under the headings of the sections."""
    groups = []
    for section in written.sections:
        choices = [(place_of(section.pk, 0), _("At the beginning of this section"))]
        for each in written.of(section):
            if each.pk != moved.pk:
                words = {"number": written.number_of(each), "words": written.first_words_of(each)}
                choices.append((place_of(section.pk, each.pk), _("After %(number)d. %(words)s") % words))
        groups.append((section.heading, choices))
    return groups


def place_now(written: Written, paragraph: Paragraph) -> str:
    there = [each.pk for each in written.paragraphs if each.section_id == paragraph.section_id]
    number = there.index(paragraph.pk)
    return place_of(paragraph.section_id, there[number - 1] if number else 0)


def referring_words(written: Written, row: Paragraph | Recommendation | Implication | Appendix) -> str:
    """What a part that refers to a paragraph is called."""
    if isinstance(row, Paragraph):
        return _("Paragraph %(number)d") % {"number": written.number_of(row)}
    if isinstance(row, Recommendation):
        return _("A recommendation")
    if isinstance(row, Implication):
        return row.heading.label
    return called_withheld() if written.hides(row) else row.title


def first_words(text: str) -> str:
    line = " ".join(text.replace("*", "").replace("\\", "").split())
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"


# --- Parts ---------------------------------------------------------------------------------------


def _front(report: CommitteeReport) -> tuple[FrontLine, ...]:
    answers = dict(report.front_answers.values_list("field", "text"))
    known = {
        Source.BODY: str(report.meeting.body),
        Source.SUBJECT: report.subject,
        Source.SUMMARY: report.summary,
        Source.REFERENCE: report.reference,
        Source.PLAN: report.period.plan.title,
        Source.PERIOD: report.period.label,
    }
    lines = []
    for field in report.template.front_fields.all():
        # The date has its own shape, and what is public is said in the parts.
        if field.source in (Source.MEETING_DATE, Source.CLASSIFICATION, Source.SUMMARY):
            continue
        text = known.get(Source(field.source), answers.get(field.pk, ""))
        lines.append(FrontLine(field.label, text, is_missing=field.mandatory and not text.strip()))
    return tuple(lines)


def _implications(written: Written) -> tuple[ImplicationView, ...]:
    answers = {each.heading_id: each for each in Implication.objects.filter(report=written.report)}
    found = []
    for heading in ImplicationHeading.objects.filter(template=written.report.template_id):
        answer = answers.get(heading.pk)
        text = answer.text if answer else ""
        found.append(ImplicationView(heading, answer, written.html(text) if text else "", _open_points(text)))
    return tuple(found)


def _listed(written: Written, rows: Any, html: Any) -> tuple[ListView, ...]:
    rows = list(rows)
    return tuple(
        ListView(
            row=row,
            called=called_withheld() if written.hides(row) else str(row),
            is_hidden=written.hides(row),
            html=html(row),
            up=rows[place - 1].pk if place else None,
            down=_below(rows, place),
            open_points=() if written.hides(row) else _open_points(getattr(row, "text", "")),
        )
        for place, row in enumerate(rows)
    )


def _below(rows: Sequence[Any], place: int) -> int | None:
    """The key to put a row before, so that it changes with the next one."""
    if place + 1 == len(rows):
        return None
    return rows[place + 2].pk if place + 2 < len(rows) else 0


def _sections(written: Written, drafted: Mapping[str, Drafted]) -> tuple[SectionView, ...]:
    sections = written.sections
    found = []
    for place, section in enumerate(sections):
        before = sections[place - 1] if place else None
        after = sections[place + 1] if place + 1 < len(sections) else None
        found.append(
            SectionView(
                section=section,
                paragraphs=tuple(_paragraphs(written, section, before, after, drafted)),
                guidance=section.from_template.guidance if section.from_template else "",
                up=before.pk if before else None,
                down=_below(sections, place),
            )
        )
    return tuple(found)


def _paragraphs(
    written: Written,
    section: ReportSection,
    before: ReportSection | None,
    after: ReportSection | None,
    drafted: Mapping[str, Drafted],
) -> list[ParagraphView]:
    rows = written.of(section)
    above = written.of(before) if before else []
    found = []
    for place, row in enumerate(rows):
        hidden = written.hides(row)
        up = place_of(section.pk, rows[place - 2].pk if place > 1 else 0) if place else ""
        if not place and before:
            up = place_of(before.pk, above[-1].pk if above else 0)
        down = place_of(section.pk, rows[place + 1].pk) if place + 1 < len(rows) else ""
        if not down and after:
            down = place_of(after.pk, 0)
        found.append(
            ParagraphView(
                paragraph=row,
                is_hidden=hidden,
                number=written.number_of(row),
                html=written.html_of(row),
                # What it was drafted from may tell what it says.
                origin=None if hidden else origin(written.report, row, drafted),
                open_points=() if hidden else _open_points(row.text),
                up=up,
                down=down,
                can_join=bool(place) and rows[place - 1].exemption_id == row.exemption_id,
            )
        )
    return found


def _open_points(text: str) -> tuple[str, ...]:
    """What its writer meant to settle later, in their words."""
    return tuple(dict.fromkeys(each.words for each in drafting_queries(text)))


def origin(report: CommitteeReport, paragraph: Paragraph, drafted: Mapping[str, Drafted]) -> Origin | None:
    """What a paragraph was drafted from, and whether the record says something else by now."""
    kind, _dash, key = paragraph.source.partition("-")
    if kind not in _LABELS:
        return None
    now = drafted.get(paragraph.source)
    has_changed = now is None or now.sha256 != paragraph.source_sha256
    return Origin(str(_LABELS[kind]()), _address(report, kind, key), has_changed)


_LABELS = {
    "text": lambda: _("the plan’s own text"),
    "position": lambda: _("the position in numbers"),
    "summary": lambda: _("what its lead signed off"),
    "action": lambda: _("the action’s update"),
    "awaited": lambda: _("the updates"),
    "exception": lambda: _("the action’s story"),
    "off_target": lambda: _("the measure"),
    "movement": lambda: _("what moved"),
    "measure": lambda: _("the measure"),
    "next": lambda: _("the next steps of its actions"),
    "decision": lambda: _("what its lead signed off"),
}
_PAGES = {
    "summary": "monitoring:priority_story",
    "decision": "monitoring:priority_story",
    "next": "monitoring:priority_story",
    "action": "monitoring:action_story",
    "exception": "monitoring:action_story",
    "measure": "monitoring:measure_story",
    "off_target": "monitoring:measure_story",
}


def _address(report: CommitteeReport, kind: str, key: str) -> str:
    if kind == "text":
        return reverse("priorities:plan_detail", args=[report.period.plan.slug])
    if kind in _PAGES and key.isdecimal():
        return reverse(_PAGES[kind], args=[report.period_id, int(key)])
    return reverse("monitoring:dashboard", args=[report.period_id])


def sources(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [each.source for each in paragraphs if kind_of(each.source) in _LABELS]
