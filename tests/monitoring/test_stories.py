from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from indicators.models import Figure, Indicator
from monitoring.models import Highlight
from monitoring.services.periods import freeze_period
from monitoring.views import stories
from partnership.due import Due, Precision
from plans.ratings import Meaning
from priorities.models import DateChange, Milestone, Priority, StrategicAction
from tests.factories import (
    ActionFactory,
    BodyFactory,
    ChallengeFactory,
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
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db


def freeze(period):
    freeze_period(period=period, by=None, at=datetime.combine(period.ends_on, datetime.min.time(), UTC))
    period.refresh_from_db()
    return period


def rated(action, period, meaning, **given):
    return UpdateFactory(
        accepted=True, action=action, period=period, proposed_level=level(period.action_scale, meaning), **given
    )


def story_of(action, period):
    return reverse("monitoring:action_story", args=[period.pk, action.pk])


def priority_in(priority, period):
    return reverse("monitoring:priority_story", args=[period.pk, priority.pk])


@pytest.fixture
def reader(client):
    user = UserFactory(name="Sam Reader")
    client.force_login(user)
    return user


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def priority(plan):
    return PriorityFactory(plan=plan, ref="2", title="Good mental health, early")


# --- An action --------------------------------------------------------------------------------------


def test_action_story_tells_the_promise_with_its_leads_dates_and_number_of_moves(client, reader, plan, priority):
    council = OrganisationFactory(name="Northmoor Council")
    action = ActionFactory(
        priority=priority,
        ref="2.3",
        title="Open drop-in support",
        success_criteria="Every school has one.",
        due=Due(date(2025, 7, 31), Precision.MONTH, "July 2025"),
        as_printed={"Resource": "£40,000"},
    )
    ResponsibilityFactory(
        action=action,
        post=PostFactory(title="Strategic Lead", organisation=council, holder=UserFactory(name="Ada Okafor")),
    )
    ResponsibilityFactory(
        action=action, post=PostFactory(title="Head of PE", organisation=council), primary=False, role="contributor"
    )
    Milestone.objects.create(action=action, title="Find premises", done_on=date(2025, 6, 1))
    for agreed_on, to in ((date(2025, 5, 1), date(2025, 9, 30)), (date(2025, 8, 1), date(2025, 12, 31))):
        DateChange.objects.create(
            action=action, due=Due(to, Precision.DAY, ""), reason="No room.", agreed_on=agreed_on, agreed_by="The board"
        )

    shown = page(client.get(story_of(action, freeze(PeriodFactory(plan=plan)))))

    assert [said(each) for each in shown.xpath("//h1")] == ["Open drop-in support"]
    assert said(parts(shown, "app-promise")[0]) == (
        "Rating Not rated "
        "Led by Strategic Lead, Northmoor Council (Ada Okafor) "
        "With Head of PE (vacant), Northmoor Council "
        "Due July 2025 "
        "Now 30 September 2025, agreed by The board on 1 May 2025: No room. "
        "Now 31 December 2025, agreed by The board on 1 August 2025: No room. "
        "The original date was July 2025; it has been moved twice. "
        "How we will know Every school has one. "
        "Milestones Find premises, done on 1 June 2025 "
        "Resource £40,000"
    )


def test_action_story_tells_what_was_said_newest_first_with_who_rated_and_who_changed_it(
    client, reader, plan, priority
):
    action = ActionFactory(priority=priority)
    first = PeriodFactory(plan=plan)
    rated(
        action,
        first,
        Meaning.OFF_TRACK,
        narrative="No offer came.",
        cause="partner",
        impact="Children wait.",
        recovery="A second round opens.",
        forecast=Due(date(2026, 6, 30), Precision.DAY, ""),
        next_steps="Open the second round",
        submitted_by=UserFactory(name="Ada Okafor"),
        reviewed_by=UserFactory(name="Bea Lund"),
    )
    freeze(first)
    freeze(PeriodFactory(plan=plan))
    third = PeriodFactory(plan=plan)
    update = rated(
        action, third, Meaning.AT_RISK, narrative="One offer came.", submitted_by=UserFactory(name="Ada Okafor")
    )
    ChallengeFactory(
        update=update,
        from_level=level(plan.action_scale, Meaning.ON_TRACK),
        to_level=level(plan.action_scale, Meaning.AT_RISK),
        by=UserFactory(name="Bea Lund"),
        reason="It costs more.",
    )

    shown = page(client.get(story_of(action, freeze(third))))

    assert [said(each) for each in parts(shown, "app-story__chapter")] == [
        "January to March 2026 Some concern One offer came. "
        "Reported by Ada Okafor on 9 October 2026. Agreed. "
        "Bea Lund changed the rating from on track to some concern on 20 October 2026: It costs more.",
        "October to December 2025 Not rated No update was sent.",
        "July to September 2025 Off track No offer came. "
        "Cause Waiting for a partner Effect Children wait. Recovery A second round opens. "
        "Now expected 30 June 2026 What comes next Open the second round "
        "Reported by Ada Okafor on 9 October 2026. Agreed by Bea Lund on 20 October 2026.",
    ]


def test_action_story_of_an_earlier_period_tells_nothing_later(client, reader, plan, priority):
    action = ActionFactory(priority=priority)
    first = freeze(PeriodFactory(plan=plan))
    second = PeriodFactory(plan=plan)
    rated(action, second, Meaning.OFF_TRACK, narrative="Later news.")
    freeze(second)

    response = client.get(story_of(action, first))

    assert [said(each.xpath("./h3/span")[0]) for each in parts(page(response), "app-story__chapter")] == [
        "July to September 2025"
    ]
    assert "Later news." not in response.content.decode()


def test_action_story_that_is_long_goes_on_in_an_earlier_period(client, reader, plan, priority, monkeypatch):
    monkeypatch.setattr(stories, "CHAPTERS", 2)
    action = ActionFactory(priority=priority)
    periods = [freeze(PeriodFactory(plan=plan)) for _ in range(4)]

    shown = page(client.get(story_of(action, periods[-1])))

    assert len(parts(shown, "app-story__chapter")) == 3
    (older,) = [each.get("href") for each in shown.xpath("//a[text()='What was said before']")]
    assert older == story_of(action, periods[0])


def test_action_story_of_one_that_left_the_plan_says_why(client, reader, plan, priority):
    action = ActionFactory(priority=priority, stage=StrategicAction.Stage.MERGED, stage_note="Became part of 2.2.")

    shown = page(client.get(story_of(action, freeze(PeriodFactory(plan=plan)))))

    assert said(parts(shown, "app-notice")[0]) == "No longer counted Merged into another. Became part of 2.2."
    # What is not counted is not "not rated" either.
    assert parts(shown, "app-rating") == []


def test_action_story_links_to_the_update_only_for_whoever_may_write_it(client, reader, plan, priority):
    led = ActionFactory(priority=priority, post=PostFactory(holder=reader))
    other = ActionFactory(priority=priority)
    period = freeze(PeriodFactory(plan=plan))

    def links(action):
        address = reverse("monitoring:update_action", args=[action.pk])
        return [said(each) for each in page(client.get(story_of(action, period))).xpath(f"//a[@href='{address}']")]

    assert links(led) == []
    PeriodFactory(plan=plan, label="October to December 2025")
    assert links(led) == ["Update it for October to December 2025"]
    assert links(other) == []


def test_action_story_answers_not_modified_until_the_reader_may_write(client, reader, plan, priority):
    action = ActionFactory(priority=priority, post=PostFactory(holder=reader))
    period = freeze(PeriodFactory(plan=plan))
    tag = client.get(story_of(action, period))["ETag"]

    def again():
        return client.get(story_of(action, period), headers={"If-None-Match": tag}).status_code

    assert again() == 304
    PeriodFactory(plan=plan)
    assert again() == 200


def test_action_story_of_an_action_of_another_plan_is_not_there(client, reader, plan, priority):
    assert client.get(story_of(ActionFactory(), freeze(PeriodFactory(plan=plan)))).status_code == 404


# --- A priority -------------------------------------------------------------------------------------


def test_priority_story_begins_with_its_rating_and_reason_then_highlights_and_actions(client, reader, plan):
    priority = PriorityFactory(
        plan=plan, ref="2", title="Good mental health, early", lead_body=BodyFactory(name="Wellbeing Group")
    )
    period = PeriodFactory(plan=plan)
    rated(ActionFactory(priority=priority, ref="2.1", title="Train staff"), period, Meaning.ON_TRACK)
    rated(ActionFactory(priority=priority, ref="2.2", title="Set up a crisis line"), period, Meaning.OFF_TRACK)
    summary = PrioritySummaryFactory(
        priority=priority,
        period=period,
        judged_level=level(plan.priority_scale, Meaning.AT_RISK),
        reason="Waits have grown.",
        decisions_sought="Agree the plan.",
    )
    Highlight.objects.create(summary=summary, kind="concern", text="Half wait ten weeks.")
    measure = Indicator.objects.create(plan=plan, key="wait", title="Wait in weeks", priority=priority)
    for year, weeks in ((2023, 10), (2024, None), (2025, 12)):
        Figure.objects.create(
            indicator=measure,
            period_label=str(year),
            period_ends_on=date(year, 3, 31),
            value=weeks,
            missing="" if weeks else "not_available",
        )

    shown = page(client.get(priority_in(priority, freeze(period))))

    assert [said(each) for each in shown.xpath("//h1")] == ["2 Good mental health, early"]
    assert said(parts(shown, "app-columns__main")[0]) == (
        "Some concern Waits have grown. Asked of the board: Agree the plan."
    )
    assert said(parts(shown, "app-highlights")[0]) == "Concern Half wait ten weeks."
    assert "Led by Wellbeing Group. The most severe of its actions is off track." in said(shown)
    table, measures = parts(shown, "app-table")
    assert [row[:2] for row in rows(table.getparent())][:2] == [
        ["2.2 Set up a crisis line", "September Off track"],
        ["2.1 Train staff", "September On track"],
    ]
    assert rows(measures.getparent()) == [
        [
            "Wait in weeks Higher is better.",
            "Latest 12 2025",
            "Target None set",
            "Since the result before Not compared The earlier result is no number",
            "Since a year before Not compared The earlier result is no number",
            "Others 2023: 10; 2024: not available; 2025: 12 Here No others known",
        ]
    ]


def test_priority_story_without_a_judgement_says_that_its_rating_is_worked_out(client, reader, plan, priority):
    period = PeriodFactory(plan=plan)
    rated(ActionFactory(priority=priority), period, Meaning.ON_TRACK)

    shown = page(client.get(priority_in(priority, freeze(period))))

    assert said(parts(shown, "app-columns__main")[0]) == "On track worked out from its actions"


def test_priority_story_of_one_added_later_keeps_the_reason_of_its_rating(client, reader, plan):
    period = PeriodFactory(plan=plan)
    priority = PriorityFactory(plan=plan, status=Priority.Status.ADDED_LATER, status_note="Added by the board.")
    rated(ActionFactory(priority=priority), period, Meaning.ON_TRACK)
    PrioritySummaryFactory(
        priority=priority,
        period=period,
        judged_level=level(plan.priority_scale, Meaning.ON_TRACK),
        reason="Everyone was heard.",
    )

    shown = page(client.get(priority_in(priority, freeze(period))))

    assert said(parts(shown, "app-columns__main")[0]) == "On track Everyone was heard."
    assert said(parts(shown, "app-quiet")[0]) == "Added by the board."


def test_priority_story_of_one_followed_elsewhere_says_by_whom_and_rates_nothing(client, reader, plan):
    priority = PriorityFactory(plan=plan, monitored_elsewhere_by="the Health and Wellbeing Board")
    ActionFactory(priority=priority, title="Serve breakfast")

    shown = page(client.get(priority_in(priority, freeze(PeriodFactory(plan=plan)))))

    assert said(parts(shown, "app-columns__main")[0]) == (
        "Followed by the Health and Wellbeing Board, so nothing of it is counted here."
    )
    assert "Not counted here: Serve breakfast. Followed by another body." in said(shown)


def test_priority_story_of_another_plan_is_not_there(client, reader, plan):
    assert client.get(priority_in(PriorityFactory(), freeze(PeriodFactory(plan=plan)))).status_code == 404


# --- Queries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 4])
def test_priority_story_asks_seven_queries(client, reader, priority, number, django_assert_num_queries):
    plan = priority.plan
    ActionFactory.create_batch(number, priority=priority)
    period = freeze(PeriodFactory(plan=plan))

    with django_assert_num_queries(7):
        client.get(priority_in(priority, period))


@pytest.mark.parametrize("number", [1, 4])
def test_action_story_asks_thirteen_queries(client, reader, priority, number, django_assert_num_queries):
    plan = priority.plan
    actions = ActionFactory.create_batch(number, priority=priority, post=PostFactory(holder=reader))
    periods = [freeze(PeriodFactory(plan=plan)) for _ in range(number)]
    PeriodFactory(plan=plan)

    with django_assert_num_queries(13):
        client.get(story_of(actions[0], periods[-1]))
