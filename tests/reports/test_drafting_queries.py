"""What a writer left to settle is found; what is meant for the reader is not."""

import pytest

from reports.drafting_queries import drafting_queries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # The seven that a published draft of a plan still had.
        ("Strategic priorities (landing page?)", ["(landing page?)"]),
        (
            "Consider how the Academy approach may be developed for all staff. – what is the Academy approach?",
            ["what is the Academy approach?"],
        ),
        ("The Best Start in life, as set out in this national strategy – link to strategy?", ["link to strategy?"]),
        (
            "Embed the Neglect Strategy and strengthen responses. – link to Neglect Strategy?",
            ["link to Neglect Strategy?"],
        ),
        (
            "Enhance the multi-agency, strategy to address exploitation. – What is the multi-agency strategy?",
            ["What is the multi-agency strategy?"],
        ),
        (
            "Homes in line with Stable Homes Built on Love policy. – what/where is the policy?",
            ["what/where is the policy?"],
        ),
        ("Extend the Mockingbird model of fostering. – link to Mockingbird info?", ["link to Mockingbird info?"]),
        # And other ways of saying so.
        ("See the strategy [LINK] for more.", ["[LINK]"]),
        ("Additional text to be inserted", ["Additional text to be inserted"]),
        ("The new centre opens in March (date TBC).", ["TBC"]),
        ("There were xx children on the list.", ["xx"]),
        ("It rose to XX% of pupils.", ["XX%"]),
        ("[insert figure for June]", ["[insert figure for June]"]),
        ("Insert table of results here", ["Insert table of results here"]),
        ("The cost is £5,000 [check with finance].", ["[check with finance]"]),
        ("The figures are to follow.", ["figures are to follow"]),
        ("Is this right???", ["???"]),
        ("First [?] and then TBC", ["[?]", "TBC"]),
    ],
)
def test_drafting_queries_left_in_a_text_are_found(text, words):
    assert [each.words for each in drafting_queries(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "How do we make town a better place for our young people?",
        "Young people asked: what happens next? We answer below.",
        "Children were asked two questions (how safe do you feel, and why?), and their answers are in the appendix.",
        "See [[p12ab34]] and [the strategy](https://example.org/strategy).",
        "See [the strategy (full)](https://example.org/insert).",
        "Staff insert the child’s voice into every plan.",
        "To be confirmed by the board in March, the plan needs a budget.",
        "Schedule XX of the Act applies.",
        "A well-known answer: is it enough? No - it is not.",
        "The [link worker] scheme began in June.",
        "The paragraph to which the report refers is 17.",
        "xxi and xxii are chapters.",
    ],
)
def test_drafting_queries_of_a_finished_text_are_none(text):
    assert drafting_queries(text) == []


def test_drafting_queries_of_a_long_text_take_no_time():
    text = "(" * 20_000 + "a " * 20_000 + "- b " * 20_000 + "x" * 20_000

    assert drafting_queries(text) is not None
