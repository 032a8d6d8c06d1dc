from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from monitoring.record import canonical
from monitoring.record.errata import Replacement, corrected
from monitoring.record.gather import gather
from monitoring.record.small_numbers import Choice, hidden_sha256, kept_back, mark_hidden, marked, places
from monitoring.record.structs import Breakdown, Category, Figure, Measure, Movement, Revision
from tests.factories import DimensionFactory, FigureFactory, HiddenFigureFactory, IndicatorFactory, PeriodFactory

JUNE = date(2026, 6, 30)
SEPTEMBER = date(2026, 9, 30)


def a_figure(value: int | str | None, *, ends: date = JUNE, **given) -> Figure:
    plain: dict[str, Any] = {
        "period": ends.isoformat(),
        "ends": ends,
        "value": None if value is None else Decimal(value),
        "numerator": None,
        "denominator": None,
        "printed": "",
        "missing": "",
        "provisional": False,
        "judgement": "",
        "note": "",
    }
    return Figure(**plain | given)


def a_measure(*figures: Figure, pk: int = 1, parts: dict[str, list[Figure]] | None = None, **given) -> Measure:
    plain: dict[str, Any] = {
        "pk": pk,
        "code": "",
        "title": "Children who go missing",
        "plain_title": "",
        "definition": "",
        "unit": "children",
        "decimals": 0,
        "polarity": "low",
        "basis": "in_period",
        "priority_pk": None,
        "figures": figures,
        "target": None,
        "comparators": (),
        "movement": Movement.NOT_KNOWN,
        "disclosure": "count",
        "breakdowns": (
            Breakdown(
                name="Sex",
                adds_up=True,
                categories=tuple(Category(name=name, figures=tuple(said)) for name, said in parts.items()),
            ),
        )
        if parts
        else (),
    }
    return Measure(**plain | given)


def marks(measure: Measure) -> list[str]:
    return [figure.hidden for _place, figure in places(measure)]


def table(total: int = 27, girls: int = 25, boys: int = 2) -> Measure:
    return a_measure(a_figure(total), parts={"Girls": [a_figure(girls)], "Boys": [a_figure(boys)]})


def test_small_part_of_a_breakdown_is_marked_with_another():
    [measure] = mark_hidden([table()])

    assert marks(measure) == ["", "with_others", "small"]
    assert mark_hidden([measure]) == (measure,)


def test_figure_that_an_analyst_chose_is_marked_with_another():
    [measure] = mark_hidden([table(100, 60, 40)], chosen={1: {Choice(JUNE.isoformat(), "Sex", "Girls")}})

    assert marks(measure) == ["", "chosen", "with_others"]


def test_what_was_published_before_is_hidden_last():
    year: dict[str, Any] = {"basis": "year_to_date"}
    [before] = mark_hidden([a_measure(a_figure(10), **year)])

    [alone] = mark_hidden([a_measure(a_figure(10), a_figure(12, ends=SEPTEMBER), **year)])
    [after] = mark_hidden([a_measure(a_figure(10), a_figure(12, ends=SEPTEMBER), **year)], before=[before])

    assert (marks(alone), marks(after)) == (["with_others", ""], ["", "with_others"])


def test_what_was_hidden_with_a_small_number_before_stays_hidden():
    year: dict[str, Any] = {"basis": "year_to_date"}
    [before] = mark_hidden(
        [a_measure(a_figure(10), a_figure(12, ends=SEPTEMBER), a_figure(2, ends=date(2025, 6, 30)), **year)]
    )

    [after] = mark_hidden(
        [a_measure(a_figure(10), a_figure(40, ends=SEPTEMBER), **year)],
        before=[before],
    )

    assert marks(before) == ["with_others", "", "small"]
    assert marks(after) == ["with_others", ""]


def test_earlier_value_of_a_hidden_figure_is_marked_with_it():
    then = Revision(value=Decimal(9), printed="", missing="", status="provisional", note="")

    [measure] = mark_hidden([a_measure(a_figure(3, revised=(then,)))])

    assert [each.hidden for each in measure.figures[0].revised] == ["with_others"]


