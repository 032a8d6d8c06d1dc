"""Two people at the same moment: each finds either the other's result or a sentence that says so."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction

from monitoring.models import ProgressUpdate, ReportingPeriod
from monitoring.services.periods import freeze_period, open_period, plan_period
from monitoring.services.refresh import approve_plan
from monitoring.services.reviews import accept_update, return_update
from partnership.refusals import Refused
from plans.models import Plan
from tests.factories import ActionFactory, PeriodFactory, PlanFactory, PriorityFactory, UpdateFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def together(*calls):
    """What each call returned or was refused with, when all are made at once."""
    begin = Barrier(len(calls))

    def run(call):
        try:
            begin.wait(timeout=60)
            return call()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as people:
        return list(people.map(run, calls))


def wait_until_blocked():
    """Return once a session of this database waits for another's lock."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone() == (True,):
                return
        time.sleep(0.02)
    raise AssertionError("nothing waits")


def test_two_periods_planned_at_once_get_numbers_of_their_own():
    plan, by = PlanFactory(), UserFactory()

    def planning(label):
        return lambda: plan_period(plan=plan, label=label, starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30), by=by)

    together(*map(planning, ["July", "Summer", "Third report"]))

    assert sorted(plan.periods.values_list("ordinal", flat=True)) == [1, 2, 3]


def test_one_period_planned_by_an_impatient_press_is_planned_once():
    plan, by = PlanFactory(), UserFactory()

    def press():
        return plan_period(plan=plan, label="Next", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30), by=by)

    together(press, press, press)

    assert plan.periods.count() == 1


def test_period_opened_twice_at_once_is_opened_once():
    period, by = PeriodFactory(planned=True), UserFactory()

    results = together(*[lambda: open_period(period=period, by=by)] * 2)

    assert [type(result) for result in results].count(ReportingPeriod) == 1
    assert [str(result) for result in results if isinstance(result, Refused)] == [f"{period} has already been opened."]
    assert period.moves.count() == 1


def test_period_frozen_twice_at_once_has_one_record():
    period, by = PeriodFactory(), UserFactory()

    results = together(*[lambda: freeze_period(period=period, by=by)] * 2)

    assert [str(result) for result in results if isinstance(result, Refused)] == [f"{period} is frozen already."]
    assert period.records.count() == 1


def test_update_accepted_by_one_and_returned_by_another_is_one_of_both():
    update, by = UpdateFactory(), UserFactory()

    results = together(
        lambda: accept_update(update=update, version=1, by=by),
        lambda: return_update(update=update, version=1, reason="How many?", by=by),
    )

    assert len([result for result in results if isinstance(result, Refused)]) == 1
    (done,) = [result for result in results if isinstance(result, ProgressUpdate)]
    update.refresh_from_db()
    assert (update.state, update.returned_because) == (done.state, done.returned_because)


def test_freeze_while_an_update_is_accepted_holds_what_was_agreed_or_waits_for_it():
    update, by = UpdateFactory(), UserFactory()
    ActionFactory(priority=update.action.priority)

    accepted, frozen = together(
        lambda: accept_update(update=update, version=1, by=by),
        lambda: freeze_period(period=update.period, by=by),
    )

    update.refresh_from_db()
    update.period.refresh_from_db()
    assert isinstance(accepted, ProgressUpdate)
    assert update.state == "accepted"
    # Either the freeze came first and was told to wait, or it came second and holds the agreed rating.
    assert isinstance(frozen, Refused) == (update.period.state == "open")


def test_period_is_not_opened_of_a_plan_that_another_takes_the_place_of_meanwhile():
    old, by = PlanFactory(), UserFactory()
    period = PeriodFactory(plan=old, planned=True)
    new = PlanFactory(status=Plan.Status.DRAFTING, supersedes=old)
    PriorityFactory(plan=new)

    with ThreadPoolExecutor(1) as people:
        with transaction.atomic():
            approve_plan(plan=new, by=by)
            opening = people.submit(together, lambda: open_period(period=period, by=by))
            wait_until_blocked()
        [opened] = opening.result(timeout=60)

    assert str(opened) == f"{old} has ended, so no further period of it is opened."
    period.refresh_from_db()
    assert period.state == ReportingPeriod.State.PLANNED
