from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from indicators.models import Comparator, Figure, Indicator, Target
from monitoring.models import Highlight, ReportingPeriod
from monitoring.record import canonical
from monitoring.record.gather import gather, record_for
from monitoring.record.structs import (
    NOT_RATED,
    STARTS_LATER,
    Change,
    Delay,
    Lead,
    Move,
    Movement,
    Past,
    Standing,
    Total,
    When,
)
from monitoring.record.structs import Comparator as SaidComparator
from monitoring.record.structs import Highlight as SaidHighlight
from monitoring.record.structs import Milestone as SaidMilestone
from monitoring.record.structs import Target as SaidTarget
from monitoring.services.periods import freeze_period
from partnership.due import Due, Precision
from plans.ratings import Meaning
from priorities.models import DateChange, Listing, Milestone, Priority, StrategicAction
from tests.factories import (
    ActionFactory,
    BodyFactory,
    ChallengeFactory,
    DraftFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    PrioritySummaryFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db

Stage = StrategicAction.Stage
SEPTEMBER, DECEMBER = date(2025, 9, 30), date(2025, 12, 31)


def day(value: date) -> Due:
    return Due(value, Precision.DAY, "")


def said(value: date) -> When:
    return When(last_day=value, precision="day", printed="")


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def priority(plan):
    return PriorityFactory(plan=plan)


def the_action(record):
    (action,) = record.actions
    return action


def the_previous(record):
    assert record.previous is not None
    return record.previous


def freeze(period):
    """Fix what the period says, as of the day after its end."""
    freeze_period(period=period, by=None, at=datetime(period.ends_on.year, period.ends_on.month, 28, tzinfo=UTC))


def rated(action, period, meaning, **given):
    return UpdateFactory(
        accepted=True, action=action, period=period, proposed_level=level(period.action_scale, meaning), **given
    )


# --- What is said about an action -------------------------------------------------------------------


def test_gather_takes_an_update_with_its_delay_and_every_change_of_its_level(plan, priority):
    period = PeriodFactory(plan=plan)
    update = rated(
        ActionFactory(priority=priority),
        period,
        Meaning.ON_TRACK,
        cause="staff",
        impact="Families wait longer.",
        recovery="Two people start in May.",
        forecast=day(date(2026, 5, 31)),
        next_steps="Open three more.",
        submitted_by=UserFactory(name="Ada Okafor"),
        reviewed_by=UserFactory(name="Bea Lund"),
    )
    update.agreed_level = level(plan.action_scale, Meaning.AT_RISK)
    update.save()
    ChallengeFactory(
        update=update,
        from_level=update.proposed_level,
        to_level=update.agreed_level,
        by=update.reviewed_by,
        reason="Three will open late.",
    )

    action = the_action(gather(period))

    assert action.level == "at-risk"
    assert (action.update.narrative, action.update.next_steps) == (
        "Seven of twelve schools are open.",
        "Open three more.",
    )
    assert action.update.delay == Delay(
        cause="Not enough staff",
        detail="",
        impact="Families wait longer.",
        recovery="Two people start in May.",
        forecast=said(date(2026, 5, 31)),
    )
    assert (action.update.said_by, action.update.accepted, action.update.accepted_by) == (
        "Ada Okafor",
        True,
        "Bea Lund",
    )
    assert action.update.proposed_level == "on-track"
    assert action.update.changes == (
        Change(
            before="on-track",
            after="at-risk",
            reason="Three will open late.",
            by="Bea Lund",
            at=datetime(2026, 10, 20, 10, tzinfo=UTC),
        ),
    )


def test_gather_takes_what_was_submitted_but_not_what_was_returned_or_only_drafted(plan, priority):
    period = PeriodFactory(plan=plan)
    submitted, returned, drafted = ActionFactory.create_batch(3, priority=priority)
    UpdateFactory(action=submitted, period=period)
    UpdateFactory(action=returned, period=period, returned=True)
    DraftFactory(action=drafted, period=period)

    record = gather(period)

    assert [(each.pk, each.level, each.update is not None, each.ever_updated) for each in record.actions] == [
        (submitted.pk, "on-track", True, True),
        (returned.pk, None, False, False),
        (drafted.pk, None, False, False),
    ]


def test_gather_never_takes_over_the_last_periods_level(plan, priority):
    action = ActionFactory(priority=priority)
    first = PeriodFactory(plan=plan)
    rated(action, first, Meaning.ON_TRACK)
    freeze(first)

    gathered = the_action(gather(PeriodFactory(plan=plan)))

    assert (gathered.level, gathered.column, gathered.previous_column, gathered.movement, gathered.ever_updated) == (
        None,
        NOT_RATED,
        "on-track",
        Movement.NOT_KNOWN,
        True,
    )


def test_gather_names_who_led_it_on_the_day_and_that_a_post_is_vacant(plan, priority):
    action = ActionFactory(priority=priority)
    council, police = OrganisationFactory(name="Northmoor Council"), OrganisationFactory(name="Moor Vale Police")
    held = PostFactory(title="Head of Early Years", organisation=council, holder=UserFactory(name="Ada Okafor"))
    held.holdings.update(starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    ResponsibilityFactory(action=action, post=held)
    ResponsibilityFactory(action=action, post=PostFactory(title="Inspector", organisation=police), primary=False)
    ResponsibilityFactory(action=action, post=None, primary=False, as_printed="Schools", role="contributor")
    period = PeriodFactory(plan=plan)

    def a_lead(name, **given):
        plain: dict[str, Any] = {
            "organisation": "",
            "organisation_pk": None,
            "person": "",
            "vacant": False,
            "role": "lead",
            "primary": False,
            "as_printed": "",
        }
        return Lead(name=name, **plain | given)

    in_council = {"organisation": "Northmoor Council", "organisation_pk": council.pk, "primary": True}
    others = (
        a_lead("Inspector", organisation="Moor Vale Police", organisation_pk=police.pk, vacant=True),
        a_lead("", as_printed="Schools", role="contributor"),
    )
    assert the_action(gather(period, on=date(2025, 10, 1))).leads == (
        a_lead("Head of Early Years", person="Ada Okafor", **in_council),
        *others,
    )
    assert the_action(gather(period, on=date(2026, 1, 1))).leads == (
        a_lead("Head of Early Years", vacant=True, **in_council),
        *others,
    )


def test_gather_keeps_the_original_date_and_every_later_one_agreed_by_the_day(plan, priority):
    action = ActionFactory(priority=priority, due=Due(SEPTEMBER, Precision.MONTH, "September 2025"))
    Milestone.objects.create(action=action, title="Find premises", due=day(date(2025, 6, 30)))
    for agreed_on, moved_to in ((date(2025, 5, 1), DECEMBER), (date(2025, 9, 1), date(2026, 3, 31))):
        DateChange.objects.create(
            action=action, due=day(moved_to), reason="No premises.", agreed_on=agreed_on, agreed_by="The board"
        )
    period = PeriodFactory(plan=plan)

    gathered = the_action(gather(period))

    assert gathered.original_due == When(last_day=SEPTEMBER, precision="month", printed="September 2025")
    assert gathered.agreed_due == said(date(2026, 3, 31))
    assert gathered.moves == (
        Move(
            due=said(DECEMBER),
            reason="No premises.",
            approved_by="The board",
            on=date(2025, 5, 1),
            this_period=False,
        ),
        Move(
            due=said(date(2026, 3, 31)),
            reason="No premises.",
            approved_by="The board",
            on=date(2025, 9, 1),
            this_period=True,
        ),
    )
    assert gathered.milestones == (SaidMilestone(title="Find premises", due=said(date(2025, 6, 30)), done_on=None),)
    assert the_action(gather(period, on=date(2025, 8, 1))).agreed_due == said(DECEMBER)


def test_gather_calls_a_move_this_periods_when_the_record_before_did_not_know_it(plan, priority):
    action = ActionFactory(priority=priority, due=day(SEPTEMBER))
    first = PeriodFactory(plan=plan)
    freeze(first)
    # Agreed while the first period was still being discussed, after its record was made.
    DateChange.objects.create(
        action=action, due=day(DECEMBER), reason="Late.", agreed_on=date(2025, 9, 29), agreed_by="The board"
    )

    assert the_action(gather(PeriodFactory(plan=plan))).moved_this_period


# --- Complete, and not yet begun --------------------------------------------------------------------


def test_gather_keeps_what_was_accepted_as_complete_complete_since_that_period(plan, priority):
    action = ActionFactory(priority=priority)
    first = PeriodFactory(plan=plan)
    rated(action, first, Meaning.COMPLETE)
    freeze(first)
    second = PeriodFactory(plan=plan)
    freeze(second)

    gathered = the_action(gather(PeriodFactory(plan=plan)))

    assert (gathered.level, gathered.complete_since, gathered.movement) == ("complete", SEPTEMBER, Movement.SAME)
    assert gathered.trail == (Past(ordinal=1, column="complete"), Past(ordinal=2, column="complete"))


def test_gather_after_reopening_does_not_rate_what_was_complete(plan, priority):
    action = ActionFactory(priority=priority, complete=True)
    StrategicAction.objects.filter(pk=action.pk).update(completed_on=date(2025, 9, 1))
    first = PeriodFactory(plan=plan)
    rated(action, first, Meaning.COMPLETE)
    freeze(first)
    StrategicAction.objects.filter(pk=action.pk).update(stage=Stage.UNDER_WAY, completed_on=None)

    gathered = the_action(gather(PeriodFactory(plan=plan)))

    assert (gathered.level, gathered.complete_since, gathered.previous_column) == (None, None, "complete")


def test_gather_of_an_action_that_the_plan_says_is_complete_is_complete_from_its_date_on(plan, priority):
    action = ActionFactory(priority=priority, complete=True)
    StrategicAction.objects.filter(pk=action.pk).update(completed_on=date(2025, 11, 1))

    before, after = (the_action(gather(PeriodFactory(plan=plan, planned=True))) for _ in range(2))

    assert (before.level, before.stage, before.complete_since) == (None, "under_way", None)
    assert (after.level, after.stage, after.complete_since) == ("complete", "complete", date(2025, 11, 1))


@pytest.mark.parametrize(
    ("starts", "stage", "expected"),
    [
        (day(date(2025, 10, 1)), Stage.NOT_STARTED, STARTS_LATER),
        (day(SEPTEMBER), Stage.NOT_STARTED, NOT_RATED),
        (day(date(2025, 10, 1)), Stage.UNDER_WAY, NOT_RATED),
        (Due(None, Precision.EVENT, "once funded"), Stage.NOT_STARTED, NOT_RATED),
        (None, Stage.NOT_STARTED, NOT_RATED),
    ],
)
def test_gather_counts_apart_only_what_has_a_start_to_come(plan, priority, starts, stage, expected):
    ActionFactory(priority=priority, starts=starts, stage=stage)

    assert the_action(gather(PeriodFactory(plan=plan))).column == expected


def test_gather_of_a_plan_that_does_not_rate_has_no_levels():
    plan = PlanFactory(unrated=True)
    period = PeriodFactory(plan=plan)
    UpdateFactory(action=ActionFactory(priority=PriorityFactory(plan=plan)), period=period, proposed_level=None)

    record = gather(period)

    assert (record.action_levels, record.priority_levels, the_action(record).level) == ((), (), None)
    assert the_action(record).update.narrative == "Seven of twelve schools are open."


# --- What is in the plan ----------------------------------------------------------------------------


def test_gather_agrees_with_the_queryset_on_what_is_reportable(plan):
    on = SEPTEMBER
    gone, to_come = date(2025, 9, 29), date(2025, 10, 1)
    for place in (
        {},
        {"status": Priority.Status.ADDED_LATER, "in_plan_from": on},
        {"status": Priority.Status.TRANSFERRED},
        {"status": Priority.Status.MERGED, "in_plan_until": on},
        {"status": Priority.Status.WITHDRAWN, "in_plan_until": gone},
        {"in_plan_from": to_come},
        {"in_plan_until": gone},
        {"monitored_elsewhere_by": "Health and Wellbeing Board"},
    ):
        priority = PriorityFactory(plan=plan, **place)
        for state in (
            {},
            {"stage": Stage.WITHDRAWN},
            {"stage": Stage.MERGED, "in_plan_until": on},
            {"stage": Stage.TRANSFERRED, "in_plan_until": gone},
            {"in_plan_from": to_come},
            {"in_plan_until": gone},
            {"complete": True},
        ):
            ActionFactory(priority=priority, **state)

    record = gather(PeriodFactory(plan=plan))

    reportable = StrategicAction.objects.filter(priority__plan=plan).reportable(on=on)
    assert {action.pk for action in record.reported_actions} == {action.pk for action in reportable}
    assert len(record.reported_actions) == 9
    assert [action.standing for action in record.actions if action.priority_pk == record.priorities[0].pk] == [
        Standing.ACTIVE,
        Standing.WITHDRAWN,
        Standing.ACTIVE,
        Standing.TRANSFERRED,
        Standing.WITHDRAWN,
        Standing.ACTIVE,
    ]


def test_gather_lists_an_action_of_another_plan_with_its_own_number_and_that_plans_update(plan, priority):
    period = PeriodFactory(plan=plan)
    elsewhere = ActionFactory(ref="7")
    update = UpdateFactory(
        action=elsewhere,
        period=PeriodFactory(plan=elsewhere.plan),
        proposed_level=level(elsewhere.plan.action_scale, Meaning.OFF_TRACK),
    )
    Listing.objects.create(action=elsewhere, priority=priority, ref="1.9")

    action = the_action(gather(period))

    assert (action.pk, action.priority_pk, action.ref) == (elsewhere.pk, priority.pk, "1.9")
    assert action.update.narrative == update.narrative
    assert action.level == "off-track"


# --- Priorities -------------------------------------------------------------------------------------


def test_gather_sets_the_judged_level_beside_the_computed_one(plan):
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory(name="Early Years Group"))
    silent = PriorityFactory(plan=plan)
    ActionFactory(priority=silent)
    period = PeriodFactory(plan=plan)
    rated(ActionFactory(priority=priority), period, Meaning.OFF_TRACK)
    rated(ActionFactory(priority=priority), period, Meaning.COMPLETE)
    summary = PrioritySummaryFactory(
        priority=priority,
        period=period,
        judged_level=level(plan.priority_scale, Meaning.AT_RISK),
        reason="One of two is late.",
        decisions_sought="Agree the new date.",
        signed_off_at=datetime(2025, 10, 20, 23, 30, tzinfo=UTC),
        signed_off_by=UserFactory(name="Cal Dunn"),
    )
    Highlight.objects.create(summary=summary, kind="good_practice", text="All hubs are open.")

    told, untold = gather(period).priorities

    assert (told.judged_level, told.computed_level, told.level) == ("at-risk", "off-track", "at-risk")
    assert (told.lead_body, told.judged_reason, told.decisions_sought) == (
        "Early Years Group",
        "One of two is late.",
        "Agree the new date.",
    )
    # Half past eleven at night in universal time is the next day in London's summer.
    assert (told.signed_off_by, told.signed_off_on) == ("Cal Dunn", date(2025, 10, 21))
    assert told.highlights == (SaidHighlight(kind="good_practice", label="Good practice", text="All hubs are open."),)
    assert (untold.judged_level, untold.computed_level, untold.column) == (None, None, NOT_RATED)


# --- Earlier periods --------------------------------------------------------------------------------


def test_gather_remembers_five_earlier_periods_and_where_everything_stood(plan, priority):
    action = ActionFactory(priority=priority)
    meanings = [Meaning.ON_TRACK, Meaning.ON_TRACK, Meaning.AT_RISK, Meaning.AT_RISK, Meaning.OFF_TRACK, None]
    for meaning in meanings:
        period = PeriodFactory(plan=plan)
        if meaning:
            rated(action, period, meaning)
        freeze(period)
    period = PeriodFactory(plan=plan)
    rated(action, period, Meaning.AT_RISK)

    record = gather(period)

    expected = tuple(
        Past(ordinal=ordinal, column=column)
        for ordinal, column in enumerate(["on-track", "at-risk", "at-risk", "off-track", NOT_RATED], start=2)
    )
    assert [earlier.ordinal for earlier in record.earlier] == [2, 3, 4, 5, 6]
    assert the_action(record).trail == record.priorities[0].trail == expected
    assert (the_action(record).previous_column, the_action(record).movement) == (NOT_RATED, Movement.NEW)
    assert [(total.column, total.count) for total in the_previous(record).totals if total.count] == [(NOT_RATED, 1)]


def test_gather_after_a_change_of_scale_compares_by_meaning(plan, priority):
    action = ActionFactory(priority=priority)
    first = PeriodFactory(plan=plan)
    rated(action, first, Meaning.AT_RISK)
    freeze(first)
    plan.action_scale = PlanFactory().action_scale
    plan.save()
    plan.action_scale.levels.filter(meaning=Meaning.ON_TRACK).update(code="green", label="Green")
    second = PeriodFactory(plan=plan)
    rated(action, second, Meaning.ON_TRACK)

    record = gather(second)

    assert (the_action(record).level, the_action(record).movement) == ("green", Movement.BETTER)
    assert record.scales[the_previous(record).action_scale].levels[1].label == "On track"
    assert record.action_levels[1].label == "Green"


def test_gather_of_a_period_known_from_totals_shows_them_as_printed_and_rates_nothing(plan, priority):
    ActionFactory(priority=priority)
    period = PeriodFactory(plan=plan, printed_totals={"not_rated": 1, "on-track": 3.5, "complete": 2})

    record = gather(period)

    assert record.printed_totals == (
        Total(label="Complete", column="complete", count=Decimal(2)),
        Total(label="On track", column="on-track", count=Decimal("3.5")),
        Total(label="Not rated", column=NOT_RATED, count=Decimal(1)),
    )
    assert record.actions == ()
    freeze(period)
    after = gather(PeriodFactory(plan=plan))
    assert (the_previous(after).as_reported, the_previous(after).total) == (True, Decimal("6.5"))
    assert the_action(after).movement == Movement.NOT_KNOWN


# --- Measures ---------------------------------------------------------------------------------------


def test_gather_takes_a_measure_as_printed_with_its_latest_revision(plan, priority):
    measure = Indicator.objects.create(
        plan=plan, key="ready", title="Children ready for school", unit="%", priority=priority, polarity="high"
    )
    Target.objects.create(indicator=measure, period_label="2025", value=Decimal(70))
    Comparator.objects.create(indicator=measure, kind="nation", name="England", value=Decimal("68.3"))
    Comparator.objects.create(indicator=measure, kind="region", name="The region", relation="higher than")
    for label, ends, revision, value in (
        ("2024", date(2024, 8, 31), 0, "66"),
        ("2025", date(2025, 8, 31), 0, "99"),
        ("2025", date(2025, 8, 31), 1, "68.4"),
        ("2026", date(2026, 8, 31), 0, "71"),
    ):
        Figure.objects.create(
            indicator=measure, period_label=label, period_ends_on=ends, revision=revision, value=Decimal(value)
        )

    (gathered,) = gather(PeriodFactory(plan=plan)).measures

    assert [(figure.period, figure.value) for figure in gathered.figures] == [
        ("2024", Decimal("66.000000")),
        ("2025", Decimal("68.400000")),
    ]
    assert gathered.target == SaidTarget(
        period="2025", ends=None, operator="at_least", value=Decimal("70.000000"), printed=""
    )
    assert gathered.comparators == (
        SaidComparator(kind="nation", name="England", period="", value=Decimal("68.300000"), relation=""),
        SaidComparator(kind="region", name="The region", period="", value=None, relation="higher than"),
    )
    assert (gathered.priority_pk, gathered.movement) == (priority.pk, Movement.BETTER)


# --- The record of a frozen period ------------------------------------------------------------------


def test_record_of_a_frozen_period_stays_as_it_was_when_shared_rows_change(plan, priority):
    post = PostFactory(title="Head of Early Years", holder=UserFactory(name="Ada Okafor"))
    action = ActionFactory(priority=priority, title="Open a hub", post=post)
    period = PeriodFactory(plan=plan)
    rated(action, period, Meaning.ON_TRACK)
    gathered = gather(period, on=date(2025, 9, 28))
    freeze(period)
    StrategicAction.objects.filter(pk=action.pk).update(title="Open two hubs")
    post.title = "Head of Hubs"
    post.save()

    frozen = ReportingPeriod.objects.get(pk=period.pk)

    assert record_for(frozen) == gathered
    assert canonical.encode(record_for(frozen)) == bytes(frozen.records.get().body)
    assert the_action(record_for(frozen)).title == "Open a hub"


# --- Queries ----------------------------------------------------------------------------------------


def fill(plan, number):
    """So many priorities, each with as many actions, and everything that can hang on one."""
    period = plan.periods.last()
    for _ in range(number):
        priority = PriorityFactory(plan=plan, lead_body=BodyFactory())
        PrioritySummaryFactory(priority=priority, period=period)
        for _ in range(number):
            action = ActionFactory(priority=priority, post=PostFactory(holder=UserFactory()))
            Milestone.objects.create(action=action, title="Find premises")
            ChallengeFactory(update=UpdateFactory(action=action, period=period))
        Figure.objects.create(
            indicator=Indicator.objects.create(plan=plan, key=f"m-{priority.pk}", title="Measure"), value=1
        )


@pytest.mark.parametrize("number", [1, 4])
def test_gather_asks_six_queries_whatever_the_size(plan, number, django_assert_num_queries):
    first = PeriodFactory(plan=plan)
    fill(plan, number)
    plan.periods.get().updates.update(state="accepted")
    freeze(first)
    second = PeriodFactory(plan=plan)
    fill(plan, number)

    with django_assert_num_queries(6):
        record = gather(second)

    assert len(record.actions) == 2 * number**2


def test_record_of_a_frozen_period_is_one_query(plan, priority, django_assert_num_queries):
    ActionFactory.create_batch(3, priority=priority)
    period = PeriodFactory(plan=plan)
    freeze(period)
    period.refresh_from_db()

    with django_assert_num_queries(1):
        record_for(period)
