"""Pages of parts of reports, kept as rows that every worker reads and writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from django.db import connection
from django.utils import timezone

from partnership.locks import alone_with
from partnership.wake import wake_after_commit
from reports.models import PrintedPart

if TYPE_CHECKING:
    from reports.document.typeset import Pages

# The class of the advisory locks on parts that are being set.
LOCKS = 0x5253
# As many other workers as are asked to take parts of a report.
HELPERS = 3
# Pages from which nothing has been put together for so long are thrown away.
KEPT_FOR = timedelta(days=35)
# That pages were used is written down no oftener.
USE_NOTED_EVERY = timedelta(days=1)


class Shelf:
    """The store of reports/document/sections.py. Make one before you read what the pages are made of.

    Pages that were made of words which have been removed since are used by nobody and not kept. `shared` is the
    report that other workers may help with, None where nobody waits.
    """

    def __init__(self, *, shared: int | None = None) -> None:
        self._removals = _removals()
        self._shared = shared

    def find(self, keys: Collection[str]) -> Mapping[str, Pages]:
        from reports.document.typeset import Pages

        rows = list(PrintedPart.objects.filter(made_of__in=list(keys)))
        now = timezone.now()
        if noted_long_ago := [row.pk for row in rows if now - row.used_at > USE_NOTED_EVERY]:
            PrintedPart.objects.filter(pk__in=noted_long_ago).update(used_at=now)
        return {row.made_of: Pages(bytes(row.content), row.pages, row.anchors, row.taken) for row in rows}

    def keep(self, key: str, pages: Pages) -> None:
        """One statement: while personal information is removed it waits, and then keeps nothing of before."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO reports_printedpart (made_of, content, pages, anchors, taken, used_at)
                SELECT %s, %s, %s, %s::jsonb, %s, %s
                WHERE (SELECT count(*) FROM monitoring_redaction WHERE carried_out_at IS NOT NULL) = %s
                ON CONFLICT (made_of) DO NOTHING
                """,
                [
                    key,
                    pages.content,
                    pages.number,
                    msgspec.json.encode(pages.anchors).decode(),
                    pages.taken,
                    timezone.now(),
                    self._removals,
                ],
            )

    @contextmanager
    def alone_with(self, key: str) -> Iterator[bool]:
        # Two keys that begin alike wait for each other without need, and no more than that.
        number = int.from_bytes(bytes.fromhex(key[:8]), signed=True)
        with alone_with(LOCKS, number) as is_alone:
            yield is_alone

    def share(self, missing: int) -> None:
        if self._shared is not None:
            # One is for the worker that asks.
            for _helper in range(min(missing - 1, HELPERS)):
                wake_after_commit("reports.set_parts", self._shared)


def _removals() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM monitoring_redaction WHERE carried_out_at IS NOT NULL")
        return int(cursor.fetchone()[0])


def sweep() -> int:
    """Throw away pages that nobody used for long; how many there were."""
    return PrintedPart.objects.unused_since(timezone.now() - KEPT_FOR).delete()[0]
