from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from indicators.importing.writing import xlsx_of
from monitoring.models import (
    Challenge,
    Contribution,
    Draft,
    Highlight,
    LaterNews,
    LetThrough,
    PeriodRecord,
    ProgressUpdate,
    Question,
    RedactedRecord,
    Redaction,
)
from monitoring.record import canonical
from monitoring.record.structs import Removal
from monitoring.services.errata import gather_correction, gathered, issue_erratum, seen_as
from monitoring.services.periods import freeze_period
from monitoring.services.redaction import (
    Held,
    NeedsAnother,
    NotThere,
    TooShort,
    confirm_redaction,
    places,
    propose_redaction,
    withdraw_redaction,
)
from partnership.refusals import Refused
from plans.ratings import Meaning
from reports.models import Edition, MonitoringReport
from reports.services.issuing import request_report, retry_report
from tests.factories import (
    ActionFactory,
    ChallengeFactory,
    ContributionFactory,
    CorrectionFactory,
    DraftFactory,
    EditionFactory,
    FigureFactory,
    FigureImportFactory,
    HighlightFactory,
    LaterNewsFactory,
    LetThroughFactory,
    PeriodFactory,
    PlanFactory,
    PrioritySummaryFactory,
    QuestionFactory,
    UpdateFactory,
    UserFactory,
    level,
)

pytestmark = pytest.mark.django_db

WORDS = "Jamie O’Hara"
# As people write it: another case, another apostrophe, a line end, light markup, an entity.
WRITTEN = ("Jamie O’Hara", "jamie o'hara", "JAMIE\nO'Hara", "**Jamie** O’Hara", "Jamie&nbsp;O&#39;Hara")
MARK = "[removed 12 November 2026]"
CONFIRMED = datetime(2026, 11, 12, 9, tzinfo=UTC)


@pytest.fixture
def plan():
    return PlanFactory(title="Plan")


@pytest.fixture
def period(plan):
    period = PeriodFactory(plan=plan)
    action = ActionFactory(priority__plan=plan, as_printed={"Note": f"Told by {WRITTEN[3]}"})
    update = UpdateFactory(
        action=action,
        period=period,
        proposed_level=level(period.action_scale, Meaning.ON_TRACK),
        narrative=f"We met {WRITTEN[0]} and {WRITTEN[1]}; {WRITTEN[2]} came too.",
        next_steps=f"Call {WRITTEN[4]}.",
        accepted=True,
    )
    ChallengeFactory(update=update, reason=f"{WRITTEN[0]} said so.")
    QuestionFactory(update=update, text=f"Who is {WRITTEN[1]}?")
    ContributionFactory(action=action, period=period, text=f"Our nurse saw {WRITTEN[0]}.")
    HighlightFactory(
        summary=PrioritySummaryFactory(priority=action.priority, period=period, reason=f"Because of {WRITTEN[0]}."),
        text=f"{WRITTEN[0]} is at school.",
    )
    DraftFactory(action=action, period=period, content={"narrative": f"About {WRITTEN[0]}"})
    LetThroughFactory(plan=plan, period=period, row_pk=update.pk, reason=f"{WRITTEN[2]} has agreed to it.")
    freeze_period(period=period, by=None)
    period.refresh_from_db()
    LaterNewsFactory(period=period, text=f"{WRITTEN[0]} moved.")
    return period


@pytest.fixture
def people():
    return UserFactory(name="Ellen Hughes"), UserFactory(name="Joan Tarrant")


@pytest.fixture
def everywhere(period, people):
    """Also corrected once, and reported on in both versions."""
    action = period.updates.get().action
    made = [request_report(period=period, by=people[0])]
    gather_correction(
        period=period,
        path=f"actions/{action.pk}/update/next_steps",
        new=f"Write to {WRITTEN[0]}.",
        reason=f"{WRITTEN[0]} has no telephone.",
        by=people[0],
    )
    issue_erratum(period=period, based_on_version=1, seen=seen_as(gathered(period)), by=people[0])
    made.append(request_report(period=period, by=people[0]))
    for report in made:
        EditionFactory(report=report, content=f"%PDF {WRITTEN[0]}".encode())
    MonitoringReport.objects.update(state=MonitoringReport.State.FINISHED)
    CorrectionFactory(period=period, new=f"{WRITTEN[0]} again.")
    return period


