"""What stands in files of figures that are kept as they came, for when words must be gone from everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from re import Pattern
from zipfile import ZipFile, is_zipfile

from indicators.models import FigureImport

# A text of a workbook, whose letters may stand in several runs of different looks.
_TEXT = re.compile(rb"<(?:si|is)\b[^>]*>(.*?)</(?:si|is)>", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")


def texts_of(content: bytes) -> Iterator[str]:
    """Every text in a file, whether it could be read as figures or not."""
    if not is_zipfile(BytesIO(content)):
        for encoding in ("utf-8", "utf-16", "cp1252"):
            yield content.decode(encoding, errors="replace")
        return
    with ZipFile(BytesIO(content)) as book:
        for name in book.namelist():
            part = book.read(name)
            yield from (unescape(_TAG.sub(b"", text).decode(errors="replace")) for text in _TEXT.findall(part))
            # Names of sheets, remarks and what else stands outside of cells.
            yield unescape(part.decode(errors="replace"))


def files_holding(words: Pattern[str]) -> Iterator[FigureImport]:
    """The kept files in which the words stand, of every plan."""
    for file in FigureImport.objects.exclude(content=b"").iterator(chunk_size=1):
        if any(map(words.search, texts_of(bytes(file.content)))):
            yield file


def forget_file(file: FigureImport) -> None:
    """Keep of a file only that it was there; one that waits to be brought in can no longer be."""
    file.content = b""
    if file.state == FigureImport.State.UPLOADED:
        file.state = FigureImport.State.DISCARDED
    file.save(update_fields=["content", "state"])
