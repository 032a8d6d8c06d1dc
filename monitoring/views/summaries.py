"""What the lead of a priority tells the board in a period, and signing it off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from monitoring.forms.periods import AskingReasonForm
from monitoring.forms.summaries import SummaryForm, Typed, after
from monitoring.models import PrioritySummary, ReportingPeriod
from monitoring.permissions import can_sign_off, leads_priority
from monitoring.record.gather import gather
from monitoring.record.overview import Overview, PriorityView
from monitoring.services.summaries import (
    CommentaryAwaited,
    NobodyNamed,
    ReasonMissing,
    Said,
    SaidHighlight,
    SummaryChanged,
    save_summary,
    sign_off,
    take_back_sign_off,
)
from monitoring.work.commentaries import Commentaries, commentaries
from monitoring.work.let_through import known_in
from monitoring.work.suggestions import suggestions
from partnership.asking import Kept
from partnership.forms import add_refusal
from partnership.kept_text import keeping_text
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.ratings import Rollup
from plans.templatetags.marks import rating
from priorities.models import Priority

# Which box a refusal is about.
BOXES: dict[type[Refused], str] = {ReasonMissing: "reason", NobodyNamed: "on_behalf_of"}


@keeping_text
@require_http_methods(["GET", "POST"])
def priority_summary(request: SignedInRequest, period_pk: int, priority_pk: int) -> HttpResponse:
    period, priority = _found(request, period_pk, priority_pk)
    if not period.is_under_way:
        return _elsewhere(period, priority)
    view = _view(period, priority)
    summary = _summary(period, priority)
    if summary is not None and summary.signed_off_at is not None and request.method == "GET":
        return render(request, "monitoring/priority_signed_off.html", _context(period, priority, view, summary))

    page = _Page(request, period, priority, view)
    typed = Typed.in_(request.POST.dict()) if request.method == "POST" else Typed.of(summary)
    press = request.POST.get("press", "")
    arranged = after(press, typed, {each.action_pk: (each.kind, each.text) for each in suggestions(view.rows)})
    if request.method == "GET" or arranged is not None:
        form = page.form(arranged or typed, summary, is_bound=False)
        return page.shown(form, arranged or typed, summary, unsaved=arranged is not None)

    form = page.form(typed, summary, is_bound=True)
    changed = None
    if form.is_valid():
        try:
            said = page.store(form.cleaned_data, signs=press == "sign_off", kept=form.kept)
        except SummaryChanged as refusal:
            # What is stored now is shown beside what was typed, which is sent with that version next.
            changed = _summary(period, priority)
            typed = replace(typed, version=str(changed.version if changed else 0))
            form = page.form(typed, changed, is_bound=True)
            form.add_error(None, str(refusal))
        except CommentaryAwaited as refusal:
            form.add_error(None, format_html('{} <a href="#commentaries">{}</a>', str(refusal), _("See who writes it")))
        except Refused as refusal:
            add_refusal(form, refusal, boxes=BOXES)
        else:
            messages.success(request, said)
            return redirect("monitoring:priority_summary", period.pk, priority.pk)
    return page.shown(form, typed, summary, changed=changed)


@keeping_text
@require_http_methods(["GET", "POST"])
def priority_summary_back(request: SignedInRequest, period_pk: int, priority_pk: int) -> HttpResponse:
    """Take a sign-off back, so that what it says can change."""
    period, priority = _found(request, period_pk, priority_pk)
    if not period.is_under_way:
        return _elsewhere(period, priority)
    data = request.POST if request.method == "POST" else None
    form = AskingReasonForm(data, submit=_("Take the sign-off back"), missing=_("Say why you take the sign-off back"))
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            take_back_sign_off(period=period, priority=priority, reason=reason, kept=form.kept, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The sign-off of %(priority)s is taken back.") % {"priority": priority})
            return redirect("monitoring:priority_summary", period.pk, priority.pk)
    context = {"period": period, "priority": priority, "form": form, "summary": _summary(period, priority)}
    return render(request, "monitoring/priority_summary_back.html", context)


@dataclass(frozen=True, slots=True)
class _Page:
    """The page on which one person writes about one priority."""

    request: SignedInRequest
    period: ReportingPeriod
    priority: Priority
    view: PriorityView

    def form(self, typed: Typed, summary: PrioritySummary | None, *, is_bound: bool) -> SummaryForm:
        computed = self.view.computed
        return SummaryForm(
            typed,
            is_bound=is_bound,
            scale=self.period.priority_scale,
            computed=format_html(_("As its actions make it: {}"), rating(computed)) if computed else "",
            computes=self.period.plan.rollup != Rollup.JUDGEMENT_ONLY,
            for_others=not leads_priority(self.request.user, self.priority),
            known=known_in(summary),
        )

    def store(self, cleaned: dict[str, Any], *, signs: bool, kept: Kept | None) -> str:
        """Do what was pressed; what was done, in a sentence."""
        about = {
            "period": self.period,
            "priority": self.priority,
            "version": cleaned["version"],
            "said": Said(
                level=cleaned.get("level"),
                reason=cleaned["reason"],
                decisions_sought=cleaned["decisions_sought"],
                highlights=[SaidHighlight(kind, text) for kind, text in cleaned["highlights"]],
                kept=kept,
            ),
            "by": self.request.user,
        }
        if signs:
            sign_off(**about, on_behalf_of=cleaned.get("on_behalf_of", ""))
            return _("%(priority)s is signed off.") % {"priority": self.priority}
        save_summary(**about)
        return _("Saved. It is not signed off yet.")

    def commentaries(self) -> Commentaries:
        """The measures that serve the priority and ask for words."""
        record, today = self.view.overview.record, timezone.localdate()
        asked = commentaries(record, self.period.plan, reader=self.request.user, on=today)
        return asked.of(self.priority.pk)

    def shown(
        self,
        form: SummaryForm,
        typed: Typed,
        summary: PrioritySummary | None,
        *,
        unsaved: bool = False,
        changed: PrioritySummary | None = None,
    ) -> HttpResponse:
        used = {text for _kind, text in typed.highlights}
        offered = suggestions(self.view.rows)
        context = {
            **_context(self.period, self.priority, self.view, summary),
            "commentaries": self.commentaries(),
            "form": form,
            "unsaved": unsaved,
            "changed": changed,
            "suggestions": [each for each in offered if each.text not in used],
            "taken": sum(1 for each in offered if each.text in used),
        }
        return render(self.request, "monitoring/priority_summary.html", context)


def _found(request: SignedInRequest, period_pk: int, priority_pk: int) -> tuple[ReportingPeriod, Priority]:
    periods = ReportingPeriod.objects.visible_to(request.user, on=timezone.localdate())
    period = get_object_or_404(periods.select_related("plan", "priority_scale"), pk=period_pk)
    priorities = Priority.objects.select_related("plan", "lead_body")
    priority = get_object_or_404(priorities, pk=priority_pk, plan=period.plan_id)
    if not can_sign_off(request.user, priority):
        raise PermissionDenied
    return period, priority


def _view(period: ReportingPeriod, priority: Priority) -> PriorityView:
    """The priority as the record would have it now. Raises Http404 where the period does not report on it."""
    overview = Overview(gather(period), provisional=True)
    view = next((view for view in overview.priorities if view.priority.pk == priority.pk), None)
    if view is None or not view.priority.reported:
        raise Http404
    return view


def _summary(period: ReportingPeriod, priority: Priority) -> PrioritySummary | None:
    found = PrioritySummary.objects.filter(period=period, priority=priority)
    return found.select_related("judged_level", "signed_off_by").prefetch_related("highlights").first()


def _elsewhere(period: ReportingPeriod, priority: Priority) -> HttpResponse:
    """Where to read of a period that is not under way."""
    if period.is_fixed:
        return redirect("monitoring:priority_story", period.pk, priority.pk)
    return redirect(period)


def _context(
    period: ReportingPeriod, priority: Priority, view: PriorityView, summary: PrioritySummary | None
) -> dict[str, Any]:
    return {"period": period, "priority": priority, "view": view, "overview": view.overview, "summary": summary}
