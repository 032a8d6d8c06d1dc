"""The plainest valid row of each kind. A trait names a state: `PeriodFactory(frozen=True)`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import factory
from django.db import models
from factory.django import DjangoModelFactory

from indicators.models import (
    Baseline,
    Comparator,
    ComparatorGroup,
    ComparatorMember,
    Dimension,
    Figure,
    FigureImport,
    HiddenFigure,
    ImportMapping,
    Indicator,
    RatingRule,
    SeriesBreak,
    Target,
)
from monitoring.models import (
    Challenge,
    Contribution,
    Correction,
    Draft,
    Highlight,
    LaterNews,
    LetThrough,
    MeasureCommentary,
    PeriodMeeting,
    PeriodMove,
    PeriodRecord,
    PrioritySummary,
    ProgressUpdate,
    Question,
    RedactedRecord,
    Redaction,
    Reminder,
    ReminderRule,
    ReportingPeriod,
    SmallNumbersCheck,
)
from partnership.due import Due, Precision
from partnership.models import Body, Cover, Meeting, Membership, Message, Organisation, Post, PostHolding, User
from plans.models import LinkedDocument, Plan, PlanText, RatingLevel, RatingScale
from plans.ratings import Meaning
from priorities.models import (
    ActionSuccession,
    Commitment,
    CommitmentSuccession,
    DateChange,
    DateRequest,
    Fate,
    Listing,
    Milestone,
    Outcome,
    Priority,
    PriorityDocument,
    PriorityOutcome,
    PrioritySuccession,
    Programme,
    ProgrammePriority,
    Responsibility,
    StrategicAction,
)
from reports.models import (
    Appendix,
    BackgroundPaper,
    Clearance,
    CommitteeReport,
    Edition,
    Exemption,
    FrontAnswer,
    FrontField,
    Implication,
    ImplicationHeading,
    MonitoringReport,
    Paragraph,
    PartDraft,
    PrintedPart,
    Recommendation,
    ReportMove,
    ReportSection,
    ReportTemplate,
    SignOff,
    TemplateSection,
    TimetableStep,
)

PASSWORD = "correct horse battery staple"


M = TypeVar("M", bound=models.Model)


class Plainest(DjangoModelFactory[M]):
    class Meta:
        abstract = True

    if TYPE_CHECKING:
        # What calling a factory gives is the row; its own types say the factory.
        def __new__(cls, *args: Any, **kwargs: Any) -> M: ...  # type: ignore[misc]


class UserFactory(Plainest[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@northmoor.example")
    name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args, **kwargs) -> User:
        return model_class.objects.create_user(*args, **{"password": PASSWORD, **kwargs})


class OrganisationFactory(Plainest[Organisation]):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")


class PostFactory(Plainest[Post]):
    """A post, vacant unless `holder` says who holds it."""

    class Meta:
        model = Post
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Post {n}")
    organisation = factory.SubFactory(OrganisationFactory)

    @factory.post_generation
    def holder(post, create, user, **kwargs):  # noqa: N805  factory_boy hands over the row that it made
        if user is not None:
            PostHoldingFactory(post=post, user=user)


class PostHoldingFactory(Plainest[PostHolding]):
    class Meta:
        model = PostHolding

    post = factory.SubFactory(PostFactory)
    user = factory.SubFactory(UserFactory)


class BodyFactory(Plainest[Body]):
    class Meta:
        model = Body

    name = factory.Sequence(lambda n: f"Body {n}")


class MembershipFactory(Plainest[Membership]):
    class Meta:
        model = Membership

    body = factory.SubFactory(BodyFactory)
    user = factory.SubFactory(UserFactory)


class RatingScaleFactory(Plainest[RatingScale]):
    """The five usual levels, each with the code and the label of its meaning."""

    class Meta:
        model = RatingScale
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"scale-{n}")
    name = "Five ratings"

    @factory.post_generation
    def levels(scale, create, given, **kwargs):  # noqa: N805  factory_boy hands over the row that it made
        if given is not None:
            return
        usual = (Meaning.COMPLETE, Meaning.ON_TRACK, Meaning.AT_RISK, Meaning.OFF_TRACK, Meaning.NOT_STARTED)
        for position, meaning in enumerate(usual):
            RatingLevelFactory(
                scale=scale,
                code=meaning.value.replace("_", "-"),
                label=str(meaning.label),
                letter="BGARN"[position],
                meaning=meaning,
                position=position,
                requires_reason=meaning in (Meaning.AT_RISK, Meaning.OFF_TRACK),
                requires_recovery=meaning == Meaning.OFF_TRACK,
            )


class RatingLevelFactory(Plainest[RatingLevel]):
    class Meta:
        model = RatingLevel

    scale = factory.SubFactory(RatingScaleFactory, levels=[])
    code = factory.Sequence(lambda n: f"level-{n}")
    label = "On track"
    criteria = "What it takes."
    meaning = Meaning.ON_TRACK


def level(scale: RatingScale | None, meaning: Meaning) -> RatingLevel:
    """The level of a scale that has this meaning."""
    return RatingLevel.objects.get(scale=scale, meaning=meaning)


class PlanFactory(Plainest[Plan]):
    """An approved plan that rates its actions and priorities; `coordinator` holds its coordinating post."""

    class Meta:
        model = Plan

    class Params:
        coordinator = None
        unrated = factory.Trait(action_scale=None, priority_scale=None)

    slug = factory.Sequence(lambda n: f"plan-{n}")
    title = factory.Sequence(lambda n: f"Plan {n}")
    status = Plan.Status.APPROVED
    owner_body = factory.SubFactory(BodyFactory)
    coordinating_post = factory.LazyAttribute(lambda plan: PostFactory(holder=plan.coordinator))
    action_scale = factory.SubFactory(RatingScaleFactory)
    priority_scale = factory.SelfAttribute("action_scale")


class PlanTextFactory(Plainest[PlanText]):
    class Meta:
        model = PlanText

    plan = factory.SubFactory(PlanFactory)
    key = factory.Sequence(lambda n: f"text-{n}")
    title = "Our vision"
    body = "Every child is *safe*."


class OutcomeFactory(Plainest[Outcome]):
    class Meta:
        model = Outcome

    plan = factory.SubFactory(PlanFactory)
    key = factory.Sequence(lambda n: f"outcome-{n}")
    title = factory.Sequence(lambda n: f"Outcome {n}")


class PriorityFactory(Plainest[Priority]):
    class Meta:
        model = Priority

    plan = factory.SubFactory(PlanFactory)
    key = factory.Sequence(lambda n: f"priority-{n}")
    title = factory.Sequence(lambda n: f"Priority {n}")


class CommitmentFactory(Plainest[Commitment]):
    class Meta:
        model = Commitment

    priority = factory.SubFactory(PriorityFactory)
    key = factory.Sequence(lambda n: f"commitment-{n}")
    title = factory.Sequence(lambda n: f"Commitment {n}")


class ActionFactory(Plainest[StrategicAction]):
    """An action under way; `post` leads it, and without one it has no lead named."""

    class Meta:
        model = StrategicAction
        skip_postgeneration_save = True

    class Params:
        complete = factory.Trait(stage=StrategicAction.Stage.COMPLETE, completed_on=date(2026, 6, 1))

    priority = factory.SubFactory(PriorityFactory)
    key = factory.Sequence(lambda n: f"action-{n}")
    title = factory.Sequence(lambda n: f"Action {n}")
    stage = StrategicAction.Stage.UNDER_WAY

    @factory.post_generation
    def post(action, create, post, **kwargs):  # noqa: N805  factory_boy hands over the row that it made
        if post is not None:
            ResponsibilityFactory(action=action, post=post)


class ResponsibilityFactory(Plainest[Responsibility]):
    class Meta:
        model = Responsibility

    action = factory.SubFactory(ActionFactory)
    post = factory.SubFactory(PostFactory)
    primary = True


class PeriodFactory(Plainest[ReportingPeriod]):
    """A quarter open for updates. The n-th of a plan is the n-th quarter from July 2025."""

    class Meta:
        model = ReportingPeriod

    class Params:
        planned = factory.Trait(state=ReportingPeriod.State.PLANNED, opened_at=None)
        challenge = factory.Trait(state=ReportingPeriod.State.CHALLENGE)
        # Frozen rows take nothing more: add the updates first and call freeze_period where there are any.
        frozen = factory.Trait(
            state=ReportingPeriod.State.FROZEN,
            frozen_at=factory.LazyAttribute(lambda period: datetime.combine(period.ends_on, datetime.min.time(), UTC)),
        )

    plan = factory.SubFactory(PlanFactory)
    ordinal = factory.LazyAttribute(lambda period: ReportingPeriod.objects.filter(plan=period.plan).count() + 1)
    label = factory.LazyAttribute(lambda period: f"{period.starts_on:%B} to {period.ends_on:%B %Y}")
    starts_on = factory.LazyAttribute(lambda period: _quarter(period.ordinal)[0])
    ends_on = factory.LazyAttribute(lambda period: _quarter(period.ordinal)[1])
    actions_as_at = factory.SelfAttribute("ends_on")
    measures_as_at = factory.SelfAttribute("ends_on")
    action_scale = factory.SelfAttribute("plan.action_scale")
    priority_scale = factory.SelfAttribute("plan.priority_scale")
    measure_scale = factory.SelfAttribute("plan.measure_scale")
    state = ReportingPeriod.State.OPEN
    opened_at = factory.LazyAttribute(lambda period: datetime.combine(period.ends_on, datetime.min.time(), UTC))


def _quarter(ordinal: int) -> tuple[date, date]:
    quarters = [((7, 1), (9, 30)), ((10, 1), (12, 31)), ((1, 1), (3, 31)), ((4, 1), (6, 30))]
    (first_month, first_day), (last_month, last_day) = quarters[(ordinal - 1) % 4]
    year = 2025 + (ordinal + 1) // 4
    return date(year, first_month, first_day), date(year, last_month, last_day)


class UpdateFactory(Plainest[ProgressUpdate]):
    """An update as submitted, waiting for review, in an open period of its action's plan."""

    class Meta:
        model = ProgressUpdate

    class Params:
        accepted = factory.Trait(
            state=ProgressUpdate.State.ACCEPTED,
            agreed_level=factory.SelfAttribute("proposed_level"),
            reviewed_at=datetime(2026, 10, 20, 10, tzinfo=UTC),
        )
        returned = factory.Trait(
            state=ProgressUpdate.State.RETURNED,
            returned_because="Say how many schools.",
            reviewed_at=datetime(2026, 10, 20, 10, tzinfo=UTC),
        )

    action = factory.SubFactory(ActionFactory)
    period = factory.SubFactory(PeriodFactory, plan=factory.SelfAttribute("..action.priority.plan"))
    proposed_level = factory.LazyAttribute(
        lambda update: update.period.action_scale and level(update.period.action_scale, Meaning.ON_TRACK)
    )
    narrative = "Seven of twelve schools are open."
    submitted_at = datetime(2026, 10, 9, 10, tzinfo=UTC)
    submitted_by = factory.SubFactory(UserFactory)


