"""A council puts its own name, logo, colours and font on its reports, in every edition, if they can be read."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from docx import Document
from docx.shared import RGBColor
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from monitoring.record import canonical
from reports import checks
from reports.document.documents import document_of
from reports.document.rendering import html_of
from reports.document.source import Source
from reports.document.typeset import styles
from reports.document.web import web
from reports.document.word import word
from reports.identity import ACCENT, BRAND, WHITE, Identity, contrast, mixed
from tests.reports.records import record

SOURCE = Source(canonical.encode(record(6, priorities=2)), version=1)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#123456"/></svg>'


@pytest.fixture
def council(settings: Any, tmp_path: Path) -> Path:
    """Another council than the demo's; the file of its logo."""
    logo = tmp_path / "logo.svg"
    logo.write_text(LOGO)
    settings.COUNCIL_NAME = "Fernshire Council"
    settings.REPORT_LOGO = str(logo)
    settings.REPORT_COLOUR, settings.REPORT_ACCENT = "#0B3D2E", "#00594c"
    settings.REPORT_FONT = "Fern Sans"
    return logo


def test_stylesheets_are_in_the_councils_colours_with_its_logo(council: Path):
    style = styles("Fernshire")[-1]

    assert [each for each in (BRAND, ACCENT, 'url("logo.svg")') if each in style] == []
    assert [each for each in ("#0b3d2e", "#00594c", council.as_uri()) if each not in style] == []


def test_page_has_the_councils_name_logo_colours_and_font(council: Path):
    page = web(html_of(document_of(SOURCE))).decode()

    assert [each for each in ("Fernshire Council", "#0b3d2e", "#00594c", "Fern Sans") if each not in page] == []
    assert 'src="data:image/svg+xml;base64,' in page
    assert [each for each in (BRAND, ACCENT) if each in page] == []


def test_word_has_the_councils_name_colour_and_font(council: Path):
    written = Document(BytesIO(word(html_of(document_of(SOURCE)))))

    assert "Fernshire Council" in [paragraph.text for paragraph in written.paragraphs]
    assert written.styles["Normal"].font.name == "Fern Sans"
    assert written.styles["Heading 1"].font.color.rgb == RGBColor(0x00, 0x59, 0x4C)


def test_no_word_of_a_report_changes_with_the_council_but_its_name(settings: Any, council: Path):
    dressed = html_of(document_of(SOURCE))
    settings.COUNCIL_NAME = settings.REPORT_ACCENT = ""

    plain = html_of(document_of(SOURCE))

    assert dressed.replace("#00594c", ACCENT).replace('<p class="band-council">Fernshire Council</p>', "") == plain


def test_pdf_is_set_in_the_councils_font_and_passes_the_gate(council: Path, tmp_path: Path):
    """In a process of its own, for a font is read once."""
    files = {}
    for name, weight in (("REGULAR", 400), ("BOLD", 700)):
        font = TTFont(settings.BASE_DIR / f"static/build/fonts/source-sans-3-latin-{weight}-normal.woff2")
        font.flavor = None
        for each in font["name"].names:
            each.string = "FernSans"
        files[f"REPORT_FONT_{name}"] = str(tmp_path / f"fern-{weight}.ttf")
        font.save(files[f"REPORT_FONT_{name}"])
    (tmp_path / "record").write_bytes(SOURCE.record)
    program = (
        "import django, sys; django.setup()\n"
        "from reports.document.make import make_pdf\n"
        "from reports.document.source import Source\n"
        "made = make_pdf(Source(open(sys.argv[1], 'rb').read(), version=1))\n"
        "open(sys.argv[2], 'wb').write(made.content)\n"
    )

    subprocess.run(
        [sys.executable, "-c", program, tmp_path / "record", tmp_path / "report.pdf"],
        cwd=settings.BASE_DIR,
        check=True,
        env=os.environ
        | files
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "COUNCIL_NAME": "Fernshire Council",
            "REPORT_LOGO": str(council),
            "REPORT_COLOUR": "#0b3d2e",
            "REPORT_ACCENT": "#00594c",
            "REPORT_FONT": "Fern Sans",
        },
    )

    pages = PdfReader(tmp_path / "report.pdf").pages
    assert "Fernshire Council" in pages[0].extract_text()
    resources: list[Any] = [page["/Resources"] for page in pages]
    fonts = {str(font.get_object()["/BaseFont"]) for each in resources for font in each["/Font"].values()}
    assert {each.rpartition("+")[2] for each in fonts} <= {"FernSans", "Fern-Sans", "Report-Own", "Report-Own-Bold"}


def test_identity_that_can_be_read_has_no_problem():
    assert Identity().problems() == []


@pytest.mark.parametrize(
    ("identity", "problem"),
    [
        (Identity(brand="#ffdd00"), "REPORT_COLOUR #ffdd00 has a contrast of 1.3 with white; text needs 4.5."),
        (Identity(accent="#888888"), "REPORT_ACCENT #888888 has a contrast of 3.5 with white; text needs 4.5."),
        (Identity(accent="purple"), "REPORT_ACCENT must be a colour as #33214a, not “purple”."),
        (Identity(logo=Path("/nowhere/logo.svg")), "REPORT_LOGO: there is no file /nowhere/logo.svg."),
        (Identity(logo=Path("/logo.gif")), "REPORT_LOGO must be a file of one of these kinds: .png, .svg."),
        (
            Identity(font="Fern Sans", regular=Path(__file__).parents[2] / "static/build/fonts/none.ttf"),
            "REPORT_FONT, REPORT_FONT_REGULAR and REPORT_FONT_BOLD belong together.",
        ),
        (Identity(font='A"; } *'), "REPORT_FONT is the name of a family: letters, digits, spaces and dashes."),
    ],
)
def test_identity_that_cannot_be_used_says_why(identity: Identity, problem: str):
    assert problem in identity.problems()


def test_check_names_colours_that_cannot_be_read(settings: Any):
    settings.REPORT_COLOUR = "#ffdd00"

    [found] = checks.council_can_be_read()

    assert (found.id, found.msg) == (
        "reports.E001",
        "REPORT_COLOUR #ffdd00 has a contrast of 1.3 with white; text needs 4.5.",
    )


def test_contrast_is_that_of_wcag():
    assert contrast(WHITE, "#000000") == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert mixed("#000000", WHITE, 0.5) == "#808080"
