"""The period record: everything that one reporting period says, as one immutable value.

`schema` names this shape. A stored record keeps the shape it was written in, so a field never
changes its meaning: a new meaning is a new schema number and a reader in `canonical`.

Levels are named by the code they have in a scale of the record, because a plan may change its
scale between two periods. A `level` of None means that nobody rated: never last period's level.
A `column` says the same for counting and always has a value: a level's code, STARTS_LATER or
NOT_RATED.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec

from indicators.series import reported

SCHEMA = 1

# Columns beside the levels of a scale. The dot keeps them apart from codes, which are slugs.
STARTS_LATER = "starts.later"
NOT_RATED = "not.rated"


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every part of a record has in common: it cannot change and it refuses what it does not know."""


class Standing(StrEnum):
    """Whether a priority or an action is still this plan's to report on."""

    ACTIVE = "active"
    ADDED_LATER = "added_later"
    MERGED = "merged"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    MONITORED_ELSEWHERE = "monitored_elsewhere"


REPORTED = frozenset({Standing.ACTIVE, Standing.ADDED_LATER})


class Movement(StrEnum):
    """Where a level went since the period before. See movement.py for the rule."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    STARTED = "started"
    NEW = "new"
    NOT_KNOWN = "not_known"


class When(Part, frozen=True):
    """A date as a plan gives it: the last day meant (None when unknown) and the words it is printed in."""

    last_day: date | None
    precision: str
    printed: str = ""


class Level(Part, frozen=True):
    """One step of a scale. `shape` and `colour` are tokens of the plan's marks; `meaning` is ours."""

    code: str
    label: str
    letter: str
    criteria: str
    shape: str
    colour: str
    meaning: str


class Scale(Part, frozen=True):
    """The levels of one scale, in the order the plan prints them (best first)."""

    name: str
    levels: tuple[Level, ...]


class Name(Part, frozen=True):
    """The plan's own word for one of its levels, in the singular and the plural."""

    one: str
    many: str


class Labels(Part, frozen=True):
    outcome: Name
    priority: Name
    commitment: Name
    action: Name
    measure: Name


class Text(Part, frozen=True):
    """A titled text of the plan (vision, principles, how it was made)."""

    title: str
    body: str


class Rollup(Part, frozen=True):
    """How a priority's level was computed; see rollup.py. The shares are percentages.

    A record that does not say was made when there was only this rule.
    """

    rule: str = "worst"
    on_track_share: int = 80
    off_track_share: int = 30
    complete: str = "on_track"
    paused: str = "left_out"
    not_rated: str = "left_out"


class Plan(Part, frozen=True):
    pk: int
    slug: str
    title: str
    short_title: str
    starts: When | None
    ends: When | None
    owner_body: str
    coordinating_post: str
    labels: Labels
    texts: tuple[Text, ...]
    rollup: Rollup = Rollup()
    #: What the two arrows beside a measure compare with: previous, same_last_year, baseline or first.
    measures_short_travel: str = "previous"
    measures_long_travel: str = ""


class Meeting(Part, frozen=True):
    """A meeting that the period's report goes to, as known when the record was made."""

    body: str
    on: date
    place: str


class Period(Part, frozen=True):
    """The reporting period. Nothing here changes when it freezes."""

    pk: int
    ordinal: int
    label: str
    starts: date | None
    ends: date | None
    actions_as_at: date | None
    measures_as_at: date | None
    #: In the order of their days. `reports_to` says the same in the words of a paper that names no meeting.
    meetings: tuple[Meeting, ...] = ()
    reports_to: str = ""


class Total(Part, frozen=True):
    """One printed or counted total. `column` is None when the printed words are all there is.

    A Decimal, because real reports print half counts where two partners rated one action.
    """

    label: str
    column: str | None
    count: Decimal


class Earlier(Part, frozen=True):
    """A period before this one, as far as the heat map and "4 fewer than in June" need it."""

    pk: int
    ordinal: int
    label: str
    ends: date | None
    action_scale: int | None
    priority_scale: int | None
    totals: tuple[Total, ...]
    total: Decimal
    as_reported: bool


class Past(Part, frozen=True):
    """The column something stood in, in an earlier period that it was part of."""

    ordinal: int
    column: str


class Outcome(Part, frozen=True):
    pk: int
    ref: str
    title: str


class Commitment(Part, frozen=True):
    pk: int
    priority_pk: int
    ref: str
    title: str
    summary_title: str
    goal: str


class Highlight(Part, frozen=True):
    kind: str
    label: str
    text: str


