"""What a file of a report is called wherever somebody keeps it: one rule for every kind, edition and format."""

from __future__ import annotations

from django.utils.text import slugify

from reports.models import Audience, Edition, MonitoringReport

# As much of a title as still leaves room for the rest in the name of a file.
LONGEST = 60


def file_name(report: MonitoringReport, edition: Edition, *, has_both: bool) -> str:
    """northmoor-childrens-plan-committee-report-july-to-september-2026-for-2026-11-20-version-2-public.pdf

    Plan, kind, what it covers, period, the day of the meeting, the version of one that was corrected, then whether
    it is a draft or provisional, for whom it is, and which part. `has_both` says that there is a public edition and
    a full one: only then a name needs to tell them apart. No word of what is written in a report is in it, for a
    part of that may be withheld.
    """
    written = report.written
    version = written.version if written else (report.record_version or 1)
    parts = [
        _slug(str(report.period.plan)),
        _slug(str(report.get_kind_display())),
        _slug(report.scope_name),
        _slug(report.period.label),
        f"for-{written.meeting.held_on:%Y-%m-%d}" if written else "",
        f"version-{version}" if version > 1 else "",
        ("draft" if written else "provisional") if report.provisional else "",
        ("public" if report.audience == Audience.PUBLIC else "full") if has_both else "",
        edition.part,
    ]
    # Nothing may be left of a title in another script.
    return "-".join(filter(None, parts)) + f".{edition.format}"


def _slug(title: str) -> str:
    """The title in small letters and dashes, ended after a word."""
    slug = slugify(title)
    return slug if len(slug) <= LONGEST else slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