class DraftFactory(Plainest[Draft]):
    class Meta:
        model = Draft

    user = factory.SubFactory(UserFactory)
    action = factory.SubFactory(ActionFactory)
    period = factory.SubFactory(PeriodFactory, plan=factory.SelfAttribute("..action.priority.plan"))
    content = factory.LazyFunction(lambda: {"narrative": "Half a sentence"})


class ChallengeFactory(Plainest[Challenge]):
    class Meta:
        model = Challenge

    update = factory.SubFactory(UpdateFactory)
    reason = "Three schools will open later than promised."
    by = factory.SubFactory(UserFactory)
    at = datetime(2026, 10, 20, 10, tzinfo=UTC)


class PrioritySummaryFactory(Plainest[PrioritySummary]):
    class Meta:
        model = PrioritySummary

    priority = factory.SubFactory(PriorityFactory)
    period = factory.SubFactory(PeriodFactory, plan=factory.SelfAttribute("..priority.plan"))


class PeriodRecordFactory(Plainest[PeriodRecord]):
    """Bytes that no reader understands, for what only counts or lists records."""

    class Meta:
        model = PeriodRecord

    period = factory.SubFactory(PeriodFactory, frozen=True)
    schema = 1
    body = b"{}"
    sha256 = "0" * 64
    made_at = datetime(2026, 10, 30, 10, tzinfo=UTC)


