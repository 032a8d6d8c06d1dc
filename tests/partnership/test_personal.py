"""What is asked about and what is not: both lists grow with every false alarm and every miss that somebody reports."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import example, given
from hypothesis import strategies as st

from partnership.personal import Kind, findings

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"


def told(text: str, *, threshold: int = 5) -> list[tuple[Kind, str]]:
    return [(each.kind, each.words) for each in findings(text, threshold=threshold)]


# --- Small numbers of children -------------------------------------------------------------------

FEW = {
    # Plainly
    "We lost touch with three boys from the same school.": "three boys",
    "Last term 4 pupils were permanently excluded.": "4 pupils",
    "1 child remains without a place.": "1 child",
    "One young person has moved to her own flat.": "One young person",
    "Only one baby was born at home.": "one baby",
    "One child died in August.": "One child",
    "Not all is well: two girls told us so.": "two girls",
    "Three young carers asked for a break.": "Three young carers",
    "Two brothers came back from Leeds.": "Two brothers",
    "We placed three children home from hospital.": "three children",
    "(two children)": "two children",
    # Described
    "Three looked-after boys changed school.": "Three looked-after boys",
    "Three looked after boys changed school.": "Three looked after boys",
    "Two unaccompanied asylum-seeking children arrived.": "Two unaccompanied asylum-seeking children",
    "Two unaccompanied minors arrived.": "Two unaccompanied minors",
    "We know of two UASC in the hotel.": "two UASC",
    "Two very vulnerable young women left the hostel.": "Two very vulnerable young women",
    "Two Year 6 pupils have no secondary school.": "Two Year 6 pupils",
    "Three Key Stage 2 pupils are taught at home.": "Three Key Stage 2 pupils",
    "One secondary school pupil asked for this.": "One secondary school pupil",
    "Two care-experienced young people sit on the board.": "Two care-experienced young people",
    "Two 14-year-olds were arrested.": "Two 14-year-olds",
    "Four care leavers’ tenancies ended.": "Four care leavers",
    # Of others
    "2 of the 5 children have a plan.": "2 of the 5 children",
    "2 out of the 5 children have a plan.": "2 out of the 5 children",
    "One of the children told the board so.": "One of the children",
    "Four of our care leavers are in work.": "Four of our care leavers",
    "Two of Northmoor’s looked-after children live abroad.": "Two of Northmoor’s looked-after children",
    "2 of the 536 young people are known to the service.": "2 of the 536 young people",
    # In other words
    "Both siblings were placed in Devon.": "Both siblings",
    "Both of the girls are at school.": "Both of the girls",
    "A couple of young people left.": "A couple of young people",
    "There was a single child on the list.": "a single child",
    "The twins were placed together.": "The twins",
    "We found room for a sibling group of three.": "sibling group of three",
    "Two siblings’ placement broke down.": "Two siblings",
    "One boy's father objected.": "One boy's",
    "Two to three children a week stay away.": "three children",
    "3-4 children a week stay away.": "3-4 children",
    "Fewer than three pupils stayed away.": "three pupils",
    # Beside the number
    "Without a place: children (2), families (1).": "children (2)",
    "Excluded: boys (n=3).": "boys (n=3)",
    "Girls: 4\nBoys: 17": "Girls: 4",
    "We placed 14 children (3 of whom abroad).": "children (3",
    # Of people counted before
    "Of the 14 children placed, 2 moved again.": "2 moved",
    "557 young people took part and two of them were commended.": "two of them",
    # However it is set
    "We met **three** *boys* there.": "three boys",
    "We met “three” boys there.": "three boys",
    "We met three\nboys there.": "three boys",
    "We met three  boys there.": "three boys",
}


@pytest.mark.parametrize(("text", "words"), FEW.items())
def test_small_number_beside_a_word_for_children_is_found(text, words):
    assert told(text) == [(Kind.FEW, words)]


NOT_FEW = [
    # Enough of them
    "30 children came.",
    "Five children came.",
    "Twenty-two children came, then thirty three pupils and one hundred and three children.",
    "Two hundred children, two dozen pupils and 5 million children.",
    "1,000 children and 2.5 children.",
    "A small number of boys, several children and a child.",
    "At least one child, more than one child, one or more children.",
    # Rates and shares
    "Two thirds of children, two-thirds of pupils and three quarters of babies.",
    "One in four children and 1 in 4 pupils, one child in four.",
    "3 out of 4 children, one of every four pupils.",
    "3% of children, 2 per cent of pupils, 1:4 children.",
    "One child at a time, child by child.",
    "Every single child; not a single child waited; no one child.",
    # Another thing is counted
    "2 schools for children.",
    "In 2 schools children told us.",
    "Two workers supporting children.",
    "One school told children.",
    "Four teams help children.",
    "Two key priorities for children and young people.",
    "One of the best places for children.",
    "One thing children told us.",
    "One parent whose child is ill.",
    "About 1,900 pupils in three schools.",
    "Two practitioners have not been recruited.",
    "Families with two children.",
    "Work in groups of three children.",
    "A home for up to three children.",
    "Three nursery schools for infants.",
    "£3 children’s meals.",
    # For children, not children
    "Two children's homes and three children’s social workers.",
    "Two young people’s panels and one girls’ school.",
    "One child protection conference.",
    "One child and adolescent mental health service.",
    "Three pupil referral units, 4 pupil places.",
    "Two baby clinics, two new baby boxes.",
    "Two boys groups.",
    "Two Children and Families Officers, two children and young people's workers.",
    "One infant feeding specialist and three young inspectors.",
    "The two-child limit.",
    # Names with a number
    "Year 6 children, Year 2 children, Years 3 and 4 pupils.",
    "Key Stage 2 pupils, Key Stage Two pupils.",
    "Priority 2: children. Phase 2 children will. Tier 2 children.",
    "Action 2.3 children. KS1 children. Level 3 students.",
    "1. Children have the best start.\n2. Children are safe.",
    "1 Children have the best start\n2 Children are safe",
    "(1) Children and (2) young people.",
    "COVID-19 children.",
    # Dates and spans
    "2 September children return, by September 2 pupils will.",
    "A two-year programme for children; in two weeks children will.",
    "The first two years of a child's life.",
    # Ages of many
    "Under 5s, under fives, 0 to 5 year olds, 3 and 4 year olds, all two year olds.",
    "The two-year-old offer and 2 year old funding.",
    # Both kinds of people
    "Both children and adults, both children and young people, both girls & boys.",
    "Both children in care and care leavers told us.",
    # Two sentences
    "We opened two. Children came.",
    "We opened two; children came.",
    "Schools: 2\nChildren came.",
    "557 young people took part in 12 schools, two of them new.",
]


@pytest.mark.parametrize("text", NOT_FEW)
def test_number_that_counts_no_few_children_is_left_alone(text):
    assert told(text) == []


def test_threshold_says_which_numbers_are_small():
    text = "Two girls, four boys, nine pupils, ten babies."

    assert [each for _kind, each in told(text, threshold=3)] == ["Two girls"]
    assert [each for _kind, each in told(text, threshold=10)] == ["Two girls", "four boys", "nine pupils"]
    assert told(text, threshold=1) == []


def test_sentence_says_how_to_put_it_instead():
    said = {each.words: each.sentence for each in findings("Three looked-after boys and one child (dob 3/5/12).")}

    assert said == {
        "Three looked-after boys": (
            "“Three looked-after boys” could tell who they are. "
            "Write “a small number of looked-after boys”, or say below why it cannot."
        ),
        "one child": (
            "“one child” could tell who they are. Write “a small number of children”, or say below why it cannot."
        ),
        "dob 3/5/12": ("“dob 3/5/12” is a date of birth. Take it out, or say below why it cannot point at a child."),
    }


# --- Ages ----------------------------------------------------------------------------------------

AGES = {
    "A 14-year-old was stabbed.": "14-year-old",
    "A 15 year old boy was stabbed.": "15 year old boy",
    "Our seven-year-old girl": "seven-year-old girl",
    "A boy aged 7 was moved.": "aged 7",
    "The girl (aged 14) has moved.": "aged 14",
    "Jamie, aged 7, likes it.": "aged 7",
    "He was 7 years old.": "7 years old",
    "A 6-week-old baby": "6-week-old baby",
}


@pytest.mark.parametrize(("text", "words"), AGES.items())
def test_age_of_one_child_is_found(text, words):
    assert told(text) == [(Kind.AGE, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Children aged 5 to 11, pupils aged 16, those aged 16+.",
        "Young people aged 16 and over, aged 16 or 17.",
        "Every child aged 2 and each pupil aged 5.",
        "All 3- and 4-year-old children.",
        "The 2-year-old offer, a ten-year-old building.",
        "A 40-year-old strategy, a man aged 40.",
        "16-year-olds in education.",
    ],
)
def test_age_of_many_is_left_alone(text):
    assert told(text) == []


# --- Dates of birth, numbers and postcodes -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("DOB 3/5/12", Kind.BORN, "DOB 3/5/12"),
        ("(d.o.b. 03.05.2012)", Kind.BORN, "d.o.b. 03.05.2012"),
        ("Date of birth: 2012-05-03.", Kind.BORN, "Date of birth: 2012-05-03"),
        ("He was born on 3 May 2012.", Kind.BORN, "born on 3 May 2012"),
        ("born 3rd of May, 2012", Kind.BORN, "born 3rd of May, 2012"),
        ("born May 3, 2012", Kind.BORN, "born May 3, 2012"),
        # Numbers that the NHS gives as examples, or of our own making with the check digit worked out.
        ("NHS 943 476 5919.", Kind.NHS, "943 476 5919"),
        ("NHS 943-476-5919.", Kind.NHS, "943-476-5919"),
        ("NHS9 9434765919", Kind.NHS, "9434765919"),
        ("UPN B801200005001", Kind.UPN, "B801200005001"),
        ("upn b801200005001", Kind.UPN, "b801200005001"),
        # Temporary: its last character is a letter, here B for 1.
        ("UPN B80120000500B", Kind.UPN, "B80120000500B"),
        ("He lives at SW1A 1AA.", Kind.POSTCODE, "SW1A 1AA"),
        ("He lives at NE99 1ZZ.", Kind.POSTCODE, "NE99 1ZZ"),
        ("He lives at ne991zz, ne99 1zz.", Kind.POSTCODE, "ne99 1zz"),
        ("M1 1AE", Kind.POSTCODE, "M1 1AE"),
        ("EC1A1BB", Kind.POSTCODE, "EC1A1BB"),
    ],
)
def test_what_names_one_person_is_found(text, kind, words):
    assert told(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Babies born after 1 April 2024; children born between 1 May and 3 June.",
        "A plan born of need, born in 2012.",
        # The last digit is not the check digit, or the number is another.
        "943 476 5918",
        "Ring 01904 551550 or +44 7700 900123.",
        "0000000000",
        "£9434765919",
        "19434765919",
        "Spent 1,234,567,890.",
        "A801200005001",
        "I801200005001",
        "XB801200005001",
        "KS2 4AB",
        "In S1 2nd place, p1 1st place.",
        "SW1A and NE99 are districts.",
        "B2B 3D",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert told(text) == []


def test_temporary_pupil_number_counts_its_letter_as_a_number():
    assert told("B80120000500B B80120000500C") == [(Kind.UPN, "B80120000500B")]


# --- Any text ------------------------------------------------------------------------------------

WORDS = """
one two three 4 5 17 2.5 £3 3% both single a couple of the our in and or to - – / , . ; : ( ) # ’ child children boys
pupils young people person care leaver looked after aged 7 -year-old olds Year 6 twins sibling group born on 3 May 2012
943 476 5919 9434765919 SW1A 1AA ſ İ ٣ ²
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", " "])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS, st.integers(0, 25))
@example("٣ children ² boys", 5)
@example("one", 5)
@example("both", 5)
def test_findings_quote_the_text_in_order_and_none_overlaps(text, threshold):
    found = findings(text, threshold=threshold)

    at = 0
    for each in found:
        assert at <= each.start < each.end <= len(text)
        assert each.words
        assert each.sentence
        at = each.end


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "one ",
            "two of the ",
            "three very ",
            "children (",
            "born ",
            "aged 7 ",
            "9434765919",
            "SW1A ",
            "'",
            "- ",
            "-",
        ),
        *("1", "young ", "\n ", "a", "1.", "2 year ", "A1", "Year 2 and ", "1/1/", "*", "’s", "two “", "born on 3 May"),
        " ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        began = time.process_time()
        findings(text)
        return time.process_time() - began

    seconds(1_000)
    # A quadratic look would need a hundred times as long for a text ten times as long.
    assert seconds(100_000) < max(30 * seconds(10_000), 1.0)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not beside the project")
def test_real_documents_of_councils_raise_no_alarm():
    texts = {path.name: path.read_text() for path in SEEDS.iterdir() if path.is_file()}

    assert {name: told(text) for name, text in texts.items() if told(text)} == {}
    assert len(texts) >= 10


def test_demo_plan_raises_an_alarm_only_where_few_children_are_meant():
    text = Path(settings.BASE_DIR, "config/demo_plan.yaml").read_text()

    assert {words for _kind, words in told(text)} <= {
        "one child",
        "two young people",
        "two of its young people",
        "two children",
    }
