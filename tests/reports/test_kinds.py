"""The kinds of report that are made of a record alone, beside the monitoring report."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from lxml import html  # type: ignore[import-untyped]  # it has none of its own
from msgspec.structs import replace
from PIL import Image
from pypdf import PdfReader

from monitoring.record import canonical
from monitoring.record.structs import Highlight, Record
from reports.document.documents import document_of
from reports.document.highlights import ROOMS as HIGHLIGHT_ROOMS
from reports.document.highlights import HighlightReport
from reports.document.make import File, make, make_pdf
from reports.document.one_page import ROOMS, OnePage, Room
from reports.document.rendering import html_of
from reports.document.room import tightened
from reports.document.source import Source
from reports.document.typeset import Press
from reports.document.word import SIGNS
from reports.glossary import explained, short_forms, unexplained
from tests.reports.records import record

KINDS = ("exception", "highlight", "one_page", "plain_words")
PLAN = "Northmoor Children and Young People’s Plan 2025 to 2028"
HOSTILE = "<script>alert(1)</script> {{ 7|add:7 }} & " + "Ungeheuerlichlangeswort" * 60 + " so it goes" * 400


def source(said: Record, kind: str, **given: Any) -> Source:
    return Source(canonical.encode(said), kind=kind, **{"version": 1} | given)


@cache
def made(kind: str, actions: int = 24) -> tuple[File, ...]:
    return make(source(record(actions, priorities=3), kind))


def pdf(kind: str) -> Any:
    return PdfReader(BytesIO(made(kind)[0].content))


def texts(reader: Any) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def shown(said: Record, kind: str, **given: Any) -> str:
    """What a document of everything says, without its tags."""
    page = html.document_fromstring(html_of(document_of(source(said, kind, **given))))
    for block in page.xpath("//p | //li | //td | //th | //h1 | //h2 | //h3 | //span | //br | //caption"):
        block.tail = f" {block.tail or ''}"
    return " ".join("".join(page.body.itertext()).split())


# As little as possible stands on each line.
WIDE = {
    "one word": "W" * 4000,
    "wide words": "WWWWWWWWWWWWWWWWWWWW " * 200,
    "hyphens": "WWWWWWWWWWWW-" * 300,
    "never to be parted": "WWWW\N{NO-BREAK SPACE}" * 800,
    "Cyrillic": "Щ" * 4000,
}


def hostile(said: Record, text: str = HOSTILE) -> Record:
    """Every text of everybody is far too long and tries to be more than text."""
    return replace(
        said,
        plan=replace(said.plan, title=text, owner_body=text),
        period=replace(said.period, label=text, reports_to=text),
        priorities=tuple(
            replace(
                each,
                title=text,
                plain_title=text,
                ref=text[:200],
                lead_body=text,
                judged_reason=text,
                decisions_sought="\n".join([text] * 20),
                highlights=tuple(Highlight(kind=kind, label=text, text=text) for kind in ("progress", "concern") * 6),
            )
            for each in said.priorities
        ),
        actions=tuple(
            replace(
                each,
                title=text,
                leads=tuple(replace(lead, name=text, organisation=text) for lead in each.leads),
                update=replace(each.update, narrative=text, next_steps=text) if each.update else None,
            )
            for each in said.actions
        ),
    )


# --- What each is --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "title", "layout"),
    [
        ("monitoring", "progress to 30 September 2026", "monitoring-report/1"),
        ("exception", "exceptions to 30 September 2026", "exception-report/1"),
        ("highlight", "highlights to 30 September 2026", "highlight-report/1"),
        ("one_page", "summary to 30 September 2026", "one-page-summary/1"),
        ("plain_words", "how it is going, 30 September 2026", "plain-words-summary/1"),
    ],
)
def test_title_names_what_the_document_is_about_and_whether_it_is_provisional(kind: str, title: str, layout: str):
    said = record(6, priorities=3)

    whole = document_of(source(said, kind))
    part = document_of(source(said, kind, version=None, scope="priority-101", scope_name="2 Good mental health, early"))

    assert (whole.title, whole.layout, whole.warning) == (f"{PLAN}: {title}", layout, "")
    assert (part.title, part.warning) == (
        f"{PLAN}, 2 Good mental health, early: {title} (provisional)",
        "Provisional, not yet agreed: the period is still open.",
    )
    assert [each.pk for each in part.record.priorities] == [101]


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("exception", [("pdf", ""), ("html", ""), ("docx", ""), ("csv", "exceptions")]),
        ("highlight", [("pdf", ""), ("html", ""), ("docx", "")]),
        ("one_page", [("pdf", ""), ("html", ""), ("docx", ""), ("png", "position"), ("png", "priorities")]),
        ("plain_words", [("pdf", ""), ("html", ""), ("docx", "")]),
    ],
)
def test_each_kind_comes_in_its_files_under_the_name_of_its_layout(kind: str, files: list[tuple[str, str]]):
    assert [(each.format, each.part) for each in made(kind)] == files
    assert made(kind)[0].renderer.startswith(f"{document_of(source(record(1), kind)).layout}, WeasyPrint")


@pytest.mark.parametrize("kind", KINDS)
def test_word_says_what_the_pdf_says(kind: str):
    word = next(each.content for each in made(kind) if each.format == "docx")
    document = WordDocument(BytesIO(word))
    written = [paragraph.text for paragraph in document.paragraphs]
    written += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    found = Counter(word for text in written for word in text.split() if word not in SIGNS.values())
    page = html.document_fromstring(html_of(document_of(source(record(24, priorities=3), kind))))
    drawn = Counter(word for said in page.xpath("//*[local-name()='svg']/title/text()") for word in said.split())
    printed = Counter(word for text in texts(pdf(kind)) for word in text.split())

    # A drawing's words are its alternative text in the one and stand in the text of the other.
    assert found - printed - drawn == Counter()


@pytest.mark.parametrize("kind", [*KINDS, "monitoring"])
def test_public_edition_names_no_person(kind: str):
    said = record(24, priorities=3)
    said = replace(
        said,
        actions=tuple(
            replace(each, leads=tuple(replace(lead, person="Ada Okafor") for lead in each.leads))
            for each in said.actions
        ),
    )

    full, public = shown(said, kind), shown(said, kind, audience="public")

    assert {"Ann Reed", "Sam Okoro", "Ada Okafor"} & {name for name in ("Ada Okafor",) if name in full} == (
        {"Ada Okafor"} if kind == "exception" else set()
    )
    assert not [name for name in ("Ann Reed", "Sam Okoro", "Ada Okafor") if name in public]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("given", "said"),
    [({"actions": 0}, "no actions"), ({"rated": False}, "have an update"), ({"first": True}, "on track")],
    ids=str,
)
def test_each_kind_tells_of_a_plan_without_actions_without_a_scale_and_without_a_past(kind: str, given: Any, said: str):
    text = shown(record(**{"actions": 4, "priorities": 2, "measures": 0} | given), kind).casefold()

    plain = {"no actions": "a good start in life", "have an update": "we have heard about"}
    assert (plain.get(said, said) if kind == "plain_words" else said) in text
    if not given.get("rated", True):
        assert "not rated" not in text


# --- One page ------------------------------------------------------------------------------------


def test_summary_on_one_page_says_where_the_plan_stands_and_what_needs_attention():
    [text] = texts(pdf("one_page"))

    assert "10 of 24 actions are complete or on track" in text
    for share in ("2 Complete", "8 On track", "5 Some concern", "3 Off track", "2 Not started", "2 Not rated"):
        assert share in text
    assert "Priorities over time" in text
    assert "13 actions need attention The worst first" in text
    assert "Agree the recovery plan and its new date. (2 Good mental health, early)" in text
    assert re.search(r"\d+ more need attention\.", text)


@pytest.mark.parametrize("actions", [0, 300])
def test_summary_is_one_page_at_any_size(actions: int):
    assert make_pdf(source(record(actions, priorities=min(actions, 40) or 1), "one_page")).pages == 1


def test_summary_of_the_longest_texts_is_one_page_and_loses_no_number():
    file = make_pdf(source(hostile(record(60, priorities=30)), "one_page", version=None))

    [text] = texts(PdfReader(BytesIO(file.content)))
    assert "24 of 60 actions are complete or on track" in text
    assert "<script>alert(1)</script> {{ 7|add:7 }} &" in text


@pytest.mark.parametrize("text", [HOSTILE, *WIDE.values()], ids=["long", *WIDE])
def test_least_room_of_the_summary_holds_whatever_comes(text: str):
    report = OnePage(hostile(record(60, priorities=30), text), version=None, checksum="0" * 64, room=ROOMS[-1])

    assert press_pages(report) == 1


def test_pictures_are_as_wide_as_a_screen_and_say_in_words_what_they_show():
    pictures = [each for each in made("one_page") if each.format == "png"]

    assert [Image.open(BytesIO(each.content)).size for each in pictures] == [(1920, 1080)] * 2
    assert [each.alternative for each in pictures] == [
        "Where the plan stands. Of 24 in all: 2 complete, 8 on track, 5 some concern, 3 off track, 2 not started, "
        "2 starts later, 2 not rated.",
        "Priorities over time. Since June, 1 is better, 1 is worse and 1 is the same. September. "
        "1 A good start in life: off track; 2 Good mental health, early: off track; "
        "3 Safe at home and outside: some concern.",
    ]


# --- Highlights ----------------------------------------------------------------------------------


def test_highlight_report_has_a_page_for_each_priority_with_what_its_group_asks():
    pages = texts(pdf("highlight"))

    assert len(pages) == 3
    assert [title in page for title, page in zip(("A good start in life", "Good mental health, early", "Safe at home and outside"), pages, strict=True)] == [True] * 3  # fmt: skip
    for said in (
        "What was achieved",
        "Achievement: Every school now has a trained mental health lead: 64 of 64.",
        "Concerns",
        "Concern: Half of children wait more than 12 weeks for a first appointment. The promise is six.",
        "Next steps",
        "Sign the agreement with Vale County. Meet the two heads.",
        "Decisions sought",
        "Agree the recovery plan and its new date.",
    ):
        assert said in pages[1]


@pytest.mark.parametrize(
    ("room", "shown", "left_out"),
    [
        (8, "1 2 3 4 5 6 7 8 9", ""),
        (7, "1 2 3 4 5 7 8", "2 more are not shown here."),
        (3, "1 2 4", "6 more are not shown here."),
    ],
)
def test_summary_without_room_for_all_priorities_shows_the_worst_and_never_leaves_out_one_alone(
    room: int, shown: str, left_out: str
):
    """The sixth is complete; the first, second, fourth, seventh and eighth are off track."""
    report: Any = document_of(source(record(20, priorities=9), "one_page"))

    heat = report.with_room(Room(concerns=1, heat=room, decisions=1, length=70, decision=70)).heat

    assert " ".join(line.title.split()[0] for line in heat.lines) == shown
    assert heat.left_out == left_out


@pytest.mark.parametrize("priorities", [2, 3])
def test_summary_of_few_priorities_with_the_longest_texts_is_one_page(priorities: int):
    assert make_pdf(source(hostile(record(40, priorities=priorities)), "one_page", version=None)).pages == 1


def test_highlight_report_of_one_priority_is_one_page():
    part = source(record(300), "highlight", scope="priority-101", scope_name="2 Good mental health, early")

    file = make_pdf(part)

    assert file.pages == 1


def test_highlight_report_of_the_longest_texts_keeps_each_priority_on_its_page():
    file = make_pdf(source(hostile(record(24, priorities=3)), "highlight"))

    assert file.pages == 3


@pytest.mark.parametrize("text", [HOSTILE, *WIDE.values()], ids=["long", *WIDE])
def test_least_room_of_a_highlight_page_holds_whatever_comes(text: str):
    said = hostile(record(24, priorities=3), text)
    report = HighlightReport(said, version=None, checksum="0" * 64, rooms=(len(HIGHLIGHT_ROOMS) - 1,) * 3)

    assert press_pages(report) == 3


def test_highlight_report_without_priorities_says_so():
    said = shown(replace(record(0), priorities=()), "highlight")

    assert "There are no priorities to report on." in said


def press_pages(report: Any) -> int:
    text = html_of(report)
    return Press(text).typeset(text, labels={}).number


# --- Exceptions ----------------------------------------------------------------------------------


def test_exception_report_tells_of_each_once_with_its_cause_who_leads_and_since_when():
    said = record(24, priorities=3)
    document: Any = document_of(source(said, "exception"))

    assert [(part.group.title, part.first_number, len(part.items)) for part in document.parts] == [
        ("Off track", 1, 3),
        ("Some concern", 4, 3),
        ("Past its agreed date", 7, 3),
        ("Date moved in this period", 10, 2),
        ("Never reported on", 12, 1),
        ("No update for this period", 13, 1),
    ]
    assert sum(len(part.items) for part in document.parts) == document.overview.attention_total
    text = " ".join(texts(pdf("exception")))
    assert [part.items[0].about for part in document.parts] == [
        "3 Safe at home and outside. Led by Strategic Lead for Emotional Wellbeing, Northmoor Council. Since this "
        "period. Due 31 December 2026, now 31 March 2027.",
        "1 A good start in life. Led by Public Health Principal (vacant), Northmoor Council. Since April to June 2026. "
        "Due 31 December 2026, now 31 March 2027.",
        "1 A good start in life. Led by Director of Children’s Commissioning, Northmoor Council. Late since 30 June "
        "2026. Due 30 June 2026.",
        "3 Safe at home and outside. Led by Strategic Lead for Emotional Wellbeing, Northmoor Council. Due 30 June "
        "2026, now 31 March 2027.",
        "3 Safe at home and outside. Led by Chair of the Headteachers’ Forum, Northmoor Council. Due 31 December 2026.",
        "1 A good start in life. Led by Public Health Principal, Northmoor Council. Last rated on track, for April to "
        "June 2026. Due 31 December 2026.",
    ]
    assert (
        "Cause. Not enough staff. Four of eleven clinicians have left since April. Effect. Half of children wait more "
        "than 12 weeks for a first appointment. Recovery. Two clinicians come from the adult service in January; "
        "evening clinics begin in Westmoor. Now expected. 30 April 2027." in text
    )
    assert "Cause, effect and recovery. None was given." in text
    assert "Next. Sign the agreement with Vale County. Meet the two heads." in text


def test_exception_report_lists_its_actions_as_a_table():
    [table] = [each.content.decode("utf-8-sig") for each in made("exception") if each.format == "csv"]

    assert len(table.splitlines()) == 1 + 13


def test_exception_report_says_plainly_when_there_is_none():
    said = record(20, priorities=2)
    good = tuple(each for each in said.actions if each.level == "complete")

    assert "None of the actions is off track, none is late, and none has been silent." in shown(
        replace(said, actions=good), "exception"
    )
    assert "There are no actions to report on." in shown(replace(said, actions=()), "exception")


def test_exception_report_of_an_open_period_says_that_silence_is_no_exception_yet():
    said = shown(record(24, priorities=3), "exception", version=None)

    assert re.search(r"\d+ updates are still awaited\. Their absence is not an exception yet\.", said)
    assert "No update for this period" not in said


# --- Plain words ---------------------------------------------------------------------------------


def test_plain_words_say_what_was_promised_how_it_is_going_and_what_happens_next():
    text = " ".join(texts(pdf("plain_words")))

    assert (
        "We promised 24 things. 10 are done or going well. 3 are not working out as we promised. "
        "Nobody has told us about 2 of them yet." in text
    )
    for heading in ("What we promised", "How it is going", "What happens next", "What the signs mean"):
        assert heading in text
    assert "On track It is going as we planned." in text
    assert "We ask the people in charge to decide: Agree the recovery plan and its new date." in text


@pytest.mark.parametrize(
    ("actions", "priorities", "spacings"),
    [(7, 3, {"promise-101": "close"}), (60, 7, {"promise-105": "closer"}), (24, 3, {})],
)
def test_plain_words_set_a_priority_closer_where_that_saves_a_page(
    actions: int, priorities: int, spacings: dict[str, str]
):
    """The last has half a page more than one: closer lines would save none."""
    report: Any = document_of(source(record(actions, priorities=priorities), "plain_words"))

    fitted = report.fitted(Press(html_of(report)))

    assert fitted.spacings == spacings
    assert [each.anchor for each in fitted.promises if each.spacing] == list(spacings)


def test_plain_words_turn_the_page_between_lists():
    pages = texts(PdfReader(BytesIO(make_pdf(source(record(20), "plain_words")).content)))

    assert pages[2].startswith("Good mental health, early What we promised")
    assert pages[3].startswith("What the numbers say Wait for a first mental health appointment: 12 weeks")


def test_plain_words_use_the_plain_title_and_explain_short_forms():
    said = record(3, priorities=1)
    told = Highlight(kind="concern", label="Concern", text="More NEETs than in June, and CAMHS has a queue.")
    said = replace(said, priorities=(replace(said.priorities[0], plain_title="Feeling well", highlights=(told,)),))

    text = shown(said, "plain_words")

    assert "Feeling well" in text
    assert "Short words that grown-ups use" in text
    assert "NEET: not in education, employment or training: not at school, college or work" in text
    assert "CAMHS: child and adolescent mental health services" in text


def test_short_forms_are_found_in_words_and_not_in_years_or_names():
    texts = ["Two EHCPs late, Ofsted came in 2026.", "The new FH (family hub)", "A family centre (FC) in Westmoor. FC"]

    assert short_forms(texts) == ("EHCP", "FC", "FH")
    assert [form for form, _said in explained(texts)] == ["EHCP"]
    assert unexplained(texts) == ("FH",)


# --- Room ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("needs", "asked"), [((0, 0), 1), ((3, 0), 5), ((7, 7), 5), ((9, 2), 5)])
def test_tightened_finds_the_roomiest_step_that_fits(needs: tuple[int, ...], asked: int):
    rounds = []

    def fitting(steps: Any) -> list[int]:
        rounds.append(tuple(steps))
        return [place for place, step in enumerate(steps) if step >= needs[place]]

    assert tightened(2, 8, fitting) == tuple(min(need, 7) for need in needs)
    assert len(rounds) <= asked


# --- veraPDF -------------------------------------------------------------------------------------


@pytest.mark.prove
@pytest.mark.parametrize("audience", ["full", "public"])
@pytest.mark.parametrize("actions", [1, 20])
@pytest.mark.parametrize("kind", [*KINDS, "monitoring"])
def test_every_kind_satisfies_verapdf(kind: str, actions: int, audience: str, tmp_path: Path):
    """VERAPDF is a command that takes a profile and files, and fails where one does not comply."""
    command = os.environ.get("VERAPDF")
    if not command:
        pytest.skip("VERAPDF names no validator")
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf(source(record(actions), kind, audience=audience)).content)

    checked = subprocess.run([command, "ua1", path], check=False, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout
