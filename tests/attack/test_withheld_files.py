"""The files of a report of which parts are withheld, set once and searched by every test here."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf
import pytest
from django.db import transaction
from django.test import Client

from monitoring.record import canonical
from partnership.models import Membership, User
from plans.ratings import Meaning
from reports.models import Appendix, Audience, CommitteeReport, Edition, MonitoringReport
from reports.services.issuing import issue_one_page
from tests.attack.test_withheld import PLANTED, WORDS, files_of, found_in, made
from tests.factories import UserFactory, level
from tests.reports.conftest import Told, tell
from tests.reports.written import SECRETS, issued, made_final, sitting, write

pytestmark = pytest.mark.django_db


# What was said of an action may be the very words that are withheld.
UPDATE = {"update": "Quillwortupdate"}


class Issued(NamedTuple):
    """A final report that withholds something of every kind, and every file of its two editions and of the two of its
    summary on one page."""

    told: Told
    planted: CommitteeReport
    files: dict[Audience, list[Edition]]
    summary: dict[Audience, list[Edition]]

    def of(self, audience: Audience) -> MonitoringReport:
        return MonitoringReport.objects.get(written=self.planted, audience=audience, kind=self.planted.kind)


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker) -> Iterator[Issued]:
    """Nobody changes it: what a test adds is undone by its own transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        told = tell()
        worst = level(told.period.action_scale, Meaning.OFF_TRACK)
        told.period.updates.update(narrative=UPDATE["update"], proposed_level=worst, agreed_level=worst)
        told.freeze()
        planted = made_final(write(told, secrets=PLANTED))
        summaries = issue_one_page(report=planted, by=told.coordinator)
        summary = {Audience(each.audience): files_of(each) for each in summaries}
        yield Issued(told, planted, made(planted, by=told.coordinator), summary)
        transaction.set_rollback(True)


def test_no_file_of_the_public_edition_holds_what_is_withheld(shared: Issued):
    full = {each.format: found_in(each, WORDS) for each in shared.files[Audience.FULL] if not each.part}
    assert full == {name: set(WORDS) for name in ("pdf", "html", "docx")}
    assert {(each.format, each.part): found_in(each, WORDS) for each in shared.files[Audience.PUBLIC]} == {
        ("pdf", ""): set(),
        ("html", ""): set(),
        ("docx", ""): set(),
        ("csv", "actions"): set(),
        ("csv", "measures"): set(),
    }


def test_no_file_of_the_public_summary_on_one_page_holds_what_is_withheld(shared: Issued):
    words = WORDS | UPDATE
    full = {each.format: found_in(each, words) for each in shared.summary[Audience.FULL] if not each.part}
    # It says nothing else of what is withheld.
    assert full == {name: {"title", "update"} for name in ("pdf", "html", "docx")}
    assert {(each.format, each.part): found_in(each, words) for each in shared.summary[Audience.PUBLIC]} == {
        ("pdf", ""): set(),
        ("html", ""): set(),
        ("docx", ""): set(),
        ("png", "position"): set(),
        ("png", "priorities"): set(),
    }


def test_public_edition_has_no_letter_that_only_withheld_words_need(shared: Issued):
    """A font is cut to the letters that are used, so it would tell of words that are not there."""

    def letters(edition: Edition) -> set[str]:
        with pikepdf.open(BytesIO(bytes(edition.content))) as pdf:
            maps = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        return {letter for letter in "ЖΩ" if any(f"<{ord(letter):04x}>".encode() in each.lower() for each in maps)}

    [full] = [each for each in shared.files[Audience.FULL] if each.format == "pdf"]
    [public] = [each for each in shared.files[Audience.PUBLIC] if each.format == "pdf"]
    assert (letters(full), letters(public)) == ({"Ж", "Ω"}, set())


def test_public_files_are_the_same_whatever_is_withheld(shared: Issued):
    long = {name: f"{words} " * 400 for name, words in SECRETS.items() if name != "title"} | {"title": "Else"}
    other = made_final(write(shared.told, secrets=long, template=shared.planted.template))
    # Their numbers in the list of reports are all that they differ in.
    assert other.public_content != other.content

    first = shared.files[Audience.PUBLIC]
    # And that its full edition was never made.
    second = files_of(issued(other, by=shared.told.coordinator)[Audience.PUBLIC])

    assert [(each.format, each.part, each.sha256, each.pages) for each in first] == [
        (each.format, each.part, each.sha256, each.pages) for each in second
    ]


def test_full_edition_is_not_found_by_whoever_may_not_read_it(shared: Issued):
    full, public = shared.of(Audience.FULL), shared.of(Audience.PUBLIC)
    summary_in_full, summary = (shared.summary[audience][0].report for audience in (Audience.FULL, Audience.PUBLIC))
    reader, member = UserFactory(), sitting(shared.planted.meeting.body, Membership.Role.MEMBER)

    def answers(user: User, report: MonitoringReport) -> set[int]:
        client = Client()
        client.force_login(user)
        addresses = [report.get_absolute_url(), *(each.get_absolute_url() for each in report.editions.all())]
        return {client.get(address).status_code for address in addresses}

    assert (answers(reader, full), answers(reader, public)) == ({404}, {200})
    assert (answers(member, full), answers(member, public)) == ({200}, {200})
    assert (answers(reader, summary_in_full), answers(reader, summary)) == ({404}, {200})
    assert (answers(member, summary_in_full), answers(member, summary)) == ({200}, {200})


def test_name_of_a_public_file_tells_nothing(shared: Issued):
    public = shared.of(Audience.PUBLIC)
    client = Client()
    client.force_login(UserFactory())

    names = [client.get(each.get_absolute_url())["Content-Disposition"].casefold() for each in public.editions.all()]

    assert [name for name in names if "quillwort" in name] == []


def test_record_that_the_public_edition_is_made_from_is_that_of_the_full_one(shared: Issued):
    """So that both say which figures they stand on; what of it is printed is for each to say."""
    records = {canonical.checksum(bytes(shared.of(audience).record)) for audience in Audience}

    assert records == {shared.planted.record_sha256}
    assert Appendix.Holds.ACTIONS in {each.holds for each in shared.planted.appendices.all()}
