"""What a report is made from: bytes, and what to make of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The canonical bytes of a period record and what is to be made of them.

    `version` is that of the stored record, None for an open period's. `content` are the canonical bytes of
    reports/content.py for a kind that somebody writes, None for the others. `scope` is empty for the whole plan.
    """

    record: bytes
    version: int | None
    kind: str = "monitoring"
    audience: str = "full"
    scope: str = ""
    scope_name: str = ""
    content: bytes | None = None
