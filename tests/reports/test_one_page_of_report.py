"""The summary on one page of a report that somebody wrote: what it says, for whom, and how it is had."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from docx import Document as WordDocument
from docx import __version__ as docx_version
from lxml import html  # type: ignore[import-untyped]  # it has none of its own
from msgspec.structs import replace

from monitoring.record import canonical
from monitoring.record.structs import Record
from reports.content import Appendix, Content, Paragraph, Section, Withheld, encode
from reports.document.documents import document_of
from reports.document.make import make_pdf
from reports.document.one_page_of_report import ROOMS, OnePageOfReport
from reports.document.pictures import MAKER as PICTURES_BY
from reports.document.rendering import html_of
from reports.document.source import Source
from reports.document.typeset import Press
from reports.document.web import maker as web_maker
from reports.document.word import word
from reports.models import CommitteeReport, MonitoringReport
from reports.permissions import reports_open_to
from reports.public_content import public
from reports.services.finishing import correct, make_final, publish, withdraw
from reports.services.issuing import NothingToReport, issue_one_page, issue_written, produce, source_of
from tests.factories import EditionFactory, UserFactory
from tests.monitoring.pages import page as page_of
from tests.monitoring.pages import said
from tests.reports.conftest import Told
from tests.reports.laid import LATER, Laid, lay
from tests.reports.records import record
from tests.reports.test_committee import CONFIDENTIAL, CONTENT, EXEMPT
from tests.reports.test_kinds import HOSTILE, hostile
from tests.reports.test_word import words_of, words_of_page

State = CommitteeReport.State
LONG = "That the committee asks every partner what it does about waits, " * 30
LISTED = (
    "That the committee:\n\n"
    "1. notes the plan, as [[p1]] says;\n"
    "2. asks the **Board** when the line opens;\n"
    "3. asks for a further report."
)


def source(content: Content = CONTENT, *, actions: int = 20, of: Record | None = None) -> Source:
    bytes_of = canonical.encode(of or record(actions, priorities=min(7, actions)))
    return Source(bytes_of, version=1, kind="one_page", audience=content.edition, content=encode(content))


def document(content: Content = CONTENT, **given: Any) -> OnePageOfReport:
    made = document_of(source(content, **given))
    assert isinstance(made, OnePageOfReport)
    return made


def shown(content: Content = CONTENT, **given: Any) -> Any:
    return html.document_fromstring(html_of(document(content, **given)))


def lines(found: Any, *path: str) -> list[str]:
    """The words of every element there."""
    return [" ".join(each.text_content().split()) for each in found.xpath(" | ".join(path))]


# --- What it says ------------------------------------------------------------------------------------


def test_summary_names_the_report_and_its_meeting_and_says_where_it_stands_and_what_is_recommended():
    made, found = document(public(CONTENT)), shown(public(CONTENT))

    assert (made.title, made.layout, made.warning) == (
        "One-page summary of Progress with the children’s plan: Children’s Scrutiny Committee, 3 December 2026",
        "one-page-of-report/1",
        "",
    )
    assert lines(found, "//h1", "//p[@class='masthead-kind' or @class='masthead-body' or @class='sheet-line']") == [
        "Children’s Scrutiny Committee",
        "Progress with the children’s plan",
        "One-page summary of the committee report for 3 December 2026",
        "For comment. Town Hall. Reference CS/26/117. Northmoor Children and Young People’s Plan 2025 to 2028. "
        "July to September 2026.",
    ]
    assert lines(found, "//p[@class='position']") == [
        "8 of 20 actions are complete or on track, 2 fewer than in June. 10 need attention."
    ]
    assert lines(found, "//h2") == ["Priorities over time", "10 actions need attention", "Recommendations"]
    assert len(found.xpath("//*[local-name()='svg']")) == 1
    assert len(found.xpath("//table[contains(@class, 'heat')]/tbody/tr")) == 7
    assert len(found.xpath("//table[@class='concerns']/tbody/tr")) == 10
    assert lines(found, "//div[@class='decisions']//li") == [
        "That the committee comments.",
        "That it asks for a further report.",
    ]
    assert lines(found, "//p[@class='imprint']") == [
        "Template: Report to scrutiny, version 2. Figures: July to September 2026. Fixed, version 1. "
        f"Record {made.checksum[:12]}."
    ]


def test_summary_comes_with_its_charts_as_pictures_that_name_the_report():
    made = document()

    assert [(each.part, each.title) for each in made.pictures] == [
        ("position", "Where the plan stands"),
        ("priorities", "Priorities over time"),
    ]
    assert made.heading == "Progress with the children’s plan"


def test_picture_says_in_words_what_the_slide_shows_and_not_what_the_page_has_room_for():
    [_position, roomy], [_same, tight] = document().pictures, document().with_room(ROOMS[-1]).pictures

    assert tight == roomy
    assert roomy.alternative.count(":") == 7


def test_summary_of_a_report_about_a_part_holds_that_part_alone():
    part = replace(public(CONTENT), scope="priority-101", scope_name="2 Good mental health, early", asks="key_decision")

    found = shown(part)

    assert lines(found, "//p[@class='sheet-line']") == [
        "For decision: a key decision. Town Hall. Reference CS/26/117. Northmoor Children and Young People’s Plan "
        "2025 to 2028, 2 Good mental health, early. July to September 2026."
    ]
    assert lines(found, "//p[@class='position']") == [
        "1 of 3 actions is complete or on track, 1 fewer than in June. 2 need attention."
    ]
    assert lines(found, "//table[contains(@class, 'heat')]/tbody/tr/th") == ["2 Good mental health, early"]
    assert lines(found, "//table[@class='concerns']/tbody/tr/th") == [
        "2.2 Walk every route to school with its pupils",
        "2.3 Ask young people to rate the help they get",
    ]


def test_summary_of_a_report_that_recommends_nothing_has_no_box_for_it():
    assert shown(replace(CONTENT, recommendations=())).xpath("//div[@class='decisions']") == []


@pytest.mark.parametrize(
    ("changed", "warning"),
    [
        ({"state": "draft"}, "Draft, not yet final."),
        ({"version": 2, "corrects": 1}, "Version 2, which corrects version 1."),
    ],
)
def test_summary_of_a_draft_or_a_correction_says_so(changed: dict[str, Any], warning: str):
    content = replace(public(CONTENT), **changed)

    assert (document(content).warning, lines(shown(content), "//p[@class='warning']")) == (warning, [warning])


def test_word_file_of_the_summary_says_every_word_of_the_page():
    text = html_of(document(replace(CONTENT, recommendations=(LISTED, LONG))))

    # Here nothing is left out because it tells of pages, and the last column is none of their numbers.
    page = words_of_page(text.replace('class="one-page"', 'class="whole"'))
    assert words_of(WordDocument(BytesIO(word(text)))) == page + Counter(["Why"])


# --- What there is room for --------------------------------------------------------------------------


def recommended(*texts: str, room: int = 0) -> tuple[list[str], str]:
    """What is printed of recommendations, and what is said of the rest."""
    made = document(replace(CONTENT, recommendations=texts)).with_room(ROOMS[room])
    found = html.document_fromstring(html_of(made))
    return lines(found, "//div[@class='decisions']/ol/li"), made.decisions_left_out


def test_recommendation_with_room_keeps_its_list_and_leads_to_no_paragraph_that_is_not_there():
    found = shown(replace(CONTENT, recommendations=(LISTED,)))

    assert lines(found, "//div[@class='decisions']/ol/li//li") == [
        "notes the plan, as paragraph 1 says;",
        "asks the Board when the line opens;",
        "asks for a further report.",
    ]
    assert lines(found, "//div[@class='decisions']//strong") == ["Board"]
    assert found.xpath("//a[starts-with(@href, '#')]") == []


def test_recommendation_without_room_is_cut_after_a_word_and_the_page_says_where_the_rest_is():
    printed, left_out = recommended(LISTED, LONG, "That it thanks Westmoor.", "That it meets.", room=-2)

    assert printed == [
        "That the committee: 1. notes the plan, as paragraph 1 says; 2. asks the Board…",
        "That the committee asks every partner what it does about waits, That the…",
    ]
    assert left_out == (
        "What ends in … is shortened here: the report gives it in full. 2 more recommendations are in the report."
    )


def test_recommendation_that_ends_in_an_ellipsis_of_its_own_is_not_said_to_be_shortened():
    assert recommended("That it waits and sees…") == (["That it waits and sees…"], "")


def test_many_short_lines_of_a_recommendation_take_one_line_where_there_is_no_room():
    assert recommended("\n".join(f"- {number}" for number in range(20)), room=-1) == (
        ["0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19"],
        "",
    )


def monstrous() -> Content:
    """Every text is far too long, and everything that can be withheld is."""
    said = tuple(
        Paragraph(anchor=f"p{number}", text=HOSTILE, withheld=EXEMPT if number % 2 else None) for number in range(400)
    )
    grounds = [Withheld(basis="exempt", scheme="england", paragraph=str(number)) for number in range(1, 8)]
    return replace(
        CONTENT,
        state="draft",
        version=2,
        corrects=1,
        template=HOSTILE,
        body=HOSTILE,
        meeting_place=HOSTILE,
        subject=HOSTILE,
        reference="R" * 60,
        recommendations=(LISTED + HOSTILE, "\n\n".join("abcdefgh"), *[HOSTILE] * 40),
        sections=(Section(heading="Progress", paragraphs=said),),
        appendices=tuple(Appendix(title=HOSTILE, holds="text", withheld=each) for each in (*grounds, CONFIDENTIAL)),
    )


def test_least_room_of_the_summary_holds_whatever_comes():
    made = document(monstrous(), of=hostile(record(60, priorities=30))).with_room(ROOMS[-1])

    text = html_of(made)

    assert Press(text).typeset(text, labels={}).number == 1


@pytest.mark.parametrize("actions", [20, 300])
def test_summary_is_one_page_at_any_size(actions: int):
    content = replace(CONTENT, recommendations=(LISTED, LONG, *["That it asks again."] * 30))

    assert make_pdf(source(content, actions=actions)).pages == 1


# --- What is withheld --------------------------------------------------------------------------------


LAW = "(exempt under paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972)"
ACT = "(confidential under section 100A(2) and (3) of the Local Government Act 1972)"


def test_public_summary_marks_what_is_withheld_and_says_nothing_of_it():
    found = shown(public(CONTENT))

    assert lines(found, "//p[@class='kept-back']") == [
        f"Withheld from publication: paragraph 2 and Appendix 5 {LAW}; paragraph 4 {ACT}."
    ]
    assert "The bids" not in found.text_content()


def test_full_summary_says_on_its_page_what_is_not_for_publication():
    found = shown(CONTENT)

    assert document().warning == "Not for publication: holds exempt and confidential information."
    assert lines(found, "//p[@class='kept-back']") == [
        f"Not for publication: paragraph 2 and Appendix 5 {LAW}; paragraph 4 {ACT}. Appendix 5: The bids."
    ]


def test_summary_of_a_report_without_secrets_speaks_of_none():
    open_to_all = replace(CONTENT, sections=(), appendices=())

    assert shown(open_to_all).xpath("//p[@class='kept-back']") == []


def test_public_summary_of_full_content_is_the_public_s_all_the_same():
    full = source()
    made = document_of(Source(full.record, version=1, kind="one_page", audience="public", content=encode(CONTENT)))

    assert html_of(made) == html_of(document(public(CONTENT)))


# --- How it is had -----------------------------------------------------------------------------------


@pytest.fixture
def laid(told: Told) -> Laid:
    return lay(told)


def final(laid: Laid) -> CommitteeReport:
    laid.clear()
    make_final(report=laid.now, revision=laid.now.revision, by=laid.clerk, at=LATER)
    return laid.now


@pytest.mark.django_db
def test_summary_of_a_final_report_is_made_of_its_bytes_and_asked_for_once(laid: Laid):
    report = final(laid)

    [asked] = issue_one_page(report=report, by=laid.clerk)
    [again] = issue_one_page(report=report, by=laid.director)

    assert again == asked
    assert (asked.kind, asked.template, asked.audience, asked.provisional) == (
        "one_page",
        "one-page-of-report/1",
        "public",
        False,
    )
    assert (asked.content_sha256, asked.record_sha256) == (report.public_content_sha256, report.record_sha256)
    assert [each.kind for each in report.issues.order_by("pk")] == ["committee", "one_page"]


@pytest.mark.django_db
def test_summary_of_a_withdrawn_report_is_not_made(laid: Laid):
    withdraw(report=final(laid), reason="It is about another year.", by=laid.clerk, at=LATER)

    with pytest.raises(NothingToReport):
        issue_one_page(report=laid.now, by=laid.clerk)


@pytest.mark.django_db
def test_corrected_version_has_a_summary_of_its_own(laid: Laid):
    [former] = issue_one_page(report=final(laid), by=laid.clerk)
    new = correct(report=laid.now, note="The number of hubs.", by=laid.clerk, at=LATER)

    [asked] = issue_one_page(report=new, by=laid.clerk)
    produce(asked.pk)

    asked.refresh_from_db()
    made = document_of(source_of(asked))
    assert (asked.written, asked.provisional, asked.failure, made.warning) == (
        new,
        True,
        "",
        "Draft, not yet final. Version 2, which corrects version 1.",
    )
    assert {
        (each.format, each.part): (each.pages, each.renderer.partition(",")[0]) for each in asked.editions.all()
    } == {
        ("pdf", ""): (1, "one-page-of-report/1"),
        ("html", ""): (None, web_maker().partition(",")[0]),
        ("docx", ""): (None, f"python-docx {docx_version}"),
        ("png", "position"): (None, PICTURES_BY),
        ("png", "priorities"): (None, PICTURES_BY),
    }
    assert list(CommitteeReport.objects.get(corrects=None).issues.filter(kind="one_page")) == [former]


@pytest.mark.django_db
def test_files_of_a_draft_stand_on_the_fixed_figures_of_its_period_and_say_that_it_is_one(laid: Laid):
    [asked] = issue_one_page(report=laid.report, by=laid.clerk)
    clerk = signed_in(laid.clerk)
    MonitoringReport.objects.update(state="finished", ended_at=LATER)

    page = said(page_of(clerk.get(asked.get_absolute_url())))
    listed = said(page_of(clerk.get("/reports/")))

    assert (asked.provisional, source_of(asked).version) == (True, 1)
    assert "Provisional It was made of a draft, which may still change, and every page says so." in page
    assert (
        f"One-page summary, {laid.report.subject} For the {laid.report.meeting.body} on 19 November 2026, "
        "Public edition, draft Figures Final, version 1" in listed
    )


@pytest.mark.django_db
def test_page_limit_counts_the_pages_of_the_report_and_not_of_its_summary(told: Told):
    laid = lay(told, page_limit=4)
    for issue, pages in ((issue_one_page, 1), (issue_written, 9)):
        [asked] = issue(report=laid.report, by=laid.clerk)
        EditionFactory(report=asked, pages=pages)

    [long] = [each.what for each in laid.standing().items if "pages" in each.what]
    assert long == "It is 9 pages long; the body takes 4."


def signed_in(user: Any) -> Any:
    client = Client()
    client.force_login(user)
    return client


def everybody() -> Any:
    """Who does not sign in."""
    return Client()


def finished(laid: Laid, *, kind: str = "one_page") -> MonitoringReport:
    """As a worker leaves it."""
    issue = {"one_page": issue_one_page, "committee": issue_written}[kind]
    [asked] = issue(report=laid.now, by=laid.clerk)
    MonitoringReport.objects.filter(pk=asked.pk).update(state="finished", ended_at=LATER)
    EditionFactory(report=asked, pages=1, size=27_851, content=f"%PDF {kind}".encode(), sha256=kind[0] * 64)
    EditionFactory(report=asked, format="html", pages=None, size=31_000, content=b"<html>")
    if kind == "one_page":
        EditionFactory(report=asked, format="png", part="position", pages=None, size=20_000)
    return asked


@pytest.mark.django_db
def test_clerk_makes_the_summary_from_the_page_of_the_report_and_finds_its_files_there(laid: Laid):
    report = final(laid)
    clerk, home = signed_in(laid.clerk), report.get_absolute_url()
    MonitoringReport.objects.update(state="finished", ended_at=LATER)

    before = page_of(clerk.get(home))
    answer = clerk.post(f"{home}one-page/")
    meanwhile = page_of(clerk.get(f"{home}progress/"))
    asked = finished(laid)
    after = page_of(clerk.get(home))

    asked.refresh_from_db()
    # So that nobody writes to them about it.
    assert asked.seen_at is not None
    assert [each.get("action") for each in before.xpath("//section[@id='files']//form")] == [f"{home}one-page/"]
    assert said(before.xpath("//section[@id='files']//form/button")[0]) == "Make the summary"
    assert (answer.status_code, answer["Location"]) == (302, f"{home}#files")
    assert meanwhile.xpath("//section[@id='files']/@hx-get") == [f"{home}progress/"]
    assert [(said(each), each.get("href")) for each in after.xpath("//h3[@id='one-page']/following::ul[1]//a")] == [
        ("Public edition, One-page summary", f"/reports/{asked.pk}/"),
        ("PDF, Public edition, One-page summary", f"/reports/{asked.pk}/report.pdf"),
        ("Web page, Public edition, One-page summary", f"/reports/{asked.pk}/report.html"),
        ("Picture for a slide: where the plan stands (PNG), Public edition, One-page summary", f"/reports/{asked.pk}/position.png"),
    ]  # fmt: skip
    assert after.xpath("//section[@id='files']//form") == []


@pytest.mark.django_db
def test_summary_that_failed_is_tried_again_and_the_files_of_the_report_stay(laid: Laid):
    report = final(laid)
    clerk, home = signed_in(laid.clerk), report.get_absolute_url()
    finished(laid, kind="committee")
    issue_one_page(report=report, by=laid.clerk)
    MonitoringReport.objects.filter(kind="one_page").update(state="failed", failure="There was no room.")

    shown_to = page_of(clerk.get(home))
    clerk.post(f"{home}one-page/")

    assert said(shown_to.xpath("//section[@id='files']//form/button")[0]) == "Try the summary again"
    assert "There was no room." in said(shown_to)
    assert dict(report.issues.values_list("kind", "state")) == {"committee": "finished", "one_page": "asked"}


@pytest.mark.django_db
def test_summary_of_a_published_report_is_for_everybody_at_its_address(laid: Laid):
    final(laid)
    finished(laid, kind="committee")
    publish(report=laid.now, by=laid.clerk, at=LATER)
    address = f"/papers/{laid.report.pk}/"
    before = page_of(everybody().get(address))
    finished(laid)

    after, file = page_of(everybody().get(address)), everybody().get(f"{address}one-page/summary.pdf")

    assert "One-page summary" not in said(before)
    assert [(said(each), each.get("href")) for each in after.xpath("//main//ul[@class='app-downloads']//a")] == [
        (f"PDF, {laid.report.subject}", f"{address}report.pdf"),
        (f"Web page, {laid.report.subject}", f"{address}report.html"),
        (f"PDF, one-page summary, {laid.report.subject}", f"{address}one-page/summary.pdf"),
        (f"Web page, one-page summary, {laid.report.subject}", f"{address}one-page/summary.html"),
    ]
    assert f"Checksum (SHA-256), one-page summary, PDF {'o' * 64}" in said(after)
    assert file.content == b"%PDF one_page"
    assert file["Content-Disposition"] == (
        'attachment; filename="northmoor-childrens-plan-one-page-summary-july-to-september-2025-for-2026-11-19.pdf"'
    )
    assert everybody().get(f"{address}report.pdf").content == b"%PDF committee"
    assert [everybody().get(f"{address}one-page/summary.{each}").status_code for each in ("docx", "png", "exe")] == [
        404
    ] * 3


@pytest.mark.django_db
def test_summary_of_a_withdrawn_report_is_had_by_nobody(laid: Laid):
    final(laid)
    asked = finished(laid)
    publish(report=laid.now, by=laid.clerk, at=LATER)
    withdraw(report=laid.now, reason="It is about another year.", by=laid.clerk, at=LATER)
    address = f"/papers/{laid.report.pk}/"

    answer = everybody().get(f"{address}one-page/summary.pdf")

    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "One-page summary" not in said(page_of(everybody().get(address)))
    assert asked not in reports_open_to(UserFactory())


# --- veraPDF -----------------------------------------------------------------------------------------


@pytest.mark.prove
@pytest.mark.parametrize("edition", ["full", "public"])
@pytest.mark.parametrize("actions", [1, 20])
def test_summary_of_a_report_satisfies_verapdf(edition: str, actions: int, tmp_path: Path):
    """VERAPDF is a command that takes a profile and files, and fails where one does not comply."""
    command = os.environ.get("VERAPDF")
    if not command:
        pytest.skip("VERAPDF names no validator")
    content = replace(CONTENT, recommendations=(LISTED, LONG))
    path = tmp_path / "summary.pdf"
    path.write_bytes(make_pdf(source(public(content) if edition == "public" else content, actions=actions)).content)

    checked = subprocess.run([command, "ua1", path], check=False, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout
