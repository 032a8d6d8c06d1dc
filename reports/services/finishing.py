"""The last steps of a report: final, published, corrected, withdrawn; and what has to be decided before.

A report that is final keeps its bytes: what it says, what the public may read of it, and the record it is made from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from indicators.seen import all_seen_as, seen_as
from indicators.services.definitions import ChangedMeanwhile
from monitoring.models import LetThrough, ReportingPeriod
from monitoring.record import canonical
from monitoring.record.gather import latest_stored
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing
from reports.content import Cleared, Content, encode
from reports.gathering import gather_content
from reports.models import (
    Appendix,
    BackgroundPaper,
    Clearance,
    CommitteeReport,
    Exemption,
    FrontAnswer,
    Implication,
    Paragraph,
    Recommendation,
    ReportMove,
    ReportSection,
)
from reports.public_content import public
from reports.readiness import Item, gap_said
from reports.readiness import State as Asked
from reports.services.clearing import back_to_clearance, locked, move, require_writable, write_down
from reports.services.issuing import issue_written
from reports.standing import Standing

State = CommitteeReport.State
T = TypeVar("T", bound=Model)

#: What a final report keeps.
BYTES = (
    "content",
    "content_sha256",
    "public_content",
    "public_content_sha256",
    "record",
    "record_sha256",
    "record_version",
)
#: What a correction takes over from the version that it corrects, besides its parts.
COPIED = (
    "period",
    "template",
    "meeting",
    "kind",
    "scope",
    "scope_name",
    "subject",
    "summary",
    "reference",
    "asks",
    "late_because",
    "urgent_because",
    "urgent_agreed_by",
)
#: Why a report is late.
_LATE = ("late_because", "urgent_because", "urgent_agreed_by")


class NotReady(Refused):
    """Something is missing that no reason makes up for, or for which there is no reason."""


class NotForYou(Refused):
    """Only a chief officer makes a report final although something is missing."""


class WrongState(Refused):
    """The report is not in a state from which this step is taken."""


class TooLate(Refused):
    """The papers can no longer lie open as long as the law asks, and the report does not say why it is taken."""


class ReasonMissing(Refused):
    """The step needs its reason in words."""


class AlreadyDecided(Refused):
    """The proper officer has decided about this part."""


# --- Before it is final ----------------------------------------------------------------------------


@transaction.atomic
def take_as_late(
    *,
    report: CommitteeReport,
    late_because: str,
    urgent_because: str,
    urgent_agreed_by: str,
    seen: str | None = None,
    kept: Kept | None = None,
    by: User,
) -> CommitteeReport:
    """Say why the report is late, and for which special circumstances the chair considers it urgent.

    All three, or none where it is in time after all. `seen` is of what a page showed: see seen_late. Raises
    NotWritable, ReasonMissing, ChangedMeanwhile.
    """
    report = locked(report)
    require_writable(report)
    said = [late_because.strip(), urgent_because.strip(), urgent_agreed_by.strip()]
    if kept is None and said == [getattr(report, name) for name in _LATE]:
        return report
    if seen is not None and seen_late(report) != seen:
        raise ChangedMeanwhile(
            _("Somebody else changed this since you opened the page. Compare, and save again to keep what you typed.")
        )
    if any(said) and not all(said):
        raise ReasonMissing(_("Say why it is late, why it is urgent, and who considers it so: all three are printed."))
    report.late_because, report.urgent_because, report.urgent_agreed_by = said
    report.revision += 1
    with refusing():
        report.save(update_fields=[*_LATE, "revision"])
    write_down(kept, report=report, about=str(report), by=by)
    return report


def seen_late(report: CommitteeReport) -> str:
    """A fingerprint of why the report is late, for the page that shows it."""
    return seen_as(report, _LATE)


@transaction.atomic
def decide_exemption(*, exemption: Exemption, seen: str, by: User, at: datetime | None = None) -> Exemption:
    """Keep a part from the public, as its proper officer decides. `seen` is what the person has read of it: see
    seen_parts. Raises NotWritable, AlreadyDecided, ChangedMeanwhile.
    """
    exemption = _seen_by_officer(exemption, seen)
    if exemption.decided_at is not None:
        raise AlreadyDecided(_("This has been decided already."))
    exemption.decided_at, exemption.decided_by = at or timezone.now(), by
    with refusing():
        exemption.save(update_fields=["decided_at", "decided_by"])
    return exemption


def seen_parts(exemption: Exemption) -> str:
    """A fingerprint of everything that is kept back on these grounds, and of them, for the page that shows it."""
    grounds = seen_as(exemption, ["basis", "paragraph", "description", "public_interest"])
    paragraphs = all_seen_as(exemption.paragraphs.all(), ["text"])
    return f"{grounds}{paragraphs}{all_seen_as(exemption.appendices.all(), ['title', 'holds', 'text'])}"


@transaction.atomic
def open_to_public(*, exemption: Exemption, seen: str, by: User) -> None:
    """Decide that a part is not kept from the public, also after it was decided that it is: everybody will read it.

    `seen` is what the person has read of it (see seen_parts), for what was kept back meanwhile on the same grounds
    would be opened with it. Raises NotWritable, AlreadyDecided, ChangedMeanwhile.
    """
    exemption = _seen_by_officer(exemption, seen)
    report = exemption.report
    with refusing():
        for paragraph in exemption.paragraphs.all():
            paragraph.exemption = None
            paragraph.save(update_fields=["exemption"])
        for appendix in exemption.appendices.all():
            appendix.exemption = None
            appendix.save(update_fields=["exemption"])
        exemption.delete()
        # Whoever makes it final, or has signed it off, has read it with that part kept back.
        report.revision += 1
        report.save(update_fields=["revision"])
    back_to_clearance(report, by=by)


def _seen_by_officer(exemption: Exemption, seen: str) -> Exemption:
    """The exemption, its report held, where it still says what the officer has read."""
    report = locked(exemption.report)
    require_writable(report)
    found = Exemption.objects.filter(pk=exemption.pk).first()
    if found is None:
        raise AlreadyDecided(_("This has been decided already."))
    if seen_parts(found) != seen:
        raise ChangedMeanwhile(
            _("Somebody has changed what is kept from the public on these grounds. Read it again, then decide.")
        )
    found.report = report
    return found


# --- Final -----------------------------------------------------------------------------------------


def must_be_mended(items: Iterable[Item]) -> str:
    """What no reason makes up for, in sentences; empty where there is none."""
    return " ".join(each.what for each in items if each.is_must)


@transaction.atomic
def make_final(
    *,
    report: CommitteeReport,
    revision: int,
    despite: str = "",
    kept: Kept | None = None,
    by: User,
    at: datetime | None = None,
) -> CommitteeReport:
    """Fix what the report says, for good, and ask for its files. `revision` is that of the text the person has seen.

    `despite` is the reason for doing so although something is missing: a chief officer's alone; what, why and who
    are kept and printed. Raises NotWritable, NotReady, NotForYou.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    # The period first, as every write in a period does, so that nothing in it changes while it is read. Its key may
    # be referred to meanwhile: whoever writes in the report holds that, and says of the period why words stay.
    period = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=report.period_id)
    report = locked(report)
    require_writable(report)
    if report.revision != revision:
        raise NotReady(_("Somebody has changed the report since you opened this page. Read it again first."))
    if period.state == ReportingPeriod.State.PLANNED and not period.is_from_paper:
        raise NotReady(_("%(period)s has not been opened, so there is nothing to report yet.") % {"period": period})
    standing = Standing(report, reader=by, today=today)
    if in_the_way := must_be_mended(standing.items):
        raise NotReady(in_the_way)
    gap, despite = gap_said(standing.items), despite.strip()
    if gap and not despite:
        raise NotReady(gap)
    if gap and not standing.may_pass_gaps:
        raise NotForYou(_("Something is still missing. Only a chief officer makes the report final all the same."))
    with refusing():
        # Before the report is gathered, so that what was passed is a part of what it says.
        ReportMove.objects.create(
            report=report,
            from_state=report.state,
            to_state=State.FINAL,
            reason=despite if gap else "",
            gap=gap,
            by=by,
            at=at,
        )
        _fix(report, _final_content(report, standing), standing, at=at)
    write_down(kept if gap else None, report=report, about=str(report), by=by)
    issue_written(report=report, by=by)
    return report


