"""Answering *not modified* for a page made from a frozen record, which only changes with who reads it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from partnership.requests import SignedInRequest

#: What a page is made by, besides the record: its templates, our code, the names of the stylesheets.
_MADE_BY = (
    ("templates", "*.html"),
    *((app, "*.py") for app in ("monitoring", "indicators", "plans", "partnership", "config")),
)


def not_modified(request: SignedInRequest, tag: str) -> HttpResponseBase | None:
    """The empty answer for a reader who has this very page already, else None."""
    # Waiting messages show once, on whichever page comes next: it has to be a new one.
    if len(get_messages(request)):
        return None
    response = get_conditional_response(request, etag=tag)
    return response and with_tag(response, tag)


def page_tag(request: SignedInRequest, *parts: str) -> str:
    """The ETag of a page made of `parts` (a record's checksum first) for this reader, address and release."""
    made_of = (
        *parts,
        release(),
        request.get_full_path(),
        "part" if is_part(request) else "page",
        f"{request.user.pk} {request.user.name}",
        get_language() or "",
    )
    return '"' + sha256("\n".join(made_of).encode()).hexdigest()[:32] + '"'


def with_tag(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """Let the reader's own browser keep the page, and ask each time whether it is still the same."""
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "HX-Request", "Accept-Language"])
    return response


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page; a page it restores from history is a whole one."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


@cache
def release() -> str:
    """A checksum of everything that turns a record into a page, so that no page outlives its release."""
    made = sha256(f"{settings.SERVICE_NAME} {settings.COUNCIL_NAME} {settings.CONTACT_EMAIL} {settings.LOGO}".encode())
    base = Path(settings.BASE_DIR)
    for folder, pattern in _MADE_BY:
        for path in sorted((base / folder).rglob(pattern)):
            made.update(path.read_bytes())
    manifest = Path(settings.STATIC_ROOT, "staticfiles.json")
    if manifest.exists():
        made.update(manifest.read_bytes())
    return made.hexdigest()
