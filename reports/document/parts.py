"""A document cut into parts that begin on a page of their own, so that each can be set by itself.

A template says where one begins: `<!--part measures-->` between two elements of the body. What stands before the
first mark is a part as well. A template without marks is one part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .merge import ELSEWHERE

FIRST = "front"
_MARK = re.compile(r"<!--part ([a-z0-9-]+)-->")
_BODY = re.compile(r"(?P<head>.*?)(?P<body><body[^>]*>)(?P<inside>.*)</body>.*", re.DOTALL)
_ANCHOR = re.compile(r'<[a-z][^>]*?\sid="([^"]+)"')
_LINK = re.compile(r'(<a\b[^>]*?\shref=")#([^"]+)"')
# An element whose text is the number of a page: of what stands there.
_NUMBER = re.compile(r'<[a-z][^>]*?\sdata-on="#([^"]+)"')


@dataclass(frozen=True)
class Part:
    """`html` is a page of HTML of its own. `begins` says that it is the first of its document, and a part that is
    all of its document has no name.
    """

    name: str
    html: str
    begins: bool = False

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(_ANCHOR.findall(self.html))

    @cached_property
    def leads_to(self) -> tuple[str, ...]:
        """Every anchor that a link in it leads to, here or in another part."""
        return tuple(sorted({anchor for _before, anchor in _LINK.findall(self.html)}))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The anchors whose page it names and cannot know by itself."""
        known = self.anchors if self.begins else frozenset()
        return tuple(sorted(set(_NUMBER.findall(self.html)) - known))

    @cached_property
    def apart(self) -> str:
        """Its HTML with every link into another part written as one that leads elsewhere."""

        def lead(found: re.Match[str]) -> str:
            before, anchor = found.groups()
            return found[0] if anchor in self.anchors else f'{before}{ELSEWHERE}{anchor}"'

        return _LINK.sub(lead, self.html)

    def numbered(self, pages: Mapping[str, int]) -> str:
        """Rules that write the numbers of the pages it names. One that is not known yet is left out."""
        return "\n".join(
            f'[data-on="#{anchor}"][data-on]::after {{ content: "{pages[anchor]}"; }}'
            for anchor in self.numbers
            if anchor in pages
        )


def parts(html: str) -> tuple[Part, ...]:
    """The parts of a document's HTML, in order. Only the first has its title and what else is said of the whole."""
    found = _BODY.fullmatch(html)
    if not found or not _MARK.search(found["inside"]):
        return (Part("", html, begins=True),)
    head, body = found["head"], found["body"]
    first, *rest = _MARK.split(found["inside"])
    if len({FIRST, *rest[::2]}) <= len(rest) // 2:
        raise ValueError("Two parts of a document have the same name.")
    # A file without a title would not be one that everybody can read; nobody reads this one.
    plain = re.sub(r"<head>.*</head>", '<head><meta charset="utf-8"><title>-</title></head>', head, flags=re.DOTALL)
    return (
        Part(FIRST, f"{head}{body}{first}</body></html>", begins=True),
        *(
            Part(name, f"{plain}{body}{inside}</body></html>")
            for name, inside in zip(rest[::2], rest[1::2], strict=True)
        ),
    )
