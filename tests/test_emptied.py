"""Emptying the test database waits for whoever still writes."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from partnership.models import Body, Organisation
from tests import emptied
from tests.factories import BodyFactory, OrganisationFactory
from tests.monitoring.services.test_together import wait_until_blocked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("order", [(OrganisationFactory, BodyFactory), (BodyFactory, OrganisationFactory)])
def test_database_is_emptied_although_somebody_writes_here_and_there(order):
    first, second = order
    emptying = threading.Thread(target=emptied.empty, args=[None])

    with transaction.atomic():
        first()
        emptying.start()
        wait_until_blocked()
        second()
    emptying.join()
    connection.close()

    assert not Organisation.objects.exists()
    assert not Body.objects.exists()
