from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.record.gather import gather
from monitoring.work.returns import Standing, expected, returns
from partnership.due import Due, Precision
from priorities.models import Priority, StrategicAction
from tests.factories import (
    ActionFactory,
    DraftFactory,
    OrganisationFactory,
    PeriodFactory,
    PostFactory,
    PostHoldingFactory,
    PriorityFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2025, 10, 9)
LATER = Due(date(2026, 4, 30), Precision.MONTH, "April 2026")


@pytest.fixture
def period():
    """July to September 2025, open."""
    return PeriodFactory()


@pytest.fixture
def priority(period):
    return PriorityFactory(plan=period.plan)


def standings(period):
    return [each.standing for each in returns(period, on=TODAY).all]


def test_returns_puts_every_action_into_one_standing(period, priority):
    not_begun, draft, returned, submitted, accepted = (ActionFactory(priority=priority, position=n) for n in range(5))
    DraftFactory(action=draft, period=period)
    DraftFactory(action=returned, period=period)
    UpdateFactory(action=returned, period=period, returned=True)
    UpdateFactory(action=submitted, period=period)
    UpdateFactory(action=accepted, period=period, accepted=True)

    assert [(each.action, each.standing) for each in returns(period, on=TODAY).all] == [
        (not_begun, Standing.NOT_BEGUN),
        (draft, Standing.DRAFT),
        (returned, Standing.RETURNED),
        (submitted, Standing.SUBMITTED),
        (accepted, Standing.ACCEPTED),
    ]


def test_returns_drafts_of_another_period_do_not_count(priority, period):
    DraftFactory(action=ActionFactory(priority=priority), period=PeriodFactory(plan=period.plan, planned=True))

    assert standings(period) == [Standing.NOT_BEGUN]


def test_expected_leaves_out_what_is_done_starts_later_left_or_is_followed_elsewhere(period, priority):
    asked = ActionFactory(priority=priority)
    ActionFactory(priority=priority, complete=True)
    ActionFactory(priority=priority, stage=StrategicAction.Stage.NOT_STARTED, starts=LATER)
    ActionFactory(priority=priority, stage=StrategicAction.Stage.WITHDRAWN)
    ActionFactory(priority=PriorityFactory(plan=period.plan, status=Priority.Status.MERGED))
    ActionFactory(priority=PriorityFactory(plan=period.plan, monitored_elsewhere_by="Health Board"))
    ActionFactory()

    assert list(expected(period)) == [asked]


def test_expected_keeps_what_was_said_in_the_period_although_it_is_now_done(period, priority):
    done = ActionFactory(priority=priority, complete=True)
    early = ActionFactory(priority=priority, stage=StrategicAction.Stage.NOT_STARTED, starts=LATER)
    for action in (done, early):
        UpdateFactory(action=action, period=period, accepted=True)

    assert set(expected(period)) == {done, early}


def test_expected_with_done_and_later_ones_is_what_the_record_counts(period, priority):
    """No action falls between the pages: those asked about, done and to come are all that is reported."""
    for traits in (
        {},
        {"stage": "not_started"},
        {"complete": True, "completed_on": date(2025, 6, 1)},
        {"stage": "not_started", "starts": LATER},
        {"stage": "withdrawn"},
        {"stage": "paused"},
        {"in_plan_from": date(2026, 1, 1)},
        {"in_plan_until": date(2025, 1, 1)},
    ):
        ActionFactory(priority=priority, **traits)
    record = gather(period, on=TODAY)

    asked = {action.pk for action in expected(period)}
    reported = {action.pk for action in record.reported_actions}
    apart = {a.pk for a in record.reported_actions if a.starts_later or a.complete_since}
    assert (asked & apart, asked | apart) == (set(), reported)
    assert (len(asked), len(apart)) == (3, 2)


# --- By organisation ---------------------------------------------------------------------------


def shares(period):
    return [
        (
            share.organisation,
            share.arrived,
            share.total,
            share.to_review,
            share.returned,
            share.draft,
            share.not_begun,
        )
        for share in returns(period, on=TODAY).by_organisation
    ]


