"""A plan's own words for its levels: one council's priority is another's pledge."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Label:
    """One level's word, singular and plural, capitalised as a heading would be."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class LevelLabels:
    outcome: Label = Label("Outcome", "Outcomes")
    priority: Label = Label("Priority", "Priorities")
    commitment: Label = Label("Commitment", "Commitments")
    action: Label = Label("Action", "Actions")
    measure: Label = Label("Measure", "Measures")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> LevelLabels:
        """Read stored labels; a level that is missing keeps the usual word."""
        return cls(**{level: Label(**words) for level, words in value.items()})
