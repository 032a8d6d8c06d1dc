"""Reports that people write for a meeting: their text, who cleared it, and the step that each stands at."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from monitoring.models import ReportingPeriod
from partnership.history import never_changes, tracked
from partnership.models import Meeting, Post
from reports.models.issued import Kind
from reports.models.templates import FrontField, ImplicationHeading, ReportTemplate, SignOff, TemplateSection


def _locked_with(report: str) -> list[pgtrigger.Trigger]:
    """The trigger that keeps a part of a report as it was once the report is final.

    `report` is the SQL that finds the report's id from a row called {row}. The report is locked before its state
    is read, so that a write waiting for the last step sees it taken.
    """

    def refuse(row: str) -> str:
        return f"""
            SELECT state INTO report_state FROM reports_committeereport
            WHERE id = ({report.format(row=row)}) FOR SHARE;
            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'check_violation',
                    CONSTRAINT = 'final_report_is_locked',
                    MESSAGE = 'the report is final';
            END IF;
        """  # noqa: S608  # put together from this file's own words

    return [
        pgtrigger.Trigger(
            name="locked_with_its_report",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            declare=[("report_state", "TEXT")],
            func=f"""
                IF TG_OP <> 'INSERT' THEN {refuse("OLD")} END IF;
                IF TG_OP <> 'DELETE' THEN {refuse("NEW")} END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            """,
        )
    ]


class CommitteeReportQuerySet(models.QuerySet["CommitteeReport"]):
    def without_bytes(self) -> Self:
        return self.defer("content", "public_content", "record")

    def open_to_all(self) -> Self:
        """Those that were published, also what has been superseded or withdrawn since."""
        return self.exclude(published_at=None).exclude(state__in=CommitteeReport.IN_HAND)


# The history leaves out the bytes, which never change.
@tracked(exclude=["content", "public_content", "record"])
class CommitteeReport(models.Model):
    """A report written for one meeting of a body, over what one reporting period says.

    `scope` is empty for the whole plan, or priority-12, outcome-3, body-7; `scope_name` is what it was called
    when the report was begun. A correction is a new version that `corrects` the one before it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_CLEARANCE = "in_clearance", _("In clearance")
        CLEARED = "cleared", _("Cleared")
        FINAL = "final", _("Final")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Asks(models.TextChoices):
        """What the body is asked to do with it."""

        COMMENT = "comment", _("For comment")
        NOTING = "noting", _("For noting")
        DECISION = "decision", _("For decision")
        KEY_DECISION = "key_decision", _("Key decision")

    WRITABLE = (State.DRAFT, State.IN_CLEARANCE, State.CLEARED)
    # It is still to go out: its papers have a day to keep.
    IN_HAND = (*WRITABLE, State.FINAL)
    # What it says stands and may be read by whoever reads the plan.
    ISSUED = (State.FINAL, State.PUBLISHED, State.SUPERSEDED)

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="committee_reports")
    template = models.ForeignKey(ReportTemplate, models.PROTECT, related_name="reports")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="committee_reports")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COMMITTEE)
    scope = models.CharField(max_length=60, blank=True)
    scope_name = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    # What is put right and why, printed in the new version.
    correction_note = models.TextField(blank=True)

    subject = models.TextField()
    summary = models.TextField(blank=True)
    reference = models.CharField(max_length=60, blank=True)
    asks = models.CharField(max_length=20, choices=Asks, default=Asks.COMMENT)
    # Taken although it is late: why it is, and the special circumstances for which the chair considers it urgent.
    late_because = models.TextField(blank=True)
    urgent_because = models.TextField(blank=True)
    urgent_agreed_by = models.TextField(blank=True)

    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Counts every change of the text, so that somebody who writes over another's words is asked first.
    revision = models.PositiveIntegerField(default=1)

    # What was made final: canonical bytes of reports/content.py and of the period record. None until then.
    content = models.BinaryField(null=True, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    public_content = models.BinaryField(null=True, blank=True)
    public_content_sha256 = models.CharField(max_length=64, blank=True)
    record = models.BinaryField(null=True, blank=True)
    record_sha256 = models.CharField(max_length=64, blank=True)
    # None: the period was still open and only the parts that the report covers had been signed off.
    record_version = models.PositiveSmallIntegerField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = CommitteeReportQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__held_on", "subject", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(corrects__isnull=False) & ~Q(state="withdrawn"),
                name="committee_report_is_corrected_once",
                violation_error_message=_("A correction of this report has already been begun."),
            ),
            models.CheckConstraint(
                name="committee_report_final_has_its_content",
                condition=Q(state__in=["draft", "in_clearance", "cleared", "withdrawn"])
                | Q(content__isnull=False, public_content__isnull=False, record__isnull=False, final_at__isnull=False),
                violation_error_message=_("A final report keeps what it says."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="moves_forward_once_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                # What was made final stays; only its state goes on, and the day it was published is added.
                func="""
                    IF OLD.state IN ('draft', 'in_clearance', 'cleared') THEN
                        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                        RETURN NEW;
                    END IF;
                    IF TG_OP = 'UPDATE'
                        AND to_jsonb(OLD) - 'state' - 'published_at' = to_jsonb(NEW) - 'state' - 'published_at'
                        AND (OLD.published_at IS NULL OR OLD.published_at = NEW.published_at)
                        AND (OLD.state, NEW.state) IN (
                            ('final', 'published'), ('final', 'superseded'), ('final', 'withdrawn'),
                            ('published', 'superseded'), ('published', 'withdrawn'),
                            ('superseded', 'withdrawn')
                        )
                    THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION USING
                        ERRCODE = 'check_violation',
                        CONSTRAINT = 'final_report_is_locked',
                        MESSAGE = 'the report is final';
                """,
            )
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("reports:committee_report", args=[self.pk])

    @property
    def is_writable(self) -> bool:
        return self.state in self.WRITABLE

    @property
    def is_in_hand(self) -> bool:
        return self.state in self.IN_HAND

    @property
    def why_closed(self) -> str:
        """Why nothing in it can change any more; empty while it is written."""
        if self.is_writable:
            return ""
        if self.state == self.State.WITHDRAWN:
            return str(_("This report was withdrawn, so nothing in it can change."))
        return str(_("This report is final, so nothing in it can change. Make a correction of it instead."))

    def correction(self) -> CommitteeReport | None:
        """The version that puts this one right, also by way of one that was withdrawn; None where none stands."""
        for newer in self.corrected_by.without_bytes():
            stands = newer.correction() if newer.state == self.State.WITHDRAWN else newer
            if stands is not None:
                return stands
        return None


@tracked()
class ReportMove(models.Model):
    """A step that a report took: who took it, why, and what was missing at the time."""

    report = models.ForeignKey(CommitteeReport, models.PROTECT, related_name="moves")
    from_state = models.CharField(max_length=20, choices=CommitteeReport.State)
    to_state = models.CharField(max_length=20, choices=CommitteeReport.State)
    reason = models.TextField(blank=True)
    # What still stood in the way when it was taken all the same, as printed.
    gap = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["report", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="report_move_past_a_gap_has_a_reason",
                condition=Q(gap="") | ~Q(reason=""),
                violation_error_message=_("Say why the report goes on although something is missing."),
            )
        ]
        triggers = [never_changes("report_move", "a step that a report took stays on the record")]

    def __str__(self) -> str:
        return f"{self.report}, {self.get_to_state_display()}"


