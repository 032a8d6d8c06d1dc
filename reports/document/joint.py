"""One sheet of two pages: the last of a section, and the first of the one that goes on below it.

Pure, as merge.py, which uses it: the page that goes on leaves the space empty that the other one takes.
"""

from __future__ import annotations

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

# What a page's content calls by a name of its own.
_NAMED = (Name.Font, Name.XObject, Name.Pattern, Name.Shading, Name.ExtGState, Name.ColorSpace)
_MARKED = re.compile(rb"/MCID (\d+)")


def join(pdf: Pdf, sheet: pikepdf.Object, page: pikepdf.Object, root: pikepdf.Object, owners: pikepdf.Object) -> None:
    """Put what `page` shows upon `sheet`, and what is said of it in the tags below `root`.

    `owners` are the elements that own the marked pieces of the sheet; those of the page come after them.
    """
    before, own = len(owners), root.ParentTree.Nums[1]
    _tell_sheet(root, sheet, page, before)
    for owner in own:
        owners.append(owner)
    if len(own):
        _draw(pdf, sheet, page, before)


def _tell_sheet(root: pikepdf.Object, sheet: pikepdf.Object, page: pikepdf.Object, before: int) -> None:
    """Every element of the page is one of the sheet, and its pieces are numbered on."""
    [document] = root.K
    waiting = list(document.K)
    while waiting:
        element = waiting.pop()
        if "/Pg" not in element or element.Pg.objgen != page.objgen:
            continue
        element.Pg = sheet
        kids: list[Any] = list(element.get("/K", []))
        kids = [kid + before if isinstance(kid, int) else kid for kid in kids]
        if kids:
            element.K = Array(kids)
        waiting += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]


def _draw(pdf: Pdf, sheet: pikepdf.Object, page: pikepdf.Object, before: int) -> None:
    resources = Dictionary(dict(sheet.Resources.items()))
    renamed: dict[bytes, bytes] = {}
    for kind in _NAMED:
        both = dict(sheet.Resources.get(kind, Dictionary()).items())
        for name, what in page.Resources.get(kind, Dictionary()).items():
            other = f"{name}-{before}"
            renamed[name.encode()] = other.encode()
            both[other] = what
        resources[kind] = Dictionary(both)
    content = page.Contents.read_bytes()
    content = _MARKED.sub(lambda found: b"/MCID %d" % (int(found[1]) + before), content)
    content = re.sub(rb"/[^\s/<>\[\]()]+", lambda found: renamed.get(found[0], found[0]), content)
    sheet.Resources = resources
    # The print engine leaves its own coordinates behind: each keeps them to itself.
    sheet.Contents = pdf.make_stream(b"q\n%s\nQ\nq\n%s\nQ" % (sheet.Contents.read_bytes(), content))
