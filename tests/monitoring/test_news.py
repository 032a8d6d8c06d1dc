from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import LaterNews, PeriodRecord
from monitoring.record import canonical
from monitoring.record.gather import gather
from monitoring.services.news import NewsNotTaken, add_news, take_news_back
from monitoring.services.periods import freeze_period
from partnership.models import Membership
from plans.models import Plan
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    BodyFactory,
    LaterNewsFactory,
    ListingFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = [pytest.mark.django_db]

TODAY = date(2025, 11, 20)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2025, 11, 20, 12, tzinfo=UTC), tick=False):
        yield


def freeze(period):
    freeze_period(period=period, by=None, at=datetime.combine(period.ends_on, datetime.min.time(), UTC))
    period.refresh_from_db()
    return period


def rated(action, period, meaning):
    return UpdateFactory(
        accepted=True, action=action, period=period, proposed_level=level(period.action_scale, meaning)
    )


@pytest.fixture
def reader(client):
    user = UserFactory(name="Sam Reader")
    client.force_login(user)
    return user


@pytest.fixture
def group():
    return BodyFactory(name="Wellbeing group")


@pytest.fixture
def plan():
    return PlanFactory(title="Northmoor Plan", coordinator=UserFactory(name="Cal Dunn"))


@pytest.fixture
def priority(plan, group):
    return PriorityFactory(plan=plan, ref="1", title="Safe at home", lead_body=group)


@pytest.fixture
def action(priority):
    return ActionFactory(priority=priority, ref="1.1", title="Open a hub", post=PostFactory(holder=UserFactory()))


@pytest.fixture
def period(plan, action):
    """The first quarter of the plan, frozen: it speaks for 30 September 2025."""
    period = PeriodFactory(plan=plan)
    rated(action, period, Meaning.ON_TRACK)
    return freeze(period)


def coordinator_of(plan):
    return plan.coordinating_post.holdings.get().user


def officer_of(action):
    return action.responsibilities.get().post.holdings.get().user


def dashboard(period):
    return reverse("monitoring:dashboard", args=[period.pk])


def news_page(period, **query):
    return reverse("monitoring:news", args=[period.pk], query=query or None)


def priority_story(period, priority):
    return reverse("monitoring:priority_story", args=[period.pk, priority.pk])


def action_story(period, action):
    return reverse("monitoring:action_story", args=[period.pk, action.pk])


def posted(about="plan", text="The third hub has opened.", day="3", month="11", year="2025"):
    return {
        "about": about,
        "text": text,
        "happened_on_day": day,
        "happened_on_month": month,
        "happened_on_year": year,
    }


def since(client, address):
    """What a page says since the report, piece by piece; None where it says nothing of it at all."""
    found = parts(page(client.get(address)), "app-since")
    return [said(each) for each in found[0].xpath("./ul/li")] if found else None


def added(period, **given):
    plain: dict[str, Any] = {
        "happened_on": date(2025, 11, 3),
        "text": "The third hub has opened.",
        "by": UserFactory(name="Ada"),
    }
    return add_news(period=period, **plain | given)


# --- Adding and taking back -------------------------------------------------------------------------


def test_add_news_keeps_what_happened_when_and_who_said_it(period, action):
    by = UserFactory()

    news = add_news(
        period=period, happened_on=date(2025, 11, 3), text=" The third hub has opened. ", action=action, by=by
    )

    assert LaterNews.objects.values(
        "period", "priority", "action", "happened_on", "text", "said_by", "said_at"
    ).get() == {
        "period": period.pk,
        "priority": None,
        "action": action.pk,
        "happened_on": date(2025, 11, 3),
        "text": "The third hub has opened.",
        "said_by": by.pk,
        "said_at": datetime(2025, 11, 20, 12, tzinfo=UTC),
    }
    assert news.priority is None


def test_add_news_twice_as_an_impatient_press_does_says_it_once(period, action):
    by, about = UserFactory(), {"period": period, "happened_on": date(2025, 11, 3)}

    first = add_news(**about, text="The third hub has opened.", action=action, by=by)

    assert add_news(**about, text="The third hub has opened. ", action=action, by=by) == first
    # Of something else, or by somebody else, it is other news.
    add_news(**about, text="The third hub has opened.", by=by)
    add_news(**about, text="The third hub has opened.", action=action, by=UserFactory())
    assert LaterNews.objects.count() == 3


def test_add_news_before_the_figures_are_fixed_is_refused(plan, period):
    open_period = PeriodFactory(plan=plan)

    with pytest.raises(NewsNotTaken, match="not fixed yet. Say it in an update"):
        added(open_period)

    assert not LaterNews.objects.exists()


