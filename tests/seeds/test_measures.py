"""The measures of real plans, kept and shown as they were printed: nothing rated, nothing worked out that was not."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from monitoring.models import ReportingPeriod
from monitoring.record.gather import gather
from monitoring.record.measures import MeasureLine, measure_lines
from monitoring.services.periods import open_period
from plans.models import Plan
from tests.factories import PeriodFactory, PostFactory, PostHoldingFactory, UserFactory
from tests.seeds.test_seeds import CENTRAL_BEDFORDSHIRE, ROTHERHAM, loaded, pytestmark

__all__ = ["pytestmark"]


def a_period(plan: Plan) -> ReportingPeriod:
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.APPROVED)
    plan.refresh_from_db()
    return open_period(period=PeriodFactory(plan=plan, planned=True, measures_as_at=date(2026, 9, 30)), by=None)


def lines_of(name: str) -> tuple[dict[str, Any], dict[str, MeasureLine]]:
    seed, plan = loaded(name)
    lines = measure_lines(gather(a_period(plan)))
    keys = dict(plan.indicators.values_list("pk", "key"))
    return seed, {keys[line.measure.pk]: line for line in lines}


WAYS = {"better": "Better", "worse": "Worse"}


def printed(said: dict[str, Any]) -> str:
    """What a row must show of a figure: its number with what qualifies it, else the words that were printed."""
    value = said["value"]
    if isinstance(value, dict):
        return f"Over {value['number']}"
    if value is None:
        return str(said.get("direction", "")).replace("_", " ")
    return f"{value:,}%" if said.get("unit") == "percent" else f"{value:,}"


def test_central_bedfordshire_measures_show_their_judgement_and_no_rating() -> None:
    seed, lines = lines_of(CENTRAL_BEDFORDSHIRE)

    judged = seed["indicator_statement"]["text"]
    assert {
        key: (line.latest, line.rating, line.met, line.short.moved.way) for key, line in lines.items()
    } == dict.fromkeys(("ni-65", "ni-59", "ni-67"), (judged, None, None, ""))
    assert [line.target for line in lines.values()] == ["to 15%", "at least 85%", "exactly 100%"]


def test_rotherham_measures_show_numbers_words_and_what_others_have() -> None:
    seed, lines = lines_of(ROTHERHAM)

    said = {each["id"].lower(): each for each in seed["indicators"]}
    assert {key: line.latest for key, line in lines.items()} == {key: printed(each) for key, each in said.items()}
    assert {key: line.rating for key, line in lines.items()} == dict.fromkeys(said)
    relations = {
        key: [other.value for other in line.others if other.value == "higher than"] for key, line in lines.items()
    }
    assert relations == {
        key: ["higher than" for each in seed_of.get("comparators", ()) if each.get("relation")]
        for key, seed_of in said.items()
    }
    of_not_known = {other.name: other.said for other in lines["ind-not-known"].others}
    assert of_not_known == {
        "National": "11.0% (6.3 points below: better)",
        "Statistical neighbours": "10.7% (6 points below: better)",
    }


def test_rotherham_measures_went_the_way_that_the_minute_reads() -> None:
    """Where the source says how a number moved; elsewhere its reading rests on others alone."""
    seed, lines = lines_of(ROTHERHAM)

    moved = {
        each["id"].lower(): WAYS[each["performance_reading"]] for each in seed["indicators"] if "direction" in each
    }
    assert {key: lines[key].short.moved.text for key in moved} == moved
    assert lines["ind-school-meals"].short.said == "Up 3,500 since November 2014"
    still = [key for key in lines if key not in moved]
    assert {lines[key].short.moved.text for key in still} == {"Not compared"}


@pytest.mark.parametrize("name", [CENTRAL_BEDFORDSHIRE, ROTHERHAM])
def test_dashboard_of_a_seed_shows_every_measure_without_a_colour(name: str, client: Any) -> None:
    _seed, plan = loaded(name)
    reader = UserFactory()
    plan.coordinating_post = PostFactory()
    plan.save()
    PostHoldingFactory(post=plan.coordinating_post, user=reader)
    period = a_period(plan)
    client.force_login(reader)

    shown = client.get(reverse("monitoring:dashboard", args=[period.pk])).content.decode()

    section = shown[shown.index('id="measures"') :]
    section = section[: section.index("</section>")]
    assert [title for title in plan.indicators.values_list("title", flat=True) if escape(title) not in section] == []
    assert 'href="#mark-' not in section
