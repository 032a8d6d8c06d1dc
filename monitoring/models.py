"""Reporting periods, what is said in them about each action and priority, and the record they leave."""

from __future__ import annotations

from datetime import date
from typing import Self
from urllib.parse import urlencode

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from indicators.time_periods import label_of
from partnership.due import DueField
from partnership.history import never_changes, tracked
from partnership.inner import Inner
from partnership.models import Meeting, Message, Organisation, User
from plans.models import Plan, RatingLevel, RatingScale
from priorities.models import Priority, StrategicAction


def _locked_with(period: str) -> list[pgtrigger.Trigger]:
    """The trigger that keeps a row as it was once its period is frozen.

    `period` is the SQL that finds the period's id from a row called {row}. The period is locked before its
    state is read, so that a write waiting for a freeze sees the frozen state.
    """

    def refuse(row: str) -> str:
        return f"""
            SELECT state INTO period_state FROM monitoring_reportingperiod
            WHERE id = ({period.format(row=row)}) FOR SHARE;
            IF period_state IN ('frozen', 'published') THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'check_violation',
                    CONSTRAINT = 'frozen_period_is_locked',
                    MESSAGE = 'the reporting period is frozen';
            END IF;
        """  # noqa: S608  # put together from this file's own words

    return [
        pgtrigger.Trigger(
            name="locked_with_its_period",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            declare=[("period_state", "TEXT")],
            func=f"""
                IF TG_OP <> 'INSERT' THEN {refuse("OLD")} END IF;
                IF TG_OP <> 'DELETE' THEN {refuse("NEW")} END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            """,
        )
    ]


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        return self.filter(plan__in=Inner(Plan.objects.visible_to(user, on=on)))

    def taking_updates(self) -> Self:
        return self.filter(state=ReportingPeriod.State.OPEN)

    def under_way(self) -> Self:
        return self.filter(state__in=ReportingPeriod.UNDER_WAY)

    def fixed(self) -> Self:
        return self.filter(state__in=ReportingPeriod.FIXED)


