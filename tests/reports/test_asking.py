"""Asking for one of the kinds of report, of a part of the plan, for some readers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from msgspec.structs import replace

from monitoring.record.gather import gather
from monitoring.record.structs import Total
from partnership.models import Body
from reports.models import Audience, Kind, MonitoringReport
from reports.services.issuing import NotAboutThat, request_report, scopes_of
from tests.factories import BodyFactory, OutcomeFactory, PeriodFactory, PriorityFactory, PriorityOutcomeFactory
from tests.reports.conftest import Told


@pytest.fixture
def told_of_parts(told: Told) -> Told:
    """With an outcome, a body that leads, and a priority that somebody else follows."""
    priority = told.plan.priorities.get()
    priority.lead_body = BodyFactory(name="Emotional Wellbeing Group")
    priority.save()
    PriorityOutcomeFactory(priority=priority, outcome=OutcomeFactory(plan=told.plan, ref="A", title="Healthy"))
    OutcomeFactory(plan=told.plan, ref="B", title="Safe")
    PriorityFactory(plan=told.plan, ref="2", title="Followed elsewhere", monitored_elsewhere_by="The health board")
    return told


def scope(told: Told, kind: str) -> str:
    priority = told.plan.priorities.get(ref="1")
    pk = {"priority": priority.pk, "body": priority.lead_body_id, "outcome": priority.outcomes.get().pk}[kind]
    return f"{kind}-{pk}"


def test_scopes_of_period_are_what_the_record_reports_on_in_the_words_of_the_plan(told_of_parts: Told):
    told = told_of_parts

    found = scopes_of(told.period)

    assert [(group.title, [(each.value, each.name) for each in group.scopes]) for group in found] == [
        ("Outcomes", [(scope(told, "outcome"), "A Healthy")]),
        ("Priorities", [(scope(told, "priority"), "1 Good mental health, early")]),
        ("Who leads", [(scope(told, "body"), "Emotional Wellbeing Group")]),
    ]


def test_scopes_of_period_not_opened_are_none(told: Told):
    assert scopes_of(PeriodFactory(plan=told.plan, planned=True)) == ()


@pytest.mark.parametrize(
    ("kind", "about", "template", "name"),
    [
        (Kind.MONITORING, "outcome", "monitoring-report/1", "A Healthy"),
        (Kind.HIGHLIGHT, "body", "highlight-report/1", "Emotional Wellbeing Group"),
        (Kind.EXCEPTION, "priority", "exception-report/1", "1 Good mental health, early"),
        (Kind.ONE_PAGE, "body", "one-page-summary/1", "Emotional Wellbeing Group"),
        (Kind.PLAIN_WORDS, "priority", "plain-words-summary/1", "1 Good mental health, early"),
    ],
)
def test_request_of_a_part_keeps_what_it_is_about_by_name(
    told_of_parts: Told, kind: Kind, about: str, template: str, name: str
):
    told = told_of_parts

    report = request_report(
        period=told.freeze(), by=told.clerk, kind=kind, scope=scope(told, about), audience=Audience.PUBLIC
    )

    assert (report.kind, report.template, report.scope, report.scope_name, report.audience, report.provisional) == (
        *(kind, template, scope(told, about), name, Audience.PUBLIC, False),
    )


def test_request_of_each_kind_part_and_audience_is_a_report_of_its_own_and_repeated_is_the_same(told_of_parts: Told):
    told = told_of_parts
    asked: list[dict[str, Any]] = [
        {"kind": Kind.MONITORING},
        {"kind": Kind.EXCEPTION},
        {"kind": Kind.EXCEPTION, "scope": scope(told, "priority")},
        {"kind": Kind.EXCEPTION, "scope": scope(told, "priority"), "audience": Audience.PUBLIC},
    ]

    reports = [request_report(period=told.period, by=told.clerk, **each) for each in asked]
    again = [request_report(period=told.period, by=told.coordinator, **each) for each in asked]

    assert len({report.pk for report in reports}) == len(asked)
    assert again == reports
    assert all(report.provisional for report in reports)


@pytest.mark.parametrize(
    ("kind", "about", "why"),
    [
        (Kind.PLAIN_WORDS, "body", "This kind of report cannot be about that."),
        (Kind.HIGHLIGHT, "outcome", "This kind of report cannot be about that."),
        (Kind.COMMITTEE, "priority", "A report of this kind is written for a meeting."),
    ],
)
def test_request_of_a_kind_about_what_it_cannot_cover_is_refused(told_of_parts: Told, kind: Kind, about: str, why: str):
    told = told_of_parts

    with pytest.raises(NotAboutThat, match=why):
        request_report(period=told.period, by=told.clerk, kind=kind, scope=scope(told, about))

    assert list(MonitoringReport.objects.all()) == []


@pytest.mark.parametrize("about", ["priority-0", "body-0", "ward-3", "nonsense"])
def test_request_about_what_the_record_does_not_know_is_refused(told_of_parts: Told, about: str):
    with pytest.raises(NotAboutThat, match="say nothing of that"):
        request_report(period=told_of_parts.period, by=told_of_parts.clerk, scope=about)


def test_request_about_a_priority_that_others_follow_is_refused(told_of_parts: Told):
    elsewhere = told_of_parts.plan.priorities.get(ref="2")

    with pytest.raises(NotAboutThat, match="say nothing of that"):
        request_report(period=told_of_parts.period, by=told_of_parts.clerk, scope=f"priority-{elsewhere.pk}")


def test_request_about_a_part_of_a_period_known_from_totals_is_refused(
    told_of_parts: Told, monkeypatch: pytest.MonkeyPatch
):

    totals = (Total(label="On track", column="on-track", count=Decimal(2)),)
    monkeypatch.setattr(
        "reports.services.issuing.gather", lambda period: replace(gather(period), printed_totals=totals, actions=())
    )

    with pytest.raises(NotAboutThat, match="Only totals of the whole plan are known"):
        request_report(period=told_of_parts.period, by=told_of_parts.clerk, scope=scope(told_of_parts, "priority"))


# --- The page ------------------------------------------------------------------------------------


@pytest.fixture
def clerk(told: Told, client: Any) -> Any:
    client.force_login(told.clerk)
    return client


def address(told: Told) -> str:
    return reverse("reports:report_ask", args=[told.period.pk])


def test_page_that_asks_explains_each_kind_in_a_line(told: Told, clerk: Any):
    shown = clerk.get(address(told)).content.decode()

    for line in (
        "Everything that the period says, for the board",
        "One page for each priority, for the group that delivers it.",
        "Only what is off track, late or silent, with its cause and what is done about it.",
        "Where the plan stands on a single sheet, with its charts as pictures for a slide.",
        "in large type, for children and young people.",
        "so every page of the report will say that it is provisional.",
    ):
        assert line in shown


def test_page_that_asks_leads_to_the_report_it_asked_for(told_of_parts: Told, clerk: Any):
    told = told_of_parts
    given = {"kind": "exception", "scope": scope(told, "body"), "audience": "public"}

    answer = clerk.post(address(told), given)

    report = MonitoringReport.objects.get()
    assert answer["Location"] == report.get_absolute_url()
    assert (report.kind, report.scope_name, report.audience) == (
        *("exception", Body.objects.get(name="Emotional Wellbeing Group").name, "public"),
    )


def test_page_that_asks_says_what_a_kind_cannot_be_about(told_of_parts: Told, clerk: Any):
    told = told_of_parts
    given = {"kind": "plain_words", "scope": scope(told, "body"), "audience": "public"}

    shown = clerk.post(address(told), given).content.decode()

    assert "This kind of report cannot be about that. Choose the whole plan, or one of “Priorities”." in shown
    assert list(MonitoringReport.objects.all()) == []


def test_page_that_asks_of_an_empty_answer_asks_again(told: Told, clerk: Any):
    shown = clerk.post(address(told), {}).content.decode()

    assert "Choose which report you want" in shown
    assert "Choose who it is for" in shown


def test_page_that_asks_takes_as_many_queries_with_many_parts(
    told_of_parts: Told, clerk: Any, django_assert_num_queries
):
    told = told_of_parts
    for number in range(3):
        body = BodyFactory(name=f"Group {number}")
        PriorityFactory(plan=told.plan, ref=f"9.{number}", lead_body=body)

    with django_assert_num_queries(13):
        clerk.get(address(told))
    told.freeze()
    with django_assert_num_queries(8):
        clerk.get(address(told))
