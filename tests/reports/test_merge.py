"""A document set part by part and put together, against the same document set at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from monitoring.record import canonical
from monitoring.record.structs import Record
from reports.document.contents import ROWS_ON_A_SHEET
from reports.document.documents import Document, document_of
from reports.document.merge import ELSEWHERE, merge
from reports.document.parts import parts
from reports.document.rendering import html_of
from reports.document.sections import Memory, Typesetter, take
from reports.document.source import Source
from reports.document.typeset import Pages, Press
from tests.reports.records import record
from tests.reports.structure import bookmarks, elements, owners, places


@dataclass(frozen=True)
class Both:
    """The same document both ways."""

    document: Document
    at_once: Pages
    in_parts: Pages


def both(said: Record, *, version: int | None = 1) -> Both:
    whole = document_of(Source(canonical.encode(said), version=version))
    press = Press(html_of(whole))
    document = whole.fitted(press)
    html = html_of(document)
    return Both(
        document,
        press.typeset(html, labels=document.labels),
        Typesetter(document.labels, Memory()).whole(html),
    )


RECORDS = {
    "of some size": record(24, priorities=3),
    "with one action": record(1, priorities=1, first=True, measures=0),
    "with nothing": record(0),
    "without ratings": record(12, rated=False),
}


@cache
def both_of(name: str) -> Both:
    return both(RECORDS[name])


@pytest.fixture(scope="module", params=RECORDS, ids=lambda name: name.replace(" ", "_"))
def made(request: pytest.FixtureRequest) -> Both:
    return both_of(request.param)


@pytest.mark.parametrize(("actions", "sheets"), [(ROWS_ON_A_SHEET, 1), (2 * ROWS_ON_A_SHEET, 2)])
def test_long_list_of_actions_is_cut_into_sheets_between_priorities(actions: int, sheets: int):
    html = html_of(document_of(Source(canonical.encode(record(actions, priorities=2, measures=0)), version=1)))

    cut = {part.name: part.html for part in parts(html) if part.name.startswith("appendix")}

    assert list(cut) == ["appendix", "appendix-2"][:sheets]
    assert [said.count("<tbody") for said in cut.values()] == [2 // sheets] * sheets
    assert sum(said.count('<tr><th scope="row">') for said in cut.values()) == actions


@pytest.mark.parametrize("stories", [1, 3])
def test_merged_document_of_sheets_and_runs_is_in_all_as_one_set_at_once(monkeypatch: pytest.MonkeyPatch, stories: int):
    """Runs go on where the last one ended: most often upon a page that both stand on, sometimes upon the next."""
    monkeypatch.setattr("reports.document.contents.ROWS_ON_A_SHEET", 3)
    monkeypatch.setattr("reports.document.contents.STORIES_AT_ONCE", stories)
    made = both(record(14, priorities=2, measures=0))

    assert (made.in_parts.number, made.in_parts.anchors) == (made.at_once.number, made.at_once.anchors)
    assert text_of(made.in_parts) == text_of(made.at_once)
    with opened(made.at_once.content) as at_once, opened(made.in_parts.content) as in_parts:
        assert elements(in_parts) == elements(at_once)
        assert bookmarks(in_parts) == bookmarks(at_once)
        assert places(in_parts) == places(at_once)
        assert sorted(owners(in_parts)) == list(range(int(in_parts.Root.StructTreeRoot.ParentTreeNextKey)))
        assert sorted(map(tuple, owners(in_parts).values())) == sorted(map(tuple, owners(at_once).values()))


def text_of(pages: Pages) -> list[list[str]]:
    """The lines of each page, sorted: where a page is of two parts, its numbers stand elsewhere in it."""
    return [sorted(page.extract_text().splitlines()) for page in PdfReader(BytesIO(pages.content)).pages]


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def test_merged_document_has_every_element_of_one_set_at_once(made: Both):
    with opened(made.at_once.content) as at_once, opened(made.in_parts.content) as in_parts:
        assert elements(in_parts) == elements(at_once)


def test_merged_document_has_the_bookmarks_places_and_metadata_of_one_set_at_once(made: Both):
    with opened(made.at_once.content) as at_once, opened(made.in_parts.content) as in_parts:
        assert bookmarks(in_parts) == bookmarks(at_once)
        assert places(in_parts) == places(at_once)
        assert in_parts.docinfo == at_once.docinfo
        assert in_parts.Root.Metadata.read_bytes() == at_once.Root.Metadata.read_bytes()
        assert in_parts.Root.keys() == at_once.Root.keys()
        assert (in_parts.Root.Lang, in_parts.Root.MarkInfo) == (at_once.Root.Lang, at_once.Root.MarkInfo)


def test_merged_document_shows_the_same_pages_as_one_set_at_once(made: Both):
    at_once, in_parts = (PdfReader(BytesIO(pages.content)) for pages in (made.at_once, made.in_parts))

    assert (made.in_parts.number, made.in_parts.anchors) == (made.at_once.number, made.at_once.anchors)
    assert [page.extract_text() for page in in_parts.pages] == [page.extract_text() for page in at_once.pages]
    assert [page.mediabox for page in in_parts.pages] == [page.mediabox for page in at_once.pages]


def test_merged_document_knows_the_owner_of_every_marked_piece(made: Both):
    with opened(made.at_once.content) as at_once, opened(made.in_parts.content) as in_parts:
        assert sorted(owners(in_parts)) == list(range(int(in_parts.Root.StructTreeRoot.ParentTreeNextKey)))
        assert sorted(map(tuple, owners(in_parts).values())) == sorted(map(tuple, owners(at_once).values()))


def test_merged_document_has_no_two_cells_of_one_name_in_different_sections():
    content = both_of("of some size").in_parts.content
    with opened(content) as pdf:
        named: dict[str, set[str]] = {}
        for sheet in pdf.objects:
            if isinstance(sheet, pikepdf.Dictionary) and sheet.get("/S") == "/TH":
                name = str(sheet.ID)
                named.setdefault(name, set()).add(str(sheet.A.Scope))

    # WeasyPrint names a header that is repeated on the next page as on the first.
    assert all(
        name.startswith(
            ("front-", "key-", "priority-", "measures-", "next-steps-", "appendix-", "scorecard-", "summary-")
        )
        for name in named
    )
    assert all(len(scopes) == 1 for scopes in named.values())


def test_merged_document_links_from_one_part_to_another_with_a_sentence(made: Both):
    with opened(made.in_parts.content) as pdf:
        links = [
            annotation
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", [])
            if annotation.Subtype == "/Link"
        ]
        known = places(pdf)

        assert links
        assert {str(link.Contents) for link in links} <= set(made.document.labels.values())
        assert all(str(link.Dest) in known and "/A" not in link for link in links)


def test_merged_document_is_the_same_bytes_each_time_and_from_kept_parts():
    said, store = record(8, priorities=2, measures=1), Memory()
    document = document_of(Source(canonical.encode(said), version=1))
    html = html_of(document)

    first = Typesetter(document.labels, store).whole(html)
    kept = dict(store.kept)
    again = Typesetter(document.labels, store).whole(html)
    afresh = Typesetter(document.labels, Memory()).whole(html)

    assert first == again == afresh
    assert store.kept == kept


@pytest.fixture
def set_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the parts that are set, in order."""
    names: list[str] = []
    typeset = Press.typeset

    def heard(self: Press, html: str, *, section: str = "", **rest: Any) -> Pages:
        names.append(section)
        return typeset(self, html, section=section, **rest)

    monkeypatch.setattr(Press, "typeset", heard)
    return names


