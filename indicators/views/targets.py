"""What a measure aims for, and what others have."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.forms.comparators import ComparatorForm
from indicators.forms.targets import TargetForm
from indicators.models import Comparator, Indicator, Target
from indicators.overview import comparators_of, targets_of
from indicators.services.targets import remove_comparator, remove_target, set_comparator, set_target
from indicators.views.found import defined_measure
from indicators.views.parts import Part, part_page
from partnership.kept_text import keeping_text
from partnership.requests import SignedInRequest


@login_required
@require_safe
def target_list(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    context = {"measure": indicator, "plan": indicator.plan, "lines": targets_of(indicator)}
    return render(request, "indicators/target_list.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def target_new(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    return _target(request, defined_measure(request.user, indicator_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def target_edit(request: SignedInRequest, indicator_pk: int, target_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    return _target(request, indicator, get_object_or_404(indicator.targets, pk=target_pk))


def _target(request: SignedInRequest, indicator: Indicator, target: Target | None) -> HttpResponse:
    part = Part(
        **_about(indicator, "indicators:target_list", _("Targets")),
        row=target,
        form=lambda data, row: TargetForm(data, indicator=indicator, row=row),
        save=partial(set_target, indicator=indicator, target=target, by=request.user),
        remove=partial(remove_target, target=target, by=request.user) if target else None,
        heading=_("Change a target") if target else _("Add a target"),
        saved=_("The target is saved."),
        removed=_("The target is taken out."),
        box="period_label",
    )
    return part_page(request, part)


@login_required
@require_safe
def comparator_list(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    context = {"measure": indicator, "plan": indicator.plan, "lines": comparators_of(indicator)}
    return render(request, "indicators/comparator_list.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def comparator_new(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    return _comparator(request, defined_measure(request.user, indicator_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def comparator_edit(request: SignedInRequest, indicator_pk: int, comparator_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    return _comparator(request, indicator, get_object_or_404(indicator.comparators, pk=comparator_pk))


def _comparator(request: SignedInRequest, indicator: Indicator, comparator: Comparator | None) -> HttpResponse:
    part = Part(
        **_about(indicator, "indicators:comparator_list", _("What others have")),
        row=comparator,
        form=lambda data, row: ComparatorForm(data, indicator=indicator, row=row),
        save=partial(set_comparator, indicator=indicator, comparator=comparator, by=request.user),
        remove=partial(remove_comparator, comparator=comparator, by=request.user) if comparator else None,
        heading=_("Change a comparison") if comparator else _("Add a comparison"),
        saved=_("The comparison is saved."),
        removed=_("The comparison is taken out."),
        box="name",
    )
    return part_page(request, part)


def _about(indicator: Indicator, back: str, label: str) -> dict[str, Any]:
    return {"caption": indicator, "back": reverse(back, args=[indicator.pk]), "back_label": label}
