"""Removing personal information in the browser, by two people, and what stands on every page afterwards."""

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import PeriodRecord, Redaction
from monitoring.services.periods import freeze_period
from partnership.models import Membership
from reports.models import MonitoringReport
from reports.services.issuing import request_report
from tests.factories import (
    ActionFactory,
    EditionFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    UpdateFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db

WORDS = "Jamie Fernshaw"
NOTE = "On 12 November 2026 personal information was removed from this report by Ellen Hughes and Joan Tarrant."


@pytest.fixture
def coordinator():
    return UserFactory(name="Ellen Hughes")


@pytest.fixture
def plan(coordinator):
    return PlanFactory(coordinator=coordinator)


@pytest.fixture
def chair(plan):
    user = UserFactory(name="Joan Tarrant")
    MembershipFactory(body=plan.owner_body, user=user, role=Membership.Role.CHAIR)
    return user


@pytest.fixture
def period(plan, coordinator):
    """Fixed, naming a child, with a report."""
    period = PeriodFactory(plan=plan)
    UpdateFactory(action=ActionFactory(priority__plan=plan), period=period, narrative=f"We met {WORDS}.", accepted=True)
    freeze_period(period=period, by=None)
    period.refresh_from_db()
    EditionFactory(report=request_report(period=period, by=coordinator))
    MonitoringReport.objects.update(state=MonitoringReport.State.FINISHED)
    return period


@pytest.fixture
def proposed(client, period, coordinator):
    client.force_login(coordinator)
    client.post(reverse("monitoring:redactions", args=[period.plan.slug]), {"words": WORDS})
    return Redaction.objects.get()


def press(client, redaction, what):
    with time_machine.travel("2026-11-12T09:00:00Z", tick=False):
        return client.post(redaction.get_absolute_url(), {"press": what})


def test_the_coordinator_sees_where_the_words_are_and_cannot_remove_them(client, proposed):
    shown = page(client.get(proposed.get_absolute_url()))

    table = {said(row.xpath("./th")[0]): said(row.xpath("./td")[0]) for row in shown.xpath("//tbody/tr")}
    assert table == {
        "Entries of the history": "1",
        "Updates": "1",
        "Stored records of frozen periods": "1",
        "Records that reports were made from": "1",
        "Files of reports, which are withdrawn": "1",
    }
    assert [said(button) for button in shown.xpath("//main//button")] == ["Forget this request"]
    assert "Somebody else confirms what you propose to remove." in said(page(press(client, proposed, "confirm")))
    assert PeriodRecord.objects.get().redactions.count() == 0


def test_the_chair_has_them_removed_and_every_page_says_so(client, proposed, period, chair):
    client.force_login(chair)
    shown = page(client.get(proposed.get_absolute_url()))
    assert WORDS in said(shown)

    answer = press(client, proposed, "confirm")

    done = said(page(client.get(answer.url)))
    assert "On 12 November 2026 from 4 places, by Ellen Hughes and Joan Tarrant." in done
    assert "Fernshaw" not in done
    action = period.updates.get().action
    for address in (
        reverse("monitoring:dashboard", args=[period.pk]),
        reverse("monitoring:priority_story", args=[period.pk, action.priority_id]),
        reverse("monitoring:action_story", args=[period.pk, action.pk]),
    ):
        text = said(page(client.get(address)))
        assert NOTE in text
        assert "Fernshaw" not in text
    assert "We met [removed 12 November 2026]." in said(
        page(client.get(reverse("monitoring:action_story", args=[period.pk, action.pk])))
    )


def test_a_page_that_tells_of_an_earlier_period_is_not_taken_from_a_browser_that_kept_it(
    client, proposed, period, chair
):
    later = PeriodFactory(plan=period.plan)
    freeze_period(period=later, by=None)
    story = reverse("monitoring:action_story", args=[later.pk, period.updates.get().action.pk])
    client.force_login(chair)
    kept = client.get(story)
    assert WORDS in said(page(kept))

    press(client, proposed, "confirm")

    # The first page after a press has something to say besides.
    client.get(reverse("monitoring:period_list", args=[period.plan.slug]))
    again = client.get(story, headers={"If-None-Match": kept["ETag"]})
    assert again.status_code == 200
    assert "Fernshaw" not in said(page(again))


def test_the_report_is_withdrawn_and_its_page_says_why(client, proposed, period, chair, coordinator):
    client.force_login(chair)
    press(client, proposed, "confirm")
    client.force_login(coordinator)
    report = MonitoringReport.objects.get()

    assert client.get(reverse("reports:report_file", args=[report.pk])).url == report.get_absolute_url()
    shown = said(page(client.get(report.get_absolute_url())))
    assert "The file of this report was withdrawn Personal information was removed from its record" in shown
    client.post(reverse("reports:report_again", args=[report.pk]))
    report.refresh_from_db()
    assert report.state == MonitoringReport.State.ASKED


def test_what_waits_is_listed_without_its_words(client, proposed, chair):
    client.force_login(chair)

    shown = said(page(client.get(reverse("monitoring:redactions", args=[proposed.plan.slug]))))

    assert "Waits for a second person" in shown
    assert "Fernshaw" not in shown


def test_a_request_can_be_forgotten(client, proposed):
    press(client, proposed, "withdraw")

    assert Redaction.objects.count() == 0


def test_words_that_stand_nowhere_are_given_back(client, period, coordinator):
    client.force_login(coordinator)

    shown = page(client.post(reverse("monitoring:redactions", args=[period.plan.slug]), {"words": "Nobody Here"}))

    assert [said(each) for each in parts(shown, "govuk-error-summary__body")] == [
        "These words stand nowhere. Check how they are written there: only whole words are found."
    ]


def test_whoever_reads_the_plan_sees_nothing_of_it(client, proposed):
    client.force_login(UserFactory())

    assert client.get(proposed.get_absolute_url()).status_code == 403
    assert client.get(reverse("monitoring:redactions", args=[proposed.plan.slug])).status_code == 403
