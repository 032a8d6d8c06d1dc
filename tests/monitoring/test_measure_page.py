import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from monitoring.services.periods import freeze_period
from monitoring.views import measures
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    BaselineFactory,
    BodyFactory,
    ComparatorFactory,
    ComparatorGroupFactory,
    ComparatorMemberFactory,
    DimensionFactory,
    FigureFactory,
    IndicatorFactory,
    MeasureCommentaryFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    RatingRuleFactory,
    RatingScaleFactory,
    SeriesBreakFactory,
    TargetFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, rows, said

pytestmark = pytest.mark.django_db


def freeze(period):
    freeze_period(period=period, by=None, at=datetime.combine(period.ends_on, datetime.min.time(), UTC))
    period.refresh_from_db()
    return period


def story_of(indicator, period):
    return reverse("monitoring:measure_story", args=[period.pk, indicator.pk])


def figures(indicator, *values, first=2021, **given):
    """A figure of each financial year that ends in March, from `first` on."""
    for year, value in enumerate(values, start=first):
        FigureFactory(
            indicator=indicator,
            period_label=f"{year}/{year % 100 + 1}",
            period_ends_on=date(year + 1, 3, 31),
            value=value,
            missing="" if value is not None else "not_available",
            **given,
        )


@pytest.fixture
def reader(client):
    user = UserFactory(name="Sam Reader")
    client.force_login(user)
    return user


@pytest.fixture
def plan():
    """A plan that rates its measures."""
    return PlanFactory(measure_scale=RatingScaleFactory())


@pytest.fixture
def measure(plan):
    return IndicatorFactory(
        plan=plan,
        code="NI 59",
        title="Assessments done within 45 days",
        plain_title="How quickly we find out what a family needs",
        unit="%",
        decimals=0,
        disclosure="none",
        priority=PriorityFactory(plan=plan, ref="1", title="Safe at home"),
    )


def aimed(indicator, year, value, **given):
    return TargetFactory(
        indicator=indicator,
        period_label=f"{year}/{year % 100 + 1}",
        period_ends_on=date(year + 1, 3, 31),
        value=value,
        **given,
    )


def sentence(shown):
    return said(parts(shown, "app-position")[0])


def section(shown, ident):
    (found,) = shown.xpath(f"//section[@aria-labelledby='{ident}']")
    return found


# --- Where it stands --------------------------------------------------------------------------------


def test_measure_page_begins_with_what_it_comes_to(client, reader, plan, measure):
    figures(measure, 50, 47, 52)
    aimed(measure, 2023, 60)
    RatingRuleFactory(plan=plan, kind="percent", at_risk_within=20)
    for name, value in (("England", 50), ("Similar areas", 55)):
        ComparatorFactory(
            indicator=measure, name=name, value=value, period_label="2023/24", period_ends_on=date(2024, 3, 31)
        )

    shown = page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan)))))

    assert [said(each) for each in shown.xpath("//h1")] == ["Assessments done within 45 days"]
    assert said(shown.xpath("//h1")[0].getnext()) == "How quickly we find out what a family needs"
    assert sentence(shown) == (
        "52% in 2023/24: 8 points below the target of 60%, 5 points better than a year before. "
        "Better than England; worse than Similar areas."
    )
    assert said(parts(shown, "app-verdict")[0]) == (
        "Rating Some concern "
        "Since the result before Better Up 5 points since 2022/23 "
        "Since a year before Better Up 5 points since 2022/23"
    )
    assert said(parts(shown, "app-promise")[0]) == (
        "Which way is good Higher is better "
        "Priority 1 Safe at home "
        "Led by No lead named "
        "How it is rated A figure that meets its target is “On track”. One that misses it by no more than 20% of it "
        "is “Some concern”, and one further off “Off track”."
    )


