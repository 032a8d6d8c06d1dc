"""Looking at what is kept back before a period is published, and keeping back more."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import HiddenFigure
from monitoring.models import ReportingPeriod, SmallNumbersCheck
from monitoring.record.small_numbers import Choice
from monitoring.services.errata import NumbersUnseen, gather_correction, gathered, issue_erratum, seen_as
from monitoring.services.periods import SmallNumbersUnseen, freeze_period, publish_period
from monitoring.services.small_numbers import (
    AlreadyFixed,
    KeptBackChanged,
    NoSuchFigure,
    NothingKeptBack,
    confirm_small_numbers,
    hide_figure,
    show_figure_again,
    to_look_at,
    why_not_publish_numbers,
)
from monitoring.work.small_numbers import SmallNumbers
from partnership.models import User
from partnership.refusals import Refused
from tests.factories import (
    DimensionFactory,
    FigureFactory,
    HiddenFigureFactory,
    IndicatorFactory,
    PeriodFactory,
    PostFactory,
    UserFactory,
)
from tests.monitoring.pages import page as page_of
from tests.monitoring.pages import said

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return said(page_of(answer))


AT = datetime(2026, 10, 30, 12, tzinfo=UTC)
ENDS = date(2025, 3, 31)


@pytest.fixture
def analyst() -> User:
    return UserFactory(name="Asha Analyst")


@pytest.fixture
def period(analyst: User) -> ReportingPeriod:
    """An open period with 27 children, 25 of them girls and 2 boys."""
    period = PeriodFactory(
        plan__analyst_post=PostFactory(holder=analyst), plan__coordinating_post=PostFactory(holder=analyst)
    )
    indicator = IndicatorFactory(plan=period.plan, title="Children who go missing", disclosure="count", unit="children")
    sex = DimensionFactory(indicator=indicator)
    for value, dimension, category in ((27, None, ""), (25, sex, "Girls"), (2, sex, "Boys")):
        FigureFactory(
            indicator=indicator,
            dimension=dimension,
            category=category,
            value=value,
            period_label="2024/25",
            period_ends_on=ENDS,
        )
    return period


def indicator_of(period: ReportingPeriod):
    return period.plan.indicators.get()


def frozen(period: ReportingPeriod) -> ReportingPeriod:
    freeze_period(period=period, by=None, at=AT)
    return ReportingPeriod.objects.get(pk=period.pk)


# --- Publishing waits for a look -------------------------------------------------------------------


def test_publishing_what_nobody_has_looked_at_is_refused(period, analyst):
    fixed = frozen(period)

    with pytest.raises(SmallNumbersUnseen, match="2 figures are kept back because of small numbers, and nobody has"):
        publish_period(period=fixed, by=analyst)

    assert ReportingPeriod.objects.get(pk=period.pk).state == "frozen"


def test_publishing_what_somebody_looked_at_while_it_was_open_goes_ahead(period, analyst):
    confirm_small_numbers(period=period, seen=SmallNumbers(period).sha256, note=" Asked the team. ", by=analyst)

    publish_period(period=frozen(period), by=analyst)

    assert ReportingPeriod.objects.get(pk=period.pk).state == "published"
    assert SmallNumbersCheck.objects.get().note == "Asked the team."


def test_publishing_after_what_is_kept_back_changed_is_refused(period, analyst):
    confirm_small_numbers(period=period, seen=SmallNumbers(period).sha256, by=analyst)
    FigureFactory(indicator=indicator_of(period), period_label="2023/24", period_ends_on=date(2024, 3, 31), value=3)

    with pytest.raises(SmallNumbersUnseen, match="has changed since somebody looked at it"):
        publish_period(period=frozen(period), by=analyst)


def test_publishing_where_nothing_is_kept_back_needs_no_look(analyst):
    period = frozen(PeriodFactory())

    assert why_not_publish_numbers(period) == ""
    assert publish_period(period=period, by=analyst).state == "published"


def test_publishing_what_was_brought_in_waits_for_a_look_too(period, analyst):
    fixed = frozen(period)

    with pytest.raises(SmallNumbersUnseen):
        publish_period(period=fixed, by=None)
    confirm_small_numbers(period=fixed, seen=SmallNumbers(fixed).sha256, by=analyst)

    assert publish_period(period=fixed, by=None).state == "published"


# --- Looking ---------------------------------------------------------------------------------------


def test_confirming_what_has_changed_meanwhile_is_refused(period, analyst):
    seen = SmallNumbers(period).sha256
    FigureFactory(indicator=indicator_of(period), period_label="2023/24", period_ends_on=date(2024, 3, 31), value=3)

    with pytest.raises(KeptBackChanged):
        confirm_small_numbers(period=period, seen=seen, by=analyst)

    assert not SmallNumbersCheck.objects.exists()


def test_confirming_where_nothing_is_kept_back_is_refused(analyst):
    with pytest.raises(NothingKeptBack):
        confirm_small_numbers(period=PeriodFactory(), seen="", by=analyst)


def test_confirming_twice_notes_it_once(period, analyst):
    seen = SmallNumbers(period).sha256

    first = confirm_small_numbers(period=period, seen=seen, by=analyst)

    assert confirm_small_numbers(period=period, seen=seen, by=UserFactory()) == first


# --- Keeping back more -----------------------------------------------------------------------------


def test_figure_is_kept_back_with_a_reason_and_until_it_is_taken_back(period, analyst):
    FigureFactory(indicator=indicator_of(period), period_label="2023/24", period_ends_on=date(2024, 3, 31), value=40)
    row = hide_figure(
        period=period,
        indicator=indicator_of(period),
        choice=Choice("2023/24"),
        reason=" One street. ",
        by=analyst,
    )

    assert (row.reason, row.hidden_by) == ("One street.", analyst)
    assert [each.why for each in SmallNumbers(period).kept] == ["chosen", "with_others", "small"]

    show_figure_again(period=period, hidden_pk=row.pk, by=analyst)
    assert [each.why for each in SmallNumbers(period).kept] == ["with_others", "small"]


def test_keeping_back_without_a_reason_or_what_is_not_there_is_refused(period, analyst):
    known = {"period": period, "indicator": indicator_of(period), "by": analyst}

    with pytest.raises(Refused, match="Say why"):
        hide_figure(choice=Choice("2024/25"), reason=" ", **known)
    for choice in (Choice("1999"), Choice("2024/25", "Sex", "Cats"), Choice("2024/25", "Age", "Girls")):
        with pytest.raises(NoSuchFigure):
            hide_figure(choice=choice, reason="One street.", **known)
    assert not HiddenFigure.objects.exists()


def test_keeping_back_what_a_fixed_record_says_goes_on_the_list_of_corrections(period, analyst):
    FigureFactory(indicator=indicator_of(period), period_label="2023/24", period_ends_on=date(2024, 3, 31), value=40)
    fixed = frozen(period)

    row = hide_figure(
        period=fixed, indicator=indicator_of(period), choice=Choice("2023/24"), reason="One street.", by=analyst
    )

    assert [(each.old, each.new, each.reason, each.by) for each in gathered(fixed)] == [
        ("", "chosen", "One street.", analyst)
    ]
    assert [each.why for each in SmallNumbers(fixed).kept] == ["with_others", "small"]
    assert [each.why for each in to_look_at(fixed).kept] == ["chosen", "with_others", "small"]

    show_figure_again(period=fixed, hidden_pk=row.pk, by=analyst)
    assert (gathered(fixed), HiddenFigure.objects.count()) == ([], 0)


def test_publishing_while_the_analyst_keeps_more_back_waits_for_the_next_version_and_its_look(period, analyst):
    FigureFactory(indicator=indicator_of(period), period_label="2023/24", period_ends_on=date(2024, 3, 31), value=40)
    fixed = frozen(period)
    confirm_small_numbers(period=fixed, seen=SmallNumbers(fixed).sha256, by=analyst)
    known = {"period": fixed, "indicator": indicator_of(period), "by": analyst}
    hide_figure(choice=Choice("2023/24"), reason="One street.", **known)

    with pytest.raises(SmallNumbersUnseen, match="Issue the corrections on the list before you publish"):
        publish_period(period=fixed, by=analyst)
    confirm_small_numbers(period=fixed, seen=to_look_at(fixed).sha256, by=analyst)
    issue(fixed, by=analyst)

    assert publish_period(period=fixed, by=analyst).state == "published"
    assert [each.why for each in SmallNumbers(fixed).kept] == ["chosen", "with_others", "small"]


def test_what_a_stored_record_keeps_back_is_never_taken_back(period, analyst):
    row = HiddenFigureFactory(indicator=indicator_of(period), period_label="2024/25")
    fixed = frozen(period)

    with pytest.raises(AlreadyFixed):
        show_figure_again(period=fixed, hidden_pk=row.pk, by=analyst)
    assert HiddenFigure.objects.get() == row


def test_keeping_back_what_a_fixed_record_does_not_know_is_refused(period, analyst):
    fixed = frozen(period)
    FigureFactory(indicator=indicator_of(period), period_label="2025/26", period_ends_on=date(2026, 3, 31), value=40)

    with pytest.raises(NoSuchFigure, match="says nothing of this figure"):
        hide_figure(
            period=fixed, indicator=indicator_of(period), choice=Choice("2025/26"), reason="One street.", by=analyst
        )


# --- The page --------------------------------------------------------------------------------------


def test_page_shows_numbers_their_table_and_why_and_takes_the_confirmation(client: Client, period, analyst):
    client.force_login(analyst)
    address = reverse("monitoring:small_numbers", args=[period.pk])

    page = text_of(client.get(address))

    assert "2 figures are kept back. Nobody has looked at them yet." in page
    assert "All 27 children Published Keep this back too : All" in page
    assert "Sex: Girls 25 children Kept back Another could be worked out from it" in page
    assert "Sex: Boys 2 children Kept back Too few children" in page

    answer = client.post(address, {"seen": SmallNumbers(period).sha256, "note": "Enough."}, follow=True)

    assert "2 figures are kept back. Asha Analyst looked at them on" in text_of(answer)
    assert "Enough." in text_of(answer)


def test_page_keeps_a_figure_back_and_takes_it_back(client: Client, period, analyst):
    FigureFactory(indicator=indicator_of(period), period_label="2023/24", period_ends_on=date(2024, 3, 31), value=40)
    client.force_login(analyst)
    more = reverse("monitoring:small_numbers_hide", args=[period.pk])
    assert "Children who go missing" in text_of(client.get(more))
    more = f"{more}?measure={indicator_of(period).pk}"

    assert "There is a problem" in text_of(client.post(more, {}))
    answer = client.post(
        more, {"figure": json.dumps(["", "", "2023/24"], separators=(",", ":")), "reason": "A street."}, follow=True
    )

    assert "All 40 children Kept back You or a colleague decided so A street. (Asha Analyst," in text_of(answer)

    answer = client.post(
        reverse("monitoring:small_numbers", args=[period.pk]), {"again": HiddenFigure.objects.get().pk}, follow=True
    )
    assert "Nobody keeps that figure back any more." in text_of(answer)
    assert not HiddenFigure.objects.exists()


def test_page_of_a_fixed_period_keeps_more_back_for_the_next_version(client: Client, period, analyst):
    FigureFactory(indicator=indicator_of(period), period_label="2023/24", period_ends_on=date(2024, 3, 31), value=40)
    fixed = frozen(period)
    client.force_login(analyst)
    page = client.get(reverse("monitoring:small_numbers", args=[fixed.pk]))
    assert "What is kept back stays so; what you keep back besides becomes part of the next version" in text_of(page)
    assert "Take that back" not in text_of(page)

    more = f"{reverse('monitoring:small_numbers_hide', args=[fixed.pk])}?measure={indicator_of(period).pk}"
    chosen = {"figure": json.dumps(["", "", "2023/24"], separators=(",", ":")), "reason": "A street."}
    kept = text_of(client.post(more, chosen, follow=True))

    assert "It is kept back once the coordinator issues the next version." in kept
    assert "All 40 children Kept back You or a colleague decided so A street. (Asha Analyst," in kept
    assert "Take that back : All" in kept
    listed = text_of(client.get(reverse("monitoring:corrections", args=[fixed.pk])))
    assert "Children who go missing: Published or not, 2023/24 Says now Published Will say Not published" in listed


def test_page_of_a_period_that_is_not_open_yet_leads_to_the_periods(client: Client, period, analyst):
    planned = PeriodFactory(plan=period.plan, planned=True)
    client.force_login(analyst)

    for name in ("small_numbers", "small_numbers_hide"):
        answer = client.get(reverse(f"monitoring:{name}", args=[planned.pk]), follow=True)
        assert answer.request["PATH_INFO"] == reverse("monitoring:period_list", args=[period.plan.slug])


def test_publish_page_and_period_page_say_what_stands_in_the_way(client: Client, period, analyst):
    fixed = frozen(period)
    client.force_login(analyst)
    small_numbers = reverse("monitoring:small_numbers", args=[fixed.pk])

    for name, words in (
        ("period_publish", "nobody has looked at them yet"),
        ("period_detail", "2 figures are kept back because of small numbers, and nobody has looked at them"),
    ):
        page = client.get(reverse(f"monitoring:{name}", args=[fixed.pk]))
        assert words in text_of(page)
        assert f'href="{small_numbers}"' in page.content.decode()
    assert "once somebody has looked at 2 figures kept back" in text_of(page)
    refused = client.post(reverse("monitoring:period_publish", args=[fixed.pk]))
    assert "nobody has looked at them yet" in text_of(refused)

    confirm_small_numbers(period=fixed, seen=SmallNumbers(fixed).sha256, by=analyst)
    page = client.get(reverse("monitoring:period_detail", args=[fixed.pk]))
    assert "What stands in the way" not in text_of(page)
    client.post(reverse("monitoring:period_publish", args=[fixed.pk]))
    assert ReportingPeriod.objects.get(pk=fixed.pk).state == "published"


def test_dashboard_says_how_many_figures_are_left_out_and_leads_the_analyst_to_them(client: Client, period, analyst):
    fixed = frozen(period)
    dashboard = reverse("monitoring:dashboard", args=[fixed.pk])
    small_numbers = f'href="{reverse("monitoring:small_numbers", args=[fixed.pk])}"'

    client.force_login(UserFactory())
    others = client.get(dashboard)
    client.force_login(analyst)
    own = client.get(dashboard)

    assert "2 figures are not shown, because they count fewer than 5 children" in text_of(others)
    assert small_numbers not in others.content.decode()
    assert "not shown, because" not in text_of(own)
    assert small_numbers in own.content.decode()


def test_analyst_finds_the_small_numbers_of_an_open_period_among_the_periods(client: Client, period):
    analyst = UserFactory()
    period.plan.analyst_post.holdings.create(user=analyst)
    client.force_login(analyst)

    periods = client.get(reverse("monitoring:period_list", args=[period.plan.slug])).content.decode()

    assert f'href="{reverse("monitoring:small_numbers", args=[period.pk])}"' in periods
    assert f'href="{reverse("monitoring:dashboard", args=[period.pk])}"' not in periods


# --- Correcting ------------------------------------------------------------------------------------


@pytest.fixture
def published(period, analyst) -> ReportingPeriod:
    """Published, with the 2 boys and the 25 girls kept back, and another measure of which nothing is."""
    other = IndicatorFactory(plan=period.plan, title="Schools", disclosure="none", unit="schools")
    FigureFactory(indicator=other, value=12, period_label="2024/25", period_ends_on=ENDS)
    fixed = frozen(period)
    confirm_small_numbers(period=fixed, seen=SmallNumbers(fixed).sha256, by=analyst)
    return publish_period(period=fixed, by=analyst)


def correct(period: ReportingPeriod, title: str, what: str, *, by: User) -> None:
    """Put on the list what stands beside a figure."""
    indicator = period.plan.indicators.get(title=title)
    path = f"measures/{indicator.pk}/figures/#1/{what}"
    gather_correction(period=period, path=path, new="All but two are girls.", reason="It was left out.", by=by)


def issue(period: ReportingPeriod, *, by: User) -> None:
    """Issue what is on the list as version 2."""
    issue_erratum(period=period, based_on_version=1, seen=seen_as(gathered(period)), by=by)


def test_correcting_a_figure_of_a_published_table_with_small_numbers_waits_for_a_look(published, analyst):
    correct(published, "Children who go missing", "note", by=analyst)

    with pytest.raises(NumbersUnseen, match="Version 2 is public once it is issued"):
        issue(published, by=analyst)
    assert published.records.count() == 1

    numbers = to_look_at(published)
    assert (numbers.corrects, numbers.is_unchecked, numbers.has_changed) == (True, True, True)
    confirm_small_numbers(period=published, seen=numbers.sha256, by=analyst)
    issue(published, by=analyst)

    assert published.records.count() == 2
    assert not to_look_at(published).is_unchecked


def test_correcting_a_published_figure_that_is_about_nobody_needs_no_look(published, analyst):
    correct(published, "Schools", "note", by=analyst)

    issue(published, by=analyst)

    assert published.records.count() == 2


def test_correcting_a_frozen_period_is_looked_at_when_it_is_published(period, analyst):
    fixed = frozen(period)
    confirm_small_numbers(period=fixed, seen=SmallNumbers(fixed).sha256, by=analyst)
    correct(fixed, "Children who go missing", "note", by=analyst)

    issue(fixed, by=analyst)

    with pytest.raises(SmallNumbersUnseen, match="has changed since somebody looked at it"):
        publish_period(period=fixed, by=analyst)


def test_pages_of_a_correction_lead_to_the_look_and_then_to_issuing(client: Client, published, analyst):
    correct(published, "Children who go missing", "note", by=analyst)
    client.force_login(analyst)
    corrections = reverse("monitoring:corrections", args=[published.pk])
    small_numbers = reverse("monitoring:small_numbers", args=[published.pk])

    waiting = client.get(corrections)
    looked_at = text_of(client.get(small_numbers))
    seen = to_look_at(published).sha256
    client.post(small_numbers, {"seen": seen, "note": ""})
    ready = client.get(corrections)

    assert "so the analyst looks at it first" in text_of(waiting)
    assert f'href="{small_numbers}"' in waiting.content.decode()
    assert "Issue version 2" not in text_of(waiting)
    assert "This is what the corrections on the list would make of it." in looked_at
    assert "All All but two are girls. 27 children Published" in looked_at
    assert "Issue version 2" in text_of(ready)


# --- Who looks -------------------------------------------------------------------------------------


def test_coordinator_does_not_confirm_what_waits_for_the_analyst(client: Client, period):
    coordinator = UserFactory()
    post = PostFactory(holder=coordinator)
    period.plan.coordinating_post = post
    period.plan.save()
    client.force_login(coordinator)
    address = reverse("monitoring:small_numbers", args=[period.pk])

    page = text_of(client.get(address))
    answer = client.post(address, {"seen": SmallNumbers(period).sha256, "note": ""})

    assert f"It waits for a look by the post {period.plan.analyst_post}." in page
    assert (answer.status_code, SmallNumbersCheck.objects.count()) == (403, 0)


def test_coordinator_confirms_while_nobody_does_the_analysts_work(client: Client, period):
    coordinator = UserFactory()
    period.plan.coordinating_post = PostFactory(holder=coordinator)
    period.plan.analyst_post = PostFactory()
    period.plan.save()
    client.force_login(coordinator)

    client.post(
        reverse("monitoring:small_numbers", args=[period.pk]), {"seen": SmallNumbers(period).sha256, "note": ""}
    )

    assert SmallNumbersCheck.objects.get().confirmed_by == coordinator
