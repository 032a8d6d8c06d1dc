"""What somebody typed on a page whose sign-in had ended, kept in their session until they are back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from itertools import chain
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

KEPT_TEXTS = "kept_texts"
# Never shown again, whatever form they were typed into.
SECRET = ("csrf", "password", "code", "otp", "secret", "token", "login")
# What the page and not the person says.
OF_THE_PAGE = re.compile(r"version|seen|seen_order|removals|refer|confirm|decision|level|accept|next|press|kind_\d+")
# How many removals of personal information there were when the page was made.
REMOVALS = "removals"
# What the page showed when somebody typed, so that nothing said since then is written over.
SHOWN = ("seen", "seen_order", REMOVALS)
# Far more than the form takes, and little enough that a stranger cannot fill the session table with it.
MOST_CHARACTERS = 30_000
# The same for a page of any kind: the longest is an appendix of a report.
_MOST_ON_A_PAGE = 100_000
# Long enough to come back after lunch; a shared computer should not remember longer.
KEPT_FOR = timedelta(hours=12)


def number(data: Mapping[str, object], name: str) -> int:
    """A whole number that was posted; 0 for anything else."""
    value = str(data.get(name, ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def to_script(status: HTTPStatus, message: str) -> JsonResponse:
    """What a script that keeps drafts is answered: words for its page."""
    return JsonResponse({"message": message}, status=status)


def keeps_for_a_stranger(request: HttpRequest) -> None:
    """Say so where they sign in. Their session lasts as long as the text; signing in gives it its usual length."""
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT_FOR)
        messages.info(request, _("You have been signed out. What you typed is kept: sign in, and it is given back."))


def is_old(kept: Mapping[str, Any]) -> bool:
    return timezone.now() - datetime.fromisoformat(kept["at"]) > KEPT_FOR


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
        if isinstance(text, str) and text.strip() and not OF_THE_PAGE.fullmatch(name) and not is_secret(name)
    ]


def is_secret(name: str) -> bool:
    return any(part in name.lower() for part in SECRET)


def keeping_text(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`login_required` for a page on which people write: what they posted without being signed in is kept.

    The page itself shows it to them when they are back (templates/base.html), so only to somebody whom
    it lets in. The update page and the parts of a report do more: they have it in their form again.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.method == "POST":
                _keep_texts(request)
            return redirect_to_login(request.get_full_path())
        kept = request.session.get(KEPT_TEXTS, {})
        is_here = kept.get("address") == request.path
        if is_here and not is_old(kept):
            request.given_back = [GivenBack(*each) for each in kept["texts"]]  # type: ignore[attr-defined]
        try:
            response = view(request, *args, **kwargs)
        except (PermissionDenied, Http404):
            # The pages that say so show nothing of it.
            request.given_back = []  # type: ignore[attr-defined]
            raise
        if is_here and request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            del request.session[KEPT_TEXTS]
        return response

    return asked


def kept_text(request: HttpRequest) -> dict[str, str]:
    """What was kept for this page, by the names of its boxes, for a page that fills them again; with what it showed.

    Ask only for somebody who may write there.
    """
    kept = request.session.get(KEPT_TEXTS, {})
    if kept.get("address") != request.path or is_old(kept):
        return {}
    shown: dict[str, str] = kept.get("shown", {})
    return {name: text for name, _question, text in kept["texts"]} | shown


def forget_kept_text(request: HttpRequest) -> None:
    """Once it is kept elsewhere."""
    request.session.pop(KEPT_TEXTS, None)


def _keep_texts(request: HttpRequest) -> None:
    texts = [[each.name, each.question, each.text.replace("\x00", "")] for each in texts_in(request.POST)]
    shown = {name: request.POST[name].replace("\x00", "") for name in SHOWN if name in request.POST}
    if texts and sum(map(len, [*chain(*texts), *shown.values()])) <= _MOST_ON_A_PAGE:
        keeps_for_a_stranger(request)
        request.session[KEPT_TEXTS] = {
            "address": request.path,
            "texts": texts,
            "shown": shown,
            "at": timezone.now().isoformat(),
        }
