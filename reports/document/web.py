"""The report as one web page: made of the same HTML as the PDF, so that both say the same.

The file is whole by itself: its style and its pictures are in it, it runs no script and asks no network. What only
makes sense on pages of paper is left out; what a reader of a screen wants is added: links to every part and numbered
paragraph, tables that become cards where there is no room for them. The same HTML gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from lxml import html  # type: ignore[import-untyped]  # it has none of its own
from lxml.builder import E  # type: ignore[import-untyped]  # it has none of its own

from plans import marks
from reports.identity import identity
from reports.web_page import allowed_by

from . import fonts

# A new way to make the page is a new number.
MAKER = "web-page/1"
# A table with fewer columns fits a phone as it is.
LEAST_COLUMNS_OF_CARDS = 3
# The lines that stand beside the logo on paper.
WITH_LOGO = ("band-body", "masthead-body", "front-council")


def web(text: str, *, warning: str = "") -> bytes:
    """The report whose HTML is `text` as a page that needs nothing else.

    `warning` stays in view however far somebody reads: that it is provisional, or not for publication.
    """
    page = html.document_fromstring(text)
    _leave_out_page_numbers(page)
    _number_paragraphs(page)
    _link_parts(page)
    _show_contents(page)
    for table in page.iter("table"):
        _lay_out(table)
    shown = [*_draw_marks(page)]
    _say_drawings(page)
    _show_logo(page)
    _furnish(page, shown, warning)
    written: str = html.tostring(page, encoding="unicode", method="html")
    return f"<!doctype html>\n{written}\n".encode()


@cache
def maker() -> str:
    """web-page/1, 3f9a1c22b7d0: the number of the layout, and everything that the page is made with besides."""
    digest = sha256()
    council = identity()
    for path in (Path(__file__), fonts.built("page.css"), Path(marks.__file__), *council.files):
        digest.update(path.read_bytes())
    digest.update(repr((council.name, council.brand, council.accent, council.font)).encode())
    return f"{MAKER}, {digest.hexdigest()[:12]}"


# --- What is left out and what is added ----------------------------------------------------------


def _leave_out_page_numbers(page: Any) -> None:
    """A column that gives the page on which something stands, with its heading."""
    for table in page.iter("table"):
        left_out = {place for row in table.iter("tr") for place, cell in enumerate(row) if _has(cell, "page")}
        if not left_out:
            continue
        for line in (*table.iter("tr"), *table.iter("colgroup")):
            for place in sorted(left_out, reverse=True):
                if place < len(line):
                    line.remove(line[place])


def _number_paragraphs(page: Any) -> None:
    """Give each numbered paragraph an address, and show its number as the link to it."""
    for listed in page.xpath("//ol[contains(concat(' ', @class, ' '), ' paras ')]"):
        first = int(listed.attrib.pop("start", "1"))
        # Some screen readers forget that it is a list once it shows no numbers of its own.
        listed.set("role", "list")
        for number, item in enumerate(listed.iterchildren("li"), start=first):
            if not item.get("id"):
                item.set("id", f"paragraph-{number}")
            link = E.a(f"{number}.", href=f"#{item.get('id')}", title=_("Link to this paragraph"))
            link.set("class", "number")
            link.tail, item.text = item.text, None
            item.insert(0, link)


def _link_parts(page: Any) -> None:
    """Beside the heading of every part that has an address, a link to it."""
    for part in page.xpath("//*[@id]"):
        headings = (child for child in part if child.tag in ("h2", "h3") and not _has(child, "contents-title"))
        heading = next(headings, None)
        if heading is None:
            continue
        said = " ".join(heading.text_content().split())
        link = E.a("#", href=f"#{part.get('id')}")
        link.set("class", "anchor")
        link.set("aria-label", _("Link to %(title)s") % {"title": said})
        place = part.index(heading)
        headed = E.div(heading, link)
        headed.set("class", "headed")
        headed.tail, heading.tail = heading.tail, None
        part.insert(place, headed)


def _show_contents(page: Any) -> None:
    """The contents are a landmark that every part leads back to."""
    for listed in page.xpath("//*[contains(concat(' ', @class, ' '), ' contents ')]"):
        title = listed.getprevious()
        place = listed.getparent().index(listed)
        parent = listed.getparent()
        nav = E.nav(id="contents")
        nav.set("aria-label", _("Contents"))
        parent.insert(place, nav)
        if title is not None and title.tag in ("h2", "h3"):
            nav.append(title)
        nav.append(listed)
        nav.tail, listed.tail = listed.tail, None
        for each in listed.iter():
            each.attrib.pop("data-on", None)
        break
    else:
        return
    for part in page.xpath("//body/section[@id][not(.//nav)]"):
        back = E.p(E.a(_("Back to contents"), href="#contents"))
        back.set("class", "back")
        part.append(back)


# --- Tables ---------------------------------------------------------------------------------------


def _lay_out(table: Any) -> None:
    """A wide table becomes cards on a phone; one whose cells mean nothing alone can be moved inside itself."""
    for column in table.findall("colgroup"):
        table.remove(column)
    headings = [" ".join(cell.text_content().split()) for row in table.xpath("./thead/tr[1]") for cell in row]
    if _has(table, "heat"):
        _let_move(table)
    # Two columns of long texts are as narrow as many.
    elif len(headings) >= LEAST_COLUMNS_OF_CARDS or _has(table, "exceptions", "concerns"):
        _make_cards(table, headings)


def _let_move(table: Any) -> None:
    caption = table.find("caption")
    around = E.div(tabindex="0", role="region")
    around.set("class", "wide")
    around.set("aria-label", " ".join(caption.text_content().split()) if caption is not None else _("Table"))
    around.tail, table.tail = table.tail, None
    parent = table.getparent()
    parent.insert(parent.index(table), around)
    around.append(table)


def _make_cards(table: Any, headings: list[str]) -> None:
    """Each cell says the heading of its column, and what it is to a reader for whom it is no cell any more."""
    table.set("class", f"{table.get('class', '')} cards".strip())
    table.set("role", "table")
    for group in table.xpath("./thead | ./tbody"):
        group.set("role", "rowgroup")
    for row in table.iter("tr"):
        row.set("role", "row")
        is_head = row.getparent().tag == "thead"
        for place, cell in enumerate(row):
            if cell.tag == "td":
                cell.set("role", "cell")
                if place < len(headings) and headings[place]:
                    cell.set("data-label", headings[place])
            else:
                cell.set("role", "columnheader" if is_head else "rowheader")


# --- Marks and drawings ---------------------------------------------------------------------------


def _draw_marks(page: Any) -> Iterator[tuple[str, str, str]]:
    """Draw the mark of every rating before its word; which marks they were: ground, shape, colour."""
    known = [
        (f"{ground}-{shape}-{colour}", (ground, shape, colour))
        for ground in ("mark", "on")
        for shape in marks.SHAPES
        for colour in marks.COLOURS
    ]
    by_class = dict(known)
    found: dict[tuple[str, str, str], None] = {}
    for element in page.xpath("//*[contains(@class, 'mark-') or contains(@class, 'on-')]"):
        mark = next((by_class[each] for each in element.get("class").split() if each in by_class), None)
        if mark is None:
            continue
        found[mark] = None
        drawing = html.fragment_fromstring(
            f'<svg class="mark" width="20" height="20" aria-hidden="true" focusable="false">'
            f'<use href="#{_name(mark)}"></use></svg>'
        )
        drawing.tail, element.text = element.text, None
        element.insert(0, drawing)
    yield from sorted(found)


def _name(mark: tuple[str, str, str]) -> str:
    return "draw-" + "-".join(mark)


def _sprite(shown: list[tuple[str, str, str]]) -> Any:
    symbols = "".join(
        f'<symbol id="{_name(mark)}" viewBox="-1 -1 22 22">'
        f"{marks.drawing(mark[1], mark[2], on_fill=mark[0] == 'on')}</symbol>"
        for mark in shown
    )
    return html.fragment_fromstring(f'<svg class="sprite" aria-hidden="true" width="0" height="0">{symbols}</svg>')


def _say_drawings(page: Any) -> None:
    """A bar whose numbers are too small on a phone is said beneath it in the words of its title."""
    for drawing in page.xpath("//*[local-name()='svg'][@class='bar']"):
        title = drawing.find("title")
        if title is None:
            continue
        said = E.figcaption(title.text or "")
        drawing.remove(title)
        drawing.attrib.pop("role", None)
        drawing.set("aria-hidden", "true")
        figure = E.figure()
        figure.tail, drawing.tail = drawing.tail, None
        parent = drawing.getparent()
        parent.insert(parent.index(drawing), figure)
        figure.append(drawing)
        figure.append(said)


# --- The whole ------------------------------------------------------------------------------------


def _furnish(page: Any, shown: list[tuple[str, str, str]], warning: str) -> None:
    """Head, style, landmarks."""
    body, head = page.body, page.head
    main = E.main()
    for part in list(body):
        main.append(part)
    _keep_in_view(main, warning)
    body.append(_sprite(shown))
    body.append(main)
    style = E.style(f"{_of_council(fonts.built('page.css').read_text())}{_grounds()}")
    head.append(html.fragment_fromstring('<meta name="viewport" content="width=device-width, initial-scale=1">'))
    head.append(style)
    policy = allowed_by(html.tostring(style, encoding="utf-8", with_tail=False))
    # First in the head, so that it holds for all that follows, also in a copy that no server sends.
    head.insert(1, E.meta({"http-equiv": "Content-Security-Policy", "content": policy}))


def _keep_in_view(main: Any, warning: str) -> None:
    """Move the warning, where the report says it first, before everything else: its style holds it there."""
    words = fonts.fit(warning).split()
    for said in main.iter("p"):
        if words and _has(said, "warning") and "".join(said.itertext()).split() == words:
            main.insert(0, said)
            return


def _of_council(style: str) -> str:
    council = identity()
    style = council.dressed(style)
    return style.replace("font-family: ", f'font-family: "{council.font}", ', 1) if council.font else style


def _show_logo(page: Any) -> None:
    """Where the PDF has it, before the name of the body. It says nothing that the name does not."""
    council = identity()
    if council.logo is None:
        return
    for name in page.xpath(f"//*[{' or '.join(f'@class={each!r}' for each in WITH_LOGO)}]"):
        logo = E.img(src=council.logo_in_page(), alt="")
        logo.set("class", "logo")
        name.addprevious(logo)


def _grounds() -> str:
    """A class for the ground of a cell in each colour."""
    return "\n".join(
        f".solid-{colour}{{background:{inks.fill};color:{inks.on}}}.pale-{colour}{{background:{inks.tint}}}"
        for colour, inks in marks.COLOURS.items()
    )


def _has(element: Any, *classes: str) -> bool:
    return not set(classes).isdisjoint((element.get("class") or "").split())
