"""Measures: what is counted, what was aimed for, what came out, and what others have."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnership.history import never_changes, tracked
from partnership.models import Body, Post, User, posts_of
from plans.models import Plan
from priorities.models import Commitment, Outcome, Priority, StrategicAction


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def led_by(self, user: User, *, on: date) -> Self:
        """Measures that this person answers for on a day, by the post they hold or cover.

        Those that no post leads are the plan's analyst's.
        """
        held = posts_of(user, on=on)
        return self.filter(Q(lead_post__in=held) | Q(lead_post=None, plan__analyst_post__in=held))

    def in_use(self) -> Self:
        return self.exclude(status=Indicator.Status.DISCONTINUED)


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

    class Frequency(models.TextChoices):
        MONTHLY = "monthly", _("Every month")
        QUARTERLY = "quarterly", _("Every quarter")
        TERMLY = "termly", _("Every school term")
        HALF_YEARLY = "half_yearly", _("Every half-year")
        YEARLY = "yearly", _("Every year")
        TWO_YEARLY = "two_yearly", _("Every two years")
        IRREGULAR = "irregular", _("At no fixed time")

    class Kind(models.TextChoices):
        """What outcomes-based accountability asks: of a whole population, or of a service."""

        POPULATION = "population", _("How a whole population is doing")
        HOW_MUCH = "how_much", _("How much did we do?")
        HOW_WELL = "how_well", _("How well did we do it?")
        BETTER_OFF = "better_off", _("Is anyone better off?")

    class Disclosure(models.TextChoices):
        """What of a figure could point at a child. Not said is the careful answer: see disclosure.py."""

        NOT_SAID = "not_said", _("Not said: treated as about children")
        COUNT = "count", _("The figure counts children")
        SHARE = "share", _("The figure is a share of children")
        NONE = "none", _("Nothing of it is about a person")

    class Status(models.TextChoices):
        ACTIVE = "active", _("In use")
        IN_DEVELOPMENT = "in_development", _("Being developed")
        DISCONTINUED = "discontinued", _("No longer collected")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    key = models.SlugField(max_length=80)
    code = models.CharField(max_length=60, blank=True)
    external_codes = models.JSONField(default=dict, blank=True)
    title = models.TextField()
    plain_title = models.TextField(blank=True)
    definition = models.TextField(blank=True)
    # What is counted, and out of how many: in words.
    numerator_words = models.TextField(blank=True)
    denominator_words = models.TextField(blank=True)
    source = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=20, choices=Polarity, default=Polarity.HIGH)
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.UNKNOWN)
    frequency = models.CharField(max_length=20, choices=Frequency, blank=True)
    # How many days after a period's end its figure can be had; None where nobody has said.
    lag_days = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    disclosure = models.CharField(max_length=20, choices=Disclosure, default=Disclosure.NOT_SAID)
    # Fewer than this many children are not shown; None: the deployment's threshold.
    smallest_shown = models.PositiveSmallIntegerField(null=True, blank=True)
    lead_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="indicators")
    lead_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="indicators")
    # What it serves; the most exact of these that is known.
    outcome = models.ForeignKey(Outcome, models.PROTECT, null=True, blank=True, related_name="indicators")
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="indicators")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="indicators")
    action = models.ForeignKey(
        StrategicAction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = IndicatorQuerySet.as_manager()

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


@tracked()
class Dimension(models.Model):
    """One way in which a measure is broken down: sex, age, area. Two of them are never crossed."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="dimensions")
    name = models.CharField(max_length=120)
    # In the order they are printed.
    categories = models.JSONField(default=list)
    # Whether the categories together are the whole: then a hidden one could be worked out from the rest.
    adds_up = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["indicator", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "name"],
                name="dimension_is_named_once",
                violation_error_message=_("This measure is already broken down by that."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class SeriesBreak(models.Model):
    """From this day a measure counts something else: nothing before it is compared with anything after."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="breaks")
    # Figures of periods that end on this day or later belong to the new series.
    begins_on = models.DateField()
    reason = models.TextField()

    class Meta:
        ordering = ["indicator", "begins_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "begins_on"],
                name="series_breaks_once_a_day",
                violation_error_message=_("This measure already has a break on that day."),
            ),
            models.CheckConstraint(
                name="series_break_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say what changed, so that readers know why the line breaks."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.reason}"


@tracked()
class Baseline(models.Model):
    """Where a measure stood when the plan began: a number, or the words that were printed."""

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="baseline")
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    as_printed = models.TextField(blank=True)
    # Where it is not that of the measure.
    unit = models.CharField(max_length=60, blank=True)
    period_label = models.CharField(max_length=120, blank=True)
    period_ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["indicator"]
        constraints = [
            models.CheckConstraint(
                name="baseline_has_a_number_or_words",
                condition=Q(value__isnull=False) | ~Q(as_printed=""),
                violation_error_message=_("A baseline is a number or the words that were printed."),
            )
        ]

    def __str__(self) -> str:
        return self.as_printed or f"{self.value}"


@tracked()
class RatingRule(models.Model):
    """How a figure is rated against its target, from a day on; a measure's own comes before the plan's.

    Without any rule nothing is rated. The rule of a figure is the last that applied when its period ended.
    """

    class Kind(models.TextChoices):
        TARGET = "target", _("Target met or not")
        FLOOR = "floor", _("Target, and the floor below it")
        PERCENT = "percent", _("Percent off target")
        AMOUNT = "amount", _("Amount off target, in the unit of the measure")
        IMPROVING = "improving", _("Percent off target, and whether it improved on a year before")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rating_rules")
    # None: for every measure of the plan that has no rule of its own.
    indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, blank=True, related_name="rating_rules")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FLOOR)
    # So far off target still counts as on track, and so far as some concern; percent, or units for an amount.
    on_track_within = models.DecimalField(max_digits=9, decimal_places=3, default=0)
    at_risk_within = models.DecimalField(max_digits=9, decimal_places=3, default=10)
    # None: from the beginning.
    applies_from = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "indicator", "applies_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "indicator", "applies_from"],
                nulls_distinct=False,
                name="rating_rule_is_one_a_day",
                violation_error_message=_("There is already a rule that applies from that day. Change that one."),
            ),
            models.CheckConstraint(
                name="rating_rule_margins_widen",
                condition=Q(on_track_within__gte=0, at_risk_within__gte=models.F("on_track_within")),
                violation_error_message=_(
                    "The margin for some concern cannot be narrower than the one for on track, and neither is below 0."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Operator(models.TextChoices):
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    EXACTLY = "exactly", _("exactly")
    MORE_THAN = "more_than", _("more than")
    LESS_THAN = "less_than", _("less than")


@tracked()
class Target(models.Model):
    """What was aimed for in a period: a number, a rule, only the words that were printed, or that none is set."""

    class Span(models.TextChoices):
        IN_YEAR = "in_year", _("For the period")
        ANNUAL = "annual", _("For the whole year")

    class Kind(models.TextChoices):
        TARGET = "target", _("Target")
        TRAJECTORY = "trajectory", _("Step on the way to a target")
        FORECAST = "forecast", _("Forecast")

    class Rule(models.TextChoices):
        BETTER_THAN_COMPARATOR = "better_than_comparator", _("Better than others")
        IMPROVE_ON_BASELINE = "improve_on_baseline", _("Better than the baseline")
        IMPROVE_ON_PREVIOUS = "improve_on_previous", _("Better than the result before")
        IMPROVE_ON_LAST_YEAR = "improve_on_last_year", _("Better than a year before")

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    period_label = models.CharField(max_length=120, blank=True)
    period_ends_on = models.DateField(null=True, blank=True)
    span = models.CharField(max_length=20, choices=Span, default=Span.IN_YEAR)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.TARGET)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    operator = models.CharField(max_length=20, choices=Operator, default=Operator.AT_LEAST)
    # What must at least be reached (or must not be passed, where low is good); and by how much a target may be missed.
    floor = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    tolerance = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    tolerance_is_percent = models.BooleanField(default=False)
    rule = models.CharField(max_length=30, choices=Rule, blank=True)
    # The kind of comparator that the rule BETTER_THAN_COMPARATOR means.
    rule_comparator = models.CharField(max_length=30, blank=True)
    none_set = models.BooleanField(default=False)
    as_printed = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["indicator", "period_ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period_label", "span", "kind"],
                name="target_is_one_a_period",
                violation_error_message=_("This measure already has a target of that kind for that period."),
            ),
            models.CheckConstraint(
                name="target_has_a_number_or_words",
                condition=Q(value__isnull=False) | ~Q(as_printed="") | ~Q(rule="") | Q(none_set=True),
                violation_error_message=_(
                    "A target is a number, a rule or the words that were printed; or say that none is set."
                ),
            ),
            models.CheckConstraint(
                name="target_none_set_has_no_number",
                condition=Q(none_set=False) | Q(value=None, rule="", floor=None, tolerance=None),
                violation_error_message=_("Either no target is set, or there is a number or a rule. Not both."),
            ),
            models.CheckConstraint(
                name="target_rule_says_whom_it_compares_with",
                condition=~Q(rule="better_than_comparator") | ~Q(rule_comparator=""),
                violation_error_message=_("Say whose result this target means to better."),
            ),
        ]

    def __str__(self) -> str:
        if self.none_set:
            return self.as_printed or str(_("None set"))
        return self.as_printed or (
            f"{self.get_operator_display()} {self.value}" if self.value is not None else self.rule
        )


@tracked()
class ImportMapping(models.Model):
    """Which column of a kind of file means what, remembered for the next file with the same columns."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="import_mappings")
    # SHA-256 of the file's headings, in order.
    headings_sha256 = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField()
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "-used_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "headings_sha256"],
                name="import_mapping_is_one_a_kind_of_file",
                violation_error_message=_("How files with these columns are read is already remembered."),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.headings)


