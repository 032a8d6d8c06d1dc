"""Several actions at once over HTTP: each confirmed, submitted or refused by itself, and nothing typed lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from monitoring.models import Draft, ProgressUpdate
from monitoring.views import kept
from partnership.due import Due, Precision
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    BodyFactory,
    DateChangeFactory,
    DraftFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(name="Priya Nair", email="priya@northmoor.example")


@pytest.fixture
def coordinator():
    return UserFactory(name="Sam Lee")


@pytest.fixture
def plan(coordinator):
    return PlanFactory(coordinator=coordinator)


@pytest.fixture
def post(officer):
    return PostFactory(title="Strategic Lead", holder=officer, organisation__name="Northmoor Council")


@pytest.fixture
def actions(plan, post, officer):
    """Three actions of the officer's that were on track in the period before the one that is open."""
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory())
    actions = [
        ActionFactory(priority=priority, post=post, ref=f"2.{n}", title=f"Open hub {n}", position=n) for n in (1, 2, 3)
    ]
    before = PeriodFactory(plan=plan)
    for action in actions:
        UpdateFactory(action=action, period=before, submitted_by=officer)
    before.state, before.frozen_at = "frozen", before.opened_at
    before.save()
    PeriodFactory(plan=plan, updates_due_on=timezone.localdate() + timedelta(days=3))
    return actions


@pytest.fixture
def period(plan, actions):
    return plan.periods.get(state="open")


@pytest.fixture
def other(plan):
    """An action of the plan that another organisation leads."""
    post = PostFactory(title="Head of Nursing", holder=UserFactory(), organisation__name="Northmoor NHS")
    return ActionFactory(priority=PriorityFactory(plan=plan), post=post, ref="5.1", title="Visit every nursery")


def of(user) -> Any:
    client = Client()
    client.force_login(user)
    return client


def now(update: ProgressUpdate) -> tuple[str, str, str, bool]:
    return update.action.ref, update.level.label if update.level else "", update.narrative, update.unchanged


def stands(period) -> list[tuple[str, str, str, bool]]:
    updates = ProgressUpdate.objects.filter(period=period).select_related("action", "proposed_level", "agreed_level")
    return sorted(now(update) for update in updates)


# --- Confirming several as unchanged -----------------------------------------------------------


def confirm_page(plan) -> str:
    return f"/plans/{plan.slug}/confirm-many/"


def test_confirm_many_offers_what_may_be_confirmed_and_ticks_nothing(plan, actions, officer):
    html = page(of(officer).get(confirm_page(plan)))

    offered = parts(html, "app-confirm__item")
    assert [said(each) for each in offered] == [
        f"2.{n} Open hub {n} On track, 30 September 2025 Seven of twelve schools are open." for n in (1, 2, 3)
    ]
    assert html.xpath("//input[@type='checkbox' and @checked]") == []


def test_confirm_many_confirms_those_ticked_in_one_press(plan, actions, period, officer):
    ticked = [actions[0].pk, actions[2].pk]

    response = of(officer).post(confirm_page(plan), {"confirm": ticked}, follow=True)

    assert "You confirmed that nothing has changed about 2 actions." in response.content.decode()
    assert stands(period) == [("2.1", "On track", "", True), ("2.3", "On track", "", True)]


def test_confirm_many_with_one_that_somebody_submitted_meanwhile_confirms_the_others(plan, actions, period, officer):
    client = of(officer)
    client.get(confirm_page(plan))
    UpdateFactory(action=actions[1], period=period, submitted_by=UserFactory(name="Tom Bell"), narrative="Late.")

    response = client.post(confirm_page(plan), {"confirm": [action.pk for action in actions]})

    html = page(response)
    assert "You confirmed that nothing has changed about 2 actions." in said(html)
    [row] = parts(html, "app-confirm__item")
    assert said(row).startswith("Error: Tom Bell sent an update for this action on 9 October")
    assert row.xpath(".//input") == []
    assert row.xpath(".//a/@href") == [f"/actions/{actions[1].pk}/update/"]
    assert [link.get("href") for link in html.xpath("//*[@role='alert']//a")] == [f"#row-{actions[1].pk}"]
    assert stands(period) == [
        ("2.1", "On track", "", True),
        ("2.2", "On track", "Late.", False),
        ("2.3", "On track", "", True),
    ]


