"""What the documents point at is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks/README.md"])


def links(document: Path) -> Iterator[str]:
    """Addresses in a document that lead into the project."""
    for address in re.findall(r"\]\(([^)\s#]+)", document.read_text()):
        if "://" not in address:
            yield address


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_document_lead_to_files_that_are_there(document):
    assert [address for address in links(document) if not (document.parent / address).exists()] == []


def test_readme_shows_the_demo_in_two_pictures():
    pictures = [address for address in links(ROOT / "README.md") if address.endswith(".png")]

    assert pictures == ["docs/images/dashboard.png", "docs/images/update.png"]


def test_decisions_are_numbered_through():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/adr").glob("*.md"))]

    assert numbers == [*range(1, len(numbers) + 1)]
    assert len(numbers) > 1