# The history leaves out the bytes and what was read of them, which the row keeps as they came.
@tracked(exclude=["content", "leftover"])
class FigureImport(models.Model):
    """A file of figures that somebody brought in: kept as it came, with what could not be matched."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Waiting to be checked")
        APPLIED = "applied", _("Brought in")
        DISCARDED = "discarded", _("Not used")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="figure_imports")
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    # How its columns are read; as ImportMapping.mapping.
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.UPLOADED)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    figures_new = models.PositiveIntegerField(default=0)
    figures_revised = models.PositiveIntegerField(default=0)
    figures_unchanged = models.PositiveIntegerField(default=0)
    # Figures of others that were brought in beside ours, new or changed.
    comparators_written = models.PositiveIntegerField(default=0)
    # Rows of the file that were not brought in, with their line and the reason.
    leftover = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["plan", "-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="figure_import_applied_has_its_time",
                condition=Q(state="applied", applied_at__isnull=False) | (~Q(state="applied") & Q(applied_at=None)),
                violation_error_message=_("A file that was brought in needs the time it was."),
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class FigureQuerySet(models.QuerySet["Figure"]):
    def standing(self) -> Self:
        """The latest revision of every figure: of each measure, part of it and period."""
        period = ("indicator_id", "dimension_id", "category", "period_label")
        return self.order_by(*period, "-revision").distinct(*period)


@tracked()
class Figure(models.Model):
    """What came out in a period, as a whole or of one category. Never edited: a revision is a new row
    with a later number."""

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

    class Qualifier(models.TextChoices):
        OVER = "over", _("over")
        UNDER = "under", _("under")
        ABOUT = "about", _("about")
        AT_LEAST = "at_least", _("at least")
        AT_MOST = "at_most", _("at most")

    class Direction(models.TextChoices):
        """Which way the number went, where that is all the source says. Never whether that is good."""

        UP = "up", _("Went up")
        DOWN = "down", _("Went down")
        SAME = "same", _("Stayed the same")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures")
    # None: the whole, not one category of a breakdown.
    dimension = models.ForeignKey(Dimension, models.PROTECT, null=True, blank=True, related_name="figures")
    category = models.CharField(max_length=120, blank=True)
    period_label = models.CharField(max_length=120, blank=True)
    period_ends_on = models.DateField(null=True, blank=True)
    revision = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.FINAL)
    missing = models.CharField(max_length=20, choices=Missing, blank=True)
    # The number is not exact: over 100, about 20.
    qualifier = models.CharField(max_length=20, choices=Qualifier, blank=True)
    direction = models.CharField(max_length=10, choices=Direction, blank=True)
    # What the direction is from, as printed: "the previous year".
    direction_since = models.CharField(max_length=120, blank=True)
    # What was printed instead of a number, or in other words than the number's own.
    as_printed = models.TextField(blank=True)
    judgement = models.TextField(blank=True)
    # The rating that the source gives it, as printed; compared with the rule's, never taken for it.
    # Long enough that a removal of personal information reads it: see reports/migrations.
    reported_rating = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    # Why words of the note that may point at a child stay, where its writer was asked: see partnership/asking.py.
    note_kept_because = models.TextField(blank=True)
    # None: it came with the plan's document.
    entered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    figure_import = models.ForeignKey(FigureImport, models.PROTECT, null=True, blank=True, related_name="figures")

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "period_ends_on", "revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "dimension", "category", "period_label", "revision"],
                nulls_distinct=False,
                name="figure_is_one_a_period_and_revision",
                violation_error_message=_(
                    "This measure already has a figure for that period. Enter a revision instead."
                ),
            ),
            models.CheckConstraint(
                name="figure_says_something",
                condition=Q(value__isnull=False)
                | ~Q(as_printed="")
                | ~Q(judgement="")
                | ~Q(missing="")
                | ~Q(direction="")
                | ~Q(reported_rating=""),
                violation_error_message=_("A figure is a number, the words that were printed, or why it is missing."),
            ),
            models.CheckConstraint(
                name="figure_missing_has_no_number",
                condition=Q(missing="") | Q(value=None),
                violation_error_message=_("A figure is either a number or missing, never both."),
            ),
            models.CheckConstraint(
                name="figure_of_a_category_names_both",
                condition=Q(dimension=None, category="") | (Q(dimension__isnull=False) & ~Q(category="")),
                violation_error_message=_("A figure of a part names what it is broken down by and which part it is."),
            ),
        ]
        triggers = [never_changes("figure", "what was said of a period stays; a revision is a row of its own")]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_label}: {self.as_printed or self.value}"


@tracked()
class HiddenFigure(models.Model):
    """A figure that an analyst keeps from being published although no rule would: with the reason."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="hidden_figures")
    dimension = models.ForeignKey(Dimension, models.CASCADE, null=True, blank=True, related_name="+")
    category = models.CharField(max_length=120, blank=True)
    period_label = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    hidden_at = models.DateTimeField()
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["indicator", "period_label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "dimension", "category", "period_label"],
                nulls_distinct=False,
                name="figure_is_hidden_once",
                violation_error_message=_("This figure is hidden already."),
            ),
            models.CheckConstraint(
                name="figure_hidden_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why this figure is kept back."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_label} {self.category}".strip()