def test_confirm_many_pressed_twice_confirms_once(plan, actions, period, officer):
    client = of(officer)
    ticked = {"confirm": [actions[0].pk]}

    client.post(confirm_page(plan), ticked)
    response = client.post(confirm_page(plan), ticked)

    assert response.status_code == 302
    assert ProgressUpdate.objects.get(period=period).version == 1


def test_confirm_many_lists_those_that_need_words_with_the_reason_and_a_link(plan, actions, period, officer):
    overdue, begun, _unchanged = actions
    DateChangeFactory(action=overdue, due=Due(date(2025, 11, 30), Precision.DAY, "30 November 2025"))
    DraftFactory(user=officer, action=begun, period=period)

    html = page(of(officer).get(confirm_page(plan)))

    assert [said(each) for each in parts(html, "app-todo__item")] == [
        "2.1 Open hub 1 The action is past its date, 30 November 2025. Say how it is going now.",
        "2.2 Open hub 2 You have begun to write about it. Finish that and submit it.",
    ]
    assert html.xpath("//*[@class='app-todo']//a/@href") == [f"/actions/{each.pk}/update/" for each in (overdue, begun)]


def test_confirm_many_with_nothing_ticked_says_what_to_do(plan, actions, period, officer):
    response = of(officer).post(confirm_page(plan))

    assert response.context["form"].errors == {"confirm": ["Tick the actions about which nothing has changed"]}
    assert stands(period) == []


def test_confirm_many_of_an_action_one_does_not_lead_is_refused_by_itself(plan, actions, period, officer, other):
    response = of(officer).post(confirm_page(plan), {"confirm": [actions[0].pk, other.pk]})

    assert "5.1 Visit every nursery: You cannot report on this action now." in response.content.decode()
    assert stands(period) == [("2.1", "On track", "", True)]


def test_confirm_many_of_an_action_of_a_plan_not_to_be_seen_does_not_name_it(plan, actions, officer):
    hidden = ActionFactory(priority__plan=PlanFactory(status="drafting"), title="Nobody knows this")

    response = of(officer).post(confirm_page(plan), {"confirm": [hidden.pk]})

    assert "Nobody knows this" not in response.content.decode()
    assert list(ProgressUpdate.objects.filter(action=hidden)) == []


def test_confirm_many_by_the_coordinator_says_for_whom(plan, actions, period, coordinator):
    client = of(coordinator)

    response = client.post(confirm_page(plan), {"confirm": [actions[0].pk]})
    assert response.context["form"].errors == {"on_behalf_of": ["Say who told you, and how"]}
    assert parts(page(response), "govuk-checkboxes__input")[0].get("checked") is not None
    client.post(confirm_page(plan), {"confirm": [actions[0].pk], "on_behalf_of": "Priya Nair, by telephone"})

    update = ProgressUpdate.objects.get(period=period)
    assert (update.submitted_by, update.on_behalf_of) == (coordinator, "Priya Nair, by telephone")


def test_confirm_many_by_the_coordinator_can_be_narrowed_to_an_organisation(plan, actions, other, coordinator):
    response = of(coordinator).get(confirm_page(plan), {"organisation": "Northmoor NHS"})

    assert [each.of.action for each in response.context["others"]] == [other]
    assert response.context["offered"] == []


def test_confirm_many_after_updates_closed_says_so(plan, actions, period, officer):
    period.state = "challenge"
    period.save()

    response = of(officer).post(confirm_page(plan), {"confirm": [actions[0].pk]})

    assert "Updates for October to December 2025 have closed." in response.content.decode()
    assert stands(period) == []


# --- The table ---------------------------------------------------------------------------------


def table(plan) -> str:
    return f"/plans/{plan.slug}/update-many/"


def boxes(response) -> dict[str, str]:
    """What a browser would send of the table as it stands, without any button."""
    found = {}
    for box in page(response).xpath("//form[@id='many']//*[@name and @name != 'csrfmiddlewaretoken']"):
        if box.tag == "textarea":
            # A browser leaves out the line end with which a textarea begins.
            found[box.get("name")] = (box.text or "").removeprefix("\n")
        elif box.tag == "select":
            found[box.get("name")] = next(iter(box.xpath("./option[@selected]/@value")), "")
        elif box.tag == "input":
            found[box.get("name")] = box.get("value", "")
    return found


