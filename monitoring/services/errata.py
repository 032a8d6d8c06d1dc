"""Putting right what a frozen period says: corrections are gathered, then issued as the next version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import Correction, LetThrough, PeriodRecord, ReportingPeriod
from monitoring.record import canonical
from monitoring.record.errata import CannotCorrect, Replacement, corrected, place_at, preview
from monitoring.record.gather import latest_stored
from monitoring.record.structs import Record
from monitoring.services.let_through import let_through
from monitoring.work.small_numbers import SmallNumbers
from partnership.asking import Kept
from partnership.models import User
from partnership.refusals import Refused, refusing


class NotFixed(Refused):
    """While a period is under way its rows are changed, not corrected."""


class NothingToCorrect(Refused):
    """There is nothing there that can be corrected, or what was typed is what stands there."""


class NumbersUnseen(Refused):
    """What would be kept back, or no longer, is not what anybody has looked at."""


class ErratumChanged(Refused):
    """What would be issued is not what the person has read."""


def why_not_correct(period: ReportingPeriod) -> str:
    """What stands in the way of correcting a period, in a sentence; empty when nothing does."""
    if period.is_fixed:
        return ""
    return _("The figures of %(period)s are not fixed yet, so they are changed and not corrected.") % {"period": period}


@transaction.atomic
def gather_correction(
    *, period: ReportingPeriod, path: str, new: Any, reason: str, kept: Kept | None = None, by: User
) -> Correction:
    """Put a correction on the list of the erratum that is being prepared; a second one of the same place replaces it.

    `new` is what the record's JSON is to hold at `path`; `kept` says why words that may point at a child stay.
    Raises NotFixed, NothingToCorrect; Refused without a reason.
    """
    period = _locked(period)
    place = place_at(canonical.decode(bytes(latest_stored(period).body)), path)
    if place is None:
        raise NothingToCorrect(_("There is nothing here that can be corrected."))
    if place.value == new:
        raise NothingToCorrect(_("This is what stands there now. Change it, or go back."))
    if not reason.strip():
        raise Refused(_("Say why this is corrected."))
    found = Correction.objects.filter(period=period, path=path).first()
    correction = found or Correction(period=period, path=path)
    correction.old, correction.new, correction.reason = place.value, new, reason.strip()
    correction.by, correction.at = by, timezone.now()
    with refusing():
        correction.save()
    named = LetThrough.Place.CORRECTION
    let_through(kept, period=period, place=named, row_pk=correction.pk, about=place.name, by=by)
    return correction


@transaction.atomic
def drop_correction(*, period: ReportingPeriod, path: str, by: User) -> None:
    """Take a correction off the list. What is not there is left so."""
    Correction.objects.filter(period=_locked(period), path=path).delete()


def replacements(corrections: Sequence[Correction]) -> list[Replacement]:
    return [Replacement(each.path, each.old, each.new, each.reason, str(each.by)) for each in corrections]


def gathered(period: ReportingPeriod) -> list[Correction]:
    """The corrections of the erratum that is being prepared, in the order they were gathered."""
    return list(Correction.objects.filter(period=period).select_related("by").order_by("pk"))


def seen_as(corrections: Sequence[Correction]) -> str:
    """A checksum of what a person reads before issuing it."""
    return canonical.checksum(repr([(each.path, each.old, each.new, each.reason) for each in corrections]).encode())


@transaction.atomic
def issue_erratum(*, period: ReportingPeriod, based_on_version: int, seen: str, by: User) -> PeriodRecord:
    """Store what was gathered as the next version of the record; every version before it stays as it is.

    `based_on_version` is the version that the person read, `seen` what `seen_as` says of the corrections that
    they read. Of a published period it is public at once, so that somebody has looked at its small numbers
    before. Raises NotFixed, NothingToCorrect, ErratumChanged, NumbersUnseen.
    """
    # Locked, so that of two people issuing at once the second finds the first one's version.
    period = _locked(period)
    latest = latest_stored(period)
    corrections = gathered(period)
    if latest.version != based_on_version:
        raise ErratumChanged(
            _("Version %(version)d has been issued since you read this. Read the list again.")
            % {"version": latest.version}
        )
    if not corrections:
        raise NothingToCorrect(_("Nothing is to be corrected. Choose first what is wrong."))
    if seen_as(corrections) != seen:
        raise ErratumChanged(_("The list of corrections has changed since you read it. Read it again."))
    now = timezone.now()
    try:
        body = corrected(
            bytes(latest.body),
            replacements(corrections),
            version=latest.version + 1,
            on=timezone.localdate(now),
            by=str(by),
        )
    except CannotCorrect as fault:
        raise ErratumChanged(
            _("The record no longer says what was to be corrected: %(fault)s Correct it once more.") % {"fault": fault}
        ) from fault
    after = canonical.decode(body)
    if waits_for_a_look(period, after):
        raise NumbersUnseen(
            _("What is kept back of small numbers changes. Version %(version)d is public once it is issued, so it is "
              "looked at first.")
            % {"version": latest.version + 1}
        )  # fmt: skip
    erratum = after.errata[-1]
    with refusing():
        record = PeriodRecord.objects.create(
            period=period,
            version=latest.version + 1,
            schema=latest.schema,
            body=body,
            sha256=canonical.checksum(body),
            errata=msgspec.to_builtins(erratum.corrections),
            made_at=now,
            made_by=by,
        )
    Correction.objects.filter(period=period).delete()
    return record


def prepared_record(period: ReportingPeriod) -> Record | None:
    """The record as the gathered corrections would make it; None where there are none, or they no longer fit."""
    corrections = gathered(period) if period.is_fixed else []
    if not corrections:
        return None
    try:
        return preview(bytes(latest_stored(period).body), replacements(corrections))[0]
    except CannotCorrect:
        return None


def waits_for_a_look(period: ReportingPeriod, corrected: Record) -> bool:
    """Whether somebody has to look at the small numbers of a corrected version before it is issued."""
    if period.state != ReportingPeriod.State.PUBLISHED:
        # Publishing asks for it.
        return False
    return SmallNumbers(period, corrected=corrected).is_unchecked


def _locked(period: ReportingPeriod) -> ReportingPeriod:
    period = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("plan").get(pk=period.pk)
    if reason := why_not_correct(period):
        raise NotFixed(reason)
    return period
