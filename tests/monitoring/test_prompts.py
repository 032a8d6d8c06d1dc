"""What makes an update look wrong, and what only nearly does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.prompts import (
    RULES,
    Before,
    Case,
    Prompt,
    Step,
    likeness,
    promised_by,
    prompts,
    risk,
    says_the_same,
)
from partnership.due import Due, Precision
from plans.ratings import Meaning
from tests.seeds import convert

AS_AT = date(2026, 9, 30)
SAID_ON = date(2026, 10, 9)
TEXT = "Seven of the twelve secondary schools have opened a drop-in and two more have found a room."
OTHER = "Interviews were held in August, three people start next month and training is booked for all of them."


def on(day: date) -> Due:
    return Due(day, Precision.DAY, f"{day:%-d %B %Y}")


YESTERDAY, TODAY = on(AS_AT - timedelta(days=1)), on(AS_AT)
UNDATED = Due(None, Precision.ONGOING, "ongoing")


def a_case(level: Meaning | None = Meaning.ON_TRACK, **given: object) -> Case:
    return replace(Case(level=level, narrative=TEXT, as_at=AS_AT, said_on=SAID_ON), **given)  # type: ignore[arg-type]


def step(due: Due | None = None, *, done: bool = False, title: str = "Rooms found") -> Step:
    return Step(title, due, done)


def names(case: Case) -> list[str]:
    return [each.name for each in prompts(case)]


def test_update_with_nothing_odd_prompts_nothing():
    last = Before(Meaning.ON_TRACK, narrative=OTHER, next_steps="Open two more")

    assert prompts(a_case(due=on(date(2026, 12, 31)), steps=(step(done=True),), last=last)) == ()


@pytest.mark.parametrize(
    ("level", "steps", "text"),
    [
        (
            Meaning.ON_TRACK,
            [step(YESTERDAY)],
            "It is going well by its rating, but a milestone is overdue: Rooms found (due 29 September 2026).",
        ),
        (
            Meaning.AHEAD,
            [step(YESTERDAY, title=title) for title in ("One", "Two", "Three")],
            "It is going well by its rating, but 3 milestones are overdue: One, Two and 1 more.",
        ),
        (Meaning.ON_TRACK, [step(TODAY)], None),
        (Meaning.ON_TRACK, [step(YESTERDAY, done=True)], None),
        (Meaning.ON_TRACK, [step(UNDATED), step(None)], None),
        (Meaning.ON_TRACK, [], None),
        (Meaning.AT_RISK, [step(YESTERDAY)], None),
        (None, [step(YESTERDAY)], None),
    ],
)
def test_overdue_milestone_of_what_goes_well(level, steps, text):
    assert [each.text for each in prompts(a_case(level, steps=tuple(steps)))] == ([text] if text else [])


@pytest.mark.parametrize(
    ("level", "due", "found"),
    [
        (Meaning.ON_TRACK, YESTERDAY, ["past_its_date"]),
        (Meaning.AHEAD, YESTERDAY, ["past_its_date"]),
        (Meaning.ON_TRACK, TODAY, []),
        (Meaning.ON_TRACK, UNDATED, []),
        (Meaning.ON_TRACK, None, []),
        # The month it was to be done in has not ended.
        (Meaning.ON_TRACK, Due(date(2026, 9, 30), Precision.MONTH, "September 2026"), []),
        (Meaning.OFF_TRACK, YESTERDAY, []),
        (Meaning.COMPLETE, YESTERDAY, []),
    ],
)
def test_agreed_date_that_has_passed_for_what_goes_well(level, due, found):
    assert names(a_case(level, due=due)) == found


@pytest.mark.parametrize(
    ("level", "steps", "found"),
    [
        (Meaning.COMPLETE, [step()], ["open_milestones"]),
        (Meaning.COMPLETE, [step(done=True), step(TODAY)], ["open_milestones"]),
        (Meaning.COMPLETE, [step(done=True)], []),
        (Meaning.COMPLETE, [], []),
        (Meaning.ON_TRACK, [step()], []),
    ],
)
def test_open_milestone_of_what_is_complete(level, steps, found):
    assert names(a_case(level, steps=tuple(steps))) == found


@pytest.mark.parametrize(
    "text",
    [
        "The review is complete. A group is currently updating the protocols.",
        "Complete, with the roll-out still under way.",
        "Done; roll-out is underway in two districts.",
        "The team is updating the guidance.",
        "The guidance is being revised by the board.",
        "Finished. Currently being consulted on.",
        "Published, but not yet adopted.",
        "All signed; the school's agreement is awaited.",
        "Training is ongoing.",
        "The partners continue to be consulting.",
    ],
)
def test_complete_whose_text_speaks_of_work_that_goes_on(text):
    assert names(a_case(Meaning.COMPLETE, narrative=text)) == ["still_at_work"]
    assert names(a_case(Meaning.ON_TRACK, narrative=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The protocol was updated, consulted on and adopted in May.",
        "The review is complete and the revised protocol is published.",
        "The consultation closed and the update was sent to every school.",
        "The concurrently run courses have ended.",
        "The consulting firm left in June.",
        "",
    ],
)
def test_complete_whose_text_speaks_of_what_is_over_prompts_nothing(text):
    assert names(a_case(Meaning.COMPLETE, narrative=text)) == []


def test_complete_names_the_words_that_it_stumbled_over_once_each():
    text = "Currently a group is updating it. Currently it is not yet adopted."

    (found,) = prompts(a_case(Meaning.COMPLETE, narrative=text))

    assert found.text == (
        "It is said to be complete, but its own text speaks of work that goes on: "
        "“currently”, “is updating” and “not yet”."
    )


@pytest.mark.parametrize(
    ("level", "earlier", "found"),
    [
        (Meaning.AT_RISK, (Meaning.AT_RISK, Meaning.AT_RISK), ["middling"]),
        (Meaning.AT_RISK, (Meaning.AT_RISK, Meaning.AT_RISK, Meaning.OFF_TRACK), ["middling"]),
        (Meaning.AT_RISK, (Meaning.AT_RISK,), []),
        (Meaning.AT_RISK, (Meaning.AT_RISK, Meaning.ON_TRACK), []),
        (Meaning.AT_RISK, (Meaning.AT_RISK, None), []),
        (Meaning.AT_RISK, (Meaning.ON_TRACK, Meaning.AT_RISK), []),
        (Meaning.ON_TRACK, (Meaning.AT_RISK, Meaning.AT_RISK), []),
        (Meaning.OFF_TRACK, (Meaning.OFF_TRACK, Meaning.OFF_TRACK), []),
    ],
)
def test_three_periods_at_the_middling_level(level, earlier, found):
    assert names(a_case(level, earlier=earlier)) == found


@pytest.mark.parametrize(
    ("now", "then", "same"),
    [
        (TEXT, TEXT, True),
        (TEXT.upper() + "!", TEXT, True),
        (TEXT.replace("Seven", "Eight"), TEXT, True),
        (TEXT, OTHER, False),
        (TEXT + " " + OTHER, TEXT, False),
        # Of ten words eight are the same: exactly four fifths, which is not more.
        ("a b c d e f g h i j", "a b c d e f g h x y", False),
        ("a b c d e f g h i j", "a b c d e f g h i y", True),
        # The same words the other way round say something else.
        ("a b c d e f g h i j", "j i h g f e d c b a", False),
        ("No change to report.", "No change to report.", False),
        ("", "", False),
    ],
)
def test_text_is_the_same_as_last_time_above_four_fifths(now, then, same):
    assert says_the_same(now, then) is same
    assert names(a_case(narrative=now, last=Before(Meaning.ON_TRACK, narrative=then))) == ["same_text"] * same


def test_text_of_what_is_said_to_be_unchanged_is_not_compared():
    assert names(a_case(unchanged=True, last=Before(Meaning.ON_TRACK, narrative=TEXT))) == []


@given(st.text(), st.text())
def test_likeness_is_the_same_either_way_round(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@given(st.lists(st.sampled_from(["open", "school", "late", "two"]), max_size=30).map(" ".join))
def test_text_is_wholly_like_itself(text):
    assert likeness(text, text) == 1


@pytest.mark.parametrize(
    ("then", "now", "narrative", "found"),
    [
        (Meaning.OFF_TRACK, Meaning.ON_TRACK, "Better now.", ["unexplained"]),
        (Meaning.OFF_TRACK, Meaning.AT_RISK, "", ["unexplained"]),
        (Meaning.OFF_TRACK, Meaning.ON_TRACK, OTHER, ["unexplained", "same_text"]),
        (Meaning.OFF_TRACK, Meaning.ON_TRACK, TEXT, []),
        (Meaning.ON_TRACK, Meaning.ON_TRACK, "Better now.", []),
        (Meaning.ON_TRACK, Meaning.AT_RISK, "Worse now.", []),
        (None, Meaning.ON_TRACK, "Better now.", []),
        (Meaning.PAUSED, Meaning.ON_TRACK, "Better now.", []),
        (Meaning.OFF_TRACK, None, "Better now.", []),
    ],
)
def test_better_rating_without_a_reason(then, now, narrative, found):
    assert names(a_case(now, narrative=narrative, last=Before(then, narrative=OTHER))) == found


@pytest.mark.parametrize(
    ("expected_then", "now", "found"),
    [
        (SAID_ON + timedelta(days=14), SAID_ON + timedelta(days=15), ["moved_late"]),
        (SAID_ON - timedelta(days=14), SAID_ON + timedelta(days=60), ["moved_late"]),
        (SAID_ON + timedelta(days=15), SAID_ON + timedelta(days=60), []),
        (SAID_ON + timedelta(days=5), SAID_ON + timedelta(days=5), []),
        (SAID_ON + timedelta(days=5), SAID_ON + timedelta(days=4), []),
    ],
)
def test_forecast_that_moved_near_its_date(expected_then, now, found):
    late = a_case(Meaning.OFF_TRACK, forecast=on(now))

    assert names(replace(late, due=on(expected_then))) == found
    # What was expected last time counts for more than what was once agreed.
    last = Before(Meaning.OFF_TRACK, forecast=on(expected_then))
    assert names(replace(late, due=on(SAID_ON), last=last)) == found


@pytest.mark.parametrize(("forecast", "due"), [(None, TODAY), (UNDATED, TODAY), (TODAY, UNDATED), (TODAY, None)])
def test_forecast_without_two_dates_prompts_nothing(forecast, due):
    assert names(a_case(Meaning.OFF_TRACK, forecast=forecast, due=due)) == []


@pytest.mark.parametrize(
    ("next_steps", "due"),
    [
        ("Open two more\n\n Recruit by August 2026. ", ["Open two more", "Recruit by August 2026."]),
        ("Recruit by 30 September 2026", ["Recruit by 30 September 2026"]),
        ("Recruit by 1 October 2026", []),
        ("Hold the review in May 2027\nRecruit", ["Recruit"]),
        ("Report in march 2027", []),
        ("", []),
    ],
)
def test_promise_is_due_by_the_next_period_unless_it_names_a_later_date(next_steps, due):
    assert promised_by(next_steps, on=AS_AT) == due


@pytest.mark.parametrize(
    ("unchanged", "next_steps", "text"),
    [
        (
            True,
            "Open two more.\nRecruit",
            "It is said to be unchanged, but last time this was promised by now: Open two more; Recruit.",
        ),
        (True, "Report in May 2027", None),
        (True, "", None),
        (False, "Open two more", None),
    ],
)
def test_unchanged_though_something_was_promised(unchanged, next_steps, text):
    case = a_case(unchanged=unchanged, narrative="", last=Before(Meaning.ON_TRACK, next_steps=next_steps))

    assert [each.text for each in prompts(case)] == ([text] if text else [])


def test_unchanged_for_the_first_time_promised_nothing():
    assert names(a_case(unchanged=True, narrative="")) == []


def test_prompts_come_weightiest_first_and_weigh_together():
    case = a_case(due=YESTERDAY, steps=(step(YESTERDAY),), last=Before(Meaning.ON_TRACK, narrative=TEXT))

    found = prompts(case)

    assert [(each.name, each.weight) for each in found] == [
        ("past_its_date", 6),
        ("overdue_milestone", 5),
        ("same_text", 3),
    ]
    assert (risk(found), risk(())) == (14, 0)


def test_rules_are_named_once_and_all_weigh_something():
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.name for rule in RULES if rule.weight < 1] == []


DUES = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(on))
LEVELS = st.one_of(st.none(), st.sampled_from(Meaning))
CASES = st.builds(
    Case,
    level=LEVELS,
    narrative=st.sampled_from([TEXT, OTHER, "", "Currently ongoing."]),
    as_at=st.just(AS_AT),
    said_on=st.just(SAID_ON),
    due=DUES,
    forecast=DUES,
    unchanged=st.booleans(),
    steps=st.lists(st.builds(Step, st.just("Rooms"), DUES, st.booleans()), max_size=3).map(tuple),
    last=st.one_of(st.none(), st.builds(Before, LEVELS, st.sampled_from([TEXT, ""]), st.just("Recruit"), DUES)),
    earlier=st.lists(LEVELS, max_size=3).map(tuple),
)


@given(CASES)
def test_every_prompt_is_a_sentence_of_one_of_the_rules(case):
    found: tuple[Prompt, ...] = prompts(case)

    weights = {rule.name: rule.weight for rule in RULES}
    assert [each.weight for each in found] == sorted((weights[each.name] for each in found), reverse=True)
    assert all(each.text[0].isupper() and each.text.endswith(".") for each in found)


@given(CASES)
def test_done_milestones_change_nothing(case):
    assert prompts(replace(case, steps=(*case.steps, step(YESTERDAY, done=True)))) == prompts(case)


@pytest.mark.skipif(not convert.SEEDS.is_dir(), reason=f"no seeds beside the project, at {convert.SEEDS}")
def test_action_reported_complete_in_2010_while_work_went_on_is_caught_and_no_other():
    seed = convert.seed("central_bedfordshire_stay_safe_2010")
    told = {
        action["ref"]: "\n".join([action["progress"] or "", *action["sub_updates"]])
        for priority in seed["priorities"]
        for action in priority["actions"]
        if action["narrative_status"] == "complete"
    }

    found = {ref: names(a_case(Meaning.COMPLETE, narrative=text)) for ref, text in told.items()}

    assert {ref: each for ref, each in found.items() if each} == {"7.3": ["still_at_work"]}
