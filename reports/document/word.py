"""The report as a Word document: made of the same HTML as the PDF, so that both say the same.

Headings, numbered paragraphs, lists and tables are Word's own, so that whoever pastes them into another
system keeps them. Ratings are a coloured sign and their word. The same HTML gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from lxml import html  # type: ignore[import-untyped]  # it has none of its own

from plans.marks import COLOURS
from reports.identity import identity

# A sign for every shape of plans/marks.py that every Word has.
SIGNS = {
    "disc": "●",
    "disc-tick": "✔",
    "disc-chevron": "◉",
    "triangle": "▲",
    "diamond": "◆",
    "square": "■",
    "square-pause": "◼",
    "ring": "○",
    "ring-dash": "⊖",
    "arrow": "→",
    "dashed-ring": "◌",
    "dashed-square": "▫",
}
QUIET = RGBColor(0x4B, 0x46, 0x58)
# Of the lines of a table, which are to be seen and not to be read.
LINE = "8F8A9C"
# Every Word has it; a council may name its own.
FONT = "Arial"
#: Parts that only make sense where there are pages: Word makes its own of them.
PAGES_ONLY = ("contents", "contents-title")
MOST_IN_A_PROPERTY = 255
# Every file says so, whenever it was made: its own row says when.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MARGIN, WIDE_MARGIN = Mm(20), Mm(18)
# How far a paragraph's number, and a bullet, hang before their text.
NUMBER, BULLET, EDGE = Mm(12), Mm(6), Mm(0)
# Space before and after a line of each list.
BETWEEN = {"List Number": (4, 6), "List Continue": (0, 6), "List Bullet": (0, 3)}
# Letters beyond which a column of a table grows no wider, and what a cell needs besides its letters.
BROAD, PADDING = 48, Mm(5)
# Size of the text, and of that in tables, in points; of what is set large, for children and young people.
SIZES, LARGE = (11, 9), (14, 12)


def word(text: str, *, warning: str = "") -> bytes:
    """The report whose HTML is `text`. `warning` stands at the head of every page: that it is provisional."""
    page = html.document_fromstring(text)
    written = _Writing(page, warning=warning)
    for part in page.body:
        written.part(part)
    return written.bytes()


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text with one look. `mark` is the class of a rating's sign before it."""

    text: str
    bold: bool = False
    mark: str = ""


