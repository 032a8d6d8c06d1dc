from textwrap import dedent

import pytest

from monitoring.plan_document.checking import check
from monitoring.plan_document.mistakes import Mistake, MistakesInDocument
from monitoring.plan_document.reading import read

# A document that holds together. Each case below adds to it what does not.
SOUND = """\
format: childrens-plan/1
plan: {key: little, title: Little plan, action_scale: rag, priority_scale: rag}
"""
SCALES = """
scales:
- key: rag
  name: RAG
  levels:
  - {code: done, label: Done, meaning: complete}
  - {code: green, label: Green, meaning: on_track}
  - {code: red, label: Red, meaning: off_track, requires_reason: true, requires_recovery: true}
"""
ACTIONS = """
priorities:
- key: p
  title: P
  actions:
  - {key: a, title: A}
  - {key: b, title: B, in_plan_from: 2025-07-01}
people:
- {key: ann, name: Ann, email: ann@fernshire.example}
"""


def found(text: str) -> list[tuple[str, str]]:
    with pytest.raises(MistakesInDocument) as refusal:
        check(read(text.encode(), name="plan.yaml"))
    return [(mistake.place, mistake.what) for mistake in refusal.value.mistakes]


def test_check_sound_document_returns_it() -> None:
    reading = read((SOUND + SCALES + ACTIONS).encode(), name="plan.yaml")

    assert check(reading) is reading.document


