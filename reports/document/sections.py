"""Setting a document part by part, so that what is as it was before need not be set again.

A part's pages are kept under a key that follows from everything they are made of. Any number of workers may set
parts of one document at once; whatever each of them does, the document comes out the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Protocol

from . import fonts, furniture
from .documents import Document
from .merge import merge
from .parts import Part, parts
from .renderer import renderer
from .rendering import html_of
from .thrift import thrifty
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

    def share(self, missing: int) -> None:
        """So many parts have to be set: others may take some of them."""


class Memory:
    """Keeps pages for as long as it lives, for one worker."""

    def __init__(self) -> None:
        self.kept: dict[str, Pages] = {}

    def find(self, keys: Collection[str]) -> Mapping[str, Pages]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def keep(self, key: str, pages: Pages) -> None:
        self.kept[key] = pages

    @contextmanager
    def alone_with(self, key: str) -> Iterator[bool]:
        yield True

    def share(self, missing: int) -> None:
        """There is nobody else."""


class KeptPress(Press):
    """A press that measures nothing twice: where each anchor comes to stand is kept as pages are."""

    def __init__(self, text: str, store: Store) -> None:
        super().__init__(text)
        self._loaded = [font.file for font in fonts.needed_for(text)]
        self._store = store

    def anchors(self, html: str) -> Mapping[str, int]:
        key = _checksum(renderer(), "anchors", self._loaded, html)
        if found := self._store.find([key]):
            return found[key].anchors
        anchors = super().anchors(html)
        self._store.keep(key, Pages(b"", 0, anchors))
        return anchors


@dataclass(frozen=True, slots=True)
class Printed:
    """A document with as much in it as fits, its HTML and its file, with its furniture."""

    document: Document
    html: str
    content: bytes
    number_of_pages: int
    number_of_parts: int


def printed(whole: Document, store: Store, on_section: OnSection = lambda done, total: None) -> Printed:
    """Fit a document, set it and furnish its pages. `on_section` hears how many parts of how many are done."""
    document, html = _fitted(whole, store)
    in_order = Typesetter(document.labels, store).in_order(html, on_section)
    title, warning = document.title, document.warning
    contents = [pages.content for pages in in_order]
    if len(contents) == 1:
        content = furniture.stamp(contents[0], title=title, warning=warning)
    else:
        content = thrifty()(merge)(contents, partial(furniture.furnish, title=title, warning=warning))
    return Printed(document, html, content, sum(pages.number for pages in in_order), len(in_order))


def _fitted(whole: Document, store: Store) -> tuple[Document, str]:
    html = html_of(whole)
    # What fits where room is limited changes hardly a part that others could set meanwhile.
    Typesetter(whole.labels, store).share(parts(html))
    document = whole.fitted(KeptPress(html, store))
    return document, html_of(document)


def take(whole: Document, store: Store, *, only: Collection[str] | None = None) -> None:
    """Set every part that nobody else sets or has set, or those named `only`. Waits for nobody."""
    Typesetter(whole.labels, store).take(parts(html_of(whole)), only)


def set_ahead(whole: Document, store: Store) -> None:
    """Set all of a document before anybody asks for it, and what its room is measured by."""
    document, html = _fitted(whole, store)
    Typesetter(document.labels, store).in_order(html)


@dataclass(frozen=True, slots=True)
class _Setting:
    """A part, and what is styled in it alone."""

    part: Part
    rules: str


class Typesetter:
    """Sets one document's parts. `labels` says where a link to each anchor leads."""

    def __init__(self, labels: Mapping[str, str], store: Store) -> None:
        self._labels = labels
        self._store = store

    def whole(self, html: str) -> Pages:
        """The document's pages, all its parts put together."""
        in_order = self.in_order(html)
        if len(in_order) == 1:
            return in_order[0]
        return Pages(merge([pages.content for pages in in_order]), *_placed(in_order))

    def in_order(self, html: str, on_section: OnSection = lambda done, total: None) -> list[Pages]:
        """The pages of every part. `on_section` hears how many parts of how many are done."""
        cut = parts(html)
        told = self._bodies(cut, on_section)
        in_order = self._numbered(cut, told)
        on_section(len(cut), len(cut))
        return in_order

    def share(self, cut: Sequence[Part]) -> None:
        """Let others take parts of which there are no pages yet."""
        told: dict[str, Pages] = {}
        while found := self._kept(self._ready(cut, told)):
            told |= found
        self._store.share(sum(not part.numbers for part in cut) - len(told))

    def take(self, cut: Sequence[Part], only: Collection[str] | None = None) -> None:
        """Set what nobody sets and has set, and wait for nobody."""
        wanted = [part for part in cut if only is None or part.root in only]
        told: dict[str, Pages] = {}
        while ready := self._ready(wanted, told):
            found = self._kept(ready) or self._set_alone(ready)
            if not found:
                return
            told |= found

    def _bodies(self, cut: Sequence[Part], on_section: OnSection) -> dict[str, Pages]:
        """The pages of every part that names no page elsewhere, found or set, here or by others."""
        told: dict[str, Pages] = {}
        on_section(0, len(cut))
        while ready := self._ready(cut, told):
            if found := self._kept(ready) or self._set_alone(ready):
                told |= found
                on_section(len(told), len(cut))
            else:
                # The rest is in other hands; what they do not finish is ours again.
                time.sleep(SECONDS_BETWEEN_LOOKS)
        return told

    def _ready(self, cut: Iterable[Part], told: Mapping[str, Pages]) -> dict[str, _Setting]:
        """What can be set, under its key: what goes on where another part ends, once that has its pages."""
        found = (
            _Setting(part, part.below(told[part.goes_on_from].taken) if part.goes_on_from else "")
            for part in _largest_first(cut)
            if not part.numbers and part.name not in told and (not part.goes_on_from or part.goes_on_from in told)
        )
        return {self.key(each.part, each.rules): each for each in found}

    def _kept(self, ready: Mapping[str, _Setting]) -> dict[str, Pages]:
        return {ready[key].part.name: pages for key, pages in self._store.find(ready).items()}

    def _set_alone(self, ready: Mapping[str, _Setting]) -> dict[str, Pages]:
        """The pages of the first part that nobody else sets, with its name; none where there is none."""
        for key, each in ready.items():
            with self._store.alone_with(key) as is_alone:
                if is_alone:
                    # Another may have kept it between the look and the lock.
                    found = self._store.find([key])
                    return {each.part.name: found[key] if found else self._set(key, each.part, each.rules)}
        return {}

    def key(self, part: Part, rules: str = "") -> str:
        """What a part's pages are kept under: all that they are made of."""
        labels = [(anchor, self._labels[anchor]) for anchor in part.leads_to]
        return _checksum(renderer(), "pages", part.name, part.goes_on_from, part.checksum, labels, rules)

    def _numbered(self, cut: Sequence[Part], told: Mapping[str, Pages]) -> list[Pages]:
        """The pages of every part in order; those that name pages are set once the numbers are known."""
        pages = {part.name: told.get(part.name) or _supposed(part) for part in cut}
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
        return self._set(key, part, rules)

    def _set(self, key: str, part: Part, rules: str = "") -> Pages:
        pages = Press(part.html).typeset(
            part.apart, labels=self._labels, section=part.name, rules=rules, goes_on=bool(part.goes_on_from)
        )
        self._store.keep(key, pages)
        return pages


def _checksum(*made_of: object) -> str:
    return sha256(repr(made_of).encode()).hexdigest()


def _largest_first(cut: Iterable[Part]) -> list[Part]:
    """So that nobody waits long for the last one. Where parts are alike, in their order."""
    return sorted(cut, key=lambda part: -len(part.html))


def _supposed(part: Part) -> Pages:
    """A page for each of its sections, as a rule, and all it names on the first; set again where that was wrong."""
    return Pages(b"", part.html.count("<section"), dict.fromkeys(part.anchors, 1))


def _placed(in_order: Iterable[Pages]) -> tuple[int, dict[str, int]]:
    """How many pages there are in all, and the page of each anchor in the whole."""
    where: dict[str, int] = {}
    before = 0
    for pages in in_order:
        for anchor, number in pages.anchors.items():
            where.setdefault(anchor, before + number)
        before += pages.number
    return before, where
