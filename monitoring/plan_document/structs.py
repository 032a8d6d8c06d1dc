"""The plan document: everything that is written down about a plan and its reporting, as one value.

This is the shape of the file that `manage.py load_plan` reads. `docs/plan-document.schema.json` is
made from it and `docs/plan-document.md` explains it. Keys are the document’s own names for its parts:
short, stable from one version to the next, and never shown to anybody.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

FORMAT = "childrens-plan/1"

#: Marks a text that `partnership.due_reading.read_due` has to understand.
DUE = "due"

_KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_KEY_HELP = (
    "The document’s own name for this part: small letters, digits and single hyphens. "
    "Never shown; keep it the same in every version of the document."
)
Key = Annotated[str, Meta(pattern=_KEY, max_length=80, description=_KEY_HELP)]
ShortKey = Annotated[str, Meta(pattern=_KEY, max_length=60, description=_KEY_HELP)]
Ref = Annotated[
    str, Meta(max_length=30, description="The number or letter it is printed with, as text. Leave out if none.")
]
Text = Annotated[str, Meta(min_length=1)]
Words = Annotated[str, Meta(description="Free text. Blank lines separate paragraphs.")]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Code = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+$", max_length=40)]
Day = Annotated[date, Meta(description="A day, written 2026-09-30.")]
Number = Annotated[Decimal, Meta(description="A number, with a point before its decimals.")]
DueText = Annotated[
    str,
    Meta(
        min_length=1,
        description="A date as people write it; the words are kept. A period is late only once it is over; "
        "financial years start on 1 April.",
        examples=[
            "31 December 2026",
            "May 2025",
            "Quarter 4 2025/26",
            "Autumn 2026",
            "2025/26",
            "asap",
            "once published",
            "ongoing",
        ],
        extra={DUE: True},
    ),
]

OrganisationKind = Literal[
    "council",
    "directorate",
    "nhs",
    "police",
    "probation",
    "schools",
    "voluntary",
    "parent_carers",
    "young_people",
    "other",
]
BodyKind = Literal[
    "partnership_board",
    "delivery_group",
    "working_group",
    "scrutiny_committee",
    "executive",
    "full_council",
    "health_and_wellbeing_board",
    "safeguarding_partners",
    "youth_council",
    "other",
]
SeatRole = Literal["chair", "vice_chair", "lead", "member", "young_representative", "officer", "observer", "clerk"]
PlanKind = Literal[
    "cypp",
    "childrens_services",
    "send_improvement",
    "youth_justice",
    "corporate_parenting",
    "improvement",
    "other",
]
PlanStatus = Literal["drafting", "consultation", "approved", "under_review", "superseded", "closed"]
DocumentKind = Literal["strategy", "policy", "plan", "evidence", "guidance", "minutes", "other"]
LevelMeaning = Literal[
    "complete",
    "ahead",
    "on_track",
    "at_risk",
    "off_track",
    "paused",
    "not_started",
    "not_assessed",
    "direction_only",
]
RollupRule = Literal["worst", "share", "judgement_only"]
CompleteCounts = Literal["on_track", "left_out"]
OthersCount = Literal["left_out", "at_risk", "off_track"]
PriorityStatus = Literal["active", "added_later", "merged", "transferred", "withdrawn"]
Stage = Literal["not_started", "under_way", "complete", "paused", "withdrawn", "merged", "transferred", "unknown"]
ResponsibilityRole = Literal["lead", "accountable", "political_lead", "contributor"]
Polarity = Literal["high", "low", "close_to_target", "information"]
Basis = Literal[
    "snapshot",
    "in_period",
    "year_to_date",
    "rolling_12_months",
    "rolling_3_years",
    "academic_year",
    "unknown",
]
Operator = Literal["at_least", "at_most", "exactly", "more_than", "less_than"]
FigureStatus = Literal["final", "provisional", "estimated", "projected", "revised"]
Missing = Literal["suppressed", "not_applicable", "not_available", "low", "not_due"]
ComparatorKind = Literal[
    "statistical_neighbours",
    "region",
    "nation",
    "best_quartile",
    "previous",
    "same_last_year",
    "other",
]
Frequency = Literal["monthly", "quarterly", "termly", "half_yearly", "yearly", "two_yearly", "irregular"]
MeasureKind = Literal["population", "how_much", "how_well", "better_off"]
MeasureStatus = Literal["active", "in_development", "discontinued"]
Disclosure = Literal["not_said", "count", "share", "none"]
TargetSpan = Literal["in_year", "annual"]
TargetKind = Literal["target", "trajectory", "forecast"]
TargetRule = Literal["better_than_comparator", "improve_on_baseline", "improve_on_previous", "improve_on_last_year"]
Qualifier = Literal["over", "under", "about", "at_least", "at_most"]
Direction = Literal["up", "down", "same"]
RuleKind = Literal["target", "floor", "percent", "amount", "improving"]
Travel = Literal["previous", "same_last_year", "baseline", "first"]
PeriodState = Literal["planned", "open", "challenge", "frozen", "published"]
UpdateState = Literal["submitted", "returned", "accepted"]
DelayCause = Literal["staff", "funding", "partner", "decision", "dependency", "premises", "data", "external", "other"]
HighlightKind = Literal[
    "achievement",
    "progress",
    "concern",
    "issue",
    "delay",
    "inspection_finding",
    "good_practice",
    "programme",
    "case_study",
    "escalation",
]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every part of the document has in common: it refuses a field that it does not know."""


