"""What everybody reads without signing in: files of published periods, made of what is public alone."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from msgspec.structs import replace

from indicators.models import Indicator
from monitoring.models import PeriodRecord, ReportingPeriod
from monitoring.record import canonical
from monitoring.record.structs import Programme, Record
from monitoring.services.periods import freeze_period
from monitoring.services.redaction import confirm_redaction, propose_redaction
from partnership.due import Due, Precision
from plans.models import Plan
from plans.ratings import Meaning
from priorities.models import StrategicAction
from tests.factories import (
    ActionFactory,
    BodyFactory,
    ComparatorFactory,
    DateChangeFactory,
    DimensionFactory,
    FigureFactory,
    IndicatorFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    ResponsibilityFactory,
    TargetFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 30, 10, tzinfo=UTC)
FILES = ("open_measures_csv", "open_measures_json", "open_actions_csv")


def published(plan, **given):
    return publish(PeriodFactory(plan=plan, **given))


def publish(period):
    freeze_period(period=period, by=None, at=AT)
    ReportingPeriod.objects.filter(pk=period.pk).update(state=ReportingPeriod.State.PUBLISHED, published_at=AT)
    return ReportingPeriod.objects.get(pk=period.pk)


def correct(period, change):
    """Version 2 of a record, as an erratum stores it."""
    first = period.records.get(version=1)
    body = canonical.encode(change(canonical.decode(bytes(first.body))))
    return PeriodRecord.objects.create(
        period=period, version=2, schema=1, body=body, sha256=canonical.checksum(body), made_at=AT
    )


def file(name, period, query=""):
    return reverse(f"monitoring:{name}", args=[period.plan.slug, period.ordinal]) + query


def table(response):
    """The rows of a CSV by its headings, without what is empty."""
    assert response.status_code == 200, response.status_code
    lines = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    return [{name: value for name, value in line.items() if value} for line in lines]


@pytest.fixture
def plan():
    return PlanFactory(slug="northmoor", title="Northmoor Plan", owner_body=BodyFactory(name="Children’s Board"))


@pytest.fixture
def measure(plan):
    indicator = IndicatorFactory(
        plan=plan,
        code="NI 59",
        title="Assessments in time",
        unit="%",
        disclosure="none",
        external_codes={"NI": "59"},
        priority=PriorityFactory(plan=plan, title="Safe at home"),
        lead_post=PostFactory(title="Head of Assessment", holder=UserFactory(name="Ada Okafor")),
    )
    FigureFactory(
        indicator=indicator,
        period_label="2024/25",
        period_ends_on=date(2025, 3, 31),
        value="52.5",
        entered_by=UserFactory(name="Hana Weir"),
        entered_at=AT,
    )
    return indicator


# --- The list ---------------------------------------------------------------------------------------


def test_open_data_lists_every_published_period_with_its_files_and_what_comes_next(client, plan):
    first, second = published(plan), published(plan)
    correct(first, lambda record: record)
    PeriodFactory(plan=plan, publish_by=date(2026, 12, 14))

    shown = page(client.get(reverse("monitoring:open_data")))

    assert [said(each) for each in shown.xpath("//main//h2")] == ["Northmoor Plan"]
    assert said(parts(shown, "app-facts")[0]) == (
        "Children’s Board Last updated on 30 October 2026 Next: January to March 2026, by 14 December 2026"
    )
    assert [said(each) for each in shown.xpath("//main//h3")] == [
        "October to December 2025",
        "July to September 2025 corrected: version 2",
    ]
    assert [each.get("href") for each in shown.xpath("//main//a")] == [
        *(file(name, second) for name in FILES),
        *(file(name, first) for name in FILES),
        *(file(name, first, "?version=1") for name in FILES),
    ]


def test_open_data_lists_no_plan_that_publishes_nothing(client, plan):
    PeriodFactory(plan=plan, frozen=True)
    published(PlanFactory(publishes=False))
    published(PlanFactory(status=Plan.Status.DRAFTING))

    assert said(page(client.get(reverse("monitoring:open_data"))).xpath("//main")[0]).endswith(
        "Nothing is published yet."
    )


@pytest.mark.parametrize("number", [1, 6])
def test_open_data_asks_three_queries(client, number, django_assert_num_queries):
    for plan in PlanFactory.create_batch(number):
        for _ in range(number):
            published(plan)

    with django_assert_num_queries(3):
        client.get(reverse("monitoring:open_data"))


# --- The files --------------------------------------------------------------------------------------


def test_measures_as_csv_are_rows_under_the_words_of_the_plan(client, plan, measure):
    plan.labels = {"measure": {"one": "Indicator", "many": "Indicators"}}
    plan.save()
    period = published(plan)

    response = client.get(file("open_measures_csv", period))

    assert table(response) == [
        {
            "Code": "NI 59",
            "Indicator": "Assessments in time",
            "What this row says": "result",
            "Period": "2024/25",
            "Period ends": "2025-03-31",
            "Value": "52.5",
            "Unit": "%",
            "Status": "final",
        }
    ]
    assert {name: response[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")} == {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="northmoor-plan-july-to-september-2025-measures-v1.csv"',
        "Cache-Control": "public, no-cache",
    }
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_measures_as_json_are_each_with_what_defines_them(client, plan, measure):
    TargetFactory(indicator=measure, period_label="2024/25", period_ends_on=date(2025, 3, 31), value=60)
    FigureFactory(
        indicator=measure,
        dimension=DimensionFactory(indicator=measure),
        category="Girls",
        period_label="2024/25",
        period_ends_on=date(2025, 3, 31),
        value=None,
        missing="not_available",
    )
    ComparatorFactory(
        indicator=measure, value=50, period_label="2024/25", period_ends_on=date(2025, 3, 31), source="LAIT"
    )
    period = published(plan)

    response = client.get(file("open_measures_json", period))

    in_2024 = {"period": "2024/25", "period_ends": "2025-03-31", "unit": "%"}
    aim = {"operator": "at_least"}
    assert response["Content-Type"] == "application/json"
    assert json.loads(response.content) == {
        "plan": "Northmoor Plan",
        "version": 1,
        "period": {"label": "July to September 2025", "starts": "2025-07-01", "ends": "2025-09-30"},
        "measures": [
            {
                "code": "NI 59",
                "title": "Assessments in time",
                "external_codes": {"NI": "59"},
                "unit": "%",
                "polarity": "high",
                "basis": "unknown",
                "priority": "Safe at home",
                "rows": [
                    {"kind": "result", "value": 52.5, "status": "final", "target": 60} | in_2024 | aim,
                    {
                        "kind": "result",
                        "breakdown": "Sex",
                        "category": "Girls",
                        "symbol": "x",
                        "missing": "Not available",
                        "status": "final",
                    }
                    | in_2024,
                    {"kind": "target", "value": 60, "whole_year": False} | in_2024 | aim,
                    {"kind": "comparison", "of": "England", "value": 50, "source": "LAIT"} | in_2024,
                ],
            }
        ],
    }


def test_actions_as_csv_name_nobody(client, plan):
    priority = PriorityFactory(plan=plan, title="Safe at home")
    action = ActionFactory(
        priority=priority, ref="1.1", title="Open a hub", due=Due(date(2026, 3, 31), Precision.MONTH, "March 2026")
    )
    ResponsibilityFactory(action=action, post=PostFactory(holder=UserFactory(name="Ada Okafor")))
    DateChangeFactory(action=action, agreed_by="Bea Lund", due=Due(date(2026, 6, 30), Precision.DAY, ""))
    ActionFactory(
        priority=priority,
        ref="1.2",
        title="Write a leaflet",
        stage=StrategicAction.Stage.WITHDRAWN,
        stage_note="No longer needed.",
    )
    period = PeriodFactory(plan=plan)
    UpdateFactory(
        action=action,
        period=period,
        proposed_level=level(period.action_scale, Meaning.AT_RISK),
        accepted=True,
        submitted_by=UserFactory(name="Cai Rees"),
    )

    response = client.get(file("open_actions_csv", publish(period)))

    assert table(response) == [
        {
            "Priority": "Safe at home",
            "Number": "1.1",
            "Action": "Open a hub",
            "Rating": "Some concern",
            "Due as agreed": "30 June 2026",
            "Last day due": "2026-06-30",
            "Due at first": "March 2026",
        },
        {
            "Priority": "Safe at home",
            "Number": "1.2",
            "Action": "Write a leaflet",
            "Not counted because": "Withdrawn. No longer needed.",
        },
    ]


@pytest.mark.parametrize("name", FILES)
def test_file_for_everybody_holds_no_person_and_no_small_number(client, plan, measure, name):
    measure.disclosure, measure.unit = "count", ""
    measure.save()
    FigureFactory(
        indicator=measure,
        period_label="2025/26",
        period_ends_on=date(2025, 9, 30),
        value=3,
        note="Three of them in Eastvale.",
    )

    text = client.get(file(name, published(plan))).content.decode()

    for hidden in ("Ada Okafor", "Hana Weir", "Eastvale"):
        assert hidden not in text
    if name != "open_actions_csv":
        assert "to protect children" in text
    assert ",3," not in text
    assert '"value":3' not in text


def test_file_is_the_latest_version_and_an_earlier_one_where_it_is_asked_for(client, plan, measure):
    period = published(plan)
    before = client.get(file("open_measures_csv", period))

    def revalued(record: Record) -> Record:
        (told,) = record.measures
        figures = (replace(told.figures[0], value=Decimal(53)),)
        return replace(record, measures=(replace(told, figures=figures),))

    correct(period, revalued)

    assert [row["Value"] for row in table(client.get(file("open_measures_csv", period)))] == ["53"]
    assert client.get(file("open_measures_csv", period, "?version=1")).content == before.content
    assert client.get(file("open_measures_csv", period, "?version=3")).status_code == 404
    assert client.get(file("open_measures_csv", period, "?version=x")).status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_file_is_the_same_bytes_until_its_record_changes(client, plan, measure, name):
    period = published(plan)
    first = client.get(file(name, period))

    assert client.get(file(name, period)).content == first.content
    again = client.get(file(name, period), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(file(name, period))
    assert (head.status_code, head["ETag"], head.content) == (200, first["ETag"], b"")
    correct(period, lambda record: replace(record, programmes=(Programme("Sure Start", "", ()),)))
    assert client.get(file(name, period), headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_file_from_which_words_were_removed_has_them_no_more(client, plan, measure, name):
    Indicator.objects.update(title="Children like Jamie Fernshaw")
    ActionFactory(priority=measure.priority, title="Help Jamie Fernshaw")
    period = published(plan)
    before = client.get(file(name, period))
    proposed = propose_redaction(plan=plan, words="Jamie Fernshaw", by=UserFactory())

    confirm_redaction(redaction=proposed, by=UserFactory())

    after = client.get(file(name, period), headers={"If-None-Match": before["ETag"]})
    assert b"Jamie Fernshaw" in before.content
    assert after.status_code == 200
    assert b"Fernshaw" not in after.content


@pytest.mark.parametrize("name", FILES)
def test_file_of_what_is_not_published_is_not_there(client, plan, name):
    unpublished = [
        PeriodFactory(plan=plan),
        published(PlanFactory(publishes=False)),
        published(PlanFactory(status=Plan.Status.DRAFTING)),
    ]
    frozen = PeriodFactory(plan=PlanFactory())
    freeze_period(period=frozen, by=None, at=AT)

    assert [client.get(file(name, period)).status_code for period in [*unpublished, frozen]] == [404] * 4


@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize("name", FILES)
def test_file_asks_three_queries(client, plan, name, number, django_assert_num_queries):
    for indicator in IndicatorFactory.create_batch(number, plan=plan):
        FigureFactory(indicator=indicator)
    ActionFactory.create_batch(number, priority__plan=plan)
    period = [published(plan) for _ in range(number)][-1]

    address = file(name, period)
    with django_assert_num_queries(3):
        client.get(address)
