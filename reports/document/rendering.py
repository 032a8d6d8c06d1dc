"""Templates of documents, in characters that our fonts have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.identity import identity

from .fonts import fit

if TYPE_CHECKING:
    from .documents import Document


def rendered(template: str, **context: object) -> str:
    """A template below reports/document as HTML."""
    return fit(identity().drawn(written(template, **context)))


def written(template: str, **context: object) -> SafeString:
    """The same before it is fitted: a piece of another template's HTML."""
    return render_to_string(f"reports/document/{template}.html", context)


def html_of(document: Document) -> str:
    """The document as HTML in characters that our fonts have."""
    return rendered(document.template, report=document)