class PeriodMoveFactory(Plainest[PeriodMove]):
    class Meta:
        model = PeriodMove

    period = factory.SubFactory(PeriodFactory)
    from_state = ReportingPeriod.State.PLANNED
    to_state = ReportingPeriod.State.OPEN
    by = factory.SubFactory(UserFactory)
    at = datetime(2026, 10, 1, 9, tzinfo=UTC)


class HighlightFactory(Plainest[Highlight]):
    class Meta:
        model = Highlight

    summary = factory.SubFactory(PrioritySummaryFactory)
    kind = Highlight.Kind.ACHIEVEMENT
    text = "Two hubs opened."


class QuestionFactory(Plainest[Question]):
    """A question that waits for its answer."""

    class Meta:
        model = Question

    update = factory.SubFactory(UpdateFactory)
    text = "Which of the schools are still closed?"
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2026, 10, 20, 10, tzinfo=UTC)


class ContributionFactory(Plainest[Contribution]):
    class Meta:
        model = Contribution

    action = factory.SubFactory(ActionFactory)
    period = factory.SubFactory(PeriodFactory, plan=factory.SelfAttribute("..action.priority.plan"))
    organisation = factory.SubFactory(OrganisationFactory)
    text = "Our nurses visited four of the schools."
    said_by = factory.SubFactory(UserFactory)
    said_at = datetime(2026, 10, 9, 11, tzinfo=UTC)


