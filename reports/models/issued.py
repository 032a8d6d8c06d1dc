"""Reports asked for, and the files that were issued for them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from monitoring.models import PeriodRecord, ReportingPeriod
from partnership.history import never_changes, tracked
from partnership.models import Message

# What a report is called and how it is laid out; a new layout is a new number.
MONITORING_REPORT = "monitoring-report/1"


class Kind(models.TextChoices):
    """What a report is for. See reports/kinds.py for what each can cover and how it is made."""

    MONITORING = "monitoring", _("Monitoring report")
    COMMITTEE = "committee", _("Committee report")
    HIGHLIGHT = "highlight", _("Highlight report")
    EXCEPTION = "exception", _("Exception report")
    NOTING = "noting", _("Noting report")
    ONE_PAGE = "one_page", _("One-page summary")
    PLAIN_WORDS = "plain_words", _("Plain-words summary")


class Audience(models.TextChoices):
    """Who a file is for: everything that it says, or what everybody may read."""

    FULL = "full", _("Full edition")
    PUBLIC = "public", _("Public edition")


class MonitoringReportQuerySet(models.QuerySet["MonitoringReport"]):
    def finished(self) -> Self:
        return self.filter(state=MonitoringReport.State.FINISHED)

    def waiting(self, *, since: datetime) -> Self:
        """Asked for before an instant and not begun, or begun: nothing if a worker is at it, lost if none is."""
        asked_long_ago = Q(state=MonitoringReport.State.ASKED, asked_at__lt=since)
        return self.filter(asked_long_ago | Q(state=MonitoringReport.State.MAKING))

    def without_bytes(self) -> Self:
        """For pages: the record a report is made from is read by nobody there.

        `latest_version` is that of the period's record now; `has_both` says that the same is there for the public
        and in full.
        """
        versions = PeriodRecord.objects.filter(period=OuterRef("period")).order_by("-version").values("version")
        same = {each: OuterRef(each) for each in ("period", "kind", "scope", "provisional")}
        others = MonitoringReport.objects.filter(
            Q(written=OuterRef("written")) | Q(written=None, record_sha256=OuterRef("record_sha256")), **same
        ).exclude(audience=OuterRef("audience"))
        return self.defer(
            "record", "content", "written__record", "written__content", "written__public_content"
        ).annotate(latest_version=Subquery(versions[:1]), has_both=Exists(others))


# What a report is made of, and for whom.
_ASKED = (
    "period_id",
    "kind",
    "template",
    "scope",
    "scope_name",
    "audience",
    "written_id",
    "content",
    "content_sha256",
    "record",
    "record_sha256",
    "record_version",
    "provisional",
)


# The history leaves out the bytes, which never change, and the steps, which say nothing once they are done.
@tracked(exclude=["record", "content", "step", "steps_done", "steps_total", "seen_at", "notice"])
class MonitoringReport(models.Model):
    """A request for a report of a period. It carries the record it is made from, so that it can be made
    again by any worker and says the same however long that takes."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for a worker")
        MAKING = "making", _("Being made")
        FINISHED = "finished", _("Finished")
        FAILED = "failed", _("Failed")
        # Personal information was removed from its record, and the file with it.
        WITHDRAWN = "withdrawn", _("Withdrawn")

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.MONITORING)
    template = models.CharField(max_length=60, default=MONITORING_REPORT)
    # Empty for the whole plan, or priority-12, outcome-3, body-7; and what that was called when it was asked for.
    scope = models.CharField(max_length=60, blank=True)
    scope_name = models.TextField(blank=True)
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.FULL)
    # The report that somebody wrote, of which these are the files; None for one that is made of the record alone.
    written = models.ForeignKey("reports.CommitteeReport", models.PROTECT, null=True, blank=True, related_name="issues")
    # Canonical bytes of reports/content.py: what was written, for this audience. None as for `written`.
    content = models.BinaryField(null=True, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.ASKED)
    # The canonical bytes of the period record.
    record = models.BinaryField()
    record_sha256 = models.CharField(max_length=64)
    record_version = models.PositiveSmallIntegerField(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # What the worker is doing, for the waiting page: steps done of steps in all.
    step = models.CharField(max_length=80, blank=True)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_total = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)
    # When whoever asked for it saw what became of it, and the message that says so if they have not.
    seen_at = models.DateTimeField(null=True, blank=True)
    notice = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="reports")

    # What without_bytes adds.
    latest_version: int | None
    has_both: bool
    # What a page adds: whether it is being made and nobody is at it any more, and its files in the order of a list.
    is_cut_off: bool
    offered: list[Edition]

    objects = MonitoringReportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            # A double press, or two people at once, end in one report.
            models.UniqueConstraint(
                fields=[
                    "period",
                    "template",
                    "scope",
                    "audience",
                    "written",
                    "record_sha256",
                    "content_sha256",
                    "provisional",
                ],
                nulls_distinct=False,
                condition=~Q(state__in=["failed", "withdrawn"]),
                name="report_of_a_record_is_made_once",
                violation_error_message=_("This report has already been asked for."),
            ),
            models.CheckConstraint(
                name="report_failed_says_why",
                condition=Q(state="failed") & ~Q(failure="") | ~Q(state="failed") & Q(failure=""),
                violation_error_message=_("A report that failed needs a reason."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="is_of_what_was_asked",
                when=pgtrigger.Before,
                # Bytes are compared only where somebody writes them, and not with each step of the work.
                operation=pgtrigger.UpdateOf(*_ASKED),  # type: ignore[no-untyped-call]
                condition=pgtrigger.AnyChange(*_ASKED),
                func="""
                    RAISE EXCEPTION USING
                        ERRCODE = 'check_violation',
                        CONSTRAINT = 'report_is_of_what_was_asked',
                        MESSAGE = 'a request for a report says what it is of once';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.period.plan}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report_detail", args=[self.pk])

    @property
    def called(self) -> str:
        """What it is and what about: by this it is told from others of its period."""
        kind, about = self.get_kind_display(), self.written.subject if self.written else self.scope_name
        return f"{kind}, {about}" if about else kind

    @property
    def is_waiting(self) -> bool:
        """Asked for or being made: what the page shows will change."""
        return self.state in (self.State.ASKED, self.State.MAKING)


# What the tables of a report hold, by the part that an edition is.
TABLES = {
    "actions": _("Every action (CSV)"),
    "exceptions": _("Every action that needs attention (CSV)"),
    "measures": _("Every result of the measures (CSV)"),
}
# What its pictures show.
PICTURES = {
    "position": _("Picture for a slide: where the plan stands (PNG)"),
    "priorities": _("Picture for a slide: priorities over time (PNG)"),
}


@tracked(exclude=["content", "alternative"])
class Edition(models.Model):
    """An issued file. Written once, never changed, never made again."""

    class Format(models.TextChoices):
        PDF = "pdf", _("PDF")
        WORD = "docx", _("Word")
        CSV = "csv", _("CSV")
        HTML = "html", _("Web page")
        PNG = "png", _("Picture")

    report = models.ForeignKey(MonitoringReport, models.PROTECT, related_name="editions")
    format = models.CharField(max_length=10, choices=Format, default=Format.PDF)
    # Of a report that comes as several files of a format, which: the name of a table or a picture.
    part = models.SlugField(max_length=40, blank=True)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    # None: a format without pages.
    pages = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    renderer = models.CharField(max_length=120)
    # What a picture shows, for whoever does not see it; empty for what is made of words.
    alternative = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["report", "-format", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format", "part"],
                name="edition_is_one_a_report_and_format",
                violation_error_message=_("This file has already been made."),
            )
        ]
        triggers = [never_changes("edition", "an issued file never changes")]

    def __str__(self) -> str:
        return f"{self.report}.{self.format}"

    def get_absolute_url(self) -> str:
        named = {
            self.Format.PDF: "reports:report_file",
            self.Format.HTML: "reports:report_page",
            self.Format.WORD: "reports:report_word",
        }
        if self.format in named:
            return reverse(named[self.Format(self.format)], args=[self.report_id])
        of_part = "reports:report_picture" if self.format == self.Format.PNG else "reports:report_table"
        return reverse(of_part, args=[self.report_id, self.part])

    @property
    def title(self) -> str:
        """What it is called where it is offered beside the PDF."""
        return str(TABLES.get(self.part) or PICTURES.get(self.part) or self.get_format_display())
