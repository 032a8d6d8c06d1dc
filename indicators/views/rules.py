"""How far off a target is what rating: for all measures of a plan, and for one that differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.effects import effects
from indicators.forms.fields import PartForm
from indicators.forms.rules import RuleForm
from indicators.models import Indicator, RatingRule
from indicators.services.targets import remove_rule, set_rule
from indicators.views.found import defined_measure, defined_plan
from indicators.views.parts import Part, part_page
from indicators.words import rule_words
from partnership.kept_text import keeping_text
from partnership.requests import SignedInRequest
from plans.models import Plan


@login_required
@require_safe
def plan_rules(request: SignedInRequest, slug: str) -> HttpResponse:
    """The rules of a plan, those of single measures beneath them."""
    plan = defined_plan(request.user, slug)
    rules = list(plan.rating_rules.select_related("indicator").order_by("indicator__position", "applies_from", "pk"))
    context = {
        "plan": plan,
        "labels": plan.level_labels,
        "lines": [(rule, rule_words(rule)) for rule in rules if rule.indicator_id is None],
        "own": [(rule, rule_words(rule)) for rule in rules if rule.indicator_id is not None],
    }
    return render(request, "indicators/rule_list.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def plan_rule_new(request: SignedInRequest, slug: str) -> HttpResponse:
    return _rule(request, defined_plan(request.user, slug), None, None)


@keeping_text
@require_http_methods(["GET", "POST"])
def measure_rule_new(request: SignedInRequest, indicator_pk: int) -> HttpResponse:
    indicator = defined_measure(request.user, indicator_pk)
    return _rule(request, indicator.plan, indicator, None)


@keeping_text
@require_http_methods(["GET", "POST"])
def rule_edit(request: SignedInRequest, slug: str, rule_pk: int) -> HttpResponse:
    plan = defined_plan(request.user, slug)
    rule = get_object_or_404(plan.rating_rules.select_related("indicator"), pk=rule_pk)
    return _rule(request, plan, rule.indicator, rule)


def _rule(request: SignedInRequest, plan: Plan, indicator: Indicator | None, rule: RatingRule | None) -> HttpResponse:
    measures = plan.level_labels.measure.many.lower()
    part = Part(
        row=rule,
        form=lambda data, row: RuleForm(data, row=row),
        save=partial(set_rule, plan=plan, indicator=indicator, rule=rule, by=request.user),
        remove=partial(remove_rule, rule=rule, by=request.user) if rule else None,
        back=reverse("indicators:plan_rules", args=[plan.slug]),
        back_label=_("How %(measures)s are rated") % {"measures": measures},
        heading=_("Change a rule") if rule else _("Add a rule"),
        caption=indicator or plan.title,
        saved=_("The rule is saved."),
        removed=_("The rule is taken out."),
        guidance=_("It holds for this one alone, before the rule of the plan.")
        if indicator
        else _("It holds for all %(measures)s that have no rule of their own.") % {"measures": measures},
        template="indicators/rule.html",
        more=lambda form: _effects(form, plan, indicator),
        box="applies_from",
    )
    return part_page(request, part)


@dataclass(frozen=True, slots=True)
class _Margins:
    """The rule that stands in the form, saved or not."""

    kind: str
    on_track_within: Decimal
    at_risk_within: Decimal


def _effects(form: PartForm, plan: Plan, indicator: Indicator | None) -> Mapping[str, Any]:
    """What the rule in the form would do to the latest figures; nothing while the form has mistakes."""
    if form.is_bound and not form.is_valid():
        return {"effects": []}
    said: dict[str, Any] = form.said() if form.is_bound else {name: form.initial.get(name) for name in form.stores}
    margins = _Margins(said["kind"], said["on_track_within"], said["at_risk_within"])
    return {"effects": effects(plan, margins, only=indicator), "rates": plan.measure_scale_id is not None}
