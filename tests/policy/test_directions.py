"""Apps point down only: templates, their tags and addresses too. Imports are held by import-linter, keys by test_models.

config > reports > monitoring > indicators > priorities > plans > partnership
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.access.test_access import ADDRESSES

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
# Lowest first.
APPS = ("partnership", "plans", "priorities", "indicators", "monitoring", "reports", "config")
# Templates that belong to no app by their name: what every page stands on is partnership's.
OWNERS = {
    "base.html": "partnership",
    "plan": "partnership",
    "account": "partnership",
    "allauth": "partnership",
    "mfa": "partnership",
    "socialaccount": "partnership",
}
REFERENCE = re.compile(r"""\{%\s*(extends|include|url|load)\s+([^%]*?)\s*%\}""")
LIBRARIES = {path.stem: path.parent.parent.name for app in APPS for path in ROOT.glob(f"{app}/templatetags/*.py")}
SOURCES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
PAGES = sorted(TEMPLATES.rglob("*.html"))


# The frame of every page holds the sprite of the ratings' marks.
EXCEPTIONS = {("base.html", "marks")}


def owner_of_template(name: str) -> str:
    """The app of a template. A component's is the highest whose tags or components it uses."""
    first = name.split("/", maxsplit=1)[0]
    if first == "components":
        used = [app for _, app in said_in(TEMPLATES / name) if app in APPS]
        return max(used, key=APPS.index, default=APPS[0])
    if first in APPS:
        return first
    # What stands at the top is shown by the address map: errors, the gallery.
    return OWNERS.get(first, "config")


OWNER_OF_ADDRESS = {address.name: address.app for address in ADDRESSES if address.name}


def is_down(*, of: str, to: str) -> bool:
    """A package that is not ours is beneath everything."""
    return to not in APPS or APPS.index(to) <= APPS.index(of)


def said_in(page: Path) -> Iterator[tuple[str, str]]:
    """What a template names, each with the app that it belongs to."""
    for kind, rest in REFERENCE.findall(page.read_text()):
        words = re.findall(r"""["']([^"']+)["']""", rest)
        if kind == "load":
            yield from ((library, LIBRARIES.get(library, "")) for library in rest.split())
        elif words and kind == "url":
            assert words[0] in OWNER_OF_ADDRESS, f"{page.name} leads to {words[0]}, which is no address"
            yield words[0], OWNER_OF_ADDRESS[words[0]]
        # A document chooses between two of its own components by name.
        elif words and rest.lstrip()[0] in "\"'":
            yield words[0], owner_of_template(words[0])


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_template_points_down_only(page):
    shown = str(page.relative_to(TEMPLATES))
    owner = owner_of_template(shown)

    up = {(shown, name) for name, app in said_in(page) if not is_down(of=owner, to=app)}

    assert up - EXCEPTIONS == set()


def called_with(source: Path, *functions: str) -> Iterator[str]:
    """The first text that these functions are called with."""
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if called in functions and texts:
                yield texts[0]


def test_sources_lead_down_only():
    found = {
        (relative(source), name)
        for source in SOURCES
        for name in called_with(source, "reverse", "reverse_lazy", "redirect", "resolve_url")
        if not is_down(of=source.relative_to(ROOT).parts[0], to=OWNER_OF_ADDRESS.get(name, ""))
    }

    assert found == set()


def test_sources_show_templates_of_their_own_or_beneath():
    found = {
        (relative(source), name)
        for source in SOURCES
        for name in called_with(source, "render", "render_to_string", "get_template")
        if name.endswith(".html") and not is_down(of=source.relative_to(ROOT).parts[0], to=owner_of_template(name))
    }

    assert found == set()
