"""The pages on which a report is begun and written, as the people who write it use them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from monitoring.models import LetThrough
from partnership.models import Membership
from plans.models import Plan
from reports.models import CommitteeReport, FrontField, Paragraph, ReportTemplate, TemplateSection
from reports.services.writing import change_paragraph
from reports.writing_page import Written
from tests.factories import (
    AppendixFactory,
    BodyFactory,
    CommitteeReportFactory,
    FrontFieldFactory,
    ImplicationHeadingFactory,
    MeetingFactory,
    MembershipFactory,
    ParagraphFactory,
    RecommendationFactory,
    ReportSectionFactory,
    ReportTemplateFactory,
    TemplateSectionFactory,
    UserFactory,
)
from tests.reports.conftest import Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(told: Told) -> ReportTemplate:
    template = ReportTemplateFactory(body=BodyFactory(name="Scrutiny"), state=ReportTemplate.State.IN_USE)
    TemplateSectionFactory(template=template, label="Progress", drafts_from=TemplateSection.Drafts.UPDATES)
    return template


@pytest.fixture
def report(told: Told, template: ReportTemplate) -> CommitteeReport:
    return CommitteeReportFactory(period=told.freeze(), template=template, begun_by=told.clerk)


@pytest.fixture
def paragraphs(report: CommitteeReport) -> list[Paragraph]:
    section = ReportSectionFactory(report=report, heading="Progress")
    return [
        ParagraphFactory(section=section, text=f"Text {each}.", anchor=f"p{each}", position=place)
        for place, each in enumerate("abc")
    ]


def at(report: CommitteeReport, name: str, *keys: int) -> str:
    return reverse(f"reports:{name}", args=[report.pk, *keys])


def text_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]


def hidden(response: object, name: str) -> str:
    form = response.context["form"]  # type: ignore[attr-defined,index]
    return str(form[name].value() or "")


# --- Beginning -----------------------------------------------------------------------------------


def test_reports_lead_back_to_what_is_being_written(clerk: Client, report: CommitteeReport) -> None:
    with time_machine.travel("2026-11-10T09:00:00Z", tick=False):
        shown = document_fromstring(clerk.get(reverse("reports:report_list")).content)

    [item] = shown.xpath("//ul[contains(@class, 'app-todo')]/li")
    assert " ".join(item.text_content().split()) == (
        "Progress with the plan For the Scrutiny on 20 November 2026. "
        "Papers go out on Thursday 12 November: 2 working days left Draft"
    )
    assert [link.get("href") for link in item.xpath(".//a")] == [report.get_absolute_url()]


@pytest.mark.parametrize(("role", "begins"), [(Membership.Role.CHAIR, True), (Membership.Role.MEMBER, False)])
def test_reports_lead_to_beginning_one_whoever_leads_a_part_of_the_plan(told: Told, role: str, begins: bool) -> None:
    person, group = UserFactory(), BodyFactory()
    told.plan.priorities.update(lead_body=group)
    MembershipFactory(body=group, user=person, role=role)
    client = Client()
    client.force_login(person)

    shown = document_fromstring(client.get(reverse("reports:report_list")).content)

    assert bool(shown.xpath(f"//a[@href='{reverse('reports:written_new')}']")) is begins


def test_written_new_without_a_template_says_where_to_make_one(told: Told, clerk: Client) -> None:
    response = clerk.get(reverse("reports:written_new"), {"period": told.freeze().pk})

    assert "No body has a template in use" in text_of(response)
    assert reverse("reports:template_list") in text_of(response)


@pytest.mark.parametrize("others", [0, 1])
def test_written_new_for_a_meeting_that_nobody_wrote_down_writes_it_down(
    told: Told, clerk: Client, template: ReportTemplate, others: int
) -> None:
    MeetingFactory.create_batch(others, body=template.body, held_on=date(2026, 12, 1))
    address = f"{reverse('reports:written_new')}?period={told.freeze().pk}&template={template.pk}"
    # As the page itself posts it: where there is no meeting, none can be chosen.
    asked = document_fromstring(clerk.get(address).content).xpath("//main//form//@name")
    chosen = {"meeting": "another"} if "meeting" in asked else {}
    said = chosen | {"place": "Town hall", "scope": "", "subject": "Progress"}

    without_day = clerk.post(address, said)
    clerk.post(address, said | {"held_on_day": "8", "held_on_month": "12", "held_on_year": "2026"})

    assert bool(chosen) == bool(others)
    assert "Enter the day of the meeting" in text_of(without_day)
    [report] = CommitteeReport.objects.all()
    met = report.meeting
    assert (met.body, met.held_on, met.place) == (template.body, date(2026, 12, 8), "Town hall")


def test_written_new_offers_coming_meetings_first(told: Told, clerk: Client, template: ReportTemplate) -> None:
    today = timezone.localdate()
    days = [MeetingFactory(body=template.body, held_on=today + timedelta(days=days)) for days in (-9, 40, 7)]

    response = clerk.get(reverse("reports:written_new"), {"period": told.freeze().pk, "template": template.pk})

    offered = [pk for pk, _label in response.context["form"].fields["meeting"].choices]
    assert offered == [*(str(days[place].pk) for place in (2, 1, 0)), "another"]


def test_written_new_about_a_priority_takes_its_name_into_the_subject(
    told: Told, clerk: Client, template: ReportTemplate
) -> None:
    meeting = MeetingFactory(body=template.body)
    priority = told.plan.priorities.get()
    address = f"{reverse('reports:written_new')}?period={told.freeze().pk}&template={template.pk}"
    suggested = clerk.get(address).context["form"].initial["subject"]

    clerk.post(address, {"meeting": meeting.pk, "scope": f"priority-{priority.pk}", "subject": suggested})

    report = CommitteeReport.objects.get()
    assert (report.scope, report.scope_name) == (f"priority-{priority.pk}", "1 Good mental health, early")
    assert report.subject == (
        f"Northmoor Children’s Plan: progress on 1 Good mental health, early, {report.period.label}"
    )
    assert report.begun_by == told.clerk


def test_written_new_for_the_clerk_of_another_body_offers_fixed_periods_alone(
    told: Told, template: ReportTemplate
) -> None:
    client, user = Client(), UserFactory()
    MembershipFactory(body=template.body, user=user, role=Membership.Role.CLERK)
    client.force_login(user)

    before = client.get(reverse("reports:written_new")).context["periods"]
    period = told.freeze()
    after = client.get(reverse("reports:written_new")).context["periods"]

    assert (before, after) == ([], [period])


def test_written_new_for_a_lead_offers_their_own_part_alone(told: Told, template: ReportTemplate) -> None:
    client, user, group = Client(), UserFactory(), BodyFactory(name="Wellbeing group")
    MembershipFactory(body=group, user=user, role=Membership.Role.LEAD)
    Plan.objects.get(pk=told.plan.pk).priorities.update(lead_body=group)
    MeetingFactory(body=template.body)
    client.force_login(user)

    response = client.get(reverse("reports:written_new"), {"period": told.freeze().pk, "template": template.pk})

    scopes = response.context["form"].fields["scope"].choices
    priority = told.plan.priorities.get()
    assert [choice for _group, choices in scopes for choice in choices] == [
        (f"body-{group.pk}", "Wellbeing group"),
        (f"priority-{priority.pk}", "1 Good mental health, early"),
    ]


# --- The whole report ----------------------------------------------------------------------------


def test_writing_shows_every_part_and_what_is_missing(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    ImplicationHeadingFactory(template=report.template, label="Legal")
    FrontFieldFactory(template=report.template, label="Report of", source=FrontField.Source.WRITTEN)
    paragraphs[1].text = "As [[pc]] says, [insert date]."
    paragraphs[1].save()

    page = text_of(clerk.get(at(report, "writing")))

    assert "Not answered yet" in page
    assert "Not filled in yet" in page
    assert 'As <a href="#pc" class="govuk-link" rel="noopener noreferrer">paragraph 3</a> says' in page
    assert '<mark class="app-found">[insert date]</mark>' in page


def test_writing_shows_the_parts_in_the_order_in_which_they_are_printed(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    ImplicationHeadingFactory(template=report.template, label="Legal")

    shown = document_fromstring(clerk.get(at(report, "writing")).content)

    parts = ["front", "summary", "implications", "recommendations", f"section-{paragraphs[0].section_id}"]
    parts += ["appendices", "background"]
    assert shown.xpath("//section[contains(@class, 'app-section')]/@id") == parts
    assert shown.xpath("//nav[@aria-labelledby='parts']/ul/li/a/@href") == [f"#{each}" for each in parts]


def test_writing_shows_where_the_record_says_something_else_by_now(told: Told, template: ReportTemplate) -> None:
    client = Client()
    client.force_login(told.coordinator)
    address = f"{reverse('reports:written_new')}?period={told.period.pk}&template={template.pk}"
    client.post(address, {"meeting": MeetingFactory(body=template.body).pk, "scope": "", "subject": "Progress"})
    report = CommitteeReport.objects.get()
    assert "says something else by now" not in text_of(client.get(at(report, "writing")))

    update = told.period.updates.first()
    update.narrative = "Other words."
    update.save()

    page = client.get(at(report, "writing"))
    (changed,) = [each for each in Written(report).paragraphs if each.source == f"action-{update.action_id}"]
    assert page.context["page"].number_changed == 1
    assert reverse("reports:paragraph_source", args=[report.pk, changed.pk]) in text_of(page)


def test_writing_of_a_final_report_offers_no_change(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    report.content = report.public_content = report.record = b"{}"
    report.state, report.final_at = CommitteeReport.State.FINAL, datetime(2026, 11, 3, tzinfo=UTC)
    report.save()

    page = text_of(clerk.get(at(report, "writing")))
    late = clerk.post(at(report, "paragraph_edit", paragraphs[0].pk), {"text": "Typed too late"})

    assert at(report, "paragraph_edit", paragraphs[0].pk) not in page
    assert "Nothing can be written now" in text_of(late)
    assert "Typed too late" in text_of(late)


# --- Parts ---------------------------------------------------------------------------------------


def test_paragraph_edit_shows_numbers_and_stores_anchors(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    paragraphs[0].text = "See [[pc]]."
    paragraphs[0].save()
    address = at(report, "paragraph_edit", paragraphs[0].pk)
    shown = clerk.get(address)

    clerk.post(
        address,
        {
            "seen": hidden(shown, "seen"),
            "seen_order": hidden(shown, "seen_order"),
            "text": hidden(shown, "text") + " And [[2]].",
            "press": "save",
        },
    )

    paragraphs[0].refresh_from_db()
    assert hidden(shown, "text") == "See [[3]]."
    assert paragraphs[0].text == "See [[pc]]. And [[pb]]."


def test_paragraph_edit_to_a_number_that_is_not_there_says_so(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    address = at(report, "paragraph_edit", paragraphs[0].pk)
    seen = hidden(clerk.get(address), "seen")

    response = clerk.post(address, {"seen": seen, "seen_order": "pa,pb,pc", "text": "See [[9]]."})

    assert response.context["form"].errors["text"] == ["There is no paragraph 9 to refer to any more."]
    assert "See [[9]]." in text_of(response)


def test_paragraph_edit_inserts_a_reference_and_saves_nothing_yet(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    address = at(report, "paragraph_edit", paragraphs[0].pk)

    response = clerk.post(address, {"text": "Mine", "seen_order": "pa,pb,pc", "refer": "2", "press": "insert"})

    paragraphs[0].refresh_from_db()
    assert hidden(response, "text") == "Mine [[2]]"
    assert paragraphs[0].text == "Text a."


def test_paragraph_edit_apart_makes_paragraphs_of_blocks(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    address = at(report, "paragraph_edit", paragraphs[0].pk)
    seen = hidden(clerk.get(address), "seen")

    clerk.post(
        address,
        {"seen": seen, "text": "One:\r\n\r\n- first\r\n  - beneath\r\n\r\n1. second\r\n\r\nTwo.", "press": "apart"},
    )

    assert [each.text for each in Written(report).paragraphs][:2] == [
        "One:\n\n- first\n  - beneath\n\n1. second",
        "Two.",
    ]


def test_paragraph_edit_against_an_older_text_shows_both(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    address = at(report, "paragraph_edit", paragraphs[0].pk)
    seen = hidden(clerk.get(address), "seen")
    change_paragraph(paragraph=paragraphs[0], seen=seen, texts=["Their words"], shown=[], by=report.begun_by)

    refused = clerk.post(address, {"seen": seen, "text": "My words"})
    again = clerk.post(address, {"seen": hidden(refused, "seen"), "text": "My words"})

    assert "Their words" in text_of(refused)
    assert "My words" in text_of(refused)
    assert again.status_code == 302
    assert Written(report).paragraphs[0].text == "My words"


def test_paragraph_edit_without_a_sign_in_keeps_what_was_typed(
    report: CommitteeReport, paragraphs: list[Paragraph], told: Told
) -> None:
    address = at(report, "paragraph_edit", paragraphs[0].pk)
    client = Client()

    sent = client.post(address, {"text": "Typed for an hour", "seen": "x", "seen_order": "pa"})
    client.force_login(told.clerk)
    back = client.get(address)

    assert sent.status_code == 302
    assert hidden(back, "text") == "Typed for an hour"


def test_paragraph_edit_of_one_removed_meanwhile_gives_the_text_back(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    address = at(report, "paragraph_edit", paragraphs[0].pk)
    paragraphs[0].delete()

    response = clerk.post(address, {"text": "Typed for an hour"})

    assert "Somebody has removed this part of the report" in text_of(response)
    assert "Typed for an hour" in text_of(response)


def test_paragraph_edit_asks_about_words_that_may_point_at_a_child(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    address = at(report, "paragraph_edit", paragraphs[0].pk)
    seen = hidden(clerk.get(address), "seen")
    typed = {"seen": seen, "text": "Two children were moved.", "press": "save"}

    asked = clerk.post(address, typed)
    stored = clerk.post(address, typed | {"why_not_a_child": "Two groups of children."})

    assert "why_not_a_child" in asked.context["form"].fields
    assert stored.status_code == 302
    assert LetThrough.objects.get().place == LetThrough.Place.REPORT


def test_paragraph_place_moves_it_anywhere(report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]) -> None:
    section = paragraphs[0].section

    clerk.post(at(report, "paragraph_place", paragraphs[0].pk), {"place": f"{section.pk}-{paragraphs[2].pk}"})

    assert [each.anchor for each in Written(report).paragraphs] == ["pb", "pc", "pa"]


def test_paragraph_place_offers_to_join_where_one_is_above(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    offers = ["Join the two" in text_of(clerk.get(at(report, "paragraph_place", each.pk))) for each in paragraphs]

    assert offers == [False, True, True]


def test_writing_move_pressed_twice_stands_in_the_same_place(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    section = paragraphs[0].section
    down = f"paragraph-{paragraphs[0].pk}-{section.pk}-{paragraphs[1].pk}"

    for _press in range(2):
        clerk.post(at(report, "writing_move"), {"move": down})

    assert [each.anchor for each in Written(report).paragraphs] == ["pb", "pa", "pc"]


@pytest.mark.parametrize("move", ["", "paragraph-1", "paragraph-x-y-z", "report-1-2", "section-99-0-0-0"])
def test_writing_move_of_nonsense_changes_nothing(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph], move: str
) -> None:
    assert clerk.post(at(report, "writing_move"), {"move": move}).status_code == 302
    assert [each.anchor for each in Written(report).paragraphs] == ["pa", "pb", "pc"]


def test_part_removed_by_a_press_before_leads_back_to_the_report(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    recommendation = RecommendationFactory(report=report)
    addresses = [
        at(report, "paragraph_remove", paragraphs[0].pk),
        at(report, "report_section_remove", paragraphs[0].section_id),
        at(report, "recommendation_edit", recommendation.pk),
    ]

    for address in addresses:
        clerk.post(address, {"remove": "1"})
        again = clerk.post(address, {"remove": "1"}, follow=True)

        assert again.redirect_chain == [(at(report, "writing"), 302)]
        assert "This has been removed already." in text_of(again)


def test_paragraph_remove_asks_where_the_report_refers_to_it(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    RecommendationFactory(report=report, text="Agree [[pa]].")
    address = at(report, "paragraph_remove", paragraphs[0].pk)

    asked = clerk.get(address)
    clerk.post(address)
    kept = Written(report).order
    clerk.post(address, {"anyway": "1"})

    assert "The report refers to it:" in text_of(asked)
    assert kept == ["pa", "pb", "pc"]
    assert Written(report).order == ["pb", "pc"]
    assert report.recommendations.get().text == "Agree [which paragraph?]."


def test_recommendation_refers_by_number(report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]) -> None:
    clerk.post(at(report, "recommendation_new"), {"text": "Agree [[2]].", "seen_order": "pa,pb,pc"})

    recommendation = report.recommendations.get()
    shown = clerk.get(at(report, "recommendation_edit", recommendation.pk))
    assert recommendation.text == "Agree [[pb]]."
    assert hidden(shown, "text") == "Agree [[2]]."


def test_writing_implication_goes_on_to_the_next(report: CommitteeReport, clerk: Client) -> None:
    legal, staffing = (ImplicationHeadingFactory(template=report.template, label=each) for each in ("Legal", "Staff"))

    response = clerk.post(
        at(report, "writing_implication", legal.pk), {"answered": "none", "text": "left over", "next": "1"}
    )

    assert response["Location"] == at(report, "writing_implication", staffing.pk)
    assert [(each.text, each.is_none) for each in report.implications.all()] == [("", True)]


def test_writing_implication_as_text_needs_one(report: CommitteeReport, clerk: Client) -> None:
    legal = ImplicationHeadingFactory(template=report.template, label="Legal")

    response = clerk.post(at(report, "writing_implication", legal.pk), {"answered": "text", "text": " "})

    assert response.context["form"].errors["text"] == ["Write what the implications are, or choose another answer"]
    assert list(report.implications.all()) == []


@pytest.mark.parametrize(("number", "status"), [("3", 302), ("1 and 2", 302), ("8", 200), ("", 200)])
def test_paragraph_withhold_takes_the_paragraphs_of_the_scheme(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph], number: str, status: int
) -> None:
    ReportTemplate.objects.filter(pk=report.template_id).update(scheme=ReportTemplate.Scheme.ENGLAND)

    response = clerk.post(
        at(report, "paragraph_withhold", paragraphs[0].pk),
        {"standing": "exempt", "paragraph": number, "public_interest": "Bids.", "description": "A price"},
    )

    assert response.status_code == status
    assert report.exemptions.count() == (1 if status == 302 else 0)


def test_paragraph_withhold_asks_its_question_once(
    report: CommitteeReport, clerk: Client, paragraphs: list[Paragraph]
) -> None:
    said = text_of(clerk.get(at(report, "paragraph_withhold", paragraphs[0].pk)))

    assert said.casefold().count("may the public read it?") == 1


def test_appendix_withhold_against_changed_grounds_shows_them(report: CommitteeReport, clerk: Client) -> None:
    appendix = AppendixFactory(report=report)
    address = at(report, "appendix_withhold", appendix.pk)
    clerk.post(address, {"standing": "confidential", "description": "A letter"})
    seen = hidden(clerk.get(address), "seen")
    clerk.post(address, {"seen": seen, "standing": "confidential", "description": "Theirs"})

    refused = clerk.post(address, {"seen": seen, "standing": "confidential", "description": "Mine"})

    assert "Theirs" in text_of(refused)
    assert "Mine" in text_of(refused)
    assert report.exemptions.get().description == "Theirs"


def test_writing_front_against_an_older_one_shows_both(report: CommitteeReport, clerk: Client) -> None:
    field = FrontFieldFactory(template=report.template, label="Report of", source=FrontField.Source.WRITTEN)
    address = at(report, "writing_front")
    seen = hidden(clerk.get(address), "seen")
    said = {"subject": "Progress", "meeting": report.meeting_id, "asks": "comment"}
    clerk.post(address, said | {"seen": seen, f"line_{field.pk}": "Theirs"})

    refused = clerk.post(address, said | {"seen": seen, f"line_{field.pk}": "Mine"})
    again = clerk.post(address, said | {"seen": hidden(refused, "seen"), f"line_{field.pk}": "Mine"})

    assert "Theirs" in text_of(refused)
    assert again.status_code == 302
    assert report.front_answers.get().text == "Mine"
