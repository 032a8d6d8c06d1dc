"""Whoever asked for a report may leave: they are told what became of it, once, unless they have seen it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.models import Membership, Message, User
from reports.models import MonitoringReport
from reports.services import issuing, telling
from reports.services.telling import NEWS_FOR, news_for, said_of
from tests.factories import PeriodFactory, ReportFactory, UserFactory
from tests.monitoring.pages import page, said
from tests.reports.conftest import Told

pytestmark = pytest.mark.django_db

State = MonitoringReport.State
AT = datetime(2026, 10, 30, 12, tzinfo=UTC)


def asked(told: Told, **fields: Any) -> MonitoringReport:
    return ReportFactory(
        period=PeriodFactory(plan=told.plan, frozen=True), state=State.MAKING, asked_by=told.clerk, **fields
    )


def end(report: MonitoringReport, *, failure: str = "") -> MonitoringReport:
    """As the worker ends it."""
    if failure:
        issuing._fail(report.pk, failure)
    else:
        issuing._issue(report, [])
    report.refresh_from_db()
    return report


def be_late() -> None:
    """Long after it was written."""
    Message.objects.update(written_at=timezone.now() - telling.PATIENCE - timedelta(seconds=1))


def opened(report: MonitoringReport, by: User) -> Any:
    client: Any = Client()
    client.force_login(by)
    return client.get(report.get_absolute_url())


def test_whoever_asked_gets_one_message_with_the_address_of_the_report(told: Told, settings: Any):
    settings.SITE_URL = "https://plan.example"
    report = end(asked(told))
    be_late()

    telling.send_notices()
    telling.send_notices()

    [sent] = mail.outbox
    assert sent.to == [told.clerk.email]
    assert sent.subject == f"Ready: Northmoor Children’s Plan, {report.period}"
    assert f"https://plan.example{report.get_absolute_url()}" in sent.body
    assert Message.objects.get().state == Message.State.SENT


def test_reports_that_end_together_are_told_in_one_message(told: Told):
    reports = [end(asked(told)), end(asked(told), failure="The disk is full.")]
    be_late()

    telling.send_notices()

    [sent] = mail.outbox
    assert [each.get_absolute_url() in sent.body for each in reports] == [True, True]
    assert "this report could not be made; its page says why:" in sent.body


def test_whoever_saw_it_on_the_page_gets_no_message(told: Told):
    report = end(asked(told))
    opened(report, told.clerk)
    be_late()

    telling.send_notices()

    assert mail.outbox == []
    assert Message.objects.get().state == Message.State.NOT_NEEDED


def test_somebody_else_who_opens_it_has_not_seen_it_for_them(told: Told):
    report = end(asked(told))
    opened(report, told.coordinator)
    be_late()

    telling.send_notices()

    assert len(mail.outbox) == 1


def test_message_waits_for_whoever_is_still_on_the_page(told: Told):
    end(asked(told))

    telling.send_notices()

    assert (mail.outbox, Message.objects.get().state) == ([], Message.State.WAITING)


def test_whoever_may_not_have_the_report_any_more_gets_no_message(told: Told):
    end(asked(told, provisional=True))
    Membership.objects.filter(user=told.clerk).delete()
    be_late()

    telling.send_notices()

    assert mail.outbox == []


def test_first_page_says_that_a_report_is_ready_until_it_was_opened(told: Told):
    report = end(asked(told))
    client: Any = Client()
    client.force_login(told.clerk)

    first = said(page(client.get(reverse("home"), follow=True)))
    client.get(report.get_absolute_url())
    then = said(page(client.get(reverse("home"), follow=True)))

    words = f"The report you asked for is ready: Northmoor Children’s Plan, {report.period}."
    assert (words in first, words in then) == (True, False)


def test_list_marks_what_is_new_to_whoever_asked(told: Told):
    report = end(asked(told))
    client: Any = Client()
    client.force_login(told.clerk)

    before = said(page(client.get(reverse("reports:report_list"))))
    client.get(report.get_absolute_url())
    after = said(page(client.get(reverse("reports:report_list"))))

    assert ("Monitoring report New" in before, "Monitoring report New" in after) == (True, False)


def test_report_that_ended_long_ago_is_no_news(told: Told):
    report = end(asked(told))
    ended = report.ended_at
    assert ended is not None

    assert list(news_for(told.clerk, at=ended + NEWS_FOR - timedelta(hours=1))) == [report]
    assert list(news_for(told.clerk, at=ended + NEWS_FOR)) == []
    assert list(news_for(UserFactory(), at=ended)) == []


def test_news_is_said_in_one_sentence():
    ready, failed = MonitoringReport(state=State.FINISHED), MonitoringReport(state=State.FAILED)

    assert said_of([]) == ""
    assert said_of([ready, ready, failed]) == "2 reports you asked for are ready. You find them under Reports."
    assert said_of([failed]) == "A report that you asked for could not be made. Reports says why."


def test_report_that_is_tried_again_is_news_again(told: Told):
    report = end(asked(told), failure="The disk is full.")
    opened(report, told.clerk)

    issuing.retry_report(report=report, by=told.clerk)

    report.refresh_from_db()
    assert (report.seen_at, report.notice) == (None, None)
