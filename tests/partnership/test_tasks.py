from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from partnership.tasks import clear_ended_sessions


@pytest.mark.django_db
def test_clear_ended_sessions_leaves_those_that_last():
    ended, lasting = SessionStore(), SessionStore()
    ended["kept_text"] = "Half a sentence"
    ended.set_expiry(timedelta(hours=-1))
    ended.save()
    lasting.save()

    clear_ended_sessions()

    assert list(Session.objects.values_list("session_key", flat=True)) == [lasting.session_key]


def test_beat_clears_ended_sessions():
    assert clear_ended_sessions.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
