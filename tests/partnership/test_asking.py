"""A form that asks about words which may point at a child, and takes the reason to keep them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django import forms

from partnership.asking import WHY, AskingForm, Kept
from partnership.forms import Question, form_helper
from partnership.personal import Kind

BOYS = "Three boys from the same school."
ABOUT_BOYS = "“Three boys” could tell who they are. Write “a small number of boys”, or say below why it cannot."


class LetterForm(AskingForm):
    scanned = ("first", "second")

    first = forms.CharField()
    second = forms.CharField(required=False, max_length=60)
    third = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = form_helper(Question("first"), Question("second"), submit="Send")


def test_form_without_findings_is_as_it_was():
    form = LetterForm({"first": "Thirty boys.", "third": BOYS, WHY: "left over"})

    assert form.is_valid()
    assert form.kept is None
    assert list(form.fields) == ["first", "second", "third"]
    assert form.cleaned_data == {"first": "Thirty boys.", "second": "", "third": BOYS}


def test_form_with_findings_asks_at_each_box_and_offers_one_for_the_reason():
    form = LetterForm({"first": BOYS, "second": "One girl. One girl (dob 3/5/12)."})

    assert form.errors == {
        "first": [ABOUT_BOYS],
        "second": [
            "“One girl” could tell who they are. Write “a small number of girls”, or say below why it cannot.",
            "“dob 3/5/12” is a date of birth. Take it out, or say below why it cannot point at a child.",
        ],
    }
    assert list(form.fields) == ["first", "second", "third", WHY]
    assert form.kept is None


def test_form_with_a_reason_goes_through_with_what_was_kept():
    form = LetterForm({"first": BOYS, "second": "One girl (dob 3/5/12).", WHY: " They asked to be named. "})

    assert form.is_valid()
    assert form.kept == Kept((Kind.FEW.value, Kind.BORN.value), "They asked to be named.")
    assert WHY not in form.cleaned_data


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_reason_of_nothing_is_none(blank):
    assert not LetterForm({"first": BOYS, WHY: blank}).is_valid()


def test_reason_that_is_too_long_is_refused_at_its_own_box():
    form = LetterForm({"first": BOYS, WHY: "x" * 601})

    assert form.errors == {WHY: ["Shorten your reason to 600 characters: it has 601"]}
    assert form.kept is None


def test_words_that_were_let_through_are_not_asked_about_again():
    known = Counter({(Kind.FEW.value, "three boys"): 1})

    assert LetterForm({"first": BOYS}, known=known.copy).is_valid()
    twice = LetterForm({"first": BOYS, "second": "Three boys"}, known=known.copy)
    assert twice.errors == {"second": [ABOUT_BOYS]}


def test_what_was_let_through_is_looked_up_only_where_something_is_found():
    def never() -> Counter[tuple[str, str]]:
        raise AssertionError("asked")

    assert LetterForm({"first": "Thirty boys."}, known=never).is_valid()


def test_other_mistakes_are_told_together_and_the_reason_stays():
    form = LetterForm({"first": BOYS, "second": "x" * 61, WHY: "They asked."})

    assert list(form.errors) == ["second"]
    assert form[WHY].value() == "They asked."


def test_many_findings_in_one_box_are_told_in_five_sentences():
    form = LetterForm({"first": " ".join(f"{n} Year {n} pupils." for n in (1, 2, 3, 4) for _ in range(2)) + BOYS * 9})

    assert len(form.errors["first"]) <= 5


@pytest.mark.parametrize(("threshold", "valid"), [(3, True), (4, False)])
def test_threshold_is_the_deployments(settings, threshold, valid):
    settings.SMALL_NUMBER_THRESHOLD = threshold

    assert LetterForm({"first": BOYS}).is_valid() is valid


def test_reason_that_was_typed_before_stands_in_its_box_again():
    form = LetterForm(initial={"first": BOYS, WHY: "They asked."})

    assert form[WHY].value() == "They asked."