class LaterNewsFactory(Plainest[LaterNews]):
    class Meta:
        model = LaterNews

    period = factory.SubFactory(PeriodFactory, frozen=True)
    happened_on = date(2026, 11, 3)
    text = "The third hub has opened."
    said_by = factory.SubFactory(UserFactory)
    said_at = datetime(2026, 11, 4, 9, tzinfo=UTC)


class MeetingFactory(Plainest[Meeting]):
    """A meeting on the day named; the one that the body has there already, if it has."""

    class Meta:
        model = Meeting
        django_get_or_create = ("body", "held_on")

    body = factory.SubFactory(BodyFactory)
    held_on = date(2026, 11, 20)
    place = "Town Hall, room 2"


class PeriodMeetingFactory(Plainest[PeriodMeeting]):
    class Meta:
        model = PeriodMeeting

    period = factory.SubFactory(PeriodFactory)
    meeting = factory.SubFactory(MeetingFactory)


class CoverFactory(Plainest[Cover]):
    class Meta:
        model = Cover

    post = factory.SubFactory(PostFactory)
    user = factory.SubFactory(UserFactory)
    starts_on = date(2026, 9, 28)
    ends_on = date(2026, 10, 23)


class MessageFactory(Plainest[Message]):
    """A reminder that waits to be sent."""

    class Meta:
        model = Message

    user = factory.SubFactory(UserFactory)
    kind = Message.Kind.REMINDER
    due_on = date(2026, 10, 9)


class ReminderRuleFactory(Plainest[ReminderRule]):
    class Meta:
        model = ReminderRule

    plan = factory.SubFactory(PlanFactory)
    occasion = ReminderRule.Occasion.WEEK_BEFORE
    applies = False


class ReminderFactory(Plainest[Reminder]):
    class Meta:
        model = Reminder

    message = factory.SubFactory(MessageFactory)
    action = factory.SubFactory(ActionFactory)
    period = factory.SubFactory(PeriodFactory, plan=factory.SelfAttribute("..action.priority.plan"))
    occasion = ReminderRule.Occasion.WEEK_BEFORE


