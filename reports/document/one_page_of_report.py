"""The summary on one page of a report that somebody wrote for a meeting: the record's, and what is recommended."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from typing import Any, Self

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import html  # type: ignore[import-untyped]  # it has none of its own

from monitoring.record.words import day, within
from reports import withholding
from reports.kinds import ONE_PAGE_OF_REPORT

from .committee import Committee
from .contents import cut
from .one_page import OnePage, Room, Sought

#: From plenty to what always fits, whatever the texts. Rows of the record give way to recommendations first.
ROOMS = tuple(
    Room(concerns=concerns, heat=heat, decisions=decisions, length=length, decision=decision)
    for concerns, heat, length, decisions, decision in (
        *((24, 24, 150, 26, 1200), (20, 24, 140, 26, 1200), (17, 22, 130, 26, 1200), (15, 20, 130, 26, 1200)),
        *((13, 18, 120, 26, 1200), (12, 17, 120, 26, 1200), (11, 16, 110, 26, 1200), (10, 15, 110, 26, 1200)),
        *((9, 14, 100, 26, 1200), (8, 12, 100, 26, 1200), (7, 11, 100, 26, 1200), (6, 10, 90, 26, 1200)),
        *((5, 9, 90, 26, 1200), (4, 8, 90, 26, 1200), (3, 7, 90, 26, 900), (3, 6, 80, 26, 600), (3, 5, 80, 26, 400)),
        *((3, 5, 80, 20, 300), (3, 4, 70, 16, 230), (3, 4, 70, 14, 180), (3, 4, 70, 12, 150), (3, 3, 70, 10, 130)),
        *((2, 3, 60, 9, 120), (2, 3, 60, 8, 110), (2, 3, 60, 7, 110), (2, 3, 60, 6, 110), (2, 2, 50, 5, 110)),
        *((2, 2, 50, 4, 100), (2, 2, 40, 3, 90), (1, 2, 40, 2, 80), (1, 1, 30, 1, 60)),
    )
)
# A text that is not cut keeps its paragraphs and lists as long as it has no more of them than this for each of its
# lines on paper, for many short ones take as much room as a long one.
CHARACTERS_A_BLOCK = 60


class OnePageOfReport(OnePage):
    """`report` is the whole of it, already without what is not for its readers."""

    rooms = ROOMS

    def __init__(self, report: Committee, *, room: Room = ROOMS[0]) -> None:
        super().__init__(
            report.record,
            version=report.version,
            checksum=report.checksum,
            scope_name=report.scope_name,
            audience=report.audience,
            room=room,
        )
        self.report = report

    def with_room(self, room: Room) -> Self:
        return type(self)(self.report, room=room)

    @property
    def layout(self) -> str:
        return ONE_PAGE_OF_REPORT

    # Which report it is of

    @cached_property
    def title(self) -> str:
        return _("One-page summary of %(report)s") % {"report": self.report.title}

    @property
    def description(self) -> str:
        return self.report.description

    @property
    def warning(self) -> str:
        return self.report.warning

    @property
    def heading(self) -> str:
        return cut(self.report.content.subject, 110)

    @property
    def subheading(self) -> str:
        words = {"report": within(str(self.report.kind.label)), "day": day(self.report.content.meeting_on)}
        return _("One-page summary of the %(report)s for %(day)s") % words

    @property
    def owner(self) -> str:
        return cut(self.report.content.body, 80)

    @property
    def sheet(self) -> str:
        """What the body is asked to do with it, where it is heard, and what it is about."""
        content = self.report.content
        said = (
            self.report.asks,
            cut(content.meeting_place, 60),
            _("Reference %(reference)s") % {"reference": content.reference} if content.reference else "",
            cut(self.about, 130),
            cut(self.record.period.label, 40),
        )
        return " ".join(f"{each.removesuffix('.')}." for each in said if each)

    @property
    def imprint(self) -> str:
        return cut(self.report.source, 300)

    @property
    def kept_back(self) -> str:
        """Which parts of the report are not for the public, and why; empty where all are."""
        content = self.report.content
        if not content.has_withheld:
            return ""
        parts = {"parts": cut(withholding.parts_with_law(content), 360)}
        if self.report.is_public:
            return _("Withheld from publication: %(parts)s.") % parts
        titles = cut("; ".join(self._titles_kept_back), 160)
        return " ".join(filter(None, [_("Not for publication: %(parts)s.") % parts, titles and f"{titles}."]))

    @property
    def _titles_kept_back(self) -> Iterator[str]:
        for each, said in zip(self.report.appendices, self.report.content.appendices, strict=True):
            if said.withheld:
                yield each.title

    # What it recommends

    @property
    def decisions_title(self) -> str:
        return self.report.recommendations_title

    @cached_property
    def decisions(self) -> tuple[Sought, ...]:
        shown = self.report.recommendations[: self.room.decisions]
        return tuple(_sought(each, self.room.decision) for each in shown)

    @property
    def decisions_left_out(self) -> str:
        """Where to find what there is no room for."""
        said = []
        if any(each.is_cut for each in self.decisions):
            said.append(_("What ends in … is shortened here: the report gives it in full."))
        if number := len(self.report.recommendations) - len(self.decisions):
            more = ngettext(
                "%(number)d more recommendation is in the report.",
                "%(number)d more recommendations are in the report.",
                number,
            )
            said.append(more % {"number": number})
        return " ".join(said)


def _sought(text: SafeString, length: int) -> Sought:
    """What is recommended as it was written if there is room for it, or else as much of its words as there is."""
    whole = _parsed(text)
    flat = _flat(whole)
    number_of_blocks = len(list(whole.iter("p", "li", "br", "blockquote")))
    if len(flat) > length or number_of_blocks > length // CHARACTERS_A_BLOCK:
        said = cut(flat, length)
        return Sought(said, is_cut=said != flat)
    for link in list(whole.iter("a")):
        if link.get("href", "").startswith("#"):
            # The paragraph that it leads to is in the report.
            link.drop_tag()
    inside = "".join(html.tostring(child, encoding="unicode") for child in whole)
    return Sought(mark_safe(inside))  # noqa: S308  as prose() made it


def _flat(whole: Any) -> str:
    """Its words on one line, the items of a numbered list with their numbers."""
    numbered = deepcopy(whole)
    for several in numbered.iter("ol"):
        for number, item in enumerate(several.findall("li"), start=int(several.get("start", "1"))):
            item.text = f"{number}. {item.text or ''}"
    return " ".join("".join(numbered.itertext()).split())


def _parsed(text: SafeString) -> Any:
    return html.fragment_fromstring(text, create_parent="div")
