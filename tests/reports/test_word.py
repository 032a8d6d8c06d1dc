"""The Word edition: the same words as the PDF, in headings, numbers and tables of Word's own."""

from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import html  # type: ignore[import-untyped]  # it has none of its own
from pypdf import PdfReader

from monitoring.record import canonical
from reports.document.contents import Report
from reports.document.make import File, make
from reports.document.rendering import html_of
from reports.document.source import Source
from reports.document.word import SIGNS, word
from tests.reports.records import record

SAID = record(24, priorities=3)


@pytest.fixture(scope="module")
def files() -> tuple[File, ...]:
    return make(Source(canonical.encode(SAID), version=1))


@pytest.fixture(scope="module")
def document(files: tuple[File, ...]) -> Any:
    return Document(BytesIO(next(each.content for each in files if each.format == "docx")))


def words_of(document: Any) -> Counter[str]:
    """Every word of the file, without the signs of ratings."""
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return Counter(word for text in texts for word in text.split() if word not in SIGNS.values())


BLOCKS = [
    "p",
    "li",
    "td",
    "th",
    "caption",
    "h1",
    "h2",
    "h3",
    "h4",
    "br",
    "span[@class='since']",
    "span[@class='about']",
]


def words_of_page(text: str) -> Counter[str]:
    """Every word of the report's HTML, save what only a file with pages can say."""
    page = html.document_fromstring(text)
    for left_out in page.xpath("//*[contains(@class, 'contents') or contains(@class, 'page')]"):
        left_out.drop_tree()
    for table in page.xpath("//table[contains(@class, 'concerns')]"):
        table.xpath(".//thead//th")[-1].drop_tree()
    for svg in page.xpath("//*[local-name()='svg']"):
        title = html.fromstring(f"<p>{svg.findtext('title') or ''}</p>")
        svg.getparent().replace(svg, title)
    in_cells = page.xpath(
        "//td//span[starts-with(@class, 'rating')][not(ancestor::table[@class='concerns'])] | //th//span[starts-with(@class, 'rating')]"
    )
    for block in [*(found for name in BLOCKS for found in page.xpath(f"//{name}")), *in_cells]:
        block.tail = f" {block.tail or ''}"
        block.text = f" {block.text or ''}"
    return Counter("".join(page.body.itertext()).split())


def test_report_comes_as_pdf_web_page_word_and_tables(files: tuple[File, ...]):
    assert [(each.format, each.part, each.pages is None) for each in files] == [
        ("pdf", "", False),
        ("html", "", True),
        ("docx", "", True),
        ("csv", "actions", True),
        ("csv", "measures", True),
    ]


def test_word_says_what_the_pdf_says(files: tuple[File, ...], document: Any):
    pages = " ".join(page.extract_text() for page in PdfReader(BytesIO(files[0].content)).pages)
    # A line may end after a hyphen.
    printed = Counter(pages.replace("-\n", "-").split())
    written = words_of(document)

    # A drawing's own words are read out of the PDF and stand in the text of the other.
    said_by_drawings = Counter(
        word
        for title in html.document_fromstring(_html()).xpath("//*[local-name()='svg']/title/text()")
        for word in title.split()
    )
    assert written - printed - said_by_drawings == Counter()


def test_word_says_every_word_of_the_report_and_no_other():
    written = Document(BytesIO(word(_html())))

    assert words_of(written) == words_of_page(_html())


def _html() -> str:
    body = canonical.encode(SAID)
    return html_of(Report(SAID, version=1, checksum=canonical.checksum(body)))


def test_word_has_headings_of_its_own(document: Any):
    headings = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading 1")]

    assert [text for _style, text in headings[:3]] == [
        "Summary",
        "What the ratings mean",
        "Priority 1 A good start in life",
    ]
    assert [each.text for each in document.paragraphs if each.style.name == "Title"] == [
        "Northmoor Children and Young People’s Plan 2025 to 2028:\nprogress to 30 September 2026"
    ]


