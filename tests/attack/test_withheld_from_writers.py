"""Whoever writes a report without the right to read what is withheld of it meets its place, and never its words.

That is the clerk of the body that owns the plan where another body meets, and whoever leads what the report is about.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from monitoring.models import LetThrough
from partnership.models import Membership, User
from reports.models import Audience, CommitteeReport, MonitoringReport, Paragraph
from reports.permissions import can_read_withheld, can_write
from reports.services.finishing import correct, withdraw
from tests.attack.test_withheld import PLANTED, WORDS, addresses_of, seen_by
from tests.factories import AppendixFactory, ParagraphFactory, PostHoldingFactory, UserFactory
from tests.reports.conftest import Told, tell
from tests.reports.written import issued, made_final, sitting, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(db: None) -> Told:
    return tell()


@pytest.fixture
def report(told: Told) -> CommitteeReport:
    told.freeze()
    report = write(told, secrets=PLANTED)
    withheld = Paragraph.objects.get(section__report=report, anchor="p2")
    # What refers to something is listed where that is removed, moved and referred to.
    for text in (f"{PLANTED['paragraph']} [[p5]]", f"[TBC {WORDS['paragraph']}]"):
        ParagraphFactory(
            section=withheld.section,
            anchor=f"x{len(text)}",
            text=text,
            exemption=withheld.exemption,
            source="action-1",
            source_sha256="old",
        )
    AppendixFactory(
        report=report, title=PLANTED["title"], text=f"{PLANTED['appendix']} [[p5]]", exemption=withheld.exemption
    )
    return report


def writers(told: Told) -> dict[str, User]:
    assert told.plan.owner_body is not None
    chair = sitting(told.plan.owner_body, Membership.Role.CHAIR)
    return {"clerk of the plan": told.clerk, "chair of its body": chair}


def told_by(user: User, addresses: list[str]) -> set[str]:
    """Which of the planted words this person gets to read."""
    pages = seen_by(user, addresses).values()
    return {name for name, word in WORDS.items() if any(word.casefold() in page for page in pages)}


def withheld_of(report: CommitteeReport) -> list[tuple[str, str, int | None]]:
    paragraphs = Paragraph.objects.filter(section__report=report, exemption__isnull=False)
    return sorted(paragraphs.values_list("anchor", "text", "exemption"))


@pytest.mark.parametrize("state", ["draft", "final"])
def test_no_page_shows_a_writer_without_the_right_what_is_withheld(told: Told, report: CommitteeReport, state: str):
    if state == "final":
        made_final(report)
    addresses = addresses_of(report, issued(report, by=told.coordinator))

    # Who began it may write it until it is final, also without any role that is left to them.
    everybody = {**writers(told), "who began it and left": report.begun_by}
    found = {who: told_by(user, addresses) for who, user in everybody.items()}

    assert [can_write(user, report) for user in everybody.values()] == [True] * 3
    assert told_by(told.coordinator, addresses) == set(WORDS)
    assert found == {name: set() for name in everybody}


def test_writer_without_the_right_sees_that_a_part_is_withheld(told: Told, report: CommitteeReport):
    client = Client()
    client.force_login(told.clerk)

    page = client.get(reverse("reports:writing", args=[report.pk])).content.decode()

    assert page.count("Its words are for those who may read what is kept from the public.") == 6


@pytest.mark.parametrize(
    ("name", "posted"),
    [
        ("paragraph_edit", {"text": "Written over", "press": "save"}),
        ("paragraph_withhold", {"standing": "public"}),
        ("paragraph_remove", {"anyway": "1"}),
        ("paragraph_source", {"take": "1"}),
        ("paragraph_source", {"keep": "1"}),
        ("paragraph_place", {"join": "1"}),
    ],
)
def test_writer_without_the_right_changes_nothing_of_a_withheld_paragraph(
    told: Told, report: CommitteeReport, name: str, posted: dict[str, str]
):
    before = withheld_of(report)
    client = Client()
    client.force_login(told.clerk)
    statuses = set()
    for paragraph in Paragraph.objects.filter(section__report=report, exemption__isnull=False, source="action-1"):
        address = reverse(f"reports:{name}", args=[report.pk, paragraph.pk])
        statuses.add(client.post(address, posted).status_code)

    assert (statuses, withheld_of(report)) == ({403}, before)


def test_writer_without_the_right_keeps_a_withheld_appendix_as_it_is(told: Told, report: CommitteeReport):
    [appendix, *_others] = report.appendices.filter(exemption__isnull=False)
    client = Client()
    client.force_login(told.clerk)

    statuses = [
        client.post(reverse(f"reports:{name}", args=[report.pk, appendix.pk]), posted).status_code
        for name, posted in (
            ("appendix_edit", {"title": "Another", "holds": "text", "text": "Written over"}),
            ("appendix_edit", {"remove": "1"}),
            ("appendix_withhold", {"standing": "public"}),
        )
    ]

    after = report.appendices.get(pk=appendix.pk)
    assert (statuses, after.title, after.exemption_id) == ([403] * 3, appendix.title, appendix.exemption_id)


def test_section_that_holds_something_withheld_is_not_removed_by_whoever_may_not_read_it(
    told: Told, report: CommitteeReport
):
    section = report.sections.filter(paragraphs__anchor="p2").get()
    client = Client()
    client.force_login(told.clerk)

    response = client.post(reverse("reports:report_section_remove", args=[report.pk, section.pk]), {"anyway": "1"})

    assert (response.status_code, report.sections.filter(pk=section.pk).exists()) == (403, True)


def test_writer_whose_paragraph_was_withheld_meanwhile_keeps_what_they_typed(told: Told, report: CommitteeReport):
    withheld = Paragraph.objects.get(section__report=report, anchor="p2")
    client = Client()
    client.force_login(told.clerk)

    address = reverse("reports:paragraph_edit", args=[report.pk, withheld.pk])
    response = client.post(address, {"text": "My own long thought", "seen": "old", "press": "save"})

    page = response.content.decode()
    assert ("My own long thought" in page, WORDS["paragraph"] in page) == (True, False)


def test_reasons_to_keep_words_do_not_name_a_withheld_appendix(told: Told, report: CommitteeReport):
    appendix = report.appendices.get(title=PLANTED["title"], text__endswith="[[p5]]")
    client = Client()
    client.force_login(told.coordinator)
    address = reverse("reports:appendix_edit", args=[report.pk, appendix.pk])
    shown = client.get(address).context["form"].initial
    said = {**shown, "title": appendix.title, "holds": "text", "text": "Ring 01632 960 123 about Tom Smith, aged 9"}
    client.post(address, said)
    client.post(address, said | {"why_not_a_child": "It is an adult"})

    about = list(LetThrough.objects.values_list("about", flat=True))
    assert about != []
    assert [each for each in about if WORDS["title"] in each] == []


def test_beginning_a_correction_opens_nothing(told: Told, report: CommitteeReport):
    final = made_final(report)

    new = correct(report=final, note="A figure", by=told.clerk)

    assert (can_write(told.clerk, new), can_read_withheld(told.clerk, new)) == (True, False)


def test_part_withheld_meanwhile_is_not_opened_by_a_page_that_shows_it_public(told: Told, report: CommitteeReport):
    withheld = Paragraph.objects.get(section__report=report, anchor="p2")
    client = Client()
    client.force_login(told.coordinator)

    address = reverse("reports:paragraph_withhold", args=[report.pk, withheld.pk])
    response = client.post(address, {"standing": "public", "seen": ""})

    withheld.refresh_from_db()
    assert (response.status_code, withheld.exemption_id is not None) == (200, True)


def test_full_files_are_those_of_whoever_may_read_what_is_withheld(told: Told, report: CommitteeReport):
    issued(report, by=told.clerk)
    full = MonitoringReport.objects.get(written=report, audience=Audience.FULL)
    client = Client()
    client.force_login(told.clerk)

    assert client.get(full.get_absolute_url()).status_code == 404
    client.force_login(UserFactory())
    assert client.get(full.get_absolute_url()).status_code == 404


def test_officer_does_not_open_a_part_that_was_withheld_on_the_same_grounds_meanwhile(
    told: Told, report: CommitteeReport
):
    exemption = report.exemptions.get(basis="exempt")
    officer = PostHoldingFactory(post=report.template.proper_officer).user
    client = Client()
    client.force_login(officer)
    address = reverse("reports:written_exempt", args=[report.pk, exemption.pk])
    seen = client.get(address).context["seen"]
    another = Paragraph.objects.get(section__report=report, anchor="p5")
    another.exemption = exemption
    another.save()

    before = withheld_of(report)
    response = client.post(address, {"decision": "open", "seen": seen})
    assert (response.status_code, withheld_of(report)) == (200, before)

    client.post(address, {"decision": "open", "seen": response.context["seen"]})
    assert [anchor for anchor, _text, _exemption in withheld_of(report)] == ["p4"]


def test_page_of_a_withdrawn_report_says_nothing_of_it_to_its_readers(told: Told, report: CommitteeReport):
    final = made_final(report)
    withdraw(report=final, reason="It names a school", by=told.coordinator)
    shown = {}
    for who, user in {"reader": UserFactory(), "coordinator": told.coordinator}.items():
        client = Client()
        client.force_login(user)
        page = client.get(final.get_absolute_url()).content.decode()
        shown[who] = "That the committee comments on progress." in page

    assert shown == {"reader": False, "coordinator": True}


def test_words_about_a_child_in_what_is_withheld_stay_only_by_somebody_who_may_read_them(
    told: Told, report: CommitteeReport
):
    withheld = Paragraph.objects.get(section__report=report, anchor="p2")
    withheld.text = "Ring Tom Smith, aged 9, on 07700 900123."
    withheld.save()
    about = f"{report.subject}: {withheld.section.heading}"
    kept = []
    for user in (told.clerk, told.coordinator):
        client = Client()
        client.force_login(user)
        address = reverse("reports:written_words", args=[report.pk])
        for posted in ({"reason": "It is invented"}, {"reason": "It is invented", "why_not_a_child": "It is"}):
            client.post(address, posted)
        kept.append(LetThrough.objects.filter(about=about).exists())

    assert kept == [False, True]
