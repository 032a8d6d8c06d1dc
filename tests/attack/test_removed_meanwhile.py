"""A page that was open while personal information was removed does not bring it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from monitoring.models import Draft, ProgressUpdate
from monitoring.services import redaction
from monitoring.services.redaction import confirm_redaction, propose_redaction
from partnership.refusals import Refused
from tests.attack.world import World
from tests.factories import PlanFactory, UserFactory
from tests.monitoring.pages import page, said

NAME = "Jamie Fernshaw"
SENTENCE = "Personal information was removed after this page was opened, and what you typed may hold it."


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def officer(world: World) -> Client:
    client = Client()
    client.force_login(world.officer)
    return client


def remove(world: World) -> None:
    confirm_redaction(
        redaction=propose_redaction(plan=world.plan, words=NAME, by=UserFactory()),
        by=UserFactory(),
    )


def shown(response: Any) -> dict[str, str]:
    """What a page sends without being asked."""
    found = page(response).xpath("//main//input[@type='hidden']")
    return {each.name: each.value or "" for each in found if each.name != "csrfmiddlewaretoken"}


def holding() -> set[str]:
    rows = [*Draft.objects.all(), *ProgressUpdate.objects.all()]
    kept = {"Session" for each in Session.objects.all() if NAME in str(each.get_decoded())}
    return {type(each).__name__ for each in rows if NAME in str(vars(each))} | kept


class Update:
    """The page of one action."""

    def __init__(self, world: World) -> None:
        self.address = reverse("monitoring:update_action", args=[world.action.pk])
        self.saves = reverse("monitoring:save_draft", args=[world.action.pk])
        self.name = "narrative"


class Many(Update):
    """The row of that action in the table of many."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.address = reverse("monitoring:update_many", args=[world.plan.slug])
        self.name = f"{world.action.pk}-narrative"


PAGES = [Update, Many]


@pytest.mark.parametrize("of", PAGES)
@pytest.mark.parametrize("pressed", [{"draft": "1"}, {"all": "1"}, {"take_over": "1"}])
def test_update_from_a_page_of_before_a_removal_is_given_back_and_not_stored(
    world: World, officer: Client, of: type[Update], pressed: dict[str, str]
) -> None:
    at = of(world)
    before = shown(officer.get(at.address))
    Draft.objects.create(user=world.officer, action=world.action, period=world.open, content={"narrative": NAME})
    remove(world)

    answer = officer.post(at.address, before | pressed | {at.name: f"We met {NAME}."})
    autosaved = officer.post(at.saves, before | {"narrative": f"We met {NAME}."})

    assert SENTENCE in said(page(answer, status=409))
    assert f"We met {NAME}." in said(page(answer, status=409))
    assert (autosaved.status_code, autosaved.json()["message"][: len(SENTENCE)]) == (409, SENTENCE)
    assert holding() == set()


@pytest.mark.parametrize("of", PAGES)
def test_update_from_a_page_of_before_a_removal_is_to_copy_after_signing_in(world: World, of: type[Update]) -> None:
    at = of(world)
    client = Client()
    client.force_login(world.officer)
    before = shown(client.get(at.address))
    Draft.objects.create(user=world.officer, action=world.action, period=world.open, content={"narrative": NAME})
    client.logout()
    remove(world)
    client.post(at.address, before | {at.name: f"We met {NAME}."})
    client.force_login(world.officer)

    first = client.get(at.address)
    second = client.get(at.address)

    assert SENTENCE in said(page(first, status=first.status_code))
    assert f"We met {NAME}." in said(page(first, status=first.status_code))
    assert NAME not in str(
        [each.value for each in page(first, status=first.status_code).xpath("//textarea[not(@readonly)]")]
    )
    assert NAME not in second.content.decode()
    assert holding() == set()


@pytest.mark.parametrize("of", PAGES)
def test_page_opened_after_a_removal_keeps_what_is_typed(world: World, officer: Client, of: type[Update]) -> None:
    Draft.objects.create(user=world.officer, action=world.action, period=world.open, content={"narrative": NAME})
    remove(world)
    at = of(world)
    after = shown(officer.get(at.address))

    autosaved = officer.post(at.saves, after | {"narrative": "Half"})
    answer = officer.post(at.address, after | {at.name: "A whole", "draft": "1"})

    assert (after["removals"], autosaved.status_code, answer.status_code) == ("1", 200, 302)
    assert [each.content for each in Draft.objects.all()] == [{"narrative": "A whole"}]


def test_removal_waits_for_a_draft_that_is_being_kept(
    app_role_connection: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever comes first, the draft is cleaned by it or refused after it."""
    monkeypatch.setattr(redaction, "PATIENCE", "100ms")
    plan = PlanFactory(title=f"With {NAME}")
    proposed = propose_redaction(plan=plan, words=NAME, by=UserFactory())
    with app_role_connection.transaction():
        app_role_connection.execute("LOCK TABLE monitoring_redaction IN ROW EXCLUSIVE MODE")

        with pytest.raises(Refused, match="Somebody is saving something just now"):
            confirm_redaction(redaction=proposed, by=UserFactory())

    assert confirm_redaction(redaction=proposed, by=UserFactory()).is_done