@pytest.mark.parametrize(
    ("latest", "expected"),
    [
        (
            {"value": None, "missing": "not_due"},
            "No result for 2024/25: not due yet. The last number was 52% in 2023/24.",
        ),
        ({"value": None, "as_printed": "on the way"}, "In 2024/25: on the way. The last number was 52% in 2023/24."),
        ({"value": 60}, "60% in 2024/25: exactly the target, 8 points better than a year before."),
        ({"value": 61, "qualifier": "about"}, "about 61% in 2024/25: 1 point above the target of 60%."),
    ],
    ids=["not due", "words", "on target", "not exact"],
)
def test_measure_page_says_in_a_sentence_what_there_is_to_say(client, reader, measure, latest, expected):
    figures(measure, 52, first=2023)
    FigureFactory(indicator=measure, period_label="2024/25", period_ends_on=date(2025, 3, 31), **latest)
    aimed(measure, 2024, 60)

    assert sentence(page(client.get(story_of(measure, freeze(PeriodFactory(plan=measure.plan)))))) == expected


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        ((2026, "in_year"), "52% in 2024/25: the target for 2026/27 is at least 50%."),
        ((2024, "annual"), "52% in 2024/25: 2 points above the target of 50%."),
    ],
    ids=["of a later period", "of its year"],
)
def test_measure_page_holds_a_result_against_no_target_of_another_time(client, reader, measure, aim, expected):
    figures(measure, 52, first=2024)
    aimed(measure, aim[0], 50, span=aim[1])

    assert sentence(page(client.get(story_of(measure, freeze(PeriodFactory(plan=measure.plan)))))) == expected


def test_measure_page_without_any_figure_says_so(client, reader, plan, measure):
    shown = page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan)))))

    assert sentence(shown) == "There is no result yet."
    assert shown.xpath("//main//table") == []


def test_measure_page_of_one_for_information_has_no_colour_and_judges_nothing(client, reader, plan, measure):
    measure.polarity = "information"
    measure.save()
    figures(measure, 50, 52)

    shown = page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan)))))

    assert sentence(shown) == "52% in 2022/23: 2 points more than a year before."
    assert said(parts(shown, "app-verdict")[0]) == (
        "Rating Not rated For information only "
        "Since the result before Higher Up 2 points since 2021/22 "
        "Since a year before Higher Up 2 points since 2021/22"
    )


# --- The series -------------------------------------------------------------------------------------


def test_measure_page_tells_every_result_with_breaks_revisions_and_what_is_not_final(client, reader, plan, measure):
    figures(measure, 50, None, 47)
    FigureFactory(
        indicator=measure,
        period_label="2024/25",
        period_ends_on=date(2025, 3, 31),
        value=45,
        status="provisional",
        entered_by=UserFactory(name="Hana Weir"),
        entered_at=datetime(2025, 5, 1, 9, tzinfo=UTC),
    )
    FigureFactory(
        indicator=measure,
        period_label="2024/25",
        period_ends_on=date(2025, 3, 31),
        revision=1,
        value=48,
        numerator=48,
        denominator=100,
        status="revised",
        note="Two schools sent theirs late.",
        reported_rating="Amber",
    )
    SeriesBreakFactory(indicator=measure, begins_on=date(2024, 4, 1), reason="Counted from referral.")
    aimed(measure, 2024, 60)
    ComparatorFactory(
        indicator=measure, name="England", value=50, period_label="2024/25", period_ends_on=date(2025, 3, 31)
    )

    shown = page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan)))))

    assert rows(section(shown, "series")) == [
        [
            "2024/25 Revised",
            "Result 48% 48 of 100 rated “Amber” by the source Two schools sent theirs late. "
            "Before it was revised: 45%, entered by Hana Weir on 1 May 2025 New series: Counted from referral.",
            "Target at least 60%",
            "England 50% 2 points worse here",
        ],
        ["2023/24", "Result 47%", "Target – none for that period", "England – not known"],
        ["2022/23", "Result Not available", "Target – none for that period", "England – not known"],
        ["2021/22", "Result 50%", "Target – none for that period", "England – not known"],
    ]
    wide, narrow = section(shown, "series").xpath(".//*[local-name()='svg']")
    assert said(wide.xpath("./*[local-name()='title']")[0]) == (
        "2021/22: 50%; 2022/23: not available; 2023/24: 47%; "
        "2024/25: 48%, revised, a new series, target at least 60%, England 50%"
    )
    assert (wide.get("width"), narrow.get("width")) == ("700", "320")


