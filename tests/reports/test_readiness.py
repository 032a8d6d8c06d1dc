"""What stands in the way of a report, from what is known of it: no database."""

from __future__ import annotations

from typing import Any

import pytest

from reports.readiness import (
    Asked,
    Facts,
    Item,
    Kind,
    Place,
    State,
    Undecided,
    Unsigned,
    Whose,
    Words,
    gap_said,
    left_said,
    readiness,
)

HERE = Place("“Legal”", "/there/")
LEGAL: dict[str, Any] = {"name": "Legal", "post": "Head of legal", "address": "/legal/"}


def of(**facts: object) -> tuple[Item, ...]:
    """For the clerk, who writes and takes the report on."""
    return readiness(Facts(**{"writes": True, "takes": True} | facts))  # type: ignore[arg-type]


def test_readiness_of_a_report_that_lacks_nothing_is_empty():
    given = Asked(**LEGAL, state=State.GIVEN)

    assert of(clearances=(given,), page_limit=4, pages=4) == ()


@pytest.mark.parametrize(
    ("facts", "what", "address", "gap", "is_must"),
    [
        (
            {"blank_front": (Place("Wards", "/front/"),)},
            "“Wards” on the front sheet is blank.",
            "/front/",
            "“Wards” on the front sheet was left blank.",
            False,
        ),
        (
            {"blank_implications": (Place("Legal", "/legal/"),)},
            "“Legal” says nothing yet.",
            "/legal/",
            "Nothing was said about “Legal”.",
            False,
        ),
        (
            {"blank_implications": (Place("Legal", "/legal/"), Place("Staffing", "/staff/"), Place("Risk", "/risk/"))},
            "3 implications say nothing yet: “Legal”, “Staffing” and “Risk”.",
            "/legal/",
            "Nothing was said about “Legal”. Nothing was said about “Staffing”. Nothing was said about “Risk”.",
            False,
        ),
        (
            {"clearances": (Asked(**LEGAL, state=State.NOT_ASKED),)},
            "“Legal” has not been sent to the Head of legal to clear.",
            "/legal/",
            "“Legal” was not cleared by the Head of legal.",
            False,
        ),
        (
            {"clearances": (Asked(**LEGAL, state=State.ASKED, people=("Lee Law",)),)},
            "“Legal” waits to be cleared by the Head of legal.",
            "/legal/",
            "“Legal” was not cleared by the Head of legal.",
            False,
        ),
        (
            {"clearances": (Asked(**LEGAL, state=State.RETURNED, note="Name the Act."),)},
            "The Head of legal returned “Legal”: Name the Act.",
            "/legal/",
            "“Legal” was not cleared by the Head of legal.",
            False,
        ),
        (
            {"clearances": (Asked(**LEGAL, state=State.OUTDATED),)},
            "“Legal” has changed since the Head of legal cleared it.",
            "/legal/",
            "“Legal” was changed after the Head of legal cleared it.",
            False,
        ),
        (
            {"sign_offs": (Asked("Director", "director", State.OUTDATED, "/ask/"),)},
            "The report has changed since the director signed it off.",
            "/ask/",
            "The report was changed after the director signed it off.",
            False,
        ),
        (
            {"unsigned": (Unsigned(Place("1 Safe", "/safe/"), "Wellbeing group", is_mine=True),)},
            "1 Safe is not signed off.",
            "/safe/",
            "1 Safe was not signed off.",
            False,
        ),
        (
            {"unfixed": Place("July to September", "/period/")},
            "The figures of July to September are not fixed yet.",
            "/period/",
            "The figures of July to September were not fixed.",
            False,
        ),
        (
            {"silent": (Place("1.1 Open hubs", "/action/"),)},
            "Nothing is said about “1.1 Open hubs”, which is a concern.",
            "/action/",
            "Nothing was said about “1.1 Open hubs”, which is a concern.",
            False,
        ),
        # What is quoted to its writers is never printed.
        (
            {"queries": (Words(Place("Paragraph 3", "/p/"), ("link to strategy?",)),)},
            "Paragraph 3 leaves something open: “link to strategy?”.",
            "/p/",
            "Paragraph 3 left something open.",
            False,
        ),
        (
            {"personal": (Words(Place("Paragraph 3", "/p/"), ("two children",)),)},
            "Paragraph 3 may point at a child: “two children”.",
            "/p/",
            "",
            True,
        ),
        (
            {"lost_references": (Place("Paragraph 3", "/p/"),)},
            "Paragraph 3 refers to a paragraph that is no longer there.",
            "/p/",
            "Paragraph 3 referred to a paragraph that is not there.",
            True,
        ),
        (
            {"small_numbers": Place("", "/small/"), "checks_small_numbers": True},
            "Nobody has looked at the figures that are kept back because they count too few children.",
            "/small/",
            "",
            True,
        ),
        (
            {"page_limit": 4, "pages": 6, "pages_are_counted": True, "pages_at": "/write/"},
            "It is 6 pages long; the body takes 4.",
            "/write/",
            "It is longer than the body takes: 6 pages instead of 4.",
            False,
        ),
        (
            {"page_limit": 4, "pages": 6, "pages_at": "/write/"},
            "It is about 6 pages long, going by its words; the body takes 4.",
            "/write/",
            "It is longer than the body takes, which is 4 pages.",
            False,
        ),
        (
            {"check_failed": "A picture has no text.", "check_at": "/files/"},
            "Its last file could not be made: A picture has no text.",
            "/files/",
            "Its last file could not be made.",
            False,
        ),
        (
            {"undecided": (Undecided(Place("The price", "/price/"), "monitoring officer", is_mine=True),)},
            "It is not decided whether “The price” is kept from the public.",
            "/price/",
            "",
            True,
        ),
        (
            {"late_without_reason": Place("", "/late/")},
            "The day for the papers is past, so this is a late item.",
            "/late/",
            "",
            True,
        ),
    ],
)
def test_readiness_names_what_is_missing_where_to_mend_it_and_what_is_printed(facts, what, address, gap, is_must):
    assert [(each.what, each.address, each.gap, each.is_must) for each in of(**facts)] == [
        (what, address, gap, is_must)
    ]