def test_returns_by_organisation_most_awaited_first_and_unled_last(period, priority):
    homes = PostFactory(organisation__name="Homes")
    police = PostFactory(organisation__name="Police")
    for _ in range(2):
        ActionFactory(priority=priority, post=homes)
    UpdateFactory(action=ActionFactory(priority=priority, post=police), period=period)
    UpdateFactory(action=ActionFactory(priority=priority, post=police), period=period, accepted=True)
    DraftFactory(action=ActionFactory(priority=priority, post=police), period=period)
    for _ in range(3):
        ActionFactory(priority=priority)

    assert shares(period) == [
        ("Homes", 0, 2, 0, 0, 0, 2),
        ("Police", 2, 3, 1, 0, 1, 0),
        ("", 0, 3, 0, 0, 0, 3),
    ]
    total = returns(period, on=TODAY).total
    assert (total.arrived, total.awaited, total.total) == (2, 6, 8)


def test_returns_counts_an_action_with_the_primary_lead_only(period, priority):
    action = ActionFactory(priority=priority)
    ResponsibilityFactory(action=action, post__organisation__name="Accountable", role="accountable", primary=False)
    ResponsibilityFactory(action=action, post__organisation__name="Second", role="lead", primary=False)
    ResponsibilityFactory(action=action, post__organisation__name="First", role="lead", primary=True)
    ResponsibilityFactory(action=action, post__organisation__name="Helper", role="contributor", primary=False)

    assert [each.lead.organisation for each in returns(period, on=TODAY).all] == ["First"]


def test_returns_with_contributors_only_has_no_lead_named(period, priority):
    ResponsibilityFactory(action=ActionFactory(priority=priority), role="contributor")

    all_returns = returns(period, on=TODAY)

    assert [each.lead.words for each in all_returns.unled] == ["No lead named"]


@pytest.mark.parametrize(
    ("holder", "words"),
    [
        ({"organisation": True}, "Northmoor Homes"),
        ({"as_printed": "Family Help Team"}, "Family Help Team"),
    ],
)
def test_returns_lead_that_is_no_post_is_named_and_not_vacant(period, priority, holder, words):
    if "organisation" in holder:
        holder = {"organisation": OrganisationFactory(name="Northmoor Homes")}
    ResponsibilityFactory(action=ActionFactory(priority=priority), post=None, **holder)

    (only,) = returns(period, on=TODAY).all

    assert (only.lead.words, only.lead.organisation, only.lead.vacant) == (words, words, False)


def test_returns_post_that_nobody_holds_today_is_vacant(period, priority):
    post = PostFactory(title="Head of Lettings")
    ActionFactory(priority=priority, post=post)
    PostHoldingFactory(post=post, ends_on=date(2025, 10, 8))

    assert [each.lead.words for each in returns(period, on=TODAY).vacant] == [
        "Head of Lettings (nobody holds this post)"
    ]


def test_returns_acting_holder_is_said_to_be_acting(period, priority):
    post = PostFactory(title="Head of Lettings")
    ActionFactory(priority=priority, post=post)
    PostHoldingFactory(post=post, user__name="Jo Hill", acting=True)

    assert [each.lead.words for each in returns(period, on=TODAY).all] == ["Jo Hill (acting), Head of Lettings"]


def test_returns_queries_do_not_grow_with_actions(period, priority):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            list(returns(period, on=TODAY).by_organisation)
        return len(captured)

    def add():
        post = PostFactory(holder=UserFactory())
        UpdateFactory(action=ActionFactory(priority=priority, post=post), period=period)

    add()
    with_one = queries()
    add()
    add()

    assert (with_one, queries()) == (4, 4)


def test_returns_names_a_vacant_post_once_with_all_it_leads(period, priority):
    post = PostFactory(title="Head of SEND")
    for position, ref in enumerate(["4.2", "4.4", "5.3"]):
        ActionFactory(priority=priority, ref=ref, position=position, post=post)

    assert [vacancy.words for vacancy in returns(period, on=TODAY).vacancies] == [
        "Nobody holds the post Head of SEND, which leads 4.2, 4.4 and 5.3"
    ]
