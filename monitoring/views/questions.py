"""Answering what a reviewer asked about an update."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from monitoring.forms.reviews import AnswerForm
from monitoring.models import Question
from monitoring.permissions import can_submit_update, leads_action
from monitoring.services.questions import answer_question
from partnership.kept_text import keeping_text
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from priorities.models import StrategicAction


@keeping_text
@require_http_methods(["GET", "POST"])
def question_answer(request: SignedInRequest, question_pk: int) -> HttpResponse:
    """The question beneath the update that it is about, and a box for the answer."""
    actions = StrategicAction.objects.visible_to(request.user, on=timezone.localdate())
    question = get_object_or_404(
        Question.objects.filter(update__action__in=actions).select_related(
            "asked_by",
            "answered_by",
            "update__period__action_scale",
            "update__action__priority__plan",
            "update__proposed_level",
            "update__agreed_level",
        ),
        pk=question_pk,
    )
    action = question.update.action
    if not can_submit_update(request.user, action):
        raise PermissionDenied
    if request.method == "GET" and (question.answered_at or question.update.period.is_fixed):
        return redirect("monitoring:action_updates", action.pk)
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, leads_action=leads_action(request.user, action))
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            answer_question(
                question=question,
                text=cleaned["answer"],
                on_behalf_of=cleaned.get("on_behalf_of", ""),
                by=request.user,
                kept=form.kept,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is sent."))
            return redirect("monitoring:action_updates", action.pk)
    context = {"question": question, "update": question.update, "action": action, "form": form}
    return render(request, "monitoring/question_answer.html", context)