def _final_content(report: CommitteeReport, standing: Standing) -> Content:
    """What the report says, as the final one. A clearance of other words than these is none."""
    outdated = {(each.name, str(each.post)) for each in standing.lines if each.state == Asked.OUTDATED}

    def still(cleared: Cleared | None) -> bool:
        return cleared is not None and (cleared.label, cleared.post) not in outdated

    said = gather_content(report)
    return replace(
        said,
        state=State.FINAL,
        final_on=standing.today,
        implications=tuple(each if still(each.cleared) else replace(each, cleared=None) for each in said.implications),
        sign_offs=tuple(each if still(each) else Cleared(label=each.label, post=each.post) for each in said.sign_offs),
    )


def _fix(report: CommitteeReport, content: Content, standing: Standing, *, at: datetime) -> None:
    full, for_all = encode(content), encode(public(content))
    if standing.period.is_fixed:
        stored = latest_stored(standing.period)
        record, version = bytes(stored.body), stored.version
    else:
        # Of an open period only what was signed off for this report.
        record, version = canonical.encode(standing.record), None
    report.content, report.content_sha256 = full, canonical.checksum(full)
    report.public_content, report.public_content_sha256 = for_all, canonical.checksum(for_all)
    report.record, report.record_sha256, report.record_version = record, canonical.checksum(record), version
    report.state, report.final_at = State.FINAL, at
    report.save(update_fields=["state", "final_at", *BYTES])


# --- After it is final -----------------------------------------------------------------------------


