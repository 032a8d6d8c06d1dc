"""What readers of a PDF find in it, as plain values that two files can be compared by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Element:
    """An element of the tree of tags: where it hangs, what it is, and the marked pieces that it holds: of which page
    each is, and at what point it begins to write, None for a drawing.

    `heads` and `headed_by` name header cells by the order in which a document has them. `link` is what is read out
    of a link, and where it leads.
    """

    depth: int
    kind: str
    said: tuple[tuple[str, str], ...]
    holds: tuple[tuple[int, tuple[float, float] | None], ...]
    heads: int | None
    headed_by: tuple[int, ...]
    link: tuple[str, str] | None


def elements(pdf: pikepdf.Pdf) -> list[Element]:
    """Every element in reading order. Fails where an element does not hang on the one above it, or is not the one that
    the tree of parents names for a piece that it holds."""
    listed = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owned = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))
    pages = {
        page.obj.objgen: (number, _pieces(page), owned[int(page.obj.StructParents)])
        for number, page in enumerate(pdf.pages, start=1)
    }
    names: dict[str, int] = {}
    return list(_below(pdf.Root.StructTreeRoot, 0, pages, names))


def _pieces(page: pikepdf.Page) -> dict[int, tuple[float, float] | None]:
    """For each marked piece of a page, by its number, the point where it begins to write."""
    found: dict[int, tuple[float, float] | None] = {}
    current: int | None = None
    for step in pikepdf.parse_content_stream(page, "BDC EMC Tm"):
        operator = str(step.operator)
        if operator == "BDC" and "/MCID" in step.operands[1]:
            current = int(step.operands[1].MCID)
            assert current not in found
            found[current] = None
        elif operator == "EMC":
            current = None
        elif operator == "Tm" and current is not None and found[current] is None:
            *_turned, across, down = step.operands
            found[current] = (round(float(across), 1), round(float(down), 1))
    return found


def _below(parent: Any, depth: int, pages: dict[Any, Any], names: dict[str, int]) -> Iterator[Element]:
    for kid in _kids(parent):
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        assert kid.P.objgen == parent.objgen
        inside = _kids(kid)
        on, pieces, owns = pages[kid.Pg.objgen] if "/Pg" in kid else (0, dict[int, Any](), ())
        assert all(owns[each].objgen == kid.objgen for each in inside if isinstance(each, int))
        about: Any = kid.get("/A", {})
        headers = [str(each) for each in about.get("/Headers", [])]
        yield Element(
            depth=depth,
            kind=str(kid.S),
            said=tuple(
                (name, repr(holder[name]))
                for holder in (kid, about)
                for name in sorted(holder.keys())
                if name in ("/Alt", "/ActualText", "/Lang", "/Scope", "/ColSpan", "/RowSpan", "/BBox")
            ),
            holds=tuple((on, pieces[each]) for each in inside if isinstance(each, int)),
            heads=_number(names, str(kid.ID)) if "/ID" in kid else None,
            headed_by=tuple(_number(names, each) for each in headers),
            link=next((_link(each.Obj) for each in inside if not isinstance(each, int) and "/Obj" in each), None),
        )
        yield from _below(kid, depth + 1, pages, names)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _number(names: dict[str, int], name: str) -> int:
    return names.setdefault(name, len(names))


def _link(annotation: Any) -> tuple[str, str]:
    return str(annotation.Contents), str(annotation.Dest)


def places(pdf: pikepdf.Pdf) -> dict[str, tuple[int, float, float]]:
    """The page, from 1, and the point of each named place. Fails where the names are not in order."""
    named = list(pdf.Root.Names.Dests.Names)
    found = {str(name): _place(pdf, place) for name, place in zip(named[::2], named[1::2], strict=True)}
    assert list(found) == sorted(found)
    return found


def _place(pdf: pikepdf.Pdf, place: Any) -> tuple[int, float, float]:
    page, _kind, across, up, *_zoom = place
    number = next(each for each, sheet in enumerate(pdf.pages, start=1) if sheet.obj.objgen == page.objgen)
    return number, round(float(across), 2), round(float(up), 2)


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str, tuple[int, float, float], int]]:
    """Each bookmark's depth, title, place and count, in order."""
    return list(_marks(pdf, pdf.Root.Outlines, 1))


def _marks(pdf: pikepdf.Pdf, parent: Any, depth: int) -> Iterator[tuple[int, str, tuple[int, float, float], int]]:
    item, before = parent.get("/First"), None
    while item is not None:
        assert item.Parent.objgen == parent.objgen
        assert (item.Prev.objgen if before else None) == (before.objgen if before else None)
        yield depth, str(item.Title), _place(pdf, item.Dest), int(item.get("/Count", 0))
        yield from _marks(pdf, item, depth + 1)
        item, before = item.get("/Next"), item
    assert before is None or parent.Last.objgen == before.objgen


def owners(pdf: pikepdf.Pdf) -> dict[int, list[str]]:
    """For each key of the parent tree the kinds of the elements that own its pieces, or its one annotation, sorted."""
    listed = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {
        int(key): sorted(str(each.S) for each in (owner if isinstance(owner, pikepdf.Array) else [owner]))
        for key, owner in zip(listed[::2], listed[1::2], strict=True)
    }