class Priority(Part, frozen=True):
    """One priority. `judged_level` is what its lead body says, `computed_level` what its actions say.

    `previous_column` is None when it was not part of the period before.
    """

    pk: int
    ref: str
    title: str
    plain_title: str
    description: str
    outcomes: tuple[int, ...]
    cross_cutting: bool
    lead_body: str
    standing: Standing
    standing_note: str
    monitored_by: str
    judged_level: str | None
    judged_reason: str
    decisions_sought: str
    computed_level: str | None
    previous_column: str | None
    trail: tuple[Past, ...]
    movement: Movement
    highlights: tuple[Highlight, ...]
    signed_off_by: str
    signed_off_on: date | None
    #: Whose sign-off it is where somebody else gave it for them, and how they were told.
    signed_off_for: str = ""

    @property
    def level(self) -> str | None:
        """The level shown: the judged one, else the one computed from the actions."""
        return self.judged_level or self.computed_level

    @property
    def column(self) -> str:
        return self.level or NOT_RATED

    @property
    def reported(self) -> bool:
        return self.standing in REPORTED


class Lead(Part, frozen=True):
    """Somebody answerable for an action, named as at the time. A vacant post has no person."""

    name: str
    organisation: str
    organisation_pk: int | None
    person: str
    vacant: bool
    role: str
    primary: bool
    as_printed: str


class Milestone(Part, frozen=True):
    title: str
    due: When | None
    done_on: date | None


class Move(Part, frozen=True):
    """One agreed change of an action's due date."""

    due: When
    reason: str
    approved_by: str
    on: date
    this_period: bool


class Delay(Part, frozen=True):
    """Why an action runs late and what is done about it. `cause` is the kind, `detail` the words."""

    cause: str
    detail: str
    impact: str
    recovery: str
    forecast: When | None


class Change(Part, frozen=True):
    """A level changed after it was submitted: from what, to what, why and by whom."""

    before: str | None
    after: str | None
    reason: str
    by: str
    at: datetime


class Question(Part, frozen=True):
    """An update was returned to its author, who was asked this."""

    text: str
    by: str
    at: datetime


class Answer(Part, frozen=True):
    """An update was submitted once more. What it said then is the update, unless it was submitted again."""

    by: str
    at: datetime


class Asked(Part, frozen=True):
    """A question that did not return the update, and its answer; without `answered_at` there was none."""

    text: str
    by: str
    at: datetime
    answer: str
    answered_by: str
    #: Whose answer it is where somebody else wrote it down, and how they were told.
    answered_for: str
    answered_at: datetime | None


class Contribution(Part, frozen=True):
    """What another organisation says beneath an action's update. It has no level and is not counted."""

    organisation: str
    text: str
    said_by: str
    said_for: str
    said_at: datetime


class Update(Part, frozen=True):
    """What was said about an action for this period. `level` is in the action, this is the story."""

    narrative: str
    delay: Delay | None
    next_steps: str
    said_by: str
    said_for: str
    said_at: datetime
    accepted: bool
    accepted_by: str
    accepted_at: datetime | None
    unchanged: bool
    proposed_level: str | None
    changes: tuple[Change, ...]
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    asked: tuple[Asked, ...] = ()


class Printed(Part, frozen=True):
    """A column of the printed plan that we keep and do not interpret."""

    heading: str
    text: str


class Action(Part, frozen=True):
    """One action of the plan.

    `previous_column` is None when it was not counted in the period before.
    `complete_since` is the last day of the period in which it was accepted as complete, when that was
    an earlier one. `starts_later` means its start is still to come and it has not been rated.
    """

    pk: int
    priority_pk: int
    commitment_pk: int | None
    ref: str
    title: str
    description: str
    success_criteria: str
    sources: str
    standing: Standing
    standing_note: str
    stage: str
    percent_complete: int | None
    leads: tuple[Lead, ...]
    starts: When | None
    original_due: When | None
    agreed_due: When | None
    moves: tuple[Move, ...]
    level: str | None
    previous_column: str | None
    trail: tuple[Past, ...]
    movement: Movement
    complete_since: date | None
    starts_later: bool
    ever_updated: bool
    update: Update | None
    milestones: tuple[Milestone, ...]
    printed: tuple[Printed, ...]
    contributions: tuple[Contribution, ...] = ()

    @property
    def reported(self) -> bool:
        """Counted in every total: still in the plan and monitored here."""
        return self.standing in REPORTED

    @property
    def column(self) -> str:
        """The one column of every count that the action stands in."""
        return self.level or (STARTS_LATER if self.starts_later else NOT_RATED)

    @property
    def times_moved(self) -> int:
        return len(self.moves)

    @property
    def moved_this_period(self) -> bool:
        return any(move.this_period for move in self.moves)

    @property
    def lead(self) -> Lead | None:
        """The first to be named: the primary lead, else any lead, else whoever is accountable."""
        leads = [lead for lead in self.leads if lead.role != "contributor"]
        return min(leads, key=lambda lead: (not lead.primary, lead.role != "lead"), default=None)


