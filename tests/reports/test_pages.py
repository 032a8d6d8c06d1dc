"""The pages of reports: the list, the wait, the file, and what the clerk may ask for."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from monitoring.record import canonical
from monitoring.record.structs import Highlight
from partnership.locks import alone_with
from partnership.models import Membership
from reports import checks
from reports.models import Kind, MonitoringReport
from reports.services.issuing import ATTEMPTS, LOCKS, produce
from reports.views.issued import A_PAGE_OF
from tests.factories import (
    BodyFactory,
    CommitteeReportFactory,
    EditionFactory,
    MembershipFactory,
    PeriodFactory,
    ReportFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, rows, said
from tests.reports.conftest import Told
from tests.reports.records import record

State = MonitoringReport.State
MADE = datetime(2026, 10, 30, 12, 5, tzinfo=UTC)


def finished(told: Told, *, provisional: bool = False, **fields) -> MonitoringReport:
    report = ReportFactory(
        period=PeriodFactory(plan=told.plan, frozen=True),
        state=State.FINISHED,
        asked_by=told.clerk,
        ended_at=MADE,
        provisional=provisional,
        record_version=1,
        record_sha256="b" * 64,
    )
    EditionFactory(report=report, **{"size": 123_456, "pages": 14, "sha256": "a" * 64, "made_at": MADE, **fields})
    return report


@pytest.fixture
def member(told: Told) -> Any:
    client = Client()
    user = UserFactory()
    MembershipFactory(body=told.plan.owner_body, user=user)
    client.force_login(user)
    return client


def test_list_names_each_report_with_its_figures_day_and_size(told: Told, clerk: Any):
    report = finished(told)

    shown = page(clerk.get(reverse("reports:report_list")))

    assert rows(shown)[0] == [
        f"Monitoring report New Northmoor Children’s Plan, {report.period}",
        "Figures Final, version 1",
        "Made 30 October 2026",
        "File PDF of Monitoring report, 120.6 KB",
    ]


def test_list_offers_the_clerk_every_period_that_says_something(told: Told, clerk: Any):
    PeriodFactory(plan=told.plan, planned=True)

    shown = page(clerk.get(reverse("reports:report_list")))

    assert [said(button) for button in shown.xpath("//main//button")] == [
        f"Make the report of Northmoor Children’s Plan, {told.period}"
    ]


def test_list_offers_a_member_nothing_to_make(told: Told, member: Any):
    shown = page(member.get(reverse("reports:report_list")))

    assert shown.xpath("//main//button") == []
    assert "No report has been made yet" in said(shown)


def test_list_hides_provisional_reports_from_members(told: Told, member: Any):
    report = finished(told, provisional=True)

    shown = page(member.get(reverse("reports:report_list")))

    assert str(report) not in said(shown)


@pytest.mark.parametrize("number", [1, 6])
def test_list_asks_the_database_as_often_for_many_as_for_one(
    told: Told, clerk: Any, number: int, django_assert_num_queries
):
    for _ in range(number):
        finished(told)
        ReportFactory(period=PeriodFactory(plan=told.plan, frozen=True))
        CommitteeReportFactory(period=told.period)

    with django_assert_num_queries(12):
        clerk.get(reverse("reports:report_list"))


def test_list_of_what_is_not_published_yet_is_leafed_through_by_itself(told: Told, clerk: Any):
    reports = [
        CommitteeReportFactory(period=told.period, subject=f"Report {number}", meeting__held_on=date(2026, 12, number))
        for number in range(1, A_PAGE_OF + 2)
    ]

    first, second = (page(clerk.get(reverse("reports:report_list"), {"in_hand": each})) for each in (1, 2))

    def shown(of: Any) -> list[str]:
        return [said(each) for each in parts(of, "app-todo__link")]

    assert shown(first) == [each.subject for each in reports[:A_PAGE_OF]]
    assert shown(second) == [reports[-1].subject]
    [on] = first.xpath("//nav[@aria-label='Pages of what is not published yet']//a/@href")
    assert on == "?in_hand=2"


@pytest.mark.parametrize(
    ("today", "left"),
    [
        ("2026-11-24", "2 working days left"),
        ("2026-11-26", "today is the last day"),
        ("2026-11-30", "2 working days late"),
    ],
)
def test_list_says_how_long_is_left_until_the_papers_of_a_report_go_out(
    told: Told, clerk: Any, monkeypatch: pytest.MonkeyPatch, today: str, left: str
):
    CommitteeReportFactory(
        period=told.period, meeting__body=BodyFactory(name="Scrutiny", clear_days=5), meeting__held_on=date(2026, 12, 4)
    )
    monkeypatch.setattr("reports.views.issued.timezone.localdate", lambda: date.fromisoformat(today))

    [shown] = parts(page(clerk.get(reverse("reports:report_list"))), "app-todo__item")

    assert said(shown) == (
        f"Progress with the plan For the Scrutiny on 4 December 2026. Papers go out on Thursday 26 November: {left} Draft"
    )


def test_list_calls_no_correction_late_whose_first_version_may_have_been_in_time(told: Told, clerk: Any):
    first = CommitteeReportFactory(period=told.period, meeting__held_on=date(2025, 12, 4), state="withdrawn")
    CommitteeReportFactory(period=told.period, meeting=first.meeting, corrects=first)

    [shown] = parts(page(clerk.get(reverse("reports:report_list"))), "app-todo__item")

    assert said(shown) == f"Progress with the plan For the {first.meeting.body} on 4 December 2025 Draft"


def test_list_leads_from_its_top_to_what_may_be_made(told: Told, clerk: Any):
    shown = page(clerk.get(reverse("reports:report_list")))

    ways = [(said(each), each.get("href")) for each in shown.xpath("//main//ul[@class='app-ways'][1]//a")]
    assert ways == [
        ("Write a report for a meeting", "#write"),
        ("Make a report", "#ask"),
        ("Report templates", reverse("reports:template_list")),
    ]
    assert [said(shown.get_element_by_id(name)) for name in ("write", "ask")] == [words for words, _href in ways[:2]]


def test_list_reads_no_file_and_no_record(told: Told, clerk: Any, django_assert_num_queries):
    finished(told)
    CommitteeReportFactory(period=told.period)

    with django_assert_num_queries(12) as asked:
        clerk.get(reverse("reports:report_list"))

    read = " ".join(query["sql"] for query in asked.captured_queries)
    assert ('"record"' in read, '"content"' in read) == (False, False)


def test_request_leads_to_the_report_it_asked_for(told: Told, clerk: Any):
    answer = clerk.post(reverse("reports:report_request", args=[told.period.pk]))

    assert answer["Location"] == MonitoringReport.objects.get().get_absolute_url()


def test_request_of_period_that_says_nothing_is_refused_in_words(told: Told, clerk: Any):
    planned = PeriodFactory(plan=told.plan, planned=True)

    answer = clerk.post(reverse("reports:report_request", args=[planned.pk]), follow=True)

    assert f"{planned} has not been opened, so there is nothing to report yet." in said(page(answer))


def test_report_that_waits_says_so_and_asks_again_by_itself(told: Told, clerk: Any):
    report = ReportFactory(period=told.period)

    answer = clerk.get(report.get_absolute_url())
    shown = page(answer)

    assert "Waiting for its turn." in said(shown)
    assert shown.xpath("//*[@hx-get]/@hx-get") == [reverse("reports:report_progress", args=[report.pk])]
    assert [said(link) for link in shown.xpath(f"//a[@href='{report.get_absolute_url()}']")] == ["Refresh"]
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_report_that_nobody_has_begun_for_long_says_that_nothing_is_lost(told: Told, clerk: Any):
    report = ReportFactory(period=told.period, asked_at=datetime(2026, 10, 1, tzinfo=UTC))

    assert "This takes longer than usual. Your request is kept" in said(page(clerk.get(report.get_absolute_url())))


def test_report_being_made_counts_its_steps(told: Told, clerk: Any):
    report = ReportFactory(period=told.period, state=State.MAKING, step="Setting page 12", steps_done=2, steps_total=5)

    answer = clerk.get(reverse("reports:report_progress", args=[report.pk]))

    assert "2 of 5 steps are done. Setting page 12 …" in said(page(answer))


CUT_OFF = "Work on it was cut off. It begins again by itself within two minutes, and what was finished of it is kept."
BEGUN_AGAIN = "Work on it was cut off before, and began again at 11:05am. What was finished of it was kept."


@pytest.mark.parametrize(
    ("attempts", "somebody_is_at_it", "words"),
    [
        (1, True, []),
        # Its worker was killed in a section or while it put them together, or the database went down.
        (1, False, [CUT_OFF]),
        (2, True, [BEGUN_AGAIN]),
        (2, False, [CUT_OFF]),
    ],
)
@pytest.mark.parametrize(
    ("done", "step"), [(2, "Setting Good mental health, early"), (4, "Putting the pages together")]
)
def test_report_that_was_cut_off_says_so_until_it_is_there(  # noqa: PLR0917
    told: Told, clerk: Any, attempts: int, somebody_is_at_it: bool, words: list[str], done: int, step: str
):
    report = ReportFactory(
        period=told.period,
        state=State.MAKING,
        step=step,
        steps_done=done,
        steps_total=5,
        attempts=attempts,
        begun_at=datetime(2026, 10, 30, 11, 5, tzinfo=UTC),
    )

    with alone_with(LOCKS, report.pk) if somebody_is_at_it else nullcontext():
        shown = said(page(clerk.get(reverse("reports:report_progress", args=[report.pk]))))

    assert f"{done} of 5 steps are done. {step} …" in shown
    assert [each for each in (CUT_OFF, BEGUN_AGAIN) if each in shown] == words


def test_report_that_was_cut_off_too_often_says_so_and_can_be_tried_again(told: Told, clerk: Any):
    report = ReportFactory(period=told.freeze(), state=State.MAKING, attempts=ATTEMPTS)

    produce(report.pk)

    shown = page(clerk.get(report.get_absolute_url()))
    assert said(shown.xpath("//*[@id='state']")[0]) == (
        "The report could not be made It was begun 3 times, and cut off each time before it was done, so it is not "
        "begun again by itself. If it ends like this once more, tell whoever looks after this service. "
        "Nothing is lost: it is made again from the same figures. Try again"
    )


def test_report_that_is_ready_shows_its_file_and_stops_asking(told: Told, clerk: Any):
    report = finished(told)

    shown = page(clerk.get(report.get_absolute_url()))

    assert rows(shown) == [["PDF", "Size 120.6 KB", "Pages 14", f"Checksum (SHA-256) {'a' * 64}"]]
    facts = {said(row[0]): said(row[1]) for row in shown.xpath("//dl/div")}
    assert facts == {
        "Kind": "Monitoring report",
        "About": "The whole plan",
        "For": "The partnership",
        "Figures": "Final, version 1",
        "Made": "30 October 2026 at 12:05pm",
        "Asked for": "By Clare Clerk on 30 October 2026 at 11:00am",
        "Layout": "monitoring-report/1",
        "Made with": "test",
        "Accessibility": "Checked against PDF/UA-1, the standard for PDFs that everybody can read",
        "Checksum of the record": "b" * 64,
    }
    assert shown.xpath("//*[@hx-get]") == []
    assert "Download the PDF (120.6 KB, 14 pages)" in said(shown)


def test_report_that_is_ready_lists_every_file_in_the_order_people_want_them(told: Told, clerk: Any):
    report = finished(told)
    for file_format, part in (("docx", ""), ("csv", "measures"), ("csv", "actions"), ("html", "")):
        EditionFactory(report=report, format=file_format, part=part, pages=None)

    shown = page(clerk.get(report.get_absolute_url()))

    assert [(row[0], row[2]) for row in rows(shown)] == [
        ("PDF", "Pages 14"),
        ("Web page", "Pages –"),
        ("Word", "Pages –"),
        ("Every action (CSV)", "Pages –"),
        ("Every result of the measures (CSV)", "Pages –"),
    ]


def test_page_edition_is_shown_under_its_own_policy_and_keeps_its_name(told: Told, member: Any):
    report = finished(told)
    EditionFactory(report=report, format="html", content=b"<style>p{}</style><p>Whole</p>", sha256="c" * 64)

    answer = member.get(reverse("reports:report_page", args=[report.pk]))

    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy")} == {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Disposition": 'inline; filename="northmoor-childrens-plan-monitoring-report-october-to-december-2025'
        '.html"',
        "Content-Security-Policy": "default-src 'none'; "
        "style-src 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    }


def test_report_that_failed_says_why_and_is_tried_again(told: Told, clerk: Any, member: Any):
    report = ReportFactory(
        period=told.freeze(), state=State.FAILED, failure="The worker was lost 3 times while it made this report."
    )

    shown = page(clerk.get(report.get_absolute_url()))
    assert "The worker was lost 3 times while it made this report." in said(shown)
    assert [said(button) for button in shown.xpath("//main//button")] == ["Try again"]
    assert page(member.get(report.get_absolute_url())).xpath("//main//button") == []

    clerk.post(reverse("reports:report_again", args=[report.pk]))
    assert MonitoringReport.objects.get().state == State.ASKED


def test_file_is_sent_with_its_name_and_checksum(told: Told, member: Any):
    report = finished(told, content=b"%PDF-1.7 whole")

    answer = member.get(reverse("reports:report_file", args=[report.pk]))

    assert answer.content == b"%PDF-1.7 whole"
    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition", "ETag", "Cache-Control")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="northmoor-childrens-plan-monitoring-report-october-to-december-2025.pdf"',
        "ETag": f'"{"a" * 64}"',
        "Cache-Control": "private, no-cache",
    }
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_file_that_somebody_has_already_is_not_sent_again(told: Told, member: Any):
    report = finished(told)

    answer = member.get(reverse("reports:report_file", args=[report.pk]), headers={"If-None-Match": f'"{"a" * 64}"'})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", f'"{"a" * 64}"')


def test_file_of_report_that_is_not_ready_is_not_there(told: Told, clerk: Any):
    report = ReportFactory(period=told.period)

    assert clerk.get(reverse("reports:report_file", args=[report.pk])).status_code == 404


def test_clerk_of_the_board_above_may_ask(told: Told):
    user = UserFactory()
    above = MembershipFactory(role=Membership.Role.CLERK, user=user)
    told.plan.owner_body.parent = above.body
    told.plan.owner_body.save()
    client: Any = Client()
    client.force_login(user)

    shown = page(client.get(reverse("reports:report_list")))
    answer = client.post(reverse("reports:report_request", args=[told.period.pk]))

    assert len(shown.xpath("//main//button")) == 1
    assert answer["Location"] == MonitoringReport.objects.get().get_absolute_url()


def test_web_process_never_loads_the_print_engine():
    program = (
        "import sys, config.wsgi\n"
        "from django.urls import get_resolver\n"
        "get_resolver().url_patterns\n"
        "import reports.views.issued, reports.services.issuing\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'weasyprint', 'fontTools', 'pikepdf', 'page'}))\n"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.BASE_DIR, check=True, capture_output=True, text=True
    )

    assert answer.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "The FH in Westmoor has opened.",
            [
                "Nobody explains this short form in it: FH. Write the words out where it comes from, with the short "
                "form in brackets behind, or leave it out."
            ],
        ),
        ("The family hub (FH) has opened. The FH is full.", []),
        ("CAMHS has a queue.", []),
    ],
)
def test_page_of_plain_words_asks_to_write_out_what_nobody_explains(told: Told, clerk: Any, text: str, asked: list):
    known = record(3, priorities=1)
    highlight = Highlight(kind="concern", label="Concern", text=text)
    known = replace(known, priorities=(replace(known.priorities[0], highlights=(highlight,)),))
    report = ReportFactory(
        period=PeriodFactory(plan=told.plan, frozen=True),
        kind=Kind.PLAIN_WORDS,
        record=canonical.encode(known),
        state=State.FINISHED,
        ended_at=MADE,
    )
    EditionFactory(report=report, made_at=MADE)

    shown = page(clerk.get(report.get_absolute_url()))

    assert [said(each) for each in shown.xpath("//section[@id='state']/div")] == asked


def test_check_names_the_packages_that_are_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checks, "LIBRARIES", {"libnowhere.so.0": "libnowhere-0", "libnever.so.1": "libnever-1"})

    [warning] = checks.print_engine_libraries()

    assert (warning.id, warning.hint) == ("reports.W001", "On Debian: apt-get install libnowhere-0 libnever-1")


def test_check_is_content_where_nothing_is_missing():
    assert checks.print_engine_libraries() == []