@tracked()
class ReportingPeriod(models.Model):
    """One round of reporting on a plan."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open for updates")
        CHALLENGE = "challenge", _("Questions and agreement")
        FROZEN = "frozen", _("Frozen")
        PUBLISHED = "published", _("Published")

    UNDER_WAY = (State.OPEN, State.CHALLENGE)
    FIXED = (State.FROZEN, State.PUBLISHED)

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="periods")
    ordinal = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    actions_as_at = models.DateField()
    measures_as_at = models.DateField()
    action_scale = models.ForeignKey(RatingScale, models.PROTECT, null=True, blank=True, related_name="+")
    priority_scale = models.ForeignKey(RatingScale, models.PROTECT, null=True, blank=True, related_name="+")
    measure_scale = models.ForeignKey(RatingScale, models.PROTECT, null=True, blank=True, related_name="+")
    # Deadlines; None where the plan does not set that step.
    opens_on = models.DateField(null=True, blank=True)
    updates_due_on = models.DateField(null=True, blank=True)
    challenge_by = models.DateField(null=True, blank=True)
    sign_off_by = models.DateField(null=True, blank=True)
    freeze_on = models.DateField(null=True, blank=True)
    publish_by = models.DateField(null=True, blank=True)
    reports_to = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    # A period that happened on paper: level code to number of actions, shown as reported, never recomputed.
    printed_totals = models.JSONField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "ordinal"],
                name="period_ordinal_is_unique_in_its_plan",
                violation_error_message=_("This plan already has a reporting period with that number."),
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["open", "challenge"]),
                name="plan_has_one_period_under_way",
                violation_error_message=_(
                    "This plan already has a reporting period under way. Freeze it before you open the next."
                ),
            ),
            models.CheckConstraint(
                name="period_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A reporting period cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="period_frozen_has_its_time",
                condition=Q(state__in=["frozen", "published"], frozen_at__isnull=False)
                | (~Q(state__in=["frozen", "published"]) & Q(frozen_at=None)),
                violation_error_message=_("A frozen reporting period needs the time it was frozen."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="moves_forward_once_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=["frozen", "published"]),
                func="""
                    IF TG_OP = 'UPDATE'
                        AND (OLD.state = NEW.state OR (OLD.state, NEW.state) = ('frozen', 'published'))
                        AND to_jsonb(OLD) - 'state' - 'published_at' = to_jsonb(NEW) - 'state' - 'published_at'
                        AND (OLD.published_at IS NULL OR OLD.published_at = NEW.published_at)
                    THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION USING
                        ERRCODE = 'check_violation',
                        CONSTRAINT = 'period_moves_forward_once_frozen',
                        MESSAGE = 'the reporting period is frozen';
                """,
            )
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("monitoring:period_detail", args=[self.pk])

    @property
    def figures_address(self) -> str:
        """Where the figures of its days are typed."""
        chosen = urlencode({"period": label_of(self.starts_on, self.ends_on)})
        return f"{reverse('indicators:figures', args=[self.plan.slug])}?{chosen}"

    @property
    def is_fixed(self) -> bool:
        return self.state in self.FIXED

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def takes_updates(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_from_paper(self) -> bool:
        """Only what was printed is known of it: nobody was asked here, and its totals are never recomputed."""
        return self.printed_totals is not None


@tracked()
class PeriodMove(models.Model):
    """One step of a period from one state to another: who took it, when, and why where it was taken back."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="moves")
    from_state = models.CharField(max_length=20, choices=ReportingPeriod.State)
    to_state = models.CharField(max_length=20, choices=ReportingPeriod.State)
    reason = models.TextField(blank=True)
    # What was missing, in a sentence, where the step was taken although it stood in the way.
    gap = models.TextField(blank=True)
    # None where a period was brought in from paper.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["period", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="period_move_back_says_why",
                condition=~Q(reason="")
                | Q(from_state="planned", to_state="open")
                # A period that was brought in from paper was never open here.
                | Q(from_state="planned", to_state="frozen")
                | Q(from_state="open", to_state__in=["challenge", "frozen"])
                | Q(from_state="challenge", to_state="frozen")
                | Q(from_state="frozen", to_state="published"),
                violation_error_message=_("Say why you take this step back."),
            ),
            models.CheckConstraint(
                name="period_move_past_a_gap_says_why",
                condition=Q(gap="") | ~Q(reason=""),
                violation_error_message=_("Say why you take this step although something is missing."),
            ),
        ]
        triggers = [never_changes("period_move", "a step that was taken never changes")]

    def __str__(self) -> str:
        return f"{self.period}: {self.from_state} → {self.to_state}"


class Draft(models.Model):
    """What one person has typed about an action and not yet submitted. Gone when they submit.

    Untracked on purpose: nobody but its author, or whoever takes over their post, may see it, so no history keeps it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    action = models.ForeignKey(StrategicAction, models.CASCADE, related_name="drafts")
    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="drafts")
    content = models.JSONField(default=dict)
    # The version of the update that the person saw when they began; 0 when there was none.
    based_on_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "action", "period"],
                name="draft_is_one_a_person_and_action",
                violation_error_message=_("You already have a draft for this action."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.action}"


@tracked()
class ProgressUpdate(models.Model):
    """Where an action stands in a period, as submitted and then agreed."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    class Cause(models.TextChoices):
        STAFF = "staff", _("Not enough staff")
        FUNDING = "funding", _("Not enough money")
        PARTNER = "partner", _("Waiting for a partner")
        DECISION = "decision", _("Waiting for a decision")
        DEPENDENCY = "dependency", _("Waiting for other work")
        PREMISES = "premises", _("Premises or equipment")
        DATA = "data", _("Missing information")
        EXTERNAL = "external", _("Something outside our control")
        OTHER = "other", _("Something else")

    action = models.ForeignKey(StrategicAction, models.PROTECT, related_name="updates")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="updates")
    version = models.PositiveIntegerField(default=1)
    # None only where the plan does not rate its actions.
    proposed_level = models.ForeignKey(RatingLevel, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_level = models.ForeignKey(RatingLevel, models.PROTECT, null=True, blank=True, related_name="+")
    narrative = models.TextField(blank=True)
    cause = models.CharField(max_length=20, choices=Cause, blank=True)
    cause_detail = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    recovery = models.TextField(blank=True)
    forecast = DueField(null=True, blank=True)
    # One promise a line, shown to the same person next time.
    next_steps = models.TextField(blank=True)
    completed_on = models.DateField(null=True, blank=True)
    unchanged = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.SUBMITTED)
    submitted_at = models.DateTimeField()
    # None where an update was brought in from paper that does not say who wrote it.
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    on_behalf_of = models.TextField(blank=True)
    returned_because = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ["period", "action"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "period"],
                name="update_is_one_an_action_and_period",
                violation_error_message=_("This action already has an update in this reporting period."),
            ),
            models.CheckConstraint(
                name="update_returned_says_why",
                condition=~Q(state="returned") | ~Q(returned_because=""),
                violation_error_message=_("Say why you return the update, so that its author can mend it."),
            ),
        ]
        triggers = _locked_with("{row}.period_id")

    def __str__(self) -> str:
        return f"{self.action}, {self.period}"

    @property
    def level(self) -> RatingLevel | None:
        """The agreed level, else the one proposed."""
        return self.agreed_level or self.proposed_level