def redact(plan, people, words=WORDS):
    proposed = propose_redaction(plan=plan, words=words, by=people[0])
    return confirm_redaction(redaction=proposed, by=people[1], at=CONFIRMED)


def test_redaction_removes_the_words_from_everything(plan, everywhere, people):
    versions = {each.version: each.sha256 for each in PeriodRecord.objects.all()}

    redaction = redact(plan, people)

    update = ProgressUpdate.objects.get()
    assert (update.narrative, update.next_steps) == (
        f"We met {MARK} and {MARK}; {MARK} came too.",
        f"Call {MARK}.",
    )
    assert Challenge.objects.get().reason == f"{MARK} said so."
    assert Question.objects.get().text == f"Who is {MARK}?"
    assert Contribution.objects.get().text == f"Our nurse saw {MARK}."
    assert Highlight.objects.get().text == f"{MARK} is at school."
    assert Draft.objects.get().content == {"narrative": f"About {MARK}"}
    assert LaterNews.objects.get().text == f"{MARK} moved."
    assert LetThrough.objects.get().reason == f"{MARK} has agreed to it."
    assert update.action.as_printed == {"Note": f"Told by **{MARK}"}
    assert Edition.objects.count() == 0
    assert (redaction.words, redaction.is_done) == ("", True)
    assert places(WORDS) == []
    assert {
        each.record.version: each.sha256_before for each in RedactedRecord.objects.select_related("record")
    } == versions


@pytest.mark.parametrize("kind", ["csv", "old csv", "xlsx"])
def test_redaction_withdraws_files_of_figures_that_hold_the_words(plan, people, kind):
    headings, row = ["Measure", "Period", "Note"], ["Ready", "2025/26", f"– {WRITTEN[0]} moved"]
    lines = "\r\n".join(",".join(each) for each in (headings, row))
    content = {
        "csv": lines.encode(),
        "old csv": lines.encode("cp1252"),
        "xlsx": xlsx_of("Figures", headings, [row]),
    }[kind]
    holding = FigureImportFactory(plan=plan, content=content)
    brought_in = FigureImportFactory(plan=plan, content=content, applied=True)
    other = FigureImportFactory(plan=plan, content=b"Measure,Period,Note\r\nReady,2025/26,Nobody moved")

    redact(plan, people)

    for each in (holding, brought_in, other):
        each.refresh_from_db()
    assert [(bytes(each.content), each.state) for each in (holding, brought_in)] == [
        (b"", "discarded"),
        (b"", "applied"),
    ]
    assert bytes(other.content) == b"Measure,Period,Note\r\nReady,2025/26,Nobody moved"
    assert places(WORDS) == []


def test_redacted_records_can_be_read_and_say_who_removed_something(plan, everywhere, people):
    before = {each.version: canonical.decode(bytes(each.body)) for each in PeriodRecord.objects.all()}

    redact(plan, people)

    for stored in PeriodRecord.objects.all():
        body = bytes(stored.body)
        record = canonical.decode(body)
        assert stored.sha256 == canonical.checksum(body)
        assert canonical.encode(record) == body
        assert record.removed == (Removal(on=date(2026, 11, 12), by=("Ellen Hughes", "Joan Tarrant")),)
        assert [each.level for each in record.actions] == [each.level for each in before[stored.version].actions]
        assert record.plan == before[stored.version].plan
        assert record.scales == before[stored.version].scales
        assert record.actions[0].update is not None
        assert record.actions[0].update.narrative == f"We met {MARK} and {MARK}; {MARK} came too."


