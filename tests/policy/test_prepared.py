"""A prepared query is put together once a process, so it must say the same whenever and for whomever that was."""

from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.utils import translation

from partnership.prepared import Prepared
from tests.policy.test_directions import ROOT, SOURCES

MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES if "\n@Prepared\n" in path.read_text()
]
PREPARED = {
    f"{module}.{name}": said
    for module in MODULES
    for name, said in vars(import_module(module)).items()
    if isinstance(said, Prepared)
}


def written(prepared: Any) -> tuple[str, tuple[Any, ...]]:
    """What a process says that puts the query together now."""
    _rows, compiler = Prepared(prepared.rows)._written
    said: tuple[str, tuple[Any, ...]] = compiler.as_sql()
    return said


@pytest.mark.django_db
@pytest.mark.parametrize("name", PREPARED)
def test_prepared_query_says_the_same_on_another_day_and_in_another_language(name):
    with time_machine.travel("2020-02-29T23:59:00Z", tick=False), translation.override("cy"):
        first = written(PREPARED[name])
    with time_machine.travel("2031-07-01T00:01:00Z", tick=False), translation.override("en-gb"):
        second = written(PREPARED[name])

    assert first == second


def test_prepared_queries_are_found():
    assert "monitoring.record.reading.period" in PREPARED
