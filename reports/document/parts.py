"""A document cut into parts that begin on a page of their own, so that each can be set by itself.

A template says where one begins: `<!--part measures-->` between two elements of the body. What stands before the
first mark is a part as well. A template without marks is one part. A part that says `<!--part more goes on-->` begins
where the one before it ends, on the same page: it is set below an empty space of that height, and merge.py puts both
upon one sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from .merge import ELSEWHERE, END

FIRST = "front"
_MARK = re.compile(r"<!--part ([a-z0-9-]+)( goes on)?-->")
# Where a part ends that another goes on from, and the space above what goes on. Neither is in the tree of tags.
_ENDS = f'<i class="ends" id="{END}"></i>'
_BEGINS = '<i class="begins"></i>'
_BODY = re.compile(r"(?P<head>.*?)(?P<body><body[^>]*>)(?P<inside>.*)</body>.*", re.DOTALL)
_ANCHOR = re.compile(r'<[a-z][^>]*?\sid="([^"]+)"')
_LINK = re.compile(r'(<a\b[^>]*?\shref=")#([^"]+)"')
# An element whose text is the number of a page: of what stands there.
_NUMBER = re.compile(r'<[a-z][^>]*?\sdata-on="#([^"]+)"')


@dataclass(frozen=True)
class Part:
    """`html` is a page of HTML of its own. `begins` says that it is the first of its document, and a part that is
    all of its document has no name. `goes_on_from` names the part on whose last page it begins, and `root` the first
    of all that go on from one another.
    """

    name: str
    html: str
    begins: bool = False
    goes_on_from: str = ""
    root: str = ""

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

    @cached_property
    def checksum(self) -> str:
        """Of what is set, which is long, and asked for often."""
        return sha256(self.apart.encode()).hexdigest()

    def below(self, height: float) -> str:
        """Rules for what goes on: so many pixels of its first page are taken."""
        return f".begins {{ height: {height!r}px; }}"

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
    names, going_on, insides = [FIRST, *rest[::3]], [False, *map(bool, rest[1::3])], [first, *rest[2::3]]
    if len(set(names)) < len(names):
        raise ValueError("Two parts of a document have the same name.")
    # A file without a title would not be one that everybody can read; nobody reads this one.
    plain = re.sub(r"<head>.*</head>", '<head><meta charset="utf-8"><title>-</title></head>', head, flags=re.DOTALL)
    cut: list[Part] = []
    for place, (name, inside) in enumerate(zip(names, insides, strict=True)):
        goes_on, is_left = going_on[place], any(going_on[place + 1 : place + 2])
        written = f"{_BEGINS if goes_on else ''}{inside}{_ENDS if is_left else ''}"
        cut.append(
            Part(
                name,
                f"{plain if place else head}{body}{written}</body></html>",
                begins=not place,
                goes_on_from=names[place - 1] if goes_on else "",
                root=cut[-1].root if goes_on else name,
            )
        )
    return tuple(cut)