@tracked()
class ComparatorGroup(models.Model):
    """Those that a plan compares itself with: similar areas, a region, a nation. Who belongs changes by the day."""

    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=200, unique=True)
    # The model that chose them, with its version, and where it is published.
    chosen_by = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class ComparatorMember(models.Model):
    """An area that belongs to a group from one day until another; None where that is not known or still to come."""

    group = models.ForeignKey(ComparatorGroup, models.CASCADE, related_name="members")
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=40, blank=True)
    member_from = models.DateField(null=True, blank=True)
    # The last day.
    member_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["group", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comparator_member_leaves_after_joining",
                condition=Q(member_from=None) | Q(member_until=None) | Q(member_until__gte=models.F("member_from")),
                violation_error_message=_("An area cannot leave a group before it joined."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Comparator(models.Model):
    """What others have, or had: a number with its period, or only "higher than"."""

    class Kind(models.TextChoices):
        STATISTICAL_NEIGHBOURS = "statistical_neighbours", _("Similar areas")
        REGION = "region", _("Region")
        NATION = "nation", _("Nation")
        BEST_QUARTILE = "best_quartile", _("Best quarter of areas")
        PREVIOUS = "previous", _("Earlier result")
        SAME_LAST_YEAR = "same_last_year", _("A year before")
        OTHER = "other", _("Other")

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="comparators")
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.OTHER)
    name = models.CharField(max_length=200)
    group = models.ForeignKey(ComparatorGroup, models.PROTECT, null=True, blank=True, related_name="comparators")
    period_label = models.CharField(max_length=120, blank=True)
    period_ends_on = models.DateField(null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    # Ours against theirs, where the source gives only words ("higher than").
    relation = models.TextField(blank=True)
    source = models.TextField(blank=True)
    # The day the source gave it out.
    published_on = models.DateField(null=True, blank=True)

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