@tracked()
class Challenge(models.Model):
    """A change of an update's level after it was submitted: from what, to what, who and why."""

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="challenges")
    from_level = models.ForeignKey(RatingLevel, models.PROTECT, null=True, blank=True, related_name="+")
    to_level = models.ForeignKey(RatingLevel, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["update", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="challenge_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the rating changes."),
            )
        ]
        triggers = _locked_with("SELECT u.period_id FROM monitoring_progressupdate u WHERE u.id = {row}.update_id")

    def __str__(self) -> str:
        return f"{self.update}: {self.from_level} → {self.to_level}"


@tracked()
class Question(models.Model):
    """What a reviewer asks about an update without returning it, and the answer."""

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # Whose answer it is where somebody else wrote it down, and how they were told.
    on_behalf_of = models.TextField(blank=True)

    class Meta:
        ordering = ["update", "asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="question_is_not_blank",
                condition=~Q(text=""),
                violation_error_message=_("Write what you want to know."),
            ),
            models.CheckConstraint(
                name="question_answered_says_who",
                condition=Q(answer="", answered_by=None, answered_at=None, on_behalf_of="")
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                violation_error_message=_("An answer says who gave it and when."),
            ),
        ]
        triggers = _locked_with("SELECT u.period_id FROM monitoring_progressupdate u WHERE u.id = {row}.update_id")

    def __str__(self) -> str:
        return self.text


@tracked()
class Contribution(models.Model):
    """What another organisation says beneath an action's update. It has no rating and is not counted."""

    action = models.ForeignKey(StrategicAction, models.PROTECT, related_name="contributions")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="contributions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contributions")
    version = models.PositiveIntegerField(default=1)
    text = models.TextField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    on_behalf_of = models.TextField(blank=True)

    class Meta:
        ordering = ["period", "action", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "period", "organisation"],
                name="contribution_is_one_an_organisation",
                violation_error_message=_("This organisation has already said something about the action."),
            ),
            models.CheckConstraint(
                name="contribution_is_not_blank",
                condition=~Q(text=""),
                violation_error_message=_("Write what your organisation did."),
            ),
        ]
        triggers = _locked_with("{row}.period_id")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.action}, {self.period}"


