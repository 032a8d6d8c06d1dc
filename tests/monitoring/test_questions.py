"""A reviewer asks something without returning the update, and its author answers beneath it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import ProgressUpdate
from monitoring.record.gather import gather, record_for
from monitoring.record.structs import Asked
from monitoring.services.periods import freeze_period
from monitoring.services.questions import AlreadyAnswered, NothingAsked, answer_question, ask_about
from monitoring.services.reviews import NotReviewable, UpdateChanged, accept_update
from monitoring.work.history import turns_of
from partnership.models import Membership
from tests.factories import (
    ActionFactory,
    BodyFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    QuestionFactory,
    UpdateFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 14, 10, tzinfo=UTC)
ASKED = "Which two clinics are still closed?"
ANSWER = "Eastfield and the Dock Road clinic; both open on 2 November."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def lead():
    return UserFactory(name="Chris Chair")


@pytest.fixture
def officer():
    return UserFactory(name="Priya Nair")


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def update(lead, officer, coordinator):
    plan = PlanFactory(coordinator=coordinator)
    priority = PriorityFactory(plan=plan, lead_body=BodyFactory())
    MembershipFactory(body=priority.lead_body, user=lead, role=Membership.Role.CHAIR)
    action = ActionFactory(priority=priority, title="Open seven clinics", post=PostFactory(holder=officer))
    return UpdateFactory(action=action, period=PeriodFactory(plan=plan), submitted_by=officer)


def states(update):
    update.refresh_from_db()
    return [
        (question.text, str(question.asked_by), question.answer, str(question.answered_by or ""), question.on_behalf_of)
        for question in update.questions.all()
    ]


def test_question_leaves_the_update_as_it_is(client, update, lead):
    client.force_login(lead)

    answer = client.post(
        reverse("monitoring:update_review", args=[update.pk]),
        {"decision": "ask", "question": f" {ASKED} ", "version": 1},
        follow=True,
    )

    assert "Open seven clinics is asked. The update stays as it is." in said(page(answer))
    assert states(update) == [(ASKED, "Chris Chair", "", "", "")]
    assert (update.state, update.version) == (ProgressUpdate.State.SUBMITTED, 1)


def test_question_without_words_is_asked_for(client, update, lead):
    client.force_login(lead)

    shown = page(client.post(reverse("monitoring:update_review", args=[update.pk]), {"decision": "ask", "version": 1}))

    assert [said(link) for link in shown.xpath("//a[@href='#id_question']")] == ["Write what you want to know"]
    assert states(update) == []


def test_author_finds_the_question_and_answers_it(client, update, officer, lead):
    question = ask_about(update=update, version=1, text=ASKED, by=lead)
    client.force_login(officer)
    address = reverse("monitoring:question_answer", args=[question.pk])

    mine = page(client.get(reverse("monitoring:my_actions")))
    assert said(mine.xpath("//h1/following-sibling::p[1]")[0]).startswith("1 question to answer.")
    [item] = [link for link in parts(mine, "app-todo__link") if link.get("href") == address]
    assert ASKED in said(item.xpath("ancestor::li")[0])

    shown = page(client.get(address))
    assert f"Chris Chair asked on 14 October: {ASKED}" in said(shown)
    assert not shown.xpath("//*[@name='on_behalf_of']")

    client.post(address, {"answer": ANSWER})

    assert states(update) == [(ASKED, "Chris Chair", ANSWER, "Priya Nair", "")]
    assert address not in client.get(reverse("monitoring:my_actions")).content.decode()


def test_answer_for_somebody_else_says_who_told_it_and_how(client, update, coordinator, lead):
    question = ask_about(update=update, version=1, text=ASKED, by=lead)
    client.force_login(coordinator)
    address = reverse("monitoring:question_answer", args=[question.pk])

    refused = page(client.post(address, {"answer": ANSWER}))
    assert [said(link) for link in refused.xpath("//a[@href='#id_on_behalf_of']")] == ["Say who told you, and how"]
    assert said(refused.xpath("//textarea[@name='answer']")[0]) == ANSWER

    client.post(address, {"answer": ANSWER, "on_behalf_of": "Priya Nair, by telephone"})

    assert states(update) == [(ASKED, "Chris Chair", ANSWER, "Megan Price", "Priya Nair, by telephone")]
    assert turns_of(update)[-1].words == "Megan Price answered, on behalf of Priya Nair, by telephone"


def test_answered_question_leads_to_the_updates_where_it_is_read(client, update, officer, lead):
    question = ask_about(update=update, version=1, text=ASKED, by=lead)
    answer_question(question=question, text=ANSWER, by=officer)
    client.force_login(officer)

    answer = client.get(reverse("monitoring:question_answer", args=[question.pk]), follow=True)

    assert answer.redirect_chain == [(reverse("monitoring:action_updates", args=[update.action_id]), 302)]
    words = said(page(answer))
    assert words.index(ASKED) < words.index(ANSWER)


def test_what_an_expired_sign_in_would_lose_is_given_back(client, update, officer, lead):
    question = ask_about(update=update, version=1, text=ASKED, by=lead)
    address = reverse("monitoring:question_answer", args=[question.pk])

    client.post(address, {"answer": ANSWER})
    client.force_login(officer)

    assert ANSWER in said(page(client.get(address)))


def test_asking_the_same_twice_asks_once(update, lead):
    first = ask_about(update=update, version=1, text=ASKED, by=lead)

    assert ask_about(update=update, version=1, text=f"{ASKED} ", by=lead) == first
    assert states(update) == [(ASKED, "Chris Chair", "", "", "")]


def test_answering_the_same_twice_answers_once_and_another_answer_is_refused(update, officer, lead, coordinator):
    question = ask_about(update=update, version=1, text=ASKED, by=lead)
    answer_question(question=question, text=ANSWER, by=officer)

    assert answer_question(question=question, text=ANSWER, by=officer) == question
    with pytest.raises(AlreadyAnswered, match=f"Priya Nair has answered this question already: {ANSWER}"):
        answer_question(question=question, text="Only Eastfield.", by=coordinator)
    assert states(update) == [(ASKED, "Chris Chair", ANSWER, "Priya Nair", "")]


def test_blank_question_and_blank_answer_are_refused(update, lead, officer):
    with pytest.raises(NothingAsked):
        ask_about(update=update, version=1, text=" \n ", by=lead)
    question = ask_about(update=update, version=1, text=ASKED, by=lead)
    with pytest.raises(NothingAsked):
        answer_question(question=question, text="  ", by=officer)

    assert states(update) == [(ASKED, "Chris Chair", "", "", "")]


def test_question_about_a_version_that_was_replaced_is_refused(update, lead):
    with pytest.raises(UpdateChanged):
        ask_about(update=update, version=0, text=ASKED, by=lead)

    assert states(update) == []


def test_returned_update_takes_no_question_because_its_author_was_asked(update, lead):
    ProgressUpdate.objects.filter(pk=update.pk).update(state="returned", returned_because="How many?")

    with pytest.raises(NotReviewable, match="This update was returned and waits for an answer"):
        ask_about(update=update, version=1, text=ASKED, by=lead)


def test_accepted_update_can_still_be_asked_about(update, lead, officer):
    accept_update(update=update, version=1, by=lead)

    question = ask_about(update=update, version=1, text=ASKED, by=lead)
    answer_question(question=question, text=ANSWER, by=officer)

    assert states(update) == [(ASKED, "Chris Chair", ANSWER, "Priya Nair", "")]
    assert update.state == ProgressUpdate.State.ACCEPTED


def test_frozen_period_takes_neither_question_nor_answer(update, lead, officer):
    question = ask_about(update=update, version=1, text=ASKED, by=lead)
    accept_update(update=update, version=1, by=lead)
    freeze_period(period=update.period, by=None)

    with pytest.raises(NotReviewable, match="is frozen, so nothing in it can change"):
        ask_about(update=update, version=1, text="And when?", by=lead)
    with pytest.raises(NotReviewable, match="is frozen, so nothing in it can change"):
        answer_question(question=question, text=ANSWER, by=officer)


def test_record_and_story_tell_question_answer_and_agreed_level_in_order(client, clock, update, lead, officer):
    question = ask_about(update=update, version=1, text=ASKED, by=lead)
    clock.shift(timedelta(hours=2))
    answer_question(question=question, text=ANSWER, by=officer)
    clock.shift(timedelta(days=1))
    accept_update(update=update, version=1, by=lead)
    asked = Asked(
        text=ASKED,
        by="Chris Chair",
        at=NOW,
        answer=ANSWER,
        answered_by="Priya Nair",
        answered_for="",
        answered_at=NOW + timedelta(hours=2),
    )
    [action] = gather(update.period).actions
    assert action.update is not None
    assert action.update.asked == (asked,)
    freeze_period(period=update.period, by=None)
    update.period.refresh_from_db()
    [action] = record_for(update.period).actions
    assert action.update is not None
    assert action.update.asked == (asked,)

    client.force_login(lead)
    shown = page(client.get(reverse("monitoring:action_story", args=[update.period_id, update.action_id])))
    told = [said(each) for each in parts(shown, "app-story__who")]
    assert told[1:] == [
        f"Chris Chair asked on 14 October 2026: {ASKED}",
        f"Priya Nair answered on 14 October 2026: {ANSWER}",
    ]


def test_question_of_a_returned_update_is_not_listed_beside_the_return(client, update, officer):
    QuestionFactory(update=update, text=ASKED)
    ProgressUpdate.objects.filter(pk=update.pk).update(state="returned", returned_because="How many?")
    client.force_login(officer)

    words = said(page(client.get(reverse("monitoring:my_actions"))))

    assert ASKED not in words
    assert "How many?" in words
