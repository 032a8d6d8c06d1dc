"""Reports of a period that was corrected: the old file stays, the new one says so."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import msgspec
import pytest
from django.urls import reverse
from pypdf import PdfReader

from monitoring.models import PeriodRecord
from monitoring.record import canonical
from monitoring.record.errata import Replacement, corrected
from monitoring.services.errata import gather_correction, gathered, issue_erratum, seen_as
from monitoring.services.periods import freeze_period
from reports.document.make import make_pdf
from reports.document.source import Source
from reports.models import Edition, MonitoringReport
from reports.services.issuing import produce, request_report
from tests.factories import ActionFactory, PeriodFactory, PlanFactory, UpdateFactory, UserFactory
from tests.monitoring.pages import page, parts, said
from tests.reports.records import record


def a_corrected_record() -> bytes:
    first = record(12, priorities=2)
    action = next(each for each in first.actions if each.update)
    replacements = [
        Replacement(
            f"actions/{action.pk}/update/narrative",
            action.update.narrative if action.update else "",
            "One hub is open.\nThe second opens in May.",
            "The second opened later.",
            "Ellen Hughes",
        ),
        Replacement(f"actions/{action.pk}/level", action.level, "off-track", "It had slipped.", "Ellen Hughes"),
    ]
    return corrected(canonical.encode(first), replacements, version=2, on=date(2026, 11, 12), by="Ellen Hughes")


def test_every_page_of_a_corrected_report_says_so_and_the_last_one_what():
    reader: Any = PdfReader(BytesIO(make_pdf(Source(a_corrected_record(), version=2)).content))

    pages = [" ".join(each.extract_text().split()) for each in reader.pages]

    assert reader.metadata.title.endswith("(version 2)")
    assert all("Version 2, corrected on 12 November 2026." in text for text in pages)
    assert "What was corrected" in pages[-1]
    assert "Version 2 of 12 November 2026 corrects 2 things." in pages[-1]
    assert "Says now: One hub is open. The second opens in May." in pages[-1]
    assert "Why: It had slipped. (Ellen Hughes)" in pages[-1]


@pytest.mark.django_db
class TestReportOfACorrectedPeriod:
    @pytest.fixture
    def coordinator(self, client):
        user = UserFactory(name="Ellen Hughes")
        client.force_login(user)
        return user

    @pytest.fixture
    def period(self, coordinator):
        period = PeriodFactory(plan=PlanFactory(coordinator=coordinator))
        UpdateFactory(
            action=ActionFactory(priority__plan=period.plan),
            period=period,
            narrative="Two hubs are open.",
            accepted=True,
        )
        freeze_period(period=period, by=None)
        period.refresh_from_db()
        return period

    @pytest.fixture
    def report(self, period, coordinator):
        """Made of version 1, which was then corrected."""
        report = request_report(period=period, by=coordinator)
        produce(report.pk)
        action = period.updates.get().action
        gather_correction(
            period=period,
            path=f"actions/{action.pk}/update/narrative",
            new="One hub is open.",
            reason="A slip.",
            by=coordinator,
        )
        issue_erratum(period=period, based_on_version=1, seen=seen_as(gathered(period)), by=coordinator)
        return report

    def test_its_page_says_that_it_was_made_from_an_older_version(self, client, report):
        shown = page(client.get(reverse("reports:report_detail", args=[report.pk])))
        [notice] = parts(shown, "app-notice")

        assert said(notice) == (
            "This report was made from version 1. The figures have been corrected since: version 2 is the latest. "
            "Make the report of version 2 See on the dashboard what was corrected"
        )
        assert "Final, version 1 (corrected in version 2)" in said(shown)

    def test_its_file_keeps_its_bytes_and_the_new_one_is_another(self, client, report, period):
        before = bytes(Edition.objects.get(format="pdf").content)

        answer = client.post(reverse("reports:report_request", args=[period.pk]))

        new = MonitoringReport.objects.exclude(pk=report.pk).get()
        assert answer.url == new.get_absolute_url()
        produce(new.pk)
        assert bytes(Edition.objects.get(report=report, format="pdf").content) == before
        assert (report.record_version, new.record_version) == (1, 2)
        assert bytes(new.record) == bytes(PeriodRecord.objects.get(version=2).body)
        assert (
            "Version 2, corrected on"
            in PdfReader(BytesIO(bytes(new.editions.get(format="pdf").content))).pages[0].extract_text()
        )

    def test_the_list_of_reports_says_so_too(self, client, report):
        shown = page(client.get(reverse("reports:report_list")))

        assert "Final, version 1 (corrected in version 2)" in said(shown)

    def test_a_corrected_record_reads_as_the_same_everywhere(self, report):
        stored = PeriodRecord.objects.get(version=2)

        assert list(msgspec.to_builtins(canonical.decode(bytes(stored.body)).errata[0].corrections)) == stored.errata
