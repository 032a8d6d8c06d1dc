"""Queries that stand within other queries."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Self

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Inner(Expression):
    """A query within another that asks nothing of it, for `…__in`.

    A queryset given there is taken apart and renamed by every query around it. Questions of rights lie four and five
    deep, and to put one together took longer than all else on its page; this one is written as it stands.
    """

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        query = rows.query.chain()
        query.clear_ordering(clear_default=True)
        if not query.has_select_fields:
            query.clear_select_clause()
            query.add_fields(["pk"])
        self.query = query
        self.written: tuple[str, tuple[Any, ...]] | None = None
        super().__init__(output_field=query.output_field)

    @classmethod
    def written_out(cls, rows: QuerySet[Any, Any]) -> Self:
        """To be kept, and put into many queries: nothing is left to be put together by two of them at once."""
        inner = cls(rows)
        with suppress(EmptyResultSet):
            inner.as_sql(inner.query.get_compiler(connection=connection), connection)
        return inner

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, tuple[Any, ...]]:
        if self.written is None:
            said, values = self.query.get_compiler(connection=connection).as_sql()
            self.written = f"({said})", tuple(values)
        return self.written

    # Django compares conditions as it joins them; to compare two queries it would run them.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)
