"""The measures of a plan, and what one of them is."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.forms.measures import BaselineForm, DisclosureForm, EssentialsForm, TimingForm, WordsForm
from indicators.models import Baseline, Indicator
from indicators.overview import definition_of, measures_of
from indicators.permissions import can_define_measures, can_enter_figures, measures_entered_by
from indicators.services.definitions import add_measure, change_measure, set_baseline
from indicators.views.found import defined_measure, defined_plan, visible_measure, visible_plan
from indicators.views.parts import Part, part_page
from partnership.kept_text import keeping_text
from partnership.requests import SignedInRequest


@login_required
@require_safe
def measure_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every measure of a plan, for whoever may read it. Those no longer collected stand apart."""
    plan = visible_plan(request.user, slug)
    rows = measures_of(plan, today=timezone.localdate())
    over = Indicator.Status.DISCONTINUED
    defines = can_define_measures(request.user, plan)
    context = {
        "plan": plan,
        "labels": plan.level_labels,
        "defines": defines,
        "enters": defines or measures_entered_by(request.user, plan).exists(),
        "rows": [row for row in rows if row.indicator.status != over],
        "discontinued": [row for row in rows if row.indicator.status == over],
    }
    return render(request, "indicators/measure_list.html", context)


@login_required
@require_safe
def measure(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    """What a measure is, part by part, for whoever may read its plan. Figures have a page of their own."""
    indicator = visible_measure(request.user, indicator_pk)
    plan = indicator.plan
    context = {
        "measure": indicator,
        "plan": plan,
        "labels": plan.level_labels,
        "defines": can_define_measures(request.user, plan),
        # A baseline and what others have are numbers too, and nobody has checked how small.
        "sees_numbers": can_enter_figures(request.user, indicator),
        "definition": definition_of(indicator),
    }
    return render(request, "indicators/measure.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def measure_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """What every measure needs before it can have figures; the rest can wait."""
    plan = defined_plan(request.user, slug)
    word = plan.level_labels.measure.one.lower()
    part = Part(
        row=None,
        form=lambda data, row: EssentialsForm(data, plan=plan),
        save=lambda *, seen, **said: add_measure(plan=plan, by=request.user, **said),
        back=reverse("indicators:measure_list", args=[plan.slug]),
        back_label=plan.level_labels.measure.many,
        heading=_("New %(measure)s") % {"measure": word},
        caption=plan.title,
        saved=_("It is added. Say what else readers should know, and set a target."),
        guidance=_("These are the essentials. Definition, source, targets and the rest are asked for on pages after."),
        leads_to=lambda made: reverse("indicators:measure", args=[made.pk]),
    )
    return part_page(request, part)


@keeping_text
@require_http_methods(["GET", "POST"])
def measure_edit(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    return _changed(
        request,
        indicator,
        form=lambda data, row: EssentialsForm(data, plan=indicator.plan, row=row),
        heading=_("The essentials"),
    )


@keeping_text
@require_http_methods(["GET", "POST"])
def measure_words(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    return _changed(
        request, indicator, form=lambda data, row: WordsForm(data, row=row), heading=_("What readers should know")
    )


@keeping_text
@require_http_methods(["GET", "POST"])
def measure_timing(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    return _changed(
        request, indicator, form=lambda data, row: TimingForm(data, row=row), heading=_("Who answers for it, and when")
    )


@keeping_text
@require_http_methods(["GET", "POST"])
def measure_disclosure(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    return _changed(
        request,
        indicator,
        form=lambda data, row: DisclosureForm(data, row=row),
        heading=_("Small numbers"),
        guidance=_(
            "Where few children are behind a figure, somebody could tell who they are. Such figures are seen only by "
            "those who bring them in."
        ),
    )


@keeping_text
@require_http_methods(["GET", "POST"])
def measure_baseline(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    part = Part(
        **about(indicator),
        row=Baseline.objects.filter(indicator=indicator).first(),
        form=lambda data, row: BaselineForm(data, indicator=indicator, row=row),
        save=partial(set_baseline, indicator=indicator, by=request.user),
        heading=_("The baseline"),
        saved=_("The baseline is saved."),
        guidance=_("Where things stood when the plan began. Leave everything empty if there is none."),
        box="value",
    )
    return part_page(request, part)


def about(indicator: Indicator) -> dict[str, Any]:
    """What every page about a part of a measure says above it, and where it leads back to."""
    return {
        "caption": indicator,
        "back": reverse("indicators:measure", args=[indicator.pk]),
        "back_label": indicator,
    }


def _changed(request: SignedInRequest, indicator: Indicator, **given: Any) -> HttpResponse:
    part = Part(
        **about(indicator),
        row=indicator,
        save=partial(change_measure, indicator=indicator, by=request.user),
        saved=_("Your changes are saved."),
        **given,
    )
    return part_page(request, part)
