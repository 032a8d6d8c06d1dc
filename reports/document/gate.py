"""What a report must pass before anybody is given it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
from django.utils.translation import gettext as _
from pikepdf import Pdf

from .thrift import thrifty

# Isolated from what the worker's environment says of Python: it needs nothing of ours.
STANDARD = (sys.executable, "-I", str(Path(__file__).with_name("standard.py")))


class NotFit(Exception):
    """The file may not be given out. Its text says everything that is wrong."""


@thrifty()
def check(content: bytes) -> None:
    """Raises NotFit for a file that breaks PDF/UA-1 or one of our own rules, which it does not cover."""
    faults = _standard(content)
    with Pdf.open(BytesIO(content)) as pdf:
        faults += [fault for rule in RULES for fault in rule(pdf)]
    if faults:
        raise NotFit("; ".join(dict.fromkeys(faults)))


def _standard(content: bytes) -> list[str]:
    found = subprocess.run(STANDARD, input=content, stdout=subprocess.PIPE, check=True)  # noqa: S603  # it is ours
    return msgspec.json.decode(found.stdout, type=list[str])


def title_and_language(pdf: Pdf) -> Iterator[str]:
    if not str(pdf.docinfo.get("/Title", "")):
        yield _("the document has no title")
    if not str(pdf.Root.get("/Lang", "")):
        yield _("the document does not say its language")


def header_cells_have_a_scope(pdf: Pdf) -> Iterator[str]:
    for element in _elements(pdf):
        if str(element.S) == "/TH" and "/Scope" not in element.get("/A", {}):
            yield _("a header cell does not say what it heads")


def tables_have_rows_and_headers(pdf: Pdf) -> Iterator[str]:
    for element in _elements(pdf):
        if str(element.S) == "/Table" and not {"/TR", "/TH"} <= {str(each.S) for each in _below(element)}:
            yield _("a table has no rows or no header cells")


def links_say_where_they_lead(pdf: Pdf) -> Iterator[str]:
    for sheet in pdf.pages:
        for annotation in sheet.obj.get("/Annots", []):
            label = str(annotation.get("/Contents", ""))
            if str(annotation.Subtype) == "/Link" and " " not in label.strip():
                yield _("a link does not say where it leads")


def furniture_is_no_content(pdf: Pdf) -> Iterator[str]:
    """Every page carries its furniture in an artifact."""
    for number, sheet in enumerate(pdf.pages, start=1):
        contents = sheet.obj.Contents
        last = contents[-1] if isinstance(contents, pikepdf.Array) else contents
        if b"/Artifact <</Type /Pagination" not in last.read_bytes():
            yield _("page %(number)d has no page number") % {"number": number}


RULES: tuple[Callable[[Pdf], Iterator[str]], ...] = (
    title_and_language,
    header_cells_have_a_scope,
    tables_have_rows_and_headers,
    links_say_where_they_lead,
    furniture_is_no_content,
)


def _elements(pdf: Pdf) -> Iterator[pikepdf.Object]:
    yield from _below(pdf.Root.StructTreeRoot)


def _below(top: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element beneath `top`, in reading order."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        kids: Any = element.get("/K", [])
        each_kid = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [kid for kid in reversed(each_kid) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        if "/S" in element and element is not top:
            yield element
