"""Saying what is behind a measure's figure, and judging it otherwise than the rule."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from indicators.models import Indicator
from monitoring.forms.commentary import CommentaryForm
from monitoring.models import MeasureCommentary, ReportingPeriod
from monitoring.permissions import answers_for_measure, can_comment_on_measure
from monitoring.record.gather import gather
from monitoring.record.measures import scorecard
from monitoring.record.structs import Measure, Record
from monitoring.services.commentary import (
    CommentaryChanged,
    NobodyNamed,
    NothingJudged,
    ReasonMissing,
    StoryMissing,
    comment,
    why_not_comment,
)
from monitoring.work.commentary import judgements, last_time
from monitoring.work.let_through import known_in
from partnership.forms import add_refusal
from partnership.kept_text import keeping_text, texts_in
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.templatetags.marks import rating

# Which box a refusal is about.
BOXES: dict[type[Refused], str] = {
    StoryMissing: "story",
    ReasonMissing: "reason",
    NothingJudged: "level",
    NobodyNamed: "on_behalf_of",
}


@keeping_text
@require_http_methods(["GET", "POST"])
def commentary(request: SignedInRequest, period_pk: int, indicator_pk: int) -> HttpResponse:
    period, indicator = _found(request, period_pk, indicator_pk)
    if why_not := why_not_comment(indicator, period):
        # What somebody typed while the figures were fixed is theirs to copy.
        context = {"indicator": indicator, "period": period, "why": why_not, "typed": texts_in(request.POST.dict())}
        return render(request, "monitoring/commentary_closed.html", context)

    record = gather(period)
    measure = next(each for each in record.measures if each.pk == indicator.pk)
    said = MeasureCommentary.objects.filter(period=period, indicator=indicator).select_related("judged_level").first()
    own = answers_for_measure(request.user, indicator)
    told: dict[str, Any] = {"period": period, "by_rule": _by_rule(record, measure), "for_others": not own}
    form = CommentaryForm(request.POST if request.method == "POST" else None, said=said, known=known_in(said), **told)
    theirs = None
    if form.is_valid():
        try:
            comment(indicator=indicator, period=period, by=request.user, kept=form.kept, **form.cleaned_data)
        except CommentaryChanged as changed:
            theirs = changed.theirs
            # They have seen the other text now; the next press is about it.
            again = request.POST.copy()
            again["version"] = str(theirs.version)
            form = CommentaryForm(again, said=theirs, known=known_in(theirs), **told)
            form.add_error(None, str(changed))
        except Refused as refusal:
            add_refusal(form, refusal, boxes=BOXES)
        else:
            messages.success(request, _("Your commentary on %(measure)s is saved.") % {"measure": indicator})
            return redirect("monitoring:my_actions") if own else redirect(request.path)
    context = {
        "indicator": indicator,
        "period": period,
        "form": form,
        "said": said,
        "theirs": theirs,
        "card": scorecard(replace(record, measures=(measure,))),
        "labels": record.plan.labels,
        "ours": _("Here"),
        "last": last_time(period, indicator.pk),
        "judgements": judgements(said),
    }
    return render(request, "monitoring/commentary.html", context)


def _found(request: SignedInRequest, period_pk: int, indicator_pk: int) -> tuple[ReportingPeriod, Indicator]:
    periods = ReportingPeriod.objects.visible_to(request.user, on=timezone.localdate())
    period = get_object_or_404(periods.select_related("plan", "measure_scale"), pk=period_pk)
    indicators = Indicator.objects.select_related("plan", "lead_post__organisation", "lead_body")
    indicator = get_object_or_404(indicators, pk=indicator_pk, plan=period.plan_id)
    if not can_comment_on_measure(request.user, indicator):
        raise PermissionDenied
    return period, indicator


def _by_rule(record: Record, measure: Measure) -> SafeString:
    """The mark of the level that the rule gives; *Not rated* where it gives none."""
    return rating(next((level for level in record.measure_levels if level.code == measure.rule_level), None))
