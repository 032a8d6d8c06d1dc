"""Charts as pictures for a slide: a page of the shape of a screen, set with our fonts and turned into a PNG."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]  # it has none of its own

from .rendering import rendered

if TYPE_CHECKING:
    from .documents import Document
    from .typeset import Press

# A slide is 960 by 540 points: with this 1920 by 1080, as many dots as a wide screen has.
DOTS_A_POINT = 2
MAKER = f"pypdfium2 {pypdfium2.PYPDFIUM_INFO.version}"


@dataclass(frozen=True, slots=True)
class Picture:
    """`alternative` says what the picture shows to whoever does not see it; `template` is that of its page."""

    part: str
    title: str
    alternative: str
    template: str


def drawn(picture: Picture, document: Document, press: Press) -> bytes:
    """The PNG of a picture, 1920 by 1080."""
    pages = press.typeset(rendered(picture.template, report=document, picture=picture), labels={})
    with pypdfium2.PdfDocument(pages.content) as pdf:
        image = pdf[0].render(scale=DOTS_A_POINT).to_pil()
    # On screens it is flat: a few colours say all, and the file is small.
    written = BytesIO()
    image.convert("P", palette=1, colors=256).save(written, "PNG", optimize=True)
    return written.getvalue()
