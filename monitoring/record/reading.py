"""The six queries that a record is gathered with, whatever the size of the plan.

What belongs to one row (milestones, responsibilities, figures) comes with it as JSON and is read as the
record's structs, so its names here are their field names. Of some of it there is more to say than the
row knows: that comes in dicts.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    Field,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, JSONObject

from indicators.models import (
    Baseline,
    Comparator,
    ComparatorMember,
    Dimension,
    Figure,
    HiddenFigure,
    Indicator,
    RatingRule,
    SeriesBreak,
    Target,
)
from monitoring.models import (
    Challenge,
    Contribution,
    Highlight,
    MeasureCommentary,
    PeriodMeeting,
    PeriodRecord,
    PrioritySummary,
    ProgressUpdate,
    Question,
    ReportingPeriod,
)
from partnership.models import Meeting, PostHolding
from partnership.prepared import Prepared
from plans.models import PlanText, RatingLevel
from priorities.models import (
    Commitment,
    DateChange,
    Listing,
    Milestone,
    Outcome,
    Priority,
    PriorityOutcome,
    Programme,
    ProgrammePriority,
    Responsibility,
    StrategicAction,
)

from . import structs
from .small_numbers import Choice

NOTHING = Value("", output_field=TextField())


@Prepared
def period(pk: int) -> QuerySet[Any]:
    """The period, its plan; with its meetings, and the plan's texts, outcomes, commitments, programmes, scales."""
    plan = OuterRef("plan")
    used = Q(scale=OuterRef("action_scale")) | Q(scale=OuterRef("priority_scale")) | Q(scale=OuterRef("measure_scale"))
    serves = ProgrammePriority.objects.filter(programme=OuterRef("pk")).order_by("priority__position", "priority")
    meetings = PeriodMeeting.objects.filter(period=OuterRef(OuterRef("pk")))
    return (
        ReportingPeriod.objects.select_related(
            "plan__owner_body", "plan__coordinating_post", "action_scale", "priority_scale", "measure_scale"
        )
        .annotate(
            said_levels=_each(
                dict,
                RatingLevel.objects.filter(used).order_by("scale", "position", "pk"),
                "code", "label", "letter", "criteria", "shape", "colour", "meaning", scale_pk=F("scale"),
            ),
            said_texts=_each(
                structs.Text, PlanText.objects.filter(plan=plan).order_by("position", "pk"), "title", "body"
            ),
            said_outcomes=_each(
                structs.Outcome, Outcome.objects.filter(plan=plan).order_by("position", "pk"), "pk", "ref", "title"
            ),
            said_commitments=_each(
                structs.Commitment,
                Commitment.objects.filter(priority__plan=plan).order_by("priority__position", "position", "pk"),
                "pk", "ref", "title", "summary_title", "goal", priority_pk=F("priority"),
            ),
            said_programmes=_each(
                structs.Programme,
                Programme.objects.filter(plan=plan).order_by("position", "pk"),
                "title", "description", priorities=ArraySubquery(serves.values("priority")),
            ),
            said_meetings=_each(
                structs.Meeting,
                Meeting.objects.filter(pk__in=meetings.values("meeting")).order_by("held_on", "body__name"),
                "place", body=F("body__name"), on=F("held_on"),
            ),
        )
        .filter(pk=pk)
    )  # fmt: skip


def previous_record(of: ReportingPeriod) -> PeriodRecord | None:
    """The latest version of the record of the last frozen period before this one."""
    return next(iter(_records_before(plan=of.plan_id, ordinal=of.ordinal)), None)


@Prepared
def _records_before(*, plan: int, ordinal: int) -> QuerySet[Any]:
    return (
        PeriodRecord.objects.filter(
            period__plan=plan, period__ordinal__lt=ordinal, period__state__in=ReportingPeriod.FIXED
        )
        .select_related("period")
        .order_by("-period__ordinal", "-version")[:1]
    )


@Prepared
def priorities(*, plan: int, period: int, as_at: date) -> QuerySet[Any]:
    """The plan's priorities that had joined by a day, with what their leads say in the period."""
    served = PriorityOutcome.objects.filter(priority=OuterRef("pk")).order_by("outcome__position", "outcome")
    highlights = Highlight.objects.filter(summary=OuterRef("pk")).order_by("position", "pk")
    summary = PrioritySummary.objects.filter(priority=OuterRef("pk"), period=period)
    return (
        Priority.objects.filter(_joined_by(as_at), plan=plan)
        .select_related("lead_body", "merged_into")
        .annotate(
            said_outcomes=ArraySubquery(served.values("outcome")),
            said_summary=_each(
                dict,
                summary,
                "reason", "decisions_sought", "signed_off_at", "on_behalf_of",
                level=F("judged_level__code"),
                signed_off_by=Coalesce("signed_off_by__name", NOTHING),
                highlights=_each(dict, highlights, "kind", "text"),
            ),
        )
        .order_by("position", "pk")
    )  # fmt: skip


