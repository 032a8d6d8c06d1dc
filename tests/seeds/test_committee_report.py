"""A real report to a scrutiny committee, written again with us, prints what it printed.

Skipped where the research that holds it is not at hand.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from lxml import html  # type: ignore[import-untyped]  # it has none of its own
from pypdf import PdfReader

from monitoring.record import canonical
from monitoring.record.gather import gather
from monitoring.record.structs import Record
from reports.content import encode
from reports.document.documents import document_of
from reports.document.make import make_pdf
from reports.document.rendering import html_of
from reports.document.source import Source
from reports.gathering import gather_content
from tests.seeds import committee, convert
from tests.seeds.test_seeds import CENTRAL_BEDFORDSHIRE, loaded

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not convert.SEEDS.is_dir(), reason=f"no seeds beside the project, at {convert.SEEDS}"),
]

# Greys have a breath of the service's own colour.
GREY = 0.1


@cache
def seed() -> convert.Seed:
    return convert.seed(CENTRAL_BEDFORDSHIRE)


@pytest.fixture
def source() -> Source:
    read, plan = loaded(CENTRAL_BEDFORDSHIRE)
    report = committee.written_of(read, plan)
    record = canonical.encode(gather(report.period))
    return Source(record, version=None, kind=report.kind, content=encode(gather_content(report)))


@pytest.fixture
def page(source: Source) -> Any:
    return html.document_fromstring(html_of(document_of(source)))


@pytest.fixture
def record(source: Source) -> Record:
    return canonical.decode(source.record)


#: The paper, once a test has set it: the keys of the rows that differ from test to test are not printed.
PAPER: list[bytes] = []


@pytest.fixture
def paper(source: Source) -> bytes:
    if not PAPER:
        PAPER.append(make_pdf(source).content)
    return PAPER[0]


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def plain(text: str) -> str:
    """Markdown as the words it prints."""
    return " ".join(re.sub(r"\*\*|^- ", "", text, flags=re.MULTILINE).split())


def bullets(page: Any, paragraph: int) -> list[str]:
    return [words(each) for each in page.xpath(f"//li[@id='paragraph-{paragraph}']/ul/li")]


def same(text: str) -> str:
    """Without what differs between two places of the paper: the full stop, and its two kinds of quotation mark."""
    return text.rstrip(".").replace("’", "'")


def test_front_sheet_has_its_nine_lines_in_order(page: Any):
    rows = page.xpath("//table[contains(@class, 'sheet')]//tr")

    assert [(words(row[0]), words(row[1])) for row in rows] == committee.front_of(seed())
    assert len(rows) == 9


def test_implications_are_in_the_council_s_order_with_two_explicit_none(page: Any):
    shown = page.xpath("//div[@class='implication']")

    assert words(page.xpath("//section[@id='implications']/h2")[0]) == seed()["report"]["implications_heading"]
    assert [(words(each[0]), " ".join(words(said) for said in each[1:])) for each in shown] == [
        (label, plain(text) or "None") for label, text in committee.implications_of(seed())
    ]
    assert [words(each[1]) for each in shown].count("None") == seed()["expected_counts"]["implications_none"] == 2


def test_there_is_one_recommendation(page: Any):
    [section] = page.xpath("//section[@id='recommendations']")

    assert [words(each) for each in section] == ["Recommendation", seed()["report"]["recommendations"][0]["text"]]


def test_paragraphs_are_numbered_through_all_sections_as_in_the_source(page: Any):
    sections = page.xpath("//section[starts-with(@id, 'section-')]")

    told = []
    for section in sections:
        [numbered] = section.xpath("./ol")
        first = int(numbered.get("start"))
        told.append((words(section[0]), [first, first + len(numbered) - 1]))
    assert told == [(each["heading"], each["paragraphs"]) for each in seed()["report"]["sections"]]
    paragraphs = page.xpath("//ol[contains(@class, 'paras')]/li")
    assert [(each.get("id"), words(each)) for each in paragraphs] == [
        (f"paragraph-{number}", plain(text)) for number, text in enumerate(committee.paragraphs_of(seed()), start=1)
    ]
    assert len(paragraphs) == seed()["expected_counts"]["numbered_paragraphs"] == 35


def test_priorities_actions_and_programmes_of_the_plan_are_those_of_the_paragraphs(page: Any, record: Record):
    priorities = [(each.ref, each.title) for each in record.priorities]
    actions = [action.title for action in record.actions]

    numbered = [re.fullmatch(r"Priority: (\d) [–-] (.+)", each) for each in bullets(page, 3)]
    [cross_cutting] = bullets(page, 5)
    assert [(each[1], same(each[2])) for each in numbered if each] + [("", same(cross_cutting))] == [
        (ref, same(title)) for ref, title in priorities
    ]
    listed = [each for paragraph in (12, 13, 14) for each in bullets(page, paragraph)]
    assert list(map(same, listed)) == list(map(same, actions))
    assert list(map(same, bullets(page, 8))) == [same(each.title) for each in record.programmes]
    assert [ref for ref, _title in priorities] == ["6", "7", "8", ""]
    assert [each.cross_cutting for each in record.priorities] == [False, False, False, True]
    assert (len(actions), len(record.programmes)) == (10, 8)


def test_appendices_hold_every_action_by_priority_and_every_measure_with_its_judgement(page: Any, record: Record):
    [actions], [measures] = (page.xpath(f"//section[@id='appendix-{number}']") for number in (1, 2))

    by_priority = {
        words(heading): [words(row[0]) for row in heading.getnext().xpath("./tbody/tr")]
        for heading in actions.xpath("./h3")
    }
    assert by_priority == {
        f"{priority['ref']} {priority['title']}": [action["title"] for action in priority["actions"]]
        for priority in seed()["priorities"]
        if priority["actions"]
    }
    rows = measures.xpath(".//tbody/tr")
    judged = seed()["indicator_statement"]["text"]
    assert [each.code for each in record.measures] == ["NI 65", "NI 59", "NI 67"]
    assert [words(row[0]).startswith(each.code) for row, each in zip(rows, record.measures, strict=True)] == [True] * 3
    assert [words(row).count(judged) for row in rows] == [1, 1, 1]


def test_nothing_is_coloured_and_nothing_rated(paper: bytes, page: Any):
    shown = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(paper)).pages)

    assert (
        page.xpath("//*[contains(@class, 'rating') or contains(@class, 'mark-') or contains(@class, 'solid-')]") == []
    )
    assert re.findall(r"\b(?:RAG|red|amber|green|not rated)\b", f"{shown} {words(page.body)}", re.IGNORECASE) == []
    assert [each for each in colours(paper) if max(each) - min(each) > GREY] == []


def colours(content: bytes) -> set[tuple[float, ...]]:
    """Every colour that anything is drawn in."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return {
            tuple(float(each) for each in instruction.operands)
            for sheet in pdf.pages
            for instruction in pikepdf.parse_content_stream(sheet)
            if str(instruction.operator) in ("rg", "RG")
        }


def test_printed_numbers_run_from_1_to_35(paper: bytes):
    reader = PdfReader(BytesIO(paper))
    text = "\n".join(sheet.extract_text() for sheet in reader.pages)

    printed = [int(each) for each in re.findall(r"^(\d{1,2})\.\s", text, re.MULTILINE)]
    assert printed == list(range(1, 36))
