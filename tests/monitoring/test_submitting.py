"""Submitting an update, confirming the last one, and two people doing so at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from monitoring.models import Challenge, Draft, ProgressUpdate, ReportingPeriod
from monitoring.reportability import why_not_reported
from monitoring.services.periods import close_updates
from monitoring.services.reviews import return_update
from monitoring.services.updates import (
    Conflict,
    Incomplete,
    NotReported,
    PeriodNotOpen,
    reaffirm_update,
    submit_update,
)
from partnership.due import Due, Precision
from partnership.refusals import Refused
from plans.ratings import Meaning
from priorities.models import Priority, StrategicAction
from tests.factories import (
    ActionFactory,
    DraftFactory,
    PeriodFactory,
    PlanFactory,
    PriorityFactory,
    UpdateFactory,
    UserFactory,
    level,
)

FEBRUARY = Due(date(2027, 2, 28), Precision.MONTH, "February 2027")
DELAY = {
    "cause": "staff",
    "impact": "Three schools wait.",
    "recovery": "Advertise again.",
    "forecast": FEBRUARY,
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return PeriodFactory()


@pytest.fixture
def action(period):
    return ActionFactory(priority__plan=period.plan)


def rated(period, meaning=Meaning.ON_TRACK):
    return level(period.action_scale, meaning)


def submit(action, period, meaning=Meaning.ON_TRACK, **said):
    said = {"narrative": "Nine schools are open.", "by": UserFactory(), "level": rated(period, meaning)} | said
    return submit_update(action=action, period=period, **said)


def said_in(update: ProgressUpdate) -> dict:
    return model_to_dict(
        ProgressUpdate.objects.get(pk=update.pk),
        exclude=["id", "action", "period", "submitted_at"],
    )


# --- What is recorded --------------------------------------------------------------------------


def test_submit_update_off_track_records_everything_asked(action, period):
    officer = UserFactory()

    update = submit(
        action,
        period,
        Meaning.OFF_TRACK,
        **DELAY,
        narrative=" Two posts are vacant. ",
        next_steps="Interview\nAgree rooms",
        completed_on=date(2025, 9, 1),
        by=officer,
        on_behalf_of="Head of Family Help",
    )

    assert said_in(update) == {
        "version": 1,
        "proposed_level": rated(period, Meaning.OFF_TRACK).pk,
        "agreed_level": None,
        "narrative": "Two posts are vacant.",
        **DELAY,
        "cause_detail": "",
        "next_steps": "Interview\nAgree rooms",
        "completed_on": None,
        "unchanged": False,
        "state": "submitted",
        "submitted_by": officer.pk,
        "on_behalf_of": "Head of Family Help",
        "returned_because": "",
        "reviewed_at": None,
        "reviewed_by": None,
    }


def test_submit_update_on_track_leaves_out_what_the_level_does_not_ask(action, period):
    update = submit(action, period, **DELAY, cause_detail="A flood")

    assert (update.cause, update.cause_detail, update.impact, update.recovery, update.forecast) == (
        "",
        "",
        "",
        "",
        None,
    )


def test_submit_update_in_a_plan_that_does_not_rate_takes_no_level():
    period = PeriodFactory(plan=PlanFactory(unrated=True))
    action = ActionFactory(priority__plan=period.plan)

    update = submit_update(action=action, period=period, level=None, narrative="Open.", by=UserFactory())

    assert (update.proposed_level, update.narrative) == (None, "Open.")


@pytest.mark.parametrize(
    ("meaning", "said", "problems"),
    [
        (Meaning.ON_TRACK, {"narrative": " "}, ["narrative"]),
        (Meaning.AT_RISK, {}, ["cause", "impact"]),
        (Meaning.AT_RISK, {"cause": "other", "impact": "They wait."}, ["cause_detail"]),
        (Meaning.OFF_TRACK, {"cause": "staff", "impact": "They wait."}, ["recovery", "forecast"]),
        (Meaning.COMPLETE, {}, ["completed_on"]),
        # The period reports the position on 30 September 2025.
        (Meaning.COMPLETE, {"completed_on": date(2025, 10, 1)}, ["completed_on"]),
        (Meaning.ON_TRACK, {"level": None}, ["level"]),
    ],
)
def test_submit_update_without_what_the_level_asks_is_refused(action, period, meaning, said, problems):
    with pytest.raises(Incomplete) as refused:
        submit(action, period, meaning, **said)

    assert list(refused.value.problems) == problems
    assert list(ProgressUpdate.objects.all()) == []


def test_submit_update_with_a_level_of_another_scale_is_refused(action, period):
    with pytest.raises(Incomplete, match="Choose one of this period’s ratings"):
        submit(action, period, level=rated(PeriodFactory()))


def test_submit_update_complete_waits_for_acceptance(action, period):
    submit(action, period, Meaning.COMPLETE, completed_on=date(2025, 9, 24))

    assert StrategicAction.objects.get(pk=action.pk).stage == StrategicAction.Stage.UNDER_WAY


# --- When it is not taken ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        ("planned", "July to September 2025 has not opened for updates yet."),
        ("challenge", "Updates for July to September 2025 have closed."),
        ("frozen", "July to September 2025 is frozen, so nothing in it can change."),
    ],
)
def test_submit_update_outside_the_open_period_is_refused(state, refusal):
    period = PeriodFactory(**{state: True})
    action = ActionFactory(priority__plan=period.plan)

    with pytest.raises(PeriodNotOpen, match=refusal):
        submit(action, period)

    assert list(ProgressUpdate.objects.all()) == []


def test_submit_update_after_updates_closed_answers_a_returned_one():
    action = ActionFactory()
    period = PeriodFactory(plan=action.plan, challenge=True)
    UpdateFactory(action=action, period=period, returned=True)

    update = submit(action, period, based_on_version=1)

    assert (update.version, update.state, update.returned_because) == (2, "submitted", "")


@pytest.mark.parametrize(
    ("action_is", "priority_is", "refusal"),
    [
        ({"stage": "withdrawn"}, {}, "This action was withdrawn from the plan"),
        ({"stage": "merged"}, {}, "This action was merged into another"),
        ({"stage": "transferred"}, {}, "This action was transferred to another body"),
        ({"in_plan_from": date(2025, 10, 1)}, {}, "This action came into the plan on 1 October 2025"),
        ({"in_plan_until": date(2025, 9, 1)}, {}, "This action left the plan on 1 September 2025"),
        ({}, {"monitored_elsewhere_by": "the Safeguarding Partners"}, "is followed by the Safeguarding Partners"),
        ({}, {"status": Priority.Status.MERGED}, "The part of the plan"),
        ({"stage": "withdrawn", "in_plan_until": date(2025, 12, 31)}, {}, ""),
        ({"in_plan_from": date(2025, 9, 30), "in_plan_until": date(2025, 9, 30)}, {}, ""),
        ({}, {}, ""),
    ],
)
def test_submit_update_of_an_action_that_is_not_reported_on_is_refused(action_is, priority_is, refusal):
    period = PeriodFactory()
    action = ActionFactory(priority=PriorityFactory(plan=period.plan, **priority_is), **action_is)

    # Words and query agree about who is reported on.
    reported = StrategicAction.objects.reportable(on=period.actions_as_at).filter(pk=action.pk).exists()
    assert reported == (why_not_reported(action, on=period.actions_as_at) == "") == (refusal == "")

    if refusal:
        with pytest.raises(NotReported, match=refusal):
            submit(action, period)
    else:
        submit(action, period)


def test_submit_update_of_a_completed_action_is_refused(period):
    action = ActionFactory(priority__plan=period.plan, complete=True)

    with pytest.raises(NotReported, match="This action was completed on 1 June 2026"):
        submit(action, period)


def test_submit_update_of_another_plans_action_is_refused(period):
    with pytest.raises(NotReported, match="This action is reported on in another plan"):
        submit(ActionFactory(), period)


# --- Submitting again --------------------------------------------------------------------------


def test_submit_update_again_with_the_same_level_is_the_next_version(action, period):
    submit(action, period)
    officer = UserFactory()

    update = submit(action, period, narrative="Ten schools are open.", based_on_version=1, by=officer)

    assert (update.version, update.narrative, update.submitted_by) == (2, "Ten schools are open.", officer)
    assert list(Challenge.objects.all()) == []


def test_submit_update_again_with_another_level_asks_why(action, period):
    submit(action, period)

    with pytest.raises(Incomplete) as refused:
        submit(action, period, Meaning.NOT_STARTED, based_on_version=1)

    assert refused.value.problems == {"change_reason": "Say why the rating changes"}


def test_submit_update_again_with_another_level_keeps_who_and_why(action, period):
    update = submit(action, period)
    officer = UserFactory()

    submit(action, period, Meaning.NOT_STARTED, based_on_version=1, change_reason="It was paused.", by=officer)

    assert list(
        Challenge.objects.values_list("update", "from_level__meaning", "to_level__meaning", "reason", "by")
    ) == [(update.pk, "on_track", "not_started", "It was paused.", officer.pk)]


def test_submit_update_after_acceptance_differs_from_the_agreed_level(action, period):
    UpdateFactory(action=action, period=period, accepted=True, agreed_level=rated(period, Meaning.NOT_STARTED))

    update = submit(action, period, based_on_version=1, change_reason="It has begun.")

    assert Challenge.objects.get().from_level == rated(period, Meaning.NOT_STARTED)
    assert (update.agreed_level, update.state, update.reviewed_at) == (None, "submitted", None)


def test_submit_update_deletes_its_authors_draft_only(action, period):
    officer = UserFactory()
    DraftFactory(user=officer, action=action, period=period)
    colleague = DraftFactory(action=action, period=period)
    elsewhere = DraftFactory(user=officer)

    submit(action, period, by=officer)

    assert set(Draft.objects.all()) == {colleague, elsewhere}


# --- Two people --------------------------------------------------------------------------------


def test_submit_update_over_a_version_not_seen_is_a_conflict_with_its_text(action, period):
    theirs = submit(action, period, narrative="Theirs.", by=UserFactory(name="Tom Bell"))

    with pytest.raises(Conflict, match="Tom Bell sent an update for this action") as refused:
        submit(action, period, narrative="Mine.")

    assert refused.value.theirs == theirs
    assert ProgressUpdate.objects.get().narrative == "Theirs."


def test_submit_update_twice_by_an_impatient_press_is_one_version(action, period):
    officer = UserFactory()
    first = submit(action, period, by=officer)

    second = submit(action, period, by=officer)

    assert (second, second.version) == (first, 1)


def test_submit_update_twice_in_answer_to_a_return_after_updates_closed_is_one_version(action, period):
    officer = UserFactory()
    update = submit(action, period, narrative="Some schools.", by=officer)
    return_update(update=update, version=1, reason="Say how many.", by=UserFactory())
    close_updates(period=period, by=UserFactory())
    first = submit(action, period, narrative="Seven schools.", based_on_version=1, by=officer)

    second = submit(action, period, narrative="Seven schools.", based_on_version=1, by=officer)

    assert (second, second.version, second.narrative) == (first, 2, "Seven schools.")


@pytest.mark.django_db(transaction=True)
def test_submit_update_by_two_people_at_once_is_taken_from_one_and_shown_to_the_other():
    period = PeriodFactory()
    action = ActionFactory(priority__plan=period.plan)
    people = [UserFactory(name=name) for name in ("Priya Nair", "Tom Bell")]
    on_track = rated(period)
    together = threading.Barrier(2)
    outcomes: dict[str, object] = {}

    def press(person):
        try:
            together.wait(60)
            outcomes[person.name] = submit_update(
                action=action, period=period, level=on_track, narrative=person.name, by=person
            )
        except Conflict as conflict:
            outcomes[person.name] = conflict
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    taken = ProgressUpdate.objects.get()
    refused = ({"Priya Nair", "Tom Bell"} - {taken.narrative}).pop()
    assert outcomes[taken.narrative] == taken
    assert isinstance(outcomes[refused], Conflict)
    assert outcomes[refused].theirs == taken  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_submit_update_while_the_period_freezes_waits_and_is_refused():
    period = PeriodFactory()
    action = ActionFactory(priority__plan=period.plan)
    officer = UserFactory()
    on_track = rated(period)
    outcomes: list[object] = []

    def press():
        try:
            submit_update(action=action, period=period, level=on_track, narrative="Late.", by=officer)
        except PeriodNotOpen as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    with transaction.atomic():
        # As freezing does: it has the period, and has not finished with it.
        ReportingPeriod.objects.filter(pk=period.pk).update(state="frozen", frozen_at=timezone.now())
        thread = threading.Thread(target=press)
        thread.start()
        thread.join(1)
        assert thread.is_alive()
    thread.join(60)

    assert outcomes == ["July to September 2025 is frozen, so nothing in it can change."]
    assert list(ProgressUpdate.objects.all()) == []


# --- Nothing has changed -----------------------------------------------------------------------


def last_period(plan, action, **said):
    """A frozen period with an update of the action, and the open one after it."""
    before = PeriodFactory(plan=plan)
    last = UpdateFactory(action=action, period=before, **said)
    before.state, before.frozen_at = "frozen", before.opened_at
    before.save()
    return last, PeriodFactory(plan=plan)


def test_reaffirm_update_repeats_level_reason_and_promises_and_says_so():
    action = ActionFactory()
    scale = action.plan.action_scale
    last, period = last_period(
        action.plan,
        action,
        proposed_level=level(scale, Meaning.ON_TRACK),
        agreed_level=level(scale, Meaning.AT_RISK),
        cause="staff",
        impact="Three schools wait.",
        next_steps="Interview",
    )
    officer = UserFactory()

    update = reaffirm_update(action=action, period=period, by=officer)

    assert said_in(update) == said_in(last) | {
        "version": 1,
        "proposed_level": level(scale, Meaning.AT_RISK).pk,
        "agreed_level": None,
        "narrative": "",
        "unchanged": True,
        "submitted_by": officer.pk,
    }


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"unchanged": True}, "You said that nothing had changed last time"),
        ({"proposed_level": None}, "The action was not rated last time"),
    ],
)
def test_reaffirm_update_where_words_are_needed_is_refused(said, refusal):
    action = ActionFactory()
    _last, period = last_period(action.plan, action, **said)

    with pytest.raises(Refused, match=refusal):
        reaffirm_update(action=action, period=period, by=UserFactory())

    assert list(ProgressUpdate.objects.filter(period=period)) == []


def test_reaffirm_update_without_one_in_the_period_just_before_is_refused():
    action = ActionFactory()
    last_period(action.plan, action)
    PeriodFactory._meta.model.objects.filter(state="open").update(state="frozen", frozen_at="2026-01-10T00:00Z")
    period = PeriodFactory(plan=action.plan)

    with pytest.raises(Refused, match="The action was not rated last time"):
        reaffirm_update(action=action, period=period, by=UserFactory())


def test_reaffirm_update_past_the_agreed_date_is_refused():
    action = ActionFactory(due=Due(date(2025, 12, 31), Precision.DAY, "31 December 2025"))
    _last, period = last_period(action.plan, action)

    with pytest.raises(Refused, match="The action is past its date, 31 December 2025"):
        reaffirm_update(action=action, period=period, by=UserFactory())


def test_reaffirm_update_past_the_original_date_but_not_the_agreed_one_is_taken():
    action = ActionFactory(due=Due(date(2025, 12, 31), Precision.DAY, "31 December 2025"))
    action.date_changes.create(
        due=Due(date(2030, 12, 31), Precision.DAY, "31 December 2030"),
        reason="Premises.",
        agreed_on=date(2025, 9, 1),
        agreed_by="The board",
    )
    _last, period = last_period(action.plan, action)

    assert reaffirm_update(action=action, period=period, by=UserFactory()).unchanged


def test_reaffirm_update_on_another_scale_is_refused():
    action = ActionFactory()
    _last, period = last_period(action.plan, action)
    period.action_scale = PlanFactory().action_scale
    period.save()

    with pytest.raises(Refused, match="The ratings are not the same as last time"):
        reaffirm_update(action=action, period=period, by=UserFactory())


def test_reaffirm_update_over_another_update_is_a_conflict():
    action = ActionFactory()
    _last, period = last_period(action.plan, action)
    theirs = submit(action, period)

    with pytest.raises(Conflict) as refused:
        reaffirm_update(action=action, period=period, by=UserFactory())

    assert refused.value.theirs == theirs
