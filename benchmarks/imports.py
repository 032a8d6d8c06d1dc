"""Bringing in a file of figures, against only reading the same file.

    python -m benchmarks.imports --figures 10000

The file is checked and brought in by the services that the pages use; beside it the csv module and openpyxl read
the same bytes into rows and do nothing more. Both are done in turn in one run, so a slow machine falls on both.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from io import StringIO
from statistics import median
from typing import Any

import django
from openpyxl import Workbook, load_workbook

from benchmarks.run import SETTINGS
from config import embedded

MEASURES = 200
FIRST_YEAR = 1990


@dataclass(frozen=True)
class Timed:
    """What one way of reading a file costs: the file alone, checked for a preview, and brought in."""

    kind: str
    alone: float
    checked: float
    brought_in: float
    queries: int

    @property
    def line(self) -> str:
        return (
            f"{self.kind:<6}{self.alone:>10.0f}{self.checked:>10.0f}{self.checked / self.alone:>8.1f}"
            f"{self.brought_in:>12.0f}{self.brought_in / self.alone:>8.1f}{self.queries:>9}"
        )


HEADING = f"{'':<6}{'alone, ms':>10}{'checked':>10}{'×':>8}{'brought in':>12}{'×':>8}{'queries':>9}"


def rows_of(figures: int) -> Iterator[list[Any]]:
    """As many figures, of so many measures, month after month."""
    yield ["Measure", "Period", "Value", "Numerator", "Denominator", "Note"]
    for number in range(figures):
        month, measure = divmod(number, MEASURES)
        year = FIRST_YEAR + month // 12
        yield [f"measure-{measure}", f"{year}-{month % 12 + 1:02d}", number % 97 + 0.5, number % 97, 97, ""]


def as_csv(figures: int) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows_of(figures))
    return text.getvalue().encode()


def as_xlsx(figures: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows_of(figures):
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def csv_alone(content: bytes) -> int:
    return len(list(csv.reader(io.StringIO(content.decode(), newline=""))))


def xlsx_alone(content: bytes) -> int:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return len([row for row in book.worksheets[0].iter_rows(values_only=True) if row])


FILES: dict[str, tuple[Callable[[int], bytes], Callable[[bytes], int]]] = {
    "csv": (as_csv, csv_alone),
    "xlsx": (as_xlsx, xlsx_alone),
}


def timed(kind: str, *, figures: int, rounds: int) -> Timed:
    """Bring such a file into a fresh plan `rounds` times, each time after reading it alone."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from indicators.importing.checking import check
    from indicators.services.imports import bring_in_file, take_file

    make, alone = FILES[kind]
    content = make(figures)
    taken: dict[str, list[float]] = {"alone": [], "checked": [], "brought in": []}
    queries = 0
    for _round in range(rounds):
        taken["alone"].append(_milliseconds(lambda: alone(content)))
        with transaction.atomic():
            plan, analyst = _plan()
            found = take_file(plan=plan, name=f"figures.{kind}", content=content, by=analyst)
            found.mapping = {**found.mapping, "certain": True}
            found.save()
            taken["checked"].append(_milliseconds(partial(check, found, by=analyst)))
            with CaptureQueriesContext(connection) as captured:
                taken["brought in"].append(_milliseconds(partial(bring_in_file, figure_import=found, by=analyst)))
            found.refresh_from_db()
            assert found.figures_new == figures
            queries = len(captured)
            transaction.set_rollback(True)
    alone_ms, checked, brought_in = (median(each) for each in taken.values())
    return Timed(kind, alone_ms, checked, brought_in, queries)


def _plan() -> tuple[Any, Any]:
    from indicators.models import Indicator
    from partnership.models import Organisation, Post, PostHolding, User
    from plans.models import Plan

    analyst = User.objects.create(email="analyst@imports.example", name="Analyst")
    post = Post.objects.create(title="Analyst", organisation=Organisation.objects.create(name="Council"))
    PostHolding.objects.create(post=post, user=analyst)
    plan = Plan.objects.create(slug="imports", title="Imports", status=Plan.Status.APPROVED, analyst_post=post)
    Indicator.objects.bulk_create(
        Indicator(
            plan=plan, key=f"measure-{number}", title=f"Measure {number}", unit="%", decimals=1, basis="in_period"
        )
        for number in range(MEASURES)
    )
    return plan, analyst


def _milliseconds(done: Callable[[], object]) -> float:
    began = time.perf_counter()
    done()
    return (time.perf_counter() - began) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure bringing in files of figures.")
    parser.add_argument("--figures", type=int, nargs="+", default=[10_000], help="sizes of file, in figures")
    parser.add_argument("--rounds", type=int, default=3, help="how often each file is brought in")
    options = parser.parse_args()
    with ExitStack() as stack:
        servers = stack.enter_context(embedded.throwaway())
        os.environ.update(SETTINGS | servers.environment())
        django.setup()
        from django.core.management import call_command
        from django.db import connections

        stack.callback(connections.close_all)
        warnings.filterwarnings("ignore", "No directory at")
        call_command("prepare_database", verbosity=0, stdout=StringIO())
        for figures in options.figures:
            print(f"{figures} figures, medians of {options.rounds} rounds\n\n{HEADING}")
            for kind in FILES:
                print(timed(kind, figures=figures, rounds=options.rounds).line)
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
