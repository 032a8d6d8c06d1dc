"""Coming in by password or by e-mailed code, with a second step or without; and staying out."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from partnership.models import User
from tests.browser import assert_accessible, assert_fits
from tests.factories import UserFactory

PASSWORD = "correct horse battery staple"


@pytest.fixture
def officer(db):
    officer = UserFactory(email="amina@fernshire.example", name="Amina Yusuf")
    officer.set_password(PASSWORD)
    officer.save()
    return officer


def _sign_in(client, email, password=PASSWORD):
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_password_opens_a_session_that_is_not_readable_by_scripts(officer):
    client = Client()

    assert _sign_in(client, "AMINA@fernshire.example").status_code == 302

    session = client.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_wrong_password_five_times_closes_the_door_for_a_while(officer):
    client = Client()
    for _ in range(5):
        assert "is not right" in _sign_in(client, officer.email, "wrong").content.decode()

    answer = _sign_in(client, officer.email)

    assert "Too many attempts" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_nobody_makes_an_account_for_themselves(db):
    client = Client()
    answer = client.post("/accounts/signup/", {"email": "a@b.example", "password1": PASSWORD, "password2": PASSWORD})

    assert answer.status_code == 200
    assert list(User.objects.all()) == []


def test_unknown_address_gets_the_same_answer_as_a_known_one(officer, mailoutbox):
    known = Client().post("/accounts/password/reset/", {"email": officer.email})
    unknown = Client().post("/accounts/password/reset/", {"email": "nobody@fernshire.example"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


@pytest.mark.django_db(transaction=True)
def test_code_arrives_by_mail_and_signs_in(page, officer, smtp_server):
    page.goto("/accounts/login/code/")
    page.get_by_label("E-mail address").fill(officer.email)
    assert_accessible(page)
    page.get_by_role("button").last.click()
    (message,) = smtp_server.wait_for(1)
    assert message["To"] == officer.email
    text = message.get_payload(0).get_payload(decode=True).decode()
    code = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", text, re.MULTILINE)
    assert code, text
    page.get_by_label("Code").fill(code[1])
    assert_accessible(page)
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("button", name="Sign out").or_(page.get_by_role("link", name="Sign out"))).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_sign_in_page_is_accessible_on_a_phone_with_and_without_mistakes(new_page):
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto("/accounts/login/")
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Enter your e-mail address")
    assert_accessible(page)
    assert_fits(page)
