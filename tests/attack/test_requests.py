"""Requests that no page of ours sends: bad numbers, odd bytes, huge texts, foreign addresses."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from monitoring.models import Draft, PeriodMove, ProgressUpdate, ReportingPeriod
from partnership.models import User
from plans.ratings import Meaning
from reports.models import Edition, MonitoringReport
from tests.attack.world import World
from tests.factories import (
    PASSWORD,
    ActionFactory,
    RatingScaleFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def coordinator(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


@pytest.fixture
def officer(world: World, client: Client) -> Client:
    client.force_login(world.officer)
    return client


# --- Addresses ---------------------------------------------------------------------------------


def addresses(world: World, number: str = "") -> list[str]:
    """Every address of ours, with rows that exist, or with `number` for each of them."""
    known = world.keys
    found = []
    for name, keys in sorted(names_of_addresses()):
        said = {key: (int(number) if number and key.endswith("_pk") else known[key]) for key in keys}
        found.append(reverse(name, kwargs=said))
    return found


def names_of_addresses() -> set[tuple[str, tuple[str, ...]]]:
    found = set()
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and resolver.app_name in (
            "indicators",
            "monitoring",
            "priorities",
            "reports",
        ):
            for pattern in resolver.url_patterns:
                assert isinstance(pattern, URLPattern)
                found.add((f"{resolver.namespace}:{pattern.name}", tuple(pattern.pattern.converters)))
    return found


def test_address_of_something_that_is_not_there_is_not_found(world, coordinator):
    answers = {
        address: {coordinator.get(address).status_code, coordinator.post(address).status_code}
        for number in ("0", str(2**31), str(2**63), "9" * 40)
        for address in addresses(world, number)
        if f"/{int(number)}/" in address
    }

    assert len(answers) > 80
    # 405 is said before a row is looked for, and an odd press of "unchanged" only leads back.
    assert {address: codes for address, codes in answers.items() if not codes <= {404, 405, 302}} == {}


ODD = [
    "'",
    '"><script>alert(1)</script>',
    "\x00",
    "9" * 5000,
    "٣",
    "\udcff",
]
QUESTIONS = ["show", "organisation", "priority", "level", "page", "period", "other", "all"]


def test_odd_question_in_an_address_is_answered(world, coordinator):
    pages = [
        reverse("monitoring:dashboard", args=[world.open.pk]),
        reverse("monitoring:dashboard", args=[world.frozen.pk]),
        reverse("monitoring:priority_story", args=[world.open.pk, world.priority.pk]),
        reverse("monitoring:period_updates", args=[world.open.pk]),
        reverse("indicators:figures", args=[world.plan.slug]),
        reverse("reports:report_list"),
    ]

    answers = {}
    for page in pages:
        for odd in ODD:
            asked = {name: odd.encode("utf-8", "surrogateescape") for name in QUESTIONS}
            answers[page, odd[:20]] = coordinator.get(page, asked)

    assert {asked: answer.status_code for asked, answer in answers.items() if answer.status_code != 200} == {}
    assert [asked for asked, answer in answers.items() if b"<script>alert(1)" in answer.content] == []


def test_method_that_no_page_uses_changes_nothing(world, coordinator):
    before = everything()

    codes = {
        getattr(coordinator, method)(address).status_code
        for method in ("put", "delete", "patch", "options", "trace")
        for address in addresses(world)
    }

    assert codes <= {200, 302, 403, 404, 405}
    assert everything() == before


def everything() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (ReportingPeriod, ProgressUpdate, Draft, PeriodMove, MonitoringReport, Edition)
    ]


# --- Texts -------------------------------------------------------------------------------------


ODD_TEXTS = {
    "null": "a\x00b",
    "replaced": "\ufffd",
    "turned": "\u202e",
    "long": "x" * 30_000,
    "lines": "\r\n\r\n",
    "script": "<script>alert(1)</script>",
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
    "format": "%s %(since)s {question} %",
}


def test_odd_text_in_an_update_is_answered_in_words(world, coordinator):
    address = reverse("monitoring:update_action", args=[world.action.pk])
    texts, numbers = ("narrative", "next_steps", "on_behalf_of"), ("level", "based_on_version", "period")
    answers: dict[Any, Any] = {}
    for name, odd in ODD_TEXTS.items():
        for fields in (texts, *((field,) for field in numbers)):
            answers[name, fields] = coordinator.post(address, world.typed(**dict.fromkeys(fields, odd)))
        answers[name, "after"] = coordinator.get(address, follow=True)

    assert {asked: each.status_code for asked, each in answers.items() if each.status_code not in (200, 302, 409)} == {}
    assert [asked for asked, each in answers.items() if b"<script>alert(1)" in each.content] == []
    assert [asked for asked, each in answers.items() if b">14" in each.content] == []


def save_draft(client: Client, world: World, body: bytes | str) -> Any:
    address = reverse("monitoring:save_draft", args=[world.action.pk])
    return client.post(address, body, content_type="application/json")


NO_FORMS = [
    b"",
    b"[]",
    b"null",
    b'"text"',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"period": ' + b"9" * 5000 + b"}",
    b'{"period": NaN}',
    b'{"period": 1e999}',
    b'{"period": {}, "narrative": "text"}',
    b'{"period": [], "narrative": ["text"]}',
]


def test_draft_that_is_no_form_is_refused_in_json(world, officer):
    answers = {body[:40]: save_draft(officer, world, body) for body in NO_FORMS}

    assert {body: answer.status_code for body, answer in answers.items() if answer.status_code not in (400, 409)} == {}
    assert {tuple(answer.json()) for answer in answers.values()} == {("message",)}
    assert not Draft.objects.exists()


def test_draft_with_odd_characters_is_kept_without_what_cannot_be_stored(world, officer):
    kept = {}
    for text in ("a\x00b", "\ud800", "\\", '"', "\u202e"):
        answer = save_draft(officer, world, json.dumps({"period": world.open.pk, "narrative": f"Said{text}."}))
        assert answer.status_code == HTTPStatus.OK
        kept[text] = Draft.objects.get().content["narrative"]

    assert kept == {
        "a\x00b": "Saidab.",
        "\ud800": "Said.",
        "\\": "Said\\.",
        '"': 'Said".',
        "\u202e": "Said\u202e.",
    }


def test_draft_that_is_far_too_long_is_refused_and_the_one_before_stays(world, officer):
    save_draft(officer, world, json.dumps({"period": world.open.pk, "narrative": "Short."}))

    answer = save_draft(officer, world, json.dumps({"period": world.open.pk, "narrative": "x" * 1_000_000}))

    assert answer.status_code == HTTPStatus.CONFLICT
    assert Draft.objects.get().content == {"narrative": "Short."}


def test_draft_saved_over_and_over_stays_one(world, officer):
    for number in range(10):
        save_draft(officer, world, json.dumps({"period": world.open.pk, "narrative": f"Version {number}"}))

    assert [draft.content for draft in Draft.objects.all()] == [{"narrative": "Version 9"}]


# --- Somebody else's rows ----------------------------------------------------------------------


def test_update_with_a_rating_of_another_scale_is_refused(world, officer):
    foreign = level(RatingScaleFactory(), Meaning.COMPLETE)

    answer = officer.post(reverse("monitoring:update_action", args=[world.action.pk]), world.typed(level=foreign.pk))

    assert answer.status_code == HTTPStatus.OK
    assert not world.action.updates.filter(period=world.open).exists()


def test_update_sent_for_a_frozen_period_is_given_back(world, officer):
    address = reverse("monitoring:update_action", args=[world.action.pk])

    answer = officer.post(address, world.typed(period=world.frozen.pk, narrative="Too late."))

    assert answer.status_code == HTTPStatus.CONFLICT
    assert b"Too late." in answer.content


def test_accepting_updates_of_another_plan_through_ones_own_period_changes_nothing(world, coordinator):
    foreign = UpdateFactory(action=ActionFactory())
    address = reverse("monitoring:period_updates", args=[world.open.pk])

    coordinator.post(address, {"accept": [f"{foreign.pk}:1", f"{10**17}:1", "x", f"{foreign.pk}:1:1"]})

    foreign.refresh_from_db()
    assert foreign.state == ProgressUpdate.State.SUBMITTED


def test_accepting_a_version_that_was_not_read_changes_nothing(world, coordinator):
    ProgressUpdate.objects.filter(pk=world.update.pk).update(version=2, narrative="Not read.")

    coordinator.post(
        reverse("monitoring:update_review", args=[world.update.pk]), {"decision": "accept", "version": 1, "reason": ""}
    )
    coordinator.post(reverse("monitoring:period_updates", args=[world.open.pk]), {"accept": [f"{world.update.pk}:1"]})

    world.update.refresh_from_db()
    assert world.update.state == ProgressUpdate.State.SUBMITTED


def test_officer_cannot_review_their_own_update(world, officer):
    answer = officer.post(
        reverse("monitoring:update_review", args=[world.update.pk]), {"decision": "accept", "version": 1}
    )

    world.update.refresh_from_db()
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert world.update.state == ProgressUpdate.State.SUBMITTED


# --- Twice -------------------------------------------------------------------------------------


def test_update_sent_twice_is_one_version(world, officer):
    address = reverse("monitoring:update_action", args=[world.action.pk])

    first, second = officer.post(address, world.typed()), officer.post(address, world.typed())

    assert (first.status_code, second.status_code) == (302, 302)
    assert [update.version for update in world.action.updates.filter(period=world.open)] == [1]


def test_step_of_a_period_taken_twice_is_one_step(world, coordinator):
    world.question.delete()
    world.update.delete()
    for name in ("period_close", "period_freeze", "period_publish"):
        address = reverse(f"monitoring:{name}", args=[world.open.pk])
        coordinator.post(address)
        coordinator.post(address)

    steps = [(move.from_state, move.to_state) for move in world.open.moves.all()]
    assert steps == [("open", "challenge"), ("challenge", "frozen"), ("frozen", "published")]
    assert world.open.records.count() == 1


def test_report_asked_for_twice_is_one_report(world, coordinator):
    address = reverse("reports:report_request", args=[world.frozen.pk])

    coordinator.post(address)
    coordinator.post(address)

    assert MonitoringReport.objects.filter(period=world.frozen).count() == 1


def test_period_planned_twice_by_one_press_is_one_period(world, coordinator):
    dates = {
        f"{name}_{part}": value
        for name, day in {"starts_on": (1, 1, 2027), "ends_on": (31, 3, 2027)}.items()
        for part, value in zip(("day", "month", "year"), day, strict=True)
    }
    address = reverse("monitoring:period_new", args=[world.plan.slug])

    for _press in range(2):
        coordinator.post(address, {"label": "January to March 2027", **dates})

    assert world.plan.periods.filter(label="January to March 2027").count() == 1


# --- Signing in --------------------------------------------------------------------------------


FOREIGN = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "http:///evil.example",
    " //evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
]


def test_sign_in_never_leads_to_a_foreign_address(client):
    user = UserFactory()
    led_to = {}
    for address in FOREIGN:
        answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": address})
        led_to[address] = answer["Location"]
        client.logout()

    assert led_to == dict.fromkeys(FOREIGN, "/")


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/"])
def test_sign_out_never_leads_to_a_foreign_address(client, address):
    client.force_login(UserFactory())

    answer = client.post(reverse("account_logout"), {"next": address})

    assert "evil.example" not in answer["Location"]


def test_session_of_before_sign_in_is_not_the_one_after(client, world):
    client.post(reverse("monitoring:update_action", args=[world.action.pk]), world.typed())
    before = client.session.session_key

    client.post(reverse("account_login"), {"login": world.officer.email, "password": PASSWORD})

    assert before is not None
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_text_kept_for_one_person_is_not_given_to_another_who_may_not_write_it(client, world):
    address = reverse("monitoring:update_action", args=[world.action.pk])
    client.post(address, world.typed(narrative="Kept words."))

    client.force_login(UserFactory())
    answer = client.get(address)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert b"Kept words." not in answer.content


def test_stranger_cannot_fill_the_session_table_with_long_texts(client, world):
    client.post(reverse("monitoring:update_action", args=[world.action.pk]), world.typed(narrative="x" * 100_000))

    assert sum(len(session.session_data) for session in Session.objects.all()) < 2_000


def test_account_that_was_closed_is_signed_out(client, world):
    client.force_login(world.officer)
    User.objects.filter(pk=world.officer.pk).update(is_active=False)

    assert client.get(reverse("monitoring:my_actions")).status_code == HTTPStatus.FOUND


# --- A page that had gone out of date ----------------------------------------------------------


def test_odd_origin_of_a_form_is_refused_in_words(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.coordinator)
    address = reverse("monitoring:period_new", args=[world.plan.slug])
    odd = ["http://[", "null", "//", "http://testserver//evil.example/", "\u00e9", "http://testserver:x/"]

    answers = [
        client.post(address, {"label": "Words"}, headers={"Origin": "http://testserver", header: value})
        for header in ("Origin", "Referer")
        for value in odd
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.FORBIDDEN}
    assert [answer.content for answer in answers if b"//evil.example" in answer.content] == []


def test_form_of_a_foreign_page_gets_nothing_back(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.officer)

    answer = client.post(
        reverse("monitoring:update_action", args=[world.action.pk]),
        world.typed(narrative="Planted words."),
        HTTP_ORIGIN="https://evil.example",
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert b"Planted words." not in answer.content
    assert "kept_text" not in client.session


# --- Headers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('Plan"\r\nSet-Cookie: a=b', "plan-set-cookie-ab-monitoring-report-july-to-september-2025.pdf"),
        ("../../etc/passwd", "etcpasswd-monitoring-report-july-to-september-2025.pdf"),
        ("Zażółć gęślą jaźń", "zazoc-gesla-jazn-monitoring-report-july-to-september-2025.pdf"),
        ("計画", "monitoring-report-july-to-september-2025.pdf"),
    ],
)
def test_file_of_a_plan_with_an_odd_title_has_a_plain_name(world, coordinator, title, name):
    world.plan.title = title
    world.plan.save()

    answer = coordinator.get(reverse("reports:report_file", args=[world.report.pk]))

    assert answer.status_code == HTTPStatus.OK
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Set-Cookie" not in answer
    assert answer["X-Content-Type-Options"] == "nosniff"


SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def test_every_page_says_that_nothing_foreign_runs_in_it(world, coordinator):
    asked = [*addresses(world), reverse("account_login"), "/nowhere/", reverse("help")]
    answers = {address: coordinator.get(address) for address in asked}

    unsafe = {
        address: answer.headers
        for address, answer in answers.items()
        if not {*SAFE_HEADERS.items()} <= {*answer.headers.items()}
        or "default-src 'none'" not in answer.headers.get("Content-Security-Policy", "")
        or "unsafe" in answer.headers["Content-Security-Policy"]
    }
    assert unsafe == {}