PARTS = [
    # keys and names
    (
        "outcomes: [{key: a, title: A}, {key: a, title: B}]",
        "outcomes[1].key",
        "The key “a” is taken by outcomes[0].key. Give each its own.",
    ),
    (
        "priorities:\n- {key: p, title: P, actions: [{key: a, title: A}]}\n"
        "- {key: q, title: Q, commitments: [{key: c, title: C, actions: [{key: a, title: B}]}]}",
        "priorities[1].commitments[0].actions[0].key",
        "The key “a” is taken by priorities[0].actions[0].key. Give each its own.",
    ),
    (
        "priorities: [{key: p, title: P, ref: '1'}, {key: q, title: Q, ref: '1'}]",
        "priorities[1].ref",
        "The number “1” is taken by priorities[0].ref. Leave out the number of an unnumbered one.",
    ),
    (
        "organisations: [{key: a, name: Council}, {key: b, name: Council}]",
        "organisations[1].name",
        "“Council” already stands at organisations[0].name. Each is written once.",
    ),
    (
        "people: [{key: a, name: A, email: x@y.example}, {key: b, name: B, email: X@y.example}]",
        "people[1].email",
        "“x@y.example” already stands at people[0].email. Each is written once.",
    ),
    (
        "organisations: [{key: c, name: Council}]\n"
        "posts: [{key: a, title: Head, organisation: c}, {key: b, title: Head, organisation: c}]",
        "posts[1].title",
        "“Head, Council” already stands at posts[0].title. Each is written once.",
    ),
    # references
    (
        "organisations: [{key: council, name: C}]\nposts: [{key: a, title: A, organisation: counsil}]",
        "posts[0].organisation",
        "There is no “counsil” under organisations. Did you mean “council”?",
    ),
    (
        "priorities: [{key: p, title: P, outcomes: [well]}]",
        "priorities[0].outcomes[0]",
        "There is no “well” under outcomes.",
    ),
    (
        "priorities: [{key: p, title: P, actions: [{key: a, title: A, stage: merged, merged_into: z}]}]",
        "priorities[0].actions[0].merged_into",
        "There is no “z” under priorities, as the key of an action.",
    ),
    (
        "priorities: [{key: p, title: P, outcomes: [o, o]}]\noutcomes: [{key: o, title: O}]",
        "priorities[0].outcomes[1]",
        "“o” already stands at priorities[0].outcomes[0].",
    ),
    # circles
    (
        "organisations: [{key: a, name: A, parent: a}]",
        "organisations[0].parent",
        "“a” leads back to itself.",
    ),
    (
        "priorities: [{key: p, title: P, actions: [{key: a, title: A, stage: merged, merged_into: a}]}]",
        "priorities[0].actions[0].merged_into",
        "“a” is merged into itself by a circle.",
    ),
    # scales
    (
        "scales: [{key: s, name: S, levels: [{code: g, label: G, meaning: on_track}, {code: g, label: H, meaning: ahead}]}]",
        "scales[0].levels[1].code",
        "The code “g” is taken by scales[0].levels[0].code. Give each level its own.",
    ),
    # dates
    (
        "bodies: [{key: b, name: B, seats: [{person: ann, starts_on: 2026-02-01, ends_on: 2026-01-01}]}]\n"
        "people: [{key: ann, name: Ann, email: a@b.example}]",
        "bodies[0].seats[0].ends_on",
        "2026-01-01 is before 2026-02-01.",
    ),
    (
        "periods: [{number: 1, label: Q1, starts_on: 2025-06-30, ends_on: 2025-04-01}]",
        "periods[0].ends_on",
        "2025-04-01 is before 2025-06-30.",
    ),
    # people and bodies
    (
        "bodies: [{key: b, name: B, seats: [{role: chair}]}]",
        "bodies[0].seats[0]",
        "A seat belongs either to a post or to a person. Give one of “post” and “person”.",
    ),
    # actions
    (
        "priorities: [{key: p, title: P, actions: [{key: a, title: A, responsibilities: [{role: lead}]}]}]",
        "priorities[0].actions[0].responsibilities[0]",
        "Nobody is named. Give “post”, “organisation” or “body”, or “as_printed”.",
    ),
    (
        "priorities: [{key: p, title: P, actions: [{key: a, title: A, responsibilities: [{organisation: c, body: b}]}]}]\n"
        "organisations: [{key: c, name: C}]\nbodies: [{key: b, name: B}]",
        "priorities[0].actions[0].responsibilities[0]",
        "Only one of “post”, “organisation” and “body” can be responsible here. Make two entries.",
    ),
    (
        "priorities: [{key: p, title: P, actions: [{key: a, title: A, responsibilities: "
        "[{as_printed: X, primary: true}, {as_printed: Y, primary: true}]}]}]",
        "priorities[0].actions[0].responsibilities[1].primary",
        "priorities[0].actions[0].responsibilities[0] is first lead already. An action has at most one.",
    ),
    (
        "priorities: [{key: p, title: P, actions: [{key: a, title: A, stage: complete}]}]",
        "priorities[0].actions[0]",
        "A completed action needs “completed_on”, the day it was completed.",
    ),
    (
        "priorities: [{key: p, title: P, actions: [{key: a, title: A, completed_on: 2026-01-01}]}]",
        "priorities[0].actions[0].completed_on",
        "Only an action whose stage is complete has a day of completion.",
    ),
    (
        "priorities: [{key: p, title: P, actions: [{key: a, title: A, date_changes: ["
        "{due: May 2026, reason: R, agreed_on: 2026-01-02, agreed_by: Board}, "
        "{due: May 2027, reason: R, agreed_on: 2026-01-02, agreed_by: Board}]}]}]",
        "priorities[0].actions[0].date_changes[1].agreed_on",
        "Date changes stand in the order they were agreed, one a day.",
    ),
    (
        "priorities: [{key: p, title: P, actions: [{key: a, title: A, also_listed_in: [{plan: little, priority: p}]}]}]",
        "priorities[0].actions[0].also_listed_in[0].plan",
        "The action is in this plan already. Name another plan.",
    ),
    # measures
    (
        "measures: [{key: m, title: M, targets: [{period: 2026}]}]",
        "measures[0].targets[0]",
        "A target is a number, a rule or the words that were printed. Give “value”, “rule” or “as_printed”.",
    ),
    (
        "measures: [{key: m, title: M, targets: [{period: 2026, none_set: true, value: 4}]}]",
        "measures[0].targets[0].none_set",
        "Either no target is set, or there is a number or a rule. Not both.",
    ),
    (
        "measures: [{key: m, title: M, targets: [{period: 2026, rule: better_than_comparator}]}]",
        "measures[0].targets[0].rule_comparator",
        "“rule_comparator” goes with “rule: better_than_comparator”: give both or neither.",
    ),
    (
        "measures: [{key: m, title: M, targets: [{period: 2026, value: 4}, {period: 2026, value: 5}]}]",
        "measures[0].targets[1]",
        "“2026, in_year, target” already stands at measures[0].targets[0].",
    ),
    (
        "measures: [{key: m, title: M, figures: [{period: 2026}]}]",
        "measures[0].figures[0]",
        "A figure says something. Give “value”, “as_printed”, “judgement”, “direction” or “missing”.",
    ),
    (
        "measures: [{key: m, title: M, figures: [{period: 2026, value: 4, missing: low}]}]",
        "measures[0].figures[0].missing",
        "A figure is either a number or missing, never both.",
    ),
    (
        "measures: [{key: m, title: M, figures: [{period: 2026, value: 4, category: Girls}]}]",
        "measures[0].figures[0]",
        "A figure of a part names what it is broken down by and which part it is. Give both or neither.",
    ),
    (
        "measures: [{key: m, title: M, figures: [{period: 2026, value: 4, dimension: Sex, category: Girls}]}]",
        "measures[0].figures[0].dimension",
        "The measure is not broken down by “Sex”.",
    ),
    (
        "measures: [{key: m, title: M, dimensions: [{name: Sex, categories: [Boys]}], "
        "figures: [{period: 2026, value: 4, dimension: Sex, category: Girls}]}]",
        "measures[0].figures[0].category",
        "“Girls” is none of the parts that the measure names.",
    ),
    (
        "measures: [{key: m, title: M, baseline: {period: 2024}}]",
        "measures[0].baseline",
        "A baseline is a number or the words that were printed.",
    ),
    (
        "measures: [{key: m, title: M, rating_rules: [{kind: percent, on_track_within: 5, at_risk_within: 2}]}]",
        "measures[0].rating_rules[0]",
        "The margin for some concern cannot be narrower than the one for on track, and neither is below 0.",
    ),
    (
        "comparator_groups: [{key: g, name: G, members: [{name: A, member_from: 2025-01-01, member_until: 2024-01-01}]}]",
        "comparator_groups[0].members[0].member_until",
        "An area cannot leave a group before it joined.",
    ),
    (
        "measures: [{key: m, title: M, comparators: [{name: England, group: g, value: 1}]}]",
        "measures[0].comparators[0].group",
        "There is no “g” under comparator_groups.",
    ),
    (
        "measures: [{key: m, title: M, comparators: [{name: England}]}]",
        "measures[0].comparators[0]",
        "A comparison is a number or words such as “higher than”. Give “value” or “relation”.",
    ),
    (
        "measures: [{key: m, title: M, figures: [{period: 2026, value: 1}, {period: 2026, value: 2}]}]",
        "measures[0].figures[1]",
        "“2026, 0” already stands at measures[0].figures[0].",
    ),
    (
        "measures: [{key: m, title: M, figures: [{period: 2026, value: 0.1234567}]}]",
        "measures[0].figures[0].value",
        "0.1234567 has too many digits; at most 12 before the point and 6 after it fit.",
    ),
    # periods
    (
        "periods:\n- {number: 2, label: Q2, starts_on: 2025-07-01, ends_on: 2025-09-30}\n"
        "- {number: 1, label: Q1, starts_on: 2025-04-01, ends_on: 2025-06-30}",
        "periods[1].number",
        "Periods stand in the order of their numbers; 1 follows 2.",
    ),
    (
        "periods:\n- {number: 1, label: Q1, starts_on: 2025-07-01, ends_on: 2025-09-30}\n"
        "- {number: 2, label: Q2, starts_on: 2025-04-01, ends_on: 2025-06-30}",
        "periods[1].ends_on",
        "A later period ends later: 2025-06-30 follows 2025-09-30.",
    ),
    (
        "periods:\n- {number: 1, label: Q1, starts_on: 2025-04-01, ends_on: 2025-06-30, state: open}\n"
        "- {number: 2, label: Q2, starts_on: 2025-07-01, ends_on: 2025-09-30, state: frozen}",
        "periods[1].state",
        "The period before is not frozen, so this one cannot be.",
    ),
    (
        "periods:\n- {number: 1, label: Q1, starts_on: 2025-04-01, ends_on: 2025-06-30, state: open}\n"
        "- {number: 2, label: Q2, starts_on: 2025-07-01, ends_on: 2025-09-30, state: open}",
        "periods[1].state",
        "periods[0] is under way already. Freeze it before the next opens.",
    ),
    (
        "periods: [{number: 1, label: Q1, starts_on: 2025-04-01, ends_on: 2025-06-30, "
        "updates_due_on: 2025-07-18, freeze_on: 2025-07-01}]",
        "periods[0].freeze_on",
        "2025-07-01 is before the step that precedes it, 2025-07-18.",
    ),
]


