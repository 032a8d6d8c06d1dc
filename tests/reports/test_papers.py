"""Published reports for everybody: the public's edition alone, at an address that stays."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reports.models import CommitteeReport, MonitoringReport, ReportMove
from tests.factories import (
    CommitteeReportFactory,
    EditionFactory,
    MeetingFactory,
    PeriodFactory,
    PlanFactory,
    ReportFactory,
    UserFactory,
)
from tests.monitoring.pages import page, rows, said

pytestmark = pytest.mark.django_db

State = CommitteeReport.State
AT = datetime(2026, 11, 12, 9, tzinfo=UTC)
SECRET = b"The price is 41,000 pounds"


def report(state: str = State.PUBLISHED, **fields: Any) -> CommitteeReport:
    """A report with a file for the public and one for those who may read everything."""
    made = CommitteeReportFactory(
        period=PeriodFactory(plan=PlanFactory(short_title="Northmoor Children’s Plan"), frozen=True),
        subject="Safe at home",
        summary="Two of four hubs are open.",
        **fields,
    )
    bytes_of = {"content": b"{}", "public_content": b"{}", "record": b"{}"} if state not in made.WRITABLE else {}
    CommitteeReport.objects.filter(pk=made.pk).update(
        state=state, published_at=AT if state not in (*made.WRITABLE, State.FINAL) else None, final_at=AT, **bytes_of
    )
    for audience, content in (("public", b"%PDF for all"), ("full", SECRET)):
        issue = ReportFactory(
            period=made.period, written=made, kind="committee", audience=audience, state="finished", ended_at=AT
        )
        EditionFactory(report=issue, content=content, size=123_456, pages=9, sha256=audience[0] * 64)
        EditionFactory(report=issue, format="html", content=content, size=1_000, pages=None)
    made.refresh_from_db()
    return made


def get(name: str, *keys: object) -> Any:
    return Client().get(reverse(f"reports:{name}", args=keys))


def test_list_names_every_published_report_with_its_meeting():
    paper = report(meeting=MeetingFactory(held_on=date(2026, 11, 20)))
    report(State.DRAFT)
    report(State.FINAL)

    shown = page(get("paper_list"))

    assert rows(shown) == [
        ["Safe at home", f"Meeting {paper.meeting.body}, 20 November 2026", "Published 12 November 2026"]
    ]


@pytest.mark.parametrize(("state", "word"), [(State.SUPERSEDED, "Superseded"), (State.WITHDRAWN, "Withdrawn")])
def test_list_says_what_has_become_of_a_report(state: str, word: str):
    report(state)

    assert [row[0] for row in rows(page(get("paper_list")))] == [f"Safe at home {word}"]


def test_list_of_nothing_says_why_it_is_empty():
    assert "No report has been published yet" in said(page(get("paper_list")))


@pytest.mark.parametrize("number", [1, 5])
def test_pages_ask_the_database_as_often_for_many_as_for_one(number: int, django_assert_num_queries):
    papers = [report() for _ in range(number)]

    with django_assert_num_queries(2):
        get("paper_list")
    with django_assert_num_queries(4):
        get("paper", papers[0].pk)
    with django_assert_num_queries(4):
        get("paper_file", papers[0].pk)


def test_page_offers_the_files_for_everybody_and_no_other():
    paper = report()

    shown = page(get("paper", paper.pk))

    assert [(said(link), link.get("href")) for link in shown.xpath("//main//ul//a")] == [
        ("PDF, Safe at home", f"/papers/{paper.pk}/report.pdf"),
        ("Web page, Safe at home", f"/papers/{paper.pk}/report.html"),
    ]
    assert "120.6 KB, 9 pages" in said(shown)
    assert "p" * 64 in said(shown)
    assert "f" * 64 not in said(shown)


@pytest.mark.parametrize("name", ["paper_file", "paper_page"])
def test_file_is_the_edition_for_everybody(name: str):
    answer = get(name, report().pk)

    assert answer.content == b"%PDF for all"
    assert answer["Cache-Control"] == "public, no-cache"
    assert "-public." in answer["Content-Disposition"]


def test_file_for_everybody_is_never_that_of_a_report_which_has_only_a_full_one():
    paper = report()
    MonitoringReport.objects.filter(written=paper, audience="public").update(state="withdrawn")

    assert get("paper_file", paper.pk).status_code == 404
    assert "There is no file of this report at present" in said(page(get("paper", paper.pk)))


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_CLEARANCE, State.CLEARED, State.FINAL])
def test_report_that_is_not_published_is_not_there(state: str):
    paper = report(state)

    names = ("paper", "paper_file", "paper_page", "paper_word")
    assert [get(name, paper.pk).status_code for name in names] == [404] * 4


def test_report_withdrawn_before_it_was_published_is_not_there():
    paper = CommitteeReportFactory(state=State.WITHDRAWN)

    assert get("paper", paper.pk).status_code == 404


def test_withdrawn_report_has_its_notice_and_no_file():
    paper = report(State.WITHDRAWN)
    ReportMove.objects.create(
        report=paper,
        from_state=State.PUBLISHED,
        to_state=State.WITHDRAWN,
        reason="It is about another year.",
        by=UserFactory(),
        at=datetime(2026, 11, 14, 9, tzinfo=UTC),
    )

    answer = get("paper_file", paper.pk)
    shown = page(get("paper", paper.pk))

    assert (answer.status_code, answer["Location"]) == (302, f"/papers/{paper.pk}/")
    assert (
        "This report was withdrawn on 14 November 2026. It is about another year. Its files are no longer given out."
        in said(shown)
    )
    assert shown.xpath("//main//a[contains(@href, 'report.')]") == []
    assert "Two of four hubs" not in said(shown)


def test_report_whose_new_version_was_withdrawn_leads_to_the_one_that_stands():
    paper = report(State.SUPERSEDED)
    second = report(State.WITHDRAWN, version=2, corrects=paper)

    def leads_to(shown: CommitteeReport) -> list[str]:
        return [str(each) for each in page(get("paper", shown.pk)).xpath("//*[contains(@class, 'app-notice')]//@href")]

    assert (leads_to(paper), leads_to(second)) == ([f"/papers/{second.pk}/"], [])
    third = report(version=3, corrects=second)
    assert (leads_to(paper), leads_to(second)) == ([f"/papers/{third.pk}/"], [f"/papers/{third.pk}/"])


def test_superseded_report_leads_to_the_version_that_put_it_right():
    paper = report(State.SUPERSEDED)
    newer = report(version=2, corrects=paper, correction_note="The number of hubs was wrong.")

    shown = page(get("paper", paper.pk))

    assert "This version has been superseded." in said(shown)
    assert shown.xpath("//*[contains(@class, 'app-notice')]//a/@href") == [f"/papers/{newer.pk}/"]
    assert "The number of hubs was wrong." in said(page(get("paper", newer.pk)))
    assert get("paper_file", paper.pk).status_code == 200