def test_add_news_once_a_later_period_is_fixed_is_refused_and_says_where_to(plan, period):
    freeze(PeriodFactory(plan=plan))

    with pytest.raises(NewsNotTaken, match="The figures of October to December 2025 have been fixed since"):
        added(period)


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2025, 9, 30), "The report already speaks for 30 September 2025"),
        (date(2025, 7, 1), "The report already speaks for 30 September 2025"),
        (date(2025, 11, 21), "Choose a day that is not in the future"),
    ],
)
def test_add_news_of_another_day_than_since_the_report_is_refused(period, day, refusal):
    with pytest.raises(NewsNotTaken, match=refusal):
        added(period, happened_on=day)


@pytest.mark.parametrize("day", [date(2025, 10, 1), TODAY])
def test_add_news_of_the_first_day_after_and_of_today_is_taken(period, day):
    assert added(period, happened_on=day).happened_on == day


def test_add_news_of_what_the_report_does_not_know_is_refused(period, priority):
    for unknown in (
        {"action": ActionFactory()},
        {"priority": PriorityFactory()},
        {"action": ActionFactory(priority=priority, in_plan_from=date(2025, 10, 1))},
    ):
        with pytest.raises(NewsNotTaken, match="The report does not speak of this"):
            added(period, **unknown)


def test_add_news_of_an_action_listed_from_another_plan_is_taken(period, priority):
    listed = ListingFactory(priority=priority).action

    assert added(period, action=listed).action == listed


def test_take_news_back_leaves_what_it_said_in_the_history(period):
    news = added(period)

    take_news_back(news=news, by=UserFactory())

    assert not LaterNews.objects.exists()
    events: Any = LaterNews.pgh_event_model.objects  # type: ignore[attr-defined]
    history = events.order_by("pgh_id").values_list("pgh_label", "text")
    assert list(history) == [
        ("insert", "The third hub has opened."),
        ("delete", "The third hub has opened."),
    ]


# --- Beside the record, never in it -----------------------------------------------------------------


def test_news_shows_beside_the_frozen_dashboard_dated_and_with_who_said_it(client, reader, period, action, priority):
    assert since(client, dashboard(period)) is None
    added(period, text="Snow closed two schools.", happened_on=date(2025, 11, 18))
    added(period, action=action)
    added(period, priority=priority, text="A *new* chair.", happened_on=date(2025, 10, 2))

    assert since(client, dashboard(period)) == [
        "18 November 2025 Snow closed two schools. Said by Ada on 20 November 2025.",
        "3 November 2025 1.1 Open a hub The third hub has opened. Said by Ada on 20 November 2025.",
        "2 October 2025 1 Safe at home A new chair. Said by Ada on 20 November 2025.",
    ]
    shown = page(client.get(dashboard(period)))
    assert [said(each) for each in shown.xpath("//a[@href='#since-this-report']")] == [
        "3 pieces of news since this report"
    ]
    (section,) = parts(shown, "app-since")
    assert section.xpath(".//a/@href") == [action_story(period, action), priority_story(period, priority)]


def test_news_stands_outside_the_figures_and_changes_none(client, reader, period, action):
    before = page(client.get(dashboard(period))).get_element_by_id("figures")
    (stored,) = PeriodRecord.objects.values_list("sha256", flat=True)
    gathered = canonical.encode(gather(period))

    added(period, action=action, text="It is off track now.")

    after = page(client.get(dashboard(period))).get_element_by_id("figures")
    assert said(after) == said(before)
    assert list(PeriodRecord.objects.values_list("sha256", flat=True)) == [stored]
    assert canonical.encode(gather(period)) == gathered


def test_news_of_a_priority_and_of_its_actions_shows_on_its_page(client, reader, period, action):
    priority = action.priority
    other = PriorityFactory(plan=period.plan, ref="2")
    added(period, action=action)
    added(period, priority=priority, text="A new chair.")
    added(period, text="Snow closed two schools.")
    added(period, priority=other, text="Nothing of it.")

    assert since(client, priority_story(period, priority)) == [
        "3 November 2025 A new chair. Said by Ada on 20 November 2025.",
        "3 November 2025 1.1 Open a hub The third hub has opened. Said by Ada on 20 November 2025.",
    ]


def test_news_of_an_action_shows_on_its_story_alone(client, reader, period, priority, action):
    added(period, action=action)
    added(period, priority=priority, text="A new chair.")

    assert since(client, action_story(period, action)) == [
        "3 November 2025 The third hub has opened. Said by Ada on 20 November 2025."
    ]