class Label(Part, frozen=True, kw_only=True):
    """A word of the plan's own for one of its levels, capitalised as in a heading."""

    one: Annotated[Line, Meta(description="The word for one of them: Pledge.")]
    many: Annotated[Line, Meta(description="The word for several: Pledges.")]


class Labels(Part, frozen=True, kw_only=True):
    """The plan's own words. A level that is left out keeps the usual word."""

    outcome: Label | None = None
    priority: Label | None = None
    commitment: Label | None = None
    action: Label | None = None
    measure: Label | None = None


class Rollup(Part, frozen=True, kw_only=True):
    """How a priority’s rating is worked out from its actions, beside the one its lead gives."""

    rule: Annotated[
        RollupRule,
        Meta(
            description="worst: the most severe of its actions. share: by how many are on track or off track. "
            "judgement_only: not at all."
        ),
    ] = "worst"
    on_track_share: Annotated[
        int, Meta(ge=1, le=100, description="For share: on track where at least this many per cent are.")
    ] = 80
    off_track_share: Annotated[
        int, Meta(ge=1, le=100, description="For share: off track where at least this many per cent are.")
    ] = 30
    complete: Annotated[CompleteCounts, Meta(description="What completed actions count as.")] = "on_track"
    paused: Annotated[OthersCount, Meta(description="What paused actions count as.")] = "left_out"
    not_rated: Annotated[
        OthersCount, Meta(description="What actions that nobody rated count as, where at least one other is rated.")
    ] = "left_out"


class TitledText(Part, frozen=True, kw_only=True):
    """A titled passage of the plan: its vision, its principles, how it was made."""

    key: ShortKey
    title: Annotated[Text, Meta(description="The heading of the passage.")]
    body: Words = ""


class RatingRule(Part, frozen=True, kw_only=True):
    """How measures are rated against their targets, from a day on. The margins are for the last three kinds."""

    kind: Annotated[
        RuleKind,
        Meta(
            description="target: met or not. floor: the floor or tolerance of the target decides. percent, amount: how "
            "far off target. improving: outside its margin, whether it improved on a year before."
        ),
    ]
    on_track_within: Annotated[Number, Meta(description="So far off target still counts as on track.")] = Decimal(0)
    at_risk_within: Annotated[Number, Meta(description="So far off target counts as some concern.")] = Decimal(10)
    applies_from: Annotated[Day | None, Meta(description="The first day it applies. Left out: from the start.")] = None


