"""Which words somebody cleared, as a checksum: other words since then ask for another clearance."""

from __future__ import annotations

from hashlib import sha256

from msgspec.structs import replace

from monitoring.record.canonical import checksum
from reports.content import Content, encode


def implication_sha256(text: str, *, is_none: bool) -> str:
    """Of what is said under one implication. That there are none is an answer of its own."""
    said = "none" if is_none else f"text\n{text.strip()}"
    return sha256(said.encode()).hexdigest()


def whole_sha256(content: Content) -> str:
    """Of everything that is written, without the steps that the report takes: who cleared what, and in which state.

    Nor why it is late: that comes last, in a hurry, and nobody signs the whole off again for it.
    """
    return checksum(
        encode(
            replace(
                content,
                edition="full",
                state="",
                implications=tuple(replace(each, cleared=None) for each in content.implications),
                sign_offs=(),
                gaps=(),
                late=None,
                final_on=None,
            )
        )
    )
