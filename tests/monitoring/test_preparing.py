"""What changed since the last record: a comparison of two values, and then of a frozen period with live rows."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitoring.services.periods import freeze_period
from monitoring.work.preparing import (
    Change,
    Changes,
    Kind,
    LiveAction,
    LiveMeasure,
    LivePost,
    changes,
    since_last_record,
)
from partnership.due import Due, Precision
from priorities.models import DateChange, StrategicAction
from tests.factories import (
    ActionFactory,
    FigureFactory,
    IndicatorFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    PriorityFactory,
    UserFactory,
)

LETTINGS = LivePost(7, "Northmoor Homes", "Head of Lettings", ())
HELD = LivePost(7, "Northmoor Homes", "Head of Lettings", ("Ian Rowntree",))
Stage = StrategicAction.Stage


def action(**said):
    usual = LiveAction(pk=1, ref="5.2", title="5.2 Open hubs", reported=True, asked=True, stage=Stage.UNDER_WAY)
    return replace(usual, **said)


def test_changes_without_a_record_find_only_posts_that_nobody_holds():
    vacant = action(lead_post=LETTINGS, posts=(LETTINGS,))

    assert changes(None, [vacant, action(pk=2, title="5.3 Train staff", posts=(HELD,))]) == Changes(
        [
            Change(
                Kind.VACANT,
                "Head of Lettings, Northmoor Homes",
                "It leads 5.2.",
                "Northmoor Homes, to say who takes it on",
                action_pk=1,
                post_pk=7,
                warns=True,
            )
        ]
    )


def test_changes_warn_of_no_vacant_post_whose_actions_are_not_asked_about():
    done = action(lead_post=LETTINGS, posts=(LETTINGS,), stage=Stage.COMPLETE, asked=False)

    (found,) = changes(None, [done]).all
    assert (found.kind, found.text, found.warns) == (Kind.VACANT, "", False)


def test_changes_leave_out_posts_of_actions_that_are_gone():
    assert changes(None, [action(reported=False, asked=False, posts=(LETTINGS,), lead_post=LETTINGS)]).all == []


def test_changes_are_grouped_by_kind_in_the_order_in_which_they_are_looked_at():
    found = Changes([Change(Kind.DATE, "1", ""), Change(Kind.VACANT, "2", "", "Homes"), Change(Kind.DATE, "3", "")])

    assert [(group.heading, [each.what for each in group.changes], group.is_settled) for group in found.groups()] == [
        ("Posts that nobody holds", ["2"], False),
        ("Another date agreed", ["1", "3"], True),
    ]


# --- Against a frozen period ------------------------------------------------------------------------

NOW = date(2026, 10, 14)
FROZEN_AT = datetime(2026, 7, 20, 10, tzinfo=UTC)


@pytest.fixture
def plan():
    return PlanFactory(title="Northmoor Plan")


@pytest.fixture
def priority(plan):
    return PriorityFactory(plan=plan)


def frozen(plan, **details):
    period = PeriodFactory(plan=plan, ordinal=4, label="April to June 2026", **details)
    freeze_period(period=period, by=None, at=FROZEN_AT)
    return period


def told(plan):
    return [(str(each.kind.label), each.what, each.text, each.whose) for each in since_last_record(plan, on=NOW).all]


@pytest.mark.django_db
def test_since_last_record_of_an_unchanged_plan_finds_nothing(plan, priority):
    ActionFactory(priority=priority, post=PostFactory(holder=UserFactory()))
    frozen(plan)

    assert since_last_record(plan, on=NOW) == Changes([], since="April to June 2026")


@pytest.mark.django_db
def test_since_last_record_names_posts_that_were_vacated_filled_or_changed_hands(plan, priority):
    homes = {"organisation__name": "Northmoor Homes"}
    left = PostFactory(**homes, title="Head of Lettings", holder=(ian := UserFactory(name="Ian Rowntree")))
    filled = PostFactory(organisation=left.organisation, title="Head of Estates")
    passed = PostFactory(organisation=left.organisation, title="Head of Repairs", holder=UserFactory(name="Ann Bell"))
    for number, post in enumerate((left, filled, passed), 1):
        ActionFactory(priority=priority, ref=f"5.{number}", title="Open hubs", post=post)
    frozen(plan)
    ian.holdings.update(ends_on=date(2026, 8, 31))
    passed.holdings.update(ends_on=date(2026, 8, 31))
    PostHoldingFactory(post=filled, user__name="Jo Marsh")
    PostHoldingFactory(post=passed, user__name="Kim Ash", starts_on=date(2026, 9, 1))

    assert told(plan) == [
        (
            "Posts that nobody holds",
            "Head of Lettings, Northmoor Homes",
            "It leads 5.1. Ian Rowntree held it in the last report.",
            "Northmoor Homes, to say who takes it on",
        ),
        (
            "Posts with a new holder",
            "Head of Estates, Northmoor Homes",
            "Jo Marsh now holds it; nobody did before. It leads 5.2.",
            "Jo Marsh",
        ),
        (
            "Posts with a new holder",
            "Head of Repairs, Northmoor Homes",
            "Kim Ash now holds it, after Ann Bell. It leads 5.3.",
            "Kim Ash",
        ),
    ]


@pytest.mark.django_db
def test_since_last_record_names_actions_that_came_went_ended_or_moved(plan, priority):
    post = PostFactory(title="Head of Lettings", organisation__name="Homes", holder=UserFactory(name="Ian Rowntree"))
    other = PostFactory(title="Head of Estates", organisation=post.organisation, holder=UserFactory(name="Jo Marsh"))

    def made(ref, **said):
        return ActionFactory(priority=priority, ref=ref, title="Hubs", post=post, **said)

    stays, merged, moved, gone, done, later, given = (made(f"1.{number}") for number in range(1, 8))
    frozen(plan)
    change(merged, stage=Stage.MERGED, merged_into=stays, in_plan_until=date(2026, 9, 1))
    change(moved, stage=Stage.TRANSFERRED, stage_note="To the health board.", in_plan_until=date(2026, 9, 1))
    change(gone, stage=Stage.WITHDRAWN, in_plan_until=date(2026, 9, 1))
    change(done, stage=Stage.COMPLETE, completed_on=date(2026, 9, 2))
    june = Due(date(2027, 6, 30), Precision.MONTH, "June 2027")
    DateChange.objects.create(
        action=later, due=june, reason="Premises", agreed_on=date(2026, 9, 3), agreed_by="Partnership board"
    )
    given.responsibilities.update(post=other)
    ActionFactory(priority=priority, ref="1.8", title="Hubs", post=post, in_plan_from=date(2026, 9, 4))

    assert told(plan) == [
        ("Merged", "1.2 Hubs", "Merged into 1.1 Hubs. Its updates are made there.", ""),
        ("Transferred", "1.3 Hubs", "Another body follows it now. To the health board.", ""),
        ("Withdrawn", "1.4 Hubs", "It is no longer in the plan.", ""),
        ("Completed", "1.5 Hubs", "Completed on 2 September 2026. No update is asked for.", ""),
        (
            "Another date agreed",
            "1.6 Hubs",
            "Due June 2027, agreed by Partnership board on 3 September 2026.",
            "",
        ),
        (
            "Led by somebody else",
            "1.7 Hubs",
            "Jo Marsh, Head of Estates leads it now, after Head of Lettings.",
            "Jo Marsh, Head of Estates",
        ),
        ("New", "1.8 Hubs", "The next period reports on it for the first time.", "Ian Rowntree, Head of Lettings"),
    ]


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


@pytest.mark.django_db
def test_since_a_record_of_totals_alone_says_that_nothing_can_be_compared(plan, priority):
    frozen(plan, printed_totals={"on-track": 3})
    ActionFactory(priority=priority, post=PostFactory(holder=UserFactory()))

    assert since_last_record(plan, on=NOW) == Changes([], since="April to June 2026", only_totals=True)


def test_changes_name_a_vacant_post_that_answers_for_measures_once():
    other = LivePost(8, "NHS", "Head of School Nursing", ())
    measures = [
        LiveMeasure(1, "Dental checks", post=other),
        LiveMeasure(2, "School places", post=other),
        LiveMeasure(3, "Homes", post=LETTINGS),
        LiveMeasure(4, "Answered for", post=HELD),
    ]

    found = changes(None, [action(lead_post=LETTINGS, posts=(LETTINGS,))], measures).all

    assert [(each.what, each.text, each.whose, each.post_pk) for each in found] == [
        ("Head of Lettings, Northmoor Homes", "It leads 5.2.", "Northmoor Homes, to say who takes it on", 7),
        (
            "Head of School Nursing, NHS",
            "It answers for Dental checks and School places.",
            "NHS, to say who takes it on",
            8,
        ),
    ]


@pytest.mark.django_db
def test_since_last_record_reads_who_answers_for_a_measure(plan):
    post = PostFactory(title="Head of School Nursing", organisation__name="NHS")
    IndicatorFactory(plan=plan, title="Dental checks", lead_post=post)
    IndicatorFactory(plan=plan, title="Given up", lead_post=PostFactory(), status="discontinued")
    IndicatorFactory(plan=plan, title="Answered for", lead_post=PostFactory(holder=UserFactory()))

    found = since_last_record(plan, on=date(2026, 10, 1)).all

    assert [(each.what, each.text) for each in found] == [
        ("Head of School Nursing, NHS", "It answers for Dental checks.")
    ]


@pytest.mark.django_db
def test_since_last_record_names_new_measures_and_new_results(plan):
    known = IndicatorFactory(plan=plan, title="Young people in work")
    frozen(plan)
    for label in ("2026", "2025"):
        FigureFactory(indicator=known, period_label=label)
    IndicatorFactory(plan=plan, title="Places offered")

    assert told(plan) == [
        ("Measures", "Young people in work", "New results: 2025 and 2026.", ""),
        ("Measures", "Places offered", "A new measure.", ""),
    ]
