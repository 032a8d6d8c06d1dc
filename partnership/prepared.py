"""Queries that are put together once and asked again and again, with other values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from typing import Any, Generic, ParamSpec

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")


class Prepared(Generic[P]):
    """A function that makes a queryset, as a function that gives its rows.

    Of a query with many parts Django takes longer to write the SQL than the database to answer. Here the function is
    called once, with a stand-in for each of its values, and only the values are new after that. So it may put them
    into conditions and expressions and do nothing else with them: no arithmetic and no `if`. A person is given by key,
    and made `User(pk=key)` for what asks for one. Nothing that it calls may look at the day or the settings itself.
    """

    def __init__(self, rows: Callable[P, QuerySet[Any]]) -> None:
        #: The queryset itself, for a query around it.
        self.rows = rows
        self._signature = signature(rows)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Any]:
        values = self._signature.bind(*args, **kwargs).arguments
        if None in values.values():
            raise TypeError("What is asked of a prepared query cannot be None: nothing is equal to it")
        rows, compiler = self._written
        asked = rows.all()
        asked.query.known = compiler.given(values)
        return list(asked)

    @cached_property
    def _written(self) -> tuple[Any, _Compiler]:
        make: Callable[..., QuerySet[Any]] = self.rows
        rows = make(**{name: Value(_Given(name)) for name in self._signature.parameters})
        compiler = _Compiler(rows.query, connection, None)
        compiler.as_sql()
        rows.query = rows.query.chain(klass=_Query)
        return rows, compiler


@dataclass(frozen=True)
class _Given:
    """Stands among the values of a query for one that is known once it is asked."""

    name: str


class _Compiler(SQLCompiler):
    """Writes its query the first time, and is copied with the values of each asking after that."""

    written: tuple[str, tuple[Any, ...]] | None = None

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        if self.written is None:
            self.written = super().as_sql(*args, **kwargs)
        return self.written

    def given(self, values: Mapping[str, Any]) -> _Compiler:
        said, stands = self.as_sql()
        asked = copy(self)
        asked.written = said, tuple(values[each.name] if isinstance(each, _Given) else each for each in stands)
        return asked


class _Query(Query):
    known: SQLCompiler

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        return self.known
