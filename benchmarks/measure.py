"""Pages of a generated plan, asked for in turn with plain views of the same rows."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.plan import Generated
from monitoring.models import ReportingPeriod
from monitoring.record import canonical, reading
from monitoring.record.gather import gather
from partnership.models import User

# What a plan's dashboard may cost: queries at any size, weight and time up to so many actions.
MOST_QUERIES = 12
MOST_BYTES = 120_000
MOST_TIMES_PLAIN = 3.0
HELD_UP_TO = 300


@dataclass(frozen=True)
class Subject:
    """Something to measure: `run` does it and returns the bytes it made; `plain` names its plain view."""

    name: str
    run: Callable[[], bytes]
    plain: str = ""
    # How many actions a dashboard is of; None for what the targets above are not about.
    actions: int | None = None


@dataclass(frozen=True)
class Measured:
    subject: Subject
    milliseconds: float
    queries: int
    size: int
    compressed: int
    times_plain: float | None

    @property
    def missed(self) -> list[str]:
        """The targets that were not kept, in words."""
        if self.subject.actions is None:
            return []
        is_held = self.subject.actions <= HELD_UP_TO
        return [
            f"{self.subject.name}: {said}"
            for said, kept in (
                (f"{self.queries} queries, at most {MOST_QUERIES}", self.queries <= MOST_QUERIES),
                (f"{self.size:,} bytes, at most {MOST_BYTES:,}", self.size <= MOST_BYTES or not is_held),
                (
                    f"{self.times_plain:.1f} times the plain view, at most {MOST_TIMES_PLAIN:.0f}",
                    (self.times_plain or 0) <= MOST_TIMES_PLAIN or not is_held,
                ),
            )
            if not kept
        ]


def measure(subjects: Sequence[Subject], *, rounds: int) -> list[Measured]:
    """Ask for each subject once a round, so that a slow moment of the machine falls on all alike."""
    # The first time pays for templates and prepared pages, and counts the queries and bytes.
    first = {subject.name: cost_of(subject) for subject in subjects}
    taken: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for _round in range(rounds):
        for subject in subjects:
            began = time.perf_counter()
            subject.run()
            taken[subject.name].append((time.perf_counter() - began) * 1000)
    medians = {name: median(times) for name, times in taken.items()}
    return [
        Measured(
            subject=subject,
            milliseconds=medians[subject.name],
            queries=first[subject.name][0],
            size=len(first[subject.name][1]),
            compressed=len(gzip.compress(first[subject.name][1], 6)),
            times_plain=medians[subject.name] / medians[subject.plain] if subject.plain else None,
        )
        for subject in subjects
    ]


def subjects_of(made: Generated) -> list[Subject]:
    board_member, coordinator, officer = (
        _signed_in(pk) for pk in (made.board_member_pk, made.coordinator_pk, made.officer_pk)
    )
    period, querysets, mine = "plain view of a period", "querysets of gather", "plain view of my actions"
    under_way = ReportingPeriod.objects.get(pk=made.open_pk)
    frozen_page = reverse("monitoring:dashboard", args=[made.frozen_pk])
    open_page = reverse("monitoring:dashboard", args=[made.open_pk])
    return [
        Subject(period, _get(coordinator, reverse("plain_dashboard", args=[made.open_pk]))),
        Subject("dashboard, frozen", _get(board_member, frozen_page), period, made.actions),
        Subject("dashboard, open", _get(coordinator, open_page), period, made.actions),
        Subject("gather", lambda: canonical.encode(gather(under_way)), period),
        Subject(querysets, _read(under_way, lambda query, of: list(query.rows(**of)))),
        Subject("queries of gather", _read(under_way, lambda query, of: query(**of)), querysets),
        Subject(mine, _get(officer, reverse("plain_my_actions"))),
        Subject("my actions", _get(officer, reverse("monitoring:my_actions")), mine),
    ]


def subjects_of_measures(made: Generated) -> list[Subject]:
    """The dashboard of a plan with many measures and few actions, shortened as it comes and with every measure."""
    board_member, coordinator = (_signed_in(pk) for pk in (made.board_member_pk, made.coordinator_pk))
    plain = "plain view of measures"
    frozen_page = reverse("monitoring:dashboard", args=[made.frozen_pk])
    open_page = reverse("monitoring:dashboard", args=[made.open_pk])
    return [
        Subject(plain, _get(coordinator, reverse("plain_measures", args=[made.open_pk]))),
        Subject("scorecard, frozen", _get(board_member, frozen_page), plain, made.actions),
        Subject("scorecard, open", _get(coordinator, open_page), plain, made.actions),
        Subject("scorecard, every measure", _get(board_member, f"{frozen_page}?show=everything"), plain),
    ]


def _signed_in(pk: int) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=pk))
    return client


def _get(client: Client, address: str) -> Callable[[], bytes]:
    def run() -> bytes:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
        return response.content

    return run


def _read(period: ReportingPeriod, rows: Callable[[Any, dict[str, Any]], list[Any]]) -> Callable[[], bytes]:
    """What gather reads of a period, but for the record before it: `rows` asks a prepared query with its values."""
    of = {"plan": period.plan_id, "period": period.pk}
    ends, on = {"ends": period.ends_on}, {"on": timezone.localdate()}
    queries: list[tuple[Any, dict[str, Any]]] = [
        (reading.period, {"pk": period.pk}),
        (reading.priorities, of | {"as_at": period.actions_as_at}),
        (reading.actions, of | ends | on | {"as_at": period.actions_as_at}),
        (reading.updates, of | ends),
        (reading.indicators, of | on | {"as_at": period.measures_as_at}),
    ]

    def run() -> bytes:
        for query, values in queries:
            rows(query, values)
        return b""

    return run


def cost_of(subject: Subject) -> tuple[int, bytes]:
    """Its queries, and what it made."""
    # Once more before counting: what is kept from the first request on is not the page's own cost.
    subject.run()
    with CaptureQueriesContext(connection) as queries:
        made = subject.run()
    return len(queries), made


def report(measured: Sequence[Measured]) -> tuple[list[str], list[str]]:
    """The table to print, and the targets that were missed."""
    lines = [f"{'':<26}{'ms':>8}{'× plain':>9}{'queries':>9}{'bytes':>10}{'gzip':>9}"]
    for each in measured:
        times = f"{each.times_plain:.2f}" if each.times_plain is not None else ""
        lines.append(
            f"{each.subject.name:<26}{each.milliseconds:>8.1f}{times:>9}{each.queries:>9}"
            f"{each.size:>10,}{each.compressed:>9,}"
        )
    missed = [said for each in measured for said in each.missed]
    lines += ["", *(f"MISSED  {said}" for said in missed)] if missed else ["", "All targets are kept."]
    return lines, missed
