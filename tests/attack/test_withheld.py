"""What is withheld from the public is in no file and on no page that the public, or anybody else without the right, has.

Every such part holds words that stand nowhere else. They are looked for in the bytes of every file after everything
in them was unpacked; and they must be found in the full edition in the same way, or the search would prove nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pypdf import PdfReader

from partnership.models import Membership, User
from plans.ratings import Meaning
from priorities.models import StrategicAction
from reports.models import Audience, CommitteeReport, Edition, MonitoringReport
from reports.services.issuing import produce
from tests.factories import BodyFactory, IndicatorFactory, UserFactory, level
from tests.reports.conftest import Told, tell
from tests.reports.written import SECRETS, issued, made_final, sitting, write

pytestmark = pytest.mark.django_db

# Long words of their own, so that no other text holds one, with what might carry them somewhere unexpected.
WORDS = {name: f"Quillwort{name}" for name in SECRETS}
HOSTILE = (
    "{word} [[{word}]] **{word}** [{word}](https://{word}.example/{word}) <b title='{word}'>{word}</b> %%EOF "
    "\n\n# {word}\n\n- {word}\n  - {word}\n\n]]> & &{word}; Жук Ωmega"
)
PLANTED = {name: HOSTILE.format(word=word) if name != "title" else f"{word} <i>Жук</i>" for name, word in WORDS.items()}
BLANKS = re.compile("[\\s\\x00\\u00ad-]+")
# What the tables of the record hold, for a report of which the tables are withheld.
IN_TABLES = {"action": "Quillwortaction", "measure": "Quillwortmeasure"}


def said_by(edition: Edition) -> str:
    """All that an unpacked file says, in one piece and again without any blank, in small letters."""
    content = bytes(edition.content)
    unpack = {"pdf": _of_pdf, "docx": _of_zip, "png": _of_picture}.get(edition.format, _of_text)
    whole = " ".join([*unpack(content), edition.alternative]).casefold()
    # A word may be set in pieces, broken at the end of a line, or written in two bytes a letter.
    return f"{whole} {re.sub(BLANKS, '', whole)}"


def _of_text(content: bytes) -> Iterator[str]:
    text = content.decode()
    yield text
    yield html.unescape(text)


def _of_picture(content: bytes) -> Iterator[str]:
    yield content.decode("latin-1")


def _of_zip(content: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(content)) as packed:
        for info in packed.infolist():
            text = packed.read(info).decode("utf-8", "replace")
            yield f"{info.filename} {info.comment!r}"
            yield from (text, re.sub(r"<[^>]*>", "", html.unescape(text)))


def _of_pdf(content: bytes) -> Iterator[str]:
    reader = PdfReader(BytesIO(content))
    yield from (sheet.extract_text() for sheet in reader.pages)
    yield str(reader.metadata)
    yield content.decode("latin-1")
    with pikepdf.open(BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes().decode("latin-1")
                yield each.read_bytes().decode("utf-16-be", "replace")
            yield from _strings(each)


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    """Every name and string in an object: bookmarks, tags, alternative texts, addresses, destinations."""
    if depth > 6:
        return
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for name, inner in value.items():
            yield name
            if not getattr(inner, "is_indirect", False):
                yield from _strings(inner, depth + 1)
    elif isinstance(value, pikepdf.Array):
        for inner in value:
            if not getattr(inner, "is_indirect", False):
                yield from _strings(inner, depth + 1)
    elif isinstance(value, pikepdf.String | pikepdf.Name | str):
        yield str(value)


def found_in(edition: Edition, words: dict[str, str]) -> set[str]:
    said = said_by(edition)
    return {name for name, word in words.items() if word.casefold() in said}


def made(report: CommitteeReport, *, by: User) -> dict[Audience, list[Edition]]:
    """Every file of both editions, as a worker makes them."""
    return {audience: files_of(each) for audience, each in issued(report, by=by).items()}


def files_of(asked: MonitoringReport) -> list[Edition]:
    """Every file of this edition, made."""
    produce(asked.pk)
    asked.refresh_from_db()
    assert asked.state == MonitoringReport.State.FINISHED, asked.failure
    return list(asked.editions.all())


@pytest.fixture
def told(db: None) -> Told:
    return tell()


def test_withheld_tables_are_in_no_file_and_no_table_of_the_public_edition(told: Told):
    StrategicAction.objects.update(title=IN_TABLES["action"])
    IndicatorFactory(plan=told.plan, title=IN_TABLES["measure"])
    told.freeze()
    report = made_final(write(told, withheld_tables=True))

    files = made(report, by=told.coordinator)

    assert {each.part for each in files[Audience.FULL]} == {"", "actions", "measures"}
    full = {each.format: found_in(each, IN_TABLES) for each in files[Audience.FULL] if not each.part}
    assert full == {name: set(IN_TABLES) for name in ("pdf", "html", "docx")}
    assert {(each.format, each.part): found_in(each, IN_TABLES) for each in files[Audience.PUBLIC]} == {
        ("pdf", ""): set(),
        ("html", ""): set(),
        ("docx", ""): set(),
    }


def test_words_of_the_record_are_in_no_public_table_beside_a_withheld_paragraph(told: Told):
    """What was said of an action may be the very paragraph that is withheld."""
    word = {"update": "Quillwortupdate"}
    worst = level(told.period.action_scale, Meaning.OFF_TRACK)
    told.period.updates.update(narrative=word["update"], proposed_level=worst, agreed_level=worst)
    told.freeze()
    report = made_final(write(told))

    files = made(report, by=told.coordinator)

    assert {name for each in files[Audience.FULL] for name in found_in(each, word)} == set(word)
    assert {name for each in files[Audience.PUBLIC] for name in found_in(each, word)} == set()


# --- Pages -----------------------------------------------------------------------------------------


def addresses_of(report: CommitteeReport, files: dict[Audience, MonitoringReport]) -> list[str]:
    """Every page about a written report, its parts and its files."""
    keys: dict[str, Sequence[int | str]] = {
        "written_pk": [report.pk],
        "report_pk": [each.pk for each in files.values()],
        "section_pk": list(report.sections.values_list("pk", flat=True)),
        "paragraph_pk": [each.pk for section in report.sections.all() for each in section.paragraphs.all()],
        "appendix_pk": list(report.appendices.values_list("pk", flat=True)),
        "exemption_pk": list(report.exemptions.values_list("pk", flat=True)),
        "recommendation_pk": list(report.recommendations.values_list("pk", flat=True)),
        "part": ["actions", "measures"],
        "file_format": ["pdf"],
    }
    found = []
    for pattern in _patterns():
        takes = list(pattern.pattern.converters)
        if not takes or not set(takes) <= set(keys):
            continue
        first = {name: keys[name][0] for name in takes}
        # Each of them once: no page is found by two that differ.
        each_once = [{**first, name: key} for name in takes for key in keys[name]]
        found += [reverse(f"reports:{pattern.name}", kwargs=each) for each in each_once]
    preview = reverse("reports:written_preview", args=[report.pk])
    return [*dict.fromkeys(found), f"{preview}?edition=full", f"{preview}?edition=public"]


def _patterns() -> list[URLPattern]:
    own = [
        each for each in get_resolver().url_patterns if isinstance(each, URLResolver) and each.namespace == "reports"
    ]
    return [each for resolver in own for each in resolver.url_patterns if isinstance(each, URLPattern)]


def seen_by(user: User | None, addresses: list[str]) -> dict[str, str]:
    """The source of every page that this person gets, with its headers."""
    client = Client()
    if user is not None:
        client.force_login(user)
    found = {}
    for address in addresses:
        response = client.get(address)
        if response.status_code == 200:
            text = html.unescape(response.content.decode("utf-8", "replace"))
            found[address] = f"{text} {response.headers}".casefold()
    return found


@pytest.mark.parametrize("state", ["draft", "final"])
def test_no_page_shows_what_is_withheld_to_whoever_may_not_read_it(told: Told, state: str):
    told.freeze()
    report = write(told, secrets=PLANTED)
    if state == "final":
        made_final(report)
    files = issued(report, by=told.coordinator)
    addresses = addresses_of(report, files)

    shown = seen_by(told.coordinator, [address for address in addresses if "preview" in address])
    assert set(WORDS) == {name for name, word in WORDS.items() for page in shown.values() if word.casefold() in page}
    others = {
        "nobody": None,
        "reader": UserFactory(),
        "observer": sitting(report.meeting.body, Membership.Role.OBSERVER),
        "clerk elsewhere": sitting(BodyFactory(), Membership.Role.CLERK),
    }
    leaks = {
        (who, address)
        for who, user in others.items()
        for address, page in seen_by(user, addresses).items()
        for word in WORDS.values()
        if word.casefold() in page
    }
    assert leaks == set()
