from datetime import date
from decimal import Decimal
from textwrap import dedent

import pytest

from monitoring.plan_document.mistakes import Mistake, MistakesInDocument
from monitoring.plan_document.reading import read
from monitoring.plan_document.structs import Action, Measure, Plan, PlanDocument, Priority, Target

PLAN = """\
format: childrens-plan/1
plan: {key: little, title: Little plan}
"""


def mistakes(text: str, *, name: str = "plan.yaml") -> list[Mistake]:
    with pytest.raises(MistakesInDocument) as refusal:
        read(text.encode(), name=name)
    return list(refusal.value.mistakes)


def test_read_plan_document_keeps_every_text_as_it_is_written() -> None:
    text = PLAN + dedent(
        """\
        priorities:
          - key: play
            ref: 1.10
            title: Yes
            in_plan_from: 2025-10-01
            actions:
              - {key: on, title: 2026, due: 2026-09-30, percent_complete: 40}
        measures:
          - {key: words, title: "Words: all", targets: [{value: 67.20}]}
        """
    )

    assert read(text.encode(), name="plan.yaml").document == PlanDocument(
        format="childrens-plan/1",
        plan=Plan(key="little", title="Little plan"),
        priorities=(
            Priority(
                key="play",
                ref="1.10",
                title="Yes",
                in_plan_from=date(2025, 10, 1),
                actions=(Action(key="on", title="2026", due="2026-09-30", percent_complete=40),),
            ),
        ),
        measures=(Measure(key="words", title="Words: all", targets=(Target(value=Decimal("67.20")),)),),
    )


def test_read_json_gives_the_same_as_yaml() -> None:
    json = b'{"format": "childrens-plan/1", "plan": {"key": "little", "title": "Little plan"}}'

    assert read(json, name="plan.JSON").document == read(PLAN.encode(), name="plan.yaml").document