def test_reports_of_redacted_records_are_withdrawn_and_can_be_made_again(plan, everywhere, people):
    redact(plan, people)

    reports = list(MonitoringReport.objects.order_by("pk"))
    assert [each.state for each in reports] == [MonitoringReport.State.WITHDRAWN] * 2
    assert [bytes(each.record) for each in reports] == [
        bytes(each.body) for each in PeriodRecord.objects.order_by("version")
    ]
    assert retry_report(report=reports[0], by=people[0]).state == MonitoringReport.State.ASKED


def test_a_record_redacted_twice_says_both(plan, everywhere, people):
    redact(plan, people)
    redact(plan, people, words="telephone")

    removed = [len(canonical.decode(bytes(each.body)).removed) for each in PeriodRecord.objects.order_by("version")]
    assert removed == [1, 2]


def test_the_history_keeps_that_something_changed_but_not_the_words(plan, everywhere, people):
    redact(plan, people)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_label, narrative FROM monitoring_progressupdateevent ORDER BY pgh_id")
        said = cursor.fetchall()
    assert {label for label, _text in said} == {"insert", "update"}
    assert {text for _label, text in said} == {f"We met {MARK} and {MARK}; {MARK} came too."}


def test_words_that_are_part_of_the_records_own_vocabulary_do_not_break_it(plan, period, people):
    UpdateFactory(
        action=ActionFactory(priority__plan=plan),
        period=PeriodFactory(plan=plan),
        narrative="worst narrative on_track complete active 2026 under_way.",
    )
    before = canonical.decode(bytes(PeriodRecord.objects.get().body))

    for words in ("worst", "narrative", "on_track", "complete", "active", "2026", "under_way", "true", "null"):
        try:
            redact(plan, people, words=words)
        except NotThere:
            continue

    after = canonical.decode(bytes(PeriodRecord.objects.get().body))
    assert [each.level for each in after.actions] == [each.level for each in before.actions]
    assert (after.period.starts, after.as_at, after.plan.rollup) == (
        before.period.starts,
        before.as_at,
        before.plan.rollup,
    )


def test_whole_words_only_are_removed(plan, people):
    period = PeriodFactory(plan=plan)
    UpdateFactory(
        action=ActionFactory(priority__plan=plan), period=period, narrative="Anna went to Annapolis. Anna’s home."
    )

    redact(plan, people, words="Anna")

    assert ProgressUpdate.objects.get().narrative == f"{MARK} went to Annapolis. {MARK}’s home."


@pytest.mark.parametrize("said", ["note", "judgement", "as_printed", "reported_rating"])
def test_redaction_reaches_the_words_of_a_figure_its_history_and_the_record(plan, people, said):
    given = {said: f"Better for {WRITTEN[1]}."}
    FigureFactory(indicator__plan=plan, period_label="June", period_ends_on=date(2026, 6, 30), **given)
    period = PeriodFactory(plan=plan, measures_as_at=date(2026, 6, 30))
    freeze_period(period=period, by=None)

    redact(plan, people)

    [figure] = plan.indicators.get().figures.all()
    assert getattr(figure, said) == f"Better for {MARK}."
    [measure] = canonical.decode(bytes(PeriodRecord.objects.get().body)).measures
    named = "printed" if said == "as_printed" else said
    assert [getattr(each, named) for each in measure.figures] == [f"Better for {MARK}."]
    assert places(WORDS) == []


def test_names_of_people_who_did_something_stay(plan, people):
    period = PeriodFactory(plan=plan)
    tom = UserFactory(name="Tom Bell")
    UpdateFactory(
        action=ActionFactory(priority__plan=plan),
        period=period,
        narrative="Tom Bell’s child is at school.",
        submitted_by=tom,
        accepted=True,
    )
    freeze_period(period=period, by=None)

    redact(plan, people, words="Tom Bell")

    [action] = canonical.decode(bytes(PeriodRecord.objects.get().body)).actions
    assert action.update is not None
    assert (action.update.said_by, action.update.narrative) == ("Tom Bell", f"{MARK}’s child is at school.")
    tom.refresh_from_db()
    assert tom.name == "Tom Bell"


