"""The web-page edition: the same words as the PDF, whole by itself, and every part with an address."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]  # it has none of its own
from pypdf import PdfReader

from monitoring.record import canonical
from reports.content import encode
from reports.document.documents import document_of
from reports.document.make import File, make
from reports.document.rendering import html_of
from reports.document.sections import Memory
from reports.document.source import Source
from reports.document.typeset import Press
from reports.document.web import maker, web
from reports.kinds import LAYOUTS
from reports.web_page import allowed_by
from tests.reports.contents import content as content_of
from tests.reports.records import record

SAID = record(24, priorities=3)
SOURCE = Source(canonical.encode(SAID), version=1)
# What the page has beside what the report says: links to its parts.
ADDED = ("anchor", "back", "number")
BLOCKS = (
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
    "div",
    "figcaption",
    "dt",
    "dd",
    "span",
    "text",
    "title",
)


@cache
def files() -> tuple[File, ...]:
    return make(SOURCE)


@cache
def page() -> Any:
    return html.document_fromstring(content())


@cache
def made_from() -> str:
    """The HTML of all editions, which holds as much as fits on paper."""
    whole = document_of(SOURCE)
    return html_of(whole.fitted(Press(html_of(whole))))


def content() -> bytes:
    return next(each.content for each in files() if each.format == "html")


def words_of(body: Any) -> Counter[str]:
    for name in BLOCKS:
        for block in body.iter(name):
            block.tail = f" {block.tail or ''}"
            block.text = f" {block.text or ''}"
    return words("".join(body.itertext()))


def words_of_page(text: bytes) -> Counter[str]:
    body = html.document_fromstring(text).body
    for added in body.xpath("//a[@class] | //p[@class]"):
        if added.get("class") in ADDED:
            added.drop_tree()
    return words_of(body)


def words_of_report(text: str) -> Counter[str]:
    """Every word of the HTML that all editions are made of, save the numbers of pages."""
    body = html.document_fromstring(text).body
    for table in body.xpath("//table[.//*[contains(concat(' ', @class, ' '), ' page ')]]"):
        table.xpath("./thead//th")[-1].drop_tree()
    return words_of(body)


# Every kind of report, those that somebody writes with what is withheld of them and without.
SMALL = canonical.encode(record(6, priorities=2))
KINDS = {
    f"{kind}-{audience}": Source(
        SMALL, version=1, kind=kind, audience=audience, content=encode(content_of(kind)) if layout.written else None
    )
    for kind, layout in LAYOUTS.items()
    for audience in ("full", "public")
}


# Pages that several reports share are set once, as they are where reports are made for people.
PAGES = Memory()


@cache
def made(source: Source) -> dict[str, bytes]:
    return {each.format: each.content for each in make(source, store=PAGES) if not each.part}


@pytest.mark.parametrize("kind", KINDS)
def test_web_page_says_every_word_of_the_report_and_no_other(kind: str):
    source = KINDS[kind]
    whole = document_of(source)
    text = html_of(whole.fitted(Press(html_of(whole))))

    assert words_of_page(made(source)["html"]) == words_of_report(text)


@pytest.mark.parametrize("kind", KINDS)
def test_web_page_says_what_the_pdf_says(kind: str):
    files = made(KINDS[kind])
    shown = html.document_fromstring(files["html"])
    printed = words(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(files["pdf"])).pages))
    # What a drawing says is read out of the PDF and stands in no line of it.
    drawn = shown.xpath("//figcaption | //*[local-name()='title']")

    assert words_of_page(files["html"]) - printed - words(" ".join(each.text_content() for each in drawn)) == Counter()


@pytest.mark.parametrize("kind", [each for each in KINDS if each.endswith("public")])
def test_web_page_for_everybody_has_nothing_that_is_withheld(kind: str):
    full, public = made(KINDS[kind.replace("public", "full")])["html"], made(KINDS[kind])["html"]

    if KINDS[kind].content is not None:
        assert b"77,123" in full
    assert [each for each in (b"77,123", b"Lena") if each in public] == []


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_same_report_is_the_same_page():
    assert web(made_from()) == content()


def test_web_page_asks_nothing_of_any_other_file():
    asked = [
        value
        for element in page().iter()
        for name, value in element.attrib.items()
        if name in ("src", "srcset", "action", "data", "poster") or (name == "href" and not value.startswith("#"))
    ]

    assert asked == []
    assert page().xpath("//script | //link | //iframe | //@style | //@onclick") == []
    assert re.findall(rb"url\((?!data:)|@import", content()) == []


def test_web_page_lets_in_its_own_style_alone():
    style = re.search(rb"<style>(.*?)</style>", content(), re.DOTALL)
    assert style is not None
    hashed = b64encode(sha256(style[1]).digest()).decode()

    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; img-src data:; base-uri 'none'; form-action 'none'"
    assert allowed_by(content()) == policy
    assert page().xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [policy]


def test_page_without_a_style_may_have_none():
    assert allowed_by(b"<p>Nothing</p>").startswith("default-src 'none'; style-src 'none';")


def test_every_numbered_paragraph_has_an_address_and_links_to_it():
    paragraphs = page().xpath("//ol[contains(@class, 'paras')]/li")

    numbers = [item.find("a").text_content() for item in paragraphs]
    assert numbers == [f"{number}." for number in range(1, len(paragraphs) + 1)]
    assert [item.find("a").get("href") for item in paragraphs] == [f"#{item.get('id')}" for item in paragraphs]


def test_every_link_leads_to_a_part_of_the_page_and_no_address_is_given_twice():
    addresses = Counter(page().xpath("//@id"))

    assert [each for each, times in addresses.items() if times > 1] == []
    assert {href for href in page().xpath("//a/@href") if href.removeprefix("#") not in addresses} == set()


def test_every_part_of_the_contents_has_a_link_to_itself():
    parts = page().xpath("//nav[@id='contents']//a/@href")
    anchors = page().xpath("//a[@class='anchor']/@href")

    assert set(parts) - set(anchors) == set()


def test_cells_of_a_wide_table_say_their_column_and_what_they_are():
    [table] = page().xpath("(//table[contains(@class, 'status')])[1]")

    first = table.xpath("./tbody/tr[1]")[0]
    assert [(cell.get("role"), cell.get("data-label")) for cell in first] == [
        ("rowheader", None),
        ("cell", "Led by"),
        ("cell", "Due"),
        ("cell", "September"),
        ("cell", "June"),
    ]


def test_tables_of_long_texts_are_cards_too():
    tables = page().xpath("//table[contains(@class, 'concerns') or contains(@class, 'exceptions')]")

    assert tables
    assert [each.get("class").split()[-1] for each in tables] == ["cards"] * len(tables)


def test_rating_and_why_there_is_none_are_two_words_on_a_card():
    cells = [" ".join(each.text_content().split()) for each in page().xpath("//td[@data-label='Rating']")]

    assert "Not rated The latest result is missing" in cells


def test_web_page_leaves_out_the_numbers_of_pages():
    [table] = page().xpath("//table[contains(@class, 'concerns')]")

    assert [" ".join(cell.text_content().split()) for cell in table.xpath("./thead//th")] == ["Action", "Why"]
    assert {len(row) for row in table.iter("tr")} == {2}


def test_rating_is_its_mark_and_its_word():
    shown = html.document_fromstring(
        web('<html><head></head><body><p><span class="rating mark-disc-green">On track</span> now</p></body></html>')
    )

    [rating] = shown.xpath("//span")
    assert rating.text_content() == "On track"
    assert rating.xpath("./*[local-name()='svg']/@aria-hidden") == ["true"]
    assert rating.xpath(".//*[local-name()='use']/@href") == ["#draw-mark-disc-green"]
    assert shown.xpath("//*[local-name()='symbol']/@id") == ["draw-mark-disc-green"]


def test_file_says_what_made_it():
    [file] = [each for each in files() if each.format == "html"]

    assert (file.renderer, file.pages, file.part) == (maker(), None, "")
    assert re.fullmatch(r"web-page/1, [0-9a-f]{12}", file.renderer)


@pytest.mark.parametrize("version", [None, 2])
def test_page_that_is_not_the_last_word_says_so_first_and_keeps_it_in_view(version: int | None):
    document = document_of(Source(SOURCE.record, version=version))

    shown = html.document_fromstring(web(html_of(document), warning=document.warning))

    [main] = shown.iter("main")
    said = [" ".join(each.text_content().split()) for each in main.xpath("./p[@class='warning']")]
    assert said == ([] if version else [document.warning])
    assert (main[0].tag, main[0].get("class")) == (("section", "cover") if version else ("p", "warning"))
