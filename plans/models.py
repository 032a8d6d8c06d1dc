"""The plan: what it is called, how long it runs, its own words, and the scales it is rated on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnership.due import DueField
from partnership.history import tracked
from partnership.models import Body, Membership, Organisation, Post, bodies_of, posts_of
from plans.labels import LevelLabels
from plans.ratings import Counts, Meaning, Rollup

if TYPE_CHECKING:
    from partnership.models import User

# Locked before it is read, so that a level written while the scale is first used sees that it is.
_SCALE_IS_FREE = """
    PERFORM 1 FROM plans_ratingscale WHERE id = {scale} FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM plans_ratingscale WHERE id = {scale} AND first_used_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'rating_scale_in_use_is_fixed',
            MESSAGE = 'the rating scale is in use';
    END IF;
"""


@tracked()
class RatingScale(models.Model):
    """Levels with their criteria. Fixed from the moment a reporting period first uses it."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.TextField()
    first_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        triggers = [
            pgtrigger.Trigger(
                name="scale_in_use_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__first_used_at__isnull=False),
                func=_SCALE_IS_FREE.format(scale="OLD.id")
                + " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class RatingLevel(models.Model):
    """One level of a scale: a word, a shape and a colour, shown together, and what it takes to earn it."""

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="levels")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    letter = models.CharField(max_length=2, blank=True)
    criteria = models.TextField(blank=True)
    meaning = models.CharField(max_length=20, choices=Meaning)
    # A shape of plans/marks.py and a colour token of the stylesheet; both default to those of the meaning.
    shape = models.SlugField(max_length=20, blank=True)
    colour = models.SlugField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    requires_reason = models.BooleanField(default=False)
    requires_recovery = models.BooleanField(default=False)

    class Meta:
        ordering = ["scale", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "code"],
                name="rating_level_code_is_unique_in_its_scale",
                violation_error_message=_("This scale already has a level with that code."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="level_of_scale_in_use_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP <> 'INSERT' THEN {_SCALE_IS_FREE.format(scale="OLD.scale_id")} END IF;
                    IF TG_OP <> 'DELETE' THEN {_SCALE_IS_FREE.format(scale="NEW.scale_id")} END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.label


class PlanQuerySet(models.QuerySet["Plan"]):
    def coordinated_by(self, user: User, *, on: date) -> Self:
        """Plans whose coordinating post this person holds on a day."""
        return self.filter(coordinating_post__in=posts_of(user, on=on))

    def visible_to(self, user: User, *, on: date) -> Self:
        """Plans this person may read: approved ones, and unapproved ones they coordinate, lead or are analyst of."""
        held = posts_of(user, on=on)
        bodies = bodies_of(user, *Membership.LEADING, on=on)
        return self.filter(
            ~Q(status__in=Plan.UNAPPROVED)
            | Q(coordinating_post__in=held)
            | Q(analyst_post__in=held)
            | Q(owner_body__in=bodies)
        )


@tracked()
class Plan(models.Model):
    """What a council and its partners promise to children and young people over some years."""

    class Kind(models.TextChoices):
        CYPP = "cypp", _("Children and young people’s plan")
        CHILDRENS_SERVICES = "childrens_services", _("Children’s services plan")
        SEND_IMPROVEMENT = "send_improvement", _("SEND improvement plan")
        YOUTH_JUSTICE = "youth_justice", _("Youth justice plan")
        CORPORATE_PARENTING = "corporate_parenting", _("Corporate parenting plan")
        IMPROVEMENT = "improvement", _("Improvement plan")
        OTHER = "other", _("Other plan")

    class Status(models.TextChoices):
        DRAFTING = "drafting", _("Being written")
        CONSULTATION = "consultation", _("Out for consultation")
        APPROVED = "approved", _("Approved")
        UNDER_REVIEW = "under_review", _("Under review")
        SUPERSEDED = "superseded", _("Superseded")
        CLOSED = "closed", _("Closed")

    class Nation(models.TextChoices):
        ENGLAND = "ENG", _("England")
        WALES = "WLS", _("Wales")
        SCOTLAND = "SCT", _("Scotland")
        NORTHERN_IRELAND = "NIR", _("Northern Ireland")
        JERSEY = "JE", _("Jersey")

    class Travel(models.TextChoices):
        """What an arrow beside a measure compares its latest result with."""

        PREVIOUS = "previous", _("the result before")
        SAME_LAST_YEAR = "same_last_year", _("a year before")
        BASELINE = "baseline", _("the baseline")
        FIRST = "first", _("the first result shown")

    UNAPPROVED = (Status.DRAFTING, Status.CONSULTATION)
    IN_FORCE = (Status.APPROVED, Status.UNDER_REVIEW)

    slug = models.SlugField(max_length=80, unique=True)
    title = models.TextField()
    short_title = models.TextField(blank=True)
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.CYPP)
    statutory_note = models.TextField(blank=True)
    starts = DueField(null=True, blank=True)
    ends = DueField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFTING)
    owner_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="plans")
    coordinating_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="coordinated_plans")
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    labels = models.JSONField(default=dict, blank=True)
    # None: the plan does not rate that level, and then nothing of it is "not rated".
    action_scale = models.ForeignKey(RatingScale, models.PROTECT, null=True, blank=True, related_name="+")
    priority_scale = models.ForeignKey(RatingScale, models.PROTECT, null=True, blank=True, related_name="+")
    measure_scale = models.ForeignKey(RatingScale, models.PROTECT, null=True, blank=True, related_name="+")
    # How a priority's level is computed. The shares are percentages and only the rule "share" reads them.
    rollup = models.CharField(max_length=20, choices=Rollup, default=Rollup.WORST)
    rollup_on_track_share = models.PositiveSmallIntegerField(default=80)
    rollup_off_track_share = models.PositiveSmallIntegerField(default=30)
    rollup_complete = models.CharField(max_length=20, choices=Counts, default=Counts.ON_TRACK)
    rollup_paused = models.CharField(max_length=20, choices=Counts, default=Counts.LEFT_OUT)
    rollup_not_rated = models.CharField(max_length=20, choices=Counts, default=Counts.LEFT_OUT)
    # Who brings in the figures of the measures and checks what may be published of them.
    analyst_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="analysed_plans")
    measures_short_travel = models.CharField(max_length=20, choices=Travel, default=Travel.PREVIOUS)
    measures_long_travel = models.CharField(max_length=20, choices=Travel, default=Travel.SAME_LAST_YEAR)
    # Whether a measure that is off target wants its story before its priority is signed off.
    measures_need_commentary = models.BooleanField(default=False)
    # Whether the lead of every priority signs it off before the figures are fixed.
    requires_sign_off = models.BooleanField(default=False)
    # Steps that not every plan takes: closing updates for questions, and publishing what was fixed.
    has_challenge = models.BooleanField(default=True)
    publishes = models.BooleanField(default=True)
    # Whose bank holidays its working days are counted with.
    nation = models.CharField(max_length=20, choices=Nation, default=Nation.ENGLAND)
    # Working days from each step to the next, counted back from the meeting: see monitoring/deadlines.py.
    days_for_updates = models.PositiveSmallIntegerField(default=10)
    days_for_challenge = models.PositiveSmallIntegerField(default=5)
    days_for_sign_off = models.PositiveSmallIntegerField(default=5)
    days_to_fix = models.PositiveSmallIntegerField(default=2)
    days_for_report = models.PositiveSmallIntegerField(default=7)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="plan_rollup_shares_are_percentages",
                condition=Q(rollup_on_track_share__range=(1, 100), rollup_off_track_share__range=(1, 100)),
                violation_error_message=_("A share is a percentage from 1 to 100."),
            ),
            models.CheckConstraint(
                name="plan_silence_is_never_on_track",
                condition=Q(rollup_complete__in=["on_track", "left_out"])
                & ~Q(rollup_not_rated="on_track")
                & ~Q(rollup_paused="on_track"),
                violation_error_message=_(
                    "Complete actions count as on track or not at all; what is paused or not rated never counts as "
                    "on track."
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_approved",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("status"),  # type: ignore[no-untyped-call]
                condition=~pgtrigger.Q(old__status__in=["drafting", "consultation"])
                & pgtrigger.Q(new__status__in=["drafting", "consultation"]),
                # What approval fixed, such as the dates first promised, would otherwise be open again.
                func="""
                    RAISE EXCEPTION USING
                        ERRCODE = 'check_violation',
                        CONSTRAINT = 'approved_plan_stays_approved',
                        MESSAGE = 'an approved plan stays approved';
                """,
            )
        ]

    def __str__(self) -> str:
        return self.short_title or self.title

    @property
    def level_labels(self) -> LevelLabels:
        return LevelLabels.from_json(self.labels)

    @property
    def is_approved(self) -> bool:
        return self.status not in self.UNAPPROVED

    def is_coordinated_by(self, user: User, *, on: date) -> bool:
        return (
            self.coordinating_post_id is not None
            and Post.objects.held_by(user, on=on).filter(pk=self.coordinating_post_id).exists()
        )


@tracked()
class PlanText(models.Model):
    """A titled passage of the plan: its vision, its principles, how it was made. Light Markdown."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="texts")
    key = models.SlugField(max_length=60)
    title = models.TextField()
    body = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="plan_text_key_is_unique_in_its_plan",
                violation_error_message=_("This plan already has a text with that key."),
            )
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class LinkedDocument(models.Model):
    """A strategy, policy or other document that the plan refers to; its address may not be known."""

    class Kind(models.TextChoices):
        STRATEGY = "strategy", _("Strategy")
        POLICY = "policy", _("Policy")
        PLAN = "plan", _("Plan")
        EVIDENCE = "evidence", _("Evidence")
        GUIDANCE = "guidance", _("Guidance")
        MINUTES = "minutes", _("Minutes")
        OTHER = "other", _("Other document")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="documents")
    key = models.SlugField(max_length=80)
    title = models.TextField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    url = models.URLField(max_length=1000, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="documents")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="linked_document_key_is_unique_in_its_plan",
                violation_error_message=_("This plan already has a document with that key."),
            )
        ]

    def __str__(self) -> str:
        return self.title
