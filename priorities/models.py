"""What the plan promises: outcomes, priorities, commitments and strategic actions, and who leads them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnership.due import Due, DueField
from partnership.history import tracked
from partnership.inner import Inner
from partnership.models import Body, Organisation, Post, User, posts_of
from plans.models import LinkedDocument, Plan

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@tracked()
class Outcome(models.Model):
    """What should be true for children and young people when the plan has worked."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="outcomes")
    key = models.SlugField(max_length=80)
    ref = models.CharField(max_length=30, blank=True)
    title = models.TextField()
    description = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="outcome_key_is_unique_in_its_plan",
                violation_error_message=_("This plan already has an outcome with that key."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()


class PriorityQuerySet(models.QuerySet["Priority"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        return self.filter(plan__in=Inner(Plan.objects.visible_to(user, on=on)))


@tracked()
class Priority(models.Model):
    """Something that the partners have chosen to work on together. It may be unnumbered or cross-cutting."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("In the plan")
        ADDED_LATER = "added_later", _("Added later")
        MERGED = "merged", _("Merged into another")
        TRANSFERRED = "transferred", _("Transferred to another body")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    LEFT = (Status.MERGED, Status.TRANSFERRED, Status.WITHDRAWN)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="priorities")
    key = models.SlugField(max_length=80)
    ref = models.CharField(max_length=30, blank=True)
    title = models.TextField()
    plain_title = models.TextField(blank=True)
    description = models.TextField(blank=True)
    outcomes = models.ManyToManyField(Outcome, through="PriorityOutcome", related_name="priorities")
    documents = models.ManyToManyField(LinkedDocument, through="PriorityDocument", related_name="priorities")
    cross_cutting = models.BooleanField(default=False)
    lead_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="led_priorities")
    # Whoever follows it instead of this plan's board; its actions are then not reportable here.
    monitored_elsewhere_by = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    status_note = models.TextField(blank=True)
    in_plan_from = models.DateField(null=True, blank=True)
    in_plan_until = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    objects = PriorityQuerySet.as_manager()

    if TYPE_CHECKING:
        actions: RelatedManager[StrategicAction]

    class Meta:
        ordering = ["plan", "position", "pk"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="priority_key_is_unique_in_its_plan",
                violation_error_message=_("This plan already has a priority with that key."),
            ),
            models.UniqueConstraint(
                fields=["plan", "ref"],
                condition=~Q(ref=""),
                name="priority_ref_is_unique_in_its_plan",
                violation_error_message=_("This plan already has a priority with that number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()


@tracked()
class PriorityOutcome(models.Model):
    """That a priority serves an outcome."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="served_outcomes")
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="serving_priorities")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "outcome"],
                name="priority_serves_an_outcome_once",
                violation_error_message=_("This priority already serves that outcome."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.priority} – {self.outcome}"


@tracked()
class PriorityDocument(models.Model):
    """That a document belongs with a priority."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="linked_documents")
    document = models.ForeignKey(LinkedDocument, models.CASCADE, related_name="linked_priorities")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "document"],
                name="priority_links_a_document_once",
                violation_error_message=_("This priority already links to that document."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.priority} – {self.document}"


@tracked()
class Commitment(models.Model):
    """A promise within a priority, often with a goal; a summary list may word it more shortly."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="commitments")
    key = models.SlugField(max_length=80)
    ref = models.CharField(max_length=30, blank=True)
    title = models.TextField()
    summary_title = models.TextField(blank=True)
    goal = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["priority", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "key"],
                name="commitment_key_is_unique_in_its_priority",
                violation_error_message=_("This priority already has a commitment with that key."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()


class StrategicActionQuerySet(models.QuerySet["StrategicAction"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """Actions whose plan this person may read."""
        return self.filter(priority__plan__in=Inner(Plan.objects.visible_to(user, on=on)))

    def led_by(self, user: User, *, on: date) -> Self:
        """Actions on which a post that this person holds has a responsibility other than contributing."""
        responsible = Responsibility.objects.filter(post__in=posts_of(user, on=on)).exclude(
            role=Responsibility.Role.CONTRIBUTOR
        )
        return self.filter(pk__in=Inner(responsible.values("action")))

    def reportable(self, *, on: date) -> Self:
        """Actions that count on a day: in the plan then, and not withdrawn, merged, transferred or
        monitored elsewhere by then."""
        in_plan = Q(in_plan_from=None) | Q(in_plan_from__lte=on)
        still = Q(in_plan_until=None) | Q(in_plan_until__gte=on)
        priority_in_plan = Q(priority__in_plan_from=None) | Q(priority__in_plan_from__lte=on)
        priority_still = Q(priority__in_plan_until=None) | Q(priority__in_plan_until__gte=on)
        # One that left without saying when has left.
        left = Q(stage__in=StrategicAction.LEFT, in_plan_until=None)
        priority_left = Q(priority__status__in=Priority.LEFT, priority__in_plan_until=None)
        return self.filter(
            in_plan,
            still,
            priority_in_plan,
            priority_still,
            ~left,
            ~priority_left,
            priority__monitored_elsewhere_by="",
        )

    def unfinished(self) -> Self:
        return self.exclude(stage__in=[StrategicAction.Stage.COMPLETE, *StrategicAction.LEFT])


@tracked()
class StrategicAction(models.Model):
    """One promise by the partners that moves a priority forward."""

    class Stage(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        UNDER_WAY = "under_way", _("Under way")
        COMPLETE = "complete", _("Complete")
        PAUSED = "paused", _("Paused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        MERGED = "merged", _("Merged into another")
        TRANSFERRED = "transferred", _("Transferred to another body")
        # The plan was brought in from a paper that does not say.
        UNKNOWN = "unknown", _("Not said")

    LEFT = (Stage.WITHDRAWN, Stage.MERGED, Stage.TRANSFERRED)

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="actions")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="actions")
    key = models.SlugField(max_length=80)
    ref = models.CharField(max_length=30, blank=True)
    title = models.TextField()
    description = models.TextField(blank=True)
    success_criteria = models.TextField(blank=True)
    sources = models.TextField(blank=True)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.NOT_STARTED)
    stage_note = models.TextField(blank=True)
    percent_complete = models.PositiveSmallIntegerField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    starts = DueField(null=True, blank=True)
    # The original date. A later one is a DateChange.
    due = DueField(null=True, blank=True)
    as_printed = models.JSONField(default=dict, blank=True)
    in_plan_from = models.DateField(null=True, blank=True)
    in_plan_until = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    objects = StrategicActionQuerySet.as_manager()

    if TYPE_CHECKING:
        date_changes: RelatedManager[DateChange]
        responsibilities: RelatedManager[Responsibility]
        milestones: RelatedManager[Milestone]

    class Meta:
        ordering = ["priority", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "key"],
                name="action_key_is_unique_in_its_priority",
                violation_error_message=_("This priority already has an action with that key."),
            ),
            models.CheckConstraint(
                name="action_complete_has_its_date",
                condition=Q(stage="complete", completed_on__isnull=False)
                | (~Q(stage="complete") & Q(completed_on=None)),
                violation_error_message=_("A completed action needs the date it was completed."),
            ),
            models.CheckConstraint(
                name="action_percent_is_at_most_100",
                condition=Q(percent_complete=None) | Q(percent_complete__lte=100),
                violation_error_message=_("Per cent complete is a number from 0 to 100."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="original_due_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("due"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(old__due__df=pgtrigger.F("new__due")),
                # The plan is locked before it is read: a change that waits for the approval sees it.
                func="""
                    PERFORM 1 FROM plans_plan plan JOIN priorities_priority p ON p.plan_id = plan.id
                    WHERE p.id = OLD.priority_id FOR SHARE OF plan;
                    IF EXISTS (
                        SELECT 1 FROM priorities_priority p JOIN plans_plan plan ON plan.id = p.plan_id
                        WHERE p.id = OLD.priority_id AND plan.status NOT IN ('drafting', 'consultation')
                    ) THEN
                        RAISE EXCEPTION USING
                            ERRCODE = 'check_violation',
                            CONSTRAINT = 'original_due_date_is_fixed',
                            MESSAGE = 'the original due date is fixed';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()

    @property
    def plan(self) -> Plan:
        return self.priority.plan

    def agreed_due(self) -> Due | None:
        """The date in force: the latest agreed change, else the original; None when none was ever given."""
        changes = sorted(self.date_changes.all(), key=lambda change: (change.agreed_on, change.pk))
        due: Due | None = changes[-1].due if changes else self.due
        return due


@tracked()
class DateChange(models.Model):
    """A later date than the original, agreed by somebody for a reason."""

    action = models.ForeignKey(StrategicAction, models.CASCADE, related_name="date_changes")
    due = DueField()
    reason = models.TextField()
    agreed_on = models.DateField()
    agreed_by = models.TextField()

    class Meta:
        ordering = ["action", "agreed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "agreed_on"],
                name="date_change_is_one_a_day",
                violation_error_message=_("A new date was already agreed for this action on that day."),
            ),
            models.CheckConstraint(
                name="date_change_has_a_reason",
                condition=~Q(reason="") & ~Q(agreed_by=""),
                violation_error_message=_("A later date needs a reason and whoever agreed it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.due}"


@tracked()
class DateRequest(models.Model):
    """That somebody asks the lead body for a later date, and what it answered."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a decision")
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", _("Not agreed")
        WITHDRAWN = "withdrawn", _("Taken back")

    action = models.ForeignKey(StrategicAction, models.CASCADE, related_name="date_requests")
    due = DueField()
    reason = models.TextField()
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    on_behalf_of = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    # Whose decision it is where the coordinator wrote it down for the lead body, and how they were told.
    decided_for = models.TextField(blank=True)
    decision_reason = models.TextField(blank=True)
    # The date that was agreed upon it; None unless agreed.
    change = models.OneToOneField(DateChange, models.PROTECT, null=True, blank=True, related_name="request")

    class Meta:
        ordering = ["action", "requested_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(state="waiting"),
                name="date_request_waits_alone",
                violation_error_message=_("A later date has been asked for already and waits for a decision."),
            ),
            models.CheckConstraint(
                name="date_request_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why a later date is needed."),
            ),
            models.CheckConstraint(
                name="date_request_decided_says_who",
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | (~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                violation_error_message=_("A decision about a date says who decided and when."),
            ),
            models.CheckConstraint(
                name="date_request_refused_says_why",
                condition=~Q(state="refused") | ~Q(decision_reason=""),
                violation_error_message=_("Say why the later date is not agreed."),
            ),
            models.CheckConstraint(
                name="date_request_agreed_has_its_change",
                condition=Q(state="agreed", change__isnull=False) | (~Q(state="agreed") & Q(change=None)),
                violation_error_message=_("An agreed date is among the action's changes of date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.due}?"


@tracked()
class Responsibility(models.Model):
    """Who has to do with an action: a post, an organisation or a body, or only the printed words."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Leads")
        ACCOUNTABLE = "accountable", _("Accountable")
        POLITICAL_LEAD = "political_lead", _("Political lead")
        CONTRIBUTOR = "contributor", _("Contributes")

    action = models.ForeignKey(StrategicAction, models.CASCADE, related_name="responsibilities")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
    )
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    as_printed = models.TextField(blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.LEAD)
    primary = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["action", "-primary", "position", "pk"]
        verbose_name_plural = "responsibilities"
        constraints = [
            models.CheckConstraint(
                name="responsibility_has_one_holder",
                condition=Q(post__isnull=False, organisation=None, body=None)
                | Q(post=None, organisation__isnull=False, body=None)
                | Q(post=None, organisation=None, body__isnull=False)
                | (Q(post=None, organisation=None, body=None) & ~Q(as_printed="")),
                violation_error_message=_(
                    "A responsibility belongs to one post, organisation or body, or is kept as printed."
                ),
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(primary=True),
                name="action_has_at_most_one_primary_lead",
                violation_error_message=_("An action has at most one first lead."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.post or self.organisation or self.body or self.as_printed)


@tracked()
class Milestone(models.Model):
    """A step on the way to an action's end."""

    action = models.ForeignKey(StrategicAction, models.CASCADE, related_name="milestones")
    title = models.TextField()
    due = DueField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["action", "position", "pk"]

    def __str__(self) -> str:
        return self.title


@tracked()
class Programme(models.Model):
    """A programme of work that contributes to a plan's priorities without being one of its actions."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="programmes")
    key = models.SlugField(max_length=80)
    title = models.TextField()
    description = models.TextField(blank=True)
    priorities = models.ManyToManyField(Priority, through="ProgrammePriority", related_name="programmes")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="programme_key_is_unique_in_its_plan",
                violation_error_message=_("This plan already has a programme with that key."),
            )
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class ProgrammePriority(models.Model):
    """That a programme contributes to a priority."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="contributions")
    priority = models.ForeignKey(Priority, models.CASCADE, related_name="contributing_programmes")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "programme priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "priority"],
                name="programme_contributes_once",
                violation_error_message=_("This programme already contributes to that priority."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} – {self.priority}"


@tracked()
class Listing(models.Model):
    """That another plan counts an action too. The action has one home and one update serves all."""

    action = models.ForeignKey(StrategicAction, models.CASCADE, related_name="listings")
    priority = models.ForeignKey(Priority, models.CASCADE, related_name="listings")
    ref = models.CharField(max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["priority", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "priority"],
                name="action_is_listed_once_in_a_priority",
                violation_error_message=_("This priority already lists that action."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.priority}: {self.action}"


class Fate(models.TextChoices):
    """What became of a part of a plan in the plan that takes its place."""

    CARRIED = "carried", _("Carried forward")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")
    DROPPED = "dropped", _("Not carried forward")


class Succession(models.Model):
    """What became of one part of a plan in the plan that takes its place; of one that is split, a row for each."""

    # The plan that takes the place of the old one.
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    fate = models.CharField(max_length=20, choices=Fate)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        abstract = True


def _of_successions(what: str) -> list[models.BaseConstraint]:
    """What holds for the successions of each level: `what` begins the names."""
    return [
        models.CheckConstraint(
            name=f"{what}_succession_drops_with_a_reason",
            condition=(Q(fate="dropped", new=None) & ~Q(reason="")) | (~Q(fate="dropped") & Q(new__isnull=False)),
            violation_error_message=_("What is not carried forward says why; everything else says what it became."),
        ),
        models.UniqueConstraint(
            fields=["plan", "old", "new"],
            nulls_distinct=False,
            name=f"{what}_succession_is_said_once",
            violation_error_message=_("This is already part of what it became."),
        ),
        models.UniqueConstraint(
            fields=["plan", "old"],
            condition=~Q(fate="split"),
            name=f"{what}_has_one_fate",
            violation_error_message=_("This has been decided about already."),
        ),
    ]


@tracked()
class PrioritySuccession(Succession):
    """What became of a priority in the next plan."""

    old = models.ForeignKey(Priority, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="origins")

    class Meta:
        ordering = ["old", "pk"]
        constraints = _of_successions("priority")

    def __str__(self) -> str:
        return f"{self.old}: {self.get_fate_display()}"


@tracked()
class CommitmentSuccession(Succession):
    """What became of a commitment in the next plan."""

    old = models.ForeignKey(Commitment, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="origins")

    class Meta:
        ordering = ["old", "pk"]
        constraints = _of_successions("commitment")

    def __str__(self) -> str:
        return f"{self.old}: {self.get_fate_display()}"


@tracked()
class ActionSuccession(Succession):
    """What became of an action in the next plan."""

    old = models.ForeignKey(StrategicAction, models.PROTECT, related_name="successions")
    new = models.ForeignKey(StrategicAction, models.PROTECT, null=True, blank=True, related_name="origins")

    class Meta:
        ordering = ["old", "pk"]
        constraints = _of_successions("action")

    def __str__(self) -> str:
        return f"{self.old}: {self.get_fate_display()}"
