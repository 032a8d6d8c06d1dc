"""What readers need of a report's tags beyond what the print engine writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pydyf
from django.utils.translation import gettext as _

from .lean import lean, object_at
from .merge import ELSEWHERE, GOES_ON

# A link annotation is printed too.
_PRINT = 4


def finisher(
    labels: Mapping[str, str], *, section: str = "", goes_on: bool = False
) -> Callable[[Any, pydyf.PDF], None]:
    """A finisher that gives header cells their scope, list items their body, links a sentence, and every table rows.

    `labels` says for each anchor where a link to it leads. `section` names pages that are put together with others
    (see merge.py): then no two of them have a cell of the same name, and their bookmarks know their levels. One that
    `goes_on` says so in its catalogue.
    """

    def finish(document: Any, pdf: pydyf.PDF) -> None:
        # A copy, because bodies are added on the way.
        for each in list(pdf.objects):
            if isinstance(each, pydyf.Stream):
                _read_every_space_alike(each)
            if not isinstance(each, pydyf.Dictionary):
                continue
            _complete(pdf, each, labels)
            if section:
                _name_cell(each, section)
        if section:
            _tell_levels(document, pdf)
        if goes_on:
            pdf.catalog[GOES_ON] = "true"
        lean(pdf)

    return finish


def _read_every_space_alike(stream: pydyf.Stream) -> None:
    """A space at which no line ends has the glyph of every other: who searches for a date types neither of the two."""
    if b"begincmap" in stream.stream:
        stream.stream = [
            said.replace(b"> <00a0>", b"> <0020>") if isinstance(said, bytes) else said for said in stream.stream
        ]


def _complete(pdf: pydyf.PDF, element: pydyf.Dictionary, labels: Mapping[str, str]) -> None:
    if element.get("S") == "/TH":
        element["A"]["Scope"] = _scope(pdf, element)
    elif element.get("S") == "/LI":
        _give_body(pdf, element)
    elif element.get("S") == "/Table":
        _let_caption_stand_alone(pdf, element)
    elif element.get("Subtype") == "/Link":
        element["F"] = _PRINT
        element["Contents"] = pydyf.String(_label(element, labels))


def _label(link: pydyf.Dictionary, labels: Mapping[str, str]) -> str:
    """What is read out of a link: to an anchor on these pages or on those of another section, or to an address."""
    if "Dest" in link:
        return labels[str(link["Dest"].string)]
    address = str(link["A"]["URI"].string)
    if address.startswith(ELSEWHERE):
        return labels[address.removeprefix(ELSEWHERE)]
    return _("Go to %(title)s") % {"title": address}


def _name_cell(element: pydyf.Dictionary, section: str) -> None:
    """Put the section's name before the name of a header cell and before the names of the headers of a cell."""
    if element.get("S") not in ("/TH", "/TD"):
        return
    if "ID" in element:
        element["ID"] = pydyf.String(f"{section}-{element['ID'].string}")
    if "Headers" in element["A"]:
        named = (pydyf.String(f"{section}-{header.string}") for header in element["A"]["Headers"])
        element["A"]["Headers"] = pydyf.Array(named)


def _tell_levels(document: Any, pdf: pydyf.PDF) -> None:
    """Note at each bookmark the level of its heading. The engine keeps only how they stand to one another."""
    levels = [level for page in document.pages for level, *_rest in page.bookmarks]
    marks = [each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and {"Title", "Dest"} <= each.keys()]
    for mark, level in zip(marks, levels, strict=True):
        mark["Level"] = level


def _scope(pdf: pydyf.PDF, header: pydyf.Dictionary) -> str:
    """Headers in the head of a table stand over columns, all others before rows."""
    row = object_at(pdf, header["P"])
    return "/Column" if object_at(pdf, row["P"])["S"] == "/THead" else "/Row"


def _let_caption_stand_alone(pdf: pydyf.PDF, table: pydyf.Dictionary) -> None:
    """A caption is no table of its own where the first row has no room below it on any page.

    One of a table without any row stays as it is, for the gate to refuse.
    """
    kids = [object_at(pdf, kid) for kid in table["K"]]
    if kids and all(kid["S"] == "/Caption" for kid in kids) and _goes_on_overleaf(pdf, table):
        table["S"] = "/Div"
        for kid in kids:
            kid["S"] = "/P"


def _goes_on_overleaf(pdf: pydyf.PDF, table: pydyf.Dictionary) -> bool:
    """Whether it is the last of its page, and the next begins what is on another page."""
    after = (each for each in pdf.objects[table.number + 1 :] if isinstance(each, pydyf.Dictionary))
    following = next((each for each in after if each.get("S") == "/Table"), None)
    if following is None or following["Pg"] == table["Pg"]:
        return False
    above, above_following = object_at(pdf, table["P"]), object_at(pdf, following["P"])
    return bool(above["K"][-1] == table.reference and above_following["K"][0] == following.reference)


def _give_body(pdf: pydyf.PDF, item: pydyf.Dictionary) -> None:
    """Paragraphs of a list item belong to its body, beside its number. The engine hangs them on the item."""
    kids = {kid: object_at(pdf, kid) for kid in item["K"]}
    loose = [kid for kid, element in kids.items() if element["S"] not in {"/Lbl", "/LBody"}]
    if not loose:
        return
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(loose), "Pg": item["Pg"], "P": item.reference}
    )
    pdf.add_object(body)
    for kid in loose:
        kids[kid]["P"] = body.reference
    item["K"] = pydyf.Array([*(kid for kid in kids if kid not in loose), body.reference])
