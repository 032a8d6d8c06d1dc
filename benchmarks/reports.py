"""Printing a report, against a cold Chromium that prints the same HTML in the same run.

    python -m benchmarks.reports

Two workers share the work as those of a deployment do: through rows of a database of their own, with the print engine
loaded. Each size is printed with nothing kept from before, with one action changed, and with all parts kept. The gate
that every file passes is timed by itself, because Chromium has none.
"""

from __future__ import annotations

import argparse
import gc
import math
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import StringIO
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import django

from benchmarks.run import SETTINGS
from config import embedded

COLD, CHANGED, KEPT = "nothing kept from before", "one action changed", "all parts kept"
# At most so many times Chromium, by the number of actions.
MOST_TIMES_CHROMIUM = {
    300: {COLD: 2.5, CHANGED: 0.7, KEPT: 0.4},
    1000: {COLD: 3.5, CHANGED: 0.7, KEPT: 0.4},
}
MOST_MEGABYTES = 350
MOST_EXPONENT, GROWN_BETWEEN = 1.05, (100, 1000)


@dataclass(frozen=True)
class Job:
    """Print a record, or help to. Both workers begin when they are told to."""

    record: bytes
    helps: bool


@dataclass(frozen=True)
class Done:
    """`checked` is how long the gate took, `html` what was printed.

    `most` is the most memory, in megabytes, that the process had or one that it started.
    """

    wall: float
    cpu: float
    most: float
    checked: float = 0
    pages: int = 0
    html: str = ""


class Hands(Protocol):
    """Somebody who prints."""

    def begin(self, job: Job) -> None: ...

    def done(self) -> Done: ...


class Worker:
    """A process with the print engine loaded and a connection of its own."""

    def __init__(self) -> None:
        self.ours, theirs = multiprocessing.Pipe()
        # Forked, as those of Celery are: what has been loaded is shared.
        self.process = multiprocessing.get_context("fork").Process(target=_work, args=[theirs], daemon=True)
        self.process.start()

    def begin(self, job: Job) -> None:
        self.ours.send(job)

    def done(self) -> Done:
        answer: Done = self.ours.recv()
        return answer


def _work(theirs: Connection) -> None:
    while True:
        job = theirs.recv()
        _forget_the_most()
        theirs.send(carry_out(job))


def carry_out(job: Job) -> Done:
    return _help(job) if job.helps else _print(job)


def _print(job: Job) -> Done:
    from reports.document import gate
    from reports.document.documents import document_of
    from reports.document.sections import printed
    from reports.document.source import Source
    from reports.services.printed import Shelf

    began, cpu = time.perf_counter(), time.process_time()
    made = printed(document_of(Source(job.record, version=1)), Shelf())
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    gate.check(made.content)
    checked = time.perf_counter() - began - wall
    return Done(wall, cpu, _most(), checked, made.number_of_pages, made.html)


def _help(job: Job) -> Done:
    from reports.document.documents import document_of
    from reports.document.sections import take
    from reports.document.source import Source
    from reports.services.printed import Shelf

    began, cpu = time.perf_counter(), time.process_time()
    take(document_of(Source(job.record, version=1)), Shelf())
    return Done(time.perf_counter() - began, time.process_time() - cpu, _most())


def _forget_the_most() -> None:
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")


