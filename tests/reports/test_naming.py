"""One rule for the names of files: what is in them, in which order, and what never is."""

from __future__ import annotations

from datetime import date

import pytest

from monitoring.models import ReportingPeriod
from partnership.models import Meeting
from plans.models import Plan
from reports.models import CommitteeReport, Edition, Kind, MonitoringReport
from reports.naming import file_name

PERIOD = ReportingPeriod(label="July to September 2026", plan=Plan(short_title="Northmoor Children’s Plan"))
WRITTEN = {"kind": Kind.COMMITTEE, "subject": "A price that nobody may know", "reference": "CS/19/26"}


def written(version: int = 1) -> CommitteeReport:
    return CommitteeReport(period=PERIOD, meeting=Meeting(held_on=date(2026, 11, 20)), version=version, **WRITTEN)


def named(*, part: str = "", kind_of_file: str = "pdf", has_both: bool = False, **fields: object) -> str:
    report = MonitoringReport(period=PERIOD, **fields)
    return file_name(report, Edition(report=report, format=kind_of_file, part=part), has_both=has_both)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "northmoor-childrens-plan-monitoring-report-july-to-september-2026.pdf"),
        (
            {"provisional": True, "kind_of_file": "docx"},
            "northmoor-childrens-plan-monitoring-report-july-to-september-2026-provisional.docx",
        ),
        (
            {"record_version": 2, "kind_of_file": "csv", "part": "measures"},
            "northmoor-childrens-plan-monitoring-report-july-to-september-2026-version-2-measures.csv",
        ),
        (
            {"kind": Kind.HIGHLIGHT, "scope": "priority-3", "scope_name": "Safe at home"},
            "northmoor-childrens-plan-highlight-report-safe-at-home-july-to-september-2026.pdf",
        ),
        (
            {"kind": Kind.COMMITTEE, "written": written(), "audience": "public"},
            "northmoor-childrens-plan-committee-report-july-to-september-2026-for-2026-11-20.pdf",
        ),
        (
            {"kind": Kind.COMMITTEE, "written": written(2), "audience": "public", "has_both": True},
            "northmoor-childrens-plan-committee-report-july-to-september-2026-for-2026-11-20-version-2-public.pdf",
        ),
        (
            {"kind": Kind.COMMITTEE, "written": written(), "audience": "full", "has_both": True},
            "northmoor-childrens-plan-committee-report-july-to-september-2026-for-2026-11-20-full.pdf",
        ),
        (
            {"kind": Kind.COMMITTEE, "written": written(), "provisional": True, "kind_of_file": "html"},
            "northmoor-childrens-plan-committee-report-july-to-september-2026-for-2026-11-20-draft.html",
        ),
    ],
)
def test_name_of_a_file_says_what_it_is(fields: dict[str, object], name: str):
    assert named(**fields) == name  # type: ignore[arg-type]  # of the table above


def test_name_of_a_file_says_nothing_that_is_written_in_the_report():
    name = named(kind=Kind.COMMITTEE, written=written(), audience="public", has_both=True)

    assert not {"price", "nobody", "cs", "19"} & set(name.removesuffix(".pdf").split("-"))


def test_name_of_a_file_about_something_with_a_long_title_ends_after_a_word():
    name = named(scope_name="Every child in every family of every street in every town is safe at home and outside it")

    assert "-every-child-in-every-family-of-every-street-in-every-town-is-july-" in name
    assert len(name) < 255


def test_name_of_a_file_of_a_plan_in_another_script_is_made_of_the_rest():
    report = MonitoringReport(period=ReportingPeriod(label="2026", plan=Plan(short_title="План дітей")))

    assert file_name(report, Edition(report=report, format="pdf"), has_both=False) == "monitoring-report-2026.pdf"