def test_measure_page_says_what_the_signs_of_the_drawing_mean(client, reader, plan, measure):
    figures(measure, 50, None, 47, status="provisional")
    SeriesBreakFactory(indicator=measure, begins_on=date(2024, 3, 31))

    shown = section(page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan))))), "series")

    assert [said(each) for each in shown.xpath("./p")] == [
        "A hollow point is not final.",
        "An upright line marks where a new series begins; nothing is compared across it.",
        "A gap is a period without a number.",
    ]


def test_measure_page_with_one_number_draws_nothing(client, reader, plan, measure):
    figures(measure, 50)

    shown = section(page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan))))), "series")

    assert shown.xpath(".//*[local-name()='svg']") == []
    assert len(rows(shown)) == 1


# --- Targets, others, parts -------------------------------------------------------------------------


def test_measure_page_shows_targets_of_the_period_and_of_the_year_side_by_side(client, reader, plan, measure):
    aimed(measure, 2023, 60, floor=50)
    aimed(measure, 2023, 65, span="annual", note="Agreed by the board.")
    aimed(measure, 2024, 70, kind="trajectory")
    aimed(measure, 2025, None, rule="better_than_comparator", rule_comparator="nation")
    aimed(measure, 2026, None, none_set=True)
    figures(measure, 52, first=2023)

    shown = page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan)))))

    assert rows(section(shown, "targets")) == [
        [
            "2023/24 Agreed by the board.",
            "For the period at least 60%",
            "For the whole year at least 65%",
            "Floor 50%",
        ],
        ["2024/25", "For the period at least 70%, a step on the way", "", ""],
        ["2025/26", "For the period better than the nation", "", ""],
        ["2026/27", "For the period none set", "", ""],
    ]


def test_measure_page_says_of_others_whose_it_is_where_it_comes_from_and_who_belonged_then(
    client, reader, plan, measure
):
    figures(measure, 47, 52, first=2022)
    group = ComparatorGroupFactory(name="Similar areas")
    ComparatorMemberFactory(group=group, name="Eastvale", member_until=date(2023, 3, 31))
    ComparatorMemberFactory(group=group, name="Westmere")
    for year, value in ((2022, 50), (2023, 51)):
        ComparatorFactory(
            indicator=measure,
            kind="statistical_neighbours",
            name="Similar areas",
            group=group,
            value=value,
            period_label=f"{year}/{year % 100 + 1}",
            period_ends_on=date(year + 1, 3, 31),
            source="LAIT",
            published_on=date(year + 1, 11, 30),
        )
    ComparatorFactory(indicator=measure, name="England", value=None, relation="higher than", period_label="")

    shown = page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan)))))

    assert rows(section(shown, "others")) == [
        [
            "Similar areas",
            "Period 2023/24",
            "Result 51% 1 point better here",
            "Source LAIT, published on 30 November 2024 Then: Westmere",
        ],
        [
            "Similar areas",
            "Period 2022/23",
            "Result 50% 3 points worse here",
            "Source LAIT, published on 30 November 2023 Then: Eastvale, Westmere",
        ],
        ["England", "", "Result higher than", ""],
    ]


def test_measure_page_shows_its_parts_with_earlier_periods_behind(client, reader, plan, measure):
    sex = DimensionFactory(indicator=measure)
    for category, values in (("Girls", (61, 62, 63, 64, 65)), ("Boys", (51, None, 53, 54, 55))):
        figures(measure, *values, first=2020, dimension=sex, category=category)

    shown = section(page(client.get(story_of(measure, freeze(PeriodFactory(plan=plan))))), "parts-1")

    assert [said(each) for each in shown.xpath("./h2 | ./p")] == ["By Sex", "Together they are the whole."]
    (first, second) = shown.xpath(".//table")
    assert [said(each) for each in first.xpath("./thead//th")] == ["Sex", "2024/25", "2023/24", "2022/23", "2021/22"]
    assert rows(first) == [
        ["Girls", "2024/25 65%", "2023/24 64%", "2022/23 63%", "2021/22 62%"],
        ["Boys", "2024/25 55%", "2023/24 54%", "2022/23 53%", "2021/22 Not available"],
    ]
    assert rows(second) == [["Girls", "2020/21 61%"], ["Boys", "2020/21 51%"]]
    assert [said(each) for each in shown.xpath("./details/summary")] == ["Earlier periods : Sex"]


