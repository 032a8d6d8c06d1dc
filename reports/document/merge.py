"""Putting sections together: tagged PDFs of one document's parts become the one PDF of the whole.

Pure: bytes in, bytes out. Joining pages alone would lose what makes a file readable for everybody: the tree
of tags, bookmarks, and links from one part to another. All of that is carried over here, so that the whole has the
structure which it would have had if it had been set at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from .joint import join

# What a link from one section into another is written as, until both stand in one file.
ELSEWHERE = "elsewhere:"
# The place where a section ends that the next one goes on from, and the entry of a catalogue that says it goes on.
END, GOES_ON = "end-of-part", "GoesOn"
# What the whole has of its own, instead of the first section's.
_OF_THE_WHOLE = frozenset({"/Type", "/Pages", "/StructTreeRoot", "/Names", "/Outlines"})


def merge(sections: Sequence[bytes], finish: Callable[[Pdf], None] = lambda whole: None) -> bytes:
    """One PDF of `sections`, in their order; the first lends its title, language and metadata.

    `finish` does what the whole still needs, before it is written. Each section has been finished by tags.finisher
    for a section. The same sections give the same bytes. Raises ValueError for a link that leads nowhere.
    """
    with Pdf.new() as whole:
        joined = _Joined(whole)
        for content in sections:
            # Let go, not closed: the whole still reads streams from its bytes, but the rest of it is not kept.
            joined.add(Pdf.open(BytesIO(content)))
        joined.close()
        finish(whole)
        written = BytesIO()
        whole.save(
            written,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7",
            # Metadata stays what the first section has.
            fix_metadata_version=False,
        )
        return written.getvalue()


@dataclass(slots=True)
class _Bookmark:
    """`level` is that of its heading, whatever section it stands in."""

    level: int
    title: pikepdf.Object
    leads_to: pikepdf.Object
    is_closed: bool
    below: list[_Bookmark] = field(default_factory=list)


class _Joined:
    """A document in the making."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.tops = Array()
        self.document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
        self.parents = Array()
        self.next_parent = 0
        self.places: dict[str, pikepdf.Object] = {}
        self.links: list[pikepdf.Object] = []
        self.bookmarks: list[_Bookmark] = []
        # The sheet that each page has been put upon that is not one by itself.
        self._sheets: dict[tuple[int, int], pikepdf.Object] = {}

    def add(self, section: Pdf) -> None:
        if not self.pdf.pages:
            self._begin(section)
        first = len(self.pdf.pages)
        # Before everything that points at them, so that it comes to point at these.
        for page in section.pages:
            self.pdf.pages.append(page)
        added = self.pdf.pages[first:]
        root = self.pdf.copy_foreign(section.Root.StructTreeRoot)
        goes_on = bool(first) and f"/{GOES_ON}" in section.Root
        if goes_on:
            sheet = self.pdf.pages[first - 1].obj
            join(self.pdf, sheet, added[0].obj, root, self.parents[2 * int(sheet.StructParents) + 1])
            self._sheets[added[0].obj.objgen] = sheet
        self._add_tags(root, joined=int(goes_on))
        self._add_pages(added)
        if goes_on:
            del self.pdf.pages[first]
        self._add_places(section)
        if "/Outlines" in section.Root:
            self.bookmarks += _bookmarks(self.pdf.copy_foreign(section.Root.Outlines))

    def _begin(self, section: Pdf) -> None:
        # In one order, whatever order a set has in this process.
        for name in sorted(section.Root.keys() - _OF_THE_WHOLE):
            value = section.Root[name]
            if isinstance(value, pikepdf.Object):
                is_shared = value.is_indirect
                value = self.pdf.copy_foreign(value if is_shared else section.make_indirect(value))
            self.pdf.Root[name] = value
        if "/Info" in section.trailer:
            self.pdf.trailer.Info = self.pdf.copy_foreign(section.trailer.Info)

    def _add_tags(self, root: pikepdf.Object, *, joined: int) -> None:
        """Hang what stands in the section's document under the one document, and number its parents on.

        The first `joined` of its pages have none of their own any more.
        """
        [document] = root.K
        for element in document.K:
            element.P = self.document
            self.tops.append(element)
        numbers, last = list(root.ParentTree.Nums)[2 * joined :], joined - 1
        self._shift = self.next_parent - joined
        for number, parent in zip(numbers[::2], numbers[1::2], strict=True):
            last = max(last, int(number))
            self.parents.append(int(number) + self._shift)
            self.parents.append(parent)
        self.next_parent = self._shift + last + 1

    def _add_pages(self, pages: Iterable[pikepdf.Page]) -> None:
        for page in pages:
            page.obj.StructParents = int(page.obj.StructParents) + self._shift
            for annotation in page.obj.get("/Annots", Array()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + self._shift
                if _elsewhere(annotation):
                    self.links.append(annotation)
            sheet = self._sheets.get(page.obj.objgen)
            if sheet is not None and "/Annots" in page.obj:
                sheet.Annots = Array([*sheet.get("/Annots", []), *page.obj.Annots])

    def _add_places(self, section: Pdf) -> None:
        if "/Names" not in section.Root:
            return
        named = self.pdf.copy_foreign(section.make_indirect(section.Root.Names)).Dests.Names
        for name, place in zip(list(named)[::2], list(named)[1::2], strict=True):
            if str(name) != END:
                self.places.setdefault(str(name), self._on_sheet(place))

    def _on_sheet(self, place: pikepdf.Object) -> pikepdf.Object:
        if place[0].objgen in self._sheets:
            place[0] = self._sheets[place[0].objgen]
        return place

    # --- The whole ---------------------------------------------------------------------------------

    def close(self) -> None:
        self.document.K = self.tops
        root = self.pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([self.document]),
                ParentTree=self.pdf.make_indirect(Dictionary(Nums=self.parents)),
                ParentTreeNextKey=self.next_parent,
            )
        )
        self.document.P = root
        self.pdf.Root.StructTreeRoot = root
        self._join_links()
        if self.places:
            named = [each for name in sorted(self.places) for each in (String(name), self.places[name])]
            self.pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(named)))
        if self.bookmarks:
            self.pdf.Root.Outlines = self._outlines(_nested(self.bookmarks))

    def _join_links(self) -> None:
        for link in self.links:
            place = _elsewhere(link)
            if place not in self.places:
                raise ValueError(f"A link leads to {place}, which is in no section.")
            link.Dest = String(place)
            del link["/A"]

    def _outlines(self, tops: list[_Bookmark]) -> pikepdf.Object:
        root = self.pdf.make_indirect(Dictionary(Type=Name.Outlines))
        root.Count = self._hang(tops, root)
        return root

    def _hang(self, marks: list[_Bookmark], parent: pikepdf.Object) -> int:
        """Write bookmarks below their parent; how many of them and of those below show at first."""
        shown, before = len(marks), None
        for mark in marks:
            place = self._on_sheet(mark.leads_to)
            item = self.pdf.make_indirect(Dictionary(Title=mark.title, Dest=place, Parent=parent))
            if before is None:
                parent.First = item
            else:
                before.Next, item.Prev = item, before
            if mark.below:
                inside = self._hang(mark.below, item)
                item.Count = -inside if mark.is_closed else inside
                shown += 0 if mark.is_closed else inside
            before = item
        parent.Last = before
        return shown


def _elsewhere(annotation: pikepdf.Object) -> str:
    """The place in another section that a link leads to; empty for every other annotation."""
    address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
    return address.removeprefix(ELSEWHERE) if address.startswith(ELSEWHERE) else ""


def _bookmarks(parent: pikepdf.Object) -> Iterator[_Bookmark]:
    """Every bookmark below `parent`, in reading order."""
    item = parent.get("/First")
    while item is not None:
        yield _Bookmark(int(item.Level), item.Title, item.Dest, is_closed=int(item.get("/Count", 0)) < 0)
        yield from _bookmarks(item)
        item = item.get("/Next")


def _nested(marks: Iterable[_Bookmark]) -> list[_Bookmark]:
    """Each below the last one before it whose heading is of a higher level."""
    tops: list[_Bookmark] = []
    above: list[_Bookmark] = []
    for mark in marks:
        while above and above[-1].level >= mark.level:
            above.pop()
        (above[-1].below if above else tops).append(mark)
        above.append(mark)
    return tops
