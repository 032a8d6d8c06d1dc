"""The measures that a file may speak of, and how it may call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property

# So alike, from 0 to 1, are names worth showing to somebody who is to choose.
NEAR = 0.55
MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Parts:
    """One way in which a measure is broken down."""

    pk: int
    name: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What reading a file needs to know of a measure. `series` is its periods so far, oldest first."""

    pk: int
    key: str
    title: str
    code: str = ""
    plain_title: str = ""
    external_codes: tuple[str, ...] = ()
    unit: str = ""
    basis: str = ""
    frequency: str = ""
    dimensions: tuple[Parts, ...] = ()
    series: tuple[tuple[str, date | None], ...] = ()
    # Whether whoever brings the file in brings in this measure's figures.
    mine: bool = True

    @property
    def name(self) -> str:
        return f"{self.code} {self.title}".strip()


def plain(text: str) -> str:
    """A text without what two writers of the same name do differently: case, space, dashes, a full stop."""
    text = re.sub(r"[‐‑‒–—−_-]+", "-", text.casefold()).replace("’", "'").replace("‘", "'")
    return " ".join(text.strip(" .:;*\t\r\n").split())


class TwoMeasures(ValueError):
    """Several measures are called so."""


@dataclass(frozen=True)
class Measures:
    """All measures of a plan, by everything that they are called."""

    all: Sequence[MeasureFacts]
    # What somebody said that a name in the file means: the key of a measure, or nothing to leave it out.
    said: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> Mapping[str, MeasureFacts]:
        return {each.key: each for each in self.all}

    @cached_property
    def _names(self) -> Sequence[Mapping[str, Sequence[MeasureFacts]]]:
        """From the surest kind of name to the least sure."""
        kinds: list[dict[str, list[MeasureFacts]]] = [defaultdict(list) for _kind in range(5)]
        for each in self.all:
            names: tuple[Iterable[str], ...] = (
                (each.key,),
                (each.code,),
                each.external_codes,
                (each.title, each.name),
                (each.plain_title,),
            )
            for kind, texts in zip(kinds, names, strict=True):
                for name in {plain(text) for text in texts if text.strip()}:
                    kind[name].append(each)
        return kinds

    def called(self, text: str) -> MeasureFacts | None:
        """The one measure of that name; None where none is. Raises TwoMeasures."""
        name = plain(text)
        if not name:
            return None
        if name in self.said:
            return self.by_key.get(self.said[name])
        for kind in self._names:
            if found := kind.get(name):
                if len(found) > 1:
                    raise TwoMeasures(text)
                return found[0]
        return None

    def leaves_out(self, text: str) -> bool:
        """Whether somebody said that no measure of the plan is meant."""
        name = plain(text)
        return name in self.said and self.said[name] not in self.by_key

    def knows(self, text: str) -> bool:
        try:
            return self.called(text) is not None
        except TwoMeasures:
            return True

    def near(self, text: str) -> list[MeasureFacts]:
        """Measures whose names are like this one, the likest first. Never taken without somebody saying so."""
        name = plain(text)
        found = []
        for each in self.all:
            likeness = max(_likeness(name, plain(title)) for title in (each.title, each.plain_title, each.key) if title)
            if likeness >= NEAR:
                found.append((likeness, each))
        return [each for _likeness_, each in sorted(found, key=lambda pair: -pair[0])[:MOST_NEAR]]


def _likeness(one: str, other: str) -> float:
    words, others = set(one.replace("-", " ").split()), set(other.replace("-", " ").split())
    shared = len(words & others) / max(1, min(len(words), len(others))) if len(words & others) > 1 else 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return max(shared * 0.9, matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0)
