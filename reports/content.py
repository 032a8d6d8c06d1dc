"""What was written in a report, as one immutable value beside the period record it is made from.

Drafts are gathered from the rows whenever they are shown; when a report is made final the bytes of its content
and of what the public may read of it are stored, and every edition is made of those. `schema` names this shape:
a stored content keeps the shape it was written in, so a new field has a default that means "not said then".
"""

from __future__ import annotations

from datetime import date

import msgspec

from monitoring.record.canonical import Spelling
from monitoring.record.structs import Removal

SCHEMA = 1


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Line(_Part, frozen=True):
    """A line of the front sheet, in the order of the template."""

    label: str
    text: str


class Cleared(_Part, frozen=True):
    """Who agreed to an implication or to the whole report. `person` is empty in what the public reads."""

    label: str
    post: str
    person: str = ""
    on: date | None = None


class Implication(_Part, frozen=True):
    """`is_none` is the writer's explicit None; `cleared` is None where nobody has cleared it."""

    label: str
    text: str = ""
    is_none: bool = False
    cleared: Cleared | None = None


class Withheld(_Part, frozen=True):
    """Why a part is kept from the public. `scheme` and `paragraph` are printed as the law that is relied on.

    `basis` and `scheme` are codes of Exemption.Basis and ReportTemplate.Scheme. `description` says what the part is
    in words that give nothing away: it is printed where the part would stand.
    """

    basis: str
    scheme: str = ""
    paragraph: str = ""
    description: str = ""
    public_interest: str = ""


class Paragraph(_Part, frozen=True):
    """A numbered paragraph: its number is its place among all paragraphs of the report, from 1.

    `text` is light Markdown, in which [[anchor]] is a reference to another paragraph. In the public's edition a
    paragraph that is `withheld` keeps its place and has no text.
    """

    anchor: str
    text: str
    withheld: Withheld | None = None


class Section(_Part, frozen=True):
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()


class Appendix(_Part, frozen=True):
    """`holds` is text, actions, measures, exceptions or rating_key; only a text has `text`.

    Of one that is `withheld` the public's edition keeps the place alone: neither title nor what it holds.
    """

    title: str
    holds: str
    text: str = ""
    withheld: Withheld | None = None


class Background(_Part, frozen=True):
    title: str
    url: str = ""


class Gap(_Part, frozen=True):
    """What was missing when the report was made final all the same.

    `by` is the post of whoever did so, or their name where they hold none; `person` is empty in what the public
    reads.
    """

    gap: str
    reason: str
    by: str
    on: date
    person: str = ""


class Late(_Part, frozen=True):
    """Taken although it is late: why it is, the special circumstances, and who considered it urgent."""

    because: str
    urgent_because: str
    agreed_by: str


class Content(_Part, frozen=True):
    """Everything that was written. `edition` is full, or public when what is withheld has been left out of it.

    `state` is the report's when the content was gathered: a draft prints as one. `corrects` is the version that
    this one puts right, with `correction_note` saying what; None in a first version.
    """

    schema: int
    kind: str
    edition: str
    state: str
    template: str
    template_version: int
    body: str
    body_is_bound: bool
    meeting_on: date
    meeting_place: str
    subject: str
    summary: str
    reference: str
    asks: str
    scope: str
    scope_name: str
    version: int
    corrects: int | None = None
    correction_note: str = ""
    front: tuple[Line, ...] = ()
    implications_heading: str = ""
    implications: tuple[Implication, ...] = ()
    recommendations: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    background: tuple[Background, ...] = ()
    sign_offs: tuple[Cleared, ...] = ()
    gaps: tuple[Gap, ...] = ()
    late: Late | None = None
    final_on: date | None = None
    # When personal information was removed from what was written, and by which two people.
    removed: tuple[Removal, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All of them, in the order of their numbers."""
        return tuple(each for section in self.sections for each in section.paragraphs)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of every paragraph by its anchor."""
        return {each.anchor: number for number, each in enumerate(self.paragraphs, start=1)}

    @property
    def has_withheld(self) -> bool:
        return any(each.withheld for each in self.paragraphs) or any(each.withheld for each in self.appendices)


_contents = Spelling(Content, schema=SCHEMA, called="report")
encode, decode = _contents.encode, _contents.decode