def test_measure_page_says_what_it_is_whom_it_serves_and_who_leads_it(client, reader, plan, measure):
    action = ActionFactory(priority=measure.priority, ref="1.2", title="Open a second team")
    saying = {
        "action": action,
        "definition": "Assessments finished in time.",
        "numerator_words": "Assessments done within 45 working days",
        "denominator_words": "All assessments begun",
        "source": "Case records",
        "basis": "year_to_date",
        "frequency": "quarterly",
        "lag_days": 30,
        "kind": "how_well",
        "external_codes": {"DfE": "A1", "NI": "59"},
        "lead_post": PostFactory(title="Head of Assessment", holder=UserFactory(name="Ada Okafor")),
        "lead_body": BodyFactory(name="Safeguarding Board"),
    }
    for name, value in saying.items():
        setattr(measure, name, value)
    measure.save()
    BaselineFactory(indicator=measure, value=40, period_label="2019/20")
    figures(measure, 52, first=2024)

    period = freeze(PeriodFactory(plan=plan))
    shown = page(client.get(story_of(measure, period)))

    (facts,) = parts(shown, "app-promise")
    assert said(facts) == (
        "What it measures Assessments finished in time. "
        "What is counted Assessments done within 45 working days Out of All assessments begun "
        "Which way is good Higher is better What a result covers Year to date How often Every quarter "
        "Source Case records What it asks How well did we do it? Baseline 40%, 2019/20 "
        "Known elsewhere as DfE A1; NI 59 "
        "Action 1.2 Open a second team Priority 1 Safe at home "
        "Led by Head of Assessment, Safeguarding Board (Ada Okafor)"
    )
    assert [each.get("href") for each in facts.xpath(".//a")] == [
        reverse("monitoring:action_story", args=[period.pk, action.pk]),
        reverse("monitoring:priority_story", args=[period.pk, measure.priority_id]),
    ]
    assert "Next figure expected 30 July 2025, so it is late" in said(parts(shown, "app-verdict")[0])


# --- What was said ----------------------------------------------------------------------------------


def told(measure, period, story, **given):
    return MeasureCommentaryFactory(
        indicator=measure, period=period, story=story, written_by=UserFactory(name="Ada Okafor"), **given
    )


def test_measure_page_tells_what_was_said_newest_first(client, reader, plan, measure):
    figures(measure, 50, 52)
    first = PeriodFactory(plan=plan)
    told(measure, first, "Two people left.", doing="We hire.", forecast="55% by March")
    freeze(first)
    freeze(PeriodFactory(plan=plan))
    third = PeriodFactory(plan=plan)
    told(
        measure,
        third,
        "A team began.",
        judged_level=level(plan.measure_scale, Meaning.AT_RISK),
        judged_reason="It is new.",
    )

    shown = section(page(client.get(story_of(measure, freeze(third)))), "said")

    assert [said(each) for each in parts(shown, "app-story__chapter")] == [
        "January to March 2026 Some concern 52% in 2022/23 A team began. Why this rating It is new. "
        "Reported by Ada Okafor on 6 October 2026.",
        "July to September 2025 52% in 2022/23 Two people left. What is done We hire. Forecast 55% by March "
        "Reported by Ada Okafor on 6 October 2026.",
    ]


def test_measure_page_of_an_earlier_period_tells_nothing_later(client, reader, plan, measure):
    figures(measure, 50)
    first = freeze(PeriodFactory(plan=plan))
    second = PeriodFactory(plan=plan)
    told(measure, second, "Later news.")
    freeze(second)

    assert "Later news." not in client.get(story_of(measure, first)).content.decode()


def test_measure_page_that_is_long_goes_on_in_an_earlier_period(client, reader, plan, measure, monkeypatch):
    monkeypatch.setattr(measures, "CHAPTERS", 2)
    periods = []
    for number in range(4):
        period = PeriodFactory(plan=plan)
        told(measure, period, f"Story {number}.")
        periods.append(freeze(period))

    shown = page(client.get(story_of(measure, periods[-1])))

    assert len(parts(shown, "app-story__chapter")) == 3
    (older,) = [each.get("href") for each in shown.xpath("//a[text()='What was said before']")]
    assert older == story_of(measure, periods[0])


