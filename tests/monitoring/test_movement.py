from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from monitoring.models import PeriodRecord
from monitoring.record import canonical
from monitoring.services.periods import freeze_period
from monitoring.views import movement
from partnership.due import Due, Precision
from partnership.models import Membership
from plans.models import Plan
from plans.ratings import Meaning
from priorities.models import DateChange, StrategicAction
from tests.factories import (
    ActionFactory,
    BodyFactory,
    ChallengeFactory,
    FigureFactory,
    IndicatorFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    PrioritySummaryFactory,
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


def address(plan, **query):
    return reverse("monitoring:movement", args=[plan.slug], query=query or None)


def lists(shown):
    """Each list of actions by its heading, as the titles in it."""
    found = {}
    for heading in shown.xpath("//section[@aria-labelledby='actions']/h3"):
        titles = heading.getnext().xpath("./li//h4")
        found[said(heading)] = [said(each) for each in titles]
    return found


@pytest.fixture
def reader(client):
    """Somebody who signs in and has no part in any plan."""
    user = UserFactory(name="Sam Reader")
    client.force_login(user)
    return user


@pytest.fixture
def plan():
    return PlanFactory(title="Northmoor Plan")


@pytest.fixture
def priority(plan):
    return PriorityFactory(plan=plan, ref="1", title="Safe at home")


@pytest.fixture
def three_periods(plan, priority):
    """Three frozen quarters: one action goes from amber over red to green, others come, go and move their date."""
    risen = ActionFactory(priority=priority, ref="1.1", title="Open a hub")
    fallen = ActionFactory(priority=priority, ref="1.2", title="Visit homes")
    merged = ActionFactory(priority=priority, ref="1.3", title="Write a leaflet")
    moved = ActionFactory(
        priority=priority, ref="1.4", title="Train staff", due=Due(date(2025, 12, 31), Precision.DAY, "")
    )
    ada, bea = UserFactory(name="Ada Okafor"), UserFactory(name="Bea Lund")
    said_by = {"submitted_by": ada, "reviewed_by": bea}
    first = PeriodFactory(plan=plan)
    rated(risen, first, Meaning.AT_RISK, narrative="No premises yet.", **said_by)
    rated(fallen, first, Meaning.ON_TRACK, **said_by)
    rated(merged, first, Meaning.ON_TRACK, **said_by)
    rated(moved, first, Meaning.ON_TRACK, **said_by)
    PrioritySummaryFactory(
        priority=priority,
        period=first,
        judged_level=level(plan.priority_scale, Meaning.AT_RISK),
        reason="A slow start.",
    )
    freeze(first)
    second = PeriodFactory(plan=plan)
    challenged = rated(risen, second, Meaning.OFF_TRACK, narrative="A landlord said no.", **said_by)
    ChallengeFactory(
        update=challenged,
        from_level=level(plan.action_scale, Meaning.AT_RISK),
        to_level=level(plan.action_scale, Meaning.OFF_TRACK),
        by=bea,
        reason="No other site is in sight.",
    )
    rated(moved, second, Meaning.ON_TRACK, **said_by)
    freeze(second)
    merged.stage, merged.stage_note = StrategicAction.Stage.MERGED, "Became part of 1.2."
    merged.in_plan_until = date(2026, 1, 15)
    merged.save()
    DateChange.objects.create(
        action=moved,
        due=Due(date(2026, 6, 30), Precision.DAY, ""),
        reason="The trainer left.",
        agreed_on=date(2026, 2, 1),
        agreed_by="The board",
    )
    third = PeriodFactory(plan=plan)
    ActionFactory(priority=priority, ref="1.5", title="Plant a garden", in_plan_from=date(2026, 2, 1))
    rated(risen, third, Meaning.ON_TRACK, narrative="A school offered rooms.", **said_by)
    rated(fallen, third, Meaning.OFF_TRACK, cause="partner", cause_detail="Two visitors left.", **said_by)
    rated(moved, third, Meaning.ON_TRACK, **said_by)
    PrioritySummaryFactory(
        priority=priority,
        period=third,
        judged_level=level(plan.priority_scale, Meaning.ON_TRACK),
        reason="Rooms found.",
    )
    return [first, second, freeze(third)]


# --- What it says -----------------------------------------------------------------------------------


def test_movement_begins_with_the_sentence_and_the_sum(client, reader, plan, three_periods):
    shown = page(client.get(address(plan, **{"from": 1, "to": 3})))

    assert said(parts(shown, "app-position")[0]) == (
        "Between September 2025 and March 2026, 1 action got better, 1 got worse, 1 was added, 1 left the plan "
        "and 1 date moved."
    )
    assert said(parts(shown, "app-position")[0].getnext()) == (
        "4 actions counted in September 2025, less 1 that left, plus 1 that joined: 4 in March 2026. "
        "1 stands as it stood."
    )


def test_movement_goes_from_rating_to_rating_with_both_counts(client, reader, plan, three_periods):
    shown = page(client.get(address(plan, **{"from": 1, "to": 3})))

    (table,) = parts(shown, "app-matrix")
    assert [said(each) for each in table.xpath("./thead//th")] == [
        "September 2025",
        "On track",
        "Off track",
        "Not rated",
        "No longer counted",
        "All",
    ]
    assert rows(table) == [
        ["On track", "On track 1", "Off track 1", "", "No longer counted 1", "All 3"],
        ["Some concern", "On track 1", "", "", "", "All 1"],
        ["Not counted then", "", "", "Not rated 1", "", "All 1"],
    ]
    assert [said(each) for each in table.xpath("./tfoot//td")] == [
        "On track 2",
        "Off track 1",
        "Not rated 1",
        "No longer counted 1",
        "All 5",
    ]


def test_movement_tells_measures_then_and_now(client, reader, plan, priority):
    measure, other = (
        IndicatorFactory(plan=plan, title=title, unit="%", disclosure="none")
        for title in ("Seen in time", "Ready for school")
    )
    for indicator in (measure, other):
        FigureFactory(indicator=indicator, period_label="Summer", period_ends_on=date(2025, 9, 30), value=50)
    FigureFactory(indicator=measure, period_label="Autumn", period_ends_on=date(2025, 12, 31), value=56)
    freeze(PeriodFactory(plan=plan))
    second = freeze(PeriodFactory(plan=plan))

    (section,) = page(client.get(address(plan))).xpath("//section[@aria-labelledby='measures']")

    assert [said(each) for each in section.xpath("./p")] == [
        "Between September and December 2025: 1 got better and 1 has no new result."
    ]
    changed, unchanged = section.xpath(".//table")
    assert rows(changed) == [
        [
            "Seen in time",
            "September 2025 50% Summer",
            "December 2025 56% Autumn",
            "Change Better Up 6 points",
        ]
    ]
    assert rows(unchanged) == [
        ["Ready for school", "September 2025 50% Summer", "December 2025 50% Summer", "Change No new result"]
    ]
    assert [each.get("href") for each in changed.xpath(".//a")] == [
        reverse("monitoring:measure_story", args=[second.pk, measure.pk])
    ]


def test_movement_lists_what_became_of_each_action(client, reader, plan, three_periods):
    shown = page(client.get(address(plan, **{"from": 1, "to": 3})))

    assert lists(shown) == {
        "Got worse 1": ["1.2 Visit homes"],
        "Got better 1": ["1.1 Open a hub"],
        "Added to the plan 1": ["1.5 Plant a garden"],
        "Merged into another 1": ["1.3 Write a leaflet"],
    }
    worse, _better, _added, merged = [each for each in parts(shown, "app-exceptions__item") if each.xpath(".//h4")]
    assert said(worse) == (
        "1.2 Visit homes Two visitors left. "
        "Reported by Ada Okafor on 9 October 2026. Agreed by Bea Lund on 20 October 2026. "
        "How it got there : 1.2 Visit homes "
        "July to September 2025 On track Seven of twelve schools are open. "
        "Reported by Ada Okafor on 9 October 2026. Agreed by Bea Lund on 20 October 2026. "
        "October to December 2025 Not rated No update was sent. "
        "January to March 2026 Off track Seven of twelve schools are open. Waiting for a partner: Two visitors left. "
        "Reported by Ada Okafor on 9 October 2026. Agreed by Bea Lund on 20 October 2026. "
        "September 2025 On track March 2026 Off track Led by No lead named"
    )
    assert said(merged) == (
        "1.3 Write a leaflet Merged into another. Became part of 1.2. September 2025 On track Led by No lead named"
    )


def test_movement_tells_how_an_action_went_from_amber_to_green_two_presses_from_the_dashboard(
    client, reader, plan, three_periods
):
    board = page(client.get(reverse("monitoring:dashboard", args=[three_periods[2].pk])))
    (link,) = [each.get("href") for each in board.xpath("//a[text()='What changed since December']")]
    assert link == address(plan, **{"from": 2, "to": 3})

    shown = page(client.get(address(plan, **{"from": 1, "to": 3})))

    better = shown.xpath("//h3[@id='better']")[0].getnext()
    (details,) = better.xpath(".//details")
    assert [said(each) for each in parts(details, "app-story__chapter")] == [
        "July to September 2025 Some concern No premises yet. "
        "Reported by Ada Okafor on 9 October 2026. Agreed by Bea Lund on 20 October 2026.",
        "October to December 2025 Off track A landlord said no. "
        "Reported by Ada Okafor on 9 October 2026. Agreed by Bea Lund on 20 October 2026. "
        "Bea Lund changed the rating from some concern to off track on 20 October 2026: No other site is in sight.",
        "January to March 2026 On track A school offered rooms. "
        "Reported by Ada Okafor on 9 October 2026. Agreed by Bea Lund on 20 October 2026.",
    ]
    assert better.xpath(".//h4/a/@href") == [
        reverse(
            "monitoring:action_story",
            args=[three_periods[2].pk, StrategicAction.objects.get(title="Open a hub").pk],
        )
    ]


def test_movement_tells_dates_moved_with_who_agreed_and_why(client, reader, plan, three_periods):
    shown = page(client.get(address(plan)))

    (section,) = shown.xpath("//section[@aria-labelledby='dates-moved']")
    assert said(parts(section, "app-exceptions__item")[0]) == (
        "1.4 Train staff To 30 June 2026, agreed by The board on 1 February 2026: The trainer left. "
        "Original 31 December 2025 Now 30 June 2026 Moved once in all"
    )


def test_movement_tells_what_leads_judge_otherwise_and_every_step(client, reader, plan, three_periods):
    shown = page(client.get(address(plan, **{"from": 1, "to": 3})))

    (section,) = shown.xpath("//section[@aria-labelledby='priorities']")
    assert said(parts(section, "app-exceptions__item")[0]) == (
        "1 Safe at home Rooms found. How it got there : 1 Safe at home "
        "July to September 2025 Some concern A slow start. "
        "October to December 2025 Off track Worked out from its actions. "
        "January to March 2026 On track Rooms found. "
        "September 2025 Some concern March 2026 On track"
    )


def test_movement_of_a_period_on_paper_compares_only_totals(client, reader, plan, priority):
    freeze(PeriodFactory(plan=plan, printed_totals={"on-track": 3, "off-track": 2}))
    action = ActionFactory(priority=priority)
    second = PeriodFactory(plan=plan)
    rated(action, second, Meaning.ON_TRACK)
    freeze(second)

    shown = page(client.get(address(plan)))

    assert said(parts(shown, "app-position")[0]) == ("Between September and December 2025 only totals can be compared.")
    (section,) = shown.xpath("//section[@aria-labelledby='totals']")
    assert rows(section)[:2] == [
        ["On track", "September 2025 3", "December 2025 1", "Change 2 fewer"],
        ["Off track", "September 2025 2", "December 2025 0", "Change 2 fewer"],
    ]
    assert [said(each) for each in section.xpath(".//tfoot//td")] == [
        "September 2025 5",
        "December 2025 1",
        "Change 4 fewer",
    ]
    assert lists(shown) == {}


def test_movement_of_a_long_plan_shows_the_first_and_links_to_the_rest(client, reader, plan, priority, monkeypatch):
    monkeypatch.setattr(movement, "WHOLE_UP_TO", 2)
    monkeypatch.setattr(movement, "FIRST", 1)
    freeze(PeriodFactory(plan=plan))
    ActionFactory.create_batch(3, priority=priority, in_plan_from=date(2025, 10, 2))
    freeze(PeriodFactory(plan=plan))

    shown = page(client.get(address(plan)))

    assert [len(titles) for titles in lists(shown).values()] == [1]
    (more,) = parts(shown, "app-more")
    assert said(more) == "Show 2 more : Added to the plan"
    everything = page(client.get(address(plan) + more.xpath(".//a/@href")[0].split("#")[0]))
    assert [len(titles) for titles in lists(everything).values()] == [3]


# --- Which periods ----------------------------------------------------------------------------------


def test_movement_compares_the_latest_frozen_period_with_the_one_before(client, reader, plan, three_periods):
    PeriodFactory(plan=plan)

    shown = page(client.get(address(plan)))

    assert said(parts(shown, "app-position")[0]).startswith("Between December 2025 and March 2026,")
    assert [said(each) for each in shown.xpath("//select[@id='from']/option")] == [
        "July to September 2025",
        "October to December 2025",
        "January to March 2026",
    ]
    assert [(each.getparent().get("id"), said(each)) for each in shown.xpath("//select/option[@selected]")] == [
        ("from", "October to December 2025"),
        ("to", "January to March 2026"),
    ]


def test_movement_takes_the_earlier_period_first_whichever_way_it_is_asked(client, reader, plan, three_periods):
    shown = page(client.get(address(plan, **{"from": 3, "to": 1})))

    assert said(parts(shown, "app-position")[0]).startswith("Between September 2025 and March 2026,")


@pytest.mark.parametrize("query", [{"from": 9}, {"to": 9}, {"to": "x"}, {"from": "1e0"}])
def test_movement_of_a_period_that_is_not_there_is_not_found(client, reader, plan, three_periods, query):
    assert client.get(address(plan, **query)).status_code == 404


def test_movement_of_a_planned_period_is_not_found(client, reader, plan, three_periods):
    planned = PeriodFactory(plan=plan, planned=True)

    assert client.get(address(plan, to=planned.ordinal)).status_code == 404


def test_movement_of_one_period_with_itself_asks_for_another(client, reader, plan, three_periods):
    shown = page(client.get(address(plan, **{"from": 2, "to": 2})))

    assert said(parts(shown, "app-empty")[0]) == (
        "You chose October to December 2025 twice Choose two different periods to see what changed between them."
    )
    assert len(shown.xpath("//select[@id='from']/option")) == 3


@pytest.mark.parametrize("query", [{}, {"to": 1}])
def test_movement_of_the_first_period_says_that_there_is_nothing_to_compare(client, reader, plan, query):
    freeze(PeriodFactory(plan=plan))

    shown = page(client.get(address(plan, **query)))

    assert said(parts(shown, "app-empty")[0]) == (
        "There is nothing to compare yet What changed can be read here once the figures of two periods are fixed. "
        "See the reporting periods"
    )


def test_movement_of_a_plan_being_written_is_not_there(client, reader):
    plan = PlanFactory(status=Plan.Status.DRAFTING)
    freeze(PeriodFactory(plan=plan))
    freeze(PeriodFactory(plan=plan))

    assert client.get(address(plan)).status_code == 404


# --- An open period ---------------------------------------------------------------------------------


def test_movement_to_an_open_period_is_for_whoever_may_see_it(client, reader, plan, three_periods):
    period = PeriodFactory(plan=plan)

    assert client.get(address(plan, to=period.ordinal)).status_code == 403


def test_movement_to_an_open_period_is_provisional_and_counts_what_is_awaited_apart(client, plan, three_periods):
    plan.coordinating_post = PostFactory(holder=UserFactory())
    plan.save()
    client.force_login(plan.coordinating_post.holdings.get().user)
    period = PeriodFactory(plan=plan)
    rated(StrategicAction.objects.get(title="Open a hub"), period, Meaning.AT_RISK)

    response = client.get(address(plan, to=period.ordinal))
    shown = page(response)

    assert said(parts(shown, "app-provisional")[0]) == "Provisional These ratings are not yet agreed."
    assert lists(shown) == {"Got worse 1": ["1.1 Open a hub"]}
    assert said(parts(shown, "app-position")[0].getnext()) == (
        "4 actions counted in March 2026, and the same in June 2026. 3 updates are awaited."
    )
    assert "ETag" not in response
    assert [said(each) for each in shown.xpath("//select[@id='to']/option")][
        -1
    ] == "April to June 2026 (not yet agreed)"


def test_movement_to_an_open_period_counts_only_what_is_open_to_the_reader_in_both(client, reader, plan, three_periods):
    body = BodyFactory()
    MembershipFactory(body=body, user=reader, role=Membership.Role.MEMBER)
    other = PriorityFactory(plan=plan, ref="2", lead_body=body)
    own = ActionFactory(priority=other, ref="2.1", title="Ask young people")
    fourth = PeriodFactory(plan=plan)
    rated(own, fourth, Meaning.ON_TRACK)
    freeze(fourth)
    fifth = PeriodFactory(plan=plan)
    rated(own, fifth, Meaning.OFF_TRACK)

    shown = page(client.get(address(plan, to=fifth.ordinal)))

    assert said(parts(shown, "app-position")[0].getnext()) == (
        "1 action counted in June 2026, and the same in September 2026."
    )
    assert lists(shown) == {"Got worse 1": ["2.1 Ask young people"]}
    assert "every number counts only that" in said(parts(shown, "app-provisional")[0])


# --- Kept by the reader's browser -------------------------------------------------------------------


def test_movement_between_frozen_periods_answers_not_modified_until_a_record_is_another(
    client, reader, plan, three_periods
):
    asked = address(plan, **{"from": 1, "to": 3})
    tag = client.get(asked)["ETag"]

    def again():
        return client.get(asked, headers={"If-None-Match": tag}).status_code

    assert again() == 304
    # A correction of a period between the two changes how it got there.
    stored = PeriodRecord.objects.get(period=three_periods[1])
    body = bytes(stored.body).replace(b"A landlord said no.", b"A landlord said so.")
    PeriodRecord.objects.create(
        period=three_periods[1],
        version=2,
        schema=1,
        body=body,
        sha256=canonical.checksum(body),
        made_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    assert again() == 200
    assert "A landlord said so." in client.get(asked).content.decode()


def test_movement_page_is_another_once_a_period_is_added_to_choose_from(client, reader, plan, three_periods):
    asked = address(plan, **{"from": 1, "to": 3})
    tag = client.get(asked)["ETag"]
    freeze(PeriodFactory(plan=plan))

    assert client.get(asked, headers={"If-None-Match": tag}).status_code == 200


# --- The ways to it ---------------------------------------------------------------------------------


def test_action_story_links_to_what_else_changed(client, reader, plan, three_periods):
    action = StrategicAction.objects.get(title="Open a hub")

    shown = page(client.get(reverse("monitoring:action_story", args=[three_periods[2].pk, action.pk])))

    assert [said(each) for each in shown.xpath(f"//a[@href='{address(plan, **{'from': 2, 'to': 3})}']")] == [
        "What else changed since December"
    ]


def test_plan_page_links_to_what_changed(client, reader, plan, three_periods):
    shown = page(client.get(reverse("priorities:plan_detail", args=[plan.slug])))

    assert [said(each) for each in shown.xpath(f"//a[@href='{address(plan)}']")] == ["What changed, Northmoor Plan"]


# --- Queries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 6])
def test_movement_asks_five_queries_however_many_actions_and_periods(
    client, reader, priority, number, django_assert_num_queries
):
    plan = priority.plan
    ActionFactory.create_batch(number, priority=priority)
    for _ in range(number + 1):
        freeze(PeriodFactory(plan=plan))

    with django_assert_num_queries(5):
        client.get(address(plan, **{"from": 1, "to": number + 1}))
