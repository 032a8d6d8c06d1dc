"""Records of any size for what is made from them, invented and always the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from monitoring.record.structs import (
    NOT_RATED,
    SCHEMA,
    STARTS_LATER,
    Action,
    Change,
    Commentary,
    Comparator,
    Delay,
    Earlier,
    Figure,
    Highlight,
    Labels,
    Lead,
    Level,
    Measure,
    Move,
    Movement,
    Name,
    Past,
    Period,
    Plan,
    Priority,
    RatingRule,
    Record,
    Scale,
    Standing,
    Target,
    Total,
    Travel,
    Update,
    When,
)

LABELS = Labels(
    outcome=Name(one="Outcome", many="Outcomes"),
    priority=Name(one="Priority", many="Priorities"),
    commitment=Name(one="Commitment", many="Commitments"),
    action=Name(one="Action", many="Actions"),
    measure=Name(one="Measure", many="Measures"),
)
SCALE = Scale(
    name="How an action goes",
    levels=(
        Level(code="complete", label="Complete", letter="B", criteria="All that was promised is done, and the lead body agrees.", shape="", colour="", meaning="complete"),
        Level(code="on-track", label="On track", letter="G", criteria="It will be done as promised, by the agreed date.", shape="", colour="", meaning="on_track"),
        Level(code="at-risk", label="Some concern", letter="A", criteria="Something stands in the way. There is a plan, and it may still be done by the agreed date.", shape="", colour="", meaning="at_risk"),
        Level(code="off-track", label="Off track", letter="R", criteria="It will not be done as promised or by the agreed date unless somebody acts.", shape="", colour="", meaning="off_track"),
        Level(code="not-started", label="Not started", letter="N", criteria="Work is due to begin later than now, as planned.", shape="", colour="", meaning="not_started"),
    ),
)  # fmt: skip
PRIORITIES = (
    "A good start in life",
    "Good mental health, early",
    "Safe at home and outside",
    "Ready to learn and to work",
    "Children in care thrive",
    "Young people are heard",
)
VERBS = (
    "Open drop-in support in every secondary school",
    "See every child within six weeks of referral",
    "Publish one clear guide to getting help",
    "Train youth workers to spot the early signs",
    "Run parenting groups for under-fives in every hub",
    "Ask young people to rate the help they get",
    "Set up a night-time crisis line with the county",
    "Offer counselling to children in care without a wait",
    "Walk every route to school with its pupils",
    "Bring the three housing panels together into one",
)
LEADS = (
    "Director of Children’s Commissioning",
    "Head of Patient Experience",
    "Strategic Lead for Emotional Wellbeing",
    "Public Health Principal",
    "Youth Work Development Manager",
    "Chair of the Headteachers’ Forum",
)
SENTENCES = (
    "Nine schools are open and 388 young people have used a drop-in, 174 more than in June.",
    "Two practitioner posts are vacant, so three schools will open in February instead of December.",
    "A second counsellor starts on 2 November and the list should clear by April.",
    "The only bidder withdrew in August; a joint service with Vale County would cost £41,000 less a year.",
    "The guide goes to print in November and 61 of 90 youth workers are trained.",
    "Parents asked for evening sessions, and two hubs have begun them.",
)
PERIODS = tuple(
    (ordinal, f"{label} {year}", date(year, month, last))
    for ordinal, (label, year, month, last) in enumerate(
        (
            ("January to March", 2026, 3, 31),
            ("April to June", 2026, 6, 30),
        ),
        start=1,
    )
)
WHEN = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)
# Columns in the order in which actions take them, over and over.
NOW = ("on-track", "on-track", "off-track", "at-risk", "complete", NOT_RATED, "on-track", "not-started", "at-risk", STARTS_LATER)  # fmt: skip
THEN = ("on-track", "at-risk", "at-risk", "at-risk", "on-track", "on-track", "on-track", "not-started", "on-track", STARTS_LATER)  # fmt: skip
_LEVELLESS = (NOT_RATED, STARTS_LATER)


def due(year: int, month: int, day: int) -> When:
    return When(last_day=date(year, month, day), precision="day")


def action(number: int, *, priority: int, first: bool = False, words: int = 1) -> Action:
    """An action that looks like `number`: level, story, dates and lead all follow from it."""
    now, then = NOW[number % len(NOW)], THEN[number % len(THEN)]
    level = None if now in _LEVELLESS else now
    moved = now in ("off-track", "at-risk") and number % 3 != 1
    return Action(
        pk=1000 + number,
        priority_pk=100 + priority,
        commitment_pk=None,
        ref=f"{priority + 1}.{number // len(PRIORITIES) + 1}",
        title=VERBS[number % len(VERBS)],
        description="",
        success_criteria="",
        sources="",
        standing=Standing.ACTIVE,
        standing_note="",
        stage="complete" if now == "complete" else "under_way",
        percent_complete=None,
        leads=(lead(number),) if number % 11 != 7 else (),
        starts=due(2027, 1, 1) if now == STARTS_LATER else None,
        original_due=due(2026, 12, 31) if number % 4 else due(2026, 6, 30),
        agreed_due=due(2027, 3, 31) if moved else due(2026, 12, 31) if number % 4 else due(2026, 6, 30),
        moves=_moves() if moved else (),
        level=level,
        previous_column=None if first else then,
        trail=() if first else (Past(ordinal=1, column="on-track"), Past(ordinal=2, column=then)),
        movement=Movement.NEW if first else _movement(then, now),
        complete_since=None,
        starts_later=now == STARTS_LATER,
        ever_updated=number % 23 != 5,
        update=update(number, now, words) if level else None,
        milestones=(),
        printed=(),
    )


def lead(number: int) -> Lead:
    return Lead(
        name=LEADS[number % len(LEADS)],
        organisation="Northmoor Council",
        organisation_pk=1,
        person="",
        vacant=number % 13 == 3,
        role="lead",
        primary=True,
        as_printed="",
    )


def update(number: int, column: str, words: int) -> Update:
    said = [SENTENCES[(number + i) % len(SENTENCES)] for i in range(2 * words)]
    in_trouble = column in ("off-track", "at-risk")
    changed = column == "off-track"
    return Update(
        narrative="\n\n".join(" ".join(said[i : i + 4]) for i in range(0, len(said), 4)),
        delay=delay() if in_trouble else None,
        next_steps="sign the agreement with Vale County.\nmeet the two heads." if in_trouble else "",
        said_by="Sam Okoro",
        said_for="",
        said_at=WHEN,
        accepted=number % 5 != 0,
        accepted_by="Ann Reed" if number % 5 else "",
        accepted_at=WHEN if number % 5 else None,
        unchanged=column == "not-started",
        proposed_level="at-risk" if changed else column,
        changes=(
            Change(before="at-risk", after="off-track", reason="The group sees no way to the agreed date.", by="Ann Reed", at=WHEN),
        ) if changed else (),
    )  # fmt: skip


def delay() -> Delay:
    return Delay(
        cause="Not enough staff",
        detail="Four of eleven clinicians have left since April",
        impact="Half of children wait more than 12 weeks for a first appointment.",
        recovery="Two clinicians come from the adult service in January; evening clinics begin in Westmoor.",
        forecast=due(2027, 4, 30),
    )


def _moves() -> tuple[Move, ...]:
    return (
        Move(due=due(2027, 1, 31), reason="Tender failed.", approved_by="Ann Reed", on=date(2026, 4, 2), this_period=False),
        Move(due=due(2027, 3, 31), reason="Posts could not be filled", approved_by="Ann Reed", on=date(2026, 9, 9), this_period=True),
    )  # fmt: skip


def _movement(then: str, now: str) -> Movement:
    order = {"complete": 0, "on-track": 1, "at-risk": 3, "off-track": 4}
    if then == now:
        return Movement.SAME
    if then not in order or now not in order:
        return Movement.NOT_KNOWN
    return Movement.BETTER if order[now] < order[then] else Movement.WORSE


def priority(number: int, *, first: bool = False) -> Priority:
    now = ("on-track", "off-track", "at-risk", "on-track", "at-risk", "complete")[number % 6]
    return Priority(
        pk=100 + number,
        ref=str(number + 1),
        title=PRIORITIES[number % len(PRIORITIES)],
        plain_title="",
        description="",
        outcomes=(),
        cross_cutting=False,
        lead_body="Emotional Wellbeing Group",
        standing=Standing.ACTIVE,
        standing_note="",
        monitored_by="",
        judged_level=now if number % 3 else None,
        judged_reason="Waits have grown for a second quarter and the crisis line has no provider." if number % 3 else "",
        decisions_sought="Agree the recovery plan and its new date.\nDecide whether to join the county’s crisis line." if number == 1 else "",
        computed_level="off-track",
        previous_column=None if first or number == 5 else "at-risk",
        trail=() if first else (Past(ordinal=2, column="at-risk"),) if number == 4 else () if number == 5 else (Past(ordinal=1, column="on-track"), Past(ordinal=2, column="at-risk")),
        movement=Movement.NEW if first or number == 5 else _movement("at-risk", now),
        highlights=(
            Highlight(kind="achievement", label="Achievement", text="Every school now has a trained mental health lead: 64 of 64."),
            Highlight(kind="concern", label="Concern", text="Half of children wait more than 12 weeks for a first appointment. The promise is six."),
        ) if number % 2 else (),
        signed_off_by="",
        signed_off_on=None,
    )  # fmt: skip


def measure(number: int) -> Measure:
    values = (11, 10, 9, 9, 10, 12)
    quarters = ("June 2025", "September 2025", "December 2025", "March 2026", "June 2026", "September 2026")
    return Measure(
        pk=number,
        code=f"M{number}",
        title="Wait for a first mental health appointment",
        plain_title="",
        definition="Half of children waited longer than this.",
        unit="weeks",
        decimals=0,
        polarity="low",
        basis="in_period",
        priority_pk=101,
        figures=tuple(
            Figure(period=quarter, ends=None, value=Decimal(value), numerator=None, denominator=None, printed="", missing="", provisional=value == 12, judgement="", note="")
            for quarter, value in zip(quarters, values, strict=True)
        ) if number % 3 != 2 else (
            Figure(period="2025", ends=None, value=None, numerator=None, denominator=None, printed="", missing="Suppressed: too few to show", provisional=False, judgement="", note="Fewer than five."),
        ),
        target=Target(period="", ends=None, operator="at_most", value=Decimal(6), printed="") if number % 2 else None,
        comparators=(Comparator(kind="nation", name="England", period="2025", value=Decimal(8), relation=""),) if number % 2 else (),
        movement=Movement.WORSE if number % 3 != 2 else Movement.NOT_KNOWN,
        **_rated_measure(number),
    )  # fmt: skip


def _rated_measure(number: int) -> dict[str, Any]:
    """By thirds: off track and told of, missing, of some concern without a word."""
    if number % 3 == 2:
        missing = Travel(against="previous", movement=Movement.NOT_KNOWN, why_not="no_number")
        return {"not_rated_because": "missing", "short": missing, "long": replace(missing, against="same_last_year")}
    told = Commentary(
        story="Referrals are up by a fifth and four of eleven clinicians have left.",
        doing="Two agency clinicians start in November.",
        forecast="Ten weeks by March.",
        said_by="Ada Okafor",
        said_for="",
        said_at=datetime(2026, 10, 9, 10, tzinfo=UTC),
    )
    return {
        "rule_level": "off-track" if number % 3 else "at-risk",
        "rule": RatingRule(kind="percent", on_track_within=Decimal(0), at_risk_within=Decimal(10)),
        "lead": "Director of Children’s Commissioning",
        "short": Travel(against="previous", movement=Movement.WORSE, since="June 2026", change=Decimal(2)),
        "long": Travel(against="same_last_year", movement=Movement.WORSE, since="September 2025", change=Decimal(2)),
        "commentary": told if number % 3 else None,
    }


def record(
    actions: int = 60,
    *,
    priorities: int = 6,
    rated: bool = True,
    first: bool = False,
    totals: tuple[Total, ...] = (),
    words: int = 1,
    measures: int = 3,
    title: str = "Northmoor Children and Young People’s Plan 2025 to 2028",
) -> Record:
    """A period's record with so many actions, dealt to the priorities in turn.

    `first` leaves out earlier periods, `totals` makes it known from paper only, `words` lengthens
    every narrative.
    """
    made = tuple(action(n, priority=n % priorities, first=first, words=words) for n in range(actions))
    if not rated:
        made = tuple(_unrated(each) for each in made)
    scales = 0 if rated else None
    return Record(
        schema=SCHEMA,
        plan=Plan(
            pk=1,
            slug="northmoor",
            title=title,
            short_title="Children’s Plan",
            starts=due(2025, 4, 1),
            ends=due(2028, 3, 31),
            owner_body="Northmoor Children’s Partnership Board",
            coordinating_post="Plan Coordinator",
            labels=LABELS,
            texts=(),
            measures_long_travel="same_last_year",
        ),
        period=Period(
            pk=3,
            ordinal=3,
            label="July to September 2026",
            starts=date(2026, 7, 1),
            ends=date(2026, 9, 30),
            actions_as_at=date(2026, 9, 30),
            measures_as_at=date(2026, 9, 30),
        ),
        as_at=date(2026, 9, 30),
        scales=(SCALE,) if rated else (),
        action_scale=scales,
        priority_scale=scales,
        measure_scale=scales,
        earlier=() if first else tuple(_earlier(made, scales)),
        outcomes=(),
        priorities=tuple(priority(n, first=first) if rated else _unjudged(priority(n, first=first)) for n in range(priorities)),
        commitments=(),
        actions=() if totals else made,
        measures=tuple(measure(n + 1) for n in range(measures)),
        programmes=(),
        printed_totals=totals,
    )  # fmt: skip


def _unrated(each: Action) -> Action:
    return replace(each, level=None, previous_column=None, trail=(), movement=Movement.NOT_KNOWN)


def _unjudged(each: Priority) -> Priority:
    return replace(each, judged_level=None, computed_level=None, previous_column=None, trail=())


def _earlier(actions: tuple[Action, ...], scale: int | None) -> Iterator[Earlier]:
    for ordinal, label, ends in PERIODS:
        totals = tuple(
            Total(label=code, column=code, count=Decimal(sum(1 for each in actions if each.previous_column == code)))
            for code in (*(level.code for level in SCALE.levels), STARTS_LATER, NOT_RATED)
        )
        yield Earlier(
            pk=ordinal,
            ordinal=ordinal,
            label=label,
            ends=ends,
            action_scale=scale,
            priority_scale=scale,
            totals=totals if scale is not None else (),
            total=Decimal(len(actions)),
            as_reported=False,
        )
