"""Turning a report's HTML into tagged pages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fontTools.ttLib import woff2
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from plans import marks
from reports.identity import OWN, PICTURES, identity

from . import fonts, tags
from .lines import with_lines_kept
from .merge import END
from .thrift import thrifty

VARIANT = "pdf/ua-1"
MARK = "mark"


@dataclass(frozen=True, slots=True)
class Pages:
    """A tagged PDF without its page furniture. `anchors` gives the page, from 1, of each.

    Those of a part that goes on where another ended have one page less: their first is the last of that part. `taken`
    is how many pixels of the last page are taken, where another part is to go on.
    """

    content: bytes
    number: int
    anchors: Mapping[str, int]
    taken: float = 0.0


class OurFilesOnly(URLFetcher):
    """Serves what we have built and the marks we draw. Nothing else: no network, no other file."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == MARK:
            ground, shape, colour = parts.path.split("/")
            return _mark(url, marks.drawing(shape, colour, on_fill=ground == "on"))
        root = fonts.built("").resolve()
        path = Path(unquote(parts.path)).resolve()
        is_ours = path.is_relative_to(root) or path in identity().files
        if parts.scheme != "file" or not is_ours:
            raise ValueError(f"A report takes nothing from {url}.")
        kind = {".css": "text/css", **PICTURES}.get(path.suffix.lower(), "font/woff2")
        content = _outlines(path) if path.suffix.lower() == ".woff2" else path.read_bytes()
        return URLFetcherResponse(url, content, {"Content-Type": kind})


@cache
def _outlines(path: Path) -> bytes:
    """A font's file unpacked, as the engine wants it: that takes longer than to set a page with it."""
    unpacked = BytesIO()
    woff2.decompress(BytesIO(path.read_bytes()), unpacked)
    return unpacked.getvalue()


def _mark(url: str, drawing: str) -> URLFetcherResponse:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 22 22">{drawing}</svg>'
    return URLFetcherResponse(url, svg, {"Content-Type": "image/svg+xml"})


class Press:
    """Sets any number of documents with the fonts that `text` needs."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _type(self) -> _Type:
        # Not before something is set: whoever finds all pages kept needs none.
        return _type(os.getpid(), styles(self._text))

    @thrifty()
    def typeset(
        self,
        html: str,
        *,
        labels: Mapping[str, str],
        section: str = "",
        rules: str = "",
        goes_on: bool = False,
    ) -> Pages:
        """Lay out and write. `labels` says where a link to each anchor leads.

        `section` is the name of a part that is to be merged with others, `rules` what is styled in it alone, and
        `goes_on` says that its first page is the last of the part before it.
        """
        document = self._laid_out(html, rules)
        finisher = tags.finisher(labels, section=section, goes_on=goes_on)
        content = document.write_pdf(pdf_variant=VARIANT, finisher=finisher)
        less = 1 if goes_on else 0
        anchors = {name: number - less for name, number in _anchors(document).items() if name != END}
        return Pages(content, len(document.pages) - less, anchors, _taken(document.pages[-1]))

    @thrifty()
    def anchors(self, html: str) -> Mapping[str, int]:
        """On which page, from 1, each anchor comes to stand. Writes no file."""
        return _anchors(self._laid_out(html))

    def _laid_out(self, html: str, rules: str = "") -> Any:
        sheets = self._type.sheets
        return HTML(string=with_lines_kept(html), base_url=_base(), url_fetcher=OurFilesOnly()).render(
            font_config=self._type.fonts,
            stylesheets=[*sheets, _sheet(rules)] if rules else sheets,
            pdf_variant=VARIANT,
            # For the start of a list's numbers.
            presentational_hints=True,
        )


@dataclass(frozen=True, slots=True)
class _Type:
    """Fonts that are ready to be set with, and stylesheets that name them."""

    fonts: FontConfiguration
    sheets: tuple[CSS, ...]


@cache
def _type(_process: int, styles: tuple[str, ...]) -> _Type:
    """Kept for every later document, but by each process for itself: fonts are open files of one."""
    faces, *others = styles
    configuration = FontConfiguration()
    named = CSS(string=faces, base_url=_base(), url_fetcher=OurFilesOnly(), font_config=configuration)
    return _Type(configuration, (named, *map(_kept_sheet, others)))


def load() -> None:
    """Read what every document is set with, before a worker forks."""
    _faces, *others = styles("")
    for each in others:
        _kept_sheet(each)
    for font in fonts.needed_for(""):
        _outlines(font.path)


def _sheet(text: str) -> CSS:
    return CSS(string=text, base_url=_base(), url_fetcher=OurFilesOnly())


# Every document has the same two.
_kept_sheet = cache(_sheet)


def _base() -> str:
    return fonts.built("report.html").as_uri()


def styles(text: str) -> tuple[str, ...]:
    """The stylesheets that a document of `text` is set with."""
    faces = "\n".join(font.rule for font in fonts.needed_for(text))
    return faces, _mark_rules(), _of_council(fonts.built("report.css").read_text())


def _of_council(style: str) -> str:
    """The stylesheet in the council's colours, with its logo and its font before ours."""
    council = identity()
    style = council.dressed(style)
    if council.logo:
        style = style.replace('url("logo.svg")', f'url("{council.logo.as_uri()}")')
    if council.has_own_files:
        style = style.replace('font-family: "Source Sans 3"', f'font-family: "{OWN}", "Source Sans 3"')
    return style


def _anchors(document: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            # What runs over several pages is named on each: it begins on the first.
            found.setdefault(anchor, number)
    return found


def _taken(page: Any) -> float:
    """How many pixels of a page are taken above the end of the part; none where no other goes on."""
    if END not in page.anchors:
        return 0.0
    return max(0.0, float(page.anchors[END][1]) - float(page._page_box.content_box_y()))  # it tells nobody else


def _mark_rules() -> str:
    """A class for each mark in each colour, on paper and on a ground of that colour, and for the grounds."""
    rules = []
    for colour, inks in marks.COLOURS.items():
        rules += [
            f".solid-{colour} {{ background-color: {inks.fill}; color: {inks.on}; border-color: {inks.ink}; }}",
            f".pale-{colour} {{ background-color: {inks.tint}; border-color: {inks.tint}; }}",
        ]
        rules += [
            f".{ground}-{shape}-{colour} {{ background-image: url({MARK}:{ground}/{shape}/{colour}); }}"
            for shape in marks.SHAPES
            for ground in ("mark", "on")
        ]
    return "\n".join(rules)
