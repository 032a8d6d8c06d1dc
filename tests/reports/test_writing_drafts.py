"""What is typed into a part of a report keeps itself, and stands in the boxes again until it is saved."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from monitoring.services.redaction import confirm_redaction, propose_redaction
from partnership.models import Membership
from partnership.refusals import Refused
from reports.forms.writing import LONGEST_APPENDIX
from reports.models import CommitteeReport, Exemption, Paragraph, PartDraft, ReportTemplate
from reports.permissions import can_write
from reports.services.clearing import NotWritable
from reports.services.drafts import MOST_CHARACTERS, drop_draft, keep_draft
from reports.services.writing import change_paragraph
from tests.factories import (
    AppendixFactory,
    BackgroundPaperFactory,
    BodyFactory,
    CommitteeReportFactory,
    ExemptionFactory,
    FrontFieldFactory,
    ImplicationHeadingFactory,
    MembershipFactory,
    ParagraphFactory,
    RecommendationFactory,
    ReportSectionFactory,
    ReportTemplateFactory,
    UserFactory,
)
from tests.monitoring.pages import page, said
from tests.reports.conftest import Told

pytestmark = pytest.mark.django_db


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


def box(response: Any, name: str) -> str:
    """What stands in a box, a hidden one or a list."""
    [found] = page(response).xpath(f"//*[@name='{name}' and not(@type='radio')]")
    return str(found.value).strip() if found.tag in ("textarea", "select") else str(found.get("value"))


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
    assert NOT_SAVED in said(page(again))
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

    assert list(PartDraft.objects.unsaved()) == []
    shown = clerk.get(address)
    assert box(shown, "text") == "A whole one."
    assert NOT_SAVED not in said(page(shown))


def test_draft_that_is_thrown_away_leaves_what_the_report_says(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    keep_draft(report=report, part=part(report, address), content={"text": "Half"}, by=told.clerk)

    answer = clerk.post(address, {"throw_away": "1"}, follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert box(answer, "text") == "As it stands."
    assert list(PartDraft.objects.unsaved()) == []


def test_draft_says_nothing_where_the_report_says_the_same(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    same = {"text": "As it stands.", "seen": "x", "seen_order": ""}
    keep_draft(report=report, part=part(report, address), content=same, by=told.clerk)

    shown = clerk.get(address)

    assert NOT_SAVED not in said(page(shown))
    assert (box(shown, "seen"), box(shown, "seen_order")) != ("x", "")
    assert list(PartDraft.objects.unsaved()) == []


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

    assert "There is no paragraph 9 to refer to" in said(page(refused))
    assert box(back, "text") == "See [[9]]."
    assert NOT_SAVED in said(page(back))


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
    assert "Their words" in said(page(refused))
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
        assert NOT_SAVED in said(page(shown))
        assert "You had been signed out" not in said(page(shown))
    assert [each.content["text"] for each in PartDraft.objects.all()] == ["Typed for an hour"]


def test_longest_appendix_sent_after_the_sign_in_ended_is_in_its_box_again(report: CommitteeReport, told: Told) -> None:
    address, text = at(report, "appendix_new"), "Typed for a day.\r\n\r\n" * (LONGEST_APPENDIX // 18)
    client = Client()

    client.post(address, {"title": "All that was said", "holds": "text", "text": text})
    client.force_login(told.clerk)

    assert box(client.get(address), "text") == text.replace("\r\n", "\n").strip()


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

    shown = said(page(clerk.get(address), status=404))

    assert "Somebody has removed this part of the report." in shown
    assert "Typed for an hour" in shown

    left = clerk.post(address, {"throw_away": "leave"}, follow=True)

    assert left.redirect_chain == [(at(report, "writing"), 302)]
    assert "Typed by you, and not saved yet" not in said(page(left))
    assert clerk.get(address).status_code == 404


def test_draft_is_given_back_once_the_report_is_withdrawn(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    keep_draft(report=report, part=part(report, address), content={"text": "Typed for an hour"}, by=told.clerk)
    _withdraw(report)

    shown = said(page(clerk.get(address)))

    assert "Nothing can be written now This report was withdrawn, so nothing in it can change." in shown
    assert "Typed for an hour" in shown

    clerk.post(address, {"throw_away": "leave"})

    assert list(PartDraft.objects.unsaved()) == []


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


def test_draft_of_words_that_are_withheld_by_now_is_not_said_to_be_kept_for_who_may_not_read_them(
    report: CommitteeReport, paragraph: Paragraph, told: Told
) -> None:
    chair = UserFactory()
    MembershipFactory(body=told.plan.owner_body, user=chair, role=Membership.Role.CHAIR)
    client = Client()
    client.force_login(chair)
    paragraph.exemption = ExemptionFactory(report=report, basis=Exemption.Basis.CONFIDENTIAL)
    paragraph.save()

    answer = client.post(keeping(report, at(report, "paragraph_edit", paragraph.pk)), {"text": "The price is 4"})

    assert answer.status_code == 403
    assert answer.json()["message"] == (
        "This part is or was kept from the public, so no draft of it is kept for you. Copy what you need."
    )
    assert list(PartDraft.objects.all()) == []


@pytest.mark.parametrize("becomes", ["removed", "public again", "final"])
def test_draft_of_words_that_were_withheld_is_not_given_back_to_who_lost_the_right(
    report: CommitteeReport, paragraph: Paragraph, told: Told, becomes: str
) -> None:
    report = CommitteeReportFactory(period=report.period, template=report.template, begun_by=UserFactory())
    paragraph.section = ReportSectionFactory(report=report)
    paragraph.exemption = ExemptionFactory(report=report, basis=Exemption.Basis.CONFIDENTIAL)
    paragraph.save()
    chair = UserFactory()
    MembershipFactory(body=told.plan.owner_body, user=chair, role=Membership.Role.CHAIR)
    clerks = MembershipFactory(body=report.meeting.body, user=chair, role=Membership.Role.CLERK)
    client = Client()
    client.force_login(chair)
    address = at(report, "paragraph_edit", paragraph.pk)
    client.post(keeping(report, address), {"text": "The price is 4"})
    before = client.get(address).content.decode()
    clerks.delete()
    if becomes == "final":
        _withdraw(report)
    else:
        Paragraph.objects.filter(pk=paragraph.pk).update(exemption=None, text="Nothing to hide.")
        report.exemptions.all().delete()
    if becomes == "removed":
        paragraph.delete()

    shown = client.get(address)

    assert can_write(chair, report)
    assert "The price is 4" in before
    assert "The price is 4" not in shown.content.decode()


def _withdraw(report: CommitteeReport) -> None:
    CommitteeReport.objects.filter(pk=report.pk).update(state=CommitteeReport.State.WITHDRAWN)


@pytest.mark.parametrize(
    ("who", "status", "words"),
    [
        ("nobody", 401, "You have been signed out, so this is not kept yet."),
        ("stranger", 404, "This report is not there any more"),
        ("clerk of a withdrawn one", 409, "This report takes no changes any more"),
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
    assert list(PartDraft.objects.unsaved()) == []


@pytest.mark.parametrize("made", [RecommendationFactory, ReportSectionFactory, AppendixFactory, BackgroundPaperFactory])
def test_draft_of_what_somebody_removed_meanwhile_is_given_back_and_can_be_thrown_away(
    report: CommitteeReport, clerk: Client, told: Told, made: Any
) -> None:
    row = made(report=report)
    name = {"ReportSection": "report_section", "BackgroundPaper": "background"}.get(type(row).__name__)
    address = at(report, f"{name or type(row).__name__.lower()}_edit", row.pk)
    keep_draft(report=report, part=part(report, address), content={"text": "Typed for an hour"}, by=told.clerk)
    row.delete()

    shown = said(page(clerk.get(address), status=404))
    sent = said(page(clerk.post(address, {"text": "Typed for two"}), status=404))
    left = clerk.post(address, {"throw_away": "leave"}, follow=True)

    assert "Somebody has removed this part of the report." in shown
    assert "Typed for an hour" in shown
    assert "Typed for two" in sent
    assert left.redirect_chain == [(at(report, "writing"), 302)]
    assert "Typed by you, and not saved yet" not in said(page(left))
    assert clerk.get(address).status_code == 404


def test_only_what_stands_in_the_report_has_drafts(report: CommitteeReport, clerk: Client) -> None:
    other = ReportSectionFactory()
    ours = ReportSectionFactory(report=report)
    heading = ImplicationHeadingFactory(template=report.template)
    never = [
        *(f"paragraphs/{each}" for each in (7, "9" * 10, "9" * 40, "9" * 70, ParagraphFactory(section=other).pk)),
        f"paragraphs/{ParagraphFactory(section=other).pk}/public",
        f"sections/{other.pk}",
        f"sections/{other.pk}/paragraphs/new",
        f"appendices/{AppendixFactory(report=other.report).pk}",
        f"appendices/{AppendixFactory(report=other.report).pk}/public",
        f"recommendations/{RecommendationFactory(report=other.report).pk}",
        f"background/{BackgroundPaperFactory(report=other.report).pk}",
        f"implications/{ImplicationHeadingFactory().pk}",
    ]
    own = [
        *(f"{each}/new" for each in ("appendices", "recommendations", "sections", "background")),
        f"sections/{ours.pk}/paragraphs/new",
        f"implications/{heading.pk}",
    ]
    whole = at(report, "writing")

    refused = [clerk.post(f"{whole}draft/{each}/", {"text": "Half"}) for each in never]
    for each in never:
        clerk.post(f"{whole}{each}/", {"throw_away": "1", "csrfmiddlewaretoken": "of this page"})
    kept = [clerk.post(f"{whole}draft/{each}/", {"text": "Half"}) for each in own]

    assert {(each.status_code, each.json()["message"]) for each in refused} == {
        (404, "This part of the report is not there, so nothing is kept. Copy what you need.")
    }
    assert [each.status_code for each in kept] == [200] * len(own)
    assert {each.part for each in PartDraft.objects.all()} == set(own)


def test_draft_of_a_part_that_somebody_removed_meanwhile_goes_on_being_kept(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    clerk.post(keeping(report, address), {"text": "Typed for an hour"})
    paragraph.delete()

    answer = clerk.post(keeping(report, address), {"text": "Typed for two"})

    assert answer.status_code == 200
    assert "Typed for two" in said(page(clerk.get(address), status=404))


@pytest.mark.parametrize("pressed", [{"text": "A whole one."}, {"throw_away": "1"}])
def test_draft_that_arrives_after_its_page_was_saved_or_thrown_away_stays_gone(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, pressed: dict[str, str]
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    shown = {name: box(clerk.get(address), name) for name in ("seen", "seen_order")}
    half = shown | {"text": "A whole", "csrfmiddlewaretoken": "of this page"}
    clerk.post(keeping(report, address), half)

    clerk.post(address, half | pressed)
    late = clerk.post(keeping(report, address), half)
    elsewhere = clerk.post(keeping(report, address), half | {"csrfmiddlewaretoken": "of another"})

    assert (late.status_code, elsewhere.status_code) == (409, 200)
    assert late.json()["message"] == "This part is saved already. Open the page again to change it."
    assert [each.content["text"] for each in PartDraft.objects.unsaved()] == ["A whole"]


def test_saved_new_paragraph_is_not_in_the_box_for_the_next_one_by_a_late_draft(
    report: CommitteeReport, clerk: Client
) -> None:
    address = at(report, "paragraph_new", ReportSectionFactory(report=report).pk)
    first = {"text": "The first.", "seen_order": "", "csrfmiddlewaretoken": "of this page"}

    saved = clerk.post(address, first | {"press": "another"})
    late = clerk.post(keeping(report, address), first)

    assert (saved.status_code, late.status_code) == (302, 409)
    assert box(clerk.get(address), "text") == ""


def test_every_form_of_a_page_has_one_token_and_that_of_the_next_page_is_another(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, told: Told
) -> None:
    """By it a draft is known that was sent from a page before that was saved."""
    address = at(report, "paragraph_edit", paragraph.pk)
    keep_draft(report=report, part=part(report, address), content={"text": "Half"}, by=told.clerk)

    first, second = (page(clerk.get(address)).xpath("//main//input[@name='csrfmiddlewaretoken']") for _visit in "12")

    assert [len({each.value for each in tokens}) for tokens in (first, second)] == [1, 1]
    assert len(first) == 2
    assert first[0].value != second[0].value


def test_part_has_one_draft_however_its_address_writes_its_numbers(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph
) -> None:
    plain = at(report, "paragraph_edit", paragraph.pk)
    other = f"/reports/written/00{report.pk}/write/paragraphs/{'0' * 70}{paragraph.pk}/"

    kept = clerk.post(f"/reports/written/00{report.pk}/write/draft/paragraphs/000{paragraph.pk}/", {"text": "Half"})
    refused = clerk.post(other, {"text": ""})

    assert (kept.status_code, refused.status_code) == (200, 200)
    assert [each.part for each in PartDraft.objects.all()] == [part(report, plain)]
    assert "Typed by you, and not saved yet" in said(page(clerk.get(at(report, "writing"))))


@pytest.mark.parametrize(
    ("place", "sent"),
    [
        ("summary", {}),
        ("summary", {"csrfmiddlewaretoken": "x", "password": "y"}),
        ("summary", {"x" * (MOST_CHARACTERS + 1): ""}),
    ],
)
def test_keeping_of_what_no_part_could_hold_is_refused_in_words(
    report: CommitteeReport, clerk: Client, place: str, sent: dict[str, str]
) -> None:
    clerk.post(at(report, "writing") + "draft/summary/", {"summary": "Typed for an hour"})

    address = at(report, "writing") + f"draft/{place}/"
    answer = clerk.post(address, urlencode(sent), content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 409
    assert "kept" in answer.json()["message"]
    assert [(each.part, each.content) for each in PartDraft.objects.unsaved()] == [
        ("summary", {"summary": "Typed for an hour"})
    ]


def test_keeping_of_a_body_that_is_no_form_leaves_the_draft(report: CommitteeReport, clerk: Client) -> None:
    address = keeping(report, at(report, "writing_summary"))
    clerk.post(address, {"summary": "Typed for an hour"})

    answer = clerk.post(address, {"summary": "Half"}, content_type="application/json")

    assert answer.status_code == 409
    assert [each.content for each in PartDraft.objects.unsaved()] == [{"summary": "Typed for an hour"}]


@pytest.mark.parametrize("nonsense", ["nonsense", "order", "paragraphs/1/place", "../write/summary", "x" * 90])
def test_keeping_of_what_is_no_part_is_refused(report: CommitteeReport, clerk: Client, nonsense: str) -> None:
    answer = clerk.post(at(report, "writing") + f"draft/{nonsense}/", {"text": "Half"})

    assert answer.status_code == 404
    assert list(PartDraft.objects.unsaved()) == []


def test_keeping_on_a_page_that_is_out_of_date_says_so(report: CommitteeReport, told: Told) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(told.clerk)

    answer = client.post(keeping(report, at(report, "writing_summary")), {"summary": "Half"})

    assert answer.status_code == 403
    assert answer.json()["message"].startswith("This page has gone out of date, so the draft is not saved.")


def test_keep_draft_again_takes_the_place_of_the_one_before(report: CommitteeReport, told: Told) -> None:
    for text in ("Half", "Half a\r\nsentence\x00"):
        keep_draft(report=report, part="summary", content={"summary": text, "x\x00": ""}, by=told.clerk)

    assert [(each.user, each.part, each.content) for each in PartDraft.objects.all()] == [
        (told.clerk, "summary", {"summary": "Half a\nsentence", "x": ""})
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

    assert [each.part for each in PartDraft.objects.unsaved()] == ["front-sheet"]


# --- Once personal information was removed ---------------------------------------------------------

REMOVED = "Personal information was removed after this page was opened, and what you typed may hold it."


def remove(report: CommitteeReport, words: str) -> None:
    proposed = propose_redaction(plan=report.period.plan, words=words, by=UserFactory())
    confirm_redaction(redaction=proposed, by=UserFactory())


def everywhere(words: str) -> list[str]:
    """In which fields of what is written, and of drafts, the words stand."""
    rows = [*Paragraph.objects.all(), *PartDraft.objects.all(), *Session.objects.all()]
    return [
        type(row).__name__
        for row in rows
        if words in str([*vars(row).values(), row.get_decoded() if isinstance(row, Session) else ""])
    ]


@pytest.fixture
def shown_before(report: CommitteeReport, clerk: Client, paragraph: Paragraph) -> dict[str, str]:
    """What the page of a paragraph sends that was opened before a name was removed from the report."""
    RecommendationFactory(report=report, text="Thank Jamie Fernshaw.")
    address = at(report, "paragraph_edit", paragraph.pk)
    shown = {name: box(clerk.get(address), name) for name in ("seen", "seen_order", "removals")}
    clerk.post(keeping(report, address), shown | {"text": "We met Jamie Fernshaw."})
    remove(report, "Jamie Fernshaw")
    return shown | {"text": "We met Jamie Fernshaw again."}


def test_draft_from_a_page_of_before_a_removal_is_refused(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, shown_before: dict[str, str]
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)

    answer = clerk.post(keeping(report, address), shown_before)

    assert answer.status_code == 409
    assert answer.json()["message"].startswith(REMOVED)
    assert everywhere("Fernshaw") == []


@pytest.mark.parametrize("pressed", [{"press": "save"}, {"press": "insert", "refer": "1"}, {"text": ""}])
def test_text_from_a_page_of_before_a_removal_is_given_back_and_not_stored(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, shown_before: dict[str, str], pressed: dict[str, str]
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)

    answer = clerk.post(address, shown_before | pressed)

    assert REMOVED in said(page(answer))
    assert ("We met Jamie Fernshaw again." in said(page(answer))) == ("text" not in pressed)
    assert everywhere("Fernshaw") == []


def test_text_from_a_page_of_before_a_removal_is_in_no_box_after_signing_in(
    report: CommitteeReport, paragraph: Paragraph, shown_before: dict[str, str], told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraph.pk)
    client = Client()
    client.post(address, shown_before)
    client.force_login(told.clerk)

    back = client.get(address)

    assert "Fernshaw" not in box(back, "text")
    assert "We met Jamie Fernshaw again." in said(page(back))
    assert set(everywhere("Fernshaw")) == {"Session"}


@pytest.mark.parametrize("name", ["paragraph_edit", "writing_front", "appendix_new"])
def test_page_opened_after_a_removal_keeps_what_is_typed(
    report: CommitteeReport, clerk: Client, paragraph: Paragraph, shown_before: dict[str, str], name: str
) -> None:
    address = at(report, name, *([paragraph.pk] if name.startswith("paragraph") else []))

    opened = clerk.get(address)
    answer = clerk.post(keeping(report, address), {"removals": box(opened, "removals"), "text": "Half"})
    refused = clerk.post(address, {"removals": box(opened, "removals"), "subject": "", "title": "", "text": ""})

    assert (box(opened, "removals"), answer.status_code, refused.status_code) == ("1", 200, 200)
    assert box(refused, "removals") == "1"
    assert all("removals" not in each.content for each in PartDraft.objects.all())
