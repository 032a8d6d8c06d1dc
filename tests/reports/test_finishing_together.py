"""Two people at the same moment: each finds either the other's result or a sentence that says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from partnership.refusals import Refused, refusing
from reports.models import Clearance, CommitteeReport, Implication, ReportMove
from reports.services.clearing import request_clearances
from reports.services.finishing import correct, make_final, publish
from tests.monitoring.services.test_together import together
from tests.reports.conftest import tell
from tests.reports.laid import EARLY, LATER, Laid, lay

pytestmark = pytest.mark.django_db(transaction=True)

State = CommitteeReport.State


@pytest.fixture
def laid(db: None) -> Laid:
    return lay(tell())


def test_clearances_asked_for_by_two_at_once_are_asked_for_once(laid):
    results = together(*[lambda: request_clearances(report=laid.report, by=laid.clerk, at=EARLY)] * 2)

    assert sorted(type(each).__name__ for each in results) == ["NothingToAsk", "list"]
    assert Clearance.objects.count() == 2


def test_report_made_final_by_two_at_once_is_made_final_once(laid):
    laid.clear()
    report = laid.now

    results = together(*[lambda: make_final(report=report, revision=report.revision, by=laid.clerk, at=LATER)] * 2)

    assert [isinstance(each, Refused) for each in results].count(True) == 1
    assert ReportMove.objects.filter(to_state=State.FINAL).count() == 1


def test_report_made_final_while_somebody_writes_says_one_or_the_other_whole(laid):
    laid.clear()
    report = laid.now

    def write() -> None:
        answer = Implication.objects.get(report=report, heading=laid.legal)
        answer.text = "Other words."
        answer.save()

    def finish() -> CommitteeReport:
        return make_final(report=report, revision=report.revision, by=laid.clerk, at=LATER)

    together(lambda: _refusing(write), finish)

    said = laid.now
    text = Implication.objects.get(report=report, heading=laid.legal).text
    # What a final report says is what its rows say.
    if said.state == State.FINAL:
        assert text in bytes(said.content).decode()
    else:
        assert text == "Other words."


def _refusing(call: Callable[[], None]) -> None:
    with refusing():
        call()


def test_report_corrected_by_two_at_once_is_corrected_once(laid):
    laid.clear()
    make_final(report=laid.now, revision=laid.now.revision, by=laid.clerk, at=LATER)
    publish(report=laid.now, by=laid.clerk, at=LATER)
    report = laid.now

    results = together(*[lambda: correct(report=report, note="The hubs.", by=laid.clerk, at=LATER)] * 2)

    assert [isinstance(each, Refused) for each in results].count(True) == 1
    assert CommitteeReport.objects.filter(corrects=report).count() == 1
