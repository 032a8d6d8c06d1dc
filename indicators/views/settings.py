"""How a plan's measures are rated and read, and who its analyst is."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.forms.rules import MeasureSettingsForm
from indicators.services.settings import change_measure_settings
from indicators.views.found import defined_plan
from indicators.views.parts import Part, part_page
from partnership.kept_text import keeping_text
from partnership.requests import SignedInRequest
from plans.permissions import can_coordinate


@keeping_text
@require_http_methods(["GET", "POST"])
def measure_settings(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = defined_plan(request.user, slug)
    measures = plan.level_labels.measure.many
    names_analyst = can_coordinate(request.user, plan)
    part = Part(
        row=plan,
        form=lambda data, row: MeasureSettingsForm(data, row=row, names_analyst=names_analyst),
        save=partial(change_measure_settings, plan=plan, by=request.user),
        back=reverse("indicators:measure_list", args=[plan.slug]),
        back_label=measures,
        heading=_("How %(measures)s are read") % {"measures": measures.lower()},
        caption=plan.title,
        saved=_("The settings are saved."),
        guidance=_("Changes hold for the periods that are still open to them; what is fixed stays as it is."),
    )
    return part_page(request, part)
