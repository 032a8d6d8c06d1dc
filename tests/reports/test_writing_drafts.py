"""What is typed into a part of a report keeps itself, and stands in the boxes again until it is saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from partnership.models import Membership
from partnership.refusals import Refused
from reports.models import CommitteeReport, Exemption, Paragraph, PartDraft, ReportTemplate
from reports.services.drafts import MOST_CHARACTERS, drop_draft, keep_draft
from reports.services.writing import NotWritable, change_paragraph
from tests.factories import (
    BodyFactory,
    CommitteeReportFactory,
    ExemptionFactory,
    FrontFieldFactory,
    ImplicationHeadingFactory,
    MembershipFactory,
    ParagraphFactory,
    ReportSectionFactory,
    ReportTemplateFactory,
    UserFactory,
)
from tests.reports.conftest import Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(told: Told) -> Client:
    client = Client()
    client.force_login(told.clerk)
    return client


@pytest.fixture
def report(told: Told) -> CommitteeReport:
    template = ReportTemplateFactory(body=BodyFactory(name="Scrutiny"), state=ReportTemplate.State.IN_USE)
    return CommitteeReportFactory(period=told.freeze(), template=template, begun_by=told.clerk)


@pytest.fixture
def paragraph(report: CommitteeReport) -> Paragraph:
    return ParagraphFactory(section=ReportSectionFactory(report=report), anchor="pa", text="As it stands.")


def at(report: CommitteeReport, name: str, *keys: int) -> str:
    return reverse(f"reports:{name}", args=[report.pk, *keys])


def part(report: CommitteeReport, address: str) -> str:
    return address.removeprefix(at(report, "writing")).strip("/")


def keeping(report: CommitteeReport, address: str) -> str:
    return reverse("reports:save_draft", args=[report.pk, part(report, address)])


def page(response: Any) -> Any:
    return document_fromstring(response.content)


def box(response: Any, name: str) -> str:
    """What stands in a box, a hidden one or a list."""
    [found] = page(response).xpath(f"//*[@name='{name}' and not(@type='radio')]")
    return str(found.value).strip() if found.tag in ("textarea", "select") else str(found.get("value"))


def said(response: Any) -> str:
    return " ".join(page(response).text_content().split())


NOT_SAVED = "You have not saved this yet"


def test_what_is_typed_keeps_itself_and_stands_in_the_box_again(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    seen = box(clerk.get(address), "seen")

    answer = clerk.post(keeping(report, address), {"text": "Half a sen", "seen": seen, "seen_order": "pa"})
    again = clerk.get(address)

    assert answer.status_code == 200
    assert answer.json()["message"].startswith("Kept at ")
    assert (box(again, "text"), box(again, "seen")) == ("Half a sen", seen)
    assert NOT_SAVED in said(again)
    assert page(again).xpath("//@data-app-drafts") == [keeping(report, address)]
    paragraph.refresh_from_db()
    assert paragraph.text == "As it stands."


def test_whole_report_leads_to_what_its_reader_typed_and_did_not_save(
    report: CommitteeReport, clerk: Client, told: Told
) -> None:
    section = ReportSectionFactory(report=report)
    addresses = [at(report, "paragraph_new", section.pk), at(report, "writing_front")]
    for address in addresses:
        keep_draft(report=report, part=part(report, address), content={"text": "Half"}, by=told.clerk)
    keep_draft(report=report, part="summary", content={"summary": "Of somebody else"}, by=UserFactory())

    links = page(clerk.get(at(report, "writing"))).xpath("//nav[@aria-labelledby='parts']//ul[2]//a")

    assert [(each.text, each.get("href")) for each in links] == [
        ("Front sheet", addresses[1]),
        ("A paragraph", addresses[0]),
    ]


def test_draft_goes_once_it_is_saved(report: CommitteeReport, clerk: Client, paragraph: Paragraph) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    seen = box(clerk.get(address), "seen")
    clerk.post(keeping(report, address), {"text": "Half", "seen": seen, "seen_order": "pa"})

    clerk.post(address, {"text": "A whole one.", "seen": seen, "seen_order": "pa"})

    assert list(PartDraft.objects.all()) == []
    shown = clerk.get(address)
    assert box(shown, "text") == "A whole one."
    assert NOT_SAVED not in said(shown)


def test_draft_that_is_thrown_away_leaves_what_the_report_says(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    keep_draft(report=report, part=part(report, address), content={"text": "Half"}, by=told.clerk)

    answer = clerk.post(address, {"throw_away": "1"}, follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert box(answer, "text") == "As it stands."
    assert list(PartDraft.objects.all()) == []


def test_draft_says_nothing_where_the_report_says_the_same(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    same = {"text": "As it stands.", "seen": "x", "seen_order": ""}
    keep_draft(report=report, part=part(report, address), content=same, by=told.clerk)

    shown = clerk.get(address)

    assert NOT_SAVED not in said(shown)
    assert (box(shown, "seen"), box(shown, "seen_order")) != ("x", "")


def test_draft_of_one_is_nobody_elses(report: CommitteeReport, clerk: Client, told: Told) -> None:
    keep_draft(report=report, part="summary", content={"summary": "Of somebody else"}, by=UserFactory())

    assert "Of somebody else" not in clerk.get(at(report, "writing_summary")).content.decode()


def test_text_that_is_refused_is_there_again_after_leaving(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    seen = box(clerk.get(address), "seen")

    refused = clerk.post(address, {"text": "See [[9]].", "seen": seen, "seen_order": "pa"})
    back = clerk.get(address)

    assert "There is no paragraph 9 to refer to" in said(refused)
    assert box(back, "text") == "See [[9]]."
    assert NOT_SAVED in said(back)


def test_reason_that_was_typed_is_there_again_too(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    typed = {"text": "Two children were moved.", "why_not_a_child": "Two groups"}
    keep_draft(report=report, part=part(report, address), content=typed, by=told.clerk)

    shown = clerk.get(address)

    assert (box(shown, "text"), box(shown, "why_not_a_child")) == ("Two children were moved.", "Two groups")


def test_draft_of_an_older_text_shows_both_when_it_is_saved(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    seen = box(clerk.get(address), "seen")
    clerk.post(keeping(report, address), {"text": "My words", "seen": seen, "seen_order": "pa"})
    change_paragraph(paragraph=paragraph, seen=seen, texts=["Their words"], shown=[], by=report.begun_by)

    back = clerk.get(address)
    held = {name: box(back, name) for name in ("text", "seen", "seen_order")}
    refused = clerk.post(address, held)

    assert held["text"] == "My words"
    assert "Their words" in said(refused)
    assert box(refused, "text") == "My words"
    paragraph.refresh_from_db()
    assert paragraph.text == "Their words"


def test_text_sent_after_the_sign_in_ended_is_in_its_box_again_with_what_was_seen(
    report: CommitteeReport, paragraph: Paragraph, told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    client = Client()

    sent = client.post(address, {"text": "Typed for an hour", "seen": "x", "seen_order": "pa"})
    client.force_login(told.clerk)
    back = client.get(address)
    again = client.get(address)

    assert sent.status_code == 302
    for shown in (back, again):
        assert (box(shown, "text"), box(shown, "seen"), box(shown, "seen_order")) == ("Typed for an hour", "x", "pa")
        assert NOT_SAVED in said(shown)
        assert "You had been signed out" not in said(shown)
    assert [each.content["text"] for each in PartDraft.objects.all()] == ["Typed for an hour"]


def test_front_sheet_and_implication_are_filled_in_again(report: CommitteeReport, clerk: Client, told: Told) -> None:
    field = FrontFieldFactory(template=report.template, label="Report of", source="written")
    legal = ImplicationHeadingFactory(template=report.template, label="Legal")
    line = f"line_{field.pk}"
    keep_draft(
        report=report,
        part="front-sheet",
        content={"subject": "Another", line: "Chief", "asks": "decision"},
        by=told.clerk,
    )
    keep_draft(report=report, part=f"implications/{legal.pk}", content={"answered": "none", "text": ""}, by=told.clerk)

    front = clerk.get(at(report, "writing_front"))
    implication = clerk.get(at(report, "writing_implication", legal.pk))

    assert (box(front, "subject"), box(front, line), box(front, "asks")) == ("Another", "Chief", "decision")
    assert page(implication).xpath("//input[@name='answered' and @checked]/@value") == ["none"]


def test_draft_of_a_paragraph_that_was_removed_is_given_back(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    keep_draft(report=report, part=part(report, address), content={"text": "Typed for an hour"}, by=told.clerk)
    paragraph.delete()

    shown = said(clerk.get(address))

    assert "Somebody has removed this paragraph." in shown
    assert "Typed for an hour" in shown

    left = clerk.post(address, {"throw_away": "leave"}, follow=True)

    assert left.redirect_chain == [(at(report, "writing"), 302)]
    assert "Typed by you, and not saved yet" not in said(left)
    assert clerk.get(address).status_code == 404


def test_draft_is_given_back_once_the_report_is_final(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    keep_draft(report=report, part=part(report, address), content={"text": "Typed for an hour"}, by=told.clerk)
    _withdraw(report)

    shown = said(clerk.get(address))

    assert "Nothing can be written now" in shown
    assert "Typed for an hour" in shown

    clerk.post(address, {"throw_away": "leave"})

    assert list(PartDraft.objects.all()) == []


def test_draft_of_words_that_are_withheld_by_now_is_not_shown_to_who_may_not_read_them(
    report: CommitteeReport, paragraph: Paragraph, told: Told
) -> None:
    chair = UserFactory()
    MembershipFactory(body=told.plan.owner_body, user=chair, role=Membership.Role.CHAIR)
    client = Client()
    client.force_login(chair)
    address = at(report, "paragraph_edit", paragraph.pk)
    first = client.get(address)
    keep_draft(report=report, part=part(report, address), content={"text": "The price is 4"}, by=chair)
    paragraph.exemption = ExemptionFactory(report=report, basis=Exemption.Basis.CONFIDENTIAL)
    paragraph.save()

    shown = client.get(address)
    _withdraw(report)
    closed = client.get(address)

    assert first.status_code == 200
    assert "The price is 4" not in shown.content.decode() + closed.content.decode()


def _withdraw(report: CommitteeReport) -> None:
    CommitteeReport.objects.filter(pk=report.pk).update(state=CommitteeReport.State.WITHDRAWN)


@pytest.mark.parametrize(
    ("who", "status", "words"),
    [
        ("nobody", 401, "You have been signed out, so this is not kept yet."),
        ("stranger", 404, "This report is not there any more"),
        ("clerk of a final one", 409, "This report is final by now"),
    ],
)
def test_keeping_answers_in_words_and_leads_nowhere(
    report: CommitteeReport, told: Told, who: str, status: int, words: str
) -> None:
    client = Client()
    if who == "stranger":
        client.force_login(UserFactory())
    if who.startswith("clerk"):
        client.force_login(told.clerk)
        _withdraw(report)

    answer = client.post(keeping(report, at(report, "writing_summary")), {"summary": "Half"})

    assert answer.status_code == status
    assert words in answer.json()["message"]
    assert list(PartDraft.objects.all()) == []


@pytest.mark.parametrize("nonsense", ["nonsense", "order", "paragraphs/1/place", "../write/summary", "x" * 90])
def test_keeping_of_what_is_no_part_is_refused(report: CommitteeReport, clerk: Client, nonsense: str) -> None:
    answer = clerk.post(at(report, "writing") + f"draft/{nonsense}/", {"text": "Half"})

    assert answer.status_code == 404
    assert list(PartDraft.objects.all()) == []


def test_keeping_on_a_page_that_is_out_of_date_says_so(report: CommitteeReport, told: Told) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(told.clerk)

    answer = client.post(keeping(report, at(report, "writing_summary")), {"summary": "Half"})

    assert answer.status_code == 403
    assert answer.json()["message"].startswith("This page has gone out of date, so the draft is not saved.")


def test_keep_draft_again_takes_the_place_of_the_one_before(report: CommitteeReport, told: Told) -> None:
    for text in ("Half", "Half a\r\nsentence\x00"):
        keep_draft(report=report, part="summary", content={"summary": text}, by=told.clerk)

    assert [(each.user, each.part, each.content) for each in PartDraft.objects.all()] == [
        (told.clerk, "summary", {"summary": "Half a\nsentence"})
    ]


def test_keep_draft_that_is_far_too_long_is_refused(report: CommitteeReport, told: Told) -> None:
    with pytest.raises(Refused, match="too long to be kept"):
        keep_draft(report=report, part="summary", content={"summary": "x" * (MOST_CHARACTERS + 1)}, by=told.clerk)


def test_keep_draft_of_a_final_report_is_refused(report: CommitteeReport, told: Told) -> None:
    _withdraw(report)

    with pytest.raises(NotWritable):
        keep_draft(report=report, part="summary", content={"summary": "Half"}, by=told.clerk)


def test_drop_draft_drops_that_one_alone(report: CommitteeReport, told: Told) -> None:
    for each in ("summary", "front-sheet"):
        keep_draft(report=report, part=each, content={"subject": "Half"}, by=told.clerk)

    drop_draft(report=report, part="summary", by=told.clerk)

    assert [each.part for each in PartDraft.objects.all()] == ["front-sheet"]