@tracked()
class PrioritySummary(models.Model):
    """What the lead of a priority says about it in a period."""

    version = models.PositiveIntegerField(default=1)
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="summaries")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="summaries")
    # None: not judged. The computed level is worked out from the record, never stored.
    judged_level = models.ForeignKey(RatingLevel, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    decisions_sought = models.TextField(blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    # Who signed it off where somebody else did so for them, and how they said so.
    on_behalf_of = models.TextField(blank=True)
    # Why the sign-off was taken back, until it is signed off again; the history keeps every one.
    taken_back_because = models.TextField(blank=True)

    class Meta:
        ordering = ["period", "priority"]
        verbose_name_plural = "priority summaries"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "priority"],
                name="summary_is_one_a_priority_and_period",
                violation_error_message=_("This priority already has a summary in this reporting period."),
            ),
            models.CheckConstraint(
                name="summary_on_behalf_is_a_sign_off",
                condition=Q(on_behalf_of="") | Q(signed_off_at__isnull=False),
                violation_error_message=_("Only a sign-off is given on behalf of somebody."),
            ),
            models.CheckConstraint(
                name="summary_taken_back_is_not_signed_off",
                condition=Q(taken_back_because="") | Q(signed_off_at=None),
                violation_error_message=_("A sign-off that was taken back no longer stands."),
            ),
        ]
        triggers = _locked_with("{row}.period_id")

    def __str__(self) -> str:
        return f"{self.priority}, {self.period}"


@tracked()
class Highlight(models.Model):
    """One thing that the board should know about a priority."""

    class Kind(models.TextChoices):
        ACHIEVEMENT = "achievement", _("Achievement")
        PROGRESS = "progress", _("Progress")
        CONCERN = "concern", _("Concern")
        ISSUE = "issue", _("Issue")
        DELAY = "delay", _("Delay")
        INSPECTION_FINDING = "inspection_finding", _("Inspection finding")
        GOOD_PRACTICE = "good_practice", _("Good practice")
        PROGRAMME = "programme", _("Programme")
        CASE_STUDY = "case_study", _("Case study")
        ESCALATION = "escalation", _("Escalation")

    summary = models.ForeignKey(PrioritySummary, models.CASCADE, related_name="highlights")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["summary", "position", "pk"]
        triggers = _locked_with("SELECT s.period_id FROM monitoring_prioritysummary s WHERE s.id = {row}.summary_id")

    def __str__(self) -> str:
        return self.text


@tracked()
class MeasureCommentary(models.Model):
    """What the owner of a measure says about its figure in a period: the story behind it and what is being done."""

    version = models.PositiveIntegerField(default=1)
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="commentaries")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="commentaries")
    story = models.TextField(blank=True)
    doing = models.TextField(blank=True)
    forecast = models.TextField(blank=True)
    # None: the rule's level stands. Set beside the rule's, never in its place.
    judged_level = models.ForeignKey(RatingLevel, models.PROTECT, null=True, blank=True, related_name="+")
    judged_reason = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # For whom, if it was entered for somebody else, and how they said so.
    on_behalf_of = models.TextField(blank=True)

    class Meta:
        ordering = ["period", "indicator"]
        verbose_name_plural = "measure commentaries"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "indicator"],
                name="commentary_is_one_a_measure_and_period",
                violation_error_message=_("This measure already has a commentary in this reporting period."),
            ),
            models.CheckConstraint(
                name="commentary_judged_has_a_reason",
                condition=Q(judged_level=None) | ~Q(judged_reason=""),
                violation_error_message=_("Say why the rating is another than the rule gives."),
            ),
        ]
        triggers = _locked_with("{row}.period_id")

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period}"


