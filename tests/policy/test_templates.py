"""Components say what they take and are given nothing else; no page breaks the content security policy."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR, "templates")
# Mail programs read no stylesheet.
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "email" not in path.parts)
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
INCLUDE = re.compile(r'\{% include "components/[^%]*%\}')


def name(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("component", COMPONENTS, ids=name)
def test_component_names_its_inputs(component):
    first = component.read_text().split("\n", 1)[0]

    assert first.startswith("{# ")
    assert "Takes: " in first


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_component_is_given_its_inputs_and_nothing_else(page):
    assert [include for include in INCLUDE.findall(page.read_text()) if not include.endswith(" only %}")] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_page_holds_no_inline_style_or_script(page):
    html = page.read_text()

    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:", html) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", html) if " src=" not in tag] == []


def test_every_component_is_in_the_gallery():
    shown = set(re.findall(r'"components/([a-z_]+\.html)"', (TEMPLATES / "gallery.html").read_text()))
    # Shown by every page, by the form's mistakes, or within another component.
    framing = {"header.html", "footer.html", "htmx.html", "error_summary.html", "typed_texts.html"}

    assert {component.name for component in COMPONENTS} == shown | framing


def test_every_spacing_class_is_in_the_stylesheet():
    used = {name for page in PAGES for name in re.findall(r"govuk-!-[a-z0-9-]+", page.read_text())}
    built = Path(settings.BASE_DIR, "static/build/app.css").read_text().replace("\\", "")

    assert {name for name in used if f".{name}{{" not in built} == set()