@pytest.mark.parametrize(("part", "place", "sentence"), PARTS)
def test_check_document_that_does_not_hold_together_says_where_and_why(part: str, place: str, sentence: str) -> None:
    assert found("format: childrens-plan/1\nplan: {key: little, title: Little plan}\n" + part) == [(place, sentence)]


def period(text: str, *, state: str = "frozen") -> str:
    head = f"periods:\n- number: 1\n  label: Q1\n  starts_on: 2025-04-01\n  ends_on: 2025-06-30\n  state: {state}\n"
    return SOUND + SCALES + ACTIONS + head + "".join(f"  {line}\n" for line in dedent(text).splitlines())


REPORTS = [
    (
        "updates: [{action: z}]",
        "frozen",
        "updates[0].action",
        "There is no “z” under priorities, as the key of an action.",
    ),
    (
        "updates: [{action: a, level: amber}]",
        "frozen",
        "updates[0].level",
        "“amber” is no level of the scale. Its levels are done, green, red.",
    ),
    (
        "updates: [{action: a, level: grean}]",
        "frozen",
        "updates[0].level",
        "“grean” is no level of the scale. Its levels are done, green, red. Did you mean “green”?",
    ),
    (
        "updates: [{action: a, level: green}, {action: a, level: green}]",
        "frozen",
        "updates[1].action",
        "The action “a” already has an update at periods[0].updates[0].action.",
    ),
    (
        "updates: [{action: b, level: green}]",
        "frozen",
        "updates[0].action",
        "“b” was not in the plan on 2025-06-30.",
    ),
    (
        "updates: [{action: a, level: green, unchanged: true}]",
        "frozen",
        "updates[0].unchanged",
        "Nothing can be unchanged here: the update before has another level, or there is none.",
    ),
    (
        "updates: [{action: a, level: done}]",
        "frozen",
        "updates[0]",
        "An action reported complete needs “completed_on”, the day it was completed.",
    ),
    (
        "updates: [{action: a, level: green, state: submitted}]",
        "frozen",
        "updates[0].state",
        "In a frozen period every update has been accepted or returned.",
    ),
    (
        "updates: [{action: a, level: green, state: returned}]",
        "open",
        "updates[0]",
        "A returned update needs “returned_because”, so that its author can mend it.",
    ),
    (
        "updates: [{action: a, level: green, returned_because: Why?}]",
        "open",
        "updates[0].returned_because",
        "Only an update whose state is returned says why it was returned.",
    ),
    (
        "updates: [{action: a, level: red, delay: {recovery: R, forecast: asap}}]",
        "open",
        "updates[0]",
        "The level “Red” needs a reason. Give “delay” with “cause” and “impact”.",
    ),
    (
        "updates: [{action: a, level: red, delay: {cause: staff, impact: I}}]",
        "open",
        "updates[0]",
        "The level “Red” needs a way back. Give “recovery” and “forecast” in “delay”.",
    ),
    (
        "updates: [{action: a, level: red, level_changes: "
        "[{before: green, after: green, reason: R, by: ann, changed_on: 2025-07-01}]}]",
        "frozen",
        "updates[0].level_changes[0].after",
        "The last change ends at the update’s level, “red”.",
    ),
    (
        "updates: [{action: a, level: green}]",
        "planned",
        "state",
        "A planned period has no updates yet. Its state is open, or frozen.",
    ),
    (
        "printed_totals: {green: 1}\nupdates: [{action: a, level: green}]",
        "frozen",
        "printed_totals",
        "A period has either updates or printed totals. Leave out one of them.",
    ),
    (
        "printed_totals: {green: 1}",
        "open",
        "printed_totals",
        "Only a frozen or published period can rest on printed totals.",
    ),
    (
        "printed_totals: {amber: 1}",
        "frozen",
        "printed_totals.amber",
        "“amber” is no level of the scale. Its levels are done, green, red.",
    ),
    (
        "printed_totals: {green: 1.3, not_rated: 0.5}",
        "frozen",
        "printed_totals.green",
        "1.3 is not a number of actions. Whole and half counts can be.",
    ),
    (
        "priorities: [{priority: p, level: green}, {priority: p}]",
        "frozen",
        "priorities[1].priority",
        "The priority “p” already has a summary at periods[0].priorities[0].priority.",
    ),
    (
        "priorities: [{priority: p, signed_off_by: ann}]",
        "frozen",
        "priorities[0].signed_off_by",
        "Give “signed_off_on” too, the day it was signed off.",
    ),
]


