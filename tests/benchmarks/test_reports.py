"""The benchmark of printing reports runs, and says of each goal whether it is met."""

from __future__ import annotations

import pytest

from benchmarks.reports import CHANGED, COLD, KEPT, Done, Goal, Job, Timed, carry_out, goals, timed
from reports.models import PrintedPart


class Here:
    """Does what a worker would, in this process."""

    def begin(self, job: Job) -> None:
        self.made = carry_out(job)

    def done(self) -> Done:
        return self.made


@pytest.mark.django_db(transaction=True)
def test_report_is_printed_in_every_circumstance_and_given_to_the_browser():
    given: list[str] = []

    def browser(html: str) -> float:
        given.append(html)
        return 2.0

    found = timed(3, (Here(), Here()), rounds=1, browser=browser)

    assert [(each.actions, each.circumstance) for each in found] == [(3, COLD), (3, CHANGED), (3, KEPT)]
    assert ["Round 0, changed." in html for html in given] == [False, True, True]
    assert [each.times_chromium for each in found] == [each.ours / 2 for each in found]
    assert min(value for each in found for value in (each.ours, each.cpu, each.checked, each.pages, *each.most)) > 0
    assert PrintedPart.objects.exists()


def of(actions: int, circumstance: str, *, ours: float, most: float = 200, cpu: float = 1) -> Timed:
    return Timed(actions, circumstance, ours, chromium=1, checked=0, cpu=cpu, pages=1, most=(100, most))


def test_goals_of_every_size_are_told():
    measured = [
        of(100, COLD, ours=9, cpu=10),
        of(300, COLD, ours=2.6),
        of(300, CHANGED, ours=0.7),
        of(300, KEPT, ours=0.4),
        of(1000, COLD, ours=3.5, cpu=100),
        of(1000, CHANGED, ours=0.8, most=360),
        of(1000, KEPT, ours=0.4),
    ]

    assert [(each.name, each.at_most, round(each.measured, 2), each.is_met) for each in goals(measured)] == [
        ("300 actions, nothing kept from before, × Chromium", 2.5, 2.6, False),
        ("300 actions, one action changed, × Chromium", 0.7, 0.7, True),
        ("300 actions, all parts kept, × Chromium", 0.4, 0.4, True),
        ("1,000 actions, nothing kept from before, × Chromium", 3.5, 3.5, True),
        ("1,000 actions, one action changed, × Chromium", 0.7, 0.8, False),
        ("1,000 actions, all parts kept, × Chromium", 0.4, 0.4, True),
        ("100 actions, most memory of a process, MB", 350, 200, True),
        ("300 actions, most memory of a process, MB", 350, 200, True),
        ("1,000 actions, most memory of a process, MB", 350, 360, False),
        ("100 to 1,000 actions, exponent of CPU time", 1.05, 1, True),
    ]


def test_goal_says_what_it_is_what_was_measured_and_whether_that_will_do():
    assert Goal("Memory", 350, 360.4, decimals=0).line.split() == ["Memory", "350", "360", "NOT", "MET"]
    assert Goal("Times", 0.7, 0.7).line.split() == ["Times", "0.70", "0.70", "met"]
