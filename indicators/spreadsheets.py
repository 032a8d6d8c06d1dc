"""Tables as files that spreadsheets open, without working anything out in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

#: With these a text becomes a formula to a spreadsheet, which then works it out.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula. A number is left as it is."""
    if not text.lstrip(" \u00a0").startswith(_FORMULA):
        return text
    try:
        float(text.replace(",", "").rstrip("%"))
    except ValueError:
        return f"'{text}"
    return text


def csv_of(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Texts as CSV, with the mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([inert(heading) for heading in headings])
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
