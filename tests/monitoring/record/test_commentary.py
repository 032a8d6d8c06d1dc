"""What the owner of a measure says of it, in the record of a period."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from monitoring.record import canonical
from monitoring.record.commentary import asking, awaiting
from monitoring.record.errata import Replacement, corrected, subject_of, told
from monitoring.record.gather import gather
from monitoring.record.scope import within_scope
from monitoring.record.structs import Commentary, Measure, Movement, Record
from plans.ratings import Meaning
from tests.factories import (
    IndicatorFactory,
    MeasureCommentaryFactory,
    PeriodFactory,
    PlanFactory,
    RatingScaleFactory,
    UserFactory,
    level,
)
from tests.monitoring.record.builders import LEVELS, a_record


@pytest.fixture
def plan(db):
    return PlanFactory(measure_scale=RatingScaleFactory())


@pytest.fixture
def indicator(plan):
    return IndicatorFactory(plan=plan)


def said_of(indicator, period):
    [measure] = [each for each in gather(period).measures if each.pk == indicator.pk]
    return measure.commentary, measure.judged_level, measure.judged_reason


def test_commentary_of_the_period_is_in_its_record(plan, indicator):
    before, period = PeriodFactory(plan=plan, frozen=False), PeriodFactory(plan=plan, planned=True)
    MeasureCommentaryFactory(indicator=IndicatorFactory(plan=plan), period=before)
    MeasureCommentaryFactory(
        indicator=indicator,
        period=before,
        story="Two schools joined late.",
        doing="A third nurse has begun.",
        forecast="Back to target by June.",
        judged_level=level(plan.measure_scale, Meaning.OFF_TRACK),
        judged_reason="The rule does not know of the two schools.",
        written_by=UserFactory(name="Megan Price"),
        on_behalf_of="Head of data, by telephone",
    )

    assert said_of(indicator, before) == (
        Commentary(
            story="Two schools joined late.",
            doing="A third nurse has begun.",
            forecast="Back to target by June.",
            said_by="Megan Price",
            said_for="Head of data, by telephone",
            said_at=datetime(2026, 10, 6, 9, tzinfo=UTC),
        ),
        "off-track",
        "The rule does not know of the two schools.",
    )
    assert said_of(indicator, period) == (None, None, "")


def test_reason_for_going_back_to_the_rule_is_no_part_of_the_record(plan, indicator):
    period = PeriodFactory(plan=plan)
    MeasureCommentaryFactory(indicator=indicator, period=period, judged_reason="The count was put right.")

    commentary, judged, reason = said_of(indicator, period)

    assert commentary is not None
    assert (judged, reason) == (None, "")


# --- Which measures ask, in records made by hand --------------------------------------------------

WROTE: dict[str, Any] = {"said_by": "Megan Price", "said_for": "", "said_at": datetime(2026, 10, 6, 9, tzinfo=UTC)}
TOLD = Commentary(story="A nurse left.", doing="We advertise.", forecast="", **WROTE)
COMPLETE, ON_TRACK, SOME_CONCERN, OFF_TRACK, NOT_STARTED = (level.code for level in LEVELS)


def measure(pk: int = 1, **given: Any) -> Measure:
    plain: dict[str, Any] = {
        "code": "",
        "title": f"Measure {pk}",
        "plain_title": "",
        "definition": "",
        "unit": "%",
        "decimals": 1,
        "polarity": "high",
        "basis": "snapshot",
        "priority_pk": None,
        "figures": (),
        "target": None,
        "comparators": (),
        "movement": Movement.NOT_KNOWN,
    }
    return Measure(pk=pk, **plain | given)


def rated(*measures: Measure) -> Record:
    return a_record(measures=measures, measure_scale=0)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"rule_level": OFF_TRACK}, OFF_TRACK),
        ({"rule_level": SOME_CONCERN}, SOME_CONCERN),
        ({"rule_level": ON_TRACK, "judged_level": OFF_TRACK}, OFF_TRACK),
        ({"rule_level": OFF_TRACK, "judged_level": ON_TRACK}, ON_TRACK),
        # The owner judged it on the scale that the period had then.
        ({"rule_level": OFF_TRACK, "judged_level": "gone"}, OFF_TRACK),
        ({"rule_level": ON_TRACK}, None),
        ({"rule_level": COMPLETE}, None),
        ({"rule_level": NOT_STARTED}, None),
        ({}, None),
        ({"rule_level": OFF_TRACK, "status": "discontinued"}, None),
        ({"rule_level": OFF_TRACK, "status": "in_development"}, OFF_TRACK),
    ],
)
def test_measure_asks_where_its_rule_or_its_owner_puts_it_off_target(said, shown):
    assert [each.level.code for each in asking(rated(measure(**said)))] == ([shown] if shown else [])


def test_measure_asks_nothing_where_measures_are_not_rated():
    assert asking(a_record(measures=(measure(rule_level=OFF_TRACK),))) == ()


def test_measure_with_a_commentary_is_not_awaited():
    record = rated(measure(1, rule_level=OFF_TRACK, commentary=TOLD), measure(2, rule_level=OFF_TRACK))

    assert [(each.title, each.is_given) for each in asking(record)] == [("Measure 1", True), ("Measure 2", False)]
    assert [each.title for each in awaiting(record)] == ["Measure 2"]


def test_scope_keeps_what_owners_say_of_the_measures_open_to_a_person_alone():
    said = {"rule_level": OFF_TRACK, "judged_level": SOME_CONCERN, "judged_reason": "Late.", "commentary": TOLD}

    part = within_scope(rated(measure(1, **said), measure(2, **said)), actions=(), summaries=(), commentaries={2})

    # That something was said may be known; its words, and whose they are, may not.
    wordless = replace(TOLD, story="", doing="", forecast="", said_by="", said_for="")
    assert part.measures == (measure(1, rule_level=OFF_TRACK, commentary=wordless), measure(2, **said))


# --- Putting right what a frozen record says ------------------------------------------------------


def put_right(record: Record, path: str, old: Any, new: Any) -> Record:
    replacement = Replacement(path, old, new, "A slip.", "Bea Lund")
    body = corrected(canonical.encode(record), [replacement], version=2, on=date(2026, 11, 12), by="Ellen Hughes")
    return canonical.decode(body)


def test_words_and_judged_level_of_a_measure_can_be_corrected():
    record = rated(measure(rule_level=OFF_TRACK, judged_level=SOME_CONCERN, judged_reason="Late.", commentary=TOLD))

    subject = subject_of(record, "measures/1")
    assert subject is not None
    assert [(each.path, each.name, each.words) for each in subject.places] == [
        ("measures/1/commentary/story", "The story behind the figure", "A nurse left."),
        ("measures/1/commentary/doing", "What is being done", "We advertise."),
        ("measures/1/commentary/forecast", "What is expected", ""),
        ("measures/1/judged_level", "Rating given by its owner", "Some concern"),
        ("measures/1/judged_reason", "Reason for the rating", "Late."),
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "changed"),
    [
        ("commentary/story", "A nurse left.", "Two left.", {"commentary": msgspec.structs.replace(TOLD, story="Two left.")}),
        ("judged_level", SOME_CONCERN, None, {"judged_level": None}),
        ("judged_reason", "Late.", "Two schools were late.", {"judged_reason": "Two schools were late."}),
    ],
)  # fmt: skip
def test_correction_of_a_measure_changes_its_own_place(path, old, new, changed):
    before = measure(rule_level=OFF_TRACK, judged_level=SOME_CONCERN, judged_reason="Late.", commentary=TOLD)

    after = put_right(rated(before), f"measures/1/{path}", old, new)

    assert after.measures == (msgspec.structs.replace(before, **changed),)
    [correction] = told(after, after.errata[0].corrections)
    assert (correction.about, correction.reason) == ("Measure 1", "A slip.")


def test_measure_of_which_nothing_is_known_cannot_be_corrected():
    assert subject_of(rated(measure()), "measures/1") is None