class Revision(Part, frozen=True):
    """What a figure said before it was revised."""

    value: Decimal | None
    printed: str
    missing: str
    status: str
    note: str
    on: date | None = None
    by: str = ""
    #: Why it is not to be published: small or with_others; empty where it may be.
    hidden: str = ""
    #: The day on which an erratum put it right; None where a later figure came in.
    until: date | None = None


class Figure(Part, frozen=True):
    """One result of a measure. `value` is None where only words were printed or nothing is known.

    `missing` says why there is no number (suppressed, not due), in the words of the plan's language.
    """

    period: str
    ends: date | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    printed: str
    missing: str
    provisional: bool
    judgement: str
    note: str
    #: final, provisional, estimated, projected or revised; empty in records that only knew `provisional`.
    status: str = ""
    #: The code of `missing`: suppressed, not_applicable, not_available, low, not_due.
    missing_code: str = ""
    #: over, under, about, at_least or at_most: the value is not exact.
    qualifier: str = ""
    #: up, down or same: which way the number went where that is all the source says, and since when as printed.
    direction: str = ""
    direction_since: str = ""
    #: The rating that the source gives it, as printed.
    reported_rating: str = ""
    #: Why this figure starts a new series, never to be compared with those before it; empty where it does not.
    breaks: str = ""
    #: Why it is not to be published: small, with_others, chosen (see small_numbers.py); empty where it may be.
    #: `withheld` in what is made for others (see public.py): then nothing that it said is here.
    hidden: str = ""
    #: What it said before, oldest first.
    revised: tuple[Revision, ...] = ()


class Category(Part, frozen=True):
    """The results of one part of a breakdown, oldest first."""

    name: str
    figures: tuple[Figure, ...]


class Breakdown(Part, frozen=True):
    """A measure by sex, age or area. `adds_up`: the categories together are the whole."""

    name: str
    adds_up: bool
    categories: tuple[Category, ...]


class Comparator(Part, frozen=True):
    """What others have: a number, or only a relation such as "higher than"."""

    kind: str
    name: str
    period: str
    value: Decimal | None
    relation: str
    ends: date | None = None
    source: str = ""
    published_on: date | None = None
    #: The areas that belonged to it when that period ended.
    members: tuple[str, ...] = ()


class Target(Part, frozen=True):
    period: str
    ends: date | None
    operator: str
    value: Decimal | None
    printed: str
    #: in_year or annual; target, trajectory or forecast.
    span: str = "in_year"
    kind: str = "target"
    floor: Decimal | None = None
    tolerance: Decimal | None = None
    tolerance_is_percent: bool = False
    #: better_than_comparator, improve_on_baseline, improve_on_previous, improve_on_last_year; empty for a number.
    rule: str = ""
    rule_comparator: str = ""
    none_set: bool = False
    note: str = ""


class Baseline(Part, frozen=True):
    period: str
    ends: date | None
    value: Decimal | None
    printed: str
    #: Where it is not that of the measure.
    unit: str = ""


class RatingRule(Part, frozen=True):
    """How the latest figure was rated; see indicators/rating.py."""

    kind: str
    on_track_within: Decimal
    at_risk_within: Decimal


class Commentary(Part, frozen=True):
    """What the owner of a measure says about its latest figure."""

    story: str
    doing: str
    forecast: str
    said_by: str
    said_for: str
    said_at: datetime


class Travel(Part, frozen=True):
    """Which way a measure went. `against` is previous, same_last_year, baseline or first.

    `since` is the period of the result compared with and `change` the number now less the number then, both
    empty where nothing can be compared; `why_not` then is the reason, a code of indicators/travel.py.
    """

    against: str
    movement: Movement
    since: str = ""
    change: Decimal | None = None
    why_not: str = ""