class _Writing:
    """A document in the making."""

    def __init__(self, page: Any, *, warning: str) -> None:
        self.document = Document()
        self.style_ids: dict[str, str | None] = {}
        self.council = identity()
        self._style(*(LARGE if _has(page.body, "large") else SIZES))
        self._logo()
        title = page.findtext("head/title") or ""
        self._properties(page, title)
        self._furniture(title, warning)
        self.paragraph_numbers: int | None = None
        self.patterns: dict[str, int] = {}

    # --- Parts -------------------------------------------------------------------------------------

    def part(self, element: Any) -> None:
        """A block of the report, and what is in it."""
        if not isinstance(element.tag, str) or _has(element, *PAGES_ONLY):
            return
        if element.tag in _HEADINGS:
            self._heading(element)
        elif element.tag == "table":
            self._table(element)
        elif element.tag in ("ul", "ol"):
            self._list(element)
        elif element.tag == "svg":
            self._drawing(element)
        elif element.tag == "p":
            style = "Warning" if _has(element, "warning") else "Normal"
            before, after = _tag(element.getprevious()), _tag(element.getnext())
            leads, follows = after in ("ul", "ol", "table"), before in ("ul", "ol")
            self._paragraph(_runs(element), style=style, leads=leads, follows=follows)
        else:
            if element.tag == "section":
                self._page_of(element)
            for child in element:
                self.part(child)

    def _add_paragraph(self, style: str) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self._style_id(style)
        return paragraph

    def _style_id(self, name: str) -> str | None:
        """Asked for once: the library looks through all styles each time."""
        if name not in self.style_ids:
            part: Any = self.document.part
            self.style_ids[name] = part.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH)
        return self.style_ids[name]

    def _logo(self) -> None:
        """The council's, where Word can show it."""
        if self.council.logo is None or self.council.logo.suffix.lower() != ".png":
            return
        shown = self.document.add_paragraph().add_run().add_picture(str(self.council.logo), height=Mm(12))
        shown._inline.docPr.set("descr", self.council.name)

    def _heading(self, element: Any) -> None:
        paragraph = self._add_paragraph(_HEADINGS[element.tag])
        begins = element.tag == "h2" and _has(element.getparent(), "attached")
        paragraph.paragraph_format.page_break_before = begins or None
        self._write(paragraph, _runs(element))

    def _paragraph(self, runs: list[_Run], *, style: str, leads: bool = False, follows: bool = False) -> None:
        """`leads` where a list or table follows that it stays with, `follows` where it stands beneath a list."""
        if any(run.text.strip() for run in runs):
            paragraph = self._add_paragraph(style)
            paragraph.paragraph_format.keep_with_next = leads or None
            if follows:
                paragraph.paragraph_format.space_before = Pt(8)
            self._write(paragraph, runs)

    def _drawing(self, element: Any) -> None:
        """What a drawing says; the numbers it is drawn from stand in a table or a sentence beside it."""
        title = element.findtext("title") or element.findtext("{*}title") or ""
        if title:
            self._paragraph([_Run(title)], style="Quiet")

    def _list(self, element: Any, *, depth: int = 0, within: Length = EDGE) -> None:
        """Paragraphs that are numbered through the report go on with its one numbering; a list has its own.

        `depth` is how many lists it stands in, `within` how far the text around it is from the margin.
        """
        is_numbered, goes_on = element.tag == "ol", _has(element, "paras")
        letters = depth > 0 or _has(element, "letters")
        number = self._numbering(goes_on=goes_on, letters=letters) if is_numbered else 0
        hanging = NUMBER if goes_on else BULLET
        text = Length(within + hanging)
        named = "List Number" if is_numbered else ("List Bullet", "List Bullet 2", "List Bullet 3")[min(depth, 2)]
        for item in element:
            first = True
            for block in _blocks(item):
                if not isinstance(block, list):
                    self._list(block, depth=depth + 1, within=text)
                    continue
                paragraph = self._add_paragraph(named if first else "List Continue")
                paragraph.paragraph_format.left_indent = text
                if first:
                    paragraph.paragraph_format.first_line_indent = -hanging
                    paragraph.paragraph_format.tab_stops.add_tab_stop(text)
                    if is_numbered:
                        _number(paragraph, number)
                    # What stands in bold over the rest of an item is its heading.
                    paragraph.paragraph_format.keep_with_next = all(run.bold or run.mark for run in block) or None
                self._write(paragraph, block)
                first = False

    def _table(self, element: Any) -> None:
        caption = element.find("caption")
        if caption is not None:
            self._write(self._add_paragraph("Caption"), _runs(caption))
        rows = [row for row in element.iter("tr") if len(row)]
        if not rows:
            return
        # The number of a page is nothing that this file could know.
        left_out = {number for row in rows for number, cell in enumerate(row) if _has(cell, "page")}
        kept = [number for number in range(max(len(row) for row in rows)) if number not in left_out]
        table = self.document.add_table(rows=0, cols=len(kept), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        # Before the rows, whose cells are as wide as these.
        for column, width in zip(table.columns, self._widths(rows, kept), strict=True):
            column.width = width
        for row in rows:
            added = table.add_row()
            cells = added.cells
            is_head = row.getparent().tag == "thead"
            for number, target in zip(kept, cells, strict=True):
                if number < len(row):
                    self._cell(row[number], target, is_head=is_head, in_line=_has(element, "concerns"))
            _never_split(added, repeats=is_head)
        self._add_paragraph("After table")

    def _widths(self, rows: list[Any], kept: list[int]) -> list[Length]:
        """How wide each column is: no word of it is broken, and what is left goes where texts are long."""
        texts = [[_words(row[number]) for row in rows if number < len(row)] for number in kept]
        letter = self.cell_letter
        needed = [
            letter * max((len(word) for text in each for word in text.split()), default=0) + PADDING for each in texts
        ]
        # An address of the web is one word, longer than a column is meant to be.
        wanted = [
            max(least, letter * min(max(map(len, each), default=0), BROAD) + PADDING)
            for least, each in zip(needed, texts, strict=True)
        ]
        page = self.document.sections[-1]
        room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        spare, more = max(room - sum(needed), 0), sum(wanted) - sum(needed)
        if not spare or not more:
            return [Length(room * each // sum(needed)) for each in needed]
        return [Length(least + spare * (most - least) // more) for least, most in zip(needed, wanted, strict=True)]

    def _cell(self, element: Any, target: Any, *, is_head: bool, in_line: bool) -> None:
        paragraph = target.paragraphs[0]
        paragraph._p.style = self._style_id("Cell")
        runs = _runs(element, alone=("since", "about") if in_line else ("since", "about", "rating"))
        if is_head or (element.tag == "th" and not any(run.bold for run in runs)):
            runs = [_Run(run.text, bold=is_head or run.bold, mark=run.mark) for run in runs]
        self._write(paragraph, runs)

    def _write(self, paragraph: Any, runs: list[_Run]) -> None:
        for run in runs:
            if run.mark:
                shape, _dash, colour = run.mark.removeprefix("mark-").removeprefix("on-").rpartition("-")
                # The names of colours have a dash too: light-green.
                if shape.endswith("-light"):
                    shape, colour = shape.removesuffix("-light"), f"light-{colour}"
                sign = paragraph.add_run(f"{SIGNS.get(shape, '')} ")
                if inks := COLOURS.get(colour):
                    sign.font.color.rgb = RGBColor.from_string((inks.ink or inks.fill).lstrip("#").upper())
            for number, line in enumerate(run.text.split("\n")):
                written = paragraph.add_run()
                if number:
                    written.add_break()
                written.add_text(line)
                written.bold = run.bold or None

    # --- The whole ---------------------------------------------------------------------------------

    def _page_of(self, section: Any) -> None:
        """Wide tables stand on wide pages; every other part on upright ones."""
        is_wide = _has(section, "wide", "appendix")
        now = self.document.sections[-1]
        if is_wide == (now.orientation == WD_ORIENT.LANDSCAPE):
            return
        new = self.document.add_section()
        new.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        new.page_width, new.page_height = now.page_height, now.page_width

    def _style(self, size: int, cell: int) -> None:
        """`size` is that of the text, `cell` of that in tables."""
        # A letter of the bold face is as wide as six tenths of its size, and hardly ever wider.
        self.cell_letter = Pt(cell * 6 / 10)
        first = self.document.sections[0]
        first.page_width, first.page_height = Mm(210), Mm(297)
        first.left_margin = first.right_margin = MARGIN
        first.top_margin = first.bottom_margin = WIDE_MARGIN
        styles = self.document.styles
        font, accent = self.council.font or FONT, RGBColor.from_string(self.council.accent.lstrip("#").upper())
        styles["Normal"].font.name, styles["Normal"].font.size = font, Pt(size)
        styles["Normal"].paragraph_format.space_after = Pt(8)
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")
        for name, points in (("Title", 26), ("Heading 1", 18), ("Heading 2", 14), ("Heading 3", 12)):
            style = styles[name]
            style.font.name, style.font.size, style.font.bold = font, Pt(points * size / SIZES[0]), True
            style.font.color.rgb = accent
            style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
            style.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
            style.paragraph_format.keep_with_next = True
        for edge in styles["Title"].element.iter(qn("w:bottom")):
            edge.attrib.pop(qn("w:themeColor"), None)
            edge.set(qn("w:color"), str(accent))
        for name, points in (("Cell", cell), ("Quiet", size - 1), ("Warning", size), ("After table", 4), ("Foot", 8)):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.size = Pt(points)
            style.paragraph_format.space_after = Pt(2)
        styles["Cell"].paragraph_format.space_before = Pt(2)
        for name, (before, after) in BETWEEN.items():
            for style in (each for each in styles if each.name.startswith(name)):
                style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
                for together in list(style.element.iter(qn("w:contextualSpacing"))):
                    together.getparent().remove(together)
        for edge in styles["Table Grid"].element.find(f".//{qn('w:tblBorders')}"):
            edge.set(qn("w:color"), LINE)
        styles["Quiet"].font.color.rgb = styles["Foot"].font.color.rgb = QUIET
        styles["Warning"].font.bold = True
        caption = styles["Caption"]
        caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(10), False, QUIET
        caption.paragraph_format.keep_with_next = True

    def _properties(self, page: Any, title: str) -> None:
        said = self.document.core_properties
        said.title, said.language = _property(title), page.get("lang") or "en-GB"
        said.author = _property(next(iter(page.xpath("head/meta[@name='author']/@content")), ""))
        said.subject = _property(next(iter(page.xpath("head/meta[@name='description']/@content")), ""))
        said.comments, said.last_modified_by = "", ""
        said.created = said.modified = EPOCH

    def _furniture(self, title: str, warning: str) -> None:
        section = self.document.sections[0]
        if warning:
            section.header.paragraphs[0].style = "Warning"
            section.header.paragraphs[0].add_run(warning)
        section.footer.paragraphs[0].style = "Foot"
        section.footer.paragraphs[0].add_run(title)
        # On a line of its own: a title may be as long as the page is wide.
        foot = section.footer.add_paragraph(style="Foot")
        foot.add_run(f"{_('Page')} ")
        _field(foot, "PAGE")
        foot.add_run(f" {_('of')} ")
        _field(foot, "NUMPAGES")

    def _numbering(self, *, goes_on: bool, letters: bool = False) -> int:
        """The key of a numbering: the report's one of paragraphs, or a new one that begins at 1, or at a."""
        if goes_on and self.paragraph_numbers is not None:
            return self.paragraph_numbers
        numbering = self.document.part.numbering_part.element
        usual = self.document.styles["List Number"].element.pPr.numPr.numId.val
        abstract = next(each.abstractNumId.val for each in numbering.num_lst if each.numId == usual)
        # Those of the library end their number at a stop of their own, before the text of a report's paragraphs.
        pattern = self._pattern(numbering, "lowerLetter") if letters else abstract
        new = numbering.add_num(self._pattern(numbering, "decimal") if goes_on else pattern)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        if goes_on:
            self.paragraph_numbers = new.numId
        return int(new.numId)

    def _pattern(self, numbering: Any, numbers: str) -> int:
        """The key of a pattern of numberings by letters or by numbers that has no place of its own for them."""
        if numbers not in self.patterns:
            known = numbering.xpath("w:abstractNum/@w:abstractNumId")
            self.patterns[numbers] = max(map(int, known), default=0) + 1
            level = _element("w:lvl", {"w:ilvl": "0"})
            for name, value in (("start", "1"), ("numFmt", numbers), ("lvlText", "%1."), ("lvlJc", "left")):
                level.append(_element(f"w:{name}", {"w:val": value}))
            pattern = _element("w:abstractNum", {"w:abstractNumId": str(self.patterns[numbers])})
            pattern.append(_element("w:multiLevelType", {"w:val": "singleLevel"}))
            pattern.append(level)
            # Patterns stand before the numberings that follow them.
            numbering.num_lst[0].addprevious(pattern)
        return self.patterns[numbers]

    def bytes(self) -> bytes:
        """The file, whose parts carry no clock."""
        written = BytesIO()
        self.document.save(written)
        fixed = BytesIO()
        with ZipFile(written) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                info = ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
                info.compress_type = ZIP_DEFLATED
                target.writestr(info, source.read(name))
        return fixed.getvalue()


_HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
_BLOCKS = ("p", "ul", "ol", "div", "table")


def _property(text: str) -> str:
    """As much of it as the properties of a Word file hold."""
    return text if len(text) <= MOST_IN_A_PROPERTY else text[: MOST_IN_A_PROPERTY - 1] + "…"


def _tag(element: Any) -> str:
    return "" if element is None else str(element.tag)


def _has(element: Any, *classes: str) -> bool:
    return not set(classes).isdisjoint((element.get("class") or "").split())


def _blocks(item: Any) -> Iterator[Any]:
    """What a list's item holds, in order: the runs of each paragraph, and the lists inside it."""
    loose = html.Element("p")
    loose.text = item.text
    for child in item:
        if child.tag in _BLOCKS:
            yield from _paragraph_of(loose)
            loose = html.Element("p")
            loose.text = child.tail
            yield from [child] if child.tag in ("ul", "ol") else _paragraph_of(child)
        else:
            loose.append(deepcopy(child))
    yield from _paragraph_of(loose)


def _paragraph_of(block: Any) -> Iterator[list[_Run]]:
    runs = _runs(block)
    if any(run.text.strip() for run in runs):
        yield runs


def _runs(element: Any, *, alone: tuple[str, ...] = ()) -> list[_Run]:
    """The text of a block as stretches of one look, with its white space as a browser shows it.

    What has one of the classes `alone` stands on a line of its own.
    """
    runs: list[_Run] = []
    _gather(element, runs, bold=False, mark="", alone=alone)
    return _tidied(runs)


def _gather(element: Any, runs: list[_Run], *, bold: bool, mark: str, alone: tuple[str, ...]) -> None:
    if element.text:
        runs.append(_Run(element.text.replace("\n", " "), bold=bold, mark=mark))
    for child in element:
        if isinstance(child.tag, str):
            if child.tag == "br":
                runs.append(_Run("\n"))
            else:
                classes = (child.get("class") or "").split()
                marked = next((each for each in classes if each.startswith(("mark-", "on-"))), "")
                is_bold = bold or child.tag == "strong" or _has(child, "rating")
                is_alone = _has(child, *alone)
                if is_alone and runs:
                    runs.append(_Run("\n"))
                _gather(child, runs, bold=is_bold, mark=marked, alone=alone)
                if is_alone:
                    runs.append(_Run("\n"))
        if child.tail:
            runs.append(_Run(child.tail.replace("\n", " "), bold=bold))


def _tidied(runs: list[_Run]) -> list[_Run]:
    found: list[_Run] = []
    for run in runs:
        if run.text == "\n":
            # Two that follow one another are one: a line's end and the next one's beginning.
            if found and found[-1].text != "\n":
                found.append(run)
            continue
        text = _inner(run.text) if run.text.strip() else " "
        if found and found[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if not found:
            text = text.lstrip(" ")
        if text:
            found.append(_Run(text, bold=run.bold, mark=run.mark))
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[-1] = _Run(found[-1].text.rstrip(" "), bold=found[-1].bold, mark=found[-1].mark)
    return found


def _inner(text: str) -> str:
    """Text with single blanks, one kept at either end where there was any."""
    inner = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"


def _words(cell: Any) -> str:
    """What a cell says, with room for the sign of a rating."""
    signs = "–– " * len(cell.xpath(".//*[contains(@class, 'mark-') or contains(@class, 'on-')]"))
    return signs + " ".join(" ".join(cell.itertext()).split())


def _element(tag: str, attributes: dict[str, str]) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element


def _number(paragraph: Any, number: int) -> None:
    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = 0
    numbered.get_or_add_numId().val = number


def _never_split(row: Any, *, repeats: bool) -> None:
    """Keep a row on one page; one of headings is repeated on every page of its table."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit", {}))
    if repeats:
        properties.append(_element("w:tblHeader", {}))


def _field(paragraph: Any, name: str) -> None:
    """A number that Word counts itself."""
    field = _element("w:fldSimple", {"w:instr": name})
    field.append(_text("1"))
    paragraph._p.append(field)


def _text(words: str) -> Any:
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    return run
