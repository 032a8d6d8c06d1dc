"""Correcting a frozen period: what is wrong, what it should say and why, and issuing it as the next version."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from monitoring.forms.errata import CorrectionForm
from monitoring.models import Correction, PeriodRecord, ReportingPeriod
from monitoring.record import canonical, structs
from monitoring.record.errata import (
    CannotCorrect,
    Kind,
    place_at,
    preview,
    recounted,
    remeasured,
    rerated,
    subject_of,
    subjects,
    told,
)
from monitoring.record.gather import latest_stored
from monitoring.services.errata import (
    drop_correction,
    gather_correction,
    gathered,
    issue_erratum,
    replacements,
    seen_as,
    waits_for_a_look,
    why_not_correct,
)
from monitoring.views.managed import managed_period
from partnership.kept_text import keeping_text, number
from partnership.refusals import Refused
from partnership.requests import SignedInRequest


@login_required
@require_http_methods(["GET", "POST"])
def corrections(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """The erratum that is being prepared, what it would change, and issuing it."""
    period = managed_period(request.user, period_pk)
    if not period.is_fixed:
        return _not_fixed(request, period)
    refusal = ""
    if request.method == "POST":
        try:
            said = _decided(request, period)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, said)
            return redirect("monitoring:corrections", period.pk)
    stored = latest_stored(period)
    return render(
        request,
        "monitoring/corrections_list.html",
        {
            "period": period,
            "refusal": refusal,
            "version": stored.version,
            "next_version": stored.version + 1,
            **_prepared(stored, gathered(period)),
            "later": period.plan.periods.fixed().filter(ordinal__gt=period.ordinal),
        },
    )


def _decided(request: SignedInRequest, period: ReportingPeriod) -> str:
    if path := request.POST.get("drop"):
        drop_correction(period=period, path=path, by=request.user)
        return _("It is no longer on the list.")
    record = issue_erratum(
        period=period,
        based_on_version=number(request.POST, "version"),
        seen=request.POST.get("seen", ""),
        by=request.user,
    )
    return _("Version %(version)d is issued. Checksum %(checksum)s.") % {
        "version": record.version,
        "checksum": record.sha256[:12],
    }


def _prepared(stored: PeriodRecord, prepared: list[Correction]) -> dict[str, Any]:
    """The corrections in words and what they would change."""
    before = canonical.decode(bytes(stored.body))
    said = [
        structs.Correction(path=each.path, old=each.old, new=each.new, reason=each.reason, by=str(each.by))
        for each in prepared
    ]
    shown: dict[str, Any] = {"prepared": told(before, said), "seen": seen_as(prepared), "record": before}
    if not prepared:
        return shown
    try:
        after, _follows = preview(bytes(stored.body), replacements(prepared))
    except CannotCorrect as fault:
        return shown | {"fault": str(fault)}
    return shown | {
        "counts": recounted(before, after),
        "rerated": (*rerated(before, after), *remeasured(before, after)),
        "unseen": waits_for_a_look(stored.period, after),
    }


@login_required
@require_safe
def correct_choose(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """What is wrong: first what it is about (`of`), then which of the things it says."""
    period = managed_period(request.user, period_pk)
    if not period.is_fixed:
        return _not_fixed(request, period)
    record = canonical.decode(bytes(latest_stored(period).body))
    of = request.GET.get("of", "")
    subject = subject_of(record, of) if of else None
    if of and subject is None:
        raise Http404
    groups = (
        []
        if subject
        else [(name, list(found)) for name, found in groupby(subjects(record), key=lambda each: each.group)]
    )
    return render(request, "monitoring/correct_choose.html", {"period": period, "subject": subject, "groups": groups})


@keeping_text
@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """What one thing should say, and why."""
    period = managed_period(request.user, period_pk)
    if not period.is_fixed:
        return _not_fixed(request, period)
    path = request.GET.get("path", "")
    if not path:
        return redirect("monitoring:correct_choose", period.pk)
    record = canonical.decode(bytes(latest_stored(period).body))
    place, subject = place_at(record, path), subject_of(record, path)
    if place is None or subject is None or place.kind == Kind.KEPT_BACK:
        raise Http404
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        place=place,
        before=Correction.objects.filter(period=period, path=path).first(),
    )
    if form.is_valid():
        try:
            gather_correction(
                period=period,
                path=path,
                new=form.cleaned_data["new"],
                reason=form.cleaned_data["reason"],
                kept=form.kept,
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("new", str(refusal))
        else:
            messages.success(request, _("It is on the list of corrections. Nothing changes before you issue them."))
            return redirect("monitoring:corrections", period.pk)
    return render(
        request,
        "monitoring/correct.html",
        {"period": period, "place": place, "subject": subject, "form": form},
    )


def _not_fixed(request: SignedInRequest, period: ReportingPeriod) -> HttpResponse:
    messages.info(request, why_not_correct(period))
    return redirect(period)
