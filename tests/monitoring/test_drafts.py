from __future__ import annotations

import pytest

from monitoring.models import Draft
from monitoring.services.drafts import AlreadySubmitted, save_draft, take_over_update
from monitoring.services.updates import PeriodNotOpen
from partnership.refusals import Refused
from tests.factories import ActionFactory, PeriodFactory, UpdateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return PeriodFactory()


@pytest.fixture
def action(period):
    return ActionFactory(priority__plan=period.plan)


@pytest.fixture
def officer():
    return UserFactory()


def save(action, period, by, content, based_on_version=0):
    return save_draft(action=action, period=period, content=content, based_on_version=based_on_version, by=by)


def test_save_draft_again_replaces_what_was_kept(action, period, officer):
    save(action, period, officer, {"narrative": "Half a"})
    save(action, period, officer, {"narrative": "Half a sentence", "cause": "staff"})

    draft = Draft.objects.get()
    assert (draft.user, draft.action, draft.period) == (officer, action, period)
    assert draft.content == {"narrative": "Half a sentence", "cause": "staff"}


def test_save_draft_of_two_people_keeps_both(action, period, officer):
    save(action, period, officer, {"narrative": "Mine"})
    save(action, period, UserFactory(), {"narrative": "Theirs"})

    assert sorted(draft.content["narrative"] for draft in Draft.objects.all()) == ["Mine", "Theirs"]


def test_save_draft_with_nothing_typed_keeps_none(action, period, officer):
    save(action, period, officer, {"narrative": "Half a"})

    assert save(action, period, officer, {"narrative": " "}) is None
    assert list(Draft.objects.all()) == []


def test_save_draft_after_updates_closed_is_refused(officer):
    period = PeriodFactory(challenge=True)
    action = ActionFactory(priority__plan=period.plan)

    with pytest.raises(PeriodNotOpen):
        save(action, period, officer, {"narrative": "Late"})


def test_save_draft_that_arrives_after_its_own_submission_is_refused(action, period, officer):
    UpdateFactory(action=action, period=period, submitted_by=officer)

    with pytest.raises(AlreadySubmitted):
        save(action, period, officer, {"narrative": "Half a sentence"})

    assert list(Draft.objects.all()) == []


def test_save_draft_after_somebody_else_submitted_is_kept(action, period, officer):
    UpdateFactory(action=action, period=period)

    assert save(action, period, officer, {"narrative": "Mine"}).content == {"narrative": "Mine"}


def test_save_draft_too_long_is_refused(action, period, officer):
    with pytest.raises(Refused, match="Keep each answer under 20,000 characters"):
        save(action, period, officer, {"narrative": "a" * 20_001})


def test_take_over_update_keeps_ones_own_text_through_later_saves(action, period, officer):
    theirs = UpdateFactory(action=action, period=period)

    take_over_update(update=theirs, mine={"narrative": "Mine"}, theirs={"narrative": "Theirs"}, by=officer)
    save(action, period, officer, {"narrative": "Theirs, and more"}, based_on_version=1)

    assert Draft.objects.get().content == {"narrative": "Theirs, and more", "set_aside": {"narrative": "Mine"}}