@pytest.mark.parametrize(("text", "state", "place", "sentence"), REPORTS)
def test_check_report_that_does_not_hold_together_says_where_and_why(
    text: str, state: str, place: str, sentence: str
) -> None:
    assert found(period(text, state=state)) == [(f"periods[0].{place}", sentence)]


def test_check_level_in_plan_without_scale_says_that_nothing_is_rated() -> None:
    text = period("updates: [{action: a, level: green}]").replace(", action_scale: rag", "")

    assert found(text) == [
        (
            "periods[0].updates[0].level",
            "The plan names no scale for this, so nothing here has a level. Leave it out.",
        )
    ]


def test_check_action_that_left_without_a_day_is_refused_once_periods_are_reported() -> None:
    text = period("updates: [{action: a, level: green}]").replace("title: A}", "title: A, stage: withdrawn}")

    assert found(text) == [
        (
            "priorities[0].actions[0]",
            "An action that left the plan needs “in_plan_until”, so that earlier periods still count it.",
        )
    ]


def test_check_mistake_names_the_line_of_the_nearest_part_that_stands_in_the_file() -> None:
    text = SOUND + "priorities:\n- key: p\n  title: P\n  actions:\n  - key: a\n    title: A\n    stage: complete\n"

    with pytest.raises(MistakesInDocument) as refusal:
        check(read(text.replace(", action_scale: rag, priority_scale: rag", "").encode(), name="plan.yaml"))

    assert refusal.value.mistakes == (
        Mistake(7, "priorities[0].actions[0]", "A completed action needs “completed_on”, the day it was completed."),
    )


def test_check_several_mistakes_names_them_all() -> None:
    text = SOUND.replace("rag", "rga") + SCALES + "organisations: [{key: a, name: A, parent: a}]\n"

    assert found(text) == [
        ("plan.action_scale", "There is no “rga” under scales. Did you mean “rag”?"),
        ("plan.priority_scale", "There is no “rga” under scales. Did you mean “rag”?"),
        ("organisations[0].parent", "“a” leads back to itself."),
    ]
