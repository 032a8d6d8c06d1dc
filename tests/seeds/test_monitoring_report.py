"""Rotherham's third monitoring report, made again of what its minutes print.

The minutes give neither dates nor a rating: the period's dates are invented here, and nothing is rated. Skipped where
the research that holds the seed is not at hand.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]  # it has none of its own

from monitoring.models import Highlight, ProgressUpdate
from monitoring.plan_document.loading import load
from monitoring.record import canonical
from monitoring.record.gather import record_for
from monitoring.record.structs import Record
from monitoring.services.periods import freeze_period
from plans.models import Plan
from reports.document.documents import document_of
from reports.document.fonts import fit
from reports.document.rendering import html_of
from reports.document.source import Source
from tests.factories import HighlightFactory, PeriodFactory, PrioritySummaryFactory, UpdateFactory
from tests.seeds import convert

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not convert.SEEDS.is_dir(), reason=f"no seeds beside the project, at {convert.SEEDS}"),
]

SEED = "rotherham_cypp_third_monitoring"
# Six months, as printed; which six, nobody says.
FIRST, LAST = date(2014, 10, 1), date(2015, 3, 31)


@pytest.fixture
def seed() -> convert.Seed:
    return convert.seed(SEED)


@pytest.fixture
def said(seed: convert.Seed) -> Record:
    plan = load(convert.as_file(convert.monitoring_minute(seed)), name="rotherham.json").plan
    period = PeriodFactory(
        plan=plan,
        ordinal=seed["monitoring"]["ordinal"],
        label="October 2014 to March 2015",
        starts_on=FIRST,
        ends_on=LAST,
        reports_to=seed["meeting"]["body"],
    )
    _tell(plan, period, seed)
    freeze_period(period=period, by=None, at=datetime(2015, 4, 14, 9, tzinfo=UTC))
    period.refresh_from_db()
    return record_for(period)


def _tell(plan: Plan, period: Any, seed: convert.Seed) -> None:
    """What was said of each priority, in its order, and of the one action."""
    for told in seed["priorities"]:
        summary = PrioritySummaryFactory(priority=plan.priorities.get(ref=told["ref"]), period=period)
        for position, each in enumerate(told["highlights"]):
            HighlightFactory(summary=summary, kind=Highlight.Kind(each["kind"]), text=each["text"], position=position)
            if action := each.get("action"):
                UpdateFactory(
                    action=summary.priority.actions.get(title=action["title"]),
                    period=period,
                    narrative=each["text"],
                    cause=ProgressUpdate.Cause.OTHER,
                    cause_detail=action["delay_cause"],
                    next_steps=each["follow_up"],
                    accepted=True,
                )


def source(said: Record, kind: str = "monitoring") -> Source:
    return Source(canonical.encode(said), version=1, kind=kind)


def page_of(said: Record, kind: str = "monitoring") -> Any:
    return html.document_fromstring(html_of(document_of(source(said, kind))))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def plain(text: str) -> str:
    return " ".join(fit(text).split())


def test_rotherham_is_its_third_monitoring_report_with_seven_priorities(seed: convert.Seed, said: Record):
    page = page_of(said)

    priorities = page.xpath("//section[contains(@class, 'priority')]/h2")
    assert words(page.xpath("//p[@class='band-kind']")[0]) == "Third monitoring report"
    assert [words(each) for each in priorities] == [
        plain(f"Priority {each['ref']} {each['title']}") for each in seed["priorities"]
    ]
    assert len(priorities) == seed["expected_counts"]["priorities"] == 7


def test_rotherham_prints_its_twenty_two_highlights_in_order(seed: convert.Seed, said: Record):
    shown = [words(each) for each in page_of(said).xpath("//section[contains(@class, 'priority')]/ul/li")]

    printed = [
        plain(f"{Highlight.Kind(each['kind']).label}: {each['text']}")
        for priority in seed["priorities"]
        for each in priority["highlights"]
    ]
    assert shown == printed
    assert len(printed) == seed["expected_counts"]["highlights"] == 22


def test_rotherham_tells_of_its_delayed_action_with_the_cause_and_rates_nothing(said: Record):
    page = page_of(said)

    [story] = page.xpath("//ol[@class='paras']/li")
    assert "Audit C screening tool" in words(story)
    assert "late start of the alcohol project in the hospital." in words(story)
    assert "Next. The Interim Strategic Director invited Dr. D. Clitherow to join the Strategic Group." in words(story)
    assert page.xpath("//*[contains(@class, 'rating')]") == []
    assert page.xpath("//*[local-name()='svg'][@class='bar']") == []


def test_rotherham_prints_comparators_as_they_were_printed(seed: convert.Seed, said: Record):
    measures = page_of(said).xpath("//section[@id='measures']//div[@class='measure']")

    told = {
        words(each.find("h3")): (
            " ".join(map(words, each.xpath(".//td"))),
            words(each.find("p")).partition("No target is set.")[2].strip(),
        )
        for each in measures
    }
    higher = "Yorkshire and Humber: higher than. National: higher than."
    assert told == {
        "Reception children overweight or obese (of those measured)": ("increased from previous year", higher),
        "Year 6 children overweight or obese (of those measured)": ("increased from previous year", higher),
        "Uptake of school meals per day": ("21,500", "November 2014: 18,000."),
        "Adult Substance Misuse Services: appropriate safeguarding checks undertaken (audit)": ("slight decrease", ""),
        "Delegates at voluntary and community sector CSE conference": ("over 100", ""),
        "Young people taking part in CSE training and awareness sessions": ("557", ""),
        "Secondary schools below DfE Key Stage Four Floor Standard": ("2", ""),
        "Key Stage One and Two gap to national average": ("2%", ""),
        "Childminders judged Good or better by Ofsted": ("82.1%", ""),
        "Key Stage One maths outcomes": ("", "National: higher than."),
        "16-18 NEET": ("", "National: higher than. Statistical neighbours: higher than."),
        "16-18 activity 'Not Known' return": (
            "4.7%",
            "National: 11.0% (6.3 points below: better). Statistical neighbours: 10.7% (6 points below: better).",
        ),
    }
    assert len(told) == seed["expected_counts"]["indicators"]