def test_small_earlier_value_is_marked_although_the_figure_is_shown():
    then = Revision(value=Decimal(3), printed="", missing="", status="provisional", note="")

    [measure] = mark_hidden([a_measure(a_figure(9, revised=(then,)))])

    assert (measure.figures[0].hidden, measure.figures[0].revised[0].hidden) == ("", "small")


@pytest.mark.django_db
class TestGathered:
    def test_gathering_marks_what_is_not_to_be_published(self):
        period = PeriodFactory()
        indicator = IndicatorFactory(plan=period.plan, disclosure="count", unit="children")
        sex = DimensionFactory(indicator=indicator)
        for value, dimension, category in ((27, None, ""), (25, sex, "Girls"), (2, sex, "Boys")):
            FigureFactory(indicator=indicator, dimension=dimension, category=category, value=value)

        record = gather(period)

        assert record.marked
        assert [(each.place.category, each.why) for each in kept_back(record)] == [
            ("Girls", "with_others"),
            ("Boys", "small"),
        ]

    def test_choice_of_an_analyst_is_gathered(self):
        period = PeriodFactory()
        figure = FigureFactory(indicator__plan=period.plan)
        HiddenFigureFactory(indicator=figure.indicator, period_label=figure.period_label)

        assert [each.why for each in kept_back(gather(period))] == ["chosen"]

    def test_threshold_of_the_deployment_is_that_of_a_measure_without_its_own(self, settings):
        settings.SMALL_NUMBER_THRESHOLD = 10
        period = PeriodFactory()
        for smallest_shown in (None, 5):
            indicator = IndicatorFactory(plan=period.plan, disclosure="count", smallest_shown=smallest_shown)
            FigureFactory(indicator=indicator, value=7)

        assert [each.smallest_shown for each in gather(period).measures] == [10, 5]
        assert [each.measure.smallest_shown for each in kept_back(gather(period))] == [10]

    def test_record_made_before_it_was_marked_is_marked_when_read(self):
        period = PeriodFactory()
        FigureFactory(indicator__plan=period.plan, indicator__disclosure="count", value=2)
        record = gather(period)
        figure = record.measures[0].figures[0]
        bare = replace(record.measures[0], figures=(replace(figure, hidden=""),))

        assert marked(replace(record, measures=(bare,), marked=False)) == record

    def test_checksum_changes_with_what_is_hidden_and_is_empty_where_nothing_is(self):
        period = PeriodFactory()
        indicator = IndicatorFactory(plan=period.plan, disclosure="count")
        FigureFactory(indicator=indicator, period_label="2024/25", value=40)
        nothing = hidden_sha256(gather(period))
        FigureFactory(indicator=indicator, value=2)
        one = hidden_sha256(gather(period))
        FigureFactory(indicator=indicator, value=3, revision=1)

        assert nothing == ""
        assert len({nothing, one, hidden_sha256(gather(period))}) == 3

    def test_correction_that_makes_a_figure_small_marks_it_and_what_it_follows_from(self):
        period = PeriodFactory()
        indicator = IndicatorFactory(plan=period.plan, disclosure="count", unit="children")
        sex = DimensionFactory(indicator=indicator)
        for value, dimension, category in ((27, None, ""), (20, sex, "Girls"), (7, sex, "Boys")):
            FigureFactory(indicator=indicator, dimension=dimension, category=category, value=value)
        FigureFactory(indicator=indicator, period_label="2024/25", value=None, as_printed="12 children")
        body = canonical.encode(gather(period))
        assert kept_back(canonical.decode(body)) == ()
        number = [each.period for each in gather(period).measures[0].figures].index("2024/25") + 1
        path = f"measures/{indicator.pk}/figures/#{number}/printed"

        after = corrected(
            body,
            [Replacement(path, "12 children", "2 children", "Typed wrongly.", "Ada")],
            version=2,
            on=JUNE,
            by="Ada",
        )

        record = canonical.decode(after)
        assert [(each.place.period, each.why) for each in kept_back(record)] == [("2024/25", "small")]
        assert [each.path for each in record.errata[0].corrections] == [path, path.replace("printed", "hidden")]
