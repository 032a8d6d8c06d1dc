"""Page furniture: what stands at the foot of every page and belongs to no reader's text.

It is stamped on finished pages as pagination artifacts. Set by the print engine it would be
tagged as content, and read out on every page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from itertools import groupby

import pikepdf
from django.utils.translation import gettext as _
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from .fonts import FONTS, Font, fit

MM = 72 / 25.4
SIDE, FOOT, ABOVE, SIZE, BOLD = 20 * MM, 11 * MM, 16 * MM, 9.0, 700
# No line holds more characters.
MOST = 400
CUT = "…"
GREY = "0.294 0.275 0.345 rg"


def stamp(content: bytes, *, title: str, warning: str) -> bytes:
    """The pages of a finished file with their furniture. The same pages and texts always give the same bytes."""
    with Pdf.open(BytesIO(content)) as pdf:
        furnish(pdf, title=title, warning=warning)
        stamped = BytesIO()
        pdf.save(
            stamped,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7",
        )
        return stamped.getvalue()


def furnish(pdf: Pdf, *, title: str, warning: str) -> None:
    """Put `title` and "Page 2 of 14" at the foot of each page, and `warning` above them if any."""
    total = len(pdf.pages)
    numbers = [_("Page %(number)d of %(total)d") % {"number": number, "total": total} for number in range(1, total + 1)]
    title, warning = _on_a_line(title), _on_a_line(warning)
    pen = _Pen(pdf, regular="".join({title: 0, CUT: 0, **dict.fromkeys(numbers)}), bold=warning)
    for page, number in zip(pdf.pages, numbers, strict=True):
        _stamp_page(page, pen, title=title, number=number, warning=warning)
    pdf.Root.PageMode = Name.UseOutlines


def _stamp_page(page: pikepdf.Page, pen: _Pen, *, title: str, number: str, warning: str) -> None:
    right = float(page.mediabox[2]) - SIDE
    number_at = right - pen.width(number)
    texts = [
        pen.text(pen.cut(title, to=number_at - SIDE - 10 * MM), x=SIDE, y=FOOT),
        pen.text(number, x=number_at, y=FOOT),
    ]
    if warning:
        texts.append(pen.text(warning, x=SIDE, y=ABOVE, bold=True))
    for name, font in pen.resources.items():
        page.add_resource(font, Name.Font, name, replace_existing=True)
    # The print engine leaves its own coordinates behind: keep them to its part of the page.
    page.contents_add(b"q\n", prepend=True)
    artifact = "Q /Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC"
    page.contents_add("\n".join([artifact, "q", GREY, *texts, "Q EMC"]).encode())


def _on_a_line(text: str) -> str:
    """The text in characters that one of our fonts has: what only lays it out is a space here, or nothing."""
    return "".join(
        each if any(ord(each) in font.characters for font in FONTS) else " " if each.isspace() else ""
        for each in fit(text)
    )


class _Pen:
    """Writes with as little of our fonts as the texts need."""

    def __init__(self, pdf: Pdf, *, regular: str, bold: str) -> None:
        self._faces: dict[Font, _Face] = {}
        used: dict[Font, set[str]] = {}
        for text, is_bold in ((regular, False), (bold, True)):
            for character in text:
                used.setdefault(_font_of(character, is_bold), set()).add(character)
        for number, font in enumerate(each for each in FONTS if each in used):
            face = _Face(f"Furniture{number}", font, "".join(sorted(used[font])))
            self._faces[font] = face
        self.resources: Mapping[Name, pikepdf.Object] = {
            Name(f"/{face.name}"): face.embedded(pdf) for face in self._faces.values()
        }

    def width(self, text: str, *, bold: bool = False) -> float:
        return sum(face.width(part) for face, part in self._runs(text, bold)) * SIZE / 1000

    def cut(self, text: str, *, to: float) -> str:
        """As many words of `text` as fit into `to` points, and a sign where some did not."""
        if len(text) <= MOST and self.width(text) <= to:
            return text
        words = text[:MOST].split(" ")
        # A first word that is too long by itself is cut within.
        parts, between = (words, " ") if self.width(words[0] + CUT) <= to else (list(words[0]), "")
        shown = bisect_right(
            range(1, len(parts) + 1), to, key=lambda number: self.width(between.join(parts[:number]) + CUT)
        )
        return between.join(parts[:shown]) + CUT

    def text(self, text: str, *, x: float, y: float, bold: bool = False) -> str:
        shown = [f"/{face.name} {SIZE:g} Tf <{face.codes(part)}> Tj" for face, part in self._runs(text, bold)]
        return f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {' '.join(shown)} ET"

    def _runs(self, text: str, bold: bool) -> Iterable[tuple[_Face, str]]:
        for font, run in groupby(text, key=lambda character: _font_of(character, bold)):
            yield self._faces[font], "".join(run)


@cache
def _font_of(character: str, bold: bool) -> Font:
    having = [font for font in FONTS if ord(character) in font.characters]
    return next((font for font in having if font.weight == BOLD), having[0]) if bold else having[0]


@dataclass(frozen=True)
class _Face:
    """A font with no more characters than are written in it."""

    name: str
    font: Font
    characters: str

    @cached_property
    def _cut(self) -> TTFont:
        options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
        font = subset.load_font(str(self.font.path), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=self.characters)
        subsetter.subset(font)
        font.flavor = None
        # Without the time of day, so that the same texts give the same bytes.
        font.recalcTimestamp = False
        return font

    @cached_property
    def _glyphs(self) -> dict[str, int]:
        names = self._cut.getBestCmap()
        return {each: self._cut.getGlyphID(names[ord(each)]) for each in self.characters}

    def width(self, text: str) -> float:
        """In thousandths of the size it is written in."""
        return sum(map(self._advances.__getitem__, text))

    def codes(self, text: str) -> str:
        return "".join(f"{self._glyphs[each]:04x}" for each in text)

    @cached_property
    def _advances(self) -> dict[str, float]:
        return {each: self._advance(glyph) for each, glyph in self._glyphs.items()}

    @property
    def _em(self) -> float:
        return 1000 / float(self._cut["head"].unitsPerEm)

    def _advance(self, glyph: int) -> float:
        return float(self._cut["hmtx"][self._cut.getGlyphName(glyph)][0]) * self._em

    def embedded(self, pdf: Pdf) -> pikepdf.Object:
        file = BytesIO()
        self._cut.save(file)
        head, across = self._cut["head"], self._cut["hhea"]
        base = Name(f"/{_TAGS[int(self.name[-1])]}+{self._cut['name'].getDebugName(6)}")
        box = [round(each * self._em) for each in (head.xMin, head.yMin, head.xMax, head.yMax)]
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=base,
            Flags=4,
            FontBBox=Array(box),
            ItalicAngle=0,
            Ascent=round(across.ascent * self._em),
            Descent=round(across.descent * self._em),
            CapHeight=round(across.ascent * self._em),
            StemV=80,
            FontFile2=pdf.make_indirect(Stream(pdf, file.getvalue(), Length1=len(file.getvalue()))),
        )
        widths = [round(self._advance(each)) for each in range(self._cut["maxp"].numGlyphs)]
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=base,
            CIDSystemInfo=Dictionary(
                Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
            ),
            FontDescriptor=pdf.make_indirect(descriptor),
            CIDToGIDMap=Name.Identity,
            W=Array([0, Array(widths)]),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=base,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_indirect(Stream(pdf, self._to_unicode)),
            )
        )

    @property
    def _to_unicode(self) -> bytes:
        pairs = sorted((glyph, character) for character, glyph in self._glyphs.items())
        # A block holds at most a hundred.
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        mapped = "\n".join(
            f"{len(block)} beginbfchar\n"
            + "\n".join(f"<{glyph:04x}> <{each.encode('utf-16-be').hex()}>" for glyph, each in block)
            + "\nendbfchar"
            for block in blocks
        )
        return _CMAP.format(mapped=mapped).encode()


# What a subset's name begins with, so that two of the same font are not taken for one.
_TAGS = ("FURNIA", "FURNIB", "FURNIC", "FURNID", "FURNIE", "FURNIF", "FURNIG", "FURNIH")

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{mapped}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