class Plan(Part, frozen=True, kw_only=True):
    """The plan itself."""

    key: Annotated[Key, Meta(description="The plan’s name in web addresses and in this system. Never change it.")]
    title: Annotated[Text, Meta(description="The plan’s full title.")]
    short_title: Annotated[str, Meta(description="A shorter title for headings.")] = ""
    kind: PlanKind = "cypp"
    status: PlanStatus = "drafting"
    statutory_note: Annotated[str, Meta(description="Whether the plan is required by law, and by which.")] = ""
    starts: DueText | None = None
    ends: DueText | None = None
    owner_body: Annotated[Key | None, Meta(description="Key of the body that owns the plan.")] = None
    coordinating_post: Annotated[
        Key | None, Meta(description="Key of the post that coordinates the plan and its reporting.")
    ] = None
    supersedes: Annotated[
        Key | None, Meta(description="Key of the earlier plan that this one replaces. It must be loaded already.")
    ] = None
    labels: Labels = Labels()
    action_scale: Annotated[
        Key | None, Meta(description="Key of the scale that actions are rated on. Leave out if they are not rated.")
    ] = None
    priority_scale: Annotated[Key | None, Meta(description="Key of the scale that priorities are rated on.")] = None
    measure_scale: Annotated[Key | None, Meta(description="Key of the scale that measures are rated on.")] = None
    rollup: Rollup = Rollup()
    requires_sign_off: Annotated[
        bool, Meta(description="Whether every priority is signed off before the figures of a period are fixed.")
    ] = False
    analyst_post: Annotated[
        Key | None,
        Meta(description="Key of the post that brings in the figures. Left out: as it is in the system."),
    ] = None
    measures_short_travel: Annotated[
        Travel | None, Meta(description="What the first arrow compares with. Left out: as it is in the system.")
    ] = None
    measures_long_travel: Annotated[
        Travel | None, Meta(description="What the second arrow compares with. Left out: as it is in the system.")
    ] = None
    rating_rules: Annotated[
        tuple[RatingRule, ...], Meta(description="How its measures are rated, unless one says otherwise.")
    ] = ()
    texts: tuple[TitledText, ...] = ()


class Organisation(Part, frozen=True, kw_only=True):
    """A partner, or a directorate or service within one. Known again by its name."""

    key: Key
    name: Annotated[Text, Meta(description="The organisation’s full name.")]
    short_name: Annotated[str, Meta(max_length=60)] = ""
    kind: OrganisationKind = "other"
    parent: Annotated[Key | None, Meta(description="Key of the organisation that it is part of.")] = None


class Person(Part, frozen=True, kw_only=True):
    """Somebody who signs in. Known again by the e-mail address; passwords are never in a document."""

    key: Key
    name: Annotated[Line, Meta(description="The person’s name.")]
    email: Annotated[
        str,
        Meta(
            pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
            max_length=254,
            description="The e-mail address that the person signs in with.",
        ),
    ]


class Holder(Part, frozen=True, kw_only=True):
    """Who holds a post, from when until when. A post without a holder now is vacant."""

    person: Annotated[Key, Meta(description="Key of the person.")]
    starts_on: Day | None = None
    ends_on: Day | None = None
    acting: bool = False


class Post(Part, frozen=True, kw_only=True):
    """A job. Posts own work, people hold posts. Known again by its title and organisation."""

    key: Key
    title: Annotated[Text, Meta(description="The post’s title.")]
    organisation: Annotated[Key, Meta(description="Key of the organisation it belongs to.")]
    holders: tuple[Holder, ...] = ()


class Seat(Part, frozen=True, kw_only=True):
    """A seat on a body: of a post, or of a person."""

    post: Annotated[Key | None, Meta(description="Key of the post that sits here.")] = None
    person: Annotated[Key | None, Meta(description="Key of the person who sits here.")] = None
    role: SeatRole = "member"
    starts_on: Day | None = None
    ends_on: Day | None = None


class Body(Part, frozen=True, kw_only=True):
    """A board, delivery group or committee. Known again by its name."""

    key: Key
    name: Annotated[Text, Meta(description="The body’s name.")]
    kind: BodyKind = "other"
    parent: Annotated[Key | None, Meta(description="Key of the body it reports to.")] = None
    bound_by_access_to_information_law: bool = False
    clear_days: Annotated[int, Meta(ge=0, le=60, description="Clear days of notice before a meeting.")] = 5
    seats: tuple[Seat, ...] = ()