def test_one_changed_action_sets_its_own_part_again_and_no_other(set_here: list[str]):
    document = document_of(Source(canonical.encode(record(12, priorities=2, measures=1)), version=1))
    html = html_of(document)
    typesetter = Typesetter(document.labels, Memory())
    narrative = "Nine schools are open and 388 young people"

    typesetter.whole(html)
    assert set(set_here) == {part.name for part in parts(html)}

    set_here.clear()
    typesetter.whole(html.replace(narrative, "Ten schools are open", 1))
    assert set_here == ["priority-100"]


@pytest.mark.parametrize(
    ("told", "again"),
    [
        ("Six", ["priority-100-3"]),
        # What goes on after it begins elsewhere.
        ("It is told at length. " * 40, ["priority-100-3", "priority-100-4", "priority-100-5"]),
    ],
)
def test_one_changed_story_sets_its_run_again_and_what_begins_elsewhere_for_it(
    monkeypatch: pytest.MonkeyPatch, set_here: list[str], told: str, again: list[str]
):
    monkeypatch.setattr("reports.document.contents.STORIES_AT_ONCE", 3)
    document = document_of(Source(canonical.encode(record(14, priorities=1, measures=0)), version=1))
    html = html_of(document)
    typesetter = Typesetter(document.labels, Memory())
    before, mark, run = html.partition("<!--part priority-100-3 goes on-->")

    typesetter.whole(html)
    set_here.clear()
    typesetter.whole(before + mark + re.sub(r"<p>[A-Z]\w+ ", f"<p>{told} ", run, count=1))

    assert [name for name in set_here if name.startswith("priority")] == again


