"""Half of what the print engine writes says nothing: taken out before it is written.

Each line of text is an element of its own in the tree of tags, and each mark beside a rating a drawing with resources
of its own. Without them a file is smaller, and everything that is done with it afterwards takes less time: putting it
together with others, checking it, reading it out.
"""

from __future__ import annotations

from collections.abc import Iterator

import pydyf

# What only holds text for another, and elements that text may stand in.
_HOLDS_TEXT = frozenset({"/Span", "/NonStruct"})
_HAS_TEXT = frozenset(
    {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/TH", "/TD", "/Lbl", "/LBody", "/Caption", "/Span", "/NonStruct"}
)
_PLAIN = frozenset({"Type", "S", "K", "Pg", "P"})


class _Nothing(pydyf.Object):
    """Stands in the place of an object that nothing refers to any more: the others keep their numbers."""

    data = b"null"


def lean(pdf: pydyf.PDF) -> None:
    """Leave out elements that say nothing of what they hold, and draw marks where they stand."""
    _join_lines(pdf)
    for page in _dictionaries(pdf):
        if page.get("Type") == "/Page":
            _draw_in_place(pdf, page)


def _dictionaries(pdf: pydyf.PDF) -> Iterator[pydyf.Dictionary]:
    return (each for each in pdf.objects if isinstance(each, pydyf.Dictionary))


def object_at(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    """What a reference such as "12 0 R" leads to."""
    return pdf.objects[int(reference.split()[0])]


def _drop(pdf: pydyf.PDF, dropped: pydyf.Object) -> None:
    nothing = _Nothing()
    nothing.number = dropped.number
    pdf.objects[dropped.number] = nothing


# --- Tags --------------------------------------------------------------------------------------


def _join_lines(pdf: pydyf.PDF) -> None:
    owners: dict[bytes, bytes] = {}
    # From the innermost: an element comes after the one that it hangs on.
    for element in reversed(list(_dictionaries(pdf))):
        if element.get("S") not in _HOLDS_TEXT or element.keys() - _PLAIN:
            continue
        above = object_at(pdf, element["P"])
        if not element["K"] or (above["S"] in _HAS_TEXT and above.get("Pg") == element["Pg"]):
            _hand_over(pdf, element, above)
            owners[element.reference] = above.reference
            _drop(pdf, element)
    if owners:
        _tell_owners(pdf, owners)


def _hand_over(pdf: pydyf.PDF, element: pydyf.Dictionary, above: pydyf.Dictionary) -> None:
    """What an element holds is held by the one above it, in the same place."""
    place = above["K"].index(element.reference)
    above["K"][place : place + 1] = element["K"]
    for kid in element["K"]:
        if isinstance(kid, bytes) and "P" in (below := object_at(pdf, kid)):
            below["P"] = above.reference


def _tell_owners(pdf: pydyf.PDF, owners: dict[bytes, bytes]) -> None:
    root = object_at(pdf, pdf.catalog["StructTreeRoot"])
    for owned in object_at(pdf, root["ParentTree"])["Nums"][1::2]:
        if isinstance(owned, pydyf.Array):
            owned[:] = [_owner(each, owners) for each in owned]


def _owner(reference: bytes, owners: dict[bytes, bytes]) -> bytes:
    while reference in owners:
        reference = owners[reference]
    return reference


# --- Drawings ----------------------------------------------------------------------------------


def _draw_in_place(pdf: pydyf.PDF, page: pydyf.Dictionary) -> None:
    """Draw what is drawn once, and made of nothing but lines, without a drawing of its own for it."""
    content, resources = object_at(pdf, page["Contents"]), object_at(pdf, page["Resources"])
    drawings = {b"/%s Do" % name.encode(): name for name in resources["XObject"]}
    drawn = []
    for said in content.stream:
        name = drawings.get(said) if isinstance(said, bytes) else None
        drawing = object_at(pdf, resources["XObject"][name]) if name in resources["XObject"] else None
        if drawing is None or not _is_simple(pdf, drawing):
            drawn.append(said)
            continue
        own = object_at(pdf, drawing.extra["Resources"])
        resources["ExtGState"].update(own["ExtGState"])
        drawn += [b"q", *drawing.stream, b"Q"]
        del resources["XObject"][name]
        _drop(pdf, own)
        _drop(pdf, drawing)
    content.stream = drawn


def _is_simple(pdf: pydyf.PDF, drawing: pydyf.Stream) -> bool:
    own = object_at(pdf, drawing.extra["Resources"]) if "Resources" in drawing.extra else None
    if own is None or any(own[kind] for kind in ("XObject", "Pattern", "Shading")):
        return False
    # The engine counts these through: the page may have another of the same name.
    if any(name.startswith("s") for name in own["ExtGState"]):
        return False
    return not any(said in (b"BT", b"BDC", b"BMC") for said in drawing.stream)
