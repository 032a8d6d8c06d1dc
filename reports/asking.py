"""What a report can be about: the parts of a record, named as it names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from monitoring.record.part import BODY, OUTCOME, PRIORITY, scope_of
from monitoring.record.structs import Record
from monitoring.record.words import titled
from reports.kinds import PLAN


@dataclass(frozen=True, slots=True)
class Scope:
    """`value` is written as monitoring/record/part.py reads it, and `kind` is one of reports/kinds.py."""

    kind: str
    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scopes of one kind under the plan's own word for it."""

    title: str
    scopes: tuple[Scope, ...]


WHOLE = Scope(PLAN, "", "")


def scopes(record: Record, bodies: Mapping[str, int]) -> tuple[Scopes, ...]:
    """Every part of a record that a report can be about. `bodies` are the keys of the bodies by their names.

    A priority that is not reported on here has nothing to be reported, nor has a body without any that is. A body
    that has changed its name since is not found.
    """
    labels = record.plan.labels
    reported = [each for each in record.priorities if each.reported]
    served = {outcome for priority in reported for outcome in priority.outcomes}
    leading = sorted({each.lead_body for each in reported if each.lead_body in bodies})
    found = (
        Scopes(
            labels.outcome.many,
            tuple(
                Scope(OUTCOME, scope_of(OUTCOME, each.pk), f"{each.ref} {each.title}".strip())
                for each in record.outcomes
                if each.pk in served
            ),
        ),
        Scopes(
            labels.priority.many,
            tuple(Scope(PRIORITY, scope_of(PRIORITY, each.pk), titled(each)) for each in reported),
        ),
        Scopes(_("Who leads"), tuple(Scope(BODY, scope_of(BODY, bodies[name]), name) for name in leading)),
    )
    return tuple(each for each in found if each.scopes)


def scope_in(record: Record, bodies: Mapping[str, int], value: str) -> Scope | None:
    """The scope that is written so; None where the record has no such part."""
    if not value:
        return WHOLE
    return next((each for group in scopes(record, bodies) for each in group.scopes if each.value == value), None)
