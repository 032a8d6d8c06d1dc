"""Who holds a post: handing over, cover, deputies, and who may change them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import Draft, ReportingPeriod
from monitoring.services.posts import hand_over_post, pass_on_what_was_handed_over
from monitoring.tasks import pass_on_posts
from partnership.models import Cover, Membership, Message, Post, PostHolding, User
from partnership.refusals import Refused
from partnership.services.posts import (
    AccountClosed,
    AlreadyHeld,
    NoAccount,
    WrongDay,
    arrange_cover,
    choose_deputy,
    end_cover,
    person_at,
)
from plans.models import Plan
from priorities.models import Responsibility, StrategicAction
from priorities.permissions import can_arrange_cover, can_manage_post, organisations_managed_by
from tests.factories import (
    ActionFactory,
    BodyFactory,
    CoverFactory,
    DraftFactory,
    IndicatorFactory,
    MembershipFactory,
    MessageFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    ReminderFactory,
    ResponsibilityFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, said
from tests.policy.catalogue import event_models

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 5)
TOMORROW = date(2026, 10, 6)


@pytest.fixture(autouse=True)
def _on_a_day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def plan(coordinator):
    return PlanFactory(coordinator=coordinator)


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))


@pytest.fixture
def leaver():
    return UserFactory(name="Tom Bell", email="tom@homes.example")


@pytest.fixture
def successor():
    return UserFactory(name="Ann Lee", email="ann@homes.example")


@pytest.fixture
def post(leaver):
    return PostFactory(title="Head of Lettings", organisation__name="Homes", holder=leaver)


@pytest.fixture
def action(plan, post):
    return ActionFactory(priority=PriorityFactory(plan=plan), post=post)


@dataclass(frozen=True)
class Northmoor:
    """A post with its holder, an action that it leads in an open period, and who comes next."""

    post: Post
    action: StrategicAction
    period: ReportingPeriod
    leaver: User
    successor: User
    coordinator: User


@pytest.fixture
def northmoor(post, action, period, successor, coordinator):
    return Northmoor(post, action, period, post.holdings.get().user, successor, coordinator)


def holdings(post):
    return [(each.user.name, each.starts_on, each.ends_on, each.acting) for each in post.holdings.order_by("pk")]


def handed_over(post, to, *, on=TODAY, by, **others):
    return hand_over_post(post=post, leaving=post.holdings.first(), successor=to, on=on, by=by, **others)


# --- Handing over -------------------------------------------------------------------------------


def test_hand_over_ends_one_holding_the_day_before_the_next_begins(post, action, successor, coordinator):
    handed_over(post, successor, on=TOMORROW, by=coordinator)

    assert holdings(post) == [("Tom Bell", None, TODAY, False), ("Ann Lee", TOMORROW, None, False)]


def test_hand_over_moves_the_work_on_the_day(post, action, leaver, successor, coordinator):
    handed_over(post, successor, on=TOMORROW, by=coordinator)

    def who_leads(on):
        return [user.name for user in (leaver, successor) if StrategicAction.objects.led_by(user, on=on).exists()]

    assert (who_leads(TODAY), who_leads(TOMORROW)) == (["Tom Bell"], ["Ann Lee"])


def test_hand_over_to_somebody_acting_says_so(post, action, successor, coordinator):
    handed_over(post, successor, by=coordinator, acting=True)

    assert holdings(post)[1] == ("Ann Lee", TODAY, None, True)


def test_hand_over_to_nobody_leaves_the_post_vacant_and_drafts_where_they_are(
    post, action, period, leaver, coordinator
):
    draft = DraftFactory(user=leaver, action=action, period=period)

    handed_over(post, None, by=coordinator)

    assert list(Post.objects.vacant(on=TODAY)) == [post]
    assert Draft.objects.get().user == draft.user


def test_hand_over_of_a_shared_post_leaves_the_other_holder(post, action, successor, coordinator):
    other = post.holdings.create(user=UserFactory(name="Sam Roe"))

    hand_over_post(
        post=post, leaving=post.holdings.get(user__name="Tom Bell"), successor=successor, on=TODAY, by=coordinator
    )

    assert {each.user.name for each in PostHolding.objects.held(on=TODAY).filter(post=post)} == {"Ann Lee", "Sam Roe"}
    other.refresh_from_db()
    assert other.ends_on is None


def test_hand_over_ends_cover_that_was_arranged_for_the_leaver(post, action, successor, coordinator):
    running = CoverFactory(post=post, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 31))
    CoverFactory(post=post, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 31))

    handed_over(post, successor, by=coordinator)

    assert list(Cover.objects.values_list("pk", "ends_on")) == [(running.pk, date(2026, 10, 4))]


def test_hand_over_to_whoever_holds_it_is_refused(post, leaver, coordinator):
    with pytest.raises(AlreadyHeld, match="Tom Bell holds this post. Choose somebody else."):
        handed_over(post, leaver, by=coordinator)

    assert holdings(post) == [("Tom Bell", None, None, False)]


def test_hand_over_to_a_closed_account_is_refused_and_changes_nothing(post, coordinator):
    gone = UserFactory(name="Gone Away", is_active=False)

    with pytest.raises(AccountClosed, match="The account of Gone Away is closed"):
        handed_over(post, gone, by=coordinator)

    assert holdings(post) == [("Tom Bell", None, None, False)]


def test_hand_over_before_the_leaver_came_is_refused(leaver, successor, coordinator):
    post = PostFactory(title="Head of Lettings")
    holding = post.holdings.create(user=leaver, starts_on=TODAY)

    with pytest.raises(WrongDay, match="took up the post Head of Lettings on 5 October 2026. Choose a later day."):
        hand_over_post(post=post, leaving=holding, successor=successor, on=TODAY, by=coordinator)


def test_hand_over_that_has_not_come_yet_is_given_to_somebody_else(post, action, successor, coordinator):
    handed_over(post, successor, on=TOMORROW, by=coordinator)

    planned = post.holdings.get(user=successor)
    hand_over_post(post=post, leaving=planned, successor=UserFactory(name="Sam Roe"), on=TOMORROW, by=coordinator)

    assert holdings(post) == [("Tom Bell", None, TODAY, False), ("Sam Roe", TOMORROW, None, False)]


def test_hand_over_twice_is_refused(post, action, successor, coordinator):
    handed_over(post, successor, by=coordinator)

    leaving = post.holdings.get(user__name="Tom Bell")
    with pytest.raises(WrongDay, match="Tom Bell left the post Head of Lettings on 4 October 2026."):
        hand_over_post(post=post, leaving=leaving, successor=UserFactory(), on=TOMORROW, by=coordinator)


def test_filling_a_post_that_somebody_holds_is_refused(post, successor, coordinator):
    with pytest.raises(AlreadyHeld, match="Hand it over, or say that the two share it."):
        hand_over_post(post=post, leaving=None, successor=successor, on=TODAY, by=coordinator)


def test_nobody_helps_themselves_to_work_of_a_plan_that_is_not_theirs(post, action, coordinator):
    other = ActionFactory(priority__plan__title="Health plan", post=post)

    with pytest.raises(Refused, match="This post does the work of Health plan too. Ask its coordinator"):
        handed_over(post, coordinator, by=coordinator)

    other.delete()
    handed_over(post, coordinator, by=coordinator)
    assert holdings(post)[1][0] == "Megan Price"


# --- Drafts -------------------------------------------------------------------------------------


def drafts():
    return [(draft.user.name, draft.content) for draft in Draft.objects.order_by("pk")]


def test_hand_over_moves_the_leavers_drafts_marked_with_who_began_them(northmoor):
    DraftFactory(
        user=northmoor.leaver,
        action=northmoor.action,
        period=northmoor.period,
        content={"narrative": "Half"},
        based_on_version=2,
    )

    assert handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator).drafts == 1

    assert drafts() == [("Ann Lee", {"narrative": "Half", "handed_over": [{"by": "Tom Bell", "content": {}}]})]
    assert Draft.objects.get().based_on_version == 2


def test_hand_over_keeps_both_texts_where_the_successor_has_begun_too(northmoor):
    theirs = {"narrative": "Theirs", "set_aside": {"narrative": "Older"}}
    DraftFactory(user=northmoor.leaver, action=northmoor.action, period=northmoor.period, content=theirs)
    DraftFactory(
        user=northmoor.successor, action=northmoor.action, period=northmoor.period, content={"narrative": "Mine"}
    )

    handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator)

    given = [{"by": "Tom Bell", "content": {"narrative": text}} for text in ("Theirs", "Older")]
    assert drafts() == [("Ann Lee", {"narrative": "Mine", "handed_over": given})]


def test_hand_over_twice_over_keeps_every_text(northmoor):
    third = UserFactory(name="Sam Roe")
    DraftFactory(
        user=northmoor.leaver, action=northmoor.action, period=northmoor.period, content={"narrative": "First"}
    )
    DraftFactory(user=third, action=northmoor.action, period=northmoor.period, content={"narrative": "Third"})
    handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator)
    with time_machine.travel(date(2026, 11, 2)):
        leaving = northmoor.post.holdings.get(user=northmoor.successor)
        hand_over_post(
            post=northmoor.post, leaving=leaving, successor=third, on=date(2026, 11, 2), by=northmoor.coordinator
        )

    given = [{"by": "Tom Bell", "content": {}}, {"by": "Ann Lee", "content": {"narrative": "First"}}]
    assert drafts() == [("Sam Roe", {"narrative": "Third", "handed_over": given})]


def test_hand_over_leaves_drafts_of_other_actions_and_of_frozen_periods(plan, northmoor):
    over = PeriodFactory(plan=plan, frozen=True)
    DraftFactory(user=northmoor.leaver, action=northmoor.action, period=over)
    DraftFactory(user=northmoor.leaver, period=northmoor.period)

    assert handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator).drafts == 0
    assert [name for name, _content in drafts()] == ["Tom Bell", "Tom Bell"]


def test_hand_over_leaves_drafts_on_which_the_leaver_still_reports(northmoor):
    ResponsibilityFactory(action=northmoor.action, post=PostFactory(holder=northmoor.leaver), primary=False)
    DraftFactory(user=northmoor.leaver, action=northmoor.action, period=northmoor.period)

    assert handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator).drafts == 0


def test_hand_over_leaves_what_a_coordinator_typed_on_somebodys_behalf(action, period, successor, coordinator):
    own = PostFactory(holder=coordinator)
    ResponsibilityFactory(action=action, post=own, primary=False)
    DraftFactory(user=coordinator, action=action, period=period)

    assert handed_over(own, successor, by=coordinator).drafts == 0


def test_hand_over_of_a_post_that_only_contributes_moves_no_drafts(plan, period, leaver, successor, coordinator):
    post = PostFactory(holder=leaver)
    action = ActionFactory(priority=PriorityFactory(plan=plan))
    ResponsibilityFactory(action=action, post=post, role=Responsibility.Role.CONTRIBUTOR, primary=False)
    DraftFactory(user=leaver, action=action, period=period)

    assert handed_over(post, successor, by=coordinator).drafts == 0


def test_hand_over_on_a_day_to_come_moves_drafts_when_it_has_come(northmoor):
    DraftFactory(user=northmoor.leaver, action=northmoor.action, period=northmoor.period, content={"narrative": "Half"})

    assert handed_over(northmoor.post, northmoor.successor, on=TOMORROW, by=northmoor.coordinator).drafts == 0
    pass_on_posts()
    assert [name for name, _content in drafts()] == ["Tom Bell"]

    # Written on the last day, before midnight.
    Draft.objects.update(content={"narrative": "Whole"})
    with time_machine.travel(TOMORROW):
        pass_on_posts()
        pass_on_posts()

    assert drafts() == [("Ann Lee", {"narrative": "Whole", "handed_over": [{"by": "Tom Bell", "content": {}}]})]


def test_drafts_of_a_vacant_post_go_to_whoever_takes_it_up_later(northmoor):
    DraftFactory(user=northmoor.leaver, action=northmoor.action, period=northmoor.period)
    handed_over(northmoor.post, None, by=northmoor.coordinator)
    assert pass_on_what_was_handed_over(on=TODAY) == 0

    with time_machine.travel(date(2026, 10, 20)):
        hand_over_post(
            post=northmoor.post,
            leaving=None,
            successor=northmoor.successor,
            on=date(2026, 10, 20),
            by=northmoor.coordinator,
        )
        assert pass_on_what_was_handed_over(on=date(2026, 10, 20)) == 1

    assert [name for name, _content in drafts()] == ["Ann Lee"]


def test_draft_that_came_with_the_post_shows_who_began_it_until_it_is_submitted(client, northmoor):
    DraftFactory(
        user=northmoor.leaver,
        action=northmoor.action,
        period=northmoor.period,
        content={"narrative": "Half a sentence"},
    )
    handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator)
    client.force_login(northmoor.successor)
    address = reverse("monitoring:update_action", args=[northmoor.action.pk])

    shown = said(page(client.get(address)))
    assert "Tom Bell began this draft and handed it over with the post" in shown
    assert "Half a sentence" in shown

    client.post(
        reverse("monitoring:save_draft", args=[northmoor.action.pk]),
        {"narrative": "Mine now", "period": northmoor.period.pk},
    )
    assert drafts() == [("Ann Lee", {"narrative": "Mine now", "handed_over": [{"by": "Tom Bell", "content": {}}]})]


def test_draft_beside_ones_own_is_shown_and_stays_when_one_types_on(client, northmoor):
    DraftFactory(
        user=northmoor.leaver, action=northmoor.action, period=northmoor.period, content={"narrative": "Theirs"}
    )
    DraftFactory(
        user=northmoor.successor, action=northmoor.action, period=northmoor.period, content={"narrative": "Mine"}
    )
    handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator)
    client.force_login(northmoor.successor)

    aside = said(
        parts(page(client.get(reverse("monitoring:update_action", args=[northmoor.action.pk]))), "app-panel")[0]
    )
    client.post(
        reverse("monitoring:save_draft", args=[northmoor.action.pk]), {"narrative": "", "period": northmoor.period.pk}
    )

    assert "What Tom Bell had typed before you took over the post" in aside
    assert "Theirs" in aside
    given = [{"by": "Tom Bell", "content": {"narrative": "Theirs"}}]
    assert drafts() == [("Ann Lee", {"handed_over": given})]


def test_leaver_sees_nothing_of_the_draft_any_more(client, northmoor):
    DraftFactory(
        user=northmoor.leaver,
        action=northmoor.action,
        period=northmoor.period,
        content={"narrative": "Half a sentence"},
    )
    handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator)
    client.force_login(northmoor.leaver)

    assert client.get(reverse("monitoring:update_action", args=[northmoor.action.pk])).status_code == 403
    assert "Half a sentence" not in client.get(reverse("monitoring:my_actions")).content.decode()


# --- Reminders ----------------------------------------------------------------------------------


def reminded():
    found = Message.objects.order_by("pk")
    return [(each.user.name, each.state, [row.action.title for row in each.reminders.all()]) for each in found]


def test_reminders_that_wait_for_the_leaver_go_to_the_successor(northmoor):
    waiting = MessageFactory(user=northmoor.leaver, due_on=TODAY)
    ReminderFactory(message=waiting, action=northmoor.action, period=northmoor.period)

    handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator)

    assert reminded() == [("Tom Bell", "not_needed", []), ("Ann Lee", "waiting", [northmoor.action.title])]


def test_reminders_of_what_the_leaver_still_leads_stay(plan, northmoor):
    kept = ActionFactory(priority=northmoor.action.priority, post=PostFactory(holder=northmoor.leaver))
    waiting = MessageFactory(user=northmoor.leaver, due_on=TODAY)
    for each in (northmoor.action, kept):
        ReminderFactory(message=waiting, action=each, period=northmoor.period)
    theirs = MessageFactory(user=northmoor.successor, due_on=TODAY)

    handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator)

    assert reminded() == [("Tom Bell", "waiting", [kept.title]), ("Ann Lee", "waiting", [northmoor.action.title])]
    assert theirs.reminders.count() == 1


def test_reminders_are_not_added_to_what_the_successor_was_sent_that_day(northmoor):
    ReminderFactory(
        message=MessageFactory(user=northmoor.leaver, due_on=TODAY), action=northmoor.action, period=northmoor.period
    )
    MessageFactory(
        user=northmoor.successor,
        due_on=TODAY,
        state="sent",
        address=northmoor.successor.email,
        handed_over_at="2026-10-05T08:00Z",
    )

    handed_over(northmoor.post, northmoor.successor, by=northmoor.coordinator)

    assert reminded() == [("Tom Bell", "not_needed", []), ("Ann Lee", "sent", [])]


# --- Cover and deputies -------------------------------------------------------------------------


def covered(post, user, first=TODAY, last=date(2026, 10, 31)):
    return arrange_cover(post=post, user=user, starts_on=first, ends_on=last, by=user)


def test_cover_lets_somebody_do_the_work_and_the_holder_keep_the_post(post, action, leaver, successor):
    covered(post, successor, TOMORROW)

    def leads(on):
        return [user.name for user in (leaver, successor) if StrategicAction.objects.led_by(user, on=on).exists()]

    assert [leads(day) for day in (TODAY, TOMORROW, date(2026, 11, 1))] == [
        ["Tom Bell"],
        ["Tom Bell", "Ann Lee"],
        ["Tom Bell"],
    ]


def test_cover_by_the_holder_themself_is_refused(post, leaver):
    with pytest.raises(AlreadyHeld, match="Tom Bell holds the post Head of Lettings then."):
        covered(post, leaver)


def test_cover_that_is_over_is_refused(post, successor):
    with pytest.raises(WrongDay, match="The last day of the cover is over."):
        covered(post, successor, date(2026, 9, 1), date(2026, 10, 4))


def test_cover_by_somebody_who_covers_then_is_refused(post, successor):
    covered(post, successor)

    with pytest.raises(AlreadyHeld, match="Ann Lee covers the post Head of Lettings until 31 October 2026 already."):
        covered(post, successor, TOMORROW)


def test_cover_that_ends_before_it_begins_is_refused(post, successor):
    with pytest.raises(Refused, match="Cover cannot end before it starts."):
        covered(post, successor, date(2026, 10, 20), date(2026, 10, 19))


def test_cover_ended_early_was_over_yesterday(post, successor):
    cover = covered(post, successor, date(2026, 10, 1))

    end_cover(cover=cover, by=successor)

    assert list(Cover.objects.values_list("ends_on", flat=True)) == [date(2026, 10, 4)]
    with pytest.raises(WrongDay, match="This cover ended on 4 October 2026."):
        end_cover(cover=Cover.objects.get(), by=successor)


def test_cover_ended_before_it_began_is_gone(post, successor):
    end_cover(cover=covered(post, successor, TOMORROW), by=successor)

    assert not Cover.objects.exists()


def test_deputy_of_itself_is_refused(post, coordinator):
    with pytest.raises(Refused, match="A post cannot be its own deputy."):
        choose_deputy(post=post, deputy=post, by=coordinator)


def test_deputy_does_the_work_of_the_post(post, action, successor, coordinator):
    choose_deputy(post=post, deputy=PostFactory(holder=successor), by=coordinator)

    assert list(StrategicAction.objects.led_by(successor, on=TODAY)) == [action]


def test_person_at_an_address_is_found_in_any_case(leaver):
    assert person_at(" TOM@Homes.example ") == leaver
    with pytest.raises(NoAccount, match="Nobody signs in with x@homes.example."):
        person_at("x@homes.example")


def test_page_of_a_post_names_the_measures_it_answers_for(client, plan, post, action, coordinator):
    measure = IndicatorFactory(plan=plan, lead_post=post, title="Dental checks")
    IndicatorFactory(plan=plan, lead_post=post, status="discontinued")
    client.force_login(coordinator)

    shown = client.get(reverse("monitoring:post", args=[post.pk])).content.decode()
    listed = client.get(reverse("monitoring:post_list")).content.decode()

    assert "Measures it answers for" in shown
    assert f'href="{reverse("monitoring:measure_latest", args=[measure.pk])}">Dental checks</a>' in shown
    assert "leads 1 action,<br>answers for 1 measure<" in listed


# --- Who may ------------------------------------------------------------------------------------


def test_coordinator_manages_posts_of_the_plan_and_of_its_organisations(plan, post, action, coordinator):
    colleague = PostFactory(organisation=post.organisation)
    unknown = PostFactory(organisation__name="In no plan")
    own = PostFactory(organisation=plan.coordinating_post.organisation)

    assert all(can_manage_post(coordinator, each) for each in (post, colleague, unknown, own, plan.coordinating_post))


def test_coordinator_does_not_manage_work_of_other_plans_only(post, action, coordinator):
    led, away = PostFactory.create_batch(2, organisation=post.organisation)
    ActionFactory(post=led)

    assert not can_manage_post(coordinator, led)
    assert can_manage_post(coordinator, away)


def test_coordinator_manages_posts_that_answer_for_measures_of_their_plan_and_not_of_others_only(
    post, plan, coordinator
):
    own, away, both = PostFactory.create_batch(3, organisation=plan.coordinating_post.organisation)
    for lead, plan_of in ((own, plan), (away, PlanFactory()), (both, plan), (both, PlanFactory())):
        IndicatorFactory(plan=plan_of, lead_post=lead)

    assert [can_manage_post(coordinator, each) for each in (own, away, both)] == [True, False, True]


def test_coordinator_does_not_give_away_the_figures_of_another_plan(post, action, coordinator):
    PlanFactory(analyst_post=post)

    assert not can_manage_post(coordinator, post)


def test_coordinator_manages_no_organisation_of_other_plans_only(plan, coordinator):
    away = OrganisationFactory()
    ActionFactory(post=PostFactory(organisation=away))

    assert away not in organisations_managed_by(coordinator)


@pytest.mark.parametrize("role", [Membership.Role.CHAIR, Membership.Role.LEAD, Membership.Role.VICE_CHAIR])
def test_coordinator_does_not_give_away_power_over_another_plan(post, action, coordinator, role):
    board = BodyFactory()
    other = PlanFactory(owner_body=board)
    seat = MembershipFactory(body=board, user=None, post=post, role=role)
    assert not can_manage_post(coordinator, post)

    other.status = Plan.Status.CLOSED
    other.save()
    assert can_manage_post(coordinator, post)
    seat.delete()


def test_coordinator_does_not_give_away_leading_a_priority_of_another_plan(post, action, coordinator):
    group = BodyFactory()
    PriorityFactory(lead_body=group)
    MembershipFactory(body=group, user=None, post=post, role=Membership.Role.LEAD)

    assert not can_manage_post(coordinator, post)


def test_coordinator_does_not_give_away_clerking_above_another_plan(post, action, coordinator):
    council = BodyFactory()
    PlanFactory(owner_body=BodyFactory(parent=BodyFactory(parent=council)))
    MembershipFactory(body=council, user=None, post=post, role=Membership.Role.CLERK)

    assert not can_manage_post(coordinator, post)


def test_coordinator_gives_a_seat_that_decides_nothing_elsewhere(post, action, coordinator):
    board = BodyFactory()
    PlanFactory(owner_body=board)
    MembershipFactory(body=board, user=None, post=post, role=Membership.Role.MEMBER)

    assert can_manage_post(coordinator, post)


def test_coordinator_does_not_give_away_the_coordinating_of_another_plan_nor_its_deputy(post, action, coordinator):
    other = PlanFactory()
    other.coordinating_post.organisation = post.organisation
    other.coordinating_post.deputy = PostFactory(organisation=post.organisation)
    other.coordinating_post.save()

    assert other.coordinating_post is not None
    assert other.coordinating_post.deputy is not None
    assert not can_manage_post(coordinator, other.coordinating_post)
    assert not can_manage_post(coordinator, other.coordinating_post.deputy)


def test_whoever_stands_in_for_the_coordinator_cannot_make_it_last(plan, successor):
    deputy = PostFactory(organisation=plan.coordinating_post.organisation, holder=UserFactory(name="Deputy"))
    plan.coordinating_post.deputy = deputy
    plan.coordinating_post.save()
    CoverFactory(post=plan.coordinating_post, user=successor, starts_on=TODAY, ends_on=TOMORROW)

    for person in (successor, deputy.holdings.get().user):
        assert plan.is_coordinated_by(person, on=TODAY)
        assert not can_manage_post(person, plan.coordinating_post)
        assert not can_manage_post(person, deputy)
    assert not can_arrange_cover(successor, plan.coordinating_post)


def test_deputy_of_a_coordinator_who_has_left_fills_the_post(plan, coordinator, successor):
    plan.coordinating_post.deputy = PostFactory(holder=successor)
    plan.coordinating_post.save()
    plan.coordinating_post.holdings.all().delete()

    assert can_manage_post(successor, plan.coordinating_post)


def test_holder_arranges_cover_for_themselves_and_nothing_more(post, action, leaver, successor):
    assert can_arrange_cover(leaver, post)
    assert not can_manage_post(leaver, post)
    assert not can_arrange_cover(successor, post)


def test_whoever_covers_does_not_arrange_cover(post, action, successor):
    CoverFactory(post=post, user=successor, starts_on=TODAY, ends_on=TOMORROW)

    assert not can_arrange_cover(successor, post)


# --- The pages ----------------------------------------------------------------------------------


def on(day):
    return {"on_day": day.day, "on_month": day.month, "on_year": day.year}


def test_hand_over_page_moves_the_post_and_says_what_went_with_it(client, northmoor):
    DraftFactory(user=northmoor.leaver, action=northmoor.action, period=northmoor.period)
    client.force_login(northmoor.coordinator)
    address = reverse("monitoring:post_hand_over", args=[northmoor.post.pk])

    assert "Tell them before you hand over." in said(page(client.get(address)))
    response = client.post(address, {"email": "ANN@homes.example", **on(TODAY)}, follow=True)

    assert "Ann Lee holds the post Head of Lettings from that day. 1 draft went with it." in said(page(response))
    assert holdings(northmoor.post) == [("Tom Bell", None, date(2026, 10, 4), False), ("Ann Lee", TODAY, None, False)]


def test_hand_over_page_invites_a_successor_who_is_new(client, post, action, coordinator):
    client.force_login(coordinator)
    address = reverse("monitoring:post_hand_over", args=[post.pk])

    refused = said(page(client.post(address, {"email": "new@homes.example", **on(TODAY)})))
    assert "Nobody signs in with new@homes.example yet. Give their name, and they are invited." in refused
    assert not User.objects.filter(email="new@homes.example").exists()

    client.post(address, {"email": "new@homes.example", "name": "Nia New", **on(TODAY)})
    assert holdings(post)[1] == ("Nia New", TODAY, None, False)
    assert [(each.user.name, each.kind) for each in Message.objects.all()] == [("Nia New", "invitation")]


def test_hand_over_page_that_is_refused_invites_nobody(client, post, action, coordinator):
    client.force_login(coordinator)
    holding = post.holdings.get()
    holding.starts_on = TODAY
    holding.save()

    response = client.post(
        reverse("monitoring:post_hand_over", args=[post.pk]),
        {"email": "new@homes.example", "name": "Nia New", **on(TODAY)},
    )

    assert "Choose a later day." in said(page(response))
    assert not User.objects.filter(email="new@homes.example").exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "Enter the successor’s e-mail address"),
        ({"email": "ann"}, "Enter an e-mail address in the correct form, like name@example.org"),
        (
            {"email": "ann@homes.example", "vacant": "on"},
            "Give an address, or say that nobody takes the post up: not both",
        ),
        ({"email": "ann@homes.example", "on_year": ""}, "The date must include a year"),
    ],
)
def test_hand_over_page_says_what_is_missing(client, data, problem, northmoor):
    client.force_login(northmoor.coordinator)

    shown = page(client.post(reverse("monitoring:post_hand_over", args=[northmoor.post.pk]), {**on(TODAY), **data}))

    assert [said(each) for each in shown.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")] == [problem]
    assert holdings(northmoor.post) == [("Tom Bell", None, None, False)]


def test_hand_over_page_leaves_a_post_vacant(client, post, action, coordinator):
    client.force_login(coordinator)

    shown = page(
        client.post(reverse("monitoring:post_hand_over", args=[post.pk]), {"vacant": "on", **on(TODAY)}, follow=True)
    )

    assert "Vacant: nobody holds this post" in said(shown)


def test_post_page_of_its_holder_offers_cover_only(client, post, action, leaver):
    client.force_login(leaver)

    shown = page(client.get(reverse("monitoring:post", args=[post.pk])))

    buttons = shown.xpath("//main//section//a/@href")
    assert buttons == [
        reverse("monitoring:post_cover", args=[post.pk]),
        reverse("monitoring:action_updates", args=[action.pk]),
    ]


def test_cover_page_arranges_and_ends_cover(client, post, action, leaver, successor):
    client.force_login(leaver)
    dates = {"starts_on_day": 6, "starts_on_month": 10, "starts_on_year": 2026,
             "ends_on_day": 30, "ends_on_month": 10, "ends_on_year": 2026}  # fmt: skip

    arranged = client.post(
        reverse("monitoring:post_cover", args=[post.pk]), {"email": successor.email, **dates}, follow=True
    )
    assert "Ann Lee 6 October 2026 to 30 October 2026" in said(page(arranged))

    client.post(reverse("monitoring:cover_end", args=[Cover.objects.get().pk]))
    assert not Cover.objects.exists()


def test_post_list_shows_managed_posts_with_what_they_lead(client, post, action, plan, coordinator):
    CoverFactory(post=post, user__name="Sam Roe", starts_on=TODAY, ends_on=TOMORROW)
    post.holdings.create(user=UserFactory(name="Nia New"), starts_on=date(2027, 1, 4))
    client.force_login(coordinator)

    shown = page(client.get(reverse("monitoring:post_list")))

    lines = [said(each) for each in parts(shown, "app-todo__item")]
    assert "Head of Lettings Tom Bell Sam Roe covers until 6 October Nia New from 4 January 2027" in lines[0]
    assert lines[0].endswith("leads 1 action")


def test_handing_over_is_in_the_history_with_who_did_it(client, post, action, successor, coordinator):
    client.force_login(coordinator)
    client.post(reverse("monitoring:post_hand_over", args=[post.pk]), {"email": successor.email, **on(TODAY)})

    events = event_models()[PostHolding].objects.filter(post=post).order_by("pgh_id")
    assert [(each.pgh_label, each.user.name, (each.pgh_context or {}).get("user")) for each in events] == [
        ("insert", "Tom Bell", None),
        ("update", "Tom Bell", coordinator.pk),
        ("insert", "Ann Lee", coordinator.pk),
    ]
