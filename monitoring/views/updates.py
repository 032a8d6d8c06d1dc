"""The page on which an officer says how an action is going, its drafts, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitoring.forms.updates import Answer, UpdateForm, answers, as_typed, typed
from monitoring.models import Draft, ProgressUpdate
from monitoring.moments import clock
from monitoring.permissions import actions_open_to, can_submit_update
from monitoring.removals import known_to, refuse_what_was_typed_before, removals
from monitoring.removals import said as removed_meanwhile
from monitoring.services import drafts
from monitoring.services.updates import Conflict, Incomplete, reaffirm_update, submit_update, why_not_taken
from monitoring.views import kept
from monitoring.work.dates import dates_of, foreseen
from monitoring.work.history import history
from monitoring.work.let_through import known_in
from monitoring.work.updating import Updating, next_period_for, outlook, period_for, updating
from partnership.kept_text import number, to_script
from partnership.models import User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from plans.models import RatingLevel
from priorities.models import StrategicAction


@require_http_methods(["GET", "HEAD", "POST"])
def update_action(request: HttpRequest, action_pk: int) -> HttpResponse:
    """Say how an action is going in the period under way. What an expired sign-in would lose is kept."""
    if not isinstance(request.user, User):
        if request.method == "POST":
            kept.keep(request, action_pk=action_pk)
        return redirect_to_login(request.get_full_path())
    action = _action(request.user, action_pk)
    if not can_submit_update(request.user, action):
        if request.method == "POST":
            return text_back(request, action, why=_("You can no longer report on this action."), status=403)
        raise PermissionDenied
    period = period_for(action)
    if period is None:
        return _not_taken(request, action, _("Updates are not being asked for now."))
    back = kept.kept_for(request, action_pk=action.pk)
    if back and back.removals < _removals(action) and request.method != "POST":
        kept.forget(request, action_pk=action.pk)
        return _back(request, action, answers(back.content), why=removed_meanwhile(), status=HTTPStatus.CONFLICT)
    page = updating(action, period, request.user, today=timezone.localdate())
    if refusal := why_not_taken(action, period, page.existing):
        return _not_taken(request, action, str(refusal))
    if request.method == "POST":
        return _received(request, request.user, page)
    return _shown(request, page, _begun(request, page))


# --- Showing -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begun:
    """What the form begins with."""

    content: Mapping[str, Any] = field(default_factory=dict)
    # Put back after a sign-in had ended.
    was_kept: bool = False
    # Typed by this person, as against taken from what has been submitted.
    is_own: bool = False


def _begun(request: HttpRequest, page: Updating) -> Begun:
    """What was kept through sign-in, else the draft, else what was submitted. Never last period's words."""
    if back := kept.kept_for(request, action_pk=page.action.pk):
        return Begun(back.content, was_kept=True, is_own=True)
    if page.draft:
        return Begun(page.draft.content, is_own=True)
    if page.existing:
        return Begun(as_typed(page.existing))
    return Begun()


def _form(page: Updating, data: Any = None, *, content: Mapping[str, Any] | None = None, beside: bool) -> UpdateForm:
    return UpdateForm(
        data,
        period=page.period,
        existing=page.existing,
        since=page.since,
        until=page.until,
        leads_action=page.leads_action,
        content=content,
        may_take_over=beside,
        removals=_removals(page.action),
        known=known_in(page.existing),
    )


def _shown(request: HttpRequest, page: Updating, begun: Begun) -> HttpResponse:
    others = page.existing is not None and page.existing.submitted_by != request.user
    beside = begun.is_own and others
    form = _form(page, content=begun.content, beside=beside)
    return _rendered(request, page, form, typed_by_person=begun.content if beside else None, was_kept=begun.was_kept)


