"""The report that somebody wrote for a meeting: its front sheet, what it says, and its appendices of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from msgspec.structs import replace

from monitoring.record import tidy
from monitoring.record.overview import PriorityView, Row
from monitoring.record.part import part_of
from monitoring.record.public import public as public_record
from monitoring.record.structs import Record
from monitoring.record.words import day
from monitoring.work.versions import removals
from reports import withholding
from reports.content import Appendix, Cleared, Content, Gap, Implication, Withheld
from reports.models import Kind
from reports.public_content import PUBLIC, facts_only, public

from .paper import Fact, Link, Paper, link
from .prose import anchor_of, prose

# Steps at which what is written may still change.
DRAFTS = {
    "draft": lambda: _("Draft, not yet final"),
    "in_clearance": lambda: _("Draft in clearance, not yet final"),
    "cleared": lambda: _("Cleared draft, not yet final"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """That a part is withheld, and why."""

    heading: str
    ground: str
    description: str
    public_interest: str


@dataclass(frozen=True, slots=True)
class Said:
    """A numbered paragraph as it is printed."""

    anchor: str
    number: int
    text: SafeString
    notice: Notice | None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its paragraphs, of which the first has `first` as its number."""

    anchor: str
    heading: str
    first: int
    paragraphs: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """An implication as it is printed: `text` is empty where nothing was answered."""

    label: str
    text: SafeString
    is_none: bool
    cleared: str


@dataclass(frozen=True, slots=True)
class Attached:
    """An appendix as it is printed. `holds` is empty where nothing of it may be read."""

    anchor: str
    title: str
    holds: str
    text: SafeString
    notice: Notice | None

    @property
    def is_wide(self) -> bool:
        """Whether its table has more columns than an upright page has room for."""
        return self.holds in ("actions", "measures")

    @property
    def template(self) -> str:
        return f"reports/document/committee/{self.holds or 'withheld'}.html"


@dataclass(frozen=True, slots=True)
class Signed:
    """A line of the table of clearances. `on` is empty where nobody has cleared it."""

    label: str
    by: str
    on: str


