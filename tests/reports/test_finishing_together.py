"""Two people at the same moment: each finds either the other's result or a sentence that says so."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from indicators.seen import seen_as
from indicators.services.definitions import ChangedMeanwhile
from partnership.asking import Kept
from partnership.refusals import Refused, refusing
from reports.content import decode
from reports.models import (
    Clearance,
    CommitteeReport,
    Implication,
    MonitoringReport,
    Recommendation,
    ReportMove,
    ReportSection,
    ReportTemplate,
    TemplateSection,
)
from reports.services import finishing, writing
from reports.services.clearing import NotWritable, request_clearances
from reports.services.finishing import NotReady, correct, make_final, publish
from reports.services.issuing import issue_written
from reports.services.writing import add_paragraphs, draft_section, remove_from_list
from tests.factories import ReportSectionFactory
from tests.monitoring.services.test_together import together, wait_until_blocked
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


@pytest.fixture
def is_writing(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set once a writer is about to say why words stay; who does then waits for another to wait for them."""
    reached = Event()
    keep = writing._keep

    def keep_once_the_other_waits(*said: Any) -> None:
        reached.set()
        wait_until_blocked()
        keep(*said)

    monkeypatch.setattr(writing, "_keep", keep_once_the_other_waits)
    return reached


def _write_and_say_why(laid: Laid) -> CommitteeReport:
    report = laid.now
    shown = seen_as(report, ["summary"])
    why = Kept(("place",), "A street, and no child in it.")
    return writing.set_summary(report=report, seen=shown, summary="Other words.", kept=why, by=laid.clerk)


def test_report_made_final_while_somebody_says_why_words_stay_waits_and_says_so(laid, is_writing):
    laid.clear()
    report = laid.now

    def finish() -> CommitteeReport:
        is_writing.wait(timeout=60)
        return make_final(report=report, revision=report.revision, by=laid.clerk, at=LATER)

    written, refused = together(lambda: _write_and_say_why(laid), finish)

    assert written.summary == laid.now.summary == "Other words."
    assert isinstance(refused, NotReady)


def test_files_asked_for_while_somebody_says_why_words_stay_wait_and_hold_the_words(laid, is_writing):
    def ask() -> tuple[MonitoringReport, ...]:
        is_writing.wait(timeout=60)
        return issue_written(report=laid.report, by=laid.clerk)

    _written, [issue] = together(lambda: _write_and_say_why(laid), ask)

    assert decode(bytes(issue.content)).summary == "Other words."


def test_report_made_final_again_while_it_is_corrected_waits_and_says_so(laid, monkeypatch):
    laid.clear()
    report = laid.now
    make_final(report=report, revision=report.revision, by=laid.clerk, at=LATER)
    is_correcting = Event()
    copy = finishing._copy_parts

    def copy_once_the_other_waits(*said: Any) -> None:
        is_correcting.set()
        wait_until_blocked()
        copy(*said)

    monkeypatch.setattr(finishing, "_copy_parts", copy_once_the_other_waits)

    def press_again() -> CommitteeReport:
        is_correcting.wait(timeout=60)
        return make_final(report=report, revision=report.revision, by=laid.clerk, at=LATER)

    why = Kept(("place",), "A street, and no child in it.")
    new, refused = together(
        lambda: correct(report=report, note="The hubs.", kept=why, by=laid.clerk, at=LATER), press_again
    )

    assert new.version == 2
    assert isinstance(refused, NotWritable)


def _refusing(call: Callable[[], None]) -> None:
    with refusing():
        call()


def test_report_corrected_by_two_at_once_is_corrected_once(laid):
    laid.clear()
    make_final(report=laid.now, revision=laid.now.revision, by=laid.clerk, at=LATER)
    publish(report=laid.now, by=laid.clerk, at=LATER)
    report = laid.now

    results = together(*[lambda: correct(report=report, note="The hubs.", by=laid.clerk, at=LATER)] * 2)

    assert results == [CommitteeReport.objects.get(corrects=report)] * 2


def test_report_begun_by_two_presses_at_once_is_begun_once(laid):
    laid.template.state = ReportTemplate.State.IN_USE
    laid.template.save()

    def press() -> CommitteeReport:
        said = {"period": laid.told.period, "template": laid.template, "meeting": laid.report.meeting}
        return writing.begin_report(**said, subject="Where it stands", by=laid.clerk)

    first, *others = together(press, press, press)

    assert others == [first, first]
    assert CommitteeReport.objects.filter(subject="Where it stands").count() == 1


def test_part_added_by_two_presses_at_once_is_added_once(laid):
    def press() -> Recommendation:
        return writing.add_to_list(report=laid.report, row=Recommendation(), text="That it notes.", by=laid.clerk)

    first, *others = together(press, press, press)

    assert others == [first, first]
    assert Recommendation.objects.filter(text="That it notes.").count() == 1


@pytest.mark.parametrize(
    "written",
    [
        lambda section, by: add_paragraphs(section=section, texts=["Typed for an hour."], shown=[], by=by),
        lambda section, by: draft_section(section=section, drafts_from=TemplateSection.Drafts.SUMMARIES, by=by),
    ],
)
def test_what_is_written_in_a_section_that_somebody_removes_meanwhile_is_refused(laid, written):
    section = ReportSectionFactory(report=laid.report)
    remove_from_list(row=ReportSection.objects.get(pk=section.pk), by=laid.clerk)

    with pytest.raises(ChangedMeanwhile, match="Somebody else has taken this out"):
        written(section, laid.clerk)
