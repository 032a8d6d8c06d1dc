"""Coming in by password or by e-mailed code, with a second step or without; and staying out."""

import base64
import hmac
import re
import struct
import time
from email.message import EmailMessage

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
def test_sign_in_page_is_accessible_on_a_phone_with_and_without_mistakes(new_page):
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto("/accounts/login/")
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Enter your e-mail address")
    assert_accessible(page)
    assert_fits(page)


# --- By a code in an e-mail --------------------------------------------------------------------


def _code_in(message: EmailMessage) -> str:
    text = message.get_body(("plain",)).get_content()
    found = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", text, re.MULTILINE)
    assert found, text
    return found[1]


def _ask_for_code(client, email):
    return client.post("/accounts/login/code/", {"email": email})


@pytest.mark.django_db(transaction=True)
def test_code_arrives_by_mail_and_signs_in(page, officer, smtp_server):
    page.goto("/accounts/login/code/")
    page.get_by_label("E-mail address").fill(officer.email)
    assert_accessible(page)
    page.get_by_role("button").last.click()
    (message,) = smtp_server.wait_for(1)
    assert message["To"] == officer.email
    page.get_by_label("Code").fill(_code_in(message))
    assert_accessible(page)
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("button", name="Sign out").or_(page.get_by_role("link", name="Sign out"))).to_be_visible()


def test_code_works_once_and_only_where_it_was_asked_for(officer, smtp_server):
    asking, elsewhere = Client(), Client()
    _ask_for_code(asking, officer.email)
    code = {"code": _code_in(smtp_server.wait_for(1)[0])}

    elsewhere.post("/accounts/login/code/confirm/", code)
    assert "_auth_user_id" not in elsewhere.session
    asking.post("/accounts/login/code/confirm/", code)
    assert asking.session["_auth_user_id"] == str(officer.pk)

    asking.post("/accounts/logout/")
    asking.post("/accounts/login/code/confirm/", code)
    assert "_auth_user_id" not in asking.session


def test_wrong_code_three_times_ends_the_asking(officer, smtp_server):
    client = Client()
    _ask_for_code(client, officer.email)
    code = _code_in(smtp_server.wait_for(1)[0])
    for _number in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "AAAA-AAAA"})

    client.post("/accounts/login/code/confirm/", {"code": code})

    assert "_auth_user_id" not in client.session


def test_nothing_in_a_mail_signs_anybody_in_by_being_fetched(officer, smtp_server):
    """Programs that look for viruses open every link before a person does."""
    _ask_for_code(Client(), officer.email)
    Client().post("/accounts/password/reset/", {"email": officer.email})

    links = []
    for message in smtp_server.wait_for(2):
        for part in message.walk():
            if part.get_content_maintype() == "text":
                links += re.findall(r"https?://[^/\s]+(/[^\s\"<>]*)", part.get_content())
    assert any(link.startswith("/accounts/password/reset/key/") for link in links)
    for link in links:
        client = Client()
        client.get(link, follow=True)
        assert "_auth_user_id" not in client.session
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


@pytest.mark.parametrize("address", ["amina@fernshire.example", "nobody@fernshire.example"])
@pytest.mark.parametrize("page", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_mail_that_cannot_be_sent_is_said_to_anybody(officer, smtp_server, caplog, address, page):
    smtp_server.refuse(address)

    answer = Client().post(page, {"email": address})

    if address == officer.email or page == "/accounts/login/code/":
        assert answer.status_code == 502
        assert "The e-mail could not be sent" in answer.content.decode()
    assert smtp_server.messages == []


# --- In two steps ------------------------------------------------------------------------------


def _shown_by_the_app(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238), and for a while yet."""
    while time.time() % 30 > 20:
        time.sleep(0.5)
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.mark.django_db(transaction=True)
def test_two_steps_are_turned_on_with_an_app_and_asked_for_from_then_on(page, officer):
    def sign_in():
        page.goto("/accounts/login/?next=/account/")
        page.get_by_label("E-mail address").fill(officer.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()

    def sign_out():
        page.goto("/accounts/logout/")
        page.locator("main").get_by_role("button", name="Sign out").click()

    sign_in()
    page.get_by_role("link", name="Change two-step sign-in").click()
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    assert_accessible(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Turn on two-step sign-in")
    assert_accessible(page)
    secret = page.locator(".app-key-text").inner_text()
    page.get_by_label("Six digits from the app").fill(_shown_by_the_app(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    recovery = page.locator(".app-codes li").first.inner_text()
    sign_out()

    sign_in()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code from your app")
    assert_accessible(page)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not right")
    used = _shown_by_the_app(secret)
    page.get_by_label("Code").fill(used)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    sign_out()

    sign_in()
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    sign_out()

    # Whoever read either over a shoulder has nothing of it.
    sign_in()
    for code in (used, recovery):
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("This code is not right")
