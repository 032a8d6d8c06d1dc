"""From a record's bytes to the files of its report: a PDF that has passed the gate, Word, a web page and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from docx import __version__ as python_docx

from . import gate
from .documents import Document, document_of
from .pictures import MAKER as PICTURES_BY
from .pictures import drawn
from .renderer import renderer
from .rendering import html_of
from .sections import Memory, Printed, Store, printed
from .source import Source
from .typeset import Press
from .web import maker as web_maker
from .web import web
from .word import word

# Beside one for each part.
STEPS = 4
# What tables are written with: rows of monitoring/record/tidy.py.
TABLES = "tables/1"

# How many steps are done of how many, and what comes next.
Progress = Callable[[int, int, str], None]


def _untold(_done: int, _total: int, _step: str) -> None:
    """Nobody waits to hear how far the work is."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a report. `part` names which, where a format has several; `pages` is None for one without."""

    content: bytes
    renderer: str
    format: str
    part: str = ""
    pages: int | None = None
    #: What a picture shows.
    alternative: str = ""

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def make(source: Source, *, progress: Progress = _untold, store: Store | None = None) -> tuple[File, ...]:
    """Every file of a report, its PDF first.

    `progress` hears how far the work is, and pages that are in `store` are not set again. Raises gate.NotFit.
    """
    made, pdf = _printed(source, progress, store or Memory())
    document, text, steps = made.document, made.html, STEPS + made.number_of_parts
    progress(steps - 1, steps, _("Writing it for Word, as a web page, and its tables"))
    files = (
        pdf,
        File(web(text, warning=document.warning), web_maker(), "html"),
        File(word(text, warning=document.warning), f"python-docx {python_docx}", "docx"),
        *(File(content, TABLES, "csv", part) for part, content in document.tables),
        *_pictures(document),
    )
    progress(steps, steps, "")
    return files


def _pictures(document: Document) -> Iterator[File]:
    press = Press(html_of(document)) if document.pictures else None
    for each in document.pictures:
        if press is not None:
            content = drawn(each, document, press)
            yield File(content, PICTURES_BY, "png", each.part, alternative=f"{each.title}. {each.alternative}")


def make_pdf(source: Source) -> File:
    """The PDF alone. Raises gate.NotFit."""
    return _printed(source, _untold, Memory())[1]


def _printed(source: Source, progress: Progress, store: Store) -> tuple[Printed, File]:
    progress(0, STEPS, _("Reading the record"))
    whole = document_of(source)
    progress(1, STEPS, _("Fitting the summary on one page"))

    def on_section(done: int, total: int) -> None:
        words = {"done": done, "total": total}
        progress(1 + done, STEPS + total, _("Setting the pages: %(done)d of %(total)d sections are done") % words)
        if done == total:
            progress(1 + done, STEPS + total, _("Numbering the pages"))

    made = printed(whole, store, on_section)
    progress(2 + made.number_of_parts, STEPS + made.number_of_parts, _("Checking that everybody can read it"))
    gate.check(made.content)
    return made, File(made.content, renderer(made.document.layout), "pdf", pages=made.number_of_pages)
