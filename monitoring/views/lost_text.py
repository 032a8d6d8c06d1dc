"""What a page does that had gone out of date when it was sent: nothing typed is lost."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _

from monitoring.forms.many import typed_rows
from monitoring.forms.updates import Answer, answers, typed
from monitoring.views import kept
from partnership.kept_text import texts_in, to_script

UPDATE = "monitoring:update_action"
UPDATE_MANY = "monitoring:update_many"
# In whatever app people write.
AUTOSAVE = "save_draft"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form that this page did not make, and give back what was typed into one that it did make.

    A page goes out of date when its reader signs in again in another window. Text is shown only when
    the browser says that it comes from a page of ours.
    """
    match = _resolved(request)
    if match and match.url_name == AUTOSAVE:
        message = _(
            "This page has gone out of date, so the draft is not saved. What you typed is still here: save it, and it "
            "will be given back to you."
        )
        return to_script(HTTPStatus.FORBIDDEN, message)
    if not _is_ours(request):
        context = {"answers": [], "cookies_off": reason == REASON_NO_CSRF_COOKIE, "again": ""}
        return render(request, "monitoring/out_of_date.html", context, status=HTTPStatus.FORBIDDEN)
    if match and match.view_name == UPDATE:
        return _update_again(request, match.kwargs["action_pk"])
    if match and match.view_name == UPDATE_MANY:
        return _many_again(request, match.kwargs["slug"])
    context = {"answers": texts_in(request.POST), "again": _page_before(request), "cookies_off": False}
    return render(request, "monitoring/out_of_date.html", context, status=HTTPStatus.FORBIDDEN)


def _update_again(request: HttpRequest, action_pk: int) -> HttpResponse:
    """Kept as for a lost sign-in, so that the page itself, opened afresh, has it."""
    kept.keep(request, action_pk=action_pk)
    context = {"answers": answers(typed(request.POST)), "again": request.path, "cookies_off": False}
    return render(request, "monitoring/out_of_date.html", context, status=HTTPStatus.FORBIDDEN)


def _many_again(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for the rows of the table into which something was typed."""
    kept.keep_rows(request, slug=slug)
    texts = [
        Answer(f"{key}-{answer.name}", answer.question, answer.text)
        for key, row in typed_rows(request.POST).items()
        if row.is_new
        for answer in answers(row.content)
    ]
    context = {"answers": texts, "again": request.get_full_path(), "cookies_off": False}
    return render(request, "monitoring/out_of_date.html", context, status=HTTPStatus.FORBIDDEN)


def _is_ours(request: HttpRequest) -> bool:
    return _address(request, "Origin").netloc == request.get_host()


def _page_before(request: HttpRequest) -> str:
    """The page that the form stood on, if it is one of ours."""
    referer = _address(request, "Referer")
    # A path that begins with two slashes leads to another site.
    return referer.path if referer.netloc == request.get_host() and referer.path[1:2] != "/" else "/"


def _address(request: HttpRequest, header: str) -> SplitResult:
    try:
        return urlsplit(request.headers.get(header, ""))
    except ValueError:
        return urlsplit("")


def _resolved(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None
