"""What is typed into any writing page outlives a lost sign-in: see test_update_page.py for the update itself."""

from __future__ import annotations

import pytest
from django.test import Client

from partnership.kept_text import KEPT_TEXTS
from tests.factories import PlanFactory, UpdateFactory, UserFactory

pytestmark = pytest.mark.django_db
REASON = "How many of the eleven children have waited?"


@pytest.fixture
def coordinator():
    return UserFactory()


@pytest.fixture
def review(coordinator):
    """The address of an update that the coordinator may return."""
    plan = PlanFactory(coordinator=coordinator)
    return f"/updates/{UpdateFactory(action__priority__plan=plan).pk}/"


def signed_out(address) -> Client:
    """Somebody who posted a reason after their sign-in had ended."""
    client = Client()
    response = client.post(address, {"decision": "return", "reason": REASON, "version": "1", "password": "hunter22"})
    assert response["Location"] == f"/accounts/login/?next={address}"
    return client


def test_kept_text_is_promised_back_where_its_writer_signs_in(review):
    page = signed_out(review).get(f"/accounts/login/?next={review}").content.decode()

    assert "You have been signed out. What you typed is kept: sign in, and it is given back." in page
    assert REASON not in page


def test_kept_text_is_shown_to_somebody_who_may_write_there(review, coordinator):
    client = signed_out(review)
    client.force_login(coordinator)

    html = client.get(review).content.decode()

    assert "You had been signed out: this is what you typed" in html
    assert REASON in html
    assert "hunter22" not in html


def test_kept_text_is_not_shown_to_anybody_else(review):
    client = signed_out(review)
    client.force_login(UserFactory())

    response = client.get(review)

    assert response.status_code in {403, 404}
    assert REASON not in response.content.decode()


def test_kept_text_is_shown_only_where_it_was_typed(review, coordinator):
    client = signed_out(review)
    client.force_login(coordinator)

    assert REASON not in client.get("/my-actions/").content.decode()


def test_kept_text_is_forgotten_once_it_is_sent(review, coordinator):
    client = signed_out(review)
    client.force_login(coordinator)

    client.post(review, {"decision": "return", "reason": REASON, "version": "1"})

    assert KEPT_TEXTS not in client.session


def test_kept_text_is_no_longer_than_a_form(review):
    client = Client()
    client.post(review, {"reason": "a" * 100_001})

    assert KEPT_TEXTS not in client.session