@tracked()
class FrontAnswer(models.Model):
    """What the writer put on a line of the front sheet."""

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="front_answers")
    field = models.ForeignKey(FrontField, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["report", "field__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "field"],
                name="front_answer_is_one_a_field",
                violation_error_message=_("This line of the front sheet has already been answered."),
            )
        ]
        triggers = _locked_with("{row}.report_id")

    def __str__(self) -> str:
        return self.text


@tracked()
class Implication(models.Model):
    """What a report says under one of the implications: text, an explicit None, or nothing yet."""

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="implications")
    heading = models.ForeignKey(ImplicationHeading, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    is_none = models.BooleanField(default=False)

    class Meta:
        ordering = ["report", "heading__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "heading"],
                name="implication_is_one_a_heading",
                violation_error_message=_("This implication has already been answered."),
            ),
            models.CheckConstraint(
                name="implication_of_none_has_no_text",
                condition=Q(is_none=False) | Q(text=""),
                violation_error_message=_("Either there are no implications, or say what they are."),
            ),
        ]
        triggers = _locked_with("{row}.report_id")

    def __str__(self) -> str:
        return f"{self.heading}, {self.report}"

    @property
    def is_answered(self) -> bool:
        return self.is_none or bool(self.text.strip())


@tracked()
class Clearance(models.Model):
    """That a post was asked to clear an implication, or to sign off the report, and what it answered.

    `text_sha256` is of the text that was cleared: other words since then ask for another clearance. The last one
    asked for under a heading counts; the ones before it stay.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        GIVEN = "given", _("Given")
        RETURNED = "returned", _("Returned")

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="clearances")
    heading = models.ForeignKey(ImplicationHeading, models.PROTECT, null=True, blank=True, related_name="+")
    sign_off = models.ForeignKey(SignOff, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="clearances")
    state = models.CharField(max_length=20, choices=State, default=State.REQUESTED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Why it was returned, or what was said with it.
    note = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["report", "requested_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="clearance_is_of_a_heading_or_the_whole",
                condition=Q(heading=None, sign_off__isnull=False) | Q(heading__isnull=False, sign_off=None),
                violation_error_message=_("A clearance is of one implication or of the whole report."),
            ),
            models.CheckConstraint(
                name="clearance_answered_says_who_and_when",
                condition=Q(state="requested", answered_at=None, answered_by=None)
                | ~Q(state="requested") & Q(answered_at__isnull=False, answered_by__isnull=False),
                violation_error_message=_("A clearance that was answered says by whom and when."),
            ),
            models.CheckConstraint(
                name="clearance_returned_says_why",
                condition=~Q(state="returned") | ~Q(note=""),
                violation_error_message=_("Say why you return it, so that the writer can put it right."),
            ),
        ]
        triggers = _locked_with("{row}.report_id")

    def __str__(self) -> str:
        return f"{self.heading or self.sign_off}, {self.post}"


@tracked()
class Exemption(models.Model):
    """Why a part of a report is kept from the public, and who decided so."""

    class Basis(models.TextChoices):
        EXEMPT = "exempt", _("Exempt")
        # Given in confidence by a government department, or forbidden by law or a court: not for the body to open.
        CONFIDENTIAL = "confidential", _("Confidential")

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="exemptions")
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.EXEMPT)
    # The number of the paragraph in the scheme of the template; empty for what is confidential.
    paragraph = models.CharField(max_length=20, blank=True)
    description = models.TextField(blank=True)
    public_interest = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.CheckConstraint(
                name="exemption_names_its_paragraph_and_public_interest",
                condition=~Q(basis="exempt") | ~Q(paragraph="") & ~Q(public_interest=""),
                violation_error_message=_(
                    "Exempt information needs the paragraph it falls under and why the public interest is against "
                    "publishing it."
                ),
            )
        ]
        triggers = _locked_with("{row}.report_id")

    def __str__(self) -> str:
        return self.description or self.get_basis_display()


class PartDraftQuerySet(models.QuerySet["PartDraft"]):
    def unsaved(self) -> Self:
        """Those in which something is kept."""
        return self.exclude(content={})


class PartDraft(models.Model):
    """What one person has typed into a part of a report and not saved yet: nothing any more when they save it.

    Untracked on purpose: nobody but its author may see it, so no history keeps it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="part_drafts")
    # Where it is written, beneath the address at which the whole report is: implications/3, sections/5/paragraphs/new.
    part = models.CharField(max_length=60)
    # What stood in the boxes, by their names.
    content = models.JSONField(default=dict)
    # The page from which it was saved or thrown away last: what comes from there afterwards was sent before.
    done = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    objects = PartDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "report", "part"],
                name="part_draft_is_one_a_person_and_part",
                violation_error_message=_("You already have a draft of this part."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.report}, {self.part}"