class DateRequestFactory(Plainest[DateRequest]):
    """A later date that waits for a decision."""

    class Meta:
        model = DateRequest

    action = factory.SubFactory(ActionFactory)
    due = Due(date(2027, 6, 30), Precision.MONTH, "June 2027")
    reason = "The school opens a term later than planned."
    requested_by = factory.SubFactory(UserFactory)
    requested_at = datetime(2026, 10, 9, 10, tzinfo=UTC)


class CorrectionFactory(Plainest[Correction]):
    """One replacement of an erratum that is being prepared."""

    class Meta:
        model = Correction

    period = factory.SubFactory(PeriodFactory, frozen=True)
    path = factory.Sequence(lambda n: f"actions/{n}/update/narrative")
    old = "Two hubs are open."
    new = "Three hubs are open."
    reason = "The third hub opened on 28 September."
    by = factory.SubFactory(UserFactory)
    at = datetime(2026, 11, 10, 9, tzinfo=UTC)


class PrioritySuccessionFactory(Plainest[PrioritySuccession]):
    """A priority that is not carried forward into a plan still being written."""

    class Meta:
        model = PrioritySuccession

    plan = factory.SubFactory(PlanFactory, status=Plan.Status.DRAFTING)
    old = factory.SubFactory(PriorityFactory)
    fate = Fate.DROPPED
    reason = "Its work is done."
    decided_by = factory.SubFactory(UserFactory)
    decided_at = datetime(2026, 10, 9, 10, tzinfo=UTC)


class CommitmentSuccessionFactory(Plainest[CommitmentSuccession]):
    class Meta:
        model = CommitmentSuccession

    plan = factory.SubFactory(PlanFactory, status=Plan.Status.DRAFTING)
    old = factory.SubFactory(CommitmentFactory)
    fate = Fate.DROPPED
    reason = "Its work is done."
    decided_by = factory.SubFactory(UserFactory)
    decided_at = datetime(2026, 10, 9, 10, tzinfo=UTC)


class ActionSuccessionFactory(Plainest[ActionSuccession]):
    class Meta:
        model = ActionSuccession

    plan = factory.SubFactory(PlanFactory, status=Plan.Status.DRAFTING)
    old = factory.SubFactory(ActionFactory)
    fate = Fate.DROPPED
    reason = "Its work is done."
    decided_by = factory.SubFactory(UserFactory)
    decided_at = datetime(2026, 10, 9, 10, tzinfo=UTC)


class RedactionFactory(Plainest[Redaction]):
    """A removal that waits for a second person."""

    class Meta:
        model = Redaction

    plan = factory.SubFactory(PlanFactory)
    words = "Jamie Fernshaw"
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = datetime(2026, 11, 10, 9, tzinfo=UTC)


class RedactedRecordFactory(Plainest[RedactedRecord]):
    class Meta:
        model = RedactedRecord

    redaction = factory.SubFactory(RedactionFactory)
    record = factory.SubFactory(PeriodRecordFactory)
    sha256_before = "0" * 64
    sha256_after = "1" * 64


class LinkedDocumentFactory(Plainest[LinkedDocument]):
    class Meta:
        model = LinkedDocument

    plan = factory.SubFactory(PlanFactory)
    key = factory.Sequence(lambda n: f"document-{n}")
    title = "Early help strategy"


class PriorityOutcomeFactory(Plainest[PriorityOutcome]):
    class Meta:
        model = PriorityOutcome

    priority = factory.SubFactory(PriorityFactory)
    outcome = factory.SubFactory(OutcomeFactory, plan=factory.SelfAttribute("..priority.plan"))


class PriorityDocumentFactory(Plainest[PriorityDocument]):
    class Meta:
        model = PriorityDocument

    priority = factory.SubFactory(PriorityFactory)
    document = factory.SubFactory(LinkedDocumentFactory, plan=factory.SelfAttribute("..priority.plan"))


class DateChangeFactory(Plainest[DateChange]):
    class Meta:
        model = DateChange

    action = factory.SubFactory(ActionFactory)
    due = Due(date(2027, 3, 31), Precision.MONTH, "March 2027")
    reason = "The premises were not free."
    agreed_on = date(2026, 9, 1)
    agreed_by = "Partnership board"


