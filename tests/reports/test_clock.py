"""The days of a report, counted back from its meeting."""

from datetime import date

import pytest

from monitoring.working_days import bank_holidays
from reports.clock import Clock, Stage, Standing, Wanted, clock

ENGLAND = bank_holidays("ENG")
TIMETABLE = (
    Wanted(Stage.DRAFT, "Draft to the clerk", 15),
    Wanted(Stage.CLEARANCE, "Cleared by all", 10),
    Wanted(Stage.BRIEFING, "Chair’s briefing", 8),
    Wanted(Stage.FINAL, "Final copy by 10am", 7),
)


def counted(*, today: date, state: str = "draft", meeting_on: date = date(2025, 11, 20), **kwargs: object) -> Clock:
    said = {"clear_days": 5, "is_law": True, "timetable": TIMETABLE, "off": ENGLAND} | kwargs
    return clock(meeting_on, state=state, today=today, **said)  # type: ignore[arg-type]


def test_clock_of_a_report_counts_its_days_back_from_the_meeting():
    found = counted(today=date(2025, 10, 29))

    assert [(each.name, each.on, each.standing) for each in found.days] == [
        ("Draft to the clerk", date(2025, 10, 30), Standing.NEXT),
        ("Cleared by all", date(2025, 11, 6), Standing.LATER),
        ("Chair’s briefing", date(2025, 11, 10), Standing.LATER),
        ("Final copy by 10am", date(2025, 11, 11), Standing.LATER),
        ("Papers go out", date(2025, 11, 12), Standing.LATER),
        ("The meeting", date(2025, 11, 20), Standing.LATER),
    ]


@pytest.mark.parametrize(
    ("clear_days", "meeting_on", "papers_on"),
    [
        (5, date(2025, 11, 20), date(2025, 11, 12)),
        # Wales asks for three.
        (3, date(2025, 11, 20), date(2025, 11, 14)),
        # Easter: Good Friday and Easter Monday are no working days.
        (5, date(2026, 4, 8), date(2026, 3, 27)),
        (0, date(2025, 11, 20), date(2025, 11, 19)),
        (28, date(2026, 1, 15), date(2025, 12, 2)),
    ],
)
def test_clock_of_papers_leaves_all_clear_days(clear_days, meeting_on, papers_on):
    found = counted(today=date(2025, 10, 1), clear_days=clear_days, meeting_on=meeting_on)

    assert found.papers.on == papers_on


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2025, 11, 10), "2 working days left"),
        (date(2025, 11, 11), "1 working day left"),
        (date(2025, 11, 12), "today is the last day"),
        (date(2025, 11, 13), "1 working day late"),
        # A weekend lies between, in which nobody works.
        (date(2025, 11, 15), "2 working days late"),
    ],
)
def test_clock_of_papers_tells_the_working_days_left(today, left):
    assert counted(today=today).papers.left == left


def test_clock_of_what_is_past_and_not_done_is_late():
    found = counted(today=date(2025, 11, 13), state="in_clearance")

    assert {each.name: each.standing for each in found.days} == {
        "Draft to the clerk": Standing.DONE,
        "Cleared by all": Standing.LATE,
        # Nobody can tell whether the chair was briefed.
        "Chair’s briefing": Standing.OVER,
        "Final copy by 10am": Standing.LATE,
        "Papers go out": Standing.LATE,
        "The meeting": Standing.NEXT,
    }
    assert found.is_late_item


def test_clock_of_a_published_report_is_late_for_nothing():
    found = counted(today=date(2025, 11, 13), state="published")

    assert (found.late, found.is_late_item) == ((), False)


def test_clock_of_a_body_that_no_law_binds_is_never_late_by_law():
    found = counted(today=date(2025, 11, 13), is_law=False)

    assert (found.papers.is_late, found.is_late_item) == (True, False)
    assert found.clear_days_said == "This body asks for 5 clear working days between the papers and the meeting."


def test_clock_of_a_meeting_that_is_over_has_nothing_next():
    assert counted(today=date(2025, 11, 21), state="published").next is None


@pytest.mark.parametrize(
    ("out_since", "is_late"), [(None, True), (date(2025, 11, 12), False), (date(2025, 11, 13), True)]
)
def test_clock_of_a_correction_is_late_unless_what_it_corrects_went_out_in_time(out_since, is_late):
    assert counted(today=date(2025, 11, 17), out_since=out_since).is_late_item == is_late
