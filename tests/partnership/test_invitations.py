"""Inviting people: an account, a post and one message; and what those who may not, cannot."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from partnership.invitations import compose, invited
from partnership.messages import hand_over
from partnership.models import Membership, Message, Post, PostHolding, User
from partnership.refusals import Refused
from partnership.services.invitations import AlreadyIn, invite, invite_again
from partnership.services.posts import AccountClosed
from partnership.tasks import send_invitations
from tests.factories import (
    ActionFactory,
    BodyFactory,
    CoverFactory,
    MembershipFactory,
    MessageFactory,
    OrganisationFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 5)


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
def health():
    return OrganisationFactory(name="NHS Vale")


@pytest.fixture
def post(plan, health):
    """A vacant post that leads something in the plan."""
    post = PostFactory(title="Lead nurse", organisation=health)
    ActionFactory(priority=PriorityFactory(plan=plan), post=post)
    return post


@pytest.fixture
def asked(client, coordinator, plan):
    """Sends the invitation form as the coordinator; what is not said is as the page has it."""

    def send(by=coordinator, **data):
        client.force_login(by)
        usual = {"email": "nia@nhs.example", "name": "Nia New",
                 "starts_on_day": 5, "starts_on_month": 10, "starts_on_year": 2026}  # fmt: skip
        return client.post(reverse("monitoring:invitation_new"), {**usual, **data}, follow=True)

    return send


def held():
    return [(each.user.email, each.post.title) for each in PostHolding.objects.exclude(user__name="Megan Price")]


def errors(response):
    return [said(each) for each in page(response).xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")]


# --- What is made -------------------------------------------------------------------------------


def test_invitation_makes_an_account_without_a_password_a_holding_and_one_message(asked, post):
    response = asked(post=post.pk)

    person = User.objects.get(email="nia@nhs.example")
    assert (person.name, person.has_usable_password(), person.last_login) == ("Nia New", False, None)
    assert held() == [("nia@nhs.example", "Lead nurse")]
    assert [(each.user, each.kind, each.state) for each in Message.objects.all()] == [(person, "invitation", "waiting")]
    assert "Nia New is invited." in said(page(response))
    assert "Invited, on its way." in said(page(response))


def test_invitation_to_a_new_post_adds_it_to_the_organisation(asked, post, health):
    asked(title="School nurse", organisation=health.pk)

    assert held() == [("nia@nhs.example", "School nurse")]
    assert Post.objects.get(title="School nurse").organisation == health


def test_invitation_to_a_title_that_is_there_takes_that_post(asked, post, health):
    asked(title="Lead nurse", organisation=health.pk)

    assert (held(), Post.objects.filter(organisation=health).count()) == ([("nia@nhs.example", "Lead nurse")], 1)


def test_invitation_of_an_address_that_is_known_uses_that_person_in_any_case(asked, post):
    known = UserFactory(email="Nia@NHS.example", name="Nia Known")

    asked(post=post.pk, email="nIA@nhs.EXAMPLE", name="Somebody else")

    assert User.objects.filter(email__iexact="nia@nhs.example").get() == known
    known.refresh_from_db()
    assert (known.name, held()) == ("Nia Known", [(known.email, "Lead nurse")])
    assert [each.user for each in Message.objects.all()] == [known]


def test_invitation_from_a_day_to_come_says_so_in_the_letter(asked, post):
    asked(post=post.pk, starts_on_month=12)

    letter = compose(Message.objects.get())
    assert "- Lead nurse, NHS Vale, from 5 December 2026" in letter.text


# --- What is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        ({"email": ""}, ["Enter an e-mail address"]),
        ({"email": "nia"}, ["Enter an e-mail address in the correct form, like name@example.org"]),
        ({"name": ""}, ["Nobody signs in with nia@nhs.example yet. Give their name, and they are invited."]),
        ({"starts_on_day": ""}, ["The date must include a day"]),
        ({"post": ""}, ["Choose a post, or give the title of a new one", "Choose the organisation of the new post"]),
        ({"post": "0"}, ["Choose one of the posts in the list"]),
        ({"post": "x'; --"}, ["Choose one of the posts in the list"]),
    ],
)
def test_invitation_that_lacks_something_is_refused_and_makes_nothing(asked, post, data, problems):
    response = asked(**{"post": post.pk, **data})

    assert errors(response) == problems
    assert (held(), User.objects.filter(email="nia@nhs.example").exists(), Message.objects.count()) == ([], False, 0)


def test_invitation_to_a_post_that_is_held_is_refused_unless_they_share_it(asked, post):
    post.holdings.create(user=UserFactory(name="Tom Bell", email="tom@nhs.example"))

    refused = asked(post=post.pk)
    assert errors(refused) == [
        "Tom Bell holds the post Lead nurse on 5 October 2026. Hand it over, or say that the two share it."
    ]
    assert not User.objects.filter(email="nia@nhs.example").exists()

    asked(post=post.pk, shares="on")
    assert sorted(held()) == [("nia@nhs.example", "Lead nurse"), ("tom@nhs.example", "Lead nurse")]


def test_invitation_of_a_closed_account_is_refused(asked, post):
    UserFactory(email="nia@nhs.example", name="Nia Gone", is_active=False)

    assert errors(asked(post=post.pk)) == ["The account of Nia Gone is closed, so they cannot be invited again here."]
    assert (held(), Message.objects.count()) == ([], 0)


def test_invite_of_a_closed_account_raises(coordinator):
    UserFactory(email="gone@nhs.example", is_active=False)

    with pytest.raises(AccountClosed):
        invite(email="Gone@nhs.example", name="", by=coordinator)


# --- The letter ---------------------------------------------------------------------------------


def test_invitation_letter_leads_to_the_sign_in_page_and_signs_nobody_in(asked, post, settings):
    settings.SITE_URL = "https://plan.northmoor.example"
    asked(post=post.pk)

    hand_over(Message.objects.get().pk, compose=compose)

    [letter] = mail.outbox
    assert letter.to == ["nia@nhs.example"]
    addresses = set(re.findall(r"https?://[^\s\"<]+", str(letter.body) + str(letter.alternatives[0][0])))
    assert addresses == {"https://plan.northmoor.example/accounts/login/"}
    fetched = Client().get("/accounts/login/")
    assert (fetched.status_code, "_auth_user_id" in fetched.client.session) == (200, False)
    assert User.objects.get(email="nia@nhs.example").last_login is None


def test_invitation_letter_shows_names_as_text(post, coordinator):
    person = invite(email="nia@nhs.example", name="<b>Nia</b> & Co", by=coordinator)
    post.holdings.create(user=person)

    letter = compose(Message.objects.get())

    assert "Hello <b>Nia</b> & Co," in letter.text
    assert "&lt;b&gt;Nia&lt;/b&gt; &amp; Co, you now have an account" in letter.html


def test_invitation_of_somebody_who_holds_no_post_any_more_is_not_sent(asked, post):
    asked(post=post.pk)
    PostHolding.objects.filter(post=post).delete()

    send_invitations()

    assert (mail.outbox, Message.objects.get().state) == ([], "not_needed")


def test_invitation_whose_task_was_lost_is_sent_by_the_sweep_once(asked, post):
    asked(post=post.pk)

    send_invitations()
    send_invitations()

    assert ([each.to for each in mail.outbox], Message.objects.get().state) == ([["nia@nhs.example"]], "sent")


@pytest.mark.django_db(transaction=True)
def test_invitation_wakes_the_worker_after_the_commit_only(coordinator, monkeypatch):
    woken = []
    monkeypatch.setattr("partnership.wake.wake", lambda task, *keys: woken.append((task, keys)))

    with transaction.atomic():
        invite(email="nia@nhs.example", name="Nia", by=coordinator)
        assert woken == []

    assert woken == [("partnership.send_invitation", (Message.objects.get().pk,))]


def test_person_who_was_invited_signs_in_by_code(client, asked, post):
    asked(post=post.pk)
    client.logout()

    client.post(reverse("account_request_login_code"), {"email": "NIA@nhs.example"})
    [code] = re.findall(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    client.post(reverse("account_confirm_login_code"), {"code": code})

    shown = said(page(client.get(reverse("monitoring:my_actions"))))
    assert "Lead nurse" in shown
    assert invited(User.objects.get(email="nia@nhs.example"), []) is None


def test_person_who_was_invited_chooses_a_password_by_mail(client, asked, post):
    asked(post=post.pk)
    client.logout()

    client.post(reverse("account_reset_password"), {"email": "nia@nhs.example"})

    assert mail.outbox[-1].to == ["nia@nhs.example"]
    assert "/accounts/password/reset/key/" in mail.outbox[-1].body


# --- What became of it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "words", "again"),
    [
        ("waiting", "Invited, on its way.", False),
        ("handing_over", "Invited, on its way.", False),
        ("sent", "Invited on 1 October 2026, not yet signed in.", True),
        ("uncertain", "Invited on 1 October 2026, but the message may not have arrived.", True),
        ("refused", "Not invited: the mail server refused the message on 1 October 2026.", True),
    ],
)
def test_post_page_says_what_became_of_the_invitation(client, plan, post, coordinator, state, words, again):  # noqa: PLR0917
    person = UserFactory(name="Nia New")
    post.holdings.create(user=person)
    MessageFactory(
        user=person, kind="invitation", state="sent", address="x@y.example", handed_over_at="2026-09-01T08:00Z"
    )
    MessageFactory(
        user=person, kind="invitation", state=state, address="x@y.example", handed_over_at="2026-10-01T08:00Z",
        answer="550 no such person" if state == "refused" else "",
    )  # fmt: skip
    client.force_login(coordinator)

    shown = page(client.get(reverse("monitoring:post", args=[post.pk])))

    [line] = parts(shown.xpath("//section[@aria-labelledby='invited']")[0], "app-todo__item")
    assert words in said(line)
    assert ("Send again" in said(line)) == again
    assert ("550 no such person" in said(line)) == (state == "refused")
    assert words in said(page(client.get(reverse("monitoring:post_list"))))


def test_post_page_says_nothing_of_whoever_has_signed_in(client, post, coordinator):
    person = UserFactory()
    post.holdings.create(user=person)
    Client().force_login(person)
    client.force_login(coordinator)

    assert "Not signed in yet" not in said(page(client.get(reverse("monitoring:post", args=[post.pk]))))


def test_send_again_writes_another_row_and_leaves_the_first(client, asked, post):
    asked(post=post.pk)
    send_invitations()
    person = User.objects.get(email="nia@nhs.example")

    client.post(reverse("monitoring:invitation_again", args=[person.pk]))

    assert [each.state for each in Message.objects.order_by("pk")] == ["sent", "waiting"]


def test_send_again_while_one_is_on_its_way_is_refused(client, asked, post):
    asked(post=post.pk)
    person = User.objects.get(email="nia@nhs.example")

    response = client.post(reverse("monitoring:invitation_again", args=[person.pk]), follow=True)

    assert "An invitation to Nia New is on its way already." in said(page(response))
    assert Message.objects.count() == 1


def test_send_again_to_whoever_has_signed_in_is_refused(coordinator):
    person = UserFactory(name="Nia New")
    Client().force_login(person)

    with pytest.raises(AlreadyIn, match="Nia New has signed in already, so no invitation is needed."):
        invite_again(user=person, by=coordinator)


# --- Attacks ------------------------------------------------------------------------------------


def attacked(response):
    """What an attack must not have made."""
    return (
        response.status_code,
        held(),
        User.objects.filter(email="nia@nhs.example").exists(),
        Message.objects.count(),
    )


def test_officer_and_leads_cannot_invite(asked, post):
    officer, lead = UserFactory(), UserFactory()
    PostFactory(holder=officer, organisation=post.organisation)
    MembershipFactory(user=lead, body=BodyFactory(), role=Membership.Role.CHAIR)

    for person in (officer, lead):
        response = asked(by=person, post=post.pk)
        assert (response.status_code, Message.objects.count()) == (403, 0)


def test_coordinator_cannot_invite_to_the_coordinating_post_of_another_plan(asked, post):
    other = PlanFactory(coordinating_post__organisation=post.organisation)

    response = asked(post=other.coordinating_post_id)
    assert errors(response) == ["Choose one of the posts in the list"]
    assert attacked(response) == (200, [], False, 0)


def test_coordinator_cannot_invite_to_it_by_typing_its_title(asked, post):
    coordinating = PostFactory(title="Plan manager", organisation=post.organisation)
    PlanFactory(coordinating_post=coordinating)

    response = asked(title=" Plan manager ", organisation=post.organisation_id)
    assert errors(response) == ["NHS Vale has a post Plan manager already, which is not yours to give."]
    assert attacked(response) == (200, [], False, 0)


def test_coordinator_cannot_invite_to_a_chair_of_another_plans_board(asked, post):
    board = BodyFactory()
    PlanFactory(owner_body=board)
    MembershipFactory(body=board, user=None, post=post, role=Membership.Role.CHAIR)

    assert attacked(asked(post=post.pk)) == (200, [], False, 0)


def test_coordinator_cannot_invite_into_an_organisation_of_other_plans(asked, post):
    away = OrganisationFactory()
    ActionFactory(post=PostFactory(organisation=away))

    response = asked(title="School nurse", organisation=away.pk)
    assert errors(response) == ["Choose one of the organisations in the list"]
    assert attacked(response) == (200, [], False, 0)


def test_whoever_covers_for_the_coordinator_cannot_invite_to_the_coordinating_post(asked, post, plan):
    standing_in = UserFactory(email="cover@northmoor.example")
    CoverFactory(post=plan.coordinating_post, user=standing_in, starts_on=TODAY, ends_on=TODAY)

    response = asked(by=standing_in, post=plan.coordinating_post_id, email="cover@northmoor.example", shares="on")
    assert errors(response) == ["Choose one of the posts in the list"]
    assert held() == []


def test_coordinator_cannot_invite_themselves_into_another_plan(asked, post, coordinator):
    ActionFactory(priority__plan__title="Health plan", post=post)

    response = asked(post=post.pk, email=coordinator.email.upper())
    assert errors(response) == ["This post does the work of Health plan too. Ask its coordinator to give it to you."]
    assert (held(), Message.objects.count()) == ([], 0)


def test_form_does_not_make_anybody_more_than_a_holder(asked, post):
    asked(post=post.pk, is_active="", is_superuser="on", acting="on", user=1, ends_on="2030-01-01", role="chair")

    holding = PostHolding.objects.get(post=post)
    assert (holding.acting, holding.ends_on, holding.user.is_active) == (False, None, True)
    assert not Membership.objects.filter(user=holding.user).exists()


def test_nobody_sends_invitations_to_people_of_other_plans(client, coordinator, post):
    person = UserFactory()
    ActionFactory(post=PostFactory(holder=person))
    client.force_login(coordinator)

    assert client.post(reverse("monitoring:invitation_again", args=[person.pk])).status_code == 403
    assert client.post(reverse("monitoring:invitation_again", args=[UserFactory().pk])).status_code == 404
    assert not Message.objects.exists()


def test_invitation_cannot_be_pressed_by_following_a_link(client, asked, post):
    asked(post=post.pk)
    person = User.objects.get(email="nia@nhs.example")

    assert client.get(reverse("monitoring:invitation_again", args=[person.pk])).status_code == 405
    client.get(reverse("monitoring:invitation_new"), {"email": "x@y.example", "name": "X", "post": post.pk})
    assert (Message.objects.count(), User.objects.filter(email="x@y.example").exists()) == (1, False)


def test_refusal_is_a_sentence(coordinator):
    with pytest.raises(
        Refused, match="Nobody signs in with new@nhs.example yet. Give their name, and they are invited."
    ):
        invite(email="new@nhs.example", name=" ", by=coordinator)
