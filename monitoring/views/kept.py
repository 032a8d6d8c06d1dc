"""What somebody typed whose sign-in had ended, kept in their session until they are back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.forms.many import typed_rows
from monitoring.forms.updates import typed

KEPT = "kept_text"
FOUND = 302
# Far more than the form takes, and little enough that a stranger cannot fill the session table with it.
MOST_CHARACTERS = 30_000
# Long enough to come back after lunch; a shared computer should not remember longer.
KEPT_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed about one action, and which version of its update the person had seen."""

    content: dict[str, str]
    based_on_version: int
    period_pk: int


def keep(request: HttpRequest, *, action_pk: int) -> None:
    """Keep what is posted. Whether this person may write about the action is asked when it is given back."""
    content = typed(request.POST)
    if not content or sum(map(len, content.values())) > MOST_CHARACTERS:
        return
    _keeps_for_a_stranger(request)
    request.session[KEPT] = {
        "action": action_pk,
        "content": content,
        "based_on_version": number(request.POST, "based_on_version"),
        "period": number(request.POST, "period"),
        "at": timezone.now().isoformat(),
    }


def kept_for(request: HttpRequest, *, action_pk: int) -> Kept | None:
    """What was kept about this action. Ask only for somebody who may write about it."""
    kept = request.session.get(KEPT)
    if not kept or kept["action"] != action_pk:
        return None
    if _is_old(kept):
        return None
    return Kept(kept["content"], kept["based_on_version"], kept["period"])


def forget(request: HttpRequest, *, action_pk: int) -> None:
    """Once it is a draft or submitted, it need not be kept."""
    if request.session.get(KEPT, {}).get("action") == action_pk:
        del request.session[KEPT]
    forget_rows(request, [action_pk])


def number(data: Mapping[str, object], name: str) -> int:
    """A whole number that was posted; 0 for anything else."""
    value = str(data.get(name, ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _keeps_for_a_stranger(request: HttpRequest) -> None:
    """Say so where they sign in. Their session lasts as long as the text; signing in gives it its usual length."""
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT_FOR)
        messages.info(request, _("You have been signed out. What you typed is kept: sign in, and it is given back."))


def _is_old(kept: Mapping[str, Any]) -> bool:
    return timezone.now() - datetime.fromisoformat(kept["at"]) > KEPT_FOR


# --- The table of many actions ------------------------------------------------------------------

KEPT_ROWS = "kept_rows"
# Only what was typed since the page was shown is kept: a day's work without scripts.
MOST_IN_ROWS = 4 * MOST_CHARACTERS


def keep_rows(request: HttpRequest, *, slug: str) -> None:
    """Keep what is posted about many actions of a plan, as far as it is new."""
    rows, left = {}, MOST_IN_ROWS
    for key, row in typed_rows(request.POST).items():
        left -= sum(map(len, row.content.values())) if row.is_new else 0
        if row.is_new and row.content and left >= 0:
            rows[str(key)] = row.content
    if rows:
        _keeps_for_a_stranger(request)
        request.session[KEPT_ROWS] = {"plan": slug, "rows": rows, "at": timezone.now().isoformat()}


def rows_kept(request: HttpRequest, *, slug: str) -> dict[int, Mapping[str, str]]:
    """What was kept about actions of this plan. Show it only to somebody who may write about them."""
    kept = request.session.get(KEPT_ROWS)
    if not kept or kept["plan"] != slug or _is_old(kept):
        return {}
    return {int(key): content for key, content in kept["rows"].items()}


def forget_rows(request: HttpRequest, keys: Iterable[int]) -> None:
    kept = request.session.get(KEPT_ROWS)
    if not kept:
        return
    for key in keys:
        kept["rows"].pop(str(key), None)
    if kept["rows"]:
        request.session[KEPT_ROWS] = kept
    else:
        del request.session[KEPT_ROWS]


# --- Any other page on which people write ------------------------------------------------------

KEPT_TEXTS = "kept_texts"
# Never shown again, whatever form they were typed into.
SECRET = ("csrf", "password", "code", "otp", "secret", "token", "login")
# What the page and not the person says.
OF_THE_PAGE = re.compile(r"version|confirm|decision|level|accept|next|press|kind_\d+")


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A text that was typed, under the name of its box."""

    name: str
    question: str
    text: str


def texts_in(data: Mapping[str, Any]) -> list[GivenBack]:
    """What a person typed into a form of any kind."""
    return [
        GivenBack(name, name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, text in data.items()
        if isinstance(text, str) and text.strip() and not OF_THE_PAGE.fullmatch(name) and not _is_secret(name)
    ]


def _is_secret(name: str) -> bool:
    return any(part in name.lower() for part in SECRET)


def keeping_text(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`login_required` for a page on which people write: what they posted without being signed in is kept.

    The page itself shows it to them when they are back (templates/base.html), so only to somebody whom
    it lets in. The update page does more: it has it in its form again.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.method == "POST":
                _keep_texts(request)
            return redirect_to_login(request.get_full_path())
        kept = request.session.get(KEPT_TEXTS, {})
        is_here = kept.get("address") == request.path
        if is_here and not _is_old(kept):
            request.given_back = [GivenBack(*each) for each in kept["texts"]]  # type: ignore[attr-defined]
        try:
            response = view(request, *args, **kwargs)
        except (PermissionDenied, Http404):
            # The pages that say so show nothing of it.
            request.given_back = []  # type: ignore[attr-defined]
            raise
        if is_here and request.method == "POST" and response.status_code == FOUND:
            del request.session[KEPT_TEXTS]
        return response

    return asked


def _keep_texts(request: HttpRequest) -> None:
    texts = [[each.name, each.question, each.text.replace("\x00", "")] for each in texts_in(request.POST)]
    if texts and sum(len(part) for each in texts for part in each) <= MOST_CHARACTERS:
        _keeps_for_a_stranger(request)
        request.session[KEPT_TEXTS] = {
            "address": request.path,
            "texts": texts,
            "at": timezone.now().isoformat(),
        }