def test_readiness_begins_with_what_only_the_reader_can_do():
    found = of(
        blank_front=(Place("Wards", "/front/"),),
        clearances=(
            Asked(**LEGAL, state=State.ASKED, people=("Lee Law",)),
            Asked("Financial", "treasurer", State.ASKED, "/money/", is_asked_of_me=True),
        ),
    )

    assert [(each.whose, each.what) for each in found] == [
        (Whose.ONLY_MINE, "You are asked to clear “Financial”."),
        (Whose.MINE, "“Wards” on the front sheet is blank."),
        (Whose.OTHERS, "“Legal” waits to be cleared by the Head of legal."),
    ]


@pytest.mark.parametrize(
    ("body", "is_mine", "todo"),
    [
        ("Wellbeing group", True, "Sign it off."),
        ("Wellbeing group", False, "Ask whoever leads the Wellbeing group to sign it off."),
        ("", False, "No body leads it, so the plan’s coordinator signs it off."),
    ],
)
def test_readiness_of_a_priority_that_is_not_signed_off_says_who_can(body, is_mine, todo):
    [item] = of(unsigned=(Unsigned(Place("1 Safe", "/safe/"), body, is_mine=is_mine),))

    assert item.todo == todo


def test_readiness_leads_nobody_to_a_page_that_is_not_open_to_them():
    found = of(
        writes=False,
        takes=False,
        blank_front=(Place("Wards", "/front/"),),
        queries=(Words(Place("Paragraph 3", "/p/"), ("xx",)),),
        clearances=(Asked(**LEGAL, state=State.NOT_ASKED),),
        undecided=(Undecided(Place("The price", "/price/"), "monitoring officer", is_mine=False),),
    )

    assert {each.address for each in found} == {""}
    assert {each.whose for each in found} == {Whose.OTHERS}


def test_readiness_of_several_that_nobody_asked_for_is_one_line_and_every_gap():
    [item] = of(
        clearances=(Asked(**LEGAL, state=State.NOT_ASKED),),
        sign_offs=(Asked("Director", "director", State.NOT_ASKED, "/ask/"),),
    )

    assert item.what == "2 clearances have not been asked for: Legal and Director."
    assert item.gap == "“Legal” was not cleared by the Head of legal. The director did not sign off the report."


def test_readiness_of_what_is_not_written_asks_for_no_clearance():
    assert of(clearances=(Asked(**LEGAL, state=State.NOT_ASKED, can_be_asked=False),)) == ()


def test_readiness_of_a_vacant_post_says_that_nobody_can_answer():
    [item] = of(clearances=(Asked(**LEGAL, state=State.ASKED),))

    assert item.todo.startswith("Nobody holds that post now")


def test_readiness_of_many_silent_actions_is_one_line():
    silent = tuple(Place(f"1.{number}", "/a/") for number in range(7))

    assert [(each.kind, each.what, each.address) for each in of(silent=silent, silent_at="/all/")] == [
        (Kind.NARRATIVE, "7 actions that are a concern have nothing said about them.", "/all/")
    ]


@pytest.mark.parametrize(
    ("number", "todo"),
    [
        (1, "Say what has happened in the paragraph about it, or write one that names it."),
        (7, "Write a paragraph that names them and says what has happened."),
    ],
)
def test_readiness_of_silence_in_a_fixed_period_is_for_the_writers_of_the_report(number, todo):
    silent = tuple(Place(f"1.{each}", "/write/") for each in range(number))

    [item] = of(silent=silent, silent_at="/write/", is_for_writers_to_say=True)

    assert (item.todo, item.address, item.whose) == (todo, "/write/", Whose.MINE)


def test_gap_said_prints_each_sentence_once_and_nothing_of_what_must_be_mended():
    found = of(
        blank_implications=(Place("Legal", "/legal/"),),
        personal=(Words(HERE, ("two children",)),),
        sign_offs=(Asked("Director", "director", State.ASKED, "/ask/"),),
    )

    assert gap_said(found) == "Nothing was said about “Legal”. The director did not sign off the report."


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "Nothing stands in the way of making it final."),
        (1, "1 thing stands in the way of making it final."),
        (3, "3 things stand in the way of making it final."),
    ],
)
def test_left_said_counts_what_is_left(number, said):
    assert left_said(number) == said