class Measure(Part, frozen=True):
    """One measure as printed. The figures are the latest revisions of the whole, oldest first.

    `polarity` is high, low, close_to_target or information; `target` is the one the latest figure is held against.
    `comparators` are those that can stand beside the latest figure, `others` all there are.
    """

    pk: int
    code: str
    title: str
    plain_title: str
    definition: str
    unit: str
    decimals: int
    polarity: str
    basis: str
    priority_pk: int | None
    figures: tuple[Figure, ...]
    target: Target | None
    comparators: tuple[Comparator, ...]
    movement: Movement
    external_codes: dict[str, str] = {}
    numerator_words: str = ""
    denominator_words: str = ""
    source: str = ""
    #: population, how_much, how_well or better_off.
    kind: str = ""
    frequency: str = ""
    #: The day that the next figure can be expected; None where nobody has said how often or how late they come.
    expected_on: date | None = None
    status: str = "active"
    disclosure: str = "not_said"
    #: Counts of children from 1 to below this are not published.
    smallest_shown: int = 5
    #: The post that answers for it, who held it, and the body.
    lead: str = ""
    lead_person: str = ""
    lead_body: str = ""
    outcome_pk: int | None = None
    commitment_pk: int | None = None
    action_pk: int | None = None
    baseline: Baseline | None = None
    #: Every target, oldest first: in-year and annual, steps on the way, forecasts.
    targets: tuple[Target, ...] = ()
    others: tuple[Comparator, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    #: The rule in force when the period of the latest figure ended; None where nothing is rated by rule.
    rule: RatingRule | None = None
    #: Code of a level of the measures' scale that the rule gives; else `not_rated_because`, a code of
    #: indicators/rating.py.
    rule_level: str | None = None
    not_rated_because: str = ""
    #: Set by the owner beside the rule's, with the reason.
    judged_level: str | None = None
    judged_reason: str = ""
    short: Travel | None = None
    long: Travel | None = None
    commentary: Commentary | None = None

    @property
    def latest(self) -> Figure | None:
        return self.results[-1] if self.figures else None

    @property
    def results(self) -> Sequence[Figure]:
        """The figures up to the latest: what is only projected after it has not come."""
        return reported(self.figures)

    @property
    def level(self) -> str | None:
        """The level shown: the judged one, else the rule's."""
        return self.judged_level or self.rule_level


class Programme(Part, frozen=True):
    """A programme of work that contributes to priorities without being an action."""

    title: str
    description: str
    priorities: tuple[int, ...]


class Passed(Part, frozen=True):
    """Something that was missing when the figures were fixed: who fixed them all the same, when and why."""

    gap: str
    reason: str
    by: str
    on: date


class Correction(Part, frozen=True):
    """One thing that an erratum put right.

    `path` says where it stands (see errata.py), `old` and `new` what the JSON of the record holds there.
    What `follows` was corrected by nobody: it was worked out anew from what was.
    """

    path: str
    old: Any
    new: Any
    reason: str = ""
    by: str = ""
    follows: bool = False


class Erratum(Part, frozen=True):
    """The corrections that made one version of a record from the version before it."""

    version: int
    on: date
    by: str
    corrections: tuple[Correction, ...]


class Removal(Part, frozen=True):
    """That personal information was removed from the stored record: when, and by which two people."""

    on: date
    by: tuple[str, ...]


class Record(Part, frozen=True):
    """Everything that one period says. Dashboard, preview, PDF, Word, CSV and public page are made of it alone."""

    schema: int
    plan: Plan
    period: Period
    #: The day for which lateness is judged.
    as_at: date
    scales: tuple[Scale, ...]
    action_scale: int | None
    priority_scale: int | None
    measure_scale: int | None
    #: At most five, oldest first.
    earlier: tuple[Earlier, ...]
    outcomes: tuple[Outcome, ...]
    priorities: tuple[Priority, ...]
    commitments: tuple[Commitment, ...]
    actions: tuple[Action, ...]
    measures: tuple[Measure, ...]
    programmes: tuple[Programme, ...]
    #: Totals of a period known only from paper: shown as reported, never recomputed.
    printed_totals: tuple[Total, ...]
    passed: tuple[Passed, ...] = ()
    #: What made it out of the record that was stored first, oldest first; empty in that one.
    errata: tuple[Erratum, ...] = ()
    #: What was removed from it since, oldest first; where, nobody says.
    removed: tuple[Removal, ...] = ()
    #: Whether the figures that are not to be published are marked; where not, they are found when it is read.
    marked: bool = False

    def scale(self, number: int | None) -> Scale | None:
        return None if number is None else self.scales[number]

    @property
    def action_levels(self) -> tuple[Level, ...]:
        """The levels of the actions' scale; empty for a plan that does not rate."""
        scale = self.scale(self.action_scale)
        return scale.levels if scale else ()

    @property
    def priority_levels(self) -> tuple[Level, ...]:
        scale = self.scale(self.priority_scale)
        return scale.levels if scale else ()

    @property
    def measure_levels(self) -> tuple[Level, ...]:
        """The levels of the measures' scale; empty for a plan that does not rate them."""
        scale = self.scale(self.measure_scale)
        return scale.levels if scale else ()

    @property
    def reported_actions(self) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.reported)

    @property
    def previous(self) -> Earlier | None:
        """The period that movement and differences are measured from."""
        return self.earlier[-1] if self.earlier else None