class Level(Part, frozen=True, kw_only=True):
    """One level of a scale: a word, a shape and a colour, and what it takes to earn it."""

    code: Annotated[Code, Meta(description="The level’s name in this document.")]
    label: Annotated[str, Meta(min_length=1, max_length=60, description="The word shown for the level.")]
    meaning: Annotated[
        LevelMeaning, Meta(description="What the level means whatever it is called; counts and exceptions use it.")
    ]
    letter: Annotated[str, Meta(max_length=2, description="The letter printed for it: R, A, G or B.")] = ""
    criteria: Words = ""
    shape: Annotated[str, Meta(max_length=20, description="A shape other than that of its meaning.")] = ""
    colour: Annotated[str, Meta(max_length=20, description="A colour other than that of its meaning.")] = ""
    requires_reason: bool = False
    requires_recovery: bool = False


class Scale(Part, frozen=True, kw_only=True):
    """Levels with their criteria, best first. Once a reporting period has used it, it cannot change."""

    key: ShortKey
    name: Annotated[Text, Meta(description="What the scale is called.")]
    levels: Annotated[tuple[Level, ...], Meta(min_length=1, description="Its levels, best first.")]


class Outcome(Part, frozen=True, kw_only=True):
    """What should be true for children and young people when the plan has worked."""

    key: Key
    title: Annotated[Text, Meta(description="The outcome as printed.")]
    ref: Ref = ""
    description: Words = ""


class LinkedDocument(Part, frozen=True, kw_only=True):
    """A strategy, policy or other document that the plan refers to."""

    key: Key
    title: Annotated[Text, Meta(description="The document’s title.")]
    kind: DocumentKind = "other"
    url: Annotated[
        str, Meta(max_length=1000, pattern=r"^(https?://\S+)?$", description="Its web address, if it is known.")
    ] = ""
    organisation: Annotated[Key | None, Meta(description="Key of the organisation that publishes it.")] = None


class Responsibility(Part, frozen=True, kw_only=True):
    """Who has to do with an action: one post, organisation or body, or only the words that were printed."""

    post: Annotated[Key | None, Meta(description="Key of the post.")] = None
    organisation: Annotated[Key | None, Meta(description="Key of the organisation.")] = None
    body: Annotated[Key | None, Meta(description="Key of the body.")] = None
    as_printed: Annotated[str, Meta(description="What the plan prints, if that differs or is all there is.")] = ""
    role: ResponsibilityRole = "lead"
    primary: Annotated[bool, Meta(description="True for the one to be named first.")] = False


class Milestone(Part, frozen=True, kw_only=True):
    """A step on the way to an action's end."""

    title: Annotated[Text, Meta(description="What will have happened.")]
    due: DueText | None = None
    done_on: Day | None = None


class DateChange(Part, frozen=True, kw_only=True):
    """A later date than the original, agreed by somebody for a reason."""

    due: DueText
    reason: Annotated[Text, Meta(description="Why the date was changed.")]
    agreed_on: Day
    agreed_by: Annotated[Text, Meta(description="Who agreed to it: a body, or a post.")]


class ListedIn(Part, frozen=True, kw_only=True):
    """That another plan counts this action too."""

    plan: Annotated[Key, Meta(description="Key of the other plan. It must be loaded already.")]
    priority: Annotated[Key, Meta(description="Key of its priority that lists the action.")]
    ref: Ref = ""


