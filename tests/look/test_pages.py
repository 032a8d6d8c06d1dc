"""Pages that belong to the service itself, as they are served."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import page_not_found, permission_denied

from config import errors, gallery
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _council(settings):
    settings.COUNCIL_NAME = "Northmoor Council"
    settings.CONTACT_EMAIL = "plan@northmoor.example"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("help", "Help"),
        ("accessibility", "Accessibility statement"),
        ("privacy", "Privacy"),
        ("account_login", "Sign in"),
    ],
)
def test_page_of_the_service_is_titled_page_service_council(client, db, name, title):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert f"<title>{title} – Children’s Plan – Northmoor Council</title>" in response.content.decode()


def test_page_carries_no_inline_style_or_script(client, db):
    html = client.get(reverse("account_login")).content.decode()

    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('<script type="module" src=') == 2


def test_page_of_someone_signed_out_has_no_menu(client, db):
    html = client.get(reverse("help")).content.decode()

    assert "Sign in</a>" in html
    assert 'aria-label="Menu"' not in html


def test_account_shows_who_is_signed_in(client, db):
    client.force_login(UserFactory(name="Priya Nair", email="priya@northmoor.example"))

    html = client.get(reverse("account")).content.decode()

    assert "Priya Nair" in html
    assert "priya@northmoor.example" in html


def test_account_of_nobody_asks_to_sign_in(client, db):
    response = client.get(reverse("account"))

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/account/")


def test_address_list_of_sign_in_leads_to_the_account(client, db):
    client.force_login(UserFactory())

    response = client.post("/accounts/email/", {"action_add": "", "email": "other@example.org"})

    assert (response.status_code, response["Location"]) == (302, "/account/")


def test_sign_in_without_answers_says_what_is_missing(client, db):
    html = client.post(reverse("account_login"), {}).content.decode()

    assert "<title>Error: Sign in" in html
    assert '<a href="#id_login">Enter your e-mail address</a>' in html
    assert '<a href="#id_password">Enter your password</a>' in html


def test_sign_in_with_a_wrong_password_does_not_say_which_was_wrong(client, db):
    UserFactory(email="priya@northmoor.example")

    html = client.post(
        reverse("account_login"), {"login": "priya@northmoor.example", "password": "no"}
    ).content.decode()

    assert "The e-mail address or the password is not right." in html


def test_password_mail_is_sent_in_words_and_in_html(client, db, mailoutbox):
    UserFactory(email="priya@northmoor.example", name="Priya Nair")

    response = client.post(reverse("account_reset_password"), {"email": "priya@northmoor.example"})

    assert response["Location"] == reverse("account_reset_password_done")
    [mail] = mailoutbox
    [(html, kind)] = mail.alternatives
    assert (mail.to, mail.subject, kind) == (
        ["priya@northmoor.example"],
        "Children’s Plan: choose a new password",
        "text/html",
    )
    assert "http://testserver/accounts/password/reset/key/" in mail.body
    assert "http://testserver/accounts/password/reset/key/" in html
    assert "Northmoor Council" in mail.body


def test_password_mail_to_a_stranger_says_there_is_no_account(client, db, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["nobody@example.org"], "Children’s Plan: no account with this address")
    ]


def test_code_mail_holds_the_code(client, db, mailoutbox):
    UserFactory(email="priya@northmoor.example")

    response = client.post(reverse("account_request_login_code"), {"email": "priya@northmoor.example"}, follow=True)

    [mail] = mailoutbox
    code = mail.body.split("\n    ")[1].split("\n")[0]
    assert code
    assert code in mail.alternatives[0].content
    assert "<strong>priya@northmoor.example</strong>" in response.content.decode()


def test_gallery_is_hidden_from_a_real_installation(client, db, settings):
    settings.DEMO = settings.DEBUG = False

    assert client.get(reverse("gallery")).status_code == 404


# --- When things go wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "status", "heading"),
    [
        (lambda request: page_not_found(request, Http404()), 404, "We cannot find this page"),
        (lambda request: permission_denied(request, PermissionDenied()), 403, "You cannot do this"),
        (lambda request: errors.bad_request(request, SuspiciousOperation()), 400, "We could not read your request"),
        (errors.server_error, 500, "Something went wrong"),
    ],
)
def test_error_page_says_what_to_do(db, client, make, status, heading):
    client.force_login(UserFactory())
    request = client.get(reverse("help")).wsgi_request

    response = make(request)

    assert response.status_code == status
    html = response.content.decode()
    assert f'<h1 class="govuk-heading-l">{heading}</h1>' in html
    assert "plan@northmoor.example" in html


def test_server_error_asks_nothing_of_the_database(rf: RequestFactory):
    html = errors.server_error(rf.get("/")).content.decode()

    assert "Northmoor Council" in html


def test_address_that_is_not_there_gets_our_page(client: Client, db):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "We cannot find this page" in response.content.decode()


def test_gallery_shows_every_component(db, settings, client):
    settings.DEMO = True

    html = client.get(reverse("gallery")).content.decode()

    assert all(level.label in html for level in gallery.LEVELS)


@pytest.mark.parametrize(("has_one", "said"), [(True, "On: a code from your phone"), (False, "Off: your password")])
def test_account_says_whether_it_asks_for_a_second_step(client, db, has_one, said):
    user = UserFactory()
    if has_one:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)

    assert said in client.get("/account/").content.decode()
