"""References to paragraphs: typed by number, stored by anchor."""

from __future__ import annotations

import pytest

from reports.references import NoSuchParagraph, StillGone, anchors_in, in_box, instead, linked, stored

NUMBERS = {"pa": 1, "pb": 2, "pc": 3}
SHOWN = ["pa", "pb", "pc"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("As said in [[2]].", "As said in [[pb]]."),
        ("See [[paragraph 3]] and [[ 1 ]].", "See [[pc]] and [[pa]]."),
        ("A [link](https://example.org) and [brackets].", "A [link](https://example.org) and [brackets]."),
        ("Already [[pa]].", "Already [[pa]]."),
    ],
)
def test_stored_reference_is_the_anchor_of_the_number(typed: str, kept: str) -> None:
    assert stored(typed, SHOWN, SHOWN) == kept


def test_stored_number_means_the_paragraph_that_had_it_when_it_was_read() -> None:
    moved_since = ["pc", "pa", "pb"]

    assert stored("See [[3]].", SHOWN, moved_since) == "See [[pc]]."


@pytest.mark.parametrize(("typed", "number"), [("[[0]]", 0), ("[[4]]", 4)])
def test_stored_number_that_no_paragraph_has_is_refused(typed: str, number: int) -> None:
    with pytest.raises(NoSuchParagraph) as wrong:
        stored(typed, SHOWN, SHOWN)

    assert wrong.value.number == number


def test_stored_number_of_a_paragraph_removed_meanwhile_is_refused() -> None:
    with pytest.raises(NoSuchParagraph):
        stored("[[2]]", SHOWN, ["pa", "pc"])


def test_stored_place_of_a_removed_paragraph_is_refused() -> None:
    with pytest.raises(StillGone):
        stored("See [[?]].", SHOWN, SHOWN)


def test_in_box_reference_is_the_number_now() -> None:
    assert in_box("See [[pc]], not [[pz]].", NUMBERS) == "See [[3]], not [[?]]."


def test_in_box_and_stored_are_the_way_there_and_back() -> None:
    text = "See [[pc]] and [[pa]]."

    assert stored(in_box(text, NUMBERS), SHOWN, SHOWN) == text


def test_linked_reference_leads_to_the_paragraph() -> None:
    assert linked("See [[pb]] and [[pz]].", NUMBERS) == "See [paragraph 2](#pb) and **a paragraph that was removed**."


def test_instead_leads_to_another_paragraph() -> None:
    assert instead("[[pa]] and [[pb]]", "pa", "pc") == "[[pc]] and [[pb]]"


def test_anchors_in_are_those_referred_to_in_order() -> None:
    assert anchors_in("[[pc]], [[17]], [[pa]]") == ["pc", "pa"]
