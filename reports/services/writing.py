"""Writing a report for a meeting: beginning it from the record, and everything that stands in it.

A final report takes nothing more: the database says so too. Whoever writes locks the report first, so that two
people who write at once come one after the other; a box that somebody else changed meanwhile is not written over.
Saying again what stands there already, as an impatient press does, is no conflict and changes no text.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.seen import seen_as
from indicators.services.definitions import ChangedMeanwhile, check_unchanged, write
from monitoring.models import ReportingPeriod
from monitoring.record.gather import record_for
from monitoring.services.meetings import meeting_of
from monitoring.work.meetings import MeetingDetails
from partnership.asking import Kept
from partnership.models import Meeting, User
from partnership.refusals import Refused, refusing
from reports.drafting import Drafted, draft, printable, said_now
from reports.grounds import Grounds
from reports.models import (
    Appendix,
    BackgroundPaper,
    CommitteeReport,
    Exemption,
    FrontAnswer,
    FrontField,
    Implication,
    ImplicationHeading,
    Kind,
    Paragraph,
    Recommendation,
    ReportSection,
    ReportTemplate,
)
from reports.references import NoSuchParagraph, StillGone, anchors_in, instead, stored
from reports.services.clearing import back_to_clearance, require_writable, write_down
from reports.services.templates import mark_used
from reports.withholding import called_withheld

# Room between two neighbours, so that something new between them moves nothing else.
STEP = 64
_MOST_POSITION = 32_000
# What a page shows of why a part is kept from the public.
_GROUNDS = ("basis", "paragraph", "description", "public_interest")

State = CommitteeReport.State
# What may refer to a paragraph.
Referring = Paragraph | Recommendation | Implication | Appendix
Listed = TypeVar("Listed", Recommendation, ReportSection, Appendix, BackgroundPaper)
Row = TypeVar("Row", bound=models.Model)


class NothingToReport(Refused):
    """The period has said nothing yet."""


class OtherBody(Refused):
    """A report goes to a meeting of the body whose template it follows."""


class Blank(Refused):
    """Something has to be written there."""


class Decided(Refused):
    """What the proper officer has decided is theirs to change."""


class WrongReference(Refused):
    """A reference leads to a paragraph."""


class ReferredTo(Refused):
    """Something refers to what is to be removed; its writer is asked first."""

    def __init__(self, by: Sequence[Referring]) -> None:
        super().__init__(_("The report refers to this elsewhere. Say that you remove it all the same."))
        self.by = by


# --- Beginning -----------------------------------------------------------------------------------


@transaction.atomic
def begin_report(
    *,
    period: ReportingPeriod,
    template: ReportTemplate,
    meeting: Meeting | MeetingDetails,
    scope: str = "",
    scope_name: str = "",
    subject: str,
    by: User,
) -> CommitteeReport:
    """Begin a report of `period` for a meeting, with every section of its template drafted from the record.

    A meeting that nobody has written down is written down. Beginning the same twice, as an impatient press does,
    gives back the first, as long as nothing has been written in it since.

    Raises NothingToReport, OtherBody, and NotInUse where the template cannot be begun from. Who may begin one is
    the caller's question.
    """
    if period.state == ReportingPeriod.State.PLANNED:
        raise NothingToReport(
            _("%(period)s has not been opened, so there is nothing to report yet.") % {"period": period}
        )
    if meeting.body != template.body:
        raise OtherBody(_("Choose a meeting of the body that the report is for."))
    if isinstance(meeting, MeetingDetails):
        meeting = meeting_of(meeting)
    now = timezone.now()
    # It holds the template, so that of two presses at once the second finds what the first one began.
    template = mark_used(template, now)
    said: dict[str, Any] = {
        "period": period,
        "template": template,
        "meeting": meeting,
        "scope": scope,
        "subject": subject.strip(),
        "begun_by": by,
    }
    untouched = CommitteeReport.objects.without_bytes().filter(state=State.DRAFT, corrects=None, revision=1)
    if there := untouched.filter(**said).first():
        return there
    report = CommitteeReport(**said, kind=template.kind, scope_name=scope_name, begun_at=now)
    if template.kind == Kind.NOTING:
        report.asks = CommitteeReport.Asks.NOTING
    with refusing():
        report.save()
    for field in template.front_fields.filter(source=FrontField.Source.WRITTEN).exclude(default=""):
        FrontAnswer.objects.create(report=report, field=field, text=field.default)
    _draft_sections(report)
    return report


def _draft_sections(report: CommitteeReport) -> None:
    record = printable(record_for(report.period), scope=report.scope, scope_name=report.scope_name)
    anchors = _Anchors()
    told: set[str] = set()
    for number, wanted in enumerate(report.template.sections.all(), start=1):
        section = ReportSection.objects.create(
            report=report, position=number * STEP, heading=wanted.label, from_template=wanted
        )
        drafted = draft(record, wanted.drafts_from, provisional=not report.period.is_fixed)
        # A measure that is off target is drafted by two kinds of section in the same words.
        fresh = [each for each in drafted if each.text not in told]
        told.update(each.text for each in fresh)
        for place, each in enumerate(fresh, start=1):
            _add(section, each.text, place * STEP, anchors, drafted=each)


# --- Front sheet, summary, implications ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Front:
    """The front sheet as a page showed it; `answers` are those of the writer, by the key of the field."""

    subject: str
    reference: str
    asks: str
    meeting: Meeting
    answers: Mapping[int, str]


def seen_front(report: CommitteeReport) -> str:
    """A fingerprint of the front sheet, for the page that shows it."""
    answers = report.front_answers.order_by("field").values_list("field", "text")
    shown = f"{seen_as(report, ('subject', 'reference', 'asks', 'meeting'))} {list(answers)}"
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def set_front(
    *, report: CommitteeReport, seen: str, front: Front, kept: Kept | None = None, by: User
) -> CommitteeReport:
    """Say what stands on the front sheet. Raises NotWritable, OtherBody, Blank, ChangedMeanwhile."""
    with _writing(report, by=by) as locked:
        if front.meeting.body_id != locked.template.body_id:
            raise OtherBody(_("Choose a meeting of the body that the report is for."))
        if not front.subject.strip():
            raise Blank(_("Enter what the report is about."))
        if seen_front(locked) != seen:
            if kept is None and _says_front(locked, front):
                return locked
            raise ChangedMeanwhile(_changed())
        locked.subject, locked.reference = front.subject.strip(), front.reference.strip()
        locked.asks, locked.meeting = front.asks, front.meeting
        locked.save(update_fields=["subject", "reference", "asks", "meeting"])
        fields = locked.template.front_fields.filter(source=FrontField.Source.WRITTEN, pk__in=front.answers)
        for field in fields:
            FrontAnswer.objects.update_or_create(
                report=locked, field=field, defaults={"text": front.answers[field.pk].strip()}
            )
        _keep(kept, locked, _("front sheet"), by)
    return locked


def _says_front(report: CommitteeReport, front: Front) -> bool:
    """Whether the front sheet says this already, as after an impatient press."""
    answers = dict(report.front_answers.values_list("field", "text"))
    stands = (report.subject, report.reference, report.asks, report.meeting)
    said = (front.subject.strip(), front.reference.strip(), front.asks, front.meeting)
    return stands == said and all(answers.get(field, "") == text.strip() for field, text in front.answers.items())


def set_summary(
    *, report: CommitteeReport, seen: str, summary: str, kept: Kept | None = None, by: User
) -> CommitteeReport:
    """Say in a few lines what the report says. Raises NotWritable, ChangedMeanwhile."""
    with _writing(report, by=by) as locked:
        if kept is None and locked.summary == summary.strip():
            return locked
        check_unchanged(locked, seen, {"summary": summary})
        locked.summary = summary.strip()
        locked.save(update_fields=["summary"])
        _keep(kept, locked, _("summary"), by)
    return locked


def set_implication(
    *,
    report: CommitteeReport,
    heading: ImplicationHeading,
    seen: str,
    text: str,
    is_none: bool,
    kept: Kept | None = None,
    by: User,
) -> Implication:
    """Answer one of the implications: with text, with an explicit None, or with neither to leave it open.

    Raises NotWritable, ChangedMeanwhile.
    """
    with _writing(report, by=by) as locked:
        row = Implication.objects.filter(report=locked, heading=heading).first()
        if kept is None and row is not None and (row.text, row.is_none) == (text.strip(), is_none):
            return row
        if seen_as(row, ("text", "is_none")) != seen:
            raise ChangedMeanwhile(_changed())
        implication = row or Implication(report=locked, heading=heading)
        implication.text, implication.is_none = text.strip(), is_none
        with refusing():
            implication.save()
        _keep(kept, locked, heading.label, by)
    return implication


# --- Lists: recommendations, sections, appendices, background papers -----------------------------


@transaction.atomic
def add_to_list(
    *, report: CommitteeReport, row: Listed, seen: str = "", kept: Kept | None = None, by: User, **said: Any
) -> Listed:
    """Add a recommendation, section, appendix or background paper after the others.

    Adding the same twice, as an impatient press does, changes nothing. Raises NotWritable.
    """
    there: Listed | None = _added_already(_held(report), row, said)
    if there is not None:
        return there
    with _writing(report, by=by) as locked:
        last = type(row).objects.filter(report=locked).aggregate(last=models.Max("position"))["last"]
        row.report, row.position = locked, 0 if last is None else min(last + STEP, _MOST_POSITION)
        write(row, seen=seen, said=said)
        _keep(kept, locked, _called(row), by)
    return row


def _added_already(report: CommitteeReport, row: models.Model, said: Mapping[str, Any]) -> Any:
    """The last of its list where it is as it would be added now, None where it is not."""
    last = type(row)._default_manager.filter(report=report).order_by("position", "pk").last()
    if last is None or any(getattr(last, name) != value for name, value in said.items()):
        return None
    # What stands in a section, and that an appendix is kept from the public, has come since.
    has_more = isinstance(last, ReportSection) and last.paragraphs.exists()
    return None if has_more or getattr(last, "exemption_id", None) is not None else last


def change_in_list(*, row: Listed, seen: str, kept: Kept | None = None, by: User, **said: Any) -> Listed:
    """Say something else there. Of an appendix that is kept from the public the proper officer decides anew.

    Raises NotWritable, ChangedMeanwhile.
    """
    with _writing(row.report, by=by) as locked:
        row = _as_it_stands(row)
        is_changed = any(getattr(row, name) != value for name, value in said.items())
        if kept is None and not is_changed:
            return row
        write(row, seen=seen, said=said)
        if is_changed and isinstance(row, Appendix):
            _decide_anew(row.exemption)
        _keep(kept, locked, _called(row), by)
    return row


def remove_from_list(*, row: Listed, anyway: bool = False, by: User) -> None:
    """Take it out; of a section all its paragraphs. What is out already stays out.

    Raises NotWritable, and ReferredTo where paragraphs elsewhere refer to one of the section, unless `anyway`.
    """
    with _writing(row.report, by=by) as locked:
        if isinstance(row, ReportSection):
            _forget_references(locked, list(row.paragraphs.all()), anyway=anyway)
        type(row).objects.filter(pk=row.pk).delete()
        _drop_unused(locked)


def move_in_list(*, row: Listed, before: Listed | None, by: User) -> None:
    """Put it before another of its kind, or last. Pressed twice it stands in the same place. Raises NotWritable."""
    with _writing(row.report, by=by) as locked:
        row = _as_it_stands(row)
        others = [each for each in type(row).objects.filter(report=locked) if each.pk != row.pk]
        place = next((number for number, each in enumerate(others) if before and each.pk == before.pk), len(others))
        _put(row, others, place)


# --- Paragraphs ----------------------------------------------------------------------------------


@transaction.atomic
def add_paragraphs(
    *,
    section: ReportSection,
    texts: Sequence[str],
    shown: Sequence[str],
    after: Paragraph | None = None,
    kept: Kept | None = None,
    by: User,
) -> list[Paragraph]:
    """Write one paragraph or several, after another of the section, or last. `shown`: see references.stored.

    Adding the same twice, as an impatient press does, changes nothing. Raises NotWritable, Blank, WrongReference,
    ChangedMeanwhile where the section is gone.
    """
    held = _held(section.report)
    section = _as_it_stands(section)
    texts = [_referring(held, text, shown) for text in _said(texts)]
    there = list(section.paragraphs.all())
    behind = next((number for number, each in enumerate(there, start=1) if after and each.pk == after.pk), None)
    place = len(there) if behind is None else behind
    # Where the first press put them.
    put = max(place - len(texts), 0) if behind is None else behind
    standing = there[put : put + len(texts)]
    if [(each.text, each.exemption_id) for each in standing] == [(text, None) for text in texts]:
        return standing
    with _writing(section.report, by=by) as report:
        anchors = _Anchors.of(report)
        added = []
        for offset, text in enumerate(texts):
            paragraph = Paragraph(section=section, anchor=anchors.another(), text=text)
            _put(paragraph, there, place + offset)
            there.insert(place + offset, paragraph)
            added.append(paragraph)
        _keep(kept, report, str(section.heading), by)
    return added


def change_paragraph(
    *,
    paragraph: Paragraph,
    seen: str,
    texts: Sequence[str],
    shown: Sequence[str],
    kept: Kept | None = None,
    by: User,
) -> Paragraph:
    """Write a paragraph anew. Of several texts the first stays this paragraph and the others follow as their own.

    Of one that is kept from the public the proper officer decides anew. Raises NotWritable, Blank, WrongReference,
    ChangedMeanwhile.
    """
    with _writing(paragraph.section.report, by=by) as report:
        paragraph = _as_it_stands(paragraph)
        section = paragraph.section
        texts = [_referring(report, text, shown) for text in _said(texts)]
        is_changed = texts != [paragraph.text]
        if kept is None and not is_changed:
            return paragraph
        if is_changed:
            _decide_anew(paragraph.exemption)
        write(paragraph, seen=seen, said={"text": texts[0]})
        there = list(section.paragraphs.all())
        place = next(number for number, each in enumerate(there, start=1) if each.pk == paragraph.pk)
        anchors = _Anchors.of(report)
        for offset, text in enumerate(texts[1:]):
            # What was kept from the public stays so in each of its parts.
            another = Paragraph(
                section=section, anchor=anchors.another(), text=text, exemption_id=paragraph.exemption_id
            )
            _put(another, there, place + offset)
            there.insert(place + offset, another)
        _keep(kept, report, str(section.heading), by)
    return paragraph


def join_with_the_one_above(*, paragraph: Paragraph, by: User) -> Paragraph:
    """Make one paragraph of this and the one above it in its section; references to this one follow.

    Raises NotWritable, and Refused where there is none above or the public may read only one of the two.
    """
    with _writing(paragraph.section.report, by=by) as report:
        paragraph = _as_it_stands(paragraph)
        there = list(paragraph.section.paragraphs.all())
        place = next(number for number, each in enumerate(there) if each.pk == paragraph.pk)
        if place == 0:
            raise Refused(_("There is no paragraph above it in this section."))
        above = there[place - 1]
        if above.exemption_id != paragraph.exemption_id:
            raise Refused(
                _("One of the two is kept from the public on other grounds than the other. Settle that first.")
            )
        above.text = f"{above.text}\n\n{there[place].text}".strip()
        above.save(update_fields=["text"])
        for other in _referring_to(report, {paragraph.anchor}):
            other.text = instead(other.text, paragraph.anchor, above.anchor)
            other.save(update_fields=["text"])
        Paragraph.objects.filter(pk=paragraph.pk).delete()
    return above


def move_paragraph(*, paragraph: Paragraph, section: ReportSection, after: Paragraph | None, by: User) -> None:
    """Put a paragraph after another one, or first in a section. Its references and those to it follow.

    Raises NotWritable.
    """
    with _writing(paragraph.section.report, by=by) as report:
        if section.report_id != report.pk:
            raise Refused(_("Choose a place in this report."))
        paragraph, section = _as_it_stands(paragraph), _as_it_stands(section)
        others = [each for each in section.paragraphs.all() if each.pk != paragraph.pk]
        place = next((number for number, each in enumerate(others, start=1) if after and each.pk == after.pk), 0)
        paragraph.section = section
        _put(paragraph, others, place)


def remove_paragraph(*, paragraph: Paragraph, anyway: bool = False, by: User) -> None:
    """Take a paragraph out. Where others refer to it, they say so from now on.

    Raises NotWritable, and ReferredTo unless `anyway`.
    """
    with _writing(paragraph.section.report, by=by) as report:
        _forget_references(report, [paragraph], anyway=anyway)
        Paragraph.objects.filter(pk=paragraph.pk).delete()
        _drop_unused(report)


def referring_to(report: CommitteeReport, anchors: set[str]) -> list[Referring]:
    """Whatever in the report refers to one of these paragraphs and is none of them, in its order."""
    return [each for each in _referring_to(report, anchors) if getattr(each, "anchor", None) not in anchors]


# --- What the record says ------------------------------------------------------------------------


def draft_section(*, section: ReportSection, drafts_from: str, by: User) -> list[Paragraph]:
    """Add to a section what the record says of a kind, without what the report has from it already.

    Raises NotWritable, ChangedMeanwhile where the section is gone.
    """
    with _writing(section.report, by=by) as report:
        section = _as_it_stands(section)
        record = printable(record_for(report.period), scope=report.scope, scope_name=report.scope_name)
        drafted = draft(record, drafts_from, provisional=not report.period.is_fixed)
        known = set(
            Paragraph.objects.filter(section__report=report).exclude(source="").values_list("source", flat=True)
        )
        there = list(section.paragraphs.all())
        anchors = _Anchors.of(report)
        added = []
        for each in drafted:
            if each.source not in known:
                paragraph = Paragraph(section=section, anchor=anchors.another(), text=each.text)
                paragraph.source, paragraph.source_sha256 = each.source, each.sha256
                _put(paragraph, there, len(there))
                there.append(paragraph)
                added.append(paragraph)
    return added


def drafted_now(report: CommitteeReport, sources: Sequence[str]) -> dict[str, Drafted]:
    """What the record says today of what the report was drafted from."""
    record = printable(record_for(report.period), scope=report.scope, scope_name=report.scope_name)
    return said_now(record, sources, provisional=not report.period.is_fixed)


def take_from_record(*, paragraph: Paragraph, seen: str, by: User) -> Paragraph:
    """Write a paragraph as the record says it now. Raises NotWritable, ChangedMeanwhile, and Refused if it is gone."""
    with _writing(paragraph.section.report, by=by) as report:
        check_unchanged(paragraph, seen, {"text": ""})
        paragraph = _as_it_stands(paragraph)
        said = _from_record(report, paragraph)
        if paragraph.text != said.text:
            _decide_anew(paragraph.exemption)
        paragraph.text, paragraph.source_sha256 = said.text, said.sha256
        paragraph.save(update_fields=["text", "source_sha256"])
    return paragraph


def keep_as_written(*, paragraph: Paragraph, by: User) -> Paragraph:
    """Note that the writer has seen what the record says now and keeps their own words. Raises NotWritable."""
    with _writing(paragraph.section.report, by=by) as report:
        paragraph = _as_it_stands(paragraph)
        said = drafted_now(report, [paragraph.source]).get(paragraph.source)
        if said is None:
            paragraph.source = paragraph.source_sha256 = ""
        else:
            paragraph.source_sha256 = said.sha256
        paragraph.save(update_fields=["source", "source_sha256"])
    return paragraph


def _from_record(report: CommitteeReport, paragraph: Paragraph) -> Drafted:
    said = drafted_now(report, [paragraph.source]).get(paragraph.source)
    if said is None:
        raise Refused(_("The record says nothing of this any more."))
    return said


# --- Kept from the public ------------------------------------------------------------------------


def withhold(
    *,
    part: Paragraph | Appendix,
    seen: str | None = None,
    grounds: Grounds | None,
    like: Exemption | None = None,
    kept: Kept | None = None,
    by: User,
) -> Exemption | None:
    """Keep a part from the public on these grounds, on those of other parts, or (with neither) open it again.

    `seen` is of the grounds that a page showed: see seen_as. The proper officer decides anew about grounds on which
    another part is kept back; what they once decided about they alone open. Raises NotWritable, ChangedMeanwhile,
    Decided.
    """
    with _writing(_report_of(part), by=by) as report:
        part = _as_it_stands(part)
        before = part.exemption
        if kept is None and grounds is None and before == like:
            return before
        if seen is not None and seen_as(before, _GROUNDS) != seen:
            raise ChangedMeanwhile(_changed())
        if before is not None and before != like and _was_decided(before):
            raise Decided(
                _("The proper officer has decided about this part, so only they open it. You can change its grounds.")
            )
        exemption = _as_it_stands(like) if like is not None else None
        if exemption != before:
            _decide_anew(exemption)
        if grounds is not None:
            exemption = Exemption(report=report, **grounds.columns())
            with refusing():
                exemption.save()
        part.exemption = exemption
        part.save(update_fields=["exemption"])
        if before is not None and before != exemption:
            _drop_unused(report)
        _keep(kept, report, _("why a part is kept from the public"), by)
    return exemption


def change_grounds(
    *, exemption: Exemption, seen: str, grounds: Grounds, kept: Kept | None = None, by: User
) -> Exemption:
    """Say anew why parts are kept from the public. Raises NotWritable, ChangedMeanwhile."""
    with _writing(exemption.report, by=by) as report:
        exemption = _as_it_stands(exemption)
        said: dict[str, Any] = dict(grounds.columns())
        is_changed = any(getattr(exemption, name) != value for name, value in said.items())
        if kept is None and not is_changed:
            return exemption
        check_unchanged(exemption, seen, said)
        if is_changed:
            exemption.decided_at, exemption.decided_by = None, None
        write(exemption, seen=seen, said=said)
        _keep(kept, report, _("why a part is kept from the public"), by)
    return exemption


def _decide_anew(exemption: Exemption | None) -> None:
    """Ask the proper officer again about what is kept back on these grounds: they decided about other words."""
    if exemption is not None and exemption.decided_at is not None:
        exemption.decided_at, exemption.decided_by = None, None
        exemption.save(update_fields=["decided_at", "decided_by"])


def _was_decided(exemption: Exemption) -> bool:
    """Whether the proper officer ever decided about what is kept back on these grounds, if of other words."""
    events = Exemption.pgh_event_model.objects  # type: ignore[attr-defined]
    return bool(events.filter(pgh_obj=exemption.pk, decided_at__isnull=False).exists())


def _report_of(part: Paragraph | Appendix) -> CommitteeReport:
    return part.section.report if isinstance(part, Paragraph) else part.report


def _drop_unused(report: CommitteeReport) -> None:
    """Grounds of which no part is left are none."""
    report.exemptions.filter(paragraphs=None, appendices=None).delete()


# --- Within --------------------------------------------------------------------------------------


@contextmanager
def _writing(report: CommitteeReport, *, by: User) -> Iterator[CommitteeReport]:
    """The report, locked, while something in it is written; counts the change, after which it may have to be cleared
    again. Raises NotWritable."""
    with transaction.atomic():
        locked = _held(report)
        with refusing():
            yield locked
            CommitteeReport.objects.filter(pk=locked.pk).update(revision=F("revision") + 1)
        back_to_clearance(locked, by=by)


def _held(report: CommitteeReport) -> CommitteeReport:
    """The report as it is now, held until the end of the transaction. Raises NotWritable."""
    locked = (
        CommitteeReport.objects.without_bytes()
        .select_related("template__body", "period__plan", "meeting")
        .select_for_update(of=("self",))
        .get(pk=report.pk)
    )
    require_writable(locked)
    return locked


def _as_it_stands(row: Row) -> Row:
    """The row as it is now that its report is held: what is written back is not what somebody changed meanwhile.

    Raises ChangedMeanwhile where it is no longer there.
    """
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist:
        raise ChangedMeanwhile(_("Somebody else has taken this out since you opened the page.")) from None
    return row


def _keep(kept: Kept | None, report: CommitteeReport, part: str, by: User) -> None:
    write_down(kept, report=report, about=f"{report.subject}: {part}", by=by)


def _called(row: models.Model) -> str:
    # The title of what is withheld is withheld too, and reasons are read by others.
    return called_withheld() if getattr(row, "exemption_id", None) is not None else str(row)[:80]


def _changed() -> str:
    return _("Somebody else changed this since you opened the page. Compare, and save again to keep what you typed.")


def _said(texts: Sequence[str]) -> list[str]:
    said = [text.strip() for text in texts if text.strip()]
    if not said:
        raise Blank(_("Write the paragraph, or remove it on its own page."))
    return said


def _referring(report: CommitteeReport, text: str, shown: Sequence[str]) -> str:
    there = Paragraph.objects.filter(section__report=report).values_list("anchor", flat=True)
    try:
        return stored(text, shown, there)
    except NoSuchParagraph as wrong:
        raise WrongReference(
            _("There is no paragraph %(number)d to refer to any more.") % {"number": wrong.number}
        ) from wrong
    except StillGone as wrong:
        raise WrongReference(
            _("A reference leads to a paragraph that was removed. Take [[?]] out, or put a number there.")
        ) from wrong


def _referring_to(report: CommitteeReport, anchors: set[str]) -> list[Referring]:
    """Whatever in the report refers to one of these paragraphs, in its order."""
    refers = {"text__contains": "[["}
    paragraphs = Paragraph.objects.filter(section__report=report, **refers).select_related("section")
    rows: list[Referring] = [
        *Recommendation.objects.filter(report=report, **refers),
        *Implication.objects.filter(report=report, **refers).select_related("heading"),
        *paragraphs.order_by("section__position", "section", "position", "pk"),
        *Appendix.objects.filter(report=report, **refers),
    ]
    return [each for each in rows if not anchors.isdisjoint(anchors_in(each.text))]


def _forget_references(report: CommitteeReport, gone: Sequence[Paragraph], *, anyway: bool) -> None:
    """Let what refers to paragraphs say that they are gone. Raises ReferredTo unless `anyway`."""
    anchors = {each.anchor for each in gone}
    by = referring_to(report, anchors)
    if by and not anyway:
        raise ReferredTo(by)
    for other in by:
        # In brackets and with a question mark: what stands in the way of a final report finds it.
        for anchor in anchors:
            other.text = other.text.replace(f"[[{anchor}]]", _("[which paragraph?]"))
        other.save(update_fields=["text"])


def _add(
    section: ReportSection, text: str, position: int, anchors: _Anchors, *, drafted: Drafted | None = None
) -> Paragraph:
    return Paragraph.objects.create(
        section=section,
        position=position,
        anchor=anchors.another(),
        text=text,
        source=drafted.source if drafted else "",
        source_sha256=drafted.sha256 if drafted else "",
    )


class _Anchors:
    """Anchors that no paragraph of a report has yet."""

    def __init__(self, taken: set[str] | None = None) -> None:
        self._taken = taken or set()

    @classmethod
    def of(cls, report: CommitteeReport) -> _Anchors:
        return cls(set(Paragraph.objects.filter(section__report=report).values_list("anchor", flat=True)))

    def another(self) -> str:
        while (anchor := f"p{secrets.token_hex(4)}") in self._taken:
            pass
        self._taken.add(anchor)
        return anchor


def _put(row: Any, others: Sequence[Any], place: int) -> None:
    """Store `row` at a place among the others, moving them only where there is no room between two."""
    below: int = others[place - 1].position if place else -1
    above: int = others[place].position if place < len(others) else _MOST_POSITION
    row.position = max(below, 0) + STEP if place == len(others) else (below + above) // 2
    if not below < row.position < above:
        step = min(STEP, _MOST_POSITION // (len(others) + 1))
        for number, each in enumerate([*others[:place], row, *others[place:]], start=1):
            each.position = number * step
            if each is not row:
                each.save(update_fields=["position"])
    row.save()
