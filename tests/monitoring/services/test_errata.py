from datetime import UTC, datetime

import pytest

from monitoring.models import Correction, PeriodRecord
from monitoring.record import canonical
from monitoring.record.gather import gather
from monitoring.services.errata import (
    ErratumChanged,
    NotFixed,
    NothingToCorrect,
    drop_correction,
    gather_correction,
    gathered,
    issue_erratum,
    seen_as,
)
from monitoring.services.periods import freeze_period
from monitoring.services.updates import last_update, reaffirm_update
from partnership.refusals import Refused
from plans.ratings import Meaning
from tests.factories import ActionFactory, PeriodFactory, UpdateFactory, UserFactory, level

pytestmark = pytest.mark.django_db

FIXED = datetime(2026, 11, 5, 9, tzinfo=UTC)
NARRATIVE = "actions/{}/update/narrative"


@pytest.fixture
def coordinator():
    return UserFactory(name="Ellen Hughes")


@pytest.fixture
def period():
    """Fixed, with one action on track that said two hubs were open."""
    period = PeriodFactory()
    UpdateFactory(
        action=ActionFactory(priority__plan=period.plan),
        period=period,
        proposed_level=level(period.action_scale, Meaning.ON_TRACK),
        narrative="Two hubs are open.",
        next_steps="Open the third.",
        accepted=True,
    )
    freeze_period(period=period, by=None, at=FIXED)
    period.refresh_from_db()
    return period


@pytest.fixture
def action(period):
    return period.updates.get().action


def listed(period, action, by, *, new="Three hubs are open.", reason="The third opened on 28 September."):
    return gather_correction(period=period, path=NARRATIVE.format(action.pk), new=new, reason=reason, by=by)


def issue(period, by, *, based_on_version=1):
    return issue_erratum(period=period, based_on_version=based_on_version, seen=seen_as(gathered(period)), by=by)


def test_gather_correction_keeps_what_stood_there(period, action, coordinator):
    listed(period, action, coordinator)

    assert list(Correction.objects.values_list("path", "old", "new", "reason", "by")) == [
        (
            NARRATIVE.format(action.pk),
            "Two hubs are open.",
            "Three hubs are open.",
            "The third opened on 28 September.",
            coordinator.pk,
        )
    ]
    assert PeriodRecord.objects.count() == 1


def test_gather_correction_of_the_same_place_replaces_the_first(period, action, coordinator):
    listed(period, action, coordinator)
    listed(period, action, coordinator, new="Four hubs are open.")

    assert [each.new for each in gathered(period)] == ["Four hubs are open."]


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (("actions/{}/update/narrative", "Two hubs are open.", "A slip."), NothingToCorrect),
        (("actions/{}/update/narrative", "Three hubs are open.", "  "), Refused),
        (("actions/{}/movement", "better", "A slip."), NothingToCorrect),
        (("plan/title", "Another plan", "A slip."), NothingToCorrect),
    ],
)
def test_gather_correction_that_corrects_nothing_is_refused(period, action, coordinator, typed, refusal):
    path, new, reason = typed

    with pytest.raises(refusal):
        gather_correction(period=period, path=path.format(action.pk), new=new, reason=reason, by=coordinator)

    assert gathered(period) == []


def test_gather_correction_before_freezing_is_refused(coordinator):
    with pytest.raises(NotFixed):
        gather_correction(period=PeriodFactory(), path="period/label", new="Autumn", reason="A slip.", by=coordinator)


def test_drop_correction_takes_it_off_the_list(period, action, coordinator):
    correction = listed(period, action, coordinator)

    drop_correction(period=period, path=correction.path, by=coordinator)

    assert gathered(period) == []


def test_issue_erratum_stores_the_next_version_beside_the_first(period, action, coordinator):
    first = PeriodRecord.objects.get()
    before = bytes(first.body)
    listed(period, action, coordinator)
    gather_correction(
        period=period, path=f"actions/{action.pk}/level", new="off-track", reason="It had slipped.", by=coordinator
    )

    second = issue(period, coordinator)

    first.refresh_from_db()
    said = canonical.decode(bytes(second.body))
    assert (bytes(first.body), first.sha256) == (before, canonical.checksum(before))
    assert (second.version, second.schema, second.made_by) == (2, first.schema, coordinator)
    assert second.sha256 == canonical.checksum(bytes(second.body))
    assert [each.path for each in said.errata[0].corrections] == [each["path"] for each in second.errata]
    assert said.actions[0].update is not None
    assert (said.actions[0].update.narrative, said.actions[0].level) == ("Three hubs are open.", "off-track")
    assert said.priorities[0].computed_level == "off-track"
    assert gathered(period) == []


def test_issue_erratum_with_nothing_on_the_list_is_refused(period, coordinator):
    with pytest.raises(NothingToCorrect):
        issue(period, coordinator)


def test_issue_erratum_after_somebody_elses_is_refused(period, action, coordinator):
    listed(period, action, coordinator)
    issue(period, coordinator)
    listed(period, action, coordinator, new="Four hubs are open.")

    with pytest.raises(ErratumChanged):
        issue(period, UserFactory(), based_on_version=1)

    assert PeriodRecord.objects.count() == 2


def test_issue_erratum_of_a_list_that_nobody_read_is_refused(period, action, coordinator):
    listed(period, action, coordinator)
    seen = seen_as(gathered(period))
    listed(period, action, UserFactory(), new="Four hubs are open.")

    with pytest.raises(ErratumChanged):
        issue_erratum(period=period, based_on_version=1, seen=seen, by=coordinator)

    assert PeriodRecord.objects.count() == 1


def test_the_next_period_compares_with_the_corrected_version(period, action, coordinator):
    gather_correction(
        period=period, path=f"actions/{action.pk}/level", new="off-track", reason="It had slipped.", by=coordinator
    )
    issue(period, coordinator)
    after = PeriodFactory(plan=period.plan)

    said = gather(after)

    [now] = said.actions
    assert (now.previous_column, now.trail[-1].column) == ("off-track", "off-track")
    assert {total.column: total.count for total in said.earlier[-1].totals if total.count} == {"off-track": 1}


def test_who_updates_next_time_reads_what_was_corrected(period, action, coordinator):
    listed(period, action, coordinator)
    gather_correction(
        period=period, path=f"actions/{action.pk}/level", new="off-track", reason="It had slipped.", by=coordinator
    )
    gather_correction(
        period=period,
        path=f"actions/{action.pk}/update/next_steps",
        new="Find another building.",
        reason="A slip.",
        by=coordinator,
    )
    issue(period, coordinator)
    following = PeriodFactory(plan=period.plan)

    last = last_update(action, following)

    assert last is not None
    assert (last.narrative, last.next_steps) == ("Three hubs are open.", "Find another building.")
    assert last.level == level(period.action_scale, Meaning.OFF_TRACK)
    stored = period.updates.get()
    assert (stored.narrative, stored.next_steps) == ("Two hubs are open.", "Open the third.")


def test_what_is_confirmed_as_unchanged_is_what_was_corrected(period, action, coordinator):
    gather_correction(
        period=period,
        path=f"actions/{action.pk}/update/next_steps",
        new="Find another building.",
        reason="A slip.",
        by=coordinator,
    )
    issue(period, coordinator)

    update = reaffirm_update(action=action, period=PeriodFactory(plan=period.plan), by=coordinator)

    assert update.next_steps == "Find another building."