@tracked()
class Recommendation(models.Model):
    """One thing that the body is asked to do, note or comment on."""

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="recommendations")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()

    class Meta:
        ordering = ["report", "position", "pk"]
        triggers = _locked_with("{row}.report_id")

    def __str__(self) -> str:
        return self.text


@tracked()
class ReportSection(models.Model):
    """A heading of a report with its paragraphs."""

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0)
    heading = models.TextField()
    from_template = models.ForeignKey(TemplateSection, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["report", "position", "pk"]
        triggers = _locked_with("{row}.report_id")

    def __str__(self) -> str:
        return self.heading


@tracked()
class Paragraph(models.Model):
    """A numbered paragraph, in light Markdown. Its number is where it stands; its anchor stays.

    A reference to a paragraph is written [[anchor]] and printed as "paragraph 17". `source` names what it was
    drafted from by kind and key of the record (summary-3, action-12, measure-4), empty for what its writer began;
    `source_sha256` is of the text that was drafted then, so that it shows when the record says something else.
    """

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="paragraphs")
    position = models.PositiveSmallIntegerField(default=0)
    anchor = models.SlugField(max_length=20)
    text = models.TextField(blank=True)
    exemption = models.ForeignKey(Exemption, models.PROTECT, null=True, blank=True, related_name="paragraphs")
    source = models.CharField(max_length=60, blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["section", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "anchor"],
                name="paragraph_anchor_is_one",
                violation_error_message=_("This paragraph is already there."),
            )
        ]
        triggers = _locked_with("SELECT s.report_id FROM reports_reportsection s WHERE s.id = {row}.section_id")

    def __str__(self) -> str:
        return self.text


@tracked()
class Appendix(models.Model):
    """What is attached to a report: a text of its own, or a table of the record."""

    class Holds(models.TextChoices):
        TEXT = "text", _("A text")
        ACTIONS = "actions", _("All actions")
        MEASURES = "measures", _("All measures")
        EXCEPTIONS = "exceptions", _("What needs attention")
        RATING_KEY = "rating_key", _("What the ratings mean")

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="appendices")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.TextField()
    holds = models.CharField(max_length=20, choices=Holds, default=Holds.TEXT)
    text = models.TextField(blank=True)
    exemption = models.ForeignKey(Exemption, models.PROTECT, null=True, blank=True, related_name="appendices")

    class Meta:
        ordering = ["report", "position", "pk"]
        verbose_name_plural = "appendices"
        triggers = _locked_with("{row}.report_id")

    def __str__(self) -> str:
        return self.title


@tracked()
class BackgroundPaper(models.Model):
    """A paper that the report relies on and that the law lets anybody ask to see."""

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="background_papers")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.TextField()
    url = models.URLField(max_length=1000, blank=True)

    class Meta:
        ordering = ["report", "position", "pk"]
        triggers = _locked_with("{row}.report_id")

    def __str__(self) -> str:
        return self.title
