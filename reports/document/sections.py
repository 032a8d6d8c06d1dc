"""Setting a document part by part, so that what is as it was before need not be set again.

A part's pages are kept under a key that follows from everything they are made of. Any number of workers may set
parts of one document at once; whatever each of them does, the document comes out the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from typing import Protocol

from . import fonts
from .merge import merge
from .parts import Part, parts
from .renderer import renderer
from .typeset import Pages, Press

#: How often pages that name pages are set, until the numbers they name are those they have.
TRIES = 5
SECONDS_BETWEEN_LOOKS = 0.05

OnSection = Callable[[int, int], None]


class Store(Protocol):
    """Where pages of parts are kept, by their keys."""

    def find(self, keys: Collection[str]) -> Mapping[str, Pages]: ...

    def keep(self, key: str, pages: Pages) -> None: ...

    def alone_with(self, key: str) -> AbstractContextManager[bool]:
        """Whether nobody else sets the pages of a key; nobody does inside the block."""


class Memory:
    """Keeps pages for as long as it lives, for one worker."""

    def __init__(self) -> None:
        self.kept: dict[str, Pages] = {}

    def find(self, keys: Collection[str]) -> Mapping[str, Pages]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def keep(self, key: str, pages: Pages) -> None:
        self.kept[key] = pages

    @contextmanager
    def alone_with(self, _key: str) -> Iterator[bool]:
        yield True


class Typesetter:
    """Sets one document's parts. `labels` says where a link to each anchor leads."""

    def __init__(self, labels: Mapping[str, str], store: Store) -> None:
        self._labels = labels
        self._store = store
        self._presses: dict[tuple[fonts.Font, ...], Press] = {}

    def whole(self, html: str, on_section: OnSection = lambda done, total: None) -> Pages:
        """The document's pages, all its parts put together. `on_section` hears how many parts of how many are done."""
        cut = parts(html)
        told = {part.name: pages for part, pages in self.bodies(cut, on_section)}
        in_order = self._numbered(cut, told)
        on_section(len(cut), len(cut))
        if len(in_order) == 1:
            return in_order[0]
        return Pages(merge([pages.content for pages in in_order]), *_placed(in_order))

    def bodies(self, cut: Sequence[Part], on_section: OnSection) -> Iterator[tuple[Part, Pages]]:
        """The pages of every part that names no page elsewhere, as they are found or set, here or by others."""
        left = {self.key(part): part for part in _largest_first(cut) if not part.numbers}
        done = 0
        on_section(done, len(cut))
        while left:
            found = self._store.find(left)
            for key, pages in found.items():
                yield left.pop(key), pages
            if found:
                done += len(found)
                on_section(done, len(cut))
            elif not self.set_one(left):
                # The rest is in other hands; what they do not finish is ours again.
                time.sleep(SECONDS_BETWEEN_LOOKS)

    def set_one(self, left: Mapping[str, Part]) -> bool:
        """Set the first part that nobody else sets, and keep it; False where there is none."""
        for key, part in left.items():
            with self._store.alone_with(key) as is_alone:
                if not is_alone:
                    continue
                # Another may have kept it between the look and the lock.
                if not self._store.find([key]):
                    self._store.keep(key, self._set(part))
                return True
        return False

    def key(self, part: Part, rules: str = "") -> str:
        """What a part's pages are kept under: all that they are made of."""
        labels = [(anchor, self._labels[anchor]) for anchor in part.leads_to]
        made_of = (renderer(), part.name, part.begins, part.apart, labels, rules)
        return sha256(repr(made_of).encode()).hexdigest()

    def _numbered(self, cut: Sequence[Part], told: Mapping[str, Pages]) -> list[Pages]:
        """The pages of every part in order; those that name pages are set once the numbers are known."""
        # A part has a page for each of its sections, as a rule; set again where that was wrong.
        pages = {part.name: told.get(part.name) or Pages(b"", part.html.count("<section"), {}) for part in cut}
        for _try in range(TRIES):
            _total, where = _placed(pages.values())
            for part in cut:
                if part.numbers:
                    pages[part.name] = self._with_numbers(part, where)
            _total, now = _placed(pages.values())
            if all(now.get(anchor) == where.get(anchor) for part in cut for anchor in part.numbers):
                return list(pages.values())
        raise ValueError("The numbers of the pages change with what names them.")

    def _with_numbers(self, part: Part, where: Mapping[str, int]) -> Pages:
        rules = part.numbered(where)
        key = self.key(part, rules)
        if found := self._store.find([key]):
            return found[key]
        pages = self._set(part, rules)
        self._store.keep(key, pages)
        return pages

    def _set(self, part: Part, rules: str = "") -> Pages:
        return self._press(part).typeset(part.apart, labels=self._labels, section=part.name, rules=rules)

    def _press(self, part: Part) -> Press:
        needed = tuple(fonts.needed_for(part.html))
        if needed not in self._presses:
            self._presses[needed] = Press(part.html)
        return self._presses[needed]


def _largest_first(cut: Iterable[Part]) -> list[Part]:
    """So that nobody waits long for the last one. Where parts are alike, in their order."""
    return sorted(cut, key=lambda part: -len(part.html))


def _placed(in_order: Iterable[Pages]) -> tuple[int, dict[str, int]]:
    """How many pages there are in all, and the page of each anchor in the whole."""
    where: dict[str, int] = {}
    before = 0
    for pages in in_order:
        for anchor, number in pages.anchors.items():
            where.setdefault(anchor, before + number)
        before += pages.number
    return before, where