# --- Who sees what, and when it is asked for again --------------------------------------------------


def test_measure_page_answers_not_modified_for_the_same_record(client, reader, plan, measure):
    period = freeze(PeriodFactory(plan=plan))
    first = client.get(story_of(measure, period))

    assert first["Cache-Control"] == "private, no-cache"
    assert client.get(story_of(measure, period), headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_measure_page_of_a_measure_of_another_plan_is_not_there(client, reader, plan):
    assert client.get(story_of(IndicatorFactory(), freeze(PeriodFactory(plan=plan)))).status_code == 404


def test_small_numbers_are_told_to_whoever_leads_the_measure_only(client, plan, measure):
    holder = UserFactory()
    measure.disclosure, measure.unit, measure.lead_post = "count", "", PostFactory(holder=holder)
    measure.save()
    figures(measure, 27, 3)
    period = freeze(PeriodFactory(plan=plan))
    addresses = [story_of(measure, period), figures_of(measure, period), all_figures(period)]

    def shown_to(user):
        client.force_login(user)
        return [client.get(address).content.decode("utf-8-sig") for address in addresses]

    for text in shown_to(holder):
        assert ">3<" in text or ",3,,,," in text
    for text in shown_to(UserFactory()):
        assert ">3<" not in text
        assert ",3,,,," not in text
        assert "to protect children" in text


def test_measure_page_leads_on_whoever_answers_for_its_figures(client, plan, measure):
    holder = UserFactory()
    measure.lead_post = PostFactory(holder=holder)
    measure.save()
    frozen, period = freeze(PeriodFactory(plan=plan)), PeriodFactory(plan=plan)

    def ways(user, period):
        client.force_login(user)
        return [said(each) for each in parts(page(client.get(story_of(measure, period))), "app-downloads")[0]]

    everybody = ["Download these figures (CSV)", "How it is defined now"]
    assert ways(UserFactory(), frozen) == everybody
    assert ways(holder, frozen) == [*everybody, "Bring in figures"]
    assert ways(holder, period) == [*everybody, "Bring in figures"]
    commentary = reverse("monitoring:commentary", args=[period.pk, measure.pk])
    shown = page(client.get(story_of(measure, period)))
    assert [said(link) for link in shown.xpath(f"//main//a[@href='{commentary}']")] == ["Write the commentary"]


def test_latest_page_of_a_measure_is_that_of_the_last_record_that_knows_it(client, reader, plan, measure):
    period = freeze(PeriodFactory(plan=plan))
    PeriodFactory(plan=plan)
    later = IndicatorFactory(plan=plan)

    def led_to(indicator):
        return client.get(reverse("monitoring:measure_latest", args=[indicator.pk]))["Location"]

    assert led_to(measure) == story_of(measure, period)
    assert led_to(later) == reverse("monitoring:latest_dashboard", args=[plan.slug])
    plan.coordinating_post = PostFactory(holder=reader)
    plan.save()
    assert led_to(later) == story_of(later, plan.periods.latest("ordinal"))


def test_action_story_shows_the_measures_of_the_action(client, reader, plan, measure):
    action = ActionFactory(priority=measure.priority)
    measure.action = action
    measure.save()
    figures(measure, 50, 52)
    aimed(measure, 2022, 60)
    period = freeze(PeriodFactory(plan=plan))

    shown = page(client.get(reverse("monitoring:action_story", args=[period.pk, action.pk])))

    told_of = parts(shown, "app-promise")[1]
    assert said(told_of) == (
        "NI 59 Assessments done within 45 days 52%, 2022/23 The plan does not say how it is rated "
        "Target: at least 60% Better Up 2 points since 2021/22"
    )
    assert [each.get("href") for each in told_of.xpath(".//a")] == [story_of(measure, period)]


# --- Files ------------------------------------------------------------------------------------------


def figures_of(indicator, period):
    return reverse("monitoring:measure_figures", args=[period.pk, indicator.pk])


def all_figures(period):
    return reverse("monitoring:period_figures", args=[period.pk])


def read(response):
    """The rows of a CSV by its headings, without what is empty."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    lines = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    return [{name: value for name, value in line.items() if value} for line in lines]


def test_figures_of_a_measure_are_a_tidy_file(client, reader, measure):
    plan = measure.plan
    plan.title = plan.short_title = "Northmoor Plan"
    plan.save()
    figures(measure, None, "52.5")
    girls = DimensionFactory(indicator=measure)
    figures(measure, 60, first=2022, dimension=girls, category="Girls", status="provisional")
    aimed(measure, 2022, 60, floor=50)
    BaselineFactory(indicator=measure, value=40, period_label="2019/20", period_ends_on=date(2020, 3, 31))
    ComparatorFactory(
        indicator=measure, value=50, period_label="2022/23", period_ends_on=date(2023, 3, 31), source="LAIT"
    )
    period = freeze(PeriodFactory(plan=plan))

    response = client.get(figures_of(measure, period))

    of_measure = {"Code": "NI 59", "Measure": "Assessments done within 45 days", "Unit": "%"}
    in_2022 = {"Period": "2022/23", "Period ends": "2023-03-31"}
    assert read(response) == [
        of_measure
        | {
            "What this row says": "result",
            "Period": "2021/22",
            "Period ends": "2022-03-31",
            "Symbol where there is no number": "x",
            "Why there is no number": "Not available",
            "Status": "final",
        },
        of_measure
        | in_2022
        | {
            "What this row says": "result",
            "Value": "52.5",
            "Status": "final",
            "Target for the period": "60",
            "Floor": "50",
            "Target is met by": "at least",
        },
        of_measure
        | in_2022
        | {
            "What this row says": "result",
            "Broken down by": "Sex",
            "Part": "Girls",
            "Value": "60",
            "Status": "provisional",
        },
        of_measure
        | in_2022
        | {
            "What this row says": "target",
            "Value": "60",
            "Floor": "50",
            "Target is met by": "at least",
            "For the whole year": "no",
        },
        of_measure
        | {
            "What this row says": "baseline",
            "Period": "2019/20",
            "Period ends": "2020-03-31",
            "Value": "40",
        },
        of_measure
        | in_2022
        | {"What this row says": "comparison", "Of whom": "England", "Value": "50", "Source": "LAIT"},
    ]
    assert response["Content-Disposition"] == (
        'attachment; filename="northmoor-plan-july-to-september-2025-assessments-done-within-45-days.csv"'
    )
    assert client.get(figures_of(measure, period)).content == response.content


def test_figures_of_a_period_are_those_of_all_its_measures(client, reader, plan, measure):
    other = IndicatorFactory(plan=plan, title="Second")
    figures(measure, 50)
    figures(other, 60)

    answer = client.get(all_figures(freeze(PeriodFactory(plan=plan))))

    assert [(row["Measure"], row["Value"]) for row in read(answer)] == [
        ("Assessments done within 45 days", "50"),
        ("Second", "60"),
    ]


def test_figures_not_yet_agreed_are_kept_nowhere_and_named_provisional(client, reader, plan, measure):
    plan.coordinating_post = PostFactory(holder=reader)
    plan.save()

    response = client.get(figures_of(measure, PeriodFactory(plan=plan)))

    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].endswith('-provisional.csv"')


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝"])
def test_text_that_a_spreadsheet_would_work_out_stays_text(client, reader, plan, begin):
    figures(IndicatorFactory(plan=plan, title=f"{begin}HYPERLINK(1)"), -5)

    (row,) = read(client.get(all_figures(freeze(PeriodFactory(plan=plan)))))

    assert (row["Measure"], row["Value"]) == (f"'{begin}HYPERLINK(1)", "-5")


# --- Queries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 20])
def test_measure_page_asks_five_queries(client, reader, measure, number, django_assert_num_queries):
    figures(measure, *range(40, 40 + number), first=2004)
    for other in IndicatorFactory.create_batch(number, plan=measure.plan):
        figures(other, 50)
    periods = [freeze(PeriodFactory(plan=measure.plan)) for _ in range(number)]

    with django_assert_num_queries(5):
        client.get(story_of(measure, periods[-1]))