def _rendered(
    request: HttpRequest,
    page: Updating,
    form: UpdateForm,
    *,
    typed_by_person: Mapping[str, Any] | None = None,
    was_kept: bool = False,
    conflict: Conflict | None = None,
) -> HttpResponse:
    """`typed_by_person` is set beside what has been submitted; None where there is nothing to compare."""
    aside = page.draft.content.get(drafts.SET_ASIDE) if page.draft else None
    return render(
        request,
        "monitoring/update_action.html",
        {
            "page": page,
            "action": page.action,
            "dates": dates_of(page.action, forecast=foreseen(page.draft, page.existing).forecast, today=page.today),
            "form": form,
            "was_kept": was_kept,
            "conflict": conflict,
            "comparison": _comparison(page.existing, typed_by_person) if page.existing and typed_by_person else None,
            "my_level": _level(page, typed_by_person) if typed_by_person else None,
            "set_aside": answers(aside) if aside else None,
            "handed_over": _handed_over(page.draft),
        },
    )


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Who began a draft that came with their post, and their words where this person had begun one too."""

    by: str
    answers: list[Answer]


def _handed_over(draft: Draft | None) -> list[HandedOver]:
    given = draft.content.get(drafts.HANDED_OVER, []) if draft else []
    return [HandedOver(each["by"], answers(each["content"])) for each in given]


@dataclass(frozen=True, slots=True)
class Row:
    """One question, with what was submitted and what this person typed."""

    question: str
    theirs: str
    mine: str


def _comparison(existing: ProgressUpdate, content: Mapping[str, Any]) -> list[Row]:
    theirs = {answer.name: answer for answer in answers(as_typed(existing))}
    mine = {answer.name: answer for answer in answers(content)}
    names = [name for name in UpdateForm.base_fields if name in theirs or name in mine]
    return [
        Row(
            question=(theirs.get(name) or mine[name]).question,
            theirs=theirs[name].text if name in theirs else "",
            mine=mine[name].text if name in mine else "",
        )
        for name in names
    ]


def _level(page: Updating, content: Mapping[str, Any]) -> RatingLevel | None:
    chosen = number(content, "level")
    return RatingLevel.objects.filter(scale=page.period.action_scale_id, pk=chosen).first() if chosen else None


def _not_taken(request: HttpRequest, action: StrategicAction, why: str) -> HttpResponse:
    if request.method == "POST":
        return text_back(request, action, why=why, status=HTTPStatus.CONFLICT)
    return render(
        request,
        "monitoring/update_closed.html",
        {
            "action": action,
            "why": why,
            "coming": next_period_for(action),
            "answers": answers(_unsent(request, action)),
        },
    )


def _unsent(request: HttpRequest, action: StrategicAction) -> Mapping[str, Any]:
    """What this person typed last about the action and never submitted: theirs to read although updates closed."""
    if back := kept.kept_for(request, action_pk=action.pk):
        return back.content
    draft = Draft.objects.filter(user=request.user.pk, action=action).order_by("-saved_at").first()
    return draft.content if draft else {}


def text_back(request: HttpRequest, action: StrategicAction, *, why: str, status: int) -> HttpResponse:
    """Give back what was typed and cannot be taken, to be copied."""
    return _back(request, action, answers(typed(request.POST)), why=why, status=status)


def _back(request: HttpRequest, action: StrategicAction, said: list[Answer], *, why: str, status: int) -> HttpResponse:
    context = {"action": action, "why": why, "answers": said}
    return render(request, "monitoring/text_back.html", context, status=status)


# --- Receiving ---------------------------------------------------------------------------------


def _received(request: HttpRequest, user: User, page: Updating) -> HttpResponse:
    try:
        _refuse_pages_of_before(request.POST, page)
    except Refused as refusal:
        return text_back(request, page.action, why=str(refusal), status=HTTPStatus.CONFLICT)
    if "take_over" in request.POST and page.existing:
        return _taken_over(request, user, page)
    if "draft" in request.POST:
        return _draft_saved(request, user, page)

    beside = page.existing is not None and page.existing.submitted_by != user
    form = _form(page, request.POST, beside=beside)
    conflict = None
    if form.is_valid():
        try:
            submit_update(action=page.action, period=page.period, by=user, **form.arguments())
        except Conflict as found:
            conflict = found
        except Incomplete as incomplete:
            form.add_problems(incomplete.problems)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            kept.forget(request, action_pk=page.action.pk)
            messages.success(request, _("Update submitted."))
            return redirect("monitoring:action_updates", page.action.pk)
    # Somebody who leaves the page now finds it all again.
    with suppress(Refused):
        _save_draft(request, user, page, request.POST)
    content = typed(request.POST)
    if conflict:
        page = updating(page.action, page.period, user, today=page.today)
        # They have seen the other text now; the next press is about it.
        form = _form(page, content=content, beside=True)
    return _rendered(request, page, form, typed_by_person=content if beside or conflict else None, conflict=conflict)


def _refuse_pages_of_before(data: Mapping[str, Any], page: Updating) -> None:
    if number(data, "period") != page.period.pk:
        why = _("This page was for an earlier period. Updates are now taken for %(period)s.")
        raise Refused(why % {"period": page.period})
    refuse_what_was_typed_before(known_to(data))


def _draft_saved(request: HttpRequest, user: User, page: Updating) -> HttpResponse:
    try:
        draft = _save_draft(request, user, page, request.POST)
    except Refused as refusal:
        form = _form(page, request.POST, beside=False)
        form.errors.clear()
        form.add_error(None, str(refusal))
        return _rendered(request, page, form)
    if draft is None:
        messages.info(request, _("There is nothing to save yet."))
    else:
        messages.success(request, _("Draft saved at %(time)s.") % {"time": clock(draft.saved_at)})
    return redirect("monitoring:update_action", page.action.pk)


def _taken_over(request: HttpRequest, user: User, page: Updating) -> HttpResponse:
    assert page.existing is not None
    drafts.take_over_update(update=page.existing, mine=typed(request.POST), theirs=as_typed(page.existing), by=user)
    kept.forget(request, action_pk=page.action.pk)
    messages.info(request, _("The form now holds the submitted text. What you wrote stands beside it."))
    return redirect("monitoring:update_action", page.action.pk)


def _save_draft(request: HttpRequest, user: User, page: Updating, data: Mapping[str, Any]) -> Any:
    draft = drafts.save_draft(
        action=page.action,
        period=page.period,
        content=typed(data),
        based_on_version=number(data, "based_on_version"),
        removals=known_to(data),
        by=user,
    )
    kept.forget(request, action_pk=page.action.pk)
    return draft


@login_required
def unchanged(request: SignedInRequest, action_pk: int) -> HttpResponse:
    """One press says that nothing has changed."""
    if request.method != "POST":
        # Where sign-in leads back to: the press has to be made again.
        return redirect("monitoring:update_action", action_pk)
    action = _action(request.user, action_pk)
    if not can_submit_update(request.user, action):
        raise PermissionDenied
    period = period_for(action)
    try:
        if period is None:
            raise Refused(_("Updates are not being asked for now."))
        reaffirm_update(action=action, period=period, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("monitoring:update_action", action_pk)
    messages.success(request, _("You confirmed that nothing has changed."))
    return redirect("monitoring:action_updates", action_pk)


# --- Drafts that save themselves ---------------------------------------------------------------


@require_POST
def save_draft(request: HttpRequest, action_pk: int) -> JsonResponse:
    """Keep what is typed so far. Answers in JSON with words for the page, and never leads elsewhere."""
    if not isinstance(request.user, User):
        return to_script(HTTPStatus.UNAUTHORIZED, signed_out())
    action = _actions(request.user).filter(pk=action_pk).first()
    if action is None:
        return to_script(HTTPStatus.NOT_FOUND, _("This action is not there any more, so the draft is not saved."))
    if not can_submit_update(request.user, action):
        return to_script(HTTPStatus.FORBIDDEN, _("You can no longer report on this action, so the draft is not saved."))
    try:
        data = _posted(request)
    except ValueError:
        return to_script(HTTPStatus.BAD_REQUEST, _("The draft could not be read, so it is not saved."))
    period = period_for(action)
    if period is None or number(data, "period") != period.pk:
        return to_script(HTTPStatus.CONFLICT, _("Updates have closed, so the draft is not saved. Copy what you need."))
    try:
        draft = drafts.save_draft(
            action=action,
            period=period,
            content=typed(data),
            based_on_version=number(data, "based_on_version"),
            removals=known_to(data),
            by=request.user,
        )
    except Refused as refusal:
        return to_script(HTTPStatus.CONFLICT, str(refusal))
    kept.forget(request, action_pk=action_pk)
    if draft is None:
        return to_script(HTTPStatus.OK, "")
    return to_script(HTTPStatus.OK, _("Draft saved at %(time)s") % {"time": clock(draft.saved_at)})


def signed_out() -> str:
    return _(
        "You have been signed out, so this is not saved yet. What you typed is still here: choose Save draft, "
        "sign in, and it will be given back to you."
    )


def _posted(request: HttpRequest) -> Mapping[str, Any]:
    """Form fields or a JSON object of them. Raises ValueError for JSON that is neither."""
    if request.content_type != "application/json":
        return request.POST
    try:
        data = json.loads(request.body)
    except RecursionError:
        data = None
    if not isinstance(data, dict):
        raise ValueError("not an object")
    return data


# --- What became of it -------------------------------------------------------------------------


@login_required
@require_safe
def action_updates(request: SignedInRequest, action_pk: int) -> HttpResponse:
    """Every update of an action, newest first, with who changed what."""
    action = _action(request.user, action_pk)
    reports = can_submit_update(request.user, action)
    sees_open = reports or actions_open_to(request.user, action.plan).filter(pk=action.pk).exists()
    today = timezone.localdate()
    entries = history(action, sees_open=sees_open, today=today)
    current = next((entry.update for entry in entries if entry.is_open), None)
    can_change = reports and current is not None and why_not_taken(action, current.period, current) is None
    waits = current is not None and current.state == ProgressUpdate.State.SUBMITTED
    return render(
        request,
        "monitoring/action_updates.html",
        {
            "action": action,
            "entries": entries,
            "can_change": can_change,
            "dates": dates_of(action, forecast=current.forecast if current else None, today=today),
            "reports": reports,
            "outlook": outlook(action, current.period, today=today) if reports and current and waits else "",
        },
    )


def _actions(user: User) -> Any:
    # The removals are asked for before anything that the page shows.
    visible = StrategicAction.objects.visible_to(user, on=timezone.localdate()).annotate(removals=removals())
    return visible.select_related("priority__plan__owner_body", "priority__lead_body").prefetch_related("date_changes")


def _action(user: User, action_pk: int) -> StrategicAction:
    action: StrategicAction = get_object_or_404(_actions(user), pk=action_pk)
    return action


def _removals(action: StrategicAction) -> int:
    number: int = action.removals  # type: ignore[attr-defined]
    return number
