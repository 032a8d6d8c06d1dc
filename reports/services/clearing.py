"""Asking posts to clear a report and its implications, and what they answer. Silence is never clearance.

Every write locks the report first, so that two people who write about one report wait for each other.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import LetThrough
from monitoring.services.let_through import let_through
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing
from reports.models import Clearance, CommitteeReport, ReportMove
from reports.standing import Line, Standing

State = CommitteeReport.State


class NotWritable(Refused):
    """The report is final, or was withdrawn."""


class NothingToAsk(Refused):
    """Everything that could be asked for has been, or nothing is written yet."""


class AlreadyAnswered(Refused):
    """Somebody has answered, or it was asked for again."""


class NothingToClear(Refused):
    """What was asked about has been taken out. Blank is not an answer, so nobody clears it."""


class TextChanged(Refused):
    """The words are not those that the person has read."""


@transaction.atomic
def request_clearances(
    *, report: CommitteeReport, only: Collection[str] | None = None, by: User, at: datetime | None = None
) -> list[Clearance]:
    """Ask every post that has not cleared the words as they are now, or `only` some by Line.key.

    What is not written yet is not asked for. A draft goes into clearance with the first. Raises NotWritable,
    NothingToAsk.
    """
    at = at or timezone.now()
    report = locked(report)
    require_writable(report)
    standing = Standing(report, reader=by, today=timezone.localdate(at))
    lines = [each for each in standing.to_ask if only is None or each.key in only]
    if not lines:
        raise NothingToAsk(_("There is nothing to ask for: it has been asked for already, or nothing is written yet."))
    with refusing():
        asked = [_ask(report, each, due_on=standing.clearance_by, by=by, at=at) for each in lines]
    if report.state in (State.DRAFT, State.CLEARED):
        move(report, State.IN_CLEARANCE, by=by, at=at)
    return asked


def _ask(report: CommitteeReport, line: Line, *, due_on: date | None, by: User, at: datetime) -> Clearance:
    return Clearance.objects.create(
        report=report,
        heading=line.heading,
        sign_off=line.sign_off,
        post=line.post,
        requested_at=at,
        requested_by=by,
        due_on=due_on,
    )


@transaction.atomic
def give_clearance(
    *, clearance: Clearance, seen: str, note: str = "", kept: Kept | None = None, by: User, at: datetime | None = None
) -> Clearance:
    """Agree to the words as they were `seen`, by their checksum. The report is cleared with the last.

    Raises NotWritable, AlreadyAnswered, NothingToClear, TextChanged.
    """
    at = at or timezone.now()
    report, clearance = _asked(clearance)
    line = _line_of(report, clearance, by=by, at=at)
    if line is None or not line.is_written:
        raise NothingToClear(_("Nothing is written there any more, so there is nothing to clear."))
    if line.text_sha256 != seen:
        raise TextChanged(_("The words have changed since you opened this page. Read them again, then clear them."))
    _answer(clearance, Clearance.State.GIVEN, note=note, sha256=seen, by=by, at=at)
    write_down(kept, report=report, about=f"{report}: {clearance}", by=by)
    if report.state == State.IN_CLEARANCE and Standing(report, reader=by, today=timezone.localdate(at)).all_given:
        move(report, State.CLEARED, by=by, at=at)
    return clearance


@transaction.atomic
def return_clearance(
    *, clearance: Clearance, note: str, kept: Kept | None = None, by: User, at: datetime | None = None
) -> Clearance:
    """Send the words back to their writers, saying why.

    Raises NotWritable, AlreadyAnswered; Refused without a reason.
    """
    at = at or timezone.now()
    report, clearance = _asked(clearance)
    if not note.strip():
        raise Refused(_("Say why you return it, so that the writer can put it right."))
    _answer(clearance, Clearance.State.RETURNED, note=note, sha256="", by=by, at=at)
    write_down(kept, report=report, about=f"{report}: {clearance}", by=by)
    return clearance


def back_to_clearance(report: CommitteeReport, *, by: User, at: datetime | None = None) -> None:
    """A report that says something else than what was cleared is no longer cleared. It is held by the caller."""
    at = at or timezone.now()
    if report.state == State.CLEARED and not Standing(report, reader=by, today=timezone.localdate(at)).all_given:
        reason = _("It has changed since it was cleared.")
        move(report, State.IN_CLEARANCE, reason=reason, by=by, at=at)


def _asked(clearance: Clearance) -> tuple[CommitteeReport, Clearance]:
    """The report and the clearance, both held, where its answer is still awaited."""
    report = locked(clearance.report)
    require_writable(report)
    clearance = Clearance.objects.select_for_update(of=("self",)).select_related("post").get(pk=clearance.pk)
    if clearance.state != Clearance.State.REQUESTED:
        raise AlreadyAnswered(_("%(person)s has answered this already.") % {"person": clearance.answered_by})
    return report, clearance


def _line_of(report: CommitteeReport, clearance: Clearance, *, by: User, at: datetime) -> Line | None:
    lines = Standing(report, reader=by, today=timezone.localdate(at)).lines
    return next((each for each in lines if each.clearance is not None and each.clearance.pk == clearance.pk), None)


def _answer(clearance: Clearance, state: Clearance.State, *, note: str, sha256: str, by: User, at: datetime) -> None:
    clearance.state, clearance.note, clearance.text_sha256 = state, note.strip(), sha256
    clearance.answered_at, clearance.answered_by = at, by
    with refusing():
        clearance.save()


# --- What every step of a report has in common -----------------------------------------------------


def locked(report: CommitteeReport) -> CommitteeReport:
    """The report as it is now, held until the end of the transaction."""
    held = CommitteeReport.objects.select_for_update(of=("self",), no_key=True).without_bytes()
    return held.select_related("period__plan", "meeting__body", "template__proper_officer").get(pk=report.pk)


def require_writable(report: CommitteeReport) -> None:
    if not report.is_writable:
        raise NotWritable(report.why_closed)


def move(
    report: CommitteeReport,
    state: CommitteeReport.State,
    *,
    reason: str = "",
    gap: str = "",
    by: User,
    at: datetime,
    **fields: object,
) -> None:
    """Take a report to another state, with what changes with it, and write the step down."""
    left, report.state = report.state, state
    for name, value in fields.items():
        setattr(report, name, value)
    with refusing():
        report.save(update_fields=["state", *fields])
        ReportMove.objects.create(report=report, from_state=left, to_state=state, reason=reason, gap=gap, by=by, at=at)


# --- Words that may point at a child ---------------------------------------------------------------


@transaction.atomic
def keep_words(*, report: CommitteeReport, reason: str, by: User) -> None:
    """Write down why words that were found in a report, and about which nobody was asked, stay; never the words.

    Of what is withheld only by somebody who may read it. Raises NotWritable; Refused without a reason.
    """
    report = locked(report)
    require_writable(report)
    if not reason.strip():
        raise Refused(_("Say why these words cannot point at a child."))
    standing = Standing(report, reader=by, today=timezone.localdate())
    kinds: dict[str, dict[str, None]] = {}
    unread = standing.unread
    answered = [(text, findings) for text, findings in standing.unanswered if text not in unread]
    if unread and not answered:
        raise Refused(_("What is left is kept from the public, and somebody who may read it has to answer for it."))
    for text, findings in answered:
        kinds.setdefault(standing.about(text), {}).update({str(each.kind): None for each in findings})
    for about, found in kinds.items():
        write_down(Kept(tuple(found), reason.strip()), report=report, about=about, by=by)


def write_down(kept: Kept | None, *, report: CommitteeReport, about: str, by: User) -> None:
    """Why words stay that somebody typed about a report; nothing where nobody was asked."""
    place = LetThrough.Place.REPORT
    let_through(kept, period=report.period, place=place, row_pk=report.pk, about=about, by=by)