class MilestoneFactory(Plainest[Milestone]):
    class Meta:
        model = Milestone

    action = factory.SubFactory(ActionFactory)
    title = "Premises found"


class ProgrammeFactory(Plainest[Programme]):
    class Meta:
        model = Programme

    plan = factory.SubFactory(PlanFactory)
    key = factory.Sequence(lambda n: f"programme-{n}")
    title = factory.Sequence(lambda n: f"Programme {n}")


class ProgrammePriorityFactory(Plainest[ProgrammePriority]):
    class Meta:
        model = ProgrammePriority

    programme = factory.SubFactory(ProgrammeFactory)
    priority = factory.SubFactory(PriorityFactory, plan=factory.SelfAttribute("..programme.plan"))


class ListingFactory(Plainest[Listing]):
    """An action that another plan counts too."""

    class Meta:
        model = Listing

    action = factory.SubFactory(ActionFactory)
    priority = factory.SubFactory(PriorityFactory)


class IndicatorFactory(Plainest[Indicator]):
    class Meta:
        model = Indicator

    plan = factory.SubFactory(PlanFactory)
    key = factory.Sequence(lambda n: f"measure-{n}")
    title = factory.Sequence(lambda n: f"Measure {n}")


class DimensionFactory(Plainest[Dimension]):
    class Meta:
        model = Dimension

    indicator = factory.SubFactory(IndicatorFactory)
    name = "Sex"
    categories = ("Girls", "Boys")


class SeriesBreakFactory(Plainest[SeriesBreak]):
    class Meta:
        model = SeriesBreak

    indicator = factory.SubFactory(IndicatorFactory)
    begins_on = date(2025, 4, 1)
    reason = "Children in further education are counted too."


class BaselineFactory(Plainest[Baseline]):
    class Meta:
        model = Baseline

    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal("70.000000")


class RatingRuleFactory(Plainest[RatingRule]):
    class Meta:
        model = RatingRule

    plan = factory.SubFactory(PlanFactory)
    on_track_within = Decimal("0.000")
    at_risk_within = Decimal("10.000")


class HiddenFigureFactory(Plainest[HiddenFigure]):
    class Meta:
        model = HiddenFigure

    indicator = factory.SubFactory(IndicatorFactory)
    period_label = "2025/26"
    reason = "The family is known in the village."
    hidden_at = datetime(2026, 10, 6, 9, tzinfo=UTC)
    hidden_by = factory.SubFactory(UserFactory)


class ImportMappingFactory(Plainest[ImportMapping]):
    class Meta:
        model = ImportMapping

    plan = factory.SubFactory(PlanFactory)
    headings_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    headings = ("Measure", "Period", "Value")
    mapping = factory.LazyFunction(lambda: {"value": 3})
    used_at = datetime(2026, 10, 6, 9, tzinfo=UTC)
    used_by = factory.SubFactory(UserFactory)


class FigureImportFactory(Plainest[FigureImport]):
    class Meta:
        model = FigureImport

    plan = factory.SubFactory(PlanFactory)
    file_name = "figures.csv"
    content = b"Measure,Period,Value\nNot of this plan,2025,1\n"
    size = 46
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    mapping = {"heading": 1, "columns": {"measure": "measure", "period": "period", "value": "value"}, "certain": True}
    uploaded_at = datetime(2026, 10, 6, 9, tzinfo=UTC)
    uploaded_by = factory.SubFactory(UserFactory)

    class Params:
        applied = factory.Trait(
            state=FigureImport.State.APPLIED,
            applied_at=datetime(2026, 10, 6, 10, tzinfo=UTC),
            applied_by=factory.SelfAttribute("uploaded_by"),
            leftover=[{"line": 2, "column": None, "why": "That is no measure of this plan."}],
        )


class ComparatorGroupFactory(Plainest[ComparatorGroup]):
    class Meta:
        model = ComparatorGroup

    kind = "statistical_neighbours"
    name = factory.Sequence(lambda n: f"Similar areas {n}")


