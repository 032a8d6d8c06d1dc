"""What we chose of the sign-in package. tests/partnership/test_sign_in.py tries the ways in themselves."""

import pytest
from django.contrib.auth.hashers import make_password
from django.db.models.functions import Upper
from django.test import Client

from config import settings as as_set
from partnership.models import User
from partnership.refusals import Refused, refusing
from tests.factories import PASSWORD, MembershipFactory, PeriodFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(email="ann@northmoor.example")


def sign_in(client, email="ann@northmoor.example", password=PASSWORD, **data):
    return client.post("/accounts/login/", {"login": email, "password": password, **data})


def test_password_is_kept_with_argon2(settings):
    settings.PASSWORD_HASHERS = as_set.PASSWORD_HASHERS

    assert make_password(PASSWORD).startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    "typed", ["Ann.Lee@Northmoor.example", "ann.lee@northmoor.example", " ANN.LEE@NORTHMOOR.EXAMPLE"]
)
def test_address_entered_with_capitals_signs_in_however_it_is_typed(client, typed):
    UserFactory(email="Ann.Lee@Northmoor.example")

    assert sign_in(client, email=typed)["Location"] == "/"
    assert [user.email for user in User.objects.all()] == ["ann.lee@northmoor.example"]


def test_address_with_capitals_is_refused_by_the_database():
    person = UserFactory()

    with pytest.raises(Refused, match="^An e-mail address to sign in with is kept in small letters.$"), refusing():
        User.objects.filter(pk=person.pk).update(email=Upper("email"))


def test_sign_in_leads_back_to_where_one_wanted_to_go(client, person):
    asked = client.get("/plans/?page=2")
    assert asked["Location"] == "/accounts/login/?next=/plans/%3Fpage%3D2"

    answer = sign_in(client, next="/plans/?page=2")

    assert answer["Location"] == "/plans/?page=2"


def test_sign_in_leads_home_and_home_to_the_persons_own_page(client, person):
    period = PeriodFactory(frozen=True)
    MembershipFactory(body=period.plan.owner_body, user=person)

    answer = sign_in(client)

    assert answer["Location"] == "/"
    assert client.get("/")["Location"] == f"/plans/{period.plan.slug}/dashboard/"


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_never_leads_to_another_site(client, person, next_):
    assert sign_in(client, next=next_)["Location"] == "/"


def test_sign_in_of_somebody_deactivated_opens_no_session(client):
    UserFactory(email="ann@northmoor.example", is_active=False)

    sign_in(client)

    assert "_auth_user_id" not in client.session


def test_session_ends_with_the_account(client, person):
    client.force_login(person)
    person.is_active = False
    person.save()

    assert client.get("/plans/")["Location"] == "/accounts/login/?next=/plans/"


def test_rate_limit_counts_by_address_in_any_case_and_from_anywhere(person):
    """Five wrong passwords for one address close it, however they are spelt and wherever they come from."""
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), email="Ann@Northmoor.example", password="wrong")

    answer = sign_in(Client(REMOTE_ADDR="10.0.0.9"))

    assert "Too many attempts" in answer.content.decode()


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/3rdparty/signup/"])
def test_nobody_signs_up(client, address):
    for answer in (client.get(address, follow=True), client.post(address, {"email": "a@b.example"}, follow=True)):
        assert 'name="password1"' not in answer.content.decode()

    assert list(User.objects.all()) == []


def test_sign_out_needs_a_press(client, person):
    client.force_login(person)

    client.get("/accounts/logout/")
    assert client.get("/plans/").status_code == 200

    client.post("/accounts/logout/")
    assert client.get("/plans/").status_code == 302
