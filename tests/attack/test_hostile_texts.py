"""Every text of a plan and of its updates tries to be more than text, on each page and on paper."""

from __future__ import annotations

import io
import itertools
from html.parser import HTMLParser
from typing import Any

import pikepdf
import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from indicators.models import Figure, Indicator
from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.record import canonical
from monitoring.record.gather import gather
from monitoring.services.periods import freeze_period
from partnership.models import User
from reports.document.contents import Report
from reports.document.make import make_pdf
from reports.document.rendering import html_of
from reports.document.source import Source
from tests.attack.test_requests import addresses
from tests.attack.world import World
from tests.factories import (
    ChallengeFactory,
    CommitmentFactory,
    ComparatorFactory,
    ContributionFactory,
    DateChangeFactory,
    DimensionFactory,
    DraftFactory,
    FigureFactory,
    HighlightFactory,
    IndicatorFactory,
    LinkedDocumentFactory,
    MeasureCommentaryFactory,
    MilestoneFactory,
    OutcomeFactory,
    PlanTextFactory,
    PriorityDocumentFactory,
    PriorityOutcomeFactory,
    PrioritySummaryFactory,
    ProgrammeFactory,
    ProgrammePriorityFactory,
    QuestionFactory,
    TargetFactory,
)
from tests.policy.catalogue import domain_models

pytestmark = pytest.mark.django_db

HOSTILE = (
    "\"'></title></svg><script>alert(1)</script><img src=x onerror=alert(1)>"
    " [link](javascript:alert(1)) ![picture](http://127.0.0.1:9/picture.png) <style>*{display:none}</style>"
    ' <a href="javascript:alert(1)" onclick=alert(1)>a</a><link rel=attachment href="file:///etc/passwd">'
    " {{ 7|add:7 }} {% debug %} %(since)s {0} number "
)
# Keys that others point at by their text, and the one text that does not go with a sign-off.
KEPT = {
    "taken_back_because",
    "slug",
    "email",
    "password",
    "sha256",
    "record_sha256",
    "template",
    "renderer",
    "code",
    "key",
    "step",
}