class ComparatorMemberFactory(Plainest[ComparatorMember]):
    class Meta:
        model = ComparatorMember

    group = factory.SubFactory(ComparatorGroupFactory)
    name = factory.Sequence(lambda n: f"Area {n}")


class TargetFactory(Plainest[Target]):
    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    period_label = "2026/27"
    value = Decimal("90.000000")


class FigureFactory(Plainest[Figure]):
    class Meta:
        model = Figure

    indicator = factory.SubFactory(IndicatorFactory)
    period_label = "2025/26"
    value = Decimal("82.500000")


class ComparatorFactory(Plainest[Comparator]):
    class Meta:
        model = Comparator

    indicator = factory.SubFactory(IndicatorFactory)
    name = "England"
    value = Decimal("80.000000")


class MeasureCommentaryFactory(Plainest[MeasureCommentary]):
    class Meta:
        model = MeasureCommentary

    period = factory.SubFactory(PeriodFactory)
    indicator = factory.SubFactory(IndicatorFactory, plan=factory.SelfAttribute("..period.plan"))
    story = "More families asked for help in the summer."
    written_at = datetime(2026, 10, 6, 9, tzinfo=UTC)
    written_by = factory.SubFactory(UserFactory)


class SmallNumbersCheckFactory(Plainest[SmallNumbersCheck]):
    class Meta:
        model = SmallNumbersCheck

    period = factory.SubFactory(PeriodFactory)
    hidden_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    confirmed_at = datetime(2026, 10, 6, 9, tzinfo=UTC)
    confirmed_by = factory.SubFactory(UserFactory)


class LetThroughFactory(Plainest[LetThrough]):
    class Meta:
        model = LetThrough

    plan = factory.SubFactory(PlanFactory)
    place = LetThrough.Place.UPDATE
    row_pk = 1
    about = "1.1 Open four family hubs"
    kinds = ("small_number",)
    reason = "Two new groups of children, not two children."
    let_at = datetime(2026, 10, 6, 9, tzinfo=UTC)
    let_by = factory.SubFactory(UserFactory)


class ReportFactory(Plainest[MonitoringReport]):
    """A report asked for; its record is bytes that no reader understands."""

    class Meta:
        model = MonitoringReport

    period = factory.SubFactory(PeriodFactory, frozen=True)
    record = b"{}"
    record_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    asked_at = datetime(2026, 10, 30, 11, tzinfo=UTC)
    asked_by = factory.SubFactory(UserFactory)


class PrintedPartFactory(Plainest[PrintedPart]):
    class Meta:
        model = PrintedPart

    made_of = factory.Sequence(lambda n: f"{n:064x}")
    content = b"%PDF-1.7"
    pages = 1
    anchors = {"summary": 1}
    used_at = datetime(2026, 10, 30, 12, tzinfo=UTC)


class EditionFactory(Plainest[Edition]):
    class Meta:
        model = Edition

    report = factory.SubFactory(ReportFactory)
    content = b"%PDF-1.7"
    size = 8
    pages = 1
    sha256 = "0" * 64
    renderer = "test"
    made_at = datetime(2026, 10, 30, 12, tzinfo=UTC)


class ReportTemplateFactory(Plainest[ReportTemplate]):
    class Meta:
        model = ReportTemplate

    body = factory.SubFactory(BodyFactory)
    name = "Report to scrutiny"
    made_at = datetime(2026, 9, 1, 9, tzinfo=UTC)
    made_by = factory.SubFactory(UserFactory)


class FrontFieldFactory(Plainest[FrontField]):
    class Meta:
        model = FrontField

    template = factory.SubFactory(ReportTemplateFactory)
    label = "Wards affected"
    position = factory.Sequence(int)


class ImplicationHeadingFactory(Plainest[ImplicationHeading]):
    class Meta:
        model = ImplicationHeading

    template = factory.SubFactory(ReportTemplateFactory)
    label = "Legal"
    position = factory.Sequence(int)


class TemplateSectionFactory(Plainest[TemplateSection]):
    class Meta:
        model = TemplateSection

    template = factory.SubFactory(ReportTemplateFactory)
    label = "Progress"
    position = factory.Sequence(int)