@transaction.atomic
def publish(*, report: CommitteeReport, by: User, at: datetime | None = None) -> CommitteeReport:
    """Say that a final report has gone out; the one that it corrects is superseded by it.

    Raises WrongState, TooLate.
    """
    at = at or timezone.now()
    corrected = locked(report.corrects) if report.corrects else None
    report = locked(report)
    if report.state != State.FINAL:
        raise WrongState(_("Only a final report is published. “%(report)s” is %(state)s.") % _said(report))
    if Standing(report, reader=by, today=timezone.localdate(at)).lacks_why_late:
        raise TooLate(
            _(
                "The day for the papers is past, and the report does not say why it is late and urgent. "
                "It is final, so begin a correction of it and say so there."
            )
        )
    move(report, State.PUBLISHED, by=by, at=at, published_at=at)
    if corrected is not None and corrected.state in (State.FINAL, State.PUBLISHED):
        reason = _("Version %(version)d takes its place.") % {"version": report.version}
        move(corrected, State.SUPERSEDED, reason=reason, by=by, at=at)
    return report


@transaction.atomic
def withdraw(
    *, report: CommitteeReport, reason: str, kept: Kept | None = None, by: User, at: datetime | None = None
) -> CommitteeReport:
    """Take a report back, in whatever state it is; what it said stays on the record.

    Raises WrongState, ReasonMissing.
    """
    report = locked(report)
    if report.state == State.WITHDRAWN:
        raise WrongState(_("“%(report)s” has been withdrawn already.") % _said(report))
    if not reason.strip():
        raise ReasonMissing(_("Say why you withdraw it."))
    move(report, State.WITHDRAWN, reason=reason.strip(), by=by, at=at or timezone.now())
    write_down(kept, report=report, about=str(report), by=by)
    return report


@transaction.atomic
def correct(
    *, report: CommitteeReport, note: str, kept: Kept | None = None, by: User, at: datetime | None = None
) -> CommitteeReport:
    """Begin a new version of a final report, with everything that it says, to put something right.

    `note` says what, and is printed. The former stands until the new one is published. What was cleared stays so as
    long as its words do; what is kept from the public is decided anew. A number is given once, also where a correction
    was withdrawn; one whose every correction was withdrawn is corrected again. Beginning the same twice, as an
    impatient press does, gives back the first. Raises WrongState, ReasonMissing.
    """
    at = at or timezone.now()
    former = locked(report)
    newer = former.correction()
    if newer is not None and (newer.begun_by, newer.correction_note) == (by, note.strip()):
        return newer
    if newer is not None:
        raise WrongState(
            _("A correction has already been begun: version %(number)d. Put it right there.")
            % {"number": newer.version}
        )
    if former.state not in CommitteeReport.ISSUED:
        raise WrongState(_("Only a final or published report is corrected. “%(report)s” is %(state)s.") % _said(former))
    if not note.strip():
        raise ReasonMissing(_("Say what you put right: it is printed in the new version."))
    new = CommitteeReport(
        **{name: getattr(former, name) for name in COPIED},
        version=1 + _last_number(former),
        corrects=former,
        correction_note=note.strip(),
        begun_at=at,
        begun_by=by,
    )
    with refusing():
        new.save()
        _copy_parts(former, new)
    write_down(kept, report=new, about=f"{new.subject}: {_('correction')}", by=by)
    for row in LetThrough.objects.filter(place=LetThrough.Place.REPORT, row_pk=former.pk).order_by("pk"):
        # Words that somebody kept with a reason stay so in the new version.
        _copy(row, row_pk=new.pk)
    return new


def _last_number(report: CommitteeReport) -> int:
    """The highest that a version has which goes back to this one, whatever became of it."""
    numbers, waiting = [report.version], [report.pk]
    while waiting:
        later = CommitteeReport.objects.filter(corrects__in=waiting).values_list("pk", "version")
        waiting = [pk for pk, _version in later]
        numbers += [version for _pk, version in later]
    return max(numbers)


def _copy_parts(former: CommitteeReport, new: CommitteeReport) -> None:
    for model in (FrontAnswer, Implication, Recommendation, BackgroundPaper):
        for row in model.objects.filter(report=former).order_by("pk"):
            _copy(row, report=new)
    # What nobody had answered was asked of another version, by a day that is over.
    answered = Clearance.objects.filter(report=former).exclude(state=Clearance.State.REQUESTED)
    for clearance in answered.order_by("pk"):
        _copy(clearance, report=new)
    exemptions: dict[int | None, Exemption | None] = {None: None}
    for exemption in Exemption.objects.filter(report=former).order_by("pk"):
        there = exemption.pk
        exemptions[there] = _copy(exemption, report=new, decided_at=None, decided_by=None)
    for appendix in Appendix.objects.filter(report=former).order_by("pk"):
        _copy(appendix, report=new, exemption=exemptions[appendix.exemption_id])
    for section in ReportSection.objects.filter(report=former).order_by("pk"):
        paragraphs = list(Paragraph.objects.filter(section=section).order_by("pk"))
        copied = _copy(section, report=new)
        for paragraph in paragraphs:
            _copy(paragraph, section=copied, exemption=exemptions[paragraph.exemption_id])


def _copy(row: T, **changed: object) -> T:
    """A new row that says the same, save what is `changed`."""
    row.pk, row._state.adding = None, True
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    return row


def _said(report: CommitteeReport) -> dict[str, object]:
    return {"report": report, "state": report.get_state_display().lower()}
