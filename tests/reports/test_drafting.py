"""What a section of a report begins with: words of the record, and nothing that it does not say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from monitoring.record.structs import (
    NOT_RATED,
    Commentary,
    Comparator,
    Delay,
    Figure,
    Highlight,
    Measure,
    Movement,
    Record,
    Target,
    Text,
    When,
)
from partnership.personal import findings
from reports.drafting import Drafted, draft, printable, said_now
from reports.models import TemplateSection
from tests.monitoring.record.builders import a_priority, a_record, an_action, an_earlier_period, an_update

Drafts = TemplateSection.Drafts


def drafted(record: Record, drafts_from: Drafts, *, provisional: bool = False) -> dict[str, str]:
    return {each.source: each.text for each in draft(record, drafts_from, provisional=provisional)}


def unrated(record: Record) -> Record:
    return replace(record, action_scale=None, priority_scale=None, measure_scale=None)


def test_plan_texts_are_drafted_under_their_titles() -> None:
    record = a_record()
    texts = (Text(title="What we want", body="Every child is safe.\n\n- Heard\n- Well"), Text(title="Empty", body=" "))

    assert drafted(replace(record, plan=replace(record.plan, texts=texts)), Drafts.PLAN_TEXTS) == {
        "text-1": "**What we want**\n\nEvery child is safe.\n\n- Heard\n- Well"
    }


def test_summaries_give_level_reason_and_highlights_of_each_priority() -> None:
    priority = a_priority(
        judged_level="at-risk",
        judged_reason="Waits grow again",
        highlights=(
            Highlight(kind="achievement", label="Achievement", text="One number for all calls"),
            Highlight(kind="concern", label="Concern", text="Five workers left."),
        ),
        signed_off_on=date(2026, 10, 28),
    )

    assert drafted(a_record(priorities=(priority,), actions=(an_action(level="on-track"),)), Drafts.SUMMARIES) == {
        "summary-1": (
            "**1 Priority 1** (some concern). Waits grow again.\n\n"
            "- Achievement: One number for all calls.\n- Concern: Five workers left."
        )
    }


def test_summaries_say_that_nothing_was_signed_off() -> None:
    record = a_record(priorities=(a_priority(),), actions=(an_action(level="on-track"),))

    said = drafted(record, Drafts.SUMMARIES)["summary-1"]

    assert said.endswith("Its lead has not signed anything off about it for this period.")


def test_summaries_of_an_open_period_leave_out_what_is_not_signed_off() -> None:
    priority = a_priority(judged_reason="A first thought", highlights=())
    record = a_record(priorities=(priority,), actions=(an_action(level="on-track"),))

    assert "A first thought" not in drafted(record, Drafts.SUMMARIES, provisional=True)["summary-1"]


def test_updates_tell_story_and_delay_and_name_the_silent() -> None:
    delay = Delay(
        cause="staff", detail="Two posts are vacant", impact="Families wait longer.", recovery="",
        forecast=When(last_day=date(2027, 3, 31), precision="month", printed="March 2027"),
    )  # fmt: skip
    told = an_action(1, "at-risk", update=an_update(narrative="Two of four hubs are open.", delay=delay))
    silent = an_action(2)

    assert drafted(a_record(actions=(told, silent)), Drafts.UPDATES) == {
        "action-1": (
            "**1.1 Action 1** (some concern). Two of four hubs are open. Two posts are vacant. Families wait longer. "
            "It is now expected by March 2027."
        ),
        "awaited-actions": "Nothing was reported for this period about these:\n\n- 1.2 Action 2",
    }


def test_updates_of_an_open_period_are_those_that_were_agreed() -> None:
    record = a_record(actions=(an_action(1, "on-track", update=an_update(accepted=False)),))

    assert drafted(record, Drafts.UPDATES, provisional=True) == {
        "awaited-actions": "Nothing has been agreed for this period about these:\n\n- 1.1 Action 1"
    }


def test_updates_of_a_plan_without_ratings_have_none() -> None:
    record = unrated(a_record(actions=(an_action(1, update=an_update()),)))

    assert drafted(record, Drafts.UPDATES) == {"action-1": "**1.1 Action 1**. Seven of twelve schools are open."}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Open\r\n• one\r\n• two", "Open\n- one\n- two."),
        ("See [[p1]]", "See [ [p1]]."),
        ("Is it open?", "Is it open?"),
    ],
)
def test_updates_keep_what_was_typed_and_refer_to_nothing(typed: str, said: str) -> None:
    record = unrated(a_record(actions=(an_action(1, update=an_update(narrative=typed)),)))

    assert drafted(record, Drafts.UPDATES) == {"action-1": f"**1.1 Action 1**. {said}"}


def test_titles_with_signs_of_markdown_stand_as_they_are() -> None:
    record = unrated(a_record(actions=(an_action(1, title="A*B [draft]", update=an_update()),)))

    assert drafted(record, Drafts.UPDATES)["action-1"].startswith(r"**1.1 A\*B \[draft\]**.")


def test_exceptions_are_the_actions_that_need_attention_with_every_reason() -> None:
    record = a_record(actions=(an_action(1, "off-track"), an_action(2, "on-track")))

    assert list(drafted(record, Drafts.EXCEPTIONS)) == ["exception-1"]


def test_movement_tells_worse_and_better_apart() -> None:
    worse = an_action(1, "off-track", previous_column="on-track", movement=Movement.WORSE)
    better = an_action(2, "on-track", previous_column="at-risk", movement=Movement.BETTER)

    assert drafted(a_record(worse, better, earlier=(an_earlier_period(),)), Drafts.MOVEMENT) == {
        "movement-worse": "Worse since June:\n\n- 1.1 Action 1: from on track to off track",
        "movement-better": "Better since June:\n\n- 1.2 Action 2: from some concern to on track",
    }


def test_movement_where_nothing_moved_says_so() -> None:
    same = an_action(1, "on-track", previous_column="on-track", movement=Movement.SAME)

    assert drafted(a_record(same, earlier=(an_earlier_period(),)), Drafts.MOVEMENT) == {
        "movement-none": "No rating has changed since June."
    }


def test_movement_of_a_plan_without_ratings_is_not_drafted() -> None:
    assert drafted(unrated(a_record(actions=(an_action(1, update=an_update()),))), Drafts.MOVEMENT) == {}


def test_next_steps_stand_together_by_priority() -> None:
    one = an_action(1, "on-track", update=an_update(next_steps="Open Eastmoor"))
    two = an_action(2, "on-track", update=an_update(next_steps="fill three posts\nring every family"))
    none = an_action(3, "on-track")

    assert drafted(a_record(actions=(one, two, none)), Drafts.NEXT_STEPS) == {
        "next-1": (
            "**1 Priority 1**:\n\n- 1.1 Action 1: Open Eastmoor.\n"
            "- 1.2 Action 2: \n  - Fill three posts\n  - Ring every family."
        )
    }


def test_decisions_are_those_that_leads_seek() -> None:
    record = a_record(
        priorities=(a_priority(1, decisions_sought="Agree a joint crisis line"), a_priority(2)),
        actions=(an_action(level="on-track"),),
    )

    assert drafted(record, Drafts.DECISIONS) == {"decision-1": "**1 Priority 1**: Agree a joint crisis line."}


def a_measure(**given: Any) -> Measure:
    figure = Figure(
        period="Q2 2026/27", ends=date(2026, 9, 30), value=Decimal(52), numerator=None, denominator=None, printed="",
        missing="", provisional=False, judgement="", note="",
    )  # fmt: skip
    target = Target(period="Q2 2026/27", ends=date(2026, 9, 30), operator="at_least", value=Decimal(60), printed="")
    plain: dict[str, Any] = {
        "pk": 4, "code": "", "title": "Plans in time", "plain_title": "", "definition": "", "unit": "%",
        "decimals": 0, "polarity": "high", "basis": "", "priority_pk": 1, "figures": (figure,), "target": target,
        "comparators": (), "movement": Movement.NOT_KNOWN,
    }  # fmt: skip
    return Measure(**plain | given)


def test_measures_give_result_target_and_the_story_behind_it() -> None:
    story = Commentary(
        story="Advice comes late", doing="", forecast="In time by March", said_by="Ada", said_for="",
        said_at=datetime(2026, 10, 6, tzinfo=UTC),
    )  # fmt: skip
    record = a_record(measures=(a_measure(commentary=story),), actions=(an_action(level="on-track"),))

    (said,) = drafted(record, Drafts.MEASURES).values()

    assert said == (
        "**Plans in time**: 52% (Q2 2026/27); the target is at least 60%. Advice comes late. In time by March."
    )


def test_measures_that_only_judge_have_no_value() -> None:
    judged = Figure(
        period="2009/10", ends=None, value=None, numerator=None, denominator=None, printed="", missing="",
        provisional=False, judgement="On target", note="",
    )  # fmt: skip
    record = a_record(measures=(a_measure(figures=(judged,), target=None),), actions=(an_action(level="on-track"),))

    assert drafted(record, Drafts.MEASURES) == {
        "measure-4": "**Plans in time**: On target (2009/10); no target is set."
    }


@pytest.mark.parametrize(("unit", "by"), [("children", "4"), ("young people", "4"), ("weeks", "4 weeks")])
def test_measures_tell_no_change_in_words_that_count_few_children(unit: str, by: str) -> None:
    before, now = (
        Figure(
            period=period, ends=ends, value=Decimal(value), numerator=None, denominator=None, printed="", missing="",
            provisional=False, judgement="", note="",
        )
        for period, ends, value in (("March", date(2026, 3, 31), 37), ("Q2 2026/27", date(2026, 9, 30), 41))
    )  # fmt: skip
    england = Comparator(
        name="England", value=Decimal(37), relation="", period="Q2 2026/27", ends=date(2026, 9, 30), kind="national"
    )
    measure = a_measure(
        unit=unit, polarity="low", figures=(before, now), target=None, comparators=(england,), movement=Movement.WORSE
    )
    record = a_record(measures=(measure,), actions=(an_action(level="on-track"),))

    (said,) = drafted(record, Drafts.MEASURES).values()

    assert (said, findings(said)) == (
        f"**Plans in time**: 41 {unit} (Q2 2026/27); no target is set; worse (up {by} since March); "
        f"England: 37 {unit} ({by} above: worse).",
        [],
    )


def test_printable_leaves_out_a_number_that_is_too_small_and_other_parts() -> None:
    small = Figure(
        period="Q2", ends=date(2026, 9, 30), value=Decimal(3), numerator=None, denominator=None, printed="",
        missing="", provisional=False, judgement="", note="", hidden="small",
    )  # fmt: skip
    record = a_record(
        priorities=(a_priority(1), a_priority(2)),
        actions=(an_action(1, "on-track"), an_action(2, "on-track", priority_pk=2)),
        measures=(a_measure(unit="children", figures=(small,), target=None),),
        marked=True,
    )

    part = printable(record, scope="priority-1")

    assert [each.pk for each in part.actions] == [1]
    assert "3" not in drafted(part, Drafts.MEASURES)["measure-4"].replace("30", "")


def test_said_now_finds_what_was_drafted_by_its_source() -> None:
    record = unrated(a_record(actions=(an_action(1, update=an_update(narrative="New words.")),)))

    assert said_now(record, ["action-1", "action-9", "measure-4", ""], provisional=False) == {
        "action-1": Drafted("**1.1 Action 1**. New words.", "action-1")
    }


def test_drafted_twice_from_the_same_record_says_the_same() -> None:
    record = a_record(actions=(an_action(1, "off-track"), an_action(2)))

    for kind in Drafts:
        assert draft(record, kind, provisional=False) == draft(record, kind, provisional=False)


def test_position_tells_every_column_of_the_count() -> None:
    record = a_record(actions=(an_action(1, "on-track"), an_action(2)))

    said = drafted(record, Drafts.POSITION)

    assert "- On track: 1" in said["position-actions"]
    assert "- Not rated: 1" in said["position-actions"]
    assert NOT_RATED not in said["position-actions"]
