"""Telling people what became of a report that they asked for, if they have not seen it themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.messages import Letter, address_of, hand_over, letter, unfinished
from partnership.models import Message, User
from reports.models import MonitoringReport, MonitoringReportQuerySet
from reports.permissions import reports_open_to

# Whoever waits on the page has seen by then that it is ready.
PATIENCE = timedelta(minutes=1)
# What ended longer ago is no news on the first page.
NEWS_FOR = timedelta(days=7)

ENDED = (MonitoringReport.State.FINISHED, MonitoringReport.State.FAILED)


def notice_for(report: MonitoringReport) -> Message:
    """The message that is to say what became of `report`; several that end together share one."""
    waiting = Message.objects.filter(
        user=report.asked_by_id, kind=Message.Kind.REPORT, state=Message.State.WAITING, attempts=0
    ).first()
    if waiting is not None:
        return waiting
    return Message.objects.create(user_id=report.asked_by_id, kind=Message.Kind.REPORT, due_on=timezone.localdate())


def note_seen(report: MonitoringReport, *, by: User) -> None:
    """That whoever asked for it has seen what became of it, so that nobody needs to tell them."""
    if report.asked_by_id == by.pk and report.seen_at is None and report.state in ENDED:
        MonitoringReport.objects.filter(pk=report.pk, seen_at=None).update(seen_at=timezone.now())


def news_for(user: User, *, at: datetime) -> MonitoringReportQuerySet:
    """Reports that this person asked for, that have ended since and that they have not looked at."""
    return MonitoringReport.objects.filter(
        asked_by=user, seen_at=None, state__in=ENDED, ended_at__gt=at - NEWS_FOR
    ).order_by("-ended_at", "-pk")


def said_of(reports: Iterable[MonitoringReport]) -> str:
    """Northmoor Children’s Plan, July to September 2026 is ready. You find it under Reports. Empty for none."""
    ended = list(reports)
    ready = [each for each in ended if each.state == MonitoringReport.State.FINISHED]
    if not ended:
        return ""
    if not ready:
        return _("A report that you asked for could not be made. Reports says why.")
    return ngettext(
        "The report you asked for is ready: %(first)s. You find it under Reports.",
        "%(number)d reports you asked for are ready. You find them under Reports.",
        len(ready),
    ) % {"number": len(ready), "first": ready[0]}


def send_notices() -> None:
    """Hand over what is due to be said. Safe to call at any time: each message is sent at most once."""
    for message_pk in unfinished(Message.Kind.REPORT):
        is_due = Message.objects.filter(pk=message_pk, written_at__lt=timezone.now() - PATIENCE).exists()
        if is_due:
            hand_over(message_pk, compose=compose)


def compose(message: Message) -> Letter | None:
    """What became of the reports; None once the person has seen all of them, or may not have them any more."""
    ended = (
        reports_open_to(message.user)
        .filter(notice=message, seen_at=None, state__in=ENDED)
        .without_bytes()
        .select_related("period__plan")
        .order_by("pk")
    )
    told = [(each, address_of(each.get_absolute_url())) for each in ended]
    if not told:
        return None
    first, _address = told[0]
    all_ready = all(each.state == MonitoringReport.State.FINISHED for each, _where in told)
    said = {"report": first, "service": settings.SERVICE_NAME}
    return letter(
        "reports/email/ready",
        {"person": message.user, "told": told},
        subject=(_("Ready: %(report)s") if all_ready else _("Your report of %(report)s")) % said,
        series="reports",
    )