class Committee(Paper):
    """A written report: what its template prints, on paper or, with `on_screen`, in a page of the service.

    Whoever reads the public's edition of `content` reads the public's record.
    """

    template = "committee/committee"

    def __init__(
        self, record: Record, content: Content, *, version: int | None, checksum: str, on_screen: bool = False
    ) -> None:
        if content.edition == PUBLIC:
            # Whoever made the content: what is withheld is not there.
            content = public(content)
            record = public_record(record)
            if content.has_withheld:
                record = facts_only(record)
        super().__init__(
            part_of(record, content.scope, content.scope_name),
            version=version,
            checksum=checksum,
            scope_name=content.scope_name,
            audience=content.edition,
        )
        self.content = content
        self.on_screen = on_screen
        self.kind = Kind(content.kind)

    # Titles

    @cached_property
    def title(self) -> str:
        """The title of the file, also at the foot of every page."""
        words = {"subject": self.content.subject, "body": self.content.body, "day": day(self.content.meeting_on)}
        if self.content.corrects is not None:
            words["version"] = str(self.content.version)
            return _("%(subject)s: %(body)s, %(day)s (version %(version)s)") % words
        return _("%(subject)s: %(body)s, %(day)s") % words

    @property
    def description(self) -> str:
        words = {"body": self.content.body, "day": day(self.content.meeting_on)}
        return _("Report to the meeting of %(body)s on %(day)s") % words

    @property
    def removals(self) -> tuple[str, ...]:
        """When and by whom personal information was removed from the record or from what was written."""
        both = dict.fromkeys((*self.record.removed, *self.content.removed))
        return removals(replace(self.record, removed=tuple(both)))

    @cached_property
    def warning(self) -> str:
        """What every page says of a draft, of a correction, and of what is not for everybody."""
        said = []
        if self.is_draft:
            said.append(DRAFTS[self.content.state]())
        if not self.is_public and self.content.has_withheld:
            kinds = {withholding.is_confidential(each) for each in self._withheld}
            said.append(
                _("Not for publication: holds exempt and confidential information")
                if len(kinds) > 1
                else _("Not for publication: holds confidential information")
                if True in kinds
                else _("Not for publication: holds exempt information")
            )
        if self.content.corrects is not None:
            words = {"version": self.content.version, "before": self.content.corrects}
            said.append(_("Version %(version)d, which corrects version %(before)d") % words)
        return "".join(f"{each}. " for each in said).strip()

    @property
    def is_draft(self) -> bool:
        return self.content.state in DRAFTS

    @property
    def is_public(self) -> bool:
        return self.content.edition == PUBLIC

    @property
    def asks(self) -> str:
        """What the body is asked to do with it."""
        said = {
            "comment": _("For comment"),
            "noting": _("For noting"),
            "decision": _("For decision"),
            "key_decision": _("For decision: a key decision"),
        }
        return said.get(self.content.asks, "")

    @property
    def _withheld(self) -> Iterable[Withheld]:
        grounds = [each.withheld for each in self.content.paragraphs]
        grounds += [each.withheld for each in self.content.appendices]
        return (each for each in grounds if each)

    # Front sheet

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(Fact(each.label, each.text) for each in self.content.front)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return self.content.gaps

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The contents of a report that has appendices; a short one needs none."""
        if not self.appendices:
            return ()
        found = []
        if self.implications:
            found.append(link("implications", self.implications_title))
        if self.recommendations:
            found.append(link("recommendations", self.recommendations_title))
        found += [link(each.anchor, each.heading) for each in self.sections]
        if self.content.background:
            found.append(link("background", self.background_title))
        return (*found, *(link(each.anchor, each.title) for each in self.appendices))

    @cached_property
    def labels(self) -> dict[str, str]:
        """For each anchor what is read out of a link to it."""
        return super().labels | {
            anchor_of(number): _("Go to paragraph %(number)d") % {"number": number}
            for number in range(1, len(self.content.paragraphs) + 1)
        }

    # What is written

    @property
    def implications_title(self) -> str:
        return self.content.implications_heading or _("Implications")

    @cached_property
    def implications(self) -> tuple[Stated, ...]:
        return tuple(self._stated(each) for each in self.content.implications)

    def _stated(self, said: Implication) -> Stated:
        return Stated(
            label=said.label,
            text=self._prose(said.text),
            is_none=said.is_none,
            cleared=_cleared(said.cleared) if said.cleared else "",
        )

    @property
    def recommendations_title(self) -> str:
        return _("Recommendation") if len(self.recommendations) == 1 else _("Recommendations")

    @cached_property
    def recommendations(self) -> tuple[SafeString, ...]:
        return tuple(self._prose(each) for each in self.content.recommendations)

    @cached_property
    def sections(self) -> tuple[Part, ...]:
        """Those with paragraphs; a heading over nothing is not printed."""
        found = []
        number = 1
        for place, section in enumerate(self.content.sections, start=1):
            paragraphs = tuple(
                Said(
                    anchor=anchor_of(at),
                    number=at,
                    text=self._prose(each.text),
                    notice=self._notice(each.withheld),
                )
                for at, each in enumerate(section.paragraphs, start=number)
            )
            if paragraphs:
                found.append(Part(f"section-{place}", section.heading, number, paragraphs))
            number += len(paragraphs)
        return tuple(found)

    @property
    def background_title(self) -> str:
        return _("Background papers")

    def _prose(self, text: str) -> SafeString:
        return prose(text, numbers=self.content.numbers) if text.strip() else SafeString()

    def _notice(self, withheld: Withheld | None) -> Notice | None:
        if withheld is None:
            return None
        return Notice(
            heading=withholding.heading(withheld)
            if self.is_public
            else _("Not for publication: confidential information")
            if withholding.is_confidential(withheld)
            else _("Not for publication: exempt information"),
            ground=withholding.ground(withheld, body=self.content.body),
            description=withheld.description.strip().removesuffix("."),
            public_interest=withheld.public_interest,
        )

    # Who cleared it

    @cached_property
    def signed(self) -> tuple[Signed, ...]:
        """Who signed off the report. What was cleared of the implications stands with them."""
        return tuple(
            Signed(
                label=each.label,
                by=", ".join(filter(None, [each.person, each.post])),
                on=day(each.on) if each.on else "",
            )
            for each in self.content.sign_offs
        )

    @cached_property
    def source(self) -> str:
        """Which template and which figures it was made with."""
        words = {
            "template": self.content.template,
            "version": self.content.template_version,
            "period": self.record.period.label,
            "figures": self._figures,
        }
        return _("Template: %(template)s, version %(version)d. Figures: %(period)s. %(figures)s.") % words

    # Appendices

    @cached_property
    def appendices(self) -> tuple[Attached, ...]:
        return tuple(self._attached(number, each) for number, each in enumerate(self.content.appendices, start=1))

    def _attached(self, number: int, said: Appendix) -> Attached:
        is_absent = said.withheld is not None and self.is_public
        words = {"number": number, "title": said.title}
        return Attached(
            anchor=f"appendix-{number}",
            title=_("Appendix %(number)d: withheld from publication") % words
            if is_absent
            else _("Appendix %(number)d: %(title)s") % words,
            holds="" if is_absent else said.holds,
            text=self._prose(said.text),
            notice=self._notice(said.withheld),
        )

    @cached_property
    def tables(self) -> tuple[tuple[str, bytes], ...]:
        """Those of the appendices that are in it, as files."""
        held = {each.holds for each in self.appendices}
        found = []
        if "actions" in held:
            found.append(("actions", tidy.actions_csv(self.record)))
        if "measures" in held:
            found.append(("measures", tidy.measures_csv(self.record, self.record.measures)))
        return tuple(found)

    @cached_property
    def rows(self) -> tuple[tuple[PriorityView, tuple[Row, ...]], ...]:
        """Every action that is counted, in the order of the plan, by priority."""
        order = {action.pk: place for place, action in enumerate(self.record.actions)}
        return tuple(
            (view, tuple(sorted(view.rows, key=lambda row: order[row.action.pk])))
            for view in self.overview.priorities
            if view.rows
        )

    @property
    def rating(self) -> str:
        """The template of a rating. Takes: level."""
        return "components/rating.html" if self.on_screen else "reports/document/committee/rating.html"

    @property
    def exceptions_sentence(self) -> str:
        return self.overview.attention_title

    @property
    def scope_words(self) -> str:
        """What the tables are about, where that is less than the plan."""
        if not self.content.scope:
            return ""
        return _("Only what belongs to %(name)s.") % {"name": self.content.scope_name}


def _cleared(cleared: Cleared) -> str:
    """Cleared by Ada Okafor, Head of Legal, on 3 November 2026."""
    words = {
        "who": ", ".join(filter(None, [cleared.person, cleared.post])),
        "day": day(cleared.on) if cleared.on else "",
    }
    return _("Cleared by %(who)s on %(day)s.") % words if cleared.on else _("Cleared by %(who)s.") % words
