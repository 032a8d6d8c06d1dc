"""Files of any length are brought in with the same few statements, and their benchmark runs."""

import pytest

from benchmarks.imports import timed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "figures"), [("csv", 100), ("xlsx", 100), ("csv", 10_000)])
def test_file_of_any_length_is_brought_in_by_as_many_statements(kind, figures):
    found = timed(kind, figures=figures, rounds=1)

    assert (found.queries, found.kind) == (33, kind)
    assert min(found.alone, found.checked, found.brought_in) > 0
