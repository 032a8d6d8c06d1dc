"""Keeping figures back from publication, and saying that somebody has looked at what is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.disclosure import Hidden
from indicators.models import Dimension, HiddenFigure, Indicator
from monitoring.models import Correction, ReportingPeriod, SmallNumbersCheck
from monitoring.record import canonical
from monitoring.record.errata import KEPT_BACK_STEP, kept_back_path
from monitoring.record.gather import latest_stored
from monitoring.record.small_numbers import Choice
from monitoring.services.errata import gather_correction, prepared_record
from monitoring.work.small_numbers import SmallNumbers
from partnership.models import User
from partnership.refusals import Refused, refusing


class AlreadyFixed(Refused):
    """What is kept back in a stored record stays so."""


class NoSuchFigure(Refused):
    """The measure has no such figure, or it is kept back already."""


class NothingKeptBack(Refused):
    """There is nothing to look at."""


class KeptBackChanged(Refused):
    """What is kept back is not what the person has seen."""


@transaction.atomic
def hide_figure(
    *, period: ReportingPeriod, indicator: Indicator, choice: Choice, reason: str, by: User
) -> HiddenFigure:
    """Keep a figure back although no rule would, and with it what would let it be worked out.

    It stays so in later periods until it is taken back. Of a fixed period it goes on the list of corrections, and
    becomes part of the version that the coordinator issues. Raises NoSuchFigure; Refused without a reason.
    """
    period = _locked(period)
    if not reason.strip():
        raise Refused(_("Say why this figure is kept back."))
    dimension = Dimension.objects.filter(indicator=indicator, name=choice.dimension).first()
    found = indicator.figures.filter(
        dimension=dimension, category=choice.category, period_label=choice.period, indicator__plan=period.plan_id
    )
    if bool(choice.dimension) != bool(dimension) or not found.exists():
        raise NoSuchFigure(_("This measure has no such figure. Choose one of those that it has."))
    decided = {"reason": reason.strip(), "hidden_at": timezone.now(), "hidden_by": by}
    named = {"indicator": indicator, "dimension": dimension, "category": choice.category, "period_label": choice.period}
    if not period.is_fixed:
        with refusing():
            return HiddenFigure.objects.create(**named, **decided)
    path = _path(period, indicator.pk, choice)
    if not path:
        raise NoSuchFigure(_("%(period)s says nothing of this figure.") % {"period": period})
    gather_correction(period=period, path=path, new=Hidden.CHOSEN.value, reason=reason, by=by)
    # In a later period it may be kept back already.
    return HiddenFigure.objects.get_or_create(**named, defaults=decided)[0]


@transaction.atomic
def show_figure_again(*, period: ReportingPeriod, hidden_pk: int, by: User) -> None:
    """Take back that a figure is kept back; it is still where a rule asks for it.

    In a fixed period only while it is on the list of corrections. Raises AlreadyFixed.
    """
    period = _locked(period)
    rows = HiddenFigure.objects.filter(pk=hidden_pk, indicator__plan=period.plan_id)
    if period.is_fixed:
        row = rows.select_related("dimension").first()
        path = _path(period, row.indicator_id, _choice(row)) if row else ""
        if not Correction.objects.filter(period=period, path=path).delete()[0]:
            raise AlreadyFixed(
                _("The figures of %(period)s are fixed, and with them what is kept back.") % {"period": period}
            )
    rows.delete()


def _choice(row: HiddenFigure) -> Choice:
    return Choice(row.period_label, row.dimension.name if row.dimension else "", row.category)


def _path(period: ReportingPeriod, indicator_pk: int, choice: Choice) -> str:
    return kept_back_path(canonical.decode(bytes(latest_stored(period).body)), indicator_pk, choice)


def to_look_at(period: ReportingPeriod) -> SmallNumbers:
    """What somebody looks at now: of a period that is being corrected, what the corrected version keeps back.

    What the version before keeps back is looked at as long as the corrections change none of it.
    """
    corrected = prepared_record(period)
    numbers = SmallNumbers(period, corrected=corrected)
    return numbers if corrected is None or numbers.sha256 else SmallNumbers(period)


@transaction.atomic
def confirm_small_numbers(
    *, period: ReportingPeriod, seen: str, note: str = "", by: User, at: datetime | None = None
) -> SmallNumbersCheck:
    """Say that somebody has looked at what is kept back and found it enough; `seen` is the checksum of what they saw.

    Confirming twice changes nothing. Raises NothingKeptBack, KeptBackChanged.
    """
    period = _locked(period)
    numbers = to_look_at(period)
    if not numbers.sha256:
        raise NothingKeptBack(_("Nothing is kept back, so there is nothing to confirm."))
    if seen != numbers.sha256:
        raise KeptBackChanged(
            _("What is kept back has changed since you opened this page. Look at it again, then confirm.")
        )
    if numbers.check is not None:
        return numbers.check
    with refusing():
        return SmallNumbersCheck.objects.create(
            period=period, hidden_sha256=seen, note=note.strip(), confirmed_at=at or timezone.now(), confirmed_by=by
        )


def why_not_publish_numbers(period: ReportingPeriod) -> str:
    """What of the small numbers stands in the way of publishing a frozen period; empty where nothing does."""
    if Correction.objects.filter(period=period, path__endswith=KEPT_BACK_STEP).exists():
        return _(
            "The analyst keeps back more than is kept back in this version. "
            "Issue the corrections on the list before you publish."
        )
    numbers = SmallNumbers(period)
    if not numbers.is_unchecked:
        return ""
    if numbers.has_changed:
        return _(
            "What is kept back of small numbers has changed since somebody looked at it. "
            "Look at it again before you publish."
        )
    return ngettext(
        "%(number)d figure is kept back because of small numbers, and nobody has looked at it yet. "
        "Look at it and its table before you publish.",
        "%(number)d figures are kept back because of small numbers, and nobody has looked at them yet. "
        "Look at them and their tables before you publish.",
        numbers.number,
    ) % {"number": numbers.number}


def _locked(period: ReportingPeriod) -> ReportingPeriod:
    return ReportingPeriod.objects.select_for_update().get(pk=period.pk)