def typed(action, period, meaning=Meaning.ON_TRACK, **said) -> dict[str, str]:
    """What somebody types into one row."""
    said = {"level": str(level(period.action_scale, meaning).pk), "narrative": "Nine schools are open."} | said
    return {f"{action.pk}-{name}": text for name, text in said.items()}


def row_of(response, action) -> str:
    [row] = page(response).xpath(f"//tbody[@id='row-{action.pk}']")
    return said(row)


def test_table_shows_the_officers_own_actions_with_last_level_and_text(plan, actions, other, officer):
    response = of(officer).get(table(plan))

    assert [row.of.action for row in response.context["rows"]] == actions
    assert row_of(response, actions[0]).startswith(
        "2.1 Open hub 1 September 2025: On track Seven of twelve schools are open. How is it going now? Choose"
    )
    # What only some ratings ask is not there yet.
    assert not [name for name in boxes(response) if name.endswith(("-cause", "-impact", "-recovery"))]


def test_table_shows_the_coordinator_every_action_asked_about(plan, actions, other, coordinator):
    response = of(coordinator).get(table(plan))

    assert [row.of.action for row in response.context["rows"]] == [*actions, other]


@pytest.mark.parametrize("by", ["organisation", "priority"])
def test_table_can_be_narrowed(plan, actions, other, coordinator, by):
    choice = {"organisation": "Northmoor NHS", "priority": str(other.priority_id)}

    response = of(coordinator).get(table(plan), {by: choice[by]})

    assert [row.of.action for row in response.context["rows"]] == [other]


def test_table_narrowed_with_something_typed_keeps_it(plan, actions, other, period, coordinator):
    client = of(coordinator)
    sent = boxes(client.get(table(plan))) | typed(actions[0], period) | {"show": "1", "organisation": "Northmoor NHS"}

    response = client.post(table(plan), sent)

    assert response["Location"] == f"{table(plan)}?organisation=Northmoor+NHS"
    assert Draft.objects.get(user=coordinator).content["narrative"] == "Nine schools are open."


def test_table_row_submitted_goes_on_to_the_next_and_keeps_the_others_as_drafts(plan, actions, period, officer):
    client = of(officer)
    first, second, _third = actions
    sent = boxes(client.get(table(plan))) | typed(first, period) | {f"{second.pk}-narrative": "Half a"}

    response = client.post(table(plan), sent | {"row": first.pk})

    assert (response.status_code, response["Location"]) == (302, f"{table(plan)}#row-{second.pk}")
    assert stands(period) == [("2.1", "On track", "Nine schools are open.", False)]
    assert [(draft.action, draft.content) for draft in Draft.objects.all()] == [(second, {"narrative": "Half a"})]
    shown = client.get(table(plan))
    assert "2.1 Open hub 1 is submitted." in shown.content.decode()
    assert boxes(shown)[f"{second.pk}-narrative"] == "Half a"


def test_table_row_that_lacks_something_says_so_beside_it_and_loses_nothing(plan, actions, period, officer):
    client = of(officer)
    first, second, _third = actions
    sent = boxes(client.get(table(plan)))
    sent |= typed(first, period, Meaning.OFF_TRACK, next_steps="Ask again") | {f"{second.pk}-narrative": "Half a"}

    response = client.post(table(plan), sent | {"row": first.pk})

    html = page(response)
    assert [(said(link), link.get("href")) for link in html.xpath("//*[@role='alert']//a")] == [
        ("2.1: Choose the main cause of the delay", f"#a{first.pk}-cause"),
        ("2.1: Say what the delay means for children and young people", f"#a{first.pk}-impact"),
        ("2.1: Say what will bring the action back on track", f"#a{first.pk}-recovery"),
        ("2.1: Give the month and year when you now expect to finish", f"#a{first.pk}-forecast_month"),
    ]
    assert {link.get("href")[1:] for link in html.xpath("//*[@role='alert']//a")} <= set(html.xpath("//@id"))
    # The questions that the rating asks have come into the row, and what was typed stands in every row.
    again = boxes(response)
    assert {name: text for name, text in again.items() if name in sent} == sent
    assert f"{first.pk}-impact" in again
    assert {draft.action for draft in Draft.objects.all()} == {first, second}
    assert stands(period) == []


def test_table_with_every_filled_row_submitted_refuses_only_those_that_lack_something(plan, actions, period, officer):
    client = of(officer)
    first, second, third = actions
    sent = boxes(client.get(table(plan))) | typed(first, period) | typed(third, period)
    sent |= {f"{second.pk}-narrative": "No rating chosen."}

    response = client.post(table(plan), sent | {"all": "1"})

    assert "2 updates are submitted." in said(page(response))
    assert "Choose how the action is going now" in row_of(response, second)
    assert [row[0] for row in stands(period)] == ["2.1", "2.3"]
    assert boxes(response)[f"{second.pk}-narrative"] == "No rating chosen."


def test_table_sent_again_unchanged_makes_no_new_version(plan, actions, period, officer):
    client = of(officer)
    client.post(table(plan), boxes(client.get(table(plan))) | typed(actions[0], period) | {"row": actions[0].pk})
    sent = boxes(client.get(table(plan)))

    client.post(table(plan), sent | {"all": "1"})
    client.post(table(plan), sent | {"row": actions[0].pk})

    assert ProgressUpdate.objects.get(period=period).version == 1
    assert list(Draft.objects.all()) == []


def test_table_row_with_a_changed_rating_asks_why(plan, actions, period, officer):
    client = of(officer)
    UpdateFactory(action=actions[0], period=period, submitted_by=officer)
    sent = boxes(client.get(table(plan))) | typed(actions[0], period, Meaning.NOT_STARTED)

    refused = client.post(table(plan), sent | {"row": actions[0].pk})
    assert "Say why the rating changes" in row_of(refused, actions[0])
    client.post(table(plan), boxes(refused) | {f"{actions[0].pk}-change_reason": "Closed again.", "row": actions[0].pk})

    update = ProgressUpdate.objects.get(period=period)
    assert (update.version, update.challenges.get().reason) == (2, "Closed again.")


def test_table_row_that_somebody_submitted_meanwhile_shows_both_texts(plan, actions, period, officer):
    client = of(officer)
    sent = boxes(client.get(table(plan))) | typed(actions[0], period)
    UpdateFactory(action=actions[0], period=period, submitted_by=UserFactory(name="Tom Bell"), narrative="All closed.")

    response = client.post(table(plan), sent | {"row": actions[0].pk})

    text = row_of(response, actions[0])
    assert "Tom Bell sent an update for this action" in text
    assert "All closed." in text
    assert boxes(response)[f"{actions[0].pk}-narrative"] == "Nine schools are open."
    assert stands(period) == [("2.1", "On track", "All closed.", False)]
    client.post(table(plan), boxes(response) | {"row": actions[0].pk})
    assert stands(period) == [("2.1", "On track", "Nine schools are open.", False)]


def test_table_row_holds_the_same_draft_as_the_update_page(plan, actions, period, officer):
    client = of(officer)
    DraftFactory(user=officer, action=actions[0], period=period, content={"narrative": "Begun there", "impact": "Cold"})

    sent = boxes(client.get(table(plan)))
    assert (sent[f"{actions[0].pk}-narrative"], sent[f"{actions[0].pk}-impact"]) == ("Begun there", "Cold")
    client.post(table(plan), sent | {f"{actions[0].pk}-narrative": "Gone on with here", "draft": "1"})

    form = client.get(f"/actions/{actions[0].pk}/update/").context["form"]
    assert (form.initial["narrative"], form.initial["impact"]) == ("Gone on with here", "Cold")


def test_table_left_open_does_not_overwrite_what_was_typed_elsewhere_since(plan, actions, period, officer):
    client = of(officer)
    draft = DraftFactory(user=officer, action=actions[0], period=period)
    sent = boxes(client.get(table(plan)))
    draft.content = {"narrative": "Typed on the update page since"}
    draft.save()

    client.post(table(plan), sent | typed(actions[1], period) | {"row": actions[1].pk})

    assert Draft.objects.get().content == {"narrative": "Typed on the update page since"}


def test_table_by_the_coordinator_asks_who_told_them(plan, actions, period, coordinator):
    client = of(coordinator)
    sent = boxes(client.get(table(plan))) | typed(actions[0], period) | {"row": actions[0].pk}

    refused = client.post(table(plan), sent)
    assert "Say who told you, and how" in row_of(refused, actions[0])
    client.post(
        table(plan),
        boxes(refused) | {f"{actions[0].pk}-on_behalf_of": "Priya Nair, by telephone", "row": actions[0].pk},
    )

    update = ProgressUpdate.objects.get(period=period)
    assert (update.submitted_by, update.on_behalf_of) == (coordinator, "Priya Nair, by telephone")


def test_table_of_a_plan_that_does_not_rate_asks_only_for_words(officer):
    period = PeriodFactory(plan=PlanFactory(unrated=True))
    action = ActionFactory(priority__plan=period.plan, post=PostFactory(holder=officer))
    client = of(officer)

    sent = boxes(client.get(table(period.plan)))
    assert f"{action.pk}-level" not in sent
    client.post(table(period.plan), sent | {f"{action.pk}-narrative": "Open.", "row": action.pk})

    assert ProgressUpdate.objects.get().narrative == "Open."


def test_table_row_returned_with_a_question_shows_it(plan, actions, period, officer):
    UpdateFactory(action=actions[0], period=period, submitted_by=officer, returned=True)

    assert "asks: Say how many schools." in row_of(of(officer).get(table(plan)), actions[0])


def test_table_row_of_htmx_is_answered_with_that_row_alone(plan, actions, period, officer):
    client = of(officer)
    first, second, _third = actions
    sent = boxes(client.get(table(plan))) | typed(first, period) | {f"{second.pk}-narrative": "Half a"}

    response = client.post(table(plan), sent | {"row": first.pk}, headers={"HX-Request": "true"})

    html = response.content.decode()
    assert html.count("<tbody") == 1
    assert 'data-app-after="sent"' in html
    assert stands(period) == [("2.1", "On track", "Nine schools are open.", False)]
    # The others are still on the page, and save themselves.
    assert list(Draft.objects.all()) == []


def test_table_row_of_htmx_without_a_sign_in_leads_the_whole_page_there_and_keeps_the_text(
    plan, actions, period, officer
):
    sent = boxes(of(officer).get(table(plan))) | typed(actions[0], period) | {"row": actions[0].pk}
    client = Client()

    response = client.post(table(plan), sent, headers={"HX-Request": "true"})

    assert response["HX-Redirect"] == f"/accounts/login/?next={table(plan)}"
    assert client.session[kept.KEPT_ROWS]["rows"].keys() == {str(actions[0].pk)}


def test_table_posted_without_a_sign_in_has_the_text_again_afterwards(plan, actions, period, officer):
    sent = boxes(of(officer).get(table(plan))) | typed(actions[0], period) | {f"{actions[1].pk}-next_steps": "Ask"}
    client = Client()

    assert client.post(table(plan), sent | {"all": "1"})["Location"] == f"/accounts/login/?next={table(plan)}"
    client.force_login(officer)
    response = client.get(table(plan))

    again = boxes(response)
    assert (again[f"{actions[0].pk}-narrative"], again[f"{actions[1].pk}-next_steps"]) == (
        "Nine schools are open.",
        "Ask",
    )
    assert "What you typed is back in the table." in response.content.decode()
    client.post(table(plan), again | {"draft": "1"})
    assert {draft.action for draft in Draft.objects.all()} == {actions[0], actions[1]}
    assert kept.KEPT_ROWS not in client.session


def test_table_posted_without_a_sign_in_is_not_given_to_somebody_else(plan, actions, other, period, officer):
    sent = boxes(of(officer).get(table(plan))) | typed(actions[0], period)
    client = Client()
    client.post(table(plan), sent | {"all": "1"})
    client.force_login(other.responsibilities.get().post.holdings.get().user)

    assert "Nine schools are open." not in client.get(table(plan)).content.decode()


def test_table_gone_out_of_date_gives_the_text_back(plan, actions, period, officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    sent = boxes(client.get(table(plan))) | typed(actions[0], period)

    response = client.post(
        table(plan), sent | {"all": "1", "csrfmiddlewaretoken": "x" * 64}, headers={"Origin": "http://testserver"}
    )

    assert response.status_code == 403
    assert "Nine schools are open." in response.content.decode()
    assert boxes(client.get(table(plan)))[f"{actions[0].pk}-narrative"] == "Nine schools are open."


def test_table_posted_after_updates_closed_gives_the_text_back(plan, actions, period, officer):
    client = of(officer)
    sent = boxes(client.get(table(plan))) | typed(actions[0], period)
    period.state = "challenge"
    period.save()

    response = client.post(table(plan), sent | {"row": actions[0].pk})

    text = said(page(response))
    assert "2.1 Open hub 1 Updates for October to December 2025 have closed." in text
    assert "Nine schools are open." in text
    assert stands(period) == []


def test_table_posted_into_another_period_gives_the_text_back(plan, actions, period, officer):
    client = of(officer)
    sent = boxes(client.get(table(plan))) | typed(actions[0], period)

    response = client.post(table(plan), sent | {"period": "1", "all": "1"})

    assert response.status_code == 409
    assert "Nine schools are open." in response.content.decode()


def test_table_posted_by_somebody_who_no_longer_may_gives_the_text_back(plan, actions, period, officer):
    sent = boxes(of(officer).get(table(plan))) | typed(actions[0], period)

    response = of(UserFactory()).post(table(plan), sent | {"all": "1"})

    assert response.status_code == 403
    assert "Nine schools are open." in response.content.decode()


def test_table_with_a_row_of_an_action_one_does_not_lead_gives_that_back_and_takes_the_rest(
    plan, actions, other, period, officer
):
    client = of(officer)
    sent = boxes(client.get(table(plan))) | typed(actions[0], period) | typed(other, period)

    response = client.post(table(plan), sent | {"all": "1"})

    assert "5.1 Visit every nursery You can no longer report on this action." in said(page(response))
    assert stands(period) == [("2.1", "On track", "Nine schools are open.", False)]
    assert list(ProgressUpdate.objects.filter(action=other)) == []


def test_table_with_a_text_too_long_even_for_a_draft_keeps_it_in_its_box(plan, actions, period, officer):
    client = of(officer)
    sent = boxes(client.get(table(plan))) | {f"{actions[0].pk}-narrative": "x" * 20_001, "draft": "1"}

    response = client.post(table(plan), sent)

    assert "This text is too long to be saved as a draft." in row_of(response, actions[0])
    assert boxes(response)[f"{actions[0].pk}-narrative"] == "x" * 20_001


def test_table_of_a_plan_that_asks_for_nothing_says_so(officer):
    action = ActionFactory(post=PostFactory(holder=officer))

    assert "Updates are not being asked for now." in of(officer).get(table(action.plan)).content.decode()


def test_table_of_sixty_actions_is_no_heavy_page(plan, post, coordinator):
    priority = PriorityFactory(plan=plan)
    for number in range(60):
        ActionFactory(
            priority=priority, post=post, ref=f"1.{number}", title="Open drop-in support in all 12 secondary schools"
        )
    PeriodFactory(plan=plan)

    response = of(coordinator).get(table(plan))

    assert len(response.context["rows"]) == 60
    assert len(response.content) < 120_000


# --- The way there -----------------------------------------------------------------------------


def test_my_actions_leads_to_both_pages_where_more_than_one_is_to_do(plan, actions, officer):
    links = page(of(officer).get("/my-actions/")).xpath("//*[@class='app-ways']//a/@href")

    assert links == [table(plan), confirm_page(plan)]


def test_my_actions_with_one_to_do_leads_to_neither(officer):
    period = PeriodFactory()
    ActionFactory(priority__plan=period.plan, post=PostFactory(holder=officer))

    assert "many" not in of(officer).get("/my-actions/").content.decode()


def test_my_actions_of_two_plans_names_them(plan, actions, officer, post):
    another = PlanFactory(title="Early help plan")
    PeriodFactory(plan=another)
    for _ in range(2):
        ActionFactory(priority=PriorityFactory(plan=another), post=post)

    html = page(of(officer).get("/my-actions/"))

    assert [said(link) for link in html.xpath("//*[@class='app-ways']//a")] == [
        f"Update several on one page : {plan}",
        f"Confirm several as unchanged : {plan}",
        f"Update several on one page : {another}",
    ]