class Dangers(HTMLParser):
    """What in a page would run, load or look like what it is not."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: (value or "").strip().lower() for name, value in attrs}
        loads = tag in ("script", "img", "iframe", "object", "embed") or said.get("rel") == "attachment"
        if tag in ("style", "base") or (loads and not said.get("src", "").startswith("/static/")):
            self.found.append((tag, said))
        for name, value in said.items():
            if name.startswith("on") or value.startswith(("javascript:", "data:", "vbscript:")):
                self.found.append((tag, name, value))


@pytest.fixture
def hostile() -> World:
    """The world with one row of everything, each of whose texts is hostile."""
    world = World(frozen=False)
    plan, priority, action = world.plan, world.priority, world.action
    PlanTextFactory(plan=plan)
    outcome, document = OutcomeFactory(plan=plan), LinkedDocumentFactory(plan=plan, url="javascript:alert(1)")
    PriorityOutcomeFactory(priority=priority, outcome=outcome)
    PriorityDocumentFactory(priority=priority, document=document)
    ProgrammePriorityFactory(programme=ProgrammeFactory(plan=plan), priority=priority)
    action.commitment = CommitmentFactory(priority=priority)
    action.as_printed = {HOSTILE: HOSTILE}
    action.save()
    MilestoneFactory(action=action)
    DateChangeFactory(action=action)
    for made in (TargetFactory, ComparatorFactory):
        made(indicator=IndicatorFactory(plan=plan, priority=priority))
    _hostile_figures(IndicatorFactory(plan=plan, priority=priority))
    ChallengeFactory(update=world.first_update)
    QuestionFactory(
        update=world.first_update,
        answer="Two.",
        answered_by=world.officer,
        answered_at=world.first_update.submitted_at,
    )
    ContributionFactory(action=action, period=world.frozen)
    MeasureCommentaryFactory(indicator=world.measure, period=world.frozen)
    signed = {"signed_off_at": world.first_update.submitted_at, "signed_off_by": world.coordinator}
    HighlightFactory(summary=PrioritySummaryFactory(priority=priority, period=world.frozen, **signed))
    plan.labels = {
        name: {"one": HOSTILE, "many": HOSTILE} for name in ("outcome", "priority", "commitment", "action", "measure")
    }
    plan.save()
    numbers = itertools.count()
    # A figure is written once.
    for model in (each for each in domain_models() if each is not Figure):
        for row in model._base_manager.all():
            texts = {field.name: text_for(field, next(numbers)) for field in texts_of(model)}
            model._base_manager.filter(pk=row.pk).update(**texts)
    freeze_period(period=world.frozen, by=world.coordinator)
    world.go_on()
    DraftFactory(
        user=world.coordinator, action=action, period=world.open, content={"narrative": HOSTILE, "impact": HOSTILE}
    )
    ProgressUpdate.objects.filter(period=world.open).update(
        **{field.name: text_for(field, next(numbers)) for field in texts_of(ProgressUpdate)}
    )
    for said in (world.question, world.contribution, world.news):
        type(said).objects.filter(pk=said.pk).update(text=HOSTILE)
    type(world.request).objects.update(reason=HOSTILE)
    type(world.meeting).objects.update(place=HOSTILE)
    ReportingPeriod.objects.filter(pk=world.open.pk).update(label=HOSTILE[:120], reports_to=HOSTILE)
    return world


def _hostile_figures(indicator: Indicator) -> None:
    """A result, a judgement and a part, with every text that they take."""
    texts = {field.name: text_for(field, 0) for field in texts_of(Figure)}
    whole = texts | {"category": ""}
    FigureFactory(indicator=indicator, **whole)
    FigureFactory(indicator=indicator, **whole | {"period_label": f"1{HOSTILE}"[:120], "value": None})
    dimension = DimensionFactory(indicator=indicator, categories=[texts["category"]])
    FigureFactory(indicator=indicator, dimension=dimension, **texts)


def texts_of(model: type[models.Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in KEPT
    ]


def text_for(field: Any, number: int) -> str:
    """Hostile, of its own, and no longer than the column."""
    text = HOSTILE + str(number)
    if field.max_length is None:
        return text
    return f"{number}{HOSTILE}"[: field.max_length]


def test_no_text_is_more_than_text_on_any_page(hostile, client: Client):
    client.force_login(User.objects.get(pk=hostile.coordinator.pk))
    pages = [
        *addresses(hostile),
        reverse("monitoring:dashboard", args=[hostile.open.pk]),
        reverse("monitoring:action_story", args=[hostile.open.pk, hostile.action.pk]),
        reverse("monitoring:priority_story", args=[hostile.open.pk, hostile.priority.pk]),
        reverse("monitoring:period_updates", args=[hostile.open.pk]) + "?show=everything",
        reverse("monitoring:update_action", args=[hostile.other_action.pk]),
        reverse("monitoring:commentary", args=[hostile.open.pk, hostile.measure.pk]),
        reverse("account"),
    ]

    answers = {page: client.get(page, follow=True) for page in pages}

    # A file of figures is no page: tests/monitoring/test_measure_page.py holds that no spreadsheet works it out.
    shown = {
        page: answer.content.decode()
        for page, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }
    assert len(shown) > 20
    assert sum("&lt;script&gt;alert(1)" in html for html in shown.values()) > 15
    assert {page: found for page, html in shown.items() if (found := Dangers(html).found)} == {}


def test_no_text_is_more_than_text_on_paper(hostile):
    record = gather(hostile.open)
    body = canonical.encode(record)
    html = html_of(Report(record, version=None, checksum=canonical.checksum(body)))

    file = make_pdf(Source(body, version=None))

    assert "&lt;script&gt;alert(1)" in html
    assert Dangers(html).found == []
    with pikepdf.open(io.BytesIO(file.content)) as pdf:
        objects = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        named = {str(key) for each in objects for key in each}
        addresses_in_it = [str(each.URI) for each in objects if "/URI" in each]
    assert named & {"/JS", "/JavaScript", "/OpenAction", "/AA", "/EmbeddedFiles", "/EF", "/Launch"} == set()
    assert [address for address in addresses_in_it if not address.startswith(("http://", "https://"))] == []
