"""Measures: what is counted, what was aimed for, what came out, and what others have."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnership.history import tracked
from partnership.models import Post
from plans.models import Plan
from priorities.models import Outcome, Priority, StrategicAction


@tracked()
class Indicator(models.Model):
    """One measure of the plan, with what a reader needs in order not to be misled by it."""

    class Polarity(models.TextChoices):
        HIGH = "high", _("Higher is better")
        LOW = "low", _("Lower is better")
        CLOSE_TO_TARGET = "close_to_target", _("Close to target is better")
        INFORMATION = "information", _("For information only")

    class Basis(models.TextChoices):
        SNAPSHOT = "snapshot", _("On a day")
        IN_PERIOD = "in_period", _("In the period")
        YEAR_TO_DATE = "year_to_date", _("Year to date")
        ROLLING_12_MONTHS = "rolling_12_months", _("Rolling 12 months")
        ROLLING_3_YEARS = "rolling_3_years", _("Rolling 3 years")
        ACADEMIC_YEAR = "academic_year", _("School year")
        UNKNOWN = "unknown", _("Not said")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    key = models.SlugField(max_length=80)
    code = models.CharField(max_length=60, blank=True)
    external_codes = models.JSONField(default=dict, blank=True)
    title = models.TextField()
    plain_title = models.TextField(blank=True)
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=20, choices=Polarity, default=Polarity.HIGH)
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.UNKNOWN)
    lead_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="indicators")
    # What it serves; the most exact of these that is known.
    outcome = models.ForeignKey(Outcome, models.PROTECT, null=True, blank=True, related_name="indicators")
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="indicators")
    action = models.ForeignKey(
        StrategicAction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="indicator_key_is_unique_in_its_plan",
                violation_error_message=_("This plan already has a measure with that key."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class Operator(models.TextChoices):
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    EXACTLY = "exactly", _("exactly")
    MORE_THAN = "more_than", _("more than")
    LESS_THAN = "less_than", _("less than")


@tracked()
class Target(models.Model):
    """What was aimed for in a period: a number, or only the words that were printed."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    period_label = models.CharField(max_length=120, blank=True)
    period_ends_on = models.DateField(null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    operator = models.CharField(max_length=20, choices=Operator, default=Operator.AT_LEAST)
    as_printed = models.TextField(blank=True)

    class Meta:
        ordering = ["indicator", "period_ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period_label"],
                name="target_is_one_a_period",
                violation_error_message=_("This measure already has a target for that period."),
            ),
            models.CheckConstraint(
                name="target_has_a_number_or_words",
                condition=Q(value__isnull=False) | ~Q(as_printed=""),
                violation_error_message=_("A target is a number or the words that were printed."),
            ),
        ]

    def __str__(self) -> str:
        return self.as_printed or f"{self.get_operator_display()} {self.value}"


@tracked()
class Figure(models.Model):
    """What came out in a period. Never edited: a revision is a new row with a later number."""

    class Status(models.TextChoices):
        FINAL = "final", _("Final")
        PROVISIONAL = "provisional", _("Provisional")
        ESTIMATED = "estimated", _("Estimated")
        PROJECTED = "projected", _("Projected")
        REVISED = "revised", _("Revised")

    class Missing(models.TextChoices):
        SUPPRESSED = "suppressed", _("Suppressed: too few to show")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")
        NOT_AVAILABLE = "not_available", _("Not available")
        LOW = "low", _("Rounds to nothing")
        NOT_DUE = "not_due", _("Not due yet")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures")
    period_label = models.CharField(max_length=120, blank=True)
    period_ends_on = models.DateField(null=True, blank=True)
    revision = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.FINAL)
    missing = models.CharField(max_length=20, choices=Missing, blank=True)
    # "over 100", "about 20", "increased from the previous year": what was printed instead of, or around, a number.
    as_printed = models.TextField(blank=True)
    judgement = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["indicator", "period_ends_on", "revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period_label", "revision"],
                name="figure_is_one_a_period_and_revision",
                violation_error_message=_(
                    "This measure already has a figure for that period. Enter a revision instead."
                ),
            ),
            models.CheckConstraint(
                name="figure_says_something",
                condition=Q(value__isnull=False) | ~Q(as_printed="") | ~Q(judgement="") | ~Q(missing=""),
                violation_error_message=_("A figure is a number, the words that were printed, or why it is missing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_label}: {self.as_printed or self.value}"


@tracked()
class Comparator(models.Model):
    """What others have, or had: a number with its period, or only "higher than"."""

    class Kind(models.TextChoices):
        STATISTICAL_NEIGHBOURS = "statistical_neighbours", _("Similar areas")
        REGION = "region", _("Region")
        NATION = "nation", _("Nation")
        BEST_QUARTILE = "best_quartile", _("Best quarter of areas")
        PREVIOUS = "previous", _("Earlier result")
        OTHER = "other", _("Other")

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="comparators")
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.OTHER)
    name = models.CharField(max_length=200)
    period_label = models.CharField(max_length=120, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    # Ours against theirs, where the source gives only words ("higher than").
    relation = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["indicator", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "kind", "name", "period_label"],
                name="comparator_is_said_once",
                violation_error_message=_("This measure already has that comparison for that period."),
            ),
            models.CheckConstraint(
                name="comparator_has_a_number_or_a_relation",
                condition=Q(value__isnull=False) | ~Q(relation=""),
                violation_error_message=_("A comparison is a number or words such as “higher than”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value if self.value is not None else self.relation}"
