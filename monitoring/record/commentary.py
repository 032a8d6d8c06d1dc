"""Which measures ask for words: those off target, until somebody has told the story behind the figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plans.ratings import Meaning

from .structs import Level, Measure, Record

#: Levels that ask for words.
OFF_TARGET = frozenset({Meaning.AT_RISK, Meaning.OFF_TRACK})

#: Of a measure that is no longer collected nobody asks anything.
DISCONTINUED = "discontinued"


@dataclass(frozen=True, slots=True)
class Asks:
    """A measure that asks for words. `level` is the one shown."""

    measure: Measure
    level: Level

    @property
    def is_given(self) -> bool:
        return self.measure.commentary is not None

    @property
    def title(self) -> str:
        return f"{self.measure.code} {self.measure.title}".strip()


def asking(record: Record) -> tuple[Asks, ...]:
    """Every measure whose level, by the rule or as judged, means some concern or off track."""
    return asking_among(record.measures, record.measure_levels)


def asking_among(measures: Iterable[Measure], scale: Iterable[Level]) -> tuple[Asks, ...]:
    """Those of some measures that ask. `scale` is what they are rated on."""
    levels = {level.code: level for level in scale}
    found = []
    for measure in measures:
        said = [level for code in (measure.judged_level, measure.rule_level) if (level := levels.get(code or ""))]
        if measure.status != DISCONTINUED and any(level.meaning in OFF_TARGET for level in said):
            found.append(Asks(measure, said[0]))
    return tuple(found)


def awaiting(record: Record) -> tuple[Asks, ...]:
    """Those of them about which nobody has said anything."""
    return tuple(each for each in asking(record) if not each.is_given)