@pytest.mark.parametrize(
    ("part", "place", "line", "sentence"),
    [
        ("prioritys: []", "prioritys", 3, "There is no field “prioritys” here. Did you mean “priorities”?"),
        (
            "scales:\n- {key: a, name: A, levels: [{zzz: 1, code: g, label: G, meaning: on_track}]}",
            "scales[0].levels[0].zzz",
            4,
            "There is no field “zzz” here. The fields are code, label, meaning, letter, criteria, shape, colour, "
            "requires_reason, requires_recovery.",
        ),
        ("outcomes:\n- {key: a}", "outcomes[0]", 4, "“title” is missing. The outcome as printed."),
        (
            "periods:\n- {number: 1, label: Q1, starts_on: 2025-04-01}",
            "periods[0]",
            4,
            "“ends_on” is missing. A day, written 2026-09-30.",
        ),
        (
            "outcomes:\n- {key: a, title: A, title: B}",
            "outcomes[0].title",
            4,
            "“title” is already given here. Keep one of the two.",
        ),
        (
            "measures:\n- {key: a, title: A, external_codes: {NI: a, NI: b}}",
            "measures[0].external_codes.NI",
            4,
            "“NI” is already given here. Keep one of the two.",
        ),
        (
            "outcomes: well",
            "outcomes",
            3,
            "A single value stands here. A list is wanted: each entry on a line of its own, after a hyphen.",
        ),
        (
            "outcomes:\n- well",
            "outcomes[0]",
            4,
            "A single value stands here. Fields are wanted, each with its name and a colon.",
        ),
        ("outcomes:\n- {key: a, title: [A]}", "outcomes[0].title", 4, "A list stands here. A single value is wanted."),
        (
            "outcomes:\n- {key: a, title: {b: c}}",
            "outcomes[0].title",
            4,
            "A part with fields stands here. A single value is wanted.",
        ),
        (
            "measures:\n- {key: a, title: A, external_codes: [NI]}",
            "measures[0].external_codes",
            4,
            "A list stands here. Fields are wanted, each with its name and a colon.",
        ),
        (
            "outcomes:",
            "outcomes",
            3,
            "Nothing is written here. A list is wanted: each entry on a line of its own, after a hyphen.",
        ),
        (
            "outcomes:\n- {key: a, title: ~}",
            "outcomes[0].title",
            4,
            "Nothing is written here. A single value is wanted.",
        ),
        (
            "outcomes:\n- {key: a, title: ''}",
            "outcomes[0].title",
            4,
            "This text is empty. Write it, or leave the field out if it may be.",
        ),
        (
            "scales:\n- {key: a, name: A, levels: []}",
            "scales[0].levels",
            4,
            "This list is empty. It needs at least one entry.",
        ),
        (
            "outcomes:\n- {key: a, title: A, ref: 1234567890123456789012345678901}",
            "outcomes[0].ref",
            4,
            "This text is 31 characters long; at most 30 fit.",
        ),
        (
            "outcomes:\n- {key: Being well, title: A}",
            "outcomes[0].key",
            4,
            "“Being well” cannot be a key. Use small letters, digits and single hyphens, such as head-of-early-years.",
        ),
        (
            "scales:\n- {key: a, name: A, levels: [{code: on track, label: G, meaning: on_track}]}",
            "scales[0].levels[0].code",
            4,
            "“on track” cannot be a code. Use letters, digits, hyphens and underlines, such as on_track.",
        ),
        (
            "people:\n- {key: ann, name: Ann, email: ann at fernshire}",
            "people[0].email",
            4,
            "“ann at fernshire” is not an e-mail address.",
        ),
        (
            "documents:\n- {key: a, title: A, url: www.fernshire.example}",
            "documents[0].url",
            4,
            "“www.fernshire.example” is not a web address. It begins with https://.",
        ),
        (
            "scales:\n- {key: a, name: A, levels: [{code: g, label: G, meaning: on-track}]}",
            "scales[0].levels[0].meaning",
            4,
            "“on-track” is not one of ahead, at_risk, complete, direction_only, not_assessed, not_started, off_track, "
            "on_track, paused. Did you mean “on_track”?",
        ),
        (
            "bodies:\n- {key: a, name: A, kind: xyz}",
            "bodies[0].kind",
            4,
            "“xyz” is not one of delivery_group, executive, full_council, health_and_wellbeing_board, other, "
            "partnership_board, safeguarding_partners, scrutiny_committee, working_group, youth_council.",
        ),
        (
            "priorities:\n- {key: a, title: A, cross_cutting: perhaps}",
            "priorities[0].cross_cutting",
            4,
            "“perhaps” is neither true nor false.",
        ),
        (
            "bodies:\n- {key: a, name: A, clear_days: five}",
            "bodies[0].clear_days",
            4,
            "“five” is not a whole number.",
        ),
        (
            "bodies:\n- {key: a, name: A, clear_days: 61}",
            "bodies[0].clear_days",
            4,
            "61 is out of range. It lies between 0 and 60.",
        ),
        (
            "measures:\n- {key: a, title: A, figures: [{revision: -1, value: 3}]}",
            "measures[0].figures[0].revision",
            4,
            "-1 is out of range. It lies between 0 and 999.",
        ),
        (
            "measures:\n- {key: a, title: A, figures: [{value: '67,2'}]}",
            "measures[0].figures[0].value",
            4,
            "“67,2” is not a number. Write digits, with a point before decimals: 67.2.",
        ),
        (
            "measures:\n- {key: a, title: A, figures: [{value: .nan}]}",
            "measures[0].figures[0].value",
            4,
            "“.nan” is not a number. Write digits, with a point before decimals: 67.2.",
        ),
        (
            "priorities:\n- {key: a, title: A, in_plan_from: 30 September 2026}",
            "priorities[0].in_plan_from",
            4,
            "“30 September 2026” is not a day. Write year, month and day: 2026-09-30.",
        ),
        (
            "priorities:\n- {key: a, title: A, in_plan_from: 2026-02-30}",
            "priorities[0].in_plan_from",
            4,
            "“2026-02-30” is not a day. Write year, month and day: 2026-09-30.",
        ),
        (
            "priorities:\n- key: a\n  title: A\n  actions:\n  - key: b\n    title: B\n    due: 31 Decmber 2026",
            "priorities[0].actions[0].due",
            9,
            "“31 Decmber 2026” is not a date we can read. Write for example 31 December 2026, May 2025, "
            "Quarter 4 2025/26, Autumn 2026, 2025/26 or 2026.",
        ),
        (
            "priorities:\n- key: a\n  title: A\n  actions:\n  - key: b\n    title: B\n    milestones:\n"
            "    - {title: C, due: 31 June 2026}",
            "priorities[0].actions[0].milestones[0].due",
            10,
            "There is no such day as 31 June 2026.",
        ),
    ],
)
def test_read_mistake_is_named_with_its_place_and_what_is_right(
    part: str, place: str, line: int, sentence: str
) -> None:
    assert mistakes(PLAN + part) == [Mistake(line, place, sentence)]