@tracked()
class SmallNumbersCheck(models.Model):
    """That somebody has looked at what is kept back of a period's figures, and found it enough to publish."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="small_numbers_checks")
    # SHA-256 of what is kept back, so that a later figure asks for another look: see record/small_numbers.py.
    hidden_sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["period", "confirmed_at", "pk"]

    def __str__(self) -> str:
        return str(self.period)


@tracked()
class LetThrough(models.Model):
    """Words that might point at a child, which their writer kept after being asked, and why.

    The words themselves stand where they were written; here is only where, and of what kind they are.
    """

    class Place(models.TextChoices):
        UPDATE = "update", _("Update")
        CONTRIBUTION = "contribution", _("Contribution")
        SUMMARY = "summary", _("Priority summary")
        QUESTION = "question", _("Question or answer")
        NEWS = "news", _("What happened since")
        COMMENTARY = "commentary", _("Commentary on a measure")
        FIGURES = "figures", _("Figures of a measure")
        LATER_DATE = "later_date", _("Reason for a later date")
        REOPENED = "reopened", _("Reason to take an action up again")
        STEP = "step", _("Step of a period")
        CORRECTION = "correction", _("Correction")
        REPORT = "report", _("Report for a meeting")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="let_through")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, null=True, blank=True, related_name="let_through")
    place = models.CharField(max_length=20, choices=Place)
    # The key of the row that holds the words, and what it is about as named then.
    row_pk = models.PositiveBigIntegerField()
    about = models.TextField()
    # What was found: kinds of partnership/personal.py.
    kinds = models.JSONField(default=list)
    reason = models.TextField()
    let_at = models.DateTimeField()
    let_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "-let_at", "-pk"]
        verbose_name_plural = "let through"
        constraints = [
            models.CheckConstraint(
                name="let_through_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why these words do not point at a child."),
            )
        ]

    def __str__(self) -> str:
        return self.about


@tracked()
class LaterNews(models.Model):
    """What happened after a period's figures were fixed: shown beside its record, never in it."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="later_news")
    # About one of these, or neither: then about the whole plan.
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.ForeignKey(StrategicAction, models.PROTECT, null=True, blank=True, related_name="+")
    happened_on = models.DateField()
    text = models.TextField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["period", "-happened_on", "-pk"]
        verbose_name_plural = "later news"
        constraints = [
            models.CheckConstraint(
                name="later_news_is_about_one_thing",
                condition=Q(priority=None) | Q(action=None),
                violation_error_message=_("News is about a priority, about an action or about the whole plan."),
            ),
            models.CheckConstraint(
                name="later_news_is_not_blank",
                condition=~Q(text=""),
                violation_error_message=_("Write what happened."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class PeriodMeeting(models.Model):
    """That a period's report goes to a meeting."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="period_meetings")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["period", "meeting"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "meeting"],
                name="period_serves_a_meeting_once",
                violation_error_message=_("This reporting period already serves that meeting."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} – {self.meeting}"


@tracked()
class ReminderRule(models.Model):
    """Whether a plan reminds people on an occasion. Without a row it does."""

    class Occasion(models.TextChoices):
        OPENING = "opening", _("When updates open")
        WEEK_BEFORE = "week_before", _("A week before they are due")
        TWO_DAYS_BEFORE = "two_days_before", _("Two working days before")
        ON_THE_DAY = "on_the_day", _("On the day")
        AFTER = "after", _("Two working days after")
        TO_LEAD = "to_lead", _("Five working days after, to the lead of the body")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reminder_rules")
    occasion = models.CharField(max_length=20, choices=Occasion)
    applies = models.BooleanField(default=True)

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "occasion"],
                name="reminder_rule_is_one_an_occasion",
                violation_error_message=_("This plan already says whether it reminds people then."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_occasion_display()}"


@tracked()
class Reminder(models.Model):
    """That a person is reminded of an action or a measure, in a message together with all else for that day."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="reminders")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reminders")
    # One of the two.
    action = models.ForeignKey(StrategicAction, models.PROTECT, null=True, blank=True, related_name="reminders")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="reminders")
    # Empty where the coordinator asked for it.
    occasion = models.CharField(max_length=20, choices=ReminderRule.Occasion, blank=True)

    class Meta:
        ordering = ["message", "action", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "period", "action"],
                name="reminder_names_an_action_once",
                violation_error_message=_("This message already names that action."),
            ),
            models.UniqueConstraint(
                fields=["message", "period", "indicator"],
                name="reminder_names_a_measure_once",
                violation_error_message=_("This message already names that measure."),
            ),
            models.CheckConstraint(
                name="reminder_names_an_action_or_a_measure",
                condition=Q(action=None, indicator__isnull=False) | Q(action__isnull=False, indicator=None),
                violation_error_message=_("A reminder names one action or one measure."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message}: {self.of}"

    @property
    def of(self) -> StrategicAction | Indicator | None:
        return self.action or self.indicator


@tracked(exclude=["body"])
class PeriodRecord(models.Model):
    """What a frozen period says, as bytes. Written once; a correction is the next version.

    The history leaves the bytes out: the row itself never changes.
    """

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="records")
    version = models.PositiveSmallIntegerField(default=1)
    schema = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    errata = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ["period", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "version"],
                name="record_version_is_unique_in_its_period",
                violation_error_message=_("This version of the record is already stored."),
            )
        ]
        triggers = [never_changes("period_record", "a stored record never changes")]

    def __str__(self) -> str:
        return f"{self.period}, version {self.version}"