class SignOffFactory(Plainest[SignOff]):
    class Meta:
        model = SignOff

    template = factory.SubFactory(ReportTemplateFactory)
    label = "Director of children’s services"
    post = factory.SubFactory(PostFactory)
    position = factory.Sequence(int)


class TimetableStepFactory(Plainest[TimetableStep]):
    class Meta:
        model = TimetableStep

    template = factory.SubFactory(ReportTemplateFactory)
    label = "First draft to the clerk"
    working_days_before = 15


class CommitteeReportFactory(Plainest[CommitteeReport]):
    """A report begun for a meeting of the body whose template it follows."""

    class Meta:
        model = CommitteeReport

    period = factory.SubFactory(PeriodFactory, frozen=True)
    template = factory.SubFactory(ReportTemplateFactory)
    meeting = factory.SubFactory(MeetingFactory, body=factory.SelfAttribute("..template.body"))
    subject = "Progress with the plan"
    begun_at = datetime(2026, 10, 30, 11, tzinfo=UTC)
    begun_by = factory.SubFactory(UserFactory)


class ReportMoveFactory(Plainest[ReportMove]):
    class Meta:
        model = ReportMove

    report = factory.SubFactory(CommitteeReportFactory)
    from_state = CommitteeReport.State.DRAFT
    to_state = CommitteeReport.State.IN_CLEARANCE
    by = factory.SubFactory(UserFactory)
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)


class FrontAnswerFactory(Plainest[FrontAnswer]):
    class Meta:
        model = FrontAnswer

    report = factory.SubFactory(CommitteeReportFactory)
    field = factory.SubFactory(FrontFieldFactory, template=factory.SelfAttribute("..report.template"))
    text = "All"


class ImplicationFactory(Plainest[Implication]):
    class Meta:
        model = Implication

    report = factory.SubFactory(CommitteeReportFactory)
    heading = factory.SubFactory(ImplicationHeadingFactory, template=factory.SelfAttribute("..report.template"))


class ClearanceFactory(Plainest[Clearance]):
    class Meta:
        model = Clearance

    report = factory.SubFactory(CommitteeReportFactory)
    heading = factory.SubFactory(ImplicationHeadingFactory, template=factory.SelfAttribute("..report.template"))
    post = factory.SubFactory(PostFactory)
    requested_at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    requested_by = factory.SubFactory(UserFactory)


class ExemptionFactory(Plainest[Exemption]):
    class Meta:
        model = Exemption

    report = factory.SubFactory(CommitteeReportFactory)
    paragraph = "3"
    public_interest = "The price would help other bidders."


class RecommendationFactory(Plainest[Recommendation]):
    class Meta:
        model = Recommendation

    report = factory.SubFactory(CommitteeReportFactory)
    text = "That the committee comments on progress."


class ReportSectionFactory(Plainest[ReportSection]):
    class Meta:
        model = ReportSection

    report = factory.SubFactory(CommitteeReportFactory)
    heading = "Progress"
    position = factory.Sequence(int)


class ParagraphFactory(Plainest[Paragraph]):
    class Meta:
        model = Paragraph

    section = factory.SubFactory(ReportSectionFactory)
    anchor = factory.Sequence(lambda n: f"p{n:07x}")
    text = "Two of the four hubs are open."
    position = factory.Sequence(int)


class PartDraftFactory(Plainest[PartDraft]):
    class Meta:
        model = PartDraft

    user = factory.SubFactory(UserFactory)
    report = factory.SubFactory(CommitteeReportFactory)
    part = "summary"
    content = factory.LazyFunction(lambda: {"summary": "Half a sentence"})


class AppendixFactory(Plainest[Appendix]):
    class Meta:
        model = Appendix

    report = factory.SubFactory(CommitteeReportFactory)
    title = "All actions"
    holds = Appendix.Holds.ACTIONS


class BackgroundPaperFactory(Plainest[BackgroundPaper]):
    class Meta:
        model = BackgroundPaper

    report = factory.SubFactory(CommitteeReportFactory)
    title = "The plan"
