"""What is left of a record for those who may not see everything."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from monitoring.record import canonical
from monitoring.record.public import EVERYTHING, NOTHING, Sight, guarded, number_withheld, public
from monitoring.record.small_numbers import mark_hidden
from monitoring.record.structs import (
    Answer,
    Asked,
    Baseline,
    Change,
    Commentary,
    Comparator,
    Contribution,
    Correction,
    Erratum,
    Measure,
    Movement,
    Passed,
    Question,
    RatingRule,
    Record,
    Removal,
    Revision,
    Travel,
)
from tests.monitoring.record.builders import a_lead, a_priority, a_record, an_action, an_update, moved_to
from tests.monitoring.record.test_small_numbers import JUNE, SEPTEMBER, a_figure, a_measure, table

AT = datetime(2026, 10, 9, 10, tzinfo=UTC)


def a_comparator(kind: str, value: str, period: str = "") -> Comparator:
    return Comparator(kind=kind, name=kind, period=period, value=Decimal(value), relation="")


def with_measures(*measures: Measure, **given) -> Record:
    return replace(a_record(), measures=mark_hidden(measures), marked=True, **given)


SMALL = a_figure(
    3,
    ends=SEPTEMBER,
    numerator=Decimal(3),
    denominator=Decimal(7),
    printed="3 children",
    judgement="As we feared",
    note="Two of the 3 are siblings",
    qualifier="about",
    direction="up",
    direction_since="2025",
    reported_rating="Red",
    revised=(Revision(value=Decimal(4), printed="4", missing="", status="provisional", note="One was counted twice"),),
)
HOSTILE = a_measure(
    a_figure(40),
    SMALL,
    comparators=(a_comparator("previous", "3"), a_comparator("nation", "3")),
    others=(a_comparator("same_last_year", "40", JUNE.isoformat()), a_comparator("previous", "3")),
    baseline=Baseline(period="2024", ends=None, value=Decimal(2), printed="2 children"),
    movement=Movement.BETTER,
    rule=RatingRule(kind="floor", on_track_within=Decimal(0), at_risk_within=Decimal(10)),
    rule_level="off-track",
    judged_level="at-risk",
    judged_reason="Three children is too many.",
    short=Travel(against="previous", movement=Movement.BETTER, since=JUNE.isoformat(), change=Decimal(-37)),
    long=Travel(against="baseline", movement=Movement.WORSE, since="2024", change=Decimal(1)),
    commentary=Commentary(
        story="More were found sooner.", doing="", forecast="", said_by="Ada Okafor", said_for="Bo", said_at=AT
    ),
    lead="Data officer",
    lead_person="Ada Okafor",
)


def test_hidden_figure_and_everything_that_follows_from_it_is_gone():
    [measure] = guarded(with_measures(HOSTILE), NOTHING).measures

    shown, hidden = measure.figures
    assert shown == a_figure(40)
    assert hidden == a_figure(
        None, ends=SEPTEMBER, missing="Not shown, to protect children", missing_code="suppressed", hidden="withheld"
    )
    assert [each.kind for each in (*measure.comparators, *measure.others)] == ["nation", "same_last_year"]
    assert (measure.baseline, measure.movement, measure.level) == (None, Movement.NOT_KNOWN, None)
    assert (measure.not_rated_because, measure.judged_reason) == ("withheld", "")
    assert measure.short == Travel(against="previous", movement=Movement.NOT_KNOWN, why_not="withheld")
    assert measure.long == Travel(against="baseline", movement=Movement.NOT_KNOWN, why_not="withheld")
    assert measure.commentary == HOSTILE.commentary


def test_reader_is_not_told_which_of_several_hidden_figures_is_small():
    [measure] = guarded(with_measures(table()), NOTHING).measures

    girls, boys = (category.figures[0] for category in measure.breakdowns[0].categories)
    assert girls == boys
    assert measure.figures == table().figures


def test_person_sees_everything_of_the_measures_in_their_sight():
    record = with_measures(HOSTILE, replace(HOSTILE, pk=2))

    seen = guarded(record, Sight(measures=frozenset({2})))

    assert seen.measures == (guarded(record, NOTHING).measures[0], record.measures[1])
    assert guarded(record, EVERYTHING) == record


def test_direction_from_a_hidden_result_is_gone_although_the_latest_is_shown():
    measure = a_measure(
        a_figure(3),
        a_figure(40, ends=SEPTEMBER),
        short=Travel(against="previous", movement=Movement.WORSE, since=JUNE.isoformat(), change=Decimal(37)),
        rule=RatingRule(kind="improving", on_track_within=Decimal(0), at_risk_within=Decimal(10)),
        rule_level="at-risk",
        judged_level="at-risk",
        judged_reason="It went up.",
    )

    [safe] = guarded(with_measures(measure), NOTHING).measures

    assert safe.short == Travel(against="previous", movement=Movement.NOT_KNOWN, why_not="withheld")
    assert (safe.rule_level, safe.judged_level) == (None, "at-risk")
    assert safe.latest == a_figure(40, ends=SEPTEMBER)


def test_movement_from_a_hidden_result_of_long_ago_is_gone_with_its_direction():
    before = date(2025, 9, 30)
    measure = a_measure(
        a_figure(3, ends=before),
        a_figure(41),
        a_figure(40, ends=SEPTEMBER),
        movement=Movement.WORSE,
        short=Travel(against="same_last_year", movement=Movement.WORSE, since=before.isoformat(), change=Decimal(37)),
    )

    [safe] = guarded(with_measures(measure), NOTHING).measures

    assert [each.hidden for each in safe.figures] == ["withheld", "", ""]
    assert (safe.movement, safe.short) == (
        Movement.NOT_KNOWN,
        Travel(against="same_last_year", movement=Movement.NOT_KNOWN, why_not="withheld"),
    )


def test_earlier_result_in_a_year_to_date_that_leaves_a_small_difference_is_gone():
    earlier = a_comparator("previous", "37", "To June")
    measure = a_measure(
        a_figure(40, ends=SEPTEMBER),
        basis="year_to_date",
        others=(earlier, replace(earlier, ends=date(2026, 3, 31)), replace(earlier, value=Decimal(30), ends=JUNE)),
        short=Travel(against="previous", movement=Movement.WORSE, since="To June", change=Decimal(3)),
    )

    [safe] = guarded(with_measures(measure), NOTHING).measures

    assert safe.others == measure.others[1:]
    assert safe.short == Travel(against="previous", movement=Movement.NOT_KNOWN, why_not="withheld")


def test_small_earlier_value_of_a_figure_that_is_shown_is_gone():
    before = [
        Revision(value=Decimal(value), printed="", missing="", status="provisional", note="") for value in (3, 30)
    ]
    [safe] = guarded(with_measures(a_measure(a_figure(9, revised=tuple(before)))), NOTHING).measures

    assert (safe.figures[0].value, safe.figures[0].revised) == (Decimal(9), ())


def test_measure_in_which_nothing_is_small_stays_as_it_is():
    record = with_measures(a_measure(a_figure(40), baseline=Baseline("2024", None, Decimal(30), "")))

    assert guarded(record, NOTHING) == record


def test_correction_of_a_hidden_figure_says_only_that_there_was_one():
    erratum = Erratum(
        version=2,
        on=JUNE,
        by="Ada Okafor",
        corrections=(
            Correction(path="measures/1/figures/#2/printed", old="2", new="3", reason="It was 3.", by="Ada Okafor"),
            Correction(path="measures/2/figures/#1/printed", old="2 children", new="40", reason="Typed wrongly."),
            Correction(path="measures/2/figures/#1/note", old="", new="All areas", reason="Left out."),
            Correction(path="actions/1/leads/#1/person", old="", new="Bea Lund", reason="Left out.", by="Ada Okafor"),
        ),
    )
    record = with_measures(HOSTILE, a_measure(a_figure(40), pk=2), errata=(erratum,))

    said = guarded(record, NOTHING).errata[0].corrections

    words = "Not shown, to protect children"
    assert said == (
        Correction(path="measures/1/figures/#2/printed", old="", new="", reason=words, by="Ada Okafor"),
        Correction(path="measures/2/figures/#1/printed", old="", new="", reason=words),
        *erratum.corrections[2:],
    )
    assert public(record).errata[0].corrections == tuple(replace(each, by="") for each in said[:3])


def test_number_withheld_counts_figures():
    assert number_withheld(guarded(with_measures(table(), replace(HOSTILE, pk=2)), NOTHING)) == 3
    assert number_withheld(with_measures(table())) == 0


PERSONS = ["Ada Okafor", "Bea Lund", "Cy Dunn"]


def test_public_record_names_posts_and_no_person():
    update = an_update(
        said_for="Cy Dunn",
        proposed_level="off-track",
        changes=(Change(before="off-track", after="at-risk", reason="Ada asked.", by="Bea Lund", at=AT),),
        questions=(Question(text="Inside question", by="Bea Lund", at=AT),),
        answers=(Answer(by="Ada Okafor", at=AT),),
        asked=(
            Asked(
                text="Inside question",
                by="Bea Lund",
                at=AT,
                answer="Inside answer",
                answered_by="Cy Dunn",
                answered_for="",
                answered_at=AT,
            ),
        ),
    )
    action = an_action(
        level="at-risk",
        update=update,
        leads=(a_lead("Head of Early Years", person="Ada Okafor"),),
        moves=(replace(moved_to(JUNE), approved_by="Bea Lund"),),
        contributions=(
            Contribution(organisation="NHS", text="Done.", said_by="Cy Dunn", said_for="Bea Lund", said_at=AT),
        ),
    )
    record = replace(
        a_record(action),
        priorities=(a_priority(signed_off_by="Bea Lund", signed_off_for="Cy Dunn", signed_off_on=JUNE),),
        measures=mark_hidden([HOSTILE]),
        marked=True,
        passed=(Passed(gap="Inside gap", reason="Inside reason", by="Ada Okafor", on=JUNE),),
        removed=(Removal(on=JUNE, by=("Ada Okafor", "Bea Lund")),),
    )

    said = canonical.encode(public(record)).decode()

    assert all(name in canonical.encode(record).decode() for name in [*PERSONS, "Inside"])
    assert [name for name in [*PERSONS, "Inside", "off-track"] if name in said and name != "off-track"] == []
    assert public(record).actions[0].leads == (a_lead("Head of Early Years", person=""),)
    assert public(record).actions[0].update.narrative == update.narrative
    assert public(record).measures[0].lead == "Data officer"


def test_every_field_for_a_person_is_known_to_the_public_edition():
    """A new field of the record whose name says that it holds a person makes this fail: leave it out in public.py."""
    schema = msgspec.json.schema(Record)["$defs"]
    named = {
        f"{part}.{field}"
        for part, described in schema.items()
        for field in described.get("properties", {})
        if re.search(r"(^|_)(by|for|person)$", field)
    }

    assert named == {
        "Answer.by",
        "Asked.answered_by",
        "Asked.answered_for",
        "Asked.by",
        "Change.by",
        "Commentary.said_by",
        "Commentary.said_for",
        "Contribution.said_by",
        "Contribution.said_for",
        "Correction.by",
        "Erratum.by",
        "Lead.person",
        "Measure.lead_person",
        "Move.approved_by",
        "Passed.by",
        "Priority.monitored_by",
        "Priority.signed_off_by",
        "Priority.signed_off_for",
        "Question.by",
        "Removal.by",
        "Revision.by",
        "Update.accepted_by",
        "Update.said_by",
        "Update.said_for",
    }


values = st.one_of(st.none(), st.integers(0, 12))


@given(
    whole=st.lists(values, min_size=1, max_size=3),
    parts=st.lists(values, min_size=2, max_size=3),
    basis=st.sampled_from(["in_period", "year_to_date"]),
)
def test_safe_record_made_safe_again_is_the_same(whole, parts, basis):
    days = [date(2026, month, 30) for month in (4, 6, 9)]
    measure = a_measure(
        *(a_figure(value, ends=day) for value, day in zip(whole, days, strict=False)),
        parts={str(number): [a_figure(value, ends=days[0])] for number, value in enumerate(parts)},
        basis=basis,
        others=(a_comparator("previous", "12"),),
        short=Travel(against="previous", movement=Movement.SAME, since=days[0].isoformat(), change=Decimal(0)),
    )
    record = with_measures(measure)

    safe, open_ = guarded(record, NOTHING), public(record)

    assert guarded(safe, NOTHING) == safe
    assert public(open_) == open_
    assert guarded(open_, NOTHING) == open_


@pytest.mark.parametrize(("sight", "words"), [(NOTHING, ""), (Sight(measures=frozenset({3, 2})), "2,3")])
def test_sight_in_words_is_the_same_for_all_who_see_the_same(sight, words):
    assert (str(sight), str(EVERYTHING)) == (words, "whole")