@Prepared
def actions(*, plan: int, period: int, ends: date, as_at: date, on: date) -> QuerySet[Any]:
    """The plan's own actions and those it lists, each once, that had joined by the day `as_at`.

    The period ends on `ends`; `on` is the day whose holders of posts are named.
    """
    said_then = _of_period(plan, period, ends)
    listing = Listing.objects.filter(action=OuterRef("pk"), priority__plan=plan).order_by("pk")
    told = ProgressUpdate.objects.filter(action=OuterRef("pk"), period__ends_on__lte=ends).exclude(
        state=ProgressUpdate.State.RETURNED
    )
    return (
        StrategicAction.objects.filter(_joined_by(as_at))
        .filter(Q(priority__plan=plan) | Q(pk__in=_listed(plan)))
        .select_related("merged_into")
        .annotate(
            home_plan=F("priority__plan"),
            listed_priority=Subquery(listing.values("priority")[:1]),
            listed_ref=Subquery(listing.values("ref")[:1]),
            ever_updated=Exists(told),
            said_leads=_leads(on),
            said_contributions=_each(
                structs.Contribution,
                Contribution.objects.filter(said_then, action=OuterRef("pk")).order_by("organisation__name"),
                "text", "said_at",
                organisation=F("organisation__name"), said_by=F("said_by__name"), said_for=F("on_behalf_of"),
            ),
            said_milestones=_each(
                structs.Milestone,
                Milestone.objects.filter(action=OuterRef("pk")).order_by("position", "pk"), "title", "due", "done_on"
            ),
            said_moves=_each(
                dict,
                DateChange.objects.filter(action=OuterRef("pk"), agreed_on__lte=on).order_by("agreed_on", "pk"),
                "due", "reason", approved_by=F("agreed_by"), on=F("agreed_on"),
            ),
        )
        .order_by("position", "pk")
    )  # fmt: skip


@Prepared
def updates(*, plan: int, period: int, ends: date) -> QuerySet[Any]:
    """What was submitted in the period and not returned, with every change of a level after that.

    An update belongs to its action, so of an action listed here the update is that of the period of
    its home plan which ends on the same day.
    """
    changes = Challenge.objects.filter(update=OuterRef("pk")).order_by("at", "pk")
    # Each state that the row has been in: it was returned once for each time of review, and submitted again
    # once for each version.
    states: QuerySet[Any] = ProgressUpdate.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_obj=OuterRef("pk")
    )
    returned = states.filter(state=ProgressUpdate.State.RETURNED, reviewed_at__isnull=False)
    again = states.filter(version__gt=1)
    return (
        ProgressUpdate.objects.filter(_of_period(plan, period, ends))
        .exclude(state=ProgressUpdate.State.RETURNED)
        .select_related("proposed_level", "agreed_level", "submitted_by", "reviewed_by")
        .annotate(
            said_changes=_each(
                structs.Change,
                changes,
                "reason", "at",
                before=F("from_level__code"), after=F("to_level__code"), by=F("by__name"),
            ),
            said_questions=_each(
                structs.Question,
                returned.order_by("reviewed_at", "pgh_id").distinct("reviewed_at"),
                text=F("returned_because"), at=F("reviewed_at"), by=Coalesce("reviewed_by__name", NOTHING),
            ),
            said_asked=_each(
                structs.Asked,
                Question.objects.filter(update=OuterRef("pk")).order_by("asked_at", "pk"),
                "text", "answer", "answered_at",
                by=F("asked_by__name"), at=F("asked_at"),
                answered_by=Coalesce("answered_by__name", NOTHING), answered_for=F("on_behalf_of"),
            ),
            said_answers=_each(
                structs.Answer,
                again.order_by("version", "pgh_id").distinct("version"),
                at=F("submitted_at"), by=Coalesce("submitted_by__name", NOTHING),
            ),
        )
    )  # fmt: skip