@pytest.mark.parametrize("about", ["plan", "priority", "action"])
def test_page_kept_by_a_browser_is_another_once_there_is_news_and_once_it_is_taken_back(
    client, reader, period, action, about
):
    address = {
        "plan": dashboard(period),
        "priority": priority_story(period, action.priority),
        "action": action_story(period, action),
    }[about]
    first = client.get(address)["ETag"]

    def with_tag(tag):
        return client.get(address, headers={"If-None-Match": tag})

    assert with_tag(first).status_code == 304
    news = added(period, action=action)
    changed = with_tag(first)
    assert changed.status_code == 200
    assert with_tag(changed["ETag"]).status_code == 304
    take_news_back(news=news, by=reader)
    assert with_tag(changed["ETag"]).status_code == 200


def test_news_ends_showing_once_a_later_period_is_fixed(client, reader, plan, period, action):
    added(period, action=action)
    tag = client.get(dashboard(period))["ETag"]

    later = PeriodFactory(plan=plan)
    assert since(client, dashboard(period)) is not None
    freeze(later)

    assert client.get(dashboard(period), headers={"If-None-Match": tag}).status_code == 200
    assert since(client, dashboard(period)) is None
    assert since(client, action_story(period, action)) is None
    assert since(client, dashboard(later)) is None
    shown = page(client.get(news_page(period)))
    assert said(parts(shown, "app-notice")[0]) == (
        "A later report has been agreed since, so this no longer shows beside the report."
    )
    assert [said(each) for each in parts(shown, "app-since__list")[0]] == [
        "3 November 2025 1.1 Open a hub The third hub has opened. Said by Ada on 20 November 2025."
    ]


def test_news_that_somebody_types_tags_into_shows_them_as_typed(client, reader, period):
    added(period, text="<script>alert(1)</script> **Open**")

    response = client.get(dashboard(period))

    assert b"<script>alert" not in response.content
    assert "<script>alert(1)</script> Open" in since(client, dashboard(period))[0]


# --- Who may say it ---------------------------------------------------------------------------------


def choices(client, period, **query):
    shown = page(client.get(news_page(period, **query)))
    return [said(each) for each in shown.xpath("//select[@name='about']//option")]


def test_coordinator_says_news_of_everything(client, plan, period, action):
    client.force_login(coordinator_of(plan))
    PriorityFactory(plan=plan, ref="2", title="Heard")

    assert choices(client, period) == ["The whole plan", "All of 1 Safe at home", "1.1 Open a hub", "All of 2 Heard"]


def test_lead_says_news_of_their_priority_and_its_actions(client, reader, group, period):
    MembershipFactory(body=group, user=reader, role=Membership.Role.CHAIR)
    ActionFactory(priority__plan=period.plan)

    assert choices(client, period) == ["All of 1 Safe at home", "1.1 Open a hub"]


def test_officer_says_news_of_their_action(client, plan, period, priority, action):
    ActionFactory(priority=priority)
    client.force_login(officer_of(action))

    assert choices(client, period) == ["1.1 Open a hub"]


def test_board_member_reads_news_and_may_add_none(client, reader, plan, period):
    MembershipFactory(body=BodyFactory(), user=reader, role=Membership.Role.MEMBER)

    assert choices(client, period) == []
    assert client.post(news_page(period), posted()).status_code == 403
    assert not LaterNews.objects.exists()


def test_officer_may_not_say_news_of_the_plan_or_of_anothers_action(client, period, priority, action):
    other = ActionFactory(priority=priority)
    client.force_login(officer_of(action))

    for about in ("plan", f"action-{other.pk}", f"priority-{priority.pk}", "action-x"):
        shown = page(client.post(news_page(period), posted(about)))
        assert "Choose something that you answer for" in said(parts(shown, "govuk-error-summary")[0])
    assert not LaterNews.objects.exists()


@pytest.mark.parametrize("whom", ["coordinator", "lead", "officer", "board"])
def test_pages_link_to_adding_only_for_whoever_may(client, group, period, action, whom):
    people = {
        "coordinator": coordinator_of(period.plan),
        "lead": MembershipFactory(body=group, role=Membership.Role.LEAD).user,
        "officer": officer_of(action),
        "board": UserFactory(),
    }
    client.force_login(people[whom])

    def links(address, about):
        shown = page(client.get(address))
        return bool(shown.xpath(f"//a[@href='{news_page(period, about=about)}']"))

    assert {
        "coordinator": (True, True, True),
        "lead": (False, True, True),
        "officer": (False, False, True),
        "board": (False, False, False),
    }[whom] == (
        links(dashboard(period), "plan"),
        links(priority_story(period, action.priority), f"priority-{action.priority_id}"),
        links(action_story(period, action), f"action-{action.pk}"),
    )


