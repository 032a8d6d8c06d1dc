"""What a column meant in each period of a record, whose scales may differ."""

from __future__ import annotations

from collections.abc import Mapping

from .counts import columns
from .structs import Action, Level, Record


class Scales:
    """Every level and column of a record by its code, for now and for each earlier period."""

    def __init__(self, record: Record) -> None:
        known = [_by_code(scale.levels) for scale in record.scales]

        def scale(number: int | None) -> Mapping[str, Level]:
            return {} if number is None else known[number]

        self.actions = scale(record.action_scale)
        self.priorities = scale(record.priority_scale)
        self._earlier = tuple(period.ordinal for period in record.earlier)
        self._actions_then = {period.ordinal: scale(period.action_scale) for period in record.earlier}
        self._priorities_then = {period.ordinal: scale(period.priority_scale) for period in record.earlier}

    def action_then(self, ordinal: int, column: str | None) -> Level | None:
        """The column an action stood in then; None when it was not counted."""
        return self._actions_then.get(ordinal, {}).get(column or "")

    def priority_then(self, ordinal: int, column: str | None) -> Level | None:
        return self._priorities_then.get(ordinal, {}).get(column or "")

    def running(self, action: Action) -> int:
        """For how many periods without a break, this one included, its level has meant the same.

        0 while it is not rated.
        """
        if action.level is None:
            return 0
        meaning = self.actions[action.level].meaning
        columns_then = {past.ordinal: past.column for past in action.trail}
        length = 1
        for ordinal in reversed(self._earlier):
            then = self.action_then(ordinal, columns_then.get(ordinal))
            if then is None or then.meaning != meaning:
                break
            length += 1
        return length


def _by_code(levels: tuple[Level, ...]) -> Mapping[str, Level]:
    return {level.code: level for level in columns(levels)}