class Action(Part, frozen=True, kw_only=True):
    """A strategic action: one promise by the partners that moves a priority forward."""

    key: Annotated[Key, Meta(description="The action’s key; no other action of the plan has it.")]
    title: Annotated[Text, Meta(description="The action as printed.")]
    ref: Ref = ""
    description: Words = ""
    success_criteria: Annotated[str, Meta(description="How everybody will know that it worked.")] = ""
    sources: Annotated[str, Meta(description="What it was taken on because of: an inspection, a resolution.")] = ""
    stage: Annotated[
        Stage | None,
        Meta(
            description="How far it has come. Left out, a known action stays as it is; of a new one it is not said, "
            "or not started if it has a start."
        ),
    ] = None
    stage_note: str = ""
    percent_complete: Annotated[int, Meta(ge=0, le=100)] | None = None
    completed_on: Day | None = None
    starts: DueText | None = None
    due: Annotated[DueText | None, Meta(description="The original date, as printed.")] = None
    printed: Annotated[dict[str, str], Meta(description="Other columns of the printed plan, by their headings.")] = {}
    in_plan_from: Annotated[Day | None, Meta(description="For an action added later: since when it counts.")] = None
    in_plan_until: Annotated[Day | None, Meta(description="For one that left: the last day on which it counts.")] = None
    merged_into: Annotated[Key | None, Meta(description="Key of the action that it became part of.")] = None
    responsibilities: tuple[Responsibility, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    date_changes: tuple[DateChange, ...] = ()
    also_listed_in: tuple[ListedIn, ...] = ()


class Commitment(Part, frozen=True, kw_only=True):
    """A promise within a priority, often with a goal."""

    key: Key
    title: Annotated[Text, Meta(description="The commitment as printed.")]
    ref: Ref = ""
    summary_title: Annotated[str, Meta(description="The shorter wording of a summary list.")] = ""
    goal: Words = ""
    actions: tuple[Action, ...] = ()


class Priority(Part, frozen=True, kw_only=True):
    """Something that the partners have chosen to work on together. It may be unnumbered or cross-cutting."""

    key: Key
    title: Annotated[Text, Meta(description="The priority as printed.")]
    ref: Ref = ""
    plain_title: Annotated[str, Meta(description="The title in words a child understands.")] = ""
    description: Words = ""
    outcomes: Annotated[tuple[Key, ...], Meta(description="Keys of the outcomes it serves.")] = ()
    documents: Annotated[tuple[Key, ...], Meta(description="Keys of documents that belong with it.")] = ()
    cross_cutting: bool = False
    lead_body: Annotated[Key | None, Meta(description="Key of the body responsible for it.")] = None
    monitored_elsewhere_by: Annotated[
        str, Meta(description="Who follows it instead of this plan’s board; its actions are then not counted here.")
    ] = ""
    status: PriorityStatus = "active"
    status_note: str = ""
    in_plan_from: Annotated[Day | None, Meta(description="For one added later: since when it counts.")] = None
    in_plan_until: Annotated[Day | None, Meta(description="For one that left: the last day on which it counts.")] = None
    merged_into: Annotated[Key | None, Meta(description="Key of the priority that it became part of.")] = None
    commitments: tuple[Commitment, ...] = ()
    actions: Annotated[
        tuple[Action, ...], Meta(description="Actions of the priority that stand under none of its commitments.")
    ] = ()


class Programme(Part, frozen=True, kw_only=True):
    """A programme of work that contributes to priorities without being one of the plan's actions."""

    key: Key
    title: Annotated[Text, Meta(description="The programme’s name.")]
    description: Words = ""
    priorities: Annotated[tuple[Key, ...], Meta(description="Keys of the priorities it contributes to.")] = ()


class ComparatorMember(Part, frozen=True, kw_only=True):
    """An area that belongs to a group, and between which days."""

    name: Annotated[Line, Meta(description="The area.")]
    code: Annotated[str, Meta(max_length=40, description="Its official code.")] = ""
    member_from: Day | None = None
    member_until: Annotated[Day | None, Meta(description="The last day.")] = None


class ComparatorGroup(Part, frozen=True, kw_only=True):
    """Those that the plan compares itself with: similar areas, a region. Known again by its name."""

    key: Key
    name: Annotated[Line, Meta(description="What the group is called.")]
    kind: ComparatorKind = "statistical_neighbours"
    chosen_by: Annotated[str, Meta(description="The model that chose its members, with its version.")] = ""
    source: str = ""
    members: tuple[ComparatorMember, ...] = ()


class Target(Part, frozen=True, kw_only=True):
    """What was aimed for: a number, a rule, only the words that were printed, or that none is set."""

    period: Annotated[str, Meta(max_length=120, description="The period it is for, in words.")] = ""
    period_ends_on: Day | None = None
    span: Annotated[TargetSpan, Meta(description="Whether it is for the period or the whole year.")] = "in_year"
    kind: Annotated[TargetKind, Meta(description="A target, a step on the way to one, or a forecast.")] = "target"
    value: Number | None = None
    operator: Annotated[
        Operator | None,
        Meta(description="Left out: at_least; at_most where low is good, exactly where close to target is."),
    ] = None
    floor: Annotated[Number | None, Meta(description="What must be reached at the least.")] = None
    tolerance: Annotated[Number | None, Meta(description="By how much it may be missed.")] = None
    tolerance_is_percent: bool = False
    rule: Annotated[TargetRule | None, Meta(description="What it means to better, in place of a number.")] = None
    rule_comparator: Annotated[
        ComparatorKind | None, Meta(description="For better_than_comparator: which kind of comparator.")
    ] = None
    none_set: Annotated[bool, Meta(description="True: that no target is set is the answer.")] = False
    as_printed: str = ""
    note: str = ""


class Figure(Part, frozen=True, kw_only=True):
    """What came out in a period: a number, the printed words, a judgement, a direction, or why there is none."""

    period: Annotated[str, Meta(max_length=120, description="The period it is for, in words.")] = ""
    period_ends_on: Day | None = None
    dimension: Annotated[str, Meta(max_length=120, description="Of one part: what it is broken down by.")] = ""
    category: Annotated[str, Meta(max_length=120, description="Of one part: which one.")] = ""
    revision: Annotated[int, Meta(ge=0, le=999, description="0 as first published, 1 for its first revision.")] = 0
    value: Number | None = None
    qualifier: Annotated[Qualifier | None, Meta(description="The number is not exact: over 100.")] = None
    numerator: Number | None = None
    denominator: Number | None = None
    status: FigureStatus = "final"
    missing: Missing | None = None
    direction: Annotated[
        Direction | None, Meta(description="Which way the number went, where that is all that was printed.")
    ] = None
    direction_since: Annotated[str, Meta(max_length=120, description="Since when, as printed.")] = ""
    as_printed: Annotated[str, Meta(description="Words printed instead of, or around, a number: over 100.")] = ""
    judgement: Annotated[str, Meta(description="What was said about it: on target.")] = ""
    reported_rating: Annotated[str, Meta(max_length=60, description="The rating that was printed with it.")] = ""
    note: str = ""


class Comparator(Part, frozen=True, kw_only=True):
    """What others have: a number, or only words such as “higher than”."""

    name: Annotated[Line, Meta(description="Who it is compared with.")]
    kind: ComparatorKind = "other"
    group: Annotated[Key | None, Meta(description="Key of the group of areas that it is.")] = None
    period: Annotated[str, Meta(max_length=120)] = ""
    period_ends_on: Day | None = None
    value: Number | None = None
    relation: Annotated[str, Meta(description="Ours against theirs, where only words are printed: higher than.")] = ""
    source: str = ""
    published_on: Day | None = None


class Dimension(Part, frozen=True, kw_only=True):
    """What a measure is broken down by, and into which parts."""

    name: Annotated[Line, Meta(description="Sex, age, area.")]
    categories: Annotated[tuple[Line, ...], Meta(description="Its parts, in the order they are printed.")]
    adds_up: Annotated[bool, Meta(description="Whether the parts together are the whole.")] = True


class SeriesBreak(Part, frozen=True, kw_only=True):
    """From a day on the measure counts something else."""

    begins_on: Annotated[Day, Meta(description="Periods that end on this day or later belong to the new series.")]
    reason: Annotated[Text, Meta(description="What changed.")]


class Baseline(Part, frozen=True, kw_only=True):
    """Where the measure stood when the plan began."""

    value: Number | None = None
    as_printed: str = ""
    unit: Annotated[str, Meta(max_length=60, description="Where it is not that of the measure.")] = ""
    period: Annotated[str, Meta(max_length=120)] = ""
    period_ends_on: Day | None = None


class Measure(Part, frozen=True, kw_only=True):
    """Something that is counted in order to see whether the plan works."""

    key: Key
    title: Annotated[Text, Meta(description="The measure as printed.")]
    code: Annotated[str, Meta(max_length=60)] = ""
    external_codes: Annotated[
        dict[str, str], Meta(description="Its codes in other schemes, by the name of the scheme.")
    ] = {}
    plain_title: str = ""
    definition: Words = ""
    numerator_words: Annotated[str, Meta(description="What is counted.")] = ""
    denominator_words: Annotated[str, Meta(description="Out of how many.")] = ""
    source: str = ""
    unit: Annotated[str, Meta(max_length=60, description="What a value is in: %, weeks, children.")] = ""
    decimals: Annotated[int, Meta(ge=0, le=6)] = 0
    polarity: Annotated[Polarity, Meta(description="Which way is better.")] = "high"
    basis: Annotated[Basis, Meta(description="What stretch of time one value covers.")] = "unknown"
    frequency: Annotated[Frequency | None, Meta(description="How often there is a figure.")] = None
    lag_days: Annotated[
        Annotated[int, Meta(ge=0, le=3660)] | None,
        Meta(description="How many days after a period’s end its figure can be had."),
    ] = None
    kind: Annotated[
        MeasureKind | None,
        Meta(description="What it says: of a whole population, or how much, how well, who is better off."),
    ] = None
    status: MeasureStatus = "active"
    disclosure: Annotated[
        Disclosure,
        Meta(
            description="count: the figure counts children. share: it is a share of children. none: nothing of it is "
            "about a person. not_said is treated as about children."
        ),
    ] = "not_said"
    smallest_shown: Annotated[
        Annotated[int, Meta(ge=1, le=1000)] | None, Meta(description="Fewer children than this are not published.")
    ] = None
    lead_post: Annotated[Key | None, Meta(description="Key of the post that answers for it.")] = None
    lead_body: Annotated[Key | None, Meta(description="Key of the body that answers for it.")] = None
    outcome: Annotated[Key | None, Meta(description="Key of the outcome it tells about.")] = None
    priority: Annotated[Key | None, Meta(description="Key of the priority it tells about.")] = None
    commitment: Annotated[Key | None, Meta(description="Key of the commitment it tells about.")] = None
    action: Annotated[Key | None, Meta(description="Key of the action it tells about.")] = None
    dimensions: tuple[Dimension, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    baseline: Baseline | None = None
    rating_rules: Annotated[tuple[RatingRule, ...], Meta(description="Where it is rated otherwise than others.")] = ()
    targets: tuple[Target, ...] = ()
    figures: tuple[Figure, ...] = ()
    comparators: tuple[Comparator, ...] = ()


class Delay(Part, frozen=True, kw_only=True):
    """Why an action is or will be late, and what is done about it."""

    cause: Annotated[
        DelayCause | None, Meta(description="The kind of cause; leave out if the source has words only.")
    ] = None
    detail: Annotated[str, Meta(description="What happened, in words.")] = ""
    impact: Annotated[str, Meta(description="What it means for children and families.")] = ""
    recovery: Annotated[str, Meta(description="What will be done to catch up.")] = ""
    forecast: Annotated[DueText | None, Meta(description="When it is expected now.")] = None


class LevelChange(Part, frozen=True, kw_only=True):
    """A change of an update's level after it was submitted."""

    before: Annotated[Code | None, Meta(description="Code of the level it had.")]
    after: Annotated[Code | None, Meta(description="Code of the level it got.")]
    reason: Annotated[Text, Meta(description="Why the level was changed.")]
    by: Annotated[Key, Meta(description="Key of the person who changed it.")]
    changed_on: Day


class Update(Part, frozen=True, kw_only=True):
    """What was said about one action in one period."""

    action: Annotated[Key, Meta(description="Key of the action.")]
    level: Annotated[Code | None, Meta(description="Code of the level; leave out if the source gives none.")] = None
    narrative: Words = ""
    delay: Delay | None = None
    next_steps: Annotated[str, Meta(description="What was promised next, one thing a line.")] = ""
    completed_on: Day | None = None
    unchanged: Annotated[bool, Meta(description="True if it only says that nothing has changed.")] = False
    state: UpdateState = "accepted"
    submitted_on: Annotated[Day | None, Meta(description="Left out: the last day of the period.")] = None
    submitted_by: Annotated[
        Key | None, Meta(description="Key of the person who wrote it; leave out if the source does not say.")
    ] = None
    on_behalf_of: Annotated[str, Meta(description="For whom, if it was entered for somebody else.")] = ""
    returned_because: str = ""
    reviewed_on: Day | None = None
    reviewed_by: Annotated[Key | None, Meta(description="Key of the person who accepted or returned it.")] = None
    level_changes: tuple[LevelChange, ...] = ()


class Highlight(Part, frozen=True, kw_only=True):
    """One thing that the board should know about a priority."""

    kind: HighlightKind
    text: Annotated[Text, Meta(description="What the board should know.")]


class Summary(Part, frozen=True, kw_only=True):
    """What the lead of a priority says about it in a period."""

    priority: Annotated[Key, Meta(description="Key of the priority.")]
    level: Annotated[Code | None, Meta(description="Code of the level its lead gives it; leave out if none.")] = None
    reason: Words = ""
    decisions_sought: Words = ""
    signed_off_on: Day | None = None
    signed_off_by: Annotated[Key | None, Meta(description="Key of the person who signed it off.")] = None
    highlights: tuple[Highlight, ...] = ()


class Commentary(Part, frozen=True, kw_only=True):
    """What the owner of a measure says about its figure in a period."""

    measure: Annotated[Key, Meta(description="Key of the measure.")]
    story: Words = ""
    doing: Annotated[str, Meta(description="What is being done.")] = ""
    forecast: str = ""
    level: Annotated[
        Code | None, Meta(description="Code of the level its owner gives it, where it is not the one the rule gives.")
    ] = None
    reason: Annotated[str, Meta(description="Why it is not the level that the rule gives.")] = ""
    written_on: Day
    written_by: Annotated[Key, Meta(description="Key of the person who wrote it.")]
    on_behalf_of: Annotated[str, Meta(description="For whom, if it was entered for somebody else.")] = ""


class Period(Part, frozen=True, kw_only=True):
    """One round of reporting. A frozen one is stored as its record when it is loaded and never changes again."""

    number: Annotated[int, Meta(ge=1, le=999, description="Its place in the order of the plan’s periods: 1, 2, 3 …")]
    label: Annotated[str, Meta(min_length=1, max_length=120, description="What the period is called.")]
    starts_on: Day
    ends_on: Day
    actions_as_at: Annotated[Day | None, Meta(description="The day actions are counted on. Left out: its end.")] = None
    measures_as_at: Annotated[Day | None, Meta(description="The day measures are read on. Left out: its end.")] = None
    action_scale: Annotated[Key | None, Meta(description="Key of the scale it used. Left out: the plan’s.")] = None
    priority_scale: Annotated[Key | None, Meta(description="Key of the scale it used. Left out: the plan’s.")] = None
    measure_scale: Annotated[Key | None, Meta(description="Key of the scale it used. Left out: the plan’s.")] = None
    state: PeriodState = "planned"
    opens_on: Day | None = None
    updates_due_on: Day | None = None
    challenge_by: Day | None = None
    sign_off_by: Day | None = None
    freeze_on: Annotated[Day | None, Meta(description="When it is to be frozen; of a frozen period, when it was.")] = (
        None
    )
    publish_by: Day | None = None
    numbers_checked_by: Annotated[
        Key | None,
        Meta(
            description="Key of the person who looked at what is kept back of small numbers before it was published. "
            "Needed where it was published and any figure is kept back."
        ),
    ] = None
    reports_to: Annotated[str, Meta(description="The meetings it is for.")] = ""
    printed_totals: Annotated[
        dict[str, Number] | None,
        Meta(
            description="For a period of which only totals are known: how many actions had each level, by its code. "
            "Shown as reported, never recomputed."
        ),
    ] = None
    updates: tuple[Update, ...] = ()
    priorities: tuple[Summary, ...] = ()
    measures: Annotated[tuple[Commentary, ...], Meta(description="What is said about its measures.")] = ()


class PlanDocument(Part, frozen=True, kw_only=True):
    """A whole plan: what it says, who stands behind it, and what has been reported on it so far."""

    format: Annotated[Literal["childrens-plan/1"], Meta(description="Always childrens-plan/1.")]
    plan: Plan
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    posts: tuple[Post, ...] = ()
    bodies: tuple[Body, ...] = ()
    scales: tuple[Scale, ...] = ()
    documents: tuple[LinkedDocument, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    priorities: tuple[Priority, ...] = ()
    programmes: tuple[Programme, ...] = ()
    comparator_groups: tuple[ComparatorGroup, ...] = ()
    measures: tuple[Measure, ...] = ()
    periods: tuple[Period, ...] = ()

    def actions(self) -> tuple[Action, ...]:
        """Every action of the plan, in the order of the document."""
        return tuple(
            action
            for priority in self.priorities
            for group in (priority.actions, *(commitment.actions for commitment in priority.commitments))
            for action in group
        )
