"""What a body wants its reports to look like: front sheet, implications, sections, sign-offs, timetable.

All of it is data of the body, edited by a coordinator. A template that a report was begun from never changes
again; a change is a new version beside it.
"""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnership.history import tracked
from partnership.models import Body, Post
from reports.models.issued import Kind


def _fixed_once_used(template: str) -> list[pgtrigger.Trigger]:
    """The trigger that keeps a part of a template as it was once a report has been begun from it.

    `template` is the SQL that finds the template's id from a row called {row}.
    """

    def refuse(row: str) -> str:
        return f"""
            SELECT first_used_at INTO used FROM reports_reporttemplate
            WHERE id = ({template.format(row=row)}) FOR SHARE;
            IF used IS NOT NULL THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'check_violation',
                    CONSTRAINT = 'report_template_in_use_is_fixed',
                    MESSAGE = 'a report was begun from this template';
            END IF;
        """  # noqa: S608  # put together from this file's own words

    return [
        pgtrigger.Trigger(
            name="fixed_with_its_template",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            declare=[("used", "TIMESTAMPTZ")],
            func=f"""
                IF TG_OP <> 'INSERT' THEN {refuse("OLD")} END IF;
                IF TG_OP <> 'DELETE' THEN {refuse("NEW")} END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            """,
        )
    ]


class ReportTemplateQuerySet(models.QuerySet["ReportTemplate"]):
    def in_use(self) -> ReportTemplateQuerySet:
        return self.filter(state=ReportTemplate.State.IN_USE)

    def with_parts(self) -> ReportTemplateQuerySet:
        """Everything that a body wants, in a number of queries that does not grow."""
        return self.select_related("body", "proper_officer").prefetch_related(
            "front_fields",
            models.Prefetch("implication_headings", ImplicationHeading.objects.select_related("clearing_post")),
            "sections",
            models.Prefetch("sign_offs", SignOff.objects.select_related("post")),
            "timetable",
        )


@tracked()
class ReportTemplate(models.Model):
    """One version of what a body wants in one kind of report."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        IN_USE = "in_use", _("In use")
        RETIRED = "retired", _("No longer used")

    class Scheme(models.TextChoices):
        """Under which rules a part of a report may be kept from the public."""

        ENGLAND = "england", _("Schedule 12A, Part 1 (England)")
        WALES = "wales", _("Schedule 12A, Part 4 (Wales)")
        SCOTLAND = "scotland", _("Schedule 7A (Scotland)")
        OWN = "own", _("The body’s own rules")

    body = models.ForeignKey(Body, models.PROTECT, related_name="report_templates")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COMMITTEE)
    name = models.TextField()
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    # The heading above the implications, as the body prints it.
    implications_heading = models.TextField(blank=True)
    # None: as long as it needs to be.
    page_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    scheme = models.CharField(max_length=20, choices=Scheme, default=Scheme.OWN)
    # Who decides what is exempt.
    proper_officer = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    first_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReportTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["body", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "version"],
                name="report_template_version_is_one",
                violation_error_message=_("Somebody has just made this version of the template. Look at it first."),
            ),
            models.UniqueConstraint(
                fields=["body", "kind"],
                condition=Q(state="in_use"),
                name="report_template_in_use_is_one",
                violation_error_message=_("Another version of this template is in use."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="fixed_once_used",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                # Only whether it is in use goes on changing.
                func="""
                    IF OLD.first_used_at IS NULL THEN
                        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                        RETURN NEW;
                    END IF;
                    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'state' = to_jsonb(NEW) - 'state' THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION USING
                        ERRCODE = 'check_violation',
                        CONSTRAINT = 'report_template_in_use_is_fixed',
                        MESSAGE = 'a report was begun from this template';
                """,
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:template_detail", args=[self.pk])


class _Part(models.Model):
    """A line of a template, in the body's own order."""

    template = models.ForeignKey(ReportTemplate, models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)
    label = models.TextField()
    # What the writer is told beside the field.
    guidance = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label


@tracked()
class FrontField(_Part):
    """A line of the front sheet."""

    class Source(models.TextChoices):
        """Where its words come from."""

        WRITTEN = "written", _("The writer")
        BODY = "body", _("The body that meets")
        MEETING_DATE = "meeting_date", _("The date of the meeting")
        SUBJECT = "subject", _("The subject of the report")
        SUMMARY = "summary", _("The summary of the report")
        CLASSIFICATION = "classification", _("Whether it is public or exempt")
        REFERENCE = "reference", _("The reference of the report")
        PLAN = "plan", _("The title of the plan")
        PERIOD = "period", _("The reporting period")

    source = models.CharField(max_length=20, choices=Source, default=Source.WRITTEN)
    mandatory = models.BooleanField(default=True)
    # What a new report begins with.
    default = models.TextField(blank=True)

    class Meta:
        ordering = ["template", "position", "pk"]
        default_related_name = "front_fields"
        triggers = _fixed_once_used("{row}.template_id")


@tracked()
class ImplicationHeading(_Part):
    """One of the implications that the body wants considered. `clearing_post` answers for what is said."""

    mandatory = models.BooleanField(default=True)
    clearing_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["template", "position", "pk"]
        default_related_name = "implication_headings"
        triggers = _fixed_once_used("{row}.template_id")


@tracked()
class TemplateSection(_Part):
    """A section that a new report begins with; `label` is its heading."""

    class Drafts(models.TextChoices):
        """What its paragraphs are drafted from."""

        NOTHING = "nothing", _("Nothing: the writer begins")
        PLAN_TEXTS = "plan_texts", _("The plan’s own texts")
        POSITION = "position", _("The position in numbers")
        SUMMARIES = "summaries", _("Each priority’s sign-off summary and highlights")
        UPDATES = "updates", _("What was said about each action")
        EXCEPTIONS = "exceptions", _("What needs attention")
        MOVEMENT = "movement", _("What moved since the period before")
        MEASURES = "measures", _("Each measure’s result and commentary")
        NEXT_STEPS = "next_steps", _("Next steps")
        DECISIONS = "decisions", _("Decisions sought")

    drafts_from = models.CharField(max_length=20, choices=Drafts, default=Drafts.NOTHING)

    class Meta:
        ordering = ["template", "position", "pk"]
        default_related_name = "sections"
        triggers = _fixed_once_used("{row}.template_id")


@tracked()
class SignOff(_Part):
    """Who must agree to the report as a whole before it is final."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["template", "position", "pk"]
        default_related_name = "sign_offs"
        triggers = _fixed_once_used("{row}.template_id")


@tracked()
class TimetableStep(_Part):
    """A day by which something must be done, in working days before the day of the meeting."""

    class Step(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CLEARANCE = "clearance", _("Clearance")
        BRIEFING = "briefing", _("Chair’s briefing")
        FINAL = "final", _("Final copy")
        OTHER = "other", _("Something else")

    step = models.CharField(max_length=20, choices=Step, default=Step.OTHER)
    working_days_before = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["template", "-working_days_before", "position", "pk"]
        default_related_name = "timetable"
        triggers = _fixed_once_used("{row}.template_id")