# --- The page ---------------------------------------------------------------------------------------


def test_news_is_added_and_shows_on_the_page_that_it_is_about(client, period, action):
    client.force_login(officer_of(action))

    response = client.post(news_page(period), posted(f"action-{action.pk}"), follow=True)

    assert response.redirect_chain == [(action_story(period, action), 302)]
    assert [said(each) for each in parts(page(response), "app-since__list")[0]] == [
        f"3 November 2025 The third hub has opened. Said by {officer_of(action).name} on 20 November 2025."
    ]


@pytest.mark.parametrize("of", ["plan", "priority"])
def test_news_of_the_plan_or_a_priority_leads_back_to_its_page(client, plan, period, priority, of):
    client.force_login(coordinator_of(plan))

    response = client.post(news_page(period), posted("plan" if of == "plan" else f"priority-{priority.pk}"))

    assert response["Location"] == (dashboard(period) if of == "plan" else priority_story(period, priority))


def test_news_form_begins_with_what_the_page_before_was_about(client, plan, period, action):
    client.force_login(coordinator_of(plan))

    shown = page(client.get(news_page(period, about=f"action-{action.pk}")))

    assert [said(each) for each in shown.xpath("//option[@selected]")] == ["1.1 Open a hub"]
    assert "Do not name or describe a child or a family." in said(shown)


def test_news_form_says_what_is_missing_and_keeps_what_was_typed(client, plan, period):
    client.force_login(coordinator_of(plan))

    shown = page(client.post(news_page(period), posted(about="", text="Snow.", day="")))

    assert [said(each) for each in parts(shown, "govuk-error-summary")[0].xpath(".//li")] == [
        "Choose what it is about",
        "The date must include a day",
    ]
    assert [each.text.strip() for each in shown.xpath("//textarea")] == ["Snow."]


def test_news_form_shows_a_refusal_in_words(client, plan, period):
    client.force_login(coordinator_of(plan))

    shown = page(client.post(news_page(period), posted(day="30", month="9")))

    assert said(parts(shown, "govuk-error-summary")[0]) == (
        "There is a problem The report already speaks for 30 September 2025. "
        "If it is wrong about that day, ask for a correction."
    )


def test_news_sent_after_a_later_period_was_fixed_is_refused(client, plan, period):
    client.force_login(coordinator_of(plan))
    freeze(PeriodFactory(plan=plan))

    shown = page(client.post(news_page(period), posted()))

    assert "have been fixed since" in said(shown)
    assert "The third hub has opened." in said(shown)
    assert not LaterNews.objects.exists()


def test_news_of_an_open_period_is_not_there(client, plan, period):
    client.force_login(coordinator_of(plan))

    assert client.get(news_page(PeriodFactory(plan=plan))).status_code == 404


def test_news_of_a_plan_being_written_is_not_there(client, reader):
    plan = PlanFactory(status=Plan.Status.DRAFTING)

    assert client.get(news_page(freeze(PeriodFactory(plan=plan)))).status_code == 404


def test_news_is_taken_back_by_its_author_or_the_coordinator_after_being_asked(client, reader, plan, period):
    news = added(period, by=reader)
    others = added(period, text="Of somebody else.")
    address = reverse("monitoring:news_back", args=[news.pk])

    shown = page(client.get(news_page(period)))
    assert shown.xpath("//a[contains(@href, '/back/')]/@href") == [address]
    asked = page(client.get(address))
    assert [said(each) for each in asked.xpath("//h1")] == ["Take this news back?"]
    response = client.post(address)
    assert response["Location"] == news_page(period)
    assert client.post(reverse("monitoring:news_back", args=[others.pk])).status_code == 403

    client.force_login(coordinator_of(plan))
    client.post(reverse("monitoring:news_back", args=[others.pk]))
    assert not LaterNews.objects.exists()


def test_news_of_a_plan_being_written_is_not_there_to_take_back(client, reader):
    period = PeriodFactory(plan__status=Plan.Status.DRAFTING, frozen=True)
    news = LaterNewsFactory(period=period, said_by=reader)

    assert client.get(reverse("monitoring:news_back", args=[news.pk])).status_code == 404


# --- Queries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 5])
def test_frozen_dashboard_asks_five_queries_however_much_news_there_is(
    client, reader, period, number, django_assert_num_queries
):
    for _ in range(number):
        added(period)

    with django_assert_num_queries(5):
        client.get(dashboard(period))
