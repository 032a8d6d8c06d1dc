"""Reading a page by what it says: parts found by their class, each as its words."""

from __future__ import annotations

import re
from typing import Any

from lxml import html  # type: ignore[import-untyped]


def parts(within: Any, css_class: str) -> list[Any]:
    """Every element of that class, in the page's order."""
    return list(within.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {css_class} ')]"))


def page(response: Any, *, status: int = 200) -> Any:
    assert response.status_code == status, response.status_code
    return html.fromstring(response.content.decode())


def said(element: Any) -> str:
    """The words of an element as they are read, spaces made plain."""
    return re.sub(r"\s+", " ", " ".join(element.itertext())).strip().replace(" ,", ",").replace(" .", ".")


def rows(within: Any) -> list[list[str]]:
    """The body of the first table, cell by cell."""
    return [[said(cell) for cell in row.xpath("./th | ./td")] for row in within.xpath(".//tbody/tr")]
