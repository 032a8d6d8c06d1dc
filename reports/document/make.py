"""From a record's bytes to the files of its report: a PDF that has passed the gate, Word, a web page and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from docx import __version__ as python_docx

from . import furniture, gate
from .documents import Document, document_of
from .pictures import MAKER as PICTURES_BY
from .pictures import drawn
from .renderer import renderer
from .rendering import rendered
from .source import Source
from .typeset import Press
from .web import maker as web_maker
from .web import web
from .word import word

STEPS = 6
# What tables are written with: rows of monitoring/record/tidy.py.
TABLES = "tables/1"

Progress = Callable[[int, str], None]


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


def make(source: Source, *, progress: Progress = lambda done, step: None) -> tuple[File, ...]:
    """Every file of a report, its PDF first.

    `progress` hears how many of STEPS are done and what comes next. Raises gate.NotFit.
    """
    document, pdf = _printed(source, progress)
    progress(STEPS - 1, _("Writing it for Word, as a web page, and its tables"))
    text = html_of(document)
    files = (
        pdf,
        File(web(text), web_maker(), "html"),
        File(word(text, warning=document.warning), f"python-docx {python_docx}", "docx"),
        *(File(content, TABLES, "csv", part) for part, content in document.tables),
        *_pictures(document),
    )
    progress(STEPS, "")
    return files


def _pictures(document: Document) -> Iterator[File]:
    press = Press(html_of(document)) if document.pictures else None
    for each in document.pictures:
        if press is not None:
            content = drawn(each, document, press)
            yield File(content, PICTURES_BY, "png", each.part, alternative=f"{each.title}. {each.alternative}")


def make_pdf(source: Source) -> File:
    """The PDF alone. Raises gate.NotFit."""
    return _printed(source)[1]


def _printed(source: Source, progress: Progress = lambda done, step: None) -> tuple[Document, File]:
    progress(0, _("Reading the record"))
    whole = document_of(source)
    progress(1, _("Fitting the summary on one page"))
    press = Press(html_of(whole))
    document = whole.fitted(press)
    progress(2, _("Setting the pages"))
    pages = press.typeset(
        html_of(document),
        labels=document.labels,
        on_page=lambda number: progress(2, _("Setting page %(number)d") % {"number": number}),
    )
    progress(3, _("Numbering the pages"))
    content = furniture.stamp(pages.content, title=document.title, warning=document.warning)
    progress(4, _("Checking that everybody can read it"))
    gate.check(content)
    return document, File(content, renderer(document.layout), "pdf", pages=pages.number)


def html_of(document: Document) -> str:
    """The document as HTML in characters that our fonts have."""
    return rendered(document.template, report=document)
