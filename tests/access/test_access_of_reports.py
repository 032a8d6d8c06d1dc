"""Who may do what with reports: the rows of test_access.py about them."""

from __future__ import annotations

import pytest

from tests.access.test_access import OF_REPORTS, Row, answers_as_declared
from tests.access.world import World


@pytest.mark.django_db
@pytest.mark.parametrize("row", OF_REPORTS, ids=str)
def test_access(row: Row, world: World):
    answers_as_declared(row, world)
