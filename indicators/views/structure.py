"""What a measure is broken down by, and from when it counts something else."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.forms.measures import BreakForm, DimensionForm
from indicators.models import Dimension, Indicator, SeriesBreak
from indicators.services.definitions import remove_break, remove_dimension, set_break, set_dimension
from indicators.views.found import defined_measure
from indicators.views.measures import about
from indicators.views.parts import Part, part_page
from partnership.kept_text import keeping_text
from partnership.requests import SignedInRequest


@keeping_text
@require_http_methods(["GET", "POST"])
def dimension_new(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    return _dimension(request, defined_measure(request.user, indicator_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def dimension_edit(request: SignedInRequest, indicator_pk: int, dimension_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    return _dimension(request, indicator, get_object_or_404(indicator.dimensions, pk=dimension_pk))


def _dimension(request: SignedInRequest, indicator: Indicator, dimension: Dimension | None) -> HttpResponse:
    part = Part(
        **about(indicator),
        row=dimension,
        form=lambda data, row: DimensionForm(data, indicator=indicator, row=row),
        save=partial(set_dimension, indicator=indicator, dimension=dimension, by=request.user),
        remove=partial(remove_dimension, dimension=dimension, by=request.user) if dimension else None,
        heading=_("Change a breakdown") if dimension else _("Add a breakdown"),
        saved=_("The breakdown is saved."),
        removed=_("The breakdown is taken out."),
        guidance=_("Each part can then have figures beside the whole. They stay if you rename the breakdown."),
    )
    return part_page(request, part)


@keeping_text
@require_http_methods(["GET", "POST"])
def break_new(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    return _break(request, defined_measure(request.user, indicator_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def break_edit(request: SignedInRequest, indicator_pk: int, break_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    return _break(request, indicator, get_object_or_404(indicator.breaks, pk=break_pk))


def _break(request: SignedInRequest, indicator: Indicator, series_break: SeriesBreak | None) -> HttpResponse:
    part = Part(
        **about(indicator),
        row=series_break,
        form=lambda data, row: BreakForm(data, indicator=indicator, row=row),
        save=partial(set_break, indicator=indicator, series_break=series_break, by=request.user),
        remove=partial(remove_break, series_break=series_break, by=request.user) if series_break else None,
        heading=_("Change a break in the series") if series_break else _("Say that it counts something else"),
        saved=_("The break is saved."),
        removed=_("The break is taken out."),
        guidance=_(
            "Where the definition or the way of counting changes, the line breaks: no arrow and no rating compares "
            "across it."
        ),
        box="begins_on",
    )
    return part_page(request, part)