# --- Who and what -----------------------------------------------------------------------------------


def test_propose_redaction_removes_nothing_and_says_where_the_words_are(plan, period, people):
    before = [bytes(each.body) for each in PeriodRecord.objects.all()]

    propose_redaction(plan=plan, words=WORDS, by=people[0])

    found = {each.kind: each.number for each in places(WORDS)}
    assert found["Updates"] == 2
    assert found["Stored records of frozen periods"] == 1
    assert Held("Drafts", 1) in places(WORDS)
    assert [bytes(each.body) for each in PeriodRecord.objects.all()] == before


@pytest.mark.parametrize(("words", "refusal"), [("Jo", TooShort), ("----", TooShort), ("Nobody Here", NotThere)])
def test_propose_redaction_of_what_cannot_be_found_is_refused(plan, period, people, words, refusal):
    with pytest.raises(refusal):
        propose_redaction(plan=plan, words=words, by=people[0])


def test_propose_redaction_twice_is_one_request(plan, period, people):
    assert propose_redaction(plan=plan, words=WORDS, by=people[0]) == propose_redaction(
        plan=plan, words=f"  {WORDS} ", by=people[0]
    )


def test_confirm_redaction_by_who_proposed_it_is_refused(plan, period, people):
    proposed = propose_redaction(plan=plan, words=WORDS, by=people[0])

    with pytest.raises(NeedsAnother):
        confirm_redaction(redaction=proposed, by=people[0])

    assert places(WORDS) != []


def test_confirm_redaction_twice_is_refused(plan, period, people):
    done = redact(plan, people)

    with pytest.raises(Refused):
        confirm_redaction(redaction=done, by=people[1])


def test_confirm_redaction_that_was_taken_back_meanwhile_is_refused(plan, period, people):
    proposed = propose_redaction(plan=plan, words=WORDS, by=people[0])
    withdraw_redaction(redaction=Redaction.objects.get(), by=people[0])

    with pytest.raises(Refused, match="This request has been taken back, so nothing was removed."):
        confirm_redaction(redaction=proposed, by=people[1])


@pytest.mark.parametrize("written", ["We met Jamie\r\nO’Hara.", "Jamie O'Hara", "_Jamie_ _O’Hara_"])
def test_redaction_removes_what_is_kept_for_somebody_who_was_signed_out(plan, period, people, written):
    kept = SessionStore()
    kept["kept_text"] = {"action": 1, "content": {"narrative": written}}
    kept["other"] = "Something else"
    kept.create()
    proposed = propose_redaction(plan=plan, words=WORDS, by=people[0])

    confirm_redaction(redaction=proposed, by=people[1])

    assert SessionStore(kept.session_key).load() == {"other": "Something else"}


def test_redaction_forgets_sessions_that_have_ended(plan, period, people):
    ended = SessionStore()
    ended["kept_text"] = {"action": 1, "content": {"narrative": WORDS}}
    ended.set_expiry(-1)
    ended.create()
    proposed = propose_redaction(plan=plan, words=WORDS, by=people[0])

    confirm_redaction(redaction=proposed, by=people[1])

    assert Session.objects.count() == 0


def test_withdraw_redaction_forgets_the_words(plan, period, people):
    proposed = propose_redaction(plan=plan, words=WORDS, by=people[0])

    withdraw_redaction(redaction=proposed, by=people[0])

    assert Redaction.objects.count() == 0
    assert places(WORDS) != []


def test_every_guard_is_on_again_after_a_redaction(plan, period, people):
    redact(plan, people)

    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'")
        assert cursor.fetchall() == []
    with pytest.raises(Exception, match="never changes"):
        PeriodRecord.objects.update(sha256="0" * 64)
