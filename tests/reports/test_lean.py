"""What a printed page leaves unsaid: elements that say nothing, and drawings for what is drawn once."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from reports.document.typeset import Press
from tests.reports.structure import elements, owners

HTML = """<html lang="en"><head><title>Leaves</title></head><body>
<h1>One <strong>title</strong></h1>
<p>A line<br>and <strong>a heavy <em>one</em></strong>, then <a href="#end">the end</a>.</p>
<p><span class="rating mark-triangle-red">Off track</span> <span class="rating mark-triangle-red">Off track</span></p>
<p id="end">The end.</p></body></html>"""


@pytest.fixture(scope="module")
def content() -> bytes:
    return Press(HTML).typeset(HTML, labels={"end": "Go to the end"}).content


def test_paragraph_holds_its_lines_itself_in_their_order(content: bytes):
    with pikepdf.open(BytesIO(content)) as pdf:
        found = [(each.kind, len(each.holds)) for each in elements(pdf)]
        owned = owners(pdf)[0]

    assert found == [("/Document", 0), ("/H1", 3), ("/P", 9), ("/Link", 1), ("/P", 3), ("/P", 1)]
    assert owned == ["/H1"] * 3 + ["/Link"] + ["/P"] * 13


def test_mark_is_drawn_where_it_stands(content: bytes):
    with pikepdf.open(BytesIO(content)) as pdf:
        [sheet] = pdf.pages
        drawn = b" ".join(each.operator.unparse() for each in pikepdf.parse_content_stream(sheet))

        assert list(sheet.Resources.XObject.keys()) == []
        assert drawn.count(b"m m l l h f Q Q Q EMC") == 2
    [page] = PdfReader(BytesIO(content)).pages

    assert page.extract_text().splitlines()[-2:] == ["Off track Off track", "The end."]
