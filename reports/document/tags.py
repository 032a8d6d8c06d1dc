"""What readers need of a report's tags beyond what the print engine writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pydyf

# A link annotation is printed too.
_PRINT = 4


def finisher(labels: Mapping[str, str]) -> Callable[[Any, pydyf.PDF], None]:
    """A finisher that gives header cells their scope, list items their body, and links a sentence.

    `labels` says for each anchor where a link to it leads.
    """

    def finish(_document: Any, pdf: pydyf.PDF) -> None:
        # A copy, because bodies are added on the way.
        for each in list(pdf.objects):
            if not isinstance(each, pydyf.Dictionary):
                continue
            if each.get("S") == "/TH":
                each["A"]["Scope"] = _scope(pdf, each)
            elif each.get("S") == "/LI":
                _give_body(pdf, each)
            elif each.get("Subtype") == "/Link":
                each["F"] = _PRINT
                each["Contents"] = pydyf.String(labels[each["Dest"].string])

    return finish


def _scope(pdf: pydyf.PDF, header: pydyf.Dictionary) -> str:
    """Headers in the head of a table stand over columns, all others before rows."""
    row = _object(pdf, header["P"])
    return "/Column" if _object(pdf, row["P"])["S"] == "/THead" else "/Row"


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]


def _give_body(pdf: pydyf.PDF, item: pydyf.Dictionary) -> None:
    """Paragraphs of a list item belong to its body, beside its number. The engine hangs them on the item."""
    kids = {kid: _object(pdf, kid) for kid in item["K"]}
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