@Prepared
def indicators(*, plan: int, period: int, as_at: date, on: date) -> QuerySet[Any]:
    """The plan's measures with everything known of them up to the day `as_at`.

    Every revision of a figure comes, in order. `on` is the day whose holders of posts are named.
    """
    known = Q(period_ends_on=None) | Q(period_ends_on__lte=as_at)
    here = {"indicator": OuterRef("pk")}
    number = {"value": _exact("value")}
    when = {"period": F("period_label"), "ends": F("period_ends_on"), "printed": F("as_printed")}
    members = ComparatorMember.objects.filter(
        Q(member_from=None) | Q(member_from__lte=Coalesce(OuterRef("period_ends_on"), as_at)),
        Q(member_until=None) | Q(member_until__gte=Coalesce(OuterRef("period_ends_on"), as_at)),
        group=OuterRef("group"),
    )
    holders = PostHolding.objects.held(on=on).filter(post=OuterRef("lead_post")).order_by().values("post")
    return (
        Indicator.objects.filter(plan=plan)
        .in_use()
        .select_related("action", "commitment", "lead_post", "lead_body")
        .annotate(
            said_figures=_each(
                dict,
                Figure.objects.filter(known, **here).order_by(
                    F("period_ends_on").asc(nulls_first=True), "period_label", "revision", "pk"
                ),
                "missing", "judgement", "note", "status", "dimension", "category", "qualifier", "direction",
                "direction_since", "reported_rating", "entered_at",
                entered_by=Coalesce("entered_by__name", NOTHING),
                numerator=_exact("numerator"), denominator=_exact("denominator"), **number, **when,
            ),
            said_dimensions=_each(
                dict,
                Dimension.objects.filter(**here).order_by("position", "pk"), "pk", "name", "categories", "adds_up"
            ),
            said_breaks=_each(
                dict,
                SeriesBreak.objects.filter(begins_on__lte=as_at, **here).order_by("begins_on"),
                "begins_on", "reason",
            ),
            said_baseline=_each(structs.Baseline, Baseline.objects.filter(**here), "unit", **number, **when),
            said_targets=_each(
                structs.Target,
                Target.objects.filter(**here).order_by("period_ends_on", "pk"),
                "operator", "span", "kind", "tolerance_is_percent", "rule", "rule_comparator", "none_set", "note",
                floor=_exact("floor"), tolerance=_exact("tolerance"), **number, **when,
            ),
            said_comparators=_each(
                structs.Comparator,
                Comparator.objects.filter(known, **here).order_by("pk"),
                "kind", "name", "relation", "source", "published_on",
                period=F("period_label"), ends=F("period_ends_on"),
                members=ArraySubquery(members.order_by("name", "pk").values("name")), **number,
            ),
            said_rules=_each(
                dict,
                RatingRule.objects.filter(Q(indicator=OuterRef("pk")) | Q(indicator=None), plan=plan).order_by(
                    "pk"
                ),
                "kind", "applies_from",
                on_track_within=_exact("on_track_within"), at_risk_within=_exact("at_risk_within"),
                own=ExpressionWrapper(Q(indicator__isnull=False), output_field=BooleanField()),
            ),
            said_lead=Coalesce(
                Subquery(holders.annotate(all=StringAgg("user__name", ", ", order_by="user__name")).values("all")[:1]),
                NOTHING,
            ),
            said_hidden=_each(
                Choice,
                HiddenFigure.objects.filter(**here),
                "category", period=F("period_label"), dimension=Coalesce("dimension__name", NOTHING),
            ),
            said_commentary=_commentary(period),
        )
        .order_by("position", "pk")
    )  # fmt: skip


def _commentary(period: int) -> Func:
    """What the owner of a measure says of it in the period: at most one row."""
    return _each(
        dict,
        MeasureCommentary.objects.filter(indicator=OuterRef("pk"), period=period),
        "story", "doing", "forecast", "judged_reason",
        judged_level=F("judged_level__code"),
        said_by=F("written_by__name"), said_for=F("on_behalf_of"), said_at=F("written_at"),
    )  # fmt: skip


def _leads(on: date) -> Func:
    """Who answers for an action, and who held the post on that day; several share a post by name."""
    holders = PostHolding.objects.held(on=on).filter(post=OuterRef("post"))
    names = holders.order_by().values("post").annotate(all=StringAgg("user__name", ", ", order_by="user__name"))
    return _each(
        structs.Lead,
        Responsibility.objects.filter(action=OuterRef("pk")).order_by("-primary", "position", "pk"),
        "role", "primary", "as_printed",
        name=Coalesce("post__title", "organisation__name", "body__name", NOTHING),
        organisation=Coalesce("post__organisation__name", "organisation__name", NOTHING),
        organisation_pk=Coalesce("post__organisation", "organisation"),
        person=Coalesce(Subquery(names.values("all")[:1]), NOTHING),
        vacant=ExpressionWrapper(Q(post__isnull=False) & ~Exists(holders), output_field=BooleanField()),
    )  # fmt: skip


def _listed(plan: int) -> QuerySet[Any, Any]:
    return Listing.objects.filter(priority__plan=plan).exclude(action__priority__plan=plan).values("action")


def _of_period(plan: int, period: int, ends: date) -> Q:
    """What was said in the period, and of actions listed here in the one of their home plan that ends with it."""
    return Q(period=period) | Q(
        action__in=_listed(plan), period__plan=F("action__priority__plan"), period__ends_on=ends
    )


def _joined_by(day: date) -> Q:
    return Q(in_plan_from=None) | Q(in_plan_from__lte=day)


def _each(kind: type[Any], rows: QuerySet[Any], *same: str, **renamed: Any) -> Func:
    """The rows as a tuple of a kind: fields that keep their name, and others under the name of a struct's field."""
    model: type[Model] = rows.model
    known = {field.name for field in model._meta.get_fields()} | {"pk"}
    assert known.issuperset(same), set(same) - known
    as_json = rows.values(as_json=JSONObject(**{name: F(name) for name in same}, **renamed))
    return Func(ArraySubquery(as_json), function="to_jsonb", output_field=_Tuple(kind))


class _Tuple(Field[Any, Any]):
    """Read from a list in JSON, each of it as a struct or a dict."""

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.decoder = msgspec.json.Decoder(tuple[kind, ...])

    def from_db_value(self, value: str, *_: object) -> Any:
        return self.decoder.decode(value)


def _exact(field: str) -> Any:
    """A number as text, so that JSON does not make a binary fraction of it."""
    return Cast(field, TextField())