@tracked()
class Correction(models.Model):
    """One replacement of an erratum that is being prepared; gone when the erratum is issued.

    `path` is a place in the period's record, `old` and `new` what its JSON holds there: see record/errata.py.
    """

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="corrections")
    path = models.CharField(max_length=200)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "path"],
                name="correction_is_one_a_place",
                violation_error_message=_("This is being corrected already."),
            ),
            models.CheckConstraint(
                name="correction_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why this is corrected."),
            ),
        ]

    def __str__(self) -> str:
        return self.path


class RedactionQuerySet(models.QuerySet["Redaction"]):
    def carried_out(self) -> Self:
        """Those of which the words are gone. Their number only grows."""
        return self.filter(carried_out_at__isnull=False)


@tracked(exclude=["words"])
class Redaction(models.Model):
    """That one person asks for personal information to be removed everywhere, and another has it done.

    The words are there only until then, and in no history. What removes them is the function
    `carry_out_redaction` of the database, which belongs to its owner: see reports/migrations.
    """

    LEAST_CHARACTERS = 4

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="redactions")
    words = models.TextField(blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # The day that stands in place of the words.
    confirmed_on = models.DateField(null=True, blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    places = models.PositiveIntegerField(default=0)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="redaction_needs_two_people",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
                violation_error_message=_("Somebody else confirms what you propose to remove."),
            ),
            models.CheckConstraint(
                name="redaction_keeps_no_words",
                condition=Q(carried_out_at=None) | Q(words="", confirmed_by__isnull=False, confirmed_on__isnull=False),
                violation_error_message=_("Once the words are removed, nothing keeps them."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="is_carried_out_by_the_database",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'INSERT' AND NEW.confirmed_by_id IS NULL AND NEW.carried_out_at IS NULL THEN
                        RETURN NEW;
                    ELSIF TG_OP = 'DELETE' AND OLD.carried_out_at IS NULL THEN
                        RETURN OLD;
                    ELSIF TG_OP = 'UPDATE' AND OLD.carried_out_at IS NULL AND NEW.carried_out_at IS NULL
                        AND OLD.confirmed_by_id IS NULL AND OLD.words = NEW.words
                        AND (OLD.plan_id, OLD.proposed_by_id) = (NEW.plan_id, NEW.proposed_by_id)
                    THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION USING
                        ERRCODE = 'check_violation',
                        CONSTRAINT = 'redaction_is_carried_out_once',
                        MESSAGE = 'a redaction is proposed, confirmed and carried out, each once';
                """,
            )
        ]

    def __str__(self) -> str:
        return _("Removal proposed by %(person)s") % {"person": self.proposed_by}

    def get_absolute_url(self) -> str:
        return reverse("monitoring:redaction", args=[self.pk])

    @property
    def is_done(self) -> bool:
        return self.carried_out_at is not None


@tracked()
class RedactedRecord(models.Model):
    """That a redaction changed a stored record: its checksum before and after. Written by the database alone."""

    redaction = models.ForeignKey(Redaction, models.PROTECT, related_name="records")
    record = models.ForeignKey(PeriodRecord, models.PROTECT, related_name="redactions")
    sha256_before = models.CharField(max_length=64)
    sha256_after = models.CharField(max_length=64)

    class Meta:
        ordering = ["redaction", "record"]
        triggers = [never_changes("redacted_record", "what a redaction changed stays on the record")]

    def __str__(self) -> str:
        return f"{self.record}: {self.sha256_before[:12]} → {self.sha256_after[:12]}"
