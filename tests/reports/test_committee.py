"""The report that somebody wrote: what it prints, in every edition and for each of its readers."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import html  # type: ignore[import-untyped]  # it has none of its own
from msgspec.structs import replace
from pypdf import PdfReader

from monitoring.record import canonical
from reports.content import (
    SCHEMA,
    Appendix,
    Background,
    Cleared,
    Content,
    Gap,
    Implication,
    Late,
    Line,
    Paragraph,
    Section,
    Withheld,
    encode,
)
from reports.document.committee import Committee
from reports.document.documents import document_of
from reports.document.make import make_pdf
from reports.document.parts import parts
from reports.document.prose import prose
from reports.document.rendering import html_of
from reports.document.source import Source
from reports.document.typeset import Press
from reports.document.word import word
from reports.public_content import public
from tests.reports.records import record
from tests.reports.test_word import words_of, words_of_page

EXEMPT = Withheld(
    basis="exempt",
    scheme="england",
    paragraph="3",
    description="The price of a contract",
    public_interest="The price would help other bidders.",
)
CONFIDENTIAL = Withheld(basis="confidential", scheme="england")
CONTENT = Content(
    schema=SCHEMA,
    kind="committee",
    edition="full",
    state="final",
    template="Report to scrutiny",
    template_version=2,
    body="Children’s Scrutiny Committee",
    body_is_bound=True,
    meeting_on=date(2026, 12, 3),
    meeting_place="Town Hall",
    subject="Progress with the children’s plan",
    summary="What was done since June.",
    reference="CS/26/117",
    asks="comment",
    scope="",
    scope_name="",
    version=1,
    front=(Line(label="Report of", text="Director of Children’s Services"), Line(label="Wards affected", text="")),
    implications_heading="Corporate implications",
    implications=(
        Implication(
            label="Legal",
            text="The duty to cooperate applies.",
            cleared=Cleared(label="Legal", post="Head of Legal", person="Lena Legal", on=date(2026, 11, 18)),
        ),
        Implication(label="Staffing", is_none=True),
        Implication(label="Financial"),
    ),
    recommendations=("That the committee comments.", "That it asks for a further report."),
    sections=(
        Section(
            heading="The plan",
            paragraphs=(
                Paragraph(anchor="p1", text="The plan has two aims:\n\n- safety:\n  - at home;\n- health."),
                Paragraph(anchor="p2", text="The lowest bid was £412,000.", withheld=EXEMPT),
            ),
        ),
        Section(heading="Nothing yet"),
        Section(
            heading="Progress",
            paragraphs=(
                Paragraph(anchor="p3", text="[[p2]] gives the price; see also [[p5]]."),
                Paragraph(anchor="p4", text="The department will close the fund.", withheld=CONFIDENTIAL),
                Paragraph(anchor="p5", text="Work goes on.\n\n1. One.\n2. Two."),
            ),
        ),
    ),
    appendices=(
        Appendix(title="All actions", holds="actions"),
        Appendix(title="What needs attention", holds="exceptions"),
        Appendix(title="All measures", holds="measures"),
        Appendix(title="What the ratings mean", holds="rating_key"),
        Appendix(title="The bids", holds="text", text="Three firms have bid.", withheld=EXEMPT),
    ),
    background=(Background(title="The plan", url="https://northmoor.example/plan?a=(b)"),),
    sign_offs=(
        Cleared(label="Director", post="Director", person="Dee Director", on=date(2026, 11, 19)),
        Cleared(label="Finance", post="Treasurer"),
    ),
    final_on=date(2026, 11, 20),
)


def source(content: Content = CONTENT, *, actions: int = 12, rated: bool = True) -> Source:
    said = canonical.encode(record(actions, priorities=min(3, actions), rated=rated))
    return Source(said, version=1, kind=content.kind, audience=content.edition, content=encode(content))


def document(content: Content = CONTENT, **of: Any) -> Committee:
    made = document_of(source(content, **of))
    assert isinstance(made, Committee)
    return made


def page(content: Content = CONTENT, **of: Any) -> Any:
    return html.document_fromstring(html_of(document(content, **of)))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def paragraph(shown: Any, number: int) -> str:
    [found] = shown.xpath(f"//li[@id='paragraph-{number}']")
    return words(found)


# --- What is written ---------------------------------------------------------------------------------


def test_paragraphs_are_numbered_through_sections_and_references_follow():
    shown = page()

    assert [(words(each.getparent()[0]), each.get("start")) for each in shown.xpath("//ol[@class='paras']")] == [
        ("The plan", "1"),
        ("Progress", "3"),
    ]
    assert paragraph(shown, 3) == "Paragraph 2 gives the price; see also paragraph 5."
    assert [each.get("href") for each in shown.xpath("//li[@id='paragraph-3']//a")] == ["#paragraph-2", "#paragraph-5"]


def test_reference_after_paragraphs_changed_places_has_the_new_number():
    plan, nothing, progress = CONTENT.sections
    moved = replace(CONTENT, sections=(progress, nothing, plan))

    assert paragraph(page(moved), 1) == "Paragraph 5 gives the price; see also paragraph 3."


def test_reference_to_a_paragraph_that_is_gone_says_so():
    assert prose("See [[gone]].", numbers={"p1": 1}) == "<p>See a paragraph that has been removed.</p>\n"


@pytest.mark.parametrize("before", ["\n" * 11_000 + "x ", (" " * 50 + "\n") * 200 + "x ", "1" * 11_000, ": " * 5_000])
def test_reference_behind_much_of_nothing_is_resolved_at_once(before: str):
    begun = monotonic()
    written = prose(f"{before}[[p1]]", numbers={"p1": 1})

    assert ('href="#paragraph-1"' in written, monotonic() - begun < 5) == (True, True)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("[it](javascript:alert(1))", "<p>[it](javascript:alert(1))</p>\n"),
        ("[it](file.html)", "<p>it</p>\n"),
        ("[it](#front)", "<p>it</p>\n"),
        (
            "[**the** guide](https://a.example/)",
            '<p><a href="https://a.example/">the guide</a> (https://a.example/)</p>\n',
        ),
        ("# A *heading*", '<p class="above"><strong>A heading</strong></p>\n'),
        ("**A heading**\n\nWords.", '<p class="above"><strong>A heading</strong></p>\n<p>Words.</p>\n'),
        ("**Bold** words.", "<p><strong>Bold</strong> words.</p>\n"),
    ],
)
def test_prose_has_plain_links_and_no_headings_of_its_own(typed: str, printed: str):
    assert prose(typed, numbers={}) == printed


def test_implications_stand_in_order_with_none_said_and_what_is_missing():
    assert [words(each) for each in page().xpath("//div[@class='implication']")] == [
        "Legal The duty to cooperate applies. Cleared by Lena Legal, Head of Legal on 18 November 2026.",
        "Staffing None",
        "Financial Not answered.",
    ]


def test_sign_offs_say_who_has_not_signed():
    assert [[words(cell) for cell in row] for row in page().xpath("//table[@class='signed']/tbody/tr")] == [
        ["Director", "Dee Director, Director", "19 November 2026"],
        ["Finance", "Treasurer", "Not signed off"],
    ]


def test_late_item_and_gap_are_printed_on_the_front_sheet():
    said = replace(
        CONTENT,
        late=Late(because="Figures came late.", urgent_because="No meeting till March.", agreed_by="Jo Bell, chair"),
        gaps=(
            Gap(gap="Sign-off: Finance", reason="She was away.", by="Director", person="Dee", on=date(2026, 11, 20)),
        ),
    )

    assert [words(each) for each in page(said).xpath("//section[@id='front']/div[@class='told']")] == [
        "Late item, taken as a matter of urgency Why it is late: Figures came late. "
        "Special circumstances: No meeting till March. Considered urgent by Jo Bell, chair.",
        "Made final by Director on 20 November 2026 although something was missing Missing: Sign-off: Finance "
        "Reason: She was away. By Dee.",
    ]


@pytest.mark.parametrize(
    ("changed", "warning"),
    [
        ({}, "Not for publication: holds exempt and confidential information."),
        ({"edition": "public"}, ""),
        ({"edition": "public", "state": "draft"}, "Draft, not yet final."),
        ({"edition": "public", "state": "in_clearance"}, "Draft in clearance, not yet final."),
        ({"edition": "public", "version": 2, "corrects": 1}, "Version 2, which corrects version 1."),
    ],
)
def test_every_page_says_what_is_not_the_last_word_and_not_for_all(changed: dict[str, Any], warning: str):
    assert document(replace(CONTENT, **changed)).warning == warning


def test_draft_says_so_on_every_page_of_paper():
    sheets = PdfReader(BytesIO(make_pdf(source(replace(public(CONTENT), state="draft"))).content)).pages

    assert ["Draft, not yet final." in sheet.extract_text() for sheet in sheets] == [True] * len(sheets)


def test_no_page_ends_with_the_heading_of_what_comes_next():
    steps = (
        Paragraph(anchor=f"s{number}", text=f"## Step {number}\n\nDone in time." + " And well." * (number * 7 % 30))
        for number in range(90)
    )
    content = replace(CONTENT, sections=(Section(heading="Progress", paragraphs=tuple(steps)),), appendices=())
    sheets = PdfReader(BytesIO(make_pdf(source(public(content))).content)).pages

    shown = [sheet.extract_text(extraction_mode="layout").strip().splitlines() for sheet in sheets]
    last = [[line for line in lines[:-1] if line.strip()][-1] for lines in shown]
    assert len(sheets) > 4
    assert [line for line in last if "Step" in line] == []


# --- What is withheld --------------------------------------------------------------------------------


def test_public_edition_marks_the_place_with_the_law_and_the_public_interest():
    shown = page(public(CONTENT))

    assert paragraph(shown, 2) == (
        "Withheld from publication: exempt information. It is exempt under paragraph 3 of Part 1 of Schedule 12A to "
        "the Local Government Act 1972. What it is: The price of a contract. Public interest: The price would help "
        "other bidders."
    )
    assert paragraph(shown, 4) == (
        "Withheld from publication: confidential information. It is confidential under section 100A(2) and (3) of the "
        "Local Government Act 1972, so it may not be disclosed to the public."
    )
    [appendix] = shown.xpath("//section[@id='appendix-5']")
    assert words(appendix[0]) == "Appendix 5: withheld from publication"
    assert words(shown.xpath("//ul[@class='contents']/li[last()]")[0]) == "Appendix 5: withheld from publication"


def test_full_edition_marks_what_is_not_for_publication():
    said = paragraph(page(), 2)

    assert said.startswith("Not for publication: exempt information. It is exempt under paragraph 3 of Part 1")
    assert said.endswith("The lowest bid was £412,000.")


def test_public_edition_of_full_content_is_the_public_s_all_the_same():
    asked = replace(CONTENT, edition="full")
    made = document_of(Source(source().record, version=1, kind="committee", audience="public", content=encode(asked)))

    assert html_of(made) == html_of(document(public(CONTENT)))


# --- Appendices --------------------------------------------------------------------------------------


def test_tables_come_only_with_the_appendices_that_are_in_it():
    actions, *others = CONTENT.appendices
    closed = replace(CONTENT, appendices=(replace(actions, withheld=EXEMPT), *others))

    assert [name for name, _content in document(CONTENT).tables] == ["actions", "measures"]
    assert [name for name, _content in document(public(closed)).tables] == ["measures"]
    assert [name for name, _content in document(replace(CONTENT, appendices=())).tables] == []


def test_appendices_hold_what_the_report_is_about():
    about = replace(CONTENT, scope="priority-101", scope_name="Good mental health, early")

    [actions] = page(about).xpath("//section[@id='appendix-1']")

    assert [words(each) for each in actions.xpath("./h3")] == ["2 Good mental health, early"]
    assert [words(each) for each in actions.xpath("./p")] == ["Only what belongs to Good mental health, early."]


def test_plan_that_does_not_rate_shows_no_rating():
    shown = page(rated=False)

    assert shown.xpath("//*[contains(@class, 'mark-')]") == []
    assert "This plan does not rate." in words(shown.body)


def test_no_row_of_a_long_list_stands_alone_at_the_foot_or_the_top_of_a_page():
    said = canonical.encode(record(100, priorities=33))
    of_all = replace(public(CONTENT), sections=(), appendices=CONTENT.appendices[:1])
    made = document_of(Source(said, version=1, kind="committee", audience="public", content=encode(of_all)))
    [listed] = [each for each in parts(html_of(made)) if each.name == "appendix-1"]

    sheets = PdfReader(BytesIO(Press(listed.html).typeset(listed.apart, labels=made.labels).content)).pages
    by_sheet = [Counter(re.findall(r"^(\d+)\.\d+ ", sheet.extract_text(), re.MULTILINE)) for sheet in sheets]

    split = [sorted(number for number, there in each.items() if there == 1) for each in by_sheet]
    assert sum((each.total() for each in by_sheet), 0) == 100
    assert split == [[] for _sheet in sheets]


@pytest.mark.parametrize(("actions", "above"), [(24, 52), (36, 48), (48, 24), (60, 12)])
def test_no_low_row_of_what_needs_attention_stands_alone_at_the_foot_or_the_top_of_a_page(actions: int, above: int):
    said = canonical.encode(record(actions, priorities=3))
    of_all = replace(public(CONTENT), sections=(), appendices=CONTENT.appendices[1:2])
    made: Any = document_of(Source(said, version=1, kind="committee", audience="public", content=encode(of_all)))
    [listed] = [each for each in parts(html_of(made)) if each.name == "appendix-1"]
    lower = listed.apart.replace("<h2", f'<p style="height: {above}mm">Above</p><h2', 1)

    sheets = PdfReader(BytesIO(Press(listed.html).typeset(lower, labels=made.labels).content)).pages
    pieces = [piece for sheet in sheets for piece in sheet.extract_text().split("Action Why")[1:]]
    rows = [len(re.findall(r"^\d+\.\d+ ", piece, re.MULTILINE)) for piece in pieces]

    sizes = [len(group.items) for group in made.overview.groups]
    assert sum(rows) == sum(sizes)
    assert rows.count(1) == sizes.count(1)


# --- Word --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [CONTENT, public(CONTENT)], ids=["full", "public"])
def test_word_file_says_every_word_of_the_page(content: Content):
    text = html_of(document(content))

    assert words_of(Document(BytesIO(word(text)))) == words_of_page(text)


def test_word_file_numbers_paragraphs_through_sections_and_lists_by_themselves():
    written = Document(BytesIO(word(html_of(document()))))

    def number_of(text: str) -> Any:
        [found] = [each for each in written.paragraphs if each.text.startswith(text)]
        return found._p.pPr.numPr.numId.val

    paragraphs = {number_of(text) for text in ("The plan has two aims", "Paragraph 2 gives", "Work goes on.")}
    assert len(paragraphs) == 1
    assert len({*paragraphs, number_of("That the committee comments."), number_of("One.")}) == 3
    [inner] = [each for each in written.paragraphs if each.text == "at home;"]
    assert inner.style.name == "List Bullet 3"


def test_word_file_puts_wide_tables_on_wide_pages():
    written = Document(BytesIO(word(html_of(document()))))

    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in written.sections]
    assert turned == [False, True, False, True, False]
    heads = [table.rows[0]._tr.trPr for table in written.tables[1:]]
    assert [head.find(qn("w:tblHeader")) is not None for head in heads] == [True] * len(heads)


# --- veraPDF -----------------------------------------------------------------------------------------


@pytest.mark.prove
@pytest.mark.parametrize(
    ("kind", "actions"),
    [("committee", 1), ("committee", 20), ("committee", 300), ("committee", 1000), ("noting", 1), ("noting", 20)],
)
@pytest.mark.parametrize("edition", ["full", "public"])
def test_written_report_satisfies_verapdf(kind: str, edition: str, actions: int, tmp_path: Path):
    """VERAPDF is a command that takes a profile and files, and fails where one does not comply."""
    command = os.environ.get("VERAPDF")
    if not command:
        pytest.skip("VERAPDF names no validator")
    content = replace(CONTENT, kind=kind)
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf(source(public(content) if edition == "public" else content, actions=actions)).content)

    checked = subprocess.run([command, "ua1", path], check=False, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout
