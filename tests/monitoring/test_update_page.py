"""The update page over HTTP: who may, what is shown, and that nothing typed is lost."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monitoring.models import Draft, ProgressUpdate
from monitoring.views import kept
from partnership.due import Due, Precision
from plans.ratings import Meaning
from tests.factories import (
    PASSWORD,
    ActionFactory,
    BodyFactory,
    DraftFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(name="Priya Nair", email="priya@northmoor.example")


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, updates_due_on=timezone.localdate() + timedelta(days=3))


@pytest.fixture
def action(plan, officer):
    return ActionFactory(
        priority=PriorityFactory(plan=plan, lead_body=BodyFactory(name="Emotional Wellbeing Group")),
        post=PostFactory(title="Strategic Lead", holder=officer),
        ref="2.3",
        title="Open drop-in support",
    )


@pytest.fixture
def colleague(action):
    """Another holder of the same post."""
    colleague = UserFactory(name="Tom Bell")
    action.responsibilities.get().post.holdings.create(user=colleague)
    return colleague


def of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(action) -> str:
    return f"/actions/{action.pk}/update/"


def sent(period, meaning=Meaning.ON_TRACK, *, based_on_version=0, **said):
    return {
        "period": period.pk,
        "based_on_version": based_on_version,
        "level": level(period.action_scale, meaning).pk,
        "narrative": "Nine of twelve schools are open.",
    } | said


def initial(response) -> dict:
    form = response.context["form"]
    return {name: form.initial[name] for name in ("narrative", "based_on_version") if name in form.initial}


# --- Who may -----------------------------------------------------------------------------------


def test_update_page_anonymous_goes_to_sign_in_and_back(action, period):
    response = Client().get(page_of(action))

    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={page_of(action)}")


def test_update_page_of_a_plan_not_to_be_seen_is_not_found(officer):
    action = ActionFactory(priority__plan__status="drafting", post=PostFactory(holder=officer))

    assert of(officer).get(page_of(action)).status_code == 404


def test_update_page_of_somebody_elses_action_is_forbidden(action, period):
    assert of(UserFactory()).get(page_of(action)).status_code == 403


def test_update_page_posted_by_somebody_who_no_longer_may_gives_the_text_back(action, period):
    response = of(UserFactory()).post(page_of(action), sent(period))

    assert response.status_code == 403
    assert "Nine of twelve schools are open." in response.content.decode()
    assert list(ProgressUpdate.objects.all()) == []


# --- What is shown -----------------------------------------------------------------------------


def test_update_page_begins_without_a_level_or_last_periods_words(action, plan, officer):
    before = PeriodFactory(plan=plan)
    UpdateFactory(action=action, period=before, submitted_by=officer, next_steps="Open in Harrow Road\n\nRecruit")
    before.state, before.frozen_at = "frozen", before.opened_at
    before.save()
    PeriodFactory(plan=plan)

    response = of(officer).get(page_of(action))

    assert response.context["form"].initial.keys() == {
        "forecast",
        "completed_on",
        "period",
        "based_on_version",
        "removals",
    }
    page = response.context["page"]
    assert (page.since, page.until, page.promised) == (
        "September 2025",
        "31 March 2026",
        "By 31 December 2025 you said you would",
    )
    assert page.promises == ["Open in Harrow Road", "Recruit"]
    assert page.offers_unchanged


def test_update_page_tells_the_facts(action, period, officer):
    action.milestones.create(title="Agree rooms", done_on=date(2025, 9, 1))
    action.milestones.create(title="Recruit", due=Due(date(2025, 9, 30), Precision.DAY, "30 September 2025"))
    action.date_changes.create(
        due=Due(date(2027, 2, 28), Precision.MONTH, "February 2027"),
        reason="Premises",
        agreed_on=date(2026, 1, 1),
        agreed_by="The board",
    )

    page = of(officer).get(page_of(action)).context["page"]

    assert page.facts[0] == "Due February 2027, originally no date, moved once"
    assert page.facts[1].startswith("Updates close on ")
    assert page.facts[2] == "Led by you as Strategic Lead"
    assert [(step.title, step.state) for step in page.milestones] == [
        ("Agree rooms", "Done on 1 September 2025"),
        ("Recruit", "Overdue since 30 September 2025"),
    ]
    assert page.caption == "Update action 2.3 for July to September 2025"


def test_update_page_of_a_plan_that_does_not_rate_asks_no_rating(officer):
    period = PeriodFactory(plan=PlanFactory(unrated=True))
    action = ActionFactory(priority__plan=period.plan, post=PostFactory(holder=officer))
    client = of(officer)

    assert "level" not in client.get(page_of(action)).context["form"].fields
    client.post(page_of(action), {"period": period.pk, "based_on_version": 0, "narrative": "Open."})

    assert ProgressUpdate.objects.get().narrative == "Open."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("none", "Updates are not being asked for now."),
        ("challenge", "Updates for July to September 2025 have closed."),
        ("complete", "This action was completed on 1 June 2026."),
    ],
)
def test_update_page_when_none_is_taken_says_why(officer, plan, state, words):
    if state != "none":
        PeriodFactory(plan=plan, challenge=state == "challenge")
    action = ActionFactory(priority__plan=plan, post=PostFactory(holder=officer), complete=state == "complete")

    response = of(officer).get(page_of(action))

    assert response.status_code == 200
    assert words in response.content.decode()


def test_update_page_after_updates_closed_shows_ones_own_unsent_draft(action, plan, officer):
    DraftFactory(user=officer, action=action, period=PeriodFactory(plan=plan, challenge=True))

    assert "Half a sentence" in of(officer).get(page_of(action)).content.decode()


def test_update_page_after_updates_closed_shows_nobody_elses_draft(action, plan, officer, colleague):
    DraftFactory(user=colleague, action=action, period=PeriodFactory(plan=plan, challenge=True))

    assert "Half a sentence" not in of(officer).get(page_of(action)).content.decode()


def test_update_page_posted_after_updates_closed_gives_the_text_back(action, plan, officer):
    period = PeriodFactory(plan=plan, challenge=True)

    response = of(officer).post(page_of(action), sent(period))

    assert response.status_code == 409
    assert "Nine of twelve schools are open." in response.content.decode()


def test_update_page_posted_into_another_period_gives_the_text_back(action, plan, officer):
    old = PeriodFactory(plan=plan, frozen=True)
    PeriodFactory(plan=plan)

    response = of(officer).post(page_of(action), sent(old))

    assert response.status_code == 409
    assert "Updates are now taken for October to December 2025" in response.content.decode()
    assert list(ProgressUpdate.objects.all()) == []


# --- Submitting --------------------------------------------------------------------------------


def test_update_page_submits_and_shows_what_happens_next(action, period, officer):
    response = of(officer).post(page_of(action), sent(period), follow=True)

    assert response.redirect_chain == [(f"/actions/{action.pk}/updates/", 302)]
    html = response.content.decode()
    assert "Update submitted." in html
    assert "Emotional Wellbeing Group and the plan’s coordinator can see it now." in html
    assert ProgressUpdate.objects.get().submitted_by == officer


def test_update_page_with_what_is_missing_names_each_field_and_loses_nothing(action, period, officer):
    said = sent(period, Meaning.OFF_TRACK, impact="They wait.", forecast_year="2027", next_steps="Interview")

    response = of(officer).post(page_of(action), said)

    assert {name: list(errors) for name, errors in response.context["form"].errors.items()} == {
        "cause": ["Choose the main cause of the delay"],
        "recovery": ["Say what will bring the action back on track"],
        "forecast": ["The date you now expect must include a month"],
    }
    html = response.content.decode()
    assert 'href="#id_forecast_month"' in html
    assert "<title>Error:" in html
    # Kept in the page, and for whoever leaves it.
    assert 'value="2027"' in html
    assert Draft.objects.get().content["next_steps"] == "Interview"


def test_update_page_ignores_what_the_level_does_not_ask(action, period, officer):
    said = sent(period, cause="no such cause", forecast_month="13", forecast_year="x", completed_on_day="99")

    of(officer).post(page_of(action), said)

    update = ProgressUpdate.objects.get()
    assert (update.cause, update.forecast, update.completed_on) == ("", None, None)


def test_update_page_counts_a_line_end_as_one_character(action, period, officer):
    lines = "\r\n".join(["a" * 599, "b" * 600])

    of(officer).post(page_of(action), sent(period, narrative=lines))

    assert len(ProgressUpdate.objects.get().narrative) == 1200


def test_update_page_with_a_text_too_long_says_by_how_much(action, period, officer):
    response = of(officer).post(page_of(action), sent(period, narrative="a" * 1201))

    assert list(response.context["form"].errors["narrative"]) == [
        "Shorten your answer to “What has happened?” to 1200 characters: it has 1201"
    ]


def test_update_page_by_the_coordinator_asks_whose_update_it_is(action, period, plan):
    coordinator = UserFactory()
    plan.coordinating_post.holdings.create(user=coordinator)
    client = of(coordinator)

    refused = client.post(page_of(action), sent(period))
    assert list(refused.context["form"].errors) == ["on_behalf_of"]
    client.post(page_of(action), sent(period, on_behalf_of="Strategic Lead"))

    assert ProgressUpdate.objects.get().on_behalf_of == "Strategic Lead"


def test_update_page_again_begins_with_what_was_submitted_and_asks_why_the_rating_changes(action, period, officer):
    client = of(officer)
    client.post(page_of(action), sent(period))

    assert initial(client.get(page_of(action))) == {
        "narrative": "Nine of twelve schools are open.",
        "based_on_version": 1,
    }
    refused = client.post(page_of(action), sent(period, Meaning.NOT_STARTED, based_on_version=1))
    assert list(refused.context["form"].errors) == ["change_reason"]
    client.post(page_of(action), sent(period, Meaning.NOT_STARTED, based_on_version=1, change_reason="The posts went."))

    assert ProgressUpdate.objects.get().version == 2


def test_update_page_of_a_returned_update_shows_the_question(action, period, officer):
    UpdateFactory(action=action, period=period, returned=True, reviewed_by=UserFactory(name="Ann Lee"))

    html = of(officer).get(page_of(action)).content.decode()

    assert "Ann Lee asks:" in html
    assert "Say how many schools." in html


# --- Nothing has changed -----------------------------------------------------------------------


@pytest.fixture
def reported(action, plan):
    """The action was on track in the period before the one that is open."""
    before = PeriodFactory(plan=plan)
    UpdateFactory(action=action, period=before)
    before.state, before.frozen_at = "frozen", before.opened_at
    before.save()
    return PeriodFactory(plan=plan)


def test_unchanged_is_one_press(action, reported, officer):
    response = of(officer).post(f"/actions/{action.pk}/unchanged/", follow=True)

    assert "You confirmed that nothing has changed." in response.content.decode()
    assert ProgressUpdate.objects.get(period=reported).unchanged


def test_unchanged_where_words_are_needed_says_why(action, period, officer):
    response = of(officer).post(f"/actions/{action.pk}/unchanged/", follow=True)

    assert response.redirect_chain == [(page_of(action), 302)]
    assert "The action was not rated last time" in response.content.decode()


def test_unchanged_is_not_offered_beside_a_draft_or_an_update(action, reported, officer):
    client = of(officer)
    assert client.get(page_of(action)).context["page"].offers_unchanged
    draft = DraftFactory(user=officer, action=action, period=reported)
    assert not client.get(page_of(action)).context["page"].offers_unchanged
    draft.delete()
    UpdateFactory(action=action, period=reported)
    assert not client.get(page_of(action)).context["page"].offers_unchanged


def test_unchanged_of_somebody_elses_action_is_forbidden(action, period):
    assert of(UserFactory()).post(f"/actions/{action.pk}/unchanged/").status_code == 403


def test_unchanged_opened_as_a_page_leads_to_the_update(action, period, officer):
    assert of(officer).get(f"/actions/{action.pk}/unchanged/")["Location"] == page_of(action)


# --- Drafts ------------------------------------------------------------------------------------


def test_save_draft_button_keeps_everything_typed_and_gives_it_back(action, period, officer):
    client = of(officer)
    said = sent(period, Meaning.AT_RISK, forecast_month="x", completed_on_year="20", draft="1")

    response = client.post(page_of(action), said, follow=True)

    assert "Draft saved at " in response.content.decode()
    assert Draft.objects.get().content == {
        "level": str(level(period.action_scale, Meaning.AT_RISK).pk),
        "narrative": "Nine of twelve schools are open.",
        "forecast_month": "x",
        "completed_on_year": "20",
    }
    assert response.context["form"]["forecast"].value() == {"month": "x", "year": ""}
    assert list(ProgressUpdate.objects.all()) == []


def autosave(client, action, data, **kwargs):
    response = client.post(f"/actions/{action.pk}/draft/", data, **kwargs)
    return response.status_code, json.loads(response.content)["message"]


def test_autosave_answers_when_it_was_saved(action, period, officer):
    status, message = autosave(of(officer), action, sent(period))

    draft = Draft.objects.get()
    assert (status, draft.content["narrative"]) == (200, "Nine of twelve schools are open.")
    assert message.startswith("Draft saved at ")
    assert message.endswith(("am", "pm"))


def test_autosave_takes_json(action, period, officer):
    said = {"period": period.pk, "based_on_version": 0, "narrative": "Nine \x00\ud800schools.", "level": None, "x": "y"}

    assert autosave(of(officer), action, json.dumps(said), content_type="application/json")[0] == 200
    assert Draft.objects.get().content == {"narrative": "Nine schools."}


def test_autosave_signed_out_is_401_and_never_leads_elsewhere(action, period):
    status, message = autosave(Client(), action, sent(period))

    assert status == 401
    assert message.startswith("You have been signed out, so this is not saved yet.")


@pytest.mark.parametrize("body", ["{", "[1]", "[" * 100_000])
def test_autosave_of_what_cannot_be_read_is_400(action, period, officer, body):
    assert autosave(of(officer), action, body, content_type="application/json")[0] == 400


def test_autosave_of_somebody_elses_action_is_403(action, period):
    assert autosave(of(UserFactory()), action, sent(period))[0] == 403


def test_autosave_of_an_action_not_to_be_seen_is_404(officer):
    action = ActionFactory(priority__plan__status="drafting")

    assert autosave(of(officer), action, {})[0] == 404


def test_autosave_after_updates_closed_is_409_with_words(action, plan, officer):
    period = PeriodFactory(plan=plan, challenge=True)

    assert autosave(of(officer), action, sent(period)) == (
        409,
        "Updates for July to September 2025 have closed. Ask the plan’s coordinator if yours still needs to change.",
    )


def test_autosave_of_a_page_of_another_period_is_409(action, period, officer):
    status, message = autosave(of(officer), action, sent(period) | {"period": 0})

    assert (status, message) == (409, "Updates have closed, so the draft is not saved. Copy what you need.")


def test_autosave_opened_as_a_page_is_not_allowed(action, officer):
    assert of(officer).get(f"/actions/{action.pk}/draft/").status_code == 405


# --- Two people --------------------------------------------------------------------------------


def test_update_page_shows_both_texts_when_somebody_was_quicker(action, period, officer, colleague):
    mine, theirs = of(officer), of(colleague)
    theirs.post(page_of(action), sent(period, narrative="Theirs."))

    response = mine.post(page_of(action), sent(period, Meaning.AT_RISK, narrative="Mine.", cause="staff", impact="W."))

    rows = {row.question: (row.theirs, row.mine) for row in response.context["comparison"]}
    assert rows["What has happened?"] == ("Theirs.", "Mine.")
    assert rows["What is the main cause?"] == ("", "Not enough staff")
    assert response.context["my_level"].meaning == Meaning.AT_RISK
    assert "Tom Bell sent an update for this action" in response.content.decode()
    # Theirs stands, mine is in the form and in my draft, and the next press is about their version.
    assert ProgressUpdate.objects.get().narrative == "Theirs."
    assert initial(response) == {"narrative": "Mine.", "based_on_version": 1}
    assert Draft.objects.get().content["narrative"] == "Mine."


def test_update_page_submits_the_second_text_as_the_next_version(action, period, officer, colleague):
    of(colleague).post(page_of(action), sent(period, narrative="Theirs."))
    mine = of(officer)

    mine.post(page_of(action), sent(period, narrative="Mine."))
    mine.post(page_of(action), sent(period, narrative="Mine.", based_on_version=1))

    update = ProgressUpdate.objects.get()
    assert (update.version, update.narrative) == (2, "Mine.")
    html = mine.get(f"/actions/{action.pk}/updates/").content.decode()
    assert "1 earlier version" in html
    assert "Theirs." in html


def test_update_page_takes_over_the_other_text_with_ones_own_beside_it(action, period, officer, colleague):
    of(colleague).post(page_of(action), sent(period, narrative="Theirs."))

    response = of(officer).post(
        page_of(action), sent(period, narrative="Mine.", based_on_version=1, take_over="1"), follow=True
    )

    assert initial(response) == {"narrative": "Theirs.", "based_on_version": 1}
    assert [answer.text for answer in response.context["set_aside"]] == ["Mine."]


def test_update_page_opened_with_a_draft_older_than_the_update_shows_both(action, period, officer, colleague):
    DraftFactory(user=officer, action=action, period=period, content={"narrative": "Mine."})
    of(colleague).post(page_of(action), sent(period, narrative="Theirs."))

    response = of(officer).get(page_of(action))

    assert [(row.theirs, row.mine) for row in response.context["comparison"]] == [("Theirs.", "Mine.")]


# --- Lost sign-in ------------------------------------------------------------------------------


def test_lost_sign_in_gives_the_text_back_after_it(action, period, officer):
    client = Client()
    response = client.post(page_of(action), sent(period, forecast_month="2"))
    assert response["Location"] == f"/accounts/login/?next={page_of(action)}"

    signed_in = client.post(response["Location"], {"login": officer.email, "password": PASSWORD}, follow=True)

    assert signed_in.redirect_chain == [(page_of(action), 302)]
    assert signed_in.context["was_kept"]
    assert initial(signed_in) == {"narrative": "Nine of twelve schools are open.", "based_on_version": 0}
    assert signed_in.context["form"]["forecast"].value() == {"month": "2", "year": ""}
    # It stays until it is saved, and no longer.
    assert client.get(page_of(action)).context["was_kept"]
    client.post(page_of(action), sent(period))
    assert kept.KEPT not in client.session


def test_lost_sign_in_gives_nothing_to_somebody_who_may_not_edit(action, period):
    client = Client()
    client.post(page_of(action), sent(period))
    client.force_login(UserFactory())

    response = client.get(page_of(action))

    assert response.status_code == 403
    assert "Nine of twelve" not in response.content.decode()


def test_lost_sign_in_gives_nothing_to_whoever_signs_in_after_another(action, period, officer):
    client = Client()
    client.post(page_of(action), sent(period))
    client.force_login(UserFactory())
    client.force_login(officer)

    assert not client.get(page_of(action)).context["was_kept"]


def test_lost_sign_in_shows_both_when_somebody_submitted_meanwhile(action, period, officer, colleague):
    client = Client()
    client.post(page_of(action), sent(period, narrative="Mine."))
    of(colleague).post(page_of(action), sent(period, narrative="Theirs."))
    client.force_login(officer)

    response = client.get(page_of(action))

    assert [(row.theirs, row.mine) for row in response.context["comparison"]] == [("Theirs.", "Mine.")]


def test_lost_sign_in_shows_the_text_although_updates_closed_meanwhile(action, period, officer):
    client = Client()
    client.post(page_of(action), sent(period))
    period.state = "challenge"
    period.save()
    client.force_login(officer)

    assert "Nine of twelve schools are open." in client.get(page_of(action)).content.decode()


def test_lost_sign_in_keeps_no_more_than_a_form_holds(action, period):
    client = Client()
    client.post(page_of(action), sent(period, narrative="a" * 30_001))

    assert kept.KEPT not in client.session


def test_lost_sign_in_forgets_by_the_next_day(action, period, officer):
    client = Client()
    client.post(page_of(action), sent(period))
    session = client.session
    session[kept.KEPT] = {**session[kept.KEPT], "at": datetime(2026, 1, 1, tzinfo=UTC).isoformat()}
    session.save()
    client.force_login(officer)

    assert not client.get(page_of(action)).context["was_kept"]


# --- A page gone out of date -------------------------------------------------------------------


def strict(user=None) -> Client:
    client = Client(enforce_csrf_checks=True)
    if user:
        client.force_login(user)
    return client


def test_csrf_failure_of_an_update_gives_the_text_back_and_a_way_on(action, period, officer):
    client = strict(officer)

    response = client.post(page_of(action), sent(period), headers={"origin": "http://testserver"})

    html = response.content.decode()
    assert response.status_code == 403
    assert "This page had gone out of date" in html
    assert "Nine of twelve schools are open." in html
    assert f'href="{page_of(action)}"' in html
    assert initial(client.get(page_of(action)))["narrative"] == "Nine of twelve schools are open."
    assert list(ProgressUpdate.objects.all()) == []


def test_csrf_failure_from_elsewhere_shows_and_keeps_nothing(action, period, officer):
    client = strict(officer)

    response = client.post(page_of(action), sent(period), headers={"origin": "https://elsewhere.example"})

    assert response.status_code == 403
    assert "Nine of twelve" not in response.content.decode()
    assert kept.KEPT not in client.session


def test_csrf_failure_of_another_form_gives_back_its_texts_but_no_secret(officer):
    response = strict(officer).post(
        "/accounts/login/",
        {"login": "priya@northmoor.example", "password": "hunter22", "remember_why": "A long reason"},
        headers={"origin": "http://testserver", "referer": "http://testserver/periods/3/"},
    )

    html = response.content.decode()
    assert response.status_code == 403
    assert "A long reason" in html
    assert "hunter22" not in html
    assert 'href="/periods/3/"' in html


def test_csrf_failure_of_an_autosave_answers_in_json(action, period, officer):
    status, message = autosave(strict(officer), action, sent(period), headers={"origin": "http://testserver"})

    assert status == 403
    assert message.startswith("This page has gone out of date, so the draft is not saved.")


# --- What became of it -------------------------------------------------------------------------


def test_action_updates_of_an_open_period_are_not_for_everybody(action, period, officer):
    UpdateFactory(action=action, period=period, narrative="Not agreed yet.")

    assert "Not agreed yet." in of(officer).get(f"/actions/{action.pk}/updates/").content.decode()
    assert "Not agreed yet." not in of(UserFactory()).get(f"/actions/{action.pk}/updates/").content.decode()


def test_action_updates_show_who_changed_the_rating_and_why(action, period, officer):
    client = of(officer)
    client.post(page_of(action), sent(period))
    client.post(page_of(action), sent(period, Meaning.NOT_STARTED, based_on_version=1, change_reason="The posts went."))

    entry = client.get(f"/actions/{action.pk}/updates/").context["entries"][0]

    assert [
        (turn.kind.name, turn.before and turn.before.meaning, turn.level.meaning, turn.text) for turn in entry.turns
    ] == [
        ("SUBMITTED", None, "on_track", ""),
        ("REVISED", None, "not_started", ""),
        ("CHANGED", "on_track", "not_started", "The posts went."),
    ]
    assert [(version.version, version.proposed_level.meaning) for version in entry.earlier] == [(1, "on_track")]


# --- Queries -----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_update_page_costs_the_same_queries_however_much_there_is(
    reported, action, officer, django_assert_num_queries, number
):
    for _ in range(number):
        action.milestones.create(title="Recruit")
        action.responsibilities.create(post=PostFactory(), primary=False)
        DraftFactory(action=action, period=reported)
        ActionFactory(priority=action.priority)
    client = of(officer)

    with django_assert_num_queries(15):
        client.get(page_of(action))


@pytest.mark.parametrize("number", [1, 3])
def test_action_updates_cost_the_same_queries_however_many(action, plan, officer, django_assert_num_queries, number):
    for _ in range(number):
        before = PeriodFactory(plan=plan)
        update = UpdateFactory(action=action, period=before)
        update.challenges.create(to_level=update.proposed_level, reason="Why", by=UserFactory(), at=update.submitted_at)
        before.state, before.frozen_at = "frozen", before.opened_at
        before.save()
    client = of(officer)

    with django_assert_num_queries(11):
        client.get(f"/actions/{action.pk}/updates/")