def test_helper_sets_a_whole_chain_of_runs_and_leaves_what_names_pages(
    monkeypatch: pytest.MonkeyPatch, set_here: list[str]
):
    monkeypatch.setattr("reports.document.contents.STORIES_AT_ONCE", 3)
    document, store = document_of(Source(canonical.encode(record(14, priorities=2, measures=0)), version=1)), Memory()

    take(document, store, only=["priority-101"])
    assert set_here == ["priority-101", "priority-101-2", "priority-101-3"]

    take(document, store)
    assert set(set_here) == {part.name for part in parts(html_of(document)) if not part.numbers}
    assert len(set_here) == len(set(set_here))


def test_document_without_marks_is_one_part_set_as_it_is():
    html = "<html lang=en><head><title>One</title></head><body><h1>One page</h1></body></html>"

    [part] = parts(html)

    assert part.html == html
    assert Typesetter({}, Memory()).whole(html) == Press(html).typeset(html, labels={})


def test_parts_of_one_name_are_refused():
    with pytest.raises(ValueError, match="the same name"):
        parts("<html><head></head><body><p></p><!--part key--><p></p><!--part key--><p></p></body></html>")


@pytest.mark.parametrize("tall", ["247.9mm", "252.99mm", "253mm", "253.01mm"])
def test_run_that_goes_on_at_the_foot_of_a_page_begins_where_it_would_if_set_at_once(tall: str):
    """A page is 253mm high: below one that is full there is no sheet with nothing on it."""
    told = "".join(
        f'<li id="p{number}"><p><strong>Said</strong></p><p>{"Told. " * 60}</p></li>' for number in range(12)
    )
    html = (
        '<html lang="en"><head><title>x</title></head><body><h1>Top</h1><!--part a-->'
        f'<section class="priority"><div style="height: {tall}">Tall</div></section><!--part a-2 goes on-->'
        f'<section class="priority goes-on"><ol class="paras">{told}</ol></section></body></html>'
    )

    at_once, in_parts = Press(html).typeset(html, labels={}), Typesetter({}, Memory()).whole(html)

    assert (in_parts.number, in_parts.anchors) == (at_once.number, at_once.anchors)
    assert text_of(in_parts) == text_of(at_once)
    assert all(text_of(in_parts))
    with opened(at_once.content) as whole, opened(in_parts.content) as joined:
        assert elements(joined) == elements(whole)
        assert places(joined) == places(whole)


def test_words_that_look_like_a_link_are_no_link():
    html = '<html><head></head><body><p>x</p><!--part a--><p>Type href="#b" there. <a href="#b">b</a></p></body></html>'

    assert f'Type href="#b" there. <a href="{ELSEWHERE}b">b</a>' in parts(html)[1].apart


def test_merge_of_a_link_that_leads_nowhere_is_refused():
    html = f'<html lang="en"><head><title>x</title></head><body><p><a href="{ELSEWHERE}gone">Go to it</a></p></body></html>'
    section = Press(html).typeset(html, labels={"gone": "Go to what is gone"}, section="front")

    with pytest.raises(ValueError, match="leads to gone"):
        merge([section.content])