def test_read_many_mistakes_names_them_all_in_the_order_of_the_file() -> None:
    text = dedent(
        """\
        format: childrens-plan/2
        plan:
          key: Little
        outcomes:
          - {key: a, title: A, colour: red}
        """
    )

    with pytest.raises(MistakesInDocument) as refusal:
        read(text.encode(), name="plan.yaml")

    assert str(refusal.value).splitlines() == [
        "The plan document has 4 mistakes. Nothing was loaded.",
        "line 1, format: “childrens-plan/2” is not one of childrens-plan/1. Did you mean “childrens-plan/1”?",
        "line 3, plan: “title” is missing. The plan’s full title.",
        "line 3, plan.key: “Little” cannot be a key. Use small letters, digits and single hyphens, such as "
        "head-of-early-years.",
        "line 5, outcomes[0].colour: There is no field “colour” here. The fields are key, title, ref, description.",
    ]


def test_read_json_mistake_is_named_by_its_place_alone() -> None:
    text = '{"format": "childrens-plan/1", "plan": {"key": "little", "title": "Little", "starts": "2009-11"}}'

    assert mistakes(text, name="plan.json") == [
        Mistake(
            None,
            "plan.starts",
            "“2009-11” is not a date we can read. Write for example 31 December 2026, May 2025, "
            "Quarter 4 2025/26, Autumn 2026, 2025/26 or 2026.",
        )
    ]


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "plan.yaml", "The file is empty."),
        (b"plan:\n  key: a\n title: b\n", "plan.yaml", "line 3: This is not YAML"),
        (b"plan: 'a\n", "plan.yaml", "line 2: This is not YAML"),
        (b"a: 1\n---\nb: 2\n", "plan.yaml", "line 2: This is not YAML"),
        (b'{"plan": ', "plan.json", "line 1: This is not JSON (Expecting value)."),
        (b"a: 1\nb: \xff\n", "plan.yaml", "line 2: This is not UTF-8 text. Save the file as UTF-8."),
        (b"- just\n- a list\n", "plan.yaml", "line 1: A list stands here. Fields are wanted"),
        (b"a: &a [*a]\n", "plan.yaml", "line 1: This is nested more deeply than any plan document."),
        (b"[" * 100_000, "plan.json", "This is nested more deeply than any plan document."),
    ],
)
def test_read_unreadable_file_says_so(data: bytes, name: str, message: str) -> None:
    with pytest.raises(MistakesInDocument) as refusal:
        read(data, name=name)

    assert str(refusal.value).splitlines()[1].startswith(message)


def test_read_file_that_repeats_itself_without_end_is_read_once() -> None:
    bomb = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 20))

    found = mistakes(f"l0: &l0 [x]\n{bomb}")

    assert len(found) == 22
