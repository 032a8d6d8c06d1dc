"""What reports for meetings wait for from one person: clearances, sign-offs and decisions about exempt parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.moments import near_day, short_weekday
from partnership.models import Post, User
from reports.models import Clearance, CommitteeReport, Exemption, Implication


@dataclass(frozen=True, slots=True)
class Owed:
    """One answer that is awaited; `on` is the day by which, in words, and may be empty."""

    address: str
    label: str
    note: str
    state: str
    on: str
    due_on: date | None


def owes_any(user: User, *, today: date) -> bool:
    """Whether anything is: in one query."""
    held = Post.objects.held_by(user, on=today)
    asked = Clearance.objects.filter(_can_be_answered(), report=OuterRef("pk"), post__in=held)
    undecided = Exemption.objects.filter(report=OuterRef("pk"), decided_at=None)
    decides = Q(template__proper_officer__in=held) & Q(Exists(undecided))
    reports = CommitteeReport.objects.filter(state__in=CommitteeReport.WRITABLE)
    return reports.filter(Q(Exists(asked)) | decides).exists()


def owed(user: User, *, today: date) -> list[Owed]:
    """Everything that is, by date. Two queries. Exempt parts only where a post is named to decide about them."""
    return sorted(_owed(user, today), key=lambda each: (each.due_on or date.max, each.label))


def _owed(user: User, today: date) -> Iterator[Owed]:
    held = Post.objects.held_by(user, on=today)
    of_report = {"report__state__in": CommitteeReport.WRITABLE}
    asked = Clearance.objects.filter(_can_be_answered(), post__in=held, **of_report)
    for each in asked.select_related("report__meeting__body", "heading", "sign_off"):
        yield Owed(
            address=reverse("reports:written_clear", args=[each.report_id, each.pk]),
            label=_("“%(heading)s” in “%(report)s”") % {"heading": each.heading, "report": each.report}
            if each.heading
            else str(each.report),
            note=_for(each.report, today),
            state=_("Clear") if each.heading else _("Sign off"),
            on=short_weekday(each.due_on, today=today) if each.due_on else "",
            due_on=each.due_on,
        )
    undecided = Exemption.objects.filter(decided_at=None, report__template__proper_officer__in=held, **of_report)
    for part in undecided.select_related("report__meeting__body"):
        yield Owed(
            address=reverse("reports:written_exempt", args=[part.report_id, part.pk]),
            label=_("Is “%(part)s” kept from the public?") % {"part": part},
            note=_for(part.report, today),
            state=_("Decide"),
            on="",
            due_on=None,
        )


def _can_be_answered() -> Q:
    """Clearances that are awaited; not of what was blanked since, for there is nothing to clear."""
    same = Implication.objects.filter(report=OuterRef("report"), heading=OuterRef("heading"))
    is_written = Q(heading=None) | Q(Exists(same.filter(Q(is_none=True) | Q(text__regex=r"\S"))))
    return Q(state=Clearance.State.REQUESTED) & is_written


def _for(report: CommitteeReport, today: date) -> str:
    said = {"body": report.meeting.body, "day": near_day(report.meeting.held_on, today=today)}
    return _("For the %(body)s on %(day)s.") % said
