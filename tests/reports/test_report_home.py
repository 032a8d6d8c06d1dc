"""The page of a written report: what each person meets there, and how it goes on to be published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnership.models import Meeting, User
from reports.models import Clearance, CommitteeReport, MonitoringReport
from tests.factories import CoverFactory, ExemptionFactory, PostFactory, UserFactory
from tests.reports.conftest import Told
from tests.reports.laid import Laid, lay

pytestmark = pytest.mark.django_db

State = CommitteeReport.State
WEEKS = timedelta(days=28)


@pytest.fixture
def laid(told: Told) -> Laid:
    """For a meeting that is still some weeks away, whenever the test runs."""
    laid = lay(told)
    Meeting.objects.filter(pk=laid.report.meeting_id).update(held_on=timezone.localdate() + WEEKS)
    return laid


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_final_report_whose_file_could_not_be_made_is_tried_again_from_its_page(laid):
    laid.clear()
    clerk, home = signed_in(laid.clerk), laid.report.get_absolute_url()
    clerk.post(f"{home}final/", {"revision": laid.now.revision})
    why = "There was no room left to keep the report."
    MonitoringReport.objects.update(state=MonitoringReport.State.FAILED, failure=why)

    shown = words(clerk, f"{home}progress/")
    clerk.post(f"{home}files/")

    assert why in shown
    assert "Try again</button>" in shown
    assert set(MonitoringReport.objects.values_list("state", "failure")) == {(MonitoringReport.State.ASKED, "")}


def test_report_goes_from_draft_to_published_by_the_people_whose_work_it_is(laid):
    home = laid.report.get_absolute_url()
    clerk, solicitor, director = map(signed_in, (laid.clerk, laid.solicitor, laid.director))

    assert "2 clearances have not been asked for: Legal and Director." in words(clerk, home)
    both = [f"heading-{laid.legal.pk}", f"sign_off-{laid.sign_off.pk}"]
    assert clerk.post(f"{home}clearances/", {"what": both})["Location"] == home

    for client, line in ((solicitor, laid.legal), (director, laid.sign_off)):
        address = f"{home}clearances/{laid.clearance_of(line).pk}/"
        assert address in words(client, home)
        seen = client.get(address).context["form"]["seen"].value()
        assert client.post(address, {"seen": seen, "note": ""})["Location"] == home
    assert laid.now.state == State.CLEARED

    assert "It is ready to be made final" in words(clerk, home)
    assert clerk.post(f"{home}final/", {"revision": laid.now.revision})["Location"] == home
    assert "It is final, and not published yet" in words(clerk, home)
    assert clerk.post(f"{home}publish/")["Location"] == home
    assert laid.now.state == State.PUBLISHED


def test_clearing_of_words_that_changed_meanwhile_says_so_and_keeps_what_was_typed(laid):
    laid.ask()
    address = f"{laid.report.get_absolute_url()}clearances/{laid.clearance_of(laid.legal).pk}/"
    laid.report.implications.filter(heading=laid.legal).update(text="Other words.")

    response = signed_in(laid.solicitor).post(address, {"seen": "0" * 64, "note": "Well put."})

    assert "The words have changed since you opened this page" in response.content.decode()
    assert "Well put." in response.content.decode()
    assert laid.clearance_of(laid.legal).state == Clearance.State.REQUESTED


def test_returning_without_a_reason_asks_for_one(laid):
    laid.ask()
    address = f"{laid.report.get_absolute_url()}clearances/{laid.clearance_of(laid.legal).pk}/"

    response = signed_in(laid.solicitor).post(address, {"seen": "x", "note": "", "decision": "return"})

    assert "Say why you return it" in response.content.decode()


def test_final_past_a_gap_is_offered_to_a_chief_officer_alone(laid):
    address = f"{laid.report.get_absolute_url()}final/"

    assert "Only a chief officer may make it final" in words(signed_in(laid.clerk), address)
    assert "Why do you make it final all the same?" in words(signed_in(laid.director), address)
    # Pressing all the same is refused, not an error.
    assert signed_in(laid.clerk).post(address, {"revision": laid.now.revision}).status_code == 200
    assert laid.now.state == State.DRAFT


def test_home_of_a_report_leads_to_final_whoever_may_make_it_so(laid):
    home = laid.report.get_absolute_url()
    people = (laid.clerk, laid.director, laid.solicitor)

    shown = [f'href="{home}final/"' in words(signed_in(person), home) for person in people]

    assert shown == [True, True, False]


def test_home_of_a_withdrawn_report_shows_the_steps_it_took_and_how_it_ended(laid):
    laid.ask()
    home = laid.report.get_absolute_url()
    clerk = signed_in(laid.clerk)
    clerk.post(f"{home}withdraw/", {"reason": "It was begun by mistake."})

    steps = clerk.get(home).context["steps"]

    assert [(each.name, each.state) for each in steps] == [
        ("Draft", "done"),
        ("In clearance", "done"),
        ("Withdrawn", "now"),
    ]


def test_whoever_answers_reads_the_words_as_they_are_printed(laid):
    officer = laid.told.coordinator
    laid.report.implications.filter(heading=laid.legal).update(text="It rests on **section 10**.")
    exemption = ExemptionFactory(report=laid.report)
    laid.report.sections.get().paragraphs.update(text="The **rent**.", exemption=exemption)
    laid.ask()
    home = laid.report.get_absolute_url()

    cleared = words(signed_in(laid.solicitor), f"{home}clearances/{laid.clearance_of(laid.legal).pk}/")
    decided = words(signed_in(officer), f"{home}exempt/{exemption.pk}/")

    assert "It rests on <strong>section 10</strong>." in cleared
    assert "The <strong>rent</strong>." in decided
    assert ["**" in each for each in (cleared, decided)] == [False, False]


def test_my_actions_of_whoever_does_the_work_of_a_post_tell_what_waits_for_its_answer(laid):
    laid.ask()
    covering = UserFactory()
    today = timezone.localdate()
    CoverFactory(post=laid.legal.clearing_post, user=covering, starts_on=today, ends_on=today)
    address = f"{laid.report.get_absolute_url()}clearances/{laid.clearance_of(laid.legal).pk}/"

    for person in (laid.solicitor, covering):
        assert address in words(signed_in(person), "/my-actions/")
        assert signed_in(person).get("/")["Location"] == "/my-actions/"
    assert address not in words(signed_in(laid.clerk), "/my-actions/")


def test_my_actions_of_the_proper_officer_tell_what_they_decide(told):
    officer = UserFactory()
    laid = lay(told, officer=PostFactory(holder=officer))
    part = ExemptionFactory(report=laid.report, description="The price")

    page = words(signed_in(officer), "/my-actions/")

    assert f"{laid.report.get_absolute_url()}exempt/{part.pk}/" in page
    assert "Is “The price” kept from the public?" in page


def test_words_that_were_drafted_are_kept_with_a_reason_and_stand_in_the_way_no_more(laid):
    paragraph = laid.report.sections.get().paragraphs.first()
    paragraph.text = "Two children in Elm Street were moved."
    paragraph.save()
    home = laid.report.get_absolute_url()
    clerk = signed_in(laid.clerk)
    assert "may point at a child" in words(clerk, home)

    assert clerk.post(f"{home}words/", {"reason": "They are from a story in a book."})["Location"] == home

    assert "may point at a child" not in words(clerk, home)


def test_pages_of_a_report_name_the_paragraph_that_a_text_refers_to(laid):
    first, second = laid.report.sections.get().paragraphs.all()
    refers = f"See [[{second.anchor}]]."
    laid.report.implications.filter(heading=laid.legal).update(text=refers)
    laid.report.recommendations.update(text=refers)
    exemption = ExemptionFactory(report=laid.report, decided_at=timezone.now(), decided_by=laid.told.coordinator)
    laid.report.sections.get().paragraphs.filter(pk=first.pk).update(text=refers, exemption=exemption)
    laid.clear()
    home = laid.report.get_absolute_url()
    clerk = signed_in(laid.clerk)

    pages = [
        words(clerk, f"{home}clearances/{laid.clearance_of(laid.legal).pk}/"),
        words(signed_in(laid.told.coordinator), f"{home}exempt/{exemption.pk}/"),
    ]
    clerk.post(f"{home}final/", {"revision": laid.now.revision})
    pages.append(words(clerk, home))

    assert ["See paragraph 2." in each and "[[" not in each for each in pages] == [True, True, True]


def test_page_of_a_report_with_exempt_words_shows_none_of_them(laid):
    exemption = ExemptionFactory(report=laid.report, description="The price")
    paragraph = laid.report.sections.get().paragraphs.first()
    paragraph.text, paragraph.exemption = "The rent is TBC and xx pounds.", exemption
    paragraph.save()

    page = words(signed_in(laid.clerk), laid.report.get_absolute_url())

    assert "leaves something open." in page
    assert "TBC" not in page
