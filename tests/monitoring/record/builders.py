"""The plainest part of each kind of a record; name what matters to the test."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from monitoring.record.structs import (
    NOT_RATED,
    SCHEMA,
    Action,
    Earlier,
    Labels,
    Lead,
    Level,
    Move,
    Movement,
    Name,
    Past,
    Period,
    Plan,
    Priority,
    Record,
    Scale,
    Standing,
    Total,
    Update,
    When,
)


def a_level(meaning: str, label: str = "", letter: str = "") -> Level:
    return Level(
        code=meaning.replace("_", "-"),
        label=label or meaning.replace("_", " ").capitalize(),
        letter=letter,
        criteria="What it takes.",
        shape="",
        colour="",
        meaning=meaning,
    )


LEVELS = (
    a_level("complete", letter="B"),
    a_level("on_track", letter="G"),
    a_level("at_risk", "Some concern", letter="A"),
    a_level("off_track", letter="R"),
    a_level("not_started", letter="N"),
)
SCALE = Scale(name="Five ratings", levels=LEVELS)

LABELS = Labels(
    outcome=Name(one="Outcome", many="Outcomes"),
    priority=Name(one="Priority", many="Priorities"),
    commitment=Name(one="Commitment", many="Commitments"),
    action=Name(one="Action", many="Actions"),
    measure=Name(one="Measure", many="Measures"),
)

JUNE = date(2026, 6, 30)
SEPTEMBER = date(2026, 9, 30)


def a_lead(name: str = "Head of Early Years", **given) -> Lead:
    plain: dict[str, Any] = {
        "name": name,
        "organisation": "Northmoor Council",
        "organisation_pk": 1,
        "person": "Ada Okafor",
        "vacant": False,
        "role": "lead",
        "primary": True,
        "as_printed": "",
    }
    return Lead(**plain | given)


def due(day: date | None, printed: str = "") -> When:
    return When(last_day=day, precision="day", printed=printed)


def moved_to(day: date, *, on: date = date(2026, 5, 1), this_period: bool = False) -> Move:
    return Move(due=due(day), reason="Late start.", approved_by="The board", on=on, this_period=this_period)


def an_update(**given) -> Update:
    plain: dict[str, Any] = {
        "narrative": "Seven of twelve schools are open.",
        "delay": None,
        "next_steps": "",
        "said_by": "Ada Okafor",
        "said_for": "",
        "said_at": datetime(2026, 10, 9, 10, tzinfo=UTC),
        "accepted": True,
        "accepted_by": "Bea Lund",
        "accepted_at": datetime(2026, 10, 20, 10, tzinfo=UTC),
        "unchanged": False,
        "proposed_level": None,
        "changes": (),
    }
    return Update(**plain | given)


def an_action(pk: int = 1, level: str | None = None, **given) -> Action:
    """An action of priority 1 that has been reported on if it has a level."""
    plain: dict[str, Any] = {
        "pk": pk,
        "priority_pk": 1,
        "commitment_pk": None,
        "ref": f"1.{pk}",
        "title": f"Action {pk}",
        "description": "",
        "success_criteria": "",
        "sources": "",
        "standing": Standing.ACTIVE,
        "standing_note": "",
        "stage": "under_way",
        "percent_complete": None,
        "leads": (a_lead(),),
        "starts": None,
        "original_due": None,
        "agreed_due": None,
        "moves": (),
        "level": level,
        "previous_column": None,
        "trail": (),
        "movement": Movement.NEW,
        "complete_since": None,
        "starts_later": False,
        "ever_updated": True,
        "update": an_update(proposed_level=level) if level else None,
        "milestones": (),
        "printed": (),
    }
    return Action(**plain | given)


def a_priority(pk: int = 1, **given) -> Priority:
    plain: dict[str, Any] = {
        "pk": pk,
        "ref": str(pk),
        "title": f"Priority {pk}",
        "plain_title": "",
        "description": "",
        "outcomes": (),
        "cross_cutting": False,
        "lead_body": "",
        "standing": Standing.ACTIVE,
        "standing_note": "",
        "monitored_by": "",
        "judged_level": None,
        "judged_reason": "",
        "decisions_sought": "",
        "computed_level": None,
        "previous_column": None,
        "trail": (),
        "movement": Movement.NEW,
        "highlights": (),
        "signed_off_by": "",
        "signed_off_on": None,
    }
    return Priority(**plain | given)


def an_earlier_period(ordinal: int = 1, ends: date | None = JUNE, *, totals=None, **given) -> Earlier:
    """`totals` maps columns to numbers."""
    plain: dict[str, Any] = {
        "pk": ordinal,
        "ordinal": ordinal,
        "label": "April to June 2026",
        "ends": ends,
        "action_scale": 0,
        "priority_scale": 0,
        "totals": tuple(
            Total(label=column, column=column, count=Decimal(number)) for column, number in (totals or {}).items()
        ),
        "total": Decimal(sum((totals or {}).values())),
        "as_reported": False,
    }
    return Earlier(**plain | given)


def a_record(*actions: Action, **given) -> Record:
    """The second period of a plan, July to September 2026, with the usual five ratings."""
    plain: dict[str, Any] = {
        "schema": SCHEMA,
        "plan": Plan(
            pk=1,
            slug="northmoor",
            title="Northmoor Children’s Plan 2025 to 2028",
            short_title="",
            starts=None,
            ends=None,
            owner_body="Children’s Partnership Board",
            coordinating_post="Plan Coordinator",
            labels=LABELS,
            texts=(),
        ),
        "period": Period(
            pk=2,
            ordinal=2,
            label="July to September 2026",
            starts=date(2026, 7, 1),
            ends=SEPTEMBER,
            actions_as_at=SEPTEMBER,
            measures_as_at=SEPTEMBER,
        ),
        "as_at": SEPTEMBER,
        "scales": (SCALE,),
        "action_scale": 0,
        "priority_scale": 0,
        "measure_scale": None,
        "earlier": (),
        "outcomes": (),
        "priorities": tuple(a_priority(pk) for pk in sorted({action.priority_pk for action in actions} or {1})),
        "commitments": (),
        "actions": actions,
        "measures": (),
        "programmes": (),
        "printed_totals": (),
    }
    return Record(**plain | given)


def unrated() -> dict[str, Any]:
    """What to give `a_record` for a plan that does not rate."""
    return {"scales": (), "action_scale": None, "priority_scale": None}


def past(*columns: str | None, first: int = 1) -> tuple[Past, ...]:
    """A trail, oldest first; None leaves a period out, "" is silence."""
    return tuple(
        Past(ordinal=ordinal, column=column or NOT_RATED)
        for ordinal, column in enumerate(columns, start=first)
        if column is not None
    )