def test_word_numbers_its_paragraphs_through_the_report(document: Any):
    numbers = {
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Number" and paragraph.text[:1].isdigit()
    }

    assert len(numbers) == 1


def test_every_table_of_word_repeats_its_headings_and_breaks_between_rows(document: Any):
    heads = [table.rows[0]._tr.trPr.findall(qn("w:tblHeader")) for table in document.tables]
    split = [row for table in document.tables for row in table.rows if row._tr.trPr.find(qn("w:cantSplit")) is None]

    # Facts of the cover stand in a table without headings of its columns.
    assert [len(each) for each in heads] == [0, *[1] * (len(document.tables) - 1)]
    assert split == []


def test_wide_table_of_word_stands_on_a_wide_page(document: Any):
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_rating_in_word_is_sign_and_word():
    written = Document(BytesIO(word('<p><span class="rating mark-triangle-amber">Some concern</span> now</p>')))

    [paragraph] = written.paragraphs
    assert paragraph.text == "▲ Some concern now"
    assert str(paragraph.runs[0].font.color.rgb) == "855000"


def test_word_says_on_every_page_that_it_is_provisional():
    body = canonical.encode(SAID)
    report = Report(SAID, version=None, checksum=canonical.checksum(body))

    written = Document(BytesIO(word(html_of(report), warning=report.warning)))

    assert written.sections[0].header.paragraphs[0].text == "Provisional, not yet agreed: the period is still open."
    assert written.core_properties.language == "en-GB"
    assert written.core_properties.title == report.title


def test_appendix_of_word_begins_a_page_and_its_headings_do_not():
    written = Document(BytesIO(word('<section class="attached"><h2>Appendix 1</h2><h3>Off track</h3></section>')))

    assert [each.paragraph_format.page_break_before for each in written.paragraphs] == [True, None]


@pytest.mark.parametrize(("classes", "sizes"), [("", (11, 18, 9)), ('class="large"', (14, 22.5, 12))])
def test_word_for_young_people_is_large(classes: str, sizes: tuple[float, ...]):
    styles = Document(BytesIO(word(f"<html><body {classes}><h2>What we promised</h2></body></html>"))).styles

    assert tuple(styles[name].font.size.pt for name in ("Normal", "Heading 1", "Cell")) == sizes


def test_columns_of_a_word_table_fill_the_page_and_the_longest_text_has_most_room():
    rows = "<tr><th>Good mental health, early and near to where children are</th><td>7</td><td>On track</td></tr>"
    table = (
        f"<table><thead><tr><th>Action</th><th>Number</th><th>September</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    document = Document(BytesIO(word(table)))

    widths = [round(column.width.mm) for column in document.tables[0].columns]

    assert widths == [131, 16, 22]
    assert [round(cell.width.mm) for cell in document.tables[0].rows[1].cells] == widths


def test_numbered_paragraphs_of_word_hang_at_a_stop_of_their_own():
    document = Document(BytesIO(word('<ol class="paras"><li>Two hubs are open.</li></ol>')))
    [paragraph] = document.paragraphs
    numbering = document.part.numbering_part.element
    [number] = [each for each in numbering.num_lst if each.numId == paragraph._p.pPr.numPr.numId.val]
    pattern = f"w:abstractNum[@w:abstractNumId='{number.abstractNumId.val}']"

    assert [round(stop.position.mm) for stop in paragraph.paragraph_format.tab_stops] == [12]
    assert numbering.xpath(f"{pattern}//w:tab | {pattern}//w:ind") == []
    assert numbering.xpath(f"{pattern}//w:numFmt/@w:val") == ["decimal"]


def test_what_leads_to_a_list_or_stands_over_a_paragraph_stays_with_it():
    document = Document(
        BytesIO(
            word(
                '<p>We promised:</p><ul><li>Open.</li></ul><p>Then.</p><ol class="paras"><li><p><strong>1.1</strong></p><p>So.</p></li></ol>'
            )
        )
    )

    assert [each.paragraph_format.keep_with_next for each in document.paragraphs] == [True, None, True, True, None]
