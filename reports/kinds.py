"""The kinds of report: what each may cover and how it is laid out. Loads no print engine."""

from __future__ import annotations

from dataclasses import dataclass

from monitoring.record.part import BODY, OUTCOME, PRIORITY
from reports.models import MONITORING_REPORT, Kind

PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a kind is made. `name` is that of its layout, with a number: a new layout is a new number, and a file
    that was issued keeps the name of its own. `covers` says what it may be about; one that is `written` is not
    made of the record alone.
    """

    name: str
    covers: tuple[str, ...] = (PLAN,)
    written: bool = False


LAYOUTS = {
    Kind.MONITORING: Layout(MONITORING_REPORT, covers=(PLAN, OUTCOME, BODY, PRIORITY)),
    Kind.COMMITTEE: Layout("committee-report/1", covers=(PLAN, OUTCOME, BODY, PRIORITY), written=True),
    Kind.NOTING: Layout("noting-report/1", covers=(PLAN, OUTCOME, BODY, PRIORITY), written=True),
    Kind.HIGHLIGHT: Layout("highlight-report/1", covers=(PLAN, BODY, PRIORITY)),
    Kind.EXCEPTION: Layout("exception-report/1", covers=(PLAN, OUTCOME, BODY, PRIORITY)),
    Kind.ONE_PAGE: Layout("one-page-summary/1", covers=(PLAN, OUTCOME, BODY, PRIORITY)),
    Kind.PLAIN_WORDS: Layout("plain-words-summary/1", covers=(PLAN, PRIORITY)),
}
# That of the summary of a report which somebody wrote.
ONE_PAGE_OF_REPORT = "one-page-of-report/1"
# Those that somebody writes for a meeting.
WRITTEN = tuple(kind for kind in Kind if LAYOUTS[kind].written)
