"""Errata change what they name and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.record import canonical
from monitoring.record.errata import (
    CannotCorrect,
    Replacement,
    Told,
    corrected,
    place_at,
    recounted,
    rerated,
    subjects,
    told,
    value_at,
)
from monitoring.record.structs import Correction, Delay, Erratum, Highlight, Movement, Record, Total, When
from tests.monitoring.record.builders import (
    LEVELS,
    a_lead,
    a_priority,
    a_record,
    an_action,
    an_earlier_period,
    an_update,
    due,
    moved_to,
)

ON = date(2026, 11, 12)
COMPLETE, ON_TRACK, SOME_CONCERN, OFF_TRACK, NOT_STARTED = (level.code for level in LEVELS)


def put_right(record: Record, path: str, new: Any) -> Record:
    """The next version, with one place corrected."""
    body = canonical.encode(record)
    replacement = Replacement(path, value_at(msgspec.json.decode(body), path), new, "A slip.", "Bea Lund")
    return canonical.decode(corrected(body, [replacement], version=2, on=ON, by="Ellen Hughes"))


def a_full_record() -> Record:
    """Something at every place that can be corrected."""
    delay = Delay(cause="Staff", detail="Two posts.", impact="A wait.", recovery="Agency.", forecast=due(ON))
    return a_record(
        an_action(1, ON_TRACK, update=an_update(delay=delay, next_steps="Open the third.")),
        an_action(2, OFF_TRACK, update=an_update(), moves=(moved_to(ON),), original_due=due(ON), agreed_due=due(ON)),
        an_action(3, None, leads=(a_lead(person="", vacant=True),), priority_pk=2),
        priorities=(
            a_priority(1, judged_level=SOME_CONCERN, judged_reason="Two carry the rest."),
            a_priority(2, highlights=(Highlight(kind="concern", label="Concern", text="Nobody reported."),)),
        ),
        printed_totals=(Total(label="On track", column=ON_TRACK, count=Decimal(3)),),
    )


def test_a_correction_changes_its_own_place_and_says_so():
    record = a_full_record()

    after = put_right(record, "actions/1/update/narrative", "Eight of twelve schools are open.")

    [first, *others] = record.actions
    assert first.update is not None
    said = msgspec.structs.replace(first.update, narrative="Eight of twelve schools are open.")
    correction = Correction(
        path="actions/1/update/narrative",
        old="Seven of twelve schools are open.",
        new="Eight of twelve schools are open.",
        reason="A slip.",
        by="Bea Lund",
    )
    assert after == msgspec.structs.replace(
        record,
        actions=(msgspec.structs.replace(first, update=said), *others),
        errata=(Erratum(version=2, on=ON, by="Ellen Hughes", corrections=(correction,)),),
    )


def test_a_corrected_level_moves_the_count_and_what_is_worked_out_from_it():
    record = a_record(
        an_action(
            1, COMPLETE, update=an_update(), previous_column=OFF_TRACK, movement=Movement.BETTER, complete_since=ON
        ),
        an_action(2, ON_TRACK, update=an_update(), previous_column=ON_TRACK, movement=Movement.SAME),
        priorities=(a_priority(1, computed_level=ON_TRACK, previous_column=OFF_TRACK, movement=Movement.BETTER),),
        earlier=(an_earlier_period(1, totals={OFF_TRACK: 1, ON_TRACK: 1}),),
    )

    after = put_right(record, "actions/1/level", OFF_TRACK)

    assert [(each.level, each.movement, each.complete_since) for each in after.actions] == [
        (OFF_TRACK, Movement.SAME, None),
        (ON_TRACK, Movement.SAME, None),
    ]
    assert [(each.computed_level, each.movement) for each in after.priorities] == [(OFF_TRACK, Movement.SAME)]
    assert [(each.level.code, each.before, each.after) for each in recounted(record, after)] == [
        (COMPLETE, Decimal(1), Decimal(0)),
        (OFF_TRACK, Decimal(0), Decimal(1)),
    ]
    assert [(title, then.code, now.code) for title, then, now in rerated(record, after) if then and now] == [
        ("1 Priority 1", ON_TRACK, OFF_TRACK)
    ]
    assert [each.path for each in after.errata[0].corrections if each.follows] == [
        "actions/1/complete_since",
        "actions/1/movement",
        "priorities/1/computed_level",
        "priorities/1/movement",
    ]


def test_a_level_where_only_totals_were_known_before_is_not_compared():
    record = a_record(
        an_action(1, ON_TRACK, update=an_update(), movement=Movement.NOT_KNOWN),
        earlier=(an_earlier_period(1, totals={ON_TRACK: 1}, as_reported=True),),
    )

    assert put_right(record, "actions/1/level", OFF_TRACK).actions[0].movement == Movement.NOT_KNOWN


def test_a_corrected_date_is_the_date_that_lateness_is_judged_by():
    record = a_full_record()
    june = {"last_day": "2027-06-30", "precision": "month", "printed": "June 2027"}

    [first, *_rest] = put_right(record, "actions/1/original_due", june).actions
    [_first, second, _third] = put_right(record, "actions/2/agreed_due", june).actions

    assert (
        first.agreed_due
        == first.original_due
        == When(last_day=date(2027, 6, 30), precision="month", printed="June 2027")
    )
    assert second.moves[-1].due == second.agreed_due
    assert second.original_due == due(ON)


def test_a_named_holder_fills_the_post():
    after = put_right(a_full_record(), "actions/3/leads/#1/person", "Ada Okafor")

    assert after.actions[2].leads == (a_lead(person="Ada Okafor", vacant=False),)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("actions/1/update/narrative", "Something else.", "Eight."),
        ("actions/99/update/narrative", "Seven.", "Eight."),
        ("actions/1/nothing", "Seven.", "Eight."),
        ("priorities/2/highlights/#2/text", "Nobody reported.", "Somebody."),
        ("priorities/2/highlights/#0/text", "Nobody reported.", "Somebody."),
        ("actions/1/title", "Action 1", {"not": "text"}),
        ("actions/1/title", "Action 1", None),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(path, old, new):
    body = canonical.encode(a_full_record())

    with pytest.raises(CannotCorrect):
        corrected(body, [Replacement(path, old, new, "A slip.", "Bea Lund")], version=2, on=ON, by="Ellen Hughes")


def test_every_place_that_can_be_corrected_is_found_by_its_path():
    record = a_full_record()
    document = msgspec.json.decode(canonical.encode(record))

    places = [place for subject in subjects(record) for place in subject.places]

    assert [place_at(record, place.path) for place in places] == places
    assert [value_at(document, place.path) for place in places] == [place.value for place in places]
    assert len({place.path for place in places}) == len(places)


def test_corrections_in_words_name_what_they_are_about():
    record = a_full_record()
    made = (
        Correction(path="actions/1/level", old=ON_TRACK, new=None, reason="No report.", by="Bea Lund"),
        Correction(path="actions/1/movement", old="new", new="not_known", follows=True),
        Correction(
            path="actions/1/original_due",
            old=None,
            new={"last_day": "2027-06-30", "precision": "month", "printed": "June 2027"},
            reason="Left out.",
            by="Bea Lund",
        ),
    )

    assert told(record, made) == (
        Told("actions/1/level", "1.1 Action 1", "Rating", "On track", "Not rated", "No report.", "Bea Lund", True),
        Told(
            "actions/1/original_due",
            "1.1 Action 1",
            "Original due date",
            "",
            "June 2027",
            "Left out.",
            "Bea Lund",
            False,
        ),
    )


# --- Any sequence of errata ------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PATHS = (
    "actions/1/update/narrative",
    "actions/1/update/next_steps",
    "actions/1/update/delay/impact",
    "actions/2/update/narrative",
    "priorities/1/judged_reason",
    "priorities/2/highlights/#1/text",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(st.sampled_from(PATHS), TEXTS), min_size=1, max_size=4), max_size=4))
def test_errata_in_sequence_keep_every_other_byte(errata):
    first = canonical.encode(a_full_record())
    expected = msgspec.json.decode(first)
    body, bodies = first, [first]

    for version, corrections in enumerate(errata, start=2):
        replacements = []
        for path, new in dict(corrections).items():
            replacements.append(Replacement(path, value_at(expected, path), new, "A slip.", "Bea Lund"))
            put(expected, path, new)
        before = bytes(body)
        body = corrected(body, replacements, version=version, on=ON, by="Ellen Hughes")
        bodies.append(body)
        assert bodies[-2] == before

    document = msgspec.json.decode(body)
    assert {**document, "errata": []} == expected
    # The bytes are those that the record has by itself, and taking out the errata gives them with the words alone changed.
    assert canonical.encode(canonical.decode(body)) == body
    assert msgspec.json.encode({**document, "errata": []}) == msgspec.json.encode(expected)
    assert [each.version for each in canonical.decode(body).errata] == list(range(2, len(errata) + 2))


def put(document: Any, path: str, new: Any) -> None:
    """Independently of the module: only the kinds of path above."""
    part = document
    *steps, last = path.split("/")
    for step in steps:
        if isinstance(part, list):
            part = (
                part[int(step[1:]) - 1]
                if step.startswith("#")
                else next(each for each in part if each["pk"] == int(step))
            )
        else:
            part = part[step]
    part[last] = new


def test_a_record_stored_before_there_were_errata_keeps_its_shape():
    document = msgspec.json.decode(canonical.encode(a_full_record()))
    del document["errata"]
    del document["passed"]
    stored = msgspec.json.encode(document)

    replacement = Replacement("actions/1/title", "Action 1", "Family hubs", "A slip.", "Bea Lund")
    after = msgspec.json.decode(corrected(stored, [replacement], version=2, on=ON, by="Ellen Hughes"))

    document["actions"][0]["title"] = "Family hubs"
    errata = after.pop("errata")
    assert after == document
    assert [each["version"] for each in errata] == [2]
