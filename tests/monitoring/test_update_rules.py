from dataclasses import dataclass
from datetime import date

import pytest

from monitoring.update_rules import LastTime, Needs, Said, wanting, why_not_unchanged
from partnership.due import Due, Precision
from plans.ratings import Meaning

AS_AT = date(2026, 9, 30)
TODAY = date(2026, 10, 14)


@dataclass
class Level:
    meaning: str = Meaning.ON_TRACK
    requires_reason: bool = False
    requires_recovery: bool = False


def month(last_day: date, printed: str = "a month") -> Due:
    return Due(last_day, Precision.MONTH, printed)


FEBRUARY = month(date(2027, 2, 28), "February 2027")
SEPTEMBER = month(date(2026, 9, 30), "September 2026")
FULL = Said(
    narrative="Nine of twelve schools are open.",
    cause="other",
    cause_detail="A flood",
    impact="Three schools wait.",
    recovery="Advertise again.",
    forecast=FEBRUARY,
    next_steps="Interview",
    completed_on=date(2026, 9, 24),
)


# --- What an update must say -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "needs"),
    [
        (None, Needs()),
        (Level(), Needs()),
        (Level(Meaning.AT_RISK, requires_reason=True), Needs(reason=True)),
        (Level(Meaning.OFF_TRACK, requires_reason=True, requires_recovery=True), Needs(reason=True, recovery=True)),
        (Level(Meaning.COMPLETE), Needs(completion=True)),
    ],
)
def test_needs_follow_the_level(level, needs):
    assert Needs.of(level) == needs


@pytest.mark.parametrize(
    ("said", "needs", "problems"),
    [
        (Said(narrative="Open."), Needs(), {}),
        (Said(narrative="  "), Needs(), {"narrative": "Say what has happened"}),
        (FULL, Needs(reason=True, recovery=True), {}),
        (
            Said(narrative="Late."),
            Needs(reason=True, recovery=True),
            {
                "cause": "Choose the main cause of the delay",
                "impact": "Say what the delay means for children and young people",
                "recovery": "Say what will bring the action back on track",
                "forecast": "Give the month and year when you now expect to finish",
            },
        ),
        (
            Said(narrative="Late.", cause="other", impact="Three schools wait."),
            Needs(reason=True),
            {"cause_detail": "Say what the cause of the delay is"},
        ),
        (Said(narrative="Late.", cause="staff", impact="Three schools wait."), Needs(reason=True), {}),
        (
            Said(narrative="Late.", recovery="Advertise again.", forecast=SEPTEMBER),
            Needs(recovery=True),
            {"forecast": "The date you now expect must be after 30 September 2026"},
        ),
        (
            Said(narrative="Done."),
            Needs(completion=True),
            {"completed_on": "Give the day on which the action was completed"},
        ),
        (Said(narrative="Done.", completed_on=AS_AT), Needs(completion=True), {}),
        (
            Said(narrative="Done.", completed_on=date(2026, 10, 15)),
            Needs(completion=True),
            {"completed_on": "The day on which the action was completed must be today or in the past"},
        ),
        (
            Said(narrative="Done.", completed_on=date(2026, 10, 1)),
            Needs(completion=True),
            {
                "completed_on": "This period says how things stood on 30 September 2026. Choose how the action "
                "stood then; you can report it as complete in the next period"
            },
        ),
        # A plan that does not rate asks whether the action is done, and takes no for an answer.
        (Said(narrative="Open."), Needs(rated=False), {}),
    ],
)
def test_wanting_names_each_field_with_its_sentence(said, needs, problems):
    assert wanting(said, needs, as_at=AS_AT, today=TODAY) == problems


@pytest.mark.parametrize(
    ("needs", "kept"),
    [
        (Needs(), Said(narrative=FULL.narrative, next_steps="Interview")),
        (
            Needs(reason=True),
            Said(
                narrative=FULL.narrative,
                next_steps="Interview",
                cause="other",
                cause_detail="A flood",
                impact="Three schools wait.",
            ),
        ),
        (
            Needs(recovery=True),
            Said(narrative=FULL.narrative, next_steps="Interview", recovery="Advertise again.", forecast=FEBRUARY),
        ),
        (
            Needs(completion=True),
            Said(narrative=FULL.narrative, next_steps="Interview", completed_on=date(2026, 9, 24)),
        ),
        (
            Needs(rated=False),
            Said(narrative=FULL.narrative, next_steps="Interview", completed_on=date(2026, 9, 24)),
        ),
    ],
)
def test_said_keeps_only_what_the_level_asks(needs, kept):
    assert FULL.only_what(needs) == kept


def test_said_leaves_out_the_detail_of_a_cause_that_needs_none():
    said = Said(narrative="Late.", cause="staff", cause_detail="A flood", impact="They wait.")

    assert said.only_what(Needs(reason=True)) == Said(narrative="Late.", cause="staff", impact="They wait.")


# --- Nothing has changed -----------------------------------------------------------------------


def last_time(level: Level | None = None, *, rated: bool = True, unchanged: bool = False, forecast: Due | None = None):
    return LastTime(level=level, rated=rated, unchanged=unchanged, forecast=forecast)


@pytest.mark.parametrize(
    ("last", "due", "begins"),
    [
        (last_time(Level()), None, ""),
        (last_time(Level(Meaning.AT_RISK), forecast=FEBRUARY), FEBRUARY, ""),
        (last_time(None, rated=False), FEBRUARY, ""),
        (last_time(Level(Meaning.NOT_STARTED)), FEBRUARY, ""),
        # Still within the month that the words mean.
        (last_time(Level()), month(date(2026, 10, 31)), ""),
        (last_time(Level()), Due(None, Precision.ONGOING, "Ongoing"), ""),
        (None, None, "The action was not rated last time"),
        (last_time(None), None, "The action was not rated last time"),
        (last_time(Level(Meaning.OFF_TRACK)), FEBRUARY, "The action was off track last time"),
        (last_time(Level(Meaning.COMPLETE)), FEBRUARY, "The action was complete last time"),
        (last_time(Level()), SEPTEMBER, "The action is past its date, September 2026."),
        (
            last_time(Level(Meaning.AT_RISK), forecast=SEPTEMBER),
            None,
            "The date you expected last time, September 2026",
        ),
        (last_time(Level(), unchanged=True), FEBRUARY, "You said that nothing had changed last time"),
    ],
)
def test_why_not_unchanged(last, due, begins):
    refusal = why_not_unchanged(last, due=due, today=TODAY)

    assert refusal.startswith(begins)
    assert bool(refusal) == bool(begins)