def _most() -> float:
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return max(int(line.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def chromium_prints(html: str) -> float:
    """Seconds that a browser takes which is started for it, and ended by it."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        raise SystemExit("Chromium is not there: name it in CHROMIUM, or apt-get install chromium.")
    with tempfile.TemporaryDirectory() as directory:
        page, file = Path(directory, "report.html"), Path(directory, "report.pdf")
        page.write_text(_with_styles(html))
        began = time.perf_counter()
        subprocess.run(
            [
                *(program, "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"),
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
                *(f"--user-data-dir={directory}/profile", f"--print-to-pdf={file}", page.as_uri()),
            ],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        taken = time.perf_counter() - began
        if not file.stat().st_size:
            raise RuntimeError("Chromium printed nothing.")
    return taken


def _with_styles(html: str) -> str:
    """The page with its stylesheets, whose fonts and logo Chromium finds where they were built.

    It leaves out the marks beside ratings, which only we can fetch: so it has less to do, not more.
    """
    from reports.document import fonts
    from reports.document.typeset import styles

    built = fonts.built("").as_uri()
    written = re.sub(r"url\((['\"])(fonts/|logo)", rf"url(\1{built}/\2", "\n".join(styles(html)))
    return html.replace("</head>", f"<style>{written}</style></head>", 1)


@dataclass(frozen=True)
class Timed:
    """Medians of what printing one size took, in seconds, and the most memory of each worker, in megabytes."""

    actions: int
    circumstance: str
    ours: float
    chromium: float
    checked: float
    cpu: float
    pages: int
    most: tuple[float, float]

    @property
    def times_chromium(self) -> float:
        return self.ours / self.chromium

    @property
    def line(self) -> str:
        first, second = self.most
        return (
            f"{self.actions:>7}  {self.circumstance:<26}{self.pages:>6}{self.ours:>9.2f}{self.chromium:>10.2f}"
            f"{self.times_chromium:>7.2f}{self.checked:>9.2f}{self.cpu:>8.2f}{first:>8.0f}{second:>8.0f}"
        )


HEADING = (
    f"{'actions':>7}  {'':<26}{'pages':>6}{'ours, s':>9}{'Chromium':>10}{'×':>7}{'gate, s':>9}{'CPU, s':>8}"
    f"{'MB':>8}{'MB':>8}"
)


@dataclass(frozen=True)
class Goal:
    """Something measured, and what it may be at most."""

    name: str
    at_most: float
    measured: float
    decimals: int = 2

    @property
    def is_met(self) -> bool:
        return self.measured <= self.at_most

    @property
    def line(self) -> str:
        return (
            f"{self.name:<54}{self.at_most:>8.{self.decimals}f}{self.measured:>10.{self.decimals}f}"
            f"  {'met' if self.is_met else 'NOT MET'}"
        )


GOALS_HEADING = f"{'':<54}{'at most':>8}{'measured':>10}"


def timed(
    actions: int, hands: tuple[Hands, Hands], *, rounds: int, browser: Callable[[str], float] = chromium_prints
) -> list[Timed]:
    """Print a plan of a size in each circumstance, and each time have `browser` print the same after it."""
    from django.db import connection

    from monitoring.record import canonical
    from reports.models import PrintedPart
    from tests.reports.records import record

    said = record(actions)
    taken: dict[str, list[tuple[Done, Done, float]]] = {COLD: [], CHANGED: [], KEPT: []}
    for number in range(rounds):
        PrintedPart.objects.all().delete()
        # So that what is left of one round is of no use in the next.
        first = canonical.encode(_changed(said, f"Round {number}."))
        second = canonical.encode(_changed(said, f"Round {number}, changed."))
        connection.close()
        for circumstance, body in ((COLD, first), (CHANGED, second), (KEPT, second)):
            for hand, helps in zip(hands, (False, True), strict=True):
                hand.begin(Job(body, helps))
            ours, helper = (hand.done() for hand in hands)
            taken[circumstance].append((ours, helper, browser(ours.html)))
    return [
        Timed(
            actions=actions,
            circumstance=circumstance,
            ours=median(ours.wall for ours, _helper, _browser in each),
            chromium=median(browser for _ours, _helper, browser in each),
            checked=median(ours.checked for ours, _helper, _browser in each),
            cpu=median(ours.cpu + helper.cpu for ours, helper, _browser in each),
            pages=each[0][0].pages,
            most=(max(ours.most for ours, *_ in each), max(helper.most for _ours, helper, _browser in each)),
        )
        for circumstance, each in taken.items()
    ]


def _changed(said: Any, narrative: str) -> Any:
    """The same record, with other words about one action."""
    from msgspec.structs import replace

    number = next(place for place, each in enumerate(said.actions) if each.update)
    action = said.actions[number]
    other = replace(action, update=replace(action.update, narrative=narrative))
    return replace(said, actions=(*said.actions[:number], other, *said.actions[number + 1 :]))


def goals(measured: Sequence[Timed]) -> list[Goal]:
    """Those that can be told by the sizes that were measured."""
    found = [
        Goal(f"{each.actions:,} actions, {each.circumstance}, × Chromium", at_most, each.times_chromium)
        for each in measured
        if (at_most := MOST_TIMES_CHROMIUM.get(each.actions, {}).get(each.circumstance))
    ]
    found += [
        Goal(f"{actions:,} actions, most memory of a process, MB", MOST_MEGABYTES, most, decimals=0)
        for actions in dict.fromkeys(each.actions for each in measured)
        for most in [max(max(each.most) for each in measured if each.actions == actions)]
    ]
    cpu = {each.actions: each.cpu for each in measured if each.circumstance == COLD}
    few, many = GROWN_BETWEEN
    if cpu.keys() >= {few, many}:
        exponent = math.log(cpu[many] / cpu[few]) / math.log(many / few)
        found.append(Goal(f"{few} to {many:,} actions, exponent of CPU time", MOST_EXPONENT, exponent))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the printing of reports.")
    parser.add_argument("--actions", type=int, nargs="+", default=[100, 300, 1000], help="sizes of plan, in actions")
    parser.add_argument("--rounds", type=int, default=3, help="how often each size is printed")
    options = parser.parse_args()
    with ExitStack() as stack:
        servers = stack.enter_context(embedded.throwaway())
        os.environ.update(SETTINGS | servers.environment())
        django.setup()
        from django.core.management import call_command
        from django.db import connections

        warnings.filterwarnings("ignore", "No directory at")
        call_command("prepare_database", verbosity=0, stdout=StringIO())
        _warm()
        connections.close_all()
        gc.collect()
        gc.freeze()
        workers = Worker(), Worker()
        stack.callback(connections.close_all)
        print(f"Medians of {options.rounds} rounds, two workers\n\n{HEADING}", flush=True)
        measured: list[Timed] = []
        for actions in options.actions:
            for each in timed(actions, workers, rounds=options.rounds):
                measured.append(each)
                print(each.line, flush=True)
        for worker in workers:
            worker.process.terminate()
    found = goals(measured)
    print(f"\n{GOALS_HEADING}")
    for goal in found:
        print(goal.line)
    return 0 if all(goal.is_met for goal in found) else 1


def _warm() -> None:
    """Load templates, fonts and the print engine once, before the workers fork."""
    from monitoring.record import canonical
    from reports.document.documents import document_of
    from reports.document.rendering import html_of
    from reports.document.source import Source
    from reports.document.typeset import Press
    from tests.reports.records import record

    document = document_of(Source(canonical.encode(record(1, priorities=1)), version=1))
    html = html_of(document)
    Press(html).typeset(html, labels=document.labels)


if __name__ == "__main__":
    sys.exit(main())
