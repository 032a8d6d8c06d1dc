"""Which actions a reader asked to see: by organisation, priority and level, as the address says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from .counts import columns
from .structs import Action, Level, Priority, Record


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for. None means all of them."""

    organisation: int | None = None
    priority: int | None = None
    level: str | None = None

    def __bool__(self) -> bool:
        return self != EVERYTHING

    def shows(self, action: Action) -> bool:
        return (
            (self.organisation is None or self.organisation in organisations_of(action))
            and (self.priority is None or action.priority_pk == self.priority)
            and (self.level is None or action.column == self.level)
        )

    @property
    def at_any_level(self) -> Choice:
        return replace(self, level=None)

    @property
    def query(self) -> str:
        """The address's query for this choice; empty when everything is shown."""
        chosen = {
            "organisation": self.organisation,
            "priority": self.priority,
            "level": self.level,
        }
        return urlencode({name: value for name, value in chosen.items() if value is not None})


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class Options:
    """What there is to choose from in a record."""

    organisations: tuple[tuple[int, str], ...]
    priorities: tuple[Priority, ...]
    levels: tuple[Level, ...]


def options(record: Record) -> Options:
    actions = record.reported_actions
    organisations = {
        lead.organisation_pk: lead.organisation
        for action in actions
        for lead in action.leads
        if lead.organisation_pk is not None and lead.role != "contributor"
    }
    with_actions = {action.priority_pk for action in actions}
    return Options(
        organisations=tuple(sorted(organisations.items(), key=lambda each: each[1])),
        priorities=tuple(each for each in record.priorities if each.pk in with_actions),
        levels=columns(record.action_levels),
    )


def choice(asked: Mapping[str, str], available: Options) -> Choice:
    """The choice an address names. What the record does not have is ignored."""
    return Choice(
        organisation=_number(asked.get("organisation"), {pk for pk, _ in available.organisations}),
        priority=_number(asked.get("priority"), {each.pk for each in available.priorities}),
        level=_known(asked.get("level"), {level.code for level in available.levels}),
    )


def organisations_of(action: Action) -> frozenset[int]:
    """The organisations that answer for an action; a contributor does not."""
    return frozenset(
        lead.organisation_pk for lead in action.leads if lead.organisation_pk is not None and lead.role != "contributor"
    )


def _number(asked: str | None, known: set[int]) -> int | None:
    return next((number for number in known if str(number) == asked), None)


def _known(asked: str | None, known: set[str]) -> str | None:
    return asked if asked in known else None
