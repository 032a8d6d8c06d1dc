"""Templates of documents, in characters that our fonts have."""

from __future__ import annotations

from django.template.loader import render_to_string

from .fonts import fit


def rendered(template: str, **context: object) -> str:
    """A template below reports/document as HTML."""
    return fit(render_to_string(f"reports/document/{template}.html", context))
